"""What words tell about settlements: which ones mean small places, and which district adjectives come from which seat.

The tables are ``settlements.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Settlements", "seats_of", "settlements"]

_SHORTEST_STEM = 3
_UKRAINIAN = re.compile("[іїєґ]|ськ|цьк")
_MARKS = str.maketrans("", "", "'’ʹʼ`´")


@dataclass(frozen=True, slots=True)
class Settlements:
    """Feature words of small places and of communities with land around, and where adjectives come from."""

    small: frozenset[str]
    municipal: frozenset[str]
    spellings: tuple[str, ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    letters: dict[int, str]


@lru_cache(maxsize=1)
def settlements() -> Settlements:
    """Return the tables, read on first use."""
    raw = tomllib.loads(files("geoevents.geocoding").joinpath("settlements.toml").read_text(encoding="utf-8"))
    adjectives = raw["adjectives"]
    spellings = sorted(adjectives["ski"], key=lambda e: (-len(e), e))
    endings = sorted(adjectives["endings"].items(), key=lambda e: (-len(e[0]), e[0]))
    small, municipal = frozenset(raw["small"]["words"]), frozenset(raw["municipal"]["words"])
    rows = tuple((ending, tuple(seats)) for ending, seats in endings)
    return Settlements(small, municipal, tuple(spellings), rows, str.maketrans(adjectives["letters"]))


def seats_of(adjective: str) -> Iterator[str]:
    """Names that the seat of a district may have which goes by an adjective, the likelier first.

    Parameters
    ----------
    adjective : str
        In Latin or Cyrillic letters: "Khasavyurtovsky", "Бахмутский".

    Yields
    ------
    str
        "Khasavyurt", "Khasavyurtovo", ... in Latin letters; nothing where the ending is none of an adjective.

    Examples
    --------
    >>> "Bakhmut" in list(seats_of("Bakhmutskyi"))
    True
    """
    table = settlements()
    plain = _latin(adjective.translate(_MARKS))
    spelling = next((e for e in table.spellings if plain.lower().endswith(e)), "")
    plain = plain[: -len(spelling)] + "ski" if spelling else plain
    seen = {adjective}
    for ending, seats in table.endings:
        stem = plain[: -len(ending)]
        if len(stem) < _SHORTEST_STEM or not plain.lower().endswith(ending):
            continue
        for seat in seats:
            if stem + seat not in seen:
                seen.add(stem + seat)
                yield stem + seat


def _latin(text: str) -> str:
    """Write Russian and Ukrainian in Latin letters; other text as it is."""
    low = text.lower()
    if low.isascii():
        return text
    low = low.replace("г", "h").replace("и", "y") if _UKRAINIAN.search(low) else low.replace("и", "i")
    written = low.translate(settlements().letters)
    return written.capitalize() if written != low else text
