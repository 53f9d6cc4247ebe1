"""Laws that hold for every place and every form of expression."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.geocoding.resolve import Resolver
from geoevents.model.geo import distance_km, radius_km
from tests.geocoding.real_places import areas, towns

# Towns and areas of all sizes, on both sides of the equator, at the antimeridian and near the pole.
TOWNS = st.sampled_from(
    ["Idlib", "Homs", "Raqqa", "Aleppo", "Debaltseve", "Suva", "Kabul", "Nuuk", "Ushuaia", "Longyearbyen", "Anadyr"]
)
AREAS = st.sampled_from(
    ["Idlib governorate", "Deir ez-Zor governorate", "Syria", "Fiji", "Chukotka", "Donetsk oblast", "Eastern Ghouta"]
)
OPPOSITE = st.sampled_from(
    [("north", "south"), ("east", "west"), ("northeast", "southwest"), ("northwest", "southeast")]
)
FORMS = st.sampled_from(
    [
        "{}",
        "near {}",
        "north of {}",
        "25 km east of {}",
        "100 km from {}",
        "outskirts of {}",
        "western {}",
        "central {}",
        "southern countryside of {}",
        "{} and Damascus",
        "between {} and Homs",
        "far eastern {}",
        "north-western outskirts of {}",
    ]
)


@pytest.fixture(scope="module")
def world() -> Resolver:
    return Resolver()


@settings(max_examples=80, deadline=None, derandomize=True)
@given(FORMS, TOWNS | AREAS)
def test_point_inside_and_circle_around(world, form, name):
    m = world.resolve(form.format(name))
    assert m.status != "unresolved", m.explanation
    assert m.geometry.is_valid
    assert not m.geometry.is_empty
    assert m.geometry.distance(shapely.Point(m.lon, m.lat)) < 1e-9
    assert 0 < radius_km(m.geometry, m.lon, m.lat) <= m.uncertainty_km + 1e-6 or m.geometry.geom_type == "Point"
    assert m.uncertainty_km >= 0.5


@settings(max_examples=40, deadline=None, derandomize=True)
@given(OPPOSITE, TOWNS | AREAS, st.sampled_from(["{} of {}", "20 km {} of {}", "{} outskirts of {}"]))
def test_opposite_directions_do_not_overlap(world, pair, name, form):
    one, other = (world.resolve(form.format(d, name)).geometry for d in pair)
    assert one.intersection(other).area < 1e-9


@settings(max_examples=30, deadline=None, derandomize=True)
@given(AREAS)
def test_parts_lie_within_and_cover(world, name):
    whole = world.resolve(name).geometry
    names = [f"{side} {name}" for side in ("northern", "southern", "eastern", "western", "central")]
    parts = [world.resolve(n) for n in names]
    assert all("third of" in p.explanation for p in parts)
    grown = whole.buffer(1e-6)
    assert all(grown.covers(p.geometry) for p in parts)
    assert whole.difference(shapely.union_all([p.geometry for p in parts])).area < 1e-6 * whole.area


@settings(max_examples=30, deadline=None, derandomize=True)
@given(TOWNS, st.integers(11, 200), st.integers(2, 60), st.sampled_from(["north", "southwest"]))
def test_longer_distance_lies_farther(world, name, km, more, side):
    town = world.resolve(f"{name} town")
    near, far = (world.resolve(f"{d} km {side} of {name} town") for d in (km, km + more))
    assert distance_km(town.lon, town.lat, near.lon, near.lat) < distance_km(town.lon, town.lat, far.lon, far.lat)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FORMS, TOWNS | AREAS)
def test_case_and_spacing_do_not_change_the_answer(world, form, name):
    query = form.format(name)
    plain = world.resolve(query)
    for variant in (query.upper(), query.lower(), f" {query.replace(' ', '  ')} ", query.replace("-", "‑")):
        m = world.resolve(variant)
        assert (m.status, m.place_id, m.lat, m.lon, m.uncertainty_km) == (
            plain.status, plain.place_id, plain.lat, plain.lon, plain.uncertainty_km,
        )  # fmt: skip
        assert m.geometry.equals(plain.geometry)


@pytest.mark.parametrize("quote", ["'", "’", "ʼ", "`"])
def test_quotes_do_not_change_the_answer(world, quote):
    plain = world.resolve("Ma'arrat an-Nu'man", country="SY")
    assert plain.status == "resolved"
    assert world.resolve(f"Ma{quote}arrat an-Nu{quote}man", country="SY").place_id == plain.place_id


def test_a_new_resolver_gives_the_same_answer(world):
    again = Resolver(world.gazetteer)
    for query in ("Idlib", "near Palmyra", "western Syria", "Qwertzabad, Aleppo Governorate"):
        assert again.resolve(query) == world.resolve(query)


PICK = st.integers(0, 10**6)
OF_TOWNS = st.sampled_from(
    [
        "near {}", "{0} and {1}", "between {0} and {1}", "12 km north-east of {}", "east of {}", "outskirts of {}",
        "southern outskirts of {}", "countryside of {}", "200 km west of {}", "road between {0} and {1}",
        "5 km south of {0} and near {0}", "triangle {0}-{1}-{0}",
    ]
)  # fmt: skip
OF_AREAS = st.sampled_from(
    ["{}", "northern {}", "central {}", "near {}", "border of {}", "far western {}", "outskirts of {}", "south of {}"]
)


def kept(m):
    """The contract of every answer: on the globe, the stand-in in it, the radius about it."""
    assert m.geometry.is_valid
    west, south, east, north = m.geometry.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert m.geometry.distance(shapely.Point(m.lon, m.lat)) < 1e-9
    assert 0.5 <= m.uncertainty_km < 20_040
    assert radius_km(m.geometry, m.lon, m.lat) <= m.uncertainty_km + 1e-6
    assert 0 <= m.confidence <= 1


def same(m, other):
    assert (m.status, m.place_id, m.lat, m.lon, m.uncertainty_km) == (
        other.status, other.place_id, other.lat, other.lon, other.uncertainty_km,
    )  # fmt: skip


@settings(max_examples=120, deadline=None, derandomize=True)
@given(OF_TOWNS, PICK, PICK)
def test_towns_of_the_world_keep_the_contract(world, form, i, j):
    one, other = towns()[i % len(towns())], towns()[j % len(towns())]
    query = form.format(one.name, other.name)
    m = world.resolve(query, country=one.country)
    if m.status == "unresolved":  # a name may read as something else ("Los Angeles and Bay")
        return
    kept(m)
    variants = [f"  {query.replace(' ', '   ')}\t", query.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")]
    if query.isascii():  # "ß" and "ı" have no capitals of their own
        variants += [query.upper(), query.lower()]
    for variant in variants:
        same(m, world.resolve(variant, country=one.country))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(OF_AREAS, PICK)
def test_areas_of_the_world_keep_the_contract(world, form, i):
    area = areas()[i % len(areas())]
    m = world.resolve(form.format(area.name), country=area.country)
    if m.status != "unresolved":
        kept(m)
