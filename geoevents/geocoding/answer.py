"""What an expression was resolved to while the resolver is at work, and the contexts it works in."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.model.figures import Figure
from geoevents.model.geo import EARTH_RADIUS_KM, radius_km, representative_point
from geoevents.model.geodesic import apart_km
from geoevents.model.places import Match, Place

if TYPE_CHECKING:
    from geoevents.geocoding.pins import Pins

__all__ = ["Answer", "Context", "Region", "Unfound", "area_answer", "to_match"]

_NEAR_KM = 25.0
"""Up to this radius an area counts as ``near``, beyond as ``area`` (UCDP: "within about 25 km of a known point")."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A region meant, its stand-in point and radius, and how they came about. Fields as in :class:`Match`.

    ``label`` is how later explanations call it ("Idlib governorate"), ``said`` the sentence about it, and ``places``
    the gazetteer entries it rests on. ``stand_in`` marks an area that answers for a name that is not known.

    ``readings`` are all plausible readings where there are several, itself the first, each as an answer of its own with
    its probability as ``confidence``. ``doubt`` is the probability that none of them is meant, and ``spread`` the
    smallest known area that holds whatever is meant. See :mod:`geoevents.geocoding.together`.
    """

    geometry: BaseGeometry
    lon: float
    lat: float
    radius_km: float
    label: str
    said: str
    kind: str
    precision: str
    confidence: float
    status: str = "resolved"
    places: tuple[Place, ...] = ()
    source: str = ""
    alternatives: tuple[dict[str, Any], ...] = ()
    name: str = ""
    stand_in: bool = False
    readings: tuple[Answer, ...] = ()
    doubt: float = 0.0
    spread: Answer | None = None

    @property
    def place(self) -> Place | None:
        """The entry it rests on, if it is exactly one."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def is_area(self) -> bool:
        """Whether the geometry has an extent."""
        geometry = self.geometry
        return not isinstance(geometry, shapely.Point) and bool(shapely.get_dimensions(geometry) > 0)


@dataclass(frozen=True, slots=True)
class Unfound:
    """Nothing was found: why, and what came close."""

    reason: str
    alternatives: tuple[dict[str, Any], ...] = ()
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """An area that the query or the caller names as context.

    Attributes
    ----------
    geometry : shapely geometry
        The area, EPSG:4326.
    answer : Answer
        What it was resolved to.
    tolerance_km : float
        How far outside its edge a place may lie and still belong to it (simplified borders, generous speech).
    strict : bool
        Whether places outside are refused (the caller's ``within``) or only unlikely.
    reach_km : float
        Radius of the area, where the answer itself is a point.
    """

    geometry: BaseGeometry
    answer: Answer
    tolerance_km: float = 10.0
    strict: bool = False
    reach_km: float = 25.0

    @property
    def place(self) -> Place | None:
        """The gazetteer entry it comes from, if it is one and no other reading is plausible."""
        return None if self.answer.readings else self.answer.place

    def km_outside(self, lon: float, lat: float, most: float = math.inf) -> float:
        """Distance in km from the region to a point, 0 inside; of one further than ``most`` only that it is further."""
        away = _km_from_box(self.geometry.bounds, lon, lat)
        if away > most:
            return away
        if shapely.intersects_xy(self.geometry, lon, lat):
            return 0.0
        x, y = shapely.get_coordinates(shapely.shortest_line(self.geometry, shapely.Point(lon, lat)))[0]
        return apart_km(float(x), float(y), lon, lat)


