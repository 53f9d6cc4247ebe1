"""The dates of a whole text, paragraph by paragraph: what each counts from, and what "the past day" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geoevents.text.layout.debris import Block
from geoevents.text.layout.outline import MORNING, Heading
from geoevents.text.times.dates import DateMention, find_dates
from geoevents.text.times.day_words import back
from geoevents.text.words.tokens import Token

__all__ = ["dates_of"]

_COUNTED = frozenset(["apart", "daybefore", "dayafter", "samedays", "otherweekday"])
"""Ways of saying a day that count from the one named before."""
_ENDS = re.compile(r"[.!?]['\"”’)]*\s")
_PAST_DAY = re.compile(r"(?:last|past|previous|preceding)\s+day\Z", re.IGNORECASE)
_OPENING = 600
"""Characters from the start of a text within which it says when it was made."""


def dates_of(
    text: str,
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    anchor: date | None,
    by_block: Sequence[Sequence[Token] | None] | None = None,
) -> list[DateMention]:
    """Return the dates of the body of ``text`` in order; ``anchor`` is the day of publication.

    "Two days earlier" counts from the day named before it, under a heading with a day of its own from that day where
    what was told there in the meantime names none. ``by_block`` holds the tokens of each block, where they are at hand.
    """
    out: list[DateMention] = []
    for block, over, tokens in zip(blocks, headings, by_block or [None] * len(blocks), strict=True):
        if block.role != "body":
            continue
        known = next(
            (d.first for d in reversed(out) if d.first is not None and d.first == d.last and not d.spoken), None
        )
        found = find_dates(text, anchor, block.start, block.end, previous=known, tokens=tokens)
        if found and over.common and over.day is not None and found[0].rule in _COUNTED:
            opening = _ENDS.search(text, block.start, block.end)
            if opening is not None and opening.end() <= found[0].start:
                found = find_dates(text, anchor, block.start, block.end, previous=over.day.first, tokens=tokens)
        out += found
    if anchor is not None and MORNING.search(text, 0, _OPENING):
        day = back(anchor, 1)
        out = [
            replace(d, first=day, last=day, precision="day")
            if d.rule == "during" and _PAST_DAY.search(text[d.start : d.end])
            else d
            for d in out
        ]
    return out
