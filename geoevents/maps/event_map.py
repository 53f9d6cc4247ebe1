"""EventMap: a ``folium.Map`` of events and zones whose page is complete in itself."""

from __future__ import annotations

import inspect
import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from numbers import Real
from os import PathLike
from typing import Any, Literal, overload

import folium
from branca.element import Element, Figure
from folium.folium import GlobalSwitches

from geoevents.errors import OptionError
from geoevents.maps.content import Content
from geoevents.maps.elements import Raw, figure_of, walk
from geoevents.maps.embed import Embedded, Form, write_embed
from geoevents.maps.fallback import Remedy, describe, name_of
from geoevents.maps.language import check_locale
from geoevents.maps.layers import LEAFLET, DataLayer, EventLayer, ZoneLayer, add_bundle, gather, place
from geoevents.maps.page import SWITCHES, Page, Target, embed_snippet
from geoevents.maps.payload import DICTIONARIES
from geoevents.model.events import EVENT_COLUMNS

__all__ = ["EventMap"]

THEMES = ("auto", "light", "dark")
BASEMAPS = ("offline", "none")
"""Values of ``basemap=``; tiles are asked for with ``tiles=``."""

POSITIONS = ("relative", "absolute", "fixed", "static", "sticky")

LEAFLET_OPTIONS = (
    "attribution_control", "bounce_at_zoom_limits", "box_zoom", "close_popup_on_click", "double_click_zoom", "dragging",
    "ease_linearity", "fade_animation", "inertia", "inertia_deceleration", "inertia_max_speed", "keyboard",
    "keyboard_pan_delta", "marker_zoom_animation", "max_bounds_viscosity", "scroll_wheel_zoom", "tap_hold",
    "tap_tolerance", "touch_zoom", "track_resize", "transform_3d_limit", "wheel_debounce_time",
    "wheel_px_per_zoom_level", "world_copy_jump", "zoom_animation", "zoom_animation_threshold", "zoom_delta",
    "zoom_snap",
)  # fmt: skip
"""Options of Leaflet's map that folium passes on without naming them."""


