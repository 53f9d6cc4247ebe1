"""How large things are that have no shape: towns, what "near" covers, how far "east of" reaches. All in km.

The sizes come from the gazetteer (inhabitants) and from the anchor's neighbours: nobody says "near X" of a place that
lies closer to a better-known Y.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.model.places import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

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

_MOST_KNOWN = 20_000
"""Places whose neighbours are kept, about 1 kB each."""


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
        self._known: Memo[int, tuple[NDArray[np.float64], NDArray[np.float64]]] = Memo(_MOST_KNOWN)

    def of(self, place: Place) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Distances in km and bearings in degrees of the towns around, the nearest first, within :data:`REACH_KM`."""
        known = self._known.get(place.row)
        if known is None:
            km, lon, lat = self._gazetteer.peers(place, REACH_KM[1], kinds=_SEATS)
            known = self._known.put(place.row, (km, _bearings(place, lon, lat)))
        return known

    def near_km(self, place: Place) -> float:
        """Radius in km that "near X" covers: the size of X and a third of the way to the next of its importance."""
        low, high = NEAR_KM
        size = size_km(self._gazetteer, place)
        km = self.of(place)[0]
        beside = int(np.searchsorted(km, size, side="right"))
        nearest = float(km[beside]) if beside < len(km) else high / _NEAR_SHARE
        return max(size + _AROUND_KM, min(high, max(low, size + _NEAR_SHARE * nearest)))

    def reach_km(self, place: Place, bearing: float, half_angle: float) -> float:
        """How far "east of X" reaches: to the next place of X's importance on that side, within :data:`REACH_KM`."""
        low, high = REACH_KM
        km, direction = self.of(place)
        first = int(np.searchsorted(km, low))
        ahead = np.abs((direction[first:] - bearing + 180) % 360 - 180) <= half_angle
        if ahead.any():
            return float(km[first + int(ahead.argmax())])
        return max(high, low + size_km(self._gazetteer, place))


def _bearings(place: Place, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Initial bearings in degrees on a sphere, within 0.2 of the geodesic's: enough to tell the side."""
    la1, la2, east = math.radians(place.lat), np.radians(lat), np.radians(lon - place.lon)
    flat = np.cos(la2)
    y = np.sin(east) * flat
    x = math.cos(la1) * np.sin(la2) - math.sin(la1) * flat * np.cos(east)
    return np.asarray(np.degrees(np.arctan2(y, x)) % 360)
