"""When and where: the date and the place of one event among those that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.claims import Claim
from geoevents.text.clauses import Parties, clause_at
from geoevents.text.dates import DateMention
from geoevents.text.lexicon import nouns
from geoevents.text.place_mention import PlaceMention
from geoevents.text.short_forms import Known, meant
from geoevents.text.tables import words
from geoevents.text.triggers import Trigger
from geoevents.text.view import View

__all__ = ["DIPLOMACY", "SPEECH", "date_of", "expression", "further_places", "place_of", "shares", "short_place"]

SPEECH = frozenset(["threat", "accuse"])
"""Groups of triggers whose act is a statement."""
DIPLOMACY = frozenset(["consult", "agree", *SPEECH])
_PAST_ANOTHER = 8
"""Tokens that another verb or noun of an event between a date and a trigger weighs."""
_NEXT = 4
"""Tokens between "the capture" and the place that it was of, at most."""
_SHARES = frozenset(["one", "another", "other", "first", "second", "third"])
_DIRECT_PLACE = frozenset(
    ["act", "take", "weak", "result", "leave", "perish", "happen", "arms", "lose", "suffer", "oust"]
)


def date_of(view: View, t: Trigger, claim: Claim | None, first: int, last: int) -> tuple[DateMention | None, bool]:
    """Return the date of the event in clause ``[first, last)``, and whether its own sentence tells it.

    The nearest date of its clause, else one that opens the sentence, else the sentence's only one, else that of the
    statement that tells it, else the last one of its paragraph.
    """
    free = [
        (i, d) for i, d in view.date_at
        if not d.future and d.first is not None and not any(a <= i < b for a, b in view.cues)
        and (d.rule != "after" or first <= i < last)
    ]  # fmt: skip
    vague = next((d for i, d in view.date_at if d.rule == "vague" and (first <= i < last or i <= 1)), None)
    if vague is not None and not free:
        return vague, True  # "years ago": some day, but none told before
    inside = [(i, d) for i, d in free if first <= i < last]
    inside = [x for x in inside if not _anothers(view, t, x[0])]
    if inside:
        return min(inside, key=lambda x: _distance(view, t, x[0]))[1], True
    fronted = [d for i, d in free if i <= 1]
    if fronted:
        return fronted[0], True
    if len({(d.first, d.last) for _, d in free}) == 1 and not _anothers(view, t, free[0][0]):
        return free[0][1], True
    told = [
        d for i, d in view.date_at if claim is not None and d.first is not None and claim.cue[0] <= i < claim.cue[1]
    ]
    if told and not free:
        return told[0], True
    if view.dates or t.kind.group in SPEECH:
        return None, False
    # "Near Manbij, six strikes …": an entry of a list, under the day that its first entry names
    listed = any(p.first <= 1 and _comma_after(view, p) for p in view.places if p.role == "place")
    return view.carried or (view.opening if listed else None), False


def _anothers(view: View, t: Trigger, at: int) -> bool:
    """Tell a date that a later verb of the sentence brings along: "attacked X and, the day before, seized Y"."""
    if at <= t.at or not at or view.tokens[at - 1].low not in {",", "and", "then"}:
        return False
    joined = {x.low for x in view.tokens[max(t.at + 1, at - 2) : at]} & words("coordinator")
    return bool(joined) and any(x.at > at and not x.noun for x in view.triggers)


def _distance(view: View, t: Trigger, at: int) -> int:
    """Return how far a date is from a trigger; one that follows another trigger is that one's."""
    between = sum(1 for x in view.triggers if min(t.at, at) < x.at < max(t.at, at) and not x.kind.result)
    owned = at < t.at and any(x.at < at for x in view.triggers) and any(at < i for i, _ in view.date_at)
    return abs(at - t.at) + _PAST_ANOTHER * (between + owned)


