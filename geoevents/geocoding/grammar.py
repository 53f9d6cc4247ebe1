"""Place query -> :class:`Expression` tree. Pure: it knows the words of ``words.toml`` and no place at all.

Written by hand as a recursive descent instead of with a parser generator, since the open class rules here: a name may
be any run of words, among them the grammar's own ("Rif Dimashq", "Bosnia and Herzegovina"), so that a context-free
grammar of these queries is ambiguous everywhere and its general parsers are slow; and a query must always give some
tree, never a syntax error. The order of the rules below is the order of precedence::

    query    = place {("," | ";" | "." | "–") context} | list
    place    = phrase {"(" remark ")"}
    phrase   = filler* ( prefix-rule phrase | phrase relation phrase | phrase suffix-word | name )
    name     = [feature ["of"]] words ["/" words] [feature]

A rule is one function that returns ``None`` where it does not apply; a new form is a new function in ``_PREFIX`` or
``_SUFFIX`` (``rules.py``). What a name means, and whether the whole text is a name after all, is the resolver's to
decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.geocoding.expression import (
    DirectionOf,
    Expression,
    Name,
    Near,
    Outskirts,
    PartOf,
    Union,
    Unreadable,
    Within,
)
from geoevents.geocoding.measures import bare_distance
from geoevents.geocoding.naming import parse_name, unclitic
from geoevents.geocoding.rules import parse_phrase
from geoevents.geocoding.tokens import Token, join, tidy, tokenize
from geoevents.geocoding.words import words

__all__ = ["MAX_LENGTH", "as_name", "parse"]

MAX_LENGTH = 400
"""Longest query in characters; a longer one is a text, which ``geoparse`` reads."""

_ABBREVIATIONS = frozenset({"st", "mt", "ft", "vill", "obl", "dist", "distr", "gov", "prov", "reg", "sec", "smt", "dr"})
_OPEN, _CLOSE = "([{", ")]}"


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
    tokens = unclitic(tokenize(source))
    if not any(c.isalpha() for t in tokens for c in t.text):
        return Unreadable(source, "there are no letters in it")
    return _query(source, tokens)


def as_name(text: str) -> Name:
    """Read a text as a plain name with its feature words, whatever else it could mean."""
    source = tidy(text)
    return parse_name(source, unclitic(tokenize(source)))


def _query(source: str, tokens: Sequence[Token]) -> Expression:
    segments = _segments(tokens)
    if not segments:
        return Unreadable(source, "there is no name in it")
    listed = _list(source, segments)
    if listed is not None:
        return listed
    main = _place(source, segments[0])
    contexts = [_place(source, s) for s in segments[1:]]
    contexts = [c for c in contexts if not _nothing(c)]
    return _within(join(source, tokens), main, contexts)


def _within(text: str, main: Expression, contexts: Sequence[Expression]) -> Expression:
    if not contexts:
        return main
    if _nothing(main):
        return _within(text, contexts[0], contexts[1:])
    if isinstance(main, Within):
        return Within(text, main.inner, (*main.contexts, *contexts))
    return Within(text, main, tuple(contexts))


Segment = list[Token | list[Token]]
"""Tokens of one stretch between commas; a bracket is a list of its own."""


def _segments(tokens: Sequence[Token]) -> list[Segment]:
    """Cut at commas and the like outside of brackets; a stretch without any name is joined to the next."""
    out: list[Segment] = [[]]
    depth: list[Token] | None = None
    for i, token in enumerate(tokens):
        if depth is not None:
            if token.text in _CLOSE:
                out[-1].append(depth)
                depth = None
            else:
                depth.append(token)
        elif token.text in _OPEN:
            depth = []
        elif token.text in ",;\n|–" or (token.text == "." and not _abbreviated(tokens, i)):
            if token.text == "–" and _is_road(tokens):
                out[-1].append(token)
            else:
                out.append([])
        elif token.is_word or token.text == "/":
            out[-1].append(token)
        elif token.text == "&":
            out[-1].append(replace(token, low="and"))
    if depth:  # a bracket that is never closed
        out[-1].append(depth)
    return _joined([s for s in out if s])


def _abbreviated(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].low if i else ""
    return i + 1 < len(tokens) and (len(before) == 1 or before in _ABBREVIATIONS)


def _is_road(tokens: Sequence[Token]) -> bool:
    w = words()
    return any(w.road_words.at(tokens, i) or t.low in ("border", "triangle") for i, t in enumerate(tokens))


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join "near the village." to the "Dmytrivka" after it, and "between A, B" to its "and C"."""
    w, out, i = words(), [], 0
    while i < len(segments):
        segment = segments[i]
        flat = [t for t in segment if isinstance(t, Token)]
        opens = next((n for n in range(len(flat)) if w.relations["between"].at(flat, n)), None)
        if opens is not None and not any(w.relations["and"].at(flat, n) for n in range(opens, len(flat))):
            last = next((n for n in range(i + 1, len(segments)) if _has_and(segments[n])), None)
            for n in range(i + 1, (last or i) + 1):
                comma = Token(",", ",", 0, 0)
                segment = [*segment, comma, *segments[n]]
            i = max(i, last or i)
        elif i + 1 < len(segments) and flat and len(flat) == len(segment) and not _named(flat):
            segments[i + 1] = [*segment, *segments[i + 1]]
            i += 1
            continue
        out.append(segment)
        i += 1
    return out


