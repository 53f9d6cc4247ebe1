"""The offline basemap of one map: fine where its data lie, plainer in the rest of the first view, coarse elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.maps.arrays import integers
from geoevents.maps.payload import SCALE, Frame, make_frame
from geoevents.maps.shapes import shape_columns

__all__ = ["BASE_SCALE", "BUDGET_BYTES", "base_frames", "attribution"]

BASE_SCALE = 10_000
"""Units per degree of the basemap: about 11 m, finer than its sources."""

BUDGET_BYTES = 160_000
"""What the basemap's shapes may weigh, gzip-compressed; its labels may weigh ``LABEL_BYTES`` more."""

LABEL_BYTES = 60_000

Bounds = tuple[float, float, float, float]

MARGIN = 0.35
LEAST_MARGIN_DEG = 2.5
"""Around the data, the fine part reaches this share of their width and height, and at least these degrees."""

SCREENS = ((1280, 800, 900, 520), (390, 844, 340, 480))
"""Width and height in pixels of a desktop and of a phone, and of the part of each that the boxes leave to the data."""

ZOOM_SLACK = 1.6
"""The first view stands at a whole zoom level: on average it shows this much more than just the data."""

VIEW_COARSER = 6.0
"""Around the fine part, the first view is simplified this much more, and has no first-order divisions."""

VIEW_RANK = 4
"""Around the fine part, places of this rank and above have their names shown."""

WIDEST_DEG = 75.0
"""Data that spread over more than this get the coarse world alone, with more of its labels."""

MERCATOR_LAT = 85.0
STEPS_ACROSS = 12_000
"""The fine part is at first simplified to this share of its width: a pixel three zoom levels in."""

FAR_TOLERANCE_DEG = 0.3
"""The world around the fine part is only there for orientation."""

BYTES_PER_POSITION, BYTES_PER_ROW = 4.0, 8.0
"""Measured on the compressed frame, to tell its size without making it."""

BYTES_PER_LABEL = 20
LOWEST_RANK = 10

AREAS = ("land", "lake")
WORLD_RANK = 3
"""On the coarse world, places of this rank and above have their names shown."""


def base_frames(extent: Bounds | None) -> Iterator[Frame]:
    """Yield the frames ``base`` and ``labels`` for data that fill ``extent``.

    Parameters
    ----------
    extent : (west, south, east, north) or None
        Degrees, EPSG:4326; None for a map without data: the coarse world.
    """
    window = _window(extent)
    view = _view(extent, window) if extent and window else None
    for frame in (_shapes(window, view), _labels(extent, window, view)):
        if frame is not None:
            yield frame


@cache
def attribution() -> list[dict[str, str]]:
    """Return the attribution that the gazetteer's sources ask for; every map shows it."""
    return [dict(credit) for credit in Gazetteer.embedded().attribution]


def _window(extent: Bounds | None) -> Bounds | None:
    """The fine part: the extent and a margin around it; None if the coarse world has to do."""
    if extent is None:
        return None
    west, south, east, north = extent
    wide, high = east - west, north - south
    if max(wide, high) > WIDEST_DEG:
        return None
    aside, above = max(MARGIN * wide, LEAST_MARGIN_DEG), max(MARGIN * high, LEAST_MARGIN_DEG)
    return (
        max(west - aside, -180.0), max(south - above, -MERCATOR_LAT),
        min(east + aside, 180.0), min(north + above, MERCATOR_LAT),
    )  # fmt: skip


