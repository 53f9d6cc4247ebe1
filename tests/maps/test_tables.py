"""What cannot be drawn is refused with the value and the remedy."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geoevents.errors import InputError, MissingColumnsError
from geoevents.maps.tables import event_table, zone_table
from geoevents.model.events import EVENT_COLUMNS
from geoevents.model.zones import ZONE_COLUMNS


def test_missing_columns_are_filled_and_others_left_out(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    table = event_table(events.set_index("event_id", drop=False), ["mood"])
    assert set(table.columns) == {*EVENT_COLUMNS, "mood"}
    assert table.index.equals(pd.RangeIndex(5))
    assert table["actor2"].isna().all()
    assert set(zone_table(zones).columns) == set(ZONE_COLUMNS)


def test_a_boundary_of_which_nothing_is_said_is_illustrative(zones: gpd.GeoDataFrame) -> None:
    said = list(zones["boundary_status"])
    zones["boundary_status"] = [None, *said[1:]]
    assert list(zone_table(zones)["boundary_status"]) == ["illustrative", *said[1:]]
    assert set(zone_table(zones.drop(columns="boundary_status"))["boundary_status"]) == {"illustrative"}


def test_the_given_table_stays_as_it_was(events: gpd.GeoDataFrame) -> None:
    before = events.copy()
    event_table(events)
    assert list(events.columns) == list(before.columns)
    assert events.drop(columns="reports").equals(before.drop(columns="reports"))


def test_another_crs_is_projected(events: gpd.GeoDataFrame) -> None:
    table = event_table(events.to_crs("EPSG:32637"))
    assert table.crs == "EPSG:4326"
    assert table.geometry[0].x == pytest.approx(36.63)
    assert table.geometry[0].y == pytest.approx(35.93)


def test_another_geometry_name_is_taken(events: gpd.GeoDataFrame) -> None:
    assert event_table(events.rename_geometry("shape")).geometry.name == "geometry"


@pytest.mark.parametrize(
    ("table", "error", "words"),
    [
        ([1, 2], InputError, "events is a list, not a GeoDataFrame"),
        ("events.csv", InputError, "events is a str"),
        (pd.DataFrame({"lat": [1]}), MissingColumnsError, "points_from_xy"),
        (gpd.GeoDataFrame({"lat": [1]}), MissingColumnsError, "no geometry column"),
        (gpd.GeoDataFrame(geometry=[shapely.Point(1, 2)]), InputError, "no CRS.*set_crs"),
        (gpd.GeoDataFrame(geometry=[shapely.Point(35, 350)], crs=4326), InputError, "row 0: lon 35, lat 350"),
        (gpd.GeoDataFrame(geometry=[shapely.Point(np.inf, 3)], crs=4326), InputError, "1 of 1 rows"),
    ],
)
def test_what_cannot_be_drawn(table: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        event_table(table)


def test_a_missing_card_column(events: gpd.GeoDataFrame) -> None:
    with pytest.raises(MissingColumnsError, match=r"'modd'.*mood"):
        event_table(events, ["modd"])


def test_a_column_given_twice(events: gpd.GeoDataFrame) -> None:
    twice = gpd.GeoDataFrame(pd.concat([pd.DataFrame(events), events[["mood"]]], axis=1), crs="EPSG:4326")
    with pytest.raises(InputError, match="'mood' twice"):
        event_table(twice, ["mood"])


def test_missing_coordinates_are_no_place() -> None:
    at = gpd.points_from_xy([36.5, np.nan, 36.5], [35.5, np.nan, np.nan])
    table = event_table(gpd.GeoDataFrame({"event_id": list("abc")}, geometry=at, crs=4326))
    assert table.geometry.isna().tolist() == [False, True, True]


def test_events_without_any_place_need_no_crs() -> None:
    table = gpd.GeoDataFrame({"event_id": ["a", "b"]}, geometry=[None, shapely.Point()])
    assert len(event_table(table)) == 2


def test_a_shape_with_a_coordinate_that_is_no_number() -> None:
    with np.errstate(invalid="ignore"):
        broken = shapely.LineString([(1, 2), (3, 4), (5, np.nan)])
    with pytest.raises(InputError, match="row 1 has a coordinate that is no number"):
        event_table(gpd.GeoDataFrame(geometry=[shapely.Point(1, 2), broken], crs=4326))
