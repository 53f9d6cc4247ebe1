"""`geoevents geocode --online`: asks what the gazetteer does not know, and says what became of it."""

from __future__ import annotations

import csv
import json

import pytest

from tests.nominatim import NominatimServer, place

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "s3cr3t-key-0123456789"


@pytest.fixture
def server(socket_enabled, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = NominatimServer()
    for i in range(6):
        server.places[f"qwxyzabad {i}"] = [place(f"Qwxyzabad {i}", 36 + i / 10, 37, osm_id=i)]
    yield server
    server.close()


def online(server, cache):
    options = {"domain": server.domain, "scheme": "http", "min_delay_seconds": "0"}
    words = ["--online", "nominatim", "--user-agent", "tests", "--online-cache", cache]
    return [*words, *(w for n, v in options.items() for w in ("--online-option", f"nominatim.{n}={v}"))]


def test_queries(geoevents, server, tmp_path):
    told = geoevents("geocode", "Qwxyzabad 1", "Homs", "-f", "json", *online(server, tmp_path / "c.sqlite3"))
    found, known = json.loads(told.out)
    assert found["source"].startswith("Nominatim (© OpenStreetMap")
    assert "Nominatim" not in known["source"]
    assert server.queries == ["Qwxyzabad 1"]
    assert "online: 1 request, 0 answers kept from before; 1 found" in told.err


def test_a_table_goes_on_where_the_service_refused(geoevents, server, tmp_path):
    table, out, cache = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "c.sqlite3"
    names = [f"Qwxyzabad {i}" for i in range(6)]
    table.write_text("place\n" + "\n".join([*names, *names, "Homs"]) + "\n")
    server.queue.extend([(200, None, {}), (200, None, {}), (429, b"", {"Retry-After": "60"})])
    words = ["geocode", "-i", table, "-o", out, *online(server, cache)]
    told = geoevents(*words)
    assert told.code == 0
    assert server.queries == names[:3]
    assert "Nominatim stopped answering: too many requests (429), to be asked again in 60 s" in told.err
    assert "4 names were not asked; run the same again later" in told.err
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [r["source"].startswith("Nominatim") for r in rows] == ([True] * 2 + [False] * 4) * 2 + [False]
    again = geoevents(*words)
    assert server.queries[3:] == names[2:]
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(r["source"].startswith("Nominatim") for r in rows[:12])
    assert "stopped" not in again.err


def test_a_key_comes_from_the_environment_and_goes_nowhere_else(geoevents, server, tmp_path, monkeypatch):
    monkeypatch.setenv("MY_KEY", KEY)
    cache, out = tmp_path / "c" / "c.sqlite3", tmp_path / "out.json"
    server.queue.append((401, KEY.encode(), {}))
    options = [f"opencage.domain={server.domain}", "opencage.scheme=http", "opencage.api_key=env:MY_KEY"]
    words = [w for o in options for w in ("--online-option", o)]
    told = geoevents("geocode", "Qwxyzabad", "-o", out, "--online", "opencage", "--online-cache", cache, *words)
    assert server.seen[0][1]["key"] == KEY
    assert "does not accept the key" in told.err
    for text in (told.err, told.out, out.read_text(), cache.read_bytes().decode("utf-8", "replace")):
        assert KEY not in text
