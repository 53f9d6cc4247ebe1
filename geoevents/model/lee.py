"""What lies on one side of a long shape: the land that it sweeps when it is moved that way.

A wedge from the middle of a river or border misses most of what lies "30 km east of the Euphrates".
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.seam import rolled, unrolled

__all__ = ["lee"]

_DEGREE_KM = 111.195
"""One degree of a great circle on a sphere of 6371.0088 km."""

_SIMPLER = 0.02
"""Share of the distance by which the outline may be straightened first."""

_STEEPEST = 0.05
"""Least cosine of a latitude: nearer to the poles a direction means little."""


def lee(geometry: BaseGeometry, bearing: float, half_angle: float, km: float) -> BaseGeometry:
    """Return the land within ``km`` of a line or area in a direction from any point of it.

    Parameters
    ----------
    geometry : shapely geometry
        Line or polygon, EPSG:4326 (lon-lat degrees).
    bearing, half_angle : float
        Direction in degrees clockwise from north, and how far to either side of it still counts.
    km : float
        How far it reaches.

    Returns
    -------
    shapely geometry
        Polygon or multi-part polygon with the shape itself in it; the shape alone where it spans all longitudes.
        Distances are within 2 % of ``km`` (the outline is straightened that far).
    """
    land = unrolled(geometry)
    if land is None:
        return geometry
    land = shapely.simplify(land, _SIMPLER * km / _DEGREE_KM)
    lines = shapely.get_parts(land.boundary if land.geom_type.endswith("Polygon") else land)
    pieces = [land] if land.geom_type.endswith("Polygon") else []
    for turn in (-half_angle, 0.0, half_angle):
        angle = np.radians(bearing + turn)
        for line in lines:
            xy = shapely.get_coordinates(line)
            along = np.maximum(_STEEPEST, np.cos(np.radians(xy[:, 1])))
            moved = xy + km / _DEGREE_KM * np.column_stack([np.sin(angle) / along, np.full(len(xy), np.cos(angle))])
            moved[:, 1] = np.clip(moved[:, 1], -90.0, 90.0)
            sides = np.stack([xy[:-1], xy[1:], moved[1:], moved[:-1]], axis=1)
            swept = shapely.make_valid(shapely.polygons(list(sides)))
            pieces.extend(swept[shapely.area(swept) > 0])
    return rolled(shapely.union_all(pieces))
