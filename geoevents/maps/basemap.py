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
from geoevents.maps.extent import Bounds, pieces, unrolled
from geoevents.maps.language import language_of
from geoevents.maps.payload import SCALE, Frame, make_frame
from geoevents.maps.shapes import shape_columns

__all__ = ["BASE_SCALE", "BUDGET_BYTES", "base_frames", "attribution"]

BASE_SCALE = 10_000
"""Units per degree of the basemap: about 11 m, finer than its sources."""

BUDGET_BYTES = 160_000
"""What the basemap's shapes may weigh, gzip-compressed; its labels may weigh ``LABEL_BYTES`` more."""

LABEL_BYTES = 60_000

MARGIN = 0.35
LEAST_MARGIN_DEG = 2.5
"""Around the data, the fine part reaches this share of their width and height, and at least these degrees."""

SCREENS = ((1280, 800, 900, 520), (390, 844, 340, 480))
"""Width and height in pixels of a desktop and of a phone, and of the part of each that the boxes leave to the data."""

ZOOM_SLACK = 1.6
"""The first view stands at a whole zoom level: on average it shows this much more than just the data."""

VIEW_COARSER = 6.0
"""Around the fine part, the first view is simplified this much more, and has no first-order divisions."""

RINGS = (2.0, 4.0, 8.0)
"""Around the first view lie rings this many times as wide: what is seen after zooming out once, twice, thrice."""

RING_PIXELS = 1.4
"""A ring is simplified to this many pixels of the zoom level that it is for."""

WIDEST_RING_DEG = 100.0
"""A ring wider than this is left to the world around."""

COARSE_FROM_DEG = 0.03
"""From this tolerance on, the coarse source serves as well as the fine one."""

VIEW_RANK = 4
"""Around the fine part, places of this rank and above have their names shown."""

WIDEST_DEG = 75.0
"""Data that spread over more than this get the coarse world alone, with more of its labels."""

MERCATOR_LAT = 85.0
STEPS_ACROSS = 12_000
"""The fine part is at first simplified to this share of its width: a pixel three zoom levels in."""

FAR_TOLERANCE_DEG = 0.22
"""The world around the fine part is only there for orientation."""

BYTES_PER_POSITION, BYTES_PER_ROW = 4.0, 8.0
"""Measured on the compressed frame, to tell its size without making it."""

BYTES_PER_LABEL = 20
LOWEST_RANK = 10

AREAS = ("land", "lake")
WORLD_RANK = 3
"""On the coarse world, places of this rank and above have their names shown."""


def base_frames(extent: Bounds | None, locale: str = "en") -> Iterator[Frame]:
    """Yield the frames ``base`` and ``labels`` for data that fill ``extent``.

    Parameters
    ----------
    extent : (west, south, east, north) or None
        Degrees, EPSG:4326, across the date line where west is greater than east; None for a map without data: the
        coarse world.
    locale : str
        Of the page. In other languages than English the labels of countries have their ISO 3166 codes, by which the
        page names them in its own.
    """
    window = _window(extent)
    view = _view(extent, window) if extent and window else None
    labels = _label_frame(_labels(extent, window, view), english=language_of(locale).tag == "en")
    for frame in (_shapes(window, view), labels):
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
    west, south, east, north = unrolled(extent)
    wide, high = east - west, north - south
    if max(wide, high) > WIDEST_DEG:
        return None
    aside, above = max(MARGIN * wide, LEAST_MARGIN_DEG), max(MARGIN * high, LEAST_MARGIN_DEG)
    return west - aside, max(south - above, -MERCATOR_LAT), east + aside, min(north + above, MERCATOR_LAT)


