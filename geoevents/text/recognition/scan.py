"""Recognition of a whole text: reads its runs, weighs them, lets what is sure decide what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geoevents.text.recognition.book import Book, Names
from geoevents.text.recognition.context import Beside, left_of, right_of
from geoevents.text.recognition.inflected import division_forms, is_cyrillic
from geoevents.text.recognition.judge import ACCEPTED, SURE, closes, is_embedded, role_of, weigh
from geoevents.text.recognition.lexis import striking
from geoevents.text.recognition.runs import ARTICLES, run_pattern
from geoevents.text.recognition.segment import Segment
from geoevents.text.recognition.segments import Runs

__all__ = ["Found", "Scanner"]

_ARTICLE = re.compile(rf"(?<![\w-])(?:{ARTICLES})-\Z")
_AGE = re.compile(r", (?:aged? )?\d\d?[,;]")
_APPOSED = re.compile(
    r", (?:(?:once |now |also )?an?|the) (?:[\w-]+ ){0,3}?"
    r"(?:town|village|city|hamlet|settlement|suburb|township|enclave|commune)"
    r"(?=[,.;]| (?:of|in|on|near|that|where|which|with|about|some|close|under|along|at|outside|opposite|across|between"
    r"|north|south|east|west|just|held|controlled)\b| \d)"
)
"""What says that the name before it is a town: ", a border town opposite". "The city manager" is none."""
_NAMED, _SAID_TO_BE = frozenset(["place", "unlisted"]), 5.0
_NEXT_WORD = re.compile(r" \w+")
_LISTED, _CONTAINED, _HELD, _AGAIN = 2.0, 4.0, 1.5, 2.0
_DATELINE, _DASHES = 6.0, frozenset("-–—(/")
_OPENING = re.compile(r"(?:, [A-Z0-9][\w. ]{1,30}){0,2}(?:\s?\([^)\n]{2,40}\))?(?:\s?[-–—]{1,2}\s|\n{3}(?=\S))")
"""What stands between the city of a dateline and its first sentence: ", Feb 3 (Agency) - ", of which the surface has
taken the dash."""
_TOLD, _NAMED_AGAIN = 2.0, 4.0
"""A name that nobody lists is a place throughout a text where its kind was said once ("the town of X")."""
_PERSON, _SMALL_TOO = -5.0, -1.5
_SURELY_PLACED = frozenset(["in", "near", "around", "outside", "inside", "throughout"])
_IN = frozenset([" in ", " in the "])
_AND = frozenset(
    [
        " et ",
        " et de ",
        " et à ",
        " y ",
        " y de ",
        " y en ",
        " und ",
        " и ",
        " та ",
        " і ",
        " e ",
        ") and ",
        ", ",
        " and ",
        ", and ",
        " or ",
        " & ",
        ", or ",
        "; ",
        "-",
        "–",
    ]
)


@dataclass(slots=True)
class Found:
    """A segment at its place in the text, with the evidence for it."""

    start: int
    end: int
    segment: Segment
    left: Beside
    right: Beside
    score: float
    container: str = ""
    taken: bool = False
    role: str = ""


class Scanner:
    """Finds the names of places in texts; what it learned of names and runs is kept for the next text."""

    def __init__(self, book: Book) -> None:
        self.names = Names(book)
        self.runs = Runs(self.names)
        self._pattern = run_pattern()

    def scan(self, clean: str) -> list[Found]:
        """Return the names of places in a text, in order."""
        found: list[Found] = []
        persons: set[str] = set()
        read = self.runs.read
        for m in self._pattern.finditer(clean):
            run = m.group()
            reading = read(run)
            if reading.persons:
                persons.update(reading.persons)
            if not reading.segments:
                continue
            start = m.start()
            if clean[start - 1 : start] == "-" and (article := _ARTICLE.search(clean, max(0, start - 5), start)):
                shift = start - article.start()
                run = clean[article.start() : m.end()]
                reading = read(run[0].upper() + run[1:])
                start -= shift
            self._take(clean, start, m.end(), reading.segments, persons, found)
        if found:
            self._decide(clean, found, persons)
        return [f for f in found if f.taken]

    def _take(self, clean: str, start: int, end: int, segments: tuple[Segment, ...], persons: set[str],
              found: list[Found]) -> None:  # fmt: skip
        for segment in segments:
            first, last = start + segment.start, start + segment.end
            left = left_of(clean, first) if segment.start == 0 else Beside("", "")
            right = right_of(clean, last) if last == end or not segment.after else Beside("", "run")
            if segment.kind in _NAMED and right.mark == "" and is_cyrillic(segment.key):
                segment, last = self._oblast(segment, clean, last, right)
            struck = left.mark if left.word == "the" else left.word
            if segment.building and not segment.before and struck in striking()[0]:
                last = start + segment.building
                segment = segment._replace(kind="feature", prior=SURE, after="", country="", feature="building")
                right = right_of(clean, last)
            score = weigh(segment, left, right)
            if right.mark == "," and segment.before == "word" and _AGE.match(clean, last):
                persons.add(segment.key.rsplit(" ", 1)[-1])
            elif left.mark == "start" and right.mark in _DASHES and clean[first:last].isupper():
                score += _DATELINE
            opens = left.mark == "start" and segment.town and not segment.feature and clean[first:last].isupper()
            if opens and _OPENING.match(clean, last):
                segment = segment._replace(feature="city")  # agencies have offices in cities
            if (
                right.mark == ","
                and segment.kind in _NAMED
                and segment.before != "word"
                and _APPOSED.match(clean, last)
            ):
                score += _SAID_TO_BE
            found.append(Found(first, last, segment, left, right, score))

    def _oblast(self, segment: Segment, clean: str, last: int, right: Beside) -> tuple[Segment, int]:
        """Read "Белгородской области": an adjective that is the name of a division with the word after it."""
        for form in division_forms(segment.key, right.word):
            if self.names.has(form):
                word = _NEXT_WORD.match(clean, last)
                return segment._replace(
                    kind="place", prior=SURE, name=self.names.find(form).name
                ), word.end() if word else last
        return segment, last

    def _decide(self, clean: str, found: list[Found], persons: set[str]) -> None:
        small: set[str] = set()
        if any(f.segment.kind in {"place", "unlisted"} for f in found):
            small = set(clean.split())
        for f in found:
            segment = f.segment
            if segment.kind in {"place", "unlisted"}:
                if segment.key in persons or segment.key.rsplit(" ", 1)[-1] in persons:
                    f.score += _PERSON if f.left.word not in _SURELY_PLACED else _PERSON / 5
                if segment.key in small or segment.key + "," in small:
                    f.score += _SMALL_TOO
        sure = {f.segment.key for f in found if f.score >= (_TOLD if f.segment.kind == "unlisted" else SURE)}
        for f in found:
            if f.segment.key in sure and f.score < SURE and f.segment.before != "word" and f.segment.after != "word":
                f.score += _NAMED_AGAIN if f.segment.kind == "unlisted" else _AGAIN
        self._link(clean, found)

    def _link(self, clean: str, found: list[Found]) -> None:
        """Weigh neighbours: "Paris, Texas", "Albu Kamal, Hajin and Al-Susah"."""
        last = len(found) - 1
        for i, f in enumerate(found):
            if i < last:
                after = found[i + 1]
                if after.segment.large and clean[f.end : after.start] in {", ", ","} and _may_hold(after, f):
                    f.score += _CONTAINED
                    f.container = after.segment.name
                elif f.segment.kind == "unlisted" and clean[f.end : after.start] in _IN and after.score >= ACCEPTED:
                    f.score += _HELD  # "at Plaine Savo in Djugu territory"
            if i:
                before = found[i - 1]
                gap = clean[before.end : f.start] if f.start - before.end <= 8 else "far"
                leads = gap == " to " and before.left.word == "from"  # "the road from Sake to Minova"
                if before.taken and (gap in _AND or leads) and before.role == "place":
                    if gap.startswith(",") and before.container and f.segment.kind == "abbreviation":
                        f.score += 8.0
                    elif f.segment.kind in {"place", "feature"}:
                        f.score += _LISTED
                    elif f.segment.kind == "unlisted" and not f.segment.after and closes(f.right):
                        f.score += 2 * _LISTED
            if f.score >= ACCEPTED:
                f.taken, f.role = True, role_of(f.segment, f.left, f.right)
                if f.segment.kind == "country" and i < last and found[i + 1].segment.kind == "demonym":
                    f.role = "actor" if clean[f.end : found[i + 1].start] == " and " else f.role  # "US and Russian"
            elif i and found[i - 1].container and found[i - 1].taken and f.segment.kind == "abbreviation":
                f.taken, f.role = True, "place"
        for i in range(last - 1, -1, -1):
            f, after = found[i], found[i + 1]
            near = f.segment.kind == "place" and f.score + _LISTED >= ACCEPTED and not f.taken
            if near and after.taken and after.role == "place" and clean[f.end : after.start] in _AND:
                f.taken, f.role = True, role_of(f.segment, f.left, f.right)


def _may_hold(large: Found, held: Found) -> bool:
    """Whether a name before a comma can be that of a place in the one after it."""
    known = held.segment.kind in {"demonym", "country", "region", "abbreviation"}
    return not known and large.segment.name != held.segment.name and not is_embedded(large.segment)
