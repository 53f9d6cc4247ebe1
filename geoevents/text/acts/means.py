"""The words around an act that tell by what means it was done, and those that only seem to."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.times.day_of_event import SPEECH
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, is_light, weapon_words

__all__ = ["EARLY", "destroys", "means_of", "sweeping"]

EARLY = 12
"""Tokens from the start of a clause within which a noun with a date is what the clause is about."""
_ASIDE = 8
"""Words before a verb that are looked at for the weapon, and half of those of an aside at most."""
_QUOTES = frozenset(['"', "“", "'", "‘"])
_MEANS = frozenset(["with", "using", "by", "in", "during"])
_KEPT = frozenset(["continued", "continues", "continue", "kept", "keeps", "resumed"])
_PITS = frozenset(["mine", "mines"])
_REACH = 5
"""Tokens from a verb to the "across" behind its object, at most."""
_OPEN = frozenset(["blow", "attack", "raid", "assault"])
_EFFECTS = frozenset(["hit", "explosion", "detonation", "blast"])
"""Nouns whose "of …" says of what: "hits of drones", "explosions assessed as artillery rounds"."""
_AIMED = frozenset(["aimed", "fired", "shot", "directed", "launched", "lobbed", "hurled", "thrown", "pointed"])
_STOOD_BY = frozenset(["backed", "supported", "covered", "escorted", "accompanied", "protected", "followed"])
"""What friends do that take no part in an act."""


def destroys(t: Trigger) -> bool:
    """Tell "destroyed five missiles": what is destroyed is named where others name their means."""
    return not t.passive and t.kind.lemma == "destroy"


def means_of(view: View, t: Trigger, sides: Parties, first: int, last: int) -> tuple[list[Token], bool]:
    """Return the words around an act, in the clause ``tokens[first:last]``, that can tell by what means it was done.

    The second value tells whether they are those of a weapon that did it by itself: "a shell killed five".
    """
    prior = max([x.at + 1 for x in view.triggers if x.at < t.at and not x.noun], default=0)
    fired = max((x for x in view.triggers if x.at < t.at and not x.noun), key=lambda x: x.at, default=None)
    aside = fired is not None and (fired.kind.group in SPEECH or (fired.kind.frame == "arms" and fired.passive))
    flung = fired is not None and fired.kind.frame == "arms" and not _is(view, fired)
    flung = flung and fired is not None and view.tokens[fired.at + 1].low in {"by", "from", "at", "towards"}
    if fired is not None and (aside or flung) and not _is(view, fired):
        prior = 0  # "shells fired by X exploded"
    if prior:
        # "dropped bombs on A and artillery pounded B": each verb has its own weapon
        prior = next((k for k in range(t.at - 1, prior, -1) if view.tokens[k].low in words("coordinator")), prior)
    later = min([x.at for x in view.triggers if x.at > t.at and not x.noun], default=last)
    begin = max(first, _before_aside(view, t, first), prior if not t.kind.result else 0)
    if flung and fired is not None:
        begin = max(first, min(begin, fired.at - 3))  # "a missile launched from the hills held by X struck a ship"
    near = list(view.tokens[begin : min(last, max(t.at + 6, later))])
    near = _without_friends(near[:30])
    if t.noun and not any(x.low in {"with", "using", "involving"} for x in view.tokens[t.at + 1 : t.at + 6]):
        # "a strike destroyed a bomb factory" was no bombing, "an attack by aircraft" was from the air
        near = [*view.tokens[max(first, t.at - 4) : t.at], *_by_phrase(view, t), *_of_light(view, t, first)]
    if not t.noun and first and view.tokens[first].low in {"that", "which"}:
        near = [*view.tokens[max(0, first - 2) : first], *near]  # "six drones that targeted the company"
    if sides.patient is not None:
        # a helicopter that was shot at is no means
        own = {view.tokens[k].start for k in range(sides.patient.first, sides.patient.last)}
        near = [x for x in near if x.start not in own]
    near = [x for x in near if x.start != view.tokens[t.at].start or t.noun]
    if destroys(t):
        # "destroyed five missiles with drones": what was destroyed was no means
        means = next(
            (k for k, x in enumerate(near) if x.start > view.tokens[t.at].start and x.low in _MEANS), len(near)
        )
        near = [x for k, x in enumerate(near) if x.start < view.tokens[t.at].start or k > means]
    near = [x for x in near if x.low not in _PITS or not _dug(view, x)]
    near = _without_aims(view, near)
    arms = _by_arms(view, t, first, last)
    return (arms if arms and not destroys(t) else near), bool(arms)


def _dug(view: View, mine: Token) -> bool:
    """Tell a mine that something is dug from: "a gold mine convoy"."""
    k = next((k for k, x in enumerate(view.tokens) if x.start == mine.start), 0)
    return k > 0 and view.tokens[k - 1].low in words("ore")


def _is(view: View, t: Trigger) -> bool:
    """Tell "were fired" from "fired by X"."""
    return view.tokens[max(0, t.at - 1)].low in words("be")


def _before_aside(view: View, t: Trigger, first: int) -> int:
    """Return where the words beside a verb begin: before what stands between commas ("drones, believed …, hit")."""
    tokens = view.tokens
    if not t.noun and t.at and tokens[t.at - 1].low == ",":
        comma = next((k for k in range(t.at - 2, max(first, t.at - 2 * _ASIDE), -1) if tokens[k].low == ","), None)
        return comma - 3 if comma is not None else t.at - _ASIDE
    return t.at - _ASIDE


def _by_arms(view: View, t: Trigger, first: int, last: int) -> list[Token]:
    """Return the words of the weapon that killed or destroyed by itself: "a shell killed five", "hurt by shrapnel"."""
    if not t.kind.result or t.noun or t.participle or t.kind.frame == "leave":
        return []
    if any(first <= x.at < last and not x.kind.result for x in view.triggers):
        return []
    tokens = view.tokens
    to = next((k for k in range(t.at + 1, min(t.at + 7, last)) if tokens[k].low == "to"), None)
    if t.kind.lemma == "lose" and to is not None:
        span = list(tokens[to + 1 : min(to + 5, last)])  # "lost two men to a roadside bomb"
    elif t.passive:
        later = min([x.at for x in view.triggers if x.at > t.at], default=len(tokens))
        spans = [_noun_behind(tokens, k, max(last, later)) for k in range(t.at + 1, later) if tokens[k].low == "by"]
        # "killed in the yard of his house by a mortar shell"
        span = next((s for s in spans if any(x.low in weapon_words() for x in s)), [])
    else:
        k = t.at - 1
        while k >= first and tokens[k].low in words("adverb") | words("perfect") | _QUOTES:
            k -= 1
        span = list(tokens[max(first, k - 3) : k + 1]) if k >= first and tokens[k].low in weapon_words() else []
        doer = view.sides(t).agent
        if not span and (doer is None or doer.preposition == "by"):
            span = list(tokens[first : min(k + 1, first + EARLY)])  # "a car bomb in central Turkey has killed 13"
    if any(x.low in words("figurative_before") for x in span):
        return []  # "a gas explosion"
    return span if any(x.low in weapon_words() for x in span) else []


def _noun_behind(tokens: Sequence[Token], by: int, last: int) -> list[Token]:
    """Return the words of the noun phrase behind the preposition at ``by``."""
    span = list(tokens[by + 1 : min(by + 6, last)])
    return span[: next((k for k, x in enumerate(span) if x.low in words("preposition") | {","}), len(span))]


def _by_phrase(view: View, t: Trigger) -> Sequence[Token]:
    """Return the words of who did it right behind a noun: "an attack by Russian aircraft on X"."""
    tokens = view.tokens
    leads = {"by", "of", "from", "caused", "assessed"} if t.kind.lemma in _EFFECTS else {"by"}
    if t.at + 1 >= len(tokens) or tokens[t.at + 1].low not in leads:
        return []
    stop = words("preposition") | words("be") | words("perfect") | words("subordinator") | {",", "and"}
    end = next((k for k in range(t.at + 2, len(tokens)) if tokens[k].low in stop), len(tokens))
    return tokens[t.at + 2 : end]


def _of_light(view: View, t: Trigger, first: int) -> list[Token]:
    """Return the arms of who does it in "the eagles of the Air Force dealt blows to X": the noun leaves them open."""
    verb = next((k for k in range(t.at - 1, max(first, t.at - 5), -1) if is_light(view.tokens[k].low)), None)
    if t.kind.lemma not in _OPEN or verb is None:
        return []
    doer = view.sides(t).agent
    begin = doer.first if doer is not None and first <= doer.first < verb else first
    return [x for x in view.tokens[begin:verb] if x.low in weapon_words()]


def _without_friends(near: Sequence[Token]) -> list[Token]:
    """Leave out who only stood by: "a patrol, backed by helicopters, raided a house"."""
    low = [x.low for x in near]
    out = list(near)
    for k in range(len(low) - 1):
        if low[k] in _STOOD_BY and low[k + 1] == "by":
            end = next((i for i in range(k, len(low)) if low[i] == ","), len(low))
            dropped = {x.start for x in near[k:end]}
            out = [x for x in out if x.start not in dropped]
    return out


def _without_aims(view: View, near: Sequence[Token]) -> list[Token]:
    """Leave out what was only aimed at: "two rockets aimed at a helicopter came down in X"."""
    if _AIMED.isdisjoint(view.words):
        return list(near)
    low = view.low
    aim = next((k + 1 for k in range(len(low) - 1) if low[k] in _AIMED and low[k + 1] in {"at", "against"}), None)
    if aim is None:
        return list(near)
    stop = words("preposition") | words("be") | words("perfect") | acting_forms() | {",", "and", "but"}
    end = next((k for k in range(aim + 1, len(low)) if low[k] in stop), min(len(low), aim + _REACH))
    aimed = {x.start for x in view.tokens[aim:end]}
    return [x for x in near if x.start not in aimed]


def sweeping(view: View, t: Trigger) -> bool:
    """Tell "pounded areas across the Gaza Strip", "strikes throughout the country", "continued to bomb the hills"."""
    if t.kind.group != "force":
        return False
    if not t.noun and not _KEPT.isdisjoint(x.low for x in view.tokens[max(0, t.at - 3) : t.at]):
        return True
    for x in view.tokens[t.at + 1 : t.at + _REACH]:
        if x.low in {"across", "throughout"}:
            return True
        if x.capital or x.kind == "mark" or (x.low in words("preposition") and x.low != "of"):
            return False
    return False
