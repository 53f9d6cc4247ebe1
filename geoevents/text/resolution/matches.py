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
from geoevents.model.places import Match, Place
from geoevents.text.resolution.decide import Choice
from geoevents.text.resolution.subjects import Reference, SubjectKey

__all__ = ["MatchMaker"]

_CLEAR = 0.7
"""From this confidence on an answer counts as resolved, below it as ambiguous; as in :mod:`geoevents.geocoding`."""

_COVER, _LEAST, _MOST = 0.75, 0.1, 5
"""Where nothing decides, readings are taken in the order of their likelihood until they hold this share of it; none
less likely than the second, and no more than the third. As in :mod:`geoevents.geocoding.readings`."""

_ALTERNATIVE = 0.02
"""Less likely places are not listed."""

_MOST_KNOWN = 20_000
"""Matches and expressions that are kept, about 1 kB each."""


class MatchMaker:
    """Makes matches in one gazetteer.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: Memo[tuple[Any, ...], Match] = Memo(_MOST_KNOWN)

    def match(self, reference: Reference, choices: Mapping[SubjectKey, Choice], country: str) -> Match:
        """Return the match of a mention.

        Parameters
        ----------
        reference : Reference
        choices : mapping of SubjectKey to Choice
            What the names of the text mean.
        country : str
            ISO2 code of the country that the caller expects, or empty.
        """
        chosen = [(a.words, choices[a.key]) for a in reference.anchors if a.key in choices]
        if not chosen:
            return self._unknown(reference.query, country)
        if reference.plain:
            return self._plain(reference.query, chosen[0][1])
        return self._expression(reference.query, chosen, country)

    def _plain(self, query: str, choice: Choice) -> Match:
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

    def _unknown(self, query: str, country: str) -> Match:
        key = (query, country)
        return self._known.get(key) or self._known.put(key, self._resolver.resolve(query, country=country or None))


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
    sure = choice.shares[0]
    confidence = round(match.confidence * sure, 3)
    said = f"{match.explanation}; {choice.why}" if choice.why else match.explanation
    others = tuple(
        _other(choice.options.places[at], share)
        for at, share in zip(choice.order[1:], choice.shares[1:], strict=True)
        if share >= _ALTERNATIVE
    )[:5]
    status = "ambiguous" if match.status == "resolved" and confidence < _CLEAR else match.status
    if not choice.why and sure >= 1.0 and not others:
        return match
    return replace(match, confidence=confidence, explanation=said, status=status, alternatives=others)


def _other(place: Place, share: float) -> dict[str, Any]:
    return {
        "name": place.name, "place_id": place.place_id, "kind": place.kind, "country": place.country,
        "admin1": place.admin1, "lat": place.lat, "lon": place.lon, "confidence": round(share, 3),
    }  # fmt: skip
