"""The shapes of place expressions: from resolved anchors to the region that the words mean. All distances in km.

What a formula gives is a :class:`~geoevents.model.figures.Figure`, which knows its point and radius; the rest are bare
geometries. Rules with a source: half-angles of directions and the spread of "d km in direction X of P" follow the
Georeferencing Calculator (the wedge between d - e and d + e, e being the anchor's extent and half the precision of the
number).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from geoevents.geocoding.answer import Answer
from geoevents.geocoding.expressions.expression import Direction, Distance
from geoevents.model.figures import Figure, band, disc, ring, wedge
from geoevents.model.geo import buffer_km, distance_km
from geoevents.model.growth import along_outline, shared_outline
from geoevents.model.lee import lee
from geoevents.model.parts import central_part, part
from geoevents.model.plane import Plane, middle
from geoevents.model.seam import collected, polygons_of

__all__ = [
    "BORDER_KM",
    "CORRIDOR_KM",
    "COURSES",
    "RURAL_KM",
    "SHARED_KM",
    "around",
    "away",
    "bank",
    "beyond",
    "border",
    "clip",
    "corridor",
    "countryside",
    "hull",
    "meeting",
    "outskirts",
    "part_of",
    "union",
]

COURSES = frozenset({"river", "valley", "road", "border", "corridor"})
"""Kinds that only run two ways from a point: a direction picks one of the ways, however it bends afterwards; and what
lies in a direction from them does so from any point of theirs."""

CORRIDOR_KM = 7.5
"""Half-width of the land along a river: the irrigated floor of the Syrian Euphrates is 5 to 15 km wide."""

BORDER_KM = 10.0
"""Depth of a border area on each side."""

RURAL_KM = 30.0
"""Reach of a town's countryside where no division shares its name."""

_EDGE_KM, _EDGE_SHARE = 5.0, 0.02
"""Depth of an area's outskirts on each side of its edge: at least, and as a share of the area's radius."""

SHARED_KM = 3.0
"""How far apart the outlines of neighbours may run: sources draw one border differently."""

_HULL_KM = 2.0
"""Margin around the area that several places span."""

_LINE_SHARE, _LINE_KM = 0.15, (3.0, 15.0)
_ROAD_SHARE, _ROAD_KM = 0.2, (5.0, 30.0)
"""Half-width of the corridor between two places, as a share of their distance and at least and at most; roads bend:
their length is mostly 1.2 to 1.4 times the straight way, which takes them up to 0.2 of it aside."""

Shape = Any  # a shapely geometry, EPSG:4326


def part_of(whole: Answer, direction: Direction | None, share: float) -> Shape | Figure:
    """Cut the part towards a direction (None: the middle) out of a shape; of a point, out of its circle."""
    if not whole.is_area:
        if direction is None:
            return disc(whole.lon, whole.lat, whole.radius_km * share**0.5)
        return wedge(whole.lon, whole.lat, direction.bearing, direction.half_angle, 0.0, whole.radius_km)
    if direction is None:
        return central_part(whole.geometry, share)
    return part(whole.geometry, direction.bearing, share)


def around(anchor: Answer, km: float) -> Shape | Figure:
    """Everything within a distance of an anchor."""
    if isinstance(anchor.geometry, shapely.Point):
        return disc(anchor.geometry.x, anchor.geometry.y, km)
    return buffer_km(anchor.geometry, km)


def away(anchor: Answer, direction: Direction | None, distance: Distance | None, reach_km: float) -> Shape | Figure:
    """Everything in a direction from an anchor, at a distance or up to the reach; or at a distance all around.

    Where the words name a direction and a distance from a point, the stand-in lies at that very distance: the middle
    of a wide wedge would lie short of it.
    """
    extent = 0.0 if anchor.is_area else anchor.radius_km
    if distance is None:
        low, high = extent, max(reach_km, extent + 1.0)
    else:
        spread = extent + distance.half_km
        low, high = max(0.0, distance.km - spread), distance.km + spread
    if not anchor.is_area:
        if direction is None:
            return ring(anchor.lon, anchor.lat, low, high)
        at = distance.km if distance else None
        return wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, low, high, at_km=at)
    outer = buffer_km(anchor.geometry, high)
    if direction is not None:
        if anchor.kind in COURSES:
            side = lee(anchor.geometry, direction.bearing, direction.half_angle, high)
        else:
            far = anchor.radius_km + high * 1.5
            side = wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, 0.0, far).geometry
        outer = polygons_of(outer.intersection(side))
    return polygons_of(outer.difference(buffer_km(anchor.geometry, low) if low else anchor.geometry))


def beyond(anchor: Answer, direction: Direction, reach_km: float) -> Shape:
    """The half-plane on one side of an anchor, up to the reach: where a river or valley goes that way."""
    return wedge(anchor.lon, anchor.lat, direction.bearing, 90.0, 0.0, reach_km).geometry


def outskirts(anchor: Answer, direction: Direction | None) -> Shape | Figure:
    """The ring around a town's built-up area, half inside and half outside of its edge; of an area, along its edge."""
    if anchor.is_area:
        depth = max(_EDGE_KM, _EDGE_SHARE * anchor.radius_km)
        edge = along_outline(anchor.geometry, depth)
        if direction is None:
            return edge
        far = anchor.radius_km + 2 * depth
        side = wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, 0.0, far).geometry
        cut = polygons_of(edge.intersection(side))
        return edge if cut.is_empty else cut
    low, high = anchor.radius_km * 0.4, anchor.radius_km * 1.5 + 2.0
    if direction is None:
        return ring(anchor.lon, anchor.lat, low, high)
    return wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, low, high)


