"""``geoevents extract`` and ``geoevents geoparse``: events and place mentions out of texts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["register"]


class Form(StrEnum):
    """What is printed."""

    JSONL = "jsonl"
    GEOJSON = "geojson"


_Format = Annotated[
    Form | None, typer.Option("--format", help="What is printed: one JSON object per line, or one GeoJSON collection.")
]
_Country = Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")]


def register(app: typer.Typer) -> None:
    """Add the sub-commands to the app."""
    app.command("extract")(_extract)
    app.command("geoparse")(_geoparse)


def _extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Articles: .txt, .md or .html; '-' is standard input.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write instead: .geojson, .csv, .parquet, .gpkg.")
    ] = "",
    form: _Format = None,
    published: Annotated[str, typer.Option(help="Day of publication, YYYY-MM-DD.")] = "",
    source: Annotated[str, typer.Option(help="The publisher.")] = "",
    country: _Country = "",
) -> None:
    """Extract the events that articles report: what, who, where, when, and who says so."""
    from geoevents.cli.account import lines_of
    from geoevents.cli.console import note, progress, size
    from geoevents.cli.inputs import Account, Wishes, checked_country, combine, read_input
    from geoevents.cli.outputs import check_output
    from geoevents.errors import InputError, OptionError
    from geoevents.files.write import ENDINGS, write_table
    from geoevents.model.events import empty_events

    if output and form is not None:
        raise OptionError("--format is for what is printed", "leave it out: the ending of --output says the format")
    target = check_output(output, inputs, endings=ENDINGS) if output else None
    wishes = Wishes(published=published, source=source, country=checked_country(country))
    accounts: list[Account] = []
    with progress(len(inputs)) as steps:
        for name in inputs:
            steps.step(name)
            account = read_input(name, wishes)
            if account.what != "article":
                raise InputError(f"{name!r} is no text but a table of {account.what}", "use geoevents map or convert")
            accounts.append(account)
    events = combine([a.table for a in accounts], empty_events())
    for account in accounts:
        for line in lines_of(account):
            note(line)
    if target is None:
        _print(events, form)
        return
    write_table(events, target)
    typer.echo(f"{target} ({size(target.stat().st_size)})")


def _geoparse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text: .txt, .md or .html; '-' is standard input.")],
    form: _Format = None,
    country: _Country = "",
) -> None:
    """Find the places that a text names, with their offsets and where they are."""
    from geoevents.cli.console import count, note
    from geoevents.cli.inputs import checked_country, open_input
    from geoevents.errors import InputError
    from geoevents.files.article import read_article
    from geoevents.text.mentions import geoparse

    likely = checked_country(country)
    sniffed = open_input(file)
    if sniffed.kind != "text":
        raise InputError(f"{file!r} is no text but {sniffed.label}", "give an article: .txt, .md or .html")
    table = geoparse(read_article(sniffed).text, country=likely or None)
    resolved = int((~table.geometry.is_empty).sum())
    note(f"{resolved:,} of {count(len(table), 'mention')} resolved")
    _print(table, form)


def _print(table: gpd.GeoDataFrame, form: Form | None) -> None:
    """Print a table: dates as ISO days, shapes as GeoJSON, missing values as null."""
    import json

    features = [_feature(row) for row in table.to_dict("records")]
    if form is Form.GEOJSON:
        typer.echo(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
        return
    for feature in features:
        typer.echo(json.dumps({**feature["properties"], "geometry": feature["geometry"]}, ensure_ascii=False))


def _feature(row: dict[Any, Any]) -> dict[str, Any]:
    from shapely.geometry import mapping

    shape = row.pop("geometry")
    geometry = None if shape is None or shape.is_empty else mapping(shape)
    return {"type": "Feature", "properties": {str(k): _plain(v) for k, v in row.items()}, "geometry": geometry}


def _plain(value: Any) -> Any:
    import numpy as np
    import pandas as pd

    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value
