"""The azimuthal equidistant plane around a point, in km, and the way of its shapes back to the globe.

Distances from the middle of the plane are exact; elsewhere they are stretched across the radius by less than 0.1 %
within 500 km of the middle and 1.7 % within 2,000 km.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.geodesic import ellipsoid
from geoevents.model.seam import collected, polygons_of, rolled, unrolled

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FAR_KM", "LONG_EDGE_DEG", "Plane", "dense", "middle"]

LONG_EDGE_DEG = 0.5
"""Longest edge in degrees that is taken as straight in a plane: it bulges by at most 0.1 km up to 70 degrees north."""

_STEEP_DEG = 10.0
"""An edge over so many degrees of longitude runs near a pole, or over the antimeridian."""

_FINE_DEG, _LEAST_KM, _HALVINGS = 3.0, 0.01, 16
"""Edges near a pole are halved until they run over less than 3 degrees of longitude, or are shorter than 10 m."""

FAR_KM = 9_000.0
"""Beyond this distance a shape may reach around the other side of the Earth."""


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


def dense(geometry: BaseGeometry) -> BaseGeometry:
    """Give a lon-lat shape vertices every half degree: its edges are straight in degrees, and bend in a plane."""
    west, south, east, north = geometry.bounds
    if not max(east - west, north - south) > LONG_EDGE_DEG:
        return geometry
    xy, part = shapely.get_coordinates(shapely.get_parts(geometry), return_index=True)
    steps = np.abs(np.diff(xy, axis=0))[part[1:] == part[:-1]]
    return shapely.segmentize(geometry, LONG_EDGE_DEG) if len(steps) and steps.max() > LONG_EDGE_DEG else geometry


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
        azimuth, _, metres = ellipsoid().inv(np.full(n, self.lon), np.full(n, self.lat), xy[:, 0], xy[:, 1])
        angle, km = np.radians(azimuth), np.asarray(metres) / 1000
        return np.column_stack([km * np.sin(angle), km * np.cos(angle)])

    def _backward(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        if len(xy) == 1:
            return self._backward(np.vstack([xy, xy]))[:1]
        n = len(xy)
        azimuth = np.degrees(np.arctan2(xy[:, 0], xy[:, 1]))
        metres = np.hypot(xy[:, 0], xy[:, 1]) * 1000
        lon, lat, _ = ellipsoid().fwd(np.full(n, self.lon), np.full(n, self.lat), azimuth, metres)
        return np.column_stack([lon, lat])

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a lon-lat geometry into the plane (km). Parts cut at the antimeridian grow together again."""
        if shapely.get_dimensions(geometry) < 1:
            return shapely.transform(geometry, self._forward)
        whole = unrolled(geometry)
        out = shapely.transform(dense(geometry if whole is None else whole), self._forward)
        if geometry.geom_type not in ("Polygon", "MultiPolygon"):
            return out
        if not out.is_valid:
            out = polygons_of(shapely.make_valid(out))
        if whole is None:  # around a pole: sew the seam at the antimeridian
            out = polygons_of(shapely.union_all([out.buffer(1e-6, join_style="mitre")]))
        return out

    def round(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry of the plane (km) back to lon-lat degrees, cut at the antimeridian, closed at a pole."""
        if geometry.is_empty:
            return geometry
        out = shapely.transform(geometry, self._backward)
        parts = shapely.get_parts(out)
        xy, part = shapely.get_coordinates(parts, return_index=True)
        if len(xy) < 2 or shapely.get_dimensions(geometry) < 1:
            return out
        steep = (np.abs(np.diff(xy[:, 0])) > _STEEP_DEG) & (np.diff(part) == 0)
        far = np.hypot(*shapely.get_coordinates(geometry).T) > FAR_KM
        if steep.any() or far.any():
            hard = np.zeros(len(parts), dtype=bool)
            hard[part[:-1][steep]] = True
            hard[part[far]] = True
            pieces = [self._unwrapped(p) for p in shapely.get_parts(geometry)[hard]]
            out = collected([*parts[~hard], *pieces])
        if out.is_valid:
            return out
        out = shapely.make_valid(out)
        areas = polygons_of(out) if geometry.geom_type.endswith("Polygon") else out
        return out if areas.is_empty else areas  # a sliver may have lost its area

    def _unwrapped(self, part: BaseGeometry) -> BaseGeometry:
        """Bring one polygon or line of the plane that reaches the antimeridian or a pole back to lon-lat degrees."""
        fine: Any
        step = max(float(np.ptp(shapely.get_coordinates(part), axis=0).max()) / 64, 1e-6)
        fine = shapely.segmentize(part, step)
        if fine.geom_type != "Polygon":
            return rolled(shapely.LineString(self._continuous(self._refined(fine))[0]))
        outer, *holes = (self._region(self._refined(ring)) for ring in (fine.exterior, *fine.interiors))
        return polygons_of(outer.difference(shapely.union_all(holes)) if holes else outer)

    def _refined(self, line: BaseGeometry) -> NDArray[np.float64]:
        """Positions of a line of the plane, with more of them where it passes a pole and runs through longitudes."""
        xy = shapely.get_coordinates(line)
        for _ in range(_HALVINGS):
            turn = np.diff(self._backward(xy)[:, 0])
            steep = np.abs((turn + 180) % 360 - 180) > _FINE_DEG
            steep &= np.hypot(*np.diff(xy, axis=0).T) > _LEAST_KM
            if not steep.any():
                break
            at = np.flatnonzero(steep)
            xy = np.insert(xy, at + 1, (xy[at] + xy[at + 1]) / 2, axis=0)
        return xy

    def _region(self, ring: NDArray[np.float64]) -> BaseGeometry:
        """The lon-lat region within a ring of the plane, which may hold one pole or both."""
        lonlat, turn = self._continuous(ring)
        inside = shapely.Polygon(ring)
        poles = [y for y in (90.0, -90.0) if inside.intersects(shapely.Point(self._forward(np.array([[0.0, y]]))[0]))]
        if abs(turn) > 180:  # around one pole: led along it
            pole = poles[0] if poles else math.copysign(90.0, lonlat[:, 1].mean())
            lonlat = np.vstack([lonlat, [[lonlat[-1, 0], pole], [lonlat[0, 0], pole], lonlat[0]]])
        out = rolled(polygons_of(shapely.make_valid(shapely.Polygon(lonlat))))
        if abs(turn) <= 180 and len(poles) == 2:  # the ring leaves out a hole on the other side of the Earth
            return shapely.box(-180, -90, 180, 90).difference(out)
        return out

    def _continuous(self, line: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """Lon-lat positions of a ring or line without jumps at 180 degrees, and the longitude it gains on the way."""
        xy = self._backward(line)
        lon = np.degrees(np.unwrap(np.radians(xy[:, 0])))
        lon -= 360 * np.round((lon.mean() - self.lon) / 360)
        return np.column_stack([lon, xy[:, 1]]), float(lon[-1] - lon[0])
