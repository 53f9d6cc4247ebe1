"""What the forms of the grammar come to on the map: borders, countries, wide to narrow, other scripts."""

from __future__ import annotations

import pytest
import shapely


def holds(match, lon, lat):
    return match.geometry.intersects(shapely.Point(lon, lat))


@pytest.mark.parametrize("country", ["NE", "Niger"])
def test_a_neighbours_border_is_the_one_shared_with_the_country_at_hand(resolver, country):
    m = resolver.resolve("near the Malian border", country=country)
    assert holds(m, 1.0, 15.0)  # between Menaka and Tillaberi
    assert not holds(m, -12.0, 14.8)  # Mali and Senegal


def test_ones_own_border_is_the_whole_of_it(resolver):
    m = resolver.resolve("the Malian border", country="ML")
    assert holds(m, -12.2, 14.8)
    assert holds(m, 3.55, 15.35)


def test_a_border_in_a_province_is_its_stretch_there(resolver):
    m = resolver.resolve("the Turkish border in Idlib governorate")
    assert m.kind == "border"
    assert m.uncertainty_km < 80
    assert holds(m, 36.55, 36.22)  # by Bab al-Hawa
    assert not holds(m, 41.2, 37.07)  # Qamishli


def test_two_countries_are_two_countries(resolver):
    m = resolver.resolve("Syria, Iraq")
    assert holds(m, 36.3, 33.5)
    assert holds(m, 44.4, 33.3)
    assert holds(resolver.resolve("Syria, Iraq, Turkey"), 32.9, 39.9)


def test_a_state_of_the_name_of_a_country_stays_a_state(resolver):
    assert resolver.resolve("Georgia, United States").kind == "admin1"


@pytest.mark.parametrize(
    "query", ["Syria > Idlib > Saraqib", "#Syria #Idlib #Saraqib", "Saraqib\nIdlib\nSyria", "Syria: Saraqib"]
)
def test_wide_to_narrow_and_narrow_to_wide_are_one(resolver, query):
    m = resolver.resolve(query)
    assert (m.name, m.country, m.kind) == ("Saraqib", "SY", "town")


def test_two_halves_of_a_name_are_the_names(resolver):
    m = resolver.resolve("North and South Darfur", country="SD")
    assert "North Darfur" in m.explanation
    assert "South Darfur" in m.explanation


@pytest.mark.parametrize(
    ("query", "lon", "lat"),
    [
        ("между Донецком и Горловкой", 37.95, 48.15),
        ("возле Донецка", 37.80, 48.00),
        ("под Мариуполем", 37.55, 47.10),
        ("на захід від Харкова", 35.9, 50.0),
        ("північна частина Харківської області", 36.0, 50.15),
    ],
)
def test_inflected_names_are_known(resolver, query, lon, lat):
    assert holds(resolver.resolve(query, country="UA"), lon, lat)


@pytest.mark.parametrize(
    ("query", "country", "lon", "lat"),
    [
        ("الحدود السورية التركية", "SY", 38.9, 36.72),
        ("ريف حلب الشمالي", "SY", 37.05, 36.5),
        ("طريق دير الزور الحسكة", "SY", 40.45, 35.9),
        ("à 30 km au nord de Gao", "ML", 0.0, 16.55),
        ("la frontière entre le Mali et le Niger", "", 1.0, 15.0),
        ("zona rural de Tumaco", "CO", -78.6, 1.65),
        ("entre Cúcuta y Tibú", "CO", -72.62, 8.27),
    ],
)
def test_other_languages_come_to_places(resolver, query, country, lon, lat):
    assert holds(resolver.resolve(query, country=country or None), lon, lat)


def test_within_a_distance_is_everything_up_to_it(resolver):
    m = resolver.resolve("within 20 km of Gao", country="ML")
    assert holds(m, -0.05, 16.27)
    assert holds(m, -0.05, 16.40)
    assert not holds(m, -0.05, 16.75)


@pytest.mark.parametrize("query", ["an hour's drive from Gao", "two days' walk north of Kidal"])
def test_travel_times_are_unresolved_with_a_reason(resolver, query):
    m = resolver.resolve(query, country="ML")
    assert m.status == "unresolved"
    assert "travel time" in m.explanation


@pytest.mark.parametrize(("query", "country"), [("Manbij countryside", "SY"), ("rural area of Afrin", "SY")])
def test_the_countryside_of_a_town_that_names_no_province_is_its_district(resolver, query, country):
    m = resolver.resolve(query, country=country)
    assert "District" in m.explanation
    assert m.geometry.area < 0.8 * resolver.resolve(f"{m.admin1} Governorate", country=country).geometry.area


def test_a_district_of_unknown_place_is_no_end_of_a_corridor(resolver):
    """Balcad is known as a district only, and not where in Middle Shabelle; Jowhar is a town."""
    m = resolver.resolve("between Jowhar and Balcad", country="SO")
    assert m.status == "ambiguous"
    assert "near Jowhar" in m.name or "Jowhar" in m.explanation
    assert m.geometry.intersects(shapely.Point(45.45, 2.57))  # halfway to the town of Balcad
