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


def test_who_stands_by_is_no_means() -> None:
    text = "A militia patrol, supported by warplanes, raided a house in Kupiansk on Friday."
    found = [r.sub_event_type for r in rows(text) if "Kupiansk" in str(r.place)]
    assert found
    assert "Air/drone strike" not in found


@pytest.mark.parametrize(
    "text",
    [
        "An attack by Russian aircraft on a mill near Kupiansk killed two people.",
        "The raid by enemy drones on Kupiansk on Friday wounded a nurse.",
    ],
)
def test_the_means_behind_by(text: str) -> None:
    assert "Air/drone strike" in [r.sub_event_type for r in rows(text) if "Kupiansk" in str(r.place)]


def test_wounds_are_a_noun_behind_her() -> None:
    text = "A shell hit the market in Kupiansk on Friday. A woman succumbed to her wounds."
    assert all(str(r.actor1) != "Woman" for r in rows(text))


def test_a_birth_is_no_day_of_the_news() -> None:
    found = [r for r in rows("In Kupiansk a man born in 1968 was killed by a shell.") if "Kupiansk" in str(r.place)]
    assert found
    assert all(r.date_start is None or r.date_start != r.date_start or r.date_start.year == 2024 for r in found)


@pytest.mark.parametrize(
    ("text", "actor1"),
    [
        (
            "On Friday, drones which the army said were operated by the RSF hit a depot in Kosti.",
            "Rapid Support Forces",
        ),
        ("Kosti was hit by drones that, according to the army, the RSF had launched.", "Rapid Support Forces"),
        ("A shell, thought to have been fired by Hezbollah, landed on a house in Kosti.", "Hezbollah"),
        ("Cartel gunmen used a drone to bomb the village of Kosti on Monday.", "Cartel gunmen"),
        ("Pro-government tribal levies retook the town of Kosti on Friday.", "Pro-government tribal levies"),
        ("Fano militiamen and M23 rebels have been fighting in Kosti since Monday.", "Fano"),
    ],
)
def test_who_sent_it_and_what_they_did_it_with(text: str, actor1: str) -> None:
    found = [name(r.actor1) for r in extract_events(text + WAR, published="2024-10-07").itertuples()]
    assert actor1 in found, found


@pytest.mark.parametrize(
    ("text", "actor1"),
    [
        ("The Somali National Army, with the support of clan militias known as Ma'awisley, captured Galcad on Monday.",
         "Military Forces of Somalia"),
        ("An armed group whose identity is unknown burned down four houses in Galcad on Monday.", "Armed group"),
        ("Armed men wearing army uniforms shot two herders in Galcad on Monday.", "Armed men"),
        ("A farmer was shot and wounded by Israeli soldiers in Galcad on Monday.", "Military Forces of Israel"),
        ("A drone, believed to belong to the rebels, was brought down over Galcad by the Houthis.", "Houthi Movement"),
        ("ISIS claimed Monday's bombing of a minibus in Galcad.", "Islamic State"),
        ("Galcad, the town that fell to Moscow in February, is empty.", "Russia"),
    ],
)  # fmt: skip
def test_subjects_apart_from_their_verbs(text: str, actor1: str) -> None:
    found = [name(r.actor1) for r in extract_events(text + WAR, published="2024-10-07").itertuples()]
    assert actor1 in found, found


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Fano and allied groups known as the Lions drove the RSF from Galcad.", ("Fano", "Rapid Support Forces")),
        ("Drones launched by the Houthis were intercepted over Galcad by Saudi troops.",
         ("Military Forces of Saudi Arabia", "Houthi Movement")),
        ("A rebel column was attacked by the Yesagyo YPD near Galcad.", ("Yesagyo YPD", "Rebels")),
    ],
)  # fmt: skip
def test_names_of_no_table(text: str, sides: tuple[str, str]) -> None:
    found = [(name(r.actor1), name(r.actor2)) for r in extract_events(text + WAR, published="2024-10-07").itertuples()]
    assert sides in found, found
