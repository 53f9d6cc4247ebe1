"""Finds spellings: exact, by transliteration key, and by slips of the pen, in the name tables of a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geoevents.gazetteer.name_tables import NameTables
from geoevents.gazetteer.names import edits, fold, is_latin, likenesses, script
from geoevents.gazetteer.ranking import (
    FOREIGN_MOST,
    FUZZY_LEAST,
    KEY_BESIDE_EXACT,
    KEY_LEAST,
    KEY_SURE,
    READ_MOST,
    Hit,
)
from geoevents.gazetteer.readings import asked_anywhere, asked_keys
from geoevents.gazetteer.wordlist import Strings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geoevents.gazetteer.store import Store

__all__ = ["NameIndex", "Strings"]

_MOST_SPELLINGS = 800
"""Spellings of one key that are compared at most, the more important places first: bounds a look-up to about 1 ms."""


class NameIndex:
    """Names by their folded spelling and by their keys.

    Parameters
    ----------
    store : Store
        A compiled gazetteer.
    countries : sequence of str
        ISO 3166-1 alpha-2 codes, in the order that the store numbers countries.
    """

    def __init__(self, store: Store, countries: Sequence[str]) -> None:
        self._tables = NameTables(store)
        self._countries = countries
        self.strings = self._tables.names

    def has(self, name: str) -> bool:
        """Whether some place bears exactly this name, after folding."""
        return self._tables.spellings.find(fold(name)) >= 0

    def known(self, folded: Iterable[str]) -> list[str]:
        """Return those of some folded names that some place bears."""
        return self._tables.spellings.known(folded)

    def rows(self, name: str) -> list[int]:
        """Rows of the places that bear exactly this name, after folding, each once, more important ones first."""
        number = self._tables.spellings.find(fold(name))
        return self._tables.rows(number) if number >= 0 else []

    def find(
        self, name: str, home: int, kinds: NDArray[np.int64] | None, fuzzy: bool, enough: int | None = None
    ) -> list[Hit]:
        """One hit per place, in no order: all exact ones, likely ones of the same key, and slips if there are neither.

        Parameters
        ----------
        name : str
            What is looked for.
        home : int
            Code of the expected country, -1 for none.
        kinds : array or None
            Codes of the kinds to keep.
        fuzzy : bool
            Whether to look for slips.
        enough : int, optional
            So many exact hits are all that is wanted; without an expected country, no other one comes before them.
        """
        folded = fold(name)
        if not folded:
            return []
        kept = None if kinds is None else frozenset(kinds.tolist())
        search = _Search(self._tables, home, kept)
        search.take_exact(folded)
        if enough is not None and home < 0 and len(search.exact) >= enough:
            return [*search.exact.values()]
        common = ""
        for key, text in asked_keys(name, self._countries[home] if home >= 0 else ""):
            common = common or key
            if len(key) > 1:
                search.take_alike(text, [key], "key", as_read=key != common)
        if not search.exact and not search.like and len(common) > 2 and common[0] != "~":
            self._read_anywhere(search, name)
            if not search.like and fuzzy:
                search.take_alike(folded, edits(common), "fuzzy")
        return [*search.exact.values(), *search.like.values()]

    def _read_anywhere(self, search: _Search, name: str) -> None:
        """Read the letters as each country does, for places there: "Horlivka" finds "Gorlovka" without a country."""
        if not is_latin(name):
            return
        for key, text, countries in asked_anywhere(name):
            if len(key) > 2:
                found = search.again()
                found.take_alike(text, [key], "key")
                for row, hit in found.like.items():
                    if hit.similarity >= KEY_SURE and self._countries[self._tables.country(row)] in countries:
                        search.like.setdefault(row, hit._replace(similarity=min(READ_MOST, hit.similarity)))


class _Search:
    """One search: what is asked besides the name, and what was found; each place once."""

    def __init__(self, tables: NameTables, home: int, kinds: frozenset[int] | None) -> None:
        self._tables, self._home, self._kinds = tables, home, kinds
        self.exact: dict[int, Hit] = {}
        self.like: dict[int, Hit] = {}

    def again(self) -> _Search:
        """Return a new search for the same."""
        return _Search(self._tables, self._home, self._kinds)

    def take_exact(self, folded: str) -> None:
        """Take the places that bear the name."""
        number = self._tables.spellings.find(folded)
        if number >= 0:
            for index, row in self._tables.names_of(number, self._kinds):
                if row not in self.exact:
                    self.exact[row] = Hit(row, self._tables.names[index], "exact", 1.0)

    def take_alike(self, folded: str, keys: Sequence[str], stage: str, *, as_read: bool = False) -> None:
        """Take the places under some keys, each with its likeliest spelling, where it is like enough.

        ``as_read``: the name is as the expected country reads it, and only places there count.
        """
        tables, home = self._tables, self._home
        numbers = tables.under(keys)
        if as_read:
            numbers = [number for number in numbers if tables.is_in(number, home)]
        if len(numbers) > _MOST_SPELLINGS:
            numbers = tables.foremost(numbers, _MOST_SPELLINGS, home, self._kinds)
        spellings = tables.spellings.many(numbers)
        own = script(folded)
        latin = own == "latin"
        near = [True] * len(spellings)
        if not (folded.isascii() and all(map(str.isascii, spellings))):
            near = [script(spelling) == own for spelling in spellings]
            if latin and (self.exact or stage == "fuzzy"):
                # A transcription in another script is too weak here, except in the expected country.
                kept = [i for i, same in enumerate(near) if same or (home >= 0 and tables.is_in(numbers[i], home))]
                numbers, spellings = [numbers[i] for i in kept], [spellings[i] for i in kept]
                near = [near[i] for i in kept]
        least = FUZZY_LEAST if stage == "fuzzy" else KEY_SURE if self.exact else KEY_LEAST
        away = 2.0 if as_read else KEY_BESIDE_EXACT if self.exact else least
        for at, likeness in likenesses(folded, spellings, least, near).items():
            if not near[at] and (latin or not is_latin(spellings[at])):
                likeness = min(likeness, FOREIGN_MOST)
            if as_read:
                likeness = min(likeness, READ_MOST)
            if likeness >= least:
                self._take(numbers[at], stage, likeness, away)

    def _take(self, number: int, stage: str, likeness: float, away: float) -> None:
        """Take the places with a spelling; ``away`` is the likeness that those need which are not in ``home``."""
        for index, row in self._tables.names_of(number, self._kinds):
            if row in self.exact or (row in self.like and self.like[row].similarity >= likeness):
                continue
            if likeness >= away or self._tables.country(row) == self._home:
                self.like[row] = Hit(row, self._tables.names[index], stage, likeness)
