"""Tables row by row: delimited text of any size in memory that does not grow with it; other formats read as a whole."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import itertools
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast, overload

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, MissingColumnsError
from geoevents.files.delimited import MAX_LINES_PER_ROW, find_delimiter, find_header, repaired_rows
from geoevents.files.encodings import decode
from geoevents.files.sniff import format_of
from geoevents.files.synonyms import EVENT_SYNONYMS, plain

__all__ = ["Rows", "open_rows"]

_BLOCK = 1_000_000
_AROUND = 200_000
_HEAD_LINES = 1000
_HEADER_LINES = 50
_ALONE = "\x1f"
"""The delimiter of a table of one column: one that stands in no text."""

_FIELD_LIMIT = 100_000_000
"""Characters of one cell; the csv module's own limit is less than a long report."""


@dataclass(slots=True)
class Rows:
    """A table that is read once, from its first row to its last.

    Attributes
    ----------
    name : str
        The input, for people.
    header : list of str
        The columns' names as they stand in the file.
    place : int
        Position of the column asked for.
    digest : str
        SHA-256 of the file's content: whether it is still the same one.
    notes : list of str
        What had to be assumed.
    done : callable
        Share of the file that has been read, 0 to 1.
    """

    name: str
    header: list[str]
    place: int
    digest: str
    rows: Iterator[list[str]]
    notes: list[str] = field(default_factory=list)
    done: Callable[[], float] = lambda: 0.0

    def __iter__(self) -> Iterator[list[str]]:
        """Give the fields of every row that is not blank, as many or as few as the row has."""
        return self.rows

    def column(self, name: str) -> int:
        """Return the position of a column by its name, in any spelling of it.

        Raises
        ------
        MissingColumnsError
            If there is none.
        """
        return _column(self.header, name, self.name)


@contextmanager
def open_rows(path: str, *, column: str | None = None) -> Iterator[Rows]:
    """Open a table.

    Delimited text, packed with gzip or not, is read as it is needed, twice: once to know its encoding and that it is
    the same file on another day, and once for the rows. Workbooks, Parquet, JSON and zip archives are read as a whole.

    Parameters
    ----------
    path : str
        The file; ``-`` is standard input, which is put in a temporary file first.
    column : str, optional
        Name of the column that matters. It is what tells the header from lines above it. By default a column with a
        name that places go by ("location", "place", "where"), or the only one.

    Yields
    ------
    Rows

    Raises
    ------
    InputNotFoundError, EmptyInputError, InputError
        If the file is not there, holds nothing or is damaged.
    MissingColumnsError
        If there is no such column.
    """
    with _opened(path) as file, ExitStack() as stack:
        head = file.read(_BLOCK)
        file.seek(0)
        name = "standard input" if path == "-" else Path(path).name
        if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
            raise EmptyInputError(f"{name!r} is empty", "give a file with content")
        whole = head[:2] == b"PK" or format_of(name, head) not in ("csv", "text")
        if whole and path == "-":
            raise InputError("standard input is no delimited text", "give a file")
        yield _loaded(path, name, column) if whole else _streamed(file, name, column, stack)


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file's content, unpacked, so that it can be read twice."""
    try:
        raw: Any = tempfile.TemporaryFile() if path == "-" else Path(path).expanduser().open("rb")  # noqa: SIM115
    except IsADirectoryError:
        raise InputError(f"{path!r} is a folder", "name the files in it") from None
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the path
        raise InputNotFoundError(f"no such file: {path!r}", "check the path") from None
    except OSError as error:
        raise InputNotFoundError(f"cannot read {path!r}: {error.strerror}", "check the path") from error
    with raw:
        if path == "-":
            shutil.copyfileobj(sys.stdin.buffer, raw)
            raw.seek(0)
        elif not Path(path).expanduser().is_file():
            raise InputError(f"{path!r} cannot be read twice", "give a file, or '-' for standard input")
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        try:
            yield cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"{path!r} is a damaged gzip archive: {error}", "fetch it again") from error


# -- delimited text --------------------------------------------------------------------------------------------------


def _streamed(file: IO[bytes], name: str, column: str | None, stack: ExitStack) -> Rows:
    encoding, digest, notes = _survey(file)
    file.seek(0)
    text = io.TextIOWrapper(cast(Any, file), encoding=encoding, errors="replace", newline="")
    stack.callback(text.close)
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    head = list(itertools.islice(text, _HEAD_LINES))
    first = head[0].lstrip("\ufeff") if head else ""
    head[:1] = [first]
    delimiter, _ = find_delimiter("".join(head))
    if first[:4].lower() == "sep=":
        delimiter, head = first[4], head[1:]
    delimiter, header, start = _find_table(head, delimiter, column)
    place = _column(header, column, name) if column is not None else _place_column(header, name)
    if column is None and plain(header[place]) not in EVENT_SYNONYMS["place"]:
        notes.append(
            f"the first line, {header[place][:40]!r}, is taken for the column's name; put one above if it is not"
        )
    size, at = _size(file)
    return Rows(
        name,
        header,
        place,
        digest,
        _not_blank(repaired_rows(_Window(head, text), start, delimiter, len(header)), name),
        notes,
        lambda: 1.0 if file.closed or not size else min(1.0, at() / size),
    )


