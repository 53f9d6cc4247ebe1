"""How likely a spelling is a place's name of today in its country's language; what the constants weigh was measured."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from geoevents.gazetteer.names import fold, key, script
from geoevents.gazetteer.orthography import Orthography, latin_sounds, without_article

__all__ = ["merits", "most_central"]

_CENTRAL: Final = {True: 0.5, False: 0.35}
"""Weight, in abjads and alphabets, of what a name shares with the others in its script, beside 1 for how it sounds."""

_OWN_LETTER: Final = {True: 0.06, False: 0.15}
"""What each of up to three letters that only the country's own language writes is worth, in abjads and alphabets."""

_KNOWN_SOUND: Final = 0.1
"""What it is worth in alphabets that a name sounds as a Latin one is written, and again as the preferred one is."""

_ARTICLE: Final = 0.45
"""What the Arabic article is worth: neighbours' languages leave it out."""

_CONSONANTS, _LONG_VOWELS, _SOUNDS, _LAST_SOUND = 0.7, 0.3, 0.2, 0.05
"""Weights in abjads, where short vowels are not written: consonants, long vowels where a Latin spelling marks them,
sounds where none does, and the last sound."""

_VOWEL, _PLENE, _REWRITTEN = 0.05, 0.15, 0.1
"""Abjads: what a vowel letter costs (neighbours write vowels that the language does not) or, in Hebrew, is worth; and
what it costs to have been written on another keyboard."""

_TITLED: Final = 0.15
"""What it is worth that a name came with the language's own word for a division."""

_NAMESAKE: Final = 0.3
"""What it is worth that a division of the same name is written so: divisions have names in fewer languages."""

_SPACE: Final = 0.06
"""What a space or hyphen more or less than in the Latin name costs."""

_MACRON: Final = "\u0304"
_SHORT_VOWEL: Final = re.compile(f"[aeiou](?!{_MACRON})")
_ENDING: Final = re.compile(r"ь|(?<=[иы])и\b")  # й is и when folded
_VOWEL_LETTERS: Final = frozenset("اویي")
_PLENE_LETTERS: Final = frozenset("וי")


def merits(
    names: Sequence[str], own: Sequence[str], spellings: Mapping[int, str], rules: Orthography, namesake: str
) -> Callable[[int], float]:
    """Return what weighs ``spellings``.

    Parameters
    ----------
    names : sequence of str
        All names of the place, the preferred one first.
    own : sequence of str
        Those in the country's script.
    spellings : mapping of int to str
        Index in ``names`` -> that name as the language of ``rules`` writes it.
    namesake : str
        How the country writes another place of the same Latin name, empty where there is none.
    """
    shared = _shared(own)
    central = {index: _share(spelling, shared) for index, spelling in spellings.items()}
    top = max(central.values()) or 1.0
    others = {latin_sounds(without_article(name)) for name in names if script(name) == "latin"}
    likeness = _in_abjad(names, rules) if rules.is_abjad else _in_alphabet(names[0])

    def merit(index: int) -> float:
        spelling = spellings[index]
        sounds = latin_sounds(rules.romanised(spelling))
        like = likeness(names[index], spelling, sounds)
        like += _KNOWN_SOUND * (not rules.is_abjad and sounds in others) + _TITLED * rules.is_titled(names[index])
        like += _OWN_LETTER[rules.is_abjad] * min(3, sum(letter in rules.own for letter in spelling.casefold()))
        like += _NAMESAKE * (spelling == namesake)
        return round(like + _CENTRAL[rules.is_abjad] * central[index] / top, 3)

    return merit


_Likeness = Callable[[str, str, str], float]
"""Name, its spelling and what that sounds like -> likeness to the Latin name."""


def _in_alphabet(preferred: str) -> _Likeness:
    latin, hyphens, spaces = latin_sounds(preferred), preferred.count("-"), preferred.count(" ")

    def likeness(_: str, spelling: str, sounds: str) -> float:
        apart = abs(spelling.count("-") - hyphens) + abs(spelling.count(" ") - spaces)
        return _ratio(sounds, latin) + _KNOWN_SOUND * (sounds == latin) - _SPACE * apart

    return likeness


def _in_abjad(names: Sequence[str], rules: Orthography) -> _Likeness:
    consonants = key(names[0])
    bare = without_article(names[0])
    latin, spaces = _spoken(latin_sounds(bare)), bare.replace("-", " ").count(" ")
    marked = (_long_vowels(name) for name in names if _MACRON in unicodedata.normalize("NFD", name))
    long = next((text for text, of in marked if of == consonants), "")

    def likeness(name: str, spelling: str, sounds: str) -> float:
        sounds = _spoken(sounds)
        like = _CONSONANTS * _ratio(key(spelling), consonants) + _LAST_SOUND * (sounds[-1:] == latin[-1:])
        like += _LONG_VOWELS * _ratio(sounds, long) if long else _SOUNDS * _ratio(sounds, latin)
        like -= _VOWEL * sum(letter in _VOWEL_LETTERS for letter in spelling[1:-1])
        like += _PLENE * sum(letter in _PLENE_LETTERS for letter in spelling)
        like -= _SPACE * abs(spelling.count(" ") - spaces)
        like -= _REWRITTEN * any(ord(letter) in rules.rewrite for letter in name)
        return like + _ARTICLE * (rules.has_article and spelling.startswith("ال"))

    return likeness


def _spoken(sounds: str) -> str:
    """Without what systems of romanisation for abjads write each in its own way: long vowels, a last h."""
    for ours, theirs in (("aa", "a"), ("oo", "u"), ("ee", "i"), ("ou", "u")):
        sounds = sounds.replace(ours, theirs)
    return sounds.rstrip("h")


def _long_vowels(name: str) -> tuple[str, str]:
    """Consonants and long vowels of a Latin spelling that marks these, and its key."""
    text = unicodedata.normalize("NFD", without_article(name).casefold())
    return _spoken(latin_sounds(_SHORT_VOWEL.sub("", text))), key(name)


def most_central(names: Sequence[str], own: Sequence[int]) -> int:
    """Index of the one of ``own`` that shares most with the others: neighbours bend a name each in their own way."""
    shared = _shared([names[index] for index in own])
    return min(own, key=lambda i: (-_share(names[i], shared), len(names[i]), i))


def _shared(names: Sequence[str]) -> Counter[str]:
    return Counter(pair for name in names for pair in set(_pairs(name)))


def _share(name: str, shared: Counter[str]) -> float:
    pairs = _pairs(name)
    return sum(shared[pair] for pair in pairs) / len(pairs)


def _pairs(name: str) -> list[str]:
    """Return the pairs of neighbouring letters, ends included, without what careless Cyrillic spellings leave out."""
    text = f"^{_ENDING.sub('', fold(name))}$"
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
