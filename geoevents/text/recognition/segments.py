"""Reads a run by itself: which of its words may be a place, and what the words beside them in the run say."""

from __future__ import annotations

from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold
from geoevents.text.recognition.book import NO_NAME, Name, Names
from geoevents.text.recognition.lexis import (
    BODY,
    BREAK,
    COMMON,
    DIVISION,
    FACILITY,
    FEATURE,
    FORENAME,
    HEAD,
    LOCAL,
    OF_BODY,
    OF_HEAD,
    PRESS,
    QUARTER,
    SITE,
    SUFFIX,
    SURNAME,
    TITLE,
    WAY,
)  # fmt: skip
from geoevents.text.recognition.runs import Part, parts_of
from geoevents.text.recognition.segment import Reading, Segment

__all__ = ["Runs"]

_MOST_RUNS = 50_000
_LONGEST_NAME = 6
_UNLISTED = -3.0
_ALONE = 0.5
"""A name less well known than this is not cut out of a longer one."""
_BODIES = BODY | LOCAL | SITE | PRESS
_NOT_A_FORENAME_S = _BODIES | FEATURE | TITLE | BREAK
_PERSON_LIKE = 1.5
"""A listed name that begins with a forename is a place from this prior on ("San Diego", "Victoria Falls")."""
_PARTIES = frozenset("dri")
_POINTS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_WAY_ENDS = frozenset([*_POINTS, "n", "s", "e", "w", "nw", "ne", "sw", "se"])
_CARDINALS = frozenset([*_POINTS, *(f"{point}ern" for point in _POINTS), "central", "upper", "lower"])
_SURE_HEADS = frozenset([
    "mount", "mt", "river", "lake", "fort", "ft", "camp", "cape", "isle", "wadi", "jabal", "jebel", "tell", "tall",
    "tal", "khan", "kafr", "deir", "dayr", "beit",
])  # fmt: skip
"""Kinds that make what follows a place even where nobody lists it; after "St." it may as well be a church."""