class EventMap(folium.Map):
    """An interactive map of events and zones, complete in one file that asks nothing of any server.

    It is a ``folium.Map``: other layers and plugins can be added. Those that load something from a server make
    the page do so; :attr:`requests` says which servers those are, and the page's policy allows no others.

    Parameters
    ----------
    events : GeoDataFrame, optional
        See :class:`EventLayer`.
    zones : GeoDataFrame, optional
        See :class:`ZoneLayer`.
    title, subtitle : str
        Plain text above the map.
    tiles : str, TileProvider or folium.TileLayer, optional
        An online tile layer (a name that xyzservices knows, a provider, or a URL with ``attr=``). By default there is
        none: asking for tiles tells the tile server which area is being looked at.
    basemap : {"offline", "none"}
        The basemap that travels in the page. With ``tiles``, none does.
    theme : {"auto", "light", "dark"}
        Colours; ``auto`` goes by the page around the map, else by the reader's system.
    card_columns : sequence of str
        Further columns of ``events`` that the detail card shows; those of few values can be coloured and filtered by.
    locale : str
        BCP 47 tag for words, numbers and dates. The page speaks the languages of
        :func:`geoevents.maps.language.languages`, English for all others.
    cluster : bool
        Whether near events are drawn as one circle with a number at low zoom.
    permalink : bool
        Whether the page's address follows the map from the start, as on a page of its own; else it does once a reader
        has copied a link to what they see.
    color : str
        The column that the colours tell at first: one of ``maps.payload.DICTIONARIES`` such as ``actor1`` or
        ``status``, or a column of the table's own, which the cards then show, too. The reader chooses another in the
        legend.
    **folium_options
        Options of ``folium.Map`` and of Leaflet's map. Without ``location``, the first view shows all data.

    Raises
    ------
    OptionError
        An option does not exist, or does not take this value.
    InputError, MissingColumnsError
        A table cannot be drawn.

    Examples
    --------
    >>> m = EventMap(events, zones, title="Idlib, September 2017")          # doctest: +SKIP
    >>> m.save("map.html")                                                  # doctest: +SKIP
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    draws_its_layers = True

    def __init__(
        self,
        events: Any = None,
        zones: Any = None,
        *,
        title: str = "",
        subtitle: str = "",
        tiles: Any = None,
        basemap: Literal["offline", "none"] = "offline",
        theme: Literal["auto", "light", "dark"] = "auto",
        card_columns: Sequence[str] = (),
        locale: str = "en",
        cluster: bool = True,
        permalink: bool = False,
        color: str = "event_type",
        **folium_options: Any,
    ) -> None:
        _check_names(folium_options)
        _check_choice("theme", theme, THEMES)
        _check_choice("basemap", basemap, BASEMAPS)
        _check_choice("cluster", cluster, (True, False))
        _check_choice("permalink", permalink, (True, False))
        _check_color(color, events)
        check_locale(locale)
        for name in ("zoom_start", "min_zoom", "max_zoom"):
            _check_zoom(name, folium_options.get(name))
        _check_choice("position", folium_options.get("position", "relative"), POSITIONS)
        if "font_size" not in folium_options:
            folium_options["font_size"] = "0.75rem"
        self._fit = folium_options.get("location") is None
        if self._fit:
            folium_options.setdefault("zoom_start", 2)
        try:
            super().__init__(tiles=tiles, **folium_options)
        except (ValueError, TypeError, AttributeError) as error:
            if isinstance(tiles, str) and "://" not in tiles and "attribution" in str(error):
                # folium takes a name it does not know for a URL
                message = f"tiles={tiles!r} is no provider that xyzservices knows ({error})"
                remedy = "write a name such as 'CartoDB Positron', or a URL with {z}, {x} and {y} and attr="
                raise OptionError(message, remedy) from error
            message = f"folium.Map refuses an option ({error})"
            raise OptionError(message, "see the documentation of folium.Map") from error
        self._name = "Map"
        title, subtitle = ("" if words is None else str(words) for words in (title, subtitle))
        self._page = Page(title=title)
        self._page.add_child(self)
        self.title, self.subtitle = title, subtitle
        self.theme, self.locale, self.cluster = theme, locale, bool(cluster)
        self.permalink = bool(permalink)
        self.color = color
        self.basemap = "tiles" if tiles is not None else basemap
        if events is not None:
            if color not in DICTIONARIES and not isinstance(card_columns, str):
                card_columns = [*card_columns, color]
            self.add_child(EventLayer(events, card_columns=card_columns))
        elif card_columns:
            raise OptionError("card_columns is given without events", "pass events, or leave it out")
        if zones is not None:
            self.add_child(ZoneLayer(zones))

    @property
    def requests(self) -> tuple[str, ...]:
        """The hosts that the page may ask, sorted, each with its scheme; empty for a page that stays offline."""
        with self.own_page() as page:
            return page.requests()

    def content(self) -> Content:
        """Return everything the map's layers show."""
        return gather(
            self,
            title=self.title,
            subtitle=self.subtitle,
            theme=self.theme,
            locale=self.locale,
            cluster=self.cluster,
            permalink=self.permalink,
            color=self.color,
            basemap=self.basemap,
            fit=self._fit,
        )

    def render(self, **kwargs: Any) -> str:
        """Put the map into the figure it hangs in."""
        figure = figure_of(self)
        content = self.content()
        switches = self.global_switches
        if switches.no_touch or switches.disable_3d:  # Leaflet reads them when it loads
            flags = {"L_NO_TOUCH": switches.no_touch, "L_DISABLE_3D": switches.disable_3d}
            script = "".join(f"{name}={json.dumps(bool(value))};" for name, value in flags.items())
            figure.header.add_child(Raw(f"<script>{script}</script>"), name=SWITCHES)
        add_bundle(figure, leaflet=not self._stands_alone(figure))
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        figure.header.add_child(Raw(self._style()), name=self.get_name())
        place(figure, self, content)
        if isinstance(figure, Page):
            figure.fallback, figure.locale = describe(content), self.locale
        return ""

    def save(self, outfile: Target, close_file: bool = True, **_: Any) -> None:
        """Write the map as one HTML file, whole or not at all.

        Parameters
        ----------
        outfile : path-like or binary file
        close_file : bool
            Ignored; folium's signature.

        Raises
        ------
        OutputError
            The path cannot be written; what stood there is untouched.
        """
        with self.own_page() as page:
            page.save(outfile, close_file=close_file)

    def to_html(self) -> str:
        """Return the page as text."""
        with self.own_page() as page:
            return page.render()

    @overload
    def embed(self, folder: None = None, *, width: str = ..., height: str = ..., isolated: bool = ...) -> str: ...

    @overload
    def embed(
        self, folder: str | PathLike[str], *, form: Form = ..., name: str = ..., url: str = ..., height: str = ...
    ) -> Embedded: ...

    def embed(
        self,
        folder: str | PathLike[str] | None = None,
        *,
        form: Form = "file",
        name: str = "map",
        url: str = "",
        width: str = "100%",
        height: str = "600px",
        isolated: bool = True,
    ) -> str | Embedded:
        """Show the map inside another page: as HTML that holds all of it, or as files for a site.

        Parameters
        ----------
        folder : path-like, optional
            Where the files for a site are written. Without it, one iframe that holds the whole map is returned.
        form : {"file", "page", "fragment"}
            With a folder: one page with everything in it; a page whose script, style and data are files of their own,
            which browsers keep for the next map; or an element for a page of the site, without a line of script or
            style in the markup.
        name, url
            With a folder, see :func:`geoevents.maps.embed.write_embed`.
        width, height : str
            CSS lengths; with a folder, ``height`` alone.
        isolated : bool
            Without a folder: whether the map runs in an origin of its own, so that neither page's scripts reach the
            other. Say False where the embedding page drives the map through ``window.geoevents`` of the frame.

        Returns
        -------
        str or Embedded
            The iframe; with a folder, the HTML to put into a page, and the files to publish.

        Raises
        ------
        OptionError
            A length is none, or an option does not go with the others.
        OutputError
            A file cannot be written.
        """
        if folder is not None:
            if width != "100%" or isolated is not True:
                raise OptionError("width= and isolated= do not go with a folder", "leave them out")
            return write_embed(self, folder, form=form, name=name, url=url, height=height)
        if (form, name, url) != ("file", "map", ""):
            raise OptionError("form=, name= and url= say how files are written", "name a folder as well")
        page, words, name = self.to_html(), self.description(), name_of(self.title, self.locale)
        return embed_snippet(page, width=width, height=height, title=name, fallback=words, isolated=isolated)

    def description(self, remedy: Remedy = "trust") -> str:
        """Return a sentence on what the map holds, and one on how to see it, for readers whose scripts are off."""
        return describe(self.content(), remedy)

    def _repr_html_(self, **_: Any) -> str:
        """Show the map in a notebook; where scripts are off, a line of text says what it holds."""
        return self.embed(height="600px")

    def _stands_alone(self, figure: Figure) -> bool:
        """Whether nothing but this map's own layers is in the page, so that these parts of Leaflet are enough."""
        parts = (figure.header, figure.html, figure.script)
        known = {"meta_http", SWITCHES, LEAFLET}
        if not isinstance(figure, Page) or any(not known.issuperset(part._children) for part in parts):
            return False
        ours = (EventMap, DataLayer, GlobalSwitches, Page, Raw)
        return all(type(element) is Element or isinstance(element, ours) for element in walk(figure))

    @contextmanager
    def own_page(self) -> Iterator[Page]:
        """Let the map hang in its own page, whatever figure it was put into since."""
        parent = self._parent
        self._parent = self._page
        try:
            yield self._page
        finally:
            self._parent = parent

    def _style(self) -> str:
        width, height = ("".join(map(str, pair)) for pair in (self.width, self.height))
        left, top = ("".join(map(str, pair)) for pair in (self.left, self.top))
        return (
            f"<style>#{self.get_name()}{{position:{self.position};width:{width};height:{height};left:{left};top:{top}}}"
            f".leaflet-container{{font-size:{self.font_size}}}</style>"
        )


