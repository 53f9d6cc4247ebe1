"""What is known of single words and phrases before any gazetteer is asked, ready for look-up."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from geoevents.gazetteer.names import fold
from geoevents.text.tables import rows
from geoevents.text.words.tokens import fold as fold_word

__all__ = [
    "BODY", "BREAK", "COMMON", "DAY", "DIVISION", "FACILITY", "FEATURE", "FORENAME", "HEAD", "LOCAL", "NATURE",
    "OF_BODY", "OF_HEAD", "OPENER", "PRESS", "QUARTER", "SITE", "SUFFIX", "SURNAME", "TITLE", "WAY", "Known",
    "abbreviations", "armed", "capital_names", "flags", "known_phrases", "left_weights", "low", "moving", "offices",
    "reaching", "right_places", "right_weights", "striking",
]  # fmt: skip

OPENER: Final = 1
DAY: Final = 2
TITLE: Final = 4
SUFFIX: Final = 8
LOCAL: Final = 16
BODY: Final = 32
OF_BODY: Final = 64
DIVISION: Final = 128
NATURE: Final = 256
FACILITY: Final = 512
WAY: Final = 1024
HEAD: Final = 2048
OF_HEAD: Final = 4096
QUARTER: Final = 8192
FORENAME: Final = 16384
SURNAME: Final = 32768
COMMON: Final = 65536
PRESS: Final = 131072
SITE: Final = 262144

FEATURE: Final = DIVISION | NATURE | FACILITY | WAY
BREAK: Final = OPENER | DAY

_GROUPS: Final = {
    "opener": OPENER, "day": DAY, "title": TITLE, "suffix": SUFFIX, "local": LOCAL, "body": BODY, "of_body": OF_BODY,
    "division": DIVISION, "nature": NATURE, "facility": FACILITY, "way": WAY, "head": HEAD, "of_head": OF_HEAD,
    "quarter": QUARTER, "press": PRESS, "site": SITE,
}  # fmt: skip


_OF_PART: Final = 5
"""Evidence for a place after "part of", "hills of"; see ``place_context.csv``."""


class Known(NamedTuple):
    """A phrase that needs no gazetteer.

    ``kind`` is ``country``, ``region``, ``demonym``, ``people`` (no place) or ``abbreviation``; ``country`` an ISO2
    code or empty; ``name`` the place's usual name; ``capital`` says that the phrase is a capital's name and
    ``sure`` that it needs no place before it.
    """

    kind: str
    country: str
    name: str
    sure: bool = True


def low(word: str) -> str:
    """Return a word as the tables have it: lower case, no accents, no full stops."""
    folded = word.lower() if word.isascii() else fold_word(word)
    return folded.replace(".", "") if "." in folded else folded


@cache
def flags() -> dict[str, int]:
    """Return the classes of words, as bits."""
    out: dict[str, int] = {}
    for row in rows("recognition"):
        for word in row["words"].split("|") if row["group"] in _GROUPS else ():
            out[word] = out.get(word, 0) | _GROUPS[row["group"]]
    for row in rows("given_names"):
        for word in row["words"].split("|"):
            out[word] = out.get(word, 0) | (FORENAME if row["kind"] == "forename" else SURNAME)
    for row in rows("common_words"):
        for word in row["words"].split("|"):
            out[word] = out.get(word, 0) | COMMON
    return out


@cache
def known_phrases() -> dict[str, Known]:
    """Return countries, regions, their peoples and abbreviations, by folded phrase."""
    out: dict[str, Known] = {}
    for row in rows("countries"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            out.setdefault(fold(name), Known("country", row["iso2"], row["name"]))
        for name in filter(None, row["demonyms"].split("|")):
            out.setdefault(fold(name), Known("demonym", row["iso2"], row["name"]))
    for row in rows("regions"):
        for name in () if row["adjectives_only"] else (row["name"], *filter(None, row["aliases"].split("|"))):
            out.setdefault(fold(name), Known("region", row["country"], row["name"]))
        for name in filter(None, row["demonyms"].split("|")):
            out.setdefault(fold(name), Known("demonym", row["country"], row["name"]))
    for row in rows("peoples"):
        for name in row["words"].split("|"):
            out.setdefault(fold(name), Known("people", "", name))
    for row in rows("recognition"):
        for name in row["words"].split("|") if row["group"] == "institution" else ():
            out.setdefault(fold(name), Known("people", "", name))
    return out


@cache
def abbreviations() -> dict[str, Known]:
    """Return abbreviated states and provinces, as written; in capitals too."""
    out: dict[str, Known] = {}
    for row in rows("divisions"):
        for short in row["abbreviations"].split("|"):
            known = Known("abbreviation", row["country"], row["name"], row["sure"] == "1")
            out.setdefault(short, known)
            if "." in short:
                out.setdefault(short.upper(), known)
    return out


@cache
def capital_names() -> frozenset[str]:
    """Return the capitals whose name stands for a government, folded."""
    return frozenset(fold(name) for row in rows("countries") for name in row["capital"].split("|") if name)


def _weights(side: str) -> dict[str, int]:
    out: dict[str, int] = {}
    if side == "before":
        parts = next(row["words"] for row in rows("recognition") if row["group"] == "part")
        out = {f"of_{word}": _OF_PART for word in parts.split("|")}
    for row in rows("place_context"):
        if row["side"] == side:
            for word in row["words"].split("|"):
                out.setdefault(word, int(row["weight"]))
    return out


@cache
def right_places() -> frozenset[str]:
    """Return nouns that make the name before them a place, even a country's: "the Mali border"."""
    return _group("reach_large")


@cache
def reaching() -> tuple[frozenset[str], frozenset[str]]:
    """Return the kinds that are written small after a name, and the words that may stand between."""
    groups = {row["group"]: frozenset(row["words"].split("|")) for row in rows("recognition")}
    return groups["reach"], groups["reach_between"]


@cache
def offices() -> frozenset[str]:
    """Return nouns of one word for officials."""
    nouns = [n for row in rows("actor_nouns") if row["class"] == "official" for n in row["nouns"].split("|")]
    return frozenset([*nouns, *(noun + "s" for noun in nouns)])


@cache
def striking() -> tuple[frozenset[str], frozenset[str]]:
    """Return acts whose object is often a place, and words before "on" or "over" a place."""
    groups = {row["group"]: frozenset(row["words"].split("|")) for row in rows("recognition")}
    return groups["struck"], groups["falls_on"]


@cache
def moving() -> frozenset[str]:
    """Return movements of which an end is a place: "fled" in "fled to Masisi"."""
    return _group("moving")


@cache
def armed() -> frozenset[str]:
    """Return nouns for forces: "militia" in "Fano militia"."""
    return _group("armed")


def _group(name: str) -> frozenset[str]:
    return frozenset(w for row in rows("recognition") if row["group"] == name for w in row["words"].split("|"))


@cache
def left_weights() -> dict[str, int]:
    """Return how much the word before a name speaks for a place; ``of_town`` stands for "town of"."""
    return _weights("before")


@cache
def right_weights() -> dict[str, int]:
    """Return how much the word after a name speaks for a place."""
    return _weights("after")
