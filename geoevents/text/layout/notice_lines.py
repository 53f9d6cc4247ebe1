"""One line of a notice: a sentence that counts acts of violence by place and tells nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.text.acts.triggers import Trigger, find_triggers
from geoevents.text.claims.attributions import Claim, find_claims
from geoevents.text.layout.counted import counts, quantity_at
from geoevents.text.layout.entries import Entry, entries_in
from geoevents.text.layout.outline import Heading, run_in
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.cast import ActorMention, Cast
from geoevents.text.places.mention import NameBook
from geoevents.text.reading.drafts import Report
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention
from geoevents.text.tolls.casualties import casualties, dead, hurt
from geoevents.text.words.numbers import Count
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token

__all__ = ["Line", "day_of", "injured_of", "read_line", "report_of", "toll_of"]

_HURT = frozenset(["wound", "injure"])
_RUN_IN = 10
"""Tokens in which a heading that opens a paragraph ends."""


@dataclass(slots=True)
class Line:
    """A sentence with its entries; ``date`` is its own, ``heading`` what stands over it, ``claim`` who says so."""

    number: int
    sentence: Sentence
    entries: list[Entry]
    heading: Heading
    triggers: list[Trigger]
    date: DateMention | None
    mentions: list[ActorMention]
    claim: Claim | None = None

    @property
    def sums(self) -> bool:
        """Whether it names no place smaller than a country."""
        return not any(s.fine for e in self.entries for s in e.spots)


def read_line(
    text: str, number: int, s: Sentence, heading: Heading, dates: Sequence[DateMention], book: NameBook, cast: Cast
) -> Line | None:
    """Return what a sentence counts by place; ``None`` where it counts nothing, or tells something else, too."""
    t = s.tokens
    if not counts(t):
        return None
    colon = next((i + 1 for i, x in enumerate(t[:_RUN_IN]) if x.low == ":"), len(t))
    opening = run_in(text, t, heading, book) if colon < len(t) and not _numbered(t, colon) else None
    over, first = (opening, colon) if opening is not None else (heading, 0)
    spans = [(_token(t, d.start), _token(t, d.end - 1) + 1) for d in dates]

    def known(a: int, b: int) -> bool:
        return book.has_name(text[t[a].start : t[b - 1].end])

    mentions = find_actors(text, t, cast)
    claim = next((c for c in find_claims(text, t, mentions, cast) if _attributes(t, c)), None)
    last = len(t)
    if claim is not None:
        if claim.stance not in {"states", "claims"} or t[claim.at - 1].low in words("pronoun"):
            return None  # "…, it added": whoever spoke before, which prose tells
        first = max(first, claim.first + (claim.first < last and t[claim.first].low == "that"))
        last = claim.last
    entries = entries_in(t, first, last, spans, known, item=heading.item)
    if not entries:
        return None
    triggers = find_triggers(t)
    if not _plain(t, entries, triggers) or any(x.low in words("labour") for x in t):
        return None
    return Line(number, s, entries, over, triggers, day_of(dates), mentions, claim)


def _attributes(t: Sequence[Token], claim: Claim) -> bool:
    """Tell "X said that …", "…, X said" from "destroyed three boats and denied ISIL access", which strikes do."""
    return claim.first == 0 or claim.cue[1] >= len(t) - 1 or claim.cue[0] == 0 or t[claim.at].low == "according"


def _numbered(t: Sequence[Token], i: int) -> bool:
    """Tell "Raqqah: 25 strikes", where the entry itself reads the place."""
    return quantity_at(t, i, single=True) is not None


def _token(t: Sequence[Token], offset: int) -> int:
    return next((i for i, token in enumerate(t) if token.end > offset), len(t) - 1)


_PARTS = frozenset(["district", "neighbourhood", "neighborhood", "quarter", "suburb", "village", "camp", "settlement"])
"""Kinds of places within a town or near it, behind the name that says which."""


def day_of(dates: Sequence[DateMention]) -> DateMention | None:
    """Return the first date that is known and not to come."""
    return next((d for d in dates if d.first is not None and not d.future), None)


def _plain(t: Sequence[Token], entries: Sequence[Entry], triggers: Sequence[Trigger]) -> bool:
    """Tell whether a sentence tells its entries and what they led to, and nothing else."""
    nouns = {e.at for e in entries}
    begun = min(nouns)
    if any(t[k].low in _PARTS and t[k - 1].capital for k in range(begun + 2, len(t))) and any(
        spot.first < begun for spot in entries[0].spots
    ):
        return False  # "In Kharkiv, a bomb hit a house in the Saltivskyi district": finer than what opens the line
    for x in triggers:
        if x.at in nouns:
            if x.negated or x.irreal:
                return False
            continue
        if any(a.low == "near" for a in t[max(0, x.at - 1) : x.at]):
            continue  # "near Hit"
        if x.irreal or x.negated or x.kind.group not in {"force", "damage", "casualty"}:
            return False
        if x.noun and not x.definite and quantity_at(t, max(0, x.at - 1), single=True) is not None:
            return False
        if x.kind.frame == "arms" or (x.passive and x.kind.group == "force"):
            return False
    return True


def report_of(line: Line) -> Report:
    """Return who says so, and the words; of a line without an attribution, the text itself."""
    s, claim = line.sentence, line.claim
    if claim is None:
        return Report("", "states", s.start, s.end)
    a, b = claim.first, claim.last
    while a < b - 1 and s.tokens[a].low in {",", ":", "that"}:
        a += 1
    while b > a + 1 and s.tokens[b - 1].low in {",", "."}:
        b -= 1
    return Report(claim.source.name, claim.stance, s.tokens[a].start, s.tokens[b - 1].end)


def toll_of(line: Line, first: int, last: int) -> Count:
    """Return how many died of what an entry tells."""
    found = _figures(line, first, last, hurt_too=False)
    return found if found is not None else dead(line.sentence.tokens, first, last)


def injured_of(line: Line, first: int, last: int) -> Count:
    """Return how many were hurt by what an entry tells."""
    found = _figures(line, first, last, hurt_too=True)
    return found if found is not None else hurt(line.sentence.tokens, first, last)


def _figures(line: Line, first: int, last: int, *, hurt_too: bool) -> Count | None:
    """Return the figures of the first verb of killing, or of hurting, that has some."""
    for x in line.triggers:
        if first < x.at < last and x.kind.group == "casualty" and not x.negated:
            if (x.kind.lemma in _HURT) is not hurt_too:
                continue
            passive = x.passive or x.kind.lemma == "die"
            found = casualties(line.sentence.tokens, x.at, passive=passive, first=first, last=last)
            if found != (None, None, None):
                return found
    return None
