"""Where: the place of one event among those that its sentence names."""

from __future__ import annotations

from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.places.extents import comma_after, expression, extent, first_listed, further_places, heads
from geoevents.text.places.mention import PlaceMention
from geoevents.text.places.short_forms import Known, meant
from geoevents.text.places.words import REGIONS
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.times.day_of_event import DIPLOMACY, SPEECH
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import nouns

__all__ = ["place_of", "short_place"]

_NEXT = 4
"""Tokens between "the capture" and the place that it was of, at most."""
_ELSEWHERE = frozenset(["from", "to", "by", "with", "as", "against", "for", "via", "through"])
"""Words before a place that say where somebody came from or went, or who it is."""
_SCENE = frozenset(["in", "at", "on", "near", "outside", "inside", "around"])
_HOLD = frozenset([
    "post", "posts", "position", "positions", "stronghold", "control", "hold", "possession", "charge", "command",
    "parts", "part", "most", "all", "much", "half",
])  # fmt: skip
_FEW = 12
"""Acts of a sentence among which the place of one is looked for with the one before it, at most."""
_SITES = words("building") | {"mine", "mines", "quarry", "post", "outpost", "village", "town", "island", "oilfield"}
"""Things of a place that are struck there."""
_TAKES = frozenset(["steal", "loot", "looting", "rob"])
_SPREADS = frozenset(["spread", "spreading", "extended", "extending", "spilled", "expanded", "expanding", "moved"])
"""Words before "to" that say where the fighting went on."""
_OPENS = 4
"""Tokens from the start of a sentence to the region that opens it, at most."""
_DIRECT_PLACE = frozenset(
    ["act", "take", "weak", "result", "leave", "perish", "happen", "arms", "lose", "suffer", "oust"]
)


def place_of(view: View, t: Trigger, sides: Parties) -> PlaceMention | None:
    """Return the place of the event: the first one its verb or noun leads to within its clause, else one before it.

    Of a region that opens the sentence and the one finer place in it ("In Cauca department, … fell on a field of El
    Plateado"), the finer one.
    """
    place = _led_to(view, t, sides)
    if place is None or place.first > _OPENS or t.kind.group in DIPLOMACY or not _region(view, place):
        return place
    finer = [
        p for p in heads(view, [x for x in view.places if x.role == "place" and not x.aside])
        if p.first > place.first and not p.country and not any(a <= p.first < b for a, b in view.cues)
        and (p.preposition in _SCENE or _spatial(view, p)) and not _region(view, p)
        and not {x.low for x in view.tokens[place.last : p.first]} <= _APPENDED
    ]  # fmt: skip
    between = finer and any(x.at > finer[0].first and not x.noun and not x.kind.result for x in view.triggers)
    return finer[0] if len(finer) == 1 and not between else place


_APPENDED = frozenset([",", "both", "all", "in", "of", "the", "is", "a"])
"""Words that lead from a district to the larger place that it is in: "X district, both in Y"."""


def _region(view: View, p: PlaceMention) -> bool:
    """Tell a country, a province or a district."""
    t = view.tokens
    return bool(p.country) or t[p.last - 1].low in REGIONS or t[p.first].low in REGIONS


