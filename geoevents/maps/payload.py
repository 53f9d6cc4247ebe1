"""From tables to the frames of the wire: Arrow streams, gzip-compressed, as ``docs/wire.md`` describes them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geoevents.errors import InputError, WireError
from geoevents.maps.arrays import categories, clean_text, day_numbers, dictionary, implied, integers, numbers, text
from geoevents.maps.deflate import gzip_bytes
from geoevents.maps.shapes import ShapeBook
from geoevents.maps.tables import DETAIL_COLUMNS
from geoevents.maps.texts import text_columns

__all__ = ["SCALE", "WIRE", "Frame", "event_frames", "make_frame", "own_name", "shapes_frame", "zone_frame"]

WIRE = 1
"""Version of the wire; raised by any change that an older page cannot read."""

SCALE = 100_000
"""Units per degree of the positions of events and shapes: about one metre."""

IMPLIED_BY = {
    "event_type": ("sub_event_type",),
    "actor1_role": ("actor1",),
    "actor2_role": ("actor2",),
    "uncertainty_km": ("precision", "place"),
    "lon": ("place",),
    "lat": ("place",),
    "shape": ("place",),
    "fatalities_low": ("fatalities_best",),
    "fatalities_high": ("fatalities_best",),
}
"""Column -> columns that often settle it: a town's coordinates, an actor's role."""

DICTIONARIES = (
    "place", "sub_event_type", "event_type", "actor1", "actor1_role", "actor2", "actor2_role", "precision",
    "date_precision", "status", "source",
)  # fmt: skip
OWN = "own."
"""What the names of dictionary columns begin with that are the table's own."""
MOST_OWN = 12
"""Columns of the table's own that can be coloured and filtered by, at most; the page has a bit for each filter."""
MOST_VALUES = 60
"""Different values of such a column, at most; the one that the map is coloured by may have more."""
HEAD = 2_000
"""Rows that tell soon that a column has too many."""
COUNTS = {"fatalities_best": "fat_best", "fatalities_low": "fat_low", "fatalities_high": "fat_high"}
ON_THE_WIRE = {"uncertainty_km": "unc_m", **COUNTS}
REPORT_TEXT = ("quote", "url")
REPORT_DICTIONARIES = ("source", "attributed_to", "stance")
PROSE = frozenset({"text", "reports", "zones"})
POINT_TYPE = 0
EARTH_KM = 20_038.0
"""Half the equator: no place on Earth is further off."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, ready for the page.

    Attributes
    ----------
    name : str
        ``events``, ``text``, ``reports``, ``shapes``, ``zones``, ``base`` or ``labels``.
    rows : int
    data : bytes
        gzip-compressed Arrow IPC stream.
    """

    name: str
    rows: int
    data: bytes

    def base64(self) -> bytes:
        """The data as ASCII."""
        return base64.b64encode(self.data)


def make_frame(
    name: str,
    columns: Mapping[str, pa.Array],
    *,
    given: Mapping[str, str] | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Frame | None:
    """Return a frame of equally long columns, those without any value left out; None where no row is left.

    Parameters
    ----------
    name : str
    columns : mapping from name to array
    given : mapping, optional
        Column -> the column whose repetition implies its values.
    metadata : mapping, optional
        Further entries of the schema, without their ``geoevents.`` prefix.
    """
    rows = len(next(iter(columns.values()))) if columns else 0
    if rows == 0:
        return None
    kept = {key: array for key, array in columns.items() if array.null_count < rows}
    entries = {"wire": str(WIRE), "frame": name, **(metadata or {})}
    told = {key: by for key, by in (given or {}).items() if key in kept}
    if told:
        entries["given"] = json.dumps(told)
    if not kept:  # rows must still be counted
        kept = {next(iter(columns)): next(iter(columns.values()))}
    schema = pa.schema(
        [pa.field(key, array.type) for key, array in kept.items()],
        metadata={f"geoevents.{key}": value for key, value in entries.items()},
    )
    try:
        batch = pa.record_batch(list(kept.values()), schema=schema)
        measure = pa.MockOutputStream()
        _write(measure, batch)
        buffer = pa.allocate_buffer(measure.size())
        _write(pa.FixedSizeBufferWriter(buffer), batch)
    except pa.ArrowException as error:
        raise WireError(f"the {name} frame cannot be written ({error})") from error
    return Frame(name, rows, gzip_bytes(buffer, prose=name in PROSE))


def _write(sink: Any, batch: pa.RecordBatch) -> None:
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)


