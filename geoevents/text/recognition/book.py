"""What recognition asks of a gazetteer: whether a name exists, and how well known the best place of that name is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold, is_latin
from geoevents.model.places import Place
from geoevents.text.recognition.inflected import nominatives
from geoevents.text.recognition.lexis import COMMON, FORENAME, SURNAME, abbreviations, flags, known_phrases

__all__ = ["NO_NAME", "Book", "Name", "Names"]

_MOST_NAMES = 100_000
_MOST_ROWS = 6
"""Places of one name that are looked at for how well known it is; the most important come first."""
_BY_RANK = (4.0, 3.0, 2.5, 2.0, 1.0, 0.5, 0.0, -0.5, -1.0, -1.0, -1.0)
"""Evidence for a place that a bare name gives, by the place's rank (0 capital, 10 hamlet); see ``place_context.csv``
for the unit."""
_SEVERAL_WORDS = 1.5
_DECLINED, _LIKE_A_SURNAME = 1.0, 4.0
"""Evidence that a name in another case lacks: it may be another word's, or a person's."""
_ALIAS = 2
"""Ranks that a place counts less under a name that is not the one it is filed under."""
_COUNTRY, _REGION = 5.0, 4.0
_KNOWN_TOWN = 5
_LARGE = frozenset(["admin1", "country", "river", "sea", "lake", "region"])


class Book(Protocol):
    """What recognition needs of a gazetteer; :class:`geoevents.gazetteer.index.Gazetteer` has it."""

    def rows(self, name: str) -> list[int]:
        """Rows of the places that bear a name, the more important first."""

    def at(self, row: int) -> Place:
        """Return the place in a row."""


class Name(NamedTuple):
    """A name as recognition knows it.

    ``kind`` is empty for none, ``place`` for one of the gazetteer, else as of
    :class:`geoevents.text.recognition.lexis.Known`; ``prior`` the evidence for a place that the bare name gives;
    ``large`` whether it names a division or a country, which can be written after a town's; ``town`` whether also a
    town.
    """

    kind: str
    prior: float
    country: str = ""
    name: str = ""
    large: bool = False
    town: bool = False


NO_NAME = Name("", 0.0)


class Names:
    """The names of a gazetteer with those of the tables, remembered."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._memo: Memo[str, Name] = Memo(_MOST_NAMES)

    def has(self, folded: str) -> bool:
        """Whether a folded name is one."""
        return bool(self.find(folded).kind)

    def is_listed(self, folded: str) -> bool:
        """Whether a folded name is in the gazetteer as it stands, not only in the nominative."""
        return bool(self._book.rows(folded))

    def find(self, folded: str) -> Name:
        """Return what is known of a folded name."""
        found = self._memo.get(folded)
        return found if found is not None else self._memo.put(folded, self._look(folded))

    def of(self, surface: str) -> Name:
        """Return what is known of a name as written: "Ky.", "US", "Kyiv"."""
        short = abbreviations().get(surface)
        if short is not None:
            return Name("abbreviation", 3.0 if short.sure else -3.0, short.country, short.name, True)
        if surface == "us":
            return NO_NAME
        return self.find(fold(surface))

    def _declined(self, folded: str) -> Name:
        """Return what is known of a name in another case than the nominative, which becomes its ``name``."""
        best = NO_NAME
        for form, likely in nominatives(folded):
            listed = fold(form)
            known = self.find(listed) if self._book.rows(listed) else NO_NAME
            if known.kind == "place":
                prior = known.prior - (_DECLINED if likely else _LIKE_A_SURNAME)
                if not best.kind or prior > best.prior:
                    best = known._replace(prior=prior, name=form.title())
        return best

    def _look(self, folded: str) -> Name:
        known = known_phrases().get(folded)
        if known is not None:
            doubt = 1.0 if flags().get(folded, 0) & FORENAME else 0.0
            prior = (_COUNTRY if known.kind == "country" else _REGION) - doubt
            return Name(known.kind, prior, known.country, known.name, known.kind in {"country", "region"})
        rows: Sequence[int] = self._book.rows(folded) if folded else ()
        if not rows:
            return self._declined(folded)
        places = [self._book.at(row) for row in rows[:_MOST_ROWS]]
        away = _ALIAS if is_latin(folded) else 0  # places are filed under Latin names
        best = min(places, key=lambda p: p.rank + away * (fold(p.name) != folded))
        rank = min(best.rank + away * (fold(best.name) != folded), len(_BY_RANK) - 1)
        prior = _BY_RANK[rank] + (best.kind == "admin1")
        if " " in folded:
            prior += _SEVERAL_WORDS
        else:
            known_as = flags().get(folded, 0)
            if known_as & COMMON:
                prior -= 3.0 if rank > 1 else 1.5
            if known_as & (FORENAME | SURNAME):
                prior -= 3.0 if rank > 2 else 1.5
            if len(folded) <= (3 if away else 2):  # Arabic and Hebrew leave vowels out
                prior -= 2.0
        large = any(p.kind in _LARGE and fold(p.name) == folded for p in places)
        town = any(p.kind == "town" and p.rank <= _KNOWN_TOWN for p in places)
        return Name("place", prior, "", best.name, large, town)
