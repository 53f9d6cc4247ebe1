"""From source tables to a compiled folder and back, on a tiny world."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.build import write_world
from geoevents.gazetteer.compile import compile_gazetteer
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.sources.entry import Entry

LAND = shapely.box(0, 0, 10, 10)
WEST, EAST = shapely.box(0, 0, 5, 10), shapely.box(5, 0, 10, 10)
UPPER, LOWER = shapely.LineString([(1, 9), (5, 5)]), shapely.LineString([(5.01, 4.99), (9, 1)])

ENTRIES = [
    Entry("ne:AB", "Abland", "country", 5, 5, "AB", rank=0, source="Test", names=["Abland", "أبلند"], geometry=LAND),
    Entry("ne:AB-1", "Westmark", "admin1", 2, 5, "AB", rank=3, parent="ne:AB", names=["Westmark"], geometry=WEST),
    Entry("ne:AB-2", "Ostmark", "admin1", 8, 5, "AB", rank=3, parent="ne:AB", names=["Ostmark"], geometry=EAST),
    Entry(
        "gn:1",
        "Deir Test",
        "town",
        2.5,
        5.5,
        "AB",
        "Westmark",
        5000,
        5,
        "Test",
        0.9,
        "ne:AB-1",
        ["Deir Test", "دير تست"],
    ),
    Entry("gn:2", "Twin", "town", 8.5, 5.5, "AB", "Ostmark", 90, 8, "Test", 0.5, "ne:AB-2", ["Twin"]),
    Entry("gn:3", "Twin", "town", 40.0, 40.0, "CD", "", 900000, 2, "Test", 9.0, "", ["Twin"]),
    Entry("ne:river-1", "Nahr Up", "river", 3, 7, rank=3, source="Test", names=["Nahr Up"], geometry=UPPER),
    Entry("ne:river-2", "Nahr Down", "river", 7, 3, rank=3, source="Test", names=["Nahr Down"], geometry=LOWER),
]
BASEMAP = [
    {"detail": detail, "layer": layer, "rank": 0, "name": "", "geometry": shape}
    for detail in ("fine", "coarse")
    for layer, shape in (("land", LAND), ("border", shapely.LineString([(5, 0), (5, 10)])))
]
CURATED = {
    "points.csv": "country,lat,lon,source\nAB,6,4,A book\n",
    "places.csv": "place_id,name,kind,country,lon,lat,size_km,rank,names,source,note\n"
    "cur:camp,Camp,site,AB,1.5,1.5,2,6,The Camp|المخيم,A book,\n",
    "aliases.csv": "alias,lang,place_id,place,source,note\nBigtown,en,gn:1,Deir Test,A book,\n",
    "local_names.csv": "name,lang,place_id,place,source\n",
    "rivers.toml": '[[river]]\nid = "cur:nahr"\nname = "Nahr"\nnames = ["Nahr Up", "Nahr Down"]\nkind = "river"\n'
    'countries = ["AB"]\naccuracy_km = 1\nsource = "A book"\nwhy = "One river."\njoins = ["Nahr Up", "Nahr Down"]\n',
    "regions/all.toml": '[[region]]\nid = "cur:middle"\nname = "The Middle"\nkind = "region"\ncountries = ["AB"]\n'
    'accuracy_km = 5\nsource = "A book"\nwhy = "About the town."\n'
    'shape = { buffer = "Deir Test gn:1", km = 20 }\n',
    "zones/test-1.toml": '[[zone]]\nid = "t1"\nname = "Zone"\nkind = "ceasefire"\nparty = "both"\n'
    'valid_from = 2020-01-01\nlegal_basis = "Text"\nguarantors = "None"\nboundary_status = "illustrative"\n'
    'source = "A book"\nnotes = "None"\nwhy = "Test"\nshape = { union = ["The Middle cur:middle"] }\n',
}
SOURCES = """
[[source]]
id = "test"
attribution = "nobody"
text = "Test data, nobody's."
url = "https://example.org/"
license = "CC0"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "gazetteer"
    (folder / "world").mkdir(parents=True)
    write_world(ENTRIES, BASEMAP, folder / "world")
    for name, text in CURATED.items():
        path = folder / "curated" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return folder


@pytest.fixture
def tiny(source: Path, tmp_path: Path) -> Gazetteer:
    compile_gazetteer(source, tmp_path / "data")
    return Gazetteer.open(tmp_path / "data")


def test_a_place_comes_back_as_it_went_in(tiny: Gazetteer) -> None:
    town = tiny.place("gn:1")
    assert (town.name, town.kind, town.country, town.admin1) == ("Deir Test", "town", "AB", "Westmark")
    assert (town.lon, town.lat, town.population, town.rank) == (2.5, 5.5, 5000, 5)
    assert not town.has_shape
    assert tiny.extent_km(town) == 0.9
    assert tiny.names(town) == ["Deir Test", "دير تست", "Bigtown"]
    assert tiny.geometry(tiny.place("ne:AB-1")).equals(WEST)


def test_curated_entries_stand_beside_the_sources(tiny: Gazetteer) -> None:
    camp = tiny.lookup("المخيم")[0].place
    assert (camp.place_id, camp.admin1, camp.country) == ("cur:camp", "Westmark", "AB")
    assert tiny.parent(camp) == tiny.place("ne:AB-1")
    assert tiny.lookup("bigtown")[0].place.place_id == "gn:1"
    middle = tiny.lookup("The Middle")[0].place
    assert tiny.geometry(middle).contains(shapely.Point(2.5, 5.5))
    assert tiny.extent_km(middle) == pytest.approx(25, abs=0.5)


