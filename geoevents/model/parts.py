"""Parts of a shape by position within the shape itself: the western third, the centre, what lies beyond a line.

A part is cut by area (of a line: by length) along an axis, never by the bounding box: "the western third" of a
crescent holds a third of the crescent. Lon, lat in degrees, EPSG:4326; see :mod:`geoevents.model.geo`.
"""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.geo import Plane, middle

__all__ = ["MAINLAND_KM", "central_part", "half_plane_part", "mainland", "part"]

_FAR = 25_000.0
"""km; further than any two places on Earth are apart."""


_STEP = 25.0
"""km between the vertices of a cut."""

MAINLAND_KM = 1000.0
"""Sea that still joins: Alaska and Svalbard belong to the mainland, Hawaii, Guiana and Bouvet Island do not."""

_MOST_AREA = 0.75
"""Share of the area that a mainland must have; island states without one are left whole."""


def _size(geometry: BaseGeometry) -> float:
    """Area of polygons, length of lines, number of points."""
    if geometry.geom_type.endswith("Polygon") or geometry.geom_type == "GeometryCollection":
        return float(geometry.area) or float(geometry.length)
    if geometry.geom_type.endswith("String"):
        return float(geometry.length)
    return float(len(shapely.get_coordinates(geometry)))


def _same_dimension(cut: BaseGeometry, like: BaseGeometry) -> BaseGeometry:
    """Drop the points and lines that a cut leaves where it only touches."""
    want = shapely.get_dimensions(like)
    parts = [p for p in shapely.get_parts(cut) if shapely.get_dimensions(p) == want and not p.is_empty]
    return shapely.union_all(parts) if parts else shapely.from_wkt("POLYGON EMPTY")


def _turned(geometry: BaseGeometry, bearing: float, back: bool = False) -> BaseGeometry:
    """Turn a plane geometry so that ``bearing`` points along +x, or back again."""
    a = math.radians(bearing - 90)
    c, s = math.cos(a), math.sin(a)
    turn = np.array([[c, -s], [s, c]])
    return shapely.transform(geometry, lambda xy: xy @ (turn.T if not back else turn))


def _beyond(geometry: BaseGeometry, flat: BaseGeometry, plane: Plane, bearing: float, x: float) -> BaseGeometry:
    """Keep what of a shape lies beyond ``x`` km along the bearing.

    The cut is made in degrees, with a cutter brought back from the plane, so that the shape's own edges stay as they
    are and the pieces on either side of one cut tile it. ``flat`` is the shape in the plane, turned to the bearing.
    """
    _, south, east, north = flat.bounds
    margin = 10 + 0.1 * (max(east, x) - x + north - south)  # long straight edges in degrees bulge in the plane
    if x >= east + margin:
        return shapely.from_wkt("POLYGON EMPTY")
    # The cut runs through fixed steps along it, so that the cutter from the other side has the very same edge.
    steps = np.arange(math.floor((south - margin) / _STEP), math.ceil((north + margin) / _STEP) + 1) * _STEP
    cut = np.column_stack([np.full(len(steps), x), steps])
    back = np.array([[east + margin, steps[-1]], [east + margin, steps[0]]])
    outline = shapely.segmentize(shapely.LineString([cut[-1], *back, cut[0]]), 50.0)
    cutter = shapely.Polygon(np.vstack([cut, shapely.get_coordinates(outline)[1:-1]]))
    whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
    return _same_dimension(whole.intersection(plane.round(_turned(cutter, bearing, back=True))), geometry)


def _quantile(flat: BaseGeometry, share: float) -> float:
    """Return the x beyond which (towards +x) lies ``share`` of the geometry's size."""
    low, _, high, _ = flat.bounds
    total = _size(flat)
    for _ in range(40):
        cut = (low + high) / 2
        if _size(shapely.clip_by_rect(flat, cut, -_FAR, _FAR, _FAR)) > share * total:
            low = cut
        else:
            high = cut
        if high - low < 1e-3:  # a metre
            break
    return (low + high) / 2


