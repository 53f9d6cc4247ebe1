"""How many died and how many were hurt: the figures that a clause gives, whatever the voice it is told in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geoevents.text.tables import words
from geoevents.text.tolls.headcount import UNKNOWN, bounded, dated, people, several
from geoevents.text.words.lexicon import nouns, reporting
from geoevents.text.words.numbers import Count, number_at
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["UNKNOWN", "casualties", "dead", "hurt", "risen_to"]

_REACH = 30
"""Tokens of a noun phrase at most, from its number to the verb."""
_STOP = frozenset([";", ":", "“", "(", "–", "—"])
_OPENERS = frozenset([
    "when", "while", "after", "before", "that", "which", "where", "because", "but", "said", "says", "reported", "whose",
    "shows", "show", "showed", "showing",
])  # fmt: skip
_HURT_WORDS = frozenset(["wia", "wounded", "injured", "hurt", "maimed", "injuries"])
_DEAD_WORDS = frozenset(["kia", "killed", "dead", "died", "deaths", "slain", "martyred", "fatalities", "perished"])
_FATES = _HURT_WORDS | _DEAD_WORDS
_LOSS = frozenset(["death", "martyrdom", "loss"])
_TOLL_AT = frozenset(["to", "at", "of", "is", "was", "be", "than", "least", "now", "reached", "over"])
"""Words between "death toll" and its figure."""
_STANDING = frozenset(["now", "only", "estimated", "is", "was", "were", "are", "stands", "stood"])
"""Words between "fatalities" and "at" with its figure."""
_FIGURE = frozenset(["figure", "number", "count"])
_REVISED = frozenset([
    "raised", "revised", "corrected", "rose", "risen", "climbed", "lowered", "increased", "grown", "gone", "went", "up",
    "rises", "jumped", "doubled", "updated", "raises", "revises", "corrects", "cut", "reduced", "put",
])  # fmt: skip
_AT_FIRST = frozenset(["initially", "first", "originally", "previously"])
"""Words before a figure that another one has replaced."""
_EARLIER = frozenset(["earlier", "previous", "former", "preceding"])
_ACCOUNT = frozenset([
    "toll", "tolls", "figure", "figures", "count", "counts", "report", "reports", "estimate", "estimates", "account",
    "accounts", "statement", "death", "tally", "information", "messages", "number", "balance",
])  # fmt: skip
"""What an earlier one of has been replaced: "an earlier toll had given 14 dead"."""
_COUNTED = frozenset(["lives", "body", "bodies", "lost", "losing", "toll", "figure", "number", "count"])
_CLAUSE_BACK = 8
"""Tokens before a figure in which such a word stands, at most."""
_ALONE = frozenset(["he", "she", "another"])
_ASIDES = frozenset(["a", "an", "the", "who", "which", "whose", "all", "both", "part", "one", "some", "most", "mostly"])
"""What opens words between commas that only say who people are."""
_AROUND = 3
"""Tokens of such words with their commas, at least."""
_FIGURE_AT = 24
"""Tokens from "the toll" to its figure at most."""


def casualties(tokens: Sequence[Token], at: int, *, passive: bool, first: int, last: int) -> Count:
    """Return how many people the verb at token ``at`` struck, within the clause ``tokens[first:last]``.

    Its subject where it is ``passive`` or means dying, else its object. People told in several parts are added up
    ("a woman and her two children"), parts of them are not ("ten people, among them two children").
    """
    if _both_fates(tokens, at, last):
        return UNKNOWN
    if passive:
        return _joined_by(tokens, at, last, _before(tokens, first, at))
    alone = at + 2 >= last or tokens[at + 2].kind == "mark" or tokens[at + 2].low in words("preposition") | {"dead"}
    if at + 1 < last and tokens[at + 1].low in {"him", "her"} and alone:
        return 1, 1, 1
    if at + 1 < last and tokens[at + 1].low == "them":
        return _meant_by_them(tokens, at)
    return _after(tokens, at + 1, last)


def _meant_by_them(tokens: Sequence[Token], at: int) -> Count:
    """Return the 13 of "took 13 suspected gang members from a patrol and burned them alive": the last people told."""
    for k in range(at - 1, max(0, at - _REACH), -1):
        hit = nouns().at(tokens, k)
        if hit is None or hit[1].kind not in {"armed", "civilian"}:
            continue
        if not tokens[hit[0] - 1].low.endswith(("s", "men", "people")):
            continue
        counted = next((j for j in range(k - 1, max(0, k - 5), -1) if number_at(tokens, j) is not None), None)
        return people(tokens, counted, hit[0]) if counted is not None else UNKNOWN
    return UNKNOWN


def _joined_by(tokens: Sequence[Token], at: int, last: int, told: Count) -> Count:
    """Add those of "was killed along with three guards", "died with two of her children" to the subject."""
    best, low, high = told
    if best is None or low is None:
        return told
    for k in range(at + 1, min(last, at + _CLAUSE_BACK)):
        if tokens[k].low in words("be") | _STOP:
            break
        together = tokens[k].low == "alongside" or (
            tokens[k].low == "with" and tokens[k - 1].low in {"along", "together"}
        )
        if not together and tokens[k].low != "with":
            continue
        follows = tokens[k + 1].low if k + 1 < last else ""
        if not together and follows not in {"his", "her", "their"} and number_at(tokens, min(k + 1, last - 1)) is None:
            return told  # "killed with a machete"
        more = _after(tokens, k + 1, last)
        if more[0] is None or more[1] is None:
            return told
        return best + more[0], low + more[1], None if high is None or more[2] is None else high + more[2]
    return told


def dead(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the figures of "five dead", "three deaths", "claimed two lives", "the death toll is nine"."""
    return _told(tokens, first, last, frozenset(["dead", "deaths", "fatalities", "kia"]), toll=True)


