"""What happened: words that report an event, with their voice, negation and mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geoevents.model.taxonomy import ACLED_EVENT_TYPES
from geoevents.text.lexicon import nouns, reporting
from geoevents.text.tables import rows, words
from geoevents.text.tokens import Token

__all__ = [
    "Kind", "Trigger", "acting_forms", "event_type", "find_triggers", "is_light", "kind_of", "refine", "taking_forms",
    "weapon_words",
]  # fmt: skip

_VOWELS = frozenset("aeiou")
_NOUN_NEIGHBOURS = frozenset(
    [
        "air",
        "drone",
        "missile",
        "rocket",
        "artillery",
        "mortar",
        "bomb",
        "suicide",
        "armed",
        "deadly",
        "recent",
        "heavy",
        "fierce",
        "car",
        "roadside",
        "ground",
        "terrorist",
        "terror",
        "rebel",
        "militant",
        "militia",
        "ied",
        "double",
        "retaliatory",
        "latest",
        "fresh",
        "massive",
        "new",
        "violent",
        "intense",
        "nightly",
        "aerial",
        "naval",
        "cross",
        "border",
        "tank",
    ]
)
_NOUN_LINKS = frozenset(
    ["on", "against", "by", "of", "in", "near", "at", "between", "with", "that", "which", "from", "around", "along"]
)
_LIGHT = frozenset([
    "carried", "carry", "carrying", "carries", "launched", "launch", "launching", "launches", "conducted",
    "conduct", "conducting", "staged", "stage", "mounted", "mount", "held", "hold", "holding", "made", "make",
    "perpetrated", "committed", "suffered", "reported", "came", "under", "claimed", "responsibility", "began",
    "started", "triggered", "erupted", "broke", "involved", "continued", "resumed",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of triggers."""

    lemma: str
    group: str
    sub_event: str
    plover: str
    frame: str
    needs: frozenset[str] = frozenset()
    open: bool = False


@dataclass(slots=True)
class Trigger:
    """A word of a sentence that reports an event.

    Attributes
    ----------
    at : int
        Its token.
    kind : Kind
    noun, passive : bool
        "the attack"; "was attacked".
    participle : bool
        "…, killing three": its subject is that of the clause before it.
    negated : bool
        "did not attack", "no strike".
    irreal : bool
        Not said to have happened: modal, conditional, planned, feared, prevented.
    definite : bool
        "the attack": one spoken of before.
    """

    at: int
    kind: Kind
    noun: bool = False
    passive: bool = False
    participle: bool = False
    negated: bool = False
    irreal: bool = False
    conditional: bool = False
    definite: bool = False


def event_type(sub_event: str, plover: str) -> str:
    """Return ACLED's event type of a sub-event; statements and diplomacy keep their PLOVER type."""
    return next((t for t, subs in ACLED_EVENT_TYPES.items() if sub_event in subs), plover)


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _forms(lemma: str, pos: str, irregular: str) -> list[tuple[str, str]]:
    """Return ``(form, part)``; part is ``base``, ``past``, ``ing`` or ``plural`` (also the third person)."""
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third = lemma[:-1] + "ies"
    if pos == "n":
        return [(lemma, "noun"), (third, "noun")]
    given = irregular.split("|") if irregular else []
    ing = [g for g in given if g.endswith("ing")] or [lemma.removesuffix("e") + "ing"]
    past = [g for g in given if not g.endswith("ing")] or [_past(lemma)]
    return [
        *((p, "past") for p in past),
        *((p, "ing") for p in ing),
        *[(lemma, "base") for _ in [0] if lemma not in past],
        (third, "base"),
    ]


@cache
def _table() -> dict[str, list[tuple[str, str, Kind]]]:
    out: dict[str, list[tuple[str, str, Kind]]] = {}
    for r in rows("triggers"):
        kind = Kind(
            r["lemma"], r["group"], r["sub_event_type"], r["plover"], r["frame"],
            frozenset(filter(None, r["needs"].split("|"))), r["open"] == "1",
        )  # fmt: skip
        for form, part in _forms(r["lemma"], r["pos"], r["forms"]):
            out.setdefault(form, []).append((part, r["pos"], kind))
    return out


def kind_of(lemma: str) -> Kind:
    """Return the row of the table for ``lemma``."""
    return next(kind for ways in _table().values() for _, _, kind in ways if kind.lemma == lemma)


@cache
def acting_forms() -> frozenset[str]:
    """Past forms of the verbs of the table; no noun phrase runs across one."""
    return frozenset(form for form, ways in _table().items() for part, _, _ in ways if part == "past")


@cache
def taking_forms() -> frozenset[str]:
    """Past forms of the verbs whose object is a place even where no gazetteer knows its name: "recaptured X"."""
    return frozenset(
        form
        for form, ways in _table().items()
        for part, _, kind in ways
        if part == "past" and (kind.group == "take" or kind.lemma in {"shell", "bombard", "storm"}) and not kind.needs
    )