def event_frames(
    table: gpd.GeoDataFrame, book: ShapeBook, card_columns: Sequence[str] = (), color: str = ""
) -> list[Frame]:
    """Return the frames ``events``, ``text`` and ``reports`` of a table from :func:`tables.event_table`.

    Parameters
    ----------
    table : GeoDataFrame
        EPSG:4326.
    book : ShapeBook
        Takes the geometries that are not points.
    card_columns : sequence of str
        Further columns for the detail card; those of few values can be coloured and filtered by, too.
    color : str
        The column that the colours tell at first.
    """
    codes: dict[str, np.ndarray] = {}
    given: dict[str, str] = {}
    columns: dict[str, pa.Array] = {}

    def settled_by(name: str, values: np.ndarray) -> np.ndarray | None:
        """Choose the column that implies most of this one's values, if any does."""
        best, gain = None, 0
        for candidate in IMPLIED_BY.get(name, ()):
            repeats = int(implied(values, codes[candidate]).sum())
            if repeats > gain:
                best, gain = candidate, repeats
        if best is None:
            return None
        given[ON_THE_WIRE.get(name, name)] = ON_THE_WIRE.get(best, best)
        return codes[best]

    for name in DICTIONARIES:
        codes[name], labels = categories(table[name])
        columns[name] = dictionary(codes[name], labels, settled_by(name, codes[name]))

    columns |= _own_columns(table, card_columns, color)

    def put(name: str, values: np.ndarray, missing: np.ndarray) -> None:
        by = settled_by(name, np.where(missing, -(2**40), values))
        columns[ON_THE_WIRE.get(name, name)] = integers(values, missing, given=by, name=name)

    lon, lat, shape, placed = _positions(table, book)
    put("lon", lon, ~placed)
    put("lat", lat, ~placed)
    put("shape", shape, shape < 0)
    km = numbers(table["uncertainty_km"], "uncertainty_km")
    # a radius of 0 or less says nothing of how well the place is known
    unknown = ~(km > 0) | ~placed
    put("uncertainty_km", np.rint(np.minimum(np.where(unknown, 0, km), EARTH_KM) * 1000), unknown)

    first, undated = day_numbers(table["date_start"], "date_start")
    last, open_end = day_numbers(table["date_end"], "date_end")
    length = np.where(open_end, 1, np.maximum(last - first, 0) + 1)
    columns["day_from"] = integers(first, undated, name="date_start")
    columns["days"] = integers(length, undated, name="date_end")

    for name in COUNTS:
        number = numbers(table[name], name)
        missing = np.isnan(number)
        if (number < 0).any():
            raise InputError(f"{name}: {np.nanmin(number):g} is below 0", "give counts, and nulls where none is known")
        whole = np.where(missing, 0, np.rint(number))
        if name == "fatalities_best":
            codes[name] = np.where(missing, -1, pd.factorize(whole)[0])
        put(name, whole, missing)

    frames = [make_frame("events", columns, given=given)]
    if len(table):
        details = [name for name in DETAIL_COLUMNS if name in table.columns]
        frames.append(make_frame("text", text_columns(table, ["event_id", "notes", *card_columns, *details])))
    return [frame for frame in [*frames, _report_frame(table["reports"])] if frame is not None]


def own_name(name: str) -> str:
    """Return what a column of the table's own is called on the wire."""
    return OWN + (clean_text(name) or "").replace("\0", "\ufffd")


