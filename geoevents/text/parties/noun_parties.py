"""Who does what to whom in a noun: "the attack by A on B", "A's raid", "clashes pitting A against B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, is_light

__all__ = ["Parties", "adjective", "first_of_list", "holder", "noun_parties"]

_BETWEEN = 8
"""Tokens from one of coordinated subjects to the next, at most."""
_NAME = 4
"""Words of the name of a people, at most."""
_AGENTIVE = frozenset(["attack", "assault", "offensive", "raid", "counterattack", "incursion", "ambush", "provocation"])
"""Nouns whose "of" names an armed party that does it: "the attacks of the aggressor"."""
_ANSWERED = frozenset(["answered", "responded", "retaliated", "replied", "reacted", "answering", "responding"])
_HEARD = frozenset(["heard", "saw", "seen", "reported", "said", "recorded", "observed", "noted"])
_HEARING = frozenset(["hearing", "seeing", "following", "causing", "triggering", "including"])
_ADJECTIVES = frozenset([
    "armed", "coordinated", "targeted", "renewed", "sustained", "repeated", "red", "suspected", "alleged",
    "unprovoked", "limited", "intensified", "combined",
])  # fmt: skip
_HELD = frozenset(["used", "held", "occupied", "run", "controlled", "owned", "manned", "inhabited", "guarded"])
_SUFFERED = frozenset(["suffered", "suffers", "suffering", "survived", "escaped"])


@dataclass(slots=True)
class Parties:
    """The two sides of an event, as mentions; either may be unknown."""

    agent: ActorMention | None = None
    patient: ActorMention | None = None


def first_of_list(tokens: Sequence[Token], free: Sequence[ActorMention]) -> ActorMention:
    """Return the first of coordinated subjects: "soldiers of A and fighters of B attacked"."""
    k = len(free) - 1
    while k and _and(tokens, free[k - 1].last, free[k].first):
        if free[k].actor.kind != free[k - 1].actor.kind:
            break
        k -= 1
    return free[k]


def _and(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell "A and B", "A on the eastern front and B"."""
    gap = [t for t in tokens[start:end] if t.low not in words("determiner")]
    if not gap or gap[-1].low != "and" or len(gap) > _BETWEEN:
        return False
    verbs = acting_forms() | words("be") | words("perfect")
    return gap[0].low in words("preposition") | {"and"} and not any(t.kind == "mark" or t.low in verbs for t in gap)


def noun_parties(
    text: str,
    tokens: Sequence[Token],
    trigger: Trigger,
    triggers: Sequence[Trigger],
    inside: Sequence[ActorMention],
    first: int,
) -> Parties:
    """Return who acts on whom in the noun of ``trigger``."""
    after = [m for m in inside if m.first > trigger.at]
    following = next((t.at for t in triggers if t.at > trigger.at and not t.noun), None)
    near = [m for m in after if following is None or m.first < following]
    further = next((t.at for t in triggers if t.at > trigger.at and t.noun and _apart(tokens, trigger.at, t.at)), None)
    near = [m for m in near if further is None or m.first < further]
    between = [m for m in near if m.preposition == "between" and tokens[m.last - 1].low != "members"]
    between = between or _pitted(tokens, near)
    if between:
        rest = [
            m
            for m in near
            if m.first >= between[0].last and m.preposition in {"", "against", "with"} and m.actor != between[0].actor
        ]
        return Parties(between[0], rest[0] if rest else None)
    if trigger.kind.frame == "mutual" and trigger.kind.plover == "ASSAULT":
        peoples = _peoples(text, tokens, trigger.at)
        if peoples is not None:
            return peoples
    agent = next((m for m in near if m.preposition == "by" and not holder(tokens, m)), None)
    patient = next((m for m in near if m.preposition in {"on", "against", "targeting", "with"}), None)
    if patient is None and trigger.kind.lemma == "ambush":
        patient = next((m for m in near if m.preposition == "for"), None)  # "an ambush was laid for a column"
    if agent is None and trigger.kind.group == "force":
        # "shelling from positions of X", "rocket fire from X"
        agent = next(
            (m for m in near if m.preposition == "from" and m.actor.kind == "armed" and _at_once(tokens, trigger, m)),
            None,
        )
    held = next((m for m in near if m.preposition == "by" and m.actor.kind == "armed" and holder(tokens, m)), None)
    patient = patient or (held if trigger.kind.group == "force" else None)
    of = next((m for m in near if m.preposition == "of" and m.first - trigger.at <= 3), None)
    if of is not None:
        does = trigger.kind.lemma in _AGENTIVE and of.actor.kind == "armed" and not of.asset
        if agent is None and (patient is not None or does):
            agent = of
        elif patient is None:
            patient = of
    start = _phrase_start(tokens, trigger.at)
    if agent is None:
        agent = next(
            (m for m in reversed(inside) if m.last in range(start, trigger.at + 1) and m.last <= trigger.at), None
        )
    if agent is None:
        agent = adjective(text, tokens, start, trigger.at)
    if agent is None:
        # "the army launched an attack": the verb before the noun only carries it
        carried = [i for i in range(max(first, start - 4), start) if is_light(tokens[i].low)]
        carried = [i for i in carried if tokens[i].low != "with" or tokens[i - 1].low in _ANSWERED]
        led = tokens[carried[0] - 1] if carried and carried[0] else None
        if led is not None and led.low in words("pronoun") and not (led.capital and led.low == "us"):
            carried = []  # "they launched an attack": none of those named before
        if carried:
            passive = carried[0] and tokens[carried[0] - 1].low in words("be")
            agent = (
                None
                if passive
                else first_of_list(tokens, lead)
                if (lead := [m for m in inside if m.last <= carried[0] and m.preposition == ""])
                else None
            )
            if (
                agent is not None
                and trigger.kind.frame == "mutual"
                and patient is None
                and lead[-1].actor != agent.actor
            ):
                patient = lead[-1]  # "delegations of A and B held talks"
    if agent is None and (twin := _twin(tokens, trigger, triggers, first)) is not None:
        agent = noun_parties(text, tokens, twin, triggers, inside, first).agent  # "18 air strikes and 212 shellings"
    if trigger.kind.frame == "mutual" and patient is not None and agent is None:
        # "troops advanced after fighting with X", "three soldiers died in clashes with X"
        subjects = [
            m for m in inside if m.last <= start and m.preposition == "" and m.actor.kind in {"armed", "country"}
        ]
        if subjects and subjects[-1].actor != patient.actor and not subjects[-1].asset:
            agent = subjects[-1]
    suffered = any(x.low in _SUFFERED for x in tokens[max(first, start - 4) : start])
    if agent is not None and suffered and agent.last <= start:
        agent, patient = None, patient or agent  # "the town suffered an attack"
    if patient is None and following is not None:
        victim = next((t for t in triggers if t.at == following and t.kind.result), None)
        if victim is not None and not victim.passive and victim.kind.frame != "perish":
            patient = next((m for m in after if m.first > following and m.preposition == ""), None)
    return Parties(agent, patient)


