"""Files to tables for Python callers: what pandas and GDAL read by a file's name; text in UTF-8."""

from __future__ import annotations

import gzip
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from pyproj.exceptions import ProjError

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, UnknownFormatError
from geoevents.gazetteer.adding.drafts import Table
from geoevents.model._columns import unique_columns

__all__ = ["as_degrees", "files_in", "read_table"]


def _csv(path: Path) -> pd.DataFrame:
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    with opener(path, "rb") as handle:
        first = handle.readline(1 << 16)
    encoding = "utf-16" if first.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    header = first.decode(encoding, "ignore")
    separator = max(",;\t|", key=header.count)  # the first of them where none occurs
    frame: pd.DataFrame = pd.read_csv(path, sep=separator, encoding=encoding, dtype=str, keep_default_na=False)
    return frame


def _json(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig") as handle:
        records = handle.read(4096).lstrip().startswith("[")  # a list of records, not GeoJSON
    frame: pd.DataFrame = pd.read_json(path, dtype=False) if records else _vector(path)
    return frame


def _parquet(path: Path) -> pd.DataFrame:
    import pyarrow.parquet as pq

    geo = b"geo" in (pq.read_schema(path).metadata or {})
    frame: pd.DataFrame = gpd.read_parquet(path) if geo else pd.read_parquet(path)
    return frame


def _vector(path: Path) -> pd.DataFrame:
    layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    parts: dict[str, pd.DataFrame] = {
        layer: pyogrio.read_dataframe(path, layer=layer, datetime_as_string=True) for layer in layers
    }
    parts = {layer: as_degrees(part) for layer, part in parts.items() if len(part)}
    if len(parts) < 2:
        return next(iter(parts.values()), pd.DataFrame())
    whole: pd.DataFrame = pd.concat([part.assign(layer=name) for name, part in parts.items()], ignore_index=True)
    return whole


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".tab": _csv,
    ".jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
    ".ndjson": lambda path: pd.read_json(path, lines=True, dtype=False),
    ".parquet": _parquet,
    ".geoparquet": _parquet,
    ".json": _json,
    **dict.fromkeys((".geojson", ".gpkg", ".kml", ".shp", ".fgb", ".xlsx", ".ods"), _vector),
}


def read_table(path: Path) -> Table:
    """Read a file by the ending of its name; ``.gz`` after that of a text is unpacked.

    Raises
    ------
    InputNotFoundError, EmptyInputError, UnknownFormatError, InputError
        Where there is nothing to read, or it is not what its name says.
    """
    if not path.is_file():
        raise InputNotFoundError(f"no such file: {str(path)!r}", "check the path")
    ending = path.with_suffix("").suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()
    if ending not in _READERS:
        raise UnknownFormatError(f"{path.name!r} ends with no format that is read", f"use {', '.join(_READERS)}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL remarks on layouts; what matters is refused row by row
            frame = _READERS[ending](path)
    except InputError:
        raise
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path.name!r} is not written in UTF-8", "save it anew, with UTF-8 as its encoding"
        ) from error
    except (OSError, EOFError, ValueError, UnicodeError, RuntimeError) as error:
        told = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise InputError(f"{path.name!r} cannot be read: {told}", "check the file") from error
    if not len(frame):
        raise EmptyInputError(f"{path.name!r} has no rows", "give a file with at least one place")
    return Table(path.name, as_degrees(frame))


def as_degrees(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring the shapes of a layer to EPSG:4326; without a stated reference system they are taken for it.

    Columns get names of their own, where several have the same.

    Raises
    ------
    InputError
        For a reference system from which no way leads to degrees.
    """
    if not frame.columns.is_unique:
        frame = unique_columns(frame)
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    if frame.active_geometry_name is None:
        return pd.DataFrame(frame)
    try:
        degrees: pd.DataFrame = frame if frame.crs is None else frame.to_crs("EPSG:4326")
    except ProjError as error:
        remedy = "convert it to longitude and latitude first"
        raise InputError(f"the reference system {frame.crs.name!r} cannot be brought to degrees", remedy) from error
    return degrees


def files_in(path: Path) -> list[Path]:
    """Return the file itself, or the files with places in a folder: one of each name, whatever parts it has."""
    if not path.is_dir():
        return [path]
    endings: tuple[Any, ...] = (*_READERS, ".zip", ".txt", ".gz", ".kmz")
    found = [entry for entry in sorted(path.iterdir()) if entry.is_file() and not entry.name.startswith(".")]
    found = [entry for entry in found if entry.suffix.lower() in endings]
    if not found:
        raise EmptyInputError(f"the folder {str(path)!r} holds no file that is read", "name the files")
    return found
