"""The polynomial of destinations against the geodesic itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.geodesic import ellipsoid
from geoevents.model.polar import REACH_KM, directions, in_reach, placed, placed_at, powers

AZIMUTH = np.linspace(0.0, 360.0, 73)
LAW = settings(max_examples=150, deadline=None, derandomize=True)


def off_m(lon, lat, xy, azimuth, km):
    """How far positions lie from the geodesic destinations, at most, in metres."""
    n = len(xy)
    x, y, _ = ellipsoid().fwd(np.full(n, lon), np.full(n, lat), azimuth, np.full(n, km) * 1000.0)
    return ellipsoid().inv(x, y, np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1]))[2].max()


@LAW
@given(st.floats(-170, 170), st.floats(-70, 70), st.floats(0.01, REACH_KM))
def test_destinations_are_those_of_the_geodesic(lon, lat, km):
    assert in_reach(lon, lat, km)
    assert off_m(lon, lat, placed(lon, lat, directions(AZIMUTH), km), AZIMUTH, km) < 0.02


@pytest.mark.parametrize(("lat", "metres"), [(0.0, 1e-5), (35.0, 5e-5), (-60.0, 2e-3), (70.0, 2e-2)])
def test_it_is_as_exact_as_the_module_says(lat, metres):
    assert off_m(10.0, lat, placed(10.0, lat, directions(AZIMUTH), REACH_KM), AZIMUTH, REACH_KM) < metres


def test_latitudes_between_those_of_the_table_are_no_worse():
    worst = [off_m(0.0, lat, placed(0.0, lat, directions(AZIMUTH), 150.0), AZIMUTH, 150.0)
             for lat in np.linspace(40.0, 41.0, 21)]  # fmt: skip
    assert max(worst) < 2e-4


def test_distances_may_differ_from_one_to_the_next():
    km = np.linspace(1.0, 180.0, len(AZIMUTH))
    assert off_m(37.0, 35.0, placed(37.0, 35.0, directions(AZIMUTH), powers(km)), AZIMUTH, km) < 1e-3


def test_positions_of_the_plane_are_directions_and_distances():
    angle = np.radians(AZIMUTH)
    xy = placed_at(37.0, -35.0, 42.0 * np.cos(angle), 42.0 * np.sin(angle))
    assert np.allclose(xy, placed(37.0, -35.0, directions(AZIMUTH), 42.0), rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("lon", "lat", "km"), [(179.0, 0.0, 5.0), (0.0, 71.0, 5.0), (0.0, -89.0, 5.0), (0.0, 0.0, 201.0)]
)
def test_where_it_does_not_hold_it_says_so(lon, lat, km):
    assert not in_reach(lon, lat, km)
