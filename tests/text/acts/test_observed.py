"""What observers hear and record: where they stand, what they take it for, and that they do not do it."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events

FIGHT = " The army shelled Popasna on 10 March."


@pytest.mark.parametrize(
    ("text", "place", "sub_event"),
    [
        ("On 13 March, while in Svitlodarsk (57km north-east of Donetsk), the mission heard 12 explosions assessed as "
         "outgoing artillery rounds and 34 bursts of machine-gun fire.", "Svitlodarsk",
         "Shelling/artillery/missile attack"),
        ("On 14 March, the SMM camera at the Donetsk filtration station (15km north of Donetsk) recorded five "
         "undetermined explosions.", "Donetsk filtration station", "Remote explosive/landmine/IED"),
        ("On Monday peacekeepers at the base in Naqoura heard heavy gunfire.", "Naqoura", "Armed clash"),
        ("Residents of Mekelle said they heard two explosions from a drone on Monday.", "Mekelle", "Air/drone strike"),
    ],
)  # fmt: skip
def test_sounds_are_told_from_where_they_were_heard(text: str, place: str, sub_event: str) -> None:
    row = extract_events(text + FIGHT, published="2024-06-12").iloc[0]
    assert (row.place, row.sub_event_type) == (place, sub_event)
    assert row.isna()["actor1"]
