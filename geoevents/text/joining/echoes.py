"""Words that say of an act that it is part of one told before: "during the raid", "died of his wounds"."""

from __future__ import annotations

from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at

__all__ = ["died_later", "part_of_told", "told_of"]

_WITHIN = frozenset(["in", "during", "amid", "at"])
_IN_THE = (["in", "the"], ["during", "the"], ["in", "that"], ["in", "this"])
_LED = 4
"""Tokens from "during" to the noun that it leads to, at most."""
_OPENS = 8
"""Tokens from the start of a sentence to the noun in "During the attack", at most."""
_SUBJECT = 2
"""Tokens before the noun of "The air attack", at most."""
_SOME = frozenset(["one", "some", "several", "most", "many", "another", "others"])
_SHELLS = frozenset(["shell", "shells", "rocket", "rockets", "missile", "missiles", "bomb", "bombs", "round", "rounds"])
_OF_WOUNDS = frozenset(["hospital", "wounds", "injuries", "clinic", "ward", "ambulance", "infirmary"])
_SICKBED = 8
"""Tokens from "died" to "in hospital", at most."""


def part_of_told(view: View, t: Trigger) -> bool:
    """Tell "During the raid they shot two farmers", "The attack left ten dead": more of the act named first."""
    if t.noun and t.definite and t.at <= _SUBJECT and t.kind.group == "force":
        return True
    if t.noun and t.definite and t.kind.group == "force" and _told_here(view, t):
        return True  # "a plane bombed a truck; a spokesman said the strike was carried out by X"
    low = [x.low for x in view.tokens]
    if t.kind.frame == "arms" and not t.noun and low[0] in _SOME and _SHELLS & set(low[1:4]):
        return True  # "One shell landed in a yard", "Some of the rockets fell in fields"
    opens = next((k for k, w in enumerate(low[:3]) if w.isalpha()), 0)
    if t.kind.frame == "arms" and not t.noun and t.at == opens + 1 and low[opens] in _SHELLS and low[opens][-1] == "s":
        return True  # "Shells fell near the hospital", said one of those who lived through it
    if t.kind.frame == "arms" and t.passive and _the_arms(view, t):
        return True  # "the shells had been fired by X"
    if t.kind.group in {"casualty", "damage"} and any(
        x.noun and x.definite and x.kind.group == "force" and low[max(0, x.at - 2) : x.at] in _IN_THE
        for x in view.triggers
    ):
        return True  # "destroyed two launchers in the raid near X"
    for x in view.triggers:
        if x.at >= t.at or x.at > _OPENS:
            break
        if x.noun and x.definite and x.kind.group == "force":
            led = [k.low for k in view.tokens[max(0, x.at - _LED) : x.at]]
            if x.at <= _SUBJECT and t.kind.group in {"casualty", "damage"} and not t.passive:
                return True
            return bool(_WITHIN & set(led)) and not words("negation") & set(led)
    return False


def _told_here(view: View, t: Trigger) -> bool:
    """Tell whether a clause before ``t`` tells an act of the same kind in a verb."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    earlier = (x for x in view.triggers if x.at < first and not (x.noun or x.negated or x.irreal))
    return any(x.kind.group == "force" and x.kind.sub_event == t.kind.sub_event for x in earlier)


def _the_arms(view: View, t: Trigger) -> bool:
    """Tell "the shells", "those rockets" as the subject of a passive: what was spoken of before."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    low = view.low[max(first, t.at - _OPENS) : t.at]
    arms = next((k for k, w in enumerate(low) if w in _SHELLS | {"projectile", "projectiles", "drone", "drones"}), None)
    return bool(arms) and bool({"the", "those", "these", "that"} & set(low[max(0, (arms or 0) - 2) : arms]))


def told_of(view: View, t: Trigger) -> int:
    """Return where the noun stands that a relative clause tells of ("the attack in which two were killed"), or -1."""
    if t.kind.group not in {"casualty", "damage"}:
        return -1
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    if not first or view.tokens[first].low != "which" or view.tokens[first - 1].low not in {"in", "during"}:
        return -1
    noun = next((x for x in reversed(view.triggers) if x.at < first and x.kind.group == "force"), None)
    return view.tokens[noun.at].start if noun is not None else -1


def died_later(view: View, t: Trigger) -> bool:
    """Tell "died in hospital", "succumbed to her wounds": of what happened before, on whatever day."""
    if t.kind.group != "casualty" or t.passive or t.kind.frame != "perish":
        return False
    after = {x.low for x in view.tokens[t.at + 1 : t.at + 1 + _SICKBED]}
    return bool(_OF_WOUNDS & after)
