"""Event tables of every format: every row taken or refused with a reason, under the file's own numbers."""

from __future__ import annotations

import json
import pickle
import re

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, MissingColumnsError, OptionError
from geoevents.files.read import read_events

from .conftest import CSV


def report(events):
    return events.attrs["report"]


def test_a_plain_table(write):
    events = read_events(write("x.csv", CSV))
    assert events["place"].tolist() == ["Idlib", "Hama"]
    assert events["fatalities_best"].tolist() == [4, 0]
    assert events.geometry[0].coords[0] == (36.63, 35.93)
    assert (report(events).rows, report(events).taken, report(events).format) == (2, 2, "CSV")


def test_decimal_commas_semicolons_and_a_legacy_encoding(write):
    text = "Дата;Место;Широта;Долгота\n20.09.2017;Идлиб;35,93;36,63\n21.09.2017;Хама;35,13;36,75\n"
    events = read_events(write("x.csv", text, encoding="cp1251"))
    assert events["place"].tolist() == ["Идлиб", "Хама"]
    assert events.geometry[1].coords[0] == (36.75, 35.13)
    assert any("cp1251" in note for note in report(events).notes)


def test_columns_can_be_said(write):
    path = write("x.csv", "A,B,C,D\n2017-09-20,36.63,35.93,here\n")
    with pytest.raises(MissingColumnsError, match="'A', 'B', 'C', 'D'"):
        read_events(path, format="csv")
    events = read_events(path, format="csv", columns={"date": "A", "lon": "B", "lat": "C", "place": "D"})
    assert events.geometry[0].coords[0] == (36.63, 35.93)
    with pytest.raises(MissingColumnsError, match="'E'"):
        read_events(path, format="csv", columns={"lon": "E"})
    with pytest.raises(OptionError, match="'colour'"):
        read_events(path, format="csv", columns={"colour": "A"})


def test_half_a_coordinate_is_not_enough(write):
    with pytest.raises(MissingColumnsError, match="longitude"):
        read_events(write("x.csv", "date,longitude\n2017,36\n"))


def test_reject_numbers_are_the_file_s(write):
    text = (
        "id,date,lat,lon\na,2017-09-20,35.9,36.6\n\nb,2017-09-20,35.9,36.6,extra\nc,never,35.9,36.6\nd,2017,35.9,36.6\n"
    )
    events = read_events(write("x.csv", text))
    assert events["event_id"].tolist() == ["a", "d"]
    rejects = report(events).rejects
    assert rejects["row"].tolist() == [2, 3]
    assert rejects["id"].tolist() == ["b", "c"]
    assert "'extra'" in rejects["reason"][0]
    assert "'never'" in rejects["reason"][1]
    assert report(events).rows == 4


def test_duplicate_columns_and_text_that_looks_like_numbers_survive(write):
    text = "date,lat,lon,code,code,score\n2017-09-20,35.9,36.6,007,NA,1.5\n2017-09-21,35.9,36.6,010,,2\n"
    events = read_events(write("x.csv", text))
    assert events["code"].tolist() == ["007", "010"]
    assert events["code.1"].tolist()[0] == "NA"
    assert events["score"].tolist() == [1.5, 2.0]


HOSTILE = ["<img src=x onerror=alert(1)>", "{{7*7}}", "‮evil", "\x1b[2J\x00", "=1+1", "a" * 1_000_000]


def test_hostile_text_is_kept_letter_by_letter(write):
    path = write("x.json", json.dumps([{"date": "2017-09-20", "lat": 35.9, "lon": 36.6, "notes": t} for t in HOSTILE]))
    assert read_events(path)["notes"].tolist() == HOSTILE


def test_lone_surrogates_do_not_break_a_table(write):
    path = write("x.json", '[{"date": "2017-09-20", "lat": 35.9, "lon": 36.6, "notes": "a\\ud800b"}]')
    assert read_events(path)["notes"].tolist() == ["a\ufffdb"]


def test_records_in_json_nested_dates_and_missing_keys(write):
    rows = [{"date": {"year": 2016, "month": 9, "day": 1}, "place": "Tabqa"}, {"place": "X", "lat": 1.5, "lon": 2.5}]
    events = read_events(
        write("x.json", json.dumps({"meta": {"n": 2}, "events": rows})), geocode=lambda *a, **k: _none(*a)
    )
    assert events["date_start"].dt.strftime("%Y-%m-%d").tolist()[0] == "2016-09-01"
    assert events.geometry.is_empty.tolist() == [True, False]


