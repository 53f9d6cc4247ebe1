"""Where places are: the 1-degree grid for neighbours, and the shapes with their bounds for containment."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geoevents.errors import OptionError
from geoevents.gazetteer.memo import Memo

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.gazetteer.store import Store

__all__ = ["Boxes", "Grid", "Shapes", "grid_cell"]

_EARTH_KM = 6371.0088
_ONE_SHAPE, _MOST_VERTICES = 30, 500_000
"""What a shape weighs besides its vertices, in vertices of 16 bytes; and what all that are kept parsed weigh: 8 MB."""


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

    def within(
        self, lon: float, lat: float, km: float, keep: Callable[[NDArray[np.int64]], NDArray[np.bool_]] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Rows of the places within ``km`` of a point, nearest first, and their distances in km (great circle).

        ``keep`` says which of some rows count; it is asked before anything is measured.
        """
        if not (math.isfinite(lon) and math.isfinite(lat) and math.isfinite(km) and -90 <= lat <= 90):
            raise OptionError(f"lon {lon}, lat {lat}, {km} km is no circle on Earth", "give degrees, longitude first")
        rows = self._candidates(float(lon), float(lat), float(km))
        if keep is not None:
            rows = rows[keep(rows)]
        distance = _haversine_km(lon, lat, self._lon[rows], self._lat[rows])
        inside = distance <= km
        rows, distance = rows[inside], distance[inside]
        order = np.lexsort((rows, distance))
        return rows[order], distance[order]

    def _candidates(self, lon: float, lat: float, km: float) -> NDArray[np.int64]:
        """Rows in the cells that the circle's bounding box touches, across the antimeridian too."""
        reach = math.degrees(km / _EARTH_KM) + 1e-9
        south, north = max(-90.0, lat - reach), min(90.0, lat + reach)
        ratio = math.sin(math.radians(reach)) / max(1e-12, math.cos(math.radians(lat)))
        pole = lat + reach >= 90 or lat - reach <= -90 or ratio >= 1
        width = 180.0 if pole else math.degrees(math.asin(ratio)) + 1e-9
        first = math.floor(lon - width + 180)
        count = min(360, math.floor(lon + width + 180) - first + 1)
        first %= 360
        runs = [(first, first + count)] if first + count <= 360 else [(first, 360), (0, first + count - 360)]
        lines = range(min(179, math.floor(south + 90)), min(179, math.floor(north + 90)) + 1)
        ends = [line * 360 + end for line in lines for run in runs for end in run]
        # of the column's own type: numpy would else convert the whole column for every search
        at = np.searchsorted(self._cell, np.array(ends, dtype=np.uint32)).tolist()
        parts = [self._row[low:high] for low, high in zip(at[::2], at[1::2], strict=True)]
        return np.concatenate(parts).astype(np.int64)


class Shapes:
    """Lines and polygons, parsed when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._data = store.buffer("shape.blob")
        self._offset = store.view("shape_offset")
        self.place = store.array("shape_place")
        self._bounds = store.array("shape_bounds")
        self._area = store.array("shape_area")
        self._kept: Memo[int, BaseGeometry] = Memo(_MOST_VERTICES, _vertices)

    def __getitem__(self, index: int) -> BaseGeometry:
        """Return a shape, EPSG:4326 lon-lat."""
        import shapely

        found = self._kept.get(index)
        if found is None:
            data = self._data[self._offset[index] : self._offset[index + 1]]
            found = self._kept.put(index, shapely.from_wkb(data))
        return found

    def boxes(self, indices: NDArray[np.int64]) -> Boxes:
        """Bounds of some shapes, to ask which of them hold a point."""
        return Boxes(indices, np.ascontiguousarray(self._bounds[indices].T))

    def holding(self, lon: float, lat: float, boxes: Boxes) -> list[tuple[float, int]]:
        """Area in square degrees and row of the places of which the shape, one of these, holds a point."""
        import shapely

        west, south, east, north = boxes.bounds
        inside = boxes.indices[(west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)].tolist()
        found = [i for i in inside if shapely.intersects_xy(self[i], lon, lat)]
        return [(float(self._area[i]), int(self.place[i])) for i in found]


class Boxes(NamedTuple):
    """Indices of shapes, and their bounds as west, south, east and north."""

    indices: NDArray[np.int64]
    bounds: NDArray[np.float64]


def _vertices(shape: BaseGeometry) -> int:
    import shapely

    return _ONE_SHAPE + int(shapely.get_num_coordinates(shape))


def _haversine_km(lon: float, lat: float, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, phis = np.radians(lat), np.radians(lats)
    half = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
