"""Size, build time and peak memory of a page of events, beside other tools: ``python -m benchmarks.page``.

Every case runs in a process of its own, on the same made-up events (columns of the event table, notes of about 120
characters). The time is from the table in memory to the file on disk, imports not counted, by the clock and in seconds
of CPU (more than the clock's where two cores work, less where other programs did). The memory is the process's peak,
imports and table included ("table only" shows how much those take).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000, 1_000_000)
TIMEOUT_S = 900


def table_only(_: Any) -> Callable[[Path], None]:
    """Do nothing with the events: what the others' memory starts from."""
    return lambda target: target.write_bytes(b"")


def geoevents(events: Any) -> Callable[[Path], None]:
    from geoevents.maps.event_map import EventMap

    return lambda target: EventMap(events, title="Benchmark").save(target)


def folium_circles(events: Any) -> Callable[[Path], None]:
    import folium

    def build(target: Path) -> None:
        page = folium.Map(tiles=None)
        for row in rows_of(events):
            lon, lat, words = row
            folium.CircleMarker([lat, lon], radius=4, popup=folium.Popup(words, parse_html=True)).add_to(page)
        page.save(target)

    return build


def folium_fast_cluster(events: Any, bounds: list[list[float]] | None = None) -> Callable[[Path], None]:
    import folium
    from folium.plugins import FastMarkerCluster

    callback = """function (row) {
        var marker = L.marker(new L.LatLng(row[0], row[1]));
        var text = document.createElement("div"); text.textContent = row[2];
        marker.bindPopup(text); return marker; };"""

    def build(target: Path) -> None:
        # Without tiles the map knows no largest zoom, and the plugin does not draw without one.
        page = folium.Map(tiles=None, max_zoom=18, maxZoom=18)
        if bounds is not None:
            page.fit_bounds(bounds)
        data = [[lat, lon, words] for lon, lat, words in rows_of(events)]
        FastMarkerCluster(data, callback=callback).add_to(page)
        page.save(target)

    return build


def geopandas_explore(events: Any) -> Callable[[Path], None]:
    import folium  # noqa: F401 - loaded before the clock starts

    shown = events.assign(**{name: events[name].astype(str) for name in ("date_start", "date_end")})
    return lambda target: shown.explore(tiles=None, popup=True, tooltip=False).save(target)


def lonboard(events: Any) -> Callable[[Path], None]:
    from lonboard import Map, ScatterplotLayer

    def build(target: Path) -> None:
        layer = ScatterplotLayer.from_geopandas(events)
        Map([layer]).to_html(target)

    return build


TOOLS: dict[str, tuple[Callable[[Any], Callable[[Path], None]], int, str]] = {
    "table only": (table_only, 10_000_000, "pandas"),
    "geoevents": (geoevents, 10_000_000, "geoevents"),
    "folium CircleMarker + popup": (folium_circles, 100_000, "folium"),
    "folium FastMarkerCluster": (folium_fast_cluster, 100_000, "folium"),
    "geopandas.explore": (geopandas_explore, 100_000, "geopandas"),
    "lonboard": (lonboard, 1_000_000, "lonboard"),
}
"""Name -> (prepare, largest size that is run, distribution whose version is named)."""


def rows_of(events: Any) -> Any:
    """Yield lon, lat and the words of a popup with all columns."""
    columns = [name for name in events.columns if name != "geometry"]
    values = [events[name].astype(str).tolist() for name in columns]
    for lon, lat, *cells in zip(events.geometry.x.tolist(), events.geometry.y.tolist(), *values, strict=True):
        yield lon, lat, "; ".join(f"{name}: {cell}" for name, cell in zip(columns, cells, strict=True))


def run_case(tool: str, source: Path, target: Path) -> dict[str, float]:
    """Build one page in this process and say what it took."""
    import geopandas as gpd

    build = TOOLS[tool][0](gpd.read_parquet(source))
    started, worked = time.perf_counter(), time.process_time()
    build(target)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"bytes": target.stat().st_size, "seconds": seconds, "cpu": cpu, "peak": peak}


def in_process(*arguments: str) -> tuple[dict[str, float] | None, str]:
    """Run this module in a fresh process; return what it printed, or why it failed."""
    command = [sys.executable, "-m", "benchmarks.page", *arguments]
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return None, f"stopped after {TIMEOUT_S} s"
    if done.returncode:
        return None, f"failed: {(done.stderr.strip().splitlines() or ['no message'])[-1][:80]}"
    return json.loads(done.stdout.splitlines()[-1]), ""


def table_line(tool: str, size: int, best: dict[str, float] | None, why: str) -> str:
    """One line of the Markdown table."""
    if best is None:
        return f"| {size:,} | {tool} | {why} | | | |"
    weight = f"{best['bytes'] / 1e6:,.2f}" if best["bytes"] else "-"
    return f"| {size:,} | {tool} | {weight} | {best['seconds']:,.2f} | {best['cpu']:,.2f} | {best['peak'] / 1e6:,.0f} |"


def named(distribution: str) -> str:
    """Name and version of a distribution; of this one, as the source tree has it."""
    if distribution == "geoevents":
        return f"geoevents {import_module('geoevents').__version__}"
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return f"{distribution} (not installed)"


def main() -> None:
    """Run the cases that were asked for and print a table."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    reader.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N", help="numbers of events")
    reader.add_argument(
        "--tools", nargs="+", default=list(TOOLS), choices=list(TOOLS), metavar="TOOL", help="which tools"
    )
    reader.add_argument("--repeat", type=int, default=1, help="runs of each case; the fastest counts")
    reader.add_argument("--case", nargs=3, metavar=("TOOL", "SOURCE", "TARGET"), help=argparse.SUPPRESS)
    reader.add_argument("--make", nargs=2, metavar=("ROWS", "TARGET"), help=argparse.SUPPRESS)
    options = reader.parse_args()
    if options.case:
        tool, source, target = options.case
        print(json.dumps(run_case(tool, Path(source), Path(target))))
        return
    if options.make:
        from benchmarks.synthetic import synthetic_events

        events = synthetic_events(int(options.make[0]))
        events.to_parquet(options.make[1])
        print(json.dumps({"notes": float(events["notes"].str.len().mean())}))
        return

    versions = ", ".join(dict.fromkeys(named(TOOLS[tool][2]) for tool in options.tools if tool != "table only"))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()}, {machine}; {versions}\n")
    print(
        "| events | tool | page, MB | build, s | CPU, s | peak memory, MB |\n|---:|---|---:|---:|---:|---:|", flush=True
    )
    with tempfile.TemporaryDirectory(prefix="geoevents-bench-") as folder:
        for size in options.sizes:
            source = Path(folder) / f"{size}.parquet"
            _, why = in_process("--make", str(size), str(source))
            for tool in options.tools:
                limit = TOOLS[tool][1]
                if why or size > limit:
                    print(table_line(tool, size, None, why or f"not run above {limit:,} events"), flush=True)
                    continue
                target = Path(folder) / "page.html"
                runs = [in_process("--case", tool, str(source), str(target)) for _ in range(options.repeat)]
                good = [found for found, _ in runs if found]
                best = min(good, key=lambda found: found["seconds"]) if good else None
                print(table_line(tool, size, best, runs[-1][1]), flush=True)
            source.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
