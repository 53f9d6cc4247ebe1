"""Puts the hits of a look-up in order: how they were found, the country prior, then importance."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from geoevents.gazetteer.names import fold, similarity_folded

__all__ = ["FUZZY_LEAST", "KEY_LEAST", "KEY_SURE", "Hit", "best_spellings", "order_hits"]

KEY_LEAST = 0.5
"""Likeness below which a hit of the same key is another name ("Hims" and "Hammus" share the key ``hms``)."""

KEY_SURE = 0.7
"""Likeness from which a key hit in the expected country goes before exact hits elsewhere."""

FUZZY_LEAST = 0.75
"""Likeness below which a slip of the pen is no longer believed."""


class Hit(NamedTuple):
    """A place row, its spelling that met the name, the stage, and the likeness."""

    row: int
    matched: str
    stage: str
    similarity: float


def best_spellings(folded: str, spellings: list[tuple[int, str]], stage: str, least: float) -> list[Hit]:
    """Return one hit per place: its spelling most like ``folded``, where that reaches ``least``."""
    best: dict[int, Hit] = {}
    for row, spelling in spellings:
        likeness = similarity_folded(folded, fold(spelling))
        if likeness >= least and (row not in best or likeness > best[row].similarity):
            best[row] = Hit(row, spelling, stage, likeness)
    return list(best.values())


def order_hits(hits: list[Hit], facts: Callable[[int], tuple[int, int, int, int]], home: int) -> list[Hit]:
    """Order hits best first.

    Parameters
    ----------
    hits : list of Hit
        Each place once.
    facts : callable
        Row -> (country code, rank, population, 1 for a second-order division).
    home : int
        Country code that is expected, -1 for none.
    """

    def order(hit: Hit) -> tuple[float, ...]:
        country, rank, population, second = facts(hit.row)
        away = country != home
        if hit.stage == "exact":
            tier = 2 if away else 0
        else:
            tier = 1 if not away and hit.similarity >= KEY_SURE else 3
        # Likeness in steps of a tenth: within a step the more important place is the better guess.
        return (tier, -round(hit.similarity, 1), away, second, rank, -population, hit.row)

    return sorted(hits, key=order)
