"""What a place is called and what kind it is, told from how tables write it: "Kafr Sajnah town", "A/B village"."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from geoevents.model.places import KINDS

__all__ = ["MOST_LETTERS", "bare_division", "kind_of", "name_fault", "names_and_kind"]

MOST_LETTERS = 200
"""Length of a name at most, in characters: that of GeoNames' column of names."""

_NOTHING = frozenset({
    "nan", "NaN", "NAN", "null", "NULL", "none", "NONE", "<NA>", "n/a", "N/A", "#N/A", "NaT", "unknown", "Unknown",
    "UNKNOWN", "unnamed", "Unnamed", "no name", "No name",
})  # fmt: skip
"""What programs and people write where a name is not known. Nan, None and Null are also places, and written so."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    table = tomllib.loads(Path(__file__).with_name("feature_words.toml").read_text(encoding="utf-8"))
    without, other = table.pop("without"), table.pop("other")
    features = {word: kind for kind, words in table.items() for word in words}
    kinds = features | {word: kind for kind, words in other.items() for word in words} | {kind: kind for kind in KINDS}
    return features, frozenset(without["words"]), kinds


def kind_of(text: str) -> str:
    """Kind that a cell of a column of kinds means; empty if it is none we know."""
    kinds = _words()[2]
    word = " ".join(text.casefold().replace("_", " ").split())
    return kinds.get(word) or kinds.get(word.removesuffix("s")) or kinds.get(word.rpartition(" ")[2], "")


def bare_division(name: str) -> str:
    """Name of a division without the word that says so; empty where it has none.

    Examples
    --------
    >>> bare_division("Al Mayadin District"), bare_division("Idlib")
    ('Al Mayadin', '')
    """
    words = name.split()
    of_division = [w for w, kind in _words()[0].items() if kind.startswith("admin")]
    for rest, word in ((words[:-1], words[-1:]), (words[1:], words[:1])):
        if rest and word[0].casefold().strip(",") in of_division:
            return " ".join(rest[1:] if len(rest) > 1 and rest[0].casefold() in ("of", "de") else rest)
    return ""


def name_fault(text: str) -> str:
    """Say why a cell is no name; empty if it is one.

    Examples
    --------
    >>> name_fault("Km 5"), name_fault("17")
    ('', 'its name has no letter')
    """
    if not text or text in _NOTHING:
        return "it has no name"
    if len(text) > MOST_LETTERS:
        return f"its name has more than {MOST_LETTERS} characters"
    return "" if any(c.isalpha() for c in text) else "its name has no letter"


def names_and_kind(text: str) -> tuple[list[str], str]:
    """Names that a written place answers to, the most usual first, and its kind where a word of it says that.

    Examples
    --------
    >>> names_and_kind("Kafr Sajnah town")
    (['Kafr Sajnah', 'Kafr Sajnah town'], 'town')
    >>> names_and_kind("Marran/Merane village")
    (['Marran', 'Merane', 'Marran/Merane', 'Marran/Merane village'], 'town')
    """
    features, without, _ = _words()
    bare = " ".join(_BRACKETS.sub(" ", text).split()) or text
    words = bare.split()
    kind, core = "", bare
    for at in (-1, 0):
        word = words[at].casefold().strip(",")
        if len(words) > 1 and word in features:
            kind = features[word]
            if word in without:
                core = " ".join(words[:-1] if at == -1 else words[1:])
            break
    halves = [half.strip() for half in core.split("/")]
    several = len(halves) > 1 and all(len(half) > 2 and not half[0].islower() for half in halves)
    return list(dict.fromkeys([*(halves if several else ()), core, bare, text])), kind
