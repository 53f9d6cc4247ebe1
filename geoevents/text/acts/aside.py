"""Acts that a sentence only mentions on its way: what led to its own act, what once befell the people it tells of."""

from __future__ import annotations

from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.making import many_days
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.vocabulary import acting_forms, weapon_words

__all__ = ["by_accident", "goes_on", "mentioned"]

_SPANS = frozenset(["days", "weeks", "months", "years", "hours", "decades"])
_SERIES = frozenset(["series", "spate", "string", "wave", "waves", "history", "pattern", "rise", "increase", "surge"])
_FLAMES = frozenset(["fire", "blaze", "wildfire", "inferno", "fires"])
_OF_A_FIRE = frozenset(["a", "the", "large", "huge", "massive", "major", "house", "electrical", "accidental"])
"""Words before "fire" that leave it a blaze, and no gunfire."""
_UNARMED = frozenset(["gas", "boiler", "dust", "cylinder", "transformer"])
_BLASTS = frozenset(["explosion", "explosions", "blast", "leak"])
_RECALLING = frozenset([
    "survivors", "survivor", "victims", "victim", "suspects", "suspect", "suspected", "memorial", "monument",
    "perpetrators", "mastermind", "masterminds", "investigation", "investigations", "inquiry", "probe", "probed",
    "investigating", "investigate", "trial", "condemned", "condemning", "condemn", "condemnation", "relatives",
    "aftermath", "responsible", "charged", "convicted", "sentenced", "commemorate", "remembered", "mourned",
])  # fmt: skip
_FEELING = frozenset([
    "concerned", "alarmed", "dismayed", "appalled", "saddened", "outraged", "worried", "shocked", "disturbed",
    "horrified",
])  # fmt: skip
_MOVED = _FEELING | frozenset(["reaction", "response", "retaliation", "reprisal", "revenge"])
"""Words before "to", "by", "about" that lead to what somebody feels or answers."""
_COUNTLESS = frozenset(["thousands", "hundreds", "countless", "millions", "many"])
_IN_THE_WAR = (["in", "the", "war"], ["during", "the", "war"], ["in", "the", "fighting"])
_PHRASE = 5
"""Tokens from the start of a noun phrase to the participle that describes it, at most."""


