"""The table of actors: every row can be checked, no name stands for two actors, none is a word of ordinary prose."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from geoevents.model.taxonomy import ACLED_INTER
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.cast import Cast
from geoevents.text.tables import rows, words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import PhraseTable, tokenize

ROWS = rows("actors")
KINDS = {"ministry", "monitor", "official"}
COUNTRIES = {row["iso2"] for row in rows("countries")} | {"EH"}  # Western Sahara is no state's name in prose
LONGEST_PLAIN = 3
"""Letters of the longest name that is found in capitals only."""


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def key(name: str) -> tuple[str, ...]:
    return tuple(token.low for token in tokenize(name))


def test_every_row_has_a_source_a_role_and_a_known_country() -> None:
    wrong = [
        row["name"]
        for row in ROWS
        if not (
            row["source"]
            and (row["inter"] in KINDS or (row["inter"].isdigit() and int(row["inter"]) in ACLED_INTER))
            and row["country"] in COUNTRIES | {""}
            and row["state"] in {"", "1"}
        )
    ]
    assert wrong == []


def test_every_name_is_listed_once() -> None:
    owners: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in ROWS:
        for name in names(row):
            owners[key(name)].append(f"{name} ({row['name']})")
    assert [sorted(found) for found in owners.values() if len(found) > 1] == []


def test_names_are_tidy() -> None:
    assert [n for row in ROWS for n in names(row) if n != " ".join(n.split()) or not key(n)] == []


def test_a_country_has_one_row_for_its_forces_and_they_are_state_forces() -> None:
    state = [row for row in ROWS if row["state"] == "1"]
    assert [c for c, n in Counter(row["country"] for row in state).items() if n > 1 or not c] == []
    assert [row["name"] for row in state if row["inter"] != "1" or not row["side"]] == []


def test_a_single_word_is_no_word_of_ordinary_prose() -> None:
    common = {w for row in rows("common_words") for w in row["words"].split("|")}
    plain = common.union(*(words(group) for group in ("month", "feature", "person_title", "organization_tail")))
    nouns = lexicon.nouns().openers | lexicon.demonyms().openers
    single = {n: key(n)[0] for row in ROWS for n in names(row) if len(key(n)) == 1 and len(n) > LONGEST_PLAIN}
    assert [n for n, word in single.items() if word in plain | nouns] == [
        "Observatory"
    ]  # as reports on Syria shorten it


def test_a_name_of_several_words_is_no_phrase_for_the_forces_of_any_state() -> None:
    # Names of several words are found without capitals: "national army" must not be one country's.
    state = (
        r"(the |our |local )?(national|armed|security|government|military|federal|regular|special) (army|forces|troops)"
    )
    either = rf"{state}|(the )?(army|police|military|government|security|junta) (troops|soldiers|forces|officers|unit)"
    assert [n for row in ROWS for n in names(row) if re.fullmatch(either, n.lower())] == []


def test_every_opponent_is_an_actor_of_the_table() -> None:
    listed = {row["name"] for row in ROWS}
    assert [row["opponent"] for row in rows("opponents") if row["opponent"] not in listed] == []
    assert all(lexicon.opponent(row["country"]) is not None for row in rows("opponents"))


@pytest.mark.parametrize(
    ("text", "name", "inter"),
    [
        ("Fighters of the Twirwaneho attacked the village.", "Twirwaneho", 4),
        ("Mayi-Mayi Yakutumba fighters attacked the village.", "Mai-Mai Yakutumba Militia", 2),
        ("Troops of the 444th Combat Brigade entered the quarter.", "444 Combat Brigade", 3),
        ("General Security Service personnel entered the quarter.", "General Security Service of Syria", 1),
        ("The Haitian National Police entered the quarter.", "Police Forces of Haiti", 1),
        ("The Karen National Liberation Army entered the town.", "Karen National Liberation Army", 2),
        ("Ejército de Liberación Nacional attacked the post.", "National Liberation Army", 2),
        ("Battlegroup North seized the village.", "Military Forces of Russia", 1),
        ("Jamaat-ul-Ahrar attacked the post.", "Jamaat-ul-Ahrar", 2),
    ],
)
def test_names_are_found_as_prose_spells_them(text: str, name: str, inter: int) -> None:
    found = find_actors(text, tokenize(text), Cast())
    assert [(m.actor.name, m.actor.inter) for m in found[:1]] == [(name, inter)]


@pytest.mark.parametrize(
    "name", ["Al-Nusra Front", "Hay'at Tahrir al-Sham", "3R", "400 Mawozo", "Zaïre militia", "A b C"]
)
def test_a_phrase_is_found_whatever_way_it_was_read_in(name: str) -> None:
    table = PhraseTable([("A", 0), (name, 1), (name.upper(), 2)])
    tokens = tokenize(f"{name} attacked")
    assert table.at(tokens, 0) == (len(tokens) - 1, 1)
    assert table.at(tokens, len(tokens) - 1) is None


def test_the_longest_phrase_counts() -> None:
    table = PhraseTable([("Karen", 1), ("Karen National Liberation Army", 2), ("Karen National Union", 3)])
    assert table.at(tokenize("Karen National Liberation Army"), 0) == (4, 2)
    assert table.at(tokenize("Karen National Liberation"), 0) == (1, 1)
    assert table.at(tokenize("Karen National Union Army"), 0) == (3, 3)
