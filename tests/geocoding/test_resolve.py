"""Queries to regions in the embedded gazetteer: what a reader of the answer would check on a map."""

from __future__ import annotations

import math

import pytest
import shapely

from geoevents.model.geo import distance_km, radius_km
from geoevents.model.places import KINDS, PRECISIONS

IDLIB, RAQQA, DEIR = (36.63, 35.93), (39.01, 35.95), (40.14, 35.33)


def place(lon, lat):
    return shapely.Point(lon, lat)


def test_bare_name_is_answered_with_its_alternatives(resolver):
    m = resolver.resolve("Idlib")
    assert (m.kind, m.country, m.geometry.geom_type, m.precision) == ("town", "SY", "Polygon", "area")
    assert distance_km(m.lon, m.lat, *IDLIB) < 3
    assert m.geometry.covers(resolver.resolve("Idlib governorate").geometry)
    assert m.status == "ambiguous"
    assert ("Idlib", "admin1") in [(a["name"], a["kind"]) for a in m.alternatives]
    assert "or Idlib (first-order division in Syria)" in m.explanation


@pytest.mark.parametrize("query", ["Idlib governorate", "IDLIB GOVERNORATE", "muhafazat Idlib", "محافظة إدلب"])
def test_governorate_is_a_polygon(resolver, query):
    m = resolver.resolve(query)
    assert (m.status, m.kind, m.country, m.precision) == ("resolved", "admin1", "SY", "admin1")
    assert m.geometry.contains(place(*IDLIB))
    assert 40 < m.uncertainty_km < 120


def test_western_part_is_cut_from_the_shape(resolver):
    whole, west = resolver.resolve("Idlib governorate"), resolver.resolve("western Idlib governorate")
    assert west.geometry.area / whole.geometry.area == pytest.approx(1 / 3, abs=0.03)
    assert whole.geometry.buffer(1e-6).covers(west.geometry)
    assert west.geometry.contains(place(36.32, 35.82))  # Jisr ash-Shughur
    assert not west.geometry.contains(place(36.80, 35.61))  # Jarjanaz, in the south-east
    assert west.explanation == "western third of Idlib governorate, Natural Earth admin-1"
    assert (west.kind, west.precision, west.status) == ("area", "area", "resolved")


def test_valley_in_a_direction_follows_the_river(resolver):
    m = resolver.resolve("the Euphrates valley to the east of Deir ez-Zor")
    assert m.status == "resolved"
    assert m.geometry.intersects(place(40.45, 35.02))  # Al Mayadin, downstream
    assert not m.geometry.intersects(place(39.01, 35.95))  # Raqqa, upstream
    assert not m.geometry.intersects(place(40.75, 36.50))  # Al Hasakah, north-east and on another river
    assert m.lon > DEIR[0]
    assert m.uncertainty_km < 160


def test_river_in_a_division_is_a_line_there(resolver):
    m = resolver.resolve("Al Furat/Euphrates river in Ar Raqqah Governorate")
    assert m.geometry.geom_type in ("LineString", "MultiLineString")
    assert m.geometry.distance(place(*RAQQA)) < 0.1
    assert m.geometry.distance(place(*DEIR)) > 0.3


def test_context_chooses_among_namesakes(resolver):
    damascus_side = resolver.resolve("Ad Dumayr town, Rif Dimashq Governorate")
    assert damascus_side.country == "SY"
    assert resolver.resolve("Palmyra, Syria").country == "SY"
    assert resolver.resolve("Palmyra, Pennsylvania").country == "US"
    assert resolver.resolve("Tripoli", country="LB").country == "LB"
    assert resolver.resolve("Tripoli", country="Libya").country == "LY"


def test_country_is_a_prior_and_within_a_filter(resolver):
    assert resolver.resolve("Berlin", country="SY").country == "DE"
    refused = resolver.resolve("Berlin", within="Syria")
    assert refused.country in ("SY", "")
    assert refused.status != "resolved"
    assert resolver.resolve("Aleppo", within="Aleppo governorate").kind == "town"


