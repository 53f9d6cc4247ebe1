"""``geoevents map``: any mix of inputs to one page, and an account of what became of every row."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CSV = "id,date,place,lat,lon\na,2017-09-20,Idlib,35.93,36.63\nb,2017-09-21,Hama,35.13,36.75\nc,never,Homs,34.7,36.7\n"
ZONE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Test area", "kind": '
    '"ceasefire", "valid_from": "2017-09-01"}, "geometry": {"type": "Polygon", "coordinates": [[[36, 35.5], '
    "[37, 35.5], [37, 36.5], [36, 36.5], [36, 35.5]]]}}]}"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "events.dat").write_text(CSV)
    (tmp_path / "zone.dat").write_text(ZONE)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "binary.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "useless.csv").write_text("date,colour\n2017-01-01,red\n")
    (tmp_path / "wide.csv").write_text(CSV.replace("place", "Where").replace("lat,lon", "P,Q"))
    return tmp_path


def test_tables_and_zones_told_apart_by_content(geoevents, folder):
    outcome = geoevents("map", folder / "events.dat", folder / "zone.dat", "-o", folder / "m.html", "--no-geocode")
    assert (outcome.code, outcome.err) == (0, "")
    assert "2 of 3 rows on the map" in outcome.out
    assert "row 3, date_start 'never' is no date" in outcome.out
    assert "2 of 3 events on the map\n" in outcome.out
    assert "1 event lies in Test area (ceasefire, illustrative boundary)\n  2017-09-20" in outcome.out
    page = folder / "m.html"
    assert f"{page} (" in outcome.out.splitlines()[-1]
    assert "geoevents.attach(" in page.read_text(encoding="utf-8")


def test_the_examples(geoevents, tmp_path):
    out = tmp_path / "m.html"
    inputs = [EXAMPLES / name for name in ("briefing.txt", "events.csv", "zones.geojson")]
    outcome = geoevents("map", *inputs, "--zones", "syria-2017", "-o", out)
    assert (outcome.code, outcome.err) == (0, "")
    assert "4 zones of 4" in outcome.out
    assert "row 41" in outcome.out
    assert "row 15" in outcome.out
    assert "in De-escalation zone 1: Idlib" in outcome.out.replace("may lie", "lie")
    assert "no place: " in outcome.out
    first = out.read_bytes()
    assert geoevents("map", *inputs, "--zones", "syria-2017", "-o", out).code == 0
    assert out.read_bytes() == first


def test_an_archive_and_said_columns(geoevents, folder):
    packed = folder / "x.bin"
    packed.write_bytes(gzip.compress((folder / "wide.csv").read_bytes()))
    words = ("-o", folder / "m.html", "--columns", "latitude=P,longitude=Q", "--columns", "place=Where")
    assert "2 of 3 rows on the map" in geoevents("map", packed, *words).out


def test_said_columns_are_for_the_table_that_has_them(geoevents, folder):
    words = ("-o", folder / "m.html", "--columns", "lat=P,lon=Q,place=Where", "--no-geocode")
    outcome = geoevents("map", folder / "wide.csv", folder / "events.dat", folder / "zone.dat", *words)
    assert "4 of 6 events on the map" in outcome.out
    assert outcome.out.count("read without them") == 1
    assert "1 zone of 1" in outcome.out


def test_rejects_are_kept(geoevents, folder):
    rejects = folder / "r.csv"
    words = ("map", folder / "events.dat", "-o", folder / "m.html", "--no-geocode")
    assert geoevents(*words, "--rejects", rejects).code == 0
    header, row = rejects.read_text().splitlines()
    assert header == "input,row,reason,id,date,place,lat,lon"
    assert "events.dat,3,date_start 'never' is no date,c,never,Homs,34.7,36.7" in row
    assert geoevents(*words, "--rejects", folder / "r.doc").code == 2
    assert geoevents(*words, "--rejects", folder / "m.html").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.txt"], "no such file"),
        (["empty.csv"], "'empty.csv' is empty"),
        (["binary.csv"], "PNG image"),
        (["useless.csv"], "'colour'"),
        (["."], "is a folder"),
        (["events.dat", "missing.txt"], "no such file"),
        (["events.dat", "--zones", "atlantis"], "syria-2017"),
        (["events.dat", "--theme", "pink"], "'pink'"),
        (["events.dat", "--published", "soon"], "'soon'"),
        (["events.dat", "--columns", "place"], "name=column"),
        (["events.dat", "--columns", "place=Nowhere"], "'Nowhere'"),
        (["events.dat", "--card-columns", "colour"], "'colour'"),
    ],
)
def test_errors_leave_the_old_page_alone(geoevents, folder, monkeypatch, words, told):
    monkeypatch.chdir(folder)
    page = folder / "m.html"
    page.write_text("old")
    outcome = geoevents("map", *words, "-o", page, "--no-geocode")
    assert outcome.code == 2
    assert outcome.err.startswith("error: ")
    assert outcome.err.count("\n") == 1
    assert told in outcome.err
    assert page.read_text() == "old"


@pytest.mark.parametrize("place", ["", "no/m.html", "events.dat/m.html"])
def test_output_that_cannot_be_written_is_told_before_any_work(geoevents, folder, place):
    outcome = geoevents("map", folder / "missing.txt", "-o", folder / place)
    assert outcome.code == 2
    assert "cannot write" in outcome.err
    assert outcome.err.count("\n") == 1


def test_nothing_to_draw_writes_nothing(geoevents, folder):
    (folder / "bad.csv").write_text("date,lat,lon\nnever,35,36\n")
    outcome = geoevents("map", folder / "bad.csv", "-o", folder / "m.html")
    assert outcome.code == 2
    assert "nothing to draw" in outcome.err
    assert "'never'" in outcome.out
    assert not (folder / "m.html").exists()


def test_terminal_codes_in_names_and_cells_are_not_played(geoevents, folder):
    (folder / "evil.csv").write_text("date,lat,lon\n\x1b[31mred,35,36\n2017-01-01,35.5,36.5\n")
    outcome = geoevents("map", folder / "evil.csv", "-o", folder / "m.html")
    assert outcome.code == 0
    assert "\x1b" not in outcome.out + outcome.err
    outcome = geoevents("map", folder / "\x1b[31m.csv", "-o", folder / "m.html")
    assert "\x1b" not in outcome.out + outcome.err


def test_the_article_this_is_for(geoevents, shared_data, tmp_path):
    article = shared_data / "articles" / "deconfliction-2017-09-21.txt"
    outcome = geoevents("map", article, "--zones", "syria-2017", "-o", tmp_path / "a.html")
    assert outcome.code == 0
    placed = [line for line in outcome.out.splitlines() if line.startswith("  on the map: ")]
    assert any("Deir ez-Zor governorate (admin1" in line and "Syrian Democratic Forces" in line for line in placed)
    assert any("western Idlib governorate (area" in line and "2017-09-20" in line for line in placed)
    assert sum(line.startswith("  no place: ") for line in outcome.out.splitlines()) >= 2
    assert "in De-escalation zone 1: Idlib (illustrative boundary)" in outcome.out


def test_every_row_of_a_real_table_is_accounted_for(geoevents, shared_data, tmp_path):
    table = shared_data / "events" / "ucdp_ged_syria_dev.csv.gz"
    outcome = geoevents("map", table, "-o", tmp_path / "b.html")
    assert outcome.code == 0
    assert "4,562 of 4,562 events on the map" in outcome.out
    assert "got its shape" in outcome.out


def test_answers_of_the_geocoder_are_drawn_as_places_and_not_as_zones(geoevents, tmp_path):
    answers = tmp_path / "answers.geojson"
    queries = ("western Idlib governorate", "Kobani", "30 km north of Raqqa")
    assert geoevents("geocode", *queries, "--country", "SY", "-o", answers).code == 0
    outcome = geoevents("map", answers, "-o", tmp_path / "map.html")
    assert outcome.code == 0
    assert "3 of 3 events on the map" in outcome.out


def test_a_column_of_the_tables_own_is_the_colours(geoevents, folder):
    table = folder / "weapons.csv"
    table.write_text(
        CSV.replace("id,", "id,weapon,")
        .replace("\na,", "\na,rocket,")
        .replace("\nb,", "\nb,mine,")
        .replace("\nc,", "\nc,,")
    )
    outcome = geoevents("map", table, "-o", folder / "m.html", "--color", "weapon")
    assert (outcome.code, outcome.err) == (0, "")
    assert '"color": "own.weapon"' in (folder / "m.html").read_text(encoding="utf-8").replace('":"', '": "')
    outcome = geoevents("map", table, "-o", folder / "n.html", "--color", "wepon")
    assert outcome.code == 2
    assert "did you mean 'weapon'?" in outcome.err
    assert not (folder / "n.html").exists()
