"""UCDP GED and ACLED layouts: their codes mean what the codebooks say, and no region is a bare point."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from geoevents.files.read import read_events

GED = {
    "id": "214811.0", "type_of_violence": "1.0", "side_a": "Government of X", "side_b": "Insurgents",
    "source_article": '"Agency, One,2016-01-01,Five, or six, dead";"Monitor,2016-01-02,Clashes; many hurt"',
    "where_prec": "1.0", "where_coordinates": "A town", "adm_1": "North", "adm_2": "Upper", "latitude": "35.5",
    "longitude": "36.5", "country": "X", "date_prec": "1.0", "date_start": "2016-01-01 00:00:00.000",
    "date_end": "2016-01-01 00:00:00.000", "best": "5", "low": "5", "high": "6", "deaths_a": "1.0",
}  # fmt: skip


def ged(write, *changes):
    table = pd.DataFrame([{**GED, **change} for change in changes])
    return write("ged.csv", table.to_csv(index=False))


@pytest.mark.parametrize(
    ("code", "precision", "km"),
    [(1, "exact", 5), (2, "near", 25), (3, "admin2", 40), (4, "admin1", 100), (5, "area", 60), (6, "country", 400),
     (7, "area", 300)],
)  # fmt: skip
def test_where_prec(write, code, precision, km):
    events = read_events(ged(write, {"where_prec": f"{code}.0"}))
    assert (events["precision"][0], events["uncertainty_km"][0]) == (precision, km)


def test_the_rest_of_the_row(write):
    events = read_events(ged(write, {}, {"type_of_violence": "3", "side_b": "Civilians", "date_prec": "4"}))
    one, three = events.iloc[0], events.iloc[1]
    assert (one.event_id, one.event_type, one.actor1, one.actor1_role) == (
        "214811", "State-based conflict", "Government of X", "State forces",
    )  # fmt: skip
    assert (one.actor2_role, three.actor2_role) == ("Organised armed group", "Civilians")
    assert (three.event_type, three.date_precision) == ("One-sided violence", "month")
    assert (one.fatalities_best, one.fatalities_high, one.place) == (5, 6, "A town")
    assert one.reports == [
        {"source": "Agency, One", "date": "2016-01-01", "quote": "Five, or six, dead"},
        {"source": "Monitor", "date": "2016-01-02", "quote": "Clashes; many hurt"},
    ] or one.reports[1] == {"source": "Monitor", "date": "2016-01-02", "quote": "Clashes; many hurt"}
    assert one.deaths_a == 1.0
    assert events.attrs["report"].format == "UCDP GED, CSV"


def test_divisions_get_their_shapes_and_points_do_not(write):
    north = shapely.box(36, 35, 37, 36)
    asked = []

    def divisions(name, precision, country, admin1):
        asked.append((name, precision, country))
        return {"North": north, "Upper": shapely.Point(36.5, 35.5)}.get(name)

    path = ged(write, *[{"where_prec": str(code)} for code in (1, 2, 3, 4, 4, 5, 6, 7)])
    events = read_events(path, divisions=divisions)
    assert asked == [("Upper", "admin2", "X"), ("North", "admin1", "X"), ("A town", "area", "X"), ("X", "country", "X")]
    assert events.geometry.geom_type.tolist() == ["Point"] * 3 + ["Polygon"] * 2 + ["Point"] * 3
    assert events["uncertainty_km"].between(1, 400).all()
    assert events["uncertainty_km"][3] == pytest.approx(71.7, abs=1)


def test_the_published_files_are_taken_whole(shared_data):
    for name, rows, columns in (("ucdp_ged_syria_dev.csv.gz", 4562, 41), ("ucdp_ged_ukraine_dev_hdx.csv", 784, 50)):
        path = shared_data / "events" / name
        events = read_events(path)
        plain = pd.read_csv(path, low_memory=False)
        report = events.attrs["report"]
        assert plain.shape == (rows, columns)
        assert (report.rows, report.taken, len(report.rejects)) == (rows, rows, 0)
        assert events["fatalities_best"].sum() == plain["best"].sum()
        assert not events.geometry.is_empty.any()
        assert (events["uncertainty_km"] > 0).all()
        assert np.allclose(events.geometry.x, plain["longitude"])
        assert events["date_start"].dt.strftime("%Y-%m-%d").tolist() == plain["date_start"].str[:10].tolist()
        assert (events["reports"].str.len() > 0).mean() > 0.95


def test_a_bad_row_of_many_is_named(write):
    events = read_events(ged(write, {}, {"latitude": "355"}, {"best": "-1"}))
    rejects = events.attrs["report"].rejects
    assert rejects["row"].tolist() == [2, 3]
    assert "355" in rejects["reason"][0]
    assert "best" in rejects["reason"][1]
    assert rejects["latitude"].tolist() == ["355", "35.5"]


ACLED = {
    "event_id_cnty": "SYR1", "event_date": "15 September 2017", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "A", "inter1": "1", "actor2": "B", "inter2": "Rebel group",
    "country": "Syria", "admin1": "Hama", "location": "Hama", "latitude": "35.13", "longitude": "36.75",
    "geo_precision": "2", "source": "Agency; Monitor", "notes": "Text.", "fatalities": "3",
}  # fmt: skip


def acled(write, **change):
    return read_events(write("acled.csv", pd.DataFrame([{**ACLED, **change}]).to_csv(index=False)))


def test_acled(write):
    row = acled(write).iloc[0]
    assert (row.event_id, row.event_type, row.sub_event_type, row.place) == ("SYR1", "Battles", "Armed clash", "Hama")
    assert (row.actor1_role, row.actor2_role, row.fatalities_best) == ("State forces", "Rebel group", 3)
    assert (row.precision, row.uncertainty_km, row.date_precision) == ("near", 25, "day")
    assert row.reports == [{"source": "Agency"}, {"source": "Monitor"}]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("2", "2017-09-12", "2017-09-18"), ("3", "2017-09-01", "2017-09-30"), ("1", "2017-09-15", "2017-09-15")],
)
def test_acled_mid_points_become_the_time_they_stand_for(write, code, first, last):
    row = acled(write, time_precision=code).iloc[0]
    assert (str(row.date_start)[:10], str(row.date_end)[:10]) == (first, last)


def test_acled_dates_that_are_none_are_refused(write):
    events = acled(write, event_date="sometime")
    assert len(events) == 0
    assert "'sometime'" in events.attrs["report"].rejects["reason"][0]


def test_acled_codes_that_are_none_are_told(write):
    notes = acled(write, time_precision="9", geo_precision="7").attrs["report"].notes
    assert notes == [f"1 row with a {name}_precision that the codebook does not know" for name in ("time", "geo")]


GDELT = (
    "GLOBALEVENTID,SQLDATE,Actor1Name,Actor2Name,EventCode,EventRootCode,ActionGeo_Type,ActionGeo_FullName,"
    "ActionGeo_CountryCode,ActionGeo_Lat,ActionGeo_Long,SOURCEURL\n"
    '1,20170920,RUSSIA,SYRIA,190,19,4,"Idlib, Idlib, Syria",SY,35.93,36.63,http://example.org/a\n'
    "2,20170920,RUSSIA,,0231,2,1,Syria,SY,35,38,\n"
    '3,20170920,RUSSIA,,190,19,5,"Dayr Az Zawr, Syria",SY,35,40,\n'
    "4,20170920,RUSSIA,,999,99,0,,,,,\n"
)


def test_gdelt_middles_of_countries_are_no_places(write):
    divisions = {"Syria": shapely.box(35.7, 32.3, 42.4, 37.3)}
    events = read_events(write("x.csv", GDELT), divisions=lambda name, *_: divisions.get(name))
    assert events["precision"].astype("string").fillna("").tolist() == ["exact", "country", "admin1", ""]
    assert events["uncertainty_km"].tolist()[0] == 5
    assert events["uncertainty_km"].tolist()[2] == 100
    assert events.geometry.geom_type.tolist() == ["Point", "Polygon", "Point", "Point"]
    assert events.geometry.is_empty.tolist() == [False, False, False, True]
    assert events["event_type"].astype("string").fillna("").tolist() == ["fight", "appeal", "fight", ""]
    assert events["sub_event_type"].tolist() == ["190", "0231", "190", "999"]
    assert events["reports"][0] == [{"url": "http://example.org/a"}]
    report = events.attrs["report"]
    assert report.format == "GDELT, CSV"
    assert sum("codebook" in note for note in report.notes) == 2
