"""A real article as scraped, page debris and all: every event an analyst lists, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.text.events import extract_events
from geoevents.text.mentions import geoparse
from tests.text.scoring import score

GOLD = Path(__file__).parent / "gold" / "texts" / "deconfliction-2017-09-21.json"


@pytest.fixture(scope="module")
def article(shared_data: Path) -> str:
    return (shared_data / "articles" / "deconfliction-2017-09-21.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def events(article: str) -> gpd.GeoDataFrame:
    return extract_events(article, source="the publisher")


def said(row: Any, stance: str | None = None) -> set[str]:
    return {r["attributed_to"] for r in row.reports if "attributed_to" in r and stance in (None, r["stance"])}


def test_all_expected_records_and_no_other(events: gpd.GeoDataFrame) -> None:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    result = score(events, gold["events"])
    assert result.f1 == 1, result.mistakes
    assert result.attribution == 1, result.mistakes


def test_the_publication_date_is_found_in_the_debris(events: gpd.GeoDataFrame) -> None:
    assert events.attrs["published"] == "2017-09-21"


def test_attacks_are_placed_as_areas(events: gpd.GeoDataFrame) -> None:
    battles = events[events["event_type"] == "Battles"].set_index("place")
    assert set(battles.geom_type) <= {"Polygon", "MultiPolygon"}
    world = Gazetteer.default()
    governorate = world.geometry(next(c.place for c in world.lookup("Idlib", country="SY", kinds=["admin1"])))
    west = battles.loc["western Idlib governorate"]
    assert west.geometry.within(governorate.buffer(0.05))
    assert west.geometry.area < 0.7 * governorate.area
    assert west.geometry.centroid.x < governorate.centroid.x
    assert (battles["uncertainty_km"] > 10).all()


def test_an_event_takes_a_following_claim_about_it_as_a_report(events: gpd.GeoDataFrame) -> None:
    row = next(r for r in events.itertuples() if str(r.place).startswith("western") and r.event_type == "Battles")
    assert said(row, "claims") == {"Russian Defense Ministry"}
    assert said(row, "declines") == {"Colonel Ryan Dillon"}
    assert row.status == "reported"


def test_statements_and_meetings_stay_without_a_place(events: gpd.GeoDataFrame) -> None:
    unplaced = events[events.geometry.is_empty]
    assert sorted(unplaced["event_type"]) == ["ACCUSE", "CONSULT", "THREATEN"]
    assert unplaced["place"].isna().all()


def test_nothing_is_placed_from_organisations_or_debris(article: str) -> None:
    mentions = geoparse(article)
    literal = mentions[mentions["literal"]]
    assert set(literal["text"]) == {
        "Syria",
        "Euphrates valley to the east of Deir ez-Zor",
        "Deir ez-Zor governorate",
        "western Idlib governorate",
    }
    assert not any(article[: article.index("2017")].count(t) for t in literal["text"])
    assert {"demonym"} <= set(mentions.loc[~mentions["literal"], "role"])


def test_no_clash_where_there_is_no_communication(events: gpd.GeoDataFrame) -> None:
    assert not events["place"].fillna("").str.contains("Euphrates").any()
