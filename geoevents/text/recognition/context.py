"""The words right beside a run: the only things outside it that its judgement looks at."""

from __future__ import annotations

from typing import NamedTuple

from geoevents.text.recognition.lexis import left_weights, low, moving, reaching, striking

__all__ = ["Beside", "left_of", "right_of"]

_WINDOW = 40
_QUOTES = "\"“”‘'([«»*_"
_OF = frozenset(["of", "de", "del", "di", "da", "do"])
_ENDS_OF_WAYS = frozenset(["on", "over", "at", "to", "from", "into"])
_ENDS = ".!?:\n…|•"


class Beside(NamedTuple):
    """What stands on one side of a name.

    ``word`` is the next word, folded; after "town of" it is ``of_town``. ``mark`` is the sign between the name and it:
    empty for a space, ``start`` where a sentence begins or ends.
    """

    word: str
    mark: str


_START = Beside("", "start")


def left_of(text: str, start: int) -> Beside:
    """Return what stands before ``start``."""
    window = text[max(0, start - _WINDOW) : start]
    bare = window.rstrip(" ")
    if not bare or bare[-1] == "\n":
        return _START
    quoted = bare[-1] in _QUOTES
    if quoted:
        bare = bare.rstrip(_QUOTES + " ")
        if not bare:
            return _START
    last = bare[-1]
    if not last.isalnum():
        if last in _ENDS:
            return _START
        return Beside("", "'" if quoted and last == "," else last)
    words = bare.split()
    word = low(words[-1].lstrip(_QUOTES))
    if word == "the" and len(words) > 1:
        before = low(words[-2])
        if before == "of" and len(words) > 2:
            return Beside("of_" + low(words[-3]), "")
        return Beside("the", before if before.isalpha() else "the")
    if word in _OF and len(words) > 1:
        if word != "of" and f"of_{low(words[-2])}" not in left_weights():
            return Beside(word, "'" if quoted else "")
        return Beside("of_" + low(words[-2].lstrip(_QUOTES)), "")
    if word in _ENDS_OF_WAYS and len(words) > 1:
        before = low(words[-2])
        if before in moving() and word not in {"over", "at"}:
            word = "moved_to"
        elif word in {"to", "from", "into"}:
            pass
        elif before in striking()[1]:
            word = "falls_on"
        elif word == "at" and before in reaching()[0]:
            word = "kind_at"  # "the army camp at Hombori"
    return Beside(word, "'" if quoted else "")


def right_of(text: str, end: int) -> Beside:
    """Return what stands after ``end``."""
    window = text[end : end + _WINDOW]
    if not window:
        return _START
    first = window[0]
    if first == " ":
        words = window.split(None, 2)
        if not words:
            return _START
        word = words[0]
        if word[0].isalnum():
            kinds, between = reaching()
            if word in between and len(words) > 1 and (kind := words[1].rstrip(",.;:)")) in kinds:
                return Beside(kind, "")
            if word in {"was", "were"} and len(words) > 1 and words[1].rstrip(",.;") in striking()[0]:
                return Beside("was_struck", "")
            return Beside(low(word.partition("'")[0].rstrip(',.;:!?)"”')), "")
        return Beside("", word[0])
    if first == "'":
        if window[1:2] == "s":
            rest = window[2:].split(None, 1)
            return Beside(low(rest[0].rstrip(",.;:")) if rest and rest[0][0].isalnum() else "", "'s")
        return Beside("", "'")
    if first in ".!?\n":
        return _START
    return Beside("", first)
