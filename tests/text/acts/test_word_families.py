"""Acts in the words that reports of many countries have for them, and what only sounds like one."""

from __future__ import annotations

import pytest

from tests.text.acts.test_acts import told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A shell flew into a house in Nikopol on Monday and killed a woman.", "Shelling/artillery/missile attack"),
        ("Two rockets came down in Damasak on Monday.", "Shelling/artillery/missile attack"),
        ("Rebels near Afrin were put under heavy fire by Turkish artillery.", "Shelling/artillery/missile attack"),
        ("Chasiv Yar was under fire on Monday evening.", "Shelling/artillery/missile attack"),
        ("In Druzhba a man was killed in his yard by a mortar shell.", "Shelling/artillery/missile attack"),
        ("Two mortar rounds landed inside the Balad air base on Monday.", "Shelling/artillery/missile attack"),
        ("The rebels retaliated by bombarding the airport of Hama on Monday.", "Shelling/artillery/missile attack"),
        ("Hits of attack drones were recorded in Kharkiv on Monday.", "Air/drone strike"),
        ("The Air Force dealt precise blows to rebels in Kutum on Monday.", "Air/drone strike"),
        ("Antonov planes rained barrel bombs on Kauda on Monday.", "Air/drone strike"),
        ("The Air Component conducted air interdiction at Parisu on Monday.", "Air/drone strike"),
        ("A bus jumped on a mine near Taparko on Monday.", "Remote explosive/landmine/IED"),
        ("A girl of about 15 blew herself up near the market of Amchide on Monday.", "Suicide bomb"),
        ("The rebels were intercepted by the army near Bara on Monday.", "Armed clash"),
        ("Soldiers mopped up remnants of the militia in Umm Badr on Monday.", "Armed clash"),
        ("Gunmen waylaid a convoy of traders near Mellit on Monday.", "Attack"),
        ("The militia shot at people who were fetching water in Bara on Monday.", "Attack"),
        ("The army completed the cleansing of Jebel Moya on Monday.", "Government regains territory"),
        ("The air defences managed at dawn on Monday to shoot down a drone over Marib.", "Disrupted weapons use"),
        ("A device planted by rebels near Suluk was detected and defused on Monday.", "Disrupted weapons use"),
        ("Twelve drones were destroyed by air defence over Odesa on Monday.", "Disrupted weapons use"),
        ("Gunmen broke into the guesthouse of a charity in Bambari on Monday.", "Looting/property destruction"),
        ("The attackers emptied the shops of Namissiguima on Monday.", "Looting/property destruction"),
        ("Special forces seized a money collector of Al-Shabaab in Afgoye on Monday.", "Arrests"),
        ("Protesters closed the road near Suwayda with burning tyres on Monday.", "Violent demonstration"),
        ("About 60 pensioners came to an office in Kramatorsk on Monday to demand their arrears.", "Peaceful protest"),
        ("Elders of both communities signed a cessation of hostilities in Damazine on Monday.", "Agreement"),
        ("President Putin, who met President Erdogan in Astana on Monday, said nothing about it.", "CONSULT"),
        ("Residents of Koutougou received an ultimatum of 48 hours to leave.", "THREATEN"),
    ],
)  # fmt: skip
def test_families_of_words_tell_acts(text: str, kind: str) -> None:
    assert told(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The troops are continuing limited, localized, targeted operational activity in Jabal.",
        '"They shoot, we sweep up, they shoot again," says Nina in Nikopol.',
        "All recovered items and arrested suspects were handed over to the authority in Banki.",
        "The number of people killed in Aleppo since the end of the truce on 19 May has risen to 362.",
        "The police arrested none of them in Port-au-Prince.",
        "Also destroyed were two armoured vehicles, a car and a mortar.",
        "The mission is gravely concerned by the offensive on the west bank of the Nile.",
        "The majority of cases was caused by shelling from howitzers.",
        "Flights at Vnukovo were held up on Monday.",
        "The command thanks all those who fight in the Battle of Dignity in Khartoum.",
        "The army would respond should the rebels attack the town of Tafas.",
    ],
)
def test_what_is_no_act(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "In all, 33 soldiers died when militants attacked a unit at Tessit on 15 March, an attack claimed by ISIS.",
            0,
        ),
        ("A bomb blew up a police pickup near Riyadh on Monday. Two policemen died.", 1),
        ("The army repelled 14 attacks near Berdychi on Monday, where the enemy tried to break through.", 1),
        ("Boats that attempted to attack a warship were destroyed by its guns in the Black Sea on Monday.", 1),
        ("An air strike killed six people in Selekleka on Monday, as fighting near the border intensified.", 1),
    ],
)
def test_one_act_is_told_once(text: str, kinds: int) -> None:
    assert len(told(text)) == kinds
