"""Nouns that stand for a place named before: "the city", "the province"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geoevents.text.recognition.mention import Mention
from geoevents.text.tables import rows

__all__ = ["short_forms"]


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(w for row in rows("recognition") if row["group"] == "short" for w in row["words"].split("|"))
    # "the city of X" and "the city council" are no short forms; neither is "the state" before a name.
    return re.compile(rf"\b[Tt]h(?:e|is|at) ({nouns})(?='s\b|[,.;:)!?]|\Z|\n| (?!of\b|and its\b)[a-z]+)")


_NO_PLACE = re.compile(
    r" (?:council|police|government|official|officials|attorney|manager|commission|department|law|court|budget"
    r"|staff|employees|board|hall|line|lines|engineer|media|news|television|tv|agency|university|school|street|streets)\b"
)


def short_forms(text: str) -> Iterator[Mention]:
    """Yield the short forms of a text in order; their ``feature`` is the noun."""
    for m in _pattern().finditer(text):
        if not _NO_PLACE.match(text, m.end()):
            yield Mention(m.start(), m.end(), m.start(1), m.end(1), "short", True, "", m.group(1))
