"""Where places are: the 1-degree grid for neighbours, and the shapes with their bounds for containment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.errors import OptionError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.gazetteer.store import Store

__all__ = ["Grid", "Shapes", "grid_cell"]

_EARTH_KM = 6371.0088
_MOST_SHAPES = 512
"""Parsed shapes that are kept; the largest countries take about 1 MB each."""


def grid_cell(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.uint32]:
    """Number of the 1-degree cell of each point, row by row from the south-west."""
    column = np.clip(np.floor(lon + 180.0), 0, 359)
    row = np.clip(np.floor(lat + 90.0), 0, 179)
    return np.asarray(row * 360 + column).astype(np.uint32)


class Grid:
    """Places by 1-degree cells."""

    def __init__(self, store: Store) -> None:
        self._cell, self._row = store.array("cell"), store.array("cell_row")
        self._lon, self._lat = store.array("place_lon"), store.array("place_lat")

    def within(self, lon: float, lat: float, km: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Rows of the places within ``km`` of a point, nearest first, and their distances in km (great circle)."""
        if not (np.isfinite([lon, lat, km]).all() and -90 <= lat <= 90):
            raise OptionError(f"lon {lon}, lat {lat}, {km} km is no circle on Earth", "give degrees, longitude first")
        rows = self._candidates(lon, lat, km)
        distance = _haversine_km(lon, lat, self._lon[rows], self._lat[rows])
        order = np.lexsort((rows, distance))
        order = order[distance[order] <= km]
        return rows[order], distance[order]

    def _candidates(self, lon: float, lat: float, km: float) -> NDArray[np.int64]:
        """Rows in the cells that the circle's bounding box touches, across the antimeridian too."""
        reach = np.degrees(km / _EARTH_KM) + 1e-9
        south, north = max(-90.0, lat - reach), min(90.0, lat + reach)
        ratio = np.sin(np.radians(reach)) / max(1e-12, np.cos(np.radians(lat)))
        pole = lat + reach >= 90 or lat - reach <= -90 or ratio >= 1
        width = 180.0 if pole else float(np.degrees(np.arcsin(ratio))) + 1e-9
        first, last = int(np.floor(lon - width + 180)), int(np.floor(lon + width + 180))
        columns = np.unique(np.arange(first, min(last, first + 359) + 1) % 360)
        runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
        parts = []
        for line in range(int(np.floor(south + 90)), min(179, int(np.floor(north + 90))) + 1):
            for run in runs:
                # of the column's own type: numpy would else convert the whole column for every search
                low = np.searchsorted(self._cell, np.uint32(line * 360 + run[0]))
                high = np.searchsorted(self._cell, np.uint32(line * 360 + run[-1]), side="right")
                parts.append(self._row[low:high])
        return np.concatenate(parts).astype(np.int64)


class Shapes:
    """Lines and polygons, parsed when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._data = store.buffer("shape.blob")
        self._offset = store.array("shape_offset")
        self._place = store.array("shape_place")
        self._bounds = store.array("shape_bounds")
        self._area = store.array("shape_area")
        self._kept: dict[int, BaseGeometry] = {}

    def __getitem__(self, index: int) -> BaseGeometry:
        """Return a shape, EPSG:4326 lon-lat."""
        import shapely

        found = self._kept.get(index)
        if found is None:
            found = shapely.from_wkb(self._data[int(self._offset[index]) : int(self._offset[index + 1])])
            if len(self._kept) >= _MOST_SHAPES:
                self._kept.clear()
            self._kept[index] = found
        return found

    def holding(self, lon: float, lat: float, kinds_of: NDArray[Any], kinds: ArrayLike) -> list[tuple[float, int]]:
        """Area in square degrees and row of the places of the given kinds whose shape holds a point."""
        import shapely

        box = self._bounds
        inside = (box[:, 0] <= lon) & (lon <= box[:, 2]) & (box[:, 1] <= lat) & (lat <= box[:, 3])
        indices = np.flatnonzero(inside)
        indices = indices[np.isin(kinds_of[self._place[indices]], kinds)]
        found = [i for i in indices.tolist() if shapely.intersects_xy(self[i], lon, lat)]
        return [(float(self._area[i]), int(self._place[i])) for i in found]


def _haversine_km(lon: float, lat: float, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, phis = np.radians(lat), np.radians(lats)
    half = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
