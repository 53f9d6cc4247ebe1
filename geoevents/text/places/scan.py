"""One pass over the words of a sentence in search of places: what is known of them, and what was found so far."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.parties.cast import ActorMention
from geoevents.text.places.mention import PLURALS, NameBook, PlaceMention
from geoevents.text.places.use import described, ground
from geoevents.text.places.words import KINDS_OF, STRONG, left_start, right_end
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, taking_forms

__all__ = ["PlaceScan"]

_MAX_WORDS = 7
_PLURALS_AND_KINDS = PLURALS | KINDS_OF | {
    "direction", "entrance", "entrances", "exit", "gate", "gates", "fields", "farmland", "hinterland", "waterfront",
    "mine", "mines", "depot", "checkpoint", "plant", "oilfield",
}  # fmt: skip
_PEOPLE = frozenset(["tribesmen", "clansmen", "tribes", "clans", "communities", "herders", "factions", "camps"])
_OF_AREAS = frozenset(["general", "wider", "greater", "the", "border", "frontier"])
_DESCRIBED = 2
"""Words of a name with the kind of settlement that it describes, at least."""
_SETTLEMENTS = frozenset(["town", "village", "villages", "towns", "city", "hamlet", "settlement"])


def _of_a_kind(token: Token) -> bool:
    """Tell "area", "village" from "west"."""
    return token.low in words("feature") or (token.low in words("part") and token.low not in words("direction"))


class PlaceScan:
    """One pass over the words of a sentence; the arguments are those of :func:`places.find_places`."""

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

    def run_end(self, i: int) -> int:
        """Return the end of the capitalised words in a row from ``i``."""
        t, end, j = self.tokens, i + 1, i + 1
        while j < len(t) and j - i < _MAX_WORDS and j not in self.blocked:
            if t[j].capital or (t[j].glued and t[j].kind in {"word", "number"}) or self._numbered(j):
                end = j + 1
            elif not (t[j].kind == "word" and t[j].low in words("name_link") and t[j].low not in {"on", "and"}):
                break
            j += 1
        return end

    def _numbered(self, j: int) -> bool:
        """Tell the number in "PK12", "the Kilo 16 junction"."""
        t = self.tokens
        if t[j].kind != "number" or not t[j - 1].capital or t[j - 1].low in words("month"):
            return False
        kind = t[j + 1].low if j + 1 < len(t) else ""
        return t[j].start == t[j - 1].end or (kind in words("feature") and not kind.endswith("s"))

    def feature_of(self, i: int) -> bool:
        """Tell "the outskirts of X", "the camp of X"."""
        t = self.tokens
        k = i - 1 - (i > 0 and t[i - 1].low == "the")
        return (
            k >= 1
            and t[k].low == "of"
            and t[k - 1].low in (words("part") | words("feature") | words("direction") | _PLURALS_AND_KINDS)
        )

    def parties(self, i: int) -> bool:
        """Tell "between Salamat and Beni Halba tribesmen": the names are those of people, not of places."""
        t = self.tokens
        k = self.run_end(i)
        if any(m.first <= i < m.last and m.actor.kind == "armed" and not m.asset for m in self.mentions):
            return True
        if not i or t[i - 1].low not in {"between", "and"} or k >= len(t):
            return False
        if t[i - 1].low == "between" and t[k].low == "and" and k + 1 < len(t) and t[k + 1].capital:
            k = self.run_end(k + 1)
        noun = lexicon.nouns().at(t, k) if k < len(t) and not t[k].capital else None
        people = noun is not None and noun[1].kind in {"armed", "civilian", "crowd"}
        return people or (k < len(t) and t[k].low in _PEOPLE)

    def kind_of(self, i: int) -> bool:
        """Tell "the town of X", "the village of X", whose name runs as far as its capitals do."""
        t = self.tokens
        return i > 1 and t[i - 1].low == "of" and t[i - 2].low in _SETTLEMENTS

    def led(self, i: int) -> bool:
        """Tell what a spatial word or the verb or noun of an act leads to: "in the X", "shelled the X", "raid on X"."""
        t = self.tokens
        k = i - 1 - (i > 0 and t[i - 1].low in {"the", "an", "a"})
        return k >= 0 and (
            t[k].low in STRONG
            or t[k].low in {"on", "against"}
            or t[k].low in acting_forms()
            or t[k].low in taking_forms()
        )

    def owns(self, end: int) -> bool:
        """Tell "Russia's Bryansk region": the place meant is named after the one at ``end``."""
        t = self.tokens
        return end + 1 < len(t) and t[end].low == "'s" and t[end + 1].capital

    def _described_by(self, first: int) -> str:
        """Drop "the Black Sea port city" in "on the Black Sea port city of Odesa"; return what leads to it."""
        t, before = self.tokens, self.out[-1] if self.out else None
        if before is None or before.last != first - 1 or t[first - 1].low != "of" or before.role != "place":
            return ""
        if before.first and t[before.first - 1].low in STRONG:
            return ""  # "in Er Rahad town of Er Rahad locality"
        kind = t[before.last - 1]
        if kind.capital or kind.low not in _SETTLEMENTS or before.last - before.first < _DESCRIBED:
            return ""
        self.out.pop()
        return before.preposition

    def grow(self, first: int, last: int, *, country: str = "") -> int:
        """Note a place by its name, with the spatial words around it; return where it ends."""
        last = right_end(self.tokens, last)
        held = self._described_by(first)
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
        if k > 0 and t[k].low == "area" and k == start - 1:
            k -= 1 + (t[k - 1].low in _OF_AREAS)  # "in general area X"
        before = t[k].low if k >= 0 else ""
        if held:
            before = held
        elif before == "of":
            before = ground(t, k) or before
        elif k == start - 1 and before not in words("preposition") and start < first and _of_a_kind(t[start]):
            before = described(t, k)
        self.out.append(PlaceMention(start, last, before if before in words("preposition") else "", "place", country))
        self.out[-1].aside = self.owns(last)
        return last