def place_of(view: View, t: Trigger, sides: Parties) -> PlaceMention | None:
    """Return the place of the event: the first one its verb or noun leads to within its clause, else one before it."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    usable = [
        p for p in view.places
        if p.role == "place" and first <= p.first < last and not any(a <= p.first < b for a, b in view.cues)
        and _leads_there(view, p, t) and not _of_actor(view, p, t)
    ]  # fmt: skip
    usable = [p for p in usable if not p.aside] or usable
    if any(p.role == "place" and not _heads_line(view, p) for p in view.places):
        usable = [p for p in usable if not _heads_line(view, p)]
    following = [
        x.at
        for x in view.triggers
        if t.at < x.at < last and not (x.noun or x.kind.result or (x.irreal and not x.negated))
    ]
    limit = following[0] if following else last
    verb_before = max([x.at for x in view.triggers if x.at < t.at and not x.noun], default=-1)
    after = [
        p
        for p in usable
        if t.at < p.first < limit and (p.preposition or t.kind.frame in _DIRECT_PLACE or _spatial(view, p))
    ]
    struck = _struck(view, t, usable)
    if struck is not None:
        return struck
    if after:
        return after[0]
    joined = next((x for x in reversed(view.triggers) if first <= x.at < t.at and not x.noun), None)
    if t.kind.group in DIPLOMACY and t.kind.lemma != "threaten":
        # "met in X and signed": one predicate's place is the other's
        pair = joined is not None and any(x.low == "and" for x in view.tokens[joined.at : t.at])
        if joined is not None and pair and t.kind.group not in SPEECH:
            return place_of(view, joined, sides)
        opens = [p for p in usable if p.first <= 2 and p.preposition in {"in", "at"} and _comma_after(view, p)]
        return opens[0] if opens and t.kind.group not in SPEECH else None
    later = [p for p in usable if p.first >= limit] if t.passive or t.noun else []
    before = [p for p in usable if p.first < t.at and (p.first > verb_before or p.first <= first + 2 or not following)]
    before = _heads(view, before) if t.kind.group != "retreat" else []
    if before and (
        t.kind.group != "threat" or any(x.kind.group == "force" and first <= x.at < t.at for x in view.triggers)
    ):
        return _first_listed(view, before)
    if t.kind.group == "threat":
        return None
    part = [p for p in view.places if p.role == "place" and p.preposition == "of" and t.at < p.first < limit]
    if part and not t.noun and not any(m.last == part[0].first - 1 and m.actor.kind == "armed" for m in view.mentions):
        return part[0]  # "burned the harvest of the village of X"
    relative = view.tokens[first].low in {"that", "which"} and (t.passive or t.kind.frame in {"act", "take"})
    if first and (view.tokens[first].low == "where" or relative):
        # "around X, where a shell killed five"
        led = [p for p in view.places if p.role == "place" and first - 2 <= _extent(view, p)[0] <= first]
        led = [p for p in led if p.preposition not in {"from", "to"} or not relative]
        if led:
            return led[-1]
    beyond = (
        [
            p
            for p in view.places
            if p.role == "place"
            and p.first >= last
            and view.tokens[last].low in {"who", "which", "that", "where"}
            and p.preposition in {"in", "at", "near"}
            and p.first < _relative_end(view, last)
        ]
        if last < len(view.tokens)
        else []
    )
    if beyond and t.kind.group not in DIPLOMACY:
        return beyond[0]  # "stormed the house of a man who lived in X"
    if t.kind.result and any(x.at < t.at and not x.kind.result for x in view.triggers):
        return later[0] if later else None  # of the act told before it
    fronted = [
        p
        for p in view.places
        if p.role == "place"
        and p.first <= 2
        and p.preposition in {"in", "at", ""}
        and (_comma_after(view, p) or (p.preposition == "in" and p.first <= 1))
    ]
    return later[0] if later else fronted[0] if fronted and t.kind.group not in DIPLOMACY else None


def _struck(view: View, t: Trigger, usable: list[PlaceMention]) -> PlaceMention | None:
    """Return the place that is the subject of a passive: "A and B were shelled from hills near C"."""
    if not t.passive or t.kind.frame != "act":
        return None
    light = words("be") | words("perfect") | words("adverb") | {"both", "all"}
    for p in usable:
        end = _extent(view, p)[0]
        if p.preposition == "" and end < t.at and all(x.low in light for x in view.tokens[end : t.at]):
            return _first_listed(view, [x for x in usable if x.first <= p.first])
    return None


def _launched_from(view: View, p: PlaceMention) -> bool:
    """Tell "from its base at X", "from positions near X": where the act came from."""
    start = next((k for k in range(p.first - 2, max(-1, p.first - 6), -1) if view.tokens[k].low == "from"), None)
    if start is None or p.preposition not in {"at", "in", "near"}:
        return False
    held = [nouns().at(view.tokens, k) for k in range(start + 1, p.first - 1)]
    return any(noun is not None and noun[1].kind == "asset" for noun in held)


def _home(view: View, p: PlaceMention) -> bool:
    """Tell "residents of X": where they live is where they protest, or are attacked."""
    return any(m.last == p.first - 1 and m.actor.kind in {"civilian", "crowd"} for m in view.mentions)


def _leads_there(view: View, p: PlaceMention, t: Trigger) -> bool:
    """Tell whether the preposition of a place says where the act was: not "a peacekeeper from South Africa"."""
    if t.kind.group == "retreat" and p.first > t.at and p.preposition in {"towards", "toward", "into", "across"}:
        return False
    if t.kind.group == "force" and p.first > t.at and _launched_from(view, p):
        return False
    if p.preposition == "from":
        return (t.kind.group in {"retreat", "abduct"} or t.kind.frame == "oust") and p.first > t.at
    if p.preposition == "of" and p.first > t.at and t.kind.group == "take" and t.kind.frame == "take" and not t.noun:
        held = view.tokens[p.first - 2].low
        return held in words("feature") | {"post", "posts", "position", "positions", "stronghold"} or (
            t.kind.lemma == "clear"
        )
    if p.preposition == "of":
        if t.kind.frame == "oust" or t.kind.lemma == "clear":
            return p.first > t.at
        if p.first < t.at:
            return (t.kind.group in {"protest", "riot"} or t.passive) and _home(view, p)
        return t.noun and t.kind.group in {"take", "force"} and p.first - t.at <= _NEXT
    if p.preposition == "to":
        # "took to the streets of X", "shot down drones on their way to X"
        return t.kind.group in {"protest", "disrupt"} and p.first > t.at
    return p.preposition not in {"as", "by"}


def short_place(view: View, t: Trigger) -> tuple[Known, str, str] | None:
    """Return the place that "the town", "there" in the trigger's clause means, see :func:`short_forms.meant`."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    here = [
        Known(*expression(view, p))
        for p in _heads(view, [p for p in view.places if p.role == "place" and p.last <= t.at])
    ]
    known = [*view.known, *here]
    if t.kind.group == "take" and not t.noun and known and view.tokens[min(t.at + 1, last - 1)].low == "it":
        return known[-1], known[-1].words, ""  # "took the hill, and the army recaptured it"
    return meant(view.tokens, first, last, t.at, known)


