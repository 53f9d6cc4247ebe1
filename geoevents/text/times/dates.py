"""Dates in prose, relative to the day of publication, each with how precisely it is known.

Own rules on :mod:`datetime` rather than a date-parsing library: those return a moment, guess where the text says
"recently", need a language detection per call and search a text in time that is not linear in its length. Here every
answer is a span of days with a precision, and the words it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from geoevents.text.layout.debris import Block
from geoevents.text.times.day_search import find_days
from geoevents.text.times.day_words import RECENT_DAYS, back, distance, read_days, year_in
from geoevents.text.words.tokens import Token

__all__ = ["RECENT_DAYS", "DateMention", "counted_from", "find_dates", "parse_day", "published_in"]

_OVER = re.compile(r"[.!?;]['\"”’)]*\s")
"""Where what a year was said of is over."""
_SPOKEN = re.compile(
    r"\b(?:said|says|told\s[^.;,]{1,40}|statement|briefing|wrote|added|tweeted|posted|commented|conference)\s*(?:late\s|early\s)?\Z",
    re.IGNORECASE,
)
"""Words after which a day is that of the statement, from which "the next day" does not count."""
_ANNOUNCED = re.compile(
    r"\b(?:claim(?:ed|s|ing)|announc(?:ed|es|ing)|declar(?:ed|es)|report(?:ed|s|ing)|acknowledged|admitted|confirmed|denied"
    r"|alleged|warned|boasted|stated|informed|disclosed|revealed|accused\s[^.;]{1,40})\s(?:late\s|early\s)?\Z",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"(?:\s(?:evening|night|morning|afternoon))?,?\s(?:that|to\shave|how|it|they|he|she|its|of)\b", re.IGNORECASE
)
"""Words after the day of a statement that open what it says: "claimed on Tuesday to have attacked"."""
_SITE = re.compile(
    r"\s(?:hospital|bridge|square|street|school|university|stadium|airport|camp|brigade|battalion|movement|barracks|factory"
    r"|mosque|market|boulevard|avenue|roundabout|park|dam|neighbou?rhood|quarter|district|college|refinery|plant)\b",
    re.IGNORECASE,
)
"""Words that a day before them is the name of: "the May 22 hospital"."""
_NAMING = re.compile(r"\b(?:the|a|an|its|of|in|at|near|from)\s\Z", re.IGNORECASE)
_DATED = re.compile(r"\bdated\s(?:on\s)?\Z", re.IGNORECASE)
"""Words before a day that a text takes back: "the attack dated 24 June took place on 25 June"."""
_NEWS = 7
"""Days that news go back, at most."""
_NEAR_SPEECH = 60
"""Characters before a date that are looked at for them."""
_SENTENCE = 400
"""Characters from a year to a day of the same sentence at most, so that time stays linear in the text's length."""
_ELSE = re.compile(r",?\s(?:and|but|while|when)\s", re.IGNORECASE)
"""Words between a year and a day that make them two times."""
_PART_OF = (
    r"(?:(?:about|around|early|late)\s+(?:on\s+)?|(?:the\s+)?(?:early\s+hours|\w{3,9})\s+of\s+"
    r"|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?\s(?:on\s)?)?"
)
_LASTED = re.compile(
    r",?(?:\s(?:and|which|that))?(?:\s(?:has|had|have))?(?:\s(?:lasted|lasting|continu(?:ed|ing)|went|going|raged|raging"
    r"|persisted|dragged|carried|kept|stretched|ran|running|did\snot\s(?:stop|end|subside|cease|die)))"
    r"(?:\s(?:on|up|down|unabated|intermittently|sporadically|there|without\s(?:a\s)?(?:break|pause)|through\sthe\snight))*"
    r"\s(?:until|till|into|through|to)\s" + _PART_OF + r"\Z"
    r"|,?(?:\s(?:morning|afternoon|evening|night|and))*\s(?:until|till|through)\s" + _PART_OF + r"\Z",
    re.IGNORECASE,
)
"""Words between the first and the last day of what lasted: "on Monday and went on until the evening of"."""
_UNTIL = re.compile(
    r"\s(?:lasted|continued|went\son|raged|raging|persisted|dragged\son|carried\son|did\snot\s(?:stop|end|subside|cease))"
    r"(?:\s\w+){0,3}\s(?:until|till|into|through)\s" + _PART_OF + r"\Z",
    re.IGNORECASE,
)
"""Words before the last day of what lasted, however far behind the first."""
_NTH_TIME = re.compile(
    r"\b(?:time|so far|already|(?:several|many|three|four|five|more) times)\s(?:in\s|since\s)?\Z", re.IGNORECASE
)
_WHOLE_UNITS = frozenset(["thisunit", "lastunit", "during", "year", "my", "month"])
_TILL_MORNING = re.compile(
    r"(?:\s(?:evening|night|midnight|late))?\s(?:until|till|to|into|through(?:\sto)?)\s(?:the\s)?(?:early\s|next\s|small\s)*"
    r"(?:dawn|daybreak|sunrise|morning|hours(?:\sof\sthe\smorning)?|daylight|first\slight)\b",
    re.IGNORECASE,
)
_EVENING = re.compile(r"\b(?:evening|night|midnight|dusk|sunset|late)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s(?:about\s)?(?:the\s)?(?:\w+\s(?:of|on)\s(?:the\s)?)?\Z", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|and|into)\s(?:on\s)?" + _PART_OF + r"\Z", re.IGNORECASE)
_AGAIN = re.compile(r",?\sand\s(?:(?:on|in|into|during)\s)?(?:the\s)?" + _PART_OF + r"\Z", re.IGNORECASE)
"""Words between two days that follow on each other: "on Tuesday evening and into"."""
_BACKGROUND = frozenset(["year", "month", "my", "recent", "vague", "during", "lastunit", "thisunit"])
"""Ways of saying a time after which "that night" is still the night told before."""
_TOLD_TWICE = frozenset(["apart", "ago", "dayafter", "daybefore", "vague", "lastunit", "recent", "samedays"])
"""Ways of saying a day roughly that the day itself may follow: "two weeks ago, on 8 May"."""
_COMMA = re.compile(r",\s(?:on\s)?\Z", re.IGNORECASE)
_DURATION = 80
"""Characters between the first and the last day of what lasted, at most."""
_LONGEST_SPELL = 60
"""Days that "from … until …" spans at most, where each day is told by itself."""
_BEFORE_DAY = 24
"""Characters before a day that are looked at for "from"."""
_AHEAD = re.compile(
    r"(?:until|till|by|for|before|from|expires?|ends?|due|scheduled|planned)\s+(?:on\s+)?\Z", re.IGNORECASE
)
"""Words that make the date after them one to come."""


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
        The way of saying it; ``coming`` is the future, ``after`` the distance to what is told next ("a week after").
    spoken : bool
        Whether it is the day of a statement ("said on Monday").
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    rule: str
    spoken: bool = False

    @property
    def future(self) -> bool:
        """Whether the words point beyond the day of publication."""
        return self.rule == "coming"

    @property
    def relation(self) -> bool:
        """Whether the words, if more follows them, count from what is told there: "a week after", "the day before"."""
        return self.rule in {"after", "daybefore", "dayafter", "apart"}


