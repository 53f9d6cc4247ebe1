"""Zones from files and from the sets inside the package."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geoevents.errors import InputError, InputNotFoundError, MissingColumnsError
from geoevents.files.load import load_table
from geoevents.files.read import holds_zones, read_zones
from geoevents.files.sniff import sniff

BOX = shapely.box(36, 35, 37, 36)


def test_a_vector_file_of_areas(tmp_path):
    table = gpd.GeoDataFrame(
        {"title": ["A", "B"], "start": ["2017-05-06", ""], "type": ["ceasefire", "x"]}, geometry=[BOX, BOX], crs=4326
    )
    table.to_file(tmp_path / "z.geojson")
    zones = read_zones(tmp_path / "z.geojson")
    assert zones["name"].tolist() == ["A", "B"]
    assert str(zones["valid_from"][0])[:10] == "2017-05-06"
    assert zones["kind"].tolist() == ["ceasefire", "other"]
    assert zones.attrs["report"].taken == 2


def test_wkt_in_a_table(write):
    zones = read_zones(write("z.csv", f'name,wkt\nA,"{BOX.wkt}"\nB,POINT (1 2)\n'))
    assert zones["name"].tolist() == ["A"]
    assert "Point" in zones.attrs["report"].rejects["reason"][0]
    with pytest.raises(MissingColumnsError):
        read_zones(write("y.csv", "name,kind\nA,other\n"))


def test_events_and_zones_are_told_apart(tmp_path):
    tables = {
        "zones": gpd.GeoDataFrame({"name": ["A"]}, geometry=[BOX], crs=4326),
        "events": gpd.GeoDataFrame({"actor1": ["A"], "event_date": ["2017"]}, geometry=[BOX], crs=4326),
        "points": gpd.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(36, 35)], crs=4326),
    }
    for name, table in tables.items():
        table.to_file(tmp_path / f"{name}.geojson")
        assert holds_zones(load_table(sniff(tmp_path / f"{name}.geojson"))) == (name == "zones")


def test_names_of_sets():
    zones = read_zones("syria-2017")
    assert len(zones) == 4
    assert set(zones["boundary_status"]) == {"illustrative"}
    assert zones["valid_from"].notna().all()
    with pytest.raises(InputNotFoundError, match="syria-2017"):
        read_zones("atlantis-1900")


def test_a_text_is_no_zone_file(write):
    with pytest.raises(InputError, match="not a file of zones"):
        read_zones(write("z.txt", "Just words."))
