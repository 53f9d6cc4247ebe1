"""Where: finds the place expressions of a sentence, with the spatial words around the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geoevents.text.parties.cast import ActorMention
from geoevents.text.places.elsewhere import set_apart
from geoevents.text.places.listed_names import name_end
from geoevents.text.places.mention import NameBook, PlaceMention, joined
from geoevents.text.places.scan import PlaceScan
from geoevents.text.places.unlisted_names import unlisted
from geoevents.text.places.words import STRONG, plain_words
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, force_nouns, taking_forms

__all__ = ["find_places", "first_places"]

_MAX_WORDS = 7
_NICKNAMED = frozenset(["alias", "aka", "nicknamed", "dubbed", "codenamed", "surnamed"])
_GUARDS = frozenset(
    ["guard", "guards", "police", "service", "force", "forces", "troops", "patrol", "patrols", "agents"]
)
_PARENTS = frozenset(["umm", "um", "oum", "abu", "abou", "ibn", "bint"])
"""Words that open the name by which a person is called, as well as names of towns."""
_CONTROL = frozenset(["control", "capture", "seizure", "recapture", "fall", "loss", "attack"])
_BORDERS = frozenset(["border", "borders", "frontier", "boundary"])
_SITED = frozenset(["in", "at", "on", "near", "outside", "inside", "of", "and"])
_REACHED = frozenset(["entered", "reached", "surrounded", "evacuated", "encircled", "entering", "reaching"])


_SHIPS = frozenset([
    "ship", "vessel", "tanker", "freighter", "carrier", "frigate", "destroyer", "corvette", "trawler", "ferry", "yacht",
    "cruiser", "submarine", "minesweeper", "cutter",
])  # fmt: skip
_MARKS = frozenset(["(", '"', "“", "'", "‘", "«"])
_QUARTERS = frozenset(
    ["quarter", "neighbourhood", "neighborhood", "district", "hospital", "market", "bridge", "mosque"]
)
"""Kinds of places in a town that go by the name of a people."""
_ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "an", "ar", "at", "ad", "az", "ez", "es", "er", "en", "ed", "et"])
"""The Arabic article as it is written before the letters that it goes along with."""


def find_places(
    text: str,
    tokens: Sequence[Token],
    mentions: Sequence[ActorMention],
    book: NameBook,
    common: frozenset[str] = frozenset(),
    sure: frozenset[str] = frozenset(),
) -> list[PlaceMention]:
    """Return the place expressions of one sentence, in order.

    ``common`` holds words that the text also writes in lower case: capitalised at the head of a sentence they are
    words, not names. ``sure`` holds words that stand behind "in" or "near" elsewhere in the text.
    """
    tokens = _with_articles(tokens)
    s = PlaceScan(text, tokens, mentions, book, common, sure)
    i = 0
    while i < len(tokens):
        i = _at(s, i) if tokens[i].capital else i + 1
    found = joined(s.out, tokens)
    set_apart(found, tokens)
    return found


def first_places(text: str, tokens: Sequence[Token], book: NameBook, most: int) -> list[PlaceMention]:
    """Return the first place expressions that :func:`find_places` finds; what stands behind them is not read."""
    tokens = _with_articles(tokens)
    s = PlaceScan(text, tokens, (), book, frozenset(), frozenset())
    i, wanted = 0, most + 1
    while True:
        while i < len(tokens) and len(s.out) < wanted:
            i = _at(s, i) if tokens[i].capital else i + 1
        found = joined([replace(m) for m in s.out], tokens)  # joining changes them, and they are read on from
        if i >= len(tokens) or len(found) > most:
            return found[:most]
        wanted += most + 1 - len(found)


def _with_articles(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with the article that opens a name as if it were written "Al-": "in al-Qutayna".

    Inside a name ("Bab al-Hawa") it stays as it is.
    """
    opening = [
        i
        for i, t in enumerate(tokens[:-1])
        if not t.capital
        and t.low in _ARTICLES
        and tokens[i + 1].glued
        and tokens[i + 1].capital
        and not (i and tokens[i - 1].capital and tokens[i - 1].low not in plain_words())
    ]
    if not opening:
        return tokens
    out = list(tokens)
    for i in opening:
        out[i] = out[i]._replace(capital=True)
    return out


@cache
def _listed() -> frozenset[str]:
    """Return the words that begin the name of a country or a people."""
    return lexicon.demonyms().openers | lexicon.countries().openers | lexicon.peoples().openers


