"""Cuts a query at commas and the like into a place and what holds it; brackets stay with what they follow."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.geocoding.expressions.infixes import relation_at
from geoevents.geocoding.expressions.naming import named_between, only_generic
from geoevents.geocoding.expressions.tokens import Token
from geoevents.geocoding.expressions.words import Words, words

__all__ = ["Segment", "flat", "segments"]

Segment = list[Token | list[Token]]
"""Tokens of one stretch between commas; a bracket is a list of its own."""

_OPEN, _CLOSE = "([{", ")]}"
_CUTS = frozenset(",;\n|–→:./")
_COMMA = Token(",", ",", 0, 0)


def flat(segment: Segment) -> list[Token]:
    """Return the tokens outside of brackets."""
    return [t for t in segment if t.__class__ is not list]  # type: ignore[misc]


def segments(tokens: Sequence[Token]) -> tuple[list[Segment], list[int]]:
    """Cut outside of brackets; a stretch without any name is joined to the next.

    Returns
    -------
    list of Segment
        In the order of the text.
    list of int
        The segments that stand behind an arrow or colon: they are narrower than what is before them.
    """
    if all(t.is_word for t in tokens):
        return ([list(tokens)] if tokens else []), []
    w = words()
    out: list[Segment] = [[]]
    arrows: list[int] = []
    depth: list[Token] | None = None
    labelled = any(t.text == ":" for t in tokens)  # "Region: Mopti / Cercle: Koro"
    for i, token in enumerate(tokens):
        sign = token.text
        if depth is not None:
            if sign in _CLOSE:
                out[-1].append(depth)
                depth = None
            else:
                depth.append(token)
        elif token.is_word or (sign == "/" and not labelled):
            out[-1].append(token)
        elif sign in _OPEN:
            depth = []
        elif sign in _CUTS:
            if sign == "." and _abbreviated(w, tokens, i):
                continue
            if sign in "–→" and _joins(w, tokens):
                out[-1].append(token)
            elif sign == ":" and _label(w, out[-1]):
                if w.labels.at(flat(out[-1]), 0):
                    out[-1] = []
            elif out[-1]:
                out.append([])
                if sign in "→:" or (sign == ";" and _pinpoints(tokens[i + 1 :])):
                    arrows.append(len(out) - 1)
    if depth:  # a bracket that is never closed
        out[-1].append(depth)
    return _joined(w, out, arrows)


def _pinpoints(tokens: Sequence[Token]) -> bool:
    """Whether "at X" follows a semicolon: X is where in the place before it ("the east of Ukraine; at Shumy")."""
    end = next((i for i, t in enumerate(tokens) if t.text in _CUTS or t.text in _OPEN), len(tokens))
    if end < 2 or tokens[0].low != "at" or only_generic(tokens[:end]):
        return False
    return not any(relation_at(tokens[:end], i) for i in range(1, end))


def _abbreviated(w: Words, tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].low if i else ""
    return i + 1 < len(tokens) and (len(before) == 1 or before in w.abbreviations)


def _label(w: Words, segment: Segment) -> bool:
    """Whether what stands before a colon only says what follows: "Municipality:", "Location:"."""
    words_ = flat(segment)
    return bool(words_) and (w.labels.at(words_, 0) is not None or not named_between(words_, 0, len(words_)))


def _joins(w: Words, tokens: Sequence[Token]) -> bool:
    """Whether a dash or arrow joins the ends of a road or border."""
    bits = w.road_words.bit | w.relations["border"].bit | w.relations["triangle"].bit | w.relations["front_after"].bit
    return any(t.mask & bits for t in tokens)


def _joined(w: Words, cut: list[Segment], arrows: list[int]) -> tuple[list[Segment], list[int]]:
    """Join "near the village." to the "Dmytrivka" after it, and "between A, B" to its "and C"."""
    out: list[Segment] = []
    narrower: list[int] = []
    i = 0
    sides = w.directions.bit | w.central.bit
    opening = w.relations["between"].bit | w.relations["triangle"].bit | w.relations["border_many"].bit
    while i < len(cut):
        segment = cut[i]
        arrow = i in arrows
        if not segment:
            i += 1
            continue
        words_ = flat(segment)
        opens = next((n for n, t in enumerate(words_) if t.mask & opening), None)
        if opens is not None and not _has_and(w, words_[opens:]):
            last = next((n for n in range(i + 1, len(cut)) if _has_and(w, flat(cut[n]))), i)
            for n in range(i + 1, last + 1):
                segment = [*segment, _COMMA, *cut[n]]
            i = last
        elif i + 1 < len(cut) and _is_side(w, segment) and (after := flat(cut[i + 1])) and after[0].mask & sides:
            cut[i + 1] = [*segment, _COMMA, *cut[i + 1]]  # "north, east and south of X"
            i += 1
            continue
        elif i + 1 < len(cut) and words_ and len(words_) == len(segment) and not _named(w, words_):
            cut[i + 1] = [*segment, *cut[i + 1]]
            i += 1
            continue
        if arrow:
            narrower.append(len(out))
        out.append(segment)
        i += 1
    return out, narrower


def _is_side(w: Words, segment: Segment) -> bool:
    bits = w.directions.bit | w.central.bit | w.heading_leads.bit
    return any(isinstance(t, Token) and t.mask & w.directions.bit for t in segment) and all(
        isinstance(t, Token) and (t.mask & bits or t is _COMMA) for t in segment
    )


def _has_and(w: Words, tokens: Sequence[Token]) -> bool:
    bits = w.relations["and"].bit | w.romance_and.bit
    return any(t.mask & bits for t in tokens)


def _named(w: Words, tokens: Sequence[Token]) -> bool:
    """Whether anything is left besides fillers, relations and feature words."""
    i = 0
    tables = (w.lead, w.features, w.relations["near"], w.relations["outskirts"], w.epithets)
    bits = sum(t.bit for t in tables)
    while i < len(tokens):
        if not tokens[i].mask & bits:
            return True
        i += max((found[0] for t in tables if (found := t.at(tokens, i))), default=1)
    return False
