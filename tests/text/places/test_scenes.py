"""Where, when and how many, in sentences that say so in a roundabout way."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geoevents.text.events import extract_events


def rows(text: str, **options: Any) -> list[Any]:
    return list(extract_events(text, published="2025-06-12", **options).itertuples())


def days(row: Any) -> tuple[str, str]:
    return f"{row.date_start:%Y-%m-%d}", f"{row.date_end:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Gunmen killed 21 people in Dianweli on Sunday, officials said. An earlier toll had given 14 dead.", 21),
        ("Militants raided a camp at Sambisa on Sunday. Security sources put military fatalities at seven.", 7),
        ("The toll of the shelling of El Obeid hospital on 3 June has gone up from five to seven.", 7),
        ("The massacre of at least 40 villagers in Yelwata on 3 June was carried out by bandits.", 40),
        ("A bomb exploded in Baidoa on Tuesday. Rescuers had spoken of six; the mayor gives a figure of 15 dead.", 15),
        ("The number of those who died in Friday's rocket attack on the market in Qabasin rose to four.", 4),
        ("A guard died when a roadside bomb hit his car in Iraq. The mayor had earlier put the death toll at nine.", 1),
        ("A drone attack on Odesa in Ukraine killed three people overnight and set fire to a warehouse.", 3),
    ],
)  # fmt: skip
def test_tolls_that_replace_others(text: str, dead: int) -> None:
    assert [r.fatalities_best for r in rows(text)] == [dead]


def test_whose_the_dead_before_a_later_act_are() -> None:
    found = rows(
        "Fighters ambushed a column of the army between Sanam and Abala on 11 May. Fourteen soldiers were killed and "
        "nine injured, according to the Ministry of Defence, which added that an air strike had later destroyed a "
        "group of assailants near Inates.",
        country="NE",
    )
    assert [(r.sub_event_type, r.place) for r in found] == [
        ("Armed clash", "between Sanam and Abala"), ("Air/drone strike", "near Inates"),
    ]  # fmt: skip
    assert found[0].fatalities_best == 14
    assert pd.isna(found[1].fatalities_best)


def test_a_sum_of_what_follows_is_no_event() -> None:
    found = rows(
        "At least twelve civilians were killed between Monday and Tuesday in two attacks by CODECO in Djugu territory, "
        "local sources report. Seven people were hacked to death on Monday evening in the village of Lodjo. The "
        "following morning the militiamen came upon women near Gina and killed five of them.",
        country="CD",
    )
    assert [(r.place, r.fatalities_best, r.actor2) for r in found] == [
        ("village of Lodjo", 7, "Civilians"), ("near Gina", 5, "Civilians"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In West Kordofan State, an airstrike on the livestock market of Abu Zabad killed 14 people.",
         ["livestock market of Abu Zabad"]),
        ("In North Darfur, shelling of the Abu Shouk camp killed three people on Sunday.", ["Abu Shouk camp"]),
        ("Shelling by the RSF killed 11 people on Tuesday in a residential area of Omdurman.",
         ["residential area of Omdurman"]),
        ("Jets bombed a group of assailants near the border with Mali on 11 March.", ["near the border with Mali"]),
        ("Fighters of JNIM fought with soldiers close to Fafa on Sunday.", ["close to Fafa"]),
        ("A drone bombed an army ambulance close to the Qarah Quzaq bridge on Tuesday.",
         ["close to the Qarah Quzaq bridge"]),
        ("Gunmen executed a politician on the M4 road on 12 October 2019, the army said.", ["M4 road"]),
        ("Two soldiers died when a roadside bomb hit a vehicle on the road to Qara Tappa.", ["road to Qara Tappa"]),
        ("A Russian drone attack on the Black Sea port city of Odesa killed three people.", ["port city of Odesa"]),
        ("In Omdurman, shells fired from across the Nile by the RSF killed four people on Tuesday.", ["Omdurman"]),
        ("Near Hazarin (Idlib province), a soldier was killed by rebel gunmen on Monday.", ["Near Hazarin"]),
        ("Air defences destroyed 23 drones: 17 over the Bryansk region and six over the Black Sea.",
         ["Bryansk region", "Black Sea"]),
        ("On 12 March, a drone strike hit a hospital in Ad Dubaybat. The same facility had been struck by a drone on "
         "22 November 2024.", ["Ad Dubaybat", "Ad Dubaybat"]),
        ("At Bankilare, the market was deserted today. Yesterday armed men shot dead two traders.", ["Bankilare"]),
    ],
)  # fmt: skip
def test_places(text: str, places: list[str]) -> None:
    assert [r.place for r in rows(text)] == places


def test_what_police_did_at_one_of_two_protests() -> None:
    found = rows(
        "Demonstrations took place on 13 February in Lokoja, Nigeria, where police used tear gas to disperse the crowd"
        ", and in Osogbo, where no incidents were observed."
    )
    assert [(r.place, r.sub_event_type, r.actor1) for r in found] == [
        ("Lokoja, Nigeria", "Protest with intervention", "Police Forces of Nigeria"),
        ("Osogbo", "Peaceful protest", "Protesters"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heavy gunfire was heard in Labbezanga from Monday night until dawn.", ("2025-06-09", "2025-06-10")),
        ("Clashes between the army and the RSF lasted from Tuesday evening until the early hours in Babanusa.",
         ("2025-06-10", "2025-06-11")),
        ("Rebels abducted two drivers near Dilling on 6 March, who were released on the following day.",
         ("2025-03-06", "2025-03-06")),
        ("The hospital in Kutum was hit in March, when a shell fired by the army killed a pharmacist.",
         ("2025-03-01", "2025-03-31")),
    ],
)  # fmt: skip
def test_days(text: str, expected: tuple[str, str]) -> None:
    assert [days(r) for r in rows(text)] == [expected]


def test_release_on_the_next_day_is_not_the_day_of_the_abduction() -> None:
    found = rows(
        "Two trucks were looted by armed men on the road between El Obeid and Dilling on 6 March. The drivers were "
        "abducted and released on the following day."
    )
    assert [days(r) for r in found] == [("2025-03-06", "2025-03-06")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "A donkey cart went over a mine on the track to Wali; a farmer and his son were killed.",
        "A vehicle of the National Guard rolled over a mine as it was leaving Ayorou.",
        "A herder in Mali trod on an improvised explosive device near Boni.",
    ],
)
def test_who_comes_upon_a_mine(text: str) -> None:
    (row,) = rows(text)
    assert row.sub_event_type == "Remote explosive/landmine/IED"
    assert pd.isna(row.actor1)


@pytest.mark.parametrize(
    "text",
    [
        "A complex attack on Djibo before the end of Ramadan cannot be ruled out.",
        "Officials urged families to leave Kupiansk before the city is shelled again.",
        "The army launched its offensive in Puntland in December.",
    ],
)
def test_what_is_feared_or_lasts_is_no_event(text: str) -> None:
    assert rows(text) == []


def test_one_of_the_shells_is_part_of_the_shelling() -> None:
    (row,) = rows(
        "The army shelled several neighbourhoods of Kadugli town on 9 March, killing at least 12 civilians. One shell "
        "landed in the compound of an aid agency; no staff were harmed."
    )
    assert (row.place, row.fatalities_best) == ("Kadugli town", 12)


def test_an_assault_after_a_shelling_is_an_event_of_its_own() -> None:
    found = rows(
        "The base in Babanusa was shelled by the RSF on Tuesday. In the afternoon an RSF assault on the base was "
        "beaten back by the army."
    )
    assert [r.sub_event_type for r in found] == ["Shelling/artillery/missile attack", "Armed clash"]


def test_a_list_of_deeds_is_of_whose_text_it_is() -> None:
    found = rows(
        "In the name of God\n\nBy the grace of God alone, the mujahideen of Jama'at Nusrat al-Islam wal-Muslimin:\n\n"
        "- ambushed a patrol of the Malian army between Gao and Ansongo on Tuesday.\n\n"
        "- also shelled the airport of Timbuktu on Wednesday."
    )
    assert [(r.actor1, r.place) for r in found] == [
        ("JNIM", "between Gao and Ansongo"), ("JNIM", "airport of Timbuktu"),
    ]  # fmt: skip


def test_kin_of_a_party_are_none_of_it() -> None:
    (row,) = rows("Vigilantes shot dead a bandit leader's brother in Batsari town, Nigeria, on 11 February.")
    assert (row.actor1, row.actor2) == ("Vigilantes", "Civilians")
