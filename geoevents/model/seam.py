"""The antimeridian: shapes are stored cut in two at +-180 degrees, and here grow together and are cut again.

Everywhere in this package a shape that reaches over the antimeridian is a multi-part shape cut at +-180 degrees, with
all longitudes from -180 to 180 (RFC 7946, section 3.1.9); one that holds a pole is closed along it. Constructions that
need the neighbourhood in one piece unroll it first, and roll the result up again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["collected", "polygons_of", "rolled", "shift", "unrolled"]

_LEAST_GAP = 1e-4
"""Degrees of longitude that must be free of a shape that does not go around the world."""


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry, in any of its parts."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def collected(parts: list[BaseGeometry]) -> BaseGeometry:
    """Return parts of one kind that do not overlap as one geometry, without the cost of a union."""
    if not parts:
        return shapely.Polygon()
    pieces = shapely.get_parts(parts)
    pieces = pieces[~shapely.is_empty(pieces)]
    if len(pieces) == 1:
        return cast(BaseGeometry, pieces[0])
    if not len(pieces):
        return shapely.Polygon()
    makers: Any = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
    return cast(BaseGeometry, makers[int(shapely.get_dimensions(pieces).max())](pieces))


def shift(degrees: float) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Return what moves positions to the east, for ``shapely.transform``."""
    step = np.array([degrees, 0.0])
    return lambda xy: xy + step


def unrolled(geometry: BaseGeometry) -> BaseGeometry | None:
    """Return a shape with continuous longitudes, which may then run beyond 180 degrees.

    Parameters
    ----------
    geometry : shapely geometry
        Lon-lat degrees, cut at the antimeridian where it reaches over it.

    Returns
    -------
    shapely geometry or None
        None where the shape goes around the world, so that no meridian is free of it.
    """
    west, _, east, _ = geometry.bounds
    if east - west <= 180:
        return geometry
    pieces = shapely.get_parts(geometry)
    box = shapely.bounds(pieces)
    order = np.argsort(box[:, 0], kind="stable")
    reach = np.maximum.accumulate(box[order, 2])
    gaps = box[order[1:], 0] - reach[:-1]
    outside = west + 360 - east
    if not len(gaps) or gaps.max() <= max(outside, _LEAST_GAP):
        return geometry if outside > _LEAST_GAP else None
    moved = order[: int(np.argmax(gaps)) + 1]
    pieces[moved] = shapely.transform(pieces[moved], shift(360.0))
    if geometry.geom_type != "MultiPolygon":
        return collected(pieces.tolist())
    box = shapely.bounds(pieces)
    sewn = (box[:, 0] == 180) | (box[:, 2] == 180)
    return collected([*pieces[~sewn], shapely.union_all(pieces[sewn])]) if sewn.any() else collected(pieces.tolist())


def rolled(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a shape whose longitudes run beyond 180 degrees (by less than a full turn) at the antimeridian."""
    west, _, east, _ = geometry.bounds
    if not (west < -180 or east > 180):  # also where it is empty
        return geometry
    out: list[BaseGeometry] = []
    for piece in shapely.get_parts(geometry):
        left, _, right, _ = piece.bounds
        cuts = []
        for dx in (-360, 0, 360):
            if right <= dx - 180 or left >= dx + 180:
                continue
            inside = dx - 180 <= left and right <= dx + 180
            cut = piece if inside else piece.intersection(shapely.box(dx - 180, -90, dx + 180, 90))
            cut = shapely.transform(cut, shift(-dx)) if dx else cut
            cuts.append(polygons_of(cut) if piece.geom_type == "Polygon" else cut)
        out.extend([shapely.union_all(cuts)] if right - left > 359 else cuts)  # around the world: the ends meet
    return collected(out)
