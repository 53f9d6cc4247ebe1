"""What a screen reader is given: Chromium's accessibility tree, and what live regions say, at each step of a visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

#: Notes what live regions come to hold, each with its politeness, until it is asked for.
LISTEN = """() => {
  const said = [];
  const live = "[aria-live], [role=status], [role=alert], output";
  const hear = (record) => {
    const region = (record.target instanceof Element ? record.target : record.target.parentElement)?.closest(live);
    const how = region?.getAttribute("aria-live") ?? "polite";
    if (!region || how === "off" || !region.checkVisibility()) return;
    const words = region.innerText.replace(/\\s+/g, " ").trim();
    if (words !== "" && said.at(-1) !== words) said.push(words);
  };
  new MutationObserver((records) => records.forEach(hear)).observe(document.body,
    {subtree: true, childList: true, characterData: true});
  window.__said = () => said.splice(0);
}"""


class Reader:
    """Listens to a page: its tree, what is focused, what live regions say."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened
        self.page = opened.page
        self.session = opened.page.context.new_cdp_session(opened.page)
        self.page.evaluate(LISTEN)

    def nodes(self) -> list[dict[str, Any]]:
        """All that is not ignored: role, name, description and properties, in the order of reading."""
        tree = {node["nodeId"]: node for node in self.session.send("Accessibility.getFullAXTree")["nodes"]}
        order: list[dict[str, Any]] = []

        def visit(key: str) -> None:
            node = tree[key]
            if not node["ignored"]:
                flat = {name: node.get(name, {}).get("value", "") for name in ("role", "name", "description", "value")}
                order.append(flat | {p["name"]: p["value"].get("value") for p in node.get("properties", [])})
            for child in node.get("childIds", []):
                if child in tree:
                    visit(child)

        visit(next(key for key, node in tree.items() if "parentId" not in node))
        return order

    def find(self, role: str, name: str = "") -> list[dict[str, Any]]:
        return [node for node in self.nodes() if node["role"] == role and name in node["name"]]

    def focused(self) -> dict[str, Any]:
        """The innermost node that has the focus."""
        return [node for node in self.nodes() if node.get("focused")][-1]

    def heard(self) -> list[str]:
        """What live regions have said since this was asked last."""
        self.opened.settle()
        return [str(line) for line in self.page.evaluate("() => window.__said()")]


@pytest.fixture
def reader(open_page: Callable[..., Any]) -> Iterator[Reader]:
    page = EventMap(tables.events(), tables.zones(), title="Attacks in eastern Syria", card_columns=["casualties"])
    opened = open_page(page, reduced_motion="reduce")
    yield Reader(opened)
    opened.clean()


def test_on_load(reader: Reader) -> None:
    nodes = reader.nodes()
    assert nodes[0]["role"] == "RootWebArea"
    assert nodes[0]["name"] == "Attacks in eastern Syria"
    (main,) = [node for node in nodes if node["role"] == "main"]
    assert main["name"] == "Attacks in eastern Syria"
    assert main["description"].startswith("The table lists all that the map draws."), "the picture leads to the words"
    assert "T Table" in main["description"]
    read = [node["name"] for node in nodes if node["role"] in {"heading", "StaticText", "button"}]
    first = " / ".join(dict.fromkeys(read[: read.index("Table") + 1]))
    for words in ("Attacks in eastern Syria", "9 events", "13 deaths", "best estimate", "1 event is claimed",
                  "number of deaths not known for 6 events", "2 without a place", "Filter", "Table"):  # fmt: skip
        assert words.lower() in first.lower(), (words, first)
    assert next(node["name"] for node in nodes if node["role"] == "heading") == "Attacks in eastern Syria"
    assert not [node for node in nodes if node["role"] in {"image", "Canvas"} and not node["name"]]
    assert reader.heard() == [], "what is on the page is read, not shouted"


def test_every_control_has_a_name_and_a_role(reader: Reader) -> None:
    for state in ("m.setFilter({})", "m.setState({table: true})", "m.select(3)"):
        reader.opened.js(state)
        reader.opened.settle()
        nameless = [node for node in reader.nodes() if node.get("focusable") and not node["name"]]
        # Cells of what is not known are empty.
        assert [node for node in nameless if node["role"] not in {"RootWebArea", "generic", "gridcell"}] == []


