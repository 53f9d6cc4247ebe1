"""What observers hear and see: "the mission heard twelve explosions", told from where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.places.mention import PlaceMention
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["assessed_as", "heard_at", "heard_by", "heard_too"]

_SENSED = frozenset([
    "heard", "hear", "hearing", "recorded", "registered", "observed", "noted", "saw", "detected", "logged", "counted",
    "witnessed", "documented",
])  # fmt: skip
_STANDING = frozenset(["in", "at", "near", "from", "outside", "around", "inside", "on", "to"])
_ASSESSED = frozenset(["assessed", "identified", "believed", "described", "judged", "thought", "likely", "probably"])
_OBJECT = 12
"""Tokens from the verb to what was heard, at most."""
_LIST = 24
"""The same, to the last of several things heard."""
_JUDGED = 10
"""Tokens from what was heard to the weapon that it is ascribed to, at most."""


def _verb(view: View, t: Trigger, reach: int) -> int:
    """Return where the verb stands whose object the noun ``t`` is, or -1."""
    if not t.noun or _SENSED.isdisjoint(view.words):
        return -1
    for k in range(t.at - 1, max(-1, t.at - reach), -1):
        if view.tokens[k].low in _SENSED:
            return k
        if view.tokens[k].low in {";", ":", ".", "that", "when", "while", "which"}:
            break
    return -1


def heard_at(view: View, t: Trigger) -> PlaceMention | None:
    """Return where those stand who heard or recorded ``t``, the nearest place told before they did."""
    verb = _verb(view, t, _OBJECT)
    if verb < 0:
        return None
    opened = [k for k in range(verb) if view.tokens[k].low == "("]
    closed = [k for k in range(verb) if view.tokens[k].low == ")"]
    near = [
        p for p in view.places
        if p.last <= verb and p.role == "place" and p.preposition in _STANDING | {"of"} and not p.country
        and not any(a < p.first < b for a, b in zip(opened, closed, strict=False))
    ]  # fmt: skip
    near = [p for p in near if p.preposition != "of"] or near  # "residents of X said they had heard"
    return near[-1] if near else None


def heard_by(view: View, t: Trigger, m: ActorMention) -> bool:
    """Tell who only heard ``t`` ("peacekeepers heard gunfire") from who did it."""
    return m.last <= _verb(view, t, _OBJECT)


def heard_too(view: View, t: Trigger) -> bool:
    """Tell the second of "heard 12 explosions and 34 bursts of machine-gun fire", which are one observation."""
    verb = _verb(view, t, _LIST)
    return verb >= 0 and any(x.noun and verb < x.at < t.at and x.kind.group == "force" for x in view.triggers)


def assessed_as(view: View, t: Trigger) -> Sequence[Token]:
    """Return the words for the weapon that sounds are ascribed to: "explosions assessed as mortar rounds"."""
    if t.kind.lemma not in {"explosion", "blast", "detonation"}:
        return ()
    tokens, last = view.tokens, min(len(view.tokens), t.at + _JUDGED)
    led = next((k for k in range(t.at + 1, min(t.at + 4, last)) if tokens[k].low in _ASSESSED | {"from", "of"}), None)
    if led is None:
        return ()
    stop = {";", "and", ",", "(", "."} | words("be")
    return tokens[led + 1 : next((k for k in range(led + 1, last) if tokens[k].low in stop), last)]
