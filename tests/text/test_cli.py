"""``geoevents extract`` and ``geoevents geoparse`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geoevents.cli.main import run

TEXT = "Rebels shelled Aleppo on 5 June 2023, killing two civilians, according to the Syrian Defense Ministry.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_extract_prints_one_object_per_event(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article), "--source", "Somebody"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    event = json.loads(line)
    assert event["date_start"] == "2023-06-05"
    assert event["fatalities_best"] == 2
    assert event["source"] == "Somebody"
    assert event["geometry"]["type"] in {"Point", "Polygon", "MultiPolygon"}
    assert event["reports"][0]["attributed_to"] == "Syrian Defense Ministry"


def test_extract_writes_a_file(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.geojson"
    assert run(["extract", str(article), "-o", str(target)]) == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))["features"]) == 1


def test_geoparse_prints_mentions_with_true_offsets(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["geoparse", str(article), "--format", "geojson"]) == 0
    features = json.loads(capsys.readouterr().out)["features"]
    for feature in features:
        row = feature["properties"]
        assert TEXT[row["start"] : row["end"]] == row["text"]
    assert [f["properties"]["text"] for f in features if f["properties"]["literal"]] == ["Aleppo"]


def test_a_table_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "events.csv"
    table.write_text("date,place,latitude,longitude\n2020-01-01,X,35,36\n2020-01-02,Y,35,36\n", encoding="utf-8")
    assert run(["extract", str(table)]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("error: ")
    assert run(["extract", str(tmp_path / "missing.txt")]) == 2


def test_a_page_of_mentions_is_titled_with_the_headline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "story.txt"
    told.write_text(
        "Crash closes road near Fairview\n\nA crash on a road near Springfield hurt three people on Saturday night, "
        "the police in Columbia, Missouri, said.\n"
    )
    page = tmp_path / "story.html"
    assert run(["geoparse", str(told), "--format", "html", "-o", str(page)]) == 0
    assert "<title>Crash closes road near Fairview" in page.read_text()
    assert "story.txt" not in page.read_text()


def test_a_page_of_mentions_speaks_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, page = tmp_path / "story.txt", tmp_path / "story.html"
    told.write_text("Shells fell on Idlib.\n")
    assert run(["geoparse", str(told), "-o", str(page), "--locale", "ar-SY"]) == 0
    assert '<html lang="ar-SY" dir="rtl">' in page.read_text()
    page.unlink()
    for wrong, words in (
        (["--format", "html", "--locale", "arabic!"], "no language tag"),
        (["--locale", "ar"], "for a page"),
    ):
        assert run(["geoparse", str(told), *wrong]) == 2
        assert words in capsys.readouterr().err


def test_only_what_needs_a_day_asks_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    undated, dated = tmp_path / "undated.jsonl", tmp_path / "dated.jsonl"
    words = "Shelling killed three people in Idlib on Monday, the governor said."
    undated.write_text(json.dumps({"text": words}) + "\n")
    dated.write_text(json.dumps({"text": f"Published: 14 February 2024\n\n{words}"}) + "\n")
    assert run(["geoparse", str(undated)]) == 0
    assert "day of publication" not in capsys.readouterr().err
    assert run(["extract", str(dated)]) == 0
    assert "day of publication" not in capsys.readouterr().err
    assert run(["extract", str(undated)]) == 0
    assert "1 document names no day of publication" in capsys.readouterr().err
