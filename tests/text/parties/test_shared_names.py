"""Short names that several parties bear: the country spoken of says which one is meant."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events
from geoevents.text.tables import rows
from geoevents.text.words import lexicon


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The SNA killed 12 al-Shabaab fighters near Beledweyne in Somalia on Monday.", "Military Forces of Somalia"),
        ("The SNA shelled a village near Afrin in northern Syria, killing two civilians.", "Syrian National Army"),
        ("Sudan's PDF raided the village of Heiban in 2012, killing four people.", "Popular Defence Forces"),
        ("PDF fighters ambushed a convoy near Monywa, Myanmar, killing five soldiers.", "People's Defence Force"),
        ("ADF rebels killed 10 civilians in Beni, eastern Congo.", "Allied Democratic Forces"),
        ("In Yemen, the coalition bombed a market in Hajjah, killing nine people.", "Saudi-led coalition"),
        ("Seven bandits were killed by the FDS near Tillaberi, Niger.", "Military Forces of Niger"),
    ],
)
def test_the_country_says_who_is_meant(text: str, actor: str) -> None:
    (event,) = extract_events(text, published="2024-03-10").to_dict("records")
    assert event["actor1"] == actor


def test_the_name_in_full_says_more_than_the_country() -> None:
    text = (
        "In Somalia, the Syrian National Army (SNA) was said to recruit. The SNA killed two civilians in Afrin, Syria, "
        "on Monday."
    )
    assert extract_events(text, published="2024-03-10")["actor1"].tolist() == ["Syrian National Army"]


def test_the_table_names_actors_of_the_table_and_countries() -> None:
    actors, countries = {r["name"] for r in rows("actors")}, {r["iso2"] for r in rows("countries")}
    for row in rows("shared_names"):
        assert row["source"]
        assert row["actor"] == "" or row["actor"] in actors
        assert set(row["countries"].split("|")) <= countries
        assert row["words"]


def test_no_two_rows_give_a_name_two_meanings_in_one_country() -> None:
    pairs = [(n, c) for r in rows("shared_names") for n in r["words"].split("|") for c in r["countries"].split("|")]
    assert len(pairs) == len(set(pairs))
    assert lexicon.shared().openers
