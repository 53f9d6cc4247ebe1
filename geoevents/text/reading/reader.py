"""Reads the sentences of a text in order, each with what was said before in mind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geoevents.text.acts.reports import draft
from geoevents.text.acts.triggers import find_triggers
from geoevents.text.claims.attributions import find_claims
from geoevents.text.claims.denials import rebuttals
from geoevents.text.claims.quotations import Quotation
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.blame import Blame, blames
from geoevents.text.parties.cast import Cast, country_counts
from geoevents.text.places.mention import NameBook, PlaceMention
from geoevents.text.places.on_demand import PlacesOnDemand
from geoevents.text.places.recent import RecentPlaces
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.view import View
from geoevents.text.times.dates import DateMention
from geoevents.text.times.day_of_event import SPEECH
from geoevents.text.times.relations import Told, looks_back
from geoevents.text.tolls.shares import tolls
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token

__all__ = ["SentenceReader"]

_BESIDE = frozenset(["daybefore", "apart", "year", "ago"])
"""Ways of saying a date that look aside from the day a paragraph is about."""
_AHEAD = 0.4
"""Weight of what a text has yet to say, against what it has said, for whose army "the army" is."""
_OWN = 2
"""How much more a text counts as being about the country of its author."""
_BACKGROUND = 21
"""Days before the day that a paragraph is about from which on a day is only looked back to."""
_TURNS = 9
"""Tokens within which a sentence that turns to another act says so."""
_OTHER = frozenset(["another", "separate", "different", "other", "similar", "second", "third"])
_CASES = frozenset([
    "engagement", "encounter", "operation", "incident", "incidents", "clash", "case", "development", "action",
    "exchange", "ambush", "firefight", "event", "front", "location", "area", "locality",
])  # fmt: skip
_APART = frozenset(["separately", "elsewhere"])
_QUOTES = frozenset('"“”„«»')


class SentenceReader:
    """Reads sentences in order, with what was said before in mind.

    Parameters
    ----------
    text : str
    book : NameBook
        The gazetteer, as far as recognising names goes.
    cast : Cast
        Who has been spoken of; updated as sentences are read.
    common : frozenset of str
        Words the text also writes in lower case.
    sure : frozenset of str
        Words that stand behind "in" or "near" somewhere in the text.
    warlike : bool
        Whether the text as a whole speaks of armed conflict.
    published : datetime.date, optional
        The day of publication.
    """

    def __init__(
        self,
        text: str,
        book: NameBook,
        cast: Cast,
        common: frozenset[str],
        *,
        warlike: bool,
        published: date | None = None,
        sure: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.book, self.cast, self.common, self.warlike = text, book, cast, common, warlike
        self.published, self.sure = published, sure
        self._paragraph = -1
        self._carried: DateMention | None = None
        self._opening: DateMention | None = None
        self._announced: DateMention | None = None  # the day that a sentence gives to the paragraphs after its colon
        self._named = RecentPlaces(text)
        self._all: dict[str, float] = {}
        self._so_far: dict[str, float] = {}
        self._spoken_of = ""  # the country of most weight of these
        self.under = ""  # the country that the heading over the sentence names
        self.daily: DateMention | None = None  # the day that a heading gives to all that the report tells
        self.blamed: list[Blame] = []
        self._since = -1
        self._quotation = Quotation()
        self._told = Told(text)
        self._agent: Actor | None = None
        self._patient: Actor | None = None
        self._kind = ""

    def read(
        self, number: int, sentence: Sentence, dates: Sequence[DateMention]
    ) -> tuple[list[Draft], Sequence[PlaceMention]]:
        """Return the drafts and the place mentions of one sentence; these are looked for when asked for."""
        opens_paragraph = sentence.paragraph != self._paragraph
        if opens_paragraph:
            self._paragraph, self._carried = sentence.paragraph, self._announced
        if dates:
            self._announced = None
        tokens = sentence.tokens
        self._where(tokens)
        before = self.cast.topic
        mentions = find_actors(self.text, tokens, self.cast)
        claims = find_claims(self.text, tokens, mentions, self.cast)
        triggers = find_triggers(tokens)
        dates, triggers, recalled = self._told.count(tokens, dates, triggers)
        places = PlacesOnDemand(self.text, tokens, mentions, self.book, self.common, self.sure)
        view = View(
            self.text, self._carried, self._opening, number, sentence, dates, mentions, claims, triggers,
            places, recalled, self.warlike, self.published, self._named, self.cast, before, self._agent,
        )  # fmt: skip
        view.last_patient, view.last_kind = self._patient, self._kind
        drafts = [d for t in triggers if (d := draft(view, t)) is not None]
        acting = [d.actor1 for d in drafts if d.actor1 is not None and d.actor1.kind in {"armed", "crowd"}]
        if drafts or any(m.actor.kind == "armed" for m in mentions) or opens_paragraph:
            self._agent = acting[-1] if acting and not any(d.reference for d in drafts) else None
        self.blamed += blames(view)
        self._kind = next((d.sub_event for d in reversed(drafts) if not d.reference), self._kind)
        struck = [d.actor2 for d in drafts if d.actor2 is not None and d.actor2.kind == "armed"]
        self._patient = struck[-1] if struck else None
        drafts += rebuttals(view)
        drafts += tolls(view, drafts)
        known = [d.date for d in drafts if d.date is not None and d.own_date and d.group not in SPEECH]
        opens = tokens[1].end if len(tokens) > 1 else sentence.end
        known = [d for d in known if d.first is not None and (d.rule not in _BESIDE or d.start <= opens)]
        known = [d for d in known if not self._far_back(d)]
        known = [d for d in known if d.start <= opens or not self._night_of(d)]  # "Last night, …" goes on
        plain = [d for d in dates if d.first is not None and not d.future and not self._far_back(d)]
        plain = [d for d in plain if d.rule not in _BESIDE or d.start <= opens]
        if self._carried is not None or self._opening is not None:
            plain = [d for d in plain if not d.spoken]  # the day of a statement dates nothing told after it
        plain = [d for d in plain if d.start <= opens or not self._night_of(d)]
        self._carried = known[-1] if known else plain[-1] if plain else self._carried
        if self._opening is None and self._carried is not None and not looks_back(self._carried, self.text):
            self._opening = self._carried
        if tokens and tokens[-1].low == ":":
            self._announced = self._carried  # "carried out three operations in the past day:"
        if self._quotation.open or not _QUOTES.isdisjoint(view.words):
            self._quotation.follow(sentence, drafts, claims)
        self._break_off(number, tokens)
        for d in drafts:
            d.since = self._since
        self._told.add(drafts)
        self._named.add(sentence, drafts, places)
        return drafts, places

    def _break_off(self, number: int, tokens: Sequence[Token]) -> None:
        """Note a sentence that turns to something else: "In another engagement", "Separately", "Elsewhere in X"."""
        low = [t.low for t in tokens[:_TURNS]]
        other = next((k for k, w in enumerate(low) if w in _OTHER), None)
        if low[:1] and (low[0] in _APART or (other is not None and _CASES & set(low[other + 1 : other + 4]))):
            self._since = number

    def _night_of(self, d: DateMention) -> bool:
        """Tell a night of the day that the whole report is of: what is told next is of the day again."""
        day = self.daily.first if self.daily is not None else None
        if day is None or d.first is None or d.last is None:
            return False
        return (d.last - d.first).days == 1 and d.first <= day <= d.last

    def _far_back(self, d: DateMention) -> bool:
        """Tell a day that only looks back: "it was last hit in June 2021" amid what happened on Tuesday."""
        if d.last is None:
            return True
        if self._carried is not None and self._carried.first is not None:
            return (self._carried.first - d.last).days > _BACKGROUND
        return (
            d.precision in {"month", "year"}
            and self.published is not None
            and ((self.published - d.last).days > _BACKGROUND)
        )

    def speaks_of(self, countries: dict[str, float], opening: dict[str, float], ours: Actor | None) -> None:
        """Say how much the whole text and the lines over it speak of each country, and whose text it is."""
        self._all, self._so_far, self.cast.ours = countries, dict(opening), ours
        self._spoken_of = self._weightiest()

    def _where(self, tokens: Sequence[Token]) -> None:
        """Let "the army" be that of the country spoken of most up to here; the rest of the text counts less."""
        if self.under:
            self.cast.country = self.under
            return
        if not self._all:
            return
        if named := country_counts(tokens):  # most sentences name no country, and change nothing
            for iso2, n in named.items():
                self._so_far[iso2] = self._so_far.get(iso2, 0) + n
            self._spoken_of = self._weightiest()
        self.cast.country = self._spoken_of

    def _weightiest(self) -> str:
        weight = {k: self._so_far.get(k, 0) + _AHEAD * n for k, n in self._all.items()}
        if self.cast.ours is not None and self.cast.ours.country in weight:
            weight[self.cast.ours.country] *= _OWN  # in a staff's own report "the army" is its own, if at home
        return max(weight, key=lambda k: weight[k], default="")
