"""Queries that are resolved together are answered as one by one, and in their order."""

from __future__ import annotations

import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding import resolve
from geoevents.geocoding.resolve import Resolver
from geoevents.geocoding.stream import Answers

QUERIES = [
    ("30 km north of Raqqa", "SY", None),
    ("Idlib", "SY", None),
    ("", None, None),
    ("western Idlib governorate", "Syria", None),
    ("between Homs and Palmyra", None, "Syria"),
    ("Homs", None, "Qwertzabad"),
    ("near Idlib", "Neverland", None),
    ("Qwertzabad, Aleppo Governorate", "SY", None),
    ("Idlib", "SY", None),
    ("northern Hamah countryside", "SY", None),
]


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_many_are_answered_as_each_is(monkeypatch, at_once):
    monkeypatch.setattr(resolve, "_AT_ONCE", at_once)
    gazetteer = Gazetteer.embedded()
    one = Resolver(gazetteer)
    each = [one.resolve(query, country=country, within=within) for query, country, within in QUERIES]
    assert Resolver(gazetteer).resolve_many(QUERIES) == each
    assert [match.query for match in each] == [query for query, _, _ in QUERIES]


def test_no_queries_have_no_answers():
    assert Resolver(Gazetteer.embedded()).resolve_many([]) == []


def test_a_row_of_answers_mends_texts_that_no_file_can_hold():
    (match,) = Answers(Resolver(Gazetteer.embedded()), remember=0).several([("Idlib \ud800", "SY", None)])
    assert match.query == "Idlib \ufffd"
