"""A name -> all the places it may mean, by its text, its aliases, and for districts by the seat of an adjective."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.geocoding.answer import Context
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.settlements import seats_of
from geoevents.model.places import Candidate

__all__ = ["Found", "LookUps", "candidates"]

_LIMIT = 60

_MOST_KNOWN = 30_000
"""Candidates that are kept, about 0.5 kB each."""

_ORDER = {"exact": 0, "key": 1, "fuzzy": 2}
_SEATS = ("town", "admin2", "admin3")
_DIVISIONS = frozenset({"admin1", "admin2", "admin3"})

_SEAT_LIKENESS, _SEAT_KEY = 0.97, 0.85
"""Likeness that a seat met by its adjective counts as, and the least of its transliteration."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name was found to mean.

    Attributes
    ----------
    candidates : list of Candidate
        Each place once, by its best stage.
    whole : frozenset of str
        Ids of the places that bear the whole text, feature word and all.
    seats : frozenset of str
        Ids of those of which the name is only the adjective ("Bakhmutskyi": Bakhmut).
    """

    candidates: list[Candidate]
    whole: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()


class LookUps:
    """Look-ups in one gazetteer; the same text comes again with other feature words ("X", "X town", "near X").

    Parameters
    ----------
    gazetteer : Gazetteer
        Where.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: Memo[tuple[str, str, tuple[str, ...], bool], list[Candidate]] = Memo(_MOST_KNOWN, _weight)

    def find(self, text: str, country: str, kinds: Sequence[str] = (), *, fuzzy: bool = False) -> list[Candidate]:
        """Look up a text, in any of some kinds, or in all; the list is not to be changed."""
        key = (text, country, tuple(kinds), fuzzy)
        known = self._known.get(key)
        if known is None:
            hits = self.gazetteer.lookup(text, country=country or None, kinds=kinds or None, limit=_LIMIT, fuzzy=fuzzy)
            known = self._known.put(key, hits)
        return known


def _weight(hits: Sequence[Candidate]) -> int:
    return 1 + len(hits)


def candidates(look_ups: LookUps, name: Name, context: Context, *, exact: bool = False) -> Found:
    """Look up the whole text, the bare name and its aliases.

    Parameters
    ----------
    look_ups : LookUps
        Where.
    name : Name
        As read.
    context : Context
        Of it only the country matters here.
    exact : bool
        Only letter by letter.
    """
    gazetteer = look_ups.gazetteer
    found: dict[str, Candidate] = {}
    whole: set[str] = set()
    seats: set[str] = set()
    bare = name.name
    texts = [name.text, bare, *name.aliases]
    if not name.feature and not name.aliases and bare != name.text and gazetteer.has_name(name.text):
        texts = [name.text]  # "New York" is not a new York
    texts = [t for t in texts if len(t) > 1 or t == name.text]  # "N/A" is no place called A
    for text in dict.fromkeys(t for t in texts if t):
        if (text == name.text and text != bare) or exact:
            if not gazetteer.has_name(text):
                continue
            hits = [h for h in look_ups.find(text, context.country) if h.stage == "exact"]
            if name.feature and text == name.text:
                whole.update(h.place.place_id for h in hits)
        else:
            hits = _hinted(look_ups, text, name.kinds, context.country)
            if _DIVISIONS & set(name.kinds) and not _at_home(hits, context):
                met = _by_adjective(look_ups, text, context)
                seats.update(h.place.place_id for h in met)
                hits = hits + met
        _merge(found, hits)
    return Found(list(found.values()), frozenset(whole), frozenset(seats))


def _at_home(hits: Sequence[Candidate], context: Context) -> bool:
    return any(h.stage == "exact" and h.place.country in (context.country, "") for h in hits)


def _hinted(look_ups: LookUps, text: str, kinds: Sequence[str], country: str) -> list[Candidate]:
    """Places of the kinds asked for, and those that may stand in for them; likeness only where nothing else is."""
    hits = look_ups.find(text, country)
    if kinds and not any(h.place.kind in kinds and h.stage == "exact" for h in hits):
        hits = [*hits, *look_ups.find(text, country, kinds)]
    if not hits and len(text) >= 5 and not any(c.isdigit() for c in text):
        hits = look_ups.find(text, country, kinds, fuzzy=True)
    return hits


def _by_adjective(look_ups: LookUps, text: str, context: Context) -> list[Candidate]:
    """Seats of the district that goes by their adjective; in the expected country, where one is."""
    names = list(seats_of(text))
    met: list[Candidate] = []
    for name in names:
        for hit in look_ups.find(name, context.country, _SEATS):
            home = not context.country or hit.place.country == context.country
            if home and (hit.stage == "exact" or hit.similarity >= _SEAT_KEY):
                met.append(replace(hit, stage="key", similarity=_SEAT_LIKENESS))
    return met


def _merge(found: dict[str, Candidate], hits: Iterable[Candidate]) -> None:
    for hit in hits:
        known = found.get(hit.place.place_id)
        better = known is None or (_ORDER[hit.stage], -hit.similarity) < (_ORDER[known.stage], -known.similarity)
        if better:
            found[hit.place.place_id] = hit
