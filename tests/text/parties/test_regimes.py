"""State forces after a change of regime go by the same words and are others."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events
from geoevents.text.tables import rows
from geoevents.text.words.lexicon import country


@pytest.mark.parametrize(
    ("text", "published", "actor"),
    [
        ("The Syrian army shelled Saraqib on Monday, killing two.", "2019-03-10", "Syrian Arab Army"),
        ("The Syrian army shelled Saraqib on Monday, killing two.", "2025-03-10", "Military Forces of Syria (2024-)"),
        ("In 2019 the Syrian army shelled Saraqib, killing two.", "2025-03-10", "Syrian Arab Army"),
        ("The Syrian army of the Assad regime shelled Saraqib.", "2025-03-10", "Syrian Arab Army"),
        ("The Syrian army shelled Saraqib, killing two.", None, "Syrian Arab Army"),
        ("Afghan soldiers shelled a village near Kunduz.", "2020-05-03", "Military Forces of Afghanistan"),
        ("Afghan soldiers shelled a village near Kunduz.", "2023-05-03", "Military Forces of Afghanistan (2021-)"),
    ],
)
def test_forces_are_those_of_their_day(text: str, published: str | None, actor: str) -> None:
    assert extract_events(text, published=published)["actor1"].tolist() == [actor]


def test_the_table_of_changes_names_countries_and_sources() -> None:
    known = {r["name"] for r in rows("actors")}
    for r in rows("regimes"):
        assert country(r["country"]) is not None
        assert r["source"]
        assert r["earlier"] in known or r["earlier"].startswith("Military Forces of ")


@pytest.mark.parametrize("who", ["Assad’s army", "Assad's army", "The ex-regime's army", "The former Syrian army"])
def test_whose_forces_are_named_before_a_mark_keep_their_name(who: str) -> None:
    (name,) = extract_events(f"{who} shelled Idlib.", published="2025-03-01", country="SY")["actor1"].tolist()
    assert name == "Syrian Arab Army"
