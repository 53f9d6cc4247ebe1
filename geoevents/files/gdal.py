"""What GDAL reads: vector files, one layer or several, and the sheets of workbooks."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from geoevents.errors import EmptyInputError, InputError
from geoevents.files.delimited import RawTable, numbered
from geoevents.files.sniff import Sniffed, is_clutter
from geoevents.files.synonyms import is_known_header

__all__ = ["read_vector", "read_workbook"]

_SUFFIX = {"shapefile": ".shp", "flatgeobuf": ".fgb"}

_KML_DEFAULTS = {"tessellate": -1, "extrude": 0, "visibility": -1}
_KML_COLUMNS = ("timestamp", "begin", "end", "altitudeMode", "drawOrder", "icon", *_KML_DEFAULTS)
"""Columns that GDAL makes of every KML file, whatever is in it."""


@contextmanager
def _on_disk(sniffed: Sniffed) -> Iterator[str]:
    """Give a path that GDAL, which goes by file names, recognises."""
    suffix = _SUFFIX.get(sniffed.format, f".{sniffed.format}")
    if sniffed.format == "shapefile":
        yield str(sniffed.path.with_suffix(".shp"))
    elif sniffed.path.suffix.lower() == suffix and sniffed.name == sniffed.path.name:
        yield str(sniffed.path)
    else:
        with tempfile.TemporaryDirectory(prefix="geoevents-") as folder:
            copy = Path(folder) / f"input{suffix}"
            copy.write_bytes(sniffed.data)
            yield str(copy)


@contextmanager
def _layers(sniffed: Sniffed) -> Iterator[dict[str, tuple[str, str]]]:
    """Give the layers by name, each as a path and the layer's name there."""
    if sniffed.format == "shapefile" and zipfile.is_zipfile(sniffed.path):
        # whatever the archive is called, and in whichever of its folders the files are
        archive = f"/vsizip/{{{sniffed.path.absolute()}}}"
        with zipfile.ZipFile(sniffed.path) as opened:
            members = [PurePosixPath(n) for n in opened.namelist() if n.lower().endswith(".shp") and not is_clutter(n)]
        once = len({member.stem for member in members}) == len(members)
        yield {(m.stem if once else str(m.with_suffix(""))): (f"{archive}/{m}", m.stem) for m in members}
        return
    with _on_disk(sniffed) as path:
        yield {str(name): (path, str(name)) for name in pyogrio.list_layers(path)[:, 0]}


def read_vector(sniffed: Sniffed, sheet: str | None) -> RawTable:
    """Read one layer, or all layers with features as one table with a column ``layer``.

    Raises
    ------
    InputError
        If there is no layer of that name.
    EmptyInputError
        If there are no features.
    """
    with _layers(sniffed) as layers:
        if sheet is not None and sheet not in layers:
            raise InputError(f"there is no layer {sheet!r}", f"choose from {', '.join(map(repr, layers))}")
        tables = {}
        for name in [sheet] if sheet is not None else layers:
            path, layer = layers[name]
            table = pyogrio.read_dataframe(path, layer=layer, datetime_as_string=True)
            if isinstance(table, gpd.GeoDataFrame) and len(table):
                tables[name] = _without_defaults(table) if sniffed.format in ("kml", "kmz") else table
    if not tables:
        raise EmptyInputError("there are no features in it", "give a file with at least one feature")
    if len(tables) == 1:
        return numbered(next(iter(tables.values())))
    parts = [(t.to_crs("EPSG:4326") if t.crs is not None else t).assign(layer=name) for name, t in tables.items()]
    return numbered(pd.concat(parts, ignore_index=True), [f"layers {', '.join(tables)} were read as one table"])


def _without_defaults(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Drop the columns that GDAL adds to every KML file and that say nothing; a blank one would hide a filled one."""
    said = [n for n in table.columns if n not in _KML_COLUMNS or _says_something(table[n], _KML_DEFAULTS.get(n))]
    return table[said]


def _says_something(column: pd.Series, default: int | None) -> bool:
    given = column[column.notna() & (column.astype("string") != "").fillna(False).to_numpy(dtype=bool)]
    return bool(len(given)) and not (default is not None and bool(np.all(given == default)))


def read_workbook(sniffed: Sniffed, sheet: str | None) -> RawTable:
    """Read one sheet: the one named, else the first that looks like a table of events.

    Raises
    ------
    InputError
        If there is no sheet of that name.
    EmptyInputError
        If there are no rows.
    """
    option = "OGR_XLSX_HEADERS" if sniffed.format == "xlsx" else "OGR_ODS_HEADERS"
    before = pyogrio.get_gdal_config_option(option)
    pyogrio.set_gdal_config_options({option: "FORCE"})  # else a sheet of nothing but text has no header
    try:
        with _on_disk(sniffed) as path:
            sheets = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
            if sheet is not None and sheet not in sheets:
                raise InputError(f"there is no sheet {sheet!r}", f"choose from {', '.join(map(repr, sheets))}")
            tables = {
                n: pyogrio.read_dataframe(path, layer=n, datetime_as_string=True)
                for n in ([sheet] if sheet is not None else sheets)
            }
    finally:
        pyogrio.set_gdal_config_options({option: before})
    filled = {name: pd.DataFrame(table) for name, table in tables.items() if len(table)}
    if not filled:
        raise EmptyInputError("there are no rows in it", "give a sheet with a header and rows")
    likely = [name for name, table in filled.items() if is_known_header(map(str, table.columns))]
    chosen = (likely or list(filled))[0]
    others = [name for name in filled if name != chosen]
    return numbered(
        filled[chosen],
        [f"only sheet {chosen!r} was read; there are also {', '.join(map(repr, others))}"] if others else [],
    )
