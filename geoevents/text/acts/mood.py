"""Whether what a word names is said to have happened: negation, modals, conditions, plans and fears."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geoevents.text.tables import words
from geoevents.text.words.lexicon import reporting, reporting_words
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, is_light, present_forms

__all__ = ["cumulative", "irreal", "negated", "rehearsed"]

_GUESSED = frozenset(["possible", "likely", "unlikely", "improbable", "probable", "expected", "feared", "imminent"])
_SAID_TO = frozenset(["known", "thought", "understood", "alleged", "found", "reportedly", "seen", "appear", "appears"])
_MANAGED = frozenset(["managed", "manages", "proceeded", "contrived", "helped", "succeeded", "dared"])
"""Verbs behind which "to" leads to what was done."""
_ASIDE = 7
"""Tokens from such a verb to its "to", at most."""
_HABITUAL = frozenset(["they", "we", "you", "i", "who"])
"""Before the plain present of a verb: what is done again and again."""
_USED = frozenset(["used", "employed"])
_CHARGING = frozenset(["accuse", "blame"])
_WHOLE = frozenset(["beginning", "start", "outbreak", "onset", "war", "conflict", "coup", "invasion", "independence"])
_ORDINALS = frozenset(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "worst"]
)
_SPANS = frozenset(["since", "so", "year"])
"""Words that open what a figure over a long time is counted over."""
_SUM = frozenset(["altogether", "overall", "total", "totals", "totalling", "cumulatively"])
_ANYONE = (["those"], ["anyone"], ["anybody"], ["all"], ["people"], ["persons"])
_COUNTS = frozenset(["figures", "figure", "numbers", "data", "toll", "count", "totals", "statistics"])
_MOST = frozenset(["majority", "most", "bulk"])
_STATES = frozenset(["war", "held", "controlled", "besieged", "ruled", "power", "occupied", "governed", "banned"])
_NEW_CLAUSE = frozenset([",", ";", ":", "that", "when", "while", "after", "before", "as", "because", "although"])
"""Where a "nobody" before them is another clause's."""
_JUBILEE = frozenset(["anniversary", "anniversaries", "commemorate", "commemorated", "commemorating", "commemoration"])


def irreal(tokens: Sequence[Token], i: int, noun: bool) -> tuple[bool, bool]:
    """Return whether what ``tokens[i]`` names is not said to have happened, and whether on a condition."""
    if _conditional(tokens, i, noun):
        return True, True
    # "on 14 May killed five": the month is no modal verb
    before = [t.low if t.low != "may" or not t.capital else "" for t in tokens[max(0, i - 6) : i]]
    if "number" in before and {"not", "nor", "no"} & {t.low for t in tokens[max(0, i - 14) : i]}:
        return True, False  # "nor does it estimate the number of enemies killed"
    if ("how", "many") in pairwise(before) or _governed(before):
        return True, False  # "did not say how many were killed", "plotting an attack"
    return (_unreal_noun(tokens, i, before) if noun else _unreal_verb(tokens, i, before)), False


def _conditional(tokens: Sequence[Token], i: int, noun: bool) -> bool:
    """Tell what "if", "whether", "until" in the same clause speak of."""
    conditional = words("conditional")
    for k in range(i - 1, max(-1, i - 15), -1):
        low = tokens[k].low
        if low in {";", ":", ","} or (low == "until" and not noun and tokens[i].low in acting_forms()):
            return False  # "until police dispersed them"
        if low == "until" and tokens[k + 1].low == "now":
            continue  # "until now we have counted seven dead"
        if low in conditional:
            led = low != "should" or tokens[k + 1].low in words("determiner") | words("pronoun")
            if led or tokens[k + 1].capital:
                return True  # "should they attack" is a condition, "it should be recalled that" none
    return False


def _governed(before: Sequence[str]) -> bool:
    """Tell what a word for plans, fears or the prevention of something leads to."""
    for w in reversed(before):
        if w in {",", ".", "“", '"', "that", "after"}:
            return False
        if w in words("irreal_governor"):
            return True
    return False


