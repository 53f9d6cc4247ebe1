"""A place and what is said of where it lies: "X, Y district", "X near Y", "X to the east of Y" -> one answer.

The contexts are resolved first, the widest first, and choose among the places that bear the name. Where the name is not
known there, the narrowest context stands for it, as wide as such places lie from what they are told by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.gazetteer.names import fold
from geoevents.geocoding import build
from geoevents.geocoding.answer import Answer, Context, Region, Unfound, area_answer
from geoevents.geocoding.contexts import aside, is_division, narrowest_first
from geoevents.geocoding.expressions.expression import Border, DirectionOf, Expression, Name, Near, Union, Within
from geoevents.geocoding.footprints import Footprints, within_parent
from geoevents.geocoding.named import NameFinder
from geoevents.geocoding.surroundings import Outer, Surroundings, near_the
from geoevents.geocoding.wording import relation, stands_for
from geoevents.model.geo import buffer_km, circle, haversine_km

__all__ = ["WithinReader"]

_DIVISIONS = ("admin1", "admin2", "country")
_LOWER = frozenset({"admin2", "admin3"})
_NATURAL = frozenset({"mountain", "river", "lake", "valley", "region", "sea"})
_CREDIBLE = 0.25
"""A context that is meant with less probability than this tells nothing about what lies in it."""

_FAMOUS = 2
"""Cities and seats up to this rank are named as context by texts about other countries."""

_DISTANT_KM = 150.0
"""How far such a place may lie in a direction without a distance."""

_STRETCH_KM, _STRETCH_MOST_KM = 20.0, 50.0
"""How far beyond what is near a town the stretch of a border reaches that is told by it, and how far away the border
may run: people name the nearest town, whether it lies at the border or not. On the land borders of twenty countries,
half of all points are less than 14 km further from the nearest town of rank 6 or better than the border is from that
town, and three of four less than 38 km; what is near a town is the first 4 to 18 km of it."""

_ITS_DISTRICT, _DOUBTED = 0.7, 0.5
"""Share of its confidence that a place keeps which lies in the district of the town named behind it, not near it."""

_TOWN_RANK, _ANY_RANK = 6, 10

_SIDES, _BORDERLAND_KM, _COARSE_DEG = 2, 50.0, 0.03
"""How far from a border with these two sides the towns lie that it is told by; and its line may be off for that."""

_PART = ": its part "

_MISTAKEN = 2.5
"""A known place lies within so many radii of a district that the text files it under by mistake, or that the gazetteer
draws too small; further away it is another one."""


class WithinReader:
    """Resolves places in their contexts.

    Parameters
    ----------
    evaluate : callable
        Resolves any node.
    names : NameFinder
        Resolves names.
    footprints : Footprints
        The regions of places.
    away : callable
        Resolves a direction up to a reach in km that is given.
    reach : callable
        How far a direction from an answer reaches, in km.
    """

    def __init__(
        self,
        evaluate: Callable[[Expression, Context], Answer | Unfound],
        names: NameFinder,
        footprints: Footprints,
        away: Callable[[DirectionOf, Context, float], Answer | Unfound],
        reach: Callable[[Answer, DirectionOf], float],
    ) -> None:
        self._evaluate, self._away, self._reach = evaluate, away, reach
        self._names, self._footprints = names, footprints
        self._surroundings = Surroundings(footprints)

    def read(self, node: Within, context: Context) -> Answer | Unfound:
        """Resolve a place with its contexts."""
        return self._read(narrowest_first(node), context)

    def _read(self, node: Within, context: Context, *, again: bool = False) -> Answer | Unfound:
        outers, missing = self._outers(node, context)
        smallest = sorted(outers, key=lambda o: o.region.answer.radius_km)
        inner = self._inner(node, context, [o.region for o in smallest])
        turned = None if again else self._turned(node, inner, outers, context)
        if turned is not None:
            return turned
        if isinstance(inner, Unfound):
            if not outers:
                return missing if inner.generic and missing else inner
            return self._in_its_district(node, context, smallest) or self._instead(inner, smallest, node, context)
        if inner.kind in _LOWER and smallest:  # "Tadmur, Homs": the district of that name reaches near Homs
            inner = self._in_its_district(node, context, smallest) or inner
        for outer in outers:
            inner = self._cut(inner, outer)
        return _lacking(inner, missing) if missing is not None else inner

    def _inner(self, node: Within, context: Context, regions: Sequence[Region]) -> Answer | Unfound:
        inside = replace(context, prefer=()).inside(*regions)
        told = node.inner
        bare = told.anchor if isinstance(told, Near) else told
        if isinstance(bare, Name) and not bare.name and bare.kinds == ("border",):
            country = next((r.answer.places[0].country for r in regions if r.answer.places), context.country)
            if country:  # "the border area near Azaz": that of the country it lies in
                name = self._names.gazetteer.place(f"ne:{country}").name
                told = Border(bare.text, (Name(name, name, ("country",)),))
        return self._evaluate(told, inside)

    def _turned(
        self, node: Within, inner: Answer | Unfound, outers: Sequence[Outer], context: Context
    ) -> Answer | Unfound | None:
        """Read "Ukraine, Donetsk" from the wide to the narrow, and "Syria, Iraq" as two countries; else None."""
        names = [n for n in (node.inner, *node.contexts) if isinstance(n, Name)]
        if not outers or len(names) <= len(node.contexts):
            return None
        wide = all(o.answer.kind == "country" for o in outers)
        if isinstance(inner, Unfound) or (wide and fold(inner.name) != fold(names[0].name)):
            inner = self._names.find(names[0], Context().wanting("country"), exact=True)
        if isinstance(inner, Unfound) or inner.kind != "country":
            return None
        if wide:
            found = [self._names.find(n, Context().wanting("country"), exact=True) for n in names[1:]]
            countries = [f for f in found if isinstance(f, Answer) and f.kind == "country"]
            if len(countries) < len(found) or all(c.places == inner.places for c in countries):
                return None
            return self._evaluate(Union(node.text, tuple(names)), replace(context, regions=(), prefer=("country",)))
        others = [o for o in outers if o.answer.places != inner.places]
        smaller = [o.node for o in others if o.answer.kind != "country"]
        if smaller:
            rest = tuple(o.node for o in others if o.node is not smaller[-1])
            return self._read(Within(node.text, smaller[-1], (*rest, node.inner)), context, again=True)
        return None

    def _outers(self, node: Within, context: Context) -> tuple[list[Outer], Unfound | None]:
        """Resolve the contexts, in the order of the text; and one of them that is not known."""
        missing: Unfound | None = None
        resolved: dict[int, Outer] = {}
        stretch = self._borderland(node.inner, context)
        # Divisions first, the widest of them last in the text: they tell which town or village is meant by the others.
        order = sorted(range(len(node.contexts)), key=lambda i: (not is_division(node.contexts[i]), -i))
        order = self._widest(node, context) + order
        for i in dict.fromkeys(order):
            outer = node.contexts[i]
            twice = isinstance(outer, Name) and isinstance(node.inner, Name) and outer.name == node.inner.name
            if twice and not is_division(outer):
                continue
            regions = sorted((o.region for o in resolved.values()), key=lambda r: r.answer.radius_km)
            within = context.inside(*regions)
            wanted = within.wanting(*(_DIVISIONS if isinstance(outer, Name) else ()))
            beside = stretch is not None and not is_division(outer)
            found = self._outer(outer, wanted.inside(stretch) if beside and stretch else wanted)
            if beside and isinstance(found, Unfound):
                found = self._outer(outer, wanted)
            if isinstance(found, Answer) and found.readings and isinstance(node.inner, Name):
                found = next((a for a in found.readings if self._holds(a, node.inner, within)), found)
            elif isinstance(found, Answer) and isinstance(outer, Name) and isinstance(node.inner, Name):
                found = self._namesake_of(found, outer, node.inner, within)
            if isinstance(found, Answer) and 1 - found.doubt >= _CREDIBLE and not _foreign(found, context):
                resolved[i] = Outer(outer, found, self._footprints.region(found))
            elif isinstance(found, Unfound) and not found.generic:
                missing = found
        return [resolved[i] for i in sorted(resolved)], missing

    def _widest(self, node: Within, context: Context) -> list[int]:
        """The last context where it is a first-order division without saying so: "municipality of Argelia, Cauca"."""
        last = node.contexts[-1]
        if len(node.contexts) < _SIDES or not isinstance(last, Name) or last.kinds:
            return []
        found = self._names.find(last, context.wanting(*_DIVISIONS), exact=True)
        return [len(node.contexts) - 1] if isinstance(found, Answer) and found.kind == "admin1" else []

    def _outer(self, outer: Expression, wanted: Context) -> Answer | Unfound:
        if isinstance(outer, DirectionOf) and outer.distance is None:
            return self._away(outer, wanted, _DISTANT_KM)
        return self._evaluate(outer, wanted)

    def _borderland(self, inner: Expression, context: Context) -> Region | None:
        """The land along a border of two sides: a town that is named with it lies there, and is no namesake."""
        told = inner.anchor if isinstance(inner, Near) else inner
        if not isinstance(told, Border) or len(told.places) < _SIDES:
            return None
        border = self._evaluate(told, context)
        if isinstance(border, Unfound):
            return None
        return Region(border.geometry.simplify(_COARSE_DEG), border, _BORDERLAND_KM)

    def _namesake_of(self, found: Answer, outer: Name, inner: Name, context: Context) -> Answer:
        """Another division called like a context where only that one holds the name: "Brazzaville, Congo"."""
        others = [a for a in found.alternatives if a["kind"] in _DIVISIONS and a["kind"] == found.kind]
        if not others or self._holds(found, inner, context):
            return found
        places = [self._names.gazetteer.place(a["place_id"]) for a in others]
        read = (self._names.pinned(outer, (place,)) for place in places)
        return next((a for a in read if self._holds(a, inner, context)), found)

    def _holds(self, outer: Answer, inner: Name, context: Context) -> bool:
        """Whether the name is known in this reading of its context: "St. Petersburg, Florida" is not in Uruguay."""
        found = self._names.find(inner, replace(context, prefer=()).inside(self._footprints.region(outer)), exact=True)
        return isinstance(found, Answer)

    # ---------------------------------------------------------------------------------------- what stands for unknowns

    def _instead(self, missing: Unfound, outers: Sequence[Outer], node: Within, context: Context) -> Answer:
        """Answer with the smallest area around what is not known."""
        told = node.inner
        if isinstance(told, Name) and _NATURAL & set(told.kinds):  # no town tells where a mountain range ends
            outers = [o for o in outers if o.answer.is_area] or outers
        outer = self._province(outers[0])
        base = outer.answer
        if missing.generic:
            return base if base.is_area else near_the(outer, outer.region.geometry)
        base = self._surroundings.of(outer)
        said = f"{missing.reason}; {stands_for(base)}"
        precision = "area" if base.precision in ("exact", "near") and base.radius_km > 25 else base.precision
        out = replace(base, said=said, status="ambiguous", confidence=round(base.confidence * 0.5, 3),
                      precision="near" if precision == "exact" else precision,
                      readings=() if outer.answer.is_area else base.readings,
                      alternatives=missing.alternatives or base.alternatives, stand_in=True)  # fmt: skip
        return self._or_nearby(out, outers, node, context)

    def _in_its_district(self, node: Within, context: Context, outers: Sequence[Outer]) -> Answer | None:
        """Read the town of "Pahalgam, Anantnag" as the district around it, if the place is known in there."""
        outer = outers[0]
        town = outer.answer.place
        told = (node.inner, outer.node)
        if town is None or town.kind != "town" or any(not isinstance(n, Name) or n.kinds for n in told):
            return None
        km, land = self._footprints.district_km(town)
        around = circle(town.lon, town.lat, km)
        around = around if land is None else within_parent(around, land, town)
        rest = [o.region for o in outers[1:]]
        region = replace(outer.region, geometry=around, tolerance_km=0.0, reach_km=km)
        found = self._inner(node, context, [region, *rest])
        read_as = f"the district around it, up to {km:.0f} km"
        division = None if _is_town(found) else self._names.division_of(outer.answer)
        if division is not None:  # "Sinjar, Mosul": larger towns are filed under the seat of their province, too
            found = self._inner(node, context, [self._footprints.region(division), *rest])
            read_as = division.label if division.label != outer.answer.label else "the first-order division around it"
        if not isinstance(found, Answer) or not _is_town(found, _TOWN_RANK if division is not None else _ANY_RANK):
            return None
        said = f"{found.said}; {outer.answer.label} stands for {read_as}"
        return replace(found, said=said, confidence=round(found.confidence * _ITS_DISTRICT, 3), status="ambiguous")

    def _province(self, outer: Outer) -> Outer:
        """Take a bare name that a town shares with the first-order division around it for the division."""
        town = outer.answer.place
        if not isinstance(outer.node, Name) or outer.node.kinds or town is None or town.kind != "town":
            return outer
        division = self._names.division_of(outer.answer)
        if division is None or fold(division.name) not in (fold(outer.answer.name), fold(town.name)):
            return outer
        found = replace(division, confidence=outer.answer.confidence)
        return replace(outer, answer=found, region=self._footprints.region(found))

    def _or_nearby(self, out: Answer, outers: Sequence[Outer], node: Within, context: Context) -> Answer:
        """Add a place of the name that all other contexts hold, where only a district of uncertain border does not."""
        district = outers[0].answer
        if district.kind not in _LOWER or not outers[1:]:
            return out
        again = self._inner(node, context, [o.region for o in outers[1:] if o.answer.kind not in _LOWER])
        if isinstance(again, Unfound) or again.stand_in or again.doubt > 0.5:
            return out
        land, most = outers[0].region, (_MISTAKEN - 1) * district.radius_km
        close = [r for r in again.readings or (again,) if land.km_outside(r.lon, r.lat) <= most]
        return replace(out, readings=(out, *close[:3])) if close else out

    # ------------------------------------------------------------------------------------------------------- cutting

    def _cut(self, inner: Answer, outer: Outer) -> Answer:
        """Cut every reading to a context; readings that lie elsewhere are dropped where others do not."""
        if not inner.readings:
            return self._clipped(inner, outer)
        inside = [r for r in inner.readings if not r.is_area or r.geometry.intersects(outer.region.geometry)]
        cut = [self._clipped(r, outer) for r in inside or inner.readings]
        first = replace(cut[0], doubt=inner.doubt, spread=inner.spread, alternatives=inner.alternatives)
        return replace(first, readings=(first, *cut[1:]) if len(cut) > 1 else (), status="ambiguous")

    def _clipped(self, inner: Answer, outer: Outer) -> Answer:
        """Cut an area or line to its context; a point is left as it is, its candidates were chosen by the context."""
        found = outer.answer
        if not inner.is_area or inner.precision == "country":
            return inner
        if inner.precision in ("near", "admin2") and found.kind in _LOWER:
            return inner  # the borders of lower divisions are estimated: they cut no small area
        if inner.precision == "admin2" and not found.is_area:
            return inner  # a district is no part of a town: the town's name stands for the division around it
        geometry = outer.region.geometry
        if isinstance(outer.node, DirectionOf) and outer.node.direction and inner.kind in build.COURSES:
            home = Context(country=inner.places[0].country if inner.places else "")
            anchor = self._evaluate(outer.node.anchor, home.wanting("town"))
            if isinstance(anchor, Answer):
                reach = max(_DISTANT_KM, self._reach(anchor, aside(outer.node)))
                geometry = build.beyond(anchor, outer.node.direction, reach)
        elif inner.kind == "border" and found.precision in ("exact", "near"):
            geometry = _up_to(geometry, inner.geometry)
        cut = build.clip(inner.geometry, geometry)
        if cut is None:
            return replace(inner, status="ambiguous", confidence=round(inner.confidence * 0.5, 3),
                           said=f"{inner.said}; {found.label} is elsewhere")  # fmt: skip
        if cut is inner.geometry:
            return inner
        joint = " and " if _PART in inner.said else _PART  # "its part in Donetsk region and near Amvrosiivka"
        said = f"{inner.said}{joint}{relation(found)}"
        out = area_answer(cut, inner, label=f"{inner.label}, {found.label}", said=said, factor=0.95, kind=inner.kind,
                          precision=inner.precision if inner.precision == "admin2" else "")  # fmt: skip
        return replace(out, status=inner.status)


def _is_town(found: Answer | Unfound, least: int = _ANY_RANK) -> bool:
    """Whether this is one town or village, of this rank at least, and hardly another one that is not listed."""
    if isinstance(found, Unfound) or found.readings or found.stand_in or found.doubt > _DOUBTED:
        return False
    return found.place is not None and found.place.kind in ("town", "suburb") and found.place.rank <= least


def _lacking(inner: Answer, missing: Unfound) -> Answer:
    """Say that a context is not known; what runs on for hundreds of km is then only known as a whole."""
    said = f"{inner.said}; {missing.reason}"
    if inner.kind not in build.COURSES and inner.kind != "border":
        return replace(inner, said=said)
    return replace(inner, said=said, status="ambiguous", confidence=round(inner.confidence * 0.5, 3))


def _up_to(land: BaseGeometry, border: BaseGeometry) -> BaseGeometry:
    """Widen what is near a town so that it reaches a border that is not far, and some way along it."""
    (x, y), (to_x, to_y) = shapely.get_coordinates(shapely.shortest_line(land, border))
    gap_km = float(haversine_km(x, y, to_x, to_y))
    return buffer_km(land, gap_km + _STRETCH_KM) if gap_km <= _STRETCH_MOST_KM else land


def _foreign(found: Answer, context: Context) -> bool:
    """Whether a context lies in another country than the expected one, and is not known all over the world."""
    home = context.home
    if home is None or not found.places or found.kind == "country":
        return False
    place = found.places[0]
    abroad = bool(place.country) and place.country != context.country and place.rank > _FAMOUS
    return abroad and home.km_outside(found.lon, found.lat) > _DISTANT_KM
