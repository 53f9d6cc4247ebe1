"""Headlines and alerts that stand alone ("Air strike kills 12 in Idlib"): read as if told in the past, in plain case.

An article tells what its headline tells, so that a headline counts only where there is nothing else: in an item of a
feed without a text, a post, a list of alerts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from geoevents.text.tables import WordSet, rows, words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, kinds_by_form, weapon_words

__all__ = ["as_told"]

_SHORT = 60
"""Words up to which a text may be nothing but headlines."""
_SHOUTED = 0.8
"""Share of capitalised words from which on capitals say nothing."""
_LEAST_WORDS = 4
_LONG_WORD = 4
_STANCES = {"condemns": "condemned", "condemn": "condemned", "denounces": "denounced", "mourns": "mourned"}
"""Verbs of no event that take one for their object."""
_TOLL = frozenset(["killed", "kills", "killing", "dead", "dies", "died", "wounded", "injured", "wounding", "injuring"])
_RALLIES = frozenset(["rally", "rallies", "rallied"])
_WHEN = frozenset(["late", "early"])
_THERE = frozenset(["in", "at"])
_OF_PLACES = ("us", "is", "as", "os", "ss")
"""Ends of names that are no plurals: Damascus, Tunis, Texas."""
_EVENT = "event"
"""What a rally of a party or of prices is called for the rules: nothing that they know."""
_OBJECTS = frozenset(["at", "on", "into", "from", "near", "in", "over", "with", "after", "off", "up", "down"])


def as_told(lines: Sequence[list[Token]]) -> list[list[Token]]:
    """Return the lines of a text with its present tense turned into the past, where it is nothing but headlines."""
    if sum(map(len, lines)) > 2 * _SHORT:
        return list(lines)
    tokens = [t for line in lines for t in line if t.kind == "word"]
    if len(tokens) <= _SHORT:
        lines = [_unrallied(line) if not _is_play(line) else [] for line in lines]
    told = acting_forms() | words("be") | words("perfect")
    if len(tokens) > _SHORT or any(t.low in told and t.low not in _present() for t in tokens):
        return list(lines)
    return [_past(_plain(line)) for line in lines]


def _is_play(line: list[Token]) -> bool:
    """Tell a headline of sport or markets, which speak of war ("Raiders Shell Chiefs", "Pirates seize lead late").

    What it says of war is then nobody's; a line that counts victims, or ends as a sentence does, is none.
    """
    told = {t.low for t in line}
    if len(line) < _LEAST_WORDS or line[-1].low == "." or told & _TOLL:
        return False
    if told & words("play"):
        return True
    if line[0].low not in words("team"):
        return False
    if any(t.low in _WHEN and after.low in words("play_hint") for t, after in pairwise(line)):
        return True
    # "Jets Bomb Dolphins in Miami": a side, the verb, perhaps a particle, and another side that nobody lists
    at = 3 if line[2].low in _OBJECTS else 2
    other, after = line[at], line[at + 1] if at + 1 < len(line) else line[at]
    side = other.capital and other.low.endswith("s") and not other.low.endswith(_OF_PLACES)
    return side and after.low in _THERE and other.low not in _known() and _unlisted(line, at)


def _unlisted(line: list[Token], at: int) -> bool:
    return lexicon.actors().at(line, at) is None and lexicon.nouns().at(line, at) is None


def _unrallied(line: list[Token]) -> list[Token]:
    """Take the protest from rallies of prices and of candidates: in those that are one, somebody is in the street."""
    if not line or line[-1].low == "." or any(t.low in words("crowd_hint") for t in line):
        return line
    return [t._replace(low=_EVENT) if t.low in _RALLIES else t for t in line]


def _plain(line: list[Token]) -> list[Token]:
    """Take the capitals from words of the language in a line that capitalises all of them."""
    long = [t for t in line if t.kind == "word" and t.end - t.start >= _LONG_WORD]
    if len(long) < _LEAST_WORDS or sum(t.capital for t in long) < _SHOUTED * len(long):
        return line
    return [t._replace(capital=False) if n and t.capital and t.low in _language() else t for n, t in enumerate(line)]


def _past(line: list[Token]) -> list[Token]:
    line = [t._replace(low=_STANCES.get(t.low, t.low)) for t in line]
    verbs = [i for i in range(1, len(line)) if line[i].low in _present()]
    sure = [i for i in verbs if line[i].low not in _nouns() and _follows_a_noun(line, i)]
    verb = sure or [i for i in verbs if _rules_an_object(line, i)][:1]
    chosen = frozenset(verb)
    return [t._replace(low=_present()[t.low]) if i in chosen else t for i, t in enumerate(line)]


def _follows_a_noun(line: list[Token], i: int) -> bool:
    before = line[i - 1]
    return before.kind in {"word", "mark", "possessive"} and before.low not in (
        words("modal") | words("negation") | words("determiner") | words("preposition") | {"to"}
    )


def _rules_an_object(line: list[Token], i: int) -> bool:
    """Tell "Russia strikes Odesa", "rebels attack a base" from "Russian strikes", "an attack on a base"."""
    if i + 1 >= len(line) or not _follows_a_noun(line, i):
        return False
    before, after = line[i - 1], line[i + 1]
    named = before.capital and before.low not in _adjectives()
    plural = before.low.endswith("s") and not line[i].low.endswith("s")
    governs = after.kind == "number" or after.capital or after.low in _governed()
    return (named or plural) and (governs or lexicon.nouns().at(line, i + 1) is not None)


@cache
def _governed() -> WordSet:
    """Words that open an object: "bombs southern Lebanon"."""
    return words("determiner") | words("cardinal") | words("direction_adjective") | _OBJECTS


@cache
def _present() -> dict[str, str]:
    """Present forms of the verbs of the table -> the past form."""
    past: dict[str, str] = {}
    for form, ways in kinds_by_form().items():
        for part, _, kind in ways:
            if part == "past":
                past.setdefault(kind.lemma, form)
    return {
        form: past[kind.lemma]
        for form, ways in kinds_by_form().items()
        for part, pos, kind in ways
        if part == "base" and "v" in pos and kind.lemma in past and kind.frame != "weak"
    }


@cache
def _nouns() -> frozenset[str]:
    """Present forms that are nouns, too, in the table or among the weapons."""
    both = {form for form, ways in kinds_by_form().items() for part, pos, _ in ways if part == "noun" or "n" in pos}
    return frozenset(both | set(weapon_words()))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(name.lower() for r in rows("countries") for name in r["demonyms"].split("|"))


@cache
def _known() -> frozenset[str]:
    """Names of one word that are countries or their people."""
    return _adjectives() | {r["name"].lower() for r in rows("countries")} | _language()


@cache
def _language() -> frozenset[str]:
    """Words that are no names: those of the tables."""
    kinds = {
        "preposition", "determiner", "coordinator", "subordinator", "modal", "negation", "be", "perfect", "adverb",
        "site", "building", "cardinal", "pronoun", "time", "particle_verb", "police", "group", "vague_quantity",
        "heading_word",
    }  # fmt: skip
    known = {word for kind in kinds for word in words(kind)}
    nouns = {word for r in rows("actor_nouns") for noun in (r["nouns"] or "").split("|") for word in noun.split()}
    return frozenset(known | set(kinds_by_form()) | nouns | set(weapon_words()) | set(lexicon.reporting()))
