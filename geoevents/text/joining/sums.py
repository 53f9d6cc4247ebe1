"""Sums: an account that only adds up what the sentences after it tell one by one is no event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.joining.sameness import LEAD, VIOLENCE, date_fits, overlap
from geoevents.text.reading.drafts import Draft

__all__ = ["without_sums"]

_PARTS = 5
"""Events that a sum is made of, at most."""
_SHORT = 4
"""Sentences of highlights at the head of a text."""
_WHOLE = 40
"""Sentences from a lead to what it sums up, at most."""
_REACH = 8
"""Sentences from a sum to the last of its parts, at most."""


def without_sums(events: Sequence[Draft]) -> list[Draft]:
    """Leave out "twelve were killed in two attacks" where two later events have seven and five dead.

    A part that does not say who did it has the party of the sum.
    """
    out: list[Draft] = []
    for k, d in enumerate(events):
        if d.sweeping and _told_apart(d, events[k + 1 :]):
            continue
        if _told_in_short(d, events[k + 1 :]):
            continue
        there = _told_there(d, events[k + 1 :])
        if there:
            for e in there:
                e.actor1 = e.actor1 or d.actor1
            continue
        parts = _parts(d, events[k + 1 :])
        if not parts:
            out.append(d)
        for e in parts:
            e.actor1, e.actor2 = e.actor1 or d.actor1, e.actor2 or d.actor2
    return out


def _told_apart(d: Draft, later: Sequence[Draft]) -> bool:
    """Tell whether what a side did all over a region is told place by place behind it."""
    near = [e for e in later if 0 < e.sentence - d.sentence <= _REACH and e.group == d.group and not e.sweeping]
    fits = [e for e in near if e.place and e.place != d.place and date_fits(d, e) and e.actor1 in (None, d.actor1)]
    at_once = [e for e in fits if e.sentence - d.sentence == 1 and e.sub_event == d.sub_event]
    return len(fits) > 1 or bool(at_once)


def _told_in_short(d: Draft, later: Sequence[Draft]) -> bool:
    """Tell a lead without a place, "18 people have been killed", of what is told with its place behind it."""
    if d.place or d.sentence > _SHORT or d.group != "casualty" or d.actor1 is not None or not d.fatalities[0]:
        return False
    near = [e for e in later if 0 < e.sentence - d.sentence <= _REACH and e.group in VIOLENCE and e.place]
    return any(e.fatalities[0] == d.fatalities[0] and date_fits(d, e) for e in near)


def _told_there(d: Draft, later: Sequence[Draft]) -> list[Draft]:
    """Return the events behind "two were killed, one in A and one in B" that tell of each by itself, or nothing."""
    if not d.more or d.group != "casualty" or d.sentence > LEAD or not d.fatalities[0]:
        return []
    near = [e for e in later if 0 < e.sentence - d.sentence <= _WHOLE and e.group in VIOLENCE and date_fits(d, e)]
    places = [d.place, *(words for words, _, _ in d.more)]
    found = [next((e for e in near if e.fatalities[0] and overlap(e.place, p)), None) for p in places]
    parts = [e for e in found if e is not None]
    return parts if len(parts) == len(places) else []


def _parts(d: Draft, later: Sequence[Draft]) -> list[Draft]:
    """Return the events whose dead add up to those of ``d``, if it speaks of several acts or days."""
    several = (d.count or 0) > 1 or (d.date is not None and d.date.precision == "range" and d.date.first != d.date.last)
    several = several or bool(d.more) or (d.sentence <= LEAD and not d.place)
    whole = (d.fatalities[0] or 0) + sum(n[0] or 0 for _, n in d.tolls)
    if not several or not whole or d.group not in VIOLENCE:
        return []
    parts: list[Draft] = []
    total = 0
    for e in later:
        if e.sentence - d.sentence > _REACH or len(parts) == _PARTS or total >= whole:
            break
        if e.sentence > d.sentence and e.fatalities[0] and e.group in VIOLENCE and date_fits(d, e):
            parts.append(e)
            total += e.fatalities[0]
    return parts if total == whole and len(parts) > 1 else []
