"""Second-order divisions (districts, raions, counties): names that GeoNames has, without shapes.

Such a division is placed at its seat: the town of the same name inside the same first-order division. Where there is no
such town it is placed at the middle of the first-order division, with that division's size as its extent. Either way it
has no shape and an extent in km, so that it can never pass for a point; :mod:`district_regions
<geoevents.gazetteer.sources.district_regions>` then estimates a region for most of them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from geoevents.gazetteer.names import fold, key
from geoevents.gazetteer.sources.entry import Entry, tidy_names
from geoevents.gazetteer.sources.short_forms import short_forms

__all__ = ["read_second_order", "seat_name"]

_WORDS = frozenset({
    "arrondissement", "cercle", "city", "commune", "county", "department", "district", "districts", "gmina",
    "governorate", "ilcesi", "kaza", "kreis", "landkreis", "municipality", "of", "okres", "powiat", "prefecture",
    "province", "qada", "raion", "rayon", "region", "sub", "subdistrict", "the", "urban",
})  # fmt: skip


_FIRST_ORDER = frozenset({"Governorate", "Oblast", "Province"})
"""A second-order division that is called so, like its first-order one, is that one listed again."""


def seat_name(name: str) -> str:
    """``name`` without its words for the division: "Bakhmut" of "Bakhmut Raion"."""
    return " ".join(word for word in name.split() if fold(word) not in _WORDS) or name


def read_second_order(
    folder: Path,
    parents: dict[str, Entry],
    towns: dict[str, list[Entry]],
    areas_km2: dict[str, float],
    homes: Mapping[str, Entry] | None = None,
) -> list[Entry]:
    """Read the second-order divisions.

    Parameters
    ----------
    folder : Path
        The unpacked package.
    parents : dict
        GeoNames first-order code ("SY.12") -> division with a shape.
    towns : dict
        GeoNames first-order code -> towns in it.
    areas_km2 : dict
        ``place_id`` of a first-order division -> its area in km².
    homes : mapping, optional
        GeoNames second-order code -> first-order division, or country, in which the towns filed under it lie. It counts
        more than ``parents``, for GeoNames and Natural Earth cut some countries in different ways.

    Returns
    -------
    list of Entry
        Those whose first-order division is known, or whose seat or towns are.
    """
    homes = homes or {}
    rows = json.loads((folder / "package/admin2.json").read_text(encoding="utf-8"))
    rows.sort(key=lambda row: row["code"])
    first = [row["code"].rpartition(".")[0] for row in rows]
    holders = [homes.get(row["code"]) or parents.get(code) for row, code in zip(rows, first, strict=True)]
    siblings = Counter(holder.place_id for holder in holders if holder)
    seats = {code: _by_name(group) for code, group in towns.items()}
    entries, seen = [], set()
    for row, code, holder in zip(rows, first, holders, strict=True):
        parent = holder if holder is not None and holder.kind == "admin1" else None
        name = " ".join(row["name"].split())
        bare = seat_name(name)
        exact, by_key = seats.get(code, ({}, {}))
        seat = exact.get(fold(bare)) or by_key.get(key(bare))
        # The whole code: its last part is a GeoNames id in some countries and a national code in others.
        place_id = f"gn:{row['code']}"
        again = parent is not None and _is_again(name, bare, parent, regrouped=parents.get(code) is not parent)
        if place_id in seen or (holder is None and seat is None) or again:
            continue
        seen.add(place_id)
        share = areas_km2.get(parent.place_id, 0.0) / siblings[parent.place_id] if parent else 0.0
        size = math.sqrt(share / math.pi) if share else 15.0
        whole = math.sqrt(areas_km2.get(parent.place_id, 0.0) / math.pi) if parent else 0.0
        where = seat or holder
        assert where is not None  # noqa: S101
        entries.append(
            Entry(
                place_id=place_id, name=name, kind="admin2", lon=where.lon, lat=where.lat, country=row["code"][:2],
                admin1=parent.name if parent else "", rank=6, source="GeoNames",
                # Twice the mean size reaches into the division's corners when the seat lies off its middle.
                extent_km=round(max(5.0, 2 * size if seat or parent is None else 2 * whole), 1),
                parent=parent.place_id if parent else f"ne:{row['code'][:2]}",
                names=tidy_names(
                    name, [*([bare] if seat and bare != name else []), *short_forms(name, row["code"][:2])]
                ),
            )
        )  # fmt: skip
    return entries


def _is_again(name: str, bare: str, parent: Entry, *, regrouped: bool) -> bool:
    """Whether a second-order division is its first-order one, listed again.

    It is called so ("Douala Province"); or it bears any name of a first-order division that GeoNames does not know as
    one: Natural Earth draws the provinces of some countries, which GeoNames groups into regions.
    """
    if regrouped:
        own = {fold(word) for other in parent.names for word in (other, seat_name(other))}
        return fold(bare) in own or fold(name) in own
    return name.split()[-1] in _FIRST_ORDER and fold(bare) == fold(parent.name)


def _by_name(towns: list[Entry]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Towns of one division by every folded name and by every key, the more important town first."""
    exact: dict[str, Entry] = {}
    by_key: dict[str, Entry] = {}
    for town in sorted(towns, key=lambda entry: (entry.rank, -entry.population, entry.place_id)):
        if town.kind != "town":
            continue
        for name in town.names:
            exact.setdefault(fold(name), town)
            if len(skeleton := key(name)) > 2:
                by_key.setdefault(skeleton, town)
    return exact, by_key
