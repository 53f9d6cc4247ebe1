"""Layers on the embedded gazetteer: what wins, what is the same place, and what lies in what."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge
from geoevents.errors import GazetteerError, InputError, MissingColumnsError, OptionError
from geoevents.gazetteer.index import Gazetteer

DARKUSH = (36.392, 35.992)
"""Lon-lat of the town of Darkush on the Orontes."""


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.embedded()


def table(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def areas(shapes: list[Any], **columns: list[Any]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


@pytest.fixture(scope="module")
def upper_valley(world: Gazetteer) -> Gazetteer:
    """A district that no source has, around a town that they know."""
    box = shapely.box(DARKUSH[0] - 0.1, DARKUSH[1] - 0.1, DARKUSH[0] + 0.1, DARKUSH[1] + 0.1)
    return world.plus(areas([box], name=["Qirbazan"], kind=["admin3"]), name="valley")


def test_an_added_place_is_found_and_says_where_it_is_from(world: Gazetteer) -> None:
    own = world.plus(table(name=["Checkpoint Qirbazan"], lat=[35.9], lon=[36.6]), name="ours", source="Our survey")
    place = own.lookup("checkpoint qirbazan")[0].place
    assert (place.kind, place.country, place.admin1, place.source) == ("site", "SY", "Idlib", "Our survey")
    assert own.layer_of(place).name == "ours"
    assert own.place(place.place_id) == own.at(place.row) == place
    assert not world.has_name("checkpoint qirbazan")
    assert own.has_name("checkpoint qirbazan")


def test_geocode_takes_the_stack_and_names_its_source(world: Gazetteer) -> None:
    own = world.plus(table(name=["Qirbazan"], lat=[35.9], lon=[36.6]), name="ours")
    row = ge.geocode("Qirbazan", country="SY", gazetteer=own).iloc[0]
    assert (row["status"], row["source"], row["lat"], row["lon"]) == ("resolved", "ours", 35.9, 36.6)
    assert row["admin1"] == "Idlib"


def test_the_same_town_supersedes_and_inherits(world: Gazetteer) -> None:
    below = world.lookup("Darkush", country="SY", kinds=["town"])[0].place
    own = world.plus(table(name=["Derkoush"], lat=[below.lat + 0.01], lon=[below.lon], population=[5555]), name="ours")
    above = own.lookup("Darkush", country="SY", kinds=["town"])
    assert below.place_id not in {hit.place.place_id for hit in above}
    place = above[0].place
    assert place.source == "ours"
    assert (place.name, place.population, place.admin1) == ("Derkoush", 5555, below.admin1)
    assert place.rank <= below.rank
    assert set(world.names(below)) < set(own.names(place))
    assert own.place(below.place_id) == place
    around = [found.place_id for found, _ in own.near(below.lon, below.lat, 5)]
    assert place.place_id in around
    assert below.place_id not in around
    division = own.parent(place)
    assert division is not None
    assert division == world.parent(below)
    children = {child.place_id for child in own.children(division, kinds=["town"])}
    assert place.place_id in children
    assert below.place_id not in children


def test_a_namesake_elsewhere_and_another_name_there_are_other_places(world: Gazetteer) -> None:
    below = world.lookup("Darkush", country="SY", kinds=["town"])[0].place
    far = world.plus(table(name=["Darkush"], lat=[below.lat - 1], lon=[below.lon + 1]))
    assert {hit.place.source for hit in far.lookup("Darkush", country="SY", kinds=["town"])} >= {"plus", "GeoNames"}
    other = world.plus(table(name=["Qirbazan"], lat=[below.lat], lon=[below.lon]))
    assert other.lookup("Darkush", country="SY")[0].place == below


def test_another_kind_of_the_same_name_is_another_place(world: Gazetteer) -> None:
    below = world.lookup("Darkush", country="SY", kinds=["town"])[0].place
    own = world.plus(table(name=["Darkush"], kind=["site"], lat=[below.lat], lon=[below.lon]))
    assert {hit.place.kind for hit in own.lookup("Darkush", country="SY")} >= {"site", "town"}


def test_an_added_division_takes_the_place_of_the_embedded_one(world: Gazetteer) -> None:
    below = world.lookup("Latakia", country="SY", kinds=["admin1"])[0].place
    shape = world.geometry(below).simplify(0.02)
    own = world.plus(areas([shape], name=["Al-Ladhiqiyah"], kind=["admin1"], pcode=["X1"]), name="ours")
    for name in ("Latakia", "Lattaquié", "اللاذقية", "Al-Ladhiqiyah"):
        hits = [hit.place for hit in own.lookup(name, kinds=["admin1"], country="SY") if hit.stage == "exact"]
        assert [place.place_id for place in hits if place.country == "SY"] == ["ours:X1"], name
    above = own.place("ours:X1")
    assert own.geometry(above).equals(shape)
    assert (above.admin1, above.country, above.rank) == ("Latakia", "SY", below.rank)
    held = own.containing(35.9, 35.6)
    assert [place.place_id for place in held if place.kind == "admin1"] == ["ours:X1"]
    towns = {place.place_id for place in own.children(above, kinds=["town"])}
    assert towns >= {place.place_id for place in world.children(below, kinds=["town"])} - {"gn:173576"}
    country = own.parent(above)
    assert country is not None
    assert country.place_id == "ne:SY"
    assert "ours:X1" in {place.place_id for place in own.children(country)}
    assert below.place_id not in {place.place_id for place in own.children(country)}


def test_a_new_district_holds_the_towns_that_lie_in_it(world: Gazetteer, upper_valley: Gazetteer) -> None:
    district = upper_valley.lookup("Qirbazan")[0].place
    town = upper_valley.lookup("Darkush", country="SY", kinds=["town"])[0].place
    assert town in upper_valley.children(district, kinds=["town"])
    assert town in upper_valley.children(district)
    assert upper_valley.parent(town) == district
    above = upper_valley.parent(district)
    assert above is not None
    assert above.kind in ("admin1", "admin2")
    assert upper_valley.containing(*DARKUSH)[0] == district
    idlib = upper_valley.lookup("Idlib", country="SY", kinds=["admin1"])[0].place
    assert town in upper_valley.children(idlib, kinds=["town"])
    elsewhere = upper_valley.lookup("Saraqib", country="SY", kinds=["town"])[0].place
    assert upper_valley.parent(elsewhere) == world.parent(elsewhere)


def test_an_unknown_village_of_an_added_district_is_in_it(upper_valley: Gazetteer) -> None:
    text = "Xyzabkan village, Qirbazan subdistrict, Idlib governorate"
    row = ge.geocode(text, country="SY", gazetteer=upper_valley).iloc[0]
    assert (row["source"], row["status"]) == ("valley", "ambiguous")
    wide = ge.geocode("Xyzabkan village, Idlib governorate", country="SY", gazetteer=upper_valley).iloc[0]
    assert wide["kind"] == "admin1"
    assert row["uncertainty_km"] < wide["uncertainty_km"] / 3


def test_rows_below_keep_their_numbers_and_copies_their_layers(world: Gazetteer, upper_valley: Gazetteer) -> None:
    assert upper_valley.at(4242) == world.at(4242)
    assert len(upper_valley) == len(world) + 1
    assert copy.deepcopy(upper_valley) is upper_valley
    again = pickle.loads(pickle.dumps(upper_valley))
    assert again.lookup("Qirbazan")[0].place == upper_valley.lookup("Qirbazan")[0].place
    with pytest.raises(GazetteerError, match=f"row {len(upper_valley)}"):
        upper_valley.at(len(upper_valley))
    assert upper_valley.damaged() == []


def test_the_higher_layer_wins_and_chains_hold(world: Gazetteer) -> None:
    below = world.lookup("Darkush", country="SY", kinds=["town"])[0].place
    middle = world.plus(table(name=["Darkoush"], lat=[below.lat], lon=[below.lon]), name="middle")
    top = middle.plus(table(name=["Darkouch"], lat=[below.lat], lon=[below.lon]), name="top")
    hits = [hit.place for hit in top.lookup("Darkush", country="SY", kinds=["town"]) if hit.stage == "exact"]
    assert [place.source for place in hits] == ["top"]
    assert top.place(below.place_id) == hits[0]
    assert {"Darkouch", "Darkoush", below.name} <= set(top.names(hits[0]))
    assert [layer.name for layer in top.layers] == ["embedded", "middle", "top"]
    assert [layer.priority for layer in top.layers] == [0, 1, 2]


def test_an_added_division_does_not_outweigh_the_city_of_its_name(world: Gazetteer) -> None:
    below = world.lookup("Idlib", country="SY", kinds=["admin1"])[0].place
    own = world.plus(areas([world.geometry(below)], name=["Idleb"], kind=["admin1"]))
    before, after = (ge.geocode("Idlib", country="SY", gazetteer=g).iloc[0] for g in (world, own))
    assert before["place_id"] == after["place_id"]


def test_slips_are_only_looked_for_where_no_layer_has_the_name(world: Gazetteer) -> None:
    own = world.plus(table(name=["Qirbazantepe"], lat=[35.9], lon=[36.6]))
    assert own.lookup("Qirbazantepa")[0].place.name == "Qirbazantepe"
    assert all(hit.stage != "fuzzy" for hit in own.lookup("Damascus"))


def test_what_maps_show_stays_the_embedded(world: Gazetteer, upper_valley: Gazetteer) -> None:
    assert upper_valley.zone_sets() == world.zone_sets()
    assert upper_valley.labels().num_rows == world.labels().num_rows
    assert upper_valley.attribution[: len(world.attribution)] == world.attribution
    assert upper_valley.counts["places"] == len(upper_valley)


@pytest.mark.parametrize(
    ("columns", "error", "told"),
    [
        ({"name": ["A"]}, MissingColumnsError, "no column of positions; its columns are 'name'"),
        ({"lat": [1.0], "lon": [1.0]}, MissingColumnsError, "no column of names of places"),
        ({"name": ["A"], "lat": [99.0], "lon": [1.0]}, InputError, "latitude 99.0, longitude 1.0 is no position"),
        ({"name": [""], "lat": [9.0], "lon": [1.0]}, InputError, "it has no name"),
    ],
)
def test_tables_that_give_no_place_say_why(
    world: Gazetteer, columns: dict[str, list[Any]], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        world.plus(table(**columns))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"kind": "castle"}, "no kind 'castle'"),
        ({"country": "Syria"}, "'Syria' is no ISO"),
        ({"format": "xyz"}, "no format 'xyz'"),
        ({"colour": "red"}, "no option 'colour'"),
        ({"columns": {"nom": "name"}}, "knows no 'nom'"),
    ],
)
def test_options_that_mean_nothing_are_refused(world: Gazetteer, options: dict[str, Any], told: str) -> None:
    with pytest.raises(OptionError, match=told):
        world.plus(table(name=["A"], lat=[1.0], lon=[1.0]), **options)


@pytest.mark.parametrize(("km", "precision"), [(2.0, "exact"), (10.0, "exact"), (25.0, "near"), (60.0, "area")])
def test_a_spot_of_which_only_the_surroundings_are_known_is_not_exact(
    world: Gazetteer, km: float, precision: str
) -> None:
    own = world.plus(table(name=["Qirbazan"], lat=[35.9], lon=[36.6], extent_km=[km]))
    row = ge.geocode("Qirbazan", country="SY", gazetteer=own).iloc[0]
    assert row["precision"] == precision
    assert row["uncertainty_km"] >= km


def test_a_town_that_sources_of_events_place_only_nearly_is_near(world: Gazetteer) -> None:
    rows = table(
        where_coordinates=["Qirbazan village", "Qirbadur village"], where_prec=[2, 1], latitude=[35.9, 35.7],
        longitude=[36.6, 36.4], adm_1="Idlib governorate", adm_2="", country="Syria",
    )  # fmt: skip
    own = world.plus(rows)
    answers = ge.geocode(["Qirbazan village", "Qirbadur village"], country="SY", gazetteer=own)
    assert answers["precision"].tolist() == ["near", "exact"]


def test_a_district_keeps_the_name_that_it_goes_by_below(world: Gazetteer) -> None:
    """A source's own name for a district must not hand "X district" to the smaller one around the town of X."""
    district = world.lookup("Maarat al-Numaan", country="SY", kinds=["admin2"])[0].place
    seat = world.lookup("Maarat al-Numaan", country="SY", kinds=["town"])[0].place
    shapes = [world.geometry(district), shapely.Point(seat.lon, seat.lat).buffer(0.05)]
    names = ["Qirbazan", "Ma'arrat An Nu'man"]
    own = world.plus(areas(shapes, name=names, kind=["admin2", "admin3"]), name="ours")
    new = own.lookup("Qirbazan", kinds=["admin2"])[0].place
    assert own.called(new) == ["Qirbazan", district.name]
    assert own.called(seat) == [seat.name]
    answer = ge.geocode("Maarat al-Numaan district", country="SY", gazetteer=own).iloc[0]
    assert answer["place_id"] == new.place_id


