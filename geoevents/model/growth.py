"""Everything within a distance of a shape: small shapes in one plane, wide ones piece by piece along their outline.

A plane stretches what lies far from its middle, and one buffer of a whole country takes seconds. So the outline of a
wide or detailed shape is straightened within a stated tolerance, cut into short runs, each run is grown in a plane of
its own, and the runs together are the band along the outline; growing adds the band to the shape, shrinking takes it
away. Lon, lat in degrees, EPSG:4326; distances in km.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.figures import disc
from geoevents.model.geodesic import ellipsoid
from geoevents.model.plane import Plane, dense, middle
from geoevents.model.seam import collected, polygons_of, rolled, shift, unrolled

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["along_outline", "buffer_km", "outline", "shared_outline"]

_KM_PER_DEGREE = 111.7
"""Length of the longest degree on WGS 84 (latitude, at the poles), in km."""

_MANY = 2000
"""Above this number of vertices a shape is straightened and grown piece by piece."""

_WIDE_DEG = 8.0
"""Likewise above this width or height: half of it is 450 km, up to where a plane is true within 0.1 %."""

_TOLERANCE, _MOST_TOLERANCE, _SPAN_SHARE = 0.02, 0.2, 1 / 1000
"""A detailed outline is straightened by 2 % of the distance, or by 1/1000 of the shape's width where that is more, but
never by more than a fifth of the distance: by 5 km for "within 25 km of Canada", by 1.6 km for Norway's mainland."""

_RUN = 24
"""Edges of an outline that are grown together: shorter runs make the union slow, longer ones the growing."""

_ROUND, _COARSE = 8, 4
"""Edges of a quarter of a circle: within 0.5 % of the radius, and 1.9 % along outlines that are straightened anyway."""

_HIGH_DEG = 80.0
"""From here on a run may reach a pole, or far around it."""


def buffer_km(geometry: BaseGeometry, km: float) -> BaseGeometry:
    """Grow (or with a negative number shrink) a geometry by a distance in km; a line becomes its corridor.

    Parameters
    ----------
    geometry : shapely geometry
        Lon-lat degrees, EPSG:4326.
    km : float
        Distance in km. Kept to within 0.5 %; for shapes of more than 2,000 vertices, to within 2 % of the distance or
        1/1000 of the shape's width, whichever is more, but at most a fifth of the distance.

    Returns
    -------
    shapely geometry
        Lon-lat degrees, cut at the antimeridian; empty when a negative distance leaves nothing.
    """
    if geometry.is_empty:
        return geometry
    if isinstance(geometry, shapely.Point) and km > 0:
        return disc(geometry.x, geometry.y, km).geometry  # type: ignore[no-any-return]
    if km == 0 or not _wide(geometry):
        plane = Plane(*middle(geometry))
        return plane.round(plane.flat(geometry).buffer(km, quad_segs=16))
    if shapely.get_dimensions(geometry) < 1:
        return shapely.union_all([disc(x, y, km).geometry for x, y in shapely.get_coordinates(geometry)])
    if not geometry.geom_type.endswith("Polygon"):
        return along_outline(geometry, km) if km > 0 else shapely.Polygon()
    whole = unrolled(geometry)
    if whole is None:  # around a pole: the faces of a band in degrees are not those on the globe
        whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
        band = along_outline(geometry, abs(km))
        return polygons_of(shapely.union(whole, band) if km > 0 else shapely.difference(whole, band))
    band = _band(geometry, abs(km))
    return rolled(_completed(band, whole, inside=km < 0))


def outline(geometry: BaseGeometry) -> NDArray[np.object_]:
    """Return the lines that bound a polygon, or the lines themselves, without the cut at the antimeridian.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons or lines, lon-lat degrees.

    Returns
    -------
    ndarray of shapely.LineString
        In lon-lat degrees; a shape over the antimeridian has continuous longitudes, up to 540.
    """
    if not geometry.geom_type.endswith("Polygon"):
        return shapely.get_parts(geometry)
    whole = unrolled(geometry)
    if whole is not None:
        return shapely.get_parts(shapely.boundary(shapely.get_parts(whole)))
    lines = []  # around a pole: the seam is no outline
    for ring in shapely.get_parts(shapely.boundary(shapely.get_parts(geometry))):
        xy = shapely.get_coordinates(ring)
        fixed = (xy[1:] == xy[:-1]) & (np.abs(xy[1:]) == (180.0, 90.0))
        breaks = np.flatnonzero(fixed.any(axis=1)) + 1
        lines += [shapely.LineString(run) for run in np.split(xy, breaks) if len(run) > 1]
    return np.array(lines, dtype=object)


