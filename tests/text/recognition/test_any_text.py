"""Any text at all: no exception, true offsets, time that grows with the length and not faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.gazetteer.index import Gazetteer
from geoevents.text.recognition import recognise
from geoevents.text.recognition.surface import surface

WORLD = Gazetteer.embedded()

PIECES = st.sampled_from([
    "Idlib", "Deir ez-Zor", "Syrian", "US", "U.S.", "St.", "Mr.", "Smith", "John", "of", "the", "The", "and", ",", ".",
    "-", "–", "'s", "’s", "“", "”", "(", "near", "north", "km", "15", "between", "road", "from", "to", "province",
    "County", "Lake", "Governor", "University", "Police", "\n", "\n\n", "\t", "قرية", "في", "إدلب", "بحلب", "Ky.",
    "Paris", "Texas", "IN", "al-", "D-", "’", "\u00a0", "Харків", "city", "\ud800", "\u202e", "\u0301", "ß", "İ",
])  # fmt: skip


def check(text: str) -> None:
    assert len(surface(text)) == len(text)
    end = 0
    for m in recognise(text, WORLD):
        assert end <= m.start <= m.head_start < m.head_end <= m.end <= len(text)
        end = m.end


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=60))
def test_any_order_of_telling_words(pieces: list[tuple[str, str]]) -> None:
    check("".join(word + space for word, space in pieces))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    ["Fighters attacked Idlib and ", "A B C ", "St. ", "A.", "the north of ", "قرية ", "Homs, ",
     "<div class='X'>A</div>", "A" * 50, "Aa-", "al-", "of the ", "between A and "],
)  # fmt: skip
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    spent = []
    for size in (50_000, 200_000):
        text = (piece * (size // len(piece) + 1))[:size]
        started = time.process_time()
        check(text)
        spent.append(time.process_time() - started)
    assert spent[1] < 8 * spent[0] + 0.2
