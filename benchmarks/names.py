"""How fast names are found, and what that takes: ``python -m benchmarks.names``.

* Exact look-up: a string in, the rows of the places that bear the name out, folding included, over names drawn at
  random from the gazetteer (each draw another part of memory). Beside it a plain ``dict`` of all folded names with
  lists of rows, which is asked for the same strings and folds them too. Best of five passes of each, taken in turn.
* ``lookup()``: candidates with places, best first, 20 at most, with the country as a prior. *Known* names are drawn
  from the gazetteer in all scripts; *transliterated* ones are Latin names respelt (sh ch, j dj, q k, u ou, -ah -a) that
  it does not hold; *misspelt* ones lack a letter and are unknown. Median, mean and 90th percentile of single calls
  after a first pass that brings the pages in.
* Full scan: ``rapidfuzz.process.extract`` of a misspelt name over all distinct folded names (``fuzz.ratio``, 20 best
  with a likeness of 0.75 or more, which is the bar of ``lookup()``), beside ``lookup()`` of the same names.
* Memory: peak resident memory of a process that has imported the gazetteer and done 20,000 look-ups of every kind. The
  index is mapped, so this counts the pages that were touched.
* ``--keys``: of all other names of a place, the share that leads to its first name (*wanted*), and how many other
  places of its country a place shares a key with (*unwanted*), by the common key alone and with the country's readings.

All times are of the processor, in one thread: other work on the machine slows them less than it slows the clock.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold, key
from geoevents.gazetteer.readings import asked_keys, keys

ROOT = Path(__file__).resolve().parents[1]
RESPELT = (("sh", "ch"), ("j", "dj"), ("q", "k"), ("u", "ou"), (r"ah\b", "a"))
KEY_COUNTRIES = ("UA", "BY", "SY", "IQ", "YE", "LY", "EG", "SD", "SO", "ET", "ML", "MM", "IL", "IR", "AF", "TR", "GE")
Asked = tuple[str, str]


def sample(world: Gazetteer, count: int, seed: int = 1) -> list[Asked]:
    """Names drawn at random with the country of their place."""
    rng = random.Random(seed)
    found: list[Asked] = []
    while len(found) < count:
        place = world.at(rng.randrange(len(world)))
        found.append((rng.choice(world.names(place)), place.country))
    return found


def respelt(name: str) -> str:
    """A Latin name as another system of romanisation has it."""
    name = name.lower()
    for pattern, new in RESPELT:
        name = re.sub(pattern, new, name)
    return name


def slips(world: Gazetteer, names: Iterable[Asked], seed: int = 2) -> list[Asked]:
    """Latin names that lack a letter, where that makes them unknown."""
    rng = random.Random(seed)
    found = []
    for name, country in names:
        if name.isascii() and len(name) > 5:
            at = rng.randrange(1, len(name) - 1)
            short = name[:at] + name[at + 1 :]
            if not world.has_name(short):
                found.append((short, country))
    return found


def seconds_each(call: Callable[[str], object], names: Sequence[str]) -> float:
    """Seconds of one call in a pass over all names."""
    started = time.process_time()
    for name in names:
        call(name)
    return (time.process_time() - started) / len(names)


def exact(world: Gazetteer, names: list[str]) -> None:
    table: dict[str, list[int]] = {}
    for row in range(len(world)):
        for name in dict.fromkeys(fold(name) for name in world.names(world.at(row))):
            table.setdefault(name, []).append(row)
    wrong = [name for name in names[:2000] if sorted(world.rows(name)) != sorted(set(table[fold(name)]))]
    if wrong:
        sys.exit(f"rows({wrong[0]!r}) is not what the names say")
    ours, theirs = [], []
    for _ in range(5):
        ours.append(seconds_each(world.rows, names))
        theirs.append(seconds_each(lambda name: table.get(fold(name)), names))
    print(f"exact look-ups            {1 / min(ours):12,.0f} /s   plain dict {1 / min(theirs):,.0f} /s, ", end="")
    print(f"ratio {min(ours) / min(theirs):.2f} (at most 3 wanted)")


def single(world: Gazetteer, label: str, asked: list[Asked]) -> list[float]:
    """Print the times of single look-ups; return them."""
    for name, country in asked:
        world.lookup(name, country=country)
    times = []
    for name, country in asked:
        started = time.process_time()
        world.lookup(name, country=country)
        times.append(time.process_time() - started)
    ordered = sorted(times)
    print(
        f"lookup() {label:<17}{1 / statistics.mean(times):12,.0f} /s   median {statistics.median(times) * 1e6:.0f}, "
        f"mean {statistics.mean(times) * 1e6:.0f}, 90 % {ordered[len(ordered) * 9 // 10] * 1e6:.0f} microseconds"
    )
    return times


def scan(world: Gazetteer, asked: list[Asked], ours: list[float]) -> None:
    from rapidfuzz import fuzz, process

    folded = list({fold(name) for row in range(len(world)) for name in world.names(world.at(row))})
    times = []
    for name, _ in asked:
        started = time.process_time()
        process.extract(fold(name), folded, scorer=fuzz.ratio, limit=20, score_cutoff=75)
        times.append(time.process_time() - started)
    mean, median = statistics.mean(times), statistics.median(times)
    print(
        f"full rapidfuzz scan       {1 / mean:12,.1f} /s   median {median * 1e3:.0f} ms over {len(folded):,} names; "
        f"lookup() is {mean / statistics.mean(ours):,.0f} times as fast (100 wanted)"
    )


def memory() -> None:
    """Print the peak memory of this process after use."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    world = Gazetteer.embedded()
    asked = sample(world, 20_000, seed=3)
    for name, _ in asked:
        world.rows(name)
    for name, country in [*asked[:8000], *((respelt(n), c) for n, c in asked[:8000]), *slips(world, asked)[:4000]]:
        world.lookup(name, country=country)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory                    {peak / 1024:12,.0f} MB   peak (at most 250 wanted); ", end="")
    print(f"{before / 1024:.0f} MB with imports alone")


