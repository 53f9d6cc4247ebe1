"""Dates in prose, relative to the day of publication, each with how precisely it is known.

Own rules on :mod:`datetime` rather than a date-parsing library: those return a moment, guess where the text says
"recently", need a language detection per call and search a text in time that is not linear in its length. Here every
answer is a span of days with a precision, and the words it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from geoevents.text.debris import Block

__all__ = ["RECENT_DAYS", "DateMention", "find_dates", "parse_day", "published_in"]

RECENT_DAYS = 14
"""Days before publication that "recently" is taken to span; journalists' usage, not a measurement."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "few": 3, "a few": 3,
    "several": 5, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}

_M = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?:(?:19|20)\d{2})"
_W = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_N = r"(?:\d{1,3}|a\s+couple\s+of|couple\s+of|a\s+few|few|several|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_U = r"(?:hour|day|night|week|month|year)s?"
_PART = (
    r"(?:(?:earlier|later|early|late)\s+(?:on\s+)?|(?:on\s+)?the\s+(?:morning|evening|night|afternoon)\s+of\s+"
    r"|(?:on\s+)?the\s+night\s+(?:to|of)\s+)?"
)
_JOIN = r"\s?(?:-|–|to|and|until)\s?"
_FULL = "|".join(_MONTHS)

# One alternative per way of saying a date, most specific first; the name of the group is the rule that reads it.
_PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>{_Y}-\d{{2}}-\d{{2}})
    | (?P<dotted>[0-3]?\d[./][01]?\d[./]{_Y})
    | (?P<span>(?:between\s+|from\s+)?(?:{_D}{_JOIN}{_D}\s+{_M}|{_M}\s+{_D}{_JOIN}{_D})(?!\d)
        (?:,?\s+{_Y}\b)?)
    | (?P<dmy>(?:on\s+)?{_PART}(?:(?:on\s+)?{_W},?\s+)?(?:the\s+)?{_D}\s+(?:of\s+)?{_M}(?!\w)(?:,?\s+{_Y}\b)?)
    | (?P<mdy>(?:on\s+)?{_PART}(?:(?:on\s+)?{_W},?\s+)?{_M}\s+{_D}(?!\d|:\d)\b(?:,?\s+{_Y}\b)?)
    | (?P<my>(?:in\s+)?(?:early\s+|late\s+|mid-)?{_M},?\s+{_Y})
    | (?P<samedays>(?:on\s+)?(?:the\s+)?same\s+(?:day|evening|night|morning)
        |(?:earlier|later)\s+(?:in\s+the|that|on\s+that|the\s+same)\s+day)
    | (?P<dayafter>(?:on\s+)?(?:the\s+)?(?:next|following)\s+day|(?:the\s+)?day\s+after)
    | (?P<daybefore>(?:on\s+)?the\s+(?:previous\s+day|day\s+before))
    | (?P<ago>{_N}\s+{_U}\s+ago)
    | (?P<apart>{_N}\s+(?:day|night|week)s?\s+(?:earlier|before|later))
    | (?P<during>(?:in|over|during|within|for|throughout)\s+the\s+(?:last|past|previous)\s+(?:{_N}\s+)?{_U})
    | (?P<coming>(?:in|over|within|during)\s+(?:the\s+)?(?:coming|next|following)\s+(?:{_N}\s+)?{_U}|tomorrow
        |next\s+(?:week|month|year|{_W}))
    | (?P<weekday>(?:since\s+|by\s+)?{_PART}(?:on\s+|last\s+|this\s+|past\s+){{0,2}}{_W}
        (?:\s+(?:morning|afternoon|evening|night))?)
    | (?P<lastunit>last\s+(?:week|month|year|night))
    | (?P<thisunit>(?:earlier\s+)?this\s+(?:week|month|year|morning|afternoon|evening))
    | (?P<today>(?:earlier\s+)?today|tonight)
    | (?P<yesterday>yesterday)
    | (?P<overnight>overnight)
    | (?P<recent>recently|lately|in\s+recent\s+(?:days|weeks|months))
    | (?P<year>(?:in|during|since)\s+{_Y})
    | (?P<month>(?:in|during|last)\s+(?:early\s+|late\s+|mid-)?(?:{_FULL}))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_WORD = re.compile(_M + r"(?!\w)", re.IGNORECASE)
