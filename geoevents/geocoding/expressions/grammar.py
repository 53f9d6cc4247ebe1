"""Place query -> :class:`Expression` tree. Pure: it knows the words of ``words.toml`` and no place at all.

Written by hand as a recursive descent instead of with a parser generator, since the open class rules here: a name may
be any run of words, among them the grammar's own ("Rif Dimashq", "Bosnia and Herzegovina"), so that a context-free
grammar of these queries is ambiguous everywhere and its general parsers are slow; and a query must always give some
tree, never a syntax error. The order of the rules below is the order of precedence::

    query    = place {("," | ";" | "." | "–" | newline) context} {("→" | ":") narrower} | list
    place    = phrase {"(" remark ")"}
    phrase   = filler* ( prefix-rule phrase | phrase relation phrase | phrase suffix-word | name )
    name     = [feature ["of"]] words ["/" words] [feature]

A rule is one function that returns ``None`` where it does not apply; a new form is a new function in ``prefixes.py``,
``infixes.py`` or ``suffixes.py`` and a row in ``rules.py``. What a name means, and whether the whole text is a name
after all, is the resolver's to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from geoevents.geocoding.expressions.expression import (
    Along,
    Bank,
    Between,
    DirectionOf,
    Expression,
    Intersection,
    Name,
    Near,
    Outskirts,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.expressions.infixes import anchored
from geoevents.geocoding.expressions.measures import bare_distance
from geoevents.geocoding.expressions.naming import alike, only_generic, parse_name, unclitic
from geoevents.geocoding.expressions.reader import Reader, is_empty
from geoevents.geocoding.expressions.rules import parse_phrase
from geoevents.geocoding.expressions.segments import Segment, flat, segments
from geoevents.geocoding.expressions.tokens import Token, join, tidy, tokenize
from geoevents.geocoding.expressions.words import words

__all__ = ["MAX_LENGTH", "as_name", "parse"]

MAX_LENGTH = 400
"""Longest query in characters; a longer one is a text, which ``geoparse`` reads."""

_REMEMBERED = 4096
"""Trees kept for texts that come again; they are frozen, so that sharing them is safe."""

_DIVISIONS = frozenset({"country", "admin1", "admin2"})


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Expression:
    """Read a place query.

    Parameters
    ----------
    text : str
        The query in any case, script or spacing.

    Returns
    -------
    Expression
        The tree; :class:`Unreadable` with a reason where there is nothing to read. Never raises for a string.
    """
    if len(text) > MAX_LENGTH * 4:
        return Unreadable("", f"longer than {MAX_LENGTH} characters: this is a text, not a place")
    source = tidy(text)
    if not source:
        return Unreadable("", "the query is empty")
    if len(source) > MAX_LENGTH:
        return Unreadable("", f"longer than {MAX_LENGTH} characters: this is a text, not a place")
    if not source[0].isalpha() and not any(map(str.isalpha, source)):
        return Unreadable(source, "there are no letters in it")
    tokens = _tokens(source)
    return _query(Reader(source, parse_phrase), tokens)


@lru_cache(maxsize=_REMEMBERED)
def as_name(text: str) -> Name:
    """Read a text as a plain name with its feature words, whatever else it could mean."""
    source = tidy(text)
    return parse_name(source, _tokens(source))


def _tokens(source: str) -> list[Token]:
    tokens = tokenize(source)
    if not source.isascii():
        tokens = unclitic(tokens)
    words().mark(tokens)
    return tokens


def _query(reader: Reader, tokens: Sequence[Token]) -> Expression:
    cut, narrower = segments(tokens)
    if not cut:
        return Unreadable(reader.source, "there is no name in it")
    if len(cut) == 1:
        return _place(reader, cut[0])
    text = join(reader.source, tokens)
    listed, used = _list(reader, text, cut, tokens)
    places = [listed] if listed is not None else []
    places += [_place(reader, s) for s in cut[used:]]
    last = max((i - max(used, 1) + 1 for i in narrower if i >= used), default=0)
    places = [*places[last:], *reversed(places[:last])]  # "Syria → Idlib → Saraqib"
    places = [p for p in places if not is_empty(p)]
    if len(places) > 1 and isinstance(places[0], Union) and (road := _ends_open(cut[-1])) is not None:
        places = [Between(text, places[0].places, road), *places[1:-1]]  # "A and B, road between"
    if not places:
        return Name(text, "")
    if len(places) > 1 and all(isinstance(p, DirectionOf) and p.distance for p in places[:2]):
        places[:2] = [Intersection(text, tuple(places[:2]))]  # "7 km south of A, 60 km west of B"
    main, contexts = places[0], []
    for context in places[1:]:
        found = anchored(context, main)  # "Avdiivka, eastern outskirts"
        if found is None:
            contexts.append(context)
        else:
            main = found
    return _within(text, *_narrowed(main, contexts))


def _ends_open(segment: Segment) -> bool | None:
    """Whether "road between" or "between" without an end stands by itself, and with a road; None if it does not."""
    w, tokens = words(), flat(segment)
    hit = w.relations["between"].ending(tokens)
    if not hit or not only_generic(tokens[: -hit[0]]):
        return None
    return any(t.mask & w.road_words.bit for t in tokens)


def _narrowed(main: Expression, contexts: list[Expression]) -> tuple[Expression, list[Expression]]:
    """Turn "the Donetsk sector; near Nevelske" around: what lies at a place is narrower than a division around it."""
    if isinstance(main, Name) and main.feature and (main.kinds[0] in _DIVISIONS or main.feature in _SECTORS):
        for i, context in enumerate(contexts):
            if _at_a_place(context):
                return context, [*contexts[:i], *contexts[i + 1 :], main]
    return main, contexts


_SECTORS = frozenset({"sector", "front", "operational zone", "military sector", "joint forces operation", "area"})


def _at_a_place(node: Expression) -> bool:
    if isinstance(node, Within):
        return _at_a_place(node.inner)
    if isinstance(node, DirectionOf) and node.distance is None:
        return isinstance(node.anchor, Name) and bool(node.anchor.feature) and node.anchor.kinds[0] not in _DIVISIONS
    if isinstance(node, Near | Outskirts | DirectionOf):
        return not (isinstance(node.anchor, Name) and node.anchor.feature and node.anchor.kinds[0] in _DIVISIONS)
    return isinstance(node, Between | Along | Bank)


def _within(text: str, main: Expression, contexts: Sequence[Expression]) -> Expression:
    if not contexts:
        return main
    if isinstance(main, Within):
        return Within(text, main.inner, (*main.contexts, *contexts))
    return Within(text, main, tuple(contexts))


def _list(reader: Reader, text: str, cut: Sequence[Segment], tokens: Sequence[Token]) -> tuple[Expression | None, int]:
    """Read "A, B and C": several bare names, the last with an "and"; how many segments it takes."""
    bit = words().relations["and"].bit
    if not any(t.mask & bit for t in tokens):
        return None, 0
    k = next((i for i, s in enumerate(cut) if any(t.mask & bit for t in flat(s))), 0)
    if not k or len(flat(cut[k])) != len(cut[k]):
        return None, 0
    places: list[Expression] = []
    contexts: tuple[Expression, ...] = ()
    for segment in cut[: k + 1]:
        place = _place(reader, segment)
        if segment is cut[k]:
            if isinstance(place, Within):  # "A, B and C in Y"
                contexts = place.contexts
                place = place.inner
            final = place.places[-1] if isinstance(place, Union) else None
            if isinstance(place, Union) and isinstance(final, Within):
                contexts = final.contexts
                place = Union(place.text, (*place.places[:-1], final.inner))
            if not isinstance(place, Union) and not flat(segment)[0].mask & bit:
                return None, 0  # the "and" joins something else: "A, in the land between B and C"
        places.extend(place.places if isinstance(place, Union) else [place])
    first = places[0]
    if not all(isinstance(p, Name) for p in places[1:]) or not isinstance(first, Name | Near):
        return None, 0
    node: Expression
    if isinstance(first, Near):
        node = Near(text, Union(text, (first.anchor, *places[1:])), first.loose)
    else:
        node = Union(text, tuple(alike(places, [*flat(cut[0]), *flat(cut[k])])))
    return _within(text, node, contexts), k + 1


def _place(reader: Reader, segment: Segment) -> Expression:
    """Read one stretch with its brackets: context, another name, or a relation that lacks its anchor ("(near)")."""
    if not any(item.__class__ is list for item in segment):
        return reader.phrase(flat(segment))
    w = words()
    runs: list[list[Token]] = [[]]
    remarks: list[list[Token]] = []
    for item in segment:
        if isinstance(item, Token):
            runs[-1].append(item)
        elif bare_distance(item):
            continue  # "15 kilometres (nine miles) northeast of": the same distance again
        else:
            remarks.append(item)
            runs.append([])
    main = runs[0]
    contexts: list[Expression] = []
    aliases: list[str] = []
    for n, remark in enumerate(remarks):
        run = runs[n + 1]
        also = w.relations["also"].at(remark, 0)
        if also and also[0] < len(remark):
            other = reader.name(remark[also[0] :])
            aliases += [x for x in (other.name, *other.aliases) if x]
        elif remark:
            contexts.append(_query(reader, remark))
        if run and (not main or ((hit := w.features.at(run, 0)) and hit[0] == len(run))):
            main = [*main, *run]  # "Yani Yaban (Al-Judaydah) village"
        elif run:
            contexts.append(reader.phrase(run))
    place = reader.phrase(main) if main else Name("", "")
    if aliases:
        place = _also(place, aliases)
    kept: list[Expression] = []
    for context in contexts:
        found = anchored(context, place)
        if found is not None:
            place = found
        elif isinstance(context, Name) and not context.name and isinstance(place, Name) and place.name:
            if context.feature and not place.feature:  # "Opytne (village)"
                place = replace(place, kinds=context.kinds, feature=context.feature)
        elif not is_empty(context) and not isinstance(context, Unreadable):
            kept.append(context)
    everything = [t for item in segment for t in ([item] if isinstance(item, Token) else item)]
    text = join(reader.source, everything)
    if is_empty(place) and kept:
        place, kept = kept[0], kept[1:]
    return _within(text, place, kept)


def _also(place: Expression, aliases: list[str]) -> Expression:
    """Add other names to the name that a place expression is about."""
    if isinstance(place, Name):
        return replace(place, aliases=(*place.aliases, *aliases))
    if isinstance(place, Near | Outskirts | DirectionOf):
        return replace(place, anchor=_also(place.anchor, aliases))
    if isinstance(place, Within):
        return replace(place, inner=_also(place.inner, aliases))
    return place