def _survey(file: IO[bytes]) -> tuple[str, str, list[str]]:
    """Read the whole file once: its encoding, its digest, and a note where the encoding had to be guessed."""
    check = codecs.getincrementaldecoder("utf-8")()
    digest = hashlib.sha256()
    head, odd = b"", b""
    while block := file.read(_BLOCK):
        digest.update(block)
        head = head or block
        if not odd:
            try:
                check.decode(block)
            except UnicodeDecodeError as error:  # what stands around it tells the encoding
                odd = bytes(error.object[max(0, error.start - _AROUND) : error.start + _AROUND])
    _, encoding = decode(head[:_AROUND] + b"\n" + odd if odd else head)
    notes = [] if encoding.startswith("utf-8") else [f"the text was read as {encoding}"]
    if encoding.startswith("utf-8") and odd:
        notes.append("some bytes are no characters; they are shown as \ufffd")
    return encoding, digest.hexdigest(), notes


def _find_table(head: Sequence[str], delimiter: str, column: str | None) -> tuple[str, list[str], int]:
    """Find delimiter, header and the line below it; a column that must be there shows where the header is."""
    if column is not None:
        for same in (str, plain):
            wanted = same(column)
            for i, sign in itertools.product(range(min(len(head), _HEADER_LINES)), (delimiter, ",", "\t", ";", "|")):
                reader = csv.reader(iter(head[i:]), delimiter=sign)
                fields = [f.strip() for f in next(reader, [])]
                if any(same(f) == wanted for f in fields):
                    return (sign if len(fields) > 1 else _ALONE), fields, i + reader.line_num
    first = next((i for i, line in enumerate(head) if line.strip()), 0)
    if column is None and head and plain(head[first]) in EVENT_SYNONYMS["place"]:
        return _ALONE, [head[first].strip().strip('"')], first + 1
    header, start = find_header(head, delimiter)
    header = [name.strip() for name in header]
    return (delimiter if len(header) > 1 else _ALONE), header, start


def _column(header: Sequence[str], name: str, table: str) -> int:
    for same in (str, plain):
        found = [i for i, h in enumerate(header) if same(h) == same(name)]
        if found:
            return found[0]
    shown = ", ".join(repr(h[:40]) for h in header[:25])
    raise MissingColumnsError(f"{table!r} has no column {name!r}", f"choose one of {shown}")


def _place_column(header: Sequence[str], table: str) -> int:
    if len(header) == 1:
        return 0
    names = [plain(h) for h in header]
    for known in EVENT_SYNONYMS["place"]:
        if known in names:
            return names.index(known)
    shown = ", ".join(repr(h[:40]) for h in header[:25])
    raise MissingColumnsError(f"{table!r} has no column that is called like a place", f"name one of {shown}")


def _not_blank(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        for fields in rows:
            if any(fields) and (len(fields) > 1 or fields[0].strip()):
                yield fields
    except csv.Error as error:
        raise InputError(f"{name!r} cannot be read as a table: {error}", "check the file") from error


def _size(file: Any) -> tuple[int, Callable[[], int]]:
    """Return a file's size on disk, and how to ask how far it has been read."""
    raw = getattr(file, "fileobj", None) or file
    return os.fstat(raw.fileno()).st_size, raw.tell


class _Window(Sequence[str]):
    """The lines of a file as if they were all there; only those around the one looked at last are kept."""

    _AHEAD = 2 * MAX_LINES_PER_ROW
    _STEP = 4096

    def __init__(self, head: Sequence[str], lines: Iterator[str]) -> None:
        self._kept, self._base, self._lines = list(head), 0, lines
        self._seen, self._ended = 0, False

    def __len__(self) -> int:
        """Return how many lines are known; the true number once it is near."""
        top = self._base + len(self._kept)
        if not self._ended and top - self._seen < self._AHEAD:
            more = list(itertools.islice(self._lines, self._STEP))
            self._ended = not more
            stale = max(0, self._seen - self._AHEAD - self._base)
            del self._kept[:stale]
            self._base += stale
            self._kept += more
            top += len(more)
        return top

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self._kept[at.start - self._base : at.stop - self._base]
        self._seen = max(self._seen, at)
        return self._kept[at - self._base]


# -- other formats ---------------------------------------------------------------------------------------------------


def _loaded(path: str, name: str, column: str | None) -> Rows:
    """Read a table of another format as a whole; its cells become text."""
    from geoevents.files.load import load_table
    from geoevents.files.sniff import sniff

    sniffed = sniff(path)
    if sniffed.kind not in ("table", "vector"):
        raise InputError(f"{name!r} is {sniffed.label}, no table", "give a table, for example CSV")
    raw = load_table(sniffed)
    table = raw.table[[c for c in raw.table.columns if c != getattr(raw.table, "_geometry_column_name", None)]]
    header = [str(c) for c in table.columns]
    place = _column(header, column, name) if column is not None else _place_column(header, name)
    notes = [f"{sniffed.label} is read as a whole: it needs the memory that it takes", *raw.notes]
    texts = [[_text(v) for v in table.iloc[:, i]] for i in range(table.shape[1])]
    rows = (list(fields) for fields in zip(*texts, strict=True))
    digest = hashlib.sha256(Path(path).expanduser().read_bytes()).hexdigest()
    return Rows(name, header, place, digest, rows, notes)


def _text(value: Any) -> str:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
