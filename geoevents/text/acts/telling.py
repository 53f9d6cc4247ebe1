"""Whether the words around a trigger report an act at all, or only name, recall, define or deny one."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from geoevents.text.acts.means import EARLY
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.places.whereabouts import place_of
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import reporting_words
from geoevents.text.words.vocabulary import acting_forms, is_light, weapon_words

__all__ = [
    "accused", "acted", "amid", "asserted", "circumstance", "defines", "flies", "follows_on", "held", "in_flight",
    "long_since", "nested", "object_of_repel", "only_light", "own_deed", "own_words", "stands_alone", "sums_up",
    "takes_people", "tells_act",
]  # fmt: skip

_OVER = frozenset(["over", "about", "against", "at", "following", "after"])
_CROWDS = frozenset(["protest", "riot", "disperse"])
_SUM_DAYS = 21
"""Days since which what is counted is a sum over many events."""
_FLYING = frozenset([
    "drones", "drone", "missiles", "missile", "rockets", "uav", "uavs", "uas", "shaheds", "unmanned", "quadcopter",
    "quadcopters", "fpv", "shahed", "geran", "orlan", "zala", "lancet", "supercam", "mavic", "bayraktar", "gerbera",
    "mohajer", "projectiles",
])  # fmt: skip
_AIR_DEFENCE = frozenset(["defence", "defences", "defense", "defenses"])
_SUMMED = frozenset(["claimed", "blamed", "that", "which", "described", "attributed", "condemned"])
"""What follows a noun that sums up what was just told."""
_CAME = frozenset([
    "followed", "follows", "follow", "came", "comes", "come", "sparked", "prompted", "triggered", "drew", "brought",
    "preceded", "coincided",
])  # fmt: skip
"""Verbs that say of an act what went before or after it."""
_LASTS = frozenset(["continues", "continue", "rages", "rage", "goes", "persists", "occurs", "reaches"])


def own_deed(view: View, t: Trigger, claim: Claim | None, sides: Parties) -> bool:
    """Tell a denial of a deed of one's own ("the army said it did not bomb X"), which somebody must have alleged."""
    if claim is None:
        return False
    before = [x.low for x in view.tokens[max(0, t.at - 5) : t.at]]
    agent = sides.agent.actor if sides.agent is not None else None
    kin = agent is not None and (
        agent == claim.source or (bool(agent.country) and agent.country == claim.source.country)
    )
    speaks_for = agent is not None and agent.inter == 1 and claim.source.kind in {"official", "person", "ministry"}
    return kin or speaks_for or bool({"we", "it", "they"} & set(before))


def takes_people(view: View, t: Trigger) -> bool:
    """Tell "took away two women" from "took away an ambulance"."""
    near = [m for m in view.mentions if 0 < m.first - t.at <= 5 or (t.passive and 0 <= t.at - m.last <= 5)]
    some = {"third", "another", "others", "second", "one", "two", "three", "them"}
    if t.passive and any(x.low in some for x in view.tokens[max(0, t.at - 4) : t.at]):
        return True  # "A third was taken away"
    return any(m.actor.kind in {"civilian", "person"} for m in near) or "hostage" in {x.low for x in view.tokens}


def flies(view: View, t: Trigger) -> bool:
    """Tell whether something that flies at somebody stands beside a trigger."""
    near = view.tokens[max(0, t.at - (18 if t.passive else 10)) : t.at + 10]
    return any(
        x.low
        in weapon_words()
        | _FLYING
        | {"unmanned", "uncrewed", "aircraft", "balloon", "projectile", "projectiles", "uavs", "atacms"}
        | {"device", "devices", "ordnance", "landmine", "landmines"}  # "an improvised device was destroyed"
        for x in near
    )


def own_words(view: View, t: Trigger) -> bool:
    """Tell what the text itself wrote before and now corrects: "yesterday we wrote that a drone had struck X"."""
    if "we" not in view.words:
        return False
    low = view.low[: t.at]
    said = any(a == "we" and b in {"wrote", "reported", "published", "told"} for a, b in pairwise(low))
    return said and not {'"', "“"} & set(low)


_OUTER = frozenset(['"', "“"])


def nested(view: View, t: Trigger) -> bool:
    """Tell words within a quotation within a quotation: what somebody told of what somebody cried."""
    if view.words.isdisjoint(_OUTER):
        return False
    low = view.low[: t.at]
    outer = low.count('"') % 2 or low.count("“") > low.count("”")
    return bool(outer) and bool(low.count("'") % 2 or low.count("‘") > low.count("’"))


def _tells_when(view: View, i: int, t: Trigger) -> bool:
    """Tell "closed since 12 January, when two pupils were killed": the day of an act, from which something counts."""
    return t.at > i and "when" in {x.low for x in view.tokens[i + 1 : i + 5]}


_LISTED = 5
"""Tokens from where a further item of a list starts to its noun, at most."""
_OPENING = 4
"""Tokens from the start of a sentence within which "since …" speaks of all of it."""


