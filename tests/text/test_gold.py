"""Events of texts against what an analyst wrote down.

Every text was written, with its records, before the rules first saw it; the folders are the rounds. The first answers
say what the rules give for a text they were not written with, F1 of whole records with every attribute right (and
share of attributions): unseen 0.37 (0.53), heldout 0.42 (0.92), trial 0.34 (0.89), sealed 0.45 (0.94), fresh 0.53
(0.93), last 0.74 (1.00), frozen 0.21 (0.84), varied 0.58 (0.96, first scored late), after 0.60 (0.89; written together
with frozen, and not opened before the rules were widened by that), second 0.76 (0.98; written by an analyst who had not
read the rules, after these were widened by "after" and "varied"). The rules were then widened by what each round had
shown.

"third" to "seventh" were written by six analysts who had not read the rules, at the length and with the clutter of
real reports, and are harder: the rules as they were gave 0.47 for "seventh". First answers: third 0.54 (0.94), fourth
0.54 (0.91), fifth 0.58 (0.92); sixth 0.56 (0.88), and 0.62 (0.91) unopened after the rules were widened by third,
fourth and fifth; seventh 0.69 (0.97), scored once, after all others. An analyst who answered "sixth" without its
records scored 0.99 (1.00): what is missing is in the rules, not in the measure. Rounds up to "second" had left out
what a text denies or takes back; those records were added later (gold/README.md).

"eighth" (48 texts of twenty conflicts) and "ninth" (14) were written by five more such analysts. First answers: eighth
0.50 (0.90); ninth 0.46 (0.92), and 0.53 (0.92) unopened after the rules had been widened by eighth to 0.85. What one
round teaches helps the next one little: the rest is many small constructions, each of them rare.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from geoevents.text.events import extract_events
from tests.text.scoring import Score, read_case, score

HERE = Path(__file__).parent / "gold"
CASES = [p for folder in ("texts", "unseen", "trial", "sealed", "fresh") for p in sorted((HERE / folder).glob("*.txt"))]


def run(path: Path) -> Score:
    text, gold = read_case(path)
    return score(extract_events(text, published=gold["published"], source=gold["source"]), gold["events"])


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_events_of_a_text_are_those_an_analyst_lists(path: Path) -> None:
    result = run(path)
    assert result.f1 == 1, result.mistakes
    assert result.attribution >= 0.8, result.mistakes


def test_texts_answered_in_part() -> None:
    paths = [p for folder in ("heldout", "last", "frozen") for p in sorted((HERE / folder).glob("*.txt"))]
    total = sum((run(path) for path in paths), Score())
    assert total.expected >= 77
    assert total.f1 >= 0.9, total.mistakes
    assert total.attribution >= 0.85, total.mistakes


@pytest.mark.parametrize(("folder", "least"), [
    ("after", 0.8), ("varied", 0.8), ("second", 0.85), ("third", 0.8), ("fourth", 0.85), ("fifth", 0.88),
    ("sixth", 0.8), ("seventh", 0.85), ("eighth", 0.82), ("ninth", 0.5),
])  # fmt: skip
def test_texts_that_are_hard_are_read_for_the_most_part(folder: str, least: float) -> None:
    total = sum((run(path) for path in sorted((HERE / folder).glob("*.txt"))), Score())
    assert total.f1 >= least, total.mistakes
    assert total.attribution >= 0.9, total.mistakes


@pytest.mark.parametrize("path", sorted((HERE / "ordinary").glob("*.txt")), ids=lambda p: p.stem)
def test_sport_trade_and_weather_tell_no_event(path: Path) -> None:
    events = extract_events(path.read_text(encoding="utf-8"), published="2024-05-06")
    assert events[["sub_event_type", "plover", "notes"]].to_dict("records") == []


def test_a_missing_or_invented_event_lowers_the_score() -> None:
    text, gold = read_case(HERE / "texts" / "sahel-agency.txt")
    events = extract_events(text, source="x")
    assert score(events.iloc[1:], gold["events"]).f1 < 1
    assert score(events, gold["events"][1:]).f1 < 1
    moved = events.assign(place="Timbuktu")
    assert score(moved, gold["events"]).right == 0


def test_every_report_quotes_the_text_at_its_offsets() -> None:
    for path in CASES:
        text, gold = read_case(path)
        events = extract_events(text, published=gold["published"], source=gold["source"])
        for row in events.itertuples():
            assert row.reports
            for report in row.reports:
                assert text[report["start"] : report["end"]] == report["quote"]
                assert report["source"] == gold["source"]


def test_the_example_that_ships_is_read_as_it_was_written() -> None:
    text = (HERE.parents[2] / "examples" / "briefing.txt").read_text(encoding="utf-8")
    events = extract_events(text, source="x")
    told = [(r.event_type, r.sub_event_type, r.place, r.status) for r in events.astype(object).fillna("").itertuples()]
    assert told == [
        ("CONSULT", "", "", "claimed"),
        ("Battles", "Armed clash", "near Mayadin", "claimed"),
        (
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
            "Euphrates valley to the east of Deir ez-Zor",
            "disputed",
        ),
        ("Battles", "Non-state actor overtakes territory", "northern Hama governorate", "claimed"),
        ("Explosions/Remote violence", "Air/drone strike", "Khan Shaykhun", "claimed"),
        ("THREATEN", "", "", "reported"),
    ]
    assert events["fatalities_best"].tolist()[4] == 4