def _relative_end(view: View, last: int) -> int:
    """Return where the relative clause that starts at ``last`` ends at most."""
    later = [x.at for x in view.triggers if x.at > last and not (x.noun or x.kind.result)]
    return min([*later, next((s for s in view.starts if s > last), len(view.tokens))])


def _heads(view: View, places: list[PlaceMention]) -> list[PlaceMention]:
    """Leave out what only says where the place before lies: "the town of X, in Y province"."""
    out: list[PlaceMention] = []
    for p in places:
        if not out or p.first >= _extent(view, out[-1])[0]:
            out.append(p)
    return out


def _first_listed(view: View, places: list[PlaceMention]) -> PlaceMention:
    """Return the first of the places that the last one is listed with: "A and B were shelled"."""
    k = len(places) - 1
    while k and any(p.first == places[k].first for p in further_places(view, places[k - 1])):
        k -= 1
    return places[k]


def _heads_line(view: View, p: PlaceMention) -> bool:
    """Tell the heading in "Al-Hudaydah - On 2 October two children were killed in Hays district"."""
    return p.first == 0 and p.last < len(view.tokens) and view.tokens[p.last].low in {"-", "–", "—"}


def _comma_after(view: View, p: PlaceMention) -> bool:
    """Tell a place that opens the sentence: "In Avdiivka, …"."""
    return p.last < len(view.tokens) and view.tokens[p.last].low == ","


def _spatial(view: View, p: PlaceMention) -> bool:
    """Tell an expression that brings its own spatial word."""
    return view.tokens[p.first].low in {"near", "outside", "around", "between"} | words("direction") | words("feature")


