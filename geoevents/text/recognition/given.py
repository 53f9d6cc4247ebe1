"""Mentions that were found by other means: offsets, or what spaCy and its like give, made into our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import index
from typing import Any, Protocol

from geoevents.errors import InputError
from geoevents.text.recognition.mention import Mention
from geoevents.text.recognition.runs import run_pattern
from geoevents.text.recognition.scan import Scanner

__all__ = ["PLACE_LABELS", "Supplied", "given_mentions", "supplied"]

PLACE_LABELS = frozenset(["GPE", "LOC", "FAC", "NORP", "LOCATION", "PLACE", "FACILITY", "TOPONYM"])
"""Labels of entities that are taken for places; entities with another label are left aside, those without are taken."""


class HasEntities(Protocol):
    """What spaCy calls a ``Doc``."""

    @property
    def ents(self) -> Iterable[Any]:
        """Its entities."""


Supplied = Callable[[str], Any] | Iterable[Any] | HasEntities
"""Mentions of a caller's, or a function of the text that gives them."""

_REMEDY = "give (start, end) pairs, or objects with start_char and end_char, counted in characters of the text"


def supplied(text: str, mentions: Supplied) -> list[tuple[int, int, str]]:
    """Return ``(start, end, label)`` of a caller's mentions, in their order.

    Parameters
    ----------
    text : str
    mentions : callable or iterable
        Pairs ``(start, end)``, triples ``(start, end, label)``, mappings with ``start`` and ``end`` (and ``label``),
        objects with ``start_char`` and ``end_char`` (and ``label_``); an object with ``ents``, as a spaCy ``Doc``, is
        asked for these. A callable is called with the text and returns one of them.

    Raises
    ------
    InputError
        If something is no span, or lies outside of the text.
    """
    found: Any = mentions(text) if callable(mentions) else mentions
    found = getattr(found, "ents", found)
    if isinstance(found, str | bytes) or not hasattr(found, "__iter__"):
        raise InputError(f"mentions are {repr(found)[:60]}", _REMEDY)
    out = []
    for item in found:
        start, end, label = _offsets(item)
        if not 0 <= start < end <= len(text):
            raise InputError(f"span {(start, end)!r} does not lie in the text", f"keep 0 <= start < end <= {len(text)}")
        if not label or label.upper() in PLACE_LABELS:
            out.append((start, end, label))
    return out


def _offsets(item: Any) -> tuple[int, int, str]:
    if hasattr(item, "start_char") and hasattr(item, "end_char"):
        start, end, label = item.start_char, item.end_char, getattr(item, "label_", "")
    elif hasattr(item, "keys") and "start" in item and "end" in item:
        start, end, label = item["start"], item["end"], item.get("label", "")
    elif isinstance(item, list | tuple) and len(item) in (2, 3):
        start, end, label = (*item, "")[:3]
    else:
        raise InputError(f"{repr(item)[:60]} is no span", _REMEDY)
    try:
        return index(start), index(end), label if isinstance(label, str) else ""
    except TypeError:
        raise InputError(f"span {(start, end)!r} is not made of whole numbers", _REMEDY) from None


def given_mentions(clean: str, spans: Iterable[tuple[int, int]], scanner: Scanner) -> list[Mention]:
    """Return the mentions of given spans, in their order, with what their words and the words after them say."""
    pattern = run_pattern()
    out = []
    for start, end in spans:
        words = " ".join(clean[start:end].split())
        name = scanner.names.of(words)
        if not name.kind and words.endswith("'s"):
            name = scanner.names.of(words[:-2])
        country = name.country if name.kind in {"country", "demonym"} else ""
        query = name.name if name.kind in {"demonym", "abbreviation"} else ""
        container = ""
        if clean[end : end + 2] == ", " and (after := pattern.match(clean, end + 2)):
            holder = next(iter(scanner.runs.read(after.group()).segments), None)
            if holder is not None and holder.start == 0 and holder.large and holder.name != name.name:
                container = holder.name
        out.append(Mention(start, end, start, end, "given", True, country, "", container, query))
    return out
