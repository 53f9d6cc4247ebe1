"""Numbers in words and figures: how many died, how often it happened."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.tables import words
from geoevents.text.tokens import Token

__all__ = ["Count", "casualties", "number_at", "occurrences"]

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
_AT_LEAST = frozenset(["least", "than", "over"])
_DEAD = frozenset(["dead", "deaths", "fatalities"])
_SEVERAL = frozenset([
    "number", "group", "dozen", "family", "couple", "few", "lot", "handful", "total", "hundred", "thousand", "further",
])  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def number_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Return ``(value, end)`` of the number that starts at token ``i``, or ``None``; "dozens" has no value."""
    token = tokens[i]
    if token.kind == "number":
        digits = token.low.replace(",", "")
        if not digits.isdecimal() or len(digits) > 7:
            return None
        return int(digits), i + 1
    value = _UNITS.get(token.low, _TENS.get(token.low))
    if value is None:
        return None
    end = i + 1
    if token.low in _TENS and end < len(tokens) and 0 < _UNITS.get(tokens[end].low, 0) < 10:
        value, end = value + _UNITS[tokens[end].low], end + 1
    if end < len(tokens) and tokens[end].low in {"hundred", "thousand", "dozen"}:
        value *= {"hundred": 100, "thousand": 1000, "dozen": 12}[tokens[end].low]
        end += 1
    return (value, end) if value <= _LARGE else None


def _figure(tokens: Sequence[Token], first: int, last: int, *, nearest_end: bool) -> tuple[int, int] | None:
    """Return ``(value, position)`` of a number of people in ``tokens[first:last]``."""
    order = range(last - 1, first - 1, -1) if nearest_end else range(first, last)
    parts = _parts(tokens, first, last)
    for i in order:
        hit = number_at(tokens, i) if i not in parts else None
        if hit is None:
            continue
        after = tokens[hit[1]].low if hit[1] < len(tokens) else ""
        before = tokens[i - 1] if i else None
        if after in {
            "year",
            "years",
            "km",
            "kilometres",
            "kilometers",
            "times",
            "%",
            "occasions",
            "hours",
            "days",
            "weeks",
            ":",
        }:
            continue
        if before is not None and (before.glued and before.kind == "number"):
            continue
        if (
            hit[1] < len(tokens)
            and tokens[hit[1]].kind == "word"
            and tokens[hit[1]].low in words("month")
            and tokens[i].kind == "number"
        ):
            continue  # "1 July"
        if tokens[i].kind == "number" and 1900 <= hit[0] <= 2100:
            continue  # a year
        return hit[0], i
    return None


def _parts(tokens: Sequence[Token], first: int, last: int) -> frozenset[int]:
    """Return the tokens of "…, including eight children, …", which are counted already."""
    out: set[int] = set()
    for i in range(first, last):
        if tokens[i].low in {"including", "among"} and i and tokens[i - 1].low in {",", "("}:
            end = i
            while end < last and tokens[end].low not in {",", ")"} | words("be") | words("perfect"):
                end += 1
            out.update(range(i, end))
    return frozenset(out)


def casualties(tokens: Sequence[Token], at: int, *, passive: bool, first: int, last: int) -> Count:
    """Return the figures of a verb of killing at token ``at`` within ``tokens[first:last]``."""
    pair = _pair(tokens, max(first, at - 10), at) if passive else _both(tokens, at + 1, min(last, at + 9))
    if pair is not None:
        return pair, pair, pair
    one = _single(tokens, max(first, at - 8), at) if passive else _single(tokens, at + 1, min(last, at + 4))
    found = (
        _figure(tokens, max(first, at - 12), at, nearest_end=True)
        if passive
        else _figure(tokens, at + 1, min(last, at + 7), nearest_end=False)
    )
    if found is None:
        return (1, 1, 1) if one else (None, None, None)
    value, i = found
    if i and tokens[i - 1].low in _AT_LEAST:
        return value, value, None
    if i >= 2 and tokens[i - 1].low == "to" and tokens[i - 2].low == "up":
        return None, None, value
    return value, value, value


def _single(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell "killed a soldier", "a girl was killed" from "a number of people", "a family"."""
    at = next((i for i in range(first, last) if tokens[i].low in {"a", "an"}), None)
    if at is None or any(tokens[i].low in {",", "by", "in", "at"} for i in range(first, at)):
        return False
    end = next((k for k in range(at + 1, last) if tokens[k].low in words("be") | words("preposition") | {","}), last)
    return not any(t.low in _SEVERAL or t.low.endswith("s") for t in tokens[at + 1 : min(at + 5, end)])


def _both(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Count "the driver and his helper", "a soldier and a policeman" after a verb."""
    ones = {"a", "an", "the", "his", "her", "their", "another"}
    i = first + (first < last and tokens[first].low in {"dead", "down"})
    if i >= last or tokens[i].low not in ones:
        return None
    joint = next((k for k in range(i + 1, min(i + 4, last)) if tokens[k].low == "and"), None)
    if joint is None or joint + 2 >= last or tokens[joint + 1].low not in ones - {"the"}:
        return None
    heads = (tokens[joint - 1], tokens[joint + 2])
    return 2 if all(h.kind == "word" and not h.low.endswith("s") and h.low not in _SEVERAL for h in heads) else None


def _pair(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Add up "a woman and her two children"."""
    for i in range(first, last - 3):
        if tokens[i].low in {"a", "an"} and tokens[i + 1].kind == "word":
            joint = next((k for k in range(i + 2, min(i + 4, last - 1)) if tokens[k].low == "and"), None)
            if joint is not None:
                after = joint + 1 + (tokens[joint + 1].low in {"her", "his", "their"})
                hit = number_at(tokens, after) if after < last else None
                return 1 + (hit[0] if hit is not None else 1)
    return None


def dead(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the figures of "five dead", "three people were left dead" in ``tokens[first:last]``."""
    for i in range(first, last):
        if tokens[i].low in _DEAD:
            found = _figure(tokens, max(first, i - 4), i, nearest_end=True)
            if found is not None:
                return found[0], found[0], found[0]
    return None, None, None


def occurrences(
    tokens: Sequence[Token], at: int, first: int, last: int, *, noun: bool
) -> tuple[int | None, tuple[int, int] | None]:
    """Return how often the act at ``at`` happened, and the tokens that say so: "on two occasions"."""
    for i in range(first, last):
        if tokens[i].low in _TIMES and abs(i - at) <= 8:
            return _TIMES[tokens[i].low], (i, i + 1)
        hit = number_at(tokens, i)
        if hit is not None and hit[1] < last and tokens[hit[1]].low in {"occasions", "times"}:
            return hit[0], (i, hit[1] + 1)
        if (
            noun
            and hit is not None
            and hit[1] <= at <= hit[1] + 3
            and all(t.kind == "word" and not t.capital for t in tokens[hit[1] : at])
            and (tokens[i].kind != "number" or hit[0] < 1900)
        ):
            return hit[0], (i, at + 1)
    return None, None
