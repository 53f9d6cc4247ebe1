"""Spellings made by published rules, to look up: nothing here uses the code under test."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

SYSTEMS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("romanisation.toml").read_text(encoding="utf-8")
)
"""Tables of the systems under ``arabic``, ``arabic_script`` and ``cyrillic``."""

_BGN_MARKS = re.compile("[āīūḩşḑţ‘]|z̧")
_BGN = re.compile("(?:[A-Za-zĀāĪīŪūḨḩŞşḐḑŢţ‘’ -]|[Zz]̧)+")
_ARTICLE = re.compile(r"\b(a(?:l|n|r|th|t|ţ|dh|d|ḑ|sh|s|ş|z̧|z)) (?=(\w))")
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґ]"), re.compile("[ыэёъ]")


def unmarked(name: str) -> str:
    """A name in small letters without marks, for telling namesakes."""
    text = unicodedata.normalize("NFKD", name.replace("‘", "").replace("’", "")).casefold()
    return " ".join(re.sub(r"[^\w\s]", "", text).split())


def is_bgn(name: str) -> bool:
    """Whether a name is written in BGN/PCGN 1956, with its marks."""
    return bool(_BGN_MARKS.search(name)) and bool(_BGN.fullmatch(name)) and len(name) > 4


def arabic(system: dict[str, Any], bgn: str) -> str:
    """Write a BGN/PCGN 1956 name in another system."""
    text = unicodedata.normalize("NFC", bgn).lower()

    def article(found: re.Match[str]) -> str:
        form = found[1]
        match system["article"]:
            case "joined":
                return "al-"
            case "assimilated":
                return f"{form}-"
            case "el":
                return "e" + form[1:] + " "
            case "none":
                return ""
        return f"{form} "

    text = _rewritten(system, _ARTICLE.sub(article, text))
    if system.get("plain"):
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c == "̈")
    return _capitals(unicodedata.normalize("NFC", text))


def arabic_script(system: dict[str, Any], name: str) -> str:
    """Write an Arabic-script name as the rules say."""
    return _rewritten(system, name)


def language_of(name: str) -> str:
    """Language of a Cyrillic name that shows it by its letters: ``uk``, ``ru``, or nothing."""
    low = unicodedata.normalize("NFC", name).casefold()
    if not re.fullmatch("[а-яёіїєґ'’ʼ -]+", low):
        return ""
    ukrainian, russian = bool(_UKRAINIAN.search(low)), bool(_RUSSIAN.search(low))
    return "" if ukrainian == russian else "uk" if ukrainian else "ru"


def cyrillic(system: dict[str, Any], name: str) -> str:
    """Write a Cyrillic name in a system."""
    low = _rewritten(system, unicodedata.normalize("NFC", name).casefold())
    initial, after = system.get("initial", {}), system.get("after", "")
    out, before = [], " "
    for letter in low:
        special = letter in initial and (before in " -" or before in after)
        out.append(initial[letter] if special else system["letters"].get(letter, letter))
        before = letter
    return _capitals("".join(out))


def _capitals(text: str) -> str:
    return re.sub(r"(^|[\s-])([^\W\d_])", lambda found: found[1] + found[2].upper(), text)


def _rewritten(system: dict[str, Any], text: str) -> str:
    for pattern, new in system["rules"]:
        text = re.sub(pattern, new, text)
    return text
