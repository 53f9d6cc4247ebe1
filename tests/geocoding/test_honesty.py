"""Answers that must not claim more than is known: far possessions, generic words, other names, missing seas."""

from __future__ import annotations

import pytest
import shapely

from geoevents.geocoding.expressions.words import words
from geoevents.model.geo import distance_km


@pytest.mark.parametrize(
    ("query", "held", "left_out", "most_km"),
    [
        ("near Norway", (10.75, 59.91), (3.36, -54.42), 2000),  # Oslo, Bouvet Island
        ("northern France", (2.35, 48.86), (-52.33, 4.94), 800),  # Paris, Cayenne
        ("near France", (9.15, 42.15), (55.45, -20.88), 1000),  # Corsica, Réunion
        ("southern Chile", (-72.07, -45.57), (-109.43, -27.15), 1500),  # Coyhaique, Easter Island
    ],
)
def test_far_possessions_do_not_count_for_expressions(resolver, query, held, left_out, most_km):
    m = resolver.resolve(query)
    assert m.geometry.intersects(shapely.Point(held))
    assert not m.geometry.intersects(shapely.Point(left_out))
    assert m.uncertainty_km < most_km
    assert "is left out" in m.explanation


def test_a_country_itself_keeps_its_possessions(resolver):
    m = resolver.resolve("France")
    assert m.geometry.intersects(shapely.Point(-52.6, 4.5))
    assert "left out" not in m.explanation
    assert "left out" not in resolver.resolve("near Ukraine").explanation


@pytest.mark.parametrize("query", ["the village", "hospital", "the airport", "market", "Syrian territory", "N/A"])
def test_generic_words_are_no_places(resolver, query):
    assert resolver.resolve(query).status == "unresolved"
    assert resolver.resolve(query, country="SY").status != "resolved"


def test_a_name_met_by_sound_alone_is_not_pinned_down(resolver):
    m = resolver.resolve("Masisi")
    assert (m.status, m.geometry) == ("unresolved", None)
    assert m.alternatives
    assert m.alternatives[0]["name"] in m.explanation


def test_an_answer_by_another_name_says_so(resolver):
    m = resolver.resolve("Persia")
    assert m.confidence < resolver.resolve("Iran").confidence
    assert f"also called {'Persia'!r}" in m.explanation
    assert "also called" not in resolver.resolve("Homs Governorate").explanation


def test_unknown_lakes_are_not_their_countries(resolver):
    m = resolver.resolve("Lake Bolivia")
    assert m.status != "resolved"
    assert "no lake of that name" in m.explanation


@pytest.mark.parametrize(
    ("query", "kind", "lon", "lat"),
    [("Sea of Azov", "sea", 36.8, 46.2), ("Black Sea", "sea", 34.0, 43.3), ("Red Sea", "sea", 38.5, 20.5),
     ("خليج عدن", "sea", 48.0, 12.8), ("Persian Gulf", "sea", 52.0, 26.7), ("Lake Chad", "lake", 14.2, 13.1)],
)  # fmt: skip
def test_waters_are_areas(resolver, query, kind, lon, lat):
    m = resolver.resolve(query)
    assert (m.status, m.kind, m.precision) == ("resolved", kind, "area")
    assert m.geometry.contains(shapely.Point(lon, lat))


def test_a_border_of_towns_is_that_of_their_divisions(resolver):
    m = resolver.resolve("Idlib/Aleppo border")
    assert m.kind == "border"
    assert m.geometry.distance(shapely.Point(36.73, 36.1)) < 0.2
    assert {"admin1"} == {resolver.gazetteer.place(i).kind for i in m.place_id.split("+")}


@pytest.mark.parametrize("km", ["21000", "500,000"])
def test_a_distance_beyond_the_earth_is_refused(resolver, km):
    m = resolver.resolve(f"{km} km north of Raqqa")
    assert m.status == "unresolved"
    assert "further than any two places" in m.explanation


