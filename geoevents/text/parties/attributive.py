"""Nouns that stand before other nouns as adjectives do: "militant attacks", "a passenger bus", "spy equipment"."""

from __future__ import annotations

from functools import cache

from geoevents.text.parties.cast import Scan, stops
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Noun

__all__ = ["WORN", "is_model", "modifies", "noun_like", "shared_head"]

WORN = frozenset(["uniform", "uniforms", "fatigues", "flag", "flags", "insignia", "banner", "banners", "headbands"])
"""What people wear or carry of a party whose men they need not be."""
_MODEL = 4
"""Letters of the name of a model of aircraft before its number, at most."""
_ATTRIBUTIVE = frozenset(["spy", "local", "passenger", "prisoner", "patient", "migrant", "refugee"])
"""Nouns for people that stand before other nouns as adjectives do."""


def noun_like(scan: Scan, k: int) -> bool:
    """Tell whether the word at ``k`` can only be a noun after another noun."""
    t = scan.tokens[k]
    return t.kind == "word" and not t.capital and t.low not in _small() and not t.low.endswith(("ed", "ing", "ly"))


@cache
def _small() -> frozenset[str]:
    return stops() | words("adverb") | words("modal") | words("irregular_past")


def modifies(scan: Scan, end: int, noun: Noun) -> bool:
    """Tell a noun used as an adjective ("military analyst", "militant attacks") from a head."""
    t = scan.tokens
    if end < len(t) and t[end].low in WORN:
        return True
    if end < len(t) and t[end - 1].low == "local" and t[end].capital:
        return True  # "local Druze leaders"
    if end < len(t) and t[end - 1].low in _ATTRIBUTIVE and noun_like(scan, end):
        return True  # "spy equipment", "a passenger bus"
    if end >= len(t) or noun.kind in {"civilian", "crowd"}:
        return False
    after = t[end]
    if t[end - 1].low == "chief" and after.kind == "word" and (after.capital or lexicon.nouns().at(t, end) is not None):
        return True  # "the chief Houthi negotiator"
    if after.kind != "word" or after.low in stops() or after.low in words("adverb") | words("modal") | words("perfect"):
        return False
    if lexicon.nouns().at(t, end) is not None:
        return False
    return (
        after.low in words("person_title")
        or after.low in words("organization_tail")
        or after.low.endswith(("ion", "ions", "ment", "ity"))
    )


def is_model(scan: Scan, j: int) -> bool:
    """Tell the model of an aircraft or a tank: "Su-27", "MiG-29", "F-16", "T-72"."""
    t = scan.tokens
    if j + 1 >= len(t) or not t[j].capital or t[j].end - t[j].start > _MODEL or t[j].kind != "word":
        return False
    return t[j + 1].kind == "number" and scan.text[t[j].end : t[j + 1].start] == "-"


def shared_head(scan: Scan, end: int, noun: Noun) -> int | None:
    """Return where "(the) rebel and Islamic factions" ends: a noun in the singular that shares the head of the next."""
    t = scan.tokens
    if noun.kind != "armed" or noun.inter not in {2, 3} or end + 1 >= len(t) or t[end].low != "and":
        return None
    if t[end - 1].low.endswith("s") or t[end + 1].low in words("determiner"):
        return None
    for k in (end + 1, end + 2):
        hit = lexicon.nouns().at(t, k) if k < len(t) else None
        if hit is not None:
            return hit[0] if hit[1].kind == "armed" and t[hit[0] - 1].low.endswith("s") else None
    return None
