"""Rows of hand-written tables, CSV or TOML, that know where they stand and say so when something is wrong with them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from geoevents.errors import GazetteerError

__all__ = ["Row", "read_csv", "read_toml"]


class Row(dict[str, Any]):
    """One row, with ``where`` it was read from. Its getters raise :class:`GazetteerError` naming that place."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        super().__init__(values)
        self.where = where

    def wrong(self, what: str, remedy: str = "") -> GazetteerError:
        """An error to raise that says where this row stands."""
        return GazetteerError(f"{self.where}: {what}", remedy)

    def text(self, key: str) -> str:
        """A text that must be there and not be empty."""
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key!r} is {value!r}", "fill it in")
        return value.strip()

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """A text out of a closed list."""
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(f"{key!r} is {value!r}", f"use one of {', '.join(allowed)}")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number within bounds; NaN is within none."""
        try:
            value = float(self.get(key, ""))
        except (TypeError, ValueError):
            raise self.wrong(f"{key!r} is {self.get(key)!r}", "give a number") from None
        if not low <= value <= high:
            raise self.wrong(f"{key!r} is {value:g}", f"give a number from {low:g} to {high:g}")
        return value


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of a CSV file in UTF-8 that has exactly these columns, in this order."""
    with _opened(path).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise GazetteerError(f"{path.name} has the columns {reader.fieldnames}", f"use {','.join(columns)}")
        for values in reader:
            where = f"{path.name} line {reader.line_num}"
            if None in values or None in values.values():
                raise GazetteerError(f"{where} has not {len(columns)} fields", "quote fields that hold a comma")
            yield Row(values, where)


def read_toml(path: Path, key: str) -> Iterator[Row]:
    """Rows of a TOML file that holds nothing but ``[[key]]`` tables."""
    try:
        table = tomllib.loads(_opened(path).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{path.name}: {error}", "mend the TOML") from error
    if list(table) != [key]:
        raise GazetteerError(f"{path.name} has the tables {list(table)}", f"use only [[{key}]]")
    for number, values in enumerate(table[key], 1):
        yield Row(values, f"{path.name} {key} {number} ({values.get('id', 'without id')})")


def _opened(path: Path) -> Path:
    if not path.is_file():
        raise GazetteerError(f"{path} does not exist", "restore it; every curated table must be there")
    return path
