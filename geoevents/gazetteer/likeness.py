"""How alike one name is to many spellings, 0 to 1, in a few calls for them all.

The spellings are joined by line breaks, which no folded name has, so that articles, spaces and letters are changed by
one regular expression or table for all of them, and rapidfuzz compares the lot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from geoevents.gazetteer.folding import fold, same_script
from geoevents.gazetteer.keys import arabic_letters, latin_letters

__all__ = ["ACROSS_SCRIPTS_MOST", "likenesses", "similarity", "similarity_folded"]

ACROSS_SCRIPTS_MOST: Final = 0.9
"""Likeness that spellings in two scripts can have at most: romanised roughly, they never prove to be letter-true."""

_REWRITTEN_LESS: Final = 1.0
"""Points of a hundred that a likeness loses where articles or spaces had to go first."""

_SOUND_LEAST, _SOUND_MOST = 0.9, 0.96
"""Likeness that spellings which sound alike must reach and get at most (Al-Rawda, Ar Rawdah: rauda), ..."""

_SOUND_LESS: Final = 100.0 * (1.0 - _SOUND_MOST)
"""... which is so many points of a hundred less than that of the sounds; ..."""

_SOUND_FROM: Final = 0.5
"""... and likeness of the letters from which sounds are compared at all."""


def similarity(a: str, b: str) -> float:
    """Likeness of two whole spellings, 0 to 1.

    Folded strings are compared by normalised edit distance, with and without the Arabic article. Spellings in
    different scripts are first written in the same few Latin letters, and the result is at most 0.9.

    Parameters
    ----------
    a, b : str
        Two names.

    Returns
    -------
    float
        1 for spellings that fold to the same string.
    """
    return similarity_folded(fold(a), fold(b))


def similarity_folded(a: str, b: str) -> float:
    """:func:`similarity` of two strings that are folded already."""
    return 1.0 if a == b else likenesses(a, [b], 0.0).get(0, 0.0)


def likenesses(
    folded: str, spellings: Sequence[str], least: float, near: Sequence[bool] | None = None
) -> dict[int, float]:
    """Compare one folded name with many, as :func:`similarity` does.

    Parameters
    ----------
    folded : str
        A folded name.
    spellings : sequence of str
        Folded names.
    least : float
        Likeness, 0 to 1, below which a spelling is left out.
    near : sequence of bool, optional
        Which spellings are in the script of ``folded``, where that is known already.

    Returns
    -------
    dict of int to float
        Index in ``spellings`` -> likeness, 0 to 1.
    """
    if near is None:
        near = [same_script(folded, spelling) for spelling in spellings]
    found: dict[int, float] = {}
    own: Sequence[int] = range(len(spellings))
    if not all(near):
        own = [index for index in own if near[index]]
    if own:
        theirs = spellings if len(own) == len(spellings) else [spellings[index] for index in own]
        low = min(least, _SOUND_FROM)
        _compare(found, own, folded, theirs, low, 0.0)
        text = "\n".join(theirs)
        for change in (_without_articles, _without_spaces) if " " in folded or " " in text else ():
            mine, changed = change(folded), change(text)
            if mine != folded or changed != text:
                _compare(found, own, mine, changed.split("\n"), low, _REWRITTEN_LESS)
        lift = [index for index, likeness in found.items() if likeness < _SOUND_MOST]
        if lift:
            sounds = _sound("\n".join([spellings[index] for index in lift])).split("\n")
            _compare(found, lift, _sound(folded), sounds, max(least, _SOUND_LEAST), _SOUND_LESS)
        if low < least:
            found = {index: likeness for index, likeness in found.items() if likeness >= least}
    if len(own) < len(spellings) and least <= ACROSS_SCRIPTS_MOST:
        far = [index for index, same in enumerate(near) if not same]
        lines = _romanised("\n".join([spellings[index] for index in far])).split("\n")
        _compare(found, far, _romanised(folded), lines, least, 0.0)
        for index in far:
            if found.get(index, 0.0) > ACROSS_SCRIPTS_MOST:
                found[index] = ACROSS_SCRIPTS_MOST
    return found


def _compare(
    found: dict[int, float], numbers: Sequence[int], name: str, others: Sequence[str], least: float, less: float
) -> None:
    """Put the likeness of each of ``others`` into ``found`` under its number, where it is the best one so far."""
    bar = 100.0 * least + less
    if not name or bar > 100.0:
        return
    extract, ratio = _rapidfuzz()
    if len(others) <= _FEW:
        scores = [(ratio(name, other, score_cutoff=bar), index) for index, other in enumerate(others)]
    else:
        scores = [
            (score, index) for _, score, index in extract(name, others, scorer=ratio, limit=None, score_cutoff=bar)
        ]
    for score, index in scores:
        if score >= bar:
            number, likeness = numbers[index], max(0.0, score - less) / 100.0
            if likeness > found.get(number, -1.0):
                found[number] = likeness


_FEW: Final = 12
"""Up to so many spellings, one call each is faster than one for all."""


@cache
def _rapidfuzz() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Imported when the first spellings are compared, and not by every build of a gazetteer."""
    from rapidfuzz import fuzz, process

    return process.extract, fuzz.ratio


# The article as a word of its own before another word: al always, assimilated forms before their own consonant. It
# starts with a set of letters, and looks back behind the first one, so that the engine skips to those letters.
_ARTICLE: Final = re.compile(
    r"[aeiul](?<![^ \n].)(?:(?<=l)|(?<!l)(?:l|(?:([nrz])|([dst])h?)(?= (?:\1|\2))|ch(?= ch))) (?=[^\n])"
)
_ARABIC_ARTICLE: Final = re.compile(r"(?<![^ \n])ال(?=[^ \n]{2})")
_TA_MARBUTA: Final = re.compile(r"(?<=[^ \n]{2})ه(?![^ \n])")
_DOUBLED: Final = re.compile(r"([^\n])\1+")
_SOUNDS: Final = {"tch": "sh", "sch": "sh", "ch": "sh", "dj": "j", "gh": "g", "th": "t", "dh": "d", "h": ""}
_SOUND: Final = re.compile(r"[ts]?ch|dj|[gtd]h|(?<=[aeiouy])h(?![^ \n])")
_DIPHTHONG: Final = re.compile(r"a(?=[iu](?![aiu]))")
_SOUND_LETTERS: Final = bytes.maketrans(b"oeywqc", b"uiiukk")
_SCRIPT_LETTERS: Final = bytes.maketrans(b"pv", b"bf")


def _without_spaces(text: str) -> str:
    return text.replace(" ", "")


def _without_articles(text: str) -> str:
    return _ARTICLE.sub("", text)


def _sound(text: str) -> str:
    """Rough sounds of Latin spellings: no articles and spaces, few vowels, no doubled letters; line by line."""
    text = _SOUND.sub(lambda found: _SOUNDS[found[0]], _ARTICLE.sub("", text)).replace(" ", "")
    letters = text.encode("utf-8", "surrogatepass").translate(_SOUND_LETTERS).decode("utf-8", "surrogatepass")
    return _DOUBLED.sub(r"\1", _DIPHTHONG.sub("", letters))


def _romanised(text: str) -> str:
    """The same for all scripts that keys understand, p being b and v being f, as Arabic writes them."""
    if not text.isascii():
        text = latin_letters(arabic_letters(_TA_MARBUTA.sub("ا", _ARABIC_ARTICLE.sub("", text))))
    sounds = _sound(text).encode("utf-8", "surrogatepass")
    return sounds.translate(_SCRIPT_LETTERS).decode("utf-8", "surrogatepass")
