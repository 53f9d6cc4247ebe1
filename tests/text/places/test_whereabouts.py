"""Where and when: place and day of one event, each rule in several wordings."""

from __future__ import annotations

import pandas as pd
import pytest

from geoevents.text.events import extract_events

WAR = " The soldiers and fighters of both armies were on alert."
"""Makes each text one of armed conflict, as reports are."""


def told(text: str) -> list[tuple[str | None, str | None]]:
    """Return place and day (or first and last day) of each event; the text is of Thursday, 16 May 2024."""
    out: list[tuple[str | None, str | None]] = []
    for row in extract_events(text + WAR, published="2024-05-16").itertuples():
        days = None
        if not pd.isna(row.date_start):
            days = f"{row.date_start:%Y-%m-%d}"
            if row.date_end != row.date_start:
                days += f" {row.date_end:%Y-%m-%d}"
        out.append((None if pd.isna(row.place) else row.place, days))
    return out


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A roadside bomb hit a convoy of soldiers off Eyl on Tuesday.", "off Eyl"),
        ("Rebels captured the hill of Ndumba on Tuesday.", "hill of Ndumba"),
        ("Helicopters struck a training camp in the hills of Wata on Tuesday.", "hills of Wata"),
        ("Fighters raided a post in Wadi al-Qasab on Tuesday.", "Wadi al-Qasab"),
        ("Air defence units shot down a drone over Jabal Awliya on Tuesday.", "Jabal Awliya"),
        ("Two soldiers were killed on the island of Kinmen on Tuesday when shells hit a trench.", "island of Kinmen"),
        ("Gunmen ambushed an army convoy on the road from Gao to Ansongo on Tuesday.", "road from Gao to Ansongo"),
        ("An army convoy was ambushed between Gao and Ansongo on Tuesday.", "between Gao and Ansongo"),
        ("In Mopti region, gunmen burned two villages on Tuesday.", "Mopti region"),
        ("Fighters from Darfur attacked a base near El Obeid on Tuesday, a doctor in Geneva said.", "near El Obeid"),
        ("Police in Nairobi said gunmen had killed two workers in Mandera county on Tuesday.", "Mandera county"),
        ("A soldier from Odesa was killed near Chasiv Yar on Tuesday.", "near Chasiv Yar"),
        ("Clashes between the army and rebels broke out in Al-Zawiyah at about 02:00 on Tuesday.", "Al-Zawiyah"),
        ("Two mortar shells fired by militants of Hayat Tahrir al-Sham fell on Hazarin on Tuesday.", "Hazarin"),
        ("Jets struck posts west of the port city of Hodeidah on Tuesday.", "west of the port city of Hodeidah"),
        ("Kutkai was shelled by the army from its base at Lashio on Tuesday.", "Kutkai"),
        ("Shells fired by the army hit Al-Nao Hospital on Tuesday.", "Al-Nao Hospital"),
        ("Drones struck the Khor Mor gas field on Tuesday.", "Khor Mor gas field"),
        ("Gunmen threw a grenade into a bar in Bujumbura's Kamenge district on Tuesday.", "Kamenge district"),
        ("Artillery struck the Saudi Maternity Hospital on Tuesday.", "Saudi Maternity Hospital"),
        ("Near the village of Bulak-Bashy, a Tajik patrol opened fire on border guards on Tuesday.",
         "Near the village of Bulak-Bashy"),
    ],
)  # fmt: skip
def test_place_of_an_event(text: str, place: str) -> None:
    assert told(text) == [(place, "2024-05-14")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The army shelled Kafr Nabl, Hass and Binnish on Tuesday.", ["Kafr Nabl", "Hass", "Binnish"]),
        ("Clashes erupted in the Jabal Moya area, in Wadi Halfa and on the outskirts of Sennar on Tuesday.",
         ["Jabal Moya area", "Wadi Halfa", "outskirts of Sennar"]),
        ("Kutkai and Lashio were shelled on Tuesday by the army.", ["Kutkai", "Lashio"]),
    ],
)  # fmt: skip
def test_places_of_a_list(text: str, places: list[str]) -> None:
    assert told(text) == [(place, "2024-05-14") for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels attacked Djibo last Thursday. The attack came exactly a week after soldiers killed 20 villagers in"
            " Nouna.",
            [("Djibo", "2024-05-09"), ("Nouna", "2024-05-02")],
        ),
        (
            "A missile fell on Marib on Tuesday. In Taiz, a girl was shot dead by a sniper the day before the missile"
            " fell on Marib.",
            [("Marib", "2024-05-14"), ("Taiz", "2024-05-13")],
        ),
        ("Two farmers were killed by bandits in Maru. The attack took place on Saturday, police said.",
         [("Maru", "2024-05-11")]),
        ("At 08:40 a mortar shell hit a bus in Antonivka.", [("Antonivka", "2024-05-16")]),
        ("On Tuesday rebels shelled Sake. At dawn, mortar shells hit Minova.",
         [("Sake", "2024-05-14"), ("Minova", "2024-05-14")]),
        ("Years ago, rebels attacked Sake.", [("Sake", None)]),
        ("Rebels seized Goma in 2012, and on 3 May they attacked Sake.",
         [("Goma", "2012-01-01 2012-12-31"), ("Sake", "2024-05-03")]),
        ("Rebels shelled Sake on 8 May. Three days later the army recaptured the town.",
         [("Sake", "2024-05-08"), ("Sake", "2024-05-11")]),
        ("Clashes were reported in Sake on Tuesday and Wednesday.", [("Sake", "2024-05-14 2024-05-15")]),
        ("Our crews recovered the bodies of five people in Rafah. They had been killed when aircraft bombed their"
         " house on Saturday.", [("Rafah", "2024-05-11")]),
        ("On Monday rebels ambushed a lorry on the road from Sake to Minova. Two days earlier, two aid workers had"
         " been abducted by gunmen on the same road.",
         [("road from Sake to Minova", "2024-05-13"), ("road from Sake to Minova", "2024-05-11")]),
    ],
)  # fmt: skip
def test_day_of_an_event(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The village of Gobu, which rebels had attacked on Tuesday, is calm.", "village of Gobu"),
        ("The camp at Gobu, where rebels killed ten people on Tuesday, is calm.", "Gobu"),
        ("The base at Gobu that was bombed by the army on Tuesday is empty.", "Gobu"),
    ],
)
def test_place_before_a_relative_clause(text: str, place: str) -> None:
    assert told(text) == [(place, "2024-05-14")]


