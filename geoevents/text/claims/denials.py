"""Denials that name no act of their own: "this is not true", "a claim the army rejects", "still held the town"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geoevents.text.claims.attributions import Claim
from geoevents.text.claims.hearsay import NEVER
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.reading.making import reports_of
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import weapon_words

__all__ = ["rebuttals"]

_STILL = frozenset(["still", "remains", "remained", "remain", "continues", "continued", "firmly", "fully"])
_HOLDING = frozenset([
    "hold", "held", "holds", "holding", "control", "controls", "controlled", "controlling", "hands", "possession",
])  # fmt: skip
_PRESENT = frozenset(["in", "inside", "present", "there", "deployed", "fighting"])
_PARTIES = frozenset(["armed", "ministry", "country", "person"])
_OURS = frozenset(["its", "their", "our", "his", "it", "they", "we"])
_LOST = frozenset([
    "lost", "missing", "happened", "occurred", "fallen", "shot", "hit", "damaged", "flown", "flew", "flying", "fired",
    "operated", "operating", "active", "deployed", "carried", "conducted", "launched", "used",
])  # fmt: skip
_ALL_OR_NONE = frozenset(["no", "none", "nothing", "all"])
_SAFE = frozenset(["returned", "safe", "safely", "intact", "unharmed"])
_CALLED = frozenset(["called", "calls", "branded", "dismissed", "described", "denounced", "labelled", "termed"])
_TRACES = frozenset(["trace", "traces", "sign", "signs", "evidence", "damage"])
_ARRIVED = frozenset(["came", "come", "flew", "fell", "flown", "seen"])
_USED = frozenset(["having", "using", "use", "that", "any", "being", "it"])
_PART = frozenset(["part", "role", "involvement", "responsibility", "hand", "behind", "responsible"])
_ASSERTIONS = frozenset([
    "claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "statement",
    "statements", "account", "version", "charge", "charges", "assertion", "story", "rumour", "rumours",
])  # fmt: skip
_REFUSED = frozenset(["denied", "rejected", "refuted", "disputed", "dismissed", "contradicted"])
_REFUSES = frozenset([*_REFUSED, "denies", "deny", "rejects", "reject", "disputes", "dispute", "dismisses"])
_POINTING = frozenset(["this", "it", "that", "these", "all"])
_UNTRUE = frozenset(["untrue", "denied", "refuted", "rejected", "error", "mistake"])
_OPENS = frozenset([":", ";", ",", '"', "“", "—", "–", "but", "and", "that"])
_DEED = frozenset(
    ["access", "permission", "entry", "passage", "bail", "visa", "responsibility", "involvement", "request"]
)
"""What is denied to somebody, or as somebody's doing, while the act is not in doubt."""
_HEARSAY = frozenset(["this", "it", "them", "these", "those", "such", "the", "that", "everything", "what", "rumours"])
"""What readers are asked not to believe."""
_SHORT = 6
"""Tokens from "this", "the claim" to the words that deny it, at most."""
_RELATIVE = 11
"""Tokens from "which" to "denied" in "which the authorities have always denied", at most."""
_OWNER = 8
"""Tokens from "a claim" to who denies it, at most."""


@cache
def _denying() -> frozenset[str]:
    """Return the words of which each denial holds one that is no account of somebody's."""
    truth = {"true", "so", "correct", "right", "accurate", "case"}
    return _CALLED | _UNTRUE | _REFUSES | words("false") | truth | _TRACES | _ARRIVED | {"intact"}


def rebuttals(view: View) -> list[Draft]:
    """Return denials that name no event: "X said that the rebels' claim was false"."""
    low, out = view.low, []
    if not _denying().isdisjoint(view.words):
        out = [*_called_false(view, low), *_plainly(view, low), *_aside(view, low), *_found_nothing(view, low)]
    if not words("negation").isdisjoint(view.words) or "nothing" in view.words:
        out += _never_was(view, low)
    for c in view.claims:
        said = low[c.first : c.last]
        held = _still_holds(c, said)
        acts = any(c.first <= t.at < c.last and not t.noun for t in view.triggers)
        alone = not held and _uninvolved(c, said)
        if not (held or alone or _nothing_lost(said) or (not acts and _refutes(c, said))):
            continue
        report = replace(reports_of(view, c, None)[0], stance="denies")
        others = any(
            c.first <= m.first < c.last and m.actor.kind == "armed" and m.preposition == "" for m in view.mentions
        )
        # "said the army had nothing to do with it" denies another's deed
        denier = None if others and c.stance != "denies" else c.source
        denial = replace(_denial(view, view.tokens[c.at].start, report), denier=denier)
        out.append(replace(denial, group="take") if held else replace(denial, alone=True) if alone else denial)
    kept: dict[str, Draft] = {}
    for d in out:
        kept.setdefault(d.reports[0].attributed_to, d)
    return list(kept.values())


