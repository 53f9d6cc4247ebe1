"""A place as a sentence names it, and several that are one expression: "valley to the east of X", "between A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geoevents.text.places.words import NEAR
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["PLURALS", "WAYS", "NameBook", "PlaceMention", "joined"]

PLURALS = frozenset([
    "towns", "cities", "districts", "communities", "areas", "provinces", "regions", "counties", "townships", "hamlets",
    "neighbourhoods", "neighborhoods", "localities", "municipalities", "communes", "settlements", "suburbs", "states",
])  # fmt: skip
"""Kinds of places that several names are of."""
WAYS = frozenset(["road", "highway", "motorway", "track", "railway"])


class NameBook(Protocol):
    """What recognition needs of a gazetteer: whether a name exists."""

    def has_name(self, name: str) -> bool:
        """Tell whether ``name``, folded, names a place."""


@dataclass(slots=True)
class PlaceMention:
    """A place as a sentence names it.

    Attributes
    ----------
    first, last : int
        Its tokens ``[first, last)``, with the spatial words that belong to it, without an article before them.
    preposition : str
        The word before it that says how it is used ("in", "from"), folded, or empty.
    role : str
        ``place``, ``demonym`` ("Syrian"), ``actor`` ("Moscow said") or ``elsewhere`` ("bound for Yemen").
    country : str
        ISO2 code where the words name a country or its people.
    aside : bool
        It only says whose the place named after it is ("Tripoli" in "Tripoli's Mitiga airport"), or where those
        who act are based.
    """

    first: int
    last: int
    preposition: str = ""
    role: str = "place"
    country: str = ""
    aside: bool = False


def joined(mentions: Sequence[PlaceMention], tokens: Sequence[Token]) -> list[PlaceMention]:
    """Join one expression: "valley to the east of X", "between A and B"."""
    t = tokens
    out: list[PlaceMention] = []
    for m in mentions:
        before = out[-1] if out else None
        if before is not None and m.role == before.role == "place":
            gap = [x.low for x in t[before.last : m.first]]
            if not gap and t[m.first].low in words("direction") | NEAR | {"to"}:
                before.last = m.last
                continue
            if (
                gap in (["and"], ["and", "the"])
                and before.preposition == "between"
                and t[before.first - 1].low in {"between", "the"}
            ):
                before.first = before.first - 1 - (t[before.first - 1].low == "the")
                if before.first and t[before.first - 1].low in WAYS | {"area", "border", "stretch"}:
                    before.first -= 1
                before.last, before.preposition = m.last, ""
                continue
            if len(gap) == 2 and gap[1] == "of" and gap[0] in words("part") | PLURALS and not before.aside:
                m.preposition, before.aside = before.preposition, True  # "in the Donetsk region towns of A and B"
            if gap in (["-"], ["–"], ["—"]) and before.preposition and t[m.last - 1].low in WAYS:
                before.last = m.last  # "on the A - B road"
                continue
            way = before.first - 2
            if gap == ["to"] and before.preposition == "from" and way >= 0 and t[way].low in WAYS:
                before.first, before.last = way, m.last  # "the road from A to B"
                before.preposition = t[way - 1 - (t[way - 1].low == "the")].low if way > 1 else ""
                continue
        out.append(m)
    return out
