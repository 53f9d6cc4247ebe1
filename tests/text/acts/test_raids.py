"""Raids that come from the air, and those on foot."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events


def kinds(text: str) -> list[str]:
    return [str(e.sub_event_type) for e in extract_events(text, published="2024-06-19").itertuples()]


@pytest.mark.parametrize(
    "text",
    [
        "Enemy warplanes were seen over Tyre. A raid on a van in Nabatieh on Tuesday killed two civilians.",
        "Saudi aircraft launched four raids on Saada on Tuesday.",
        "Drones carried out raids all night. The enemy raided a car on the road to Baraachit on Monday.",
    ],
)
def test_raids_fly_where_aircraft_do(text: str) -> None:
    assert kinds(text) == ["Air/drone strike"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bandits carried out a raid on the village of Tsafe on Tuesday, killing five.", "Armed clash"),
        (
            "Jets flew over Jenin. Police raided a house in Kano on Monday and arrested three militants.",
            "Arrests",
        ),
    ],
)
def test_raids_on_foot(text: str, kind: str) -> None:
    assert kinds(text) == [kind]
