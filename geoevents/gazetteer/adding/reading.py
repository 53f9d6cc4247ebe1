"""Files to tables for Python callers: what pandas and GDAL read by a file's name; text in UTF-8."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, UnknownFormatError
from geoevents.gazetteer.adding.drafts import Table

__all__ = ["as_degrees", "files_in", "read_table"]


def _csv(path: Path) -> pd.DataFrame:
    separator = "\t" if ".tsv" in path.suffixes or ".tab" in path.suffixes else ","
    return pd.read_csv(path, sep=separator, encoding="utf-8-sig", dtype=str, keep_default_na=False)


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
    except (OSError, ValueError, UnicodeError, RuntimeError) as error:
        told = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise InputError(f"{path.name!r} cannot be read: {told}", "check the file") from error
    if not len(frame):
        raise EmptyInputError(f"{path.name!r} has no rows", "give a file with at least one place")
    return Table(path.name, as_degrees(frame))


def as_degrees(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring the shapes of a layer to EPSG:4326; without a stated reference system they are taken for it."""
    if isinstance(frame, gpd.GeoDataFrame) and frame.crs is not None:
        degrees: pd.DataFrame = frame.to_crs("EPSG:4326")
        return degrees
    return frame


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
