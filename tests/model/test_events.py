"""Rows become events, or rejects with a reason that names the value; nothing is lost and no place is a bare point."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.model.events import EVENT_COLUMNS, empty_events, make_events
from geoevents.model.geo import radius_km, representative_point


def one(**values):
    return make_events(pd.DataFrame({name: pd.Series([value], dtype="object") for name, value in values.items()}))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"date_start": "soon"}, "'soon'"),
        ({"date_start": "2017-02-02", "date_end": "2017-02-01"}, "2017-02-01 is before date_start 2017-02-02"),
        ({"longitude": "x", "latitude": "1"}, "'x'"),
        ({"longitude": "37", "latitude": "121"}, "swapped"),
        ({"longitude": 200, "latitude": 95}, "200"),
        ({"longitude": 0, "latitude": "0.0"}, "placeholder"),
        ({"longitude": 37, "latitude": None}, "without a latitude"),
        ({"longitude": "", "latitude": 36}, "without a longitude"),
        ({"longitude": float("inf"), "latitude": 36}, "inf"),
        ({"fatalities_best": -1}, "-1 is negative"),
        ({"fatalities_low": "2.5"}, "'2.5' is not a whole number"),
        ({"fatalities_high": "12,34,5"}, "'12,34,5' is no number"),
        ({"fatalities_best": "2017-09-21"}, "'2017-09-21' is no number"),
        ({"fatalities_best": "about -5"}, "'about -5' is negative"),
        ({"fatalities_best": "\u22125"}, "is negative"),
        ({"fatalities_best": "40-999999999999"}, "more people than there are"),
        ({"fatalities_low": "at least " + "9" * 5000}, "more people than there are"),
        ({"fatalities_best": 10**12}, "1000000000000"),
        ({"uncertainty_km": -3, "longitude": 37, "latitude": 36}, "-3"),
        ({"geometry": shapely.Point(500, 36)}, "not on the globe"),
        ({"geometry": shapely.Point(0, 0)}, "placeholder"),
    ],
)
def test_what_cannot_be_true_is_refused(values, told):
    events, rejects = one(notes="kept", **values)
    assert len(events) == 0
    assert rejects["row"].tolist() == [1]
    assert told in rejects["reason"][0]
    assert rejects["notes"][0] == "kept"


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        ("36,6519", "35,4409", (36.6519, 35.4409)),
        (" 36.6519 ", "35.4409° N", (36.6519, 35.4409)),
        ("36.65 W", "35.44 S", (-36.65, -35.44)),
        (np.float32(36.5), 35, (36.5, 35.0)),
        ("3.66519e1", "35.4409", (36.6519, 35.4409)),
    ],
)
def test_coordinates_as_people_write_them(lon, lat, expected):
    events, rejects = one(longitude=lon, latitude=lat)
    assert rejects.empty
    assert (events.geometry[0].x, events.geometry[0].y) == pytest.approx(expected)
    assert events["uncertainty_km"][0] > 0


def test_a_row_that_says_little_is_an_event_without_a_place():
    events, rejects = one(notes="Something happened.")
    assert rejects.empty
    row = events.iloc[0]
    assert row.geometry.is_empty
    assert pd.isna(row.precision)
    assert np.isnan(row.uncertainty_km)
    assert (row.date_precision, row.status, row.reports) == ("unknown", "reported", [])


def test_counts():
    events, _ = make_events(pd.DataFrame({"fatalities_best": ["1,234", "6.0", "", "n/a", "0", None]}))
    assert events["fatalities_best"].fillna(-1).tolist() == [1234, 6, -1, -1, 0, -1]


@pytest.mark.parametrize(
    ("told", "best", "low", "high"),
    [
        ("40-60", None, 40, 60),
        ("40–60", None, 40, 60),
        ("between 1,000 and 1,200", None, 1000, 1200),
        ("about 40 to 60", None, 40, 60),
        ("approx 20", 20, None, None),
        ("approx. 20", 20, None, None),
        ("~20", 20, None, None),
        ("c. 20", 20, None, None),
        ("About 1.200", 1200, None, None),
        ("20 (est.)", 20, None, None),
        ("at least 12", None, 12, None),
        ("12+", None, 12, None),
        ("up to 30", None, None, 30),
        ("dozens", None, None, None),
        ("60-40", None, None, None),
        ("several, <b>unclear</b>", None, None, None),
    ],
)
def test_deaths_told_in_words_are_read_or_kept(told, best, low, high):
    events, rejects = one(fatalities_best=told)
    assert rejects.empty
    row = events.iloc[0]
    values = [row.fatalities_best, row.fatalities_low, row.fatalities_high]
    assert [None if pd.isna(value) else value for value in values] == [best, low, high]
    assert row.fatalities_given == told


def test_what_columns_of_bounds_say_goes_before_a_range_among_the_best_estimates():
    table = pd.DataFrame({
        "fatalities_best": ["40-60", "40-60", "7", "dozens"],
        "fatalities_low": ["30", "", "at least 5", "few"],
        "fatalities_high": ["", "", "", "9"],
        "fatalities_given": ["", "so it was told", "", ""],
    })  # fmt: skip
    events, _ = make_events(table)
    assert events["fatalities_best"].fillna(-1).tolist() == [-1, -1, 7, -1]
    assert events["fatalities_low"].fillna(-1).tolist() == [30, 40, 5, -1]
    assert events["fatalities_high"].fillna(-1).tolist() == [60, 60, -1, 9]
    assert events["fatalities_given"].tolist() == ["40-60", "so it was told; 40-60", "at least 5", "dozens; few"]


def test_the_note_on_deaths_in_words_counts_the_rows_that_were_taken():
    events, _ = make_events(
        pd.DataFrame(
            {"fatalities_best": ["~20", "dozens", "many", "3", "many"], "date_start": ["", "", "", "", "never"]}
        )
    )
    assert events.attrs["notes"] == [
        "deaths told in words in 3 rows, kept in fatalities_given: 1 read as a range, bound or estimate, such as "
        "'~20'; 2 not understood, such as 'dozens'"
    ]
    assert events["fatalities_given"].isna().tolist() == [False, False, False, True]
    assert "fatalities_given" not in make_events(pd.DataFrame({"fatalities_best": ["3", ""]}))[0]


def test_month_and_year_span_their_days():
    events, _ = make_events(
        pd.DataFrame({"date_start": ["2017-04", "2016", "2017-01-01"], "date_end": ["", "", "2017-01-09"]})
    )
    assert events["date_end"].dt.strftime("%Y-%m-%d").tolist() == ["2017-04-30", "2016-12-31", "2017-01-09"]
    assert events["date_precision"].tolist() == ["month", "year", "range"]


def test_uncertainty_follows_precision_shape_and_digits():
    table = gpd.GeoDataFrame(
        {
            "precision": ["exact", "admin1", None, None, None, "near"],
            "uncertainty_km": [None, 0, None, None, None, 12.5],
        },
        geometry=[
            shapely.Point(36.1234, 35.1234),
            shapely.Point(36.1234, 35.1234),
            shapely.Point(36, 35),
            shapely.box(36, 35, 37, 36),
            None,
            shapely.Point(36.1234, 35.1234),
        ],
        crs=4326,
    )
    events, _ = make_events(table)
    km = events["uncertainty_km"].tolist()
    assert km[0] < km[1]
    assert km[2] > 50  # whole degrees
    assert events["precision"].tolist()[2:4] == ["area", "area"]
    box = events.geometry[3]
    assert km[3] == pytest.approx(radius_km(box, *representative_point(box)))
    assert np.isnan(km[4])
    assert km[5] == 12.5


def test_other_reference_systems_are_changed_to_degrees():
    table = gpd.GeoDataFrame({"notes": ["a"]}, geometry=[shapely.Point(36.2, 35.1)], crs=4326).to_crs(3857)
    events, _ = make_events(table)
    assert events.crs == "EPSG:4326"
    assert (events.geometry[0].x, events.geometry[0].y) == pytest.approx((36.2, 35.1))
    assert "WGS 84" in events.attrs["notes"][0]


def test_unknown_columns_are_kept_after_the_known_ones():
    events, _ = make_events(pd.DataFrame([["a", 1, "b"]], columns=["dyad", "notes", "dyad"]))
    assert list(events.columns) == [*EVENT_COLUMNS, "dyad", "dyad.1"]
    assert (events["dyad"][0], events["dyad.1"][0], events["notes"][0]) == ("a", "b", "1")


def test_words_of_another_vocabulary_are_kept_aside():
    events, _ = make_events(pd.DataFrame({"status": ["Confirmed", "published"], "precision": ["EXACT", "good"]}))
    assert events["status"].tolist() == ["confirmed", "reported"]
    assert events["status_given"].tolist() == ["Confirmed", "published"]
    assert any("published" in note for note in events.attrs["notes"])


def test_reports_come_as_lists_or_as_json():
    events, _ = make_events(
        pd.DataFrame({"reports": [[{"source": "A", "url": None}], '[{"source": "B"}]', "[broken", None]})
    )
    assert events["reports"].tolist() == [[{"source": "A"}], [{"source": "B"}], [{"quote": "[broken"}], []]


def test_the_input_is_not_changed():
    table = gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([0], [0]))
    before = table.copy()
    make_events(table)
    assert table.equals(before)


def test_an_index_with_repeats_does_no_harm():
    events, rejects = make_events(pd.DataFrame({"fatalities_best": [1, -1, 3]}, index=[7, 7, 7]))
    assert events["fatalities_best"].tolist() == [1, 3]
    assert rejects["row"].tolist() == [2]


def test_empty_table_has_every_column():
    events = empty_events()
    assert list(events.columns) == list(EVENT_COLUMNS)
    assert len(events) == 0
    assert events.crs == "EPSG:4326"


cells = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-(2**70), 2**70), st.floats(), st.booleans(),
    st.sampled_from(["2017-09-21", "36.1", "‮x", "\x00", "0", "-", "1e999", "[]", "POINT (1 2)"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[cells] * 6), min_size=1, max_size=6))
def test_every_row_is_an_event_or_a_reject_whatever_is_in_it(rows):
    names = ["date_start", "longitude", "latitude", "fatalities_best", "notes", "status"]
    table = pd.DataFrame(rows, columns=names, dtype="object")
    events, rejects = make_events(table)
    assert len(events) + len(rejects) == len(rows)
    placed = ~events.geometry.is_empty
    assert (events["uncertainty_km"][placed] > 0).all()
    assert (rejects["reason"].str.len() > 0).all()


def test_rows_that_share_a_shape_go_on_sharing_it():
    area = shapely.Polygon([(36, 35, 1), (37, 35, 1), (36, 36, 1)])  # altitudes are dropped: a new shape is made, once
    events, _ = make_events(pd.DataFrame({"geometry": [area, shapely.Point(36.5, 35.5), None, area]}))
    assert events.geometry[0] is events.geometry[3]
    assert events.geometry[0].has_z is False
    assert events.geometry.is_empty.tolist() == [False, False, True, False]
    assert events["uncertainty_km"][0] == events["uncertainty_km"][3]
