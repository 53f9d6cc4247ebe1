"""Who is the subject of a verb, by the grammar of the clause: nouns of no table, relative clauses, asides."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.text.events import extract_events

WAR = "\n\nSoldiers and rebels fought with artillery and tanks for months, and the army shelled militia positions."


def rows(text: str) -> list[Any]:
    return list(extract_events(text + WAR, published="2024-10-07", country="UA").itertuples())


def name(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Thugs abducted two nurses from a clinic in Kupiansk.", "Thugs", "Civilians"),
        ("On Friday, district wardens detained four miners in Kupiansk.", "District wardens", "Civilians"),
        ("The convoy was looted by stick-wielding toughs near Kupiansk.", "Stick-wielding toughs", None),
        ("Debt collectors shot a man in Kupiansk on Friday.", "Debt collectors", "Civilians"),
        ("Gunmen who had stormed a farm killed three farmers in Kupiansk.", "Gunmen", "Civilians"),
        ("A man of 61 who was riding a bicycle was shot by rebels in Kupiansk.", "Rebels", "Civilians"),
        ("Rebels loyal to a warlord, who had come by boat, kidnapped a nurse in Kupiansk.", "Rebels", "Civilians"),
    ],
)
def test_a_subject_whatever_its_noun(text: str, actor1: str, actor2: str | None) -> None:
    found = [(name(r.actor1), name(r.actor2)) for r in rows(text) if "Kupiansk" in str(r.place)]
    assert (actor1, actor2) in found, found


@pytest.mark.parametrize(
    "text", ["Rains destroyed a bridge in Kupiansk.", "A storm killed three people in Kupiansk on Friday."]
)
def test_weather_is_no_party(text: str) -> None:
    assert all("Kupiansk" not in str(r.place) for r in rows(text))
