"""Which two sides an act had, where the words alone leave one open: "the enemy", "air defence", an army twice named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.cast import ActorMention
from geoevents.text.parties.foes import repelled, unsaid
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor, state_forces
from geoevents.text.words.tokens import fold

__all__ = ["apart", "hunters", "sent_before", "side_of", "two_sides"]


_PAIRS = frozenset(["both", "two", "warring", "rival", "opposing"])
_SIDES = frozenset(["sides", "parties", "groups", "armies", "forces", "factions", "camps", "militias", "gangs"])
_TO_BOTH = 6
"""Tokens between a fight and "the two sides", at most."""
_AIRCRAFT = frozenset([
    "aircraft", "plane", "planes", "jet", "jets", "warplane", "warplanes", "helicopter", "helicopters", "antonov",
    "bomber", "bombers", "gunship", "gunships", "mig", "sukhoi", "bombs",
])  # fmt: skip
_LEFT = frozenset(["survivor", "survivors"])
_AIR_DEFENCE = frozenset(["down", "downing", "intercept", "interception"])
_SENT = frozenset(["fired", "launched", "sent", "flown", "operated"])
_ORDINALS = frozenset([
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "other", "latter", "former",
])  # fmt: skip
_DEED = 5
"""Words of "the second joint operation also", at most."""
_OWN_FIGHTERS = frozenset([
    "mujahideen", "mujahidin", "mujahedin", "fighters", "brothers", "heroes", "unit", "units", "comrades", "combatants",
    "guerrillas", "troops", "soldiers",
])  # fmt: skip
_HOMES = frozenset(["house", "houses", "home", "homes", "tent", "tents", "flat", "apartment", "shop", "shops", "farm"])
_UNITS = frozenset([
    "patrol", "patrols", "detachment", "convoy", "aircraft", "helicopter", "helicopters", "drone", "drones",
    "artillery", "aviation", "vector", "vectors", "unit", "units", "team", "teams", "engineers", "sappers", "crew",
    "crews", "jets", "warplanes", "operatives", "elements", "contingent", "squad", "company", "battery", "gunners",
])  # fmt: skip


def side_of(source: Actor) -> Actor | None:
    """Return the forces that a party speaks for."""
    if source.kind == "armed":
        return source if (source.country or source.side) and source.name[:1].isupper() else None
    return state_forces(source.country) if source.kind in {"ministry", "country"} and source.country else None


def two_sides(
    view: View, t: Trigger, sides: Parties, agent: Actor | None, patient: Actor | None, claim: Claim | None
) -> tuple[Actor | None, Actor | None]:
    """Return the parties of an act, of which no army is both: the one that is only guessed at is another, or unknown.

    Air defence that shot down "Ukrainian drones" is not Ukraine's, whatever country the text speaks of most; and "the
    enemy" is whom the one who says so fights.
    """
    if agent is None and t.kind.frame == "mutual" and t.kind.plover == "ASSAULT" and _both(view, t):
        agent, patient = view.cast.rivals()
    if _LEFT & set(view.low[max(0, t.at - 2) : t.at]) and t.kind.frame in {"suffer", "perish", "act"}:
        patient = _hit_before(view, t) or patient
    if agent is None and patient is not None:
        agent = _meanwhile(view, t, patient) or _denier(view, t, claim)
    agent, patient = _enemy(view, agent, patient, claim), _enemy(view, patient, agent, claim)
    if agent is not None and claim is None and _fighters(view, agent):
        agent = view.cast.ours
    agent = agent or unsaid(view, t, patient, claim)
    patient = patient or repelled(view, t, agent)
    if patient is None and agent is not None and claim is not None and t.noun and _beaten_back(view, t):
        patient = claim.source if claim.source.kind == "armed" and claim.source != agent else None
    if agent is None and claim is None and t.kind.plover in {"ASSAULT", "COERCE"}:
        agent = _own(view, t, patient)
    if agent is None and t.kind.group == "arrest" and view.last_agent is not None and view.last_agent.inter == 1:
        agent = view.last_agent  # "Police shot a man. Nine people were arrested"
    if t.kind.group == "casualty" and sides.patient is not None and claim is None:
        patient = _those(view, sides.patient, patient)
    agent = agent or _by_its_means(view, t, patient, claim) or _against_rebels(view, t, patient, claim)
    if patient is None and agent is not None and t.kind.lemma in _AIR_DEFENCE:
        patient = _flown(view, t, agent)
    if patient is None and t.kind.group == "force" and not t.noun and _at_home(view, t):
        patient = Actor("Civilians", "civilian", 7)
    if agent is None or patient is None or t.kind.plover != "ASSAULT" or t.kind.group == "sexual":
        return agent, patient
    state = agent.inter == 1 and patient.inter == 1 and bool(agent.country) and agent.country == patient.country
    if not (agent == patient or state) or {agent.kind, patient.kind} - {"armed", "country"}:
        return agent, patient
    if _told(view, sides.patient) and not _told(view, sides.agent):
        side = side_of(claim.source) if claim is not None else None
        other = side if side is not None and side.country != patient.country else view.cast.other(patient)
        return other, patient
    settled = _told(view, sides.agent) and sides.patient is not None and not sides.patient.asset
    guessed = (t.kind.group == "disrupt" or settled) and not _told(view, sides.patient)
    return agent, view.cast.other(agent) if guessed else None


def _by_its_means(view: View, t: Trigger, patient: Actor | None, claim: Claim | None) -> Actor | None:
    """Return whose aircraft struck: "a strike by operational aviation" in a staff's report, of those that just flew.

    "The Sudanese Air Force bombed X. An Antonov dropped ten bombs on Y."
    """
    if t.kind.group != "force" or t.passive:
        return None
    ours = view.cast.ours
    if t.noun:
        by = any(m.preposition == "by" and m.asset and not m.known and 0 < m.first - t.at <= 2 for m in view.mentions)
        return ours if by and claim is None and ours is not None and ours != patient else None
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    flew = view.last_agent is not None and view.last_agent.inter == 1 and view.last_kind == "Air/drone strike"
    own = flew and bool(_AIRCRAFT & set(view.low[first : t.at]))
    armed = any(m.actor.kind in {"armed", "country"} and m.last <= t.at and not m.asset for m in view.mentions)
    return view.last_agent if own and not armed and view.last_agent != patient else None


def apart(draft: Draft) -> Draft:
    """Return an act of violence with a party that is both sides on one: on whom it was, where it met a device."""
    if draft.actor1 is None or draft.actor1 != draft.actor2 or draft.plover not in {"ASSAULT", "COERCE"}:
        return draft
    if draft.sub_event == "Remote explosive/landmine/IED":
        return replace(draft, actor1=None)
    return replace(draft, actor2=None)


def _against_rebels(view: View, t: Trigger, patient: Actor | None, claim: Claim | None) -> Actor | None:
    """Return the forces whose own report tells of an act against rebels without a doer: "after a firefight with X"."""
    ours = view.cast.ours
    if ours is None or ours.inter != 1 or patient is None or patient.kind != "armed" or patient.inter not in {2, 3}:
        return None
    own = patient.side != ours.side and t.kind.group in {"force", "casualty", "arrest", "repel", "damage"}
    own = own and claim is None and t.kind.frame not in {"perish", "happen", "suffer"}
    return ours if own and "by" not in view.low[t.at + 1 : t.at + 4] else None


def _beaten_back(view: View, t: Trigger) -> bool:
    """Tell "X said an assault by Y was beaten back": by X, where nobody else is named."""
    if t.kind.group != "force":
        return False
    back = next((x for x in view.triggers if x.at > t.at and not x.noun), None)
    return back is not None and back.passive and back.kind.group == "repel"


def _both(view: View, t: Trigger) -> bool:
    """Tell "both groups clashed", "the two sides fought", "the warring parties exchanged fire"."""
    near = range(max(0, t.at - _TO_BOTH), min(len(view.tokens) - 1, t.at + _TO_BOTH))
    return any(view.low[k] in _PAIRS and {view.low[k + 1], *view.low[k + 2 : k + 3]} & _SIDES for k in near)


def _hit_before(view: View, t: Trigger) -> Actor | None:
    """Return whose the survivors are: of those hit in the act told before."""
    for x in reversed([x for x in view.triggers if x.at < t.at]):
        hit = view.sides(x).patient
        if hit is not None and hit.actor.kind in {"armed", "civilian"}:
            return hit.actor
    return view.last_patient


def _meanwhile(view: View, t: Trigger, patient: Actor) -> Actor | None:
    """Return who was there in "16 civilians were killed when armed men went from house to house"."""
    if t.kind.group != "casualty" or t.noun or patient.kind == "person":
        return None
    for m in view.mentions:
        led = m.first > t.at and view.low[m.first - 1] in {"when", "as", "after"}
        if led and m.actor.kind == "armed" and not m.asset and m.actor != patient and m.preposition in {"", "after"}:
            return None if any(x.at > m.last for x in view.triggers) else m.actor
    return None


def _denier(view: View, t: Trigger, claim: Claim | None) -> Actor | None:
    """Return who is said to have done what he denies: "the army denied having bombed a camp"."""
    if claim is None or claim.stance != "denies" or t.noun or t.passive or t.kind.frame not in {"act", "take", "arms"}:
        return None
    gap = view.low[claim.at + 1 : t.at]
    own = (
        bool(gap)
        and gap[0] in {"having", "that"}
        and all(w in {"having", "that", "it", "they", "had", "has"} for w in gap)
    )
    return side_of(claim.source) if own or (not gap and view.low[t.at].endswith("ing")) else None


def hunters(view: View, t: Trigger, patient: Actor | None) -> Actor | None:
    """Return the forces of the state of whom the text speaks or is where rebels fell or arms were found.

    "Security forces conducted an operation. Four militants were neutralised"; "weapons were recovered" in a bulletin.
    """
    if not t.passive or "by" in {x.low for x in view.tokens[t.at + 1 : t.at + 3]}:
        return None
    felled = t.kind.group in {"casualty", "arrest"} and patient is not None
    felled = felled and patient is not None and patient.kind == "armed" and patient.inter in {2, 3}
    found = t.kind.group == "disrupt" and patient is None and t.kind.lemma not in _AIR_DEFENCE
    ours = view.cast.ours
    state = ours is not None and ours.inter == 1 and ours.kind == "armed"
    if state and (felled or found or t.kind.group == "arrest") and (patient is None or patient != ours):
        return ours
    if not (felled or found) or any(x.kind.group in {"force", "take", "repel"} for x in view.triggers):
        return None
    if ours is not None:
        return None
    topic = view.last_topic
    if topic is None or topic.inter != 1 or any(m.actor.kind == "armed" and m.actor != patient for m in view.mentions):
        return None
    return topic


def sent_before(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell the participle in "a drone launched by X hit a post": it says whose the weapon is that the verb tells of."""
    if t.kind.frame != "arms" or not t.passive or sides.agent is None or view.tokens[t.at - 1].low in words("be"):
        return False
    verb = next((x for x in view.triggers if x.at > t.at and not x.noun), None)
    if verb is None or verb.participle or verb.passive or verb.kind.group not in {"force", "casualty", "damage"}:
        return False
    doer = view.sides(verb).agent
    return doer is not None and doer.first == sides.agent.first


