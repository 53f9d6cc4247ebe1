"""Cuts a list of places into its members: "A and B", "A, B and C", "A/B", "A - B", "A to B", "A-B-C"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.geocoding.tokens import Token
from geoevents.geocoding.words import words

__all__ = ["operands"]


def operands(tokens: Sequence[Token], *, road: bool = False) -> list[list[Token]]:
    """Read "A and B", "A, B and C", "A/B", "A - B", "A to B", "A-B-C"."""
    w = words()
    groups: list[list[Token]] = [[]]
    i = 0
    while i < len(tokens):
        token = tokens[i]
        cut = token.text in ",/–" or (i > 0 and w.relations["and"].at(tokens, i)) or (road and w.road_to.at(tokens, i))
        if cut and groups[-1]:
            groups.append([])
        elif not cut:
            groups[-1].append(token)
        i += 1
    groups = [g for g in groups if g]
    if len(groups) == 1:
        groups = _hyphened(groups[0])
    if len(groups) == 1 and len(groups[0]) > 1 and groups[0][-1].text[:1] == "و" and len(groups[0][-1].text) > 3:
        last = groups[0][-1]  # Arabic "and" is written onto the second name
        groups = [groups[0][:-1], [replace(last, low=last.low[1:], text=last.text[1:], start=last.start + 1)]]
    return groups


def _hyphened(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut "As Sukhnah-Deir ez-Zor" at the hyphens that do not follow or lead an Arabic article."""
    articles = words().articles
    groups: list[list[Token]] = [[]]
    for token in tokens:
        pieces = token.text.split("-")
        start = token.start
        for n, piece in enumerate(pieces):
            joined = n > 0 and (pieces[n - 1].lower() in articles or piece.lower() in articles)
            low = piece.lower() if piece.isascii() else piece
            part = Token(piece, low, start, start + len(piece))
            if n and not joined:
                groups.append([part])
            elif n:
                last = groups[-1].pop()
                text = f"{last.text}-{piece}"
                groups[-1].append(Token(text, f"{last.low}-{low}", last.start, part.end))
            else:
                groups[-1].append(replace(part, low=token.low) if len(pieces) == 1 else part)
            start += len(piece) + 1
    return groups