def test_an_opening_line_gives_its_day_to_what_follows() -> None:
    text = (
        "Colleagues, the situation in the region over the past day, 10 March.\n\n"
        "In Suja, army drones attacked a tractor. Gobu was shelled by the army.\n\n"
        "Two days earlier, army drones struck a bakery in Tawila."
    )
    found = extract_events(text, published="2025-03-11", country="SD")
    assert [f"{d:%m-%d}" for d in found["date_start"]] == ["03-10", "03-10", "03-08"]


def test_the_past_day_of_a_morning_report_is_the_day_before() -> None:
    opening = "General Staff\nInformation as of 08:00 on 17 June 2025\n\n"
    text = f"{opening}Over the past day, our troops repelled an attack near Vovchansk."
    found = extract_events(text, published="2025-06-17", country="UA")
    assert [(f"{r.date_start:%m-%d}", f"{r.date_end:%m-%d}") for r in found.itertuples()] == [("06-16", "06-16")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen attacked the Signals Regiment barracks on Tuesday.", "Signals Regiment barracks"),
        ("Gunmen attacked the border post of Assamakka in northern Niger on Tuesday.",
         "border post of Assamakka in northern Niger"),
        ("Shelling killed a boy at a brick kiln in Tarwa, about 25 km from Kaya, on Tuesday.",
         "Tarwa, about 25 km from Kaya"),
        ("Jets bombed positions of the rebels in the Fur Mountains on Tuesday.", "Fur Mountains"),
        ("Artillery shelled the hamlet of Varvarivka, 7 km east of Kupiansk, on Tuesday.",
         "hamlet of Varvarivka, 7 km east of Kupiansk"),
        ("In Korhogo, in neighbouring Ivory Coast, gunmen shot dead a trader on Tuesday.",
         "Korhogo, in neighbouring Ivory Coast"),
        ("Drones struck a quarry near Anefis in Mali's far north on Tuesday.", "near Anefis in Mali's far north"),
        ("Gunmen shot dead a clerk in Palm Street on Tuesday.", "Palm Street"),
        ("Shells hit a clinic in 'Ayta ash-Sha'b on Tuesday.", "'Ayta ash-Sha'b"),
        ("Shells hit a school in Sha'ra' on Tuesday.", "Sha'ra'"),
        ("Gunmen shot dead a teacher, Adil al-Basra, near Bab al-Sabil in Zabid on Tuesday.",
         "near Bab al-Sabil in Zabid"),
        ("A grenade was thrown at soldiers on the football field of Totoral on Tuesday.", "Totoral"),
        ("In the department of Arauca, a bomb killed two soldiers on the edge of Saravena on Tuesday.",
         "edge of Saravena"),
        ("Six fighters, among them a commander alias Marib, were killed by the army in Tarwa on Tuesday.", "Tarwa"),
        ("Soldiers shot down a drone which the rebels had launched towards the Tarwa dam on Tuesday.", "Tarwa dam"),
        ("On Tuesday trucks carrying flour to Kaya were stopped by gunmen near Tarwa, and two drivers were abducted.",
         "near Tarwa"),
        ("Jets struck the Sanaa airport on Tuesday.", "Sanaa airport"),
        ("A rebel bomb went off in the capital, Bamako, on Tuesday.", "Bamako"),
        ("Gunmen ambushed a column on the road from Tarwa to Bulsa on Tuesday.", "road from Tarwa to Bulsa"),
        ("Bandits on motorbikes invaded Gidan Dan Inna community on Tuesday, killing six vigilantes.",
         "Gidan Dan Inna community"),
        ("On Tuesday gunmen boarded a tanker 40 nautical miles off the coast of Somalia and kidnapped five crew.",
         "40 nautical miles off the coast of Somalia"),
        ("The rocket, which landed on a football field in Majdal Shams on Tuesday, killed twelve children.",
         "Majdal Shams"),
        ("A car bomb killed a soldier at the entrance to Afrin on Tuesday.", "entrance to Afrin"),
        ("A bomb exploded in Istanbul's Taksim Square on Tuesday, killing six soldiers.", "Taksim Square"),
        ("Soldiers shot dead a man on Rustaveli Avenue in Tbilisi on Tuesday.", "Rustaveli Avenue in Tbilisi"),
        ("A spokesman in Goma said that rebels had attacked Kitchanga on Tuesday.", "Kitchanga"),
        ("On Tuesday gunmen killed twenty villagers in Dan Gulbi, Katsina State, Nigeria.",
         "Dan Gulbi, Katsina State, Nigeria"),
        ("On Tuesday soldiers attacked rebel camps on the islands of Lake Chad.", "islands of Lake Chad"),
        ("Barges were bombed by aircraft between Marrat and Abu Hamam on Tuesday.", "between Marrat and Abu Hamam"),
    ],
)  # fmt: skip
def test_place_by_what_stands_around_its_name(text: str, place: str) -> None:
    assert told(text) == [(place, "2024-05-14")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels burned the barracks of Tarwa. The army recaptured that town on Tuesday.",
         ["barracks of Tarwa", "barracks of Tarwa"]),
        ("Rebels shelled the Zaza camp in the besieged city of Tarwa. Troops repelled an assault on the airport.",
         ["Zaza camp in the besieged city of Tarwa", "city of Tarwa"]),
        ("The mayor of Tarwa said gunmen had kidnapped three drivers at the weekly market there on Tuesday.",
         ["Tarwa"]),
        ("Clashes between soldiers and rebels broke out on the western outskirts of Tarwa on Monday. Shops were looted"
         " by armed men on Tuesday.", ["western outskirts of Tarwa", "Tarwa"]),
        ("Kutum has many visitors. It was attacked by rebels on Tuesday. Traders in Kutum fled.", ["Kutum"]),
        ("Eight shellings were recorded on Tuesday: five in Idlib province, two in Hama province and one in Homs"
         " province.", ["Idlib province", "Hama province", "Homs province"]),
        ("Drones hit Sumy, Konotop and a farm outside Romny on Tuesday.", ["Sumy", "Konotop", "outside Romny"]),
        ("Rebels killed eleven people in the village of Tarwa on Monday and nine in Bulsa on Tuesday.",
         ["village of Tarwa", "Bulsa"]),
        ("Jets carried out strikes on a gathering of the militia west of Tarwa and on a fuel store in Bulsa.",
         ["west of Tarwa", "Bulsa"]),
        ("Fire was exchanged between Kornet and Rpana fighters near Bouar.", ["near Bouar"]),
        ("Off Bosaso, Somalia, gunmen boarded a dhow on Tuesday and kidnapped five crew.", ["Off Bosaso, Somalia"]),
        ("Rebels attacked an army base in Puerto Tarwa, in Arauca.", ["Puerto Tarwa, in Arauca"]),
        ("Tarwa district: on 5 May, rebels captured Bulsa. Shops were looted by the rebels on 6 May.",
         ["Bulsa", "Bulsa"]),
        ("Shelling by the army was reported in the Donetsk region towns of Toretsk and Myrnohrad.",
         ["Toretsk", "Myrnohrad"]),
    ],
)  # fmt: skip
def test_places_told_before_or_together(text: str, places: list[str]) -> None:
    assert [place for place, _ in told(text)] == places


