"""How rows with their answers are written: the input's columns as they came, then the answer's.

What belongs to an answer is put into words once for all rows that have the same query and context.
"""

from __future__ import annotations

import csv
import io
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from geoevents.model.places import GEOCODE_COLUMNS, Match

if TYPE_CHECKING:
    from geoevents.geocoding.stream import Answers

__all__ = ["FORMATS", "AnswerStore", "Rejects", "RowFormat", "Told", "row_format"]

PREFIX = "geocoded_"
"""Stands before an answer's column where the input has one of that name."""

_MAX_ANSWERS, _MAX_CHARACTERS = 50_000, 50_000_000
"""How many answers are kept for the rows to come, and how long they may be in all: a country's outline is long."""


class RowFormat(Protocol):
    """A way to write rows."""

    def head(self) -> str:
        """Return what stands before the first row."""

    def answer(self, match: Match) -> str:
        """Return an answer's part of a row."""

    def row(self, fields: Sequence[str], answer: str) -> str:
        """Return a row."""

    def separator(self, *, first: bool) -> str:
        """Return what stands before a row."""

    def tail(self) -> str:
        """Return what stands after the last row."""


def answer_columns(header: Sequence[str], *, geometry: bool) -> list[tuple[str, str]]:
    """Return the answer's fields with the names of their columns, none of which the input has.

    Parameters
    ----------
    header : sequence of str
        The input's columns.
    geometry : bool
        Whether the geometry is one of them.

    Returns
    -------
    list of (field, column)
    """
    taken = {name.strip().casefold() for name in header}  # databases and shapefiles do not tell upper from lower case
    named = []
    for name in GEOCODE_COLUMNS:
        if name != "geometry" or geometry:
            column = name
            while column in taken:
                column = PREFIX + column
            named.append((name, column))
    return named


def record(match: Match) -> dict[str, Any]:
    """Return an answer as plain values without the geometry; NaN, which JSON does not know, is None."""
    out: dict[str, Any] = {}
    for name in GEOCODE_COLUMNS:
        if name == "geometry":
            continue
        value = getattr(match, name)
        if name == "alternatives":
            value = [dict(a) for a in value]
        elif isinstance(value, float) and value != value:
            value = None
        out[name] = value
    return out


def _geometry(match: Match) -> Any:
    if match.geometry is None:
        return None
    import shapely

    return json.loads(shapely.to_geojson(match.geometry))


