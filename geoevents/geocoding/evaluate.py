"""Expression -> Answer: one method for every kind of node; the constructions themselves are in ``build.py``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.geocoding import build
from geoevents.geocoding.answer import Answer, Context, Region, Unfound, area_answer
from geoevents.geocoding.contexts import as_river, named_whole, sided
from geoevents.geocoding.derived import Derived
from geoevents.geocoding.expressions.expression import (
    Along,
    Bank,
    Between,
    Border,
    Countryside,
    DirectionOf,
    Distance,
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
from geoevents.geocoding.expressions.grammar import as_name
from geoevents.geocoding.footprints import Footprints
from geoevents.geocoding.named import NameFinder
from geoevents.geocoding.together import DOUBT, each
from geoevents.geocoding.within import WithinReader
from geoevents.geocoding.wording import listed, plainly, share_of, side_of
from geoevents.model.geo import buffer_km, circle

__all__ = ["Evaluator"]

_DIVISIONS = ("admin1", "admin2", "country")
_AREAS = ("admin1", "country", "region", "valley", "admin2", "sea", "lake", "river")
_LOOSE = 0.1
"""Least share of itself that a distance in a report is off by: "8 km" and "25 km" are estimates."""

_FURTHEST_KM = 20_004.0
"""Half of the way around the Earth over the poles."""

_ONE_END_KM = 25.0
"""How far beyond its edge something may lie that is between a town and a place which is not known."""

_SURE = 0.7
_TOGETHER_KM = 100.0
"""So far apart at most are places that are named together, if another reading of a doubtful one is further away."""

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
        self.footprints = Footprints(gazetteer)
        self.names = NameFinder(gazetteer, self.footprints)
        self._derived: Derived[Answer | Unfound] = Derived()
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
            Within: WithinReader(self.evaluate, self.names, self.footprints, self._direction, self._reach).read,
            Union: self._union,
            Intersection: self._intersection,
            Unreadable: lambda node, _: Unfound(node.reason, generic=True),
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
        whole = self.gazetteer.has_name(node.text)
        if not whole and not isinstance(node, PartOf | Countryside | Union):
            return None
        name = as_name(node.text)
        if not whole and (name.name in ("", node.text) or not self.gazetteer.has_name(name.name)):
            return None
        found = self.names.find(name, context, exact=True)
        if isinstance(found, Unfound):
            return None
        if context.country and found.kind != "country" and found.places[0].country not in (context.country, ""):
            return None  # what can be read at home is no name from abroad
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

    # -------------------------------------------------------------------------------------------------- one anchor

    def _each(
        self, anchor: Answer, terms: Hashable, construct: Callable[[Answer], Answer | Unfound]
    ) -> Answer | Unfound:
        return self._derived.of(anchor, terms, lambda: each(anchor, construct))

    def _part(self, node: PartOf, context: Context) -> Answer | Unfound:
        whole = self.evaluate(node.whole, context.wanting(*_AREAS))
        if isinstance(whole, Unfound) and whole.generic and context.home is not None:
            home = context.home.answer  # "in the east of the country"
            whole = self._derived.of(home, "the country", lambda: replace(home, confidence=_THE_COUNTRY))
        if isinstance(whole, Unfound):
            return whole
        terms = (PartOf, node.direction, node.share, node.loose)
        return self._each(whole, terms, lambda one: self._part_of(one, node))

    def _part_of(self, whole: Answer, node: PartOf) -> Answer | Unfound:
        if node.loose and whole.kind not in ("country", "admin1", "admin2", "admin3", "region"):
            return self._away_from(whole, DirectionOf(node.text, node.whole, node.direction))
        side, share = side_of(node.direction), share_of(node.share)
        whole, remark = self.footprints.mainland(whole)
        geometry = build.part_of(whole, node.direction, node.share)
        if geometry.is_empty:
            return whole
        said = f"{side} {share} of {plainly(whole)}{remark}"
        return area_answer(geometry, whole, label=f"{side} {whole.label}", said=said, factor=0.9)

    def _direction(self, node: DirectionOf, context: Context, reach_km: float = 0.0) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            if anchor.generic and context.home is not None and node.distance is None and node.direction is not None:
                return self._part(PartOf(node.text, node.anchor, node.direction), context)
            return anchor
        if node.distance is not None:
            return each(anchor, lambda one: self._away_from(one, node, reach_km))
        terms = (DirectionOf, node.direction, reach_km)
        return self._each(anchor, terms, lambda one: self._away_from(one, node, reach_km))

    def _away_from(self, anchor: Answer, node: DirectionOf, reach_km: float = 0.0) -> Answer | Unfound:
        if node.distance and node.distance.km > _FURTHEST_KM:
            return Unfound(f"{node.distance.km:g} km is further than any two places are apart")
        anchor, remark = self.footprints.mainland(anchor)
        told, reach = node.distance, 0.0
        if told is None:  # what lies north of a town begins at its middle
            reach = max(reach_km, self._reach(anchor, node))
            start = anchor if anchor.is_area else replace(anchor, radius_km=0.0)
            geometry = build.away(start, node.direction, None, reach)
        else:
            told = Distance(told.km, max(told.half_km, _LOOSE * told.km))
            geometry = build.away(anchor, node.direction, told, reach)
        if geometry.is_empty:
            return Unfound(f"nothing lies {node.text!r}")
        where = f"{node.direction} of" if node.direction else "from"
        if node.distance:
            why = "by the rounding" if told == node.distance else "as loosely as reports tell distances"
            spread = f"+-{round(told.half_km, 2) if told else 0:g} km {why}"
            said = f"{round(node.distance.km, 1):g} km {where} {plainly(anchor)}, {spread}{remark}"
            label = f"{round(node.distance.km, 1):g} km {where} {anchor.label}"
            return area_answer(geometry, anchor, label=label, said=said, factor=0.9)
        said = f"{where} {plainly(anchor)}, up to {reach:.0f} km{remark}"
        return area_answer(geometry, anchor, label=f"{where} {anchor.label}", said=said, factor=0.8)

    def _reach(self, anchor: Answer, node: DirectionOf) -> float:
        if anchor.place is not None and node.direction is not None and not anchor.is_area:
            side = node.direction
            return self.footprints.neighbours.reach_km(anchor.place, side.bearing, side.half_angle)
        return min(150.0, max(15.0, anchor.radius_km))

    def _near(self, node: Near, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context if node.loose else context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        return self._each(anchor, (Near, node.loose), lambda one: self._near_to(one, node))

    def _near_to(self, anchor: Answer, node: Near) -> Answer:
        if node.loose and anchor.is_area and anchor.precision != "country":
            return anchor
        anchor, remark = self.footprints.mainland(anchor)
        if anchor.is_area:
            km = min(25.0, max(5.0, 0.2 * anchor.radius_km))
        else:
            km = self.footprints.near_km(anchor.place) if anchor.place else max(5.0, anchor.radius_km)
        geometry = build.around(anchor, km)
        label = anchor.label if anchor.label.startswith("near ") else f"near {anchor.label}"
        return area_answer(geometry, anchor, label=label, factor=0.95,
                           said=f"within {km:.0f} km of {plainly(anchor)}{remark}")  # fmt: skip

    def _outskirts(self, node: Outskirts, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        return self._each(anchor, (Outskirts, node.direction), lambda one: self._outskirts_of(one, node))

    def _outskirts_of(self, anchor: Answer, node: Outskirts) -> Answer:
        side = f"{node.direction.name}ern " if node.direction else ""
        anchor, remark = self.footprints.mainland(anchor)
        geometry = build.outskirts(anchor, node.direction)
        if geometry.is_empty:
            return anchor
        return area_answer(geometry, anchor, label=f"{side}outskirts of {anchor.label}", factor=0.9,
                           said=f"{side}outskirts of {plainly(anchor)}: a ring around its edge{remark}")  # fmt: skip

    def _countryside(self, node: Countryside, context: Context) -> Answer | Unfound:
        anchor = self.evaluate(node.anchor, context.wanting("town"))
        if isinstance(anchor, Unfound):
            return anchor
        return self._each(anchor, (Countryside, node.direction), lambda one: self._countryside_of(one, node))

    def _countryside_of(self, anchor: Answer, node: Countryside) -> Answer:
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
        course = self._course(node.course, context)
        if isinstance(course, Unfound):
            return course
        geometry = buffer_km(course.geometry, build.CORRIDOR_KM)
        return area_answer(geometry, course, label=f"along {course.label}", factor=0.9, kind="valley",
                           said=f"within {build.CORRIDOR_KM:g} km of {plainly(course)}")  # fmt: skip

    def _course(self, node: Expression, context: Context) -> Answer | Unfound:
        found = self.evaluate(node, context.wanting("river", "valley"))
        if isinstance(found, Answer) and found.is_area:
            return found
        river = self.evaluate(as_river(node), context.wanting("river"))
        return river if isinstance(river, Answer) and river.kind == "river" else found

    def _bank(self, node: Bank, context: Context) -> Answer | Unfound:
        course = self._course(node.course, context)
        if isinstance(course, Unfound):
            return course
        geometry = build.bank(course, node.direction)
        said = f"{node.direction.name} bank of {plainly(course)}, up to {build.CORRIDOR_KM:g} km from it"
        return area_answer(geometry, course, label=f"{node.direction.name} bank of {course.label}", said=said,
                           factor=0.85, kind="valley")  # fmt: skip

    # ---------------------------------------------------------------------------------------------- several anchors

    def _all(self, nodes: Sequence[Expression], context: Context, *, least: float = 0.5) -> list[Answer] | Unfound:
        """Resolve several nodes, of which more than a share must be known; the surest draws the doubtful ones near."""
        found = [self.evaluate(node, context) for node in nodes]
        answers = [a for a in found if isinstance(a, Answer)]
        if len(answers) <= least * len(nodes):
            missing = next((f for f in found if isinstance(f, Unfound)), None)
            return missing or Unfound("nothing is named")
        found = self._drawn_near(nodes, found, context)
        answers = [a for a in found if isinstance(a, Answer)]
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

    def _drawn_near(
        self, nodes: Sequence[Expression], found: Sequence[Answer | Unfound], context: Context
    ) -> list[Answer | Unfound]:
        """Read doubtful names again around the surest answer: what is told in one breath lies close together."""
        out = list(found)
        sure = [a for a in found if isinstance(a, Answer) and not a.readings and a.confidence >= _SURE and a.place]
        if not sure:
            return out
        best = max(sure, key=lambda a: (a.confidence, -a.radius_km))
        if not any(isinstance(a, Answer) and a is not best and (a.readings or a.doubt >= DOUBT) for a in found):
            return out
        land = circle(best.lon, best.lat, best.radius_km + _TOGETHER_KM)
        around = Region(land, best, reach_km=_TOGETHER_KM)
        for n, (node, answer) in enumerate(zip(nodes, found, strict=True)):
            if isinstance(answer, Answer) and answer is not best and (answer.readings or answer.doubt >= DOUBT):
                again = self.evaluate(node, context.inside(around))
                if isinstance(again, Answer):
                    out[n] = again
        return out

    def _between(self, node: Between, context: Context) -> Answer | Unfound:
        ends = self._all(node.places, context.wanting("town"), least=0.0)
        if isinstance(ends, Unfound):
            return ends
        if len(ends) == 1 < len(node.places):
            if ends[0].confidence < _SURE:
                return Unfound(f"of {node.text!r} no place is known for certain")
            return self._each(ends[0], Between, self._near_answer)
        geometry, half_km = build.corridor(ends, road=node.road)
        label = ("road " if node.road else "") + "between " + listed([e.label for e in ends])
        way = "straight way, since no road network is at hand" if node.road else "line"
        said = f"{label}, up to {half_km:.0f} km on both sides of the {way}"
        kind = "road" if node.road else "area"
        return area_answer(
            geometry, ends[0], label=label, said=said, factor=0.85, others=tuple(ends[1:]), kind=kind
        )  # fmt: skip

    def _near_answer(self, anchor: Answer) -> Answer:
        km = anchor.radius_km + _ONE_END_KM
        said = f"within {km:.0f} km of {plainly(anchor)}; the other end is not in the gazetteer"
        near = area_answer(build.around(anchor, km), anchor, label=f"near {anchor.label}", said=said, factor=0.5)
        return replace(near, status="ambiguous")

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
        said = f"{label}, up to {build.BORDER_KM:g} km on both sides"
        return area_answer(geometry, sides[0], label=label, said=said, factor=0.95, others=tuple(sides[1:]),
                           kind="border", precision="area")  # fmt: skip

    def _union(self, node: Union, context: Context) -> Answer | Unfound:
        whole = named_whole(node, self.gazetteer.has_name)
        if whole is not None:
            return self._methods[type(whole)](whole, context)
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
        geometry = build.meeting(places)
        label = listed([p.label for p in places])
        if geometry.is_empty or len(places) < len(node.places):
            best = min(places, key=lambda p: p.radius_km)
            return replace(best, status="ambiguous", confidence=round(best.confidence * 0.5, 3),
                           said=f"{best.said}; what else is said of it does not fit")  # fmt: skip
        return area_answer(geometry, places[0], label=label, said=f"where these meet: {label}", factor=0.95,
                           others=tuple(places[1:]))  # fmt: skip
