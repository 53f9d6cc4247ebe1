"""Tables of facts that the reading of text rests on, and their loader."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from geoevents.text.tables.word_set import WordSet

__all__ = ["WordSet", "rows", "words"]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``tables/<name>.csv``; lines that start with ``#`` are comments."""
    content = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in content.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def words(group: str) -> WordSet:
    """Return the closed-class words of ``group`` in ``tables/words.csv``."""
    return WordSet(w for row in rows("words") if row["group"] == group for w in row["words"].split("|"))
