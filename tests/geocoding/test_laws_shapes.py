"""Laws of the constructions, over towns and areas of all continents, at the antimeridian and near the poles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.polygon import orient

from geoevents.geocoding import build
from geoevents.geocoding.answer import area_answer
from geoevents.geocoding.expressions.expression import Direction, Distance
from geoevents.model.figures import Figure
from geoevents.model.geo import buffer_km, destination, distance_km, haversine_km, radius_km
from geoevents.model.geodesic import ellipsoid
from geoevents.model.growth import outline
from tests.geocoding.real_places import answer, areas, neighbours, rivers, towns

EIGHT = [
    Direction(name, bearing, half)
    for name, bearing, half in [
        ("north", 0.0, 45.0), ("northeast", 45.0, 22.5), ("east", 90.0, 45.0), ("southeast", 135.0, 22.5),
        ("south", 180.0, 45.0), ("southwest", 225.0, 22.5), ("west", 270.0, 45.0), ("northwest", 315.0, 22.5),
    ]
]  # fmt: skip
DIRECTION = st.sampled_from(EIGHT)
KM = st.floats(1.0, 400.0)
PICK = st.integers(0, 10**6)
TOWN = PICK.map(lambda i: answer(towns()[i % len(towns())]))
AREA = PICK.map(lambda i: answer(areas()[i % len(areas())]))
LAW = settings(max_examples=150, deadline=None, derandomize=True)
FEW = settings(max_examples=60, deadline=None, derandomize=True)


def shape_of(made):
    return made.geometry if isinstance(made, Figure) else made


def well_made(made, base):
    """A geometry on the globe whose stand-in lies in it and whose circle holds it."""
    geometry = shape_of(made)
    assert geometry.is_valid
    assert not geometry.is_empty
    west, south, east, north = geometry.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    got = area_answer(made, base, label="", said="", factor=1.0)
    assert geometry.distance(shapely.Point(got.lon, got.lat)) < 1e-9
    assert 0.5 <= got.radius_km < 20_040
    assert radius_km(geometry, got.lon, got.lat) <= got.radius_km + 1e-9
    xy = shapely.get_coordinates(geometry)
    n = len(xy)
    metres = ellipsoid().inv(np.full(n, got.lon), np.full(n, got.lat), xy[:, 0], xy[:, 1])[2]
    assert metres.max() <= got.radius_km * 1000 + 1e-6
    return got


def square_km(geometry):
    """Area on WGS 84 by pyproj, whose edges are geodesics: given enough vertices, the same."""
    parts = [orient(p) for p in shapely.get_parts(shapely.segmentize(geometry, 0.1))]
    return sum(ellipsoid().geometry_area_perimeter(p)[0] for p in parts) / 1e6


# --------------------------------------------------------------------------------------------------------- all of them


@LAW
@given(TOWN, DIRECTION | st.none(), KM)
def test_what_is_said_of_a_town_is_well_made(town, direction, km):
    well_made(build.around(town, km), town)
    well_made(build.outskirts(town, direction), town)
    well_made(build.countryside(town, None, direction), town)
    well_made(build.part_of(town, direction, 1 / 3), town)
    well_made(build.away(town, direction, Distance(km, km / 20), 50.0), town)
    if direction:
        well_made(build.away(town, direction, None, km), town)
        well_made(build.beyond(town, direction, km), town)


@LAW
@given(AREA, DIRECTION | st.none(), st.floats(2.0, 120.0))
def test_what_is_said_of_an_area_is_well_made(area, direction, km):
    well_made(build.around(area, km), area)
    well_made(build.outskirts(area, direction), area)
    well_made(build.part_of(area, direction, 1 / 3), area)
    well_made(build.border([area]), area)
    away = build.away(area, direction, None, km)
    if not away.is_empty:
        well_made(away, area)


@LAW
@given(st.lists(TOWN, min_size=2, max_size=4), st.booleans())
def test_what_joins_towns_is_well_made_and_holds_them(places, road):
    here = places[0]
    places = [here, *(p for p in places[1:] if distance_km(here.lon, here.lat, p.lon, p.lat) < 6000)]
    joined = [build.hull(places), build.union(places)]
    if len(places) > 1:
        joined.append(build.corridor(places, road=road)[0])
    for made in joined:
        well_made(made, here)
        assert all(shape_of(made).distance(p.geometry) < 1e-9 for p in places)


# ----------------------------------------------------------------------------------------------- directions, distances


@LAW
@given(TOWN, st.integers(0, 3), KM, st.floats(0.01, 0.4))
def test_opposite_directions_of_a_town_do_not_overlap(town, i, km, spread):
    for distance in (None, Distance(km, km * spread)):
        one, other = (shape_of(build.away(town, d, distance, km)) for d in (EIGHT[i], EIGHT[i + 4]))
        assert one.intersection(other).area <= 1e-9 * one.area
    one, other = (shape_of(build.outskirts(town, d)) for d in (EIGHT[i], EIGHT[i + 4]))
    assert one.intersection(other).area <= 1e-9 * one.area


@FEW
@given(AREA, st.integers(0, 3), st.floats(5.0, 100.0))
def test_opposite_directions_of_an_area_do_not_overlap(area, i, km):
    one, other = (shape_of(build.away(area, d, None, km)) for d in (EIGHT[i], EIGHT[i + 4]))
    assert one.intersection(other).area <= 1e-9


@LAW
@given(TOWN)
def test_the_four_sides_of_a_town_make_up_its_surroundings(town):
    sides = [shape_of(build.away(town, EIGHT[i], Distance(60.0, 5.0), 0.0)) for i in (0, 2, 4, 6)]
    ring = shape_of(build.away(town, None, Distance(60.0, 5.0), 0.0))
    assert square_km(shapely.union_all(sides)) == pytest.approx(square_km(ring), rel=0.02)
    assert sum(map(square_km, sides)) == pytest.approx(square_km(ring), rel=0.02)


@LAW
@given(TOWN, DIRECTION | st.none(), KM, st.floats(0.0, 0.2), st.floats(1.0, 300.0))
def test_a_longer_distance_lies_farther(town, direction, km, spread, more):
    first = Distance(km, km * spread)
    second = Distance(km + more, (km + more) * spread)
    near, far = (build.away(town, direction, d, 0.0) for d in (first, second))
    at = [distance_km(town.lon, town.lat, f.lon, f.lat) for f in (near, far)]
    assert at[0] <= at[1]  # all around, the nearer ring may be a disc about the town
    if direction:
        assert at == pytest.approx([km, km + more], rel=1e-6)
    apart = 2 * town.radius_km + first.half_km + second.half_km
    if more > apart * 1.02 + 1:
        inner, outer = (shapely.get_coordinates(f.geometry) for f in (near, far))
        furthest = max(distance_km(town.lon, town.lat, *xy) for xy in inner)
        assert furthest <= min(distance_km(town.lon, town.lat, *xy) for xy in outer) + 0.01 * km


@LAW
@given(TOWN, DIRECTION, KM)
def test_a_direction_keeps_its_bearing(town, direction, km):
    side = shape_of(build.away(town, direction, Distance(km, 0.05 * km), 0.0))
    ahead = destination(town.lon, town.lat, direction.bearing, km)
    assert side.distance(shapely.Point(ahead)) < 1e-6
    for turn in (direction.half_angle + 4, 180.0, -direction.half_angle - 4):
        if town.radius_km < 0.5 * km:
            assert not side.contains(shapely.Point(destination(town.lon, town.lat, direction.bearing + turn, km)))


# --------------------------------------------------------------------------------------------------------------- parts


@LAW
@given(AREA, st.integers(0, 7))
def test_a_third_of_an_area_lies_in_it_and_has_a_third_of_its_size(area, i):
    whole = square_km(area.geometry)
    third = build.part_of(area, EIGHT[i], 1 / 3)
    assert square_km(third.difference(area.geometry)) < 1e-6 * whole
    assert square_km(third) == pytest.approx(whole / 3, rel=0.02)


@FEW
@given(AREA, st.integers(0, 3), st.sampled_from([1 / 2, 1 / 3, 1 / 4]))
def test_parts_from_both_sides_tile_an_area(area, i, share):
    one, other = build.part_of(area, EIGHT[i], share), build.part_of(area, EIGHT[i + 4], 1 - share)
    assert one.intersection(other).area <= 1e-9 * area.geometry.area
    assert area.geometry.difference(shapely.union(one, other)).area <= 1e-9 * area.geometry.area


@FEW
@given(AREA)
def test_five_parts_cover_an_area(area):
    parts = [build.part_of(area, EIGHT[i], 1 / 3) for i in (0, 2, 4, 6)] + [build.part_of(area, None, 1 / 3)]
    assert area.geometry.difference(shapely.union_all(parts)).area <= 1e-9 * area.geometry.area
    assert parts[-1].difference(area.geometry).area <= 1e-9 * area.geometry.area
    assert square_km(parts[-1]) > 0.3 * square_km(area.geometry)


@FEW
@given(AREA)
def test_the_northern_part_lies_north_of_the_southern(area):
    north, south, east, west = (build.part_of(area, EIGHT[i], 1 / 3) for i in (0, 4, 2, 6))
    assert north.bounds[1] >= south.bounds[3] - 1e-9
    ahead, behind = (area_answer(p, area, label="", said="", factor=1.0).lon for p in (east, west))
    assert 0 < (ahead - behind) % 360 < 180


# --------------------------------------------------------------------------------------------- growing, edges, borders


@FEW
@given(AREA, st.floats(1.0, 60.0), st.floats(1.5, 4.0))
def test_a_wider_surrounding_holds_a_narrower_one(area, km, factor):
    narrow, wide = buffer_km(area.geometry, km), buffer_km(area.geometry, km * factor)
    assert square_km(area.geometry.difference(narrow)) < 1e-6 * square_km(area.geometry)
    assert narrow.difference(wide).area < 1e-9 * narrow.area
    less = buffer_km(area.geometry, -km)
    assert less.difference(area.geometry).area < 1e-9 * area.geometry.area


@FEW
@given(AREA, st.floats(3.0, 80.0), PICK)
def test_a_surrounding_is_as_wide_as_said(area, km, pick):
    grown = buffer_km(area.geometry, km)
    edge = shapely.get_coordinates(shapely.segmentize(area.geometry, 0.02))
    rim = [xy for line in outline(grown) for xy in shapely.get_coordinates(line)]
    lon, lat = rim[pick % len(rim)]
    assert float(haversine_km(lon, lat, edge[:, 0], edge[:, 1]).min()) == pytest.approx(km, rel=0.05, abs=1.2)


@LAW
@given(TOWN, DIRECTION | st.none())
def test_outskirts_and_countryside_leave_out_the_centre(town, direction):
    middle = shapely.Point(town.lon, town.lat)
    assert not shape_of(build.outskirts(town, direction)).contains(middle)
    assert not shape_of(build.countryside(town, None, direction)).contains(middle)


@LAW
@given(TOWN, TOWN, st.booleans())
def test_between_two_places_is_the_same_from_both_ends(one, other, road):
    if distance_km(one.lon, one.lat, other.lon, other.lat) > 15_000:
        return
    (there, half), (back, again) = build.corridor([one, other], road=road), build.corridor([other, one], road=road)
    assert half == again
    assert there.radius_km == pytest.approx(back.radius_km, abs=0.01)
    assert there.geometry.symmetric_difference(back.geometry).area <= 1e-4 * there.geometry.area
    for end in (one, other):
        assert there.geometry.distance(end.geometry) < 1e-9


@FEW
@given(PICK)
def test_a_border_lies_within_its_depth_of_both_sides(i):
    sides = [answer(p) for p in neighbours()[i % len(neighbours())]]
    land = build.border(sides)
    well_made(land, sides[0])
    depth = build.BORDER_KM + build.SHARED_KM
    xy = shapely.get_coordinates(land)[::7]
    for side in sides:
        edge = shapely.get_coordinates(shapely.segmentize(side.geometry, 0.02))
        for x, y in xy:
            if not side.geometry.intersects(shapely.Point(x, y)):
                close = edge[np.abs(edge[:, 1] - y) < 0.3]
                assert len(close)
                assert float(haversine_km(x, y, close[:, 0], close[:, 1]).min()) <= depth * 1.03 + 0.1


def test_a_town_that_fills_its_division_still_has_a_countryside():
    town = answer(towns()[0])
    small = answer(areas()[0])
    division = replace(small, geometry=shapely.Point(town.lon, town.lat).buffer(1e-4))
    for direction in (None, EIGHT[2]):
        well_made(build.countryside(town, division, direction), town)


def test_areas_that_only_touch_have_nothing_in_common():
    one, other = (replace(answer(areas()[0]), geometry=shapely.box(x, 0, x + 1, 1)) for x in (0, 1))
    assert build.meeting([one, other]).is_empty
    overlapping = replace(one, geometry=shapely.box(0.5, 0.5, 3, 3))
    assert build.meeting([one, overlapping]).equals(shapely.box(0.5, 0.5, 1, 1))


@FEW
@given(PICK, st.integers(0, 3))
def test_the_banks_of_a_river_lie_on_both_sides_of_it(i, side):
    river = answer(rivers()[i % len(rivers())])
    banks = [build.bank(river, EIGHT[k]) for k in (side, side + 4)]
    for bank in banks:
        well_made(bank, river)
        assert bank.distance(river.geometry) < 0.01
    along = buffer_km(river.geometry, build.CORRIDOR_KM * 1.05)
    for bank in banks:
        assert bank.difference(along).area < 0.02 * bank.area
    one, other = banks
    assert one.intersection(other).area < 0.6 * min(one.area, other.area)  # bends reach into each other
