"""Added gazetteers on disk and from the command line: add, find, replace, lay on anew, remove; and what is damaged."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

import geoevents as ge
from geoevents.cli.main import run
from geoevents.errors import GazetteerError, GazetteerWarning, OptionError, OutputError
from geoevents.gazetteer.adding import lock
from geoevents.gazetteer.adding.geonames import FIELDS
from geoevents.gazetteer.adding.install import layer_name
from geoevents.gazetteer.adding.lock import alone
from geoevents.gazetteer.home import added, home, tried
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.layer import Layer, opened

TABLE = "name,lat,lon\nQirbazan,35.9,36.6\nKirbashur camp,35.8,36.5\n,35.8,36.5\n"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEOEVENTS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "our places.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def add(*args: object) -> None:
    assert run(["gazetteer", "add", *map(str, args)]) == 0


def test_what_is_added_stays_and_everything_knows_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Gazetteer.default()
    assert before is Gazetteer.embedded()
    add(table, "--source", "Our survey", "--license", "CC0", "--attribution", "Our survey, 2024")
    told = capsys.readouterr()
    assert told.out == "added our-places: 2 places, 0 of them known before; priority 10\n"
    assert "2 rows of 3 taken" in told.err
    assert "1 × it has no name" in told.err
    row = ge.geocode("Qirbazan").iloc[0]
    assert (row["source"], row["lat"], row["country"]) == ("Our survey", 35.9, "SY")
    assert ge.geocode("Qirbazan", gazetteer=Gazetteer.embedded()).iloc[0]["status"] == "unresolved"
    assert Gazetteer.default() is Gazetteer.default()
    assert len(before) == len(Gazetteer.default()) - 2
    assert {"name": "our-places", "text": "Our survey, 2024", "url": "", "license": "CC0"} in (
        Gazetteer.default().attribution
    )


def test_search_tells_the_layer_spellings_id_and_position(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(table)
    capsys.readouterr()
    assert run(["gazetteer", "search", "kirbashur CAMP", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)[0]
    assert (found["layer"], found["kind"], found["lat"], found["lon"]) == ("our-places", "site", 35.8, 36.5)
    assert found["names"] == ["Kirbashur camp"]
    assert run(["gazetteer", "search", "Idlib", "--country", "SY", "--kind", "town", "--limit", "1"]) == 0
    line, spellings = capsys.readouterr().out.splitlines()
    assert line.split("\t")[:2] == ["Idlib", "town"]
    assert "35.93" in line
    assert "gn:169389" in line
    assert line.endswith("GeoNames (embedded)")
    assert "إدلب" in spellings or "Idleb" in spellings
    assert run(["gazetteer", "search", "Qxqxqx Zwzwzw"]) == 0
    assert "no place is called" in capsys.readouterr().err


def test_info_lists_the_layers(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(table, "--priority", "7")
    capsys.readouterr()
    assert run(["gazetteer", "info", "--verify"]) == 0
    out = capsys.readouterr().out
    layers = [line for line in out.splitlines() if line.startswith("layer ")]
    assert layers[0].startswith("layer embedded: ")
    assert layers[1].startswith("layer our-places: 2 places, priority 7, table of places, from our places.csv")
    assert "1 row refused" in layers[1]
    assert "every file is as it was compiled" in out


def test_the_same_name_replaces_and_bytes_do_not_depend_on_the_run(table: Path, own_home: Path) -> None:
    add(table)
    first = {file.name: file.read_bytes() for file in (home() / "our-places").iterdir()}
    add(table)
    second = {file.name: file.read_bytes() for file in (home() / "our-places").iterdir()}
    assert first == second
    assert [folder.name for folder in added()] == ["our-places"]
    table.write_text(TABLE.replace("Qirbazan", "Qirbadur"), encoding="utf-8")
    add(table)
    assert Gazetteer.default().has_name("Qirbadur")
    assert not Gazetteer.default().has_name("Qirbazan")
    assert sorted(entry.name for entry in home().iterdir()) == [".lock", "our-places"]  # nothing half-written is left


def test_refused_rows_are_kept(table: Path, tmp_path: Path) -> None:
    add(table, "--rejects", tmp_path / "rejects.csv")
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert rows == [
        {"file": "our places.csv", "row": "3", "reason": "it has no name", "name": "", "lat": "35.8", "lon": "36.5"}
    ]


def test_layers_above_are_laid_on_anew(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(table)
    district = gpd.GeoDataFrame(
        {"name": ["Qirbaland"], "kind": ["admin3"]}, geometry=[shapely.box(36.5, 35.85, 36.7, 35.95)], crs="EPSG:4326"
    )
    district.to_file(tmp_path / "district.geojson")
    town = Gazetteer.default().lookup("Qirbazan")[0].place
    above = Gazetteer.default().parent(town)
    assert above is not None
    assert above.name != "Qirbaland"
    add(tmp_path / "district.geojson", "--priority", "5")
    assert "laid on anew: our-places" in capsys.readouterr().err
    whole = Gazetteer.default()
    assert [layer.name for layer in whole.layers] == ["embedded", "district", "our-places"]
    parent = whole.parent(whole.lookup("Qirbazan")[0].place)
    assert parent is not None
    assert parent.name == "Qirbaland"
    assert [child.name for child in whole.children(parent, kinds=["town"]) if child.source == "our-places"] == [
        "Qirbazan"
    ]
    assert run(["gazetteer", "remove", "district"]) == 0
    assert "laid on anew: our-places" in capsys.readouterr().err
    whole = Gazetteer.default()
    assert whole.parent(whole.lookup("Qirbazan")[0].place) == above


def test_a_name_below_is_inherited_only_as_long_as_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("name,lat,lon,aliases\nQirbazan,35.9,36.6,Kirchhausen\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("name,lat,lon\nQirbazan,35.9,36.6\n", encoding="utf-8")
    add(tmp_path / "one.csv", "--priority", "3")
    add(tmp_path / "two.csv")
    hits = Gazetteer.default().lookup("Kirchhausen", fuzzy=False)
    assert [hit.place.source for hit in hits if hit.stage == "exact" and hit.place.country == "SY"] == ["two"]
    assert run(["gazetteer", "remove", "one"]) == 0
    assert all(hit.place.country != "SY" for hit in Gazetteer.default().lookup("Kirchhausen", fuzzy=False))


def test_a_damaged_layer_is_left_out_with_a_warning(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(table)
    (home() / "our-places" / "name.blob").write_bytes(b"x")
    with pytest.warns(GazetteerWarning, match="'our-places' cannot be used: .* add its file again, or run: geoevents"):
        assert Gazetteer.default().has_name("Idlib")
    capsys.readouterr()
    assert run(["gazetteer", "info"]) == 0
    assert "warning: the added gazetteer 'our-places' cannot be used" in capsys.readouterr().err
    add(table)
    assert Gazetteer.default().has_name("Qirbazan")


@pytest.mark.filterwarnings("default::geoevents.errors.GazetteerWarning")
def test_the_command_line_warns_in_one_line(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(table)
    (home() / "our-places" / "manifest.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert run(["geocode", "Idlib", "--country", "SY"]) == 0
    error = capsys.readouterr().err
    assert error.startswith("warning: the added gazetteer 'our-places' cannot be used")
    assert error.count("\n") == 1
    assert run(["gazetteer", "remove", "our-places"]) == 0
    assert added() == []


def test_a_layer_of_other_rules_for_names_is_outdated(table: Path) -> None:
    add(table)
    manifest = home() / "our-places" / "manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(facts | {"rules": "0"}), encoding="utf-8")
    with pytest.warns(GazetteerWarning, match="other rules for names"):
        assert Gazetteer.default() is Gazetteer.embedded()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["add", "nothing.csv"], "no such file"),
        (["add", "{table}", "--name", "Our Places"], "cannot be the name of an added gazetteer; use up to 60"),
        (["add", "{table}", "--name", "embedded"], "'embedded' cannot be the name"),
        (["add", "{table}", "--priority", "0"], "the priority 0 does not exist; give 1 to 1000"),
        (["add", "{table}", "--kind", "castle"], "there is no kind 'castle'"),
        (["add", "{table}", "--format", "xyz"], "there is no format 'xyz'"),
        (["add", "{table}", "--columns", "name=Ort"], "there is no column 'Ort'"),
        (["add", "{table}", "--rejects", "out.xyz"], "--rejects cannot tell a format"),
        (["remove", "nothing"], "there is no added gazetteer 'nothing'; the added ones are: none"),
        (["remove", "../.."], "there is no added gazetteer"),
        (["get", "osm:SY"], "'osm:SY' cannot be fetched; give geonames: and a code"),
        (["search", "x", "--format", "xml"], "there is no format 'xml'"),
    ],
)
def test_mistakes_are_one_line(
    args: list[str], told: str, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["gazetteer", *(arg.format(table=table) for arg in args)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert told in error
    assert error.count("\n") == 1
    assert added() == []


def test_a_home_that_cannot_be_written_is_one_line(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GEOEVENTS_HOME", str(table))
    assert run(["gazetteer", "add", str(table)]) == 2
    assert "GEOEVENTS_HOME" in capsys.readouterr().err


def test_a_folder_and_several_files_are_one_gazetteer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.csv").write_text(f"name,lat,lon\nQirba{number}zan,35.{number},36.6\n", encoding="utf-8")
    (folder / "notes.md").write_text("not a table")
    add(folder)
    assert "added lists: 2 places" in capsys.readouterr().out
    add(folder / "1.csv", folder / "2.csv", "--name", "more")
    assert "added more: 2 places, 2 of them known before" in capsys.readouterr().out
    shutil.rmtree(folder)
    folder.mkdir()
    assert run(["gazetteer", "add", str(folder)]) == 2
    assert "holds no file that is read" in capsys.readouterr().err


# -- what must not be lost -------------------------------------------------------------------------------------------


def test_a_folder_of_other_things_is_neither_replaced_nor_removed(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home() / "syria"
    folder.mkdir(parents=True)
    (folder / "survey.csv").write_text("dear", encoding="utf-8")
    for command in (["add", str(table), "--name", "syria"], ["remove", "syria"]):
        assert run(["gazetteer", *command]) == 2
        assert "is no added gazetteer" in capsys.readouterr().err
    assert (folder / "survey.csv").read_text(encoding="utf-8") == "dear"


@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupt_leaves_the_former_gazetteer(table: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    add(table)
    table.write_text(TABLE.replace("Qirbazan", "Qirbadur"), encoding="utf-8")
    rename, calls = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupted)
        assert run(["gazetteer", "add", str(table)]) == 130
    assert Gazetteer.default().has_name("Qirbazan")
    assert sorted(entry.name for entry in home().iterdir()) == [".lock", "our-places"]


def test_what_a_killed_process_left_is_put_right(table: Path) -> None:
    add(table)
    (home() / "our-places").rename(home() / ".our-places-x1y2z3w4-old")
    (home() / ".our-places-a1b2c3d4").mkdir()
    add(table, "--name", "other")
    assert sorted(entry.name for entry in home().iterdir()) == [".lock", "other", "our-places"]
    assert Gazetteer.default().has_name("Qirbazan")


def test_two_processes_wait_for_each_other(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    with alone(home()):
        monkeypatch.setattr(lock, "_MOST_SECONDS", 0.0)
        monkeypatch.setattr(lock.time, "sleep", waited.append)
        with pytest.raises(OutputError, match="another process is changing"), alone(home()):
            pass
    assert not waited
    with alone(home()):  # free again
        pass
    commands = [[sys.executable, "-m", "geoevents", "gazetteer", "add", str(table), "--name", n] for n in "aab"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for command in commands]
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert [layer.name for layer in Gazetteer.default().layers] == ["embedded", "a", "b"]


def test_a_gazetteer_that_is_replaced_while_it_is_opened_is_opened_anew(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(table)
    tries: list[Path] = []

    def swapped(folder: Path) -> Layer:
        tries.append(folder)
        if len(tries) == 1:
            raise GazetteerError("place_lon.bin has 0 bytes, not 16")
        return opened(folder)

    monkeypatch.setattr("geoevents.gazetteer.home.opened", swapped)
    assert [type(found) for _, found in tried()] == [Layer]


@pytest.mark.parametrize(
    "name", ["nul", "con", "com1.places", "a.", "a..", "-x", ".hidden", "a/b", "a b", "Ä", "x" * 61]
)
def test_names_that_are_no_folder_everywhere_are_refused(name: str) -> None:
    with pytest.raises(OptionError, match="cannot be the name of an added gazetteer"):
        layer_name(name)


@pytest.mark.parametrize(
    ("file", "name"),
    [("Our Places (2).csv.gz", "our-places-2"), ("مواقع.csv", "mwq"), ("Міста.xlsx", "mista"), ("#.csv", "own")],
)
def test_names_are_made_of_files_in_every_script(file: str, name: str) -> None:
    assert layer_name("", file) == name


def test_a_dump_of_another_country_is_not_what_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "YE.zip", "w") as archive:
        values = {"geonameid": "9", "name": "Qirbazan", "latitude": "15", "longitude": "44", "country_code": "YE",
                  "feature_class": "P", "feature_code": "PPL"}  # fmt: skip
        archive.writestr("YE.txt", "\t".join(values.get(field, "") for field in FIELDS) + "\n")
    assert run(["gazetteer", "get", "geonames:SY", "--from", str(tmp_path / "YE.zip")]) == 2
    assert "has no place in SY; check the code" in capsys.readouterr().err
    assert added() == []
    assert run(["gazetteer", "get", "geonames:YE", "--from", "http://[bad/"]) == 2
    assert "cannot fetch http://[bad/YE.zip" in capsys.readouterr().err