def _those(view: View, m: ActorMention, patient: Actor | None) -> Actor | None:
    """Return whose soldiers fell: after an attack on a barracks "eleven soldiers" are those of the barracks.

    The country that the text speaks of most is only a guess.
    """
    hit = view.last_patient
    if any(x.kind.group in {"force", "take", "repel"} for x in view.triggers):
        return patient  # the sentence tells the act itself
    if hit is None or patient is None or hit.inter != 1 or patient.inter != 1 or _told(view, m) or not m.bare:
        return patient
    return hit if hit.country and hit.country != patient.country else patient


def _at_home(view: View, t: Trigger) -> bool:
    """Tell "bombed their house", "set fire to his shop": what only people without arms have."""
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 5]]
    own = any(a in {"their", "his", "her"} and b in _HOMES for a, b in pairwise(after))
    return own or any(a in {"home", "house", "residence"} and b == "of" for a, b in pairwise(after))


def _flown(view: View, t: Trigger, agent: Actor) -> Actor | None:
    """Return whose aircraft was shot down: who launched it, else whom the air defence's country is at war with."""
    for m in view.mentions:
        sent = t.passive and m.preposition == "by" and m.last <= t.at  # "drones launched by X were shot down"
        if (m.first <= t.at and not sent) or m.actor.kind != "armed" or m.actor == agent:
            continue
        after = [x.low for x in view.tokens[m.last : m.last + 3]]
        before = [x.low for x in view.tokens[max(0, m.first - 2) : m.first]]
        if (before[-1:] == ["by"] and set(before) & _SENT) or ({"which", "that"} & set(before) and _SENT & set(after)):
            return m.actor
    return lexicon.opponent(agent.country) if agent.inter == 1 else None


