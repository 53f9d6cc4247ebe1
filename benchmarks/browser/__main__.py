"""Pages of events in a real browser, beside other tools: ``python -m benchmarks.browser``.

Every tool makes a page of the same made-up events, with all their columns; each page is opened three times, each time
in a fresh headless Chromium with software graphics, and the medians are printed. What pages load from servers is served
from this machine (fonts, icons and tiles are not served: the page is spared them).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.browser.assets import fetch_packages
from benchmarks.browser.measure import chromium, open_page
from benchmarks.browser.tools import TOOLS
from benchmarks.page import ROOT, SIZES, named

SLOW_S = 20.0
"""A page that takes longer than this to draw is opened once only."""
HEAD = (
    "| events | tool | page, MB | drawn, s | heap + buffers, MB | filter redraw, ms | time step, ms "
    "| longest frame panning, ms | playing, ms |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|"
)


def build(tool: str, source: str, target: str) -> None:
    """Make one page in this process."""
    import geopandas as gpd

    TOOLS[tool].prepare(gpd.read_parquet(source))(Path(target))
    text = Path(target).read_bytes()
    if b"integrity=" in text[:20_000]:
        # Files from npm are not byte for byte those of the servers that the page names.
        head = text[:20_000].replace(b"integrity=", b"data-integrity=")
        Path(target).write_bytes(head + text[20_000:])


def make(*arguments: str, timeout: float) -> str:
    """Run this module in a process of its own; return why it failed, or nothing."""
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "benchmarks.browser", *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"page not made within {timeout:.0f} s"
    return "" if done.returncode == 0 else f"failed: {(done.stderr.strip().splitlines() or ['no message'])[-1][:80]}"


def line(size: int, tool: str, page_bytes: int, runs: list[dict[str, Any]]) -> str:
    """One line of the Markdown table: medians of the runs."""

    def median(name: str, divisor: float = 1.0, digits: int = 0) -> str:
        values = [run[name] / divisor for run in runs if run.get(name) is not None]
        return f"{statistics.median(values):,.{digits}f}" if values else "-"

    for run in runs:
        if "heap" in run:
            run["held"] = run["heap"] + run["buffers"]
    why = next((run["why"] for run in runs if run.get("why")), "")
    drawn = median("drawn", 1000, 2)
    cells = [
        f"{size:,}", tool, f"{page_bytes / 1e6:,.2f}", drawn if drawn != "-" else why, median("held", 1e6, 0),
        median("filter"), median("step"), median("pan"), median("play"),
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |" + (f" <!-- {why} -->" if why and drawn != "-" else "")


def main() -> None:
    """Run the cases that were asked for and print a table."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    reader.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N", help="numbers of events")
    reader.add_argument("--tools", nargs="+", default=list(TOOLS), choices=list(TOOLS), metavar="TOOL", help="which")
    reader.add_argument("--repeat", type=int, default=3, help="how often each page is opened; medians are printed")
    reader.add_argument("--patience", type=float, default=120.0, help="seconds until a page counts as not drawn")
    reader.add_argument("--json", type=Path, help="write all runs to this file as well")
    reader.add_argument("--build", nargs=3, metavar=("TOOL", "SOURCE", "TARGET"), help=argparse.SUPPRESS)
    reader.add_argument("--make", nargs=2, metavar=("ROWS", "TARGET"), help=argparse.SUPPRESS)
    options = reader.parse_args()
    if options.build:
        build(*options.build)
        return
    if options.make:
        from benchmarks.synthetic import synthetic_events

        synthetic_events(int(options.make[0])).to_parquet(options.make[1])
        return

    from playwright.sync_api import sync_playwright

    if any(TOOLS[tool].distribution not in ("", "geoevents") for tool in options.tools):
        fetch_packages()
    said = subprocess.run([chromium(), "--version"], capture_output=True, text=True, check=False).stdout.strip()
    versions = dict.fromkeys(named(TOOLS[tool].distribution) for tool in options.tools if TOOLS[tool].distribution)
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"{date.today()}, {machine}; {said}, software graphics; {', '.join(versions)}\n\n{HEAD}", flush=True)
    record: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="geoevents-bench-") as folder, sync_playwright() as engine:
        for size in options.sizes:
            source = Path(folder) / f"{size}.parquet"
            why = make("--make", str(size), str(source), timeout=600)
            for tool in options.tools:
                target = Path(folder) / "page.html"
                if size > TOOLS[tool].largest:
                    if tool != "empty page":
                        print(
                            f"| {size:,} | {tool} | not run above {TOOLS[tool].largest:,} events |" + " |" * 6,
                            flush=True,
                        )
                    continue
                failed = why or make("--build", tool, str(source), str(target), timeout=600)
                if failed:
                    print(f"| {size:,} | {tool} | {failed} |" + " |" * 6, flush=True)
                    continue
                runs: list[dict[str, Any]] = []
                for _ in range(options.repeat):
                    runs.append(open_page(engine, tool, target, size, options.patience))
                    if runs[-1].get("drawn", 1e9) > SLOW_S * 1000:
                        break
                print(line(size, tool, target.stat().st_size, runs), flush=True)
                record += [{"events": size, "tool": tool, **run} for run in runs]
                target.unlink(missing_ok=True)
            source.unlink(missing_ok=True)
    if options.json:
        options.json.write_text(json.dumps(record, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
