"""Growing and shrinking: distances kept, faces told apart, nothing of the antimeridian or a pole left over."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.geo import buffer_km, destination, line_km
from geoevents.model.growth import along_outline, outline, shared_outline
from geoevents.model.seam import rolled, unrolled

LAKE = shapely.box(170, 60, 180, 68).difference(shapely.box(174, 63, 177, 65))
FAR_EAST = shapely.union_all([LAKE, shapely.box(-180, 60, -172, 68)])
POLAR = shapely.box(-180, -90, 180, -75)


def wiggly(lon, lat, width, n=4000):
    """A land of ``n`` vertices, so that it is grown piece by piece, with a lake that holds an island."""
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    away = width * (1 + 0.05 * np.sin(40 * angle))
    land = shapely.Polygon(np.column_stack([lon + away * np.cos(angle) * 1.5, lat + away * np.sin(angle)]))
    spot = shapely.Point(lon, lat)
    return land.difference(spot.buffer(0.5 * width)).union(spot.buffer(0.1 * width))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.sampled_from([(20.0, 40.0), (179.0, -20.0), (-179.9, 65.0), (0.0, 0.0)]), st.floats(2, 10), st.floats(3, 60))
def test_detail_is_grown_and_shrunk_as_one_plane_would(where, width, km):
    land = rolled(wiggly(*where, width))
    grown, shrunk = buffer_km(land, km), buffer_km(land, -km)
    for made in (grown, shrunk):
        assert made.is_valid
        assert made.is_empty or -180 <= made.bounds[0] <= made.bounds[2] <= 180
    assert land.difference(grown).area < 1e-9
    assert shrunk.difference(land).area < 1e-9
    band = along_outline(land, km)
    assert grown.symmetric_difference(land.union(band)).area < 1e-6 * land.area
    assert shrunk.symmetric_difference(land.difference(band)).area < 1e-6 * land.area
    middle = shapely.Point(where)
    assert grown.contains(middle)  # the island in the lake
    lake = 0.4 * width * 111 / 2  # half the km from the island's shore to the lake's
    if abs(km - lake) > 0.3 * lake:
        assert grown.contains(shapely.Point(where[0], where[1] + 0.3 * width)) == (km > lake)


@pytest.mark.parametrize("km", [5.0, 40.0])
def test_a_shape_over_the_antimeridian_grows_without_a_seam(km):
    grown = buffer_km(FAR_EAST, km)
    assert grown.is_valid
    whole = unrolled(grown)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 1  # the lake
    assert whole.covers(shapely.box(180, 60, 188, 68))
    edge = along_outline(FAR_EAST, km)
    assert not edge.intersects(shapely.Point(180, 64))
    assert not edge.intersects(shapely.Point(-180, 64))
    assert edge.intersects(shapely.Point(180, 60))
    assert buffer_km(FAR_EAST, -km).intersects(shapely.Point(-180, 64))


def test_a_cap_around_the_pole_grows_at_its_rim_alone():
    assert sum(line.length for line in outline(POLAR)) == pytest.approx(360.0)
    grown, shrunk = buffer_km(POLAR, 100), buffer_km(POLAR, -100)
    assert grown.is_valid
    assert shrunk.is_valid
    for lon in (-180, -90, 0, 45, 180):
        assert grown.intersects(shapely.Point(lon, -74.2))
        assert not grown.intersects(shapely.Point(lon, -74.0))
        assert shrunk.intersects(shapely.Point(lon, -76.0))
        assert not shrunk.intersects(shapely.Point(lon, -75.8))
    assert shrunk.intersects(shapely.Point(0, -90))


def test_growing_over_a_pole_holds_it():
    land = shapely.box(-60, 75, -20, 83)
    grown = buffer_km(land, 900)
    assert grown.is_valid
    assert grown.intersects(shapely.Point(0, 90))
    assert grown.intersects(shapely.Point(140, 89))
    assert not grown.intersects(shapely.Point(140, 85))


def test_neighbours_share_what_both_have():
    one, other = shapely.box(10, 40, 14, 44), shapely.box(14, 41, 20, 43)
    shared = shared_outline(one, other, 3)
    assert shared.length == pytest.approx(2.0, abs=0.15)
    assert shared.buffer(0.1).covers(shapely.LineString([(14, 41), (14, 43)]))
    assert shared_outline(one, shapely.box(15, 40, 16, 44), 3).is_empty
    assert shared_outline(FAR_EAST, shapely.box(-172, 60, -160, 68), 3).length == pytest.approx(8.0, abs=0.3)


def test_a_long_line_keeps_its_corridor_far_from_its_middle():
    line = line_km(30.0, 60.0, 130.0, 45.0)
    corridor = buffer_km(line, 20)
    lon, lat = shapely.get_coordinates(line)[20]
    ahead = shapely.get_coordinates(line)[21]
    bearing = np.degrees(np.arctan2((ahead[0] - lon) * np.cos(np.radians(lat)), ahead[1] - lat))
    assert corridor.intersects(shapely.Point(destination(lon, lat, bearing + 90, 19.6)))
    assert not corridor.intersects(shapely.Point(destination(lon, lat, bearing + 90, 20.4)))


def test_an_islet_smaller_than_the_straightening_grows_too():
    islet = shapely.Point(33, 40).buffer(0.0005)
    grown = buffer_km(shapely.MultiPolygon([*wiggly(20, 40, 3).geoms, islet]), 10)
    assert grown.covers(islet)
    assert grown.covers(shapely.Point(destination(33, 40, 45, 9.5)))
