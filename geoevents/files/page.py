"""HTML pages: their readable text without menus, banners and comments, and what their head states.

lxml reads the markup: the parser of the standard library takes time that grows with the square of the length where
markup is hostile ("<a b='" over and over), and archives hold what others wrote.

Where `trafilatura <https://trafilatura.readthedocs.io>`_ is installed (``pip install geoevents[html]``), it finds the
article of news pages; it was made for this on thousands of them. It is no requirement because it brings seventeen
packages of some 60 MB, a network client among them, for one kind of input, and because it runs the paragraphs of short
pages and of pages laid out with tables into one. There, and without it, the page's own elements and the names of their
classes say what is no article. The date is only ever the one that the page states:
libraries that guess it from any number on the page would date every "on Monday" after the guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree

__all__ = ["Page", "is_page", "plain_words", "read_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes
    ----------
    text : str
        The words, paragraphs parted by blank lines.
    title, published, source : str
        As its head states; empty otherwise. ``published`` is an ISO date or date and time.
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""


_START = re.compile(
    r"\A[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "form"})
_AROUND = frozenset({"nav", "footer", "aside", "menu", "dialog"})
"""Elements around an article; what they say is about the site."""
_NAMED = frozenset({
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment", "comments", "consent",
    "cookie", "cookies", "disqus", "footer", "gdpr", "menu", "modal", "nav", "navbar", "navigation", "newsletter",
    "outbrain", "paywall", "popup", "promo", "recommended", "recommendations", "related", "share", "sharing", "sidebar",
    "social", "sponsored", "subscribe", "subscription", "taboola", "toolbar", "topbar", "trending",
})  # fmt: skip
"""Words in the class or id of an element that is no part of the article."""
_NEVER_NAMED = frozenset({"html", "body", "main", "article", "p", "h1"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "header", "main",
    "blockquote", "figure", "figcaption", "table", "tr", "td", "th", "pre", "hr", "dd", "dt", "dl",
})  # fmt: skip
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "pubdate",
    "publish-date",
    "dcterms.created",
)
_SOURCE_NAMES = ("og:site_name", "publisher", "dc.publisher", "application-name")
_TITLE_NAMES = ("og:title", "dc.title")
_LEAST_SHARE = 0.2
"""Share of a page's words that must be left when named elements are gone; else one of them was never closed."""
_LEAST_FOUND = 500
"""Characters that the library finds at least; below half of that it takes a page's words as they come."""
_LONGEST_LINKED = 200_000
"""Characters of a linked-data script that is read."""


def is_page(text: str) -> bool:
    """Tell whether a string is a whole HTML page, from its beginning."""
    return _START.match(text[:4000]) is not None


def read_page(markup: str) -> Page:
    """Read a page.

    Parameters
    ----------
    markup : str
        HTML, well formed or not.

    Returns
    -------
    Page
        ``text`` is empty if the page holds no words.
    """
    page = _read(markup)
    found = _by_library(markup)
    return Page(found, page.title, page.published, page.source) if found else page


def plain_words(markup: str) -> str:
    """Return the words of a piece of HTML, such as an item of a feed; plain text stays as it is."""
    if "<" not in markup and "&" not in markup:
        return markup
    return _read(markup).text


