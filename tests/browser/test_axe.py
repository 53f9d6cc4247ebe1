"""axe-core finds nothing to object to, whatever is open on the page: wide, dark, on a phone, from right to left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.conftest import ROOT, lacking

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# The page's policy stays as it is: the script comes through the debugger, and fetches nothing. Of text over a picture
# no contrast can be told, so the map itself is not there while the boxes on it, all but opaque, are looked at.
RUN = """async () => {
  const panes = document.querySelectorAll(".leaflet-map-pane, .ge-track canvas");
  for (const pane of panes) pane.style.display = "none";
  const found = await axe.run(document, {preload: false, resultTypes: ["violations"]});
  for (const pane of panes) pane.style.display = "";
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} (${node.any.concat(node.all, node.none).map((c) => c.message).join("; ")})`));
}"""

PANEL = ".ge-panel:visible"


def plain(opened: Any) -> None:
    opened.page.wait_for_selector(".ge-header")


def filters(opened: Any) -> None:
    opened.js("m.setState({filter: {event_type: ['Battles']}})")
    opened.page.click(".ge-tool >> nth=0")
    opened.page.wait_for_selector(".ge-filters")
    opened.page.evaluate("() => document.querySelectorAll('.ge-facet').forEach((facet) => { facet.open = true; })")


def table(opened: Any) -> None:
    opened.page.click(".ge-tool >> nth=1")
    opened.page.wait_for_selector("[role=gridcell]")


def card(opened: Any) -> None:
    opened.js("m.setState({selected: 3})")
    opened.page.wait_for_selector(".ge-card-title")


def compare(opened: Any) -> None:
    opened.js("m.setState({compare: {a: ['2017-09-08', '2017-09-13'], b: ['2017-09-13', '2017-09-21'], split: 0.5}})")
    opened.page.wait_for_selector(".ge-divider:visible")


def share(opened: Any) -> None:
    opened.page.click(".ge-tool >> nth=-1")
    opened.page.wait_for_selector(".ge-share-count:not(:empty)")


def legend(opened: Any) -> None:
    """Folded where it was open, open where it was folded."""
    was = opened.js("document.querySelector('.ge-legend').open")
    opened.page.click(".ge-legend > summary")
    assert opened.js("document.querySelector('.ge-legend').open") is not was


def unplaced(opened: Any) -> None:
    """The list of events without a known place."""
    opened.page.click(".ge-summary button")
    opened.page.wait_for_selector(PANEL)


STATES: tuple[Callable[[Any], None], ...] = (plain, filters, table, card, compare, share, legend, unplaced)
WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "arabic": {"language": "ar"},
}


def objections(opened: Any) -> list[str]:
    opened.settle()
    return [str(line) for line in opened.page.evaluate(RUN)]


@pytest.fixture
def open_with_axe(open_page: Any) -> Callable[..., Any]:
    if not AXE.is_file():
        lacking("axe-core is not installed: run `npm ci` in web/")

    def open_(**options: Any) -> Any:
        page = EventMap(
            tables.events(),
            tables.zones(),
            title="Attacks in eastern Syria",
            card_columns=["casualties"],
            locale=options.pop("language", "en"),
        )
        opened = open_page(page, reduced_motion="reduce", **options)
        opened.page.evaluate(AXE.read_text(encoding="utf-8"))
        return opened

    return open_


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_in_any_state(open_with_axe: Callable[..., Any], way: str) -> None:
    opened = open_with_axe(**WAYS[way])
    start = opened.js("m.getState()")
    found: dict[str, list[str]] = {}
    for state in STATES:
        state(opened)
        if lines := objections(opened):
            found[state.__name__] = lines
        opened.page.keyboard.press("Escape")
        opened.js("m.setState(a)", start)
        opened.page.wait_for_selector(f"{PANEL}, .ge-drawer:visible", state="detached", timeout=5000)
    assert found == {}
    opened.clean()


def test_axe_sees_what_is_wrong(open_with_axe: Callable[..., Any]) -> None:
    """Were the rules not run, the tests above could not fail."""
    opened = open_with_axe()
    opened.js("document.querySelector('.ge-tool').removeAttribute('aria-label')")
    opened.js("document.querySelector('.ge-tool').removeAttribute('title')")
    opened.js("document.querySelector('.ge-tool').replaceChildren()")
    opened.js("document.querySelector('.ge-title').style.color = '#ddd'")
    found = " ".join(objections(opened))
    assert "button-name" in found
    assert "color-contrast" in found
