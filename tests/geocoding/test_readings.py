"""Names that several places bear: how likely each reading is, and answers that hold them all."""

from __future__ import annotations

import pytest
import shapely

from geoevents.geocoding.answer import Answer, Context
from geoevents.geocoding.expressions.grammar import parse
from geoevents.geocoding.together import each, settled
from geoevents.model.geo import distance_km


def read(resolver, text, country):
    context, _ = resolver.context(country, None)
    found = resolver._evaluator.evaluate(parse(text), context)
    assert isinstance(found, Answer)
    return found


def place(lon, lat):
    return shapely.Point(lon, lat)


VALENCIAS = [(-68.0, 10.16), (-0.38, 39.47)]
"""In Venezuela and in Spain: both have more than 800,000 inhabitants."""


def test_namesakes_about_as_likely_are_all_in_the_answer(resolver):
    m = resolver.resolve("Valencia")
    assert m.status == "ambiguous"
    assert m.geometry.geom_type == "MultiPolygon"
    assert all(m.geometry.contains(place(*p)) for p in VALENCIAS)
    assert distance_km(m.lon, m.lat, *VALENCIAS[0]) < 5  # the point is that of the likeliest
    assert m.uncertainty_km > 7_000
    assert "about as likely" in m.explanation


@pytest.mark.parametrize("form", ["30 km north of {}", "near {}", "eastern outskirts of {}", "east of {}"])
def test_what_is_said_of_a_name_is_said_of_all_its_readings(resolver, form):
    m = resolver.resolve(form.format("Valencia"))
    assert m.status == "ambiguous"
    for p in VALENCIAS:
        assert m.geometry.distance(place(*p)) < 1.0
    assert m.geometry.distance(place(20.0, 30.0)) > 5


def test_the_greater_of_two_towns_is_meant(resolver):
    m = resolver.resolve("Tripoli")
    assert (m.country, m.status, m.precision) == ("LY", "resolved", "exact")
    assert ("LB", "town") in [(a["country"], a["kind"]) for a in m.alternatives]


def test_a_country_chooses_among_namesakes(resolver):
    for country, point in zip(("VE", "ES"), VALENCIAS, strict=True):
        m = resolver.resolve("Valencia city", country=country)
        assert (m.country, m.status, m.precision) == (country, "resolved", "exact")
        assert distance_km(m.lon, m.lat, *point) < 5


@pytest.mark.parametrize(("country", "name"), [("UA", "Ivanivka"), ("RU", "Aleksandrovka"), ("RU", "Ivanovka")])
def test_a_village_name_of_many_is_somewhere_in_the_country(resolver, country, name):
    m = resolver.resolve(f"village of {name}", country=country)
    assert (m.status, m.precision) == ("ambiguous", "country")
    assert m.confidence < 0.5
    assert "not listed" in m.explanation
    assert m.geometry.covers(resolver.gazetteer.geometry(resolver.gazetteer.place(f"ne:{country}")))


def test_a_context_takes_the_doubt_of_namesakes_away(resolver):
    country = read(resolver, "Ivanivka", "UA")
    oblast = read(resolver, "Ivanivka, Odesa oblast", "UA")
    assert oblast.doubt < country.doubt
    assert oblast.confidence > country.confidence


def test_well_known_towns_are_not_doubted(resolver):
    for country, name in [("UA", "Kharkiv"), ("SD", "Nyala"), ("MM", "Mandalay"), ("YE", "Taiz city")]:
        found = read(resolver, name, country)
        assert found.doubt < 0.1, name
        assert found.confidence > 0.8, name


def test_chances_of_all_readings_and_of_none_make_up_one_at_most(resolver):
    for country, name in [("UA", "Ivanivka"), ("US", "Springfield"), ("MX", "San Miguel"), (None, "Valencia")]:
        found = read(resolver, name, country)
        chances = [r.confidence for r in found.readings] or [found.confidence]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) + found.doubt <= 1.01


@pytest.mark.parametrize(("country", "name"), [("ML", "Gao"), ("ML", "Mopti"), ("SY", "Idlib"), ("UA", "Luhansk")])
def test_a_town_may_be_its_province(resolver, country, name):
    m = resolver.resolve(f"in {name}", country=country)
    assert (m.kind, m.status, m.precision) == ("town", "ambiguous", "area")
    assert {"admin1"} <= {a["kind"] for a in m.alternatives}
    for words in (f"{name} city", f"near {name}", f"{name} town"):
        assert resolver.resolve(words, country=country).uncertainty_km < 40, words


def test_capitals_and_great_cities_are_not_their_provinces(resolver):
    for country, name in [("IQ", "Baghdad"), ("UA", "Kharkiv"), ("SY", "Aleppo")]:
        assert resolver.resolve(name, country=country).precision == "exact", name


def test_places_named_together_lie_close_together(resolver):
    m = resolver.resolve("Springfield and Chicopee", country="US")
    assert m.admin1 == "Massachusetts"
    assert m.uncertainty_km < 30


def test_small_places_of_other_countries_are_not_meant(resolver):
    m = resolver.resolve("Shire", country="ET")  # a river of Malawi
    assert (m.country, m.precision) == ("ET", "country")
    assert resolver.resolve("Shire", country="MW").kind == "river"
    assert resolver.resolve("Paris", country="ML").country == "FR"


@pytest.mark.parametrize("name", ["Kivo", "Kah"])
def test_short_names_are_met_letter_by_letter_only(resolver, name):
    m = resolver.resolve(name, country="UA")
    assert m.country == "UA"
    assert m.stand_in
    assert m.precision == "country"


def test_an_answer_with_one_reading_is_settled_already():
    point = place(10.0, 50.0)
    one = Answer(point, 10.0, 50.0, 2.0, "A", "A", "town", "exact", 0.9)
    assert settled(one) is one
    assert each(one, lambda a: a) == one


def test_two_readings_make_areas_and_never_points():
    two = [Answer(place(lon, 50.0), lon, 50.0, 3.0, "A", "A", "town", "exact", 0.4) for lon in (10.0, 10.2)]
    first = Answer(place(10.0, 50.0), 10.0, 50.0, 3.0, "A", "A", "town", "exact", 0.4, readings=tuple(two))
    out = settled(first)
    assert out.geometry.geom_type == "MultiPolygon"
    assert (out.precision, out.status) == ("near", "ambiguous")
    assert out.radius_km == pytest.approx(distance_km(10.0, 50.0, 10.2, 50.0) + 3.0, rel=0.01)


def test_no_context_is_no_bound():
    assert Context().reach_km == float("inf")
