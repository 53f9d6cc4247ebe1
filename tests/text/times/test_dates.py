"""Dates in prose: the span of days meant, and how precisely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.text.events import extract_events
from geoevents.text.layout.debris import blocks
from geoevents.text.times.dates import find_dates, parse_day, published_in
from geoevents.text.times.day_search import find_days
from geoevents.text.times.day_words import PATTERN

ANCHOR = date(2017, 9, 21)  # a Thursday


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("Earlier on Thursday", "2017-09-21", "2017-09-21", "day"),
        ("on Wednesday", "2017-09-20", "2017-09-20", "day"),
        ("late on Friday", "2017-09-15", "2017-09-15", "day"),
        ("last Thursday", "2017-09-14", "2017-09-14", "day"),
        ("since Monday", "2017-09-18", "2017-09-21", "range"),
        ("on Sept. 20", "2017-09-20", "2017-09-20", "day"),
        ("on 20 September", "2017-09-20", "2017-09-20", "day"),
        ("September 20th, 2016", "2016-09-20", "2016-09-20", "day"),
        ("on the night of 3 July", "2017-07-03", "2017-07-03", "day"),
        ("20.09.2017", "2017-09-20", "2017-09-20", "day"),
        ("2017-09-20", "2017-09-20", "2017-09-20", "day"),
        ("on 24 December", "2016-12-24", "2016-12-24", "day"),
        ("in the last couple of days", "2017-09-19", "2017-09-21", "range"),
        ("over the past 24 hours", "2017-09-20", "2017-09-21", "range"),
        ("between 3 and 5 September", "2017-09-03", "2017-09-05", "range"),
        ("recently", "2017-09-07", "2017-09-21", "range"),
        ("yesterday", "2017-09-20", "2017-09-20", "day"),
        ("overnight", "2017-09-20", "2017-09-21", "range"),
        ("three days ago", "2017-09-18", "2017-09-18", "day"),
        ("two weeks ago", "2017-09-04", "2017-09-10", "week"),
        ("last week", "2017-09-11", "2017-09-17", "week"),
        ("last month", "2017-08-01", "2017-08-31", "month"),
        ("in August 2016", "2016-08-01", "2016-08-31", "month"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        ("in early 2014", "2014-01-01", "2014-12-31", "year"),
        ("on the night of 3 to 4 September", "2017-09-03", "2017-09-04", "range"),
        ("during the night of 3-4 September", "2017-09-03", "2017-09-04", "range"),
        ("from 30 August to 2 September", "2017-08-30", "2017-09-02", "range"),
        ("between December 30 and January 2", "2016-12-30", "2017-01-02", "range"),
        ("in the night to Thursday", "2017-09-20", "2017-09-21", "range"),
        ("overnight into Tuesday", "2017-09-18", "2017-09-19", "range"),
        ("overnight on Tuesday", "2017-09-19", "2017-09-19", "day"),
        ("from Saturday to Monday", "2017-09-16", "2017-09-18", "range"),
        ("between Monday and Wednesday", "2017-09-18", "2017-09-20", "range"),
        ("in the early hours of Tuesday", "2017-09-19", "2017-09-19", "day"),
        ("over the weekend", "2017-09-16", "2017-09-17", "range"),
        ("earlier this week", "2017-09-18", "2017-09-21", "week"),
        ("the day before yesterday", "2017-09-19", "2017-09-19", "day"),
        ("a week ago", "2017-09-14", "2017-09-14", "day"),
        ("in the last day", "2017-09-20", "2017-09-21", "range"),
        ("in mid-May", "2017-05-01", "2017-05-31", "month"),
        ("at the end of April", "2017-04-01", "2017-04-30", "month"),
        ("last evening", "2017-09-20", "2017-09-20", "day"),
        ("in March last year", "2016-03-01", "2016-03-31", "month"),
        ("on 4 July of this year", "2017-07-04", "2017-07-04", "day"),
        ("on Sunday evening and went on until the afternoon of the next day", "2017-09-17", "2017-09-18", "range"),
        ("on 7 August and did not stop until 9 August", "2017-08-07", "2017-08-09", "range"),
        ("on September 5 and 6", "2017-09-05", "2017-09-06", "range"),
        ("in the night of 31 August to 1 September", "2017-08-31", "2017-09-01", "range"),
        ("over the past day, 20 September", "2017-09-20", "2017-09-20", "day"),
        ("on Tuesday night and into Wednesday", "2017-09-19", "2017-09-20", "range"),
        ("on the evening of 6 May and the morning of 7 May", "2017-05-06", "2017-05-07", "range"),
    ],
)
def test_days_meant(words: str, first: str, last: str, precision: str) -> None:
    text = f"They met {words}, it was said."
    (found,) = find_dates(text, ANCHOR)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)
    assert words.endswith(text[found.start : found.end].strip())


@pytest.mark.parametrize("text", ["They may attack.", "The march was long.", "No date here"])
def test_words_that_are_no_dates(text: str) -> None:
    assert [d for d in find_dates(text, ANCHOR) if d.first is not None] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on 8 June. Two days earlier a bridge was hit.", ["2017-06-08", "2017-06-06"]),
        ("It fell on 8 June. That night shells hit the town.", ["2017-06-08", "2017-06-08"]),
        ("It fell on 8 June. An hour later it was retaken.", ["2017-06-08", "2017-06-08"]),
        ("It fell on 8 June. The previous evening it was shelled.", ["2017-06-08", "2017-06-07"]),
        ("It fell on 8 June. The following Sunday it was retaken.", ["2017-06-08", "2017-06-11"]),
        ("It fell on 8 June 2015. In July of that year it burned.", ["2015-06-08", "2015-07-01"]),
        ("On 8 June fighting broke out near Azaz and went on until noon of the next day. It ended.", ["2017-06-08"]),
        ("They said on 8 June that it would hold until 9 June.", ["2017-06-08", "2017-06-09"]),
        ("It fell in the night of 7 to 8 June. A post was hit that night.", ["2017-06-07", "2017-06-07"]),
        ("It has been shut since January 12, when two died.", ["2017-01-12"]),
        ("It was hit on Monday and again on Tuesday.", ["2017-09-18", "2017-09-19"]),
        ("In 2014 it fell on 8 June. It was hit again on 9 June.", ["2014-06-08", "2017-06-09"]),
        ("It was first hit on 19 December 2015. It fell on 8 June.", ["2015-12-19", "2017-06-08"]),
        ("Years ago it was hit. It fell on 8 June.", ["None", "2017-06-08"]),
        (
            "It fell on 8 June, they said in a statement on 10 June. On the same day a post was hit.",
            ["2017-06-08", "2017-06-10", "2017-06-08"],
        ),
        ("On 8 June it was hit exactly a week after a guard was killed there.", ["2017-06-08", "2017-06-01"]),
    ],
)
def test_days_count_from_what_was_told(text: str, days: list[str]) -> None:
    assert [str(d.first) for d in find_dates(text, ANCHOR) if d.rule != "year"] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Weekly note, 5 to 11 February 2024\n\nThe town was raided on 7 February, as on 19 December 2021.",
            "2024-02-11",
        ),
        ("Notes\n\nIt began on 3 May 2011. The town was raided again on 7 February 2024, they said.", "2024-02-07"),
        ("Notes\n\nIt was raided on 7 February 2024, they said. The truce holds until 9 March 2024.", "2024-02-07"),
    ],
)
def test_day_of_publication_is_no_background(text: str, day: str) -> None:
    assert str(published_in(text, blocks(text))) == day


def test_relative_dates_without_an_anchor_stay_unknown() -> None:
    (found,) = find_dates("They met on Monday.", None)
    assert found.first is None
    assert found.precision == "unknown"


def test_the_future_is_marked() -> None:
    (found,) = find_dates("They will meet next week.", ANCHOR)
    assert found.future


def test_same_day_points_to_the_day_before_it_in_the_text() -> None:
    found = find_dates("One on 8 June; another on the same day; a third the following day.", ANCHOR)
    assert [str(d.first) for d in found] == ["2017-06-08", "2017-06-08", "2017-06-09"]


@pytest.mark.parametrize(
    "text",
    [
        "21 Sep, 2017 15:21\n\nThe title\n\nSomething happened on Monday, a spokesman said.",
        "Report - 21 September 2017\n\nSomething happened on Monday, a spokesman said.",
        "ALEPPO, Syria, 21 Sept 2017 (Agency) - Something happened on Monday, a spokesman said.",
        "Published: September 21, 2017\n\nSomething happened on Monday, a spokesman said.",
        "Something happened, a spokesman said on 21 September 2017.",
    ],
)
def test_publication_date_is_found(text: str) -> None:
    assert published_in(text, blocks(text)) == ANCHOR


@given(st.text(alphabet="0123456789./- ,MayJuneSeptdthontheofMonday", max_size=60), st.dates())
def test_any_text_gives_ordered_spans_inside_it(text: str, anchor: date) -> None:
    for d in find_dates(text, anchor):
        assert 0 <= d.start < d.end <= len(text)
        assert (d.first is None) == (d.last is None)
        assert d.first is None or d.last is None or d.first <= d.last
    parse_day(text, anchor)


def test_dates_are_looked_for_where_they_can_begin_and_none_is_missed() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))]
    texts.append(Path(__file__).read_text(encoding="utf-8"))  # every way of saying a date that is tested here
    texts += [text.upper() for text in texts]
    for text in texts:
        tried_everywhere = [
            (m.span(), m.lastgroup)
            for m in PATTERN.finditer(text)
            if not text[: m.start()].rstrip().lower().endswith("born")  # years of birth are no days of the news
        ]
        assert [(m.span(), m.lastgroup) for m in find_days(text)] == tried_everywhere


BULLETIN = """General Staff
Operational information as of 06:00, 9 March 2024

{lead}

Siversk direction: Krasnopillia (Sumy oblast) was shelled with mortars.

Kherson direction: in the course of the day the enemy made 3 unsuccessful assaults near Krynky."""


@pytest.mark.parametrize(
    "lead",
    [
        "Yesterday, 8 March, 61 combat clashes took place at the front.",
        "Over the past day, 61 combat engagements were recorded.",
        "A total of 61 combat clashes were registered.",
    ],
)
def test_a_report_of_the_morning_tells_of_the_day_before(lead: str) -> None:
    events = extract_events(BULLETIN.format(lead=lead))
    assert events["place"].tolist() == ["Krasnopillia", "near Krynky"]
    assert {f"{day:%Y-%m-%d}" for day in [*events["date_start"], *events["date_end"]]} == {"2024-03-08"}


def test_a_report_of_the_evening_tells_of_its_own_day() -> None:
    text = BULLETIN.replace("06:00", "18:00").format(lead="Since morning, 61 combat clashes took place.")
    assert {f"{day:%Y-%m-%d}" for day in extract_events(text)["date_start"]} == {"2024-03-09"}