def along_outline(geometry: BaseGeometry, km: float) -> BaseGeometry:
    """Return everything within a distance of the outline of polygons, or of lines; accuracy as in :func:`buffer_km`.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons or lines, lon-lat degrees.
    km : float
        Distance in km.
    """
    if geometry.is_empty:
        return shapely.Polygon()
    return rolled(_band(geometry, km))


def shared_outline(one: BaseGeometry, other: BaseGeometry, km: float) -> BaseGeometry:
    """Return the stretches of one shape's outline that lie within a distance of another shape.

    Parameters
    ----------
    one, other : shapely geometry
        Polygons, lon-lat degrees.
    km : float
        Distance in km.

    Returns
    -------
    shapely geometry
        Lines in lon-lat degrees; empty where the shapes lie further apart.
    """
    near = shapely.box(*_widened(other.bounds, km))
    lines = [line for line in outline(one) if line.bounds[2] > 180 or line.intersects(near)]
    if not lines:
        return shapely.LineString()
    mine, theirs = (_runs(np.array(x, dtype=object), 0.0) for x in (lines, outline(other)))
    # The longitudes of a shape over the antimeridian run on: theirs may lie a turn away from ours.
    theirs = np.concatenate([shapely.transform(theirs, shift(dx)) for dx in (-360.0, 0.0, 360.0)])
    boxes = shapely.box(*np.array([_widened(b, km) for b in shapely.bounds(theirs)]).T)
    tree = shapely.STRtree(mine)
    ours, met = tree.query(boxes, predicate="intersects")[::-1]
    if not len(met):
        return shapely.LineString()
    close = rolled(_grown(theirs[np.unique(met)], km))
    own = rolled(shapely.union_all(mine[np.unique(ours)]))
    cut = own.intersection(close)
    parts = [p for p in shapely.get_parts(cut) if p.geom_type in ("LineString", "MultiLineString")]
    return shapely.line_merge(shapely.union_all(parts)) if parts else shapely.LineString()


def _wide(geometry: BaseGeometry) -> bool:
    west, south, east, north = geometry.bounds
    if north - south > _WIDE_DEG or shapely.get_num_coordinates(geometry) > _MANY:
        return True
    if (east - west) * np.cos(np.radians(max(abs(south), abs(north)) - (north - south) / 2)) <= _WIDE_DEG:
        return False
    whole = unrolled(geometry)
    if whole is None:
        return True
    west, _, east, _ = whole.bounds
    return bool((east - west) * np.cos(np.radians((south + north) / 2)) > _WIDE_DEG)


def _tolerance_km(geometry: BaseGeometry, km: float) -> float:
    if shapely.get_num_coordinates(geometry) <= _MANY:
        return 0.0
    whole = unrolled(geometry)
    west, south, east, north = (geometry if whole is None else whole).bounds
    across = (east - west) * np.cos(np.radians((south + north) / 2)) if whole is not None else 0.0
    span = float(np.hypot(across, north - south)) * _KM_PER_DEGREE
    return min(_MOST_TOLERANCE * km, max(_TOLERANCE * km, _SPAN_SHARE * span))


def _widened(bounds: Any, km: float) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    dy = km / 110.5
    dx = km / (110.5 * max(0.02, np.cos(np.radians(min(89.0, max(abs(south), abs(north)) + dy)))))
    return west - dx, south - dy, east + dx, north + dy


