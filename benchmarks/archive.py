"""Speed and peak memory of ``geoevents extract`` and ``geoparse`` over archives: ``python -m benchmarks.archive``.

Each size is a file of JSON lines, or a feed, read by the command in a process of its own: the time holds the start of
Python. Documents are news of about 3 kB: acts of violence, talks and casualties at places as reports name them
(``benchmarks.geocoding``), between sentences that name nothing. The memory is the process's peak; once what is learned
of names has filled its bounds, it must not grow with the archive. ``--line`` instead times one text without any line
break against one a quarter as long: the time must grow with the length and not faster.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.geocoding import Stock

ROOT = Path(__file__).resolve().parents[1]
MORE_MEMORY = 1.25
FASTER_THAN_SQUARE = 1.6
"""Four times the text may take four times as long, and this much more."""
SEED = 20_170_922
TOLD = (
    "Rebels shelled {place} on {day}, killing {n} civilians, a monitor said.",
    "Near {place}, {n} strikes destroyed a vehicle and two fighting positions.",
    "Government forces clashed with fighters in {place} on {day}, according to the ministry.",
    "Officials met tribal leaders in {place} and called for calm.",
    "A mine killed {n} soldiers on the road to {place}, the army said in a statement.",
)
AROUND = (
    "The report could not be confirmed independently, and it was not clear who had been informed beforehand.",
    "Prices of bread and fuel have risen since the spring, traders said, and few shops were open in the afternoon.",
    "Both sides have blamed each other for the delays, which aid workers described as dangerous for the sick.",
    "It was the third such statement in a month, and it named neither the units nor the officers that took part.",
)


def documents(seed: int = SEED, places: int = 2_000) -> Iterator[dict[str, str]]:
    """Give documents without end."""
    stock = Stock(seed=seed)
    names = [name for name, _ in stock.expressions(places, stock.as_in_reports())]
    dice = random.Random(seed)
    number = 0
    while True:
        number += 1
        day = date(2014, 1, 1) + timedelta(days=dice.randrange(4_000))
        words = []
        for _ in range(12):
            told = dice.choice(TOLD).format(place=dice.choice(names), n=dice.randrange(2, 30), day=f"{day:%A}")
            words.append(f"{told} {dice.choice(AROUND)} {dice.choice(AROUND)}")
        title = f"Report {number} of {day.isoformat()}"
        yield {"id": str(number), "title": title, "published": day.isoformat(), "text": "\n\n".join(words)}


def write_archive(path: Path, megabytes: float) -> int:
    """Write an archive of about a size, JSON lines or, where its name ends with .xml, a feed; its size in bytes."""
    feed = path.suffix == ".xml"
    size, wanted = 0, megabytes * 1e6
    with path.open("w", encoding="utf-8") as file:
        size += file.write("<rss><channel><title>Agency</title>\n" if feed else "")
        for one in documents():
            if feed:
                text = escape("".join(f"<p>{p}</p>" for p in one["text"].split("\n\n")))
                size += file.write(
                    f"<item><title>{one['title']}</title><guid>{one['id']}</guid><pubDate>{one['published']}</pubDate>"
                    f"<description>{text}</description></item>\n"
                )
            else:
                size += file.write(json.dumps(one) + "\n")
            if size >= wanted:
                break
        file.write("</channel></rss>\n" if feed else "")
    return path.stat().st_size


READ = """
import sys
from geoevents.text.archive import open_archive
print(sum(1 for _ in open_archive(sys.argv[1:])), file=sys.stderr)
"""


def measure(command: str, archive: Path, output: Path) -> tuple[float, float]:
    """Run a command over an archive; seconds of the whole process, and its peak memory in MB."""
    words = ["-c", READ, str(archive)] if command == "read" else [
        "-m", "geoevents", command, str(archive), "--no-geometry", "--output", str(output)
    ]  # fmt: skip
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as p:
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if p.returncode:
        raise SystemExit(f"{command} ended with exit code {p.returncode}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def archives(commands: list[str], sizes: list[float], ending: str) -> bool:
    """Print a row for each command and size; tell whether memory grew."""
    grew = False
    print("| command | archive, MB | seconds | MB a second | peak memory, MB |")
    print("|---|---:|---:|---:|---:|", flush=True)
    for command in commands:
        peaks = []
        for megabytes in sizes:
            with tempfile.TemporaryDirectory() as folder:
                archive, output = Path(folder) / f"news.{ending}", Path(folder) / "out.jsonl"
                size = write_archive(archive, megabytes) / 1e6
                seconds, peak = measure(command, archive, output)
            peaks.append(peak)
            print(f"| {command} | {size:,.1f} | {seconds:,.1f} | {size / seconds:,.3f} | {peak:,.0f} |", flush=True)
        growth = max(peaks) / min(peaks)
        print(f"{command}: greatest peak {growth:.2f} times the least, at most {MORE_MEMORY} wanted")
        grew |= growth > MORE_MEMORY
    return grew


def line(megabytes: float) -> bool:
    """Print how long one line takes, and a quarter of it; tell whether that is worse than linear."""
    from geoevents import extract_events, geoparse

    words = []
    for one in documents(places=300):
        words.append(one["text"].replace("\n\n", " "))
        if sum(map(len, words)) >= megabytes * 1e6:
            break
    text = " ".join(words)[: int(megabytes * 1e6)]
    extract_events(text[:20_000]), geoparse(text[:20_000])
    worse = False
    print("| function | one line, MB | seconds | of a quarter | ratio |")
    print("|---|---:|---:|---:|---:|", flush=True)
    for function in (geoparse, extract_events):
        spent = []
        for length in (len(text) // 4, len(text)):
            started = time.process_time()
            function(text[:length])
            spent.append(time.process_time() - started)
        ratio = spent[1] / spent[0]
        name = function.__name__
        print(f"| {name} | {len(text) / 1e6:,.1f} | {spent[1]:,.1f} | {spent[0]:,.1f} | {ratio:.2f} |", flush=True)
        worse |= ratio > 4 * FASTER_THAN_SQUARE
    return worse


def main() -> None:
    """Measure and print; exit code 1 where memory grows with the archive, or time faster than the text."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    reader.add_argument("--sizes", type=float, nargs="+", default=[20, 200], help="megabytes of each archive")
    reader.add_argument("--commands", nargs="+", choices=("read", "geoparse", "extract"), default=["read"])
    reader.add_argument("--feed", action="store_true", help="RSS instead of JSON lines")
    reader.add_argument("--line", type=float, default=None, help="megabytes of one line, instead of archives")
    options = reader.parse_args()
    if options.line is not None:
        sys.exit(line(options.line))
    sys.exit(archives(options.commands, options.sizes, "xml" if options.feed else "jsonl"))


if __name__ == "__main__":
    main()
