"""The built scripts and styles of the pages, as they lie in the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from geoevents.errors import WireError

__all__ = ["host", "script", "style"]


@cache
def script(page: Literal["geoevents", "leaflet", "reading"] = "geoevents") -> str:
    """Return a page's script: the Arrow reader, everything that draws, and the parts of Leaflet that this needs.

    Parameters
    ----------
    page : {"geoevents", "leaflet", "reading"}
        Maps, all of Leaflet (which stands before the script of a map with folium's layers), or the page of a text.

    Raises
    ------
    WireError
        The package was not built.
    """
    return _read(f"{page}.js", "</script")


@cache
def style(page: Literal["geoevents", "reading"] = "geoevents") -> str:
    """Return a page's style sheet; parameters and errors as for :func:`script`."""
    return _read(f"{page}.css", "</style")


@cache
def host() -> str:
    """Return the script for a page that frames maps: height and colours of the frames; errors as for :func:`script`."""
    return _read("host.js", "</script")


def _read(name: str, forbidden: str) -> str:
    try:
        text = files("geoevents.maps").joinpath("static", name).read_text(encoding="utf-8")
    except OSError as error:
        raise WireError(
            f"the page's {name} is missing from this installation",
            "run `python tools/hatch_build.py web` in the source tree, or install geoevents again",
        ) from error
    if forbidden in text.lower() or "\0" in text:
        raise WireError(f"the page's {name} holds {forbidden!r} and cannot stand inline", "build it again")
    # Browsers read CR LF as LF before they hash a script; the policy must name the hash of what they see.
    return text.replace("\r\n", "\n").replace("\r", "\n")
