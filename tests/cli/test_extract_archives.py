"""``geoevents extract`` and ``geoparse`` over archives: every row names its document, nothing is lost or held."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ONE = "Rebels shelled Aleppo on 5 June 2023, killing two civilians."
TWO = "Gunmen attacked an army post near Gao on Tuesday."
FEED = (
    "<rss><channel><title>Courier</title><item><title>Attack</title><guid>g1</guid>"
    f"<pubDate>Wed, 07 Jun 2023 10:00:00 GMT</pubDate><description>&lt;p&gt;{TWO}&lt;/p&gt;</description>"
    "</item></channel></rss>"
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    records = [
        {"text": ONE, "id": "a", "url": "https://example.org/a", "source": "Agency"},
        {"text": TWO, "id": "b", "published": "2023-06-07"},
        {"title": "no text"},
        {"text": "Nothing happened.", "id": "c"},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def features(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def test_events_of_an_archive_name_their_document(geoevents, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.geojson"
    told = geoevents("extract", archive, "-o", out, "--source", "Somebody")
    assert told.code == 0, told.err
    rows = [f["properties"] for f in features(out)]
    assert [(r["document"], r["url"], r["source"], r["date_start"]) for r in rows] == [
        ("a", "https://example.org/a", "Agency", "2023-06-05"),
        ("b", None, "Somebody", "2023-06-06"),
    ]
    assert "3 documents: 2 events, 2 placed" in told.err
    assert "1 document could not be read" in told.err
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson"])
def test_formats_hold_the_same(geoevents, archive: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"events.{form}"
    assert geoevents("extract", archive, "-o", out, "--no-geometry").code == 0
    text = out.read_text(encoding="utf-8")
    if form == "csv":
        rows = list(csv.DictReader(text.splitlines()))
    elif form == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        rows = [f["properties"] for f in json.loads(text)["features"]]
    assert [r["document"] for r in rows] == ["a", "b"]
    if form != "geojson":
        assert "geometry" not in rows[0]
        assert float(rows[0]["lat"]) == pytest.approx(36.2, abs=0.3)


def test_the_same_is_printed(geoevents, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    geoevents("extract", archive, "-o", out)
    assert geoevents("extract", archive).out == out.read_text(encoding="utf-8")
    printed = geoevents("extract", archive, "--format", "geojson").out
    assert len(json.loads(printed)["features"]) == 2


def test_an_archive_tells_what_the_table_tells(geoevents, archive: Path) -> None:
    import geoevents as ge
    from geoevents.cli.text_rows import feature

    (row, _) = [json.loads(line) for line in geoevents("extract", archive).out.splitlines()]
    (known,) = (feature(r) for r in ge.extract_events(ONE, source="Agency").to_dict("records"))
    assert row.pop("geometry") == known["geometry"]
    told = {k: v for k, v in row.items() if k not in {"document", "url", "event_id"}}
    assert told == {k: v for k, v in known["properties"].items() if k != "event_id"}


def test_rejects_are_kept_with_their_reason(geoevents, archive: Path, tmp_path: Path) -> None:
    kept = tmp_path / "rejects.csv"
    assert geoevents("extract", archive, "-o", tmp_path / "e.csv", "--rejects", kept).code == 0
    (row,) = csv.DictReader(kept.read_text(encoding="utf-8").splitlines())
    assert row["document"].endswith("news.jsonl:3")
    assert "no text" in row["reason"]


def test_feeds_folders_and_articles_together(geoevents, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    told = geoevents("extract", folder, archive)
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert [r["document"] for r in rows] == ["g1", str(folder / "one.txt"), "a", "b"]
    assert rows[0]["date_start"] == "2023-06-06"
    assert len({r["event_id"] for r in rows}) == 4
    assert "1 .png" in told.err


def test_mentions_name_their_document_and_keep_their_offsets(geoevents, archive: Path) -> None:
    rows = [json.loads(line) for line in geoevents("geoparse", archive).out.splitlines()]
    texts = {"a": ONE, "b": TWO, "c": "Nothing happened."}
    assert {r["document"] for r in rows} == {"a", "b"}
    assert all(texts[r["document"]][r["start"] : r["end"]] == r["text"] for r in rows)


def test_an_interrupted_run_is_taken_up_again(geoevents, archive: Path, tmp_path: Path, monkeypatch) -> None:
    from geoevents.cli import text_job

    whole, out = tmp_path / "whole.geojson", tmp_path / "events.geojson"
    geoevents("extract", archive, "-o", whole)
    add, calls = text_job._add, []

    def once(*args, **options):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return add(*args, **options)

    monkeypatch.setattr(text_job, "_add", once)
    stopped = geoevents("extract", archive, "-o", out)
    assert stopped.code == 130
    assert "stopped after 1 document" in stopped.err
    assert not out.exists()
    assert geoevents("extract", archive, "-o", out).code == 2  # would begin anew over what is done
    told = geoevents("extract", archive, "-o", out, "--resume")
    assert told.code == 0, told.err
    assert "going on after 1 document" in told.err
    assert out.read_bytes() == whole.read_bytes()


def test_standard_input(tmp_path: Path, archive: Path) -> None:
    def run(content: bytes) -> list[dict]:
        done = subprocess.run(
            [sys.executable, "-m", "geoevents", "extract", "-"], cwd=ROOT, input=content, capture_output=True,
            check=True, env={**os.environ},
        )  # fmt: skip
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    assert [r["document"] for r in run(archive.read_bytes())] == ["a", "b"]
    assert [r["place"] for r in run(ONE.encode())] == ["Aleppo"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "{}/x.parquet"], "written as it is read"),
        (["--fields", "words=Body"], "'words'"),
        (["--fields", "words"], "--fields does not take"),
        (["--rejects", "{}/r.txt"], "--rejects"),
        (["--resume"], "--resume needs files"),
        (["--published", "someday"], "--published"),
        (["--format", "geojson", "-o", "{}/x.csv"], "--format"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(geoevents, archive: Path, tmp_path: Path, words, said: str) -> None:
    told = geoevents("extract", archive, *(w.format(tmp_path) for w in words))
    assert told.code == 2
    assert said in told.err.splitlines()[-1]
    assert told.err.splitlines()[-1].startswith("error: ")


def test_a_page_is_of_one_text(geoevents, archive: Path, tmp_path: Path) -> None:
    told = geoevents("geoparse", archive, "-o", tmp_path / "x.html")
    assert told.code == 2
    assert "one text" in told.err
    assert geoevents("geoparse", archive, "-o", tmp_path / "x.html", "--resume").code == 2


@pytest.mark.parametrize("option", [["--rejects", "r.csv"], ["--no-geometry"], ["--resume"], ["--fields", "text=t"]])
def test_options_of_streams_need_a_format_that_can_be_streamed(geoevents, tmp_path: Path, option: list[str]) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "x.parquet"
    article.write_text("Shells fell on Idlib.", encoding="utf-8")
    told = geoevents("extract", article, "-o", out, *(o.replace("r.csv", str(tmp_path / "r.csv")) for o in option))
    assert told.code == 2
    assert "not as .parquet" in told.err
    assert not out.exists()
