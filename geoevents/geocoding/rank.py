"""Which of the places that bear a name is meant: a weight for every candidate, and what they are made of.

A weight is a product of factors, each a likelihood ratio against the best case (1.0):

``stage``    how the name was found: letter by letter, by transliteration key, by likeness
``kind``     whether the place is of the kind that the feature word names; without one, how often a bare name means
             such a kind
``renown``   how well known the place is, since a bare name in a report is mostly the well-known one
``country``  whether it lies in the country that the caller expects (a prior, not a filter)
``context``  whether it lies in the divisions and areas that the query itself names
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold, script, similarity
from geoevents.geocoding.answer import Context, Region
from geoevents.model.places import Candidate, Place

__all__ = ["COURSES", "Scored", "likeness", "rank", "spelled_chance"]

_STAGE = {"exact": 1.0, "key": 0.7, "fuzzy": 0.3}
_KIND = {
    "country": 3.0,
    "town": 1.0,
    "region": 1.0,
    "admin1": 0.5,
    "river": 0.6,
    "sea": 0.8,
    "valley": 0.8,
    "lake": 0.6,
}
_OTHER_KIND = 0.25
_KEY_LIKENESS, _KEY_LIKENESS_RENOWNED, _FUZZY_LIKENESS = 0.87, 0.75, 0.9
"""A key says only that consonants agree; below this likeness of the whole strings the names are different names.

Measured on 170 strings of UCDP for Syria and Ukraine that no place bears letter by letter: of key hits on villages in
the expected country none was right below 0.75, a third from 0.8 to 0.9, and four of five from 0.9 on. The many
romanisations of well-known places are apart further than that, and there is no doubt about which place they are.
"""

_RENOWN, _VILLAGE, _OF_VILLAGES = 0.3, 6, 0.5
"""Factor for each step of rank down to small towns (6), and from there on. Of UCDP's names of Ukrainian places of rank
5 of which a listed one was meant, 95 % meant the one of highest rank, and of those of rank 6 and below 77 %."""

_ABROAD = 0.001
"""Factor for places of another country than the expected one: a small town at home is as likely as a capital abroad."""

_WHOLE = 20.0
"""Factor for a place that bears the query's words together with the feature word ("Idlib Governorate")."""

_ADDED = 5.0
"""Factor for a village or site that a layer of the user's own names has and that bears the very letters: of villages it
is the one that is meant; it still does not outweigh a city."""

_SPOTS = ("town", "suburb", "site", "airbase")

_LATER_KIND = 0.4
"""Factor for a kind that the feature word allows but means less often ("region" is mostly a first-order division)."""

_OTHER_NAME, _BY_ANOTHER_NAME = 0.6, 0.3
"""Below this likeness to the preferred name, a spelling is another name (Alexandria for Mashhad, Persia for Gowanda);
that a report uses it is less likely than the name that a place goes by."""

_SHARED = 0.9
"""Factor for lakes, ranges and regions that belong to the expected country and to another one that comes first."""

_CODE = 2
"""Names up to this length are codes of divisions ("OR"), not to be looked for abroad."""

_STAND_IN = 0.1
"""Factor for places of other kinds where one of the kind asked for bears the very letters."""

_SPELLED = 0.002
"""Factor for transliterations and likenesses where a place in the expected country bears the very letters."""

_BORDER_KM = 60.0
"""Reports of one country mention small places this far across its border."""

_RENOWNED = 4
"""Places up to this rank (towns of 50,000 and more, seats of provinces) are mentioned all over the world."""

_TOO_LARGE = 0.01
"""Factor for them where the words say that the place is small ("village")."""

_FAMOUS = 4
"""Places up to this rank (towns of 50,000 and more, seats of provinces) may be meant by their own name in a text about
another country; smaller ones are namesakes of a place at home that is not listed."""

_SHORT, _SHORT_LIKENESS = 4, 0.97
"""Names of so few letters have neighbours everywhere: a key or likeness says nothing of them ("Kivu" is not Kyiv)."""

_OTHER_SOUND = 0.93
"""Likeness that a transliteration of another name than a town's own must have: two steps away it is another town."""

COURSES = ("river", "valley", "lake", "region", "mountain", "road", "area", "border")
"""Kinds whose places run through several countries, and whose names belong to one place mostly."""

_MARGIN_DEG = 1.0

_DIVISION_RANK = 3
"""Divisions asked for as such count as renowned as the seat of a province: their seats are not what is asked for."""

_LOWER = ("admin1", "admin2", "admin3")
_SAME_NAME = 0.9
"""Likeness from which a transliterated division of the kind asked for counts as met letter by letter."""

_DIVISIONS = ("country", "admin1", "admin2", "admin3")

