"""How likely a bare name means a place, by how well known the place is and how widely it goes by that name.

A conditional logit, fitted to the names in two corpora of world news with known positions (GeoVirus and TR-News, 477
names that several places bear, each counted by the root of its mentions) gave these exponents and factors; on a third
corpus, of local American news, those for inhabitants and names came out the same, within a quarter. They are rounded,
between what the first two corpora give.
"""

from __future__ import annotations

from contextlib import suppress

from geoevents.errors import GazetteerError
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold, likenesses, script, similarity
from geoevents.model.places import Candidate, Place

__all__ = ["OTHER_NAME", "VILLAGE", "known_as", "renown"]

VILLAGE = 6
"""The rank of small towns; what comes below it are villages."""

OTHER_NAME = 0.6
"""Below this likeness to the preferred name, a spelling is another name: Alexandria for Mashhad, Persia for Gowanda."""

_STEP, _OF_VILLAGES = 0.55, 0.6
"""Factor for each step of rank down to small towns, and from there on."""

_INHABITANTS, _MILLION = 0.3, 1_000_000
"""Exponent of the inhabitants, in millions."""

_TYPICAL = (640_000, 3_300_000, 800_000, 155_000, 75_000, 17_000, 5_500, 2_000, 800, 260, 200)
"""Median inhabitants of the towns of each rank that the gazetteer knows them of, for those that it does not."""

_NAMES, _AKIN = 0.55, 0.7
"""Exponent of the number of a place's names that are like the one asked for, and how like: a place that is written of
in many languages is well known by that name, and one of a place's many names is hardly what it is known by."""

_OWN = 0.95
"""Likeness to the preferred name from which a spelling is that name."""

_OF_COUNTRY = 60
"""A first-order division has about a sixtieth of its country's inhabitants (median; the mean one a twentieth)."""

_EXONYM, _RARELY = 0.6, 0.1
"""Factor for another name that is in wide use (Palmyra for Tadmur); and for one that hardly anybody uses (Alexandria
for Mashhad), or that is only like the preferred one (Sparta for Isparta)."""

_NAMED = frozenset({"country", "admin1", "admin2", "admin3", "town", "suburb"})
"""Kinds that go by one name mostly; airports, rivers and mountains are called in many ways."""

_TOWNS = frozenset({"town", "suburb"})

_SAME, _WIDELY_NAMES, _WIDELY = 0.85, 3, 0.15
"""Another name is in wide use where so many of a place's names are hardly different from it, and such a share are like
it. One that hardly differs from the preferred name is no other name (Sparta for Isparta)."""


def renown(gazetteer: Gazetteer, place: Place, rank: int, names: int) -> float:
    """Weight of a place by itself.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the place comes from.
    place : Place
        A place of any kind.
    rank : int
        Its rank, or the one it counts as.
    names : int
        How many of its names are like the one asked for.

    Returns
    -------
    float
        About 1 for a capital of a million inhabitants that goes by one name.
    """
    weight: float = (_inhabitants(gazetteer, place, rank) / _MILLION) ** _INHABITANTS * names**_NAMES
    return weight * _STEP ** min(rank, VILLAGE) * _OF_VILLAGES ** max(0, rank - VILLAGE)


def _inhabitants(gazetteer: Gazetteer, place: Place, rank: int) -> float:
    if place.kind in ("town", "country") and place.population:
        return place.population
    if place.kind == "admin1" and place.country:
        with suppress(GazetteerError):
            country = gazetteer.place(f"ne:{place.country}")
            if country.population:
                return country.population / _OF_COUNTRY
    return _TYPICAL[min(rank, len(_TYPICAL) - 1)]


def known_as(gazetteer: Gazetteer, candidate: Candidate, query: str, alike: float) -> tuple[int, float]:
    """How many of a place's names are like the one asked for, and how likely that one is used for it.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the place comes from.
    candidate : Candidate
        A place that bears the name letter by letter.
    query : str
        The name as asked.
    alike : float
        Likeness, 0 to 1, of the spelling that met it and the preferred one.

    Returns
    -------
    int, float
        At least 1; and a factor, 1 for the preferred name.
    """
    place = candidate.place
    names = gazetteer.names(place)
    akin = likenesses(fold(query), [fold(name) for name in names], _AKIN) if len(names) > 1 else {}
    count = max(1, len(akin))
    if place.kind in _TOWNS and script(candidate.matched) == script(place.name):
        alike = similarity(candidate.matched, place.name)  # New Delhi is another town than Delhi
    if alike >= _OWN or place.kind not in _NAMED:
        return count, 1.0
    same = sum(likeness >= _SAME for likeness in akin.values())
    part = set(fold(place.name).split()) <= set(fold(candidate.matched).split())
    widely = alike < _SAME and not part and same >= _WIDELY_NAMES and count >= _WIDELY * len(names)
    return count, _EXONYM if widely else _RARELY
