"""Articles: plain text as it is, HTML as its readable text, with the title and date its head states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from geoevents.errors import EmptyInputError
from geoevents.files.encodings import decode
from geoevents.files.sniff import Sniffed

__all__ = ["Article", "read_article"]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what its file says about it.

    Attributes
    ----------
    text : str
        The words, paragraphs parted by blank lines where the file had markup.
    title, published, source : str
        As stated in the head of an HTML file; empty otherwise. ``published`` is an ISO date or date and time.
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""


def read_article(sniffed: Sniffed) -> Article:
    """Read an article.

    Parameters
    ----------
    sniffed : Sniffed
        Of kind ``text``.

    Raises
    ------
    EmptyInputError
        If no words are left after the markup is gone.
    """
    text, _ = decode(sniffed.data)
    article = Article(text.lstrip("\ufeff"))
    if sniffed.format == "html":
        parser = _Reader()
        parser.feed(text)
        parser.close()
        article = parser.article()
    if not article.text.strip():
        raise EmptyInputError(f"{sniffed.name!r} holds no words", "give a file with text in it")
    return article


_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "form"})
_AROUND = frozenset({"nav", "footer", "aside", "menu"})
"""Elements around an article; what they say is about the site."""
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


class _Reader(HTMLParser):
    """Collects the readable text of a page, and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._hidden: list[str] = []
        self._in_title = False
        self._title = ""
        self._meta: dict[str, str] = {}
        self._time = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            if name and values.get("content"):
                self._meta.setdefault(name, values["content"].strip())
        elif tag == "time" and values.get("datetime") and not self._time:
            self._time = values["datetime"].strip()
        elif tag in _SILENT or tag in _AROUND:
            self._hidden.append(tag)
        elif tag == "title":
            self._in_title = True
        if tag in _BLOCKS:
            self._parts.append("\n\n" if tag != "br" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:  # also closes what was left open inside
            while self._hidden.pop() != tag:
                pass
        elif tag == "title":
            self._in_title = False
        if tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title += data
        elif not self._hidden:
            self._parts.append(data)

    def article(self) -> Article:
        """Return what was read."""
        text = re.sub(r"[ \t\r\f\v\u00a0]+", " ", "".join(self._parts))
        text = re.sub(r" ?\n ?", "\n", text)
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
        return Article(
            text=text,
            title=self._first(_TITLE_NAMES) or " ".join(self._title.split()),
            published=self._first(_DATE_NAMES) or self._time,
            source=self._first(_SOURCE_NAMES),
        )

    def _first(self, names: tuple[str, ...]) -> str:
        return next((self._meta[name] for name in names if name in self._meta), "")
