"""The ways of saying a day: the pattern of all of them, and the span of days that each means."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geoevents.text.times.month_parts import part_of_month

__all__ = [
    "PATTERN", "RECENT_DAYS", "Span", "back", "clock_words", "distance", "read_days", "year_in",
]  # fmt: skip

Span = tuple[date | None, date | None, str]
"""First and last day, inclusive, and the precision (``model.events.DATE_PRECISIONS``); ``None`` where not told."""

RECENT_DAYS = 14
"""Days before publication that "recently" is taken to span; journalists' usage, not a measurement."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "few": 3, "a few": 3,
    "several": 5, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "twenty-four": 24, "twenty four": 24, "thirty-six": 36, "forty-eight": 48, "seventy-two": 72, "thirty": 30,
}  # fmt: skip
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
_SLACK = {"week": 3, "month": 15, "year": 183}
"""Days by which "two weeks ago" may be off, to either side."""

_M = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?:(?:19|20)\d{2})"
_YL = rf"(?:,?\s+{_Y}\b|,?\s+(?:of\s+)?(?:last|this|that|the\s+(?:same|previous))\s+year\b)"
_W = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_N = r"(?:\d{1,3}|a\s+couple\s+of|couple\s+of|a\s+few|few|several|an?|one|two|three|four|five|six|seven|eight|nine|ten"
_N += r"|twelve|twenty[-\s]four|thirty-six|forty-eight|seventy-two|thirty)"
_U, _TIME = r"(?:hour|day|night|week|month|year)s?", r"(?:day|night|evening|morning|afternoon)"
_PART = (
    r"(?:(?:earlier|later|early|late)\s+(?:on\s+)?|(?:in\s+|during\s+)?the\s+early\s+hours\s+of\s+"
    r"|(?:(?:on|in|during)\s+)?the\s+(?:morning|evening|night|afternoon)\s+of\s+|overnight\s+(?:on\s+)?"
    r"|(?:(?:on|in|during)\s+)?the\s+night\s+(?:in)?to\s+|overnight\s+(?:in)?to\s+)?"
)
_JOIN = r"\s?(?:-|–|/|to|and|until|till)\s?"
_THROUGH = r"\s?(?:-|–|/|to|until|till)\s?"
_FULL = "|".join(_MONTHS)
_STAGE = (
    r"(?:(?:in\s+)?(?:early|late|mid)(?:\s+|-)"
    r"|(?:(?:at|by|towards)\s+)?(?:the\s+)?(?:start|beginning|end|middle)\s+of\s+"
    r"|(?:in\s+|during\s+)?(?:the\s+)?(?:first|second|third|last)\s+(?:week|half|fortnight|ten\s+days)\s+of\s+)"
)

