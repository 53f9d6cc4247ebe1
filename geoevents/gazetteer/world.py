"""Places as columns, and how they are written into a compiled store: the tables of places and of names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoevents.errors import GazetteerError
from geoevents.gazetteer.local_names import local_name
from geoevents.gazetteer.name_tables import write_name_tables
from geoevents.gazetteer.names import key, name_hash
from geoevents.gazetteer.readings import keys
from geoevents.gazetteer.spatial import grid_cell
from geoevents.gazetteer.store import StoreWriter

__all__ = ["World", "set_local_names", "write_names", "write_places"]


@dataclass(slots=True)
class World:
    """Places as columns, while they are put together."""

    place_id: list[str]
    kind: list[str]
    lon: list[float]
    lat: list[float]
    country: list[str]
    admin1: list[str]
    population: list[int]
    rank: list[int]
    extent_km: list[float]
    parent: list[str]
    source: list[str]
    names: list[list[str]]
    shapes: dict[int, Any] = field(default_factory=dict)
    local: list[tuple[int, str]] = field(default_factory=list)
    """Which of a place's names is in the country's own script, and how that is written; -1 and "" for none."""


def set_local_names(world: World, known: dict[str, str]) -> None:
    """Find every place's name in its country's own script.

    Parameters
    ----------
    world : World
        Its ``local`` is set.
    known : dict
        ``place_id`` -> a name of that place which is known to be the one.
    """
    world.local = [(-1, "")] * len(world.names)
    divisions: dict[tuple[str, str], str] = {}
    # divisions first: their names help to choose among those of towns that bear the same name
    for row in sorted(range(len(world.names)), key=lambda row: world.kind[row] != "admin1"):
        names, country, named = world.names[row], world.country[row], known.get(world.place_id[row])
        if named is not None:
            world.local[row] = names.index(named), named
            continue
        asked = country, key(names[0])
        world.local[row] = local_name(names, country, divisions.get(asked, ""))
        if world.kind[row] == "admin1":
            divisions[asked] = world.local[row][1]


def write_places(writer: StoreWriter, world: World) -> dict[str, int]:
    """Write the table of places, their ids, grid and shapes; return how many there are.

    Raises
    ------
    GazetteerError
        Where two places have one id.
    """
    row_of = {place_id: row for row, place_id in enumerate(world.place_id)}
    if len(row_of) != len(world.place_id):
        twice = next(place_id for row, place_id in enumerate(world.place_id) if row_of[place_id] != row)
        raise GazetteerError(f"the place id {twice!r} stands twice in the tables", "give each place its own")
    lon, lat = np.array(world.lon), np.array(world.lat)
    labels: dict[str, list[str]] = {}
    for name in ("kind", "country", "admin1", "source"):
        values = getattr(world, name)
        labels[name] = sorted(set(values))
        code = {value: index for index, value in enumerate(labels[name])}
        writer.array(f"place_{name}", np.array([code[value] for value in values], dtype=np.uint16))
    writer.blob("labels.json", json.dumps(labels, ensure_ascii=False).encode("utf-8"))
    writer.array("place_lon", lon)
    writer.array("place_lat", lat)
    writer.array("place_population", np.array(world.population, dtype=np.uint32))
    writer.array("place_rank", np.array(world.rank, dtype=np.uint8))
    writer.array("place_extent_km", np.array(world.extent_km, dtype=np.float32))
    writer.array("place_parent", np.array([row_of.get(parent, -1) for parent in world.parent], dtype=np.int32))
    writer.strings("id", world.place_id)
    _write_hashes(writer, "id", [name_hash(place_id) for place_id in world.place_id], np.arange(len(lon)))
    cells = grid_cell(lon, lat)
    order = np.argsort(cells, kind="stable")
    writer.array("cell", cells[order])
    writer.array("cell_row", order.astype(np.int32))
    rows = sorted(world.shapes)
    geometries = np.array([world.shapes[row] for row in rows], dtype=object)
    index = np.full(len(lon), -1, dtype=np.int32)
    index[np.array(rows, dtype=np.int64)] = np.arange(len(rows))
    writer.array("place_shape", index)
    writer.array("shape_place", np.array(rows, dtype=np.int32))
    writer.array("shape_bounds", shapely.bounds(geometries))
    writer.array("shape_area", shapely.area(geometries))
    writer.blobs("shape", [bytes(data) for data in shapely.to_wkb(geometries)])
    return {"places": len(lon), "shapes": len(rows)}


def _write_hashes(writer: StoreWriter, name: str, hashes: list[int], rows: NDArray[Any]) -> None:
    """Sorted hashes and, beside them, what each stands for; equal hashes keep the order they come in."""
    values = np.array(hashes, dtype=np.uint64)
    order = np.argsort(values, kind="stable")
    writer.array(f"{name}_hash", values[order])
    writer.array(f"{name}_hash_of", np.asarray(rows)[order].astype(np.int32))


def write_names(writer: StoreWriter, world: World) -> dict[str, int]:
    """Write all spellings with the tables they are found by; return how many there are."""
    names: list[str] = []
    first, local = [0], []
    for row, own in enumerate(world.names):
        names += own
        index = world.local[row][0]
        local.append(first[-1] + index if index >= 0 else -1)
        first.append(len(names))
    writer.strings("name", names)
    counts = np.diff(first)
    place_of = np.repeat(np.arange(len(world.names)), counts)
    writer.array("name_place", place_of.astype(np.int32))
    writer.array("place_name", np.array(first, dtype=np.int32))
    writer.array("place_local", np.array(local, dtype=np.int32))
    found_by = [keys(name, world.country[place]) for name, place in zip(names, place_of.tolist(), strict=True)]
    return {"names": len(names)} | write_name_tables(writer, names, found_by, np.array(world.rank)[place_of])