def test_links_lead_to_the_same_places_by_row_and_by_id(
    world: Gazetteer, upper_valley: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies below may be another version than the one a layer was laid on: then ids are what counts."""
    rows = table(name=["Darkush", "Qirbadur"], lat=[DARKUSH[1], 35.99], lon=[DARKUSH[0], 36.39])
    own = upper_valley.plus(rows)
    layer = own._layers[-1]
    assert layer.linked_rows("same", own._stack.stamps(2)) is not None
    by_row = [own._stack._linked(name) for name in ("same", "parent")]
    monkeypatch.setitem(layer.store.manifest, "laid_on", ["another"])
    assert layer.linked_rows("same", own._stack.stamps(2)) is None
    assert [own._stack._linked(name) for name in ("same", "parent")] == by_row
    assert [len(links) for links in by_row] == [1, 3]


def test_what_is_not_known_beside_a_town_or_its_district_may_be_near_the_one_or_in_the_other(world: Gazetteer) -> None:
    own = world.plus(areas([shapely.box(36.4, 35.9, 36.8, 36.3)], name=["Harim"], kind=["admin2"]), name="ours")
    town = own.lookup("Harim", country="SY", kinds=["town"])[0].place
    answer = ge.geocode("Qirbazan, Harim, Idlib", country="SY", gazetteer=own).iloc[0]
    assert answer["status"] == "ambiguous"
    assert answer["uncertainty_km"] > 20
    assert answer.geometry.contains(shapely.Point(town.lon, town.lat).buffer(0.03))
    assert answer.geometry.contains(shapely.Point(36.7, 36.0))


def test_guesses_are_looked_for_in_all_layers(world: Gazetteer) -> None:
    own = world.plus(table(name=["Qirbazan"], lat=[35.9], lon=[36.6]), name="ours")
    assert own.known(["qirbazan", "idlib", "qirbazan county"]) == ["qirbazan", "idlib"]
    assert world.known(["qirbazan"]) == []