def collisions(world: Gazetteer) -> None:
    """Print what keys join, wanted and unwanted, by country."""
    print("country  places   wanted: common key, with readings   unwanted others per place: common, with readings")
    for country in KEY_COUNTRIES:
        places = [place for place in map(world.at, range(len(world))) if place.country == country]
        shares, others = [], []
        for of_own, of_asked in (
            (lambda name, _: {key(name)}, lambda name, _: {key(name)}),
            (lambda name, country: set(keys(name, country)), lambda name, country: dict(asked_keys(name, country))),
        ):
            met = asked = 0
            holders: dict[str, set[int]] = defaultdict(set)
            for place in places:
                names = list(dict.fromkeys(world.names(place)))
                own = [of_own(name, country) for name in names]
                asked += len(names) - 1
                met += sum(any(found in own[0] for found in of_asked(name, country)) for name in names[1:])
                for found in set().union(*own):
                    if len(found) > 1:
                        holders[found].add(place.row)
            strangers: dict[int, set[int]] = defaultdict(set)
            for rows in holders.values():
                for row in rows:
                    strangers[row] |= rows
            shares.append(met / max(1, asked))
            others.append(sum(len(rows) - 1 for rows in strangers.values()) / len(places))
        print(f"{country:<9}{len(places):6,}{shares[0]:18.1%}{shares[1]:12.1%}{others[0]:26.2f}{others[1]:8.2f}")


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.names", description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--names", type=int, default=100_000, help="names of the exact look-up")
    reader.add_argument("--lookups", type=int, default=4000, help="names of each kind for lookup()")
    reader.add_argument("--keys", action="store_true", help="print what keys join, and nothing else")
    reader.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options = reader.parse_args()
    if options.memory:
        memory()
        return
    if not options.keys:  # first: a child of a large process counts as large
        subprocess.run([sys.executable, "-m", "benchmarks.names", "--memory"], cwd=ROOT, check=True)
    world = Gazetteer.embedded()
    if options.keys:
        collisions(world)
        return
    exact(world, [name for name, _ in sample(world, options.names)])
    asked = sample(world, options.lookups)
    single(world, "known", asked)
    latin = [(respelt(name), country) for name, country in asked if name.isascii()]
    single(world, "transliterated", [(name, country) for name, country in latin if not world.has_name(name)])
    wrong = slips(world, asked)
    single(world, "misspelt", wrong)
    few = wrong[:60]
    scan(world, few, single(world, "misspelt, 60", few))


if __name__ == "__main__":
    main()
