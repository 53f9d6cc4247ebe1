"""Readings: further keys of a name, by what its letters stand for in the countries it may be in.

Latin letters have one value in most romanisations of Arabic, and another in Ukrainian, Turkish, Somali or Burmese
spelling: "Horlivka" is "Gorlovka", "Cerablus" is "Jarabulus". The rules are data, in ``readings.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from geoevents.gazetteer.folding import fold, script
from geoevents.gazetteer.keys import key, spelt_out

__all__ = ["Reading", "all_readings", "asked_anywhere", "asked_keys", "keys", "readings_in", "rules_fingerprint"]

_EVERYWHERE = frozenset({"", "latin", "arabic", "cyrillic"})
"""Scripts whose names have keys in every country."""

_FILE = Path(__file__).with_name("readings.toml")


@dataclass(frozen=True)
class Reading:
    """One way to read the letters of a name.

    Attributes
    ----------
    name : str
        What it is called.
    countries : frozenset of str
        ISO 3166-1 alpha-2 codes of the countries where names are read so.
    rules : tuple of (str, str)
        Regular expressions for the name in small letters with composed accents, and what replaces them.
    asked : bool
        Whether only names that are looked for are read so, not the gazetteer's own.
    """

    name: str
    countries: frozenset[str]
    rules: tuple[tuple[str, str], ...]
    asked: bool = False

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(pattern), new) for pattern, new in self.rules]

    def of(self, small: str) -> str:
        """Rewrite a name that is in small letters with composed accents."""
        for pattern, new in self._compiled:
            small = pattern.sub(new, small)
        return small


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def all_readings() -> tuple[Reading, ...]:
    """All readings of the table, in its order."""
    return tuple(
        Reading(
            name=row["name"],
            countries=frozenset(row["countries"]),
            rules=tuple((old, new) for old, new in row["rules"]),
            asked=row.get("asked", False),
        )
        for row in _table()["reading"]
    )


@lru_cache(maxsize=512)
def readings_in(country: str) -> tuple[Reading, ...]:
    """Readings that names in a country have, by its ISO 3166-1 alpha-2 code."""
    return tuple(reading for reading in all_readings() if country in reading.countries)


def keys(name: str, country: str) -> tuple[str, ...]:
    """Keys that one of the gazetteer's own names is found by.

    Parameters
    ----------
    name : str
        A name in any script.
    country : str
        ISO 3166-1 alpha-2 code of the country that it is in; empty for none.

    Returns
    -------
    tuple of str
        Each once: the common one, then those of the readings in the country; none for a transcription in a script
        that is not the country's.

    Examples
    --------
    >>> keys("Horlivka", "UA")[-1] == keys("Gorlovka", "UA")[0]
    True
    """
    own = "latin" if name.isascii() else script(name)
    if own not in _EVERYWHERE and country not in _table()["scripts"].get(own, ()):
        return ()
    common = key(name)
    readings = [reading for reading in readings_in(country) if not reading.asked]
    return ((common,) if common else ()) + tuple(_read(name, common, readings))


def asked_keys(name: str, country: str) -> list[tuple[str, str]]:
    """Keys of a name that is looked for, each with the folded name as that reading writes it.

    Parameters
    ----------
    name : str
        A name in any script.
    country : str
        ISO 3166-1 alpha-2 code of the country that it is probably in; empty for none.

    Returns
    -------
    list of (str, str)
        The common key first, with the folded name itself, and again with the name as its marked consonants sound (ǧ as
        j) where it has such; empty where there is nothing to go by.
    """
    if not name.isascii() and country not in _table()["syllabic"].get(script(name), (country,)):
        return []
    common = key(name)
    found = [(common, fold(name))] if common else []
    if found and not name.isascii() and (spoken := fold(spelt_out(name))) != found[0][1]:
        found.append((common, spoken))
    return [*found, *_read(name, common, readings_in(country)).items()] if country else found


def asked_anywhere(name: str) -> list[tuple[str, str, frozenset[str]]]:
    """Further keys and readings of a name without its country, with the countries where each holds."""
    common = key(name)
    return [
        (skeleton, text, reading.countries)
        for reading in all_readings()
        for skeleton, text in _read(name, common, (reading,)).items()
    ]


def _read(name: str, common: str, readings: Sequence[Reading]) -> dict[str, str]:
    """Keys of the readings that differ from the common one, with the folded name as read."""
    found: dict[str, str] = {}
    if readings:
        small = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
        for reading in readings:
            text = reading.of(small)
            if text != small and (skeleton := key(text)) and skeleton != common:
                found.setdefault(skeleton, fold(text))
    return found


@cache
def rules_fingerprint() -> str:
    """Fingerprint of the table: indexes that were made with another one lack keys that are looked for."""
    return sha256(_FILE.read_bytes()).hexdigest()[:16]
