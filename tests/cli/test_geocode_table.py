"""`geoevents geocode --input`: every row answered, in constant memory, and taken up again where it was interrupted."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge
from geoevents.cli import geocode_parts, geocode_table
from geoevents.model.places import GEOCODE_COLUMNS

FORMATS = ["csv", "jsonl", "geojson"]

ROWS = [
    ["1", "Idlib", "SY", "=1+2"],
    ["2", "western Idlib governorate", "SY", 'he said "no",\nand left'],
    ["3", "???", "", "@x"],
    ["4", "Tripoli", "LY", " padded "],
    ["5", "Tripoli", "Lebanon", "حمص"],
    ["6", "", "SY", "-"],
    ["7", "Idlib", "SY", ""],
    ["8", "Qwxyzabad", "SY", "unknown"],
]
HEADER = ["id", "where", "Country", "note"]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *ROWS])
    return path


def read_csv(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def parts_left(folder):
    return [p.name for p in folder.iterdir() if ".part" in p.name or p.name.startswith(".")]


def test_columns_are_kept_and_the_answers_follow(geoevents, table, tmp_path):
    out = tmp_path / "out.csv"
    told = geoevents("geocode", "-i", table, "--column", "where", "--country-column", "Country", "-o", out)
    assert (told.code, told.out) == (0, "")
    assert "1 are an area that stands in for a name that is not known" in told.err
    rows = read_csv(out)
    added = ["geocoded_country" if n == "country" else n for n in GEOCODE_COLUMNS if n != "geometry"]
    assert list(rows[0]) == [*HEADER, *added]
    assert [[r[c] for c in HEADER] for r in rows] == ROWS
    same = ge.geocode([r[1] for r in ROWS], country=[r[2] or None for r in ROWS])
    counts = same["status"].value_counts()
    summary = ", ".join(f"{counts[status]} {status}" for status in ("resolved", "ambiguous", "unresolved"))
    assert f"8 rows: {summary}\n" in told.err
    for row, answer in zip(rows, same.to_dict("records"), strict=True):
        assert row["status"] == answer["status"]
        assert row["name"] == answer["name"]
        assert row["geocoded_country"] == answer["country"]
        if answer["status"] != "unresolved":
            assert (float(row["lat"]), float(row["lon"])) == (answer["lat"], answer["lon"])
            assert float(row["uncertainty_km"]) == answer["uncertainty_km"]
        assert json.loads(row["alternatives"]) == answer["alternatives"]
    assert parts_left(tmp_path) == []


def test_geometry_where_it_is_wanted(geoevents, table, tmp_path):
    out = tmp_path / "out.csv"
    geoevents("geocode", "-i", table, "--column", "where", "-o", out, "--geometry")
    rows = read_csv(out)
    assert shapely.from_wkt(rows[1]["geometry"]).geom_type == "Polygon"
    assert rows[2]["geometry"] == ""


def test_json_lines_and_geojson(geoevents, table, tmp_path):
    lines, features = tmp_path / "out.jsonl", tmp_path / "out.geojson"
    for out in (lines, features):
        assert geoevents("geocode", "-i", table, "--column", "where", "-o", out, "--country", "SY").code == 0
    records = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [[r[c] for c in HEADER] for r in records] == ROWS
    assert records[2]["lat"] is None
    assert records[7]["lat"] is not None  # Syria stands for it
    assert "geometry" not in records[0]
    layer = gpd.read_file(features)
    assert len(layer) == len(ROWS)
    content = json.loads(features.read_text(encoding="utf-8"))
    for record, feature in zip(records, content["features"], strict=True):
        assert feature["properties"] == record
        if record["lat"] is not None:
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.distance(shapely.Point(record["lon"], record["lat"])) < 1e-9


def test_unresolved_rows_in_a_file_of_their_own(geoevents, table, tmp_path):
    out, missing = tmp_path / "out.csv", tmp_path / "missing.csv"
    geoevents("geocode", "-i", table, "--column", "where", "-o", out, "--unresolved", missing)
    rows = read_csv(missing)
    assert list(rows[0]) == ["row", "reason", *HEADER]
    unresolved = [r for r in read_csv(out) if r["status"] == "unresolved"]
    assert [r["row"] for r in rows] == [r["id"] for r in unresolved] == ["3", "6", "8"]
    assert [r["reason"] for r in rows] == [r["explanation"] for r in unresolved]
    assert all(r["reason"] for r in rows)


def test_within_columns_and_options(geoevents, tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("place;adm1;region\nIdlib;Idlib governorate;\nIdlib;Aleppo governorate;\nTripoli;;Libya\n")
    geoevents("geocode", "-i", path, "--within-column", "adm1", "--within-column", "region", "-o", out)
    rows = read_csv(out)
    assert rows[0]["kind"] == "town"
    assert rows[1]["status"] != "resolved"
    assert rows[2]["country"] == "LY"


def test_line_ends_of_every_kind_stay_in_their_cells(geoevents, tmp_path):
    table, out, rejects = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "rejects.csv"
    cells = ["old\rMac", "Unix\nline", "Windows\r\nline", "\r", "\n"]
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["place", "a\rb"], *(["???", cell] for cell in cells)])
    assert geoevents("geocode", "-i", table, "-o", out, "--unresolved", rejects).code == 0
    for path in (out, rejects):
        assert [row["a\rb"] for row in read_csv(path)] == cells


def test_rows_that_do_not_fit_are_kept_and_said(geoevents, tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("id,place,note\n1,Idlib\n2,Homs, Syria,x,y\n3,Homs,x\n4,Homs,x,,\n")
    told = geoevents("geocode", "-i", path, "--column", "place", "-o", out)
    rows = read_csv(out)
    assert [r["id"] for r in rows] == ["1", "2", "3", "4"]
    assert [r["status"] for r in rows][1] == "unresolved"
    assert "more fields than the header ('x', 'y')" in rows[1]["explanation"]
    assert [r["name"] for r in rows][2:] == ["Homs", "Homs"]
    assert rows[0]["note"] == ""
    assert told.code == 0


def test_a_row_of_hxl_tags_is_no_place(geoevents, tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("id,place\n#meta+id,#loc+name\n1,Homs\n2,#loc\n")
    geoevents("geocode", "-i", path, "-o", out, "--country", "SY")
    rows = read_csv(out)
    assert [r["id"] for r in rows] == ["#meta+id", "1", "2"]
    assert (rows[0]["status"], rows[0]["lat"]) == ("unresolved", "")
    assert "HXL" in rows[0]["explanation"]
    assert rows[1]["name"] == "Homs"


def test_standard_input_and_output(monkeypatch, geoevents):
    class Stdin:
        buffer = io.BytesIO(b"place\nHoms\nIdlib, Syria\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    told = geoevents("geocode", "--input", "-", "--country", "SY")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [r["place"] for r in rows] == ["Homs", "Idlib, Syria"]
    assert rows[0]["name"] == "Homs"
    assert "2 rows" in told.err


def test_columns_of_every_name_can_be_told_apart(geoevents, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("place,Name,name,geocoded_name,,LAT\nHoms,a,b,c,d,e\n")
    for ending in FORMATS:
        assert geoevents("geocode", "-i", path, "-o", tmp_path / f"out.{ending}").code == 0
    (row,) = csv.reader(io.StringIO((tmp_path / "out.csv").read_text().split("\n")[1]))
    header = (tmp_path / "out.csv").read_text().split("\n")[0].split(",")
    assert header[:6] == ["place", "Name", "name", "geocoded_name", "", "LAT"]
    assert row[:6] == ["Homs", "a", "b", "c", "d", "e"]
    assert {"geocoded_geocoded_name", "geocoded_lat", "lon"} <= set(header)
    assert len(set(header)) == len(header)
    record = json.loads((tmp_path / "out.jsonl").read_text())
    assert [record[k] for k in ("place", "Name", "name", "geocoded_name", "column 5", "LAT")] == row[:6]
    assert record["geocoded_geocoded_name"] == "Homs"


def test_parquet_goes_in_too(geoevents, tmp_path):
    path, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    pd.DataFrame({"n": [1, 2], "location": ["Homs", None]}).to_parquet(path)
    told = geoevents("geocode", "-i", path, "-o", out, "--country", "SY")
    assert [r["status"] for r in read_csv(out)][1] == "unresolved"
    assert "as a whole" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-i", "IN", "Idlib"], "QUERY and --input"),
        (["-i", "IN", "-o", "out.txt"], "out.txt"),
        (["-i", "IN", "-f", "text"], "csv, jsonl, geojson"),
        (["-i", "IN", "--column", "nonesuch", "-o", "out.csv"], "nonesuch"),
        (["-i", "IN", "--column", "where", "--country-column", "nonesuch", "-o", "out.csv"], "nonesuch"),
        (["-i", "none.csv", "-o", "out.csv"], "none.csv"),
        (["-i", "IN", "-o", "IN"], "--output"),
        (["-i", "IN", "-o", "out.csv", "--unresolved", "out.csv"], "--unresolved"),
        (["-i", "IN", "-o", "out.csv", "--unresolved", "out.csv.part"], "draft"),
        (["-i", "IN", "-o", "out.csv", "--unresolved", "out.csv.part.json"], "draft"),
        (["-i", "IN", "--column", "where", "--resume"], "--output"),
        (["-i", "IN", "--column", "where", "-o", "out.csv", "--country", "Atlantis"], "Atlantis"),
        (["Idlib", "--resume"], "--input"),
        (["Idlib", "--column", "x"], "--input"),
        (["Idlib", "--user-agent", "me"], "--online"),
        (["Idlib", "--online", "nominatim"], "--user-agent"),
        (["Idlib", "--online", "nonesuch"], "nonesuch"),
        (["Idlib", "--online", "opencage", "--online-option", "api_key=s3cr3t"], "SERVICE.NAME"),
        (["Idlib", "--online", "opencage", "--online-option", "opencage.api_key=env:NO_SUCH_VAR"], "NO_SUCH_VAR"),
        (["Idlib", "--online", "photon", "--online-option", "photon.timeout=soon"], "number"),
        (["Idlib", "--online", "photon", "--online-option", "photon.timeout=s3cr3t"], "number"),
        (["Idlib", "--online", "opencage", "--online-option", "opencage.api_key:s3cr3t"], "SERVICE.NAME"),
    ],
)
def test_mistakes_leave_nothing_behind(geoevents, table, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    before = table.read_bytes()
    told = geoevents("geocode", *[str(table) if w == "IN" else w for w in words])
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert said in told.err
    assert "s3cr3t" not in told.err
    assert [p.name for p in tmp_path.iterdir()] == ["in.csv"]
    assert table.read_bytes() == before


# -- large tables, and interruptions ---------------------------------------------------------------------------------

NAMES = ["Idlib", "Homs", "western Idlib governorate", "???", "near Raqqa", "Aleppo", "Qwxyzabad", "Tadmur"]


def large(path, rows):
    dice = random.Random(5)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "place", "note"])
        for i in range(rows):
            out.writerow([i, dice.choice(NAMES), "two\nlines" if i % 97 == 0 else "حمص, x"])
    return path


def command(table, out, *more):
    words = ["geocode", "--input", table, "--output", out, "--country", "SY", *more]
    return [sys.executable, "-m", "geoevents", *map(str, words)]


class Interrupt:
    """Raises what Ctrl-C does at the n-th call of a function."""

    def __init__(self, function, at, *, after):
        self.function, self.at, self.after, self.calls = function, at, after, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        if self.calls == self.at and not self.after:
            raise KeyboardInterrupt
        out = self.function(*args, **kwargs)
        if self.calls == self.at:
            raise KeyboardInterrupt
        return out

    def __get__(self, instance, owner):
        return lambda *args, **kwargs: self(instance, *args, **kwargs)


def _only_results(at, *, after):
    interrupt = Interrupt(Path.replace, at, after=after)

    def replace(path, target):
        return (Path.rename if path.name.endswith("~") else interrupt)(path, target)

    return replace


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("name", "at", "after"),
    [
        ("add", 1, True),
        ("add", 2, True),
        ("add", 777, False),
        ("add", 777, True),
        ("save", 2, False),
        ("save", 2, True),
        ("_write_state", 2, False),
        ("finish", 1, False),
        ("replace", 1, False),
        ("replace", 1, True),
        ("replace", 2, False),
    ],
)
def test_resumed_is_the_same_to_the_byte(geoevents, tmp_path, monkeypatch, ending, name, at, after):
    table = large(tmp_path / "in.csv", 1500)
    monkeypatch.setattr(geocode_table, "_ROWS_AT_ONCE", 300)
    whole, out = tmp_path / f"whole.{ending}", tmp_path / f"out.{ending}"
    missing, rejects = tmp_path / "whole_missing.csv", tmp_path / "missing.csv"
    words = ["geocode", "-i", table, "--country", "SY", "--unresolved"]
    assert geoevents(*words, missing, "-o", whole).code == 0
    with monkeypatch.context() as patched:
        if name == "replace":  # the files are whole, and on the way to their places
            patched.setattr(geocode_parts.Path, name, _only_results(at, after=after))
        else:
            interrupt = Interrupt(getattr(geocode_parts.Parts, name), at, after=after)
            patched.setattr(geocode_parts.Parts, name, staticmethod(interrupt) if name == "_write_state" else interrupt)
        told = geoevents(*words, rejects, "-o", out)
    assert told.code == 130
    assert not out.exists()
    again = geoevents(*words, rejects, "-o", out, "--resume")
    assert again.code == 0
    assert out.read_bytes() == whole.read_bytes()
    assert rejects.read_bytes() == missing.read_bytes()
    assert "1,500 rows: " in again.err
    assert parts_left(tmp_path) == []


def test_an_unfinished_run_is_not_overwritten_by_mistake(geoevents, tmp_path, monkeypatch):
    table, out = large(tmp_path / "in.csv", 1000), tmp_path / "out.csv"
    out.write_text("old")
    monkeypatch.setattr(geocode_table, "_ROWS_AT_ONCE", 300)
    with monkeypatch.context() as patched:
        patched.setattr(geocode_parts.Parts, "add", Interrupt(geocode_parts.Parts.add, 700, after=True))
        told = geoevents("geocode", "-i", table, "-o", out, "--country", "SY")
    assert "stopped after" in told.err
    assert "--resume" in told.err
    assert out.read_text() == "old"
    part = (tmp_path / "out.csv.part").read_bytes()
    assert part.endswith(b"\n")
    for words, said in [
        (["--country", "SY"], "--resume"),
        (["--country", "IQ", "--resume"], "another options"),
        (["--country", "SY", "--resume", "--geometry"], "another options"),
    ]:
        refused = geoevents("geocode", "-i", table, "-o", out, *words)
        assert refused.code == 2
        assert said in refused.err
        assert (tmp_path / "out.csv.part").read_bytes() == part
    large(table, 999)
    refused = geoevents("geocode", "-i", table, "-o", out, "--country", "SY", "--resume")
    assert "another input" in refused.err
    large(table, 1000)
    online = ["--online", "photon", "--online-cache", tmp_path / "c.sqlite3", "--online-option"]
    for host in ("127.0.0.1", "localhost"):
        words = [*online, f"photon.domain={host}", "--country", "SY", "--resume"]
        refused = geoevents("geocode", "-i", table, "-o", out, *words)
        assert refused.code == 2
        assert "another online services" in refused.err
    (tmp_path / "out.csv.part.json").write_text("{")
    assert "damaged" in geoevents("geocode", "-i", table, "-o", out, "--country", "SY", "--resume").err


def test_resume_with_nothing_to_resume_starts_at_the_beginning(geoevents, table, tmp_path):
    out = tmp_path / "out.csv"
    assert geoevents("geocode", "-i", table, "--column", "where", "-o", out, "--resume").code == 0
    assert len(read_csv(out)) == len(ROWS)


def test_a_part_file_that_lost_its_end_starts_anew(geoevents, tmp_path, monkeypatch):
    table, out, whole = large(tmp_path / "in.csv", 1000), tmp_path / "out.csv", tmp_path / "whole.csv"
    geoevents("geocode", "-i", table, "-o", whole)
    with monkeypatch.context() as patched:
        patched.setattr(geocode_parts.Parts, "add", Interrupt(geocode_parts.Parts.add, 700, after=True))
        geoevents("geocode", "-i", table, "-o", out)
    os.truncate(tmp_path / "out.csv.part", 10)
    assert "anew" in geoevents("geocode", "-i", table, "-o", out, "--resume").err
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(("room", "left"), [(1_000, False), (400_000, True)])
def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(tmp_path, room, left):
    """The limit of a file's size stands for the disk: no file of the process may be longer."""
    table, out, whole = large(tmp_path / "in.csv", 12_000), tmp_path / "out.csv", tmp_path / "whole.csv"
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY));"
        "from geoevents.cli import geocode_table; geocode_table._ROWS_AT_ONCE = 500;"
        "from geoevents.cli.main import main; main(sys.argv[2:])"
    )
    full = subprocess.run(
        [sys.executable, "-B", "-c", code, str(room), *command(table, out)[3:]], capture_output=True, text=True
    )
    assert full.returncode == 2
    assert "out.csv.part': File too large; make room for it" in full.stderr
    assert not out.exists()
    assert sorted(parts_left(tmp_path)) == (["out.csv.part", "out.csv.part.json"] if left else [])
    subprocess.run(command(table, whole), check=True, capture_output=True)
    again = subprocess.run(command(table, out, "--resume"), check=True, capture_output=True, text=True)
    assert ("going on after" in again.stderr) == left
    assert out.read_bytes() == whole.read_bytes()
    assert parts_left(tmp_path) == []


