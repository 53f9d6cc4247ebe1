"""What the map takes: a table of events or zones, checked, in EPSG:4326, with every column of its schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.errors import InputError, MissingColumnsError
from geoevents.model.events import EVENT_COLUMNS
from geoevents.model.zones import ZONE_COLUMNS

__all__ = ["DETAIL_COLUMNS", "event_table", "zone_table"]

WGS84 = "EPSG:4326"

DETAIL_COLUMNS = ("target", "injured", "count", "count_text", "date_text", "place_note", "plover")
"""What :func:`geoevents.extract_events` tells of an event beside the event table's own columns; the card has a place
for each. A column ``count`` is how often it happened only beside ``count_text``: alone it may count anything."""


def event_table(events: Any, card_columns: Sequence[str] = ()) -> gpd.GeoDataFrame:
    """Return a table of events ready to be drawn; columns it lacks are filled with nulls.

    Parameters
    ----------
    events : GeoDataFrame
        One row per event; any known CRS. An empty geometry is an event without a known place.
    card_columns : sequence of str
        Further columns that the detail card shows.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, index 0..n-1, with all of ``model.events.EVENT_COLUMNS`` and those of :data:`DETAIL_COLUMNS` that
        hold anything; the geometry column is ``geometry``.

    Raises
    ------
    InputError
        Not a GeoDataFrame, without a CRS, or with coordinates that are none on Earth.
    MissingColumnsError
        Without a geometry, or without one of ``card_columns``.
    """
    details = [name for name in DETAIL_COLUMNS if _tells(events, name) and (name != "count" or "count_text" in events)]
    table = _table(events, "events", EVENT_COLUMNS, [*card_columns, *details])
    for name in details:
        table[name] = _whole(table[name])
    return table


def zone_table(zones: Any) -> gpd.GeoDataFrame:
    """Return a table of zones ready to be drawn; as :func:`event_table`, with ``model.zones.ZONE_COLUMNS``.

    A boundary of which nothing is said is ``illustrative``: it is not claimed to be published.
    """
    table = _table(zones, "zones", ZONE_COLUMNS, ())
    status = table["boundary_status"].astype(object)
    table["boundary_status"] = status.where(status.notna() & (status != ""), "illustrative")
    return table


def _table(given: Any, what: str, schema: dict[str, str], extra: Sequence[str]) -> gpd.GeoDataFrame:
    if not isinstance(given, pd.DataFrame):
        raise InputError(
            f"{what} is {_a(type(given).__name__)}, not a GeoDataFrame", f"pass what geoevents.read_{what} returns"
        )
    if not isinstance(given, gpd.GeoDataFrame) or given._geometry_column_name not in given.columns:
        raise MissingColumnsError(
            f"{what} has no geometry column",
            "make it a GeoDataFrame, for example with geopandas.points_from_xy(table.lon, table.lat, crs='EPSG:4326')",
        )
    lacking = [name for name in extra if name not in given.columns]
    if lacking:
        raise MissingColumnsError(
            f"{what} has no column {', '.join(map(repr, lacking))}",
            f"choose card_columns from {', '.join(map(str, given.columns))}",
        )
    if given.columns.has_duplicates:
        twice = given.columns[given.columns.duplicated()][0]
        raise InputError(f"{what} has the column {twice!r} twice", "rename or drop one")
    geometry = _in_degrees(given.geometry, what)
    columns = [name for name in dict.fromkeys([*schema, *extra]) if name != "geometry"]
    # Columns are taken over as they are: pandas would try to make strings of objects, and fail on lone surrogates.
    table = pd.DataFrame(given[[name for name in columns if name in given.columns]]).reset_index(drop=True)
    for name in columns:
        if name not in given.columns:
            table[name] = pd.Series([None] * len(given), dtype=object)
    return gpd.GeoDataFrame(table, geometry=geometry, crs=WGS84)


def _tells(given: Any, name: str) -> bool:
    if not isinstance(given, pd.DataFrame) or name not in given.columns:
        return False
    column = given[name]
    return isinstance(column, pd.Series) and bool(column.notna().any())


def _whole(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return counts that became floats, as columns with gaps do, as the whole numbers they are."""
    if not pd.api.types.is_float_dtype(values.dtype):
        return values
    whole = (values.isna() | (np.isfinite(values) & (values % 1 == 0))).all()
    return values.astype("Int64") if whole else values


def _in_degrees(geometry: gpd.GeoSeries, what: str) -> np.ndarray:
    """Return the geometries in EPSG:4326 as an array."""
    shapes = np.asarray(geometry.array, dtype=object)
    if not (~(shapely.is_missing(shapes) | shapely.is_empty(shapes))).any():
        return shapes
    if geometry.crs is None:
        raise InputError(
            f"{what} has no CRS, so its coordinates may mean anything",
            f"say which with {what}.set_crs('EPSG:4326') if they are degrees",
        )
    if not geometry.crs.equals(WGS84, ignore_axis_order=True):
        shapes = np.asarray(geometry.to_crs(WGS84).array, dtype=object)
    bounds = shapely.bounds(shapes)
    unknown = np.isnan(bounds).any(axis=1)
    if unknown.any():  # what points_from_xy makes of missing coordinates is no place
        shapes = shapes.copy()
        shapes[unknown] = None
    xy, of_row = shapely.get_coordinates(shapes, return_index=True)
    broken = np.isnan(xy).any(axis=1)
    if broken.any():
        row = int(of_row[broken][0])
        raise InputError(f"{what}: the shape in row {row} has a coordinate that is no number", "repair or drop it")
    # a comparison with NaN is false, so an unknown place is not a wrong one
    wrong = (bounds[:, 0] < -180) | (bounds[:, 2] > 180) | (bounds[:, 1] < -90) | (bounds[:, 3] > 90)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        lon, lat = bounds[row, 0], bounds[row, 1]
        raise InputError(
            f"{what}: {int(wrong.sum())} of {len(shapes)} rows lie nowhere on Earth, the first in row {row}: "
            f"lon {lon:g}, lat {lat:g}",
            "check the CRS, and that x is the longitude and y the latitude",
        )
    return shapes


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"
