"""The forms in which prose writes a place's name: shortened, without its kind, as the name of its inhabitants."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["of_inhabitants", "spelt_out", "with_unsaid", "without_parts"]

_STEM = 3
"""Letters that must be left of a name without the ending of its inhabitants."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("spellings.toml").read_text(encoding="utf-8"))


def spelt_out(folded: str) -> Iterator[str]:
    """Give a folded name with its short words written in full, and the other way round: "mt pleasant"."""
    short: dict[str, list[str]] = _table()["short"]
    words = folded.split()
    for at in dict.fromkeys((0, len(words) - 1)):
        for other in short.get(words[at], ()):
            yield " ".join([*words[:at], other, *words[at + 1 :]])


def with_unsaid(folded: str) -> Iterator[str]:
    """Give a folded name with the word for its kind that prose leaves out: "rapides parish"."""
    unsaid: dict[str, list[str]] = _table()["unsaid"]
    yield from (f"{folded} {word}" for word in unsaid["after"])
    yield from (f"{word} {folded}" for word in unsaid["before"])


def without_parts(folded: str) -> str:
    """Return a folded name without the words for its part: "south los angeles"; empty where none is before it."""
    words = folded.split()
    start = 0
    while start < len(words) - 1 and words[start] in _parts():
        start += 1
    return " ".join(words[start:]) if start else ""


@cache
def _parts() -> frozenset[str]:
    return frozenset(_table()["parts"]["before"])


def of_inhabitants(folded: str) -> Iterator[str]:
    """Give what a place may be called whose inhabitants have this folded name: "ontarians", "new yorkers"."""
    for ending, stems in _table()["inhabitants"]["endings"]:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM:
            base = folded[: len(folded) - len(ending)]
            yield from (base + stem for stem in stems if base + stem != folded)
