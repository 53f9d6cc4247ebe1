"""Names and what surrounds them: feature words, epithets, fillers, Arabic articles and one-letter words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from geoevents.geocoding.expressions.expression import Expression, Name
from geoevents.geocoding.expressions.tokens import NUMBER, OWNER, Token, join
from geoevents.geocoding.expressions.words import Feature, Words, words

__all__ = [
    "alike",
    "bare",
    "clutter_at",
    "is_article",
    "is_owner",
    "is_plural",
    "named_between",
    "only_generic",
    "parse_name",
    "unclitic",
]

_CLITICS = "وبل"  # Arabic "and", "in", "for" are written onto the word


def unclitic(tokens: Sequence[Token]) -> list[Token]:
    """Take Arabic one-letter words off the known word they are written onto ("bi-rif" -> "rif")."""
    known = words().arabic
    return [t.cut(1) if t.low[:1] in _CLITICS and t.low not in known and t.low[1:] in known else t for t in tokens]


def is_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether an "at" or "an" is an Arabic article: it repeats the sound that the next word begins with."""
    low = tokens[i].low
    if low not in words().articles or i + 1 >= len(tokens) or tokens[i + 1].low == "the":
        return False
    return low in ("al", "el") or tokens[i + 1].low[:1] == low[-1:] or tokens[i + 1].low.startswith(low[1:])


def is_owner(token: Token) -> bool:
    """Whether a word is a possessive: "Aleppo's", "Homs'"."""
    return bool(token.mask & OWNER)


def _longest(tokens: Sequence[Token], i: int, bits: int) -> int:
    """Length of the longest phrase of the tables of ``bits`` that starts here; 0 for none."""
    token = tokens[i]
    if not token.mask & bits:
        return 0
    room, longest = len(tokens) - i, 0
    for bit, hits in token.marks.items():
        if bit & bits:
            longest = max(longest, next((n for n, _ in hits if n <= room), 0))
    return longest


@lru_cache(maxsize=1)
def _generic_bits() -> int:
    w = words()
    tables = (
        w.lead,
        w.features,
        w.road_words,
        w.part_nouns,
        w.epithets,
        w.relations["near_after"],
        w.clutter,
        w.peoples,
    )
    return sum(t.bit for t in tables)


def only_generic(tokens: Sequence[Token]) -> bool:
    """Whether all the tokens are fillers, feature words, road words, epithets or events: no name is among them."""
    w, i = words(), 0
    bits = _generic_bits() | w.relations["and"].bit
    while i < len(tokens):
        hit = _longest(tokens, i, bits)
        if not hit:
            return False
        i += hit
    return True


def clutter_at(tokens: Sequence[Token]) -> int:
    """Length of what only tells what happened and who was there ("in enemy shelling at the ..."); 0 for none.

    It ends before a relation, or behind a preposition; a word such as "attack" or "army" must be in it, and something
    must be left that it happened at.
    """
    w, i, events = words(), 0, 0
    bits = _generic_bits() | w.demonym.bit
    while i < len(tokens):
        end = w.clutter_ends.at(tokens, i)
        if end and events and i + end[0] < len(tokens) and not is_article(tokens, i):
            return i + end[0]
        hit = _longest(tokens, i, bits)
        if not hit:
            return 0
        event = w.clutter.at(tokens, i)
        events += event is not None and event[0] == hit and tokens[i].low not in ("military", "army")
        i += hit
    return 0


