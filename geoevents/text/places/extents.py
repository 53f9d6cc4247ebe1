"""How far the words of a place reach in its sentence, and which other places are told together with it."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.places.mention import PlaceMention
from geoevents.text.places.words import KINDS_OF
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.numbers import number_at
from geoevents.text.words.vocabulary import force_nouns

__all__ = ["comma_after", "expression", "extent", "first_listed", "further_places", "heads", "shares"]

_HEDGES = frozenset(["about", "some", "around", "roughly", "just", "nearly", "approximately", "only", "lying"])
_DESCRIPTIONS = frozenset([
    "the", "neighbouring", "neighboring", "nearby", "adjacent", "occupied", "besieged", "restive", "troubled",
    "remote", "far", "extreme", "volatile", "contested", "disputed", "breakaway", "annexed", "coastal", "rural",
    "mountainous", "old", "historic", "downtown", "northernmost", "central",
])  # fmt: skip
"""Words that describe the larger place around one."""
_DESCRIBING = 4
"""Of these at most."""
_LED = frozenset([",", "and", ":", ";", "–", "—", "-", "the", "including", "namely"])
_AT = frozenset(["in", "at", "near", "on", "over", "against", "outside", "around", "hit", "struck", "targeting"])
_ARTICLES = frozenset(["a", "an", "the", "two", "three", "several"])
_OBJECT = 7
"""Words from "and" to the place of a further thing, at most."""
_SHARES = frozenset(["one", "another", "other", "first", "second", "third"])


def expression(view: View, place: PlaceMention | None) -> tuple[str, str, int]:
    """Return the words of a place with the larger place named right after it, and the country they speak of."""
    if place is None:
        return "", "", -1
    t = view.tokens
    last, country = extent(view, place)
    if not country:
        owner = [p for p in view.places if p.role == "demonym" and p.last + 1 == place.first]
        named = [p.country for p in [*owner, *(p for p in view.places if p.role == "place")] if p.country]
        actors = [m for m in view.mentions if m.actor.kind == "country" and m.preposition == "in"]
        country = named[0] if named else actors[0].actor.country if actors else ""
    return view.surface(place.first, last), country, t[place.first].start


def further_places(view: View, place: PlaceMention | None) -> list[PlaceMention]:
    """Return the places joined to ``place``: "near A and on the outskirts of B", "in A, B and C"."""
    if place is None:
        return []
    t, out, last = view.tokens, [], extent(view, place)[0]
    small = {"and", "on", "in", "at", "near", "the", "around", "as", "well", "both"}
    pending: list[PlaceMention] = []
    for p in view.places:
        if p.first < last or p.role != "place":
            continue
        gap = [x.low for x in t[last : p.first]]
        if gap[:1] == [","] and len(gap) > 2 and gap[1].endswith("ing") and "," in gap[2:]:
            gap = gap[gap.index(",", 2) :]  # "fired at A, killing two, and at B"
        if gap[:1] == [","] and len(gap) > _OBJECT and gap[1] in {"where", "which"} and gap[-3:-1] == [",", "and"]:
            gap = gap[-2:]  # "in A, where police used tear gas to disperse the crowd, and in B"
        if gap[:1] == [","] and set(gap[1:]) <= small - {"and", "as", "well"}:
            pending.append(p)  # of a list, if an "and" follows
        elif (
            (gap and "and" in gap[:2] and set(gap) <= small | {","})
            or _counted(_undated(view, last, p.first))
            or _times(gap, small)
            or _object(view, last, p)
        ):
            out += [*pending, p]
            pending = []
        else:
            break
        last = extent(view, p)[0]
    return out


def _undated(view: View, first: int, last: int) -> list[str]:
    """Return the words between two places without those of a date: "(in A) on Saturday and nine (in B)"."""
    dated = [(d.start, d.end) for _, d in view.date_at]
    return [
        x.low for x in view.tokens[first:last]
        if not any(a <= x.start < b for a, b in dated) and x.low != "on"
    ]  # fmt: skip


def _object(view: View, last: int, p: PlaceMention) -> bool:
    """Tell "(hit A) and a farm outside (B)": a further thing that was hit, told by where it is."""
    gap = [x for x in view.tokens[last : p.first] if x.low != ","]
    aimed = len(gap) > 2 and gap[1].low in _AT  # "(on troops west of A) and on a store in (B)"
    if not 2 < len(gap) + (not p.preposition) <= _OBJECT or gap[0].low != "and":
        return False
    if gap[1 + aimed].low not in _ARTICLES:
        return False
    inner = gap[2 + aimed : len(gap) - bool(p.preposition)]
    acts = any(last <= t.at < p.first for t in view.triggers)
    plain = all(x.kind == "word" and not x.capital and x.low not in words("preposition") for x in inner)
    spatial = p.preposition in _AT or view.tokens[p.first].low in {"near", "outside"} | words("direction")
    return bool(inner) and plain and spatial and not acts


def _times(gap: Sequence[str], small: set[str]) -> bool:
    """Tell "(attacked near A) twice and (near B)", "on two occasions and at"."""
    if "and" not in gap or not {"twice", "once", "times", "occasions"} & set(gap[: gap.index("and")]):
        return False
    return set(gap) <= small | words("cardinal") | {"twice", "once", "times", "occasions"}


def shares(view: View, t: Trigger) -> list[tuple[PlaceMention, int | None]]:
    """Return the places among which an act is shared out, and how often it was at each where that is told.

    "Two strikes hit X, one on a farm in A, the other on a depot in B", "eight shellings: five in A and three in B".
    """
    low = [x.low for x in view.tokens]
    parts: list[tuple[int, int | None]] = []
    hurt = min([x.at for x in view.triggers if x.at > t.at and x.kind.group == "casualty"], default=len(low))
    for k in range(t.at + 1, min(hurt, len(low) - 1)):
        if low[k - 1] not in _LED:
            continue
        number = number_at(view.tokens, k)
        end = number[1] if number is not None else k + 1
        counted = number is not None and (number[0] > 1 or bool(parts))
        if (low[k] in _SHARES or counted) and end < len(low) and low[end] in _AT:
            told = number[0] if number is not None and low[k] not in _SHARES - {"one"} else 1
            parts.append((k, told))
    if len(parts) < 2 or (low[parts[0][0]] in _SHARES - {"one", "first"}):
        return []
    out: list[tuple[PlaceMention, int | None]] = []
    ends = [k for k, _ in parts[1:]] + [len(low)]
    for (first, n), last in zip(parts, ends, strict=True):
        found = [p for p in view.places if p.role == "place" and first < p.first < last and p.preposition != "from"]
        if not found:
            return []
        out.append((found[0], n))
    alike = any(n is not None and n > 1 for _, n in out)
    return out if alike else [(p, None) for p, _ in out]


def _counted(gap: Sequence[str]) -> bool:
    """Tell "(eleven over A) and four more over B"."""
    if "and" not in gap[:2]:
        return False
    rest = [w for w in gap if w not in {",", "and", "another", "more", "others", "further", "the"}]
    rest = [w for w in rest if w not in force_nouns()]  # "(nine raids on A) and four raids on (B)"
    numbers = [w for w in rest if w.isdigit() or w in words("cardinal")]
    return (
        len(numbers) == 1
        and len(rest) == 2
        and rest[0] == numbers[0]
        and rest[1] in words("preposition") - {"of", "by"}
    )


def extent(view: View, place: PlaceMention) -> tuple[int, str]:
    """Return where the words of a place end, the larger place named right after it included, and its country."""
    last, country = place.last, place.country
    for p in view.places:
        if p.role != "place" or p.first < last:
            continue
        led = _led_by(view, last, p.first)
        if led is None:
            break
        if led != "in" and not (_around(view, p, bool(country)) or _holds(view, p, last, led)):
            break
        end = _owned_part(view, p)
        if end is None:
            break
        last, country = end, p.country or country
    return last, country


def _led_by(view: View, last: int, first: int) -> str | None:
    """Return how one place leads over to another: "in", "," or ",in"; None if in no way of these.

    Between them stand at most a comma, a preposition, and words that describe the larger place ("in the occupied
    Lebanese", "in neighbouring", "in Ethiopia's").
    """
    t = view.tokens
    k = last
    comma = k < first and t[k].low == ","
    k += comma
    while comma and k < first and t[k].low in _HEDGES:
        k += 1
    word = k < first and t[k].low in {"in", "of", "near"}
    word = word and (comma or t[k].low != "near")
    k += word
    if not (comma or word):
        return None
    if first - k > _DESCRIBING or not all(_describes(view, x) for x in range(k, first)):
        return None
    if not word and k < first and t[k].low != "the":
        return None
    return (",in" if word else ",") if comma else "in"


def _describes(view: View, k: int) -> bool:
    token = view.tokens[k]
    if token.low in _DESCRIPTIONS or token.low in words("direction_adjective"):
        return True
    spoken = any(p.first <= k < p.last for p in view.places if p.role == "demonym")
    return spoken or token.low == "'s"


def _around(view: View, p: PlaceMention, country: bool) -> bool:
    """Tell a place behind a comma that says where the one before lies, not a further one of a list."""
    t = view.tokens
    if p.country or _bearing(view, p):
        return True
    ended = p.last >= len(t) or t[p.last].low in {",", ".", ";", ")"}
    opening = words("direction_adjective") | words("feature") | words("part")
    kind = t[p.last - 1].low in words("feature") or t[p.first].low in opening
    return ended and (kind or country)


def _bearing(view: View, p: PlaceMention) -> bool:
    """Tell "north of X", "40 km from X", "near X"."""
    first = view.tokens[p.first]
    return first.low in words("direction") | {"near", "outside", "close"} or first.kind == "number"


def _holds(view: View, p: PlaceMention, last: int, led: str) -> bool:
    """Tell "a house in A, in B, was hit": between commas, and no list goes on behind."""
    t = view.tokens
    sited = t[last - 1].low in KINDS_OF and not t[last - 1].capital  # "outside Hamidiya camp, Zalingei."
    ended = p.last >= len(t) or t[p.last].low == "."
    if led == ",in" and ended:
        return True  # "a base in Puerto Jordan, in Arauca."
    if not sited and (p.last >= len(t) or t[p.last].low not in {",", ")"}):
        return False
    if t[p.first - 1].low == "," and any(
        x.role == "place" and x.last == p.first - 1 and x.first and t[x.first - 1].low in {",", "and"}
        for x in view.places
    ):
        return False  # the third of a list
    light = {",", "and", "in", "at", "near", "on", "or", "the"}
    following = next((x for x in view.places if x.role == "place" and x.first > p.last), None)
    return following is None or not all(x.low in light for x in t[p.last : following.first])


def _owned_part(view: View, p: PlaceMention) -> int | None:
    """Return where "Mali's far north" ends; None where the possessive goes on with something else."""
    t, k = view.tokens, p.last
    if k >= len(t) or t[k].low != "'s":
        return k
    k += 1
    while k < len(t) and t[k].low in _DESCRIPTIONS | words("direction_adjective") - words("part"):
        k += 1
    if k >= len(t) or t[k].low not in words("part") | words("feature"):
        return None
    while k + 1 < len(t) and t[k + 1].low in words("feature"):
        k += 1  # "Chad's southern border town"
    return k + 1


def heads(view: View, places: list[PlaceMention]) -> list[PlaceMention]:
    """Leave out what only says where the place before lies: "the town of X, in Y province"."""
    out: list[PlaceMention] = []
    for p in places:
        aside = out and p.first > 1 and view.tokens[p.first - 1].low == "(" and out[-1].last == p.first - 1
        if not aside and (not out or p.first >= extent(view, out[-1])[0]):
            out.append(p)
    return out


def first_listed(view: View, places: list[PlaceMention]) -> PlaceMention:
    """Return the first of the places that the last one is listed with: "A and B were shelled"."""
    k = len(places) - 1
    while k and any(p.first == places[k].first for p in further_places(view, places[k - 1])):
        k -= 1
    return places[k]


def comma_after(view: View, p: PlaceMention) -> bool:
    """Tell a place that opens the sentence: "In Avdiivka, …"."""
    return p.last < len(view.tokens) and view.tokens[p.last].low == ","
