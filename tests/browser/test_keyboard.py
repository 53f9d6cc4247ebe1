"""What a reader does most, with keys alone, each within a number of key presses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

# Key presses from the freshly opened page on; a typed letter is one.
SOURCE_LINK = 10
PERIOD = 3
ACTOR = 10
TABLE = 5
CSV = 9
# The same for whoever does not know the letters, and only goes from control to control.
BY_TAB = {"Table": 4, "Share": 7, "The period as a whole": 16}

SOURCE = "https://example.org/a"
# Only what stands for itself goes by its text: a map or a list that can be scrolled would go by all it holds.
FOCUSED = """() => {
  const e = document.activeElement;
  const text = e.matches("a, button, summary") ? e.innerText : [...(e.labels ?? [])].map((l) => l.innerText).join(" ");
  return [e.getAttribute("aria-label"), text, e.getAttribute("href"), e.className].filter(Boolean).join(" | ");
}"""


class Keys:
    """A keyboard that counts, on a page that nobody has touched."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened
        self.page = opened.page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        self.opened.settle()

    def type(self, text: str) -> None:
        self.press(*text)

    def focused(self) -> str:
        """Name, text, address and class of what has the focus."""
        return str(self.page.evaluate(FOCUSED))

    def focused_map(self) -> bool:
        """Whether the map itself has the focus."""
        return bool(self.opened.js("document.activeElement === m.container"))

    def to(self, words: str) -> None:
        """Press the arrow down until something that has the words in its name has the focus."""
        self.tab_to(words, 12, "ArrowDown")

    def tab_to(self, words: str, most: int = 40, key: str = "Tab") -> None:
        """Press Tab until something that has the words in its name has the focus, which must be seen to have it."""
        passed = []
        for _ in range(most):
            self.press(key)
            if words in self.focused():
                assert self.page.evaluate("() => document.activeElement.matches(':focus-visible')")
                return
            passed.append(self.focused())
        raise AssertionError(f"{words!r} is not within {most} key presses; passed {passed}")


@pytest.fixture
def keys(open_page: Any) -> Iterator[Keys]:
    page = EventMap(tables.events(), tables.zones(), title="Test", card_columns=["casualties"])
    opened = open_page(page, accept_downloads=True)
    yield Keys(opened)
    opened.clean()


