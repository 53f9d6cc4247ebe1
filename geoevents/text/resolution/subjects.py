"""Mentions -> the subjects of a text: which words name places, and which of them are named as what holds another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.geocoding.expressions.expression import Expression, Name, Within
from geoevents.geocoding.expressions.grammar import as_name, parse
from geoevents.text.resolution.decide import Choice
from geoevents.text.resolution.options import OptionBook, Options
from geoevents.text.resolution.scene import Subject, holding

__all__ = ["Anchor", "MentionLike", "Reference", "SubjectKey", "anchors", "subjects"]

_CONTAINED = re.compile(r"\s*,\s*|\s*\(\s*|,? in (?:the )?")
"""What stands between a name and that of the division that holds it."""

_FIRST, _SPOT = 1, 3
"""Levels of first-order divisions, and of what is no division."""

_GREAT = 1_000_000
"""Inhabitants of cities that the news are about wherever they are told."""

_DIVIDING = (("admin1",), ("admin2",))

_FOUND = 0.5
"""How much the names count that are found in a text besides those that the caller gave, who may know better."""

_SHORT = 400
"""Longer mentions are no expressions of place, and are not read."""

SubjectKey = tuple[str, str]
"""A folded name, and that of its container where the text has the name with several."""


class MentionLike(Protocol):
    """What resolution reads of a mention; all offsets are into the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def role(self) -> str:
        """``place``, ``demonym``, ``actor``, ``given``, or ``short`` ("the city")."""

    @property
    def literal(self) -> bool:
        """Whether the place itself is meant."""

    @property
    def country(self) -> str:
        """ISO2 code where the words name a country or its people."""

    @property
    def feature(self) -> str:
        """The word for its kind next to it."""

    @property
    def query(self) -> str:
        """The words to look up where they are others than its own ("Africa" for "African"); empty otherwise."""


@dataclass(slots=True)
class Anchor:
    """A name in a mention.

    Attributes
    ----------
    words, name : str
        The name as written, and folded.
    at : int
        Where in the text the mention begins.
    options : Options
    inside : int
        Which of the following anchors is named as what holds it, counted from itself; 0 for none.
    sure : bool
        Whether it is known that a place is named; not for what was found in a text of which the mentions are given.
    key : SubjectKey
    """

    words: str
    name: str
    at: int
    options: Options
    inside: int = 0
    sure: bool = True
    key: SubjectKey = ("", "")


@dataclass(slots=True)
class Reference:
    """A mention and the names in it.

    Attributes
    ----------
    query : str
        The words on one line.
    start : int
        Where in the text it begins.
    plain : bool
        Whether it is a name, and no expression of several words of space.
    anchors : list of Anchor
        None where nothing in it may be a place.
    holder : Anchor or None
        The division in which the text says that it lies, where none of the places that its name may mean does.
    """

    query: str
    start: int
    plain: bool
    anchors: list[Anchor] = field(default_factory=list)
    holder: Anchor | None = None


def anchors(mentions: Sequence[MentionLike], text: str, book: OptionBook) -> list[Reference]:
    """Read the names in mentions; these are in the order of the text, and so are the references."""
    found = [_reference(m, text, book) for m in mentions]
    for one, other, before, after in zip(found, found[1:], mentions, mentions[1:], strict=False):
        if not (one.anchors and other.anchors) or after.start - before.end > 10:
            continue
        last, holder = one.anchors[-1], other.anchors[0]
        if not last.inside and _CONTAINED.fullmatch(text, before.end, after.start) and _may_hold(holder, last):
            last.inside = 1
    _leave_unlisted(found, mentions, text)
    if any(m.role == "given" for m in mentions):
        for mention, reference in zip(mentions, found, strict=True):
            for anchor in reference.anchors:
                anchor.sure = mention.role == "given"
    _name_keys([a for reference in found for a in reference.anchors])
    return found


def _leave_unlisted(found: Sequence[Reference], mentions: Sequence[MentionLike], text: str) -> None:
    """Take from names what they cannot mean: "Tawila locality, North Darfur State" is not the one in Yemen.

    They are nothing that the gazetteer knows then, throughout the text.
    """
    abroad: dict[str, Anchor] = {}
    for one, other, before, after in zip(found, found[1:], mentions, mentions[1:], strict=False):
        if one.plain and other.plain and after.literal and after.start - before.end <= 10 and one.anchors:
            gap = _CONTAINED.fullmatch(text, before.end, after.start)
            if gap and other.anchors and _all_abroad(one.anchors[0], other.anchors[0]):
                abroad[_bare(one.anchors[0])] = other.anchors[0]
    if not abroad:
        return
    for reference in found:
        if reference.plain and reference.anchors and not reference.anchors[0].inside:
            holder = abroad.get(_bare(reference.anchors[0]))
            if holder is not None:
                reference.holder, reference.anchors = holder, []


def _bare(anchor: Anchor) -> str:
    return fold(as_name(anchor.words).name) or anchor.name


