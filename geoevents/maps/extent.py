"""The box that data fill on the globe: the narrowest one, across the date line where they lie on both sides of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import shapely

__all__ = ["Bounds", "extent_of", "pieces", "unrolled"]

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees, EPSG:4326. West greater than east: the box lies across the date line."""

WIDEST_ACROSS_DEG = 180.0
"""Data that spread over more than this, even across the date line, are shown on the usual map of the world."""


def extent_of(geometries: Iterable[np.ndarray]) -> Bounds | None:
    """Return the narrowest box that holds all geometries; None if there are none.

    Parameters
    ----------
    geometries : iterable of ndarray of object
        Shapely geometries in degrees, EPSG:4326; missing and empty ones are left out. Those that lie across the date
        line are cut there, as RFC 7946 asks.

    Returns
    -------
    (west, south, east, north) or None
        Degrees; west is greater than east where the box lies across the date line.
    """
    bounds = np.concatenate([shapely.bounds(shapes).reshape(-1, 4) for shapes in geometries] or [np.empty((0, 4))])
    bounds = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(bounds):
        return None
    west, south = bounds[:, :2].min(axis=0).tolist()
    east, north = bounds[:, 2:].max(axis=0).tolist()
    if east - west <= WIDEST_ACROSS_DEG:
        return west, south, east, north
    # Where no geometry lies: between each one's west and the furthest east of those that begin before it.
    spans = _spans(geometries)
    order = np.argsort(spans[:, 0], kind="stable")
    begins, ends = spans[order, 0], np.maximum.accumulate(spans[order, 1])
    gaps = begins[1:] - ends[:-1]
    at = int(gaps.argmax()) if len(gaps) else -1
    if at < 0 or 360.0 - gaps[at] > WIDEST_ACROSS_DEG:
        return west, south, east, north
    return float(begins[at + 1]), south, float(ends[at]), north


def _spans(geometries: Iterable[np.ndarray]) -> np.ndarray:
    """Return west and east of each part of each geometry, of shape (n, 2)."""
    parts = np.concatenate([shapely.get_parts(shapes[~shapely.is_missing(shapes)]) for shapes in geometries])
    spans: np.ndarray = shapely.bounds(parts[~shapely.is_empty(parts)])[:, [0, 2]]
    return spans


def unrolled(bounds: Bounds) -> Bounds:
    """Return the box with its east east of its west: beyond 180 where it lies across the date line."""
    west, south, east, north = bounds
    return west, south, east + 360.0 if east < west else east, north


def pieces(bounds: Bounds) -> Iterator[Bounds]:
    """Yield the parts of an unrolled box as boxes between 180 degrees west and east: one, two, or the whole round."""
    west, south, east, north = bounds
    if east - west >= 360.0:
        yield -180.0, south, 180.0, north
        return
    if west < -180.0:
        yield west + 360.0, south, 180.0, north
    if east > 180.0:
        yield -180.0, south, east - 360.0, north
    yield max(west, -180.0), south, min(east, 180.0), north
