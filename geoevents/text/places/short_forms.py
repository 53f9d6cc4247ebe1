"""Places told by a short form ("the town", "there", "the same road"), which mean one named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geoevents.text.places.words import KINDS_OF, plain_words
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token, fold

__all__ = ["Known", "meant"]

_LED = frozenset(["the", "that", "this", "same"])
_MODIFIERS = 2
"""Words between "the" and the kind of place, at most."""
_NOT_THERE = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "be", "been", "will", "would", "could", "may"]
)
_AREAS = frozenset([
    "province", "region", "governorate", "state", "district", "country", "oblast", "county", "territory", "area",
])  # fmt: skip
_SPOTS = frozenset([
    "street", "streets", "compound", "depot", "building", "block", "sector", "capital", "quarter", "line",
    "facility", "premises", "installation", "complex", "place", "spot", "scene", "location",
])  # fmt: skip
_OF_TOWNS = frozenset([
    "airport", "airfield", "port", "market", "hospital", "school", "mosque", "church", "university", "station",
    "headquarters", "stadium", "road", "highway", "bridge", "crossroads", "roundabout", "clinic", "depot", "street",
])  # fmt: skip
"""Kinds of places that a town has."""
_SETTLED = frozenset(["town", "city", "village", "hamlet", "settlement", "township"])
_NEAR = frozenset(["near", "outside", "in", "at", "around", "inside", "on"])


@dataclass(frozen=True, slots=True)
class Known:
    """A place named before: its words, ISO2 code of its country or empty, offset, and what kinds of place it is."""

    words: str
    country: str
    start: int
    kinds: frozenset[str] = frozenset()


def meant(
    text: str, tokens: Sequence[Token], first: int, last: int, at: int, named: Callable[[], Sequence[Known]]
) -> tuple[Known, str, str] | None:
    """Return the place that a short form in ``tokens[first:last]`` means for the trigger at ``at``.

    ``named`` gives the places named before, the last one last; most sentences have no short form, and it is not asked.
    The answer is that place, the words to show, and the
    words to look up where they differ ("eastern edge of the city": "eastern edge of Derna").
    """
    for i in [*range(at + 1, last), *range(at - 1, first - 1, -1)]:
        token = tokens[i]
        if token.low == "there" and i > at:
            if i + 1 < len(tokens) and tokens[i + 1].low in _NOT_THERE:
                continue
            known = named()
            return _plain(known[-1]) if known else None
        if token.low not in words("feature") | _SPOTS or token.capital or not _led(tokens, i):
            continue
        if i + 1 < len(tokens) and (tokens[i + 1].capital or tokens[i + 1].low == "of"):
            continue
        if token.low == "front" and i > 1 and tokens[i - 2].low in {"from", "to", "in", "at"}:
            continue  # "who was leading his men from the front"
        if token.low == "capital" and i + 2 < len(tokens) and tokens[i + 1].low == "," and tokens[i + 2].capital:
            continue  # "the capital, Sanaa"
        known = named()
        place = _last_of_kind(token.low, known)
        if place is None and tokens[i - 1].low in {"same", "that"} and known:
            place = known[-1]  # "shelling of the same area"
        if place is None:
            continue
        part = _part(tokens, i)
        if part is None:
            return _plain(place)
        whole = text[tokens[part].start : tokens[i].end]
        lead = " ".join(t.low for t in tokens[part : i - (tokens[i - 1].low in _LED)])
        return place, whole, f"{lead} {_bare(place.words)}"
    return None


def _led(tokens: Sequence[Token], i: int) -> bool:
    """Tell "the market", "the main market", "the locality headquarters", "its eastern quarter"."""
    for k in range(i - 1, max(-1, i - 2 - _MODIFIERS), -1):
        if tokens[k].low in _LED:
            return True
        if tokens[k].low in {"its", "their"}:
            return i - k > 1 or tokens[i].low in _SPOTS
        if tokens[k].kind != "word" or tokens[k].capital or tokens[k].low in plain_words():
            return False
    return False


def _plain(place: Known) -> tuple[Known, str, str]:
    return place, place.words, ""


def _part(tokens: Sequence[Token], i: int) -> int | None:
    """Return where "the eastern edge of the city", "south of the town" starts, or ``None``."""
    k = i - 2
    if k < 1 or tokens[k].low != "of" or tokens[k - 1].low not in words("part") | words("direction"):
        return None
    k -= 1
    while k and tokens[k - 1].low in words("direction_adjective"):
        k -= 1
    return k


def _last_of_kind(kind: str, known: Sequence[Known]) -> Known | None:
    for place in reversed(known):
        names = {fold(w.strip(",")) for w in place.words.split()}
        if kind in names or kind in place.kinds:
            return place
    if kind in KINDS_OF | _OF_TOWNS:
        # "the airport" is that of the town, not of a camp or a road near it
        towns = [p for p in known if not _head(p) & (KINDS_OF | _AREAS | _OF_TOWNS)]
        if towns:
            return towns[-1]
    fitting = [p for p in known if not _AREAS & {fold(w) for w in p.words.split(",")[0].split()}]
    if kind in _SETTLED:
        return fitting[-1] if fitting else None
    return None if kind in _AREAS else (fitting[-1] if fitting else None)


def _head(place: Known) -> set[str]:
    """Return the words of a place before what says where it lies."""
    return {fold(w) for w in place.words.split(",")[0].split(" in ")[0].split()}


def _bare(place: str) -> str:
    """Return the name in "town of X, in Y province", "near X"."""
    head = place.split(",")[0].split(" in ")[0]
    parts = head.split()
    while len(parts) > 1 and (fold(parts[0]) in _NEAR | _SETTLED or parts[0] == "of"):
        parts.pop(0)
    return " ".join(parts)
