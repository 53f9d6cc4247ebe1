"""What a user has is not lost: outputs that are inputs, devices or of another kind are refused before any work."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click import Group
from typer.main import get_command

from geoevents.cli.main import app

CSV = "date,lat,lon\n2017-09-20,35.93,36.63\nnever,35.93,36.63\n"
TEXT = "On 20 September 2017 militants attacked the town of Idlib, the Russian Defense Ministry said.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "page.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "link.html").symlink_to("page.html")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["map", "page.html", "-o", "page.html"],
        ["map", "page.html", "-o", "./link.html"],
        ["map", "page.html", "-o", "m.html", "--rejects", "a.csv", "--zones", "a.csv"],
        ["map", "a.csv", "-o", "m.html", "--rejects", "a.csv"],
        ["convert", "a.csv", "-o", "a.csv"],
        ["extract", "a.csv", "-o", "a.csv"],
    ],
)
def test_an_input_is_never_written_over(geoevents, folder, words):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    outcome = geoevents(*words)
    assert outcome.code == 2
    assert "is also an input" in outcome.err
    assert outcome.err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["map", "missing.txt", "-o", "a.csv"], "end the name with .html"),
        (["map", "missing.txt", "-o", "m"], "end the name with .html"),
        (["map", "missing.txt", "-o", "m.html", "--rejects", "r.xlsx"], "end the name with .csv, .parquet"),
        (["convert", "missing.txt", "-o", "x.doc"], "end the name with .geojson"),
        (["extract", "missing.txt", "-o", "x.doc"], "end the name with .geojson"),
        (
            ["extract", "missing.txt", "-o", "x.csv", "--format", "geojson"],
            "--format geojson and --output 'x.csv' disagree",
        ),
        (["extract", "missing.txt", "-o", "x.gpkg", "--format", "csv"], "--format csv and --output 'x.gpkg' disagree"),
        (["geoparse", "missing.txt", "-o", "x.html", "--format", "csv"], "--format csv and --output 'x.html' disagree"),
        (["geocode", "Idlib", "-o", "no/x.csv"], "does not exist"),
        (["map", "a.csv", "-o", ""], "no name of a file"),
        (["map", "a.txt", "-o", "m.html", "--country", "Atlantis"], "'Atlantis' is not known"),
        (["extract", "a.txt", "--country", "Atlantis"], "'Atlantis' is not known"),
        (["geoparse", "a.txt", "--country", "Atlantis"], "'Atlantis' is not known"),
        (["convert", "a.csv", "-o", "x.csv", "--country", "Atlantis"], "'Atlantis' is not known"),
        (["map", "/dev/zero", "-o", "m.html"], "is a device"),
    ],
)
def test_what_cannot_work_is_told_before_any_work(geoevents, folder, words, told):
    outcome = geoevents(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert outcome.err.count("\n") == 1
    assert (folder / "a.csv").read_text() == CSV


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="there is no /dev/stdin here")  # noqa: PTH110
def test_standard_input_is_an_input(folder):
    command = [sys.executable, "-m", "geoevents", "convert", "-", "-o", "x.csv"]
    done = subprocess.run(command, input=CSV.encode(), capture_output=True, cwd=folder)
    assert done.returncode == 0
    assert b"-: 1 of 2 rows on the map (CSV)" in done.stderr
    assert (folder / "x.csv").read_text().count("2017-09-20") == 2  # date_start and date_end


def test_an_input_named_twice_is_told(geoevents, folder):
    told = geoevents("map", "a.csv", "a.csv", "-o", "m.html").out
    assert told.count("named more than once") == 1
    assert "2 of 4 events on the map" in told


def test_a_text_without_events_says_so(geoevents, folder):
    (folder / "b.csv").write_text("these are words and nothing else\n")
    outcome = geoevents("map", "b.csv", "-o", "m.html")
    assert outcome.code == 2
    assert "no event was found in its words; it does not look like the table" in outcome.out


def commands(group, name=""):
    for word, command in group.commands.items():
        if isinstance(command, Group) or hasattr(command, "commands"):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}".strip(), command


@pytest.mark.parametrize(("name", "command"), list(commands(get_command(app))))
def test_every_command_argument_and_option_has_help(name, command):
    assert command.help, name
    for parameter in command.params:
        if "--help" not in parameter.opts:
            assert getattr(parameter, "help", None), f"{name}: {parameter.opts}"


def test_options_without_effect_are_told(geoevents, folder):
    told = geoevents("map", "a.csv", "-o", "m.html", "--source", "Agency", "--published", "2017-09-21").out
    assert told.count("has no effect: no input is an article") == 2
    assert "has no effect: no input is a table" in geoevents("map", "a.txt", "-o", "m.html", "--columns", "lat=Y").out
    words = ("--source", "A", "--columns", "lat=lat")
    assert "no effect" not in geoevents("map", "a.csv", "a.txt", "-o", "m.html", *words).out
