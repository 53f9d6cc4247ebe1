"""A name -> the places that it may mean, as arrays that a text's votes are counted with; kept over texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geoevents.errors import GazetteerError
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import fold, similarity_folded
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.expressions.grammar import as_name
from geoevents.model.geodesic import apart_km
from geoevents.model.places import Place
from geoevents.text.resolution.aliases import abbreviated, adjectival, country_called
from geoevents.text.resolution.spellings import of_inhabitants, spelt_out, with_unsaid, without_parts

__all__ = ["OWN", "OptionBook", "Options"]

OWN: tuple[str, ...] = (
    "inhabitants", "names", "country", "admin1", "minor", "eclipsed", "division", "nature", "other_name", "unsaid",
    "loosely", "fit",
)  # fmt: skip
"""What speaks for a place by itself; ``weights.toml`` says of each what it is."""

_MOST = 48
"""Places of one name that are weighed at most, the more important first: "Washington" has 56, "San José" 200."""

_MOST_KNOWN = 80_000
"""Places and names that are kept, about 0.9 kB each: 70 MB at most, reached after some 20,000 different names."""

_MOST_QUERIES = 50_000
"""Words of mentions of which it is kept what names are in them, about 0.3 kB each."""

_DIVISIONS = frozenset({"admin2", "admin3"})
_NATURE = frozenset({"river", "lake", "mountain", "region", "valley", "sea"})
_WIDE = frozenset({"country", "admin1", "region"})

_UNKNOWN_TOWN, _UNKNOWN, _CONTINENT = 2.7, 4.0, 9.0
"""Logarithm of the inhabitants that towns (500) and others (10,000) of which they are not known count as; and of those
that a continent would have, which is one less for each step of rank of seas, rivers and regions."""

_WORLDWIDE = 1
"""Regions and seas up to this rank are as wide as countries."""

_GREAT = 3
"""Towns up to this rank have inhabitants with a name of their own ("Londoners")."""

_ALIKE = 0.2
"""Least unlikeness of a name to a place's own, from which on it is another name."""

_ABOUT_KM = 100.0
"""The point of a division about a great city that is a division by itself lies within so many km of it."""

_SOUND, _LEAST_SOUND = 6, 0.87
"""Places taken at most where a name is only met by its sound, and the least likeness."""