def test_an_input_that_is_called_like_a_draft_is_not_overwritten(geoevents, table, tmp_path):
    draft = table.rename(tmp_path / "out.csv.part")
    before = draft.read_bytes()
    for more in ([], ["--resume"]):
        told = geoevents("geocode", "-i", draft, "-o", tmp_path / "out.csv", "--column", "where", *more)
        assert told.code == 2
        assert "draft" in told.err
        assert draft.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="has no such locks")
def test_two_runs_do_not_write_one_draft(geoevents, table, tmp_path):
    out = tmp_path / "out.csv"
    words = ["geocode", "-i", table, "--column", "where", "-o", out, "--resume"]
    with geocode_parts.Parts({"result": out}, {}, resume=False, main="result") as first:
        first.add({"result": "mine"}, "resolved")
        told = geoevents(*words)
        assert told.code == 2
        assert "another run is writing" in told.err
        first.finish({})
    assert out.read_text() == "mine"
    assert geoevents(*words).code == 0
    assert len(read_csv(out)) == len(ROWS)


def test_a_link_that_leads_to_itself_is_no_input(geoevents, tmp_path):
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    told = geoevents("geocode", "-i", loop)
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert "loop.csv" in told.err


@pytest.mark.slow
def test_killed_and_resumed(tmp_path):
    """A real process, and a signal that nobody can catch."""
    table = large(tmp_path / "in.csv", 80_000)
    out, whole, state = tmp_path / "out.csv", tmp_path / "whole.csv", tmp_path / "out.csv.part.json"
    subprocess.run(command(table, whole), check=True, capture_output=True)
    rows = 0
    for _ in range(3):
        with subprocess.Popen(command(table, out, "--resume"), stderr=subprocess.PIPE) as process:
            until = time.monotonic() + 60
            while time.monotonic() < until and process.poll() is None:
                if state.exists() and json.loads(state.read_text())["rows"] > rows:
                    break
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        assert not out.exists()
        rows = json.loads(state.read_text())["rows"]
        assert 0 < rows < 80_000
    done = subprocess.run(command(table, out, "--resume"), check=True, capture_output=True, text=True)
    assert "going on after" in done.stderr
    assert "80,000 rows" in done.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert parts_left(tmp_path) == []


@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(tmp_path):
    code = (
        "import sys, resource; from geoevents.cli.main import run; assert run(sys.argv[1:]) == 0;"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    peaks = []
    for rows in (30_000, 300_000):
        words = ["geocode", "-i", large(tmp_path / "in.csv", rows), "-o", tmp_path / "out.csv", "--country", "SY"]
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.1
