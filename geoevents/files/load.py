"""Files to tables as they stand in the file: rows, columns and shapes, before anyone asks what they mean."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pyogrio
import pyproj.exceptions
import shapely
import shapely.geometry

from geoevents.errors import EmptyInputError, InputError, OptionError, UnknownFormatError
from geoevents.files.delimited import RawTable, numbered, parse_delimited
from geoevents.files.encodings import decode
from geoevents.files.gdal import read_vector, read_workbook
from geoevents.files.sniff import Sniffed
from geoevents.files.synonyms import is_known_header
from geoevents.model.words import several

__all__ = ["load_table"]

_DAMAGE = (
    pa.ArrowException,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyproj.exceptions.CRSError,
    shapely.errors.ShapelyError,
)
"""What the libraries raise for content that is torn or not what it says."""


def load_table(sniffed: Sniffed, *, sheet: str | None = None) -> RawTable:
    """Read the rows of a table or vector file.

    Parameters
    ----------
    sniffed : Sniffed
        Of kind ``table`` or ``vector``.
    sheet : str, optional
        Sheet of a workbook, or layer of a vector file; by default the first sheet that looks like a table of events,
        and all layers.

    Raises
    ------
    InputError
        If the content is damaged.
    EmptyInputError
        If there are no rows.
    OptionError
        If a sheet is asked for where there is none.
    """
    if sheet is not None and _READERS[sniffed.format] not in (read_vector, read_workbook):
        raise OptionError(f"{sniffed.name!r} is {sniffed.label}, which has no sheets or layers", "leave sheet= out")
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            raw = _READERS[sniffed.format](sniffed, sheet)
    except InputError as error:
        raise type(error)(f"{sniffed.name!r}: {error.message}", error.remedy) from error
    except (*_DAMAGE, ValueError, AttributeError) as error:  # the last for JSON that is not what it says
        told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise InputError(f"{sniffed.name!r} cannot be read as {sniffed.label}: {told}", "check the file") from error
    for note in dict.fromkeys(str(w.message) for w in caught if not issubclass(w.category, DeprecationWarning)):
        raw.notes.append(note)
    blank = _blank_rows(raw.table)
    if blank.any():
        raw.notes.append(f"{several(int(blank.sum()), 'blank row')} skipped")
        raw.table = raw.table[~blank].reset_index(drop=True)
        raw.row = [number for number, skip in zip(raw.row, blank, strict=True) if not skip]
    if raw.table.empty and not raw.refused:
        raise EmptyInputError(f"{sniffed.name!r} has no rows", "give a file with at least one row of data")
    return raw


def _blank_rows(table: pd.DataFrame) -> pd.Series:
    blank = pd.Series(True, index=table.index)
    for i in range(table.shape[1]):
        if not blank.any():
            break
        column = table.iloc[:, i]
        here = column.isna()
        if isinstance(column, gpd.GeoSeries):
            here = here | column.is_empty
        elif column.dtype == object or isinstance(column.dtype, pd.StringDtype):
            here = here | column.map(lambda v: isinstance(v, str) and not v.strip()).fillna(True).astype(bool)
        blank &= here
    return blank


def _csv(sniffed: Sniffed, _sheet: str | None) -> RawTable:
    text, encoding = decode(sniffed.data)
    raw = parse_delimited(text)
    if not encoding.startswith("utf-8"):
        raw.notes.append(f"the text was read as {encoding}")
    if "\ufffd" in text:
        raw.notes.append("some bytes are no characters; they are shown as \ufffd")
    return raw


def _json(sniffed: Sniffed, _sheet: str | None) -> RawTable:
    text, _ = decode(sniffed.data)
    try:
        if sniffed.format == "jsonl":
            content: Any = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            content = json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise InputError("the JSON is nested too deep", "give a list of records") from error
    records, where = _records(content)
    if records is None:
        raise UnknownFormatError("the JSON holds no list of records", "give a list of objects, one for each event")
    if not records:
        raise EmptyInputError("the list of records is empty", "give at least one record")
    flat = [_flat(record) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    # objects keep what JSON had; text columns are made of them later, lone surrogates mended
    columns = {name: pd.Series([record.get(name) for record in flat], dtype="object") for name in names}
    return numbered(pd.DataFrame(columns), [f"the records were taken from {where!r}"] if where else [])


def _records(content: Any) -> tuple[list[dict[str, Any]] | None, str]:
    """Find the list of records in a JSON document: the document itself, or the longest list in its top level."""
    if isinstance(content, list):
        if all(isinstance(item, dict) for item in content):
            return content, ""
        return None, ""
    lists = {k: v for k, v in content.items() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)}
    if not lists:
        return ([content], "") if is_known_header(map(str, content)) else (None, "")
    name = max(lists, key=lambda key: len(lists[key]))
    return lists[name], str(name)


def _flat(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """Flatten nested objects: ``{"date": {"year": 2016}}`` becomes ``date.year``; lists stay as JSON text."""
    out: dict[str, Any] = {}
    for key, value in record.items():
        name = _clean(f"{prefix}{key}")
        if isinstance(value, dict) and depth < 5:
            out.update(_flat(value, f"{name}.", depth + 1))
        elif isinstance(value, (dict, list)):
            out[name] = _clean(json.dumps(value, ensure_ascii=False))
        else:
            out[name] = _clean(value) if isinstance(value, str) else value
    return out


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and no encoding can hold."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _geojson(sniffed: Sniffed, _sheet: str | None) -> RawTable:
    """Read GeoJSON without GDAL, which guesses types and, in some versions, loses dates on the way."""
    text, _ = decode(sniffed.data)
    try:
        content = json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise InputError("the JSON is nested too deep", "give a list of features") from error
    features = content.get("features") if content.get("type") == "FeatureCollection" else [content]
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise InputError("the features are no list of objects", "check the file")
    if not features:
        raise EmptyInputError("there are no features in it", "give a file with at least one feature")
    rows, shapes, lost = [], [], 0
    for feature in features:
        bare = feature.get("type") != "Feature"  # a geometry by itself
        properties = {} if bare else feature.get("properties") or {}
        given = {"id": feature["id"]} if "id" in feature and "id" not in properties else {}
        rows.append(_flat({**given, **properties} if isinstance(properties, dict) else {"properties": properties}))
        told = feature if bare else feature.get("geometry")
        try:
            shapes.append(None if told is None else shapely.geometry.shape(told))
        except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
            shapes.append(None)
            lost += 1
    notes = [f"not valid GeoJSON and left out: {several(lost, 'geometry', 'geometries')}"] if lost else []
    names = list(dict.fromkeys(name for row in rows for name in row if name != "geometry"))
    columns = {name: pd.Series([row.get(name) for row in rows], dtype="object") for name in names}
    name = _crs_name(content.get("crs"))
    table = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326" if "CRS84" in name else name)
    return numbered(table, notes)


def _crs_name(crs: Any) -> str:
    """Read the ``crs`` that old GeoJSON may have: an object with a name, or the name by itself."""
    properties = crs.get("properties") if isinstance(crs, dict) else {"name": crs}
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name) if name else "EPSG:4326"


def _parquet(sniffed: Sniffed, _sheet: str | None) -> RawTable:
    schema = pyarrow.parquet.read_schema(io.BytesIO(sniffed.data))
    if b"geo" in (schema.metadata or {}):
        return numbered(gpd.read_parquet(io.BytesIO(sniffed.data)))
    return numbered(pyarrow.parquet.read_table(io.BytesIO(sniffed.data)).to_pandas())


_READERS = {
    "csv": _csv,
    "json": _json,
    "jsonl": _json,
    "parquet": _parquet,
    "xlsx": read_workbook,
    "ods": read_workbook,
    "geojson": _geojson,
    "gpkg": read_vector,
    "kml": read_vector,
    "kmz": read_vector,
    "shapefile": read_vector,
    "flatgeobuf": read_vector,
}
