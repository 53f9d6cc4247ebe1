"""Recognition: which words of a text name places, found without reading the text word by word.

One pattern finds the runs of capitalised words (``runs.py``). A run is read by itself (``segments.py``), by tables of
words (``lexis.py``) and by what a gazetteer knows (``book.py``); what was read is remembered. The word before and the
word after it (``context.py``) speak for or against a place (``judge.py``), and what is sure in one sentence helps in
the others (``scan.py``). Then the expression grows around the name (``growth.py``). Scripts without capitals go by
their cues (``uncased.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from geoevents.text.layout.debris import Block
from geoevents.text.recognition.book import Book, Names
from geoevents.text.recognition.given import given_mentions
from geoevents.text.recognition.growth import join, left_reach, right_reach
from geoevents.text.recognition.inflected import is_cyrillic
from geoevents.text.recognition.mention import Mention
from geoevents.text.recognition.scan import Found, Scanner
from geoevents.text.recognition.short import short_forms
from geoevents.text.recognition.surface import surface
from geoevents.text.recognition.uncased import uncased_mentions
from geoevents.text.recognition.ways import numbered_ways

__all__ = ["Book", "Mention", "recognise"]

_scanners: WeakKeyDictionary[Book, Scanner] = WeakKeyDictionary()


def recognise(
    text: str, book: Book, *, spans: Iterable[tuple[int, int]] | None = None, parts: Sequence[Block] | None = None
) -> list[Mention]:
    """Find the places that a text names.

    Parameters
    ----------
    text : str
        Prose in any script; page debris is left out.
    book : Book
        The gazetteer. What was learned of its names is kept as long as it lives.
    spans : iterable of (int, int), optional
        Offsets of mentions found by other means: exactly these are returned, with the role ``given``, in their order.
    parts : sequence of Block, optional
        What :func:`geoevents.text.layout.debris.blocks` gives for ``text``, where it has been asked.

    Returns
    -------
    list of Mention
        In the order of the text, none overlapping another; offsets count in ``text``. Those of role ``short`` ("the
        city") name no place themselves.
    """
    scanner = _scanners.get(book)
    if scanner is None:
        scanner = _scanners[book] = Scanner(book)
    if spans is not None:
        return given_mentions(_plain(text), spans, scanner)
    clean = surface(text, parts)
    mentions: list[Mention] = []
    floor = 0
    for found in scanner.scan(clean):
        mention = _mention(clean, found, floor, mentions, scanner.names)
        if mention is not None:
            mentions.append(mention)
            floor = mention.end
    mentions = join(clean, mentions)
    ways = list(numbered_ways(clean))
    if ways:
        mentions = _together(ways, mentions)
    others = [m for more in (short_forms(clean), uncased_mentions(clean, scanner.names)) for m in more]
    return _together(mentions, others) if others else mentions


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace("\n", " ")


def _mention(clean: str, found: Found, floor: int, before: list[Mention], names: Names) -> Mention | None:
    segment = found.segment
    shift = found.start - segment.start
    start, end, role = found.start, found.end, found.role
    if start < floor:
        return None
    country = segment.country
    if role == "demonym" and found.right.word in {"border", "frontier"} and found.right.mark == "":
        role = "place"  # "the Malian border", "the Syrian-Turkish border"
        if before and before[-1].role == "demonym" and clean[before[-1].end : start] == "-":
            start = before.pop().start
            country = ""
    other = segment.kind == "abbreviation" or (segment.kind == "demonym" and role != "place")
    declined = segment.kind == "place" and is_cyrillic(segment.key) and not names.is_listed(segment.key)
    query = segment.name if other or declined else ""
    feature = segment.feature
    if role == "place":
        reach = right_reach(clean, end, large=segment.large and not segment.town)
        if reach > end:
            feature = feature or clean[end:reach].split()[-1].lower()
            end = reach
        if segment.before.startswith("="):
            start = left_reach(clean, start, floor, segment.before[1:])
        elif not segment.before and found.left.mark != "start":
            start = left_reach(clean, start, floor, found.left.word)
    return Mention(start, end, shift + segment.head_start, shift + segment.head_end, role, role == "place", country,
                   feature, found.container, query)  # fmt: skip


def _together(mentions: list[Mention], others: list[Mention]) -> list[Mention]:
    """Return both in the order of the text; of two that overlap that of the first list counts."""
    out: list[Mention] = []
    taken = iter(sorted(others, key=lambda m: m.start))
    other = next(taken, None)
    for m in mentions:
        while other is not None and other.start < m.end:
            if other.end <= m.start and (not out or out[-1].end <= other.start):
                out.append(other)
            other = next(taken, None)
        out.append(m)
    while other is not None:
        if not out or out[-1].end <= other.start:
            out.append(other)
        other = next(taken, None)
    return out
