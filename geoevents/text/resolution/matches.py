"""A decided mention -> the ``Match`` that the geocoder would give, had it known what the text says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold
from geoevents.geocoding.expressions.expression import Countryside, Expression, Name, PartOf, Within
from geoevents.geocoding.expressions.grammar import as_name, parse
from geoevents.geocoding.pins import Pins
from geoevents.geocoding.resolve import Resolver
from geoevents.model.geo import radius_km
from geoevents.model.geodesic import apart_km
from geoevents.model.places import Match, Place
from geoevents.text.resolution.decide import Choice, Decision
from geoevents.text.resolution.scene import holding
from geoevents.text.resolution.subjects import Anchor, Reference, SubjectKey

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

_TOGETHER_KM = 200
"""Two names of one expression that mean places nearer than this speak for each other."""

_SETTLED = frozenset({"town", "admin1", "admin2", "admin3"})
"""Kinds that share their names in one spot: a town, its district, its province."""

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
        self._standing: Memo[tuple[int, bool], tuple[Match, float]] = Memo(_MOST_STANDING)
        self._known: Memo[tuple[Any, ...], Match] = Memo(_MOST_KNOWN)
        self._containing: Memo[str, bool] = Memo(_MOST_KNOWN)

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
            return self._unknown(reference, choices, decision, country)
        if reference.plain:
            return self._plain(reference.query, chosen[0][1])
        return self._expression(reference, choices, country)

    def _plain(self, query: str, choice: Choice) -> Match:
        if choice.none > 0.5 and choice.guide is not None:
            reason = f"no place called {query!r} is known near those that this text names with it"
            return replace(self._stand_in(query, reason, choice.guide), alternatives=_others(choice, 0))
        readings = _readings(choice)
        key = (query, *(place.row for place in readings))
        match = self._known.get(key) or self._known.put(key, self._resolver.pinned(query, readings))
        return _told(match, choice)

    def _expression(self, reference: Reference, choices: Mapping[SubjectKey, Choice], country: str) -> Match:
        query, anchors = reference.query, reference.anchors
        chosen = {n: choices[a.key] for n, a in enumerate(anchors) if a.key in choices}
        lost = _lost(list(chosen.values()))
        if lost and len(lost) == len(chosen) and lost[0].guide is not None:
            reason = f"no place that {query!r} may name is known near those that this text names with it"
            return replace(self._stand_in(query, reason, lost[0].guide), alternatives=_others(lost[0], 0))
        # what is said to lie in another place, and does not, is looked up there; so is what is none of its namesakes
        contained = self._containing.get(query)
        if contained is None:
            contained = self._containing.put(query, _contained(parse(query)))
        held = {n: c for n, c in chosen.items() if c not in lost and not (contained and _outside(n, anchors, chosen))}
        held = held or chosen
        guide = lost[0].guide if lost else None
        country = country or (guide.country if guide is not None else "")
        pins: dict[str, tuple[Place, ...]] = {}
        namesakes: dict[str, tuple[Place, ...]] = {}
        for n, choice in held.items():
            for name in (fold(anchors[n].words), fold(as_name(anchors[n].words).name)):
                pins.setdefault(name, _readings(choice))
                namesakes.setdefault(name, _namesakes(choice))
        key = (query, country, *((name, *(p.row for p in (*pins[name], *namesakes[name]))) for name in pins))
        match = self._known.get(key)
        if match is None:
            found = self._resolver.resolve(query, country=country or None, pins=Pins(pins, namesakes))
            if found.status == "unresolved":  # what cannot be constructed still lies by what it names
                first = next(iter(held))
                found = replace(self._resolver.pinned(anchors[first].words, _readings(held[first])), query=query)
            match = self._known.put(key, found)
        sure = {n: _sure_of(choice) for n, choice in held.items()}
        least = min(sure, key=lambda n: sure[n])
        return _told(match, held[least], sure[least])

    def _unknown(
        self, reference: Reference, choices: Mapping[SubjectKey, Choice], decision: Decision, country: str
    ) -> Match:
        query = reference.query
        if reference.holder is not None and reference.holder.key in choices:
            place = choices[reference.holder.key].place
            reason = f"no place called {query!r} is known in {place.name}, in which the text says that it lies"
            return self._stand_in(query, reason, place, "")
        guide = decision.bearings.by_offset(reference.start) if decision.bearings is not None else -1
        if guide >= 0 and reference.anchors:
            name = reference.anchors[0].words if len(reference.anchors) == 1 else query
            return self._stand_in(query, f"{name!r} is not in the gazetteer", decision.choices[guide].place)
        key = (query, country)
        return self._known.get(key) or self._known.put(key, self._resolver.resolve(query, country=country or None))

    def _stand_in(self, query: str, reason: str, guide: Place, why: str = "; the names about it lie by {}") -> Match:
        """Answer a name that is not known with the division in which the names about it lie.

        The name of a division is answered with the country that they lie in.

        The point is that of the place that the most of them lie about: the likeliest spot of the division.
        """
        first = as_name(query).kinds[:1] == ("admin1",)  # another state is no answer to "Aj Jazirah State"
        known = self._standing.get((guide.row, first))
        if known is None:
            division = self._division(guide, ("country",) if first else ("admin1", "country"))
            area = self._resolver.pinned(division.name, (division,))
            radius = radius_km(area.geometry, guide.lon, guide.lat) if area.geometry is not None else 0.0
            known = self._standing.put((guide.row, first), (area, max(radius, area.uncertainty_km)))
        area, radius = known
        said = f"{reason}{why.format(guide.name)}: {area.explanation}, stands for it"
        return replace(
            area, query=query, status="ambiguous", lat=guide.lat, lon=guide.lon, uncertainty_km=radius,
            confidence=_STANDS_IN, explanation=said, alternatives=(), stand_in=True,
        )  # fmt: skip

    def _division(self, place: Place, kinds: tuple[str, ...]) -> Place:
        """The nearest of these kinds that holds a place, else what is above all, else the place itself."""
        above: Place | None = place
        last = place
        while above is not None:
            last = above
            if above.kind in kinds:
                return above
            above = self._gazetteer.parent(above)
        return last


def _lost(chosen: Sequence[Choice]) -> list[Choice]:
    """Return what is none of its namesakes: all of them abroad, and far from the other names of the expression."""
    lost = []
    for choice in chosen:
        place, guide = choice.place, choice.guide
        if choice.none <= 0.5 or guide is None or place.country == guide.country:
            continue
        others = (c.place for c in chosen if c is not choice)
        if not any(apart_km(place.lon, place.lat, o.lon, o.lat) < _TOGETHER_KM for o in others):
            lost.append(choice)
    return lost


def _contained(tree: Expression) -> bool:
    """Tell whether an expression says what its place lies in, rather than what it lies near."""
    return isinstance(tree, Within) and all(isinstance(c, Name | PartOf | Countryside) for c in tree.contexts)


def _outside(number: int, anchors: Sequence[Anchor], chosen: Mapping[int, Choice]) -> bool:
    """Tell whether what a name means does not lie in what is named as its container."""
    inside = anchors[number].inside
    inner, outer = chosen[number], chosen.get(number + inside) if inside else None
    return outer is not None and holding(inner.options.only(inner.order[0]), outer.options.only(outer.order[0])) is None


def _namesakes(choice: Choice) -> tuple[Place, ...]:
    """Return the towns and divisions of the name that lie where the likeliest does."""
    first = choice.place
    return tuple(
        place
        for place in (choice.options.places[at] for at in choice.order)
        if place is not first and {place.kind, first.kind} <= _SETTLED and place.country == first.country
        and apart_km(place.lon, place.lat, first.lon, first.lat) < _TOGETHER_KM
    )  # fmt: skip


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


def _sure_of(choice: Choice) -> float:
    """How likely the likeliest option or one of its namesakes is, of which a construction takes what it calls for."""
    spot = {choice.place.place_id, *(place.place_id for place in _namesakes(choice))}
    ranked = zip(choice.order, choice.shares, strict=True)
    return min(1.0, sum(share for at, share in ranked if choice.options.places[at].place_id in spot))


def _told(match: Match, choice: Choice, share: float = -1.0) -> Match:
    """Add to a match what its text says of it: how likely it is, why, and what else it could be."""
    sure = (choice.shares[0] if share < 0 else share) * (1 - choice.none)
    confidence = round(match.confidence * sure, 3)
    said = f"{match.explanation}; {choice.why}" if choice.why else match.explanation
    others = _others(choice, 1)
    status = "ambiguous" if match.status == "resolved" and confidence < _CLEAR else match.status
    if not choice.why and sure > _SURE and not others:
        return match
    return replace(match, confidence=confidence, explanation=said, status=status, alternatives=others)


def _others(choice: Choice, first: int) -> tuple[dict[str, Any], ...]:
    """The options from one on as alternatives, each as likely as it is if the name may also mean none of them."""
    shown, listed = choice.options.shown, 1 - choice.none
    return tuple(
        {**shown[at], "confidence": round(share * listed, 3)}
        for at, share in zip(choice.order[first:], choice.shares[first:], strict=True)
        if share >= _ALTERNATIVE
    )
