"""A bounded memory of results: what was asked last is at hand, what was not asked for long is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Memo"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Results by what they are the result of; never None, and never changed by those who take them.

    Two generations: when the young one is full it becomes the old one, and the old one is forgotten but for what was
    asked for again in the meantime. Whether something is remembered changes how long an answer takes and nothing else,
    so threads need no lock: at worst a result is worked out twice.

    Parameters
    ----------
    most : int
        The weight of all that is kept at most.
    weigh : callable, optional
        What one result weighs; by default 1.
    """

    __slots__ = ("_half", "_old", "_weigh", "_weight", "_young")

    def __init__(self, most: int, weigh: Callable[[V], int] | None = None) -> None:
        self._half, self._weigh, self._weight = max(1, most // 2), weigh, 0
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def get(self, key: K) -> V | None:
        """Return what is known, or None."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: K, value: V) -> V:
        """Remember a result, and return it."""
        weight = 1 if self._weigh is None else self._weigh(value)
        if self._weight + weight > self._half and self._young:
            self._old, self._young, self._weight = self._young, {}, 0
        self._weight += weight
        self._young[key] = value
        return value
