"""Everything that the types for authors of sites promise is there, and does what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.conftest import ROOT, Opened

TYPES = (ROOT / "web/types/geoevents.d.ts").read_text(encoding="utf-8")


def members(interface: str) -> set[str]:
    body = re.search(rf"interface {interface} \{{(.*?)\n    \}}", TYPES, re.DOTALL)
    assert body is not None
    code = re.sub(r"/\*\*.*?\*/", "", body[1], flags=re.DOTALL)
    return set(re.findall(r"^      (?:readonly )?(\w+)[?]?[(:]", code, re.MULTILINE))


@pytest.fixture(scope="module")
def handle(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = Path(tmp_path_factory.mktemp("handle")) / "map.html"
    EventMap(tables.events(), tables.zones(), title="Nine events").save(path)
    page = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}).new_page()
    opened = Opened(page)
    page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.problems.append(f"error: {error}"))
    page.goto(path.as_uri())
    page.evaluate("() => window.geoevents.ready")
    opened.js("window.heard = []")
    page.evaluate(
        "() => { for (const name of ['ready', 'change', 'select', 'state'])"
        " document.addEventListener(`geoevents:${name}`, ({ detail }) => window.heard.push([name, detail])); }"
    )
    yield opened
    opened.clean()
    page.context.close()


@pytest.fixture(autouse=True)
def fresh(handle: Opened) -> None:
    """Each test starts with the map as it was made, and with nothing heard."""
    handle.js("window.made ??= m.getState(), m.setState(window.made)")
    handle.js("window.heard.length = 0")


def test_the_page_and_its_maps_have_what_the_types_say(handle: Opened) -> None:
    assert members("Page") == set(handle.js("Object.keys(window.geoevents)"))
    for name in members("MapHandle"):
        assert handle.js(f"m.{name} !== undefined"), name
    assert members("Stats") == set(handle.stats())
    assert members("State") == set(handle.js("m.getState()"))
    assert set(handle.js("Object.keys(m.layers)")) == {"events", "zones"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", handle.js("window.geoevents.version"))
    assert handle.js("m.container.id === m.prefix && m.ready instanceof Promise")
    heard = set(re.findall(r'"geoevents:(\w+)": CustomEvent', TYPES))
    assert heard == {"ready", "change", "select", "state"}


def test_times(handle: Opened) -> None:
    for period in (
        "'2017-09-01', '2017-09-15'",
        "17410, 17424",
        "new Date('2017-09-01T00:00Z'), new Date('2017-09-15T00:00Z')",
    ):
        handle.js(f"m.setTime({period})")
        assert handle.js("m.getState().time") == ["2017-09-01", "2017-09-15"], period
    assert handle.stats()["zonesVisible"] == 1
    assert [name for name, _ in handle.js("window.heard")] == ["change"] * 3
    handle.js("m.setTime(null, null)")
    assert handle.js("m.getState().time") is None
    before = handle.stats()["visible"]
    handle.js("m.setUndated(false)")
    assert handle.stats()["visible"] == before - 2


def test_filters_and_colours(handle: Opened) -> None:
    handle.js("m.setFilter({event_type: ['Battles'], fatalities: [1, null]})")
    assert handle.stats()["visible"] == 2
    assert handle.stats()["fatalitiesVisible"] == 10
    handle.js("m.setFilter({text: 'governorate'})")
    assert handle.stats()["visible"] == 1
    handle.js("m.setColor('status')")
    assert handle.js("m.getState().color") == "status"


def test_comparing_playing_and_sorting(handle: Opened) -> None:
    compare = {"a": ["2017-09-01", "2017-09-15"], "b": ["2017-09-15", "2017-10-03"], "split": 0.4}
    handle.js("m.setCompare(a)", compare)
    assert handle.js("m.getState().compare") == compare
    handle.js("m.setCompare(null)")
    assert handle.js("m.getState().compare") is None
    wish = {
        "play": {"mode": "cumulative", "speed": 2, "bins": "week"},
        "sort": {"column": "fatalities", "descending": True},
        "table": True,
        "coordinates": "mgrs",
        "measure": {"points": [[36, 35], [37, 35]], "closed": False},
    }
    handle.js("m.setState(a)", wish)
    state = handle.js("m.getState()")
    assert {name: state[name] for name in wish} == wish


def test_events_are_selected_and_told(handle: Opened) -> None:
    handle.js("m.select(1)")
    assert handle.js("m.getState().selected") == 1
    assert ["select", {"event": 1, "event_id": "spot-1"}] in handle.js("window.heard")
    handle.js("m.select(null)")
    assert handle.js("m.getState().selected") is None


@pytest.mark.parametrize(("kind", "begins"), [("png", "\x89PNG"), ("svg", "<svg")])
def test_pictures(handle: Opened, kind: str, begins: str) -> None:
    take = (
        "m.picture(a).then(async (b) => [b.type,"
        " String.fromCharCode(...new Uint8Array(await b.arrayBuffer()).slice(0, 200))])"
    )
    wish = {"type": kind, "width": 600, "height": 400, "scale": 1, "paper": True}
    mime, head = handle.js(take, wish)
    assert kind in mime
    assert begins in head


@pytest.mark.parametrize(
    "call",
    [
        "setTime('2017-13-01', null)",
        "setFilter({no_such: ['x']})",
        "setUndated(1)",
        "setCompare({a: ['2017-09-01', '2017-09-01'], b: ['2017-09-02', '2017-09-03'], split: 0.5})",
        "setColor('no_such')",
        "select(99)",
        "setState({zoom: 'far'})",
        "setState({no_such: 1})",
        "picture({type: 'gif'})",
    ],
)
def test_a_wrong_argument_is_refused_by_name_and_changes_nothing(handle: Opened, call: str) -> None:
    before = handle.js("m.getState()")
    name, message = handle.page.evaluate(
        f"async () => {{ try {{ await geoevents.maps[0].{call}; return ['', '']; }}"
        " catch (error) { return [error.name, error.message]; } }"
    )
    assert name == "RangeError", message
    assert message
    assert handle.js("m.getState()") == before


def test_a_map_that_is_removed_listens_no_more(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()), color_scheme="light")
    opened.js("m.map.remove()")
    opened.page.emulate_media(color_scheme="dark")
    opened.page.set_viewport_size({"width": 700, "height": 500})
    for name in ("beforeprint", "afterprint", "hashchange"):
        opened.js("dispatchEvent(new Event(a))", name)
    opened.settle()
    opened.clean()


def test_what_holds_the_map_still_is_left_to(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()))
    opened.js("m.map.dragging.disable()")
    opened.page.mouse.move(600, 300)
    opened.page.mouse.move(700, 350)
    assert opened.js("m.map.dragging.enabled()") is False, "as tools to draw with do"
    opened.clean()
