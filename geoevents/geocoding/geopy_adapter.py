"""The gazetteer as a geopy geocoder: for code that already speaks geopy. Offline: no request is ever made."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents.errors import GeoEventsError, InputError
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import Match, Place

__all__ = ["GazetteerGeocoder"]

_REVERSE_KM = 50.0
_REVERSE_KINDS = ("town", "suburb", "site", "airbase")
_REVERSE_LIMIT = 20

_STRUCTURE = ("amenity", "street", "city", "county", "state", "country", "postalcode")
"""Keys of a structured query, as geopy's Nominatim has them; the smallest place first."""

_NO_PLACES = ("amenity", "street", "postalcode")
"""Keys whose values no gazetteer of towns knows: the answer is the town around them."""

Query = str | Mapping[str, str]


class _NoTransport(BaseSyncAdapter):  # type: ignore[misc]
    """What stands where other geocoders have their HTTP client: makes no request, and can be pickled."""

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> Any:  # noqa: ARG002 - geopy's signature
        raise GeocoderServiceError("the gazetteer is on this machine: there is nothing to request")

    get_text = get_json


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """geopy's interface over the gazetteer.

    Parameters
    ----------
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that is likely, for every query.
    within : str or sequence of str, optional
        A place or places that must hold every answer.
    gazetteer : Gazetteer, optional
        Where names are looked up; by default the embedded one and those that the user added.
    user_agent, timeout, scheme, proxies, ssl_context, adapter_factory : optional
        Taken for the sake of code that passes them to every geocoder; nothing is sent and nothing waited for.

    Raises
    ------
    geopy.exc.ConfigurationError
        If ``country`` or ``within`` is no text, or ``gazetteer`` none.

    Notes
    -----
    ``Location.raw`` holds the columns of ``geoevents.geocode`` without the geometry, and the geometry as GeoJSON-like
    mapping under ``"geometry"``, so that locations can be pickled, copied and printed. The geocoder can be pickled and
    copied, too. A region's location is a point inside it: see ``raw["uncertainty_km"]``, the radius in km around it
    that holds the region, before drawing it as a point.

    Examples
    --------
    >>> GazetteerGeocoder(country="SY").geocode("Idlib").raw["kind"]
    'town'
    """

    structured_query_params = frozenset(_STRUCTURE)

    def __init__(
        self,
        *,
        country: str | None = None,
        within: str | Sequence[str] | None = None,
        gazetteer: Gazetteer | None = None,
        user_agent: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        scheme: str | None = None,
        proxies: Any = DEFAULT_SENTINEL,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,  # noqa: ARG002 - geopy's signature
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=_NoTransport,
        )
        self.ssl_context = None  # never used, and cannot be pickled
        self.country, self.within = country, within
        self._gazetteer = gazetteer
        self._opened: Resolver | None = None
        _check_context(country, within, ConfigurationError)
        if gazetteer is not None and not isinstance(gazetteer, Gazetteer):
            raise ConfigurationError(f"gazetteer is {repr(gazetteer)[:60]}: open one with Gazetteer.open(folder)")

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_opened": None}  # opened anew where it is needed

    @property
    def _resolver(self) -> Resolver:
        if self._opened is None:
            with _geopys_errors():
                self._opened = Resolver(self._gazetteer)
        return self._opened

    def geocode(
        self,
        query: Query,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature
        limit: int | None = None,
        country: str | None = None,
        within: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return the location of a query by name or place expression.

        Parameters
        ----------
        query : str or mapping
            What ``geoevents.geocode`` takes; or a structured query with some of ``city``, ``county``, ``state``,
            ``country`` as in geopy's Nominatim. ``street``, ``amenity`` and ``postalcode`` are not known here: the
            answer is the town, district or state around them.
        exactly_one : bool
            Return the best answer, or a list of it and the other readings.
        timeout : optional
            Not used: nothing is waited for.
        limit : int, optional
            Greatest length of the list.
        country, within : str, optional
            For this query, instead of those given to the geocoder.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the query is not resolved.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is no text and no structured query, or the context no name.
        geopy.exc.GeocoderServiceError
            If the gazetteer cannot be opened.
        """
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise GeocoderQueryError(f"limit is {limit!r}: give a number from 1 on")
        _check_context(country, within, GeocoderQueryError)
        country, within = country or self.country, within or self.within
        if isinstance(query, Mapping):
            query, country = _in_words(query, country)
        if not isinstance(query, str):
            raise GeocoderQueryError(f"{query!r} is no text")
        with _geopys_errors():
            match = self._resolver.resolve(query, country=country, within=within)
        if match.geometry is None:
            return None
        best = _location(match)
        if exactly_one:
            return best
        return [best, *(_alternative(a) for a in match.alternatives)][:limit]

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
            Return the nearest place, or all within 50 km, the nearest first, then the divisions that hold the point.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where no place is within 50 km and no division holds the point. ``raw["distance_km"]`` says how far
            the place's own point is from the one asked for.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the point cannot be read.
        geopy.exc.GeocoderServiceError
            If the gazetteer cannot be opened.
        """
        point = _point(query)
        gazetteer = self._resolver.gazetteer
        lon, lat = point.longitude, point.latitude
        with _geopys_errors():
            limit = 1 if exactly_one else _REVERSE_LIMIT
            near = gazetteer.near(lon, lat, _REVERSE_KM, kinds=_REVERSE_KINDS, limit=limit)
            found = [_place(place, km) for place, km in near]
            if not found or not exactly_one:
                found += [_place(place, 0.0) for place in gazetteer.containing(lon, lat)]
        if not found:
            return None
        return found[0] if exactly_one else found


@contextmanager
def _geopys_errors() -> Iterator[None]:
    """Raise geopy's errors for ours: code that speaks geopy catches no others."""
    try:
        yield
    except InputError as error:
        raise GeocoderQueryError(str(error)) from error
    except GeoEventsError as error:
        raise GeocoderServiceError(str(error)) from error


def _check_context(country: Any, within: Any, error: type[Exception]) -> None:
    if country is not None and not isinstance(country, str):
        raise error(f"country is {country!r}: give its ISO code or its name")
    areas = [within] if isinstance(within, str) else within
    texts = areas is None or (isinstance(areas, Sequence) and all(isinstance(a, str) for a in areas))
    if not texts:
        raise error(f"within is {within!r}: give the name of a place, or a list of names")


def _in_words(query: Mapping[str, str], country: str | None) -> tuple[str, str | None]:
    """Say a structured query as people do: "city, county, state"; its country comes before the geocoder's."""
    told = {key: query[key] for key in _STRUCTURE if query.get(key)}
    for key, value in told.items():
        if not isinstance(value, str):
            raise GeocoderQueryError(f"{key} of the structured query is {value!r}, no text")
    names = [told[key].strip() for key in ("city", "county", "state") if told.get(key, "").strip()]
    home = told.get("country", "").strip()
    if not names and not home:
        known = [key for key in _STRUCTURE if key not in _NO_PLACES]
        raise GeocoderQueryError(f"the structured query {dict(query)!r} has none of {', '.join(known)}")
    return ", ".join(names) or home, home or country


def _point(query: Any) -> Point:
    if query is None or (isinstance(query, list | tuple) and (not query or None in query)):
        raise GeocoderQueryError(f"{query!r} is no point")  # geopy takes it for 0, 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # geopy tells of a latitude beyond the pole in this way
            point = Point(query)
    except (ValueError, TypeError, UserWarning) as error:
        raise GeocoderQueryError(f"{query!r} is no point: {error}") from error
    if isinstance(query, str) and not (point.latitude or point.longitude) and any(c in "123456789" for c in query):
        raise GeocoderQueryError(f"{query[:80]!r} is no point: write degrees, as in '36.2, 37.1'")  # geopy reads 0, 0
    return point


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
