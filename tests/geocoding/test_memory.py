"""Whatever was asked before, by whichever thread: an answer is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoevents.geocoding.answer import Answer, Region, Unfound
from geoevents.geocoding.derived import Derived
from geoevents.geocoding.resolve import Resolver
from geoevents.model.geo import circle, haversine_km
from geoevents.model.places import Match

ASKED: tuple[tuple[str, str | None], ...] = (
    ("between Kominternovo and Leninskoye", None), ("near Leninskoye", "Ukraine"), ("Leninskoye", None),
    ("Idlib", "SY"), ("Idlib", None), ("near Idlib", "SY"), ("close to Idlib", "SY"), ("Idlib town", "SY"),
    ("southern Idlib", "SY"), ("southern part of Idlib", "SY"), ("south of Idlib", "SY"), ("Idlib countryside", "SY"),
    ("Saraqib, Idlib", "SY"), ("Saraqib near Idlib", "SY"), ("outskirts of Idlib", "SY"), ("Nowhereville", "SY"),
    ("12 km north of Andriivka", "UA"), ("near Andriivka", "UA"), ("Andriivka, Kharkiv", "UA"),
    ("in the east of the country", "UA"), ("the Syrian-Turkish border", "SY"), ("between Idlib and Aleppo", None),
)  # fmt: skip


def told(match: Match) -> tuple[object, ...]:
    shape = None if match.geometry is None else shapely.to_wkb(match.geometry)
    return match.status, match.name, match.lon, match.lat, match.uncertainty_km, match.explanation, shape


@pytest.fixture(scope="module")
def alone() -> list[tuple[object, ...]]:
    return [told(Resolver().resolve(text, country=country)) for text, country in ASKED]


def test_an_answer_does_not_depend_on_what_was_asked_before(alone: list[tuple[object, ...]]) -> None:
    for order in (range(len(ASKED)), range(len(ASKED) - 1, -1, -1)):
        resolver = Resolver()
        for n in [*order, *order]:
            text, country = ASKED[n]
            assert told(resolver.resolve(text, country=country)) == alone[n], text


def test_threads_share_a_resolver(alone: list[tuple[object, ...]]) -> None:
    resolver = Resolver()
    numbers = [(n * 7) % len(ASKED) for n in range(3 * len(ASKED))]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: told(resolver.resolve(ASKED[n][0], country=ASKED[n][1])), numbers))
    assert found == [alone[n] for n in numbers]


def answer(lon: float) -> Answer:
    return Answer(shapely.Point(lon, 0), lon, 0.0, 1.0, "X", "X", "town", "exact", 0.9)


def test_what_follows_from_an_answer_is_made_once_for_that_answer() -> None:
    derived: Derived[Answer | Unfound] = Derived()
    one, twin = answer(1.0), answer(1.0)
    first = derived.of(one, "near", lambda: answer(2.0))
    assert derived.of(one, "near", lambda: answer(3.0)) is first
    assert derived.of(one, "far", lambda: answer(3.0)) is not first
    assert derived.of(twin, "near", lambda: answer(3.0)) is not first


def test_what_was_not_found_is_asked_again() -> None:
    derived: Derived[Answer | Unfound] = Derived()
    one = answer(1.0)
    assert derived.of(one, "near", lambda: Unfound("nothing lies near")) == Unfound("nothing lies near")
    assert isinstance(derived.of(one, "near", lambda: answer(2.0)), Answer)


def test_many_results_are_not_all_kept() -> None:
    derived: Derived[Answer | Unfound] = Derived(2_000)
    one = answer(1.0)
    for n in range(500):
        derived.of(one, n, lambda: answer(2.0))
    assert len(derived._known) <= 20


@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(0, 3_000))
def test_how_far_outside_is_never_told_too_small(lon: float, lat: float, most: float) -> None:
    region = Region(circle(36.6, 35.9, 120.0), answer(36.6))
    exact, bounded = region.km_outside(lon, lat), region.km_outside(lon, lat, most)
    assert bounded == exact or most < bounded <= exact + 1e-6
    assert (exact == 0) == bool(region.geometry.intersects(shapely.Point(lon, lat)))
    assert exact >= float(haversine_km(36.6, 35.9, lon, lat)) - 121
