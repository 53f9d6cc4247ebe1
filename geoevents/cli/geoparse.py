"""``geoevents geoparse``: the places that texts name, as rows or as a page with the text beside the map."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geoevents.text.archive import Document

__all__ = ["register"]


class Form(StrEnum):
    """What is written."""

    JSONL = "jsonl"
    GEOJSON = "geojson"
    CSV = "csv"
    HTML = "html"


_PAGES = {".html": "html", ".htm": "html"}


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("geoparse")(_geoparse)


def _geoparse(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Texts (.txt, .md, .html), RSS or Atom feeds, JSON lines, folders; '-' is standard input.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write instead: .jsonl, .geojson, .csv, .html.")
    ] = "",
    form: Annotated[
        Form | None,
        typer.Option("--format", help="What is printed; html is a page that shows one text with its mentions marked."),
    ] = None,
    country: Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")] = "",
    fields: Annotated[
        list[str], typer.Option(help="What records of JSON lines call their parts: text=Body,id=Key; repeatable.")
    ] = [],
    rejects: Annotated[str, typer.Option(help="CSV file for documents that could not be read, with the reason.")] = "",
    geometry: Annotated[
        bool, typer.Option("--geometry/--no-geometry", help="Whether JSON lines and CSV have outlines.")
    ] = True,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what an interrupted run left beside --output.")
    ] = False,
    locale: Annotated[str, typer.Option(help="Language tag for the words of a page, such as en or ar.")] = "",
) -> None:
    """Find the places that texts name, with their offsets and where they are."""
    from geoevents.cli.inputs import checked_country, parse_columns
    from geoevents.cli.outputs import check_format, check_output
    from geoevents.cli.text_job import ENDINGS
    from geoevents.errors import OptionError

    known = {**ENDINGS, **_PAGES}
    target = check_output(output, inputs, endings=tuple(known)) if output else None
    kept = check_output(rejects, [*inputs, output], endings=(".csv",), option="--rejects") if rejects else None
    style = known[target.suffix.lower()] if target is not None else (form or Form.JSONL).value
    check_format(form, target, style)
    home = checked_country(country)
    names = parse_columns(fields, option="--fields", example="text=Body")
    if locale and style != "html":
        raise OptionError("--locale is for a page", "leave it out, or say --format html")
    if style == "html":
        from geoevents.maps.language import check_locale

        check_locale(locale or "en")
        odd = {"--resume": resume, "--rejects": bool(rejects), "--no-geometry": not geometry}
        for option, given in odd.items():
            if given:
                raise OptionError(f"{option} is not for a page", "leave it out")
        _page(inputs, target, home, names, locale or "en")
        return
    _stream(inputs, target, kept, style, home, names, geometry=geometry, resume=resume)


def _stream(
    inputs: list[str],
    target: Path | None,
    kept: Path | None,
    style: str,
    country: str,
    fields: dict[str, str],
    *,
    geometry: bool,
    resume: bool,
) -> None:
    from geoevents.cli.console import size
    from geoevents.cli.text_job import TextJob, run_text
    from geoevents.gazetteer.index import Gazetteer
    from geoevents.geocoding.resolve import Resolver
    from geoevents.model.places import GEOCODE_COLUMNS
    from geoevents.text.located import MENTION_COLUMNS, locate

    names = Gazetteer.default()
    known = Resolver(names).country(country) if country else None
    home = known.country if known is not None else ""

    def find(document: Document) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
        return [located.row() for located in locate(document.text, names, country=home)], ()

    columns = [c for c in (*MENTION_COLUMNS, *GEOCODE_COLUMNS) if c != "geometry"]
    run_text(
        TextJob(
            inputs, target, kept, style, find, columns, "mention", {"country": country}, fields, geometry=geometry,
            resume=resume,
        )
    )  # fmt: skip
    if target is not None:
        typer.echo(f"{target} ({size(target.stat().st_size)})")


def _page(inputs: list[str], target: Path | None, country: str, fields: dict[str, str], locale: str) -> None:
    """Write the page of the first document; a page of many would be none to read."""
    from geoevents.cli.console import count, note, size
    from geoevents.errors import InputError, OptionError
    from geoevents.maps.mention_page import mention_page
    from geoevents.text.archive import Document, open_archive
    from geoevents.text.mentions import geoparse

    found: list[Document] = []
    for item in open_archive(inputs, fields=fields):
        if not isinstance(item, Document):
            raise InputError(f"{item.origin!r} cannot be read: {item.reason}", "give one text")
        found.append(item)
        if len(found) > 1:
            raise OptionError("a page shows one text", "give one, or another --format")
    if not found:
        raise InputError(f"{inputs[0]!r} holds no text", "give a file with text in it")
    document = found[0]
    mentions = geoparse(document.text, country=country or None)
    note(f"{int((~mentions.geometry.is_empty).sum()):,} of {count(len(mentions), 'mention')} resolved")
    title = document.title or _headline(document.text) or ("" if document.origin == "-" else Path(document.origin).name)
    page = mention_page(document.text, mentions, title=title, locale=locale)
    if target is None:
        typer.echo(page.decode("utf-8"), nl=False)
        return
    from geoevents.atomic import write_atomic

    with write_atomic(target) as draft:
        draft.write_bytes(page)
    typer.echo(f"{target} ({size(target.stat().st_size)})")


def _headline(text: str) -> str:
    from geoevents.text.layout.debris import blocks

    found = next((b for b in blocks(text) if b.role in {"headline", "body"}), None)
    return " ".join(text[found.start : found.end].split()) if found is not None and found.role == "headline" else ""
