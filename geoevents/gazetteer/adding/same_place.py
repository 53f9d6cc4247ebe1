"""Which draft places are places that a gazetteer knows already: of one kind, called alike, and in the same spot.

Spots are the same within :data:`NEAR_KM` and the known one's extent. Areas are the same where they mostly overlap, or
the known one's point lies in the other; one without a shape is the same as an area that it lies in or near. Areas that
coincide are the same, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geoevents.gazetteer.adding.naming import bare_division
from geoevents.gazetteer.layer import LEVELS, Layer
from geoevents.gazetteer.names import fold, key, similarity
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.stack import Stack
from geoevents.model.geo import distance_km

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEAR_KM", "forms_of", "same_places"]

NEAR_KM = 3.0
"""How far two sources' points of one village lie apart at most: maps to the arc minute, centre or entrance."""

OVERLAP = 0.5
"""Share of both areas that areas of one name have in common at least."""

WITHIN = 0.8
"""Share of the smaller of two areas of one name that lies in the larger; one source may count disputed land to it."""

COINCIDENT = 0.9
"""Share of their union from which on two areas of one kind are one, by whatever names."""

_MOVED_KM = 100.0
"""How far a place of one id and another name may have moved; beyond, two tables happen to number places alike."""

ALIKE = 0.6
"""Likeness that two spellings with one transliteration key need, of places in one spot."""

_KM_PER_DEGREE = 80.0
"""Km in a degree of longitude at 44 degrees: what is nearer the poles is looked for a little less far."""

_MOST_KM = 28.0
"""The largest extent of a town and :data:`NEAR_KM`."""

_KINDS = {"town": ("town", "suburb"), "suburb": ("suburb", "town"), "site": ("site", "airbase"),
          "airbase": ("airbase", "site")}  # fmt: skip
"""Kinds that sources do not tell apart in the same way."""


class _Pair(NamedTuple):
    """A draft and a known place that may be the same; pairs sort best first."""

    unlike: int
    away: float
    draft: int
    row: int


def same_places(below: Stack, drafts: Sequence[Entry]) -> dict[int, int]:
    """Pair drafts with known places, each once: position among the drafts -> row in ``below``."""
    pairs: list[_Pair] = []
    names, known = _Names(below), [_Shaped(layer) for layer in below.layers]
    for number, draft in enumerate(drafts):
        row = below.find(draft.place_id)
        rows = _divisions(below, known, draft) if draft.kind in LEVELS else _around(below, known, draft)
        if row < 0 and not rows:
            continue
        own = forms_of(draft.names, division=draft.kind in LEVELS)
        if row >= 0 and (names.compare(row, draft.names, own) < 2 or _km(below, row, draft) <= _MOVED_KM):
            pairs.append(_Pair(-1, 0.0, number, below.top(row)))
            continue
        for row in rows:
            unlike = names.compare(row, draft.names, own)
            away = _apart(below, row, draft, alike=unlike < 2)
            if away is not None:
                pairs.append(_Pair(unlike, away, number, row))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(pairs):
        if pair.draft not in found and pair.row not in taken:
            found[pair.draft] = pair.row
            taken.add(pair.row)
    return found


def forms_of(names: Sequence[str], *, division: bool = False) -> tuple[set[str], set[str]]:
    """Folded names and their keys; of a division with and without its word. A key of one letter says nothing."""
    if division:
        names = [*names, *(bare for name in names if (bare := bare_division(name)))]
    return {fold(name) for name in names} - {""}, {code for name in names if len(code := key(name)) > 1}


class _Names:
    """The names of known places, folded once."""

    def __init__(self, below: Stack) -> None:
        self._below = below
        self._known: dict[int, tuple[list[str], set[str], set[str]]] = {}

    def compare(self, row: int, names: Sequence[str], forms: tuple[set[str], set[str]]) -> int:
        """Return 0 for a common name, 1 for one spelled otherwise, 2 for none."""
        if row not in self._known:
            number, local = self._below.locate(row)
            own = self._below.layers[number].names(local)
            division = self._below.layers[number].kind(local) in LEVELS
            if division:
                own = [*own, *(bare for name in own if (bare := bare_division(name)))]
            self._known[row] = own, *forms_of(own)
        own, folded, keys = self._known[row]
        if folded & forms[0]:
            return 0
        common = keys & forms[1]
        if common:
            mine = [name for name in own if key(name) in common]
            theirs = [name for name in names if key(name) in common]
            if max(similarity(a, b) for a in mine for b in theirs) >= ALIKE:
                return 1
        return 2


def _around(below: Stack, known: Sequence[_Shaped], draft: Entry) -> list[int]:
    """Places near a spot that are no divisions and of a kind with it; places with shapes are found by their bounds."""
    kinds = _KINDS.get(draft.kind, (draft.kind,))
    found = []
    for number, layer in enumerate(below.layers):
        codes = layer.kind_codes(kinds)
        rows, away = layer.grid.within(draft.lon, draft.lat, _MOST_KM)
        if draft.geometry is None:  # of two points the further ones need no comparison of names
            reach = NEAR_KM + layer.column("extent_km")[rows]
            rows = rows[(away <= reach) | (layer.column("shape")[rows] >= 0)]
        shaped = known[number].meeting(_box(draft), kinds)
        rows = np.unique(np.concatenate([rows, shaped]))
        rows = rows[np.isin(layer.column("kind")[rows], codes) & below.visible(number, rows)]
        found += (rows + below.offsets[number]).tolist()
    return found