def countryside(anchor: Answer, division: Answer | None, direction: Direction | None) -> Shape | Figure:
    """The division around a town without the town itself, on one side if a direction is given.

    Where there is no division, or the town fills it, the land around the town up to :data:`RURAL_KM`.
    """
    town = 0.0 if anchor.is_area else anchor.radius_km * 0.7
    land = shapely.Polygon() if division is None else division.geometry
    if direction is not None and division is not None and not anchor.is_area:
        reach = division.radius_km + distance_km(anchor.lon, anchor.lat, division.lon, division.lat) + 1.0
        if reach > town:
            side = wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, town, reach).geometry
            cut = polygons_of(land.intersection(side))
            if not cut.is_empty:
                return cut
    if not anchor.is_area:
        land = _without(land, disc(anchor.lon, anchor.lat, town).geometry)
    if land.is_empty:
        if direction is None:
            return ring(anchor.lon, anchor.lat, town, RURAL_KM)
        return wedge(anchor.lon, anchor.lat, direction.bearing, direction.half_angle, town, RURAL_KM)
    return polygons_of(land) if direction is None else part(land, direction.bearing)


def _without(land: Shape, town: Shape) -> Shape:
    """Take a town out of the land around it: as a hole where it is inside, which is quicker than to overlay them."""
    if land.geom_type == town.geom_type == "Polygon" and land.contains_properly(town):
        shell, *holes = shapely.get_rings(land)
        if not holes:
            return shapely.polygons(shell, holes=[shapely.reverse(town.exterior)])
    return polygons_of(land.difference(town))


def corridor(ends: Sequence[Answer], *, road: bool) -> tuple[Shape | Figure, float]:
    """The band along the way through several places, and its half-width in km."""
    share, (low, high) = (_ROAD_SHARE, _ROAD_KM) if road else (_LINE_SHARE, _LINE_KM)
    legs, widest = [], low
    for a, b in pairwise(ends):
        half = min(high, max(low, share * distance_km(a.lon, a.lat, b.lon, b.lat)))
        widest = max(widest, half)
        legs.append(band(a.lon, a.lat, b.lon, b.lat, half))
    return legs[0] if len(legs) == 1 else shapely.union_all([leg.geometry for leg in legs]), widest


def hull(corners: Sequence[Answer]) -> Shape:
    """The area that several places span, a little rounded."""
    points = shapely.MultiPoint([(c.lon, c.lat) for c in corners])
    plane = Plane(*middle(points))
    return plane.round(plane.flat(points).convex_hull.buffer(_HULL_KM))


def border(sides: Sequence[Answer]) -> Shape:
    """The land along a shared border, or along the whole border of one area; empty where none is shared."""
    first, *others = [side.geometry for side in sides]
    if not others:
        return along_outline(first, BORDER_KM)
    line = first
    for other in others:
        line = shared_outline(line, other, SHARED_KM)
    return line if line.is_empty else buffer_km(line, BORDER_KM)


def bank(course: Answer, direction: Direction) -> Shape:
    """The land along one side of a river."""
    geometry = course.geometry
    if geometry.geom_type.endswith("Polygon"):  # a valley without its river: the half towards the direction
        return part(geometry, direction.bearing, 0.5)
    plane = Plane(*middle(geometry))
    flat = plane.flat(geometry)
    angle = np.radians(direction.bearing)
    towards = np.array([np.sin(angle), np.cos(angle)])
    bands = []
    for line in shapely.get_parts(shapely.line_merge(flat) if flat.geom_type == "MultiLineString" else flat):
        xy = shapely.get_coordinates(line)
        left = np.array([-(xy[-1] - xy[0])[1], (xy[-1] - xy[0])[0]])
        side = 1.0 if float(left @ towards) >= 0 else -1.0
        bands.append(line.buffer(side * CORRIDOR_KM, single_sided=True))
    return plane.round(shapely.union_all(bands))


def union(places: Sequence[Answer]) -> Shape:
    """Several places as one geometry: points as points, anything else as areas."""
    if not any(p.is_area for p in places):
        return shapely.MultiPoint([(p.lon, p.lat) for p in places])
    shapes = [p.geometry if p.geometry.geom_type.endswith("Polygon") else buffer_km(p.geometry, max(p.radius_km, 1.0))
              if not p.is_area else buffer_km(p.geometry, 1.0) for p in places]  # fmt: skip
    return shapely.union_all(shapes)


def meeting(places: Sequence[Answer]) -> Shape:
    """What several places have in common, without the points and lines in which areas merely touch."""
    common = places[0].geometry
    for other in places[1:]:
        common = common.intersection(other.geometry)
    want = min(shapely.get_dimensions(p.geometry) for p in places)
    return collected([p for p in shapely.get_parts(common) if shapely.get_dimensions(p) == want])


def clip(geometry: Shape, region: Shape) -> Shape | None:
    """Cut a shape to a region: the shape itself where that changes next to nothing, None where they do not meet."""
    if region.covers(geometry):
        return geometry
    cut = geometry.intersection(region)
    want = shapely.get_dimensions(geometry)
    parts = [p for p in shapely.get_parts(cut) if shapely.get_dimensions(p) == want and not p.is_empty]
    if not parts:
        return None
    out = shapely.union_all(parts)
    before, after = (geometry.area, out.area) if want == 2 else (geometry.length, out.length)
    return geometry if after > 0.98 * before else out
