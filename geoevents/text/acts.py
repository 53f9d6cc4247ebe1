"""From a trigger to a draft: which words report an event at all, and what they say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from geoevents.text.cast import ActorMention
from geoevents.text.circumstances import DIPLOMACY, SPEECH, date_of, expression, further_places, place_of, short_place
from geoevents.text.claims import Claim
from geoevents.text.clauses import Parties, clause_at
from geoevents.text.dates import DateMention
from geoevents.text.drafts import Draft, Report
from geoevents.text.lexicon import Actor, reporting, state_forces
from geoevents.text.mood import cumulative, reporter, retracted
from geoevents.text.numbers import occurrences
from geoevents.text.sense import tells_violence
from geoevents.text.tables import words
from geoevents.text.tokens import Token, fold
from geoevents.text.tolls import HURT, figures_of, provisional
from geoevents.text.triggers import Trigger
from geoevents.text.view import View
from geoevents.text.vocabulary import acting_forms, is_light, kind_of, refine, weapon_words

__all__ = ["draft", "rebuttals"]

_PROTESTERS = Actor("Protesters", "crowd", 6)
_SUM_DAYS = 21
"""Days since which what is counted is a sum over many events."""
_NIGHT = timedelta(days=1)
_ORDINALS = frozenset(["second", "third", "fourth", "another", "further", "separate"])
_CALLED = frozenset(["called", "calls", "branded", "dismissed", "described", "denounced"])
_LASTS = frozenset(["continues", "continue", "rages", "rage", "goes", "persists", "occurs", "reaches"])
_EARLY = 12
"""Tokens from the start of a clause within which a noun with a date is what the clause is about."""
_REPRISALS = frozenset(["reprisal", "reprisals", "retaliation", "revenge", "consequences"])
_OBJECT = 5
"""Tokens from a verb to the noun that is its object, at most."""
_ASSERTIONS = frozenset(
    ["claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "statement"]
)


def draft(view: View, t: Trigger) -> Draft | None:
    """Return what one trigger reports, or ``None`` where it reports no event."""
    claim = view.claim_over(t.at)
    if t.kind.lemma in {"destroy", "engage", "hit"} and not t.noun and _in_flight(view, t):
        t.kind = kind_of("intercept")
    if t.kind.group in SPEECH:
        return _speech(view, t, claim)
    if any(a <= t.at < b for a, b in view.cues) and not _responsible(view, t):
        return None
    if claim is not None and _accused(view, claim, t):
        return None  # "accused X of attacking": what is alleged is no event
    if t.kind.group == "force" and _object_of_repel(view, t):
        return None
    if (cumulative(view.tokens) or _long_since(view)) and t.kind.group not in DIPLOMACY:
        return None
    if _nested(view, t) or _own_words(view, t):
        return None
    if t.kind.lemma == "take" and t.kind.group == "abduct" and not _takes_people(view, t):
        return None
    if t.kind.lemma in {"intercept", "interception"} and not _flies(view, t):
        return None  # "intercepted a bus"
    untrue = retracted(view.tokens, t.at)
    if untrue and (claim is None or not claim.source.name):
        return None  # the text itself takes it back
    if t.kind.group == "repel" and t.passive and any(x.noun and x.at < t.at for x in view.triggers):
        return None  # "five attacks were repelled": the attacks are told
    if t.kind.frame == "arms" and t.passive and any(x.kind.group == "disrupt" and x.at < t.at for x in view.triggers):
        return None  # "shot down drones launched by X": no launch of its own
    if t.irreal and not (t.definite and t.noun):
        return _promise(view, t, claim)
    sides = view.sides(t)
    if not t.negated and not tells_violence(view, t, sides):
        return None
    denial = t.negated or untrue or (claim is not None and claim.stance == "denies")
    if t.negated and (claim is None or claim.stance == "denies"):
        return None
    own_denial = t.negated and not t.noun and _own_deed(view, t, claim, sides)
    definite = t.noun and t.definite and view.tokens[t.at].low != "fighting"
    weak = t.kind.frame == "weak"
    if not definite and not t.noun and t.kind.group == "force":
        # "the strike had instead hit a camp": still the strike spoken of
        told = next((x for x in reversed(view.triggers) if x.at < t.at), None)
        weak = weak or (told is not None and told.noun and told.definite and _only_light(view, told.at + 1, t.at))
    bare = definite and (t.irreal or not _stands_alone(view, t, sides))
    if t.kind.group == "consult" and t.noun and not definite and not _held(view, t):
        return None  # "talks" in passing, "peace talks are planned"
    reference = weak or bare or t.negated
    made = _make(view, t, sides, claim, reference)
    if t.noun and not reference and not (made.actor1 or made.actor2 or made.place or (made.date and made.own_date)):
        return None  # "a pause in the fighting": nobody, nowhere, at no time
    if t.kind.lemma in {"try", "attempt"} and not t.noun and not made.place:
        return None
    if t.noun and not (reference or made.actor1 or made.actor2) and not _asserted(view, t):
        return None  # "threats include attacks in Turkey"
    if t.noun and not reference and _circumstance(view, t, made):
        return None  # "captured the town after weeks of fighting"
    if t.noun and view.tokens[0].low in {"a", "an"} and t.at <= 3 and _defines(view, t, made):
        return None
    if t.kind.group == "retreat" and (made.actor1 is None or not made.place):
        return None  # who went back, and from where, is what is told
    if not reference and t.kind.frame == "mutual" and t.kind.plover != "ASSAULT" and not (made.actor1 or made.actor2):
        return None  # "signed a note", "a meeting": between nobody known
    if made.fatal and not (made.place or made.actor1) and _many_days(made.date) and not _acted(view, t):
        return None  # "between 1 and 6 March 31 people were killed": a sum
    if not (reference or denial) and t.kind.plover in {"ASSAULT", "COERCE"} and not _told(view, t, made):
        return None
    around = [x.low for x in view.tokens[max(0, t.at - 4) : t.at + 4]]
    made.alone = own_denial
    if t.noun and t.kind.frame == "mutual" and _amid(view, t):
        made.result = made.follows = True  # "took the camp after two days of fighting with X"
    made.pointing = "such" in around or "there" in around[-4:]
    if denial:
        made.reports = [replace(r, stance="denies") for r in made.reports]
        teller = reporter(view.tokens, t.at) if untrue else None
        told = next((m for m in view.mentions if m.last == teller), None)
        if told is not None:  # "the enemy's report that X is a lie, said Y": one claims, the other denies
            made.reports.insert(0, replace(made.reports[0], attributed_to=told.actor.name, stance="claims"))
    return made


def rebuttals(view: View) -> list[Draft]:
    """Return denials that name no event: "X said that the rebels' claim was false"."""
    out = [*_called_false(view)]
    for c in view.claims:
        low = [t.low for t in view.tokens[c.first : c.last]]
        refuted = bool(words("false") & set(low)) or c.stance == "denies"
        if refuted and _ASSERTIONS & set(low) and not any(c.first <= t.at < c.last for t in view.triggers):
            report = replace(_reports(view, c, None)[0], stance="denies")
            out.append(Draft(
                view.number, view.sentence.paragraph, view.tokens[c.at].start, "any", "", "", None, None, "", "", None,
                (None, None, None), None, "", [report], reference=True, pointing=True,
            ))  # fmt: skip
    return out


def _own_deed(view: View, t: Trigger, claim: Claim | None, sides: Parties) -> bool:
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


def _takes_people(view: View, t: Trigger) -> bool:
    """Tell "took away two women" from "took away an ambulance"."""
    near = [m for m in view.mentions if 0 < m.first - t.at <= 5 or (t.passive and 0 < t.at - m.last <= 5)]
    return any(m.actor.kind in {"civilian", "person"} for m in near) or "hostage" in {x.low for x in view.tokens}


def _flies(view: View, t: Trigger) -> bool:
    near = view.tokens[max(0, t.at - 10) : t.at + 10]
    return any(
        x.low in weapon_words() | {"aircraft", "balloon", "projectile", "projectiles", "uavs", "atacms"} for x in near
    )


def _own_words(view: View, t: Trigger) -> bool:
    """Tell what the text itself wrote before and now corrects: "yesterday we wrote that a drone had struck X"."""
    low = [x.low for x in view.tokens[: t.at]]
    said = any(a == "we" and b in {"wrote", "reported", "published"} for a, b in pairwise(low))
    return said and not {'"', "“"} & set(low)


def _air_defence(view: View, t: Trigger) -> bool:
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    return not t.passive and bool(
        {"defence", "defences", "defense", "defenses"} & {x.low for x in view.tokens[first : t.at]}
    )


def _side(source: Actor) -> Actor | None:
    """Return the forces that a party speaks for."""
    if source.kind == "armed":
        return source
    return state_forces(source.country) if source.kind in {"ministry", "country"} and source.country else None


def _called_false(view: View) -> list[Draft]:
    """Return the denial in "X called this untrue", "X dismissed it as a lie"."""
    low = [t.low for t in view.tokens]
    verb = next((i for i, w in enumerate(low) if w in _CALLED), None)
    if (
        verb is None
        or not words("false") & set(low[verb:])
        or not {"this", "that", "it", "them"} & set(low[verb : verb + 3])
    ):
        return []
    source = next((m for m in view.mentions if m.last == verb), None)
    if source is None or any(c.at == verb for c in view.claims):
        return []
    report = Report(source.actor.name, "denies", view.sentence.start, view.sentence.end)
    return [_denial(view, view.tokens[verb].start, report)]


def _denial(view: View, at: int, report: Report) -> Draft:
    return Draft(
        view.number, view.sentence.paragraph, at, "any", "", "", None, None, "", "", None,
        (None, None, None), None, "", [report], reference=True, pointing=True,
    )  # fmt: skip


def _nested(view: View, t: Trigger) -> bool:
    """Tell words within a quotation within a quotation: what somebody told of what somebody cried."""
    low = [x.low for x in view.tokens[: t.at]]
    outer = low.count('"') % 2 or low.count("“") > low.count("”")
    return bool(outer) and bool(low.count("'") % 2 or low.count("‘") > low.count("’"))


def _long_since(view: View) -> bool:
    """Tell "killed since 7 October" where that day is weeks ago: a sum, no event."""
    day = view.published
    return day is not None and any(
        i and view.tokens[i - 1].low == "since" and d.first is not None and (day - d.first).days > _SUM_DAYS
        for i, d in view.date_at
    )


def _asserted(view: View, t: Trigger) -> bool:
    """Tell a noun that nobody acts in but that is said to have happened.

    It is the subject of its clause, or what a verb like "launched", "heard", "reported" has for its object, or what
    people died of.
    """
    tokens = view.tokens
    first, last = clause_at(view.starts, len(tokens), t.at)
    if any(x.kind.group in {"casualty", "damage"} and not x.negated for x in view.triggers if first <= x.at < last):
        return True
    if any(first <= i < last and d.first is not None for i, d in view.date_at) and t.at - first <= _EARLY:
        return True
    verbs = acting_forms() | words("be") | words("perfect") | words("irregular_past") | frozenset(reporting())
    if any(
        is_light(x.low) or x.low in reporting() or x.low in {"hearing", "described"}
        for x in tokens[max(0, t.at - 8) : t.at]
    ):
        return True
    goes_on = tokens[t.at + 1 : last]
    verb = any(x.low in verbs or x.low.endswith("ed") or x.low in _LASTS for x in goes_on)
    return verb and not any(x.low in verbs for x in tokens[first : t.at])


def _only_light(view: View, first: int, last: int) -> bool:
    """Tell whether only auxiliaries and adverbs stand in ``tokens[first:last]``."""
    light = words("adverb") | words("perfect") | words("be") | {"instead", "actually", "really", "in", "fact"}
    return all(x.low in light for x in view.tokens[first:last])


def _circumstance(view: View, t: Trigger, made: Draft) -> bool:
    """Tell a noun that only says amid what another act of its sentence was: it names nobody and no place itself."""
    if made.actor1 or made.actor2 or not any(x.at < t.at and not x.noun and not x.kind.result for x in view.triggers):
        return False
    return made.place_start < view.tokens[t.at].start


def _amid(view: View, t: Trigger) -> bool:
    """Tell a fight that only says after what, or amid what, its sentence's own act was."""
    led = any(x.low in {"after", "amid", "following"} for x in view.tokens[max(0, t.at - 6) : t.at])
    return led and any(x.at < t.at and not x.noun and x.kind.group in {"take", "retreat"} for x in view.triggers)


