"""``geoevents extract --records``: events found by other means, held to the words of one article."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

TEXT = "KHARTOUM, 6 June 2024 - Gunmen abducted two aid workers near Zalingei on Wednesday, a charity said."
GOOD = {
    "quote": "Gunmen abducted two aid workers near Zalingei on Wednesday",
    "sub_event_type": "Abduction/forced disappearance", "actor1": "Gunmen", "place": "near Zalingei",
    "date": "on Wednesday", "attributed_to": "a charity",
}  # fmt: skip
INVENTED = {"quote": "rebels took Nyala", "sub_event_type": "Attack"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [False, True])
def test_records_become_events_and_what_the_text_does_not_hold_is_kept(geoevents, article: Path, lines: bool) -> None:
    given, target, refused = article.parent / "r.json", article.parent / "e.geojson", article.parent / "refused.csv"
    written = "\n".join(map(json.dumps, [GOOD, INVENTED])) if lines else json.dumps([GOOD, INVENTED])
    given.write_text(written, encoding="utf-8")
    done = geoevents("extract", article, "--records", given, "-o", target, "--rejects", refused)
    assert done.code == 0
    assert "1 of 2 records on the map" in done.err
    assert "1 record refused" in done.err
    (event,) = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert event["properties"]["place"] == "near Zalingei"
    assert event["properties"]["date_start"][:10] == "2024-06-05"
    (row,) = csv.DictReader(refused.read_text(encoding="utf-8").splitlines())
    assert (row["row"], json.loads(row["record"])) == ("2", INVENTED)
    assert "is not in the text" in row["reason"]


def test_what_is_no_json_and_what_is_no_single_article(geoevents, article: Path) -> None:
    given = article.parent / "r.json"
    given.write_text("not json", encoding="utf-8")
    done = geoevents("extract", article, "--records", given)
    assert (done.code, "is no JSON" in done.err) == (2, True)
    given.write_text("[]", encoding="utf-8")
    done = geoevents("extract", article, article, "--records", given)
    assert (done.code, "--records is for one article" in done.err) == (2, True)
    done = geoevents("extract", article, "--records", article.parent / "none.json")
    assert (done.code, "no such file" in done.err) == (2, True)