def test_a_name_chooses_the_reading_of_its_context(resolver):
    m = resolver.resolve("St. Petersburg, Florida")
    assert (m.country, m.status) == ("US", "resolved")
    assert resolver.resolve("St. Petersburg").country == "RU"


def test_a_name_that_holds_its_feature_word_is_that_place(resolver):
    m = resolver.resolve("Jabalia camp")
    assert m.name == "Jabalia camp"
    assert "no camp" not in m.explanation


def test_a_mountain_range_is_no_exact_place(resolver):
    assert resolver.resolve("Qalamoun").precision == "area"


@pytest.mark.parametrize(
    ("text", "code"),
    [("US", "US"), ("UK", "GB"), ("uk", "GB"), ("UAE", "AE"), ("UKR", "UA"), ("irq", "IQ"), ("Macedonia, FYR", "MK"),
     ("Korea, North", "KP"), ("Korea, Republic of", "KR"), ("Congo, Dem. Rep.", "CD"), ("Congo, Rep.", "CG"),
     ("The Gambia", "GM"), ("Burma/Myanmar", "MM"), ("Ivory Coast", "CI"), ("ROK", "KR"),
     ("Iran (Islamic Republic of)", "IR")],
)  # fmt: skip
def test_countries_as_tables_write_them(resolver, text, code):
    assert resolver.country(text).country == code


@pytest.mark.parametrize("text", ["Israel/Palestine", "Syria/Atlantis", "XX", "ZZZ", "Atlantis", "/", ","])
def test_what_is_no_one_country(resolver, text):
    assert resolver.country(text) is None


@pytest.mark.parametrize("query", ["US", "UK", "UAE", "DRC", "Macedonia, FYR", "Ivory Coast", "Burma"])
def test_countries_by_their_short_and_former_names(resolver, query):
    assert (resolver.resolve(query).kind, resolver.resolve(query).status) == ("country", "resolved")


@pytest.mark.parametrize(
    "query", ["\u202eIdlib\u202c", "\u2067Idlib\u2069", "Id\u200blib", "Ｉｄｌｉｂ", "Idlib\x00\ud800"]
)
def test_invisible_characters_do_not_change_the_answer(resolver, query):
    m = resolver.resolve(query)
    assert m.place_id == resolver.resolve("Idlib").place_id
    assert distance_km(m.lon, m.lat, 36.63, 35.93) < 3


def test_the_area_that_stands_for_an_unknown_name_is_no_exact_place(resolver):
    m = resolver.resolve("Qwertzabad", within="Saraqib")
    assert (m.status, m.precision, m.geometry.geom_type) == ("ambiguous", "near", "Polygon")
    assert "Saraqib" in m.explanation
    assert "stands for it" in m.explanation


def test_a_transliteration_names_the_spelling_that_it_met(resolver):
    m = resolver.resolve("Hodaida")
    assert m.name == "Al Ḩudaydah"
    assert "met by transliteration of" in m.explanation


@pytest.mark.parametrize("query", ["Danube", "Volga", "Rokel", "Liu river"])
def test_the_point_of_a_river_lies_on_it(resolver, query):
    m = resolver.resolve(query)
    assert m.kind == "river"
    assert m.geometry.distance(shapely.Point(m.lon, m.lat)) < 1e-9


def test_every_demonym_is_a_country(resolver):
    for adjective, name in words().demonyms.items():
        assert resolver.country(name) is not None, (adjective, name)


@pytest.mark.parametrize("query", ["near the Chadian border", "Chadian-Sudanese border", "Chad/Sudan border"])
def test_borders_by_adjective(resolver, query):
    m = resolver.resolve(query)
    assert m.kind in ("border", "area")
    assert m.geometry.intersects(shapely.Point(22.2, 13.6))


def test_miles_are_said_in_readable_kilometres(resolver):
    m = resolver.resolve("10 miles south of Goma")
    assert m.explanation.startswith("16.1 km south of Goma")
    assert "+-8.05 km" in m.explanation
