"""Reads one text from its blocks to its events: the order in which the rules are applied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from weakref import WeakKeyDictionary

from geoevents.gazetteer.memo import Memo
from geoevents.text.acts.raids import raids_fly
from geoevents.text.acts.sense import warlike
from geoevents.text.acts.triggers import find_triggers
from geoevents.text.joining.discourse import join
from geoevents.text.layout.debris import Block, blocks
from geoevents.text.layout.headlines import as_told, bare_news
from geoevents.text.layout.notices import read_notice
from geoevents.text.layout.outline import Heading, opening_country, outline, put_under, run_in
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.adversaries import apart
from geoevents.text.parties.author import author_of
from geoevents.text.parties.blame import assign
from geoevents.text.parties.cast import Cast, country_counts, main_country
from geoevents.text.places.carried import carry_places
from geoevents.text.places.finder import first_places
from geoevents.text.places.mention import NameBook, PlaceMention
from geoevents.text.places.name_memory import NameMemory
from geoevents.text.places.on_demand import PlacesOnDemand
from geoevents.text.reading.drafts import Draft, spread
from geoevents.text.reading.reader import SentenceReader
from geoevents.text.times.dates import published_in
from geoevents.text.times.dating import dates_of
from geoevents.text.times.relations import today
from geoevents.text.words.lexicon import Actor, actors, shared
from geoevents.text.words.sentences import Sentence, split
from geoevents.text.words.tokens import Token, tokenize

__all__ = ["Document", "read_document"]

_MOST_LOOKED_UP = 20_000
"""Names of which the countries are kept."""
_OPENING_TOKENS = 400
"""Tokens from the start of a text in which places tell its country, where no country is named."""
_OVER = frozenset(["headline", "heading", "dateline"])
_IN = frozenset(["in", "near", "around", "outside"])
_SURE = 2
"""How much a text must speak of a country to be about it without more ado."""
_VOTERS = 12
_ENOUGH_VOTES = 2
"""Places that are asked, and first choices and halves of second ones that a country needs."""
_MOST_OF_ONE = 1.84
"""Votes that one place gives to one country at most: a first choice, half of one and a third of one."""


@dataclass(slots=True)
class Document:
    """What reading a text gave.

    Attributes
    ----------
    published : datetime.date or None
        Given, or found in the text.
    country : str
        ISO2 code of the country it speaks of first of all, or empty.
    events : list of Draft
    places : mapping of int to sequence of PlaceMention
        Of each sentence by its number, looked for when asked for; empty where no word of the text tells of an event.
    named : mapping of str to float
        How much it speaks of each country, by its ISO2 code.
    """

    text: str
    blocks: list[Block]
    sentences: list[Sentence]
    published: date | None
    country: str
    events: list[Draft]
    places: Mapping[int, Sequence[PlaceMention]]
    named: Mapping[str, float] = field(default_factory=dict)


_looked_up: WeakKeyDictionary[NameBook, Memo[str, tuple[str, ...]]] = WeakKeyDictionary()


def _countries(book: NameBook, name: str) -> tuple[str, ...]:
    """Return the countries of the places that a name is likeliest to mean, where ``book`` is a gazetteer."""
    lookup = getattr(book, "lookup", None)
    if lookup is None:
        return ()
    kept = _looked_up.setdefault(book, Memo(_MOST_LOOKED_UP))
    known = kept.get(name)
    if known is None:
        known = kept.put(name, tuple(found.place.country for found in lookup(name, limit=3, fuzzy=False)))
    return known


def _told_country(text: str, tokens: Sequence[Token], book: NameBook) -> str:
    """Return the country that most of the first places lie in, for texts that name no country, or an empty string."""
    votes: dict[str, float] = {}
    for iso2 in {a.country for _, a in _named(tokens) if a.country and a.inter != 1}:
        votes[iso2] = float(_ENOUGH_VOTES)  # whose rebels are named
    head = [t for t in tokens[:_OPENING_TOKENS] if t.kind != "line"]
    voters = [m for m in first_places(text, head, NameMemory(book), _VOTERS) if m.role == "place"]
    for left, m in zip(range(len(voters) - 1, -1, -1), voters, strict=True):
        said = text[head[m.first].start : head[m.last - 1].end]
        name = " ".join(w for w in said.split() if w[0].isupper() or "-" in w)
        found = _countries(book, name) if name else ()
        for rank, iso2 in enumerate(found):
            # a name that several countries have tells less of each
            votes[iso2] = votes.get(iso2, 0) + 1 / (1 + rank) / len(set(found))
        second, first = sorted([0.0, 0.0, *votes.values()])[-2:]
        if first >= _ENOUGH_VOTES and first - second > left * _MOST_OF_ONE:
            break  # the others cannot change it any more, and a look-up takes its time
    best = max(votes, key=lambda k: (votes[k], k), default="")
    return best if best and votes[best] >= _ENOUGH_VOTES else ""


def _named(tokens: Sequence[Token]) -> list[tuple[int, Actor]]:
    """Return the actors of the table among the first tokens of a text, without names that several bear."""
    head, several = tokens[:_OPENING_TOKENS], shared()
    found = [(i, hit) for i, t in enumerate(head) if t.capital and (hit := actors().at(tokens, i))]
    return [hit for i, hit in found if (other := several.at(tokens, i)) is None or other[0] < hit[0]]


def _behind_in(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the names that stand behind "in", "near" and their like: what opens a sentence is a place, too."""
    return frozenset(t.low for t, before in zip(tokens[1:], tokens, strict=False) if t.capital and before.low in _IN)


