"""Strike notices and daily reports: one event per place with its count and targets, under a common day and doer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.notices import TEMPLATES, by_day, read_back, read_rows
from geoevents.text.events import extract_events

LISTED = """Strike release, Sept. 21, 2017

In Syria, Coalition military forces conducted 25 strikes consisting of 30 engagements against ISIS targets.

* Near Abu Kamal, two strikes destroyed six ISIS oil stills
* Near Dayr Az Zawr, three strikes engaged two ISIS tactical units and destroyed a vehicle
* Near Raqqah, 20 strikes engaged 15 ISIS tactical units; and damaged a supply route

In Iraq, Coalition military forces conducted one strike against ISIS targets.

* Near Qayyarah, a strike suppressed a mortar system.

There were no reported strikes near Mosul.

Additionally, 3 strikes were conducted in Syria on Sept. 19 that closed within the last 24 hours.

* On Sept. 19, near Raqqah, Syria, three strikes engaged an ISIS tactical unit.
"""


def rows(text: str, **options: str) -> list[tuple[str, str, int | None]]:
    found = extract_events(text, **options)
    return [
        (str(e["place"]), str(e["date_start"])[:10], None if pd.isna(e["count"]) else int(e["count"]))
        for e in found.to_dict("records")
    ]


def test_one_event_per_line_and_none_for_the_sums() -> None:
    assert rows(LISTED) == [
        ("Near Abu Kamal", "2017-09-21", 2),
        ("Near Dayr Az Zawr", "2017-09-21", 3),
        ("Near Raqqah", "2017-09-21", 20),
        ("Near Qayyarah", "2017-09-21", 1),
        ("near Raqqah, Syria", "2017-09-19", 3),
    ]


def test_lines_have_the_parties_of_the_sum_and_their_own_targets() -> None:
    found = extract_events(LISTED)
    assert set(found["actor1"]) == {"Global Coalition Against Daesh"}
    assert set(found["actor2"]) == {"Islamic State"}
    assert set(found["sub_event_type"]) == {"Air/drone strike"}
    assert found["target"].tolist()[:3] == [
        "destroyed six ISIS oil stills",
        "engaged two ISIS tactical units and destroyed a vehicle",
        "engaged 15 ISIS tactical units; and damaged a supply route",
    ]
    assert found["count_text"].tolist() == ["two strikes", "three strikes", "20 strikes", "a strike", "three strikes"]


def test_the_sentence_after_tells_the_targets() -> None:
    text = (
        "On 5 May 2016 aircraft of the coalition conducted two strikes near Dayr Az Zawr. The strikes destroyed a dam."
    )
    (event,) = extract_events(text).to_dict("records")
    assert (event["place"], event["count"], event["target"]) == ("near Dayr Az Zawr", 2, "destroyed a dam")
    assert [r["quote"] for r in event["reports"]] == [text[: text.index(" The")], text[text.index("The strikes") :]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two strikes near Raqqah destroyed a bunker on 5 May 2016.", [("near Raqqah", "2016-05-05", 2)]),
        (
            "U.S. aircraft conducted two strikes near Raqqah, three near Manbij and one near Hit on 5 May 2016.",
            [("near Raqqah", "2016-05-05", 2), ("near Manbij", "2016-05-05", 3), ("near Hit", "2016-05-05", 1)],
        ),
        (
            "On May 5, 2016, near Rawah and Al Qaim, a total of five airstrikes hit two bridges.",
            [("near Rawah", "2016-05-05", 5), ("Al Qaim", "2016-05-05", None)],
        ),
        (
            "Airstrikes of 3 March 2020\nIdlib: 3 strikes\nKafr Unknown – 12 airstrikes\nZzyk: one strike",
            [("Idlib", "2020-03-03", 3), ("Kafr Unknown", "2020-03-03", 12), ("Zzyk", "2020-03-03", 1)],
        ),
        (
            "Strikes, 3 March 2016:\n1. Near Mosul one strike hit a mortar.\n2. Near Mosul one strike hit a mortar.",
            [("Near Mosul", "2016-03-03", 1), ("Near Mosul", "2016-03-03", 1)],
        ),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_line(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert rows(text) == expected


def test_the_day_of_publication_stands_in_where_no_other_is_told() -> None:
    assert rows("Near Raqqah, two strikes hit a bunker.", published="2017-09-21") == [("Near Raqqah", "2017-09-21", 2)]


def test_a_repeated_line_of_a_notice_counts_and_a_repeated_headline_does_not() -> None:
    line = "-- Near Mosul, one strike hit a mortar."
    others = "-- Near Hit, two strikes hit a truck.\n-- Near Sinjar, four strikes hit a tunnel."
    assert len(rows(f"Strikes, 3 March 2016\n\n{line}\n{others}\n{line}\n")) == 4
    story = "Two air strikes near Idlib killed five people on Monday, the army said."
    assert len(rows(f"{story}\n\nShare\n\n{story}\n", published="2020-03-03")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In Munich, two strikes halted trains on Monday, the union said.",
        "There were no strikes near Mosul on 3 May 2016.",
    ],
)
def test_what_is_no_line_of_a_notice(text: str) -> None:
    assert extract_events(text, published="2016-05-04").empty


def test_what_also_tells_something_else_is_left_to_prose() -> None:
    text = "Near Bakhmut, Ukrainian forces repelled two attacks on Monday."
    (event,) = extract_events(text, published="2023-05-04").to_dict("records")
    assert event["actor1"] == "Military Forces of Ukraine"


DAILY = """Daily report, 12 June 2023

