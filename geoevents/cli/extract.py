"""``geoevents extract``: events out of articles, feeds and archives."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geoevents.cli.inputs import Wishes
    from geoevents.text.archive import Document

__all__ = ["Form", "register"]


class Form(StrEnum):
    """What is printed."""

    JSONL = "jsonl"
    GEOJSON = "geojson"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("extract")(_extract)


def _extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Articles (.txt, .md, .html), RSS or Atom feeds, JSON lines, folders; '-' is standard input.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write instead: .geojson, .csv, .jsonl, .parquet, .gpkg.")
    ] = "",
    form: Annotated[
        Form | None,
        typer.Option("--format", help="What is printed: one JSON object per line, one GeoJSON collection, or CSV."),
    ] = None,
    published: Annotated[
        str, typer.Option(help="Day of publication, YYYY-MM-DD; in archives, of documents that name none.")
    ] = "",
    source: Annotated[str, typer.Option(help="The publisher; in archives, of documents that name none.")] = "",
    country: Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")] = "",
    fields: Annotated[
        list[str], typer.Option(help="What records of JSON lines call their parts: text=Body,id=Key; repeatable.")
    ] = [],
    rejects: Annotated[str, typer.Option(help="CSV file for documents that could not be read, with the reason.")] = "",
    geometry: Annotated[
        bool, typer.Option("--geometry/--no-geometry", help="Whether JSON lines and CSV have outlines, or lat and lon.")
    ] = True,
    records: Annotated[
        str,
        typer.Option(
            help="JSON list or lines: events of the one article that were found by other means, to be placed, dated "
            "and held to its words."
        ),
    ] = "",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what an interrupted run left beside --output.")
    ] = False,
) -> None:
    """Extract the events that texts report: what, who, where, when, and who says so.

    Archives stream through, one document at a time: a feed, JSON lines with a text and what is known of it, a folder.
    """
    from geoevents.cli.inputs import Wishes, checked_country, parse_columns, read_records_file
    from geoevents.cli.outputs import check_format, check_output
    from geoevents.cli.text_job import ENDINGS
    from geoevents.errors import OptionError
    from geoevents.files.write import ENDINGS as WHOLE
    from geoevents.text.archive import is_archive

    told = ", ".join(dict.fromkeys([*WHOLE, *ENDINGS]))
    target = check_output(output, inputs, endings=(*WHOLE, *ENDINGS), told=told) if output else None
    kept = check_output(rejects, [*inputs, output], endings=(".csv",), option="--rejects") if rejects else None
    day = _day(published)
    home = checked_country(country)
    names = parse_columns(fields, option="--fields", example="text=Body")
    streamed = [name for name in inputs if is_archive(name)]
    style = ENDINGS.get(target.suffix.lower()) if target is not None else (form or Form.JSONL).value
    check_format(form, target, style or "")
    if records:
        if streamed or len(inputs) != 1 or names or resume or not geometry:
            raise OptionError("--records is for one article", "give the one text that the records are of, and --output")
        wishes = Wishes(published=day, source=source, country=home, records=read_records_file(records))
        _articles(inputs, target, style, wishes, kept)
        return
    alone = not (streamed or names or kept or resume or not geometry)
    if alone and (target is None or target.suffix.lower() in WHOLE):
        _articles(inputs, target, style, Wishes(published=day, source=source, country=home))
        return
    if style is None:
        what = (
            f"an archive ({streamed[0]!r})" if streamed else "what --fields, --rejects, --resume or --no-geometry ask"
        )
        raise OptionError(
            f"{what} is written as it is read, not as {target.suffix if target else ''}",
            f"end the name of --output with {', '.join(ENDINGS)}",
        )
    wishes = Wishes(published=day, source=source, country=home, several=bool(streamed))
    _stream(inputs, target, kept, style, wishes, names, geometry=geometry, resume=resume)


def _day(text: str) -> str:
    from geoevents.errors import OptionError
    from geoevents.model.days import stated_day

    day = stated_day(text)
    if text and day is None:
        raise OptionError(f"--published {text!r} is no date", "write it as 2017-09-21")
    return day or ""


def _articles(
    inputs: list[str], target: Path | None, style: str | None, wishes: Wishes, kept: Path | None = None
) -> None:
    """Read a few articles, and say of each what was found in it; ``kept`` takes the records refused."""
    from geoevents.cli.account import lines_of, reject_table
    from geoevents.cli.console import note, progress, size
    from geoevents.cli.inputs import Account, combine, read_input
    from geoevents.cli.text_rows import TextRows
    from geoevents.errors import InputError
    from geoevents.files.write import write_table
    from geoevents.model.events import empty_events

    accounts: list[Account] = []
    with progress(len(inputs)) as steps:
        for name in inputs:
            steps.step(name)
            account = read_input(name, wishes)
            if account.what != "article":
                raise InputError(f"{name!r} is no text but a table of {account.what}", "use geoevents map or convert")
            account.table["document"] = name
            accounts.append(account)
    events = combine([a.table for a in accounts], empty_events())
    for account in accounts:
        for line in lines_of(account):
            note(line)
    if kept is not None:
        write_table(reject_table(accounts), kept)
    if target is None:
        rows = TextRows(style or "jsonl", [c for c in events.columns if c != "geometry"])
        typer.echo(rows.head() + rows.rows(events.to_dict("records"), first=True) + rows.tail(), nl=False)
        return
    write_table(events, target)
    typer.echo(f"{target} ({size(target.stat().st_size)})")


def _stream(
    inputs: list[str],
    target: Path | None,
    kept: Path | None,
    style: str,
    wishes: Wishes,
    fields: dict[str, str],
    *,
    geometry: bool,
    resume: bool,
) -> None:
    from hashlib import blake2b

    from geoevents.cli.console import size
    from geoevents.cli.text_job import TextJob, run_text
    from geoevents.model.events import EVENT_COLUMNS
    from geoevents.text.event_rows import EventReader
    from geoevents.text.events import EXTRA_COLUMNS

    reader = EventReader(country=wishes.country or None)

    def find(document: Document) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
        stated, given = (document.published, document.source), (wishes.published, wishes.source)
        # what is given for one article is surer than its head; for an archive it is what its documents lack
        (day, publisher), (other_day, other) = (stated, given) if wishes.several else (given, stated)
        read = reader.read(document.text, published=day or other_day or None, source=publisher or other or None)
        for row in read.rows:
            # what two documents tell in the same words are two reports
            words = f"{document.name}\n{row['event_id']}".encode(errors="replace")
            row["event_id"] = blake2b(words, digest_size=6).hexdigest()
        return read.rows, () if read.published else ("undated",)

    columns = [c for c in (*EVENT_COLUMNS, *EXTRA_COLUMNS) if c != "geometry"]
    options = {"published": wishes.published, "source": wishes.source, "country": wishes.country}
    run_text(
        TextJob(
            inputs, target, kept, style, find, columns, "event", options, fields, geometry=geometry, resume=resume
        )
    )  # fmt: skip
    if target is not None:
        typer.echo(f"{target} ({size(target.stat().st_size)})")
