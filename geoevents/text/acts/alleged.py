"""Acts that somebody is accused of: "X accused Y of having bombed Z" tells of a bombing, by the words of X."""

from __future__ import annotations

from dataclasses import replace

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.cast import ActorMention
from geoevents.text.reading.view import View

__all__ = ["alleged", "tells_alleged"]

_ACTS = frozenset(["force", "casualty", "damage", "abduct", "take", "sexual"])
_BLAMED = frozenset(["blamed", "blames", "blaming"])
_EACH_OTHER = (["each", "other"], ["one", "another"])
_PHRASE = 6
"""Tokens of "for a second drone attack", at most."""
_BREAKING = frozenset(["violating", "breaching", "breaking", "escalating", "supporting", "endangering", "sabotaging"])
_ACCUSED = frozenset(["accused", "accuses", "accusing"])


def alleged(view: View, t: Trigger, claim: Claim | None) -> tuple[Trigger, ActorMention | None] | None:
    """Return the act and the party accused of it, where the words say where it was; mere accusations name no place.

    The party is ``None`` where two accuse each other.
    """
    if claim is None or t.passive or t.negated or t.kind.group not in _ACTS:
        return None
    if t.noun:
        return _act_of(view, t, claim)
    low = [x.low for x in view.tokens[claim.at : t.at]]
    if low[:1] not in ([w] for w in _ACCUSED) or low[-1:] not in (["of"], ["having"]):
        return None
    placed = any(p.role == "place" and p.first > t.at for p in view.places)
    if low[1:3] in _EACH_OTHER:
        return (replace(t, irreal=False, conditional=False, participle=False), None) if placed else None
    of = claim.at + len(low) - 1 - low[::-1].index("of") if "of" in low else -1
    party = next((m for m in view.mentions if claim.at < m.first < of and m.preposition == "" and not m.aside), None)
    if party is None or not placed or party.actor.kind not in {"armed", "country"}:
        return None
    return replace(t, irreal=False, conditional=False, participle=False), party


def _act_of(view: View, t: Trigger, claim: Claim) -> tuple[Trigger, ActorMention | None] | None:
    """Return the act in "blamed X for the explosion that killed three near Y", "accused X of an attack on Y"."""
    low = [x.low for x in view.tokens[claim.at : t.at]]
    link = next((k for k, w in enumerate(low) if w in {"for", "of"} and k), None)
    if low[:1] not in ([w] for w in _ACCUSED | _BLAMED) or link is None or len(low) - link > _PHRASE:
        return None
    placed = any(p.role == "place" and p.first > t.at for p in view.places)
    if placed and low[1:3] in _EACH_OTHER:
        return replace(t, irreal=False, conditional=False, definite=False), None
    if any(w in _BREAKING for w in low[link + 1 :]):
        return None  # "accused X of violating the law with its attacks"
    party = next((m for m in view.mentions if m.last == claim.at + link and m.first > claim.at and not m.aside), None)
    if party is None or not placed or party.actor.kind not in {"armed", "country"}:
        return None
    return replace(t, irreal=False, conditional=False, definite=False), party


def tells_alleged(view: View, claim: Claim | None) -> bool:
    """Tell whether an accusation is one of an act that it tells itself."""
    return any(alleged(view, x, claim) is not None for x in view.triggers)