def part(geometry: BaseGeometry, bearing: float, share: float = 1 / 3) -> BaseGeometry:
    """Cut off the part of a shape that lies furthest in one direction.

    Parameters
    ----------
    geometry : shapely geometry
        Polygon or line, lon-lat degrees.
    bearing : float
        Direction in degrees clockwise from north, as seen from the shape's middle.
    share : float
        Share of the shape's area (of a line: of its length) to keep, between 0 and 1.

    Returns
    -------
    shapely geometry
        The part, lon-lat degrees; the parts for ``bearing`` and ``bearing + 180`` with shares that add up to 1 tile
        the shape.
    """
    if geometry.is_empty or shapely.get_dimensions(geometry) < 1:
        return geometry
    plane = Plane(*middle(geometry))
    return _part(geometry, plane.flat(geometry), plane, bearing, share)


def _part(geometry: BaseGeometry, flat: BaseGeometry, plane: Plane, bearing: float, share: float) -> BaseGeometry:
    turned = _turned(flat, bearing)
    return _beyond(geometry, turned, plane, bearing, _quantile(turned, share))


def central_part(geometry: BaseGeometry, share: float = 1 / 3) -> BaseGeometry:
    """Cut out the middle of a shape.

    The middle is the ``share`` of the shape nearest to its centroid, and besides it whatever lies in none of the outer
    thirds to the north, east, south and west, so that the five together cover the shape.

    Parameters
    ----------
    geometry : shapely geometry
        Polygon or line, lon-lat degrees.
    share : float
        Share of the area (of a line: of the length) within the circle around the centroid.
    """
    if geometry.is_empty or shapely.get_dimensions(geometry) < 1:
        return geometry
    plane = Plane(*middle(geometry))
    flat = plane.flat(geometry)
    centre = flat.centroid
    low, high, total = 0.0, shapely.hausdorff_distance(flat, centre) * 2, _size(flat)
    for _ in range(30):
        radius = (low + high) / 2
        if _size(flat.intersection(centre.buffer(radius))) < share * total:
            low = radius
        else:
            high = radius
    whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
    core = whole.intersection(plane.round(centre.buffer(high)))
    sides = [_part(whole, flat, plane, bearing, 1 / 3) for bearing in (0.0, 90.0, 180.0, 270.0)]
    rest = shapely.difference(whole, shapely.union_all(sides))
    return _same_dimension(shapely.union(core, rest), geometry)


def mainland(geometry: BaseGeometry) -> BaseGeometry:
    """Leave out possessions in other parts of the world.

    Parameters
    ----------
    geometry : shapely geometry
        A country, lon-lat degrees.

    Returns
    -------
    shapely geometry
        The largest polygon and all that is reached from it over at most :data:`MAINLAND_KM` of sea at a time; the
        geometry itself where that is everything, or less than three quarters of its area.
    """
    pieces = shapely.get_parts(geometry)
    if len(pieces) < 2 or geometry.geom_type != "MultiPolygon":
        return geometry
    largest = int(np.argmax(shapely.area(pieces)))
    plane = Plane(*middle(pieces[largest]))
    flat = shapely.simplify(shapely.transform(pieces, plane._forward), 1.0)
    taken = np.zeros(len(pieces), dtype=bool)
    taken[largest] = True
    reached = [largest]
    while reached:
        left = np.flatnonzero(~taken)
        shapely.prepare(flat[reached[0]])
        found = left[shapely.dwithin(flat[reached.pop(0)], flat[left], MAINLAND_KM)]
        taken[found] = True
        reached.extend(found.tolist())
    sizes = shapely.area(flat)
    if taken.all() or sizes[taken].sum() < _MOST_AREA * sizes.sum():
        return geometry
    return shapely.MultiPolygon(pieces[taken].tolist()) if taken.sum() > 1 else pieces[largest]


def half_plane_part(geometry: BaseGeometry, lon: float, lat: float, bearing: float) -> BaseGeometry:
    """Keep what lies beyond a point in one direction: within 90 degrees of the bearing, seen from the point.

    Parameters
    ----------
    geometry : shapely geometry
        Lon-lat degrees.
    lon, lat : float
        The point, degrees.
    bearing : float
        Degrees clockwise from north.
    """
    if geometry.is_empty:
        return geometry
    plane = Plane(lon, lat)
    flat = _turned(plane.flat(geometry), bearing)
    return _beyond(geometry, flat, plane, bearing, 0.0)
