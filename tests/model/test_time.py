"""Dates are read as people write them, and days are counted half-open."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.model.time import half_open_days, overlap, parse_dates, say_interval


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2017-09-21", "2017-09-21", "2017-09-21", "day"),
        ("2014-04-13 00:00:00.000", "2014-04-13", "2014-04-13", "day"),
        ("2017-09-21T23:59:00+03:00", "2017-09-21", "2017-09-21", "day"),
        ("20170921", "2017-09-21", "2017-09-21", "day"),
        ("21 Sep, 2017 15:21", "2017-09-21", "2017-09-21", "day"),
        ("21 September 2017", "2017-09-21", "2017-09-21", "day"),
        ("Thursday, 21 September 2017", "2017-09-21", "2017-09-21", "day"),
        ("Sept. 21st, 2017", "2017-09-21", "2017-09-21", "day"),
        ("21.09.2017", "2017-09-21", "2017-09-21", "day"),
        ("20-Sep-17", "2017-09-20", "2017-09-20", "day"),
        ("21/09/17", "2017-09-21", "2017-09-21", "day"),
        ("9.21.98 14:00", "1998-09-21", "1998-09-21", "day"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("December 2017", "2017-12-01", "2017-12-31", "month"),
        ("2017", "2017-01-01", "2017-12-31", "year"),
    ],
)
def test_one_date(text, first, last, precision):
    read = parse_dates(pd.Series([text]))
    assert (str(read.first[0])[:10], str(read.last[0])[:10], read.precision[0]) == (first, last, precision)
    assert not read.bad.any()


@pytest.mark.parametrize(
    "text", ["2017-02-30", "2017-13-01", "yesterday", "32/01/2017", "0000-01-01", "17", "17-09-20", "<b>"]
)
def test_no_date(text):
    assert parse_dates(pd.Series([text])).bad.tolist() == [True]


def test_nothing_written_is_not_wrong():
    read = parse_dates(pd.Series([None, "", " ", "n/a", "Unknown", float("nan"), pd.NaT], dtype="object"))
    assert not read.bad.any()
    assert read.first.isna().all()


def test_the_column_decides_which_number_is_the_day():
    assert parse_dates(pd.Series(["03/04/2017", "03/25/2017"])).first.dt.month.tolist() == [3, 3]
    assert parse_dates(pd.Series(["03/04/2017", "25/03/2017"])).first.dt.month.tolist() == [4, 3]
    alone = parse_dates(pd.Series(["03/04/2017"]))
    assert alone.first.dt.month.tolist() == [4]
    assert "03/04/2017" in alone.notes[0]


def test_a_column_of_both_orders_reads_each_as_it_can_be_and_says_so():
    read = parse_dates(pd.Series(["25/03/2017", "03/25/2017", "01/02/2017"]))
    assert not read.bad.any()
    assert read.notes


@given(st.lists(st.dates(min_value=date(1000, 1, 1)) | st.none(), max_size=20))
def test_iso_dates_survive(days):
    column = pd.Series([d.isoformat() if d else None for d in days], dtype="object")
    read = parse_dates(column)
    assert [None if pd.isna(v) else v.date() for v in read.first] == days


def test_native_types():
    for values in (pd.to_datetime(["2017-09-21 13:00"]), [date(2017, 9, 21)], pd.to_datetime(["2017-09-21"], utc=True)):
        assert parse_dates(pd.Series(values)).first.tolist() == [pd.Timestamp("2017-09-21")]


def test_half_open_days():
    first = pd.Series(pd.to_datetime(["1970-01-01", "1970-01-02", None]))
    last = pd.Series(pd.to_datetime(["1970-01-01", None, "1970-01-05"]))
    start, stop = half_open_days(first, last)
    assert start.tolist()[:2] == [0, 1]
    assert stop.tolist()[:2] == [1, 2]
    assert start.isna().tolist() == stop.isna().tolist() == [False, False, True]


def test_overlap_shares_the_last_day_and_open_ends():
    def days(*texts):
        return np.array(texts, dtype="datetime64[D]")

    assert overlap(days("2017-05-06"), days("2017-05-06"), days("2017-05-06"), days("NaT")).tolist() == [True]
    assert overlap(days("2017-05-05"), days("2017-05-05"), days("2017-05-06"), days("NaT")).tolist() == [False]
    assert overlap(days("2018-01-01"), days("2018-01-02"), days("NaT"), days("2018-01-01")).tolist() == [True]
    assert overlap(days("2018-01-02"), days("2018-01-02"), days("NaT"), days("2018-01-01")).tolist() == [False]


def test_say_interval():
    day = pd.Timestamp("2017-05-06")
    assert say_interval(day, day) == "2017-05-06"
    assert say_interval(day, pd.NaT) == "from 2017-05-06"
    assert say_interval(pd.NaT, pd.NaT) == "undated"
