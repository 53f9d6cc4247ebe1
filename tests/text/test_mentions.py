"""Place mentions: whole expressions, exact offsets, nothing from names of persons and organisations."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.errors import InputError, OptionError
from geoevents.model.places import GEOCODE_COLUMNS
from geoevents.text.located import read_mentions
from geoevents.text.mentions import MENTION_COLUMNS, geoparse


def literal(text: str, **options: Any) -> list[str]:
    table = geoparse(text, **options)
    assert all(text[r.start : r.end] == r.text for r in table.itertuples())
    return list(table.loc[table["literal"], "text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the Euphrates valley to the east of Deir ez-Zor.", ["Euphrates valley to the east of Deir ez-Zor"]),
        ("Shelling was heard in the western Idlib governorate.", ["western Idlib governorate"]),
        ("A bomb went off between Dori and Gorom-Gorom.", ["between Dori and Gorom-Gorom"]),
        ("They left the town of Suran in Hama province.", ["town of Suran", "Hama province"]),
        ("Fighting went on west of Horlivka.", ["west of Horlivka"]),
        ("Troops moved from Aleppo to Homs, Hama and Latakia.", ["Aleppo", "Homs", "Hama", "Latakia"]),
        ("The Deir ez-Zor Military Council and the Idlib Brigade met.", []),
        ("The Russian Defense Ministry and the Syrian Democratic Forces agreed.", []),
        ("Governor Jack Lyman and Sergeant Paris Lviv resigned.", []),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: list[str]) -> None:
    assert literal(text) == expected


def test_demonyms_are_kept_but_mean_no_place() -> None:
    table = geoparse("Syrian troops and a Russian envoy met.")
    assert list(table["text"]) == ["Syrian", "Russian"]
    assert list(table["country"]) == ["SY", "RU"]
    assert not table["literal"].any()
    assert set(table["role"]) == {"demonym"}


def test_a_country_that_acts_is_no_scene() -> None:
    table = geoparse("Moscow warned Turkey, the agency said.")
    assert not table["literal"].any()


def test_columns() -> None:
    for text in ("", "They met in Aleppo."):
        assert list(geoparse(text).columns) == [*MENTION_COLUMNS, *GEOCODE_COLUMNS]


def test_given_spans_give_one_row_each_in_their_order() -> None:
    text = "From Homs to Aleppo and nowhere."
    spans = [(13, 19), (5, 9), (24, 31)]
    table = geoparse(text, spans=spans, country="SY")
    assert list(table["text"]) == ["Aleppo", "Homs", "nowhere"]
    assert list(table["start"]) == [13, 5, 24]
    assert list(table["country"][:2]) == ["SY", "SY"]


@pytest.mark.parametrize("span", [(-1, 2), (3, 3), (0, 99), ("a", "b")])
def test_spans_outside_of_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InputError):
        geoparse("They met in Aleppo.", spans=[span])


class Entity:
    """As spaCy's spans."""

    def __init__(self, start_char: int, end_char: int, label_: str) -> None:
        self.start_char, self.end_char, self.label_ = start_char, end_char, label_


class Doc:
    """As spaCy's documents."""

    def __init__(self, *ents: Entity) -> None:
        self.ents = ents


def test_mentions_of_another_recogniser() -> None:
    text = "John Smith left Homs for Paris with a Syrian friend."
    doc = Doc(Entity(0, 10, "PERSON"), Entity(16, 20, "GPE"), Entity(25, 30, "GPE"), Entity(38, 44, "NORP"))
    table = geoparse(text, mentions=lambda given: doc if given == text else None)
    assert list(table["text"]) == ["Homs", "Paris", "Syrian"]
    assert list(table["role"]) == ["given", "given", "demonym"]
    assert list(table["literal"]) == [True, True, False]
    assert list(table["country"]) == ["SY", "FR", "SY"]
    for same in (doc, doc.ents, [(16, 20), (25, 30, "LOC"), {"start": 38, "end": 44, "label": "NORP"}]):
        assert list(geoparse(text, mentions=same)["name"]) == list(table["name"])


def test_no_mentions_at_all() -> None:
    assert list(geoparse("They met in Aleppo.", mentions=[]).columns) == [*MENTION_COLUMNS, *GEOCODE_COLUMNS]
    assert geoparse("They met in Aleppo.", mentions=[]).empty


@pytest.mark.parametrize(
    ("mentions", "said"),
    [
        ([(0, 99)], "does not lie in the text"),
        ([(1.5, 3)], "whole numbers"),
        ([("a", "b")], "whole numbers"),
        (["Aleppo"], "is no span"),
        ([(1, 2, 3, 4)], "is no span"),
        ("Aleppo", "mentions are"),
        (lambda text: None, "mentions are"),
        (7, "mentions are"),
    ],
)
def test_what_is_no_mention_is_refused(mentions: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        geoparse("They met in Aleppo.", mentions=mentions)


def test_spans_and_mentions_exclude_each_other() -> None:
    with pytest.raises(OptionError, match="both given"):
        geoparse("They met in Aleppo.", spans=[(12, 18)], mentions=[(12, 18)])


def test_a_text_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="as a string"):
        geoparse(None)  # type: ignore[arg-type]


def test_many_texts_as_rows() -> None:
    texts = ["They met in Aleppo.", "", "Moscow said no."]
    read = list(read_mentions(iter(texts)))
    assert [[row.text for row in rows] for rows in read] == [["Aleppo"], [], ["Moscow"]]
    row = read[0][0].row()
    assert list(row) == [*MENTION_COLUMNS, *GEOCODE_COLUMNS]
    table = geoparse(texts[0])
    assert row["name"] == table["name"].iloc[0]
    assert row["geometry"].equals(table.geometry.iloc[0])


def test_a_text_without_places_gives_a_table_of_the_same_columns_and_types() -> None:
    none, some = geoparse("Nothing was named."), geoparse("They met in Aleppo.")
    assert none.empty
    assert (list(none.columns), none.crs) == (list(some.columns), some.crs)
    assert [str(t) for t in none.dtypes] == [str(t) for t in some.dtypes]
    assert none.geometry.name == "geometry"
