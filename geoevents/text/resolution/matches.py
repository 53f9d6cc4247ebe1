"""A decided mention -> the ``Match`` that the geocoder would give, had it known what the text says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold
from geoevents.geocoding.expressions.grammar import as_name
from geoevents.geocoding.pins import Pins
from geoevents.geocoding.resolve import Resolver
from geoevents.model.geo import radius_km
from geoevents.model.places import Match, Place
from geoevents.text.resolution.decide import Choice, Decision
from geoevents.text.resolution.subjects import Reference, SubjectKey

__all__ = ["MatchMaker"]

_CLEAR = 0.7
"""From this confidence on an answer counts as resolved, below it as ambiguous; as in :mod:`geoevents.geocoding`."""

_COVER, _LEAST, _MOST = 0.75, 0.1, 5
"""Where nothing decides, readings are taken in the order of their likelihood until they hold this share of it; none
less likely than the second, and no more than the third. As in :mod:`geoevents.geocoding.readings`."""

_SURE = 0.995
"""More likely than this, a reading is as sure as its look-up."""

_ALTERNATIVE = 0.02
"""Less likely places are not listed."""

_MOST_KNOWN, _MOST_STANDING = 20_000, 5_000
"""Matches and expressions that are kept, and divisions about a place, about 1 kB each."""

_STANDS_IN = 0.3
"""Confidence of the division in which the names about an unknown one lie."""


class MatchMaker:
    """Makes matches in one gazetteer.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._gazetteer = resolver.gazetteer
        self._standing: Memo[int, tuple[Match, float]] = Memo(_MOST_STANDING)
        self._known: Memo[tuple[Any, ...], Match] = Memo(_MOST_KNOWN)

    def match(
        self, reference: Reference, choices: Mapping[SubjectKey, Choice], decision: Decision, country: str
    ) -> Match:
        """Return the match of a mention.

        Parameters
        ----------
        reference : Reference
        choices : mapping of SubjectKey to Choice
            What the names of the text mean.
        decision : Decision
            Where these are from.
        country : str
            ISO2 code of the country that the caller expects, or empty.
        """
        chosen = [(a.words, choices[a.key]) for a in reference.anchors if a.key in choices]
        if not chosen:
            return self._unknown(reference, decision, country)
        if reference.plain:
            return self._plain(reference.query, chosen[0][1])
        return self._expression(reference.query, chosen, country)

    def _plain(self, query: str, choice: Choice) -> Match:
        if choice.none > 0.5 and choice.guide is not None:
            reason = f"no place called {query!r} is known near those that this text names with it"
            return replace(self._stand_in(query, reason, choice.guide), alternatives=_others(choice, 0))
        readings = _readings(choice)
        key = (query, *(place.row for place in readings))
        match = self._known.get(key) or self._known.put(key, self._resolver.pinned(query, readings))
        return _told(match, choice)

    def _expression(self, query: str, chosen: list[tuple[str, Choice]], country: str) -> Match:
        pins: dict[str, tuple[Place, ...]] = {}
        for words, choice in chosen:
            readings = _readings(choice)
            pins.setdefault(fold(words), readings)
            pins.setdefault(fold(as_name(words).name), readings)
        key = (query, country, *((name, *(p.row for p in places)) for name, places in pins.items()))
        match = self._known.get(key)
        if match is None:
            found = self._resolver.resolve(query, country=country or None, pins=Pins(pins))
            if found.status == "unresolved":  # what cannot be constructed still lies by what it names
                found = replace(self._resolver.pinned(chosen[0][0], _readings(chosen[0][1])), query=query)
            match = self._known.put(key, found)
        return _told(match, min((choice for _, choice in chosen), key=lambda c: c.shares[0]))

    def _unknown(self, reference: Reference, decision: Decision, country: str) -> Match:
        query = reference.query
        guide = decision.bearings.by_offset(reference.start) if decision.bearings is not None else -1
        if guide >= 0 and reference.anchors:
            return self._stand_in(query, f"{query!r} is not in the gazetteer", decision.choices[guide].place)
        key = (query, country)
        return self._known.get(key) or self._known.put(key, self._resolver.resolve(query, country=country or None))

    def _stand_in(self, query: str, reason: str, guide: Place) -> Match:
        """Answer a name that is not known with the division in which the names about it lie.

        The point is that of the place that the most of them lie about: the likeliest spot of the division.
        """
        known = self._standing.get(guide.row)
        if known is None:
            division = self._division(guide)
            area = self._resolver.pinned(division.name, (division,))
            radius = radius_km(area.geometry, guide.lon, guide.lat) if area.geometry is not None else 0.0
            known = self._standing.put(guide.row, (area, max(radius, area.uncertainty_km)))
        area, radius = known
        said = f"{reason}; the names about it lie by {guide.name}: {area.explanation}, stands for it"
        return replace(
            area, query=query, status="ambiguous", lat=guide.lat, lon=guide.lon, uncertainty_km=radius,
            confidence=_STANDS_IN, explanation=said, alternatives=(), stand_in=True,
        )  # fmt: skip

    def _division(self, place: Place) -> Place:
        """The first-order division that holds a place, else its country, else the place itself."""
        above: Place | None = place
        last = place
        while above is not None:
            last = above
            if above.kind in ("admin1", "country"):
                return above
            above = self._gazetteer.parent(above)
        return last


def _readings(choice: Choice) -> tuple[Place, ...]:
    """The places that are plausibly meant, the likeliest first."""
    if choice.shares[0] >= _CLEAR:
        return (choice.place,)
    held = 0.0
    found: list[Place] = []
    for at, share in zip(choice.order, choice.shares, strict=True):
        if found and (held >= _COVER or share < _LEAST or len(found) == _MOST):
            break
        found.append(choice.options.places[at])
        held += share
    return tuple(found)


def _told(match: Match, choice: Choice) -> Match:
    """Add to a match what its text says of it: how likely it is, why, and what else it could be."""
    sure = choice.shares[0] * (1 - choice.none)
    confidence = round(match.confidence * sure, 3)
    said = f"{match.explanation}; {choice.why}" if choice.why else match.explanation
    others = _others(choice, 1)
    status = "ambiguous" if match.status == "resolved" and confidence < _CLEAR else match.status
    if not choice.why and sure > _SURE and not others:
        return match
    return replace(match, confidence=confidence, explanation=said, status=status, alternatives=others)


def _others(choice: Choice, first: int) -> tuple[dict[str, Any], ...]:
    """The options from one on as alternatives."""
    shown = choice.options.shown
    return tuple(
        {**shown[at], "confidence": round(share, 3)}
        for at, share in zip(choice.order[first:], choice.shares[first:], strict=True)
        if share >= _ALTERNATIVE
    )
