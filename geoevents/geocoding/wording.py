"""How answers are put into words: labels, shares and sources within a sentence."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from geoevents.geocoding.answer import Answer
from geoevents.geocoding.expressions.expression import Direction
from geoevents.model.places import Place

__all__ = [
    "KIND_WORDS",
    "country_name",
    "describe",
    "feature_word",
    "listed",
    "plainly",
    "relation",
    "share_of",
    "side_of",
    "source_of",
    "stands_for",
    "whereabouts",
]

KIND_WORDS: dict[str, str] = {
    "admin1": "first-order division",
    "admin2": "second-order division",
    "admin3": "third-order division",
}
"""How a kind is called in a sentence, where it is not called by its own name."""

_SOURCE_LEVEL = {"admin1": " admin-1", "country": " countries"}
_PLAIN_KINDS = {"admin1": "province", "admin2": "district", "admin3": "sub-district", "airbase": "air base"}
_BY_ITSELF = ("near ", "along ", "north", "south", "east", "west")
_SHARES = {1 / 3: "third", 1 / 2: "half", 1 / 4: "quarter", 1 / 6: "sixth"}


def source_of(place: Place) -> str:
    """Source of a place as a sentence should name it: "Natural Earth admin-1"."""
    return place.source + (_SOURCE_LEVEL.get(place.kind, "") if place.source == "Natural Earth" else "")


_OVER_BORDERS = frozenset(["region", "river", "sea", "lake"])
_OF_COUNTRIES = 3
"""Rank up to which a region or water belongs to no one country; its `country` is only the one that holds most of it."""


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    text = files("geoevents.geocoding").joinpath("country_codes.csv").read_text(encoding="utf-8")
    return {row["alpha2"]: row["name"] for row in csv.DictReader(text.splitlines()) if row["name"]}


def country_name(code: str) -> str:
    """Return the English name of a country by its ISO 3166-1 alpha-2 code; the code itself where none is known."""
    return _countries().get(code, code)


def whereabouts(name: str, admin1: str, country: str) -> str:
    """First-order division and country of a place, without the division that has its name: "Idlib, Syria"."""
    return ", ".join(x for x in (admin1 if admin1 != name else "", country_name(country)) if x)


def describe(place: Place) -> str:
    """Kind and whereabouts: "town in Idlib, Syria"; none for what is as large as countries, as a sea or the Sahel."""
    where = whereabouts(place.name, place.admin1, place.country)
    kind = KIND_WORDS.get(place.kind, place.kind)
    several = place.kind == "country" or (place.kind in _OVER_BORDERS and place.rank <= _OF_COUNTRIES)
    return f"{kind} in {where}" if where and not several else kind


def feature_word(word: str, kinds: Sequence[str]) -> str:
    """How a sentence calls what a feature word asks for: the word, or its kind where it is in another script."""
    if word.isascii() or not kinds:
        return word
    return _PLAIN_KINDS.get(kinds[0], kinds[0])


def side_of(direction: Direction | None) -> str:
    """Adjective of a direction: "western"; "central" for none."""
    return f"{direction.name}ern" if direction else "central"


def share_of(share: float) -> str:
    """Say a share in words: "third", "half"; others in per cent."""
    return next((word for value, word in _SHARES.items() if abs(value - share) < 1e-6), f"{share:.0%}")


def relation(found: Answer) -> str:
    """Say how something lies to its context: "in Idlib governorate", "near Homs", "east of Deir ez-Zor"."""
    if found.label.startswith(_BY_ITSELF):
        return found.label
    if found.kind == "border":
        return f"by the {found.label}"
    return f"in {found.label}" if found.is_area else f"near {found.label}"


def stands_for(answer: Answer) -> str:
    """Say that an area answers for what is not known: "Idlib, Natural Earth admin-1, stands for it"."""
    area = "the area " if answer.label.startswith(_BY_ITSELF) else "the " if answer.label.startswith("border") else ""
    comma = "," if answer.place is not None else ""
    return f"{area}{plainly(answer)}{comma} stands for it"


def plainly(answer: Answer) -> str:
    """Label and source of an answer, for use within a sentence: "Idlib governorate, Natural Earth admin-1"."""
    place = answer.place
    if place is None:
        return answer.label
    return f"{answer.label}, {source_of(place)}"


def listed(names: Sequence[str]) -> str:
    """Join names: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
