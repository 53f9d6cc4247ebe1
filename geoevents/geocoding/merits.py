"""What speaks for a place that bears a name, whatever the query says of where it lies: how it was met, and its renown.

The factors are likelihood ratios; :mod:`geoevents.geocoding.rank` multiplies them with those of the query's contexts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from shapely import box

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold, script, similarity
from geoevents.geocoding.answer import Context, Region
from geoevents.geocoding.renown import OTHER_NAME, VILLAGE, known_as, renown
from geoevents.model.places import Candidate, Place

__all__ = [
    "COURSES",
    "KEY_LIKENESS",
    "GREAT",
    "RENOWNED",
    "SEATS_OF",
    "Merit",
    "boxes_meet",
    "foreign_script",
    "likeness",
    "merits",
    "spelled_chance",
]

_STAGE = {"exact": 1.0, "key": 0.7, "fuzzy": 0.3}
KEY_LIKENESS, _KEY_LIKENESS_RENOWNED, _FUZZY_LIKENESS = 0.87, 0.75, 0.9
"""A key says only that consonants agree; below this likeness of the whole strings the names are different names.

Measured on 170 strings of UCDP for Syria and Ukraine that no place bears letter by letter: of key hits on villages in
the expected country none was right below 0.75, a third from 0.8 to 0.9, and four of five from 0.9 on. The many
romanisations of well-known places are apart further than that, and there is no doubt about which place they are.
"""

_ABROAD = 0.001
"""Factor for places of another country than the expected one: a small town at home is as likely as a capital abroad."""

_SHARED = 0.9
"""Factor for lakes, ranges and regions that belong to the expected country and to another one that comes first."""

_CODE = 2
"""Names up to this length are codes of divisions ("OR"), not to be looked for abroad."""

_BORDER_KM = 60.0
"""Reports of one country mention small places this far across its border."""

GREAT = 2
"""Rank up to which a region or sea is known all over the world: continents, oceans, the Middle East."""
RENOWNED = 4
"""Places up to this rank (towns of 50,000 and more, seats of provinces) are mentioned all over the world."""

_SPOTS = ("town", "suburb", "site", "airbase")

_FAMOUS = 4
"""Places up to this rank (towns of 50,000 and more, seats of provinces) may be meant by their own name in a text about
another country; smaller ones are namesakes of a place at home that is not listed."""

_LETTERS, _LONG = 0.95, 7
"""Likeness to its own name by which a small place abroad must be met that is called in another script there, and the
letters that the name must have: what is written in Cyrillic is no village of Syria, but short names of villages in
Afghanistan and China may be alike."""

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

SEATS_OF = {"admin1": ("town",), "admin2": ("town",), "admin3": ("town",), "suburb": ("town",), "town": ("suburb",)}
"""Kinds that may stand in for the one asked for, at a discount: a town for the district that bears its name."""

_MOST_PAIRS = 8_192
"""Pairs of spellings whose likeness is kept, about 0.3 kB each."""


class Merit(NamedTuple):
    """A candidate and the factors that are its own.

    Attributes
    ----------
    candidate : Candidate
        The place, and how it was met.
    met : float
        How the name was found.
    renown : float
        How well known the place is.
    where : float
        Whether it lies in the country that the caller expects.
    accepted : bool
        Whether it can be an answer at all.
    own : bool
        Whether it is a village or site that a layer of the user's own names has.
    """

    candidate: Candidate
    met: float
    renown: float
    where: float
    accepted: bool
    own: bool


def merits(
    gazetteer: Gazetteer, candidates: Sequence[Candidate], context: Context, kinds: Sequence[str], query: str
) -> list[Merit]:
    """Weigh candidates by themselves.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the candidates come from.
    candidates : sequence of Candidate
        From ``Gazetteer.lookup``.
    context : Context
        Of it only the country matters here.
    kinds : sequence of str
        Kinds that the feature words allow, the likeliest first; empty for any.
    query : str
        The name as asked, to compare it with what the place is called in the same script.
    """
    rivals = sum(candidate.stage == "exact" for candidate in candidates) > 1
    return [_merit(gazetteer, candidate, context, kinds, query, rivals=rivals) for candidate in candidates]


def _merit(
    gazetteer: Gazetteer, candidate: Candidate, context: Context, kinds: Sequence[str], query: str, *, rivals: bool
) -> Merit:
    place, alike = candidate.place, candidate.similarity
    exact = candidate.stage == "exact"
    if not exact and script(candidate.matched) != script(query) == script(place.name):
        # Consonants of another script say little where the place has a name in the query's own script.
        alike = min(alike, similarity(query, place.name))
    met = _STAGE.get(candidate.stage, 0.1) * alike**2
    accepted = exact or _believable(candidate, alike, kinds, query)
    names, used = 1, likeness(candidate)
    abroad = bool(context.country and place.country) and place.country != context.country
    widely = abroad and place.rank <= _FAMOUS and len(query) > _SHORT
    if exact and ((rivals and not abroad) or widely):  # how widely it goes by a name is asked for few
        names, used = known_as(gazetteer, candidate, query, used)
        if rivals:
            met *= used if used == 1.0 or not _once_called(gazetteer, candidate) else 1.0
    rank = min(place.rank, _DIVISION_RANK) if place.kind in kinds and place.kind in _LOWER else place.rank
    where = 1.0
    if _shared(gazetteer, place, context):
        where = _SHARED
    elif abroad:
        where = _ABROAD
        # A transliteration is no reason to look abroad: the name is more likely missing than foreign.
        accepted = accepted and exact and len(query) > _CODE
        asked = place.kind in kinds and place.kind == "admin1"
        famous = place.rank <= (_FAMOUS if place.kind == "town" else _FAMOUS - 1)
        known = (famous or asked) and max(used, likeness(candidate)) >= OTHER_NAME
        foreign = place.rank <= VILLAGE and foreign_script(gazetteer, candidate, context)
        own_name = known or foreign
        if accepted and place.kind != "country" and not own_name and context.home is not None:
            accepted = context.home.km_outside(place.lon, place.lat, _BORDER_KM) <= _BORDER_KM
    elif place.kind in COURSES and not place.country and place.kind not in kinds and context.home is not None:
        accepted = accepted and _meets(gazetteer, context.home, place)
    small = exact and place.kind in _SPOTS and place.rank > VILLAGE
    return Merit(
        candidate, met, renown(gazetteer, place, rank, names), where, accepted, small and gazetteer.is_added(place)
    )


def foreign_script(gazetteer: Gazetteer, candidate: Candidate, context: Context) -> bool:
    """Whether a place abroad is met by its own long name, and is called there in another script than the country here.

    Latin is none of these scripts: Latin names and transliterations of all others are alike by chance.
    """
    home = context.home.answer.place if context.home is not None else None
    if home is None or len(candidate.matched) < _LONG or likeness(candidate) < _LETTERS:
        return False
    theirs, ours = script(gazetteer.local_name(candidate.place)), script(gazetteer.local_name(home))
    return bool(theirs and ours) and theirs != ours


def _once_called(gazetteer: Gazetteer, candidate: Candidate) -> bool:
    """Whether a layer below that of an added place calls it by the name that met it, or one like it."""
    place = candidate.place
    called = gazetteer.called(place) if gazetteer.is_added(place) else ()
    return any(_likeness(candidate.matched, name) >= OTHER_NAME for name in called)


def likeness(candidate: Candidate) -> float:
    """Likeness, 0 to 1, of the spelling that met the name and the preferred one; 1 where the scripts differ."""
    return _likeness(candidate.matched, candidate.place.name)


@lru_cache(maxsize=_MOST_PAIRS)
def _likeness(matched: str, name: str) -> float:
    if matched == name or set(fold(name).split()) <= set(fold(matched).split()):
        return 1.0  # "Homs Governorate" is Homs
    return similarity(matched, name) if script(matched) == script(name) else 1.0


def _meets(gazetteer: Gazetteer, home: Region, place: Place) -> bool:
    """Whether a river or region that belongs to no one country comes near the expected one."""
    west, south, east, north = gazetteer.geometry(place).bounds
    if not boxes_meet(home.geometry.bounds, (west, south, east, north), _MARGIN_DEG):
        return False  # and a country with possessions overseas is not all that its bounds hold
    margin = _MARGIN_DEG
    return bool(home.geometry.intersects(box(west - margin, south - margin, east + margin, north + margin)))


def _shared(gazetteer: Gazetteer, place: Place, context: Context) -> bool:
    """Whether a lake, range or region that is filed under one of its countries reaches into the expected one."""
    if context.home is None or place.country in (context.country, "") or place.kind not in COURSES:
        return False
    if not place.has_shape:
        return False
    shape = gazetteer.geometry(place)
    return boxes_meet(shape.bounds, context.home.geometry.bounds) and shape.intersects(context.home.geometry)


def _believable(candidate: Candidate, alike: float, kinds: Sequence[str], query: str) -> bool:
    """Whether a spelling that is not the same letter by letter is near enough to be the same name."""
    place = candidate.place
    if len(query) <= _SHORT and alike < _SHORT_LIKENESS:
        return False
    if place.kind in COURSES and place.kind not in kinds and alike < _SHORT_LIKENESS:
        return False
    if alike < _OTHER_SOUND and likeness(candidate) < OTHER_NAME and place.kind == "town":
        return False
    if kinds and place.kind not in kinds and not any(place.kind in SEATS_OF.get(k, ()) for k in kinds):
        return False
    if candidate.stage == "key":
        return alike >= (_KEY_LIKENESS_RENOWNED if place.rank <= RENOWNED else KEY_LIKENESS)
    return alike >= _FUZZY_LIKENESS


def boxes_meet(one: Sequence[float], other: Sequence[float], margin: float = 0.0) -> bool:
    """Whether two bounds in degrees come within a margin of each other."""
    west, south, east, north = one
    left, low, right, high = other
    return left <= east + margin and right >= west - margin and low <= north + margin and high >= south - margin


def spelled_chance(candidate: Candidate) -> float:
    """Probability, 0.05 to 0.99, that a spelling is the name that was asked for and not another one like it.

    0.99 letter by letter; 0.9 by transliteration key and 0.6 by likeness, the last two times the fourth power of the
    likeness of the strings (0.87 of likeness: one in two).
    """
    if candidate.stage == "exact":
        return 0.99
    return max(0.05, {"key": 0.95, "fuzzy": 0.6}.get(candidate.stage, 0.3) * candidate.similarity**2)
