"""An event as one sentence tells it, before sentences are compared."""

from __future__ import annotations

from dataclasses import dataclass

from geoevents.text.dates import DateMention
from geoevents.text.lexicon import Actor
from geoevents.text.numbers import Count

__all__ = ["Draft", "Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """One account of an event: who says so, how, and the words; offsets in the text."""

    attributed_to: str
    stance: str
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it.

    ``reference`` marks words that only point to an event told elsewhere ("the attack", a denial); ``pointing`` that
    they do so by "there" or "such".
    """

    sentence: int
    paragraph: int
    at: int
    group: str
    sub_event: str
    plover: str
    actor1: Actor | None
    actor2: Actor | None
    place: str
    place_country: str
    date: DateMention | None
    fatalities: Count
    count: int | None
    count_text: str
    reports: list[Report]
    reference: bool = False
    pointing: bool = False
    noun: bool = False
    arms: bool = False
    fatal: bool = False
    clause: int = 0
    result: bool = False
    own_date: bool = True
    place_start: int = -1
