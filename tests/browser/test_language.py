"""The page in Arabic: mirrored as a whole, its words from the table, time and dates still to be read."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from geoevents.maps.language import language_of
from tests.browser.tables import events

WORDS = language_of("ar").words
BOX = "document.querySelector(a).getBoundingClientRect().toJSON()"


@pytest.fixture
def arabic(open_page: Any) -> Any:
    page = EventMap(events(), locale="ar").get_root().render()
    return open_page(page, viewport={"width": 1200, "height": 800})


def test_what_stands_at_the_left_stands_at_the_right(arabic: Any) -> None:
    assert arabic.js("getComputedStyle(m.map.getContainer()).direction") == "rtl"
    header, zoom = (arabic.js(BOX, name) for name in (".ge-header", ".leaflet-control-zoom"))
    assert header["left"] > 600
    assert zoom["right"] < 600
    arabic.page.get_by_role("button", name=WORDS["filter"]).first.click()
    arabic.settle()
    panel, zoom = (arabic.js(BOX, name) for name in (".ge-panel", ".leaflet-control-zoom"))
    assert panel["left"] == 0
    assert zoom["left"] >= panel["right"]
    assert WORDS["event_type.Battles"] in arabic.page.locator(".ge-panel").inner_text()
    arabic.clean()


def test_time_runs_from_left_to_right_and_its_words_as_arabic_does(arabic: Any) -> None:
    starts = arabic.js("[...document.querySelectorAll('.ge-axis span')].map((s) => s.getBoundingClientRect().left)")
    assert len(starts) > 1
    assert starts == sorted(starts)
    styles = arabic.js("[...document.querySelectorAll('.ge-axis span')].map((s) => getComputedStyle(s).unicodeBidi)")
    assert set(styles) == {"plaintext"}
    arabic.clean()
