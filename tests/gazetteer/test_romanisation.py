"""Spellings by published rules that the gazetteer does not hold lead to the place meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

import geoevents as ge
from geoevents.gazetteer.index import Gazetteer
from geoevents.model.places import Place
from tests.gazetteer.romanising import SYSTEMS, arabic, arabic_script, cyrillic, is_bgn, language_of, unmarked

EACH = 40
"""Spellings of each system and country."""

LEAST = 0.9
"""Share that must lead to the place meant, over all."""

LEAST_OF_A_SYSTEM = 0.8


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.embedded()


def variants(
    world: Gazetteer, country: str, pick: Callable[[Place], str | None], write: Callable[[str], str]
) -> Iterator[tuple[str, Place, str]]:
    """Spellings that the gazetteer lacks, with the place meant and the name that was rewritten."""
    left = EACH
    for place in world.children(world.place(f"ne:{country}"), ["town"]):
        name = pick(place)
        if left and name and not world.has_name(spelling := write(name)):
            left -= 1
            yield spelling, place, name


def all_variants(world: Gazetteer) -> Iterator[tuple[str, str, str, Place, str]]:
    def bgn(place: Place) -> str | None:
        return next((name for name in world.names(place) if is_bgn(name)), None)

    for country in ("SY", "IQ", "YE", "LY"):
        for system in SYSTEMS["arabic"]:
            for found in variants(world, country, bgn, lambda name, system=system: arabic(system, name)):
                yield system["name"], country, *found
    for system in SYSTEMS["cyrillic"]:

        def written(place: Place, language: str = system["language"]) -> str | None:
            return next((name for name in world.names(place) if language_of(name) == language), None)

        for found in variants(world, "UA", written, lambda name, system=system: cyrillic(system, name)):
            yield system["name"], "UA", *found


def test_the_rules_write_what_the_systems_write() -> None:
    systems = {system["name"]: system for kind in SYSTEMS.values() for system in kind}
    town = "Jisr ash Shughūr"
    expected = {
        "UN 1972": "Jisr Ash-Shughūr", "UN 2017": "Jisr Ash Shughūr", "ALA-LC 2012": "Jisr Al-Shughūr",
        "DIN 31635": "Ǧisr Aš-Šuġūr", "French": "Djisr Ech Choughour", "English press": "Jisr Al-Shughour",
    }  # fmt: skip
    assert {name: arabic(systems[name], town) for name in expected} == expected
    assert arabic(systems["UN 2017"], "Az̧ Z̧āhirīyah") == "Ad͟h D͟hāhiriyyah"
    assert cyrillic(systems["KMU 2010"], "Єнакієве") == "Yenakiieve"
    assert cyrillic(systems["BGN/PCGN 1965"], "Щастя") == "Shchastya"
    assert cyrillic(systems["BGN/PCGN 1947"], "Енакиево") == "Yenakiyevo"
    assert cyrillic(systems["ISO 9:1995"], "Щёлкино") == "Ŝëlkino"


def test_nine_in_ten_spellings_by_published_rules_lead_to_the_place_meant(world: Gazetteer) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong = []
    for system, country, spelling, place, name in all_variants(world):
        found = world.lookup(spelling, country=country, kinds=["town"], limit=1)
        asked[system] += 1
        # A town that bears the very name that was rewritten is meant as much: the name cannot tell them apart.
        bears = {unmarked(own) for hit in found for own in world.names(hit.place)}
        if found and (found[0].place.place_id == place.place_id or unmarked(name) in bears):
            right[system] += 1
        else:
            wrong.append((system, spelling, name, found[0].place.name if found else None))
    report = {system: f"{right[system]} of {count}" for system, count in asked.items()}
    assert asked.total() >= 1000, report
    assert right.total() / asked.total() >= LEAST, (report, wrong[:40])
    poor = [system for system in asked if asked[system] >= 10 and right[system] / asked[system] < LEAST_OF_A_SYSTEM]
    assert not poor, report
    print(report)


def test_careless_arabic_is_the_same_spelling(world: Gazetteer) -> None:
    for system in SYSTEMS["arabic_script"]:
        asked = 0
        for place in world.children(world.place("ne:SY"), ["town"]):
            name = world.local_name(place)
            if name and (spelling := arabic_script(system, name)) != name:
                asked += 1
                found = world.lookup(spelling, country="SY", limit=50)
                assert place.place_id in {hit.place.place_id for hit in found if hit.stage == "exact"}, spelling
        assert asked > 50


TRANSFERS = {
    "UA": [
        ("Lugansk", "Luhansk"), ("Gorlovka", "Horlivka"), ("Kharkov", "Kharkiv"), ("Avdeevka", "Avdiivka"),
        ("Peski", "Pisky"), ("Vladimirovka", "Volodymyrivka"), ("Chernigov", "Chernihiv"), ("Enakievo", "Yenakiieve"),
        ("Tschernihiw", "Chernihiv"), ("Bachmut", "Bakhmut"),
    ],
    "SY": [("Cerablus", "Jarabulus"), ("Heseke", "Al-Hasakah"), ("Qamişlo", "Al Qāmishlī"), ("Efrîn", "‘Afrīn")],
    "SD": [("Al Gadarif", "Al Qadarif")],
    "EG": [("Suhaj", "Sohag")],
    "SO": [("Gaalkacyo", "Galkayo"), ("Xudur", "Hudur")],
    "IL": [("צפת", "Tsfat")],
    "GE": [("ზუგდიდი", "Zugdidi")],
    "AM": [("Գյումրի", "Gyumri")],
    "GR": [("Θεσσαλονίκη", "Thessaloniki")],
    "ET": [("ጎንደር", "Gonder")],
    "IN": [("श्रीनगर", "Srinagar")],
    "TH": [("นราธิวาส", "Narathiwat")],
    "IR": [("Ghazvin", "Qazvin")],
    "CN": [("乌鲁木齐", "Wulumuqi")],
}  # fmt: skip


@pytest.mark.parametrize(("country", "one", "other"), [(c, *pair) for c, pairs in TRANSFERS.items() for pair in pairs])
def test_spellings_of_one_town_meet(world: Gazetteer, country: str, one: str, other: str) -> None:
    first, second = (
        {hit.place.place_id for hit in world.lookup(name, country=country, limit=3) if hit.place.country == country}
        for name in (one, other)
    )
    assert first & second


@pytest.mark.slow
def test_places_of_an_event_table_are_found_by_other_spellings(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "events" / "ucdp_ged_syria_dev.csv.gz")
    exact = table[table.where_prec.le(2)]
    stack = Gazetteer.embedded().plus(exact, name="ucdp", country="SY")
    feature = re.compile(r" (?:town|village|city|neighbou?rhood|area|suburb)$")
    where = {
        feature.sub("", name): list(zip(rows.longitude, rows.latitude, strict=True))
        for name, rows in exact.groupby("where_coordinates")
        if feature.search(name) and feature.sub("", name).isascii() and "," not in name
    }
    systems = SYSTEMS["arabic"]
    asked = []
    for number, name in enumerate(sorted(where)):
        for system in (systems[number % len(systems)], systems[(number + 3) % len(systems)]):
            if not stack.has_name(spelling := arabic(system, name)):
                asked.append((system["name"], spelling, name))
    assert len(asked) >= 200
    answers = ge.geocode([spelling for _, spelling, _ in asked], country="SY", gazetteer=stack)
    wrong: list[tuple[str, str, str, str]] = []
    for (system_name, spelling, name), answer in zip(asked, answers.itertuples(), strict=True):
        points = [(answer.lon, answer.lat), *((other["lon"], other["lat"]) for other in answer.alternatives)]
        near = any(abs(x - lon) < 0.05 and abs(y - lat) < 0.05 for x, y in points for lon, lat in where[name])
        if not near:
            wrong.append((system_name, spelling, name, answer.explanation))
    assert len(wrong) / len(asked) <= 1 - LEAST, (Counter(row[0] for row in wrong), "\n".join(map(str, wrong)))
