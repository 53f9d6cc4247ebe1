"""Which of a place's names is the one its own country writes, for labels beside the Latin name."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geoevents.gazetteer.likeness import similarity
from geoevents.gazetteer.names import fold, script

__all__ = ["is_same_name", "local_name", "local_scripts"]


def local_scripts() -> dict[str, dict[str, str]]:
    """Read, for each country, the script of its names and the letters that speak for and against its own language."""
    with (Path(__file__).parent / "local_scripts.csv").open(encoding="utf-8", newline="") as handle:
        return {row["country"]: row for row in csv.DictReader(handle)}


_CAREFUL = "أإآةىئؤء"
"""Letters that careless Arabic spellings leave out or replace."""


_CENTRAL = {"arabic": 0.7}
"""How central a name must be at least, as a share of the most central one; 1 for the scripts not listed. Arabic leaves
more to the rules that follow, since its spellings differ by article and by letters that careless writers leave out."""


def _pairs(name: str) -> list[str]:
    """Return the pairs of neighbouring letters, ends included."""
    text = f"^{fold(name)}$"
    return [text[i : i + 2] for i in range(len(text) - 1)]


def local_name(names: Sequence[str], keys: Sequence[str], wanted: dict[str, str] | None) -> int:
    """Index of the name in the country's own script, -1 if there is none.

    The sources do not say which language a name is in. Of several names in one script the most central one, which
    shares most with the others, is mostly that of the country; neighbours' languages bend it each in its own way.
    """
    if wanted is None:
        return -1
    own = [i for i, name in enumerate(names) if not name.isascii() and script(name) == wanted["script"]]
    if not own:
        return -1
    shared = Counter(pair for i in own for pair in set(_pairs(names[i])))
    central = {i: sum(shared[pair] for pair in pairs) / len(pairs) for i in own for pairs in [_pairs(names[i])]}
    least = _CENTRAL.get(wanted["script"], 1.0) * max(central.values())
    found = [
        (
            any(c in names[i] for c in wanted["avoid"]),
            not any(c in names[i] for c in wanted["prefer"]),
            central[i] < least,
            keys[i] != keys[0],
            not names[i].startswith("ال"),
            -sum(c in _CAREFUL for c in names[i]),
            len(names[i]),
            i,
        )
        for i in own
    ]
    return min(found)[-1]


LEAST_LIKENESS = 0.6
"""Of a town's Latin name and the same name in Cyrillic letters: Moscow has 0.73, most have 0.9."""


def is_same_name(name: str, local: str) -> bool:
    """Whether a town's local name is its Latin name in other letters, as far as that can be told.

    The sources keep the names that towns had, without a date: "Сталинград" for Volgograd. Cyrillic names that do not
    sound like the Latin one are taken for such; in other scripts the Latin name often is an English one ("Aleppo").
    """
    return script(local) != "cyrillic" or similarity(name, local) >= LEAST_LIKENESS