_SEATS_OF = {"admin1": ("town",), "admin2": ("town",), "admin3": ("town",), "suburb": ("town",), "town": ("suburb",)}
"""Kinds that may stand in for the one asked for, at a discount: a town for the district that bears its name."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its weight, and whether it can be accepted as an answer at all."""

    candidate: Candidate
    weight: float
    accepted: bool
    outside_km: float = 0.0

    @property
    def place(self) -> Place:
        """The place."""
        return self.candidate.place


def rank(
    gazetteer: Gazetteer,
    candidates: Sequence[Candidate],
    context: Context,
    kinds: Sequence[str] = (),
    *,
    query: str = "",
    whole: frozenset[str] = frozenset(),
    small: bool = False,
) -> list[Scored]:
    """Weigh candidates, the best first; ties go to the more populous, then to the smaller id.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the candidates come from.
    candidates : sequence of Candidate
        From ``Gazetteer.lookup``.
    context : Context
        Country and regions.
    kinds : sequence of str
        Kinds that the feature words allow, the likeliest first; empty for any.
    query : str
        The name as asked, to compare it with what the place is called in the same script.
    whole : frozenset of str
        Ids of places that bear the words together with the feature word.
    small : bool
        Whether the feature word says that the place is no town ("village").
    """
    scored = [_score(gazetteer, c, context, kinds, query) for c in candidates]
    if small:
        scored = [replace(s, weight=s.weight * _TOO_LARGE) if s.place.rank <= _RENOWNED else s for s in scored]
    scored = [replace(s, weight=s.weight * _WHOLE) if s.place.place_id in whole else s for s in scored]
    scored = [replace(s, weight=s.weight * _ADDED) if _village_of_own(gazetteer, s) else s for s in scored]
    exact = [s for s in scored if s.accepted and s.candidate.stage == "exact"]
    asked = {s.place.place_id for s in scored if s.accepted and s.place.kind in kinds and _as_asked(s)}
    asked = asked or set(whole & {s.place.place_id for s in exact})
    if kinds and asked:
        scored = [s if s.place.place_id in asked or s.place.kind in kinds else replace(s, weight=s.weight * _STAND_IN)
                  for s in scored]  # fmt: skip
    at_home = (s for s in scored if s.accepted and s.candidate.stage == "exact")
    if any(not context.country or s.place.country in (context.country, "") for s in at_home):
        scored = [s if s.candidate.stage == "exact" or s.place.place_id in asked else _only_alike(s) for s in scored]
    scored.sort(key=lambda s: (not s.accepted, -s.weight, -s.place.population, s.place.place_id))
    return scored


def _only_alike(scored: Scored) -> Scored:
    """Discount a spelling where some place bears the very letters; of another sound it is no reading at all."""
    alike = scored.candidate.similarity >= _KEY_LIKENESS
    return replace(scored, weight=scored.weight * _SPELLED, accepted=scored.accepted and alike)


def _as_asked(scored: Scored) -> bool:
    """Whether a place of the kind asked for bears the name, letter by letter or as good as that."""
    candidate = scored.candidate
    return candidate.stage == "exact" or (scored.place.kind in _LOWER and candidate.similarity >= _SAME_NAME)


def _score(gazetteer: Gazetteer, candidate: Candidate, context: Context, kinds: Sequence[str], query: str) -> Scored:
    place, alike = candidate.place, candidate.similarity
    if candidate.stage != "exact" and script(candidate.matched) != script(query) == script(place.name):
        # Consonants of another script say little where the place has a name in the query's own script.
        alike = min(alike, similarity(query, place.name))
    weight = _STAGE.get(candidate.stage, 0.1) * alike**2
    accepted = candidate.stage == "exact" or _believable(candidate, alike, kinds, query)
    if candidate.stage == "exact" and likeness(candidate) < _OTHER_NAME:
        weight *= _BY_ANOTHER_NAME
    weight *= _kind_factor(place.kind, kinds, context.prefer)
    known = min(place.rank, _DIVISION_RANK) if place.kind in kinds and place.kind in _LOWER else place.rank
    weight *= _RENOWN ** min(known, _VILLAGE) * _OF_VILLAGES ** max(0, known - _VILLAGE)
    outside = 0.0
    if _shared(gazetteer, place, context):
        weight *= _SHARED
    elif context.country and place.country != context.country and place.country:
        weight *= _ABROAD
        # A transliteration is no reason to look abroad: the name is more likely missing than foreign.
        accepted = accepted and candidate.stage == "exact" and len(query) > _CODE
        asked = place.kind in kinds and place.kind == "admin1"
        famous = place.rank <= (_FAMOUS if place.kind == "town" else _FAMOUS - 1)
        own_name = (famous or asked) and likeness(candidate) >= _OTHER_NAME
        if place.kind != "country" and not own_name and context.home is not None:
            outside = context.home.km_outside(place.lon, place.lat, _BORDER_KM)
            accepted = accepted and outside <= _BORDER_KM
    elif place.kind in COURSES and not place.country and place.kind not in kinds and context.home is not None:
        accepted = accepted and _meets(gazetteer, context.home, place)
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
            and place.country not in (bound.country, "")
        ):
            accepted = False
        km = _outside(gazetteer, region, place)
        outside = max(outside, km)
        weight *= 1.0 if km == 0 else 0.5 if km <= region.tolerance_km else 0.05
        accepted = accepted and km <= (0.0 if region.strict else region.tolerance_km)
    return Scored(candidate, weight, accepted, outside)


