"""Names that the gazetteer lists: how far one reaches, and whether it is meant as a place here."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.parties.cast import organisation_at
from geoevents.text.places.scan import PlaceScan
from geoevents.text.places.words import BESIDE, STRONG, WAYS_TO, plain_words, right_end
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, force_nouns, weapon_words

__all__ = ["name_end", "way_to"]

_KIND_WORDS = frozenset(["front", "camp", "post", "base", "sector", "zone", "axis", "corps", "brigade", "division",
                         "centre", "center"])  # fmt: skip
"""Words that are no name by themselves, whatever village is called so."""
_LED = STRONG | {"the"}
_FATHERS = frozenset(["abu", "abou", "bani", "beni", "banu"])
"""Words that open names of towns and of persons alike."""


def name_end(s: PlaceScan, i: int) -> int | None:
    """Return the end of the listed name that starts at ``i``, where it is meant as a place."""
    t = s.tokens
    if t[i].glued and i and (t[i - 1].capital or _inside(s, i)):
        return None
    organisation = organisation_at(t, i)
    limit = s.run_end(i)
    while limit > i + 1 and t[limit - 1].low in words("name_link") and not t[limit - 1].capital:
        limit -= 1
    linked = all(x.capital or x.glued or x.low in words("name_link") for x in t[i:limit])
    if 2 <= limit - i <= 4 and s.kind_of(i) and linked:
        return limit  # "the town of Shewa Robit": all of it, though "Shewa" is one too
    full = 2 <= limit - i <= 4 and linked and right_end(t, limit) > limit and i > 0 and t[i - 1].low in _LED
    if full and not t[limit].capital and lexicon.countries().at(t, i) is None and organisation is None:
        return limit  # "the Khor Mor gas field"
    if limit > i + 2 and linked and t[i].low in words("name_opener") and t[i + 1].low in words("name_link"):
        return limit if i and t[i - 1].low in STRONG | {"on", "the"} else None  # "Wad al-Noura"
    for end in range(limit, i, -1):
        if t[end - 1].low in words("name_link") and not t[end - 1].capital:
            continue
        if end < len(t) and (t[end].glued or _compound(s, end) or (end < limit and t[end].kind == "number")):
            continue  # "the Kilo 16 junction" is not Kilo
        surface = s.text[t[i].start : t[end - 1].end]
        if "\n" in surface or not s.book.has_name(surface):
            continue
        if end == i + 1 < limit and t[i].low in words("name_opener") | _FATHERS:
            return limit if linked and i and (t[i - 1].low in STRONG | {"on", "the"} or _of_site(s, i)) else None
        return end if _believed(s, i, end, limit, organisation) else None
    return None


def _of_site(s: PlaceScan, i: int) -> bool:
    """Tell "the market of Abu Quta"."""
    t = s.tokens
    return i > 1 and t[i - 1].low == "of" and t[i - 2].low in words("site") | words("building") | words("feature")


def way_to(t: Sequence[Token], i: int) -> bool:
    """Tell "the road to X", "close to X"."""
    return i > 1 and t[i - 1].low == "to" and t[i - 2].low in WAYS_TO | BESIDE


def _inside(s: PlaceScan, i: int) -> bool:
    """Tell "Mukha" in "Samir al-Mukha": the name began before."""
    t = s.tokens
    article = i > 1 and t[i - 1].kind == "word" and t[i - 1].low in words("name_link")
    return article and t[i - 2].capital and t[i - 2].end + 1 == t[i - 1].start


def _compound(s: PlaceScan, end: int) -> bool:
    """Tell "Al-Bab al-Kabir": the name goes on with an article and a word that hangs on it."""
    t = s.tokens
    article = t[end].kind == "word" and not t[end].capital and t[end].low in words("name_link")
    return article and end + 1 < len(t) and t[end + 1].glued and t[end + 1].start == t[end].end + 1


def _shouted(s: PlaceScan, i: int) -> bool:
    """Tell a word in capitals alone among others that are not: a make of weapon, an abbreviation."""
    t = s.tokens
    near = [x for x in t[max(0, i - 2) : i + 3] if x.kind == "word" and x is not t[i]]
    return s.text[t[i].start : t[i].end].isupper() and not any(s.text[x.start : x.end].isupper() for x in near)


def _believed(s: PlaceScan, i: int, end: int, limit: int, organisation: int | None) -> bool:
    """Weigh whether a listed name is meant as a place here."""
    t = s.tokens
    first = t[i]
    single = end - i == 1
    after = t[end].low if end < len(t) else ""
    featured = after in words("feature") or s.feature_of(i)
    before = t[i - 1] if i else None
    spatial = before is not None and (before.low in _LED or before.low in words("direction_adjective"))
    if organisation is not None and organisation > end and not featured:
        return False
    if single and (
        first.low in plain_words() | words("cardinal")
        or lexicon.nouns().at(t, i) is not None
        or first.low in words("person_title")
        or first.low in words("forename")
    ):
        named = s.feature_of(i) and t[i - 1].low == "of"  # "the district of Hit"
        return featured and (first.low not in plain_words() or named or (i > 0 and end < len(t) and t[end].capital))
    if single and ((first.low in s.common and not featured) or first.low in _KIND_WORDS):
        return False
    if single and not featured and before is not None and before.low in {"a", "an"}:
        return first.end - first.start > 3 and after in words("be")  # "an INGO", "a Grad salvo"
    if single and not featured and i and not spatial and first.end - first.start > 3 and _shouted(s, i):
        return False  # "shot down a reconnaissance ZALA"
    if single and not featured and (first.low in force_nouns() or first.low in weapon_words()):
        return before is not None and before.low in {"in", "at", "near"}  # "the Battle of X", "a Grad salvo"
    joined = bool(s.out) and s.out[-1].last == i - 1 and before is not None and before.low == "and"
    if single and first.end - first.start <= 3 and not (spatial or joined):
        return False
    if (
        before is not None
        and before.capital
        and not first.glued
        and before.low not in plain_words()
        and before.low not in words("feature")
        and before.low not in words("direction_adjective")
    ):
        return lexicon.demonyms().at(t, i - 1) is not None and featured
    if end < limit and t[end].capital and not featured and t[end].low not in words("feature") | plain_words():
        led = before is not None and (before.low in {"in", "at", "near"} or way_to(t, i))
        if single and led and not t[end].glued:
            return False  # "at Plaine Savo": a longer name that no gazetteer lists
        # "Lyman Smith": the name goes on with something that is no place
        return spatial and first.end - first.start > 3 and before is not None and before.low != "of"
    told = t[end + 1].low if i == 0 and after == "," and end + 1 < len(t) else ""
    if told == "who" or (told.isdigit() and end + 2 < len(t) and t[end + 2].low == ","):
        return False  # "Qasim, who was unarmed, was shot", "Nina, 34, was killed"
    if i == 0 and single and not featured:
        return (
            after in {",", "'s", ":"}
            or first.low in s.sure
            or (after == "(" and end + 1 < len(t) and t[end + 1].capital)  # "Krasnopillia (Sumy oblast) was shelled"
            or after in words("be") | words("perfect") | acting_forms()
            or (t[i].low not in s.common and len(first.low) > 4 and after in words("coordinator"))
        )
    return True
