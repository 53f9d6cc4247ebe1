"""Files as people really send them: folders in archives, other reference systems, preambles, placeholders."""

from __future__ import annotations

import json
import warnings
import zipfile

import geopandas as gpd
import pytest
import shapely

from geoevents.errors import EmptyInputError
from geoevents.files.read import read_events, read_zones
from geoevents.files.write import write_table

BOXES = [shapely.box(36, 35, 37, 36), shapely.box(35, 34, 36, 35)]

KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>Party A</name><Placemark><name>Area 1</name><description>quiet</description>
<TimeSpan><begin>2017-09-01</begin><end>2017-10-01</end></TimeSpan><Polygon><outerBoundaryIs><LinearRing>
<coordinates>36,35 37,35 37,36 36,36 36,35</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>
<Folder><name>Party B</name><Placemark><name>Site</name>
<Point><coordinates>36.25,35.25</coordinates></Point></Placemark>
<Placemark><name>Road</name><LineString><coordinates>36,35 37,36</coordinates></LineString></Placemark>
<Placemark><name>A. Person</name></Placemark></Folder></Document></kml>"""


@pytest.fixture
def shapefiles(tmp_path):
    """A folder with a shapefile of two areas in metres."""
    folder = tmp_path / "plan"
    folder.mkdir()
    table = gpd.GeoDataFrame({"name": ["A", "B"]}, geometry=BOXES, crs=4326)
    table.to_crs(32637).to_file(folder / "areas.shp")
    return folder


def test_zones_in_metres_lie_where_they_are(shapefiles):
    zones = read_zones(shapefiles / "areas.shp")
    assert zones.geometry[0].symmetric_difference(BOXES[0]).area < 0.01
    assert "UTM" in zones.attrs["report"].notes[0]


@pytest.mark.parametrize("name", ["plan.zip", "plan.bin"])
def test_shapefiles_in_folders_of_an_archive(shapefiles, tmp_path, name):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        for part in sorted(shapefiles.iterdir()):
            archive.write(part, f"a/b/{part.name}")
            archive.write(part, f"c/{part.name}")
            archive.writestr(f"__MACOSX/._{part.name}", "")
    zones = read_zones(tmp_path / name)
    assert zones["name"].tolist() == ["A", "B", "A", "B"]
    assert sorted(set(zones["layer"])) == ["a/b/areas", "c/areas"]
    assert zones.geometry[0].symmetric_difference(BOXES[0]).area < 0.01


def test_a_file_without_a_reference_system_is_told(shapefiles):
    (shapefiles / "areas.prj").unlink()
    report = read_zones(shapefiles / "areas.shp").attrs["report"]
    assert len(report.rejects) == 2
    assert "no reference system" in report.notes[0]


def test_kml_keeps_names_dates_and_says_what_its_areas_became(write):
    path = write("x.kml", KML)
    events = read_events(path)
    assert events["place"].fillna("").tolist() == ["Area 1", "Site", "Road", ""]
    assert events["date_start"].dt.strftime("%Y-%m-%d")[0] == "2017-09-01"
    assert events["layer"].tolist() == ["Party A", "Party B", "Party B", "Party B"]
    assert not {"tessellate", "altitudeMode", "drawOrder"} & set(events.columns)
    report = events.attrs["report"]
    assert report.unplaced["reason"].tolist() == ["no place is given"]
    assert any(note.startswith("1 area among other shapes, read as events") for note in report.notes)
    zones = read_zones(path)
    assert zones["name"].tolist() == ["Area 1"]
    assert len(zones.attrs["report"].rejects) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Incidents\nexported 2018\n\ndate;lat;lon\n2017-01-01;35,51;36,51\n",
        "Incidents, by hand\nchecked, twice\ndate,lat,lon\n2017-01-01,35.51,36.51\n",
        "Incidents\ndate\tlat\tlon\n2017-01-01\t35.51\t36.51",
    ],
)
def test_a_preamble_above_the_header(write, text):
    events = read_events(write("x.csv", text))
    assert events.geometry[0].coords[0] == (36.51, 35.51)


def test_what_programs_write_for_nothing_is_no_value(write):
    header = "date,event_type,actor1,actor2,status,place,notes,lat,lon\n"
    events = read_events(write("x.csv", f"{header}NA,NaN,NULL,Unknown,#N/A,nan,NA,35.51,36.51\n"))
    assert events[["event_type", "actor1", "place"]].isna().all().all()
    assert (events["actor2"][0], events["notes"][0], events["status"][0]) == ("Unknown", "NA", "reported")
    assert events.attrs["report"].notes == []


def test_headings_with_capitals_inside(write):
    header = "GLOBALEVENTID,SQLDATE,Actor1Name,ActionGeo_FullName,ActionGeo_Lat,ActionGeo_Long\n"
    events = read_events(write("x.csv", f'{header}7,20170920,RUSSIA,"Idlib, Syria",35.93,36.63\n'))
    assert (events["event_id"][0], events["place"][0], events["actor1"][0]) == ("7", "Idlib, Syria", "RUSSIA")
    assert events.geometry[0].coords[0] == (36.63, 35.93)


def test_degrees_minutes_and_seconds(write):
    text = 'date,lat,lon\n2017,"35°30\'36"" N","36° 30\' E"\n2017,"35°61\'00""N","36°30\'00""W"\n'
    events = read_events(write("x.csv", text))
    assert events.geometry[0].coords[0] == pytest.approx((36.5, 35.51))
    assert "35°61" in events.attrs["report"].rejects["reason"][0]


def test_counts_with_dots_for_thousands(write):
    text = "date;lat;lon;killed\n2017;35,51;36,51;{}\n2017;35,51;36,51;{}\n"
    assert read_events(write("a.csv", text.format("1.000", "7")))["fatalities_best"].tolist() == [1000, 7]
    assert read_events(write("b.csv", text.format("3.000", "2.000")))["fatalities_best"].tolist() == [3, 2]
    assert read_events(write("c.csv", text.format("1.234", "2.000")))["fatalities_best"].tolist() == [1234, 2000]


@pytest.mark.parametrize("crs", ["EPSG:4326", {"type": "name", "properties": None}, 7, [1]])
def test_geojson_with_an_odd_reference_system(write, crs):
    feature = {
        "type": "Feature",
        "properties": {"date": "2017"},
        "geometry": {"type": "Point", "coordinates": [36, 35]},
    }
    path = write("x.json", json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    if crs == 7 or isinstance(crs, list):
        with pytest.raises(ValueError, match=r"x\.json"):
            read_events(path)
    else:
        assert read_events(path).geometry[0].coords[0] == (36, 35)


def test_an_archive_without_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w"):
        pass
    with pytest.raises(EmptyInputError, match="nothing in it"):
        read_events(tmp_path / "x.zip")


def test_numbers_stay_numbers_through_geojson(write, tmp_path):
    path = write("x.csv", "date,lat,lon,iso,share,code\n2017-01-01,35.51,36.51,760,0.5,007\n")
    for name in ("a.geojson", "b.geojson"):
        path = write_table(read_events(path), tmp_path / name)
    properties = json.loads((tmp_path / "b.geojson").read_text())["features"][0]["properties"]
    assert (properties["iso"], properties["share"], properties["code"]) == (760, 0.5, "007")
    assert (tmp_path / "a.geojson").read_bytes() == (tmp_path / "b.geojson").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_table(read_events(path), tmp_path / "c.parquet")
