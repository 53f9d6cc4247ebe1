"""JSON lines: one record a line, read one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from geoevents.text.archive.documents import MOST_CHARACTERS, Document, Reject, document_of

__all__ = ["json_lines"]

_LONGEST = 4 * MOST_CHARACTERS
"""Bytes of a line: UTF-8 has up to four for a character."""


def json_lines(stream: BinaryIO, name: str, fields: Mapping[str, tuple[str, ...]]) -> Iterator[Document | Reject]:
    """Give the document of each line of ``stream``, or why there is none; blank lines do not count.

    Parameters
    ----------
    stream : binary file
    name : str
        The file's, for the documents' ``origin``.
    fields : mapping of str to tuple of str
        As :func:`geoevents.text.archive.documents.field_names` returns them.
    """
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        origin = f"{name}:{number}"
        if len(line) >= _LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield Reject(origin, f"the line has more than {_LONGEST / 1e6:g} MB")
            continue
        if not line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            continue
        try:
            record = json.loads(line.decode("utf-8-sig", errors="replace"))
        except RecursionError:
            yield Reject(origin, "the record is nested too deeply")
            continue
        except ValueError as error:
            yield Reject(origin, f"no JSON: {error}")
            continue
        if not isinstance(record, dict):
            yield Reject(origin, "the line is no record of named fields")
            continue
        yield document_of(record, fields, origin)
