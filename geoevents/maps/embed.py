"""A map as files for a web site: in one file, as a page with parts of its own, or as a piece of the site's pages."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from branca.element import Element
from folium.utilities import camelize

from geoevents.atomic import write_atomic
from geoevents.errors import OptionError, OutputError
from geoevents.maps import assets
from geoevents.maps.content import Content
from geoevents.maps.fallback import name_of
from geoevents.maps.layers import DataLayer, FrameSet
from geoevents.maps.opening import PAGE_STYLE, utf8
from geoevents.maps.page import CSS_LENGTH, SANDBOX
from geoevents.maps.policy import EXECUTABLE, SCRIPT, STYLE, Policy, attributes_of

if TYPE_CHECKING:
    from geoevents.maps.event_map import EventMap

__all__ = ["FORMS", "Embedded", "Form", "check_embed", "pack", "write_embed"]

Form = Literal["file", "page", "fragment"]
FORMS: Final[tuple[str, ...]] = get_args(Form)

HEIGHT: Final = "600px"
MARK = b"GEOPACK1"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
ADDRESS = re.compile(r"(?:https?://[A-Za-z0-9.:\[\]-]+)?(?:[A-Za-z0-9._~/%-]*)")
HASH_LENGTH = 16
"""Hexadecimal digits of SHA-256 in the names of files: 64 bits, and the integrity attribute checks all of it."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What was written for a site.

    Attributes
    ----------
    snippet : str
        HTML to put into the site's page.
    files : tuple of Path
        All files that have to be published, and last the one that holds the snippet.
    policy : str
        What the site's own Content-Security-Policy has to allow for the snippet.
    """

    snippet: str
    files: tuple[Path, ...]
    policy: str


@dataclass
class _Files:
    """Files beside the page, named by what they hold; equal ones are one."""

    address: str = ""
    held: dict[str, bytes] = field(default_factory=dict)

    def add(self, stem: str, ending: str, data: bytes) -> tuple[str, str]:
        """Keep a file; return its address and its integrity."""
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:HASH_LENGTH]}.{ending}"
        self.held[name] = data
        return self.address + name, f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"

    def script(self, stem: str, text: str, *, defer: bool = False) -> str:
        """Keep a script; return the element that loads it."""
        address, integrity = self.add(stem, "js", utf8(text))
        return f'<script src="{address}" integrity="{integrity}"{" defer" if defer else ""}></script>'

    def style(self, stem: str, text: str) -> str:
        """Keep a style sheet; return the element that loads it."""
        address, integrity = self.add(stem, "css", utf8(text))
        return f'<link rel="stylesheet" href="{address}" integrity="{integrity}">'


def write_embed(
    event_map: EventMap,
    folder: str | PathLike[str],
    *,
    form: Form = "file",
    name: str = "map",
    url: str = "",
    height: str = HEIGHT,
) -> Embedded:
    """Write the files of a map for a site; the same map gives the same bytes.

    Parameters
    ----------
    event_map : EventMap
    folder : path-like
        Made where it does not exist; its parent must.
    form : {"file", "page", "fragment"}
        ``file``: one page with everything in it, and a frame for it. ``page``: a page whose script, style and data are
        files of their own, so that many maps share one script. ``fragment``: an element for the site's own page,
        without any script or style in the markup.
    name : str
        What the files' names begin with: letters, digits, ``-`` and ``_``.
    url : str
        Address of the folder on the site, as the site's pages name it, such as ``"/maps/"``; by default the pages lie
        in the same folder.
    height : str
        Height of the frame (pixels) until the map has said its own, or of the fragment (any CSS length).

    Raises
    ------
    OptionError
        An option does not exist or does not go with the form.
    OutputError
        A file cannot be written.
    """
    check_embed(folder, form=form, name=name, url=url, height=height)
    address = url if not url or url.endswith("/") else f"{url}/"

    files = _Files(address if form == "fragment" else "")
    page: bytes | None = None
    if form == "file":
        page = event_map.to_html().encode("utf-8")
        snippet, policy = _frame(event_map, f"{address}{name}.html", height, sandbox=SANDBOX), ""
    elif form == "page":
        page = _page(event_map, files, name)
        # A frame with an origin of its own could not fetch the files beside its page.
        snippet, policy = _frame(event_map, f"{address}{name}.html", height, sandbox=None), ""
    else:
        snippet = _fragment(event_map, files, name, height)
        policy = "script-src 'self'; style-src 'self'; connect-src 'self'; img-src data: blob:"

    # The page last: whoever reads it finds everything it names.
    written = dict(files.held)
    if page is not None:
        written[f"{name}.html"] = page
    written[f"{name}.snippet.html"] = utf8(snippet + "\n")
    target = _folder(folder)
    for file, data in written.items():
        with write_atomic(target / file) as draft:
            draft.write_bytes(data)
    return Embedded(snippet, tuple(target / file for file in written), policy)


def check_embed(folder: str | PathLike[str], *, form: str, name: str, url: str, height: str) -> None:
    """Check what can be known before the map is made; parameters and errors as for :func:`write_embed`."""
    if form not in FORMS:
        raise OptionError(f"form={form!r} is not possible", f"choose one of {', '.join(map(repr, FORMS))}")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise OptionError(f"name={name!r} cannot begin the names of files", "use letters, digits, '-' and '_'")
    if not isinstance(url, str) or not ADDRESS.fullmatch(url):
        raise OptionError(f"url={url!r} is no address of a folder", "give one such as '/maps/'")
    fits = isinstance(height, str) and CSS_LENGTH.fullmatch(height)
    if not fits or (form != "fragment" and not height.endswith("px")):
        kind = "a CSS length such as '600px' or '80vh'" if form == "fragment" else "pixels, such as '600px'"
        raise OptionError(f"height={height!r} does not go with form={form!r}", f"give {kind}")
    target = Path(folder).expanduser()
    if target.exists() and not target.is_dir():
        raise OutputError(f"cannot write into {str(target)!r}: it is no folder", "name a folder")
    if not target.exists() and not target.parent.is_dir():
        raise OutputError(f"cannot make the folder {str(target)!r}: its parent does not exist", "create that first")


def pack(content: Content) -> bytes:
    """Return a map's frames as one file: the mark, the length of the index, the index as JSON, the frames.

    Parameters
    ----------
    content : Content
    """
    frames = list(content.frames())
    index = {"config": content.config(), "frames": [[frame.name, len(frame.data)] for frame in frames]}
    head = json.dumps(index, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")
    return b"".join([MARK, len(head).to_bytes(4, "little"), head, *(frame.data for frame in frames)])


def _folder(folder: str | PathLike[str]) -> Path:
    target = Path(folder).expanduser()
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        message = f"cannot make the folder {str(target)!r}: {error.strerror or error}"
        raise OutputError(message, "name a folder whose parent exists") from error
    return target


def _title(event_map: EventMap) -> str:
    return html.escape(name_of(event_map.title, event_map.locale))


def _frame(event_map: EventMap, address: str, height: str, *, sandbox: str | None) -> str:
    """Return a frame, and the script that gives it the height its map asks for."""
    inside = f' sandbox="{sandbox}"' if sandbox else ""
    pixels = round(float(height.removesuffix("px")))
    return (
        f'<iframe src="{address}" title="{_title(event_map)}" width="100%" height="{pixels}"{inside} '
        'style="border:0" allow="fullscreen; clipboard-write" loading="lazy" data-geoevents-frame></iframe>\n'
        f"<script>{assets.host().strip()}</script>"
    )


def _page(event_map: EventMap, files: _Files, name: str) -> bytes:
    """Return the page of a map whose scripts, styles and data are files beside it."""
    with event_map.own_page() as page:
        parts = page.parts()
        policy = Policy()
        for directive in ("script-src", "style-src", "connect-src"):
            policy.allow_own(directive)
        styles = [PAGE_STYLE]

        def outside(markup: str) -> str:
            """Move what stands inline into files: scripts where they are, styles together after all others."""

            def script(match: re.Match[str]) -> str:
                attributes = attributes_of(match["attributes"])
                runs = "src" not in attributes and attributes.get("type", "").lower() in EXECUTABLE
                return files.script(name, match["body"]) if runs else match[0]

            styles.extend(match["body"] for match in STYLE.finditer(markup))
            policy.allow_inline(moved := SCRIPT.sub(script, STYLE.sub("", markup)))
            policy.allow_style_attributes(moved)
            return moved

        rest = outside(parts.rest)
        switches = outside(parts.switches)
        body = [_data(piece, files, name, parts.renamed) if isinstance(piece, FrameSet) else outside(piece)
                for piece in parts.body]  # fmt: skip
        policy.allow_style_attributes(parts.script)
        policy.allow_layers(parts.elements)
        scripts = [("leaflet", assets.script("leaflet"))] if parts.leaflet else []
        scripts.append(("geoevents", assets.script()))
        links = [
            switches,
            files.style("geoevents", assets.style()),
            *(files.script(*script) for script in scripts),
            rest,
        ]
        links.append(files.style(name, "\n".join(styles)))
        notice = event_map.description("server")
        opening = page.opening(policy, "\n".join(link for link in links if link.strip()), notice)
        ending = files.script(name, parts.script)
    return b"".join([opening, *(utf8(piece) for piece in body), utf8(f"{ending}\n</body>\n</html>\n")])


def _data(frames: FrameSet, files: _Files, name: str, renamed: Any) -> str:
    address, integrity = files.add(name, "bin", pack(frames.content))
    prefix = renamed(frames.prefix)
    return f'<template id="{prefix}-data" data-geoevents="{address}" data-integrity="{integrity}"></template>\n'


def _fragment(event_map: EventMap, files: _Files, name: str, height: str) -> str:
    """Return an element that the script, when it finds it, makes a map of."""
    for what in _beyond_data(event_map):
        raise OptionError(
            f"form='fragment' cannot hold {what}, which needs script in the page",
            "leave it out, or choose 'page'",
        )
    content = event_map.content()
    address, integrity = files.add(name, "bin", pack(content))
    options = {"center": event_map.location, **camelize_keys(event_map.options)}
    if event_map.crs != "EPSG3857":
        options["crs"] = event_map.crs
    try:
        settings = html.escape(json.dumps(options, allow_nan=False, separators=(",", ":")))
    except (TypeError, ValueError) as error:
        raise OptionError(f"form='fragment' cannot hold an option of the map ({error})", "choose 'page'") from error
    # The style sheet has a height for wide and for narrow pages.
    own_height = "" if height == HEIGHT else f'data-height="{height}" '
    return (
        f"{files.style('geoevents', assets.style())}\n"
        f'<div class="geoevents-map" id="{name}" data-geoevents="{address}" data-integrity="{integrity}" '
        f'{own_height}data-map="{settings}">'
        f'<p class="geoevents-fallback">{html.escape(event_map.description("server"))}</p></div>\n'
        f"{files.script('geoevents', assets.script(), defer=True)}"
    )


def camelize_keys(options: dict[str, Any]) -> dict[str, Any]:
    """Return options with the names that Leaflet has for them."""
    return {camelize(key): value for key, value in options.items() if value is not None}


def _beyond_data(event_map: EventMap) -> Iterator[str]:
    """Name everything on a map that only folium's lines of script can draw."""
    for element in _below(event_map):
        yield f"the {getattr(element, '_name', '') or type(element).__name__} {element.get_name()!r}"
    for option in ("no_touch", "disable_3d"):
        if getattr(event_map.global_switches, option):
            yield f"{option}=True"
    if event_map.control_scale:
        yield "control_scale=True"


def _below(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        if not isinstance(child, DataLayer):
            yield child
        else:
            yield from _below(child)
