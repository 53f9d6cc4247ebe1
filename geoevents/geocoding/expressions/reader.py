"""What every rule of the grammar is handed: the tidied text, and the way back into the grammar for what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from geoevents.geocoding.expressions.expression import Expression, Name, Within
from geoevents.geocoding.expressions.naming import alike, parse_name
from geoevents.geocoding.expressions.operands import operands
from geoevents.geocoding.expressions.tokens import Token, join

__all__ = ["Reader", "Rule", "Tokens", "is_empty", "within"]

Tokens: TypeAlias = Sequence[Token]


class Reader:
    """One query that is being read.

    Parameters
    ----------
    source : str
        The tidied text.
    phrase : callable
        Reads a phrase of this text; see :func:`geoevents.geocoding.expressions.rules.parse_phrase`.
    """

    __slots__ = ("_phrase", "source")

    def __init__(self, source: str, phrase: Callable[[Reader, Tokens], Expression]) -> None:
        self.source = source
        self._phrase = phrase

    def phrase(self, tokens: Tokens) -> Expression:
        """Read a phrase."""
        return self._phrase(self, tokens)

    def name(self, tokens: Tokens) -> Name:
        """Read a plain name."""
        return parse_name(self.source, tokens)

    def text(self, tokens: Tokens) -> str:
        """Return what the tokens cover."""
        return join(self.source, tokens)

    def places(self, tokens: Tokens, *, road: bool = False) -> tuple[Expression, ...]:
        """Read a list of places."""
        found = [self.phrase(group) for group in operands(tokens, road=road)]
        return tuple(alike(found, tokens)) if len(found) > 1 else tuple(found)


Rule: TypeAlias = Callable[[Reader, Tokens], Expression | None]
"""Reads one form; None where it does not apply."""


def is_empty(place: Expression) -> bool:
    """Whether nothing was named: no name and no feature word."""
    return isinstance(place, Name) and not place.name and not place.feature


def within(text: str, inner: Expression, outer: Expression) -> Within:
    """Put one place into another, with the contexts of both side by side."""
    contexts = (outer.inner, *outer.contexts) if isinstance(outer, Within) else (outer,)
    if isinstance(inner, Within):
        return Within(text, inner.inner, (*inner.contexts, *contexts))
    return Within(text, inner, contexts)
