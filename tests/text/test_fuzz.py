"""Any text at all: no exception, true offsets, bounded work."""

from __future__ import annotations

import random
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoevents.gazetteer.index import Gazetteer
from geoevents.text.reading.document import read_document
from geoevents.text.words.tokens import tokenize

WORLD = Gazetteer.default()
GOLD = Path(__file__).parent / "gold"

PIECES = st.sampled_from([
    "attacked", "attack", "on", "by", "the", "of", "Idlib", "Syrian", "US", "army", "positions", "said", "that",
    ",", ".", "“", "”", '"', "(", ")", "and", "was", "would", "if", "not", "Colonel", "Dillon", "he", "it",
    "ministry", "Ministry", "Defense", "Monday", "8 June", "two", "occasions", "killed", "killing", "three",
    "civilians", "between", "near", "village", "governorate", "led", "groups", "according", "to", "claimed",
    "denied", "warned", "strike", "accused", "\n", "\n\n", ";", "’s", "Deir ez-Zor", "twice", "responsibility",
    "for", "their", "refused", "comment", "-", "west",
])  # fmt: skip


def check(text: str) -> None:
    document = read_document(text, WORLD)
    for number, sentence in enumerate(document.sentences):
        for mention in document.places.get(number, ()):
            assert 0 <= mention.first < mention.last <= len(sentence.tokens)
    for event in document.events:
        assert event.reports
        for report in event.reports:
            assert 0 <= report.start < report.end <= len(text)
        if event.place:
            assert event.place in text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_order_of_telling_words(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    check(text)
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)


def test_pieces_of_reports_in_any_case_and_order() -> None:
    dice = random.Random(20_170_922)
    reports = [p.read_text(encoding="utf-8").split(" ") for p in sorted(GOLD.glob("*/*.txt"))]
    for _ in range(600):
        words: list[str] = []
        for _ in range(dice.choice((1, 1, 2, 3))):
            report = dice.choice(reports)
            at = dice.randrange(len(report))
            words += report[at : at + dice.randrange(2, 40)]
        if dice.random() < 0.2:
            dice.shuffle(words)
        check(dice.choice((str, str, str.upper, str.title, str.lower))(" ".join(words)))


def test_invisible_and_bidirectional_characters() -> None:
    check("\u202eRebels attacked\u200b Ale\u00adppo on \u2067Monday\u2069.\x00 \ufeff\ud800 The army denied it.")


def test_time_grows_with_the_length_and_not_faster() -> None:
    for piece in ("Fighters attacked Idlib on Monday and ", "he said X. ", "A's B, ", "(“"):
        spent = []
        for times in (1_000, 4_000):
            text = (piece * times)[: 40_000 * (times // 1_000)]
            rounds = []
            for _ in range(3):  # the least of three: a collection of garbage is not the text's doing
                start = time.process_time()
                read_document(text, WORLD)
                rounds.append(time.process_time() - start)
            spent.append(min(rounds))
        assert spent[1] < 8 * spent[0] + 0.1
