"""How large things are that have no shape: towns, what "near" covers, how far "east of" reaches. All in km.

The sizes come from the gazetteer (inhabitants) and from the anchor's neighbours: nobody says "near X" of a place that
lies closer to a better-known Y.
"""

from __future__ import annotations

from geoevents.gazetteer.index import Gazetteer
from geoevents.model.places import Place

__all__ = ["COORDINATE_KM", "NEAR_KM", "REACH_KM", "near_km", "reach_km", "size_km"]

COORDINATE_KM = 1.3
"""Many gazetteer coordinates were read off maps to the full arc minute: half its diagonal at the equator."""

_SMALLEST_KM = 1.2
"""Radius of the smallest settlement: the centre that one gazetteer means lies so far from that of another."""

_CITY, _CITY_FACTOR, _CITY_KM = 100_000, 1.4, 18.0
"""Cities reach further than their inhabitants fill at the mean density: of 22 cities of 200,000 and more that UCDP's
texts name, 90 % of the points lie within 14 to 18 km of the centre; of 99 smaller towns within 3 km."""

NEAR_KM = (4.0, 18.0)
"""Least and greatest radius of "near", unless the place itself is larger. Of 138 texts of UCDP that say "near" of a
place, 90 % are located within 3 km of it; the coalition's "near Raqqa" lies within 15 km in 90 % of 55 strikes."""

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


def near_km(gazetteer: Gazetteer, place: Place) -> float:
    """Radius in km that "near X" covers: the size of X and a third of the way to the next place of its importance."""
    low, high = NEAR_KM
    size = size_km(gazetteer, place)
    furthest = high / _NEAR_SHARE
    peers = [
        km
        for other, km in gazetteer.near(place.lon, place.lat, furthest, kinds=_SEATS, limit=60)
        if other.rank <= place.rank and other.place_id != place.place_id and km > size
    ]
    return max(size + _AROUND_KM, min(high, max(low, size + _NEAR_SHARE * min(peers, default=furthest))))


def reach_km(gazetteer: Gazetteer, place: Place, bearing: float, half_angle: float) -> float:
    """How far "east of X" reaches: to the next place of X's importance on that side, within :data:`REACH_KM`."""
    from geoevents.model.geo import bearing_deg

    low, high = REACH_KM
    size = size_km(gazetteer, place)
    for other, km in gazetteer.near(place.lon, place.lat, high, kinds=_SEATS):
        if other.rank > place.rank or other.place_id == place.place_id or km < low:
            continue
        turn = abs((bearing_deg(place.lon, place.lat, other.lon, other.lat) - bearing + 180) % 360 - 180)
        if turn <= half_angle:
            return max(low, km)
    return max(high, low + size)
