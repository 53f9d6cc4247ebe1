"""How large things are that have no shape: towns, what "near" covers, how far "east of" reaches. All in km.

The sizes come from the gazetteer (inhabitants) and from the anchor's neighbours: nobody says "near X" of a place that
lies closer to a better-known Y.
"""

from __future__ import annotations

import math

from geoevents.gazetteer.index import Gazetteer
from geoevents.model.places import Place

__all__ = ["COORDINATE_KM", "NEAR_KM", "REACH_KM", "Neighbours", "size_km"]

COORDINATE_KM = 1.3
"""Many gazetteer coordinates were read off maps to the full arc minute: half its diagonal at the equator."""

_SMALLEST_KM = 1.2
"""Radius of the smallest settlement: the centre that one gazetteer means lies so far from that of another."""

_CITY, _CITY_FACTOR, _CITY_KM = 100_000, 1.4, 18.0
"""Cities reach further than their inhabitants fill at the mean density: of 22 cities of 200,000 and more that UCDP's
texts name, 90 % of the points lie within 14 to 18 km of the centre; of 99 smaller towns within 3 km."""

NEAR_KM = (4.0, 18.0)
"""Least and greatest radius of "near", unless the place itself is larger. Of 138 texts of UCDP that say "near" of a
place, 90 % are located within 3 km of it."""

_AROUND_KM = 1.5
_NEAR_SHARE = 0.35
"""Share of the way to the next place of the same importance that "near" covers."""

REACH_KM = (15.0, 60.0)
"""Least and greatest reach of a direction without a distance ("east of X")."""

_SEATS = ("town",)


def size_km(gazetteer: Gazetteer, place: Place) -> float:
    """Radius in km around the place's point that holds the place, its coordinate's own error included; never 0."""
    extent = gazetteer.extent_km(place)
    if place.kind in _SEATS and place.population >= _CITY:
        extent = max(extent, min(_CITY_FACTOR * extent, _CITY_KM))
    return COORDINATE_KM + max(_SMALLEST_KM, extent)


class Neighbours:
    """The places about as important as one, or more so, around it: they bound what "near" and "east of" cover.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the places come from.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[int, tuple[tuple[float, float], ...]] = {}

    def of(self, place: Place) -> tuple[tuple[float, float], ...]:
        """Distances in km and bearings in degrees of the towns around, the nearest first, within :data:`REACH_KM`."""
        known = self._known.get(place.row)
        if known is None:
            known = self._known[place.row] = tuple(
                (km, _bearing(place, other))
                for other, km in self._gazetteer.near(place.lon, place.lat, REACH_KM[1], kinds=_SEATS)
                if other.rank <= place.rank and other.place_id != place.place_id
            )
        return known

    def near_km(self, place: Place) -> float:
        """Radius in km that "near X" covers: the size of X and a third of the way to the next of its importance."""
        low, high = NEAR_KM
        size = size_km(self._gazetteer, place)
        nearest = next((km for km, _ in self.of(place) if km > size), high / _NEAR_SHARE)
        return max(size + _AROUND_KM, min(high, max(low, size + _NEAR_SHARE * nearest)))

    def reach_km(self, place: Place, bearing: float, half_angle: float) -> float:
        """How far "east of X" reaches: to the next place of X's importance on that side, within :data:`REACH_KM`."""
        low, high = REACH_KM
        for km, direction in self.of(place):
            if km >= low and abs((direction - bearing + 180) % 360 - 180) <= half_angle:
                return km
        return max(high, low + size_km(self._gazetteer, place))


def _bearing(place: Place, other: Place) -> float:
    """Initial bearing in degrees on a sphere, within 0.2 of the geodesic's: enough to tell the side."""
    la1, la2 = math.radians(place.lat), math.radians(other.lat)
    east = math.radians(other.lon - place.lon)
    y = math.sin(east) * math.cos(la2)
    x = math.cos(la1) * math.sin(la2) - math.sin(la1) * math.cos(la2) * math.cos(east)
    return math.degrees(math.atan2(y, x)) % 360