def hurt(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the figures of "six wounded", "twelve injured", "two sustained injuries"."""
    return _told(tokens, first, last, _HURT_WORDS - {"injuries"}, toll=False)


def _told(tokens: Sequence[Token], first: int, last: int, fates: frozenset[str], *, toll: bool) -> Count:
    out = UNKNOWN
    for i in range(first, last):
        low = tokens[i].low
        if (low in fates or (toll and low in _COUNTED)) and _outdated(tokens, first, i):
            continue
        if low in fates and (put := _put_at(tokens, i, last)) is not None:
            out = put  # "put the dead at six"
        elif low in fates:
            if i and tokens[i - 1].low in {"the", "their", "his", "her", "shot", "shooting", "stabbed", "hacked"}:
                continue
            if _strikes(tokens, i, last):
                out = _after(tokens, i + 1, last)
                continue
            found = (
                _before(tokens, max(first, i - _REACH), i) if low != "deaths" or _counted(tokens, first, i) else UNKNOWN
            )
            if found == UNKNOWN and low == "deaths" and i + 1 < last and tokens[i + 1].low == "of":
                found = _after(tokens, i + 2, last)
            out = found if found != UNKNOWN else out
        elif toll and low == "lives" and {t.low for t in tokens[max(first, i - 6) : i]} & words("costing"):
            found = (
                _after(tokens, i + 2, last) if i + 1 < last and tokens[i + 1].low == "of" else _number(tokens, first, i)
            )
            out = found if found != UNKNOWN else out
        elif toll and low == "body" and i + 2 < last and tokens[i + 1].low == "of":
            found = _after(tokens, i + 2, last)
            out = found if found != UNKNOWN else out
        elif toll and low == "bodies" and i + 1 < last:
            found = _after(tokens, i + 2, last) if tokens[i + 1].low == "of" else _number(tokens, first, i)
            out = found if found != UNKNOWN else out
        elif toll and low in {"lost", "losing"}:
            out = _lost(tokens, i + 1, last) or out
        elif toll and low in _LOSS and i + 1 < last and tokens[i + 1].low == "of":
            found = _after(tokens, i + 2, last)  # "led to the martyrdom of one citizen"
            out = found if found != UNKNOWN else out
        elif toll and _replaces(tokens, i, last):
            out = _toll(tokens, i + 1, last) or out
    return out


def _outdated(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Tell the figure of "first spoke of nine dead", "an earlier toll had given 14 dead"."""
    before = tokens[max(first, i - _CLAUSE_BACK) : i + 1]
    return any(t.low in _AT_FIRST for t in before[:-1]) or any(
        (a.low in _EARLIER and b.low in _ACCOUNT) or (a.low == "had" and b.low in _EARLIER) for a, b in pairwise(before)
    )


def risen_to(tokens: Sequence[Token]) -> Count:
    """Return the figure of "the number of those who died in the attack on X rose to four"."""
    for i, token in enumerate(tokens):
        if token.low not in {"number", "toll", "count"} or not (i and tokens[i - 1].low in {"the", "death"}):
            continue
        rose = next((k for k in range(i + 1, min(len(tokens), i + _REACH)) if tokens[k].low in _REVISED), None)
        if rose is not None and any(t.low in _DEAD_WORDS | {"toll", "die"} for t in tokens[i:rose]):
            return _toll(tokens, rose + 1, min(len(tokens), rose + _CLAUSE_BACK)) or UNKNOWN
    return UNKNOWN


def _put_at(tokens: Sequence[Token], i: int, last: int) -> Count | None:
    """Return the figure of "put military fatalities at seven", "with deaths estimated at 30"."""
    k = i + 1
    while k < min(last, i + 4) and tokens[k].low in _STANDING:
        k += 1
    raised = k < last and tokens[k].low == "to" and any(t.low in _REVISED for t in tokens[max(0, i - _CLAUSE_BACK) : i])
    if (
        k + 1 >= last
        or not (tokens[k].low == "at" or raised)
        or tokens[i].low in {"killed", "wounded", "injured", "hurt"}
    ):
        return None
    return _toll(tokens, k, min(last, k + 5))


def _replaces(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Tell "the death toll is ten", "the figure was later raised to ten": the one told before is no more."""
    if tokens[i].low == "toll":
        return i > 0 and tokens[i - 1].low in {"death", "the", "its", "their", "overall", "confirmed", "latest", "new"}
    if tokens[i].low not in _FIGURE:
        return False
    led = i and tokens[i - 1].low in {"the", "that", "this", "his", "its"}
    return bool(led) and any(t.low in _REVISED for t in tokens[i + 1 : min(last, i + 7)])


def _strikes(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Tell "wounded at least 40", a verb with its object, from "40 wounded"."""
    if tokens[i].low not in {"wounded", "injured", "hurt"} or i + 1 >= last:
        return False
    if number_at(tokens, i + 1) is not None:
        return True
    light = {"at", "more", "over", "up", "nearly", "about", "some", "around"}
    near = range(i + 2, min(i + 4, last))
    return tokens[i + 1].low in light and any(number_at(tokens, k) is not None for k in near)


def _lost(tokens: Sequence[Token], first: int, last: int) -> Count | None:
    """Return the men of "the army lost six men"; who loses a town or a tank loses nobody."""
    for k in range(first, min(last, first + 4)):
        hit = number_at(tokens, k)
        noun = (
            next((n for j in range(hit[1], min(hit[1] + 3, last)) if (n := nouns().at(tokens, j))), None)
            if hit
            else None
        )
        if hit is not None:
            return _after(tokens, first, last) if noun is not None and noun[1].kind in {"armed", "civilian"} else None
    return None


def _counted(tokens: Sequence[Token], first: int, i: int) -> bool:
    return any(number_at(tokens, k) is not None for k in range(max(first, i - 3), i))


def _number(tokens: Sequence[Token], first: int, at: int) -> Count:
    """Return the number right before token ``at``: "claimed 14 lives"."""
    for k in range(at - 1, max(first, at - 4) - 1, -1):
        hit = number_at(tokens, k)
        if hit is not None:
            return bounded(tokens, first, k, hit[0])
    return UNKNOWN


def _toll(tokens: Sequence[Token], first: int, last: int) -> Count | None:
    """Return the last figure of "rose from five to nine", "stands at nine", "of nine"."""
    out = None
    for k in range(first, min(last, first + _FIGURE_AT)):
        hit = number_at(tokens, k)
        if hit is not None and tokens[k - 1].low in _TOLL_AT and not dated(tokens, k, hit[1]):
            out = bounded(tokens, first, k, hit[0])
    return out


def _both_fates(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell "killed or wounded twelve", which counts neither; "killed and three wounded" counts both."""
    if at + 2 >= last or tokens[at + 1].low not in {"and", "or"}:
        return False
    other = tokens[at + 2].low
    return other in _FATES and (tokens[at].low in _HURT_WORDS) != (other in _HURT_WORDS)


def _before(tokens: Sequence[Token], first: int, at: int) -> Count:
    """Return the number of people in the subject of the word at ``at``."""
    end = at
    skipped = (
        words("be") | words("perfect") | words("adverb") | {"all", "both", "each", "left", "lying", "found", "shot"}
    )
    while end > first and (
        tokens[end - 1].low in skipped or (tokens[end - 1].low in words("modal") and not tokens[end - 1].capital)
    ):
        end -= 1
    led = next((k for k in range(max(first, end - _CLAUSE_BACK), end) if tokens[k].low == "having"), 0)
    if led > first and tokens[led - 1].low == "," and tokens[end - 1].low == ",":
        end = led - 1  # "two soldiers, having fought bravely, fell"
    # names with their ages and ranks in brackets make a subject long
    bracketed = any(t.low == ")" for t in tokens[max(first, end - _REACH) : end])
    end = _before_aside(tokens, max(first, end - _REACH), end)
    start = max(first, end - _REACH * (1 + bracketed))
    k = end
    while k > start:
        k -= 1
        if tokens[k].low == ")":
            k = next((j for j in range(k, start, -1) if tokens[j].low == "("), k)
            continue
        if _boundary(tokens, k, end):
            start = k + 1
            if tokens[k].low in acting_forms() and tokens[k].low not in _FATES:
                # "shelled the market and five people were killed": its object is no part of the subject
                start = next((j + 1 for j in range(start, end) if tokens[j].low == "and"), start)
            break
    # "In Oromia, where an insurgency is under way, at least a dozen farmers were": what stands apart is no subject
    stop = next((k for k in range(end - 2, start, -1) if tokens[k].low == ","), None)
    if stop is not None and any(t.low in words("be") for t in tokens[start:stop]) and stop + 2 < end:
        start = stop + 1
    # ", with five gendarmes killed": who is left so
    left = next((k for k in range(end - 1, start, -1) if tokens[k].low == "with" and tokens[k - 1].low == ","), None)
    start = left + 1 if left is not None else start
    # "On Tuesday, in the town of X, three …": what opens the clause with a preposition ends at its comma
    while start < end and tokens[start].low in words("preposition") - words("determiner") | {"on", "in"}:
        comma = next((k for k in range(start, end) if tokens[k].low == ","), None)
        if comma is None:
            break
        start = comma + 1
    found = people(tokens, start, end)
    subject = {t.low for t in tokens[start:end]}
    if found == UNKNOWN and subject & _ALONE and subject <= _ALONE | {"only", "and", "but", ","}:
        return 1, 1, 1  # "only she died"
    if found == UNKNOWN and not subject and any(t.low == "both" for t in tokens[end:at]):
        return 2, 2, 2
    # "Salim Tulkarm, 16, was killed": one, unless a word for several is the subject
    if found == UNKNOWN and start < end < at and tokens[end].low == "was" and not several(tokens[start:end]):
        return 1, 1, 1
    return found


def _before_aside(tokens: Sequence[Token], first: int, end: int) -> int:
    """Return where "four members of the VDP, a force that helps the army, were" ends before what stands apart."""
    if end - first < _AROUND or tokens[end - 1].low != ",":
        return end
    for k in range(end - _AROUND, first, -1):
        if tokens[k].low == "," and tokens[k + 1].low in _ASIDES and people(tokens, first, k) != UNKNOWN:
            return k
    return end


def _boundary(tokens: Sequence[Token], k: int, end: int) -> bool:
    low = tokens[k].low
    if low in _STOP or low in _OPENERS:
        return True
    if low in {"who"}:
        return False
    if low in _FATES:
        return not (k and tokens[k - 1].low in {"the", "of"})
    if low in {"left", "leaving", "leaves"}:
        return True
    if low not in acting_forms():
        return False
    # a finite verb ends what came before it; a participle ("soldiers hit by a mine", "troops based in") does not
    after = tokens[k + 1].low if k + 1 < end else ""
    relative = any(t.low in {"who", "which"} for t in tokens[max(0, k - 4) : k])
    return after != "by" and not relative


def _after(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the number of people in the object that starts at ``first``."""
    start = first
    light = {"dead", "down", "off", "up", "to", "death"} | words("adverb")
    while start < last and tokens[start].low in light and not _modified(tokens, start):
        start += 1
    end = start
    while end < min(last, start + _REACH):
        low = tokens[end].low
        if low in _STOP | _OPENERS or low in _FATES or low in acting_forms():
            break
        if low in words("preposition") and low not in {"of", "between", "over"} and not _modified(tokens, end):
            break
        if low == "," and (
            tokens[min(end + 1, len(tokens) - 1)].low == "the"
            or any(t.low in reporting() for t in tokens[end + 1 : min(end + 10, last)])
        ):
            break  # ", a spokesman said"
        if low in {"and", ","} and end + 1 < last and _verbal(tokens[end + 1]):
            break  # "killing a boy and arresting five"
        if low in {"wounding", "injuring", "injury", "destroying", "damaging", "setting", "who", "as"}:
            break
        end += 1
    return people(tokens, start, end)


def _verbal(token: Token) -> bool:
    """Tell a participle that goes on with another act."""
    return token.kind == "word" and not token.capital and len(token.low) > 4 and token.low.endswith(("ing", "ed"))


def _modified(tokens: Sequence[Token], k: int) -> bool:
    """Tell "around 20", "up to 20", "at least 20": the preposition belongs to the number."""
    return any(number_at(tokens, j) is not None for j in range(k + 1, min(k + 3, len(tokens)))) and (
        tokens[k].low in {"around", "about", "over", "up", "at", "to"}
    )
