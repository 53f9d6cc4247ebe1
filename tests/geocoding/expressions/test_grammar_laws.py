"""Laws of the grammar: it never raises, and spelling, spacing and order of mention do not change what is read."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoevents.geocoding.expressions.expression import DirectionOf, Expression, Name, Unreadable, Within
from geoevents.geocoding.expressions.grammar import as_name, parse
from geoevents.geocoding.expressions.tokens import tidy

ANCHORS = st.sampled_from(
    ["Homs", "Deir ez-Zor", "Khan Shaykhun", "Ma'arrat an-Nu'man", "Gao", "N'Djamena", "San José", "Tell Abyad"]
)  # fmt: skip
SIDES = st.sampled_from(["north", "south-east", "west", "northeast"])
FORMS = st.sampled_from(
    [
        "{a}", "near {a}", "{n} km {d} of {a}", "about {n} miles {d} of {a}", "{d} of {a}", "the village of {a}",
        "on the {d}ern outskirts of {a}", "{a} countryside", "the {d}ern countryside of {a}", "{a}, {b} district",
        "between {a} and {b}", "the {a} - {b} road", "{a} town ({b} province)", "the {d}ern part of {a}", "{a} (near)",
        "{a}'s {d}ern suburb", "in and around {a}", "{d} and west of {a}", "{n} km {d} of {a} and {n} km from {b}",
        "clashes near {a}", "{a} and its countryside", "triangle of {a}, {b} and Aleppo", "within {n} km of {a}",
    ]
)  # fmt: skip


@st.composite
def expressions(draw):
    """Place expressions of all forms over a few names."""
    a, b = draw(ANCHORS), draw(ANCHORS)
    return draw(FORMS).format(a=a, b=b, d=draw(SIDES), n=draw(st.integers(1, 99)))


def shape(text: str) -> str:
    """The tree of a text without its texts' case and quotes."""
    return str(parse(text)).casefold().replace("’", "'").replace('"', "'").replace("\\'", "'")


def nodes(tree: Expression):
    """All nodes of a tree."""
    yield tree
    for slot in type(tree).__dataclass_fields__:
        value = getattr(tree, slot)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Expression):
                yield from nodes(child)


@settings(max_examples=200, deadline=None)
@given(expressions())
def test_spelling_of_signs_and_spaces_does_not_matter(text):
    plain = shape(text)
    assert shape(text.upper()) == plain
    assert shape(text.lower()) == plain
    assert shape("  " + text.replace(" ", " \t ") + "\n") == plain
    assert shape(text.replace(" ", "\u00a0")) == plain
    assert shape(text.replace("'", "’")) == plain
    assert shape(text.replace("-", "\u2010")) == plain
    assert shape(text.replace("-", "\u2011")) == plain
    assert shape(text.replace(" - ", " – ")) == plain
    assert shape("\u200f".join(text.split(" ")).replace("\u200f", " \u200f")) == plain
    assert shape(f"{text}.") == plain


@settings(max_examples=200, deadline=None)
@given(expressions())
def test_the_words_of_every_node_stand_in_the_query(text):
    words = " ".join(tidy(text).split())
    for node in nodes(parse(text)):
        for word in node.text.split():
            assert word.strip("()") in words
    plain = [n for n in nodes(parse(text)) if isinstance(n, Name)]
    assert all(n.name in words for n in plain)


@settings(max_examples=200, deadline=None)
@given(expressions())
def test_a_name_read_again_is_the_same_name(text):
    for node in nodes(parse(text)):
        if isinstance(node, Name) and node.name:
            again = as_name(node.name)
            assert again.name == node.name
            assert as_name(node.text).name == node.name


@settings(max_examples=200, deadline=None)
@given(expressions(), st.sampled_from(["Homs province", "Gao region, Mali"]))
def test_a_context_behind_a_comma_changes_nothing_before_it(text, context):
    alone, within = parse(text), parse(f"{text}, {context}")
    if isinstance(alone, Within):
        assert isinstance(within, Within)
        assert str(within.inner) == str(alone.inner)
    elif " and " in text:
        assert str(alone) in str(within) or isinstance(within, Within)
    else:
        assert isinstance(within, Within)
        assert str(within.inner) == str(alone)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9_000), st.sampled_from(["km", "miles", "m", "yards", "feet", "nautical miles"]), SIDES, ANCHORS)
def test_a_distance_is_read_in_every_unit(n, unit, side, anchor):
    tree = parse(f"{n} {unit} {side} of {anchor}")
    size = {"km": 1, "miles": 1.609344, "m": 0.001, "yards": 0.0009144, "feet": 0.0003048, "nautical miles": 1.852}
    assert isinstance(tree, DirectionOf)
    assert tree.distance is not None
    assert tree.distance.km == pytest.approx(n * size[unit])
    assert 0 < tree.distance.half_km <= tree.distance.km or n < 10
    assert tree.direction is not None
    assert tree.direction.name == side.replace("-", "")


@pytest.mark.parametrize(
    "time", ["an hour's drive", "a day's walk", "two hours", "a 20-minute drive", "several days' march"]
)
@pytest.mark.parametrize("where", ["from {a}", "north of {a}", "outside {a}"])
def test_travel_times_are_refused_with_a_reason(time, where):
    tree = parse(f"{time} {where.format(a='Homs')}")
    assert isinstance(tree, Unreadable)
    assert "travel time" in tree.reason


_SCRAPS = (
    "near north of 30 km the western part between and road border Idlib Homs , ( ) / - governorate village ريف "
    'شمال in : → outskirts along bank valley – . \'s A hour within from to its #tag "x" ; | NL > northern central '
    "countryside frontier de et la vía entre 10-15 a.k.a. district of town Syrian الحدود بين و طريق село между "
    "від від к северу от ٣٠ ² ½ & "
)
SCRAPS = _SCRAPS.split()


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map(" ".join).map(lambda s: s.replace("NL", "\n")))
@example("from to " * 30)
@example("north and " * 40)
@example("between and between and A")
@example("( ) ( )")
@example("A's B's C's D's")
@example("A's hospital's " * 25)
@example("A's near B and " * 20)
@example("in A of B " * 30)
@example("north and south of " * 20)
@example("the village of A, and " * 18)
@example("village of of of district")
@example("9" * 390 + " km north of Homs")
@example("½ km north of Homs")
@example("٣٠ كم شمال الرقة")
@example("#")
@example(": : :")
@example("→ → A → ")
def test_any_scraps_give_some_tree(text):
    tree = parse(text)
    assert str(tree)
    assert all(isinstance(n.text, str) for n in nodes(tree))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=150))
def test_any_text_gives_some_tree(text):
    assert str(parse(text))


def test_reading_takes_no_more_than_a_moment_for_the_worst_text():
    import time

    chance = random.Random(3)
    pieces = [*SCRAPS]
    started = time.process_time()
    for _ in range(100):
        text = " ".join(chance.choices(pieces, k=70)).replace("NL", "\n")
        parse(text[:400])
    assert time.process_time() - started < 5.0
