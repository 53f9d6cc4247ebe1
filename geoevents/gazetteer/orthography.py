"""How a language writes names: its letters, what it never writes, and what its letters sound like in Latin ones."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geoevents.gazetteer.names import fold

__all__ = ["Orthography", "latin_sounds", "orthography", "without_article"]

_ABJADS: Final = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})
_JOINER: Final = "\u200c"
_BESIDES: Final = frozenset(f" -().{_JOINER}0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Orthography:
    """The writing of one language, as ``orthographies.toml`` has it.

    Attributes
    ----------
    letters, own : frozenset of str
        The alphabet, and those of its letters that tell the language from its neighbours.
    unlike : re.Pattern or None
        What only other languages' spellings have.
    generic : re.Pattern or None
        The words for a division in its full name, which a label does without.
    sounds, rewrite : dict
        Tables for ``str.translate``.
    is_abjad, has_article : bool
        Whether short vowels are not written; whether names may start with "ال".
    """

    letters: frozenset[str]
    own: frozenset[str]
    unlike: re.Pattern[str] | None
    generic: re.Pattern[str] | None
    sounds: dict[int, str]
    rewrite: dict[int, str]
    is_abjad: bool
    has_article: bool

    def written(self, name: str) -> str:
        """``name`` with its own letters for those of other keyboards, without vowel signs and words for a division."""
        text = unicodedata.normalize("NFC", name).translate(self.rewrite)
        kept = (c for c in text if c == _JOINER or unicodedata.category(c) not in ("Mn", "Cf"))
        text = " ".join("".join(kept).split())
        return (self.generic.sub("", text) if self.generic else text) or text

    def is_titled(self, name: str) -> bool:
        """Whether a name has the language's own word for a division with it."""
        return self.generic is not None and self.generic.search(name.translate(self.rewrite)) is not None

    def writes(self, spelling: str) -> bool:
        """Whether a spelling, as :meth:`written` gives it, can be one of this language."""
        text = spelling.casefold()
        return self.letters.union(_BESIDES).issuperset(text) and not (self.unlike and self.unlike.search(text))

    def romanised(self, spelling: str) -> str:
        """Write a spelling in small Latin letters."""
        text = spelling.casefold()
        return (_ARABIC_ARTICLE.sub("", text) if self.has_article else text).translate(self.sounds)


_ARABIC_ARTICLE: Final = re.compile(r"(?<!\w)ال(?=\w{2})")
_LATIN_ARTICLE: Final = re.compile(r"(?i)(?<!\w)(?:[ae][ldnrstz]|[ae]sh|[ae]dh|[ae]th)[ -](?=\w)")
_MARKED: Final = {ord(a): b for a, b in {"š": "sh", "č": "ch", "ž": "zh", "ö": "oo", "ü": "uu"}.items()}
_ALIKE: Final = (
    ("kh", "h"), ("gh", "g"), ("q", "k"), ("iy", "i"), ("yy", "y"), ("ye", "e"), ("yi", "y"), ("ii", "i"), ("ij", "i"),
    ("dz", "z"),
)  # fmt: skip
_OTHER: Final = re.compile("[^a-z]")


def without_article(name: str) -> str:
    """A Latin spelling of an Arabic name without its articles."""
    return _LATIN_ARTICLE.sub("", name)


def latin_sounds(name: str) -> str:
    """Small ASCII letters of a Latin spelling, the same ones where systems of romanisation merely differ."""
    text = _OTHER.sub("", fold(unicodedata.normalize("NFC", name).casefold().translate(_MARKED)))
    for ours, theirs in _ALIKE:
        text = text.replace(ours, theirs)
    return text


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "orthographies.toml").read_text(encoding="utf-8"))


def _sounds(language: str) -> dict[int, str]:
    row = _tables()[language]
    base = _sounds(row["like"]) if "like" in row else {}
    return base | {ord(pair[0]): pair[2:] for pair in row["sounds"].split()}


@cache
def orthography(language: str) -> Orthography:
    """Return the orthography of a language of ``orthographies.toml`` (BCP 47 tag)."""
    row = _tables()[language]
    return Orthography(
        letters=frozenset(row["letters"]),
        own=frozenset(row.get("own", "")),
        unlike=re.compile(row["unlike"]) if "unlike" in row else None,
        generic=re.compile(row["generic"]) if "generic" in row else None,
        sounds=_sounds(language),
        rewrite={ord(pair[0]): pair[1] for pair in row.get("rewrite", "").split()},
        is_abjad=language in _ABJADS,
        has_article=language == "ar",
    )