def mentioned(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "after weeks of fighting", "people wounded in the fighting", "who had fought in X": no event of its own."""
    if t.noun and _over_time(view, t, made, _SPANS):
        return True
    if t.kind.result and _long_run(view, t):
        return True
    if t.noun and many_days(made.date, 31) and _over_time(view, t, made, _SERIES):
        return True
    if t.noun and _in_answer(view, t, made):
        return True
    if made.own_date and made.date is not None and made.date.first is not None:
        return False
    if t.noun:
        return (
            _over_time(view, t, made, _SERIES)
            or _recalled(view, t)
            or (made.actor1 is None and _after_a_participle(view, t))
        )
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 5]]
    if made.actor1 is None and any(after[k : k + 3] in _IN_THE_WAR for k in range(len(after))):
        return True  # "the bridge, which was blown up in the war"
    figures = made.fatalities != (None, None, None) or made.injured != (None, None, None)
    if _describes(view, t) and not (figures or made.actor1):
        return True
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    relative = first > 0 and view.tokens[first].low == "who" and "had" in {x.low for x in view.tokens[first : t.at]}
    return relative and t.kind.frame == "mutual"


def _recalled(view: View, t: Trigger) -> bool:
    """Tell "survivors of the massacre", "a monument to the victims of the bombing", "police probed the blast"."""
    before = [x.low for x in view.tokens[max(0, t.at - 2 * _PHRASE) : t.at]]
    led = max((k for k, w in enumerate(before) if w in _RECALLING), default=None)
    if led is None or "," in before[led:]:
        return False
    between = before[led + 1 :]
    verbs = acting_forms() | words("be") | words("perfect")
    return len(between) <= _PHRASE and not any(w in verbs for w in between)


def _in_answer(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "in reaction to the killings", "gravely concerned by the offensive": what moved people."""
    before = [x.low for x in view.tokens[max(0, t.at - _PHRASE) : t.at]]
    led = max((k for k, w in enumerate(before) if w in _MOVED), default=None)
    if not t.definite or led is None or before[led + 1 : led + 2] not in (["to"], ["by"], ["about"], ["at"], ["for"]):
        return False
    if any(view.tokens[t.at].start < d.start for d in view.dates if d.first is not None):
        return False  # "in response to the killing of a leader in X the day before"
    ends = next((x.start for x in view.tokens[t.at :] if x.low == ","), view.sentence.end)
    return before[led] in _FEELING or not view.tokens[t.at].start < made.place_start < ends


def _long_run(view: View, t: Trigger) -> bool:
    """Tell "an insurgency that has killed thousands": a sum over years."""
    before = {x.low for x in view.tokens[max(0, t.at - 2) : t.at]}
    near = {x.low for x in view.tokens[max(0, t.at - 8) : t.at + 6]}
    return bool(before & {"has", "have", "been"}) and bool(near & _COUNTLESS)


def goes_on(view: View, t: Trigger) -> bool:
    """Tell "It exploded away from the public", "The drones were launched by X": more of what was just told."""
    if t.noun:
        return False
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    low = [x.low for x in view.tokens[first : t.at]]
    if t.kind.frame == "happen":
        return low[-1:] in (["it"], ["they"])
    weapon = any(w in weapon_words() for w in low[1:4])
    return t.kind.frame == "arms" and t.passive and first == 0 and low[:1] == ["the"] and weapon and len(low) <= _PHRASE


def _over_time(view: View, t: Trigger, made: Draft, counts: frozenset[str]) -> bool:
    """Tell "weeks of fighting", "a spate of attacks": many acts in one word."""
    low = [x.low for x in view.tokens[max(0, t.at - _PHRASE) : t.at]]
    of = next((k for k in range(len(low) - 1, 0, -1) if low[k] == "of"), None)
    if of is None or low[of - 1] not in counts:
        return False
    return not (made.actor1 and made.actor2) and not made.result


def _describes(view: View, t: Trigger) -> bool:
    """Tell the participle in "repaired lines damaged by shelling", "the hostages kidnapped in X"."""
    if not t.passive or t.at < 2:
        return False
    tokens, first = view.tokens, clause_at(view.starts, len(view.tokens), t.at)[0]
    before = tokens[t.at - 1]
    if before.kind != "word" or before.low in words("be") | words("adverb") | words("coordinator") | words("perfect"):
        return False
    if any(x.low in words("be") for x in tokens[max(first, t.at - _PHRASE) : t.at]):
        return False
    verbs = acting_forms() | words("irregular_past") | words("be") | words("perfect")
    verb = any(x.low in verbs or (x.low.endswith("ed") and not x.capital) for x in tokens[first : t.at - 1])
    return verb or any(x.low in {"of", "for", "to", "with"} for x in tokens[max(first, t.at - _PHRASE) : t.at])


def _after_a_participle(view: View, t: Trigger) -> bool:
    """Tell the shelling in "lines damaged by shelling", the fighting in "people wounded in the fighting"."""
    lead = next((x for x in reversed(view.triggers) if x.at < t.at), None)
    if lead is None or t.at - lead.at > _PHRASE or not lead.kind.result or not _describes(view, lead):
        return False
    return any(x.low in {"by", "in", "during"} for x in view.tokens[lead.at + 1 : t.at])


def by_accident(view: View, t: Trigger) -> bool:
    """Tell "a fire destroyed a warehouse", "a gas explosion killed three"."""
    if not t.kind.result or t.noun:
        return False
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    low = [x.low for x in view.tokens[first:last]]
    if any(a in _UNARMED and b in _BLASTS for a, b in pairwise(low)):
        return True
    k = t.at - 1
    while k > first and view.tokens[k].low in words("adverb") | words("perfect"):
        k -= 1
    at = k - first
    if t.passive or at < 0 or low[at] not in _FLAMES:
        return False
    return at == 0 or low[at - 1] in _OF_A_FIRE
