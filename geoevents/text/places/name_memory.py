"""What a gazetteer said of names, remembered from text to text: the names of the news are mostly those of yesterday."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from geoevents.gazetteer.memo import Memo
from geoevents.text.places.mention import NameBook

__all__ = ["NameMemory"]

_MOST_NAMES = 50_000
"""Names of which it is kept whether a gazetteer has them, about 0.1 kB each."""

_known: WeakKeyDictionary[NameBook, Memo[str, bool]] = WeakKeyDictionary()


class NameMemory:
    """A book of names that asks another one once for each; that takes ten times as long as to remember.

    Parameters
    ----------
    book : NameBook
        Does not change.
    """

    __slots__ = ("_book", "_memo")

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._memo = _known.setdefault(book, Memo(_MOST_NAMES))

    def has_name(self, name: str) -> bool:
        """Tell whether ``name``, folded, names a place."""
        known = self._memo.get(name)
        return known if known is not None else self._memo.put(name, self._book.has_name(name))
