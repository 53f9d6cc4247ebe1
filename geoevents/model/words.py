"""Numbers with their nouns, for everything that is told to people."""

from __future__ import annotations

__all__ = ["several"]


def several(number: int, singular: str, plural: str | None = None) -> str:
    """Say a number with its noun: ``1 event``, ``2 events``; thousands are grouped."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,} {noun}"
