"""Which of the places that bear a name is meant: a weight for every candidate, and what they are made of.

A weight is a product of factors, each a likelihood ratio against the best case (1.0):

``met``      how the name was found: letter by letter, by transliteration key, by likeness
``kind``     whether the place is of the kind that the feature word names; without one, how often a bare name means
             such a kind
``renown``   how well known the place is, since a bare name in a report is mostly the well-known one
``where``    whether it lies in the country that the caller expects (a prior, not a filter)
``context``  whether it lies in the divisions and areas that the query itself names
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.answer import Context, Region
from geoevents.geocoding.merits import KEY_LIKENESS, RENOWNED, SEATS_OF, Merit, boxes_meet
from geoevents.model.places import Candidate, Place

__all__ = ["Scored", "rank"]

_KIND = {
    "country": 3.0,
    "town": 1.0,
    "region": 1.0,
    "admin1": 0.35,
    "river": 0.6,
    "sea": 0.8,
    "valley": 0.8,
    "lake": 0.6,
}
_OTHER_KIND = 0.25

_WHOLE = 20.0
"""Factor for a place that bears the query's words together with the feature word ("Idlib Governorate")."""

_NAMED_BY_KIND = frozenset(["region", "sea", "lake"])
"""Kinds that have no feature word of their own: what bears one in its name is not of that kind."""

_ADDED = 5.0
"""Factor for a village or site that a layer of the user's own names has and that bears the very letters: of villages it
is the one that is meant; it still does not outweigh a city."""

_LATER_KIND = 0.4
"""Factor for a kind that the feature word allows but means less often ("region" is mostly a first-order division)."""

_STAND_IN = 0.1
"""Factor for places of other kinds where one of the kind asked for bears the very letters."""

_SPELLED = 0.005
"""Factor for transliterations and likenesses where a place in the expected country bears the very letters."""

_TOO_LARGE = 0.01
"""Factor for renowned places where the words say that the place is small ("village")."""

_LOWER = ("admin1", "admin2", "admin3")
_SAME_NAME = 0.9
"""Likeness from which a transliterated division of the kind asked for counts as met letter by letter."""

_DIVISIONS = ("country", "admin1", "admin2", "admin3")


class Scored(NamedTuple):
    """A candidate, its weight, and whether it can be accepted as an answer at all."""

    candidate: Candidate
    weight: float
    accepted: bool

    @property
    def place(self) -> Place:
        """The place."""
        return self.candidate.place

    def times(self, factor: float) -> Scored:
        """Return it with another weight."""
        return Scored(self.candidate, self.weight * factor, self.accepted)


def rank(
    gazetteer: Gazetteer,
    candidates: Sequence[Merit],
    context: Context,
    kinds: Sequence[str] = (),
    *,
    whole: frozenset[str] = frozenset(),
    small: bool = False,
) -> list[Scored]:
    """Weigh candidates, the best first; ties go to the more populous, then to the smaller id.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the candidates come from.
    candidates : sequence of Merit
        From :func:`geoevents.geocoding.merits.merits`, in the same country.
    context : Context
        Country and regions.
    kinds : sequence of str
        Kinds that the feature words allow, the likeliest first; empty for any.
    whole : frozenset of str
        Ids of places that bear the words together with the feature word.
    small : bool
        Whether the feature word says that the place is no town ("village").
    """
    scored = [_score(gazetteer, merit, context, kinds, whole, small) for merit in candidates]
    exact = [s for s in scored if s.accepted and s.candidate.stage == "exact"]
    asked = {s.place.place_id for s in scored if s.accepted and s.place.kind in kinds and _as_asked(s)}
    asked = asked or set(whole & {s.place.place_id for s in exact})
    if kinds and asked:
        scored = [s if s.place.place_id in asked or s.place.kind in kinds else s.times(_STAND_IN) for s in scored]
    if any(not context.country or s.place.country in (context.country, "") for s in exact):
        scored = [s if s.candidate.stage == "exact" or s.place.place_id in asked else _only_alike(s) for s in scored]
    scored.sort(key=lambda s: (not s.accepted, -s.weight, -s.place.population, s.place.place_id))
    return scored


def _only_alike(scored: Scored) -> Scored:
    """Discount a spelling where some place bears the very letters; of another sound it is no reading at all."""
    alike = scored.candidate.similarity >= KEY_LIKENESS
    return Scored(scored.candidate, scored.weight * _SPELLED, scored.accepted and alike)


def _as_asked(scored: Scored) -> bool:
    """Whether a place of the kind asked for bears the name, letter by letter or as good as that."""
    candidate = scored.candidate
    return candidate.stage == "exact" or (scored.place.kind in _LOWER and candidate.similarity >= _SAME_NAME)


def _score(
    gazetteer: Gazetteer, merit: Merit, context: Context, kinds: Sequence[str], whole: frozenset[str], small: bool
) -> Scored:
    candidate, accepted = merit.candidate, merit.accepted
    place = candidate.place
    # "Gulf states" is the region of that name: the word for a kind is a part of it
    kind = 1.0 if place.place_id in whole and place.kind in _NAMED_BY_KIND else None
    kind = _kind_factor(place.kind, kinds, context.prefer) if kind is None else kind
    weight = merit.met * kind * merit.renown * merit.where
    for region in context.regions:
        bound = region.place
        if bound is not None and bound.place_id == place.place_id:
            if not context.prefer:
                weight *= 0.1  # "Idlib, Idlib governorate": the first is not the second again
            continue
        if (
            bound is not None
            and bound.kind in _DIVISIONS
            and bound.country
            and region.answer.kind != "border"
            and place.country not in (bound.country, "")
        ):
            accepted = False
        km = _outside(gazetteer, region, place)
        weight *= 1.0 if km == 0 else 0.5 if km <= region.tolerance_km else 0.05
        accepted = accepted and km <= (0.0 if region.strict else region.tolerance_km)
    if small and place.rank <= RENOWNED:
        weight *= _TOO_LARGE
    if place.place_id in whole:
        weight *= _WHOLE
    if merit.own:
        weight *= _ADDED
    return Scored(candidate, weight, accepted)


def _outside(gazetteer: Gazetteer, region: Region, place: Place) -> float:
    """How far a place lies outside a region; a place with a shape belongs to it where they share more than an edge."""
    km = region.km_outside(place.lon, place.lat, region.tolerance_km)
    if km and place.has_shape:
        shape = gazetteer.geometry(place)
        if not boxes_meet(shape.bounds, region.geometry.bounds):
            return km
        shared = shape.intersection(region.geometry)
        if shape.geom_type.endswith("Polygon"):
            return 0.0 if shared.area > 0.05 * min(shape.area, region.geometry.area) else km
        return 0.0 if shared.length > 0 else km
    return km


def _kind_factor(kind: str, kinds: Sequence[str], prefer: Sequence[str]) -> float:
    if kinds:
        if kind in kinds:
            return 1.0 if kind == kinds[0] else _LATER_KIND
        return 0.2 if any(kind in SEATS_OF.get(k, ()) for k in kinds) else 0.02
    if prefer:
        return 2.0 if kind in prefer else _KIND.get(kind, _OTHER_KIND)
    return _KIND.get(kind, _OTHER_KIND)