def _led_to(view: View, t: Trigger, sides: Parties) -> PlaceMention | None:
    """Return the place that the verb or noun of an act leads to."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    usable = [
        p for p in view.places
        if p.role == "place" and first <= p.first < last and not any(a <= p.first < b for a, b in view.cues)
        and _leads_there(view, p, t) and not _of_actor(view, p, t)
    ]  # fmt: skip
    usable = [p for p in usable if not p.aside] or usable
    usable = [p for p in usable if p.preposition != "from" or not _towards_us(view, p)] or usable
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
    if view.tokens[first].low == "where" and after and view.tokens[after[0].first - 2].low == "and":
        after = []  # "in A, where police used tear gas, and in B"
        usable = []
    if after:
        return _finest(view, after)
    joined = next((x for x in reversed(view.triggers) if first <= x.at < t.at and not x.noun), None)
    if t.kind.group in DIPLOMACY and t.kind.lemma != "threaten":
        # "met in X and signed": one predicate's place is the other's
        pair = joined is not None and any(x.low == "and" for x in view.tokens[joined.at : t.at])
        if joined is not None and pair and t.kind.group not in SPEECH:
            return _led_to(view, joined, sides)
        opens = [p for p in usable if p.first <= 2 and p.preposition in {"in", "at"} and comma_after(view, p)]
        return opens[0] if opens and t.kind.group not in SPEECH else None
    later = [p for p in usable if p.first >= limit] if t.passive or t.noun else []
    before = [p for p in usable if p.first < t.at and (p.first > verb_before or p.first <= first + 2 or not following)]
    before = heads(view, before) if t.kind.group != "retreat" else []
    if before and (
        t.kind.group != "threat" or any(x.kind.group == "force" and first <= x.at < t.at for x in view.triggers)
    ):
        few = joined is not None and not t.noun and len(view.triggers) <= _FEW
        lead = _led_to(view, joined, sides) if joined is not None and few else None
        return lead if lead in before else first_listed(view, before)  # "raided A in B and beat a man"
    if t.kind.group == "threat":
        return None
    part = [p for p in view.places if p.role == "place" and p.preposition == "of" and t.at < p.first < limit]
    if part and not t.noun and not any(m.last == part[0].first - 1 and m.actor.kind == "armed" for m in view.mentions):
        return part[0]  # "burned the harvest of the village of X"
    relative = view.tokens[first].low in {"that", "which"} and (t.passive or t.kind.frame in {"act", "take"})
    if first and (view.tokens[first].low == "where" or relative):
        # "around X, where a shell killed five"
        led = heads(view, [p for p in view.places if p.role == "place" and p.first < first])
        led = [p for p in led if first - 2 <= extent(view, p)[0] <= first]
        led = [p for p in led if p.preposition not in {"from", "to"} or not relative]
        if led:
            return led[-1]
    beyond = _of_relative(view, t, last)
    if beyond and t.kind.group not in DIPLOMACY:
        return beyond[0]  # "stormed the house of a man who lived in X"
    if t.kind.result and any(x.at < t.at and not x.kind.result for x in view.triggers):
        return later[0] if later else _only_one(view, t)  # of the act told before it
    fronted = [
        p
        for p in view.places
        if p.role == "place"
        and p.first <= 2
        and p.preposition in {"in", "at", ""}
        and (comma_after(view, p) or (p.preposition == "in" and p.first <= 1))
    ]
    if later:
        return later[0]
    return None if t.kind.group in DIPLOMACY else fronted[0] if fronted else _only_one(view, t)


def _of_relative(view: View, t: Trigger, last: int) -> list[PlaceMention]:
    """Return the places of the relative clause that begins at ``last``: "the house of a man who lived in X"."""
    if last >= len(view.tokens) or view.tokens[last].low not in {"who", "which", "that", "where"}:
        return []
    end, on = _relative_end(view, last), t.passive and t.kind.result
    return [
        p for p in view.places
        if p.role == "place" and last <= p.first < end
        and (p.preposition in {"in", "at", "near"} or (on and p.preposition == "on"))
    ]  # fmt: skip


def _finest(view: View, after: list[PlaceMention]) -> PlaceMention:
    """Return the first place, or of "through the border in the area of X", "shelled Y region near X" the finer one."""
    wide = after[0]
    after = [wide, *(p for p in after[1:] if p.first >= extent(view, wide)[0])]
    if len(after) == 1 or not (_region(view, wide) or view.tokens[wide.last - 1].low in {"border", "frontier"}):
        return wide
    finer = after[1]
    listed = any(p.first == finer.first for p in further_places(view, wide))
    within = finer.preposition in _SCENE or view.tokens[finer.first].low in {"near", "outside", "around"}
    both = {"both", "all"} & {x.low for x in view.tokens[wide.last : finer.first]}  # "X and Y district, both in Z"
    return wide if listed or both or not within or _region(view, finer) or finer.aside else finer


def _only_one(view: View, t: Trigger) -> PlaceMention | None:
    """Return the one place of the sentence, where the clause of the act names none and nothing else can be meant."""
    if t.kind.group == "retreat" or (t.kind.result and t.kind.group != "casualty"):
        return None
    named = heads(view, [
        p for p in view.places
        if p.role == "place" and not p.aside and not any(a <= p.first < b for a, b in view.cues)
    ])  # fmt: skip
    named = [p for p in named if not p.country and p.preposition not in _ELSEWHERE and not _in_brackets(view, p)]
    clause = clause_at(view.starts, len(view.tokens), t.at)
    named = [p for p in named if p.preposition != "of" or clause[0] <= p.first < clause[1]]  # "the mayor of X added"
    if len(named) != 1 or (t.kind.result and _of_another(view, t, named[0])):
        return None
    return None if _launched_from(view, named[0]) else named[0]


def _of_another(view: View, t: Trigger, p: PlaceMention) -> bool:
    """Tell "14 died, said X, who added that jets had bombed the attackers near A": where a later act was."""
    first, last = clause_at(view.starts, len(view.tokens), p.first)
    return first > t.at and any(
        first <= x.at < last and x.kind.group in {"force", "damage", "take"} for x in view.triggers
    )


def _in_brackets(view: View, p: PlaceMention) -> bool:
    """Tell "(aged 25, resident of X)": where somebody comes from."""
    before = [x.low for x in view.tokens[: p.first]]
    opened = max((k for k, w in enumerate(before) if w == "("), default=-1)
    return opened >= 0 and ")" not in before[opened:] and p.preposition == "of"


def _struck(view: View, t: Trigger, usable: list[PlaceMention]) -> PlaceMention | None:
    """Return the place that is the subject of a passive: "A and B were shelled from hills near C"."""
    if not t.passive or t.kind.frame != "act":
        return None
    light = words("be") | words("perfect") | words("adverb") | {"both", "all", "itself", "themselves", "alone", "also"}
    for p in usable:
        end = extent(view, p)[0]
        if p.preposition == "" and end < t.at and all(x.low in light for x in view.tokens[end : t.at]):
            return first_listed(view, [x for x in usable if x.first <= p.first])
    return None


def _launched_from(view: View, p: PlaceMention) -> bool:
    """Tell "from its base at X", "from positions near X": where the act came from."""
    start = next((k for k in range(p.first - 2, max(-1, p.first - 6), -1) if view.tokens[k].low == "from"), None)
    if start is None or p.preposition not in {"at", "in", "near"}:
        return False
    held = [nouns().at(view.tokens, k) for k in range(start + 1, p.first - 1)]
    return any(noun is not None and noun[1].kind == "asset" for noun in held)


def _out_of(view: View, p: PlaceMention) -> bool:
    """Tell "fired from across the Nile", "launched from inside Syria": where the act came from."""
    before = [x.low for x in view.tokens[max(0, p.first - 3) : p.first + 1]]
    return any(a == "from" and b == p.preposition for a, b in pairwise(before))


def _away(view: View, p: PlaceMention) -> bool:
    """Tell "at a distance from X", "not far from X"."""
    k = p.first - 1
    while k > 0 and view.tokens[k].low in {"the", "a", "an"}:
        k -= 1
    return k > 0 and view.tokens[k].low == "from" and view.tokens[k - 1].low in {"distance", "far", "away"}


def _towards_us(view: View, p: PlaceMention) -> bool:
    """Tell "an assault from the direction of X": where it was, if nothing else says where."""
    return _led_word(view, p) == "direction"


def _led_word(view: View, p: PlaceMention) -> str:
    """Return the word before the preposition that leads to a place, over an article: "spread" in "spread to the X"."""
    k = p.first - 1
    while k > 0 and view.tokens[k].low in {"the", "a", "an"}:
        k -= 1
    return view.tokens[k - 1].low if k > 0 else ""


def _home(view: View, p: PlaceMention) -> bool:
    """Tell "residents of X": where they live is where they protest, or are attacked."""
    return any(m.last == p.first - 1 and m.actor.kind in {"civilian", "crowd"} for m in view.mentions)


def _leads_there(view: View, p: PlaceMention, t: Trigger) -> bool:
    """Tell whether the preposition of a place says where the act was: not "a peacekeeper from South Africa"."""
    if t.kind.group == "retreat" and p.first > t.at and p.preposition in {"towards", "toward", "into", "across"}:
        return False
    if t.kind.group == "force" and p.first > t.at and _launched_from(view, p):
        return False
    if p.preposition == "from" and _away(view, p):
        return True
    if p.preposition in {"across", "inside", "near", "outside", "within", "over"} and _out_of(view, p):
        return False
    if p.preposition == "from":
        if _towards_us(view, p) or _led_word(view, p) in {"reported", "heard"}:
            return True  # "shelling was reported from the outskirts of X"
        taken = t.kind.group in {"retreat", "abduct"} or t.kind.frame == "oust" or t.kind.lemma in _TAKES
        return taken and p.first > t.at
    if p.preposition == "of" and p.first > t.at and t.kind.group == "take" and t.kind.frame == "take" and not t.noun:
        held = view.tokens[p.first - 2].low
        return held in words("feature") | _HOLD or (t.kind.lemma == "clear")
    if p.preposition == "of" and p.first > t.at and not t.noun and _led_word(view, p) in _SITES:
        return True  # "attacked the gold mine of X, in Y district"
    if p.preposition == "of":
        if t.kind.frame == "oust" or t.kind.lemma == "clear":
            return p.first > t.at
        if p.first < t.at:
            return (t.kind.group in {"protest", "riot"} or t.passive) and _home(view, p)
        return t.noun and t.kind.group in {"take", "force"} and p.first - t.at <= _NEXT
    if p.preposition == "to":
        # "took to the streets of X", "shot down drones on their way to X"
        spread = _led_word(view, p) in _SPREADS
        return (spread or t.kind.group in {"protest", "disrupt"}) and p.first > t.at
    return p.preposition not in {"as", "by"}


def short_place(view: View, t: Trigger) -> tuple[Known, str, str] | None:
    """Return the place that "the town", "there" in the trigger's clause means, see :func:`short_forms.meant`."""
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    back = t.kind.group == "take" and not t.noun and view.tokens[min(t.at + 1, last - 1)].low == "it"
    again = t.passive and view.tokens[first].low == "it" and t.kind.group in {"force", "take", "damage"}
    if (back or again) and (known := _known(view, t)):
        # "took the hill, and the army recaptured it", "Kutum hosts many. It was attacked in July."
        return known[-1], known[-1].words, ""
    return meant(view.text, view.tokens, first, last, t.at, lambda: _known(view, t))


