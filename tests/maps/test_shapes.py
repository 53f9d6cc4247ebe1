"""Geometries become integers and come back, whatever they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely
from shapely import wkt

from geoevents.maps.shapes import ShapeBook, shape_columns
from tests.maps.common import shapes

HOLED = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"
CASES = {
    "polygon": ("POLYGON ((0 0, 1 0, 1 1, 0 0))", 3, [3]),
    "hole": (HOLED, 3, [4, 4]),
    "multipolygon": ("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((-170 5, -169 5, -169 6, -170 5)))", 3, [3, 3]),
    "line": ("LINESTRING (0 0, 0.1 0.2, 0.3 0.30001)", 2, [3]),
    "closed line": ("LINESTRING (0 0, 1 0, 1 1, 0 0)", 2, [4]),
    "ring": ("LINEARRING (0 0, 1 0, 1 1, 0 0)", 2, [4]),
    "multiline": ("MULTILINESTRING ((0 0, 1 1), (5 5, 6 6, 7 5))", 2, [2, 3]),
    "points": ("MULTIPOINT (1 2, 3 4, 1 2)", 1, [1, 1, 1]),
    "height": ("POLYGON Z ((0 0 9, 1 0 9, 1 1 9, 0 0 9))", 3, [3]),
    "collection": ("GEOMETRYCOLLECTION (POINT (9 9), LINESTRING (0 0, 1 1), POLYGON ((0 0, 1 0, 1 1, 0 0)))", 3, [3]),
    "invalid": ("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))", 3, [4]),
    "tiny": ("POLYGON ((0 0, 0.000001 0, 0.000001 0.000001, 0 0))", 3, [1]),
    "repeated positions": ("LINESTRING (0 0, 0 0, 1 1, 1 1)", 2, [2]),
}


def decoded(geometries: list[Any], scale: int = 100_000) -> list[tuple[int, list[list[tuple[float, float]]]]]:
    columns = shape_columns(np.array(geometries, dtype=object), scale)
    table = pa.table(columns).replace_schema_metadata({"geoevents.scale": str(scale)})
    return shapes(table)


@pytest.mark.parametrize("case", CASES)
def test_every_kind_comes_back(case: str) -> None:
    text, kind, sizes = CASES[case]
    found_kind, parts = decoded([wkt.loads(text)], 1000)[0]  # no edge is so long that it would be divided
    assert found_kind == kind
    assert [len(part) for part in parts] == sizes
    assert parts[0][0] == pytest.approx(shapely.get_coordinates(wkt.loads(text))[-1 if case == "collection" else 0])


def test_all_kinds_together_keep_their_rows() -> None:
    together = decoded([wkt.loads(text) for text, _, _ in CASES.values()])
    alone = [decoded([wkt.loads(text)])[0] for text, _, _ in CASES.values()]
    assert together == alone


def test_a_polygon_comes_back_to_the_metre() -> None:
    circle = shapely.Point(40.14159, 35.33333).buffer(0.7, quad_segs=64)
    (_, parts) = decoded([circle])[0]
    again = shapely.Polygon(parts[0])
    assert again.symmetric_difference(circle).area / circle.area < 1e-5
    assert shapely.hausdorff_distance(again, circle) < 1e-5


def test_long_edges_are_divided_along_themselves() -> None:
    far = shapely.LineString([(-179.5, 0), (12.34567, 60.5), (0, 0)])
    kind, parts = decoded([far])[0]
    assert kind == 2
    again = shapely.LineString(parts[0])
    assert shape_columns(np.array([far]), 100_000)["steps"].type.value_type == pa.int16()
    assert shapely.hausdorff_distance(again, far) < 1e-5
    assert again.coords[0] == pytest.approx(far.coords[0])
    assert again.coords[-1] == pytest.approx(far.coords[-1])


def test_a_book_keeps_each_shape_once() -> None:
    book = ShapeBook(100_000)
    first, same, other = shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1), shapely.box(0, 0, 2, 2)
    rows = book.add(np.array([first, None, same, other, shapely.Polygon(), first], dtype=object))
    assert rows.tolist() == [0, -1, 0, 1, -1, 0]
    assert book.add(np.array([other], dtype=object)).tolist() == [1]
    assert len(book) == 2


def test_empty_members_of_a_collection_are_left_out() -> None:
    nested = shapely.GeometryCollection([shapely.Point(1, 2), shapely.GeometryCollection(), shapely.LineString()])
    assert decoded([nested]) == decoded([shapely.MultiPoint([(1, 2)])])
