"""gzip with the same bytes every time, compressed on all cores.

The data are cut into blocks of fixed size; each block is deflated on its own, primed with the 32 kB before it, and
the pieces are joined into one ordinary gzip member, so the result does not depend on the number of threads.
"""

from __future__ import annotations

import os
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

__all__ = ["gzip_bytes"]

TEXT = (7, zlib.Z_DEFAULT_STRATEGY)
"""zlib's level and strategy for prose. Measured: 7 saves 2 % over 6 for a third more time, 8 another 2 % for twice."""

NUMBERS = (7, zlib.Z_FILTERED)
"""For columns of integers: level 9 saves another 2 % and takes six times as long."""

BLOCK = 1 << 20
WINDOW = 1 << 15
HEADER = b"\x1f\x8b\x08\x00" + b"\x00" * 4 + b"\x02\xff"  # deflate, no name, time 0, best compression, system unknown


def gzip_bytes(data: bytes | bytearray | memoryview, *, prose: bool = False) -> bytes:
    """Return ``data`` as one gzip member with modification time 0.

    Parameters
    ----------
    data : bytes-like
        What to compress, held in memory.
    prose : bool
        Whether the data are mostly text rather than integers.
    """
    view = memoryview(data).cast("B")
    starts = range(0, max(len(view), 1), BLOCK)

    level, strategy = TEXT if prose else NUMBERS

    def deflate(start: int) -> bytes:
        end = min(start + BLOCK, len(view))
        options = (level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
        before = bytes(view[max(0, start - WINDOW) : start])
        coder = zlib.compressobj(*options, before) if before else zlib.compressobj(*options)
        # A sync flush ends on a byte boundary without ending the stream: the next block's bits follow it.
        last = end == len(view)
        return coder.compress(view[start:end]) + coder.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)

    trailer = struct.pack("<LL", zlib.crc32(view), len(view) & 0xFFFFFFFF)
    if len(starts) == 1:
        return b"".join((HEADER, deflate(0), trailer))
    with ThreadPoolExecutor(max_workers=min(len(starts), os.cpu_count() or 1)) as pool:
        return b"".join((HEADER, *pool.map(deflate, starts), trailer))
