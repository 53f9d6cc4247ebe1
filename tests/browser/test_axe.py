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
  const rules = {"target-size": {enabled: true}};
  const found = await axe.run(document, {preload: false, resultTypes: ["violations"], rules});
  for (const pane of panes) pane.style.display = "";
  // The thin bands of zones are a chart to scale; the zones on the map, which are large, open the same cards.
  const small = (rule, node) => rule.id === "target-size" && document.querySelector(node.target[0]).matches(".ge-band");
  return found.violations.flatMap((rule) => rule.nodes.filter((node) => !small(rule, node)).map((node) =>
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


def measure(opened: Any) -> None:
    opened.page.click(".ge-tool >> nth=2")
    opened.page.wait_for_selector(".ge-measured")


def keys(opened: Any) -> None:
    """The line that tells the letters."""
    opened.page.focus(".leaflet-container")
    if not opened.page.is_visible(".ge-map-keys"):
        opened.page.keyboard.press("?")
    opened.page.wait_for_selector(".ge-map-keys")


def unplaced(opened: Any) -> None:
    """The list of events without a known place."""
    opened.page.click(".ge-summary button")
    opened.page.wait_for_selector(PANEL)


STATES: tuple[Callable[[Any], None], ...] = (
    plain,
    filters,
    table,
    card,
    compare,
    share,
    legend,
    unplaced,
    measure,
    keys,
)
WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "arabic": {"language": "ar"},
    "forced": {"forced_colors": "active"},
    "zoomed": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}
# Where only colours differ, what shows colours is looked at.
SMALLER: dict[str, tuple[Callable[[Any], None], ...]] = {"forced": (plain, filters, table, card, compare, keys)}


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
    unfolded = opened.js("document.querySelector('.ge-legend').open")
    found: dict[str, list[str]] = {}
    for state in SMALLER.get(way, STATES):
        state(opened)
        if lines := objections(opened):
            found[state.__name__] = lines
        opened.page.keyboard.press("Escape")
        opened.js("m.setState(a)", start)
        opened.js("void (document.querySelector('.ge-legend').open = a)", unfolded)
        opened.page.wait_for_selector(f"{PANEL}, .ge-drawer:visible", state="detached", timeout=5000)
    assert found == {}
    opened.clean()


def test_axe_finds_nothing_on_paper(open_with_axe: Callable[..., Any]) -> None:
    opened = open_with_axe()
    opened.page.emulate_media(media="print")
    opened.page.wait_for_selector(".ge-sheet-picture")
    # The sheet is one picture, which has the title in it and for its name.
    assert [line for line in objections(opened) if not line.startswith("page-has-heading-one")] == []
    assert opened.page.get_attribute(".ge-sheet", "aria-label") == "Attacks in eastern Syria"
    opened.clean()


def test_axe_sees_what_is_wrong(open_with_axe: Callable[..., Any]) -> None:
    """Were the rules not run, the tests above could not fail."""
    opened = open_with_axe()
    opened.js("document.querySelector('.ge-tool').removeAttribute('aria-label')")
    opened.js("document.querySelector('.ge-tool').removeAttribute('title')")
    opened.js("document.querySelector('.ge-tool').replaceChildren()")
    opened.js("document.querySelector('.ge-title').style.color = '#ddd'")
    opened.js("document.querySelector('.ge-header-more').style.cssText = 'display: block; height: 9px; min-height: 0'")
    found = " ".join(objections(opened))
    assert "button-name" in found
    assert "color-contrast" in found
