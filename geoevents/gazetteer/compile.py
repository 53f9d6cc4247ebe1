"""Compiles ``gazetteer/`` (world tables and curated tables) into the memory-mapped index that the package carries.

``python -m geoevents.gazetteer.compile SOURCE_DIR OUT_DIR``; the build hook runs it. Needs anyascii, numpy, pyarrow,
pyproj and shapely, and nothing but this package's own modules besides.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.curated import CuratedPlace, CuratedTables, Known, load_curated
from geoevents.gazetteer.points import read_points, settle
from geoevents.gazetteer.shapes import decode
from geoevents.gazetteer.store import StoreWriter
from geoevents.gazetteer.world import World, set_local_names, write_names, write_places

__all__ = ["MIN_ZOOMS", "compile_gazetteer"]

MIN_ZOOMS: dict[str, tuple[int, ...]] = {
    "country": (2,), "admin1": (6,), "river": (5, 5, 5, 6, 7, 8, 9, 10), "lake": (7,), "region": (7,),
    "town": (4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13),
}  # fmt: skip
"""Kind -> map zoom from which a label of rank 0, 1, 2, ... is worth its space; the last one holds for all further."""

_BY_BORDER_DEG = 0.15
"""How far a place of the curated tables may lie from the drawn division of its country that it belongs to."""


def compile_gazetteer(source: Path, out: Path) -> dict[str, int]:
    """Compile.

    Parameters
    ----------
    source : Path
        ``gazetteer/`` with ``world/``, ``curated/`` and ``sources.toml``.
    out : Path
        Folder to make, or to replace in one step.

    Returns
    -------
    dict
        What was counted: places, names, keys, shapes, zone sets, bytes.

    Raises
    ------
    GazetteerError
        Where a table is missing or a curated row is wrong.
    """
    for name in ("places", "names", "shapes", "basemap"):
        if not (source / "world" / f"{name}.parquet").is_file():
            raise GazetteerError(f"{source / 'world' / name}.parquet is missing", "run: geoevents gazetteer build")
    world = _read_world(source / "world")
    _set_points(world, source / "curated" / "points.csv")
    curated = _add_curated(world, source / "curated")
    set_local_names(world, {name.place_id: name.name for name in curated.local_names})
    writer = StoreWriter(out)
    try:
        counts = write_places(writer, world) | write_names(writer, world)
        _write_maps(writer, world, source / "world" / "basemap.parquet")
        zones = {
            name: [{**row, "geometry": shapely.to_wkb(row["geometry"], hex=True)} for row in rows]
            for name, rows in sorted(curated.zone_sets.items())
        }
        writer.blob("zones.json", json.dumps(zones, ensure_ascii=False, default=str, indent=1).encode("utf-8"))
        counts["zone_sets"] = len(zones)
        writer.commit({"counts": counts, "attribution": _attribution(source / "sources.toml")})
    finally:
        writer.discard()
    return counts


def _read_world(folder: Path) -> World:
    table = pq.read_table(folder / "places.parquet")
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    columns["lon"] = [value / 1e5 for value in columns["lon"]]
    columns["lat"] = [value / 1e5 for value in columns["lat"]]
    del columns["name"]
    columns["extent_km"] = [round(value, 2) for value in columns["extent_km"]]
    names: list[list[str]] = [[] for _ in columns["place_id"]]
    rows = pq.read_table(folder / "names.parquet")
    for place, name in zip(rows.column("place").to_pylist(), rows.column("name").to_pylist(), strict=True):
        names[place].append(name)
    shapes = pq.read_table(folder / "shapes.parquet")
    geometries = dict(zip(shapes.column("place").to_pylist(), decode(shapes), strict=True))
    return World(**columns, names=names, shapes=geometries)


def _set_points(world: World, path: Path) -> None:
    """Put countries where published tables put them."""
    rows = {world.country[row]: row for row, kind in enumerate(world.kind) if kind == "country"}
    for point in read_points(path):
        row = rows.get(point.country)
        if row is None or row not in world.shapes:
            raise GazetteerError(f"points.csv: the sources have no country {point.country!r}", "remove the row")
        settled = settle(world.shapes[row], point.lon, point.lat)
        if settled is not None:
            world.lon[row], world.lat[row] = settled


def _add_curated(world: World, folder: Path) -> CuratedTables:
    """Append curated places, add curated names, and take out the source rivers that a curated river joins."""
    row_of = {place_id: row for row, place_id in enumerate(world.place_id)}
    rivers: dict[str, list[int]] = {}
    for row, kind in enumerate(world.kind):
        if kind == "river":
            for name in world.names[row]:
                rivers.setdefault(name, []).append(row)
    joined: dict[int, None] = {}

    def find(place_id: str) -> Known | None:
        row = row_of.get(place_id)
        if row is None:
            return None
        return Known(world.names[row], world.shapes.get(row, shapely.Point(world.lon[row], world.lat[row])))

    def river(name: str) -> Any:
        rows = rivers.get(name, [])
        joined.update(dict.fromkeys(rows))
        return shapely.union_all([world.shapes[row] for row in rows]) if rows else None

    curated = load_curated(folder, find, river)
    divisions = _divisions(world)
    for place in curated.places:
        row_of[place.place_id] = len(world.place_id)
        parent = _division_at(world, divisions, place) if place.shape is None else None
        world.place_id.append(place.place_id)
        world.kind.append(place.kind)
        world.lon.append(place.lon)
        world.lat.append(place.lat)
        world.country.append(place.country)
        world.admin1.append(world.names[parent][0] if parent is not None else "")
        world.population.append(0)
        world.rank.append(place.rank)
        world.extent_km.append(place.size_km)
        world.parent.append(world.place_id[parent] if parent is not None else f"ne:{place.country}")
        world.source.append(f"geoevents ({place.source})" if place.source else "geoevents")
        world.names.append([place.name, *place.names])
        if place.shape is not None:
            world.shapes[len(world.place_id) - 1] = place.shape
    for alias in [*curated.names, *curated.local_names]:
        known = world.names[row_of[alias.place_id]]
        if alias.name not in known:
            known.append(alias.name)
    _drop(world, joined)
    return curated


def _divisions(world: World) -> tuple[shapely.STRtree, list[int]]:
    rows = [row for row, kind in enumerate(world.kind) if kind == "admin1" and row in world.shapes]
    return shapely.STRtree([world.shapes[row] for row in rows]), rows


def _division_at(world: World, divisions: tuple[shapely.STRtree, list[int]], place: CuratedPlace) -> int | None:
    """The division of the place's own country that it lies in, or by: coarse borders leave towns on the wrong side."""
    tree, rows = divisions
    point = shapely.Point(place.lon, place.lat)
    near = sorted(rows[found] for found in tree.query(point, predicate="dwithin", distance=_BY_BORDER_DEG))
    near = [row for row in near if world.country[row] == place.country]
    return min(near, key=lambda row: float(shapely.distance(world.shapes[row], point)), default=None)


