"""Bare names: the well-known place is meant, where there is one; elsewhere the answer stays open."""

from __future__ import annotations

import pytest
import shapely

from geoevents.geocoding.merits import likeness
from geoevents.geocoding.renown import known_as, renown
from geoevents.model.geo import distance_km


@pytest.mark.parametrize(
    ("query", "country", "lon", "lat"),
    [
        ("Palmyra", "SY", 38.28, 34.56),  # and eighteen places in America
        ("Kobani", "SY", 38.36, 36.89),  # a name that the gazetteer's own is quite unlike
        ("Odessa", "UA", 30.73, 46.48),
        ("Tripoli", "LY", 13.19, 32.89),
        ("Alexandria", "EG", 29.92, 31.2),
        ("Cordoba", "AR", -64.18, -31.41),
        ("Gaza", "PS", 34.46, 31.5),
        ("Delhi", "IN", 77.2, 28.65),  # an old spelling of Dili, which is a capital
        ("Birmingham", "GB", -1.9, 52.48),
    ],
)
def test_the_well_known_place_is_the_answer(resolver, query, country, lon, lat):
    m = resolver.resolve(query)
    assert m.country == country
    assert distance_km(m.lon, m.lat, lon, lat) < 30
    assert m.uncertainty_km < 100
    direction = resolver.resolve(f"east of {query}")
    assert direction.country == country
    assert direction.uncertainty_km < 150


@pytest.mark.parametrize(("query", "other"), [("Palmyra", "US"), ("Birmingham", "US"), ("Kobani", "TZ")])
def test_other_places_of_the_name_are_told(resolver, query, other):
    m = resolver.resolve(query)
    assert m.confidence < 0.8
    assert other in {a["country"] for a in m.alternatives}


@pytest.mark.parametrize("query", ["San Cayetano", "Springfield", "Troitske"])
def test_names_of_small_places_only_stay_a_set(resolver, query):
    m = resolver.resolve(query)
    assert m.status == "ambiguous"
    assert m.confidence < 0.5
    assert m.alternatives


def test_lasting_doubt_between_parts_of_the_world_is_said(resolver):
    m = resolver.resolve("Bethlehem")
    assert m.status == "ambiguous"
    assert {"US", "PS"} <= {m.country, *(a["country"] for a in m.alternatives)}


@pytest.mark.parametrize(
    ("query", "expected", "meant"),
    [("Debaltseve", "SY", "UA"), ("Melitopol", "IQ", "UA"), ("Kramatorsk", "SY", "UA")],
)
def test_the_expected_country_is_no_filter(resolver, query, expected, meant):
    m = resolver.resolve(query, country=expected)
    assert m.country == meant
    assert m.uncertainty_km < 50


@pytest.mark.parametrize(("query", "country"), [("Palmyra", "SY"), ("Tripoli", "LB"), ("Valencia", "VE")])
def test_the_expected_country_decides(resolver, query, country):
    assert resolver.resolve(query, country=country).country == country


@pytest.mark.parametrize("query", ["Shiwan", "Kah"])
def test_short_names_abroad_are_met_by_chance(resolver, query):
    m = resolver.resolve(query, country="AF")
    assert m.status != "resolved"
    assert m.confidence < 0.5 or m.country == "AF"


def test_rivers_of_other_continents_are_not_meant(resolver):
    """France has possessions in South America, but the river Beni is not there."""
    assert resolver.resolve("Beni", country="FR").kind != "river"


def test_more_inhabitants_and_names_weigh_more(resolver):
    gazetteer = resolver.gazetteer
    moscow, village = gazetteer.lookup("Moscow")[0].place, gazetteer.lookup("Taftanaz")[0].place
    assert renown(gazetteer, moscow, moscow.rank, 1) > renown(gazetteer, village, village.rank, 1)
    assert renown(gazetteer, moscow, moscow.rank, 20) > renown(gazetteer, moscow, moscow.rank, 2)


def test_a_name_in_wide_use_is_told_from_a_rare_one(resolver):
    gazetteer = resolver.gazetteer

    def used(query: str, place_id: str) -> tuple[int, float]:
        hit = next(h for h in gazetteer.lookup(query, limit=60) if h.place.place_id == place_id)
        return known_as(gazetteer, hit, query, likeness(hit))

    tadmur, mashhad, egypt = (
        used("Palmyra", "gn:163808"),
        used("Alexandria", "gn:124665"),
        used("Alexandria", "gn:361058"),
    )
    assert egypt[1] == 1.0 > tadmur[1] > mashhad[1]
    assert egypt[0] > tadmur[0] > mashhad[0] == 1


@pytest.mark.parametrize(
    ("query", "country", "name"),
    [
        ("Indian Ocean", None, "Indian Ocean"),
        ("Gulf states", None, "Gulf states"),
        ("Middle East", "SY", "Middle East"),
        ("Northern Ireland", "SY", "Northern Ireland"),
        ("East Africa", "KE", "East Africa"),
        ("West Virginia", "UA", "West Virginia"),
    ],
)
def test_a_name_that_exists_as_a_whole_is_not_taken_apart(resolver, query, country, name):
    m = resolver.resolve(query, country=country)
    assert (m.name, m.status) == (name, "resolved")


def test_parts_of_the_expected_country_are_still_parts(resolver):
    assert resolver.resolve("eastern region", country="SY").country == "SY"
    assert resolver.resolve("western Homs", country="SY").country == "SY"
    assert resolver.resolve("Northern Mali", country="ML").country == "ML"


def test_what_lies_between_neighbours_is_the_land_along_their_border(resolver):
    m = resolver.resolve("between the West Bank and Jordan", country="IL")
    assert "share a border" in m.explanation
    assert m.geometry.distance(shapely.Point(35.55, 32.0)) < 0.1
    assert "share a border" not in resolver.resolve("between Mali and Chad").explanation
