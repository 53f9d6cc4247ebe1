"""Makes a draft of an event from a trigger and what stands around it: parties, place, day, figures, who says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geoevents.text.acts.means import destroys, means_of, sweeping
from geoevents.text.acts.observed import assessed_as, heard_at, heard_by
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.joining.echoes import died_later, part_of_told
from geoevents.text.parties.adversaries import hunters, side_of, two_sides
from geoevents.text.parties.cast import ActorMention
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.parties.victims import unlisted_victim
from geoevents.text.places.extents import expression, further_places, shares
from geoevents.text.places.whereabouts import place_of, short_place
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention
from geoevents.text.times.day_of_event import DIPLOMACY, SPEECH, date_of
from geoevents.text.tolls.shares import HURT, died_after, figures_of, provisional
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor, nouns, state_forces
from geoevents.text.words.numbers import Count, occurrences
from geoevents.text.words.tokens import fold
from geoevents.text.words.vocabulary import kind_of, refine

__all__ = ["make", "many_days", "reports_of", "responsible"]

_PROTESTERS = Actor("Protesters", "crowd", 6)
_RIOTERS = Actor("Rioters", "crowd", 5)
_NIGHT = timedelta(days=1)
_ORDINALS = frozenset(["second", "third", "fourth", "another", "further", "separate"])
_NEXT = frozenset(["subsequently", "afterwards", "later", "then", "thereafter"])
"""Words before a verb that make it a further act."""
_FEATS = frozenset(["killing", "elimination", "neutralisation", "neutralization", "arrest", "capture"])
_RULERS = frozenset(["authorities", "government", "regime", "administration"])
"""Who has forces of his own, where "the ministry", "the office" only speaks of those of others."""
_PEOPLES_AT_WORK = frozenset(["settler", "settlers", "herder", "herders", "herdsman", "herdsmen", "pastoralists"])
_OF_ACTS = frozenset(
    ["air", "drone", "new", "further", "more", "missile", "rocket", "artillery", "precision", "of", "a"]
)
_FREIGHT = frozenset(["truck", "trucks", "tanker", "tankers", "lorry", "lorries", "bus", "buses", "boat", "boats"])
_OBJECT = 5
"""Tokens from a verb to the noun that is its object, at most."""


def _air_defence(view: View, t: Trigger) -> bool:
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    return not t.passive and bool(
        {"defence", "defences", "defense", "defenses"} & {x.low for x in view.tokens[first : t.at]}
    )


def many_days(when: DateMention | None, least: int = 1) -> bool:
    """Tell a span of more than ``least`` days from its first to its last: more than a night or a day and a night."""
    known = when is not None and when.precision == "range" and when.first is not None and when.last is not None
    return known and when is not None and (when.last or date.min) - (when.first or date.min) > least * _NIGHT


def _own_arms(view: View, t: Trigger) -> bool:
    """Tell "the army said jets had destroyed": who boasts of what aircraft or guns destroyed owns them."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    owned = {"jets", "warplanes", "aircraft", "planes", "helicopters", "artillery", "drones", "gunships", "missiles"}
    return not t.passive and any(x.low in owned for x in view.tokens[first : t.at])


def _told_of_foes(view: View, t: Trigger, patient: Actor, claim: Claim) -> bool:
    """Tell "aircraft attacked a column of militants, the army said", "12 rebels were killed in a raid, it said".

    Forces that tell what befell those they fight, and name nobody else, tell of their own deeds.
    """
    side = side_of(claim.source) or _of_statement(view, claim)
    if side is None or claim.stance == "denies" or t.kind.group not in {"force", "casualty", "damage"}:
        return False
    foe = patient.kind == "armed" and patient.inter in {2, 3} and (not patient.side or patient.side != side.side)
    if not foe or t.kind.frame in {"mutual", "happen", "perish", "suffer"} or patient == side:
        return False
    if t.noun or t.passive:
        after = [x.low for x in view.tokens[t.at + 1 : t.at + 12]]
        return "by" not in after and not {"clashes", "infighting", "blast", "explosion", "mine"} & set(after)
    return _own_arms(view, t)


def _of_statement(view: View, claim: Claim) -> Actor | None:
    """Return whose statement it is that tells: "an army statement", "a military spokesman"."""
    said = set(fold(claim.source.name).split())
    if claim.source.kind == "official" and said & {"army", "military"}:
        return state_forces(claim.source.country or view.cast.country)
    topic = view.cast.topic
    return topic if said & {"statement", "communique"} and topic is not None and topic.inter == 1 else None


def _goes_on(view: View, t: Trigger) -> bool:
    """Tell "…, hitting a theatre": more of the act told before it in the sentence."""
    return t.participle and t.kind.group == "force" and any(x.at < t.at and not x.noun for x in view.triggers)