def test_a_joined_river_replaces_its_parts(tiny: Gazetteer) -> None:
    for name in ("Nahr", "Nahr Up", "Nahr Down"):
        assert [found.place.place_id for found in tiny.lookup(name, kinds=["river"])] == ["cur:nahr"]
    assert tiny.geometry(tiny.place("cur:nahr")).length == pytest.approx(UPPER.length + LOWER.length, rel=1e-3)
    with pytest.raises(GazetteerError, match="ne:river-1"):
        tiny.place("ne:river-1")


def test_the_prior_outweighs_size(tiny: Gazetteer) -> None:
    assert [found.place.place_id for found in tiny.lookup("Twin")] == ["gn:3", "gn:2"]
    assert [found.place.place_id for found in tiny.lookup("twin", country="AB")] == ["gn:2", "gn:3"]


def test_children_near_and_containing(tiny: Gazetteer) -> None:
    land = tiny.place("ne:AB")
    assert [place.name for place in tiny.children(land)] == ["Westmark", "Ostmark"]
    assert {place.place_id for place in tiny.children(land, kinds=["town", "site"])} == {"gn:1", "gn:2", "cur:camp"}
    assert [place.place_id for place in tiny.containing(2.5, 5.5)] == ["ne:AB-1", "ne:AB"]
    assert [place.place_id for place in tiny.containing(2.5, 5.5, kinds=["region"])] == ["cur:middle"]
    assert [place.place_id for place, _ in tiny.near(2.5, 5.5, 600)] == ["gn:1", "cur:camp"]


def test_zone_sets_basemap_labels_and_attribution(tiny: Gazetteer) -> None:
    (zone,) = tiny.zone_set("test-1")
    assert (zone["zone_id"], zone["valid_from"].isoformat(), zone["valid_to"]) == ("t1", "2020-01-01", None)
    assert zone["geometry"].area > 0
    assert tiny.basemap("coarse")["layer"].to_pylist() == ["land", "border"]
    assert tiny.labels()["name"].to_pylist()[0] == "Abland"
    assert tiny.attribution == [
        {"name": "nobody", "text": "Test data, nobody's.", "url": "https://example.org/", "license": "CC0"}
    ]


def test_compiling_again_gives_the_same_bytes_whatever_the_hash_seed(source: Path, tmp_path: Path) -> None:
    manifests = []
    for seed in ("1", "2"):
        out = tmp_path / f"data{seed}"
        command = [sys.executable, "-m", "geoevents.gazetteer.compile", str(source), str(out)]
        root = Path(__file__).resolve().parents[2]
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        assert "9 places" in done.stdout
        manifests.append((out / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1]


def test_compiling_needs_only_what_the_package_build_has(source: Path, tmp_path: Path) -> None:
    code = """
import sys
absent = {"pandas", "geopandas", "rapidfuzz", "typer", "rich", "platformdirs", "pyogrio", "folium", "geopy"}
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
from geoevents.gazetteer.compile import main
sys.exit(main(sys.argv[1:]))
"""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-c", code, str(source), str(tmp_path / "data")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_recompiling_replaces_the_folder_under_an_open_reader(source: Path, tmp_path: Path, tiny: Gazetteer) -> None:
    (source / "curated" / "aliases.csv").write_text(
        "alias,lang,place_id,place,source,note\nNewtown,en,gn:2,Twin,A book,\n"
    )
    compile_gazetteer(source, tmp_path / "data")
    assert tiny.lookup("Bigtown")[0].place.place_id == "gn:1"
    assert Gazetteer.open(tmp_path / "data").lookup("Newtown")[0].place.place_id == "gn:2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "gazetteer"]


def test_a_failed_compilation_leaves_the_old_folder(source: Path, tmp_path: Path, tiny: Gazetteer) -> None:
    (source / "curated" / "aliases.csv").write_text(
        "alias,lang,place_id,place,source,note\nX,en,gn:99,Nowhere,A book,\n"
    )
    with pytest.raises(GazetteerError, match="gn:99"):
        compile_gazetteer(source, tmp_path / "data")
    assert Gazetteer.open(tmp_path / "data").has_name("Bigtown")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "gazetteer"]
    assert len(tiny) == 9


@pytest.mark.parametrize("name", ["places", "names", "shapes", "basemap"])
def test_a_missing_table_is_named(source: Path, tmp_path: Path, name: str) -> None:
    (source / "world" / f"{name}.parquet").unlink()
    with pytest.raises(GazetteerError, match=f"{name}.parquet"):
        compile_gazetteer(source, tmp_path / "data")


def test_damage_is_noticed(tmp_path: Path, tiny: Gazetteer) -> None:
    data = tmp_path / "data"
    assert tiny.damaged() == []
    spoilt = data / "place_lon.bin"
    spoilt.write_bytes(bytes(len(spoilt.read_bytes())))
    assert Gazetteer.open(data).damaged() == ["place_lon.bin"]
    (data / "name.blob").write_bytes(b"short")
    with pytest.raises(GazetteerError, match=r"name\.blob"):
        Gazetteer.open(data)
    shutil.rmtree(data)
    with pytest.raises(GazetteerError, match="no compiled gazetteer"):
        Gazetteer.open(data)


def test_another_version_is_refused(tmp_path: Path, tiny: Gazetteer) -> None:
    path = tmp_path / "data" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 99}))
    with pytest.raises(GazetteerError, match="format 99"):
        Gazetteer.open(tmp_path / "data")


def test_command_line(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from geoevents.gazetteer.compile import main

    assert main([]) == 2
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    assert "error:" in capsys.readouterr().err
    assert main([str(source), str(tmp_path / "out")]) == 0
