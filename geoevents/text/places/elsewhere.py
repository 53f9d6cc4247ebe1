"""Places that a sentence names though nothing that it tells was there: origins, hospitals, who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.places.mention import PlaceMention
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, force_nouns

__all__ = ["set_apart"]

_CARE = frozenset([
    "hospital", "hospitals", "clinic", "clinics", "infirmary", "morgue", "mortuary", "maternity", "dispensary",
])  # fmt: skip
_TREATED = frozenset([
    "died", "dies", "treated", "treatment", "taken", "transferred", "evacuated", "admitted", "hospitalised",
    "hospitalized", "rushed", "transported", "brought", "conveyed", "moved", "recovering", "succumbed", "receiving",
    "arrived", "carried", "sent", "flown", "airlifted", "referred", "operated", "pronounced", "cared", "care",
])  # fmt: skip
"""What is done with casualties: the hospital it is done in is not where they were struck."""
_TO_CARE = 8
"""Words from such a word to the hospital, at most."""
_STRUCK = frozenset(["on", "onto", "when", "after", "as", "while", "where", "near", "outside", "fell", "landed"])
_MADE = frozenset([
    "originating", "originated", "made", "manufactured", "produced", "born", "registered", "headquartered", "trained",
    "exiled", "printed", "bought", "purchased", "schooled", "educated",
])  # fmt: skip
"""Words before "in", "at" or "from" that say where somebody or something comes from."""
_SENT = frozenset(["launched", "fired", "coming", "sent", "dispatched", "originating", "flying", "flown", "came"])
_OUT = 12
"""Words between "from" and the place that something was launched from, at most: "from rebel-held areas of X"."""
_FLEW = frozenset(
    ["hit", "struck", "blew", "fell", "flew", "had", "was", "were", "has", "have", "killing", "that", "who"]
)
"""Words that end what was launched and begin what it did."""
_SHELTER = frozenset(["refuge", "shelter", "lives", "living", "resides", "residing", "asylum", "exile"])
_BOUND = frozenset([
    "bound", "headed", "heading", "destined", "leaving", "intended", "en", "sailing", "flying", "returning",
])  # fmt: skip
"""Words before "for" or "to" that say where something was to go."""
_WITHDRAWING = frozenset([
    "withdrawing", "fleeing", "retreating", "heading", "leaving", "escaping", "moving", "returning", "proceeding",
    "fled", "withdrew", "escaped", "left", "headed", "retreated",
])  # fmt: skip
_BASED = frozenset(["based", "stationed", "garrisoned", "quartered", "headquartered"])
"""Words that say where those who act are at home: where they act, if nothing else is told."""
_LEADING = frozenset([
    "head", "leader", "chief", "commander", "member", "spokesman", "spokeswoman", "founder", "deputy", "boss",
    "representative", "resident", "native", "coordinator", "director", "chairman",
])  # fmt: skip
"""Who a person is, in an apposition."""
_WHO = 14
"""Words of such an apposition, at most."""
_SAYING = frozenset([
    "said", "says", "stated", "states", "announced", "claimed", "claims", "told", "accused", "denied", "warned",
    "vowed", "insisted", "added", "alleged", "declared", "replied",
])  # fmt: skip
_SETTLED = frozenset([
    "village", "town", "hamlet", "city", "settlement", "suburb", "neighbourhood", "neighborhood", "district", "quarter",
    "locality", "area", "township", "island", "capital", "seat", "stronghold", "bastion", "hub", "commune", "enclave",
])  # fmt: skip
"""Kinds of places that one is said to be, with where it lies."""
_KIND = 8
"""Words from the comma behind a place to the one that lies beside it, at most: "X, a mining town near Y"."""
_OTHER_SIDE = frozenset(["other", "opposite", "far", "left", "right", "same"]) | words("direction_adjective")
_PARTED = frozenset(["across", "opposite", "facing", "over"])
_OWNING = 3
"""Words between "'s" and what is owned, at most."""


def set_apart(mentions: Sequence[PlaceMention], tokens: Sequence[Token]) -> None:
    """Give places where nothing happened another role, and those that only describe another one the mark ``aside``."""
    before: PlaceMention | None = None
    for n, m in enumerate(mentions):
        if m.role != "place":
            continue
        if _cares(m, tokens) or _came_from(m, tokens) or _other_side(m, before, tokens):
            m.role = "elsewhere"
        elif _speaks(m, tokens):
            m.role = "actor"
        elif m.preposition in {"in", "from", "of"} and m.last < len(tokens) and tokens[m.last].low in _SAYING:
            m.aside = True  # "officials in X said"
        elif _described(m, tokens) or (
            m.preposition in {"in", "at", "near"} and m.first > 1 and tokens[m.first - 2].low in _BASED
        ):
            m.aside = True
        elif m.last < len(tokens) and tokens[m.last].low == "'s":
            _own(m, mentions[n + 1] if n + 1 < len(mentions) else None, tokens)
        before = m


def _cares(m: PlaceMention, t: Sequence[Token]) -> bool:
    """Tell "died in a Moscow hospital", "are being treated at the hospital of X"."""
    first = m.first
    while first > max(0, m.first - 3) and t[first - 1].low in {"of", "in", "the", "at", *_CARE}:
        first -= 1
    if not any(x.low in _CARE for x in t[first : m.last]):
        return False
    for k in range(first - 1, max(-1, first - 1 - _TO_CARE), -1):
        if t[k].low in _TREATED:
            return True
        if t[k].kind != "word" or t[k].low in _STRUCK or t[k].low in acting_forms() or t[k].low in force_nouns():
            return False
    return False


def _came_from(m: PlaceMention, t: Sequence[Token]) -> bool:
    """Tell "originating in X", "bound for X", "en route to X"."""
    if _launched(m, t):
        return True
    if m.first < 2 or not m.preposition:
        return False
    led = t[m.first - 2].low if t[m.first - 1].low != "the" else t[max(0, m.first - 3)].low
    if m.preposition in {"in", "at", "from"}:
        return led in _MADE or led in _SHELTER
    if m.preposition in {"towards", "toward", "into", "for", "to"} and led in _WITHDRAWING:
        return True  # "looted the shops before withdrawing towards X"
    return m.preposition in {"for", "to"} and (led in _BOUND or led == "route")


def _launched(m: PlaceMention, t: Sequence[Token]) -> bool:
    """Tell "a missile launched from Houthi-controlled areas of X", "drones sent from a base in X"."""
    for k in range(m.first - 1, max(0, m.first - 1 - _OUT), -1):
        if t[k].low == "from":
            return t[k - 1].low in _SENT
        if t[k].kind == "number" or t[k].low in {",", ";", "at", "on", "towards", "toward", "into", "against", "and"}:
            return False
        if t[k].low in acting_forms() or t[k].low in _FLEW or (t[k].low.endswith("ed") and not t[k].glued):
            return False
    return False


def _described(m: PlaceMention, t: Sequence[Token]) -> bool:
    """Tell "(X), the alleged head of finances of the rebels in (Y),": it says who a person is."""
    if m.last >= len(t) or t[m.last].low != ",":
        return False
    begin = next((k for k in range(m.first - 1, max(-1, m.first - _WHO), -1) if t[k].low == ","), None)
    if begin is None or t[begin + 1].low not in words("determiner"):
        return False
    inner = [x.low for x in t[begin + 1 : m.first]]
    people = words("person_title") | _LEADING
    return any(w in people for w in inner) and not any(w in acting_forms() for w in inner)


def _other_side(m: PlaceMention, before: PlaceMention | None, t: Sequence[Token]) -> bool:
    """Tell "on the other bank of the Nile", "the city across the Nile from X", "a hamlet near X" behind a place."""
    if m.preposition in _PARTED and m.last < len(t) and t[m.last].low == "from":
        return True
    if before is None:
        return False
    gap = [x.low for x in t[before.last : m.first]]
    if gap[:1] == [","] and 2 < len(gap) <= _KIND and gap[1] in {"a", "an", "the"}:
        plain = all(x.kind == "word" and not x.capital for x in t[before.last + 1 : m.first])
        return plain and any(w in _SETTLED for w in gap[2:]) and not any(w in acting_forms() for w in gap)
    return gap[:3] == [",", "on", "the"] and len(gap) == len([",", "on", "the", "other"]) and gap[3] in _OTHER_SIDE


def _speaks(m: PlaceMention, t: Sequence[Token]) -> bool:
    """Tell "the border region of Belgorod said"."""
    return m.preposition == "" and m.last < len(t) and t[m.last].low in _SAYING


def _own(m: PlaceMention, following: PlaceMention | None, t: Sequence[Token]) -> None:
    """Mark "Niger" in "in Niger's western Tillaberi region" and "Ukraine" in "Ukraine's state company"."""
    k = m.last + 1
    adjectives = words("direction_adjective")
    while k < len(t) and k - m.last <= _OWNING and t[k].low in adjectives and t[k].low not in words("part"):
        k += 1
    if following is not None and following.role == "place" and m.last < following.first <= k:
        m.aside = True
        following.preposition = following.preposition or m.preposition
        return
    ground = (words("part") | words("feature") | words("direction")) - {"state"}
    owned = t[m.last + 1 : m.last + 1 + _OWNING]
    if m.country and not m.preposition and not any(x.low in ground for x in owned):
        m.role = "demonym"
