"""How much of a shape lies beyond a line or within a circle, by sums over its edges (Green's theorem).

No shape is clipped to find where to cut it, and the shape need not be valid in the projection it is measured in.
Lon, lat in degrees, EPSG:4326; areas are those on the sphere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.edges import fine_edges
from geoevents.model.geodesic import EARTH_RADIUS_KM, haversine_km
from geoevents.model.plane import Plane, middle
from geoevents.model.seam import rolled, unrolled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Numbers = NDArray[np.float64]

__all__ = ["Sheet", "quantile", "reach_of_share"]

_STEP_DEG = 0.25
"""Degrees of latitude between the vertices of a slanting cut."""

_MANY, _DETAIL = 3000, 1 / 2000
"""Shapes of more vertices are measured without detail finer than this share of their width: the areas of inlets and
spits cancel, so that shares stay within 0.1 %."""

_CUT_STEPS = 400
"""Vertices of a cut through a shape around a pole."""


class Sheet:
    """A shape laid out flat without losing area: x to the east, y to the north, in radii of the Earth.

    Cylindrical, true to scale at the middle latitude; around a pole, where no meridian is free, Lambert's azimuthal
    equal-area projection around the middle of the shape.

    Attributes
    ----------
    whole : shapely geometry
        The shape in lon-lat degrees with continuous longitudes, which may run beyond 180 degrees.
    coarse : shapely geometry
        The same, straightened as far as its size hardly changes: enough to find where to cut.
    polar : bool
        Whether it goes around the world.
    length : array or None
        Lengths of the edges in km, where the shape is a line; polygons are measured by area.
    """

    def __init__(self, geometry: BaseGeometry) -> None:
        whole = unrolled(geometry)
        self.polar = whole is None
        whole = geometry if whole is None else whole
        self.whole = whole
        self.coarse = _straightened(self.whole)
        self._start, self._end = fine_edges(self.coarse)
        self.length = None
        if not geometry.geom_type.endswith("Polygon"):
            self.length = haversine_km(*self._start.T, *self._end.T)
        self._plane = Plane(*middle(geometry)) if self.polar else None
        _, south, _, north = whole.bounds
        self._scale = max(0.02, math.cos(math.radians((south + north) / 2)))

    def lon(self, x: float) -> float:
        """Longitude in degrees of a meridian of the cylindrical sheet."""
        return math.degrees(x / self._scale)

    def lat(self, y: float) -> float:
        """Latitude in degrees of a parallel of the cylindrical sheet."""
        return math.degrees(math.asin(max(-1.0, min(1.0, y * self._scale))))

    def edges(self, bearing: float) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
        """Distance along a bearing of the edges' starts and ends, across it of both, in radii of the Earth."""
        s, c = _turn(bearing)
        (x1, y1), (x2, y2) = (self._flat(xy) for xy in (self._start, self._end))
        return x1 * s + y1 * c, x2 * s + y2 * c, y1 * s - x1 * c, y2 * s - x2 * c

    def _flat(self, xy: _Numbers) -> tuple[_Numbers, _Numbers]:
        if self._plane is not None:
            return _equal_area(self._plane._forward(xy))
        return np.radians(xy[:, 0]) * self._scale, np.sin(np.radians(xy[:, 1])) / self._scale

    def beyond(self, cut: float, bearing: float, *, behind: bool) -> BaseGeometry:
        """Return what of the shape lies beyond a cut, or behind it, in lon-lat degrees.

        Parameters
        ----------
        cut : float
            Distance along the bearing, in radii of the Earth.
        bearing : float
            Degrees, from 0 to less than 180.
        """
        west, south, east, north = self.whole.bounds
        if self._plane is not None:
            return self.within(self._polar_side(self._plane, cut, bearing, behind))
        if bearing == 0:
            y = self.lat(cut)
            box = (west - 1, south - 1, east + 1, y) if behind else (west - 1, y, east + 1, north + 1)
            return rolled(self._clipped(box))
        if bearing == 90:
            x = self.lon(cut)
            box = (west - 1, south - 1, x, north + 1) if behind else (x, south - 1, east + 1, north + 1)
            return rolled(self._clipped(box))
        s, c = _turn(bearing)
        lat = np.linspace(max(-90.0, south - 0.1), min(90.0, north + 0.1), 2 + math.ceil((north - south) / _STEP_DEG))
        lon = np.degrees((cut - np.sin(np.radians(lat)) / self._scale * c) / s / self._scale)
        edge = min(west, float(lon.min())) - 1 if behind else max(east, float(lon.max())) + 1
        side = shapely.Polygon([*zip(lon.tolist(), lat.tolist(), strict=True), (edge, lat[-1]), (edge, lat[0])])
        return rolled(self.within(side))

    def within(self, side: BaseGeometry) -> BaseGeometry:
        """Return what of the shape lies within another; one that crosses itself is mended first, where it must be."""
        try:
            return self.whole.intersection(side)
        except shapely.GEOSException:
            return shapely.make_valid(self.whole).intersection(side)

    def _clipped(self, box: tuple[float, float, float, float]) -> BaseGeometry:
        """Cut the shape to a box: quickly, and where that fails (a ring that touches the box) with care."""
        out = shapely.clip_by_rect(self.whole, *box)
        return out if out.is_valid and out.geom_type != "GeometryCollection" else self.within(shapely.box(*box))

    def _polar_side(self, plane: Plane, cut: float, bearing: float, behind: bool) -> BaseGeometry:
        """The side of a straight cut through the azimuthal sheet, in lon-lat degrees."""
        s, c = _turn(bearing)
        x, y = self._flat(self._start)
        reach = min(1.9, float(np.hypot(x, y).max()) * 1.2 + 0.01)
        half = math.sqrt(max(reach**2 - cut**2, 1e-9))
        u, v = np.full(_CUT_STEPS, cut), np.linspace(-half, half, _CUT_STEPS)
        start, turn = math.atan2(half, cut), math.atan2(-half, cut)
        stop = turn if not behind else turn + 2 * math.pi
        arc = np.linspace(start, stop, _CUT_STEPS)[1:-1]
        u, v = np.append(u, reach * np.cos(arc)), np.append(v, reach * np.sin(arc))
        x, y = u * s - v * c, u * c + v * s
        flat = np.hypot(x, y)
        far = 2 * EARTH_RADIUS_KM * np.arcsin(flat / 2) / np.where(flat > 0, flat, 1.0)
        return plane.round(shapely.Polygon(np.column_stack([x * far, y * far])))