_SEATS_OF = {"admin1": ("town",), "admin2": ("town",), "admin3": ("town",), "town": ("suburb",), "suburb": ("town",)}


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The places that a name may mean, the more important first; arrays have one item for each.

    Attributes
    ----------
    places : tuple of Place
    own : ndarray of float32, shape (n, len(OWN))
        What speaks for each by itself.
    country, admin1 : ndarray of int64
        Numbers of its country and first-order division in the book; 0 where it has none.
    xyz : ndarray of float32, shape (n, 3)
        Unit vectors from the centre of the Earth.
    level : ndarray of int64
        0 country or wider, 1 first-order division, 2 lower division, 3 anything else.
    shown : tuple of dict
        Each as an alternative of a :class:`Match`, without how likely it is.
    seat : tuple or None
        Which are a town and the first-order division about it of the same name, where no word says the kind; and
        whether it is the division's own name.
    """

    places: tuple[Place, ...]
    own: NDArray[np.float32]
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    xyz: NDArray[np.float32]
    level: NDArray[np.int64]
    shown: tuple[dict[str, Any], ...]
    seat: tuple[int, int, bool] | None = None

    def only(self, at: int) -> Options:
        """Return the options with a single one left."""
        one = slice(at, at + 1)
        arrays = (self.own[one], self.country[one], self.admin1[one], self.xyz[one], self.level[one])
        return Options(self.places[one], *arrays, self.shown[one])


class OptionBook:
    """What names may mean in one gazetteer; each is worked out once.

    Parameters
    ----------
    names : Gazetteer

    Attributes
    ----------
    queries : Memo
        What :mod:`geoevents.text.resolution.subjects` has read in the words of mentions.
    """

    def __init__(self, names: Gazetteer) -> None:
        self.gazetteer = names
        self._known: Memo[tuple[str, str, str, str], Options] = Memo(_MOST_KNOWN, lambda found: 1 + len(found.places))
        self.queries: Memo[str, tuple[tuple[tuple[str, str, int], ...], bool]] = Memo(_MOST_QUERIES)
        self._countries: dict[str, int] = {"": 0}
        self._divisions: dict[tuple[str, str], int] = {("", ""): 0}

    def country(self, code: str) -> int:
        """Return the number of a country by its ISO2 code."""
        return self._countries.setdefault(code, len(self._countries))

    def options(self, words: str, feature: str = "", country: str = "", dotted: str = "") -> Options:
        """Return what a name may mean.

        Parameters
        ----------
        words : str
            The name as written.
        feature : str
            The word for its kind next to it ("city"), or empty.
        country : str
            ISO2 code where the words name a country or its people.
        dotted : str
            The words with the full stop behind them, which may be that of an abbreviation; empty where none is.
        """
        key = (words, feature, country, dotted if dotted and abbreviated(dotted) else "")
        known = self._known.get(key)
        return known if known is not None else self._known.put(key, self._make(*key))

    # ---------------------------------------------------------------------------------------------------- candidates

    def _make(self, words: str, feature: str, country: str, dotted: str) -> Options:
        alias = adjectival(fold(words))
        if alias is not None and alias.is_country:
            country = alias.country
        if country and (alias is not None or not self.gazetteer.has_name(words)):
            return self._of_country(country)
        if alias is not None:
            return self._options(self._bearing([fold(alias.name)], kinds=_WIDE), ())
        if not fold(words):
            return self._options({})
        name = as_name(words)
        kinds = name.kinds or (as_name(f"{words} {feature}").kinds if feature else ())
        return self._options(self._found(words, name, dotted), kinds, fold(words) if name.feature else "")

    def _of_country(self, code: str) -> Options:
        place = self._country(code)
        return self._options({place.row: (place, fold(place.name), "")} if place is not None else {}, ())

    def _country(self, code: str) -> Place | None:
        try:
            return self.gazetteer.place(f"ne:{code}")
        except GazetteerError:
            return None

    def _found(self, words: str, name: Name, dotted: str) -> dict[int, tuple[Place, str, str]]:
        """Places by row, each with the folded name that met it and how, from the plainest reading to the loosest."""
        folded = fold(words)
        found = self._bearing([folded])
        called = country_called(folded)
        place = self._country(called) if called else None
        if place is not None:
            found[place.row] = place, fold(place.name), ""
        short = abbreviated(dotted or words)
        if short is not None:
            found |= self._bearing([fold(short.name)], kinds=frozenset({"admin1"}), country=short.country)
        found |= {r: f for r, f in self._bearing(spelt_out(folded)).items() if r not in found}
        if not name.feature:
            unsaid = self.gazetteer.known(with_unsaid(folded))
            found |= {r: f for r, f in self._bearing(unsaid, "unsaid").items() if r not in found}
        elif name.name and not any(place.kind in name.kinds for place, _, _ in found.values()):
            bare = fold(name.name)
            more = self._bearing([bare, *spelt_out(bare)], "loosely" if found else "")
            found |= {r: f for r, f in more.items() if r not in found and (not found or f[0].kind in name.kinds)}
        if not found:
            found = self._bearing(self.gazetteer.known(of_inhabitants(folded)), kinds=_WIDE, first=True)
        if not found:
            hits = self.gazetteer.lookup(words, limit=_SOUND, fuzzy=False)
            alike = [hit for hit in hits if hit.similarity >= _LEAST_SOUND]
            found = {hit.place.row: (hit.place, fold(hit.matched), "loosely") for hit in alike}
        if not found and (whole := without_parts(folded)):
            found = self._bearing([whole, *spelt_out(whole)], "loosely")
        return found

    def _bearing(
        self,
        texts: Iterable[str],
        how: str = "",
        *,
        kinds: frozenset[str] = frozenset(),
        country: str = "",
        first: bool = False,
    ) -> dict[int, tuple[Place, str, str]]:
        found: dict[int, tuple[Place, str, str]] = {}
        for text in texts:
            for row in self.gazetteer.rows(text)[:_MOST]:
                if row in found:
                    continue
                place = self.gazetteer.at(row)
                if country and place.country != country:
                    continue
                great = first and place.kind == "town" and place.rank <= _GREAT
                if not kinds or place.kind in kinds or great:
                    found[row] = place, text, how
            if first and found:
                break
        return found

    # -------------------------------------------------------------------------------------------------------- arrays

    def _options(self, found: dict[int, tuple[Place, str, str]], kinds: Sequence[str] = (), whole: str = "") -> Options:
        chosen = sorted(found.values(), key=lambda f: (f[2] != "", f[0].rank, -f[0].population, f[0].place_id))[:_MOST]
        places = tuple(place for place, _, _ in chosen)
        capitals = [p for p in places if p.kind == "town" and p.rank == 0]
        own = [
            self._own(p, met, how, kinds, whole, p.kind == "admin1" and _eclipsed(p, capitals))
            for p, met, how in chosen
        ]
        return Options(
            places=places,
            own=np.array(own, dtype=np.float32).reshape(len(places), len(OWN)),
            country=np.array([self.country(p.country) for p in places], dtype=np.int64),
            admin1=np.array([self._division(p) for p in places], dtype=np.int64),
            xyz=_unit_vectors(places),
            level=np.array([_level(p) for p in places], dtype=np.int64),
            shown=tuple(_shown(place) for place in places),
            seat=None if kinds else _seat(places, own),
        )

    def _division(self, place: Place) -> int:
        admin1 = place.name if place.kind == "admin1" else place.admin1
        key = (place.country, admin1) if admin1 else ("", "")
        return self._divisions.setdefault(key, len(self._divisions))

    def _own(self, place: Place, met: str, how: str, kinds: Sequence[str], whole: str, eclipsed: bool) -> list[float]:
        kind = place.kind
        people = math.log10(place.population) if place.population > 0 else _unknown(place)
        own_name = fold(place.name)
        contained = own_name == met or set(own_name.split()) <= set(met.split())
        alike = 1.0 if contained else similarity_folded(met, own_name)
        fit = 0.0
        if kinds:
            fit = 1.0 if kind in kinds else 0.3 if any(kind in _SEATS_OF.get(k, ()) for k in kinds) else -0.5
            if whole and met == whole:
                fit = max(fit, 0.5)  # "Port Sudan" is no port: the word for the kind belongs to the name
        first = kind == "admin1"
        nature = kind in _NATURE and place.rank > _WORLDWIDE
        return [
            people, math.log1p(len(self.gazetteer.names(place))), float(kind == "country"), float(first),
            float(first and place.rank > _GREAT), float(eclipsed), float(kind in _DIVISIONS), float(nature),
            1.0 - alike, float(how == "unsaid"), float(how == "loosely"), fit,
        ]  # fmt: skip


def _shown(place: Place) -> dict[str, Any]:
    return {
        "name": place.name, "place_id": place.place_id, "kind": place.kind, "country": place.country,
        "admin1": place.admin1, "lat": place.lat, "lon": place.lon,
    }  # fmt: skip


def _seat(places: Sequence[Place], own: Sequence[Sequence[float]]) -> tuple[int, int, bool] | None:
    """The first town that has its own name as it was written, and the division about it that goes by it, too.

    The third item says whether that is the division's own name ("Idlib"), or one by the way ("Kyiv" for Kyiv Oblast).
    """
    loose = [OWN.index(name) for name in ("other_name", "unsaid", "loosely")]
    plain = [sum(facts[column] for column in loose) < _ALIKE for facts in own]
    divisions = [n for n, place in enumerate(places) if place.kind == "admin1"]
    towns = [n for n, place in enumerate(places if divisions else ()) if place.kind == "town"]
    # a foreign name of a great town ("Kiew") is the division's by the way
    for n in [n for n in towns if plain[n]] or [n for n in towns if places[n].rank <= _GREAT]:
        town = places[n]
        about = [at for at in divisions if _is_about(places[at], town)]
        if about:
            at = max(about, key=lambda at: plain[at])
            return n, at, plain[at]
    return None


def _eclipsed(division: Place, capitals: Sequence[Place]) -> bool:
    """Tell whether a division has the name of its country's capital, which lies in another ("Washington")."""
    return any(c.country == division.country and not _is_about(division, c) for c in capitals)


def _is_about(division: Place, town: Place) -> bool:
    if division.country != town.country:
        return False
    return town.admin1 == division.name or apart_km(division.lon, division.lat, town.lon, town.lat) < _ABOUT_KM


def _unknown(place: Place) -> float:
    if place.kind in _NATURE:
        return max(_UNKNOWN, _CONTINENT - place.rank)
    return _UNKNOWN_TOWN if place.kind == "town" else _UNKNOWN


def _level(place: Place) -> int:
    if place.kind == "country" or (place.kind in _NATURE and place.rank <= _WORLDWIDE):
        return 0
    return 1 if place.kind == "admin1" else 2 if place.kind in _DIVISIONS else 3


def _unit_vectors(places: Sequence[Place]) -> NDArray[np.float32]:
    lon = np.radians([p.lon for p in places])
    lat = np.radians([p.lat for p in places])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).astype(np.float32)
