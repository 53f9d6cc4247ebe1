"""Puts the hits of a look-up in order: how they were found, the country prior, then importance."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = [
    "FOREIGN_MOST",
    "FUZZY_LEAST",
    "KEY_BESIDE_EXACT",
    "KEY_LEAST",
    "KEY_SURE",
    "READ_MOST",
    "Hit",
    "order_hits",
]

KEY_LEAST = 0.5
"""Likeness below which a hit of the same key is another name ("Hims" and "Hammus" share the key ``hms``)."""

KEY_BESIDE_EXACT = 0.8
"""Likeness that a key hit needs where other places bear the name exactly."""

KEY_SURE = 0.7
"""Likeness from which a key hit in the expected country stays, and goes before exact hits elsewhere."""

READ_MOST = 0.95
"""Likeness that a name can have at most which met by another reading of its letters (Horlivka read as Gorlivka)."""

FUZZY_LEAST = 0.75
"""Likeness below which a slip of the pen is no longer believed."""

FOREIGN_MOST = 0.74
"""Likeness that a Latin query can have at most with a spelling in another script: every place has Latin names, and when
they differ, a foreign transcription that sounds alike is weak evidence, weaker than a Latin spelling that does."""


class Hit(NamedTuple):
    """A place row, its spelling that met the name, the stage, and the likeness."""

    row: int
    matched: str
    stage: str
    similarity: float


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
        if away:
            tier = 2 if hit.stage == "exact" else 3
        else:
            tier = 0 if hit.stage == "exact" else 1 if hit.similarity >= KEY_SURE else 3
        # Likeness in steps of a tenth: within a step the more important place is the better guess.
        return (tier, -round(hit.similarity, 1), away, second, rank, -population, hit.row)

    return sorted(hits, key=order)
