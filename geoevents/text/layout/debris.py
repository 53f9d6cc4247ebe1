"""Tells the article's own lines from the debris of the web page they were scraped with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geoevents.text.layout.counted import counts
from geoevents.text.tables import rows, words
from geoevents.text.words.lexicon import reporting_words
from geoevents.text.words.tokens import fold, tokenize
from geoevents.text.words.vocabulary import acting_forms

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
_DATED = re.compile(
    r"\b\d{4}\b|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\b"
    r"|\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_DASHES = frozenset("-–—")
_SENTENCE_WORDS = 2
"""Spaces that a sentence after a dateline has at least: "... IN KHERSON - GOVERNOR" has none."""
_BULLET = re.compile(r"(?:-{1,3}|[–—*•·●▪‣■►▶◦○+>]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t\u00a0]+(?=\S)")
# A preposition in capitals opens a line of its own, not the rest of the line above.
_OPENING = re.compile(r"(?:Near|In|At|On|Around|Outside|Inside|Along|Between|Across|Over) (?:the )?[^\W\d_a-z]")
_ITEM_WORDS = 4
"""Words of an item of a list that tells something; one of fewer is a heading or part of a menu."""
_HEADING_WORDS = 8
"""Words before a colon at most that are a heading."""
_LONGEST_KEY = 300
"""Characters of the longest line that is compared with those before it."""
_NOTICE_LINES = 3
"""Different lines that count acts of violence from which on a text is a notice."""
_WRAP_COLUMNS = 40
"""A line shorter than this is never the first part of a sentence that runs on in the next line."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines with one role; ``text[start:end]`` is its content without surrounding white space.

    ``role`` is ``body``, ``headline``, ``heading`` (a short line inside the article), ``dateline`` (a place or date of
    publication) or ``debris``. ``item`` says that a bullet or a number stood before it, which is left out.
    """

    start: int
    end: int
    role: str
    item: bool = False


_LONGEST_FURNITURE = 60
"""A longer line is none of the table's."""


@cache
def _furniture() -> frozenset[str]:
    return frozenset(w for row in rows("debris") for w in row["words"].split("|"))


@cache
def _function_words() -> frozenset[str]:
    return words("determiner") | words("preposition") | words("be") | words("perfect") | words("coordinator") | {"said"}


def _is_debris(line: str) -> bool:
    if _CLOCK.match(line) or "©" in line:
        return True
    final = _FINAL.search(line) is not None
    if final and len(line) > _LONGEST_FURNITURE and _WORD.search(line):
        return False  # most lines of an article: not a word of them needs to be looked at
    names = [fold(w) for w in _WORD.findall(line[:2000])]
    if not names or " ".join(names) in _furniture():
        return True
    if len(names) < 6 or final or not any(map(str.isascii, names)):
        return False  # of other scripts the small words are not known
    # Menus and icon lists: many words, hardly any of the small words that sentences are made of, or one word over
    # and over again.
    small = sum(n in _function_words() for n in names)
    said = [n for n in names if n not in _function_words()] or names
    most = max(said.count(n) for n in dict.fromkeys(said)) if len(said) <= 400 else len(said) - len(set(said))
    return len(names) >= 12 and (small / len(names) < 0.08 or most / len(names) > 0.2)


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """Return paragraphs: lines, joined where one was broken by wrapping; offsets, and whether it is a list's item."""
    out: list[tuple[int, int, bool]] = []
    position, joined = 0, False
    for raw in text.split("\n"):
        content = raw.strip()
        start = position + (len(raw) - len(raw.lstrip())) if content else position
        end = start + len(content)
        position += len(raw) + 1
        if not content:
            joined = False
            continue
        bullet = _BULLET.match(content)
        if joined and bullet is None and _OPENING.match(content) is None:
            out[-1] = (out[-1][0], end, out[-1][2])
        else:
            out.append((start + (bullet.end() if bullet else 0), end, bullet is not None))
        joined = (
            len(content) >= _WRAP_COLUMNS
            and not content.isupper()
            and not _FINAL.search(content[-6:])
            and len(content) <= 160
        )
    return out


def _key(line: str) -> str:
    return " ".join(line.lower().split()) if len(line) <= _LONGEST_KEY else ""


class _Told:
    """Whether lines that read alike may each tell of an event: where many lines count acts, as in a notice."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int, bool]]) -> None:
        self._text, self._spans = text, spans
        self._counting: set[str] | None = None

    def again(self, key: str, item: bool) -> bool:
        """Tell whether the line ``key``, an item of a list or not, counts for each time it stands in the text."""
        if self._counting is None:
            lines = dict.fromkeys(_key(self._text[start:end]) for start, end, _ in self._spans)
            self._counting = {line for line in lines if line and counts(tokenize(line))}
        return key in self._counting and (item or len(self._counting) >= _NOTICE_LINES)


def _names_only(line: str) -> bool:
    """Tell "In Syria:", "Idlib governorate:" from "The ministry said:"."""
    low = [fold(w) for w in _WORD.findall(line[:200])]
    verbs = words("be") | words("perfect") | words("modal") | acting_forms() | reporting_words()
    return len(low) <= _HEADING_WORDS and not any(w in verbs or w in words("pronoun") for w in low)


def _tells(line: str, item: bool, before: Sequence[Block]) -> bool:
    """Tell an item of a list, or a line that opens with a place, without an end mark: "-- Near Hit, one strike …"."""
    opens = item or (bool(before) and _OPENING.match(line) is not None)
    return opens and len(_WORD.findall(line[:400])) >= _ITEM_WORDS + (not item)


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text`` in order; time is linear in the length of the text.

    The first short line without an end mark before the article is its headline. A line that was there before is debris,
    save in a notice, where two lines that read alike tell of two events.
    """
    out: list[Block] = []
    seen: set[str] = set()
    spans = _lines(text)
    long_lines = [
        i for i, (s, e, _) in enumerate(spans) if e - s >= 2 * _WRAP_COLUMNS or _FINAL.search(text[max(s, e - 6) : e])
    ]
    has_body = bool(long_lines)
    headline, told = False, _Told(text, spans)
    for start, end, item in spans:
        line = text[start:end]
        key = _key(line)
        if end - start <= 80 and _DATE.match(line):
            out.append(Block(start, end, "dateline"))
        elif _is_debris(line) or (key in seen and not told.again(key, item)):
            out.append(Block(start, end, "debris"))
        elif line.endswith(":") and _names_only(line):
            out.append(Block(start, end, "heading", item))
        elif _FINAL.search(line[-6:]) or end - start >= 4 * _WRAP_COLUMNS or not has_body or _tells(line, item, out):
            opening = line[:120]
            head = _DATELINE.match(opening) if not _DASHES.isdisjoint(opening) else None
            if (
                head
                and line.count(" ", head.end()) >= _SENTENCE_WORDS
                and (head.group().split(",")[0].split(" -")[0].isupper() or _DATED.search(head.group()))
            ):
                out.append(Block(start, start + len(head.group().rstrip(" -–—")), "dateline"))
                start += head.end()
            out.append(Block(start, end, "body", item))
        else:
            body_before = any(b.role == "body" for b in out[-3:])
            out.append(Block(start, end, "heading" if headline or body_before else "headline", item))
            headline = True
        if key:
            seen.add(key)
    return out
