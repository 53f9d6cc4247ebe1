"""``geoevents embed``: articles, event tables and zone files to the files that a web site needs to show their map."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("embed")(_embed)


def _embed(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Articles, event tables and zone files, in any mix; '-' is standard input."
        ),
    ],
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
    zones: Annotated[list[str], typer.Option(help="A zone file or built-in set, such as syria-2017. Repeatable.")] = [],
    geocode: Annotated[bool, typer.Option(help="Look up places of table rows without coordinates.")] = True,
    columns: Annotated[list[str], typer.Option(help="Which column is which: place=Where,date=When.")] = [],
    title: Annotated[str, typer.Option(help="Title of the map.")] = "",
    theme: Annotated[str, typer.Option(help="auto, light or dark.")] = "auto",
    locale: Annotated[str, typer.Option(help="Language tag for words, numbers and dates, such as en or ar.")] = "en",
) -> None:
    """Write a map for a web site, and print the HTML that shows it there."""
    from pathlib import Path

    from geoevents.cli.account import lines_of
    from geoevents.cli.console import note, progress, size
    from geoevents.cli.inputs import Wishes, combine, gather, parse_columns
    from geoevents.errors import InputError
    from geoevents.maps.embed import check_embed
    from geoevents.maps.event_map import EventMap
    from geoevents.model.events import empty_events
    from geoevents.model.zones import empty_zones

    # what can be known to fail is told before any work is done
    check_embed(output, form=form, name=name, url=url, height=height)
    EventMap(theme=theme, locale=locale)  # type: ignore[arg-type]
    wishes = Wishes("", "", "", geocode, parse_columns(columns), several=len(inputs) > 1)
    with progress(len(inputs) + len(zones) + 1) as steps:
        accounts = gather(inputs, zones, wishes, step=lambda what: steps.step(f"reading {what}"))
        for account in accounts:
            for line in lines_of(account):
                note(line)
        events = combine([a.table for a in accounts if a.what != "zones"], empty_events())
        areas = combine([a.table for a in accounts if a.what == "zones"], empty_zones())
        if not len(events) and not len(areas):
            message = "there is nothing to draw: no event or zone was found in the input"
            raise InputError(message, "see the reasons above")
        steps.step("drawing the map")
        page = EventMap(events, areas, title=title, theme=theme, locale=locale)  # type: ignore[arg-type]
        embedded = page.embed(Path(output), form=form, name=name, url=url, height=height)  # type: ignore[call-overload]
    for file in embedded.files:
        note(f"{file} ({size(file.stat().st_size)})")
    if embedded.policy:
        note(f"the site's Content-Security-Policy must allow: {embedded.policy}")
    typer.echo(embedded.snippet)
