"""Several plausible readings -> one honest answer: the set of their regions, or the smallest area that holds them all.

A name that several places bear is carried through an expression with all its plausible readings ("5 km north of
Andriivka" is made for each Andriivka), and only the finished answer is drawn together: never a sharp point where
another reading is about as likely.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import shapely

from geoevents.geocoding.answer import Answer, Unfound
from geoevents.geocoding.wording import describe
from geoevents.model.figures import SPARE_M
from geoevents.model.geo import circle, distance_km, radius_km
from geoevents.model.seam import collected

__all__ = ["DOUBT", "each", "settled"]

DOUBT = 0.5
"""Where it is likelier than not that none of the readings is meant, the answer is the area that holds them all."""

_NEAR_KM = 25.0
_SAID, _PAIR = 3, 2

_WIDEST_DEG = 90.0
"""Areas wider than this may run over the antimeridian, where a hull in degrees is no hull."""

_MOST_EDGES, _SHORT_DEG = 256, 0.095
"""Areas of which the edge is kept, and how long its pieces are at most: short enough to be measured by their ends."""

_DRAWN_KM = 0.02
"""How much larger the region that is drawn of a line may be than the line."""

_edges: dict[int, tuple[Any, Any]] = {}


def each(anchor: Answer, construct: Callable[[Answer], Answer | Unfound]) -> Answer | Unfound:
    """Apply a construction to every plausible reading of its anchor.

    Parameters
    ----------
    anchor : Answer
        With or without ``readings``.
    construct : callable
        Makes the derived answer of one reading.
    """
    if not anchor.readings:
        only = construct(anchor)
        return _inheriting(only, anchor) if isinstance(only, Answer) else only
    made = [construct(reading) for reading in anchor.readings]
    good = [m for m in made if isinstance(m, Answer)]
    if not good:
        return made[0]
    first = replace(_inheriting(good[0], anchor), status="ambiguous", alternatives=anchor.alternatives)
    return replace(first, readings=(first, *good[1:]) if len(good) > 1 else ())


def _inheriting(made: Answer, anchor: Answer) -> Answer:
    if made.doubt >= anchor.doubt and (made.spread is not None or anchor.spread is None):
        return made
    return replace(made, doubt=max(made.doubt, anchor.doubt), spread=made.spread or anchor.spread)


def settled(answer: Answer) -> Answer:
    """Draw the readings together, once the expression is read to its end."""
    if answer.doubt >= DOUBT and answer.spread is not None and answer.spread.radius_km > answer.radius_km:
        return _somewhere(answer, answer.spread)
    return _set(answer) if answer.readings else answer


def _set(answer: Answer) -> Answer:
    """The union of the regions; the point is that of the likeliest reading."""
    readings = answer.readings
    geometry = _joined([_region(r) for r in readings])
    radius = round(_reach_km(answer, readings) + SPARE_M / 1000, 3)
    names = [_told(r) for r in readings]
    names = [*names[1:_SAID], f"{len(names) - _SAID} more"] if len(names) > _SAID else names[1:]
    said = "; or ".join([f"{answer.said}", *names])
    said += f"; {'all' if len(readings) > _PAIR else 'both'} are about as likely, and the answer holds them"
    return replace(
        answer, geometry=geometry, radius_km=radius, precision="near" if radius <= _NEAR_KM else "area",
        status="ambiguous", said=said, readings=(),
    )  # fmt: skip


def _somewhere(answer: Answer, spread: Answer) -> Answer:
    """The area that holds whatever is meant; the point is that of the likeliest reading."""
    geometry = spread.geometry
    if geometry.geom_type.endswith("Polygon") and not geometry.intersects(shapely.Point(answer.lon, answer.lat)):
        geometry = shapely.union(geometry, _joined([_region(r) for r in answer.readings or (answer,)]))
    edge = _edge(spread) if geometry is spread.geometry else geometry
    radius = round(radius_km(edge, answer.lon, answer.lat) + SPARE_M / 1000, 3)
    said = f"{answer.said}; places of that name that are not listed are about as likely: somewhere in {spread.label}"
    precision = spread.precision if spread.precision not in ("exact", "near") else "area"
    return replace(answer, geometry=geometry, radius_km=radius, precision=precision, status="ambiguous", said=said,
                   readings=())  # fmt: skip


def _joined(areas: list[Any]) -> Any:
    """The union of areas, quickly where their boxes lie apart."""
    box = [area.bounds for area in areas]
    apart = all(
        a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1] for n, a in enumerate(box) for b in box[n + 1 :]
    )
    return collected(areas) if apart else shapely.union_all(areas)


def _reach_km(answer: Answer, readings: Sequence[Answer]) -> float:
    """Distance in km from the point of an answer to the furthest point of its readings' regions.

    Where a reading is a point, its circle says it; the other regions are measured only if they may hold the furthest.
    """
    most = 0.0
    areas = []
    for reading in readings:
        reach = reading.radius_km + distance_km(answer.lon, answer.lat, reading.lon, reading.lat)
        if reading.is_area:
            areas.append((reach, reading))
        else:
            most = max(most, math.ceil(1000 * reach) / 1000)
    for reach, reading in sorted(areas, key=lambda area: -area[0]):
        if reach + _DRAWN_KM > most:
            most = max(most, radius_km(_region(reading), answer.lon, answer.lat))
    return most


def _edge(spread: Answer) -> Any:
    """The edge of the convex hull in degrees: whatever circle holds it holds the area, and its vertices are few."""
    geometry = spread.geometry
    known = _edges.get(id(geometry))
    if known is None or known[0] is not geometry:
        west, _, east, _ = geometry.bounds
        edge = geometry
        if east - west < _WIDEST_DEG:
            edge = shapely.segmentize(geometry.convex_hull, _SHORT_DEG)
        if len(_edges) >= _MOST_EDGES:
            _edges.clear()
        known = _edges[id(geometry)] = geometry, edge
    return known[1]


def _region(reading: Answer) -> Any:
    if reading.geometry.geom_type.endswith("Polygon"):
        return reading.geometry
    if reading.is_area:
        return reading.geometry.buffer(1e-4)
    return circle(reading.lon, reading.lat, reading.radius_km)


def _told(reading: Answer) -> str:
    place = reading.place
    return f"{reading.label} ({describe(place)})" if place is not None else reading.label
