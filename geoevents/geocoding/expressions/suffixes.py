"""Rules of what stands behind a name: "A-B road", "A/B border", "X countryside", "X district of Y"."""

from __future__ import annotations

from geoevents.geocoding.expressions.expression import (
    Between,
    Border,
    Countryside,
    Expression,
    Name,
    Near,
    Outskirts,
    PartOf,
    Triangle,
)
from geoevents.geocoding.expressions.naming import is_article, is_plural, named_between, only_generic
from geoevents.geocoding.expressions.reader import Reader, Tokens, is_empty, within
from geoevents.geocoding.expressions.words import Feature, words

__all__ = ["apposition", "border", "centre", "chain", "front", "relation", "road", "town_of", "triangle"]


def road(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "A-B road", "A to B highway"."""
    ends = words().road_words.ending(tokens)
    if not ends or ends[0] >= len(tokens):
        return None
    places = reader.places(tokens[: -ends[0]], road=True)
    return Between(reader.text(tokens), places, road=True) if len(places) > 1 else None


def front(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "A-B front line": the stretch between the towns that face each other."""
    ends = words().relations["front_after"].ending(tokens)
    if not ends or ends[0] >= len(tokens):
        return None
    rest = tokens[: -ends[0]]
    places = reader.places(rest)
    text = reader.text(tokens)
    if len(places) > 1:
        return Between(text, places)
    return Near(text, reader.phrase(rest), loose=True)


_ROMANCE_BORDER = frozenset({"frontiere", "frontière", "frontera"})
_BY = frozenset({"on", "at", "near", "along"})


def border(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "A/B border", "the Turkish border", "Syria/Turkey border Idlib Governorate", Arabic "الحدود A B"."""
    w = words()
    bit = w.relations["border"].bit
    found = next(
        ((i, hit[0]) for i, t in enumerate(tokens) if t.mask & bit and (hit := w.relations["border"].at(tokens, i))),
        None,
    )
    if found is None:
        return None
    i, n = found
    feature = w.features.at(tokens, i)
    if feature and feature[0] > n:  # "border crossing", "border town"
        return None
    text = reader.text(tokens)
    if i == 0:
        romance = tokens[0].low in _ROMANCE_BORDER
        if tokens[0].low.isascii() and not romance:
            return None
        places = reader.places(tokens[n:], road=romance)
        return Border(text, places) if places and not all(map(is_empty, places)) else None
    left = tokens[:i]
    while left and (left[-1].low in ("side", "of", "the")):  # "the Iraqi side of the border"
        left = left[:-1]
    at = next((j for j in range(len(left) - 2, 0, -1) if left[j].low in _BY), 0)  # "Kilis on the Syrian border"
    place, left = left[:at], left[at + 1 if at else 0 :]
    places = reader.places(left, road=True)
    places = tuple(p for p in places if not is_empty(p))
    if not places:
        return None
    if at:
        told = Border(reader.text(tokens[at + 1 : i + n]), places)
        return within(text, reader.phrase(place), told) if i + n == len(tokens) else None
    node = Border(reader.text(tokens[: i + n]), places)
    after = tokens[i + n :]
    if inside := w.relations["inside"].at(after, 0):  # "the border at Torkham"
        after = after[inside[0] :]
    rest = reader.phrase(after)
    return node if is_empty(rest) else within(text, node, rest)


def centre(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "X city centre"; other centres are places by themselves ("X health centre")."""
    ends = words().central.ending(tokens)
    if not ends or not 1 < ends[0] < len(tokens):
        return None
    return PartOf(reader.text(tokens), reader.phrase(tokens[: -ends[0]]), None)


def triangle(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "A-B-C triangle"."""
    if tokens[-1].low != "triangle" or len(tokens) < 2:
        return None
    places = reader.places(tokens[:-1], road=True)
    return Triangle(reader.text(tokens), places) if len(places) > 2 else None


def relation(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "X countryside", "X outskirts", "X area"; without an X the relation waits for one, "X (outskirts)"."""
    w = words()
    text = reader.text(tokens)
    for key in ("countryside_after", "outskirts_after", "near_after"):
        ends = w.relations[key].ending(tokens)
        if not ends:
            continue
        rest = tokens[: -ends[0]]
        if key == "near_after":
            return Near(text, reader.phrase(rest), loose=tokens[-1].low in _ITSELF and ends[0] == 1)
        side = w.directions.ending(rest)
        direction = None
        if side and side[0] < len(rest):
            rest, direction = rest[: -side[0]], side[1]
        name = reader.name(rest) if rest else Name("", "")
        return Countryside(text, name, direction) if key == "countryside_after" else Outskirts(text, name, direction)
    return None


_ITSELF = frozenset({"area", "areas", "direction", "axis"})
"""Words that may mean the place itself where it is an area: "the Sinjar area"."""


def apposition(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "X district of Y", "Yasinovataya city Donetsk region": a feature word closes a name, another follows."""
    w = words()
    bit = w.features.bit
    for i in range(1, len(tokens) - 1):
        if not tokens[i].mask & bit or tokens[i - 1].low in ("/", "of", "the") or is_article(tokens, i - 1):
            continue
        hit = w.features.at(tokens, i)
        if not hit or hit[1].side == "before" or hit[1].kinds[0] == "country":
            continue  # "Democratic Republic of the Congo" is no place in the Congo
        end = i + hit[0]
        front = w.features.at(tokens, 0)
        if (
            tokens[end : end + 1]
            and tokens[end].low == "of"
            and not (front and front[0] > i)
            and only_generic(tokens[:i])
        ):
            return reader.phrase(tokens[i:])  # "the strategic town of X"
        if front and not named_between(tokens, 0, i):
            continue
        if front and (cut := _two_names(tokens, front, i)):
            return within(reader.text(tokens), reader.name(tokens[:cut]), reader.phrase(tokens[cut:]))
        if end >= len(tokens) or tokens[end].low == "/":
            continue
        if not named_between(tokens, end, len(tokens)) and not (tokens[end].low == "of" and end + 1 < len(tokens)):
            continue
        inner = reader.name(tokens[:end])
        return within(reader.text(tokens), inner, reader.phrase(tokens[end:]))
    return None


def chain(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "village of X of Y district", "town of X Y district": two names, each with its own feature word."""
    w = words()
    front = w.features.at(tokens, 0)
    if not front or front[0] >= len(tokens):
        return None
    start = front[0] + (tokens[front[0]].low == "of")
    if start > front[0] and is_plural(front[1].words) and "town" not in front[1].kinds and start < len(tokens):
        inner = reader.name(tokens[: front[0]])  # "the old districts of X"
        return within(reader.text(tokens), inner, reader.phrase(tokens[start:]))
    second = next((i for i in range(start + 1, len(tokens) - 1) if tokens[i].low == "of"), None)
    if (
        second is not None
        and named_between(tokens, start, second)
        and not any(t.mask & w.features.bit for t in tokens[start:second])
    ):
        return within(reader.text(tokens), reader.name(tokens[:second]), reader.phrase(tokens[second + 1 :]))
    ends = w.features.ending(tokens)
    if not ends or ends[1].side == "before" or set(front[1].kinds) & set(ends[1].kinds):
        return None
    if "town" not in front[1].kinds:
        if tokens[front[0]].low != "of":
            return None  # "Jabal Saman district"
        inner = reader.name(tokens[: front[0]])  # "pumping station of the X canal"
        return within(reader.text(tokens), inner, reader.phrase(tokens[start:]))
    bits = w.features.bit | w.relations["part_of"].bit
    cut = _two_names(tokens, front, len(tokens) - ends[0])
    if cut and not any(t.mask & bits for t in tokens[start:cut]):
        return within(reader.text(tokens), reader.name(tokens[:cut]), reader.phrase(tokens[cut:]))
    return None


def town_of(reader: Reader, tokens: Tokens) -> Expression | None:
    """Read "the northern Syrian town of Azaz": who and where stand before the town."""
    w = words()
    before = w.demonym.bit | w.directions.bit | w.lead.bit | w.epithets.bit
    i = next((n for n, t in enumerate(tokens) if not t.mask & before), 0)
    hit = w.features.at(tokens, i)
    demonym = next((t for t in tokens[:i] if t.mask & w.demonym.bit), None)
    if not hit or demonym is None or i + hit[0] >= len(tokens):
        return None
    if tokens[i + hit[0]].low != "of":
        return None
    country = w.demonyms[demonym.low]
    return within(reader.text(tokens), reader.phrase(tokens[i:]), Name(demonym.text, country, ("country",)))


def _two_names(tokens: Tokens, front: tuple[int, Feature], end: int) -> int | None:
    """Where the second name starts in "town of X Y": at the last word before the second feature, and its article."""
    start = front[0]
    of = tokens[start].low == "of"
    if not of and front[1].words not in _SETTLED:
        return None
    cut = end - 1
    while cut - 1 > start + of and is_article(tokens, cut - 1):
        cut -= 1
    first = start + of
    return cut if cut > first and not is_article(tokens, cut - 1) and tokens[cut - 1].low != "the" else None


_SETTLED = frozenset({"village", "town", "settlement", "hamlet", "town / city", "city / town"})
