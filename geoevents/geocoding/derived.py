"""What follows from an answer is worked out once: the same answer and the same words give the same thing again.

Tables of events say "near X" and "southern Y" of the same few places in many ways. Answers are told apart by identity:
the resolver hands out the same one for the same name in the same context, and never changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import shapely

from geoevents.gazetteer.memo import Memo
from geoevents.geocoding.answer import Answer, Region, Unfound

__all__ = ["Derived"]

T = TypeVar("T", Answer, Region, "Answer | Unfound")

_MOST_WEIGHT = 600_000
"""What all results weigh that are kept, in vertices of 16 bytes: 10 MB."""

_ONE_ANSWER = 100
"""What one result weighs besides its vertices, likewise."""


class Derived(Generic[T]):
    """Results by the answer that they follow from, and by what else they depend on."""

    def __init__(self, most: int = _MOST_WEIGHT) -> None:
        self._known: Memo[tuple[int, Hashable], tuple[Answer, T]] = Memo(most, _weight)

    def of(self, base: Answer, terms: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives for an answer under some terms, made now or before."""
        key = (id(base), terms)
        known = self._known.get(key)
        if known is None or known[0] is not base:  # the number may have been another answer's, long forgotten
            made = make()
            if isinstance(made, Unfound):  # its reason quotes the words
                return made
            known = self._known.put(key, (base, made))
        return known[1]


def _weight(entry: tuple[Answer, Any]) -> int:
    """Weight of an entry; shapes that several answers share are counted for each."""
    base, made = entry
    parts = made.readings if isinstance(made, Answer) and made.readings else (made,)
    own = [part.geometry for part in parts if part.geometry is not base.geometry]
    return _ONE_ANSWER * len(parts) + sum(int(shapely.get_num_coordinates(shape)) for shape in own)
