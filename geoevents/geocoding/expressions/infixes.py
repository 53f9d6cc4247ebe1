"""Rules of what stands between two places: "X and Y", "X near Y", "X to the east of Y", "X's Y"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from geoevents.geocoding.expressions.expression import (
    Border,
    Countryside,
    DirectionOf,
    Expression,
    Intersection,
    Name,
    Near,
    Outskirts,
    PartOf,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.expressions.measures import distance_at, heading_at, part_at
from geoevents.geocoding.expressions.naming import alike, is_article, is_owner, only_generic
from geoevents.geocoding.expressions.reader import Reader, Tokens, is_empty, within
from geoevents.geocoding.expressions.words import words

__all__ = ["anchored", "conjunction", "infix", "infix_at", "possessive", "relation_at"]

_RELATIONS = ("near", "outskirts", "countryside", "between", "along", "border_of", "triangle")
_STARTS = ("near", "outskirts", "between", "along", "border_of")


def anchored(relation: Expression, place: Expression) -> Expression | None:
    """Give a relation without an anchor its anchor: "X (near)", "X (4 kilometres north of)", "X (eastern parts of)"."""
    if isinstance(relation, Near | Outskirts | Countryside | DirectionOf) and is_empty(relation.anchor):
        return replace(relation, anchor=place)
    if isinstance(relation, PartOf) and is_empty(relation.whole):
        return replace(relation, whole=place)
    return None


class _Bits(NamedTuple):
    """Bits of the tables that may start something between two places."""

    relations: int
    measures: int
    inside: int
    starts: int
    rural: int
    part: int
    any: int


@lru_cache(maxsize=1)
def _bits() -> _Bits:
    w = words()
    r = {key: table.bit for key, table in w.relations.items()}
    sides = w.directions.bit | w.central.bit | w.far.bit | w.part_nouns.bit
    headed = w.headings.bit | w.letters.bit | w.headings_de.bit | w.headings_self.bit | w.heading_leads.bit
    measures = sides | headed | w.about.bit | w.at_most.bit | w.at_least.bit | w.vague.bit | w.number_bit
    starts = sum(r[k] for k in _STARTS)
    every = r["countryside"] | r["inside"] | measures | starts | w.times.bit
    part = sides | w.lead.bit | r["inside"]
    relations = sum(r[k] for k in _RELATIONS)
    return _Bits(relations, measures | r["inside"] | w.lead.bit, r["inside"], starts, r["countryside"], part, every)


def relation_at(tokens: Tokens, i: int) -> bool:
    """Whether a relation starts here: "near", "30 km north of", "in the west of", "between"."""
    if i >= len(tokens):
        return False
    mask, bits = tokens[i].mask, _bits()
    if mask & bits.relations:
        r = words().relations
        if any(r[k].at(tokens, i) for k in _RELATIONS):
            return True
    if not mask & bits.measures:
        return False
    return distance_at(tokens, i) is not None or heading_at(tokens, i) is not None or part_at(tokens, i) is not None


def conjunction(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "A and B" where "and" binds loosest: no "between" is open, and a relation starts anew after it."""
    w = words()
    r = w.relations
    around = w.owners.bit | r["near_after"].bit | r["countryside_after"].bit | r["outskirts_after"].bit
    opening = r["between"].bit | r["triangle"].bit | r["border_of"].bit
    romance = any(t.mask & w.romance.bit for t in tokens)
    sides = w.directions.bit | w.central.bit
    road = False
    for i in range(1, len(tokens) - 1):
        before, token = tokens[i - 1], tokens[i]
        if before.mask & opening:
            return None
        road = road or bool(before.mask & w.road_words.bit)
        if road and w.road_joins.at(tokens, i):
            return None
        if not token.mask & r["and"].bit and not (romance and token.mask & w.romance_and.bit):
            continue
        if tokens[i + 1].mask & around and (own := _surroundings(reader, tokens, i)):
            return own
        anew = relation_at(tokens, i + 1) or (tokens[i + 1].low == "the" and relation_at(tokens, i + 2))
        if relation_at(tokens, 0) and not anew:
            return None  # "near A and B": the relation holds for both
        if only_generic(tokens[:i]) or all(t.mask & sides for t in tokens[:i]):
            continue  # "towns and villages in X", "north and east of X"
        if _bordered(tokens, i + 1):
            return None  # "the Mali and Niger border"
        text = reader.text(tokens)
        places = [reader.phrase(tokens[:i]), reader.phrase(tokens[i + 1 :])]
        flat = [x for p in places for x in (p.places if isinstance(p, Union | Intersection) else (p,))]
        if all(isinstance(p, DirectionOf) and p.distance for p in flat):
            return Intersection(text, tuple(flat))
        last = flat[-1]
        if isinstance(last, Within) and all(isinstance(p, Name) for p in (*flat[:-1], last.inner)):
            both = alike([*flat[:-1], last.inner], tokens)  # "A and B in Y"
            return Within(text, Union(text, tuple(both)), last.contexts)
        return Union(text, tuple(alike(flat, tokens)))
    return None


