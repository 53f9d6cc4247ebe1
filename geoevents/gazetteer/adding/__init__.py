"""Bring your own names: files and tables of places to layers on the gazetteer."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geoevents.errors import InputError, InputNotFoundError, MissingColumnsError, OptionError
from geoevents.gazetteer.adding import cod, events, geonames, tables
from geoevents.gazetteer.adding.drafts import Drafts, Refused, Table
from geoevents.gazetteer.adding.exchanged import check_axes
from geoevents.gazetteer.adding.layers import compile_layer, facts_of
from geoevents.gazetteer.adding.reading import as_degrees, files_in, read_table
from geoevents.gazetteer.layer import EMBEDDED
from geoevents.gazetteer.stack import Stack
from geoevents.model.places import KINDS

if TYPE_CHECKING:
    from geoevents.gazetteer.layer import Layer

__all__ = ["FORMATS", "Drafts", "Refused", "Table", "layer_of", "read_places"]

FORMATS: tuple[str, ...] = ("geonames", "cod", "events", "table")
"""What a file of places can be: a GeoNames country dump, OCHA boundaries, an event table, any table or layer."""


def read_places(
    sources: Sequence[str | os.PathLike[str] | Table | pd.DataFrame],
    *,
    name: str,
    format: str | None = None,  # noqa: A002 - what it is called everywhere
    kind: str = "",
    country: str = "",
    source: str = "",
    columns: Mapping[str, str] | None = None,
) -> Drafts:
    """Read files or tables of places, all of one format.

    Parameters
    ----------
    sources : sequence of path, Table or DataFrame
        Paths may be folders. Tables without a geometry column need names and coordinates.
    name : str
        What ids begin with where the file brings none.
    format : str, optional
        One of :data:`FORMATS`; recognised by the content without it.
    kind : str
        Kind (``model.places.KINDS``) of rows of a table that do not say it.
    country : str
        ISO 3166-1 alpha-2 code of rows that do not say it; without it, the country that they lie in.
    source : str
        What the places name as their source, where the format does not say it.
    columns : mapping, optional
        Our word (name, latitude, longitude, kind, ...) -> the table's column.

    Raises
    ------
    InputError
        Where a file cannot be read, lacks names or positions, or no row of it is a place.
    OptionError
        For a format, kind or country that does not exist.
    """
    _check(format, kind, country)
    items: list[Path | Table] = []
    for item in sources:
        if isinstance(item, Table):
            items.append(item)
        elif isinstance(item, pd.DataFrame):
            items.append(Table("the table", as_degrees(item)))
        elif isinstance(item, (str, os.PathLike)):
            items += files_in(Path(item).expanduser())
        else:
            raise OptionError(f"a {type(item).__name__} is no path and no table", "give a path or a DataFrame")
    if not items:
        raise InputError("no file is named", "name at least one")
    paths = [item for item in items if isinstance(item, Path)]
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise InputNotFoundError(f"no such file: {str(missing)!r}", "check the path")
    if format == "geonames" or (format is None and len(items) == len(paths) == 1 and geonames.is_dump(paths[0])):
        if len(items) != 1 or not paths:
            raise InputError("a GeoNames dump is one file", "add the dumps of several countries one by one")
        drafts = geonames.read_dump(paths[0])
    else:
        given = [item if isinstance(item, Table) else read_table(item) for item in items]
        drafts = _of_tables(given, name, format, kind, country, source, columns)
        for refused in (row for table in given for row in table.refused):
            drafts.rows += 1
            drafts.refuse(refused)
    if not drafts.places:
        first = f": {drafts.refused[0].reason}" if drafts.refused else ""
        raise InputError(f"none of the {drafts.rows} rows became a place{first}", "check the columns")
    if source:
        for place in drafts.places:
            place.source = source
    return drafts


def _check(given: str | None, kind: str, country: str) -> None:
    if given is not None and given not in FORMATS:
        raise OptionError(f"there is no format {given!r}", f"choose one of {', '.join(FORMATS)}")
    if kind and kind not in KINDS:
        raise OptionError(f"there is no kind {kind!r}", f"choose one of {', '.join(KINDS)}")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise OptionError(f"{country!r} is no ISO 3166-1 alpha-2 code", "give two letters, as in SY")


def _of_tables(
    given: list[Table], name: str, format: str | None, kind: str, country: str, source: str,  # noqa: A002
    columns: Mapping[str, str] | None,
) -> Drafts:  # fmt: skip
    found = format or _recognise(given)
    _check_columns(given, found)
    if found == "cod":
        return cod.read_boundaries([part for table in given for part in _levels(table)])
    if found == "events":
        return events.read_event_places(given, name, country=country, source=source, columns=columns)
    return tables.read_tables(given, name, kind=kind, country=country, source=source, columns=columns)


def _recognise(given: list[Table]) -> str:
    """Format of tables by their columns; they must agree."""
    found = {
        "cod" if _is_cod(table) else "events" if events.layout_of(list(table.frame.columns)) else "table"
        for table in given
    }
    if len(found) > 1:
        raise InputError(f"the files are of several formats ({', '.join(sorted(found))})", "add them one by one")
    return found.pop()


def _check_columns(given: list[Table], format: str) -> None:  # noqa: A002
    """Refuse tables that are not of a format that the caller states, and event tables of several layouts together."""
    if format == "cod":
        wrong = next((table for table in given if not _is_cod(table)), None)
        lack = "polygons with p-codes and names of their level (ADM2_PCODE, ADM2_EN)"
    elif format == "events":
        layouts = [events.layout_of(list(table.frame.columns)) for table in given]
        wrong = next((table for table, layout in zip(given, layouts, strict=True) if not layout), None)
        lack = f"the columns of {', '.join(label for label, *_ in events.LAYOUTS.values())}"
        if len(set(layouts)) > 1 and wrong is None:
            raise InputError("the event tables are of several layouts", "add them one by one")
    else:
        return
    if wrong is not None:
        shown = ", ".join(repr(str(name)) for name in list(wrong.frame.columns)[:20])
        raise MissingColumnsError(f"{wrong.name!r} has not {lack}; its columns are {shown}", "leave --format out")


def _is_cod(table: Table) -> bool:
    """Whether it holds boundaries: OCHA's tables of settlements and seats have the same codes, and points."""
    frame = table.frame
    if not isinstance(frame, gpd.GeoDataFrame) or not cod.is_boundaries(list(frame.columns)):
        return False
    return bool(frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).any())