def _none(queries):
    blank = {"status": "unresolved", "precision": "", "uncertainty_km": np.nan, "explanation": "no", "geometry": None}
    return pd.DataFrame([blank for _ in queries])


PLACES = "id,date,place,country,latitude,longitude\na,2017,Tabqa,Syria,,\nb,2017,Daraa governorate,Syria,,\nc,2017,Nowhere,Syria,,\nd,2017,,Syria,,\ne,2017,Hama,Syria,35.13,36.75\n"  # noqa: E501


def test_without_a_geocoder_rows_with_only_a_name_are_refused_and_say_how_to_help(write):
    events = read_events(write("x.csv", PLACES))
    assert events["event_id"].tolist() == ["d", "e"]
    assert report(events).rejects["id"].tolist() == ["a", "b", "c"]
    assert all("geocode=" in reason for reason in report(events).rejects["reason"])
    assert report(events).unplaced["row"].tolist() == [4]


def test_with_a_geocoder_they_are_placed_with_its_shape_and_radius(write, geocode):
    events = read_events(write("x.csv", PLACES), geocode=geocode).set_index("event_id")
    assert len(events) == 5
    assert events.loc["a", "uncertainty_km"] == 5.0
    assert events.loc["b"].geometry.geom_type == "Polygon"
    assert events.loc["b", "precision"] == "admin1"
    assert "Syria" in events.loc["a", "geocoded"]
    assert events.loc["c"].geometry.is_empty
    assert events.loc["e"].geometry.coords[0] == (36.75, 35.13)
    unplaced = report(events).unplaced
    assert unplaced["row"].tolist() == [3, 4]
    assert "'Nowhere'" in unplaced["reason"][0]
    assert "no such name" in unplaced["reason"][0]


def test_a_geocoder_is_asked_once_for_each_place(write, geocode):
    asked = []

    def counting(queries, **options):
        asked.extend(queries)
        return geocode(queries, **options)

    read_events(write("x.csv", "date,place\n" + "2017,Tabqa\n" * 50), geocode=counting)
    assert asked == ["Tabqa"]


def test_a_division_stated_in_a_table_gets_its_shape(write):
    box = shapely.box(35.8, 32.4, 36.6, 33.2)
    asked = []

    def divisions(name, precision, country, admin1):
        asked.append((name, precision, country, admin1))
        return box

    text = "date,place,country,lat,lon,precision\n2017,Daraa,Syria,32.9,36.1,admin1\n2017,Daraa,Syria,10,10,admin1\n"
    events = read_events(write("x.csv", text), divisions=divisions)
    assert asked == [("Daraa", "admin1", "Syria", "")]
    assert events.geometry[0].equals(box)
    assert events.geometry[1].geom_type == "Point"  # the name's shape is far from the row's own point
    assert events["uncertainty_km"].gt(30).all()


def test_wkt_pairs_and_parts_of_dates(write):
    events = read_events(write("x.csv", 'year,month,day,wkt\n2017,9,,"POINT (36.6 35.9)"\n2016,,,bad\n'))
    assert events["date_precision"].tolist() == ["month", "year"]
    assert events.geometry[0].coords[0] == (36.6, 35.9)
    assert events["geometry_given"].tolist()[1] == "bad"
    events = read_events(write("y.csv", 'date,coordinates\n2017,"35.9, 36.6"\n2017,"here"\n'))
    assert events.geometry[0].coords[0] == (36.6, 35.9)
    assert "'here'" in report(events).rejects["reason"][0]


def test_reports_are_made_of_flat_columns(write):
    text = "date,lat,lon,source,attributed_to,stance,url\n2017,35.9,36.6,Agency,the ministry,claims,http://x\n"
    events = read_events(write("x.csv", text))
    assert events["reports"][0] == [
        {"source": "Agency", "attributed_to": "the ministry", "stance": "claims", "url": "http://x"}
    ]


def test_columns_of_reports_can_be_said(write):
    path = write("x.csv", "date,lat,lon,who said,heard\n2017,35.9,36.6,the ministry,2017-09-21\n")
    events = read_events(path, columns={"attributed_to": "who said", "report_date": "heard"})
    assert events["reports"][0] == [{"attributed_to": "the ministry", "date": "2017-09-21"}]
    with pytest.raises(MissingColumnsError, match="'whom'"):
        read_events(path, columns={"attributed_to": "whom"})
    with pytest.raises(OptionError, match="'who said' twice"):
        read_events(path, columns={"attributed_to": "who said", "source": "who said"})
    whole = write("y.csv", 'date,lat,lon,reports,who\n2017,35.9,36.6,"[]",me\n')
    with pytest.raises(OptionError, match="attributed_to"):
        read_events(whole, columns={"attributed_to": "who"})


