"""What each choice of the wire saves, in compressed bytes: ``python -m benchmarks.wire``.

Every line compares the frame as it is with the same content written the plain way, on made-up events and made-up
boundaries (positions about 300 m apart), both compressed alike.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections.abc import Callable
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import shapely

from benchmarks.synthetic import synthetic_events
from geoevents.maps import arrays, deflate, payload, shapes
from geoevents.maps.arrays import text
from geoevents.maps.shapes import ShapeBook, shape_columns
from geoevents.maps.tables import event_table
from geoevents.maps.texts import text_columns


def size(columns: dict[str, pa.Array], name: str) -> int:
    """Compressed bytes of a frame."""
    frame = payload.make_frame(name, columns)
    return len(frame.data) if frame else 0


def events_size(table: object) -> int:
    """Compressed bytes of the frame ``events``."""
    return len(payload.event_frames(table, ShapeBook(payload.SCALE))[0].data)  # type: ignore[arg-type]


def line(what: str, ours: int, plain: int) -> None:
    """Print one comparison."""
    print(f"{what:<62}{plain:>12,}{ours:>12,}{1 - ours / plain:>8.0%}")


def compare_events(rows: int) -> None:
    """Narrow integers and implied values."""
    table = event_table(synthetic_events(rows))
    ours = events_size(table)
    with patch.object(arrays, "NARROW", (np.int32,)):
        line("events: narrow integers (plain: int32)", ours, events_size(table))
    with patch.object(payload, "IMPLIED_BY", {}):
        line("events: values implied by another column (plain: none)", ours, events_size(table))

    strings = {name: text(table[name]) for name in ("event_id", "notes")}
    with patch("geoevents.maps.texts._numbered", lambda _: None):
        pieces = size(text_columns(table, ["event_id", "notes"]), "text")
    line("text: one piece (plain: Arrow strings)", pieces, size(strings, "text"))
    line("text: numbered ids (plain: ids as text)", size(text_columns(table, ["event_id", "notes"]), "text"), pieces)


def compare_shapes() -> None:
    """Starts and 16-bit steps."""
    columns = shape_columns(boundaries(), payload.SCALE)
    ours = size({name: columns[name] for name in ("parts", "starts", "steps")}, "shapes")
    with patch.object(shapes, "LONGEST_STEP", 400 * payload.SCALE), patch.object(arrays, "NARROW", (np.int32,)):
        plain = shape_columns(boundaries(), payload.SCALE)
    whole = size({name: plain[name] for name in ("parts", "starts", "steps")}, "shapes")
    line("shapes: 16-bit steps, long edges divided (plain: int32)", ours, whole)


def boundaries() -> np.ndarray:
    """Polygons with winding edges of many short steps, each with one long straight edge."""
    rng = np.random.default_rng(7)
    rings = []
    for west, south in rng.uniform([30, 20], [45, 40], (200, 2)):
        bends = np.cumsum(rng.normal([0.002, 0], 0.002, (800, 2)), axis=0)
        rings.append(
            shapely.Polygon(np.vstack([bends + np.array([west, south]), [west + 1.6, south - 2], [west, south - 2]]))
        )
    return np.array(rings, dtype=object)


def compare_levels(rows: int) -> None:
    """zlib's levels and strategies on the two kinds of frames."""
    kept: dict[bool, bytes] = {}

    def keep(data: pa.Buffer, *, prose: bool = False) -> bytes:
        kept.setdefault(prose, bytes(data))
        return b""

    with patch.object(payload, "gzip_bytes", keep):
        payload.event_frames(event_table(synthetic_events(rows)), ShapeBook(payload.SCALE))
    print("\nzlib on one core: level, strategy -> bytes, seconds of CPU (* as used)")
    strategies: dict[str, int] = {"default": zlib.Z_DEFAULT_STRATEGY, "filtered": zlib.Z_FILTERED}
    for prose, used in ((True, deflate.TEXT), (False, deflate.NUMBERS)):
        for level in (5, 6, 7, 8, 9):
            for label, strategy in strategies.items():
                packed, seconds = timed(lambda level=level, s=strategy, p=prose: deflated(kept[p], level, s))
                mark = "*" if (level, strategy) == used else " "
                print(f"{mark} {'text' if prose else 'events':<8}{level}  {label:<10}{packed:>12,}{seconds:>8.2f}")


def deflated(data: bytes, level: int, strategy: int) -> int:
    """Compressed bytes of ``data``."""
    coder = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return len(coder.compress(data)) + len(coder.flush())


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """Result and seconds of CPU."""
    started = time.process_time()
    return work(), time.process_time() - started


def main() -> None:
    """Print all comparisons."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.wire", description=__doc__)
    reader.add_argument("--rows", type=int, default=100_000, help="number of events")
    rows = reader.parse_args().rows
    print(f"{'compressed bytes, ' + format(rows, ',') + ' events':<62}{'plain':>12}{'wire':>12}{'saved':>8}")
    compare_events(rows)
    compare_shapes()
    compare_levels(rows)


if __name__ == "__main__":
    main()
