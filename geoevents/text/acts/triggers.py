"""What happened: finds the words of a sentence that report an event, with their voice, negation and mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from geoevents.text.acts.mood import irreal, negated
from geoevents.text.acts.trigger_context import SUBJECT, fits_here
from geoevents.text.tables import words
from geoevents.text.words.lexicon import reporting, reporting_words
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import Kind, acting_forms, is_light, kinds_by_form, weapon_words

__all__ = ["Trigger", "find_triggers"]

_NOUN_LINKS = frozenset(
    ["on", "against", "by", "of", "in", "near", "at", "between", "with", "that", "which", "from", "around", "along"]
)

_BEFORE_NOUNS = frozenset(["by", "of", "from", "without", "for", "about"])
_BEFORE_VERBS = frozenset(["to", "not", "and", "did", "do", "does", "n't", "shot"])
_ARTICLES = frozenset(["a", "an", "the", "their", "its", "his", "her", "of", "some", "several", "many", "these"])
_WITH = frozenset(["over", "about", "with", "of", "from", "for", "by"])
_WHERE = frozenset(["in", "of", "near", "from", "into", "to", "across", "around", "over"])
_GENERAL = frozenset(["attack", "raid", "assault", "incident", "strike", "sortie"])
"""Lemmas of nouns that leave open by what means."""
_ARRESTING = frozenset(["army", "police", "forces", "troops", "soldiers", "patrol", "gendarmerie", "intelligence"])
"""Whose "arrested in Arsal …" has its object behind the place."""
_WAS = frozenset(["was", "were", "been"])
_AGAIN = frozenset(["re", "counter", "co", "out", "over", "under", "double", "air", "cross"])
"""What a verb is written with: "counter-attacked"."""
_FALLS = frozenset(["on", "in", "near", "into", "at"])


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


def _is_noun(tokens: Sequence[Token], i: int, part: str, pos: str) -> bool | None:
    """Tell whether ``tokens[i]`` is a noun (True), a verb (False) or neither of use (None)."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if pos == "n":
        # "there was fighting", but "they have been fighting"
        goes_on = tokens[i].low.endswith("ing") and i > 1 and tokens[i - 1].low in _WAS
        return None if goes_on and tokens[i - 2].low not in {"there", "where", "what"} else True
    if part == "past":
        return False
    low = before.low if before else ""
    if before is not None and before.capital and low == "us":
        low = ""  # "US forces"
    if part == "ing":
        if low in words("be"):
            return False
        if after in words("modal") | words("be") | words("perfect"):
            return None  # ", shelling could be heard"
        if (before is None and after in _NOUN_LINKS) or (after == "of" and low == ","):
            return None  # "Shelling by …" at the head of a sentence, "In X, shelling of Y killed …"
        # "killing three", "and wounding two"; elsewhere "the shelling", "heard shelling" is the noun, if there is one
        if low in words("adverb") and low.endswith("ly") and _object_at(tokens, i + 1):
            return False  # ", reportedly killing twelve"
        if low in _BEFORE_NOUNS and not _object_at(tokens, i + 1):
            return None  # "killed by shelling"
        return False if low in words("coordinator") | {",", "by", "of", "from", "without", "for", "about", ""} else None
    if tokens[i].low == "down" and {"shot", "shooting", "shoot"} & {t.low for t in tokens[max(0, i - 4) : i]}:
        return False  # "shot the plane down"
    if pos == "v":
        # "bombs", "shells", "mines" are nouns far more often than the present tense of a verb
        if low in weapon_words() and low.endswith("s") and not low.endswith("ss") and after in _FALLS:
            return False  # "two missiles fall on X"
        led = low in words("modal") | (words("pronoun") - {"her"}) | words("adverb") | _BEFORE_VERBS
        return False if led else None
    if before is None:
        return True
    if low in words("modal") or (low in {"to", "not", "they", "we", "you", "i", "who"} and after not in _NOUN_LINKS):
        return False
    return low != "to"


