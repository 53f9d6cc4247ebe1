"""Query text -> tokens: one spelling of quotes, dashes, spaces and case, with the original words kept beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Token", "fold", "join", "tidy", "tokenize"]

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʹ′`´ʿʾ", "'"),
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("‐‑‒−﹣－", "-"),
        **dict.fromkeys("–—―", "–"),
        **dict.fromkeys("،", ","),
        **dict.fromkeys("؛", ";"),
        "ـ": "",
    }
)
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)+(?![^\W_])|\d+(?:[.,]\d+)*(?=(?:km|kms|m|mi|mile|miles|كم)\b)"
    rf"|[^\W_][\w{_MARKS}]*(?:['-][^\W_][\w{_MARKS}]*)*|\n|[^\s]",
    re.IGNORECASE,
)
_HYPHENED_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)-?){1,2}(?:north|south|east|west)(?:ern|ward|wards|erly)?$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign: as written, folded for comparison, and where it stands in the tidied text."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, not a sign."""
        return self.text[0].isalnum()


def tidy(text: str) -> str:
    """Bring quotes, dashes, widths and invisible characters to one spelling; letters and case stay as they are."""
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    text = "".join(c for c in text if c == "\n" or c == "\t" or unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co"))
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r"(?<=\w)–(?=\w)", "-", text)
    return re.sub(r" - ", " – ", text).strip()


def fold(text: str) -> str:
    """Fold a word for comparison with the tables: lower case, no accents, one form of alif, ya and ta marbuta."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ARABIC)


def tokenize(text: str) -> list[Token]:
    """Cut a tidied text into tokens."""
    out = []
    for m in _TOKEN.finditer(text):
        low = fold(m.group()) or m.group()
        if "-" in low and _HYPHENED_DIRECTION.match(low):
            low = low.replace("-", "")
        out.append(Token(m.group(), low, m.start(), m.end()))
    return out


def join(source: str, tokens: Sequence[Token]) -> str:
    """Return the stretch of the text that the tokens cover, without signs at its ends."""
    if not tokens:
        return ""
    return " ".join(source[tokens[0].start : tokens[-1].end].split()).strip(" ,;:.\"'–-/#")
