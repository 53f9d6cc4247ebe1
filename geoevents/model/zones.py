"""The zone table: areas that something holds in, with a validity in time and an honest boundary status."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.model._columns import Reasons, as_category, as_shapes, as_text, outside, shown, unique_columns
from geoevents.model.time import parse_dates
from geoevents.model.zone_terms import BOUNDARY_STATUSES, ZONE_COLUMNS, ZONE_KINDS

__all__ = ["BOUNDARY_STATUSES", "ZONE_COLUMNS", "ZONE_KINDS", "empty_zones", "make_zones"]

_VOCABULARIES = {"kind": (ZONE_KINDS, "other"), "boundary_status": (BOUNDARY_STATUSES, "illustrative")}
"""Column -> its words, and the one that stands where none of them is given: a boundary of which nothing is said is
not claimed to be published."""


def empty_zones() -> gpd.GeoDataFrame:
    """Return a zone table without rows, with every column and its type."""
    return make_zones(pd.DataFrame({"zone_id": []}))[0]


def make_zones(table: pd.DataFrame, *, source: str | None = None) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Sort the rows of a table into zones and rejects.

    Parameters
    ----------
    table : pandas.DataFrame or geopandas.GeoDataFrame
        Columns named as in :data:`ZONE_COLUMNS`, with a ``geometry`` column of shapely polygons (a GeoDataFrame with
        another CRS is brought to EPSG:4326). Other columns are kept, after the known ones.
    source : str, optional
        Fills ``source`` where the table does not say.

    Returns
    -------
    zones : geopandas.GeoDataFrame
        EPSG:4326, the columns of :data:`ZONE_COLUMNS` first, a fresh index. ``boundary_status`` is ``illustrative``
        where the table does not say otherwise. ``attrs["notes"]`` lists what had to be assumed.
    rejects : pandas.DataFrame
        ``row`` (from 1), ``reason`` (naming the value at fault), and the original columns.

    Notes
    -----
    Refused are rows without an area, with an area off the globe, or with validity dates that cannot be read or end
    before they start.
    """
    given = unique_columns(table)
    rows = len(given)
    reasons = Reasons(rows)
    notes: list[str] = []
    index = pd.RangeIndex(rows)
    blank = pd.Series(pd.NA, index=index, dtype="string")
    columns = {name: given[name].set_axis(index) for name in given.columns}
    made: dict[str, Any] = {}
    extra: dict[str, pd.Series] = {}
    for name, kind in ZONE_COLUMNS.items():
        values = columns.get(name, blank)
        if kind == "date":
            read = parse_dates(values)
            reasons.add(read.bad, lambda i, n=name, v=values: f"{n} {shown(v.iloc[i])} is no date")  # type: ignore[misc]
            notes.extend(note for note in read.notes if note not in notes)
            made[name] = read.last if name == "valid_to" else read.first
        elif name in _VOCABULARIES:
            words, otherwise = _VOCABULARIES[name]
            column, wrong = as_category(values, words)
            if wrong.any():
                first = values.iloc[int(np.flatnonzero(wrong)[0])]
                notes.append(f"{name} holds values such as {shown(first)}, read as {otherwise!r}; see {name}_given")
                extra[f"{name}_given"] = values
            made[name] = column.astype("string").fillna(otherwise).astype("category")
        elif kind == "geometry":
            made[name] = _areas(columns.get(name), reasons, notes, rows)
        else:
            text = as_text(values)
            made[name] = text.astype("category") if kind == "category" else text
    start, end = made["valid_from"], made["valid_to"]
    backwards = (end < start).to_numpy()
    reasons.add(backwards, lambda i: f"valid_to {end.iloc[i]:%Y-%m-%d} is before valid_from {start.iloc[i]:%Y-%m-%d}")
    numbers = pd.Series([f"zone-{n + 1}" for n in range(rows)], index=index, dtype="string")
    made["zone_id"] = made["zone_id"].fillna(numbers)
    made["name"] = made["name"].fillna(made["zone_id"])
    if source is not None:
        made["source"] = made["source"].fillna(source)
    for name, values in columns.items():
        if name not in ZONE_COLUMNS:
            extra.setdefault(name, values)
    frame = pd.DataFrame({**{name: made[name] for name in ZONE_COLUMNS}, **extra}, index=index)
    frame = frame[~reasons.refused].reset_index(drop=True)
    for name, kind in ZONE_COLUMNS.items():
        if kind == "category":
            frame[name] = frame[name].cat.remove_unused_categories()
    zones = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    zones.attrs["notes"] = notes
    return zones, reasons.table(given)


def _areas(geometry: pd.Series | None, reasons: Reasons, notes: list[str], rows: int) -> gpd.GeoSeries:
    """Check the zones' shapes: each must be an area on the globe."""
    if geometry is None:
        geometry = pd.Series([None] * rows, dtype="object")
    shapes, empty, said = as_shapes(geometry)
    notes.extend(said)
    reasons.add(empty, lambda _: "the zone has no shape")
    flat = ~empty & (shapely.area(shapes) == 0)
    reasons.add(flat, lambda i: f"a {shapes[i].geom_type} is not an area")
    reasons.add(outside(shapes, empty), lambda _: "the shape is not on the globe")
    return gpd.GeoSeries(shapes, crs="EPSG:4326")