def _line(fields: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(fields)  # cells with either of the two are quoted for it
    return out.getvalue()[:-2] + "\n"


class CsvRows:
    """Comma-separated, UTF-8, geometries as WKT with 6 decimals, alternatives as JSON.

    Cells that begin with ``=``, ``+``, ``-`` or ``@`` are written as they came: a spreadsheet may take them for
    formulas, but a table that is only passed through must not change.
    """

    def __init__(self, header: Sequence[str], *, geometry: bool) -> None:
        self._header = header
        self._columns = answer_columns(header, geometry=geometry)

    def head(self) -> str:
        """Return the header line."""
        return _line([*self._header, *(column for _, column in self._columns)])

    def answer(self, match: Match) -> str:
        """Return the answer's cells, and the end of the line."""
        import shapely

        values = record(match)
        values["alternatives"] = json.dumps(values["alternatives"], ensure_ascii=False)
        known = match.geometry is not None
        values["geometry"] = shapely.to_wkt(match.geometry, rounding_precision=6) if known else ""
        return "," + _line(["" if values[name] is None else values[name] for name, _ in self._columns])

    def row(self, fields: Sequence[str], answer: str) -> str:
        """Return the line."""
        return _line(fields)[:-1] + answer

    def separator(self, *, first: bool) -> str:  # noqa: ARG002 - lines end by themselves
        """Return nothing."""
        return ""

    def tail(self) -> str:
        """Return nothing."""
        return ""


class JsonRows:
    """One JSON object a line: the input's columns as text, then the answer's, the geometry as GeoJSON."""

    def __init__(self, header: Sequence[str], *, geometry: bool) -> None:
        self._names = _unique(header)
        self._columns = answer_columns(self._names, geometry=geometry)

    def head(self) -> str:
        """Return nothing."""
        return ""

    def answer(self, match: Match) -> str:
        """Return the answer's members and the end of the object."""
        values = record(match) | {"geometry": _geometry(match)}
        told = {column: values[name] for name, column in self._columns}
        return ", " + json.dumps(told, ensure_ascii=False, allow_nan=False)[1:]

    def _members(self, fields: Sequence[str]) -> str:
        return json.dumps(dict(zip(self._names, fields, strict=True)), ensure_ascii=False)[:-1]

    def row(self, fields: Sequence[str], answer: str) -> str:
        """Return the line."""
        return f"{self._members(fields)}{answer}\n"

    def separator(self, *, first: bool) -> str:  # noqa: ARG002 - lines end by themselves
        """Return nothing."""
        return ""

    def tail(self) -> str:
        """Return nothing."""
        return ""


class GeoJsonRows(JsonRows):
    """A GeoJSON FeatureCollection, one feature a line; the geometry of what is not resolved is null."""

    def __init__(self, header: Sequence[str], *, geometry: bool) -> None:  # noqa: ARG002 - a feature has one
        super().__init__(header, geometry=False)

    def head(self) -> str:
        """Return the beginning of the collection."""
        return '{"type": "FeatureCollection", "features": [\n'

    def answer(self, match: Match) -> str:
        """Return the answer's properties and the geometry."""
        shape = json.dumps(_geometry(match), allow_nan=False)
        return f'{super().answer(match)}, "geometry": {shape}}}'

    def row(self, fields: Sequence[str], answer: str) -> str:
        """Return the feature."""
        return f'{{"type": "Feature", "properties": {self._members(fields)}{answer}'

    def separator(self, *, first: bool) -> str:
        """Return the comma between two features."""
        return "" if first else ",\n"

    def tail(self) -> str:
        """Return the end of the collection."""
        return "\n]}\n"


FORMATS: dict[str, type[CsvRows] | type[JsonRows]] = {"csv": CsvRows, "jsonl": JsonRows, "geojson": GeoJsonRows}


def row_format(name: str, header: Sequence[str], *, geometry: bool) -> RowFormat:
    """Return the writer of a format, ``csv``, ``jsonl`` or ``geojson``, for a table's columns."""
    return FORMATS[name](header, geometry=geometry)


def _unique(header: Sequence[str]) -> list[str]:
    """Give every column a name of its own: an object has each but once."""
    names: list[str] = []
    for i, given in enumerate(header, start=1):
        name, n = given.strip() or f"column {i}", 1
        while name in names:
            n += 1
            name = f"{given.strip() or f'column {i}'} ({n})"
        names.append(name)
    return names


@dataclass(frozen=True, slots=True)
class Told:
    """A row ready to be written.

    ``statuses`` is what it counts as: its status, and "stand-in" where an area answers for a name that is not known.
    """

    statuses: tuple[str, ...]
    reason: str
    text: str


class AnswerStore:
    """Answers in their written form, the latest of them kept.

    Parameters
    ----------
    answers : Answers
        Asked for what is not kept.
    style : RowFormat
    """

    def __init__(self, answers: Answers, style: RowFormat) -> None:
        self._answers, self.style = answers, style
        self._kept: OrderedDict[Any, tuple[tuple[str, ...], str, str]] = OrderedDict()
        self._characters = 0

    def row(self, fields: Sequence[str], query: str, country: str | None, within: tuple[str, ...]) -> Told:
        """Return a row with the answer to its query; the context as in :meth:`Answers.answer`."""
        key = (query, country, within)
        known = self._kept.get(key)
        if known is None:
            known = self._keep(key, self._match(query, country, within))
        else:
            self._kept.move_to_end(key)
        statuses, reason, answer = known
        return Told(statuses, reason, self.style.row(fields, answer))

    def _match(self, query: str, country: str | None, within: tuple[str, ...]) -> Match:
        from geoevents.geocoding.stream import NO_TEXT

        if not query.strip():
            return Match(query=query, status="unresolved", explanation=NO_TEXT)
        return self._answers.answer(query, country, within)

    def _keep(self, key: Any, match: Match) -> tuple[tuple[str, ...], str, str]:
        statuses = (match.status, "stand-in") if match.stand_in else (match.status,)
        known = (statuses, match.explanation, self.style.answer(match))
        self._kept[key] = known
        self._characters += len(known[2])
        while len(self._kept) > _MAX_ANSWERS or (self._characters > _MAX_CHARACTERS and len(self._kept) > 1):
            _, (_, _, old) = self._kept.popitem(last=False)
            self._characters -= len(old)
        return known

    def unread(self, fields: Sequence[str], query: str, reason: str) -> Told:
        """Return a row that nothing was asked for, with the reason."""
        match = Match(query=query, status="unresolved", explanation=reason)
        return Told(("unresolved",), reason, self.style.row(fields, self.style.answer(match)))


class Rejects:
    """The unresolved rows as CSV: number, reason, then the row as it came.

    Parameters
    ----------
    header : sequence of str
        The input's columns.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self._header = header

    def head(self) -> str:
        """Return the header line."""
        return _line(["row", "reason", *self._header])

    def row(self, number: int, reason: str, fields: Sequence[str]) -> str:
        """Return a line; rows count from 1."""
        return _line([number, reason, *fields])
