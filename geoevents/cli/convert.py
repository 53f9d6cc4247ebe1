"""``geoevents convert``: events or zones of any format that is read to one that is written."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("convert")(_convert)


def _convert(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="An article, event table or zone file; '-' is standard input.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write: .geojson, .csv, .parquet, .gpkg.")],
    country: Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")] = "",
    geocode: Annotated[bool, typer.Option(help="Look up places of table rows without coordinates.")] = True,
    columns: Annotated[list[str], typer.Option(help="Which column is which: place=Where,date=When.")] = [],
) -> None:
    """Turn events or zones into GeoJSON, CSV, Parquet or GeoPackage with this project's columns."""
    from geoevents.cli.account import lines_of
    from geoevents.cli.console import note, size
    from geoevents.cli.inputs import Wishes, checked_country, parse_columns, read_input
    from geoevents.cli.outputs import check_output
    from geoevents.files.write import ENDINGS, write_table

    target = check_output(output, [source], endings=ENDINGS)
    wishes = Wishes(country=checked_country(country), geocode=geocode, columns=parse_columns(columns))
    account = read_input(source, wishes)

    write_table(account.table, target)
    for line in lines_of(account):
        note(line)
    typer.echo(f"{target} ({size(target.stat().st_size)})")
