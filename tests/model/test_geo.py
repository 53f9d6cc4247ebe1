"""Geodesic shapes: distances, circles across the antimeridian and poles, representative points, enclosing radii."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.geo import (
    Plane,
    bearing_deg,
    buffer_km,
    circle,
    destination,
    distance_km,
    haversine_km,
    line_km,
    middle,
    radius_km,
    representative_point,
    sector,
)
from geoevents.model.geodesic import apart_km

LON = st.floats(-180, 180, allow_nan=False)
LAT = st.floats(-90, 90, allow_nan=False)
KM = st.floats(0.5, 1500, allow_nan=False)
AWKWARD = [(180.0, 0.0), (-180.0, 40.0), (179.99, -65.0), (0.0, 90.0), (33.0, -90.0), (10.0, 89.99), (40.0, 35.0)]


def test_distance_known():
    # Paris - Moscow on WGS 84, a published example: 2486-2487 km
    assert distance_km(2.3488, 48.85341, 37.61556, 55.75222) == pytest.approx(2493.0, abs=8)
    assert distance_km(0, 0, 1, 0) == pytest.approx(111.3195, abs=1e-3)
    assert distance_km(0, 0, 0, 1) == pytest.approx(110.5744, abs=1e-3)
    assert bearing_deg(0, 0, 1, 0) == pytest.approx(90)


@settings(deadline=None, derandomize=True)
@given(LON, LAT, st.floats(0, 360), KM)
def test_destination_is_as_far_as_said(lon, lat, bearing, km):
    x, y = destination(lon, lat, bearing, km)
    assert distance_km(lon, lat, x, y) == pytest.approx(km, rel=1e-6)
    assert float(haversine_km(lon, lat, x, y)) == pytest.approx(km, rel=0.006)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(LON, LAT, KM)
def test_circle_holds_its_points_and_its_radius_is_right(lon, lat, km):
    disc = circle(lon, lat, km)
    assert disc.is_valid
    assert -180 <= disc.bounds[0] <= disc.bounds[2] <= 180
    assert -90 <= disc.bounds[1] <= disc.bounds[3] <= 90
    assert disc.distance(shapely.Point(lon, lat)) < 1e-9
    assert radius_km(disc, lon, lat) == pytest.approx(km, rel=2e-3, abs=15e-3)
    for bearing in (10, 100, 190, 280):
        inside = destination(lon, lat, bearing, km * 0.97)
        outside = destination(lon, lat, bearing, km * 1.03)
        assert disc.distance(shapely.Point(inside)) < 1e-9
        assert not disc.contains(shapely.Point(outside))


@pytest.mark.parametrize(("lon", "lat"), AWKWARD)
def test_representative_point_and_radius_in_awkward_places(lon, lat):
    shape = circle(lon, lat, 300)
    x, y = representative_point(shape)
    assert shape.distance(shapely.Point(x, y)) < 1e-9
    assert distance_km(x, y, lon, lat) < 1
    assert radius_km(shape, x, y) >= 299


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(30, 44), st.floats(30, 40)), min_size=3, max_size=9), st.floats(0.05, 2))
def test_representative_point_lies_on_any_shape(points, width):
    line = shapely.LineString(points)
    for shape in (line, line.buffer(width), shapely.MultiPoint(points), line.convex_hull):
        if shape.is_empty:
            continue
        lon, lat = representative_point(shape)
        assert shape.distance(shapely.Point(lon, lat)) < 1e-9
        reach = radius_km(shape, lon, lat)
        for x, y in shapely.get_coordinates(shape):
            assert distance_km(lon, lat, x, y) <= reach


def test_centroid_outside_is_moved_onto_the_shape():
    crescent = shapely.Point(40, 35).buffer(1).difference(shapely.Point(40.4, 35).buffer(0.95))
    assert not crescent.contains(crescent.centroid)
    assert crescent.contains(shapely.Point(representative_point(crescent)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(LON, st.floats(-85, 85), st.floats(0, 360), st.floats(5, 60), st.floats(0, 50), st.floats(60, 400))
def test_sector_keeps_its_bearing_and_distances(lon, lat, bearing, half, near, far):
    wedge = sector(lon, lat, bearing, half, near, far)
    assert wedge.is_valid
    x, y = destination(lon, lat, bearing, (near + far) / 2)
    assert wedge.distance(shapely.Point(x, y)) < 1e-6
    assert not wedge.contains(shapely.Point(destination(lon, lat, bearing + 180, far / 2)))
    assert not wedge.contains(shapely.Point(destination(lon, lat, bearing + half + 8, (near + far) / 2)))
    assert radius_km(wedge, lon, lat) == pytest.approx(far, rel=1e-3, abs=2e-3)


@given(LON, st.floats(-85, 85), st.floats(0, 360), KM)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_plane_goes_there_and_back(lon, lat, bearing, km):
    plane = Plane(lon, lat)
    point = shapely.Point(destination(lon, lat, bearing, km))
    flat = plane.flat(point)
    assert math.hypot(*shapely.get_coordinates(flat)[0]) == pytest.approx(km, rel=1e-6)
    back = shapely.get_coordinates(plane.round(flat))[0]
    assert distance_km(*back, *shapely.get_coordinates(point)[0]) < 1e-6


def test_buffer_of_a_line_is_its_corridor():
    line = line_km(179.0, 10.0, -179.0, 12.0)
    assert line.geom_type == "MultiLineString"
    corridor = buffer_km(line, 20)
    assert corridor.is_valid
    assert corridor.covers(shapely.Point(179.0, 10.1))
    assert not corridor.intersects(shapely.Point(179.0, 10.4))
    assert not corridor.intersects(shapely.Point(0, 11))


def test_buffer_shrinks_with_a_negative_distance():
    square = shapely.box(40, 35, 41, 36)
    assert square.contains(buffer_km(square, -10))
    assert buffer_km(square, -80).is_empty
    assert buffer_km(shapely.Polygon(), 5).is_empty


def test_empty_has_no_middle():
    with pytest.raises(ValueError, match="empty"):
        middle(shapely.Polygon())
    assert radius_km(shapely.Polygon(), 0, 0) == 0


@pytest.mark.parametrize("km", [865.0, 866.0, 870.0])
def test_a_circle_that_just_holds_the_pole_is_no_wider_than_asked(km):
    assert radius_km(circle(0.0, 82.25, km), 0.0, 82.25) == pytest.approx(km, rel=1e-3)


def test_many_islands_are_grown_as_one_shape_and_none_is_lost():
    angle = np.linspace(0, 2 * np.pi, 3000)
    coast = shapely.Polygon(np.column_stack([20 + np.cos(angle), 60 + 0.5 * np.sin(angle)]))
    islet = shapely.Point(25, 60).buffer(0.0005)  # smaller than what is straightened
    near_one = shapely.box(21.1, 60, 21.2, 60.1)
    grown = buffer_km(shapely.MultiPolygon([coast, near_one, islet]), 25)
    assert len(grown.geoms) == 2
    assert grown.is_valid
    assert grown.covers(shapely.MultiPolygon([coast, near_one, islet]))
    assert grown.covers(shapely.Point(destination(25, 60, 90, 24)))
    assert not grown.covers(shapely.Point(destination(25, 60, 90, 27)))


@given(LON, LAT, LON, LAT)
def test_two_points_are_as_far_apart_with_arrays_and_without(lon1, lat1, lon2, lat2):
    assert apart_km(lon1, lat1, lon2, lat2) == pytest.approx(float(haversine_km(lon1, lat1, lon2, lat2)), abs=1e-3)