def _refutes(c: Claim, said: Sequence[str]) -> bool:
    """Tell "denied this", "denied it and said …", "rejected the report", "said the claim was false"."""
    refuted = bool(words("false") & set(said)) or c.stance == "denies"
    if refuted and _ASSERTIONS & set(said):
        return True
    if c.stance == "denies" and _USED & set(said[:4]) and weapon_words() & set(said):
        return True  # "denies having used a drone there"
    short = [w for w in said if w not in {".", ",", '"', "”"}]
    if short[:1] in ([w] for w in _POINTING) and short[1:2] and short[1] in words("be"):
        return (
            bool((words("false") | _UNTRUE) & set(short[2:6]))
            or _denied_at(said, list(said).index(short[0])) is not None
        )
    ended = len(short) <= 3 or short[1] in words("preposition") | {"and", "but", "saying"}
    return c.stance == "denies" and ended and short[:1] in (["it"], ["this"], ["that"])


def _uninvolved(c: Claim, said: Sequence[str]) -> bool:
    """Tell "said it had nothing to do with the attack", "denied any part in the killings": the act is not in doubt."""
    if "nothing" in said and any(list(said[k : k + 3]) == ["nothing", "to", "do"] for k in range(len(said))):
        return True
    if any(said[k] == "none" and said[k + 1] == "of" and said[k + 2] in _OURS for k in range(len(said) - 2)):
        return bool(_PRESENT & set(said)) or bool(_LOST & set(said))  # "none of its units were in the area"
    return c.stance == "denies" and bool(_USED & set(said[:4])) and bool(_PART & set(said))


def _still_holds(c: Claim, said: Sequence[str]) -> bool:
    """Tell "X said it still held the town", "said its troops were still in control", "the post was in its hands"."""
    if c.stance == "denies" and {"lost", "fallen", "taken", "losing"} & set(said):
        return True  # "denied that the village had been lost"
    if words("negation") & set(said):
        return False
    if {"under", "control"} <= set(said) and c.stance in {"states", "claims"} and {"its", "their", "our"} & set(said):
        return True  # "insisted that the town was under its control"
    if c.source.kind not in _PARTIES and not _OURS & set(said):
        return False  # "analysts say that fighters remain in the area"
    own = next((k for k, w in enumerate(said) if w in _OURS), len(said))
    if _HOLDING & set(said[own + 1 : own + 5]) and c.source.kind in _PARTIES:
        return True  # "its troops were holding the village"
    still = next((k for k, w in enumerate(said) if w in _STILL), None)
    return still is not None and bool(_HOLDING & set(said) or _PRESENT & set(said[still + 1 : still + 3]))


def _nothing_lost(said: Sequence[str]) -> bool:
    """Tell "the army says that no aircraft was lost", "said all its drones had returned to base"."""
    for k, w in enumerate(said):
        if w not in _ALL_OR_NONE:
            continue
        after = set(said[k + 1 : k + 7])
        if w != "all" and _LOST & after and not _ASSERTIONS & after:
            return True
        if w == "all" and _SAFE & after:
            return True
    return False


def _called_false(view: View, low: Sequence[str]) -> list[Draft]:
    """Return the denial in "X called this untrue", "X, a spokesman of Y, dismissed the claim as a lie"."""
    verb = next((i for i, w in enumerate(low) if w in _CALLED), None)
    if (
        verb is None
        or not words("false") & set(low[verb:])
        or not ({"this", "that", "it", "them"} | _ASSERTIONS) & set(low[verb : verb + 4])
    ):
        return []
    source = next((m for m in view.mentions if m.last == verb), None)
    if source is None and verb and low[verb - 1] == ",":
        # "A spokesman for the army, Oleksii Petrenko, called the claim false"
        source = next((m for m in view.mentions if m.last < verb and not m.aside), None)
    if source is None or any(c.at == verb and _ASSERTIONS & set(low[c.first : c.last]) for c in view.claims):
        return []
    report = Report(source.actor.name, "denies", view.sentence.start, view.sentence.end)
    return [_denial(view, view.tokens[verb].start, report)]


def _plainly(view: View, low: Sequence[str]) -> list[Draft]:
    """Return the denial in "This is not true", "It was denied by X"; in the text's own voice where nobody is named."""
    for i in range(len(low)):
        pointing = low[i] in _POINTING or (low[i] == "the" and low[i + 1 : i + 2] and low[i + 1] in _ASSERTIONS)
        if not pointing or not (i == 0 or low[i - 1] in _OPENS):
            continue
        at = _denied_at(low, i)
        if at is None:
            continue
        by = next((m.actor for m in view.mentions if m.first > at and m.preposition == "by"), None)
        told = view.claim_over(at)
        if by is None and told is not None:
            by = told.source
        elif by is None and view.cast.ours is not None:
            by = view.cast.ours
        if by is None and i and not (low[i - 1] in {":", ";", "—", "–"} or low[0] in {"i", "we"}):
            continue  # somebody's, one cannot tell whose
        return [_denial(view, view.tokens[at].start, _said_by(view, by))]
    return []


