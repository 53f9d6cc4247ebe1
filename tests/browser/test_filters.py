"""Find and filter: search, facets with counts, bounds of deaths, chips; by pointer, by keyboard, by the handle."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(EventMap(tables.events(), tables.zones(), title="Test", card_columns=["casualties"]))


def open_panel(opened: Any) -> None:
    opened.page.click(".ge-tool:has-text('Filter')")
    opened.page.wait_for_selector(".ge-filters")


def facet(opened: Any, title: str) -> Any:
    """A facet of the panel, unfolded."""
    found = opened.page.locator(".ge-facet").filter(has=opened.page.locator("h3", has_text=re.compile(f"^{title}$")))
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    found.locator("li").first.wait_for()
    return found


def rows(found: Any) -> list[str]:
    return [text.replace("\n", " ") for text in found.locator("li").all_inner_texts()]


def search(opened: Any, words: str) -> None:
    opened.page.fill(".ge-search input", words)
    opened.page.wait_for_function(
        "(w) => { const m = window.geoevents.maps[0];"
        " return (m.getState().filter.text ?? '') === w.trim() && !m.filter.searching; }",
        arg=words,
    )
    opened.settle()


def test_slash_leads_to_the_search_and_escape_back(opened: Any) -> None:
    opened.page.focus(".leaflet-container")
    opened.page.keyboard.press("/")
    assert opened.js("document.activeElement.getAttribute('aria-label')") == "Search"
    opened.page.keyboard.type("a/b")
    assert opened.page.input_value(".ge-search input") == "a/b"
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible(".ge-panel")
    assert opened.js("document.activeElement === m.container")
    opened.clean()


def test_search_looks_into_all_texts(opened: Any) -> None:
    open_panel(opened)
    for words, count in {
        "homs": 2, "SIDE homs": 2, '"side A"': 2, "second line": 1, '"line first"': 0, "side general": 0, "monitor": 1,
        "unknown": 1, "إدلب": 1, "rebel": 1, "consultation": 1, "": 9,
    }.items():  # fmt: skip
        search(opened, words)
        assert opened.stats()["visible"] == count, words
    search(opened, '"side b"')
    assert "3 of 9 events" in opened.page.inner_text(".ge-header")
    assert '"side b"' in opened.page.inner_text(".ge-filter-line")
    assert opened.page.inner_text(".ge-found") == "3 of 9 events"
    opened.page.click(".ge-chip")
    assert opened.stats()["visible"] == 9
    assert opened.page.input_value(".ge-search input") == ""
    opened.clean()


def test_each_facet_counts_what_all_other_filters_leave(opened: Any) -> None:
    open_panel(opened)
    kinds, actors = facet(opened, "What happened"), facet(opened, "Actor")
    assert rows(kinds) == ["Battles 5", "Consultation 1", "Explosions/Remote violence 1", "Protests 1", "Threat 1"]
    assert rows(actors)[:3] == ["Side B 3", "Side A 2", "Side C 2"]
    actors.get_by_text("Side B").click()
    assert rows(actors)[:3] == ["Side B 3", "Side A 2", "Side C 2"], "a facet does not narrow itself"
    assert rows(kinds) == ["Battles 2", "Threat 1"]
    assert "3 of 9 events" in opened.page.inner_text(".ge-header")
    kinds.get_by_text("Battles").click()
    assert rows(actors)[:3] == ["Side A 2", "Side B 2", "Side C 1"]
    opened.js("m.setTime('2017-09-15', '2017-10-01')")
    assert rows(kinds) == ["Battles 1", "Threat 1"], "the period counts as another filter; the undated are shown"
    opened.js("m.setTime(null, null)")
    actors.get_by_text("Side A").click()
    assert opened.stats()["visible"] == 3, "within a facet one of the values is enough"
    assert opened.js("m.getState().filter") == {"actor": ["Side B", "Side A"], "event_type": ["Battles"]}
    tool = opened.page.locator(".ge-tool", has_text="Filter")
    assert tool.get_attribute("aria-pressed") == "true"
    assert tool.get_attribute("aria-label") == "Filter 3"
    assert opened.page.locator(".ge-chip").all_inner_texts() == ["Side B", "Side A", "Battles"]
    opened.page.locator(".ge-chip", has_text="Battles").click()
    assert opened.js("m.getState().filter") == {"actor": ["Side B", "Side A"]}
    opened.page.click(".ge-chips >> text=Reset filters")
    assert opened.js("m.getState().filter") == {}
    assert opened.page.locator(".ge-facet input:checked").count() == 0
    assert tool.get_attribute("aria-pressed") == "false"
    opened.clean()


def test_facets_by_keyboard_keep_the_focus(opened: Any) -> None:
    open_panel(opened)
    kinds = facet(opened, "What happened")
    kinds.locator("[type=checkbox]").nth(2).focus()
    opened.page.keyboard.press("Space")
    assert opened.js("m.getState().filter") == {"event_type": ["Explosions/Remote violence"]}
    assert opened.js("document.activeElement.closest('li').textContent") == "Explosions/Remote violence1"
    opened.page.keyboard.press("Space")
    assert opened.js("m.getState().filter") == {}
    opened.page.keyboard.press("Space")
    opened.page.focus(".ge-chip")
    opened.page.keyboard.press("Enter")
    assert opened.js("document.activeElement.getAttribute('aria-label')") == "Search"
    opened.clean()


def test_deaths_within_bounds_and_where_no_number_is_stated(opened: Any) -> None:
    open_panel(opened)
    assert "6 events state no number" in opened.page.inner_text(".ge-deaths-fields")
    least, most = (opened.page.get_by_role("spinbutton", name=name) for name in ("At least", "At most"))
    least.fill("4")
    least.press("Enter")
    opened.page.wait_for_function("() => window.geoevents.maps[0].stats().visible === 2")
    assert opened.js("m.getState().filter") == {"fatalities": [4, None]}
    assert "Deaths: at least 4" in opened.page.inner_text(".ge-filter-line")
    most.fill("3")
    most.press("Enter")
    assert most.evaluate("(e) => e.matches(':invalid')")
    assert opened.stats()["visible"] == 2, "bounds that exclude each other are not taken"
    for wrong in ("-1", "1.5", "99999999999999999999"):
        least.fill(wrong)
        least.press("Enter")
        opened.page.wait_for_timeout(300)  # the rest after a key
        assert opened.js("m.getState().filter") == {"fatalities": [4, None]}, wrong
    least.fill("")
    least.press("Enter")
    opened.page.wait_for_function("() => window.geoevents.maps[0].stats().visible === 7")
    assert opened.js("m.getState().filter") == {"fatalities": [None, 3]}
    # Without a lower bound what is unknown stays.
    opened.clean()


def test_zones_in_force_at_place_and_date(opened: Any) -> None:
    open_panel(opened)
    zones = facet(opened, "Zones in force there")
    assert rows(zones) == ["Second zone 2", "First zone 1", "in no zone 6"]
    zones.get_by_text("First zone").click()
    assert opened.js("m.getState().filter") == {"zone": ["z1"]}
    assert opened.stats()["visible"] == 1
    assert opened.page.locator(".ge-chip").all_inner_texts() == ["First zone"]
    opened.clean()


def test_the_state_holds_all_of_the_filter_and_forged_ones_change_nothing(opened: Any) -> None:
    wanted = {"event_type": ["Battles"], "zone": ["z2"], "fatalities": [None, 9], "text": "side"}
    opened.js("m.setFilter(a)", wanted)
    assert opened.js("m.getState().filter") == wanted
    assert opened.stats()["visible"] == 1
    state = opened.js("m.getState()")
    opened.js("m.setFilter({})")
    assert opened.stats()["visible"] == 9
    opened.js("m.setState(a)", state)
    assert opened.js("m.getState()") == state
    assert opened.stats()["visible"] == 1
    for forged, words in (
        ({"zone": ["nowhere"]}, 'facet "zone" is "nowhere"; choose from z1, z2'),
        ({"fatalities": [2, 1]}, "fatalities is [2,1]"),
        ({"fatalities": {"0": 1, "1": 2, "length": 2}}, "fatalities is"),
        ({"text": {"toString": 1}}, "text is"),
        ({"text": "x" * 5000}, "at most 200 characters"),
        ({"event_type": [1]}, 'facet "event_type" is [1]'),
    ):
        for call in ("m.setFilter(a)", "m.setState({undated: false, zoom: 3, filter: a})"):
            # setFilter throws at once, before it promises anything.
            told = opened.js(f"(() => {{ try {{ {call}; }} catch (e) {{ return [e.name, e.message]; }} }})()", forged)
            assert told is not None, (call, forged)
            assert told[0] == "RangeError"
            assert words in told[1]
            assert opened.js("m.getState()") == state
    opened.clean()


def test_long_lists_are_found_through(open_page: Any) -> None:
    table = tables.many(900)
    table["actor1"] = [f"Group {i % 300:03d} Ağrı" for i in range(900)]
    opened = open_page(EventMap(table))
    open_panel(opened)
    actors = facet(opened, "Actor")
    assert actors.locator("li").count() == 7
    actors.get_by_text("Show all 300").click()
    assert actors.locator("li").count() == 200
    assert "100 more: find them by name" in actors.inner_text()
    assert opened.js("document.activeElement.getAttribute('aria-label')") == "Find in this list: Actor"
    opened.page.keyboard.type("29 AGRI")
    assert rows(actors) == ["Group 029 Ağrı 3", "Group 129 Ağrı 3", "Group 229 Ağrı 3"]
    actors.get_by_text("Group 229").click()
    assert opened.stats()["visible"] == 3
    actors.get_by_text("Show fewer").click()
    assert "Group 229 Ağrı 3" in rows(actors), "what is chosen stays in sight"
    assert actors.locator("li").count() == 8
    opened.clean()


def test_hostile_text_in_facets_chips_and_search(open_page: Any) -> None:
    opened = open_page(EventMap(tables.hostile_events(), tables.hostile_zones(), card_columns=["extra <b>column"]))
    open_panel(opened)
    for title in ("What happened", "Kind in detail", "Actor", "Source", "Status", "Precision of place",
                  "Precision of date", "Zones in force there"):  # fmt: skip
        found = facet(opened, title)
        more = found.get_by_text("Show all")
        if more.is_visible():
            more.click()
        text = found.evaluate("(e) => e.textContent")
        expected = [bad for bad in tables.HOSTILE if bad in text]
        assert expected == tables.HOSTILE or title == "Zones in force there", title
    for bad in tables.HOSTILE:
        opened.js("m.setFilter({actor: [a], text: a.replaceAll('\"', ' ')})", bad)
        assert opened.stats()["visible"] == 1, bad
        assert bad in opened.page.evaluate("() => document.querySelector('.ge-chips').textContent")
        assert bad in opened.page.evaluate("() => document.querySelector('.ge-filter-line').textContent")
    for tag in ("img", "script", "svg[onload]", "b"):
        assert opened.page.evaluate("(t) => document.querySelectorAll('.leaflet-container ' + t).length", tag) == 0
    assert opened.page.evaluate("() => window.__hit") is None
    opened.clean()


def test_texts_that_cannot_be_read_leave_the_rest_of_the_map_alone(open_page: Any) -> None:
    made = EventMap(tables.events()).to_html()
    spoilt, count = re.subn(r'(<script[^>]*data-geoevents-frame="text"[^>]*>)[^<]*', r"\1AAAA", made)
    assert count == 1
    opened = open_page(spoilt)
    open_panel(opened)
    opened.page.fill(".ge-search input", "homs")
    opened.page.wait_for_function("() => document.querySelector('.ge-found').textContent.includes('cannot be read')")
    assert opened.js("m.getState().filter") == {}
    facet(opened, "What happened").get_by_text("Battles").click()
    assert opened.stats()["visible"] == 5
    assert opened.js("m.setFilter({text: 'x'}).catch((e) => 'rejected')") == "rejected"
    opened.clean()


def test_on_a_phone_rows_are_large_enough_to_touch(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()), viewport={"width": 390, "height": 780})
    open_panel(opened)
    heights = opened.js("[...document.querySelectorAll('.ge-facet-row')].map((e) => e.offsetHeight)")
    assert min(heights) >= 44
    assert opened.js(
        "document.querySelector('.ge-filters').scrollWidth <= document.querySelector('.ge-filters').clientWidth"
    )
    assert opened.page.get_attribute(".ge-found", "aria-live") == "polite", "the header that says it is out of sight"