def _has_and(segment: Segment) -> bool:
    flat = [t for t in segment if isinstance(t, Token)]
    return any(words().relations["and"].at(flat, n) for n in range(len(flat)))


def _named(tokens: Sequence[Token]) -> bool:
    """Whether anything is left besides fillers, relations and feature words."""
    w, i = words(), 0
    tables = (w.lead, w.features, w.relations["near"], w.relations["outskirts"], w.epithets)
    while i < len(tokens):
        hit = max((found[0] for t in tables if (found := t.at(tokens, i))), default=0)
        if not hit:
            return True
        i += hit
    return False


def _list(source: str, segments: Sequence[Segment]) -> Expression | None:
    """Read "A, B and C": several bare names, the last with an "and"."""
    w = words()
    if len(segments) < 2:
        return None
    last = [t for t in segments[-1] if isinstance(t, Token)]
    if len(last) != len(segments[-1]) or not any(w.relations["and"].at(last, n) for n in range(len(last))):
        return None
    places: list[Expression] = []
    for segment in segments:
        place = _place(source, segment)
        places.extend(place.places if isinstance(place, Union) else [place])
    first = places[0]
    if not all(isinstance(p, Name) for p in places[1:]) or not isinstance(first, Name | Near):
        return None
    text = source
    if isinstance(first, Near):
        return Near(text, Union(text, (first.anchor, *places[1:])), first.loose)
    return Union(text, tuple(places))


def _place(source: str, segment: Segment) -> Expression:
    """Read one stretch with its brackets: context, another name, or a relation that lacks its anchor ("(near)")."""
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
    for n, remark in enumerate(remarks):
        run = runs[n + 1]
        if remark:
            contexts.append(_query(source, remark))
        if run and (not main or ((hit := w.features.at(run, 0)) and hit[0] == len(run))):
            main = [*main, *run]  # "Yani Yaban (Al-Judaydah) village"
        elif run:
            contexts.append(parse_phrase(source, run))
    place = parse_phrase(source, main) if main else Name("", "")
    kept: list[Expression] = []
    for context in contexts:
        anchored = _anchored(context, place)
        if anchored is not None:
            place = anchored
        elif not _nothing(context):
            kept.append(context)
    everything = [t for item in segment for t in ([item] if isinstance(item, Token) else item)]
    return _within(join(source, everything), place, kept)


def _anchored(relation: Expression, place: Expression) -> Expression | None:
    """Give a relation without an anchor its anchor: "X (near)", "X (4 kilometres north of)", "X (eastern parts of)"."""
    if isinstance(relation, Near | Outskirts | DirectionOf) and _nothing(relation.anchor):
        return replace(relation, anchor=place)
    if isinstance(relation, PartOf) and _nothing(relation.whole):
        return replace(relation, whole=place)
    return None


def _nothing(place: Expression) -> bool:
    return isinstance(place, Name) and not place.name and not place.feature
