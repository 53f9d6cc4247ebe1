"""Word lists and name tables, and what a look-up makes of them."""

from __future__ import annotations

import random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.name_tables import NameTables, write_name_tables
from geoevents.gazetteer.names import fold, likenesses, similarity
from geoevents.gazetteer.store import MemoryWriter, Store
from geoevents.gazetteer.wordlist import WordList, write_words

WORDS = st.lists(st.text(max_size=12).filter(lambda text: "\n" not in text), unique=True, max_size=60)


def store_of(words: list[str]) -> Store:
    writer = MemoryWriter()
    write_words(writer, "word", words)
    return writer.store({})


@settings(max_examples=60)
@given(WORDS, st.text(max_size=12))
def test_a_word_list_finds_its_words_and_no_others(words: list[str], other: str) -> None:
    found = WordList(store_of(words), "word")
    assert [found.find(word) for word in words] == list(range(len(words)))
    assert [found[index] for index in range(len(words))] == words
    assert found.find(other) == (words.index(other) if other in words else -1)


def test_words_of_one_hash_are_told_apart() -> None:
    first, second = "plumless", "buckeroo"  # the well-known pair with one CRC-32
    assert crc32(first.encode()) == crc32(second.encode())
    found = WordList(store_of([first]), "word")
    assert (found.find(first), found.find(second)) == (0, -1)
    both = WordList(store_of([second, first]), "word")
    assert (both.find(first), both.find(second)) == (1, 0)


@settings(max_examples=40)
@given(WORDS, st.data())
def test_runs_of_words_are_read_as_one_by_one(words: list[str], data: st.DataObject) -> None:
    found = WordList(store_of(words), "word")
    numbers = data.draw(st.lists(st.integers(0, len(words) - 1), unique=True).map(sorted)) if words else []
    assert found.many(numbers) == [words[number] for number in numbers]


@pytest.fixture(scope="module")
def tables() -> NameTables:
    import numpy as np

    names = ["Bigtown", "Big Town", "bigtown", "Больштаун", "", "Other"]
    writer = MemoryWriter()
    counts = write_name_tables(
        writer, names, [("bg",), ("bg", "xx"), ("bg",), ("bg",), ("bg",), ()], np.array([5, 5, 1, 9, 0, 3])
    )
    assert counts == {"distinct_names": 4, "distinct_keys": 2}
    writer.strings("name", names)
    writer.array("name_place", np.array([0, 0, 1, 2, 2, 3], dtype=np.int32))
    writer.array("place_country", np.array([0, 1, 1, 0], dtype=np.uint16))
    writer.array("place_kind", np.array([0, 0, 1, 1], dtype=np.uint16))
    writer.array("place_rank", np.array([5, 1, 9, 3], dtype=np.uint8))
    return NameTables(writer.store({}))


def test_more_important_places_come_first_and_each_once(tables: NameTables) -> None:
    assert tables.rows(tables.spellings.find("bigtown")) == [1, 0]
    assert tables.rows(tables.spellings.find("other")) == [3]


def test_keys_lead_to_spellings(tables: NameTables) -> None:
    under = tables.spellings.many(tables.under(["bg"]))
    assert set(under) == {"bigtown", "big town", "больштаун"}
    assert under[-1] == "больштаун"  # plain ones first
    assert tables.spellings.many(tables.under(["xx"])) == ["big town"]
    assert tables.under(["none"]) == []
    assert len(tables.under(["bg", "xx", "bg"])) == 3


def test_the_foremost_spellings_are_the_countrys_then_by_rank(tables: NameTables) -> None:
    def foremost(most: int, country: int, kinds: frozenset[int] | None) -> list[str]:
        return tables.spellings.many(tables.foremost(tables.under(["bg"]), most, country, kinds))

    assert foremost(1, 1, None) == ["bigtown"]
    assert foremost(2, 0, None) == ["bigtown", "big town"]
    assert foremost(3, 0, frozenset({1})) == ["больштаун"]


def test_exact_rows_are_those_of_the_names() -> None:
    world = Gazetteer.embedded()
    rng = random.Random(5)
    for row in rng.sample(range(len(world)), 300):
        for name in world.names(world.at(row)):
            assert (row in world.rows(name)) == bool(fold(name))
            assert world.has_name(name) == bool(fold(name))
    for name in ("Palmyra", "Idlib", "San José"):
        rows = world.rows(name.upper())
        assert len(set(rows)) == len(rows)
        assert {hit.place.row for hit in world.lookup(name, limit=1000) if hit.stage == "exact"} == set(rows)
        assert [world.at(row).rank for row in rows] == sorted(world.at(row).rank for row in rows)
    assert world.rows("") == world.rows("no such place at all") == []


@given(st.text(alphabet="aeilshdrnkt gh-'", max_size=14), st.lists(st.text(alphabet="aeilshdrnkt gh", max_size=14)))
def test_many_likenesses_are_those_of_each(name: str, others: list[str]) -> None:
    folded, spellings = fold(name), [fold(other) for other in others]
    if not folded:
        return
    together = likenesses(folded, spellings, 0.5)
    for index, spelling in enumerate(spellings):
        alone = similarity(folded, spelling)
        assert together.get(index, 0.0) == pytest.approx(alone if alone >= 0.5 else 0.0)


def test_letters_are_read_as_the_country_reads_them() -> None:
    world = Gazetteer.embedded()
    assert not world.has_name("Novogrygorivka")
    at_home = world.lookup("Novogrygorivka", country="UA", limit=1)[0]
    assert (at_home.place.country, at_home.stage) == ("UA", "key")
    assert world.lookup("Cerablus", country="SY", limit=1)[0].place.country == "SY"
    # Without its country each reading holds for its own places only, and only where nothing else is found.
    assert all(hit.stage == "exact" or hit.similarity >= 0.8 for hit in world.lookup("Paris", country="UA", limit=50))


def test_a_foreign_transcription_is_no_slip_of_a_latin_name() -> None:
    for hit in Gazetteer.embedded().lookup("Bakmut", country="UA", limit=50):
        assert hit.stage == "fuzzy"
        assert hit.matched.isascii() or hit.place.country == "UA"