def test_a_place_and_a_full_stop_are_a_heading() -> None:
    text = (
        "Sabha. On 4 May, shells fired by rebels hit a house. Nobody was hurt.\n\n"
        "Sirt. A soldier was abducted by gunmen outside his office on 9 May."
    )
    assert told(text)[:2] == [("Sabha", "2024-05-04"), ("Sirt", "2024-05-09")]


def test_acts_that_are_shared_out_have_their_counts() -> None:
    found = extract_events("Eight shellings were recorded: five in Idlib province and three in Hama province." + WAR)
    assert found[["place", "count"]].to_numpy().tolist() == [["Idlib province", 5], ["Hama province", 3]]


def test_talks_before_an_act_do_not_place_it() -> None:
    assert told("Talks were held in Geneva. Rebels attacked a convoy on Tuesday.") == [(None, "2024-05-14")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Rebels said on Monday they had repulsed an army attack near Gobu the previous evening.", ["05-12"]),
        ("A court jailed men on Friday for an attack in Gobu in which 22 people died on 3 March.", ["03-03"]),
        ("Rebels shelled Gobu on Friday. It was the worst shelling of the town since January.", ["05-10"]),
        ("The attack came two days after rebels raided Gobu, and a week after they raided Suja.", ["05-12", "05-07"]),
    ],
)
def test_which_of_two_days_is_that_of_the_act(text: str, days: list[str]) -> None:
    text = f"{text} The war between the army and the rebels goes on."
    found = extract_events(text, published="2024-05-14", country="SD")
    assert [f"{d:%m-%d}" for d in found["date_start"]] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jets bombed Gobu on Sunday. It was last hit on 12 June 2021. The army shelled Suja, too.", "05-12"),
        (
            "Shells hit Gobu on 3 May. A year earlier, on 28 April 2023, it had been burned. A drone struck Suja.",
            "05-03",
        ),
        ("In 2019 Gobu was burned by rebels. On Sunday rebels attacked Suja. They burned Tawila.", "05-12"),
    ],
)
def test_a_day_looked_back_to_is_not_that_of_what_follows(text: str, days: str) -> None:
    text = f"{text} The war between the army and the rebels goes on."
    found = extract_events(text, published="2024-05-14", country="SD")
    assert f"{found['date_start'].iloc[-1]:%m-%d}" == days


def test_an_air_strike_needs_no_other_word_of_war() -> None:
    assert extract_events("On 3 June an air strike hit a clinic in Goma.").place.tolist() == ["Goma"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("RSF gunmen stormed al-Qutayna and killed two people.", "al-Qutayna"),
        ("The army recaptured al-Hilaliya, a town in Gezira state, from the RSF on Monday.", "al-Hilaliya"),
        ("In al-Raqqa, the Bab al-Hawa crossing was shelled by the army.", "Bab al-Hawa crossing"),
        ("Troops shelled the market of Abu Quta on Monday, killing seven.", "market of Abu Quta"),
    ],
)
def test_articles_and_openers_belong_to_names(text: str, place: str) -> None:
    assert extract_events(text, published="2025-01-21")["place"].tolist() == [place]