@cache
def _weapons() -> tuple[tuple[frozenset[str], str], ...]:
    return tuple((frozenset(r["words"].split("|")), r["sub_event_type"]) for r in rows("weapons"))


@cache
def weapon_words() -> frozenset[str]:
    """Return the words that name weapons and what they do."""
    return frozenset(w for row, _ in _weapons() for w in row)


def refine(kind: Kind, near: Sequence[Token], *, damage: bool = False) -> str:
    """Return the sub-event of a use of force, made specific by the weapons named near it; ``damage`` does so for it."""
    if kind.group != "force" and not damage:
        return kind.sub_event
    low = {t.low for t in near}
    if kind.lemma in {"shell", "shelling"}:
        return kind.sub_event
    return next((sub for weapons, sub in _weapons() if weapons & low), kind.sub_event)


def _is_noun(tokens: Sequence[Token], i: int, part: str, pos: str) -> bool | None:
    """Tell whether ``tokens[i]`` is a noun (True), a verb (False) or neither of use (None)."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if pos == "n":
        return True
    if part == "past":
        return False
    low = before.low if before else ""
    if part == "ing":
        if low in words("be"):
            return False
        if before is None and after in _NOUN_LINKS:
            return None  # "Shelling by …" at the head of a sentence
        # "killing three", "and wounding two"; elsewhere "the shelling", "heard shelling" is the noun, if there is one
        return False if low in words("coordinator") | {",", "by", "of", "from", "without", "for", "about", ""} else None
    if pos == "v":
        # "bombs", "shells", "mines" are nouns far more often than the present tense of a verb
        led = low in words("modal") | words("pronoun") | words("adverb") | {
            "to",
            "not",
            "and",
            "did",
            "do",
            "does",
            "n't",
            "shot",
        }
        return False if led else None
    if before is None:
        return True
    if low in words("modal") or (low in {"to", "not", "they", "we", "you", "i", "who"} and after not in _NOUN_LINKS):
        return False
    return low != "to"


def _irreal(tokens: Sequence[Token], i: int, noun: bool) -> tuple[bool, bool]:
    """Return whether what ``tokens[i]`` names is not said to have happened, and whether on a condition."""
    irreal, conditional = False, False
    for k in range(i - 1, max(-1, i - 15), -1):
        low = tokens[k].low
        if low in {";", ":", ","}:
            break
        if low in words("conditional"):
            # until, whether, if: all that follows in the clause
            irreal = conditional = True
            break
    before = [t.low for t in tokens[max(0, i - 6) : i]]
    irreal = irreal or ("how", "many") in pairwise(before)  # "did not say how many were killed"
    if not noun:
        tail = [w for w in before if w not in words("adverb") and w not in words("negation")]
        # "would strike", "could be attacked", "might have been attacked"
        while tail and tail[-1] in words("be") | words("perfect"):
            tail.pop()
        if tail and tail[-1] in words("modal"):
            irreal = True
        if tail and tail[-1] == "to":
            # "managed to seize" happened; after wishes, plans and refusals it did not
            irreal = (
                irreal
                or any(w in words("irreal_verb") for w in tail[-5:-1])
                or not any(w in {"managed", "began", "started", "continued", "went"} for w in tail[-3:-1])
            )
        if tail and tail[-1] in {"from", "against", "without", "of", "for"} and tokens[i].low.endswith("ing"):
            irreal = True
    if noun and _foreseen(tokens, i):
        irreal = True
    if noun and any(a == "to" and is_light(b) for a, b in pairwise(before)):
        irreal = True  # "encouraged him to carry out an attack"
    governors = words("irreal_governor")
    for w in reversed(before):
        if w in {",", ".", "“", '"', "that", "after"}:
            break
        if w in governors:
            irreal = True
            break
    if (
        noun
        and any(w in words("irreal_verb") | words("modal") for w in before[-3:])
        and not any(w in {"after", ","} for w in before[-3:])
    ):
        irreal = True
    return irreal, conditional


def _foreseen(tokens: Sequence[Token], i: int) -> bool:
    """Tell "fighting could spread", "a new strike on the port would": the noun's own verb is a modal."""
    for token in tokens[i + 1 : i + 10]:
        if token.low in words("modal"):
            return True
        if token.kind in {"mark", "line"} or token.low in acting_forms() | words("be") | words("perfect"):
            return False
        if token.low in frozenset(reporting()) | words("subordinator") | words("coordinator"):
            return False
    return False


