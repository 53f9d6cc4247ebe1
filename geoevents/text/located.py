"""Texts -> mentions with their places, as plain rows: what ``geoparse`` makes its table of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from geoevents.errors import InputError, OptionError
from geoevents.gazetteer.index import Gazetteer
from geoevents.model.places import GEOCODE_COLUMNS, Match
from geoevents.text.recognition import recognise
from geoevents.text.recognition.given import Supplied, supplied
from geoevents.text.recognition.mention import Mention
from geoevents.text.resolution import resolve

__all__ = ["MENTION_COLUMNS", "Located", "beside", "locate", "read_mentions"]

MENTION_COLUMNS: tuple[str, ...] = ("start", "end", "text", "literal", "role")
"""Columns of a mention before those of ``geocode``: offsets in the text, its words, whether the place itself is meant
as a scene, and its role: ``place``, ``demonym`` ("Syrian"), ``actor`` (a country or capital that acts: "Moscow said"),
``organisation`` (a name inside the name of an organisation or office: "Idlib" in "Idlib Brigade"), ``given`` (a span of
the caller's)."""


class Located(NamedTuple):
    """A mention, its words, and the place that it was resolved to."""

    mention: Mention
    text: str
    match: Match

    def row(self) -> dict[str, Any]:
        """Return :data:`MENTION_COLUMNS` and the columns of ``geocode``, as a mapping."""
        m = self.mention
        first = {"start": m.start, "end": m.end, "text": self.text, "literal": m.literal, "role": m.role}
        return first | {name: getattr(self.match, name) for name in GEOCODE_COLUMNS}


def read_mentions(
    texts: Iterable[str], *, country: str = "", gazetteer: Gazetteer | None = None, mentions: Supplied | None = None
) -> Iterator[list[Located]]:
    """Find and resolve the places of many texts, one after the other; memory does not grow with their number.

    Parameters
    ----------
    texts : iterable of str
    country : str
        ISO 3166-1 alpha-2 code of the country that places are likely in; a prior, not a filter.
    gazetteer : Gazetteer, optional
        Where names are looked up; by default the embedded one and those that the user added.
    mentions : callable, optional
        As for :func:`geoevents.geoparse`, asked for each text.

    Yields
    ------
    list of Located
        For each text, in the order of its mentions.
    """
    names = gazetteer if gazetteer is not None else Gazetteer.default()
    for text in texts:
        yield locate(text, names, country=country, mentions=mentions)


def locate(
    text: str,
    names: Gazetteer,
    *,
    country: str = "",
    spans: Iterable[tuple[int, int]] | None = None,
    mentions: Supplied | None = None,
) -> list[Located]:
    """Find and resolve the places of one text; the arguments are those of :func:`geoevents.geoparse`.

    Raises
    ------
    InputError
        If ``text`` is no string, or a span lies outside of it.
    OptionError
        If both ``spans`` and ``mentions`` are given.
    """
    if not isinstance(text, str):
        raise InputError(f"the text is {repr(text)[:60]}", "give the text itself, as a string")
    if spans is not None and mentions is not None:
        raise OptionError("spans= and mentions= are both given", "give one: spans= resolves what it lists, too")
    if mentions is not None:
        found = _supplied(text, names, mentions)
        return _located(text, found, resolve(found, text, names, country=country))
    if spans is not None:
        given = recognise(text, names, spans=[(start, end) for start, end, _ in supplied(text, spans)])
        context = beside(given, recognise(text, names))
        return _located(text, given, resolve(given, text, names, country=country, context=context))
    found = [m for m in recognise(text, names) if m.role != "short"]
    return _located(text, found, resolve(found, text, names, country=country))


def _located(text: str, mentions: Sequence[Mention], matches: Sequence[Match]) -> list[Located]:
    return [Located(m, text[m.start : m.end], match) for m, match in zip(mentions, matches, strict=True)]


def _supplied(text: str, names: Gazetteer, mentions: Supplied) -> list[Mention]:
    """Make mentions of a caller's; nationalities are no scenes."""
    spans = supplied(text, mentions)
    found = recognise(text, names, spans=[(start, end) for start, end, _ in spans])
    for mention, (_, _, label) in zip(found, spans, strict=True):
        if label.upper() == "NORP":
            mention.role, mention.literal = "demonym", False
    return found


def beside(given: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Return those of ``others`` that overlap none of ``given``, without short forms: they are the context of these."""
    spans = sorted((g.start, g.end) for g in given)
    starts = [start for start, _ in spans]
    ends: list[int] = []
    for _, end in spans:
        ends.append(max(end, ends[-1]) if ends else end)
    kept = []
    for m in others:
        before = bisect_right(starts, m.end - 1)
        if m.role != "short" and (not before or ends[before - 1] <= m.start):
            kept.append(m)
    return kept
