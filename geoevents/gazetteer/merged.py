"""Searches that go through all layers of a stack: by name, by what holds a point, by what is around one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

import numpy as np

from geoevents.gazetteer.ranking import KEY_BESIDE_EXACT, KEY_SURE, Hit, order_hits
from geoevents.gazetteer.stack import Stack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geoevents.gazetteer.layer import Layer

__all__ = ["find_names", "rows_holding", "rows_named", "rows_near"]


def find_names(
    stack: Stack, name: str, country: str | None, kinds: Collection[str] | None, fuzzy: bool, enough: int | None = None
) -> list[Hit]:
    """Hits in all layers, best first, by the rules that hold within one: slips only where no layer has anything else.

    See :meth:`geoevents.gazetteer.index.Gazetteer.lookup` for the arguments; the rows of the hits are global. Of
    more than ``enough`` hits, those behind the first so many may be left out.
    """
    if len(stack.layers) == 1:
        only = stack.layers[0]
        home = only.country_code(country)
        codes = None if kinds is None else only.kind_codes(kinds)
        return order_hits(only.index.find(name, home, codes, fuzzy, enough), only.facts, home)
    hits: list[Hit] = []
    for slips in (False, True) if fuzzy else (False,):
        for layer, offset in zip(stack.layers, stack.offsets, strict=False):
            codes = None if kinds is None else layer.kind_codes(kinds)
            for hit in layer.index.find(name, layer.country_code(country), codes, slips):
                if not stack.is_hidden(hit.row + offset):
                    hits.append(hit._replace(row=hit.row + offset))
        if hits:
            break

    def facts(row: int) -> tuple[int, int, int, int]:
        """Facts for ordering; layers number countries differently: here 0 is the expected one, 1 any other."""
        number, local = stack.locate(row)
        layer = stack.layers[number]
        code, *rest = layer.facts(local)
        return cast(tuple[int, int, int, int], (int(code != layer.country_code(country)), *rest))

    if any(hit.stage == "exact" for hit in hits):
        bars = (KEY_SURE, KEY_BESIDE_EXACT)
        hits = [hit for hit in hits if hit.stage == "exact" or hit.similarity >= bars[facts(hit.row)[0]]]
    return order_hits(hits, facts, 0)


def rows_named(stack: Stack, name: str) -> list[int]:
    """Rows of the places that bear exactly this name, of the higher layers first."""
    layers = list(zip(stack.layers, stack.offsets, strict=False))
    rows = [row + offset for layer, offset in reversed(layers) for row in layer.index.rows(name)]
    return [row for row in rows if not stack.is_hidden(row)]


def rows_holding(stack: Stack, lon: float, lat: float, kinds: Collection[str]) -> list[int]:
    """Rows of places of these kinds whose shape holds a point, smallest first; estimated divisions hold nothing."""
    found = []
    for layer, offset in zip(stack.layers, stack.offsets, strict=False):
        for area, row in layer.holding(lon, lat, kinds):
            if not stack.is_hidden(row + offset):
                found.append((area, row + offset))
    return [row for _, row in sorted(found)]


def rows_near(
    stack: Stack, lon: float, lat: float, km: float, kinds: Collection[str] | None, most_rank: int | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rows and distances in km of the places around a point, nearest first.

    ``kinds`` None: all spots. ``most_rank``: only places at least as important.
    """
    found = []
    for number, layer in enumerate(stack.layers):

        def keep(rows: NDArray[np.int64], number: int = number, layer: Layer = layer) -> NDArray[np.bool_]:
            kept = layer.spots[rows] if kinds is None else layer.is_kind(kinds)[layer.column("kind")[rows]]
            if most_rank is not None:
                kept = kept & (layer.column("rank")[rows] <= most_rank)
            return kept if len(stack.layers) == 1 else kept & stack.visible(number, rows)

        rows, distance = layer.grid.within(lon, lat, km, keep)
        found.append((rows + stack.offsets[number], distance))
    if len(found) == 1:
        return found[0]
    rows, distance = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((rows, distance))
    return rows[order], distance[order]
