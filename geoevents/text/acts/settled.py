"""Which kind of act a word tells, given who did it to whom or to what: "seized a nurse", "seized a lorry"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.vocabulary import kind_of

__all__ = [
    "SEIZING", "after_a_fight", "agreed_by", "beside_a_killing", "cause_of", "foiled", "met_on_the_way", "settle",
]  # fmt: skip

_DISRUPTED = "Disrupted weapons use"
_GOODS = frozenset([
    "food", "supplies", "aid", "livestock", "cattle", "goats", "sheep", "vehicles", "equipment", "money", "medicine",
    "medicines", "furniture", "grain", "fuel", "cash", "goods", "belongings", "crops", "motorcycles", "phones",
])  # fmt: skip
_SUSPECTS = frozenset(["suspected", "suspect", "suspects", "wanted", "alleged", "accused"])
_CARRIED = frozenset(["bomb", "drone", "missile", "rocket", "suicide", "drones", "missiles", "rockets", "explosive"])
_COMBAT = frozenset(["combat", "armoured", "armored", "military", "technical", "technicals"])
"""Words for vehicles that are taken as arms are."""
_HOMES = frozenset(["homes", "home", "houses", "villages", "jobs", "livelihoods", "million", "millions", "families"])
_AWAY = frozenset(["carry", "make", "cart", "haul"])
"""Verbs of taking away: of people it is a kidnapping, of things looting."""
_ON_PEOPLE = frozenset(["beat", "crush", "rout", "defeat"])
"""Verbs that tell of violence only where they say against whom, or by whom."""
SEIZING = frozenset(["seize", "recover", "discover", "uncover", "unearth", "find", "confiscate"])
_BODY = frozenset(["bullet", "bullets", "leg", "legs", "head", "arm", "chest", "thigh", "shoulder", "stomach", "neck"])
_HELD = frozenset(["abduct", "arrest"])
_WEAPONS = frozenset([
    "drone", "drones", "tank", "tanks", "vehicle", "vehicles", "gun", "guns", "artillery", "howitzer", "howitzers",
    "aircraft", "helicopter", "helicopters", "missile", "missiles", "apc", "apcs", "equipment", "launcher", "launchers",
    "truck", "trucks", "boat", "boats",
])  # fmt: skip
_COMMANDS = frozenset(["command", "division", "brigade", "battalion", "regiment", "headquarters"])
"""Words for bodies of soldiers that stand for where they lie: "captured the 16th Division"."""
_OBJECT = 5
"""Tokens from a verb to the words that are its object, at most."""


def settle(view: View, t: Trigger, sides: Parties) -> Trigger | None:
    """Return ``t`` with the kind that its parties and its object make of it, ``None`` where it tells nothing."""
    kind, near = t.kind, {x.low for x in view.tokens[t.at + 1 : t.at + 1 + 2 * _OBJECT]}
    if kind.frame == "oust" and _HOMES & near:
        return None  # "drove thousands from their homes"
    if kind.lemma in _AWAY and kind.group in {"abduct", "damage"} and not t.noun:
        return _taken_away(view, t, sides, near)
    if kind.lemma == "take" and kind.group in {"force", "damage"} and not t.noun:
        return t if _raiders(sides) else None  # "took the phone"
    if kind.lemma in _ON_PEOPLE and kind.group in {"force", "damage"} and not (t.noun or _on_people(view, t, sides)):
        return None
    if kind.group == "take" and kind.frame == "take" and not t.noun:
        return _ground_or_people(view, t, sides)
    if kind.lemma == "hit" and t.passive and near & _BODY:
        return replace(t, kind=kind_of("wound"))  # "was hit in the leg by a stray bullet"
    if kind.lemma == "shoot" and near & {"anything", "everything", "everyone", "anyone", "random", "randomly", "sight"}:
        return None  # "came over the hills, shooting at anything in sight": how they went about it
    if kind.lemma in {"put", "knock"} and kind.group == "damage" and "action" in near and _fighters(view, t):
        return replace(t, kind=kind_of("annihilate"))  # "Four rebels were put out of action"
    if kind.lemma in {"beat", "torture"} and any(x.at < t.at and x.kind.group in _HELD for x in view.triggers):
        return None  # "was seized, held for five days and beaten"
    captive = kind.group == "abduct" and {"prisoner", "prisoners"} & near
    if captive and t.passive and (_counted(view, t) or any(x.kind.group == "force" for x in view.triggers)):
        return None  # "Three of the saboteurs were taken prisoner": of the fight told before
    if kind.lemma in {"foil", "thwart"} and not t.noun:
        first, last = clause_at(view.starts, len(view.tokens), t.at)
        span = view.tokens[first : t.at] if t.passive else view.tokens[t.at + 1 : min(last, t.at + 1 + _OBJECT)]
        if (_CARRIED | {"terrorist", "terror"}) & {x.low for x in span}:
            return replace(t, kind=replace(kind, group="disrupt", sub_event=_DISRUPTED))
    if _told_beside(view, t, sides):
        return None
    armed = sides.agent is not None and sides.agent.actor.kind == "armed"
    into = any(x.low == "into" for x in view.tokens[t.at + 1 : t.at + 2])
    if kind.lemma == "march" and armed and into and not t.noun:
        return replace(t, kind=kind_of("sweep"))  # "rebels marched into X"
    if kind.group == "protest" and armed:
        return None  # "troops marched", "soldiers came down into the streets"
    if kind.lemma in {"encounter", "hostilities"} and not _between_armed(sides):
        return None  # "encountered difficulties", "since the hostilities"
    if kind.lemma in {"pick", "retain"} and not (_people(view, t) or t.passive):
        return None
    if kind.lemma == "pick" and sides.agent is not None and sides.agent.actor.inter == 1:
        return replace(t, kind=kind_of("arrest"))
    invaded = next((m for m in view.mentions if 0 < m.first - t.at <= 2), None) if kind.lemma == "invade" else None
    if invaded is not None and invaded.actor.kind == "country":
        return None  # a war, no event
    crowd = sides.agent is not None and sides.agent.actor.kind == "crowd"
    stormed = any(x.at < t.at and x.kind.group in {"force", "riot"} for x in view.triggers)
    if kind.group == "damage" and crowd and not stormed:
        return replace(t, kind=kind_of("riot"))  # "demonstrators burned tyres"
    return t


def _taken_away(view: View, t: Trigger, sides: Parties, near: set[str]) -> Trigger | None:
    """Read "made off with": a kidnapping of people, looting of goods."""
    if _people(view, t) or (t.passive and t.kind.group == "abduct"):
        return replace(t, kind=kind_of("kidnap"))
    if t.kind.group == "damage":
        return t if _raiders(sides) else None
    return replace(t, kind=kind_of("loot")) if _GOODS & near else None


def _on_people(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell whether "beat", "crushed" are said of people: not "crushed hopes", "beat the record"."""
    fought = t.kind.lemma != "beat"
    victim = sides.patient if sides.patient is not None else _subject(view, t) if t.passive else _object(view, t)
    if victim is None or (fought and victim.actor.kind != "armed"):
        return False
    # "was declared defeated"; "was robbed, and its driver beaten": of the deed told
    return not (t.passive and sides.agent is None and (fought or any(x.at < t.at for x in view.triggers)))


