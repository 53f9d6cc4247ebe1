"""Distances, headings and parts as words: "about 30 km", "to the north of", "the far western part of"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geoevents.geocoding.expression import Direction, Distance
from geoevents.geocoding.tokens import Token
from geoevents.geocoding.words import words

__all__ = ["NUMBER", "bare_distance", "distance_at", "heading_at", "part_at"]

NUMBER = re.compile(r"^\d+(?:[.,]\d+)*$")


def distance_at(tokens: Sequence[Token], i: int) -> tuple[int, Distance | None, str] | None:
    """Read "about 30 km": number of tokens, the distance, and a reason where it is a time and not a distance."""
    w, start = words(), i
    while hit := w.about.at(tokens, i):
        if i + hit[0] >= len(tokens) or w.units.at(tokens, i + hit[0]):
            break
        i += hit[0]
    if i >= len(tokens):
        return None
    if NUMBER.match(tokens[i].text):
        value, half = _number(tokens[i].text)
        i += 1
    elif hit2 := w.vague.at(tokens, i):
        (value, half), i = hit2[1], i + hit2[0]
    else:
        i = start  # "some kilometres": the word before the unit is the amount
        hit2 = w.vague.at(tokens, i)
        if not hit2:
            return None
        (value, half), i = hit2[1], i + hit2[0]
    if w.times.at(tokens, i):
        while w.times.at(tokens, i):
            i += 1
        return i - start, None, "a travel time is no distance"
    unit = w.units.at(tokens, i)
    if not unit:
        return None
    return i + unit[0] - start, Distance(value * unit[1], half * unit[1]), ""


def _number(text: str) -> tuple[float, float]:
    """Value and half its precision: 15 -> 0.5, 140 -> 5, 10.5 -> 0.25, 10.3 -> 0.05."""
    text = re.sub(r",(?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    whole, _, fraction = text.partition(".")
    value = float(f"{whole}.{fraction.replace('.', '') or 0}")
    if fraction:
        step = {"5": 0.5, "25": 0.25, "75": 0.25}.get(fraction, 10.0 ** -len(fraction))
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
    for lead in (("to", "the"), ("on", "the"), ("in", "the"), ("to",), ("the",), ("just",), ("lying",)):
        if tuple(t.low for t in tokens[i : i + len(lead)]) == lead:
            i += len(lead)
            break
    hit = w.headings.at(tokens, i)
    if not hit:
        return None
    of = w.relations["of"].at(tokens, i + hit[0])
    if not of or tokens[i + hit[0]].low == "to":
        return None
    return i + hit[0] + of[0] - start, hit[1]


def part_at(tokens: Sequence[Token], i: int) -> tuple[int, Direction | None, float] | None:
    """Read "the (far) western part of", "in the south of", "the centre of": tokens taken, direction, share."""
    w, start = words(), i
    inside = i < len(tokens) and tokens[i].low == "in"
    i += inside
    i += i < len(tokens) and tokens[i].low == "the"
    far = w.far.at(tokens, i)
    i += far[0] if far else 0
    hit = w.directions.at(tokens, i)
    if hit:
        i += hit[0]
        noun = w.part_nouns.at(tokens, i)
        share = (noun[1] if noun else 1 / 3) / (2 if far else 1)
        i += noun[0] if noun else 0
        of = i < len(tokens) and tokens[i].low in ("of", "من")
        if of and (noun or (inside and i - start > 2)):
            return i + 1 - start, hit[1], share
        return None
    middle = w.central.at(tokens, i)
    if middle:
        i += middle[0]
        noun = w.part_nouns.at(tokens, i)
        i += noun[0] if noun else 0
        if i < len(tokens) and tokens[i].low in ("of", "من"):
            return i + 1 - start, None, noun[1] if noun else 1 / 3
    return None