def _view(extent: Bounds, window: Bounds) -> tuple[Bounds, float]:
    """What the first view may show, on a desktop or a phone: at least the window; and the degrees of a pixel."""
    west, south, east, north = unrolled(extent)
    middle = (south + north) / 2
    stretch = 1 / max(float(np.cos(np.radians(middle))), 0.1)  # Mercator draws a degree of latitude this much longer
    wide, high = east - west, (north - south) * stretch
    aside = above = 0.0
    for width, height, free_width, free_height in SCREENS:
        degrees_per_pixel = ZOOM_SLACK * max(wide / free_width, high / free_height)
        aside = max(aside, degrees_per_pixel * width / 2)
        above = max(above, degrees_per_pixel * height / 2 / stretch)
    centre = (west + east) / 2
    box = (
        min(centre - aside, window[0]), max(min(middle - above, window[1]), -MERCATOR_LAT),
        max(centre + aside, window[2]), min(max(middle + above, window[3]), MERCATOR_LAT),
    )  # fmt: skip
    return box, (box[2] - box[0]) / SCREENS[0][0]


def _rings(view: Bounds, degrees_per_pixel: float) -> Iterator[tuple[Bounds, float]]:
    """Boxes around the first view, inside out, and the tolerance of each in degrees."""
    west, south, east, north = view
    for times in RINGS:
        aside, above = (east - west) * (times - 1) / 2, (north - south) * (times - 1) / 2
        box = west - aside, max(south - above, -MERCATOR_LAT), east + aside, min(north + above, MERCATOR_LAT)
        if box[2] - box[0] > WIDEST_RING_DEG:
            return
        yield box, RING_PIXELS * degrees_per_pixel * times


def _shapes(window: Bounds | None, view: tuple[Bounds, float] | None) -> Frame | None:
    coarse = _read("coarse")
    world = (-180.0, -MERCATOR_LAT, 180.0, MERCATOR_LAT)
    if window is None or view is None:
        return _frame([_clipped(coarse, world)])
    box, degrees_per_pixel = view
    table = _within(_read("fine"), box)
    near, far = _clipped(_within(table, window), window), _outside(_clipped(table, box).without("admin1"), window)
    # The deepest rank that a ring shows falls by one with each zoom level that it is further out.
    zoom = np.log2(360 / 256 / degrees_per_pixel)
    around: list[_Rows] = []
    for level, (ring, tolerance) in enumerate(_rings(box, degrees_per_pixel), start=1):
        source = _read("fine") if tolerance < COARSE_FROM_DEG else coarse
        rows = _clipped(_within(source, ring), ring).without("admin1").down_to(zoom - level + 1)
        around.append(_outside(rows.simplified(tolerance), box))
        box = ring
    around.append(_outside(_clipped(coarse, world).simplified(FAR_TOLERANCE_DEG), box))
    tolerance = max(window[2] - window[0], window[3] - window[1]) / STEPS_ACROSS
    fixed = sum(rows.weight() for rows in around)
    while True:
        # from what the last round left: each round has less to look at, and the tolerances grow fast enough
        near, far = near.simplified(tolerance), far.simplified(tolerance * VIEW_COARSER)
        excess = (far.weight() + near.weight()) / max(BUDGET_BYTES - fixed, BUDGET_BYTES / 3)
        if excess <= 1 or tolerance > 1:
            return _frame([*reversed(around), far, near])
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

    def down_to(self, rank: float) -> _Rows:
        return self.take(np.flatnonzero(self.rank.astype(float) <= rank))

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
    found = None
    for west, south, east, north in pieces(window):
        meets = pc.and_(
            pc.and_(pc.less_equal(table["minx"], east), pc.greater_equal(table["maxx"], west)),
            pc.and_(pc.less_equal(table["miny"], north), pc.greater_equal(table["maxy"], south)),
        )
        found = meets if found is None else pc.or_(found, meets)
    return table.filter(found)


