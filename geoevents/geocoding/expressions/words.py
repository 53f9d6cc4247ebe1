"""The words of place expressions, read once from ``words.toml`` and laid out for longest-match look-up.

All tables are looked up at once: :meth:`Words.mark` writes onto every token which tables know a phrase that starts
there, as one bit per table and the phrases themselves. The rules of the grammar then test bits, and most words of a
query, which are names, cost one look-up and nothing more.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from geoevents.geocoding.expressions.expression import Direction
from geoevents.geocoding.expressions.tokens import NUMBER, OWNER, Token, fold

__all__ = ["Feature", "Phrases", "Words", "words"]

T = TypeVar("T")
Hits = tuple[tuple[int, Any], ...]
"""Phrases that start at a token: number of tokens and value, the longest first."""

_LONGEST = 5
"""Words in the longest phrase looked for at the end of a stretch."""


class Phrases(Generic[T]):
    """Phrases of one or more words with a value each; finds the longest one that stands at a place in a text.

    Parameters
    ----------
    table : mapping
        Phrase -> value.
    bit : int
        The bit of this table in ``Token.mask``.
    """

    __slots__ = ("bit", "table")

    def __init__(self, table: Mapping[str, T], bit: int) -> None:
        self.bit = bit
        self.table = {" ".join(fold(k).split()): v for k, v in table.items()}

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, T] | None:
        """Return how many tokens from ``i`` on form the longest known phrase, and its value."""
        room = len(tokens) - i
        if room <= 0 or not tokens[i].mask & self.bit:
            return None
        for hit in tokens[i].marks[self.bit]:
            if hit[0] <= room:
                return hit
        return None

    def ending(self, tokens: Sequence[Token]) -> tuple[int, T] | None:
        """Return the length and value of the longest known phrase at the end of the tokens."""
        for n in range(min(_LONGEST, len(tokens)), 0, -1):
            token = tokens[-n]
            if token.mask & self.bit:
                for hit in token.marks[self.bit]:
                    if hit[0] == n:
                        return hit
        return None

    def vocabulary(self) -> Iterable[str]:
        """Every single word that occurs."""
        return (w for phrase in self.table for w in phrase.split())


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature word says: the kinds of place, the words, and on which side of the name it may stand."""

    kinds: tuple[str, ...]
    words: str
    side: str


