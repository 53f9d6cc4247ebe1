"""What stands for a place that is not listed: the land around what the text tells it by, as wide as such places lie."""

from __future__ import annotations

from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.geocoding.answer import Answer, Region, area_answer
from geoevents.geocoding.expressions.expression import DirectionOf, Expression, Name
from geoevents.geocoding.footprints import Footprints
from geoevents.geocoding.wording import plainly
from geoevents.model.geo import buffer_km, circle, radius_km

__all__ = ["Outer", "Surroundings", "near_the"]

_UNLISTED_KM, _UNLISTED_MOST_KM, _BESIDE_KM = 18.0, 23.0, 5.0
"""How far beyond the edge of a town a place that is not listed may lie which is told to be near it, at its outskirts or
on the road to it, how far from its middle at most, and how far from its edge in any case: nine of ten such places of
UCDP's texts do."""

_UNLISTED_SHARE = 0.25
"""Share of a distance by which such a place may lie nearer or further than told."""

_ESTIMATED = "estimated"
_DRAWN = ("admin1", "admin2", "admin3")
_BORDERS_KM, _LOWER_KM, _MOST_LOOSE = 2.0, 6.0, 256
"""How far apart sources draw the border of a division, mostly, which a place that is told to lie in it may lie beyond:
of 747 place strings of UCDP for Syria with their governorates, OCHA's shapes alone answer 98 % rightly, with this strip
99 %; Natural Earth's 97 and 98 %. Of lower divisions the borders are known less well: of 740 such points 91 % lie in
the district of OCHA that bears the name of the one told, 96 % within 2 km of it, and 98 % within 6 km. A region that
is estimated from its towns is drawn with a margin already."""


@dataclass(frozen=True, slots=True)
class Outer:
    """A context: as read, resolved, and as the area that holds the place."""

    node: Expression
    answer: Answer
    region: Region


class Surroundings:
    """The land in which a place lies that is not listed, by what it is told by.

    Parameters
    ----------
    footprints : Footprints
        The regions of places.
    """

    def __init__(self, footprints: Footprints) -> None:
        self._footprints = footprints
        self._loose: dict[int, tuple[BaseGeometry, BaseGeometry, float]] = {}

    def of(self, outer: Outer) -> Answer:
        """The area in which a place lies that is not listed and told by this context."""
        base, node = outer.answer, outer.node
        place = base.places[0] if base.places else None
        if base.readings and not base.is_area:  # it lies near the town or in the district of its name
            parts = [replace(outer, answer=one, region=self._footprints.region(one)) for one in base.readings]
            near = tuple(self.of(part) for part in parts)
            return replace(near[0], readings=near, confidence=base.confidence, alternatives=base.alternatives)
        if isinstance(node, DirectionOf) and node.distance is not None:
            km = _UNLISTED_SHARE * node.distance.km
            return area_answer(buffer_km(base.geometry, km), base, label=base.label, said=base.said, factor=0.9)
        if place is not None and place.has_shape and base.kind in _DRAWN:
            return self._drawn_loosely(base)
        if base.readings or place is None or place.has_shape or place.kind not in ("town", "suburb", "site", "airbase"):
            return base
        if base.precision not in ("exact", "near"):
            return base
        size = self._footprints.shape(place)[1]
        land = circle(place.lon, place.lat, max(size + _BESIDE_KM, min(size + _UNLISTED_KM, _UNLISTED_MOST_KM)))
        if base.is_area and not isinstance(node, Name):
            land = shapely.union_all([land, base.geometry])
        return near_the(outer, land)

    def _drawn_loosely(self, base: Answer) -> Answer:
        """A division with the strip along its border that another source may draw into it."""
        row, source = base.places[0].row, base.places[0].source
        km = _BORDERS_KM if base.kind == "admin1" or _ESTIMATED in source else _LOWER_KM
        known = self._loose.get(row)
        if known is None or known[0] is not base.geometry:
            land = buffer_km(base.geometry, km)
            if len(self._loose) >= _MOST_LOOSE:
                self._loose.clear()
            known = self._loose[row] = base.geometry, land, radius_km(land, base.lon, base.lat)
        said = f"{base.said}, and {km:g} km around it"
        return replace(base, geometry=known[1], radius_km=known[2], said=said)


def near_the(outer: Outer, land: BaseGeometry) -> Answer:
    """Return land around a context as the answer that says so."""
    base = outer.answer
    label = base.label if base.is_area else f"near {base.label}"
    said = base.said if base.is_area else f"near {plainly(base)}"
    return area_answer(land, base, label=label, said=said, factor=0.8)