def _found_nothing(view: View, low: Sequence[str]) -> list[Draft]:
    """Return the denial of who went to look: "found everything intact", "found no trace of a strike", "no plane came".

    Only in the text's own voice, where no act is told: the sentence speaks of one that is rumoured.
    """
    if any(not t.negated for t in view.triggers) or view.claims:
        return []
    for i, w in enumerate(low):
        after = low[i + 1 : i + 5]
        none = after[:1] in (["no"], ["nothing"]) and bool(_TRACES & set(after))
        unhurt = w in {"found", "finds", "saw"} and ("intact" in after or none)
        absent = w == "no" and bool(weapon_words() & set(after[:2])) and bool(_ARRIVED & set(after))
        if unhurt or absent:
            own = Report("", "denies", view.sentence.start, view.sentence.end)
            return [replace(_denial(view, view.tokens[i].start, own), checked=True)]
    return []


def _never_was(view: View, low: Sequence[str]) -> list[Draft]:
    """Return the denial in "There was no attack", "No such thing happened", "Nothing of the sort took place"."""
    for i, w in enumerate(low):
        if w not in {"no", "nothing", "not", "never", "n't"}:
            continue
        after = low[i + 1 : i + 1 + _SHORT]
        such = w == "no" and after[:1] == ["such"]
        happened = bool(NEVER & set(after)) and (such or w == "nothing" or _act_at(view, i + 1, i + 3) is not None)
        was = i > 1 and low[i - 1] in words("be") and low[i - 2] in {"there", "been"}
        act = _act_at(view, i + 1, i + 4) if was and w == "no" else None
        bare = such or (act is not None and (low[act + 1 : act + 2] in ([], ["."], [","], [";"], ["there"], ["and"])))
        asked = after[1:] if after[:1] == ["to"] else after
        unbelieved = w in {"not", "n't"} and asked[:1] == ["believe"] and bool(_HEARSAY & set(asked[1:2]))
        if not (happened or (was and bare) or unbelieved):
            continue
        told = view.claim_over(i)
        by = told.source if told is not None else view.cast.ours
        return [_denial(view, view.tokens[i].start, _said_by(view, by))]
    return []


def _act_at(view: View, first: int, last: int) -> int | None:
    """Return the token among ``[first, last)`` of a noun of an act, or ``None``."""
    return next((t.at for t in view.triggers if first <= t.at < last and t.noun), None)


def _denied_at(low: Sequence[str], i: int) -> int | None:
    """Return the token that denies what "this", "the claim" at ``i`` speaks of: "is a lie", "is not so"."""
    last = min(i + _SHORT, len(low))
    be = next((k for k in range(i + 1, last) if low[k] in words("be") | {"'s", "s"}), None)
    if be is None:
        return None
    stop = next((k for k in range(be, len(low)) if low[k] in {".", ";", ":", ",", "”", '"'}), len(low))
    said = low[be + 1 : min(stop, be + 5)]
    no = {"not", "n't", "never"} & set(said)
    if no:
        truth = {"true", "so", "correct", "right", "accurate", "case"} & set(said)
        return be if truth else None
    return next((k for k in range(be + 1, be + 1 + len(said)) if low[k] in words("false") | _UNTRUE), None)


def _aside(view: View, low: Sequence[str]) -> list[Draft]:
    """Return the denial in "…, a claim the army rejects", "…, in an account rejected by the army"."""
    for i in range(2, len(low) - 1):
        if low[i] in _REFUSED and low[i + 1] == "by" and low[i - 1] in {",", "was", "been", "is", "were"}:
            who = next((m for m in view.mentions if i < m.first <= i + 4), None)  # "the strike, denied by the army"
            if who is not None and not _DEED & set(low[max(0, i - 4) : i]):
                return [_denial(view, view.tokens[i].start, _said_by(view, who.actor))]
        if low[i] == "which" and low[i - 1] == ",":
            verb = next((k for k in range(i + 2, min(i + _RELATIVE, len(low))) if low[k] in _REFUSES), None)
            who = next((m for m in view.mentions if i < m.first and m.last <= (verb or 0)), None)
            if verb is not None and who is not None and low[verb + 1 : verb + 2] in ([], ["."], [","], [";"]):
                return [_denial(view, view.tokens[i].start, _said_by(view, who.actor))]  # "…, which the army denies"
        if low[i] not in _ASSERTIONS | {"something"} or low[i - 1] not in {"a", "an", "which", "something", ","}:
            continue
        end = min(i + _OWNER, len(low))
        verb = next((k for k in range(i + 1, end) if low[k] in _REFUSES), None)
        if verb is None:
            continue
        if low[verb + 1 : verb + 2] == ["by"]:
            who = next((m for m in view.mentions if verb < m.first <= verb + 3), None)
        else:
            who = next((m for m in view.mentions if i < m.first and m.last <= verb), None)
        if who is not None:
            return [_denial(view, view.tokens[i].start, _said_by(view, who.actor))]
    return []


def _said_by(view: View, by: Actor | None) -> Report:
    return Report(by.name if by is not None else "", "denies", view.sentence.start, view.sentence.end)


def _denial(view: View, at: int, report: Report) -> Draft:
    return Draft(
        view.number, view.sentence.paragraph, at, "any", "", "", None, None, "", "", None,
        (None, None, None), None, "", [report], reference=True, pointing=True,
    )  # fmt: skip
