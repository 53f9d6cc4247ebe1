"""Names and what surrounds them: feature words, epithets, fillers, Arabic articles and one-letter words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.geocoding.expression import Name
from geoevents.geocoding.measures import NUMBER
from geoevents.geocoding.tokens import Token, join
from geoevents.geocoding.words import words

__all__ = ["is_article", "named_between", "only_generic", "parse_name", "unclitic"]

_CLITICS = "وبل"  # Arabic "and", "in", "for" are written onto the word


def unclitic(tokens: Sequence[Token]) -> list[Token]:
    """Take Arabic one-letter words off the known word they are written onto ("bi-rif" -> "rif")."""
    known = words().arabic
    return [
        replace(t, low=t.low[1:], start=t.start + 1, text=t.text[1:])
        if t.low[:1] in _CLITICS and t.low not in known and t.low[1:] in known
        else t
        for t in tokens
    ]


def is_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether an "at" or "an" is an Arabic article: it repeats the sound that the next word begins with."""
    low = tokens[i].low
    if low not in words().articles or i + 1 >= len(tokens):
        return False
    return low in ("al", "el") or tokens[i + 1].low[:1] == low[-1:] or tokens[i + 1].low.startswith(low[1:])


def only_generic(tokens: Sequence[Token]) -> bool:
    """Whether all the tokens are fillers, feature words, road words or epithets: no name is among them."""
    w, i = words(), 0
    while i < len(tokens):
        tables = (w.lead, w.features, w.road_words, w.part_nouns, w.epithets, w.relations["near_after"])
        hit = max((f[0] for t in tables if (f := t.at(tokens, i))), default=0)
        if not hit:
            return False
        i += hit
    return True


def named_between(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word that is no feature word or filler stands in a stretch."""
    w, i = words(), start
    while i < end:
        hit = w.features.at(tokens, i) or w.lead.at(tokens, i)
        if not hit:
            return tokens[i].is_word and not NUMBER.match(tokens[i].text)
        i += hit[0]
    return False


def parse_name(source: str, tokens: Sequence[Token]) -> Name:
    """Read a name with the feature words around it and the other names given for it after a slash."""
    w = words()
    tokens = [t for t in tokens if t.is_word or t.text == "/"]
    text = join(source, tokens)
    rest = list(tokens)
    feature = None
    ends = w.features.ending(rest)
    if ends and ends[1].side != "before":
        feature, rest = ends[1], rest[: -ends[0]]
        again = w.features.ending(rest)  # "oil refinery camp": one more is no name either
        if again and again[1].side != "before" and again[0] == len(rest):
            rest = []
    while rest:
        epithet = w.epithets.at(rest, 0)
        lead = None if is_article(rest, 0) else w.lead.at(rest, 0)
        skip = (epithet or lead or (0,))[0]
        if not skip or skip >= len(rest):
            break
        rest = rest[skip:]
    front = w.features.at(rest, 0)
    if front and feature and not set(front[1].kinds) & set(feature.kinds):
        front = None  # "Jabal Saman district": the first word belongs to the name
    if front and (front[1].side != "before" or (len(rest) > 1 and source[rest[0].end : rest[0].end + 1] == ".")):
        n = front[0]
        if n < len(rest):
            feature, rest = feature or front[1], rest[n:]
            while len(rest) > 1 and not is_article(rest, 0) and (hit := w.lead.at(rest, 0) or w.epithets.at(rest, 0)):
                rest = rest[hit[0] :]
        elif feature is None:
            feature, rest = front[1], []
    if feature and len(rest) == 1 and rest[0].low in w.demonyms:
        rest = []  # "a Ukrainian checkpoint" has no name
    names = [g for g in _slashed(rest) if g]
    shown = [_bare(join(source, g)) for g in names]
    kinds = feature.kinds if feature else ()
    return Name(text, shown[0] if shown else "", kinds, feature.words if feature else "", tuple(shown[1:]))


def _bare(name: str) -> str:
    return name[:-2] if name.lower().endswith("'s") else name


def _slashed(tokens: Sequence[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "/":
            groups.append([])
        else:
            groups[-1].append(token)
    return groups
