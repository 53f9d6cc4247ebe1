"""Short forms: "the city" and "the province" stand for the last literal mention of that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geoevents.geocoding.expressions.grammar import as_name
from geoevents.model.places import Match
from geoevents.text.resolution.subjects import MentionLike

__all__ = ["short_match"]

_SURE = 0.85
"""By how much the confidence is lowered: a short form may mean a place that was named before the last one."""


def short_match(number: int, mentions: Sequence[MentionLike], text: str, found: Mapping[int, Match]) -> Match:
    """Resolve a short form.

    Parameters
    ----------
    number : int
        Which of the mentions it is.
    mentions : sequence of MentionLike
    text : str
    found : mapping of int to Match
        What the mentions that are names were resolved to, by their numbers.
    """
    mention = mentions[number]
    query = " ".join(text[mention.start : mention.end].split())
    kinds = as_name(query).kinds or as_name(f"X {mention.feature}").kinds
    last = -1
    for n, match in found.items():
        other = mentions[n]
        if other.end > mention.start or not other.literal or match.status == "unresolved" or match.kind not in kinds:
            continue
        if last < 0 or other.start > mentions[last].start:
            last = n
    if last < 0:
        reason = f"{query!r} names no particular place, and the text has named none of that kind before"
        return Match(query=query, status="unresolved", explanation=reason)
    meant = found[last]
    said = f"{query!r} for {meant.query!r}: {meant.explanation}"
    return replace(meant, query=query, explanation=said, confidence=round(meant.confidence * _SURE, 3))
