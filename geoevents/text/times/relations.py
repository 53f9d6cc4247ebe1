"""Days told by another event: "a week after gunmen opened fire", "the day before the missile fell on X"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention, counted_from
from geoevents.text.times.day_of_event import SPEECH
from geoevents.text.times.day_words import back, clock_words, distance
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token, fold, tokenize

__all__ = ["Told", "looks_back", "today"]

_KEPT = 12
"""Events told last that a day can be counted from."""
_RECENT = timedelta(days=6)
"""Days before publication that a text still goes on about."""
_PARAGRAPHS = 2
_FOLLOWING = 4
"""Sentences from an event with a day to one without at most that is told as of the same day."""
_OPENING = 6
"""Tokens within which a sentence opens with "Two days after"."""
_AS_OF = re.compile(r"\b[Aa]s\s\Z|\b[Aa]s\sof\s\Z")
_BY_DAY = re.compile(r"morning|after\smidnight|dawn|daybreak|sunrise|noon|midday|afternoon", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:night|overnight)\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad\s(?:\w+\s){1,3}\Z")
_BEFORE = 40
"""Characters before a day that are looked at for "had"."""
_ENDS = frozenset([",", ".", ";", ":", ")", "”", '"'])


class Told:
    """The events told so far, as far as days are counted from them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: deque[tuple[frozenset[str], date]] = deque(maxlen=_KEPT)

    def add(self, drafts: Sequence[Draft]) -> None:
        """Remember the events with a place and a day."""
        for d in drafts:
            if d.place and d.date is not None and d.date.first is not None and d.date.first == d.date.last:
                names = frozenset(fold(t.low) for t in tokenize(d.place) if t.capital and t.low not in words("feature"))
                if names:
                    self._events.append((names, d.date.first))

    def count(
        self, tokens: Sequence[Token], dates: Sequence[DateMention], triggers: Sequence[Trigger]
    ) -> tuple[list[DateMention], list[Trigger], list[tuple[int, int]]]:
        """Return the dates and the triggers of a sentence with what they count from taken into account.

        Words that only recall an event told before, to count from it, report nothing: their triggers are left out, and
        the tokens of those words are the third that is returned.
        """
        if not any(d.relation for d in dates):
            return list(dates), list(triggers), []
        out: list[DateMention] = []
        kept, recalled = list(triggers), []
        for d in dates:
            span = self._complement(tokens, d) if d.relation else None
            if span is None:
                out.append(d)
                continue
            if any(x is not d and _within(x, tokens[span[0] : span[1]]) for x in dates):
                continue  # "a month after they signed a truce on 3 August": told with its own day
            known = self._recalled(tokens[span[0] : span[1]])
            if known is not None:
                out.append(counted_from(d, self._text[d.start : d.end], known))
                recalled.append(span)
                kept = [t for t in kept if not span[0] <= t.at < span[1]]
            elif d.rule == "after" and (later := self._later(tokens, dates, span)) is not None:
                day = back(later, distance(self._text[d.start : d.end])[0])
                out.append(replace(d, first=day, last=day, precision="day"))
            elif d.rule == "after" and not any(span[0] <= t.at < span[1] and not t.noun for t in triggers):
                out.append(replace(d, first=None, last=None, precision="unknown"))
            else:
                out.append(d)
        return out, kept, recalled

    def _later(self, tokens: Sequence[Token], dates: Sequence[DateMention], span: tuple[int, int]) -> date | None:
        """Return the day of the main clause of "Two days after A, B on 9 May"."""
        if span[0] > _OPENING or span[1] >= len(tokens):
            return None
        return next(
            (
                x.first
                for x in dates
                if x.start > tokens[span[1]].start and x.first == x.last and not (x.spoken or x.relation)
            ),
            None,
        )

    def _complement(self, tokens: Sequence[Token], d: DateMention) -> tuple[int, int] | None:
        first = next((i for i, t in enumerate(tokens) if t.start >= d.end), len(tokens))
        last = first
        while last < len(tokens) and tokens[last].low not in _ENDS:
            last += 1
        return (first, last) if last - first > 1 else None

    def _recalled(self, tokens: Sequence[Token]) -> date | None:
        said = {fold(t.low) for t in tokens if t.capital}
        return next((day for names, day in reversed(self._events) if names <= said), None)


def _within(d: DateMention, tokens: Sequence[Token]) -> bool:
    """Tell a day of its own among some words."""
    told = d.first is not None and not d.relation and d.precision == "day"
    return told and tokens[0].start <= d.start < tokens[-1].end


def _soon(told: Draft, d: Draft) -> bool:
    """Tell whether ``d``, of which no day is told, goes on about the day of the event told just before it."""
    near = d.sentence - told.sentence <= _FOLLOWING and d.paragraph - told.paragraph <= _PARAGRAPHS
    return near and d.item < 0 and not d.past and d.group not in SPEECH and not (d.noun and d.reference)


def _a_night(d: DateMention) -> bool:
    """Tell a day, or a night with the day after it."""
    return d.first is not None and d.last is not None and (d.last - d.first).days <= 1


def _after_night(d: Draft, s: Sentence, text: str) -> DateMention | None:
    """Return the day after the night told before, of what was "in the morning", "at dawn"."""
    when = d.date
    if when is None or when.first is None or when.last is None or (when.last - when.first).days != 1:
        return None
    clock = clock_words(text, s.start, s.end)
    if clock is None or not _BY_DAY.search(text, *clock):
        return None
    return DateMention(*clock, when.last, when.last, "day", "clock")


def looks_back(d: DateMention, text: str) -> bool:
    """Tell "wounds they had sustained on Tuesday": no day that a text goes on about."""
    return _HAD.search(text, max(0, d.start - _BEFORE), d.start) is not None


def _following(day: date) -> date:
    """Return the day after ``day``."""
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def today(events: Sequence[Draft], sentences: Sequence[Sentence], text: str, anchor: date | None) -> None:
    """Date events of which only the time of day is told ("At 08:40 …"): the day told last, else that of publication."""
    last: date | None = None
    told: Draft | None = None
    for d in events:
        if d.date is not None:
            if not d.own_date and (morning := _after_night(d, sentences[d.sentence], text)) is not None:
                d.date = morning
            day = d.date.last if _a_night(d.date) else None
            if looks_back(d.date, text):
                continue
            recent = anchor is None or (day is not None and timedelta(0) <= anchor - day <= _RECENT)
            last = day if recent and day is not None else last
            night = d.date.first is not None and d.date.last is not None and (d.date.last - d.date.first).days <= 1
            new = anchor is None or (d.date.first is not None and timedelta(0) <= anchor - d.date.first <= _RECENT)
            told = d if night and new else told
            continue
        s = sentences[d.sentence]
        clock = clock_words(text, s.start, s.end) if d.group not in SPEECH else None
        if clock is not None and _AS_OF.search(text, s.start, clock[0]) is not None:
            clock = None
        if clock is None and told is not None and _soon(told, d):
            d.date, d.own_date = told.date, False
            told = d
            continue
        known = last or anchor
        if clock is not None and known is not None and _NIGHT.search(text, *clock) is not None:
            first = back(known, 1) if known == anchor else known
            d.date, d.own_date = DateMention(*clock, first, _following(first), "range", "clock"), False
            continue
        if clock is not None and known is not None:
            d.date, d.own_date = DateMention(*clock, known, known, "day", "clock"), False
