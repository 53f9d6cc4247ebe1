"""Event and zone layers: folium elements whose data reach the page as frames, never as markup or template."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from branca.element import Element, Figure, MacroElement

from geoevents.errors import InputError, OptionError
from geoevents.maps import assets
from geoevents.maps.content import Content, frame_elements
from geoevents.maps.elements import Raw, figure_of, host_map, walk
from geoevents.maps.tables import event_table, zone_table

__all__ = ["EventLayer", "ZoneLayer"]

LEAFLET = "geoevents_leaflet"


class DataLayer(MacroElement):
    """What event and zone layers share. All such layers of a map are drawn together, by one script."""

    table: gpd.GeoDataFrame

    def _get_self_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner as lat, lon: what ``map.get_bounds()`` gathers."""
        west, south, east, north = shapely.total_bounds(np.asarray(self.table.geometry.array, dtype=object)).tolist()
        return [[None, None], [None, None]] if math.isnan(west) else [[south, west], [north, east]]

    def render(self, **kwargs: Any) -> str:
        """Put the data and the script into the page; on an ``EventMap``, the map itself does so."""
        host = host_map(self)
        if host is None:
            raise InputError(f"the {type(self).__name__} is on no map", "add it with .add_to(map)")
        if not getattr(host, "draws_its_layers", False) and next(data_layers(host)) is self:
            place(figure_of(self), host, gather(host))
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class EventLayer(DataLayer):
    """A layer of events: works on :class:`EventMap` and on a plain ``folium.Map``.

    Parameters
    ----------
    events : GeoDataFrame
        One row per event, with the columns of ``geoevents.model.events.EVENT_COLUMNS`` as far as it has them; any
        known CRS. Rows without a geometry are listed as events without a place.
    card_columns : sequence of str, optional
        Further columns that the detail card shows.

    Raises
    ------
    InputError, MissingColumnsError
        The table cannot be drawn.

    Examples
    --------
    >>> m = folium.Map(tiles=None)                                          # doctest: +SKIP
    >>> EventLayer(events).add_to(m)                                        # doctest: +SKIP
    """

    def __init__(self, events: Any, *, card_columns: Sequence[str] = ()) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        if isinstance(card_columns, str) or not isinstance(card_columns, Iterable):
            raise OptionError(
                f"card_columns={card_columns!r} is no list of columns", f"give a list: [{card_columns!r}]"
            )
        self.card_columns = tuple(dict.fromkeys(card_columns))
        self.table = event_table(events, self.card_columns)


class ZoneLayer(DataLayer):
    """A layer of zones with a validity in time: works on :class:`EventMap` and on a plain ``folium.Map``.

    Parameters
    ----------
    zones : GeoDataFrame
        One row per zone, with the columns of ``geoevents.model.zones.ZONE_COLUMNS`` as far as it has them; any known
        CRS.

    Raises
    ------
    InputError, MissingColumnsError
        The table cannot be drawn.
    """

    def __init__(self, zones: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ZoneLayer"
        self.table = zone_table(zones)


def data_layers(host: folium.Map) -> Iterator[DataLayer]:
    """Yield the event and zone layers of a map, in the order they were added."""
    return (element for element in walk(host) if isinstance(element, DataLayer) and host_map(element) is host)


def gather(host: folium.Map, **options: Any) -> Content:
    """Return what the layers of a map hold; ``options`` are further fields of ``Content``."""
    layers = list(data_layers(host))
    events = [layer for layer in layers if isinstance(layer, EventLayer)]
    tiled = any(isinstance(element, folium.TileLayer) for element in walk(host))
    options = {"basemap": "tiles" if tiled else "none", "fit": False, **options}
    return Content(
        events=[layer.table for layer in events],
        zones=[layer.table for layer in layers if isinstance(layer, ZoneLayer)],
        card_columns=tuple(dict.fromkeys(name for layer in events for name in layer.card_columns)),
        **options,
    )


def place(figure: Figure, host: folium.Map, content: Content) -> None:
    """Add the bundle, a map's frames and the line that joins them to a figure that is being rendered."""
    add_bundle(figure)
    name = host.get_name()
    frames = FrameSet(content, name)
    figure.html.add_child(frames, name=f"{name}_frames")
    figure.script.add_child(Raw(f'geoevents.attach({name}, "{name}");'), name=f"{name}_attach")
    # All of folium's lines are one script, which ends at the first that fails: a plugin whose library cannot be
    # loaded must not take the data with it, so the map is attached as soon as it exists.
    lines = figure.script._children
    names = list(lines)
    if name in names:
        for later in names[names.index(name) + 1 :]:
            if later != f"{name}_attach":
                lines.move_to_end(later)


def add_bundle(figure: Figure, *, leaflet: bool = False) -> None:
    """Add the page's script and style to the head of a figure, once; with ``leaflet``, all of Leaflet before them."""
    if leaflet:
        figure.header.add_child(Raw(f"<script>{assets.script('leaflet')}</script>"), name=LEAFLET)
    figure.header.add_child(Raw(f"<style>{assets.style()}</style>"), name="geoevents_style")
    figure.header.add_child(Raw(f"<script>{assets.script()}</script>"), name="geoevents_script")


class FrameSet(Element):
    """The frames of one map, made when they are written."""

    def __init__(self, content: Content, prefix: str) -> None:
        super().__init__()
        self._name = "FrameSet"
        self.content = content
        self.prefix = prefix

    def pieces(self, prefix: str) -> Iterator[bytes]:
        """Yield the script elements, their ids beginning with ``prefix``."""
        return frame_elements(self.content, prefix)

    def render(self, **_: Any) -> str:
        """Return the script elements."""
        return b"".join(self.pieces(self.prefix)).decode()
