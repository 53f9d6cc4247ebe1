"""Cuts a list of places into its members: "A and B", "A, B and C", "A/B", "A - B", "A to B", "A-B-C"."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.geocoding.expressions.naming import is_article
from geoevents.geocoding.expressions.tokens import Token
from geoevents.geocoding.expressions.words import Words, words

__all__ = ["operands"]


def operands(tokens: Sequence[Token], *, road: bool = False) -> list[list[Token]]:
    """Read "A and B", "A, B and C", "A/B", "A - B", "A to B", "A-B-C"; Arabic roads also "A B"."""
    w = words()
    romance = any(t.mask & w.romance.bit for t in tokens)
    joined = any(t.mask & w.relations["and"].bit for t in tokens)
    groups: list[list[Token]] = [[]]
    for i, token in enumerate(tokens):
        cut = token.text in ",/–→"
        if not cut and i and token.mask:
            cut = bool(
                token.mask & w.relations["and"].bit
                or (road and w.road_to.at(tokens, i))
                or (token.mask & w.romance_and.bit and (romance or not (joined or is_article(tokens, i))))
            )
        if cut and groups[-1]:
            groups.append([])
        elif not cut:
            groups[-1].append(token)
    groups = [g for g in groups if g]
    if len(groups) == 1:
        groups = _single(w, groups[0], road=road)
    return groups


def _single(w: Words, group: list[Token], *, road: bool) -> list[list[Token]]:
    """Cut what no joining word cuts: hyphens, several adjectives of countries, Arabic "and" written onto a word."""
    if any("-" in t.text for t in group):
        groups = _hyphened(w, group)
        if len(groups) > 1:
            return groups
    named = [t for t in group if not (t.mask & w.lead.bit)]
    if len(named) > 1 and all(t.mask & w.demonym.bit for t in named):  # "الحدود السورية التركية"
        return [[t] for t in named]
    if len(group) > 1 and group[-1].text[:1] == "و" and len(group[-1].text) > 3:
        return [group[:-1], [_marked(w, group[-1].cut(1))]]
    if road and group[0].text[:1] > "\u0600":
        return _arabic_pair(w, group)
    return [group]


def _arabic_pair(w: Words, group: list[Token]) -> list[list[Token]]:
    """Cut "دير الزور الحسكة" behind the words that begin a name of two words."""
    groups: list[list[Token]] = []
    i = 0
    while i < len(group):
        n = 2 if group[i].low in w.heads and i + 1 < len(group) else 1
        groups.append(group[i : i + n])
        i += n
    return groups if len(groups) in (2, 3) else [group]


def _marked(w: Words, token: Token) -> Token:
    w.mark([token])
    return token


def _hyphened(w: Words, tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut "As Sukhnah-Deir ez-Zor" at the hyphens that do not follow or lead an Arabic article."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if "-" not in token.text:
            groups[-1].append(token)
            continue
        pieces = token.text.split("-")
        start = 0
        cuts = [0]
        for n, piece in enumerate(pieces[:-1]):
            start += len(piece) + 1
            if piece.lower() not in w.articles and pieces[n + 1].lower() not in w.articles:
                cuts.append(start)
        for n, cut in enumerate(cuts):
            end = cuts[n + 1] - 1 if n + 1 < len(cuts) else None
            part = token.cut(cut, end)
            if n:
                groups.append([part])
            else:
                groups[-1].append(part)
    for group in groups:
        w.mark(group)
    return groups
