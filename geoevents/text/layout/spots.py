"""Places by their position alone, as lists and headings name them: "Near Abu Kamal, …", "Raqqah: …", "In Syria"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.text.places.words import NEAR, right_end
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token

__all__ = ["Spot", "spot_at"]

_PREPOSITIONS = frozenset([
    "in", "at", "near", "outside", "around", "inside", "within", "on", "over", "across", "along", "throughout",
    "between",
])  # fmt: skip
_UNITS = frozenset(["km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile"])
_MAX_WORDS = 8


@dataclass(slots=True)
class Spot:
    """A place by its position in a line.

    Attributes
    ----------
    first, end : int
        Its tokens ``[first, end)``, with the spatial words that belong to it ("near") and the larger place around it.
    country : str
        ISO2 code of the country that the words name, or empty.
    fine : bool
        Whether it is smaller than a country.
    near : bool
        Whether a preposition leads to it that a larger place around another one does not have.
    bare : bool
        Whether no preposition leads to it.
    sure : bool
        Whether it is a place for certain: an unknown word before a colon ("Breaking: …") need not be one.
    """

    first: int
    end: int
    country: str = ""
    fine: bool = True
    near: bool = False
    bare: bool = False
    sure: bool = True

    def widen(self, around: Spot) -> None:
        """Take the larger place named right after it along."""
        self.end = around.end
        self.country = self.country or around.country


def spot_at(t: Sequence[Token], i: int, last: int, *, bare: bool = False) -> Spot | None:
    """Return the place that starts at token ``i``: a preposition, spatial words and a name in capitals.

    No gazetteer is asked: where a line of a list has its place, names that nobody lists stand, too, and names that are
    also words ("Hit"). With ``bare`` the preposition may be missing.
    """
    start = k = i
    if k >= last:
        return None
    near = False
    led = t[k].low in _PREPOSITIONS and t[k].kind == "word"
    if led:
        near = t[k].low not in {"in", "within", "across", "throughout"}
        start = k if t[k].low in NEAR | {"between"} else k + 1
        k += 1
    elif t[k].kind == "number":
        pass
    elif not bare and t[k].low not in words("direction") | words("direction_adjective"):
        return None
    name = _name_start(t, k, last)
    if name is None or (name > k and t[k].kind == "number" and not _measured(t, k, name)):
        return None
    if not led and name == k and not bare:
        return None
    end = _name_end(t, name, last)
    if start > i and led and t[start].low in {"the"} and start < name:
        start += 1
    end = right_end(t[:last], end)
    found = lexicon.countries().at(t, name)
    whole = found is not None and found[0] == end and start == name
    country = found[1].iso2 if found is not None and found[0] == end and _shown(t[name]) else ""
    if t[i].low == "between" and end + 1 < last and t[end].low == "and" and t[end + 1].capital:
        end = right_end(t[:last], _name_end(t, end + 1, last))
        whole = False
    return Spot(start, end, country, fine=not (whole and country), near=near or t[i].low in NEAR, bare=not led)


def _shown(token: Token) -> bool:
    return token.end - token.start > 2 or token.capital


def _measured(t: Sequence[Token], first: int, name: int) -> bool:
    return any(x.low in _UNITS for x in t[first:name])


def _name_start(t: Sequence[Token], i: int, last: int) -> int | None:
    """Return the first capitalised word behind directions, distances and "the outskirts of"."""
    spatial = words("direction") | words("direction_adjective") | words("part") | words("feature") | _UNITS | NEAR
    small = {"the", "of", "a", "from", "to", "between", "and", "vicinity", "close", "just"}
    j = i
    while j < last and j - i <= _MAX_WORDS:
        low = t[j].low
        if t[j].capital and t[j].kind == "word":
            compass = low in words("direction_adjective") | words("direction")
            following = t[j + 1] if j + 1 < last else None
            if not (compass and following is not None and (following.capital or following.low == "of")):
                dated = low in words("month") and (
                    (j + 1 < last and t[j + 1].kind == "number") or (j > 0 and t[j - 1].kind == "number")
                )
                named = (
                    dated
                    or low in words("not_a_place")
                    or any(
                        table.at(t, j) is not None
                        for table in (lexicon.actors(), lexicon.demonyms(), lexicon.peoples())
                    )
                )
                return None if named else j
        elif not (t[j].kind == "number" or low in spatial or low in small):
            return None
        j += 1
    return None


def _name_end(t: Sequence[Token], i: int, last: int) -> int:
    """Return the end of the capitalised words from ``i`` on, with the links between them ("Deir ez-Zor")."""
    end = i + 1
    j = i + 1
    while j < last and j - i < _MAX_WORDS:
        token = t[j]
        if token.kind in {"word", "number"} and (token.capital or token.glued):
            end = j + 1
        elif token.low == "." and t[j - 1].low in {"st", "mt", "ft"} and token.start == t[j - 1].end:
            pass
        elif not (token.kind == "word" and token.low in words("name_link") - {"and", "on", "of", "the"}):
            break
        j += 1
    return end
