"""Events lie in zones where they share ground and a day; the share says how much of the place does."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.analysis.zone_checks import place_areas, zones_in_force
from geoevents.model.events import empty_events, make_events
from geoevents.model.zones import empty_zones, make_zones


def events(*rows):
    table = pd.DataFrame([{"date_start": d, "date_end": e, "uncertainty_km": km} for d, e, km, _ in rows])
    return make_events(gpd.GeoDataFrame(table, geometry=[g for *_, g in rows], crs=4326))[0]


def zones(*rows):
    table = pd.DataFrame([{"zone_id": i, "valid_from": a, "valid_to": b} for i, a, b, _ in rows])
    return make_zones(gpd.GeoDataFrame(table, geometry=[g for *_, g in rows], crs=4326))[0]


ZONE = zones(("z", "2017-05-06", "2017-11-05", shapely.box(36, 35, 37, 36)))
INSIDE = shapely.Point(36.5, 35.5)


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("2017-05-05", "", False),
        ("2017-05-06", "", True),
        ("2017-11-05", "", True),
        ("2017-11-06", "", False),
        ("2017-01-01", "2017-05-06", True),
        ("2017-05", "", True),
        ("", "", False),
    ],
)
def test_a_zone_holds_from_its_first_day_to_its_last(first, last, held):
    found = zones_in_force(events((first, last, 5, INSIDE)), ZONE)
    assert len(found) == held
    if held:
        assert found.iloc[0].to_dict() == {"event": 0, "zone": 0, "zone_id": "z", "share": 1.0}


def test_the_share_is_of_the_whole_uncertain_place():
    edge = shapely.Point(37, 35.5)
    found = zones_in_force(events(("2017-06-01", "", 10, edge)), ZONE)
    assert found["share"][0] == pytest.approx(0.5, abs=0.01)
    half = shapely.box(36.5, 35.2, 37.5, 35.8)
    assert zones_in_force(events(("2017-06-01", "", None, half)), ZONE)["share"][0] == pytest.approx(0.5, abs=0.001)
    line = shapely.LineString([(36.75, 35.5), (37.75, 35.5)])
    assert zones_in_force(events(("2017-06-01", "", None, line)), ZONE)["share"][0] == pytest.approx(0.25, abs=0.001)


def test_what_only_touches_or_lies_far_off_is_not_in_it():
    touching = shapely.box(37, 35, 38, 36)
    far = shapely.Point(45, 30)
    nowhere = shapely.Point()
    table = events(*[("2017-06-01", "", None, shape) for shape in (touching, far, nowhere)])
    assert zones_in_force(table, ZONE).empty


def test_open_ends_and_several_zones_in_the_order_of_the_tables():
    box = shapely.box(36, 35, 37, 36)
    many = zones(("b", "", "", box), ("a", "2017-05-06", "", box), ("old", "", "2016-01-01", box))
    found = zones_in_force(events(("2030-01-01", "", 5, INSIDE), ("2017-06-01", "", 5, INSIDE)), many)
    assert found[["event", "zone_id"]].values.tolist() == [[0, "b"], [0, "a"], [1, "b"], [1, "a"]]


def test_labels_are_those_of_the_tables():
    table = events(("2017-06-01", "", 5, INSIDE)).set_index(pd.Index(["x"]))
    assert zones_in_force(table, ZONE.set_index(pd.Index(["y"])))[["event", "zone"]].values.tolist() == [["x", "y"]]


def test_nothing_in_nothing():
    for one, other in ((empty_events(), ZONE), (events(("2017-06-01", "", 5, INSIDE)), empty_zones())):
        assert list(zones_in_force(one, other).columns) == ["event", "zone", "zone_id", "share"]


def test_place_areas_are_circles_of_the_radius():
    area = place_areas(events(("2017-06-01", "", 10, INSIDE)))[0]
    assert area.contains(INSIDE)
    assert gpd.GeoSeries([area], crs=4326).to_crs("EPSG:32637").area[0] == pytest.approx(3.14159 * 10_000**2, rel=0.01)


@settings(max_examples=25, deadline=None)
@given(st.floats(35.5, 37.5), st.floats(34.5, 36.5), st.floats(1, 60))
def test_a_place_split_between_two_zones_is_shared_out_whole(lon, lat, km):
    west, east = shapely.box(20, 20, 36.5, 50), shapely.box(36.5, 20, 60, 50)
    both = zones(("w", "", "", west), ("e", "", "", east))
    found = zones_in_force(events(("2017-06-01", "", km, shapely.Point(lon, lat))), both)
    assert found["share"].sum() == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("change", [{"date_start": pd.NaT}, {"geometry": shapely.Point()}])
def test_without_a_date_or_a_place_there_is_nothing_to_find(change):
    events = gpd.GeoDataFrame(
        {"date_start": [pd.Timestamp("2017-09-20")], "date_end": [pd.NaT], "uncertainty_km": [5.0]},
        geometry=[shapely.Point(36.5, 35.5)],
        crs=4326,
    ).assign(**change)
    zones = gpd.GeoDataFrame(
        {"zone_id": ["z"], "valid_from": [pd.NaT], "valid_to": [pd.NaT]},
        geometry=[shapely.box(36, 35, 37, 36)],
        crs=4326,
    )
    found = zones_in_force(events, zones)
    assert found.empty
    assert list(found.columns) == ["event", "zone", "zone_id", "share"]
