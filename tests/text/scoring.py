"""Compares extracted events with those an analyst wrote down, event by event and attribute by attribute."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from geoevents.text.words.tokens import fold


@dataclass
class Score:
    found: int = 0
    expected: int = 0
    right: int = 0
    attributed: int = 0
    compared: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.expected, 1)

    @property
    def attribution(self) -> float:
        return self.attributed / max(self.compared, 1)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found, self.expected + other.expected, self.right + other.right,
            self.attributed + other.attributed, self.compared + other.compared, self.mistakes + other.mistakes,
        )  # fmt: skip


def plain(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else fold(" ".join(str(value).split()))


def one_of(value: Any, wanted: list[str | None] | None) -> bool:
    return plain(value) in ([""] if wanted is None else [plain(w) for w in wanted])


def kind_right(row: Any, gold: dict[str, Any]) -> bool:
    if "sub" in gold:
        return str(row.sub_event_type) in gold["sub"].split("|")
    return row.plover == gold["plover"] and plain(row.sub_event_type) == ""


def date_right(row: Any, gold: dict[str, Any]) -> bool:
    if gold["date"] is None:
        return True  # the text leaves it open
    if pd.isna(row.date_start):
        return False
    return [f"{row.date_start:%Y-%m-%d}", f"{row.date_end:%Y-%m-%d}"] == gold["date"]


def actors_right(row: Any, gold: dict[str, Any]) -> bool:
    straight = one_of(row.actor1, gold["actor1"]) and one_of(row.actor2, gold["actor2"])
    crossed = one_of(row.actor1, gold["actor2"]) and one_of(row.actor2, gold["actor1"])
    mutual = gold.get("plover") == "CONSULT" or gold.get("sub") in {"Armed clash", "Agreement"}
    return straight or (mutual and crossed)


def faults(row: Any, gold: dict[str, Any]) -> list[str]:
    out = []
    if not kind_right(row, gold):
        out.append(f"type {row.event_type}/{row.sub_event_type}")
    if not date_right(row, gold):
        out.append(f"date {row.date_start} to {row.date_end}")
    if not one_of(row.place, gold["place"]):
        out.append(f"place {row.place!r}")
    if not actors_right(row, gold):
        out.append(f"actors {row.actor1!r} -> {row.actor2!r}")
    if gold.get("fatalities") is not None and (
        pd.isna(row.fatalities_best) or row.fatalities_best != gold["fatalities"]
    ):
        out.append(f"fatalities {row.fatalities_best}")
    if gold.get("count") is not None and (pd.isna(row.count_) or row.count_ != gold["count"]):
        out.append(f"count {row.count_}")
    return out


def attribution_right(row: Any, gold: dict[str, Any]) -> bool:
    if "status" in gold and row.status != gold["status"]:
        return False
    if gold["attributed_to"] == ["*"]:
        return True
    said = {plain(r.get("attributed_to")) for r in row.reports} - {""}
    wanted = [plain(x) for x in gold["attributed_to"]]
    return bool(said & set(wanted)) if wanted else not said


def score(events: Any, gold: list[dict[str, Any]]) -> Score:
    """Pair each expected event with the extracted one that has the fewest faults; every row is used once."""
    rows = list(events.rename(columns={"count": "count_"}).itertuples())
    result = Score(found=len(rows), expected=len(gold))
    pairs = sorted(
        ((len(faults(r, g)), j, i) for j, g in enumerate(gold) for i, r in enumerate(rows) if kind_right(r, g)),
    )
    used_rows: set[int] = set()
    used_gold: set[int] = set()
    for _, j, i in pairs:
        if i in used_rows or j in used_gold:
            continue
        used_rows.add(i)
        used_gold.add(j)
        wrong = faults(rows[i], gold[j])
        if wrong:
            result.mistakes.append(f"{gold[j]}: {', '.join(wrong)}")
        else:
            result.right += 1
        result.compared += 1
        if attribution_right(rows[i], gold[j]):
            result.attributed += 1
        else:
            said = [(r.get("attributed_to"), r.get("stance")) for r in rows[i].reports]
            result.mistakes.append(f"{gold[j]}: attribution {rows[i].status} {said}")
    result.mistakes += [f"missed: {g}" for j, g in enumerate(gold) if j not in used_gold]
    result.mistakes += [
        f"invented: {r.event_type}/{r.sub_event_type} {r.actor1!r} -> {r.actor2!r} at {r.place!r}"
        for i, r in enumerate(rows) if i not in used_rows
    ]  # fmt: skip
    return result


def read_case(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a text and its expected records."""
    return path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
