"""Parts of a month in words: "the first week of November", "the second half of May"."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["part_of_month"]

_PART = re.compile(r"\b(first|second|third|last)\s(week|half|fortnight|ten\sdays)\sof\s")
_DAYS = {"week": 7, "half": 15, "fortnight": 14, "ten days": 10}
_NUMBER = {"first": 0, "second": 1, "third": 2}


def part_of_month(words: str, first: date, last: date) -> tuple[date, date]:
    """Return the days of a month from ``first`` to ``last`` that ``words``, in lower case, speak of.

    A week is seven days counted from the first of the month, not one of the calendar: so reports count them. The whole
    month is returned where the words name no part of it.
    """
    m = _PART.search(words)
    if m is None:
        return first, last
    days = _DAYS[m[2]]
    if m[1] == "last":
        return last.replace(day=max(1, last.day - days + 1)), last
    begin = 1 + _NUMBER[m[1]] * days
    if begin > last.day:
        return first, last
    rest = m[2] in {"half", "fortnight"} and m[1] == "second"
    return first.replace(day=begin), last if rest else last.replace(day=min(last.day, begin + days - 1))
