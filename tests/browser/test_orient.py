"""Coordinates, scale, measuring, the locator, and data on both sides of the date line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from geoevents.maps.event_map import EventMap
from tests.browser.tables import events, hostile_events, zones

Open = Callable[..., Any]
EARTH = Geod(ellps="WGS84")
MIDDLE = (640, 380)
"""On the map, clear of all boxes, px."""


def at(opened: Any, lon: float, lat: float) -> tuple[float, float]:
    """Pixel of the page where a place is drawn."""
    x, y = opened.js("(p => [p.x, p.y])(m.map.latLngToContainerPoint([a[1], a[0]]))", [lon, lat])
    return x, y


def place_at(opened: Any, x: float, y: float) -> tuple[float, float]:
    lon, lat = opened.js("(p => [p.lng, p.lat])(m.map.containerPointToLatLng(a))", [x, y])
    return lon, lat


def coordinates(opened: Any) -> str:
    opened.settle()
    return opened.page.locator(".ge-coordinates bdi").inner_text()


def look(opened: Any, lon: float, lat: float, zoom: int) -> None:
    opened.js("m.setState({center: a[0], zoom: a[1], filter: {event_type: ['none']}})", [[lon, lat], zoom])
    opened.settle()


def measure(opened: Any) -> None:
    opened.page.get_by_role("button", name="Measure", exact=True).click()


def told(opened: Any) -> str:
    return opened.page.locator(".ge-measured").inner_text()


@pytest.fixture
def opened(open_page: Open) -> Any:
    return open_page(EventMap(events(), zones(), title="Where"))


def test_the_coordinates_are_those_under_the_pointer(opened: Any) -> None:
    look(opened, 38.0, 35.0, 9)
    opened.page.mouse.move(*MIDDLE)
    lat, lon = map(float, coordinates(opened).split(", "))
    there = place_at(opened, *MIDDLE)
    assert abs(lon - there[0]) < 0.001
    assert abs(lat - there[1]) < 0.001
    assert opened.page.locator(".ge-where").inner_text() == ""
    opened.clean()


def test_without_a_pointer_they_are_the_middle_of_the_map_and_say_so(opened: Any) -> None:
    look(opened, 38.0, 35.0, 9)
    assert coordinates(opened) == "35.000, 38.000"
    assert opened.page.locator(".ge-where").inner_text() == "centre"
    opened.page.locator(".geoevents").focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_function("() => !/38\\.000$/.test(document.querySelector('.ge-coordinates bdi').textContent)")
    opened.clean()


def test_a_press_changes_how_they_are_written(opened: Any) -> None:
    look(opened, 36.63, 35.93, 16)
    button = opened.page.locator(".ge-coordinates")
    button.focus()
    assert coordinates(opened) == "35.93000, 36.63000"
    opened.page.keyboard.press("Enter")
    assert coordinates(opened) == "35°55′48.0″N 36°37′48.0″E"
    opened.page.keyboard.press("Enter")
    assert re.fullmatch(r"37S BV 8618 787[78]", coordinates(opened))
    assert opened.js("m.getState().coordinates") == "mgrs"
    assert "37S BV" in button.get_attribute("aria-label")
    opened.js("m.setState({coordinates: 'dms'})")
    assert coordinates(opened).endswith("E")
    with pytest.raises(Exception, match='RangeError: coordinates is "wgs"'):
        opened.js("m.setState({coordinates: 'wgs'})")
    opened.clean()


def test_a_key_copies_them(opened: Any, open_page: Open) -> None:
    page = open_page(EventMap(events()), permissions=["clipboard-read", "clipboard-write"])
    look(page, -58.5, -34.5, 9)
    page.page.locator(".geoevents").focus()
    page.page.keyboard.press("c")
    page.page.wait_for_function("() => document.querySelector('.ge-told').textContent !== ''")
    assert page.js("navigator.clipboard.readText()") == "-34.500, -58.500", "a plain minus, as other programs read it"
    page.js("navigator.clipboard.writeText('')")
    page.js("m.container.dispatchEvent(new KeyboardEvent('keydown', {key: '\\u0441', code: 'KeyC'}))")
    page.page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
    # where the page may not write: by a field of its own, and the focus stays
    opened.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    opened.page.locator(".geoevents").focus()
    opened.page.keyboard.press("c")
    opened.page.wait_for_function("() => document.querySelector('.ge-told').textContent.startsWith('Copied')")
    assert opened.js("document.activeElement === m.container && document.querySelectorAll('textarea').length === 0")
    page.clean()
    opened.clean()


@pytest.mark.parametrize(("lat", "zoom"), [(0.0, 3), (35.0, 7), (52.0, 11), (-68.0, 6), (5.0, 16)])
def test_the_scale_bar_is_as_long_as_it_says(opened: Any, lat: float, zoom: int) -> None:
    look(opened, 20.0, lat, zoom)
    words = opened.page.locator(".ge-scale > span").first.inner_text()
    number, unit = re.match(r"([\d,]+) (k?m)", words).groups()  # type: ignore[union-attr]
    metres = float(number.replace(",", "")) * (1000 if unit == "km" else 1)
    width = opened.page.locator(".ge-scale-bar").evaluate("e => e.getBoundingClientRect().width")
    size = opened.js("(s => [s.x, s.y])(m.map.getSize())")
    west = place_at(opened, size[0] / 2 - width / 2, size[1] / 2)
    east = place_at(opened, size[0] / 2 + width / 2, size[1] / 2)
    # along the parallel: the bar is short enough for the shortest path to be as good
    assert EARTH.inv(*west, *east)[2] == pytest.approx(metres, rel=0.02)
    assert ("°" in words) == (zoom < 7), "where it holds only there, it says so"
    opened.clean()


def test_miles_are_for_the_united_states(open_page: Open) -> None:
    for locale, has in (("en-US", True), ("en-GB", False), ("fr", False)):
        opened = open_page(EventMap(events(), locale=locale))
        assert ("mi" in opened.page.locator(".ge-scale").inner_text()) is has
        opened.clean()


def test_measuring_by_clicks(opened: Any) -> None:
    look(opened, 38.0, 35.0, 8)
    measure(opened)
    assert opened.page.get_by_role("button", name="Measure", exact=True).get_attribute("aria-pressed") == "true"
    corners = [(600, 300), (760, 300), (760, 420)]
    for corner in corners:
        opened.page.mouse.click(*corner)
    places = [place_at(opened, *corner) for corner in corners]
    along = sum(EARTH.inv(*a, *b)[2] for a, b in pairwise(places))
    assert float(re.match(r"([\d.]+) km along 3 points", told(opened))[1]) == pytest.approx(along / 1000, rel=1e-3)  # type: ignore[index]
    assert opened.page.locator(".ge-panel").is_hidden(), "a click measures; it opens no card"
    assert "ellipsoid" in opened.page.locator(".ge-measure .ge-note").inner_text()
    opened.page.mouse.click(*corners[0])  # the first point again: closed
    area = abs(EARTH.polygon_area_perimeter(*zip(*places, strict=True))[0])
    found = re.match(r"Area ([\d,.]+) km²", told(opened))
    assert float(found[1].replace(",", "")) == pytest.approx(area / 1e6, rel=1e-3)  # type: ignore[index]
    opened.page.get_by_role("button", name="Undo").click()
    assert "along 3 points" in told(opened)
    opened.page.get_by_role("button", name="Undo").click()
    assert "along 2 points" in told(opened)
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".ge-measure").is_hidden()
    assert opened.js("m.getState().measure") is None
    opened.clean()


def test_measuring_by_keys(opened: Any) -> None:
    look(opened, 38.0, 35.0, 8)
    measure(opened)  # the focus goes to the map
    for key in ("Enter", "ArrowRight", "Enter", "ArrowDown", "Enter"):
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(400)  # Leaflet glides
    assert "along 3 points" in told(opened)
    assert opened.page.locator(".ge-cross").is_visible()
    first, *_ = opened.js("m.getState().measure.points")
    assert first == [38, 35]
    opened.page.keyboard.press("Backspace")
    assert "along 2 points" in told(opened)
    assert opened.page.locator(".ge-measured").get_attribute("aria-live") == "polite"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".ge-measure").is_hidden()
    assert opened.js("document.activeElement === m.container")
    opened.clean()


def test_what_is_measured_is_state(opened: Any) -> None:
    ring = [[36, 35], [37, 35], [37, 36], [36, 36]]
    opened.js("m.setState({measure: {points: a, closed: true}})", ring)
    assert told(opened).startswith("Area 10,070 km²")
    state = opened.js("m.getState()")
    assert state["measure"] == {"points": ring, "closed": True}
    json.dumps(state)
    for wrong in ({"points": [[0, 91]], "closed": False}, {"points": ring}, {"points": "x", "closed": True}, 3):
        with pytest.raises(Exception, match="RangeError: measure is"):
            opened.js("m.setState({measure: a, zoom: 3})", wrong)
    assert opened.js("m.getState()") == state, "a wrong state changes nothing"
    opened.js("void m.container.addEventListener('geoevents:state', () => { window.__told = true; })")
    opened.js("m.setState({measure: null})")
    assert opened.page.locator(".ge-measure").is_hidden()
    assert opened.js("window.__told"), "who follows the state hears of it"
    opened.clean()


def test_a_way_over_the_date_line_is_the_short_one(opened: Any) -> None:
    way = {"points": [[178.4419, -18.1416], [-179.97, -16.85]], "closed": False}
    opened.js("m.setState({center: [180, -17], zoom: 6, measure: a})", way)
    assert told(opened).startswith("221.1 km")
    opened.clean()


def test_the_locator_shows_where_the_view_lies_and_moves_it(opened: Any) -> None:
    look(opened, 38.0, 35.0, 8)
    locator = opened.page.locator(".ge-locator")
    locator.wait_for(state="visible")
    box = locator.bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] / 2 + 20, box["y"] + box["height"] / 2)
    opened.page.wait_for_function("() => window.geoevents.maps[0].getState().center[0] > 40")
    look(opened, 38.0, 35.0, 3)
    locator.wait_for(state="hidden")
    opened.clean()


def test_a_phone_has_coordinates_and_a_scale_but_no_locator(open_page: Open) -> None:
    opened = open_page(EventMap(events()), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    opened.page.wait_for_timeout(300)
    assert opened.page.locator(".ge-locator").is_hidden()
    sources, readout = (opened.page.locator(name).bounding_box() for name in (".ge-attribution", ".ge-readout"))
    legend = opened.page.locator(".ge-legend").bounding_box()
    assert readout["y"] + readout["height"] <= sources["y"] + 1
    assert readout["x"] >= legend["x"] + legend["width"]
    assert readout["x"] + readout["width"] <= 390
    opened.clean()


def test_data_on_both_sides_of_the_date_line_open_on_themselves(open_page: Open) -> None:
    places = [(178.44, -18.14), (-179.97, -16.85), (179.3, -16.6)]
    table = gpd.GeoDataFrame(
        {"event_id": ["a", "b", "c"], "date_start": pd.Timestamp("2020-01-01"), "date_end": pd.Timestamp("2020-01-01"),
         "event_type": "Protests", "precision": "exact"},
        geometry=[shapely.Point(place) for place in places], crs="EPSG:4326",
    )  # fmt: skip
    opened = open_page(EventMap(table), reduced_motion="reduce")  # a card moves the map aside: at once
    assert opened.js("m.map.getZoom()") >= 7
    for lon, lat in places:
        x, y = at(opened, lon if lon > 0 else lon + 360, lat)
        assert 0 < x < 1280
        assert 0 < y < 800
        opened.page.mouse.click(x, y)
        opened.page.locator(".ge-panel").wait_for(state="visible")
        opened.page.keyboard.press("Escape")
    opened.clean()


def test_hostile_words_do_not_reach_it(open_page: Open) -> None:
    opened = open_page(EventMap(hostile_events()))
    measure(opened)
    opened.page.mouse.click(*MIDDLE)
    opened.js("m.setState({measure: {points: [[36, 35], [37, 35]], closed: false}})")
    for words in ("<img src=x onerror=window.__hit=1>", "__proto__", "constructor"):
        with pytest.raises(Exception, match="RangeError"):
            opened.js("m.setState({coordinates: a})", words)
    assert opened.js("window.__hit") is None
    opened.clean()


UNDER = """(() => {
  const canvas = document.querySelector(".ge-canvas-labels");
  const [at, box] = [canvas, document.querySelector(".ge-locator")].map((one) => one.getBoundingClientRect());
  const copy = new OffscreenCanvas(box.width - 8, box.height - 8);
  const pen = copy.getContext("2d");
  pen.drawImage(canvas, at.left - box.left - 4, at.top - box.top - 4);
  const { data } = pen.getImageData(0, 0, copy.width, copy.height);
  return data.filter((v, i) => i % 4 === 3 && v > 0).length;
})()"""


def test_names_keep_clear_of_the_locator_that_comes_after_them(open_page: Open) -> None:
    page = open_page(EventMap(events()))
    locator = page.page.locator(".ge-locator")
    for lon, lat in ((44, 33), (36, 36)):
        page.js("m.map.setView([20, 20], 3, {animate: false})")
        locator.wait_for(state="hidden")
        # a place with many names comes to lie where the locator will be
        page.js("m.map.setView(a, 7, {animate: false})", [lat, lon])
        page.js("m.map.panBy([-560, -80], {animate: false})")
        locator.wait_for(state="visible")
        page.page.wait_for_function(f"() => {UNDER} === 0")
    page.clean()
