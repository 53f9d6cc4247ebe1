"""Columns as the schema wants them: text, counts, km, categories and shapes, each with the rows that do not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geopandas.array import GeometryDtype

from geoevents.model.time import MISSING_WORDS
from geoevents.model.words import several

__all__ = [
    "Reasons",
    "as_category",
    "as_numbers",
    "as_shapes",
    "as_text",
    "category",
    "distinct",
    "unique_columns",
    "without_placeholders",
]

PLACEHOLDERS = frozenset({"nan", "nat", "null", "none", "<na>", "na", "n/a", "#n/a"})
"""What programs (R, pandas, SQL, spreadsheets) write, in lower case, for no value. People's own words, ``unknown`` or
``-``, are not among them: they may mean something in a column of names."""

Mask = np.ndarray
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[, \u00a0\u202f]\d{3})+")
_DEGREES = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEW]?)", re.IGNORECASE)
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|''))?\s*([NSEW])",
    re.IGNORECASE,
)


class Reasons:
    """Collects, row by row, why a row is refused."""

    def __init__(self, rows: int) -> None:
        self.refused: Mask = np.zeros(rows, dtype=bool)
        self._texts: dict[int, list[str]] = {}

    def add(self, mask: Mask, say: Callable[[int], str]) -> None:
        """Refuse the rows of ``mask``; ``say(i)`` gives the reason for the row at position ``i``."""
        self.refused |= mask
        for i in np.flatnonzero(mask):
            self._texts.setdefault(int(i), []).append(say(int(i)))

    def table(self, original: pd.DataFrame) -> pd.DataFrame:
        """Return the refused rows: ``row`` (from 1), ``reason``, then the original columns."""
        at = np.flatnonzero(self.refused)
        rejects = pd.DataFrame(original.iloc[at]).reset_index(drop=True)
        for name in ("row", "reason"):  # a table may have columns of these names
            if name in rejects.columns:
                rejects = rejects.rename(columns={name: f"{name}_given"})
        rejects.insert(0, "row", at + 1)
        rejects.insert(1, "reason", pd.Series(["; ".join(self._texts[int(i)]) for i in at], dtype="string"))
        return rejects


def shown(value: object) -> str:
    """Quote a value for a reason, shortened."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def without_placeholders(text: pd.Series) -> pd.Series:
    """Blank what programs write into a cell that holds nothing (``NA``, ``NaN``, ``NULL``, ``#N/A``)."""
    values = text.dropna().unique()
    blank = [value for value in values if str(value).strip().casefold() in PLACEHOLDERS]
    return text.mask(text.isin(blank).fillna(False).to_numpy(dtype=bool), pd.NA) if blank else text


def unique_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Give every column its own name, as a string: the second ``date`` becomes ``date.1``."""
    names: list[str] = []
    taken = {str(name) for name in table.columns}
    for name in map(str, table.columns):
        new, n = name, 0
        while new in names:
            n += 1
            new = f"{name}.{n}"
            while new in taken:
                n += 1
                new = f"{name}.{n}"
        names.append(new)
    if list(table.columns) == names:
        return table
    table = table.copy(deep=False)
    table.columns = pd.Index(names)
    return table


def as_text(column: pd.Series) -> pd.Series:
    """Return a ``string`` column; blank is missing, everything else stays letter by letter.

    Lone surrogates, which no encoding can hold, become U+FFFD.
    """
    return _strings(_texts(column), column.index)


def as_category(column: pd.Series, allowed: Iterable[str] | None = None) -> tuple[pd.Series, Mask]:
    """Return a categorical column with sorted categories, and where values are not ``allowed``.

    With ``allowed``, letter case does not count, and what is not allowed is missing in the result.
    """
    texts = _texts(column)
    spelled = None if allowed is None else {word.casefold(): word for word in allowed}
    meant: dict[str, str | None] = {}
    for text in dict.fromkeys(texts):
        if text is not None:
            bare = text.strip().casefold()
            meant[text] = None if bare in PLACEHOLDERS else text if spelled is None else spelled.get(bare)
    wrong = np.zeros(len(texts), dtype=bool)
    if spelled is not None:
        refused = {text for text, word in meant.items() if word is None and text.strip().casefold() not in PLACEHOLDERS}
        if refused:
            wrong = np.array([text in refused for text in texts], dtype=bool)
    return category([None if text is None else meant[text] for text in texts], column.index), wrong


def category(texts: Sequence[str | None], index: pd.Index) -> pd.Series:
    """Return a categorical column of texts, its categories sorted; None is missing."""
    try:
        categories = pd.Index(pd.array(sorted({text for text in texts if text is not None}), dtype="string"))
    except UnicodeEncodeError:
        return category([_encodable(text) for text in texts], index)
    code: dict[str | None, int] = {text: n for n, text in enumerate(categories)}
    codes = np.fromiter((code.get(text, -1) for text in texts), dtype=np.int64, count=len(texts))
    return pd.Series(pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories)), index=index)


def _texts(column: pd.Series) -> list[str | None]:
    """Return the texts of a column, None where there is none."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    if pd.api.types.is_float_dtype(column.dtype) and bool((column.dropna() % 1 == 0).all()):
        column = column.astype("Int64")  # 214811.0 is the name 214811
    values = zip(column.to_numpy(dtype=object), column.isna().to_numpy(), strict=True)
    texts = (value if isinstance(value, str) else None if missing else _to_str(value) for value, missing in values)
    return [text if text is not None and text.strip() else None for text in texts]


