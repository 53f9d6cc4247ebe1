"""Geometries as columns of integers: what kind, how many positions in each part, where each part starts, its steps."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from geoevents.maps.arrays import list_column

__all__ = ["ShapeBook", "shape_columns"]

POINT, LINE, AREA = 1, 2, 3
KIND_OF_TYPE = np.array([POINT, LINE, LINE, AREA, POINT, LINE, AREA, 0], dtype=np.uint8)  # by GEOS type id
COLLECTION = 7
LONGEST_STEP = 32_000


class ShapeBook:
    """Collects geometries, each kept once, and hands out the row each got.

    Parameters
    ----------
    scale : int
        Units per degree.
    """

    def __init__(self, scale: int) -> None:
        self.scale = scale
        self._rows: dict[bytes, int] = {}
        self._seen: dict[int, int] = {}
        self._shapes: list[Any] = []

    def __len__(self) -> int:
        return len(self._shapes)

    def add(self, geometries: np.ndarray) -> np.ndarray:
        """Return the row of each geometry (EPSG:4326, lon-lat), -1 where it is missing or empty."""
        rows = np.full(len(geometries), -1, dtype=np.int64)
        self._seen.clear()  # an id means nothing once its object may be gone
        for at in np.flatnonzero(~(shapely.is_missing(geometries) | shapely.is_empty(geometries))):
            given = geometries[at]
            row = self._seen.get(id(given))
            if row is None:
                row = self._seen[id(given)] = self._row_of(shapely.force_2d(given))
            rows[at] = row
        return rows

    def _row_of(self, shape: Any) -> int:
        key = hashlib.blake2b(shapely.to_wkb(shape), digest_size=16).digest()
        row = self._rows.setdefault(key, len(self._shapes))
        if row == len(self._shapes):
            self._shapes.append(shape)
        return row

    def shapes(self) -> np.ndarray:
        """All geometries so far, by row."""
        return np.array(self._shapes, dtype=object)

    def columns(self) -> dict[str, pa.Array]:
        """The columns of all shapes so far."""
        return shape_columns(self.shapes(), self.scale)


def shape_columns(shapes: np.ndarray, scale: int) -> dict[str, pa.Array]:
    """Return ``type``, ``parts``, ``starts`` and ``steps`` of geometries.

    Parameters
    ----------
    shapes : array of geometry
        EPSG:4326, lon-lat; none missing or empty. Of a collection only the members of highest dimension are kept.
    scale : int
        Units per degree that positions are rounded to. Repeated positions are dropped, and a ring's last position;
        positions are added along edges longer than 32,000 units.
    """
    shapes = np.array([_plain(shape) for shape in shapes], dtype=object)
    kinds = KIND_OF_TYPE[shapely.get_type_id(shapes)] if len(shapes) else np.empty(0, np.uint8)

    # From shapes to parts (points, lines, rings), each remembering the row it came from, in order.
    pieces, owner = shapely.get_parts(shapes, return_index=True)
    is_area = kinds[owner] == AREA
    areas = np.flatnonzero(is_area)
    rings, ring_piece = shapely.get_rings(pieces[areas], return_index=True)
    parts = np.concatenate([pieces[~is_area], rings])
    part_piece = np.concatenate([np.flatnonzero(~is_area), areas[ring_piece]])
    order = np.argsort(part_piece, kind="stable")
    parts, part_row = parts[order], owner[part_piece[order]]
    # Long edges are divided along the straight line in degrees that they are anyway, so that steps fit 16 bits. Part
    # by part: a polygon that is not valid would come back as another one.
    longer = shapely.length(parts) * scale > LONGEST_STEP
    parts[longer] = shapely.segmentize(parts[longer], LONGEST_STEP / scale)

    xy, part_of = shapely.get_coordinates(parts, return_index=True)
    units = np.rint(xy * scale).astype(np.int64)
    first = np.append(True, part_of[1:] != part_of[:-1]) if len(part_of) else np.empty(0, bool)
    moved = np.append(True, (units[1:] != units[:-1]).any(axis=1)) if len(units) else np.empty(0, bool)
    keep = first | moved
    units, part_of, first = units[keep], part_of[keep], first[keep]
    last = np.append(first[1:], True) if len(first) else first
    closing = last & ~first & (kinds[part_row][part_of] == AREA)
    starts_of = units[first][np.cumsum(first) - 1] if len(units) else units
    closing &= (units == starts_of).all(axis=1)
    units, part_of, first = units[~closing], part_of[~closing], first[~closing]

    sizes = np.bincount(part_of, minlength=len(parts))
    steps = np.diff(units, axis=0, prepend=units[:1])[~first]
    part_count = np.bincount(part_row, minlength=len(shapes))
    step_count = np.bincount(part_row[part_of[~first]], minlength=len(shapes))
    return {
        "type": pa.array(kinds),
        "parts": list_column(sizes, part_count),
        "starts": list_column(units[first].ravel(), 2 * part_count),
        "steps": list_column(steps.ravel(), 2 * step_count),
    }


def _plain(shape: Any) -> Any:
    """Return a geometry of one kind: of a collection, its members of highest dimension."""
    if shapely.get_type_id(shape) != COLLECTION:
        return shape
    members = [_plain(part) for part in shapely.get_parts(shape) if not part.is_empty]
    flat = np.concatenate([shapely.get_parts(member) for member in members])
    highest = int(shapely.get_dimensions(flat).max())
    flat = flat[shapely.get_dimensions(flat) == highest]
    gather = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)[highest]
    return gather(flat)
