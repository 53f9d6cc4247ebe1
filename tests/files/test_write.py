"""What is written can be read back, the same."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from geoevents.errors import OptionError, OutputError
from geoevents.files.read import read_events
from geoevents.files.write import write_table

from .conftest import CSV


@pytest.fixture
def events(write, geocode):
    text = (
        "id,date,place,lat,lon,killed,source,attributed_to,extra\n"
        "a,2017-09-20,Idlib,35.93,36.63,4,Agency,the ministry,<b>\n"
        "b,2017-09,Daraa governorate,,,,Agency,,007\n"
        "c,,Nowhere,,,,,,\n"
    )
    return read_events(write("in.csv", text), geocode=geocode)


@pytest.mark.parametrize("suffix", ["geojson", "csv", "parquet", "gpkg"])
def test_round_trip(events, tmp_path, suffix):
    path = write_table(events, tmp_path / f"out.{suffix}")
    back = read_events(path)
    for name in ("event_id", "place", "precision", "date_precision", "status", "extra"):
        assert back[name].astype("string").fillna("").tolist() == events[name].astype("string").fillna("").tolist()
    assert back["date_start"].equals(events["date_start"])
    assert back["date_end"].equals(events["date_end"])
    assert back["fatalities_best"].tolist()[0] == 4
    assert back["reports"].tolist() == events["reports"].tolist()
    assert back["uncertainty_km"].tolist()[:2] == pytest.approx(events["uncertainty_km"].tolist()[:2])
    assert back.geometry.is_empty.tolist() == [False, False, True]
    assert "Nowhere" in back.attrs["report"].unplaced["reason"][0]
    assert back.geometry[1].equals_exact(events.geometry[1], 1e-5)


@pytest.mark.parametrize("suffix", ["geojson", "csv", "parquet"])
def test_same_table_same_bytes(events, tmp_path, suffix):
    one = write_table(events, tmp_path / f"1.{suffix}").read_bytes()
    assert one == write_table(events, tmp_path / f"2.{suffix}").read_bytes()


def test_refusals(events, tmp_path):
    with pytest.raises(OptionError, match=r"x\.doc"):
        write_table(events, tmp_path / "x.doc")
    with pytest.raises(OutputError):
        write_table(events, tmp_path / "no" / "x.csv")
    old = tmp_path / "old.gpkg"
    old.write_text("old")
    with pytest.raises(OptionError, match="GeoPackage"):
        write_table(pd.DataFrame({"a": [1]}), old)
    assert old.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_input_keeps_its_report(write, tmp_path):
    events = read_events(write("x.csv", CSV))
    write_table(events, tmp_path / "x.geojson")
    assert events.attrs["report"].rows == 2


def test_line_ends_of_every_kind_stay_in_their_cells(tmp_path):
    cells = ["old\rMac", "Unix\nline", "Windows\r\nline", "\r", "plain"]
    path = write_table(pd.DataFrame({"a\rb": cells, "n": range(5)}), tmp_path / "out.csv")
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [["a\rb", "n"], *([cell, str(i)] for i, cell in enumerate(cells))]
    assert path.read_bytes().endswith(b"plain,4\n")