def responsible(view: View, t: Trigger) -> bool:
    """Tell whether a party claims responsibility for the act."""
    return view.responsibility_claim(t) is not None


def _who(view: View, m: ActorMention) -> str:
    """Return the words for people who do violence: "two men on motorcycles" are "Men"."""
    first = m.first
    while first < m.last - 1 and (
        view.tokens[first].low in words("determiner") | words("cardinal") or view.tokens[first].kind == "number"
    ):
        first += 1
    name = " ".join(view.surface(first, m.last).split())
    return name[:1].upper() + name[1:]


def _captured(view: View, t: Trigger) -> ActorMention | None:
    """Return who was captured, where it was no place."""
    if t.kind.frame != "take" or t.noun:
        return None
    sites = words("feature") | {"post", "posts", "position", "positions"}
    near = [m for m in view.mentions if not m.aside and not m.asset]
    near = [
        m
        for m in near
        if not any(x.low in sites or x.low.removesuffix("s") in sites for x in view.tokens[m.last - 1 : m.last + 1])
    ]  # "the army post"
    if t.passive:
        return None
    whom = view.sides(t).patient
    if whom is not None and whom.last < t.at:
        return whom  # "two soldiers they had captured"
    return next(
        (m for m in near if 0 < m.first - t.at <= 2 and m.preposition == "" and m.actor.kind in {"armed", "civilian"}),
        None,
    )


