"""Delimited text to a table of strings: any delimiter, stray quotes, ragged rows; every row accounted for."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from geoevents.errors import EmptyInputError
from geoevents.files.synonyms import is_known_header
from geoevents.model.words import several

__all__ = [
    "MAX_LINES_PER_ROW",
    "RawTable",
    "find_delimiter",
    "find_header",
    "numbered",
    "parse_delimited",
    "repaired_rows",
]

_DELIMITERS = (",", "\t", ";", "|")
MAX_LINES_PER_ROW = 500
"""A row of more lines is one with a quote that is never closed."""

_PREAMBLE = 50
"""Lines in which a header is looked for."""
_CHUNK = 20_000


@dataclass(slots=True)
class RawTable:
    """A table as it stands in a file, before anyone asks what its columns mean.

    Attributes
    ----------
    table : pandas.DataFrame
        Columns of strings where the format has no types, else as the format types them.
    row : list of int
        For each row of ``table``, its number among the file's data rows, from 1.
    refused : list of (int, str, list of str)
        Rows that fit no column layout: number, reason, the fields as found.
    notes : list of str
        What had to be assumed.
    """

    table: pd.DataFrame
    row: list[int]
    refused: list[tuple[int, str, list[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def numbered(table: pd.DataFrame, notes: list[str] | None = None) -> RawTable:
    """Make a raw table of one whose rows were all read, in order."""
    return RawTable(table, list(range(1, len(table) + 1)), notes=notes or [])


def find_delimiter(text: str) -> tuple[str, int]:
    """Find the delimiter by which the first lines fall into equally many fields.

    Returns
    -------
    delimiter : str
    fields : int
        Fields per row; 1 if no delimiter gives a table.
    """
    head = text[:200_000]
    if head[:4].lower() == "sep=" and len(head) > 4:
        return head[4], 2
    best, most, best_share = ",", 1, 0.0
    for delimiter in _DELIMITERS:
        rows = list(itertools.islice(_rows(io.StringIO(head, newline=""), delimiter), 60))
        if len(rows) > 1 and not head.endswith(("\n", "\r")):
            rows.pop()  # the last one may be cut off
        widths = [len(row) for row in rows if any(row)]
        if not widths:
            continue
        width, times = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
        share = times / len(widths)
        if width > 1 and (share, width) > (best_share, most) and share >= 0.5:
            best, most, best_share = delimiter, width, share
    if most == 1:  # a few rows under a longer preamble: go by the header
        for line, delimiter in itertools.product(head.splitlines()[:_PREAMBLE], _DELIMITERS):
            fields = line.split(delimiter)
            if len(fields) > max(2, most) and sum(is_known_header([field]) for field in fields) > 1:
                best, most = delimiter, len(fields)
    return best, most


def parse_delimited(text: str, *, delimiter: str | None = None) -> RawTable:
    """Read delimited text.

    The header is the first row with more than one field that is not blank, or a row below it of another width that
    names columns we know. A row with fewer fields than the header is
    filled up with blanks; a row with more is refused, unless the surplus is blank. A quote that is opened and never
    closed costs its own row at most: the lines it would swallow are read as rows of their own.

    Raises
    ------
    EmptyInputError
        If there is no header or no row below it.
    """
    # a cell is as long as it is; the csv module's limit is one for the whole process, and only ever raised here
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    delimiter = delimiter or find_delimiter(text)[0]
    if text[:4].lower() == "sep=":
        text = text.split("\n", 1)[-1]
    lines = list(io.StringIO(text, newline=""))
    header, start = find_header(lines, delimiter)
    width = len(header)
    columns: list[list[pa.Array]] = [[] for _ in header]
    chunk: list[list[str]] = []
    found = RawTable(pd.DataFrame(), [])
    number = short = 0

    def flush() -> None:
        for i, values in enumerate(zip(*chunk, strict=True)):
            columns[i].append(pa.array(values, type=pa.large_string()))
        chunk.clear()

    for fields in repaired_rows(lines, start, delimiter, width):
        if not any(fields) or (len(fields) == 1 and not fields[0].strip()):
            continue
        number += 1
        if number == 1 and all(f.startswith("#") or not f for f in fields) and len(fields) == width:
            found.notes.append("a row of HXL tags below the header was skipped")
            number = 0
            continue
        if len(fields) > width:
            surplus = [f for f in fields[width:] if f.strip()]
            if surplus:
                told = ", ".join(repr(f[:40]) for f in surplus[:3])
                reason = f"the row has {len(fields)} fields, the header {width}; too many: {told}"
                found.refused.append((number, reason, fields))
                continue
            fields = fields[:width]
        elif len(fields) < width:
            short += 1
            fields = [*fields, *[""] * (width - len(fields))]
        chunk.append(fields)
        found.row.append(number)
        if len(chunk) >= _CHUNK:
            flush()
    if not number:
        raise EmptyInputError("the table has a header but no rows", "give a file with at least one row of data")
    flush()
    if short:
        found.notes.append(f"fields missing at the end were taken as blank in {several(short, 'row')}")
    arrays = [pa.chunked_array(parts, type=pa.large_string()) for parts in columns]
    data = {i: pd.Series(pd.array(a, dtype="string[pyarrow]")) for i, a in enumerate(arrays)}
    found.table = pd.DataFrame(data)
    found.table.columns = pd.Index([h.strip() or f"column {i + 1}" for i, h in enumerate(header)])
    return found


def _rows(lines: Iterator[str] | io.StringIO, delimiter: str, *, quotes: bool = True) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)


def _one(line: str, delimiter: str, *, quotes: bool) -> list[str]:
    return next(_rows(iter([line.rstrip("\r\n")]), delimiter, quotes=quotes), [])


def find_header(lines: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """Find the header: its fields, and the index of the line below it."""
    rows = [_one(line, delimiter, quotes=True) for line in lines[:_PREAMBLE]]
    wide = [i for i, fields in enumerate(rows) if sum(bool(f.strip()) for f in fields) > 1]
    if wide:
        at = wide[0]
        if not is_known_header(rows[at]):  # "exported in 2018, by hand" stands above some tables
            others = (i for i in wide if len(rows[i]) > len(rows[at]) and is_known_header(rows[i]))
            at = next(others, at)
        reader = _rows(iter(lines[at:]), delimiter)
        return next(reader), at + reader.line_num  # type: ignore[attr-defined]
    for i, line in enumerate(lines):  # a single column
        if line.strip():
            return _one(line, delimiter, quotes=True), i + 1
    raise EmptyInputError("the table is empty", "give a file with a header and rows")


class _Feed:
    """Gives lines from a position on, but not more than one row may have."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self._lines = lines
        self.at = at
        self.row_start = at

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._lines) or self.at - self.row_start >= MAX_LINES_PER_ROW:
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]