def counted_from(mention: DateMention, words: str, known: date) -> DateMention:
    """Return ``mention`` ("two days after", "the day before") counted from the day of the event told after it."""
    low = words.lower()
    days = 1 if mention.rule in {"daybefore", "dayafter"} else distance(low)[0]
    day = back(known, days) if low.endswith("before") else date.fromordinal(min(known.toordinal() + days, 3652059))
    return replace(mention, first=day, last=day, precision="day", rule="apart")


def parse_day(text: str, anchor: date | None = None) -> date | None:
    """Return the first day that ``text`` names in full ("21 Sep, 2017 15:21"), or ``None``."""
    for found in _read_all(text[:2000], anchor):
        if found.precision == "day" and found.first is not None:
            return found.first
    return None


def _read_all(text: str, anchor: date | None) -> list[DateMention]:
    return [_mention(m, anchor, None) for m in find_days(text)]


def _mention(m: re.Match[str], anchor: date | None, previous: date | None) -> DateMention:
    rule = m.lastgroup or ""
    first, last, precision = read_days(rule, m.group(), anchor, previous)
    if first is None or last is None or last < first:
        first = last = None
        precision = "unknown"
    return DateMention(m.start(), m.end(), first, last, precision, rule)


def find_dates(
    text: str,
    anchor: date | None,
    start: int = 0,
    end: int | None = None,
    *,
    previous: date | None = None,
    tokens: Sequence[Token] | None = None,
) -> list[DateMention]:
    """Return the dates that ``text[start:end]`` names, in order, offsets into ``text``.

    ``anchor`` is the day of publication; without it relative dates are found but stay unknown. "The same day" is the
    day named before it, in what precedes ``start`` the day ``previous``. A day without a year is of the year that its
    own sentence names, else the last one before publication; a year named in passing says nothing of later sentences.
    ``tokens`` are those of ``text[start:end]``, where they are at hand.
    """
    out: list[DateMention] = []
    own: tuple[int, date] | None = None
    night: DateMention | None = None
    given = previous
    said: tuple[int, date] | None = None  # the day of a statement, which "the same day" in it means
    for m in find_days(text, start, end, tokens):
        rule = m.lastgroup or ""
        far = own is not None and m.start() - own[0] > _SENTENCE
        if own is not None and (far or _OVER.search(text, own[0], m.start()) or _ELSE.search(text, own[0], m.start())):
            own = None
        from_own = own is not None and rule in {"dmy", "mdy", "span", "months", "month"} and year_in(m.group()) is None
        if rule in {"dmy", "mdy"} and _names_site(text, start, m):
            continue
        if said is not None and _OVER.search(text, said[0], m.start()):
            said = None
        known = said[1] if said is not None and rule in {"samedays", "daybefore"} else previous
        if rule == "overnight" and previous is given and _of_the_news(previous, anchor):
            known = None  # "during the night" in a paragraph that names no day is last night
        found = _mention(m, own[1] if own is not None and from_own else anchor, known)
        if found.rule in {"my", "month"} and m.group()[:3] == "may":
            continue  # the modal verb
        if rule in {"year", "my"} and found.last is not None and (anchor is None or found.last < anchor):
            own = (m.end(), found.last)
        if rule == "samedays" and night is not None and "night" in m.group().lower():
            found = replace(found, first=night.first, last=night.last, precision=night.precision)
        if found.first is not None and rule not in _BACKGROUND:
            lasts = found.last is not None and (found.last - found.first).days == 1
            night = found if lasts and "night" in m.group().lower() else night if rule == "samedays" else None
        if rule in _WHOLE_UNITS and _NTH_TIME.search(text, max(start, m.start() - _BEFORE_DAY), m.start()):
            continue  # "for the second time this year", "so far this month"
        spoken = _of_statement(text, start, m)
        if spoken and found.first is not None and found.first == found.last:
            said = (m.end(), found.first)
        elif found.first is not None:
            said = None
        if found.first is not None and found.first == found.last and rule != "after" and not (spoken and previous):
            previous = found.first
        out.append(replace(found, spoken=True) if spoken else found)
    # "Thursday, on 8 June": two ways of saying one day count once.
    merged: list[DateMention] = out[:1]
    for a, b in pairwise(out):
        near = b.start - a.end <= 4 and _OVER.search(text, a.end, b.start) is None
        same_day = a.first is not None and a.first == b.first and near
        if same_day:
            exact = b if b.first == b.last and merged[-1].last != b.last else merged[-1]
            merged[-1] = replace(exact, start=merged[-1].start, end=b.end)  # "over the past day, 10 March"
        elif (
            merged[-1].end == a.end
            and a.rule in _TOLD_TWICE
            and b.first == b.last
            and _COMMA.match(text, a.end, b.start)
        ):
            merged[-1] = replace(b, start=merged[-1].start)  # "a year earlier, on 28 April 2023"
        elif merged[-1].end == a.end and (spell := _spell(text, start, merged[-1], b)) is not None:
            merged[-1] = spell
        else:
            merged.append(b)
    if len(merged) > 1:
        merged = [
            d for d in merged if _DATED.search(text, max(start, d.start - _BEFORE_DAY), d.start) is None
        ] or merged
    return [_till_morning(text, d) for d in merged]