def _at(s: PlaceScan, i: int) -> int:
    t = s.tokens
    token = t[i]
    if not token.capital or (i and t[i - 1].low in _NICKNAMED):
        return i + 1
    if token.low in _PARENTS and i and t[i - 1].low in lexicon.reporting_words():
        return s.run_end(i)  # "says Umm Qasim"
    if token.low in words("month") and (dated := _dated_site(s, i)) is not None:
        return dated
    site = _site(s, i)
    if site is not None:
        return s.grow(i, site)
    if _ship(s, i):
        return s.run_end(i)
    if (border := _border(s, i)) is not None:
        return border
    listed = token.low in _listed()  # most names are none of a country's or a people's
    demonym = lexicon.demonyms().at(t, i) if listed else None
    if demonym is not None:
        return _of_people(s, i, demonym[0], demonym[1].iso2)
    capital = i - 1 if i > 1 and t[i - 1].low == "capital" else i - 2 if i > 2 and t[i - 2].low == "capital" else 0
    if capital and (capital == i - 1 or t[i - 1].low == ",") and (named := name_end(s, i)) is not None:
        s.grow(i, named)  # "in the capital, Sanaa"
        k = capital - 1 - (t[capital - 1].low == "the")
        s.out[-1].preposition = t[k].low if k >= 0 and t[k].low in words("preposition") else ""
        return s.out[-1].last
    country = lexicon.countries().at(t, i) if listed else None
    short = country is not None and country[0] == i + 1 and token.end - token.start <= 3
    if country is not None and short and not s.text[token.start : token.end].isupper():
        country = None
    if country is not None and country[0] < len(t) and (_adjectival(t[country[0]], s.text) or i in s.covered):
        s.out.append(PlaceMention(i, country[0], role="demonym", country=country[1].iso2))
        return country[0]
    if country is not None and s.owns(country[0]):
        s.out.append(PlaceMention(i, country[0], role="demonym", country=country[1].iso2))
        return country[0]
    if i in s.blocked:
        return _second(s, i) or i + 1
    if listed and (people := lexicon.peoples().at(t, i)) is not None:
        named = people[0] < len(t) and t[people[0]].capital and t[people[0]].low in words("feature")
        return s.grow(i, people[0] + 1) if named else i + 1  # "the Nuba Mountains"
    if i and t[i - 1].low in {"between", "and"} and country is None and s.parties(i):
        return s.run_end(i)
    if country is not None and (border := _shared_border(s, country[0])) is not None:
        return s.grow(i, border)  # "the Pakistan-Afghanistan border"
    end = name_end(s, i)
    if country is not None and (end is None or country[0] >= end):
        actor = next((m for m in s.actors.values() if m.first <= i < m.last), None)
        if actor is not None and not _around(s, i, country[0]):
            s.out.append(PlaceMention(i, country[0], role="actor", country=country[1].iso2))
            return country[0]
        return s.grow(i, country[0], country=country[1].iso2)
    if end is not None and _office(s, i, end):
        s.out.append(PlaceMention(i, end, role="actor"))
        return end
    if end is not None:
        actor = next((m for m in s.actors.values() if m.first <= i < m.last), None)
        if actor is not None:
            s.out.append(PlaceMention(i, end, role="actor", country=actor.actor.country))
            return end
        owner = s.owns(end)
        end = s.grow(i, end)
        s.out[-1].aside = owner or s.out[-1].aside
        return end
    return unlisted(s, i)


def _dated_site(s: PlaceScan, i: int) -> int | None:
    """Take "the May 22 hospital", "the 17 February camp"."""
    t = s.tokens
    first, end = (i, i + 2) if i + 1 < len(t) and t[i + 1].kind == "number" else (i - 1, i + 1)
    if first < 1 or end >= len(t) or (t[first].kind != "number" and t[end - 1].kind != "number"):
        return None
    named = t[end].low in words("building") | words("feature") and t[first - 1].low in words("determiner")
    return s.grow(first, end) if named else None


def _capital(t: Sequence[Token], at: int) -> bool:
    """Tell the capital at token ``at`` that is not named after it."""
    if at >= len(t) or t[at].low != "capital":
        return False
    named = t[at + 1 : at + 3]
    return not (named and (named[0].capital or (named[0].low == "," and len(named) > 1 and named[1].capital)))


def _joined(s: PlaceScan, i: int) -> bool:
    """Tell "shelled the districts and the Saudi hospital"."""
    t = s.tokens
    joined = i > 2 and t[i - 1].low == "the" and t[i - 2].low in {"and", ","}
    return joined and any(x.low in acting_forms() for x in t[max(0, i - _MAX_WORDS) : i - 2])


def _of_people(s: PlaceScan, i: int, end: int, country: str) -> int:
    """Take the adjective of a people, or the place that it is part of the name of."""
    t = s.tokens
    after = t[end].low if end < len(t) else ""
    if after in {"border", "frontier"} and (end + 1 >= len(t) or t[end + 1].low not in _GUARDS):
        return s.grow(i, end, country=country)  # "the Malian border"
    if after in _QUARTERS and i and (s.led(i) or _joined(s, i)):
        return s.grow(i, end + 1)  # "in the Saudi district of Rafah"
    if i and s.led(i) and _capital(t, end):
        return s.grow(i, end + 1, country=country)  # "in the Somali capital"
    s.out.append(PlaceMention(i, end, role="demonym", country=country))
    return end


