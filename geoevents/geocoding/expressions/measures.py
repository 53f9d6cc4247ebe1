"""Distances, headings and parts as words: "about 30 km", "to the north of", "the far western part of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from geoevents.geocoding.expressions.expression import Direction, Distance
from geoevents.geocoding.expressions.tokens import Token
from geoevents.geocoding.expressions.words import Words, words

__all__ = ["bare_distance", "distance_at", "heading_at", "inside_at", "part_at", "sides_at"]

_THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
_STEPS = {"5": 0.5, "25": 0.25, "75": 0.25}
"""Fractions that are rounded more coarsely than they are written: 10.5 is 10.5 +- 0.25."""

_JOINS = frozenset({"and", "or", "to", "و", "и", "et", "y"})

_DIGITS = 15
"""Digits of a number that are read; a longer one is no distance, and no float holds it."""


def distance_at(tokens: Sequence[Token], i: int) -> tuple[int, Distance | None, str] | None:
    """Read "about 30 km": number of tokens, the distance, and a reason where it is a time and not a distance."""
    w, start = words(), i
    r = w.relations["between"]
    if i + 1 < len(tokens) and tokens[i].mask & r.bit and tokens[i + 1].mask & w.number_bit and r.at(tokens, i):
        i += 1  # "between 10 and 15 km"
    if i >= len(tokens) or not tokens[i].mask & _bits():
        return None
    most = least = False
    while hit := w.about.at(tokens, i) or w.at_most.at(tokens, i) or w.at_least.at(tokens, i):
        if i + hit[0] >= len(tokens) or w.units.at(tokens, i + hit[0]):
            break
        most = most or w.at_most.at(tokens, i) is not None
        least = least or w.at_least.at(tokens, i) is not None
        i += hit[0]
    if i + 1 < len(tokens) and tokens[i].low == "a" and tokens[i + 1].mask & (w.number_bit | w.vague.bit):
        i += 1  # "a 10 km radius"
    found = _amount(w, tokens, i)
    if found is None:
        i = start  # "some kilometres": the word before the unit is the amount
        found = _amount(w, tokens, i)
        if found is None:
            return None
    n, value, half = found
    i += n
    if w.times.at(tokens, i):
        while hit := w.times.at(tokens, i):
            i += hit[0]
        return i - start, None, "a travel time is no distance"
    unit = w.units.at(tokens, i)
    if not unit:
        return None
    i += unit[0]
    if radius := w.radius.at(tokens, i):
        i, most = i + radius[0] - (tokens[i + radius[0] - 1].low in ("of", "from", "around")), True
    if (way := w.ways.at(tokens, i)) and i + way[0] < len(tokens):  # "30 km by road"
        i += way[0]
    if most and not least:  # everything up to there
        half = value = value / 2
    elif least:  # and half as far again
        value, half = 1.25 * value, 0.25 * value + half
    return i - start, Distance(value * unit[1], half * unit[1]), ""


@lru_cache(maxsize=1)
def _bits() -> int:
    """Bits of the tables that may start a distance."""
    w = words()
    tables = (w.about, w.at_most, w.at_least, w.vague, w.times)
    return sum(t.bit for t in tables) | w.number_bit


def _amount(w: Words, tokens: Sequence[Token], i: int) -> tuple[int, float, float] | None:
    """Read "30", "10-15", "30 to 40", "twenty five", "a few": tokens taken, the number and half its width."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.mask & w.number_bit:
        if len(token.text) > _DIGITS:
            return None
        low, dash, high = token.text.partition("-")
        n = 1
        if not dash and i + 2 < len(tokens) and tokens[i + 1].low in ("to", "or", "and", "a", "до"):
            second = tokens[i + 2]
            if second.mask & w.number_bit and "-" not in second.text and len(second.text) <= _DIGITS:
                high, n = second.text, 3
        value, half = _number(low)
        if high:
            top, width = _number(high)
            if top > value:
                return n, (value + top) / 2, (top - value) / 2 + min(half, width)
            n = 1 if not dash else n
        return n, value, half
    hit = w.vague.at(tokens, i)
    if not hit:
        return None
    n, (value, half) = hit
    return n, value, half


def _number(text: str) -> tuple[float, float]:
    """Value and half its precision: 15 -> 0.5, 140 -> 5, 10.5 -> 0.25, 10.3 -> 0.05."""
    whole, _, fraction = _THOUSANDS.sub("", text).replace(",", ".").partition(".")
    value = float(f"{whole}.{fraction.replace('.', '') or 0}")
    if fraction:
        step = _STEPS.get(fraction, 10.0 ** -len(fraction))
    else:
        step = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 1.0
    return value, step / 2


