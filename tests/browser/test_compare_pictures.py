"""Pictures and the printed sheet while two periods are compared: the line, the words of both sides, the cut."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from typing import Any
from xml.dom import minidom

import numpy as np
import pytest

from geoevents import EventMap
from tests.browser import tables
from tests.browser.test_take import picture

SIDES: dict[str, Any] = {"a": ["2017-09-08", "2017-09-13"], "b": ["2017-09-13", "2017-09-21"], "split": 0.4}
HEAD = "A: Sep 8, 2017 – Sep 12, 2017, 3 events, 13 deaths; B: Sep 13, 2017 – Sep 20, 2017, 4 events, 6 deaths"


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Iterator[Any]:
    page = open_page(EventMap(tables.events(), zones=tables.zones(), theme="light"))
    page.js("m.setState({compare: a})", SIDES)
    page.settle()
    yield page
    page.clean()


def pixels(data: bytes) -> Any:
    image = pytest.importorskip("PIL.Image")
    with image.open(io.BytesIO(data)) as made:
        return np.asarray(made.convert("RGB")).astype(int)


def dark_columns(shown: Any) -> list[int]:
    """Columns that are dark for most of the picture's height: nothing but the line is."""
    return [int(x) for x in np.flatnonzero((shown.sum(axis=2) < 200).mean(axis=0) > 0.5)]


def test_a_picture_has_the_line_and_one_of_a_single_period_has_none(opened: Any) -> None:
    wish = {"width": 1200, "height": 675}
    line = dark_columns(pixels(picture(opened, **wish)))
    assert 1 <= len(line) <= 3
    # the map ends 20 px before the picture's edge, and the legend beside it has taken some of its width
    assert 800 < (1180 - line[0]) / (1 - SIDES["split"]) < 1160
    opened.js("m.setState({compare: null})")
    opened.settle()
    assert dark_columns(pixels(picture(opened, **wish))) == []


def test_vectors_tell_both_sides_and_no_joint_number(opened: Any) -> None:
    document = minidom.parseString(picture(opened, type="svg", width=1200, height=675))
    words = [node.firstChild.data for node in document.getElementsByTagName("text") if node.firstChild]
    head = " ".join(words)
    assert HEAD in head
    assert " | " not in head
    assert f"{opened.stats()['visible']} of" not in head
    for told in ("A", "B", "Sep 8, 2017 – Sep 12, 2017", "Sep 13, 2017 – Sep 20, 2017", "3 events", "4 events"):
        assert told in words
    assert HEAD in document.getElementsByTagName("desc")[0].firstChild.data


def test_a_narrow_side_has_its_letter_and_the_head_line_tells_the_rest(opened: Any) -> None:
    opened.js("m.setState({compare: a})", {**SIDES, "split": 0.03})
    opened.settle()
    document = minidom.parseString(picture(opened, type="svg", width=700, height=600))
    words = [node.firstChild.data for node in document.getElementsByTagName("text") if node.firstChild]
    assert "A" in words
    assert "Sep 8, 2017 – Sep 12, 2017" not in words
    assert "Sep 13, 2017 – Sep 20, 2017" in words
    assert "A: Sep 8, 2017" in " ".join(words)


def test_the_printed_sheet_has_the_line(opened: Any) -> None:
    opened.page.emulate_media(media="print")
    opened.page.wait_for_selector(".ge-sheet-picture")
    sheet = opened.page.evaluate("() => document.querySelector('.ge-sheet-picture').toDataURL().split(',')[1]")
    assert dark_columns(pixels(base64.b64decode(sheet)))
    opened.page.emulate_media(media="screen")
    opened.page.wait_for_selector(".ge-header")