def long_since(view: View, t: Trigger) -> bool:
    """Tell "killed since 7 October" where that day is weeks ago: a sum, no event."""
    day = view.published
    return day is not None and any(
        i
        and "since" in (view.tokens[i - 1].low, view.tokens[i].low)
        and not _tells_when(view, i, t)
        and d.first is not None
        and not (i > _OPENING and any(x.low == "," for x in view.tokens[min(i, t.at) : max(i, t.at)]))
        and (day - d.first).days > _SUM_DAYS
        for i, d in view.date_at
    )


@cache
def _telling() -> frozenset[str]:
    return reporting_words() - {"blamed", "blames", "accused", "accuses"}


def asserted(view: View, t: Trigger) -> bool:
    """Tell a noun that nobody acts in but that is said to have happened.

    It is the subject of its clause, or what a verb like "launched", "heard", "reported" has for its object, or what
    people died of.
    """
    tokens = view.tokens
    first, last = clause_at(view.starts, len(tokens), t.at)
    if any(x.kind.group in {"casualty", "damage"} and not x.negated for x in view.triggers if first <= x.at < last):
        return True
    if any(first <= i < last and d.first is not None for i, d in view.date_at) and t.at - first <= EARLY:
        return True
    verbs = acting_forms() | words("be") | words("perfect") | words("irregular_past") | reporting_words()
    if any(
        is_light(x.low) or x.low in _telling() or x.low in {"hearing", "described"}
        for x in tokens[max(0, t.at - 8) : t.at]
    ):
        return True
    listed = t.at - first <= _LISTED and not any(x.low in acting_forms() for x in tokens[first : t.at])
    if listed and any(x.noun and x.at < t.at and x.kind.lemma == t.kind.lemma for x in view.triggers):
        return True  # "launched nine raids on A, four raids on B and two raids on C"
    goes_on = tokens[t.at + 1 : last]
    verb = any(x.low in verbs or x.low.endswith("ed") or x.low in _LASTS for x in goes_on)
    return verb and not any(x.low in verbs for x in tokens[first : t.at])


def only_light(view: View, first: int, last: int) -> bool:
    """Tell whether only auxiliaries and adverbs stand in ``tokens[first:last]``."""
    light = words("adverb") | words("perfect") | words("be") | {"instead", "actually", "really", "in", "fact"}
    return all(x.low in light for x in view.tokens[first:last])


def circumstance(view: View, t: Trigger, made: Draft) -> bool:
    """Tell a noun that only says amid what another act of its sentence was: it names nobody and no place itself."""
    if made.actor1 or made.actor2 or not any(x.at < t.at and not x.noun and not x.kind.result for x in view.triggers):
        return False
    return made.place_start < view.tokens[t.at].start


def amid(view: View, t: Trigger) -> bool:
    """Tell a fight that only says after what, or amid what, its sentence's own act was."""
    led = any(x.low in {"after", "amid", "following"} for x in view.tokens[max(0, t.at - 6) : t.at])
    return led and any(x.at < t.at and not x.noun and x.kind.group in {"take", "retreat"} for x in view.triggers)


