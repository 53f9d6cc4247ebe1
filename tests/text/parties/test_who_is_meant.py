"""Who acts and who is hit by the grammar of reports: pairs spoken of before, apposition, office holders, survivors."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events


def _last(text: str) -> tuple[object, object]:
    row = extract_events(text, published="2024-03-10").astype(object).to_dict("records")[-1]
    return tuple(None if row[k] != row[k] or str(row[k]) == "<NA>" else row[k] for k in ("actor1", "actor2"))


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "Sudan's army and the RSF traded accusations. The two sides also fought at the Abu Shouk camp on Sunday.",
            "Sudanese Armed Forces", "Rapid Support Forces",
        ),
        (
            "The ELN threatened the FARC dissidents in Arauca. On 2 January both groups clashed at Botalon.",
            "National Liberation Army", "FARC Dissidents",
        ),
        (
            "Fighting between members of the Hausa and Hamaj communities broke out in Ganis East, Sudan, on Friday.",
            "Hausa", "Hamaj",
        ),
        ("Clashes between the Nuer and Murle left ten dead in Pibor, South Sudan, on Monday.", "Nuer", "Murle"),
        (
            "Clashes took place between the regime forces and the rebel and Islamic factions near Aleppo, Syria.",
            "Syrian Arab Army", "Rebel and Islamic factions",
        ),
        (
            "Rebels ambushed a convoy of the Malian army near Boni. Survivors came under fire from gunmen near Nokara.",
            "Gunmen", "Military Forces of Mali",
        ),
        (
            "At least 16 civilians were killed in Wau on 10 April, when armed militiamen went from house to house.",
            "Armed militiamen", "Civilians",
        ),
        (
            "The Colombian army denied having bombed a camp of the Jaime Martinez Front in the hamlet of Playa Rica.",
            "Military Forces of Colombia", "Jaime Martínez Front",
        ),
        ("Shells fired from Ukraine hit a fuel depot near Belgorod.", "Military Forces of Ukraine", None),
        (
            "In Aden, seat of the government, a bomb killed an officer of the Security Belt, a force of the south, "
            "on Friday.",
            None, "Security Belt Forces",
        ),
        (
            "The Kraze Barye gang is said to be in Torcelle. Its members abducted a physician in Torcelle on 16 March.",
            "Kraze Barye", "Civilians",
        ),
        (
            "The Congolese president, Felix Tshisekedi, and his Rwandan counterpart, Paul Kagame, met in Doha.",
            "Felix Tshisekedi", "Paul Kagame",
        ),
        (
            "Helicopters later attacked a column of fleeing militants near Douna, the Malian army said.",
            "Military Forces of Mali", "Militants",
        ),
        (
            "Russian warplanes, which carried out four raids on the hills around Ash Shaykh Bahr on Friday, were seen.",
            "Military Forces of Russia", None,
        ),
        ("In Sinjar, a drone, believed to be Turkish, killed a commander of the YBS on Friday.",
         "Military Forces of Turkey", "Sinjar Resistance Units"),
        ("Soldiers loyal to the Houthis shelled Taiz, Yemen, killing two.", "Houthi Movement", None),
        ("Colombian marines seized explosives from ELN rebels near Tumaco.",
         "Military Forces of Colombia", "National Liberation Army"),
        ("Alhassane Ag Gao was abducted by gunmen from his house in Anderamboukane, Mali.", "Gunmen", "Civilians"),
        (
            "The Sudanese Air Force bombed Jebel Marra on Friday. An Antonov dropped ten bombs on Fanga.",
            "Sudanese Armed Forces", None,
        ),
        (
            "Fighters of the Balochistan Liberation Army blew up a bridge in Bolan. The group said it had attacked a "
            "camp of paramilitary forces in Bela.",
            "Balochistan Liberation Army", "Military Forces of Pakistan",
        ),
        ("A suicide bomber struck a post manned by Somali troops near Afgoye.", None, "Military Forces of Somalia"),
        ("A rocket hit a house used by militants in Idlib, Syria.", None, "Militants"),
        (
            "The Tigray People's Liberation Front said an assault by Eritrean troops near Zalambessa was beaten back.",
            "Military Forces of Eritrea", "Tigray People's Liberation Front",
        ),
        ("Bandits freed 30 students they had abducted in Kuriga, Nigeria.", "Bandits", "Civilians"),
        ("A Ukrainian Su-27 was shot down near Poltava on 9 March.", None, "Military Forces of Ukraine"),
        (
            "The military police of the National Army arrested three men in Jandayris, northern Syria.",
            "Syrian National Army", "Civilians",
        ),
    ],
)  # fmt: skip
def test_the_words_say_who(text: str, actor1: str | None, actor2: str | None) -> None:
    assert _last(text) == (actor1, actor2)


_BULLETIN = (
    "Operational information as of 16:00 on 9 March 2024 regarding the Russian invasion\n\n"
    "{act} In the Lyman direction, our defenders held their positions against the enemy."
)


@pytest.mark.parametrize(
    ("act", "actor1"),
    [
        ("The settlement of Bachivsk in Sumy region came under artillery fire.", "Military Forces of Russia"),
        ("Air defence shot down eight enemy drones over Sumy.", "Military Forces of Ukraine"),
    ],
)
def test_a_text_in_its_own_voice_has_an_author(act: str, actor1: str) -> None:
    found = extract_events(_BULLETIN.format(act=act), published="2024-03-09")["actor1"]
    assert set(found) == {actor1}


def test_a_letterhead_names_the_author() -> None:
    text = (
        "DEFENCE HEADQUARTERS\nDirectorate of Defence Media Operations\n\nAbuja, Nigeria, 9 March 2024\n\n"
        "On 8 March, following a fierce firefight at Bulabulin in Borno State, three terrorists were neutralised."
    )
    assert set(extract_events(text, published="2024-03-09")["actor1"]) == {"Military Forces of Nigeria"}


def test_nobody_is_both_sides() -> None:
    text = "Gunmen who had launched an attack on Bla, Mali, on Friday were killed. Armed men tied up a guard in Bla."
    rows = extract_events(text, published="2024-03-10").astype(object).to_dict("records")
    assert all(r["actor1"] != r["actor2"] for r in rows)
