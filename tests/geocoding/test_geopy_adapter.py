"""The geopy face: locations, None, lists, reverse, and the places where geopy geocoders are used."""

from __future__ import annotations

import pickle

import pytest
from geopandas.tools import geocode
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter

from geoevents import GazetteerGeocoder


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


def test_misuse_is_geopys_own_error(geocoder):
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(None)
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("nowhere")


def test_works_in_geopandas_and_rate_limiter(geocoder):
    table = geocode(["Idlib", "Homs"], provider=GazetteerGeocoder, country="SY")
    assert table.geometry.notna().all()
    assert table.crs == "EPSG:4326"
    assert RateLimiter(geocoder.geocode, min_delay_seconds=0)("Homs").raw["kind"] == "town"
