"""Numbers before nouns for acts of violence: "two precision guided air strikes", "dozens of attacks"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geoevents.text.tables import words
from geoevents.text.words.numbers import number_at
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import Kind, kinds_by_form

__all__ = ["act_at", "content_start", "counts", "names_act", "quantity_at"]

_ADJECTIVES = 4
"""Words between a number and its noun at most."""
_FRAMES = frozenset(["act", "happen", "mutual"])
_LEAD_MARKS = frozenset([",", ":", "–", "—", "-", "•", "*", "·", "●", "▪", "‣", "■", "o", ")", "|", ">", "+", "†"])


def content_start(t: Sequence[Token], first: int = 0, last: int | None = None) -> int:
    """Return the first token after the marks, numbers and letters that open an item of a list ("1.", "--", "b)")."""
    end = len(t) if last is None else last
    i = first
    while i < end and (t[i].kind == "mark" or t[i].low in _LEAD_MARKS) and t[i].low not in {'"', "“", "«", "("}:
        i += 1
    if i + 1 < end and t[i + 1].low in {".", ")"} and t[i + 1].start == t[i].end and t[i].end - t[i].start <= 2:
        i += 2
    return i


def quantity_at(t: Sequence[Token], i: int, *, single: bool = False) -> tuple[int | None, int] | None:
    """Return ``(value, end)`` of a number that starts at token ``i``; with ``single`` also of "a", "an"."""
    hit = number_at(t, i)
    if hit is not None:
        return hit
    if t[i].low in words("vague_quantity"):
        return None, i + 1 + (i + 1 < len(t) and t[i + 1].low == "of")
    if t[i].low in {"a", "an"}:
        if i + 2 < len(t) and t[i + 1].low in {"number", "series", "couple", "handful"} and t[i + 2].low == "of":
            return None, i + 3
        return (1, i + 1) if single else None
    return None


def _is_counted(part: str, pos: str, kind: Kind) -> bool:
    return "n" in pos and part in {"noun", "base"} and kind.group == "force" and kind.frame in _FRAMES


@cache
def _counted_forms() -> frozenset[str]:
    """Return the nouns that :func:`act_at` finds."""
    return frozenset(
        form for form, ways in kinds_by_form().items() if any(_is_counted(part, pos, kind) for part, pos, kind in ways)
    )


@cache
def _plain() -> frozenset[str]:
    """Return the words that do not stand between a number and what it counts."""
    return (words("preposition") | words("be") | words("determiner") | words("subordinator")) - {"of"}


def act_at(t: Sequence[Token], i: int, last: int) -> tuple[Kind, int] | None:
    """Return the kind and the token of a noun for an act of violence, behind its adjectives from token ``i`` on."""
    for j in range(i, min(i + _ADJECTIVES + 1, last)):
        if t[j].kind != "word" or number_at(t, j) is not None:
            return None
        for part, pos, kind in kinds_by_form().get(t[j].low, ()):
            if kind.next and not (j + 1 < last and t[j + 1].low in kind.next):
                continue  # "a missile hit a centre": a verb
            if _is_counted(part, pos, kind) and not (t[j].capital and j and t[j - 1].capital):
                return kind, j
        if t[j].low in _plain():
            return None
    return None


def names_act(t: Sequence[Token]) -> bool:
    """Tell whether some token may be a noun for an act of violence, as in most sentences none is."""
    return not _counted_forms().isdisjoint([x.low for x in t])


def counts(t: Sequence[Token]) -> bool:
    """Tell whether a number stands before a noun for an act of violence: "two strikes", "an ambush"."""
    last = len(t)
    if not names_act(t):
        return False
    for i in range(last - 1):
        hit = quantity_at(t, i, single=True)
        if hit is not None and hit[1] < last and act_at(t, hit[1], last) is not None:
            return True
    return False