def make(
    view: View,
    t: Trigger,
    sides: Parties,
    claim: Claim | None,
    reference: bool,
    *,
    pair: tuple[Actor | None, Actor | None] | None = None,
    spoken: Claim | None = None,
) -> Draft:
    """Return the draft of what ``t`` tells; ``pair`` gives its parties, ``spoken`` the statement that it is."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    agent = sides.agent.actor if sides.agent else None
    patient = sides.patient.actor if sides.patient else None
    if t.noun and sides.agent is not None and heard_by(view, t, sides.agent):
        agent = None
    owned = view.responsibility_claim(t)
    if owned is not None and agent is None:
        agent, claim = owned.source, owned
    if pair is not None:
        agent, patient = pair
    taken = _captured(view, t)
    if taken is not None:
        held = bool({"prisoner", "prisoners"} & {x.low for x in view.tokens[taken.first : taken.last]})
        patient = None if held else taken.actor
        person = taken.actor.kind == "civilian" and not held
        t = replace(t, kind=kind_of("kidnap" if person else "ambush"))
    if agent is None and pair is None and claim is not None:
        if t.noun and t.kind.group == "force" and claim.source.kind == "armed" and _announced(view, t, claim):
            agent = claim.source  # "the coalition announced 24 air raids"
        elif t.noun and t.kind.lemma in _FEATS and claim.source.kind == "ministry" and _announced(view, t, claim):
            agent = side_of(claim.source)  # "the defence ministry announced the killing of five rebels"
        boasts = t.kind.lemma == "destroy" and _own_arms(view, t)
        if boasts and claim.source.kind == "armed":
            agent = claim.source
        elif agent is None and patient is not None and _told_of_foes(view, t, patient, claim):
            agent = side_of(claim.source) or _of_statement(view, claim)
        elif (
            (t.kind.group == "disrupt" and t.passive)
            or (t.kind.group == "take" and t.noun and t.kind.lemma not in {"loss", "fall"})
            or (t.kind.group == "disrupt" and _air_defence(view, t))
        ):
            agent = side_of(claim.source)  # "the ministry reported the capture of X", "said air defences downed …"
    if patient is None and pair is None and view.warlike:
        patient = unlisted_victim(view, t)
    agent, patient = two_sides(view, t, sides, agent, patient, claim) if pair is None else (agent, patient)
    if patient is not None and pair is None and sides.patient is not None and _kin_of(view, sides.patient.last):
        patient = Actor("Civilians", "civilian", 7)  # "the killing of a bandit leader's brother"
    struck = t.kind.group in {"casualty", "abduct", "arrest"} or (
        t.kind.group == "force" and sides.patient is not None and sides.patient.bare
    )
    if patient is not None and patient.kind in {"official", "person"} and struck and pair is None:
        patient = Actor("Civilians", "civilian", 7)  # "killed its chief"
    if patient is not None and t.kind.group == "casualty" and pair is None and _unarmed(patient):
        patient = Actor("Civilians", "civilian", 7)  # "killed two settlers": victims are no side
    if agent is not None and agent.kind == "ministry" and t.kind.frame == "happen" and pair is None:
        agent = None  # "a bomb on a car of the ministry exploded"
    if agent is not None and t.kind.plover == "ASSAULT" and agent.kind in {"official", "monitor"} and pair is None:
        rules = sides.agent is not None and view.tokens[sides.agent.last - 1].low in _RULERS
        # else who reports it, or whose office it is
        agent = Actor(_who(view, sides.agent), "armed", 1) if rules and sides.agent is not None else None
    if patient is not None and pair is None and sides.patient is not None and _bordering(view, sides.patient.last):
        patient = None  # "crossed the border with X", "the Pakistan-Afghanistan border"
    if patient is not None and patient.kind == "crowd" and t.kind.group == "disperse":
        patient = _PROTESTERS  # "to disperse the crowd"
    if patient is not None and _freight(patient):
        patient = None  # "ambushed a convoy of fuel trucks": whoever drove them
    if patient is not None and patient.kind == "official" and fold(patient.name).split()[-1] in words("feature"):
        patient = None  # "looted the South Hospital"
    if agent is not None and agent.kind == "civilian" and t.kind.plover in {"ASSAULT", "COERCE"} and pair is None:
        suicide = t.kind.sub_event == "Suicide bomb"
        m = sides.agent
        agent = None if suicide or m is None else Actor(_who(view, m), "armed", 3)
    result = t.kind.result
    if t.kind.group == "damage" and agent is not None and agent.kind == "crowd":
        t = replace(t, kind=kind_of("riot"))  # "demonstrators burned tyres"
    if t.kind.group in {"protest", "riot"}:
        crowd = _PROTESTERS if t.kind.group == "protest" else _RIOTERS
        agent, patient = (crowd if agent is None or agent.kind == "civilian" else agent), None
    place = (
        None
        if spoken is not None or (t.kind.group in SPEECH and t.kind.lemma != "threaten")
        else place_of(view, t, sides)
    )
    if place is None and spoken is None:
        place = heard_at(view, t)
    when, own_date = date_of(view, t, claim if pair is None else None, first, last)
    deadly = t.kind.group == "casualty" and t.kind.lemma not in HURT
    figures, injured = figures_of(view, t, first, last)
    count, span = occurrences(view.tokens, t.at, first, last, noun=t.noun)
    if count is None and t.kind.group == "repel":
        told = next((x for x in view.triggers if x.noun and 0 < x.at - t.at <= _OBJECT), None)
        if told is not None:
            count, span = occurrences(view.tokens, told.at, first, last, noun=True)
    if t.kind.group == "casualty":
        count, span = None, None
    text = view.surface(*span) if span is not None else ""
    near, by_itself = means_of(view, t, sides, first, last)
    always = by_itself or destroys(t)
    sub = _sub_event(t, agent, patient, refine(t.kind, assessed_as(view, t) or near, always=always))
    own_act = by_itself and sub != t.kind.sub_event
    where, country, start = expression(view, place)
    query = ""
    if not where and pair is None and spoken is None and t.kind.group not in DIPLOMACY | {"retreat"}:
        short = short_place(view, t)
        if short is not None:
            (country, start), where, query = (short[0].country, short[0].start), short[1], short[2]
    more = [] if t.kind.group in DIPLOMACY else [expression(view, p) for p in further_places(view, place)]
    each = shares(view, t) if t.kind.group in {"force", "disrupt"} and len(more) < 2 else []
    counts: tuple[tuple[str, int], ...] = ()
    if len(each) > 1:
        (where, country, start), *more = [expression(view, p) for p, _ in each]
        query, count, text = "", each[0][1], ""
        counts = tuple((expression(view, p)[0], n) for p, n in each if n is not None)
    parts: tuple[tuple[str, Count], ...] = ()
    if more and t.kind.group == "casualty" and (figures[0] or 0) > len(more):
        dead = [n or 1 for _, n in shares(view, t)]  # "killed two residents, one in A and one in B"
        if len(dead) == len(more) + 1 and sum(dead) == figures[0]:
            figures = dead[0], dead[0], dead[0]
            parts = tuple((w, (n, n, n)) for (w, _, _), n in zip(more, dead[1:], strict=True))
    return Draft(
        view.number, view.sentence.paragraph, view.tokens[t.at].start, t.kind.group, sub, t.kind.plover, agent,
        patient, where, country, when, figures, count, text, reports_of(view, claim, spoken),
        reference=reference, noun=t.noun, arms=t.kind.frame == "arms",
        fatal=deadly and (t.kind.frame != "perish" or figures != (None, None, None)),
        result=(result and not own_act) or _goes_on(view, t), clause=first,
        injured=injured, provisional=provisional(view.tokens), own_date=own_date,
        place_start=start, place_query=query, weak=t.kind.frame == "weak",
        more_died=deadly and died_after(view.tokens, first, t.at),
        mutual=t.noun and t.kind.frame == "mutual" and t.kind.plover == "ASSAULT",
        agent_again=sides.agent is not None and sides.agent.definite and sides.agent.bare,
        another=_another(view, t),
        past=claim is None and not t.noun and "had" in [x.low for x in view.tokens[max(0, t.at - 4) : t.at]],
        more=tuple(more), counts=counts, tolls=parts, follows=t.participle and t.kind.result,
        part=part_of_told(view, t), late=died_later(view, t),
        hunter=hunters(view, t, patient) if agent is None and claim is None else None,
        sweeping=sweeping(view, t),
    )  # fmt: skip


def _freight(actor: Actor) -> bool:
    """Tell lorries and boats of nobody's from a party: "fuel trucks"."""
    plain = actor.kind == "armed" and not (actor.country or actor.side or actor.inter)
    return plain and fold(actor.name).split()[-1] in _FREIGHT


