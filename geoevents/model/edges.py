"""The edges of shapes as arrays, and what sums over them tell: the centroid on the globe."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.plane import LONG_EDGE_DEG

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["centroid", "edges", "fine_edges"]


def edges(geometry: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the starts and ends of all edges of polygons or lines, each an array of n positions.

    Outer rings run counter-clockwise and holes clockwise, so that the interior is always to the left.
    """
    lines = parts = shapely.get_parts(geometry)
    polygons = geometry.geom_type.endswith("Polygon")
    if polygons:
        lines, owner = shapely.get_rings(parts, return_index=True)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    start, end, line = xy[:-1][same], xy[1:][same], line[:-1][same]
    if not polygons or not len(start):
        return start, end
    x, y = (start - start[0]).T  # near the origin, where products keep their digits
    u, v = (end - start[0]).T
    area = np.bincount(line, weights=x * v - u * y, minlength=len(lines))
    hole = np.append(False, owner[1:] == owner[:-1])
    turned = ((area > 0) == hole)[line, None]
    return np.where(turned, end, start), np.where(turned, start, end)


def fine_edges(geometry: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return :func:`edges`, the long ones in several pieces: straight in degrees, they bend on the globe."""
    start, end = edges(geometry)
    step = end - start
    if not len(step) or np.abs(step).max() <= LONG_EDGE_DEG:
        return start, end
    pieces = np.maximum(1, np.ceil(np.hypot(*step.T) / LONG_EDGE_DEG)).astype(np.int64)
    last = np.cumsum(pieces)
    start, step, pieces, first = (np.repeat(x, pieces, axis=0) for x in (start, step, pieces, last - pieces))
    at = (np.arange(last[-1]) - first)[:, None]
    pieces = pieces[:, None]
    return start + step * (at / pieces), start + step * ((at + 1) / pieces)


def centroid(geometry: BaseGeometry) -> tuple[float, float] | None:
    """Return lon, lat of the centre of gravity of a shape on the sphere, wherever its antimeridian or pole may be.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons, lines or points, lon-lat degrees.

    Returns
    -------
    tuple of float or None
        None where the shape has no centre of gravity (all of the Earth).
    """
    if shapely.get_dimensions(geometry) < 1:
        total = _unit(shapely.get_coordinates(geometry)).sum(axis=1)
    else:
        (ax, ay, az), (bx, by, bz) = (_unit(xy) for xy in fine_edges(geometry))
        if geometry.geom_type.endswith("Polygon"):  # the sum of position over an area is half that of r x dr around it
            across = np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])
            sine = np.sqrt((across**2).sum(axis=0))
            angle = np.arctan2(sine, ax * bx + ay * by + az * bz)
            total = across @ (angle / np.where(sine > 0, sine, 1.0))
        else:
            length = np.sqrt((bx - ax) ** 2 + (by - ay) ** 2 + (bz - az) ** 2)
            total = np.array([(ax + bx) @ length, (ay + by) @ length, (az + bz) @ length])
    x, y, z = total.tolist()
    if math.sqrt(x * x + y * y + z * z) < 1e-12:
        return None
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _unit(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit vectors of lon-lat positions in degrees, as three rows."""
    lon, lat = np.radians(xy.T)
    flat = np.cos(lat)
    return np.array([flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)])
