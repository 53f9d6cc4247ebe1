"""Small helpers on folium's element tree: text that no template touches, and a walk over all elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import folium
from branca.element import Element, Figure

from geoevents.errors import InputError

__all__ = ["Raw", "figure_of", "host_map", "walk"]


class Raw(Element):
    """Text that goes into the page as it is: it never passes through a template.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._name = "Raw"
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text


def walk(root: Element) -> Iterator[Element]:
    """Yield an element and all that hang from it, as children or as attributes, each once, in a fixed order."""
    seen: set[int] = set()
    stack: list[Any] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, Element):
            if id(item) in seen:
                continue
            seen.add(id(item))
            yield item
            below: Iterable[Any] = [value for name, value in vars(item).items() if name != "_parent"]
        elif isinstance(item, Mapping):
            below = item.values()
        elif isinstance(item, (list, tuple)):
            below = item if len(item) < MANY or isinstance(item[0], Element) else ()
        else:
            continue
        stack.extend(reversed([value for value in below if isinstance(value, (Element, Mapping, list, tuple))]))


MANY = 1000
"""Longer lists are data (coordinates, rows), unless they begin with an element."""


def figure_of(element: Element) -> Figure:
    """Return the figure that an element is being rendered into.

    Raises
    ------
    InputError
        It hangs in none.
    """
    root = element.get_root()
    if not isinstance(root, Figure):
        raise InputError(f"the {type(element).__name__} is in no figure", "add it to a map with .add_to(map)")
    return root


def host_map(element: Element) -> folium.Map | None:
    """Return the map that an element was added to, directly or inside a group."""
    above = element._parent
    while above is not None and not isinstance(above, folium.Map):
        above = above._parent
    return above
