"""The geopy face: locations, None, lists, reverse, and the places where geopy geocoders are used."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.tools import geocode, reverse_geocode
from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents import Gazetteer, GazetteerGeocoder
from geoevents.errors import GazetteerError


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder(country="SY")


def test_location_and_none(geocoder):
    found = geocoder.geocode("Idlib", timeout=3)
    assert (found.latitude, found.longitude) == pytest.approx((35.93, 36.63), abs=0.05)
    assert "Idlib" in found.address
    assert found.raw["kind"] == "town"
    assert found.raw["uncertainty_km"] > 0
    assert GazetteerGeocoder().geocode("???") is None


def test_not_exactly_one_lists_the_other_readings(geocoder):
    found = geocoder.geocode("Idlib", exactly_one=False)
    assert [x.raw["kind"] for x in found[:2]] == ["town", "admin1"]


def test_region_travels_with_the_location_and_pickles(geocoder):
    found = geocoder.geocode("western Idlib governorate")
    copy = pickle.loads(pickle.dumps(found))
    assert copy == found
    assert copy.raw["geometry"]["type"] == "Polygon"


def test_reverse(geocoder):
    assert geocoder.reverse((35.93, 36.63)).raw["name"] == "Idlib"
    assert geocoder.reverse("35.93, 36.63").raw["distance_km"] < 5
    several = geocoder.reverse((35.93, 36.63), exactly_one=False)
    distances = [x.raw["distance_km"] for x in several if "distance_km" in x.raw and x.raw["kind"] == "town"]
    assert distances == sorted(distances)
    assert len(several) > 2
    assert geocoder.reverse((0.0, -140.0)) is None


def test_is_a_geopy_geocoder(geocoder):
    assert isinstance(geocoder, Geocoder)
    assert isinstance(geocoder.geocode("Idlib"), Location)
    with geocoder as same:
        assert same is geocoder
    made = GazetteerGeocoder(user_agent="me", timeout=7, scheme="http", proxies={"http": "p:1"})
    assert made.headers["User-Agent"] == "me"
    assert made.timeout == 7
    with pytest.raises(TypeError):
        GazetteerGeocoder(colour="red")


def test_the_list_can_be_limited(geocoder):
    assert len(geocoder.geocode("Idlib", exactly_one=False, limit=1)) == 1
    assert isinstance(geocoder.geocode("Idlib", limit=1), Location)
    for limit in (0, "many"):
        with pytest.raises(GeocoderQueryError, match="limit"):
            geocoder.geocode("Idlib", limit=limit)


def test_structured_queries():
    world = GazetteerGeocoder()
    assert world.geocode({"city": "Tripoli", "country": "Lebanon"}).raw["country"] == "LB"
    assert world.geocode({"city": "Tripoli", "country": "Libya"}).raw["country"] == "LY"
    assert world.geocode({"country": "Syria"}).raw["kind"] == "country"
    assert world.geocode({"state": "Idlib", "country": "SY"}).raw["country"] == "SY"
    street = world.geocode({"street": "12 Main Street", "city": "Homs", "postalcode": "123", "country": "SY"})
    assert street.raw["name"] == "Homs"
    assert street.raw["uncertainty_km"] > 1
    own = GazetteerGeocoder(country="LY")
    assert own.geocode({"city": "Tripoli"}).raw["country"] == "LY"
    for query in ({}, {"street": "12 Main Street"}, {"city": 5}, {"town": "Homs"}, {"city": "  "}):
        with pytest.raises(GeocoderQueryError):
            world.geocode(query)


def test_country_and_within_for_all_and_for_one():
    geocoder = GazetteerGeocoder(within="Lebanon")
    assert geocoder.geocode("Tripoli").raw["country"] == "LB"
    assert geocoder.geocode("Tripoli", within=["Libya"]).raw["country"] == "LY"
    assert GazetteerGeocoder(country="LB").geocode("Tripoli", country="Libya").raw["country"] == "LY"


@pytest.mark.parametrize("where", ["geocoder", "query"])
@pytest.mark.parametrize("context", [{"country": 5}, {"within": 5}, {"within": [1]}, {"within": b"Homs"}])
def test_a_context_that_is_no_name(context, where):
    if where == "geocoder":
        with pytest.raises(ConfigurationError):
            GazetteerGeocoder(**context)
    else:
        with pytest.raises(GeocoderQueryError):
            GazetteerGeocoder().geocode("Homs", **context)


@pytest.mark.parametrize("query", [None, 5, float("nan"), b"Homs", ["Homs"], pd.NA])
def test_misuse_is_geopys_own_error(geocoder, query):
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


@pytest.mark.parametrize(
    "point", ["nowhere", None, (None, None), (), (float("nan"), 1), (91.5, 0), "", (1, 2, 3, 4, 5), object()]
)
def test_a_point_that_is_none(geocoder, point):
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(point)


def test_a_gazetteer_that_cannot_be_opened_is_geopys_error_too(monkeypatch):
    def broken(*_, **__):
        raise GazetteerError("damaged", "build it")

    monkeypatch.setattr("geoevents.geocoding.geopy_adapter.Resolver", broken)
    with pytest.raises(GeocoderServiceError, match="damaged; build it"):
        GazetteerGeocoder().geocode("Idlib")
    with pytest.raises(GeopyError):
        GazetteerGeocoder().reverse((36, 37))


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda g: pickle.loads(pickle.dumps(g))])
def test_geocoders_and_locations_can_be_copied_and_pickled(twin):
    used = GazetteerGeocoder(country="SY", within="Idlib governorate", timeout=4, gazetteer=Gazetteer.default())
    found = used.geocode("Idlib", exactly_one=False)
    again = twin(used)
    assert again.geocode("Idlib", exactly_one=False) == found
    assert (again.country, again.within, again.timeout) == ("SY", "Idlib governorate", 4)
    assert twin(found[0]) == found[0]
    region = used.geocode("western Idlib governorate")
    shape = shapely.geometry.shape(twin(region).raw["geometry"])
    assert shape.covers(shapely.Point(region.longitude, region.latitude))
    assert twin(region).raw["uncertainty_km"] == region.raw["uncertainty_km"] > 10


def test_works_in_geopandas(geocoder):
    names = pd.Series(["Idlib", "???", None, "Homs", np.nan], index=[7, 7.5, "x", "y", "z"])
    table = geocode(names, provider=GazetteerGeocoder, country="SY", timeout=5, user_agent="me")
    assert table.geometry.is_empty.tolist() == [False, True, True, False, True]
    assert table.crs == "EPSG:4326"
    assert table.index.tolist() == names.index.tolist()
    points = table.geometry[~table.geometry.is_empty]
    back = reverse_geocode(points, provider=GazetteerGeocoder)
    assert back["address"].str.split(",").str[0].tolist() == ["Idlib", "Homs"]


def test_works_under_a_rate_limiter(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert limited("Homs").raw["kind"] == "town"
    assert limited("???") is None
    assert pd.Series(["Idlib", "Homs"]).apply(limited).map(lambda x: x.raw["country"]).tolist() == ["SY", "SY"]
    assert RateLimiter(geocoder.reverse, swallow_exceptions=False)(Point(35.93, 36.63)).raw["name"] == "Idlib"


def test_nothing_is_requested_whatever_geopys_options_say(monkeypatch):
    import geopy.geocoders

    def refuse(**_):
        raise AssertionError("an HTTP client was made")

    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", refuse)
    geocoder = GazetteerGeocoder(adapter_factory=refuse)
    assert geocoder.geocode("Idlib").raw["country"] == "SY"
    with pytest.raises(GeocoderServiceError):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


def test_what_geopy_reads_as_null_island_is_no_point(geocoder):
    with pytest.raises(GeocoderQueryError, match="no point"):
        geocoder.reverse("36 0 0 N, 37 0 0 E")


def test_null_island_itself_is_a_point(geocoder):
    assert geocoder.reverse("0, 0") is None


def test_a_gazetteer_that_is_none():
    with pytest.raises(ConfigurationError, match="gazetteer is 5"):
        GazetteerGeocoder(gazetteer=5)