def test_an_events_source_link(keys: Keys) -> None:
    keys.press("Tab", "t", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    keys.page.wait_for_selector(".ge-card-title")
    assert "the eastern governorate" in keys.page.inner_text(".ge-panel")
    keys.tab_to(SOURCE)
    assert keys.page.evaluate("() => document.activeElement.href") == SOURCE
    assert keys.pressed <= SOURCE_LINK, keys.pressed


def test_the_period(keys: Keys) -> None:
    keys.press("Tab", "p")
    assert "The period as a whole" in keys.focused()
    assert keys.opened.js("m.getState().time") is None
    keys.press("End")
    assert keys.opened.js("m.getState().time") == ["2017-10-02", "2017-10-03"]
    assert keys.opened.stats()["visible"] == 3, "the last day's, and the two without a date"
    assert keys.pressed <= PERIOD, keys.pressed


def test_an_actor(keys: Keys) -> None:
    keys.press("Tab", "/")
    keys.tab_to("What happened")
    keys.to("Actor")
    keys.tab_to("Side C")
    keys.press(" ")
    assert keys.opened.js("m.getState().filter") == {"actor": ["Side C"]}
    assert keys.opened.stats()["visible"] == 2
    assert keys.pressed <= ACTOR, keys.pressed


def test_the_table(keys: Keys) -> None:
    keys.press("Tab", "t")
    read = [keys.page.evaluate("() => document.activeElement.innerText")]
    for key in ["ArrowRight", "ArrowRight", "ArrowDown"]:
        keys.press(key)
        read.append(keys.page.evaluate("() => document.activeElement.innerText"))
    assert [text.split("\n")[0] for text in read] == ["Some day in September 2017", "Battles", "Homs", "Homs"]
    assert keys.pressed <= TABLE, keys.pressed
    keys.press("Escape")
    assert keys.focused_map(), "the focus is back where it came from"


def test_a_csv_file(keys: Keys, tmp_path: Path) -> None:
    keys.press("Tab", "s")
    keys.page.wait_for_selector(".ge-share-count:not(:empty)")
    keys.tab_to("Save as CSV")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert {row["event_id"] for row in rows} == set(tables.events()["event_id"])
    assert keys.pressed <= CSV, keys.pressed
    # The file that the page made itself is no request to anybody.
    keys.opened.requests[:] = [url for url in keys.opened.requests if not url.startswith("blob:")]


@pytest.mark.parametrize("words", BY_TAB)
def test_without_letters(keys: Keys, words: str) -> None:
    keys.tab_to(words)
    assert keys.pressed <= BY_TAB[words], keys.pressed


def test_letters_are_told_where_they_work(keys: Keys) -> None:
    line = keys.page.locator(".ge-map-keys")
    assert not line.is_visible()
    keys.press("Tab")
    assert keys.focused_map()
    assert line.is_visible()
    for letter, name in zip(
        "TFMVSPL", ["Table", "Filter", "Measure", "Compare", "Share", "Time", "Legend"], strict=True
    ):
        assert f"{letter} {name}" in line.inner_text()
    keys.press("Escape")
    assert not line.is_visible(), "what comes with the focus can be sent away without moving it"
    keys.press("?")
    assert line.is_visible()
    keys.press("Tab")
    assert not line.is_visible()


def test_letters_belong_to_the_map_alone(keys: Keys) -> None:
    """In a button, a list or a field a letter is for the browser, a screen reader or the text."""
    keys.tab_to("Share")
    keys.press("t")
    assert not keys.page.is_visible(".ge-drawer")
    keys.page.focus(".leaflet-container")
    keys.press("Control+p", "Alt+t")
    assert keys.focused_map()
    keys.press("f")
    keys.type("map t")
    assert keys.page.input_value(".ge-search input") == "map t"
    assert not keys.page.is_visible(".ge-drawer")


@pytest.mark.parametrize(("key", "code"), [("\u0435", "KeyT"), ("\u0641", "KeyT")])
def test_letters_of_other_keyboards(keys: Keys, key: str, code: str) -> None:
    keys.press("Tab")
    keys.opened.js(
        "m.container.dispatchEvent(new KeyboardEvent('keydown', {...a, bubbles: true}))", {"key": key, "code": code}
    )
    assert keys.page.is_visible(".ge-drawer")


@pytest.mark.parametrize("letter", "tfmvspl")
def test_every_letter_leads_there_and_back(keys: Keys, letter: str) -> None:
    keys.press("Tab", letter)
    inside = "m.container.contains(document.activeElement)"
    assert keys.opened.js(inside)
    keys.press("Escape")
    assert keys.opened.js(inside), "nobody is sent back to the start of the page"
    assert (
        keys.page.locator(".ge-panel:visible, .ge-drawer:visible, .ge-measure:visible, .ge-divider:visible").count()
        == 0
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_order_of_the_tab_key(open_page: Any, direction: str) -> None:
    """Title and tools, time, then the keys to the map; as the page is read aloud."""
    page = EventMap(tables.events(), tables.zones(), locale="ar" if direction == "rtl" else "en")
    opened = open_page(page)
    parts = opened.js(
        "[...m.container.querySelectorAll('button, input, select, summary, a[href], [tabindex=\"0\"]')]"
        ".filter((e) => e.checkVisibility() && e.tabIndex === 0)"
        ".map((e) => e.closest('.ge-header, .ge-time, .ge-legend, .ge-readout, .leaflet-bar, .ge-attribution'))"
        ".map((e) => [...(e?.classList ?? [])].find((c) => /^(ge-(?!box)|.*zoom)/.test(c)))"
    )
    assert list(dict.fromkeys(parts))[:3] == ["ge-header", "ge-time", "ge-legend"]
    assert opened.js('document.querySelectorAll(\'[tabindex]:not([tabindex="0"], [tabindex="-1"])\').length') == 0
    opened.clean()
