"""Ground that changes hands, and fights that only go on: what tells of an event by itself, and what looks back."""

from __future__ import annotations

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.making import many_days
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["looks_back", "lost_by", "moved_in", "plunders", "stopped", "told_by_gain", "wears_on"]

_SETTLED = frozenset(["city", "town", "village", "villages", "towns", "hamlet", "settlement", "suburb", "capital"])
_LASTING = frozenset(
    ["fighting", "hostilities", "clashes", "violence", "shelling", "bombardment", "attacks", "strikes"]
)
_STATE = frozenset([
    "has", "have", "is", "are", "continues", "continue", "remains", "remain", "rages", "rage", "persists", "persist",
    "displaced", "uprooted", "forced", "prompted", "sent",
])  # fmt: skip
_GROWS = frozenset([
    "intensified", "intensifies", "escalated", "escalates", "raged", "rages", "spread", "spreads", "flared",
    "continued", "continues", "worsened", "picked",
])  # fmt: skip
_SPANS = frozenset(["hours", "days", "weeks", "months", "years", "day", "week", "month", "year"])
_LEADS = frozenset(["after", "since", "before"])
_LOOTING = frozenset(["loot", "plunder", "pillage", "ransack", "steal"])
_MOPPING = frozenset(["clear", "secure"])
"""What an army goes on with in a town that it entered."""
_VERB = 14
"""Tokens from a noun to its verb, at most."""
_ARRIVAL = 8
"""Tokens from "entered" to the name of the town, at most."""


def moved_in(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell "the army entered the town of X", where no fight and no other deed in the sentence tells more."""
    party = sides.agent.actor if sides.agent is not None else None
    if t.kind.group != "take" or t.negated or t.irreal or party is None or party.kind != "armed":
        return False
    if party.inter not in {1, 2, 3} or {"police", "gunmen", "attackers"} & set(party.name.casefold().split()):
        return False
    others = [x for x in view.triggers if x is not t and not (x.negated or x.irreal) and x.kind.lemma not in _MOPPING]
    if any(x.kind.plover in {"ASSAULT", "COERCE"} for x in others):
        return False
    for x in view.tokens[t.at + 1 : t.at + 1 + _ARRIVAL]:
        if x.capital:
            return x.low not in words("month") | words("not_a_place")
        small = {"into", "of", "in", "eastern", "western", "northern", "southern", "central"}
        if x.low not in _SETTLED | small | words("determiner"):
            return False
    return False


def told_by_gain(view: View, t: Trigger) -> bool:
    """Tell "X lost its last town when Y retook Z": one change of hands, which the winner's verb tells."""
    return t.kind.frame == "lose" and any(_gains(x) and _named_after(view, x) for x in view.triggers)


def lost_by(view: View, t: Trigger) -> ActorMention | None:
    """Return who lost the ground that ``t`` tells was taken, where the sentence says it with "lost"."""
    lose = next((x for x in view.triggers if x.kind.frame == "lose" and not (x.negated or x.irreal)), None)
    if lose is None or not _gains(t):
        return None
    first, _ = clause_at(view.starts, len(view.tokens), lose.at)
    found = [m for m in view.mentions if first <= m.first and m.last <= lose.at and m.actor.kind == "armed"]
    return found[-1] if found else None


def _gains(t: Trigger) -> bool:
    return t.kind.group == "take" and t.kind.frame == "take" and not (t.noun or t.negated or t.irreal)


def _named_after(view: View, t: Trigger) -> bool:
    return any(0 < p.first - t.at <= _ARRIVAL for p in view.places)


def stopped(view: View, t: Trigger) -> bool:
    """Tell "crushed a force that tried to advance": what the party that was met had been about, told by the verb."""
    if t.kind.group != "force" or t.noun:
        return False
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    if not first or view.tokens[first].low not in {"that", "which", "who"}:
        return False
    led = next((x for x in reversed(view.triggers) if x.at < first), None)
    if led is None or led.noun or led.passive or led.kind.group not in {"force", "repel", "casualty"} or led.irreal:
        return False
    met = view.sides(led).patient
    trying = t.kind.lemma in {"try", "attempt"} or "to" in {x.low for x in view.tokens[first : t.at]}
    return trying and met is not None and met.actor.kind == "armed" and 0 <= first - met.last <= 1


def looks_back(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "five months after it lost the city": how long ago something was that is told elsewhere."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    led = first and view.tokens[first].low in _LEADS and view.tokens[first - 1].low in _SPANS
    return bool(led) and not t.noun and not any(first < p.first for p in view.places) and not made.own_date


def wears_on(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "fighting between A and B has shifted west", "attacks from 11 to 14 April displaced 4,000": no one event."""
    if not t.noun or view.tokens[t.at].low not in _LASTING or made.fatalities != (None, None, None):
        return False
    if not (made.actor1 and made.actor2) and _amid(view, t):
        return True
    span = made.own_date and made.date is not None and made.date.first != made.date.last
    if (made.place or made.own_date) and not span:
        return False
    if span and not (view.tokens[t.at].low.endswith("s") and many_days(made.date)):
        return False
    verbs = _STATE | words("be") | words("irregular_past") | acting_forms()
    verb = next((x.low for x in view.tokens[t.at + 1 : t.at + 1 + _VERB] if x.low in verbs or x.low == ","), "")
    return verb in _STATE and (not span or verb in {"displaced", "uprooted", "forced"})


def _amid(view: View, t: Trigger) -> bool:
    """Tell "…, as fighting near the border intensified", "fighting was still going on": what went on all the while."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    low = [x.low for x in view.tokens[t.at + 1 : last]]
    led = {x.low for x in view.tokens[max(first, t.at - 3) : t.at]}
    if led & {"as", "while"} and set(low[:_VERB]) & _GROWS:
        return True
    return ["going", "on"] in [low[k : k + 2] for k in range(len(low))] and "still" in low


def plunders(view: View, t: Trigger, made: Draft) -> bool:
    """Tell looting that is no part of an attack which its sentence tells: an act by itself."""
    if t.kind.lemma not in _LOOTING or t.participle or made.actor1 is None:
        return False
    acts = [x for x in view.triggers if x is not t and x.kind.plover == "ASSAULT"]
    return not any(x.kind.group == "damage" or not x.kind.result for x in acts)
