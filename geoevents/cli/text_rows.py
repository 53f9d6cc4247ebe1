"""How events and mentions are written one document at a time: JSON lines, GeoJSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from geoevents.gazetteer.memo import Memo

__all__ = ["FORMATS", "TextRows", "feature"]

FORMATS = ("jsonl", "geojson", "csv")
_MOST_OUTLINES = 20_000_000
"""Characters of outlines that are kept: many rows of an archive share the shape of a town or governorate."""


class TextRows:
    """Writes rows of one shape, some at a time.

    Parameters
    ----------
    form : {"jsonl", "geojson", "csv"}
    columns : sequence of str
        Of the rows, their geometry left out.
    geometry : bool
        Whether JSON lines and CSV have outlines; without them, the point ``lat``, ``lon`` inside stands for each.
    """

    def __init__(self, form: str, columns: Sequence[str], *, geometry: bool = True) -> None:
        self._form = form
        self._geometry = geometry or form == "geojson"
        self._outlines: Memo[int, tuple[Any, str]] = Memo(_MOST_OUTLINES, lambda known: len(known[1]))
        self._columns = [*columns, *([] if self._geometry else [c for c in ("lat", "lon") if c not in columns])]

    def head(self) -> str:
        """Return what stands before the first row."""
        if self._form == "geojson":
            return '{"type": "FeatureCollection", "features": [\n'
        return _line([*self._columns, *(["geometry"] if self._geometry else [])]) if self._form == "csv" else ""

    def tail(self) -> str:
        """Return what stands after the last row."""
        return "\n]}\n" if self._form == "geojson" else ""

    def rows(self, records: Iterable[Mapping[Any, Any]], *, first: bool) -> str:
        """Return rows, each with its ``geometry`` (shapely or None); ``first`` says that none went before."""
        texts = list(self._texts(records))
        if self._form != "geojson":
            return "".join(texts)
        return ("" if first or not texts else ",\n") + ",\n".join(texts)

    def _texts(self, records: Iterable[Mapping[Any, Any]]) -> Iterator[str]:
        for row in records:
            shape = row["geometry"]
            values = {name: _plain(row.get(name)) for name in self._columns}
            if not self._geometry and "lat" not in row and shape is not None and not shape.is_empty:
                inside = shape.representative_point()
                values["lat"], values["lon"] = round(inside.y, 5), round(inside.x, 5)
            if self._form == "geojson":
                outline = self._outline(shape, _geojson)
                yield f'{{"type": "Feature", "properties": {_json(values)}, "geometry": {outline}}}'
            elif self._form == "jsonl" and self._geometry:
                yield f'{_json(values)[:-1]}, "geometry": {self._outline(shape, _geojson)}}}\n'
            elif self._form == "jsonl":
                yield _json(values) + "\n"
            else:
                yield _line([*map(_cell, values.values()), *([self._outline(shape, _wkt)] if self._geometry else [])])

    def _outline(self, shape: Any, write: Callable[[Any], str]) -> str:
        known = self._outlines.get(id(shape))
        if known is None:
            known = self._outlines.put(id(shape), (shape, write(shape)))  # as long as it is held its id is its own
        return known[1]


def feature(row: Mapping[Any, Any], *, geometry: bool = True) -> dict[str, Any]:
    """Return a row as a GeoJSON feature: dates as ISO days, missing values as null, coordinates to 6 decimals."""
    outline = json.loads(_geojson(row["geometry"])) if geometry else None
    properties = {str(k): _plain(v) for k, v in row.items() if k != "geometry"}
    return {"type": "Feature", "properties": properties, "geometry": outline}


def _geojson(shape: Any) -> str:
    """Return a shape as GeoJSON, coordinates to 6 decimals."""
    import shapely

    if shape is None or shape.is_empty:
        return "null"
    return _json(json.loads(shapely.to_geojson(shapely.transform(shape, lambda xy: xy.round(6)))))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    import numpy as np
    import pandas as pd

    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return _json(value) if isinstance(value, list | dict) else value


def _line(fields: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(fields)  # cells with either of the two are quoted for it
    return out.getvalue()[:-2] + "\n"


def _wkt(shape: Any) -> str:
    import shapely

    return "" if shape is None or shape.is_empty else str(shapely.to_wkt(shape, rounding_precision=6))
