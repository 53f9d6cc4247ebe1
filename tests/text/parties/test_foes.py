"""What the text of one side in a war of two leaves out: who is behind the shells, whose depot was hit."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.text.events import extract_events

STAFF = "General Staff of the Armed Forces of Ukraine\nInformation as of 22:00 on 4 October 2024\n\n"
ARMY = "General Command of the Armed Forces\nPress statement, 4 October 2024\n\n"
UA, RU = "Military Forces of Ukraine", "Military Forces of Russia"


def rows(text: str, country: str) -> list[Any]:
    return list(extract_events(text, published="2024-10-04", country=country).itertuples())


def name(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("text", "country", "actor1"),
    [
        (STAFF + "The settlements of Prohres and Ryzhivka came under artillery fire today.", "UA", RU),
        (STAFF + "Guided bombs were dropped on Kivsharivka this morning.", "UA", RU),
        (STAFF + "In the evening a shell hit a school in Khotin.", "UA", RU),
        (STAFF + "An ammunition depot near Tyotkino was destroyed by missiles.", "UA", UA),
        (STAFF + "At about 15:40 an enemy drone dropped explosives on a bus in Khotin.", "UA", RU),
        (ARMY + "The hospital in Omdurman was shelled with howitzers yesterday.", "SD", "Rapid Support Forces"),
    ],
)
def test_who_is_behind_it(text: str, country: str, actor1: str) -> None:
    found = [r.actor1 for r in rows(text, country)]
    assert found
    assert set(found) == {actor1}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Ukrainian soldiers repelled three assaults near Petropavlivka.", (UA, RU)),
        ("Our defenders halted four attempts of the occupiers to advance near Udachne.", (UA, RU)),
        ("Near Kotlyne, our units stopped nine assault actions.", (UA, RU)),
        ("Our air defence units destroyed 23 Russian drones over Sumy region.", (UA, RU)),
        ("The invaders tried without success to attack near Nove.", (RU, None)),
    ],
)
def test_who_was_repelled(text: str, sides: tuple[str, str | None]) -> None:
    found = {(name(r.actor1), name(r.actor2)) for r in rows(STAFF + text, "UA")}
    assert found == {sides}


def test_elsewhere_nobody_can_tell() -> None:
    text = "SUMY CONFLICT MONITOR\n4 October 2024\n\nThe settlement of Prohres came under artillery fire today."
    assert [r.actor1 for r in rows(text, "UA") if isinstance(r.actor1, str)] == []


def test_a_report_of_the_same_army_from_another_war() -> None:
    text = "Briefing by the Russian Defence Ministry\n\nIn Syria, a post near Hama in Idlib province was shelled today."
    assert UA not in [str(r.actor1) for r in rows(text, "SY")]


@pytest.mark.parametrize(
    "text",
    [
        "All the assigned targets were hit.",
        "All designated targets have been engaged.",
        "The enemy continued its attacks on the power grid.",
    ],
)
def test_what_only_goes_on_is_no_event(text: str) -> None:
    assert rows(STAFF + "A command post near Tyotkino was struck by missiles. " + text, "UA")[1:] == []


def test_those_who_were_dispersed_are_told_once() -> None:
    text = "KYIV - Police fired tear gas on Friday to disperse demonstrators who had blocked a bridge in Odesa."
    assert [r.sub_event_type for r in rows(text, "UA")] == ["Protest with intervention"]


def test_lorries_are_no_party() -> None:
    text = "KYIV - Militants ambushed a convoy of fuel trucks near Odesa on Friday, killing three drivers."
    assert [name(r.actor2) in {None, "Civilians"} for r in rows(text, "UA")] == [True]
