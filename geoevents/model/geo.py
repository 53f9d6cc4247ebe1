"""Geodesic geometry in kilometres: circles, sectors, lines, and the point and radius that stand for a shape.

Everything here takes and gives lon, lat in degrees, EPSG:4326, and measures on the WGS 84 ellipsoid. Shapes that reach
over the antimeridian come back cut in two at +-180 degrees, all longitudes from -180 to 180 (RFC 7946, section 3.1.9),
and shapes that hold a pole are closed along it. Points are in :mod:`geoevents.model.geodesic`, closed forms in
:mod:`geoevents.model.figures`, growing and shrinking in :mod:`geoevents.model.growth`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.edges import centroid
from geoevents.model.figures import SPARE_M, disc, wedge
from geoevents.model.geodesic import (
    EARTH_RADIUS_KM,
    bearing_deg,
    destination,
    distance_km,
    ellipsoid,
    haversine_km,
)
from geoevents.model.growth import buffer_km
from geoevents.model.plane import Plane, middle
from geoevents.model.seam import rolled, unrolled

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "EARTH_RADIUS_KM",
    "Plane",
    "bearing_deg",
    "buffer_km",
    "circle",
    "destination",
    "distance_km",
    "haversine_km",
    "line_km",
    "middle",
    "radius_km",
    "representative_point",
    "sector",
]

_SMALL_DEG, _LEVEL_DEG = 1.0, 4.0
"""Up to these sizes the centroid in degrees serves, and up to 60 degrees of latitude that of the equal-area projection:
both lie within 0.5 % of the size of the one on the globe."""

_HAIR = (1e-3, 1e-2, 1e-1)
"""How far inside a shape's edge its stand-in is put, as shares of the shape's width; the first that lies inside."""

_LONG_EDGE_DEG = 0.1
"""Longest edge in degrees between whose ends no point is further away than both, but for ``SPARE_M``."""

_LONGEST_DEG, _STEEPEST_DEG = 10.0, 85.0
"""Edges longer than this, or nearer to a pole, bulge more than a square of their length tells."""

_ROUGHLY = 0.988

_SHORT_DEG, _HIGH_DEG, _ENDS = 2.0, 60.0, 0.95
"""An edge up to so long, up to that latitude, holds no furthest point if its ends lie nearer than this share of the way
to the furthest vertex: half of it at least lies between the point and its further end, and it bulges 2 % of that."""

_KM_PER_DEGREE = 111.7


def circle(lon: float, lat: float, km: float) -> BaseGeometry:
    """Return the polygon of all points within ``km`` of a point, lon-lat degrees."""
    return disc(lon, lat, km).geometry  # type: ignore[no-any-return]


def sector(lon: float, lat: float, bearing: float, half_angle: float, min_km: float, max_km: float) -> BaseGeometry:
    """Return the wedge seen from a point: between two distances, within ``half_angle`` of a bearing.

    Parameters
    ----------
    lon, lat : float
        The point, degrees.
    bearing, half_angle : float
        Degrees clockwise from north, and degrees to either side (0 to 180).
    min_km, max_km : float
        Inner and outer distance in km.

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        Lon-lat degrees.
    """
    return wedge(lon, lat, bearing, half_angle, min_km, max_km).geometry  # type: ignore[no-any-return]


def line_km(lon1: float, lat1: float, lon2: float, lat2: float, *, step_km: float = 25.0) -> BaseGeometry:
    """Return the geodesic from one point to another as a line with a vertex at least every ``step_km``."""
    azimuth, _, metres = ellipsoid().inv(lon1, lat1, lon2, lat2)
    n = max(1, math.ceil(metres / 1000 / step_km)) + 1
    x, y, _ = ellipsoid().fwd(np.full(n, lon1), np.full(n, lat1), np.full(n, azimuth), np.linspace(0, metres, n))
    if np.abs(np.diff(x)).max() < 180:
        return shapely.LineString(np.column_stack([x, y]))
    return rolled(shapely.LineString(np.column_stack([np.degrees(np.unwrap(np.radians(x))), y])))


def representative_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return lon, lat of the centroid, moved onto the shape where it falls outside.

    The point lies on the shape as it is given: straight edges in degrees.

    Raises
    ------
    ValueError
        If the geometry is empty.
    """
    if isinstance(geometry, shapely.Point) and not geometry.is_empty:
        return geometry.x, geometry.y
    if geometry.is_empty:
        raise ValueError("an empty geometry has no representative point")
    west, south, east, north = geometry.bounds
    size = max(east - west, north - south) if geometry.geom_type.endswith("Polygon") else math.inf
    if size <= _SMALL_DEG:
        point = shapely.centroid(geometry)
    elif size <= _LEVEL_DEG and max(abs(south), abs(north)) <= _HIGH_DEG:
        level = shapely.centroid(shapely.transform(geometry, _equal_area))
        point = shapely.Point(level.x, math.degrees(math.asin(level.y)))
    else:
        centre = centroid(geometry)
        point = shapely.Point(centre) if centre else geometry.representative_point()
    if not geometry.intersects(point):
        point = _moved_onto(geometry, point)
    return point.x, point.y