def _object_at(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a noun phrase, the object of a verb before it, starts at ``i``."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    return token.capital or token.kind == "number" or token.low in words("determiner") | words("cardinal")


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """Return the triggers of one sentence, in order."""
    out: list[Trigger] = []
    table = kinds_by_form()
    for i, token in enumerate(tokens):
        ways = table.get(token.low)
        if ways is None or (token.capital and i and (tokens[i - 1].capital or _titled(tokens, i))):
            continue
        if token.capital and i and tokens[i - 1].low == "of":
            continue  # "the district of Hit"
        follows = tokens[i + 1].low if i + 1 < len(tokens) else ""
        for part, pos, kind in ways:
            if kind.next and follows not in kind.next:
                continue
            noun = _is_noun(tokens, i, part, pos)
            speaks = kind.frame == "speech" and _speaks(tokens, i, part)
            if noun is None and not speaks and not (part == "ing" and pos == "v" and _governs(tokens, i, kind)):
                continue
            if pos == "n" and token.capital and token.low in words("month"):
                continue
            noun = bool(noun)
            if part == "past" and i and tokens[i - 1].low in {"declared", "considered", "presumed", "deemed"}:
                continue  # "the group was declared defeated"
            if part == "past" and token.glued and not noun and tokens[i - 1].low not in _AGAIN:
                continue  # "sea-launched missiles"
            before = [t.low for t in tokens[max(0, i - 4) : i]]
            if not fits_here(tokens, i, kind, noun):
                continue
            if kind.lemma == "down" and token.low == "down" and not {"shot", "shoot", "shooting"} & set(before[-3:]):
                continue
            if before[-2:] == ["in", "fact"]:
                before = [t.low for t in tokens[max(0, i - 6) : i - 2]]  # "was in fact bombed"
            verbs = [w for w in before if w not in words("adverb") and w not in words("negation")]
            turned = len(verbs) > 1 and verbs[-1] in {"last", "first", "twice", "once"} and verbs[-2] in words("be")
            if turned and kind.lemma not in {"hit", "strike"}:  # which leave the weapon to what follows
                verbs.pop()  # "was last attacked"
            passive = part == "past" and not noun and bool(verbs) and verbs[-1] in words("be")
            if part == "past" and not noun and verbs[-1:] == ["found"] and set(verbs[-3:-1]) & words("be"):
                passive = True  # "were found shot dead"
            if part == "past" and not passive and not noun and kind.group != "consult":
                after = [t.low for t in tokens[i + 1 : i + 4]]
                # "a convoy ambushed by …": a participle without its auxiliary
                passive = bool(after) and after[0] == "by" and not _by_fire(tokens, i)
            if part == "past" and not (passive or noun) and _joined_passive(tokens, i, out):
                passive = True  # "were picked up and taken to prison"
            if kind.lemma == "down" and token.low == "down" and not noun:
                passive = _shot_down(tokens, i)
            taken = kind.group == "take" and part == "past" and 0 < i < len(tokens) - 1
            if taken and tokens[i - 1].low in _WHERE and tokens[i + 1].capital:
                continue  # "in occupied Crimea"
            if part == "past" and not passive and (_attributive(tokens, i) or _victims(tokens, i, kind)):
                continue  # "a downed drone", "the captured town", "22 wounded were brought in"
            if part == "past" and not (passive or noun) and kind.group == "agree" and i:
                passive = tokens[i - 1].low in kind.needs  # "the settlement signed in X by A and B"
            arresting = i > 0 and kind.group == "arrest" and tokens[i - 1].low in _ARRESTING
            if part == "past" and not (passive or noun or arresting) and _passive_alone(kind) and _reduced(tokens, i):
                passive = True  # "seven people killed in the blast"
            if part == "ing" and not noun and verbs[-1:] and verbs[-1] in words("be") and _relative(tokens, i):
                continue  # "a jet that was attacking our units was shot down"
            # "have been fighting": a finite verb, which has its subject before it
            participle = part == "ing" and not noun and not (verbs[-1:] and verbs[-1] in _WAS)
            if participle and kind.frame not in {"result", "leave", "act", "take"}:
                continue
            verb = _shot(tokens, i) if kind.lemma == "down" and token.low == "down" and not noun else i
            unreal, conditional = irreal(tokens, verb, noun)
            definite = noun and _definite(tokens, i)
            no = negated(tokens, verb, noun)
            out.append(Trigger(i, kind, noun, passive, participle, no, unreal, conditional, definite))
            break
    _joined(tokens, out)
    return _compounds(tokens, out)


def _by_fire(tokens: Sequence[Token], i: int) -> bool:
    """Tell "gunmen targeted by gunfire a former leader": by what means, and the object behind it."""
    arms = weapon_words() | {"gunfire", "fire"}
    low = [x.low for x in tokens[i + 2 : i + 4]]
    k = i + 3 if low and low[0] in arms else i + 4
    armed = bool(low) and (low[0] in arms or (low[0] in {"direct", "heavy", "live"} and low[-1] in arms))
    return armed and _object_at(tokens, k)


def _compounds(tokens: Sequence[Token], found: list[Trigger]) -> list[Trigger]:
    """Let "shelling attacks", "bombing raids" be one act: of the kind of the first word where the second is general."""
    out: list[Trigger] = []
    for t in found:
        led = out[-1] if out else None
        joined = led is not None and led.at + 1 == t.at and not tokens[t.at].glued and t.noun
        if led is None or not joined or {led.kind.group, t.kind.group} != {"force"} or t.kind.lemma not in _GENERAL:
            out.append(t)
            continue
        if led.noun or tokens[led.at].low.endswith("ing"):
            kind = t.kind if led.kind.lemma in _GENERAL else replace(t.kind, sub_event=led.kind.sub_event)
            out[-1] = replace(t, kind=kind, definite=t.definite or led.definite)
        else:
            out.append(t)
    return out


def _speaks(tokens: Sequence[Token], i: int, part: str) -> bool:
    """Tell "the front threatens teachers", "pamphlets threaten teachers", "the rebels accuse X"."""
    low = tokens[i].low
    led = i > 0 and tokens[i - 1].low in words("modal") | {"to", "not", "and", "or"}
    return low.endswith("s") or (low == "threaten" and not led) or (part == "base" and _many_say(tokens, i))


def _many_say(tokens: Sequence[Token], i: int) -> bool:
    """Tell "the Armed Forces warn all companies", "the rebels accuse X": a subject in the plural, and an object."""
    if not i or i + 1 >= len(tokens) or not tokens[i - 1].low.endswith("s") or tokens[i - 1].kind != "word":
        return False
    if tokens[i - 1].low in words("be") | words("perfect") | words("determiner") | words("pronoun"):
        return False
    closed = words("preposition") - {"against"} | words("be") | words("modal") | words("coordinator")
    return tokens[i + 1].kind == "word" and tokens[i + 1].low not in closed


def _joined_passive(tokens: Sequence[Token], i: int, found: Sequence[Trigger]) -> bool:
    """Tell the second participle of "was stopped and robbed"."""
    pair = tokens[i - 1].low == "and" and i > 2 and tokens[i - 2].low.endswith("ed")
    if pair and tokens[i - 3].low in words("be") and not _object_at(tokens, i + 1):
        return True  # "was detected and defused"
    led = found[-1] if found else None
    near = led is not None and led.passive and not led.noun and i - led.at <= 4 and tokens[i - 1].low == "and"
    return near and not _object_at(tokens, i + 1)


def _joined(tokens: Sequence[Token], found: list[Trigger]) -> None:
    """Let "capable of … to attack X and threaten Y" be as unreal in its second verb as in its first."""
    for k, t in enumerate(found):
        k_and = t.at - 1
        while k_and > 0 and tokens[k_and].low in words("adverb"):
            k_and -= 1
        if t.noun or t.irreal or k_and <= 0 or tokens[k_and].low not in {"and", "or"}:
            continue
        led = next((x for x in reversed(found[:k]) if not x.noun and t.at - x.at <= SUBJECT), None)
        alike = led is not None and _part(tokens, led) == _part(tokens, t)
        if led is not None and led.irreal and alike and not any(x.low in {",", ";"} for x in tokens[led.at : t.at]):
            t.irreal, t.conditional = True, led.conditional


def _part(tokens: Sequence[Token], t: Trigger) -> str:
    """Return which form of its verb a trigger is."""
    return next((part for part, _, kind in kinds_by_form()[tokens[t.at].low] if kind is t.kind), "")


def _shot(tokens: Sequence[Token], i: int) -> int:
    """Return the verb before "down": "to shoot any aircraft down"."""
    verbs = {"shot", "shoot", "shooting"}
    return next((k for k in range(i - 1, max(-1, i - 5), -1) if tokens[k].low in verbs), i)


def _shot_down(tokens: Sequence[Token], i: int) -> bool:
    """Tell "was shot down", "a helicopter shot down by X" from "shot down two drones"."""
    shot = next((k for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].low == "shot"), None)
    if shot is None:
        return False
    k = shot - 1
    while k >= 0 and tokens[k].low in words("adverb"):
        k -= 1
    by = i + 1 < len(tokens) and tokens[i + 1].low == "by"
    return by or (k >= 0 and tokens[k].low in words("be"))


