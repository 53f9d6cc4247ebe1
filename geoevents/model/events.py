"""The event table: its columns, their types, and the check that sorts rows into events and rejects."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.model._columns import (
    Reasons,
    as_category,
    as_numbers,
    as_shapes,
    as_text,
    category,
    outside,
    shown,
    unique_columns,
    without_placeholders,
)
from geoevents.model.counts import Fatalities
from geoevents.model.geo import radius_km, representative_point
from geoevents.model.places import PRECISIONS
from geoevents.model.taxonomy import DEFAULT_UNCERTAINTY_KM
from geoevents.model.time import parse_dates
from geoevents.model.words import several

__all__ = [
    "DATE_PRECISIONS",
    "EVENT_COLUMNS",
    "EVENT_STATUSES",
    "REPORT_FIELDS",
    "STANCES",
    "empty_events",
    "make_events",
]

EVENT_COLUMNS: dict[str, str] = {
    "event_id": "string",
    "date_start": "date",
    "date_end": "date",
    "date_precision": "category",
    "event_type": "category",
    "sub_event_type": "category",
    "actor1": "category",
    "actor1_role": "category",
    "actor2": "category",
    "actor2_role": "category",
    "fatalities_best": "count",
    "fatalities_low": "count",
    "fatalities_high": "count",
    "place": "string",
    "precision": "category",
    "uncertainty_km": "km",
    "status": "category",
    "reports": "reports",
    "source": "category",
    "notes": "string",
    "geometry": "geometry",
}
"""Column -> logical type. ``date``: ``datetime64`` at midnight, ``NaT`` when unknown; ``date_end`` is the last day,
inclusive, as the datasets publish it (interval arithmetic is half-open and lives in ``model.time``).
``count``: nullable ``Int64``. ``km``: ``float64``, NaN only where there is no place. ``geometry``: EPSG:4326 lon-lat;
empty where the event has no known place (it stays in the table)."""

DATE_PRECISIONS: tuple[str, ...] = ("day", "week", "month", "year", "range", "unknown")
EVENT_STATUSES: tuple[str, ...] = ("reported", "claimed", "disputed", "denied", "confirmed")
STANCES: tuple[str, ...] = ("states", "claims", "denies", "declines")

REPORT_FIELDS: tuple[str, ...] = ("source", "attributed_to", "stance", "quote", "start", "end", "date", "url")
"""Keys of one report (a dict) in ``reports``: who published it, the party it is attributed to ("according to the
ministry"), that party's stance, the words, their character offsets in the source text, date and link. Missing keys
mean unknown."""

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude in km; of a degree of longitude at most."""

_VOCABULARIES = {"date_precision": DATE_PRECISIONS, "status": EVENT_STATUSES, "precision": PRECISIONS}


def empty_events() -> gpd.GeoDataFrame:
    """Return an event table without rows, with every column and its type."""
    return make_events(pd.DataFrame({"event_id": []}))[0]


def make_events(table: pd.DataFrame, *, source: str | None = None) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Sort the rows of a table into events and rejects.

    Parameters
    ----------
    table : pandas.DataFrame or geopandas.GeoDataFrame
        Columns named as in :data:`EVENT_COLUMNS`, any of which may be missing. Places come as ``geometry`` (shapely;
        a GeoDataFrame with another CRS is brought to EPSG:4326) or as ``longitude`` and ``latitude`` in degrees,
        which apply where ``geometry`` is empty. Other columns are kept, after the known ones.
    source : str, optional
        Fills ``source`` where the table does not say.

    Returns
    -------
    events : geopandas.GeoDataFrame
        EPSG:4326, the columns of :data:`EVENT_COLUMNS` first, a fresh index. An event without a known place has an
        empty geometry and no precision. ``uncertainty_km`` is above 0 for every event with a place: as given, or the
        radius around the shape's representative point, or the usual radius of its precision. ``attrs["notes"]`` lists
        what had to be assumed.
    rejects : pandas.DataFrame
        ``row`` (from 1, in the order of ``table``), ``reason`` (naming the value at fault), and the original columns.

    Notes
    -----
    Refused are rows with a date, number or coordinate that cannot be read or cannot be true (latitude 121, the
    placeholder 0, 0, a count below 0, an end before the start). A row that just says little is an event, and so is one
    that tells its deaths in words: "40-60" is read as bounds, "at least 12" as the lower one, "about 20" as the best
    estimate, "dozens" is unknown; all of these words are kept in ``fatalities_given``.
    """
    given = unique_columns(table)
    rows = len(given)
    reasons = Reasons(rows)
    notes: list[str] = []
    extra: dict[str, pd.Series] = {}
    made: dict[str, Any] = {}
    index = pd.RangeIndex(rows)

    def column(name: str) -> pd.Series | None:
        # without the table's own index, which may repeat
        return given[name].set_axis(index) if name in given.columns else None

    made.update(_dates(column, reasons, notes, extra))
    deaths = Fatalities(column, index, reasons)
    made.update(deaths.columns)
    if (words := deaths.given()) is not None:
        extra["fatalities_given"] = as_text(words)
    for name, kind in EVENT_COLUMNS.items():
        values = column(name)
        if kind == "string":
            made[name] = _blank(index) if values is None else as_text(values)
            if name == "place":
                made[name] = without_placeholders(made[name])
        elif kind == "category" and name in _VOCABULARIES:
            if name not in made:
                made[name] = _vocabulary(name, values, index, notes, extra)
        elif kind == "category":
            made[name] = as_category(_blank(index) if values is None else values)[0]
        elif kind == "reports":
            made[name] = _reports(values, index)
    if made["event_id"].hasnans:
        made["event_id"] = made["event_id"].fillna(pd.Series([str(n + 1) for n in range(rows)], dtype="string"))
    for name, usual in (("source", source), ("status", "reported")):
        if usual is not None and made[name].hasnans:
            made[name] = made[name].astype("string").fillna(usual).astype("category")
    made.update(_places(column, made["precision"], reasons, notes))
    if told := deaths.note():
        notes.append(told)

    known = {name: made[name] for name in EVENT_COLUMNS}
    for name in given.columns:
        if name not in EVENT_COLUMNS:
            extra.setdefault(name, given[name].set_axis(index))
    frame = pd.DataFrame({**known, **extra}, index=index)
    if reasons.refused.any():
        frame = frame[~reasons.refused].reset_index(drop=True)
        for name, kind in EVENT_COLUMNS.items():
            if kind == "category":
                frame[name] = frame[name].cat.remove_unused_categories()
    events = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    repeated = int(events["event_id"].duplicated().sum())
    if repeated:
        notes.append(f"the event_id of an earlier row is repeated in {several(repeated, 'row')}; all are kept")
    events.attrs["notes"] = notes
    return events, reasons.table(given)


Column = Callable[[str], "pd.Series | None"]


def _blank(index: pd.Index) -> pd.Series:
    return pd.Series(pd.NA, index=index, dtype="string")


def _dates(column: Column, reasons: Reasons, notes: list[str], extra: dict[str, pd.Series]) -> dict[str, pd.Series]:
    index = pd.RangeIndex(len(reasons.refused))
    parsed = {}
    for name in ("date_start", "date_end"):
        values = column(name)
        values = _blank(index) if values is None else values
        parsed[name] = read = parse_dates(values)
        reasons.add(read.bad, lambda i, n=name, v=values: f"{n} {shown(v.iloc[i])} is no date")  # type: ignore[misc]
        notes.extend(note for note in read.notes if note not in notes)
    start = parsed["date_start"].first
    # an end of its own; else the end of the month or year that the start names; else the day itself
    end = parsed["date_end"].last
    end = end.where(end.notna(), parsed["date_start"].last)
    backwards = (end < start).to_numpy()
    reasons.add(backwards, lambda i: f"date_end {end.iloc[i]:%Y-%m-%d} is before date_start {start.iloc[i]:%Y-%m-%d}")
    stated = _vocabulary("date_precision", column("date_precision"), index, notes, extra).astype(object)
    derived = parsed["date_start"].precision
    derived = derived.mask((derived == "day") & (end != start), "range").fillna("unknown")
    precision = category(stated.where(stated.notna(), derived).to_list(), index)
    return {"date_start": start, "date_end": end, "date_precision": precision}


def _vocabulary(
    name: str, values: pd.Series | None, index: pd.Index, notes: list[str], extra: dict[str, pd.Series]
) -> pd.Series:
    """Keep the words of a fixed vocabulary; others go to a column of their own, so that none is lost."""
    if values is None:
        return _blank(index).astype("category")
    column, wrong = as_category(values, _VOCABULARIES[name])
    if wrong.any():
        first = values.iloc[int(np.flatnonzero(wrong)[0])]
        notes.append(
            f"{name} holds values such as {shown(first)}, which are none of {', '.join(_VOCABULARIES[name])}: "
            f"they are kept in {name}_given"
        )
        extra[f"{name}_given"] = values
    return column


def _reports(values: pd.Series | None, index: pd.Index) -> pd.Series:
    if values is None:
        return pd.Series([[] for _ in index], index=index, dtype=object)
    return pd.Series([_report_list(value) for value in values], index=index, dtype=object)


def _report_list(value: Any) -> list[dict[str, Any]]:
    """Read reports: a list of mappings, or that as JSON, as files of one text per cell hold it."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return [{"quote": value}]
    if isinstance(value, str):
        return [{"quote": value}] if value.strip() else []
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, (list, tuple, np.ndarray)):
        return []
    reports = [dict(v) if isinstance(v, Mapping) else {"quote": str(v)} for v in value]
    return [{k: v for k, v in report.items() if v is not None} for report in reports]


