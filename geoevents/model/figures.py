"""Shapes that a formula gives: circle, ring, wedge and the band between two points, with their middle and radius.

Vertices are geodesic destinations on WGS 84. Circles are drawn with 64 corners, so their chords stay within 0.12 % of
the radius, rings with 48 (0.2 %), their inner edges with 32 (0.5 %). The point and the radius of a figure are known
without measuring it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geoevents.model.geodesic import EARTH_RADIUS_KM, distance_km, ellipsoid
from geoevents.model.plane import FAR_KM, Plane
from geoevents.model.seam import polygons_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Numbers = NDArray[np.float64]

__all__ = ["SPARE_M", "Figure", "band", "disc", "ring", "wedge"]

_OUTER, _RIM, _INNER = 64, 48, 32
"""Corners of a full circle, of a ring and of the hole in it."""

_EDGE_KM = (2.0, 25.0)
"""Shortest and longest edges along the sides of a band."""

_BULGE = 0.0005
"""Share of a wedge's side by which its edges may bulge, straight in degrees as they are; of a band's width, 5 times."""

_STEEP_DEG = 5.0
"""An edge over more degrees of longitude needs the slow way: it reaches over the antimeridian, or runs so close to a
pole that, straight in degrees, it would bulge beyond the circle (64 corners are 5.6 degrees apart)."""

SPARE_M = 2
"""By how much an edge of 0.1 degrees, straight in degrees, may bulge beyond its ends: 1.2 m at 45 degrees."""

_POLAR_DEG = 89.0

_METRE = 1e-3
"""Inner edges nearer than this are none."""

_CIRCLE = {_OUTER: np.linspace(360.0, 0.0, _OUTER + 1), _INNER: np.linspace(0.0, 360.0, _INNER + 1)}
_RING = np.concatenate([np.linspace(360.0, 0.0, _RIM + 1), _CIRCLE[_INNER]])
_RING_INDEX = np.repeat([0, 1], [_RIM + 1, _INNER + 1])
_RING_OUTER = _RING_INDEX == 0
_RING_EDGES = np.diff(_RING_INDEX) == 0
_CAP = np.radians(np.linspace(-90.0, 90.0, 17))


@dataclass(frozen=True, slots=True)
class Figure:
    """A region with its stand-in point and the radius about it that holds it.

    Attributes
    ----------
    geometry : shapely.Polygon or shapely.MultiPolygon
        Lon-lat degrees, EPSG:4326.
    lon, lat : float
        A point of the region, degrees.
    radius_km : float
        Distance in km from the point to the furthest point of the region, rounded up to the metre.
    """

    geometry: Any
    lon: float
    lat: float
    radius_km: float

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it."""
        return bool(self.geometry.is_empty)


def _up(km: float, lat: float, reach_km: float) -> float:
    """Round a radius up to the metre, and spare as much as :func:`geoevents.model.geo.radius_km` does for long edges.

    Around a pole edges that are straight in degrees bulge more: by 10 m and 0.2 % where a figure about ``lat`` reaches
    so far.
    """
    polar = abs(lat) + reach_km / 111 > _POLAR_DEG
    return (math.ceil(km * (1002 if polar else 1000) + 1e-3) + (10 if polar else 0) + SPARE_M) / 1000


def _around(lon: float, lat: float, azimuth: _Numbers, km: Any) -> tuple[Any, Any]:
    n = len(azimuth)
    metres = np.full(n, km * 1000.0) if isinstance(km, float) else km * 1000.0
    x, y, _ = ellipsoid().fwd(np.full(n, lon), np.full(n, lat), azimuth, metres)
    return x, y


def _polygon(lon: float, lat: float, azimuth: _Numbers, km: Any, furthest: float) -> tuple[Any, Any, Any]:
    """Return the polygon with corners at these azimuths (degrees) and distances, the last like the first; and these.

    Corners go counter-clockwise, as RFC 7946 (section 3.1.6) asks of outer rings.
    """
    x, y = _around(lon, lat, azimuth, km)
    if abs(lat) < _POLAR_DEG and furthest < FAR_KM and np.abs(x[1:] - x[:-1]).max() < _STEEP_DEG:
        return shapely.polygons(np.array([x, y]).T), x, y
    angle = np.radians(azimuth)
    flat = shapely.Polygon(np.column_stack([km * np.sin(angle), km * np.cos(angle)]))
    return polygons_of(Plane(lon, lat).round(flat)), x, y


@lru_cache(maxsize=64)
def _wedge_frame(half_angle: float, pieces: int, hollow: bool) -> tuple[_Numbers, _Numbers, tuple[int, ...]]:
    """Corners of a wedge by degrees from its bearing and share of the way outwards, and which of them end an arc."""
    steps = max(3, round(half_angle / 3))
    outer = np.linspace(-half_angle, half_angle, 2 * steps + 1)
    side = np.linspace(1.0, 0.0, pieces + 1)[1:-1]
    inner = np.linspace(half_angle, -half_angle, steps + 1) if hollow else outer[-1:]
    left, right = np.full(pieces - 1, outer[0]), np.full(pieces - 1, outer[-1])
    azimuth = np.concatenate([outer, right, inner, left, outer[:1]])
    share = np.concatenate([np.ones(len(outer)), side, np.zeros(len(inner)), side[::-1], [1.0]])
    first = len(outer) + pieces - 1
    return azimuth, share, (0, len(outer) - 1, first, first + len(inner) - 1)


