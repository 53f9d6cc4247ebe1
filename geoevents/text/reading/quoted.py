"""Where words that somebody quotes stand in a text: exactly, or but for white space, capitals and kinds of quotes."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Quoted"]

_SPACE = re.compile(r"\s+")
_SAME = str.maketrans("ς‘’‚ʼ“”„–—‑", "σ''''\"\"\"---")
"""Characters that quoting replaces by another; each by one, so that offsets stand."""


class Quoted:
    """A text that is searched often: it is folded once, each search then takes the time of a plain one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = ""
        self._folds: list[int] = []
        self._stands: list[int] = []

    def find(self, words: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where words stand in ``text[start:end]``."""
        at = self._text.find(words, start, end)
        if at >= 0:
            return at, at + len(words)
        if not self._folded:
            self._fold()
        wanted = _folded(_SPACE.sub(" ", words.strip()))
        if not wanted:
            return None
        at = self._folded.find(wanted, self._folded_at(start), self._folded_at(end))
        if at < 0:
            return None
        return self._stood(at), self._stood(at + len(wanted) - 1) + 1

    def _fold(self) -> None:
        """Write the text with one blank for each white space; each piece remembers where it stood."""
        pieces: list[str] = []
        length = done = 0
        for gap in [*_SPACE.finditer(self._text), None]:
            first = gap.start() if gap is not None else len(self._text)
            self._folds.append(length)
            self._stands.append(done)
            pieces += [self._text[done:first], " "]
            length += first - done
            if gap is not None:
                self._folds.append(length)
                self._stands.append(first)
                done = gap.end()
            length += 1
        self._folded = _folded("".join(pieces))

    def _stood(self, at: int) -> int:
        n = bisect_right(self._folds, at) - 1
        return self._stands[n] + at - self._folds[n]

    def _folded_at(self, at: int) -> int:
        n = bisect_right(self._stands, at) - 1
        held = self._folds[n] + at - self._stands[n]
        return min(held, self._folds[n + 1]) if n + 1 < len(self._folds) else held


def _folded(text: str) -> str:
    """Return a text in small letters, as long as it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low.translate(_SAME)
