"""Formats with more than one table in a file, and what is between the rows."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geoevents.errors import InputError
from geoevents.files.load import load_table
from geoevents.files.read import read_events
from geoevents.files.sniff import sniff

EVENTS = pd.DataFrame(
    {"date": ["2017-09-20", None], "lat": [35.9, None], "lon": [36.6, None], "place": ["Idlib", None]}
)


def test_the_sheet_with_events_is_found_and_the_others_are_told(tmp_path):
    path = tmp_path / "x.xlsx"
    pyogrio.write_dataframe(pd.DataFrame({"about": ["made by hand"]}), path, driver="XLSX", layer="Read me")
    pyogrio.write_dataframe(EVENTS, path, driver="XLSX", layer="Data", append=True)
    events = read_events(path)
    assert events["place"].tolist() == ["Idlib"]
    notes = events.attrs["report"].notes
    assert any("'Data'" in note and "'Read me'" in note for note in notes)
    assert any("1 blank row" in note for note in notes)
    with pytest.raises(InputError, match="'Data'"):
        read_events(path, sheet="Nope")


def test_a_sheet_of_nothing_but_text_has_a_header(tmp_path):
    path = tmp_path / "x.xlsx"
    pyogrio.write_dataframe(pd.DataFrame({"date": ["2017"], "notes": ["x"], "place": ["y"]}), path, driver="XLSX")
    assert read_events(path, geocode=None).attrs["report"].rejects["notes"].tolist() == ["x"]


def test_layers_are_read_as_one_table(tmp_path):
    path = tmp_path / "x.gpkg"
    for name, lon in (("north", 36.5), ("south", 36.7)):
        table = gpd.GeoDataFrame({"date": ["2017-09-20"]}, geometry=[shapely.Point(lon, 35.5)], crs=4326)
        table.to_file(path, layer=name)
    events = read_events(path)
    assert events["layer"].tolist() == ["north", "south"]
    assert any("north, south" in note for note in events.attrs["report"].notes)
    assert read_events(path, sheet="south").geometry.x.tolist() == [36.7]


def feature(properties, geometry, **more):
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def test_geojson_of_every_kind(write):
    point = {"type": "Point", "coordinates": [36.5, 35.5, 400.0]}
    content = {
        "type": "FeatureCollection",
        "features": [
            feature({"date": "2017-09-20", "tags": ["a"], "deep": {"x": 1}}, point, id="f1"),
            feature(None, None),
            feature({"date": "2017"}, {"type": "Point", "coordinates": []}),
            feature({"date": "2017"}, {"type": "Blob"}),
        ],
    }
    events = read_events(write("x.json", json.dumps(content)))
    assert events["event_id"].tolist()[0] == "f1"
    assert (events["tags"][0], events["deep.x"][0]) == ('["a"]', 1)
    assert events.geometry[0].wkt == "POINT (36.5 35.5)"
    report = events.attrs["report"]
    assert any("1 blank row" in note for note in report.notes)
    assert any("not valid GeoJSON" in note for note in report.notes)
    assert report.taken + len(report.rejects) == report.rows == 3
    assert len(read_events(write("y.json", json.dumps(point)))) == 1


def test_geojson_in_another_reference_system(write):
    x, y = gpd.GeoSeries([shapely.Point(36.5, 35.5)], crs=4326).to_crs(3857)[0].coords[0]
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        "features": [feature({"date": "2017"}, {"type": "Point", "coordinates": [x, y]})],
    }
    assert read_events(write("x.json", json.dumps(content))).geometry[0].coords[0] == pytest.approx((36.5, 35.5))
    content["crs"]["properties"]["name"] = "nonsense"
    with pytest.raises(InputError, match=r"x\.json"):
        read_events(write("x.json", json.dumps(content)))


@pytest.mark.parametrize("features", ["x", 3, {"a": 1}, [1, 2], None, []])
def test_geojson_that_is_none(write, features):
    path = write("x.json", json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(InputError, match=r"x\.json"):
        load_table(sniff(path))


def test_no_temporary_file_stays(tmp_path, monkeypatch, points):
    points.to_file(tmp_path / "x.gpkg")
    (tmp_path / "x.gpkg").rename(tmp_path / "x.bin")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert len(read_events(tmp_path / "x.bin")) == 2
    assert list(scratch.iterdir()) == []
