"""Regions built out of named places: evaluates hulls, corridors, parts and what they combine to.

A construction is a mapping with exactly one *operation* and, at will, *modifiers*::

    {"hull": ["Duma gn:170592", "Mulayhah gn:173434"], "buffer_km": 2, "minus": ["Damascus ne:SYR-4843"]}

An operand is a place reference (``"Name id"``), a ``[lon, lat]`` pair where the operation takes points, or another
construction. Operations:

``hull``          convex hull of the operands
``outline``       polygon through the operands in the given order
``line``          line through the operands in the given order
``corridor``      band of ``width_km`` (both sides together) along a line, cut off at ``from`` and ``to`` where given
``part``          the part of a shape towards ``direction``, cut at its centroid or at the place ``cut_at``
``buffer``        everything within ``km`` of a shape
``union``, ``intersection``, ``difference``

Modifiers, applied in this order: ``buffer_km`` (rounds off and widens), ``within`` (keeps what lies inside these
operands), ``minus`` (takes these operands away), ``simplify_km`` (straightens what is finer than so many km, and leaves
out islands of less than its square, for regions of which nobody means the shores).

Shapes are EPSG:4326, lon-lat; distances are km, measured as :mod:`geoevents.model.geo` does. Pure: shapely, pyproj and
numpy only, so that a package build can evaluate the tables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geoevents.errors import GazetteerError
from geoevents.gazetteer.paths import path_along
from geoevents.model.geo import Plane, buffer_km, middle

__all__ = ["DIRECTIONS", "MODIFIERS", "OPERATIONS", "area_km2", "evaluate"]

Resolve = Callable[[str], BaseGeometry]
"""Turns a place reference into its shape, lon-lat; raises :class:`GazetteerError` for an unknown one."""

DIRECTIONS: dict[str, float] = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
"""Direction word -> bearing in degrees clockwise from north."""

MODIFIERS: tuple[str, ...] = ("buffer_km", "within", "minus", "simplify_km")

GRID_DEG = 1e-5
"""Results are rounded to this grid (about 1 m), so that two geometry engines agree on the bytes."""

_KM_PER_DEG = 111.2
"""Degrees of latitude; nearer to a pole a simplification is finer from west to east than it is asked to be."""

_THIN_DEG, _WIDER_KM = 2 * GRID_DEG, 0.002
"""A hull thinner than two steps of the grid is widened by as much, some 2 m."""


def evaluate(construction: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:
    """Build the shape that a construction describes.

    Parameters
    ----------
    construction : mapping
        One operation with its options, and modifiers; see the module's docstring.
    resolve : callable
        Reference -> shape, EPSG:4326 lon-lat.

    Returns
    -------
    shapely geometry
        Valid and not empty, EPSG:4326, rounded to 1e-5 degrees.

    Raises
    ------
    GazetteerError
        Where the construction cannot be read, names an unknown place, or comes out empty.
    """
    shape = _evaluate(construction, resolve)
    shape = shapely.set_precision(shapely.make_valid(shape), GRID_DEG)
    if shape.is_empty:
        raise GazetteerError(f"the construction {_operation(construction)!r} comes out empty", "check its operands")
    return shape


def area_km2(shape: BaseGeometry) -> float:
    """Area in km² of a lon-lat shape, on Lambert's equal-area projection about its middle."""
    if shape.is_empty:
        return 0.0
    lon, lat = middle(shape)
    projection = Proj(proj="laea", lon_0=lon, lat_0=lat, ellps="WGS84")
    return float(shapely.transform(shape, lambda xy: np.column_stack(projection(*xy.T))).area) / 1e6


