"""``geoevents map``: any mix of articles, event tables and zone files to one offline map."""

from __future__ import annotations

from typing import Annotated

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
    app.command("map")(_map)


def _map(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", help="The page to write (.html).")],
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
    """Draw articles, event tables and zones on one offline map."""
    from geoevents.cli.account import lines_of, reject_table, unused_options, zone_lines
    from geoevents.cli.console import count, progress, size
    from geoevents.cli.outputs import PAGE, check_output

    # what can be known to fail is told before any work is done
    target = check_output(output, [*inputs, *zones], endings=PAGE)
    reject_file = checked_rejects(rejects, [*inputs, *zones], target)
    look = Look(title, theme, locale, color, card_columns)
    look.check()
    wishes = wishes_of(inputs, published=published, source=source, country=country, geocode=geocode, columns=columns)
    with progress(len(inputs) + len(zones) + 2) as steps:
        drawing = read_drawing(inputs, zones, wishes, step=steps.step)
        from geoevents.analysis.zone_checks import zones_in_force

        steps.step("comparing events and zones")
        in_force = zones_in_force(drawing.events, drawing.zones)
        if not drawing.empty:
            steps.step("drawing the map")
            drawing.page(look).save(target)
    accounts, events = drawing.accounts, drawing.events
    for account in accounts:
        for line in lines_of(account):
            typer.echo(line)
    for line in unused_options(accounts, published=published, source=source, columns=columns):
        typer.echo(line)
    if reject_file is not None:
        from geoevents.files.write import write_table

        write_table(reject_table(accounts), reject_file)
    drawing.refuse_empty()
    placed = int((~events.geometry.is_empty).sum())
    if any(a.what != "zones" for a in accounts):
        total = sum(a.report.rows for a in accounts if a.what != "zones")
        typer.echo(f"{placed:,} of {count(total, 'event')} on the map")
    for line in zone_lines(events, drawing.zones, in_force):
        typer.echo(line)
    typer.echo(f"{target} ({size(target.stat().st_size)})")
