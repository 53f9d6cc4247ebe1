"""Quoted words are found where they stand, whatever white space, capitals or marks they were quoted with."""

from __future__ import annotations

import random
import re

import pytest

from geoevents.text.reading.quoted import Quoted


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said: “the army’s jets”.", "the army's jets", "the army’s jets"),
        ("in the\r\n\t town of\u00a0Sake", "IN THE TOWN OF SAKE", "in the\r\n\t town of\u00a0Sake"),
        ("İstanbul'da 3 ölü", "i̇stanbul", None),
        ("İstanbul'da 3 ÖLÜ", "3 ölü", "3 ÖLÜ"),
        ("ΟΔΟΣ ΑΘΗΝΑΣ", "οδος αθηνας", "ΟΔΟΣ ΑΘΗΝΑΣ"),
        ("a+b (c*", "(C*", "(c*"),
        ("a b", " \n ", None),
        ("", "a", None),
        ("a", "", ""),
        ("\ud800 killed", "\ud800  KILLED", "\ud800 killed"),
    ],
)
def test_words_are_found_as_the_text_has_them(text: str, words: str, found: str | None) -> None:
    span = Quoted(text).find(words, 0, len(text))
    assert (text[slice(*span)] if span is not None else None) == found


def test_a_part_of_the_text_is_searched_as_a_pattern_would() -> None:
    dice = random.Random(5)
    for _ in range(2000):
        text = "".join(dice.choice("aB b\n\t  ") for _ in range(dice.randrange(24)))
        start = dice.randrange(len(text) + 1)
        end = dice.randrange(start, len(text) + 1)
        words = dice.choice(["a b", "B", "b a", "a  A", "bb"])
        pattern = re.compile(r"\s+".join(words.split()), re.IGNORECASE)
        m = pattern.search(text, start, end)
        exact = text.find(words, start, end)
        span = Quoted(text).find(words, start, end)
        assert span == ((exact, exact + len(words)) if exact >= 0 else m.span() if m else None)
