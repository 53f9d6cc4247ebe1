"""What lies on one side of a long shape."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.geo import destination
from geoevents.model.lee import lee

LINE = shapely.LineString([(38.0, 34.0), (39.0, 36.0), (41.0, 36.5)])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(at=st.floats(0, 1), turn=st.floats(-44, 44), bearing=st.floats(0, 359), km=st.floats(5, 150))
def test_from_any_point_of_a_line_what_lies_that_way_is_held(at: float, turn: float, bearing: float, km: float) -> None:
    side = lee(LINE, bearing, 45.0, km)
    x, y = shapely.get_coordinates(LINE.interpolate(at, normalized=True))[0]
    lon, lat = destination(x, y, bearing + turn, 0.6 * km)
    assert side.is_valid
    assert shapely.distance(side, shapely.Point(lon, lat)) * 111 <= 0.1 * km


def test_the_other_side_is_not_held() -> None:
    line = shapely.LineString([(38.0, 34.0), (38.5, 36.0), (38.2, 38.0)])
    side = lee(line, 90.0, 45.0, 50.0)
    for at in (0.2, 0.5, 0.8):
        x, y = shapely.get_coordinates(line.interpolate(at, normalized=True))[0]
        assert not side.intersects(shapely.Point(*destination(x, y, 280.0, 30.0)))


@pytest.mark.parametrize("x", [179.5, -179.5])
def test_over_the_antimeridian_it_is_cut(x: float) -> None:
    side = lee(shapely.LineString([(x, 50.0), (x, 52.0)]), 90.0 if x > 0 else 270.0, 45.0, 100.0)
    west, _, east, _ = side.bounds
    assert (west, east) == (-180.0, 180.0)
    assert side.is_valid
    assert side.area < 10
