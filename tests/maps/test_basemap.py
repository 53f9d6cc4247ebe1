"""The offline basemap: fine where the data are, small everywhere."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geoevents.maps.basemap import base_frames
from tests.maps.common import column, open_frame, shapes

SYRIA = (35.6, 32.3, 42.4, 37.3)
PLACES = {
    "Syria": SYRIA,
    "one point": (36.63, 35.93, 36.63, 35.93),
    "Ukraine": (22.1, 44.4, 40.2, 52.4),
    "Africa": (-17.5, -34.8, 51.4, 37.3),
    "the world": (-170.0, -55.0, 179.0, 72.0),
    "beside the date line": (177.0, -19.0, 180.0, -16.0),
    "across the date line": (178.4, -18.1, -179.9, -16.5),
    "the Aleutians": (172.0, 51.0, -163.0, 55.0),
    "far south": (160.0, -78.0, 170.0, -77.0),
    "open sea": (-30.0, -30.0, -29.0, -29.0),
    "nothing": None,
}


@pytest.mark.parametrize("place", PLACES)
def test_it_stays_small_and_whole(place: str) -> None:
    found = {frame.name: frame for frame in base_frames(PLACES[place])}
    assert sum(len(frame.data) for frame in found.values()) < 350_000
    base = open_frame(found["base"].data, "base")
    assert {"land", "border"} <= set(column(base, "layer"))
    assert np.abs(column(base, "rank")).max() < 20
    positions = np.concatenate([part for _, parts in shapes(base) for part in parts])
    assert (np.abs(positions) <= [180, 85.1]).all()
    assert positions[:, 0].min() < -170, "the rest of the world is there for orientation"
    assert positions[:, 0].max() > 170
    for kind, layer in zip([kind for kind, _ in shapes(base)], column(base, "layer"), strict=True):
        assert kind == (3 if layer in ("land", "lake") else 2)


def test_land_is_where_land_is() -> None:
    base = open_frame(next(base_frames(SYRIA)).data, "base")
    land = [
        shapely.make_valid(shapely.Polygon(parts[0], [ring for ring in parts[1:] if len(ring) > 2]))
        for (_, parts), layer in zip(shapes(base), column(base, "layer"), strict=True)
        if layer == "land" and len(parts[0]) > 2
    ]
    whole = shapely.union_all(land)
    for lon, lat in ((38.0, 35.0), (36.63, 35.93), (44.4, 33.3), (2.3, 48.9), (-100.0, 40.0), (134.0, -25.0)):
        assert whole.contains(shapely.Point(lon, lat)), (lon, lat)
    for lon, lat in ((34.5, 35.5), (35.0, 34.0), (-30.0, 30.0), (80.0, -20.0)):
        assert not whole.contains(shapely.Point(lon, lat)), (lon, lat)


def test_towns_near_the_data_have_names_in_their_own_script() -> None:
    labels = open_frame(list(base_frames(SYRIA))[1].data, "labels")
    names = column(labels, "name")
    local = dict(zip(names, column(labels, "local"), strict=True))
    assert {"Idlib", "Aleppo", "Damascus"} <= set(names)
    assert any("\u0600" <= letter <= "\u06ff" for letter in local["Idlib"] or "")
    assert column(labels, "rank") == sorted(column(labels, "rank"))
    far = [name for name, lon in zip(names, column(labels, "lon"), strict=True) if lon < 0]
    assert 20 < len(far) < 400


def test_countries_have_codes_where_the_page_is_not_in_english() -> None:
    for locale in ("en", "en-GB", "ar-SY", "uk"):
        labels = open_frame(list(base_frames(SYRIA, locale))[1].data, "labels")
        of = {
            name: (kind, code)
            for name, kind, code in zip(*(column(labels, c) for c in ("name", "kind", "country")), strict=True)
        }
        assert of["Syria"] == ("country", None if locale.startswith("en") else "SY")
        assert of["Damascus"] == ("town", None)


def test_it_is_the_same_every_time() -> None:
    assert list(base_frames(SYRIA)) == list(base_frames(SYRIA))


def test_the_first_view_has_no_coarse_coast() -> None:
    """East of a narrow column of data a desktop shows much more than the data's own margin: that part is fine too."""
    extent = (37.0, 46.5, 40.0, 50.5)
    found = {frame.name: frame for frame in base_frames(extent)}
    base = open_frame(found["base"].data, "base")
    land = [parts for (_, parts), layer in zip(shapes(base), column(base, "layer"), strict=True) if layer == "land"]
    # Crimea's west coast: outside of the data's margin, well inside the first view
    near = [p for parts in land for part in parts for p in part if 32.4 < p[0] < 34.2 and 44.3 < p[1] < 46.0]
    assert len(near) > 60


def test_both_sides_of_the_date_line_are_fine() -> None:
    """Fiji lies on both: its islands east of the line are drawn as those west of it are."""
    base, labels = (open_frame(frame.data, name) for frame, name in zip(base_frames(PLACES["across the date line"]),
                                                                         ("base", "labels"), strict=True))  # fmt: skip
    admin1 = [parts for (_, parts), layer in zip(shapes(base), column(base, "layer"), strict=True) if layer == "admin1"]
    land = [parts for (_, parts), layer in zip(shapes(base), column(base, "layer"), strict=True) if layer == "land"]
    assert admin1, "the fine part has first-order divisions"
    for west, east in ((179.0, 180.0), (-180.0, -179.0)):
        near = [p for parts in land for part in parts for p in part if west < p[0] < east and -18.5 < p[1] < -16]
        assert len(near) > 15, (west, east)
    assert "Suva" in column(labels, "name")


def test_zoomed_out_the_coast_is_still_a_coast() -> None:
    """Once, twice, thrice as far out as the first view, a bend of the coast is no longer than a few pixels."""
    extent = (36.1, 35.7, 36.9, 36.2)
    base = open_frame(next(base_frames(extent)).data, "base")
    land = [parts for (_, parts), layer in zip(shapes(base), column(base, "layer"), strict=True) if layer == "land"]
    # the south coast of Anatolia: outside of the first view, in the rings
    near = [p for parts in land for part in parts for p in part if 30.0 < p[0] < 33.0 and 35.8 < p[1] < 37.0]
    assert len(near) > 20


def test_a_town_has_no_other_names_beside_its_own() -> None:
    labels = open_frame(list(base_frames(PLACES["Ukraine"]))[1].data, "labels")
    local = set(zip(column(labels, "name"), column(labels, "local"), strict=True))
    assert ("Kyiv", "Київ") in local
    assert {name for name, _ in local} >= {"Odesa", "Volgograd"}
    assert {word for name, word in local if name == "Odesa"} == {"Одеса", "Одеська область"}, "no name it had before"
    assert {word for name, word in local if name == "Volgograd"} <= {"Волгоград", "Волгоградская область"}
