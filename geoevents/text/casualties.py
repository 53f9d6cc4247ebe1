"""How many died and how many were hurt: the figures that a clause gives, whatever the voice it is told in."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.lexicon import nouns, reporting
from geoevents.text.numbers import Count, number_at
from geoevents.text.tables import words
from geoevents.text.tokens import Token
from geoevents.text.vocabulary import acting_forms

__all__ = ["UNKNOWN", "casualties", "dead", "hurt"]

UNKNOWN: Count = (None, None, None)
"""No figure told."""
_REACH = 30
"""Tokens of a noun phrase at most, from its number to the verb."""
_FLOOR = frozenset(["least", "than", "over"])
_STOP = frozenset([";", ":", "“", "(", "–", "—"])
_JOINED = frozenset(["and", ",", "plus", "&"])
_OPENERS = frozenset([
    "when", "while", "after", "before", "that", "which", "where", "because", "but", "said", "says", "reported", "whose",
])  # fmt: skip
_COLLECTIVE = frozenset([
    "number", "handful", "series", "lot", "crowd", "few", "majority", "third", "quarter", "half", "dozens", "further",
])  # fmt: skip
_APART = frozenset(
    ["itself", "today", "yesterday", "overnight", "meanwhile", "later", "earlier", "also", "there", "say"]
)
"""Words after which a new noun phrase begins."""
_GROUPS = frozenset(
    ["total", "family", "group", "team", "crew", "convoy", "party", "couple", "cell", "squad", "patrol"]
)
"""Nouns that are counted after "of": "a total of 19", "a family of six"."""
_PLURALS = frozenset(["people", "men", "women", "children", "police", "staff", "personnel", "policemen", "troops"])
_UNITS = frozenset([
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "km",
    "kilometres", "kilometers", "metres", "meters", "miles", "times", "occasions", "%", "percent", "per", "mm",
    "tonnes",
    "o", "houses", "homes", "vehicles", "villages", "towns", "places", "districts", "rounds", "cars", "buildings",
    "locations", "areas", "attacks", "strikes", "raids", "clashes", "incidents", "explosions", "cases", "bullets",
    "am", "pm", "a.m", "p.m", "km/h", "floor", "floors", "storey", "storeys",
])  # fmt: skip
"""Nouns after a number that make it no number of people."""
_PART = frozenset(["including", "among", "amongst", "of", "most", "mostly", "many", "some", "half", "both", "all"])
"""Words that open, after a comma, what is counted already: ", including two children", ", three of them women"."""
_HURT_WORDS = frozenset(["wounded", "injured", "hurt", "maimed", "injuries"])
_DEAD_WORDS = frozenset(["killed", "dead", "died", "deaths", "slain", "martyred", "fatalities", "perished"])
_FATES = _HURT_WORDS | _DEAD_WORDS
_TOLL_AT = frozenset(["to", "at", "of", "is", "was", "be", "than", "least", "now", "reached", "over"])
"""Words between "death toll" and its figure."""
_AT_FIRST = frozenset(["initially", "first", "originally", "previously"])


def casualties(tokens: Sequence[Token], at: int, *, passive: bool, first: int, last: int) -> Count:
    """Return how many people the verb at token ``at`` struck, within the clause ``tokens[first:last]``.

    Its subject where it is ``passive`` or means dying, else its object. People told in several parts are added up
    ("a woman and her two children"), parts of them are not ("ten people, among them two children").
    """
    if _both_fates(tokens, at, last):
        return UNKNOWN
    if passive:
        return _before(tokens, first, at)
    return _after(tokens, at + 1, last)


def dead(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the figures of "five dead", "three deaths", "claimed two lives", "the death toll is nine"."""
    return _told(tokens, first, last, frozenset(["dead", "deaths", "fatalities"]), "death")


def hurt(tokens: Sequence[Token], first: int, last: int) -> Count:
    """Return the figures of "six wounded", "twelve injured", "two sustained injuries"."""
    return _told(tokens, first, last, _HURT_WORDS - {"injuries"}, "")


