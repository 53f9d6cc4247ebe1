"""Which of the places that bear a name are plausible readings, how likely each is, and how likely it is none of them.

The gazetteer lists places from about 500 inhabitants on, and villages share their names. Measured on 756 names of towns
and villages that UCDP GED gives coordinates for (Syria, Ukraine, 60 other countries), of those met letter by letter in
a place below 50,000 inhabitants: where one place of the world bears the name, a listed one was meant in 97 % of the
cases outside of Ukraine and 76 % within; where two do, in 73 and 63 %; where more do, in 35 %. Within a first-order
division that the text names it was 100 % for one and two places of the name, and 60 % for five or more. Hence the odds
that a place which is not listed is meant grow with the number of those that are, and with the size of the area that
could hold it. ``benchmarks/calibration.py`` prints these figures for any table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.answer import Context
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.extent import size_km
from geoevents.geocoding.merits import COURSES, foreign_script, likeness, spelled_chance
from geoevents.geocoding.rank import Scored
from geoevents.geocoding.settlements import settlements
from geoevents.model.geodesic import apart_km
from geoevents.model.places import Place

__all__ = ["Reading", "plausible"]

MOST = 5
"""So many readings at most make an answer; if more are about as likely, only the area that holds them all is known."""

_COVER = 0.75
"""Readings are taken in the order of their likelihood until they hold this share of it."""

_SCATTERED_KM, _MOSTLY, _TIMES = 1_000.0, 0.5, 2.0
"""A set of places that lie further apart than this is hardly an answer. Where those in one part of the world have such
a share of the likelihood of all readings, and the likeliest of them so many times that of any other, they are the
answer, with no more confidence than is due to them."""

_LEAST = 0.1
"""A reading less likely than this is an alternative, and no part of the answer."""

_FIRST, _EACH, _EACH_ABROAD = 0.12, 0.35, 0.05
"""Odds that a place is meant which is not listed, all over a country: where one bears the name, for each more in that
country, and for each abroad (eighteen towns called Palmyra in America say little about Syria)."""

_WIDE_KM = 600.0
"""Radius of the area for which these odds were measured (Ukraine); they grow with the radius up to there."""

_MOST_ODDS = 2.0

_BY_RANK = {0: 0.0, 1: 0.0, 2: 0.01, 3: 0.05, 4: 0.2}
"""Share of these odds for well-known places: who means a namesake of a large town says so."""

_ODDS_ABROAD = {3: 0.3, 4: 1.0}
"""Odds that a place of the expected country is meant which is not listed, where only one abroad bears the name: none of
five such namesakes of rank 3 and 4 was meant by UCDP's texts, but news of one country mention cities of others."""

_ODDS_FOREIGN = 0.3
"""The same for a place that is called in another script than the expected country is."""

_TOWN, _OF_TOWN = 15_000, 0.4
"""The share for towns of so many inhabitants."""

_VILLAGE = 7
_OTHER_NAME, _ODDS_OF_OTHER_NAME = 0.6, 0.8
"""Below this likeness to its own name, a place was met by another one of its names, and the odds grow by so much:
a village that is called so today may well be meant."""

_CITY, _DIVISION_SHARE = 1_000_000, 0.5
"""Of six bare names in UCDP's texts that a town below a million inhabitants shares with the first-order division it
lies in ("in Luhansk", "Batman"), UCDP located five as the division, which is also what a careful coder does in doubt.
Hence even chances; greater cities and capitals are the city."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A place that may be meant, and how likely that is."""

    scored: Scored
    chance: float


def plausible(
    gazetteer: Gazetteer, scored: Sequence[Scored], name: Name, context: Context
) -> tuple[list[Reading], float]:
    """Choose the readings that make the answer.

    Parameters
    ----------
    gazetteer : Gazetteer
        For the sizes of places.
    scored : sequence of Scored
        All candidates, best first, as :func:`geoevents.geocoding.rank.rank` gives them; the best is accepted.
    name : Name
        As read.
    context : Context
        What is known about where it lies.

    Returns
    -------
    list of Reading, float
        At least one reading, the likeliest first; and the probability that none of them is meant: a place that is not
        listed, or one of the many others that are.
    """
    odds = _odds(gazetteer, scored, name, context)
    listed = 1 / (1 + odds)
    groups = _distinct(gazetteer, [s for s in scored if s.accepted])
    total = sum(weight for _, weight in groups)
    pair = _town_and_division(groups, name, context)
    if pair is not None:
        town, division = pair
        both = town[1] + division[1]
        shares = {id(town[0]): both * (1 - _DIVISION_SHARE), id(division[0]): both * _DIVISION_SHARE}
        groups = [(s, shares.get(id(s), w)) for s, w in groups]
        groups.sort(key=lambda g: -g[1])
    readings: list[Reading] = []
    held = 0.0
    for member, weight in groups:
        if held >= _COVER * total or len(readings) == MOST or (readings and weight < _LEAST * total):
            break
        readings.append(Reading(member, round(listed * weight / total, 3)))
        held += weight
    kept = _not_scattered(readings)
    if len(kept) < len(readings):
        held = sum(r.chance for r in kept) / listed * total
        readings = kept
    tail = max(0.0, _COVER - held / total)
    return readings, round(1 - listed * (1 - tail), 3)


