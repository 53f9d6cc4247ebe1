"""First-order divisions that GeoNames has and Natural Earth does not draw: newer, finer or coarser cuts of a country.

Natural Earth draws one cut of each country, sometimes an older one (eleven provinces of the Congo, eight of Kenya),
sometimes a finer one (the provinces of the Philippines, which GeoNames groups into regions). The other cut is made from
what both have, the towns: where whole drawn divisions make up the missing one, their union is its shape; where it is a
piece of drawn ones, its region is estimated (:mod:`~geoevents.gazetteer.sources.district_regions`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from geoevents.gazetteer.names import fold, is_latin, key
from geoevents.gazetteer.shapes import to_grid
from geoevents.gazetteer.sources.district_regions import estimate_region
from geoevents.gazetteer.sources.divisions import seat_name
from geoevents.gazetteer.sources.entry import Entry, tidy_names
from geoevents.gazetteer.sources.natural_earth import bare_name, read_rows

__all__ = ["JOINED", "NewerDivisions", "read_newer_divisions"]

JOINED = "GeoNames (region joined from divisions of Natural Earth)"
"""Source of a division that is a union of drawn ones."""

_OWN = 0.8
"""Share of a drawn division's towns that must lie in the missing one for it to be a part of that."""

_COVERED = 0.9
"""Share of the missing division's towns that its parts must hold for their union to be its shape."""

_TOUCHED = 0.05
"""Share of the missing division's towns from which on a drawn division counts as ground it may stand on."""

_INSIDE = 0.8
"""Share of its towns that must lie in its country: what is claimed elsewhere gets no region."""


@dataclass(slots=True)
class NewerDivisions:
    """What :func:`read_newer_divisions` made.

    Attributes
    ----------
    joined : dict
        GeoNames first-order code -> union of drawn divisions, which stay divisions of their own.
    pieces : dict
        GeoNames first-order code -> estimated piece of drawn divisions; towns are filed under it.
    renamed : dict
        GeoNames first-order code -> the drawn division that it names in another way; it has gained that name.
    """

    joined: dict[str, Entry] = field(default_factory=dict)
    pieces: dict[str, Entry] = field(default_factory=dict)
    renamed: dict[str, Entry] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entry]:
        return iter([*self.joined.values(), *self.pieces.values()])


def read_newer_divisions(
    names: Mapping[str, str], first: Sequence[Entry], towns: Mapping[str, Sequence[Entry]], countries: Sequence[Entry]
) -> NewerDivisions:
    """Make the first-order divisions that are missing.

    Parameters
    ----------
    names : mapping
        GeoNames first-order code ("CD.18") -> name.
    first : sequence of Entry
        The drawn divisions, with shapes.
    towns : mapping
        GeoNames first-order code -> towns in it, each filed under the drawn division that it lies in.
    countries : sequence of Entry
        Whose names no division repeats (Guadeloupe, Macao).
    """
    known = _Known(first, countries)
    unlisted = {row["code"] for row in read_rows("unlisted_divisions.csv")}
    drawn = {entry.place_id: entry for entry in first}
    votes: dict[str, Counter[str]] = {}
    in_country: dict[str, list[Entry]] = {}
    for code, group in towns.items():
        in_country.setdefault(code[:2], []).extend(group)
        for town in group:
            votes.setdefault(town.parent, Counter())[code] += 1
    found = NewerDivisions()
    for code in sorted(names):
        group = [town for town in towns.get(code, ()) if town.parent in drawn]
        homes = Counter(town.parent for town in group)
        if (
            code in unlisted
            or known.has(code[:2], names[code], homes)
            or len(group) < max(1, _INSIDE * len(towns.get(code, ())))
        ):
            continue
        parts = sorted(home for home in homes if votes[home][code] >= _OWN * votes[home].total())
        whole = sum(homes[part] for part in parts) >= _COVERED * len(group)
        if whole and len(parts) == 1:  # one drawn division by another name: Kuzbass is Kemerovo Oblast
            same = drawn[parts[0]]
            same.names = tidy_names(same.name, [*same.names, names[code], bare_name(names[code])])
            found.renamed[code] = same
            continue
        entry = Entry(
            place_id=f"gn:{code}", name=names[code], kind="admin1", lon=0.0, lat=0.0, country=code[:2], rank=4,
            parent=f"ne:{code[:2]}", names=tidy_names(names[code], [bare_name(names[code]), seat_name(names[code])]),
        )  # fmt: skip
        if whole:
            union = shapely.union_all([drawn[part].geometry for part in parts], grid_size=1e-5)
            entry.geometry, entry.source = to_grid(np.array([union]))[0], JOINED
            point = entry.geometry.representative_point()
            entry.lon, entry.lat = round(point.x, 5), round(point.y, 5)
            _take_names(entry, [drawn[part] for part in parts])
            found.joined[code] = entry
            continue
        if known.is_shared(code[:2], names[code]):
            continue
        ground = shapely.union_all([drawn[h].geometry for h in sorted(homes) if homes[h] >= _TOUCHED * len(group)])
        mine = {(town.lon, town.lat) for town in group}
        rivals = {(town.lon, town.lat) for town in in_country[code[:2]] if town.parent in drawn}
        if estimate_region(entry, sorted(mine), sorted(rivals - mine), ground):
            found.pieces[code] = entry
    return found