Idlib governorate:
- Regime forces shelled the village of Kansafra, wounding two civilians.
- Two civilians were killed when a landmine exploded.
Aleppo governorate:
- Turkish artillery shelled the outskirts of Tal Rifaat.
- Daraa: Gunmen opened fire on a checkpoint.
"""


def test_headings_give_place_and_day_to_the_items_under_them() -> None:
    found = extract_events(DAILY)
    assert found["place"].tolist() == [
        "village of Kansafra", "Idlib governorate", "outskirts of Tal Rifaat", "Daraa",
    ]  # fmt: skip
    assert {str(d)[:10] for d in found["date_start"]} == {"2023-06-12"}
    assert found["fatalities_best"].tolist()[1] == 2


def test_the_line_of_place_and_day_over_an_article_is_no_heading() -> None:
    text = "Kyiv, 11 March 2025\n\nThe army shot down 79 drones overnight. Shells fell on Dnipro on Monday.\n"
    assert "Kyiv" not in set(extract_events(text)["place"].dropna())


@pytest.mark.parametrize("template", TEMPLATES)
def test_rows_of_a_table_come_back_from_notices(shared_data: Path, template: str) -> None:
    days = by_day(read_rows(shared_data / "events" / "cjtf_oir_strikes.json"))
    sample = {day: days[day] for day in sorted(days)[::20] if len(days[day]) < 60}
    assert sum(map(len, sample.values())) > 100
    score = read_back(sample, TEMPLATES[template])
    assert score.share >= 0.97, score.misses[:5]
    assert score.invented == 0
    assert min(sample) < date(2016, 1, 1)


def test_a_line_says_who_says_so_and_what_it_led_to() -> None:
    text = "Near Hit, two strikes killed four fighters and wounded six people, the army said on 5 May 2016."
    (event,) = extract_events(text).to_dict("records")
    assert (event["place"], event["count"], event["fatalities_best"], event["injured"]) == ("Near Hit", 2, 4, 6)
    assert event["status"] == "claimed"
    assert event["reports"][0]["attributed_to"]


def test_many_kinds_of_aircraft_are_nobody_and_what_strikes_deny_is_no_denial() -> None:
    text = (
        "Attack, fighter, bomber and remotely piloted aircraft and rocket artillery conducted 10 strikes in Iraq on "
        "5 May 2016, coordinated with the Iraqi government:\n\n"
        "* Near Ramadi, eight strikes destroyed three boats and denied ISIL access to terrain.\n"
        "* Near Mar'a, two strikes struck two separate tactical units.\n"
    )
    assert rows(text) == [("Near Ramadi", "2016-05-05", 8), ("Near Mar'a", "2016-05-05", 2)]
    assert extract_events(text)["actor1"].isna().all()


def test_the_opening_of_a_release_gives_its_day_to_the_items_under_its_headings() -> None:
    text = (
        "May 9, 2016 - The Coalition continued to attack ISIL terrorists in Syria and Iraq yesterday.\n\n"
        "Strikes in Syria\nAircraft conducted three strikes:\n"
        "-- Near Mara, two strikes destroyed a vehicle.\n-- Near Manbij, a strike destroyed a bunker.\n"
        "-- Near Mosul, three strikes, one of them by rocket artillery, destroyed a bridge.\n\n"
        "The strike of May 6 near Sinjar, reported in our last release, was found not to have taken place.\n"
    )
    found = extract_events(text, published="2016-05-09")
    assert [f"{d:%m-%d}" for d in found["date_start"]] == ["05-08", "05-08", "05-08", "05-06"]
    assert found["status"].tolist() == ["reported", "reported", "reported", "denied"]
