"""Shapes that a formula gives: circle, ring, wedge and the band between two points, with their middle and radius.

Vertices are geodesic destinations on WGS 84, up to 200 km by :mod:`geoevents.model.polar`. Circles are drawn with 64
corners, so their chords stay within 0.12 % of the radius, rings with 48 (0.2 %), their inner edges with 32 (0.5 %). The
point and the radius of a figure are known without measuring it.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geoevents.model.geodesic import EARTH_RADIUS_KM, ellipsoid
from geoevents.model.plane import FAR_KM, Plane
from geoevents.model.polar import directions, in_reach, placed, placed_at, powers
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

_CLEARLY = 1.05
"""Ratio of two squared distances in a plane from which the greater is the greater on the globe, too, up to 200 km."""

_METRE = 1e-3
"""Inner edges nearer than this are none."""

_CIRCLE = {n: np.linspace(360.0, 0.0, n + 1) for n in (_OUTER, _RIM, _INNER)}
_TOWARDS = {n: directions(azimuth) for n, azimuth in _CIRCLE.items()}
_MOST_WEDGES = 128
"""Wedges of which the directions are kept, about 10 kB each."""

_POLYGON, _COUNT = struct.Struct("<BII"), struct.Struct("<I")
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


def _drawn(*rings: _Numbers) -> Any:
    """Return the polygon with this outer ring and these holes, all closed.

    The bytes of rows of lon, lat are the well-known binary of a ring: that takes half the time of the constructors.
    """
    parts = [_POLYGON.pack(1, 3, len(rings))]
    for xy in rings:
        xy[-1] = xy[0]
        parts += (_COUNT.pack(len(xy)), xy.tobytes())
    return shapely.from_wkb(b"".join(parts))


def _polygon(lon: float, lat: float, azimuth: _Numbers, km: Any, furthest: float) -> tuple[Any, _Numbers]:
    """Return the polygon with corners at these azimuths (degrees) and distances, the last like the first; and these.

    Corners go counter-clockwise, as RFC 7946 (section 3.1.6) asks of outer rings.
    """
    n = len(azimuth)
    x, y, _ = ellipsoid().fwd(np.full(n, lon), np.full(n, lat), azimuth, np.full(n, km) * 1000.0)
    xy = np.array([x, y]).T
    if abs(lat) < _POLAR_DEG and furthest < FAR_KM and np.abs(x[1:] - x[:-1]).max() < _STEEP_DEG:
        return shapely.polygons(xy), xy
    angle = np.radians(azimuth)
    flat = shapely.Polygon(np.column_stack([km * np.sin(angle), km * np.cos(angle)]))
    return polygons_of(Plane(lon, lat).round(flat)), xy


@lru_cache(maxsize=_MOST_WEDGES)
def _wedge_frame(half_angle: float, pieces: int, hollow: bool) -> tuple[_Numbers, NDArray[np.intp], tuple[int, ...]]:
    """Corners of a wedge by degrees from its bearing and steps inwards, and which of them end an arc."""
    steps = max(3, round(half_angle / 3))
    outer = np.linspace(-half_angle, half_angle, 2 * steps + 1)
    side = np.arange(1, pieces)
    inner = np.linspace(half_angle, -half_angle, steps + 1) if hollow else outer[-1:]
    left, right = np.full(pieces - 1, outer[0]), np.full(pieces - 1, outer[-1])
    azimuth = np.concatenate([outer, right, inner, left, outer[:1]])
    inwards = np.concatenate([np.zeros(len(outer)), side, np.full(len(inner), pieces), side[::-1], [0.0]])
    first = len(outer) + pieces - 1
    return azimuth, inwards.astype(np.intp), (0, len(outer) - 1, first, first + len(inner) - 1)


@lru_cache(maxsize=_MOST_WEDGES)
def _wedge_directions(bearing: float, half_angle: float, pieces: int, hollow: bool) -> _Numbers:
    return directions(bearing - _wedge_frame(half_angle, pieces, hollow)[0])


def disc(lon: float, lat: float, km: float) -> Figure:
    """Return everything within a distance in km of a point in degrees."""
    km = float(km)
    if in_reach(lon, lat, km):
        geometry = _drawn(placed(lon, lat, _TOWARDS[_OUTER], km))
    else:
        geometry = _polygon(lon, lat, _CIRCLE[_OUTER], km, km)[0]
    return Figure(geometry, lon, lat, _up(km, lat, km))


def ring(lon: float, lat: float, min_km: float, max_km: float) -> Figure:
    """Return everything between two distances in km from a point in degrees; the stand-in lies due north of it.

    A ring has no middle of its own: the stand-in lies just outside of its inner edge, where the radius is smallest.
    """
    if min_km <= _METRE:
        return disc(lon, lat, max_km)
    min_km, max_km = float(min_km), float(max_km)
    if in_reach(lon, lat, max_km):
        hole = placed(lon, lat, _TOWARDS[_INNER], min_km)[::-1]
        geometry = _drawn(placed(lon, lat, _TOWARDS[_RIM], max_km), hole)
    else:
        outer, inner = (_polygon(lon, lat, _CIRCLE[n], km, km)[0] for n, km in ((_OUTER, max_km), (_INNER, min_km)))
        geometry = polygons_of(outer.difference(inner))
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
    turn, inwards, corners = _wedge_frame(float(half_angle), pieces, min_km > 0)
    distances = np.array((max_km, min_km)) if pieces == 1 else np.linspace(max_km, min_km, pieces + 1)
    near = in_reach(lon, lat, max_km)
    if near:
        towards = _wedge_directions(float(bearing), float(half_angle), pieces, min_km > 0)
        xy = placed(lon, lat, towards, powers(distances)[inwards])
        geometry = _drawn(xy)
    else:
        geometry, xy = _polygon(lon, lat, bearing - turn, distances[inwards], max_km)
    if at_km is None:
        half = math.radians(half_angle)
        thick = max_km**2 + max_km * min_km + min_km**2
        at_km = max(2 / 3 * thick / (max_km + min_km) * math.sin(half) / half, min_km + 0.01 * (max_km - min_km))
    px, py, _ = ellipsoid().fwd(lon, lat, bearing, at_km * 1000)
    # Seen from a point on the axis an arc is the further the more it turns away from it: its ends are furthest; those
    # of the inner one only where the wedge is wide and short, which the law of cosines tells well enough up close.
    turned = 2 * at_km * math.cos(math.radians(half_angle))
    outer, inner = (km * (km - turned) + at_km * at_km for km in (max_km, min_km))
    measure = ellipsoid().inv
    furthest = max(
        measure(px, py, *xy[i].tolist())[2] for i in corners[: 2 if near and outer > _CLEARLY * inner else 4]
    )
    return Figure(geometry, px, py, _up(furthest / 1000, lat, max_km))


@lru_cache(maxsize=64)
def _band_frame(pieces: int) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Corners of a band: along the way, in halves of it; and along it and to the left of it, in half-widths."""
    way, none = np.linspace(-1.0, 1.0, pieces + 1)[1:-1], np.zeros(pieces - 1)
    end = np.ones(len(_CAP))
    along = np.concatenate([way, end, way[::-1], -end])
    ahead = np.concatenate([none, np.cos(_CAP), none, -np.cos(_CAP)])
    beside = np.concatenate([none + 1, -np.sin(_CAP), none - 1, np.sin(_CAP)])
    return tuple(np.append(corners, corners[0]) for corners in (along, ahead, beside))  # type: ignore[return-value]


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
    along, ahead, beside = _band_frame(n)
    # Position (x along, y beside) as seen from the middle of the way.
    x, y = along * (length / 2) + ahead * half_km, beside * half_km
    a, b, onwards = x / EARTH_RADIUS_KM, y / EARTH_RADIUS_KM, back + 180
    reach = length / 2 + half_km
    if in_reach(lon, lat, reach):  # up to there the curvature is in two terms, but for centimetres
        x, y = x * (1 - b * b / 3), y * (1 + a * a / 6)
        north, east = math.cos(math.radians(onwards)), math.sin(math.radians(onwards))
        geometry = _drawn(placed_at(lon, lat, x * north - y * east, x * east + y * north))
    else:  # by spherical trigonometry
        p, q = np.sin(a / 2) ** 2, np.sin(b / 2) ** 2
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(p + q - 2 * p * q))
        turn = np.degrees(np.arctan2(np.tan(b), np.sin(a)))
        geometry = _polygon(lon, lat, onwards + turn, km, length)[0]
    return Figure(geometry, lon, lat, _up(reach * 1.0001, lat, reach))