def _of_statement(text: str, start: int, m: re.Match[str]) -> bool:
    """Tell the day on which something was said from that of what is said."""
    begin = max(start, m.start() - _NEAR_SPEECH)
    if _SPOKEN.search(text, begin, m.start()) is not None:
        return True
    return _ANNOUNCED.search(text, begin, m.start()) is not None and _CONTENT.match(text, m.end()) is not None


def _of_the_news(previous: date | None, anchor: date | None) -> bool:
    """Tell a day of the last week, but not yesterday or the day of publication."""
    return previous is not None and anchor is not None and 1 < (anchor - previous).days < _NEWS


def _names_site(text: str, start: int, m: re.Match[str]) -> bool:
    """Tell "the May 22 hospital", "the 17 February Brigade": a day that is a name."""
    if year_in(m.group()) is not None or _SITE.match(text, m.end()) is None:
        return False
    words = m.group().lower()
    if words.startswith("the "):
        return True
    return not words.startswith("on ") and _NAMING.search(text, max(start, m.start() - 8), m.start()) is not None


def _till_morning(text: str, d: DateMention) -> DateMention:
    """Return the night that "from Monday night until dawn" is: that day and the next."""
    if d.first is None or d.first != d.last or d.first == date.max:
        return d
    more = _TILL_MORNING.match(text, d.end)
    nightly = more is not None and (_EVENING.search(text[d.start : more.end()]) is not None)
    if more is None or not nightly:
        return d
    return replace(d, end=more.end(), last=date.fromordinal(d.first.toordinal() + 1), precision="range")