def _kml(points):
    marks = "".join(
        f"<Placemark><ExtendedData><Data name='date'><value>{row.date}</value></Data>"
        f"<Data name='place'><value>{row.place}</value></Data></ExtendedData>"
        f"<Point><coordinates>{row.geometry.x},{row.geometry.y}</coordinates></Point></Placemark>"
        for row in points.itertuples()
    )
    return f"<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{marks}</Document></kml>"


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "fgb", "shp", "kml", "parquet", "xlsx", "ods"])
def test_every_format_gives_the_same_events(points, tmp_path, suffix):
    path = tmp_path / f"x.{suffix}"
    if suffix == "parquet":
        points.to_parquet(path)
    elif suffix in ("xlsx", "ods"):
        flat = pd.DataFrame(points.drop(columns="geometry")).assign(lat=points.geometry.y, lon=points.geometry.x)
        pyogrio.write_dataframe(flat, path, driver=suffix.upper())
    elif suffix == "kml":
        path.write_text(_kml(points), encoding="utf-8")
    else:
        options = {"shp": {"encoding": "utf-8"}, "fgb": {"SPATIAL_INDEX": "NO"}}
        points.to_file(path, engine="pyogrio", **options.get(suffix, {}))
    moved = path if suffix == "shp" else path.rename(tmp_path / "content-decides.bin")
    events = read_events(moved)
    assert events["date_start"].dt.strftime("%Y-%m-%d").tolist() == ["2017-09-20", "2017-09-21"]
    assert events["place"].tolist() == ["Idlib", "حماة"]
    assert events.geometry[0].coords[0] == pytest.approx((36.63, 35.93))
    assert report(events).rows == 2


def test_text_and_nothing(write):
    with pytest.raises(InputError, match="extract_events"):
        read_events(write("x.txt", "Militants attacked Idlib.\n\nThe army said so."))
    with pytest.raises(EmptyInputError, match=r"x\.csv"):
        read_events(write("x.csv", "date,place\n"))
    with pytest.raises(EmptyInputError):
        read_events(write("y.geojson", '{"type": "FeatureCollection", "features": []}'))


@pytest.mark.parametrize("content", ['{"type": "FeatureCollection", "features": [', '[{"a": 1}', "PAR1 torn"])
def test_torn_files_are_one_clear_error(write, content):
    with pytest.raises(InputError, match=r"x\.json"):
        read_events(write("x.json", content))


def test_the_report_survives_pandas(write):
    events = read_events(write("x.csv", CSV))
    assert events.copy().attrs["report"] is report(events)
    assert pd.concat([events, events]).attrs["report"] is report(events)


def test_a_table_with_its_report_goes_through_other_libraries(write, tmp_path):
    events = read_events(write("x.csv", CSV + "2017-09-22,Homs,990,36.7,0\n"))
    events.to_parquet(tmp_path / "x.parquet")
    assert pickle.loads(pickle.dumps(events)).attrs["report"].rejects["row"].tolist() == [3]
    assert json.loads(json.dumps(events.attrs))["report"]["taken"] == 2
    assert "2 of 3 rows" in repr(report(events))
    assert report(events).reasons() == [("longitude …, latitude … are not on the globe", 1)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"columns": "place"}, "columns= does not take 'place'"),
        ({"columns": {"lat": "lat", "lon": "lat"}}, "names the column 'lat' twice"),
        ({"geocode": "yes"}, "geocode= does not take 'yes'"),
        ({"sheet": "one"}, "has no sheets or layers"),
    ],
)
def test_options_that_cannot_be_are_refused_not_ignored(write, options, told):
    with pytest.raises(OptionError, match=re.escape(told)):
        read_events(write("x.csv", CSV), **options)


@pytest.mark.parametrize("path", [None, 5, b"x.csv", pd.DataFrame({"lat": [1]})])
def test_what_is_no_path(path):
    with pytest.raises(OptionError, match="is no path of a file"):
        read_events(path)


def test_addresses_are_not_fetched():
    with pytest.raises(InputNotFoundError, match="is an address, not a file"):
        read_events("https://example.org/x.csv")
    with pytest.raises(InputNotFoundError, match="is empty"):
        read_events("")
