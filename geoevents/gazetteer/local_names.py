"""Which of a place's names is the one its own country writes, for labels beside the Latin name.

The sources do not say which language a name is in. A language is told by what it can and cannot write
(:mod:`geoevents.gazetteer.orthography`), and of the names left the one is taken that sounds most like the Latin name
(:mod:`geoevents.gazetteer.local_merit`), which mostly is the country's own name romanised: former and foreign names
sound otherwise.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from geoevents.gazetteer.keys import spelt_out
from geoevents.gazetteer.likeness import similarity
from geoevents.gazetteer.local_merit import merits, most_central
from geoevents.gazetteer.names import script
from geoevents.gazetteer.orthography import orthography

__all__ = ["is_same_name", "local_name"]

LEAST_LIKENESS: Final = 0.6
"""Of a town's Latin name and the same name in Cyrillic letters: Moscow has 0.73, most have 0.9."""


@cache
def _local_scripts() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Country -> the script of its names, and those of its languages whose orthography is known, in order."""
    with (Path(__file__).parent / "local_scripts.csv").open(encoding="utf-8", newline="") as handle:
        return {row["country"]: (row["script"], tuple(row["languages"].split())) for row in csv.DictReader(handle)}


def local_name(names: Sequence[str], country: str, namesake: str = "") -> tuple[int, str]:
    """Find the name in the country's own script.

    Parameters
    ----------
    names : sequence of str
        All names, the preferred one first.
    country : str
        ISO 3166-1 alpha-2 code.
    namesake : str
        How the country writes another place of the same Latin name, if that is known.

    Returns
    -------
    index, spelling
        Which name it is, and how its language writes it: without vowel signs, and with its own letters for those of a
        neighbour's keyboard. -1 and "" where no name is in that script, or none in a language of the country.
    """
    wanted, languages = _local_scripts().get(country, ("", ()))
    own = [index for index, name in enumerate(names) if not name.isascii() and script(name) == wanted]
    if not own:
        return -1, ""
    if own[0] == 0:
        return 0, names[0]
    for language in languages:
        rules = orthography(language)
        spellings = {index: spelling for index in own if rules.writes(spelling := rules.written(names[index]))}
        if spellings:
            spellings = _whole(spellings)
            if len(spellings) == 1:
                return next(iter(spellings.items()))
            merit = merits(names, [names[index] for index in own], spellings, rules, namesake)
            careful = -1 if rules.is_abjad else 1  # careless Cyrillic spellings lack "ь" and "й"
            index = max(spellings, key=lambda i: (merit(i), careful * len(spellings[i]), -i))
            return index, spellings[index]
    if languages:
        return -1, ""
    index = most_central(names, own)
    return index, names[index]


_ADJECTIVE: Final = re.compile(r"(?:[сц]кая|[сц]ька)$")


def _whole(spellings: dict[int, str]) -> dict[int, str]:
    """Leave out bare adjectives whose noun is there as well: "Харківська" beside "Харківська область"."""
    return {
        index: name for index, name in spellings.items()
        if not (_ADJECTIVE.search(name) and any(other.startswith(f"{name} ") for other in spellings.values()))
    }  # fmt: skip


_TITLES: Final = re.compile(
    r"(?i)\b(?:oblast\S*|region|province|republic|kray|voblas\S*|область|край|автономн\w+|округ|республ[иі]к\w+)(?=\W|$)"
)
_ENDING: Final = re.compile(r"(?:[сц]ьк|[сц]к)(?:ая|ий|а|и)$")


def is_same_name(name: str, local: str) -> bool:
    """Whether a town's or division's local name is its Latin name in other letters, as far as that can be told.

    The sources keep the names that towns had, without a date: "Сталинград" for Volgograd. Cyrillic names that do not
    sound like the Latin one are taken for such; in other scripts the Latin name often is an English one ("Aleppo").
    """
    if script(local) != "cyrillic" or similarity(name, local) >= LEAST_LIKENESS:
        return True
    return (
        similarity(_TITLES.sub("", spelt_out(name)), _ENDING.sub("", _TITLES.sub("", local).strip())) >= LEAST_LIKENESS
    )
