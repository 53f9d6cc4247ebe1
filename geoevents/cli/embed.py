"""``geoevents embed``: articles, event tables and zone files to the files that a web site needs to show their map."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from geoevents.cli.drawing import (
    CardColumns,
    Color,
    Columns,
    Country,
    Geocode,
    Inputs,
    Locale,
    Look,
    Published,
    Rejects,
    Source,
    Theme,
    Title,
    Zones,
    checked_rejects,
    read_drawing,
    wishes_of,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("embed")(_embed)


def _embed(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", help="The folder to write to.")],
    form: Annotated[
        str,
        typer.Option(
            help="file: one page and a frame for it; page: script and data apart, for sites with many maps; "
            "fragment: a piece of the site's own page, without inline script."
        ),
    ] = "file",
    name: Annotated[str, typer.Option(help="What the files' names begin with.")] = "map",
    url: Annotated[str, typer.Option(help="Address of the folder on the site, such as /maps/.")] = "",
    height: Annotated[str, typer.Option(help="Height of the frame (pixels) or the fragment (a CSS length).")] = "600px",
    zones: Zones = [],
    published: Published = "",
    source: Source = "",
    country: Country = "",
    geocode: Geocode = True,
    title: Title = "",
    rejects: Rejects = "",
    columns: Columns = [],
    theme: Theme = "auto",
    locale: Locale = "en",
    card_columns: CardColumns = "",
    color: Color = "event_type",
) -> None:
    """Write a map for a web site, and print the HTML that shows it there."""
    from pathlib import Path

    from geoevents.cli.account import lines_of, reject_table, unused_options
    from geoevents.cli.console import note, progress, size
    from geoevents.maps.embed import check_embed

    # what can be known to fail is told before any work is done
    checked_form: Any = form
    check_embed(output, form=form, name=name, url=url, height=height)
    reject_file = checked_rejects(rejects, [*inputs, *zones])
    look = Look(title, theme, locale, color, card_columns)
    look.check()
    wishes = wishes_of(inputs, published=published, source=source, country=country, geocode=geocode, columns=columns)
    with progress(len(inputs) + len(zones) + 1) as steps:
        drawing = read_drawing(inputs, zones, wishes, step=steps.step)
        for account in drawing.accounts:
            for line in lines_of(account):
                note(line)
        for line in unused_options(drawing.accounts, published=published, source=source, columns=columns):
            note(line)
        if reject_file is not None:
            from geoevents.files.write import write_table

            write_table(reject_table(drawing.accounts), reject_file)
        drawing.refuse_empty()
        steps.step("drawing the map")
        embedded = drawing.page(look).embed(Path(output), form=checked_form, name=name, url=url, height=height)
    for file in embedded.files:
        note(f"{file} ({size(file.stat().st_size)})")
    if embedded.policy:
        note(f"the site's Content-Security-Policy must allow: {embedded.policy}")
    typer.echo(embedded.snippet)
