"""Where a text says a day: the pattern of all ways of saying one is tried only where its words can begin one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geoevents.text.times.day_words import PATTERN
from geoevents.text.words.tokens import Token, tokenize

__all__ = ["find_days"]

# To try the pattern at every word of a text costs more than all other rules of reading together. Each way of saying a
# date begins with one of the first words below, which small words are only before certain others, and holds a core.
_UNITS = frozenset([
    "day", "days", "night", "nights", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute",
    "minutes", "decades", "morning", "afternoon", "evening", "weekend", "today", "tonight", "tomorrow", "yesterday",
    "overnight", "midnight", "recent", "recently", "lately", "spring", "summer", "autumn", "winter", "fall",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
])  # fmt: skip
_CORES = _UNITS | {"s"}
"""Words of which each date holds one, where it has no year; the last is that of "the 1990s"."""
_SMALL = frozenset([
    "on", "in", "at", "by", "between", "from", "during", "toward", "towards", "over", "within", "for", "throughout",
    "across", "since", "the", "a", "an", "that", "this", "last", "past", "same", "next", "following", "few", "several",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "couple", "early", "earlier", "late",
    "later", "mid", "middle", "start", "beginning", "end",
])  # fmt: skip
_OPENERS = _UNITS | _SMALL
_STEM = r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_THEN = (
    rf"(?=\d|{_STEM}|hour|day|night|week|month|year|minute|morning|afternoon|evening|same|next|follow|previous|preced|past"
    r"|last|coming|this|that|recent|overnight|on\b|earl|late|mid|start|beginn|end\b|couple|few|spring|summer|autumn|winter"
    r"|fall|first|second|third)"
)
_FIRST = re.compile(
    rf"\b(?:\d|{_STEM}|(?:on|in|at|by|between|from|during|towards?|over|within|for|throughout|across|since)\s+(?:the\s+)?"
    rf"{_THEN}|(?:the|an?|that|this|last|past|same|next|following|few|several|one|two|three|four|five|six|seven|eight|nine"
    rf"|ten)\s+{_THEN}|couple\s|earl|late|mid|start|beginning\s|end\s|middle\s|overnight|day|hour|minute|tomorrow"
    r"|to(?:day|night)\b|yesterday|recently|(?:week|month|year|decade)s\s|spring\s|summer\s|autumn\s|winter\s|fall\s)",
    re.IGNORECASE,
)
_REACH = 80
"""Characters from the first word of a date within which one of the others stands."""
_YEAR_DIGITS = 4
_MADE = ("born", "built", "founded", "established", "constructed")
"""Words before the date of a person's birth or a building's, which is no day of the news: "a man born in 1968"."""
_MADE_REACH = 14
"""Characters before a date among which the last word of these stands."""


def find_days(
    text: str, start: int = 0, end: int | None = None, tokens: Sequence[Token] | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of :data:`PATTERN` in ``text[start:end]``; it is tried only where a date can begin.

    ``tokens`` are those of this stretch, where they are at hand. To look at them takes a third of the time of a search
    for the first words in the text itself.
    """
    end = len(text) if end is None else min(end, len(text))
    tokens = tokenize(text, start, end) if tokens is None else tokens
    cores = [t.start for t in tokens if t.low in _CORES or (t.kind == "number" and len(t.low) >= _YEAR_DIGITS)]
    if not cores:
        return
    nearest, done = iter(cores), start
    core = next(nearest)
    for token in tokens:
        if token.low not in _OPENERS and token.kind != "number":
            continue
        at = token.start if text[token.start].isalnum() else token.start + 1  # behind an apostrophe
        if at < done:
            continue
        while core < token.start:
            core = next(nearest, -1)
            if core < 0:
                return
        if core - at > _REACH or _FIRST.match(text, at, end) is None:
            continue
        m = PATTERN.match(text, at, end)
        if m is None:
            continue
        done = m.end()
        if not text[max(start, at - _MADE_REACH) : at].lower().rstrip().endswith(_MADE):
            yield m
