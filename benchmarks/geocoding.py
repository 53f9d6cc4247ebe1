"""How fast place expressions are read and resolved: ``python -m benchmarks.geocoding``.

The expressions are made up, seeded and all different: 24 forms that conflict reports use ("30 km north of X", "the
X-Y road", "western X province", ...) over towns of twelve countries. The cases:

``parse``     text -> tree, no gazetteer
``reports``   text -> answer, anchors as in reports: drawn by Zipf's law from 1,500 towns, so that most have been met
``singly``    the same, each in a call of its own
``strangers`` text -> answer, no anchor ever met twice
``table``     ``geoevents.geocode`` on a table of 100,000 rows with a twentieth as many different texts

A warm-up of 300 other expressions comes first, so that files are mapped and modules imported; the memory of answers to
the very same text plays no part, since no text comes twice (but in ``table``, where that is the point).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from itertools import accumulate

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.expressions.grammar import parse
from geoevents.geocoding.resolve import Resolver

COUNTRIES = ("SY", "IQ", "YE", "UA", "SD", "ET", "SO", "ML", "NG", "MM", "AF", "CO")
DIRECTIONS = ("north", "south", "east", "west", "northeast", "southwest")
GOAL = 5_000
TOWNS_MET = 1_500
_TOWN, _PAIR, _DIVISION = "town", "pair", "division"

FORMS: tuple[tuple[str, str], ...] = (
    (_TOWN, "{a}"), (_TOWN, "near {a}"), (_TOWN, "{n} km {d} of {a}"), (_TOWN, "{a} town"), (_TOWN, "{d} of {a}"),
    (_TOWN, "the village of {a}"), (_TOWN, "on the {d}ern outskirts of {a}"), (_TOWN, "{a} area"),
    (_TOWN, "{n} miles {d} of {a}"), (_TOWN, "in the vicinity of {a}"), (_TOWN, "the outskirts of {a}"),
    (_TOWN, "about {n} kilometres from {a}"), (_TOWN, "{a}, {v}"), (_TOWN, "near {a} ({v})"), (_TOWN, "close to {a}"),
    (_TOWN, "{d}ern {a}"), (_TOWN, "a checkpoint near {a}"), (_TOWN, "{a} countryside"),
    (_PAIR, "between {a} and {b}"), (_PAIR, "the {a}-{b} road"), (_PAIR, "road between {a} and {b}"),
    (_DIVISION, "{d}ern {v}"), (_DIVISION, "{v}"), (_DIVISION, "{d}ern part of {v}"),
)  # fmt: skip
"""Templates by what they need: a town, two towns of one division, or a division."""


class Stock:
    """Towns and their divisions to make expressions of, from the embedded gazetteer."""

    def __init__(self, seed: int) -> None:
        gazetteer = Gazetteer.default()
        self.random = random.Random(seed)
        self.towns: list[tuple[str, str, str]] = []  # name, division, country
        for code in COUNTRIES:
            country = gazetteer.place(f"ne:{code}")
            for town in gazetteer.children(country, kinds=["town"]):
                if town.admin1 and town.name.isascii():
                    self.towns.append((town.name, town.admin1, code))
        self.random.shuffle(self.towns)

    def expressions(self, count: int, draw: Callable[[], int]) -> list[tuple[str, str]]:
        """Make ``count`` different expressions, each with its country; ``draw`` says which town comes next."""
        made: dict[str, str] = {}
        while len(made) < count:
            kind, form = self.random.choice(FORMS)
            a, division, country = self.towns[draw()]
            b, _, other = self.towns[draw()] if kind == _PAIR else (a, "", country)
            if kind == _PAIR and (other != country or a == b):
                continue
            way, n = self.random.choice(DIRECTIONS), self.random.randint(2, 60)
            made.setdefault(form.format(a=a, b=b, v=division, d=way, n=n), country)
        return list(made.items())

    def as_in_reports(self) -> Callable[[], int]:
        """Draw towns by Zipf's law."""
        weights = list(accumulate(1 / rank for rank in range(1, TOWNS_MET + 1)))
        return lambda: self.random.choices(range(TOWNS_MET), cum_weights=weights)[0]

    def strangers(self) -> Callable[[], int]:
        """Draw each town once, in turn, neighbours in the list from one country."""
        order = iter(sorted(range(TOWNS_MET, len(self.towns)), key=lambda i: self.towns[i][2]))
        return lambda: next(order)


def per_second(work: Callable[[], object], count: int) -> float:
    """Return how many of ``count`` things a piece of work does in a second of the processor."""
    started = time.process_time()
    work()
    return count / (time.process_time() - started)


def resolve_all(resolver: Resolver, expressions: Sequence[tuple[str, str]]) -> int:
    """Resolve expressions with their countries as a table of them is; how many got an answer."""
    asked = [(text, country, None) for text, country in expressions]
    return sum(match.geometry is not None for match in resolver.resolve_many(asked))


def resolve_each(resolver: Resolver, expressions: Sequence[tuple[str, str]]) -> int:
    """Resolve expressions one call after another; how many got an answer."""
    return sum(resolver.resolve(text, country=country).geometry is not None for text, country in expressions)


def line(name: str, rate: float, said: str) -> None:
    """Print one figure."""
    print(f"{name:<10}{rate:10,.0f}/s  {said}")


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.geocoding", description=__doc__)
    reader.add_argument("cases", nargs="*", default=["parse", "reports", "singly", "strangers", "table"])
    reader.add_argument("--count", type=int, default=20_000, help="expressions of each case")
    options = reader.parse_args()
    stock = Stock(seed=20_170_921)
    reports = stock.expressions(options.count, stock.as_in_reports())
    resolver = Resolver()
    resolve_all(resolver, stock.expressions(300, stock.as_in_reports()))
    if "parse" in options.cases:
        line("parse", per_second(lambda: [parse(text) for text, _ in reports], len(reports)), f"{len(reports):,} texts")
    if "reports" in options.cases:
        answered = 0

        def work() -> None:
            nonlocal answered
            answered = resolve_all(resolver, reports)

        rate = per_second(work, len(reports))
        line("reports", rate, f"{len(reports):,} texts, {answered / len(reports):.1%} answered; wanted {GOAL:,}")
    if "singly" in options.cases:
        fresh = Resolver()
        resolve_each(fresh, reports[:300])
        rate = per_second(lambda: resolve_each(fresh, reports[300:]), len(reports) - 300)
        line("singly", rate, f"{len(reports) - 300:,} texts")
    if "strangers" in options.cases:
        strangers = stock.expressions(min(options.count, 3_000), stock.strangers())
        rate = per_second(lambda: resolve_all(resolver, strangers), len(strangers))
        line("strangers", rate, f"{len(strangers):,} texts")
    if "table" in options.cases:
        import pandas as pd

        import geoevents as ge

        few = pd.DataFrame(reports[:5_000], columns=["text", "country"])
        rows = few.sample(100_000, replace=True, random_state=1).reset_index(drop=True)
        rate = per_second(lambda: ge.geocode(rows["text"], country=rows["country"]), len(rows))
        line("table", rate, f"{len(rows):,} rows, {rows['text'].nunique():,} different texts")


if __name__ == "__main__":
    main()
