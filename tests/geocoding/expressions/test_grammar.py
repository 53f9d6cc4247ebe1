"""The grammar: what is read out of a query, before any place is known."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoevents.geocoding.expressions.expression import DirectionOf, Name, Unreadable
from geoevents.geocoding.expressions.grammar import MAX_LENGTH, as_name, parse

READINGS = {
    # plain names and feature words
    "Idlib": "Name('Idlib')",
    "Idlib governorate": "Name('Idlib', governorate)",
    "muhafazat Idlib": "Name('Idlib', muhafazat)",
    "the village of Opytne": "Name('Opytne', village)",
    "Abu al-Khatir/Al Boukhater village": "Name('Abu al-Khatir', village, ='Al Boukhater')",
    "Jabal Saman district": "Name('Jabal Saman', district)",
    "At Tuways village": "Name('At Tuways', village)",
    "in Slavyansk": "Name('Slavyansk')",
    "c. Lisichansk": "Name('Lisichansk', c)",
    # contexts
    "Zerbeh town, Aleppo Governorate": "Within(Name('Zerbeh', town), in Name('Aleppo', governorate))",
    "Pisky (Donetsk region)": "Within(Name('Pisky'), in Name('Donetsk', region))",
    "Yasinovataya city Donetsk region": "Within(Name('Yasinovataya', city), in Name('Donetsk', region))",
    "Alishing district of Laghman province": "Within(Name('Alishing', district), in Name('Laghman', province))",
    "near the village. Dmytrivka, Shakhtar district": (
        "Within(Near(Name('Dmytrivka', village)), in Name('Shakhtar', district))"
    ),
    # parts
    "western Idlib governorate": "PartOf(west, 0.33, Name('Idlib', governorate))",
    "in the western part of Idlib governorate": "PartOf(west, 0.33, Name('Idlib', governorate))",
    "the south of Donetsk region": "DirectionOf(south, Name('Donetsk', region))",
    "in the south of Donetsk region": "PartOf(south, 0.33, Name('Donetsk', region))",
    "northern half of Homs": "PartOf(north, 0.50, Name('Homs'))",
    "far western Idlib": "PartOf(west, 0.17, Name('Idlib'))",
    "central Syria": "PartOf(central, 0.33, Name('Syria'))",
    "Kabul city (eastern parts of)": "PartOf(east, 0.33, Name('Kabul', city))",
    # directions and distances
    "east of Homs": "DirectionOf(east, Name('Homs'))",
    "North-East of Mariupol": "DirectionOf(northeast, Name('Mariupol'))",
    "north east of Mariupol": "DirectionOf(northeast, Name('Mariupol'))",
    "30 km north of Raqqa": "DirectionOf(30+-5 km, north, Name('Raqqa'))",
    "30 km N of Raqqa": "DirectionOf(30+-5 km, north, Name('Raqqa'))",
    "12 km SE of Homs": "DirectionOf(12+-0.5 km, southeast, Name('Homs'))",
    "10.5 miles south-west of Hama": "DirectionOf(16.8981+-0.402336 km, southwest, Name('Hama'))",
    "18km south of Garbaharey": "DirectionOf(18+-0.5 km, south, Name('Garbaharey'))",
    "800 meters from Horlivka": "DirectionOf(0.8+-0.05 km, Name('Horlivka'))",
    "several kilometres from Homs": "DirectionOf(5+-3 km, Name('Homs'))",
    "15 kilometres (nine miles) northeast of Lugansk": "DirectionOf(15+-0.5 km, northeast, Name('Lugansk'))",
    "Mizan town (4 kilometres north of)": "DirectionOf(4+-0.5 km, north, Name('Mizan', town))",
    "7 km south of Idlib and 60 km southwest of Aleppo": (
        "Intersection(DirectionOf(7+-0.5 km, south, Name('Idlib')), DirectionOf(60+-5 km, southwest, Name('Aleppo')))"
    ),
    "an hour's drive from Homs": "Unreadable(a travel time is no distance: give a distance in km)",
    # nested
    "the Euphrates valley to the east of Deir ez-Zor": (
        "Within(Name('Euphrates', valley), in DirectionOf(east, Name('Deir ez-Zor')))"
    ),
    # near, outskirts, countryside
    "near Raqqa": "Near(Name('Raqqa'))",
    "in the vicinity of Palmyra": "Near(Name('Palmyra'))",
    "Mariupol (near)": "Near(Name('Mariupol'))",
    "Donetsk area": "Near(Name('Donetsk'))",
    "on the eastern outskirts of Debaltseve": "Outskirts(east, Name('Debaltseve'))",
    "southern approaches to Aleppo": "Outskirts(south, Name('Aleppo'))",
    "Krasnogorivka (outside)": "Outskirts(Name('Krasnogorivka'))",
    "Gorlovka’s suburb of Golmovsky": "Within(Name('Golmovsky'), in Outskirts(Name('Gorlovka')))",
    "northern countryside of Hama": "Countryside(north, Name('Hama'))",
    "northern Hama countryside": "Countryside(north, Name('Hama'))",
    "rif Dimashq": "Countryside(Name('Dimashq'))",
    # between, roads, borders
    "between Homs and Hama": "Between(Name('Homs'), Name('Hama'))",
    "road between As Sukhnah and Tadmur": "Between(road, Name('As Sukhnah'), Name('Tadmur'))",
    "Aleppo-Damascus highway": "Between(road, Name('Aleppo'), Name('Damascus'))",
    "As Sukhnah-Deir ez-Zor road": "Between(road, Name('As Sukhnah'), Name('Deir ez-Zor'))",
    "As Sukhnah – Deir ez-Zor road": "Between(road, Name('As Sukhnah'), Name('Deir ez-Zor'))",
    "road from Homs to Palmyra": "Between(road, Name('Homs'), Name('Palmyra'))",
    "area between Al Duwayr locality, Al Mayadin and Al-Teem oilfield": (
        "Between(Name('Al Duwayr', locality), Name('Al Mayadin'), Name('Al-Teem', oilfield))"
    ),
    "Al Hasakah/Ar Raqqah border": "Border(Name('Al Hasakah'), Name('Ar Raqqah'))",
    "border between Syria and Iraq": "Border(Name('Syria'), Name('Iraq'))",
    "Syria/Turkey border Idlib Governorate": (
        "Within(Border(Name('Syria'), Name('Turkey')), in Name('Idlib', governorate))"
    ),
    "triangle Aleppo-Hama-Idlib": "Triangle(Name('Aleppo'), Name('Hama'), Name('Idlib'))",
    # rivers
    "Al Furat/Euphrates river in Ar Raqqah Governorate": (
        "Within(Name('Al Furat', river, ='Euphrates'), in Name('Ar Raqqah', governorate))"
    ),
    "east bank of the Euphrates near Deir ez-Zor": (
        "Within(Bank(east, Name('Euphrates')), in Near(Name('Deir ez-Zor')))"
    ),
    "along the Euphrates": "Along(Name('Euphrates'))",
    # several
    "Homs and Hama": "Union(Name('Homs'), Name('Hama'))",
    "near Donetsk, Debaltseve, and Mariupol": "Near(Union(Name('Donetsk'), Name('Debaltseve'), Name('Mariupol')))",
    # Arabic
    "محافظة إدلب": "Name('إدلب', محافظة)",
    "ريف حماة الشمالي": "Countryside(north, Name('حماة'))",
    "بريف إدلب الجنوبي": "Countryside(south, Name('إدلب'))",
    "30 كم شمال الرقة": "DirectionOf(30+-5 km, north, Name('الرقة'))",
    "بين حمص وحماة": "Between(Name('حمص'), Name('حماة'))",
    "قرب دير الزور": "Near(Name('دير الزور'))",
    "شرق نهر الفرات": "PartOf(east, 0.33, Name('الفرات', نهر))",
}


@pytest.mark.parametrize("query", READINGS)
def test_reading(query):
    assert str(parse(query)) == READINGS[query]


@pytest.mark.parametrize("query", READINGS)
def test_case_spaces_and_quotes_do_not_change_the_reading(query):
    plain = str(parse(query)).casefold()
    assert str(parse(query.upper())).casefold() == plain
    assert str(parse(f"  {query.replace(' ', '   ')} ")).casefold() == plain
    assert str(parse(query.replace("'", "’"))).casefold().replace("’", "'") == plain.replace("’", "'")
    assert str(parse(query.replace(" ", "\u00a0"))).casefold() == plain
    assert str(parse(f"\u200b{query}\u200b")).casefold() == plain


@pytest.mark.parametrize("query", ["", "   ", "???", "12345", "…", "-", "()", "\u202e", "\x00", "3.5, 7"])
def test_nothing_to_read_is_said(query):
    tree = parse(query)
    assert isinstance(tree, Unreadable)
    assert tree.reason


def test_a_text_is_not_a_place():
    tree = parse("Idlib " * 2000)
    assert isinstance(tree, Unreadable)
    assert str(MAX_LENGTH) in tree.reason


@pytest.mark.parametrize(
    ("text", "km", "half"),
    [
        ("15", 15, 0.5),
        ("140", 140, 5),
        ("10.5", 10.5, 0.25),
        ("10.3", 10.3, 0.05),
        ("1,500", 1500, 50),
        ("100", 100, 50),
    ],
)
def test_precision_of_a_number(text, km, half):
    # the first three are the Georeferencing Calculator's own examples
    tree = parse(f"{text} km north of Homs")
    assert isinstance(tree, DirectionOf)
    assert (tree.distance.km, tree.distance.half_km) == (pytest.approx(km), pytest.approx(half))


def test_as_name_ignores_the_grammar():
    assert as_name("Rif Dimashq Governorate") == Name(
        "Rif Dimashq Governorate", "Rif Dimashq", ("admin1", "admin2"), "governorate"
    )


VOCABULARY = """
near north of 30 km the western part between and road border Idlib Homs , ( ) / - governorate village ريف شمال in
outskirts along bank valley – . 's A hour
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
@example("north of " * 40)
@example("near " * 79)
@example("(" * 399)
@example("x near " * 55)
def test_any_words_give_some_tree(text):
    assert str(parse(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_some_tree(text):
    assert str(parse(text))
