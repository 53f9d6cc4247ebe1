"""RSS and Atom feeds, one item at a time: no entity is expanded, nothing outside is fetched, no item is too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from geoevents.files.page import plain_words
from geoevents.text.archive.documents import MOST_CHARACTERS, Document, Reject, document_of

__all__ = ["feed_items"]

_ITEMS = frozenset({"item", "entry"})
_KNOWN = {
    "title": "title",
    "encoded": "content",  # content:encoded
    "content": "content",
    "description": "summary",
    "summary": "summary",
    "pubdate": "published",
    "published": "published",
    "date": "published",  # dc:date
    "updated": "updated",
    "source": "source",
    "guid": "id",
    "id": "id",
    "link": "link",
}
"""An item's elements without their name space, in lower case -> what they hold."""


class _Bounded:
    """A stream that ends a parse when one item of it does not end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._since += len(data)
        if self._since > 4 * MOST_CHARACTERS:
            raise _TooLongError
        return data

    def item_ended(self) -> None:
        self._since = 0


class _TooLongError(Exception):
    """One item of a feed is longer than any document."""


def feed_items(stream: BinaryIO, name: str) -> Iterator[Document | Reject]:
    """Give the document of each item of a feed, or why there is none.

    Parameters
    ----------
    stream : binary file
        RSS 0.9 to 2.0, RSS 1.0 (RDF) or Atom.
    name : str
        The file's, for the documents' ``origin``.

    Notes
    -----
    The markup of a text is read as its words. Where a feed breaks off or is no XML, the items before are given, and
    the last thing is the reason.
    """
    bounded = _Bounded(stream)
    number, depth, channel, root = 0, 0, "", None
    try:
        for event, element in iterparse(bounded, events=("start", "end"), forbid_entities=True, forbid_external=True):
            tag = _local(element)
            if event == "start":
                root = element if root is None else root
                depth += tag in _ITEMS
                continue
            if tag not in _ITEMS:
                if not depth and tag == "title" and not channel:
                    channel = "".join(element.itertext()).strip()[:300]
                continue
            depth -= 1
            if depth:
                continue
            number += 1
            bounded.item_ended()
            yield document_of(_record(element, channel), _FIELDS, f"{name}#{number}")
            element.clear()
            _forget(root)
    except ParseError as error:
        yield Reject(f"{name}#{number + 1}", f"the XML breaks off: {error}")
    except (DefusedXmlException, UnicodeError, LookupError) as error:
        yield Reject(f"{name}#{number + 1}", f"the XML is not safe to read: {type(error).__name__}: {error}")
    except _TooLongError:
        yield Reject(f"{name}#{number + 1}", f"an item has more than {4 * MOST_CHARACTERS / 1e6:g} MB")


_FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("content", "summary", "title"),
    "title": ("title",),
    "published": ("published", "updated"),
    "source": ("source", "channel"),
    "url": ("link",),
    "id": ("id",),
}


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _forget(root: Element | None) -> None:
    """Drop the items that are done: they hang from the root or from its channel."""
    for holder in (root, *(root if root is not None else ())):
        if holder is not None and _local(holder) in {"channel", "feed", "rdf"}:
            for child in [c for c in holder if _local(c) in _ITEMS]:
                holder.remove(child)


def _record(item: Element, channel: str) -> dict[str, str]:
    """Return what an item holds; its title stands over its text, as in an article."""
    found: dict[str, str] = {"channel": channel}
    for child in item:
        name = _KNOWN.get(_local(child))
        if name is None:
            continue
        if name == "link":
            related = child.get("rel", "alternate") == "alternate"
            value = (child.get("href") or child.text or "") if related else ""
        elif name in {"content", "summary"}:
            value = _words(child)
        else:
            value = "".join(child.itertext())
        if value.strip() and (name not in found or (name == "content" and len(value) > len(found[name]))):
            found[name] = value.strip()
    body = found.get("content") or found.get("summary")
    title = " ".join(plain_words(found.get("title", "")).split())
    if title:
        found["title"] = title
    if body and title:
        found["content"] = f"{title}\n\n{body}"
    return found


def _words(element: Element) -> str:
    """Return the words of escaped HTML, of XHTML in place, or of plain text."""
    if len(element):
        from xml.etree.ElementTree import tostring

        return plain_words(tostring(element, encoding="unicode"))
    return plain_words(element.text or "")
