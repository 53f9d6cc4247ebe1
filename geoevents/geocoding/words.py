"""The words of place expressions, read once from ``words.toml`` and laid out for longest-match look-up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from geoevents.geocoding.expression import Direction
from geoevents.geocoding.tokens import Token, fold

__all__ = ["Feature", "Phrases", "Words", "words"]

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of one or more words with a value each; finds the longest one that stands at a place in a text."""

    __slots__ = ("_longest", "_table")

    def __init__(self, table: Mapping[str, T]) -> None:
        self._table = {" ".join(fold(k).split()): v for k, v in table.items()}
        self._longest: dict[str, int] = {}
        for phrase in self._table:
            first = phrase.split(" ", 1)[0]
            self._longest[first] = max(self._longest.get(first, 0), phrase.count(" ") + 1)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, T] | None:
        """Return how many tokens from ``i`` on form the longest known phrase, and its value."""
        if i >= len(tokens) or i < 0:
            return None
        for n in range(min(self._longest.get(tokens[i].low, 0), len(tokens) - i), 0, -1):
            value = self._table.get(" ".join(t.low for t in tokens[i : i + n]))
            if value is not None:
                return n, value
        return None

    def ending(self, tokens: Sequence[Token]) -> tuple[int, T] | None:
        """Return the length and value of the longest known phrase at the end of the tokens."""
        for n in range(min(4, len(tokens)), 0, -1):
            value = self._table.get(" ".join(t.low for t in tokens[-n:]))
            if value is not None:
                return n, value
        return None

    def vocabulary(self) -> Iterable[str]:
        """Every single word that occurs."""
        return (w for phrase in self._table for w in phrase.split())


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature word says: the kinds of place, the words, and on which side of the name it may stand."""

    kinds: tuple[str, ...]
    words: str
    side: str


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of words of the grammar."""

    directions: Phrases[Direction]
    headings: Phrases[Direction]
    central: Phrases[bool]
    far: Phrases[bool]
    part_nouns: Phrases[float]
    relations: Mapping[str, Phrases[bool]]
    road_words: Phrases[bool]
    road_joins: Phrases[bool]
    road_to: Phrases[bool]
    units: Phrases[float]
    vague: Phrases[tuple[float, float]]
    about: Phrases[bool]
    times: Phrases[bool]
    features: Phrases[Feature]
    lead: Phrases[bool]
    epithets: Phrases[bool]
    articles: frozenset[str]
    arabic: frozenset[str]
    demonyms: Mapping[str, str]


def _flags(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the tables, read on first use."""
    raw: dict[str, Any] = tomllib.loads(files("geoevents.geocoding").joinpath("words.toml").read_text(encoding="utf-8"))
    directions: dict[str, Direction] = {}
    for name, d in raw["directions"].items():
        direction = Direction(name, d["bearing"], d["half_angle"])
        directions.update(dict.fromkeys(d["words"], direction))
        for word in d["words"]:  # "north east" beside "northeast"; "north-east" is folded by the tokenizer
            for head in ("north", "south"):
                if word.startswith(head) and word[len(head) : len(head) + 4] in ("east", "west"):
                    directions[f"{head} {word[len(head) :]}"] = direction
    letters = {d["letter"]: directions[d["words"][0]] for d in raw["directions"].values() if "letter" in d}
    features: dict[str, Feature] = {}
    for f in raw["features"]:
        for word in f["words"]:
            features.setdefault(word, Feature(tuple(f["kinds"]), word, f["side"]))
    relations = {k: _flags(v) for k, v in raw["relations"].items()}
    flags = {
        "central": _flags(raw["parts"]["central"]),
        "far": _flags(raw["parts"]["far"]),
        "road_words": _flags(raw["roads"]["words"]),
        "road_joins": _flags(raw["roads"]["joins"]),
        "road_to": _flags(raw["roads"]["to"]),
        "about": _flags(raw["amounts"]["about"]),
        "times": _flags(raw["amounts"]["times"]),
        "lead": _flags(raw["fillers"]["lead"]),
        "epithets": _flags(raw["fillers"]["epithets"]),
    }
    found = Words(
        directions=Phrases(directions),
        headings=Phrases(directions | letters),
        part_nouns=Phrases({k: float(v) for k, v in raw["parts"]["nouns"].items()}),
        relations=relations,
        units=Phrases({w: float(u["km"]) for u in raw["units"].values() for w in u["words"]}),
        vague=Phrases({k: (float(v[0]), float(v[1])) for k, v in raw["amounts"]["vague"].items()}),
        features=Phrases(features),
        articles=frozenset(raw["fillers"]["articles"]),
        arabic=frozenset(),
        demonyms=raw["demonyms"],
        **flags,
    )
    phrases: list[Phrases[Any]] = [*flags.values(), *relations.values(), found.directions, found.part_nouns]
    phrases += [found.units, found.vague, found.features]
    return replace(found, arabic=frozenset(w for p in phrases for w in p.vocabulary() if "\u0600" <= w[0] <= "\u06ff"))
