"""What ``geoevents map`` and ``geoevents embed`` share: their options, and the way from inputs to a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geoevents.errors import InputError, OptionError

if TYPE_CHECKING:
    import geopandas as gpd

    from geoevents.cli.inputs import Account, Wishes
    from geoevents.maps.event_map import EventMap

__all__ = [
    "CardColumns", "Color", "Columns", "Country", "Drawing", "Geocode", "Inputs", "Locale", "Look", "Published",
    "Rejects", "Source", "Theme", "Title", "Zones", "checked_rejects", "read_drawing", "wishes_of",
]  # fmt: skip

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...", help="Articles, event tables and zone files, in any mix; '-' is standard input."
    ),
]
Zones = Annotated[list[str], typer.Option(help="A zone file or built-in set, such as syria-2017. Repeatable.")]
Published = Annotated[str, typer.Option(help="Date of the articles, for words like 'yesterday'.")]
Source = Annotated[str, typer.Option(help="Who published the articles.")]
Country = Annotated[str, typer.Option(help="Country that places are likely in (name or ISO code).")]
Geocode = Annotated[bool, typer.Option(help="Look up places of table rows without coordinates.")]
Columns = Annotated[list[str], typer.Option(help="Which column is which: place=Where,date=When.")]
Rejects = Annotated[str, typer.Option(help="Keep refused rows, with reasons, in this file (.csv).")]
Title = Annotated[str, typer.Option(help="Title of the map.")]
Theme = Annotated[str, typer.Option(help="auto, light or dark.")]
Locale = Annotated[str, typer.Option(help="Language tag for words, numbers and dates, such as en or ar.")]
CardColumns = Annotated[str, typer.Option(help="Further columns on the cards: one,two.")]
Color = Annotated[
    str,
    typer.Option(help="The column that the colours tell at first, such as status, actor1 or one of the table's own."),
]


@dataclass(frozen=True, slots=True)
class Look:
    """How the map is to look, as the user wrote it."""

    title: str = ""
    theme: str = "auto"
    locale: str = "en"
    color: str = "event_type"
    card_columns: str = ""

    def check(self) -> None:
        """Check what can be known before any work is done.

        Raises
        ------
        OptionError
            The theme or the language does not exist.
        """
        from geoevents.maps.event_map import THEMES, EventMap

        if self.theme not in THEMES:
            raise OptionError(
                f"--theme does not take {self.theme!r}", f"choose {', '.join(THEMES[:-1])} or {THEMES[-1]}"
            )
        EventMap(locale=self.locale)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of all inputs.

    Attributes
    ----------
    accounts : list of Account
        One for each input, in the order given.
    events, zones : geopandas.GeoDataFrame
        All of them together.
    """

    accounts: list[Account]
    events: gpd.GeoDataFrame
    zones: gpd.GeoDataFrame

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not len(self.events) and not len(self.zones)

    def refuse_empty(self) -> None:
        """Raise an InputError if there is nothing to draw."""
        if self.empty:
            raise InputError(
                "there is nothing to draw: no event or zone was found in the input", "see the reasons above"
            )

    def page(self, look: Look) -> EventMap:
        """Return the map.

        Raises
        ------
        OptionError
            There is no column of this name.
        """
        from geoevents.maps.event_map import EventMap

        theme: Any = look.theme
        cards = self._card_columns(look.card_columns)
        title = look.title or self._stated_title()
        return EventMap(
            self.events, self.zones, title=title, theme=theme, locale=look.locale, card_columns=cards, color=look.color
        )

    def _card_columns(self, words: str) -> list[str]:
        names = [name.strip() for name in words.split(",") if name.strip()]
        for name in names:
            if name not in self.events.columns:
                known = ", ".join(map(str, self.events.columns))
                raise OptionError(f"--card-columns: there is no column {name!r}", f"choose from {known}")
        return names

    def _stated_title(self) -> str:
        """Take the title of the article, where the map is of one article that states it."""
        titles = [account.title for account in self.accounts if account.what != "zones"]
        return titles[0] if len(titles) == 1 else ""


def wishes_of(
    inputs: Sequence[str], *, published: str, source: str, country: str, geocode: bool, columns: Sequence[str]
) -> Wishes:
    """Check what the user asks of the reading.

    Raises
    ------
    OptionError, QueryError
        A date, a column or a country cannot be understood.
    """
    from geoevents.cli.inputs import Wishes, checked_country, parse_columns
    from geoevents.model.days import stated_day

    day = stated_day(published)
    if published and day is None:
        raise OptionError(f"--published {published!r} is no date", "write it as 2017-09-21")
    likely = checked_country(country)
    return Wishes(day or "", source, likely, geocode, parse_columns(columns), several=len(inputs) > 1)


def checked_rejects(rejects: str, inputs: Sequence[str], target: Path | None = None) -> Path | None:
    """Check the file for refused rows; None where none is asked for."""
    from geoevents.cli.outputs import check_output

    if not rejects:
        return None
    file = check_output(rejects, inputs, endings=(".csv", ".parquet"), option="--rejects")
    if target is not None and file.resolve() == target.resolve():
        raise OptionError("--rejects and --output name the same file", "name two files")
    return file


def read_drawing(
    inputs: Sequence[str], zones: Sequence[str], wishes: Wishes, *, step: Callable[[str], None]
) -> Drawing:
    """Read all inputs; ``step`` is told what is being read as its turn comes."""
    from geoevents.cli.inputs import combine, gather

    accounts = gather(inputs, zones, wishes, step=lambda name: step(f"reading {name}"))
    from geoevents.model.events import empty_events
    from geoevents.model.zones import empty_zones

    return Drawing(
        accounts,
        combine([a.table for a in accounts if a.what != "zones"], empty_events()),
        combine([a.table for a in accounts if a.what == "zones"], empty_zones()),
    )
