"""Opens archives: tells feeds, JSON lines, folders and single articles apart, and gives their documents in order."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from geoevents.errors import GeoEventsError, InputError, InputNotFoundError
from geoevents.files.article import read_article
from geoevents.files.sniff import sniff, sniff_bytes
from geoevents.model.days import stated_day
from geoevents.text.archive.documents import Document, Reject, field_names
from geoevents.text.archive.feeds import feed_items
from geoevents.text.archive.json_lines import json_lines

__all__ = ["Archive", "is_archive", "open_archive"]

_HEAD = 65_536
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson", ".jl")
_TEXTS = (".txt", ".md", ".html", ".htm", ".xhtml")
_FEEDS = (".xml", ".rss", ".atom", ".rdf")


class Archive:
    """The documents of some files and folders, in their order; made by :func:`open_archive`.

    Iterating gives a :class:`Document` or a :class:`Reject` at a time, and holds no more than one.

    Attributes
    ----------
    names : list of str
        The inputs.
    identity : list
        What tells these inputs from others, JSON-like: paths, sizes and times of change.
    left_out : dict of str to int
        Files of folders that are of no kind that is read, by what their names end with.
    """

    def __init__(self, names: Sequence[str], fields: Mapping[str, tuple[str, ...]]) -> None:
        self.names = list(names)
        self._fields = fields
        self.left_out: dict[str, int] = {}
        self._total = 0
        self._before = 0
        self._at: BinaryIO | None = None
        self._files: list[tuple[str, bool]] = []  # name, whether it was named itself
        self.identity: list[list[str | int]] = []
        for name in self.names:
            self._take(name)

    def _take(self, name: str) -> None:
        path = Path(name).expanduser()
        if name == "-" and not path.exists():
            self._files.append((name, True))
            self.identity.append([name])
            return
        try:
            found = [str(p) for p in self._walk(path)] if path.is_dir() else [str(path)]
            for file in found:
                self._files.append((file, not path.is_dir()))
                info = Path(file).stat()
                self._total += info.st_size
                self.identity.append([str(Path(file).absolute()), info.st_size, info.st_mtime_ns])
        except (FileNotFoundError, ValueError):
            raise InputNotFoundError(f"no such file: {name!r}", "check the path") from None
        except OSError as error:
            raise InputNotFoundError(f"cannot read {name!r}: {error.strerror}", "check the path") from error

    def _walk(self, folder: Path) -> Iterator[Path]:
        for here, below, files in os.walk(folder):
            below[:] = sorted(d for d in below if not d.startswith("."))
            for file in sorted(files):
                if file.startswith("."):
                    continue
                ending = Path(file.removesuffix(".gz")).suffix.lower()
                if ending in (*_TEXTS, *_LINES, *_FEEDS):
                    yield Path(here, file)
                else:
                    self.left_out[ending] = self.left_out.get(ending, 0) + 1

    def done(self) -> float:
        """Return how much of the input is read, from 0 to 1; standard input does not count."""
        here = 0
        if self._at is not None:
            try:
                here = self._at.tell()
            except (OSError, ValueError):
                here = 0
        return min((self._before + here) / self._total, 1.0) if self._total else 0.0

    def __iter__(self) -> Iterator[Document | Reject]:
        self._before = 0
        for name, named in self._files:
            try:
                yield from self._documents(name)
            except GeoEventsError as error:
                if named and len(self._files) == 1:
                    raise
                yield Reject(name, str(error))
            except (OSError, EOFError, zlib.error) as error:
                yield Reject(name, f"it cannot be read: {error}")
            self._at = None
            with suppress(OSError):
                self._before += Path(name).stat().st_size

    def _documents(self, name: str) -> Iterator[Document | Reject]:
        with _opened(name) as raw:
            self._at = raw if name != "-" else None
            stream, kind = _kind(raw, name)
            if kind == "lines":
                yield from json_lines(stream, name, self._fields)
                return
            if kind == "feed":
                yield from feed_items(stream, name)
                return
            if name == "-":
                yield _article(name, stream.read())
                return
        yield _article(name)


def open_archive(names: Sequence[str], *, fields: Mapping[str, str] | None = None) -> Archive:
    """Open files and folders as one stream of documents.

    Parameters
    ----------
    names : sequence of str
        RSS and Atom feeds, JSON lines (each also compressed with gzip), articles (.txt, .md, .html) and folders of
        them; ``-`` is standard input.
    fields : mapping of str to str, optional
        What records call the parts of a document, for example ``{"text": "Body", "id": "Key"}``; usual names are
        known.

    Raises
    ------
    InputNotFoundError
        If one of the files does not exist or cannot be read.
    OptionError
        If ``fields`` names something that a document does not have.
    """
    return Archive(names, field_names(fields or {}))


def is_archive(name: str) -> bool:
    """Tell whether an input may hold many documents: a folder, a feed or JSON lines."""
    path = Path(name).expanduser()
    if name == "-" and not path.exists():
        return True  # what it is, only reading tells
    try:
        if path.is_dir():
            return True
        if not path.is_file():
            return False
        with path.open("rb", buffering=_HEAD) as raw:
            return _kind(raw, name)[1] != "article"
    except (OSError, EOFError, zlib.error, ValueError):
        return False


def _opened(name: str) -> BinaryIO:
    if name != "-" or Path(name).exists():
        return Path(name).expanduser().open("rb", buffering=_HEAD)
    try:
        return open(sys.stdin.fileno(), "rb", buffering=_HEAD, closefd=False)
    except (AttributeError, OSError, ValueError):
        raise InputError("there is no standard input", "name a file") from None


def _kind(raw: BinaryIO, name: str) -> tuple[BinaryIO, str]:
    """Tell ``lines``, ``feed`` or ``article`` from the beginning; return it with the stream, unpacked."""
    head = _peek(raw)
    stream = raw
    if head[:2] == b"\x1f\x8b":
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
        head = _peek(stream)
    bare = name.lower().removesuffix(".gz")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"{" and (bare.endswith(_LINES) or _first_record(start)):
        return stream, "lines"
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if (start[:1] == b"<" or utf16) and _FEED.search(head.replace(b"\0", b"")[:8_000]):
        return stream, "feed"
    return stream, "lines" if bare.endswith(_LINES) else "article"


def _peek(stream: BinaryIO) -> bytes:
    """Return the beginning without taking it: files, pipes and what gzip unpacks can all be looked into."""
    return cast(io.BufferedReader, stream).peek(_HEAD)[:_HEAD]


def _first_record(start: bytes) -> bool:
    """Tell whether the first line is a record with a text, as a table of events or a GeoJSON file has none."""
    line, newline, _ = start.partition(b"\n")
    if not newline and len(start) >= _HEAD - 10:
        return b'"text"' in start[:2_000] or b'"body"' in start[:2_000]
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    names = {str(k).lower() for k in record} if isinstance(record, dict) else set()
    return bool(names & {"text", "body", "content", "article", "maintext", "full_text"}) and "features" not in names


def _article(name: str, data: bytes | None = None) -> Document:
    sniffed = sniff(name) if data is None else sniff_bytes("standard input", data)
    if sniffed.kind != "text":
        raise InputError(f"{name!r} is no text but {sniffed.label}", "give articles, a feed or JSON lines")
    article = read_article(sniffed)
    return Document(
        article.text, name, title=article.title, published=stated_day(article.published) or "", source=article.source
    )
