"""The page of a text in a browser: text and map answer each other, by mouse and by keyboard, on any screen."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.maps.mention_page import mention_page
from tests.maps.test_mention_page import HOSTILE, mention, table

TEXT = (
    "Shells fell on Saraqib and near Idlib on Thursday. Syrian officials spoke of Saraqib city, of Nowhere and of "
    f"{HOSTILE} later."
)
ROWS = table(
    mention(TEXT, "Saraqib", lat=35.86, lon=36.80),
    mention(TEXT, "near Idlib", lat=35.93, lon=36.63, precision="near", name="Idlib"),
    mention(TEXT, "Syrian", literal=False, role="demonym", precision="country", name="Syria", lat=35.0, lon=38.5),
    mention(TEXT, "Saraqib city", name="Saraqib", place_id="x:Saraqib", lat=35.86, lon=36.80),
    mention(TEXT, "Nowhere", status="unresolved", geometry=None),
)


@pytest.fixture
def reading(open_page: Any) -> Any:
    def open_(**options: Any) -> Any:
        opened = open_page(mention_page(TEXT, ROWS, title=HOSTILE).decode(), ready=False, **options)
        opened.page.evaluate("() => window.geoevents.text.ready")
        opened.settle()
        return opened

    return open_


def selected(opened: Any) -> int | None:
    return opened.page.evaluate("() => window.geoevents.text.stats().selected")


def test_the_text_stands_as_it_is_and_nothing_of_it_runs(reading: Any) -> None:
    opened = reading()
    assert opened.page.evaluate("() => document.querySelector('.ge-text-body').textContent") == TEXT
    assert HOSTILE in opened.page.evaluate("() => document.querySelector('h1').textContent")
    assert opened.page.evaluate("() => document.querySelectorAll('#reading img, #reading script').length") == 0
    opened.clean()


def test_a_click_on_a_mention_shows_its_place(reading: Any) -> None:
    opened = reading()
    opened.page.click("text=near Idlib")
    assert selected(opened) == 1
    assert "Idlib" in opened.page.inner_text(".ge-place-card")
    assert opened.page.get_attribute(".ge-mark >> nth=1", "aria-pressed") == "true"
    opened.page.keyboard.press("Escape")
    assert selected(opened) is None
    assert not opened.page.is_visible(".ge-place-card")
    opened.clean()


def test_mentions_are_reached_and_chosen_by_keyboard(reading: Any) -> None:
    opened = reading()
    opened.page.focus(".ge-mark >> nth=0")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert selected(opened) == 1
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press(" ")
    assert selected(opened) == 3
    assert "2 of 2" in opened.page.inner_text(".ge-place-card")


def test_a_click_on_the_map_finds_the_mention_and_the_next_of_the_same_place(reading: Any) -> None:
    opened = reading(reduced_motion="reduce")

    def click(row: int) -> int | None:
        at = opened.page.evaluate("(i) => window.geoevents.text.pixel(i)", row)
        opened.page.mouse.click(at["x"], at["y"])
        return selected(opened)

    assert click(0) == 0
    assert opened.page.get_attribute(".ge-mark >> nth=0", "aria-pressed") == "true"
    assert click(0) == 3
    assert click(0) == 0
    opened.page.evaluate("() => window.geoevents.text.select(null)")
    assert click(1) == 1
    assert opened.page.evaluate("() => window.geoevents.text.pixel(4)") is None
    opened.clean()


def test_a_chosen_place_is_brought_into_sight_beside_the_card(reading: Any) -> None:
    for options in ({}, {"viewport": {"width": 390, "height": 844}}):
        opened = reading(reduced_motion="reduce", **options)
        for row in (0, 1, 2):
            opened.page.evaluate("(i) => window.geoevents.text.select(i)", row)
            opened.settle()
            at = opened.page.evaluate("(i) => window.geoevents.text.pixel(i)", row)
            seen = opened.page.locator(".ge-place-map").bounding_box()
            card = opened.page.locator(".ge-place-card").bounding_box()
            assert seen["x"] < at["x"] < seen["x"] + seen["width"]
            assert seen["y"] < at["y"] < seen["y"] + seen["height"]
            covered = card["x"] <= at["x"] <= card["x"] + card["width"] and card["y"] <= at["y"]
            assert not covered, (row, options)


def test_what_was_not_found_says_so(reading: Any) -> None:
    opened = reading()
    opened.page.click("text=Nowhere")
    assert "Not found" in opened.page.inner_text(".ge-place-card")


@pytest.mark.parametrize("width", [390, 700, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(reading: Any, width: int, scheme: str) -> None:
    opened = reading(viewport={"width": width, "height": 844}, color_scheme=scheme)
    opened.page.evaluate("() => window.geoevents.text.select(1)")
    opened.settle()
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= width
    map_box = opened.page.locator(".ge-place-map").bounding_box()
    card = opened.page.locator(".ge-place-card").bounding_box()
    assert map_box["height"] > 250
    assert card["x"] >= map_box["x"]
    assert card["y"] >= map_box["y"]
    assert opened.page.get_attribute("#reading", "data-ge-scheme") == scheme
    opened.clean()


@pytest.mark.parametrize("head", ["Shells fell on Saraqib", "  Shells  fell on Saraqib "])
def test_a_headline_stands_once_with_its_mentions(open_page: Any, head: str) -> None:
    text = f"\n{head}\n\nNothing fell on Idlib."
    rows = table(
        mention(text, "Saraqib", lat=35.86, lon=36.80),
        mention(text, "Idlib", lat=35.93, lon=36.63),
    )
    opened = open_page(mention_page(text, rows, title="Shells fell on Saraqib").decode(), ready=False)
    opened.page.evaluate("() => window.geoevents.text.ready")
    assert opened.page.inner_text("h1").split() == head.split()
    assert opened.page.inner_text(".ge-text-body").strip() == "Nothing fell on Idlib."
    opened.page.click("h1 .ge-mark")
    assert selected(opened) == 0
    opened.clean()
