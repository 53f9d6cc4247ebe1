"""Lays draft places on a gazetteer: they inherit from the same place below, and are filed under what holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from geoevents.gazetteer.adding.drafts import SPOT_KM
from geoevents.gazetteer.adding.same_place import forms_of, same_places
from geoevents.gazetteer.layer import LEVELS
from geoevents.gazetteer.names import script
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.stack import Stack
from geoevents.model.geo import distance_km
from geoevents.model.places import Place
from geoevents.model.taxonomy import DEFAULT_UNCERTAINTY_KM

__all__ = ["Laid", "lay"]

_NO_LEVEL = len(LEVELS)
_SHAPELESS_KM = {kind: DEFAULT_UNCERTAINTY_KM[kind] for kind in ("country", "admin1", "admin2")} | {"admin3": 25.0}
"""Radius in km of a division of which only a point is known."""

_COAST_KM = 30.0
"""A place that no shape holds (simplified coasts, islets) is of the country of the nearest town this close."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Places ready to be compiled, and their links to what lies below.

    Attributes
    ----------
    places : list of Entry
    same, parents : list of (int, str)
        Position among the places, and id of the same place, or of the division it is filed under, below.
    """

    places: list[Entry]
    same: list[tuple[int, str]]
    parents: list[tuple[int, str]]


def lay(below: Stack, drafts: Sequence[Entry], doubtful: frozenset[str] = frozenset()) -> Laid:
    """Lay drafts on a stack.

    A draft that is the same place as one below gets its names, its rank where that is higher, its inhabitants where it
    has none, its country and first-order division, and its shape where it has none. A draft without a parent of its own
    is filed under the smallest division, its own or one below, that holds it.

    Parameters
    ----------
    below : Stack
        What they are laid on.
    drafts : sequence of Entry
        With ids of their own.
    doubtful : frozenset of str
        Ids whose ``extent_km`` is a doubt, which a known extent ends.
    """
    same = same_places(below, drafts)
    rows = {draft.place_id: number for number, draft in enumerate(drafts)}
    homes = _Homes(below, drafts)
    places: list[Entry] = []
    parents: list[tuple[int, str]] = []
    for number, draft in enumerate(drafts):
        known = _place(below, same[number]) if number in same else None
        parent = draft.parent if draft.parent in rows else homes.own(number)
        holder = homes.below(number)
        if not parent:
            above = below.parent(known.row) if known else -1
            linked = _place(below, above) if above >= 0 else holder
            if linked is not None and not (known and linked.row == known.row):
                parents.append((number, linked.place_id))
        country = (known.country if known else "") or draft.country or (holder.country if holder else "")
        division = homes.division(number)
        admin1 = _label(known) if known else draft.name if draft.kind == "admin1" else division
        if not country or not admin1:
            near = homes.nearest(number)
            if near is not None:
                country = country or near.country
                admin1 = admin1 or (near.admin1 if near.country == country else "")
        place = _merged(below, replace(draft, parent=parent, country=country, admin1=admin1), known, doubtful)
        places.append(_with_seat(below, place))
    ids = [(number, _place(below, row).place_id) for number, row in sorted(same.items())]
    return Laid(places, ids, parents)


def _place(below: Stack, row: int) -> Place:
    number, local = below.locate(row)
    return below.layers[number].at(local, row - local)


def _label(place: Place) -> str:
    """The first-order division of a place as answers state it; a division's own name for itself."""
    return place.admin1 or (place.name if place.kind == "admin1" else "")


def _merged(below: Stack, draft: Entry, known: Place | None, doubtful: frozenset[str]) -> Entry:
    """Give a draft what the same place below knows."""
    spot = draft.geometry is None
    if known is None:
        return replace(draft, extent_km=draft.extent_km or (_SHAPELESS_KM.get(draft.kind, SPOT_KM) if spot else 0.0))
    number, local = below.locate(known.row)
    layer = below.layers[number]
    names = list(dict.fromkeys([*draft.names, *layer.names(local)]))
    if script(draft.name) not in ("latin", "") and script(known.name) == "latin":
        names = list(dict.fromkeys([known.name, *names]))
    lon, lat, shape = draft.lon, draft.lat, draft.geometry
    index = int(layer.column("shape")[local])
    if spot and index >= 0:
        lon, lat, shape = known.lon, known.lat, layer.shapes[index]
    extent = draft.extent_km
    if spot and (not extent or draft.place_id in doubtful):
        extent = float(layer.column("extent_km")[local]) + distance_km(lon, lat, known.lon, known.lat)
    return replace(
        draft, name=names[0], names=names, rank=min(draft.rank, known.rank), lon=lon, lat=lat, geometry=shape,
        population=draft.population or known.population, extent_km=round(extent, 2),
    )  # fmt: skip