def _bordered(tokens: Tokens, start: int) -> bool:
    """Whether the name that starts here ends in "border", with no relation before it."""
    w = words()
    if tokens[start].low == "the":
        return False  # "Homs and the Lebanese border"
    for i in range(start, len(tokens)):
        if relation_at(tokens, i):
            return False
        if tokens[i].mask & w.relations["border"].bit and i > start:
            border, feature = w.relations["border"].at(tokens, i), w.features.at(tokens, i)
            return border is not None and (feature is None or feature[0] <= border[0])
    return False


def _surroundings(reader: Reader, tokens: Tokens, i: int) -> Expression | None:
    """Read "X and its countryside", "X and the surrounding area"."""
    w = words()
    rest = tokens[i + 1 + (w.owners.at(tokens, i + 1) or (0,))[0] :]
    text = reader.text(tokens)
    if not rest:
        return None
    if (hit := w.relations["near_after"].at(rest, 0)) and hit[0] == len(rest):
        return Near(text, reader.phrase(tokens[:i]))
    for key, make in (("countryside_after", Countryside), ("outskirts_after", Outskirts)):
        if (hit := w.relations[key].at(rest, 0)) and hit[0] == len(rest):
            place = reader.phrase(tokens[:i])
            inner, contexts = (place.inner, place.contexts) if isinstance(place, Within) else (place, ())
            both = Union(text, (inner, make(text, inner)))
            return Within(text, both, contexts) if contexts else both
    return None


def infix_at(tokens: Tokens) -> tuple[int, int] | None:
    """Return where the first relation between two places starts, and where the second place starts."""
    w, bits = words(), _bits()
    r, covered = w.relations, 0
    for i in range(len(tokens) - 1):
        mask = tokens[i].mask
        if mask & w.features.bit and (feature := w.features.at(tokens, i)) and feature[0] > 1:
            covered = max(covered, i + feature[0])  # "local government area of"
        if i < covered or not i:
            continue
        if not mask & bits.any or is_article(tokens, i):
            continue
        inside = r["inside"].at(tokens, i) if mask & bits.inside else None
        starts = bool(mask & bits.starts) and any(r[k].at(tokens, i) for k in _STARTS)
        starts = starts or bool(mask & bits.rural and tokens[i].low[0] > "\u0600")  # "مدينة سراقب بريف إدلب"
        part = bool(mask & bits.part) and part_at(tokens, i) is not None
        if not (inside or starts or part):
            measured = distance_at(tokens, i)
            if not (heading_at(tokens, i) or (measured and measured[0] > 1)):
                continue
        if r["outskirts_after"].at(tokens, i) and i + 1 == len(tokens):
            continue
        skip = inside[0] if inside and not starts and not part else 0
        if i + skip < len(tokens):
            return i, i + skip
    return None


