"""Numbered roads and streets, which no run of capitals is: "42nd Street", "Interstate 75", "the M5 highway"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geoevents.text.recognition.mention import Mention
from geoevents.text.tables import rows

__all__ = ["numbered_ways"]

_HEADS = "Interstate|Highway|Hwy|Route|Autobahn|Motorway|County Road|State Road|State Route|US Highway|FM|CR|SR"
_POINTS = r"(?:North|South|East|West)(?:east|west)?|[NSEW]|N\.?W\.?|N\.?E\.?|S\.?W\.?|S\.?E\.?"


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(
        word.capitalize() for row in rows("recognition") if row["group"] == "way" for word in row["words"].split("|")
    )
    return re.compile(
        rf"(?:(?<!\w)(?:{_POINTS}) )?(?<![\w.,])\d{{1,3}}(?:st|nd|rd|th) (?:{kinds})\b(?: (?:{_POINTS})(?!\w))?"
        rf"|(?<![\w-])(?:{_HEADS}) \d{{1,4}}[A-Z]?(?!\w)|(?<![\w-])I-\d{{1,3}}(?!\w)"
        r"|(?<![\w-])[AEMP]-?\d{1,3}(?= (?:highway|motorway|road)\b)"
    )


# The pattern can begin anywhere, and takes a hundred times as long as to look at the digits of a text, behind few of
# which is a way at all.
_HINT = re.compile(
    r"\d(?:(?:st|nd|rd|th) [A-Z]|" + "|".join(rf"(?<={head} \d)" for head in _HEADS.split("|"))
    + r"|(?<=I-\d)|(?<=[AEMP]\d)|(?<=[AEMP]-\d))"
)  # fmt: skip


def numbered_ways(text: str) -> Iterator[Mention]:
    """Yield the numbered ways of a text, in order."""
    if _HINT.search(text) is None:
        return
    for m in _pattern().finditer(text):
        yield Mention(m.start(), m.end(), m.start(), m.end(), feature="road")
