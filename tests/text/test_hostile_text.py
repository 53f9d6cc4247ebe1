"""``extract_events`` and ``geoparse`` on anything at all: no exception, offsets that are true, work that is bounded."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoevents.text.events import extract_events
from geoevents.text.mentions import geoparse

MARKS = st.sampled_from([
    "\u202e", "\u202a", "\u2066", "\u2067", "\u2068", "\u2069", "\u200f", "\u200b", "\u00ad", "\ufeff", "\u2028",
    "\u2029", "\x00", "\x1b[2J", "\x7f", "\ud800", "\udfff", "\ud83d\ude00", "\u0301", "\u0627\u0644", "ﬁ", "İ", "ß",
    "𝔸𝕝𝕖𝕡𝕡𝕠", "\U000e0041",
])  # fmt: skip
SOUP = st.sampled_from([
    "<html>", "<!DOCTYPE html>", "</html>", "<p>", "</p>", "<div class=ad>", "</div", "<li>", "<br/>", "<![CDATA[",
    "]]>",
    "<!--", "-->", "<script>", "</script>", "<script type='application/ld+json'>{", "&nbsp;", "&#0;", "&#xD800;",
    "&lt;",
    "<meta name=date content=9999-99-99>", '<meta property="article:published_time" content="2020-02-30">', "<title>",
    "<time datetime=yesterday>", "<nav>", "</nav>", "<a href='", "<svg><style>", "<table><td>",
])  # fmt: skip
NEWS = st.sampled_from([
    "Near Abu Kamal, two strikes destroyed", "Idlib", "In Syria:", "- ", "* ", "1. ", "Daraa: ", "\n", "\n\n", "\r\n",
    "\t",
    "On Sept. 20,", "near", "in", "and", "of", "Coalition forces conducted 18 strikes", "The strikes engaged", "10 km",
    "north of", "between", ",", ".", ":", ";", "—", "(", ")", "“", "”", "the", "ISIL", "3", "a", "killed", "shelled",
    "Aleppo", "Hit", "Deir ez-Zor", "إدلب", "Київ", "KHARKIV, Ukraine, 14 May 2024 - ", "said", "according to",
    "Monday",
    "99999999999", "31 February", "U.S.", "St.", "'s", "©", "0:00",
])  # fmt: skip

LONE = re.compile("[\ud800-\udfff]")


def check(text: str) -> None:
    """Assert what holds for any text."""
    mentions = geoparse(text)
    for start, end, words in zip(mentions["start"], mentions["end"], mentions["text"], strict=True):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    events = extract_events(text, published="2020-03-01")
    told = events.attrs.get("text", text)
    for row in events.to_dict("records"):
        assert row["reports"]
        for report in row["reports"]:
            assert 0 <= report["start"] < report["end"] <= len(told)
            # half a surrogate pair can be written nowhere: it is shown as U+FFFD
            assert LONE.sub("\ufffd", told[report["start"] : report["end"]]) == report["quote"]
        if isinstance(row["place"], str):
            assert row["place"] in told


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(NEWS, MARKS), max_size=40).map("".join))
def test_marks_that_turn_hide_and_break_text(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(SOUP, NEWS), max_size=40).map(" ".join), st.booleans())
def test_soup_of_markup(text: str, page: bool) -> None:
    check(f"<html>{text}" if page else text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=[]), max_size=200))
def test_any_code_points(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NEWS, max_size=50).map(" ".join))
def test_pieces_of_notices_in_any_order(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Near Hit, two strikes destroyed a truck. ",
        "Rebels shelled Aleppo and ",
        "- Near Raqqah, one strike hit a mortar.\n",
        "Idlib:\n",
        "two strikes near A, three near B and ",
        "In Syria, near Raqqah, ",
        "<html><div class=share>",
        "a" * 50,
        "Al-" * 20,
        "\u202e",
    ],
)
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            extract_events(text, published="2020-03-01")
            geoparse(text)
            best = min(best, time.process_time() - start)
        return best

    spent(1_000)
    assert spent(24_000) < 4 * 2.5 * spent(6_000) + 0.2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "dense"), [("Rebels shelled Aleppo on Monday and ", 8), ("x", 1), ("(", 1), ("Al Bab ", 1)]
)
def test_a_line_of_a_megabyte(piece: str, dense: int) -> None:
    """Where every few words tell an event, an eighth of it will do: the time is that of the events, not of the line."""
    text = (piece * (1_000_000 // len(piece)))[:1_000_000]
    mentions = geoparse(text)
    assert all(text[s:e] == w for s, e, w in zip(mentions["start"], mentions["end"], mentions["text"], strict=True))
    extract_events(text[: len(text) // dense], published="2020-03-01")