def _divisions(below: Stack, known: Sequence[_Shaped], draft: Entry) -> list[int]:
    """Divisions of a draft's kind and country whose bounds or point are near it."""
    west, south, east, north = _box(draft)
    found = []
    for number, layer in enumerate(below.layers):
        lon, lat = layer.column("lon"), layer.column("lat")
        reach = layer.column("extent_km") / _KM_PER_DEGREE  # known by name only, it may lie anywhere around its point
        near = np.flatnonzero(
            (lon + reach >= west) & (lon - reach <= east) & (lat + reach >= south) & (lat - reach <= north)
        )
        rows = np.unique(np.concatenate([near, known[number].meeting((west, south, east, north), (draft.kind,))]))
        rows = rows[np.isin(layer.column("kind")[rows], layer.kind_codes((draft.kind,)))]
        if draft.country and draft.country in layer.countries:
            rows = rows[layer.column("country")[rows] == layer.countries.index(draft.country)]
        rows = rows[below.visible(number, rows)]
        found += (rows + below.offsets[number]).tolist()
    return found


def _box(draft: Entry) -> tuple[float, float, float, float]:
    """Bounds of a draft, with a margin of about 30 km."""
    west, south, east, north = draft.geometry.bounds if draft.geometry is not None else (draft.lon, draft.lat) * 2
    margin = 0.3
    return west - margin, south - margin, east + margin, north + margin


class _Shaped:
    """The places of a layer that have a shape, by kind."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._of: dict[tuple[str, ...], tuple[NDArray[np.int64], NDArray[np.float64]]] = {}

    def meeting(self, box: tuple[float, float, float, float], kinds: tuple[str, ...]) -> NDArray[np.int64]:
        """Rows of places of these kinds whose shape's bounds meet a box."""
        if kinds not in self._of:
            rows = self._layer.store.array("shape_place").astype(np.int64)
            chosen = np.isin(self._layer.column("kind")[rows], self._layer.kind_codes(kinds))
            self._of[kinds] = rows[chosen], self._layer.store.array("shape_bounds")[chosen]
        rows, bounds = self._of[kinds]
        west, south, east, north = box
        return rows[(bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)]


def _apart(below: Stack, row: int, draft: Entry, *, alike: bool) -> float | None:
    """How far a draft is from being in the same spot as a known place (0 to 1 or km); None where it is elsewhere."""
    number, local = below.locate(row)
    layer = below.layers[number]
    index = int(layer.column("shape")[local])
    known: Any = layer.shapes[index] if index >= 0 else None
    lon, lat = float(layer.column("lon")[local]), float(layer.column("lat")[local])
    extent = float(layer.column("extent_km")[local])
    mine: Any = draft.geometry
    if _is_area(mine) and _is_area(known):
        shared = mine.intersection(known).area
        union = mine.area + known.area - shared
        least, most = shared / max(mine.area, known.area), shared / min(mine.area, known.area)
        # an estimated region is wider than the division, and its point need not lie in it
        held = alike and (shapely.intersects_xy(mine, lon, lat) or (extent > 0 and most >= OVERLAP))
        if held or (alike and (least >= OVERLAP or most >= WITHIN)) or shared >= COINCIDENT * union:
            return float(1.0 - least)
        return None
    if not alike:
        return None
    if mine is not None and known is not None:  # lines: one river or road, drawn twice
        return 0.0 if mine.distance(known) < 0.05 else None
    if known is not None:
        away = _to_shape(known, draft.lon, draft.lat)
        return away if away <= NEAR_KM else None
    if mine is not None:
        away = _to_shape(mine, lon, lat)
        return away if away <= max(NEAR_KM, extent if draft.kind in LEVELS else 0.0) else None
    away = distance_km(lon, lat, draft.lon, draft.lat)
    return away if away <= NEAR_KM + extent else None


def _km(below: Stack, row: int, draft: Entry) -> float:
    number, local = below.locate(row)
    layer = below.layers[number]
    return distance_km(float(layer.column("lon")[local]), float(layer.column("lat")[local]), draft.lon, draft.lat)


def _is_area(shape: Any) -> bool:
    return shape is not None and shape.geom_type.endswith("Polygon")


def _to_shape(shape: Any, lon: float, lat: float) -> float:
    """Distance in km from a point to a shape, 0 inside; exact enough near by."""
    nearest = shapely.get_coordinates(shapely.shortest_line(shape, shapely.Point(lon, lat)))[0]
    return (
        0.0 if shapely.intersects_xy(shape, lon, lat) else distance_km(float(nearest[0]), float(nearest[1]), lon, lat)
    )
