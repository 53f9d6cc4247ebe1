"""Which of the names in a query is meant, and which only say where it lies; and how the place of a name shades it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geoevents.geocoding.expressions.expression import DirectionOf, Expression, Name, PartOf, Union, Within
from geoevents.geocoding.expressions.grammar import as_name
from geoevents.geocoding.expressions.tokens import fold
from geoevents.geocoding.expressions.words import words

__all__ = ["as_river", "aside", "is_division", "narrowest_first", "named_whole", "sided"]

_LEVELS = ("country", "admin1", "admin2", "admin3", "town", "suburb", "site")
_DIVISIONS = ("admin1", "admin2", "country")


def _level(node: Expression) -> int:
    """How small the kind of place is that a name's feature word says; -1 where it says none."""
    kind = node.kinds[0] if isinstance(node, Name) and node.kinds else ""
    return _LEVELS.index(kind) if kind in _LEVELS else -1


def narrowest_first(node: Within) -> Within:
    """Turn "Province: Norte de Santander, Municipality: Toledo" around: the smallest is meant, the rest holds it."""
    level = _level(node.inner)
    smallest = max(node.contexts, key=_level)
    if level < 0 or level > 1 or _level(smallest) <= level:
        return node
    others = tuple(c for c in node.contexts if c is not smallest)
    return Within(node.text, smallest, (*others, node.inner))


def is_division(node: Expression) -> bool:
    """Whether a context is said to be a division ("Donetsk region")."""
    return isinstance(node, Name) and bool(set(node.kinds) & set(_DIVISIONS))


def aside(node: DirectionOf) -> DirectionOf:
    """Widen a direction to the half-plane, for things that run on in their own way."""
    return replace(node, direction=replace(node.direction, half_angle=90.0)) if node.direction else node


def sided(node: Expression) -> Expression:
    """Read a demonym as its country ("the Syrian-Turkish border")."""
    if isinstance(node, Name) and (country := words().demonyms.get(fold(node.name))):
        return Name(country, country, ("country",))  # and not the town of Chadian
    return node


def as_river(node: Expression) -> Expression:
    """Read the bare name behind "bank of" or "along" as that of a river: the Dnipro, and not the city."""
    if isinstance(node, Name) and node.name and not node.kinds:
        return replace(node, text=f"{node.name} River", kinds=("river",), feature="river")
    return node


def named_whole(node: Union, known: Callable[[str], bool]) -> Within | PartOf | None:
    """Read a list of which the end is one name as what is said of that name.

    "Pulwama district, Jammu and Kashmir" is a place and what holds it, "northern Bosnia and Herzegovina" a part.

    Parameters
    ----------
    node : Union
        A list, of which the last two are joined by a word.
    known : callable
        Whether a text is a name.

    Returns
    -------
    Within, PartOf or None
        None for a list.
    """
    first = node.places[0]
    if isinstance(first, PartOf) and isinstance(first.whole, Name) and first.whole.text:
        whole = node.text[node.text.find(first.whole.text) :]
        if len(first.whole.text) < len(whole) < len(node.text) and known(whole):
            return replace(first, text=node.text, whole=as_name(whole))
    if len(node.places) < 3 or not node.places[-2].text:
        return None
    start = node.text.rfind(node.places[-2].text, 0, node.text.rfind(node.places[-1].text))
    whole = node.text[start:].strip() if start > 0 else ""
    if not whole.startswith(node.places[-2].text) or "," in whole or not known(whole):
        return None
    return Within(node.text, node.places[0], (*node.places[1:-2], as_name(whole)))
