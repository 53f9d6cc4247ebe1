"""What files of places become: dumps, boundaries of three generations, tables, and events with names and positions."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge
from geoevents.errors import GeoEventsError, InputError
from geoevents.gazetteer.adding import Drafts, read_places
from geoevents.gazetteer.adding.geonames import FIELDS, is_dump, read_dump
from geoevents.gazetteer.adding.naming import bare_division, kind_of, names_and_kind
from geoevents.gazetteer.index import Gazetteer
from geoevents.model.places import KINDS


def dump_line(**values: object) -> str:
    row = dict.fromkeys(FIELDS, "") | {
        "geonameid": 9000001, "name": "Qirbazan", "latitude": 35.9, "longitude": 36.6, "feature_class": "P",
        "feature_code": "PPL", "country_code": "SY", "population": 0,
    } | values  # fmt: skip
    return "\t".join(str(row[field]) for field in FIELDS)


def dump(folder: Path, *lines: str, name: str = "SY") -> Path:
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "The columns are ...")
        archive.writestr(f"{name}.txt", "\n".join(lines) + "\n")
    return path


def only(drafts: Drafts) -> Any:
    assert len(drafts.places) == 1
    return drafts.places[0]


# -- GeoNames dumps --------------------------------------------------------------------------------------------------


def test_a_dump_is_told_from_its_content(tmp_path: Path) -> None:
    archive = dump(tmp_path, dump_line())
    text = tmp_path / "export"
    text.write_text(dump_line() + "\n", encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("name\tlat\tlon\nQirbazan\t35.9\t36.6\n", encoding="utf-8")
    assert is_dump(archive)
    assert is_dump(text)
    assert not is_dump(other)
    assert not is_dump(tmp_path / "nothing")


def test_a_line_of_a_dump(tmp_path: Path) -> None:
    line = dump_line(
        name="Qirbazān", asciiname="Qirbazan", alternatenames="قربزان,qrbzn,Kirbasan,QRB", population=61234
    )
    place = only(read_dump(dump(tmp_path, line)))
    assert (place.place_id, place.name, place.kind, place.country) == ("gn:9000001", "Qirbazān", "town", "SY")
    assert place.names == ["Qirbazān", "Kirbasan", "Qirbazan", "قربزان"]  # transcriptions and codes are no names
    assert (place.population, place.rank) == (61234, 4)
    assert place.source == "GeoNames"


@pytest.mark.parametrize(
    ("of_class", "code", "kind"),
    [
        ("P", "PPLX", "suburb"), ("A", "ADM2", "admin2"), ("S", "AIRB", "airbase"), ("S", "DAM", "site"),
        ("T", "MTS", "mountain"), ("H", "STM", "river"), ("H", "LK", "lake"), ("L", "RESW", "region"),
        ("T", "ISL", "region"), ("R", "RD", "road"), ("V", "FRST", "region"), ("H", "SPNG", "site"),
    ],
)  # fmt: skip
def test_features_become_kinds(tmp_path: Path, of_class: str, code: str, kind: str) -> None:
    place = only(read_dump(dump(tmp_path, dump_line(feature_class=of_class, feature_code=code))))
    assert place.kind == kind
    assert 0 <= place.rank <= 10


def test_every_feature_has_a_kind_or_a_reason() -> None:
    from geoevents.gazetteer.adding.geonames import _features

    assert {feature.kind for feature in _features().values()} - {""} <= set(KINDS)
    assert all(feature.why for feature in _features().values())


def test_lines_that_are_no_place_are_counted_and_kept(tmp_path: Path) -> None:
    lines = [
        dump_line(),
        dump_line(geonameid=2, feature_class="A", feature_code="ADM4"),
        dump_line(geonameid=3, feature_class="A", feature_code="ADM1H"),
        dump_line(geonameid=4, feature_class="U", feature_code="TRGU"),
        dump_line(geonameid=5, latitude=95),
        dump_line(geonameid=6, name=" "),
        "7\tshort",
    ]
    drafts = read_dump(dump(tmp_path, *lines))
    assert (drafts.rows, len(drafts.places), drafts.refusals) == (7, 1, 6)
    assert [refused.row for refused in drafts.refused] == [2, 3, 4, 5, 6, 7]
    assert "third order" in drafts.refused[0].reason
    assert "former division" in drafts.refused[1].reason
    assert drafts.refused[5].reason == "the line has 2 fields, not 19"


def test_codes_of_divisions_file_the_places_of_a_dump(tmp_path: Path) -> None:
    lines = [
        dump_line(geonameid=11, name="Oberland", feature_class="A", feature_code="ADM1", admin1_code="01"),
        dump_line(geonameid=12, name="Tal", feature_class="A", feature_code="ADM2", admin1_code="01", admin2_code="7"),
        dump_line(geonameid=13, name="Dorf", admin1_code="01", admin2_code="7"),
        dump_line(geonameid=14, name="Weiler", admin1_code="01", admin2_code="9"),
    ]
    parents = {place.name: place.parent for place in read_dump(dump(tmp_path, *lines)).places}
    assert parents == {"Oberland": "", "Tal": "gn:11", "Dorf": "gn:12", "Weiler": "gn:11"}


def test_a_dump_renews_the_towns_of_the_same_id_and_keeps_shapes(tmp_path: Path) -> None:
    world = Gazetteer.embedded()
    town = world.lookup("Saraqib", country="SY", kinds=["town"])[0].place
    division = world.lookup("Idlib", country="SY", kinds=["admin1"])[0].place
    lines = [
        dump_line(geonameid=town.place_id[3:], name="Saraqib al-Jadida", latitude=town.lat, longitude=town.lon),
        dump_line(geonameid=169387, name="Idlib Governorate", asciiname="Idlib", latitude=35.8, longitude=36.7,
                  feature_class="A", feature_code="ADM1", admin1_code="12"),
    ]  # fmt: skip
    own = world.plus(dump(tmp_path, *lines), name="dump")
    renewed = own.place(town.place_id)
    assert (renewed.name, renewed.admin1) == ("Saraqib al-Jadida", "Idlib")
    assert own.lookup("Saraqib", country="SY", kinds=["town"])[0].place == renewed
    above = own.place(division.place_id)
    assert above.place_id == "gn:169387"
    assert own.geometry(above).equals(world.geometry(division))
    assert renewed in own.children(above, kinds=["town"])


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"", b"\xff\xfe\x00\x01" * 30])
def test_a_torn_dump_is_one_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "SY.zip"
    path.write_bytes(content)
    with pytest.raises(GeoEventsError):
        read_places([path], name="x", format="geonames")


# -- boundaries ------------------------------------------------------------------------------------------------------

HALVES = [shapely.box(36.0, 35.0, 36.5, 36.0), shapely.box(36.5, 35.0, 37.0, 36.0)]


def layer(**columns: list[Any]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=HALVES, crs="EPSG:4326")


LAYOUTS = {
    "first": layer(
        NAME_EN=["Westmark", "Ostmark"], NAM_EN_REF=["West Mark", None], NAME_AR=["الغرب", "الشرق"],
        PCODE=["XX0101", "XX0102"], ADM1_EN=["Mark"] * 2, ADM1_PCODE=["XX01"] * 2, ADM0_EN=["Xland"] * 2,
        ADM0_PCODE=["SY"] * 2, UPDATE_DAT=["2016-09-05"] * 2,
    ),
    "second": layer(
        ADM2_EN=["Westmark", "Ostmark"], ADM2_AR=["الغرب", "الشرق"], ADM2_PCODE=["XX0101", "XX0102"],
        ADM2_REF=["West Mark", None], ADM1_EN=["Mark"] * 2, ADM1_AR=["مارك"] * 2, ADM1_PCODE=["XX01"] * 2,
        ADM0_EN=["Xland"] * 2, ADM0_PCODE=["SY"] * 2, date=["2020-01-01"] * 2, validOn=["2021-01-01"] * 2,
    ),
    "third": layer(
        adm2_name=["Westmark", "Ostmark"], adm2_name1=["الغرب", "الشرق"], adm2_ref_name=["West Mark", None],
        adm2_pcode=["XX0101", "XX0102"], adm1_name=["Mark"] * 2, adm1_pcode=["XX01"] * 2, adm0_name=["Xland"] * 2,
        adm0_pcode=["SY"] * 2, iso2=["SY"] * 2, area_sqkm=[1.0, 2.0],
    ),
}  # fmt: skip


@pytest.mark.parametrize("generation", LAYOUTS)
def test_boundaries_of_every_generation(generation: str) -> None:
    drafts = read_places([LAYOUTS[generation]], name="ocha")
    west, east = drafts.places
    assert drafts.format.startswith("OCHA")
    assert (west.place_id, west.kind, west.country, west.parent) == ("cod:XX0101", "admin2", "SY", "cod:XX01")
    assert west.names[0] == west.name == "Westmark"
    assert set(west.names) >= {"Westmark", "الغرب"}
    assert east.names == ["Ostmark", "الشرق"]
    assert "Mark" not in west.names
    assert shapely.intersects_xy(west.geometry, west.lon, west.lat)


def test_levels_hang_together_whatever_their_order() -> None:
    whole = gpd.GeoDataFrame(
        {"ADM1_EN": ["Mark"], "ADM1_PCODE": ["XX01"], "ADM0_EN": ["Xland"], "ADM0_PCODE": ["SY"]},
        geometry=[shapely.union_all(HALVES)],
        crs="EPSG:4326",
    )
    own = Gazetteer.embedded().plus(LAYOUTS["second"], whole, name="ocha")
    mark = own.place("cod:XX01")
    assert [place.name for place in own.children(mark) if place.source == "OCHA COD-AB"] == ["Westmark", "Ostmark"]
    assert own.parent(own.place("cod:XX0102")) == mark
    held = [place.name for place in own.containing(36.7, 35.9)]
    assert held[0] == "Ostmark"
    assert "Mark" in held


def test_boundaries_in_metres_come_out_in_degrees() -> None:
    metres = LAYOUTS["second"].to_crs("EPSG:32637")
    west = read_places([metres], name="ocha").places[0]
    assert west.geometry.bounds == pytest.approx(HALVES[0].bounds, abs=1e-6)


def test_a_row_without_code_name_or_area_is_refused() -> None:
    table = LAYOUTS["second"].copy()
    table = pd.concat([table] * 3, ignore_index=True)
    table.loc[0, "ADM2_PCODE"] = None
    table.loc[1, ["ADM2_EN", "ADM2_AR"]] = None
    table.loc[2, "geometry"] = None
    table.loc[4, "ADM2_PCODE"] = table.loc[3, "ADM2_PCODE"]
    drafts = read_places([table], name="ocha")
    assert [(r.row, r.reason) for r in drafts.refused] == [
        (1, "it has no p-code"),
        (2, "it has no name"),
        (3, "it has no area"),
        (5, "the p-code 'XX0102' stands above already"),
        (6, "the p-code 'XX0102' stands above already"),
    ]


# -- tables ----------------------------------------------------------------------------------------------------------


def test_columns_are_recognised_or_given() -> None:
    table = pd.DataFrame(
        {"Ort": ["Qirbazan"], "Y": ["35,9"], "X": ["36,6"], "Einwohner": ["12 300"], "Aliases": ["Kirbasan; قربزان"]}
    )
    place = only(read_places([table], name="own", columns={"population": "Einwohner"}))
    assert (place.name, place.lat, place.lon, place.population) == ("Qirbazan", 35.9, 36.6, 12300)
    assert place.names == ["Qirbazan", "Kirbasan", "قربزان"]
    assert place.rank == 6


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("Qirbazan", ["Qirbazan"], ""),
        ("Qirbazan village", ["Qirbazan", "Qirbazan village"], "town"),
        ("قرية قربزان", ["قربزان", "قرية قربزان"], "town"),
        ("Qirbazan airbase", ["Qirbazan airbase"], "airbase"),
        ("Qirbazan (Homs) camp", ["Qirbazan camp", "Qirbazan (Homs) camp"], "site"),
        ("Old Qirbazan / Kirbasan town", ["Old Qirbazan", "Kirbasan", "Old Qirbazan / Kirbasan",
                                          "Old Qirbazan / Kirbasan town"], "town"),
        ("Village", ["Village"], ""),
    ],
)  # fmt: skip
def test_words_of_a_name_say_its_kind(text: str, names: list[str], kind: str) -> None:
    assert names_and_kind(text) == (names, kind)


def test_kinds_as_tables_write_them() -> None:
    assert [kind_of(text) for text in ("Village", "TOWN", "populated place", "refugee camp", "admin2", "xyz")] == [
        "town", "town", "town", "site", "admin2", "",
    ]  # fmt: skip
    assert bare_division("Qirbazan District") == "Qirbazan"
    assert bare_division("District of Qirbazan") == "Qirbazan"
    assert bare_division("Qirbazan") == ""


def test_ids_do_not_depend_on_the_order_of_rows() -> None:
    table = pd.DataFrame({"name": ["Aa Bb", "Cc Dd"], "lat": [35.9, 35.8], "lon": [36.6, 36.5]})
    there, back = (read_places([t], name="own").places for t in (table, table.iloc[::-1]))
    assert {p.place_id: p.name for p in there} == {p.place_id: p.name for p in back}
    assert all(place.place_id.startswith("own:") for place in there)


def test_shapes_in_wkt_lines_of_a_stated_kind_and_the_rest_refused() -> None:
    table = pd.DataFrame(
        {
            "name": ["Qirbazan marsh", "Qirbaz", "Qirbaz", "Point district", "Broken"],
            "kind": ["", "river", "", "district", ""],
            "wkt": [
                "POLYGON ((36 35, 37 35, 37 36, 36 35))", "LINESTRING (36 35, 37 36)", "LINESTRING (36 35, 37 36)",
                "POINT (36 35)", "POLYGON ((36",
            ],
        }
    )  # fmt: skip
    drafts = read_places([table], name="own")
    assert [(p.name, p.kind) for p in drafts.places] == [("Qirbazan marsh", "region"), ("Qirbaz", "river")]
    assert [r.row for r in drafts.refused] == [3, 4, 5]
    assert "state a kind such as river" in drafts.refused[0].reason
    assert "without a shape" in drafts.refused[1].reason


def test_the_same_row_twice_is_one_place_and_two_of_one_id_are_not() -> None:
    table = pd.DataFrame(
        {"id": ["a", "a", "a"], "name": ["Qirbazan", "Qirbazan", "Other"], "lat": [35.9] * 3, "lon": [36.6] * 3}
    )
    drafts = read_places([table], name="own")
    assert only(drafts).place_id == "own:a"
    assert [r.reason for r in drafts.refused] == ["the id 'a' stands above already, for 'Qirbazan'"]


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "jsonl", "json", "parquet", "geojson", "gpkg", "shp", "tsv"])
def test_files_of_every_kind_give_the_same_place(tmp_path: Path, ending: str) -> None:
    table = pd.DataFrame({"name": ["Qirbazan قربزان"], "lat": [35.9], "lon": [36.6]})
    shaped = gpd.GeoDataFrame(table[["name"]], geometry=[shapely.Point(36.6, 35.9)], crs="EPSG:4326")
    path = tmp_path / f"places.{ending}"
    if ending in ("csv", "csv.gz"):
        table.to_csv(path, index=False)
    elif ending == "tsv":
        table.to_csv(path, index=False, sep="\t")
    elif ending == "jsonl":
        table.to_json(path, orient="records", lines=True)
    elif ending == "json":
        table.to_json(path, orient="records")
    elif ending == "parquet":
        table.to_parquet(path)
    else:
        shaped.to_file(path, encoding="utf-8")
    place = only(read_places([path], name="own"))
    assert (place.name, place.lat, place.lon, place.kind) == ("Qirbazan قربزان", 35.9, 36.6, "town")


@pytest.mark.parametrize("name", ["nothing.csv", "places.docx", "empty.csv", "broken.geojson"])
def test_files_that_cannot_be_read_are_one_error(tmp_path: Path, name: str) -> None:
    if name != "nothing.csv":
        (tmp_path / name).write_text("name,lat,lon\n" if name == "empty.csv" else "{}x", encoding="utf-8")
    with pytest.raises(InputError, match=name.replace(".", r"\.")) as caught:
        read_places([tmp_path / name], name="own")
    assert "\n" not in str(caught.value)


# -- events ----------------------------------------------------------------------------------------------------------


def ucdp(**columns: list[Any]) -> pd.DataFrame:
    count = len(columns["where_coordinates"])
    return pd.DataFrame({"country": ["Syria"] * count, "adm_1": ["Idlib governorate"] * count, **columns})


def test_events_become_the_places_of_their_names() -> None:
    table = ucdp(
        where_coordinates=["Qirbazan village"] * 4 + ["Idlib governorate", "Syria", "Nearby village"],
        where_prec=[1, 1, 2, 1, 4, 6, 2],
        latitude=[35.9, 35.905, 35.9, 35.7, 35.8, 35.0, 35.6],
        longitude=[36.6, 36.6, 36.6, 36.6, 36.7, 38.0, 36.5],
    )
    drafts = read_places([table], name="events")
    assert [(p.name, p.lat) for p in drafts.places] == [("Qirbazan", 35.9), ("Qirbazan", 35.7), ("Nearby", 35.6)]
    assert {p.kind for p in drafts.places} == {"town"}
    assert [r.row for r in drafts.refused] == [5, 6]
    assert "first-order division, whose position is a stand-in" in drafts.refused[0].reason
    own = Gazetteer.embedded().plus(table, name="events")
    near = own.lookup("Nearby village", country="SY")[0].place
    assert own.extent_km(near) == 25.0  # all that "within about 25 km" says
    exact = own.lookup("Qirbazan")[0].place
    assert own.extent_km(exact) == pytest.approx(2.0, abs=0.5)


def test_one_name_at_several_positions_lists_them_all() -> None:
    table = ucdp(
        where_coordinates=["Qirbazan village"] * 2, where_prec=[1, 1], latitude=[35.9, 33.1], longitude=[36.6, 36.2]
    )
    row = ge.geocode("Qirbazan village", country="SY", gazetteer=Gazetteer.embedded().plus(table)).iloc[0]
    positions = {(other["lat"], other["lon"]) for other in row["alternatives"]} | {(row["lat"], row["lon"])}
    assert {(35.9, 36.6), (33.1, 36.2)} <= positions
    assert row["status"] == "ambiguous"


def test_a_row_named_after_its_own_division_is_no_place() -> None:
    table = ucdp(where_coordinates=["Syria", "Qirbazan"], where_prec=[2, 2], latitude=[34.5, 35], longitude=[38, 36])
    drafts = read_places([table], name="events")
    assert only(drafts).name == "Qirbazan"
    assert drafts.refused[0].reason == "'Syria' is the row's own country, not a place in it"


def test_acled_and_our_own_event_tables(tmp_path: Path) -> None:
    acled = pd.DataFrame(
        {
            "event_id_cnty": ["SYR1", "SYR2"], "event_date": ["2020-01-01"] * 2, "location": ["Qirbazan", "Wider"],
            "geo_precision": [1, 3], "latitude": [35.9, 35.5], "longitude": [36.6, 36.6], "country": ["Syria"] * 2,
        }
    )  # fmt: skip
    assert only(read_places([acled], name="x")).source == "ACLED"
    rows = pd.DataFrame(
        {"date": ["2020-01-01"] * 2, "place": ["Qirbazan", "Wider"], "precision": ["exact", "admin1"],
         "latitude": [35.9, 35.5], "longitude": [36.6, 36.6]}
    )  # fmt: skip
    rows.to_csv(tmp_path / "events.csv", index=False)
    drafts = read_places([ge.read_events(tmp_path / "events.csv")], name="x")
    assert (only(drafts).name, drafts.refusals) == ("Qirbazan", 1)


@pytest.mark.parametrize("stated", ["cod", "events"])
def test_a_stated_format_must_be_that_of_the_table(stated: str) -> None:
    table = pd.DataFrame({"name": ["Qirbazan"], "lat": [35.9], "lon": [36.6]})
    with pytest.raises(InputError, match=r"'the table' has not .* its columns are 'name', 'lat', 'lon'"):
        read_places([table], name="own", format=stated)


def test_event_tables_of_several_layouts_are_added_one_by_one() -> None:
    mine = ucdp(where_coordinates=["Qirbazan"], where_prec=[1], latitude=[35.9], longitude=[36.6])
    acled = pd.DataFrame(
        {"event_id_cnty": ["S1"], "location": ["Q"], "geo_precision": [1], "latitude": [35.9], "longitude": [36.6]}
    )
    with pytest.raises(InputError, match="several layouts"):
        read_places([mine, acled], name="own")