def _places(column: Column, precision: pd.Series, reasons: Reasons, notes: list[str]) -> dict[str, Any]:
    rows = len(reasons.refused)
    shapes = np.full(rows, shapely.Point(), dtype=object)
    empty = np.ones(rows, dtype=bool)
    rough = np.zeros(rows)
    geometry = column("geometry")
    if geometry is not None:
        shapes, empty, said = as_shapes(geometry)
        notes.extend(said)
        off = outside(shapes, empty)
        reasons.add(off, lambda i: f"geometry {shown(shapes[i].wkt)} is not on the globe")
        west, south, east, north = shapely.bounds(shapes).T
        null = ~empty & (west == 0) & (south == 0) & (east == 0) & (north == 0)
        reasons.add(null, lambda _: "coordinates 0, 0 are a placeholder, not a place")
        rough = np.where((west == east) & (south == north), _written_km(west, south), 0.0)
    lon_given, lat_given = column("longitude"), column("latitude")
    if lon_given is not None and lat_given is not None:
        lon, lat, usable = _coordinates(lon_given, lat_given, empty, reasons)
        shapes[usable] = shapely.points(lon[usable], lat[usable])
        empty = empty & ~usable
        rough[usable] = _written_km(lon[usable], lat[usable])
    return _uncertainty(shapes, empty, precision, rough, column("uncertainty_km"), reasons)


