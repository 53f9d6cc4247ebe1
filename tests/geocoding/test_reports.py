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
    assert m.uncertainty_km < 50
    assert distance_km(m.lon, m.lat, lon, lat) < m.uncertainty_km


def test_an_unknown_town_by_a_border_leaves_the_whole_border_in_doubt(resolver):
    m = resolver.resolve("border of Myanmar and China near Foobarville")
    assert m.status == "ambiguous"
    assert "'Foobarville' is not in the gazetteer" in m.explanation


def test_a_municipality_lies_in_the_division_named_behind_it(resolver):
    m = resolver.resolve("vereda El Plateado, municipio de Argelia, Cauca", country="CO")
    assert m.admin1 == "Cauca Department"
    assert holds(m, -77.2, 2.3)


@pytest.mark.parametrize(
    ("query", "country", "name"),
    [("Hama city", "SY", "Hama"), ("Rafah", "PS", "Rafah"), ("near Kiryat Shmona", "IL", "near Kiryat Shmona"),
     ("Golan Heights", None, "Golan Heights"), ("Borno State", "NG", "Borno State"),
     ("spin boldak", "AF", "Spin Boldak")],
)  # fmt: skip
def test_a_place_is_called_by_its_name_that_was_asked_for(resolver, query, country, name):
    assert resolver.resolve(query, country=country).name == name


@pytest.mark.parametrize(
    ("query", "country", "sentence"),
    [("Gao", "ML", "Gao, town in Mali, GeoNames; or Gao (first-order division in Mali); "
                   "both are about as likely, and the answer holds them"),
     ("Qwertzabad", "ML", "'Qwertzabad' is not in the gazetteer; Mali, Natural Earth countries, stands for it"),
     ("border of Ukraine and Russia in Luhansk region near Milove", "UA",
      "border of Ukraine and Russia, up to 10 km on both sides: its part in Luhansk region and near Milove")],
)  # fmt: skip
def test_an_explanation_is_a_sentence(resolver, query, country, sentence):
    assert resolver.resolve(query, country=country).explanation == sentence


def test_a_district_word_in_another_script_is_told_in_english(resolver):
    m = resolver.resolve("مديرية حيس، محافظة الحديدة", country="YE")
    assert "مديرية" not in m.explanation


@pytest.mark.parametrize(
    ("query", "country", "lon", "lat"),
    [("Pahalgam, Anantnag", "IN", 75.3, 34.0), ("Baga, Kukawa", "NG", 13.83, 13.1)],
)
def test_a_place_filed_under_the_seat_of_its_district_is_found_there(resolver, query, country, lon, lat):
    m = resolver.resolve(query, country=country)
    assert (m.kind, m.precision, m.status) == ("town", "exact", "ambiguous")
    assert distance_km(m.lon, m.lat, lon, lat) < 6
    assert "the district around it" in m.explanation


def test_an_unknown_village_of_a_town_that_is_a_province_is_somewhere_in_the_province(resolver):
    m = resolver.resolve("Qwertzabad, Homs", country="SY")
    assert (m.kind, m.status) == ("admin1", "ambiguous")
    assert "stands for it" in m.explanation


@pytest.mark.parametrize(
    ("query", "country", "lon", "lat"),
    [("Sinjar, Mosul", "IQ", 41.87, 36.32), ("Tadmur, Homs", "SY", 38.27, 34.56), ("Rann, Dikwa", "NG", 14.46, 12.27)],
)
def test_a_town_filed_under_the_seat_of_its_province_is_found_there(resolver, query, country, lon, lat):
    m = resolver.resolve(query, country=country)
    assert (m.kind, m.status) == ("town", "ambiguous")
    assert distance_km(m.lon, m.lat, lon, lat) < 6
    assert "stands for" in m.explanation


def test_a_bank_is_that_of_the_river_where_a_city_has_its_name(resolver):
    m = resolver.resolve("east bank of the Dnipro near Kherson", country="UA")
    assert m.status == "resolved"
    assert distance_km(m.lon, m.lat, 32.65, 46.62) < 20


def test_a_bridge_that_is_not_known_is_in_doubt(resolver):
    m = resolver.resolve("Blue Nile bridge", country="SD")
    assert m.status == "ambiguous"
    assert "no bridge of that name" in m.explanation


@pytest.mark.parametrize(
    ("query", "country", "lon", "lat"),
    [("Kilis on the Syrian border", None, 37.12, 36.72), ("Bab al-Hawa on the Turkish border", "SY", 36.69, 36.24)],
)
def test_a_place_on_a_border_is_the_place(resolver, query, country, lon, lat):
    m = resolver.resolve(query, country=country)
    assert m.precision == "exact"
    assert distance_km(m.lon, m.lat, lon, lat) < 6


@pytest.mark.parametrize(
    "query", ["frontière Mali-Niger", "frontière Mali/Niger", "Malian side of the border with Niger"]
)
def test_borders_in_french_and_of_one_side(resolver, query):
    m = resolver.resolve(query)
    assert (m.kind, m.name) == ("border", "border of Mali and Niger")


def test_south_in_spanish_is_no_french_on(resolver):
    assert resolver.resolve("Sur de Bolívar", country="CO").name == "Sur de Bolívar"


def test_a_feature_word_stays_where_it_stood(resolver):
    assert resolver.resolve("10 km north of Mount Bulusan", country="PH").name == "10 km north of Mount Bulusan"


def test_a_district_without_shape_says_so(resolver):
    m = resolver.resolve("North Wollo zone, Amhara", country="ET")
    assert m.explanation.endswith("the gazetteer has no shape of it")