def _straightened(geometry: BaseGeometry) -> BaseGeometry:
    if shapely.get_num_coordinates(geometry) <= _MANY:
        return geometry
    west, south, east, north = geometry.bounds
    return shapely.simplify(geometry, min(east - west, north - south) * _DETAIL, preserve_topology=False)


def quantile(
    uv: tuple[_Numbers, _Numbers, _Numbers, _Numbers], share: float, *, length: _Numbers | None = None
) -> float:
    """Return the distance along an axis beyond which a share of a shape lies.

    Parameters
    ----------
    uv : four arrays
        Distance along the axis of the starts and of the ends of the shape's edges, and across it of both.
    share : float
        Between 0 and 1.
    length : array, optional
        Lengths of the edges, for lines; without them the share is one of area, the edges being those of polygons with
        the inside to their left.
    """
    u1, u2, v1, v2 = uv
    low, high = float(min(u1.min(), u2.min())), float(max(u1.max(), u2.max()))
    middle = (low + high) / 2
    if length is None:
        dv = v2 - v1

        def size(cut: float) -> float:
            a, b = np.maximum(u1 - cut, 0.0), np.maximum(u2 - cut, 0.0)
            crossing = (a > 0) != (b > 0)
            mean = (a + b) / 2
            gap = np.abs(u2 - u1)[crossing]
            mean[crossing] = 2 * mean[crossing] ** 2 / gap  # a triangle: (a^2 / 2) / |u2 - u1|
            return float(mean @ dv)
    else:
        top, gap = np.maximum(u1, u2), np.maximum(np.abs(u2 - u1), 1e-15)

        def size(cut: float) -> float:
            return float(np.clip((top - cut) / gap, 0.0, 1.0) @ length)

    total = size(low)
    return middle if total == 0 else _root(lambda cut: size(cut) - share * total, low, high, total)