def _km_from_box(bounds: tuple[float, float, float, float], lon: float, lat: float) -> float:
    """Distance in km at least from a point to what has these bounds; 0 where it may lie in it."""
    west, south, east, north = bounds
    up = max(south - lat, lat - north, 0.0)
    turn = min((west - lon) % 360, (lon - east) % 360, 90.0) if lon < west or lon > east else 0.0
    aside = math.asin(math.cos(math.radians(lat)) * math.sin(math.radians(turn)))
    return EARTH_RADIUS_KM * max(math.radians(up), aside)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a name is looked up.

    Attributes
    ----------
    country : str
        ISO 3166-1 alpha-2 code that is likely, or ''.
    home : Region or None
        That country's area.
    regions : tuple of Region
        Areas that should hold the place, the smallest first.
    prefer : tuple of str
        Kinds that the construction around the name calls for ("western X": something with an extent).
    pins : Pins or None
        Names of which the places are known.
    """

    country: str = ""
    home: Region | None = None
    regions: tuple[Region, ...] = field(default=())
    prefer: tuple[str, ...] = ()
    pins: Pins | None = None

    def wanting(self, *kinds: str) -> Context:
        """Return the same context with kinds to prefer."""
        return self if kinds == self.prefer else Context(self.country, self.home, self.regions, kinds, self.pins)

    @property
    def reach_km(self) -> float:
        """Radius in km of the smallest area that is known to hold the place; infinite where none is."""
        radii = [r.answer.radius_km if r.answer.is_area else r.reach_km for r in self.regions]
        if self.home is not None:
            radii.append(self.home.answer.radius_km)
        return min(radii, default=float("inf"))

    def inside(self, *regions: Region) -> Context:
        """Return the same context with more regions in front."""
        if not regions:
            return self
        return Context(self.country, self.home, (*regions, *self.regions), self.prefer, self.pins)


def area_answer(
    geometry: BaseGeometry | Figure,
    base: Answer,
    *,
    label: str,
    said: str,
    factor: float,
    kind: str = "area",
    precision: str = "",
    others: tuple[Answer, ...] = (),
) -> Answer:
    """Make the answer for a geometry derived from one answer or several.

    Parameters
    ----------
    geometry : shapely geometry or Figure
        Not empty, EPSG:4326; of a figure the point and the radius are known.
    base : Answer
        What it is derived from; with ``others`` the least certain of all counts.
    label, said : str
        Short name, and the sentence about it.
    factor : float
        By how much the derivation lowers the confidence.
    precision : str
        Given, or by size: ``near`` up to 25 km, else ``area``.
    """
    everyone = (base, *others)
    if isinstance(geometry, Figure):
        shape, lon, lat, radius = geometry.geometry, geometry.lon, geometry.lat, geometry.radius_km
    else:
        shape, (lon, lat) = geometry, representative_point(geometry)
        radius = radius_km(shape, lon, lat)
    radius = max(radius, 0.5)
    precision = precision or ("near" if radius <= _NEAR_KM else "area")
    if not others:
        return Answer(
            shape, lon, lat, radius, label, said, kind, precision, round(base.confidence * factor, 3), base.status,
            base.places, base.source, base.alternatives[:5], doubt=base.doubt,
            spread=base.spread if base.doubt else None,
        )  # fmt: skip
    places = tuple(dict.fromkeys(p for a in everyone for p in a.places))
    return Answer(
        geometry=shape,
        lon=lon,
        lat=lat,
        radius_km=radius,
        label=label,
        said=said,
        kind=kind,
        precision=precision,
        confidence=round(min(a.confidence for a in everyone) * factor, 3),
        status="ambiguous" if any(a.status == "ambiguous" for a in everyone) else "resolved",
        places=places,
        source=" and ".join(dict.fromkeys(s for a in everyone for s in a.source.split(" and ") if s)),
        alternatives=tuple(x for a in everyone for x in a.alternatives)[:5],
        doubt=max(a.doubt for a in everyone),
        spread=next((a.spread for a in everyone if a.doubt and a.spread is not None), None),
    )


def to_match(query: str, answer: Answer) -> Match:
    """Turn a finished answer into the row that the caller gets."""
    places = answer.places
    countries = {p.country for p in places}
    divisions = {p.name if p.kind == "admin1" else p.admin1 for p in places}
    return Match(
        query=query,
        status=answer.status,
        name=answer.name or answer.label,
        place_id="+".join([p.place_id for p in places]),
        kind=answer.kind,
        country=countries.pop() if len(countries) == 1 else "",
        admin1=divisions.pop() if len(divisions) == 1 else "",
        lat=answer.lat,
        lon=answer.lon,
        precision=answer.precision,
        uncertainty_km=answer.radius_km,
        confidence=answer.confidence,
        source=answer.source,
        explanation=answer.said,
        alternatives=answer.alternatives,
        geometry=answer.geometry,
        stand_in=answer.stand_in,
    )
