"""Short forms: "the city" and "the province" stand for the last literal mention of that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geoevents.geocoding.expressions.grammar import as_name
from geoevents.model.places import Match
from geoevents.text.resolution.subjects import MentionLike

__all__ = ["short_matches"]

_SURE = 0.85
"""By how much the confidence is lowered: a short form may mean a place that was named before the last one."""


def short_matches(
    order: Sequence[int], mentions: Sequence[MentionLike], text: str, found: Mapping[int, Match]
) -> dict[int, Match]:
    """Resolve the short forms of a text.

    Parameters
    ----------
    order : sequence of int
        The numbers of all mentions in the order of the text.
    mentions : sequence of MentionLike
    text : str
    found : mapping of int to Match
        What the mentions that are names were resolved to, by their numbers.

    Returns
    -------
    dict of int to Match
        By the numbers of the short forms.
    """
    last: dict[str, tuple[int, Match]] = {}
    made: dict[int, Match] = {}
    for place, n in enumerate(order):
        mention, match = mentions[n], found.get(n)
        if match is None:
            made[n] = _short(mention, text, last)
        elif mention.literal and match.status != "unresolved":
            last[match.kind] = place, match
    return made


def _short(mention: MentionLike, text: str, last: Mapping[str, tuple[int, Match]]) -> Match:
    query = " ".join(text[mention.start : mention.end].split())
    kinds = as_name(query).kinds or as_name(f"X {mention.feature}").kinds
    known = [last[kind] for kind in dict.fromkeys(kinds) if kind in last]
    if not known:
        reason = f"{query!r} names no particular place, and the text has named none of that kind before"
        return Match(query=query, status="unresolved", explanation=reason)
    _, meant = max(known, key=lambda entry: entry[0])
    said = f"{query!r} for {meant.query!r}: {meant.explanation}"
    return replace(meant, query=query, explanation=said, confidence=round(meant.confidence * _SURE, 3))