def _own(view: View, t: Trigger, patient: Actor | None) -> Actor | None:
    """Return the author of a text of an armed party where an act is theirs without a word.

    "A patrol arrested three suspects" in an army's bulletin; "a camp of the army was hit with nine rockets", "they
    shelled the post" in a communique of those who fight it.
    """
    ours = view.cast.ours
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    before = [x.low for x in view.tokens[first : t.at]]
    if not (t.noun or t.passive) and _one_of_them(before):
        return ours or view.last_agent or view.last_topic
    if ours is None or t.noun or ours == patient:
        return None
    if ours.inter == 1:
        mine = not t.passive and any(_unit(view, k) for k in range(first, t.at))
        return ours if mine and not words("enemy") & set(before) else None
    if t.passive:
        foe = patient is None or (patient.kind in {"armed", "country"} and patient.side != ours.side)
        return ours if foe and t.kind.group in {"force", "take", "abduct"} and "by" not in before else None
    return ours if {"they", "we"} & set(before[-3:]) else None


def _one_of_them(before: Sequence[str]) -> bool:
    """Tell the subject of "The first targeted a ship", "another operation hit X": one of the deeds just announced."""
    led = len(before) >= 2 and before[0] in {"the", "a", "an"} and len(before) <= _DEED
    return before[:1] == ["another"] or (led and before[1] in _ORDINALS)


