"""The points that stand for countries: published ones, on the country's own land."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.points import OFF_SHORE_KM, read_points, settle
from geoevents.model.geo import distance_km
from geoevents.model.parts import mainland

POINTS = Path(__file__).resolve().parents[2] / "gazetteer" / "curated" / "points.csv"
ISLANDS = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)])


def test_a_point_on_land_stays() -> None:
    assert settle(ISLANDS, 0.25, 0.5) == (0.25, 0.5)


def test_a_point_between_islands_moves_onto_the_nearest() -> None:
    settled = settle(ISLANDS, 1.8, 0.5)
    assert settled is not None
    assert shapely.box(2, 0, 3, 1).contains(shapely.Point(settled))
    assert distance_km(1.8, 0.5, *settled) < 30


def test_a_point_far_out_is_not_taken() -> None:
    assert settle(ISLANDS, 6.0, 0.5) is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("Syria,35,38,b\n", "line 2: 'Syria' is no ISO"),
        ("SY,35,38,b\nSY,35,38,b\n", "line 3: SY stands twice"),
        ("SY,95,38,b\n", "'lat' is 95"),
        ("SY,35,38,\n", "'source' is ''"),
    ],
)
def test_a_bad_row_is_named(rows: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("country,lat,lon,source\n" + rows, encoding="utf-8")
    with pytest.raises(GazetteerError, match=says):
        list(read_points(path))


def test_countries_stand_where_published_tables_put_them() -> None:
    """Or on the nearest land; an archipelago whose published point is further out keeps the middle of its shape."""
    gazetteer = Gazetteer.embedded()
    kept = set()
    for point in read_points(POINTS):
        place = gazetteer.place(f"ne:{point.country}")
        away = distance_km(place.lon, place.lat, point.lon, point.lat)
        assert mainland(gazetteer.geometry(place)).distance(shapely.Point(place.lon, place.lat)) < 1e-4, place
        if away > OFF_SHORE_KM:
            kept.add(point.country)
    assert kept == {"FJ"}


def test_an_answer_holds_the_country_about_its_point() -> None:
    import geoevents as ge

    row = ge.geocode(["Canada"]).iloc[0]
    assert (row.lat, row.lon) == (60, -95)
    far = shapely.get_coordinates(row.geometry)
    assert max(distance_km(row.lon, row.lat, x, y) for x, y in far[::50].tolist()) <= row.uncertainty_km