# One alternative per way of saying a date, most specific first; the name of the group is the rule that reads it.
PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>{_Y}-\d{{2}}-\d{{2}})
    | (?P<dotted>[0-3]?\d[./][01]?\d[./]{_Y})
    | (?P<months>(?:(?:between|from|on)\s+|{_PART})(?:{_D}\s+{_M}(?:,?\s+{_Y})?{_THROUGH}{_D}\s+{_M}(?!\w)
        |{_M}\s+{_D}(?:,?\s+{_Y})?{_THROUGH}{_M}\s+{_D}(?!\d))(?:,?\s+{_Y}\b)?
        |between\s+(?:{_D}\s+{_M}(?:,?\s+{_Y})?\s+and\s+{_D}\s+{_M}(?!\w)
            |{_M}\s+{_D}(?:,?\s+{_Y})?\s+and\s+{_M}\s+{_D}(?!\d))
        (?:,?\s+{_Y}\b)?)
    | (?P<span>(?:(?:between|from|on)\s+(?:the\s+)?|{_PART})
        (?:{_D}{_JOIN}(?:the\s+)?{_D}\s+(?:of\s+)?{_M}(?!\w)|{_M}\s+{_D}{_JOIN}{_D})
        (?!\d)(?:,?\s+{_Y}\b)?)
    | (?P<dmy>(?:on\s+)?{_PART}(?:(?:on\s+)?{_W},?\s+)?(?:the\s+)?{_D}\s+(?:of\s+)?{_M}(?!\w){_YL}?)
    | (?P<mdy>(?:on\s+)?{_PART}(?:(?:on\s+)?{_W},?\s+)?{_M}\s+{_D}(?!\d|:\d)\b{_YL}?)
    | (?P<my>(?:in\s+)?{_STAGE}?{_M},?\s+{_Y})
    | (?P<eve>(?:on\s+)?the\s+day\s+before\s+yesterday)
    | (?P<samedays>(?:on\s+|in\s+|during\s+)?(?:the\s+)?same\s+{_TIME}
        |(?:earlier|later)\s+(?:in\s+the|that|on\s+that|the\s+same|on\s+the\s+same)\s+{_TIME}
        |(?:on\s+)?that\s+(?:same\s+)?{_TIME}(?!\s+(?:raids?|vision|watch)\b)
        |(?:{_N}\s+)?(?:hours?|minutes?)\s+(?:later|earlier|afterwards?))
    | (?P<dayafter>(?:on\s+)?(?:the\s+)?(?:next|following)\s+{_TIME}|(?:the\s+)?day\s+after)
    | (?P<daybefore>(?:on\s+)?the\s+(?:previous|preceding)\s+{_TIME}|(?:on\s+)?the\s+(?:day|night|evening)\s+before)
    | (?P<ago>{_N}\s+{_U}\s+ago)
    | (?P<after>{_N}\s+(?:day|night|week|month|year)s?\s+after(?!\s+(?:that|this|which)\b))
    | (?P<apart>{_N}\s+(?:day|night|week|month|year)s?\s+(?:earlier|before|previously|later|afterwards?))
    | (?P<weekend>(?:over|at|during|on)\s+(?:the\s+)?(?:past\s+|last\s+|this\s+)?weekend|last\s+weekend)
    | (?P<during>(?:in|over|during|within|for|throughout|across)\s+the\s+(?:last|past|previous|preceding)
        \s+(?:{_N}\s+)?{_U}(?!\s+of\s+{_M}))
    | (?P<coming>(?:in|over|within|during)\s+(?:the\s+)?(?:coming|next|following)\s+(?:{_N}\s+)?{_U}|tomorrow
        |next\s+(?:week|month|year|{_W})|later\s+(?:today|this\s+(?:week|month|year)))
    | (?P<weekdays>(?:(?:from|between)\s+|{_PART}){_W}(?:\s+(?:morning|afternoon|evening|night))?
        \s+(?:to|until|till|through|(?<!\w)into)\s+{_W}|(?:between|on)\s+{_W}\s+and\s+{_W})
    | (?P<otherweekday>(?:on\s+)?the\s+(?:previous|following|preceding)\s+{_W}|(?:on\s+)?that\s+{_W})
    | (?P<weekday>(?:since\s+|by\s+)?{_PART}(?:on\s+|last\s+|this\s+|past\s+){{0,2}}{_W}
        (?:\s+(?:morning|afternoon|evening|night))?)
    | (?P<lastunit>last\s+(?:week|month|year|night|evening))
    | (?P<thisunit>(?:earlier\s+)?this\s+(?:week|month|year|morning|afternoon|evening))
    | (?P<today>(?:earlier\s+)?today|tonight)
    | (?P<yesterday>yesterday)
    | (?P<overnight>overnight|(?:in|during)\s+the\s+night(?!\s+(?:of|to|into|from|on|between|before)\b))
    | (?P<recent>recently|lately|in\s+recent\s+(?:days|weeks|months))
    | (?P<vague>(?:days|weeks|months|years|decades)\s+(?:ago|earlier|before(?=[.,;)]))
        |last\s+(?:spring|summer|autumn|winter|fall)|in\s+the\s+(?:19|20)?\d0s)
    | (?P<year>(?:in|during|since|throughout)\s+(?:early\s+|late\s+|mid-)?{_Y}
        |{_STAGE}{_Y}|(?:spring|summer|autumn|winter|fall)\s+of\s+{_Y})
    | (?P<month>(?:in|during|last|since|throughout)\s+{_STAGE}?(?:{_FULL})(?!\s+\d{{1,2}}\b){_YL}?
        |{_STAGE}(?:{_FULL}){_YL}?)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_WORD = re.compile(r"(?<![^\W\d_])" + _M + r"(?!\w)", re.IGNORECASE)
_YEAR = re.compile(_Y)
_WEEKDAY = re.compile(_W)
# A time of day without a day: the act happened on the day that the text goes on about.
_CLOCK = re.compile(
    r"\b(?:(?:at|around|about|by|before|after|towards|until)\s+(?:about\s+|around\s+|approximately\s+|roughly\s+|some\s+"
    r"|local\s+)?(?:\d{1,2}[:.]\d{2}\b(?!\.\d)|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|noon|midday|midnight|dawn|dusk|daybreak"
    r"|sunrise|sunset|nightfall|night\b(?!\s+of))"
    r"|between\s+(?:midnight|noon|\d{1,2}[:.]\d{2})|(?:in|during|throughout)\s+the\s+(?:course\s+of\s+the\s+)?(?:early\s+"
    r"|late\s+)?(?:morning|afternoon|evening|night|day)\b(?!\s+(?:of|to|into)\b)|in\s+the\s+early\s+hours)",
    re.IGNORECASE,
)


