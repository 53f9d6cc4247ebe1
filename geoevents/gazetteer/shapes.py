"""Shapes as columns of small integers, for compact and reproducible tables; pure.

A shape's vertices are whole multiples of 1e-5 degrees (about 1 m), longitudes and latitudes in two lists; ``rings``
says how many vertices each ring or line has, ``polygons`` how many rings each polygon has (empty for lines).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

__all__ = ["GRID_DEG", "SHAPE_FIELDS", "decode", "encode", "to_grid"]

GRID_DEG = 1e-5

SHAPE_FIELDS: tuple[tuple[str, Any], ...] = (
    ("x", pa.list_(pa.int32())),
    ("y", pa.list_(pa.int32())),
    ("rings", pa.list_(pa.int32())),
    ("polygons", pa.list_(pa.int32())),
)


def to_grid(geometries: NDArray[Any]) -> NDArray[Any]:
    """Round all vertices to the grid; shared borders stay shared, since rounding looks at one vertex alone.

    Shapes that rounding makes invalid are mended and keep their kind: areas become a MultiPolygon, even of one part;
    lines lose the pieces that collapse to a point, and no others. What collapses as a whole becomes empty.
    """

    def rounded(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.round(coordinates / GRID_DEG) * GRID_DEG, dtype=np.float64)

    result = shapely.transform(geometries, rounded)
    for index in np.flatnonzero(~shapely.is_valid(result)):
        if shapely.get_dimensions(geometries[index]) == 1:
            lines = [part for part in shapely.get_parts(result[index]) if part.is_valid]
            result[index] = lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
            continue
        parts = shapely.get_parts(shapely.make_valid(result[index]))
        flat = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"]
        result[index] = shapely.MultiPolygon(flat)
    return np.asarray(result)


def encode(geometries: list[BaseGeometry]) -> dict[str, pa.Array]:
    """Columns of :data:`SHAPE_FIELDS` for polygons and lines, EPSG:4326 lon-lat."""
    columns: dict[str, list[list[int]]] = {name: [] for name, _ in SHAPE_FIELDS}
    for geometry in geometries:
        rings: list[NDArray[np.int32]] = []
        polygons: list[int] = []
        for part in shapely.get_parts(geometry):
            lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
            rings += [np.round(shapely.get_coordinates(line) / GRID_DEG).astype(np.int32) for line in lines]
            if part.geom_type == "Polygon":
                polygons.append(len(lines))
        vertices = np.concatenate(rings) if rings else np.empty((0, 2), np.int32)
        columns["x"].append(vertices[:, 0].tolist())
        columns["y"].append(vertices[:, 1].tolist())
        columns["rings"].append([len(ring) for ring in rings])
        columns["polygons"].append(polygons)
    return {name: pa.array(columns[name], type=kind) for name, kind in SHAPE_FIELDS}


def decode(table: pa.Table) -> list[BaseGeometry]:
    """Shapes of a table with the columns of :data:`SHAPE_FIELDS`; MultiPolygon and MultiLineString only for many."""
    found: list[BaseGeometry] = []
    columns = [table.column(name).combine_chunks() for name, _ in SHAPE_FIELDS]
    for x, y, rings, polygons in zip(*columns, strict=True):
        vertices = np.column_stack([x.values.to_numpy(), y.values.to_numpy()]) * GRID_DEG
        vertices = np.round(vertices, 5)
        ends = np.cumsum(rings.values.to_numpy())
        pieces = np.split(vertices, ends[:-1]) if len(ends) else []
        found.append(_assemble(pieces, polygons.values.to_numpy().tolist()))
    return found


def _assemble(pieces: list[NDArray[np.float64]], polygons: list[int]) -> BaseGeometry:
    if not polygons:
        lines = [shapely.LineString(piece) for piece in pieces]
        return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
    parts, at = [], 0
    for count in polygons:
        parts.append(shapely.Polygon(pieces[at], pieces[at + 1 : at + count]))
        at += count
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
