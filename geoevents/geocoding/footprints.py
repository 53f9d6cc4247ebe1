"""What region a place is: its shape, the circle of its size, its mainland, and what it is as the context of others."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.geocoding.answer import Answer, Region
from geoevents.geocoding.derived import Derived
from geoevents.geocoding.extent import Neighbours, size_km
from geoevents.geocoding.wording import describe, source_of
from geoevents.model.geo import buffer_km, circle, radius_km
from geoevents.model.parts import MAINLAND_KM, mainland
from geoevents.model.places import Place

__all__ = ["Footprints", "within_parent"]

POINTS = ("town", "suburb", "site", "airbase", "mountain", "road")
"""Kinds that stay a point when the gazetteer has no shape; every other kind becomes a circle of its extent."""

_SITE_KM = 10.0
"""A site or mountain that is drawn as larger than this is an area, not an exact place."""

_CITY, _DOUBT_KM, _NEAR_KM = 1_000_000, 15.0, 25.0
"""No place below so many inhabitants fills so many km around its centre: a spot with a larger extent is one of which it
is not known where in it the place lies; up to so many it is near its point, as the sources of events say."""

_TOWN_TOLERANCE_KM = 15.0
"""How far from a town that is named as context a place may lie beyond what is near it."""

_DIVISIONS = frozenset({"admin1", "admin2", "admin3"})
_PRECISION = {"country": "country", "admin1": "admin1", "admin2": "admin2", "admin3": "admin2"}

_LEFT_OUT = f"; what lies beyond {MAINLAND_KM:,.0f} km of sea is left out"

_ROUNDING_KM = 0.002
"""How far the point of a place may lie from where it was measured: coordinates are kept to 1e-5 degrees."""

_DISTRICT_KM = 30.0
"""Radius given to a district of which nothing but the town of its name is known."""

_FINER_KM, _FINER_SHARE = 42.0, 0.65
"""Districts that the gazetteer does not list are finer ones than those that it does. Of 192 points that UCDP files
under former Ukrainian districts, 95 % lie within 34 km of the seat, where the listed ones reach 65; of 50 elsewhere
95 % lie within 42 km."""

_KM_PER_DEGREE = 111.2

_MOST_WEIGHT, _ONE_SHAPE, _MOST_NEAR = 400_000, 60, 50_000
"""Weight of the regions that are kept, in vertices of 16 bytes (6 MB), what one weighs besides its vertices, and for
how many places it is kept how far "near" reaches."""

_MUNICIPAL_KM = 26.0
"""A municipality reaches so far at most: all but one of 58 points that UCDP files under one lie within 26 km."""


class Footprints:
    """The regions of places in one gazetteer, each measured once.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the places come from.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._shapes: Memo[int, tuple[Any, float]] = Memo(_MOST_WEIGHT, _weight)
        self._regions: Derived[Region] = Derived(_MOST_WEIGHT)
        self._mainlands: dict[int, tuple[Any, float]] = {}
        self.neighbours = Neighbours(gazetteer)
        self._near: Memo[int, float] = Memo(_MOST_NEAR)
        self._districts: dict[int, float] = {}

    def mainland(self, answer: Answer) -> tuple[Answer, str]:
        """Return a country without its possessions in other parts of the world, and the remark that says so.

        The country itself keeps them; but nobody who writes "near Norway" means Bouvet Island.
        """
        place = answer.place
        if place is None or answer.kind != "country" or not place.has_shape:
            return answer, ""
        if place.row not in self._mainlands:
            geometry = mainland(answer.geometry)
            self._mainlands[place.row] = geometry, radius_km(geometry, place.lon, place.lat)
        geometry, radius = self._mainlands[place.row]
        if geometry is answer.geometry:
            return answer, ""
        return replace(answer, geometry=geometry, radius_km=radius, lon=place.lon, lat=place.lat), _LEFT_OUT

    def of_place(self, place: Place, *, certainty: float = 0.99) -> Answer:
        """Return the answer for a place that is known already."""
        geometry, radius = self.shape(place)
        lon, lat = place.lon, place.lat
        if (
            not isinstance(geometry, shapely.Point) and shapely.get_dimensions(geometry) == 1
        ):  # its point was rounded off the line
            lon, lat = shapely.get_coordinates(shapely.shortest_line(geometry, shapely.Point(lon, lat)))[0].tolist()
        unknown = "; the gazetteer has no shape of it" if place.kind in _DIVISIONS and not place.has_shape else ""
        precision = _PRECISION.get(place.kind) or ("exact" if place.kind in POINTS else "area")
        if precision == "exact" and place.has_shape and radius > _SITE_KM:  # a mountain range
            precision = "area"
        elif precision == "exact" and not place.has_shape and place.population < _CITY:
            extent = self.gazetteer.extent_km(place)
            if extent > _DOUBT_KM:
                precision = "near" if extent <= _NEAR_KM else "area"
        return Answer(
            geometry=geometry, lon=lon, lat=lat, radius_km=radius, label=place.name,
            said=f"{place.name}, {describe(place)}, {source_of(place)}{unknown}", kind=place.kind, precision=precision,
            confidence=certainty, places=(place,), source=place.source, name=place.name,
        )  # fmt: skip

    def shape(self, place: Place) -> tuple[Any, float]:
        """Return the region of a place and the radius in km around its point that holds it."""
        known = self._shapes.get(place.row)
        if known is None:
            known = self._shapes.put(place.row, self._measure(place))
        return known

    def near_km(self, place: Place) -> float:
        """Radius in km that "near" the place covers."""
        km = self._near.get(place.row)
        if km is None:
            km = self._near.put(place.row, self.neighbours.near_km(place))
        return km

    def region(self, answer: Answer, *, strict: bool = False) -> Region:
        """Return an answer as the context of others; a point becomes the circle that it stands for."""
        return self._regions.of(answer, strict, lambda: self._region(answer, strict))

    def _region(self, answer: Answer, strict: bool) -> Region:
        if answer.readings:
            parts = [self.region(reading) for reading in answer.readings]
            land = shapely.union_all([part.geometry for part in parts])
            reach = max(part.answer.radius_km if part.answer.is_area else part.reach_km for part in parts)
            return Region(land, answer, max(part.tolerance_km for part in parts), strict, reach_km=reach)
        if answer.is_area and answer.geometry.geom_type.endswith("Polygon"):
            return Region(answer.geometry, answer, strict=strict)
        if answer.is_area:
            return Region(buffer_km(answer.geometry, _TOWN_TOLERANCE_KM), answer, strict=strict)
        km = self.near_km(answer.place) if answer.place else answer.radius_km
        return Region(circle(answer.lon, answer.lat, km), answer, _TOWN_TOLERANCE_KM, strict, reach_km=km)

    def _measure(self, place: Place) -> tuple[Any, float]:
        if place.has_shape:
            geometry = self.gazetteer.geometry(place)
            return geometry, max(radius_km(geometry, place.lon, place.lat) + _ROUNDING_KM, 0.5)
        size = size_km(self.gazetteer, place)
        if place.kind in POINTS:
            return shapely.Point(place.lon, place.lat), round(size, 3)
        geometry = circle(place.lon, place.lat, max(size, 2.0))
        parent = self.gazetteer.parent(place)
        if place.kind in _DIVISIONS and parent is not None and parent.has_shape:
            geometry = within_parent(geometry, self.gazetteer.geometry(parent), place)
        return geometry, radius_km(geometry, place.lon, place.lat)

    def district_km(self, place: Place, *, municipal: bool = False) -> tuple[float, Any]:
        """Radius in km of an unlisted district around its seat, and the shape of the division that holds it, or None.

        Parameters
        ----------
        place : Place
            The seat.
        municipal : bool
            Whether it is a town's own land, not a district of several towns.
        """
        parent = self.gazetteer.parent(place)
        while parent is not None and parent.kind not in ("admin1", "country"):
            parent = self.gazetteer.parent(parent)
        if parent is None or parent.kind != "admin1" or not parent.has_shape:
            return _DISTRICT_KM, None
        if parent.row not in self._districts:
            number = len(self.gazetteer.children(parent, kinds=["admin2"]))
            mean = math.sqrt(_area_km2(self.gazetteer.geometry(parent)) / math.pi / number) if number else 0.0
            listed = 2 * mean or _DISTRICT_KM  # twice the mean radius reaches into the corners
            self._districts[parent.row] = max(min(listed, _FINER_KM), _FINER_SHARE * listed)
        km = self._districts[parent.row]
        return min(km, _MUNICIPAL_KM) if municipal else km, self.gazetteer.geometry(parent)


def _weight(region: tuple[Any, float]) -> int:
    return _ONE_SHAPE + int(shapely.get_num_coordinates(region[0]))


def _area_km2(land: Any) -> float:
    """Area with the degrees of the middle latitude: a few per cent off for the largest divisions."""
    _, south, _, north = land.bounds
    return float(land.area) * _KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))


def within_parent(geometry: Any, land: Any, place: Place) -> Any:
    """Cut a circle to the division that holds the place, if it does hold it."""
    return geometry.intersection(land) if land.intersects(shapely.Point(place.lon, place.lat)) else geometry
