"""Place mentions: whole expressions, exact offsets, nothing from names of persons and organisations."""

from __future__ import annotations

import pytest

from geoevents.errors import InputError
from geoevents.model.places import GEOCODE_COLUMNS
from geoevents.text.mentions import MENTION_COLUMNS, geoparse


def literal(text: str, **options: str) -> list[str]:
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
