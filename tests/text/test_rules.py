"""Voice, negation, mood, attribution and parties, one sentence each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geoevents.errors import InputError
from geoevents.text.events import extract_events


def rows(text: str, **options: Any) -> list[Any]:
    return list(extract_events(text, published="2023-06-09", **options).itertuples())


def only(text: str, **options: Any) -> Any:
    found = rows(text, **options)
    assert len(found) == 1, [(r.event_type, r.sub_event_type, r.actor1, r.actor2, r.place) for r in found]
    return found[0]


def test_active_and_passive_name_the_same_sides() -> None:
    for text in (
        "Al-Nusra militants attacked Syrian Army positions near Idlib on Monday.",
        "Syrian Army positions near Idlib were attacked by Al-Nusra militants on Monday.",
        "On Monday, an attack by Al-Nusra militants on Syrian Army positions near Idlib was reported.",
    ):
        row = only(text)
        assert (row.actor1, row.actor2, row.place) == ("Al-Nusra Front", "Syrian Arab Army", "near Idlib")
        assert (row.event_type, row.sub_event_type) == ("Battles", "Armed clash")
        assert (row.actor1_role, row.actor2_role) == ("Rebel group", "State forces")


@pytest.mark.parametrize(
    "text",
    [
        "The army did not attack Idlib on Monday.",
        "No one was killed in Idlib, the army said.",
        "The rebels could attack Idlib next week, an analyst said.",
        "The rebels plan to seize Aleppo.",
        "The zone was set up to prevent attacks on Idlib.",
        "Both sides want to avoid accidental strikes near Idlib.",
        "There is no direct communication between US forces and Russian forces in the Euphrates valley.",
        "The spokesman refused to comment on whether US forces had struck Idlib.",
        "He asked what would happen if rebels attacked Aleppo.",
        "An airport named after a general opened in Idlib on Monday.",
        "The UN warned that fighting could spread to White Nile state.",
        "Russian forces may attempt an offensive toward Kupiansk in the coming weeks.",
        "Troops have not been seen preparing for such an attack on Kupiansk.",
        "The army did not say how many soldiers were killed in Merka.",
        "Troops are expected to leave should fighting reach Minova.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert rows(text) == []


def test_a_threat_is_an_act_of_the_speaker_and_not_a_strike() -> None:
    row = only("The Russian Defense Ministry warned the US on Thursday that it would strike Aleppo if attacks went on.")
    assert (row.event_type, row.actor1, row.actor2) == ("THREATEN", "Russian Defense Ministry", "United States")
    assert row.geometry.is_empty
    row = only("“We will strike their bases if they cross the border,” Turkey's Defense Ministry said.")
    assert (row.event_type, row.actor1) == ("THREATEN", "Turkish Defense Ministry")


def test_an_accusation_is_what_its_author_claims() -> None:
    row = only("The army accused the RSF of shelling Omdurman on Thursday.", country="SD")
    told = (row.sub_event_type, row.actor1, row.place)
    assert told == ("Shelling/artillery/missile attack", "Rapid Support Forces", "Omdurman")
    assert (row.status, row.reports[0]["stance"]) == ("claimed", "claims")  # never a fact
    assert row.reports[0]["attributed_to"] == "Sudanese Armed Forces"
    row = only("The army accused Chad of arming the RSF.", country="SD")
    assert (row.event_type, row.actor1) == ("ACCUSE", "Sudanese Armed Forces")


@pytest.mark.parametrize(
    ("text", "source", "stance", "status"),
    [
        ("Rebels shelled Azaz, according to the Iraqi Defense Ministry", "Iraqi Defense Ministry", "states", "claimed"),
        ("The Iraqi Defense Ministry claimed rebels shelled Azaz.", "Iraqi Defense Ministry", "claims", "claimed"),
        ("Rebels shelled Aleppo, Colonel Adam Smith, a spokesman, said.", "Colonel Adam Smith", "states", "claimed"),
        ("“Rebels shelled Aleppo,” said Colonel Adam Smith.", "Colonel Adam Smith", "states", "claimed"),
        ("The Russian army denied that it had bombed Aleppo.", "Military Forces of Russia", "denies", "denied"),
        ("Rebels shelled Aleppo on Monday.", None, "states", "reported"),
    ],
)  # fmt: skip
def test_who_says_so(text: str, source: str | None, stance: str, status: str) -> None:
    row = only(text)
    (report,) = row.reports
    assert (report.get("attributed_to"), report["stance"], row.status) == (source, stance, status)


def test_short_forms_mean_who_was_named_last() -> None:
    text = (
        "The Turkish Defense Ministry said on Monday that rebels shelled Azaz. "
        "A drone struck Afrin on Tuesday, the ministry said. "
        "General Hakan Aksoy told reporters that troops shelled Jarabulus on Wednesday. "
        "Rebels bombed Al-Bab on Thursday, the general said. Rebels attacked Manbij on Friday, he added."
    )
    said = [r.reports[0]["attributed_to"] for r in rows(text, country="SY")]
    assert said == ["Turkish Defense Ministry"] * 2 + ["General Hakan Aksoy"] * 3


def test_two_events_in_one_sentence_keep_their_own_place_and_day() -> None:
    first, second = rows(
        "Russian forces shelled Kharkiv on Sunday, killing three people, and a drone struck Sumy on Monday.",
        country="UA",
    )
    assert (first.place, first.fatalities_best, str(first.date_start.date())) == ("Kharkiv", 3, "2023-06-04")
    assert (second.place, str(second.date_start.date())) == ("Sumy", "2023-06-05")
    assert pd.isna(second.fatalities_best)


def test_no_place_comes_from_another_sentence_or_an_organisation() -> None:
    found = rows(
        "Talks were held in Geneva. Rebels attacked an army convoy on Monday. "
        "The Deir ez-Zor Military Council clashed with the Idlib Brigade on Tuesday.", country="SY"
    )  # fmt: skip
    assert [r.place if isinstance(r.place, str) else None for r in found[-2:]] == [None, None]


def test_persons_named_like_towns_are_no_places() -> None:
    row = only("Analyst Jack Lyman and Captain Kidal Traore said that rebels shelled Aleppo.")
    assert row.place == "Aleppo"


def test_counts_are_kept_as_number_and_words() -> None:
    table = extract_events("Rebels attacked army positions in Idlib governorate on two occasions.", country="SY")
    assert (table["count"][0], table["count_text"][0]) == (2, "two occasions")


def test_a_later_account_of_the_same_event_adds_a_report() -> None:
    text = (
        "Russian aircraft bombed Aleppo on Monday, the Syrian Observatory for Human Rights said. "
        "“There was no strike there,” a Russian officer said."
    )
    row = only(text)
    assert [r["stance"] for r in row.reports] == ["states", "denies"]
    assert row.status == "disputed"


def test_without_a_publication_date_relative_days_stay_unknown() -> None:
    row = next(extract_events("Rebels shelled Aleppo on Monday.").itertuples())
    assert pd.isna(row.date_start)
    assert row.date_precision == "unknown"


def test_a_place_that_no_gazetteer_knows_stays_as_words() -> None:
    row = only("Rebels shelled the village of Qwxzvbn on Monday.")
    assert row.place == "village of Qwxzvbn"
    assert row.geometry.is_empty
    assert row.place_note


@pytest.mark.parametrize(
    "options", [{"text": 5}, {"text": "x", "published": "soon"}, {"text": "x", "published": "2023-02-31"}]
)
def test_what_cannot_be_read_says_so(options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        extract_events(**options)


def test_nothing_in_nothing_out() -> None:
    for text in ("", " \n\n", "Podcasts\n0:00\n"):
        table = extract_events(text)
        assert len(table) == 0
        assert "geometry" in table.columns
        assert "plover" in table.columns


@pytest.mark.parametrize(
    "text",
    [
        "Inflation hit Turkey and exploded in Ankara last year.",
        "The striker attacked from the left and fired a shot past the keeper in Madrid.",
        "A storm struck Aleppo on Monday and hail pounded Homs.",
        "Pilots went on strike in Munich; the strike hit Hamburg.",
        "Police raided a flat in Lyon and arrested two men accused of fraud.",
        "She lost her battle against cancer in London on Friday.",
        "The film was shot in Aleppo and targeted viewers in Paris.",
        "The team launched a rocket from Kourou and a satellite followed.",
        "A gas explosion destroyed a restaurant in Beijing on Monday.",
        "The earthquake killed 50 people and destroyed houses in Hatay.",
        "A shark attacked a surfer off Perth and a bear killed a hiker in Brasov.",
        "Arsenal attacked through Saka and hit the post in Lisbon.",
        "The bank seized the house in Denver after a raid on its shares.",
    ],
)
def test_words_of_many_senses_are_no_violence_by_themselves(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A missile hit Odesa on Monday.", "Shelling/artillery/missile attack"),
        ("Gunmen attacked a bus near Mopti.", "Attack"),
        ("An explosion rocked the port of Hodeidah at dawn.", "Remote explosive/landmine/IED"),
        ("A suicide bomber blew himself up outside a mosque in Kunduz.", "Suicide bomb"),
        ("Troops opened fire on demonstrators in Bamako, killing two.", "Excessive force against protesters"),
        ("Rebels seized Suran on Monday.", "Non-state actor overtakes territory"),
        ("Protesters stormed an army base in Niamey.", "Violent demonstration"),
        ("A patrol came under fire from militants near Tessalit.", "Armed clash"),
        ("The army said it had destroyed 20 of 25 drones over Odesa.", "Disrupted weapons use"),
    ],
)
def test_words_of_many_senses_with_a_party_or_a_weapon_are(text: str, kind: str) -> None:
    assert only(text).sub_event_type == kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Missiles struck Kramatorsk in Ukraine, police said.", "police"),
        ("Missiles struck Kramatorsk, local residents said.", "local residents"),
        ("Missiles struck Kramatorsk, according to medics.", "medics"),
        ("Missiles struck Kramatorsk, the Kyiv Independent reported.", "Kyiv Independent"),
        ("Missiles struck Kramatorsk, the Ukrainian army said.", "Military Forces of Ukraine"),
    ],
)
def test_generic_speakers_stay_the_words_of_the_text(text: str, said: str) -> None:
    assert [r["attributed_to"] for r in only(text, country="UA").reports] == [said]


def test_nobody_claims_nothing() -> None:
    (row,) = rows("Gunmen shelled Aleppo on Monday, a monitor said. No group has claimed responsibility.")
    assert [r["attributed_to"] for r in row.reports] == ["monitor"]


def test_what_is_told_of_two_places_is_an_event_at_each() -> None:
    text = "Troops repelled attacks near Bilohorivka in the Luhansk region and on the northern outskirts of Bakhmut."
    first, second = rows(text, country="UA")
    assert (first.place, second.place) == ("near Bilohorivka in the Luhansk region", "northern outskirts of Bakhmut")
    assert "2 places" in first.place_note
    assert first.place in second.place_note
    found = rows("Rebels shelled Idlib, Saraqib and Maarat al-Numan on Monday, killing five people.", country="SY")
    assert [r.place for r in found] == ["Idlib", "Saraqib", "Maarat al-Numan"]
    assert sum(r.fatalities_best for r in found if not pd.isna(r.fatalities_best)) == 5


def test_where_a_thing_was_made_is_no_place() -> None:
    row = only("The Russian defence ministry said it had destroyed a US-made radar in the Kharkiv region.")
    assert (row.place, row.actor1) == ("Kharkiv region", "Russian Defense Ministry")
    row = only("Militants attacked troops in Russia's Bryansk region on Monday.")
    assert row.place == "Bryansk region"


def test_an_unknown_place_that_a_country_stands_for_says_so() -> None:
    row = only("Russian forces captured the village of Qwxzvbn in Ukraine on Monday.", country="UA")
    assert row.precision == "country"
    assert "Qwxzvbn" in row.place_note
    assert "stands for it" in row.place_note


@pytest.mark.parametrize(
    "text",
    [
        "Hayat Tahrir al-Sham and the Idlib Brigade attacked an army convoy.",
        "Rebels attacked an army convoy, the Aleppo Media Center and the Kyiv Independent reported.",
        "Rebels attacked an army convoy, the Gaza Health Ministry and the Tripoli-based government said.",
        "Gunmen killed Mohamed Kassala, Paris Hilton and General Abdel Fattah al-Burhan.",
        "Rebels shelled a market, Donetsk governor Pavlo Lyman and Kharkiv prosecutors said.",
    ],
)
def test_names_of_organisations_persons_and_offices_place_nothing(text: str) -> None:
    found = rows(text)
    assert found
    assert all(r.geometry.is_empty for r in found)


def test_days_counted_from_the_day_told_before() -> None:
    text = (
        "Rebels shelled Idlib on Monday. Two days earlier, gunmen attacked Saraqib. A day later a drone struck Binnish."
    )
    days = [str(r.date_start.date()) for r in rows(text, country="SY")]
    assert days == ["2023-06-05", "2023-06-03", "2023-06-04"]


def test_one_person_counts_one() -> None:
    assert only("Gunmen killed a village chief in Banibangou on Monday.").fatalities_best == 1
    assert only("A soldier was killed by militants near Mopti.").fatalities_best == 1
    assert pd.isna(only("Gunmen killed a number of villagers in Banibangou.").fatalities_best)


def test_a_weapon_and_its_participle_are_one_act() -> None:
    row = only("A roadside bomb targeting an army patrol wounded four soldiers in Mosul on Monday.", country="IQ")
    assert (row.sub_event_type, row.actor2) == ("Remote explosive/landmine/IED", "Military Forces of Iraq")
    row = only("A drone launched by Hezbollah hit a military post near Metula on Monday.", country="IL")
    assert (row.sub_event_type, row.actor1) == ("Air/drone strike", "Hezbollah")


def test_a_country_is_not_joined_to_a_noun_across_a_verb() -> None:
    row = only("Russia struck Ukrainian forces near Kupiansk on Monday.", country="UA")
    assert (row.actor1, row.actor2) == ("Russia", "Military Forces of Ukraine")
    row = only("Mediators from Saudi Arabia and the United States met army officials in Port Sudan on Monday.")
    assert (row.actor2, row.place) == ("army officials", "Port Sudan")


@pytest.mark.parametrize("verb", ["instigated", "orchestrated", "masterminded"])
def test_blame_is_the_speakers_accusation(verb: str) -> None:
    row = only(f"The Ukrainian Defense Ministry claimed that the unrest had been {verb} by Russian special forces.")
    assert row.plover == "ACCUSE"
    assert "Ukrain" in row.actor1
    assert "Russia" in row.actor2
    assert row.geometry.is_empty
    assert {r["attributed_to"] for r in row.reports} == {row.actor1}


def test_blame_that_nobody_lays_is_no_accusation() -> None:
    assert not any(r.plover == "ACCUSE" for r in rows("The unrest had been instigated by Russian special forces."))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels shelled the town of Saraqib on Monday. A drone struck the town on Tuesday.", "town of Saraqib"),
        ("Rebels seized a camp at Binnish on Monday. The same camp had been bombed in May.", "Binnish"),
        ("Rebels took Saraqib on Monday. A mine went off on Tuesday at a checkpoint there.", "Saraqib"),
    ],
)
def test_a_short_form_means_the_place_named_before(text: str, place: str) -> None:
    assert [r.place for r in rows(text, country="SY")][-1] == place


def test_a_part_of_the_town_is_looked_up_in_the_town() -> None:
    found = rows(
        "Rebels shelled Idlib on Monday. A drone struck the eastern outskirts of the city on Tuesday.", country="SY"
    )
    assert found[-1].place == "eastern outskirts of the city"
    assert "Idlib" in found[-1].place_note


@pytest.mark.parametrize(
    "text",
    [
        "More than 10,000 civilians have been killed since the war began.",
        "The group has attacked 40 villages since January 2020.",
        "Yesterday we wrote that a drone had struck Idlib; it had not.",
        "Threats include attacks by gunmen that could hit Idlib.",
        "An attack, as the word is used here, is any use of force.",
    ],
)
def test_sums_definitions_and_recollections_tell_no_event(text: str) -> None:
    assert rows(text, country="SY") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Messages about an attack by rebels on Idlib on Monday proved false.", "Idlib"),
        ("The report that gunmen raided Saraqib on Monday is withdrawn.", "Saraqib"),
        ("Statements of the enemy about shelling of Azaz by the army do not correspond to reality.", "Azaz"),
        ("What rebel channels circulate about an army air strike on Jarabulus is devoid of truth.", "Jarabulus"),
        ("The army air strike on Maarrat Misrin which our last note mentioned did not take place.", "Maarrat Misrin"),
        ("Correction: our note of Friday listed a rebel attack on Idlib. That attack did not take place.", "Idlib"),
        ("Some pages write that rebels attacked Azaz on Monday. We asked there: this is not true.", "Azaz"),
    ],
)
def test_what_a_text_takes_back_is_an_event_denied(text: str, place: str) -> None:
    row = only(f"{text} The war between the army and the rebels goes on.", country="SY")
    assert (row.status, row.place) == ("denied", place)


@pytest.mark.parametrize(
    "answer",
    [
        "The rebels denied this and said the smoke came from a forge.",
        "A spokesman of the rebels, Anas Halabi, called the claim false.",
        '"That is a fabrication," the rebel commander Anas Halabi said.',
        "The rebels said the report was groundless.",
        "The rebels said no fighter had been hit.",
        "The rebels said all their men had returned safely.",
        "The rebels said no shell had been fired that day and that the base was in use.",
        "Nobody was hurt. The rebels rejected the report.",
        "The rebels said the army had had nothing to do with the incident.",
    ],
)
def test_who_answers_a_claim_disputes_it(answer: str) -> None:
    row = only(f"The army said on Monday it had shelled a rebel base near Idlib on Sunday. {answer}", country="SY")
    assert [r["stance"] for r in row.reports] == ["states", "denies"]
    assert row.status == "disputed"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Jets bombed Idlib on Monday, the coast agency CKM said, hours after rebels had shelled Azaz.",
            "coast agency CKM",
        ),
        ("Rebels attacked a post near Azaz on Monday and killed two guards, the town's council said.", "council"),
        ("Two people were hurt when shells hit Azaz on Monday, as reported by the White Helmets.", "White Helmets"),
        ("Soldiers shelled Azaz on Monday, the health ministry of the rebel government (NG) said.", "ministry"),
    ],
)
def test_who_says_so_may_stand_behind_in_many_ways(text: str, source: str) -> None:
    first = rows(f"{text} The war between the army and the rebels goes on.", country="SY")[0]
    assert source in first.reports[0]["attributed_to"]
    assert first.status == "claimed"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Admiral Oleg Sazonov called false the reports of pages that jets had struck a camp near Azaz.",
            "Oleg Sazonov",
        ),
        ("Rebel shelling of Azaz reported by activists on Monday was later retracted by them.", "activists"),
    ],
)
def test_a_report_may_be_called_false_in_the_same_sentence(text: str, source: str) -> None:
    row = only(f"{text} The war between the army and the rebels goes on.", country="SY")
    assert (row.status, [r["stance"] for r in row.reports]) == ("denied", ["denies"])
    assert source in row.reports[0]["attributed_to"]


@pytest.mark.parametrize(
    "aside",
    [
        "which the army has always denied",
        "a claim the army rejects",
        "an account denied by the army",
        "in a version disputed by the army",
    ],
)
def test_a_denial_may_stand_beside_the_claim(aside: str) -> None:
    row = only(f"Army jets bombed a school in Idlib on Monday, residents said, {aside}.", country="SY")
    assert row.status == "disputed"
    assert {r["attributed_to"] for r in row.reports} == {"residents", "Syrian Arab Army"}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Rebels ambushed a patrol near Azaz on 2 May. The ambush killed nine soldiers, the army said on Friday.", 9),
        ("Soldiers raided the village of Gobu on 2 May. During the raid they shot dead two farmers.", 2),
        ("Rebels and soldiers clashed in Idlib on 2 May. In the clashes, a hospital was hit by a shell.", None),
        ("A suicide bomber struck in Azaz on 2 May. The attack, claimed by rebels, left four soldiers dead.", 4),
        ("Shells hit a ship off Azaz on 2 May. The rebels said they had fired shells at the vessel.", None),
        ("Jets bombed Idlib on 2 May. The army said it had killed ten men in the raid on Idlib.", 10),
        ("On 2 May a drone hit a bus near Idlib, wounding six. The driver died in hospital on Monday.", 1),
    ],
)
def test_more_of_an_act_is_no_second_one(text: str, dead: int | None) -> None:
    row = only(f"{text} The war between the army and the rebels goes on.", country="SY")
    assert f"{row.date_start:%m-%d}" == "05-02"
    assert (None if pd.isna(row.fatalities_best) else row.fatalities_best) == dead


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels attacked a barracks in Azaz on Monday and took control of it.", "Non-state actor overtakes territory"),
        ("The army said on Monday it had driven off rebels who attacked a camp in Azaz.", "Armed clash"),
        (
            "A post near Azaz was attacked by rebels on Monday; the attackers were beaten back after an hour.",
            "Armed clash",
        ),
        (
            "Rebels targeted an army post near Azaz with shells on Monday and hit it.",
            "Shelling/artillery/missile attack",
        ),
        ("Elders brokered a ceasefire between rebels and the army, which both signed in Azaz on Monday.", "Agreement"),
    ],
)
def test_one_deed_in_two_verbs_is_one_event(text: str, kind: str) -> None:
    row = only(f"{text} The war between the army and the rebels goes on.", country="SY")
    assert (row.sub_event_type, "Azaz" in row.place) == (kind, True)


def test_those_killed_in_an_attack_are_not_of_the_answer_to_it() -> None:
    first, second = rows(
        "In response to the army's attack on a house in Azaz on Tuesday, in which two women were killed, "
        "rebels shelled an army base near Idlib on Wednesday.",
        country="SY",
    )
    assert (first.place, first.fatalities_best) == ("Azaz", 2)
    assert second.place == "near Idlib"
    assert pd.isna(second.fatalities_best)


def test_a_day_in_a_relative_clause_is_that_of_its_own_act() -> None:
    text = "INCIDENTS OF 9 JUNE 2023\n\nRebels retook Azaz, which the army had seized on Monday."
    first, second = (f"{r.date_start:%m-%d}" for r in rows(text, country="SY"))
    assert (first, second) == ("06-09", "06-05")


def test_what_is_told_next_without_a_day_is_of_the_same_day() -> None:
    found = rows(
        "Rebels shelled Azaz on Monday, the army said.\n\n"
        "The rebels said soldiers had shelled Idlib from 09:20 to 11:45. Army jets bombed Maarrat Misrin.",
        country="SY",
    )
    assert len(found) == 3
    assert len({r.date_start for r in found}) == 1


def test_who_is_attacked_may_be_the_subject() -> None:
    for text in (
        "A Syrian army convoy came under fire from Islamic State militants near Palmyra on Monday.",
        "Islamic State militants opened fire on a Syrian army convoy near Palmyra on Monday.",
        "Islamic State militants fired on a Syrian army convoy near Palmyra on Monday.",
    ):
        row = only(text, country="SY")
        assert (row.sub_event_type, row.actor1, row.actor2) == ("Armed clash", "Islamic State", "Syrian Arab Army")
        assert row.place == "near Palmyra"


@pytest.mark.parametrize(
    ("text", "kind", "actor1", "place"),
    [
        ("The army lost the town of Saraqib to rebels.", "Non-state actor overtakes territory", "Rebels",
         "town of Saraqib"),
        ("Syrian army troops drove rebels out of Saraqib.", "Government regains territory", "Syrian Arab Army",
         "Saraqib"),
        ("The Syrian Defense Ministry reported the capture of Saraqib.", "Government regains territory",
         "Syrian Arab Army", "Saraqib"),
        ("A mortar shell killed five pupils in Saraqib.", "Shelling/artillery/missile attack", None, "Saraqib"),
        ("A man blew himself up at a checkpoint in Saraqib.", "Suicide bomb", None, "Saraqib"),
        ("Rebels took eleven villagers hostage in Saraqib.", "Abduction/forced disappearance", "Rebels", "Saraqib"),
    ],
)  # fmt: skip
def test_phrases_are_one_verb(text: str, kind: str, actor1: str | None, place: str) -> None:
    row = only(text, country="SY")
    assert (row.sub_event_type, row.actor1 if isinstance(row.actor1, str) else None, row.place) == (kind, actor1, place)


def test_a_second_strike_is_another_event() -> None:
    text = "A drone hit a mosque in Idlib on Monday. A second strike, on a bakery in the same town, caused no harm."
    assert [r.place for r in rows(text, country="SY")] == ["Idlib", "Idlib"]


def test_a_deed_denied_by_who_would_have_done_it_is_an_event_denied() -> None:
    row = only("The Syrian army said that it did not bomb the market of Saraqib on Monday.", country="SY")
    assert (row.status, row.place, row.actor1) == ("denied", "market of Saraqib", "Syrian Arab Army")
