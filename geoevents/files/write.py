"""Writes tables of events, zones or anything like them: GeoJSON, CSV, Parquet, GeoPackage; whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.atomic import write_atomic
from geoevents.errors import OptionError

__all__ = ["ENDINGS", "WRITERS", "write_table"]


def write_table(table: pd.DataFrame, path: str | os.PathLike[str], *, format: str | None = None) -> Path:  # noqa: A002
    """Write a table; what stood at ``path`` is replaced, or untouched if anything fails.

    Parameters
    ----------
    table : pandas.DataFrame or geopandas.GeoDataFrame
        Lists and mappings in cells are written as JSON text. In CSV, shapes are written as WKT.
    path : path-like
    format : str, optional
        ``geojson``, ``csv``, ``parquet`` or ``gpkg``; by default what the file's name ends with.

    Returns
    -------
    pathlib.Path
        Where it was written.

    Raises
    ------
    OptionError
        If the format is none of these.
    OutputError
        If the file cannot be written.
    """
    target = Path(path).expanduser()
    name = format or target.suffix.lower().lstrip(".")
    name = _OTHER_ENDINGS.get(name, name)
    if name not in WRITERS:
        raise OptionError(f"cannot tell a format from {target.name!r}", f"end the name with .{', .'.join(WRITERS)}")
    flat = _flat(table)
    with write_atomic(target) as draft:
        WRITERS[name](flat, draft)
    return target


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Make every cell one that files can hold; the reader's report, which they cannot, stays behind."""
    out = table.copy(deep=False)
    out.attrs = {}
    out.columns = pd.Index([str(name) for name in out.columns])
    for name in out.columns:
        column = out[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            out[name] = column.astype("string")
        elif column.dtype == object and not isinstance(column, gpd.GeoSeries):
            out[name] = _typed(column)
    return out


def _typed(column: pd.Series) -> pd.Series:
    """Give a column of objects the type that all its values have, else text."""
    kind: Any = {"integer": "Int64", "boolean": "boolean", "floating": "Float64", "mixed-integer-float": "Float64"}.get(
        pd.api.types.infer_dtype(column, skipna=True)
    )
    if kind is not None and column.notna().any():
        try:
            typed: pd.Series = column.astype(kind)
            return typed
        except (TypeError, ValueError, OverflowError):  # an integer beyond 64 bits
            pass
    return pd.Series([_cell(value) for value in column], index=column.index, dtype="string")


def _cell(value: Any) -> str | None:
    if isinstance(value, (list, tuple, dict, np.ndarray)):
        plain = value.tolist() if isinstance(value, np.ndarray) else value
        return json.dumps(plain, ensure_ascii=False, default=str)
    return None if pd.isna(value) else str(value)


def _csv(table: pd.DataFrame, path: Path) -> None:
    out = pd.DataFrame(table)
    for name in table.columns:
        if isinstance(table[name], gpd.GeoSeries):
            shapes = np.array(table[name], dtype=object)
            text = shapely.to_wkt(shapes, rounding_precision=6)
            out[name] = np.where(shapely.is_missing(shapes) | shapely.is_empty(shapes), "", text)
        elif pd.api.types.is_datetime64_any_dtype(table[name].dtype):
            out[name] = table[name].dt.strftime("%Y-%m-%d")
    with path.open("w", encoding="utf-8", newline="") as file:
        # the csv module quotes a cell for the characters of its line end: both, or a lone "\r" would tear a row
        out.to_csv(cast(TextIO, _UnixLines(file)), index=False, lineterminator="\r\n")


class _UnixLines:
    """A file of rows, each written at once, that ends them with a line feed alone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(row.removesuffix("\r\n") + "\n" if row.endswith("\r\n") else row)


def _geojson(table: pd.DataFrame, path: Path) -> None:
    """Write one feature a line, coordinates to 6 decimals (0.1 m); a place that is not known is ``null``."""
    shapes = np.array(table.geometry, dtype=object) if isinstance(table, gpd.GeoDataFrame) else [None] * len(table)
    names = [n for n in table.columns if not isinstance(table[n], gpd.GeoSeries)]
    columns = [[_json_value(v) for v in table[n]] for n in names]
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for i, shape in enumerate(shapes):
            known = shape is not None and not shape.is_empty
            geometry = json.loads(shapely.to_geojson(shapely.transform(shape, _rounded))) if known else None
            properties = {name: values[i] for name, values in zip(names, columns, strict=True)}
            feature = {"type": "Feature", "properties": properties, "geometry": geometry}
            file.write(json.dumps(feature, ensure_ascii=False) + (",\n" if i + 1 < len(shapes) else "\n"))
        file.write("]}\n")


def _rounded(xy: np.ndarray) -> np.ndarray:
    return xy.round(6)


def _json_value(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if isinstance(value, str) and value[:1] == "[" and value[-1:] == "]":
        try:
            return json.loads(value)  # lists were made text for the other formats
        except ValueError:
            return value
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def _parquet(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, index=False)


def _gpkg(table: pd.DataFrame, path: Path) -> None:
    if not isinstance(table, gpd.GeoDataFrame):
        raise OptionError("a table without shapes cannot be a GeoPackage", "write .csv or .parquet")
    path.unlink()  # GDAL wants to make it itself
    shapes = np.array(table.geometry, dtype=object)
    shapes[shapely.is_empty(shapes)] = None  # a feature without a shape, as GIS programs know it
    out = table.copy(deep=False)
    out[table.geometry.name] = gpd.GeoSeries(shapes, index=table.index, crs=table.crs)
    out.to_file(path, driver="GPKG", layer="events")


WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "geojson": _geojson,
    "csv": _csv,
    "parquet": _parquet,
    "gpkg": _gpkg,
}
"""Format -> what writes it."""

_OTHER_ENDINGS = {"json": "geojson"}

ENDINGS: tuple[str, ...] = tuple(f".{name}" for name in (*WRITERS, *_OTHER_ENDINGS))
"""What the name of a file may end with."""