def _strings(texts: Sequence[str | None], index: pd.Index) -> pd.Series:
    try:
        return pd.Series(pd.array(texts, dtype="string"), index=index)
    except UnicodeEncodeError:
        return pd.Series(pd.array([_encodable(text) for text in texts], dtype="string"), index=index)


def as_numbers(column: pd.Series, *, degrees: bool = False) -> tuple[pd.Series, Mask]:
    """Return a ``float64`` column, and where something is written that is no number.

    Read are plain numbers, decimal commas (``35,13``), thousands groups (``1,234``; not with ``degrees``) and, with
    ``degrees``, a degree sign and a letter for the hemisphere (``35.13° N``), also with minutes and seconds
    (``35°07'48" N``).
    """
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
        return column.astype("Float64").astype("float64"), np.zeros(len(column), dtype=bool)
    values = column.to_numpy(dtype=object)
    numbers = pd.to_numeric(column.astype(object), errors="coerce").to_numpy(dtype="float64", na_value=np.nan).copy()
    given = column.notna().to_numpy()
    bad = np.zeros(len(column), dtype=bool)
    seen: dict[str, float | None] = {}
    for i in np.flatnonzero(given & ~np.isfinite(numbers)):
        text = str(values[i]).strip()
        if text.lower() in MISSING_WORDS:
            numbers[i] = np.nan
            continue
        if text not in seen:
            seen[text] = _number(text, degrees=degrees)
        number = seen[text]
        numbers[i] = np.nan if number is None else number
        bad[i] = number is None
    return pd.Series(numbers, index=column.index), bad


def as_shapes(column: pd.Series) -> tuple[np.ndarray, Mask, list[str]]:
    """Return shapes in EPSG:4326, two-dimensional and valid, missing ones as an empty point.

    Returns
    -------
    shapes : numpy.ndarray of shapely geometries
    empty : numpy.ndarray of bool
    notes : list of str
        What had to be put right.
    """
    notes = []
    if isinstance(column.dtype, GeometryDtype):  # a plain Series of shapes knows its reference system, too
        column = gpd.GeoSeries(column)
    if isinstance(column, gpd.GeoSeries) and column.crs is not None and column.crs != "EPSG:4326":
        notes.append(f"coordinates were changed from {column.crs.name} to WGS 84 longitude and latitude")
        column = column.to_crs("EPSG:4326")
    codes, shapes = distinct(np.array(column, dtype=object))
    shapes[[not isinstance(s, shapely.Geometry) for s in shapes]] = None
    corners = shapely.bounds(shapes)
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes) | np.isnan(corners).any(axis=1)
    shapes = np.where(empty, np.array(shapely.Point(), dtype=object), shapely.force_2d(shapes))
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    if len(invalid):
        shapes[invalid] = shapely.make_valid(shapes[invalid])
        notes.append(f"made valid, since they crossed themselves: {several(len(invalid), 'shape')}")
    return shapes[codes], empty[codes], notes


def distinct(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Part an array of objects into each object once, in the order of appearance, and where it stands.

    Many rows share the shape of one town or governorate: what is asked of it need be asked only once.

    Returns
    -------
    codes : numpy.ndarray of int
        ``objects[codes]`` is ``values`` again, the same objects.
    objects : numpy.ndarray of object
    """
    codes, _ = pd.factorize(np.fromiter(map(id, values), dtype=np.int64, count=len(values)))
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(values))[::-1]
    return codes, values[first]


def outside(shapes: np.ndarray, empty: Mask) -> Mask:
    """Tell which shapes leave longitude -180..180 (360 for one across the antimeridian) or latitude -90..90."""
    west, south, east, north = shapely.bounds(shapes).T
    with np.errstate(invalid="ignore"):
        off = (west < -180) | (east > 360) | (south < -90) | (north > 90) | ~np.isfinite(west + south + east + north)
    return np.asarray(off & ~empty)


def _to_str(value: Any) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, float):
        return None if np.isnan(value) else (str(int(value)) if value.is_integer() else str(value))
    return str(value)


def _encodable(value: str | None) -> str | None:
    return None if value is None else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(text: str, *, degrees: bool) -> float | None:
    if _THOUSANDS.fullmatch(text) and not degrees:
        return float(re.sub(r"[^\d+-]", "", text))
    if degrees and (match := _SEXAGESIMAL.fullmatch(text)):
        whole, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[:3])
        number = whole + minutes / 60 + seconds / 3600
        return (-number if match[4].upper() in "SW" else number) if minutes < 60 and seconds < 60 else None
    match = _DEGREES.fullmatch(text)
    if match is None or (match[2] and not degrees):
        return float(text) if text.lower() in ("inf", "-inf", "+inf", "infinity") else None
    number = float(match[1].replace(",", "."))
    return -abs(number) if match[2].upper() in ("S", "W") else number