def _told(tokens: Sequence[Token], first: int, last: int, fates: frozenset[str], toll: str) -> Count:
    out = UNKNOWN
    for i in range(first, last):
        low = tokens[i].low
        if low in fates and not _AT_FIRST & {t.low for t in tokens[max(first, i - 8) : i]}:
            if i and tokens[i - 1].low in {"the", "their", "his", "her", "shot", "shooting", "stabbed", "hacked"}:
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
        elif toll and low == "bodies" and i + 1 < last:
            found = _after(tokens, i + 2, last) if tokens[i + 1].low == "of" else _number(tokens, first, i)
            out = found if found != UNKNOWN else out
        elif toll and low in {"lost", "losing"}:
            out = _lost(tokens, i + 1, last) or out
        elif toll and low == "toll" and i and tokens[i - 1].low in {"death", "the", "its", "their", "overall"}:
            out = _toll(tokens, i + 1, last) or out
    return out


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
            return _bounded(tokens, first, k, hit[0])
    return UNKNOWN


def _toll(tokens: Sequence[Token], first: int, last: int) -> Count | None:
    """Return the last figure of "rose from five to nine", "stands at nine", "of nine"."""
    out = None
    for k in range(first, min(last, first + 14)):
        hit = number_at(tokens, k)
        if hit is not None and tokens[k - 1].low in _TOLL_AT and not _dated(tokens, k, hit[1]):
            out = _bounded(tokens, first, k, hit[0])
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
    start = max(first, end - _REACH)
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
    # "On Tuesday, in the town of X, three …": what opens the clause with a preposition ends at its comma
    while start < end and tokens[start].low in words("preposition") - words("determiner") | {"on", "in"}:
        comma = next((k for k in range(start, end) if tokens[k].low == ","), None)
        if comma is None:
            break
        start = comma + 1
    found = _people(tokens, start, end)
    if found == UNKNOWN and start < end < at and tokens[end].low == "was":
        # "Salim Tulkarm, 16, was killed": one, unless a word for several is the subject
        several = _COLLECTIVE | _GROUPS | words("vague_quantity") | {"no", "nobody", "none", "it", "what", "nothing"}
        if not any(t.low in several for t in tokens[start:end]):
            return 1, 1, 1
    return found


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
        if low in {"wounding", "injuring", "destroying", "damaging", "setting", "who", "as"}:
            break
        end += 1
    return _people(tokens, start, end)


def _verbal(token: Token) -> bool:
    """Tell a participle that goes on with another act."""
    return token.kind == "word" and not token.capital and len(token.low) > 4 and token.low.endswith(("ing", "ed"))


def _modified(tokens: Sequence[Token], k: int) -> bool:
    """Tell "around 20", "up to 20", "at least 20": the preposition belongs to the number."""
    return any(number_at(tokens, j) is not None for j in range(k + 1, min(k + 3, len(tokens)))) and (
        tokens[k].low in {"around", "about", "over", "up", "at", "to"}
    )


