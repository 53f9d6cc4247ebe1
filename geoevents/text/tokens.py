"""Words with their offsets, and the phrase tables that are looked up over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

__all__ = ["PhraseTable", "Token", "fold", "tokenize"]

T = TypeVar("T")

# A number with its separators, a possessive, a word, a line break, or one other visible character. Hyphens and
# apostrophes inside words are no tokens, so that "Al-Nusra" and "Al Nusra" are the same two words.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)|(?P<possessive>(?<=\w)['’ʼ]s?(?!\w))|(?P<word>[^\W\d_]+)|(?P<glue>(?<=\w)[-‐‑'’ʼ`](?=\w))"
    r"|(?P<line>\n)|(?P<mark>[^\w\s]|_)"
)
_PLAIN = re.compile(r"[a-z0-9]+\Z")


class Token(NamedTuple):
    """One word, number or mark; ``text[start:end]`` is its surface, ``low`` its folded form."""

    start: int
    end: int
    low: str
    kind: str
    capital: bool
    glued: bool


def fold(word: str) -> str:
    """Return ``word`` in lower case without diacritics, so that "Traoré" meets "Traore"."""
    low = word.lower()
    if _PLAIN.match(low):
        return low
    bare = unicodedata.normalize("NFKD", low)
    return "".join(c for c in bare if not unicodedata.combining(c)) or low


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into tokens, offsets into ``text``.

    ``kind`` is ``number``, ``word``, ``possessive``, ``line`` or ``mark``; ``glued`` says that a hyphen or an
    apostrophe joins the token to the one before it.
    """
    out: list[Token] = []
    glue = False
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = m.lastgroup or "mark"
        if kind == "glue":
            glue = True
            continue
        surface = m.group()
        low = "'s" if kind == "possessive" else fold(surface) if kind == "word" else surface
        capital = kind == "word" and (surface[0].isupper() or (glue and bool(out) and out[-1].capital))
        out.append(Token(m.start(), m.end(), low, kind, capital, glue))
        glue = False
    return out


class PhraseTable(Generic[T]):
    """Phrases found by their words: the longest one that starts at a token.

    Parameters
    ----------
    entries : iterable of (str, T)
        Phrase and what it stands for; of two equal phrases the first counts.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in entries:
            words = tuple(t.low for t in tokenize(phrase))
            if words and words not in seen:
                seen.add(words)
                self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, T] | None:
        """Return ``(end, value)`` of the longest phrase at ``tokens[i:end]``, or ``None``."""
        for words, value in self._by_first.get(tokens[i].low, ()):
            n = len(words)
            if i + n <= len(tokens) and all(tokens[i + k].low == words[k] for k in range(1, n)):
                return i + n, value
        return None
