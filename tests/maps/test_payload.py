"""What goes into the frames comes out of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.errors import InputError
from geoevents.maps.payload import SCALE, Frame, event_frames, make_frame, shapes_frame, zone_frame
from geoevents.maps.shapes import ShapeBook
from geoevents.maps.tables import event_table, zone_table
from tests.maps.common import HOSTILE, column, open_frame, shapes, shown, texts

EPOCH = dt.date(1970, 1, 1)


def opened(found: list[Frame]) -> dict[str, Any]:
    return {frame.name: open_frame(frame.data, frame.name) for frame in found}


def encode(table: gpd.GeoDataFrame, card_columns: tuple[str, ...] = ()) -> tuple[dict[str, Any], ShapeBook]:
    book = ShapeBook(SCALE)
    return opened(event_frames(event_table(table, card_columns), book, card_columns)), book


def test_events_come_back(events: gpd.GeoDataFrame) -> None:
    frames, book = encode(events, ("mood",))
    table = frames["events"]
    assert column(table, "event_type") == list(events["event_type"])
    assert column(table, "sub_event_type") == ["Armed clash", "Armed clash", "Peaceful protest", "Agreement", None]
    assert column(table, "actor1_role") == ["State forces", "State forces", "Protesters", None, "Rebel group"]
    assert column(table, "actor2") == [None] * 5
    assert "actor2" not in table.column_names
    day = (dt.date(2017, 9, 20) - EPOCH).days
    assert column(table, "day_from") == [day, day, day - 19, None, (dt.date(2016, 1, 5) - EPOCH).days]
    assert column(table, "days") == [1, 3, 30, None, 1]
    assert column(table, "fat_best") == [4, 0, None, 0, 12]
    assert column(table, "fat_low") == [4, 0, None, 0, 3]
    assert column(table, "fat_high") == [9, 0, None, 0, 12]
    assert column(table, "unc_m") == [2500, 2500, 60000, None, 15000]
    lon, lat = column(table, "lon"), column(table, "lat")
    assert (lon[0], lat[0]) == (lon[1], lat[1]) == (3663000, 3593000)
    assert (lon[3], lat[3]) == (None, None)
    assert events.geometry[2].contains(shapely.Point(lon[2] / 1e5, lat[2] / 1e5))
    assert column(table, "shape") == [None, None, 0, None, None]
    assert len(book) == 1
    assert texts(frames["text"]) == {
        "event_id": ["a-1", "a-2", "b", "c", "d"],
        "notes": ["one", None, "three", None, "five"],
        "mood": ["x", "y", None, "3", "z"],
    }
    reports = frames["reports"]
    assert column(reports, "event") == [0, 0, 3]
    assert column(reports, "source") == ["Agency", "Paper", "Agency"]
    assert column(reports, "stance") == ["claims", "denies", None]
    assert column(reports, "quote") == ["they attacked", None, None]
    assert column(reports, "url") == [None, "https://example.org/1", None]
    assert column(reports, "day") == [None, day + 1, None]


def test_zones_come_back_and_share_shapes_with_events(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    _, book = encode(events)
    frame = zone_frame(zone_table(zones), book)
    assert frame is not None
    table = open_frame(frame.data, "zones")
    assert column(table, "name") == ["Zone one", "Zone two"]
    assert column(table, "boundary_status") == ["illustrative", "published"]
    assert column(table, "day_from") == [(dt.date(2017, 5, 6) - EPOCH).days, None]
    assert column(table, "day_to") == [None, (dt.date(2017, 11, 6) - EPOCH).days]
    assert column(table, "shape") == [0, 1], "the first zone's polygon is an event's too"
    assert len(book) == 2
    drawn = shapes_frame(book)
    assert drawn is not None
    kind, parts = shapes(open_frame(drawn.data, "shapes"))[0]
    assert kind == 3
    assert len(parts) == 1
    assert shapely.Polygon(parts[0]).equals(zones.geometry[0])


TEXT = st.none() | st.sampled_from(HOSTILE) | st.text(max_size=6) | st.sampled_from(["A", "B"])
ROW = st.fixed_dictionaries(
    {
        "event_id": TEXT | st.integers(0, 10**12).map(str),
        "place": TEXT,
        "event_type": TEXT,
        "sub_event_type": TEXT,
        "actor1": TEXT,
        "actor1_role": TEXT,
        "notes": TEXT,
        "date_start": st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        "fatalities_best": st.none() | st.integers(0, 70_000),
        "fatalities_low": st.none() | st.integers(0, 200),
        "uncertainty_km": st.none() | st.sampled_from([1.0, 2.5, 40.0]),
        "at": st.none() | st.tuples(st.integers(-180, 180), st.sampled_from([0.0, 33.25, -90.0])),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_any_table_comes_back(rows: list[dict[str, Any]]) -> None:
    points = [None if row["at"] is None else shapely.Point(row["at"]) for row in rows]
    plain = pd.DataFrame([{k: v for k, v in row.items() if k != "at"} for row in rows], dtype=object)
    frames, _ = encode(gpd.GeoDataFrame(plain, geometry=points, crs="EPSG:4326"))
    table = frames["events"]

    def clean(value: str | None) -> str | None:
        return None if not value else value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    for name in ("place", "event_type", "sub_event_type", "actor1", "actor1_role"):
        assert column(table, name) == [clean(row[name]) for row in rows]
    words = texts(frames["text"])
    for name in ("event_id", "notes"):
        assert words[name] == [(clean(row[name]) or "").replace("\0", "\ufffd") or None for row in rows]
    days = [None if row["date_start"] is None else (row["date_start"] - EPOCH).days for row in rows]
    assert column(table, "day_from") == days
    assert column(table, "fat_best") == [row["fatalities_best"] for row in rows]
    assert column(table, "fat_low") == [row["fatalities_low"] for row in rows]
    assert column(table, "lon") == [None if row["at"] is None else row["at"][0] * SCALE for row in rows]
    assert column(table, "lat") == [None if row["at"] is None else round(row["at"][1] * SCALE) for row in rows]
    km = [None if row["at"] is None or row["uncertainty_km"] is None else row["uncertainty_km"] * 1000 for row in rows]
    assert column(table, "unc_m") == km


def test_categories_and_text_dtypes_give_the_same_frames(events: gpd.GeoDataFrame) -> None:
    words = ["event_type", "actor1", "actor1_role", "place", "precision", "sub_event_type"]
    plain = events.astype(dict.fromkeys(words, object))
    categories = events.astype(dict.fromkeys(words, "category"))
    categories["event_type"] = categories["event_type"].cat.add_categories(["never used"]).cat.reorder_categories(
        ["Strategic developments", "never used", "Protests", "Battles"]
    )  # fmt: skip
    assert event_frames(event_table(plain), ShapeBook(SCALE)) == event_frames(event_table(categories), ShapeBook(SCALE))


@pytest.mark.parametrize(
    ("ids", "numbered"),
    [
        (["SYR007", "SYR008", "SYR012"], True),
        (["9", "10", "8"], True),
        (["", "10", "8"], False),
        (["a1", "b2", "a3"], False),
        (["a1", "a01", "a3"], False),
        (["a1", "a2x", "a3"], False),
        (["1" * 30, "2" * 30, "3"], False),
        (["a٣", "a٤", "a٥"], False),
    ],
)
def test_numbered_ids(ids: list[str], numbered: bool) -> None:
    table = gpd.GeoDataFrame({"event_id": ids}, geometry=gpd.points_from_xy([1, 2, 3], [1, 2, 3]), crs="EPSG:4326")
    frames, _ = encode(table)
    assert texts(frames["text"])["event_id"] == [value or None for value in ids]
    assert ("prefix" in frames["text"].column_names) is numbered


def test_a_number_too_large_is_refused(events: gpd.GeoDataFrame) -> None:
    events["fatalities_best"] = pd.array([1, 2, 3, 4, 3_000_000_000], dtype="Int64")
    with pytest.raises(InputError, match="fatalities_best: 3000000000 is too large"):
        encode(events)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("date_start", "yesterday", "date_start"),
        ("date_start", 20170920, "date_start"),
        ("fatalities_best", "many", "fatalities_best"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(events: gpd.GeoDataFrame, name: str, value: object, message: str) -> None:
    events[name] = pd.Series([value] * 5)
    with pytest.raises(InputError, match=message):
        encode(events)


def test_dates_keep_the_local_day(events: gpd.GeoDataFrame) -> None:
    events["date_start"] = pd.Series([pd.Timestamp("2017-09-20 01:00", tz="Asia/Damascus")] * 5)
    events["date_end"] = None
    frames, _ = encode(events)
    assert column(frames["events"], "day_from") == [(dt.date(2017, 9, 20) - EPOCH).days] * 5


def test_hostile_strings_are_values_like_any_other() -> None:
    table = gpd.GeoDataFrame(
        pd.DataFrame({"event_id": HOSTILE, "place": HOSTILE, "notes": HOSTILE, "{{7*7}}": HOSTILE}, dtype=object),
        geometry=gpd.points_from_xy(np.arange(len(HOSTILE)), np.zeros(len(HOSTILE))),
        crs="EPSG:4326",
    )
    frames, _ = encode(table, ("{{7*7}}",))
    expected = [shown(text) for text in HOSTILE]
    assert [shown(text) for text in column(frames["events"], "place")] == expected
    assert texts(frames["text"]) == {"event_id": expected, "notes": expected, "{{7*7}}": expected}


def test_no_rows_make_no_frame(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    assert event_frames(event_table(events.head(0)), ShapeBook(SCALE)) == []
    assert zone_frame(zone_table(zones.head(0)), ShapeBook(SCALE)) is None
    assert shapes_frame(ShapeBook(SCALE)) is None
    assert make_frame("base", {}) is None


def test_rows_without_any_value_are_still_counted() -> None:
    table = gpd.GeoDataFrame({"x": [1, 2]}, geometry=[None, None], crs="EPSG:4326")
    frames, _ = encode(table)
    assert frames["events"].num_rows == 2


def test_a_radius_tells_how_well_a_place_is_known_or_nothing(events: gpd.GeoDataFrame) -> None:
    events["uncertainty_km"] = [0.0, -3.0, np.inf, 1.0, 1e9]
    assert column(encode(events)[0]["events"], "unc_m") == [None, None, None, None, 20_038_000]


def test_fewer_than_no_deaths_are_refused(events: gpd.GeoDataFrame) -> None:
    events["fatalities_low"] = [-5, None, None, None, None]
    with pytest.raises(InputError, match="fatalities_low: -5 is below 0"):
        encode(events)


def test_a_report_of_no_day_is_named(events: gpd.GeoDataFrame) -> None:
    events["reports"] = [[{"source": "A", "date": "yesterday"}], None, None, None, None]
    with pytest.raises(InputError, match="the date of a report holds a value that is not a date"):
        encode(events)
