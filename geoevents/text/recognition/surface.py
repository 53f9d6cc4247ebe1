"""The text as recognition reads it: character for character as long as the original, without debris and line breaks."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.layout.debris import Block, blocks

__all__ = ["surface"]

_ALIKE = (("’", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "), ("\t", " "), ("\r", " "))
"""Characters that are read as another; each is one character, so that offsets stay true."""


def surface(text: str, parts: Sequence[Block] | None = None) -> str:
    """Return ``text`` with debris blanked out and wrapped lines joined; ``len`` is that of ``text``.

    ``parts`` are its blocks, where they are known.
    """
    out: list[str] = []
    at = 0
    for block in blocks(text) if parts is None else parts:
        if block.role == "debris":
            continue
        if block.start > at:
            out.append("\n" * (block.start - at))
        out.append(text[block.start : block.end].replace("\n", " "))
        at = block.end
    out.append("\n" * (len(text) - at))
    clean = "".join(out)
    if not clean.isascii():
        for sign, read in _ALIKE:
            if sign in clean:
                clean = clean.replace(sign, read)
    elif "\t" in clean or "\r" in clean:
        clean = clean.replace("\t", " ").replace("\r", " ")
    return clean
