"""Where the events of one text were: their places are resolved together, with all others that the text names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import Match
from geoevents.text.located import beside
from geoevents.text.reading.document import Document
from geoevents.text.reading.drafts import Draft
from geoevents.text.recognition import Mention, recognise
from geoevents.text.resolution import resolve
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import fold

__all__ = ["EventPlaces"]

_NEAR_KM = 60
"""How far from the place of its heading an event can be: sectors of a front are headed by a town ("Kupiansk
direction"), and reach as far."""
_VAGUE_KM = 1_000
"""An answer that holds more than this, abroad, is namesakes scattered over the Earth: in the country of the text less
is known, and more is said."""
_KM_PER_DEGREE = 111.2
"""Of latitude; of longitude at most."""
_MOST_KNOWN = 5_000
"""Answers under headings that are kept."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A place of an event.

    Attributes
    ----------
    start, end : int
        Where the text names it; equal where it does not, as for "the edge of the city".
    words : str
        What to look up where the text does not say it in these words.
    holder : str
        The larger place that a heading names around it.
    """

    start: int
    end: int
    words: str = ""
    holder: str = ""


class EventPlaces:
    """Resolves the places of events; answers are kept from text to text.

    Parameters
    ----------
    names : Gazetteer
        Where names are looked up.
    country : str
        ISO 3166-1 alpha-2 code of the country that the caller expects: a prior, not a filter.
    """

    def __init__(self, names: Gazetteer, *, country: str = "") -> None:
        self._names, self._country = names, country
        self._resolver = Resolver(names)
        self._under: Memo[tuple[str, str, str], Match] = Memo(_MOST_KNOWN)

    def resolve(self, document: Document) -> list[Match | None]:
        """Resolve the places of a text's events: one match for each, None where it names no place.

        A place gets the answer that :func:`geoevents.geoparse` gives for the same words at the same offsets, in the
        context of all others. What a heading says is read as if it stood behind the place: "Near Abu Kamal" under "In
        Syria" as "Near Abu Kamal, Syria"; and where that gives nothing near what the heading names, the answer is the
        geocoder's own for a place there. Where namesakes abroad are all that is known, the country of the text counts.
        The place of a short form is looked up by what it means.
        """
        asked = [_asked(document, d) if d.place else None for d in document.events]
        wanted = dict.fromkeys(a for a in asked if a is not None)
        if not wanted:
            return [None] * len(asked)
        mentions = _mentions(document, wanted, self._names)
        text, mentions, holders = _with_holders(document.text, wanted, mentions)
        places, context = mentions[: len(wanted)], mentions[len(wanted) :]
        found = resolve([*places, *holders.values()], text, self._names, country=self._country, context=context)
        matches = dict(zip(wanted, found, strict=False))
        above = dict(zip(holders, found[len(wanted) :], strict=True))
        for a in wanted:
            if a.holder and not _near(matches[a], above[a]):
                matches[a] = self._there(matches[a], a.holder, above[a].country)
            elif matches[a].uncertainty_km > _VAGUE_KM and matches[a].country != document.country:
                at_home = self._there(matches[a], "", document.country)
                matches[a] = min(matches[a], at_home, key=lambda m: m.uncertainty_km)
        return [matches[a] if a is not None else None for a in asked]

    def _there(self, match: Match, holder: str, country: str) -> Match:
        """Look a place up in what a heading over it names, or in the country of the text."""
        key = (match.query, holder, country)
        known = self._under.get(key)
        if known is None:
            known = self._under.put(
                key, self._resolver.resolve(match.query, country=country or None, within=holder or None)
            )
        return known if known.status != "unresolved" else match


def _near(match: Match, holder: Match) -> bool:
    """Tell whether a place is known, and lies in or near what a heading names over it."""
    if match.stand_in or match.status == "unresolved":
        return False
    if holder.geometry is None or holder.geometry.is_empty:
        return True
    degrees = shapely.distance(shapely.Point(match.lon, match.lat), holder.geometry)
    return bool(degrees * _KM_PER_DEGREE <= _NEAR_KM)


def _asked(document: Document, draft: Draft) -> _Asked:
    start, sentence = draft.place_start, document.sentences[draft.sentence]
    end = start + len(draft.place)
    holder = draft.within
    said = document.places.get(draft.sentence, ())
    if not holder and draft.place_country and not any(m.country == draft.place_country for m in said):
        # no word of its sentence names the country, so that a heading does
        known = lexicon.country(draft.place_country)
        holder = known.name if known is not None else ""
    if holder and (fold(holder) in fold(draft.place) or "," in draft.place or " in " in draft.place):
        holder = ""
    if draft.place_query or start < 0 or document.text[start:end] != draft.place:
        return _Asked(sentence.end, sentence.end, draft.place_query or draft.place, holder)
    return _Asked(start, end, "", holder)


def _mentions(document: Document, wanted: Iterable[_Asked], names: Gazetteer) -> list[Mention]:
    """Return a mention for each place of an event, and after them those of the text that stand beside these."""
    text = document.text
    found = recognise(text, names, parts=document.blocks)
    by_span = {(m.start, m.end): m for m in found}
    spans = [(a.start, a.end) for a in wanted if a.end > a.start]
    unread = [span for span in dict.fromkeys(spans) if span not in by_span]
    by_span |= dict(zip(unread, recognise(text, names, spans=unread), strict=True)) if unread else {}
    own = [by_span.get((a.start, a.end)) or _spoken(a.start, a.end) for a in wanted]
    return [*own, *beside([m for m in own if m.end > m.start], found)]


def _spoken(start: int, end: int) -> Mention:
    return Mention(start, end, start, end, "given")


def _with_holders(
    text: str, wanted: Iterable[_Asked], mentions: Sequence[Mention]
) -> tuple[str, list[Mention], dict[_Asked, Mention]]:
    """Write into a text what headings and short forms say; return it with its mentions, and those of the holders."""
    said = sorted({(a.end, a.words, a.holder) for a in wanted if a.words or a.holder})
    if not said:
        return text, list(mentions), {}
    pieces: list[str] = []
    places, shifts = [0], [0]  # behind which offset everything lies how much further on
    spoken: dict[tuple[int, str, str], tuple[int, int]] = {}
    over: dict[tuple[int, str, str], Mention] = {}
    at = shift = 0
    for end, words, holder in said:
        pieces.append(text[at:end])
        at = end
        base = end + shift
        lead = f" ({words}" if words else ""
        spoken[end, words, holder] = (base + 2, base + len(lead)) if words else (0, 0)
        if holder:
            first = base + len(lead) + 2
            over[end, words, holder] = Mention(first, first + len(holder), first, first + len(holder), "place")
        piece = f"{lead}, {holder}" if holder else lead
        piece += ")" if words else ""
        pieces.append(piece)
        shift += len(piece)
        places.append(end)
        shifts.append(shift)
    pieces.append(text[at:])

    def moved(m: Mention) -> Mention:
        by = shifts[bisect_right(places, m.start) - 1]
        # what is written at the end of a mention stands behind it
        grown = shifts[max(0, bisect_left(places, m.end) - 1)] - by
        return replace(m, start=m.start + by, end=m.end + by + grown, head_start=m.head_start + by,
                       head_end=m.head_end + by + grown)  # fmt: skip

    own = [
        _spoken(*spoken[a.end, a.words, a.holder]) if a.words else moved(m)
        for a, m in zip(wanted, mentions, strict=False)
    ]
    others = [moved(m) for m in mentions[len(own) :]]
    return "".join(pieces), [*own, *others], {a: over[a.end, a.words, a.holder] for a in wanted if a.holder}
