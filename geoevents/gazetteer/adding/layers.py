"""Draft places to a compiled layer: in memory, or in a folder that keeps the drafts too, to be laid on anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geoevents.gazetteer.adding.drafts import Drafts
from geoevents.gazetteer.adding.link import lay
from geoevents.gazetteer.layer import Layer
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.stack import Stack
from geoevents.gazetteer.store import MemoryWriter, StoreWriter, name_rules
from geoevents.gazetteer.world import World, set_local_names, write_names, write_places

__all__ = ["Facts", "compile_in", "compile_layer", "drafts_in", "facts_of"]

_DRAFTS = "drafts.parquet"
_FIELDS = ("place_id", "name", "kind", "lon", "lat", "country", "admin1", "population", "rank", "source", "extent_km",
           "parent", "names")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a layer says about itself; see :class:`geoevents.gazetteer.layer.LayerInfo`."""

    name: str
    priority: int
    source: str = ""
    file: str = ""
    format: str = ""
    license: str = ""
    attribution: str = ""


_CREDITS = {
    "GeoNames": ("CC BY 4.0", "GeoNames, CC BY 4.0, https://www.geonames.org"),
    "UCDP GED": ("CC BY 4.0", "UCDP GED, CC BY 4.0, Uppsala Conflict Data Program, https://ucdp.uu.se"),
}
"""Source -> licence and attribution that its publisher states for all of its files."""


def facts_of(
    drafts: Drafts, name: str, priority: int, file: str = "", source: str = "", license: str = "",  # noqa: A002
    attribution: str = "",
) -> Facts:  # fmt: skip
    """Facts about a layer, filled up with what is known of the source."""
    source = source or drafts.places[0].source
    licence, credit = _CREDITS.get(source, ("", ""))
    return Facts(name, priority, source, file, drafts.format, license or licence, attribution or credit)


def compile_layer(below: Stack, drafts: Drafts, facts: Facts) -> Layer:
    """Compile drafts into a layer that lives in this process only."""
    writer = MemoryWriter()
    return Layer(writer.store(_write(writer, below, drafts, facts)))


def compile_in(folder: Path, below: Stack, drafts: Drafts, facts: Facts) -> None:
    """Compile drafts into a folder, in one step; one that stands there is replaced."""
    writer = StoreWriter(folder)
    try:
        manifest = _write(writer, below, drafts, facts)
        pq.write_table(_table(drafts), writer.folder / _DRAFTS, compression="zstd", write_statistics=False)
        writer.add(_DRAFTS)
        writer.commit(manifest)
    finally:
        writer.discard()


def drafts_in(layer: Layer) -> tuple[Drafts, Facts]:
    """Drafts and facts that a layer in a folder was compiled of."""
    table = layer.store.table(_DRAFTS)
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    shapes = [None if wkb is None else shapely.from_wkb(wkb) for wkb in columns.pop("geometry")]
    doubtful = columns.pop("doubtful")
    rows = zip(*columns.values(), strict=True)
    places = [
        Entry(**dict(zip(columns, row, strict=True)), geometry=shape) for row, shape in zip(rows, shapes, strict=True)
    ]
    kept = layer.store.manifest
    drafts = Drafts(kept["layer"]["format"], places, kept["counts"]["rows"], refusals=kept["counts"]["refused"])
    drafts.doubtful = {place.place_id for place, doubt in zip(places, doubtful, strict=True) if doubt}
    return drafts, Facts(**kept["layer"])


def _write(writer: StoreWriter, below: Stack, drafts: Drafts, facts: Facts) -> dict[str, Any]:
    """Write all tables; return the facts for the manifest."""
    laid = lay(below, drafts.places, frozenset(drafts.doubtful))
    world = _world(laid.places)
    set_local_names(world, {})
    counts = write_places(writer, world) | write_names(writer, world)
    for name, links in (("same", laid.same), ("parent", laid.parents)):
        _write_links(writer, below, name, links)
    counts |= {"rows": drafts.rows, "refused": drafts.refusals, "same": len(laid.same)}
    credit = {"name": facts.name, "text": facts.attribution or facts.source, "url": "", "license": facts.license}
    return {
        "counts": counts,
        "attribution": [credit],
        "rules": name_rules(),
        "below": [layer.info.name for layer in below.layers],
        "laid_on": below.stamps(),
        "layer": asdict(facts),
    }


def _write_links(writer: StoreWriter, below: Stack, name: str, links: Sequence[tuple[int, str]]) -> None:
    """Write where links lead, as ids and, for as long as what lies below stays the same, as rows."""
    rows: dict[str, int] = {}
    for _, place_id in links:
        if place_id not in rows:
            rows[place_id] = below.find(place_id)
    writer.array(f"{name}_to", np.array([rows[place_id] for _, place_id in links], dtype=np.int32))
    writer.array(f"{name}_row", np.array([row for row, _ in links], dtype=np.int32))
    writer.strings(f"{name}_id", [place_id for _, place_id in links])


def _world(places: Sequence[Entry]) -> World:
    return World(
        place_id=[p.place_id for p in places],
        kind=[p.kind for p in places],
        lon=[p.lon for p in places],
        lat=[p.lat for p in places],
        country=[p.country for p in places],
        admin1=[p.admin1 for p in places],
        population=[p.population for p in places],
        rank=[p.rank for p in places],
        extent_km=[p.extent_km for p in places],
        parent=[p.parent for p in places],
        source=[p.source for p in places],
        names=[list(dict.fromkeys([p.name, *p.names])) for p in places],
        shapes={row: p.geometry for row, p in enumerate(places) if p.geometry is not None},
    )


def _table(drafts: Drafts) -> pa.Table:
    columns: dict[str, Any] = {name: [getattr(place, name) for place in drafts.places] for name in _FIELDS}
    columns["geometry"] = pa.array(
        [None if p.geometry is None else shapely.to_wkb(p.geometry) for p in drafts.places], pa.binary()
    )
    columns["doubtful"] = [place.place_id in drafts.doubtful for place in drafts.places]
    return pa.table(columns)
