"""Whether the latitudes and longitudes of drafts are in each other's place, as far as their countries tell."""

from __future__ import annotations

from geoevents.errors import InputError
from geoevents.gazetteer.adding.drafts import Drafts
from geoevents.gazetteer.layer import Layer
from geoevents.gazetteer.sources.entry import Entry

__all__ = ["check_axes"]

_SAMPLE = 500
"""Places that are looked at, evenly chosen."""

_LEAST = 0.5
"""Share of them that must lie in their countries only with latitude and longitude exchanged."""


def check_axes(below: Layer, drafts: Drafts) -> None:
    """Refuse points that lie in the countries they state only when latitude and longitude are exchanged.

    Parameters
    ----------
    below : Layer
        One with the shapes of countries.
    drafts : Drafts
        Those without a country, or with a shape, are left aside.

    Raises
    ------
    InputError
        Where that is so for more than half of them.
    """
    stated = [place for place in drafts.places if place.country and place.geometry is None]
    stated = stated[:: len(stated) // _SAMPLE + 1]
    exchanged = [
        place
        for place in stated
        if not _lies(below, place, place.lon, place.lat) and _lies(below, place, place.lat, place.lon)
    ]
    if len(exchanged) > _LEAST * len(stated):
        first = exchanged[0]
        told = (
            f"{first.name!r} lies in {first.country} only with latitude and longitude exchanged, and so do most others"
        )
        raise InputError(told, "say which is which with columns: latitude=..., longitude=...")


def _lies(below: Layer, place: Entry, lon: float, lat: float) -> bool:
    held = below.holding(lon, lat, ("country",)) if abs(lat) <= 90 else []
    return any(below.at(row).country == place.country for _, row in held)