def _view(extent: Bounds, window: Bounds) -> Bounds:
    """What the first view may show, on a desktop or a phone: at least the window."""
    west, south, east, north = extent
    middle = (south + north) / 2
    stretch = 1 / max(np.cos(np.radians(middle)), 0.1)  # Mercator draws a degree of latitude this much longer
    wide, high = east - west, (north - south) * stretch
    aside = above = 0.0
    for width, height, free_width, free_height in SCREENS:
        degrees_per_pixel = ZOOM_SLACK * max(wide / free_width, high / free_height)
        aside = max(aside, degrees_per_pixel * width / 2)
        above = max(above, degrees_per_pixel * height / 2 / stretch)
    centre = (west + east) / 2
    return (
        max(min(centre - aside, window[0]), -180.0), max(min(middle - above, window[1]), -MERCATOR_LAT),
        min(max(centre + aside, window[2]), 180.0), min(max(middle + above, window[3]), MERCATOR_LAT),
    )  # fmt: skip


def _shapes(window: Bounds | None, view: Bounds | None) -> Frame | None:
    coarse = _read("coarse")
    world = (-180.0, -MERCATOR_LAT, 180.0, MERCATOR_LAT)
    if window is None or view is None:
        return _frame([_clipped(coarse, world)])
    around = _outside(_clipped(coarse, world).simplified(FAR_TOLERANCE_DEG), view)
    table = _within(_read("fine"), view)
    near, far = _clipped(_within(table, window), window), _outside(_clipped(table, view).without("admin1"), window)
    tolerance = max(window[2] - window[0], window[3] - window[1]) / STEPS_ACROSS
    while True:
        # from what the last round left: each round has less to look at, and the tolerances grow fast enough
        near, far = near.simplified(tolerance), far.simplified(tolerance * VIEW_COARSER)
        excess = (around.weight() + far.weight() + near.weight()) / BUDGET_BYTES
        if excess <= 1 or tolerance > 1:
            return _frame([around, far, near])
        tolerance *= max(excess, 1.2) ** 1.5


class _Rows:
    """Rows of the basemap: layer, rank, name, and geometries as an array."""

    def __init__(self, layer: np.ndarray, rank: np.ndarray, name: np.ndarray, shape: np.ndarray) -> None:
        self.layer, self.rank, self.name, self.shape = layer, rank, name, shape

    def take(self, at: np.ndarray) -> _Rows:
        return _Rows(self.layer[at], self.rank[at], self.name[at], self.shape[at])

    def with_shapes(self, shape: np.ndarray) -> _Rows:
        rows = _Rows(self.layer, self.rank, self.name, shape)
        return rows.take(np.flatnonzero(~(shapely.is_missing(shape) | shapely.is_empty(shape))))

    def without(self, layer: str) -> _Rows:
        return self.take(np.flatnonzero(self.layer != layer))

    def simplified(self, tolerance_deg: float) -> _Rows:
        """Leave out what cannot be seen at this tolerance: bends, and islands and lines as a whole."""
        bounds = shapely.bounds(self.shape)
        spread = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
        seen = self.take(np.flatnonzero(spread >= 2 * tolerance_deg))
        simple = shapely.simplify(seen.shape, tolerance_deg, preserve_topology=True)
        return seen.with_shapes(np.where(shapely.length(simple) > 0, simple, seen.shape))

    def weight(self) -> float:
        """About how many bytes these rows take in the page, compressed."""
        return BYTES_PER_POSITION * float(shapely.get_num_coordinates(self.shape).sum()) + BYTES_PER_ROW * len(
            self.shape
        )


@cache
def _read(detail: str) -> pa.Table:
    return Gazetteer.embedded().basemap(detail)


def _within(table: pa.Table, window: Bounds) -> pa.Table:
    west, south, east, north = window
    meets = pc.and_(
        pc.and_(pc.less_equal(table["minx"], east), pc.greater_equal(table["maxx"], west)),
        pc.and_(pc.less_equal(table["miny"], north), pc.greater_equal(table["maxy"], south)),
    )
    return table.filter(meets)


