"""Ground that changes hands, goods and people taken, fights that only go on: what is an event, and of what kind."""

from __future__ import annotations

import pytest

import geoevents as ge

_SHELLING = "Shelling/artillery/missile attack"
_WAR = "Soldiers, rebels, militias, artillery and tanks are all over the country.\n\n"


def _told(sentence: str) -> list[tuple[str, str | None, str | None]]:
    events = ge.extract_events(_WAR + sentence, published="2024-12-11")
    sides = events[["actor1", "actor2"]].astype(object).where(events[["actor1", "actor2"]].notna(), None)
    return [
        (kind, *row)
        for kind, row in zip(events["sub_event_type"], sides.itertuples(index=False, name=None), strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("RSF fighters swept into the town of Al-Dinder on Monday.", "Non-state actor overtakes territory"),
        ("RSF troops marched into Jalqani on Monday after the garrison fled.", "Non-state actor overtakes territory"),
        ("Syrian troops entered the city of Tadef on Monday.", "Government regains territory"),
        ("The army wrested the town of Jabal Moya from the RSF on Monday.", "Government regains territory"),
        ("Armed men made off with two ambulances from the clinic in Zalingei.", "Looting/property destruction"),
        ("The militia carted away generators from the power station at Garri.", "Looting/property destruction"),
        ("RSF fighters led away eleven young men at the gate of Nuhud on Monday.", "Abduction/forced disappearance"),
        ("A trader was bundled into a car by masked men in Homs on Monday.", "Abduction/forced disappearance"),
        ("Four shelling attacks were recorded in Aleppo province on Monday.", "Shelling/artillery/missile attack"),
        ("Militants fired an anti-tank guided missile at a post near Urum.", "Shelling/artillery/missile attack"),
        ("Artillery exchanges between the army and the RSF were reported in Omdurman.", _SHELLING),
        ("The settlement signed in Nawa by the authorities and local elders on 4 October holds.", "Agreement"),
        ("The Salamat and the Beni Halba made peace in Kubum on Monday.", "Agreement"),
        ("In Baghdad, several hundred jobless graduates protested outside a ministry.", "Peaceful protest"),
    ],
)
def test_an_act_is_told_by_a_family_of_words(sentence: str, kind: str) -> None:
    assert [told[0] for told in _told(sentence)] == [kind]


def test_an_army_that_crushed_a_force_on_its_way_is_one_clash() -> None:
    told = _told("The army crushed a rebel column that tried to advance on Bara, killing 40 men and seizing two tanks.")
    assert [kind for kind, _, _ in told] == ["Armed clash"]


def test_who_lost_a_town_is_told_with_who_took_it() -> None:
    told = _told("Islamic State lost the last Iraqi town it held when government forces retook Rawa in November 2017.")
    assert told == [("Government regains territory", "Military Forces of Iraq", "Islamic State")]


def test_a_victim_of_any_trade_is_a_civilian() -> None:
    told = _told("The hospital director was shot dead by RSF fighters in Um Keddada on Monday.")
    assert told == [("Attack", "Rapid Support Forces", "Civilians")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fighting between the army and the RSF has shifted west since the rainy season.",
        "Between 11 and 14 November, attacks on Zamzam and Abu Shouk displaced an estimated 400,000 people.",
        "The army is back five months after it lost the city.",
        "Hopes for a truce were crushed on Monday.",
        "The ministry took the phone calls of relatives on Monday.",
        "A shift that tells nothing put the death toll at nine.",
    ],
)
def test_what_goes_on_or_looks_back_is_no_event(sentence: str) -> None:
    assert _told(sentence) == []


def test_a_claim_made_against_what_the_text_says_is_denied() -> None:
    text = (
        "No clashes took place in El Fasher, despite a shared post that the RSF had stormed the airport on 24 November."
    )
    events = ge.extract_events(_WAR + text, published="2024-12-11")
    assert list(events["status"]) == ["denied"]


def test_its_and_it_go_back_to_who_acted_before() -> None:
    text = "The rebel militia took revenge: its drones attacked Marawi on Friday. On Thursday it had looted Bara."
    assert {doer for _, doer, _ in _told(text)} == {"Rebel militia"}


def test_who_acts_is_not_lost_to_the_short_name_behind_it() -> None:
    told = _told("On 5 November, the Rapid Support Forces (RSF) launched a ground assault on Zamzam camp.")
    assert [doer for _, doer, _ in told] == ["Rapid Support Forces"]


def test_bombs_that_helicopters_dropped_were_dropped_by_no_victim() -> None:
    told = _told("Four civilians, two of them girls, were killed by barrel bombs which helicopters dropped on Saraqib.")
    assert {kind for kind, _, _ in told} == {"Air/drone strike"}
    assert not any(doer for _, doer, _ in told)
