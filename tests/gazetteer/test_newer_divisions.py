"""First-order divisions that only GeoNames has: unions, pieces, other names; nothing where nothing fits."""

from __future__ import annotations

import shapely

from geoevents.gazetteer.sources.district_regions import ESTIMATED
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.sources.newer_divisions import JOINED, NewerDivisions, read_newer_divisions

COUNTRY = Entry("ne:XX", "Xanadu", "country", 33, 11, "XX", names=["Xanadu"])


def drawn(number: int, name: str, west: float) -> Entry:
    shape = shapely.box(west, 10, west + 2, 12)
    return Entry(f"ne:X-{number}", name, "admin1", west + 1, 11, "XX", names=[name], geometry=shape)


FIRST = [drawn(1, "Alph", 30), drawn(2, "Beth", 32), drawn(3, "Gimel", 34)]


def towns(home: str, *places: tuple[float, float]) -> list[Entry]:
    return [Entry(f"gn:{x}-{y}", "T", "town", x, y, "XX", parent=home) for x, y in places]


def make(names: dict[str, str], groups: dict[str, list[Entry]]) -> NewerDivisions:
    first = [
        Entry(e.place_id, e.name, e.kind, e.lon, e.lat, e.country, names=list(e.names), geometry=e.geometry)
        for e in FIRST
    ]
    return read_newer_divisions(names, first, groups, [COUNTRY])


def test_whole_divisions_make_a_union() -> None:
    groups = {"XX.1": [*towns("ne:X-1", (30.5, 11), (31, 11)), *towns("ne:X-2", (33, 11))]}
    found = make({"XX.1": "Greater Alph Region"}, groups)
    assert list(found.joined) == ["XX.1"]
    entry = found.joined["XX.1"]
    assert entry.geometry is not None
    assert entry.geometry.symmetric_difference(shapely.box(30, 10, 34, 12)).area < 1e-9
    assert (entry.place_id, entry.kind, entry.source, entry.extent_km) == ("gn:XX.1", "admin1", JOINED, 0.0)
    assert "Greater Alph" in entry.names
    assert not found.pieces


def test_a_part_of_a_division_is_estimated_within_it() -> None:
    groups = {
        "XX.1": towns("ne:X-1", (30.2, 11), (30.4, 11.5), (30.4, 10.5)),
        "XX.2": towns("ne:X-1", (31.6, 11), (31.5, 11.5), (31.7, 10.5)),
        "XX.3": towns("ne:X-2", (33, 11)),
    }
    found = make({"XX.1": "Westland", "XX.2": "Alph", "XX.3": "Beth"}, groups)
    assert list(found.pieces) == ["XX.1"]
    entry = found.pieces["XX.1"]
    assert entry.geometry is not None
    assert entry.geometry.within(shapely.box(29.99, 9.99, 32.01, 12.01))
    assert all(entry.geometry.intersects(shapely.Point(town.lon, town.lat)) for town in groups["XX.1"])
    assert not entry.geometry.intersects(shapely.Point(31.7, 11))
    assert entry.source == ESTIMATED
    assert entry.extent_km > 50
    assert entry.parent == "ne:XX"


def test_one_division_by_another_name_gains_the_name() -> None:
    found = make({"XX.1": "Kuzbass Oblast"}, {"XX.1": towns("ne:X-3", (35, 11))})
    same = found.renamed["XX.1"]
    assert same.place_id == "ne:X-3"
    assert {"Gimel", "Kuzbass Oblast", "Kuzbass"} <= set(same.names)
    assert list(found) == []


def test_known_names_and_foreign_ground_make_nothing() -> None:
    groups = {
        "XX.1": towns("ne:X-1", (30.5, 11)),
        "XX.2": towns("ne:X-1", (31.5, 11)),
        "XX.3": towns("ne:X-2", (33, 11)),
        "XX.4": [*towns("ne:X-2", (33.5, 11)), *towns("ne:XX", (50, 11), (51, 11))],  # most lie elsewhere
        "IL.WE": towns("ne:X-1", (30.7, 11)),
    }
    names = {"XX.1": "Alph Province", "XX.2": "Xanadu", "XX.3": "Municipality of Beth", "XX.4": "Outland"}
    found = make(names | {"IL.WE": "Judea and Samaria Area", "XX.5": "Without towns"}, groups)
    assert (found.joined, found.pieces, found.renamed) == ({}, {}, {})


def test_a_name_that_several_divisions_share_is_their_group() -> None:
    """Natural Earth calls each province of Tuscany "Tuscany" too."""
    groups = {"XX.1": [*towns("ne:X-1", (30.5, 11)), *towns("ne:X-2", (33, 11))]}
    first = [
        Entry(e.place_id, e.name, e.kind, e.lon, e.lat, e.country, names=[e.name, *more], geometry=e.geometry)
        for e, more in zip(FIRST, (["Greek", "Grèce"], ["Greek", "Grèce"], []), strict=True)
    ]
    found = read_newer_divisions({"XX.1": "Greek"}, first, groups, [COUNTRY])
    assert found.joined["XX.1"].names == ["Greek", "Grèce"]
    assert [entry.names for entry in first] == [["Alph"], ["Beth"], ["Gimel"]]


def test_the_sound_of_another_script_is_no_second_name() -> None:
    """Natural Earth has a Bengali name of Aberdeenshire that sounds like Scotland."""
    groups = {"XX.1": [*towns("ne:X-1", (30.5, 11)), *towns("ne:X-2", (33, 11))]}
    first = [
        Entry(e.place_id, e.name, e.kind, e.lon, e.lat, e.country, names=[e.name, "স্কটল্যান্ড"], geometry=e.geometry)
        for e in FIRST[:2]
    ]
    assert list(read_newer_divisions({"XX.1": "Scotland"}, first, groups, [COUNTRY]).joined) == ["XX.1"]