def _defines(view: View, t: Trigger, made: Draft) -> bool:
    """Tell "A strike, as the word is used, is one or more engagements": what such an act is, not that one was."""
    low = [x.low for x in view.tokens[t.at + 1 :]]
    return not (made.place or (made.own_date and made.date)) and bool({"is", "are"} & set(low))


def _many_days(when: DateMention | None) -> bool:
    """Tell a span of days longer than a night or a day and a night."""
    known = when is not None and when.precision == "range" and when.first is not None and when.last is not None
    return known and when is not None and (when.last or date.min) - (when.first or date.min) > _NIGHT


def _acted(view: View, t: Trigger) -> bool:
    """Tell whether the sentence tells an act before ``t`` that can have led to it."""
    return any(x.at < t.at and x.kind.group in {"force", "take"} and not (x.negated or x.irreal) for x in view.triggers)


def _told(view: View, t: Trigger, made: Draft) -> bool:
    """Tell whether a word for violence tells an act of violence: by or against someone, or somewhere."""
    if not (made.actor1 or made.actor2 or made.place or t.kind.result):
        # "killed when a mine went off": what it led to, in the same sentence, says to whom and where
        led = any(x.kind.group == "casualty" and not (x.negated or x.irreal) for x in view.triggers)
        # or it goes on about what was just told, in the text's own voice
        quoted = sum(x.low in {'"', "“", "”"} for x in view.tokens[: t.at])
        return led or (made.own_date is False and made.date is not None and not quoted)
    if t.kind.group in {"casualty", "damage"} and any(x.low in words("accident") for x in view.tokens):
        return False
    if t.kind.group == "arrest" and any(x.low in words("crime") for x in view.tokens):
        return False  # of a smuggler, a thief
    # "Mrs Haley attacked the proposal": words, unless somebody was hurt
    person = made.actor1 is not None and made.actor1.kind in {"person", "official"}
    return not (person and t.kind.sub_event == "Armed clash" and made.fatalities == (None, None, None))


