"""Resolution: which place each mention of a text means, decided for the text as a whole.

Every name that a text mentions is looked up once (``options.py``), and all the places that the names may mean are laid
out side by side (``scene.py``). What speaks for a place is its own renown and kind, and the votes of the other names
(``votes.py``): their countries and divisions, how near they lie, and the container that is named after it ("Paris,
Texas"). Names vote for what they are likely to be, and the more likely one has become the more it says (``decide.py``).
One name is one place throughout a text. The weights are few, and data (``weights.toml``).

Whatever is chosen is pinned in the geocoder, so that geometry and uncertainty are those of :func:`geoevents.geocode`
(``matches.py``). Where nothing decides, the answer stays a set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import Match
from geoevents.text.resolution.decide import Choice, decide
from geoevents.text.resolution.matches import MatchMaker
from geoevents.text.resolution.options import OptionBook
from geoevents.text.resolution.short_forms import short_matches
from geoevents.text.resolution.subjects import MentionLike, Reference, SubjectKey, anchors, subjects

__all__ = ["MentionLike", "resolve"]

_MOST_MENTIONS, _MOST_NAMES, _MOST_OPTIONS = 300, 48, 600
"""Mentions and names that are decided together, and places that these may mean, at most: a long text is decided part by
part, each with what was decided before, so that time stays linear in its length."""

_MOST_GAZETTEERS = 4


class _Desk:
    """What is kept for one gazetteer from text to text."""

    def __init__(self, names: Gazetteer) -> None:
        self.book = OptionBook(names)
        self.maker = MatchMaker(Resolver(names))


@lru_cache(maxsize=_MOST_GAZETTEERS)
def _desk(names: Gazetteer) -> _Desk:
    return _Desk(names)


def resolve(
    mentions: Sequence[MentionLike],
    text: str,
    names: Gazetteer,
    *,
    country: str = "",
    context: Sequence[MentionLike] = (),
) -> list[Match]:
    """Resolve the mentions of one text.

    Parameters
    ----------
    mentions : sequence of MentionLike
        In any order; what they have besides the attributes of :class:`MentionLike` is not read. A mention of role
        ``short`` ("the city") stands for the last literal mention of its kind before it.
    text : str
        The text that their offsets count in.
    names : Gazetteer
        Where names are looked up.
    country : str
        ISO 3166-1 alpha-2 code of the country that is likely: a prior, not a filter.
    context : sequence of MentionLike
        Other mentions of the text, which count for the decision and need no match.

    Returns
    -------
    list of Match
        One for each of ``mentions``, in their order. ``confidence`` is the likelihood of the reading among those that
        the gazetteer knows; ``explanation`` says what decided, ``alternatives`` what else the name could mean.
    """
    desk = _desk(names)
    told = [*mentions, *context]
    order = sorted(range(len(told)), key=lambda n: (told[n].start, n))
    named = [n for n in order if told[n].role != "short"]
    references = anchors([told[n] for n in named], text, desk.book)
    short = any(m.role == "short" for m in mentions)  # may stand for any of them
    wanted = [short or n < len(mentions) for n in named]
    found = zip(named, _matches(references, wanted, desk, country), strict=True)
    matches = {n: match for n, match in found if match is not None}
    if short:
        matches |= short_matches(order, told, text, matches)
    return [matches[n] for n in range(len(mentions))]


def _matches(
    references: Sequence[Reference], wanted: Sequence[bool], desk: _Desk, country: str
) -> Iterator[Match | None]:
    home = desk.book.country(country) if country else 0
    decided: dict[SubjectKey, Choice] = {}
    asked = iter(wanted)
    for part in _parts(references):
        names = [anchor for reference in part for anchor in reference.anchors]
        subs = subjects(names, decided)
        words = {anchor.key: anchor.words for anchor in reversed(names)}
        decision = decide(list(subs.values()), [words[key] for key in subs], home=home)
        for key, choice in zip(subs, decision.choices, strict=True):
            decided.setdefault(key, choice)
        made: dict[tuple[str, SubjectKey], Match] = {}
        for reference in part:
            if not next(asked):
                yield None
                continue
            if not (reference.plain and reference.anchors) or reference.anchors[0].key not in decided:
                yield desk.maker.match(reference, decided, decision, country)
                continue
            same = reference.query, reference.anchors[0].key
            match = made.get(same)
            if match is None:
                match = made[same] = desk.maker.match(reference, decided, decision, country)
            yield match


def _parts(references: Sequence[Reference]) -> Iterator[list[Reference]]:
    """Cut a text into parts of which the names are few enough to be decided together."""
    part: list[Reference] = []
    seen: set[SubjectKey] = set()
    options = 0
    for reference in references:
        new = {a.key: len(a.options.places) for a in reference.anchors if a.key not in seen}
        full = len(part) >= _MOST_MENTIONS or len(seen) + len(new) > _MOST_NAMES
        if part and (full or options + sum(new.values()) > _MOST_OPTIONS):
            yield part
            part, seen, options = [], set(), 0
            new = {a.key: len(a.options.places) for a in reference.anchors}
        part.append(reference)
        seen.update(new)
        options += sum(new.values())
    if part:
        yield part
