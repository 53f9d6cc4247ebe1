"""Rows a second and peak memory of ``geoevents geocode --input``: ``python -m benchmarks.streaming``.

Each size is a table on disk, answered by the command in a process of its own, from its start to its end: the time holds
the start of Python and the reading of the file, once for its encoding and once for its rows. The queries are those of
``benchmarks.geocoding`` (24 forms that reports use, over towns drawn by Zipf's law), ``--different`` of the number of
rows, drawn with repetition as published tables repeat their places. The memory is the process's peak; it must not grow
with the table: ten times the rows have ten times the different queries, of which the command keeps the last ones.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.geocoding import Stock

ROOT = Path(__file__).resolve().parents[1]
SIZES = (30_000, 300_000)
MORE_MEMORY = 1.25
SEED = 20_170_922


def write_table(path: Path, rows: int, different: int) -> int:
    """Write a table of ``rows`` rows with up to ``different`` different queries; its size in bytes."""
    stock = Stock(seed=SEED)
    queries = stock.expressions(different, stock.as_in_reports())
    dice = random.Random(SEED)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "place", "country", "notes"])
        for number, (place, country) in enumerate(dice.choices(queries, k=rows), start=1):
            out.writerow([number, place, country, f"Report {number}: clashes in {place}, {number % 7} killed."])
    return path.stat().st_size


def measure(table: Path, output: Path) -> tuple[float, float]:
    """Run the command over a table; seconds of the whole process, and its peak memory in MB."""
    words = ["geocode", "--input", table, "--country-column", "country", "--output", output]
    command = [sys.executable, "-m", "geoevents", *map(str, words)]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    """Measure and print; exit code 1 where the memory grows with the table."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.streaming", description=__doc__)
    reader.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="rows of each table")
    reader.add_argument("--different", type=float, default=0.05, help="share of the rows that are different queries")
    reader.add_argument("--format", choices=("csv", "jsonl", "geojson"), default="csv", help="what is written")
    options = reader.parse_args()
    peaks = []
    print("| rows | different queries | input, MB | output, MB | seconds | rows a second | peak memory, MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for rows in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            table, output = Path(folder) / "in.csv", Path(folder) / f"out.{options.format}"
            different = max(1, round(rows * options.different))
            read = write_table(table, rows, different) / 1e6
            seconds, peak = measure(table, output)
            wrote = output.stat().st_size / 1e6
        peaks.append(peak)
        figures = f"{read:,.1f} | {wrote:,.1f} | {seconds:,.1f} | {rows / seconds:,.0f} | {peak:,.0f}"
        print(f"| {rows:,} | {different:,} | {figures} |", flush=True)
    growth = max(peaks) / min(peaks)
    print(f"greatest peak {growth:.2f} times the least, at most {MORE_MEMORY} wanted")
    sys.exit(growth > MORE_MEMORY)


if __name__ == "__main__":
    main()
