"""The words around an act that tell by what means it was done, and those that only seem to."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["by_phrase", "means_in", "sweeping"]

_REACH = 5
"""Tokens from a verb to the "across" behind its object, at most."""
_STOOD_BY = frozenset(["backed", "supported", "covered", "escorted", "accompanied", "protected", "followed"])
"""What friends do that take no part in an act."""


def by_phrase(view: View, t: Trigger) -> Sequence[Token]:
    """Return the words of who did it right behind a noun: "an attack by Russian aircraft on X"."""
    tokens = view.tokens
    if t.at + 1 >= len(tokens) or tokens[t.at + 1].low != "by":
        return []
    stop = words("preposition") | words("be") | words("perfect") | words("subordinator") | {",", "and"}
    end = next((k for k in range(t.at + 2, len(tokens)) if tokens[k].low in stop), len(tokens))
    return tokens[t.at + 2 : end]


def means_in(near: Sequence[Token]) -> list[Token]:
    """Leave out who only stood by: "a patrol, backed by helicopters, raided a house"."""
    low = [x.low for x in near]
    out = list(near)
    for k in range(len(low) - 1):
        if low[k] in _STOOD_BY and low[k + 1] == "by":
            end = next((i for i in range(k, len(low)) if low[i] == ","), len(low))
            dropped = {x.start for x in near[k:end]}
            out = [x for x in out if x.start not in dropped]
    return out


def sweeping(view: View, t: Trigger) -> bool:
    """Tell "pounded areas across the Gaza Strip", "strikes throughout the country"."""
    if t.kind.group != "force":
        return False
    for x in view.tokens[t.at + 1 : t.at + _REACH]:
        if x.low in {"across", "throughout"}:
            return True
        if x.capital or x.kind == "mark" or (x.low in words("preposition") and x.low != "of"):
            return False
    return False