def _unreal_verb(tokens: Sequence[Token], i: int, before: Sequence[str]) -> bool:
    """Tell a verb behind a modal, a wish or a refusal; ``before`` has the words before it."""
    tail = [w for w in before if w not in words("adverb") and w not in words("negation")]
    # "would strike", "could be attacked", "might have been attacked"
    perfect = False
    while tail and tail[-1] in words("be") | words("perfect"):
        perfect = tail.pop() in words("perfect") or perfect
    led = tail[-1] if tail else ""
    if led in words("modal"):
        return True
    if before[-1:] and before[-1] in {"is", "are"} and {"before", "until", "unless"} & set(before[:-1]):
        return True  # "urged to leave before the city is shelled"
    if led == "to" and not (perfect and _said_to_have(tokens, i, tail)):
        # "managed to seize" happened; after wishes, plans and refusals it did not
        made_use = any(w in _USED for w in tail[-5:-2])  # "used a drone to bomb the village"
        wished = any(w in words("irreal_verb") for w in tail[-5:-1])
        done = any(w in {"began", "started", "continued", "went"} for w in tail[-3:-1]) or _brought_off(tokens, i)
        if wished or not (done or made_use):
            return True
    if led in {"from", "against", "without", "of", "for"} and tokens[i].low.endswith("ing"):
        return True
    if led in {"or", "and"} and "to" in before[:-1] and "be" in before[-2:]:
        return True  # "48 hours to leave or be killed"
    if before[-1:] and before[-1] in _HABITUAL and tokens[i].low in present_forms():
        return True  # "they shoot, we sweep up, they shoot again", "all those who fight"
    # "those who attack villagers"
    return before[-1:] == ["whoever"] or (before[-1:] == ["who"] and before[-2:-1] in _ANYONE)


def _brought_off(tokens: Sequence[Token], i: int) -> bool:
    """Tell "managed at dawn today to shoot down": words of time may stand between."""
    to = next((k for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].low == "to"), i)
    for k in range(to - 1, max(-1, to - _ASIDE), -1):
        if tokens[k].low in _MANAGED:
            return True
        if tokens[k].low in acting_forms() | words("modal") | words("irreal_verb") or tokens[k].low in {"to", ";", "."}:
            return False
    return False


def _said_to_have(tokens: Sequence[Token], i: int, tail: Sequence[str]) -> bool:
    """Tell "claimed to have burned it", "is known to have burned it": it is told that they did."""
    if any(w in _SAID_TO or w in reporting() for w in tail[-4:-1]):
        return True
    free = len(tail) > 1 and tail[-2] not in words("be") | words("irreal_verb")
    return free and any(t.low in reporting() for t in tokens[max(0, i - 16) : i])


def _unreal_noun(tokens: Sequence[Token], i: int, before: Sequence[str]) -> bool:
    """Tell a noun behind a modal or a wish; ``before`` has the words before it."""
    wishes, modal = words("irreal_verb"), words("modal")
    if any(a in wishes and b == "for" for a, b in pairwise(before)) or _foreseen(tokens, i):
        return True  # "preparing for such an attack"
    ruled_out = words("negation") | {"denied", "denies", "deny"}
    free = ruled_out.isdisjoint([t.low for t in tokens[max(0, i - 9) : i]])  # "had not carried out any strike"
    if free and any(t.low == "any" for t in tokens[max(0, i - 4) : i]) and "of" not in before[-2:]:
        return True  # "any attack on the port"
    if any((a == "to" or a in modal) and (is_light(b) or b in _CHARGING) for a, b in pairwise(before)):
        return True  # "encouraged him to carry out an attack", "in order to accuse troops of strikes"
    near = before[-3:]
    return any(w in wishes | modal for w in near) and not any(w in {"after", ","} for w in near)


def _ranked(low: Sequence[str]) -> bool:
    return any(w in _ORDINALS or (w.endswith("est") and len(w) > 5) for w in low)


def cumulative(tokens: Sequence[Token]) -> bool:
    """Tell a figure over a long time: "killed since the war began", "so far this year", what an anniversary recalls."""
    low = [t.low for t in tokens]
    found = frozenset(low)
    if not _JUBILEE.isdisjoint(found):
        return True
    if _COUNTS & set(low[:4]) and {"include", "includes", "cover", "covers", "exclude", "refer"} & set(low[:7]):
        return True  # "The figures include only persons killed in the open"
    if {"risen", "rose", "rises", "reached", "climbed", "stands"} & found and _toll_of_many(low):
        return True  # "The number of citizens killed since the truce has risen to 362"
    if _MOST & set(low[:2]) and {"caused", "due", "resulted", "attributed"} & set(low[:8]):
        return True  # "The majority was caused by shelling"
    if _SUM & set(low[:3]) or low[:2] in (["in", "total"], ["in", "all"], ["all", "told"]):
        return True  # "In total the coalition conducted nine strikes"
    if {"end", "had"} <= found and ("by", "the", "end", "of") in zip(low, low[1:], low[2:], low[3:], strict=False):
        return True  # "by the end of June at least 238 people had been killed"
    for k, word in enumerate(low if not _SPANS.isdisjoint(found) else ()):
        if word not in _SPANS:
            continue
        after = low[k + 1 : k + 7]
        if (
            word == "since"
            and k
            and low[k - 1] == ","
            and not _WHOLE & set(after)
            and not {"began", "start"} & set(after)
        ):
            continue  # "…, since its owner has violated the ban": because
        if word == "since" and k and low[k - 1] in words("perfect"):
            continue  # "the toll has since risen to 12"
        if word == "since" and _ranked(low[max(0, k - 4) : k]):
            continue  # "the fourth since the start of the month"
        if word == "since" and _STATES & set(low[max(0, k - 6) : k]) and k + 3 < len(low):
            continue  # "at war with X since April", "which has besieged the city since May"
        if word == "since" and after[:1] == ["then"]:
            return True
        if word == "since" and (
            _WHOLE & set(after) or any(t.kind == "number" and len(t.low) == 4 for t in tokens[k + 1 : k + 4])
        ):
            return True
        if word == "since" and any(w in acting_forms() | {"began", "started", "launched", "took"} for w in after):
            return True
        if word in {"so", "year"} and low[k : k + 2] in (["so", "far"], ["year", "to"]):
            return True
    return False


