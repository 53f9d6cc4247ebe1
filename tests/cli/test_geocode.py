"""`geoevents geocode`: what it prints and writes, how it fails, and that it starts light."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
import shapely

from geoevents.cli.main import run
from geoevents.model.places import GEOCODE_COLUMNS


def test_text_for_people(capsys):
    assert run(["geocode", "Idlib", "western Idlib governorate", "???"]) == 0
    out = capsys.readouterr().out
    assert "ambiguous: Idlib (town, SY)" in out
    assert "or: Idlib (admin1" in out
    assert "western third of Idlib governorate, Natural Earth admin-1" in out
    assert "unresolved: there are no letters in it" in out
    assert "35.93" in out
    assert "both are about as likely" in out


def test_json_and_geojson_are_valid_and_the_same_place(capsys):
    run(["geocode", "Idlib governorate", "???", "--format", "json"])
    captured = capsys.readouterr()
    (found, missing) = json.loads(captured.out)
    assert set(found) == set(GEOCODE_COLUMNS)
    assert missing["lat"] is None
    assert missing["geometry"] is None
    assert "1 of 2" in captured.err
    run(["geocode", "Idlib governorate", "-f", "geojson"])
    feature = json.loads(capsys.readouterr().out)["features"][0]
    assert feature["geometry"] == found["geometry"]
    assert feature["properties"]["uncertainty_km"] == found["uncertainty_km"]


def test_csv_goes_to_a_file(tmp_path, capsys):
    target = tmp_path / "places.csv"
    assert run(["geocode", "Saraqib", "Homs", "-f", "csv", "-o", str(target)]) == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [r["query"] for r in rows] == ["Saraqib", "Homs"]
    assert tuple(rows[0]) == GEOCODE_COLUMNS
    assert shapely.from_wkt(rows[0]["geometry"]).geom_type == "Point"
    assert capsys.readouterr().out == ""


def test_lines_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("Idlib\nHoms\n"))
    run(["geocode", "-", "-f", "json"])
    assert [r["query"] for r in json.loads(capsys.readouterr().out)] == ["Idlib", "Homs"]


def test_country_and_within(capsys):
    run(["geocode", "Tripoli", "--country", "Lebanon", "-f", "json"])
    assert json.loads(capsys.readouterr().out)[0]["country"] == "LB"
    run(["geocode", "Tripoli", "--within", "Libya", "-f", "json"])
    assert json.loads(capsys.readouterr().out)[0]["country"] == "LY"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["geocode", "Idlib", "--country", "Atlantis"], "Atlantis"),
        (["geocode", "Idlib", "--format", "xml"], "xml"),
        (["geocode", "Idlib", "--nonsense"], "nonsense"),
        (["geocode"], "QUERY"),
        (["geocode", "Idlib", "-o", "/nonexistent/folder/x.txt"], "/nonexistent"),
    ],
)
def test_mistakes_are_one_line_and_exit_code_2(args, said, capsys):
    assert run(args) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert said.lower() in err.lower()


def test_an_existing_file_survives_a_mistake(tmp_path, capsys):
    target = tmp_path / "old.csv"
    target.write_text("old")
    assert run(["geocode", "Idlib", "--country", "Atlantis", "-o", str(target)]) == 2
    assert target.read_text() == "old"


@pytest.mark.parametrize("style", ["text", "json", "geojson", "csv"])
def test_starts_without_the_heavy_libraries(style):
    code = (
        "import sys; from geoevents.cli.main import run; run(['geocode', 'near Idlib', '-f', sys.argv[1]]);"
        "print([m for m in ('pandas', 'geopandas', 'pyarrow', 'folium', 'geopy', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, style], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_bytes_that_are_no_text_do_no_harm(tmp_path, capsys):
    """A shell passes them on; Python has them as halves of characters."""
    out = tmp_path / "out.json"
    for name in ("out.json", "out.csv", "out.geojson", "out.jsonl"):
        assert run(["geocode", "Idl\udcffib", "--within", "x\udcfe", "-o", str(tmp_path / name)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))[0]["query"] == "Idl\ufffdib"