def _all_abroad(held: Anchor, holder: Anchor) -> bool:
    """Tell whether a name is followed by that of a division, with the word for it, in the country of which it is none.

    In the same country the two may be items of a list; great cities are where something is said about the division.
    """
    if held.inside or as_name(holder.words).kinds[:1] not in _DIVIDING or not len(holder.options.places):
        return False
    countries = {place.country for place in holder.options.places}
    return len(held.options.places) > 0 and all(
        place.country not in countries and place.rank > 0 and place.population < _GREAT and level > _FIRST
        for place, level in zip(held.options.places, held.options.level, strict=True)
    )


def _may_hold(holder: Anchor, held: Anchor) -> bool:
    """Tell whether a name may be that of a container: "Paris, Texas", and not "Iraq, Iran" or "Cleveland, Columbus"."""
    if holder.name == held.name or not len(held.options.places) or not len(holder.options.places):
        return False
    wide, narrow = _width(holder.options), int(held.options.level[0])
    return wide < min(narrow, _SPOT) and holding(held.options, holder.options) is not None


def _width(options: Options) -> int:
    """Level of the widest of the places of a name that are as well known as the first: "Ontario" is also a town."""
    first = options.places[0].rank
    return min(int(level) for level, place in zip(options.level, options.places, strict=True) if place.rank <= first)


def _reference(mention: MentionLike, text: str, book: OptionBook) -> Reference:
    query = mention.query or " ".join(text[mention.start : mention.end].split())
    dotted = f"{query}." if text[mention.end : mention.end + 1] == "." else ""
    read = book.queries.get(query)
    names, plain = read if read is not None else book.queries.put(query, _names(query, book.gazetteer))
    made = Reference(query, mention.start, plain)
    for words, name, inside in names:
        country = mention.country if plain and mention.role in ("demonym", "actor") else ""
        options = book.options(words, mention.feature if plain else "", country, dotted if plain else "")
        made.anchors.append(Anchor(words, name, mention.start, options, inside))
    return made


def _names(query: str, names: Gazetteer) -> tuple[tuple[tuple[str, str, int], ...], bool]:
    """The names in a mention, each as written, folded, and with which of the next ones holds it; and whether it is one.

    One that is none is an expression of several words of space.
    """
    whole = ((query, fold(query), 0),)
    if len(query) > _SHORT or names.has_name(query):
        return whole, True
    tree = parse(query)
    if isinstance(tree, Name):
        return whole, True
    found = tuple((words, fold(words), inside) for words, inside in _walk(tree))
    return (found, False) if found else (whole, True)


def _walk(node: Expression) -> Iterator[tuple[str, int]]:
    if isinstance(node, Name):
        if node.name:
            yield node.text or node.name, 0
        return
    if isinstance(node, Within) and isinstance(node.inner, Name) and node.inner.name:
        yield node.inner.text or node.inner.name, 1
        for context in node.contexts:
            yield from _walk(context)
        return
    for part in ("inner", "whole", "anchor", "course"):
        child = getattr(node, part, None)
        if child is not None:
            yield from _walk(child)
    for child in (*getattr(node, "places", ()), *getattr(node, "contexts", ())):
        yield from _walk(child)


def _name_keys(found: Sequence[Anchor]) -> None:
    """Give each anchor the key of its subject: one place for a name, unless the text has it in several containers."""
    holders: dict[str, dict[str, None]] = {}
    for n, anchor in enumerate(found):
        if anchor.inside and n + anchor.inside < len(found):
            holders.setdefault(anchor.name, {})[found[n + anchor.inside].name] = None
    for n, anchor in enumerate(found):
        known = holders.get(anchor.name, ())
        if len(known) < 2:
            anchor.key = anchor.name, ""
        else:
            own = found[n + anchor.inside].name if anchor.inside and n + anchor.inside < len(found) else ""
            anchor.key = anchor.name, own or next(iter(known))


def subjects(found: Sequence[Anchor], decided: Mapping[SubjectKey, Choice]) -> dict[SubjectKey, Subject]:
    """Gather anchors into subjects, in the order in which they are first named; those without options are none.

    Parameters
    ----------
    found : sequence of Anchor
    decided : mapping of SubjectKey to Choice
        What names mean that were decided earlier in the text.
    """
    made: dict[SubjectKey, Subject] = {}
    for n, anchor in enumerate(found):
        subject = made.get(anchor.key)
        if subject is None:
            known = decided.get(anchor.key)
            options = known.options.only(known.order[0]) if known is not None else anchor.options
            if not options.places:
                continue
            subject = made[anchor.key] = Subject(options, [], [], 0.0)
        subject.trust = max(subject.trust, 1.0 if anchor.sure else _FOUND)
        subject.mentions.append(n)
        subject.at.append(anchor.at)
    numbers = {key: number for number, key in enumerate(made)}
    for n, anchor in enumerate(found):
        subject = made.get(anchor.key)
        if subject is None or not anchor.inside or subject.inside >= 0 or n + anchor.inside >= len(found):
            continue
        holder = found[n + anchor.inside].key
        if holder in made and holder != anchor.key:
            held = holding(subject.options, made[holder].options)
            if held is not None:
                subject.inside, subject.held = numbers[holder], held
    return made
