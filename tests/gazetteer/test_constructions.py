"""Constructions: each operation on places whose answer can be worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

from geoevents.errors import GazetteerError
from geoevents.gazetteer.constructions import DIRECTIONS, area_km2, evaluate
from geoevents.gazetteer.paths import path_along
from geoevents.model.geo import distance_km, radius_km

PLACES: dict[str, BaseGeometry] = {
    "Homs gn:1": Point(36.7, 34.7),
    "Hama gn:2": Point(36.75, 35.13),
    "Palmyra gn:3": Point(38.3, 34.55),
    "Square ne:1": box(36.0, 34.0, 38.0, 36.0),
    "East square ne:2": box(37.0, 34.0, 39.0, 36.0),
    "River ne:3": LineString([(36.0, 35.0), (37.0, 35.0), (38.0, 35.0), (39.0, 35.0)]),
}


def resolve(reference: str) -> BaseGeometry:
    if reference not in PLACES:
        raise GazetteerError(f"unknown {reference!r}")
    return PLACES[reference]


def test_buffer_is_a_circle_in_kilometres() -> None:
    circle = evaluate({"buffer": "Homs gn:1", "km": 10}, resolve)
    assert area_km2(circle) == pytest.approx(math.pi * 100, rel=0.01)
    assert radius_km(circle, 36.7, 34.7) == pytest.approx(10, rel=0.01)


def test_hull_holds_its_places_and_the_margin() -> None:
    hull = evaluate({"hull": ["Homs gn:1", "Hama gn:2", "Palmyra gn:3"], "buffer_km": 5}, resolve)
    assert all(hull.contains(PLACES[name]) for name in ("Homs gn:1", "Hama gn:2", "Palmyra gn:3"))
    assert hull.contains(Point(37.2, 34.75))
    assert not hull.contains(Point(37.9, 35.1))


def test_outline_keeps_the_order_and_may_be_hollow() -> None:
    dart = evaluate({"outline": [[36, 34], [37, 36], [38, 34], [37, 34.6]]}, resolve)
    assert not dart.contains(Point(37, 34.3))
    assert dart.contains(Point(37, 35))


def test_corridor_is_cut_at_its_ends() -> None:
    whole = evaluate({"corridor": "River ne:3", "width_km": 10}, resolve)
    piece = evaluate({"corridor": "River ne:3", "width_km": 10, "from": [36.5, 35.2], "to": [37.5, 34.9]}, resolve)
    assert whole.contains(Point(38.9, 35.03))
    assert piece.contains(Point(37.0, 34.96))
    assert not piece.contains(Point(38.0, 35.0))
    length = distance_km(36.5, 35.0, 37.5, 35.0)
    assert area_km2(piece) == pytest.approx(10 * length + math.pi * 25, rel=0.02)


@pytest.mark.parametrize("direction", sorted(DIRECTIONS))
def test_part_and_its_opposite_make_the_whole(direction: str) -> None:
    opposite = next(name for name, deg in DIRECTIONS.items() if deg == (DIRECTIONS[direction] + 180) % 360)
    here = evaluate({"part": "Square ne:1", "direction": direction}, resolve)
    there = evaluate({"part": "Square ne:1", "direction": opposite}, resolve)
    assert area_km2(here) + area_km2(there) == pytest.approx(area_km2(PLACES["Square ne:1"]), rel=0.001)
    assert area_km2(here.intersection(there)) < 1


def test_part_is_cut_at_the_named_place() -> None:
    east = evaluate({"part": "Square ne:1", "direction": "east", "cut_at": "Homs gn:1"}, resolve)
    assert east.bounds[0] == pytest.approx(36.7, abs=0.02)
    assert east.bounds[2] == pytest.approx(38.0)


@pytest.mark.parametrize(
    ("construction", "bounds"),
    [
        ({"union": ["Square ne:1", "East square ne:2"]}, (36, 34, 39, 36)),
        ({"intersection": ["Square ne:1", "East square ne:2"]}, (37, 34, 38, 36)),
        ({"difference": ["Square ne:1", "East square ne:2"]}, (36, 34, 37, 36)),
        ({"union": ["Square ne:1"], "minus": ["East square ne:2"]}, (36, 34, 37, 36)),
        ({"union": ["Square ne:1"], "within": ["East square ne:2"]}, (37, 34, 38, 36)),
        ({"union": [{"intersection": ["Square ne:1", "East square ne:2"]}]}, (37, 34, 38, 36)),
    ],
)
def test_combinations(construction: dict[str, Any], bounds: tuple[float, ...]) -> None:
    assert evaluate(construction, resolve).bounds == pytest.approx(bounds)


@pytest.mark.parametrize(
    ("construction", "says"),
    [
        ({}, "exactly one operation"),
        ({"hull": ["Homs gn:1"], "union": ["Homs gn:1"]}, "exactly one operation"),
        ({"hull": "Homs gn:1"}, "no list"),
        ({"hull": []}, "no list"),
        ({"hull": ["Homs gn:1"], "colour": "red"}, "takes no option 'colour'"),
        ({"hull": ["Homs gn:1"], "buffer_km": -1}, "positive number"),
        ({"buffer": "Homs gn:1"}, "'km' is None"),
        ({"buffer": "Homs gn:1", "km": "ten"}, "'ten'"),
        ({"outline": ["Homs gn:1", "Hama gn:2"]}, "three places"),
        ({"outline": [[0, 0], [1, 1], [1, 0], [0, 1]]}, "crosses itself"),
        ({"outline": [[36, 134], [37, 35], [38, 34]]}, "longitude comes first"),
        ({"line": ["Homs gn:1"]}, "two places"),
        ({"part": "Square ne:1", "direction": "up"}, "no direction"),
        ({"corridor": "River ne:3", "width_km": 5, "from": "Homs gn:1"}, "'from' and 'to'"),
        ({"corridor": "Square ne:1", "width_km": 5, "from": "Homs gn:1", "to": "Hama gn:2"}, "not along a Polygon"),
        ({"corridor": "River ne:3", "width_km": 5, "from": [30, 35], "to": [31, 35]}, "meet the river at one point"),
        ({"intersection": ["Homs gn:1", "Hama gn:2"]}, "comes out empty"),
        ({"union": ["Nowhere gn:9"]}, "unknown"),
        ({"union": [7]}, "no operand"),
    ],
)
def test_what_is_wrong_is_named(construction: dict[str, Any], says: str) -> None:
    with pytest.raises(GazetteerError, match=says):
        evaluate(construction, resolve)


def test_path_goes_over_small_gaps_and_not_over_large_ones() -> None:
    near = MultiLineString([[(36, 35), (37, 35)], [(37.03, 35), (38, 35.2)]])
    way = path_along(near, (36.2, 35.1), (37.9, 35.1))
    assert way.geom_type == "LineString"
    assert way.coords[0] == pytest.approx((36.2, 35.0), abs=0.01)
    far = MultiLineString([[(36, 35), (37, 35)], [(37.5, 35), (38, 35.2)]])
    with pytest.raises(GazetteerError, match="do not join"):
        path_along(far, (36.2, 35.1), (37.9, 35.1))


def test_path_takes_the_right_arm() -> None:
    arms = MultiLineString([[(36, 35), (37, 35)], [(37, 35), (38, 36)], [(37, 35), (38, 34)]])
    way = path_along(arms, (36, 35), (38, 34))
    assert way.bounds == pytest.approx((36, 34, 38, 35), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    points=st.lists(st.tuples(st.floats(-170, 170), st.floats(-70, 70)), min_size=1, max_size=1),
    steps=st.lists(st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)), min_size=3, max_size=8),
    km=st.floats(1, 30),
)
def test_a_buffered_hull_is_valid_and_holds_every_point(
    points: list[tuple[float, float]], steps: list[tuple[float, float]], km: float
) -> None:
    lon, lat = points[0]
    places = [[lon + dx, lat + dy] for dx, dy in steps]
    hull = evaluate({"hull": places, "buffer_km": km}, resolve)
    assert hull.is_valid
    assert all(hull.contains(Point(place)) for place in places)


def test_result_lies_on_the_grid() -> None:
    circle = evaluate({"buffer": "Homs gn:1", "km": 3}, resolve)
    assert shapely.equals_exact(shapely.set_precision(circle, 1e-5), circle, tolerance=0)