def _of_actor(view: View, p: PlaceMention, t: Trigger) -> bool:
    """Tell a place that belongs to a party's name: "the forces in Syria met"."""
    if p.first > t.at:
        return False
    holder = next((m for m in view.mentions if m.last in {p.first - 1, p.first - 2} and not m.asset), None)
    return holder is not None and p.preposition in {"in", "from", "at"} and t.kind.group in DIPLOMACY


def expression(view: View, place: PlaceMention | None) -> tuple[str, str, int]:
    """Return the words of a place with the larger place named right after it, and the country they speak of."""
    if place is None:
        return "", "", -1
    t = view.tokens
    last, country = _extent(view, place)
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
    t, out, last = view.tokens, [], _extent(view, place)[0]
    small = {"and", "on", "in", "at", "near", "the", "around", "as", "well", "both"}
    pending: list[PlaceMention] = []
    for p in view.places:
        if p.first < last or p.role != "place":
            continue
        gap = [x.low for x in t[last : p.first]]
        if gap[:1] == [","] and len(gap) > 2 and gap[1].endswith("ing") and "," in gap[2:]:
            gap = gap[gap.index(",", 2) :]  # "fired at A, killing two, and at B"
        if gap[:1] == [","] and set(gap[1:]) <= small - {"and", "as", "well"}:
            pending.append(p)  # of a list, if an "and" follows
        elif (gap and "and" in gap[:2] and (set(gap) <= small | {","} or _counted(gap))) or _times(gap, small):
            out += [*pending, p]
            pending = []
        else:
            break
        last = _extent(view, p)[0]
    return out


def _times(gap: Sequence[str], small: set[str]) -> bool:
    """Tell "(attacked near A) twice and (near B)", "on two occasions and at"."""
    if "and" not in gap or not {"twice", "once", "times", "occasions"} & set(gap[: gap.index("and")]):
        return False
    return set(gap) <= small | words("cardinal") | {"twice", "once", "times", "occasions"}


def shares(view: View, t: Trigger) -> list[PlaceMention]:
    """Return the places of "two strikes hit X, one on a farm in A, the other on a depot in B"."""
    low = [x.low for x in view.tokens]
    parts: list[int] = []
    for k in range(t.at + 1, len(low) - 1):
        led = low[k - 1] in {",", "and", ":", ";", "–", "—", "the"} and low[k] in _SHARES
        if led and (low[k + 1] in words("preposition") or low[k + 1] in {"hit", "struck"}):
            parts.append(k)
    if len(parts) < 2 or low[parts[0]] not in {"one", "first"}:
        return []
    out: list[PlaceMention] = []
    for first, last in zip(parts, [*parts[1:], len(low)], strict=True):
        found = [p for p in view.places if p.role == "place" and first < p.first < last and p.preposition != "from"]
        if not found:
            return []
        out.append(found[0])
    return out


def _counted(gap: Sequence[str]) -> bool:
    """Tell "(eleven over A) and four more over B"."""
    rest = [w for w in gap if w not in {",", "and", "another", "more", "others", "further", "the"}]
    numbers = [w for w in rest if w.isdigit() or w in words("cardinal")]
    return (
        len(numbers) == 1
        and len(rest) == 2
        and rest[0] == numbers[0]
        and rest[1] in words("preposition") - {"of", "by"}
    )


def _extent(view: View, place: PlaceMention) -> tuple[int, str]:
    """Return where the words of a place end, the larger place named right after it included, and its country."""
    last, country = place.last, place.country
    t = view.tokens
    following = [p for p in view.places if p.role == "place" and p.first >= place.last]
    for p in following:
        gap = [x.low for x in t[last : p.first]]
        owner = len(gap) in {3, 4} and gap[0] == "in" and gap[-1] == "'s"  # "in Ethiopia's Amhara region"
        direct = owner or gap in (["in"], ["in", "the"], ["of"], ["of", "the"])
        comma = gap in ([","], [",", "in"], [",", "in", "the"]) and (
            bool(p.country) or t[p.last - 1].low in words("feature") or t[p.first].low in words("direction")
        )
        ended = p.last >= len(t) or t[p.last].low in {",", ".", ";", ")"} or bool(country)
        if not direct and not (comma and (ended or p.country or t[p.first].low in words("direction"))):
            break
        last, country = p.last, p.country or country
    return last, country
