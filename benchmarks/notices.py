"""Rows of a table of strikes as notices, and read back: ``python -m benchmarks.notices TABLE.json``.

The table is ``{"conflicts": [{"date": {"year", "month", "day"}, "place", "strikes"}, …]}``. All rows of a day become
one notice, as such notices are published, in three ways that differ in kind: a list by country under a sum, paragraphs
that each name the day, and strikes whose targets stand in the sentence after. A row is got back when an event has its
place as printed, its day and its number; an event answers for one row only. What is left over was invented.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

WANTED = 0.97
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_TARGETS = (
    "engaged two ISIL tactical units and destroyed a vehicle",
    "struck an ISIL bunker",
    "destroyed six fighting positions, a weapons cache and a supply route",
    "damaged a bridge, suppressed a mortar system and destroyed an ISIL boat",
    "destroyed three ISIL oil stills",
)


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    day: date
    place: str
    strikes: int


@dataclass
class Score:
    """What came back of one template's notices."""

    rows: int = 0
    right: int = 0
    invented: int = 0
    characters: int = 0
    seconds: float = 0.0
    misses: list[tuple[Row, list[tuple[str, str, int | None]]]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Rows that came back, of all."""
        return self.right / self.rows


def read_rows(path: Path) -> list[Row]:
    """Read the table."""
    records = json.loads(path.read_text(encoding="utf-8"))["conflicts"]
    return [Row(date(**record["date"]), record["place"], record["strikes"]) for record in records]


def by_day(rows: Iterable[Row]) -> dict[date, list[Row]]:
    """Group rows by day, in their order."""
    days: dict[date, list[Row]] = {}
    for row in rows:
        days.setdefault(row.day, []).append(row)
    return days


def _words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count}"


def _noun(count: int) -> str:
    return "strike" if count == 1 else "strikes"


def _target(row: Row, number: int) -> str:
    return _TARGETS[(row.day.day + number) % len(_TARGETS)]


def section_list(day: date, rows: Sequence[Row]) -> str:
    """Write a list with two sections under a sum; the day stands over it."""
    total = sum(row.strikes for row in rows)
    half = (len(rows) + 1) // 2
    lines = [
        f"Strikes of {day:%B} {day.day}, {day.year}",
        "",
        f"Coalition military forces conducted {total} {_noun(total)} against ISIL in Syria and Iraq.",
    ]
    for country, part in (("Syria", rows[:half]), ("Iraq", rows[half:])):
        if part:
            lines += ["", f"In {country}", ""]
            lines += [
                f"-- Near {row.place}, {_words(row.strikes)} {_noun(row.strikes)} {_target(row, n)}."
                for n, row in enumerate(part)
            ]
    return "\n".join(lines) + "\n"


def dated_sentences(day: date, rows: Sequence[Row]) -> str:
    """Write a paragraph of its own for each row, each with its day and a country."""
    return "\n\n".join(
        f"On {_SHORT[day.month - 1]} {day.day}, {day.year}, near {row.place}, {('Syria', 'Iraq')[n % 2]}, "
        f"{row.strikes} {_noun(row.strikes)} {_target(row, n)}."
        for n, row in enumerate(rows)
    )


def targets_after(day: date, rows: Sequence[Row]) -> str:
    """Write one paragraph of prose, the targets in the sentence after each strike, the day in the dateline."""
    told = " ".join(
        f"Coalition aircraft carried out {_words(row.strikes)} {_noun(row.strikes)} near {row.place}. "
        f"The {_noun(row.strikes)} {_target(row, n)}."
        for n, row in enumerate(rows)
    )
    return f"BAGHDAD, {day.day} {day:%B} {day.year} - {told}\n"


TEMPLATES: dict[str, Callable[[date, Sequence[Row]], str]] = {
    "section list": section_list,
    "dated sentences": dated_sentences,
    "targets in the next sentence": targets_after,
}


def printed(place: object) -> str:
    """Return the name inside the words of a place: without "near" and the country after it."""
    return re.sub(r"\Anear\s+", "", str(place), flags=re.IGNORECASE).partition(",")[0]


def read_back(days: dict[date, list[Row]], template: Callable[[date, Sequence[Row]], str]) -> Score:
    """Write all notices with a template, extract their events and compare."""
    from geoevents import extract_events

    score = Score()
    for day, rows in days.items():
        text = template(day, rows)
        started = time.perf_counter()
        events = extract_events(text)
        score.seconds += time.perf_counter() - started
        score.characters += len(text)
        score.rows += len(rows)
        found = Counter(_found(events.to_dict("records")))
        for row in rows:
            key = (row.place, row.day.isoformat(), row.strikes)
            if found[key]:
                found[key] -= 1
                score.right += 1
            else:
                score.misses.append((row, [k for k in found if k[0] == row.place]))
        score.invented += sum(found.values())
    return score


def _found(records: list[dict]) -> Iterator[tuple[str, str, int | None]]:
    for event in records:
        start, count = event["date_start"], event["count"]
        yield printed(event["place"]), str(start)[:10], None if count != count else count


def main() -> None:
    """Measure and print; exit code 1 where a template stays below what is wanted."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.notices", description=__doc__)
    reader.add_argument("table", type=Path, help="JSON with the rows")
    reader.add_argument("--days", type=int, default=None, help="only the first days")
    options = reader.parse_args()
    days = dict(list(by_day(read_rows(options.table)).items())[: options.days])
    print("| template | notices | rows | got back | share | invented | kB a second |")
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    worst = 1.0
    misses: Counter[str] = Counter()
    for name, template in TEMPLATES.items():
        score = read_back(days, template)
        worst = min(worst, score.share)
        speed = score.characters / 1000 / score.seconds
        figures = f"{score.right:,} | {score.share:.1%} | {score.invented:,} | {speed:,.0f}"
        print(f"| {name} | {len(days):,} | {score.rows:,} | {figures} |", flush=True)
        misses.update(f"{name}: {row.place}" for row, _ in score.misses)
    for told, times in misses.most_common(20):
        print(f"missed {times} times: {told}")
    sys.exit(worst < WANTED)


if __name__ == "__main__":
    main()
