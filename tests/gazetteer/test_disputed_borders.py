"""Borders that are disputed are drawn as such, also where the source of the lines says nothing of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.sources import disputed_borders
from geoevents.gazetteer.sources.entry import Entry

# A short line across each border: lon and lat of both ends.
DISPUTED = {
    "Western Sahara and Morocco": (-11, 27.5, -11, 27.9),
    "the berm in Western Sahara": (-13.0, 25.5, -12.1, 25.5),
    "the line of control in Kashmir": (73.4, 33.8, 74.4, 33.8),
    "Aksai Chin": (78.0, 34.3, 79.5, 34.3),
    "the Golan": (35.7, 33.0, 36.0, 33.0),
    "Crimea": (33.65, 45.9, 33.65, 46.35),
    "Abyei": (28.4, 9.1, 28.4, 9.8),
    "Hala'ib": (35, 21.8, 35, 22.4),
    "Kosovo and Serbia": (20.85, 43.0, 20.85, 43.5),
    "Somaliland": (47.9, 9.5, 49.3, 9.5),
    "Northern Cyprus": (33.2, 34.9, 33.2, 35.3),
    "the Korean demarcation line": (127.5, 37.9, 127.5, 38.7),
    "Transnistria": (28.9, 47.3, 29.25, 47.3),
    "Abkhazia": (41.9, 42.9, 42.4, 42.9),
}


def lines(world: Gazetteer, detail: str, layer: str) -> Any:
    table = world.basemap(detail)
    shapes = table["geometry"].to_numpy()[np.array(table["layer"].to_pylist()) == layer]
    return shapely.union_all(shapely.from_wkb(shapes))


@pytest.fixture(scope="module")
def borders() -> dict[tuple[str, str], Any]:
    world = Gazetteer.embedded()
    return {
        (detail, layer): lines(world, detail, layer)
        for detail in ("fine", "coarse")
        for layer in ("border", "border_disputed")
    }


@pytest.mark.parametrize("name", DISPUTED)
def test_a_disputed_border_is_dashed(name: str, borders: dict[tuple[str, str], Any]) -> None:
    x0, y0, x1, y1 = DISPUTED[name]
    across = shapely.LineString([(x0, y0), (x1, y1)])
    assert across.intersects(borders["fine", "border_disputed"])
    assert not across.intersects(borders["fine", "border"])


def test_settled_borders_stay_whole(borders: dict[tuple[str, str], Any]) -> None:
    # Morocco and Algeria, Egypt and Sudan west of Hala'ib, Morocco and Algeria in the north
    for x0, y0, x1, y1 in ((-5, 29, -5, 31), (30, 21.8, 30, 22.4), (-1.9, 33, -1.2, 33)):
        across = shapely.LineString([(x0, y0), (x1, y1)])
        for detail in ("fine", "coarse"):
            assert across.intersects(borders[detail, "border"]), (detail, x0, y0)
            assert not across.intersects(borders[detail, "border_disputed"]), (detail, x0, y0)


def test_no_border_is_drawn_both_ways(borders: dict[tuple[str, str], Any]) -> None:
    for detail in ("fine", "coarse"):
        both = borders[detail, "border"].intersection(borders[detail, "border_disputed"])
        assert both.length == 0


def test_a_division_that_is_not_drawn_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    square = Entry("ne:X", "X", "admin1", 0, 0, country="XX", geometry=shapely.box(0, 0, 1, 1))
    land = {"detail": "fine", "layer": "land", "rank": 0, "name": "", "geometry": shapely.box(-180, -90, 180, 90)}
    with pytest.raises(GazetteerError, match=r"'Crimea and mainland Ukraine' names \['ne:RUS-283'"):
        disputed_borders.add_disputed([land], [square], {"fine": 0.004})
