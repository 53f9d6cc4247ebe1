"""How long the command line takes to answer, beside an import: ``python -m benchmarks.cold_start``.

Runs whole processes in turn, so that both see the same machine, and compares their medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 1.5
COMMANDS = {
    "import geopandas": [sys.executable, "-c", "import geopandas"],
    "geoevents geocode Idlib": [sys.executable, "-m", "geoevents", "geocode", "Idlib"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one process from start to end."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print; exit code 1 where the ratio is over the limit."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=__doc__)
    reader.add_argument("--repeat", type=int, default=15, help="runs of each")
    repeat = reader.parse_args().repeat
    for command in COMMANDS.values():
        seconds(command)  # caches of disk and bytecode
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(repeat):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:<26}{median:8.3f} s  (median of {repeat}, fastest {min(times[name]):.3f} s)")
    base, ours = medians.values()
    print(f"ratio {ours / base:.2f}, at most {LIMIT} wanted")
    sys.exit(ours / base > LIMIT)


if __name__ == "__main__":
    main()
