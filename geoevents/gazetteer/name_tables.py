"""The tables that names are found by: distinct folded spellings, and distinct keys that lead to spellings.

``spelling`` is a word list of folded names with, for each, the indices of its names; ``key`` one of keys with, for
each, the numbers of its spellings. Spellings of one key are neighbours, plain ones first; the names of a spelling are
in the order of importance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geoevents.gazetteer.folding import fold
from geoevents.gazetteer.wordlist import Strings, WordList, write_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geoevents.gazetteer.store import Store, StoreWriter

__all__ = ["NameTables", "write_name_tables"]


class NameTables:
    """Spellings, names and places by number; all from memory maps."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.names = Strings(store, "name")
        self.spellings = WordList(store, "spelling")
        self._first, self._names = store.view("spelling_first"), store.view("spelling_of")
        self._place, self._country = store.view("name_place"), store.view("place_country")
        self._kind = store.view("place_kind")

    @cached_property
    def _key(self) -> tuple[WordList, memoryview, memoryview]:
        return WordList(self._store, "key"), self._store.view("key_first"), self._store.view("key_of")

    def rows(self, spelling: int) -> list[int]:
        """Rows of the places with a spelling, each once, more important ones first."""
        low, high = self._first[spelling], self._first[spelling + 1]
        if high == low + 1:
            return [self._place[self._names[low]]]
        return list(dict.fromkeys([self._place[index] for index in self._names[low:high]]))

    def names_of(self, spelling: int, kinds: frozenset[int] | None) -> Iterator[tuple[int, int]]:
        """Index and place row of each name with a spelling, of places of these kinds."""
        for index in self._names[self._first[spelling] : self._first[spelling + 1]]:
            row = self._place[index]
            if kinds is None or self._kind[row] in kinds:
                yield index, row

    def country(self, row: int) -> int:
        """Code of a place's country."""
        return int(self._country[row])

    def is_in(self, spelling: int, country: int) -> bool:
        """Whether a place in a country has the spelling."""
        names = self._names[self._first[spelling] : self._first[spelling + 1]]
        return any(self._country[self._place[index]] == country for index in names)

    def under(self, keys: Sequence[str]) -> list[int]:
        """Numbers of the spellings under some keys, each once, in ascending order."""
        words, first, leads_to = self._key
        found: list[int] = []
        for text in keys:
            number = words.find(text)
            if number >= 0:
                found += leads_to[first[number] : first[number + 1]]
        return sorted(set(found)) if len(keys) > 1 else found

    def foremost(self, spellings: list[int], most: int, country: int, kinds: frozenset[int] | None) -> list[int]:
        """At most ``most`` of some spellings, by their places: a country's before others, then by rank."""
        first, names = self._store.array("spelling_first"), self._store.array("spelling_of")
        chosen = np.array(spellings)
        start = first[chosen].astype(np.int64)
        counts = first[chosen + 1] - start
        ends = np.cumsum(counts)
        rows = self._store.array("name_place")[names[np.repeat(start - (ends - counts), counts) + np.arange(ends[-1])]]
        of = np.repeat(np.arange(len(chosen)), counts)
        if kinds is not None:
            keep = np.isin(self._store.array("place_kind")[rows], list(kinds))
            rows, of = rows[keep], of[keep]
        order = np.lexsort((self._store.array("place_rank")[rows], self._store.array("place_country")[rows] != country))
        return [spellings[index] for index in list(dict.fromkeys(of[order].tolist()))[:most]]


def write_name_tables(
    writer: StoreWriter, names: Sequence[str], keys: Sequence[Sequence[str]], ranks: NDArray[np.integer]
) -> dict[str, int]:
    """Write the tables.

    Parameters
    ----------
    writer : StoreWriter
        Where to.
    names : sequence of str
        All names of all places, one place after the other.
    keys : sequence of sequences of str
        The keys of each name.
    ranks : array of int
        The rank of each name's place, 0 the most important.

    Returns
    -------
    dict
        How many distinct spellings and keys there are.
    """
    folded = [fold(name) for name in names]
    of_spelling: dict[str, list[int]] = {}
    spellings_of: dict[str, dict[str, None]] = {}
    for index in np.argsort(ranks, kind="stable").tolist():
        if folded[index]:
            of_spelling.setdefault(folded[index], []).append(index)
            for key in keys[index]:
                if len(key) > 1:
                    spellings_of.setdefault(key, {})[folded[index]] = None
    # Each spelling beside the others of the first key it has; those without a key come last.
    spellings = dict.fromkeys(
        spelling for key in spellings_of for spelling in sorted(spellings_of[key], key=lambda text: not text.isascii())
    ) | dict.fromkeys(of_spelling)
    number = {spelling: index for index, spelling in enumerate(spellings)}
    _write(writer, "spelling", {spelling: of_spelling[spelling] for spelling in spellings})
    of_key = {key: sorted(number[spelling] for spelling in own) for key, own in spellings_of.items()}
    _write(writer, "key", of_key)
    return {"distinct_names": len(of_spelling), "distinct_keys": len(of_key)}


def _write(writer: StoreWriter, name: str, entries: dict[str, list[int]]) -> None:
    """Write a word list and, in its order, what each word leads to."""
    write_words(writer, name, list(entries))
    first = np.zeros(len(entries) + 1, dtype=np.uint32)
    np.cumsum([len(leads_to) for leads_to in entries.values()], out=first[1:])
    writer.array(f"{name}_first", first)
    writer.array(f"{name}_of", np.array([item for leads_to in entries.values() for item in leads_to], dtype=np.int32))
