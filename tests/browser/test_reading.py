"""Reading the map: what colours tell, what is in doubt, and cards that hold all that is known."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.tables import HOSTILE

STATUSES = ["reported", "claimed", "disputed", "denied"]


def doubtful_events() -> gpd.GeoDataFrame:
    """Eight events far from each other, two of each status, with twenty actors' names to come."""
    rows: list[dict[str, Any]] = []
    for i in range(8):
        rows.append(
            {"event_id": f"e{i}", "date_start": tables.day("2017-09-01"), "date_end": tables.day("2017-09-01"),
             "event_type": "Battles", "actor1": f"Group {i}", "precision": "exact", "uncertainty_km": 1.0,
             "status": STATUSES[i % 4], "fatalities_best": None if i == 0 else i, "source": "AB"[i % 2],
             "geometry": shapely.Point(36 + 1.5 * (i % 4), 33.5 + 2 * (i // 4))}
        )  # fmt: skip
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def told_event() -> gpd.GeoDataFrame:
    """One event with all that reading a text can tell of it, and reports that oppose each other."""
    table = doubtful_events().iloc[:1].copy()
    told = {"target": "a depot", "injured": 1200, "count": 2, "count_text": "two strikes", "date_text": "last Friday",
            "place_note": "the town in the north", "plover": "ASSAULT"}  # fmt: skip
    table["place"] = "Northtown"
    for name, value in told.items():
        table[name] = value
    table["date_end"] = tables.day("2017-09-07")
    table["date_precision"] = "week"
    reports = [
        {"source": "The Daily", "attributed_to": "A ministry", "stance": "states", "quote": "13 killed, 20 hurt",
         "url": "https://example.org/a"},
        {"source": "The Agency", "attributed_to": "Side C", "stance": "denies", "quote": "Five hurt, 20 fled"},
        {"source": "The Wire", "attributed_to": "The coalition", "stance": "declines"},
    ]  # fmt: skip
    table["reports"] = pd.Series([reports], index=table.index)
    return table


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(EventMap(doubtful_events(), title="Doubt"))


def rows(opened: Any) -> list[str]:
    found = opened.page.locator(".ge-type")
    return [" ".join(found.nth(i).inner_text().split()) for i in range(found.count())]


def test_the_legend_chooses_what_colours_tell(opened: Any) -> None:
    assert rows(opened) == ["Battles 8"]
    choice = opened.page.get_by_label("Colour by")
    assert [o.strip() for o in choice.locator("option").all_inner_texts()] == [
        "What happened", "First actor", "Status", "Source",
    ]  # fmt: skip
    choice.select_option("source")
    assert rows(opened) == ["A 4", "B 4"]
    assert opened.js("m.getState().color") == "source"
    slots = opened.js("[...m.data.slot]")
    assert slots == [0, 1] * 4
    painted = opened.js("m.currentScene().symbols.map((s) => [...s.slots].findIndex((n) => n > 0) % 8).sort()")
    assert painted == [0] * 4 + [1] * 4, "the map follows"
    opened.page.click(".ge-type:has-text('B')")
    assert opened.js("m.getState().filter") == {"source": ["A"]}
    assert opened.stats()["visible"] == 4
    assert rows(opened) == ["A 4", "B 0"]
    choice.select_option("status")
    assert rows(opened) == ["Reported 2", "Claimed 0", "Disputed 2", "Denied 0"], "a filter stays when colours change"
    opened.clean()


def test_a_column_of_the_tables_own_colours_and_filters(open_page: Any) -> None:
    table = doubtful_events()
    name = '<b>weapon</b> "x"'
    table[name] = ["rocket", "mine"] * 4
    opened = open_page(EventMap(table, color=name))
    assert opened.js("m.getState().color") == f"own.{name}"
    choice = opened.page.get_by_label("Colour by")
    assert choice.locator("option:checked").inner_text().strip() == name, "by the name it has in the table"
    assert rows(opened) == ["rocket 4", "mine 4"]
    opened.page.click(".ge-type:has-text('mine')")
    assert opened.stats()["visible"] == 4
    opened.page.click(".ge-tool[title=Filter]")
    facet = opened.page.locator(".ge-facet", has_text=name)
    facet.evaluate("(e) => { e.open = true; }")
    assert "rocket" in facet.inner_text()
    state = opened.js("m.getState()")
    again = open_page(EventMap(table, card_columns=[name]))
    again.js("m.setState(a)", state)
    assert again.stats() == opened.stats()
    opened.clean()
    again.clean()


def test_colours_come_with_the_map_and_in_its_state(open_page: Any) -> None:
    opened = open_page(EventMap(doubtful_events(), color="status"))
    first = opened.page.evaluate("() => getComputedStyle(document.querySelector('.ge-type .ge-swatch')).borderColor")
    assert opened.js("m.getState().color") == "status"
    opened.js("m.setState({color: 'actor1'})")
    assert len(rows(opened)) == 8
    opened.js("m.setColor('status')")
    assert rows(opened)[0] == "Reported 2"
    again = opened.page.evaluate("() => getComputedStyle(document.querySelector('.ge-type .ge-swatch')).borderColor")
    assert first == again
    for wrong in ("notes", "", "__proto__", 3, None, ["status"]):
        before = opened.js("JSON.stringify(m.getState())")
        caught = opened.page.evaluate(
            "(c) => { try { geoevents.maps[0].setState({time: null, color: c}); }"
            " catch (e) { return [e.name, e.message]; } }",
            wrong,
        )
        assert caught[0] == "RangeError"
        assert json.dumps(wrong, separators=(",", ":")) in caught[1]
        assert opened.js("JSON.stringify(m.getState())") == before
    opened.clean()


def test_of_thousands_of_values_a_click_chooses_one(open_page: Any) -> None:
    table = tables.many(4000)
    table["actor1"] = [f"Actor {max(0, i - 3000) // 2}" for i in range(len(table))]
    opened = open_page(EventMap(table, color="actor1"))
    assert len(rows(opened)) == 8
    assert opened.page.locator(".ge-type:disabled").inner_text().split("\n")[0] == "493 others"
    opened.page.click(".ge-type >> nth=0")
    assert opened.js("m.getState().filter") == {"actor1": ["Actor 0"]}
    assert opened.page.get_attribute(".ge-type >> nth=1", "aria-pressed") == "false"
    opened.page.click(".ge-type >> nth=0")
    assert opened.js("m.getState().filter") == {}
    opened.clean()


def test_filters_of_other_kinds_stay_when_the_legend_is_clicked(opened: Any) -> None:
    opened.js("m.setFilter({fatalities: [1, null], actor1: ['Group 1', 'Group 2']})")
    opened.page.click(".ge-type >> nth=0")
    assert opened.js("m.getState().filter") == {
        "fatalities": [1, None],
        "actor1": ["Group 1", "Group 2"],
        "event_type": [],
    }


def test_what_is_in_doubt_looks_different_without_its_colour(opened: Any) -> None:
    shapes = opened.js(
        """(() => {
          const canvas = document.createElement("canvas"); const out = [];
          const stage = m.stage, scene = m.currentScene();
          for (const status of ["reported", "claimed", "disputed", "denied"]) {
            const s = scene.symbols.find((s) => s.kind === "dot" && m.data.events.categories.status.values[
              m.data.events.categories.status.codes[m.data.places.rows[m.data.places.first[s.place]]]] === status);
            out.push([...s.slots].findIndex((n) => n > 0));
          }
          return out; })()"""
    )
    assert [ink // 8 for ink in shapes] == [0, 1, 2, 3]
    assert len({ink % 8 for ink in shapes}) == 1, "all of one colour"
    legend = opened.page.inner_text(".ge-legend")
    for words in ("How sure it is that it happened", "Reported or confirmed", "Claimed", "Disputed", "Denied"):
        assert words in legend
    opened.js("m.setFilter({status: ['reported']})")
    assert "How sure" not in opened.page.inner_text(".ge-legend"), "nothing in doubt is left to explain"


def test_swatches_of_doubt_differ_in_form(opened: Any) -> None:
    forms = []
    for row in range(4):
        opened.page.evaluate("(i) => geoevents.maps[0].select(i)", row)
        forms.append(
            opened.page.evaluate(
                "() => { const s = getComputedStyle(document.querySelector('.ge-panel .ge-swatch'));"
                " return [s.backgroundImage, s.borderWidth].join(); }"
            )
        )
    assert len(set(forms)) == 4
    opened.clean()


def test_the_numbers_say_what_is_in_doubt_and_what_they_leave_out(opened: Any) -> None:
    text = opened.page.inner_text(".ge-summary")
    assert "6 events, with 24 of the deaths, are claimed, disputed or denied" in text
    assert "number of deaths not known for 1 event" in text.lower()
    opened.js("m.setFilter({status: ['reported'], fatalities: [1, null]})")
    text = opened.page.inner_text(".ge-summary")
    assert "claimed" not in text
    assert "not known" not in text


def test_the_key_explains_what_is_drawn_and_nothing_else(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()))
    keys = opened.page.locator(".ge-legend-keys")
    named = "Place named; dotted, its extent"
    assert {"Somewhere in this area", "Somewhere along this line", named} <= set(keys.inner_text().split("\n"))
    opened.js("m.setFilter({precision: ['exact']})")
    left = keys.inner_text()
    assert named in left
    assert "Somewhere" not in left
    opened.clean()


def test_a_card_holds_all_that_is_told_and_no_empty_row(open_page: Any) -> None:
    opened = open_page(EventMap(told_event()))
    opened.page.evaluate("() => geoevents.maps[0].select(0)")
    text = opened.page.inner_text(".ge-panel").replace("\u00a0", " ")
    for words in (
        "known to the week", "in the text: “last Friday”", "the town in the north", "How often\ntwo strikes",
        "Target\na depot", "Injured\n1,200", "PLOVER\nAssault", "the place named, ± 1 km",
    ):  # fmt: skip
        assert words in text, words
    assert "place_note" not in text
    link = opened.page.locator(".ge-report a")
    assert link.get_attribute("href") == "https://example.org/a"
    opened.clean()


def test_reports_that_oppose_each_other_stand_side_by_side(open_page: Any) -> None:
    opened = open_page(EventMap(told_event()))
    opened.page.evaluate("() => geoevents.maps[0].select(0)")
    sides = opened.page.locator(".ge-voice")
    heads = [sides.nth(i).locator("h5").inner_text() for i in range(sides.count())]
    assert heads == ["Say so", "Deny it", "Decline to comment"]
    a, b = (sides.nth(i).bounding_box() for i in range(2))
    assert a["y"] == b["y"]
    assert a["x"] + a["width"] <= b["x"]
    assert opened.page.locator("mark").all_inner_texts() == ["13", "Five"], "20 is in both"
    opened.page.set_viewport_size({"width": 390, "height": 844})
    a, b = (sides.nth(i).bounding_box() for i in range(2))
    assert b["y"] >= a["y"] + a["height"]
    opened.clean()


def test_an_event_of_which_nothing_is_known_has_a_card_without_empty_rows(open_page: Any) -> None:
    table = gpd.GeoDataFrame({"event_id": [None]}, geometry=[None], crs="EPSG:4326")
    opened = open_page(EventMap(table))
    opened.page.evaluate("() => geoevents.maps[0].select(0)")
    empty = opened.page.evaluate(
        "() => [...document.querySelectorAll('.ge-panel :is(dt, dd, p, section, ul)')]"
        ".filter((e) => e.textContent.trim() === '').length"
    )
    assert empty == 0
    opened.clean()


def test_hostile_values_stay_text_wherever_colours_and_cards_show_them(open_page: Any) -> None:
    table = tables.hostile_events()
    for name in ("target", "injured", "count", "count_text", "date_text", "place_note", "plover"):
        table[name] = HOSTILE
    opened = open_page(EventMap(table, color="actor1"))
    for column in ("sub_event_type", "status", "precision", "date_precision", "source", "actor2_role"):
        opened.page.get_by_label("Colour by").select_option(column)
        assert len(rows(opened)) == len(HOSTILE)
        opened.page.click(".ge-type >> nth=1")
        opened.page.click(".ge-type >> nth=1")
    for row in range(len(HOSTILE)):
        opened.page.evaluate("(i) => geoevents.maps[0].select(i)", row)
        assert HOSTILE[row].split("\u202e")[0] in opened.page.inner_text(".ge-panel")
    assert opened.js("window.__hit") is None
    opened.clean()