class Runs:
    """Reads runs, and remembers them."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._memo: Memo[str, Reading] = Memo(_MOST_RUNS)

    def read(self, run: str) -> Reading:
        """Return what a run says by itself."""
        known = self._memo.get(run)
        return known if known is not None else self._memo.put(run, _Reader(run, self._names).read())


def _is_verb(part: Part) -> bool:
    """Tell "Missing Lancaster girl", "Wanted Erie man": headlines begin with participles."""
    return len(part.low) > 5 and part.low.endswith(("ing", "ed"))


class _Reader:
    def __init__(self, run: str, names: Names) -> None:
        self.run, self.names = run, names
        self.parts = parts_of(run, names.has)
        self.segments: list[Segment] = []
        self.persons: list[str] = []
        self.shouted = len(run) > 4 and run.isupper()

    def read(self) -> Reading:
        parts, i = self.parts, 0
        while i < len(parts):
            part = parts[i]
            if part.lower:
                i += 1
                continue
            j, name = self._longest(i, len(parts))
            if part.flags & BREAK and (j <= i + 1 or name.prior < 2.0) and not self._opens_a_name(i, j):
                i += 1
                continue
            end = max(j, i + 1)
            while end < len(parts) and (parts[end].lower or not self._breaks(end)):
                end += 1
            self._group(i, end)
            i = end
        return Reading(tuple(self.segments), tuple(self.persons), len(parts))

    def _opens_a_name(self, i: int, j: int) -> bool:
        """Tell "New Market", "Old Saybrook", "Good Hope": an opening word that belongs to the name."""
        parts = self.parts
        return (
            i + 1 < len(parts)
            and parts[i].low in {"new", "old", "two", "three", "first", "second", "four", "good"}
            and not parts[i + 1].lower
            and bool(parts[i + 1].flags & (FEATURE | WAY) or (parts[i].low in {"first", "second"} and j > i + 1))
        )

    def _breaks(self, k: int) -> bool:
        """Tell a word that ends a group of names: "Paris The", but not "Paris Police"."""
        return bool(self.parts[k].flags & BREAK) and not self.parts[k].flags & _BODIES and not self._of(k)

    def _of(self, k: int) -> bool:
        """Tell an OF in capitals that is a link: "BANK OF ENGLAND"."""
        return self.shouted and self.parts[k].low == "of" and bool(self.parts[k - 1].flags & (OF_BODY | OF_HEAD))

    def _longest(self, i: int, limit: int) -> tuple[int, Name]:
        """Return the end of the longest known name at ``i``, and the name; ``i`` if there is none."""
        parts, start = self.parts, self.parts[i].start
        for j in range(min(limit, i + _LONGEST_NAME), i, -1):
            if parts[j - 1].lower or (j < len(parts) and parts[j].glued and not parts[j].lower and j - i > 1):
                continue
            name = self.names.of(self.run[start : parts[j - 1].end])
            if name.kind and not (
                name.kind == "abbreviation" and j - i > 1 and " " in self.run[start : parts[j - 1].end]
            ):
                return j, name
        return i, NO_NAME

    def _group(self, first: int, end: int) -> None:
        """Read the words from one opening word to the next."""
        p = first
        while p < end:
            p = self._step(first, p, end)

    def _step(self, first: int, p: int, end: int) -> int:
        parts, part = self.parts, self.parts[p]
        if part.lower or part.flags & SUFFIX:
            return p + 1
        following = parts[p + 1] if p + 1 < end else None
        if following is not None and following.glued and part.low in _PARTIES:
            return self._constituency(first, p + 1, end)
        j, name = self._longest(p, end)
        several = j > p + 1
        if name.kind in {"demonym", "people", "country", "region", "abbreviation"}:
            if not several and following is not None and self._is_namesake(part, following):
                return self._person(first, p, end)
            return j if name.kind == "people" else self._emit(first, p, j, end, name)
        if part.flags & TITLE and not (several and name.prior >= _PERSON_LIKE):
            return self._title(p, end)
        if part.flags & OF_BODY and following is not None and following.low == "of" and not several:
            return self._of_body(p, end)
        if part.flags & OF_HEAD and following is not None and following.low in {"of", "of the"} and not several:
            return self._of_head(first, p, end)
        if several and name.kind == "place" and self._is_kind(p, j):
            return self._emit(first, p, j, end, name._replace(kind="feature", prior=max(name.prior, 3.0)),
                              feature=parts[j - 1].low)  # fmt: skip
        if self._is_person(p, end) and not (several and name.prior >= _PERSON_LIKE):
            return self._person(first, p, end)
        k = self._feature(p, end)
        if k is not None and k + 1 > j:
            return self._featured(first, p, k, end)
        headed = part.flags & HEAD and following is not None and not following.lower and not several
        if headed and following and (not following.flags & (_BODIES | TITLE) or following.flags & (FORENAME | QUARTER)):
            prior = 1.0 if part.low in _SURE_HEADS else -1.5
            return self._emit(first, p, p + 2, end, Name("feature", prior), feature=part.low)
        if part.low in _CARDINALS and following is not None and not following.lower and not several:
            j, name = self._longest(p + 1, end)
            if name.kind in {"country", "region"} or (name.kind == "place" and name.large):
                return self._emit(first, p, j, end, name, head=p + 1)
            return p + 1
        if name.kind == "place" and not several and name.prior < _ALONE and self._beside(j, end) == "word":
            return self._unlisted(first, p, end)  # "Plaine Savo": a longer name that nobody lists
        if name.kind and not (part.flags & _BODIES and j == p + 1 and (p > first or name.prior < 0)):
            return self._emit(first, p, j, end, name)
        if not part.flags & (_BODIES | QUARTER | COMMON | FEATURE) and not _is_verb(part):
            return self._unlisted(first, p, end)
        return p + 1

    def _is_namesake(self, part: Part, following: Part) -> bool:
        """Tell "Jordan Peterson", "Virginia Johnson": a forename that is also a country's, and a surname."""
        surname = following.flags & SURNAME and not following.flags & (_NOT_A_FORENAME_S | COMMON)
        return bool(part.flags & FORENAME and surname) and not (following.lower or following.glued)

    def _is_kind(self, p: int, j: int) -> bool:
        """Tell a listed name that says its kind: "Boone County", "City of Norfolk"."""
        parts = self.parts
        return bool(parts[j - 1].flags & DIVISION) or bool(parts[p].flags & OF_HEAD and parts[p + 1].low == "of")

    def _constituency(self, first: int, p: int, end: int) -> int:
        """Read "D-Calif.", "R-Charleston": a party and the place it was voted for in."""
        j, name = self._longest(p, end)
        if not name.kind:
            name, j = self.names.of(self.run[self.parts[p].start : self.parts[p].end] + "."), p + 1
        return self._emit(first, p, j, end, name, before="=in") if name.kind else p + 1

    def _title(self, p: int, end: int) -> int:
        """Read "Governor of Texas", "Mayor Don Iveson", "Prime Minister"."""
        parts, q = self.parts, p
        while q < end and (parts[q].flags & TITLE) and not parts[q].lower:
            q += 1
        if q < end and parts[q].low in {"of", "of the", "for"}:
            return self._possessor(q, end, "office")
        if q < end and parts[q].low == "and":
            return q + 1
        stop = q
        while stop < end and not parts[stop].flags & (_BODIES | WAY) and parts[stop].low not in {"of", "of the"}:
            stop += 1
        if stop > q:
            self._meet(stop)
        return max(stop, q)

    def _meet(self, stop: int) -> None:
        """Remember the surname of the person whose name ends at ``stop``."""
        k = stop - 1
        while k > 0 and self.parts[k].flags & SUFFIX:
            k -= 1
        word = self.parts[k]
        if not word.lower and len(word.low) > 2 and not word.flags & (TITLE | BREAK):
            self.persons.append(word.low)

    def _possessor(self, q: int, end: int, what: str) -> int:
        """Read the name after "University of", "Governor of": whose it is."""
        q += 1
        if q < end and self.parts[q].low == "the":
            q += 1
        if q >= end or self.parts[q].lower:
            return q
        j, name = self._longest(q, end)
        k = self._feature(q, end)
        if k is not None and k + 1 > j:
            return self._featured(q, q, k, end, before="of_" + what)
        if name.kind and name.kind not in {"people", "demonym"}:
            return self._emit(q, q, j, end, name, before="of_" + what)
        return q + 1 if j <= q else j

    def _of_body(self, p: int, end: int) -> int:
        return self._possessor(p + 1, end, "body")

    def _of_head(self, first: int, p: int, end: int) -> int:
        """Read "Gulf of Aden", "City of Edmonton"."""
        parts, q = self.parts, p + 2
        if q < end and parts[q].low == "the":
            q += 1
        if q >= end or parts[q].lower:
            return q
        j, name = self._longest(q, end)
        if name.kind in {"demonym", "people"}:
            return j
        prior = 3.0 if name.kind or not parts[p].flags & _BODIES else 0.0
        return self._emit(first, p, max(j, q + 1), end, Name("feature", prior, name.country, name.name, name.large),
                          head=q, feature=parts[p].low)  # fmt: skip

    def _is_person(self, p: int, end: int) -> bool:
        """Tell "Sheila D. Williams", "J. Smith", "Ahmed al-Sharaa": a forename or an initial, and a name."""
        parts = self.parts
        if p + 1 >= end or parts[p].glued:
            return False
        following = parts[p + 1]
        initial = len(following.low) == 1 and p + 2 < end and not parts[p + 2].flags & (_BODIES | FEATURE)
        if initial and not parts[p].flags & (QUARTER | HEAD) and following.low not in "nsew":
            return True
        if len(parts[p].low) == 1 and parts[p].low not in "nsew":
            return not following.flags & (_BODIES | FEATURE)
        if not parts[p].flags & FORENAME:
            return False
        if following.lower:
            return following.low in {"bin", "ibn", "von", "van", "van der", "de", "al", "el", "del", "de la", "di"}
        return not following.flags & _NOT_A_FORENAME_S or bool(following.flags & FORENAME)

    def _person(self, first: int, p: int, end: int) -> int:
        parts, q = self.parts, p + 1
        while q < end and (parts[q].lower or not parts[q].flags & (_BODIES | FEATURE | TITLE)):
            if parts[q].low in {"of", "of the"}:
                break
            q += 1
        if q < end and parts[q].flags & (WAY | FACILITY | DIVISION) and not parts[q].lower:
            return self._featured(first, p, q, end)  # "Martin Luther King Boulevard"
        if q < end and parts[q].flags & _BODIES and not parts[q].lower:
            return end
        if parts[p].flags & HEAD and q - p == 2:
            return self._unlisted(first, p, q)  # "Abu Hujar" is a village where the words around say so
        if q - p > 1:
            self._meet(q)
        return q

    def _feature(self, p: int, end: int) -> int | None:
        """Return the kind word that ends a name from ``p``: "Red River Valley", "Zion National Park"."""
        parts, wanted = self.parts, FEATURE
        if parts[p].flags & _BODIES:
            wanted = WAY  # "Front Street", but no "School District"
        for k in range(p + 1, min(p + 6, end)):
            part = parts[k]
            if part.lower and part.low not in {"de", "la", "du", "des", "del"}:
                return None
            if part.flags & wanted and not part.lower:
                while k + 1 < end and parts[k + 1].flags & FEATURE and not parts[k + 1].lower:
                    k += 1
                if parts[k].flags & WAY and k + 1 < end and parts[k + 1].low in _WAY_ENDS:
                    k += 1
                return k
            if part.flags & (LOCAL | SITE | TITLE) and not part.flags & (QUARTER | FORENAME | HEAD):
                wanted = WAY
        return None

    def _featured(self, first: int, p: int, k: int, end: int, before: str = "") -> int:
        kind = self.parts[k]
        j, name = self._longest(p, k)
        prior = 3.0 if kind.flags & DIVISION else 2.0 if kind.flags & WAY else 1.5
        if name.kind and j == k:
            prior += 0.5
        elif self.parts[k - 1].flags & (LOCAL | SITE | TITLE) or (k == p + 1 and self.parts[p].flags & COMMON):
            prior -= 2.0  # "School District", "Central Station"
        whole, whole_name = self._longest(p, k + 1)
        if whole == k + 1:
            prior = max(prior, whole_name.prior)
        head_end = j if name.kind and j == k else k + 1
        return self._emit(first, p, k + 1, end, Name("feature", prior, "", "", bool(kind.flags & DIVISION)),
                          head_end=head_end, feature=kind.low, before=before)  # fmt: skip

    def _unlisted(self, first: int, p: int, end: int) -> int:
        """Offer a name that nobody lists, for a context that says that it is a place."""
        parts, q = self.parts, p + 1
        while q < end and not parts[q].flags & _NOT_A_FORENAME_S and q - p < 3:
            if not parts[q].lower and self._longest(q, end)[1].kind in {"country", "region", "demonym", "abbreviation"}:
                break
            q += 1
        while parts[q - 1].lower and q - 1 > p:
            q -= 1
        return self._emit(first, p, q, end, Name("unlisted", _UNLISTED))

    def _emit(self, first: int, p: int, j: int, end: int, name: Name, *, head: int | None = None,
              head_end: int | None = None, feature: str = "", before: str = "") -> int:  # fmt: skip
        parts = self.parts
        start, stop = parts[p].start, parts[j - 1].end
        head = p if head is None else head
        if not before:
            before = self._before(first, p)
        key = fold(self.run[parts[head].start : parts[(head_end or j) - 1].end])
        self.segments.append(
            Segment(start, stop, parts[head].start, parts[(head_end or j) - 1].end, name.kind, name.prior, name.country,
                    name.name, name.large, name.town, feature, before, self._beside(j, end), key,
                    self._building(j, end))
        )  # fmt: skip
        return j

    def _before(self, first: int, p: int) -> str:
        parts = self.parts
        if p == 0:
            return ""
        left = parts[p - 1]
        if p == first or left.lower or left.flags & BREAK:
            if left.low in {"of", "of the"} and p > 1:
                return "=of_" + parts[p - 2].low
            return "=" + left.low
        if left.flags & (QUARTER | SUFFIX) or _is_verb(left) or (self.segments and self.segments[-1].end >= left.end):
            return ""
        return "word"

    def _building(self, j: int, end: int) -> int:
        """Return where a building's name ends that a segment up to ``j`` begins."""
        for k in range(j, end):
            if self.parts[k].lower:
                break
            if self.parts[k].flags & SITE:
                return self.parts[k].end
        return 0

    def _beside(self, j: int, end: int) -> str:
        """Say what follows a name in its run."""
        parts = self.parts
        if j >= end or parts[j].lower:
            if j < len(parts) and parts[j].lower and parts[j].glued:
                return "=" + parts[j].low
            return ""
        if parts[j].glued:
            return "glued"
        for k in range(j, end):
            if parts[k].lower:
                break
            if parts[k].flags & TITLE:
                return "office"
            if parts[k].flags & LOCAL:
                return "local"
            if parts[k].flags & SITE:
                return "site"
            if parts[k].flags & PRESS:
                return "press"
            if parts[k].flags & BODY:
                return "body"
        name = self._longest(j, end)[1]
        if name.kind in {"country", "region", "abbreviation"}:
            return ""
        return "common" if parts[j].flags & COMMON else "word"
