"""From a trigger to a draft: which words report an event at all, and what they say of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geoevents.text.circumstances import DIPLOMACY, SPEECH
from geoevents.text.claims import Claim
from geoevents.text.drafts import Draft, Report
from geoevents.text.making import make, many_days, reports_of, responsible
from geoevents.text.mood import cumulative, reporter, retracted, withdrawn
from geoevents.text.sense import tells_violence
from geoevents.text.spoken import promise, speech
from geoevents.text.tables import words
from geoevents.text.telling import (
    accused,
    acted,
    amid,
    asserted,
    circumstance,
    defines,
    flies,
    held,
    in_flight,
    long_since,
    nested,
    object_of_repel,
    only_light,
    own_deed,
    own_words,
    stands_alone,
    takes_people,
    tells_act,
)
from geoevents.text.triggers import Trigger
from geoevents.text.view import View, carrying
from geoevents.text.vocabulary import kind_of

__all__ = ["draft", "rebuttals"]

_STILL = frozenset(["still", "remains", "remained", "remain", "continues", "continued", "firmly", "fully"])
_HOLDING = frozenset([
    "hold", "held", "holds", "holding", "control", "controls", "controlled", "controlling", "hands", "possession",
])  # fmt: skip
_UNDER = 5
"""Tokens from "came" to the noun in "came under heavy mortar fire", at most."""
_SHORT = 6
"""Tokens from the start of "This claim was firmly denied" to its verb, at most."""
_CORRECTING = frozenset(["correction", "corrections", "corrigendum", "erratum", "clarification", "retraction"])
_CALLED = frozenset(["called", "calls", "branded", "dismissed", "described", "denounced"])
_ASSERTIONS = frozenset(
    ["claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "statement"]
)


def draft(view: View, t: Trigger) -> Draft | None:
    """Return what one trigger reports_of, or ``None`` where it reports no event."""
    claim = view.claim_over(t.at)
    if t.kind.lemma in {"destroy", "engage", "hit"} and not t.noun and in_flight(view, t):
        t.kind = kind_of("intercept")
    if t.kind.group in SPEECH:
        return speech(view, t, claim)
    if any(a <= t.at < b for a, b in view.cues) and not responsible(view, t):
        return None
    if claim is not None and accused(view, claim, t):
        return None  # "accused X of attacking": what is alleged is no event
    if t.kind.group == "force" and object_of_repel(view, t):
        return None
    if (cumulative(view.tokens) or long_since(view)) and t.kind.group not in DIPLOMACY:
        return None
    if view.tokens[0].low in _CORRECTING or nested(view, t) or own_words(view, t):
        return None
    if t.kind.lemma == "take" and t.kind.group == "abduct" and not takes_people(view, t):
        return None
    if t.kind.lemma in {"intercept", "interception"} and not flies(view, t):
        return None  # "intercepted a bus"
    untrue = retracted(view.tokens, t.at)
    about = claim is not None and view.tokens[min(claim.first, len(view.tokens) - 1)].low == "about"
    if untrue and (claim is None or not claim.source.name or about or withdrawn(view.tokens, t.at)):
        return None  # the text itself takes it back
    verb = next(
        (x for x in view.triggers if x.at > t.at and x.kind.group == "take" and not (x.noun or x.passive)), None
    )
    if t.noun and verb is not None and carrying(view, verb) is t:
        return None  # "a counterattack by X drove Y out of Z": the verb tells it
    if t.noun and any(x.kind.frame == "suffer" and 0 < t.at - x.at <= _UNDER for x in view.triggers):
        return None  # "came under mortar fire from X": the verb tells it
    if t.kind.group == "repel" and t.passive and any(x.noun and x.at < t.at for x in view.triggers):
        return None  # "five attacks were repelled": the attacks are told
    if t.kind.frame == "arms" and t.passive and any(x.kind.group == "disrupt" and x.at < t.at for x in view.triggers):
        return None  # "shot down drones launched by X": no launch of its own
    if t.irreal and not (t.definite and t.noun):
        return promise(view, t, claim)
    sides = view.sides(t)
    if not t.negated and not tells_violence(view, t, sides):
        return None
    denial = t.negated or untrue or (claim is not None and claim.stance == "denies")
    if t.negated and (claim is None or claim.stance == "denies"):
        return None
    own_denial = t.negated and not t.noun and own_deed(view, t, claim, sides)
    definite = t.noun and t.definite and view.tokens[t.at].low != "fighting"
    weak = t.kind.frame == "weak"
    if not definite and not t.noun and t.kind.group == "force":
        # "the strike had instead hit a camp": still the strike spoken of
        spoken_of = next((x for x in reversed(view.triggers) if x.at < t.at), None)
        weak = weak or (
            spoken_of is not None and spoken_of.noun and spoken_of.definite and only_light(view, spoken_of.at + 1, t.at)
        )
    bare = definite and (t.irreal or not stands_alone(view, t, sides))
    if t.kind.group == "consult" and t.noun and not definite and not held(view, t):
        return None  # "talks" in passing, "peace talks are planned"
    reference = weak or bare or t.negated
    made = make(view, t, sides, claim, reference)
    after = [x.low for x in view.tokens[t.at + 1 : t.at + 8]]
    if not made.place and any(pair == ("of", "times") for pair in pairwise(after)):
        return None  # "engaged ISIS dozens of times": a sum
    if t.noun and not reference and not (made.actor1 or made.actor2 or made.place or (made.date and made.own_date)):
        return None  # "a pause in the fighting": nobody, nowhere, at no time
    if t.kind.lemma in {"try", "attempt"} and not t.noun and not made.place:
        return None
    if t.noun and not (reference or made.actor1 or made.actor2) and not asserted(view, t):
        return None  # "threats include attacks in Turkey"
    if made.past and not (t.noun or made.place or made.own_date or reference) and t.kind.frame in {"mutual", "act"}:
        return None  # "the militia had fought alongside the army"
    if made.past and t.kind.group == "protest" and not (made.place or reference):
        return None  # "let go after lawyers had protested"
    if t.noun and not reference and circumstance(view, t, made):
        return None  # "captured the town after weeks of fighting"
    general = t.at <= 1 and view.tokens[t.at].low.endswith("s")  # "Attacks on peacekeepers are a violation"
    if t.noun and ((view.tokens[0].low in {"a", "an"} and t.at <= 3) or general) and defines(view, t, made):
        return None
    if t.kind.group == "retreat" and (made.actor1 is None or not made.place):
        return None  # who went back, and from where, is what is told
    if not reference and t.kind.frame == "mutual" and t.kind.plover != "ASSAULT" and not (made.actor1 or made.actor2):
        return None  # "signed a note", "a meeting": between nobody known
    lone = not made.actor1 and (not made.place or many_days(made.date, 5))
    if made.fatal and lone and many_days(made.date) and not acted(view, t):
        return None  # "between 1 and 6 March 31 people were killed": a sum
    if not (reference or denial) and t.kind.plover in {"ASSAULT", "COERCE"} and not tells_act(view, t, made):
        return None
    around = [x.low for x in view.tokens[max(0, t.at - 4) : t.at + 4]]
    made.alone = own_denial
    if t.noun and t.kind.frame == "mutual" and amid(view, t):
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
    out = [*_called_false(view), *_passively(view)]
    for c in view.claims:
        low = [t.low for t in view.tokens[c.first : c.last]]
        refuted = bool(words("false") & set(low)) or c.stance == "denies"
        short = [w for w in low if w not in {".", ",", '"', "”"}]
        plain = c.stance == "denies" and len(short) <= 3 and short[:1] in (["it"], ["this"], ["that"])
        if _still_holds(view, c):
            out.append(
                replace(
                    _denial(view, view.tokens[c.at].start, replace(reports_of(view, c, None)[0], stance="denies")),
                    group="take",
                )
            )
        elif ((refuted and _ASSERTIONS & set(low)) or plain) and not any(
            c.first <= t.at < c.last for t in view.triggers
        ):
            report = replace(reports_of(view, c, None)[0], stance="denies")
            out.append(Draft(
                view.number, view.sentence.paragraph, view.tokens[c.at].start, "any", "", "", None, None, "", "", None,
                (None, None, None), None, "", [report], reference=True, pointing=True,
            ))  # fmt: skip
    return out


def _still_holds(view: View, c: Claim) -> bool:
    """Tell "X said it still held the town", "said its troops were still in control", "the post was in its hands"."""
    low = [t.low for t in view.tokens[c.first : c.last]]
    if c.stance == "denies" and {"lost", "fallen", "taken"} & set(low):
        return True  # "denied that the village had been lost"
    nothing = next((k for k, w in enumerate(low) if w in {"no", "none", "nothing"}), None)
    if nothing is not None and {"lost", "missing", "happened", "occurred"} & set(low[nothing : nothing + 6]):
        return True  # "the army says that no aircraft was lost"
    lasts = bool(_STILL & set(low))
    held = bool(_HOLDING & set(low))
    return lasts and held and not words("negation") & set(low)


def _called_false(view: View) -> list[Draft]:
    """Return the denial in "X called this untrue", "X dismissed it as a lie"."""
    low = [t.low for t in view.tokens]
    verb = next((i for i, w in enumerate(low) if w in _CALLED), None)
    if (
        verb is None
        or not words("false") & set(low[verb:])
        or not ({"this", "that", "it", "them"} | _ASSERTIONS) & set(low[verb : verb + 4])
    ):
        return []
    source = next((m for m in view.mentions if m.last == verb), None)
    if source is None or any(c.at == verb and _ASSERTIONS & set(low[c.first : c.last]) for c in view.claims):
        return []
    report = Report(source.actor.name, "denies", view.sentence.start, view.sentence.end)
    return [_denial(view, view.tokens[verb].start, report)]


def _passively(view: View) -> list[Draft]:
    """Return the denial in "This is denied", "It was denied by X", in the text's own voice where nobody is named."""
    low = [t.low for t in view.tokens[:_SHORT]]
    told = low[:1] in (["this"], ["it"], ["that"]) or low[:2] in (["the", w] for w in _ASSERTIONS)
    at = next((k for k, w in enumerate(low) if w in {"denied", "untrue", "refuted", "rejected"}), None)
    if not told or at is None or not words("be") & set(low[:at]) or {"not", "never"} & set(low[:at]):
        return []
    by = next((m.actor for m in view.mentions if m.first > at and m.preposition == "by"), None) or view.cast.ours
    if by is None:
        return []
    return [_denial(view, view.tokens[at].start, Report(by.name, "denies", view.sentence.start, view.sentence.end))]


def _denial(view: View, at: int, report: Report) -> Draft:
    return Draft(
        view.number, view.sentence.paragraph, at, "any", "", "", None, None, "", "", None,
        (None, None, None), None, "", [report], reference=True, pointing=True,
    )  # fmt: skip
