"""Characters per second and memory of extracting events: ``python -m benchmarks.events [--megabytes N]``.

``news``   made-up articles of 1 to 4 kB, seeded: the sentences of :mod:`benchmarks.text`, with one in four that tells
           an event, each about one country's towns
``dense``  the texts of the project's tests, where nearly every sentence tells one at a place that no other names
``again``  the same once more, with all their places known

Time is that of the processor, once through, from cold. ``reading`` is the part of it that goes into reading sentences;
the rest is places and rows. Memory is the process's peak after a tenth of the archive and at its end: ``--megabytes``
makes the archive larger, which is written and read article by article and never held.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.geocoding import DIRECTIONS
from benchmarks.text import DAYS, FORENAMES, LEADS, NATIONS, SENTENCES, SURNAMES, Newsroom, peak_mb
from geoevents.gazetteer.index import Gazetteer
from geoevents.text.event_rows import read_events
from geoevents.text.reading.document import read_document

GOAL = 200_000
EVENTS = (
    "At least {n} people were killed when gunmen attacked a village near {a} on {day}, local officials said.",
    "Government warplanes carried out {few} air strikes on the outskirts of {b}, killing {few} militants.",
    "Rebels shelled an army post {n} km {d} of {c} overnight, wounding {few} soldiers, according to the {m} embassy.",
    "The army said it had captured the town of {c} after three days of fighting.",
    "A roadside bomb hit a military convoy between {a} and {b} on {day}, a security source said.",
    "Hundreds of people protested in {a} against the arrest of {P}.",
    "Militants abducted {few} aid workers on the road from {b} to {c}, the United Nations said.",
    "A drone struck a fuel depot in {b} early on {day}; the defence ministry denied that there were casualties.",
    "Clashes between soldiers and fighters in the {d}ern part of {v} left {n} people dead, {P} said.",
    "Police fired tear gas at protesters in {c}, injuring {n}.",
)
TEXTS = Path(__file__).parents[1] / "tests" / "text" / "gold"


class WarDesk(Newsroom):
    """Writes articles that tell events."""

    def article(self) -> str:
        """Return one article of 1 to 4 kB."""
        dice = self.dice
        number = dice.randrange(len(self.divisions))
        towns = self.divisions[number]
        a, b, c = dice.choices(towns, cum_weights=self._weights[len(towns)], k=3)
        nation, people = dice.choice(NATIONS)
        told = [dice.choice(LEADS)]
        others = dice.sample(SENTENCES, k=len(SENTENCES))
        for n in range(dice.randint(8, 30)):
            told.append(dice.choice(EVENTS) if n % 4 == 0 else others[n % len(others)])
        lines = []
        for sentence in told:
            surname = dice.choice(SURNAMES)
            words: dict[str, Any] = {
                "a": a, "A": a.upper(), "b": b, "c": c, "v": self.names[number], "d": dice.choice(DIRECTIONS[:4]),
                "n": dice.randint(2, 60), "few": dice.choice(("two", "three", "five", "six")), "S": surname,
                "day": dice.choice(DAYS), "m": people, "N": nation[0].upper() + nation[1:],
                "P": f"{dice.choice(FORENAMES)} {surname}",
            }  # fmt: skip
            lines.append(sentence.format(**words))
        return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def news(characters: int) -> Iterator[str]:
    """Yield articles until they have so many characters."""
    desk, written = WarDesk(), 0
    while written < characters:
        article = desk.article()
        written += len(article)
        yield article


def dense() -> list[str]:
    """Return the texts of the tests."""
    return [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*/*.txt"))]


def measure(name: str, texts: Iterable[str], size: int) -> None:
    """Extract and print the figures; ``size`` is about how many characters will come."""
    world = Gazetteer.embedded()
    making = 0.0
    read = events = placed = articles = 0
    early = 0.0
    given = iter(texts)

    def dated() -> Iterator[dict[str, Any]]:
        nonlocal making, read, articles
        while True:
            started = time.process_time()
            text = next(given, None)
            making += time.process_time() - started
            if text is None:
                return
            read, articles = read + len(text), articles + 1
            yield {"text": text, "published": "2024-05-16"}

    began = time.process_time()
    for rows in read_events(dated(), gazetteer=world):
        events += len(rows)
        placed += sum(not row["geometry"].is_empty for row in rows)
        if not early and read >= size / 10:
            early = peak_mb()
    seconds = time.process_time() - began - making
    sample = list(islice(texts if isinstance(texts, list) else news(size), 200))
    began = time.process_time()
    for text in sample:
        read_document(text, world)
    reading = sum(map(len, sample)) / (time.process_time() - began)
    figures = {
        "characters/s": round(read / seconds), "goal": GOAL, "reading alone": round(reading), "articles": articles,
        "million characters": round(read / 1e6, 2), "events": events, "placed": placed,
        "peak MB": [round(early), round(peak_mb())],
    }  # fmt: skip
    print(f"{name:<6} {json.dumps(figures)}")


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.events", description=__doc__)
    reader.add_argument("--megabytes", type=float, default=2, help="millions of characters of made-up articles")
    options = reader.parse_args()
    size = round(options.megabytes * 1e6)
    measure("news", news(size), size)
    texts = dense()
    for name in ("dense", "again"):
        measure(name, texts, sum(map(len, texts)))


if __name__ == "__main__":
    main()