def _negated(tokens: Sequence[Token], i: int, noun: bool) -> bool:
    reach = 5 if noun else 4
    for k in range(i - 1, max(-1, i - 1 - reach), -1):
        low = tokens[k].low
        if low in {",", ";", "that", "but", "and", ":"} or low in acting_forms():
            break
        if low in {"not", "no", "never", "without", "neither", "nor", "n't", "cannot"} or (
            low.endswith("nt") and low in {"didnt", "doesnt", "wasnt", "werent", "isnt", "hasnt", "hadnt"}
        ):
            return True
        if low == "t" and tokens[k].glued:
            return True
    if not noun:
        # "no base had been attacked", "nobody was killed"
        for k in range(i - 1, max(-1, i - 10), -1):
            if tokens[k].low in {",", ";", "that", ":"}:
                break
            if tokens[k].low in {"no", "nobody", "none"}:
                return True
    return False


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """Return the triggers of one sentence, in order."""
    out: list[Trigger] = []
    table = _table()
    for i, token in enumerate(tokens):
        ways = table.get(token.low)
        if ways is None or (token.capital and i and tokens[i - 1].capital):
            continue
        for part, pos, kind in ways:
            noun = _is_noun(tokens, i, part, pos)
            if noun is None and not (part == "ing" and len(ways) == 1 and pos == "v" and _governs(tokens, i, kind)):
                continue
            noun = bool(noun)
            before = [t.low for t in tokens[max(0, i - 4) : i]]
            if not _fits_here(tokens, i, kind, noun):
                continue
            if kind.lemma == "down" and token.low == "down" and "shot" not in before[-1:] + before[-3:]:
                continue
            verbs = [w for w in before if w not in words("adverb") and w not in words("negation")]
            passive = part == "past" and not noun and bool(verbs) and verbs[-1] in words("be")
            if part == "past" and not passive and not noun:
                after = [t.low for t in tokens[i + 1 : i + 4]]
                # "a convoy ambushed by …": a participle without its auxiliary
                passive = bool(after) and after[0] == "by"
            participle = part == "ing" and not noun
            if participle and kind.frame not in {"result", "act", "take"}:
                continue
            irreal, conditional = _irreal(tokens, i, noun)
            definite = noun and _definite(tokens, i)
            out.append(
                Trigger(i, kind, noun, passive, participle, _negated(tokens, i, noun), irreal, conditional, definite)
            )
            break
    return out


def _governs(tokens: Sequence[Token], i: int, kind: Kind) -> bool:
    """Tell "a bomb targeting a patrol", "an attack killing ten": a participle with its object."""
    if kind.frame == "result":
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    object_follows = after is not None and (after.capital or after.kind == "number" or after.low in words("determiner"))
    return kind.frame == "act" and object_follows and i > 0 and tokens[i - 1].low not in words("preposition")


@cache
def _bounds() -> frozenset[str]:
    return words("preposition") | words("determiner") | words("be") | acting_forms() | frozenset(reporting())


def _definite(tokens: Sequence[Token], i: int) -> bool:
    """Tell "the attack", "the militants' offensive", "this raid" from "an attack"."""
    for k in range(i - 1, max(-1, i - 6), -1):
        token = tokens[k]
        if token.low == "that" and k and tokens[k - 1].low in reporting():
            return False  # "warned that fighting …"
        if token.low in words("definite") or token.kind == "possessive":
            return True
        if token.low in {"a", "an"} and k and tokens[k - 1].low == "such":
            return True
        if token.kind != "word" or token.low in _bounds():
            return False
    return False


def _fits_here(tokens: Sequence[Token], i: int, kind: Kind, noun: bool) -> bool:
    """Tell whether the words around a trigger of several meanings leave it the one meant."""
    if noun and kind.lemma == "protest" and i and tokens[i - 1].low == "in":
        return False  # "in protest at"
    if kind.needs and not any(x.low in kind.needs for x in tokens[i + 1 : i + 4]):
        return False
    if noun and (
        (i > 0 and tokens[i - 1].low in words("figurative_before"))
        or (i + 1 < len(tokens) and tokens[i + 1].low in words("figurative_after"))
    ):
        return False  # "a hunger strike", "assault rifles"
    if noun and i + 1 < len(tokens) and (head := nouns().at(tokens, i + 1)) is not None:
        return head[1].kind not in {"asset", "armed"}  # "fighting positions", "assault groups"
    if kind.frame != "arms":
        return True
    if kind.lemma == "fire" and tokens[min(i + 1, len(tokens) - 1)].low in {"on", "at"}:
        return True
    # "fired shells", "shells fired by"; what falls or lands stands before the verb
    weapons = weapon_words() - {"air", "aerial"}
    last = i if kind.lemma in {"fall", "land", "go"} else i + 6
    return any(t.low in weapons for t in tokens[max(0, i - 6 if last == i else i - 2) : last])


def is_light(word: str) -> bool:
    """Tell whether a verb only carries the noun after it ("launched an attack")."""
    return word in _LIGHT
