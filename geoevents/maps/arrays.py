"""Table columns as Arrow arrays: clean text, narrow integers, dictionaries, and values implied by another column."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geoevents.errors import InputError

__all__ = [
    "categories",
    "clean_text",
    "day_numbers",
    "dictionary",
    "implied",
    "integers",
    "list_column",
    "numbers",
    "text",
]

INT32 = np.iinfo(np.int32)
NARROW = (np.int8, np.int16, np.int32)
EPOCH = np.datetime64("1970-01-01", "D")


def clean_text(value: Any) -> str | None:
    """Return ``value`` as text that UTF-8 can carry, or None where it says nothing.

    Surrogate pairs are joined and lone surrogates become U+FFFD; all else, U+0000 and U+202E included, stays.
    """
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    words = value if isinstance(value, str) else str(value)
    try:
        words.encode()
    except UnicodeEncodeError:
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words or None


def text(values: pd.Series[Any]) -> pa.Array:
    """Return a column as Arrow strings: numbers are written out, empty text and missing values are null."""
    array: Any = None
    if values.dtype == object or pd.api.types.is_string_dtype(values.dtype):
        try:
            array = pa.array(values, type=pa.string(), from_pandas=True)
        except (pa.ArrowException, UnicodeError, TypeError):
            array = None
    if array is None:
        array = pa.array([clean_text(value) for value in values.astype(object)], type=pa.string())
    if isinstance(array, pa.ChunkedArray):
        try:
            array = array.combine_chunks()
        except pa.ArrowException as error:
            raise InputError("a text column holds more than 2 GB", "draw fewer events on one map") from error
    empty = pc.equal(array, "")
    return pc.if_else(empty, pa.scalar(None, pa.string()), array) if pc.any(empty).as_py() else array


def categories(values: pd.Series[Any]) -> tuple[np.ndarray, pa.Array]:
    """Return a column as codes (-1 where null) and the labels they count, in the order of first appearance."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        names = text(pd.Series(values.cat.categories)).dictionary_encode()
        inner = np.append(pc.fill_null(names.indices, -1).to_numpy(zero_copy_only=False), -1)
        codes = inner[values.cat.codes.to_numpy()]
        first = _first_rows(codes, len(names.dictionary))
        used = np.flatnonzero(first[:-1] < len(codes))
        used = used[np.argsort(first[used])]
        place = np.full(len(names.dictionary) + 1, -1, dtype=np.int32)
        place[used] = np.arange(len(used))
        return place[codes], names.dictionary.take(pa.array(used, type=pa.int64()))
    encoded = text(values).dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return codes.astype(np.int32), encoded.dictionary


def dictionary(codes: np.ndarray, labels: pa.Array, given: np.ndarray | None = None) -> pa.DictionaryArray:
    """Return an Arrow dictionary of what :func:`categories` gives.

    Parameters
    ----------
    codes : array of int
    labels : array of string
    given : array of int, optional
        Codes of another column (-1 where null). Values that the first row of the same code has already are then
        written as the mark: index 0, whose entry is ``""``.
    """
    if given is not None:
        codes = np.where(codes < 0, -1, codes + 1)
        codes[implied(codes, given)] = 0
        labels = pa.concat_arrays([pa.array([""]), labels])
    missing = codes < 0
    dtype = next(d for d in NARROW if len(labels) <= np.iinfo(d).max)
    indices = pa.array(np.where(missing, 0, codes).astype(dtype), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, labels)


def integers(
    values: np.ndarray, missing: np.ndarray | None = None, *, given: np.ndarray | None = None, name: str = "column"
) -> pa.Array:
    """Return whole numbers as the narrowest Arrow integers that hold them, null where ``missing``.

    Parameters
    ----------
    values : array
        Whole numbers; what stands where ``missing`` is ignored.
    missing : array of bool, optional
    given : array of int, optional
        Codes of another column (-1 where null): repeated values are then written as the type's least number.
    name : str
        The column, for the error.

    Raises
    ------
    InputError
        A number does not fit 32 bits.
    """
    missing = np.zeros(len(values), dtype=bool) if missing is None else missing
    numbers = np.where(missing, 0, values).astype(np.int64)
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    if low <= INT32.min or high > INT32.max:
        raise InputError(
            f"{name}: {low if low <= INT32.min else high} is too large", "give whole numbers below 2,147,483,647"
        )
    dtype = _narrowest(low, high)
    narrow = numbers.astype(dtype)
    if given is not None:
        narrow[implied(np.where(missing, INT32.min, numbers), given)] = np.iinfo(dtype).min
        missing = missing & (narrow != np.iinfo(dtype).min)
    return pa.array(narrow, mask=missing)


def numbers(values: pd.Series[Any], name: str) -> np.ndarray:
    """Return a column as floats, NaN where missing or infinite.

    Raises
    ------
    InputError
        A value is not a number.
    """
    try:
        found = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise InputError(f"{name} holds a value that is not a number ({error})", "give numbers or nulls") from error
    return np.where(np.isinf(found), np.nan, found)


def day_numbers(values: pd.Series[Any], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return a date column as days since 1970-01-01 and where it is missing.

    Raises
    ------
    InputError
        A value is not a date.
    """
    if pd.api.types.is_numeric_dtype(values.dtype) and values.notna().any():
        raise InputError(f"{name} holds numbers, not dates", "give dates as datetime64")
    try:
        dates = pd.to_datetime(values, format="ISO8601", errors="raise")
        if isinstance(dates.dtype, pd.DatetimeTZDtype):
            dates = dates.dt.tz_localize(None)  # the day where it happened, not the day in Greenwich
        days = dates.to_numpy().astype("datetime64[D]")
    except (ValueError, TypeError, OverflowError) as error:
        raise InputError(f"{name} holds a value that is not a date ({error})", "give dates as datetime64") from error
    missing = np.isnat(days)
    return np.where(missing, EPOCH, days).astype("datetime64[D]").astype(np.int64), missing


def list_column(values: np.ndarray, counts: np.ndarray) -> pa.ListArray:
    """Return whole numbers as lists, ``counts[i]`` of them in row i, as narrow as all of them allow."""
    dtype = _narrowest(int(values.min()), int(values.max())) if len(values) else np.int8
    offsets = np.append(0, np.cumsum(counts)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.astype(dtype)))


def _narrowest(low: int, high: int) -> type[np.signedinteger[Any]]:
    """The narrowest type whose least number stays free as a mark."""
    return next(d for d in NARROW if np.iinfo(d).min < low and high <= np.iinfo(d).max)


def implied(values: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Where a row's value equals that of the first row with the same ``given`` code, that first row excepted."""
    if not len(values):
        return np.zeros(0, dtype=bool)
    before = _first_rows(given, int(given.max()) + 1)[given]
    same: np.ndarray = (given >= 0) & (before < np.arange(len(values))) & (values == values[before])
    return same


def _first_rows(codes: np.ndarray, count: int) -> np.ndarray:
    """Return the first row of each code 0..count-1 (the number of rows where there is none), and last that of -1."""
    first = np.full(count + 1, len(codes), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # the last assignment wins: the first row
    return first
