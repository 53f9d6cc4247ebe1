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


def test_an_accusation_is_never_its_content() -> None:
    row = only("The army accused the RSF of shelling Omdurman on Thursday.", country="SD")
    assert (row.event_type, row.actor1, row.actor2) == ("ACCUSE", "Sudanese Armed Forces", "Rapid Support Forces")
    assert row.geometry.is_empty
    assert row.reports[0]["stance"] == "claims"


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
    row = only("Rebels attacked army positions in Idlib governorate on two occasions.", country="SY")
    assert (row.count, row.count_text) != (None, None)
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
    assert row.date_start is not row.date_start or str(row.date_start) == "NaT"
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
