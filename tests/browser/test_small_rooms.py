"""On a low map the first view is of the data; counts of undated events follow the filters."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables


def test_the_first_view_of_a_low_map_is_of_its_data(open_page: Any) -> None:
    spots = [(-8.0, 12.6), (0.0, 16.3), (32.5, 15.6), (25.3, 13.6)]
    table = tables.events().head(len(spots)).copy()
    table["geometry"] = gpd.points_from_xy(*zip(*spots, strict=True), crs="EPSG:4326")
    title = "Fighting and talks in Mali and Sudan, in the spring of a year"
    opened = open_page(EventMap(table, title=title), viewport={"width": 640, "height": 400})
    head = opened.page.locator(".ge-header").bounding_box()
    time = opened.page.locator(".ge-time").bounding_box()
    for lon, lat in spots:
        at = opened.js("m.map.latLngToContainerPoint(a)", [lat, lon])
        assert 0 < at["x"] < 640
        assert 0 < at["y"] < time["y"]
        assert at["x"] > head["x"] + head["width"] or at["y"] > head["y"] + head["height"], "clear of the title"
    center = opened.js("m.getState().center")
    assert -10 < center[0] < 40, "Africa, not the Atlantic"
    opened.clean()


def test_undated_events_are_counted_as_the_filters_leave_them(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones(), title="Test"))
    told = "document.querySelector('.ge-undated').textContent"
    assert opened.js(told) == "2 undated"
    opened.js("m.setFilter({event_type: ['Battles']})")
    passing = opened.js(f"[{told}, m.stats().visible]")
    opened.js("m.setUndated(false)")
    opened.js("m.setTime('2017-01-01', '2018-01-01')")
    dated = opened.stats()["visible"]
    assert opened.js(told) == passing[0] == f"{passing[1] - dated} undated" == "1 undated"
    opened.js("m.setState({undated: true, time: null})")
    opened.js("m.setCompare({a: ['2017-09-08', '2017-09-13'], b: ['2017-09-13', '2017-09-21']})")
    assert "1 undated event is on neither side" in opened.page.inner_text(".ge-compared").replace("\n", " ")
    opened.clean()


def test_a_table_that_opens_leaves_the_middle_of_the_map_in_sight(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones(), title="Test"), viewport={"width": 1280, "height": 800})
    opened.js("m.map.panBy([40, 30], {animate: false})")
    before = opened.js("m.getState().center")
    for _ in range(3):
        opened.page.click("button[aria-label='Table']")
        drawer = opened.page.locator(".ge-drawer").bounding_box()
        at = opened.js("m.map.latLngToContainerPoint([a[1], a[0]])", before)
        assert abs(at["y"] - (400 - drawer["height"] / 2)) <= 2
        opened.page.click("button[aria-label='Table']")
        assert opened.js("m.getState().center") == before, "there and back, without a drift"
    opened.clean()


@pytest.mark.parametrize("how", ["button", "state"])
def test_a_view_that_nobody_has_moved_shows_all_data_beside_the_table(open_page: Any, how: str) -> None:
    events = tables.events()
    opened = open_page(EventMap(events, title="Test"), viewport={"width": 1280, "height": 800})
    first = opened.js("[m.getState().center, m.getState().zoom]")
    for _ in range(2):
        if how == "button":
            opened.page.click("button[aria-label='Table']")
        else:
            opened.js("m.setState({table: true})")
        drawer = opened.page.locator(".ge-drawer").bounding_box()
        for spot in events.geometry[events.geometry.notna() & ~events.geometry.is_empty]:
            at = opened.js(
                "m.map.latLngToContainerPoint(a)", [spot.representative_point().y, spot.representative_point().x]
            )
            assert 0 < at["x"] < 1280
            assert 0 < at["y"] < drawer["y"]
        opened.page.click("button[aria-label='Table']")
        assert opened.js("[m.getState().center, m.getState().zoom]") == first, "and back"
    opened.clean()


def test_a_phone_that_is_turned_keeps_the_chosen_event_in_sight(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), title="Test"), viewport={"width": 390, "height": 844})
    spot = tables.events().geometry[0]
    opened.js("m.map.setView(a, 8, {animate: false})", [spot.y, spot.x])
    opened.js("m.select(0)")
    opened.page.wait_for_timeout(400)

    def clear() -> bool:
        at = opened.js("m.map.latLngToContainerPoint(a)", [spot.y, spot.x])
        size, card = opened.page.viewport_size, opened.page.locator(".ge-panel").bounding_box()
        covered = (
            card["x"] <= at["x"] <= card["x"] + card["width"] and card["y"] <= at["y"] <= card["y"] + card["height"]
        )
        return 0 < at["x"] < size["width"] and 0 < at["y"] < size["height"] and not covered

    assert clear()
    for size in ({"width": 844, "height": 390}, {"width": 390, "height": 844}):
        opened.page.set_viewport_size(size)
        opened.page.wait_for_timeout(700)
        assert clear(), size
    opened.js("m.map.panBy([900, 900], {animate: false})")
    center = opened.js("m.map.getCenter()")
    opened.page.set_viewport_size({"width": 844, "height": 390})
    opened.page.wait_for_timeout(700)
    now = opened.js("m.map.getCenter()")
    assert abs(now["lat"] - center["lat"]) < 0.1, "what the reader has left stays left"
    opened.clean()
