"""Streams of documents: feeds, JSON lines and folders, read one document at a time, whatever their size."""

from __future__ import annotations

from geoevents.text.archive.documents import Document, Reject
from geoevents.text.archive.reading import Archive, is_archive, open_archive

__all__ = ["Archive", "Document", "Reject", "is_archive", "open_archive"]
