"""Compression gives one ordinary gzip member, the same every time."""

from __future__ import annotations

import gzip
import zlib

import pytest

from geoevents.maps import deflate
from geoevents.maps.deflate import BLOCK, gzip_bytes

LINES = b"".join(b"%d the same words again and again\n" % (number * 7919 % 10007) for number in range(120_000))


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17])
@pytest.mark.parametrize("prose", [True, False])
def test_any_length_comes_back(size: int, prose: bool) -> None:
    assert len(LINES) > 3 * BLOCK + 17
    packed = gzip_bytes(LINES[:size], prose=prose)
    assert gzip.decompress(packed) == LINES[:size]
    # a browser's DecompressionStream refuses anything after the first member
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    reader.decompress(packed)
    assert reader.eof
    assert reader.unused_data == b""


def test_bytes_do_not_depend_on_time_or_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    first = gzip_bytes(LINES, prose=True)
    monkeypatch.setattr(deflate.os, "cpu_count", lambda: 7)
    assert gzip_bytes(LINES, prose=True) == first
    assert first[4:8] == b"\0\0\0\0"


def test_blocks_cost_little() -> None:
    whole = len(zlib.compress(LINES, deflate.TEXT[0]))
    assert len(gzip_bytes(LINES, prose=True)) < 1.01 * whole