def _check_names(options: dict[str, Any]) -> None:
    own = [name for name in inspect.signature(EventMap.__init__).parameters if name not in ("self", "folium_options")]
    of_folium = [name for name in inspect.signature(folium.Map.__init__).parameters if name not in ("self", "kwargs")]
    allowed = [*own, *of_folium, *LEAFLET_OPTIONS]
    for name in options:
        if name not in allowed:
            close = get_close_matches(name, allowed, n=3, cutoff=0.5)
            hint = (
                f"did you mean {' or '.join(close)}?" if close else f"EventMap's own options are {', '.join(own[2:])}"
            )
            raise OptionError(f"EventMap has no option {name!r}", hint)


def _check_zoom(name: str, zoom: object) -> None:
    if zoom is not None and not (isinstance(zoom, Real) and math.isfinite(zoom)):
        raise OptionError(f"{name}={zoom!r} is not possible", "give a number, such as 6")


def _check_color(color: object, events: Any) -> None:
    found = getattr(events, "columns", ())
    own = [name for name in found if isinstance(name, str) and name not in {*EVENT_COLUMNS, "geometry"}]
    choices = [*DICTIONARIES, *own]
    if isinstance(color, str) and color in choices:
        return
    close = get_close_matches(str(color), choices, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    message = f"color={color!r} is no column that colours can tell"
    raise OptionError(message, f"{hint}choose one of {', '.join(choices)}")


def _check_choice(name: str, value: object, choices: tuple[object, ...]) -> None:
    if value not in choices:
        raise OptionError(f"{name}={value!r} is not possible", f"choose one of {', '.join(map(repr, choices))}")
