"""A country, or its capital, that stands for its government: "Moscow said", "a strike attributed to Israel"."""

from __future__ import annotations

from geoevents.text.parties.cast import Scan, country_at
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["state_name"]

_TO_A_CITY = frozenset([
    "rocked", "shook", "jolted", "rattled", "gripped", "engulfed", "reached", "left", "fled", "entered", "hit",
    "ripped", "encircled", "besieged", "surrounded", "echoed", "near", "visited", "paralysed", "paralyzed", "swept",
])  # fmt: skip
"""Verbs whose object is a city, and not the government that has its seat there."""
_SCENE = frozenset([
    "in", "near", "at", "around", "outside", "from", "inside", "across", "north", "south", "east", "west",
])  # fmt: skip
_HELD = frozenset(["controlled", "held", "occupied", "ruled", "run", "administered", "torn", "hit"])
_NAME = 6
"""Words of the name of a place, at most."""


def state_name(scan: Scan, i: int) -> int | None:
    """Read a country's name, or that of its capital, where it is a party and no place; return where it ends."""
    t = scan.tokens
    hit = country_at(t, i, lexicon.countries(), scan.text)
    capital = country_at(t, i, lexicon.capitals(), scan.text) if hit is None else None
    if hit is None and capital is None:
        return None
    end, country = hit or capital or (i, None)
    before = t[i - 1].low if i else ""
    if hit is None and before in acting_forms() | _TO_A_CITY:
        return None  # "drones attacked Moscow": the city
    if hit is None and before in {"da", "de", "do", "del", "di", "la", "el", "al", "dos", "das"}:
        return None  # "Mocimboa da Praia"
    if t[i].glued and end < len(t) and t[end].low in words("feature"):
        return None  # "the Pakistan-Afghanistan border"
    if i and t[i - 1].glued and before in _HELD:
        return None  # "Houthi-controlled Yemen"
    if before == "," and _of_a_place(scan, i):
        return None  # "in Pibor, South Sudan"
    if before == "capital" or (before == "," and i > 1 and t[i - 2].low == "capital"):
        return None  # "in the capital Ouagadougou"
    if before == "and" and hit is None and not any(m.last == i - 1 and m.actor.kind == "country" for m in scan.found):
        return None  # "the road between Hawija and Riyadh"
    if before in {"the", "neighbouring", "neighboring"} and i > 1:
        before = t[i - 2].low
    if before in words("direction_adjective") | words("feature"):
        return None
    put_on = before == "to" and i > 1 and t[i - 2].low in {"attributed", "ascribed"}
    lost = before == "to" and i > 1 and t[i - 2].low in {"fell", "fallen", "lost", "falling", "fall", "ceded"}
    if put_on or lost:
        before = ""  # "a strike attributed to Israel", "the town fell to Moscow"
    if before in words("preposition") - {"with", "by", "against"} and not (before == "between" and hit is not None):
        return None
    sited = hit is None and end < len(t) and t[end].low in words("feature") | words("building")  # "Sanaa airport"
    if (
        sited
        or country is None
        or (end < len(t) and t[end].kind == "word" and t[end].low in words("organization_tail") | words("backed"))
    ):
        return None
    if end < len(t) and (t[end].low == "'s" or t[end].glued):
        return None
    if end < len(t) and t[end].capital and capital is not None and t[end].low not in words("not_a_place"):
        return None  # "the Kyiv Independent", "Damascus University"
    scan.add(i, end, Actor(country.name, "country", 1, country.iso2, country.name), True)
    return end


def _of_a_place(scan: Scan, i: int) -> bool:
    """Tell the country behind the comma of "in Pibor, South Sudan" from the next of a list of countries."""
    t, k = scan.tokens, i - 2
    if k < 1 or not t[k].capital or any(m.last == i - 1 for m in scan.found):
        return False
    while k and i - k <= _NAME and (t[k].capital or t[k].glued or t[k].low in words("feature")):
        k -= 1
    while k and (t[k].low in words("determiner") | words("direction_adjective") or t[k].low == "of"):
        k -= 1
    return t[k].low in _SCENE or t[k].low in acting_forms()  # "shelled Taiz, Yemen"
