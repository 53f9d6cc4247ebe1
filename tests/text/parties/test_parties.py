"""Who is on which side of an event, where an event has several places, and what two parties say of one event."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.text.events import extract_events


def rows(text: str) -> list[Any]:
    return list(extract_events(text, published="2024-10-07").itertuples())


def name(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "Two Lebanese soldiers were killed by fire from Israeli forces near Marjayoun on Saturday.",
            "Military Forces of Israel",
            "Military Forces of Lebanon",
        ),
        (
            "Three Malian soldiers were wounded by a shell fired by Tuareg rebels near Kidal on Friday.",
            "Tuareg rebels",
            "Military Forces of Mali",
        ),
        (
            "Seven soldiers were killed after suspected jihadists ambushed a convoy near Ayorou on Wednesday.",
            "Suspected jihadists",
            "Military Forces of Niger",
        ),
        (
            "Fire was traded between the Lebanese army and Israeli troops near Aitaroun on Saturday.",
            "Military Forces of Lebanon",
            "Military Forces of Israel",
        ),
        (
            "Ten farmers, who were kidnapped by bandits near Zurmi on Friday, are still missing.",
            "Bandits",
            "Civilians",
        ),
        (
            "Three Russian jets were shot down by Ukrainian air defence near Kupiansk on Sunday.",
            "Military Forces of Ukraine",
            "Military Forces of Russia",
        ),
        (
            "Somali troops came under heavy mortar fire from al-Shabaab near Janaale on Friday.",
            "Al-Shabaab",
            "Military Forces of Somalia",
        ),
    ],
)
def test_the_sides_of_an_act(text: str, actor1: str, actor2: str) -> None:
    found = rows(text)
    assert [(name(r.actor1), name(r.actor2)) for r in found] == [(actor1, actor2)]


@pytest.mark.parametrize(
    "text",
    [
        "In the night, air defence forces shot down eleven Ukrainian drones over Kursk Region, the Russian defence "
        "ministry said.",
        "Ukraine struck Donetsk, and Ukraine shelled Makiivka.\n\nAir defence units shot down two Ukrainian "
        "drones over Luhansk on Sunday.",
    ],
)
def test_no_army_is_on_both_sides(text: str) -> None:
    found = [r for r in rows(text) if r.sub_event_type == "Disrupted weapons use"]
    assert found
    for r in found:
        assert name(r.actor1) != name(r.actor2) == "Military Forces of Ukraine"


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        # whose the weapon is that is the subject
        (
            "Heavy fighting in Syria. A guided missile fired from positions of the SDF hit a bus in Afrin on Sunday.",
            "Syrian Democratic Forces",
            None,
        ),
        (
            "Heavy fighting in Afghanistan. A mortar shell fired by the Taliban hit a police checkpoint in Kunduz on "
            "Monday and killed two policemen.",
            "Taliban",
            "Police Forces of Afghanistan",
        ),
        (
            "Heavy fighting in Syria. Warplanes believed to be Russian bombed Kansafra on Sunday.",
            "Military Forces of Russia",
            None,
        ),
        # whom it was aimed at
        (
            "Heavy fighting in Iraq. Two Katyusha rockets were fired at a base housing American troops near Erbil on "
            "Sunday.",
            None,
            "Military Forces of the United States",
        ),
        (
            "Heavy fighting in Syria. Unidentified aircraft struck a convoy of Iran-backed militias near Abu Kamal on "
            "Sunday, killing six fighters.",
            None,
            "Iran-backed militias",
        ),
        (
            "Heavy fighting in Yemen. Two soldiers of the internationally recognised government were killed when "
            "Houthi fighters attacked their position in Al-Kadhah on Saturday.",
            "Houthi Movement",
            "Military Forces of Yemen",
        ),
        # names of groups
        (
            "Heavy fighting in Colombia. Fighters of the Aldemar Quiroga front ambushed a police patrol near Toribio "
            "on Saturday, killing two officers.",
            "Aldemar Quiroga front",
            "Police Forces of Colombia",
        ),
        (
            "Heavy fighting. The ELN and the 33rd Front of the FARC dissidents clashed near Tibu on Friday.",
            "National Liberation Army",
            "33rd Front",
        ),
        (
            "Heavy fighting in Chad. A coalition of armed groups, the CPC, attacked the town of Sam Ouandja on Monday.",
            "Coalition of Patriots for Change",
            None,
        ),
        (
            "Heavy fighting in Syria. Israel bombed an arms depot of the Lebanese group Hezbollah near Al-Qusayr on "
            "Sunday.",
            "Israel",
            "Hezbollah",
        ),
        # who is held responsible
        (
            "Heavy fighting in Libya. Shells hit the port of Tripoli on Wednesday, killing a dockworker. The ministry "
            "blamed the Libyan National Army.",
            "Libyan National Army",
            "Civilians",
        ),
        (
            "Four farmers were shot dead near Mubi on Friday, an attack blamed on Boko Haram.",
            "Boko Haram",
            "Civilians",
        ),
        (
            "A bomb exploded at a checkpoint in Baidoa on Tuesday, wounding five policemen. No group has claimed the "
            "attack, which officials attributed to al-Shabaab.",
            "Al-Shabaab",
            "Police Forces of Somalia",
        ),
        # whose aircraft was shot down
        (
            "Heavy fighting in Sudan. Our air defences shot down six drones which the RSF had launched towards Merowe "
            "on Monday.",
            "Sudanese Armed Forces",
            "Rapid Support Forces",
        ),
    ],
)
def test_sides_told_in_other_words(text: str, actor1: str | None, actor2: str | None) -> None:
    found = [(name(r.actor1), name(r.actor2)) for r in rows(text)]
    assert (actor1, actor2) in found
    assert len([x for x in found if x != (None, None)]) == 1


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "General Staff of the Armed Forces of Ukraine\n\nThe enemy shelled Nikopol on Sunday with artillery.",
            "Military Forces of Russia",
            None,
        ),
        (
            "Republic of the Sudan\nArmed Forces - General Command\n\nOur forces struck positions of the enemy near "
            "Bara with artillery on Sunday.",
            "Sudanese Armed Forces",
            "Rapid Support Forces",
        ),
        (
            "Republic of Niger\nMinistry of National Defence\n\nOn Sunday a patrol arrested three suspected "
            "kidnappers near Gabi. An air vector bombed a group of terrorists near Makalondi.",
            "Military Forces of Niger",
            "Terrorists",
        ),
        (
            "Jama'at Nusrat al-Islam wal-Muslimin\nCommunique\n\nOn Sunday the camp at Timbuktu airport was shelled "
            "with nine rockets.",
            "JNIM",
            None,
        ),
    ],
)
def test_a_party_speaks_of_itself_and_of_the_enemy(text: str, actor1: str, actor2: str | None) -> None:
    assert (actor1, actor2) in [(name(r.actor1), name(r.actor2)) for r in rows(text)]


def test_the_army_is_that_of_the_country_a_heading_names() -> None:
    text = (
        "Weekly roundup of Mali, Mali, Mali and Niger\n\nMALI\n\nThe army shelled Kidal on Sunday.\n\n"
        "NIGER\n\nOn Saturday an army drone bombed a group of motorcyclists near Banibangou.\n"
    )
    assert "Military Forces of Niger" in [name(r.actor1) for r in rows(text)]


def test_the_army_is_that_of_the_places_not_of_whom_it_fights() -> None:
    found = rows(
        "General Staff, morning report, 7 October 2024\n\nOvernight, Russian aircraft dropped guided bombs on Velyka "
        "Pysarivka, in the Sumy region. On Sunday a border guard was killed by a shell in Orikhiv. Russian infantry "
        "attacked near Verbove and Siversk on Sunday."
    )
    assert "Military Forces of Ukraine" in [name(r.actor2) for r in found if r.place == "Orikhiv"]


def test_the_army_of_a_text_without_a_country_is_that_of_the_place() -> None:
    (row,) = rows("Soldiers shelled the town of Thantlang with rockets on Sunday.")
    assert row.actor1 == "Military Forces of Myanmar"


def test_an_accusation_denied_in_the_same_breath_leaves_the_doer_open() -> None:
    found = rows(
        "Heavy fighting in Congo. A bomb exploded in a market in Sake on Sunday, killing three traders. The governor "
        "blamed the M23 for the blast; the group denied any involvement."
    )
    assert name(next(r for r in found if r.fatalities_best == 3).actor1) is None


def test_a_country_in_the_name_of_a_group_is_not_the_scene() -> None:
    found = rows(
        "Heavy fighting in Syria.\n\nEleven rockets fired by regime forces fell on Sarmin on Friday. The Islamic "
        "Resistance in Iraq shelled a base at Rumaylan. The Islamic Resistance in Iraq has 300 men."
    )
    assert "Syrian Arab Army" in [name(r.actor1) for r in found]


def test_what_was_done_in_the_next_clause_was_done_by_the_same() -> None:
    found = rows(
        "Heavy fighting in Sudan. Three trucks were stopped by unidentified gunmen near Wad Ashana on Sunday, and two "
        "drivers were abducted."
    )
    assert ("Unidentified gunmen", "Civilians") in [(name(r.actor1), name(r.actor2)) for r in found]


def test_the_army_is_that_of_the_country_the_text_is_from() -> None:
    found = rows(
        "GOMA, DR Congo, 7 October 2024 - Rwandan soldiers crossed the border near Kibumba on Sunday, residents said. "
        "The army said it had repelled an attack near Mweso."
    )
    assert [r.actor1 for r in found] == ["Military Forces of the Democratic Republic of the Congo"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The RSF said on Monday it had seized Kazgeil; the army said it still held the town.",
            "Sudanese Armed Forces",
        ),
        (
            "The Rapid Support Forces said on Sunday that they had shot down an army drone over Al-Nuhud. The army "
            "denied it.",
            "Sudanese Armed Forces",
        ),
        (
            "Al-Shabaab said it had seized the town of Bardere on Saturday, but the government said its troops were "
            "still in control of the town.",
            "government",
        ),
        (
            "ISIS claimed on Saturday that it had shot down a Syrian jet near Sukhnah. A military source dismissed "
            "this as a lie.",
            "military source",
        ),
        (
            "The Syrian army took the town of Al-Quriyah from Islamic State on Thursday. In a statement IS denied that "
            "it had lost the town.",
            "Islamic State",
        ),
    ],
)
def test_what_the_other_side_denies_is_one_event_disputed(text: str, who: str) -> None:
    (row,) = rows(text)
    assert row.status == "disputed"
    assert [r["attributed_to"] for r in row.reports if r["stance"] == "denies"] == [who]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Two drone strikes hit Hajjah Governorate on Saturday, one on a farm in Abs, the other on a depot in Midi.",
            ["Abs", "Midi"],
        ),
        (
            "Ukrainian air defence shot down six Russian drones over Kharkiv Region and two over Poltava Region.",
            ["Kharkiv Region", "Poltava Region"],
        ),
        ("The rebels attacked near Goma on two occasions and near Sake once on Sunday.", ["near Goma", "near Sake"]),
        ("On Friday the army fired shells at Zabadani, killing two people, and at Madaya.", ["Zabadani", "Madaya"]),
    ],
)
def test_each_place_has_its_event(text: str, places: list[str]) -> None:
    assert [r.place for r in rows(text)] == places


def test_what_a_side_takes_back_is_its_own_event() -> None:
    first, second = rows(
        "Fighters of the Mai-Mai took the hill of Kanyabayonga from the M23 on Friday, and the M23 recaptured it."
    )
    assert (first.place, first.actor2) == (second.place, second.actor1)
    assert second.sub_event_type == "Non-state actor overtakes territory"


@pytest.mark.parametrize(
    "text",
    [
        "In total the coalition conducted 9 strikes on 5 October.",
        "Correction: the release of 5 October listed a strike near Hawijah on 4 October.",
        "An assault on Hajjah is likely, officers of the army say.",
        "Attacks on hospitals are a grave violation of the law of war.",
        "The rebels could carry out two strikes on the port of Aden, analysts said.",
    ],
)
def test_sums_corrections_and_guesses_are_no_events(text: str) -> None:
    assert rows(text) == []


def test_animals_are_no_dead() -> None:
    (row,) = rows("SYRIA: A shepherd and 12 sheep were killed by shells of the army near Palmyra on Friday.")
    assert row.fatalities_best == 1


def test_a_day_is_no_number_of_strikes() -> None:
    found = extract_events(
        "On Sept. 24 a strike by US forces near Idlib killed a commander of Hurras al-Din.", published="2024-10-07"
    )
    assert len(found) == 1
    assert 24 not in found["count"].dropna().tolist()