def disc(lon: float, lat: float, km: float) -> Figure:
    """Return everything within a distance in km of a point in degrees."""
    km = float(km)
    return Figure(_polygon(lon, lat, _CIRCLE[_OUTER], km, km)[0], lon, lat, _up(km, lat, km))


def ring(lon: float, lat: float, min_km: float, max_km: float) -> Figure:
    """Return everything between two distances in km from a point in degrees; the stand-in lies due north of it.

    A ring has no middle of its own: the stand-in lies just outside of its inner edge, where the radius is smallest.
    """
    if min_km <= _METRE:
        return disc(lon, lat, max_km)
    min_km, max_km = float(min_km), float(max_km)
    x, y = _around(lon, lat, _RING, np.where(_RING_OUTER, max_km, min_km))
    if abs(lat) < _POLAR_DEG and max_km < FAR_KM and np.abs(np.diff(x)[_RING_EDGES]).max() < _STEEP_DEG:
        both: Any = shapely.linearrings(np.array([x, y]).T, indices=_RING_INDEX)
        geometry = shapely.polygons(both[0], holes=both[1:])
    else:
        inner = _polygon(lon, lat, _CIRCLE[_INNER], min_km, min_km)[0]
        geometry = polygons_of(_polygon(lon, lat, _CIRCLE[_OUTER], max_km, max_km)[0].difference(inner))
    inside = min_km + min(0.01 * min_km, 0.5 * (max_km - min_km))
    x, y, _ = ellipsoid().fwd(lon, lat, 0.0, inside * 1000)
    return Figure(geometry, x, y, _up(inside + max_km, lat, max_km))


def wedge(
    lon: float,
    lat: float,
    bearing: float,
    half_angle: float,
    min_km: float,
    max_km: float,
    *,
    at_km: float | None = None,
) -> Figure:
    """Return the region seen from a point between two distances, within an angle to both sides of a bearing.

    Parameters
    ----------
    lon, lat : float
        The point, degrees.
    bearing, half_angle : float
        Degrees clockwise from north, and degrees to either side (up to 180).
    min_km, max_km : float
        Inner and outer distance in km.
    at_km : float, optional
        How far out on the bearing the stand-in lies, between the two; by default where the region's centroid is.
    """
    min_km, max_km = (float(min_km) if min_km > _METRE else 0.0), float(max_km)
    # A side of L km is straight in degrees, too: it bulges by L^2 tan(lat) / 8 R, and by n^2 less in n pieces.
    steep = math.tan(math.radians(min(85.0, abs(lat) + max_km / 222)))
    pieces = max(1, math.ceil(math.sqrt((max_km - min_km) * steep / (8 * EARTH_RADIUS_KM * _BULGE))))
    turn, share, corners = _wedge_frame(float(half_angle), pieces, min_km > 0)
    geometry, x, y = _polygon(lon, lat, bearing - turn, min_km + share * (max_km - min_km), max_km)
    if at_km is None:
        half = math.radians(half_angle)
        thick = max_km**2 + max_km * min_km + min_km**2
        at_km = max(2 / 3 * thick / (max_km + min_km) * math.sin(half) / half, min_km + 0.01 * (max_km - min_km))
    px, py, _ = ellipsoid().fwd(lon, lat, bearing, at_km * 1000)
    # Seen from a point on the axis an arc is the further the more it turns away from it: its ends are furthest.
    measure = ellipsoid().inv
    return Figure(geometry, px, py, _up(max(measure(px, py, x[i], y[i])[2] for i in corners) / 1000, lat, max_km))


def band(lon1: float, lat1: float, lon2: float, lat2: float, half_km: float) -> Figure:
    """Return everything within ``half_km`` of the geodesic between two points: a strip with round ends.

    The way may be up to half around the Earth; beside it, distances are spherical, within 0.3 % of the geodesic ones,
    and within half a degree of a pole some tens of metres more.
    """
    azimuth, _, metres = ellipsoid().inv(lon1, lat1, lon2, lat2)
    length = metres / 1000
    if length < 1e-3:
        return disc(lon1, lat1, half_km)
    lon, lat, back = ellipsoid().fwd(lon1, lat1, azimuth, metres / 2)
    bend = math.tan(math.radians(min(85.0, max(abs(lat1), abs(lat), abs(lat2)))))
    edge = math.sqrt(8 * EARTH_RADIUS_KM * 5 * _BULGE * half_km / max(bend, 0.01))
    n = max(1, math.ceil(length / min(_EDGE_KM[1], max(_EDGE_KM[0], edge))))
    along = np.linspace(-length / 2, length / 2, n + 1)
    cap_x, cap_y = length / 2 + half_km * np.cos(_CAP), half_km * np.sin(_CAP)
    x = np.concatenate([along[1:-1], cap_x, along[-2:0:-1], -cap_x, [along[1] if n > 1 else cap_x[0]]])
    side = np.full(max(0, n - 1), half_km)
    y = np.concatenate([side, -cap_y, -side, cap_y, [half_km]])
    # Position (x along, y beside) as seen from the middle of the way, by spherical trigonometry.
    a, b = x / EARTH_RADIUS_KM, y / EARTH_RADIUS_KM
    p, q = np.sin(a / 2) ** 2, np.sin(b / 2) ** 2
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(p + q - 2 * p * q))
    turn = np.degrees(np.arctan2(np.tan(b), np.sin(a)))
    geometry = _polygon(lon, lat, back + 180 + turn, km, length)[0]
    ends = [distance_km(lon, lat, *end) for end in ((lon1, lat1), (lon2, lat2))]
    return Figure(geometry, lon, lat, _up((max(ends) + half_km) * 1.0001, lat, length / 2 + half_km))
