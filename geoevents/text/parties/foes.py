"""What the text of one side in a war of two leaves out: whose shells fell on its towns, who hit the enemy's depots."""

from __future__ import annotations

from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.cast import ActorMention
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import weapon_words

__all__ = ["repelled", "unsaid"]

_GROUPS = frozenset(["force", "damage", "casualty", "abduct", "disrupt"])
_BURIED = "Remote explosive/landmine/IED"
_CARRIERS = frozenset(["air", "aerial", "aircraft", "plane", "planes", "jet", "jets", "helicopter", "helicopters"])
_AIMED = frozenset([
    "depot", "depots", "warehouse", "warehouses", "position", "positions", "post", "posts", "launcher", "launchers",
    "tank", "tanks", "headquarters", "command", "deployment", "radar", "radars", "stronghold", "strongholds", "trench",
    "trenches", "bunker", "bunkers", "howitzer", "howitzers", "manpower", "hardware", "equipment", "hideout",
    "hideouts", "column", "columns", "dugout", "dugouts", "crossing", "crossings", "mercenaries", "convoy", "convoys",
    "target", "targets",
])  # fmt: skip
"""What an army strikes that is no town's: whoever tells of it without more did it."""


_CIVIL = frozenset(["fuel", "oil", "gas", "grain", "food", "petrol", "bus", "tram", "railway", "pedestrian", "school"])
"""What depots and crossings of a town are for."""


def unsaid(view: View, t: Trigger, patient: Actor | None, claim: Claim | None) -> Actor | None:
    """Return who did what a side's own text tells without a doer.

    "Two villages came under artillery fire", "a bomb fell beside a house" in a staff's bulletin is the enemy's doing,
    and "an ammunition depot was destroyed" its own. Only where two sides are at war: elsewhere nobody can tell.
    """
    ours = view.cast.ours
    if ours is None or ours.inter != 1 or t.kind.group not in _GROUPS or t.negated or t.noun or claim is not None:
        return None
    foe = lexicon.opponent(ours.country)
    if t.kind.group == "disrupt":
        return ours if patient is not None and patient.kind == "armed" and not _of(patient, ours) else None
    if foe is None or t.kind.frame in {"mutual", "happen", "weak"} or view.cast.country not in _lands(ours, foe):
        return None
    if t.kind.group == "casualty" and not weapon_words() & {x.low for x in view.tokens}:
        return None  # "One person was killed": of the act told before
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    clause = [x.low for x in view.tokens[first:last]]
    if t.kind.sub_event == _BURIED or {"mine", "mines", "accident", "crash"} & set(clause) or not _open(view, t, first):
        return None
    theirs = patient is not None and _of(patient, foe)
    if theirs or words("enemy") & set(clause):
        return ours if theirs else None
    struck = view.tokens[first : t.at] if t.passive or t.kind.frame == "suffer" else view.tokens[t.at : last]
    unknown = patient is None or (patient.kind == "armed" and not patient.country and patient != ours)
    civil = any(a.low in _CIVIL and b.low in _AIMED for a, b in pairwise(struck))
    if unknown and not civil and _AIMED & {x.low for x in struck}:
        return ours if t.passive else None
    return foe if patient is None or patient.kind == "civilian" or _of(patient, ours) else None


def repelled(view: View, t: Trigger, agent: Actor | None) -> Actor | None:
    """Return whose assault an army repelled, where its own text does not say: of whom it is at war with."""
    if t.kind.group != "repel" or agent is None or agent.inter != 1 or view.cast.ours is None:
        return None
    foe = lexicon.opponent(agent.country)
    return foe if foe is not None and view.cast.country in _lands(agent, foe) else None


def _lands(ours: Actor, foe: Actor) -> set[str]:
    """Return the countries that the war is in; a report of the same army from elsewhere is of another war."""
    return {ours.country, foe.country or ours.country}


def _of(actor: Actor, side: Actor) -> bool:
    return actor == side or (bool(actor.country) and actor.country == side.country and actor.side == side.side)


def _open(view: View, t: Trigger, first: int) -> bool:
    """Tell a passive, or a verb whose subject is a weapon, neither of which says who is behind it."""
    if t.kind.frame in {"suffer", "perish"}:
        return True
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 3]]
    if t.passive:
        return "by" not in after or bool(weapon_words() & {x.low for x in view.tokens[t.at + 1 : t.at + 6]})
    before = view.tokens[first : t.at]
    armed: list[ActorMention] = [m for m in view.mentions if first <= m.first < t.at and m.preposition == ""]
    return not armed and any(x.low in weapon_words() - _CARRIERS for x in before)
