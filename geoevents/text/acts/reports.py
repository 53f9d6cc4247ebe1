"""From a trigger to a draft: which words report an event at all, and what they say of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geoevents.text.acts.alleged import alleged, tells_alleged
from geoevents.text.acts.aside import by_accident, goes_on, mentioned
from geoevents.text.acts.mood import cumulative, rehearsed
from geoevents.text.acts.moves import looks_back, lost_by, moved_in, plunders, stopped, told_by_gain, wears_on
from geoevents.text.acts.observed import heard_too
from geoevents.text.acts.pretence import commemorated, made_up, unproven
from geoevents.text.acts.retyped import retype
from geoevents.text.acts.sense import tells_violence
from geoevents.text.acts.settled import (
    SEIZING,
    after_a_fight,
    agreed_by,
    beside_a_killing,
    cause_of,
    foiled,
    met_on_the_way,
    settle,
)
from geoevents.text.acts.spoken import promise, speech
from geoevents.text.acts.telling import (
    accused,
    acted,
    amid,
    asserted,
    circumstance,
    defines,
    flies,
    follows_on,
    held,
    in_flight,
    long_since,
    nested,
    object_of_repel,
    only_light,
    own_deed,
    stands_alone,
    sums_up,
    takes_people,
    tells_act,
)
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.claims.hearsay import reporter, retracted
from geoevents.text.claims.retractions import DENIED, WITHHELD, taken_back
from geoevents.text.joining.echoes import told_of
from geoevents.text.parties.adversaries import sent_before
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.making import make, many_days, responsible
from geoevents.text.reading.view import View, carrying
from geoevents.text.tables import words
from geoevents.text.times.day_of_event import DIPLOMACY, SPEECH
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.vocabulary import kind_of

__all__ = ["draft"]

_CONTINUED = frozenset(["continued", "continues", "continuing", "up", "intensified", "resumed"])
_AIMS = frozenset(["targets", "target", "goals", "goal", "objectives", "objective", "facilities", "sites"])
_SET = frozenset(["assigned", "designated", "intended", "planned", "all"])
_SIDES = frozenset(["sides", "parties", "communities", "groups", "tribes", "clans", "factions", "countries", "armies"])
_HEAVY = frozenset(["tank", "tanks", "armoured", "armored", "artillery", "mortar", "mortars", "howitzers"])
_LASTING = frozenset(["fighting", "clashes", "hostilities", "violence", "shelling"])
"""Nouns of what goes on: "the fighting may spread" tells nothing, as "the attack may have been …" does."""
_CAMPAIGNS = frozenset(["offensive", "counteroffensive"])
"""Nouns of what goes on for months."""
_SUMMING = (["key", "takeaways"], ["key", "points"], ["key", "messages"], ["key", "findings"], ["in", "brief"])
_PRISONERS = frozenset(["prisoner", "prisoners"])
_MANY = 3
"""Figures in a sentence from which on what names no place is a sum."""
_WOUNDS = frozenset([
    "gunshot", "gunshots", "bullet", "bullets", "wounds", "throat", "throats", "tied", "bound", "torture", "tortured",
    "shot", "stabbed", "beheaded", "strangled", "hacked", "executed", "marks",
])  # fmt: skip
_UNDER = 5
"""Tokens from "came" to the noun in "came under heavy mortar fire", at most."""


def draft(view: View, t: Trigger) -> Draft | None:
    """Return what one trigger reports, or ``None`` where it reports no event.

    First what the words alone rule out, then what the parties make of them, then what the draft still lacks.
    """
    claim = view.claim_over(t.at)
    if t.kind.lemma in {"destroy", "engage", "hit"} and not t.noun and in_flight(view, t):
        t.kind = kind_of("intercept")
    if t.kind.lemma == "intercept" and not (t.noun or flies(view, t)) and met_on_the_way(view, t):
        t.kind = kind_of("overpower")  # "The assailants were intercepted by the army near X"
    if t.kind.group in SPEECH:
        return speech(view, t, claim)
    if any(a <= t.at < b for a, b in view.cues) and not (responsible(view, t) or _of_the_sayer(view, t)):
        return None
    charge = alleged(view, t, claim)
    if charge is not None:
        t = charge[0]
    elif claim is not None and accused(view, claim, t) and not (t.kind.result and tells_alleged(view, claim)):
        return None  # "accused X of attacking": what is alleged is no event
    if _no_account(view, t) or _told_by_another(view, t):
        return None
    loose = t.definite and t.noun and view.tokens[t.at].low not in _LASTING
    if t.irreal and not loose and taken_back(view, t, claim) != DENIED:
        return promise(view, t, claim)
    sides = view.sides(t)
    settled = settle(view, t, sides)
    if settled is None or after_a_fight(view, t):
        return None
    if settled is not t:
        t, sides = settled, view.sides(settled)
    if t.kind.group == "consult" and not t.noun and sides == Parties():
        sides = _of_whom(view, t)
    sides = agreed_by(view, t, sides) if charge is None else Parties(charge[1], sides.patient)
    if not t.negated and not tells_violence(view, t, sides):
        return None
    if sent_before(view, t, sides):
        return None  # "a drone launched by X hit a post": the verb tells it
    return _told(view, t, sides, claim)


def _told(view: View, t: Trigger, sides: Parties, claim: Claim | None) -> Draft | None:
    """Return the draft of a trigger whose kind and parties are settled, or ``None`` where it tells no event."""
    back = taken_back(view, t, claim)
    untrue = back == DENIED or retracted(view.tokens, t.at)
    denial = t.negated or untrue or (claim is not None and claim.stance == "denies")
    if t.negated and back != DENIED and (claim is None or claim.stance == "denies"):
        return None
    if t.negated and not t.noun and _habit(view, t):
        return None
    own_denial = t.negated and not t.noun and own_deed(view, t, claim, sides)
    definite = t.noun and t.definite and view.tokens[t.at].low != "fighting"
    moved = t.kind.frame == "weak" and moved_in(view, t, sides)
    weak = (t.kind.frame == "weak" and not moved) or goes_on(view, t) or _of_the_one_spoken_of(view, t)
    bare = definite and (t.irreal or not stands_alone(view, t, sides))
    if t.kind.group == "consult" and t.noun and not definite and not held(view, t):
        return None  # "talks" in passing, "peace talks are planned"
    reference = weak or bare or t.negated or sums_up(view, t)
    if t.kind.group == "take" and sides.patient is None and (loser := lost_by(view, t)) is not None:
        sides = Parties(sides.agent, loser)
    made = make(view, t, sides, claim, reference)
    made.weak = made.weak and not moved
    made.result = made.result and not plunders(view, t, made)
    if wears_on(view, t, made) or looks_back(view, t, made):
        return None
    if back == DENIED:
        # "the strike on X", "the kidnapping of a doctor did not take place": told nowhere else
        made.reference = reference = not (made.place or (sides.patient is not None and not sides.patient.definite))
        made.pointing = definite
    if back and not (made.place or definite):
        return None  # "the statement that a soldier had died is withdrawn"
    made.withheld = back == WITHHELD
    made.of_noun = told_of(view, t)
    if not (reference or denial) and (mentioned(view, t, made) or by_accident(view, t)):
        return None
    retype(view, t, made)
    made.cause = cause_of(view, t)
    if bare and view.tokens[max(0, t.at - 2)].low in {"over", "about", "against", "to"}:
        made.weak = True  # "angry over the killings"
    if t.noun and not (reference or back or made.actor1 or made.actor2) and not asserted(view, t):
        return None  # "threats include attacks in Turkey"
    if _lacks_too_much(view, t, made, reference) or _of_another_event(view, t, made, sides, reference):
        return None
    if not (reference or denial) and t.kind.plover in {"ASSAULT", "COERCE"} and not tells_act(view, t, made):
        return None
    around = [x.low for x in view.tokens[max(0, t.at - 4) : t.at + 4]]
    made.alone = own_denial
    if t.noun and t.kind.frame == "mutual" and amid(view, t):
        made.result = made.follows = True  # "took the camp after two days of fighting with X"
    made.weak = made.weak or (t.noun and t.at <= 1 and follows_on(view, t))  # "The killings followed an ambush"
    made.pointing = made.pointing or "such" in around or "there" in around[-4:]
    if denial:
        _deny(view, t, made, untrue=untrue)
    return made


def _of_the_sayer(view: View, t: Trigger) -> bool:
    """Tell "Mr X, who met Y in Z on Monday, said …": what is told of the speaker between commas."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    return t.kind.group == "consult" and not t.noun and first > 1 and view.tokens[first].low == "who"


