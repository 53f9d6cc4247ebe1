from __future__ import annotations

from geoevents.text.tables import WordSet, words


def test_unions_and_differences_are_those_of_plain_sets() -> None:
    small, plain = WordSet(["a", "b"]), frozenset(["b", "c"])
    assert small | plain == plain | small == {"a", "b", "c"}
    assert small | {"d"} == {"a", "b", "d"}
    assert small - plain == {"a"}
    assert plain - small == {"c"}
    assert small & plain == {"b"}


def test_the_same_union_is_made_once() -> None:
    both = words("be") | words("modal") | {"to"}
    assert both is words("be") | words("modal") | {"to"}
    assert {"is", "may", "to"} <= both


def test_sets_made_while_reading_do_not_pile_up() -> None:
    small = WordSet(["a"])
    for n in range(1_000):
        assert small | {str(n)} == {"a", str(n)}
    assert len(small._joined) <= 200
