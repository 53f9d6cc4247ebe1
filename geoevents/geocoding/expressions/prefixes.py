"""Rules of what stands before a name: "30 km north of", "western", "the eastern outskirts of", "near", "between"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geoevents.geocoding.expressions.expression import (
    Along,
    Bank,
    Between,
    Border,
    Countryside,
    Direction,
    DirectionOf,
    Expression,
    Name,
    Near,
    Outskirts,
    PartOf,
    Triangle,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.expressions.infixes import infix_at, relation_at
from geoevents.geocoding.expressions.measures import distance_at, heading_at, part_at, sides_at
from geoevents.geocoding.expressions.naming import only_generic
from geoevents.geocoding.expressions.reader import Reader, Tokens, is_empty
from geoevents.geocoding.expressions.words import Words, words

__all__ = ["between", "distance", "heading", "journey", "part", "relation", "side", "sides"]

_ROAD_NUMBER = re.compile(r"[^\W\d_]{0,2}-?\d{1,4}\Z")
"""Number of a road: "M5", "M-5", "RN17", "60"."""

_SIDED: dict[str, type[Outskirts] | type[Countryside]] = {"outskirts": Outskirts, "countryside": Countryside}


def distance(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "30 km north of X", "about 5 miles from X", "30 km to the north of X and east of Y"."""
    found = distance_at(tokens, 0)
    if found is None:
        return None
    n, length, refusal = found
    text = reader.text(tokens)
    if refusal:
        return Unreadable(text, f"{refusal}: give a distance in km")
    w = words()
    heading_ = heading_at(tokens, n)
    if heading_:
        return DirectionOf(text, reader.phrase(tokens[n + heading_[0] :]), heading_[1], length)
    start = n
    if lead := w.heading_leads.at(tokens, n):
        start = n + lead[0]
    plain = w.headings.at(tokens, start) or w.letters.at(tokens, start) or w.headings_de.at(tokens, start)
    if plain:  # Arabic "30 km shamal X"; "X (30 km north)"
        rest = tokens[start + plain[0] :]
        if of := w.relations["of"].at(rest, 0):
            rest = rest[of[0] :]
        return DirectionOf(text, reader.phrase(rest), plain[1], length)
    noun = w.part_nouns.at(tokens, n)
    if noun and (of := w.relations["part_of"].at(tokens, n + noun[0])):  # "a 10 km stretch of the X-Y road"
        return reader.phrase(tokens[n + noun[0] + of[0] :])
    of = w.relations["of"].at(tokens, n) or w.relations["near"].at(tokens, n) or w.relations["outskirts"].at(tokens, n)
    if of:
        return DirectionOf(text, reader.phrase(tokens[n + of[0] :]), None, length)
    inside = w.relations["inside"].at(tokens, n) or w.relations["along"].at(tokens, n)
    if inside and n + inside[0] < len(tokens):  # "5 km inside X": somewhere within X, near its edge
        return reader.phrase(tokens[n + inside[0] :])
    return None


