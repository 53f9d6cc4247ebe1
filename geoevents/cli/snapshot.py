"""``geoevents snapshot``: a saved map as a picture, for scripts."""

from __future__ import annotations

import re
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("snapshot")(_snapshot)


def _snapshot(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A map that geoevents wrote (.html).")],
    output: Annotated[str, typer.Option("--output", "-o", help="The picture to write (.png, .svg or .pdf).")],
    size: Annotated[str, typer.Option(help="Width and height in CSS pixels.")] = "1280x800",
    scale: Annotated[float, typer.Option(help="Pixels of a PNG for each CSS pixel.")] = 1.0,
    theme: Annotated[str, typer.Option(help="light or dark, for a page whose theme is auto.")] = "light",
    state: Annotated[str, typer.Option(help="The view to open, as a copied link has it: '#ge=...'.")] = "",
    picture: Annotated[
        bool, typer.Option("--picture", help="For a PNG: title, map, legend and sources, without the controls.")
    ] = False,
    browser: Annotated[str, typer.Option(help="Path of a Chromium, Chrome or Edge; by default the first found.")] = "",
    wait: Annotated[float, typer.Option(help="Seconds that the page may take.")] = 120.0,
) -> None:
    """Make a picture of a saved map with this machine's Chromium; nothing is asked of any network."""
    from geoevents.cli.console import size as told_size
    from geoevents.cli.outputs import check_output
    from geoevents.maps.snapshot import FORMATS, snapshot

    endings = tuple(f".{ending}" for ending in FORMATS)
    target = check_output(output, [page], endings=endings)
    made = snapshot(
        page, target, size=_size(size), scale=scale, theme=theme, state=state,  # type: ignore[arg-type]
        picture=picture, browser=browser, wait=wait,
    )  # fmt: skip
    typer.echo(f"{made} ({told_size(made.stat().st_size)})")


def _size(text: str) -> tuple[int, int]:
    from geoevents.errors import OptionError

    found = re.fullmatch(r"(\d{1,5})\s*[xX×]\s*(\d{1,5})", text.strip())
    if found is None:
        raise OptionError(f"--size does not take {text!r}", "write it as 1600x900")
    return int(found[1]), int(found[2])
