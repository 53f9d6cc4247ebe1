"""The table of events: what a screen reader is told, keys, order, filters, selection; lists without an end."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.test_layout import overlaps

FOCUS = "(() => { const c = document.activeElement.closest('[role=gridcell], [role=columnheader]'); return c && ["
FOCUS += "Number(c.parentElement.getAttribute('aria-rowindex')), Number(c.getAttribute('aria-colindex'))]; })()"


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(EventMap(tables.events(), tables.zones(), title="Test", card_columns=["casualties"]))


def open_table(opened: Any) -> None:
    opened.page.focus("button[aria-label='Table']")
    opened.page.keyboard.press("Enter")


def press(opened: Any, *keys: str) -> Any:
    """Press keys and tell which cell has the focus: row and column, from 1 on."""
    for key in keys:
        opened.page.keyboard.press(key)
    return opened.js(FOCUS)


def column(opened: Any, index: int) -> list[str]:
    """Texts of a column, from 1 on, in the order of the rows."""
    return opened.js(
        "[...document.querySelectorAll(`.ge-rows .ge-row`)]"
        ".sort((x, y) => x.getAttribute('aria-rowindex') - y.getAttribute('aria-rowindex'))"
        ".map((row) => row.children[a - 1].innerText)",
        index,
    )


def test_a_screen_reader_is_told_what_the_table_holds(opened: Any) -> None:
    open_table(opened)
    assert opened.page.get_attribute("button[aria-label='Table']", "aria-pressed") == "true"
    grid = opened.page.get_by_role("grid", name="Table of events")
    assert grid.get_attribute("aria-rowcount") == "10"
    heads = opened.page.get_by_role("columnheader").all_inner_texts()
    assert heads == ["Date", "What happened", "Place", "Actor 1", "Actor 2", "Deaths", "Status", "Source", "casualties"]
    assert grid.get_attribute("aria-colcount") == "9"
    rows = opened.page.get_by_role("row").all()
    assert [row.get_attribute("aria-rowindex") for row in rows] == [str(i + 1) for i in range(10)]
    # the head and nine rows; each has all its cells
    assert opened.page.get_by_role("gridcell").count() == 81
    first = opened.page.get_by_role("row").nth(2).inner_text().replace("\u00a0", " ").split("\n")
    assert first == ["Sep 10, 2017", "Battles", "Homs", "± 3 km, the place named", "Side A", "Side B", "2–9", "4",
                     "Reported", "Monitor"]  # fmt: skip
    area = opened.page.get_by_role("row", name="the eastern governorate")
    assert area.get_by_role("gridcell").all_inner_texts()[8] == "unknown", "columns of the cards are columns"
    assert opened.page.inner_text(".ge-table-caption") == "9 events, 2 of them without a place"
    # One stop of the Tab key for all cells.
    assert opened.js("document.querySelectorAll('.ge-grid [tabindex=\"0\"]').length") == 1
    opened.clean()


def test_events_without_a_place_are_in_the_table_and_marked(open_page: Any) -> None:
    table = tables.events()
    table.loc[table["event_id"] == "threat", "place"] = "Nowhere"
    opened = open_page(EventMap(table))
    open_table(opened)
    places = column(opened, 3)
    assert places[4] == "No known place"
    assert places[8].split("\n") == ["Nowhere", "not on the map"]
    assert sum("not on the map" in place or "No known place" in place for place in places) == 2


def test_the_arrow_keys_reach_every_cell_and_enter_opens_the_card(opened: Any) -> None:
    open_table(opened)
    assert opened.js(FOCUS) == [2, 1]
    assert press(opened, "ArrowDown", "ArrowDown", "ArrowRight") == [4, 2]
    assert press(opened, "End") == [4, 9]
    assert press(opened, "Home") == [4, 1]
    assert press(opened, "Control+End") == [10, 9]
    assert press(opened, "ArrowDown", "ArrowRight") == [10, 9]
    assert press(opened, "Control+Home") == [2, 1]
    assert press(opened, "PageDown")[0] > 5
    assert press(opened, "PageUp") == [2, 1]
    press(opened, "ArrowDown", "Enter")
    opened.page.wait_for_selector(".ge-card-title")
    assert opened.js("m.getState().selected") == 1
    assert opened.page.get_attribute(".ge-row[aria-rowindex='3']", "aria-selected") == "true"
    assert opened.page.evaluate("() => document.activeElement.className") == "ge-panel-title"
    at = opened.js("m.map.latLngToContainerPoint([34.73, 36.72])")
    drawer, panel = (opened.page.locator(name).bounding_box() for name in (".ge-drawer", ".ge-panel"))
    opened.page.wait_for_timeout(400)  # the map glides
    at = opened.js("m.map.latLngToContainerPoint([34.73, 36.72])")
    assert 0 < at["y"] < drawer["y"], "the event's place is not under the table"
    assert 0 < at["x"] < panel["x"]
    assert press(opened, "Escape") == [3, 1], "the focus is where the reader left the table"
    assert not opened.page.is_visible(".ge-panel")
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible(".ge-drawer")
    assert opened.page.evaluate("() => document.activeElement.textContent.trim()") == "Table"
    opened.clean()


def test_columns_are_sorted_either_way_with_what_is_not_known_last(opened: Any) -> None:
    open_table(opened)
    heads = opened.page.get_by_role("columnheader")
    assert heads.nth(0).get_attribute("aria-sort") == "ascending"
    assert column(opened, 1)[-2:] == ["Date not known"] * 2
    opened.page.click(".ge-sort:has-text('Date')")
    assert heads.nth(0).get_attribute("aria-sort") == "descending"
    assert column(opened, 1)[0] == "Oct 2, 2017"
    assert column(opened, 1)[-2:] == ["Date not known"] * 2
    # Up from the first row is the heading.
    opened.page.focus(".ge-drawer [aria-label='Close']")
    assert press(opened, "Tab") == [1, 1], "the cell that had the focus last"
    assert press(opened, "ArrowDown") == [2, 1]
    assert press(opened, "ArrowUp") == [1, 1]
    assert press(opened, "End", "ArrowLeft", "ArrowLeft", "ArrowLeft") == [1, 6]
    press(opened, "Enter")
    assert [text.split("\n")[-1] for text in column(opened, 6)] == ["3", "4", "6", *[""] * 6]
    press(opened, "Enter")
    assert [text.split("\n")[-1] for text in column(opened, 6)] == ["6", "4", "3", *[""] * 6]
    assert heads.nth(5).get_attribute("aria-sort") == "descending"
    assert heads.nth(0).get_attribute("aria-sort") == "none"
    opened.page.click(".ge-sort:has-text('casualties')")
    opened.page.wait_for_function("() => document.querySelector('.ge-rows .ge-row').innerText.includes('unknown')")
    opened.page.click(".ge-sort:has-text('What happened')")
    assert [text.split("\n")[0] for text in column(opened, 2)] == [
        *["Battles"] * 5, "Consultation", "Explosions/Remote violence", "Protests", "Threat"]  # fmt: skip
    opened.clean()


def test_filters_are_followed_at_once_and_the_focus_stays_with_its_event(opened: Any) -> None:
    open_table(opened)
    press(opened, *["ArrowDown"] * 5, "ArrowRight")
    assert "the eastern governorate" in opened.page.evaluate("() => document.activeElement.parentElement.innerText")
    opened.js("m.setFilter({event_type: ['Battles']})")
    assert opened.page.get_attribute(".ge-grid", "aria-rowcount") == "6"
    assert opened.page.inner_text(".ge-table-caption") == "5 of 9 events"
    assert "the eastern governorate" in opened.page.evaluate("() => document.activeElement.parentElement.innerText")
    assert opened.js(FOCUS) == [4, 2]
    opened.js("m.setTime('2017-10-01', '2017-10-05')")
    opened.js("m.setUndated(false)")
    assert opened.js(FOCUS) == [2, 2], "its event has gone: the focus is with the next one"
    opened.js("m.setFilter({event_type: []})")
    assert opened.page.inner_text(".ge-table").endswith("No events")
    opened.js("m.setState({filter: {}, time: null, undated: true})")
    assert len(column(opened, 1)) == 9
    opened.clean()


def test_what_is_chosen_on_the_map_is_marked_in_the_table(opened: Any) -> None:
    open_table(opened)
    opened.page.evaluate("() => window.geoevents.maps[0].select(5)")
    assert opened.js("[...document.querySelectorAll('[role=row][aria-selected=true]')].map((r) => r.innerText)")[
        0
    ].count("along the river")
    opened.js("m.select(null)")
    assert opened.page.locator("[role=row][aria-selected=true]").count() == 0
    opened.page.click(".ge-row:has-text('near Raqqa')")
    opened.page.wait_for_function("() => window.geoevents.maps[0].getState().selected === 4")


def test_the_height_is_set_by_keys_and_by_dragging(opened: Any) -> None:
    open_table(opened)
    handle = opened.page.get_by_role("separator", name="Height of the table")
    high = opened.page.locator(".ge-drawer").bounding_box()["height"]
    handle.focus()
    opened.page.keyboard.press("ArrowUp")
    assert handle.get_attribute("aria-valuenow") == "50"
    assert opened.page.locator(".ge-drawer").bounding_box()["height"] == pytest.approx(high + 40, abs=2)
    box = handle.bounding_box()
    opened.page.mouse.move(box["x"] + 300, box["y"] + 12)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + 300, box["y"] + 112, steps=3)
    opened.page.mouse.up()
    assert opened.page.locator(".ge-drawer").bounding_box()["height"] == pytest.approx(high - 60, abs=16)
    opened.page.keyboard.press("Home")
    assert handle.get_attribute("aria-valuenow") == "20"
    opened.clean()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1000, 900), (390, 844)])
def test_nothing_is_covered_and_on_phones_the_card_shows_the_map(open_page: Any, width: int, height: int) -> None:
    made = EventMap(tables.events(), tables.zones(), title="Attacks and talks in eastern Syria", subtitle="A test")
    opened = open_page(made, viewport={"width": width, "height": height})
    open_table(opened)
    opened.settle()
    drawer = opened.page.locator(".ge-drawer").bounding_box()
    bar = opened.page.locator(".ge-time").bounding_box()
    assert drawer["y"] + drawer["height"] == pytest.approx(bar["y"], abs=1)
    if width == 390:
        head = opened.page.locator(".ge-header").bounding_box()
        assert head["y"] + head["height"] == pytest.approx(drawer["y"], abs=1), "the tools stay in reach"
        assert drawer["height"] > 0.5 * height
        assert opened.page.locator(".ge-rows .ge-row").first.bounding_box()["height"] >= 44
        press(opened, "Enter")
        opened.page.wait_for_selector(".ge-card-title")
        assert not opened.page.is_visible(".ge-drawer")
        assert press(opened, "Escape") == [2, 1]
        assert opened.page.is_visible(".ge-drawer")
    else:
        assert overlaps(opened) == []
        for box in (".ge-header", ".ge-legend", ".ge-attribution", ".leaflet-control-zoom"):
            found = opened.page.locator(box).bounding_box()
            assert found is None or found["y"] + found["height"] <= drawer["y"] + 1, box
    opened.clean()


def test_state_has_the_table_and_its_order(opened: Any) -> None:
    state = opened.js("m.getState()")
    assert (state["table"], state["sort"]) == (False, {"column": "date", "descending": False})
    opened.js("m.setState({table: true, sort: {column: 'fatalities', descending: true}})")
    assert column(opened, 6)[0].split("\n")[-1] == "6"
    state = opened.js("m.getState()")
    assert (state["table"], state["sort"]) == (True, {"column": "fatalities", "descending": True})
    opened.js("m.setState({sort: {column: 'card:casualties', descending: false}, table: false})")
    assert not opened.page.is_visible(".ge-drawer")
    for wrong, named in (({"table": "yes"}, "table"), ({"sort": "date"}, "card:casualties"), ({"sort": None}, "sort"),
                         ({"sort": {"column": "__proto__", "descending": True}}, "__proto__"),
                         ({"sort": {"column": "date"}}, "descending")):  # fmt: skip
        told = opened.js("(() => { try { m.setState(a); } catch (e) { return `${e.name}: ${e.message}`; } })()", wrong)
        assert told.startswith("RangeError")
        assert named in told
    opened.clean()


def test_right_to_left_the_arrows_go_where_they_point(open_page: Any) -> None:
    html = EventMap(tables.events()).to_html()
    turned = html.replace('"direction":"ltr"', '"direction":"rtl"')
    assert turned != html
    opened = open_page(turned)
    open_table(opened)
    assert press(opened, "ArrowLeft", "ArrowLeft") == [2, 3]
    assert press(opened, "ArrowRight") == [2, 2]
    boxes = [opened.page.get_by_role("columnheader").nth(i).bounding_box()["x"] for i in range(3)]
    assert boxes[0] > boxes[1] > boxes[2]


def test_hostile_text_is_only_text_in_the_table(open_page: Any) -> None:
    made = EventMap(tables.hostile_events(), card_columns=["extra <b>column"])
    opened = open_page(made)
    open_table(opened)
    opened.page.click(".ge-sort:has-text('extra <b>column')")
    opened.page.wait_for_function(
        "() => document.querySelector('[role=columnheader]:last-child').ariaSort === 'ascending'"
    )
    opened.page.hover(".ge-rows .ge-row:first-child .ge-cell:nth-child(4)")
    for bad in tables.HOSTILE:
        row = opened.js(
            "[...document.querySelectorAll('.ge-rows .ge-row')].find((r) => r.textContent.includes(a)).textContent", bad
        )
        assert row.count(bad) >= 8, "type and sub-type, place, two actors, status, source, the column of the card"
    for tag in ("img", "script", "svg[onload]", "b"):
        assert opened.js("document.querySelectorAll('.ge-drawer ' + a).length", tag) == 0
    assert opened.page.evaluate("() => window.__hit") is None
    opened.clean()


def long_table(count: int) -> gpd.GeoDataFrame:
    """Events whose place tells their number; every other one is nowhere on the map."""
    index = np.arange(count)
    table = pd.DataFrame({"event_id": index.astype(str), "event_type": "Battles", "actor1": index % 1000})
    table["date_start"] = table["date_end"] = pd.Timestamp("2015-01-01") + pd.to_timedelta(index // 200, unit="D")
    table["actor1"] = "Group " + table["actor1"].astype(str)
    points = gpd.points_from_xy(36 + (index % 97) / 50, 33 + (index % 89) / 50)
    return gpd.GeoDataFrame(table, geometry=np.where(index % 2 == 0, points, None), crs="EPSG:4326")


def test_three_hundred_thousand_rows_are_as_many_elements_as_are_in_sight(open_page: Any) -> None:
    count = 300_000  # higher than browsers make an element: the scroll bar is scaled
    opened = open_page(EventMap(long_table(count)))
    open_table(opened)
    assert opened.page.get_attribute(".ge-grid", "aria-rowcount") == str(count + 1)
    assert press(opened, "Control+End")[0] == count + 1
    assert opened.page.locator(".ge-rows .ge-row").count() < 60
    seen = """(() => { const box = document.querySelector('.ge-table').getBoundingClientRect();
      return [...document.querySelectorAll('.ge-rows .ge-row')].filter((r) => { const b = r.getBoundingClientRect();
      return b.top >= box.top + 33 && b.bottom <= box.bottom + 1; })
      .map((r) => Number(r.getAttribute('aria-rowindex'))); })()"""
    assert opened.js(seen)[-1] == count + 1
    # One row at a time, and by the wheel, no row is passed over, wherever in the table.
    opened.js("document.querySelector('.ge-table').scrollTop = 4e6")
    opened.page.wait_for_timeout(400)
    first = opened.js(seen)
    assert first == list(range(first[0], first[0] + len(first)))
    assert first[0] == pytest.approx(count / 2, rel=0.1)
    box = opened.page.locator(".ge-table").bounding_box()
    opened.page.mouse.move(box["x"] + 200, box["y"] + 100)
    opened.page.mouse.wheel(0, 102)
    opened.page.wait_for_timeout(500)
    then = opened.js(seen)
    assert then[0] == pytest.approx(first[0] + 3, abs=1)
    opened.page.locator(f".ge-row[aria-rowindex='{then[2]}'] .ge-cell").first.focus()
    for step in range(1, 15):
        assert press(opened, "ArrowDown") == [then[2] + step, 1]
    assert then[2] + 14 in opened.js(seen)
    # What was in sight stays there when others go.
    event = opened.page.evaluate("() => document.activeElement.parentElement.innerText")
    y = opened.page.evaluate("() => document.activeElement.getBoundingClientRect().y")
    group = event.split("\n")[-1]
    opened.js("m.setFilter({actor: [a, 'Group 7', 'Group 8']})", group)
    assert opened.page.evaluate("() => document.activeElement.parentElement.innerText") == event
    assert opened.page.evaluate("() => document.activeElement.getBoundingClientRect().y") == pytest.approx(y, abs=2)
    # The list of those without a place is whole, too.
    opened.js("m.setFilter({})")
    opened.page.click("text=150,000 without a place")
    opened.page.wait_for_selector(".ge-long li")
    items = opened.page.locator(".ge-long li")
    assert items.first.get_attribute("aria-setsize") == "150000"
    assert items.count() < 60
    opened.js("document.querySelector('.ge-panel-body').scrollTop = 1e9")
    last = opened.page.locator(".ge-long li[aria-posinset='150000'] button")
    last.click()
    opened.page.wait_for_selector(".ge-card-title")
    assert opened.page.inner_text(".ge-position") == "150,000 of 150,000"
    assert opened.js("m.getState().selected") == count - 1
    opened.clean()