def _clipped(table: pa.Table, window: Bounds) -> _Rows:
    layer, rank, name = (np.asarray(table[key].to_pylist(), dtype=object) for key in ("layer", "rank", "name"))
    rows = _Rows(layer, rank, name, shapely.from_wkb(table["geometry"].to_numpy()))
    parts = [rows.with_shapes(_of_kind(_cut(rows.shape, piece), rows.layer)) for piece in pieces(window)]
    return parts[0] if len(parts) == 1 else _Rows(*(
        np.concatenate([getattr(part, key) for part in parts]) for key in ("layer", "rank", "name", "shape")
    ))  # fmt: skip


def _cut(shapes: np.ndarray, box: Bounds) -> np.ndarray:
    crossing = ~shapely.covered_by(shapely.box(*shapely.bounds(shapes).T), shapely.box(*box))
    cut = shapes.copy()
    cut[crossing] = shapely.clip_by_rect(shapes[crossing], *box)
    return cut


def _outside(rows: _Rows, window: Bounds) -> _Rows:
    shape = rows.shape.copy()
    for piece in pieces(window):
        hole = shapely.box(*piece)
        meets = shapely.intersects(shapely.box(*shapely.bounds(shape).T), hole)
        shape[meets] = shapely.difference(shapely.make_valid(shape[meets]), hole)
    return rows.with_shapes(_of_kind(shape, rows.layer))


def _of_kind(shapes: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """Drop the points and lines that cutting leaves of areas, and the points it leaves of lines."""
    dimension = np.where((layer == AREAS[0]) | (layer == AREAS[1]), 2, 1)
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


def _labels(extent: Bounds | None, window: Bounds | None, view: tuple[Bounds, float] | None) -> pa.Table:
    table = Gazetteer.embedded().labels()
    kind, rank = table["kind"], table["rank"]
    everywhere = pc.or_(pc.equal(kind, "country"), pc.and_(pc.equal(kind, "town"), pc.equal(rank, 0)))
    inside = _inside(table, window or extent or (-180.0, -90.0, 180.0, 90.0))
    seen = _inside(table, view[0]) if view else inside
    for least in range(WORLD_RANK if window is None else LOWEST_RANK, 0, -1):
        near = pc.and_(inside, pc.less_equal(rank, least))
        far = pc.and_(seen, pc.less_equal(rank, min(VIEW_RANK, least - 2)))
        chosen = table.filter(pc.or_(everywhere, pc.or_(near, far)))
        if chosen.num_rows * BYTES_PER_LABEL <= LABEL_BYTES:
            return chosen
    return table.filter(everywhere)


def _inside(table: pa.Table, bounds: Bounds) -> pa.ChunkedArray:
    found = None
    for west, south, east, north in pieces(unrolled(bounds)):
        there = pc.and_(
            pc.and_(pc.greater_equal(table["lon"], west), pc.less_equal(table["lon"], east)),
            pc.and_(pc.greater_equal(table["lat"], south), pc.less_equal(table["lat"], north)),
        )
        found = there if found is None else pc.or_(found, there)
    return found


def _label_frame(table: pa.Table, *, english: bool) -> Frame | None:
    table = Gazetteer.embedded().without_other_names(table).combine_chunks()
    plain = {name: table[name].to_numpy() for name in ("lon", "lat", "rank", "min_zoom")}
    words = {name: pa.array(table[name].to_pylist(), pa.string()) for name in ("name", "local", "kind")}
    codes = [None] * table.num_rows if english else table["country"].to_pylist()
    return make_frame(
        "labels",
        {
            "lon": integers(np.rint(plain["lon"] * SCALE), name="lon"),
            "lat": integers(np.rint(plain["lat"] * SCALE), name="lat"),
            "name": words["name"],
            "local": words["local"],
            "kind": words["kind"].dictionary_encode(),
            "country": pa.array(codes, pa.string()).dictionary_encode(),
            "rank": integers(plain["rank"].astype(np.int64), name="rank"),
            "min_zoom": integers(plain["min_zoom"].astype(np.int64), name="min_zoom"),
        },
    )
