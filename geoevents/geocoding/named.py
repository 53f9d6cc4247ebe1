"""A name -> the places that it plausibly means, each with its region, its size and its probability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold, is_latin
from geoevents.geocoding.answer import Answer, Context, Region, Unfound
from geoevents.geocoding.candidates import Found, LookUps, candidates
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.footprints import Footprints, within_parent
from geoevents.geocoding.merits import GREAT, Merit, likeness, merits
from geoevents.geocoding.pins import NOTHING_MORE, pinned_readings
from geoevents.geocoding.rank import Scored, rank
from geoevents.geocoding.readings import Reading, plausible
from geoevents.geocoding.settlements import settlements
from geoevents.geocoding.wording import KIND_WORDS, country_name, feature_word, relation, whereabouts
from geoevents.model.geo import circle, radius_km
from geoevents.model.places import Place

__all__ = ["Elsewhere", "NameFinder"]

_FACILITIES = frozenset({"site", "airbase", "road", "suburb", "river", "lake", "mountain", "valley", "region", "sea"})
_WIDE = ("admin1", "admin2", "country")
_DIVISIONS = frozenset({"admin1", "admin2", "admin3"})

_NATURAL = frozenset({"river", "lake", "mountain", "valley", "region", "sea"})
"""Facilities of unknown size: a town or country of that name says little about where they are."""

_SPOTS, _TOO_WIDE = frozenset({"site", "airbase"}), frozenset({"admin1", "admin2", "country", "river", "lake", "sea"})
"""Facilities of a few km at most, and what is no facility."""

_UNLIKE = 0.25
"""A name that is only met by sound or likeness, with less confidence than this, is not known."""

_ALIKE = 0.6
"""Below this likeness a reader does not see why a place answers to a name: the explanation says it."""

_ANOTHER_NAME = 0.85
"""Confidence of such an answer where nothing says which country is meant."""

_CLEAR = 0.7
"""From this confidence on an answer counts as resolved, below it as ambiguous."""

_MOST_KNOWN, _MOST_FOUND = 12_000, 40_000
"""Names whose answers are kept, about 3 kB each, and candidates of names, about 0.5 kB: for tables that ask the same
ones again and again."""


def other(scored: Scored, total: float) -> dict[str, Any]:
    """An alternative as a plain mapping."""
    p = scored.place
    share = round(scored.weight / total, 3) if total else 0.0
    return {
        "name": p.name, "place_id": p.place_id, "kind": p.kind, "country": p.country, "admin1": p.admin1,
        "lat": p.lat, "lon": p.lon, "confidence": share,
    }  # fmt: skip


Elsewhere = Callable[[Name, Context], Answer | None]
"""Where a name that the gazetteer does not know is looked for; None for nowhere found."""


class NameFinder:
    """Resolves plain names in one gazetteer; what it does not know, ``elsewhere`` if that is set.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where names are looked up.
    footprints : Footprints
        The regions of its places.
    """

    def __init__(self, gazetteer: Gazetteer, footprints: Footprints) -> None:
        self.gazetteer = gazetteer
        self.footprints = footprints
        self._known: Memo[tuple[Any, ...], Answer | Unfound] = Memo(_MOST_KNOWN)
        self._found: Memo[tuple[Any, ...], tuple[Found, list[Merit]]] = Memo(
            _MOST_FOUND, lambda known: 1 + len(known[1])
        )
        self._look_ups = LookUps(gazetteer)
        self.elsewhere: Elsewhere | None = None

    def find(self, name: Name, context: Context, *, exact: bool = False) -> Answer | Unfound:
        """Resolve a name.

        Parameters
        ----------
        name : Name
            With its feature words read.
        context : Context
            What is known about where it lies.
        exact : bool
            Only letter by letter: the question whether a longer text is a name after all.
        """
        if context.pins is not None and (places := context.pins.of(name, context.prefer)):
            return self.pinned(name, places)
        key = (name, exact, context.country, context.home is None, context.prefer, *(_mark(r) for r in context.regions))
        known = self._known.get(key)
        if known is None:
            known = self._known.put(key, self._find(name, context, exact))
        if self.elsewhere is not None and not exact and isinstance(known, Unfound) and not known.generic:
            return self.elsewhere(name, context) or known
        return known

    def pinned(self, name: Name, places: tuple[Place, ...]) -> Answer:
        """Answer a name of which the places are known; several are readings about as likely, the likeliest first."""
        key = (name, *(place.row for place in places))
        known = self._known.get(key)
        if not isinstance(known, Answer):
            spellings = {place.place_id: self.gazetteer.names(place) for place in places}
            readings = pinned_readings(name, places, spellings)
            first, *rest = (self._reading(name, reading, NOTHING_MORE, bare=False) for reading in readings)
            if rest:
                first = replace(first, status="ambiguous")
                first = replace(first, readings=(first, *rest))
            self._known.put(key, known := first)
        return known

    def _find(self, name: Name, context: Context, exact: bool) -> Answer | Unfound:
        if not name.name and not name.text:
            return Unfound("there is no name in it", generic=True)
        found, own = self._candidates(name, context, exact)
        if not found.candidates:
            if not name.name:
                return Unfound(f"{name.text!r} names no particular place", generic=True)
            return self._unknown(name)
        scored = rank(
            self.gazetteer, own, context, name.kinds, whole=found.whole, small=name.feature in settlements().small
        )
        best = scored[0]
        total = sum(s.weight for s in scored)
        bare = not context.country and not context.regions
        known_by_it = best.place.place_id in found.whole and best.place.rank <= GREAT  # "Indian Ocean"
        if not name.name and ((bare and not known_by_it) or not best.accepted or best.place.kind not in name.kinds):
            return Unfound(f"{name.text!r} names no particular place", generic=True)
        if not best.accepted:
            if bare:
                return self._unknown(name)
            known = tuple(other(s, total) for s in scored[:3] if s.candidate.stage == "exact")
            place = known[0] if known else None
            where = f"; one of that name is known {_where(place)}, too far away" if place else ""
            return Unfound(f"{name.name or name.text!r} is not known {_there(context)}{where}", known)
        readings, doubt = plausible(self.gazetteer, scored, name, context)
        if best.candidate.stage != "exact" and readings[0].chance < _UNLIKE:
            return self._unknown(name, tuple(other(s, total) for s in scored[:3] if s.accepted))
        return self._answer(name, scored, readings, doubt, found, context)

    def _candidates(self, name: Name, context: Context, exact: bool) -> tuple[Found, list[Merit]]:
        """Look candidates up, and weigh them by themselves, once: other contexts than the country do not matter."""
        key = (name, exact, context.country, context.home is None)
        known = self._found.get(key)
        if known is None:
            found = candidates(self._look_ups, name, context, exact=exact)
            own = merits(self.gazetteer, found.candidates, context, name.kinds, name.name or name.text)
            known = self._found.put(key, (found, own))
        return known

    def _unknown(self, name: Name, close: tuple[dict[str, Any], ...] = ()) -> Unfound:
        hint = f"; what sounds most like it is {_where(close[0], full=True)}" if close else ""
        return Unfound(f"{name.name or name.text!r} is not in the gazetteer{hint}", close)

    def division_of(self, anchor: Answer) -> Answer | None:
        """Return the first-order division that shares the anchor's name, or holds it."""
        if anchor.kind == "admin1" or anchor.place is None:
            return anchor if anchor.kind == "admin1" else None
        for place in self.gazetteer.containing(anchor.lon, anchor.lat, kinds=("admin1",)):
            rif = f"Rif {place.name}"
            rural = self.find(Name(rif, rif, ("admin1",)), Context(country=place.country), exact=True)
            if isinstance(rural, Answer) and rural.kind == "admin1":
                return rural  # a city that is a division of its own, like Damascus
            return self.footprints.of_place(place)
        return None

    def rural_of(self, anchor: Answer) -> Answer | None:
        """Return the division whose rural part a town's name tells: its namesake, or the district around the town.

        A district of which no shape is known does not tell how far its countryside reaches.
        """
        division, town = self.division_of(anchor), anchor.place
        if division is None or division.place is None or town is None or town.kind != "town":
            return division
        name = fold(town.name)
        if any(name in fold(other) for other in self.gazetteer.names(division.place)):
            return division
        spot = shapely.Point(town.lon, town.lat)
        for text in (town.name, f"{town.name} district"):
            for hit in self._look_ups.find(text, town.country, ("admin2", "admin3")):
                district = hit.place
                if hit.stage == "exact" and district.has_shape and self.gazetteer.geometry(district).intersects(spot):
                    return self.footprints.of_place(district)
        return division

    def split(self, node: Name, context: Context) -> Answer | None:
        """Read "Slavyansk Donetsk region" as a name and, without a comma, where it lies."""
        words = node.name.split()
        for cut in range(len(words) - 1, 0, -1):
            left, right = " ".join(words[:cut]), " ".join(words[cut:])
            if not self.gazetteer.has_name(left):
                continue
            outer = Name(f"{right} {node.feature}".strip(), right, node.kinds, node.feature)
            if not self.gazetteer.has_name(right) and not self.gazetteer.has_name(outer.text):
                continue
            where = self.find(outer, context.wanting(*_WIDE), exact=not node.feature)
            if isinstance(where, Unfound) or where.kind not in _WIDE:
                continue
            found = self.find(Name(left, left), context.inside(self.footprints.region(where)))
            if isinstance(found, Answer):
                return found
        return None

    def _answer(
        self, name: Name, scored: Sequence[Scored], readings: Sequence[Reading], doubt: float, found: Found,
        context: Context,
    ) -> Answer:  # fmt: skip
        best = readings[0].scored
        bare = not context.country and not context.regions
        total = sum(s.weight for s in scored)
        chosen = [r.scored for r in readings[1:]]
        taken = {id(r.scored) for r in readings}
        rest = [s for s in scored if s.accepted and s.weight > best.weight * 0.02 and id(s) not in taken]
        others = tuple(other(s, total) for s in [*chosen, *rest][:5])
        answers = [self._reading(name, r, found, bare=bare) for r in readings]
        first = answers[0]
        said = first.said
        if others and len(answers) == 1 and first.confidence < _CLEAR:
            said += f"; could also be {_where(others[0], full=True)}"
        status = "resolved" if first.confidence >= _CLEAR else "ambiguous"
        status, spread = _worse(status, first.status), _spread(context)
        if len(answers) == 1:
            return replace(first, said=said, status=status, alternatives=others, doubt=doubt, spread=spread)
        first = replace(first, said=said, status=status, alternatives=others)
        return replace(first, readings=(first, *answers[1:]), doubt=doubt, spread=spread)

    def _reading(self, name: Name, reading: Reading, found: Found, *, bare: bool) -> Answer:
        """The answer for one place, as if no other bore the name."""
        candidate = reading.scored.candidate
        place, stage, met = candidate.place, candidate.stage, candidate.matched
        answer = self.footprints.of_place(place, certainty=reading.chance)
        sound = "" if fold(met) == fold(place.name) else f" of {met!r}"
        how = {"exact": "", "key": f", met by transliteration{sound}", "fuzzy": f", by likeness to {met!r}"}
        said = answer.said + how.get(stage, "")
        if place.place_id in found.seats:
            said = f"{answer.said}, of which {name.name!r} is the adjective"
        elif stage == "exact" and likeness(candidate) < _ALIKE:
            said += f", also called {met!r}"
            if bare:
                answer = replace(answer, confidence=round(answer.confidence * _ANOTHER_NAME, 3))
        label = shown = self._shown(name, reading)
        said = shown + said.removeprefix(place.name)
        if name.feature.isascii() and place.kind in name.kinds and name.feature.lower() not in shown.lower():
            label = _with_feature(shown, name)
        out = replace(answer, label=label, name=shown, said=said)
        if stage == "exact" and fold(met) == fold(name.text):
            return out  # "Jabalia camp" is the name of a suburb, feature word and all
        return self._stand_in(name, out, place)

    def _shown(self, name: Name, reading: Reading) -> str:
        """The spelling of a place's name that the query knows it by: Hama is not answered with Ḩamāh."""
        candidate = reading.scored.candidate
        place = candidate.place
        asked = name.name.lower()
        if name.feature and set(fold(asked).split()) <= set(fold(place.name).split()):
            return place.name  # "Golan Heights", feature word and all
        if candidate.stage != "exact" or place.kind == "country" or likeness(candidate) < _ALIKE:
            return place.name
        if asked == place.name.lower() or not is_latin(asked):
            return place.name
        return next((own for own in self.gazetteer.names(place) if own.lower() == asked), place.name)

    def _stand_in(self, name: Name, answer: Answer, place: Place) -> Answer:
        """Where the kind asked for is unknown and only a town bears the name, answer with what can honestly be said."""
        municipal = name.feature in settlements().municipal
        if not name.kinds or ((place.kind in name.kinds or "town" in name.kinds) and not municipal):
            return answer
        natural = _NATURAL.issuperset(name.kinds)
        if natural and (place.kind in _WIDE or place.kind in ("town", "suburb")):
            missing = f"; the gazetteer has no {feature_word(name.feature, name.kinds)} of that name"
            answer = replace(answer, status="ambiguous", confidence=round(answer.confidence * 0.5, 3))
            if place.kind in _WIDE:
                return replace(answer, said=answer.said + missing)
        if place.kind not in ("town", "suburb"):
            return _doubted(name, answer) if place.kind in _TOO_WIDE and _SPOTS.issuperset(name.kinds) else answer
        if _DIVISIONS & set(name.kinds):
            return self._seat(name, answer)
        if _FACILITIES & set(name.kinds):
            km = self.footprints.near_km(place)
            geometry = circle(place.lon, place.lat, km)
            said = f"near {answer.said}; the gazetteer has no {feature_word(name.feature, name.kinds)} of that name"
            return replace(
                answer, geometry=geometry, radius_km=radius_km(geometry, place.lon, place.lat), precision="near",
                confidence=round(answer.confidence * 0.7, 3), said=said, label=_with_feature(answer.name, name),
            )  # fmt: skip
        return answer

    def _seat(self, name: Name, answer: Answer) -> Answer:
        """Answer with the surroundings of the town that gives a district its name, as wide as its neighbours are."""
        place = answer.places[0]
        municipal = name.feature in settlements().municipal
        km, land = self.footprints.district_km(place, municipal=municipal)
        geometry = circle(place.lon, place.lat, km)
        if land is not None:
            geometry = within_parent(geometry, land, place)
        feature = feature_word(name.feature, name.kinds)
        said = f"{km:.0f} km around {answer.said}; the gazetteer has no shape of the {feature}"
        return replace(
            answer, geometry=geometry, radius_km=radius_km(geometry, place.lon, place.lat), precision="admin2",
            kind="admin2", confidence=round(answer.confidence * 0.8, 3), said=said,
            label=f"{answer.label} {name.feature}".removesuffix(f" {name.feature} {name.feature}"),
        )  # fmt: skip


