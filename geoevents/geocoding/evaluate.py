"""Expression -> Answer: one method for every kind of node; the constructions themselves are in ``build.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.geocoding import build
from geoevents.geocoding.answer import Answer, Context, Region, Unfound, area_answer
from geoevents.geocoding.contexts import aside, is_division, narrowest_first, sided
from geoevents.geocoding.expression import (
    Along,
    Bank,
    Between,
    Border,
    Countryside,
    DirectionOf,
    Expression,
    Intersection,
    Name,
    Near,
    Outskirts,
    PartOf,
    Triangle,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.extent import near_km, reach_km
from geoevents.geocoding.grammar import as_name
from geoevents.geocoding.named import NameFinder
from geoevents.geocoding.wording import listed, plainly, relation, share_of, side_of
from geoevents.model.geo import buffer_km

__all__ = ["Evaluator"]

_DIVISIONS = ("admin1", "admin2", "country")
_AREAS = ("admin1", "country", "region", "valley", "admin2", "sea", "lake", "river")
_LEVELS = ("admin1", "admin2", "admin3")
_COURSES = frozenset({"river", "valley", "road", "border", "corridor"})
"""Kinds that only run two ways from a point: a direction picks one of the ways, however it bends afterwards."""

_CREDIBLE = 0.25
"""A context resolved with less confidence than this tells nothing about what lies in it."""

_FURTHEST_KM = 20_004.0
"""Half of the way around the Earth over the poles."""

_THE_COUNTRY = 0.6
"""Confidence that "the country" is the one the caller expects."""


class Evaluator:
    """Evaluates expression trees against a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where names are looked up.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.names = NameFinder(gazetteer)
        self._methods: dict[type[Expression], Callable[[Any, Context], Answer | Unfound]] = {
            Name: self._name,
            PartOf: self._part,
            DirectionOf: self._direction,
            Near: self._near,
            Outskirts: self._outskirts,
            Countryside: self._countryside,
            Between: self._between,
            Triangle: self._triangle,
            Border: self._border,
            Along: self._along,
            Bank: self._bank,
            Within: self._within,
            Union: self._union,
            Intersection: self._intersection,
            Unreadable: self._unreadable,
        }

    def evaluate(self, node: Expression, context: Context) -> Answer | Unfound:
        """Resolve a tree; its whole text is tried as a name first ("Eastern Ghouta", "Bosnia and Herzegovina")."""
        if not isinstance(node, Name | Unreadable):
            name = self._named_after_all(node, context)
            if name is not None:
                return name
        return self._methods[type(node)](node, context)

    def _named_after_all(self, node: Expression, context: Context) -> Answer | None:
        if not node.text or (isinstance(node, PartOf) and not node.whole.text and context.home is not None):
            return None
        name = as_name(node.text)
        plain = isinstance(node, PartOf | Countryside | Union) and bool(name.name) and name.name != node.text
        if not self.gazetteer.has_name(node.text) and not (plain and self.gazetteer.has_name(name.name)):
            return None
        found = self.names.find(name, context, exact=True)
        if isinstance(found, Unfound):
            return None
        if name.kinds and found.kind not in name.kinds:
            # Of another kind than its words say, it must bear them letter by letter: tables name points like areas.
            names = self.gazetteer.names(found.place) if found.place is not None else []
            if fold(node.text) not in map(fold, names):
                return None
        return found

    # ------------------------------------------------------------------------------------------------------ names

    def _name(self, node: Name, context: Context) -> Answer | Unfound:
        found = self.names.find(node, context)
        if isinstance(found, Answer) or not node.name:
            return found
        return self.names.split(node, context) or found

    def _unreadable(self, node: Unreadable, context: Context) -> Unfound:  # noqa: ARG002
        return Unfound(node.reason, generic=True)

    # -------------------------------------------------------------------------------------------------- one anchor

    def _part(self, node: PartOf, context: Context) -> Answer | Unfound:
        whole = self.evaluate(node.whole, context.wanting(*_AREAS))
        if isinstance(whole, Unfound) and whole.generic and context.home is not None:
            whole = replace(context.home.answer, confidence=_THE_COUNTRY)  # "in the east of the country"
        if isinstance(whole, Unfound):
            return whole
        if node.loose and whole.kind not in ("country", "admin1", "admin2", "admin3", "region"):
            return self._away(whole, DirectionOf(node.text, node.whole, node.direction))
        side, share = side_of(node.direction), share_of(node.share)
        whole, remark = self.names.mainland(whole)
        geometry = build.part_of(whole, node.direction, node.share)
        if geometry.is_empty:
            return whole
        said = f"{side} {share} of {plainly(whole)}{remark}"
        return area_answer(geometry, whole, label=f"{side} {whole.label}", said=said, factor=0.9)

    def _direction(self, node: DirectionOf, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            if anchor.generic and context.home is not None and node.distance is None and node.direction is not None:
                return self._part(PartOf(node.text, node.anchor, node.direction), context)
            return anchor
        return self._away(anchor, node)

    def _away(self, anchor: Answer, node: DirectionOf) -> Answer | Unfound:
        if node.distance and node.distance.km > _FURTHEST_KM:
            return Unfound(f"{node.distance.km:g} km is further than any two places are apart")
        anchor, remark = self.names.mainland(anchor)
        reach = self._reach(anchor, node)
        geometry = build.away(anchor, node.direction, node.distance, reach)
        if geometry.is_empty:
            return Unfound(f"nothing lies {node.text!r}")
        where = f"{node.direction} of" if node.direction else "from"
        if node.distance:
            spread = f"+-{round(node.distance.half_km, 2):g} km by the rounding"
            said = f"{round(node.distance.km, 1):g} km {where} {plainly(anchor)}, {spread}{remark}"
            label = f"{round(node.distance.km, 1):g} km {where} {anchor.label}"
            return area_answer(geometry, anchor, label=label, said=said, factor=0.9)
        said = f"{where} {plainly(anchor)}, up to {reach:.0f} km{remark}"
        return area_answer(geometry, anchor, label=f"{where} {anchor.label}", said=said, factor=0.8)

    def _reach(self, anchor: Answer, node: DirectionOf) -> float:
        if anchor.place is not None and node.direction is not None and not anchor.is_area:
            return reach_km(self.gazetteer, anchor.place, node.direction.bearing, node.direction.half_angle)
        return min(150.0, max(15.0, anchor.radius_km))

    def _near(self, node: Near, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context if node.loose else context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        if node.loose and anchor.is_area and anchor.precision != "country":
            return anchor
        anchor, remark = self.names.mainland(anchor)
        if anchor.is_area:
            km = min(25.0, max(5.0, 0.2 * anchor.radius_km))
        else:
            km = near_km(self.gazetteer, anchor.place) if anchor.place else max(5.0, anchor.radius_km)
        geometry = build.around(anchor, km)
        label = anchor.label if anchor.label.startswith("near ") else f"near {anchor.label}"
        return area_answer(geometry, anchor, label=label, factor=0.95,
                           said=f"within {km:.0f} km of {plainly(anchor)}{remark}")  # fmt: skip

    def _outskirts(self, node: Outskirts, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        side = f"{node.direction.name}ern " if node.direction else ""
        anchor, remark = self.names.mainland(anchor)
        geometry = build.outskirts(anchor, node.direction)
        if geometry.is_empty:
            return anchor
        return area_answer(geometry, anchor, label=f"{side}outskirts of {anchor.label}", factor=0.9,
                           said=f"{side}outskirts of {plainly(anchor)}: a ring around its edge{remark}")  # fmt: skip

    def _countryside(self, node: Countryside, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        division = self.names.division_of(anchor)
        side = f"{node.direction.name}ern " if node.direction else ""
        geometry = build.countryside(anchor, division, node.direction)
        if division is None:
            said = f"{side}surroundings of {plainly(anchor)}, up to {build.RURAL_KM:g} km"
        elif node.direction:
            said = f"what of {plainly(division)} lies {node.direction} of {anchor.label}"
        else:
            said = f"{plainly(division)} without the town {anchor.label}"
        return area_answer(geometry, anchor, label=f"{side}countryside of {anchor.label}", said=said, factor=0.85)

    def _along(self, node: Along, context: Context) -> Answer | Unfound:
        course = self.evaluate(node.course, context.wanting("river", "valley"))
        if isinstance(course, Unfound):
            return course
        geometry = buffer_km(course.geometry, build.CORRIDOR_KM)
        return area_answer(geometry, course, label=f"along {course.label}", factor=0.9, kind="valley",
                           said=f"within {build.CORRIDOR_KM:g} km of {plainly(course)}")  # fmt: skip

    def _bank(self, node: Bank, context: Context) -> Answer | Unfound:
        course = self.evaluate(node.course, context.wanting("river", "valley"))
        if isinstance(course, Unfound):
            return course
        geometry = build.bank(course, node.direction)
        said = f"{node.direction.name} bank of {plainly(course)}, up to {build.CORRIDOR_KM:g} km from it"
        return area_answer(geometry, course, label=f"{node.direction.name} bank of {course.label}", said=said,
                           factor=0.85, kind="valley")  # fmt: skip

    # ---------------------------------------------------------------------------------------------- several anchors

    def _all(self, nodes: Sequence[Expression], context: Context) -> list[Answer] | Unfound:
        """Resolve several nodes. Where they fall into several countries, the surest tries to draw the others home."""
        found = [self.evaluate(node, context) for node in nodes]
        answers = [a for a in found if isinstance(a, Answer)]
        if len(answers) * 2 <= len(nodes):
            missing = next((f for f in found if isinstance(f, Unfound)), None)
            return missing or Unfound("nothing is named")
        countries = {a.places[0].country for a in answers if a.places and a.kind != "country"} - {""}
        if context.country or len(countries) < 2:
            return answers
        for best in sorted(answers, key=lambda a: -a.confidence):
            country = best.places[0].country if best.places else ""
            if not country:
                continue
            again = [self.evaluate(node, replace(context, country=country)) for node in nodes]
            drawn = [a for a in again if isinstance(a, Answer) and a.places and a.places[0].country == country]
            if len(drawn) == len(answers):
                return drawn
        return answers

    def _between(self, node: Between, context: Context) -> Answer | Unfound:
        ends = self._all(node.places, context.wanting("town"))
        if isinstance(ends, Unfound):
            return ends
        if len(ends) == 1:
            return self._near_answer(ends[0])
        geometry, half_km = build.corridor(ends, road=node.road)
        label = ("road " if node.road else "") + "between " + listed([e.label for e in ends])
        way = "along the straight way, since no road network is at hand" if node.road else "on both sides of the line"
        said = f"{label}: up to {half_km:.0f} km {way}"
        kind = "road" if node.road else "area"
        return area_answer(
            geometry, ends[0], label=label, said=said, factor=0.85, others=tuple(ends[1:]), kind=kind
        )  # fmt: skip

    def _near_answer(self, anchor: Answer) -> Answer:
        said = f"within 15 km of {plainly(anchor)}; the other end is not in the gazetteer"
        return area_answer(build.around(anchor, 15.0), anchor, label=f"near {anchor.label}", said=said, factor=0.5)

    def _triangle(self, node: Triangle, context: Context) -> Answer | Unfound:
        corners = self._all(node.places, context)
        if isinstance(corners, Unfound):
            return corners
        label = "triangle " + listed([c.label for c in corners])
        return area_answer(build.hull(corners), corners[0], label=label, said=f"{label}: the area they span",
                           factor=0.9, others=tuple(corners[1:]))  # fmt: skip

    def _border(self, node: Border, context: Context) -> Answer | Unfound:
        nodes = [sided(p) for p in node.places]
        sides = self._all(nodes, context.wanting("country", "admin1"))
        if isinstance(sides, Unfound) and context.regions:  # "the Turkish border in Idlib"
            sides = self._all(nodes, replace(context, regions=()).wanting("country", "admin1"))
        if isinstance(sides, Unfound):
            return sides
        home = context.home.answer if context.home else None
        if len(sides) == 1 and home and sides[0].kind == "country" and home.places != sides[0].places:
            pair = [replace(home, confidence=sides[0].confidence), sides[0]]  # "near the Malian border", said in Niger
            sides = sides if build.border(pair).is_empty else pair
        if not all(s.is_area for s in sides):  # "Idlib/Aleppo border": their governorates are meant
            areas = [replace(p, kinds=_DIVISIONS) if isinstance(p, Name) and not p.kinds else p for p in node.places]
            again = self._all([sided(p) for p in areas], context)
            sides = sides if isinstance(again, Unfound) else again
        if not all(s.is_area and (s.place is None or s.place.kind != "town") for s in sides):
            return Unfound(f"{node.text!r}: a border needs areas on its sides")
        geometry = build.border(sides)
        label = "border of " + listed([s.label for s in sides])
        if geometry.is_empty:
            return Unfound(f"{' and '.join(s.label for s in sides)} share no border")
        said = f"{label}: up to {build.BORDER_KM:g} km on both sides"
        return area_answer(geometry, sides[0], label=label, said=said, factor=0.95, others=tuple(sides[1:]),
                           kind="border", precision="area")  # fmt: skip

    def _union(self, node: Union, context: Context) -> Answer | Unfound:
        places = self._all(node.places, context)
        if isinstance(places, Unfound):
            return places
        if len(places) == 1:
            return places[0]
        label = listed([p.label for p in places])
        return area_answer(build.union(places), places[0], label=label, said=f"{label} together", factor=0.95,
                           others=tuple(places[1:]))  # fmt: skip

    def _intersection(self, node: Intersection, context: Context) -> Answer | Unfound:
        places = self._all(node.places, context)
        if isinstance(places, Unfound):
            return places
        geometry = places[0].geometry
        for other in places[1:]:
            geometry = geometry.intersection(other.geometry)
        label = listed([p.label for p in places])
        if geometry.is_empty or len(places) < len(node.places):
            best = min(places, key=lambda p: p.radius_km)
            return replace(best, status="ambiguous", confidence=round(best.confidence * 0.5, 3),
                           said=f"{best.said}; what else is said of it does not fit")  # fmt: skip
        return area_answer(geometry, places[0], label=label, said=f"where these meet: {label}", factor=0.95,
                           others=tuple(places[1:]))  # fmt: skip

    # ----------------------------------------------------------------------------------------------------- contexts

    def _within(self, node: Within, context: Context, *, again: bool = False) -> Answer | Unfound:
        node = narrowest_first(node)
        resolved: dict[int, tuple[Expression, Answer, Region]] = {}
        regions: list[Region] = []
        missing: Unfound | None = None
        # Divisions first, the widest of them last in the text: they tell which town or village is meant by the others.
        order = sorted(range(len(node.contexts)), key=lambda i: (not is_division(node.contexts[i]), -i))
        for i in order:
            outer = node.contexts[i]
            twice = isinstance(outer, Name) and isinstance(node.inner, Name) and outer.name == node.inner.name
            if twice and not is_division(outer):
                continue
            wanted = _DIVISIONS if isinstance(outer, Name) else ()
            found = self.evaluate(outer, context.inside(*regions).wanting(*wanted))
            if isinstance(found, Answer) and found.confidence < _CREDIBLE and isinstance(node.inner, Name):
                inside = context.inside(*regions)
                found = next((a for a in self.names.readings(found) if self._holds(a, node.inner, inside)), found)
            if isinstance(found, Answer) and found.confidence >= _CREDIBLE:
                resolved[i] = (outer, found, self.names.region(found))
                regions = sorted((r for _, _, r in resolved.values()), key=lambda r: r.answer.radius_km)
            elif isinstance(found, Unfound) and not found.generic:
                missing = found
        inner = self.evaluate(node.inner, replace(context, prefer=()).inside(*regions))
        outer_found = [(i, found) for i, (_, found, _) in sorted(resolved.items())]
        turned = None if again else self._turned(node, inner, outer_found, context)
        if turned is not None:
            return turned
        if isinstance(inner, Unfound):
            if not regions:
                return missing if inner.generic and missing else inner
            return self._instead(inner, regions)
        for _, (outer, found, region) in sorted(resolved.items()):
            inner = self._clipped(inner, outer, found, region)
        return inner

    def _turned(
        self, node: Within, inner: Answer | Unfound, outer: Sequence[tuple[int, Answer]], context: Context
    ) -> Answer | Unfound | None:
        """Read "Ukraine, Donetsk" from the wide to the narrow, and "Syria, Iraq" as two countries; else None."""
        names = [n for n in (node.inner, *node.contexts) if isinstance(n, Name)]
        if len(names) <= len(node.contexts):
            return None
        if isinstance(inner, Unfound):
            inner = self.names.find(names[0], Context().wanting("country"), exact=True)
        if isinstance(inner, Unfound) or inner.kind != "country":
            return None
        if smaller := [i for i, found in outer if found.kind in (*_LEVELS, "town")]:
            last = names[1 + smaller[-1]]
            rest = tuple(n for n in names[1:] if n is not last)
            return self._within(Within(node.text, last, (*rest, names[0])), context, again=True)
        found = [self.names.find(n, Context().wanting("country"), exact=True) for n in names[1:]]
        countries = [f for f in found if isinstance(f, Answer) and f.kind == "country" and f.places != inner.places]
        if countries and len(countries) == len(found):
            return self._union(Union(node.text, tuple(names)), replace(context, regions=(), prefer=("country",)))
        return None

    def _holds(self, outer: Answer, inner: Name, context: Context) -> bool:
        """Whether the name is known in this reading of its context: "St. Petersburg, Florida" is not in Uruguay."""
        found = self.names.find(inner, replace(context, prefer=()).inside(self.names.region(outer)), exact=True)
        return isinstance(found, Answer)

    def _instead(self, missing: Unfound, regions: Sequence[Region]) -> Answer:
        """Answer with the smallest area around what is not known."""
        region = regions[0]
        base = region.answer
        if missing.generic:
            return base if base.is_area else self._near_answer_of(base, region)
        if not base.is_area:
            base = self._near_answer_of(base, region)
        said = f"{missing.reason}; {plainly(base)} stands for it"
        precision = "area" if base.precision in ("exact", "near") and base.radius_km > 25 else base.precision
        return replace(base, said=said, status="ambiguous", confidence=round(base.confidence * 0.5, 3),
                       precision="near" if precision == "exact" else precision,
                       alternatives=missing.alternatives or base.alternatives, stand_in=True)  # fmt: skip

    def _near_answer_of(self, base: Answer, region: Region) -> Answer:
        return area_answer(region.geometry, base, label=f"near {base.label}", said=f"near {plainly(base)}", factor=0.8)

    def _clipped(self, inner: Answer, outer: Expression, found: Answer, region: Region) -> Answer:
        """Cut an area or line to its context; a point is left as it is, its candidates were chosen by the context."""
        if not inner.is_area or inner.precision == "country":
            return inner
        geometry = region.geometry
        if isinstance(outer, DirectionOf) and outer.direction and inner.kind in _COURSES:
            home = Context(country=inner.places[0].country if inner.places else "")
            anchor = self.evaluate(outer.anchor, home.wanting("town"))
            if isinstance(anchor, Answer):
                geometry = build.beyond(anchor, outer.direction, self._reach(anchor, aside(outer)))
        cut = build.clip(inner.geometry, geometry)
        if cut is None:
            return replace(inner, status="ambiguous", confidence=round(inner.confidence * 0.5, 3),
                           said=f"{inner.said}; {found.label} is elsewhere")  # fmt: skip
        if cut is inner.geometry:
            return inner
        said = f"{inner.said}: its part {relation(found)}"
        out = area_answer(cut, inner, label=f"{inner.label}, {found.label}", said=said, factor=0.95, kind=inner.kind,
                          precision=inner.precision if inner.precision == "admin2" else "")  # fmt: skip
        return replace(out, status=inner.status)
