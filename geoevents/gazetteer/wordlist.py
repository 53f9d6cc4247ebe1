"""A list of distinct strings on disk that knows the number of each: a hash table of flat, memory-mapped arrays.

A word's number is its place in the order of CRC-32, then of its bytes. ``bucket`` says where the words begin whose
hash starts with some bits; there are about as many buckets as words, so a look-up reads one or two hashes, and then
compares the word itself: it is never wrong, whatever the hash does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geoevents.gazetteer.store import Store, StoreWriter

__all__ = ["Strings", "WordList", "write_words"]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


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
        self._hash = store.view(f"{name}_hash")
        self._bucket = store.view(f"{name}_bucket")
        self._shift = 32 - (len(self._bucket) - 1).bit_length() + 1

    def find(self, text: str) -> int:
        """Return the number of a string, -1 where the list lacks it; about a microsecond."""
        data = text.encode("utf-8", "surrogatepass")
        wanted = crc32(data)
        bucket, hashes = wanted >> self._shift, self._hash
        for index in range(self._bucket[bucket], self._bucket[bucket + 1]):
            if hashes[index] == wanted and self._data[self._offset[index] : self._offset[index + 1]] == data:
                return index
        return -1


def write_words(writer: StoreWriter, name: str, words: list[str]) -> NDArray[np.int64]:
    """Write distinct strings.

    Parameters
    ----------
    writer : StoreWriter
        Where to.
    name : str
        Stem of the file names.
    words : list of str
        Each once.

    Returns
    -------
    array of int
        The number that each of ``words`` got.
    """
    data = [_bytes(word) for word in words]
    hashes = np.array([crc32(item) for item in data], dtype=np.uint32)
    order = sorted(range(len(words)), key=lambda index: (hashes[index], data[index]))
    writer.strings(name, [words[index] for index in order])
    sorted_hashes = hashes[order] if order else hashes
    writer.array(f"{name}_hash", sorted_hashes)
    bits = min(32, max(1, len(words).bit_length() - 1))
    starts = np.arange(2**bits + 1, dtype=np.uint64) << np.uint64(32 - bits)
    writer.array(f"{name}_bucket", np.searchsorted(sorted_hashes.astype(np.uint64), starts).astype(np.uint32))
    number = np.empty(len(words), dtype=np.int64)
    number[order] = np.arange(len(words))
    return number
