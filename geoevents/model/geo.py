"""Geodesic geometry in kilometres: circles, sectors, corridors, and the point and radius that stand for a shape.

Everything here takes and gives lon, lat in degrees, EPSG:4326, and measures on the WGS 84 ellipsoid. Constructions that
need a plane use the azimuthal equidistant projection around the shape's own middle (:class:`Plane`), in which distances
from the middle are exact; elsewhere they are stretched by less than 0.1 % within 500 km of the middle and 1.7 % within
2,000 km. Shapes that reach over the antimeridian come back cut in two at +-180 degrees (RFC 7946), and shapes that hold
a pole are closed along it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

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

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in km (IUGG), for spherical estimates."""

_SEGMENTS = 64
"""Corners of a full circle: the chord stays within 0.12 % of the radius."""

_KM_PER_DEGREE = 111.7
"""Length of the longest degree on WGS 84 (latitude, at the poles), in km."""

_POLAR_DEG = 89.0

_MANY = 2000
"""Above this number of vertices a shape is straightened by 2 % of the distance before it is buffered."""


@lru_cache(maxsize=1)
def _geod() -> Any:
    """Return the WGS 84 geodesic calculator; pyproj is imported on first use, since it costs 70 ms."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def haversine_km(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> NDArray[np.float64]:
    """Great-circle distance in km on a sphere, within 0.6 % of the geodesic; fast, for sorting and pre-selection.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : array_like
        Degrees; broadcast against each other.
    """
    la1, la2 = np.radians(lat1), np.radians(lat2)
    h = np.sin((la2 - la1) / 2) ** 2
    h = h + np.cos(la1) * np.cos(la2) * np.sin(np.radians(np.subtract(lon2, lon1)) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0))))


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance in km between two points in degrees, WGS 84."""
    return float(_geod().inv(lon1, lat1, lon2, lat2)[2]) / 1000


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Initial bearing in degrees, 0 to 360 clockwise from north, of the geodesic from the first point to the second."""
    return float(_geod().inv(lon1, lat1, lon2, lat2)[0]) % 360


def destination(lon: float, lat: float, bearing: float, km: float) -> tuple[float, float]:
    """Return lon, lat of the point ``km`` away in direction ``bearing`` (degrees clockwise from north)."""
    x, y, _ = _geod().fwd(lon, lat, bearing, km * 1000)
    return float(x), float(y)


def middle(geometry: BaseGeometry) -> tuple[float, float]:
    """Return lon, lat of the middle direction of the vertices: a safe centre for :class:`Plane`, antimeridian or not.

    Raises
    ------
    ValueError
        If the geometry is empty.
    """
    if geometry.is_empty:
        raise ValueError("an empty geometry has no middle")
    if isinstance(geometry, shapely.Point):
        return geometry.x, geometry.y
    west, south, east, north = geometry.bounds
    if east - west < 90:  # far from wrapping around: the box will do, and does not depend on where vertices crowd
        return (west + east) / 2, (south + north) / 2
    lon, lat = np.radians(shapely.get_coordinates(geometry)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).sum(), (np.cos(lat) * np.sin(lon)).sum(), np.sin(lat).sum()
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


class Plane:
    """The azimuthal equidistant plane around a point: x east, y north, in km.

    Parameters
    ----------
    lon, lat : float
        The point of contact in degrees; distances and bearings from it are exact on WGS 84.
    """

    __slots__ = ("lat", "lon")

    def __init__(self, lon: float, lat: float) -> None:
        self.lon, self.lat = lon, lat

    def _forward(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        if len(xy) == 1:  # pyproj takes an array of one for a number, which numpy 1 and early 2 warn of
            return self._forward(np.vstack([xy, xy]))[:1]
        n = len(xy)
        azimuth, _, metres = _geod().inv(np.full(n, self.lon), np.full(n, self.lat), xy[:, 0], xy[:, 1])
        angle, km = np.radians(azimuth), np.asarray(metres) / 1000
        return np.column_stack([km * np.sin(angle), km * np.cos(angle)])

    def _backward(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        if len(xy) == 1:
            return self._backward(np.vstack([xy, xy]))[:1]
        n = len(xy)
        azimuth = np.degrees(np.arctan2(xy[:, 0], xy[:, 1]))
        metres = np.hypot(xy[:, 0], xy[:, 1]) * 1000
        lon, lat, _ = _geod().fwd(np.full(n, self.lon), np.full(n, self.lat), azimuth, metres)
        return np.column_stack([lon, lat])

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a lon-lat geometry into the plane (km). Parts cut at the antimeridian grow together again."""
        out = shapely.transform(geometry, self._forward)
        if geometry.geom_type in ("Polygon", "MultiPolygon"):
            if not out.is_valid:
                out = shapely.make_valid(out)
            out = _areas(out)
            west, _, east, _ = geometry.bounds
            if out.geom_type != "Polygon" and west == -180 and east == 180:  # sew the seam at the antimeridian
                out = _areas(shapely.union_all([out.buffer(1e-6, join_style="mitre")]))
        return out

    def round(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry of the plane (km) back to lon-lat degrees, cut at the antimeridian, closed at a pole."""
        if geometry.is_empty:
            return geometry
        out = shapely.transform(geometry, self._backward)
        coords = shapely.get_coordinates(out)
        if len(coords) < 2 or (np.ptp(coords[:, 0]) < 180 and np.abs(coords[:, 1]).max() < 80):
            return out if out.is_valid else shapely.make_valid(out)
        return _unwrap(geometry, self)


def _areas(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _unwrap(flat: BaseGeometry, plane: Plane) -> BaseGeometry:
    """Bring a plane geometry that reaches the antimeridian or a pole back to lon-lat degrees."""
    world = []
    pieces = [(dx, shapely.box(-180 + dx, -90, 180 + dx, 90)) for dx in (-360, 0, 360)]
    for part in shapely.get_parts(flat):
        step = max(float(np.ptp(shapely.get_coordinates(part), axis=0).max()) / 64, 1e-6)
        if np.abs(plane._backward(shapely.get_coordinates(shapely.segmentize(part, step)))[:, 1]).max() > _POLAR_DEG:
            step /= 16  # an edge that passes a pole closely runs through many longitudes
        dense = shapely.segmentize(part, step)
        if dense.geom_type == "Polygon":
            rings = [_continuous(r, plane) for r in (dense.exterior, *dense.interiors)]
            outer, *holes = (shapely.make_valid(shapely.Polygon(r)) for r in rings)
            lonlat = outer.difference(shapely.union_all(holes)) if holes else outer
        elif dense.geom_type == "LineString":
            lonlat = shapely.LineString(_continuous(dense, plane))
        else:
            lonlat = shapely.transform(dense, plane._backward)
        for dx, box in pieces:
            cut = lonlat.intersection(box)
            if not cut.is_empty:
                world.append(shapely.affinity.translate(cut, xoff=-dx))
    out = shapely.union_all(world)
    return _areas(out) if flat.geom_type.endswith("Polygon") else out


def _continuous(ring: BaseGeometry, plane: Plane) -> NDArray[np.float64]:
    """Lon-lat positions of a ring or line without jumps at 180 degrees, led along the pole where it goes around one."""
    xy = plane._backward(shapely.get_coordinates(ring))
    lon = np.degrees(np.unwrap(np.radians(xy[:, 0])))
    lon -= 360 * np.round((lon.mean() - plane.lon) / 360)
    turn = lon[-1] - lon[0]
    out = np.column_stack([lon, xy[:, 1]])
    if ring.geom_type == "LinearRing" and abs(turn) > 180:
        pole = math.copysign(90.0, xy[:, 1].mean())
        out = np.vstack([out, [[lon[-1], pole], [lon[0], pole], out[0]]])
    return out


def circle(lon: float, lat: float, km: float, *, segments: int = _SEGMENTS) -> BaseGeometry:
    """Return the polygon of all points within ``km`` of a point, lon-lat degrees."""
    angle = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    ring = np.column_stack([km * np.sin(angle), km * np.cos(angle)])
    return Plane(lon, lat).round(shapely.Polygon(ring))


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
    steps = max(3, round(half_angle / 3))
    angle = np.radians(np.linspace(bearing - half_angle, bearing + half_angle, 2 * steps + 1))
    unit = np.column_stack([np.sin(angle), np.cos(angle)])
    inner = unit[::-1] * min_km if min_km > 0 else np.zeros((1, 2))
    return Plane(lon, lat).round(shapely.Polygon(np.vstack([unit * max_km, inner])))


def buffer_km(geometry: BaseGeometry, km: float) -> BaseGeometry:
    """Grow (or with a negative number shrink) a geometry by a distance in km; a line becomes its corridor.

    Parameters
    ----------
    geometry : shapely geometry
        Lon-lat degrees, EPSG:4326.
    km : float
        Distance in km; kept to within 2 % around shapes of more than 2,000 vertices.

    Returns
    -------
    shapely geometry
        Lon-lat degrees; empty when a negative distance leaves nothing.
    """
    if geometry.is_empty:
        return geometry
    if isinstance(geometry, shapely.Point) and km > 0:
        return circle(geometry.x, geometry.y, km)
    many = shapely.get_num_coordinates(geometry) > _MANY
    if many:  # fjords and islands that a buffer swallows cost seconds: straighten what is finer than it
        shortest = 0.02 * abs(km) / _KM_PER_DEGREE  # a degree of longitude is shorter still, so this stays within 2 %
        geometry = geometry.simplify(shortest, preserve_topology=True)  # the other way loses islands
    plane = Plane(*middle(geometry))
    flat = plane.flat(geometry)
    if many and km > 0:  # islands one by one: the same shape, several times as fast
        return plane.round(shapely.union_all(shapely.buffer(shapely.get_parts(flat), km, quad_segs=_SEGMENTS // 8)))
    return plane.round(flat.buffer(km, quad_segs=_SEGMENTS // 4))


def line_km(lon1: float, lat1: float, lon2: float, lat2: float, *, step_km: float = 25.0) -> BaseGeometry:
    """Return the geodesic from one point to another as a line with a vertex at least every ``step_km``."""
    plane = Plane(lon1, lat1)
    end = plane._forward(np.array([[lon2, lat2]]))
    return plane.round(shapely.segmentize(shapely.LineString([(0.0, 0.0), tuple(end[0])]), step_km))


def representative_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return lon, lat of the centroid, moved onto the shape where it falls outside.

    Raises
    ------
    ValueError
        If the geometry is empty.
    """
    if isinstance(geometry, shapely.Point) and not geometry.is_empty:
        return geometry.x, geometry.y
    plane = Plane(*middle(geometry))
    flat = plane.flat(geometry)
    point = flat.centroid
    if not flat.intersects(point):
        if flat.geom_type.endswith("Polygon"):
            # a hair inside the shape, so that rounding cannot push the point over its edge
            hair = math.sqrt(flat.area) * 1e-3
            inner = flat.buffer(-hair)
            flat = inner if not inner.is_empty else flat
        point = shapely.get_point(shapely.shortest_line(flat, point), 0)
    lon, lat = shapely.get_coordinates(plane.round(point))[0]
    if geometry.distance(shapely.Point(lon, lat)) > 1e-9:
        lon, lat = shapely.get_coordinates(geometry.representative_point())[0]
    return float(lon), float(lat)


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
    west, south, east, north = geometry.bounds
    if max(east - west, north - south) > 1:  # an edge is straight in lon-lat: it may bulge away from the point
        geometry = shapely.segmentize(geometry, 0.25)
    xy = shapely.get_coordinates(geometry)
    if len(xy) > 64:  # the sphere is within 0.6 %: only the furthest by that measure can be the furthest
        rough = haversine_km(lon, lat, xy[:, 0], xy[:, 1])
        xy = xy[rough >= rough.max() * 0.988]
    n = len(xy)
    metres = _geod().inv(np.full(n, lon), np.full(n, lat), xy[:, 0], xy[:, 1])[2]
    return math.ceil(float(np.max(metres)) + 1e-6) / 1000
