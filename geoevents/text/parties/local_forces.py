"""Whose "the army", "the police" are where no words say it: those of the country in which the event was."""

from __future__ import annotations

from collections.abc import Mapping
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


_SURE = 0.4
"""Confidence of a place from which on its country counts for more than that of which the text speaks."""
_HELD = frozenset([("IL", "PS"), ("RU", "UA"), ("MA", "EH")])
"""Whose police also are in whose land."""


def with_local_forces(draft: Draft, match: Match | None, named: Mapping[str, float]) -> Draft:
    """Return an event with its unnamed state forces named after the country of its place, where that is known.

    Parameters
    ----------
    draft : Draft
    match : Match or None
        What is known of its place.
    named : mapping of str to float
        How much the text speaks of each country, by its ISO2 code. Where it speaks of another one than that of the
        place, the place counts only if the text speaks of that country, too.
    """
    country = match.country if match is not None and match.status != "unresolved" else ""
    if not country or match is None or lexicon.country(country) is None:
        return draft  # a dependency without forces of its own
    if _elsewhere(draft, country):
        if match.confidence < _SURE or not named.get(country):
            return draft
        first, second = (_moved(a, country) for a in (draft.actor1, draft.actor2))
    else:
        first, second = _named(draft.actor1, country), _named(draft.actor2, country)
    if first is draft.actor1 and second is draft.actor2:
        return draft
    if first is not None and first == second:
        return draft
    return replace(draft, actor1=first, actor2=second)


def _elsewhere(draft: Draft, country: str) -> bool:
    """Tell whether forces are only guessed to be of a country in which the event was not."""
    return any(a is not None and a.guessed and a.country != country for a in (draft.actor1, draft.actor2))


def _moved(actor: Actor | None, country: str) -> Actor | None:
    if actor is None or not actor.guessed or (actor.country, country) in _HELD:
        return actor
    police = actor.name == police_of(actor.country).name
    return police_of(country) if police else lexicon.state_forces(country)


def _named(actor: Actor | None, country: str) -> Actor | None:
    if actor is None or actor.kind != "armed" or actor.inter != 1 or actor.country or actor.side:
        return actor
    said = set(fold(actor.name).split())
    if said <= _PLAIN:
        return lexicon.state_forces(country)
    return police_of(country) if said <= _PLAIN | words("police") else actor
