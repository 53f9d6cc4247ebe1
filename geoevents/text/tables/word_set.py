"""Sets of words that rules put together where they need them: "a preposition or a conjunction"."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

__all__ = ["WordSet"]

_MOST_KEPT = 200
"""Unions and differences that one set keeps; rules write some dozens of them, with tables and constants."""


class WordSet(frozenset[str]):
    """A frozen set of words that makes each union and difference with another set once.

    Rules ask at every token for ``token.low in words("be") | words("modal") | {"to"}``. Tables have hundreds of words,
    which a plain set copies each time: for some rules that was most of what they cost.
    """

    __slots__ = ("_joined", "_left", "_taken")
    _joined: dict[AbstractSet[str], WordSet]
    _left: dict[AbstractSet[str], WordSet]
    _taken: dict[AbstractSet[str], WordSet]

    def __new__(cls, words: Iterable[str] = ()) -> WordSet:
        """Make the set."""
        made = super().__new__(cls, words)
        made._joined, made._left, made._taken = {}, {}, {}
        return made

    def __or__(self, other: AbstractSet[str]) -> WordSet:  # type: ignore[override]
        """Return the words of either."""
        key = other if isinstance(other, frozenset) else frozenset(other)
        found = self._joined.get(key)
        return found if found is not None else _keep(self._joined, key, frozenset.__or__(self, key))

    __ror__ = __or__  # a constant of a rule on the left

    def __sub__(self, other: AbstractSet[str]) -> WordSet:  # type: ignore[override]
        """Return the words of this set alone."""
        key = other if isinstance(other, frozenset) else frozenset(other)
        found = self._left.get(key)
        return found if found is not None else _keep(self._left, key, frozenset.__sub__(self, key))

    def __rsub__(self, other: AbstractSet[str]) -> WordSet:
        """Return the words of the other set alone."""
        key = other if isinstance(other, frozenset) else frozenset(other)
        found = self._taken.get(key)
        return found if found is not None else _keep(self._taken, key, frozenset.__sub__(key, self))


def _keep(kept: dict[AbstractSet[str], WordSet], key: AbstractSet[str], made: frozenset[str]) -> WordSet:
    found = WordSet(made)
    if len(kept) < _MOST_KEPT:
        kept[key] = found
    return found
