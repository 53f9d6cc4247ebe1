"""The box that data fill: the narrowest on the globe."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoevents.maps.content import Content
from geoevents.maps.extent import extent_of, pieces, unrolled


def of(*shapes: shapely.Geometry | None) -> tuple[float, float, float, float] | None:
    return extent_of([np.array(shapes, dtype=object)])


def points(*places: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(place) for place in places]


def test_nothing_fills_no_box() -> None:
    assert extent_of([]) is None
    assert of() is None
    assert of(None, shapely.Point(), shapely.Polygon()) is None


def test_data_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    assert of(*points((178.4, -18.1), (-179.9, -16.5), (179.3, -16.6))) == (178.4, -18.1, -179.9, -16.5)
    assert of(*points((-176.6, 51.9), (173.2, 52.9), (-166.5, 53.9))) == (173.2, 51.9, -166.5, 53.9)


def test_a_shape_cut_at_the_date_line_is_one_place() -> None:
    chukotka = shapely.MultiPolygon([shapely.box(158, 62, 180, 70), shapely.box(-180, 64, -169, 68)])
    assert of(chukotka) == (158, 62, -169, 70)
    assert of(chukotka, shapely.Point(160, 61)) == (158, 61, -169, 70)


def test_other_data_lie_as_on_the_usual_map() -> None:
    assert of(*points((35, 33), (42, 37))) == (35, 33, 42, 37)
    assert of(*points((-120, 40), (20, 10))) == (-120, 10, 20, 40)
    world = points(*((lon, 0) for lon in range(-170, 175, 10)))
    assert of(*world) == (-170, 0, 170, 0), "all around the globe: no reason to cut it elsewhere"
    assert of(shapely.box(-180, -60, 180, 80)) == (-180, -60, 180, 80)
    assert of(*points((180, 1), (179, 2))) == (179, 1, 180, 2)


def test_several_tables_count_as_one() -> None:
    tables = [np.array(points((178, 0)), dtype=object), np.array(points((-178, 1)), dtype=object)]
    assert extent_of(tables) == (178, 0, -178, 1)
    assert extent_of([*tables, np.empty(0, dtype=object)]) == (178, 0, -178, 1)


@given(st.lists(st.tuples(st.integers(-180, 180), st.integers(-90, 90)), min_size=1, max_size=12))
def test_the_box_holds_everything_and_is_never_wider_than_the_plain_one(places: list[tuple[int, int]]) -> None:
    found = of(*points(*places))
    assert found is not None
    boxes = [shapely.box(*piece) for piece in pieces(unrolled(found))]
    for lon, lat in places:
        same = {lon, -180, 180} if abs(lon) == 180 else {lon}  # one meridian with two numbers
        assert any(box.covers(shapely.Point(x, lat)) for x in same for box in boxes)
    west, _, east, _ = unrolled(found)
    lons = [lon for lon, _ in places]
    assert east - west <= max(lons) - min(lons)


@pytest.mark.parametrize(
    ("box", "parts"),
    [
        ((10, 0, 20, 5), [(10, 0, 20, 5)]),
        ((170, 0, 190, 5), [(-180, 0, -170, 5), (170, 0, 180, 5)]),
        ((-190, 0, -170, 5), [(170, 0, 180, 5), (-180, 0, -170, 5)]),
        ((-200, 0, 200, 5), [(-180, 0, 180, 5)]),
    ],
)
def test_pieces(box: tuple[float, float, float, float], parts: list[tuple[float, float, float, float]]) -> None:
    assert list(pieces(box)) == parts


def test_the_first_view_lies_across_the_date_line() -> None:
    table = gpd.GeoDataFrame({"a": [1, 2]}, geometry=points((179.95, 52.0), (-179.97, 52.0)), crs=4326)
    bounds = Content(events=[], zones=[table]).extent
    assert bounds == (179.95, 52.0, -179.97, 52.0)
