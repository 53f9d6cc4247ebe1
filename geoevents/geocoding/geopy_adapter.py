"""The gazetteer as a geopy geocoder: for code that already speaks geopy. Offline: no request is ever made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import Match, Place

__all__ = ["GazetteerGeocoder"]

_REVERSE_KM = 50.0


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """geopy's interface over the embedded gazetteer.

    Parameters
    ----------
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that is likely, for every query.
    within : str or sequence of str, optional
        A place or places that must hold every answer.
    gazetteer : Gazetteer, optional
        Where names are looked up; the embedded one by default.
    user_agent, timeout : optional
        Taken for the sake of code that passes them to every geocoder; nothing is sent and nothing waited for.

    Notes
    -----
    ``Location.raw`` holds the columns of ``geoevents.geocode`` without the geometry, and the geometry as GeoJSON-like
    mapping under ``"geometry"``, so that locations can be pickled and printed.

    Examples
    --------
    >>> GazetteerGeocoder(country="SY").geocode("Idlib").raw["kind"]
    'town'
    """

    def __init__(
        self,
        *,
        country: str | None = None,
        within: str | Sequence[str] | None = None,
        gazetteer: Gazetteer | None = None,
        user_agent: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> None:
        super().__init__(scheme="https", timeout=timeout, user_agent=user_agent)
        self._resolver = Resolver(gazetteer)
        self.country = country
        self.within = within

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature
        country: str | None = None,
        within: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return the location of a query by name or place expression.

        Parameters
        ----------
        query : str
            What ``geoevents.geocode`` takes.
        exactly_one : bool
            Return the best answer, or a list of it and the other readings.
        timeout : optional
            Not used: nothing is waited for.
        country, within : str, optional
            For this query, instead of those given to the geocoder.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the query is not resolved.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is no text.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"{query!r} is no text")
        match = self._resolver.resolve(query, country=country or self.country, within=within or self.within)
        if match.geometry is None:
            return None
        best = _location(match)
        if exactly_one:
            return best
        return [best, *(_alternative(a) for a in match.alternatives)]

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature
    ) -> Location | list[Location] | None:
        """Return the nearest known place to a point.

        Parameters
        ----------
        query : geopy.point.Point, "lat, lon" or (lat, lon)
            Degrees.
        exactly_one : bool
            Return the nearest place, or all within 50 km, the nearest first.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where no place is within 50 km and no division holds the point.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the point cannot be read.
        """
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is no point: {error}") from error
        gazetteer = self._resolver.gazetteer
        lon, lat = point.longitude, point.latitude
        kinds = ("town", "suburb", "site", "airbase")
        near = gazetteer.near(lon, lat, _REVERSE_KM, kinds=kinds, limit=1 if exactly_one else 20)
        found = [_place(place, km) for place, km in near]
        found += (
            [_place(place, 0.0) for place in gazetteer.containing(lon, lat)] if not found or not exactly_one else []
        )
        if not found:
            return None
        return found[0] if exactly_one else found


def _location(match: Match) -> Location:
    from shapely.geometry import mapping

    raw = {
        name: getattr(match, name)
        for name in ("query", "status", "name", "place_id", "kind", "country", "admin1", "precision", "uncertainty_km",
                     "confidence", "source", "explanation")
    }  # fmt: skip
    raw["alternatives"] = [dict(a) for a in match.alternatives]
    raw["geometry"] = mapping(match.geometry) if match.geometry is not None else None
    return Location(_address(match.name, match.admin1, match.country), (match.lat, match.lon), raw)


def _alternative(entry: dict[str, Any]) -> Location:
    address = _address(entry["name"], entry["admin1"], entry["country"])
    return Location(address, (entry["lat"], entry["lon"]), dict(entry))


def _place(place: Place, km: float) -> Location:
    raw = {
        "name": place.name, "place_id": place.place_id, "kind": place.kind, "country": place.country,
        "admin1": place.admin1, "population": place.population, "source": place.source, "distance_km": round(km, 3),
    }  # fmt: skip
    return Location(_address(place.name, place.admin1, place.country), (place.lat, place.lon), raw)


def _address(name: str, admin1: str, country: str) -> str:
    return ", ".join(dict.fromkeys(x for x in (name, admin1, country) if x))
