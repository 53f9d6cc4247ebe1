"""Query text -> tokens: one spelling of quotes, dashes, spaces and case, with the original words kept beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["NUMBER", "OWNER", "Token", "fold", "join", "tidy", "tokenize"]

NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:-\d+(?:[.,]\d+)*)?\Z")
"""A number or a span of numbers: "30", "2,5", "10-15"."""

OWNER = 1
"""Bit of ``Token.mask``: a possessive, "Aleppo's" or "Damascus'"."""

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʹ′`´ʿʾ", "'"),
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("‐‑‒−﹣－", "-"),
        **dict.fromkeys("–—―", "–"),
        **dict.fromkeys("،", ","),
        **dict.fromkeys("؛", ";"),
        **dict.fromkeys("→⇒➔➜➝➞►▶›»", "→"),
        **dict.fromkeys("•·●▪◦", "\n"),
        "ـ": "",
    }
)
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_UNIT = "km|kms|m|mi|nm|nmi|ft|yd|miles?|met(?:re|er)s?|kilomet(?:re|er)s?|км|м|كم"
_TOKEN = re.compile(
    rf"(?<!\w)[ns]\.[ew]\b\.?|[^\W\d_][\w{_MARKS}]*(?:['-][^\W_][\w{_MARKS}]*)*"
    rf"|\d+(?:[.,]\d+)+(?:-\d+(?:[.,]\d+)*)?(?![^\W_])"
    rf"|\d+(?:[.,]\d+)*(?:-\d+(?:[.,]\d+)*)?(?=-?(?:{_UNIT})\b)|\d+(?=-(?:min|hour|day))"
    rf"|[^\W_][\w{_MARKS}]*(?:['-][^\W_][\w{_MARKS}]*)*|\n|[^\s]",
    re.IGNORECASE,
)
_HYPHENED_DIRECTION = re.compile(
    r"(?:(?:north|south|east|west)-?){1,2}(?:north|south|east|west)(?:ern|ward|wards|erly|ernmost)?\Z"
)
_UNITED = re.compile(r"([a-z]+)-(?:hours?|minutes?|days?|km|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|yards?)\Z")
_ELIDED = re.compile(r"(?:d|l|qu)'(?=[^\W\d_]{3})", re.IGNORECASE)
_TAG = re.compile(r"#(\w+)")
_TAGGED = re.compile(r"(\S+)\s+(?=#\w)")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_ARROW = re.compile(r"[-=–]+>|>{1,2}|<?[-=–]{2,}>")
_SIGNS = " ,;:.\"'–-/#→"


class Token:
    """One word, number or sign of a tidied text.

    Attributes
    ----------
    text, low : str
        As written, and folded for comparison with the tables.
    start, end : int
        Where it stands in the tidied text.
    is_word : bool
        Whether it is a word or number, not a sign.
    mask : int
        One bit for every table of the grammar that knows a phrase starting here; see ``words.py``.
    marks : mapping
        Bit -> the phrases of that table that start here, the longest first, each with its length and value.
    """

    __slots__ = ("end", "is_word", "low", "marks", "mask", "start", "text")

    def __init__(self, text: str, low: str, start: int, end: int) -> None:
        self.text = text
        self.low = low
        self.start = start
        self.end = end
        self.is_word = text[:1].isalnum()
        self.mask = 0
        self.marks: Mapping[int, tuple[tuple[int, Any], ...]] = _UNMARKED

    def __repr__(self) -> str:
        return f"Token({self.text!r})"

    def cut(self, start: int, end: int | None = None) -> Token:
        """Return a piece of the word as an unmarked token of its own."""
        text = self.text[start:end]
        low = self.low if len(self.low) == len(self.text) else fold(self.text)
        low = low[start:end] if len(low) == len(self.text) else fold(text)
        return Token(text, low, self.start + start, self.start + start + len(text))


_UNMARKED: Mapping[int, tuple[tuple[int, Any], ...]] = {}


def tidy(text: str) -> str:
    """Bring quotes, dashes, widths and invisible characters to one spelling; letters and case stay as they are."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
        if not text.isprintable():
            text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co"))
            text = re.sub(r"[^\S\n]+", " ", text)
        if "–" in text:
            text = re.sub(r"(?<=\w)–(?=\w)", "-", text)
    elif "`" in text:
        text = text.replace("`", "'")
    if "#" in text:  # "#Centre_Nord" -> "Centre Nord", a tag after a tag on a line of its own
        text = _TAGGED.sub(lambda m: m[0] if m[1][0] != "#" and not m[1][0].isupper() else f"{m[1]}\n", text)
        text = _TAG.sub(lambda m: _CAMEL.sub(" ", m[1].replace("_", " ")), text)
    if "\n" in text:
        text = re.sub(r"\s*\n\s*", "\n", text)
    if "  " in text:
        text = re.sub(r" {2,}", " ", text)
    if ">" in text:
        text = _ARROW.sub("→", text)
    if " - " in text:
        text = text.replace(" - ", " – ")
    return text.strip()


def fold(text: str) -> str:
    """Fold a word for comparison with the tables: lower case, no accents, one form of alif, ya and ta marbuta."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ARABIC)


def tokenize(text: str) -> list[Token]:
    """Cut a tidied text into tokens, not yet marked with what the tables know of them."""
    out: list[Token] = []
    plain = text.lower() if text.isascii() else None
    compound = "-" in text or "'" in text
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        word = text[start:end]
        low = plain[start:end] if plain is not None else fold(word) or word
        if compound and ("-" in low or "'" in low):
            _compound(text, out, Token(word, low, start, end))
        elif len(low) > 2 and low[1] == ".":  # "N.E."
            out.append(Token(word, low.replace(".", ""), start, end))
        else:
            out.append(Token(word, low, start, end))
    return out


def _compound(text: str, out: list[Token], token: Token) -> None:
    """Add a word with a hyphen or apostrophe: as one, or cut where it is two words to the grammar."""
    low = token.low
    if "-" in low:
        if _HYPHENED_DIRECTION.match(low):
            token.low = low.replace("-", "")
        elif united := _UNITED.match(low):  # "two-hour", "five-mile"
            out.append(token.cut(0, united.end(1)))
            token = token.cut(united.end(1) + 1)
    if "'" in low:
        if low.endswith("'s"):
            token.mask = OWNER
        elif elided := _ELIDED.match(token.text):  # "d'Arbinda", "l'est"
            out.append(token.cut(0, elided.end()))
            token = token.cut(elided.end())
        elif low == "'" and out and out[-1].end == token.start and out[-1].low.endswith("s") and text.count("'") == 1:
            out[-1].text += "'"  # "Damascus' Jobar district"
            out[-1].end, out[-1].mask = token.end, OWNER
            return
    out.append(token)


def join(source: str, tokens: Sequence[Token]) -> str:
    """Return the stretch of the text that the tokens cover, without signs at its ends."""
    text = source[tokens[0].start : tokens[-1].end] if tokens else ""
    if not text:  # a comma that was put in between has no place of its own
        tokens = [t for t in tokens if t.is_word]
        if not tokens:
            return ""
        text = source[min(t.start for t in tokens) : max(t.end for t in tokens)]
    if "\n" in text:
        text = " ".join(text.split())
    return text if text[0] not in _SIGNS and text[-1] not in _SIGNS else text.strip(_SIGNS)
