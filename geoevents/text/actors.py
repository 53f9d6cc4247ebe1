"""Who acts: finds actors in a sentence, by the table of actors and by rules for noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from geoevents.text import lexicon
from geoevents.text.lexicon import Actor, Country, Noun
from geoevents.text.tables import words
from geoevents.text.tokens import Token
from geoevents.text.triggers import acting_forms

__all__ = ["ActorMention", "Cast", "find_actors", "main_country", "organisation_at"]

_MINISTRIES = frozenset(["defense", "defence", "foreign", "interior", "health", "information", "emergencies", "internal"])
_ARMED_TAILS = frozenset(
    "brigade brigades battalion battalions regiment division army forces force front militia faction corps guard guards shield".split()
)
_GENERIC_STATE = frozenset(["government", "security", "special", "army", "armed", "national", "regime", "regular", "elite", "local"])
_OWNERS = frozenset(["fighters", "fighter", "militants", "members", "troops", "forces", "soldiers", "positions", "position", "units", "unit", "representatives", "delegates", "convoy", "vehicle", "base", "warplanes", "aircraft", "jets", "drones", "vehicles", "commander", "commanders", "officials", "patrol", "checkpoint", "gunmen", "part", "elements", "remnants", "those", "delegation", "artillery"])  # fmt: skip
_SHORT = frozenset(["militia", "group", "faction", "paramilitaries"])
_SITES = frozenset(["base", "bases", "camp", "barracks", "headquarters", "checkpoint", "outpost", "post", "air force"])
_MAX_MODIFIERS = 6


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


@dataclass(slots=True)
class Cast:
    """Who has been spoken of so far in a text; short forms are resolved against it."""

    country: str = ""
    last_ministry: Actor | None = None
    last_force: Actor | None = None
    last_rebel: Actor | None = None
    speaker: Actor | None = None
    persons: list[Actor] = field(default_factory=list)
    phrases: dict[str, Actor] = field(default_factory=dict)
    acronyms: dict[str, Actor] = field(default_factory=dict)

    def person(self, word: str) -> Actor | None:
        """Return the last person one of whose names or titles is ``word``."""
        for actor in reversed(self.persons):
            if word in actor.name.lower().split():
                return actor
        return None

    def meet(self, actor: Actor) -> None:
        """Remember ``actor`` as the last of its kind."""
        if actor.kind == "ministry":
            self.last_ministry = actor
        elif actor.kind == "armed" and actor.inter == 1:
            self.last_force = actor
        elif actor.kind == "armed" and actor.inter in {2, 3, 4} and actor.side:
            self.last_rebel = actor
        elif actor.kind == "person":
            if actor in self.persons:
                self.persons.remove(actor)
            self.persons.append(actor)
            del self.persons[:-50]


def main_country(tokens: Sequence[Token]) -> str:
    """Return the ISO2 code of the country that a text speaks of first of all, or an empty string."""
    counts: dict[str, float] = {}
    for i, token in enumerate(tokens):
        if token.capital:
            hit = _country_at(tokens, i, lexicon.countries())
            if hit is not None:
                placed = bool(i) and tokens[i - 1].low in words("preposition") | {","}
                counts[hit[1].iso2] = counts.get(hit[1].iso2, 0) + (4 if placed else 1)
            elif (seat := _country_at(tokens, i, lexicon.capitals())) is not None:
                counts[seat[1].iso2] = counts.get(seat[1].iso2, 0) + 1
            elif (actor := lexicon.actors().at(tokens, i)) is not None and actor[1].country:
                counts[actor[1].country] = counts.get(actor[1].country, 0) + 0.5
            elif (adjective := _country_at(tokens, i, lexicon.demonyms())) is not None:
                counts[adjective[1].iso2] = counts.get(adjective[1].iso2, 0) + 0.5
    return max(counts, key=lambda k: counts[k]) if counts else ""


def _acronym_ok(tokens: Sequence[Token], i: int, end: int, text: str) -> bool:
    """Demand capitals of short names: "IS" and "US" are actors, "is" and "us" are not."""
    if end - i > 1 or tokens[i].end - tokens[i].start > 3:
        return tokens[i].capital or any(t.capital for t in tokens[i:end]) or end - i > 1
    surface = text[tokens[i].start : tokens[i].end]
    return surface.isupper() or (tokens[i].capital and len(surface) > 2)


def _country_at(
    tokens: Sequence[Token], i: int, table: lexicon.PhraseTable[Country], text: str | None = None
) -> tuple[int, Country] | None:
    hit = table.at(tokens, i)
    if hit is None or not tokens[i].capital:
        return None
    if text is not None and not _acronym_ok(tokens, i, hit[0], text):
        return None
    return hit


def organisation_at(tokens: Sequence[Token], i: int) -> int | None:
    """Return the end of a capitalised name of an organisation that starts at ``i`` ("Idlib Brigade"), or ``None``.

    At least two capitalised words in a row, the last of which says what kind of organisation it is.
    """
    end, tail, j = i, None, i
    while j < len(tokens) and j - i < 8:
        token = tokens[j]
        if token.capital:
            end = j + 1
            if token.low in words("organization_tail") and j > i:
                tail = end
        elif token.glued or token.low in {"al", "el", "ez", "of", "for", "de", "'s"} and j > i:
            pass
        else:
            break
        j += 1
    return tail


class _Finder:
    """One pass over one sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], cast: Cast) -> None:
        self.text, self.tokens, self.cast = text, tokens, cast
        self.found: list[ActorMention] = []
        self.country = self._sentence_country() or cast.country

    def _sentence_country(self) -> str:
        for i, t in enumerate(self.tokens):
            if t.capital and i and self.tokens[i - 1].low in {"in", "neighbouring", "neighboring"}:
                hit = _country_at(self.tokens, i, lexicon.countries(), self.text)
                if hit is not None:
                    return hit[1].iso2
        return ""

    def surface(self, first: int, last: int) -> str:
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def add(self, first: int, last: int, actor: Actor, known: bool, *, asset: bool = False) -> int:
        start = first
        while start and first - start < 4 and self.tokens[start - 1].low in words("determiner") | {"late", "senior"}:
            if self.tokens[start - 1].low == "of" and self.tokens[start - 2].low not in words("determiner"):
                break
            if self.tokens[start - 1].low == "that" or (
                self.tokens[start - 1].low in {"at", "about"} and self.tokens[start].low != "least"
            ):
                break
            start -= 1
        if self.tokens[start].kind == "number" and start:
            pass
        elif start and self.tokens[start - 1].kind == "number":
            start -= 1
        definite = any(t.low in words("definite") for t in self.tokens[start:first])
        before = self.tokens[start - 1].low if start else ""
        preposition = before if before in words("preposition") else ""
        self.found.append(ActorMention(start, last, actor, known, definite, asset, preposition))
        return last

    def scan(self) -> list[ActorMention]:
        i = 0
        while i < len(self.tokens):
            i = (
                self._table(i) or self._ministry(i) or self._person(i) or self._of_country(i) or self._organisation(i)
                or self._noun(i) or self._country(i) or i + 1
            )  # fmt: skip
        self._join()
        self._asides()
        return self.found

    def _table(self, i: int) -> int | None:
        hit = lexicon.actors().at(self.tokens, i)
        if hit is None or not _acronym_ok(self.tokens, i, hit[0], self.text):
            return None
        end, actor = hit
        if end - i == 1 and self.tokens[i].low not in {"the"}:
            tail = organisation_at(self.tokens, i)
            if tail is not None and tail > end:
                return None
        return self.add(i, self._with_acronym(end, actor), actor, True)

    def _with_acronym(self, end: int, actor: Actor) -> int:
        """Take "(SDF)" after a full name along, and remember it."""
        t = self.tokens
        if end + 2 < len(t) and t[end].low == "(" and t[end + 1].kind == "word" and t[end + 1].capital:
            close = next((k for k in range(end + 2, min(end + 5, len(t))) if t[k].low == ")"), None)
            word = self.text[t[end + 1].start : t[(close or end + 2) - 1].end]
            if close is not None and word.replace("-", "").isupper():
                self.cast.acronyms[word] = actor
                return close + 1
        return end

    def _ministry(self, i: int) -> int | None:
        t = self.tokens
        j, country = i, None
        for table in (lexicon.demonyms(), lexicon.countries()):
            hit = _country_at(t, i, table, self.text)
            if hit is not None:
                j, country = hit
                if j < len(t) and t[j].low == "'s":
                    j += 1
                break
        iso2 = country.iso2 if country else ""
        if j < len(t) and t[j].low in _MINISTRIES and j + 1 < len(t) and t[j + 1].low in {"ministry", "minister", "ministries"}:
            kind = t[j].low.replace("defence", "defense").title()
            where = country or lexicon.country(self.country)
            name = f"{where.demonym} {kind} Ministry" if where else f"{kind} Ministry"
            if t[j + 1].low == "minister":
                return None
            return self.add(i, j + 2, Actor(name, "ministry", 0, iso2 or self.country), True)
        if j < len(t) and t[j].low == "ministry" and j + 1 < len(t) and t[j + 1].low == "of":
            kind_at = j + 2 + (j + 2 < len(t) and t[j + 2].low == "the")
            if kind_at < len(t) and t[kind_at].capital:
                end = kind_at + 1
                if end + 1 < len(t) and t[end].low == "of" and (hit := _country_at(t, end + 1, lexicon.countries(), self.text)):
                    end, country = hit
                kind = t[kind_at].low.replace("defence", "defense").title()
                where = country or lexicon.country(self.country)
                name = f"{where.demonym} {kind} Ministry" if where else f"{kind} Ministry"
                return self.add(i, end, Actor(name, "ministry", 0, where.iso2 if where else ""), True)
        if j < len(t) and t[j].low == "ministry" and (country or (i and t[i - 1].low in words("definite"))):
            last = self.cast.last_ministry
            if last is not None and (not iso2 or last.country == iso2):
                return self.add(i, j + 1, last, True)
            if country:
                return self.add(i, j + 1, Actor(f"{country.demonym} ministry", "ministry", 0, iso2), True)
        return None

    def _person(self, i: int) -> int | None:
        t = self.tokens
        if t[i].low in words("person_title"):
            j = i
            while j < len(t) and (t[j].low in words("person_title") or (t[j].low == "." and j > i)) and j - i < 4:
                j += 1
            end = j
            end = self._name_on(end, j)
            if end > j and t[j].low not in words("organization_tail") and lexicon.actors().at(t, j) is None:
                actor = Actor(self.surface(i, end), "person", 0)
                return self.add(i, end, actor, True)
            if i and t[i - 1].low in words("definite") and (known := self.cast.person(t[i].low)) is not None:
                return self.add(i, i + 1, known, True)
        if not t[i].capital:
            return None
        follows = i + 1 < len(t) and t[i + 1].capital
        if t[i].low in words("forename") and follows and (i == 0 or not t[i - 1].capital or t[i - 1].glued):
            end = i + 1
            end = self._name_on(end, i)
            if t[end - 1].low not in words("organization_tail"):
                return self.add(i, end, Actor(self.surface(i, end), "person", 0), True)
        if not follows and (i == 0 or not t[i - 1].capital) and (known := self.cast.person(t[i].low)) is not None:
            return self.add(i, i + 1, known, True)
        return None

    def _name_on(self, end: int, first: int) -> int:
        """Return the end of a person's name: capitalised words, and "al-", "bin" between them."""
        t = self.tokens
        while end < len(t) and end - first < 6:
            linked = t[end].low in {"al", "el", "bin", "ibn", "ould", "ag", "de", "van"} and end > first and end + 1 < len(t) and t[end + 1].capital
            if not (t[end].capital or (t[end].glued and end > first) or linked):
                break
            end += 1
        return end

    def _of_country(self, i: int) -> int | None:
        """Read "Syrian positions", "Russian Military Police unit", "US special forces", "US and Russian commanders"."""
        t = self.tokens
        hit = _country_at(t, i, lexicon.demonyms(), self.text) or _country_at(t, i, lexicon.countries(), self.text)
        if hit is None:
            return None
        end, country = hit
        if end < len(t) and t[end].low == "'s":
            end += 1
        j = end
        if j + 1 < len(t) and t[j].low in {"and", "or"} and (
            _country_at(t, j + 1, lexicon.demonyms(), self.text) or _country_at(t, j + 1, lexicon.countries(), self.text)
        ):
            # "US and Russian commanders": the first adjective shares the noun of the second.
            second = next(k for k in range(j + 1, j + 5) if not t[k].capital or k + 1 >= len(t))
            noun = lexicon.nouns().at(t, second)
            if noun is not None and noun[1].kind in {"armed", "asset"}:
                return self.add(i, end, lexicon.state_forces(country.iso2), True)
            return None
        while j < len(t) and j - end < 4:
            if t[j].low in words("backed"):
                return None
            noun = lexicon.nouns().at(t, j)
            if noun is not None:
                return self._country_noun(i, end, j, noun, country)
            if t[j].kind != "word" or t[j].low in words("preposition") | words("be") | words("coordinator") | words("subordinator"):
                return None
            j += 1
        return None

    def _country_noun(self, i: int, end: int, j: int, noun: tuple[int, Noun], country: Country) -> int:
        last, head = noun
        # "Military Police unit": heads in a row are one phrase
        while last < len(self.tokens) and (more := lexicon.nouns().at(self.tokens, last)) is not None:
            last, head = more
        state = head.kind == "asset" or (head.kind == "armed" and head.inter == 1)
        middle = [t.low for t in self.tokens[end:j]]
        if state and not any(w in {"opposition", "rebel", "mercenary", "militia", "tribal"} for w in middle):
            actor = lexicon.state_forces(country.iso2)
            if any(w in {"air"} for w in middle) or self.tokens[last - 1].low in {"warplanes", "warplane", "jets", "jet", "aircraft", "helicopters"}:
                actor = self._air_arm(country) or actor
            return self.add(i, last, actor, True, asset=head.kind == "asset")
        if head.kind in {"civilian", "crowd"} and head.name:
            return self.add(i, last, Actor(head.name, head.kind, head.inter, country.iso2), True)
        known = head.kind != "official"
        name = self.surface(i, last) if not known else self._title(i, last)
        return self.add(i, last, Actor(name, head.kind, head.inter, country.iso2), known)

    def _air_arm(self, country: Country) -> Actor | None:
        hit = lexicon.actors().at([*self._words(f"{country.demonym} warplanes")], 0)
        return hit[1] if hit is not None else None

    @staticmethod
    def _words(phrase: str) -> list[Token]:
        return [Token(0, 0, w.lower(), "word", True, False) for w in phrase.split()]

    def _title(self, first: int, last: int) -> str:
        name = self.surface(first, last)
        return name[:1].upper() + name[1:]

    def _organisation(self, i: int) -> int | None:
        if not self.tokens[i].capital or (i and self.tokens[i - 1].capital and not self.tokens[i].glued):
            return None
        end = organisation_at(self.tokens, i)
        if end is None:
            return None
        start = i + (self.tokens[i].low in {"the", "a", "an"})
        if end < len(self.tokens) and self.tokens[end].low in _SITES:
            return end + 1  # "the Armoured Corps headquarters": a site
        if end - start < 2:
            return None
        tail = self.tokens[end - 1].low
        kind = "armed" if tail in _ARMED_TAILS else "official"
        actor = Actor(self.surface(start, end), kind)
        return self.add(start, self._with_acronym(end, actor), actor, True)

    def _noun(self, i: int) -> int | None:
        before = len(self.found)
        end = self._noun_phrase(i)
        for m in self.found[before:]:
            m.bare = True
        return end

    def _noun_phrase(self, i: int) -> int | None:
        t = self.tokens
        hit = lexicon.nouns().at(t, i)
        if hit is None:
            word = self.text[t[i].start : t[i].end]
            known = self.cast.acronyms.get(word) if t[i].capital else None
            return self.add(i, i + 1, known, True) if known is not None else None
        end, noun = hit
        first = i
        while end < len(t) and (more := lexicon.nouns().at(t, end)) is not None and not t[end].low.startswith("people"):
            # "army convoy", "jihadist commander": the last noun is the head, "army" still says whose
            i, owner = end, noun
            end, head = more
            noun = noun if head.kind == "asset" and owner.kind == "armed" else head
        if self._modifies(i, end, noun):
            return None
        last_head, i = i, first
        taken = self.found[-1].last if self.found else 0
        while first > taken and i - first < _MAX_MODIFIERS:
            before = t[first - 1]
            acronym = before.capital and self.text[before.start : before.end].isupper() and before.low == "us"
            if before.kind != "word" or (before.low in _stops() and not acronym):
                break
            if before.low.endswith("ly") or (before.low.endswith(("ed", "ing")) and before.low not in words("backed") | {"armed", "unidentified", "designated", "displaced", "masked"}):
                break
            first -= 1
        modifiers = [x.low for x in t[first:last_head]]
        named = any(x.capital for x in t[max(first, 1) : last_head])
        if noun.kind == "asset" and named and t[end - 1].low in _SITES:
            return None  # "the Hmeimim base": a place
        backed = any(m in words("backed") - {"armed"} for m in modifiers)
        if noun.kind == "asset" and not modifiers and not (self.found and self.found[-1].last == i):
            return None if not (i and t[i - 1].low in {"its", "their"}) else self._possessive(i, end, noun)
        if i and t[first - 1].low in {"its", "their"} and noun.kind in {"armed", "asset"}:
            return self._possessive(first, end, noun)
        if not noun.alone and not modifiers and not (self.found and self.found[-1].last == i) and noun.kind == "armed":
            return None
        if noun.kind == "armed" and noun.inter == 1 and not backed and all(m in _GENERIC_STATE for m in modifiers):
            actor = self.cast.last_force if not self.country else lexicon.state_forces(self.country)
            if actor is not None and not (t[i].low in {"forces", "force", "officers"} and not modifiers):
                return self.add(first, end, actor, True)
        if noun.kind == "civilian" and any(m in {"armed", "masked", "gun"} for m in modifiers):
            return self.add(first, end, Actor(self._title(first, end), "armed", 3), False)
        if t[i - 1].low == "the" and not modifiers and t[end - 1].low in _SHORT and self.cast.last_rebel is not None and end - i == 1:
            return self.add(first, end, self.cast.last_rebel, True)
        if noun.name and not backed:
            return self.add(first, end, Actor(noun.name, noun.kind, noun.inter), True)
        inter = 0 if backed and noun.inter == 1 else noun.inter
        name = self._title(first, end) if noun.kind != "official" else self.surface(first, end)
        kind = noun.kind
        return self.add(first, end, Actor(name, "armed" if kind == "asset" else kind, inter), False, asset=kind == "asset")

    def _possessive(self, first: int, end: int, noun: Noun) -> int | None:
        """Read "its forces" as the forces of the party named last."""
        owner = next((m.actor for m in reversed(self.found) if m.actor.kind in {"armed", "ministry", "country"}), None)
        if owner is None:
            return None
        actor = owner
        if owner.kind in {"ministry", "country"} and owner.country:
            actor = lexicon.state_forces(owner.country)
        return self.add(first, end, actor, True, asset=noun.kind == "asset")

    def _modifies(self, i: int, end: int, noun: Noun) -> bool:
        """Tell a noun used as an adjective ("military analyst", "militant attacks") from a head."""
        t = self.tokens
        if end >= len(t) or noun.kind in {"civilian", "crowd"}:
            return False
        after = t[end]
        if after.kind != "word" or after.low in _stops() or after.low in words("adverb") | words("modal") | words("perfect"):
            return False
        if lexicon.nouns().at(t, end) is not None:
            return False
        return (after.low in words("person_title") or after.low in words("organization_tail") or after.low.endswith(("ion", "ions", "ment", "ity")))

    def _country(self, i: int) -> int | None:
        t = self.tokens
        hit = _country_at(t, i, lexicon.countries(), self.text)
        capital = _country_at(t, i, lexicon.capitals(), self.text) if hit is None else None
        if hit is None and capital is None:
            return None
        end, country = hit or capital or (i, None)
        before = t[i - 1].low if i else ""
        if before in {"the", "neighbouring", "neighboring"} and i > 1:
            before = t[i - 2].low
        if before in words("direction_adjective") | words("feature"):
            return None
        if before in words("preposition") - {"with", "by", "against"} and not (before == "between" and hit is not None):
            return None
        if country is None or (end < len(t) and t[end].kind == "word" and t[end].low in words("organization_tail") | words("backed")):
            return None
        if end < len(t) and (t[end].low == "'s" or (t[end].glued)):
            return None
        self.add(i, end, Actor(country.name, "country", 1, country.iso2, country.name), True)
        return end

    def _join(self) -> None:
        """Join phrases that name one actor together: "RSF delegates", "fighters of the RSF", "groups led by X"."""
        out: list[ActorMention] = []
        for m in self.found:
            before = out[-1] if out else None
            if before is not None and before.last == m.first and before.known and m.bare:
                keep = before.actor
                out[-1] = replace(before, last=m.last, asset=m.asset)
                if keep.kind == "ministry":
                    out[-1].actor = Actor(self.surface(before.first, m.last), "official", 0, keep.country)
                elif m.actor.kind == "official" and keep.kind == "country":
                    out[-1].actor = replace(m.actor, name=self._title(before.first, m.last))
                continue
            if before is not None:
                gap = [t.low for t in self.tokens[before.last : m.first]]
                head = self.tokens[before.last - 1].low
                if gap in (["of"], ["from"]) and head in _OWNERS and m.actor.kind in {"armed", "country"}:
                    asset = before.asset or head in {"positions", "position", "base", "convoy", "warplanes", "aircraft"}
                    out[-1] = replace(before, last=m.last, actor=m.actor, known=m.known, asset=asset)
                    continue
                if len(gap) == 2 and gap[1] == "by" and gap[0] in words("backed") | {"headed", "commanded", "dominated"} and not before.known:
                    start = before.first
                    while start < before.last - 1 and self.tokens[start].low in words("determiner"):
                        start += 1
                    name = f"{self.surface(start, before.last)} {' '.join(gap)} {m.actor.name}"
                    inter = before.actor.inter or m.actor.inter
                    out[-1] = replace(before, last=m.last, actor=replace(before.actor, name=name[:1].upper() + name[1:], inter=inter, side=m.actor.side), known=True)
                    continue
                if gap and gap[-1] in {"by", "to", "with"} and len(gap) <= 3 and any(g in words("backed") | {"loyal"} for g in gap):
                    m.aside = True
            out.append(m)
        self.found = self._members(out)

    def _members(self, found: list[ActorMention]) -> list[ActorMention]:
        """Widen "members of X", "the leader of X" to the left; they stand for X."""
        for m in found:
            t = self.tokens
            if m.preposition == "of" and m.first >= 2 and t[m.first - 2].low in _OWNERS:
                first = m.first - 2
                while first and t[first - 1].low in words("determiner") - {"of"}:
                    first -= 1
                before = t[first - 1].low if first else ""
                m.first, m.preposition = first, before if before in words("preposition") else ""
        return found

    def _asides(self) -> None:
        """Mark what stands in an apposition: between commas, opened by an article or a relative word."""
        t = self.tokens
        commas = [i for i, x in enumerate(t) if x.low in {",", "(", ")", "–", "—"}]
        for left, right in pairwise([*commas, len(t)]):
            if left + 1 >= right or t[left + 1].low not in words("apposition_start"):
                continue
            holder = any(m.last == left or (m.last == left - 1 and t[left - 1].low == ")") for m in self.found)
            if t[left].low != "(" and not holder and t[left + 1].low not in {"who", "which", "whose"}:
                continue
            if right == len(t) and t[left + 1].low not in {"who", "which", "whose"}:
                continue
            if any(x.low in lexicon.reporting().keys() for x in t[left + 1 : right]):
                continue
            for m in self.found:
                if left < m.first and m.last <= right:
                    m.aside = True


@cache
def _stops() -> frozenset[str]:
    return (
        words("determiner") | words("preposition") | words("be") | words("perfect") | words("coordinator")
        | words("subordinator") | words("pronoun") | words("modal") | words("negation") | frozenset(lexicon.reporting())
        | acting_forms()
    )  # fmt: skip


def find_actors(text: str, tokens: Sequence[Token], cast: Cast) -> list[ActorMention]:
    """Return the actors of one sentence in order, and let ``cast`` remember them."""
    found = _Finder(text, tokens, cast).scan()
    for m in found:
        if m.known:
            cast.meet(m.actor)
    return found