def _own_arms(view: View, t: Trigger) -> bool:
    """Tell "the army said jets had destroyed": who boasts of what aircraft or guns destroyed owns them."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    owned = {"jets", "warplanes", "aircraft", "planes", "helicopters", "artillery", "drones", "gunships", "missiles"}
    return not t.passive and any(x.low in owned for x in view.tokens[first : t.at])


def _in_flight(view: View, t: Trigger) -> bool:
    """Tell "destroyed 20 drones": what flies at somebody and is destroyed was intercepted."""
    if t.kind.lemma == "hit":
        return False
    span = view.tokens[max(0, t.at - 6) : t.at] if t.passive else view.tokens[t.at + 1 : t.at + 8]
    stop = next((k for k, x in enumerate(span) if x.low in words("preposition") - {"of"}), len(span))
    span = span if t.passive else span[:stop]
    return any(x.low in {"drones", "drone", "missiles", "missile", "rockets", "uavs", "shaheds"} for x in span)


def _goes_on(view: View, t: Trigger) -> bool:
    """Tell "…, hitting a theatre": more of the act told before it in the sentence."""
    return t.participle and t.kind.group == "force" and any(x.at < t.at and not x.noun for x in view.triggers)


def _stands_alone(view: View, t: Trigger, sides: Parties) -> bool:
    """Tell whether "the attack …" brings enough of its own to be an event nobody told before."""
    if sides.agent is not None and sides.patient is not None:
        return True
    if place_of(view, t, sides) is None:
        return False
    after = view.tokens[t.at + 1].low if t.at + 1 < len(view.tokens) else ""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    dated = any(first <= i < last and d.first is not None for i, d in view.date_at)
    # "the capture of X" tells of one; "the attack in X" speaks of one told before
    return after == "of" or dated or bool(sides.agent or sides.patient)


def _held(view: View, t: Trigger) -> bool:
    before = [x.low for x in view.tokens[max(0, t.at - 5) : t.at]]
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 4]]
    return any(w in {"held", "attended", "during"} or is_light(w) for w in before) or any(
        w in {"held", "took"} for w in after
    )


def _responsible(view: View, t: Trigger) -> bool:
    return view.responsibility_claim(t) is not None


def _accused(view: View, claim: Claim, t: Trigger) -> bool:
    """Tell what somebody is accused of from what led to the accusation ("accused X of … after the downing of …")."""
    led = {x.low for x in view.tokens[claim.at + 1 : t.at]} & {"after", "following"}
    return view.tokens[claim.at].low in {"accused", "accuses", "blamed", "blames"} and not led


def _object_of_repel(view: View, t: Trigger) -> bool:
    return t.noun and any(x.kind.group == "repel" and 0 < t.at - x.at <= 5 for x in view.triggers)


def _speech(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    own = next((c for c in view.claims if c.at == t.at), None)
    lemma = t.kind.lemma
    if t.negated or t.irreal:
        return None
    if t.kind.frame == "blame":
        # without a speaker it would be the text's own verdict
        if claim is None:
            return None
        sides = view.sides(t)
        blamed = sides.agent.actor if sides.agent else None
        return _make(view, t, sides, claim, False, pair=(claim.source, blamed), spoken=claim)
    subject = own.source if own is not None else None
    sides = view.sides(t)
    if subject is None and sides.agent is not None:
        subject = sides.agent.actor
    if subject is None and claim is not None and view.tokens[t.at - 1].low in words("pronoun"):
        subject = claim.source  # "…, which he blamed on X"
    after = [m for m in view.mentions if not m.aside and 0 < m.first - t.at <= 2 and m.preposition == ""]
    if lemma == "blame" and not after:  # "blamed the attack on X"
        after = [m for m in view.mentions if not m.aside and 0 < m.first - t.at <= 8 and m.preposition == "on"]
    target = after[0].actor if after else None
    if lemma == "warn":
        harm = _threatened_act(view, t, own)
        if harm is None and not _answer(view, own):
            return None
        if harm is not None and (target is None or target.kind in {"civilian", "official"}):
            hit = view.sides(harm).patient
            target = hit.actor if hit else target
    elif lemma == "threaten":
        harm = _threatened_act(view, t, own)
        reprisal = any(x.low in _REPRISALS for x in view.tokens[t.at + 1 : t.at + 8])
        if harm is None and target is None and not reprisal:
            return None
        if target is None and harm is not None:
            hit = view.sides(harm).patient
            target = hit.actor if hit else None
    elif target is None:
        party = subject is not None and subject.kind in {"country", "ministry", "armed"}
        if not party or not any(x.low == "of" for x in view.tokens[t.at + 1 : t.at + 7]):
            return None
    if subject is None:
        return None
    return _make(view, t, sides, claim, False, pair=(subject, target), spoken=own)


def _threatened_act(view: View, t: Trigger, own: Claim | None) -> Trigger | None:
    """Return the violence that a warning announces."""
    first, last = (own.first, own.last) if own is not None else (t.at + 1, len(view.tokens))
    for x in view.triggers:
        if (
            first <= x.at < last
            and x.irreal
            and not x.noun
            and x.kind.group in {"force", "take", "casualty", "damage"}
            and x.kind.frame != "perish"  # what people die of is no one's threat
            and not x.conditional
        ):
            return x
    return None


def _answer(view: View, own: Claim | None) -> bool:
    """Tell a warning to do something: "would answer any attack", "will retaliate", "would do so if"."""
    low = [t.low for t in view.tokens[own.first : own.last]] if own is not None else []
    if own is not None and "against" in [t.low for t in view.tokens[own.at + 1 : own.at + 8]]:
        return True  # "warned villagers against helping the army"
    if any(a in {"will", "would"} and b in {"answer", "respond", "retaliate", "react"} for a, b in pairwise(low)):
        return True
    # "that it would expand the operation if …": what the speaker itself will do, on a condition
    promised = any(
        a in {"it", "they", "we", "he", "she"} and b in {"will", "would"} and c not in words("be") | words("perfect")
        for a, b, c in zip(low, low[1:], low[2:], strict=False)
    )
    return promised and bool({"if", "unless"} & set(low))


def _promise(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    """Read "we will strike if …" as a threat by whoever says so; other things that did not happen are dropped."""
    if t.noun or t.kind.group not in {"force", "take"} or claim is None or t.negated or _hypothesis(view, t):
        return None
    if any(x.kind.group == "threat" and not x.negated for x in view.triggers):
        return None
    condition = any(x.low in {"if", "unless", "until"} for x in view.tokens[claim.first : claim.last])
    modal = any(x.low in {"will", "would", "ll", "shall"} for x in view.tokens[max(0, t.at - 3) : t.at])
    if not (condition and modal):
        return None
    sides = view.sides(t)
    return _make(
        view,
        replace(t, kind=kind_of("threaten")),
        Parties(),
        claim,
        False,
        pair=(claim.source, sides.patient.actor if sides.patient else None),
        spoken=claim,
    )


def _who(view: View, m: ActorMention) -> str:
    """Return the words for people who do violence: "two men on motorcycles" are "Men"."""
    first = m.first
    while first < m.last - 1 and (
        view.tokens[first].low in words("determiner") | words("cardinal") or view.tokens[first].kind == "number"
    ):
        first += 1
    name = " ".join(view.surface(first, m.last).split())
    return name[:1].upper() + name[1:]


def _by_arms(view: View, t: Trigger, first: int, last: int) -> list[Token]:
    """Return the words of the weapon that killed or destroyed by itself: "a shell killed five", "hurt by shrapnel"."""
    if not t.kind.result or t.noun or t.participle or t.kind.frame == "leave":
        return []
    if any(first <= x.at < last and not x.kind.result for x in view.triggers):
        return []
    tokens = view.tokens
    if t.passive:
        by = next((k for k in range(t.at + 1, min(t.at + 3, last)) if tokens[k].low == "by"), None)
        span = list(tokens[by + 1 : min(by + 6, last)]) if by is not None else []
        stop = next((k for k, x in enumerate(span) if x.low in words("preposition") | {","}), len(span))
        span = span[:stop]
    else:
        k = t.at - 1
        while k >= first and tokens[k].low in words("adverb") | words("perfect"):
            k -= 1
        span = list(tokens[max(first, k - 3) : k + 1]) if k >= first and tokens[k].low in weapon_words() else []
    if any(x.low in words("figurative_before") for x in span):
        return []  # "a gas explosion"
    return span if any(x.low in weapon_words() for x in span) else []


def _hypothesis(view: View, t: Trigger) -> bool:
    """Tell the condition itself ("if they attack …") from what follows on it ("… we will strike")."""
    modal = any(x.low in {"will", "would", "ll", "shall"} for x in view.tokens[max(0, t.at - 3) : t.at])
    return t.conditional and not modal


def _captured(view: View, t: Trigger) -> ActorMention | None:
    """Return who was captured, where it was no place."""
    if t.kind.frame != "take" or t.noun:
        return None
    near = [m for m in view.mentions if not m.aside and not m.asset]
    if t.passive:
        return None
    return next(
        (m for m in near if 0 < m.first - t.at <= 2 and m.preposition == "" and m.actor.kind in {"armed", "civilian"}),
        None,
    )


def _make(
    view: View,
    t: Trigger,
    sides: Parties,
    claim: Claim | None,
    reference: bool,
    *,
    pair: tuple[Actor | None, Actor | None] | None = None,
    spoken: Claim | None = None,
) -> Draft:
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    agent = sides.agent.actor if sides.agent else None
    patient = sides.patient.actor if sides.patient else None
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
        boasts = t.kind.lemma == "destroy" and _own_arms(view, t)
        if boasts and claim.source.kind == "armed":
            agent = claim.source
        elif (t.kind.group == "take" and t.noun) or (t.kind.group == "disrupt" and _air_defence(view, t)):
            agent = _side(claim.source)  # "the ministry reported the capture of X", "said air defences downed …"
    if patient is not None and patient.kind in {"official", "person"} and t.kind.group == "casualty":
        patient = Actor("Civilians", "civilian", 7)  # "killed its chief"
    if agent is not None and t.kind.plover == "ASSAULT" and agent.kind in {"official", "monitor"} and pair is None:
        agent = None  # who reports it, or whose office it is
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
        agent, patient = (_PROTESTERS if agent is None or agent.kind == "civilian" else agent), None
    place = (
        None
        if spoken is not None or (t.kind.group in SPEECH and t.kind.lemma != "threaten")
        else place_of(view, t, sides)
    )
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
    prior = max([x.at + 1 for x in view.triggers if x.at < t.at and not x.noun], default=0)
    if prior:
        # "dropped bombs on A and artillery pounded B": each verb has its own weapon
        prior = next((k for k in range(t.at - 1, prior, -1) if view.tokens[k].low in words("coordinator")), prior)
    later = min([x.at for x in view.triggers if x.at > t.at and not x.noun], default=last)
    near = view.tokens[max(first, t.at - 8, prior if not t.kind.result else 0) : min(last, max(t.at + 6, later))]
    near = near[:30]
    if t.noun and not any(x.low in {"with", "using", "involving"} for x in view.tokens[t.at + 1 : t.at + 6]):
        near = view.tokens[max(first, t.at - 4) : t.at]  # "a strike destroyed a bomb factory" was no bombing
    if sides.patient is not None:
        # a helicopter that was shot at is no means
        own = {view.tokens[k].start for k in range(sides.patient.first, sides.patient.last)}
        near = [x for x in near if x.start not in own]
    near = [x for x in near if x.start != view.tokens[t.at].start or t.noun]
    boasted = not t.passive and t.kind.lemma == "destroy"
    arms = _by_arms(view, t, first, last)
    if arms and not boasted:
        near = arms
    sub = _sub_event(t, agent, patient, refine(t.kind, near, always=boasted or bool(arms)))
    own_act = bool(arms) and sub != t.kind.sub_event
    where, country, start = expression(view, place)
    query = ""
    if not where and pair is None and spoken is None and t.kind.group not in DIPLOMACY | {"retreat"}:
        short = short_place(view, t)
        if short is not None:
            (country, start), where, query = (short[0].country, short[0].start), short[1], short[2]
    more = [] if t.kind.group in DIPLOMACY else [expression(view, p) for p in further_places(view, place)]
    return Draft(
        view.number, view.sentence.paragraph, view.tokens[t.at].start, t.kind.group, sub, t.kind.plover, agent,
        patient, where, country, when, figures, count, text, _reports(view, claim, spoken),
        reference=reference, noun=t.noun, arms=t.kind.frame == "arms",
        fatal=deadly and (t.kind.frame != "perish" or figures != (None, None, None)),
        result=(result and not own_act) or _goes_on(view, t), clause=first,
        injured=injured, provisional=provisional(view.tokens), own_date=own_date, place_start=start, place_query=query, weak=t.kind.frame == "weak",
        another=t.noun and bool(_ORDINALS & {x.low for x in view.tokens[max(0, t.at - 3) : t.at]}),
        past=claim is None and not t.noun and "had" in [x.low for x in view.tokens[max(0, t.at - 4) : t.at]], more=tuple(more), follows=t.participle and t.kind.result,
    )  # fmt: skip


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
    return sub


def _reports(view: View, claim: Claim | None, spoken: Claim | None) -> list[Report]:
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
    return [Report(told.source.name, told.stance, start, end)]