def _toll_of_many(low: Sequence[str]) -> bool:
    """Tell "the number of citizens killed in X since": counted over a time."""
    counted = any(a in _COUNTS | {"number"} and b in {"of", "from"} for a, b in pairwise(low))
    return counted and "since" in low


def rehearsed(tokens: Sequence[Token]) -> bool:
    """Tell a sentence of exercises: what is shot at or stormed there is no act of war."""
    return not words("rehearsing").isdisjoint([t.low for t in tokens])


_OPEN_STILL = (["ruled", "out"], ["be", "excluded"], ["be", "discounted"], ["be", "dismissed"])


def _foreseen(tokens: Sequence[Token], i: int) -> bool:
    """Tell "fighting could spread", "a new strike on the port would": the noun's own verb is a modal."""
    low = [x.low for x in tokens[i + 1 : i + 18]]
    can = "ruled" in low or "be" in low
    open_still = next((k for k in range(len(low) - 1) if low[k : k + 2] in _OPEN_STILL), None) if can else None
    if open_still is not None and "." not in low[:open_still] and {"cannot", "not", "can"} & set(low[:open_still]):
        return True  # "an attack on X before the end of the month cannot be ruled out"
    modal, verbs = words("modal"), acting_forms() | words("be") | words("perfect")
    ends = reporting_words() | words("subordinator") | words("coordinator")
    for k, token in enumerate(tokens[i + 1 : i + 10], start=i + 1):
        off = token.low in words("be") and {x.low for x in tokens[k + 1 : k + 3]} & words("cancelled")
        called = token.low == "called" and tokens[min(k + 1, len(tokens) - 1)].low == "off"
        if off or called or (k == i + 1 and token.low in {"planned", "scheduled", "slated", "due"}):
            return True  # "the march planned for Monday", "the rally was postponed"
        seems = token.low in {"is", "are", "remains", "remain", "seems", "seem"}
        if seems and {x.low for x in tokens[k + 1 : k + 3]} & _GUESSED:
            return True  # "an attack on X is possible"
        if token.low in modal and not (token.low == "may" and token.capital):
            return True
        if token.kind in {"mark", "line"} or token.low in verbs or token.low in ends:
            return False
    return False


def negated(tokens: Sequence[Token], i: int, noun: bool) -> bool:
    """Tell "did not attack", "no strike", "nobody was killed"."""
    reach = 5 if noun else 4
    for k in range(i - 1, max(-1, i - 1 - reach), -1):
        low = tokens[k].low
        if low in {",", ";", "that", "but", "and", ":"} or (low in acting_forms() and not (noun and is_light(low))):
            break
        finite = low in {"is", "are", "was", "were"}
        if not noun and finite and tokens[max(0, k - 1)].low not in {"nor", "neither", "not"}:
            break  # "those who do not pay are threatened"
        if low in {"no", "not"} and tokens[k + 1].low in {"fewer", "less", "only", "just", "merely", "later"}:
            continue  # "no fewer than eight were killed"
        if low in {"not", "no", "never", "without", "neither", "nor", "n't", "cannot"} or (
            low.endswith("nt") and low in {"didnt", "doesnt", "wasnt", "werent", "isnt", "hasnt", "hadnt"}
        ):
            return True
        if low == "t" and tokens[k].glued:
            return True
    if not noun and i + 1 < len(tokens) and tokens[i + 1].low in {"none", "nobody"}:
        return True  # "arrested none of them"
    if not noun:
        # "no base had been attacked", "nobody was killed"
        for k in range(i - 1, max(-1, i - 10), -1):
            if tokens[k].low in _NEW_CLAUSE:
                break
            if tokens[k].low in {"no", "nobody", "none", "nothing"} and tokens[k + 1].low not in {"fewer", "less"}:
                return True
    return False