def _clipped(table: pa.Table, window: Bounds) -> _Rows:
    layer, rank, name = (np.asarray(table[key].to_pylist(), dtype=object) for key in ("layer", "rank", "name"))
    rows = _Rows(layer, rank, name, shapely.from_wkb(table["geometry"].to_numpy()))
    crossing = ~shapely.covered_by(shapely.box(*shapely.bounds(rows.shape).T), shapely.box(*window))
    shape = rows.shape.copy()
    shape[crossing] = shapely.clip_by_rect(rows.shape[crossing], *window)
    return rows.with_shapes(_of_kind(shape, rows.layer))


def _outside(rows: _Rows, window: Bounds) -> _Rows:
    hole = shapely.box(*window)
    shape = rows.shape.copy()
    meets = shapely.intersects(shapely.box(*shapely.bounds(shape).T), hole)
    shape[meets] = shapely.difference(shapely.make_valid(shape[meets]), hole)
    return rows.with_shapes(_of_kind(shape, rows.layer))


def _of_kind(shapes: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """Drop the points and lines that cutting leaves of areas, and the points it leaves of lines."""
    dimension = np.where(np.isin(layer, AREAS), 2, 1)
    whole = (shapely.get_dimensions(shapes) == dimension) & (shapely.length(shapes) > 0)
    kept = shapes.copy()
    kept[~whole] = None
    return kept


def _frame(parts: list[_Rows]) -> Frame | None:
    layer, rank, name = (np.concatenate([getattr(rows, key) for rows in parts]) for key in ("layer", "rank", "name"))
    shape = np.concatenate([rows.shape for rows in parts])
    columns: dict[str, Any] = {
        "layer": pa.array(layer.tolist(), pa.string()).dictionary_encode(),
        "rank": integers(rank.astype(np.int64), name="rank"),
        "name": pa.array(name.tolist(), pa.string()),
        **shape_columns(shape, BASE_SCALE),
    }
    return make_frame("base", columns, metadata={"scale": str(BASE_SCALE)})


def _labels(extent: Bounds | None, window: Bounds | None, view: Bounds | None) -> Frame | None:
    table = Gazetteer.embedded().labels()
    kind, rank = table["kind"], table["rank"]
    everywhere = pc.or_(pc.equal(kind, "country"), pc.and_(pc.equal(kind, "town"), pc.equal(rank, 0)))
    inside = _inside(table, window or extent or (-180.0, -90.0, 180.0, 90.0))
    seen = _inside(table, view) if view else inside
    for least in range(WORLD_RANK if window is None else LOWEST_RANK, 0, -1):
        near = pc.and_(inside, pc.less_equal(rank, least))
        far = pc.and_(seen, pc.less_equal(rank, min(VIEW_RANK, least - 2)))
        chosen = table.filter(pc.or_(everywhere, pc.or_(near, far)))
        if chosen.num_rows * BYTES_PER_LABEL <= LABEL_BYTES:
            return _label_frame(chosen)
    return _label_frame(table.filter(everywhere))


def _inside(table: pa.Table, bounds: Bounds) -> pa.ChunkedArray:
    west, south, east, north = bounds
    return pc.and_(
        pc.and_(pc.greater_equal(table["lon"], west), pc.less_equal(table["lon"], east)),
        pc.and_(pc.greater_equal(table["lat"], south), pc.less_equal(table["lat"], north)),
    )


def _label_frame(table: pa.Table) -> Frame | None:
    table = table.combine_chunks()
    plain = {name: table[name].to_numpy() for name in ("lon", "lat", "rank", "min_zoom")}
    words = {name: pa.array(table[name].to_pylist(), pa.string()) for name in ("name", "local", "kind")}
    return make_frame(
        "labels",
        {
            "lon": integers(np.rint(plain["lon"] * SCALE), name="lon"),
            "lat": integers(np.rint(plain["lat"] * SCALE), name="lat"),
            "name": words["name"],
            "local": words["local"],
            "kind": words["kind"].dictionary_encode(),
            "rank": integers(plain["rank"].astype(np.int64), name="rank"),
            "min_zoom": integers(plain["min_zoom"].astype(np.int64), name="min_zoom"),
        },
    )
