"""Files of places as they should not be: names that are none, positions out of place, odd dress, endless lines."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geoevents.errors import InputError, OptionError
from geoevents.gazetteer.adding import Drafts, read_places
from geoevents.gazetteer.adding.drafts import text_of, whole_number
from geoevents.gazetteer.adding.geonames import FIELDS, is_dump
from geoevents.gazetteer.adding.naming import MOST_LETTERS, name_fault
from geoevents.gazetteer.index import Gazetteer


def read(frame: pd.DataFrame, **options: Any) -> Drafts:
    return read_places([frame], name="own", **options)


def reasons(frame: pd.DataFrame) -> list[str]:
    good = pd.DataFrame({"name": ["Qirbazan"], "lat": [35.9], "lon": [36.6]}, dtype=object)
    return [refused.reason for refused in read(pd.concat([frame, good], ignore_index=True)).refused]


def dump_line(**values: object) -> str:
    row = dict.fromkeys(FIELDS, "") | {
        "geonameid": 9000001, "name": "Qirbazan", "latitude": 35.9, "longitude": 36.6, "feature_class": "P",
        "feature_code": "PPL", "country_code": "SY", "population": 0,
    } | values  # fmt: skip
    return "\t".join(str(row[field]) for field in FIELDS)


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "nan", "NULL", "N/A", "unknown", "17", "???", "-", "\u200b", "x" * 201])
def test_what_is_no_name_is_refused(text: str) -> None:
    assert name_fault(text)
    assert len(reasons(pd.DataFrame({"name": [text], "lat": [35.0], "lon": [36.0]}, dtype=object))) == 1


@pytest.mark.parametrize("text", ["Nan", "None", "Null", "Km 5", "Å", "ي", "x" * MOST_LETTERS])
def test_short_and_odd_names_are_names(text: str) -> None:
    assert name_fault(text) == ""


def test_a_name_of_a_hundred_thousand_characters_is_refused_and_so_is_such_an_alternate() -> None:
    frame = pd.DataFrame(
        {"name": ["Q" * 100_000, "Qirbazan"], "lat": [35, 35.9], "lon": 36, "alt_names": ["", "17|" + "a" * 5000]}
    )
    drafts = read(frame)
    assert [place.names for place in drafts.places] == [["Qirbazan"]]
    assert drafts.refused[0].reason == f"its name has more than {MOST_LETTERS} characters"


def test_control_characters_and_overrides_are_taken_out_and_joiners_stay() -> None:
    assert text_of("\x1b[31mQirba\x07zan\u202e \x00") == "[31mQirba zan"
    assert text_of("می\u200cخواهم") == "می\u200cخواهم"
    assert text_of("Qirba\ud800zan") == "Qirba zan"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\x1b[31mQirbazan\x1b[0m"])
def test_markup_formulas_and_escapes_are_only_names(name: str) -> None:
    world = Gazetteer.embedded().plus(pd.DataFrame({"name": [name], "lat": [35.9], "lon": [36.6]}))
    found = world.lookup(name)[0].place
    assert found.source == "plus"
    assert found.name.isprintable()


# -- numbers and positions -------------------------------------------------------------------------------------------


def test_inhabitants_are_read_or_left_out() -> None:
    texts = ["1200", "²", "٣", "9" * 5000, "99999999999", "-5", "1e6", ""]
    assert [whole_number(text) for text in texts] == [1200, 0, 0, 0, 0, 0, 0, 0]
    frame = pd.DataFrame(
        {"name": ["Qirbazan", "Qirbadur"], "lat": 35, "lon": [36, 37], "population": ["9" * 5000, "1,200"]}
    )
    assert [place.population for place in read(frame).places] == [0, 1200]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("35,5", "36,25"),
        ("35°30'00\"N", "36°15'00\"E"),
        ("35.5° N", "36.25 °E"),
        (" 35.5 ", "+36.25"),
        ("35.5N", "36.25E"),
    ],
)
def test_degrees_as_people_write_them(lat: str, lon: str) -> None:
    (place,) = read(pd.DataFrame({"name": ["Qirbazan"], "lat": [lat], "lon": [lon]})).places
    assert (place.lat, place.lon) == (35.5, 36.25)


@pytest.mark.parametrize(("lat", "lon"), [("nan", 36), ("inf", 36), ("", ""), ("abc", 36), (91, 36), (36, -181)])
def test_what_is_no_position_is_refused(lat: object, lon: object) -> None:
    assert "is no position" in reasons(pd.DataFrame({"name": ["Qirbadur"], "lat": [lat], "lon": [lon]}))[0]


def test_wkt_with_coordinates_that_are_none_is_refused_without_a_warning() -> None:
    frame = pd.DataFrame({
        "name": ["Qirba", "Qirbb", "Qirbc", "Qirbd"],
        "wkt": ["POINT(nan nan)", "POLYGON((36 34,37 34,nan 35,36 34))", "POINT(36", shapely.Point(36, 34).wkb_hex],
    })  # fmt: skip
    drafts = read(frame)
    assert [(place.name, place.lon, place.lat) for place in drafts.places] == [("Qirbd", 36.0, 34.0)]
    assert [r.reason for r in drafts.refused] == [*["some of its coordinates are no numbers"] * 2, "it has no position"]


def test_latitude_and_longitude_exchanged_are_told_where_a_country_is_stated() -> None:
    frame = pd.DataFrame({"name": ["Qirba", "Qirbb", "Qirbc"], "lat": [36.5, 37.0, 38.5], "lon": [34.5, 35.0, 35.2]})
    right = frame.rename(columns={"lat": "lon", "lon": "lat"})
    with pytest.raises(InputError, match="'Qirba' lies in SY only with latitude and longitude exchanged"):
        Gazetteer.embedded().plus(frame, country="SY")
    assert len(Gazetteer.embedded().plus(right, country="SY")) == len(Gazetteer.embedded()) + 3
    assert len(Gazetteer.embedded().plus(frame)) == len(Gazetteer.embedded()) + 3


# -- tables and files ------------------------------------------------------------------------------------------------


def test_columns_of_one_name_and_layers_without_shapes_are_read() -> None:
    twice = pd.DataFrame([["Qirbazan", "x", 35.9, 36.6]], columns=["name", "name", "lat", "lon"])
    assert [place.name for place in read(twice).places] == ["Qirbazan"]
    shapeless = gpd.GeoDataFrame({"name": ["Qirbazan"], "lat": [35.9], "lon": [36.6]})
    assert len(read(shapeless).places) == 1


def test_kinds_that_are_not_known_are_told() -> None:
    frame = pd.DataFrame({"name": ["Qirba", "Qirbb"], "lat": 35, "lon": [36, 37], "kind": ["castle", "town"]})
    assert read(frame).notes == ["rows of kinds that are not known, which were not heeded: 1 ('castle')"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_in_every_dress(tmp_path: Path, separator: str, encoding: str) -> None:
    text = "name;lat;lon\nقرباذان;35.9;36.6\n".replace(";", separator)
    path = tmp_path / "places.csv"
    path.write_bytes(text.encode(encoding))
    (place,) = read_places([path], name="own").places
    assert (place.name, place.lat, place.lon) == ("قرباذان", 35.9, 36.6)


def test_another_encoding_is_one_plain_error(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes("name,lat,lon\nVillé,35,36\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"'places\.csv' is not written in UTF-8; save it anew"):
        read_places([path], name="own")


def test_a_gazetteer_needs_a_name_of_its_own() -> None:
    frame = pd.DataFrame({"name": ["Qirbazan"], "lat": [35.9], "lon": [36.6]})
    for name in ("", " ", "embedded"):
        with pytest.raises(OptionError, match="cannot be the name of a gazetteer"):
            Gazetteer.embedded().plus(frame, name=name)


def test_numbers_that_are_an_id_elsewhere_by_chance_name_no_known_place() -> None:
    """A user's table may be called ``gn`` and count its rows from 1, as GeoNames counts places."""
    world = Gazetteer.embedded()
    aleppo = world.lookup("Aleppo", country="SY", kinds=["town"])[0].place
    number = aleppo.place_id.removeprefix("gn:")
    own = world.plus(pd.DataFrame({"id": [number], "name": ["Qirbazan"], "lat": [-20.0], "lon": [30.0]}), name="gn")
    assert own.lookup("Aleppo", country="SY", kinds=["town"])[0].place.lat == aleppo.lat
    assert own.names(own.lookup("Qirbazan")[0].place) == ["Qirbazan"]


# -- dumps -----------------------------------------------------------------------------------------------------------


def test_odd_lines_of_a_dump_are_refused_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    lines = [
        dump_line(population="²"), dump_line(geonameid="٣"), dump_line(geonameid=3, name="17"),
        dump_line(geonameid=4, latitude="nan"), dump_line(geonameid=5, population="9" * 5000),
    ]  # fmt: skip
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    drafts = read_places([path], name="own")
    assert [place.place_id for place in drafts.places] == ["gn:9000001", "gn:5"]
    assert [refused.row for refused in drafts.refused] == [2, 3, 4]


def test_a_line_without_end_is_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", dump_line() + "\n" + "A" * 3_000_000)
    with pytest.raises(InputError, match="has a line of more than 1,000,000 characters"):
        read_places([path], name="own")


def test_a_dump_in_another_encoding_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes((dump_line(name="Zörg") + "\n").encode("latin-1"))
    assert is_dump(path)
    with pytest.raises(InputError, match="cannot be read as a GeoNames dump"):
        read_places([path], name="own")
