"""Searches that go through all layers of a stack: by name, by what holds a point, by what is around one."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

import numpy as np

from geoevents.gazetteer.ranking import KEY_BESIDE_EXACT, KEY_SURE, Hit, order_hits
from geoevents.gazetteer.stack import LEVELS, Stack

__all__ = ["find_names", "rows_holding", "rows_named", "rows_near"]


def find_names(stack: Stack, name: str, country: str | None, kinds: Collection[str] | None, fuzzy: bool) -> list[Hit]:
    """Hits in all layers, best first, by the rules that hold within one: slips only where no layer has anything else.

    See :meth:`geoevents.gazetteer.index.Gazetteer.lookup` for the arguments; the rows of the hits are global.
    """
    if len(stack.layers) == 1:
        only = stack.layers[0]
        home = only.country_code(country)
        codes = None if kinds is None else only.kind_codes(kinds)
        return order_hits(only.index.find(name, home, codes, fuzzy), only.facts, home)
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
        for area, row in layer.shapes.holding(lon, lat, layer.column("kind"), layer.kind_codes(kinds)):
            estimated = layer.kind(row) in LEVELS and layer.column("extent_km")[row] > 0
            if not estimated and not stack.is_hidden(row + offset):
                found.append((area, row + offset))
    return [row for _, row in sorted(found)]


def rows_near(
    stack: Stack, lon: float, lat: float, km: float, kinds: Collection[str] | None, limit: int | None
) -> list[tuple[float, int]]:
    """Distances in km and rows of the places around a point, nearest first; ``kinds`` None: all spots."""
    found: list[tuple[float, int]] = []
    for number, layer in enumerate(stack.layers):
        rows, distance = layer.grid.within(lon, lat, km)
        keep = layer.spots[rows] if kinds is None else np.isin(layer.column("kind")[rows], layer.kind_codes(kinds))
        keep = keep & stack.visible(number, rows)
        own = (rows[keep][:limit] + stack.offsets[number]).tolist()
        found += zip(distance[keep][:limit].tolist(), own, strict=True)
    if len(stack.layers) > 1:
        found.sort()
    return found[:limit]
