"""Reads events and zones from files of any known format; every row is taken, or refused with a reason."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geoevents.errors import InputError, InputNotFoundError, MissingColumnsError, OptionError
from geoevents.files.acled import acled_to_events, is_acled
from geoevents.files.delimited import RawTable
from geoevents.files.gdelt import gdelt_to_events, is_gdelt
from geoevents.files.load import load_table
from geoevents.files.placing import Geocode, place_by_name
from geoevents.files.report import ReadReport
from geoevents.files.shapes import Divisions, give_stated_shapes
from geoevents.files.sniff import Sniffed, sniff
from geoevents.files.synonyms import EVENT_SYNONYMS, ZONE_SYNONYMS
from geoevents.files.tabular import find_columns, numbers_where_plain, to_events
from geoevents.files.ucdp import is_ucdp, ucdp_to_events
from geoevents.model._columns import unique_columns
from geoevents.model.events import EVENT_COLUMNS, make_events
from geoevents.model.words import several
from geoevents.model.zones import ZONE_COLUMNS, make_zones

__all__ = ["events_from", "holds_zones", "read_events", "read_zones", "sniff", "zones_from"]


def read_events(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - the word every reader uses
    columns: Mapping[str, str] | None = None,
    geocode: Geocode | None = None,
    divisions: Divisions | None = None,
    sheet: str | None = None,
) -> gpd.GeoDataFrame:
    """Read a table of events.

    Parameters
    ----------
    path : path-like
        CSV with any delimiter and encoding, JSON records, Parquet, an Excel or OpenDocument sheet, GeoJSON,
        GeoPackage, KML, KMZ or a shapefile, each also in ``.gz`` or ``.zip``. The layouts of UCDP GED, ACLED and
        GDELT (with a header) are recognised.
    format : str, optional
        A key of :data:`geoevents.files.sniff.FORMATS`, to override the recognition from the content.
    columns : mapping, optional
        Our column -> the file's, where its name does not say it: ``{"date_start": "When", "longitude": "X"}``. Fields
        of one report a row are ``attributed_to``, ``stance``, ``quote``, ``url`` and ``report_date``.
    geocode : callable, optional
        Places rows that have a place name and no coordinates; :func:`geoevents.geocode` or one like it. Without it
        such rows are refused.
    divisions : callable, optional
        Gives the shapes of places known only as a division or country; see
        :data:`geoevents.files.shapes.Divisions`. Without it they are points with a radius.
    sheet : str, optional
        Sheet of a workbook or layer of a vector file.

    Returns
    -------
    geopandas.GeoDataFrame
        Events (EPSG:4326) with the columns of :data:`geoevents.model.events.EVENT_COLUMNS` and the file's others.
        ``attrs["report"]`` is the :class:`~geoevents.files.report.ReadReport`: rows taken, rows refused and why.

    Raises
    ------
    InputError
        If there is no such file, nothing in it, or nothing that can be read; see :mod:`geoevents.errors`.
    MissingColumnsError
        If the table has neither coordinates nor names of places.
    OptionError
        If an option does not take its value, or names a sheet where there are none.
    """
    sniffed = sniff(path, format=format)
    if sniffed.kind == "text":
        raise InputError(f"{sniffed.name!r} is a text, not a table", "extract_events() finds the events in its words")
    raw = load_table(sniffed, sheet=sheet)
    return events_from(sniffed, raw, columns=columns, geocode=geocode, divisions=divisions)


def read_zones(path_or_name: str | os.PathLike[str], *, sheet: str | None = None) -> gpd.GeoDataFrame:
    """Read zones from a file, or from the sets that come with the package.

    Parameters
    ----------
    path_or_name : path-like or str
        A vector file, a table with a column of WKT, or the name of a built-in set (``"syria-2017"``).
    sheet : str, optional
        Layer of a vector file.

    Returns
    -------
    geopandas.GeoDataFrame
        Zones (EPSG:4326) with the columns of :data:`geoevents.model.zones.ZONE_COLUMNS` and the file's others;
        ``attrs["report"]`` is the :class:`~geoevents.files.report.ReadReport`.

    Raises
    ------
    InputError
        If there is no such file or set, or no zones in it.
    """
    if isinstance(path_or_name, str) and not Path(path_or_name).expanduser().exists():
        return _zone_set(path_or_name)
    sniffed = sniff(path_or_name)
    if sniffed.kind == "text":
        raise InputError(f"{sniffed.name!r} is a text, not a file of zones", "give a GeoJSON or another vector file")
    return zones_from(sniffed, load_table(sniffed, sheet=sheet))


def events_from(
    sniffed: Sniffed,
    raw: RawTable,
    *,
    columns: Mapping[str, str] | None = None,
    geocode: Geocode | None = None,
    divisions: Divisions | None = None,
) -> gpd.GeoDataFrame:
    """Make events of a table already loaded; see :func:`read_events`."""
    for option, value in (("geocode", geocode), ("divisions", divisions)):
        if value is not None and not callable(value):
            raise OptionError(f"{option}= does not take {value!r}", "give a function, such as geoevents.geocode")
    table = unique_columns(raw.table)
    notes = list(raw.notes)
    names = [str(name) for name in table.columns]
    notes += _doubts_about_shapes(table)
    layout = ""
    try:
        if columns is None and is_ucdp(names):
            layout = "UCDP GED, "
            named, said = ucdp_to_events(table, divisions=divisions)
        elif columns is None and is_acled(names):
            layout = "ACLED, "
            named, said = acled_to_events(table)
        elif columns is None and is_gdelt(names):
            layout = "GDELT, "
            named, said = gdelt_to_events(table)
            if divisions is not None:
                named, more = give_stated_shapes(named, divisions)
                said += more
        else:
            named, _, said = to_events(table, columns=columns)
            if divisions is not None:
                named, more = give_stated_shapes(named, divisions)
                said += more
    except MissingColumnsError as error:
        raise MissingColumnsError(f"{sniffed.name!r}: {error.message}", error.remedy) from error
    named, unresolved, refused, doubts = place_by_name(named, geocode)
    if set(names) >= EVENT_COLUMNS.keys() - {"geometry"}:
        # a table this project wrote: what has no place there was tried, and is an event all the same
        layout = "events, "
        unresolved, refused = {**unresolved, **refused}, {}
    notes += [*said, *doubts]
    events, rejects = make_events(numbers_where_plain(named, keep=set(EVENT_COLUMNS)))
    notes += events.attrs.pop("notes")
    kept = np.delete(np.arange(len(named)), rejects["row"].to_numpy(dtype=int) - 1)
    # rows that need a geocoder and have none are refused here, under the numbers of the whole table
    lacking = np.isin(kept, sorted(refused))
    if lacking.any():
        events = events[~lacking].reset_index(drop=True)
        for name in events.select_dtypes("category"):
            events[name] = events[name].cat.remove_unused_categories()
    reasons = dict(zip((rejects["row"] - 1).tolist(), rejects["reason"].tolist(), strict=True))
    for i, why in refused.items():
        reasons[i] = f"{reasons[i]}; {why}" if i in reasons else why
    kept = kept[~lacking]
    unplaced = events.geometry.is_empty.to_numpy()
    why_unplaced = [unresolved.get(int(i), "no place is given") for i in kept[unplaced]]
    numbers = np.array(raw.row, dtype="int64")
    report = ReadReport(
        source=sniffed.name,
        format=layout + sniffed.label,
        rows=len(raw.table) + len(raw.refused),
        taken=len(events),
        rejects=_reject_table(table, raw, reasons),
        unplaced=pd.DataFrame({"row": numbers[kept[unplaced]], "reason": pd.Series(why_unplaced, dtype="string")}),
        notes=notes,
    )
    events.attrs = {"report": report}
    return events


_LOCATED = {"query", "precision", "uncertainty_km"}
"""Columns of what :func:`geoevents.geocode` answers: its areas say how well a place is known, and are no zones."""


def holds_zones(raw: RawTable) -> bool:
    """Tell whether a loaded file holds zones rather than events: areas, without anything that only events have."""
    table = raw.table
    names = [str(name) for name in table.columns]
    if set(names) >= {"zone_id", "boundary_status"} or set(names) >= {"valid_from", "geometry"}:
        return True
    if not isinstance(table, gpd.GeoDataFrame) or set(names) >= _LOCATED:
        return False
    return bool(_areas(table).mean() > 0.5) and not _tells_events(table)


def _areas(table: gpd.GeoDataFrame) -> Any:
    return table.geometry.geom_type.isin(["Polygon", "MultiPolygon"])


def _tells_events(table: gpd.GeoDataFrame) -> bool:
    """Tell whether a table with shapes has columns that only events have."""
    names = [str(name) for name in table.columns if name != table.geometry.name]
    found = find_columns(names, EVENT_SYNONYMS)
    only_events = {"actor1", "actor2", "fatalities_best", "sub_event_type", "reports", "date_precision"}
    return bool(only_events & found.keys()) or "event_date" in names


def _doubts_about_shapes(table: pd.DataFrame) -> list[str]:
    """Say what of the shapes of a vector file may be meant otherwise than it is read."""
    if not isinstance(table, gpd.GeoDataFrame):
        return []
    notes = []
    if table.crs is None and not table.geometry.is_empty.all():
        notes.append("the file names no reference system: its coordinates were taken as longitude and latitude")
    areas = int(_areas(table).sum())
    if areas and not holds_zones(RawTable(table, [])) and not _tells_events(table):
        notes.append(f"{several(areas, 'area')} among other shapes, read as events; --zones reads areas as zones")
    return notes


def zones_from(sniffed: Sniffed, raw: RawTable) -> gpd.GeoDataFrame:
    """Make zones of a table already loaded; see :func:`read_zones`."""
    table = unique_columns(raw.table)
    shaped = isinstance(table, gpd.GeoDataFrame)
    names = [str(name) for name in table.columns if not (shaped and name == table.geometry.name)]
    found = find_columns(names, ZONE_SYNONYMS)
    if not shaped and "geometry" not in found:
        raise MissingColumnsError(
            f"{sniffed.name!r} holds no shapes of zones", "give a vector file or a column 'geometry' of WKT"
        )
    spare = {ours: f"{ours}_given" for ours, theirs in found.items() if ours in names and ours != theirs}
    named = pd.DataFrame(table).rename(columns=spare).rename(columns={t: o for o, t in found.items()})
    if shaped:
        named = named.rename(columns={table.geometry.name: "geometry"})
        named["geometry"] = table.geometry
    else:
        named["geometry"] = gpd.GeoSeries.from_wkt(named["geometry"].astype(object), on_invalid="ignore", crs=4326)
    zones, rejects = make_zones(numbers_where_plain(named, keep=set(ZONE_COLUMNS)))
    notes = [*raw.notes, *_doubts_about_shapes(table), *zones.attrs.pop("notes")]
    reasons = dict(zip((rejects["row"] - 1).tolist(), rejects["reason"].tolist(), strict=True))
    zones.attrs = {
        "report": ReadReport(
            source=sniffed.name,
            format=f"zones, {sniffed.label}",
            rows=len(raw.table) + len(raw.refused),
            taken=len(zones),
            rejects=_reject_table(table, raw, reasons),
            notes=notes,
        )
    }
    return zones


def _zone_set(name: str) -> gpd.GeoDataFrame:
    from geoevents.gazetteer.index import Gazetteer  # only the named sets need it

    gazetteer = Gazetteer.embedded()
    known = list(gazetteer.zone_sets())
    if name not in known:
        raise InputNotFoundError(f"no such file or zone set: {name!r}", f"the zone sets are {', '.join(known)}")
    rows = gazetteer.zone_set(name)
    zones, rejects = make_zones(pd.DataFrame(rows))
    zones.attrs = {
        "report": ReadReport(name, "zone set", len(rows), len(zones), rejects=rejects, notes=zones.attrs.pop("notes"))
    }
    return zones


def _reject_table(table: pd.DataFrame, raw: RawTable, reasons: Mapping[int, str]) -> pd.DataFrame:
    """Put together the refused rows, as the file has them, in the file's order."""
    at = sorted(reasons)
    rejects = pd.DataFrame(table.iloc[at]).reset_index(drop=True)
    rejects = rejects.rename(columns={name: f"{name}_given" for name in ("row", "reason") if name in rejects.columns})
    names = list(rejects.columns)
    rejects.insert(0, "row", pd.Series([raw.row[i] for i in at], dtype="int64"))
    rejects.insert(1, "reason", pd.Series([reasons[i] for i in at], dtype="string"))
    if raw.refused:
        more = pd.DataFrame(
            [
                {"row": number, "reason": reason, **dict(zip(names, fields, strict=False))}
                for number, reason, fields in raw.refused
            ],
            columns=["row", "reason", *names],
        )
        both: Sequence[Any] = [rejects.astype(object), more.astype(object)] if len(rejects) else [more.astype(object)]
        rejects = pd.concat(both, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
        rejects = rejects.astype({"row": "int64", "reason": "string"})
    return rejects