def named_between(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word that is no feature word or filler stands in a stretch."""
    w, i = words(), start
    bits = w.features.bit | w.lead.bit
    while i < end:
        hit = _longest(tokens, i, bits)
        if not hit:
            return tokens[i].is_word and not NUMBER.match(tokens[i].text)
        i += hit
    return False


def parse_name(source: str, tokens: Sequence[Token]) -> Name:
    """Read a name with the feature words around it and the other names given for it after a slash."""
    w = words()
    mask, slashed = 0, False
    for t in tokens:
        mask |= t.mask
        slashed = slashed or not t.is_word
    if slashed:
        tokens = [t for t in tokens if t.is_word or t.text == "/"]
        slashed = any(t.text == "/" for t in tokens)
    text = join(source, tokens)
    rest, feature = tokens, None
    if mask & (w.features.bit | w.epithets.bit | w.lead.bit):
        rest, feature = _featured(w, source, tokens)
    if mask & w.demonym.bit and feature and len(rest) == 1 and rest[0].mask & w.demonym.bit:
        rest = []  # "a Ukrainian checkpoint" has no name
    if feature and len(rest) == 1 and rest[0].mask & w.number_bit and rest[0] is tokens[0] and is_plural(feature.words):
        rest = []  # "6 villages"
    if not slashed:
        shown = [bare(join(source, rest))] if rest else []
    else:
        shown = [bare(join(source, g)) for g in _slashed(rest) if g]
    kinds = feature.kinds if feature else ()
    words_ = feature.words if feature else ""
    others = shown[1:]
    if (
        len(rest) == 1
        and "\u0400" <= rest[0].text[0] <= "\u052f"
        and source[max(0, rest[0].start - 2) : rest[0].start - 1].isalnum()
    ):
        others = [*others, *_nominatives(w, rest[0].text)]
    return Name(text, shown[0] if shown else "", kinds, words_, tuple(others))


def _nominatives(w: Words, word: str) -> list[str]:
    """Forms that a Russian or Ukrainian name may have by itself, where it stands behind another word: "у Донецка"."""
    low = word.casefold()
    for n in (4, 3, 2, 1):
        endings = w.nominatives.get(low[-n:])
        if endings is not None and len(low) - n >= _STEM:
            upper = word.isupper()
            return [word[:-n] + (ending.upper() if upper else ending) for ending in endings]
    return []


_STEM = 2
"""Letters that must be left of a name without its ending."""


def _featured(w: Words, source: str, tokens: Sequence[Token]) -> tuple[Sequence[Token], Feature | None]:
    """Take feature words, epithets and fillers off a name; the first feature word found says what it is."""
    rest, feature = tokens, None
    ends = w.features.ending(rest)
    if ends and len(rest) > ends[0] and is_article(rest, len(rest) - ends[0] - 1):
        ends = None  # "Tall al Ward"
    if ends and ends[1].side != "before":
        feature, rest = ends[1], rest[: -ends[0]]
        again = w.features.ending(rest)  # "oil refinery camp": one more is no name either
        if again and again[1].side != "before" and again[0] == len(rest) and set(again[1].kinds) & set(feature.kinds):
            rest = []
    rest = _unled(w, rest)
    if feature and rest and rest[-1].low == "of":
        rest = rest[:-1]
    front = w.features.at(rest, 0)
    if front and front[0] < len(rest) and source[rest[front[0] - 1].end : rest[front[0] - 1].end + 1] == ":":
        feature = None  # "Woreda: Hawzen Town": the label says what it is
    if front and feature and not set(front[1].kinds) & set(feature.kinds):
        return rest, feature  # "Jabal Saman district": the first word belongs to the name
    if not front or (front[1].side == "before" and not (len(rest) > 1 and _dotted(source, rest[0]))):
        return rest, feature
    if front[1].side == "after" and len(rest) > front[0]:
        return rest, feature
    n = front[0]
    if n < len(rest):
        feature, rest = feature or front[1], rest[n:]
        leads = w.lead.bit | w.epithets.bit | w.romance_lead.bit
        while len(rest) > 1 and not is_article(rest, 0) and (hit := _longest(rest, 0, leads)) and hit < len(rest):
            rest = rest[hit:]
        second = w.features.at(rest, 0)  # "town of the Hama governorate": one more feature word is no name
        if second and second[0] == len(rest) and second[1].side != "before":
            rest = []
    elif feature is None:
        feature, rest = front[1], []
    return rest, feature


def _unled(w: Words, rest: Sequence[Token]) -> Sequence[Token]:
    while rest and rest[0].mask & (w.epithets.bit | w.lead.bit):
        epithet = w.epithets.at(rest, 0)
        lead = None if is_article(rest, 0) else w.lead.at(rest, 0)
        skip = (epithet or lead or (0,))[0]
        if not skip or skip >= len(rest):
            break
        rest = rest[skip:]
    return rest


def _dotted(source: str, token: Token) -> bool:
    return source[token.end : token.end + 1] == "."


def bare(name: str) -> str:
    """Name without a possessive ending."""
    if name[-2:] in ("'s", "'S"):
        return name[:-2]
    return name[:-1] if name[-2:] in ("s'", "S'") else name


def _slashed(tokens: Sequence[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "/":
            groups.append([])
        else:
            groups[-1].append(token)
    return groups


def alike(places: Sequence[Expression], tokens: Sequence[Token]) -> Sequence[Expression]:
    """Say of all what a plural says: "Idlib and Hama provinces", "the villages of A and B"."""
    w = words()
    names = [p for p in places if isinstance(p, Name)]
    if len(names) < len(places):
        return places
    hits = (w.features.at(tokens, 0), w.features.ending(tokens), *(w.features.at(tokens, i) for i in (1, 2)))
    said = [h[1] for h in hits if h] + [Feature(n.kinds, n.feature, "") for n in (names[-1], names[0])]
    plural = next((f for f in said if is_plural(f.words)), None)
    if plural is None:
        return places
    single = _singular(w, plural.words)
    shared = (plural.words, single, "")
    return [replace(n, kinds=plural.kinds, feature=single) if n.feature in shared else n for n in names]


def _singular(w: Words, feature: str) -> str:
    for ending, single in (("ies", "y"), ("es", ""), ("s", "")):
        if feature.endswith(ending) and feature[: -len(ending)] + single in w.features.table:
            return feature[: -len(ending)] + single
    return feature


def is_plural(feature: str) -> bool:
    """Whether a feature word is the plural of another one: "villages"."""
    return _singular(words(), feature) != feature
