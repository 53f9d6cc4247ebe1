"""The places that a text named last, which a short form can mean."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.places.mention import PlaceMention
from geoevents.text.places.short_forms import Known
from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import words
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token

__all__ = ["RecentPlaces"]

_KNOWN = 12
"""Places named last that a short form can mean."""
_BEFORE = 4
"""Tokens before a place among which its kind stands: "the camp at X"."""


class RecentPlaces:
    """The places named last, those of events last in each sentence.

    They are gathered when a short form asks for them, from as few sentences as have enough of them: few do ask.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[Known] = []
        self._since: list[tuple[Sentence, list[tuple[str, str, int]], Sequence[PlaceMention]]] = []

    def add(self, sentence: Sentence, drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> None:
        """Note what a sentence tells and names; the drafts may change later, what they tell of places is read now."""
        told = [(d.place, d.place_country, d.place_start) for d in drafts if d.place and d.place_start >= 0]
        self._since.append((sentence, told, places))

    def known(self) -> list[Known]:
        """Return the places, the last one last."""
        found: list[Known] = []
        while self._since and len(found) < _KNOWN:
            found[:0] = self._named_in(*self._since.pop())
        self._known = [*self._known, *found][-_KNOWN:]
        self._since.clear()
        return self._known

    def _named_in(
        self, sentence: Sentence, told: Sequence[tuple[str, str, int]], places: Sequence[PlaceMention]
    ) -> list[Known]:
        t = sentence.tokens
        kinds = {t[p.first].start: _kinds(t, p.first) for p in places}
        of_events = [Known(words, country, at, kinds.get(at, frozenset())) for words, country, at in told]
        starts = {k.start for k in of_events}
        named = [
            (t[p.first].start, t[p.last - 1].end) for p in places if p.role == "place" and not (p.country or p.aside)
        ]
        return [Known(self._text[a:b], "", a, kinds[a]) for a, b in named if a not in starts] + of_events


def _kinds(tokens: Sequence[Token], first: int) -> frozenset[str]:
    """Return the kinds of place named right before a place: "the army camp at X"."""
    return frozenset(x.low for x in tokens[max(0, first - _BEFORE) : first]) & words("feature")