def test_unknown_village_gives_its_division_and_says_so(resolver):
    m = resolver.resolve("Qwertzabad village, Al Hasakah Governorate", country="SY")
    assert (m.status, m.precision, m.kind) == ("ambiguous", "admin1", "admin1")
    assert m.uncertainty_km > 100
    assert "Qwertzabad" in m.explanation
    assert "stands for it" in m.explanation
    assert m.confidence < 0.5


def test_unknown_name_with_a_country_gives_the_country(resolver):
    m = resolver.resolve("Qwertzabad", country="SY")
    assert (m.status, m.precision, m.country) == ("ambiguous", "country", "SY")
    assert m.confidence <= 0.2


@pytest.mark.parametrize("query", ["", "   ", "???", "12345", "x" * 10_000, "an hour's drive from Homs", "Qwertzabad"])
def test_what_cannot_be_resolved_says_why(resolver, query):
    m = resolver.resolve(query)
    assert m.status == "unresolved"
    assert m.geometry is None
    assert m.explanation
    assert math.isnan(m.lat)
    assert math.isnan(m.uncertainty_km)
    assert m.confidence == 0


def test_unknown_country_is_left_aside_and_said(resolver):
    m = resolver.resolve("Aleppo", country="Atlantis")
    assert m.country == "SY"
    assert "Atlantis" in m.explanation
    assert "Atlantis" in resolver.resolve("Aleppo", within="Atlantis").explanation


@pytest.mark.parametrize(
    ("text", "code"),
    [("Syria", "SY"), ("sy", "SY"), ("DR Congo (Zaire)", "CD"), ("Russia (Soviet Union)", "RU"), ("سوريا", "SY"),
     ("Bosnia-Herzegovina", "BA"), ("Kingdom of eSwatini (Swaziland)", "SZ")],
)  # fmt: skip
def test_countries_by_code_and_name(resolver, text, code):
    assert resolver.country(text).country == code


def test_a_name_made_of_grammar_words_is_a_name(resolver):
    assert resolver.resolve("Bosnia and Herzegovina").kind == "country"
    assert resolver.resolve("Rif Dimashq").kind == "admin1"
    assert resolver.resolve("Eastern Ghouta").kind == "region"
    assert resolver.resolve("South Sudan").kind == "country"
    assert resolver.resolve("West Bank").kind in ("admin1", "region", "country")


def test_the_country_is_the_one_expected(resolver):
    for query in ("in the east of the country", "in the conflict-ridden east of the country", "the war-torn east"):
        m = resolver.resolve(query, country="UA")
        assert (m.country, m.kind) == ("UA", "area")
        assert m.geometry.contains(place(37.8, 48.0))
        assert not m.geometry.contains(place(24.0, 49.8))
    assert resolver.resolve("in the east of the country").status == "unresolved"


def test_brackets_bind_like_commas(resolver):
    plain = resolver.resolve("Pishchane, Luhansk region", country="UA")
    assert plain.admin1 == "Luhansk"
    assert resolver.resolve("Pishchane (Luhansk region)", country="UA").geometry.equals(plain.geometry)


def test_the_smallest_is_meant_in_whatever_order(resolver):
    usual = resolver.resolve("Salamiyah town, Hama Governorate")
    assert usual.kind == "town"
    turned = resolver.resolve("Governorate: Hama, Town: Salamiyah")
    assert (turned.place_id, turned.geometry) == (usual.place_id, usual.geometry)


def test_an_epithet_may_belong_to_the_name(resolver):
    assert resolver.resolve("New Delhi").name == "New Delhi"
    assert resolver.resolve("New York").country == "US"


def test_distance_and_direction(resolver):
    m = resolver.resolve("30 km north of Raqqa")
    assert distance_km(m.lon, m.lat, *RAQQA) == pytest.approx(30, abs=6)
    assert m.geometry.contains(place(RAQQA[0], RAQQA[1] + 0.27))
    assert not m.geometry.contains(place(*RAQQA))
    # Georeferencing Calculator: sqrt((d + e - d cos a)^2 + (d sin a)^2), with e the town's extent and 5 km of rounding
    e = resolver.resolve("Ar Raqqah town, Syria").uncertainty_km + 5
    published = math.hypot(30 + e - 30 * math.cos(math.pi / 4), 30 * math.sin(math.pi / 4))
    assert m.uncertainty_km == pytest.approx(published, rel=0.25)


