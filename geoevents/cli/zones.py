"""``geoevents zones``: the zone sets that come with the package."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("zones")(_zones)


def _zones(
    name: Annotated[str, typer.Argument(help="A set or zone file whose zones to list; all sets without it.")] = "",
) -> None:
    """List the built-in zone sets, or the zones of a set or file (as for `geoevents map --zones NAME`)."""
    from geoevents.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.embedded()
    if not name:
        for known in gazetteer.zone_sets():
            typer.echo(known)
        return
    from geoevents.cli.account import lines_of
    from geoevents.cli.console import clean, note
    from geoevents.cli.inputs import read_zones_input
    from geoevents.model.time import say_interval

    account = read_zones_input(name)
    for zone in account.table.itertuples():
        when = say_interval(zone.valid_from, zone.valid_to)
        words = (zone.zone_id, zone.name, zone.kind, when, f"{zone.boundary_status} boundary")
        typer.echo("\t".join(map(clean, words)))
    if len(account.report.rejects):
        for line in lines_of(account):
            note(line)
