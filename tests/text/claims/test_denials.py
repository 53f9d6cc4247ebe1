"""Denials, hearsay and other versions: what is denied, by whom, and of which act."""

from __future__ import annotations

import pandas as pd
import pytest

import geoevents as ge


def told(text: str) -> list[tuple[str, str, set[tuple[str, str]]]]:
    """Return the place, status and accounts of each event of a text."""
    rows = ge.extract_events(text, published="2024-05-08").itertuples()
    return [
        (
            "" if pd.isna(r.place) else str(r.place),
            str(r.status),
            {(str(x.get("attributed_to") or ""), str(x["stance"])) for x in r.reports},
        )
        for r in rows
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers patrol there. In Pissila on Monday, rumours of an attack emptied the market. There was no attack.",
        "Two soldiers were hurt near Sudzha. Messages about fighting in Pissila were spread on the Internet. I ask you "
        "not to believe them.",
        "Our forces repelled the militia in Sennar. What the channels of the enemy are circulating about the fall of "
        "the garrison of Pissila is a lie.",
        "Contrary to a story making the rounds that bandits overran the military camp at Pissila, the command states "
        "that no such attack took place.",
        "The rumour that rebels had entered Pissila on Tuesday is unfounded, according to the mayor.",
        "It is not true that rebels have taken Pissila, the army spokesman said.",
        "On Tuesday word spread that the M23 had bombed Pissila. Nothing of the sort happened, the army said.",
        "Despite posts claiming that jets bombed Pissila on Saturday, residents heard no explosions.",
        "We reported this morning that a drone had hit a barracks in Pissila; that was wrong.",
    ],
)
def test_what_only_rumours_have_and_the_text_refutes_is_denied(text: str) -> None:
    assert [status for place, status, _ in told(text) if "Pissila" in place] == ["denied"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rumours of an attack on Pissila emptied the market of Kaya, where soldiers patrol.", []),
        ("The army said on Monday that it does not target civilians. Rebels shelled Kaya.", ["reported"]),
    ],
)
def test_rumours_that_nobody_denies_and_habits_are_no_events(text: str, status: list[str]) -> None:
    assert [s for _, s, _ in told(text)] == status


def test_a_role_is_denied_in_what_may_have_been_ones_own_doing() -> None:
    text = (
        "Gunmen attacked the village of Solhan in Burkina Faso on Monday, killing 12 people, residents said. On "
        "Tuesday an army air strike hit a market in Djibo, killing nine people, witnesses said. JNIM denied any role."
    )
    attack, strike = told(text)
    assert ("JNIM", "denies") in attack[2]
    assert strike[1:] == ("claimed", {("witnesses", "states")})


@pytest.mark.parametrize(
    "text",
    [
        "A drone struck a wedding in Kutum on Monday, killing 30 people, residents said. The army said it had not "
        "carried out any strike in the area.",
        "The RSF stormed the village of Wad Ashana on Monday and killed 13 people, the Sudan Doctors Network said. The "
        "RSF said none of its units were in the area.",
        "Ukraine said its forces had retaken Staromaiorske on Monday. Russia's defence ministry said its troops were "
        "holding the village.",
        "An army spokesman disputed the account of residents, who said soldiers had shot dead six men in Kutum on "
        "Friday.",
        "Houthi fighters shelled a market in Taiz on Monday, killing five people, the government said. A Houthi "
        "spokesman, Yahya Saree, said that the shells had been fired by government forces.",
        "Six villagers were killed on Monday when an army helicopter fired on Tedjeret, local officials said. The army "
        "denied that civilians had been killed and said it had struck a terrorist base.",
        "The army wrote that rebels had shelled Kutum on Sunday. The rebels said it was a lie.",
    ],
)
def test_other_versions_dispute_an_event(text: str) -> None:
    assert [status for _, status, _ in told(text)] == ["disputed"]


def test_who_denies_reports_of_his_deed_is_its_doer() -> None:
    events = ge.extract_events(
        "The Sudanese army denied reports that it had raided a hospital in Nyala on Monday. Pakistan denied that it "
        "had carried out strikes in Khost on Monday.",
        published="2024-05-08",
    )
    assert list(events["actor1"]) == ["Sudanese Armed Forces", "Pakistan"]
    assert list(events["status"]) == ["denied", "denied"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Gunmen attacked a post at Kaya on Monday, we learnt from residents.", {"residents"}),
        ("We have learned from local sources that gunmen attacked a post at Kaya on Monday.", {"local sources"}),
        ("Gunmen attacked a post at Kaya on Monday, this newspaper was told by the mayor.", {"mayor"}),
        (
            "A drone hit a car in Erbil on Monday, killing two soldiers, citing a security official.",
            {"security official"},
        ),
        (
            "Nine soldiers were killed on Monday when their convoy hit a mine near Kaya, two residents and a hospital "
            "worker told the agency by phone.",
            {"residents", "hospital worker"},
        ),
        (
            "Air defences shot down a drone over Istra, says the Russian capital's mayor, Sergei Sobyanin.",
            {"mayor"},
        ),
        (
            "The mission could not verify the claim of the opposition that gunships attacked Aburoc on Tuesday.",
            {"opposition"},
        ),
    ],
)
def test_sources_that_no_verb_of_saying_leads_in(text: str, sources: set[str]) -> None:
    (event,) = told(text)
    assert {name for name, _ in event[2]} == sources


def test_two_who_accuse_each_other_tell_of_the_act() -> None:
    (event,) = told("The army and the RSF accused each other of shelling the hospital in El Obeid on Monday.")
    assert (event[0], event[1]) == ("El Obeid", "claimed")


def test_who_claims_the_shots_fired_them() -> None:
    text = "Two rockets came down in Damasak on Monday. ISWAP claimed the shots."
    assert list(ge.extract_events(text, published="2024-05-08")["actor1"]) == ["Islamic State West Africa Province"]
