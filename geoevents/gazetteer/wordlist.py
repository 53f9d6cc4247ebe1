"""A list of distinct strings on disk that knows the number of each: a hash table of flat, memory-mapped arrays.

A word's number is its place in the list. ``hash`` has the CRC-32 of all words in ascending order, ``number`` the word
of each, and ``bucket`` says where those begin that start with some bits. There are about as many buckets as words, so a
look-up reads one or two hashes, and then compares the word itself: it is never wrong, whatever the hash does. Words are
stored as lines, so that neighbours are read in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.gazetteer.store import Store, StoreWriter

__all__ = ["Strings", "WordList", "write_words"]


class Strings:
    """A list of strings in a store: a UTF-8 blob with offsets."""

    def __init__(self, store: Store, name: str) -> None:
        self._data = store.buffer(f"{name}.blob")
        self._offset = store.view(f"{name}_offset")

    def __len__(self) -> int:
        return len(self._offset) - 1

    def __getitem__(self, index: int) -> str:
        return str(self._data[self._offset[index] : self._offset[index + 1]], "utf-8", "surrogatepass")


class WordList(Strings):
    """Distinct strings by number, and numbers by string."""

    def __init__(self, store: Store, name: str) -> None:
        super().__init__(store, name)
        self._hash, self._number = store.view(f"{name}_hash"), store.view(f"{name}_number")
        self._bucket = store.view(f"{name}_bucket")
        self._shift = 32 - (len(self._bucket) - 1).bit_length() + 1

    def find(self, text: str) -> int:
        """Return the number of a string, -1 where the list lacks it; about a microsecond."""
        data = text.encode("utf-8", "surrogatepass")
        wanted = crc32(data)
        bucket, hashes = wanted >> self._shift, self._hash
        for index in range(self._bucket[bucket], self._bucket[bucket + 1]):
            if hashes[index] == wanted:
                number = self._number[index]
                if self._data[self._offset[number] : self._offset[number + 1] - 1] == data:
                    return int(number)
        return -1

    def known(self, texts: Iterable[str]) -> list[str]:
        """Return those of some strings that the list has, in their order; a third of the time of :meth:`find` each."""
        bucket, hashes, shift = self._bucket, self._hash, self._shift
        found: list[str] = []
        for text in texts:
            wanted = crc32(text.encode("utf-8", "surrogatepass"))
            at = wanted >> shift
            for index in range(bucket[at], bucket[at + 1]):
                if hashes[index] == wanted:
                    if self.find(text) >= 0:
                        found.append(text)
                    break
        return found

    def __getitem__(self, index: int) -> str:
        return str(self._data[self._offset[index] : self._offset[index + 1] - 1], "utf-8", "surrogatepass")

    def many(self, numbers: Sequence[int]) -> list[str]:
        """Return the words of some numbers, best in ascending order: each run of neighbours is read at once."""
        found: list[str] = []
        start = 0
        while start < len(numbers):
            end = start + 1
            while end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
                end += 1
            low, high = self._offset[numbers[start]], self._offset[numbers[end - 1] + 1] - 1
            found += str(self._data[low:high], "utf-8", "surrogatepass").split("\n")
            start = end
        return found


def write_words(writer: StoreWriter, name: str, words: Sequence[str]) -> None:
    """Write distinct strings without line breaks; their numbers are their positions.

    Parameters
    ----------
    writer : StoreWriter
        Where to.
    name : str
        Stem of the file names.
    words : sequence of str
        Each once.
    """
    hashes = np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32)
    order = np.argsort(hashes, kind="stable")
    writer.strings(name, [f"{word}\n" for word in words])
    writer.array(f"{name}_hash", hashes[order])
    writer.array(f"{name}_number", order.astype(np.int32))
    bits = min(32, max(1, len(words).bit_length() - 1))
    starts = np.arange(2**bits + 1, dtype=np.uint64) << np.uint64(32 - bits)
    writer.array(f"{name}_bucket", np.searchsorted(hashes[order].astype(np.uint64), starts).astype(np.uint32))
