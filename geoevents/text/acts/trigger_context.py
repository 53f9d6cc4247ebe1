"""Whether the words around a word leave it the meaning of its row of the table: "opened fire", "opened a shop"."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.tables import words
from geoevents.text.words.lexicon import demonyms, nouns
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import Kind, acting_forms, weapon_words

__all__ = ["SUBJECT", "fits_here"]

_CARRIERS = frozenset(
    ["plane", "planes", "aircraft", "helicopter", "helicopters", "jet", "jets", "warplane", "warplanes", "bombers"]
)
_LONG = frozenset(["protest", "riot", "disperse", "change", "abduct"])
"""Groups of acts whose verbs have what they need further on: "marched through the centre of the city to demand"."""
SUBJECT = 10
"""Tokens before a verb in which its subject is looked for."""
_ONTO = frozenset(["go", "roll", "pass", "ride", "walk", "tread", "run", "drive", "step", "jump"])
_STAYED = frozenset(["remained", "remains", "stayed", "kept", "again"])
_LAID = frozenset([
    "mine", "mines", "landmine", "landmines", "ied", "ieds", "explosive", "bomb", "device", "ordnance", "munition",
    "submunition", "shell", "booby",
])  # fmt: skip
"""What vehicles and people come upon."""
_ASIDE = 18
"""Tokens of an aside between a weapon and its verb, at most."""
_OF = 5
"""Tokens more, where the subject's own "by", "on" and "of" stand between: "an attack by X on Y was foiled"."""
_FLYING = frozenset([
    "fall", "land", "go", "rain", "slam", "crash", "rip", "tear", "fly", "come", "plough", "plow", "plunge", "smash",
])  # fmt: skip
"""Verbs whose subject is the weapon."""


def _needed(tokens: Sequence[Token], i: int, kind: Kind) -> bool:
    """Tell whether one of the words that a phrase goes on with follows: "set … ablaze", "left three people dead"."""
    # "tried, without success, to advance"
    loose = kind.frame == "leave" or kind.lemma in {"try", "attempt", "gathering"}
    if kind.frame == "mutual" and i > 1 and tokens[i - 1].low in words("be"):
        return bool(kind.needs & {x.low for x in tokens[max(0, i - 12) : i]})  # "shots were exchanged"
    relative = kind.frame == "mutual" and any(x.low in {"which", "that"} for x in tokens[max(0, i - 4) : i])
    if relative and kind.needs & {x.low for x in tokens[max(0, i - 14) : i]}:
        return True  # "a truce on 3 May, which both sides signed"
    if kind.group == "agree" and i and tokens[i - 1].low in kind.needs:
        return True  # "the settlement signed in X by A and B"
    reach = 10 if loose or kind.frame == "result" or kind.group in _LONG or kind.next or kind.lemma == "harass" else 6
    reach = 18 if kind.lemma in {"gather", "gathering"} else 13 if kind.group in {"protest", "riot"} else reach
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    taken = kind.lemma == "take" and kind.group == "take" and after is not None and after.capital
    other = words("not_a_place") | words("month")
    if kind.lemma == "take" and kind.group == "take" and after is not None and after.low == "from":
        return False  # "taken from a hotel"
    if taken and tokens[i + 1].low not in other and demonyms().at(tokens, i + 1) is None:
        return True  # "took Mellit"
    by = after is not None and after.low == "by"  # "a ceasefire brokered by X"
    if kind.frame != "leave" and (by or _passive_at(tokens, i)) and _subject_has(tokens, i, kind.needs):
        return True  # "two rifles were seized", "an attack was foiled"
    for x in tokens[i + 1 : i + reach]:
        if (
            kind.frame != "fell"
            and kind.group in {"take", "retreat"}
            and x.low in words("preposition") - {"of", "over", "out", "up", "from"}
        ):
            return False  # "taking supplies to the town"
        if x.low in kind.needs:
            return True
        if x.kind == "mark" and x.low not in {'"', "“", "”", "'", "‘", "’"} and not loose:
            return False
    return False


def _adjective(after: Token) -> bool:
    """Tell whether the word after "offensive" is a noun that it describes, other than an act."""
    verb = words("be") | words("perfect") | words("modal") | acting_forms() | words("irregular_past")
    small = words("preposition") | words("coordinator") | words("subordinator") | words("determiner") | words("time")
    plain = after.kind == "word" and not after.capital and after.low not in verb | small | words("adverb")
    acts = {"action", "actions", "operation", "operations", "attempt", "attempts", "campaign", "campaigns", "push"}
    return plain and after.low not in acts and not after.low.endswith(("ed", "ing"))


def _into_the_air(tokens: Sequence[Token], i: int) -> bool:
    low = [t.low for t in tokens[i + 1 : i + 7]]
    return any(low[k : k + 3] in (["in", "the", "air"], ["into", "the", "air"]) for k in range(len(low)))