def _levels(table: Table) -> list[Table]:
    """Part a file of several layers, read as one table, into its levels again, each with its own columns."""
    frame = table.frame
    if "layer" not in frame.columns or frame["layer"].nunique() < 2:
        return [table]
    numbers = np.asarray(table.numbers())
    parts = []
    for _, rows in frame.groupby("layer", sort=True).indices.items():
        part = frame.iloc[rows].drop(columns="layer").dropna(axis="columns", how="all")
        parts.append(Table(table.name, part, numbers[rows].tolist()))
    return parts


def layer_of(below: Any, sources: Sequence[Any], *, name: str, **options: Any) -> Layer:
    """Make a layer that lives in this process; options as for :func:`read_places`."""
    allowed = ("format", "kind", "country", "source", "columns")
    wrong = next((option for option in options if option not in allowed), None)
    if wrong is not None:
        raise OptionError(f"there is no option {wrong!r}", f"use {', '.join(allowed)}")
    if not name.strip() or name == EMBEDDED:
        raise OptionError(f"{name!r} cannot be the name of a gazetteer", "choose another")
    drafts = read_places(sources, name=name, **options)
    check_axes(below._layers[0], drafts)
    top = below.layers[-1].priority + 1
    return compile_layer(Stack(below._layers), drafts, facts_of(drafts, name, top))
