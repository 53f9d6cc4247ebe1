"""Numbers in words and figures, and how often an act happened."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.tables import words
from geoevents.text.words.lexicon import actors, demonyms
from geoevents.text.words.tokens import Token

__all__ = ["Count", "number_at", "occurrences"]

Count = tuple[int | None, int | None, int | None]
"""Best, low and high figure; ``None`` where the text does not tell."""

_UNITS = {
    word: n
    for n, word in enumerate((
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ))
}  # fmt: skip
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_LARGE = 1_000_000
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_NEAR = 14
"""Tokens between a verb and "twice" at most."""
_PHRASE = 4
"""Tokens between a number and the noun that it counts at most."""
_WAVES = frozenset(["waves", "rounds", "series", "dozens", "scores", "hundreds", "number", "set", "sets", "total"])


def number_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Return ``(value, end)`` of the number that starts at token ``i``, or ``None``; "dozens" has no value."""
    token = tokens[i]
    if token.kind == "number":
        digits = token.low.replace(",", "")
        if not digits.isdecimal() or len(digits) > 7:
            return None
        return int(digits), i + 1
    value = _UNITS.get(token.low)
    if value is None:
        value = _TENS.get(token.low)
        if value is None:
            return None
    end = i + 1
    if token.low in _TENS and end < len(tokens) and 0 < _UNITS.get(tokens[end].low, 0) < 10:
        value, end = value + _UNITS[tokens[end].low], end + 1
    if end < len(tokens) and tokens[end].low in {"hundred", "thousand", "dozen"}:
        value *= {"hundred": 100, "thousand": 1000, "dozen": 12}[tokens[end].low]
        end += 1
    return (value, end) if value <= _LARGE else None


def occurrences(
    tokens: Sequence[Token], at: int, first: int, last: int, *, noun: bool
) -> tuple[int | None, tuple[int, int] | None]:
    """Return how often the act at ``at`` happened, and the tokens that say so: "on two occasions"."""
    vague = words("vague_quantity") | {"series", "number", "hundreds"}
    for i in range(first, last):
        low = tokens[i].low
        if low in _TIMES and abs(i - at) <= _NEAR and (low != "once" or _alone(tokens, i)):
            return _TIMES[low], (i, i + 1)
        hit = number_at(tokens, i)
        if hit is not None and hit[1] < last and tokens[hit[1]].low in {"occasions", "times"}:
            return hit[0], (i, hit[1] + 1)
        if (
            hit is not None
            and noun
            and _counts(tokens, i, hit[1], at)
            and (tokens[i].kind != "number" or hit[0] < 1900)
        ):
            return hit[0], (i, at + 1)
        if noun and low in vague and _counts(tokens, i, i + 1, at):
            return None, (i, at + 1)  # "dozens of attacks": kept as words
    return None, None


def _counts(tokens: Sequence[Token], i: int, after: int, at: int) -> bool:
    """Tell "nine air strikes", "dozens of attacks", "two waves of strikes": a number that counts the noun at ``at``."""
    gap = tokens[after:at]
    if not after <= at <= after + _PHRASE or tokens[i].glued or (gap and gap[0].glued):
        return False
    if gap and (gap[0].low in {"a", "an", "the"} or _of_month(tokens, i)):
        return False  # "On Sept. 24 a strike …"
    sided = words("direction_adjective")
    if any(
        t.kind != "word"
        or (t.capital and t.low not in sided and demonyms().at(gap, k) is None and actors().at(gap, k) is None)
        for k, t in enumerate(gap)
    ):
        return False
    of = next((k for k, t in enumerate(gap) if t.low == "of"), None)
    if of is None:
        return not any(t.low in words("preposition") | words("coordinator") | words("be") for t in gap)
    return of == 0 or gap[of - 1].low in _WAVES or tokens[i].low in {"series", "number"}


def _of_month(tokens: Sequence[Token], i: int) -> bool:
    """Tell "Sept. 24", "October 3"."""
    k = i - 1 - (i > 1 and tokens[i - 1].low == ".")
    return k >= 0 and tokens[k].capital and tokens[k].low in words("month")


def _alone(tokens: Sequence[Token], i: int) -> bool:
    """Tell "attacked once." from "once again", "once the army"."""
    after = tokens[i + 1].low if i + 1 < len(tokens) else "."
    return not (i and tokens[i - 1].low == "at") and (after in {",", ".", ";", "and", "on", "in", "near"})