def _passive_at(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether an auxiliary of the passive, with adverbs at most between, stands before ``tokens[i]``."""
    k = _before_pair(tokens, i) - 1
    while k >= 0 and tokens[k].low in words("adverb"):
        k -= 1
    return k >= 0 and tokens[k].low in words("be")


def _before_pair(tokens: Sequence[Token], i: int) -> int:
    """Return where the first of two joined participles stands, ``i`` being the second: "was detected and defused"."""
    pair = i > 2 and tokens[i - 1].low == "and" and tokens[i - 2].low.endswith("ed")
    return i - 2 if pair else i


def _subject_has(tokens: Sequence[Token], i: int, wanted: frozenset[str]) -> bool:
    """Tell whether one of some words stands in the noun phrase before a verb."""
    end = i = _before_pair(tokens, i)
    while end > 0 and tokens[end - 1].low in words("be") | words("perfect") | words("adverb"):
        end -= 1
    if end > 1 and tokens[end - 1].low == ",":
        # "a drone, believed to be the rebels', was shot down": what stands before the aside
        opening = next((k for k in range(end - 2, max(0, end - _ASIDE), -1) if tokens[k].low == ","), None)
        i = opening if opening is not None else i
    for k in range(i - 1, max(-1, i - SUBJECT - _OF), -1):
        if tokens[k].kind == "mark" or tokens[k].low in {"that", "when", "after", "while"}:
            return False
        if tokens[k].low in wanted:
            return True
    return False


def _of_a_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell "the Battle of Dignity", "hit-and-run attacks"."""
    low = [x.low for x in tokens[i : i + 3]]
    if low == ["hit", "and", "run"]:
        return True
    return low[:2] == ["battle", "of"] and i > 0 and tokens[i].capital


def fits_here(tokens: Sequence[Token], i: int, kind: Kind, noun: bool) -> bool:
    """Tell whether the words around a trigger of several meanings leave it the one meant."""
    if _of_a_name(tokens, i):
        return False
    low = [x.low for x in tokens[i + 1 : i + 3]]
    if kind.frame == "speech" and low[:1] == ["by"] and low[-1].endswith("ing"):
        return False  # "responded by shelling X"
    if noun and kind.lemma == "protest" and i and tokens[i - 1].low == "in":
        return False  # "in protest at"
    if kind.frame == "speech" and kind.group == "accuse" and i + 1 < len(tokens) and tokens[i + 1].low in {"of", "by"}:
        return False  # "three men accused of spying"
    if kind.frame == "suffer" and kind.lemma == "come" and "under" not in {x.low for x in tokens[i + 1 : i + 4]}:
        return False  # "who came from X exchanged fire"
    if kind.bars and any(x.low in kind.bars and (x.low != "in" or k == 0) for k, x in enumerate(tokens[i + 1 : i + 4])):
        return False  # "engaged in talks", but "engaged bandits in Tsafe"
    if kind.lemma in {"fire", "open"} and not noun and _into_the_air(tokens, i):
        return False  # warning shots
    if kind.before and not _subject_has(tokens, i, kind.before):
        return False
    if kind.group == "disrupt" and kind.frame == "weak" and words("henchman") & {x.low for x in tokens[i + 1 : i + 8]}:
        return False  # "seized a money collector"
    if noun and kind.beside == {"under"} and (i < 2 or tokens[i - 2].low not in words("be") | _STAYED):
        return False  # "came under fire" and "took under fire" are told by their verbs
    if kind.beside and (not i or tokens[i - 1].low not in kind.beside):
        return False
    if kind.lemma == "sit" and not (i + 1 < len(tokens) and tokens[i + 1].glued):
        return False  # "a sit-in"
    if kind.next and (i + 1 >= len(tokens) or tokens[i + 1].low not in kind.next):
        return False
    if kind.needs and not _needed(tokens, i, kind):
        return False
    if noun and (
        (i > 0 and tokens[i - 1].low in words("figurative_before"))
        or (i + 1 < len(tokens) and tokens[i + 1].low in words("figurative_after"))
    ):
        return False  # "a hunger strike", "assault rifles"
    if noun and kind.lemma == "offensive" and i + 1 < len(tokens) and _adjective(tokens[i + 1]):
        return False  # "offensive groupings"
    if noun and i + 1 < len(tokens) and (head := nouns().at(tokens, i + 1)) is not None:
        return head[1].kind not in {"asset", "armed"}  # "fighting positions", "assault groups"
    if kind.frame != "arms":
        return True
    if noun:
        # "artillery fire", "small arms and mortar fire"
        return i > 0 and tokens[i - 1].low in weapon_words() | {"sniper", "arms", "gun"}
    if kind.lemma == "fire" and tokens[min(i + 1, len(tokens) - 1)].low in {"on", "at"}:
        return True
    # "fired shells", "shells fired by"; what falls or lands stands before the verb
    weapons = weapon_words() - {"air", "aerial"}
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    over = tokens[i + 1 : i + 2] if kind.lemma in _ONTO else []
    if over and after in {"over", "onto", "on", "into"}:
        return bool(_LAID & {t.low for t in tokens[i + 2 : i + 7]})  # "a cart went over a mine"
    if kind.lemma == "go":
        return any(t.low in weapons for t in tokens[max(0, i - 16) : i])  # "an IED fixed to the car of X went off"
    if kind.lemma == "rain" and any(t.low in weapons for t in tokens[i + 1 : i + 6]):
        return True  # "planes rained bombs on X"
    if kind.lemma in _FLYING:
        reach = _ASIDE if tokens[i - 1].low in {",", "and"} else 6  # "a shell, thought to be X's, landed on a house"
        return any(t.low in weapons - _CARRIERS for t in tokens[max(0, i - reach) : i])
    flown = after in words("preposition") or tokens[i - 1].low in words("be") or kind.lemma == "drop"
    return any(t.low in weapons for t in tokens[max(0, i - 3 if flown else i + 1) : i + 7])
