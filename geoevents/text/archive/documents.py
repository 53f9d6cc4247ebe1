"""One document of an archive, and one that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geoevents.errors import OptionError
from geoevents.files.page import is_page, read_page
from geoevents.model.days import stated_day

__all__ = ["FIELDS", "MOST_CHARACTERS", "Document", "Reject", "document_of", "field_names"]

MOST_CHARACTERS = 64_000_000
"""Characters of one document; more is no document, and would have to be held in memory."""

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "full_text", "fulltext", "article_text", "description"),
    "title": ("title", "headline"),
    "published": (
        "published", "date", "published_at", "publishedat", "date_published", "datepublished", "pub_date", "pubdate",
        "publish_date", "publication_date", "created_at", "timestamp",
    ),
    "source": ("source", "publisher", "site_name", "outlet", "domain", "provider", "author"),
    "url": ("url", "link", "href", "permalink"),
    "id": ("id", "uid", "uuid", "guid", "_id", "doc_id", "article_id"),
}  # fmt: skip
"""What a document has -> what records call it, in lower case; the first that a record has counts."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its archive says about it; what it does not say is empty.

    Attributes
    ----------
    text : str
        The words; of a page or a feed, its readable text.
    origin : str
        The file, and the line or item in it.
    title, published, source, url, id : str
        ``published`` is an ISO day.
    """

    text: str
    origin: str
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    id: str = ""

    @property
    def name(self) -> str:
        """What a row calls the document it comes from: its identifier, else its address, else where it stands."""
        return self.id or self.url or self.origin


@dataclass(frozen=True, slots=True)
class Reject:
    """What was read and is no document; ``origin`` as for :class:`Document`."""

    origin: str
    reason: str


def field_names(given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return :data:`FIELDS` with names of the caller's in front.

    Raises
    ------
    OptionError
        If a document has no such thing.
    """
    for name in given:
        if name not in FIELDS:
            raise OptionError(f"a document has no {name!r}", f"choose from {', '.join(FIELDS)}")
    return {name: (given[name],) if name in given else known for name, known in FIELDS.items()}


def document_of(record: Mapping[str, Any], fields: Mapping[str, tuple[str, ...]], origin: str) -> Document | Reject:
    """Make a document of a record's fields; a page in its text is read as its article."""
    by_name = {str(name).lower(): value for name, value in record.items()} | dict(record)
    found = {name: _first(by_name, names) for name, names in fields.items()}
    text = found["text"]
    if len(text) > MOST_CHARACTERS:
        return Reject(origin, f"the text has more than {MOST_CHARACTERS / 1e6:g} million characters")
    if is_page(text):
        page = read_page(text)
        text = page.text
        found["title"] = found["title"] or page.title
        found["published"] = found["published"] or page.published
        found["source"] = found["source"] or page.source
    if not text.strip():
        known = ", ".join(fields["text"])
        return Reject(
            origin, f"there is no text (looked for {known})" if not found["text"] else "the text has no words"
        )
    return Document(
        text,
        origin,
        title=" ".join(found["title"].split()),
        published=stated_day(found["published"]) or "",
        source=" ".join(found["source"].split()),
        url=found["url"].strip(),
        id=found["id"].strip(),
    )


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):  # {"source": {"name": "Agency"}}
            value = value.get("name")
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value)
    return ""