def part(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "the western part of X", "in the south of X", "the centre of X"."""
    found = part_at(tokens, 0)
    if not found:
        return None
    n, direction, share = found
    return part_in(reader.text(tokens), reader.phrase(tokens[n:]), direction, share)


def heading(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "north of X", "to the east of X", "north-east of X"."""
    found = heading_at(tokens, 0)
    if not found:
        return None
    return DirectionOf(reader.text(tokens), reader.phrase(tokens[found[0] :]), found[1])


def sides(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "northern and eastern X", "north and east of X": the phrase once for every side.

    Each gets the words it would have by itself, since they may be a name ("North and South Kivu").
    """
    lead = words().heading_leads.at(tokens, 0)
    found = sides_at(tokens, lead[0] if lead else 0) or sides_at(tokens, 0)
    if not found or found[-1][1] >= len(tokens):
        return None
    start, end, last = found[-1]
    model = reader.phrase([*tokens[: found[0][0]], *tokens[start:]])
    behind = reader.text(tokens[end:])
    places: list[Expression] = []
    for at, to, direction in found[:-1]:
        turned = _turned(model, direction, f"{reader.text(tokens[at:to])} {behind}")
        if turned is None:
            return None
        places.append(turned)
    if _turned(model, last, model.text) is None:
        return None
    places.append(replace(model, text=reader.text(tokens[start:])))
    text = reader.text(tokens)
    if all(isinstance(p, Within) for p in places):
        inner = [p.inner for p in places if isinstance(p, Within)]
        return Within(text, Union(text, tuple(inner)), model.contexts if isinstance(model, Within) else ())
    return Union(text, tuple(places))


def _turned(model: Expression, direction: Direction | None, text: str) -> Expression | None:
    """Say of another side what was read of one."""
    if isinstance(model, Within):
        inner = _turned(model.inner, direction, text)
        return inner and replace(model, text=text, inner=inner)
    if isinstance(model, PartOf):
        return replace(model, text=text, direction=direction)
    if direction is not None and isinstance(model, DirectionOf | Outskirts | Countryside | Bank):
        return replace(model, text=text, direction=direction)
    return None


def side(reader: Reader, tokens: Tokens) -> Expression | None:
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
    text = reader.text(tokens)
    if not rest:
        return PartOf(text, Name("", ""), direction) if direction else None
    if direction is not None:
        found = _sided(reader, text, rest, direction)
        if found is not None:
            return found
        feature = w.features.at(rest, 0)
        if feature and len(rest) > feature[0] + 1 and w.relations["part_of"].at(rest, feature[0]):
            # "eastern province of Lugansk": the direction tells where the province is, not a part of it
            return reader.phrase(rest)
    noun = w.part_nouns.at(rest, 0)
    if noun and noun[0] == len(rest) and direction:  # "X (eastern part)"
        return PartOf(text, Name("", ""), direction, noun[1])
    arabic = direction is not None and tokens[0].text[:1] > "\u0600" and not tokens[0].low.startswith("ال")
    return part_in(text, reader.phrase(rest), direction, 1 / 6 if far else 1 / 3, loose=arabic)


def part_in(
    text: str, whole: Expression, direction: Direction | None, share: float, *, loose: bool = False
) -> Expression:
    """Make a part; "eastern X near Y" is (eastern X) near Y."""
    if not isinstance(whole, Within):
        return PartOf(text, whole, direction, share, loose)
    end = text.find(whole.inner.text) + len(whole.inner.text)
    return Within(text, PartOf(text[:end], whole.inner, direction, share, loose), whole.contexts)


def _sided(reader: Reader, text: str, rest: Tokens, direction: Direction) -> Expression | None:
    w = words()
    for key, make in _SIDED.items():
        after = w.relations[key].at(rest, 0)
        if after and after[0] < len(rest):
            node = reader.phrase(rest[after[0] :])
            if isinstance(node, Within):
                return replace(node, text=text, inner=make(text, node.inner, direction))
            return make(text, node, direction)
        ends = w.relations[f"{key}_after"].ending(rest)
        if ends and ends[0] == len(rest):  # "X (eastern outskirts)"
            return make(text, Name("", ""), direction)
        if ends and infix_at(rest) is None:
            return make(text, reader.name(rest[: -ends[0]]), direction)
    bank = w.relations["bank_after_direction"].at(rest, 0)
    if bank and bank[0] < len(rest):
        course = reader.phrase(rest[bank[0] :])
        if isinstance(course, Within):
            return Within(text, Bank(text, course.inner, direction), course.contexts)
        return Bank(text, course, direction)
    return None


def relation(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "near X", "outskirts of X", "countryside of X", "along X"."""
    r = words().relations
    text = reader.text(tokens)
    keys = ("near", "outskirts", "countryside", "along")
    best = max(((hit[0], key) for key in keys if (hit := r[key].at(tokens, 0))), default=None)
    if best is None or (best[0] == len(tokens) and tokens[0].low == "by"):
        return None
    n, key = best
    rest = tokens[n:]
    heading_ = heading_at(rest, 0) if key in _SIDED else None
    if heading_:  # "the countryside around and west of X"
        return _node(text, key, reader.phrase(rest[heading_[0] :]), heading_[1])
    if rest and rest[0].text[:1] > "\u0600":
        found = _arabic(reader, text, key, rest)
        if found is not None:
            return found
    return _node(text, key, reader.phrase(rest), None)


def _node(text: str, key: str, inner: Expression, direction: Direction | None) -> Expression:
    """Make the node of a relation; "near X in Y" is (near X) in Y."""
    hoisted: tuple[Expression, ...] = ()
    if isinstance(inner, Within):
        hoisted, inner = inner.contexts, inner.inner
    if isinstance(inner, Unreadable):
        return inner
    node: Expression
    if key == "near":
        node = Near(text, inner)
    elif key == "along":
        node = Along(text, inner)
    elif isinstance(inner, PartOf) and inner.direction and inner.loose and not is_empty(inner.whole):
        node = _SIDED[key](text, inner.whole, inner.direction)  # Arabic "rif shamal X"
    else:
        node = _SIDED[key](text, inner, direction)
    return Within(text, node, hoisted) if hoisted else node


def _arabic(reader: Reader, text: str, key: str, rest: Tokens) -> Expression | None:
    """Read the direction behind, "rif Hama al-shamali", "diffat al-Furat al-sharqiya"; or before, "al-shamali li-"."""
    w = words()
    make: Callable[[Expression, Direction], Expression] | None = None
    if key in _SIDED:
        make = lambda anchor, d: _SIDED[key](text, anchor, d)  # noqa: E731
    elif key == "along":
        make = lambda anchor, d: Bank(text, anchor, d)  # noqa: E731
    if make is None:
        return None
    front = w.directions.at(rest, 0)
    if front and rest[0].low.startswith("ال") and front[0] < len(rest):
        return make(reader.phrase(_belonging(w, rest[front[0] :])), front[1])
    ends = w.directions.ending(rest)
    if ends and ends[0] < len(rest):
        return make(reader.phrase(rest[: -ends[0]]), ends[1])
    return None


def _belonging(w: Words, rest: Tokens) -> Tokens:
    """Take "li-" or "min" off what follows: "الريف الشمالي لحلب", "الضفة الشرقية لنهر الفرات"."""
    of = w.relations["part_of"].at(rest, 0)
    if of and of[0] < len(rest):
        return rest[of[0] :]
    if rest[0].low.startswith("ل") and len(rest[0].low) > 3:
        first = rest[0].cut(1)
        if first.low.startswith("ل"):  # li-l-: the article lost its alif
            first.low = f"ا{first.low}"
        w.mark([first])
        return [first, *rest[1:]]
    return rest


def between(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "between A and B", "(main) road between A and B", "area between A, B and C", "border between A and B"."""
    w = words()
    text = reader.text(tokens)
    border = w.relations["border_of"].at(tokens, 0)
    if border and border[0] < len(tokens):
        return _bordering(reader, text, tokens[border[0] :])
    triangle = w.relations["triangle"].at(tokens, 0)
    if triangle and triangle[0] < len(tokens):
        places = reader.places(tokens[triangle[0] :], road=True)
        if len(places) > 1:
            return Triangle(text, places) if len(places) > 2 else Between(text, places)
    bit = w.relations["between"].bit
    start = next((i for i in range(min(len(tokens), 8)) if tokens[i].mask & bit), None)
    if start is not None and not w.relations["between"].at(tokens, start):
        start = None
    if start is None:
        return _road(reader, text, tokens)
    if start and not only_generic([t for t in tokens[:start] if not _ROAD_NUMBER.match(t.low)]):
        return None  # a name stands before it: an infix
    taken = w.relations["between"].at(tokens, start) or (1, True)
    before = tokens[:start]
    road = any(t.mask & w.road_words.bit or _ROAD_NUMBER.match(t.low) for t in before)
    road = road and not any(t.mask & w.relations["front_after"].bit for t in before)
    groups = tokens[start + taken[0] :]
    inside = _inside(w, groups)
    places = reader.places(groups[: inside[0]] if inside else groups)
    if not places:
        return None
    node: Expression = Between(text, places, road) if len(places) > 1 else Near(text, places[0])
    if inside:
        outer = reader.phrase(groups[inside[1] :])
        if not is_empty(outer):
            node = Within(text, node, (outer.inner, *outer.contexts) if isinstance(outer, Within) else (outer,))
    return node


def journey(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "from A to B": the way between them."""
    to = next((i for i, t in enumerate(tokens) if t.low == "to"), None)
    if tokens[0].low != "from" or to is None or not 1 < to < len(tokens) - 1:
        return None
    return Between(reader.text(tokens), (reader.phrase(tokens[1:to]), reader.phrase(tokens[to + 1 :])), road=True)


def _inside(w: Words, tokens: Tokens) -> tuple[int, int] | None:
    """Find "in Z" behind "A and B": what holds both, and not B alone."""
    joined = False
    for i in range(1, len(tokens) - 1):
        joined = joined or bool(tokens[i - 1].mask & (w.relations["and"].bit | w.romance_and.bit))
        if joined and tokens[i].low in ("in", "on", "near", "في") and (hit := w.relations["inside"].at(tokens, i)):
            return i, i + hit[0]
    return None


def _bordering(reader: Reader, text: str, rest: Tokens) -> Expression | None:
    """Read "A and B", "A" behind "border between", "border with"; "... in Z" and "... near Z" say which stretch."""
    rest = [t for t in rest if t.low not in ("le", "la", "les", "l'")]  # "entre le Mali et le Niger"
    found = infix_at(rest)
    places = reader.places(rest[: found[0]] if found else rest)
    if not places:
        return None
    node = Border(text, places)
    if found:
        outer = reader.phrase(rest[found[1] :])
        if not is_empty(outer):
            return Within(text, node, (outer.inner, *outer.contexts) if isinstance(outer, Within) else (outer,))
    return node


def _road(reader: Reader, text: str, tokens: Tokens) -> Expression | None:
    """Read "road from A to B", "road linking A with B", Arabic "طريق A B"."""
    w = words()
    hit = w.road_words.at(tokens, 0)
    if w.relations["near"].at(tokens, 0):
        return None  # "the road to X"
    if not hit or hit[0] >= len(tokens):
        return None
    joined = w.road_joins.at(tokens, hit[0])
    groups = tokens[hit[0] + (joined[0] if joined else 0) :]
    if not joined and relation_at(groups, 0):
        return None
    while groups and groups[-1].text[:1] > "\u0600" and (ends := w.epithets.ending(groups)):  # "الدولي", "السريع"
        groups = groups[: -ends[0]]
    places = reader.places(groups, road=True)
    if not joined and any(len(p.text) < 3 for p in places):
        return None  # "Road M-5"
    return Between(text, places, road=True) if len(places) > 1 else None
