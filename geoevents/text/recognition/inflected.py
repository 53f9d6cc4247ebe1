"""Names in the cases of Russian and Ukrainian -> the nominative that gazetteers list: "Харкові" -> "харків"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geoevents.text.tables import rows

__all__ = ["division_forms", "is_cyrillic", "nominatives"]

_SHORTEST_STEM = 2
_OBLAST = "область"


def is_cyrillic(word: str) -> bool:
    """Whether a word begins with a Cyrillic letter."""
    return "\u0400" <= word[:1] < "\u0530"


@cache
def _endings(kind: str) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Return endings, those of the nominative, and whether the form is likely a place's; the longest first."""
    found = [
        (row["ending"], tuple(row["nominative"].replace("-", "").split("|")), row["likely"] == "1")
        for row in rows("case_endings")
        if row["kind"] == kind
    ]
    return tuple(sorted(found, key=lambda ending: -len(ending[0])))


def nominatives(folded: str) -> Iterator[tuple[str, bool]]:
    """Yield what a folded Cyrillic name may be in the nominative, and whether no surname has that form.

    Only the last word is declined, as in most names of several words.
    """
    if not is_cyrillic(folded):
        return
    doubtful = False
    for ending, others, likely in _endings("noun"):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            doubtful = doubtful or not likely
            for other in others:
                yield folded[: len(folded) - len(ending)] + other, not doubtful


def division_forms(folded: str, after: str) -> Iterator[str]:
    """Yield the names of the oblast that a folded adjective and the word after it may mean: "харківській області"."""
    if not after.startswith(_OBLAST[:-1]):
        return
    for ending, others, _ in _endings("adjective"):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            for other in others:
                yield f"{folded[: len(folded) - len(ending)]}{other} {_OBLAST}"
