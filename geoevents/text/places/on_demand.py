"""The places of one sentence, looked for when a rule first asks: most sentences tell no event, and nothing asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from geoevents.text.parties.cast import ActorMention
from geoevents.text.places.finder import find_places
from geoevents.text.places.mention import NameBook, PlaceMention
from geoevents.text.words.tokens import Token

__all__ = ["PlacesOnDemand"]


class PlacesOnDemand(Sequence[PlaceMention]):
    """What :func:`find_places` finds, whose arguments these are; they must not change any more."""

    __slots__ = ("_asked", "_found")

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        mentions: Sequence[ActorMention],
        book: NameBook,
        common: frozenset[str] = frozenset(),
        sure: frozenset[str] = frozenset(),
    ) -> None:
        self._asked = text, tokens, mentions, book, common, sure
        self._found: list[PlaceMention] | None = None

    def _all(self) -> list[PlaceMention]:
        if self._found is None:
            self._found = find_places(*self._asked)
        return self._found

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> PlaceMention: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PlaceMention]: ...
    def __getitem__(self, at: int | slice) -> PlaceMention | Sequence[PlaceMention]:
        return self._all()[at]
