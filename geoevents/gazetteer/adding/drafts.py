"""What is made of a user's file: draft places, and the rows that became none, with the reason."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import MissingColumnsError, OptionError
from geoevents.gazetteer.sources.entry import Entry

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SPOT_KM", "Drafts", "Refused", "Table", "columns_of", "plain", "private_id", "text_of", "whole_number"]


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, overrides of the direction of writing, and halves of characters: no name has any of them.
Joiners, which names in Persian and in Indian scripts have, are none of these."""

MOST_PEOPLE = 2_000_000_000
"""More than any place but the Earth has; a larger number is no number of inhabitants."""

SPOT_KM = 2.0
"""Radius of a spot of which no size is known: a village, and the usual error of a position read off a map."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a file that became no place: rows of data count from 1."""

    file: str
    row: int
    reason: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read from a file, and what to call it.

    ``rows`` are the numbers of its rows in the file, from 1, where some of the file's are not in it; ``refused`` are
    those that are not.
    """

    name: str
    frame: pd.DataFrame
    rows: Sequence[int] = ()
    refused: Sequence[Refused] = ()

    def numbers(self) -> Sequence[int]:
        """Numbers of the rows in the file."""
        return self.rows or range(1, len(self.frame) + 1)


@dataclass(slots=True)
class Drafts:
    """Places read from a file, before they are laid on a gazetteer.

    Attributes
    ----------
    format : str
        What the file was recognised as, for people.
    places : list of Entry
        Ids are unique. ``country``, ``admin1`` and ``parent`` may be empty: what lies below knows them.
    rows : int
        Rows found in the file.
    refused : list of Refused
        Rows that became no place; every other row is in one.
    refusals : int
        How many they are, also where the rows themselves are no longer at hand.
    notes : list of str
        What had to be assumed.
    doubtful : set of str
        Ids of places whose ``extent_km`` is a doubt about their position, not a size.
    """

    format: str
    places: list[Entry] = field(default_factory=list)
    rows: int = 0
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    refusals: int = 0

    def refuse(self, refused: Refused) -> None:
        """Count a row as refused."""
        self.refused.append(refused)
        self.refusals += 1


def plain(name: object) -> str:
    """Bring a column's name to the form it is compared in: small letters and digits alone."""
    text = unicodedata.normalize("NFKD", str(name)).casefold()
    return "".join(c for c in text if c.isalnum())


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("columns.toml")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def columns_of(
    names: Iterable[str], layout: str, given: Mapping[str, str] | None = None, *, free: Iterable[str] = ()
) -> dict[str, str]:
    """Find which column of a table is which.

    Parameters
    ----------
    names : iterable of str
        The table's columns.
    layout : str
        A section of ``columns.toml``.
    given : mapping, optional
        Our word -> the table's column, as the user says; it wins.
    free : iterable of str
        Our words that are not looked for, unless they are given.

    Returns
    -------
    dict of str to str
        Our word -> the table's column; no column is used twice.

    Raises
    ------
    OptionError
        For a word that is none of ours.
    MissingColumnsError
        For a column that the table does not have.
    """
    known = _synonyms()[layout]
    names = list(names)
    short = {"lat": "latitude", "lon": "longitude", "lng": "longitude"}
    found: dict[str, str] = {}
    for ours, theirs in (given or {}).items():
        word = short.get(ours, ours)
        if word not in known:
            raise OptionError(f"columns= knows no {ours!r}", f"choose from {', '.join(known)}")
        if theirs not in names:
            shown = ", ".join(repr(str(n)) for n in names[:20])
            raise MissingColumnsError(f"there is no column {theirs!r}", f"the table has {shown}")
        found[word] = theirs
    by_form: dict[str, str] = {}
    for name in names:
        by_form.setdefault(plain(name), name)
    for ours, forms in known.items():
        if ours in found or ours in free:
            continue
        for form in forms:
            theirs = by_form.get(plain(form), "")
            if theirs and theirs not in found.values():
                found[ours] = theirs
                break
    return found


def text_of(value: Any) -> str:
    """Return a cell as tidy text, without what cannot be seen; empty for what is missing."""
    if isinstance(value, str):
        return " ".join((value if value.isprintable() else _UNSEEN.sub(" ", value)).split())
    text = " ".join(str(value).split())
    if text in ("None", "nan", "NaN", "<NA>", "NaT"):
        return ""
    return re.sub(r"^(-?\d+)\.0$", r"\1", text) if isinstance(value, float) else text


def whole_number(text: str) -> int:
    """Read a number of inhabitants; 0 for what is none or more than there are people on Earth."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0
    return number if number <= MOST_PEOPLE else 0


def private_id(layer: str, name: str, lon: float, lat: float) -> str:
    """Id of a place that brings none: the same for the same name and position, whatever the order of rows."""
    content = f"{name}|{lon:.5f}|{lat:.5f}".encode("utf-8", "surrogatepass")
    return f"{layer}:{blake2b(content, digest_size=6).hexdigest()}"
