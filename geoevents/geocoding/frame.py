"""``geoevents.geocode``: many place queries -> one GeoDataFrame, a row for each, in order, with their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geoevents.errors import InputError, QueryError
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import GEOCODE_COLUMNS, Match

__all__ = ["geocode"]

_EMPTY = shapely.from_wkt("GEOMETRYCOLLECTION EMPTY")
_NO_LISTS = (bytes, bytearray, Mapping, Set, pd.DataFrame)
"""Iterables without an order of texts: what they yield is not what the caller means."""

_TEXTS = ("query", "status", "name", "place_id", "kind", "country", "admin1", "precision", "source", "explanation")
_NUMBERS = ("lat", "lon", "uncertainty_km", "confidence")


def geocode(
    queries: str | Sequence[str] | pd.Series[Any],
    *,
    country: str | Sequence[str | None] | pd.Series[Any] | None = None,
    within: str | Sequence[str | None] | pd.Series[Any] | None = None,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Resolve place names and place expressions, offline.

    Parameters
    ----------
    queries : str, sequence of str or Series
        "Idlib", "30 km north of Raqqa", "western Idlib governorate", ... in Latin or Arabic script; a missing value
        or one that is no text gives an unresolved row. The index of a Series is kept.
    country : str, or one per query, optional
        ISO 3166-1 alpha-2 code or name of the country that is likely. A prior, not a filter. None or NaN: unknown.
    within : str, or one per query, optional
        A place that must hold the answer ("Aleppo Governorate"). A filter.
    gazetteer : Gazetteer, optional
        Where names are looked up; the embedded one by default.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per query, columns :data:`geoevents.model.places.GEOCODE_COLUMNS`, EPSG:4326 (lon-lat). ``geometry`` is
        the whole region meant, empty where unresolved; ``lat, lon`` a point inside it (degrees, NaN where
        unresolved); ``uncertainty_km`` the radius in km around that point that holds it, never 0;
        ``alternatives`` a list of mappings.

    Raises
    ------
    QueryError
        If ``queries`` is neither text nor an ordered list of texts.
    InputError
        If ``country`` or ``within`` has another length than ``queries``, or a Series of another index.

    Examples
    --------
    >>> import geoevents as ge
    >>> row = ge.geocode("western Idlib governorate").iloc[0]
    >>> row["kind"], row["precision"]
    ('area', 'area')
    """
    if isinstance(queries, str):
        queries = [queries]
    index = queries.index if isinstance(queries, pd.Series) else None
    if isinstance(queries, _NO_LISTS) or not hasattr(queries, "__iter__"):
        raise QueryError(
            f"{repr(queries)[:60]} is no list of place queries",
            "give a text, a list of texts or a column of a table",
        )
    texts = list(queries)
    countries = _context(country, "country", texts, index)
    withins = _context(within, "within", texts, index)
    resolver = Resolver(gazetteer)
    known: dict[tuple[str, str | None, str | None], Match] = {}
    rows = []
    for text, home, area in zip(texts, countries, withins, strict=True):
        if not isinstance(text, str):
            shown = "" if _missing(text) else str(text)
            rows.append(Match(query=shown, status="unresolved", explanation="the query is empty or no text"))
            continue
        key = (text, home, area)
        if key not in known:
            known[key] = resolver.resolve(text, country=home, within=area)
        rows.append(known[key])
    return _table(rows, index)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _context(value: Any, option: str, texts: Sequence[Any], index: pd.Index[Any] | None) -> list[str | None]:
    """One context per query: a scalar for all, or as many as there are queries."""
    if isinstance(value, str) or _missing(value):
        return [None if _missing(value) else value] * len(texts)
    if isinstance(value, pd.Series) and index is not None and not value.index.equals(index):
        raise InputError(f"the index of {option} is not that of the queries", "take both from the same table")
    if isinstance(value, _NO_LISTS) or not hasattr(value, "__iter__"):
        raise InputError(f"{option} is {value!r}", "give a name, or a list with one for each query")
    values = list(value)
    if len(values) != len(texts):
        raise InputError(
            f"{option} has {len(values)} values for {len(texts)} queries", "give one for all, or one for each"
        )
    return [None if _missing(v) or not str(v).strip() else str(v) for v in values]


def _table(rows: Sequence[Match], index: pd.Index[Any] | None) -> gpd.GeoDataFrame:
    columns: dict[str, Any] = {name: [getattr(m, name) for m in rows] for name in GEOCODE_COLUMNS}
    for name in _TEXTS:
        columns[name] = pd.array(columns[name], dtype="str")
    for name in _NUMBERS:
        columns[name] = pd.array([float(v) for v in columns[name]], dtype="float64").to_numpy()
    # One list for each row, so that a change to one row's alternatives stays there.
    alternatives = [[dict(a) for a in match.alternatives] for match in rows]
    columns["alternatives"] = pd.Series(alternatives, dtype=object).to_numpy()
    geometry = [_EMPTY if g is None else g for g in columns["geometry"]]
    columns["geometry"] = gpd.array.from_shapely(geometry, crs="EPSG:4326")
    table = gpd.GeoDataFrame(columns, geometry="geometry", crs="EPSG:4326")
    if index is not None:
        table.index = index
    return table