def _spell(text: str, start: int, a: DateMention, b: DateMention) -> DateMention | None:
    """Return the one span that two days tell: "on Monday and lasted until the next day"."""
    if a.first is None or a.last is None or b.first is None or b.last is None or b.start - a.end > _SENTENCE:
        return None
    days = (b.last - a.first).days
    if not 0 < days <= _LONGEST_SPELL or a.spoken or a.first > b.first:
        return None
    lasted = _LASTED.match(text, a.end, b.start) is not None or _apart(text, a, b)
    before = text[max(start, a.start - _BEFORE_DAY) : a.start]
    led = _FROM.search(before) or text[a.start : a.start + 5].lower() == "from "
    if not lasted and led and _TO.match(text, a.end, b.start):
        lasted = True
    follows = (b.first - a.last).days == 1 and _AGAIN.match(text, a.end, b.start) is not None
    if not (lasted or follows):
        return None
    end = b.end if b.start - a.end <= _DURATION else a.end
    return replace(a, end=end, last=max(a.last, b.last), precision="range")


def _apart(text: str, a: DateMention, b: DateMention) -> bool:
    """Tell "On 5 May fighting broke out near X and went on until the evening of the next day"."""
    if _OVER.search(text, a.end, b.start) is not None:
        return False
    return _UNTIL.search(text, max(a.end, b.start - _DURATION), b.start) is not None


def published_in(text: str, blocks: Sequence[Block]) -> date | None:
    """Return the day of publication that the text itself tells.

    The dateline's, the headline's or a heading's, of a span of days the last ("Weekly note, 5 to 11 February 2024");
    else the latest day that the article names in full: what it tells lies before it was written.
    """
    for wanted in ({"day", "range"}, {"month"}):
        for role in ("dateline", "headline", "heading"):
            for block in blocks:
                if block.role == role:
                    days = _read_all(text[block.start : block.end][:2000], None)
                    full = [d.last for d in days if d.precision in wanted and d.last is not None]
                    if full:
                        return full[0]
    told = [
        d.last
        for block in blocks if block.role == "body"
        for d in _read_all(text[block.start : block.end], None)
        if d.precision in {"day", "range"} and d.last is not None
        and not _AHEAD.search(text, max(block.start, block.start + d.start - 24), block.start + d.start)
    ]  # fmt: skip
    return max(told, default=None)