@dataclass(slots=True)
class _Start:
    """What is known of phrases that start with one word."""

    mask: int
    marks: dict[int, Hits]
    longer: dict[str, list[tuple[tuple[str, ...], int, Any]]]


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of words of the grammar."""

    directions: Phrases[Direction]
    headings: Phrases[Direction]
    letters: Phrases[Direction]
    headings_de: Phrases[Direction]
    headings_self: Phrases[Direction]
    heading_leads: Phrases[bool]
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
    at_most: Phrases[bool]
    at_least: Phrases[bool]
    radius: Phrases[bool]
    features: Phrases[Feature]
    lead: Phrases[bool]
    labels: Phrases[bool]
    romance: Phrases[bool]
    romance_and: Phrases[bool]
    romance_lead: Phrases[bool]
    epithets: Phrases[bool]
    clutter: Phrases[bool]
    peoples: Phrases[bool]
    clutter_ends: Phrases[bool]
    ways: Phrases[bool]
    owners: Phrases[bool]
    heads: frozenset[str]
    nominatives: Mapping[str, tuple[str, ...]]
    articles: frozenset[str]
    abbreviations: frozenset[str]
    arabic: frozenset[str]
    demonyms: Mapping[str, str]
    demonym: Phrases[str]
    number_bit: int
    starts: Mapping[str, _Start]

    def mark(self, tokens: Sequence[Token]) -> None:
        """Write onto each token which phrases start there."""
        starts = self.starts
        for i, token in enumerate(tokens):
            start = starts.get(token.low)
            if start is None:
                if token.text[0].isdigit() and NUMBER.match(token.text):
                    token.mask |= self.number_bit
                continue
            token.mask |= start.mask
            token.marks = start.marks
            if start.longer and i + 1 < len(tokens):
                longer = start.longer.get(tokens[i + 1].low)
                if longer is not None:
                    self._longer(tokens, i, longer)

    def _longer(self, tokens: Sequence[Token], i: int, longer: Sequence[tuple[tuple[str, ...], int, Any]]) -> None:
        """Add the phrases of several words: they come longest first, and so stay in ``marks``."""
        token = tokens[i]
        marks: dict[int, Hits] = dict(token.marks)
        found: dict[int, list[tuple[int, Any]]] = {}
        for phrase, bit, value in longer:
            n = len(phrase)
            if n == 2 or tuple(t.low for t in tokens[i : i + n]) == phrase:
                found.setdefault(bit, []).append((n, value))
        for bit, hits in found.items():
            marks[bit] = (*hits, *marks.get(bit, ()))
            token.mask |= bit
        token.marks = marks


def _starts(tables: Iterable[Phrases[Any]]) -> dict[str, _Start]:
    out: dict[str, _Start] = {}
    for table in tables:
        for phrase, value in table.table.items():
            first, *rest = phrase.split()
            start = out.get(first)
            if start is None:
                start = out[first] = _Start(0, {}, {})
            if rest:
                start.longer.setdefault(rest[0], []).append(((first, *rest), table.bit, value))
            else:
                start.mask |= table.bit
                start.marks[table.bit] = ((1, value),)
    for start in out.values():
        for longer in start.longer.values():
            longer.sort(key=lambda entry: -len(entry[0]))
    return out


def _directions(raw: Mapping[str, Any], key: str, names: Mapping[str, Direction]) -> dict[str, Direction]:
    """Collect the words of one kind for every direction; "{stem}" + each ending where words are given as stems."""
    out: dict[str, Direction] = {}
    for name, d in raw["directions"].items():
        for word in d.get(key, ()):
            out[word] = names[name]
            for head in ("north", "south"):  # "north east" beside "northeast"; the tokenizer folds "north-east"
                if key == "words" and word.startswith(head) and word[len(head) : len(head) + 4] in ("east", "west"):
                    out[f"{head} {word[len(head) :]}"] = names[name]
        if key == "words":
            endings = raw["inflection"]["adjective"]
            out.update({stem + ending: names[name] for stem in d.get("stems", ()) for ending in endings})
    return out


def _amounts(raw: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, float]]:
    """Add "twenty-five" and "twenty five" to the tens and the units."""
    out = {k: (float(v[0]), float(v[1])) for k, v in raw.items()}
    units = {k: v for k, v in out.items() if 1 <= v[0] <= 9 and v[1] == 0.5 and k not in ("a", "an")}
    for ten, (value, _) in list(out.items()):
        if value % 10 == 0 and 20 <= value <= 90 and " " not in ten:
            for unit, (more, half) in units.items():
                out[f"{ten}-{unit}"] = out[f"{ten} {unit}"] = value + more, half
    return out


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the tables, read on first use."""
    raw: dict[str, Any] = tomllib.loads(
        files("geoevents.geocoding.expressions").joinpath("words.toml").read_text(encoding="utf-8")
    )
    tables: list[Phrases[Any]] = []

    def phrases(table: Mapping[str, T]) -> Phrases[T]:
        made = Phrases(table, OWNER << len(tables) + 1)
        tables.append(made)
        return made

    def flags(listed: Iterable[str]) -> Phrases[bool]:
        return phrases(dict.fromkeys(listed, True))

    names = {name: Direction(name, d["bearing"], d["half_angle"]) for name, d in raw["directions"].items()}
    directions = _directions(raw, "words", names)
    letters = {d["letter"]: names[name] for name, d in raw["directions"].items() if "letter" in d}
    features: dict[str, Feature] = {}
    for f in raw["features"]:
        for word in f["words"]:
            features.setdefault(word, Feature(tuple(f["kinds"]), word, f["side"]))
    demonyms = {fold(adjective): country for adjective, country in raw["demonyms"].items()}
    fillers, amounts, roads = raw["fillers"], raw["amounts"], raw["roads"]
    kept: dict[str, Any] = {
        "directions": phrases(directions),
        "headings": phrases(directions | _directions(raw, "headings", names)),
        "letters": phrases(letters),
        "headings_de": phrases(_directions(raw, "romance", names)),
        "headings_self": phrases(_directions(raw, "self", names)),
        "heading_leads": flags(raw["heading_leads"]["words"]),
        "central": flags(raw["parts"]["central"]),
        "far": flags(raw["parts"]["far"]),
        "part_nouns": phrases({k: float(v) for k, v in raw["parts"]["nouns"].items()}),
        "relations": {k: flags(v) for k, v in raw["relations"].items()},
        "road_words": flags(roads["words"]),
        "road_joins": flags(roads["joins"]),
        "road_to": flags(roads["to"]),
        "units": phrases({w: float(u["km"]) for u in raw["units"].values() for w in u["words"]}),
        "vague": phrases(_amounts(raw["vague"])),
        "about": flags(amounts["about"]),
        "times": flags(amounts["times"]),
        "at_most": flags(amounts["at_most"]),
        "at_least": flags(amounts["at_least"]),
        "radius": flags(amounts["radius"]),
        "features": phrases(features),
        **{key: flags(fillers[key]) for key in _FILLERS},
        "demonym": phrases(demonyms),
    }
    arabic = (w for table in tables for w in table.vocabulary() if "\u0600" <= w[0] <= "\u06ff")
    return Words(
        **kept,
        nominatives={ending: tuple(others) for ending, others in raw["inflection"]["names"].items()},
        heads=frozenset(map(fold, fillers["heads"])),
        articles=frozenset(fillers["articles"]),
        abbreviations=frozenset(map(fold, fillers["abbreviations"])),
        arabic=frozenset(arabic),
        demonyms=demonyms,
        number_bit=OWNER << len(tables) + 1,
        starts=_starts(tables),
    )


_FILLERS = (
    "lead", "labels", "romance", "romance_and", "romance_lead", "epithets", "clutter", "peoples", "clutter_ends",
    "ways", "owners",
)  # fmt: skip
