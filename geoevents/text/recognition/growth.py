"""How far an expression of place reaches around its name: directions, distances, parts, kinds, corridors."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geoevents.text.recognition.lexis import OPENER, flags, known_phrases
from geoevents.text.recognition.lexis import low as low_form
from geoevents.text.recognition.mention import Mention
from geoevents.text.tables import rows

__all__ = ["join", "left_reach", "right_reach"]

_WINDOW = 90
_NAMED_PART = re.compile(r"(?<![.!?] )\b[^\W\d_a-z]\w+ \Z")
_CHAINED = frozenset(["road", "highway", "motorway", "railway", "axis", "triangle", "line", "corridor", "border"])
"""Kinds that several names with hyphens between them lie along or around."""
_WAYS = "road|highway|motorway|track|railway|area|border|stretch|corridor|line"


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(w for row in rows("recognition") if row["group"] == name for w in row["words"].split("|"))


class _Patterns(NamedTuple):
    right: re.Pattern[str]
    direction: re.Pattern[str]
    of: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    reach, between = "|".join(sorted(_group("reach"))), "|".join(sorted(_group("reach_between")))
    part, direction = (
        "|".join(sorted(_group("part"))),
        "|".join(sorted(_group("direction"), key=lambda w: (-len(w), w))),
    )
    unit = r"(?:km|kms|kilomet(?:re|er)s?|(?:nautical )?miles?|m|met(?:re|er)s)\b"
    distance = rf"(?:(?:\d+(?:[.,]\d+)? ?|[a-z]+(?:-[a-z]+)? ){unit}(?: to the)? )?"
    step = rf"(?:(?:{direction})[ -])*(?:{part})(?: and (?:{direction})| (?:{part}))? of (?:the )?"
    of = rf"{distance}(?:to the (?=(?:{direction})\b))?(?:{step})+(?:(?:{direction})[ -])*"
    return _Patterns(
        re.compile(rf"(?: (?:{between})\b)?(?: (?:{reach}|suburb(?= of\b))\b)+(?!-)", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:(?:{direction})[ -])+\Z", re.IGNORECASE),
        re.compile(rf"(?<![\w-]){of}\Z", re.IGNORECASE),
    )  # fmt: skip


def right_reach(text: str, end: int, *, large: bool = False) -> int:
    """Return where the expression ends that holds the name up to ``end``: "Idlib governorate".

    ``large`` says that the name is a country's or a large division's: "a Mali town" is no town called Mali.
    """
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].islower():
        return end
    words = text[end + 1 : end + 40].split(None, 2)
    first = words[0].rstrip(",.;:)") if words else ""
    if large and first not in _group("reach_large"):
        return end
    if first not in _group("reach") and first != "suburb" and not (first in _group("reach_between") and len(words) > 1):
        return end
    m = _patterns().right.match(text, end)
    return m.end() if m else end


def left_reach(text: str, start: int, floor: int, word: str) -> int:
    """Return where the expression begins that holds the name from ``start`` on, not before ``floor``.

    ``word`` is the word before the name as :mod:`geoevents.text.recognition.context` gives it: most names have none
    that belongs to them, and cost nothing here.
    """
    low = max(floor, start - _WINDOW)
    if word.startswith("of_") or word in _group("direction"):
        # no expression goes on over a full stop or a line: the less is searched, the sooner it is done
        low = max(low, text.rfind(". ", low, start) + 1, text.rfind("\n", low, start) + 1)
        window = text[low:start]
        m = _patterns().of.search(window) or _patterns().direction.search(window)
        if m is None:
            return start
        begin = low + m.start()
        named = _NAMED_PART.search(text, max(0, begin - 30), begin)
        if named is not None and _is_name(low_form(named.group().strip())):
            return start  # "the Jabra district of Khartoum": the district has a name of its own
        for near in ("near the ", "near ", "outside ", "around "):
            if (
                text[max(low, begin - len(near)) : begin].lower() == near
                and not text[begin - len(near) - 1 : begin - len(near)].isalnum()
            ):
                return begin - len(near)
        return begin
    if word in _group("near"):
        at = low + text[low:start].lower().rfind(word)
        return at if at >= low and text[at + len(word) : start].strip(" ") in {"", "the"} else start
    if word == "the":
        for near in _group("near"):
            if text.endswith(near + " the ", low, start):
                return start - len(near) - 5
    if word in _group("before_name") and text.endswith(word + " ", low, start):
        return start - len(word) - 1
    if word == "to" and text.endswith("close to ", low, start):
        return start - len("close to ")
    return start


def _is_name(word: str) -> bool:
    """Tell "Jabra" from "The" and "Syrian" before "district of"."""
    known = known_phrases().get(word)
    return not flags().get(word, 0) & OPENER and (known is None or known.kind not in {"demonym", "people"})


_BETWEEN = re.compile(rf"(?<!\w)((?:{_WAYS}) )?between (?:the )?\Z")
_DIRECTED = re.compile(r"(?:to the )?(?:north|south|east|west)")
_FROM = re.compile(rf"(?<!\w)(?:{_WAYS}) from (?:the )?\Z")


def join(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join what is one expression: "the valley to the east of X", "between A and B", "the road from A to B"."""
    out: list[Mention] = []
    for m in mentions:
        before = out[-1] if out else None
        if before is not None and m.start - before.end <= 9 and m.role == before.role == "place":
            gap = text[before.end : m.start]
            if gap in {" of ", " of the "} and before.feature in _group("part_of"):
                before.end, before.feature = m.end, ""
                continue
            if gap == "-" and m.feature in _CHAINED:
                out.pop()
                while out and out[-1].role == "place" and text[out[-1].end : before.start] == "-":
                    before = out.pop()
                before.end, before.feature = m.end, m.feature
                out.append(before)
                continue
            stretch = before.feature in _group("stretch") and _DIRECTED.match(text, m.start)
            if gap == " " and m.start < m.head_start and stretch and not before.container:
                before.end, before.head_start, before.head_end = m.end, m.head_start, m.head_end
                continue
            way = (
                _BETWEEN.search(text, max(0, before.start - 30), before.start)
                if gap in {" and ", " and the "}
                else None
            )
            if way is not None and (way.group(1) or not (before.country and m.country)):
                before.start, before.end, before.feature = way.start(), m.end, ""
                continue
            if gap == " to " and (way := _FROM.search(text, max(0, before.start - 30), before.start)):
                before.start, before.end, before.feature = way.start(), m.end, ""
                continue
        out.append(m)
    return out
