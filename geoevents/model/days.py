"""Days as people write them, one at a time: what columns of tables, heads of pages and options are read with."""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["month_first", "read_span", "stated_day"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:\.0)?{_TIME}", re.IGNORECASE)
# a year of two digits not after hyphens: 17-09-20 may be any of three days
_NUMBERS = re.compile(rf"(\d{{1,2}})(?:([-/.])(\d{{1,2}})\2(\d{{4}})|([/.])(\d{{1,2}})\5(\d\d)){_TIME}", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"(?:[a-z]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[-\s]+([a-z]+)\.?,?[-\s]+(\d{{4}}|\d\d){_TIME}", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"(?:[a-z]+,\s+)?([a-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}", re.I)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"([a-z]+)\.?,?[-\s]+(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})(?:\.0)?")


def stated_day(text: str) -> str | None:
    """Return the day that a date names, ISO 8601, as the head of a page or an option states it; None if it names none.

    Parameters
    ----------
    text : str
        A date, or a date and time, in any of the ways that :func:`geoevents.model.time.parse_dates` reads.
    """
    words = text.strip()[:100]
    try:
        found = read_span(words, american=month_first([words])[0])
    except ValueError:
        return None
    return found[0].isoformat() if found is not None and found[2] == "day" else None


def month_first(texts: list[str]) -> tuple[bool, str]:
    """Decide from a whole column whether 03/04/2017 is written month first; name a value if nothing decides."""
    doubtful, day_first, american = "", False, False
    for text in texts:
        match = _NUMBERS.fullmatch(text)
        if match:
            one, two = int(match[1]), int(match[3] or match[6])
            day_first |= one > 12
            american |= two > 12
            if one <= 12 and two <= 12 and one != two and not doubtful:
                doubtful = text
    return american and not day_first, doubtful if day_first == american else ""


def read_span(text: str, *, american: bool) -> tuple[date, date, str] | None:
    """Read one date, 03/04/2017 as ``american`` says; first and last day and the precision, or None."""
    try:
        if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
            return _day(match[1], match[2], match[3])
        if match := _NUMBERS.fullmatch(text):
            one, two, year = match[1], match[3] or match[6], match[4] or match[7]
            # a single value that can only be read the other way round is read that way
            swap = int(two) > 12 or (american and int(one) <= 12)
            return _day(year, one, two) if swap else _day(year, two, one)
        if (match := _DAY_MONTH.fullmatch(text)) and match[2].lower() in _MONTHS:
            return _day(match[3], _MONTHS[match[2].lower()], match[1])
        if (match := _MONTH_DAY.fullmatch(text)) and match[1].lower() in _MONTHS:
            return _day(match[3], _MONTHS[match[1].lower()], match[2])
        if match := _YEAR_MONTH.fullmatch(text):
            return _month(int(match[1]), int(match[2]))
        if (match := _MONTH_YEAR.fullmatch(text)) and match[1].lower() in _MONTHS:
            return _month(int(match[2]), _MONTHS[match[1].lower()])
        if match := _YEAR.fullmatch(text):
            return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), "year"
    except (ValueError, OverflowError):  # 31 February, year 0, month 13
        return None
    return None


def _day(year: str, month: str | int, day: str) -> tuple[date, date, str]:
    number = int(year)
    if len(year) == 2:  # as spreadsheets read it: 1930 to 2029
        number += 2000 if number < 30 else 1900
    value = date(number, int(month), int(day))
    return value, value, "day"


def _month(year: int, month: int) -> tuple[date, date, str]:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(days=1), "month"
