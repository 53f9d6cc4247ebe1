"""Whose "the army" is in a text that names no country: that of the country in which the event was."""

from __future__ import annotations

from dataclasses import replace

from geoevents.model.places import Match
from geoevents.text.parties.phrases import police_of
from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import fold

__all__ = ["with_local_forces"]

_PLAIN = frozenset([
    "army", "military", "soldier", "soldiers", "troops", "forces", "armed", "government", "security", "the", "regular",
    "national", "federal", "state", "junta", "regime", "members", "units", "personnel",
])  # fmt: skip
"""Words of names that every country's forces have."""


def with_local_forces(draft: Draft, match: Match | None) -> Draft:
    """Return an event with its unnamed state forces named after the country of its place, where that is known."""
    country = match.country if match is not None and match.status != "unresolved" else ""
    if not country:
        return draft
    first, second = _named(draft.actor1, country), _named(draft.actor2, country)
    if first is draft.actor1 and second is draft.actor2:
        return draft
    if first is not None and first == second:
        return draft
    return replace(draft, actor1=first, actor2=second)


def _named(actor: Actor | None, country: str) -> Actor | None:
    if actor is None or actor.kind != "armed" or actor.inter != 1 or actor.country or actor.side:
        return actor
    said = set(fold(actor.name).split())
    if said <= _PLAIN:
        return lexicon.state_forces(country)
    return police_of(country) if said <= _PLAIN | words("police") else actor
