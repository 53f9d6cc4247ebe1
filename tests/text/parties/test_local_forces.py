"""Whose "the police", "soldiers" are: those of the country in which the event was, where no words say otherwise."""

from __future__ import annotations

from geoevents.text.events import extract_events

_LEAD = (
    "BAMAKO, March 3 - Malian soldiers repelled an attack on their base at Tessit on Friday, the defence ministry "
    "of Mali said. In neighbouring Niger, the opposition called for protests. "
)


def _parties(text: str) -> list[tuple[object, object]]:
    rows = extract_events(text, published="2024-03-10").astype(object).to_dict("records")
    return [(r["actor1"], r["actor2"]) for r in rows[1:]]


def test_police_and_soldiers_are_of_the_country_of_the_place() -> None:
    text = _LEAD + "On Sunday police arrested three men in Zinder, and soldiers shot dead two smugglers near Agadez."
    assert [a for a, _ in _parties(text)] == ["Police Forces of Niger", "Military Forces of Niger"]


def test_of_the_country_spoken_of_where_the_text_names_no_other() -> None:
    text = _LEAD + "On Sunday police arrested three men in Gao."
    assert [a for a, _ in _parties(text)] == ["Police Forces of Mali"]


def test_in_the_report_of_an_army_abroad_the_troops_are_its_own() -> None:
    text = (
        "IDF Spokesperson's Unit - Operational Update, March 9, 2024\n\n"
        "In southern Lebanon, troops of the 91st Division continued their activity. In Aitaroun, the troops killed two "
        "terrorists in an exchange of fire on Saturday."
    )
    actors = extract_events(text, published="2024-03-10")["actor1"].tolist()
    assert actors == ["Military Forces of Israel"]


def test_the_coalition_is_that_of_its_country_or_the_one_named() -> None:
    text = "Rebels of the coalition attacked an army post near Bossangoa, Central African Republic, on Sunday."
    assert "Global Coalition Against Daesh" not in extract_events(text, published="2024-03-10")["actor1"].tolist()
    text = (
        "In Yemen, the Saudi-led coalition denied it. Warplanes of the coalition bombed Saada on Sunday, killing two."
    )
    (actor,) = extract_events(text, published="2024-03-10")["actor1"]
    assert actor == "Saudi-led coalition"
