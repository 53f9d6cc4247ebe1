"""Acts that nobody says were done: those of films, novels and matches, questions, and what nothing is known to show."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.tables import words
from geoevents.text.words.tokens import Token

__all__ = ["commemorated", "made_up", "unproven"]

_WITHIN = frozenset(["in", "throughout"])
_TOLD_OF = 10
"""Tokens from "the film" to "shows", at most: a relative clause may stand between."""
_NAMED = 5
"""Tokens from "in" to "novel" in "in her latest historical novel", at most."""
_HARMED = frozenset(["killed", "dead", "died", "wounded", "injured", "kills", "killing", "wounding", "injuring"])
_ASKING = frozenset(["did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "will", "would", "could"])
_INVERTED = frozenset(["had", "were", "should"])
_WOULD = frozenset(["would", "could", "might"])
_GROUNDS = frozenset(["evidence", "proof", "indication", "indications", "sign", "signs", "suggestion", "confirmation"])
_CLAIMS = frozenset(["claim", "claims", "allegation", "allegations", "rumour", "rumours", "rumor", "rumors"])
_FAR = 16
"""Tokens between "no evidence that" and what there is no evidence of, at most."""
_OBJECTS = frozenset(["for", "to", "of", "about", "on"])
_NEAR = 9
"""Tokens from "a memorial" to "massacre" in "a memorial for the victims of the 1995 massacre", at most."""


def made_up(tokens: Sequence[Token]) -> bool:
    """Tell a sentence of films, novels and games, or of a match in which nobody comes to harm."""
    low = [t.low for t in tokens]
    found = frozenset(low)
    if not words("sporting").isdisjoint(found) and _HARMED.isdisjoint(found):
        return True
    if words("made_up").isdisjoint(found):
        return False
    for k, word in enumerate(low):
        if word not in words("made_up"):
            continue
        opening = next((j for j in range(k - 1, max(-1, k - _NAMED), -1) if low[j] in _WITHIN), None)
        if opening is not None and (k == opening + 1 or low[opening + 1] in words("determiner")):
            return True  # "in the film", "in her latest novel"
        if not words("narrating").isdisjoint(low[k + 1 : k + _TOLD_OF]):
            return True  # "the film, shot in X, shows how"
    return False


def unproven(tokens: Sequence[Token], i: int) -> bool:
    """Tell what is only asked ("Did X bomb Y?"), what would have been, and what there is no evidence of."""
    first = tokens[0]
    if first.low in _ASKING and first.capital and tokens[-1].low == "?":
        return True
    if first.low in _INVERTED and first.capital and any(t.low in _WOULD for t in tokens[i + 1 :]):
        return True  # "Had they attacked X, thousands would have died"
    if _unverified([t.low for t in tokens[i + 1 :]]) and any(t.low in _CLAIMS for t in tokens[max(0, i - _FAR) : i]):
        return True
    for k in range(i - 1, max(0, i - _FAR), -1):
        if tokens[k].low in {";", "but"}:
            return False
        if tokens[k].low in _GROUNDS and tokens[k - 1].low == "no":
            return tokens[min(k + 1, len(tokens) - 1)].low in {"that", "of", "for"}
    return False


def _unverified(low: Sequence[str]) -> bool:
    """Tell "(the claim that …) could not be independently verified", which leaves whoever claims it unnamed."""
    if "verified" not in low and "confirmed" not in low:
        return False
    ends = low.index("verified") if "verified" in low else low.index("confirmed")
    return "not" in low[max(0, ends - 4) : ends] and "be" in low[max(0, ends - 3) : ends]


def commemorated(tokens: Sequence[Token], i: int) -> bool:
    """Tell the noun ``tokens[i]`` in "a memorial for the victims of the massacre", "a book on the siege"."""
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        if tokens[k].low in words("memorial"):
            return tokens[k + 1].low in _OBJECTS
        if tokens[k].kind == "mark":
            return False
    return False