def _with_feature(shown: str, name: Name) -> str:
    """A name with the feature word where the text has it: "Donetsk region", "Mount Bulusan"."""
    if fold(name.text).startswith(f"{fold(name.feature)} "):
        return f"{name.feature.capitalize()} {shown}"
    return f"{shown} {name.feature}".strip()


def _doubted(name: Name, answer: Answer) -> Answer:
    """A river or division that answers for the bridge or camp named after it."""
    said = f"{answer.said}; the gazetteer has no {feature_word(name.feature, name.kinds)} of that name"
    return replace(answer, said=said, status="ambiguous", confidence=round(answer.confidence * 0.5, 3))


def _mark(region: Region) -> tuple[Any, ...]:
    """What tells one context from another."""
    a = region.answer
    return a.label, a.lon, a.lat, a.radius_km, region.strict, region.tolerance_km


def _spread(context: Context) -> Answer | None:
    """The smallest area that is known to hold the place."""
    areas = [r.answer for r in context.regions if r.answer.is_area and not r.answer.readings]
    if context.home is not None:
        areas.append(context.home.answer)
    return min(areas, key=lambda a: a.radius_km, default=None)


def _there(context: Context) -> str:
    """Where a name was looked for, as a sentence says it: "in Idlib governorate", "in Mali"."""
    if context.regions:
        return relation(context.regions[0].answer)
    return f"in {country_name(context.country)}" if context.country else "there"


def _worse(one: str, other: str) -> str:
    return "ambiguous" if "ambiguous" in (one, other) else "resolved"


def _where(entry: dict[str, Any] | None, *, full: bool = False) -> str:
    if entry is None:
        return ""
    place = whereabouts(entry["name"], entry["admin1"], entry["country"])
    kind = KIND_WORDS.get(entry["kind"], entry["kind"])
    head = f"the {kind} {entry['name']}" if full else ""
    return f"{head} in {place}".strip() if place else (head or f"as {kind}")