def bare_distance(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are a distance and nothing else."""
    found = distance_at(tokens, 0)
    return found is not None and found[0] == len(tokens)


def heading_at(tokens: Sequence[Token], i: int) -> tuple[int, Direction] | None:
    """Read "(to the) north of": tokens taken and the direction."""
    w, start = words(), i
    if i >= len(tokens):
        return None
    bits = w.headings.bit | w.letters.bit | w.headings_de.bit | w.headings_self.bit
    if not tokens[i].mask & (bits | w.heading_leads.bit):
        return None
    alone = w.headings_self.at(tokens, i)
    if alone:
        return alone
    lead = w.heading_leads.at(tokens, i)
    if lead:
        i += lead[0]
        if i >= len(tokens) or not tokens[i].mask & bits:
            return None
    hit = w.headings.at(tokens, i)
    if not hit and (letter := w.letters.at(tokens, i)) and i + 1 < len(tokens) and tokens[i + 1].low in ("of", "from"):
        hit = letter
    if not hit:
        hit = w.headings_de.at(tokens, i)  # "au nord de Gao", but "Norte de Santander" is a name
        if not hit or not lead:
            return None
    of = w.relations["of"].at(tokens, i + hit[0])
    if not of or tokens[i + hit[0]].low == "to":
        return None
    return i + hit[0] + of[0] - start, hit[1]


def sides_at(tokens: Sequence[Token], i: int) -> list[tuple[int, int, Direction | None]]:
    """Read "northern and eastern", "north or east", "central and southern": start, end and side of each; else none."""
    w = words()
    out: list[tuple[int, int, Direction | None]] = []
    sides = w.directions.bit | w.central.bit
    while True:
        hit = w.directions.at(tokens, i)
        middle = None if hit else w.central.at(tokens, i)
        n = hit[0] if hit else middle[0] if middle else 0
        if not n:
            return []
        out.append((i, i + n, hit[1] if hit else None))
        i += n
        joined = i + 1 < len(tokens) and (tokens[i].text in ",/" or tokens[i].low in _JOINS)
        if not joined or not tokens[i + 1].mask & sides:
            return out if len(out) > 1 else []
        i += 1


def inside_at(w: Words, tokens: Sequence[Token], i: int) -> int:
    """Read "in", "in the", "dans le": tokens taken before the name of a part; 0 for none."""
    hit = w.relations["inside"].at(tokens, i)
    return hit[0] if hit and tokens[i].low in ("in", "en", "dans", "в", "у", "في") else 0


def part_at(tokens: Sequence[Token], i: int) -> tuple[int, Direction | None, float] | None:
    """Read "the (far) western part of", "in the south of", "the centre of": tokens taken, direction, share."""
    w, start = words(), i
    if i >= len(tokens):
        return None
    sides = w.directions.bit | w.central.bit | w.far.bit | w.headings_de.bit
    if not tokens[i].mask & (sides | w.part_nouns.bit | w.relations["inside"].bit | w.lead.bit):
        return None
    inside = inside_at(w, tokens, i)
    i += inside
    if i < len(tokens) and tokens[i].low in ("the", "le", "el", "la"):
        i += 1
        inside = inside and inside + 1
    if i >= len(tokens) or not tokens[i].mask & (sides | w.part_nouns.bit):
        return None
    far = w.far.at(tokens, i)
    i += far[0] if far else 0
    before = w.part_nouns.at(tokens, i)  # "la partie nord de", "القسم الشمالي من"
    if before:
        side = w.directions.at(tokens, i + before[0]) or w.headings_de.at(tokens, i + before[0])
        end = i + before[0] + (side[0] if side else 0)
        if side and (of := w.relations["of"].at(tokens, end)):
            return end + of[0] - start, side[1], before[1]
    romance = w.headings_de.at(tokens, i)  # "nord du Mali", but "Norte de Santander" is a name
    bare = romance is not None and i == start and tokens[i + romance[0] : i + romance[0] + 1]
    whole = bool(bare) and tokens[i + 1].low in ("du", "del")
    hit = w.directions.at(tokens, i) or (romance if inside or whole else None)
    if hit:
        i += hit[0]
        noun = w.part_nouns.at(tokens, i)
        share = (noun[1] if noun else 1 / 3) / (2 if far else 1)
        i += noun[0] if noun else 0
        of = w.relations["part_of"].at(tokens, i)
        if of and (noun or inside > 1 or whole):
            return i + of[0] - start, hit[1], share
        if noun and i < len(tokens) and "\u0400" <= tokens[i - 1].text[0] <= "\u052f":
            return i - start, hit[1], share  # Cyrillic: the genitive says "of"
        return None
    middle = w.central.at(tokens, i)
    if middle:
        i += middle[0]
        noun = w.part_nouns.at(tokens, i)
        i += noun[0] if noun else 0
        of = w.relations["part_of"].at(tokens, i)
        if of:
            return i + of[0] - start, None, noun[1] if noun else 1 / 3
    return None