def _known(view: View, t: Trigger) -> list[Known]:
    """Return the places named before a trigger."""
    here = heads(view, [p for p in view.places if p.role == "place" and p.last <= t.at])
    return [*view.recent.known(), *(Known(*expression(view, p)) for p in here)]


def _relative_end(view: View, last: int) -> int:
    """Return where the relative clause that starts at ``last`` ends at most."""
    later = [x.at for x in view.triggers if x.at > last and not (x.noun or x.kind.result)]
    return min([*later, next((s for s in view.starts if s > last), len(view.tokens))])


def _heads_line(view: View, p: PlaceMention) -> bool:
    """Tell the heading in "Al-Hudaydah - On 2 October two children were killed in Hays district"."""
    return p.first == 0 and p.last < len(view.tokens) and view.tokens[p.last].low in {"-", "–", "—"}


def _spatial(view: View, p: PlaceMention) -> bool:
    """Tell an expression that brings its own spatial word."""
    return view.tokens[p.first].low in {"near", "outside", "around", "between", "close"} | words("direction") | words(
        "feature"
    )


def _of_actor(view: View, p: PlaceMention, t: Trigger) -> bool:
    """Tell a place that belongs to a party's name: "the forces in Syria met"."""
    if p.first > t.at:
        return False
    holder = next((m for m in view.mentions if m.last in {p.first - 1, p.first - 2} and not m.asset), None)
    return holder is not None and p.preposition in {"in", "from", "at"} and t.kind.group in DIPLOMACY
