"""Where events are placed: by the text as a whole, by what stands over them, as geoparse has it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.text.event_rows import EventReader, read_events
from geoevents.text.events import extract_events
from geoevents.text.located import locate

HERE = Path(__file__).parent


def point(shape) -> tuple[float, float]:
    inside = shape.representative_point()
    return inside.x, inside.y


def near(shape, lon: float, lat: float, km: float = 60) -> bool:
    x, y = point(shape)
    return math.hypot((x - lon) * math.cos(math.radians(lat)), y - lat) * 111.2 <= km


@pytest.mark.parametrize(
    ("text", "place", "lon", "lat"),
    [
        (  # Al-Mayadin and its like: names that are known elsewhere, too
            "Iranian-backed fighters shelled Al-Mayadin in Deir ez-Zor province on Monday. "
            "Rebels attacked a checkpoint in Al-Susah, 90 km to the southeast.",
            "Al-Susah", 40.96, 34.53,
        ),
        (
            "Russian forces shelled Antonivka and Bilozerka, the Kherson governor said. Two people were killed in "
            "Stanislav.",
            "Stanislav", 32.15, 46.57,
        ),
        (
            "The RSF bombed a market in El Fasher on Friday. Gunmen killed a trader in Kutum, in North Darfur.",
            "Kutum, in North Darfur", 24.67, 14.2,
        ),
    ],
)  # fmt: skip
def test_places_are_those_of_the_text(text: str, place: str, lon: float, lat: float) -> None:
    events = extract_events(text, published="2024-05-16").set_index("place")
    assert near(events.loc[place].geometry, lon, lat)


def test_an_event_has_the_answer_of_its_mention() -> None:
    names = Gazetteer.embedded()
    reader = EventReader(gazetteer=names)
    compared = 0
    for path in sorted((HERE / "gold" / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        mentions = {m.text: m.match for m in locate(text, names) if text.count(m.text) == 1}
        for row in reader.read(text, published="2024-05-16").rows:
            match = mentions.get(row["place"])
            if match is None or match.geometry is None or "\n\n" not in text:
                continue
            compared += 1
            assert match.uncertainty_km == row["uncertainty_km"], row["place"]
            assert (row["place_note"] or "").startswith(match.explanation)
    assert compared >= 8


def test_what_stands_over_an_entry_says_where_it_is() -> None:
    text = (
        "Daily report, 11 June 2024\n\nKupiansk direction:\n- Russian troops attacked near Kamianka.\n\n"
        "Bakhmut direction:\n- Ukrainian forces repelled an assault near Toretsk.\n"
    )
    events = extract_events(text, published="2024-06-11")
    by_place = {row.place: row.geometry for row in events.itertuples()}
    assert near(by_place["near Kamianka"], 37.6, 49.7, km=80)  # none of the many others of that name
    assert near(by_place["near Toretsk"], 37.85, 48.4)


def test_a_country_over_a_list_is_that_of_its_entries() -> None:
    text = (
        "In Syria:\n\n- Near Palmyra, two strikes destroyed a vehicle.\n\nIn Iraq:\n\n"
        "- Near Mosul, one strike hit a bunker.\n"
    )
    events = extract_events(text, published="2017-09-21").set_index("place")
    assert near(events.loc["Near Palmyra"].geometry, 38.28, 34.56)
    assert near(events.loc["Near Mosul"].geometry, 43.13, 36.34)


def test_near_a_name_is_near_the_town() -> None:
    (row,) = extract_events("Gunmen attacked a convoy near Tillabéri in Niger.").itertuples()
    assert row.uncertainty_km < 40
    assert near(row.geometry, 1.45, 14.21)


def test_a_place_that_nobody_lists_is_not_looked_for_abroad() -> None:
    text = "Al-Shabaab fighters attacked an army base near Janaale on Monday, the Somali government said in Mogadishu."
    (row,) = extract_events(text, published="2024-05-16").head(1).itertuples()
    x, y = point(row.geometry)
    assert 40 < x < 52
    assert -3 < y < 13


def test_rows_of_many_texts_are_those_of_each() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "gold" / "texts").glob("*.txt"))]
    given = [{"text": text, "published": "2024-05-16", "source": "x"} for text in texts]
    for text, rows in zip(texts, read_events(given), strict=True):
        table = extract_events(text, published="2024-05-16", source="x")
        assert [row["event_id"] for row in rows] == table["event_id"].tolist()
        assert [row["place"] for row in rows] == table["place"].astype(object).where(
            table["place"].notna(), None
        ).tolist()
        assert all(row["geometry"].equals(shape) for row, shape in zip(rows, table.geometry, strict=True))
        assert [row["reports"] for row in rows] == table["reports"].tolist()


def test_texts_come_one_by_one() -> None:
    taken = []

    def texts():
        for n in range(3):
            taken.append(n)
            yield "Rebels shelled Aleppo on 5 June 2023."

    rows = read_events(texts())
    assert next(rows)[0]["place"] == "Aleppo"
    assert taken == [0]


def test_a_short_form_that_opens_a_sentence_is_shown_as_it_stands() -> None:
    text = "Hasaka was calm. West of the river, gunmen killed two men."
    (event,) = extract_events(text).to_dict("records")
    assert event["place"] == "West of the river"
    assert "west of Hasaka" in event["place_note"]