def _coordinates(
    lon_given: pd.Series, lat_given: pd.Series, needed: np.ndarray, reasons: Reasons
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    (lon_read, lon_bad), (lat_read, lat_bad) = (as_numbers(c, degrees=True) for c in (lon_given, lat_given))
    lon, lat = lon_read.to_numpy(), lat_read.to_numpy()
    reasons.add(lon_bad & needed, lambda i: f"longitude {shown(lon_given.iloc[i])} is no number of degrees")
    reasons.add(lat_bad & needed, lambda i: f"latitude {shown(lat_given.iloc[i])} is no number of degrees")
    has_lon, has_lat = ~np.isnan(lon), ~np.isnan(lat)
    fit = needed & ~lon_bad & ~lat_bad
    reasons.add(fit & has_lon & ~has_lat, lambda i: f"longitude {lon[i]:g} without a latitude")
    reasons.add(fit & has_lat & ~has_lon, lambda i: f"latitude {lat[i]:g} without a longitude")
    both = fit & has_lon & has_lat
    with np.errstate(invalid="ignore"):
        off = both & ((np.abs(lat) > 90) | (np.abs(lon) > 180))
        swapped = off & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
        null = both & (lon == 0) & (lat == 0)
    hint = np.where(swapped, ": they look swapped", "")
    reasons.add(off, lambda i: f"longitude {lon[i]:g}, latitude {lat[i]:g} are not on the globe{hint[i]}")
    reasons.add(null, lambda _: "coordinates 0, 0 are a placeholder, not a place")
    return lon, lat, both & ~off & ~null


def _written_km(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Radius in km that a coordinate's few decimals leave open: 79 for whole degrees, 7.9 for tenths, else 0."""
    radius = np.zeros(len(lon))
    for decimals in (1, 0):
        scale = 10.0**decimals
        written = (lon * scale % 1 == 0) & (lat * scale % 1 == 0)
        radius[written] = np.hypot(0.5, 0.5) / scale * KM_PER_DEGREE
    return radius


def _uncertainty(
    shapes: np.ndarray,
    empty: np.ndarray,
    precision: pd.Series,
    rough: np.ndarray,
    given: pd.Series | None,
    reasons: Reasons,
) -> dict[str, Any]:
    index = precision.index
    km = np.full(len(index), np.nan)
    if given is not None:
        numbers, bad = as_numbers(given)
        reasons.add(bad, lambda i: f"uncertainty_km {shown(given.iloc[i])} is no number")
        km = numbers.to_numpy().copy()
        wrong = (km < 0) | np.isinf(km)
        reasons.add(wrong, lambda i: f"uncertainty_km {shown(given.iloc[i])} is no radius")
    km[~(km > 0)] = np.nan
    points = ~empty & (shapely.get_type_id(shapes) == 0)
    words = precision.astype(object).to_numpy(copy=True)
    unsaid = precision.isna().to_numpy()
    # what is drawn as an area is at best known as one; coordinates of whole degrees name no town
    words[unsaid & ~empty & ~points] = "area"
    words[unsaid & points] = np.where(rough[unsaid & points] > DEFAULT_UNCERTAINTY_KM["near"], "area", "exact")
    open_points = points & np.isnan(km)
    usual = np.array([DEFAULT_UNCERTAINTY_KM.get(word, np.nan) for word in words])
    km[open_points] = np.maximum(usual, rough)[open_points]
    areas = np.flatnonzero(~empty & ~points & np.isnan(km) & ~reasons.refused)
    radius: dict[int, float] = {}
    for i in areas:  # many rows share one shape object
        shape = shapes[i]
        if id(shape) not in radius:
            radius[id(shape)] = max(radius_km(shape, *representative_point(shape)), 0.1)
        km[i] = radius[id(shape)]
    km[empty] = np.nan
    words[empty] = None
    return {
        "precision": category([None if pd.isna(word) else word for word in words], index),
        "uncertainty_km": pd.Series(km, index=index),
        "geometry": gpd.GeoSeries(shapes, index=index, crs="EPSG:4326"),
    }
