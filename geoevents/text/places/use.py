"""How a place is used in its sentence: the preposition that leads to it, over what else stands between."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.places.words import STRONG, plain_words
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["described", "ground"]

_GROUNDS = frozenset([
    "pitch", "field", "fields", "grounds", "yard", "courtyard", "garden", "gardens", "house", "houses", "home",
    "homes", "hall", "office", "offices", "shop", "shops", "building", "buildings", "gate", "gates", "entrance",
    "exit", "orchards", "farmland", "forests", "woods", "cathedral", "courthouse", "town", "prefecture", "waterfront",
    "corniche", "cemetery", "quarry", "depot", "warehouse", "warehouses", "positions", "direction",
])  # fmt: skip
"""What can be of a place and is a piece of its ground: "on the football pitch of X"."""
_MODIFIERS = 4
"""Words from such a noun to the preposition before it, at most."""
_ADJECTIVES = 2
"""Adjectives before such a noun, at most."""


def described(t: Sequence[Token], k: int) -> str:
    """Return the preposition before "the general (area of X)", whose last adjective stands at ``k``."""
    for i in range(k, max(0, k - _ADJECTIVES), -1):
        if t[i].kind != "word" or t[i].capital or t[i].low in plain_words():
            return ""
        if i > 1 and t[i - 1].low in {"the", "a", "an"}:
            return t[i - 2].low if t[i - 2].low in words("preposition") and t[i - 2].low != "of" else ""
        if i and t[i - 1].low in STRONG:
            return t[i - 1].low  # "in general area X"
    return ""


def ground(t: Sequence[Token], of: int) -> str:
    """Return the preposition that leads to "the football pitch of X", where what is of X is a piece of ground."""
    if not of or t[of - 1].low not in _GROUNDS | words("part") | words("building") | words("feature"):
        return ""
    for k in range(of - 2, max(-1, of - 2 - _MODIFIERS), -1):
        if t[k].low in words("preposition"):
            return t[k].low if t[k].low in STRONG | {"on", "against"} and t[k].low != "of" else ""
        if t[k].kind != "word":
            return ""
    return ""
