"""Tells the article's own lines from the debris of the web page they were scraped with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geoevents.text.tables import rows, words
from geoevents.text.tokens import fold

__all__ = ["Block", "blocks"]

_CLOCK = re.compile(r"[\d:.,/|·•\s-]+\Z")
_WORD = re.compile(r"[^\W\d_]+")
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*\Z|[\"”»]\s*\Z")
_DATE = re.compile(
    r"(?:published|updated|posted|date|last (?:updated|modified))?\W*(?:on\s+)?(?:\w+day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}|[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})[\s,|·T-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?"
    r"\s*(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2})?\W*\Z",
    re.IGNORECASE,
)
# "KHARKIV, Ukraine, 14 May 2024 (Agency) - ": a place, perhaps more of it and a date, then a dash and a sentence.
_DATELINE = re.compile(
    r"[A-Z][\w.'’ /-]{1,40}?(?:,\s[A-Z0-9][\w.'’ ]{1,30}){0,3}(?:\s?[(/][^)/\n]{2,40}[)/])?\s?[-–—]{1,2}\s(?=[\"“A-Z])"
)
_WRAP_COLUMNS = 40
"""A line shorter than this is never the first part of a sentence that runs on in the next line."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines with one role; ``text[start:end]`` is its content without surrounding white space.

    ``role`` is ``body``, ``headline``, ``heading`` (a short line inside the article), ``dateline`` (a place or date of
    publication) or ``debris``.
    """

    start: int
    end: int
    role: str


@cache
def _furniture() -> frozenset[str]:
    return frozenset(w for row in rows("debris") for w in row["words"].split("|"))


@cache
def _function_words() -> frozenset[str]:
    return words("determiner") | words("preposition") | words("be") | words("perfect") | words("coordinator") | {"said"}


def _is_debris(line: str) -> bool:
    if _CLOCK.match(line) or "©" in line:
        return True
    names = [fold(w) for w in _WORD.findall(line[:2000])]
    if not names or " ".join(names) in _furniture():
        return True
    if len(names) < 6 or _FINAL.search(line):
        return False
    # Menus and icon lists: many words, hardly any of the small words that sentences are made of, or one word over
    # and over again.
    small = sum(n in _function_words() for n in names)
    most = max(names.count(n) for n in dict.fromkeys(names)) if len(names) <= 400 else len(names) - len(set(names))
    return len(names) >= 12 and (small / len(names) < 0.08 or most / len(names) > 0.2)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the offsets of paragraphs: lines, joined where a line was broken by wrapping."""
    out: list[tuple[int, int]] = []
    position, joined = 0, False
    for raw in text.split("\n"):
        content = raw.strip()
        start = position + (len(raw) - len(raw.lstrip())) if content else position
        end = start + len(content)
        position += len(raw) + 1
        if not content:
            joined = False
            continue
        if joined:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        joined = len(content) >= _WRAP_COLUMNS and not _FINAL.search(content[-6:]) and len(content) <= 160
    return out


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text`` in order; time is linear in the length of the text.

    The first short line without an end mark before the article is its headline; a repetition of it is debris.
    """
    out: list[Block] = []
    seen: set[str] = set()
    spans = _lines(text)
    long_lines = [
        i for i, (s, e) in enumerate(spans) if e - s >= 2 * _WRAP_COLUMNS or _FINAL.search(text[max(s, e - 6) : e])
    ]
    has_body = bool(long_lines)
    headline = False
    for start, end in spans:
        line = text[start:end]
        key = " ".join(line.lower().split()) if end - start <= 300 else ""
        if _DATE.match(line) and end - start <= 80:
            out.append(Block(start, end, "dateline"))
        elif _is_debris(line) or (key and key in seen):
            out.append(Block(start, end, "debris"))
        elif _FINAL.search(line[-6:]) or end - start >= 4 * _WRAP_COLUMNS or not has_body:
            head = _DATELINE.match(line[:120])
            if head and (head.group().split(",")[0].split(" -")[0].isupper() or re.search(r"\d{4}", head.group())):
                out.append(Block(start, start + len(head.group().rstrip(" -–—")), "dateline"))
                start += head.end()
            out.append(Block(start, end, "body"))
        else:
            body_before = any(b.role == "body" for b in out[-3:])
            out.append(Block(start, end, "heading" if headline or body_before else "headline"))
            headline = True
        if key:
            seen.add(key)
    return out
