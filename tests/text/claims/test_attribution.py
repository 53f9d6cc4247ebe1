"""Who says so: bodies and people of every kind, quotations, denials, and what is told to be somebody else's account."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events

WAR = "\n\nTroops, insurgents and militia fighters with artillery and drones remain in the war zone."


def told(text: str) -> list[tuple[str, set[str]]]:
    events = extract_events(text + WAR, published="2024-06-19")
    return [
        (str(e.status), {r["attributed_to"] for r in e.reports if r.get("attributed_to")}) for e in events.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Five policemen died in a drone strike in Gaza City on Tuesday, according to the Hamas-run interior ministry.",
         "Hamas-run interior ministry"),
        ("A drone strike killed four people in Nyala on Tuesday, the army-backed health authorities said.",
         "army-backed health authorities"),
        ("Soldiers clashed with gunmen near Culiacan on Tuesday, according to the Third Military Zone.",
         "Third Military Zone"),
        ("The governor of Russia's Belgorod region said a woman was killed when artillery fired on Murom on Monday.",
         "governor of Russia's Belgorod region"),
        ("An Emirati drone hit caves at Wangable late on Tuesday, three residents of Balidhidin said by phone.",
         "residents"),
        ("Listeners in Labbezanga tell us that rebels fought with soldiers close to Fafa on Tuesday.", "listeners"),
        ("Jets bombed boats at Tumbun Rago on 16 June, per an army spokesman.", "army spokesman"),
        ("Sources close to the militia told this newspaper that a depot near Sirte was blown up on Sunday.", "Sources"),
        ("Shelling hit the Saltivka district of Kharkiv on Monday evening, local media write.", "local media"),
        ("Gunmen killed ten people in Dianweli on Sunday, two officials said on Tuesday, in the latest violence to hit "
         "an area where armed groups have been active for a decade.", "officials"),
        ("Operations Centre: \"A raid on the Ainata road killed one citizen on Monday.\"", "Operations Centre"),
    ],
)  # fmt: skip
def test_whoever_speaks_is_named_in_full(text: str, who: str) -> None:
    assert told(text)[0] == ("claimed", {who})


def test_a_relative_clause_goes_on_in_the_voice_before_it() -> None:
    events = told(
        "Fourteen soldiers were killed in an ambush at Abala on Tuesday, according to the Ministry of Defence, which "
        "added that air support had subsequently destroyed a group of assailants near the border with Mali."
    )
    assert [status for status, _ in events] == ["claimed", "claimed"]
    assert events[0][1] == events[1][1]


@pytest.mark.parametrize(
    "text",
    [
        'The governor said: "Rebels attacked Sake on Monday. They also shelled Goma on Tuesday, killing five people."',
        '"Rebels attacked Sake on Monday. They also shelled Goma on Tuesday, killing five people," the governor said.',
        "The governor said: “Rebels attacked Sake on Monday. They also shelled Goma on Tuesday, killing five people.”",
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker(text: str) -> None:
    events = told(f"{text} The market of Minova was looted on Sunday.")
    assert events == [("claimed", {"governor"}), ("claimed", {"governor"}), ("reported", set())]


def test_a_quotation_that_never_ends_ends_with_its_paragraph() -> None:
    events = told('The governor said: "Rebels attacked Sake on Monday.\n\nThe market of Minova was looted on Sunday.')
    assert events == [("claimed", {"governor"}), ("reported", set())]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: there was no strike on the port of Tyre on Monday.",
        "There was no attack on the checkpoint in Brital on Tuesday, as some channels claimed.",
        "Contrary to messages on social networks, the military post of Sebba was not attacked on Sunday.",
        "Claims by foreign sources that a drone had attacked an ambulance in Zolochev have nothing to do with truth.",
        "An airstrike on the market of Kutum on Tuesday was all over Facebook. Our focal point went there and found "
        "everything intact; no plane had come.",
    ],
)
def test_what_was_only_rumoured_is_denied(text: str) -> None:
    assert [status for status, _ in told(text)] == ["denied"]


def test_who_had_nothing_to_do_with_it_does_not_deny_the_act() -> None:
    text = "Rockets fell on a camp at Ber on Monday, an official said. The rebels said they had nothing to do with it."
    assert told(text) == [("claimed", {"official"})]


def test_analysts_who_say_that_fighters_remain_deny_nothing() -> None:
    text = "Aircraft carried out raids on hideouts in Raqqa on Monday. Analysts say that fighters remain in the area."
    assert [status for status, _ in told(text)] == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab claimed responsibility.",
        "Al-Shabaab took responsibility through its agency.",
        "Al-Shabaab, in a broadcast on its radio, said it was behind the blast.",
        "Responsibility was claimed by Al-Shabaab.",
        "Relatives point the finger at Al-Shabaab.",
    ],
)
def test_whoever_owns_up_did_it(text: str) -> None:
    before = "Four people were killed when a car bomb went off at a checkpoint in Beledweyne on Tuesday. "
    events = extract_events(before + text + WAR, published="2024-06-19")
    assert list(events["actor1"]) == ["Al-Shabaab"]


def test_nobody_owns_up() -> None:
    text = "A car bomb killed four people in Beledweyne on Tuesday. No group has claimed responsibility."
    assert extract_events(text + WAR, published="2024-06-19")["actor1"].isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "The Colombian army blamed the 33rd Front for an explosion that killed three soldiers near Tibu on Monday.",
        "The Colombian army accused the 33rd Front of an attack on a post near Tibu on Monday.",
        "The 33rd Front claimed in a statement to have fired mortars at a post near Tibu on Monday.",
    ],
)
def test_the_act_somebody_is_said_to_have_done_is_told(text: str) -> None:
    events = extract_events(text + WAR, published="2024-06-19")
    assert list(events["actor1"]) == ["33rd Front"]
    assert list(events["place"]) == ["near Tibu"]
    assert list(events["status"]) == ["claimed"]


def test_what_was_to_have_happened_did_not() -> None:
    text = "The rebels were to have attacked the town of Bria on Monday."
    assert extract_events(text + WAR, published="2024-06-19").empty
