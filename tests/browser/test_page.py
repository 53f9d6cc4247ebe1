"""A page draws what its table holds, asks for nothing, and answers to its handle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
import pytest
from folium import plugins

from geoevents.maps.event_map import EventMap
from geoevents.maps.layers import EventLayer, ZoneLayer
from tests.browser import tables
from tests.browser.conftest import lacking


def test_stats_agree_with_the_table(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones(), title="Nine events"))
    assert opened.stats() == {
        "events": 9, "visible": 9, "placed": 7, "unplaced": 2, "zones": 2, "zonesVisible": 2, "fatalities": 13,
        "fatalitiesVisible": 13,
    }  # fmt: skip
    assert "9 events" in opened.page.inner_text(".ge-header")
    assert "13 deaths" in opened.page.inner_text(".ge-header")
    assert "2 without a place" in opened.page.inner_text(".ge-header")
    opened.clean()


@pytest.mark.parametrize("count", [0, 1, 30, 20_000])
def test_any_number_of_events(open_page: Any, count: int) -> None:
    table = tables.many(count)
    opened = open_page(EventMap(table, title=f"{count} events"))
    assert opened.stats()["events"] == opened.stats()["visible"] == count
    assert opened.stats()["fatalities"] == int(table["fatalities_best"].sum())
    drawn = opened.js("m.currentScene().symbols.reduce((sum, s) => sum + s.n, 0)")
    assert drawn == count
    opened.clean()


def test_no_dom_node_per_event(open_page: Any) -> None:
    few = open_page(EventMap(tables.many(10))).js("document.querySelectorAll('*').length")
    crowd = open_page(EventMap(tables.many(5000))).js("document.querySelectorAll('*').length")
    assert crowd < few + 100


def test_a_map_without_anything(open_page: Any) -> None:
    opened = open_page(EventMap(title="Nothing yet"))
    assert opened.stats()["events"] == 0
    assert "No events" in opened.page.inner_text(".ge-header")
    opened.clean()


def test_zones_alone(open_page: Any) -> None:
    opened = open_page(EventMap(zones=tables.zones()))
    assert (opened.stats()["zones"], opened.stats()["zonesVisible"]) == (2, 2)
    opened.js("m.setTime('2017-06-01', '2017-06-30')")
    assert opened.stats()["zonesVisible"] == 1
    opened.clean()


def test_events_tell_what_happens(open_page: Any) -> None:
    script = """window.__told = [];
      for (const name of ["ready", "change", "select"])
        document.addEventListener("geoevents:" + name, (e) => window.__told.push([name, e.detail]));"""
    opened = open_page(EventMap(tables.events()), script=script)
    opened.js("m.setFilter({event_type: ['Battles']})")
    opened.page.evaluate("() => window.geoevents.maps[0].select(3)")
    told = opened.page.evaluate("() => window.__told")
    assert [name for name, _ in told] == ["ready", "change", "select"]
    assert told[0][1]["stats"]["events"] == 9
    assert told[1][1]["stats"]["visible"] == 5
    assert told[2][1]["event_id"] == "area"


def test_state_comes_back(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones()))
    opened.js("m.setTime('2017-09-10', '2017-09-21')")
    opened.js("m.setFilter({event_type: ['Battles'], actor: ['Side A']})")
    opened.js("m.setUndated(false)")
    opened.js("m.map.setView([35, 38], 8, {animate: false})")
    state, stats = opened.js("m.getState()"), opened.stats()
    assert state["time"] == ["2017-09-10", "2017-09-21"]
    again = open_page(EventMap(tables.events(), tables.zones()))
    again.js("m.setState(a)", state)
    assert again.js("m.getState()") == state
    assert again.stats() == stats
    again.js("m.setState({time: null, filter: {}, undated: true})")
    assert again.stats()["visible"] == 9


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("m.setTime('yesterday', null)", 'the date is "yesterday"'),
        ("m.setTime('2017-02-01', '2017-01-01')", "after the start"),
        ("m.setFilter({colour: ['red']})", 'a facet is "colour"'),
        ("m.setFilter(null)", "the filter is null"),
        ("m.setFilter({event_type: 5})", 'facet "event_type" is 5'),
        ("m.setFilter({event_type: {length: 1}})", 'facet "event_type"'),
        ("m.setTime(1e12, 2e12)", "the date is 1000000000000"),
        ("m.setTime(null, Infinity)", "the date is Infinity"),
        ("m.setTime({}, null)", "the date is {}"),
        ("m.setUndated('no')", 'undated is "no"'),
        ("m.setState(null)", "the state is null"),
        ("m.setState({filter: {event_type: []}, center: [NaN, 3]})", "center is [null,3]"),
        ("m.setState({undated: false, zoom: 'near'})", 'zoom is "near"'),
        ("m.setState({filter: {event_type: []}, time: '2017'})", 'time is "2017"'),
        ("m.setState({undated: false, time: ['2017-02-01', '2017-01-01']})", "after the start"),
        ("m.setState({undated: false, selected: 99})", "the event is 99; rows go from 0 to 8"),
    ],
)
def test_wrong_calls_say_what_is_wrong(open_page: Any, call: str, message: str) -> None:
    opened = open_page(EventMap(tables.events()))
    before = opened.js("m.getState()")
    told = opened.page.evaluate(
        f"() => {{ const m = geoevents.maps[0]; try {{ {call}; return ''; }} catch (e) {{ return String(e); }} }}"
    )
    assert message in told
    assert told.startswith("RangeError: ")
    opened.settle()
    assert opened.js("m.getState()") == before, "a wrong call changes nothing, not even half"
    assert opened.stats()["visible"] == 9
    opened.clean()


def test_two_maps_on_one_page(open_page: Any) -> None:
    page = EventMap(tables.events(), title="Left", height="50%")
    other = EventMap(tables.many(40), title="Right", height="50%", top="50%")
    page.get_root().add_child(other)
    opened = open_page(page)
    assert opened.page.evaluate("() => window.geoevents.maps.map((m) => m.stats().events)") == [9, 40]
    opened.js("m.setTime('2017-09-20', '2017-09-21')")
    assert opened.page.evaluate("() => window.geoevents.maps[1].stats().visible") == 40
    opened.clean()


def test_other_folium_layers_stay(open_page: Any) -> None:
    page = EventMap(tables.events())
    folium.Marker([35.0, 38.0]).add_to(page)
    folium.PolyLine([[35.0, 38.0], [36.0, 39.0]]).add_to(page)
    opened = open_page(page)
    assert opened.js("document.querySelectorAll('.leaflet-marker-icon').length") == 1
    assert opened.js("document.querySelector('.leaflet-marker-icon').naturalWidth") > 0
    assert opened.js("document.querySelectorAll('path.leaflet-interactive').length") == 1
    opened.clean()


def test_layers_on_a_plain_folium_map(open_page: Any) -> None:
    page = folium.Map([35, 38], zoom_start=7, tiles=None)
    EventLayer(tables.events()).add_to(page)
    ZoneLayer(tables.zones()).add_to(page)
    # folium takes Leaflet from a server; without it the bundle's own has to do.
    opened = open_page(page, ready=False)
    opened.page.wait_for_function("() => window.geoevents?.maps.length === 1")
    opened.page.evaluate("() => window.geoevents.ready")
    assert opened.stats()["events"] == 9
    assert opened.stats()["zones"] == 2
    assert opened.js("[m.map.getCenter().lat, m.map.getZoom()]") == [35, 7]


def test_layers_on_a_plain_map_with_the_leaflet_of_its_server(open_page: Any) -> None:
    leaflet = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "leaflet" / "dist" / "leaflet.js"
    if not leaflet.exists():
        lacking("web/node_modules is missing: run `python tools/hatch_build.py web`")
    page = folium.Map([35, 38], zoom_start=7, tiles=None)
    EventLayer(tables.events()).add_to(page)
    opened = open_page(page, ready=False, serve={"**/leaflet.js": leaflet})
    opened.page.wait_for_function("() => window.geoevents?.maps.length === 1")
    opened.page.evaluate("() => window.geoevents.ready")
    assert opened.js("m.map instanceof window.L.Map")
    assert opened.js("m.layers.events instanceof window.L.Layer")
    assert opened.stats()["visible"] == 9
    opened.js("m.map.setView([35.2, 38.6], 4, {animate: false})")
    opened.settle()
    at = opened.js(
        "(() => { const s = m.currentScene().symbols.find((s) => s.kind === 'cluster' && s.place < 0);"
        " const o = m.stage.toCanvas([0, 0]); return { x: s.x - o.x, y: s.y - o.y }; })()"
    )
    opened.page.mouse.click(at["x"], at["y"])
    opened.page.wait_for_function("() => window.geoevents.maps[0].map.getZoom() > 4")


def test_layers_can_be_switched_off(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones()))
    opened.js("m.layers.zones.remove()")
    assert opened.stats()["zonesVisible"] == 0
    opened.js("m.layers.zones.addTo(m.map)")
    assert opened.stats()["zonesVisible"] == 2


def test_a_plugin_that_cannot_be_loaded_does_not_take_the_data_with_it(open_page: Any) -> None:
    page = EventMap(tables.events())
    plugins.Draw().add_to(page)
    opened = open_page(page, ready=False)
    opened.page.wait_for_function("() => window.geoevents?.maps.length === 1")
    opened.page.evaluate("() => window.geoevents.ready")
    assert opened.stats()["visible"] == 9
    assert any("Draw" in problem for problem in opened.problems), "the plugin did fail"


def test_paper_is_light(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()), color_scheme="dark")
    assert opened.js("m.container.dataset.geScheme") == "dark"
    opened.page.emulate_media(media="print")
    opened.settle()
    assert opened.js("m.container.dataset.geScheme") == "light"
    opened.page.emulate_media(media="screen")
    opened.settle()
    assert opened.js("m.container.dataset.geScheme") == "dark"
