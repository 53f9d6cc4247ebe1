"""The page's Content-Security-Policy: the hashes of its own scripts and styles, and the hosts that were asked for."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from branca.element import Element

__all__ = ["Policy", "attributes_of", "external_links"]

SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(?P<body>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(?P<name>src|href|rel|type)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>]+))""", re.IGNORECASE
)
STYLE_ATTRIBUTE = re.compile(r"""\sstyle\s*=\s*(?:"(?P<a>[^"<>]*)"|'(?P<b>[^'<>]*)')""", re.IGNORECASE)
ORIGIN = re.compile(r"^(?:(?P<scheme>https?):)?//(?:[^/?#\\\s@]*@)?(?P<host>[^/?#\\\s\"';,]+)", re.IGNORECASE)
NAMED = frozenset("*{}")
"""What no host has that is named outright: a policy would allow all hosts, or none."""
EXECUTABLE = frozenset({"", "text/javascript", "application/javascript", "module"})

URL_ATTRIBUTES = (
    ("tiles", "img-src"),
    ("url", "img-src"),
    ("video_url", "media-src"),
    ("embed_link", "connect-src"),
)
"""Attributes of folium elements that hold an address the page asks for, and what it is asked as."""
URL_OPTIONS = (("icon_url", "img-src"), ("iconUrl", "img-src"), ("shadow_url", "img-src"), ("shadowUrl", "img-src"))


class Policy:
    """What a page may run, show and ask for. Everything not named is refused."""

    def __init__(self) -> None:
        self._sources: dict[str, dict[str, None]] = {
            "script-src": {},
            "style-src": {},
            "img-src": {"data:": None, "blob:": None},
            "font-src": {},
            "media-src": {},
            "connect-src": {},
        }
        self._origins: dict[str, None] = {}

    @property
    def origins(self) -> tuple[str, ...]:
        """Hosts that the page may ask, sorted, each with its scheme."""
        return tuple(sorted(self._origins))

    def allow_script(self, body: str) -> None:
        """Allow one inline script, and no other of another text."""
        self._sources["script-src"][_hash(body)] = None

    def allow_style(self, body: str) -> None:
        """Allow one inline style sheet."""
        self._sources["style-src"][_hash(body)] = None

    def allow_link(self, kind: str, url: str) -> None:
        """Allow an outside script (``script``) or style sheet (``style``), which may bring pictures and fonts."""
        origin = _origin(url)
        if origin is None:
            return
        self._origins[origin] = None
        self._sources[f"{kind}-src"][_source(url)] = None
        if kind == "style":
            self._sources["font-src"][origin] = None
            self._sources["img-src"][origin] = None

    def allow_host(self, directive: str, origin: str) -> None:
        """Allow requests of one kind to one host."""
        self._origins[origin] = None
        self._sources[directive][origin] = None

    def allow_own(self, directive: str) -> None:
        """Allow files of the page's own site."""
        self._sources[directive]["'self'"] = None

    def allow_layers(self, elements: Iterable[Element]) -> None:
        """Allow what folium layers ask for while the map is used."""
        for directive, host in layer_hosts(elements):
            self.allow_host(directive, host)

    def allow_inline(self, html: str) -> None:
        """Allow every script and style that stands in ``html``, and what it links to."""
        for match in SCRIPT.finditer(html):
            attributes = attributes_of(match["attributes"])
            if "src" not in attributes and attributes.get("type", "").lower() in EXECUTABLE:
                self.allow_script(match["body"])
        for match in STYLE.finditer(html):
            self.allow_style(match["body"])
        for kind, url in external_links(html):
            self.allow_link(kind, url)

    def allow_style_attributes(self, text: str) -> None:
        """Allow the ``style=""`` attributes that ``text`` (markup, or script that writes markup) holds."""
        for match in STYLE_ATTRIBUTE.finditer(text):
            self._sources["style-src"]["'unsafe-hashes'"] = None
            self.allow_style(match["a"] if match["a"] is not None else match["b"])

    def __str__(self) -> str:
        parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
        parts += [f"{directive} {' '.join(sources)}" for directive, sources in self._sources.items() if sources]
        return "; ".join(parts)


def external_links(html: str) -> list[tuple[str, str]]:
    """Return (``script`` or ``style``, address) of everything that ``html`` loads from outside, in order."""
    found = []
    for match in SCRIPT.finditer(html):
        source = attributes_of(match["attributes"]).get("src", "")
        if _origin(source):
            found.append(("script", source))
    for match in LINK.finditer(html):
        attributes = attributes_of(match[0])
        if "stylesheet" in attributes.get("rel", "").lower() and _origin(attributes.get("href", "")):
            found.append(("style", attributes["href"]))
    return found


def layer_hosts(elements: Iterable[Element]) -> list[tuple[str, str]]:
    """Return (directive, host) of everything that folium layers ask for while the map is used."""
    found: dict[tuple[str, str], None] = {}
    for element in elements:
        options = getattr(element, "options", None)
        options = options if isinstance(options, dict) else {}
        addresses = [(directive, getattr(element, name, None)) for name, directive in URL_ATTRIBUTES]
        addresses += [(directive, options.get(name)) for name, directive in URL_OPTIONS]
        for directive, url in addresses:
            if not isinstance(url, str):
                continue
            names = options.get("subdomains", "abc")
            for name in list(names) if "{s}" in url else [""]:
                # Leaflet fills an address from the options of its layer.
                filled = url.replace("{s}", str(name))
                for option, value in options.items():
                    filled = filled.replace(f"{{{option}}}", str(value))
                if origin := _origin(filled):
                    found[directive, origin] = None
    return list(found)


def _hash(body: str) -> str:
    digest = hashlib.sha256(body.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _origin(url: str) -> str | None:
    """Scheme and host of an address; None for one inside the page, and where a host is not named outright.

    An address without a scheme is asked by https. A policy names no users, and other scripts' letters as DNS does.
    """
    match = ORIGIN.match(url)
    if not match or not NAMED.isdisjoint(match["host"]):
        return None
    host = match["host"].lower()
    try:
        if not host.isascii():
            name, colon, port = host.partition(":")
            host = name.encode("idna").decode() + colon + port
    except UnicodeError:
        return None
    return f"{(match['scheme'] or 'https').lower()}://{host}"


def _source(url: str) -> str:
    """Return the address as the policy names it: without query, and with nothing that ends a directive."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    bare = f"https:{bare}" if bare.startswith("//") else bare
    return bare.replace(";", "%3B").replace(",", "%2C").replace(" ", "%20").replace("'", "%27").replace('"', "%22")


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a tag that say what it loads."""
    return {
        match["name"].lower(): next(value for value in (match["a"], match["b"], match["c"], "") if value is not None)
        for match in ATTRIBUTE.finditer(tag)
    }
