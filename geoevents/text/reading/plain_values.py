"""What callers give, made of plain values: numbers of numpy, days of pandas, rows of tables, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

__all__ = ["json_ready", "plain", "row_of"]

_DEPTH = 8
"""Levels down to which nested values are followed: what holds itself has no end."""
_SHOWN = 200
"""Characters of what has no plain form."""


def plain(value: Any) -> Any:
    """Return a value as None, a text, a number, a day in ISO 8601, or a list of these; whatever else as it is.

    What is missing (NaN, NaT, NA) is None, and a number without a fraction is an int.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if _missing(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if type(value).__name__ == "datetime64":
        return str(value)[:10]
    if hasattr(value, "tolist"):
        given = value.tolist()
        return plain(given) if type(given) is not type(value) else given
    if hasattr(value, "as_integer_ratio"):
        try:
            above, below = value.as_integer_ratio()
        except (ValueError, OverflowError):
            return value
        return above if below == 1 else value
    return value


def row_of(record: Any) -> Any:
    """Return a record as a mapping where it is a row of a table: one of pandas, or a named tuple."""
    if not isinstance(record, Mapping):
        for method in ("_asdict", "to_dict"):
            if callable(made := getattr(record, method, None)) and not isinstance(record, type):
                return made()
    return record


def json_ready(value: Any, depth: int = 0) -> Any:
    """Return a value as JSON and pickle can hold it: what has no plain form is told in words."""
    if isinstance(value, Mapping) and depth < _DEPTH:
        return {str(key): json_ready(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset) and depth < _DEPTH:
        return [json_ready(item, depth + 1) for item in value]
    told = value if isinstance(value, Mapping | list | tuple | set | frozenset) else plain(value)
    if isinstance(told, list) and depth < _DEPTH:
        return json_ready(told, depth + 1)
    finite = isinstance(told, float) and abs(told) != float("inf")
    return told if told is None or finite or isinstance(told, str | bool | int) else repr(value)[:_SHOWN]


def _missing(value: Any) -> bool:
    """Tell what is missing: it is not equal to itself, or (pandas' NA) will not say."""
    if type(value).__name__ == "NAType":
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return False
