"""Real files added: boundaries make answers tighter and no worse, and an event table resolves its own names."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import geoevents as ge
from geoevents.gazetteer.index import Gazetteer
from geoevents.model.geo import distance_km, haversine_km

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.embedded()


@pytest.fixture(scope="module")
def with_boundaries(world: Gazetteer, shared_data: Path) -> Gazetteer:
    return world.plus(shared_data / "boundaries", name="ocha")


def figures(answers: gpd.GeoDataFrame, gold: pd.DataFrame, border_km: float = 0.0) -> dict[str, float]:
    """Share of answers that are right within the source's tolerance, share that hold the place, and their size.

    Areas hold also what lies up to ``border_km`` beyond their border.
    """
    away = haversine_km(answers["lon"], answers["lat"], gold["lon"].to_numpy(), gold["lat"].to_numpy())
    beyond = shapely.distance(answers.geometry.to_numpy(), shapely.points(gold["lon"], gold["lat"]))
    inside = beyond < max(1e-9, border_km / 111)
    inside &= answers.geometry.geom_type.to_numpy() != "Point"
    right = (away <= gold["tol_km"].to_numpy()) | (inside & (answers["precision"] != "exact").to_numpy())
    held = inside | (away <= answers["uncertainty_km"].to_numpy())
    return {
        "answered": float(answers["lat"].notna().mean()),
        "right": float(np.mean(right)),
        "honest": float(np.mean(held)),
        "median_km": float(answers["uncertainty_km"].median()),
    }


def test_boundaries_become_one_hierarchy(world: Gazetteer, with_boundaries: Gazetteer) -> None:
    info = with_boundaries.layers[-1]
    assert (info.counts["places"], info.counts["refused"]) == (349, 0)
    for division in world.children(world.place("ne:SY")):
        above = with_boundaries.place(division.place_id)
        assert above.place_id.startswith("cod:SY"), division.name
        assert above.admin1 == division.name
        assert set(world.names(division)) <= set(with_boundaries.names(above))
    governorates = with_boundaries.children(with_boundaries.place("cod:SY"))
    assert len(governorates) == 14
    districts = with_boundaries.children(with_boundaries.place("cod:SY"), kinds=["admin2"])
    assert sum(place.place_id.startswith("cod:") for place in districts) == 62
    chain = [place.place_id for place in with_boundaries.containing(36.392, 35.992)]
    assert chain == ["cod:SY070402", "cod:SY0704", "cod:SY07", "cod:SY"]


@pytest.mark.parametrize("context", [["adm_1"], ["adm_2", "adm_1"]])
def test_unknown_villages_come_out_smaller_and_no_less_right(
    world: Gazetteer, with_boundaries: Gazetteer, shared_data: Path, context: list[str]
) -> None:
    gold = pd.read_csv(shared_data / "geocode" / "ucdp_syria_places.csv").iloc[::2]
    asked = gold[["input", *context]].fillna("").agg(", ".join, axis="columns").str.replace(", , ", ", ")
    # two sources draw the border of a district up to 5 km apart, and an estimated one reaches wider than any
    border_km = 5.0 if "adm_2" in context else 0.0
    before = figures(ge.geocode(asked, country="SY", gazetteer=world), gold, border_km)
    after = figures(ge.geocode(asked, country="SY", gazetteer=with_boundaries), gold, border_km)
    assert after["answered"] == 1.0
    assert after["right"] >= before["right"] - (0.01 if border_km else 0)
    assert after["honest"] >= before["honest"] - 0.005
    # with nothing but the governorate both answer it, each about its own point
    assert after["median_km"] <= before["median_km"] * (1.0 if border_km else 1.05)


def test_vague_areas_are_all_held(world: Gazetteer, with_boundaries: Gazetteer, shared_data: Path) -> None:
    gold = pd.read_csv(shared_data / "geocode" / "ucdp_syria_fuzzy_areas.csv")
    before = figures(ge.geocode(gold["input"], country="SY", gazetteer=world), gold)
    after = figures(ge.geocode(gold["input"], country="SY", gazetteer=with_boundaries), gold)
    assert after["right"] >= before["right"]
    assert after["honest"] >= before["honest"]
    assert after["median_km"] <= 70


def test_other_countries_answer_as_before(world: Gazetteer, with_boundaries: Gazetteer, shared_data: Path) -> None:
    gold = pd.read_csv(shared_data / "geocode" / "ucdp_descriptions.csv")
    gold = gold[gold["country"] != "Syria"].iloc[::5]
    before, after = (
        ge.geocode(gold["input"].tolist(), country=gold["country"].tolist(), gazetteer=gazetteer)
        for gazetteer in (world, with_boundaries)
    )
    pd.testing.assert_frame_equal(pd.DataFrame(before), pd.DataFrame(after))


def test_an_event_table_resolves_its_own_names(world: Gazetteer, shared_data: Path) -> None:
    path = shared_data / "events" / "ucdp_ged_syria_dev.csv.gz"
    own = world.plus(path, name="ucdp")
    events = pd.read_csv(path)
    events = events[events["where_prec"].isin([1, 2])]
    assert own.layers[-1].counts["refused"] >= 4562 - len(events)
    recorded = {name: set(zip(rows["longitude"], rows["latitude"], strict=True))
                for name, rows in events.groupby("where_coordinates")}  # fmt: skip
    answers = ge.geocode(list(recorded), country="SY", gazetteer=own)
    areas = []
    for row in answers.itertuples():
        points = recorded[row.query]
        told = [(row.lon, row.lat), *((other["lon"], other["lat"]) for other in row.alternatives)]
        missed = [p for p in points if min(distance_km(*p, *q) for q in told) > 2.0]
        if min(distance_km(row.lon, row.lat, *p) for p in points) > 2.0:
            # named like an area that is known ("Syria", a plain): then that is the answer, and holds the point
            assert row.precision in ("area", "country"), row.query
            assert all(row.geometry.intersects(shapely.Point(p)) for p in points), row.query
            areas.append(row.query)
        else:
            assert missed == [], row.query
    assert len(areas) <= 0.01 * len(recorded)
    assert (answers["status"] == "resolved").mean() >= 0.97
