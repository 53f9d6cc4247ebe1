"""``geoevents.geocode``: many place queries -> one GeoDataFrame, a row for each, in order, with their index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geoevents.errors import InputError, OptionError, QueryError
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.geocoding.stream import NO_TEXT, Answers, whole
from geoevents.model.places import GEOCODE_COLUMNS, Match

if TYPE_CHECKING:
    from geoevents.geocoding.online.chain import OnlineChain

__all__ = ["geocode", "tabulate"]

_EMPTY = shapely.from_wkt("GEOMETRYCOLLECTION EMPTY")
_NO_LISTS = (bytes, bytearray, Mapping, Set, pd.DataFrame)
"""Iterables without an order of texts: what they yield is not what the caller means."""

_NO_COLUMNS: Mapping[str, Any] = MappingProxyType({})

_AT_ONCE = 1_000
"""Queries that are answered together, between two calls of ``progress``."""

_TEXTS = ("query", "status", "name", "place_id", "kind", "country", "admin1", "precision", "source", "explanation")
_NUMBERS = ("lat", "lon", "uncertainty_km", "confidence")


def geocode(
    queries: str | Sequence[str] | pd.Series[Any],
    *,
    country: str | Sequence[str | None] | pd.Series[Any] | None = None,
    within: str | Sequence[str | None] | pd.Series[Any] | None = None,
    gazetteer: Gazetteer | None = None,
    online: Any = None,
    user_agent: str | None = None,
    cache: str | os.PathLike[str] | bool | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> gpd.GeoDataFrame:
    """Resolve place names and place expressions; offline, unless ``online`` names a service.

    Equal queries in equal contexts are worked out once.

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
        Where names are looked up; by default the embedded one and those that the user added.
    online : str, (str, mapping), geopy geocoder, list of these, or OnlineChain, optional
        Services that are asked, in this order, for plain names that the gazetteer does not know: unresolved, or
        answered by an area that stands in for them. ``["nominatim"]``, ``[("nominatim", {"domain": "localhost"})]`` or
        a geopy geocoder; see :class:`geoevents.geocoding.online.chain.OnlineChain`, which is also how to set retries.
        Without it no request is ever made.
    user_agent : str, optional
        Names the project that asks; Nominatim's terms require it.
    cache : path-like or False, optional
        File that keeps what the services answered; by default one in the user's cache folder. False: none.
    progress : callable, optional
        Called as ``progress(done, total)`` with numbers of different queries after each. An exception ends the work.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per query, columns :data:`geoevents.model.places.GEOCODE_COLUMNS`, EPSG:4326 (lon-lat). ``geometry`` is
        the whole region meant, empty where unresolved; ``lat, lon`` a point inside it (degrees, NaN where
        unresolved); ``uncertainty_km`` the radius in km around that point that holds it, never 0;
        ``alternatives`` a list of mappings; the list is the row's own, the mappings in it are those of all rows with
        the same query. With ``online``, ``attrs["online"]`` says what was asked and found, and whether a service
        refused to go on: the queries left then stay as the gazetteer answered them, their ``explanation`` says why,
        and a second call asks only for them.

    Raises
    ------
    QueryError
        If ``queries`` is neither text nor an ordered list of texts.
    InputError
        If ``country`` or ``within`` has another length than ``queries``, or a Series of another index.
    OptionError
        If ``online`` names no service that exists, or one whose terms are not met.

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
    if progress is not None and not callable(progress):
        raise OptionError(f"progress is {progress!r}", "give a function of two numbers: how many are done, of how many")
    if gazetteer is not None and not isinstance(gazetteer, Gazetteer):
        raise OptionError(f"gazetteer is {repr(gazetteer)[:60]}", "open one with Gazetteer.open(folder)")
    if isinstance(queries, _NO_LISTS) or not hasattr(queries, "__iter__") or getattr(queries, "ndim", 1) != 1:
        raise QueryError(
            f"{repr(queries)[:60]} is no list of place queries",
            "give a text, a list of texts or a column of a table",
        )
    texts = list(queries)
    countries = _context(country, "country", texts, index)
    withins = _context(within, "within", texts, index)
    codes: dict[tuple[str, str | None, str | None] | str, int] = {}
    rows = np.empty(len(texts), dtype=np.intp)
    for i, (text, home, area) in enumerate(zip(texts, countries, withins, strict=True)):
        # What is no text is told apart by what it looks like: a bare text can be no key of a query.
        key = (text, home, area) if isinstance(text, str) else "" if _missing(text) else str(text)
        rows[i] = codes.setdefault(key, len(codes))
    with _chain(online, user_agent, cache) as chain:
        answers = Answers(Resolver(gazetteer), online=chain, remember=0)
        matches: list[Match] = []
        keys = list(codes)
        for start in range(0, len(keys), 1 if chain is not None else _AT_ONCE):
            run = keys[start : start + (1 if chain is not None else _AT_ONCE)]
            found = iter(answers.several([key for key in run if not isinstance(key, str)]))
            for key in run:
                matches.append(_unread(key) if isinstance(key, str) else next(found))
                if progress is not None:
                    progress(len(matches), len(codes))
        table = _table(matches, rows)
        if chain is not None:
            table.attrs["online"] = chain.summary
    if index is not None:
        table.index = index
    return table


