"""Events that were found by other means, a language model or an annotator: made into our own, if the text holds them.

A record is only as good as its words: what it quotes has to stand in the text, its place has to be named there, and
its date is read from the text's words. What does not is refused with a reason, or left out of the event and said so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from geoevents.errors import InputError
from geoevents.model.taxonomy import ACLED_EVENT_TYPES, PLOVER_TYPES
from geoevents.text.layout.debris import blocks
from geoevents.text.layout.outline import outline
from geoevents.text.parties.cast import country_counts
from geoevents.text.places.mention import NameBook
from geoevents.text.reading.document import Document
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.reading.plain_values import json_ready, plain, row_of
from geoevents.text.reading.quoted import Quoted
from geoevents.text.tables import rows
from geoevents.text.times.dates import DateMention, find_dates, published_in
from geoevents.text.times.dating import dates_of
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.numbers import Count
from geoevents.text.words.sentences import Sentence, split
from geoevents.text.words.tokens import tokenize

__all__ = ["KEYS", "Refused", "Records", "read_records"]

Records = Callable[[str], Any] | Iterable[Mapping[str, Any]]
"""Records of a caller's, or a function of the text that gives them."""

KEYS: tuple[str, ...] = (
    "quote", "sub_event_type", "plover", "actor1", "actor2", "place", "date", "fatalities", "injured", "count",
    "attributed_to", "stance", "target",
)  # fmt: skip
"""What is read of a record; ``quote`` and one of the two types have to be there."""

_STANCES = ("states", "claims", "denies")
_GROUPS = {"THREATEN": "threat", "ACCUSE": "accuse"}
"""That a party threatens or accuses is told by the text; what it says is only its claim."""
_CLOCK = r"(?:[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}){_CLOCK}(?:\s*(?:/|to|\.\.)\s*(\d{{4}}-\d{{2}}-\d{{2}}){_CLOCK})?\Z")
_NEAR = 400
"""Characters around a quote in which the words of its place and date are looked for first."""
_MOST = 1_000_000_000
"""What no count of people or things in a report reaches; more would not fit into the columns of events either."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that is no event, and why; its values are those that JSON holds."""

    record: Any
    reason: str


@dataclass(slots=True)
class _Reading:
    """A text with what is read of it once for all records."""

    text: str
    quoted: Quoted
    sentences: list[Sentence]
    starts: list[int]
    dates: list[DateMention]
    date_starts: list[int]
    published: date | None
    refused: list[Refused] = field(default_factory=list)


def read_records(
    text: str, records: Records, book: NameBook, *, published: date | None = None, country: str = ""
) -> tuple[Document, list[Refused]]:
    """Make a document of a text and the records of its events.

    Parameters
    ----------
    text : str
    records : callable or iterable of mapping
        Mappings with :data:`KEYS`, or a table (or rows of one) with such columns; a callable is called with the text
        and returns them.
    book : NameBook
        Where names are looked up.
    published : datetime.date, optional
        The day that relative dates count from; searched for in the text where it is not given.
    country : str
        ISO2 code of the country that places are likely in.

    Raises
    ------
    InputError
        If ``records`` gives no records at all.
    """
    given = records(text) if callable(records) else records
    if hasattr(given, "columns") and hasattr(given, "to_dict"):
        given = given.to_dict("records")
    if isinstance(given, str | bytes | Mapping) or not hasattr(given, "__iter__"):
        raise InputError(f"records are {repr(given)[:60]}", "give mappings, each with 'quote' and 'sub_event_type'")
    parts = blocks(text)
    anchor = published or published_in(text, parts)
    dates = dates_of(text, parts, outline(text, parts, book, anchor), anchor)
    sentences = split(text, parts)
    dates.sort(key=lambda d: d.start)
    reading = _Reading(
        text, Quoted(text), sentences, [s.start for s in sentences], dates, [d.start for d in dates], anchor
    )
    counts = country_counts(tokenize(text))
    home = country or max(counts, key=lambda code: counts[code], default="")
    drafts = [draft for record in given if (draft := _draft(reading, record)) is not None]
    drafts.sort(key=lambda d: d.reports[0].start)
    return Document(text, parts, reading.sentences, anchor, home, drafts, {}), reading.refused


def _draft(reading: _Reading, record: Any) -> Draft | None:
    """Make an event of a record, or keep it as refused."""
    try:
        return _made(reading, row_of(record))
    except _UnfitError as problem:
        reading.refused.append(Refused(json_ready(row_of(record)), str(problem)))
        return None


class _UnfitError(Exception):
    """Why a record is no event."""


def _made(reading: _Reading, record: Any) -> Draft:
    if not isinstance(record, Mapping):
        raise _UnfitError(f"{repr(record)[:60]} is no record: give a mapping with 'quote' and 'sub_event_type'")
    quote = _words(record, "quote")
    span = reading.quoted.find(quote, 0, len(reading.text)) if quote else None
    if span is None:
        raise _UnfitError(f"the quote {quote[:80]!r} is not in the text" if quote else "it has no 'quote'")
    sub_event, plover = _kind(record)
    sources = _names(record, "attributed_to")
    stance = _words(record, "stance").lower() or ("claims" if sources else "states")
    if stance not in _STANCES:
        raise _UnfitError(f"stance {stance!r} is none of {', '.join(_STANCES)}")
    number = _sentence(reading, *span)
    place, place_start = _place(reading, _words(record, "place"), span)
    best = _number(record, "fatalities")
    fatalities: Count = (best, best, best)
    hurt = _number(record, "injured")
    return Draft(
        sentence=number, paragraph=reading.sentences[number].paragraph, at=0, group=_GROUPS.get(plover, ""),
        sub_event=sub_event, plover=plover, actor1=_actor(_words(record, "actor1")),
        actor2=_actor(_words(record, "actor2")), place=place,
        place_country="", date=_date(reading, plain(record.get("date")), span), fatalities=fatalities,
        count=_number(record, "count"), count_text="", reports=[Report(who, stance, *span) for who in sources or [""]],
        place_start=place_start, injured=(hurt, hurt, hurt), target=_words(record, "target"),
    )  # fmt: skip