def _read(markup: str) -> Page:
    reader = _Reader()
    parser = etree.HTMLParser(
        target=reader, encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip
    with suppress(etree.LxmlError):  # a page without any element; what was read until then is kept
        parser.feed(markup.replace("\0", "\ufffd").encode("utf-8", "replace"))
        parser.close()
    return reader.page()


def _by_library(markup: str) -> str:
    """Return the article as trafilatura finds it; empty where it is not installed or finds none."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return ""
    try:
        found = bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=False)
    except Exception:
        return ""  # whatever breaks it, the page's own elements can still be read
    text = getattr(found, "text", None)
    if not isinstance(text, str) or len(text) < _LEAST_FOUND or "\n" not in text.strip():
        return ""
    return re.sub(r"\n+", "\n\n", text).strip()


class _Reader:
    """Collects the readable text of a page, and what its head says: told by a parser what begins and ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []  # all that is shown
        self._kept: list[str] = []  # without named elements
        self._hidden: list[str] = []
        self._named: list[str] = []
        self._in_title = False
        self._linked: list[str] | None = None
        self._title = ""
        self._meta: dict[str, str] = {}
        self._time = ""

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """Note that an element begins."""
        if tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            if name and values.get("content"):
                self._meta.setdefault(name, values["content"].strip())
        elif tag == "time" and values.get("datetime") and not self._time:
            self._time = values["datetime"].strip()
        elif tag in _SILENT or tag in _AROUND:
            self._hidden.append(tag)
            if tag == "script" and values.get("type", "").strip().lower() == "application/ld+json":
                self._linked = []
        elif tag == "title":
            self._in_title = True
        if tag not in _VOID and (tag in self._named[:1] or (not self._named and _is_named(tag, values))):
            self._named.append(tag)
        if tag in _BLOCKS:
            self._write("\n\n- " if tag == "li" else "\n\n" if tag != "br" else "\n")

    def end(self, tag: str) -> None:
        """Note that an element ends."""
        if tag in self._hidden:  # also closes what was left open inside
            while self._hidden.pop() != tag:
                pass
        elif tag == "title":
            self._in_title = False
        if tag == "script" and self._linked is not None:
            self._read_linked("".join(self._linked))
            self._linked = None
        if self._named and tag == self._named[0]:
            self._named.pop()
        if tag in _BLOCKS and tag not in _VOID:
            self._write("\n\n")

    def data(self, data: str) -> None:
        """Note words."""
        if self._linked is not None:
            self._linked.append(data)
        elif self._in_title:
            self._title += data
        elif not self._hidden:
            self._write(data)

    def close(self) -> None:
        """Note that the page ends."""

    def _write(self, words: str) -> None:
        self._parts.append(words)
        if not self._named:
            self._kept.append(words)

    def _read_linked(self, text: str) -> None:
        """Take title, date and publisher from linked data (schema.org)."""
        try:
            found = json.loads(text[:_LONGEST_LINKED])
        except (ValueError, RecursionError):
            return
        for item in _items(found):
            publisher = item.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            for key, value in (
                ("article:published_time", item.get("datePublished")),
                ("og:title", item.get("headline")),
                ("og:site_name", name),
            ):
                if isinstance(value, str) and value.strip():
                    self._meta.setdefault(key, value.strip())

    def page(self) -> Page:
        """Return what was read."""
        whole, kept = _clean(self._parts), _clean(self._kept)
        return Page(
            text=kept if len(kept) >= _LEAST_SHARE * len(whole) else whole,
            title=self._first(_TITLE_NAMES) or " ".join(self._title.split()),
            published=self._first(_DATE_NAMES) or self._time,
            source=self._first(_SOURCE_NAMES),
        )

    def _first(self, names: tuple[str, ...]) -> str:
        return next((self._meta[name] for name in names if name in self._meta), "")


def _is_named(tag: str, values: Mapping[str, str]) -> bool:
    if tag in _NEVER_NAMED:
        return False
    names = f"{values.get('class', '')} {values.get('id', '')}"[:500].lower()
    return any(word in _NAMED for word in re.split(r"[^a-z]+", names))


def _items(found: Any) -> list[dict[str, Any]]:
    """Return the things that linked data describe: one, a list of them, or a graph."""
    if isinstance(found, dict):
        graph = found.get("@graph")
        inner = [x for x in graph if isinstance(x, dict)] if isinstance(graph, list) else []
        return [found, *inner]
    return [x for x in found if isinstance(x, dict)] if isinstance(found, list) else []


def _clean(parts: list[str]) -> str:
    text = re.sub(r"[ \t\r\f\v\u00a0]+", " ", "".join(parts))
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r"\n- ?(?=\n|\Z)", "\n", text)
    text = re.sub(r"\n- \n+", "\n- ", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
