"""What stands over the paragraphs of a report: the place and the day that a heading gives to what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from geoevents.text.acts.triggers import find_triggers
from geoevents.text.layout.counted import content_start
from geoevents.text.layout.debris import Block
from geoevents.text.layout.spots import Spot, spot_at
from geoevents.text.places.mention import NameBook
from geoevents.text.places.words import REGIONS, plain_words
from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention, find_dates
from geoevents.text.times.day_of_event import DIPLOMACY, SPEECH
from geoevents.text.times.day_words import back
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token, tokenize
from geoevents.text.words.vocabulary import kinds_by_form

__all__ = ["MORNING", "Heading", "outline", "put_under", "run_in", "opening_country"]

MORNING = re.compile(
    r"\bas of (?:0?[4-9]|10)[:.]\d\d|\bmorning (?:of|report|update|summary|briefing|bulletin|sitrep)\b", re.IGNORECASE
)
"""What says that a report was made in the morning: the past day it tells of is the day before."""
_TOTAL = re.compile(
    r"[^.;\n]{0,60}\b\d+ (?:[\w-]+ ){0,2}(?:clashes|engagements|attacks|assaults|strikes|shellings|violations|incidents"
    r"|battles)\b[^.;\n]{0,60}?\b(?:took place|occurred|(?:was|were) (?:recorded|registered|reported"
    r"|counted))"
)
"""A total of acts all over a front, and no account of one."""

_OVER_DAY = re.compile(
    r"(?:over|during|throughout|in the course of|for)\s(?:the\s)?(?:(?:past|last|previous)\s(?:day|24\shours),?\s)?",
    re.IGNORECASE,
)
"""What opens an account of a whole day: "Over 17 August, …"."""
_STAMP = re.compile(r"\b\d{1,2}[:.]\d\d\b(?!\.\d)|\bno\.?\s?\d|№", re.IGNORECASE)
"""What shows that a day over a text is that of its writing: a time of day, a number of its series."""
_INSIDE = frozenset(["-", "–", "—", ":", "/", "|", ">"])
"""Marks between a country and a part of it in a heading."""
_DURING = re.compile(r"(?:over|during|throughout|in the course of|for) (?=[^,;.\n]{1,40},)", re.IGNORECASE)
"""What opens the account of a day: "Over 17 August, …", "During Monday, …"."""
_RUN_IN = 10
"""Tokens in which a heading that opens a paragraph ends."""
_NO_NAMES = ("tion", "ment", "ties", "ence", "ance", "ing", "ings", "date", "ary", "ism")
"""Endings of words that open an item and are no names."""
_NAME_WORDS = 3
"""Words of a name that opens an item, at most."""
_LONGEST = 160
"""Characters of a heading at most; what is longer is prose."""


@dataclass(slots=True)
class Heading:
    """What the headings over a paragraph say of it.

    Attributes
    ----------
    place : str
        The words of the place, empty where no heading is one.
    start : int
        Offset of the place in the text, or -1.
    country : str
        ISO2 code of the country that the heading names, or empty.
    fine : bool
        Whether the place is smaller than a country.
    day : DateMention or None
        The day that the nearest heading, headline or dateline names.
    item : bool
        Whether the paragraph is an item of a list.
    common : bool
        Whether the day is that of all that is told ("Incidents of 11 June"), not only of the writing ("Kyiv, 11 June").
    """

    place: str = ""
    start: int = -1
    country: str = ""
    fine: bool = False
    day: DateMention | None = None
    item: bool = False
    common: bool = False


def outline(text: str, blocks: Sequence[Block], book: NameBook, anchor: date | None) -> list[Heading]:
    """Return what stands over each of ``blocks``; ``anchor`` is the day of publication, for dates without a year."""
    out: list[Heading] = []
    now = Heading()
    begun, titled = False, False
    for n, block in enumerate(blocks):
        if block.role == "body":
            period = None if begun or block.item else _period(text, block, anchor)
            if period is not None:
                now = replace(now, day=_told_of(text, block, period), common=True)
            else:
                begun = True
                total = _total(text, block, anchor)
                now = replace(now, day=total, common=True) if total is not None else now
            out.append(now if now.item == block.item else replace(now, item=block.item))
            continue
        out.append(Heading())
        if block.role == "debris" or block.end - block.start > _LONGEST:
            continue
        days = find_dates(text, anchor, block.start, block.end)
        day = next((d for d in days if d.first is not None and d.first == d.last), None)
        tokens = [t for t in tokenize(text, block.start, block.end) if t.kind != "line"]
        titled = titled or (not begun and any(t.low in words("daily_word") for t in tokens))
        spot = _place(text, tokens, days, book) if block.role != "dateline" else None
        if day is not None:
            stamped = not begun and _STAMP.search(text, block.start, block.end) is not None
            stamped = stamped and not MORNING.search(text, block.start, block.end)
            written = not titled and (block.role == "dateline" or stamped or (spot is not None and not begun))
            now = replace(now, day=_told_of(text, block, day), common=not written)
        if block.role == "dateline":
            continue
        listed = n + 1 < len(blocks) and blocks[n + 1].item
        if spot is not None and not begun and not (listed or text[block.end - 1] == ":"):
            continue  # "Kyiv, 11 March": where the text was written
        if spot is not None:
            now = _with(now, text, tokens, spot)
        elif block.role == "heading" and day is None:
            now = Heading(day=now.day, common=now.common)  # another subject: the place before is over
    return out


def _told_of(text: str, block: Block, day: DateMention) -> DateMention:
    """Return the day that a heading means: of a report "as of 06:00, 9 March" the day before."""
    if day.first is None or not MORNING.search(text, block.start, block.end):
        return day
    before = back(day.first, 1)
    return replace(day, first=before, last=before, precision="day")


def _total(text: str, block: Block, anchor: date | None) -> DateMention | None:
    """Return the day of a total that opens a paragraph, which is that of what follows.

    "Yesterday, 8 March, 61 combat clashes took place at the front.", "Over 17 August, two residents were killed."
    """
    whole = _OVER_DAY.match(text, block.start, block.end)
    if whole is not None:
        days = find_dates(text, anchor, block.start, min(block.end, block.start + _LONGEST))
        led = next((d for d in days if block.start <= d.start <= whole.end()), None)
        if (
            led is not None
            and led.first is not None
            and led.first == led.last
            and led.rule in {"dmy", "mdy", "yesterday"}
        ):
            return led
    m = _TOTAL.match(text, block.start, min(block.end, block.start + _LONGEST))
    during = _DURING.match(text, block.start, block.end) if m is None else None
    if m is None and during is None:
        return None
    end = m.end() if m is not None else text.index(",", block.start)
    days = find_dates(text, anchor, block.start, end)
    return next((d for d in days if d.first is not None and d.first == d.last), None)


def _period(text: str, block: Block, anchor: date | None) -> DateMention | None:
    """Return the day that an opening line gives to all that follows: "The situation over the past day, 10 March."."""
    if block.end - block.start > _LONGEST:
        return None
    days = find_dates(text, anchor, block.start, block.end)
    day = next((d for d in days if d.first is not None and d.first == d.last and not d.spoken), None)
    if day is None:
        return None
    tokens = tokenize(text, block.start, block.end)
    low = [t.low for t in tokens]
    speaks = bool(words("daily_word") & set(low)) or any(a == "past" and b == "day" for a, b in pairwise(low))
    return day if speaks and not find_triggers(tokens) and "." not in low[:-1] else None


def run_in(text: str, tokens: Sequence[Token], over: Heading, book: NameBook, *, opens: bool = False) -> Heading | None:
    """Return the heading that opens a paragraph ("Idlib: …"), or ``None``.

    Where the sentence ``opens`` its paragraph and others follow, a place and a full stop are one, too.
    """
    colon = next((i for i, t in enumerate(tokens[:_RUN_IN]) if t.low == ":"), None)
    if colon is None and opens and tokens and tokens[-1].low == "." and len(tokens) <= _RUN_IN:
        colon = next((i for i, t in enumerate(tokens) if t.low == "("), len(tokens) - 1)  # "Sabha. On 4 March …"
    elif colon is None or colon + 1 >= len(tokens):
        return None
    spot = _place(text, tokens[:colon], (), book) or (_unlisted(tokens[:colon]) if over.item else None)
    if spot is None:
        return None
    # what opens a paragraph lies in the country of the heading over it
    return replace(_with(over, text, tokens, spot), country=spot.country or over.country)


def _unlisted(tokens: Sequence[Token]) -> Spot | None:
    """Return a name that nobody lists and that opens an item of a list: "- Minova: three people …"."""
    first = content_start(tokens)
    named = tokens[first:]
    if not 0 < len(named) <= _NAME_WORDS or not all(t.kind == "word" and (t.capital or t.glued) for t in named):
        return None
    table = kinds_by_form()
    if any(_heading_word(t) or t.low in table or t.low in plain_words() for t in named):
        return None
    if any(lexicon.nouns().at(tokens, k) is not None for k in range(first, len(tokens))):
        return None
    spot = spot_at(tokens, first, len(tokens), bare=True)
    return spot if spot is not None and spot.end == len(tokens) and _names(named) else None


def _names(named: Sequence[Token]) -> bool:
    """Tell a name from a word that opens an item ("Casualties: …", "Update: …")."""
    return not any(t.low.endswith(_NO_NAMES) for t in named)


def opening_country(tokens: Sequence[Token]) -> str:
    """Return the country that a paragraph opens with and is about ("16. In the Niger, …"), ISO2, or nothing."""
    i = content_start(tokens)
    if i < len(tokens) and tokens[i].kind == "number" and i + 1 < len(tokens) and tokens[i + 1].low in {".", ")"}:
        i += 2
    if i + 2 >= len(tokens) or tokens[i].low != "in" or not tokens[i].capital:
        return ""
    i += 1
    while i + 1 < len(tokens) and tokens[i].low in {"the", "neighbouring", "neighboring", "nearby"}:
        i += 1
    found = lexicon.countries().at(tokens, i)
    ended = found is not None and found[0] < len(tokens) and tokens[found[0]].low == ","
    return found[1].iso2 if found is not None and ended else ""


def put_under(drafts: Sequence[Draft], over: Heading, item: int, *, settled: bool = False) -> None:
    """Give events what stands over their paragraph.

    An event without a place takes the heading's; one with a place lies within it. Items of a list, numbered ``item``,
    also take its day, others only one that is said to be that of what is told.
    """
    for d in drafts:
        if over.item:
            d.item = item
        if d.date is None and over.day is not None and (over.item or over.common) and d.group not in SPEECH:
            d.date, d.own_date = over.day, False
        if not over.place or d.reference or d.group in DIPLOMACY or (d.result and not d.place and not settled):
            continue
        if not d.place:
            d.place, d.place_start, d.place_country = over.place, over.start, over.country
            continue
        d.place_country = d.place_country or over.country
        d.within = over.place if over.fine else ""


def _with(heading: Heading, text: str, tokens: Sequence[Token], spot: Spot) -> Heading:
    start = tokens[spot.first].start
    place = text[start : tokens[spot.end - 1].end]
    return replace(heading, place=place, start=start, country=spot.country, fine=spot.fine)


def _place(text: str, tokens: Sequence[Token], days: Sequence[DateMention], book: NameBook) -> Spot | None:
    """Return the one place of a line that names a place and nothing else but what kind of line it is."""
    found: Spot | None = None
    first = i = content_start(tokens)
    while i < len(tokens):
        token = tokens[i]
        if token.kind != "word" or any(d.start <= token.start < d.end for d in days):
            i += 1
            continue
        spot = spot_at(tokens, i, len(tokens), bare=True)
        if spot is not None and not _heading_word(token, capital_only=True) and _known(text, tokens, spot, book):
            whole = found is not None and found.country and not found.fine and not spot.country
            if found is not None and whole and tokens[i - 1].low in _INSIDE:
                spot.country = found.country  # "CHAD - Lac province"
                found = None
            if found is not None and not ((spot.country and not spot.fine) or _around(tokens, spot, i)):
                return None  # "Syria and Iraq", "Idlib, Aleppo and Hama"
            if found is not None:
                if tokens[i - 1].low == "and":
                    return None
                found.widen(spot)
            else:
                found = spot
            i = spot.end
        elif _heading_word(token) or (i == first and token.low == "the"):
            i += 1
        else:
            return None
    return found


def _around(tokens: Sequence[Token], spot: Spot, i: int) -> bool:
    """Tell the end of "Ivanivske, west of Bakhmut", "Ocheretyne, Donetsk region"."""
    behind = i > 0 and tokens[i - 1].low == ","
    return behind and (tokens[spot.first].low in words("direction") or tokens[spot.end - 1].low in REGIONS)


def _known(text: str, tokens: Sequence[Token], spot: Spot, book: NameBook) -> bool:
    """Tell whether a place of a heading is one: known to the gazetteer, a country, or said to be a district."""
    if spot.country or any(t.low in words("feature") for t in tokens[spot.first : spot.end]):
        return True
    first = spot.first
    while first < spot.end - 1 and not tokens[first].capital:
        first += 1
    while first < spot.end - 1 and tokens[first].low in words("direction_adjective") | words("direction"):
        first += 1
    if lexicon.countries().at(tokens, first) is not None:
        return True
    return book.has_name(text[tokens[first].start : tokens[spot.end - 1].end])


def _heading_word(token: Token, *, capital_only: bool = False) -> bool:
    if token.low in words("heading_word") or token.low in _acts():
        return True
    small = words("preposition") | words("coordinator") | words("determiner") | words("feature") | words("direction")
    return not capital_only and token.low in small


@cache
def _acts() -> frozenset[str]:
    """Nouns for acts of violence, as in "Strikes in Syria"."""
    return frozenset(
        form
        for form, ways in kinds_by_form().items()
        if any("n" in pos and part in {"noun", "base"} and kind.group == "force" for part, pos, kind in ways)
    )
