"""The rules of a phrase: what stands before a name, between two, and after one (see ``grammar.py``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geoevents.geocoding.expression import (
    Along,
    Bank,
    Between,
    Border,
    Countryside,
    Direction,
    DirectionOf,
    Expression,
    Intersection,
    Name,
    Near,
    Outskirts,
    PartOf,
    Triangle,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.measures import distance_at, heading_at, part_at
from geoevents.geocoding.naming import is_article, named_between, only_generic, parse_name
from geoevents.geocoding.operands import operands
from geoevents.geocoding.tokens import Token, join
from geoevents.geocoding.words import words

__all__ = ["parse_phrase"]


def parse_phrase(source: str, tokens: Sequence[Token]) -> Expression:
    """Read a phrase without commas or brackets."""
    tokens = _trimmed(tokens)
    if not tokens:
        return Name("", "")
    split = _conjunction(source, tokens)
    if split is not None:
        return split
    for rule in _PREFIX:
        found = rule(source, tokens)
        if found is not None:
            return found
    for rule in (_infix, *_SUFFIX):
        found = rule(source, tokens)
        if found is not None:
            return found
    return parse_name(source, tokens)


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Drop fillers in front and whatever follows a word that ends a place expression."""
    w = words()
    out = list(tokens)
    if w.relations["aside"].at(out, 0):
        return []
    stop = next((i for i in range(1, len(out)) if w.relations["stop"].at(out, i)), None)
    out = out[:stop]
    while len(out) > 1:
        if is_article(out, 0) or _relation_at(out, 0):
            break
        hit = w.lead.at(out, 0) or _epithets_of_direction(out)
        if not hit or hit[0] >= len(out):
            break
        out = out[hit[0] :]
    return out


def _epithets_of_direction(tokens: Sequence[Token]) -> tuple[int, bool] | None:
    """Read over "war-torn" in "the war-torn east"; before names an epithet may belong to the name ("New York")."""
    w, i = words(), 0
    while hit := w.epithets.at(tokens, i):
        i += hit[0]
    return (i, True) if i and i < len(tokens) and w.directions.at(tokens, i) else None


def _relation_at(tokens: Sequence[Token], i: int) -> bool:
    r = words().relations
    names = ("near", "outskirts", "countryside", "between", "along", "border_of", "triangle")
    if any(r[k].at(tokens, i) for k in names):
        return True
    return distance_at(tokens, i) is not None or heading_at(tokens, i) is not None or part_at(tokens, i) is not None


# ------------------------------------------------------------------------------------------- what stands in front


def _prefix_distance(source: str, tokens: Sequence[Token]) -> Expression | None:
    found = distance_at(tokens, 0)
    if found is None:
        return None
    n, distance, refusal = found
    text = join(source, tokens)
    if refusal:
        return Unreadable(text, f"{refusal}: give a distance in km")
    w = words()
    heading = heading_at(tokens, n)
    if heading:
        anchor = parse_phrase(source, tokens[n + heading[0] :])
        return DirectionOf(text, anchor, heading[1], distance)
    bare = w.headings.at(tokens, n)
    if bare:
        return DirectionOf(text, parse_phrase(source, tokens[n + bare[0] :]), bare[1], distance)
    of = w.relations["of"].at(tokens, n)
    if of:
        return DirectionOf(text, parse_phrase(source, tokens[n + of[0] :]), None, distance)
    return None


