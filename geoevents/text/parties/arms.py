"""Who is behind a weapon: "a missile fired from positions of X hit", "killed by fire from X", "X detonated a bomb"."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, weapon_words

__all__ = ["aimed_at", "behind_arms", "beside", "eligible", "over_it", "planted", "sender"]

_TO_OWNER = 8
"""Tokens from "by" to whose the weapon was that it names, at most."""
_SENT = frozenset([
    "fired", "launched", "dropped", "planted", "laid", "thrown", "sent", "flown", "operated", "detonated", "piloted",
    "controlled", "steered", "deployed", "dispatched", "hurled", "lobbed", "buried", "placed", "set", "shot", "used",
    "manned", "belonging", "attributed", "blamed", "released", "guided",
])  # fmt: skip
_BELIEVED = frozenset(["believed", "thought", "presumed", "suspected", "understood", "said", "reported"])
_MOVING = frozenset(["vehicle", "vehicles", "convoy", "patrol", "van", "truck", "jeep", "bus", "tank", "checkpost"])
_FIRE = frozenset(["fire", "gunfire", "shots", "bullets", "shelling", "bombardment"])
_ACTING_KINDS = frozenset(["armed", "civilian", "crowd", "country", "ministry", "official", "person"])


def eligible(m: ActorMention) -> bool:
    """Tell a party that can act or be acted on in the clause itself."""
    return not m.aside and m.actor.kind in _ACTING_KINDS and not (m.asset and not m.known)


def aimed_at(tokens: Sequence[Token], after: Sequence[ActorMention]) -> ActorMention | None:
    """Return at whom: "rockets were fired at X", "at a base housing X"."""
    return next(
        (
            m
            for m in after
            if m.actor.kind in {"armed", "civilian"}
            and (m.preposition in {"at", "on", "against"} or tokens[m.first - 1].low in {"housing", "hosting"})
        ),
        None,
    )


def over_it(m: ActorMention) -> bool:
    """Tell whom a bomb was under or beside: "went off under an army jeep"."""
    return m.preposition in {"under", "beneath", "beside", "in", "inside"} and m.actor.kind == "armed"


def beside(tokens: Sequence[Token], m: ActorMention) -> bool:
    """Tell whose vehicle or post a bomb was for: "went off near a vehicle of X", "close to X's convoy"."""
    if m.actor.kind != "armed" or m.preposition not in {"near", "beside", "by", "to", "against", "at"}:
        return False
    return m.asset or any(t.low in _MOVING for t in tokens[m.first : m.last + 3])


def behind_arms(
    tokens: Sequence[Token], trigger: Trigger, mentions: Sequence[ActorMention], cues: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Return whose the weapon is in "killed by fire from X", "hit by a shell launched by X"."""
    by = next((k for k in range(trigger.at + 1, min(trigger.at + 4, len(tokens))) if tokens[k].low == "by"), None)
    if by is None:
        return None
    for m in mentions:
        gap = [t.low for t in tokens[by + 1 : m.first]] if m.first > by else []
        led = bool(gap) and gap[-1] in {"from", "of", "by"} and eligible(m) and m.actor.kind in {"armed", "country"}
        if not led or len(gap) > _TO_OWNER or any(a <= m.first < b for a, b in cues):
            continue
        sent = gap[-1] != "by" or (len(gap) > 1 and gap[-2] in _SENT)
        if sent and (weapon_words() | _FIRE) & set(gap) and not {",", ";", "that"} & set(gap):
            return m
    return None


def sender(tokens: Sequence[Token], inside: Sequence[ActorMention], first: int, at: int) -> ActorMention | None:
    """Return who is behind the weapon that is the subject: "a missile fired from positions of X hit", "fire from X"."""
    if first and tokens[first].low in {"that", "which"}:
        first = max(0, first - 3)  # "shells that had been fired by X landed …"
    arms = next((k for k in range(first, at) if tokens[k].low in weapon_words() | _FIRE), None)
    if arms is None or any(m.preposition == "" and m.last <= arms for m in inside):
        return None
    abroad = _from_abroad(tokens, arms, at)
    if abroad is not None:
        return abroad
    for m in inside:
        gap = [t.low for t in tokens[arms + 1 : m.first]] if arms < m.first and m.last <= at else []
        sent_at = next((k for k, g in enumerate(gap) if g in _SENT), None)
        sent = sent_at is not None and acting_forms().isdisjoint(gap[:sent_at])
        if sent_at is not None and not sent:
            continue  # "a bomber struck a checkpoint manned by X"
        led = bool(gap) and (gap[-1] in {"from", "by"} or (gap[-1] == "of" and "direction" in gap))
        led = led or (sent and gap[-1] in {"to", "on"})  # "belonging to", "blamed on"
        kinds = _ACTING_KINDS - {"person"} if sent else {"armed", "country"}
        if not led or len(gap) > _TO_OWNER or m.actor.kind not in kinds:
            continue
        plain = gap == ["from"] or all(g in _FIRE | weapon_words() | {"from", "the", "direction", "of"} for g in gap)
        if (plain or sent) and not {",", ";"} & set(gap):
            return m
    return None


def _from_abroad(tokens: Sequence[Token], arms: int, at: int) -> ActorMention | None:
    """Read "shells fired from Ukraine", "drones launched from Iranian territory": where they came from says whose."""
    near = range(arms + 1, min(arms + _TO_OWNER, at))
    for k in near:
        # "a drone, believed to be Turkish, killed"
        said = tokens[k].low in _BELIEVED and any(x.low in {"be", "have"} for x in tokens[k + 1 : k + 4])
        whose = next((h for j in near if j > k and tokens[j].capital and (h := lexicon.demonyms().at(tokens, j))), None)
        if said and whose is not None:
            return ActorMention(k, whose[0], lexicon.state_forces(whose[1].iso2), True, preposition="by")
    start = next((k for k in near if tokens[k].low == "from"), None)
    if start is None or start + 1 >= at or not any(t.low in _SENT for t in tokens[arms:start]):
        return None
    for table in (lexicon.countries(), lexicon.demonyms()):
        hit = table.at(tokens, start + 1)
        if hit is not None and tokens[start + 1].capital:
            return ActorMention(start + 1, hit[0], lexicon.state_forces(hit[1].iso2), True, preposition="from")
    return None


def planted(tokens: Sequence[Token], inside: Sequence[ActorMention], first: int, at: int) -> ActorMention | None:
    """Return who is behind a thing that exploded: "a mine planted by X", "X detonated a bomb"."""
    by = next((m for m in inside if m.last <= at and m.preposition == "by" and m.first - first > 1), None)
    if by is not None:
        return by
    free = [m for m in inside if m.last <= at and m.preposition == "" and m.actor.kind == "armed" and not m.asset]
    return free[-1] if free and tokens[at].low.startswith("detonat") else None