def _victims(tokens: Sequence[Token], i: int, kind: Kind) -> bool:
    """Tell "22 wounded were brought in", "the wounded were": people, not what was done to them."""
    if kind.group != "casualty" or not i or i + 1 >= len(tokens):
        return False
    led = tokens[i - 1].kind == "number" or tokens[i - 1].low in words("cardinal") | {"the", "many", "several", "more"}
    return led and tokens[i + 1].low in words("be") | words("perfect") | {"to", "who", "arrived", "reached"}


def _attributive(tokens: Sequence[Token], i: int) -> bool:
    """Tell a past participle that only describes the noun after it: "a downed drone", "of captured soldiers"."""
    if not i or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    name = before.kind == "number" and i > 1 and tokens[i - 2].capital  # "M23", "Division 99"
    name = name and tokens[i - 2].low not in words("month") | words("not_a_place")
    counted = before.kind in {"number", "possessive"} and not name
    over = before.low in _WITH and after.kind == "word" and not after.capital  # "over stolen cattle"
    led = over or before.low in _ARTICLES or counted or before.low in words("cardinal")
    then = tokens[i + 2].low if i + 2 < len(tokens) else ""
    if before.low in {"and", ","} and after.kind == "word" and after.low.endswith("s") and then in words("be"):
        return not after.capital and after.low not in words("be")  # "items and arrested suspects were handed over"
    series = before.low == "," and after.kind == "word" and tokens[i - 2].low.endswith("ed")
    if series and not _object_at(tokens, i + 1):
        return after.low not in _closed()  # "limited, localized, targeted activity"
    noun = after.kind == "word" and after.low not in words("pronoun") | words("preposition") | words(
        "determiner"
    ) | words("be")
    if after.low.endswith(("self", "selves")):
        return False  # "a girl of 15 blew herself up"
    return led and noun and after.low not in words("adverb") | words("coordinator") and not after.low.endswith("ly")