def _words(record: Mapping[str, Any], key: str) -> str:
    value = plain(record.get(key))
    if value is None or isinstance(value, str):
        return (value or "").strip()
    raise _UnfitError(f"{key} {repr(value)[:60]} is no text")


def _names(record: Mapping[str, Any], key: str) -> list[str]:
    """Read a name or a list of names."""
    value = plain(record.get(key))
    names = value if isinstance(value, list) else [value]
    for name in names:
        if name is not None and not isinstance(name, str):
            raise _UnfitError(f"{key} {repr(value)[:60]} is neither a name nor a list of names")
    return [name.strip() for name in names if name and name.strip()]


def _number(record: Mapping[str, Any], key: str) -> int | None:
    value = plain(record.get(key))
    if value is None or value == "":
        return None
    digits = value.strip() if isinstance(value, str) else str(value) if type(value) is int and value < _MOST else ""
    if not digits.isdecimal() or len(digits) > len(str(_MOST)) or int(digits) >= _MOST:
        raise _UnfitError(f"{key} {repr(value)[:60]} is no whole number; leave it out where the text gives none")
    return int(digits)


def _kind(record: Mapping[str, Any]) -> tuple[str, str]:
    sub_event, plover = _words(record, "sub_event_type"), _words(record, "plover").upper()
    if sub_event and sub_event not in _codes():
        near = get_close_matches(sub_event, _codes(), n=1)
        raise _UnfitError(
            f"sub_event_type {sub_event!r} is none of ACLED's" + (f"; did you mean {near[0]!r}?" if near else "")
        )
    if plover and plover not in PLOVER_TYPES:
        raise _UnfitError(f"plover {plover!r} is none of {', '.join(PLOVER_TYPES)}")
    if not (sub_event or plover):
        raise _UnfitError("it has neither 'sub_event_type' nor 'plover'")
    return sub_event, plover or _codes()[sub_event]


@cache
def _codes() -> dict[str, str]:
    """ACLED's sub-events with the PLOVER type that the table of triggers gives them."""
    told = {r["sub_event_type"]: r["plover"] for r in reversed(rows("triggers"))}
    return {sub: told.get(sub, "ASSAULT") for subs in ACLED_EVENT_TYPES.values() for sub in subs}


def _near(reading: _Reading, words: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where words stand nearest to a quote: in it, around it, anywhere."""
    start, end = span
    text = reading.quoted
    return (
        text.find(words, start, end)
        or text.find(words, max(0, start - _NEAR), min(len(reading.text), end + _NEAR))
        or text.find(words, 0, len(reading.text))
    )


def _sentence(reading: _Reading, start: int, end: int) -> int:
    """Return the number of the sentence in which a quote begins; one is added for what is no part of the article."""
    number = bisect_right(reading.starts, start) - 1
    if number >= 0 and reading.sentences[number].end > start:
        return number
    reading.sentences.append(Sentence(start, end, tokenize(reading.text, start, end), -1))
    return len(reading.sentences) - 1


def _place(reading: _Reading, words: str, span: tuple[int, int]) -> tuple[str, int]:
    if not words:
        return "", -1
    found = _near(reading, words, span)
    if found is None:
        raise _UnfitError(f"the place {words[:80]!r} is not in the text: quote the words that name it")
    return reading.text[found[0] : found[1]], found[0]


def _actor(name: str) -> Actor | None:
    if not name:
        return None
    tokens = tokenize(name)
    known = lexicon.actors().at(tokens, 0) if tokens else None
    if known is not None and known[0] == len(tokens):
        return known[1]
    noun = lexicon.nouns().at(tokens, 0) if tokens else None
    if noun is not None and noun[0] == len(tokens):
        return Actor(noun[1].name or name, noun[1].kind, noun[1].inter)
    return Actor(name, "person")


def _date(reading: _Reading, value: Any, span: tuple[int, int]) -> DateMention | None:
    """Read the date of a record: words of the text, an ISO day, or two of them."""
    if value is None or value == "":
        return None
    if isinstance(value, list) and 1 <= len(value) <= 2 and all(isinstance(day, str) for day in value):
        value = "/".join(value)
    if not isinstance(value, str):
        raise _UnfitError(f"date {repr(value)[:60]} is no date: quote its words, or give YYYY-MM-DD")
    words = value.strip()
    iso = _ISO.match(words)
    if iso is not None:
        try:
            first = date.fromisoformat(iso[1])
            last = date.fromisoformat(iso[2] or iso[1])
        except ValueError:
            raise _UnfitError(f"date {words!r} is no day of the calendar") from None
        if last < first:
            raise _UnfitError(f"date {words!r} ends before it begins")
        return DateMention(span[0], span[0], first, last, "day" if first == last else "range", "given")
    found = _near(reading, words, span)
    if found is None:
        raise _UnfitError(f"the date {words[:60]!r} is not in the text: quote its words, or give YYYY-MM-DD")
    n = beyond = bisect_left(reading.date_starts, found[1])
    while n and reading.dates[n - 1].end > found[0]:
        n -= 1
    if n < beyond:
        return reading.dates[n]
    told = find_dates(reading.text, reading.published, *found)
    if not told:
        raise _UnfitError(f"the words {words[:60]!r} name no day: quote those that do, or give YYYY-MM-DD")
    return told[0]
