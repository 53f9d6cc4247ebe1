"""``geoevents embed``: files for a site, the HTML on standard output, and what happened on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(("form", "suffixes"), [
    ("file", {".html"}), ("page", {".html", ".bin", ".css", ".js"}), ("fragment", {".html", ".bin", ".css", ".js"}),
])  # fmt: skip
def test_every_form(geoevents, tmp_path, form, suffixes):
    folder = tmp_path / "site"
    outcome = geoevents(
        "embed", EXAMPLES / "events.csv", "-o", folder, "--form", form, "--name", "syria", "--url", "/m"
    )
    assert outcome.code == 0
    assert {file.suffix for file in folder.iterdir()} == suffixes
    assert outcome.out == (folder / "syria.snippet.html").read_text(encoding="utf-8")
    assert "38 of 41 rows on the map" in outcome.err
    assert ('src="/m/syria.html"' in outcome.out) == (form != "fragment")
    assert ("Content-Security-Policy must allow: script-src 'self'" in outcome.err) == (form == "fragment")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--form", "frame"], "form='frame' is not possible"),
        (["--name", "a/b"], "name='a/b'"),
        (["--height", "50vh"], "does not go with form='file'"),
        (["--theme", "blue"], "'blue'"),
    ],
)
def test_wrong_options_are_told_before_any_work(geoevents, tmp_path, words, told):
    outcome = geoevents("embed", EXAMPLES / "events.csv", "-o", tmp_path / "site", *words)
    assert outcome.code == 2
    assert outcome.err.startswith("error: ")
    assert told in outcome.err
    assert not (tmp_path / "site").exists()


def test_nothing_to_draw(geoevents, tmp_path):
    (tmp_path / "rows.csv").write_text("id,date,place,lat,lon\n")
    outcome = geoevents("embed", tmp_path / "rows.csv", "-o", tmp_path / "site")
    assert outcome.code == 2
    assert not (tmp_path / "site").exists()


def test_articles_refused_rows_and_looks_as_for_a_map(geoevents, tmp_path):
    words = ("--published", "2017-09-21", "--source", "Desk", "--country", "Syria", "--color", "status", "--rejects")
    inputs = (EXAMPLES / "events.csv", EXAMPLES / "briefing.txt")
    outcome = geoevents("embed", *inputs, "-o", tmp_path / "site", *words, tmp_path / "refused.csv")
    assert outcome.code == 0
    assert len((tmp_path / "refused.csv").read_text(encoding="utf-8").splitlines()) > 1
    page = (tmp_path / "site" / "map.html").read_text(encoding="utf-8")
    assert '"color":"status"' in page.replace('": "', '":"')
    outcome = geoevents("embed", EXAMPLES / "zones.geojson", "-o", tmp_path / "more", "--source", "Desk")
    assert "note: --source has no effect: no input is an article" in outcome.err
