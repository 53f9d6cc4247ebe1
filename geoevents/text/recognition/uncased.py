"""Scripts without capitals: the words after a cue ("قرية", "in the village of") that a gazetteer knows."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from geoevents.gazetteer.names import fold
from geoevents.text.recognition.book import Names
from geoevents.text.recognition.mention import Mention
from geoevents.text.tables import rows

__all__ = ["uncased_mentions"]

_MARK = re.compile(r"[^\s\w\u200c\u200d\u0610-\u061a\u064b-\u0670]")
_ANY = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200c\u200d]+")
_MOST_WORDS = 4
_AND = frozenset("وו")
"""Letters for "and" that are written onto the next word."""
_SHORTEST = 3
_SURE = 2.0
"""Evidence that a name needs which only a preposition stands before; after a kind ("village") any name will do."""


@cache
def _cues() -> dict[str, str]:
    return {word: row["kind"] for row in rows("uncased_cues") for word in map(fold, row["words"].split("|"))}


@lru_cache(maxsize=20_000)
def _cue(word: str) -> str:
    """Return what kind of cue a word is, also with "and" or a preposition written onto it."""
    cue = _cues().get(word, "")
    bare = word[1:] if not cue and word[:1] in _AND else word
    cue = cue or _cues().get(bare, "")
    if not cue and bare[:1] in _prefixes():
        cue = _cues().get(bare[1:], "")
        cue = "" if cue == "in" else cue
    return "" if cue in ("prefix", "side", "time") else cue


def _written_on(word: str) -> int:
    """Return how many letters of a cue are written onto it."""
    return next(n for n in range(3) if word[n:] in _cues())


def _sides(text: str, words: list[tuple[int, int, str]], after: int) -> int:
    """Return how many words from one on are a side: "southern" in "ريف إدلب الجنوبي"."""
    size = 0
    while size < 2 and after + size < len(words) and _cues().get(words[after + size][2]) == "side":
        if not text[words[after + size - 1][1] : words[after + size][0]].isspace():
            break
        size += 1
    return size


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(w for row in rows("uncased_cues") if row["kind"] == "prefix" for w in row["words"].split("|"))


def uncased_mentions(text: str, names: Names) -> list[Mention]:
    """Return the places named in Arabic, Persian, Urdu or Hebrew script; nothing is done for a text without any."""
    if text.isascii() or _ANY.search(text) is None:
        return []
    words = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    out: list[Mention] = []
    i = 0
    while i < len(words):
        listed = bool(out) and i > 0 and out[-1].end == words[i - 1][1] and text[out[-1].end : words[i][0]].isspace()
        found = _at(text, words, i, names, listed)
        if found is not None:
            mention, i = found
            out.append(mention)
        else:
            i += 1
    return out


def _at(text: str, words: list[tuple[int, int, str]], i: int, names: Names, listed: bool) -> tuple[Mention, int] | None:
    """Read a mention at a word; ``listed`` tells that one ended right before, which "and" may continue."""
    begin, first, feature, least = i, i, "", _SURE
    while first < len(words) and _cue(words[first][2]) and first - i < 4:
        if first > i and not text[words[first - 1][1] : words[first][0]].isspace():
            break
        kind = _cue(words[first][2])
        if kind == "in":
            if first > i:
                break
            begin = first + 1
        elif kind == "kind":
            feature, least = words[first][2], -9.0
        else:
            least = min(least, 0.0)
        first += 1
    cued = first > i
    start, word = (words[first][0], words[first][2]) if first < len(words) else (0, "")
    if not word:
        return None
    prefixed = 0
    if not cued:
        known = names.find(word)
        prefix = next((p for p in _prefixes() if word.startswith(p) and len(word) > len(p) + 2), "")
        if listed and word[:1] in _AND and len(word) > _SHORTEST:
            prefixed = 1
        elif known.prior < _SURE + 1 and prefix:
            prefixed = text.find(prefix, start) + len(prefix) - start
        elif known.prior < _SURE + 1 or len(word) < 4:
            return None
    for size in range(min(_MOST_WORDS, len(words) - first), 0, -1):
        last = words[first + size - 1]
        surface = text[start + prefixed : last[1]]
        if any(
            not c.isspace() and not c.isalpha() and c != "\u200c" and not ("\u064b" <= c <= "\u0670") for c in surface
        ):
            continue
        folded = fold(surface)
        name = names.find(folded)
        if _cues().get(folded) in ("side", "time") or not name.kind or name.kind in {"demonym", "people"}:
            continue
        if name.prior < least and size == 1:
            continue
        whole = words[begin][0] + _written_on(words[begin][2]) if cued and begin < first else start + prefixed
        country = name.country if name.kind == "country" else ""
        after = first + size
        after += _sides(text, words, after) if cued and begin < first else 0
        end = words[after - 1][1]
        return Mention(whole, end, start + prefixed, last[1], "place", True, country, feature), after
    return None