@contextmanager
def _chain(online: Any, user_agent: str | None, cache: Any) -> Iterator[OnlineChain | None]:
    """Give the chain to ask, or None; one that the caller made stays open."""
    if online is None or (isinstance(online, list | tuple) and not online):
        if user_agent is not None or cache not in (None, False):
            raise OptionError("user_agent= and cache= are for online=, which is not given", "name a service to ask")
        yield None
        return
    from geoevents.geocoding.online.chain import OnlineChain

    if isinstance(online, OnlineChain):
        if user_agent is not None or cache is not None:
            raise OptionError("an OnlineChain has its user_agent= and cache= already", "give them where it is made")
        yield online
        return
    with OnlineChain(online, user_agent=user_agent, cache=cache) as chain:
        yield chain


def _unread(shown: str) -> Match:
    return Match(query=whole(shown), status="unresolved", explanation=NO_TEXT)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


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


@cache
def _crs() -> pyproj.CRS:
    """Return EPSG:4326, which takes longer to look up than a small table to make."""
    return pyproj.CRS.from_epsg(4326)


def tabulate(matches: Sequence[Match], before: Mapping[str, Any] | None = None) -> gpd.GeoDataFrame:
    """Make the table of :func:`geocode` from answers that were found in another way, a row for each.

    ``before`` are further columns, of as many rows, that stand in front of them.
    """
    return _table(matches, np.arange(len(matches)), before or {})


def _table(
    matches: Sequence[Match], rows: np.ndarray[Any, np.dtype[np.intp]], before: Mapping[str, Any] = _NO_COLUMNS
) -> gpd.GeoDataFrame:
    """Make the table: each column for the different answers first, then taken to the rows."""
    columns: dict[str, Any] = {}
    text = pd.api.types.pandas_dtype("str")
    for name in _TEXTS:
        values = np.array([getattr(m, name) for m in matches], dtype=object)
        columns[name] = pd.array(values[rows], dtype=text)
    for name in _NUMBERS:
        columns[name] = np.array([getattr(m, name) for m in matches], dtype="float64")[rows]
    # One list for each row, so that a change to one row's alternatives stays there.
    alternatives = np.empty(len(rows), dtype=object)
    for i, code in enumerate(rows.tolist()):
        alternatives[i] = list(matches[code].alternatives)
    columns["alternatives"] = alternatives
    shapes = np.empty(len(matches), dtype=object)
    for i, match in enumerate(matches):
        shapes[i] = _EMPTY if match.geometry is None else match.geometry
    columns["geometry"] = gpd.array.GeometryArray(shapes[rows], crs=_crs())
    ordered = {**before, **{name: columns[name] for name in GEOCODE_COLUMNS}}
    # the shapes say their own reference system: stated again, it would be compared for every table
    return gpd.GeoDataFrame(pd.DataFrame(ordered, copy=False), geometry="geometry")
