"""Look-ups in the embedded gazetteer."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys

import numpy as np
import pyarrow.compute as pc
import pytest
import shapely

from geoevents.errors import GazetteerError, OptionError
from geoevents.gazetteer.index import Gazetteer


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.default()


def ids(world: Gazetteer, name: str, **options: object) -> list[str]:
    return [found.place.place_id for found in world.lookup(name, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Idlib", "idleb", "إدلب", "ادلب", "Идлиб", "IDLIB"])
def test_town_and_division_of_one_name_are_both_given(world: Gazetteer, name: str) -> None:
    assert ids(world, name)[:2] == ["gn:169389", "ne:SYR-140"]


@pytest.mark.parametrize(
    "name", ["Deir ez-Zor", "Dayr az Zawr", "دير الزور", "Deir Ezzor", "Deir el-Zour", "Dair Azzour", "Дейр-эз-Зор"]
)
def test_spellings_of_deir_ez_zor(world: Gazetteer, name: str) -> None:
    assert ids(world, name, kinds=["town"])[0] == "gn:170794"
    assert ids(world, name, kinds=["admin1"])[0] == "ne:SYR-142"


@pytest.mark.parametrize("name", ["Bakhmut", "Бахмут", "Bahmut", "Artemivsk", "Bakhmout"])
def test_spellings_and_former_names_of_bakhmut(world: Gazetteer, name: str) -> None:
    found = world.lookup(name)
    assert found[0].place.place_id == "gn:713174"
    assert (found[0].place.country, found[0].place.admin1) == ("UA", "Donetsk")


def test_all_palmyras_are_listed_once_and_the_expected_country_comes_first(world: Gazetteer) -> None:
    everywhere = world.lookup("Palmyra", limit=100)
    assert len([found for found in everywhere if found.stage == "exact"]) >= 18
    assert len({found.place.row for found in everywhere}) == len(everywhere)
    for country in ("SY", "AU", "us", "BR"):
        assert world.lookup("Palmyra", country=country)[0].place.country == country.upper()
    assert ids(world, "Palmyra", country="SY")[0] == "gn:163808"


def test_country_is_a_prior_not_a_filter(world: Gazetteer) -> None:
    assert ids(world, "Bakhmut", country="SY")[0] == "gn:713174"
    assert ids(world, "Bakhmut", country="XX")[0] == "gn:713174"


def test_a_good_spelling_in_the_expected_country_goes_before_namesakes_elsewhere(world: Gazetteer) -> None:
    found = world.lookup("Tripoli", country="LY", kinds=["town"])
    assert found[0].place.country == "LY"
    found = world.lookup("Tripoli", country="LB", kinds=["town"])
    assert found[0].place.country == "LB"


def test_kinds_filter(world: Gazetteer) -> None:
    assert {found.place.kind for found in world.lookup("Aleppo", kinds=["admin1"])} == {"admin1"}
    with pytest.raises(OptionError, match="'province'"):
        world.lookup("Aleppo", kinds=["province"])


def test_slips_are_found_only_when_nothing_better_is(world: Gazetteer) -> None:
    slip = world.lookup("Bakmut", country="UA")
    assert (slip[0].place.place_id, slip[0].stage) == ("gn:713174", "fuzzy")
    assert 0.75 <= slip[0].similarity < 1
    assert world.lookup("Bakmut", country="UA", fuzzy=False) == []
    assert {found.stage for found in world.lookup("Idlib")} <= {"exact", "key"}


@pytest.mark.parametrize("name", ["", "  ", "'-", "\u202e", "qwrtzpsdfghjkl", "1234567890", "🙂", "x" * 5000])
def test_nothing_is_found_for_nothing(world: Gazetteer, name: str) -> None:
    assert world.lookup(name) == []
    assert not world.has_name(name)


def test_limit(world: Gazetteer) -> None:
    assert len(world.lookup("San José", limit=7)) == 7
    assert world.lookup("San José", limit=0) == []


def test_has_name(world: Gazetteer) -> None:
    assert all(world.has_name(name) for name in ("Idlib", "deir  EZ-zor", "إدلب", "Бахмут", "Syria", "Türkiye"))
    assert not any(world.has_name(name) for name in ("Idlibb", "Ministry of Defence", "SDF", "PMS", "tdmr"))


def test_countries_have_their_arabic_names(world: Gazetteer) -> None:
    assert ids(world, "سوريا")[0] == "ne:SY"
    assert ids(world, "Syrian Arab Republic")[0] == "ne:SY"
    assert ids(world, "أوكرانيا")[0] == "ne:UA"
    assert world.local_name(world.place("ne:SY")) in ("سوريا", "سورية")
    assert world.local_name(world.place("gn:169389")) == "إدلب"
    assert world.local_name(world.place("gn:703448")) == "Київ"
    assert world.local_name(world.place("gn:2988507")) == ""


def test_crimea_counts_to_ukraine_and_quneitra_town_to_its_governorate(world: Gazetteer) -> None:
    crimea = world.lookup("Crimea", kinds=["admin1"])[0].place
    assert crimea.country == "UA"
    assert [place.name for place in world.containing(34.1, 44.95)] == ["Crimea", "Ukraine"]
    assert world.lookup("Simferopol", kinds=["town"])[0].place.admin1 == "Crimea"
    assert world.place("gn:173334").admin1 == "Quneitra"
    assert [place.place_id for place in world.containing(35.824, 33.126)] == ["ne:SYR-145", "ne:SY"]


def test_the_euphrates_is_one_river(world: Gazetteer) -> None:
    found = {
        name: world.lookup(name, kinds=["river"])[0].place for name in ("Euphrates", "Al Furat", "Firat", "الفرات")
    }
    assert len({place.place_id for place in found.values()}) == 1
    line = world.geometry(found["Firat"])
    west, _, east, _ = line.bounds
    assert west < 39 < 46 < east  # from Anatolia to the Shatt al-Arab


def test_shapes_hold_their_points(world: Gazetteer) -> None:
    for place_id in ("ne:SY", "ne:SYR-140", "ne:SYR-142", "ne:UA", "ne:FR", "ne:FJ"):
        place = world.place(place_id)
        shape = world.geometry(place)
        assert place.has_shape
        assert shape.is_valid
        assert shape.geom_type in ("Polygon", "MultiPolygon")
        assert shapely.intersects_xy(shape, place.lon, place.lat)
    town = world.place("gn:169389")
    assert not town.has_shape
    assert world.geometry(town) == shapely.Point(town.lon, town.lat)


def test_divisions_of_a_country_fill_it_without_overlap(world: Gazetteer) -> None:
    syria = world.place("ne:SY")
    parts = [world.geometry(place) for place in world.children(syria)]
    whole = world.geometry(syria)
    assert len(parts) == 14
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-6)
    assert shapely.union_all(parts, grid_size=1e-5).symmetric_difference(whole).area < 1e-6


def test_second_order_divisions_never_pass_for_points(world: Gazetteer) -> None:
    found = world.lookup("Mayadin District", kinds=["admin2"])[0].place
    town = world.lookup("Mayadin", kinds=["town"])[0].place
    assert found.admin1 == "Deir ez-Zor"
    assert world.extent_km(found) > 20
    assert world.geometry(found).intersects(shapely.Point(town.lon, town.lat))
    unseated = world.lookup("Al-Mukharram District", kinds=["admin2"])[0].place
    assert not unseated.has_shape
    assert world.extent_km(unseated) > 100  # known only to lie somewhere in Homs governorate
    assert unseated.row not in {place.row for place, _ in world.near(unseated.lon, unseated.lat, 50)}


def test_estimated_regions_say_so_and_hold_nothing_for_sure(world: Gazetteer) -> None:
    bakhmut = world.lookup("Bakhmut Raion", kinds=["admin2"])[0].place
    assert bakhmut.has_shape
    assert "estimated" in bakhmut.source
    shape = world.geometry(bakhmut)
    assert shape.within(world.geometry(world.parent(bakhmut) or bakhmut).buffer(0.05))
    for name in ("Bakhmut", "Soledar", "Chasiv Yar", "Toretsk"):
        town = world.lookup(name, kinds=["town"], country="UA")[0].place
        assert shape.intersects(shapely.Point(town.lon, town.lat)), name
    assert not shape.intersects(shapely.Point(37.56, 47.1))  # Mariupol
    assert {place.kind for place in world.containing(38.0, 48.59)} == {"admin1", "country"}


def test_towns_grow_with_their_inhabitants(world: Gazetteer) -> None:
    sizes = [world.extent_km(world.place(place_id)) for place_id in ("gn:170063", "gn:169389", "gn:173480")]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 0


def test_containing_gives_the_smallest_first(world: Gazetteer) -> None:
    assert [place.kind for place in world.containing(36.63, 35.93)] == ["admin1", "country"]
    assert [place.name for place in world.containing(36.63, 35.93)] == ["Idlib", "Syria"]
    assert world.containing(-30.0, 0.0) == []


def test_near_is_sorted_and_complete(world: Gazetteer) -> None:
    around = world.near(36.63, 35.93, 15)
    assert around[0][0].place_id == "gn:169389"
    distances = [km for _, km in around]
    assert distances == sorted(distances)
    assert max(distances) <= 15
    assert {place.name for place, _ in around} >= {"Idlib", "Binnish", "Sarmīn"}
    assert world.near(36.63, 35.93, 15, limit=2) == around[:2]
    assert {place.kind for place, _ in world.near(36.63, 35.93, 60, kinds=["admin1"])} == {"admin1"}


@pytest.mark.parametrize("place_id", ["gn:169389", "gn:170063", "gn:703448", "gn:2198148"])
def test_peers_are_the_neighbours_that_matter_as_much(world: Gazetteer, place_id: str) -> None:
    place = world.place(place_id)
    km, lon, lat = world.peers(place, 60.0, kinds=["town"])
    around = [(o, away) for o, away in world.near(place.lon, place.lat, 60.0, kinds=["town"])
              if o.rank <= place.rank and o != place]  # fmt: skip
    assert km.tolist() == pytest.approx([away for _, away in around])
    assert list(zip(lon.tolist(), lat.tolist(), strict=True)) == [(o.lon, o.lat) for o, _ in around]


def test_nothing_lies_within_no_distance_of_a_pole(world: Gazetteer) -> None:
    assert world.near(0.0, 90.0, 0.0) == []


@pytest.mark.parametrize(("lon", "lat"), [(179.95, -16.8), (-179.95, -16.8), (0.0, 89.5), (25.0, -89.9), (180.0, 66.0)])
def test_near_across_the_antimeridian_and_at_the_poles(world: Gazetteer, lon: float, lat: float) -> None:
    found = world.near(lon, lat, 1200)
    table = world.labels()
    lons, lats = table["lon"].to_numpy(), table["lat"].to_numpy()
    towns = table["kind"].to_numpy(zero_copy_only=False) == "town"
    cosine = np.sin(np.radians(lat)) * np.sin(np.radians(lats)) + np.cos(np.radians(lat)) * np.cos(
        np.radians(lats)
    ) * np.cos(np.radians(lons - lon))
    brute = int((towns & (6371.0088 * np.arccos(np.clip(cosine, -1, 1)) <= 1200)).sum())
    assert len([place for place, _ in found if place.kind == "town"]) == brute


def test_children_and_parents(world: Gazetteer) -> None:
    idlib = world.place("ne:SYR-140")
    towns = world.children(idlib, kinds=["town"])
    assert towns[0].name == "Idlib"
    assert all(town.admin1 == "Idlib" for town in towns)
    parent = world.parent(towns[0])
    assert parent is not None
    assert parent.place_id == "ne:SYR-140"
    assert len(world.children(world.place("ne:SY"), kinds=["town"])) >= 290


def test_unknown_ids_and_rows_are_errors(world: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="'gn:0'"):
        world.place("gn:0")
    with pytest.raises(GazetteerError, match="row -1"):
        world.at(-1)
    with pytest.raises(GazetteerError, match="syria-2017"):
        world.zone_set("nowhere")


def test_every_row_can_be_read_and_found_by_its_id(world: Gazetteer) -> None:
    for row in range(0, len(world), 997):
        place = world.at(row)
        assert world.place(place.place_id) == place
        assert -180 <= place.lon <= 180
        assert -90 <= place.lat <= 90
        assert 0 <= place.rank <= 10
        assert world.names(place)[0] == place.name
        assert place.row in {found.place.row for found in world.lookup(place.name, country=place.country, limit=500)}


def test_zone_sets_carry_shapes_and_dates(world: Gazetteer) -> None:
    assert "syria-2017" in world.zone_sets()
    zones = world.zone_set("syria-2017")
    assert len(zones) >= 4
    assert {zone["boundary_status"] for zone in zones} == {"illustrative"}
    assert all(zone["geometry"].is_valid and zone["valid_from"].year == 2017 for zone in zones)


def test_basemap_and_labels(world: Gazetteer) -> None:
    fine, coarse = world.basemap(), world.basemap("coarse")
    assert set(fine["layer"].to_pylist()) >= {"land", "border", "border_disputed", "admin1", "river"}
    assert set(coarse["layer"].to_pylist()) >= {"land", "border"}
    assert coarse.nbytes * 5 < fine.nbytes
    row = fine.filter(pc.equal(fine["name"], "Nile")).slice(0, 1).to_pylist()[0]
    assert shapely.from_wkb(row["geometry"]).bounds == pytest.approx(
        [row["minx"], row["miny"], row["maxx"], row["maxy"]], abs=1e-4
    )
    labels = world.labels()
    ranks = labels["rank"].to_pylist()
    assert ranks == sorted(ranks)
    assert {"country", "admin1", "town", "river"} <= set(labels["kind"].unique().to_pylist())
    with pytest.raises(OptionError, match="'huge'"):
        world.basemap("huge")


def test_attribution_names_every_source(world: Gazetteer) -> None:
    text = " ".join(item["text"] for item in world.attribution)
    for name in ("GeoNames, CC BY 4.0", "Natural Earth", "airportsdata", "CLDR"):
        assert name in text
    assert world.damaged() == []


def test_copies_share_the_index(world: Gazetteer) -> None:
    assert copy.deepcopy(world) is world
    assert Gazetteer.default() is world


def test_a_name_look_up_imports_neither_pandas_nor_shapely() -> None:
    code = (
        "import sys; from geoevents.gazetteer.index import Gazetteer; assert Gazetteer.default().lookup('Idlib');"
        "heavy = [m for m in ('pandas', 'geopandas', 'pyarrow', 'shapely', 'pyproj', 'folium') if m in sys.modules];"
        "sys.exit(' '.join(heavy) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert done.stderr.strip() == ""
    assert done.returncode == 0


def test_another_process_can_be_handed_the_gazetteer(world: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(world))
    assert ids(again, "Idlib") == ids(world, "Idlib")


@pytest.mark.parametrize("name", ["\ud800", "Idlib\udfff", "x" * 100_000])
def test_broken_and_endless_names_are_only_unknown(world: Gazetteer, name: str) -> None:
    assert not world.has_name(name)
    assert all(found.stage != "exact" for found in world.lookup(name))


@pytest.mark.parametrize("options", [{"country": "Lebanon"}, {"kinds": "town"}, {"kinds": ["castle"]}])
def test_options_that_would_be_ignored_are_refused(world: Gazetteer, options: dict[str, object]) -> None:
    with pytest.raises(OptionError, match=r"Lebanon|town|castle"):
        world.lookup("Tripoli", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lon", "lat", "km"), [(float("nan"), 0, 1), (0, 95, 1), (0, 0, float("inf"))])
def test_no_circle_on_earth_is_refused(world: Gazetteer, lon: float, lat: float, km: float) -> None:
    with pytest.raises(OptionError, match="no circle on Earth"):
        world.near(lon, lat, km)


def test_known_names_among_guesses(world: Gazetteer) -> None:
    guesses = ["rapides county", "rapides parish", "qirbazan", "idlib", "إدلب".replace("إ", "ا"), ""]
    assert world.known(guesses) == [name for name in guesses if world.has_name(name)] != []
