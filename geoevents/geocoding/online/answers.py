"""What an online service answered -> an honest row: its outline or box as the region, its size as the uncertainty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geoevents.geocoding.online.policy import Policy, kind_of
from geoevents.geocoding.online.reading import Reading
from geoevents.model.places import Match

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["match_of"]

_CERTAIN, _SHARED = 0.7, 0.6
"""Greatest confidence of a service's answer: alone, and shared among namesakes. A service always finds something like
the words; that it is what a report meant, nobody has checked."""

_ALIKE = 0.1
"""Readings whose weight (Nominatim's "importance", 0 to 1) is this near the best count as equally likely."""

_UNASKED = 0.5
"""Factor for a shop or a street that bears the name, where the query says nothing of one."""

_MINOR = ("site", "road")
_SETTLED = ("town", "suburb", "admin1", "admin2", "admin3")
"""Kinds that sources hardly agree on: one's town is another's district."""

_APART_KM = 25.0
_LEAST_KM = 0.5
_NEAR_KM = 25.0
_POINTS = ("town", "suburb", "site", "airbase")
"""Kinds that are drawn as a point with a radius where only a box is known; others are their box."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A reading with its region, stand-in point and radius in km."""

    reading: Reading
    geometry: BaseGeometry
    lat: float
    lon: float
    km: float
    kind: str
    precision: str
    size_from: str
    called: str


def _placed(reading: Reading) -> _Placed:
    import shapely
    from shapely.geometry import shape

    from geoevents.model.geo import radius_km, representative_point

    called, sort = kind_of(reading.words, reading.rank)
    lat, lon = reading.lat, reading.lon
    point: BaseGeometry = shapely.Point(lon, lat)
    geometry, size_from = point, f"assumed for a {called}" if called else "assumed"
    km = sort.km
    if reading.outline is not None:
        geometry, size_from = shape(reading.outline), "that of its outline"
    elif reading.box is not None:
        size_from = "that of its box"
        box = _rectangle(reading.box)
        km = radius_km(box, lon, lat)
        if sort.kind not in _POINTS and km > _LEAST_KM and shapely.get_dimensions(box) == 2:
            geometry = box
    if geometry is not point:
        if not geometry.intersects(point):
            lon, lat = representative_point(geometry)
        km = radius_km(geometry, lon, lat)
    km = max(km, _LEAST_KM)
    precision = sort.precision
    if not precision:  # a word that we do not know: by its size
        precision = "near" if km <= _NEAR_KM else "area"
    elif precision == "exact" and km > _NEAR_KM:
        precision = "area"
    if geometry is point and precision not in ("exact", "near"):  # a region is no point
        from geoevents.model.geo import circle

        geometry = circle(lon, lat, km)
        km = radius_km(geometry, lon, lat)
    return _Placed(reading, geometry, lat, lon, km, sort.kind, precision, size_from, called)


def _rectangle(box: Sequence[float]) -> BaseGeometry:
    """Return the polygon of a box; one whose west is east of its east reaches over the antimeridian."""
    import shapely

    south, west, north, east = box
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.union_all([shapely.box(west, south, 180.0, north), shapely.box(-180.0, south, east, north)])


def match_of(
    query: str,
    readings: Sequence[Reading],
    policy: Policy,
    *,
    why: str,
    within: Iterable[Any] = (),
    kinds: Sequence[str] = (),
) -> Match:
    """Make the row for a query that a service answered.

    Parameters
    ----------
    query : str
        As the caller gave it.
    readings : sequence of Reading
        The service's answers, its best first.
    policy : Policy
        The service's.
    why : str
        Why it was asked, for the explanation.
    within : iterable of shapely geometry
        Areas that must hold the answer, EPSG:4326.
    kinds : sequence of str
        Kinds of place that the query's words allow; empty where they say none.

    Returns
    -------
    Match
        ``resolved`` with one reading; ``ambiguous`` with the region of all that are about as likely, or with a place
        of a kind that the query does not mean; ``unresolved`` where none lies in the areas.
    """
    areas = list(within)
    placed = [_placed(r) for r in readings]
    inside = [p for p in placed if all(p.geometry.intersects(area) for area in areas)]
    if not inside:
        told = f"{why}; what {policy.title} answers ({readings[0].address[:80]!r}) lies outside the area given"
        return Match(query=query, status="unresolved", explanation=told)
    best, *others = _distinct(sorted(inside, key=lambda p: not _fits(p, kinds)))
    meant = _fits(best, kinds)
    rivals = [p for p in others if _as_likely(p, best) and _fits(p, kinds) == meant]
    told = f"{why}; {policy.title} answers {best.reading.address[:160]!r}"
    source = f"{policy.title} ({policy.credit})" if policy.credit else policy.title
    match = Match(
        query=query,
        status="resolved",
        name=best.reading.name,
        place_id=f"{policy.prefix}:{best.reading.id}" if best.reading.id else "",
        kind=best.kind,
        country=best.reading.country,
        admin1=best.reading.admin1,
        lat=best.lat,
        lon=best.lon,
        precision=best.precision,
        uncertainty_km=best.km,
        confidence=_CERTAIN,
        source=source,
        explanation=f"{told}, its size {best.size_from}",
        alternatives=tuple(_alternative(p, policy, _SHARED / (len(rivals) + 1)) for p in others),
        geometry=best.geometry,
    )
    if rivals:
        match = _ambiguous(match, best, rivals)
    if meant:
        return match
    told = f"{match.explanation}; it is a {best.kind}, which the query does not say"
    return replace(match, status="ambiguous", confidence=round(match.confidence * _UNASKED, 3), explanation=told)


def _fits(placed: _Placed, kinds: Sequence[str]) -> bool:
    """Whether a place is of a kind that the query can mean; one of which the service does not tell the kind may be."""
    if not placed.called:
        return True
    if not kinds:
        return placed.kind not in _MINOR
    return placed.kind in kinds or (placed.kind in _SETTLED and any(k in _SETTLED for k in kinds))


def _ambiguous(match: Match, best: _Placed, rivals: Sequence[_Placed]) -> Match:
    """Widen the answer to all the places that are about as likely."""
    import shapely

    from geoevents.model.geo import circle, radius_km

    regions = [circle(p.lon, p.lat, p.km) if p.geometry.geom_type == "Point" else p.geometry for p in (best, *rivals)]
    geometry = shapely.union_all(regions)
    km = radius_km(geometry, best.lon, best.lat)
    countries = {p.reading.country for p in (best, *rivals)}
    divisions = {p.reading.admin1 for p in (best, *rivals)}
    return replace(
        match,
        status="ambiguous",
        geometry=geometry,
        uncertainty_km=km,
        precision="near" if km <= _NEAR_KM else "area",
        country=match.country if len(countries) == 1 else "",
        admin1=match.admin1 if len(divisions) == 1 and len(countries) == 1 else "",
        confidence=round(_SHARED / (len(rivals) + 1), 3),
        explanation=f"{match.explanation}; {len(rivals)} more as likely, and the region holds them all",
    )


def _distinct(placed: Sequence[_Placed]) -> list[_Placed]:
    """Leave out readings of a place that is there already: a town, and the boundary of its municipality."""
    from geoevents.model.geo import haversine_km

    kept: list[_Placed] = []
    for one in placed:
        near = (float(haversine_km(one.lon, one.lat, k.lon, k.lat)) <= max(_APART_KM, k.km) for k in kept)
        if not any(near):
            kept.append(one)
    return kept


def _as_likely(one: _Placed, best: _Placed) -> bool:
    """Whether a reading is about as likely as the best: by the service's weights, or a namesake where it has none."""
    if one.reading.weight is not None and best.reading.weight is not None:
        return one.reading.weight >= best.reading.weight - _ALIKE
    return one.reading.name.casefold() == best.reading.name.casefold()


def _alternative(placed: _Placed, policy: Policy, confidence: float) -> dict[str, Any]:
    reading = placed.reading
    return {
        "name": reading.name,
        "place_id": f"{policy.prefix}:{reading.id}" if reading.id else "",
        "kind": placed.kind,
        "country": reading.country,
        "admin1": reading.admin1,
        "lat": placed.lat,
        "lon": placed.lon,
        "confidence": round(min(confidence, _SHARED / 2), 3),
    }
