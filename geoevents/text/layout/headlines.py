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

__all__ = ["as_told", "bare_news"]

_SHORT = 60
"""Words up to which a text may be nothing but headlines."""
_SHOUTED = 0.8
"""Share of capitalised words from which on capitals say nothing."""
_LEAST_WORDS = 4
_LONG_WORD = 4
_STANCES = {"condemns": "condemned", "condemn": "condemned", "denounces": "denounced", "mourns": "mourned"}
"""Verbs of no event that take one for their object."""
_HAPPENS = {
    "erupt": "erupted", "erupts": "erupted", "rage": "raged", "rages": "raged", "rock": "rocked", "rocks": "rocked",
    "shake": "shook", "shakes": "shook", "jolt": "jolted", "jolts": "jolted", "rattle": "rattled", "hit": "hit",
    "rattles": "rattled", "flare": "flared", "flares": "flared", "resume": "resumed", "resumes": "resumed",
    "break": "broke", "breaks": "broke", "rip": "ripped", "rips": "ripped", "tear": "tore", "tears": "tore",
    "engulf": "engulfed", "engulfs": "engulfed", "grip": "gripped", "grips": "gripped", "hits": "hit",
    "intensify": "intensified", "intensifies": "intensified", "echo": "echoed", "echoes": "echoed",
}  # fmt: skip
"""What fighting and explosions do in a headline: present -> past."""
_FIGHTS = frozenset([
    "clashes", "fighting", "gunfire", "explosion", "explosions", "blast", "blasts", "gunfight", "firefight", "battle",
    "battles", "shootout", "gunshots", "shelling", "airstrike", "airstrikes",
])  # fmt: skip
_STRIKES = frozenset(["strike", "hit", "attack", "bomb", "pound", "raid", "target", "shell", "pummel", "bombard"])
"""Verbs of what a state does to a place of another."""
_NO_ARMS = frozenset([
    "with", "tariffs", "sanctions", "deal", "accord", "gold", "out", "back", "late", "oil", "again", "win", "final",
])  # fmt: skip
"""Words beside which a state that "hits" or "strikes" does it without arms."""
_SERVICES = frozenset(["army", "navy", "air", "marines"])
_DEFEATS = frozenset([
    "beats", "beat", "tops", "defeats", "defeat", "edges", "routs", "rout", "downs", "stuns", "upsets", "crushes",
    "shuts", "holds", "faces", "hosts", "blanks", "overcomes", "meets",
])  # fmt: skip
_NEWS = 16
"""Words of a line that is news in short, at most."""
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


def bare_news(lines: Sequence[list[Token]]) -> bool:
    """Tell a line alone that speaks of violence in so many words: "Clashes erupted in X", "Russia struck Odesa".

    ``lines`` are as :func:`as_told` gives them. What a text of more words tells is told by the rest of its words.
    """
    told = [line for line in lines if line]
    if len(told) != 1 or len(told[0]) > _NEWS:
        return False
    line = told[0]
    placed = any(t.capital for t in line[2:])
    if placed and any(t.low in words("accident") | words("figurative_before") for t in line):
        return False
    past = frozenset(_HAPPENS.values()) | {"heard", "reported", "killed", "out"}
    if placed and any(t.low in _FIGHTS and after.low in past for t, after in pairwise(line)):
        return True
    start = 1 if line[0].low == "the" and len(line) > 1 else 0
    state = lexicon.countries().at(line, start)
    if state is None or not line[start].capital:
        return False
    at = state[0]
    carried = [t.low for t in line[at : at + 3]]
    raid = carried[:2] in (["carried", "out"], ["carries", "out"]) or carried[:1] in (["launched"], ["launches"])
    struck = {"strikes", "raids", "airstrikes"} & {t.low for t in line[at : at + 5]}
    return (raid and bool(struck) and placed) or _strikes_a_place(line, at)


def _strikes_a_place(line: list[Token], at: int) -> bool:
    """Tell "(Russia) struck Odesa", "(Turkey) bombed northern Iraq", "(X) hit a refinery in Y" at token ``at``."""
    ways = kinds_by_form().get(line[at].low, ()) if at + 1 < len(line) else ()
    if not any(kind.lemma in _STRIKES for _, _, kind in ways) or _NO_ARMS & {t.low for t in line[at:]}:
        return False
    k = at + 1
    while k + 1 < len(line) and (line[k].low in words("determiner") or line[k].low in {"at", "on"}):
        k += 1
    if line[k].low in words("direction_adjective"):
        return k + 1 < len(line) and line[k + 1].capital
    if line[k].capital:
        whole = lexicon.countries().at(line, k) is not None and lexicon.capitals().at(line, k) is None
        return not whole and not (line[k].low.endswith("s") and not line[k].low.endswith(_OF_PLACES))
    site = words("building") | words("feature") | words("site")
    return any(t.low in site for t in line[k : k + 4]) and any(t.capital for t in line[k + 1 :])


def _is_play(line: list[Token]) -> bool:
    """Tell a headline of sport or markets, which speak of war ("Raiders Shell Chiefs", "Pirates seize lead late").

    What it says of war is then nobody's; a line that counts victims, or ends as a sentence does, is none.
    """
    told = {t.low for t in line}
    if len(line) < _LEAST_WORDS and not _is_match(line):
        return False
    if line[-1].low == "." or told & _TOLL:
        return False
    if told & words("play") or _is_match(line):
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


def _is_match(line: list[Token]) -> bool:
    """Tell "Army beats Navy", "Army edges Air Force 17-13": two arms of one state meet only on a pitch."""
    arms = [k for k, t in enumerate(line) if t.low in _SERVICES and t.capital]
    return len(arms) > 1 and not arms[0] and arms[1] - 1 in range(1, 4) and line[1].low in _DEFEATS


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
    fight = next((i for i, t in enumerate(line[:4]) if t.low in _FIGHTS), None)
    if fight is not None and fight + 1 < len(line) and line[fight + 1].low in _HAPPENS:
        line[fight + 1] = line[fight + 1]._replace(low=_HAPPENS[line[fight + 1].low])
        return line
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
    if i == 1 and not line[i].low.endswith("s"):
        # the first word has a capital whatever it is: "Deadly attack in X"
        named = named and (lexicon.countries().at(line, 0) is not None or lexicon.actors().at(line, 0) is not None)
    noun = lexicon.nouns().at(line, i - 1) if line[i].low.endswith("s") else None
    named = named or (noun is not None and noun[1].kind == "armed")  # "a suicide bomber strikes X"
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