def _village_of_own(gazetteer: Gazetteer, scored: Scored) -> bool:
    """Whether a small place of the user's own layers bears the very letters."""
    place = scored.place
    small = place.kind in _SPOTS and place.rank > _VILLAGE
    return small and scored.candidate.stage == "exact" and gazetteer.is_added(place)


def likeness(candidate: Candidate) -> float:
    """Likeness, 0 to 1, of the spelling that met the name and the preferred one; 1 where the scripts differ."""
    matched, name = candidate.matched, candidate.place.name
    if matched == name or set(fold(name).split()) <= set(fold(matched).split()):
        return 1.0  # "Homs Governorate" is Homs
    return similarity(matched, name) if script(matched) == script(name) else 1.0


def _meets(gazetteer: Gazetteer, home: Region, place: Place) -> bool:
    """Whether a river or region that belongs to no one country comes near the expected one."""
    return _boxes_meet(home.geometry.bounds, gazetteer.geometry(place).bounds, _MARGIN_DEG)


def _shared(gazetteer: Gazetteer, place: Place, context: Context) -> bool:
    """Whether a lake, range or region that is filed under one of its countries reaches into the expected one."""
    if context.home is None or place.country in (context.country, "") or place.kind not in COURSES:
        return False
    if not place.has_shape:
        return False
    shape = gazetteer.geometry(place)
    return _boxes_meet(shape.bounds, context.home.geometry.bounds) and shape.intersects(context.home.geometry)


def _believable(candidate: Candidate, alike: float, kinds: Sequence[str], query: str) -> bool:
    """Whether a spelling that is not the same letter by letter is near enough to be the same name."""
    place = candidate.place
    if len(query) <= _SHORT and alike < _SHORT_LIKENESS:
        return False
    if place.kind in COURSES and place.kind not in kinds and alike < _SHORT_LIKENESS:
        return False
    if alike < _OTHER_SOUND and likeness(candidate) < _OTHER_NAME and place.kind == "town":
        return False
    if kinds and place.kind not in kinds and not any(place.kind in _SEATS_OF.get(k, ()) for k in kinds):
        return False
    if candidate.stage == "key":
        return alike >= (_KEY_LIKENESS_RENOWNED if place.rank <= _RENOWNED else _KEY_LIKENESS)
    return alike >= _FUZZY_LIKENESS


def _outside(gazetteer: Gazetteer, region: Region, place: Place) -> float:
    """How far a place lies outside a region; a place with a shape belongs to it where they share more than an edge."""
    km = region.km_outside(place.lon, place.lat, region.tolerance_km)
    if km and place.has_shape:
        shape = gazetteer.geometry(place)
        if not _boxes_meet(shape.bounds, region.geometry.bounds):
            return km
        shared = shape.intersection(region.geometry)
        if shape.geom_type.endswith("Polygon"):
            return 0.0 if shared.area > 0.05 * min(shape.area, region.geometry.area) else km
        return 0.0 if shared.length > 0 else km
    return km


def _boxes_meet(one: Sequence[float], other: Sequence[float], margin: float = 0.0) -> bool:
    """Whether two bounds in degrees come within a margin of each other."""
    west, south, east, north = one
    left, low, right, high = other
    return left <= east + margin and right >= west - margin and low <= north + margin and high >= south - margin


def _kind_factor(kind: str, kinds: Sequence[str], prefer: Sequence[str]) -> float:
    if kinds:
        if kind in kinds:
            return 1.0 if kind == kinds[0] else _LATER_KIND
        return 0.2 if any(kind in _SEATS_OF.get(k, ()) for k in kinds) else 0.05
    if prefer:
        return 2.0 if kind in prefer else _KIND.get(kind, _OTHER_KIND)
    return _KIND.get(kind, _OTHER_KIND)


def spelled_chance(candidate: Candidate) -> float:
    """Probability, 0.05 to 0.99, that a spelling is the name that was asked for and not another one like it.

    0.99 letter by letter; 0.9 by transliteration key and 0.6 by likeness, the last two times the fourth power of the
    likeness of the strings (0.87 of likeness: one in two).
    """
    if candidate.stage == "exact":
        return 0.99
    return max(0.05, {"key": 0.95, "fuzzy": 0.6}.get(candidate.stage, 0.3) * candidate.similarity**2)
