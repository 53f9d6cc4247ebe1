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

NEAR_KM = (5.0, 25.0)
"""Least and greatest radius of "near"; UCDP's code for "near a known point" allows about 25 km."""

REACH_KM = (15.0, 150.0)
"""Least and greatest reach of a direction without a distance ("east of X")."""

_SEATS = ("town",)


def size_km(gazetteer: Gazetteer, place: Place) -> float:
    """Radius in km around the place's point that holds the place, its coordinate's own error included; never 0."""
    return COORDINATE_KM + max(0.5, gazetteer.extent_km(place))


def near_km(gazetteer: Gazetteer, place: Place) -> float:
    """Radius in km that "near X" covers: the size of X and half the way to the next place of its importance."""
    low, high = NEAR_KM
    size = size_km(gazetteer, place)
    peers = [
        km
        for other, km in gazetteer.near(place.lon, place.lat, 2 * high, kinds=_SEATS, limit=60)
        if other.rank <= place.rank and other.place_id != place.place_id and km > size
    ]
    return min(high, max(low, size + 0.5 * min(peers, default=2 * high)))


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
