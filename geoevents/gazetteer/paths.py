"""The way along a river between two places, over the loose pieces that maps draw rivers in."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geoevents.errors import GazetteerError
from geoevents.model.geo import Plane, middle

__all__ = ["GAP_KM", "path_along"]

GAP_KM = 6.0
"""Pieces of one river that end this close to each other are taken as joined (Natural Earth breaks its centre lines
where a lake begins and where the name changes)."""


def path_along(line: BaseGeometry, start: tuple[float, float], end: tuple[float, float]) -> BaseGeometry:
    """The way along a river's lines from the point nearest ``start`` to the point nearest ``end``.

    A river of many pieces is a network: vertices joined along each piece, and pieces joined where their ends lie
    within :data:`GAP_KM`. The way is the shortest one through it.

    Parameters
    ----------
    line : shapely LineString or MultiLineString
        The river, EPSG:4326 lon-lat.
    start, end : (float, float)
        Lon-lat pairs in degrees; they need not lie on the river.

    Returns
    -------
    shapely LineString
        EPSG:4326 lon-lat, running from ``start`` to ``end``.

    Raises
    ------
    GazetteerError
        Where the two ends do not join, or meet the river at one point.
    """
    if not isinstance(line, LineString | MultiLineString):
        raise GazetteerError(f"a corridor runs along a line, not along a {line.geom_type}", "name a river or a line")
    plane = Plane(*middle(line))
    pieces = [piece for piece in shapely.get_parts(plane.flat(line)) if isinstance(piece, LineString)]
    ends = [Point(shapely.get_coordinates(plane.flat(Point(point)))[0]) for point in (start, end)]
    pieces = [_with_vertex_at(piece, ends) for piece in pieces]
    nodes = np.concatenate([np.asarray(piece.coords) for piece in pieces])
    neighbours = _network(pieces, nodes)
    source, target = (int(np.argmin(np.hypot(*(nodes - (point.x, point.y)).T))) for point in ends)
    way = _shortest(neighbours, source, target)
    if len(way) < 2:
        raise GazetteerError("a corridor's 'from' and 'to' meet the river at one point", "name ends further apart")
    return plane.round(LineString(nodes[way]))


def _with_vertex_at(piece: LineString, points: Sequence[Point]) -> LineString:
    """``piece`` with extra vertices where it comes nearest to ``points``."""
    stops = sorted({piece.project(point) for point in points} | {piece.project(Point(xy)) for xy in piece.coords[1:-1]})
    inner = [piece.interpolate(stop) for stop in stops if 0 < stop < piece.length]
    return LineString([piece.coords[0], *[(point.x, point.y) for point in inner], piece.coords[-1]])


def _network(pieces: Sequence[LineString], nodes: NDArray[np.float64]) -> list[list[tuple[int, float]]]:
    neighbours: list[list[tuple[int, float]]] = [[] for _ in nodes]

    def join(a: int, b: int) -> None:
        km = float(np.hypot(*(nodes[a] - nodes[b])))
        neighbours[a].append((b, km))
        neighbours[b].append((a, km))

    first = 0
    for piece in pieces:
        last = first + len(piece.coords) - 1
        for index in range(first, last):
            join(index, index + 1)
        for tip in (first, last):
            distances = np.hypot(*(nodes - nodes[tip]).T)
            distances[first : last + 1] = np.inf
            for near in np.flatnonzero(distances <= GAP_KM):
                join(tip, int(near))
        first = last + 1
    return neighbours


def _shortest(neighbours: Sequence[Sequence[tuple[int, float]]], source: int, target: int) -> list[int]:
    best: dict[int, float] = {source: 0.0}
    before: dict[int, int] = {}
    queue: list[tuple[float, int]] = [(0.0, source)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if node == target:
            break
        if so_far > best[node]:
            continue
        for other, km in neighbours[node]:
            if so_far + km < best.get(other, math.inf):
                best[other] = so_far + km
                before[other] = node
                heapq.heappush(queue, (so_far + km, other))
    else:
        raise GazetteerError("a corridor's 'from' and 'to' lie on parts of the river that do not join", "name others")
    way = [target]
    while way[-1] != source:
        way.append(before[way[-1]])
    return way[::-1]
