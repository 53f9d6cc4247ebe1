"""Whether a word of many senses ("hit", "capture") tells of armed violence here, or of sport, trade or weather."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention, stops
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.view import DEVICES, View
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.numbers import number_at
from geoevents.text.words.tokens import Token, fold
from geoevents.text.words.vocabulary import weapon_words

__all__ = ["tells_violence", "warlike"]

_WORDS_PER_HIT = 100
"""A text speaks of armed conflict when at least one word in so many does: news of war has one in ten to thirty; news
of trade and sport borrows one in some hundreds."""
_VEHICLES = frozenset(["car", "cars", "vehicle", "lorry", "truck", "van", "motorcycle", "bus"])
_UNARMED = frozenset(["team", "crew", "unit", "group", "squad", "side"])
_ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "last", "latter", "other", "former"])
"""Words that stand for one of the deeds just told: "The second targeted a tanker"."""
_AT = frozenset(["at", "on", "into", "towards", "toward", "against"])
"""Words before what a rocket is launched at."""
_CROWDS = frozenset(["protest", "riot"])


_TAKEN = 5
"""Tokens from "liberated" to the name of the village, at most."""
_FOUGHT = frozenset([
    "between", "in", "near", "around", "broke", "erupted", "resumed", "raged", "continued", "continues", "spread",
    "with", "intensified", "flared", "escalated",
])  # fmt: skip
"""What follows "fighting" where it is no fight against fires or graft."""
_FROM_THE_AIR = frozenset(["strike", "strikes", "raid", "raids", "attack", "attacks"])
"""Words that speak of war behind "air"."""


def warlike(tokens: Sequence[Token]) -> bool:
    """Tell whether a text as a whole speaks of armed conflict, by how often it names soldiers, arms, armed parties."""
    vocabulary, hits = words("warfare") | words("warring"), 0
    enough = max(1, sum(t.kind == "word" for t in tokens) / _WORDS_PER_HIT)
    for i, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if hits >= enough:
            return True
        if (
            token.low in vocabulary
            or (token.low == "fighting" and i + 1 < len(tokens) and tokens[i + 1].low in _FOUGHT)
            or (token.low in {"defence", "defense"} and any(x.low == "ministry" for x in tokens[max(0, i - 2) : i + 2]))
            or (token.low == "shelled" and i + 1 < len(tokens) and tokens[i + 1].low != "out")
            or (token.low in _FROM_THE_AIR and i and tokens[i - 1].low == "air")
        ):
            hits += 1
        elif token.capital and (known := lexicon.actors().at(tokens, i)) is not None and known[1].kind == "armed":
            hits += known[0] - i > 1 or token.end - token.start > 2
    return hits >= enough


def tells_violence(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell whether the words around ``t`` leave it a word for violence.

    What does a deed is a party, a weapon, an act or a pronoun: inflation, rain and strikers do none. Beyond that a
    word of many senses needs an armed party, a word of war beside it, or a text that speaks of armed conflict.
    """
    if t.kind.plover in {"CONSULT", "AGREE"}:
        return view.warlike or any(m is not None and _public(m) for m in (sides.agent, sides.patient))
    if t.kind.plover not in {"ASSAULT", "COERCE", "RETREAT", "PROTEST"}:
        return True
    if _debris(view, t):
        return False
    if t.noun:
        if _strike_of_workers(view, t):
            return False
    elif t.kind.group == "protest" and (not t.kind.open or _crowd(view, t)):
        return True  # "took to the streets", "jobless graduates protested"
    elif not (_met_a_device(view, t) or _doer_fits(view, t, sides)):
        return False
    if _by_mishap(view, t, sides):
        return False
    if t.kind.lemma == "come" and t.kind.group == "protest" and not view.warlike:
        return False  # "teachers came to X to demand better pay": who comes is no crowd yet
    if t.kind.lemma == "launch" and not (t.noun or t.passive or _armed(sides.agent)):
        # a rocket is launched at something, or by an armed party; else it goes to space
        after = view.tokens[t.at + 1 : t.at + 10]
        return any(x.low in _AT and not (x.low == "on" and _dated(y)) for x, y in pairwise(after))
    if (t.kind.lemma in {"vigil", "gather"} or (t.noun and t.kind.lemma == "march")) and not view.warlike:
        return False
    if not t.kind.open or t.kind.group in _CROWDS:
        return True
    if view.warlike or _armed(sides.agent) or _armed(sides.patient) or _words_of_war(view, t):
        return True
    # "were killed in an Israeli strike": what led to it tells
    led = [x for x in view.triggers if not x.kind.result and x.kind.group in {"force", "take"}]
    return t.kind.result and any(tells_violence(view, x, view.sides(x)) for x in led)


def _dated(token: Token) -> bool:
    """Tell the day of "on Thursday", "on 4 May" from a target."""
    return token.kind == "number" or _is_time(token.low)