def defines(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "A strike, as the word is used, is one or more engagements": what such an act is, not that one was."""
    if made.place or (made.own_date and made.date):
        return False
    low = [x.low for x in view.tokens]
    if low[max(0, t.at - 2) : t.at] in (["is", "one"], ["is", "a"], ["is", "an"], ["means", "one"], ["means", "an"]):
        return True  # "having several aircraft attack one target is one strike"
    general = t.at <= 1 and low[t.at].endswith("s")  # "Attacks on peacekeepers are a violation"
    return ((low[0] in {"a", "an"} and t.at <= 3) or general) and bool({"is", "are", "means"} & set(low[t.at + 1 :]))


def acted(view: View, t: Trigger) -> bool:
    """Tell whether the sentence tells an act before ``t`` that can have led to it."""
    return any(x.at < t.at and x.kind.group in {"force", "take"} and not (x.negated or x.irreal) for x in view.triggers)


def sums_up(view: View, t: Trigger) -> bool:
    """Tell "when militants attacked a unit, an attack claimed by X": the noun is of the act just told."""
    tokens, k = view.tokens, t.at - 1
    while k > 0 and tokens[k].kind == "word" and tokens[k].low not in {"a", "an"} and t.at - k < 4:
        k -= 1
    led = t.noun and k > 1 and tokens[k].low in {"a", "an"} and tokens[k - 1].low == ","
    after = tokens[t.at + 1].low if t.at + 1 < len(tokens) else ""
    return led and after in _SUMMED and any(x.at < k and not x.noun and not x.irreal for x in view.triggers)


def tells_act(view: View, t: Trigger, made: Draft) -> bool:
    """Tell whether a word for violence tells an act of violence: by or against someone, or somewhere."""
    if not (made.actor1 or made.actor2 or made.place or t.kind.result):
        # "killed when a mine went off": what it led to, in the same sentence, says to whom and where
        led = any(x.kind.group in {"casualty", "damage"} and not (x.negated or x.irreal) for x in view.triggers)
        # or it goes on about what was just told, in the text's own voice
        quoted = sum(x.low in {'"', "“", "”"} for x in view.tokens[: t.at])
        # or it has its own day, and is no mere "air strikes hit two towns"
        own = t.kind.group in {"disrupt", "abduct", "arrest"} or t.kind.sub_event == "Suicide bomb"
        return led or (made.date is not None and not quoted and (not made.own_date or (own and not t.noun)))
    if t.kind.group in {"casualty", "damage"} and any(x.low in words("accident") for x in view.tokens):
        return False
    rebels = made.actor1 is not None and made.actor1.kind == "armed" and made.actor1.inter in {2, 3, 4}
    if t.kind.group == "arrest" and not rebels and any(x.low in words("crime") for x in view.tokens):
        return False  # of a smuggler, a thief
    # "Mrs Haley attacked the proposal": words, unless somebody was hurt
    person = made.actor1 is not None and made.actor1.kind in {"person", "official"}
    return not (person and t.kind.sub_event == "Armed clash" and made.fatalities == (None, None, None))


def in_flight(view: View, t: Trigger) -> bool:
    """Tell "destroyed 20 drones": what flies at somebody and is destroyed was intercepted."""
    if t.kind.lemma == "hit":
        return False
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    before = view.tokens[max(first, t.at - 20) : t.at]
    joined = any(x.low == "and" for x in before[-2:])  # "a drone was detected near X and destroyed"
    if first and view.tokens[first].low in {"that", "which"}:
        before = view.tokens[max(0, first - 6) : first]  # "drones that tried to attack a ship were destroyed"
    span = (before if joined else before[-6:]) if t.passive else view.tokens[t.at + 1 : t.at + 8]
    stop = next((k for k, x in enumerate(span) if x.low in words("preposition") - {"of"}), len(span))
    span = span if t.passive else span[:stop]
    apart = next((k for k in range(len(span) - 1, -1, -1) if span[k].low in {",", ";", ":"}), None)
    span = span[apart + 1 :] if t.passive and apart is not None else span  # "two drones, a house destroyed"
    if t.passive and _AIR_DEFENCE & {x.low for x in view.tokens[t.at + 1 : t.at + 7]}:
        # "Twelve of them were destroyed by air defence"
        return "by" in {x.low for x in view.tokens[t.at + 1 : t.at + 3]}
    if any(x.low in {"device", "devices", "mine", "mines", "landmine", "landmines", "ordnance"} for x in span):
        return t.kind.lemma == "destroy" and not any(x.noun and x.kind.group == "force" for x in view.triggers)
    if any(x.low in {"boats", "boat", "vessels", "vessel"} for x in span):
        return any(x.low in {"unmanned", "uncrewed", "drone", "naval", "kamikaze"} for x in span)
    if not t.passive and any(x.low in {"launcher", "launchers"} for x in span):
        return False  # on the ground
    return any(x.low in _FLYING for x in span)


def stands_alone(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell whether "the attack …" brings enough of its own to be an event nobody told before."""
    if sides.agent is not None and sides.patient is not None:
        return True
    low = [x.low for x in view.tokens[:3]]
    if t.at <= 1 and follows_on(view, t):
        return False  # "The killings followed an ambush on the road to X the day before"
    if low[0] in {"it", "this", "that"} and low[1:2] and low[1] in words("be"):
        return False  # "It was the worst shelling of the city since January"
    if view.tokens[max(0, t.at - 2)].low in _OVER and any(
        not x.noun and x.kind.group in _CROWDS for x in view.triggers
    ):
        return False  # "youths angry over the killings put up barricades"
    if place_of(view, t, sides) is None:
        return False
    after = view.tokens[t.at + 1].low if t.at + 1 < len(view.tokens) else ""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    dated = any(first <= i < last and d.first is not None for i, d in view.date_at)
    # "the capture of X" tells of one; "the attack in X" speaks of one told before
    return after == "of" or dated or bool(sides.agent or sides.patient)


def follows_on(view: View, t: Trigger) -> bool:
    """Tell a noun of which its verb only says what came before or after: "The killings followed an ambush"."""
    return t.definite and t.at + 1 < len(view.tokens) and view.tokens[t.at + 1].low in _CAME


def held(view: View, t: Trigger) -> bool:
    """Tell talks that were held from talks in passing."""
    before = [x.low for x in view.tokens[max(0, t.at - 5) : t.at]]
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 4]]
    return any(w in {"held", "attended", "during"} or is_light(w) for w in before) or any(
        w in {"held", "took"} for w in after
    )


def accused(view: View, claim: Claim, t: Trigger) -> bool:
    """Tell what somebody is accused of from what led to the accusation ("accused X of … after the downing of …")."""
    led = {x.low for x in view.tokens[claim.at + 1 : t.at]} & {"after", "following"}
    return view.tokens[claim.at].low in {"accused", "accuses", "blamed", "blames"} and not led


def object_of_repel(view: View, t: Trigger) -> bool:
    """Tell the attack in "repelled an attack"."""
    return t.noun and any(x.kind.group == "repel" and 0 < t.at - x.at <= 5 for x in view.triggers)
