"""Reads a page back the way its script does: frames out of the HTML, values out of the frames."""

from __future__ import annotations

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pyarrow as pa

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "{{7*7}}",
    "{% for i in range(3) %}x{% endfor %}",
    "{# gone #}",
    "${alert(3)}",
    "`+alert(4)+`",
    "javascript:alert(5)",
    "a\u202eb",
    "lone \ud800 surrogate",
    "nul \0 inside",
    "line\u2028separator\u2029s",
    "<!--<script>",
    "&lt;b&gt;",
    '"><svg onload=alert(6)>',
]


def shown(text: str) -> str:
    """What a hostile string must arrive as: itself, save for what UTF-8 and HTML cannot carry."""
    return text.replace("\ud800", "\ufffd").replace("\0", "\ufffd")


class Scripts(HTMLParser):
    """Collects script, style and data elements as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style", "title"):
            self._open, self._text = (tag, dict(attrs)), []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self.found.append((*self._open, "".join(self._text)))
            self._open = None

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for t, a in self.tags if a.get("http-equiv") == "Content-Security-Policy")


def frames(page: str) -> dict[str, pa.Table]:
    """Frames of a page with one map, by name."""
    found = {}
    for tag, attributes, text in Scripts(page).found:
        name = attributes.get("data-geoevents-frame")
        if tag == "script" and name and name != "config":
            found[name] = open_frame(base64.b64decode(text, validate=True), name)
    return found


def config(page: str) -> dict[str, Any]:
    """The configuration of a page with one map."""
    return next(json.loads(text) for _, a, text in Scripts(page).found if a.get("data-geoevents-frame") == "config")


def open_frame(data: bytes, name: str) -> pa.Table:
    """Decompress one frame and check what its schema says."""
    table = pa.ipc.open_stream(gzip.decompress(data)).read_all()
    table.validate(full=True)
    assert table.schema.metadata[b"geoevents.wire"] == b"1"
    assert table.schema.metadata[b"geoevents.frame"] == name.encode()
    return table


def column(table: pa.Table, name: str) -> list[Any]:
    """Values of a column, marks replaced by what they stand for; all None where the column was left out."""
    if name not in table.column_names:
        return [None] * table.num_rows
    array = table[name].combine_chunks()
    values = array.to_pylist()
    by = json.loads(table.schema.metadata.get(b"geoevents.given", b"{}")).get(name)
    if by is None:
        assert "" not in values
        return values
    assert table.column_names.index(by) < table.column_names.index(name)
    mark = "" if pa.types.is_dictionary(array.type) else int(np.iinfo(array.type.to_pandas_dtype()).min)
    first: dict[Any, Any] = {}
    out = []
    for value, key in zip(values, column(table, by), strict=True):
        if key is None:
            assert value != mark
            out.append(value)
        elif key not in first:
            assert value != mark
            first[key] = value
            out.append(value)
        else:
            out.append(first[key] if value == mark else value)
    return out


def texts(table: pa.Table) -> dict[str, list[str | None]]:
    """The columns of a ``text`` frame."""
    out: dict[str, list[str | None]] = {}
    for row in table.to_pylist():
        if row.get("prefix") is not None:
            numbers = np.cumsum(row["steps"])
            out[row["name"]] = [f"{row['prefix']}{number:0{row['width']}d}" for number in numbers]
        else:
            out[row["name"]] = [text or None for text in row["data"].decode().split("\0")]
    return out


def shapes(table: pa.Table) -> list[tuple[int, list[list[tuple[float, float]]]]]:
    """Kind and parts (each a list of lon-lat positions) of every shape."""
    scale = float(table.schema.metadata[b"geoevents.scale"])
    found = []
    for row in table.to_pylist():
        starts, steps = np.reshape(row["starts"], (-1, 2)), np.reshape(row["steps"], (-1, 2)).astype(int)
        at, parts = 0, []
        for start, size in zip(starts, row["parts"], strict=True):
            walk = np.vstack([start, steps[at : at + size - 1]]).cumsum(axis=0) / scale
            parts.append([tuple(position) for position in walk.tolist()])
            at += size - 1
        assert at == len(steps)
        found.append((row["type"], parts))
    return found


def without_data(page: str) -> str:
    """The page without its frames: everything a browser could act on."""
    return re.sub(r'(<script type="application/[^>]*>)[^<]*(</script>)', r"\1\2", page)
