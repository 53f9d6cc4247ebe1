"""Closed forms against the geodesic itself, everywhere on Earth."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.figures import band, disc, ring, wedge
from geoevents.model.geo import destination, distance_km, radius_km
from geoevents.model.geodesic import ellipsoid

LON = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 179.95, -179.95, 0.0]))
LAT = st.one_of(st.floats(-90, 90), st.sampled_from([90.0, -90.0, 89.9, -78.2, 82.5]))
KM = st.floats(0.5, 3000)
LAW = settings(max_examples=150, deadline=None, derandomize=True)


def stands(figure):
    """On the globe, cut at the antimeridian, its point inside and all of it within its radius."""
    geometry = figure.geometry
    assert geometry.is_valid
    assert not figure.is_empty
    west, south, east, north = geometry.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert geometry.distance(shapely.Point(figure.lon, figure.lat)) < 1e-9
    assert radius_km(geometry, figure.lon, figure.lat) <= figure.radius_km + 1e-9


def covers(figure, lon, lat):
    return figure.geometry.distance(shapely.Point(lon, lat)) < 1e-9


@LAW
@given(LON, LAT, KM, st.floats(0, 360))
def test_a_disc_holds_what_is_nearer_and_nothing_else(lon, lat, km, bearing):
    figure = disc(lon, lat, km)
    stands(figure)
    assert figure.radius_km == pytest.approx(km, abs=0.004 + (0.01 + 0.0021 * km if abs(lat) + km / 111 > 89 else 0))
    assert covers(figure, *destination(lon, lat, bearing, 0.995 * km))
    assert not figure.geometry.contains(shapely.Point(destination(lon, lat, bearing, 1.001 * km)))


@pytest.mark.parametrize("km", [5_000.0, 9_000.0, 14_000.0, 18_000.0])
@pytest.mark.parametrize(("lon", "lat"), [(2.3, 48.9), (179.9, -16.8), (15.6, 78.2), (-70.0, -53.0), (0.0, 0.0)])
def test_a_disc_may_be_most_of_the_world(lon, lat, km):
    figure = disc(lon, lat, km)
    assert figure.geometry.is_valid
    for bearing in range(3, 360, 30):
        assert covers(figure, *destination(lon, lat, bearing, 0.99 * km))
        assert not figure.geometry.contains(shapely.Point(destination(lon, lat, bearing, 1.01 * km)))


@LAW
@given(LON, LAT, KM, st.floats(0, 0.97), st.floats(0, 360))
def test_a_ring_leaves_out_its_middle(lon, lat, km, share, bearing):
    figure = ring(lon, lat, share * km, km)
    stands(figure)
    assert covers(figure, *destination(lon, lat, bearing, (1 + share) / 2 * km))
    if share * km > 0.002:
        assert not figure.geometry.contains(shapely.Point(destination(lon, lat, bearing, 0.99 * share * km)))
    assert not figure.geometry.contains(shapely.Point(destination(lon, lat, bearing, 1.001 * km)))


@LAW
@given(
    LON,
    LAT,
    st.floats(0, 360),
    st.floats(11, 90),
    st.floats(0, 0.9),
    st.floats(1, 1500),
    st.none() | st.floats(0.1, 0.9),
)
def test_a_wedge_keeps_its_bearing_and_its_distances(lon, lat, bearing, half, share, km, at):
    low = share * km
    figure = wedge(lon, lat, bearing, half, low, km, at_km=None if at is None else low + at * (km - low))
    stands(figure)
    for turn in (-0.95, 0.0, 0.95):
        for away in (low + 0.1 * (km - low), low + 0.9 * (km - low)):
            x, y = destination(lon, lat, bearing + turn * half, away)
            assert figure.geometry.distance(shapely.Point(x, y)) < 1e-9 or abs(lat) + km / 111 > 88
    for turn, away in ((0.0, 1.002 * km), (half + 5, (low + km) / 2), (-half - 5, (low + km) / 2), (180.0, km / 2)):
        x, y = destination(lon, lat, bearing + turn, away)
        assert not figure.geometry.contains(shapely.Point(x, y)) or abs(lat) + km / 111 > 88
    if at is not None:
        assert distance_km(lon, lat, figure.lon, figure.lat) == pytest.approx(low + at * (km - low), rel=1e-6)


@LAW
@given(LON, LAT, st.floats(0, 360), st.floats(0.5, 8000), st.floats(0.5, 60), st.floats(0.02, 0.98))
def test_a_band_follows_the_geodesic(lon, lat, bearing, km, half, along):
    end = destination(lon, lat, bearing, km)
    figure = band(lon, lat, *end, half)
    stands(figure)
    azimuth, _, metres = ellipsoid().inv(lon, lat, *end)
    x, y, back = ellipsoid().fwd(lon, lat, azimuth, metres * along)
    assert covers(figure, x, y)
    for side in (90.0, -90.0) if abs(y) < 89.5 else ():  # beside a pole an edge may be some tens of metres off
        assert covers(figure, *destination(x, y, back + side, 0.97 * half))
        assert not figure.geometry.contains(shapely.Point(destination(x, y, back + side, 1.03 * half))) or half > km / 4
    assert covers(figure, lon, lat)
    assert covers(figure, *end)


def test_a_band_without_length_is_a_disc():
    assert band(36.0, 35.0, 36.0, 35.0, 5.0).geometry.equals(disc(36.0, 35.0, 5.0).geometry)


def test_rings_run_as_geojson_asks():
    straight = band(1.0, 2.0, 3.0, 4.0, 5.0)
    for figure in (disc(1.0, 2.0, 3.0), ring(1.0, 2.0, 3.0, 5.0), wedge(1.0, 2.0, 10.0, 45.0, 3.0, 5.0), straight):
        assert figure.geometry.exterior.is_ccw
        assert not any(hole.is_ccw for hole in figure.geometry.interiors)


def test_the_centroid_of_a_wedge_is_its_stand_in():
    figure = wedge(36.0, 0.0, 90.0, 45.0, 20.0, 60.0)
    middle = figure.geometry.centroid
    assert distance_km(figure.lon, figure.lat, middle.x, middle.y) < 0.5


def test_corners_are_where_the_geodesic_puts_them():
    x, y = shapely.get_coordinates(disc(30.0, 60.0, 250.0).geometry).T
    n = len(x)
    metres = ellipsoid().inv(np.full(n, 30.0), np.full(n, 60.0), x, y)[2]
    assert np.abs(metres - 250_000).max() < 1e-3