def _peoples(text: str, tokens: Sequence[Token], at: int) -> Parties | None:
    """Read "clashes between the Nuer and Murle", "between members of the Hausa and Hamaj communities" by the names."""
    k = next((k for k in range(at + 1, min(at + 4, len(tokens))) if tokens[k].low == "between"), None)
    found: list[ActorMention] = []
    while k is not None and len(found) < 2:
        k += 1
        while k < len(tokens) and tokens[k].low in words("determiner") | {
            "members",
            "people",
            "communities",
            "villagers",
        }:
            k += 1
        end = k
        while end < len(tokens) and end - k < _NAME and tokens[end].capital and tokens[end].kind == "word":
            end += 1
        if end == k or (not found and (end >= len(tokens) or tokens[end].low != "and")):
            return None
        name = " ".join(text[tokens[k].start : tokens[end - 1].end].split())
        found.append(ActorMention(k, end, Actor(name, "armed", 4), True, preposition="between"))
        k = end
    return Parties(*found) if found else None


def _apart(tokens: Sequence[Token], at: int, other: int) -> bool:
    """Tell "saw air strikes on X, and heard clashes between A and B": another clause, whose parties are its own."""
    gap = [t.low for t in tokens[at:other]]
    return "," in gap and bool((words("pronoun") | _HEARD) & set(gap))


def _at_once(tokens: Sequence[Token], trigger: Trigger, m: ActorMention) -> bool:
    """Tell "shelling from positions of X" from what happened elsewhere in the sentence."""
    return m.first - trigger.at <= _BETWEEN and not any(t.kind == "mark" for t in tokens[trigger.at : m.first])


def _twin(tokens: Sequence[Token], trigger: Trigger, triggers: Sequence[Trigger], first: int) -> Trigger | None:
    """Return the noun of an act that this one is joined to by "and", so that both are of one party."""
    twin = next((t for t in reversed(triggers) if first <= t.at < trigger.at), None)
    if twin is None or not twin.noun or twin.kind.group != trigger.kind.group:
        return None
    gap = [t.low for t in tokens[twin.at + 1 : trigger.at]]
    return twin if "and" in gap and not {",", ";", ":", "by", "on"} & set(gap) else None


def holder(tokens: Sequence[Token], m: ActorMention) -> bool:
    """Tell "a strike on a cave used by X", "on the town held by X"."""
    return m.first >= 2 and tokens[m.first - 2].low in _HELD


def _pitted(tokens: Sequence[Token], near: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the parties of "clashes pitting A against B", "a firefight involving A and B"."""
    return [m for m in near if tokens[m.first - 1].low in {"pitting", "involving"}]


def _phrase_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the adjectives before the noun at ``at`` start ("recent drone and missile attack")."""
    k = at
    stop = (
        words("determiner")
        | words("preposition")
        | words("be")
        | words("coordinator")
        | words("perfect")
        | words("subordinator")
    )
    while (
        k
        and tokens[k - 1].kind in {"word", "possessive"}
        and tokens[k - 1].low not in stop
        and at - k < 5
        and not is_light(tokens[k - 1].low)
        and tokens[k - 1].low not in acting_forms() | _HEARING
        and not (tokens[k - 1].low.endswith("ed") and tokens[k - 1].low not in _ADJECTIVES | words("backed"))
    ):
        if tokens[k - 1].kind == "possessive":
            return k - 1
        if tokens[k - 1].capital and not tokens[k - 1].glued:
            return k - 1
        k -= 1
    return k


def adjective(text: str, tokens: Sequence[Token], start: int, at: int) -> ActorMention | None:
    """Read "a Russian air strike" as one of Russia's forces."""
    for i in range(start, at):
        hit = lexicon.demonyms().at(tokens, i) or lexicon.countries().at(tokens, i)
        short = tokens[i].end - tokens[i].start <= 3 and not text[tokens[i].start : tokens[i].end].isupper()
        if hit is not None and tokens[i].capital and not short:
            if hit[0] < len(tokens) and tokens[hit[0]].low in words("backed"):
                return None
            actor: Actor = lexicon.state_forces(hit[1].iso2)
            return ActorMention(i, hit[0], actor, True)
    return None
