"""Words that stand for a place without being one of its names: adjectives, inhabitants, abbreviations of divisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geoevents.gazetteer.names import fold
from geoevents.text.tables import rows

__all__ = ["Alias", "abbreviated", "adjectival", "country_called"]


@dataclass(frozen=True, slots=True)
class Alias:
    """What words stand for: the name of a place, its country (ISO2) where it lies in one, and whether it is one."""

    name: str
    country: str
    is_country: bool = False


@cache
def _adjectives() -> dict[str, Alias]:
    found: dict[str, Alias] = {}
    for row in rows("countries"):
        for words in row["demonyms"].split("|"):
            found.setdefault(fold(words), Alias(row["name"], row["iso2"], True))
    for row in rows("regions"):
        for words in row["demonyms"].split("|"):
            found.setdefault(fold(words), Alias(row["name"], row["country"]))
    found.pop("", None)
    return found


@cache
def _abbreviations() -> dict[str, Alias]:
    found: dict[str, Alias] = {}
    for row in rows("divisions"):
        for words in row["abbreviations"].split("|"):
            found.setdefault(words, Alias(row["name"], row["country"]))
    return found


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("countries"):
        for words in (row["name"], *row["aliases"].split("|")):
            found.setdefault(fold(words), row["iso2"])
    found.pop("", None)
    return found


def country_called(folded: str) -> str:
    """Return the ISO2 code of the country that goes by a folded name in prose ("america"); empty for none."""
    return _countries().get(folded, "")


def adjectival(folded: str) -> Alias | None:
    """Return what a folded adjective or inhabitants' name belongs to: "turkish", "europeans"."""
    return _adjectives().get(folded)


def abbreviated(words: str) -> Alias | None:
    """Return the division that an abbreviation stands for, letter by letter: "Kan.", "NSW"."""
    return _abbreviations().get(words)
