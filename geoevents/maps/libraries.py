"""Which of folium's own online libraries an element needs: a page that has none of these asks for none."""

from __future__ import annotations

from collections.abc import Iterable

import folium.folium
from branca.element import CssLink, Element, JavascriptLink

__all__ = ["needed_links"]

AWESOME = (
    "awesome_markers", "glyphicons_css", "awesome_markers_font_css", "awesome_markers_css", "awesome_rotate_css",
)  # fmt: skip

NEEDS: dict[str, tuple[str, ...]] = {
    "CustomIcon": (),
    "Icon": AWESOME,
    "FastMarkerCluster": AWESOME,
}
"""Class of a folium element -> names in ``folium.Map.default_js`` and ``default_css``; nearest base class. What folium
asks of jQuery (popups, mostly) the page's own script lends, see ``web/src/dollar.ts``."""


def needed_links(elements: Iterable[Element]) -> list[JavascriptLink | CssLink]:
    """Return the links that the elements need, in folium's order and at folium's own versions."""
    wanted: set[str] = set()
    for element in elements:
        known = (NEEDS[base.__name__] for base in type(element).__mro__ if base.__name__ in NEEDS)
        wanted.update(next(known, ()))
    links: list[JavascriptLink | CssLink] = [
        JavascriptLink(url) for name, url in folium.folium._default_js if name in wanted
    ]
    return links + [CssLink(url) for name, url in folium.folium._default_css if name in wanted]
