"""Whose "the Syrian army" is on a day: the forces of the state as it was then."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import rows
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import fold

__all__ = ["of_their_day"]


_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Change:
    since: date
    later: Actor
    keeps: frozenset[str]


@cache
def _changes() -> dict[str, _Change]:
    return {
        r["earlier"]: _Change(
            date.fromisoformat(r["since"]), Actor(r["later"], "armed", 1, r["country"], r["side"]),
            frozenset(r["keeps"].split("|")),
        )
        for r in rows("regimes")
    }  # fmt: skip


def of_their_day(draft: Draft, text: str, published: date | None) -> Draft:
    """Return an event with the state forces that its country had on its day.

    The day is the event's, else that of publication; where neither is known nothing is changed, nor where the account
    says which forces it means ("Assad's army", "former soldiers").
    """
    change = next((c for a in (draft.actor1, draft.actor2) if a is not None and (c := _changes().get(a.name))), None)
    if change is None:
        return draft
    day = draft.date.first if draft.date is not None and draft.date.first is not None else published
    if day is None or day < change.since:
        return draft
    said = {word for r in draft.reports for word in _WORD.findall(fold(text[r.start : r.end]))}
    if said & change.keeps:
        return draft
    return replace(draft, actor1=_then(draft.actor1, day), actor2=_then(draft.actor2, day))


def _then(actor: Actor | None, day: date) -> Actor | None:
    change = _changes().get(actor.name) if actor is not None else None
    return change.later if change is not None and day >= change.since else actor
