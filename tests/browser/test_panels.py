"""Cards, lists, the time bar and the legend: what a reader sees, by pointer and by keyboard."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(EventMap(tables.events(), tables.zones(), title="Test", card_columns=["casualties"]))


def select(opened: Any, row: int) -> str:
    opened.page.evaluate("(i) => window.geoevents.maps[0].select(i)", row)
    return str(opened.page.inner_text(".ge-panel"))


def test_card_of_an_area_with_two_reports(opened: Any) -> None:
    text = select(opened, 3)
    for words in (
        "Battles", "Claimed", "Side C", "Rebel group", "Side B", "State forces", "September 20, 2017",
        "the eastern governorate", "somewhere in this governorate or province, ± 120 km", "2 reports", "A ministry",
        "claims", "They fired first", "denies", "We did not", "The Daily", "Sep 21, 2017", "First line.\nSecond line.",
        "casualties", "unknown",
    ):  # fmt: skip
        assert words in text, words
    assert "Second zone\ninside" in text
    assert "First zone" not in text


def test_card_says_how_many_died_and_how_sure_that_is(opened: Any) -> None:
    assert "Deaths\n4\nbest estimate; between 2 and 9" in select(opened, 1)
    assert "Deaths" not in select(opened, 0)
    assert "Some day in September 2017" in select(opened, 2)


def test_zones_at_the_day_of_the_event(opened: Any) -> None:
    assert "First zone\ninside" in select(opened, 0)
    assert "Date not known" in select(opened, 6)


def test_unplaced_events_are_listed_and_open_their_card(opened: Any) -> None:
    opened.page.click("text=2 without a place")
    items = opened.page.locator(".ge-panel .ge-item")
    assert items.count() == 2
    assert "Consultation" in items.nth(0).inner_text()
    items.nth(0).click()
    opened.page.wait_for_selector(".ge-card-title")
    text = opened.page.inner_text(".ge-panel")
    assert "General A" in text
    assert "No known place" in text
    opened.page.click("[aria-label='List all']")
    assert opened.page.locator(".ge-panel .ge-item").count() == 2


def test_every_shown_event_is_reached_by_keyboard(opened: Any) -> None:
    opened.js("m.setFilter({event_type: ['Battles']})")
    opened.page.focus("button[aria-label='Table']")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator(".ge-rows .ge-row").count() == 5
    opened.page.keyboard.press("Enter")  # the focus is in the first row
    opened.page.wait_for_selector(".ge-card-title")
    assert "Homs" in opened.page.inner_text(".ge-panel")
    assert opened.js("m.getState().selected") == 2


def test_events_at_one_spot_are_paged(opened: Any) -> None:
    opened.js("m.map.setView([34.73, 36.72], 9, {animate: false})")
    opened.settle()
    at = opened.js("m.map.latLngToContainerPoint([34.73, 36.72])")
    opened.page.mouse.click(at["x"], at["y"])
    opened.page.wait_for_selector(".ge-position")
    assert opened.page.inner_text(".ge-position") == "1 of 2"
    first = opened.page.inner_text(".ge-panel")
    opened.page.keyboard.press("Tab")
    opened.page.click("[aria-label='Next']")
    opened.page.wait_for_function("() => document.querySelector('.ge-position').textContent === '2 of 2'")
    assert opened.page.inner_text(".ge-panel") != first
    assert opened.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Next"


def test_click_on_a_zone_tells_about_it(opened: Any) -> None:
    opened.js("m.setFilter({event_type: []})")
    opened.js("m.map.setView([35.6, 36.3], 8, {animate: false})")
    opened.settle()
    at = opened.js("m.map.latLngToContainerPoint([36.2, 36.2])")
    opened.page.mouse.click(at["x"], at["y"])
    text = opened.page.inner_text(".ge-panel")
    for words in ("First zone", "illustrative", "May 6, 2017 – September 15, 2017", "A memorandum", "Three states"):
        assert words in text


def test_the_tooltip_tells_the_narrower_area_from_the_wider(opened: Any) -> None:
    opened.js("m.map.setView([35.2, 40.5], 8, {animate: false})")
    opened.settle()
    at = opened.js("m.map.latLngToContainerPoint([35.35, 40.1])")
    opened.page.mouse.move(at["x"], at["y"])
    opened.page.wait_for_selector(".ge-tip:visible")
    tip = opened.page.inner_text(".ge-tip")
    assert "along the river" in tip or "the eastern governorate" in tip
    assert "1 more in wider areas" in tip
    opened.page.mouse.move(at["x"], at["y"] - 300)
    opened.page.wait_for_selector(".ge-tip", state="hidden")


def test_a_cluster_opens_by_zooming_in(opened: Any) -> None:
    opened.js("m.map.setView([35.2, 38.6], 4, {animate: false})")
    opened.settle()
    at = opened.js(
        "(() => { const s = m.currentScene().symbols.find((s) => s.kind === 'cluster' && s.place < 0);"
        " const o = m.stage.toCanvas([0, 0]); return { x: s.x - o.x, y: s.y - o.y }; })()"
    )
    opened.page.mouse.click(at["x"], at["y"])
    opened.page.wait_for_function("() => window.geoevents.maps[0].map.getZoom() > 4")
    assert opened.page.locator(".ge-panel:visible").count() == 0


def test_escape_closes_and_gives_the_focus_back(opened: Any) -> None:
    opened.page.focus("text=2 without a place")
    opened.page.keyboard.press("Enter")
    assert opened.page.is_visible(".ge-panel")
    assert opened.page.evaluate("() => document.activeElement.className") == "ge-panel-title"
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible(".ge-panel")
    assert "without a place" in opened.page.evaluate("() => document.activeElement.textContent")


def test_period_by_keyboard(opened: Any) -> None:
    low = opened.page.locator("input[aria-label='Start of the period']")
    low.focus()
    assert low.get_attribute("aria-valuetext") == "September 1, 2017"
    for _ in range(11):
        opened.page.keyboard.press("ArrowRight")
    opened.settle()
    assert opened.js("m.getState().time[0]") == "2017-09-12"
    assert low.get_attribute("aria-valuetext") == "September 12, 2017"
    # spot-1 (10 September) is out; the month-long event still reaches in; the undated are shown.
    assert opened.stats()["visible"] == 8
    high = opened.page.locator("input[aria-label='End of the period']")
    high.focus()
    opened.page.keyboard.press("Home")
    opened.settle()
    assert opened.js("m.getState().time") == ["2017-09-12", "2017-09-13"]
    opened.page.click(".ge-time button:has-text('Reset')")
    assert opened.js("m.getState().time") is None
    assert opened.stats()["visible"] == 9


def test_zones_appear_and_vanish(opened: Any) -> None:
    assert opened.stats()["zonesVisible"] == 2
    for period, count in ((("2017-09-10", "2017-09-15"), 1), (("2017-09-16", "2017-09-20"), 1),
                          (("2017-09-15", "2017-09-17"), 2)):  # fmt: skip
        opened.js("m.setTime(...a)", list(period))
        assert opened.stats()["zonesVisible"] == count, period
    opened.js("m.setTime('2017-09-01', '2017-09-15')")
    assert "De-escalation zone" in opened.page.inner_text(".ge-legend")
    assert "No-fly" not in opened.page.inner_text(".ge-legend")


def test_undated_events_can_be_left_out(opened: Any) -> None:
    opened.js("m.setTime('2017-09-20', '2017-09-21')")
    # the day's own, the month-long one, two undated
    assert opened.stats()["visible"] == 4
    opened.page.uncheck(".ge-undated input")
    assert opened.stats()["visible"] == 2
    assert "2 undated" in opened.page.inner_text(".ge-time")


def test_brush_chooses_and_moves_a_period(opened: Any) -> None:
    box = opened.page.locator(".ge-brush").bounding_box()
    y = box["y"] + 8
    opened.page.mouse.move(box["x"] + box["width"] * 0.25, y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    opened.page.mouse.up()
    opened.settle()
    first = opened.js("m.filter.period")
    assert first[1] - first[0] in (8, 9)
    opened.page.mouse.move(box["x"] + box["width"] * 0.4, y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=4)
    opened.page.mouse.up()
    opened.settle()
    moved = opened.js("m.filter.period")
    assert moved[1] - moved[0] == first[1] - first[0]
    assert moved[0] > first[0]


def test_legend_filters_by_type(opened: Any) -> None:
    button = opened.page.locator(".ge-type", has_text="Battles")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert opened.stats()["visible"] == 4
    assert "4 of 9 events" in opened.page.inner_text(".ge-header")
    button.click()
    assert opened.js("m.getState().filter") == {}


def test_every_control_has_a_name(opened: Any) -> None:
    select(opened, 3)
    nameless = opened.page.evaluate(
        """() => [...document.querySelectorAll('.leaflet-container :is(button, input, a[href], summary)')]
          .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.[0]?.textContent.trim()))
          .map((e) => e.outerHTML)"""
    )
    assert nameless == []


def test_deaths_of_which_only_one_bound_is_known(open_page: Any) -> None:
    table = tables.events()
    table["fatalities_best"] = None
    table["fatalities_low"] = [5, None, 7, 2, *[None] * 5]
    table["fatalities_high"] = [None, 8, 7, 9, *[None] * 5]
    opened = open_page(EventMap(table))
    for row, words in enumerate(["at least 5", "at most 8", "7", "between 2 and 9"]):
        assert f"Deaths\n{words}\n" in select(opened, row)
    assert "Deaths" not in select(opened, 4)


def test_the_legend_says_how_many_types_it_leaves_out(open_page: Any) -> None:
    table = tables.many(400)
    table["event_type"] = [f"Type {i % 50}" for i in range(len(table) - 1)] + ["Riots"]
    opened = open_page(EventMap(table))
    legend = opened.page.inner_text(".ge-legend")
    assert "44 others" in legend
    assert "Riots" in legend, "a type with a colour of its own is listed, however rare"


def test_a_title_however_long_leaves_the_numbers_and_the_legend_free(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), title="L" * 10_000, subtitle="word " * 2_000))
    header, legend = (opened.page.locator(name).bounding_box() for name in (".ge-header", ".ge-legend"))
    assert header["y"] + header["height"] <= legend["y"]
    numbers = opened.page.locator(".ge-numbers").bounding_box()
    assert numbers["y"] + numbers["height"] <= header["y"] + header["height"]


def test_ten_thousand_years_fit_the_time_bar(open_page: Any) -> None:
    table = tables.events().iloc[:2].copy()
    for name in ("date_start", "date_end"):
        table[name] = np.array(["0001-01-01", "9999-12-31"], dtype="datetime64[s]")
    opened = open_page(EventMap(table))
    assert "century" in opened.page.inner_text(".ge-unit")
    assert opened.js("document.querySelectorAll('.ge-axis span').length") <= 20
    assert opened.js("document.documentElement.scrollWidth") <= 1280
    opened.js("m.setTime('9000-01-01', null)")
    assert opened.stats()["visible"] == 1
    state = opened.js("m.getState()")
    assert state["time"] == ["9000-01-01", "+010000-01-01"]
    opened.js("m.setState(a)", state)
    assert opened.js("m.getState()") == state


def test_the_key_of_sizes_tells_where_dots_stop_to_shrink_and_to_grow(open_page: Any) -> None:
    table = tables.events()
    table["fatalities_best"] = [9] * len(table)
    assert "Deaths in one event" not in open_page(EventMap(table)).page.inner_text(".ge-legend")
    table["fatalities_best"] = [10, 2_000_000, *[None] * 7]
    opened = open_page(EventMap(table))
    assert opened.page.get_attribute(".ge-sizes", "aria-label") == "Deaths in one event: up to 9, 30, 100"
    assert "From 533 on, circles grow no further" in opened.page.inner_text(".ge-legend")


def test_a_short_title_is_no_stop_of_the_tab_key(opened: Any) -> None:
    opened.page.focus(".leaflet-container")
    opened.page.keyboard.press("Tab")
    assert opened.js("document.activeElement.textContent") == "2 without a place"
