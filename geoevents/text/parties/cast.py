"""What is known while one sentence is searched for actors: its words, those found so far, those spoken of before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor, Country
from geoevents.text.words.tokens import PhraseTable, Token, fold
from geoevents.text.words.vocabulary import acting_forms

__all__ = [
    "ActorMention",
    "Cast",
    "Scan",
    "acronym_ok",
    "country_at",
    "country_counts",
    "main_country",
    "organisation_at",
    "stops",
]


@dataclass(slots=True)
class ActorMention:
    """An actor as one sentence names it.

    Attributes
    ----------
    first, last : int
        Its tokens ``[first, last)`` in the sentence, determiner included.
    actor : Actor
        Who is meant.
    known : bool
        Whether the identity is settled (a table row, a state's forces, a ministry) rather than a bare noun phrase.
    definite : bool
        "the gunmen": someone spoken of before.
    asset : bool
        The words name something an actor owns ("positions", "a convoy").
    preposition : str
        The preposition right before the phrase, folded, or empty.
    aside : bool
        Within an apposition or a modifier ("…, a militia backed by X, …"): no part of the clause's own grammar.
    bare : bool
        Found by its head noun alone; a name right before it says who is meant ("RSF delegates").
    unlisted : bool
        Found by the grammar of a clause alone; no table has its noun ("toughs").
    """

    first: int
    last: int
    actor: Actor
    known: bool
    definite: bool = False
    asset: bool = False
    preposition: str = ""
    aside: bool = False
    bare: bool = False
    unlisted: bool = False


_PLURAL_SAYS = frozenset(["accuse", "blame", "deny", "say", "allege", "insist", "confirm", "announce", "tell"])
"""Forms of verbs of saying that are no nouns."""
_SETTING = frozenset([",", "in", "across", "inside", "throughout", "into", "around", "neighbouring", "neighboring"])
"""Words before a country's name that make it the scene, as "sanctions on", "talks with" do not."""
_AMOUNTS = frozenset(
    ["number", "numbers", "dozens", "hundreds", "thousands", "scores", "handful", "total", "majority", "bodies"]
)
_MONITORS = frozenset(["monitor", "monitoring group", "group", "watchdog", "war monitor", "organisation", "network"])


@dataclass(slots=True)
class Cast:
    """Who has been spoken of so far in a text; short forms are resolved against it."""

    country: str = ""
    last_ministry: Actor | None = None
    last_force: Actor | None = None
    last_rebel: Actor | None = None
    speaker: Actor | None = None
    ours: Actor | None = None
    topic: Actor | None = None
    sources: list[Actor] = field(default_factory=list)
    persons: list[Actor] = field(default_factory=list)
    phrases: dict[str, Actor] = field(default_factory=dict)
    acronyms: dict[str, Actor] = field(default_factory=dict)
    coalition: Actor | None = None
    command: Actor | None = None
    met: dict[Actor, int] = field(default_factory=dict)
    raids_fly: bool = False
    pair: tuple[Actor, Actor] | None = None

    def person(self, word: str) -> Actor | None:
        """Return the last person one of whose names or titles is ``word``."""
        for actor in reversed(self.persons):
            if word in actor.name.lower().split():
                return actor
        return None

    def source(self, actor: Actor) -> Actor:
        """Return the source that a short form means ("the agency", "the spokesman"), and remember it."""
        if actor.kind == "official" and len(actor.name.split()) <= 2:
            head = fold(actor.name.split()[-1])
            for known in reversed(self.sources):
                names = fold(known.name).split()
                single = len(actor.name.split()) == 1 and head == names[-1] and len(names) > 1
                if single or (known.kind == "monitor" and fold(actor.name) in _MONITORS):
                    return known
        self.sources.append(actor)
        del self.sources[:-20]
        return actor

    def other(self, actor: Actor) -> Actor | None:
        """Return the side that is not ``actor``'s: the text's own, whom it is at war with, or who is spoken of most."""
        if self.ours is not None and self.ours.country != actor.country:
            return self.ours
        at_war = lexicon.opponent(actor.country) if actor.inter == 1 else None
        if at_war is not None:
            return at_war
        others = [
            x for x in self.met
            if x != actor and not (x.inter == 1 and x.country == actor.country) and (x.side or None) != actor.side
        ]  # fmt: skip
        return max(others, key=lambda x: self.met[x], default=None)

    def rivals(self) -> tuple[Actor | None, Actor | None]:
        """Return who "the two sides" are: the last two parties named that are not of one side, or those at war."""
        if self.pair is not None:
            return self.pair
        seen = list(reversed(self.met))
        for k, second in enumerate(seen):
            for first in seen[k + 1 :]:
                if (first.side or first.name) != (second.side or second.name):
                    return first, second
        at_war = lexicon.opponent(self.country)
        return (lexicon.state_forces(self.country), at_war) if at_war is not None else (None, None)

    def allies(self) -> Actor | None:
        """Return whom "the coalition" means: the one named before, else that of the country spoken of."""
        return self.coalition or lexicon.coalition(self.country)

    def _state_side(self) -> str:
        """Return the side of the army of the country spoken of, which is no rebels'."""
        return lexicon.state_forces(self.country).side if self.country else "government"

    def meet(self, actor: Actor) -> None:
        """Remember ``actor`` as the last of its kind."""
        if "oalition" in actor.name:
            self.coalition = actor
        if actor.kind == "armed" and actor.inter in {1, 2, 3} and (actor.country or actor.side):
            self.met[actor] = self.met.pop(actor, 0) + 1  # those met last stand last
        if actor.kind == "ministry":
            self.last_ministry = actor
        elif actor.kind == "armed" and actor.inter == 1:
            if not actor.name.startswith("Police"):
                self.last_force = actor
        elif (
            actor.kind == "armed"
            and actor.inter in {2, 3, 4}
            and actor.side not in {"", "government", self._state_side()}
        ):
            self.last_rebel = actor
        elif actor.kind == "person":
            if actor in self.persons:
                self.persons.remove(actor)
            self.persons.append(actor)
            del self.persons[:-50]


def main_country(counts: Mapping[str, float]) -> str:
    """Return the ISO2 code of the country that a text speaks of first of all, or an empty string.

    ``counts`` are those of :func:`country_counts`.
    """
    return max(counts, key=lambda k: counts[k]) if counts else ""


@cache
def _names_of_countries() -> frozenset[str]:
    """Return the words that begin whatever speaks of a country."""
    tables = (lexicon.countries(), lexicon.capitals(), lexicon.actors(), lexicon.demonyms())
    return frozenset().union(*(table.openers for table in tables))


def country_counts(tokens: Sequence[Token]) -> dict[str, float]:
    """Return how much ``tokens`` speak of each country, by its ISO2 code."""
    counts: dict[str, float] = {}
    named, inside = _names_of_countries(), 0
    for i in [i for i, t in enumerate(tokens) if t.capital and t.low in named]:
        if i >= inside:
            party = lexicon.actors().at(tokens, i)
            if party is not None and party[0] - i > 1:
                # "Islamic Resistance in Iraq": a part of the name, not the scene
                inside = party[0]
                if party[1].country:
                    counts[party[1].country] = counts.get(party[1].country, 0) + 0.5
                continue
            hit = country_at(tokens, i, lexicon.countries())
            if hit is not None:
                placed = bool(i) and tokens[i - 1].low in words("direction_adjective") | _SETTING
                counts[hit[1].iso2] = counts.get(hit[1].iso2, 0) + (4 if placed else 1)
            elif (seat := country_at(tokens, i, lexicon.capitals())) is not None:
                counts[seat[1].iso2] = counts.get(seat[1].iso2, 0) + 1
            elif lexicon.shared().at(tokens, i) is not None:
                continue  # it says nothing of a country, but the other way round
            elif (actor := lexicon.actors().at(tokens, i)) is not None and actor[1].country:
                counts[actor[1].country] = counts.get(actor[1].country, 0) + 0.5
            elif (adjective := country_at(tokens, i, lexicon.demonyms())) is not None:
                counts[adjective[1].iso2] = counts.get(adjective[1].iso2, 0) + 0.5
    return counts


def acronym_ok(tokens: Sequence[Token], i: int, end: int, text: str) -> bool:
    """Demand capitals of short names: "IS" and "US" are actors, "is" and "us" are not."""
    if end - i > 1 or len(tokens[i].low) > 3:
        return tokens[i].capital or any(t.capital for t in tokens[i:end]) or end - i > 1
    surface = text[tokens[i].start : tokens[i].end]
    return surface.isupper()


def country_at(
    tokens: Sequence[Token], i: int, table: PhraseTable[Country], text: str | None = None
) -> tuple[int, Country] | None:
    """Return ``(end, country)`` of the capitalised name or adjective at ``i``; with ``text``, "us" is none."""
    if not tokens[i].capital:
        return None
    hit = table.at(tokens, i)
    if hit is None:
        return None
    if text is not None and not acronym_ok(tokens, i, hit[0], text):
        return None
    return hit


def organisation_at(tokens: Sequence[Token], i: int) -> int | None:
    """Return the end of a capitalised name of an organisation that starts at ``i`` ("Idlib Brigade"), or ``None``.

    At least two capitalised words in a row, the last of which says what kind of organisation it is.
    """
    end, tail, j = i, None, i
    while j < len(tokens) and j - i < 8:
        token = tokens[j]
        if token.glued and token.low in words("backed") and tail is not None:
            break
        if token.glued and tokens[j - 1].low in {"pro", "anti", "non"}:
            return None  # "Pro-government forces"
        if token.capital:
            end = j + 1
            if token.low in words("organization_tail") and j > i:
                tail = end
        elif token.glued or (token.low in {"al", "el", "ez", "of", "for", "de", "'s"} and j > i):
            pass
        else:
            break
        j += 1
    return tail


@cache
def _quantifiers() -> frozenset[str]:
    return words("determiner") | words("cardinal") | {"late", "senior", "chief", "top", "rival"}


def _quantity(token: Token) -> bool:
    return token.kind == "number" or token.low in words("determiner") | words("cardinal")


def _year(token: Token) -> bool:
    return token.kind == "number" and len(token.low) == 4 and token.low[:2] in {"19", "20"}


def _amount(token: Token) -> bool:
    return token.low in _AMOUNTS | words("cardinal") or (token.kind == "number" and not _year(token))


class Scan:
    """One pass over one sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], cast: Cast) -> None:
        self.text, self.tokens, self.cast = text, tokens, cast
        self.found: list[ActorMention] = []
        self.paired: set[int] = set()
        self.country = self._sentence_country() or cast.country

    def _sentence_country(self) -> str:
        for i, t in enumerate(self.tokens):
            if not (t.capital and i):
                continue
            k = i - 1 - (i > 1 and self.tokens[i - 1].low in words("direction_adjective"))
            if self.tokens[k].low in {"in", "neighbouring", "neighboring"}:
                hit = country_at(self.tokens, i, lexicon.countries(), self.text)
                if hit is not None:
                    return hit[1].iso2
        return ""

    def surface(self, first: int, last: int) -> str:
        """Return the words of tokens ``[first, last)`` on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def add(self, first: int, last: int, actor: Actor, known: bool, *, asset: bool = False) -> int:
        """Note a mention, with the determiners and numbers before it; return ``last``."""
        start = first
        while start and first - start < 4 and self.tokens[start - 1].low in _quantifiers():
            if self.tokens[start - 1].low == "of" and not _quantity(self.tokens[start - 2]):
                break
            if self.tokens[start - 1].low == "that" or (
                self.tokens[start - 1].low in {"at", "about"} and self.tokens[start].low != "least"
            ):
                break
            start -= 1
        if self.tokens[start].kind == "number" and start:
            pass
        elif (
            start
            and self.tokens[start].low not in {"a", "an"}
            and self.tokens[start - 1].kind == "number"
            and not _year(self.tokens[start - 1])
        ):
            start -= 1
        if start and self.tokens[start].kind == "number" and self.tokens[start - 1].low in {"around", "about", "over"}:
            start -= 1
        if start >= 2 and self.tokens[start - 1].low == "of" and _amount(self.tokens[start - 2]):
            start -= 2  # "the number of enemies killed", "a group of men"
            start -= self.tokens[start - 1].low in {"the", "a", "total", "large", "small", "unknown"} and start > 0
        definite = any(t.low in words("definite") for t in self.tokens[start:first])
        at = start
        while at and start - at < 3 and self._participle(at - 1):
            at -= 1  # "of the internationally recognised government"
        while at < start and at and self.tokens[at - 1].low in words("determiner") - {"of"}:
            at -= 1
        before = self.tokens[at - 1].low if at else ""
        preposition = before if before in words("preposition") else ""
        self.found.append(ActorMention(start, last, actor, known, definite, asset, preposition))
        return last

    def _participle(self, i: int) -> bool:
        """Tell "recognised", "newly" before a noun from the verb of a clause."""
        low = self.tokens[i].low
        return low.endswith(("ised", "ized", "ly")) and low not in acting_forms() and not self.tokens[i].capital

    def title(self, first: int, last: int) -> str:
        """Return the words of a phrase with a capital first letter."""
        name = self.surface(first, last)
        return name[:1].upper() + name[1:]


@cache
def stops() -> frozenset[str]:
    """Return the words that no noun phrase runs across."""
    return (
        words("determiner") | words("preposition") | words("be") | words("perfect") | words("coordinator")
        | words("subordinator") | words("pronoun") | words("modal") | words("negation") | lexicon.reporting_words()
        | acting_forms() | _PLURAL_SAYS
    )  # fmt: skip
