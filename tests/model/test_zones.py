"""Zones are areas with honest boundaries; what is none is refused."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geoevents.model.zones import ZONE_COLUMNS, empty_zones, make_zones

BOX = shapely.box(36, 35, 37, 36)


def test_a_boundary_of_which_nothing_is_said_is_illustrative():
    zones, _ = make_zones(gpd.GeoDataFrame({"name": ["A"], "colour": ["red"]}, geometry=[BOX], crs=4326))
    assert zones["boundary_status"].tolist() == ["illustrative"]
    assert zones["kind"].tolist() == ["other"]
    assert list(zones.columns) == [*ZONE_COLUMNS, "colour"]


def test_a_month_ends_with_its_last_day():
    zones, _ = make_zones(gpd.GeoDataFrame({"valid_from": ["2017-05"], "valid_to": ["2017-06"]}, geometry=[BOX]))
    assert str(zones["valid_from"][0])[:10] == "2017-05-01"
    assert str(zones["valid_to"][0])[:10] == "2017-06-30"


@pytest.mark.parametrize(
    ("values", "shape", "told"),
    [
        ({}, shapely.Point(36, 35), "Point is not an area"),
        ({}, None, "no shape"),
        ({}, shapely.box(0, 0, 10, 100), "not on the globe"),
        ({"valid_from": "2018-01-01", "valid_to": "2017-01-01"}, BOX, "before valid_from 2018-01-01"),
        ({"valid_from": "someday"}, BOX, "'someday'"),
    ],
)
def test_refused(values, shape, told):
    table = gpd.GeoDataFrame({"name": ["A"], **{k: [v] for k, v in values.items()}}, geometry=[shape], crs=4326)
    zones, rejects = make_zones(table)
    assert len(zones) == 0
    assert told in rejects["reason"][0]


def test_a_bow_tie_is_mended_and_said_so():
    bow = shapely.Polygon([(36, 35), (37, 36), (36, 36), (37, 35)])
    zones, _ = make_zones(gpd.GeoDataFrame({"name": ["A"]}, geometry=[bow], crs=4326))
    assert zones.geometry.is_valid.all()
    assert "made valid" in zones.attrs["notes"][0]


def test_kinds_of_another_vocabulary_are_kept_aside():
    zones, _ = make_zones(gpd.GeoDataFrame({"kind": ["No-Fly", "kill box"]}, geometry=[BOX, BOX], crs=4326))
    assert zones["kind"].tolist() == ["no-fly", "other"]
    assert zones["kind_given"].tolist() == ["No-Fly", "kill box"]


def test_empty_table_has_every_column():
    assert list(empty_zones().columns) == list(ZONE_COLUMNS)
    assert isinstance(empty_zones()["kind"].dtype, pd.CategoricalDtype)
