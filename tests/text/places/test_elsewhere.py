"""Names that nobody lists, and places where nothing happened: each cause in wordings of its own."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geoevents.text.events import extract_events
from geoevents.text.times.dates import find_dates

WAR = " The soldiers and fighters of both armies were on alert."
"""Makes each text one of armed conflict, as reports are."""


def places(text: str) -> list[str | None]:
    """Return the place of each event."""
    found = extract_events(text + WAR, published="2024-06-12")["place"]
    return [None if pd.isna(place) else place for place in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Armed men raided Tchoukou Maradi village on Monday, killing four farmers.", "Tchoukou Maradi village"),
        ("Two shells landed on the Al-Qadissiya quarter on Tuesday, wounding a child.", "Al-Qadissiya quarter"),
        ("Mortar fire hit the predominantly Christian Wadi Sayeh neighbourhood on Monday.", "Wadi Sayeh neighbourhood"),
        ("Militants attacked an army outpost at PK35 on Tuesday, killing two soldiers.", "PK35"),
        ("The rebels shelled the Kilometre 7 junction on Wednesday.", "Kilometre 7 junction"),
        ("A drone hit a bus on the Huliaipole - Pokrovske highway on Monday.", "Huliaipole - Pokrovske highway"),
        ("Gunmen ambushed a police patrol in the direction of Goundam on Tuesday.", "Goundam"),
        ("Government forces recaptured the 17 February camp on Thursday after a siege.", "17 February camp"),
        ("Militants burned several houses in the district of Hit on Monday.", "district of Hit"),
        ("Gunmen abducted four traders in Dan-Koura (Tillia department) on Monday.", "Dan-Koura"),
        ("A bomb exploded at a cafe in the Iraqi capital on Tuesday, killing three people.", "Iraqi capital"),
        ("Soldiers based at Faragoulou stubbornly repelled an attack by militants on Monday.", "Faragoulou"),
        ("Ntoula itself was captured by the rebels on Monday.", "Ntoula"),
        (
            "Rebels attacked the gold mine of Djouga, in the department of Tera, on Monday.",
            "Djouga, in the department of Tera",
        ),
        ("The militia stole 40 camels from Umm Rakuba on Monday.", "Umm Rakuba"),
    ],
)
def test_names_that_nobody_lists(text: str, place: str) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Three people died at Al-Shifa hospital on Monday after a strike on a school in Jabalia.", "Jabalia"),
        ("Pirates seized a cargo ship bound for Mombasa off Hobyo on Thursday.", "off Hobyo"),
        ("Missiles fired from Kursk region struck a depot in Shostka on Monday.", "Shostka"),
        ("Drones sent from rebel-held areas of Yemen hit a tanker in the Gulf of Aden on Monday.", "Gulf of Aden"),
        ("Police arrested the driver, a member of a gang in Tumaco, on Monday in Buenaventura.", "Buenaventura"),
        ("Gunmen attacked Zurmi, a mining town near Gusau, on Monday, killing five civilians.", "Zurmi"),
        ("In Omdurman, the city across the Nile from Khartoum, shells killed five people on Monday.", "Omdurman"),
        ("The border region of Belgorod said shells had hit a depot near Oktyabrsky on Monday.", "near Oktyabrsky"),
        ("Gunmen looted the shops of Doumba on Monday before withdrawing towards Bourzanga.", "Doumba"),
        ("On Monday clashes spread to the village of Um Darfa, on the other bank of the Nile.", "village of Um Darfa"),
        ("Militants crossed the Niger-Mali border and attacked a post near Tongo Tongo on Monday.", "near Tongo Tongo"),
        ("Air defence units shot down a reconnaissance ZALA over Kherson region on Monday.", "Kherson region"),
        ("In Kharkiv, a bomb hit a house in the Saltivskyi district on Monday, killing two.", "Saltivskyi district"),
        ("Soldiers of the Dori detachment clashed with gunmen near Selbo on Monday.", "near Selbo"),
        ("An assault from the direction of Zalambessa was beaten back by the army on Monday.", "Zalambessa"),
        ("A salvo of rockets fell near Kherson on Monday; a Grad salvo hit a field near Snihurivka.", "near Kherson"),
    ],
)
def test_places_where_nothing_happened(text: str, place: str) -> None:
    assert places(text)[0] == place


def test_a_site_is_meant_wherever_it_was_named() -> None:
    found = places(
        "Rockets hit the Kawergosk refinery on Monday. The army found a launcher in Bartella.\n\n"
        "Soldiers attacked a hideout near Bartella on Tuesday. Three shells fell near the refinery on 6 April."
    )
    assert found[-1] == "Kawergosk refinery"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the first week of November", "2023-11-01", "2023-11-07"),
        ("in the second half of May 2023", "2023-05-16", "2023-05-31"),
        ("during the last week of July", "2023-07-25", "2023-07-31"),
        ("in the third week of June 2022", "2022-06-15", "2022-06-21"),
        ("in the first ten days of October", "2023-10-01", "2023-10-10"),
    ],
)
def test_parts_of_a_month(text: str, first: str, last: str) -> None:
    (day,) = find_dates(f"The army shelled villages {text}.", date(2023, 11, 20))
    assert (str(day.first), str(day.last)) == (first, last)


@pytest.mark.parametrize(
    "site", ["the May 22 hospital", "the 17 February Brigade", "the July 14 bridge", "a 30 June camp"]
)
def test_days_that_are_names(site: str) -> None:
    assert find_dates(f"Troops captured {site} after a siege.", date(2024, 6, 12)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The group claimed on Tuesday to have attacked a barracks in Mucojo on 9 June.", "2024-06-09"),
        ("The ministry announced on Monday that gunmen had killed two soldiers near Tillia on 7 June.", "2024-06-07"),
        ("State television said on Friday that gunmen had attacked a convoy near Izraa the same day.", "2024-06-07"),
        ("The attack on Ngouboua dated 4 June took place on 5 June, and two civilians died.", "2024-06-05"),
    ],
)
def test_the_day_of_a_statement_is_not_that_of_the_act(text: str, day: str) -> None:
    found = extract_events(text + WAR, published="2024-06-12")
    assert f"{found['date_start'].iloc[0]:%Y-%m-%d}" == day


def test_weekdays_count_from_the_end_of_a_period() -> None:
    found = extract_events(
        "Weekly protection update\nReporting period: 3 - 9 June 2024\n\nMilitiamen ambushed two vehicles between Dala "
        "and Lodjo on Wednesday, killing a driver." + WAR,
        published="2024-06-12",
    )
    assert f"{found['date_start'].iloc[0]:%Y-%m-%d}" == "2024-06-05"
