"""The benchmark command runs, and a page of 100,000 events stays within what was promised."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_the_page_of_100_000_events_stays_small() -> None:
    command = [sys.executable, "-m", "benchmarks.page", "--sizes", "100000", "--tools", "table only", "geoevents"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    rows = {
        cells[2].strip(): cells for cells in (line.split("|") for line in done.stdout.splitlines()) if len(cells) > 6
    }
    megabytes, table_peak, page_peak = (
        float(text.replace(",", "")) for text in (rows["geoevents"][3], rows["table only"][6], rows["geoevents"][6])
    )
    assert 1 < megabytes <= 3.5
    assert page_peak - table_peak < 300


def test_made_up_events_are_the_same_every_time() -> None:
    code = (
        "import pandas as pd; from benchmarks.synthetic import synthetic_events; events = synthetic_events(500);"
        "print(pd.util.hash_pandas_object(events.drop(columns='geometry'), index=False).sum(), events.total_bounds,"
        " 100 < events['notes'].str.len().mean() < 140)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    ]
    assert runs[0] == runs[1]
    assert runs[0].strip().endswith("True")
