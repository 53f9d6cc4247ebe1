"""Records of a caller's become events where the text holds them, and are refused with a reason where it does not."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geoevents.errors import InputError
from geoevents.gazetteer.index import Gazetteer
from geoevents.text.events import extract_events
from geoevents.text.reading.told_records import read_records

TEXT = """KHARTOUM, 6 June 2024 - Gunmen abducted two aid workers near Zalingei on Wednesday,
a charity said.

The army denied that its jets had bombed Nyala market. Rebels threatened to close the road."""

ABDUCTION: dict[str, Any] = {
    "quote": "Gunmen abducted two aid workers near Zalingei on Wednesday, a charity said",
    "sub_event_type": "Abduction/forced disappearance", "actor1": "Gunmen", "actor2": "Civilians",
    "place": "near Zalingei", "date": "on Wednesday", "attributed_to": "a charity", "count": 1,
}  # fmt: skip


def test_a_record_is_placed_dated_and_attributed_by_the_words_of_the_text() -> None:
    events = extract_events(TEXT, source="Agency", records=[ABDUCTION])
    (event,) = events.to_dict("records")
    assert (event["place"], event["precision"], event["status"]) == ("near Zalingei", "near", "claimed")
    assert str(event["date_start"])[:10] == "2024-06-05"
    assert event["date_text"] == "on Wednesday"
    assert event["actor1_role"] == "Political militia"
    assert event["plover"] == "COERCE"
    assert not event["geometry"].is_empty
    (report,) = event["reports"]
    assert TEXT[report["start"] : report["end"]] == report["quote"]
    assert (report["attributed_to"], report["source"]) == ("a charity", "Agency")
    assert events.attrs["refused"] == []


def test_a_function_is_asked_with_the_text_and_events_stand_in_its_order() -> None:
    asked: list[str] = []

    def model(text: str) -> list[dict[str, Any]]:
        asked.append(text)
        denied = {
            "quote": "its jets had bombed Nyala market", "sub_event_type": "Air/drone strike",
            "actor1": "Sudanese Armed Forces", "place": "Nyala market", "date": "2024-06-04/2024-06-05",
            "stance": "denies", "attributed_to": ["Sudanese Armed Forces"], "fatalities": "3", "injured": 4,
        }  # fmt: skip
        threat = {"quote": "Rebels threatened to close the road", "plover": "threaten", "actor1": "Rebels"}
        return [threat, denied, ABDUCTION]

    events = extract_events(TEXT, records=model)
    assert asked == [TEXT]
    assert events["status"].tolist() == ["claimed", "denied", "reported"]
    assert events["plover"].tolist() == ["COERCE", "ASSAULT", "THREATEN"]
    second = events.iloc[1]
    assert (second["fatalities_best"], second["injured"], second["date_precision"]) == (3, 4, "range")
    assert events.iloc[2]["geometry"].is_empty
    assert pd.isna(events.iloc[2]["date_start"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "shelled Port Sudan"}, "the quote 'shelled Port Sudan' is not in the text"),
        ({"quote": ""}, "it has no 'quote'"),
        ({"sub_event_type": "Atack"}, "did you mean 'Attack'?"),
        ({"sub_event_type": None}, "neither 'sub_event_type' nor 'plover'"),
        ({"plover": "WAR"}, "plover 'WAR' is none of"),
        ({"place": "Kutum"}, "the place 'Kutum' is not in the text"),
        ({"date": "2024-13-01"}, "no day of the calendar"),
        ({"date": ["2024-06-05", "2024-06-01"]}, "ends before it begins"),
        ({"date": "on Thursday"}, "the date 'on Thursday' is not in the text"),
        ({"date": "a charity"}, "the words 'a charity' name no day"),
        ({"fatalities": "dozens"}, "no whole number"),
        ({"fatalities": True}, "no whole number"),
        ({"count": -1}, "no whole number"),
        ({"stance": "swears"}, "stance 'swears' is none of"),
        ({"actor1": 7}, "actor1 7 is no text"),
    ],
)
def test_what_the_text_does_not_hold_is_refused_with_a_reason(change: dict[str, Any], reason: str) -> None:
    record = ABDUCTION | change
    events = extract_events(TEXT, records=[record, ABDUCTION])
    assert len(events) == 1
    (refused,) = events.attrs["refused"]
    assert refused["record"] == record
    assert reason in refused["reason"]


def test_what_is_no_record_and_what_are_no_records() -> None:
    assert "is no record" in extract_events(TEXT, records=[5]).attrs["refused"][0]["reason"]  # type: ignore[list-item]
    for wrong in ("words", {"quote": "x"}, 5):
        with pytest.raises(InputError, match="give mappings"):
            extract_events(TEXT, records=wrong)  # type: ignore[arg-type]


def test_a_quote_may_lie_in_a_headline_and_across_line_breaks() -> None:
    text = "Gunmen seize the town of Sake\n\nPrices rose on Monday, traders said."
    events = extract_events(text, records=[{"quote": "gunmen seize\nthe town of Sake", "plover": "ASSAULT"}])
    assert events["notes"].tolist() == ["Gunmen seize the town of Sake"]


def test_hostile_words_stay_words() -> None:
    text = "Gunmen <script>alert(1)</script> attacked {{ 7*7 }} near Goma."
    events = extract_events(text, records=[{"quote": "{{ 7*7 }} near Goma", "plover": "ASSAULT", "actor1": "<b>x</b>"}])
    assert events.loc[0, "actor1"] == "<b>x</b>"
    assert events.loc[0, "reports"][0]["quote"] == "{{ 7*7 }} near Goma"


@pytest.mark.parametrize(
    "days",
    [date(2024, 6, 5), datetime(2024, 6, 5, 23, 59), pd.Timestamp("2024-06-05", tz="UTC"), np.datetime64("2024-06-05"),
     "2024-06-05T03:00:00Z", "2024-06-05 00:00", [pd.Timestamp("2024-06-05")], np.str_("on Wednesday")],
)  # fmt: skip
def test_days_may_be_those_of_python_numpy_and_pandas(days: Any) -> None:
    events = extract_events(TEXT, records=[ABDUCTION | {"date": days}])
    assert events.attrs["refused"] == []
    assert str(events.loc[0, "date_start"])[:10] == "2024-06-05"


@pytest.mark.parametrize("number", [np.int64(3), np.float32(3), 3.0, Decimal(3), " 3 ", "٣"])
def test_numbers_may_be_those_of_other_libraries_too(number: Any) -> None:
    record = ABDUCTION | {"fatalities": number, "injured": number, "count": number}
    (event,) = extract_events(TEXT, records=[record]).to_dict("records")
    assert (event["fatalities_best"], event["injured"], event["count"]) == (3, 3, 3)


@pytest.mark.parametrize("nothing", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, ""])
def test_what_is_missing_is_no_value(nothing: Any) -> None:
    empty = dict.fromkeys(("actor2", "place", "date", "fatalities", "injured", "count", "attributed_to"), nothing)
    events = extract_events(TEXT, records=[ABDUCTION | empty | {"stance": nothing, "target": nothing}])
    assert events.attrs["refused"] == []
    assert events.loc[0, "geometry"].is_empty
    assert events.loc[0, "reports"][0]["stance"] == "states"


WRONG: dict[str, list[Any]] = {
    **{key: ["²", "9" * 5000, 10**30, np.array([1, 2])] for key in ("fatalities", "injured", "count")},
    "attributed_to": [7, True, {"a": 1}, max, np.array([1, 2]), [3]],
    "date": [7, True, {}, np.array([1, 2]), [None, None], b"2024-06-05"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_values_of_a_wrong_kind_are_refused_one_by_one(key: str, value: Any) -> None:
    events = extract_events(TEXT, records=[ABDUCTION | {key: value}, ABDUCTION])
    assert len(events) == 1
    (refused,) = events.attrs["refused"]
    assert refused["reason"].startswith(f"{key} ")
    assert json.loads(json.dumps(refused)) == refused
    assert pickle.loads(pickle.dumps(events)).attrs["refused"] == [refused]


def test_a_record_that_holds_itself_or_a_function_is_refused_in_words() -> None:
    endless: dict[str, Any] = {"quote": "no such words", "date": date(2024, 6, 5), "f": lambda: 0, "n": np.int64(3)}
    endless["self"] = endless
    (refused,) = extract_events(TEXT, records=[endless]).attrs["refused"]
    assert json.loads(json.dumps(refused, allow_nan=False)) == refused
    assert (refused["record"]["date"], refused["record"]["n"]) == ("2024-06-05", 3)


def test_a_table_its_rows_and_named_tuples_are_records() -> None:
    table = pd.DataFrame([ABDUCTION, {"quote": "bombed Nyala market", "sub_event_type": "Air/drone strike"}])
    for records in (table, [row for _, row in table.iterrows()], table.itertuples(index=False), lambda _: table):
        events = extract_events(TEXT, records=records)  # type: ignore[arg-type]
        assert events.attrs["refused"] == []
        assert events["sub_event_type"].tolist() == ["Abduction/forced disappearance", "Air/drone strike"]


def test_lone_surrogates_of_a_record_do_not_reach_the_table() -> None:
    events = extract_events(TEXT, records=[ABDUCTION | {"actor1": "a\ud800", "actor2": "b\udfff", "target": "\ud800"}])
    assert events.loc[0, ["actor1", "actor2", "target"]].tolist() == ["a\ufffd", "b\ufffd", "\ufffd"]


def test_lone_surrogates_of_a_text_do_not_keep_its_events_from_a_file(tmp_path: Path) -> None:
    record = {"quote": "Goma \ud800", "plover": "ASSAULT", "attributed_to": "x\udc00"}
    events = extract_events("Gunmen attacked Goma \ud800.", records=[record])
    events.to_parquet(tmp_path / "events.parquet")
    assert [(r["quote"], r["attributed_to"]) for r in events.loc[0, "reports"]] == [("Goma \ufffd", "x\ufffd")]


def test_many_records_of_a_long_text_take_a_time_that_grows_with_their_number() -> None:
    def seconds(n: int) -> float:
        text = "\n\n".join(f"Gunmen number {i} killed two people near Goma on Friday." for i in range(n))
        records = [{"quote": f"GUNMEN number {i}  killed", "plover": "ASSAULT", "date": "Friday"} for i in range(n)]
        start = perf_counter()
        assert len(read_records(text, records, Gazetteer.default())[0].events) == n
        return perf_counter() - start

    seconds(50)
    assert seconds(2000) < 60 * seconds(200)
