"""``geoevents convert`` and ``geoevents zones``."""

from __future__ import annotations

import json

import pytest

CSV = "id,date,place,lat,lon\na,2017-09-20,Idlib,35.93,36.63\nb,never,Hama,35.13,36.75\n"


@pytest.mark.parametrize("suffix", ["geojson", "csv", "parquet", "gpkg"])
def test_convert(geoevents, tmp_path, suffix):
    (tmp_path / "x.txt").write_text(CSV)
    out = tmp_path / f"y.{suffix}"
    outcome = geoevents("convert", tmp_path / "x.txt", "-o", out)
    assert outcome.code == 0
    assert outcome.out.startswith(str(out))
    assert "'never'" in outcome.err
    again = geoevents("convert", out, "-o", tmp_path / "z.geojson")
    assert again.code == 0
    features = json.loads((tmp_path / "z.geojson").read_text())["features"]
    assert [f["properties"]["event_id"] for f in features] == ["a"]
    assert features[0]["geometry"]["coordinates"] == [36.63, 35.93]


def test_convert_refuses_unknown_formats(geoevents, tmp_path):
    (tmp_path / "x.csv").write_text(CSV)
    outcome = geoevents("convert", tmp_path / "x.csv", "-o", tmp_path / "y.doc")
    assert outcome.code == 2
    assert ".geojson, .csv" in outcome.err


def test_zones(geoevents):
    assert "syria-2017" in geoevents("zones").out.split()
    listed = geoevents("zones", "syria-2017").out.splitlines()
    assert len(listed) == 4
    assert all("illustrative boundary" in line for line in listed)
    assert geoevents("zones", "atlantis").code == 2


def test_zones_of_a_file_all_told_and_fit_for_a_terminal(geoevents, tmp_path):
    text = 'zone_id,name,boundary_status,geometry\nz1,\x1b[31mA,agreed,"POLYGON((36 35,37 35,37 36,36 35))"\n'
    text += "z2,B,agreed,\n"
    (tmp_path / "z.csv").write_text(text)
    outcome = geoevents("zones", tmp_path / "z.csv")
    assert outcome.code == 0
    assert outcome.out == "z1\t[31mA\tother\tundated\tagreed boundary\n"
    assert "1 zone of 2" in outcome.err
    assert "the zone has no shape" in outcome.err