def _people(tokens: Sequence[Token], start: int, end: int) -> Count:
    """Add up the people of ``tokens[start:end]``: numbers, and single persons."""
    groups: list[Count] = []
    unknown = loose = False
    i = start
    while i < end:
        low = tokens[i].low
        if low == "(":
            i = next((j for j in range(i, end) if tokens[j].low == ")"), i) + 1
            continue
        opens = i == start or tokens[i - 1].low in _JOINED
        if i > start and tokens[i - 1].low == "," and "and" not in {t.low for t in tokens[i:end]} and groups:
            break  # ", an officer from X": who the one before was
        if i > start and tokens[i - 1].low in {",", "("} and _part(tokens, i):
            i = _part_end(tokens, i, end)
            continue
        hit = number_at(tokens, i)
        if hit is not None and low in {"one"} and hit[1] < end and tokens[hit[1]].low in {"another"}:
            hit = None
        if hit is not None:
            if _counts_people(tokens, start, i, hit[1], end):
                groups.append(_bounded(tokens, start, i, hit[0]))
                loose = False
            i = max(hit[1], i + 1)
            continue
        fresh = opens or tokens[i - 1].capital or tokens[i - 1].kind == "number" or tokens[i - 1].low in _APART
        if low in {"a", "an"} and i + 1 < end and tokens[i + 1].low in {"dozen", "couple"}:
            n = 2 if tokens[i + 1].low == "couple" else 6 if i and tokens[i - 1].low == "half" else 12
            groups.append(_bounded(tokens, start, i, n))
        elif low in {"a", "an", "another"} and i + 1 < end and fresh:
            if tokens[i + 1].low == "further":
                pass
            elif (one := _single(tokens, i + 1, end)) is not None:
                groups.append((one, one, one))
        elif opens and not loose and low in {"the", "his", "her", "its", "their"} and i + 1 < end:
            one = _single(tokens, i + 1, end)
            if one is not None:
                groups.append((one, one, one))
            else:
                unknown = True
        elif opens and not loose and tokens[i].capital and not groups and low in words("person_title"):
            groups.append((1, 1, 1))
        elif opens and (low in words("vague_quantity") or (not groups and low in _PLURALS)):
            unknown = True
        loose = loose or (
            low in words("preposition") - {"of"} and low not in _FLOOR and low not in {"at", "about", "up"}
        )
        i += 1
    if not groups:
        return UNKNOWN
    best, low_sum, high = 0, 0, 0
    known = [g for g in groups if g[0] is not None]
    if not known:
        return groups[0] if len(groups) == 1 else UNKNOWN
    best = sum(g[0] or 0 for g in known)
    low_sum = sum((g[1] if g[1] is not None else g[0]) or 0 for g in known)
    high = sum(g[2] or 0 for g in known)
    bounded = all(g[2] is not None for g in groups) and not unknown
    return best, low_sum, high if bounded else None


def _counts_people(tokens: Sequence[Token], start: int, i: int, after: int, end: int) -> bool:
    """Tell a number of people from an age, a time, a date, a calibre, a number of things or of what they belong to."""
    if after < len(tokens) and tokens[after].kind == "word" and tokens[after].start == tokens[after - 1].end:
        return False  # "3rd", "20mm"
    if i - 2 >= start and tokens[i - 1].low in words("definite") and tokens[i - 2].low == "of":
        return False  # "two of the five soldiers"
    before = tokens[i - 1].low if i > start else ""
    follows = tokens[after].low if after < len(tokens) else ""
    if (
        tokens[i].glued
        or (after < len(tokens) and tokens[after].glued)
        or follows in _UNITS
        or _dated(tokens, i, after)
    ):
        return False
    if before in {"and", "or", ","} and i - 3 >= 0 and "aged" in {t.low for t in tokens[max(start, i - 5) : i - 1]}:
        return False  # "aged nine and eleven"
    if before in {"aged", "age", "no", "number", "$", "№"} or (before in {".", "#"}):
        return False
    if before == "," and follows in {",", ""}:
        return False  # "Salim, 45, was killed"
    if (
        before == "of"
        and i - 2 >= start
        and tokens[i - 2].low not in _GROUPS
        and tokens[i - 2].low not in words("number_of")
    ):
        return False  # "five members of one family", "a man of 61"
    if before in words("preposition") - {"of", "about", "around", "over", "to", "between", "than", "least"}:
        return False  # "in two villages"
    if before == "the" and follows in {"of"}:
        return False
    if (
        before in {"and", "or", "-", "–"}
        and i - 2 >= start
        and number_at(tokens, i - 2) is not None
        and (i - 3 >= 0 and tokens[i - 3].low in {"between", "from"})
    ):
        return False  # the upper bound of "between five and seven"
    if before in {"to", "or"} and i - 2 >= start and number_at(tokens, i - 2) is not None:
        return False
    for k in range(after, min(after + 3, end)):
        noun = nouns().at(tokens, k)
        if noun is not None:
            return noun[1].kind != "asset" or any(
                nouns().at(tokens, j) is not None for j in range(noun[0], min(noun[0] + 2, end))
            )
        if tokens[k].low in _UNITS and k == after + 1:
            return False
        if tokens[k].low in words("preposition") | _JOINED:
            break
    return True


