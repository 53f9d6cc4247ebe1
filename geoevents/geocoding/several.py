"""Expressions with several anchors: between, triangle, border, lists and constraints -> one answer.

What is told in one breath lies close together: the surest of the anchors draws the doubtful ones near.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from geoevents.geocoding import build
from geoevents.geocoding.answer import Answer, Context, Region, Unfound, area_answer
from geoevents.geocoding.contexts import named_whole, sided
from geoevents.geocoding.expressions.expression import (
    Between,
    Border,
    Expression,
    Intersection,
    Name,
    Triangle,
    Union,
)
from geoevents.geocoding.together import DOUBT
from geoevents.geocoding.wording import listed, plainly
from geoevents.model.geo import circle
from geoevents.model.geodesic import apart_km

__all__ = ["SeveralAnchors"]

_DIVISIONS = ("admin1", "admin2", "country")
_LOWER = frozenset({"admin2", "admin3"})
_ONE_END_KM = 25.0
"""How far beyond its edge something may lie that is between a town and a place which is not known."""

_SURE = 0.7
_TOGETHER_KM = 100.0
"""So far apart at most are places that are named together, if another reading of a doubtful one is further away."""

_AREAS_WITH_BORDERS = frozenset(["country", "admin1", "admin2", "admin3"])


class SeveralAnchors:
    """Resolves expressions with several anchors.

    Parameters
    ----------
    evaluate : callable
        Resolves any node.
    construct : callable
        Resolves a node as what it says, without a try at its words as a name.
    each : callable
        Constructs something on every reading of an anchor.
    has_name : callable
        Whether some place bears a name.
    """

    def __init__(
        self,
        evaluate: Callable[[Expression, Context], Answer | Unfound],
        construct: Callable[[Expression, Context], Answer | Unfound],
        each: Callable[[Answer, Hashable, Callable[[Answer], Answer | Unfound]], Answer | Unfound],
        has_name: Callable[[str], bool],
    ) -> None:
        self._evaluate, self._construct, self._each, self._has_name = evaluate, construct, each, has_name

    def _all(self, nodes: Sequence[Expression], context: Context, *, least: float = 0.5) -> list[Answer] | Unfound:
        """Resolve several nodes, of which more than a share must be known; the surest draws the doubtful ones near."""
        found = [self._evaluate(node, context) for node in nodes]
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
            again = [self._evaluate(node, replace(context, country=country)) for node in nodes]
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
                again = self._evaluate(node, context.inside(around))
                if isinstance(again, Answer):
                    out[n] = again
        return out

    def between(self, node: Between, context: Context) -> Answer | Unfound:
        """Resolve "between A and B", "the A-B road"."""
        ends = self._all(node.places, context.wanting("town"), least=0.0)
        if isinstance(ends, Unfound):
            return ends
        ends = _placed(ends)
        if len(ends) == 1 < len(node.places):
            if ends[0].confidence < _SURE:
                return Unfound(f"of {node.text!r} no place is known for certain")
            return self._each(ends[0], Between, self._near_answer)
        if not node.road and len(ends) == 2 and all(e.kind in _AREAS_WITH_BORDERS for e in ends):
            strip = build.border(ends)
            if not strip.is_empty:  # the line between two middles runs anywhere; what lies between neighbours is this
                label = "between " + listed([e.label for e in ends])
                said = f"{label}, which share a border: the land along it"
                return area_answer(strip, ends[0], label=label, said=said, factor=0.85, others=tuple(ends[1:]))
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

    def triangle(self, node: Triangle, context: Context) -> Answer | Unfound:
        """Resolve the area that places span."""
        corners = self._all(node.places, context)
        if isinstance(corners, Unfound):
            return corners
        label = "triangle " + listed([c.label for c in corners])
        return area_answer(build.hull(corners), corners[0], label=label, said=f"{label}: the area they span",
                           factor=0.9, others=tuple(corners[1:]))  # fmt: skip

    def border(self, node: Border, context: Context) -> Answer | Unfound:
        """Resolve a border between areas, or the whole border of one."""
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

    def union(self, node: Union, context: Context) -> Answer | Unfound:
        """Resolve several places as one."""
        whole = named_whole(node, self._has_name)
        if whole is not None:
            return self._construct(whole, context)
        places = self._all(node.places, context)
        if isinstance(places, Unfound):
            return places
        if len(places) == 1:
            return places[0]
        label = listed([p.label for p in places])
        return area_answer(build.union(places), places[0], label=label, said=f"{label} together", factor=0.95,
                           others=tuple(places[1:]))  # fmt: skip

    def intersection(self, node: Intersection, context: Context) -> Answer | Unfound:
        """Resolve what several constraints have in common."""
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


def _placed(ends: list[Answer]) -> list[Answer]:
    """Leave out the districts of which it is not known where they lie, within the distance to the other ends."""
    known = [
        e
        for e in ends
        if e.kind not in _LOWER
        or (e.place is not None and e.place.has_shape)
        or any(e.radius_km <= apart_km(e.lon, e.lat, other.lon, other.lat) for other in ends if other is not e)
    ]
    return known or ends