def _not_scattered(readings: list[Reading]) -> list[Reading]:
    """Leave out what lies in other parts of the world than the likeliest reading, where that has most of the merit."""
    first = readings[0].scored.place
    near: list[Reading] = []
    far: list[Reading] = []
    for reading in readings:
        place = reading.scored.place
        close = apart_km(first.lon, first.lat, place.lon, place.lat) <= _SCATTERED_KM
        (near if close else far).append(reading)
    best, rival = sum(r.chance for r in near), max((r.chance for r in far), default=0.0)
    leads = readings[0].chance >= _TIMES * rival and best >= _MOSTLY * sum(r.chance for r in readings)
    return near if leads else readings


def _odds(gazetteer: Gazetteer, scored: Sequence[Scored], name: Name, context: Context) -> float:
    """Odds that none of the candidates is meant."""
    best = scored[0]
    stage = best.candidate.stage
    odds = 0.0 if stage == "exact" else 1 / spelled_chance(best.candidate) - 1
    if context.country and best.place.country not in (context.country, "") and best.place.kind not in COURSES:
        foreign = foreign_script(gazetteer, best.candidate, context)
        odds += _ODDS_FOREIGN if foreign else _ODDS_ABROAD.get(best.place.rank, 0.0)
    if best.place.kind not in ("town", "suburb") or best.place.has_shape:
        return odds
    if stage == "exact" and gazetteer.is_added(best.place):
        return odds  # listed on purpose, by somebody who knows the villages: others of its name would be, too
    namesakes = [s.place for s in scored if s.candidate.stage == "exact" and s.place.kind in ("town", "suburb")]
    at_home = sum(place.country == best.place.country for place in namesakes)
    more = _FIRST + _EACH * max(0, at_home - 1) + _EACH_ABROAD * (len(namesakes) - at_home)
    if best.place.rank >= _VILLAGE and likeness(best.candidate) < _OTHER_NAME:
        more += _ODDS_OF_OTHER_NAME
    share = 1.0 if name.feature in settlements().small else _share(best.place)
    return min(_MOST_ODDS, odds + more * share * min(1.0, context.reach_km / _WIDE_KM))


def _share(place: Place) -> float:
    if place.population >= _TOWN and place.rank not in _BY_RANK:
        return _OF_TOWN
    return _BY_RANK.get(place.rank, 1.0)


def _distinct(gazetteer: Gazetteer, accepted: Sequence[Scored]) -> list[tuple[Scored, float]]:
    """Merge candidates that lie within each other's extent (a town, its suburb of that name, its air base)."""
    groups: list[tuple[Scored, float]] = []
    for scored in accepted:
        place = scored.place
        for n, (other, weight) in enumerate(groups):
            same = other.place
            if same.country != place.country or {same.kind, place.kind} & {"admin1", "country", "river"}:
                continue
            apart = apart_km(place.lon, place.lat, same.lon, same.lat)
            if apart <= max(size_km(gazetteer, same), size_km(gazetteer, place)):
                groups[n] = other, weight + scored.weight
                break
        else:
            groups.append((scored, scored.weight))
    return sorted(groups, key=lambda g: -g[1])


def _town_and_division(
    groups: Sequence[tuple[Scored, float]], name: Name, context: Context
) -> tuple[tuple[Scored, float], tuple[Scored, float]] | None:
    """The likeliest reading, if it is a town, and the first-order division around it that shares its name."""
    town = groups[0]
    place = town[0].place
    if name.kinds or context.prefer or place.kind != "town" or place.rank == 0 or place.population >= _CITY:
        return None
    if any(r.answer.kind != "country" for r in context.regions):
        return None
    for other in groups[1:]:
        division = other[0].place
        called = (division.name, division.admin1)  # the second: a name below, of a division of the user's own
        if division.kind == "admin1" and division.country == place.country and place.admin1 and place.admin1 in called:
            return town, other
    return None
