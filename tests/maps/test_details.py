"""What the card tells beside the event table's own columns, and which column the colours tell."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import geoevents as ge
from geoevents.errors import OptionError
from geoevents.maps.event_map import EventMap
from geoevents.maps.payload import DICTIONARIES
from geoevents.maps.tables import DETAIL_COLUMNS, event_table
from geoevents.text.events import EXTRA_COLUMNS
from tests.maps.common import HOSTILE, config, frames, shown, texts


def test_what_reading_a_text_tells_reaches_the_card() -> None:
    assert set(DETAIL_COLUMNS) == set(EXTRA_COLUMNS)
    events = ge.extract_events(
        "Two airstrikes hit Idlib on 5 June 2017 and 12 people were injured, activists said.", source="Paper"
    )
    sent = texts(frames(EventMap(events).to_html())["text"])
    for name in DETAIL_COLUMNS:
        told = [None if pd.isna(value) else str(value) for value in events[name]]
        assert sent.get(name, [None] * len(events)) == told, name
    assert sent["count_text"] != [None]


def test_columns_without_values_are_not_sent(events: gpd.GeoDataFrame) -> None:
    table = events.assign(target=None, injured=np.nan, place_note=["x", None, None, None, None])
    assert [name for name in DETAIL_COLUMNS if name in event_table(table).columns] == ["place_note"]


def test_a_count_of_anything_is_not_how_often_it_happened(events: gpd.GeoDataFrame) -> None:
    table = events.assign(count=range(5))
    assert "count" not in event_table(table).columns
    assert "count" in event_table(table.assign(count_text="twice")).columns
    assert "count" in event_table(table, ["count"]).columns, "unless it is asked for"


def test_counts_with_gaps_stay_whole_numbers(events: gpd.GeoDataFrame) -> None:
    table = events.assign(injured=[3.0, np.nan, 1200.0, 0.0, np.nan])
    assert texts(frames(EventMap(table).to_html())["text"])["injured"] == ["3", None, "1200", "0", None]
    words = events.assign(injured=["several", None, "3", None, None])
    assert texts(frames(EventMap(words).to_html())["text"])["injured"] == ["several", None, "3", None, None]


def test_hostile_details_arrive_as_text(events: gpd.GeoDataFrame) -> None:
    for bad in HOSTILE:
        same = pd.Series([bad] * len(events), dtype=object)
        page = EventMap(events.assign(place_note=same, target=same)).to_html()
        sent = texts(frames(page)["text"])
        assert sent["place_note"] == sent["target"] == [shown(bad)] * len(events)


@pytest.mark.parametrize("column", DICTIONARIES)
def test_any_category_can_be_the_colours(events: gpd.GeoDataFrame, column: str) -> None:
    assert config(EventMap(events, color=column).to_html())["options"]["color"] == column


def test_a_column_of_the_tables_own_can_be_the_colours(events: gpd.GeoDataFrame) -> None:
    table = events.assign(weapon=["rocket", "mine", None, "rocket", "mine"], rank=[1, 2, 3, 4, 5])
    page = EventMap(table, color="weapon", card_columns=["rank"]).to_html()
    assert config(page)["options"]["color"] == "own.weapon"
    assert config(page)["card_columns"] == ["rank", "weapon"], "the cards show it"
    sent = frames(page)["events"]
    assert sent["own.weapon"].to_pylist() == ["rocket", "mine", None, "rocket", "mine"]
    assert sent["own.rank"].to_pylist() == ["1", "2", "3", "4", "5"], "a card column of few values can be filtered by"


def test_columns_of_many_values_are_no_classes_unless_the_colours_are_of_one(events: gpd.GeoDataFrame) -> None:
    table = pd.concat([events] * 20, ignore_index=True)
    table["serial"] = [f"n{i}" for i in range(len(table))]
    assert "own.serial" not in frames(EventMap(table, card_columns=["serial"]).to_html())["events"].column_names
    sent = frames(EventMap(table, color="serial").to_html())["events"]
    assert len(sent["own.serial"].unique()) == len(table)
    late = pd.concat([table] * (3_000 // len(table)), ignore_index=True)
    late["kind"] = ["a"] * (len(late) - 100) + [f"k{i}" for i in range(100)]
    assert "own.kind" not in frames(EventMap(late, card_columns=["kind"]).to_html())["events"].column_names


def test_hostile_names_of_columns_arrive_as_text(events: gpd.GeoDataFrame) -> None:
    for bad in HOSTILE:
        if "\ud800" in bad:
            continue  # pandas has no such names
        page = EventMap(events.assign(**{bad: ["x", "y", "x", None, "y"]}), color=bad).to_html()
        assert config(page)["options"]["color"] == f"own.{shown(bad)}"
        assert f"own.{shown(bad)}" in frames(page)["events"].column_names


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("actor_1", "did you mean 'actor1'"),
        ("notes", "choose one of place"),
        (None, "choose one of"),
        (["status"], "choose"),
    ],
)
def test_a_column_that_colours_cannot_tell(events: gpd.GeoDataFrame, wrong: object, hint: str) -> None:
    with pytest.raises(OptionError, match=hint) as caught:
        EventMap(events, color=wrong)  # type: ignore[arg-type]
    assert repr(wrong) in str(caught.value)