def _prefix_part(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "the western part of X", "western X", "far western X", "central X"."""
    text = join(source, tokens)
    found = part_at(tokens, 0)
    if found:
        n, direction, share = found
        return PartOf(text, parse_phrase(source, tokens[n:]), direction, share)
    return None


def _prefix_heading(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "north of X", "to the east of X"; "north-east of X"."""
    found = heading_at(tokens, 0)
    if not found:
        return None
    return DirectionOf(join(source, tokens), parse_phrase(source, tokens[found[0] :]), found[1])


def _prefix_side(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read a direction and what it belongs to: "eastern outskirts of X", "northern countryside of X", "western X"."""
    w = words()
    far = w.far.at(tokens, 0)
    i = far[0] if far else 0
    hit = w.directions.at(tokens, i)
    middle = None if hit else w.central.at(tokens, i)
    if not hit and not middle:
        return None
    direction = hit[1] if hit else None
    i += hit[0] if hit else (middle or (0,))[0]
    rest = tokens[i:]
    text = join(source, tokens)
    if not rest:
        return PartOf(text, Name("", ""), direction) if direction else None
    if direction is not None:
        makers: tuple[tuple[str, type[Outskirts] | type[Countryside]], ...]
        makers = (("outskirts", Outskirts), ("countryside", Countryside))
        for key, make in makers:
            after = w.relations[key].at(rest, 0)
            if after and after[0] < len(rest):
                return make(text, parse_phrase(source, rest[after[0] :]), direction)
            ends = w.relations[f"{key}_after"].ending(rest)
            if ends and ends[0] < len(rest) and _infix_at(rest) is None:
                return make(text, parse_name(source, rest[: -ends[0]]), direction)
        bank = w.relations["bank_after_direction"].at(rest, 0)
        if bank and bank[0] < len(rest):
            return _bank(source, text, rest[bank[0] :], direction)
        feature = w.features.at(rest, 0)
        if feature and len(rest) > feature[0] + 1 and rest[feature[0]].low == "of":
            # "eastern province of Lugansk": the direction tells where the province is, not a part of it
            return parse_phrase(source, rest)
    arabic = direction is not None and tokens[0].text[:1] > "\u0600" and not tokens[0].low.startswith("ال")
    return PartOf(text, parse_phrase(source, rest), direction, 1 / 6 if far else 1 / 3, loose=arabic)


def _bank(source: str, text: str, rest: Sequence[Token], direction: Direction) -> Expression:
    course = parse_phrase(source, rest)
    if isinstance(course, Within):
        return Within(text, Bank(text, course.inner, direction), course.contexts)
    return Bank(text, course, direction)


def _prefix_relation(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "near X", "outskirts of X", "countryside of X", "along X"."""
    r = words().relations
    text = join(source, tokens)
    best = max(
        ((hit[0], key) for key in ("near", "outskirts", "countryside", "along") if (hit := r[key].at(tokens, 0))),
        default=None,
    )
    if best is None or (best[0] == len(tokens) and tokens[0].low == "by"):
        return None
    rest = tokens[best[0] :]
    if best[1] == "countryside":
        ends = words().directions.ending(rest)  # Arabic: "rif Hama al-shamali"
        if ends and ends[0] < len(rest):
            return Countryside(text, parse_phrase(source, rest[: -ends[0]]), ends[1])
        return Countryside(text, parse_phrase(source, rest))
    inner: Expression = parse_phrase(source, rest)
    hoisted: tuple[Expression, ...] = ()
    if isinstance(inner, Within):  # "near X in Y" is (near X) in Y
        hoisted, inner = inner.contexts, inner.inner
    node: Expression
    if best[1] == "near":
        node = Near(text, inner)
    elif best[1] == "outskirts":
        node = Outskirts(text, inner)
    else:
        node = Along(text, inner)
    return Within(text, node, hoisted) if hoisted else node


def _prefix_between(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "between A and B", "(main) road between A and B", "area between A, B and C", "border between A and B"."""
    w = words()
    text = join(source, tokens)
    start = next((i for i in range(min(len(tokens), 6)) if w.relations["between"].at(tokens, i)), None)
    border = w.relations["border_of"].at(tokens, 0)
    if border and border[0] < len(tokens):
        bordering = _operands(source, tokens[border[0] :])
        return Border(text, bordering) if bordering else None
    triangle = w.relations["triangle"].at(tokens, 0)
    if triangle and triangle[0] < len(tokens):
        places = _operands(source, tokens[triangle[0] :])
        if len(places) > 1:
            return Triangle(text, places) if len(places) > 2 else Between(text, places)
    road = any(w.road_words.at(tokens, i) for i in range(start or 0))
    if start is None:
        hit = w.road_words.at(tokens, 0)
        if hit and (join_ := w.road_joins.at(tokens, hit[0])):
            places = _operands(source, tokens[hit[0] + join_[0] :], road=True)
            return Between(text, places, road=True) if len(places) > 1 else None
        if hit and hit[0] < len(tokens) and tokens[0].text[:1] > "\u0600":  # Arabic: the word for road comes first
            places = _operands(source, tokens[hit[0] :], road=True)
            return Between(text, places, road=True) if len(places) > 1 else None
        return None
    if start and not only_generic(tokens[:start]):
        return None  # a name stands before it: an infix
    taken = w.relations["between"].at(tokens, start) or (1, True)
    places = _operands(source, tokens[start + taken[0] :])
    if not places:
        return None
    return Between(text, places, road) if len(places) > 1 else Near(text, places[0])


def _operands(source: str, tokens: Sequence[Token], *, road: bool = False) -> tuple[Expression, ...]:
    return tuple(parse_phrase(source, group) for group in operands(tokens, road=road))


# ------------------------------------------------------------------------------------------ what stands in between


def _conjunction(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "A and B" where "and" binds loosest: no "between" is open, and a relation starts anew after it."""
    w = words()
    for i in range(1, len(tokens) - 1):
        if any(w.relations[k].at(tokens, i - 1) for k in ("between", "triangle", "border_of")):
            return None
        if any(w.road_joins.at(tokens, i) and w.road_words.at(tokens, k) for k in range(i)):
            return None
        if not w.relations["and"].at(tokens, i):
            continue
        anew = _relation_at(tokens, i + 1) or (tokens[i + 1].low == "the" and _relation_at(tokens, i + 2))
        opened = _relation_at(tokens, 0)
        if opened and not anew:
            return None  # "near A and B": the relation holds for both
        text = join(source, tokens)
        places = [parse_phrase(source, tokens[:i]), parse_phrase(source, tokens[i + 1 :])]
        flat = [x for p in places for x in (p.places if isinstance(p, Union | Intersection) else (p,))]
        if all(isinstance(p, DirectionOf) and p.distance for p in flat):
            return Intersection(text, tuple(flat))
        return Union(text, tuple(flat))
    return None


def _infix_at(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return where the first relation between two places starts, and where the second place starts."""
    r = words().relations
    for i in range(1, len(tokens) - 1):
        if is_article(tokens, i):
            continue
        inside = r["inside"].at(tokens, i)
        starts = any(r[k].at(tokens, i) for k in ("near", "outskirts", "between", "along", "border_of"))
        measured = distance_at(tokens, i)
        if not (inside or starts or heading_at(tokens, i) or part_at(tokens, i) or (measured and measured[0] > 1)):
            continue
        if r["outskirts_after"].at(tokens, i) and i + 1 == len(tokens):
            continue
        skip = inside[0] if inside and not starts and not part_at(tokens, i) else 0
        if i + skip < len(tokens):
            return i, i + skip
    return None


def _infix(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "X near Y", "X in Y", "X to the east of Y", "X, 30 km from Y", "X between A and B", "X outside Y"."""
    found = _infix_at(tokens)
    if found is None:
        return None
    left, right = tokens[: found[0]], tokens[found[1] :]
    inner, outer = parse_phrase(source, left), parse_phrase(source, right)
    text = join(source, tokens)
    if left[-1].low.endswith("'s") and isinstance(outer, Outskirts):  # "Gorlovka's suburb of Golmovsky"
        owner = parse_name(source, left)
        return Within(text, outer.anchor, (Outskirts(owner.text, owner, outer.direction),))
    if isinstance(outer, Unreadable):
        return outer
    if isinstance(inner, Name) and not inner.name and not inner.feature:
        return outer
    contexts = (outer.inner, *outer.contexts) if isinstance(outer, Within) else (outer,)
    if isinstance(inner, Within):
        return Within(text, inner.inner, (*inner.contexts, *contexts))
    return Within(text, inner, contexts)


# ---------------------------------------------------------------------------------------------- what stands behind


def _suffix_road(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "A-B road", "A to B highway"."""
    ends = words().road_words.ending(tokens)
    if not ends or ends[0] >= len(tokens):
        return None
    places = _operands(source, tokens[: -ends[0]], road=True)
    return Between(join(source, tokens), places, road=True) if len(places) > 1 else None


def _suffix_border(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "A/B border", "A-B border", "Syria/Turkey border Idlib Governorate"."""
    i = next((n for n in range(1, len(tokens)) if tokens[n].low in ("border", "borders", "frontier")), None)
    if i is None:
        return None
    text = join(source, tokens)
    places = _operands(source, tokens[:i], road=True)
    if not places:
        return None
    node = Border(join(source, tokens[: i + 1]), places)
    rest = [t for t in tokens[i + 1 :] if t.low not in ("area", "areas", "region", "zone", "strip")]
    return Within(text, node, (parse_phrase(source, rest),)) if rest else node


def _suffix_relation(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "X countryside", "X outskirts", "X area"."""
    r = words().relations
    text = join(source, tokens)
    for key in ("countryside_after", "outskirts_after", "near_after"):
        ends = r[key].ending(tokens)
        if not ends or (ends[0] >= len(tokens) and key != "near_after"):
            continue
        rest = list(tokens[: -ends[0]])
        if key == "near_after":
            return Near(text, parse_phrase(source, rest), loose=tokens[-1].low in ("area", "areas"))
        side = words().directions.ending(rest)
        direction = None
        if side and side[0] < len(rest):
            rest, direction = rest[: -side[0]], side[1]
        name = parse_name(source, rest)
        return Countryside(text, name, direction) if key == "countryside_after" else Outskirts(text, name, direction)
    return None


def _suffix_triangle(source: str, tokens: Sequence[Token]) -> Expression | None:
    if tokens[-1].low != "triangle" or len(tokens) < 2:
        return None
    places = _operands(source, tokens[:-1], road=True)
    return Triangle(join(source, tokens), places) if len(places) > 2 else None


def _apposition(source: str, tokens: Sequence[Token]) -> Expression | None:
    """Read "X district of Y", "Yasinovataya city Donetsk region": a feature word closes a name, another follows."""
    w = words()
    for i in range(1, len(tokens) - 1):
        hit = w.features.at(tokens, i)
        if not hit or hit[1].side == "before" or tokens[i - 1].low in ("/", "of", "the"):
            continue
        end = i + hit[0]
        if w.features.at(tokens, 0) and not named_between(tokens, 0, i):
            continue
        if end >= len(tokens) or not named_between(tokens, end, len(tokens)) or tokens[end].low == "/":
            continue
        inner = parse_name(source, tokens[:end])
        outer = parse_phrase(source, tokens[end:])
        contexts = (outer.inner, *outer.contexts) if isinstance(outer, Within) else (outer,)
        return Within(join(source, tokens), inner, contexts)
    return None


Rule = Callable[[str, Sequence[Token]], Expression | None]
_PREFIX: tuple[Rule, ...] = (
    _prefix_distance,
    _prefix_part,
    _prefix_between,
    _prefix_heading,
    _prefix_side,
    _prefix_relation,
)
_SUFFIX: tuple[Rule, ...] = (_suffix_road, _suffix_border, _suffix_triangle, _apposition, _suffix_relation)