def _border(s: PlaceScan, i: int) -> int | None:
    """Take "the border with X", "the frontier between X and Y", where a spatial word leads to it."""
    t = s.tokens
    k = i - 2
    if k < 1 or t[i - 1].low not in {"with", "to"} or t[k].low not in _BORDERS:
        return None
    begin = k - (t[k - 1].low in words("definite") | {"its", "their"})
    if begin < 1 or t[begin - 1].low not in STRONG | {"on", "along", "by"} - {"of"}:
        return None
    country = lexicon.countries().at(t, i)
    s.grow(k, country[0] if country is not None else s.run_end(i))
    return s.out[-1].last


def _shared_border(s: PlaceScan, at: int) -> int | None:
    """Return the end of "-Afghanistan border" behind the name of a country."""
    t = s.tokens
    k = at + (at < len(t) and t[at].low in {"-", "–"})
    if k >= len(t) or not t[k].glued:
        return None
    second = lexicon.countries().at(t, k) or lexicon.demonyms().at(t, k)
    return second[0] + 1 if second is not None and second[0] < len(t) and t[second[0]].low in _BORDERS else None


def _ship(s: PlaceScan, i: int) -> bool:
    """Tell the name in "the ship (Larkspur Bay)", "the tanker 'Delos Pride'", "the MV Tutor": a ship's, no place's."""
    k = i - 1
    while k >= 0 and s.tokens[k].low in _MARKS:
        k -= 1
    return k >= 0 and (s.tokens[k].low in _SHIPS or (s.tokens[k].capital and s.tokens[k].low in {"mv", "mt", "uss"}))


def _around(s: PlaceScan, i: int, end: int) -> bool:
    """Tell the country in "in Dan Gulbi, Nigeria.": a place stands before it, and nothing it could do behind it."""
    t, before = s.tokens, s.out[-1] if s.out else None
    held = before is not None and before.role == "place" and before.last == i - 1 and t[i - 1].low == ","
    return held and (end >= len(t) or t[end].low in {",", ".", ")", ";"})


def _adjectival(token: Token, text: str) -> bool:
    """Tell "Turkey backed", "US-made", "Israel-based": the name before ``token`` is part of an adjective."""
    return token.low in words("backed") or (token.glued and text[token.start].islower())


def _second(s: PlaceScan, i: int) -> int | None:
    """Take the end of "between A and B", "from A to B" though it could be a person's name ("Abu Kamal")."""
    before, t = s.out[-1] if s.out else None, s.tokens
    if before is None or before.last != i - 1 or before.role != "place":
        return None
    if (before.preposition, t[i - 1].low) not in {("between", "and"), ("from", "to")}:
        return None
    end = next((m for m in s.mentions if m.first == i), None)
    named = end is not None and end.actor.kind == "person"
    return s.grow(i, end.last) if named and end is not None else None


def _site(s: PlaceScan, i: int) -> int | None:
    """Return the end of a building's own name where something happens to it: "struck the Saudi Hospital"."""
    t = s.tokens
    k = i - 1 - (i > 0 and t[i - 1].low == "the")
    if i + 1 >= len(t) or not (t[i + 1].capital or t[i + 1].glued):
        return None  # a building's name has two words
    if k < 0 or i in s.armed or t[i].glued or t[i].low in plain_words():
        return None
    led = t[k].low in acting_forms() or t[k].low in _REACHED or t[k].low in _SITED
    if t[k].low in {"and", "of"}:
        acts = acting_forms() | force_nouns()
        led = k > 0 and any(x.low in acts for x in t[max(0, k - 5) : k])
    if not led:
        return None
    end = i + 1
    while end < len(t) and end - i < _MAX_WORDS and (t[end].capital or t[end].glued):
        end += 1
    return end if end - i >= 2 and t[end - 1].low in words("building") and t[end - 1].capital else None


def _seized(t: Sequence[Token], the: int) -> bool:
    """Tell "took control of the Barsalogho detachment", "attacked the Dori detachment": where it stands."""
    before = t[the - 1].low if the > 0 else ""
    return before in acting_forms() | taking_forms() or (before == "of" and the > 1 and t[the - 2].low in _CONTROL)


def _office(s: PlaceScan, i: int, end: int) -> bool:
    """Tell "Donetsk governor", "Kharkiv prosecutors": the name says whose office it is, not where something was."""
    t = s.tokens
    if end >= len(t) or t[end].kind != "word" or t[end].glued or (i and t[i - 1].low in STRONG):
        return False
    noun = lexicon.nouns().at(t, end)
    unit = noun is not None and noun[1].kind == "armed" and i > 0 and t[i - 1].low == "the"  # "the Kaya detachment"
    unit = unit and t[end].low not in words("feature") and not _seized(t, i - 1)
    return (
        t[end].low in words("person_title") | words("police")
        or unit
        or (noun is not None and noun[1].kind == "official")
    )
