"""Several plausible readings -> one honest answer: the set of their regions, or the smallest area that holds them all.

A name that several places bear is carried through an expression with all its plausible readings ("5 km north of
Andriivka" is made for each Andriivka), and only the finished answer is drawn together: never a sharp point where
another reading is about as likely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import shapely

from geoevents.geocoding.answer import Answer, Unfound
from geoevents.geocoding.wording import describe
from geoevents.model.geo import circle, radius_km
from geoevents.model.seam import collected

__all__ = ["DOUBT", "each", "settled"]

DOUBT = 0.5
"""Where it is likelier than not that none of the readings is meant, the answer is the area that holds them all."""

_NEAR_KM = 25.0
_SAID, _PAIR = 3, 2

_WIDEST_DEG = 90.0
"""Areas wider than this may run over the antimeridian, where a hull in degrees is no hull."""

_MOST_HULLS = 256
_hulls: dict[int, tuple[Any, Any]] = {}


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
    radius = radius_km(geometry, answer.lon, answer.lat)
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
    radius = radius_km(_hull(spread) if geometry is spread.geometry else geometry, answer.lon, answer.lat)
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


def _hull(spread: Answer) -> Any:
    """The convex hull in degrees: whatever circle holds its edge holds the area, in a fraction of the vertices."""
    geometry = spread.geometry
    known = _hulls.get(id(geometry))
    if known is None or known[0] is not geometry:
        west, _, east, _ = geometry.bounds
        hull = geometry.convex_hull if east - west < _WIDEST_DEG else geometry
        if len(_hulls) >= _MOST_HULLS:
            _hulls.clear()
        known = _hulls[id(geometry)] = geometry, hull
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