def _bordering(view: View, at: int) -> bool:
    return at < len(view.tokens) and view.tokens[at].low in {"border", "frontier", "boundary", "borders"}


def _kin_of(view: View, at: int) -> bool:
    """Tell "'s brother", "'s two sons" at token ``at``: not the party before it, but somebody of theirs."""
    tokens = view.tokens
    if at + 1 >= len(tokens) or tokens[at].low != "'s":
        return False
    following = (nouns().at(tokens, k) for k in range(at + 1, min(at + 3, len(tokens))))
    return any(noun is not None and noun[1].kind == "civilian" for noun in following)


def _announced(view: View, t: Trigger, claim: Claim) -> bool:
    """Tell "announced 24 air raids", "confirmed a strike": what a party tells of its own."""
    if t.kind.frame == "weak":
        return False  # "the army confirmed the incident"
    if view.tokens[claim.at].low not in {"announced", "claimed", "confirmed", "acknowledged", "admitted", "declared"}:
        return False
    gap = view.tokens[claim.at + 1 : t.at]
    return all(x.kind == "number" or x.low in words("determiner") | words("cardinal") | _OF_ACTS for x in gap)


def _unarmed(actor: Actor) -> bool:
    """Tell people who can be a side of a clash and are none where they are killed: herders, settlers."""
    return actor.kind == "armed" and actor.inter == 4 and fold(actor.name).split()[-1] in _PEOPLES_AT_WORK


def _another(view: View, t: Trigger) -> bool:
    """Tell "a second strike", "they also shelled X" from an act told before."""
    before = [x.low for x in view.tokens[max(0, t.at - 6) : t.at]]
    near = [x.low for x in view.tokens[t.at + 1 : t.at + 4]] if t.noun else before[-3:]
    then = t.kind.group in {"force", "damage", "take"} and bool(_NEXT & set(near))
    return "also" in before or then or (t.noun and bool(_ORDINALS & set(before[-3:])))


def _sub_event(t: Trigger, agent: Actor | None, patient: Actor | None, sub: str) -> str:
    """Return the sub-event that the parties make of it: an attack on civilians, a state that regains territory."""
    if sub == "Armed clash" and t.kind.frame == "act" and patient is not None and patient.kind == "civilian":
        return "Attack"
    if t.kind.group == "casualty" and patient is not None and patient.kind == "armed" and sub == "Attack":
        return "Armed clash"
    if sub == "Attack" and t.kind.lemma == "open" and patient is not None and patient.kind == "armed":
        return "Armed clash"
    if t.kind.group == "force" and sub == "Armed clash" and agent is not None and agent.kind == "crowd":
        return "Violent demonstration"
    if t.kind.group == "take" and agent is not None and agent.inter == 1:
        return "Government regains territory"
    if t.kind.group == "take" and agent is not None and agent.inter in {2, 3, 4}:
        return "Non-state actor overtakes territory"  # "the M23 recaptured it"
    return sub


def reports_of(view: View, claim: Claim | None, spoken: Claim | None) -> list[Report]:
    """Return who says what a trigger tells, with the words."""
    start, end = view.sentence.start, view.sentence.end
    told = spoken or claim
    if told is None:
        return [Report("", "states", start, end)]
    a, b = told.first, told.last
    while a < b and view.tokens[a].low in {",", ":", '"', "“"}:
        a += 1
    while b > a and view.tokens[b - 1].low in {",", '"', "”", ".", "“"}:
        b -= 1
    if a < b:
        start, end = view.tokens[a].start, view.tokens[b - 1].end
    said = [Report(name, told.stance, start, end) for name in (told.source.name, *told.also)]
    return said + [Report(c.source.name, "denies", start, end) for c in view.claims if _disputes(view, c, told)]


def _disputes(view: View, outer: Claim, told: Claim) -> bool:
    """Tell "the army disputed the account of residents, who said …", of what the residents said."""
    if outer.stance != "denies" or told.stance == "denies" or outer.source == told.source:
        return False
    if not outer.first <= told.cue[0] < told.last <= outer.last:
        return False
    return not words("account").isdisjoint(view.low[outer.first : told.cue[0]])