def _habit(view: View, t: Trigger) -> bool:
    """Tell "it does not target civilians", which denies no act of any day."""
    before = view.low[max(0, t.at - 4) : t.at]
    return any(a in {"does", "do", "doesn", "don", "doesnt", "dont", "never"} for a in before) and "did" not in before


def _of_whom(view: View, t: Trigger) -> Parties:
    """Return who met whom in "Mr X, who met Mr Y in Z"."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    who = next((m for m in reversed(view.mentions) if 0 < first - m.last <= 1), None)
    whom = next((m for m in view.mentions if 0 < m.first - t.at <= _UNDER and m.preposition in {"", "with"}), None)
    return Parties(who, whom) if view.tokens[first].low == "who" else Parties()


def _no_account(view: View, t: Trigger) -> bool:
    """Tell sums, drills and things taken, which are no acts, by the words alone."""
    if (cumulative(view.tokens) or long_since(view, t)) and t.kind.group not in DIPLOMACY:
        return True
    if nested(view, t) or rehearsed(view.tokens) or made_up(view.tokens):
        return True
    if unproven(view.tokens, t.at) or (t.noun and commemorated(view.tokens, t.at)):
        return True
    if t.kind.frame == "leave" and _goes_away(view, t):
        return True
    if t.kind.frame == "mutual" and not t.noun and t.at and view.tokens[t.at - 1].low == "having":
        return True  # "two soldiers, having fought bravely, fell"
    if t.kind.lemma == "take" and t.kind.group == "abduct" and not takes_people(view, t):
        return True
    return t.kind.lemma in {"intercept", "interception"} and not flies(view, t)  # "intercepted a bus"


def _goes_away(view: View, t: Trigger) -> bool:
    """Tell "two drivers, who had left X at noon, were shot dead" from "left two drivers dead"."""
    rest = view.low[t.at + 1 :]
    stop = next((k for k, w in enumerate(rest) if w in t.kind.needs), len(rest))
    return bool(words("be") & set(rest[:stop]))


def _told_by_another(view: View, t: Trigger) -> bool:
    """Tell a word of an act that another word of the sentence tells."""
    if t.kind.group == "force" and object_of_repel(view, t):
        return True
    if told_by_gain(view, t) or stopped(view, t) or heard_too(view, t):
        return True
    if t.kind.lemma in {"try", "attempt"} and not t.noun and (_where_repelled(view, t) or _had_tried(view, t)):
        return True
    if t.noun:
        verb = next(
            (x for x in view.triggers if x.at > t.at and x.kind.group == "take" and not (x.noun or x.passive)), None
        )
        if verb is not None and carrying(view, verb) is t:
            return True  # "a counterattack by X drove Y out of Z"
        if any(x.kind.frame == "suffer" and 0 < t.at - x.at <= _UNDER for x in view.triggers):
            return True  # "came under mortar fire from X"
        if t.kind.group == "force" and any(x.at > t.at and foiled(view, x) for x in view.triggers):
            return True  # "an attack with drones was foiled"
    pushed = t.kind.group == "repel" and t.passive and not foiled(view, t)
    if pushed and any(x.noun and x.at < t.at for x in view.triggers):
        return True  # "five attacks were repelled": the attacks are told
    # "shot down drones launched by X": no launch of its own
    sent = t.kind.frame == "arms" and t.passive and view.tokens[t.at - 1].low not in words("be")
    return sent and any(x.kind.group == "disrupt" and (x.at < t.at or x.passive) for x in view.triggers)


def _where_repelled(view: View, t: Trigger) -> bool:
    """Tell "repelled 14 attacks near X, where the enemy tried to advance": of the attacks told."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    led = view.tokens[first].low in {"where", "when", "as", "which", "that"}
    return led and any(x.kind.group == "repel" and x.at < first and not x.negated for x in view.triggers)