def test_constraints_meet(resolver):
    m = resolver.resolve("7 km south of Idlib and 60 km southwest of Aleppo")
    assert distance_km(m.lon, m.lat, 36.63, 35.86) < 12
    assert m.uncertainty_km < 15


def test_between_road_and_border(resolver):
    road = resolver.resolve("road between As Sukhnah and Tadmur")
    assert road.kind == "road"
    assert road.geometry.contains(place(38.55, 34.72))
    border = resolver.resolve("Syrian-Turkish border near Azaz")
    assert border.geometry.contains(place(37.05, 36.63))
    assert border.uncertainty_km < 40
    assert resolver.resolve("Al Hasakah/Ar Raqqah border").geometry.distance(place(39.75, 36.4)) < 0.4


def test_countryside_is_the_governorate_on_that_side(resolver):
    m = resolver.resolve("northern countryside of Hama", country="SY")
    assert m.geometry.contains(place(36.72, 35.37))  # Morek
    assert not m.geometry.contains(place(36.75, 35.13))  # the city
    assert resolver.resolve("ريف حماة الشمالي", country="SY").geometry.equals(m.geometry)


def test_outskirts_leave_out_the_middle(resolver):
    m = resolver.resolve("eastern outskirts of Homs", country="SY")
    assert not m.geometry.contains(place(36.723, 34.727))
    assert m.lon > 36.723


def test_facility_of_a_town_is_only_near_it(resolver):
    m = resolver.resolve("Kramatorsk refinery", country="UA")
    assert m.precision == "near"
    assert m.geometry.geom_type == "Polygon"
    assert "no refinery" in m.explanation


def test_known_site_is_itself(resolver):
    m = resolver.resolve("Al-Tanf")
    assert m.kind == "site"
    assert m.status == "resolved"
    assert distance_km(m.lon, m.lat, 38.62, 33.51) < 10


@pytest.mark.parametrize(
    "query",
    ["Idlib", "Syria", "western Syria", "central Aleppo governorate", "near Homs", "Raqqa countryside", "Homs and Hama",
     "border between Syria and Iraq", "triangle Aleppo-Hama-Idlib", "along the Euphrates", "30 km from Homs",
     "east bank of the Euphrates", "Fiji", "northern Fiji", "Chukotka", "50 km north of Suva", "Antarctica"],
)  # fmt: skip
def test_every_answer_keeps_the_contract(resolver, query):
    m = resolver.resolve(query)
    assert m.status in ("resolved", "ambiguous"), m.explanation
    assert m.kind in KINDS
    assert m.precision in PRECISIONS
    assert 0 < m.confidence <= 1
    assert m.uncertainty_km > 0
    assert m.geometry.is_valid
    assert m.geometry.distance(place(m.lon, m.lat)) < 1e-9
    assert radius_km(m.geometry, m.lon, m.lat) <= m.uncertainty_km + 1e-6
    assert m.source
    assert m.explanation
    assert m.name


def test_beside_a_long_border_a_direction_counts_from_any_point_of_it(resolver) -> None:
    found = resolver.resolve("20 km south of the Turkish border", country="SY")
    assert found.geometry is not None
    for lon, lat in ((37.0, 36.43), (39.0, 36.48), (41.0, 36.85)):  # west, middle and east of it
        assert found.geometry.distance(shapely.Point(lon, lat)) < 0.1
    assert not found.geometry.intersects(shapely.Point(38.5, 37.2))  # in Turkey


def test_the_border_near_a_town_is_its_countrys(resolver) -> None:
    found = resolver.resolve("in the border area near Abu Kamal", country="SY")
    assert found.kind == "border"
    assert found.geometry is not None
    assert found.geometry.intersects(shapely.Point(40.97, 34.40))  # the crossing of Al-Qaim
    assert found.uncertainty_km < 40
