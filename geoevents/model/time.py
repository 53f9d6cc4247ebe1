"""Dates with a precision, and intervals of days: read from what people write, compared as half-open intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geoevents.model.days import month_first, read_span

__all__ = [
    "DATE_DTYPE",
    "ParsedDates",
    "half_open_days",
    "overlap",
    "parse_dates",
    "say_interval",
    "to_days",
]

DATE_DTYPE = "datetime64[s]"
"""Type of every date column: midnight, without a time zone, to the second (years 1 to 9999 fit)."""

MISSING_WORDS = frozenset({"", "-", "--", "?", "n/a", "na", "nan", "nat", "none", "null", "unknown", "<na>", "#n/a"})
"""What tables write, in lower case, where a date or a number is not known."""


@dataclass(slots=True)
class ParsedDates:
    """What a column of dates was read as, row by row.

    Attributes
    ----------
    first, last : pandas.Series of ``datetime64[s]``
        First and last day meant, inclusive; the same day unless only a month or a year was written.
    precision : pandas.Series of object
        ``"day"``, ``"month"``, ``"year"``, or ``None`` where nothing was written.
    bad : numpy.ndarray of bool
        Rows where something was written that is no date.
    notes : list of str
        What had to be assumed, for the reader's report.
    """

    first: pd.Series
    last: pd.Series
    precision: pd.Series
    bad: np.ndarray
    notes: list[str] = field(default_factory=list)


def parse_dates(column: pd.Series) -> ParsedDates:
    """Read a column of dates.

    Read are ``datetime64`` and :class:`datetime.date` values and the strings tables hold: ``2017-09-21`` (with or
    without a time, which is dropped), ``20170921``, ``21/09/2017``, ``9/21/2017``, ``21.09.2017``, ``21 September
    2017``, ``Sep 21, 2017``, ``2017-09`` and ``September 2017`` (precision month), ``2017`` (precision year).

    A year of two digits (``20-Sep-17``, ``21/09/17``) is one of 1930 to 2029, as spreadsheets have it; ``17-09-20``,
    which may be any of three days, is no date.

    Which of ``03/04/2017`` is the day is decided by the rest of the column (a number above 12 cannot be a month);
    where nothing decides, the day comes first, and a note says so.

    Parameters
    ----------
    column : pandas.Series
        Any type.

    Returns
    -------
    ParsedDates
        Rows in the order of ``column``, with its index.
    """
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        day = (column.dt.tz_localize(None) if column.dt.tz is not None else column).dt.normalize().astype(DATE_DTYPE)
        known = np.full(len(column), None, dtype=object)
        known[day.notna().to_numpy()] = "day"
        return ParsedDates(day, day.copy(), _objects(known, column.index), np.zeros(len(column), dtype=bool))

    # few dates are many rows: read each once
    codes, values = pd.factorize(np.asarray(column, dtype=object), use_na_sentinel=True)
    texts = [_as_text(value) for value in values]
    swapped, doubtful = month_first(texts)
    first = np.full(len(values) + 1, np.datetime64("NaT"), dtype=DATE_DTYPE)
    last = first.copy()
    precision = np.full(len(values) + 1, None, dtype=object)
    bad = np.zeros(len(values) + 1, dtype=bool)
    for i, text in enumerate(texts):
        if text.lower() in MISSING_WORDS:
            continue
        span = read_span(text, american=swapped)
        if span is None:
            bad[i] = True
        else:
            first[i], last[i], precision[i] = np.datetime64(span[0], "s"), np.datetime64(span[1], "s"), span[2]
    notes = []
    if doubtful:
        notes.append(f"dates such as {doubtful!r} were read with the day first: nothing in the column decides")
    index = column.index  # code -1 (missing) picks the last entry, which is empty
    return ParsedDates(
        pd.Series(first[codes], index=index),
        pd.Series(last[codes], index=index),
        _objects(precision[codes], index),
        bad[codes],
        notes,
    )


def to_days(column: pd.Series) -> pd.Series:
    """Turn dates into whole days since 1970-01-01 (nullable ``Int32``; missing stays missing)."""
    days = column.to_numpy(dtype="datetime64[D]")
    missing = np.isnat(days)
    numbers = np.where(missing, 0, days.astype(np.int64)).astype(np.int32)
    return pd.Series(pd.arrays.IntegerArray(numbers, missing), index=column.index)


def half_open_days(first: pd.Series, last: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Turn inclusive days into half-open intervals ``[from, to)`` of days since 1970-01-01.

    Parameters
    ----------
    first, last : pandas.Series of datetime64
        First and last day, inclusive. A missing ``last`` means the interval is the day ``first``; a missing
        ``first`` means an undated row, whatever ``last`` says.

    Returns
    -------
    day_from, day_to : pandas.Series of Int32
        Missing where undated.
    """
    start = to_days(first)
    stop = to_days(last.where(last.notna(), first)) + 1
    return start, stop.where(start.notna(), pd.NA).astype("Int32")


def overlap(first: np.ndarray, last: np.ndarray, other_first: np.ndarray, other_last: np.ndarray) -> np.ndarray:
    """Tell where two inclusive intervals share a day; ``NaT`` is an open end on either side.

    Parameters
    ----------
    first, last, other_first, other_last : numpy.ndarray of datetime64
        Broadcast against each other.

    Returns
    -------
    numpy.ndarray of bool
    """
    starts_in_time = np.isnat(first) | np.isnat(other_last) | (first <= other_last)
    ends_in_time = np.isnat(last) | np.isnat(other_first) | (other_first <= last)
    return np.asarray(starts_in_time & ends_in_time)


def say_interval(first: Any, last: Any) -> str:
    """Say inclusive days for people: ``2017-09-20``, ``2017-05-06 to 2017-11-05``, ``from 2017-05-06``, ``undated``."""
    begin = "" if pd.isna(first) else pd.Timestamp(first).date().isoformat()
    end = "" if pd.isna(last) else pd.Timestamp(last).date().isoformat()
    if begin and end:
        return begin if begin == end else f"{begin} to {end}"
    if begin or end:
        return f"from {begin}" if begin else f"until {end}"
    return "undated"


def _objects(values: np.ndarray, index: pd.Index) -> pd.Series:
    """Make a column that keeps ``None`` as it is."""
    kind: Any = object
    column: pd.Series = pd.Series(values, index=index, dtype=kind)
    return column


def _as_text(value: object) -> str:
    if isinstance(value, date):  # datetime and Timestamp are dates, too
        return value.isoformat()[:10] if not pd.isna(value) else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