def reach_of_share(geometry: BaseGeometry, lon: float, lat: float, share: float) -> float:
    """Return the distance in km from a point within which a share of a shape lies, by area or for lines by length."""
    start, end = fine_edges(geometry)
    plane = Plane(lon, lat)
    (x1, y1), (x2, y2) = (_equal_area(plane._forward(xy)) for xy in (start, end))
    dx, dy = x2 - x1, y2 - y1
    a, b = dx * dx + dy * dy, x1 * dx + y1 * dy
    a = np.where(a > 0, a, 1.0)
    c = x1 * x1 + y1 * y1
    polygons = geometry.geom_type.endswith("Polygon")

    def size(radius: float) -> float:
        """Size of what lies within the circle: of every edge, the piece inside it and the arcs beside that."""
        root = np.sqrt(np.maximum(b * b - a * (c - radius * radius), 0.0))
        t1, t2 = np.clip((-b - root) / a, 0.0, 1.0), np.clip((-b + root) / a, 0.0, 1.0)
        if not polygons:
            return float(((t2 - t1) * np.hypot(dx, dy)).sum())
        ax, ay, bx, by = x1 + t1 * dx, y1 + t1 * dy, x1 + t2 * dx, y1 + t2 * dy
        arcs = _angle(x1, y1, ax, ay) + _angle(bx, by, x2, y2)
        return float((ax * by - ay * bx).sum() + radius * radius * arcs.sum()) / 2

    furthest = float(np.sqrt(max(c.max(), (x2 * x2 + y2 * y2).max())))
    total = size(furthest)
    if total <= 0:
        return 0.0
    radius = _root(lambda r: share * total - size(r), 0.0, furthest, total)
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, radius / 2))


def _turn(bearing: float) -> tuple[float, float]:
    """Sine and cosine of a bearing, exact where it is a cardinal direction."""
    return {0.0: (0.0, 1.0), 90.0: (1.0, 0.0)}.get(
        bearing, (math.sin(math.radians(bearing)), math.cos(math.radians(bearing)))
    )


def _equal_area(xy: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Bring positions of the equidistant plane (km) to Lambert's equal-area plane (radii of the Earth)."""
    away = np.hypot(xy[:, 0], xy[:, 1])
    shrunk = 2 * np.sin(away / (2 * EARTH_RADIUS_KM)) / np.where(away > 0, away, 1.0)
    return xy[:, 0] * shrunk, xy[:, 1] * shrunk


def _angle(x1: _Numbers, y1: _Numbers, x2: _Numbers, y2: _Numbers) -> _Numbers:
    """Angle in radians from one direction to another, counter-clockwise."""
    return np.arctan2(x1 * y2 - y1 * x2, x1 * x2 + y1 * y2)


def _root(falling: Callable[[float], float], low: float, high: float, scale: float) -> float:
    """Find where a falling function is zero, by the Illinois form of false position, to 1e-6 of its scale."""
    at_low, at_high = falling(low), falling(high)
    if at_low <= 0:
        return low
    if at_high >= 0:
        return high
    side = 0
    for _ in range(60):
        cut = (low * at_high - high * at_low) / (at_high - at_low)
        value = falling(cut)
        if abs(value) < 1e-6 * scale or high - low < 1e-12:
            return cut
        if value > 0:
            low, at_low = cut, value
            at_high = at_high / 2 if side > 0 else at_high
            side = 1
        else:
            high, at_high = cut, value
            at_low = at_low / 2 if side < 0 else at_low
            side = -1
    return cut
