"""``geoevents zones``: the zone sets that come with the package."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("zones")(_zones)


def _zones(
    name: Annotated[str, typer.Argument(help="A set whose zones to list; all sets by default.")] = "",
) -> None:
    """List the built-in zone sets, or the zones of one (for `geoevents map --zones NAME`)."""
    from geoevents.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.default()
    if not name:
        for known in gazetteer.zone_sets():
            typer.echo(known)
        return
    from geoevents.files.read import read_zones
    from geoevents.model.time import say_interval

    for zone in read_zones(name).itertuples():
        when = say_interval(zone.valid_from, zone.valid_to)
        typer.echo(f"{zone.zone_id}\t{zone.name}\t{zone.kind}\t{when}\t{zone.boundary_status} boundary")
