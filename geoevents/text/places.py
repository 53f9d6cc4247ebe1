"""Where: finds the place expressions of a sentence, with the spatial words around the names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geoevents.text import lexicon
from geoevents.text.cast import ActorMention, organisation_at
from geoevents.text.phrases import SITES
from geoevents.text.place_mention import PLURALS, WAYS, NameBook, PlaceMention, joined
from geoevents.text.place_words import KINDS_OF, left_start, plain_words, right_end
from geoevents.text.tables import words
from geoevents.text.tokens import Token
from geoevents.text.vocabulary import acting_forms, force_nouns, taking_forms

__all__ = ["find_places"]

_MAX_WORDS = 7
_LINES = frozenset(["road", "highway", "front", "axis", "sector", "direction", "frontline"])
_LOCALS = frozenset([
    "mayor", "governor", "prefect", "administrator", "imam", "bishop", "sheikh", "elders", "residents", "inhabitants",
    "people", "villagers", "citizens", "natives", "youths", "farmers", "traders", "families", "commissioner", "emir",
    "heroes", "defenders", "dwellers", "notables",
])  # fmt: skip
"""Who is of a place: a name after "of" is one, whatever the gazetteer knows."""
_VAGUE_KINDS = frozenset(["state", "front", "area"])
_NICKNAMED = frozenset(["alias", "aka", "nicknamed", "dubbed", "codenamed", "surnamed"])
_KIND_WORDS = frozenset(["front", "camp", "post", "base", "sector", "zone", "axis", "corps", "brigade", "division",
                         "centre", "center"])  # fmt: skip
"""Words that are no name by themselves, whatever village is called so."""
_VAGUE = frozenset(["front", "state", "road", "axis", "station", "plant"])
_STRONG = frozenset([
    "in", "at", "near", "outside", "around", "into", "inside", "across", "towards", "toward", "throughout", "of",
    "from", "between", "to", "over", "within", "off",
])  # fmt: skip


_WINNING = frozenset(["control", "capture", "recapture", "seizure", "fall", "loss", "liberation", "siege"])
_NO_NAME = frozenset(["nothing", "nobody", "everything", "everyone", "someone", "something", "none", "another", "more"])
_STRUCK = frozenset([
    "attacked", "shelled", "bombed", "hit", "struck", "raided", "captured", "seized", "taken", "stormed", "under",
    "looted", "bombarded", "recaptured", "retaken",
])  # fmt: skip
_GROUNDS = frozenset([
    "pitch", "field", "fields", "grounds", "yard", "courtyard", "garden", "gardens", "house", "houses", "home",
    "homes", "hall", "office", "offices", "shop", "shops", "building", "buildings", "gate", "gates", "entrance",
    "exit", "orchards", "farmland", "forests", "woods", "cathedral", "courthouse", "town", "prefecture", "waterfront",
    "corniche", "old", "cemetery", "quarry", "depot", "warehouse", "warehouses", "positions",
])  # fmt: skip
"""What can be of a place and is a piece of its ground: "on the football pitch of X"."""
_MODIFIERS = 4
"""Words from such a noun to the preposition before it, at most."""
_ADJECTIVES = 2
"""Adjectives before such a noun, at most."""
_SETTLEMENTS = frozenset(["town", "village", "villages", "towns", "city", "hamlet", "settlement"])
_CLOSING = frozenset([
    "between", ",", ".", ";", ")", "on", "and", "", "in", "during", "late", "early", "when", "while", "after", "at",
    "around", "about", "by", "near", "with", "before", "as", "where", "this", "last", "that", "shortly", "overnight",
    "yesterday", "today", "again", "since", "killed", "killing", "left", "leaving", "wounded", "were", "was",
    "itself",
])  # fmt: skip
"""Words after which a name that stands after "in" or "at" is over."""
_FALLING = frozenset([
    "fell", "fallen", "falling", "landed", "landing", "rained", "raining", "dropped", "dropping", "fired", "firing",
    "launched", "fire", "advanced", "advancing", "marched", "shells", "rockets", "missiles", "bombs",
])  # fmt: skip
"""Words before "on" after which what follows is where it fell."""
_HITTING = frozenset(["hit", "hitting", "struck", "striking", "bombed", "bombing", "pounded", "pounding", "raided"])
"""Verbs whose object, if a name that nobody knows, is a place: "shells hit X"."""
_GUARDS = frozenset(
    ["guard", "guards", "police", "service", "force", "forces", "troops", "patrol", "patrols", "agents"]
)


@cache
def _function_words() -> frozenset[str]:
    """Return the closed classes of words: no name goes on behind them, and none of them is what a name describes."""
    return (
        words("determiner") | words("pronoun") | words("be") | words("perfect") | words("modal") | words("subordinator")
        | words("coordinator") | words("preposition")
    ) - {"of", "to"}  # fmt: skip


_REACHED = frozenset(["entered", "reached", "surrounded", "evacuated", "encircled", "entering", "reaching"])


def _adjectival(token: Token, text: str) -> bool:
    """Tell "Turkey backed", "US-made", "Israel-based": the name before ``token`` is part of an adjective."""
    return token.low in words("backed") or (token.glued and text[token.start].islower())


class _Finder:
    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        mentions: Sequence[ActorMention],
        book: NameBook,
        common: frozenset[str],
        sure: frozenset[str],
    ) -> None:
        self.text, self.tokens, self.book, self.common = text, tokens, book, common
        self.mentions, self.sure = mentions, sure
        self.blocked: set[int] = set()
        self.covered: set[int] = set()
        self.armed: set[int] = set()
        self.actors: dict[int, ActorMention] = {}
        for m in mentions:
            if m.actor.kind == "country":
                self.actors[m.first] = m
                continue
            self.covered.update(range(m.first, m.last))
            if m.actor.kind in {"armed", "person", "ministry"}:
                self.armed.update(range(m.first, m.last))
            if (m.known and not m.bare) or m.actor.kind in {"person", "ministry"}:
                self.blocked.update(range(m.first, m.last))
            elif m.known:
                # "militants of Hayat Tahrir al-Sham": the party's own name is no place
                for k in range(m.first, m.last):
                    named = lexicon.actors().at(tokens, k)
                    if named is not None and named[0] - k > 1:
                        self.blocked.update(range(k, named[0]))
        self.out: list[PlaceMention] = []

    def run(self) -> list[PlaceMention]:
        i = 0
        while i < len(self.tokens):
            i = self._at(i) if self.tokens[i].capital else i + 1
        return joined(self.out, self.tokens)

    def _at(self, i: int) -> int:
        t = self.tokens
        token = t[i]
        if not token.capital or (i and t[i - 1].low in _NICKNAMED):
            return i + 1
        site = self._site(i)
        if site is not None:
            return self._grow(i, site)
        demonym = lexicon.demonyms().at(t, i)
        if (
            demonym is not None
            and demonym[0] < len(t)
            and t[demonym[0]].low in {"border", "frontier"}
            and (demonym[0] + 1 >= len(t) or t[demonym[0] + 1].low not in _GUARDS)
        ):
            return self._grow(i, demonym[0], country=demonym[1].iso2)  # "the Malian border"
        if demonym is not None:
            self.out.append(PlaceMention(i, demonym[0], role="demonym", country=demonym[1].iso2))
            return demonym[0]
        if i > 2 and t[i - 1].low == "," and t[i - 2].low == "capital" and (named := self._name_end(i)) is not None:
            self._grow(i, named)  # "in the capital, Sanaa"
            k = i - 3 - (t[i - 3].low == "the")
            self.out[-1].preposition = t[k].low if k >= 0 and t[k].low in words("preposition") else ""
            return self.out[-1].last
        country = lexicon.countries().at(t, i)
        short = country is not None and country[0] == i + 1 and token.end - token.start <= 3
        if country is not None and short and not self.text[token.start : token.end].isupper():
            country = None
        if country is not None and country[0] < len(t) and (_adjectival(t[country[0]], self.text) or i in self.covered):
            self.out.append(PlaceMention(i, country[0], role="demonym", country=country[1].iso2))
            return country[0]
        if country is not None and self._owns(country[0]):
            self.out.append(PlaceMention(i, country[0], role="demonym", country=country[1].iso2))
            return country[0]
        if i in self.blocked:
            return self._second(i) or i + 1
        if (people := lexicon.peoples().at(t, i)) is not None:
            named = people[0] < len(t) and t[people[0]].capital and t[people[0]].low in words("feature")
            return self._grow(i, people[0] + 1) if named else i + 1  # "the Nuba Mountains"
        end = self._name_end(i)
        if country is not None and (end is None or country[0] >= end):
            actor = next((m for m in self.actors.values() if m.first <= i < m.last), None)
            if actor is not None:
                self.out.append(PlaceMention(i, country[0], role="actor", country=country[1].iso2))
                return country[0]
            return self._grow(i, country[0], country=country[1].iso2)
        if end is not None and self._office(i, end):
            self.out.append(PlaceMention(i, end, role="actor"))
            return end
        if end is not None:
            actor = next((m for m in self.actors.values() if m.first <= i < m.last), None)
            if actor is not None:
                self.out.append(PlaceMention(i, end, role="actor", country=actor.actor.country))
                return end
            owner = self._owns(end)
            end = self._grow(i, end)
            self.out[-1].aside = owner or self.out[-1].aside
            return end
        return self._unlisted(i)

    def _second(self, i: int) -> int | None:
        """Take the end of "between A and B", "from A to B" though it could be a person's name ("Abu Kamal")."""
        before, t = self.out[-1] if self.out else None, self.tokens
        if before is None or before.last != i - 1 or before.role != "place":
            return None
        if (before.preposition, t[i - 1].low) not in {("between", "and"), ("from", "to")}:
            return None
        end = next((m for m in self.mentions if m.first == i), None)
        named = end is not None and end.actor.kind == "person"
        return self._grow(i, end.last) if named and end is not None else None

    def _site(self, i: int) -> int | None:
        """Return the end of a building's own name where something happens to it: "struck the Saudi Hospital"."""
        t = self.tokens
        k = i - 1 - (i > 0 and t[i - 1].low == "the")
        if k < 0 or i in self.armed or t[i].glued or t[i].low in plain_words():
            return None
        led = t[k].low in acting_forms() | _REACHED or t[k].low in {
            "in",
            "at",
            "on",
            "near",
            "outside",
            "inside",
            "of",
            "and",
        }
        if t[k].low in {"and", "of"}:
            led = k > 0 and any(x.low in acting_forms() | force_nouns() for x in t[max(0, k - 5) : k])
        if not led:
            return None
        end = i + 1
        while end < len(t) and end - i < _MAX_WORDS and (t[end].capital or t[end].glued):
            end += 1
        return end if end - i >= 2 and t[end - 1].low in words("building") and t[end - 1].capital else None

    def _led(self, i: int) -> bool:
        """Tell what a spatial word or the verb or noun of an act leads to: "in the X", "shelled the X", "raid on X"."""
        t = self.tokens
        k = i - 1 - (i > 0 and t[i - 1].low in {"the", "an", "a"})
        return k >= 0 and (t[k].low in _STRONG | {"on", "against"} or t[k].low in acting_forms() | taking_forms())

    def _office(self, i: int, end: int) -> bool:
        """Tell "Donetsk governor", "Kharkiv prosecutors": the name says whose office it is, not where something was."""
        t = self.tokens
        if end >= len(t) or t[end].kind != "word" or t[end].glued or (i and t[i - 1].low in _STRONG):
            return False
        noun = lexicon.nouns().at(t, end)
        return t[end].low in words("person_title") | words("police") or (
            noun is not None and noun[1].kind == "official"
        )

    def _owns(self, end: int) -> bool:
        """Tell "Russia's Bryansk region": the place meant is named after the one at ``end``."""
        t = self.tokens
        return end + 1 < len(t) and t[end].low == "'s" and t[end + 1].capital

    def _run_end(self, i: int) -> int:
        """Return the end of the capitalised words in a row from ``i``."""
        t, end, j = self.tokens, i + 1, i + 1
        while j < len(t) and j - i < _MAX_WORDS and j not in self.blocked:
            if t[j].capital or (t[j].glued and t[j].kind in {"word", "number"}):
                end = j + 1
            elif not (t[j].kind == "word" and t[j].low in words("name_link") and t[j].low not in {"on", "and"}):
                break
            j += 1
        return end

    def _name_end(self, i: int) -> int | None:
        t = self.tokens
        if t[i].glued and i and (t[i - 1].capital or self._inside(i)):
            return None
        organisation = organisation_at(t, i)
        limit = self._run_end(i)
        while limit > i + 1 and t[limit - 1].low in words("name_link") and not t[limit - 1].capital:
            limit -= 1
        linked = all(x.capital or x.glued or x.low in words("name_link") for x in t[i:limit])
        if 2 <= limit - i <= 4 and self._kind_of(i) and linked:
            return limit  # "the town of Shewa Robit": all of it, though "Shewa" is one too
        full = (
            2 <= limit - i <= 4
            and linked
            and right_end(t, limit) > limit
            and i > 0
            and t[i - 1].low in _STRONG | {"the"}
        )
        if full and not t[limit].capital and lexicon.countries().at(t, i) is None and organisation is None:
            return limit  # "the Khor Mor gas field"
        if limit > i + 2 and linked and t[i].low in words("name_opener") and t[i + 1].low in words("name_link"):
            return limit if i and t[i - 1].low in _STRONG | {"on", "the"} else None  # "Wad al-Noura"
        for end in range(limit, i, -1):
            if t[end - 1].low in words("name_link") and not t[end - 1].capital:
                continue
            if end < len(t) and (t[end].glued or self._compound(end)):
                continue
            surface = self.text[t[i].start : t[end - 1].end]
            if "\n" in surface or not self.book.has_name(surface):
                continue
            if end == i + 1 < limit and t[i].low in words("name_opener"):
                return limit if linked and i and t[i - 1].low in _STRONG | {"on", "the"} else None  # "Wadi al-Shay"
            return end if self._believed(i, end, limit, organisation) else None
        return None

    def _inside(self, i: int) -> bool:
        """Tell "Mukha" in "Samir al-Mukha": the name began before."""
        t = self.tokens
        article = i > 1 and t[i - 1].kind == "word" and t[i - 1].low in words("name_link")
        return article and t[i - 2].capital and t[i - 2].end + 1 == t[i - 1].start

    def _compound(self, end: int) -> bool:
        """Tell "Al-Bab al-Kabir": the name goes on with an article and a word that hangs on it."""
        t = self.tokens
        article = t[end].kind == "word" and not t[end].capital and t[end].low in words("name_link")
        return article and end + 1 < len(t) and t[end + 1].glued and t[end + 1].start == t[end].end + 1

    def _believed(self, i: int, end: int, limit: int, organisation: int | None) -> bool:
        """Weigh whether a listed name is meant as a place here."""
        t = self.tokens
        first = t[i]
        single = end - i == 1
        after = t[end].low if end < len(t) else ""
        featured = after in words("feature") or self._feature_of(i)
        before = t[i - 1] if i else None
        spatial = before is not None and before.low in _STRONG | words("direction_adjective") | {"the"}
        if organisation is not None and organisation > end and not featured:
            return False
        if single and (
            first.low in plain_words()
            or lexicon.nouns().at(t, i) is not None
            or first.low in words("person_title") | words("forename")
        ):
            return featured and (first.low not in plain_words() or (i > 0 and end < len(t) and t[end].capital))
        if single and ((first.low in self.common and not featured) or first.low in _KIND_WORDS):
            return False
        joined = bool(self.out) and self.out[-1].last == i - 1 and before is not None and before.low == "and"
        if single and first.end - first.start <= 3 and not (spatial or joined):
            return False
        if (
            before is not None
            and before.capital
            and not first.glued
            and before.low not in plain_words() | words("feature") | words("direction_adjective")
        ):
            return lexicon.demonyms().at(t, i - 1) is not None and featured
        if end < limit and t[end].capital and not featured and t[end].low not in words("feature") | plain_words():
            if single and before is not None and before.low in {"in", "at", "near"} and not t[end].glued:
                return False  # "at Plaine Savo": a longer name that no gazetteer lists
            # "Lyman Smith": the name goes on with something that is no place
            return spatial and first.end - first.start > 3 and before is not None and before.low != "of"
        if i == 0 and single and not featured:
            return (
                after in {",", "'s", ":"}
                or first.low in self.sure
                or after in words("be") | words("perfect") | acting_forms()
                or (t[i].low not in self.common and len(first.low) > 4 and after in words("coordinator"))
            )
        return True

    def _act_by(self, at: int) -> bool:
        """Tell "a raid by militants" right before ``at``."""
        t = self.tokens
        by = next((k for k in range(at - 1, max(0, at - 6), -1) if t[k].low == "by"), 0)
        return by > 0 and t[by - 1].low in force_nouns()

    def _kind_of(self, i: int) -> bool:
        """Tell "the town of X", "the village of X", whose name runs as far as its capitals do."""
        t = self.tokens
        return i > 1 and t[i - 1].low == "of" and t[i - 2].low in _SETTLEMENTS

    def _feature_of(self, i: int) -> bool:
        t = self.tokens
        k = i - 1 - (i > 0 and t[i - 1].low == "the")
        return (
            k >= 1
            and t[k].low == "of"
            and t[k - 1].low in (words("part") | words("feature") | words("direction") | PLURALS | KINDS_OF)
        )

    def _unlisted(self, i: int) -> int:
        """Take a name that no gazetteer lists when a word next to it says what it is: "the village of X", "near X"."""
        t = self.tokens
        titled = i > 0 and i + 1 < len(t) and t[i + 1].capital and t[i + 1].low in words("feature")  # "Saw Township"
        article = i > 0 and i + 1 < len(t) and t[i].low in words("name_link") and t[i + 1].capital  # "in An-Nayrab"
        if t[i].glued or (t[i].low in plain_words() and not (titled or article)):
            return i + 1
        body = organisation_at(t, i)
        if body is not None:
            # "the Armoured Corps headquarters": where a body is
            site = body < len(t) and t[body].low in SITES and self._led(i)
            return self._grow(i, body + 1) if site else i + 1
        limit = self._run_end(i)
        size = sum(not x.glued for x in t[i:limit])
        after = t[limit].low if limit < len(t) else ""
        before = t[i - 1].low if i else ""
        pair = before == "between" and limit < len(t) and t[limit].low == "and"
        joined = bool(self.out) and before == "and" and self.out[-1].last == i - 1 and self.out[-1].role == "place"
        closed = (
            after in _CLOSING | _function_words()
            or after in words("cardinal")
            or (limit < len(t) and t[limit].kind == "number")
        )
        ends = closed or (not (limit < len(t) and t[limit].capital) and after not in lexicon.reporting())
        second = joined and (self.out[-1].preposition == "between" or (ends and size <= 3))
        second = second or self._listed(i, limit) or (before == "of" and i > 1 and t[i - 2].low in _LOCALS)
        taken = (
            (before in taking_forms() or (closed and before in _HITTING and i not in self.covered))
            and size <= 3
            and not (limit < len(t) and t[limit].capital)
        )
        acts = before == "on" and i > 1 and (t[i - 2].low in force_nouns() or self._act_by(i - 1))
        acts = acts or (before == "on" and i > 1 and closed and t[i - 2].low in _FALLING)
        if before == "on" and i > 1 and closed and t[i - 2].low in words("time"):
            # "strikes were reported this afternoon on X"
            acts = acts or any(x.low in force_nouns() for x in t[max(0, i - 9) : i - 2])
        won = before == "of" and i > 1 and t[i - 2].low in _WINNING
        taken = taken or (bool(acts or won) and size <= 3 and not (limit < len(t) and t[limit].capital))
        route = before == "from" and after == "to" and limit + 1 < len(t) and t[limit + 1].capital
        if (
            pair
            or (route and i > 1 and t[i - 2].low in words("feature") | WAYS)
            or second
            or taken
            or (
                before in {"in", "at", "outside", "around", "off", "over"}
                and closed
                and (limit - i > 1 or t[i].low not in self.common)
                and size <= 3
            )
        ):
            return self._grow(i, limit)
        named = limit - i > 1 or not (t[i].low.endswith("s") or t[i].low in _NO_NAME)
        named = named and lexicon.nouns().at(t, i) is None
        if (
            i == 0
            and named
            and after in words("be") | {"came"}
            and any(x.low in _STRUCK for x in t[limit + 1 : limit + 4])
        ):
            return self._grow(i, limit)  # "Tamboul was attacked"
        if self._feature_of(i) or (
            i and t[i - 1].low in {"near", "nearby", "neighbouring", "neighboring"} | words("feature") - _VAGUE_KINDS
        ):
            return self._grow(i, limit)
        if after in _LINES and i > 1 and before == "the" and t[i - 2].low in {"on", "in", "along", "at"}:
            return self._grow(i, limit)  # "on the Al-Sajur front"
        if (
            (after in words("feature") - _VAGUE or right_end(self.tokens, limit) > limit + 1)
            and i
            and t[i - 1].low in _STRONG | {"the", "'s"}
        ):
            return self._grow(i, limit)
        return i + 1

    def _listed(self, i: int, limit: int) -> bool:
        """Tell the middle of "A, X and B" and the end of "from A to X" after a listed place."""
        t = self.tokens
        before = self.out[-1] if self.out else None
        if before is None or before.role != "place" or before.last != i - 1 or limit - i > 3 or limit >= len(t):
            return False
        if t[i - 1].low == "to":
            return before.preposition == "from" and not t[limit].capital
        if limit + 1 >= len(t):
            return False
        goes_on = t[limit].low in {",", "and"} and (t[limit + 1].capital or t[limit + 1].low in {"and", "the", "near"})
        return t[i - 1].low == "," and goes_on and before.preposition not in {"in", "at", "from"}

    def _grow(self, first: int, last: int, *, country: str = "") -> int:
        last = right_end(self.tokens, last)
        start = max(left_start(self.tokens, first), self.out[-1].last if self.out else 0)
        t = self.tokens
        while start < first and t[start].low in {"the", "a", "an"}:
            start += 1
        k = start - 1
        while k >= 0 and t[k].low in {"the", "a", "an", "neighbouring", "neighboring"}:
            k -= 1
        if k > 1 and t[k].low == "of" and t[k - 1].low in PLURALS:
            # "in the towns of A and B"
            k -= 2
            while k > 0 and t[k].low in {"the", "two", "three", "four", "several", "neighbouring", "nearby"}:
                k -= 1
        before = t[k].low if k >= 0 else ""
        if before == "of":
            before = self._ground(k) or before
        elif before not in words("preposition") and start < first and t[start].low in words("feature") | words("part"):
            before = self._described(k)
        self.out.append(PlaceMention(start, last, before if before in words("preposition") else "", "place", country))
        self.out[-1].aside = self._owns(last)
        return last

    def _described(self, k: int) -> str:
        """Return the preposition before "the general (area of X)", whose last adjective stands at ``k``."""
        t = self.tokens
        for i in range(k, max(0, k - _ADJECTIVES), -1):
            if t[i].kind != "word" or t[i].capital or t[i].low in plain_words():
                return ""
            if i > 1 and t[i - 1].low in {"the", "a", "an"}:
                return t[i - 2].low if t[i - 2].low in words("preposition") else ""
        return ""

    def _ground(self, of: int) -> str:
        """Return the preposition that leads to "the football pitch of X", where what is of X is a piece of ground."""
        t = self.tokens
        if not of or t[of - 1].low not in _GROUNDS | words("part") | words("building") | words("feature"):
            return ""
        for k in range(of - 2, max(-1, of - 2 - _MODIFIERS), -1):
            if t[k].low in words("preposition"):
                return t[k].low if t[k].low in _STRONG | {"on", "against"} and t[k].low != "of" else ""
            if t[k].kind != "word":
                return ""
        return ""


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
    return _Finder(text, tokens, mentions, book, common, sure).run()
