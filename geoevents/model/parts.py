"""Parts of a shape by position within the shape itself: the western third, the centre, the mainland.

A part is cut by area on the globe (of a line: by length) along an axis, never by the bounding box: "the western third"
of a crescent holds a third of the crescent. North and south are cut along parallels, east and west along meridians,
and directions between them along straight lines of the cylindrical equal-area projection that is true to scale at the
shape's own latitude. Lon, lat in degrees, EPSG:4326; see :mod:`geoevents.model.geo`.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.edges import centroid
from geoevents.model.figures import disc
from geoevents.model.plane import Plane, middle
from geoevents.model.seam import rolled, shift
from geoevents.model.shares import Sheet, quantile, reach_of_share

__all__ = ["MAINLAND_KM", "central_part", "mainland", "part"]

MAINLAND_KM = 1000.0
"""Sea that still joins: Alaska and Svalbard belong to the mainland, Hawaii, Guiana and Bouvet Island do not."""

_MOST_AREA = 0.75
"""Share of the area that a mainland must have; island states without one are left whole."""

_COARSE_DEG = 0.05
"""Detail of a coast that does not matter for :data:`MAINLAND_KM`: half a percent of it."""


def part(geometry: BaseGeometry, bearing: float, share: float = 1 / 3) -> BaseGeometry:
    """Cut off the part of a shape that lies furthest in one direction.

    Parameters
    ----------
    geometry : shapely geometry
        Polygon or line, lon-lat degrees.
    bearing : float
        Direction in degrees clockwise from north.
    share : float
        Share of the shape's area (of a line: of its length) to keep, between 0 and 1; kept to within 0.5 %, since
        areas are measured on the sphere.

    Returns
    -------
    shapely geometry
        The part, lon-lat degrees; the parts for ``bearing`` and ``bearing + 180`` with shares that add up to 1 tile
        the shape.
    """
    if geometry.is_empty or shapely.get_dimensions(geometry) < 1:
        return geometry
    bearing %= 360
    behind = bearing >= 180  # the same cut serves both sides, so that they tile
    axis, kept = (bearing - 180, 1 - share) if behind else (bearing, share)
    sheet = Sheet(geometry)
    cut = quantile(sheet.edges(axis), kept, length=sheet.length)
    return _same_dimension(sheet.beyond(cut, axis, behind=behind), geometry)


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
    sheet = Sheet(geometry)
    lon, lat = centroid(sheet.coarse) or middle(geometry)
    core = disc(lon, lat, max(1e-3, reach_of_share(sheet.coarse, lon, lat, share))).geometry
    if sheet.polar:
        outer = shapely.union_all([part(geometry, bearing) for bearing in (0.0, 90.0, 180.0, 270.0)])
        whole = shapely.make_valid(sheet.whole)
        inner = shapely.union(whole.intersection(core), shapely.difference(whole, outer))
        return _same_dimension(inner, geometry)
    south, north = (quantile(sheet.edges(0.0), s, length=sheet.length) for s in (1 - 1 / 3, 1 / 3))
    west, east = (quantile(sheet.edges(90.0), s, length=sheet.length) for s in (1 - 1 / 3, 1 / 3))
    rest = shapely.box(sheet.lon(west), sheet.lat(south), sheet.lon(east), sheet.lat(north))
    turned = shapely.transform(core, shift(360.0))  # the sheet's longitudes may run on
    return _same_dimension(rolled(sheet.within(shapely.union_all([core, turned, rest]))), geometry)


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
    box = shapely.bounds(pieces)
    sizes = shapely.area(pieces) * np.cos(np.radians((box[:, 1] + box[:, 3]) / 2))
    largest = int(np.argmax(sizes))
    plane = Plane(*middle(pieces[largest]))
    rough = shapely.convex_hull(pieces)
    rough[largest] = shapely.simplify(pieces[largest], _COARSE_DEG, preserve_topology=True)
    flat = shapely.transform(rough, plane._forward)
    taken = np.zeros(len(pieces), dtype=bool)
    taken[largest] = True
    reached = [largest]
    while reached:
        left = np.flatnonzero(~taken)
        shapely.prepare(flat[reached[0]])
        found = left[shapely.dwithin(flat[reached.pop(0)], flat[left], MAINLAND_KM)]
        taken[found] = True
        reached.extend(found.tolist())
    if taken.all() or sizes[taken].sum() < _MOST_AREA * sizes.sum():
        return geometry
    return shapely.MultiPolygon(pieces[taken].tolist()) if taken.sum() > 1 else pieces[largest]


def _same_dimension(cut: BaseGeometry, like: BaseGeometry) -> BaseGeometry:
    """Drop the points and lines that a cut leaves where it only touches."""
    want = shapely.get_dimensions(like)
    if shapely.get_dimensions(cut) == want and cut.geom_type != "GeometryCollection":
        return cut
    parts = [p for p in shapely.get_parts(cut) if shapely.get_dimensions(p) == want and not p.is_empty]
    return shapely.union_all(parts) if parts else shapely.from_wkt("POLYGON EMPTY")