def _evaluate(construction: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:
    name = _operation(construction)
    options = {k: v for k, v in construction.items() if k != name and k not in MODIFIERS}
    wrong = sorted(set(options) - _OPTIONS[name])
    if wrong:
        raise GazetteerError(
            f"{name!r} takes no option {wrong[0]!r}", f"use {', '.join(sorted(_OPTIONS[name])) or 'none'}"
        )
    shape = OPERATIONS[name](construction[name], options, resolve)
    if "buffer_km" in construction:
        shape = buffer_km(shape, _number(construction, "buffer_km"))
    if "within" in construction:
        shape = shapely.intersection(shape, _merged(construction["within"], resolve))
    if "minus" in construction:
        shape = shapely.difference(shape, _merged(construction["minus"], resolve))
    if "simplify_km" in construction:
        shape = _simplified(shape, _number(construction, "simplify_km"))
    return shape


def _simplified(shape: BaseGeometry, km: float) -> BaseGeometry:
    step = km / _KM_PER_DEG
    parts = [part for part in shapely.get_parts(shape) if part.area >= step**2] or list(shapely.get_parts(shape))
    return shapely.make_valid(shapely.simplify(shapely.union_all(parts), step))


def _operation(construction: Mapping[str, Any]) -> str:
    found = [key for key in construction if key in OPERATIONS]
    if len(found) != 1:
        raise GazetteerError(
            f"a construction has exactly one operation, this one has {found or 'none'}",
            f"use one of {', '.join(OPERATIONS)}",
        )
    return found[0]


def _number(options: Mapping[str, Any], key: str) -> float:
    value = options.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value <= 0:
        raise GazetteerError(f"{key!r} is {value!r}", "give a positive number of km")
    return float(value)


def _shape(operand: Any, resolve: Resolve) -> BaseGeometry:
    """One operand's shape: a reference, a [lon, lat] pair, or a construction."""
    if isinstance(operand, str):
        return resolve(operand)
    if isinstance(operand, Mapping):
        return _evaluate(operand, resolve)
    if isinstance(operand, Sequence) and len(operand) == 2 and all(isinstance(v, int | float) for v in operand):
        lon, lat = float(operand[0]), float(operand[1])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise GazetteerError(f"[{lon}, {lat}] is no [lon, lat] pair in degrees", "longitude comes first")
        return Point(lon, lat)
    raise GazetteerError(f"{operand!r} is no operand", "use 'Name id', [lon, lat] or a construction")


def _many(operands: Any, resolve: Resolve) -> list[BaseGeometry]:
    if isinstance(operands, str | Mapping) or not isinstance(operands, Sequence) or not operands:
        raise GazetteerError(f"{operands!r} is no list of operands", "put them in square brackets")
    return [_shape(operand, resolve) for operand in operands]


def _merged(operands: Any, resolve: Resolve) -> BaseGeometry:
    return shapely.union_all([shapely.make_valid(shape) for shape in _many(operands, resolve)])


def _points(operands: Any, resolve: Resolve) -> list[tuple[float, float]]:
    """Lon-lat pairs of operands; a shape stands for its representative point."""
    shapes = _many(operands, resolve)
    points = [shape if isinstance(shape, Point) else shape.representative_point() for shape in shapes]
    return [(point.x, point.y) for point in points]


# -- operations ------------------------------------------------------------------------------------------------------


def _hull(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    shapes = shapely.GeometryCollection(_many(operand, resolve))
    plane = Plane(*middle(shapes))
    hull = plane.flat(shapes).convex_hull
    out = plane.round(hull)
    if hull.geom_type == "Polygon" and out.area < out.length * _THIN_DEG:
        out = plane.round(hull.buffer(_WIDER_KM))  # places along one parallel: a sliver, which rounding would break
    return out


def _outline(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    points = _points(operand, resolve)
    if len(points) < 3:
        raise GazetteerError(f"an outline needs three places, not {len(points)}", "add places in order")
    polygon = Polygon(points)
    if not polygon.is_valid:
        raise GazetteerError(f"the outline through {operand!r} crosses itself", "put the places in order")
    return polygon


def _line(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    points = _points(operand, resolve)
    if len(points) < 2:
        raise GazetteerError(f"a line needs two places, not {len(points)}", "add places in order")
    return LineString(points)


def _corridor(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:
    line = _shape(operand, resolve)
    if ("from" in options) != ("to" in options):
        raise GazetteerError("a corridor has 'from' and 'to', or neither", "name both ends")
    if "from" in options:
        (start, end) = _points([options["from"], options["to"]], resolve)
        line = path_along(line, start, end)
    return buffer_km(line, _number(options, "width_km") / 2)


def _part(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:
    shape = _shape(operand, resolve)
    direction = options.get("direction")
    if direction not in DIRECTIONS:
        raise GazetteerError(f"{direction!r} is no direction", f"use one of {', '.join(DIRECTIONS)}")
    cut = _points([options["cut_at"]], resolve)[0] if "cut_at" in options else (shape.centroid.x, shape.centroid.y)
    plane = Plane(*cut)
    flat = plane.flat(shape)
    bearing = math.radians(DIRECTIONS[direction])
    ahead = np.array([math.sin(bearing), math.cos(bearing)])
    aside = np.array([math.cos(bearing), -math.sin(bearing)])
    reach = 4 * max(abs(value) for value in flat.bounds)
    half = Polygon([aside * reach, (aside + ahead) * reach, (ahead - aside) * reach, -aside * reach])
    return plane.round(flat.intersection(half))


def _buffer_of(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:
    return buffer_km(_shape(operand, resolve), _number(options, "km"))


def _union(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    return _merged(operand, resolve)


def _intersection(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    first, *others = _many(operand, resolve)
    for other in others:
        first = shapely.intersection(first, other)
    return first


def _difference(operand: Any, options: Mapping[str, Any], resolve: Resolve) -> BaseGeometry:  # noqa: ARG001
    first, *others = _many(operand, resolve)
    return shapely.difference(first, shapely.union_all(others)) if others else first


OPERATIONS: dict[str, Callable[[Any, Mapping[str, Any], Resolve], BaseGeometry]] = {
    "hull": _hull,
    "outline": _outline,
    "line": _line,
    "corridor": _corridor,
    "part": _part,
    "buffer": _buffer_of,
    "union": _union,
    "intersection": _intersection,
    "difference": _difference,
}
_OPTIONS: dict[str, frozenset[str]] = {name: frozenset() for name in OPERATIONS} | {
    "corridor": frozenset({"width_km", "from", "to"}),
    "part": frozenset({"direction", "cut_at"}),
    "buffer": frozenset({"km"}),
}