class _Known:
    """The names that drawn divisions and countries have already.

    A name that several divisions of a country bear beside their own is that of a group they belong to: Natural Earth
    gives "Tuscany" to each of its provinces. Names in other scripts do not count, since GeoNames' are Latin and another
    script's sound is no second name (of Aberdeenshire, Scotland).
    """

    def __init__(self, first: Sequence[Entry], countries: Sequence[Entry]) -> None:
        self._own: set[tuple[str, str]] = set()
        self._sounds: dict[str, set[str]] = {}
        bearers: Counter[tuple[str, str]] = Counter()
        for entry in [*first, *countries]:
            latin = [name for name in entry.names if is_latin(name)]
            bearers.update({(entry.country, form) for name in latin for form in _spelled(name)})
            self._own |= {(entry.country, form) for form in _spelled(entry.name)}
            self._sounds[entry.place_id] = {form for name in latin for form in _sounded(name)}
        self._own |= {form for form, count in bearers.items() if count == 1}
        self._shared = set(bearers) - self._own

    def has(self, country: str, name: str, homes: Mapping[str, int]) -> bool:
        """Whether a division is called so, or one that holds some of the towns is called much the same."""
        if any((country, form) in self._own for form in _spelled(name)):
            return True
        near = [self._sounds[home] for home in homes] if not self.is_shared(country, name) else []
        return any(_sounded(name) & sounds for sounds in [*near, self._sounds.get(f"ne:{country}", set())])

    def is_shared(self, country: str, name: str) -> bool:
        """Whether several divisions bear the name beside their own."""
        return any((country, form) in self._shared for form in _spelled(name))


def _take_names(union: Entry, parts: Sequence[Entry]) -> None:
    """Give a union the names that all its parts bear beside their own, and take them from the parts."""
    common = set.intersection(*(set(part.names) - {part.name} for part in parts))
    forms = {form for name in [*union.names, *common] for form in _spelled(name)}
    union.names = tidy_names(union.name, [*union.names, *sorted(common)])
    for part in parts:
        part.names = [part.name, *(name for name in part.names[1:] if not _spelled(name) & forms)]


def _bare(name: str) -> set[str]:
    return {name, bare_name(name), seat_name(name)}


def _spelled(name: str) -> set[str]:
    return {fold(form) for form in _bare(name)}


def _sounded(name: str) -> set[str]:
    return {key(form) for form in _bare(name) if len(key(form)) > 2}
