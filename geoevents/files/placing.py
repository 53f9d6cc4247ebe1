"""Places rows that have the name of a place and no coordinates, with a geocoder that the caller passes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.model.time import MISSING_WORDS

__all__ = ["Geocode", "place_by_name"]

Geocode = Callable[..., Any]
"""``geocode(queries, *, country=None, within=None)`` as :func:`geoevents.geocode`: one row per query with ``status,
precision, uncertainty_km, explanation, geometry``."""


def place_by_name(
    table: pd.DataFrame, geocode: Geocode | None
) -> tuple[pd.DataFrame, dict[int, str], dict[int, str], list[str]]:
    """Look up the places of rows without coordinates.

    Parameters
    ----------
    table : pandas.DataFrame
        Named as the event table, with ``place`` and perhaps ``country`` and ``admin1``.
    geocode : callable or None

    Returns
    -------
    table : pandas.DataFrame
        With ``geometry``, ``precision`` and ``uncertainty_km`` filled for the rows found, and the geocoder's sentence
        in ``geocoded``.
    unresolved : dict of int to str
        Position -> why a place was not found; such rows stay events without a place.
    refused : dict of int to str
        Position -> why a row cannot be used: it needs a geocoder, and there is none.
    notes : list of str
        That some places could be read in more than one way.
    """
    if "place" not in table.columns:
        return table, {}, {}, []
    place = table["place"].astype("string").fillna("").str.strip()
    named = ~place.str.lower().isin(MISSING_WORDS).to_numpy(dtype=bool)
    needed = named & ~_located(table)
    if not needed.any():
        return table, {}, {}, []
    at = np.flatnonzero(needed)
    if geocode is None:
        why = "has the name of a place but no coordinates: give geocode=geoevents.geocode (--geocode) to look it up"
        return table, {}, {int(i): f"place {str(place.iloc[i])[:60]!r} {why}" for i in at}, []
    country, admin1 = (_texts(table, name) for name in ("country", "admin1"))
    keys = [(str(place.iloc[i]), country[i], admin1[i]) for i in at]
    answers = _ask(geocode, list(dict.fromkeys(keys)))
    out = table.copy(deep=False)
    shapes = np.array(table["geometry"], dtype=object) if "geometry" in table.columns else np.full(len(table), None)
    columns: dict[str, Any] = {}
    for name in ("precision", "uncertainty_km"):
        given = table[name].astype(object) if name in table.columns else pd.Series(None, table.index, dtype="object")
        columns[name] = given.to_numpy(dtype=object, copy=True)
    said = np.full(len(table), None, dtype=object)
    unresolved: dict[int, str] = {}
    for i, key in zip(at, keys, strict=True):
        answer = answers[key]
        said[i] = answer["explanation"]
        if answer["geometry"] is None:
            unresolved[int(i)] = f"place {key[0][:60]!r} was not found: {answer['explanation']}"
            continue
        shapes[i] = answer["geometry"]
        columns["precision"][i] = answer["precision"]
        columns["uncertainty_km"][i] = answer["uncertainty_km"]
    out["geometry"] = gpd.GeoSeries(shapes, index=table.index, crs="EPSG:4326")
    for name, values in columns.items():
        out[name] = pd.Series(values, index=table.index, dtype="object")
    out["geocoded"] = pd.Series(said, index=table.index, dtype="string")
    doubtful = [key for key in dict.fromkeys(keys) if answers[key]["status"] == "ambiguous"]
    notes = []
    if doubtful:
        asked = list(dict.fromkeys(key[0][:60] for key in doubtful))
        more = f" and {len(asked) - 10} more" if len(asked) > 10 else ""
        least = min(doubtful, key=lambda key: answers[key].get("confidence", 1.0))
        notes.append(
            f"{len(doubtful)} of {len(answers)} place names could be meant otherwise ({', '.join(asked[:10])}{more}), "
            f"least surely {least[0][:60]!r}: {answers[least]['explanation']}"
        )
    return out, unresolved, {}, notes


def _located(table: pd.DataFrame) -> np.ndarray:
    """Tell which rows have coordinates or a shape, right or wrong."""
    located = np.zeros(len(table), dtype=bool)
    for name in ("longitude", "latitude"):
        if name in table.columns:
            text = table[name].astype("string").fillna("").str.strip().str.lower()
            located |= ~text.isin(MISSING_WORDS).to_numpy(dtype=bool)
    if "geometry" in table.columns:
        shapes = np.array(table["geometry"], dtype=object)
        located |= shapely.is_valid_input(shapes) & ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    return located


def _texts(table: pd.DataFrame, name: str) -> list[str]:
    if name not in table.columns:
        return [""] * len(table)
    return [str(v).strip() for v in table[name].astype("string").fillna("")]


def _ask(geocode: Geocode, keys: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Geocode each different place once: within its division first, then without, since divisions have many names."""
    answers: dict[tuple[str, str, str], dict[str, Any]] = {}
    for narrowed in (True, False):
        open_keys = [k for k in keys if answers.get(k, {}).get("geometry") is None and (k[2] or not narrowed)]
        if not open_keys:
            continue
        found = geocode(
            [k[0] for k in open_keys],
            country=[k[1] or None for k in open_keys],
            within=[k[2] if k[2] != k[0] else None for k in open_keys] if narrowed else None,
        )
        fields = ["status", "precision", "uncertainty_km", "confidence", "explanation", "geometry"]
        rows = found[[name for name in fields if name in found.columns]].to_dict("records")
        for key, row in zip(open_keys, rows, strict=True):
            shape = row["geometry"]
            if row["status"] == "unresolved" or shape is None or shape.is_empty:
                row["geometry"] = None
            answers[key] = row
    return answers