def _with_seat(below: Stack, place: Entry) -> Entry:
    """Give a division all spellings of the town in it that it is named after."""
    if place.kind not in LEVELS or place.kind == "country" or place.geometry is None:
        return place
    own = forms_of(place.names, division=True)
    west, south, east, north = place.geometry.bounds
    best: tuple[int, int] | None = None
    for number, layer in enumerate(below.layers):
        lon, lat = layer.column("lon"), layer.column("lat")
        rows = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        rows = rows[np.isin(layer.column("kind")[rows], layer.kind_codes(("town",))) & below.visible(number, rows)]
        rows = rows[shapely.intersects_xy(place.geometry, lon[rows], lat[rows])]
        for row in rows.tolist():
            rank = (int(layer.column("rank")[row]), row + below.offsets[number])
            if (best is None or rank < best) and forms_of(layer.names(row))[0] & own[0]:
                best = rank
    if best is None:
        return place
    number, local = below.locate(best[1])
    return replace(place, names=list(dict.fromkeys([*place.names, *below.layers[number].names(local)])))


class _Homes:
    """Which divisions hold the drafts: their own ones, and those below."""

    def __init__(self, below: Stack, drafts: Sequence[Entry]) -> None:
        self._below, self._drafts = below, drafts
        self._lon = np.array([draft.lon for draft in drafts])
        self._lat = np.array([draft.lat for draft in drafts])
        self._levels = np.array([LEVELS.get(draft.kind, _NO_LEVEL) for draft in drafts])
        self._own: list[tuple[float, str]] = [(np.inf, "")] * len(drafts)
        self._held: list[tuple[float, int]] = [(np.inf, -1)] * len(drafts)
        self._admin1: dict[int, int] = {}
        for draft in drafts:
            if draft.kind in LEVELS and draft.geometry is not None:
                for number in self._inside(draft.geometry, LEVELS[draft.kind]):
                    self._own[number] = min(self._own[number], (draft.geometry.area, draft.place_id))
        for area, row, level, shape in self._divisions_below():
            for number in self._inside(shape, level):
                self._held[number] = min(self._held[number], (area, row))
            if level == LEVELS["admin1"]:
                self._admin1.update(dict.fromkeys(self._inside(shape, 0), row))

    def _inside(self, shape: Any, level: int) -> list[int]:
        """Numbers of the drafts of lower levels whose point lies in a shape."""
        west, south, east, north = shape.bounds
        near = np.flatnonzero(
            (self._levels > level)
            & (self._lon >= west) & (self._lon <= east) & (self._lat >= south) & (self._lat <= north)
        )  # fmt: skip
        if not len(near):
            return []
        shapely.prepare(shape)
        found: list[int] = near[shapely.intersects_xy(shape, self._lon[near], self._lat[near])].tolist()
        return found

    def _divisions_below(self) -> list[tuple[float, int, int, Any]]:
        """Area, row, level and shape of the visible divisions below that may hold a draft."""
        found: list[tuple[float, int, int, Any]] = []
        if not len(self._lon):
            return found
        west, south, east, north = self._lon.min(), self._lat.min(), self._lon.max(), self._lat.max()
        for number, layer in enumerate(self._below.layers):
            bounds, rows = layer.store.array("shape_bounds"), layer.store.array("shape_place")
            areas = layer.store.array("shape_area")
            meets = (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
            meets &= np.isin(layer.column("kind")[rows], layer.kind_codes(tuple(LEVELS)))
            meets &= self._below.visible(number, rows) & (layer.column("extent_km")[rows] == 0)  # no estimates
            for index in np.flatnonzero(meets).tolist():
                local, (w, s, e, n) = int(rows[index]), bounds[index]
                inside = (self._lon >= w) & (self._lon <= e) & (self._lat >= s) & (self._lat <= n)
                if inside.any():
                    level = LEVELS[layer.kind(local)]
                    row = local + self._below.offsets[number]
                    found.append((float(areas[index]), row, level, layer.shapes[index]))
        return found

    def own(self, number: int) -> str:
        """Id of the smallest division among the drafts that holds a draft; empty for none."""
        return self._own[number][1]

    def below(self, number: int) -> Place | None:
        """Return the smallest division below that holds a draft."""
        row = self._held[number][1]
        return _place(self._below, row) if row >= 0 else None

    def division(self, number: int) -> str:
        """Name of the first-order division below that holds a draft."""
        row = self._admin1.get(number, -1)
        return _label(_place(self._below, row)) if row >= 0 else ""

    def nearest(self, number: int) -> Place | None:
        """Return the nearest town below within :data:`_COAST_KM`."""
        best: tuple[float, int] | None = None
        for index, layer in enumerate(self._below.layers):
            rows, away = layer.grid.within(float(self._lon[number]), float(self._lat[number]), _COAST_KM)
            keep = np.isin(layer.column("kind")[rows], layer.kind_codes(("town",))) & self._below.visible(index, rows)
            if keep.any():
                first = (float(away[keep][0]), int(rows[keep][0]) + self._below.offsets[index])
                best = first if best is None else min(best, first)
        return _place(self._below, best[1]) if best else None