def _own_columns(table: gpd.GeoDataFrame, names: Sequence[str], color: str) -> dict[str, pa.Array]:
    """Return the columns of the table's own that tell events apart by few values, the one of the colours first."""
    columns: dict[str, pa.Array] = {}
    for name in dict.fromkeys([color, *names]):
        if name in DICTIONARIES or name not in table.columns or len(columns) == MOST_OWN:
            continue
        if name != color and len(categories(table[name].head(HEAD))[1]) > MOST_VALUES:
            continue
        codes, labels = categories(table[name])
        if name == color or 0 < len(labels) <= MOST_VALUES:
            columns[own_name(name)] = dictionary(codes, labels)
    return columns


def zone_frame(table: gpd.GeoDataFrame, book: ShapeBook) -> Frame | None:
    """Return the frame ``zones`` of a table from :func:`tables.zone_table`; its geometries go to ``book``."""
    shape = book.add(np.asarray(table.geometry.array, dtype=object))
    first, no_first = day_numbers(table["valid_from"], "valid_from")
    last, no_last = day_numbers(table["valid_to"], "valid_to")
    columns: dict[str, pa.Array] = {
        name: text(table[name]) for name in ("zone_id", "name", "legal_basis", "guarantors", "source")
    }
    columns |= {name: dictionary(*categories(table[name])) for name in ("kind", "party", "boundary_status")}
    columns["day_from"] = integers(first, no_first, name="valid_from")
    columns["day_to"] = integers(last + 1, no_last, name="valid_to")
    columns["shape"] = integers(shape, shape < 0)
    return make_frame("zones", columns)


def shapes_frame(book: ShapeBook) -> Frame | None:
    """Return the frame ``shapes``: every geometry that events and zones refer to, once."""
    return make_frame("shapes", book.columns(), metadata={"scale": str(book.scale)})


def _positions(table: gpd.GeoDataFrame, book: ShapeBook) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return lon and lat in units, the row of each shape (-1: a point or nothing), and which rows have a place."""
    geometry = np.asarray(table.geometry.array, dtype=object)
    placed = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    is_point = placed & (shapely.get_type_id(geometry) == POINT_TYPE)
    xy = np.zeros((len(geometry), 2))
    xy[is_point, 0], xy[is_point, 1] = shapely.get_x(geometry[is_point]), shapely.get_y(geometry[is_point])
    shape = np.full(len(geometry), -1, dtype=np.int64)
    wide = placed & ~is_point
    if wide.any():
        shape[wide] = book.add(geometry[wide])
        used, inverse = np.unique(shape[wide], return_inverse=True)
        inner = shapely.point_on_surface(book.shapes()[used])
        xy[wide] = shapely.get_coordinates(inner)[inverse]
    units = np.rint(xy * SCALE).astype(np.int64)
    return units[:, 0], units[:, 1], shape, placed


def _report_frame(reports: pd.Series[Any]) -> Frame | None:
    """Return the frame ``reports``: one row per report, with the row of its event."""
    if reports.dtype != object or not reports.notna().any():
        return None
    owners: list[int] = []
    found: list[Mapping[str, Any]] = []
    for row, cell in enumerate(reports.to_numpy()):
        if isinstance(cell, Mapping):
            cell = [cell]
        if isinstance(cell, (list, tuple, np.ndarray)):
            each = [report for report in cell if isinstance(report, Mapping)]
            found.extend(each)
            owners.extend([row] * len(each))
    if not found:
        return None
    columns: dict[str, pa.Array] = {"event": integers(np.array(owners), name="event")}
    fields = {
        name: pd.Series([report.get(name) for report in found], dtype=object)
        for name in (*REPORT_DICTIONARIES, *REPORT_TEXT, "date")
    }
    columns |= {name: dictionary(*categories(fields[name])) for name in REPORT_DICTIONARIES}
    columns |= {name: text(fields[name]) for name in REPORT_TEXT}
    columns["day"] = integers(*day_numbers(fields["date"], "the date of a report"), name="date")
    return make_frame("reports", columns)