def read_document(text: str, book: NameBook, *, published: date | None = None, country: str = "") -> Document:
    """Read ``text``; ``country`` (ISO2) is a prior for what the text does not say.

    Time is linear in the length of the text: every rule looks at one sentence, or a bounded number of events back.
    """
    parts = blocks(text)
    anchor = published or published_in(text, parts)
    by_block = as_told([tokenize(text, b.start, b.end) if b.role != "debris" else [] for b in parts])
    tokens = [t for found in by_block for t in found]
    counts = country_counts(tokens)
    named = dict(counts)
    told = ""
    if not country and max(counts.values(), default=0) < _SURE:
        # only adjectives ("a Russian air raid") or nothing: where the places are tells more
        told = _told_country(text, tokens, book)
        if told:
            counts[told] = counts.get(told, 0) + _SURE
    home = country or main_country(counts)
    common = frozenset(t.low for t in tokens if t.kind == "word" and not t.capital)
    book = NameMemory(book)
    sentences = split(text, parts, by_block)
    headings = outline(text, parts, book, anchor)
    dates = dates_of(text, parts, headings, anchor, by_block)
    starts = [d.start for d in dates]
    war = warlike(tokens) or bare_news(by_block)
    reader = SentenceReader(
        text, book, Cast(country=home), common, warlike=war, published=anchor, sure=_behind_in(tokens)
    )
    reader.cast.raids_fly = raids_fly(tokens)
    over_text = [t for b, found in zip(parts, by_block, strict=True) if b.role in _OVER for t in found]
    opening = country_counts(over_text)
    if told:
        opening[told] = opening.get(told, 0) + _SURE  # before it names the country of whom it fights
    reader.speaks_of({} if country else counts, opening, author_of(text, parts, home, tokens))
    drafts: list[Draft] = []
    notice = read_notice(text, sentences, headings, dates, book, published=anchor, country=home)
    if not notice.taken and not any(find_triggers(s.tokens) for s in sentences):
        return Document(text, parts, sentences, anchor, home, [], {})  # most texts of an archive tell no event
    above: dict[int, Heading] = {}
    places: dict[int, Sequence[PlaceMention]] = {}
    over, about, paragraph = Heading(), "", -1
    for number, s in enumerate(sentences):
        own = dates[bisect_left(starts, s.start) : bisect_left(starts, s.end)]
        if s.paragraph != paragraph:
            over, paragraph = headings[s.paragraph], s.paragraph
            opens = number + 1 < len(sentences) and sentences[number + 1].paragraph == s.paragraph
            over = run_in(text, s.tokens, over, book, opens=opens) or over
            about = opening_country(s.tokens)
        if number in notice.taken:
            drafts += notice.drafts.get(number, [])
            places[number] = PlacesOnDemand(text, s.tokens, find_actors(text, s.tokens, reader.cast), book, common)
        else:
            reader.under = about or over.country
            reader.daily = over.day if over.common else None
            made, places[number] = reader.read(number, s, own)
            under = replace(over, day=notice.days[number]) if over.item and number in notice.days else over
            put_under(made, under, parts[s.paragraph].start)
            above[number] = over
            drafts += made
    events = [apart(e) for e in assign(join(drafts), reader.blamed)]
    for event in events:
        if event.sentence in above and not event.place:
            put_under([event], above[event.sentence], event.item, settled=True)
    events = carry_places(events, sentences, places, {n: h.start for n, h in above.items() if h.place}, text)
    today(events, sentences, text, anchor)
    return Document(text, parts, sentences, anchor, home, spread(events), places, named)
