"""Words with their offsets, and the phrase tables that are looked up over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

__all__ = ["PhraseTable", "Token", "fold", "tokenize"]

T = TypeVar("T")

# A word, a number with its separators, a possessive, a line break, or one other visible character. Hyphens and
# apostrophes inside words are no tokens, so that "Al-Nusra" and "Al Nusra" are the same two words. What there is most
# of is tried first, and kinds go by their numbers, not their names: a tenth less time.
_TOKEN = re.compile(
    r"([^\W\d_]+)|(\d+(?:[.,:]\d+)*)|((?<=\w)['’ʼ][sS]?(?!\w))|((?<=\w)(?:[-‐‑]['’‘ʼʿ]?|['’ʼ`])(?=\w))|(\n)|([^\w\s]|_)"
)
_WORD, _POSSESSIVE, _GLUE = 1, 3, 4
_KINDS = ("", "word", "number", "possessive", "", "line", "mark")
# Both look back over the sign itself: a pattern that begins with one of a few signs is searched for ten times as fast.
_AYN = re.compile(r"['’‘ʿ](?<![\w'’‘.,!?].)(?=[^\W\d_])(?=[A-ZÀ-Þ])")
_HAMZA = re.compile(r"['’ʼʾ](?<=[^\W\dsSxXzZ].)(?![\w'’])")
_QUOTED = 60
"""Tokens within which a quotation ends, at most."""
_NICKNAME = 5
"""The same where the word before is a name: "Ahmad 'the Bear' Salih"."""
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_PLAIN_PHRASE = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*\Z")


_MOST_FOLDED, _LONGEST_FOLDED = 100_000, 40
"""Words of which the folded form is kept, some 15 MB, and the longest of them; all are dropped when there are more."""
_folded: dict[str, str] = {}


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


def _fold_and_keep(word: str) -> str:
    low = fold(word)
    if len(word) <= _LONGEST_FOLDED:
        if len(_folded) >= _MOST_FOLDED:
            _folded.clear()
        _folded[word] = low
    return low


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into tokens, offsets into ``text``.

    ``kind`` is ``number``, ``word``, ``possessive``, ``line`` or ``mark``; ``glued`` says that a hyphen or an
    apostrophe joins the token to the one before it.
    """
    out: list[Token] = []
    add, new, folded = out.append, tuple.__new__, _folded
    glue = capital = False
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = m.lastindex
        if kind == _GLUE:
            glue = True
            continue
        surface = m[0]
        if kind == _WORD:
            capital = (glue and capital) or surface[0].isupper()
            low = folded.get(surface) or _fold_and_keep(surface)
        else:
            capital = False
            low = "'s" if kind == _POSSESSIVE else surface
        first, last = m.span()
        add(new(Token, (first, last, low, _KINDS[kind or 0], capital, glue)))  # Token(...) takes twice the time
        glue = False
    stop = len(text) if end is None else end
    return _with_letters(text, out) if _AYN.search(text, start, stop) or _HAMZA.search(text, start, stop) else out


def _with_letters(text: str, tokens: list[Token]) -> list[Token]:
    """Join apostrophes that are letters of Arabic names to their words: "'Aytarun", "Darat 'Izzah", "Samarra'".

    One that opens is a letter unless another one closes a quotation on the same line, and the other way round.
    """
    out: list[Token] = []
    quoted, letter = False, -1
    for i, token in enumerate(tokens):
        if token.kind == "line":
            quoted = False
        if token.kind == "mark" and _AYN.match(text, token.start):
            inside = bool(i) and tokens[i - 1].capital and tokens[i - 1].end + 1 == token.start  # "Darat 'Izzah"
            if (inside or not quoted) and not _closed(text, tokens, i, _NICKNAME if inside else _QUOTED):
                letter = token.start
                continue
            quoted = True
        elif token.kind == "possessive" and _HAMZA.match(text, token.start):
            if not quoted and out and out[-1].capital:
                out[-1] = out[-1]._replace(end=token.end)
                continue
            quoted = False
        out.append(token._replace(start=letter) if letter >= 0 else token)
        letter = -1
    return out


def _closed(text: str, tokens: list[Token], i: int, within: int) -> bool:
    """Tell whether a quotation mark before token ``i + 1`` has its other half on the line, no plural's possessive."""
    for k in range(i + 2, min(i + within, len(tokens))):
        if tokens[k].kind == "line":
            return False
        if tokens[k].low in {"'", "’"} or (tokens[k].kind == "possessive" and tokens[k].end - tokens[k].start == 1):
            following = text[tokens[k].end : tokens[k].end + 1]
            return not following.isalnum()
    return False


class PhraseTable(Generic[T]):
    """Phrases found by their words: the longest one that starts at a token.

    Parameters
    ----------
    entries : iterable of (str, T)
        Phrase and what it stands for; of two equal phrases the first counts.

    Attributes
    ----------
    openers : frozenset of str
        The first words of all phrases.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        # first word -> value; first word -> second word -> number of words after it, most first -> those words -> value
        self._single: dict[str, T] = {}
        self._longer: dict[str, dict[str, dict[int, dict[tuple[str, ...], T]]]] = {}
        for phrase, value in entries:
            words = _words_of(phrase)
            if len(words) == 1:
                self._single.setdefault(words[0], value)
            elif words:
                lengths = self._longer.setdefault(words[0], {}).setdefault(words[1], {})
                lengths.setdefault(len(words) - 2, {}).setdefault(words[2:], value)
        for seconds in self._longer.values():
            for second, lengths in seconds.items():
                if len(lengths) > 1:
                    seconds[second] = dict(sorted(lengths.items(), reverse=True))
        self.openers = frozenset(self._single.keys() | self._longer.keys())

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, T] | None:
        """Return ``(end, value)`` of the longest phrase at ``tokens[i:end]``, or ``None``."""
        low = tokens[i].low
        seconds = self._longer.get(low)
        if seconds is not None and i + 1 < len(tokens):
            lengths = seconds.get(tokens[i + 1].low)  # by the second word most are ruled out
            if lengths is not None:
                for length, phrases in lengths.items():
                    words = tuple([t.low for t in tokens[i + 2 : i + 2 + length]]) if length else ()
                    if words in phrases:
                        return i + 2 + length, phrases[words]
        value = self._single.get(low)
        return (i + 1, value) if value is not None else None


def _words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase of a table; most are ASCII letters, hyphens and spaces alone."""
    if _PLAIN_PHRASE.match(phrase):
        return tuple(phrase.lower().replace("-", " ").split())
    return tuple(t.low for t in tokenize(phrase))