def repaired_rows(lines: Sequence[str], start: int, delimiter: str, width: int) -> Iterator[list[str]]:
    """Give the fields of every row; where a quote swallowed the rows after it, give those lines back as rows."""
    at = start
    while at < len(lines):
        feed = _Feed(lines, at)
        for fields in _rows(feed, delimiter):
            whole = feed.at - feed.row_start == 1 and lines[feed.row_start].count('"') % 2 == 0
            if not whole and _swallowed(lines[feed.row_start : feed.at], fields, delimiter, width):
                break
            feed.row_start = feed.at
            yield fields
        if feed.at == feed.row_start:
            at = feed.at
            continue
        line = lines[feed.row_start]
        closed = line.count('"') % 2 == 0
        yield _one(line, delimiter, quotes=closed)
        at = feed.row_start + 1


def _swallowed(lines: Sequence[str], fields: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a row of several lines is really several rows, the first with an open quote."""
    if len(lines) >= MAX_LINES_PER_ROW:
        return True
    try:  # a quote that ends a cell stands before a delimiter; one that opens another cell does not
        next(csv.reader(iter(lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    # well quoted, but of the wrong width: several rows only if one of its lines is a whole row by itself
    return len(fields) != width and any(len(_one(line, delimiter, quotes=False)) == width for line in lines)