def _ground_or_people(view: View, t: Trigger, sides: Parties) -> Trigger | None:
    """Read "seized", "captured": ground taken, people arrested or abducted, or things, which make no event."""
    if _arms_taken(view, t):
        return None  # "captured a drone"
    if not t.passive and _henchman(view, t):
        return replace(t, kind=kind_of("arrest"))
    if not (t.passive or _place_taken(view, t) or _object(view, t)):
        return None  # "seized bank statements"
    told = any(x is not t and x.kind.group in {"force", "repel"} and not x.negated for x in view.triggers)
    captured = t.passive and (_subject(view, t) is not None or _counted(view, t))
    if _soldiers(view, t):
        captured = told = any(x.at < t.at and x.kind.group in {"force", "repel", "take"} for x in view.triggers)
    return None if captured and told else _taken(view, t, sides)


def _told_beside(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell a word for what another word of the sentence tells: the fire, the protest, the arrests."""
    kind = t.kind
    if kind.group == "disrupt" and t.passive and _all_of_them(view, t):
        return True  # "five rockets were fired; all were intercepted": of the fire just told
    if kind.lemma == "burn" and kind.group == "riot" and t.participle:
        return True  # "demonstrated, burning tyres": of the protest told
    if t.noun and kind.lemma == "raid" and _in_which(view, t):
        return True  # "arrested five men in a raid"
    if t.noun and kind.group == "arrest" and view.tokens[t.at - 1].low in {"over", "about", "against"}:
        return True  # "in anger over arrests"
    # "raided a house and detained two men"
    return kind.lemma in {"raid", "storm"} and _searched(view, t, sides)


def foiled(view: View, t: Trigger) -> bool:
    """Tell "an attack with drones was foiled": weapons that were stopped on their way, as the verb says."""
    if t.kind.lemma not in {"foil", "thwart"} or not t.passive:
        return False
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    return bool(_CARRIED & {x.low for x in view.tokens[first : t.at]})


def _fighters(view: View, t: Trigger) -> bool:
    """Tell whether those to whom something is done are fighters, and no vehicles of theirs."""
    people = _subject(view, t) if t.passive else _object(view, t)
    return people is not None and people.actor.kind == "armed" and not people.asset


def _raiders(sides: Parties) -> bool:
    """Tell whether somebody armed does it: others take things away, too."""
    return sides.agent is not None and sides.agent.actor.kind in {"armed", "crowd"}


def _between_armed(sides: Parties) -> bool:
    """Tell a fight of two armed parties from one that is only spoken of."""
    found = [m for m in (sides.agent, sides.patient) if m is not None and m.actor.kind in {"armed", "country"}]
    return len(found) == 2


def met_on_the_way(view: View, t: Trigger) -> bool:
    """Tell "intercepted" of an armed party by another, where nobody is told to have been arrested."""
    arrests = any(x.kind.group in _HELD and not x.negated for x in view.triggers)
    return not arrests and _between_armed(view.sides(t))


def _searched(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell a raid of police or soldiers that its sentence tells for the arrests made in it."""
    state = sides.agent is not None and sides.agent.actor.inter == 1
    return state and any(x.at > t.at and x.kind.group == "arrest" and not x.negated for x in view.triggers)


def _in_which(view: View, t: Trigger) -> bool:
    """Tell a raid that only says in what people were arrested or taken away."""
    led = {x.low for x in view.tokens[max(0, t.at - 3) : t.at]} & {"in", "during"}
    told = {"arrest", "abduct", "take"}
    return bool(led) and any(x.at < t.at and x.kind.group in told and not x.noun for x in view.triggers)


def _all_of_them(view: View, t: Trigger) -> bool:
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    opening = {x.low for x in view.tokens[first : first + 2]}
    told = any(x.at < first and x.kind.group == "force" and not (x.negated or x.irreal) for x in view.triggers)
    placed = any(first <= p.first < last for p in view.places)
    return (told or not placed) and bool(opening & {"all", "both", "most", "they"})


@cache
def _kinds_of_place() -> frozenset[str]:
    return (words("feature") | words("part") | words("building") | words("site") | _COMMANDS) - {"bank", "banks"}


def _place_taken(view: View, t: Trigger) -> bool:
    """Tell whether the object of "seized", "captured" can be a place: a name, a kind of place, "control", "it"."""
    small = words("preposition") - {"of", "over", "up", "back", "out"} | {",", ".", ";", ":"}
    kinds = _kinds_of_place()
    named = {k for m in view.mentions if m.actor.kind != "official" for k in range(m.first, m.last)}
    for k, x in enumerate(view.tokens[t.at + 1 : t.at + 2 + 2 * _OBJECT], start=t.at + 1):
        if (x.low in small and k > t.at + 1) or x.low in words("henchman"):
            return False
        if (x.capital and k not in named) or x.low in kinds or x.low in {"it", "them", "there"}:
            return True
    return False


def _henchman(view: View, t: Trigger) -> bool:
    """Tell "captured an Islamic State financier"."""
    for x in view.tokens[t.at + 1 : t.at + 2 + _OBJECT]:
        if x.low in words("henchman"):
            return True
        if x.low in words("preposition") - {"of"} or x.kind == "mark":
            return False
    return False


def _arms_taken(view: View, t: Trigger) -> bool:
    """Tell "captured a drone and two tanks" from "captured a drone base"."""
    if t.passive or any(0 < p.first - t.at <= 2 for p in view.places):
        return False
    span = [x.low for x in view.tokens[t.at + 1 : t.at + 1 + _OBJECT]]
    at = next((k for k, w in enumerate(span) if w in _WEAPONS), None)
    ends = at is not None and (
        at + 1 >= len(span) or span[at + 1] in words("preposition") | words("coordinator") | {",", "."}
    )
    return ends and at is not None and not any(w in words("preposition") - {"of"} for w in span[:at])


def _taken(view: View, t: Trigger, sides: Parties) -> Trigger:
    """Read "was seized by pirates", "captured two suspected militants": people are abducted or arrested."""
    people = _subject(view, t) if t.passive else _object(view, t)
    if people is None:
        return t
    state = sides.agent is not None and sides.agent.actor.inter == 1
    said = {x.low for x in view.tokens[max(0, people.first - 2) : people.last]}
    if state and (people.actor.kind == "civilian" or _SUSPECTS & said):
        return replace(t, kind=kind_of("arrest"))
    if t.passive:
        return replace(t, kind=kind_of("kidnap" if people.actor.kind in {"civilian", "person"} else "ambush"))
    return t


def _subject(view: View, t: Trigger) -> ActorMention | None:
    """Return the people that are the subject of a passive verb."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    before = [m for m in view.mentions if m.last <= t.at and not m.aside and m.preposition == ""]
    near = [m for m in before if m.first >= first]
    if not near and first and view.tokens[first].low in {"after", "who", "before"}:
        near = before[-1:]  # "fishermen went missing after being seized"
    return near[-1] if near and near[-1].actor.kind in {"civilian", "person", "armed"} else None


def _soldiers(view: View, t: Trigger) -> bool:
    """Tell "seized the outpost and captured 31 soldiers": people, not a place."""
    people = _object(view, t) if not t.passive else None
    return people is not None and people.actor.kind == "armed" and not people.asset


def _counted(view: View, t: Trigger) -> bool:
    """Tell "two of the infiltrators were captured": some of a group, which is no place."""
    low = [x.low for x in view.tokens[max(0, t.at - 6) : t.at]]
    return any(a in words("cardinal") | {"some", "several"} or a.isdigit() for a, b in pairwise(low) if b == "of")


def _object(view: View, t: Trigger) -> ActorMention | None:
    near = [m for m in view.mentions if not m.aside and not m.asset and 0 < m.first - t.at <= 2 and m.preposition == ""]
    return near[0] if near and near[0].actor.kind in {"civilian", "person", "armed"} else None


def _people(view: View, t: Trigger) -> bool:
    """Tell whether people are among the words right after a verb."""
    near = [m for m in view.mentions if 0 < m.first - t.at <= _OBJECT]
    return any(m.actor.kind in {"civilian", "person"} for m in near)


def agreed_by(view: View, t: Trigger, sides: Parties) -> Parties:
    """Return who agreed in "the truce between A and B, which was agreed", "an accord was concluded with C"."""
    if t.kind.group != "agree" or sides.agent is not None or sides.patient is not None:
        return sides
    pair = [m for m in view.mentions if m.preposition == "between" and m.first < t.at and not m.aside]
    if pair:
        after = [m for m in view.mentions if pair[0].last <= m.first < t.at and m.actor != pair[0].actor]
        return Parties(pair[0], after[0] if after else None)
    led = next((m for m in view.mentions if m.preposition == "with" and 0 < m.first - t.at <= _OBJECT), None)
    ours = view.cast.ours
    return Parties(ActorMention(t.at, t.at, ours, True) if ours is not None and led is not None else None, led)


def after_a_fight(view: View, t: Trigger) -> bool:
    """Tell "killed five and recovered three rifles": arms taken in an act that is told anyway."""
    near = {x.low for x in view.tokens[t.at + 1 : t.at + 1 + _OBJECT]}
    if t.kind.lemma in SEIZING and {"plan", "plot"} & {x.low for x in view.tokens[max(0, t.at - 14) : t.at]}:
        return True  # "foiled a plot to blow up a bridge and seized explosives"
    spoils = t.kind.group == "damage" and (bool(_COMBAT & near) or (t.participle and bool(words("warfare") & near)))
    return (
        t.kind.lemma in SEIZING
        and (t.kind.group == "disrupt" or spoils)
        and any(
            x.at < t.at and x.kind.group in {"force", "casualty", "repel", "take"} and not (x.negated or x.irreal)
            for x in view.triggers
        )
    )


def cause_of(view: View, t: Trigger) -> int:
    """Return where the clause starts that tells of what somebody was killed or hurt: "… when a mine went off"."""
    struck = t.passive and t.kind.group == "force"  # "was hit in March, when a shell killed a nurse"
    if not (t.kind.result or struck) or t.noun or t.participle:
        return -1
    _, last = clause_at(view.starts, len(view.tokens), t.at)
    leads = {"when"} if struck else {"when", "as", "after"}
    follows = last < len(view.tokens) and view.tokens[last].low in leads
    return last if follows else -1


def beside_a_killing(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "soldiers shot a boy when youths threw stones": only amid what the killing was."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    led = view.tokens[first].low in {"when", "while", "as", "after"}
    led = led and made.place_start < view.tokens[first].start
    return led and any(x.at < first and x.kind.group == "casualty" for x in view.triggers)
