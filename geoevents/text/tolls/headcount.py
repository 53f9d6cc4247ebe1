"""How many people a noun phrase names: numbers and single persons added up, ages, things and parts left out."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.tables import words
from geoevents.text.words.lexicon import nouns
from geoevents.text.words.numbers import Count, number_at
from geoevents.text.words.tokens import Token

__all__ = ["UNKNOWN", "bounded", "dated", "people", "several"]

UNKNOWN: Count = (None, None, None)
"""No figure told."""
_FLOOR = frozenset(["least", "than", "over"])
_JOINED = frozenset(["and", ",", "plus", "&"])
_COLLECTIVE = frozenset([
    "number", "handful", "series", "lot", "crowd", "few", "majority", "third", "quarter", "half", "dozens", "further",
    "figure", "toll", "count", "tally", "balance", "score", "estimate",
])  # fmt: skip
_APART = frozenset(
    [
        "itself",
        "today",
        "yesterday",
        "overnight",
        "meanwhile",
        "later",
        "earlier",
        "also",
        "there",
        "say",
        "night",
        "morning",
        "evening",
        "afternoon",
        "week",
        "month",
    ]
)
"""Words after which a new noun phrase begins."""
_GROUPS = frozenset(
    ["total", "family", "group", "team", "crew", "convoy", "party", "couple", "cell", "squad", "patrol"]
)
"""Nouns that are counted after "of": "a total of 19", "a family of six"."""
_INCLUDING = frozenset(["including", "among", "amongst"])
_GENERAL = frozenset([
    "people", "persons", "civilians", "citizens", "residents", "villagers", "others", "victims", "inhabitants",
    "locals", "members", "relatives", "siblings", "employees", "workers", "children", "minors",
])  # fmt: skip
"""Nouns that say of people no more than that: who they are may follow after a comma."""
_KIN = frozenset(["wife", "husband", "son", "daughter", "mother", "father", "sister", "brother", "child", "baby"])
_PLURALS = frozenset(["people", "men", "women", "children", "police", "staff", "personnel", "policemen", "troops"])
_UNITS = frozenset([
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "km",
    "kilometres", "kilometers", "metres", "meters", "miles", "times", "occasions", "%", "percent", "per", "mm",
    "tonnes",
    "o", "houses", "homes", "vehicles", "villages", "towns", "places", "districts", "rounds", "cars", "buildings",
    "locations", "areas", "attacks", "strikes", "raids", "clashes", "incidents", "explosions", "cases", "bullets",
    "am", "pm", "floor", "floors", "storey", "storeys",
])  # fmt: skip
"""Nouns after a number that make it no number of people."""


def several(tokens: Sequence[Token]) -> bool:
    """Tell whether a word for more than one, or for nobody, is among ``tokens``: "a number of", "the family"."""
    words_for = _COLLECTIVE | _GROUPS | words("vague_quantity") | {"no", "nobody", "none", "it", "what", "nothing"}
    return any(t.low in words_for for t in tokens)


def people(tokens: Sequence[Token], start: int, end: int) -> Count:
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
        if i > start and (tokens[i - 1].low in {",", "("} or (groups and low in _INCLUDING)) and _part(tokens, i):
            i = _part_end(tokens, i, end)
            continue
        if low == "," and len(groups) == 1 and (beyond := _apposed(tokens, i, end, groups[0][0])):
            i = beyond
            continue
        hit = number_at(tokens, i)
        if hit is not None and low in {"one"} and hit[1] < end and tokens[hit[1]].low in {"another"}:
            hit = None
        if hit is not None:
            if (i == start or tokens[i - 1].low != "not") and _counts_people(tokens, start, i, hit[1], end):
                groups.append(bounded(tokens, start, i, hit[0]))
                loose = False
            i = max(hit[1], i + 1)
            continue
        fresh = opens or tokens[i - 1].capital or tokens[i - 1].kind == "number" or tokens[i - 1].low in _APART
        if low in {"a", "an"} and i + 1 < end and tokens[i + 1].low in {"dozen", "couple"}:
            n = 2 if tokens[i + 1].low == "couple" else 6 if i and tokens[i - 1].low == "half" else 12
            groups.append(bounded(tokens, start, i, n))
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
        elif i > start and tokens[i - 1].low == "and" and groups and low in _KIN:
            groups.append((1, 1, 1))  # "a husband and wife"
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
    known = [g for g in groups if g[0] is not None]
    if not known:
        return groups[0] if len(groups) == 1 else UNKNOWN
    best = sum(g[0] or 0 for g in known)
    low_sum = sum((g[1] if g[1] is not None else g[0]) or 0 for g in known)
    high = sum(g[2] or 0 for g in known)
    capped = all(g[2] is not None for g in groups) and not unknown
    return best, low_sum, high if capped else None


def _counts_people(tokens: Sequence[Token], start: int, i: int, after: int, end: int) -> bool:
    """Tell a number of people from an age, a time, a date, a calibre, a number of things or of what they belong to."""
    if {t.low for t in tokens[after : min(after + 3, end)]} & words("animal"):
        return False  # "a shepherd and 12 sheep"
    if after < len(tokens) and tokens[after].kind == "word" and tokens[after].start == tokens[after - 1].end:
        return tokens[after].low == "x"  # "3x soldiers", not "3rd", "20mm"
    if i - 3 >= start and tokens[i - 1].low in words("definite") and tokens[i - 2].low == "of":
        return False  # "two of the five soldiers"
    before = tokens[i - 1].low if i > start else ""
    follows = tokens[after].low if after < len(tokens) else ""
    if tokens[i].glued or (after < len(tokens) and tokens[after].glued) or follows in _UNITS or dated(tokens, i, after):
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


def dated(tokens: Sequence[Token], i: int, after: int) -> bool:
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


def bounded(tokens: Sequence[Token], start: int, i: int, value: int) -> Count:
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
        if low in words("preposition") | words("be") | {",", "and", "who", "aged"}:
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


def _apposed(tokens: Sequence[Token], i: int, end: int, whole: int | None) -> int:
    """Return the end of who "two citizens" are in "two citizens, a woman and her son, died", or 0.

    They make up the number before them, and a comma closes them or the noun before them is a general one.
    """
    if whole is None or whole < 2:
        return 0
    close = next((k for k in range(end - 1, i, -1) if tokens[k].low == ","), 0) if tokens[end - 1].low == "," else 0
    if not close and tokens[i - 1].low not in _GENERAL:
        return 0
    beyond = close or end
    return beyond if people(tokens, i + 1, beyond)[0] == whole else 0


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