def _by_mishap(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell "a coal mine blast killed 14", "fireworks exploded", where nothing beside it is of war."""
    if words("combustible").isdisjoint(view.words) or _armed(sides.agent):
        return False
    blasts = [x for x in view.triggers if x.kind.frame == "happen"]
    return (t in blasts or (t.kind.result and bool(blasts))) and not any(_words_of_war(view, x) for x in blasts)


def _crowd(view: View, t: Trigger) -> bool:
    """Tell the plural of whatever people right before "protested", where a text of war says how many or where."""
    k = t.at - 1
    while k > 0 and view.tokens[k].low in words("adverb") | words("perfect"):
        k -= 1
    many = view.tokens[k].kind == "word" and not view.tokens[k].capital and view.tokens[k].low.endswith("s")
    return view.warlike and many and (bool(view.places) or any(number_at(view.tokens, i) for i in range(k)))


def _debris(view: View, t: Trigger) -> bool:
    """Tell "debris hit a house": what fell was shot down elsewhere."""
    return not t.noun and any(x.low in {"debris", "wreckage"} for x in view.tokens[max(0, t.at - 4) : t.at])


def _met_a_device(view: View, t: Trigger) -> bool:
    """Tell "a bus struck an improvised explosive device", "stepped on a mine"."""
    return t.kind.group == "force" and any(x.low in DEVICES for x in view.tokens[t.at + 1 : t.at + 6])


def _public(m: ActorMention) -> bool:
    """Tell a state, a ministry or a known armed party from private persons and councils."""
    return m.actor.kind in {"country", "ministry"} or (m.actor.kind == "armed" and m.known) or bool(m.actor.country)


def _armed(m: ActorMention | None) -> bool:
    return m is not None and not m.unlisted and _is_armed(m.actor, m)


def _is_armed(actor: Actor, m: ActorMention) -> bool:
    if actor.kind == "ministry":
        return "defense" in fold(actor.name)
    name = set(fold(actor.name).split())
    if actor.kind != "armed" or name & words("police") or name == {"task", "force"}:
        return False
    return m.known or bool(name & words("warfare")) or not name & _UNARMED


def _words_of_war(view: View, t: Trigger) -> bool:
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    near = range(max(first, t.at - 8), min(last, t.at + 9))
    for k in near:
        x = view.tokens[k]
        said = x.low in words("warfare") | _arms() and not x.glued and not _glued_to(view.tokens, x)
        if said and not (k and view.tokens[k - 1].low in words("figurative_before")):  # "a gas explosion"
            return True
    return False


@cache
def _arms() -> frozenset[str]:
    """Return the words for weapons that are for little else; planes, shells and mines are for much else."""
    return weapon_words() - {
        "air", "mine", "mines", "plane", "planes", "shell", "shells", "aircraft", "helicopter", "helicopters", "blast",
        "chemical", "barrel", "suicide",
    }  # fmt: skip


def _glued_to(tokens: Sequence[Token], token: Token) -> bool:
    """Tell "missile" in "missile-shaped"."""
    return any(x.glued and x.start == token.end + 1 for x in tokens)


def _strike_of_workers(view: View, t: Trigger) -> bool:
    """Tell "went on strike", "the pilots' strike over pay"."""
    if t.kind.lemma != "strike":
        return False
    if t.at and view.tokens[t.at - 1].low in {"on", "armed"}:  # an "armed strike" is a shutdown
        return True
    low = {x.low for x in view.tokens}
    return bool(low & words("labour")) and not low & (words("warfare") | {"air", "aerial", "killed", "wounded"})


@cache
def _doers() -> frozenset[str]:
    return (
        weapon_words() | words("warfare") | words("pronoun")
        | _VEHICLES | words("doer")
    )  # fmt: skip


def _doer_fits(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell whether the subject of a verb (of a passive, what stands after "by") can do violence."""
    tokens = view.tokens
    first, last = clause_at(view.starts, len(tokens), t.at)
    if t.passive:
        by = t.at + 1
        told = sides.agent is not None and not (sides.agent.unlisted and not view.warlike)
        if told or by >= last or tokens[by].low != "by":
            return True
        return _fits(view, by + 1, min(last, by + 7), t)
    if t.kind.frame == "suffer":
        return True  # "the region came under fire": its subject does nothing
    if t.kind.frame == "perish" and view.warlike and any(number_at(tokens, k) for k in range(first, t.at)):
        return True  # "a monk and five novices died"
    if sides.agent is not None:
        doubtful = sides.agent.actor.kind in {"person", "official"} or sides.agent.unlisted
        return not doubtful or view.warlike
    if t.kind.group == "take" and view.warlike and any(0 < p.first - t.at <= _TAKEN for p in view.places):
        return True  # "units of the X Group, as a result of decisive action, liberated the village of Y"
    return _fits(view, first, t.at, t)


def _fits(view: View, first: int, last: int, t: Trigger) -> bool:
    tokens, foreign = view.tokens, False
    nouns = {x.at for x in view.triggers if x.noun and x.at != t.at}
    for i in range(first, last):
        token = tokens[i]
        if token.low in _doers() or i in nouns or lexicon.nouns().at(tokens, i) is not None:
            return True
        if any(m.first <= i < m.last for m in view.mentions):
            return True
        if token.kind != "word" or token.low in stops() or token.low in words("adverb") | _ORDINALS:
            continue
        if token.capital and i > first:
            # a name that no table knows can be a party where the text is of war
            foreign = foreign or not view.warlike
        elif not _is_time(token.low):
            foreign = True
    return not foreign


def _is_time(word: str) -> bool:
    return word in words("month") | words("not_a_place") | words("time")
