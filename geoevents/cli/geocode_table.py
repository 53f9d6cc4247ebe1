"""``geoevents geocode --input``: a table of any size, answered row by row; what is interrupted can be taken up again.

While it runs, the result grows in ``OUT.part``, and ``OUT.part.json`` says how far it is valid. ``--resume`` cuts the
part file there and goes on with the next row, so that the result is, byte for byte, that of a run without interruption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.cli.console import count, note
from geoevents.cli.geocode_parts import Parts
from geoevents.cli.geocode_rows import AnswerStore, Rejects, row_format
from geoevents.errors import OptionError

if TYPE_CHECKING:
    from geoevents.files.streamed import Rows
    from geoevents.geocoding.online.chain import OnlineChain

__all__ = ["TableJob", "run_table"]

_ROWS_AT_ONCE = 5_000
"""Rows are written, and the state with them, after so many rows or so much time: asking online is slow."""


@dataclass(frozen=True, slots=True)
class TableJob:
    """What the user asks for.

    Attributes
    ----------
    input : str
        The table; ``-`` is standard input.
    output : pathlib.Path or None
        Where the result goes; None is standard output.
    format : str
        ``csv``, ``jsonl`` or ``geojson``.
    column, country_column : str or None
        The columns with the query and with its country.
    within_columns : sequence of str
        Columns with places that hold the answer.
    country : str or None
        For rows that name none.
    within : sequence of str
        For all rows.
    unresolved : pathlib.Path or None
        Where the unresolved rows go, with the reason.
    geometry : bool
        Whether CSV and JSON lines have the geometry.
    resume : bool
        Go on with what an interrupted run left.
    """

    input: str
    output: Path | None
    format: str
    column: str | None = None
    country_column: str | None = None
    within_columns: Sequence[str] = ()
    country: str | None = None
    within: Sequence[str] = ()
    unresolved: Path | None = None
    geometry: bool = False
    resume: bool = False


def run_table(job: TableJob, *, online: OnlineChain | None = None) -> None:
    """Answer the table; the summary goes to standard error.

    Raises
    ------
    GeoEventsError
        If the input or output cannot be used, or there is nothing that fits to resume.
    """
    from geoevents import __version__
    from geoevents.files.streamed import open_rows
    from geoevents.geocoding.resolve import Resolver
    from geoevents.geocoding.stream import Answers

    if job.resume and (job.output is None or job.input == "-"):
        raise OptionError("--resume needs files", "give --output FILE, and an input that is a file")
    with open_rows(job.input, column=job.column) as rows:
        resolver = Resolver()
        style = row_format(job.format, rows.header, geometry=job.geometry)
        store = AnswerStore(Answers(resolver, online=online, remember=0), style)
        identity = {
            "input": rows.digest,
            "header": rows.header,
            "options": [
                job.format, rows.header[rows.place], job.country_column, list(job.within_columns), job.country,
                list(job.within), job.geometry, job.unresolved is not None,
            ],
            "online services": [] if online is None else online.asks,
            "gazetteer": [__version__, len(resolver.gazetteer), resolver.gazetteer.size_bytes],
        }  # fmt: skip
        outputs = {"result": job.output, "unresolved": job.unresolved}
        with Parts(outputs, identity, resume=job.resume, main="result") as parts:
            if parts.rows:
                note(f"going on after {count(parts.rows, 'row')}")
            for text in rows.notes:
                note(f"note: {text}")
            _answer_all(job, rows, store, parts)
            parts.finish({"result": style.tail()})
    _tell(parts.counts, parts.rows, online)


def _answer_all(job: TableJob, rows: Rows, store: AnswerStore, parts: Parts) -> None:
    contexts = _contexts(job, rows)
    rejects = Rejects(rows.header)
    style, width, before = store.style, len(rows.header), parts.rows
    if not before:
        parts.add({"result": style.head(), "unresolved": rejects.head()})
    with _bar(rows) as step, parts.saving(_ROWS_AT_ONCE) as done:
        for number, fields in enumerate(rows, start=1):
            if number <= before:
                continue  # written by the run before
            odd = _odd(fields, width, first=number == 1)
            fields = [*fields[:width], *[""] * (width - len(fields))]
            if odd:
                told = store.unread(fields, fields[rows.place], odd)
            else:
                told = store.row(fields, fields[rows.place], *contexts(fields))
            texts = {"result": style.separator(first=number == 1) + told.text}
            if told.statuses[0] == "unresolved":
                texts["unresolved"] = rejects.row(number, told.reason, fields)
            parts.add(texts, *told.statuses)
            if done():
                step(rows.done())


def _odd(fields: Sequence[str], width: int, *, first: bool) -> str:
    """Say why a row cannot be answered; '' where it can."""
    if surplus := [f for f in fields[width:] if f.strip()]:
        told = ", ".join(repr(f[:40]) for f in surplus[:3])
        return f"the row has more fields than the header ({told}): its columns cannot be told apart"
    if first and all(f.startswith("#") for f in fields if f):
        return "a row of HXL tags, which say what the columns hold"
    return ""


def _contexts(job: TableJob, rows: Rows) -> Callable[[Sequence[str]], tuple[str | None, tuple[str, ...]]]:
    """Return what gives a row's country and the areas that hold it."""
    at = rows.column(job.country_column) if job.country_column else None
    inside = [rows.column(name) for name in job.within_columns]
    always, default = tuple(job.within), job.country

    def of(fields: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
        home = fields[at].strip() if at is not None else ""
        areas = tuple(a for a in (fields[i].strip() for i in inside) if a)
        return home or default, (*areas, *always)

    return of


@contextmanager
def _bar(rows: Rows) -> Iterator[Callable[[float], None]]:
    """Show how much of the input is done on standard error; nothing where that is not a terminal."""
    import sys

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(rows.name, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _tell(counts: Counter[str], rows: int, online: OnlineChain | None) -> None:
    parts = [f"{counts[status]:,} {status}" for status in ("resolved", "ambiguous", "unresolved")]
    note(f"{count(rows, 'row')}: {', '.join(parts)}")
    if counts["stand-in"]:
        note(f"of the ambiguous, {counts['stand-in']:,} are an area that stands in for a name that is not known")
    if online is not None:
        tell_online(online.summary)


def tell_online(summary: dict[str, Any]) -> None:
    """Say on standard error what was asked online, and why it stopped where it did."""
    note(
        f"online: {count(summary['asked'], 'request')}, {count(summary['cached'], 'answer')} kept from before; "
        f"{summary['found']:,} found, {summary['unknown']:,} not known, {summary['failed']:,} failed"
    )
    if summary["cache"]:
        note(f"answers are not kept any more: {summary['cache']}")
    for title, why in summary["stopped"].items():
        note(f"{title} stopped answering: {why}; {summary['left']:,} names were not asked; {summary['resume']}")