def _drop(world: World, rows: dict[int, None]) -> None:
    keep = [row for row in range(len(world.place_id)) if row not in rows]
    world.shapes = {new: world.shapes[old] for new, old in enumerate(keep) if old in world.shapes}
    for name in (
        "place_id", "kind", "lon", "lat", "country", "admin1", "population", "rank", "extent_km", "parent", "source",
        "names",
    ):  # fmt: skip
        values = getattr(world, name)
        setattr(world, name, [values[row] for row in keep])


def _write_maps(writer: StoreWriter, world: World, basemap: Path) -> None:
    table = pq.read_table(basemap)
    geometries = decode(table)
    detail, layers = table.column("detail").to_pylist(), table.column("layer").to_pylist()
    ranks, names = table.column("rank").to_pylist(), table.column("name").to_pylist()
    lakes = [row for row in sorted(world.shapes) if world.kind[row] == "lake"]
    for which in ("fine", "coarse"):
        rows = [i for i, value in enumerate(detail) if value == which]
        shapes = [geometries[i] for i in rows] + [world.shapes[row] for row in lakes]
        bounds = shapely.bounds(np.array(shapes)).astype(np.float32)
        columns = {
            "layer": pa.array([layers[i] for i in rows] + ["lake"] * len(lakes)),
            "rank": pa.array([ranks[i] for i in rows] + [world.rank[row] for row in lakes], pa.uint8()),
            "name": pa.array([names[i] or None for i in rows] + [world.names[row][0] for row in lakes], pa.string()),
            "geometry": pa.array([bytes(data) for data in shapely.to_wkb(np.array(shapes))], pa.binary()),
        }
        columns |= {name: pa.array(bounds[:, i]) for i, name in enumerate(("minx", "miny", "maxx", "maxy"))}
        _parquet(writer, pa.table(columns), f"basemap-{which}.parquet")
    _parquet(writer, _labels(world), "labels.parquet")


def _labels(world: World) -> pa.Table:
    rows = [row for row, kind in enumerate(world.kind) if kind in MIN_ZOOMS]
    rows.sort(key=lambda row: (world.rank[row], -world.population[row], world.place_id[row]))
    local = [world.local[row][1] or None for row in rows]

    def zoom(row: int) -> int:
        steps = MIN_ZOOMS[world.kind[row]]
        return steps[min(world.rank[row], len(steps) - 1)]

    return pa.table(
        {
            "lon": pa.array([world.lon[row] for row in rows]),
            "lat": pa.array([world.lat[row] for row in rows]),
            "name": pa.array([world.names[row][0] for row in rows]),
            "local": pa.array(local, pa.string()),
            "kind": pa.array([world.kind[row] for row in rows]),
            "country": pa.array(
                [world.country[row] if world.kind[row] == "country" else None for row in rows], pa.string()
            ),
            "rank": pa.array([world.rank[row] for row in rows], pa.uint8()),
            "min_zoom": pa.array([zoom(row) for row in rows], pa.uint8()),
            "population": pa.array([world.population[row] for row in rows], pa.int64()),
        }
    )


def _parquet(writer: StoreWriter, table: pa.Table, name: str) -> None:
    pq.write_table(table, writer.folder / name, compression="zstd", write_statistics=False)
    writer.add(name)


def _attribution(path: Path) -> list[dict[str, str]]:
    """Each attribution text once, in the file's order, under the source's short name."""
    found: dict[str, dict[str, str]] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["source"]:
        credit = {"name": row["attribution"], "text": row["text"], "url": row["url"], "license": row["license"]}
        found.setdefault(row["text"], credit)
    return list(found.values())


def main(arguments: list[str]) -> int:
    """Run from the command line: ``SOURCE_DIR OUT_DIR``."""
    if len(arguments) != 2:
        print("usage: python -m geoevents.gazetteer.compile SOURCE_DIR OUT_DIR", file=sys.stderr)
        return 2
    try:
        counts = compile_gazetteer(Path(arguments[0]), Path(arguments[1]))
    except GazetteerError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
