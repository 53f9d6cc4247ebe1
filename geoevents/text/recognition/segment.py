"""What a run says by itself: its segments that may be places, and the persons in it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Reading", "Segment"]


class Segment(NamedTuple):
    """Some words of a run that may name a place; offsets count from the run's start.

    ``kind`` is that of :class:`~geoevents.text.recognition.book.Name`, ``feature`` for a name with its kind ("Laurel
    County") or ``unlisted``. ``before`` and ``after`` say what stands beside it in the same run: nothing, ``word``
    (another name), ``office``, ``local`` or ``body`` (an organisation), ``of_body``, or an opening word itself after
    a ``=``. ``building`` is the end of a building's name that begins with it ("Saudi Maternity Hospital"), or 0.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    kind: str
    prior: float
    country: str = ""
    name: str = ""
    large: bool = False
    town: bool = False
    feature: str = ""
    before: str = ""
    after: str = ""
    key: str = ""
    building: int = 0


class Reading(NamedTuple):
    """A run read by itself: its segments, the surnames it gives, its folded last word if it is a person's alone."""

    segments: tuple[Segment, ...]
    persons: tuple[str, ...]
    words: int
