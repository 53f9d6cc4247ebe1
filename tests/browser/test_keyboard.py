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
SOURCE_LINK = 13
PERIOD = 28
ACTOR = 16
TABLE = 8
CSV = 15

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
    keys.tab_to("Table")
    keys.press("Enter", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    keys.page.wait_for_selector(".ge-card-title")
    assert "the eastern governorate" in keys.page.inner_text(".ge-panel")
    keys.tab_to(SOURCE)
    assert keys.page.evaluate("() => document.activeElement.href") == SOURCE
    assert keys.pressed <= SOURCE_LINK, keys.pressed


def test_the_period(keys: Keys) -> None:
    keys.tab_to("ge-brush")
    assert keys.opened.js("m.getState().time") is None
    keys.press("End")
    assert keys.opened.js("m.getState().time") == ["2017-10-02", "2017-10-03"]
    assert keys.opened.stats()["visible"] == 3, "the last day's, and the two without a date"
    assert keys.pressed <= PERIOD, keys.pressed


def test_an_actor(keys: Keys) -> None:
    keys.press("Tab", "/")
    keys.tab_to("Side C")
    keys.press(" ")
    assert keys.opened.js("m.getState().filter") == {"actor": ["Side C"]}
    assert keys.opened.stats()["visible"] == 2
    assert keys.pressed <= ACTOR, keys.pressed


def test_the_table(keys: Keys) -> None:
    keys.tab_to("Table")
    keys.press("Enter")
    read = [keys.page.evaluate("() => document.activeElement.innerText")]
    for key in ["ArrowRight", "ArrowRight", "ArrowDown"]:
        keys.press(key)
        read.append(keys.page.evaluate("() => document.activeElement.innerText"))
    assert [text.split("\n")[0] for text in read] == ["Some day in September 2017", "Battles", "Homs", "Homs"]
    assert keys.pressed <= TABLE, keys.pressed
    keys.press("Escape")
    assert "Table" in keys.focused(), "the focus is back where it came from"


def test_a_csv_file(keys: Keys, tmp_path: Path) -> None:
    keys.tab_to("Share")
    keys.press("Enter")
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
