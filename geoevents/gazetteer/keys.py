"""Keys: a name reduced to its consonants, so that "Deir ez-Zor", "Dayr az Zawr", "Der Azzor" and "دير الزور" meet.

The classes follow what BGN/PCGN, UNGEGN, French and press romanisations of Arabic disagree about. A key says that two
spellings *may* be one name; how alike they are is another question.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from geoevents.gazetteer.folding import fold

__all__ = ["ARTICLES", "arabic_letters", "edits", "key", "latin_letters", "spelt_out"]


# Before marks are dropped: letters whose mark changes the consonant.
_CARON: Final = {
    ord(a): b
    for a, b in {"š": "sh", "č": "ch", "ž": "zh", "ç": "ch", "ğ": "gh", "ñ": "ny", "ǧ": "j", "ḫ": "kh"}.items()
}

_ARABIC: Final = {
    ord(a): b
    for a, b in {
        "ا": "", "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "j", "چ": "S", "ح": "h", "خ": "X", "د": "d", "ذ": "d",
        "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g",
        "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
        "ڕ": "r", "ڵ": "l", "ۆ": "w", "ێ": "y", "ڭ": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ټ": "t", "ډ": "d",
        "ړ": "r", "ږ": "j", "ښ": "S", "څ": "s", "ځ": "z", "ڼ": "n", "ۇ": "w", "ۈ": "w", "ۋ": "w", "ە": "",
    }.items()
}  # fmt: skip

# Folded Cyrillic (й has become и, ё е, ї і): consonants join the Latin classes, vowels stay vowels.
_CYRILLIC: Final = {
    ord(a): b
    for a, b in {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "є": "ye", "і": "i", "ј": "y", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "j", "џ": "j", "ў": "u",
        "қ": "k", "ҡ": "k", "ҝ": "k", "ғ": "gh", "ң": "n", "ҥ": "n", "ү": "u", "ұ": "u", "ө": "o", "ә": "a", "һ": "h",
        "ҳ": "h", "ҷ": "j", "ҹ": "j", "җ": "j", "ҙ": "z", "ҫ": "s", "ӏ": "", "ӡ": "z", "ҵ": "ts", "ҽ": "ch",
    }.items()
}  # fmt: skip

# Folded Hebrew: consonants only. Final forms are those at the start of no word, where b, k and p are always stops.
_HEBREW: Final = {
    ord(a): b
    for a, b in {
        "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "h", "ט": "t", "י": "y", "כ": "k",
        "ך": "kh", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "ts",
        "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
    }.items()
}  # fmt: skip

_DIGRAPHS: Final = (
    ("tsch", "S"), ("tch", "S"), ("tsh", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "X"), ("gh", "g"),
    ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("x", "X"),
    ("c", "k"), ("q", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_DIGRAPH: Final = re.compile("|".join(sorted((a for a, _ in _DIGRAPHS), key=len, reverse=True)))
_DIGRAPH_OF: Final = dict(_DIGRAPHS)

ARTICLES: Final = frozenset({
    "al", "el", "il", "ul", "l", "ad", "ed", "id", "ud", "an", "en", "in", "un", "ar", "er", "ir", "ur", "as", "es",
    "is", "us", "ash", "esh", "ach", "ech", "at", "et", "it", "ut", "az", "ez", "iz", "uz", "ath", "eth", "adh", "edh",
})  # fmt: skip
"""The Arabic article and its forms before sun letters, as separate tokens in Latin script."""

_SEMIVOWELS: Final = {ord(c): None for c in "Awy"}
_VOWELS: Final = frozenset("aeiou")
_KEEP: Final = frozenset("bdfgjhklmnrstzSXwy0123456789")


def _is_article(token: str, following: str) -> bool:
    """Whether ``token`` is the article: al/el always, assimilated forms only before their own consonant."""
    if token not in ARTICLES:
        return False
    if token[-1] == "l":
        return True
    consonant = token[1] if token[1:] not in ("ch",) else "ch"
    return following.startswith(consonant)


def _latin_token(token: str, last: bool) -> str:
    """Consonant classes of one folded Latin token, with ``A`` for a vowel at its start."""
    if len(token) > 2:
        if token.endswith("h") and token[-2] in _VOWELS:
            token = token[:-1]  # ta marbuta, or a final h that French and press spellings leave out
        elif not last and len(token) > 3 and token.endswith(("at", "et")):
            token = token[:-1]  # ta marbuta in construct: Maarrat al-Nu'man, Qal'at al-Madiq
    if token.startswith("ou") and len(token) > 2 and token[2] in _VOWELS:
        token = "w" + token[2:]
    elif token[0] == "i" and len(token) > 2 and token[1] in "aou":
        token = "y" + token[1:]
    classes = _DIGRAPH.sub(lambda found: _DIGRAPH_OF[found[0]], token)
    return ("A" if classes[0] in _VOWELS else "") + "".join(c for c in classes if c in _KEEP)


def _arabic_token(token: str) -> str:
    """Consonant classes of one folded Arabic-script token, without the article."""
    if (len(token) > 3 and token.startswith("ال")) or (len(token) > 4 and token.startswith("لل")):
        token = token[2:]
    if len(token) > 2 and token.endswith("ه"):
        token = token[:-1]
    return ("A" if token[0] in "اع" else "") + "".join(_ARABIC.get(ord(c), "") for c in token)


def spelt_out(text: str) -> str:
    """Write a name in small letters, with two letters for those whose mark changes the consonant (š as sh)."""
    return unicodedata.normalize("NFC", text).casefold().translate(_CARON)


# Kurdish and Uyghur words that start with a vowel; Arabic ones never start so.
_SEAT_OF_VOWEL: Final = re.compile(r"(?<!\w)ئ")


def key(text: str) -> str:
    """Transliteration key: the consonant skeleton of a name.

    Two spellings of one Arabic name get one key whichever romanisation wrote them. Latin, Arabic, Cyrillic and Hebrew
    letters have rules of their own; other scripts are transliterated first. Articles fall away, doubled consonants are
    single, vowels (and the w and y that write them) are dropped except that a name which starts with a vowel or an ayn
    starts with ``A``.

    Parameters
    ----------
    text : str
        A name; it is folded first.

    Returns
    -------
    str
        The key; empty if nothing is left.

    Examples
    --------
    >>> key("Deir ez-Zor") == key("Dayr az Zawr") == key("دير الزور")
    True
    """
    if not text.isascii():
        text = _SEAT_OF_VOWEL.sub("ا", spelt_out(text))
    return _key_of_folded(fold(text))


def _key_of_folded(folded: str) -> str:
    tokens = folded.split()
    parts: list[str] = []
    for index, token in enumerate(tokens):
        last = index == len(tokens) - 1
        if token.isascii():
            if not last and _is_article(token, tokens[index + 1]):
                continue
            parts.append(_latin_token(token, last))
        elif "\u0600" <= token[0] <= "\u06ff":
            parts.append(_arabic_token(token))
        else:
            parts += [_latin_token(word, last) for word in latin_letters(token).split()]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    # Only the first word keeps its vowel sign, w or y: word breaks move (Tell Abyad, Tal-Abyad, Tallabyad).
    head = parts[0][0] if parts[0][0] in "Awy" else ""
    body = "".join(parts).translate(_SEMIVOWELS)
    out = head
    for letter in body:
        if not out or out[-1] != letter or letter.isdigit():
            out += letter
    return out if len(out) > 1 else _short_key(tokens) or out


_SEMI_Y: Final = re.compile("i(?=[aeou])")
_SEMI_W: Final = re.compile("(?:ou|u)(?=[aei])")
_VOWEL_RUN: Final = re.compile("[aeiou]+")
_VOWEL_LETTER: Final = re.compile("(?<![اويAwy])[وي](?![اويه])")


def _short_key(tokens: list[str]) -> str:
    """Key of a name with one consonant (Zawiya, Faw, Susa, زاوية): its w and y, and its consonants one by one.

    It starts with ``~``; empty where that is a single letter too.
    """
    text = " ".join(t for i, t in enumerate(tokens) if i == len(tokens) - 1 or not _is_article(t, tokens[i + 1]))
    words: list[str] = []
    for token in text.split():
        if "\u0600" <= token[0] <= "\u06ff":
            token = token[2:] if len(token) > 3 and token.startswith("ال") else token
            token = _VOWEL_LETTER.sub("ا", token[:-1] if len(token) > 2 and token.endswith("ه") else token)
            words += ["".join(_ARABIC.get(ord(c), "") or "a" for c in token)]
        else:
            words += [_SEMI_Y.sub("y", _SEMI_W.sub("w", word)) for word in latin_letters(token).split()]
    classes = _VOWEL_RUN.sub("a", _DIGRAPH.sub(lambda found: _DIGRAPH_OF[found[0]], "".join(words)))
    if classes.endswith("ah"):
        classes = classes[:-1]
    found = "".join(c for i, c in enumerate(classes) if c in _KEEP and classes[i - 1 : i] != c)
    return f"~{found}" if len(found) > 1 else ""


_HEBREW_LETTER: Final = re.compile("[א-ת]")
_HEBREW_AH: Final = re.compile(r"(?<=[א-ת])ה(?![א-ת])")
_INDIC_C: Final = re.compile(r"c(?!h)")


def latin_letters(folded: str) -> str:
    """Write what a folded text has of other scripts in small ASCII letters; line breaks and spaces stay.

    Cyrillic and Hebrew have tables here that suit the keys; everything else is left to anyascii.
    """
    text = folded
    if _HEBREW_LETTER.search(text):
        text = _HEBREW_AH.sub("a", text).translate(_HEBREW)
    text = text.translate(_CYRILLIC)
    if not text.isascii():
        from anyascii import anyascii

        written = anyascii(text).lower()
        if any("\u0900" <= char <= "\u0dff" for char in text):
            written = _INDIC_C.sub("ch", written)  # Indic c is ch, where the Latin tables take it for k
        text = "\n".join(fold(line) for line in written.split("\n"))
    return text


def edits(skeleton: str) -> list[str]:
    """All strings one edit (drop, swap, change, insert) away from a key, sorted, without the key itself."""
    letters = "bdfgjhklmnrstzSX"
    found: set[str] = set()
    for at in range(len(skeleton) + 1):
        before, after = skeleton[:at], skeleton[at:]
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
        found.update(before + letter + after for letter in letters)
    for letter in "Awy":
        found.add(letter + skeleton.lstrip("Awy"))
    found.add(skeleton.lstrip("Awy"))
    found.discard(skeleton)
    return sorted(item for item in found if len(item) > 1)


_ARABIC_LETTERS: Final = _ARABIC | {ord(a): b for a, b in zip("اعويخش", ("a", "a", "u", "i", "kh", "sh"), strict=True)}


def arabic_letters(folded: str) -> str:
    """Write folded Arabic letters in rough Latin, with the vowels that are written, to compare whole spellings."""
    return folded.translate(_ARABIC_LETTERS)
