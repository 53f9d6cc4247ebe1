"""Long texts as columns: all texts of a column in one piece, or, where they only count, as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geoevents.maps.arrays import clean_text, list_column, text

__all__ = ["text_columns"]

NUMBERED = re.compile(r"(?P<prefix>.{0,40}?)[0-9]{1,9}", re.DOTALL)


def text_columns(table: gpd.GeoDataFrame, names: Sequence[str]) -> dict[str, pa.Array]:
    """Return the columns of the frame ``text``: one row for each name, as ``docs/wire.md`` describes them.

    Parameters
    ----------
    table : GeoDataFrame
        Has at least one row.
    names : sequence of str
        Columns of ``table``; a name given twice counts once.
    """
    names = list(dict.fromkeys(names))
    pieces: list[_Numbered | pa.Buffer] = []
    for name in names:
        words = text(table[name])
        pieces.append(_numbered(words) or _one_piece(words))
        del words  # a copy of every note: not to be held while the next is made
    numbered = [piece if isinstance(piece, _Numbered) else None for piece in pieces]
    columns = {
        "name": pa.array([clean_text(name) or "" for name in names]),
        "data": _binary([piece if isinstance(piece, pa.Buffer) else None for piece in pieces]),
    }
    if any(numbered):
        columns["prefix"] = pa.array([None if found is None else found.prefix for found in numbered], pa.string())
        columns["width"] = pa.array([None if found is None else found.width for found in numbered], pa.int32())
        columns["steps"] = list_column(
            np.concatenate([found.steps for found in numbered if found is not None]),
            np.array([0 if found is None else len(found.steps) for found in numbered]),
        )
    return columns


def _binary(pieces: list[pa.Buffer | None]) -> pa.BinaryArray:
    """Return large pieces as an array, without a copy where there is only one."""
    full = [piece for piece in pieces if piece is not None]
    data = full[0] if len(full) == 1 else pa.py_buffer(b"".join(full))
    offsets = np.cumsum([0, *(0 if piece is None else piece.size for piece in pieces)]).astype(np.int32)
    known = np.packbits([piece is not None for piece in pieces], bitorder="little")
    return pa.Array.from_buffers(
        pa.binary(), len(pieces), [pa.py_buffer(known.tobytes()), pa.py_buffer(offsets.tobytes()), data]
    )


def _one_piece(words: pa.Array) -> pa.Buffer:
    """Return all texts joined by U+0000; one inside a text becomes U+FFFD, as HTML has it."""
    if pc.any(pc.match_substring(words, "\0")).as_py():
        words = pc.replace_substring(words, "\0", "\ufffd")
    if words.null_count:
        words = pc.fill_null(words, "")
    rows = pa.ListArray.from_arrays(pa.array([0, len(words)], pa.int32()), words)
    return pc.binary_join(rows, "\0")[0].as_buffer()


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Texts that are one prefix and a number each."""

    prefix: str
    width: int
    steps: np.ndarray


def _numbered(words: pa.Array) -> _Numbered | None:
    """Return how the texts count, or None where they do not."""
    if not len(words) or words.null_count:
        return None
    stem = NUMBERED.fullmatch(words[0].as_py())
    if stem is None or not pc.all(pc.starts_with(words, stem["prefix"])).as_py():
        return None
    digits = pc.utf8_slice_codeunits(words, len(stem["prefix"]))
    if not pc.all(pc.match_substring_regex(digits, "^[0-9]{1,9}$")).as_py():
        return None
    sizes = pc.binary_length(digits)
    width = sizes[0].as_py() if pc.min(sizes).as_py() == pc.max(sizes).as_py() else 0
    if not width and pc.any(pc.match_substring_regex(digits, "^0[0-9]")).as_py():
        return None
    numbers = pc.cast(digits, pa.int64()).to_numpy(zero_copy_only=False)
    return _Numbered(stem["prefix"], width, np.diff(numbers, prepend=0))
