"""Disputed borders of the basemap that its lines lack or draw as settled: ``disputed_borders.toml`` applied to them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.shapes import to_grid
from geoevents.gazetteer.sources.entry import Entry

__all__ = ["add_disputed"]


def add_disputed(rows: list[dict[str, Any]], divisions: list[Entry], tolerances: dict[str, float]) -> None:
    """Add the lines that the source lacks, and make those disputed that it takes for settled.

    Parameters
    ----------
    rows : list of dict
        Rows of the basemap, changed in place.
    divisions : list of Entry
        First-order divisions that share their borders vertex by vertex.
    tolerances : dict
        Detail -> how much its lines are simplified, degrees.

    Raises
    ------
    GazetteerError
        Where the table names a division that is not drawn, or gives no line.
    """
    table = tomllib.loads((Path(__file__).parent / "disputed_borders.toml").read_text(encoding="utf-8"))
    for detail, tolerance in tolerances.items():
        own = [row for row in rows if row["detail"] == detail]
        land = shapely.union_all([row["geometry"] for row in own if row["layer"] == "land"])
        for border in table["border"]:
            if "within" in border:
                _dispute_within(rows, detail, shapely.box(*border["within"]))
                continue
            if "between" in border:
                line = _between(border["between"], divisions, border["name"])
            else:
                line = shapely.intersection(shapely.LineString(border["line"]), land)
            line = to_grid(np.array([shapely.simplify(line, tolerance)]))[0]
            if shapely.length(line) == 0:
                raise GazetteerError(f"disputed_borders.toml: no line comes of {border['name']!r}", "correct the row")
            rows.append({"detail": detail, "layer": "border_disputed", "rank": 0, "name": "", "geometry": line})


def _dispute_within(rows: list[dict[str, Any]], detail: str, box: Any) -> None:
    """Cut the borders of one detail at a box, and make what lies in it disputed."""
    for row in [row for row in rows if row["detail"] == detail and row["layer"] == "border"]:
        inside = shapely.intersection(row["geometry"], box)
        if shapely.length(inside) > 0:
            outside = shapely.difference(row["geometry"], box)
            rows.append(row | {"layer": "border_disputed", "geometry": to_grid(np.array([inside]))[0]})
            row["geometry"] = to_grid(np.array([outside]))[0]
    rows[:] = [row for row in rows if not row["geometry"].is_empty]


def _between(sides: list[list[str]], divisions: list[Entry], name: str) -> Any:
    """The line that the divisions of two sides share."""
    shapes = {entry.place_id: entry for entry in divisions}
    missing = [place_id for side in sides for place_id in side if place_id not in shapes]
    if missing:
        raise GazetteerError(f"disputed_borders.toml: {name!r} names {missing}, which is not drawn", "correct the row")
    one, other = sides
    if not other:
        countries = {shapes[place_id].country for place_id in one}
        other = [entry.place_id for entry in divisions if entry.country in countries and entry.place_id not in one]
    edge, across = (shapely.union_all([shapes[place_id].geometry for place_id in side]) for side in (one, other))
    shared = shapely.intersection(edge.boundary, across.boundary)
    lines = [part for part in shapely.get_parts(shared) if shapely.get_dimensions(part) == 1]
    return shapely.line_merge(shapely.union_all(lines)) if lines else shapely.LineString()
