"""Headlines that stand alone are read; over an article they are not read twice."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events


@pytest.mark.parametrize(
    ("text", "kind", "actor1", "place", "dead", "status"),
    [
        ("Gunmen kill 5 in Gao", "Attack", "Gunmen", "Gao", 5, "reported"),
        ("Air strike kills 12 in Idlib", "Air/drone strike", None, "Idlib", 12, "reported"),
        ("Russia shells Kherson", "Shelling/artillery/missile attack", "Russia", "Kherson", None, "reported"),
        ("Israel bombs southern Lebanon", "Air/drone strike", "Israel", "southern Lebanon", None, "reported"),
        ("Car bomb explodes in Mogadishu", "Remote explosive/landmine/IED", None, "Mogadishu", None, "reported"),
        ("M23 captures Sake", "Non-state actor overtakes territory", "March 23 Movement", "Sake", None, "reported"),
        ("Rebels Attack Army Post Near Saraqib, Killing Four", "Armed clash", "Rebels", "Near Saraqib", 4, "reported"),
        (
            "RUSSIAN SHELLING KILLS TWO IN KHERSON - GOVERNOR",
            "Shelling/artillery/missile attack", "Military Forces of Russia", "KHERSON", 2, "reported",
        ),
        (
            "Rebels seize Goma airport, army says",
            "Non-state actor overtakes territory", "Rebels", "Goma airport", None, "claimed",
        ),
        ("Russia strikes Odesa", "Air/drone strike", "Russia", "Odesa", None, "reported"),
        ("US carries out strikes in Yemen", "Air/drone strike", "United States", "Yemen", None, "reported"),
        ("Clashes erupt in Khartoum", "Armed clash", None, "Khartoum", None, "reported"),
        ("Heavy fighting rages in El Fasher", "Armed clash", None, "El Fasher", None, "reported"),
        ("Explosion rocks Damascus", "Remote explosive/landmine/IED", None, "Damascus", None, "reported"),
        ("Turkey strikes northern Iraq", "Air/drone strike", "Turkey", "northern Iraq", None, "reported"),
        ("Thousands protest in Niamey", "Peaceful protest", "Protesters", "Niamey", None, "reported"),
    ],
)  # fmt: skip
def test_a_headline_alone_tells_its_event(
    text: str, kind: str, actor1: str | None, place: str, dead: int | None, status: str
) -> None:
    (event,) = extract_events(text, published="2024-03-10").astype(object).to_dict("records")
    told = [event[name] for name in ("sub_event_type", "actor1", "place", "fatalities_best", "status")]
    assert [None if value != value or str(value) == "<NA>" else value for value in told] == [
        kind, actor1, place, dead, status,
    ]  # fmt: skip


def test_over_an_article_it_is_not_told_twice() -> None:
    text = "Gunmen kill 5 in Gao\n\nGunmen killed five people in Gao on Sunday, the governor said."
    assert len(extract_events(text, published="2024-03-11")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "UN condemns attack on camp", "Storm hits coast", "Talks resume in Geneva", "Shells found on beach near Brest",
        "Russian shells cost more than Western ones", "Attacks on nurses rise, union says", "Real Madrid beat Bilbao",
    ],
)  # fmt: skip
def test_what_only_reads_like_one(text: str) -> None:
    assert extract_events(text, published="2024-03-10")["sub_event_type"].tolist() == []


@pytest.mark.parametrize(
    "text",
    [
        "Army beats Navy",
        "Army edges Air Force 17-13 in Philadelphia",
        "China hits Australia with tariffs",
        "Gas explosion rocks Moscow",
        "Typhoon hits Manila",
        "Raiders capture Las Vegas title",
        "Rebels Capture State Title in Jackson",
        "Pirates Attack Cubs Bullpen in Chicago",
        "Jets Bomb Dolphins in Miami",
        "Jets Destroy Patriots in Boston",
        "Commanders Shoot Down Eagles in Philadelphia",
        "Rockets hit Dallas with late rally",
        "Bulls attack bears as Wall Street rallies",
        "Trump attacks Harris in Detroit rally",
        "Stocks explode in Tokyo after attack on yen",
    ],
)
def test_sport_and_markets_are_no_war(text: str) -> None:
    assert extract_events(text, published="2024-03-10").empty


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jets bomb Damascus in night raid", "Air/drone strike"),
        ("Jets bomb Homs", "Air/drone strike"),
        ("Rockets hit Haifa early on Monday", "Shelling/artillery/missile attack"),
        ("Pirates attack tanker in Gulf of Aden", "Attack"),
        ("Thousands rally in Tbilisi", "Peaceful protest"),
        ("Hundreds rally in Caracas against Maduro", "Peaceful protest"),
    ],
)
def test_war_and_protest_stay_what_they_are(text: str, kind: str) -> None:
    found = extract_events(text, published="2024-03-10")["sub_event_type"].tolist()
    assert len(found) == 1
    assert found[0] in {kind, "Armed clash"}


@pytest.mark.parametrize("text", ["the", "The", "The Russia", "Clashes", "Army", "Army beats", "Russia strikes"])
def test_a_word_or_two_are_no_news(text: str) -> None:
    assert len(extract_events(text, published="2024-03-10")) == 0
