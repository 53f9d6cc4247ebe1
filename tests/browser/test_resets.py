"""A map in a page of a site: what the site says of all its pictures does not reach those of the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_embed import a_map, html
from tests.browser.test_embed import serve as serve  # a fixture

RESETS = [
    "canvas { max-width: 100%; max-height: 100%; height: auto }",
    ".story canvas, .story svg, .story img { max-width: 100% !important; height: auto }",
    "svg { width: 100%; height: auto; max-width: none } .story svg { width: 100%; height: 100% }",
]
SIZES = """() => [...document.querySelectorAll('.geoevents :is(canvas, svg)')].map((e) => {
  const box = e.getBoundingClientRect();
  const part = e.closest('button, li, .ge-legend-section, .geoevents') ;
  return `${e.tagName} ${e.getAttribute('class')} ${part.className} ${Math.round(box.width)} ${Math.round(box.height)}`;
})"""


@pytest.fixture
def plain(serve: Any, tmp_path: Path) -> Any:
    """Open a story with a map in it, under the rules of a site; its legend and its table are open."""

    def open_(rules: str) -> Any:
        piece = a_map().embed(tmp_path, form="fragment", name="map", height="800px")
        story = html(f"<style>{rules}</style><div class='story'>", piece.snippet, "</div>")
        (tmp_path / "story.html").write_text(story, encoding="utf-8")
        opened = serve(tmp_path).open("story.html")
        opened.js("m.setState({table: true, filter: {event_type: ['Battles']}})")
        opened.settle()
        opened.page.click("button[aria-label^='Filter']")
        opened.settle()
        return opened

    return open_


def test_resets_of_a_site_leave_canvases_and_icons_as_they_are(plain: Any) -> None:
    first = plain("")
    sizes = first.page.evaluate(SIZES)
    assert sum("ge-canvas-symbols" in size for size in sizes) == 1
    assert sum("ge-icon" in size for size in sizes) > 4
    for rules in RESETS:
        opened = plain(rules)
        assert opened.page.evaluate(SIZES) == sizes, rules
        opened.clean()


def test_a_table_that_waits_shows_nothing_of_itself(open_page: Any) -> None:
    opened = open_page(a_map(), viewport={"width": 390, "height": 844}, has_touch=True)
    opened.js("m.setState({table: true, sort: {column: 'date', descending: true}})")
    seen = """[...document.querySelectorAll('.ge-drawer *')]
      .filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true})).length"""
    assert opened.js(seen) > 20
    assert opened.js("getComputedStyle(document.querySelector('[aria-sort=descending] .ge-sort-arrow')).opacity") == "1"
    opened.js("m.select(3)")
    opened.page.wait_for_selector(".ge-card-title")
    assert opened.js(seen) == 0
    opened.clean()
