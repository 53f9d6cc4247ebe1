"""Articles: plain text as it is, HTML as its readable text, with the title and date its head states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geoevents.errors import EmptyInputError
from geoevents.files.encodings import decode
from geoevents.files.page import read_page
from geoevents.files.sniff import Sniffed

__all__ = ["Article", "read_article"]

_FINISHED = re.compile(r'<meta name="generator" content="geoevents ')
"""What the head of a page says that :class:`geoevents.EventMap` has written."""


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
        page = read_page(text)
        article = Article(page.text, page.title, page.published, page.source)
    if not article.text.strip():
        if sniffed.format == "html" and _FINISHED.search(text[:4096]):
            raise EmptyInputError(
                f"{sniffed.name!r} is a finished map",
                "give the table or the text that it was made of; a page takes the map as it is in an iframe",
            )
        raise EmptyInputError(f"{sniffed.name!r} holds no words", "give a file with text in it")
    return article
