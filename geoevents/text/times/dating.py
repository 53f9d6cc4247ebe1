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
_HEAD, _TITLE = 6, 200
"""Blocks over a text that name its period at most, and characters of each."""
_WEEK, _MONTH = 4, 31
"""Days that a report tells of, at least and at most."""
_OPENING = 600
"""Characters from the start of a text within which it says when it was made."""


def _end_of_period(text: str, blocks: Sequence[Block], anchor: date | None) -> date | None:
    """Return the last day of the period that a report names over its text, from which "on Friday" counts there."""
    if anchor is None:
        return None
    for block in blocks[:_HEAD]:
        if block.role == "body":
            break
        if block.role == "debris" or block.end - block.start > _TITLE:
            continue
        for d in find_dates(text, anchor, block.start, block.end):
            if d.precision == "range" and d.first is not None and d.last is not None:
                spans = _WEEK <= (d.last - d.first).days <= _MONTH and 0 < (anchor - d.last).days <= _MONTH
                return d.last if spans else anchor
    return anchor


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
    anchor = _end_of_period(text, blocks, anchor)
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
