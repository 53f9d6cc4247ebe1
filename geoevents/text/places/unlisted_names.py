"""Names that no gazetteer lists, taken for places where a word next to them says what they are."""

from __future__ import annotations

from functools import cache

from geoevents.text.parties.cast import organisation_at
from geoevents.text.parties.phrases import SITES
from geoevents.text.places.listed_names import way_to
from geoevents.text.places.mention import WAYS
from geoevents.text.places.scan import PlaceScan
from geoevents.text.places.words import STRONG, plain_words, right_end
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.vocabulary import acting_forms, force_nouns, taking_forms

__all__ = ["unlisted"]

_LONG = 4
"""Words of a name, at most."""
_LINES = frozenset(["road", "highway", "front", "axis", "sector", "direction", "frontline"])
_LOCALS = frozenset([
    "mayor", "governor", "prefect", "administrator", "imam", "bishop", "sheikh", "elders", "residents", "inhabitants",
    "people", "villagers", "citizens", "natives", "youths", "farmers", "traders", "families", "commissioner", "emir",
    "heroes", "defenders", "dwellers", "notables",
])  # fmt: skip
"""Who is of a place: a name after "of" is one, whatever the gazetteer knows."""
_VAGUE_KINDS = frozenset(["state", "front"])
_VAGUE = frozenset(["front", "state", "road", "axis", "station", "plant"])
_WINNING = frozenset(["control", "capture", "recapture", "seizure", "fall", "loss", "liberation", "siege"])
_NO_NAME = frozenset(["nothing", "nobody", "everything", "everyone", "someone", "something", "none", "another", "more"])
_STRUCK = frozenset([
    "attacked", "shelled", "bombed", "hit", "struck", "raided", "captured", "seized", "taken", "stormed", "under",
    "looted", "bombarded", "recaptured", "retaken",
])  # fmt: skip
_CLOSING = frozenset([
    ",", ".", ";", "(", ")", "", "late", "early", "last", "shortly", "overnight", "yesterday", "today",
    "again", "alone", "proper", "killed", "killing", "left", "leaving", "wounded", "itself",
])  # fmt: skip
"""Words after which a name that stands after "in" or "at" is over."""
_SETTLED = frozenset([
    "village", "villages", "town", "hamlet", "settlement", "neighbourhood", "neighborhood", "quarter", "suburb",
    "suburbs", "township", "townships", "municipality", "commune", "locality", "district", "subdistrict", "area",
    "camp", "kebele", "woreda", "groupement", "chiefdom", "ward", "parish", "payam", "boma", "barangay", "raion",
])  # fmt: skip
"""Kinds of places that make a place of the name before them, whatever word leads to it."""
_INTO = frozenset([
    "in", "at", "outside", "around", "off", "over", "towards", "toward", "into", "inside", "within", "beside", "beyond",
    "above", "below", "overlooking", "along", "opposite", "facing",
])  # fmt: skip
"""Words that lead to a place, whatever its name."""
_LEFT = frozenset([
    "stolen", "stole", "stealing", "looted", "looting", "withdrew", "withdrawn", "withdrawal", "withdrawing", "fled",
    "fleeing", "abducted", "kidnapped", "expelled", "driven", "drove", "retreated", "ousted", "evicted", "dislodged",
    "direction", "abducting", "kidnapping", "displaced", "pushed", "rustled", "seized",
])  # fmt: skip
"""Words before "from" after which a name is a place that something was taken from, or somebody left."""
_LEAVING = 10
"""Words from such a word to the name, at most."""
_MOSTLY = frozenset([
    "mainly", "mostly", "predominantly", "largely", "majority", "overwhelmingly", "traditionally", "once", "ethnically",
])  # fmt: skip
"""Words before an adjective that says who lives in a place."""
_FALLING = frozenset([
    "fell", "fallen", "falling", "landed", "landing", "rained", "raining", "dropped", "dropping", "fired", "firing",
    "launched", "fire", "advanced", "advancing", "marched", "shells", "rockets", "missiles", "bombs",
])  # fmt: skip
"""Words before "on" after which what follows is where it fell."""
_HITTING = frozenset(["hit", "hitting", "struck", "striking", "bombed", "bombing", "pounded", "pounding", "raided"])
"""Verbs whose object, if a name that nobody knows, is a place: "shells hit X"."""
_HIT = _HITTING | _STRUCK
_RAIDED = frozenset(["in", "at", "invaded", "invading", "entered", "overran"])