def _dated(tokens: Sequence[Token], i: int, after: int) -> bool:
    """Tell "1 July", "July 1", "2014", "16:20"."""
    if tokens[i].kind != "number":
        return False
    follows = tokens[after].low if after < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    if follows in words("month") or (before in words("month") and before != "may"):
        return True
    if before == "may" and tokens[i - 1].capital:
        return True
    return not tokens[i].low.replace(",", "").isdecimal() or (
        len(tokens[i].low) == 4 and 1900 <= int(tokens[i].low) <= 2100
    )


def _bounded(tokens: Sequence[Token], start: int, i: int, value: int) -> Count:
    """Return the figure at ``i`` with what "at least", "up to", "between … and" make of it."""
    before = [t.low for t in tokens[max(0, start, i - 4) : i]] if start <= i else []
    near = before[-2:]
    if near[-2:] == ["up", "to"] or near[-2:] == ["many", "as"] or before[-3:] == ["no", "more", "than"]:
        return None, None, value
    if near[-2:] in (["fewer", "than"], ["less", "than"], ["at", "most"]) and before[-3:-2] not in (["no"], ["not"]):
        return None, None, value
    if near and near[-1] in _FLOOR:
        return value, value, None
    hit = number_at(tokens, i)
    k = hit[1] if hit is not None else i + 1
    if k + 1 < len(tokens) and tokens[k].low in {"to", "or", "and", "-", "–"}:
        upper = number_at(tokens, k + 1)
        if upper is not None and upper[0] > value and (tokens[k].low != "and" or near[-1:] == ["between"]):
            return value, value, upper[0]
    return value, value, value


def _single(tokens: Sequence[Token], k: int, end: int) -> int | None:
    """Return how many "woman", "senior commander", "family of six" after an article are."""
    for j in range(k, min(k + 6, end)):
        low = tokens[j].low
        aged = tokens[j].glued or (j + 1 < end and tokens[j + 1].glued)  # "a 61-year-old woman"
        if low in _COLLECTIVE or ((low in words("cardinal") - {"one"} or tokens[j].kind == "number") and not aged):
            return None
        if low in words("preposition") | words("be") | {",", "and", "who"}:
            if low == "of" and tokens[j - 1].low in _GROUPS:
                return None  # the number that follows tells
            last = tokens[j - 1].low
            break
    else:
        j = min(k + 6, end)
        last = tokens[j - 1].low if j > k else ""
    noun = nouns().at(tokens, j - 1)
    if last in _PLURALS or last in _COLLECTIVE or last in _GROUPS or (noun is not None and noun[1].kind == "asset"):
        return None
    return None if last.endswith("s") and not last.endswith("ss") else 1


def _part(tokens: Sequence[Token], i: int) -> bool:
    """Tell ", including two children", ", three of them women", ", mostly children": counted already."""
    if tokens[i].low in {"including", "among", "amongst", "mostly", "most", "many", "some", "half", "all", "both"}:
        return True
    hit = number_at(tokens, i)
    after = hit[1] if hit is not None else i
    return hit is not None and after + 1 < len(tokens) and tokens[after].low == "of" and tokens[after + 1].low in {
        "them", "whom", "these", "those", "which",
    }  # fmt: skip


def _part_end(tokens: Sequence[Token], i: int, end: int) -> int:
    while i < end and tokens[i].low not in {",", ")"}:
        i += 1
    return max(i, 1)
