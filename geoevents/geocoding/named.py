"""A name -> the place that bears it, with its region, its size and the other places it could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.geocoding.answer import Answer, Context, Region, Unfound
from geoevents.geocoding.expression import Name
from geoevents.geocoding.extent import near_km, size_km
from geoevents.geocoding.rank import Scored, confidence, likeness, rank
from geoevents.model.geo import buffer_km, circle, radius_km
from geoevents.model.parts import MAINLAND_KM, mainland
from geoevents.model.places import Candidate, Place

__all__ = ["KIND_WORDS", "NameFinder", "describe"]

KIND_WORDS: dict[str, str] = {
    "admin1": "first-order division",
    "admin2": "second-order division",
    "admin3": "third-order division",
}
"""How a kind is called in a sentence, where it is not called by its own name."""

_POINTS = ("town", "suburb", "site", "airbase", "mountain", "road")
"""Kinds that stay a point when the gazetteer has no shape; every other kind becomes a circle of its extent."""

_SITE_KM = 10.0
"""A site or mountain that is drawn as larger than this is an area, not an exact place."""

_FACILITIES = frozenset({"site", "airbase", "road", "suburb", "river", "lake", "mountain", "valley", "region", "sea"})
_WIDE = ("admin1", "admin2", "country")
_TOWN_TOLERANCE_KM = 15.0
"""How far from a town that is named as context a place may lie beyond what is near it."""
_DIVISIONS = frozenset({"admin1", "admin2", "admin3"})
_PRECISION = {"country": "country", "admin1": "admin1", "admin2": "admin2", "admin3": "admin2"}
_SOURCE_LEVEL = {"admin1": " admin-1", "country": " countries"}

_NATURAL = frozenset({"river", "lake", "mountain", "valley", "region", "sea"})
"""Facilities of unknown size: a town or country of that name says little about where they are."""

_LEFT_OUT = f"; what lies beyond {MAINLAND_KM:,.0f} km of sea is left out"

_UNLIKE = 0.25
"""A name that is only met by sound or likeness, with less confidence than this, is not known."""

_ALIKE = 0.6
"""Below this likeness a reader does not see why a place answers to a name: the explanation says it."""

_ANOTHER_NAME = 0.85
"""Confidence of such an answer where nothing says which country is meant."""

_ONE_READING = 0.5

_ROUNDING_KM = 0.002
"""How far the point of a place may lie from where it was measured: coordinates are kept to 1e-5 degrees."""

_CLEAR = 0.7
"""From this confidence on an answer counts as resolved, below it as ambiguous."""

_DISTRICT_KM = 30.0
"""Radius given to a district of which nothing but the town of its name is known."""

_LIMIT = 60


def source_of(place: Place) -> str:
    """Source of a place as a sentence should name it: "Natural Earth admin-1"."""
    return place.source + (_SOURCE_LEVEL.get(place.kind, "") if place.source == "Natural Earth" else "")


def describe(place: Place) -> str:
    """Kind and whereabouts: "town in Idlib, SY"."""
    where = ", ".join(x for x in (place.admin1 if place.admin1 != place.name else "", place.country) if x)
    kind = KIND_WORDS.get(place.kind, place.kind)
    return f"{kind} in {where}" if where and place.kind != "country" else kind


def other(scored: Scored, total: float) -> dict[str, Any]:
    """An alternative as a plain mapping."""
    p = scored.place
    share = round(scored.weight / total, 3) if total else 0.0
    return {
        "name": p.name, "place_id": p.place_id, "kind": p.kind, "country": p.country, "admin1": p.admin1,
        "lat": p.lat, "lon": p.lon, "confidence": share,
    }  # fmt: skip


class NameFinder:
    """Resolves plain names in one gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where names are looked up.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._shapes: dict[int, tuple[Any, float]] = {}
        self._mainlands: dict[int, tuple[Any, float]] = {}

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
        if not name.name and not name.text:
            return Unfound("there is no name in it", generic=True)
        candidates, whole = self._candidates(name, context, exact)
        if not candidates:
            if not name.name:
                return Unfound(f"{name.text!r} names no particular place", generic=True)
            return self._unknown(name)
        scored = rank(self.gazetteer, candidates, context, name.kinds, query=name.name or name.text, whole=whole)
        best = scored[0]
        total = sum(s.weight for s in scored)
        bare = not context.country and not context.regions
        if not name.name and (bare or not best.accepted or best.place.kind not in name.kinds):
            return Unfound(f"{name.text!r} names no particular place", generic=True)
        if best.candidate.stage != "exact" and confidence(scored) < _UNLIKE:
            return self._unknown(name, tuple(other(s, total) for s in scored[:3] if s.accepted))
        if not best.accepted:
            if bare:
                return self._unknown(name)
            known = tuple(other(s, total) for s in scored[:3] if s.candidate.stage == "exact")
            place = known[0] if known else None
            where = f"; one of that name is known {_where(place)}, too far away" if place else ""
            return Unfound(f"{name.name or name.text!r} is not known there{where}", known)
        return self._answer(name, scored, total, bare=bare)

    def _unknown(self, name: Name, close: tuple[dict[str, Any], ...] = ()) -> Unfound:
        hint = f"; what sounds most like it is {_where(close[0], full=True)}" if close else ""
        return Unfound(f"{name.name or name.text!r} is not in the gazetteer{hint}", close)

    def readings(self, answer: Answer) -> list[Answer]:
        """Return what a doubtful name may mean, each reading by itself, as likely as not."""
        ids = [answer.place.place_id] if answer.place else []
        ids += [other["place_id"] for other in answer.alternatives]
        return [self.of_place(self.gazetteer.place(place_id), certainty=_ONE_READING) for place_id in ids]

    def mainland(self, answer: Answer) -> tuple[Answer, str]:
        """Return a country without its possessions in other parts of the world, and the remark that says so.

        The country itself keeps them; but nobody who writes "near Norway" means Bouvet Island.
        """
        place = answer.place
        if place is None or answer.kind != "country" or not place.has_shape:
            return answer, ""
        if place.row not in self._mainlands:
            geometry = mainland(answer.geometry)
            self._mainlands[place.row] = geometry, radius_km(geometry, place.lon, place.lat)
        geometry, radius = self._mainlands[place.row]
        if geometry is answer.geometry:
            return answer, ""
        return replace(answer, geometry=geometry, radius_km=radius, lon=place.lon, lat=place.lat), _LEFT_OUT

    def of_place(self, place: Place, *, certainty: float = 0.99) -> Answer:
        """Return the answer for a place that is known already."""
        geometry, radius = self.shape(place)
        lon, lat = place.lon, place.lat
        if shapely.get_dimensions(geometry) == 1:  # its point was rounded off the line
            lon, lat = shapely.get_coordinates(shapely.shortest_line(geometry, shapely.Point(lon, lat)))[0].tolist()
        precision = _PRECISION.get(place.kind) or ("exact" if place.kind in _POINTS else "area")
        if precision == "exact" and place.has_shape and radius > _SITE_KM:  # a mountain range
            precision = "area"
        return Answer(
            geometry=geometry, lon=lon, lat=lat, radius_km=radius, label=place.name,
            said=f"{place.name}, {describe(place)}, {source_of(place)}", kind=place.kind, precision=precision,
            confidence=certainty, places=(place,), source=place.source, name=place.name,
        )  # fmt: skip

    def shape(self, place: Place) -> tuple[Any, float]:
        """Return the region of a place and the radius in km around its point that holds it."""
        known = self._shapes.get(place.row)
        if known is None:
            known = self._shapes[place.row] = self._measure(place)
        return known

    def division_of(self, anchor: Answer) -> Answer | None:
        """Return the first-order division that shares the anchor's name, or holds it."""
        if anchor.kind == "admin1" or anchor.place is None:
            return anchor if anchor.kind == "admin1" else None
        for place in self.gazetteer.containing(anchor.lon, anchor.lat):
            if place.kind == "admin1":
                rif = f"Rif {place.name}"
                rural = self.find(Name(rif, rif, ("admin1",)), Context(country=place.country), exact=True)
                if isinstance(rural, Answer) and rural.kind == "admin1":
                    return rural  # a city that is a division of its own, like Damascus
                return self.of_place(place)
        return None

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
            found = self.find(Name(left, left), context.inside(self.region(where)))
            if isinstance(found, Answer):
                return found
        return None

    def region(self, answer: Answer, *, strict: bool = False) -> Region:
        """Return an answer as the context of others; a point becomes the circle that it stands for."""
        if answer.is_area and answer.geometry.geom_type.endswith("Polygon"):
            return Region(answer.geometry, answer, strict=strict)
        if answer.is_area:
            return Region(buffer_km(answer.geometry, _TOWN_TOLERANCE_KM), answer, strict=strict)
        km = near_km(self.gazetteer, answer.place) if answer.place else answer.radius_km
        return Region(circle(answer.lon, answer.lat, km), answer, _TOWN_TOLERANCE_KM, strict)

    def _measure(self, place: Place) -> tuple[Any, float]:
        if place.has_shape:
            geometry = self.gazetteer.geometry(place)
            return geometry, max(radius_km(geometry, place.lon, place.lat) + _ROUNDING_KM, 0.5)
        size = size_km(self.gazetteer, place)
        if place.kind in _POINTS:
            return shapely.Point(place.lon, place.lat), round(size, 3)
        geometry = circle(place.lon, place.lat, max(size, 2.0))
        parent = self.gazetteer.parent(place)
        if place.kind in _DIVISIONS and parent is not None and parent.has_shape:
            geometry = within_parent(geometry, self.gazetteer.geometry(parent), place)
        return geometry, radius_km(geometry, place.lon, place.lat)

    def _candidates(self, name: Name, context: Context, exact: bool) -> tuple[list[Candidate], frozenset[str]]:
        """Candidates for the whole text, the bare name and its aliases: each place once, by its best stage.

        The second item holds the ids of those that bear the whole text, feature word and all.
        """
        found: dict[str, Candidate] = {}
        whole: set[str] = set()
        bare = name.name
        texts = [name.text, bare, *name.aliases]
        if not name.feature and not name.aliases and bare != name.text and self.gazetteer.has_name(name.text):
            texts = [name.text]  # "New York" is not a new York
        texts = [t for t in texts if len(t) > 1 or t == name.text]  # "N/A" is no place called A
        for text in dict.fromkeys(t for t in texts if t):
            if (text == name.text and text != bare) or exact:
                if not self.gazetteer.has_name(text):
                    continue
                hits = self._lookup(text, context, (), fuzzy=False)
                hits = [h for h in hits if h.stage == "exact"]
                if name.feature and text == name.text:
                    whole.update(h.place.place_id for h in hits)
            else:
                hits = self._hinted(text, name.kinds, context)
            _merge(found, hits)
        return list(found.values()), frozenset(whole)

    def _hinted(self, text: str, kinds: Sequence[str], context: Context) -> list[Candidate]:
        """Places of the kinds asked for, and those that may stand in for them; likeness only where nothing else is."""
        hits = self._lookup(text, context, (), fuzzy=False)
        if kinds and not any(h.place.kind in kinds and h.stage == "exact" for h in hits):
            hits += self._lookup(text, context, kinds, fuzzy=False)
        if not hits and len(text) >= 5 and not any(c.isdigit() for c in text):
            hits = self._lookup(text, context, kinds, fuzzy=True)
        return hits

    def _lookup(self, text: str, context: Context, kinds: Sequence[str], *, fuzzy: bool) -> list[Candidate]:
        return list(
            self.gazetteer.lookup(
                text, country=context.country or None, kinds=list(kinds) or None, limit=_LIMIT, fuzzy=fuzzy
            )
        )

    def _answer(self, name: Name, scored: Sequence[Scored], total: float, *, bare: bool) -> Answer:
        best = scored[0]
        place, stage = best.place, best.candidate.stage
        answer = self.of_place(place, certainty=confidence(scored))
        met = best.candidate.matched
        sound = "" if fold(met) == fold(place.name) else f" of {met!r}"
        how = {"exact": "", "key": f", met by transliteration{sound}", "fuzzy": f", by likeness to {met!r}"}
        others = tuple(other(s, total) for s in scored[1:6] if s.accepted and s.weight > best.weight * 0.02)
        said = answer.said + how.get(stage, "")
        if stage == "exact" and likeness(best.candidate) < _ALIKE:
            said += f", also called {met!r}"
            if bare:
                answer = replace(answer, confidence=round(answer.confidence * _ANOTHER_NAME, 3))
        if others and answer.confidence < _CLEAR:
            said += f"; could also be {_where(others[0], full=True)}"
        label = place.name
        if name.feature.isascii() and place.kind in name.kinds and name.feature.lower() not in place.name.lower():
            label = f"{place.name} {name.feature}".strip()
        status = "resolved" if answer.confidence >= _CLEAR else "ambiguous"
        out = replace(answer, label=label, said=said, status=status, alternatives=others)
        if best.candidate.stage == "exact" and fold(met) == fold(name.text):
            return out  # "Jabalia camp" is the name of a suburb, feature word and all
        return self._stand_in(name, out, place)

    def _stand_in(self, name: Name, answer: Answer, place: Place) -> Answer:
        """Where the kind asked for is unknown and only a town bears the name, answer with what can honestly be said."""
        if not name.kinds or place.kind in name.kinds or "town" in name.kinds:
            return answer
        natural = _NATURAL.issuperset(name.kinds)
        if natural and (place.kind in _WIDE or place.kind in ("town", "suburb")):
            missing = f"; the gazetteer has no {name.feature} of that name"
            answer = replace(answer, status="ambiguous", confidence=round(answer.confidence * 0.5, 3))
            if place.kind in _WIDE:
                return replace(answer, said=answer.said + missing)
        if place.kind not in ("town", "suburb"):
            return answer
        if _DIVISIONS & set(name.kinds):
            return self._seat(name, answer)
        if _FACILITIES & set(name.kinds):
            km = near_km(self.gazetteer, place)
            geometry = circle(place.lon, place.lat, km)
            said = f"near {answer.said}; the gazetteer has no {name.feature} of that name"
            return replace(
                answer, geometry=geometry, radius_km=radius_km(geometry, place.lon, place.lat), precision="near",
                confidence=round(answer.confidence * 0.7, 3), said=said, label=f"{place.name} {name.feature}",
            )  # fmt: skip
        return answer

    def _seat(self, name: Name, answer: Answer) -> Answer:
        """Answer with the surroundings of the town that gives a district its name, as wide as its neighbours are."""
        place = answer.places[0]
        km, land = self._district_km(place)
        geometry = circle(place.lon, place.lat, km)
        if land is not None:
            geometry = within_parent(geometry, land, place)
        said = f"{km:.0f} km around {answer.said}; the gazetteer has no shape of the {name.feature}"
        return replace(
            answer, geometry=geometry, radius_km=radius_km(geometry, place.lon, place.lat), precision="admin2",
            kind="admin2", confidence=round(answer.confidence * 0.8, 3), said=said,
            label=f"{answer.label} {name.feature}".removesuffix(f" {name.feature} {name.feature}"),
        )  # fmt: skip

    def _district_km(self, place: Place) -> tuple[float, Any]:
        """Twice the mean radius of the districts of its division reaches into the corners; and the division's shape."""
        parent = self.gazetteer.parent(place)
        while parent is not None and parent.kind not in ("admin1", "country"):
            parent = self.gazetteer.parent(parent)
        if parent is None or parent.kind != "admin1" or not parent.has_shape:
            return _DISTRICT_KM, None
        land = self.gazetteer.geometry(parent)
        sizes = [self.gazetteer.extent_km(d) for d in self.gazetteer.children(parent, kinds=["admin2"])]
        return (sorted(sizes)[len(sizes) // 2] if sizes else _DISTRICT_KM), land


def within_parent(geometry: Any, land: Any, place: Place) -> Any:
    """Cut a circle to the division that holds the place, if it does hold it."""
    return geometry.intersection(land) if land.intersects(shapely.Point(place.lon, place.lat)) else geometry


def _merge(found: dict[str, Candidate], hits: Iterable[Candidate]) -> None:
    order = {"exact": 0, "key": 1, "fuzzy": 2}
    for hit in hits:
        known = found.get(hit.place.place_id)
        better = known is None or (order[hit.stage], -hit.similarity) < (order[known.stage], -known.similarity)
        if better:
            found[hit.place.place_id] = hit


def _where(entry: dict[str, Any] | None, *, full: bool = False) -> str:
    if entry is None:
        return ""
    place = ", ".join(x for x in (entry["admin1"], entry["country"]) if x and x != entry["name"])
    kind = KIND_WORDS.get(entry["kind"], entry["kind"])
    head = f"the {kind} {entry['name']}" if full else ""
    return f"{head} in {place}".strip() if place else (head or f"as {kind}")
