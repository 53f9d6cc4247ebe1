"""The sub-event that the parties of a draft, and what stands beside it, make of it."""

from __future__ import annotations

from itertools import pairwise

from geoevents.text.acts.raids import by_air
from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at

__all__ = ["retype"]

_EXCESSIVE = "Excessive force against protesters"
_AIRBORNE = frozenset(["drone", "drones", "uav", "uavs", "aircraft", "plane", "planes", "jets", "air", "quadcopter"])
_CIVIL = frozenset([
    "hospital", "clinic", "medical", "school", "church", "mosque", "market", "bus", "buses", "ambulance", "home",
    "homes", "house", "houses", "taxi", "monastery", "farm", "farms", "village", "villages", "hotel", "restaurant",
    "bar", "wedding", "funeral", "university", "mine", "site", "community", "communities", "hamlet",
    "people", "residents", "civilians", "worshippers", "villagers", "farmers", "women", "children", "pedestrians",
    "passengers", "passersby", "shoppers", "mourners", "herders", "fishermen", "families", "worshipers",
    "tanker", "tankers", "lorry", "lorries", "motorists", "ferry",
    "car", "cars", "minibus", "minibuses", "motorcycle", "convent", "shop", "shops",
])  # fmt: skip
_LORRIES = frozenset(["convoy", "convoys", "truck", "trucks", "lorry", "lorries", "vehicle", "vehicles"])
_RELIEF = frozenset(["aid", "food", "relief", "humanitarian", "medical", "medicine", "medicines"])
_CAPTIVE = frozenset(["surrendered", "surrendering", "captive", "captives", "pows", "unarmed"])
_ON_THE_GROUND = frozenset(["destroy", "damage", "burn", "wreck", "flatten", "set", "level"])
_OBJECT = 5
"""Tokens from a verb to the words that are its object, at most."""


def retype(view: View, t: Trigger, made: Draft) -> None:
    """Give a draft the sub-event that its parties, and what stands beside it, make of it."""
    fallen = t.kind.lemma in {"fall", "land"} and {"bomb", "bombs"} & {x.low for x in view.tokens[: t.at]}
    if by_air(view, t, made) or (fallen and view.last_kind == "Air/drone strike"):
        made.sub_event = "Air/drone strike"  # "Warplanes bombed A. Another bomb fell on B"
    _retype_at_protests(view, t, made)
    if made.sub_event == "Armed clash":
        _retype_clash(view, t, made)
    _retype_ruin(t, made)
    if made.sub_event == "Air/drone strike":
        _retype_strike(view, t, made)
    if made.group == "disperse" and {"live", "ammunition"} & {x.low for x in view.tokens[t.at : t.at + 2 * _OBJECT]}:
        made.sub_event = _EXCESSIVE


def _retype_at_protests(view: View, t: Trigger, made: Draft) -> None:
    """Read force against a crowd, and by one."""
    victims, doers = made.actor2, made.actor1
    if made.sub_event not in {"Attack", "Armed clash"} or made.group not in {"force", "casualty"}:
        return
    crowded = victims is not None and victims.kind == "crowd" and victims.inter == 6
    if (crowded or _at_protest(view, t)) and (doers is None or doers.kind == "armed"):
        made.sub_event = _EXCESSIVE
    elif doers is not None and doers.kind == "crowd" and made.group == "casualty":
        made.sub_event = "Mob violence"


def _retype_clash(view: View, t: Trigger, made: Draft) -> None:
    """Read an attack where the other side could not fight."""
    victims = made.actor2
    unarmed = t.kind.frame == "act" and victims is None and _civil(view, t)  # "shot at the medical centre"
    invaded = t.kind.lemma == "invade" and (victims is None or victims.kind == "civilian")
    captive = False
    if made.group in {"force", "casualty"} and victims is not None:
        # "shot two soldiers who had laid down their weapons"
        captive = not _CAPTIVE.isdisjoint(view.words) or ("laid", "down") in pairwise(view.low)
    relief = t.passive and made.group == "force" and _brings_relief(view, t)
    if unarmed or invaded or captive or relief:
        made.sub_event = "Attack"


def _brings_relief(view: View, t: Trigger) -> bool:
    """Tell "a convoy carrying food was attacked"."""
    before = {x.low for x in view.tokens[max(0, t.at - 2 * _OBJECT) : t.at]}
    return bool(before & _LORRIES) and bool(before & _RELIEF)


def _retype_ruin(t: Trigger, made: Draft) -> None:
    """Read a clash in "destroyed two vehicles of the militia"."""
    doers, victims = made.actor1, made.actor2
    military = doers is not None and doers.kind == "armed" and victims is not None and victims.kind == "armed"
    ruined = made.group == "damage" and made.sub_event == "Looting/property destruction"
    if ruined and military and t.kind.lemma in _ON_THE_GROUND and victims is not None and victims.inter in {0, 1, 2}:
        made.sub_event = "Armed clash"


def _retype_strike(view: View, t: Trigger, made: Draft) -> None:
    """Read "Militants bombed the pipeline", "struck a post": of no known force, which might have drones or jets."""
    doers, victims = made.actor1, made.actor2
    if doers is None or doers.kind != "armed" or doers.country or doers.side:
        return
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    if any(x.low in _AIRBORNE for x in view.tokens[first:last]):
        return
    if t.kind.lemma == "bomb" and doers.inter in {2, 3}:
        made.sub_event = "Remote explosive/landmine/IED"
    elif t.kind.lemma == "strike" and not t.noun and doers.inter in {2, 3, 4}:
        made.sub_event = "Attack" if victims is None or victims.kind == "civilian" else "Armed clash"


def _civil(view: View, t: Trigger) -> bool:
    """Tell whether what is attacked is a building or a vehicle of civilians."""
    last = min(clause_at(view.starts, len(view.tokens), t.at)[1], t.at + 2 * _OBJECT)
    if any(t.at < x.at < last for x in view.triggers):
        return False
    near = [x.low for x in view.tokens[t.at + 1 : last]]
    if t.noun:
        on = next((k for k, w in enumerate(near) if w in {"on", "against"}), len(near))
        near = near[on + 1 : on + _OBJECT]
    stop = next((k for k, w in enumerate(near) if w in {"near", "in", "from", "outside", "after", "when"}), len(near))
    return not t.passive and bool(_CIVIL & set(near[:stop])) and not words("warfare") & set(near[:stop])


def _at_protest(view: View, t: Trigger) -> bool:
    """Tell "opened fire on a demonstration", "fired shots at a rally"."""
    for x in view.triggers:
        if x.noun and x.kind.group == "protest" and 0 < x.at - t.at <= 2 * _OBJECT:
            between = [y.low for y in view.tokens[t.at + 1 : x.at]]
            led = [k for k, w in enumerate(between) if w in words("preposition")]
            return bool(led) and between[led[-1]] in {"on", "at", "into"}
    return False