def infix(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "X near Y", "X in Y", "X to the east of Y", "X, 30 km from Y", "X between A and B", "X outside Y"."""
    found = infix_at(tokens)
    if found is None:
        return None
    left, right = tokens[: found[0]], tokens[found[1] :]
    text = reader.text(tokens)
    outer = reader.phrase(right)
    grown = _grown(reader, text, left, outer, apart=found[1] > found[0])
    if grown is not None:
        return grown
    inner = reader.phrase(left)
    if isinstance(outer, Unreadable):
        return inner if isinstance(inner, Name) and inner.name else outer
    if isinstance(inner, Name) and only_generic(left):
        if not inner.feature:
            return outer
        inner = replace(inner, name="", aliases=())
    if is_empty(inner):
        return outer
    return within(text, inner, outer)


_SIDE_OF = frozenset({"side", "of", "the"})


def _grown(reader: Reader, text: str, left: Tokens, outer: Expression, *, apart: bool) -> Expression | None:
    """Read what belongs to the relation although it stands before it; not across a word like "on" or "in"."""
    r = words().relations
    core, contexts = (outer.inner, outer.contexts) if isinstance(outer, Within) else (outer, ())
    node: Expression | None = None
    if isinstance(core, DirectionOf) and core.direction and core.distance is None:
        n = len(left)
        while n > 1 and left[-n].mask & words().lead.bit:
            n -= 1
        if (hit := r["countryside_after"].ending(left)) and hit[0] == n:  # "the countryside west of X"
            node = Countryside(text, core.anchor, core.direction)
        elif (hit := r["outskirts_after"].ending(left)) and hit[0] == n:
            node = Outskirts(text, core.anchor, core.direction)
    elif isinstance(core, Border) and len(core.places) == 1 and not apart:
        while len(left) > 1 and left[-1].low in _SIDE_OF:  # "the Iraqi side of the border with Syria"
            left = left[:-1]
        owner = reader.phrase(left)
        if isinstance(owner, Name) and owner.name and not only_generic(left):
            node = Border(text, (owner, *core.places))  # "the Iraqi border with Syria"
    if node is None:
        return None
    return Within(text, node, contexts) if contexts else node


def possessive(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "Gorlovka's suburb of Golmovsky", "Ukraine's war-torn east", "Syria's border with Iraq", "X's Y"."""
    i = next((n for n in range(len(tokens) - 1) if is_owner(tokens[n])), None)
    if i is None or ((hit := words().features.at(tokens, i)) and hit[0] > 1):
        return None
    if any(t.low == "of" for t in tokens[1:i]):  # "Akwaya district of Cameroon's South-West region"
        return None
    found = infix_at(tokens)
    if found is not None and found[0] < i:
        return None
    owner = reader.name(tokens[: i + 1])
    owned = reader.phrase(tokens[i + 1 :])
    if not owner.name or isinstance(owned, Unreadable):
        return None
    text = reader.text(tokens)
    core, contexts = (owned.inner, owned.contexts) if isinstance(owned, Within) else (owned, ())
    node = anchored(core, owner)
    if node is not None:
        node = replace(node, text=text)
    elif isinstance(core, Border) and len(core.places) == 1:
        node = Border(text, (owner, *core.places))
    elif isinstance(core, PartOf) and isinstance(core.whole, Name) and core.whole.kinds == ("border",):
        node = replace(core, text=text, whole=Border(text, (owner,)))  # "Libya's southern border"
    elif isinstance(core, Outskirts):
        node, contexts = core.anchor, (Outskirts(owner.text, owner, core.direction), *contexts)
    elif isinstance(core, Name) and not core.name:
        return None
    else:
        if isinstance(core, PartOf) and isinstance(core.whole, Name) and core.whole.feature and core.whole.name:
            core = core.whole  # "Syria's northwestern Idlib province": the direction is the province's in Syria
        node, contexts = core, (*contexts, owner)
    return Within(text, node, contexts) if contexts else node
