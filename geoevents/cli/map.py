"""``geoevents map``: any mix of articles, event tables and zone files to one offline map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the sub-command to the app."""
    app.command("map")(_map)


def _map(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Articles, event tables and zone files, in any mix; '-' is standard input."
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="The page to write (.html).")],
    zones: Annotated[list[str], typer.Option(help="A zone file or built-in set, such as syria-2017. Repeatable.")] = [],
    published: Annotated[str, typer.Option(help="Date of the articles, for words like 'yesterday'.")] = "",
    source: Annotated[str, typer.Option(help="Who published the articles.")] = "",
    country: Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")] = "",
    geocode: Annotated[bool, typer.Option(help="Look up places of table rows without coordinates.")] = True,
    title: Annotated[str, typer.Option(help="Title of the page.")] = "",
    rejects: Annotated[str, typer.Option(help="Keep refused rows, with reasons, in this file (.csv).")] = "",
    columns: Annotated[list[str], typer.Option(help="Which column is which: place=Where,date=When.")] = [],
    theme: Annotated[str, typer.Option(help="auto, light or dark.")] = "auto",
    locale: Annotated[str, typer.Option(help="Language tag for words, numbers and dates, such as en or ar.")] = "en",
    card_columns: Annotated[str, typer.Option(help="Further columns on the cards: one,two.")] = "",
) -> None:
    """Draw articles, event tables and zones on one offline map."""
    from geoevents.cli.account import lines_of, reject_table, zone_lines
    from geoevents.cli.console import count, progress, size
    from geoevents.cli.inputs import Wishes, checked_country, combine, gather, parse_columns
    from geoevents.cli.outputs import PAGE, check_output
    from geoevents.errors import InputError

    # what can be known to fail is told before any work is done
    target = check_output(output, [*inputs, *zones], endings=PAGE)
    reject_file = _checked_rejects(rejects, target, [*inputs, *zones])
    _checked_look(theme, locale)
    likely = checked_country(country)
    wishes = Wishes(_checked_date(published), source, likely, geocode, parse_columns(columns), several=len(inputs) > 1)

    with progress(len(inputs) + len(zones) + 2) as steps:
        accounts = gather(inputs, zones, wishes, step=lambda name: steps.step(f"reading {name}"))
        from geoevents.analysis.zone_checks import zones_in_force
        from geoevents.maps.event_map import EventMap
        from geoevents.model.events import empty_events
        from geoevents.model.zones import empty_zones

        events = combine([a.table for a in accounts if a.what != "zones"], empty_events())
        areas = combine([a.table for a in accounts if a.what == "zones"], empty_zones())
        steps.step("comparing events and zones")
        in_force = zones_in_force(events, areas)
        extra = _checked_columns(card_columns, events)
        if len(events) or len(areas):
            steps.step("drawing the map")
            page = EventMap(
                events,
                areas,
                title=title or _title(accounts),
                theme=theme,  # type: ignore[arg-type]
                locale=locale,
                card_columns=extra,
            )
            page.save(target)
    for account in accounts:
        for line in lines_of(account):
            typer.echo(line)
    kinds = {account.what for account in accounts}
    for option, value, kind, needed in (
        ("--published", published, "article", "an article"),
        ("--source", source, "article", "an article"),
        ("--columns", columns, "events", "a table of events"),
    ):
        if value and kind not in kinds:
            typer.echo(f"note: {option} has no effect: no input is {needed}")
    if reject_file is not None:
        from geoevents.files.write import write_table

        write_table(reject_table(accounts), reject_file)
    if not len(events) and not len(areas):
        raise InputError("there is nothing to draw: no event or zone was found in the input", "see the reasons above")
    placed = int((~events.geometry.is_empty).sum())
    if any(a.what != "zones" for a in accounts):
        total = sum(a.report.rows for a in accounts if a.what != "zones")
        typer.echo(f"{placed:,} of {count(total, 'event')} on the map")
    for line in zone_lines(events, areas, in_force):
        typer.echo(line)
    typer.echo(f"{target} ({size(target.stat().st_size)})")


def _checked_rejects(rejects: str, target: Path, inputs: list[str]) -> Path | None:
    from geoevents.cli.outputs import check_output
    from geoevents.errors import OptionError

    if not rejects:
        return None
    file = check_output(rejects, inputs, endings=(".csv", ".parquet"), option="--rejects")
    if file.resolve() == target.resolve():
        raise OptionError("--rejects and --output name the same file", "name two files")
    return file


def _checked_date(text: str) -> str:
    from geoevents.errors import OptionError
    from geoevents.model.days import stated_day

    day = stated_day(text)
    if text and day is None:
        raise OptionError(f"--published {text!r} is no date", "write it as 2017-09-21")
    return day or ""


def _checked_look(theme: str, locale: str) -> None:
    from geoevents.errors import OptionError
    from geoevents.maps.event_map import EventMap

    if theme not in ("auto", "light", "dark"):
        raise OptionError(f"--theme does not take {theme!r}", "choose auto, light or dark")
    EventMap(locale=locale)


def _checked_columns(text: str, events: Any) -> list[str]:
    from geoevents.errors import OptionError

    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in events.columns:
            known = ", ".join(map(str, events.columns))
            raise OptionError(f"--card-columns: there is no column {name!r}", f"choose from {known}")
    return names


def _title(accounts: list[Any]) -> str:
    """Take the title of the article, where the map is of one article that states it."""
    titles = [account.title for account in accounts if account.what != "zones"]
    return titles[0] if len(titles) == 1 else ""
