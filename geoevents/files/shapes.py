"""Gives rows known only by their division or region the whole shape, so that a region is no bare point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.model.words import several

__all__ = ["Divisions", "give_shapes", "give_stated_shapes"]

Divisions = Callable[[str, str, str, str], Any]
"""``divisions(name, precision, country, admin1)`` gives the shape (EPSG:4326) of a division, region or country, or
None. ``precision`` is ``admin2``, ``admin1``, ``area`` or ``country``; ``country`` and ``admin1`` are names, or empty.
"""

NEAR_DEGREES = 0.5
"""How far, in degrees, the dataset's own point may lie from the shape found: further off, it is another place of the
same name."""


def give_shapes(
    table: pd.DataFrame, rows: np.ndarray, names: pd.Series, divisions: Divisions
) -> tuple[pd.DataFrame, list[str]]:
    """Look up the shapes of rows of which only a division, region or country is known.

    Parameters
    ----------
    table : pandas.DataFrame
        With ``longitude``, ``latitude`` (numbers or text, degrees) and ``precision``; ``country`` and ``admin1`` help.
    rows : numpy.ndarray of bool
        Which rows to look up.
    names : pandas.Series of str
        For each row, the name of its division or region.
    divisions : callable
        See :data:`Divisions`. Asked once for each different place.

    Returns
    -------
    table : pandas.DataFrame
        With a ``geometry`` column, empty where nothing was found, and ``uncertainty_km`` left open where a shape was.
    notes : list of str
        How many rows got a shape, and how many did not.
    """
    blank = pd.Series("", index=table.index, dtype="string")
    country = table["country"].astype("string").fillna("") if "country" in table.columns else blank
    admin1 = table["admin1"].astype("string").fillna("") if "admin1" in table.columns else blank
    lon, lat = _floats(table["longitude"]), _floats(table["latitude"])
    shapes = np.full(len(table), None, dtype=object)
    known: dict[tuple[str, str, str, str], Any] = {}
    name_texts, precisions = names.astype("string").fillna(""), table["precision"].astype("string").fillna("")
    away = 0
    for i in np.flatnonzero(rows & ~np.isnan(lon) & ~np.isnan(lat)):
        key = (str(name_texts.iloc[i]), str(precisions.iloc[i]), str(country.iloc[i]), str(admin1.iloc[i]))
        if not key[0].strip():
            continue
        if key not in known:
            known[key] = divisions(*key)
            if known[key] is not None:
                shapely.prepare(known[key])
        shape = known[key]
        if shape is None or shape.is_empty or shape.geom_type in ("Point", "MultiPoint"):
            continue
        if shapely.dwithin(shape, shapely.Point(lon[i], lat[i]), NEAR_DEGREES):
            shapes[i] = shape
        else:
            away += 1
    found = np.array([shape is not None for shape in shapes])
    out = table.copy(deep=False)
    out["geometry"] = gpd.GeoSeries(shapes, index=table.index, crs="EPSG:4326")
    out["uncertainty_km"] = out["uncertainty_km"].mask(found)
    notes = []
    if found.any():
        notes.append(f"{several(int(found.sum()), 'row')} known by division, region or country got its shape")
    rest = int(rows.sum()) - int(found.sum())
    if rest:
        why = f" ({away} because the shape of that name lies elsewhere)" if away else ""
        notes.append(f"{several(rest, 'row')} known by division, region or country drawn as circles{why}")
    return out, notes


def give_stated_shapes(table: pd.DataFrame, divisions: Divisions) -> tuple[pd.DataFrame, list[str]]:
    """Look up the shapes of the rows of any table that state a precision of a division, and no radius of their own.

    Parameters and result are those of :func:`give_shapes`; the table may lack any of the columns.
    """
    if not {"longitude", "latitude", "place", "precision"} <= set(table.columns) or "geometry" in table.columns:
        return table, []
    stated = table["precision"].astype("string").str.strip().str.lower()
    rows = stated.isin(["admin2", "admin1", "country"]).to_numpy(dtype=bool)
    if "uncertainty_km" in table.columns:
        rows = rows & ~(_floats(table["uncertainty_km"]) > 0)
    else:
        table = table.assign(uncertainty_km=np.nan)
    return give_shapes(table, rows, table["place"], divisions) if rows.any() else (table, [])


def _floats(column: pd.Series) -> np.ndarray:
    return np.asarray(pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan))