@cache
def _closing() -> frozenset[str]:
    """Return the words no name goes on behind, and that no name describes: closed classes, numbers, marks."""
    return (
        words("determiner") | words("pronoun") | words("be") | words("perfect") | words("modal") | words("subordinator")
        | words("coordinator") | words("preposition") | words("cardinal") | _CLOSING
    ) - {"of", "to"}  # fmt: skip


def unlisted(s: PlaceScan, i: int) -> int:
    """Take a name that no gazetteer lists when a word next to it says what it is: "the village of X", "near X"."""
    t = s.tokens
    titled = i > 0 and i + 1 < len(t) and t[i + 1].capital and t[i + 1].low in words("feature")  # "Saw Township"
    article = i > 0 and i + 1 < len(t) and t[i].low in words("name_link") and t[i + 1].capital  # "in An-Nayrab"
    if t[i].glued or (t[i].low in plain_words() and not (titled or article)):
        return i + 1
    if i and t[i - 1].low in _MOSTLY:
        return i + 1  # "the mainly Shi'ite Sadr City district"
    body = organisation_at(t, i)
    if body is not None:
        # "the Armoured Corps headquarters": where a body is
        site = body < len(t) and t[body].low in SITES and s.led(i)
        return s.grow(i, body + 1) if site else i + 1
    limit = s.run_end(i)
    size = sum(not x.glued for x in t[i:limit])
    after = t[limit].low if limit < len(t) else ""
    before = t[i - 1].low if i else ""
    pair = before == "between" and limit < len(t) and t[limit].low == "and"
    joined = bool(s.out) and before == "and" and s.out[-1].last == i - 1 and s.out[-1].role == "place"
    closed = after in _closing() or (limit < len(t) and t[limit].kind == "number")
    if before in _INTO and not closed:
        closed = after.endswith("ly") or after in acting_forms()  # "(troops based) at X vigorously repelled"
    ends = closed or (not (limit < len(t) and t[limit].capital) and after not in lexicon.reporting())
    second = joined and (s.out[-1].preposition == "between" or (ends and size <= 3))
    second = second or _listed(s, i, limit) or (before == "of" and i > 1 and t[i - 2].low in _LOCALS)
    taken = size <= 3 and not (limit < len(t) and t[limit].capital) and _acted_on(s, i, limit, closed=closed)
    if after == "community" and size <= _LONG and (before in _RAIDED or before in acting_forms()):
        return s.grow(i, limit + 1)  # "bandits invaded Tsauwa community", but not "the Hema community"
    kind = limit - i > 1 and t[limit - 1].low in words("feature") and i not in s.covered
    if kind and before in STRONG | {"the", "on", "'s"}:
        return s.grow(i, limit)  # "in Taksim Square", "Istanbul's Taksim Square"
    if way_to(t, i) and closed:
        return s.grow(i, limit)  # "fought close to X", "on the road to X"
    numbered = (
        i + 2 < len(t) and t[i + 1].kind == "number" and t[i + 1].start == t[i].end and t[i].end - t[i].start <= 2
    )
    if numbered and t[i + 2].low in {"road", "highway", "motorway", "bridge"} and before in STRONG | {"the", "on"}:
        return s.grow(i, i + 3)  # "on the M4 road"
    route = before == "from" and after == "to" and limit + 1 < len(t) and t[limit + 1].capital
    left = before == "from" and closed and size <= 3 and any(x.low in _LEFT for x in t[max(0, i - _LEAVING) : i - 1])
    if (
        pair
        or left
        or (route and i > 1 and t[i - 2].low in words("feature") | WAYS)
        or second
        or taken
        or (before in _INTO and closed and (limit - i > 1 or t[i].low not in s.common) and size <= 3)
    ):
        return s.grow(i, limit)
    named = limit - i > 1 or not (t[i].low.endswith("s") or t[i].low in _NO_NAME)
    named = named and lexicon.nouns().at(t, i) is None
    if (
        i == 0
        and named
        and after in words("be") | {"came", "itself"}
        and any(x.low in _STRUCK for x in t[limit + 1 : limit + 4])
    ):
        return s.grow(i, limit)  # "Tamboul was attacked"
    if s.feature_of(i) or (
        i and t[i - 1].low in {"near", "nearby", "neighbouring", "neighboring"} | words("feature") - _VAGUE_KINDS
    ):
        return s.grow(i, limit)
    if after in _LINES and i > 1 and before == "the" and t[i - 2].low in {"on", "in", "along", "at"}:
        return s.grow(i, limit)  # "on the Al-Sajur front"
    featured = after in words("feature") - _VAGUE or right_end(s.tokens, limit) > limit + 1
    if featured and i and (before in STRONG | {"the", "'s", "on", "against"} or _settled(s, i, limit)):
        return s.grow(i, limit)
    return i + 1