def _had_tried(view: View, t: Trigger) -> bool:
    """Tell "boats that tried to attack a ship were destroyed": the sentence tells what became of them."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    led = first > 0 and view.tokens[first].low in {"that", "which", "who"}
    fates = {"disrupt", "damage", "casualty", "repel", "force"}
    return led and any(x.at > t.at and x.passive and x.kind.group in fates and not x.irreal for x in view.triggers)


def _of_the_one_spoken_of(view: View, t: Trigger) -> bool:
    """Tell "the strike had instead hit a camp": still the strike spoken of."""
    if t.noun or t.kind.group != "force":
        return False
    led = next((x for x in reversed(view.triggers) if x.at < t.at), None)
    return led is not None and led.noun and led.definite and only_light(view, led.at + 1, t.at)


def _lacks_too_much(view: View, t: Trigger, made: Draft, reference: bool) -> bool:
    """Tell a draft without the place, the party or the day that such an act must have to be one."""
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 8]]
    if not made.place and any(pair == ("of", "times") for pair in pairwise(after)):
        return True  # "engaged ISIS dozens of times": a sum
    figures = sum(x.kind == "number" or x.low in words("cardinal") for x in view.tokens)
    if t.kind.group == "force" and not (made.place or reference or made.actor2) and figures >= _MANY:
        return True  # "launched one missile strike and 41 air strikes, dropped 62 bombs": a sum of the day
    if t.kind.lemma == "find" and t.kind.group == "casualty" and "dead" in after[:1] and _WOUNDS.isdisjoint(view.words):
        return True  # "The chief was found dead on Sunday": of what, nobody says
    if not made.place and view.low[:2] in _SUMMING:
        return True  # "Key takeaways: forces advanced"
    if t.kind.group == "abduct" and t.passive and not made.place and _PRISONERS & set(after[:2]):
        return True  # "Three of the attackers were taken prisoner": in the fight just told
    if t.noun and not reference and not (made.actor1 or made.actor2 or made.place or (made.date and made.own_date)):
        return True  # "a pause in the fighting": nobody, nowhere, at no time
    if t.kind.lemma in {"try", "attempt"} and not t.noun and not made.place:
        return True
    if made.past and not (t.noun or made.place or made.own_date or reference) and t.kind.frame in {"mutual", "act"}:
        return True  # "the militia had fought alongside the army"
    if made.past and t.kind.group == "protest" and not (made.place or reference):
        return True  # "let go after lawyers had protested"
    if t.noun and t.kind.lemma in _CAMPAIGNS and made.date is not None and made.date.precision in {"month", "year"}:
        return True  # "launched its offensive in December": a war, not an act
    if t.kind.group == "retreat" and made.actor1 is not None and made.actor1.kind == "crowd":
        return True  # "protesters withdrew in the evening"
    if _losses(view, t, made) or (t.kind.group == "disperse" and not (made.actor1 or made.actor2)):
        return True  # "denied that live bullets had been used"
    if t.kind.group in {"retreat", "base"} and (made.actor1 is None or not made.place):
        return True  # who went back, and from where, is what is told
    if t.noun and not (made.place or made.own_date) and view.tokens[max(0, t.at - 2)].low in _CONTINUED:
        return True  # "continued its attacks on the power grid"
    if t.kind.group == "change" and (made.actor1 is None or made.actor1.kind != "armed"):
        return True  # "merged with a competitor"
    if t.kind.frame == "mutual" and not (t.noun or made.actor1 or made.actor2 or made.place or reference):
        return True  # "the captain, who led from the front, fought gallantly"
    agreed = t.kind.group == "agree" and not t.noun and (made.place or _both_sides(view, t))
    nobody = not (made.actor1 or made.actor2) and not agreed
    if not reference and t.kind.frame == "mutual" and t.kind.plover != "ASSAULT" and nobody:
        return True  # "signed a note", "a meeting": between nobody known
    # "between 1 and 6 March 31 people were killed": a sum
    lone = not made.actor1 and (not made.place or many_days(made.date, 5))
    return made.fatal and lone and many_days(made.date) and not acted(view, t)


def _both_sides(view: View, t: Trigger) -> bool:
    """Tell "was signed by both communities": whose names stand before."""
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 8]]
    return any(a in {"both", "two"} and b in _SIDES for a, b in pairwise(after))


def _losses(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "Also destroyed were two armoured vehicles", where nothing says in what or where: what a day cost."""
    if t.kind.group != "damage" or t.noun or view.places or any(x is not t for x in view.triggers):
        return False
    near = {x.low for x in view.tokens[t.at + 1 : t.at + 12]}
    armed = made.actor1 is None or made.actor1.kind == "armed"
    return armed and bool(near & _HEAVY)