def _fighters(view: View, actor: Actor) -> bool:
    """Tell "the mujahideen", "the air defence unit" in a communique of an armed group: their own."""
    ours = view.cast.ours
    if ours is None or ours.inter not in {2, 3, 4} or actor.kind != "armed" or actor.country or actor.side:
        return False
    return fold(actor.name).split()[-1] in _OWN_FIGHTERS


def _unit(view: View, at: int) -> bool:
    """Tell a word for a unit or a means of war that nothing says the owner of: "a patrol", "an air vector"."""
    t = view.tokens
    if t[at].low not in _UNITS:
        return False
    return not (at + 1 < len(t) and t[at + 1].low in {"of", "'s"}) and not any(
        m.first <= at < m.last for m in view.mentions
    )


def _told(view: View, m: ActorMention | None) -> bool:
    """Tell whether the words of a mention say whose it is, and not only the text around it."""
    tables = (lexicon.actors(), lexicon.demonyms(), lexicon.countries())
    return m is not None and any(
        view.tokens[k].capital and table.at(view.tokens, k) is not None
        for k in range(m.first, min(m.last, len(view.tokens)))
        for table in tables
    )


def _enemy(view: View, actor: Actor | None, opposite: Actor | None, claim: Claim | None) -> Actor | None:
    """Return who "the enemy", "the occupiers" are: whom the other party of the act fights, else who speaks of them."""
    if actor is None or actor.inter or actor.kind != "armed" or fold(actor.name).split()[-1] not in words("enemy"):
        return actor
    teller = side_of(claim.source) if claim is not None else None
    if teller is None and opposite is not None and opposite.kind == "armed" and opposite.country:
        teller = opposite
    teller = teller or view.cast.ours
    if teller is None and view.cast.country:
        teller = state_forces(view.cast.country)
    if teller is None:
        return actor
    if view.cast.ours is not None and teller != view.cast.ours and teller.country != view.cast.ours.country:
        return view.cast.ours  # "the enemy says that the enemy …"
    at_war = lexicon.opponent(teller.country)
    if at_war == teller:
        at_war = state_forces(teller.country)
    elif teller.inter != 1:
        at_war = None
    others = [x for x in view.cast.met if x.side != teller.side and not (x.inter == 1 and x.country == teller.country)]
    return at_war or max(others, key=lambda x: view.cast.met[x], default=actor)