def _acted_on(s: PlaceScan, i: int, limit: int, *, closed: bool) -> bool:
    """Tell what is captured, struck or attacked, by the word before it: "seized X", "strikes on X", "control of X"."""
    t = s.tokens
    before, led = (t[i - 1].low if i else ""), (t[i - 2].low if i > 1 else "")
    if before in taking_forms() or (closed and before in _HIT and i not in s.covered and not _plural(s, i, limit)):
        return True
    if before == "of":
        return led in _WINNING
    if before != "on" or not led:
        return False
    if led in force_nouns() or _act_by(s, i - 1) or (closed and led in _FALLING):
        return True
    # "strikes were reported this afternoon on X"
    return closed and led in words("time") and any(x.low in force_nouns() for x in t[max(0, i - 9) : i - 2])


def _settled(s: PlaceScan, i: int, limit: int) -> bool:
    """Tell "(bombs hit) Htan Taw village", "(the mainly Kurdish) Sheikh Maqsoud neighbourhood"."""
    t = s.tokens
    kind = t[limit].low in _SETTLED or t[right_end(t, limit) - 1].low in _SETTLED
    k = i - 1
    while k and t[k].glued:
        k -= 1
    fresh = not t[k].capital or (k > 0 and t[k - 1].low in _MOSTLY)
    return kind and fresh and i not in s.armed and lexicon.nouns().at(t, i) is None


def _plural(s: PlaceScan, i: int, limit: int) -> bool:
    """Tell "attacked Christians": one word in the plural."""
    return limit == i + 1 and s.tokens[i].low.endswith("s")


def _act_by(s: PlaceScan, at: int) -> bool:
    """Tell "a raid by militants" right before ``at``."""
    t = s.tokens
    by = next((k for k in range(at - 1, max(0, at - 6), -1) if t[k].low == "by"), 0)
    return by > 0 and t[by - 1].low in force_nouns()


def _listed(s: PlaceScan, i: int, limit: int) -> bool:
    """Tell the middle of "A, X and B" and the end of "from A to X" after a listed place."""
    t = s.tokens
    before = s.out[-1] if s.out else None
    if before is None or before.role != "place" or before.last != i - 1 or limit - i > 3 or limit >= len(t):
        return False
    if t[i - 1].low == "to":
        return before.preposition == "from" and not t[limit].capital
    if limit + 1 >= len(t):
        return False
    goes_on = t[limit].low in {",", "and"} and (t[limit + 1].capital or t[limit + 1].low in {"and", "the", "near"})
    return t[i - 1].low == "," and goes_on and before.preposition not in {"in", "at", "from"}