def clock_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where ``text[start:end]`` tells a time of day ("at dawn", "at 16:20", "in the morning"), or ``None``."""
    m = _CLOCK.search(text, start, end)
    return m.span() if m is not None else None


def year_in(words: str) -> int | None:
    """Return the year that the words of a date name."""
    m = _YEAR.search(words)
    return int(m.group()) if m is not None else None


def back(anchor: date, days: float) -> date:
    """Return the day ``days`` days before ``anchor``, one day at least."""
    return anchor - timedelta(days=min(round(max(days, 1)), anchor.toordinal() - 1))


def _ahead(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


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


def _count(words: str) -> tuple[float, str]:
    """Read "a couple of days", "24 hours", "weeks" as a number and a unit."""
    m = re.search(rf"(?:({_N})\s+)?({_U})\b", words, re.IGNORECASE)
    assert m is not None  # the pattern that found the words holds a unit  # noqa: S101
    number = " ".join((m.group(1) or "a").lower().split())
    return float(_NUMBERS.get(number, 0) or (int(number) if number.isdigit() else 1)), m.group(2).lower().rstrip("s")


def distance(words: str) -> tuple[int, int]:
    """Return the days of "two weeks later", and by how many the words may be off."""
    number, unit = _count(words)
    return round(number * _UNIT_DAYS[unit]), _SLACK.get(unit, 0) if unit != "week" else 0


def _said_year(low: str, anchor: date | None, previous: date | None) -> int | None:
    """Return the year of "in March last year", "on 3 May of the same year"."""
    if not low.endswith("year"):
        return None
    told = previous or anchor if low.endswith(("that year", "same year", "previous year")) else anchor
    return told.year - low.endswith(("last year", "previous year")) if told is not None else None


def _named_days(words: str, anchor: date | None, said: int | None = None) -> tuple[date | None, date | None]:
    months = [m for m in _MONTH_WORD.finditer(words) if not words[: m.start()].lower().endswith("sat")]
    if not months:
        return None, None
    numbers = [_month_number(m.group()) for m in months]
    years = [int(m.group()) for m in _YEAR.finditer(words)]
    rest = _YEAR.sub(" ", words)
    days = [int(d) for d in re.findall(r"\d{1,2}", rest)]
    if not days:
        return None, None

    def span(year: int) -> tuple[date | None, date | None]:
        start = year - (numbers[0] > numbers[-1])
        return _day(years[0] if len(years) > 1 else start, numbers[0], days[0]), _day(year, numbers[-1], days[-1])

    if years or said is not None:
        return span(years[-1] if years else said or 1)
    if anchor is None:
        return None, None
    # Without a year: the one that lies closest behind the day of publication; a week ahead is allowed for notices.
    for guess in (anchor.year + 1, anchor.year, anchor.year - 1):
        first, last = span(guess)
        if first is not None and first <= anchor + timedelta(days=7):
            return first, last
    return None, None


def read_days(rule: str, words: str, anchor: date | None, previous: date | None) -> Span:
    """Return the span that ``words``, found by ``rule``, mean.

    Parameters
    ----------
    rule : str
        Name of the group of :data:`PATTERN`.
    words : str
    anchor : datetime.date or None
        Day of publication.
    previous : datetime.date or None
        The day that the text named last, which "the next day" counts from.
    """
    low = " ".join(words.lower().split())
    if rule == "iso":
        y, mo, d = (int(p) for p in words.split("-"))
        return _day(y, mo, d), _day(y, mo, d), "day"
    if rule == "dotted":
        d, mo, y = (int(p) for p in re.split(r"[./]", words))
        day = _day(y, mo, d) or _day(y, d, mo)
        return day, day, "day"
    if rule in {"dmy", "mdy", "span", "months"}:
        first, last = _named_days(words, anchor, _said_year(low, anchor, previous))
        if rule in {"dmy", "mdy"} and re.search(r"night (?:in)?to ", low) and first is not None:
            return back(first, 1), first, "range"
        return first, last, "day" if rule in {"dmy", "mdy"} else "range"
    if rule in {"my", "month"}:
        return _month(words, low, anchor, _said_year(low, anchor, previous))
    if rule == "year":
        y = int(words[-4:])
        return date(y, 1, 1), date(y, 12, 31), "year"
    if rule in {"samedays", "dayafter", "daybefore", "after", "apart", "otherweekday"}:
        return _counted(rule, low, anchor, previous)
    if rule == "overnight" and previous is not None and low.endswith("the night"):
        return previous, _ahead(previous, 1), "range"
    return _relative(rule, low, anchor) if anchor is not None else (None, None, "unknown")


def _month(words: str, low: str, anchor: date | None, said: int | None) -> Span:
    found = _MONTH_WORD.search(words, 3 if low.startswith("in ") else 0)
    year = year_in(words) or said
    if found is None or (year is None and anchor is None):
        return None, None, "unknown"
    number = _month_number(found.group())
    y = year if year is not None else (anchor.year - (number > anchor.month) if anchor else 1)
    first, last = part_of_month(low, *_month_span(y, number))
    if anchor is not None and first <= anchor < last and year is None:
        last = anchor
    return first, last, "month"


def _counted(rule: str, low: str, anchor: date | None, previous: date | None) -> Span:
    """Read words that count from the day named before."""
    known = previous or anchor
    if rule == "samedays":
        return previous, previous, "day"
    if rule == "dayafter":
        day = _ahead(previous, 1) if previous else None
        return day, day, "day"
    if known is None:
        return None, None, "unknown"
    if rule == "daybefore":
        return back(known, 1), back(known, 1), "day"
    if rule == "otherweekday":
        to = (known.weekday() - _DAYS.index(_weekday(low))) % 7
        day = _ahead(known, (7 - to) % 7 or 7) if "following" in low else back(known, to or 7)
        if low.split()[-2] == "that":
            day = back(known, to) if to else known
        return day, day, "day"
    later = low.endswith(("later", "afterwards", "afterward"))
    if later and previous is None:
        return None, None, "unknown"
    days, slack = distance(low)
    day = _ahead(known, days) if later else back(known, days)
    if not slack:
        return day, day, "day"
    return back(day, slack), _ahead(day, slack), _count(low)[1]


def _weekday(low: str, at: int = 0) -> str:
    return str(_WEEKDAY.findall(low)[at])


def _last(anchor: date, name: str) -> date:
    days = (anchor.weekday() - _DAYS.index(name)) % 7
    return back(anchor, days) if days else anchor


def _relative(rule: str, low: str, anchor: date) -> Span:
    """Read words that count from the day of publication."""
    yesterday = back(anchor, 1)
    if rule in {"today", "yesterday", "eve"}:
        day = {"today": anchor, "yesterday": yesterday}.get(rule, back(anchor, 2))
        return day, day, "day"
    if rule == "overnight" or low == "last night":
        return yesterday, anchor, "range"
    if rule == "recent":
        wide = {"weeks": 30, "months": 90}.get(low.split()[-1], RECENT_DAYS)
        return back(anchor, 3 if low.endswith("days") else wide), anchor, "range"
    if rule == "weekdays":
        last = _last(anchor, _weekday(low, 1))
        days = (last.weekday() - _DAYS.index(_weekday(low))) % 7
        return back(last, days) if days else last, last, "range"
    if rule == "weekend":
        sunday = _last(anchor, "sunday")
        return back(sunday, 1), sunday, "range"
    if rule == "weekday":
        name = _weekday(low)
        day = _last(anchor, name)
        if day == anchor and "last" in low.split():
            day = back(anchor, 7)
        if re.search(r"(?:night|overnight) (?:in)?to ", low):
            return back(day, 1), day, "range"
        return day, anchor if low.startswith("since") else day, "range" if low.startswith("since") else "day"
    if rule == "ago":
        number, unit = _count(low)
        day = back(anchor, number * _UNIT_DAYS[unit])
        slack = _SLACK.get(unit, 0)
        if not slack or (unit == "week" and number == 1 and low.startswith(("a ", "one "))):
            return day, day, "day"
        return back(day, slack), min(anchor, day + timedelta(days=slack)), unit
    if rule == "during":
        number, unit = _count(low)
        return back(anchor, number * _UNIT_DAYS[unit]), anchor, "range"
    if rule == "lastunit" or (rule == "thisunit" and low.split()[-1] in {"week", "month", "year"}):
        return _whole(low.split()[-1], anchor, last=rule == "lastunit")
    if rule == "thisunit":
        return anchor, anchor, "day"
    return None, None, "unknown"


def _whole(unit: str, anchor: date, *, last: bool) -> Span:
    if unit == "evening":
        return back(anchor, 1), back(anchor, 1), "day"
    if unit == "week":
        monday = anchor - timedelta(days=min(anchor.weekday(), anchor.toordinal() - 1))
        return (back(monday, 7), back(monday, 1), "week") if last else (monday, anchor, "week")
    if unit == "month":
        start = anchor.replace(day=1)
        return (back(start, 1).replace(day=1), back(start, 1), "month") if last else (start, anchor, "month")
    start = anchor.replace(month=1, day=1)
    return (back(start, 1).replace(month=1, day=1), back(start, 1), "year") if last else (start, anchor, "year")
