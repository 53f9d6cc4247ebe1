"""Characters per second and memory of reading texts: ``python -m benchmarks.text [ARCHIVE.jsonl[.gz] ...]``.

The archive is made up, seeded: news articles of about 3,000 characters, written from the sentences below, each about
one country's towns and division, with persons, organisations and other countries around them. Towns are drawn by Zipf's
law from all those of twelve countries in the embedded gazetteer, so that an article names places that earlier ones
named and places that none did, as archives do; there are about seven names in 1,000 characters, in news about five.
Files given are read too: JSON lines with a ``text``.

``recognise``  text -> mentions
``geoparse``   text -> mentions with their places, as plain rows
``extract``    text -> events with their places, as plain rows, over the first articles only; these tell few events,
               :mod:`benchmarks.events` has others

Each case runs once through, from cold; memory is the process's peak after a fifth of the archive and at its end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from benchmarks.geocoding import COUNTRIES, DIRECTIONS
from geoevents.gazetteer.index import Gazetteer
from geoevents.text.event_rows import read_events
from geoevents.text.located import read_mentions
from geoevents.text.recognition import recognise

SEED = 20_170_923
GOALS = {"geoparse": 1_000_000, "extract": 200_000}
NATIONS = (
    ("Turkey", "Turkish"), ("Russia", "Russian"), ("France", "French"), ("Kenya", "Kenyan"), ("Egypt", "Egyptian"),
    ("the United States", "American"), ("Norway", "Norwegian"), ("China", "Chinese"),
)  # fmt: skip
FORENAMES = ("Ahmed", "Maria", "John", "Olena", "Fatima", "Pierre", "Carlos", "Ibrahim", "Sarah", "Viktor")
SURNAMES = ("Haddad", "Kovalenko", "Traore", "Warden", "Okafor", "Lindgren", "Mbeki", "Salazar", "Nasser", "Whitcombe")
LEADS = (
    "{A} (Wire) - At least {n} people were hurt when a market burned down in {a} on {day}, officials in {v} said.",
    "Heavy rain cut the road between {a} and {b} on {day}, and the governor of {v} asked for help.",
    "Fighting was reported near {a} late on {day}, {n} km {d} of {b}, residents and two aid groups said.",
    "Thousands marched through {a} on {day} against a rise in the price of bread.",
)
SENTENCES = (
    "{P}, who leads the {a} Municipal Council, said that the damage was greater than anybody had expected.",
    "The clinic in {b} had taken in {n} people by the evening, among them six children, a doctor said.",
    "“We have never seen anything like it,” {S} said, standing in front of what was left of her shop.",
    "Police in {c} closed the bridge, and buses were sent by way of {b} until further notice.",
    "The ministry of transport said in a statement that work would begin once the water had gone down.",
    "{N} offered tents and blankets, and a {m} team of engineers was expected in {a} within days.",
    "Prices have doubled since the spring, and many families in the {d}ern part of {v} live on one meal a day.",
    "It was the third such incident this year, after similar ones in {b}, {c} and {a}.",
    "A spokesman for the {v} Farmers' Association declined to comment on the figures.",
    "Nobody had claimed responsibility by nightfall, and it was not clear who had given the order.",
    "The {m} embassy advised against all travel to {v} and the villages {d} of {c}.",
    "{P} told the Daily Courier that the money had been promised two years ago and never arrived.",
    "In {c}, where the river is at its widest, volunteers filled sandbags through the night.",
    "The talks, which had been planned for {day}, were put off without a new date being named.",
    "Analysts say that the government has little room left, with reserves down to what six weeks of imports cost.",
    "Teachers stayed away from work for a second week, and most schools in {b} remained shut.",
    "The court found that the contract had been awarded without a tender and ordered a new one.",
    "Convoys from {a} reached {b} by noon, but those bound for {c} had to turn back.",
    "According to a report published by the University of {v}, one well in four is no longer safe to drink from.",
    "{S} added that it would take months before the line could be used again.",
    "For years, engineers had warned that the old pipes would not stand another winter like the last one.",
    "The figures, which could not be checked independently, are higher than those given a week ago.",
    "Volunteers handed out blankets and hot meals, and a school was opened to those who had nowhere else to go.",
    "Insurance covers only a small part of the loss, and most owners expect to pay for repairs themselves.",
    "Several people who had come to help were turned away because nobody could say what was still needed.",
    "A second inquiry is to look at why the alarm was raised so late and who decided to keep the gates shut.",
    "Those who stayed spoke of nights without light, of long queues for water, and of prices that rose by the hour.",
    "The opposition called for an early vote; the cabinet said that there was no reason for one.",
    "Under the plan, the smaller of the two plants would close first and its staff would be offered other work.",
    "It remained unclear on what evidence the charge was based, and the lawyers asked for more time to study it.",
    "Traffic moved slowly past the barriers, and shopkeepers swept glass from the pavement in front of their doors.",
    "What began as a quarrel over a fence ended with a dozen people in hospital and a street full of stones.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Newsroom:
    """Writes articles."""

    def __init__(self, seed: int = SEED) -> None:
        world = Gazetteer.embedded()
        self.dice = random.Random(seed)
        self.divisions: list[list[str]] = []
        self.names: list[str] = []
        for code in COUNTRIES:
            by_division: dict[str, list[str]] = {}
            for town in world.children(world.place(f"ne:{code}"), kinds=["town"]):
                if town.admin1 and town.name.isascii():
                    by_division.setdefault(town.admin1, []).append(town.name)
            for division, towns in by_division.items():
                if len(towns) >= 3:
                    self.names.append(division)
                    self.divisions.append(towns)
        self._weights = {
            size: list(accumulate(1 / rank for rank in range(1, size + 1))) for size in set(map(len, self.divisions))
        }

    def article(self) -> str:
        """Return one article."""
        dice = self.dice
        number = dice.randrange(len(self.divisions))
        towns = self.divisions[number]
        a, b, c = dice.choices(towns, cum_weights=self._weights[len(towns)], k=3)
        nation, people = dice.choice(NATIONS)
        surname = dice.choice(SURNAMES)
        words = {
            "a": a, "A": a.upper(), "b": b, "c": c, "v": self.names[number], "d": dice.choice(DIRECTIONS[:4]),
            "n": dice.randint(2, 60), "day": dice.choice(DAYS), "m": people, "S": surname,
            "N": nation[0].upper() + nation[1:], "P": f"{dice.choice(FORENAMES)} {surname}",
        }  # fmt: skip
        told = [dice.choice(LEADS), *dice.sample(SENTENCES, k=len(SENTENCES) - 2)]
        lines = [" ".join(told[i : i + 3]) for i in range(0, len(told), 3)]
        return "\n\n".join(lines).format(**words)


def archive(files: Iterable[Path]) -> Iterator[str]:
    """Yield the texts of JSON lines files."""
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def peak_mb() -> float:
    """Return the peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def measure(name: str, texts: list[str], read: Callable[[Iterable[str]], Iterator[int]]) -> None:
    """Read texts and print the figures."""
    found, early = 0, 0.0
    fifth = max(1, len(texts) // 5)
    started = time.perf_counter()
    for number, mentions in enumerate(read(texts), start=1):
        found += mentions
        if number == fifth:
            early = peak_mb()
    seconds = time.perf_counter() - started
    size = sum(map(len, texts))
    goal = f"; wanted {GOALS[name]:,}" if name in GOALS else ""
    print(f"{name:<10}{size / seconds:12,.0f} characters/s  {len(texts):,} texts, {size / 1e6:.1f} million characters, "
          f"{found:,} found; peak {early:.0f} -> {peak_mb():.0f} MB{goal}")  # fmt: skip


def recognised(texts: Iterable[str]) -> Iterator[int]:
    """Recognise texts; how many mentions each has."""
    world = Gazetteer.embedded()
    for text in texts:
        yield len(recognise(text, world))


def geoparsed(texts: Iterable[str]) -> Iterator[int]:
    """Recognise and resolve texts; how many mentions each has."""
    for rows in read_mentions(texts, gazetteer=Gazetteer.embedded()):
        yield len(rows)


def extracted(texts: Iterable[str]) -> Iterator[int]:
    """Extract the events of texts; how many each has."""
    for rows in read_events(texts, gazetteer=Gazetteer.embedded()):
        yield len(rows)


CASES = {"recognise": recognised, "geoparse": geoparsed, "extract": extracted}


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.text", description=__doc__)
    reader.add_argument("files", nargs="*", type=Path, help="archives to read too: JSON lines with a text")
    reader.add_argument("--cases", nargs="+", choices=list(CASES), default=list(CASES))
    reader.add_argument("--articles", type=int, default=5_000, help="how many articles to make up")
    reader.add_argument("--extract", type=int, default=1_000, help="how many of them to extract events of")
    options = reader.parse_args()
    room = Newsroom()
    archives = {"made up": [room.article() for _ in range(options.articles)]}
    archives |= {path.name: list(archive([path])) for path in options.files}
    for name, texts in archives.items():
        print(name)
        for case in options.cases:
            measure(case, texts[: options.extract] if case == "extract" else texts, CASES[case])


if __name__ == "__main__":
    main()
