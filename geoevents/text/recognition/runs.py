"""Finds runs of capitalised words with their links in any script that has capitals, and takes them apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from geoevents.gazetteer.names import fold
from geoevents.text.recognition.lexis import abbreviations, flags, low

__all__ = ["ARTICLES", "Part", "capitals", "parts_of", "run_pattern"]

_CASED = ((0x41, 0x5B), (0xC0, 0x588), (0x10A0, 0x1100), (0x13A0, 0x1400), (0x1E00, 0x2000), (0x2C00, 0x2E00),
          (0xA640, 0xA800), (0xFF21, 0xFF3B), (0x10400, 0x10450))  # fmt: skip
"""Code points among which all capitals of living scripts are."""

_INSIDE = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060&]"
"""Letters, digits, combining accents and invisible signs: what a word goes on with."""

ARTICLES = "al|el|ul|as|ash|an|ar|at|ad|az|ez|es|ed|er|et|en|esh|il|l|d|s"
_LINKS = (
    "of the|of|de la|de los|de las|de|del|della|dell|di|da|do|dos|das|du|des|la|le|les|al|el|bin|ibn|von|van der"
    "|van den|van|der|upon|under|sur|sous|en|ez|az(?= Z)|as(?= S)|ash(?= S)|an(?= N)|ar(?= R)|at(?= T)|ad(?= D)|et|y|i"
)
_ABBREVIATED = (
    "St|Ste|Sta|Sto|Mt|Ft|Pt|Gov|Govs|Sen|Sens|Rep|Reps|Dr|Mr|Mrs|Ms|Lt|Col|Gen|Sgt|Capt|Maj|Rev|Prof|Pres|Hon|Adm"
    "|Brig|Supt|Det|Insp|Cmdr|Cpl|Pvt|Dep|Jr|Sr|ST|MT|FT"
)
_MOST_WORDS = 9


@cache
def capitals() -> str:
    """Return a character class of the capital letters."""
    found: list[list[int]] = []
    for first, end in _CASED:
        for code in range(first, end):
            char = chr(code)
            if char.isupper() or char.istitle():
                if found and found[-1][1] == code - 1:
                    found[-1][1] = code
                else:
                    found.append([code, code])
    return "[" + "".join(f"{chr(a)}-{chr(b)}" if b > a else chr(a) for a, b in found) + "]"


def _after(words: Iterable[str]) -> str:
    """Return look-behinds for a full stop after one of these words; one for each length, as ``re`` wants them."""
    lengths: dict[int, list[str]] = {}
    for word in sorted(set(words)):
        lengths.setdefault(len(word), []).append(re.escape(word))
    return "|".join(rf"(?<=\b(?:{'|'.join(same)})\.)" for _, same in sorted(lengths.items()))


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the pattern of a run: capitalised words, one space or hyphen apart, with links between them."""
    cap = capitals()
    divisions = _after(a[:-1] for a in abbreviations() if a.endswith(".") and a.count(".") == 1)
    # The full stops that do not end the word: "U.S.", "W.Va.", "Ky.", "St. Paul", "J. Smith".
    dot = (
        rf"\.(?:(?<=\b\w\.)(?={cap}\w{{0,2}}\.)|(?<=\.\w\.)|(?<=\.\w\w\.)|{divisions}"
        rf"|(?:{_after(_ABBREVIATED.split('|'))}|(?<=\b\w\.))(?= {cap}))"
    )
    tail = rf"{_INSIDE}*(?:(?:'(?=\w)(?!s\b)|-(?=\w)|{dot}){_INSIDE}*)*"
    more = rf"(?: (?:(?:{_LINKS}) )?(?:(?:{ARTICLES})[-'])?{cap}{tail}){{0,{_MOST_WORDS}}}"
    # The capital stands first, so that the scan skips from one to the next.
    return re.compile(rf"{cap}(?<!\w.){tail}{more}")


class Part(NamedTuple):
    """One word of a run: offsets in the run, its folded form, its classes.

    ``lower`` says that it is written small (a link, or "based" in "Moscow-based"), ``glued`` that a hyphen joins it to
    the word before.
    """

    start: int
    end: int
    low: str
    flags: int
    lower: bool
    glued: bool


_COUNTRIES = frozenset(["US", "U.S."])
"""Capitals that are no word of the language."""
_SPLIT = re.compile(r"[^ ]+")
_ARTICLE = re.compile(rf"(?:{ARTICLES})[-']\w|(?i:al|el|as|ash|an|ar|at|ad|az|ez|es|ed|er|et|en|esh|ul|il)-\w|[DL]'\w")


def _is_whole(word: str, is_name: Callable[[str], bool]) -> bool:
    """Tell "Bulak-Bashy" from "Homs-Palmyra", "US-led" and "D-Winthrop": capitals of which not each is a name."""
    pieces = word.split("-")
    return len(pieces[0]) > 1 and all(p[:1].isupper() for p in pieces) and not all(is_name(fold(p)) for p in pieces)


def parts_of(run: str, is_name: Callable[[str], bool]) -> list[Part]:
    """Take a run apart. A word with hyphens is one part where ``is_name`` knows it, or where it is an article's."""
    known = flags()
    out: list[Part] = []
    for m in _SPLIT.finditer(run):
        word, start = m.group(), m.start()
        if "-" not in word or _ARTICLE.match(word) or is_name(fold(word)) or _is_whole(word, is_name):
            folded = low(word)
            kinds = 0 if word in _COUNTRIES else known.get(folded, 0)
            out.append(Part(start, m.end(), folded, kinds, word.islower(), False))
            continue
        at = start
        for number, piece in enumerate(word.split("-")):
            if piece:
                folded = low(piece)
                kinds = 0 if piece in _COUNTRIES else known.get(folded, 0)
                out.append(Part(at, at + len(piece), folded, kinds, piece[0].islower(), number > 0))
            at += len(piece) + 1
    return out
