"""How important a populated place is: from its feature code and its inhabitants to a rank, 0 to 10, and an extent."""

from __future__ import annotations

import math

__all__ = ["CODE_RANKS", "POPULATION_RANKS", "town_extent_km", "town_rank"]

CODE_RANKS: dict[str, int] = {"PPLC": 0, "PPLG": 3, "PPLA": 3, "PPLA2": 5, "PPLA3": 6, "PPLA4": 7}
"""GeoNames feature code -> the rank a place has at least: capitals and seats of divisions of first to fourth order."""

POPULATION_RANKS: tuple[tuple[int, int], ...] = (
    (2_000_000, 1), (500_000, 2), (150_000, 3), (50_000, 4), (15_000, 5), (5_000, 6), (1_500, 7), (500, 8), (1, 9),
)  # fmt: skip
"""(inhabitants at least, rank), in descending order."""

UNKNOWN_POPULATION_RANK = 7
"""A place of unknown size is listed by its source only because it is the seat of some division."""

ABANDONED = frozenset({"PPLQ", "PPLW", "PPLH", "PPLCH"})


def town_rank(code: str, population: int) -> int:
    """Rank of a populated place from its GeoNames feature code ('' if unknown) and inhabitants (0 if unknown)."""
    if code in ABANDONED:
        return 10
    by_size = next((rank for least, rank in POPULATION_RANKS if population >= least), UNKNOWN_POPULATION_RANK)
    if code == "PPLX":
        return max(by_size, 6)
    return min(by_size, CODE_RANKS.get(code, 10))


def town_extent_km(population: int) -> float:
    """Radius in km of the built-up area of a town: 2,000 inhabitants per km², between 0.5 and 25 km.

    The density lies between the 1,000 to 4,000 per km² of built-up areas worldwide; 0 inhabitants (unknown) count as a
    village of 3,000.
    """
    area = (population or 3_000) / 2_000
    return round(min(25.0, max(0.5, math.sqrt(area / math.pi))), 2)