def _of_another_event(view: View, t: Trigger, made: Draft, sides: Parties, reference: bool) -> bool:
    """Tell what is only said of, beside or amid an act that other words tell, and what only defines one."""
    if t.noun and not reference and circumstance(view, t, made):
        return True  # "captured the town after weeks of fighting"
    if t.noun and defines(view, t, made):
        return True
    if t.kind.group == "protest" and not t.noun and _dispersed(view, t):
        return True  # "fired tear gas at demonstrators who had blocked a bridge": one event
    if (made.reference or not made.place) and _succeeded(view, t):
        return True  # "All the assigned targets were hit": of the strike told before
    if t.kind.group == "riot" and beside_a_killing(view, t, made):
        return True
    # "Weapons were also recovered": of the act told before
    crowds = t.participle and made.actor1 is not None and made.actor1.kind == "crowd" and t.kind.group != "protest"
    if crowds and any(x.at < t.at and x.kind.group in {"protest", "riot"} for x in view.triggers):
        return True  # "had barricaded the road, attacking motorists"
    nobodys = made.actor1 is None or (t.passive and sides.agent is None)
    return t.kind.lemma in SEIZING and t.kind.group == "disrupt" and nobodys and not made.place


def _deny(view: View, t: Trigger, made: Draft, *, untrue: bool) -> None:
    """Let the accounts of a draft deny it; of "the enemy's report that X is a lie, said Y" one claims, one denies."""
    made.reports = [replace(r, stance="denies") for r in made.reports]
    teller = reporter(view.tokens, t.at) if untrue else None
    told = next((m for m in view.mentions if m.last == teller), None)
    if told is None:
        return
    boasts = t.passive and made.actor1 is None and told.actor.kind == "armed" and told.actor != made.actor2
    if boasts and made.group in {"force", "take", "disrupt"}:
        made.actor1 = told.actor  # "the rebels' claim that the post was hit is false"
    if made.reports[0].attributed_to:
        made.reports.insert(0, replace(made.reports[0], attributed_to=told.actor.name, stance="claims"))


def _dispersed(view: View, t: Trigger) -> bool:
    """Tell what the crowd had done, in a relative clause about those whom a force is told to have dispersed."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    led = view.tokens[first].low in {"who", "that", "which"}
    return led and any(x.kind.group == "disperse" and x.at < first and not x.negated for x in view.triggers)


def _succeeded(view: View, t: Trigger) -> bool:
    """Tell "all designated targets were engaged": that an act told before went as it should."""
    if not t.passive:
        return False
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    low = [x.low for x in view.tokens[first : t.at]]
    return bool(_AIMS & set(low)) and bool(_SET & set(low)) and len(low) <= _UNDER + 1
