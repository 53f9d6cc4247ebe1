"""Parts of shapes: they lie within, tile or cover the whole, and are cut by share of the shape, not of its box."""

from __future__ import annotations

import pytest
import shapely

from geoevents.model.parts import central_part, mainland, part

L_SHAPE = shapely.Polygon([(36, 35), (39, 35), (39, 35.3), (36.3, 35.3), (36.3, 37), (36, 37)])
FAR_EAST = shapely.union_all([shapely.box(170, 60, 180, 68), shapely.box(-180, 60, -172, 68)])
SHAPES = {
    "square": shapely.box(36, 35, 38, 37),
    "triangle": shapely.Polygon([(36, 35), (39, 35.5), (36.5, 38)]),
    "L": L_SHAPE,
    "islands": shapely.union_all([shapely.box(36, 35, 36.5, 35.5), shapely.box(38, 36, 39, 37)]),
    "hole": shapely.Point(37, 35).buffer(1).difference(shapely.Point(37, 35).buffer(0.6)),
    "antimeridian": FAR_EAST,
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("bearing", [0.0, 45.0, 90.0, 180.0, 225.0, 270.0])
def test_a_third_is_a_third_of_the_shape_itself(name, bearing):
    shape = SHAPES[name]
    third = part(shape, bearing)
    assert third.is_valid
    assert shape.buffer(1e-9).covers(third)
    # degrees are not equal-area: within a tenth at these latitudes, a fifth in the far north
    assert third.area / shape.area == pytest.approx(1 / 3, abs=0.07 if name == "antimeridian" else 0.03)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("bearing", [0.0, 30.0, 90.0])
def test_opposite_parts_tile_the_shape(name, bearing):
    shape = SHAPES[name]
    one, other = part(shape, bearing, 1 / 3), part(shape, bearing + 180, 2 / 3)
    assert one.intersection(other).area < 2e-3 * shape.area
    assert shape.difference(shapely.union(one, other)).area < 2e-3 * shape.area


@pytest.mark.parametrize("name", SHAPES)
def test_five_parts_cover_the_shape(name):
    shape = SHAPES[name]
    parts = [part(shape, b) for b in (0.0, 90.0, 180.0, 270.0)] + [central_part(shape)]
    assert shape.difference(shapely.union_all(parts)).area < 1e-6 * shape.area
    assert shape.buffer(1e-9).covers(parts[-1])


def test_western_third_follows_the_shape_not_its_box():
    # most of the L stands in the west: its western third must not reach a third of the way east
    assert part(L_SHAPE, 270).bounds[2] < 36.35


def test_line_is_cut_by_length():
    line = shapely.LineString([(36, 35), (38, 35), (38, 36)])
    eastern = part(line, 90)
    assert eastern.geom_type in ("LineString", "MultiLineString")
    assert line.buffer(1e-9).covers(eastern)


def test_points_have_no_parts():
    point = shapely.Point(36, 35)
    assert part(point, 0) is point
    assert central_part(point) is point


def test_mainland_leaves_out_what_lies_in_another_part_of_the_world():
    home, isle, chained, away = (
        shapely.box(*b) for b in [(0, 40, 9, 49), (14, 44, 15, 45), (25, 44, 26, 45), (60, 0, 63, 3)]
    )
    whole = shapely.MultiPolygon([away, home, isle, chained])
    kept = mainland(whole)
    assert kept.equals(shapely.MultiPolygon([home, isle, chained]))
    assert mainland(kept) is kept
    assert mainland(home) is home


def test_an_island_state_without_a_mainland_stays_whole():
    atolls = shapely.MultiPolygon([shapely.box(x, 0, x + 1, 1) for x in (0, 20, 40)])
    assert mainland(atolls) is atolls
