"""Finds spellings: exact, by transliteration key, and by slips of the pen, over the sorted hashes of a store."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geoevents.gazetteer.names import edits, fold, key, name_hash
from geoevents.gazetteer.ranking import FUZZY_LEAST, KEY_BESIDE_EXACT, KEY_LEAST, KEY_SURE, Hit, best_spellings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geoevents.gazetteer.store import Store

__all__ = ["NameIndex", "Strings"]

_MOST_SPELLINGS = 800
"""Spellings of one key that are compared at most, the more important places first: bounds a look-up to about 10 ms."""


class Strings:
    """A list of strings in a store: a UTF-8 blob with offsets."""

    def __init__(self, store: Store, name: str) -> None:
        self._data = store.buffer(f"{name}.blob")
        self._offset = store.array(f"{name}_offset")

    def __getitem__(self, index: int) -> str:
        return str(self._data[self._offset[index] : self._offset[index + 1]], "utf-8")


class NameIndex:
    """Names by the hashes of their folded form and of their key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.strings = Strings(store, "name")
        self._exact = store.words("exact_hash")
        self._place = store.array("name_place")
        self._rank, self._kind = store.array("place_rank"), store.array("place_kind")
        self._country = store.array("place_country")

    def has(self, name: str) -> bool:
        """Whether some place bears exactly this name, after folding."""
        folded = fold(name)
        if not folded:
            return False
        wanted = name_hash(folded)
        at = bisect_left(self._exact, wanted)
        return at < len(self._exact) and self._exact[at] == wanted

    def find(self, name: str, home: int, kinds: NDArray[np.int64] | None, fuzzy: bool) -> list[Hit]:
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
        """
        folded, skeleton = fold(name), key(name)
        if not folded:
            return []
        hits = self._exact_hits(folded, kinds)
        if len(skeleton) < 2:
            return hits
        taken = {hit.row for hit in hits}
        found = self._spellings(self._under(self._key, [skeleton], kinds), home, taken)
        like = best_spellings(folded, found, "key", KEY_LEAST)
        if hits:
            bars = {True: KEY_SURE, False: KEY_BESIDE_EXACT}
            like = [hit for hit in like if hit.similarity >= bars[int(self._country[hit.row]) == home]]
        hits += like
        if not hits and fuzzy and len(skeleton) > 2:
            found = self._spellings(self._under(self._key, edits(skeleton), kinds), home, taken)
            hits = best_spellings(folded, found, "fuzzy", FUZZY_LEAST)
        return hits

    @cached_property
    def _key(self) -> tuple[memoryview, NDArray[np.int32]]:
        return self._store.words("key_hash"), self._store.array("key_hash_of")

    @cached_property
    def _exact_of(self) -> NDArray[np.int32]:
        return self._store.array("exact_hash_of")

    def _exact_hits(self, folded: str, kinds: NDArray[np.int64] | None) -> list[Hit]:
        first: dict[int, int] = {}
        found = self._under((self._exact, self._exact_of), [folded], kinds)
        for row, index in zip(self._place[found].tolist(), found.tolist(), strict=True):
            first.setdefault(row, index)
        return [Hit(row, self.strings[index], "exact", 1.0) for row, index in first.items()]

    def _under(
        self, table: tuple[memoryview, NDArray[np.int32]], texts: list[str], kinds: NDArray[np.int64] | None
    ) -> NDArray[np.int32]:
        """Name indices under the hashes of ``texts``, more important places first within each text."""
        words, names = table
        parts = []
        for text in texts:
            wanted = name_hash(text)
            low = bisect_left(words, wanted)
            if low < len(words) and words[low] == wanted:
                parts.append(names[low : bisect_right(words, wanted, low)])
        found: NDArray[np.int32] = np.concatenate(parts) if parts else np.empty(0, np.int32)
        if kinds is not None and len(found):
            found = found[np.isin(self._kind[self._place[found]], kinds)]
        return found

    def _spellings(self, found: NDArray[np.int32], home: int, taken: set[int]) -> list[tuple[int, str]]:
        """Place row and spelling of at most :data:`_MOST_SPELLINGS` hits, the expected country's before others."""
        if len(found) > _MOST_SPELLINGS:
            rows = self._place[found]
            order = np.lexsort((self._rank[rows], self._country[rows] != home))
            found = found[order[:_MOST_SPELLINGS]]
        pairs = zip(self._place[found].tolist(), found.tolist(), strict=True)
        return [(row, self.strings[index]) for row, index in pairs if row not in taken]