def _relative(tokens: Sequence[Token], i: int) -> bool:
    """Tell "that was …ing", "who were …ing" in a sentence that goes on with a verb of its own."""
    led = any(t.low in {"that", "which", "who"} for t in tokens[max(0, i - 3) : i])
    return led and any(t.low in words("be") | acting_forms() for t in tokens[i + 1 : i + 12])


def _passive_alone(kind: Kind) -> bool:
    """Tell a verb that, without an object, is the participle of a passive: nobody simply "killed"."""
    return kind.frame == "result" or kind.group in {"abduct", "arrest"} or kind.lemma == "execute"


def _reduced(tokens: Sequence[Token], i: int) -> bool:
    """Tell a transitive verb's past form that has no object: the participle of a passive."""
    if i + 1 >= len(tokens):
        return True
    after = tokens[i + 1]
    if after.low == "to" or (i + 2 < len(tokens) and tokens[i + 2].low in {"least", "most"}):
        return False  # "killed at least ten", "hacked to death nine"
    if (
        after.low == "and"
        and i + 2 < len(tokens)
        and tokens[i + 2].low in acting_forms()
        and not _reduced(tokens, i + 2)
    ):
        return False  # "shot and killed a boy"
    if after.low == "over" and i + 2 < len(tokens) and (tokens[i + 2].low == "the" or tokens[i + 2].capital):
        return True  # "eleven drones destroyed over the region"
    held = any(t.low in words("perfect") for t in tokens[max(0, i - 3) : i])
    ends = after.kind == "mark" and after.low not in {'"', "“", "‘", "'"}
    return not held and (
        ends or after.low in words("preposition") - {"over", "about", "around", "off"} | {"when", "and", "as", "while"}
    )


def _governs(tokens: Sequence[Token], i: int, kind: Kind) -> bool:
    """Tell "a bomb targeting a patrol", "an attack killing ten": a participle with its object."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if (after is not None and after.low in _NOUN_LINKS) or (i and tokens[i - 1].low in words("determiner")):
        return False  # "the killing of"
    if kind.result:
        return not (i and tokens[i - 1].low in words("preposition"))
    if i and tokens[i - 1].low in words("preposition"):
        return False  # "with burning tyres"
    object_follows = after is not None and (after.capital or after.kind == "number" or after.low in words("determiner"))
    return kind.frame == "act" and object_follows and i > 0 and tokens[i - 1].low not in words("preposition")


@cache
def _closed() -> frozenset[str]:
    return words("pronoun") | words("preposition") | words("coordinator") | words("adverb") | words("be")


@cache
def _bounds() -> frozenset[str]:
    return words("preposition") | words("determiner") | words("be") | acting_forms() | reporting_words()


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
        if token.kind != "word" or token.low in _bounds() or (is_light(token.low) and token.low.endswith("ed")):
            return False
    return False


def _titled(tokens: Sequence[Token], i: int) -> bool:
    """Tell a word of a name: "the Liberation Tigers", "People's Liberation Movement"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.capital and after.kind == "word" and after.low not in words("month")