def test_a_filter_says_once_what_is_left(reader: Reader) -> None:
    reader.page.click(".ge-tool >> nth=0")
    assert reader.focused()["name"] == "Filter"
    reader.heard()
    reader.page.locator(".ge-facet label", has_text="Battles").first.locator("input").press("Space")
    heard = reader.heard()
    assert len(heard) == 1, heard
    said = heard[0]
    assert said.startswith("5 of 9 events 10 deaths")
    assert "1 event is claimed, disputed or denied" in said
    box = reader.focused()
    assert (box["role"], box["checked"]) == ("checkbox", "true")
    assert box["name"].startswith("Battles")
    # What changes no number is not said again.
    reader.opened.js("m.setColor('actor1')")
    assert reader.heard() == []


def test_the_period(reader: Reader) -> None:
    reader.page.focus(".ge-brush")
    before = reader.focused()
    assert (before["role"], before["name"]) == ("slider", "The period as a whole")
    reader.page.keyboard.press("End")
    (said,) = reader.heard()
    assert said.startswith("3 of 9 events"), "its own place the slider says itself"
    assert reader.page.get_attribute(".ge-brush", "aria-valuetext") == "Oct 2, 2017"
    reader.page.get_by_role("button", name="One step back").click()
    heard = reader.heard()
    assert len(heard) == 2, heard
    assert any("Oct 1, 2017" in line or "October 1, 2017" in line for line in heard), "a button says nothing itself"


def test_a_card(reader: Reader) -> None:
    reader.opened.js("m.select(3)")
    reader.page.wait_for_selector(".ge-card-title")
    node = reader.focused()
    assert (node["role"], node["name"]) == ("heading", "Details")
    for words in ("Battles", "September 20, 2017", "the eastern governorate"):
        assert words in node["description"]
    assert reader.heard() == [], "the focus says it"
    (aside,) = reader.find("complementary")
    assert aside["name"] == "Details"
    link = reader.find("link", "The Daily")
    assert link, "the source is a link with its name"


def test_cards_that_are_paged_through(reader: Reader) -> None:
    reader.opened.js("m.ui.reader.events([1, 2])")
    reader.page.wait_for_selector(".ge-position")
    assert reader.focused()["name"] == "Details", "no heading is empty"
    reader.heard()
    reader.page.click("[aria-label='Next']")
    reader.page.wait_for_function("() => document.querySelector('.ge-position').textContent === '2 of 2'")
    (said,) = reader.heard()
    assert said.startswith("2 of 2, Battles, September 10, 2017")
    reader.page.click("[aria-label='List all']")
    assert reader.heard() == ["2 events here"]


def test_the_table(reader: Reader) -> None:
    reader.page.click(".ge-tool >> nth=1")
    reader.page.wait_for_selector("[role=gridcell]")
    (grid,) = reader.find("grid")
    assert grid["name"] == "Table of events"
    assert "Arrow keys move from cell to cell" in grid["description"]
    assert reader.page.get_attribute("[role=grid]", "aria-rowcount") == "10"
    heads = {node["name"]: node for node in reader.find("columnheader")}
    assert list(heads)[:3] == ["Date", "What happened", "Place"]
    sorts = "(name) => [...document.querySelectorAll('[role=columnheader]')].map((e) => e.getAttribute('aria-sort'))"
    assert reader.page.evaluate(sorts)[:2] == ["ascending", "none"]
    cell = reader.focused()
    assert cell["role"] == "gridcell"
    assert cell["name"] == "Some day in September 2017"
    assert len(reader.find("row")) == 10
    reader.page.keyboard.press("ArrowUp")
    assert reader.focused()["name"].startswith("Date")
    reader.page.keyboard.press("Enter")
    reader.opened.settle()
    assert reader.page.evaluate(sorts)[:2] == ["descending", "none"]
    pressed = reader.find("button", "Table")[0]
    assert pressed["pressed"] == "true"


def test_a_comparison(reader: Reader) -> None:
    reader.opened.js("m.setCompare({a: ['2017-09-08', '2017-09-13'], b: ['2017-09-13', '2017-09-21'], split: 0.5})")
    heard = reader.heard()
    assert any("deaths" in line for line in heard)
    assert len(heard) == len(set(heard))
    (line,) = reader.find("separator", "Line")
    assert line["name"] == "Line between period A and period B"
    names = [node["name"] for node in reader.find("slider")]
    for name in ("Start of period A", "End of period A", "Start of period B", "End of period B"):
        assert name in names
    assert reader.find("button", "End the comparison")


def test_playing_is_silent(reader: Reader) -> None:
    reader.opened.js("m.setState({play: {mode: 'window', speed: 1, bins: 'day'}})")
    reader.heard()
    button = reader.page.get_by_role("button", name="Play", exact=True)
    button.click()
    reader.page.wait_for_function("() => window.geoevents.maps[0].getState().time?.[0] > '2017-09-03'")
    assert reader.heard() == []
    reader.page.get_by_role("button", name="Pause").click()
    button.wait_for()