def _runs(lines: NDArray[np.object_], tolerance_km: float) -> NDArray[np.object_]:
    """Cut lines into short runs, straightened within a tolerance.

    A degree of longitude is shorter than one of latitude, so what is straightened in degrees stays within it.
    """
    if tolerance_km > 0:
        straight = shapely.simplify(lines, tolerance_km / _KM_PER_DEGREE, preserve_topology=False)
        for i in np.flatnonzero(shapely.length(straight) == 0):  # an islet becomes the diagonal of its box
            west, south, east, north = lines[i].bounds
            straight[i] = shapely.LineString([(west, south), (east, north)])
        lines = straight
    lines = shapely.get_parts(dense(collected(lines.tolist())))
    xy, line = shapely.get_coordinates(lines, return_index=True)
    first = np.flatnonzero(np.diff(line, prepend=-1))
    place = np.arange(len(xy)) - first[line]  # position of a vertex in its line
    size = np.diff(np.append(first, len(xy)))
    # Two runs at least: GEOS takes a closed line for a ring, and loses land where straightening made it cross itself.
    step = np.minimum(_RUN, np.maximum(1, size // 2))[line]
    starts = np.flatnonzero((place % step == 0) & (place < size[line] - 1))
    ends = np.minimum(starts + step[starts], (first + size - 1)[line[starts]])
    counts = ends - starts + 1
    take = np.repeat(starts - np.append(0, np.cumsum(counts)[:-1]), counts) + np.arange(counts.sum())
    return shapely.linestrings(xy[take], indices=np.repeat(np.arange(len(starts)), counts))  # type: ignore[no-any-return]


def _completed(band: BaseGeometry, whole: BaseGeometry, *, inside: bool) -> BaseGeometry:
    """Return what the band along a shape's outline leaves of the shape, or the band and all that lies within it.

    Each face of the band lies either in the shape or outside of it altogether, so one point of its edge tells, which
    is as far from the outline as the band is wide; the rings between the faces are kept as they are. That is far faster
    than a union with the shape itself.
    """
    parts = shapely.get_parts(band)
    holes, owner = shapely.get_rings(parts, return_index=True)
    first = np.append(True, owner[1:] != owner[:-1])
    shells, holes = holes[first], shapely.polygons(holes[~first])
    shapely.prepare(whole)
    within = shapely.intersects(whole, shapely.get_point(shapely.get_exterior_ring(holes), 0))
    kept = [hole for hole, is_in in zip(holes, within, strict=True) if is_in == inside]
    tree = shapely.STRtree(holes)
    part, hole = tree.query(shapely.get_point(shells, 0), predicate="within")
    size = shapely.area(holes)
    around = {int(i): int(h) for i, h in sorted(zip(part, hole, strict=True), key=lambda pair: -size[pair[1]])}
    for i, shell in enumerate(shells):  # the face around a part is the smallest hole that holds it, or the open
        if (bool(within[around[i]]) if i in around else False) == inside:
            kept.append(shapely.polygons(shell))
    return polygons_of(shapely.build_area(collected(shapely.get_exterior_ring(kept).tolist())))


def _band(geometry: BaseGeometry, km: float) -> BaseGeometry:
    """Everything within a distance of a shape's outline, with continuous longitudes as the outline has them."""
    tolerance = _tolerance_km(geometry, km)
    return _grown(_runs(outline(geometry), tolerance), km, _COARSE if tolerance else _ROUND)


def _grown(runs: NDArray[np.object_], km: float, quad_segs: int = _ROUND) -> BaseGeometry:
    """Grow runs, each in the azimuthal equidistant plane around its own middle, and join them."""
    box = shapely.bounds(runs)
    high = np.maximum(np.abs(box[:, 1]), np.abs(box[:, 3])) + km / 110.5 > _HIGH_DEG
    out: list[BaseGeometry] = []
    for run in runs[high]:
        plane = Plane(*middle(run))
        out.append(plane.round(shapely.transform(run, plane._forward).buffer(km, quad_segs=quad_segs)))
    runs, box = runs[~high], box[~high]
    if len(runs):
        lon, lat = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
        xy, run = shapely.get_coordinates(runs, return_index=True)
        azimuth, _, metres = ellipsoid().inv(lon[run], lat[run], xy[:, 0], xy[:, 1])
        angle, away = np.radians(azimuth), np.asarray(metres) / 1000
        flat = shapely.set_coordinates(runs.copy(), np.column_stack([away * np.sin(angle), away * np.cos(angle)]))
        grown = shapely.buffer(flat, km, quad_segs=quad_segs)
        xy, run = shapely.get_coordinates(grown, return_index=True)
        azimuth, metres = np.degrees(np.arctan2(xy[:, 0], xy[:, 1])), np.hypot(xy[:, 0], xy[:, 1]) * 1000
        x, y, _ = ellipsoid().fwd(lon[run], lat[run], azimuth, metres)
        x = np.asarray(x)
        x += 360 * np.round((lon[run] - x) / 360)
        shapely.set_coordinates(grown, np.column_stack([x, y]))
        out.append(shapely.union_all(grown))
    return polygons_of(shapely.union_all(out))