_YEAR = re.compile(_Y)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text says it.

    Attributes
    ----------
    start, end : int
        Offsets in the text.
    first, last : datetime.date or None
        The span of days meant, inclusive; ``None`` where the text alone does not tell.
    precision : str
        One of ``model.events.DATE_PRECISIONS``.
    rule : str
        The way of saying it; ``coming`` is the future.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    rule: str

    @property
    def future(self) -> bool:
        """Whether the words point beyond the day of publication."""
        return self.rule == "coming"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(word: str) -> int:
    stem = word.lower()[:3]
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(stem))


def _month_span(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
    return date(year, month, 1), following - timedelta(days=1)


def _back(anchor: date, days: float) -> date:
    return anchor - timedelta(days=min(round(max(days, 1)), anchor.toordinal() - 1))


def _count(words: str) -> tuple[float, str]:
    """Read "a couple of days", "24 hours", "weeks" as a number and a unit."""
    m = re.search(rf"(?:({_N})\s+)?({_U})\b", words, re.IGNORECASE)
    assert m is not None  # the pattern that found the words holds a unit  # noqa: S101
    number = " ".join((m.group(1) or "a").lower().split())
    return float(_NUMBERS.get(number, 0) or (int(number) if number.isdigit() else 1)), m.group(2).lower().rstrip("s")


def _distance(words: str) -> int:
    """Return the days of "two weeks later"."""
    number, unit = _count(words)
    return round(number * _UNIT_DAYS[unit])


def parse_day(text: str, anchor: date | None = None) -> date | None:
    """Return the first day that ``text`` names in full ("21 Sep, 2017 15:21"), or ``None``."""
    for m in _PATTERN.finditer(text[:2000]):
        found = _read(m, anchor, None)
        if found.precision == "day" and found.first is not None:
            return found.first
    return None


def _named_days(words: str, anchor: date | None) -> tuple[date | None, date | None]:
    month = next((m for m in _MONTH_WORD.finditer(words) if not words[: m.start()].lower().endswith("sat")), None)
    if month is None:
        return None, None
    number = _month_number(month.group())
    year = _YEAR.search(words)
    rest = words.replace(year.group(), " ") if year else words
    days = [int(d) for d in re.findall(r"\d{1,2}", rest)]
    if not days:
        return None, None
    if year is not None:
        return _day(int(year.group()), number, days[0]), _day(int(year.group()), number, days[-1])
    if anchor is None:
        return None, None
    # Without a year: the one that lies closest behind the day of publication; a week ahead is allowed for notices.
    for guess in (anchor.year + 1, anchor.year, anchor.year - 1):
        first, last = _day(guess, number, days[0]), _day(guess, number, days[-1])
        if first is not None and first <= anchor + timedelta(days=7):
            return first, last
    return None, None


def _read(m: re.Match[str], anchor: date | None, previous: date | None) -> DateMention:
    rule, words = m.lastgroup or "", m.group()
    low = words.lower()
    first: date | None = None
    last: date | None = None
    precision = "day"
    if rule == "iso":
        y, mo, d = (int(p) for p in words.split("-"))
        first = last = _day(y, mo, d)
    elif rule == "dotted":
        d, mo, y = (int(p) for p in re.split(r"[./]", words))
        first = last = _day(y, mo, d) or _day(y, d, mo)
    elif rule in {"dmy", "mdy", "span"}:
        first, last = _named_days(words, anchor)
        precision = "range" if rule == "span" else "day"
    elif rule in {"my", "month"}:
        found = _MONTH_WORD.search(words, 3 if low.startswith("in ") else 0)
        year = _YEAR.search(words)
        if found is not None and (year is not None or anchor is not None):
            number = _month_number(found.group())
            y = int(year.group()) if year else (anchor.year - (number > anchor.month) if anchor else 1)
            first, last = _month_span(y, number)
            if anchor is not None and first <= anchor < last and year is None:
                last = anchor
        precision = "month"
    elif rule == "year":
        y = int(words[-4:])
        first, last, precision = date(y, 1, 1), date(y, 12, 31), "year"
    elif rule == "samedays":
        first = last = previous
    elif rule == "dayafter":
        first = last = previous + timedelta(days=1) if previous and previous < date.max else None
    elif rule == "daybefore":
        known = previous or anchor
        first = last = _back(known, 1) if known else None
    elif rule == "apart":
        known = previous or (None if low.endswith("later") else anchor)
        if known is not None:
            days = min(_distance(low), (date.max - known).days)
            first = last = known + timedelta(days=days) if low.endswith("later") else _back(known, days)
    elif anchor is not None:
        first, last, precision = _relative(rule, low, anchor)
    if first is None or last is None or last < first:
        first = last = None
        precision = "unknown"
    return DateMention(m.start(), m.end(), first, last, precision, rule)


def _relative(rule: str, low: str, anchor: date) -> tuple[date | None, date | None, str]:
    """Read words that count from the day of publication."""
    yesterday = _back(anchor, 1)
    if rule == "today":
        return anchor, anchor, "day"
    if rule == "yesterday":
        return yesterday, yesterday, "day"
    if rule == "overnight" or low == "last night":
        return yesterday, anchor, "range"
    if rule == "recent":
        wide = {"weeks": 30, "months": 90}.get(low.split()[-1], RECENT_DAYS)
        return _back(anchor, 3 if low.endswith("days") else wide), anchor, "range"
    if rule == "weekday":
        name = next(d for d in _DAYS if d in low)
        days = (anchor.weekday() - _DAYS.index(name)) % 7
        if days == 0 and "last" in low.split():
            days = 7
        day = _back(anchor, days) if days else anchor
        return day, anchor if low.startswith("since") else day, "range" if low.startswith("since") else "day"
    if rule == "ago":
        number, unit = _count(low)
        day = _back(anchor, number * _UNIT_DAYS[unit])
        slack = {"week": 3, "month": 15, "year": 183}.get(unit, 0)
        if not slack:
            return day, day, "day"
        return _back(day, slack), min(anchor, day + timedelta(days=slack)), unit
    if rule == "during":
        number, unit = _count(low)
        return _back(anchor, number * _UNIT_DAYS[unit]), anchor, "range"
    if rule == "lastunit" or (rule == "thisunit" and low.split()[-1] in {"week", "month", "year"}):
        unit, last = low.split()[-1], rule == "lastunit"
        if unit == "week":
            monday = anchor - timedelta(days=min(anchor.weekday(), anchor.toordinal() - 1))
            return (_back(monday, 7), _back(monday, 1), "week") if last else (monday, anchor, "week")
        if unit == "month":
            start = anchor.replace(day=1)
            return (_back(start, 1).replace(day=1), _back(start, 1), "month") if last else (start, anchor, "month")
        start = anchor.replace(month=1, day=1)
        return (_back(start, 1).replace(month=1, day=1), _back(start, 1), "year") if last else (start, anchor, "year")
    if rule == "thisunit":
        return anchor, anchor, "day"
    return None, None, "unknown"


def find_dates(
    text: str, anchor: date | None, start: int = 0, end: int | None = None, *, previous: date | None = None
) -> list[DateMention]:
    """Return the dates that ``text[start:end]`` names, in order, offsets into ``text``.

    ``anchor`` is the day of publication; without it relative dates are found but stay unknown. "The same day" is the
    day named before it, in what precedes ``start`` the day ``previous``.
    """
    out: list[DateMention] = []
    for m in _PATTERN.finditer(text, start, len(text) if end is None else end):
        found = _read(m, anchor, previous)
        if found.rule in {"my", "month"} and m.group()[:3] == "may":
            continue  # the modal verb
        if found.first is not None and found.first == found.last:
            previous = found.first
        out.append(found)
    # "Thursday, on 8 June": two ways of saying one day count once.
    merged: list[DateMention] = out[:1]
    for a, b in pairwise(out):
        same_day = a.first is not None and a.first == b.first and b.start - a.end <= 4
        if same_day:
            merged[-1] = replace(merged[-1], end=b.end)
        else:
            merged.append(b)
    return merged


def published_in(text: str, blocks: Sequence[Block]) -> date | None:
    """Return the day of publication that the text itself tells: dateline, then headings, then the first full date."""
    for role in ("dateline", "headline", "heading"):
        for block in blocks:
            if block.role == role and (day := parse_day(text[block.start : block.end])) is not None:
                return day
    for block in [b for b in blocks if b.role == "body"][:3]:
        if (day := parse_day(text[block.start : block.end])) is not None:
            return day
    return None
