"""Whether "a raid" comes from the air or on the ground: what the text as a whole means by the word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["by_air", "raids_fly"]

_RAIDS = frozenset(["raid", "raids", "raided"])
_FLYING = frozenset([
    "warplane", "warplanes", "aircraft", "jet", "jets", "drone", "drones", "plane", "planes", "helicopter",
    "helicopters", "bomber", "bombers", "airspace", "overflights", "sorties",
])  # fmt: skip
_NEAR = 9
"""Tokens from the aircraft to the raid in "warplanes launched three raids", at most."""
_GROUND = frozenset(["arrest", "abduct", "loot", "disperse"])
"""What those who raid on foot do besides."""


def raids_fly(tokens: Sequence[Token]) -> bool:
    """Tell a text whose raids are those of aircraft.

    Some raid of it is said to be flown, or it speaks of the enemy's raids and of the enemy's aircraft, as the reports
    of those who have none do.
    """
    raids = [i for i, t in enumerate(tokens) if t.low in _RAIDS]
    if not raids:
        return False
    low = [t.low for t in tokens]
    if any(w in _FLYING or w == "air" for i in raids for w in low[max(0, i - _NEAR) : i]):
        return True
    return any(a in words("enemy") and b in _FLYING for a, b in pairwise(low))


def by_air(view: View, t: Trigger, made: Draft) -> bool:
    """Tell whether ``t`` is a raid from the air: a state's, or nobody's, in a text whose raids are."""
    if t.kind.lemma != "raid" or not view.cast.raids_fly or made.sub_event not in {"Armed clash", "Attack"}:
        return False
    doer = made.actor1
    state = doer is None or (doer.kind in {"armed", "country"} and doer.inter in {0, 1, 8})
    police = doer is not None and bool(set(doer.name.lower().split()) & words("police"))
    return state and not police and not any(x.kind.group in _GROUND for x in view.triggers)
