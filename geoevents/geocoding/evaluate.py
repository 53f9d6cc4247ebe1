"""Expression -> Answer: one method for every kind of node; the constructions themselves are in ``build.py``."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.geocoding import build
from geoevents.geocoding.answer import Answer, Context, Unfound, area_answer
from geoevents.geocoding.contexts import as_river
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
from geoevents.geocoding.merits import GREAT
from geoevents.geocoding.named import NameFinder
from geoevents.geocoding.several import SeveralAnchors
from geoevents.geocoding.together import each
from geoevents.geocoding.within import WithinReader
from geoevents.geocoding.wording import plainly, share_of, side_of
from geoevents.model.geo import buffer_km

__all__ = ["Evaluator"]

_AREAS = ("admin1", "country", "region", "valley", "admin2", "sea", "lake", "river")
_LOOSE = 0.1
"""Least share of itself that a distance in a report is off by: "8 km" and "25 km" are estimates."""

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
        self.footprints = Footprints(gazetteer)
        self.names = NameFinder(gazetteer, self.footprints)
        self._derived: Derived[Answer | Unfound] = Derived()
        several = SeveralAnchors(self.evaluate, self._construct, self._each, gazetteer.has_name)
        self._methods: dict[type[Expression], Callable[[Any, Context], Answer | Unfound]] = {
            Name: self._name,
            PartOf: self._part,
            DirectionOf: self._direction,
            Near: self._near,
            Outskirts: self._outskirts,
            Countryside: self._countryside,
            Between: several.between,
            Triangle: several.triangle,
            Border: several.border,
            Along: self._along,
            Bank: self._bank,
            Within: WithinReader(self.evaluate, self.names, self.footprints, self._direction, self._reach).read,
            Union: several.union,
            Intersection: several.intersection,
            Unreadable: lambda node, _: Unfound(node.reason, generic=True),
        }

    def evaluate(self, node: Expression, context: Context) -> Answer | Unfound:
        """Resolve a tree; its whole text is tried as a name first ("Eastern Ghouta", "Bosnia and Herzegovina")."""
        if not isinstance(node, Name | Unreadable):
            name = self._named_after_all(node, context)
            if name is not None:
                return name
        return self._construct(node, context)

    def _construct(self, node: Expression, context: Context) -> Answer | Unfound:
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
        abroad = context.country and found.kind != "country" and found.places[0].country not in (context.country, "")
        if abroad and found.places[0].rank > GREAT and self._is_of(node, context):
            return None  # what can be read at home is no name from abroad
        if name.kinds and found.kind not in name.kinds:
            # Of another kind than its words say, it must bear them letter by letter: tables name points like areas.
            names = self.gazetteer.names(found.place) if found.place is not None else []
            if fold(node.text) not in map(fold, names):
                return None
        return found

    def _is_of(self, node: Expression, context: Context) -> bool:
        """Tell whether a construction is one of the expected country."""
        made = self._construct(node, context)
        return isinstance(made, Answer) and any(place.country == context.country for place in made.places)

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
        division = self.names.rural_of(anchor)
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