def _equal_area(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lambert's cylindrical equal-area projection: longitude in degrees, and the sine of the latitude."""
    return np.column_stack([xy[:, 0], np.sin(np.radians(xy[:, 1]))])


def _moved_onto(geometry: BaseGeometry, point: shapely.Point) -> shapely.Point:
    """Return the point of a shape nearest to one outside, a hair within the edge so that rounding cannot undo it."""
    whole = unrolled(geometry)
    if whole is None:
        whole = geometry
    west, south, east, north = whole.bounds
    if point.x < (west + east) / 2 - 180:
        point = shapely.Point(point.x + 360, point.y)
    scale = np.array([max(0.05, math.cos(math.radians(point.y))), 1.0])
    flat, spot = (shapely.transform(g, lambda xy: xy * scale) for g in (whole, point))
    start, end = shapely.get_coordinates(shapely.shortest_line(flat, spot))
    places = [start]
    if whole.geom_type.endswith("Polygon"):
        way = (start - end) / max(1e-12, float(np.hypot(*(start - end)))) * math.hypot(east - west, north - south)
        places = [*(start + way * hair for hair in _HAIR), start]
    for place in places:
        lon, lat = place / scale
        onto = shapely.Point(lon - 360 if lon > 180 else lon, lat)
        if geometry.intersects(onto):
            return onto
    return geometry.representative_point() if whole.geom_type.endswith("Polygon") else onto


def radius_km(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Return the geodesic distance in km from a point to the furthest point of a geometry, rounded up to the metre.

    Parameters
    ----------
    geometry : shapely geometry
        Lon-lat degrees.
    lon, lat : float
        The point, degrees.
    """
    if geometry.is_empty:
        return 0.0
    xy = shapely.get_coordinates(geometry)
    rough = _apart(lon, lat, xy)
    furthest = float(rough.max())
    spare = 0
    west, south, east, north = geometry.bounds
    if max(east - west, north - south) > _LONG_EDGE_DEG and shapely.get_dimensions(geometry) > 0:
        steps = np.abs(xy[1:] - xy[:-1]).max(axis=1)
        if geometry.geom_type.startswith("Multi"):
            part = shapely.get_coordinates(shapely.get_parts(geometry), return_index=True)[1]
            steps[part[1:] != part[:-1]] = 0.0
        long = np.flatnonzero(steps > _LONG_EDGE_DEG)
        if len(long):
            spare = SPARE_M
            high = max(abs(south), abs(north)) > _HIGH_DEG
            if not high:
                ends = np.maximum(rough[long], rough[long + 1])
                long = long[(ends >= _ENDS**2 * furthest) | (steps[long] > _SHORT_DEG)]
            bulges = _bulges(xy, long, rough, furthest) if len(long) else xy[:0]
            if len(bulges):
                xy, rough = np.vstack([xy, bulges]), np.append(rough, _apart(lon, lat, bulges))
                furthest = float(rough.max())
    # The sphere is within 0.6 %: only the furthest by that measure can be the furthest.
    xy = xy[rough >= furthest * _ROUGHLY**2]
    n = len(xy)
    metres = ellipsoid().inv(np.full(n, lon), np.full(n, lat), xy[:, 0], xy[:, 1])[2]
    return (math.ceil(float(np.max(metres)) + 1e-6) + spare) / 1000


def _apart(lon: float, lat: float, xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Squared half chords in radii of a sphere, from a point to positions: they grow with the distance."""
    half = np.sin(np.radians(xy - (lon, lat)) / 2)
    half *= half
    along = half[:, 0] * np.cos(np.radians(xy[:, 1]))
    return np.asarray(half[:, 1] + math.cos(math.radians(lat)) * along)


def _bulges(
    xy: NDArray[np.float64], long: NDArray[np.intp], rough: NDArray[np.float64], furthest: float
) -> NDArray[np.float64]:
    """Positions along those of the long edges of which a point may be furthest away: they are straight in degrees.

    Along a great circle the ends of an edge are furthest. An edge of L km is up to L^2 tan(lat) / 8 R beside it.
    """
    start, step = xy[long], xy[long + 1] - xy[long]
    length = np.hypot(step[:, 0], step[:, 1])
    ends = np.arcsin(np.sqrt(np.minimum(1.0, np.maximum(rough[long], rough[long + 1]))))
    lat = np.minimum(np.maximum(np.abs(start[:, 1]), np.abs(start[:, 1] + step[:, 1])), _STEEPEST_DEG)
    beside = (length * _KM_PER_DEGREE / EARTH_RADIUS_KM) ** 2 * np.tan(np.radians(lat)) / 8
    reach = math.asin(math.sqrt(min(1.0, furthest))) * _ROUGHLY
    far = (ends + beside >= reach) | (length > _LONGEST_DEG) | (lat >= _STEEPEST_DEG)
    start, step, length = start[far], step[far], length[far]
    pieces = np.ceil(length / _LONG_EDGE_DEG).astype(np.int64)
    at = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return np.asarray(
        np.repeat(start, pieces, axis=0) + np.repeat(step / pieces[:, None], pieces, axis=0) * at[:, None]
    )
