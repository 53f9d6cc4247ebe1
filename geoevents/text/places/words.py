"""How far the words of a place reach around its name: directions, distances, parts, "governorate", "near"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["BESIDE", "KINDS_OF", "NEAR", "REGIONS", "STRONG", "WAYS_TO", "left_start", "plain_words", "right_end"]

NEAR = frozenset(["near", "outside", "around", "nearby", "close"])
"""Words that make a place the surroundings of the place named after them."""
BESIDE = frozenset(["close", "adjacent", "next"])
"""Words that make one with "to" behind them."""
STRONG = frozenset([
    "in", "at", "near", "outside", "around", "into", "inside", "across", "towards", "toward", "throughout", "of",
    "from", "between", "to", "over", "within", "off",
])  # fmt: skip
"""Words that lead to a place and to little else."""
REGIONS = frozenset([
    "governorate", "province", "region", "oblast", "raion", "county", "state", "prefecture", "cercle", "department",
    "district", "subdistrict", "zone", "woreda", "territory", "republic", "division", "muhafazah",
])  # fmt: skip
"""Kinds of places that hold towns and villages."""
_KINDS_OF_AREAS = frozenset([
    "general", "wider", "greater", "immediate", "rural", "urban", "remote", "mountainous", "coastal", "forested",
    "desert", "swampy", "hilly",
])  # fmt: skip
"""What an area can be that is named after a place."""
_QUARTERS = frozenset([
    "area", "areas", "district", "districts", "neighbourhood", "neighborhood", "neighbourhoods", "quarter", "quarters",
    "suburb", "suburbs", "section", "sector", "part", "parts",
])  # fmt: skip
"""Parts of a town that adjectives say more of: "a residential area of X"."""
WAYS_TO = frozenset([
    "road", "highway", "entrance", "entrances", "approaches", "track", "route", "path", "trail", "turning",
])  # fmt: skip
_MODIFIERS = 2
"""Words between an article and the kind of place that it opens, at most."""
_UNITS = frozenset(
    ["km", "nm", "nmi", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "m", "metres", "meters"]
)


KINDS_OF = frozenset([
    "desert", "airport", "refinery", "island", "peninsula", "camp", "forest", "mountains", "hills", "hamlet", "hill",
    "hilltop", "ridge", "oasis", "wadi", "islet", "strait", "mountain", "crossing", "river", "market", "hospital",
    "prison", "monastery", "junction", "dam", "barracks", "garrison", "airbase", "stadium", "post", "outpost",
    "mission", "shrine", "parish", "bridge", "base", "church", "mosque", "cathedral", "farm", "pass", "quarry",
    "township", "enclave", "stronghold", "station",
    "coast", "islands", "shores", "waters",
])  # fmt: skip
"""Kinds of places that stand before their name: "the desert of X"."""


@cache
def plain_words() -> frozenset[str]:
    """Return words that are no names, whatever their first letter."""
    return (
        words("determiner") | words("preposition") | words("be") | words("coordinator") | words("subordinator")
        | words("pronoun") | words("perfect") | words("modal") | words("month") | words("not_a_place") | words("adverb")
        | words("negation") | acting_forms() | lexicon.reporting_words()
    )  # fmt: skip


def right_end(t: Sequence[Token], last: int) -> int:
    """Take "governorate", "displacement camp", "filtration station" along."""
    for skip in range(3):
        j = last + skip
        if j >= len(t):
            return last
        if t[j].low in words("feature"):
            end = j + 1
            while end < len(t) and t[end].low in words("feature") and not t[end].capital:
                end += 1
            return end
        if (
            t[j].kind != "word"
            or t[j].capital
            or t[j].low in plain_words()
            or (t[j].low.endswith(("ed", "s")) and t[j].low != "gas")
        ):
            return last
    return last


def left_start(t: Sequence[Token], first: int) -> int:
    """Take the spatial words before a name along: directions, parts, distances, "near"."""
    start = first
    while start > 0:
        k = start - 1
        if t[k].low in {"the", "a"} and k > 0:
            k -= 1
            if t[k].low not in NEAR and t[k].low not in {"of", "off"} and not _spatial_before(t, k):
                break
        low = t[k].low
        if low in words("direction_adjective") and t[k].kind == "word":
            start = k - (k > 0 and t[k].glued)
        elif low == "of" and k and t[k - 1].low in words("direction") | words("part") | KINDS_OF:
            if (
                k >= 2
                and t[k - 2].capital
                and t[k - 1].low in words("feature")
                and k - 2 > 0
                and lexicon.demonyms().at(t, k - 2) is None
            ):
                break  # "the X neighbourhood of Y": X is a name of its own
            start = _before_of(t, k - 1)
        elif (
            low in words("feature")
            and k == start - 1
            and t[start].capital
            and t[k].low not in {"area", "front", "state", "border"}
        ):
            start = k
        elif low == "to" and k and t[k - 1].low in WAYS_TO:
            start = k - 1
        elif low in words("feature") and t[start].low in words("feature") and not t[k].capital and not t[start].capital:
            start = k  # "the port city of X"
        elif low == "off" and not k:
            return k  # "Off Bosaso, …"
        elif low == "off" and t[k - 1].kind == "word" and t[k - 1].low not in words("particle_verb"):
            far = k > 1 and t[k - 1].low in _UNITS and _amount(t[k - 2])
            return _around(t, k - 2) if far else k  # "a dhow off X", "40 nautical miles off the coast of X"
        elif low == "from" and k > 1 and t[k - 1].low in _UNITS and _amount(t[k - 2]):
            return _around(t, k - 2)  # "some 40 km from X"
        elif low in NEAR or (low == "to" and k and t[k - 1].low in BESIDE):
            return k - (low == "to")
        else:
            break
    return start


def _spatial_before(t: Sequence[Token], k: int) -> bool:
    """Tell "close to the", "two kilometres from the"."""
    before = t[k - 1].low if k else ""
    return (t[k].low == "to" and before in BESIDE) or (t[k].low == "from" and before in _UNITS)


def _before_of(t: Sequence[Token], k: int) -> int:
    """Return the start of "to the east of", "15 km west of", "village north of", "western part of"."""
    start = k - (k > 0 and t[k].glued)
    if (
        start >= 2
        and t[start - 1].low == "the"
        and t[start - 2].low in {"to", "in", "on"}
        and t[k].low in words("direction")
    ):
        return start - 2 if t[start - 2].low == "to" else start
    if start >= 2 and t[start - 1].low in _UNITS and t[start - 2].kind in {"number", "word"}:
        return start - 2 - (t[start - 2].low in {"nautical", "square"} and start >= 3)
    if start >= 1 and t[k].low in words("direction") and t[start - 1].low in words("feature"):
        return start - 1
    if start and t[start - 1].low in _KINDS_OF_AREAS:
        return start - 1
    if t[k].low in (KINDS_OF - words("part")) | _QUARTERS:
        return _described(t, start)
    return start


def _amount(token: Token) -> bool:
    return token.kind == "number" or token.low in words("cardinal") | {"nautical"}


def _around(t: Sequence[Token], k: int) -> int:
    """Take "nautical" and its number along."""
    return k - (t[k].low == "nautical" and k > 0)


def _described(t: Sequence[Token], k: int) -> int:
    """Return where "military post", "old police station" starts that has an article before it."""
    for start in range(k, max(0, k - _MODIFIERS) - 1, -1):
        if start and t[start - 1].low in words("determiner") - {"of"}:
            return start
        if not start or t[start - 1].kind != "word" or t[start - 1].capital or t[start - 1].low in plain_words():
            break
    return k
