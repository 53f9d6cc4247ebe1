"""Places as reports of many countries write them: whole names in lists, shared lakes, borders told by a town."""

from __future__ import annotations

import pytest
import shapely

from geoevents.model.geo import distance_km


def holds(match, lon, lat):
    return match.geometry.contains(shapely.Point(lon, lat))


@pytest.mark.parametrize(
    ("query", "country", "kind", "division"),
    [("Pulwama district, Jammu and Kashmir", "IN", "admin2", "Jammu and Kashmir"),
     ("Sarajevo, Bosnia and Herzegovina", None, "town", "Sarajevo")],
)  # fmt: skip
def test_a_name_with_and_behind_a_comma_is_no_list(resolver, query, country, kind, division):
    m = resolver.resolve(query, country=country)
    assert (m.kind, m.admin1) == (kind, division)
    assert m.uncertainty_km < 60


def test_a_list_stays_a_list(resolver):
    m = resolver.resolve("Goma, Beni and Bunia", country="CD")
    assert len(m.geometry.geoms) == 3
    for lon, lat in ((29.22, -1.67), (29.47, 0.49), (30.24, 1.56)):
        assert m.geometry.distance(shapely.Point(lon, lat)) < 0.05


@pytest.mark.parametrize(
    ("query", "country"), [("Lake Chad", "NE"), ("Lake Chad", "NG"), ("Golan Heights", "IL"), ("Lake Victoria", "KE")]
)
def test_what_several_countries_share_is_known_in_each(resolver, query, country):
    m = resolver.resolve(query, country=country)
    assert m.name == query
    assert m.status == "resolved"
    assert m.uncertainty_km < 250


def test_a_town_of_the_very_letters_has_no_reading_by_sound(resolver):
    m = resolver.resolve("Moyale")
    assert m.admin1 == "Marsabit County"
    assert m.uncertainty_km < 20


@pytest.mark.parametrize(
    ("query", "lon", "lat"),
    [("Myanmar-China border near Muse", 97.9, 23.98), ("Armenia-Azerbaijan border near Goris", 46.4, 39.5)],
)
def test_a_border_is_told_by_a_town_that_lies_by_it(resolver, query, lon, lat):
    m = resolver.resolve(query)
    assert m.uncertainty_km < 45
    assert distance_km(m.lon, m.lat, lon, lat) < m.uncertainty_km


def test_an_unknown_town_by_a_border_leaves_the_whole_border_in_doubt(resolver):
    m = resolver.resolve("border of Myanmar and China near Foobarville")
    assert m.status == "ambiguous"
    assert "'Foobarville' is not in the gazetteer" in m.explanation


def test_a_municipality_lies_in_the_division_named_behind_it(resolver):
    m = resolver.resolve("vereda El Plateado, municipio de Argelia, Cauca", country="CO")
    assert m.admin1 == "Cauca Department"
    assert holds(m, -77.2, 2.3)
