"""Reads documents as a stream and writes what is found in each; what is interrupted can be taken up again.

While it runs, the result grows in ``OUT.part``, and ``OUT.part.json`` says how many documents it holds. ``--resume``
cuts the part file there and goes on with the next document: the result is, byte for byte, that of one run.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.cli.console import clean, count, note
from geoevents.cli.geocode_parts import Parts
from geoevents.cli.text_rows import TextRows
from geoevents.errors import GeoEventsError, OptionError

if TYPE_CHECKING:
    from geoevents.text.archive import Archive, Document

__all__ = ["ENDINGS", "TextJob", "run_text"]

ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".geojson": "geojson", ".json": "geojson", ".csv": "csv"}
"""What the name of a stream's result ends with -> its format."""
_DOCUMENTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class TextJob:
    """What the user asks for.

    Attributes
    ----------
    inputs : sequence of str
    output, rejects : pathlib.Path or None
        Where the result goes (None is standard output), and documents that could not be read.
    format : str
        ``jsonl``, ``geojson`` or ``csv``.
    find : callable
        Document -> the rows of what was found in it, each with its ``geometry`` (shapely or None); and what else is
        counted of it (``undated``: it names no day of publication, which its rows would need).
    columns : sequence of str
        Of these rows, without the geometry.
    what : str
        What a row is, for the summary.
    options : mapping
        What the result depends on besides the inputs, JSON-like.
    fields : mapping of str to str
        Part of a document -> what records call it.
    geometry, resume : bool
    """

    inputs: Sequence[str]
    output: Path | None
    rejects: Path | None
    format: str
    find: Callable[[Document], tuple[list[dict[str, Any]], Sequence[str]]]
    columns: Sequence[str]
    what: str
    options: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    geometry: bool = True
    resume: bool = False


def run_text(job: TextJob) -> None:
    """Read all documents; the summary goes to standard error.

    Raises
    ------
    GeoEventsError
        If an input or output cannot be used, or there is nothing that fits to resume.
    """
    from geoevents import __version__
    from geoevents.gazetteer.index import Gazetteer
    from geoevents.text.archive import open_archive

    if job.resume and (job.output is None or "-" in job.inputs):
        raise OptionError("--resume needs files", "give --output FILE, and inputs that are files")
    archive = open_archive(job.inputs, fields=job.fields)
    names = Gazetteer.default()
    identity = {
        "input": archive.identity,
        "options": [job.what, job.format, job.geometry, job.rejects is not None, dict(job.fields), dict(job.options)],
        "gazetteer": [__version__, len(names), names.size_bytes],
    }
    outputs = {"result": job.output, "rejects": job.rejects}
    with Parts(outputs, identity, resume=job.resume, main="result", unit="document") as parts:
        if parts.rows:
            note(f"going on after {count(parts.rows, 'document')}")
        _read_all(job, archive, parts)
        parts.finish({"result": _style(job).tail()})
    _tell(job, archive, parts)


def _style(job: TextJob) -> TextRows:
    return TextRows(job.format, [*job.columns, "document", "url"], geometry=job.geometry)


def _read_all(job: TextJob, archive: Archive, parts: Parts) -> None:
    from geoevents.text.archive import Reject

    style, before = _style(job), parts.rows
    if not before:
        parts.add({"result": style.head(), "rejects": "document,reason\n"})
    written = parts.counts[job.what]
    with _bar(archive) as step, parts.saving(_DOCUMENTS_AT_ONCE) as done:
        for number, item in enumerate(archive, start=1):
            if number <= before:
                continue  # written by the run before
            if isinstance(item, Reject):
                parts.add({"rejects": _reject(item.origin, item.reason)}, "refused")
            else:
                written += _add(job, item, style, parts, first=not written)
            if done():
                step(archive.done())


def _add(job: TextJob, document: Document, style: TextRows, parts: Parts, *, first: bool) -> int:
    """Write what is found in a document; return the number of rows."""
    try:
        rows, told = job.find(document)
    except GeoEventsError as error:
        parts.add({"rejects": _reject(document.origin, str(error))}, "refused")
        return 0
    placed = 0
    for row in rows:
        row["document"], row["url"] = document.name, document.url or None
        placed += row["geometry"] is not None and not row["geometry"].is_empty
    parts.add({"result": style.rows(rows, first=first)}, "read", *told, *[job.what] * len(rows), *["placed"] * placed)
    return len(rows)


def _reject(origin: str, reason: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([origin, reason])
    return out.getvalue()


@contextmanager
def _bar(archive: Archive) -> Iterator[Callable[[float], None]]:
    """Show how much of the input is done on standard error; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    name = Path(archive.names[0]).name if len(archive.names) == 1 else count(len(archive.names), "input")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(clean(name, limit=40), total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _tell(job: TextJob, archive: Archive, parts: Parts) -> None:
    counts = parts.counts
    found = count(counts[job.what], job.what)
    note(f"{count(counts['read'], 'document')}: {found}, {counts['placed']:,} placed")
    if undated := counts["undated"]:
        note(f"{count(undated, 'document')} {'names' if undated == 1 else 'name'} no day of publication")
    if refused := counts["refused"]:
        where = (
            f"in {clean(str(job.rejects))}" if job.rejects is not None else "--rejects FILE keeps them with the reason"
        )
        note(f"{count(refused, 'document')} could not be read: {where}")
    if archive.left_out:
        kinds = ", ".join(f"{n:,} {ending or 'without ending'}" for ending, n in sorted(archive.left_out.items())[:8])
        note(f"files of the folders that were left out: {kinds}")
