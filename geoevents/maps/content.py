"""Everything that one map shows, gathered from its layers: the frames and the configuration of the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents import __version__
from geoevents.maps.arrays import clean_text, day_numbers, numbers
from geoevents.maps.basemap import attribution, base_frames
from geoevents.maps.extent import extent_of, unrolled
from geoevents.maps.language import language_of
from geoevents.maps.payload import DICTIONARIES, SCALE, WIRE, Frame, event_frames, own_name, shapes_frame, zone_frame
from geoevents.maps.shapes import ShapeBook

__all__ = ["Content", "frame_elements", "safe_json"]

WORLD = (-180.0, -60.0, 180.0, 78.0)
LEAST_SPAN = 0.2
"""Degrees that the first view shows at least: a single point is seen with its surroundings."""

UNSAFE = {
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
    "{{": "{\\u007b", "{%": "\\u007b%", "{#": "\\u007b#",
}  # fmt: skip
"""What ends a script element, starts a template or breaks a line of script -> how JSON may write it."""


@dataclass
class Content:
    """Tables from :mod:`geoevents.maps.tables` and how to show them.

    Attributes
    ----------
    events, zones : list of GeoDataFrame
        One for each layer; shown together.
    card_columns : sequence of str
        Further columns for the detail card.
    title, subtitle : str
        Plain text.
    theme, locale : str
    cluster, permalink : bool
    color : str
        Column that the colours tell at first.
    basemap : {"offline", "none", "tiles"}
    fit : bool
        Whether the first view shows all data.
    """

    events: list[gpd.GeoDataFrame] = field(default_factory=list)
    zones: list[gpd.GeoDataFrame] = field(default_factory=list)
    card_columns: Sequence[str] = ()
    title: str = ""
    subtitle: str = ""
    theme: str = "auto"
    locale: str = "en"
    cluster: bool = True
    permalink: bool = False
    color: str = "event_type"
    basemap: str = "offline"
    fit: bool = True

    @cached_property
    def event_rows(self) -> gpd.GeoDataFrame | None:
        """All events in one table; None if there is no layer of them."""
        return _together(self.events)

    @cached_property
    def zone_rows(self) -> gpd.GeoDataFrame | None:
        """All zones in one table; None if there is no layer of them."""
        return _together(self.zones)

    @cached_property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of everything placed, in degrees; None if nothing is.

        West is greater than east where the data lie on both sides of the date line.
        """
        tables = [table for table in (self.event_rows, self.zone_rows) if table is not None and len(table)]
        return extent_of([np.asarray(table.geometry.array, dtype=object) for table in tables])

    @cached_property
    def counts(self) -> dict[str, int]:
        """What the page must show: rows in all, with and without a place, zones, and the sum of best estimates."""
        events, zones = self.event_rows, self.zone_rows
        rows = 0 if events is None else len(events)
        shapes = np.empty(0, dtype=object) if events is None else np.asarray(events.geometry.array, dtype=object)
        placed = int((~(shapely.is_missing(shapes) | shapely.is_empty(shapes))).sum()) if rows else 0
        best = 0 if events is None else np.nansum(np.rint(numbers(events["fatalities_best"], "fatalities_best")))
        return {
            "events": rows,
            "placed": placed,
            "unplaced": rows - placed,
            "zones": 0 if zones is None else len(zones),
            "fatalities_best": int(best),
        }

    @cached_property
    def time(self) -> dict[str, int] | None:
        """First day and the day after the last, as days since 1970-01-01, of the events, else of the zones."""
        for table, first_name, last_name in (
            (self.event_rows, "date_start", "date_end"),
            (self.zone_rows, "valid_from", "valid_to"),
        ):
            if table is None or not len(table):
                continue
            first, no_first = day_numbers(table[first_name], first_name)
            last, no_last = day_numbers(table[last_name], last_name)
            days = np.concatenate([first[~no_first], np.maximum(last, first)[~no_first & ~no_last]])
            if len(days):
                return {"from": int(days.min()), "to": int(days.max()) + 1}
        return None

    def config(self) -> dict[str, Any]:
        """Return the configuration frame."""
        return {
            "wire": WIRE,
            "version": __version__,
            "title": clean_text(self.title) or "",
            "subtitle": clean_text(self.subtitle) or "",
            "bounds": [round(edge, 5) for edge in _roomy(self.extent)] if self.fit else None,
            "counts": self.counts,
            "time": self.time,
            "attribution": attribution(),
            "card_columns": [clean_text(name) or "" for name in self.card_columns],
            "options": {
                "theme": self.theme,
                "cluster": self.cluster,
                "color": self.color if self.color in DICTIONARIES else own_name(self.color),
                "locale": self.locale,
                "permalink": self.permalink,
            },
            "language": language_of(self.locale).frame(),
            "dictionary_colors": None,
            "basemap": {"kind": self.basemap},
        }

    def frames(self) -> Iterator[Frame]:
        """Yield the frames one by one, in the order of the wire."""
        book = ShapeBook(SCALE)
        if self.event_rows is not None:
            yield from event_frames(self.event_rows, book, self.card_columns, self.color)
        zones = None if self.zone_rows is None else zone_frame(self.zone_rows, book)
        shapes = shapes_frame(book)
        yield from (frame for frame in (shapes, zones) if frame is not None)
        if self.basemap == "offline":
            yield from base_frames(self.extent, self.locale)


def frame_elements(content: Content, prefix: str) -> Iterator[bytes]:
    """Yield the inert script elements that carry a map's data, as UTF-8.

    Parameters
    ----------
    content : Content
    prefix : str
        Name of the Leaflet map, which the ids of its frames begin with.
    """
    for frame in content.frames():
        yield (
            f'<script type="application/octet-stream" id="{prefix}-{frame.name}" data-geoevents-frame="{frame.name}">'
        ).encode()
        yield frame.base64()
        yield b"</script>\n"
    text = safe_json(content.config())
    yield (
        f'<script type="application/json" id="{prefix}-config" data-geoevents-frame="config">{text}</script>\n'
    ).encode()


def safe_json(value: Any) -> str:
    """Return ``value`` as JSON that can stand in a script element and in a template."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for unsafe, written in UNSAFE.items():
        text = text.replace(unsafe, written)
    return text


def _together(tables: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame | None:
    if len(tables) < 2:
        return tables[0] if tables else None
    return gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), geometry="geometry", crs=tables[0].crs)


def _roomy(extent: tuple[float, float, float, float] | None) -> tuple[float, float, float, float]:
    if extent is None:
        return WORLD
    west, south, east, north = unrolled(extent)
    wide, high = max(LEAST_SPAN - (east - west), 0) / 2, max(LEAST_SPAN - (north - south), 0) / 2
    west, east = max(west - wide, -180.0), east + wide
    if extent[0] <= extent[2]:
        east = min(east, 180.0)
    return west, max(south - high, -90.0), east - 360.0 if east > 180.0 else east, min(north + high, 90.0)
