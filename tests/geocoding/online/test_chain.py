"""The online chain against a real HTTP server on loopback: what it asks, keeps, tells, and when it stops."""

from __future__ import annotations

import itertools
import json
import logging
import time

import geopandas as gpd
import pytest
import shapely
from geopy.geocoders import Nominatim, OpenCage

import geoevents as ge
from geoevents.errors import InputError, OptionError, OutputError
from geoevents.geocoding.online.cache import OnlineCache
from geoevents.geocoding.online.chain import OnlineChain
from geoevents.model.geo import radius_km
from geoevents.model.places import GEOCODE_COLUMNS
from tests.nominatim import NominatimServer, place, square

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

UNKNOWN = "Qwxyzabad"


@pytest.fixture
def server(socket_enabled):
    server = NominatimServer()
    yield server
    server.close()


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "answers.sqlite3"


def chain_of(server, cache, **options):
    return OnlineChain([server.spec(**options)], cache=cache, wait_s=0.01)


def ask(server, cache, queries, *, country=None, within=None, **options):
    """Ask through a chain that is closed again, as separate runs are."""
    with chain_of(server, cache, **options) as chain:
        return ge.geocode(queries, country=country, within=within, online=chain)


# -- who is asked, for what ------------------------------------------------------------------------------------------


def test_no_request_unless_a_service_is_named(monkeypatch, server):
    import socket

    def refuse(*_, **__):
        raise AssertionError("something opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert ge.geocode([UNKNOWN, "Idlib"])["status"].tolist()[0] == "unresolved"
    assert server.seen == []


def test_only_names_that_the_gazetteer_does_not_know_are_asked(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    table = ask(server, cache, ["Idlib", UNKNOWN, f"30 km north of {UNKNOWN}", "", None, UNKNOWN, "western Idlib"])
    assert server.queries == [UNKNOWN]  # the expression asks for the name in it, and that is kept
    assert table["source"].iloc[1] == "Nominatim (© OpenStreetMap contributors, ODbL)"
    assert not table["source"].iloc[[0, 6]].str.contains("Nominatim").any()
    assert table["precision"].iloc[2] != "exact"
    assert table.attrs["online"]["asked"] == 1


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("  Qwxyzabad\n", "Qwxyzabad"),
        ("Qwxyzabad village", "Qwxyzabad"),
        ("village of Qwxyzabad", "Qwxyzabad"),
        ("Qwxyzabad village, Zzyqx district, Luhansk region", "Qwxyzabad, Zzyqx, Luhansk"),
        ("Qwxyzabad (Zzyqxsky district, Luhansk region)", "Qwxyzabad, Zzyqxsky, Luhansk"),
        ("Qwxyzabad Air Base", "Qwxyzabad Air Base"),
        ("Qwxyzabad, Syria", "Qwxyzabad, Syria"),
        ("قوكسيز", "قوكسيز"),
        ("near Qwxyzabad village", "Qwxyzabad"),
        ("Qwxyzabad near Homs", "Qwxyzabad"),
        ("5 km east of Qwxyzabad", "Qwxyzabad"),
        ("5 km east of Homs", None),
        ("???", None),
        ("the village", None),
    ],
)
def test_what_is_asked_is_the_name(server, cache, query, asked):
    ask(server, cache, query)
    assert server.queries == ([] if asked is None else [asked])


def test_an_expression_is_read_around_a_name_that_only_the_service_knows(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 50.0, 10.0), place(UNKNOWN, 36.2, 37.3)]
    queries = [
        f"30 km north of {UNKNOWN}",
        f"near {UNKNOWN} village",
        f"near the village of {UNKNOWN}, Aleppo Governorate",
    ]
    table = ask(server, cache, queries)
    assert len(server.seen) == 1
    away, near, inside = table.to_dict("records")
    assert 50.2 < away["lat"] < 50.35
    assert (near["lat"], near["lon"]) == pytest.approx((50.0, 10.0), abs=0.1)
    assert (inside["lat"], inside["lon"]) == pytest.approx((36.2, 37.3), abs=0.1)
    for row in (away, near, inside):
        assert row["source"].startswith("Nominatim (©")
        assert row["precision"] in ("near", "area")
        assert row["uncertainty_km"] > 3
        assert row["confidence"] < 0.7
        assert "Nominatim answers" in row["explanation"]
        assert radius_km(row["geometry"], row["lon"], row["lat"]) <= row["uncertainty_km"] * 1.001
    missing = ask(server, cache, "near Zzyqxabad, Aleppo Governorate").iloc[0]
    assert missing["precision"] == "admin1"
    assert "'Zzyqxabad': Nominatim does not know it either" in missing["explanation"]


def test_an_area_that_stands_in_for_an_unknown_name_is_asked_about(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    alone = ge.geocode(UNKNOWN, country="SY").iloc[0]
    assert (alone["status"], alone["precision"]) == ("ambiguous", "country")
    found = ask(server, cache, UNKNOWN, country="Syria").iloc[0]
    assert (found["kind"], found["precision"], found["country"]) == ("town", "exact", "SY")
    asked = server.seen[0][1]
    assert asked["countrycodes"] == "sy"
    assert asked["polygon_geojson"] == "1"
    missing = ask(server, cache, "Zzyqxabad", country="SY").iloc[0]
    assert missing["precision"] == "country"
    assert "Nominatim does not know it either" in missing["explanation"]


def test_the_user_agent_is_the_projects_own(server, cache):
    ask(server, cache, UNKNOWN, user_agent="my-project (me@example.org)")
    assert server.seen[0][2]["User-Agent"] == "my-project (me@example.org)"


@pytest.mark.parametrize("online", [["nominatim"], "nominatim", [("nominatim", {"domain": "127.0.0.1:9"})]])
def test_nominatim_without_a_user_agent_is_refused_with_the_remedy(online):
    with pytest.raises(OptionError, match=r"user agent.*user_agent='my-project"):
        ge.geocode("x", online=online, cache=False)


@pytest.mark.parametrize(
    ("online", "said"),
    [
        (["nonesuch"], "nonesuch"),
        ([("photon", {"colour": "red"})], "colour"),
        ([42], "int"),
        ([Nominatim], "Nominatim"),
        (["opencage"], "api_key"),
        ([("nominatim", {"user_agent": "x", "min_delay_seconds": "soon"})], "min_delay_seconds"),
        ([("nominatim", {"user_agent": "x", "scheme": "ftp"})], "http"),
    ],
)
def test_misuse_is_said(online, said):
    with pytest.raises(OptionError, match=said):
        ge.geocode("x", online=online, cache=False)


def test_options_without_a_service_are_misuse():
    with pytest.raises(OptionError, match="online="):
        ge.geocode("x", user_agent="me")


def test_a_ready_geocoder_and_one_that_is_not_geopys(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    ready = Nominatim(domain=server.domain, scheme="http", user_agent="tests", proxies={}, timeout=5)

    class Mine:
        def geocode(self, query):
            from geopy.location import Location

            return Location("Zzyqxabad, Syria", (36.5, 37.5), {"more": 1}) if query == "Zzyqxabad" else None

    table = ge.geocode([UNKNOWN, "Zzyqxabad", "Bwqxzz"], online=[Mine(), ready], cache=cache)
    assert table["source"].tolist() == ["Nominatim (© OpenStreetMap contributors, ODbL)", "Mine", ""]
    assert table["uncertainty_km"].iloc[1] == pytest.approx(10)
    assert "size assumed" in table["explanation"].iloc[1]
    assert "Mine does not know it either; Nominatim does not know it either" in table["explanation"].iloc[2]


# -- honest rows -----------------------------------------------------------------------------------------------------


def row_of(server, cache, *results, query=UNKNOWN, **context):
    server.places[query.lower()] = list(results)
    table = ask(server, cache, query, **context)
    assert tuple(table.columns) == GEOCODE_COLUMNS
    row = table.iloc[0]
    if row["status"] != "unresolved":
        point = shapely.Point(row["lon"], row["lat"])
        assert row["geometry"].distance(point) < 1e-9
        assert radius_km(row["geometry"], row["lon"], row["lat"]) <= row["uncertainty_km"] * 1.001
        assert row["uncertainty_km"] > 0
        assert 0 < row["confidence"] <= 0.7
    return row


def test_a_village_is_a_point_with_the_radius_of_its_box(server, cache):
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, half=0.02, osm_id=77))
    assert row["geometry"].geom_type == "Point"
    assert row["uncertainty_km"] == pytest.approx(2.86, abs=0.1)
    assert (row["precision"], row["kind"], row["status"]) == ("exact", "town", "resolved")
    assert (row["place_id"], row["admin1"]) == ("osm:node/77", "Aleppo Governorate")
    assert "does not know it; Nominatim answers" in row["explanation"]
    assert "that of its box" in row["explanation"]


def test_an_outline_is_the_region(server, cache):
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, geojson=square(37.3, 36.2, 0.05)))
    assert row["geometry"].geom_type == "Polygon"
    assert "outline" in row["explanation"]


def test_a_point_outside_its_outline_moves_onto_it(server, cache):
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, geojson=square(38, 36.2, 0.05)))
    assert row["lon"] == pytest.approx(38, abs=0.06)


@pytest.mark.parametrize(
    ("fields", "kind", "precision", "geometry"),
    [
        ({"addresstype": "state", "half": 0.8}, "admin1", "admin1", "Polygon"),
        ({"addresstype": "county", "half": 0.2}, "admin2", "admin2", "Polygon"),
        ({"addresstype": "country", "half": 3.0}, "country", "country", "Polygon"),
        ({"addresstype": None, "class": "boundary", "type": "administrative", "place_rank": 8, "half": 0.8},
         "admin1", "admin1", "Polygon"),
        ({"addresstype": None, "class": "waterway", "type": "river", "half": 0.4}, "river", "area", "Polygon"),
        ({"addresstype": None, "class": "place", "type": "town", "boundingbox": None}, "town", "exact", "Point"),
        ({"addresstype": "aeroway", "type": "aerodrome"}, "airbase", "exact", "Point"),
        ({"addresstype": "zzz", "type": "qqq", "class": "www"}, "site", "near", "Point"),
        ({"addresstype": "state", "boundingbox": ["a", "b", "c", "d"]}, "admin1", "admin1", "Polygon"),
    ],
)  # fmt: skip
def test_what_it_is_called_decides_how_sharp_it_is(server, cache, fields, kind, precision, geometry):
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, **fields))
    assert (row["kind"], row["precision"], row["geometry"].geom_type) == (kind, precision, geometry)


def test_a_box_over_the_antimeridian(server, cache):
    box = ["-18.5", "-16.0", "176.0", "-178.0"]
    row = row_of(server, cache, place(UNKNOWN, -17.2, 179.0, addresstype="state", boundingbox=box))
    assert row["uncertainty_km"] < 500
    assert row["geometry"].covers(shapely.Point(-179, -17))
    assert row["geometry"].covers(shapely.Point(178, -17))


def test_namesakes_about_as_likely_are_one_wide_answer(server, cache):
    near, far = place(UNKNOWN, 36.2, 37.3, osm_id=1), place(UNKNOWN, 33.5, 36.3, osm_id=2, importance=0.33)
    row = row_of(server, cache, near, far, place(UNKNOWN, 36.21, 37.31, osm_id=3))
    assert row["status"] == "ambiguous"
    assert row["uncertainty_km"] > 300
    assert row["precision"] == "area"
    assert [a["place_id"] for a in row["alternatives"]] == ["osm:node/2"]
    unlikely = row_of(server, cache, near, far | {"importance": 0.05}, query="Zzyqxabad")
    assert unlikely["status"] == "resolved"
    assert unlikely["uncertainty_km"] < 5
    assert len(unlikely["alternatives"]) == 1


SHOP = {"class": "shop", "type": "bakery", "addresstype": "shop", "place_rank": 30}


def test_a_shop_of_that_name_is_hardly_what_is_meant(server, cache):
    shop, village = place(UNKNOWN, 52.5, 13.4, osm_id=1, **SHOP), place(UNKNOWN, 36.2, 37.3, osm_id=2)
    row = row_of(server, cache, shop)
    assert row["status"] == "ambiguous"
    assert row["confidence"] < 0.4
    assert "which the query does not say" in row["explanation"]
    both = row_of(server, cache, shop | {"importance": 0.9}, village, query="Zzyqxabad")
    assert (both["status"], both["place_id"]) == ("resolved", "osm:node/2")
    server.places["bwqxzz dam"] = [place("Bwqxzz Dam", 36.2, 37.3, **{"class": "man_made", "addresstype": "man_made"})]
    assert ask(server, cache, "Bwqxzz Dam")["confidence"].iloc[0] == pytest.approx(0.7)
    village_meant = row_of(server, cache, shop, query="Qqzzabad")
    assert village_meant["confidence"] < 0.4


def test_what_lies_outside_the_area_given_is_refused(server, cache):
    elsewhere, inside = place(UNKNOWN, 50.0, 10.0), place(UNKNOWN, 36.2, 37.3)
    row = row_of(server, cache, elsewhere, within="Aleppo Governorate")
    assert (row["country"], row["precision"]) == ("SY", "admin1")  # the gazetteer's own answer stays
    assert "lies outside" in row["explanation"]
    found = row_of(server, cache, elsewhere, inside, query="Zzyqxabad", within="Aleppo Governorate")
    assert (found["lat"], found["lon"]) == (36.2, 37.3)


@pytest.mark.parametrize(
    "rubbish",
    [
        {"lat": "north", "lon": "37"},
        {"lat": "91", "lon": "37"},
        {"lat": "nan", "lon": "37"},
        {"lat": None, "lon": None},
        {"display_name": "no position"},
        [1, 2],
        "text",
        None,
    ],
)
def test_rubbish_in_an_answer_is_no_place_and_no_traceback(server, cache, rubbish):
    server.places[UNKNOWN.lower()] = [rubbish]
    row = ask(server, cache, UNKNOWN).iloc[0]
    assert row["status"] == "unresolved"
    assert "cannot be read" in row["explanation"]


@pytest.mark.parametrize(
    "outline",
    [
        {"type": "Polygon", "coordinates": [[[1, 2], [3, "x"], [1, 2]]]},
        {"type": "Polygon", "coordinates": [[[1e9, 2], [3, 4], [5, 6], [1e9, 2]]]},
        {"type": "Polygon"},
        {"type": "Nothing", "coordinates": []},
        {"type": "Point", "coordinates": [37.3, 36.2]},
        [],
    ],
)
def test_a_broken_outline_falls_back_on_the_box(server, cache, outline):
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, geojson=outline))
    assert row["geometry"].geom_type == "Point"


def test_a_bow_tie_is_mended(server, cache):
    tie = {"type": "Polygon", "coordinates": [[[37, 36], [38, 37], [38, 36], [37, 37], [37, 36]]]}
    row = row_of(server, cache, place(UNKNOWN, 36.2, 37.3, geojson=tie))
    assert row["geometry"].is_valid


# -- the cache -------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_twice_found_or_not(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3, geojson=square(37.3, 36.2, 0.05))]
    first = ask(server, cache, [UNKNOWN, "Zzyqxabad"])
    again = ask(server, cache, ["Zzyqxabad", f"  {UNKNOWN.upper()} ", UNKNOWN])
    assert len(server.seen) == 2
    assert again.attrs["online"]["cached"] == 3
    assert again.attrs["online"]["asked"] == 0
    assert first.iloc[0]["geometry"].equals(again.iloc[2]["geometry"])
    assert first.iloc[0].drop("geometry").to_dict() == again.iloc[2].drop("geometry").to_dict()


def test_country_language_and_host_are_part_of_the_question(server, cache):
    ask(server, cache, UNKNOWN)
    ask(server, cache, UNKNOWN, country="SY")
    ask(server, cache, UNKNOWN, country="IQ")
    ask(server, cache, UNKNOWN, language="ar")
    ask(server, cache, UNKNOWN, country="Syria")
    assert len(server.seen) == 4
    other = NominatimServer()
    try:
        ask(other, cache, UNKNOWN)
        assert len(other.seen) == 1
    finally:
        other.close()


def test_answers_grow_old(server, cache, monkeypatch):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    now = time.time()
    ask(server, cache, [UNKNOWN, "Zzyqxabad"])
    monkeypatch.setattr("geoevents.geocoding.online.cache.time.time", lambda: now + 31 * 86_400)
    ask(server, cache, [UNKNOWN, "Zzyqxabad"])
    assert server.queries[2:] == ["Zzyqxabad"]
    monkeypatch.setattr("geoevents.geocoding.online.cache.time.time", lambda: now + 190 * 86_400)
    ask(server, cache, [UNKNOWN, "Zzyqxabad"])
    assert server.queries[3:] == [UNKNOWN, "Zzyqxabad"]


def test_without_a_file_nothing_outlives_the_chain(server, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with chain_of(server, False) as chain:
        ge.geocode(UNKNOWN, online=chain)
        ge.geocode(UNKNOWN, online=chain)
        assert len(server.seen) == 1
    ask(server, False, UNKNOWN)
    assert len(server.seen) == 2
    assert not list(tmp_path.iterdir())


def test_the_usual_file_is_in_the_users_cache_folder_and_private(server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    ge.geocode(UNKNOWN, online=[server.spec()])
    (file,) = tmp_path.rglob("online.sqlite3")
    assert file.stat().st_mode & 0o077 == 0
    assert [f.name for f in file.parent.iterdir()] == ["online.sqlite3"]


@pytest.mark.parametrize("content", [b"not a database, but long enough to look at" * 100, b""])
def test_a_file_that_is_no_cache(tmp_path, content):
    path = tmp_path / "x.sqlite3"
    path.write_bytes(content)
    if content:
        with pytest.raises(InputError, match=r"x\.sqlite3.*delete it"):
            OnlineCache(path)
        assert path.read_bytes() == content
    else:
        OnlineCache(path).close()


def test_another_programs_database_is_left_alone(tmp_path):
    import sqlite3

    path = tmp_path / "theirs.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(InputError, match="another program"):
        OnlineCache(path)


def test_a_cache_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cache="):
        OnlineCache(tmp_path / "file" / "x.sqlite3")


# -- the provider's rules, and when it refuses -----------------------------------------------------------------------


def test_requests_keep_their_distance_in_one_run_and_the_next(server, cache):
    ask(server, cache, ["Qwxyza", "Qwxyzb"], min_delay_seconds=0.25)
    ask(server, cache, ["Qwxyzc"], min_delay_seconds=0.25)
    server.queue.append((200, None, {}, 0.3))
    ask(server, cache, ["Qwxyzd", "Qwxyze"], min_delay_seconds=0.25)
    times = [at for at, _, _ in server.seen]
    assert len(times) == 5
    assert times[4] - times[3] >= 0.54  # counted from the end of a slow answer
    assert all(b - a >= 0.24 for a, b in itertools.pairwise(times))


def test_nominatim_is_asked_once_a_second_by_default(server):
    from geoevents.geocoding.online.service import services_of

    assert services_of(["nominatim"], user_agent="tests")[0].delay_s == 1.0
    ready = Nominatim(domain=server.domain, scheme="http", user_agent="tests")
    assert services_of([ready])[0].delay_s == 1.0


def test_turns_are_shared_by_all_who_open_the_file(cache):
    one, two = OnlineCache(cache), OnlineCache(cache)
    waits = [c.turn("nominatim", "host", 1.0) for c in (one, two, one)]
    other = two.turn("nominatim", "another", 1.0)
    one.close()
    two.close()
    assert waits == pytest.approx([0, 1, 2], abs=0.1)
    assert other == 0


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (429, {"Retry-After": "30"}, "too many requests (429), to be asked again in 30 s"),
        (429, {}, "too many requests (429)"),
        (402, {}, "quota"),
        (403, {}, "refuses the request (403)"),
        (401, {}, "does not accept the key"),
    ],
)
def test_a_refusal_ends_the_asking_and_the_next_run_goes_on(server, cache, status, headers, said):
    names = [f"Qwxyz{c}bad" for c in "abcdef"]
    for i, name in enumerate(names):
        server.places[name.lower()] = [place(name, 36 + i / 10, 37)]
    server.queue.extend([(200, None, {}), (200, None, {}), (status, b"no", headers)])
    table = ask(server, cache, ["Homs", *names])
    assert server.queries == names[:3]
    assert table["source"].str.startswith("Nominatim").tolist() == [False, True, True, False, False, False, False]
    assert table["status"].tolist()[3:] == ["unresolved"] * 4
    assert table["explanation"].str.contains(said, regex=False).tolist()[3:] == [True] * 4
    assert table["explanation"].str.contains("run it again later").tolist()[3:] == [True] * 4
    summary = table.attrs["online"]
    assert summary["stopped"]["Nominatim"].startswith(said.split(",")[0]) or said in summary["stopped"]["Nominatim"]
    assert (summary["found"], summary["left"]) == (2, 4)
    assert "run the same again" in summary["resume"]
    json.dumps(summary)
    again = ask(server, cache, ["Homs", *names])
    assert server.queries[3:] == names[2:]
    assert again["status"].tolist()[1:] == ["resolved"] * 6
    assert not again.attrs["online"]["stopped"]


def test_the_next_service_is_asked_when_one_refuses(server, cache):
    other = NominatimServer()
    try:
        other.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
        server.queue.append((403, b"", {}))
        table = ge.geocode([UNKNOWN, "Zzyqxabad"], online=[server.spec(), other.spec()], cache=cache)
        assert table["status"].tolist() == ["resolved", "unresolved"]
        assert len(server.seen) == 1
        assert len(other.seen) == 2
    finally:
        other.close()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_what_passes_is_tried_again(server, cache, status):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    server.queue.extend([(status, b"", {}), (status, b"", {})])
    assert ask(server, cache, UNKNOWN)["status"].tolist() == ["resolved"]
    assert len(server.seen) == 3


def test_a_service_that_does_not_come_back_is_left_alone_and_nothing_of_it_kept(server, cache):
    names = [f"Qwxyz{c}bad" for c in "abcdef"]
    server.queue.extend([(500, b"", {})] * 9)
    table = ask(server, cache, names)
    assert len(server.seen) == 9
    assert table.attrs["online"]["stopped"] == {"Nominatim": "the service failed, 3 times in a row"}
    assert table["explanation"].str.contains("Nominatim").all()
    ask(server, cache, names)
    assert len(server.seen) == 15


def test_slow_answers_time_out_and_garbage_is_no_answer(server, cache):
    server.queue.extend([(200, b"[]", {}, 0.8)] * 3)
    table = ask(server, cache, UNKNOWN, timeout=0.15)
    assert "no answer in time" in table["explanation"].iloc[0]
    for body in (b"<html>busy</html>", b"{", b"\xff\xfe\x00", b'{"error": "broken"}', b'"text"', b"17"):
        server.queue.append((200, body, {}))
        table = ask(server, cache, UNKNOWN)
        assert table["status"].iloc[0] == "unresolved"
        assert "gave no answer" in table["explanation"].iloc[0], body


def test_a_server_that_is_not_there(cache, server):
    spec = server.spec()
    server.close()
    with OnlineChain([spec], cache=cache, wait_s=0.01) as chain:
        table = ge.geocode([UNKNOWN, "Idlib"], online=chain)
    assert table["status"].tolist()[0] == "unresolved"
    assert "Nominatim was asked and gave no answer" in table["explanation"].iloc[0]
    server.close = lambda: None


# -- keys and passwords ----------------------------------------------------------------------------------------------

KEY = "s3cr3t+k/ey-abcdefgh"


def test_no_key_in_cache_log_rows_or_errors(server, tmp_path, caplog):
    """The server echoes the key in its answers and its errors, and everything logs as much as it can."""
    from urllib.parse import quote_plus

    cache = tmp_path / "c" / "answers.sqlite3"
    results = {"results": [{
        "formatted": f"{UNKNOWN} {KEY}", "geometry": {"lat": 36.2, "lng": 37.3},
        "components": {"_type": "village", "country_code": "sy", "state": KEY},
        "bounds": {"northeast": {"lat": 36.3, "lng": 37.4}, "southwest": {"lat": 36.1, "lng": 37.2}},
    }], "status": {"code": 200}}  # fmt: skip
    server.queue.extend(
        [
            (200, json.dumps(results).encode(), {}),
            (200, f"garbage {KEY}".encode(), {}),
            (400, KEY.encode(), {}),
            *[(500, KEY.encode(), {})] * 3,
            (403, KEY.encode(), {"X-Key": "none"}),
        ]
    )
    spec = ("opencage", {"api_key": KEY, "domain": server.domain, "scheme": "http", "proxies": {}})
    spec[1]["min_delay_seconds"] = 0
    names = [UNKNOWN, *(f"Qwxyz{c}bad" for c in "abcdef")]
    with caplog.at_level(logging.DEBUG), OnlineChain([spec], cache=cache, wait_s=0.01) as chain:
        table = ge.geocode(names, online=chain)
        told = json.dumps(chain.summary) + repr(chain) + str(chain.summary)
    assert server.seen[0][1]["key"] == KEY
    assert table["status"].tolist()[0] == "resolved"
    assert table["kind"].tolist()[0] == "town"
    assert len(server.seen) == 7
    kept = b"".join(f.read_bytes() for f in cache.parent.iterdir())
    assert UNKNOWN.lower().encode() in kept.lower()
    logged = caplog.text + "".join(str(r.__dict__) for r in caplog.records)
    assert server.domain in logged or "GET" in logged
    everything = [kept.decode("utf-8", "replace"), table.to_csv(), told, logged]
    for text in everything:
        assert KEY not in text
        assert quote_plus(KEY) not in text


def test_a_key_in_a_mistake_or_a_ready_geocoder_is_not_told(server, cache):
    with pytest.raises(OptionError) as caught:
        ge.geocode("x", online=[("opencage", {"api_key": KEY, "nonsense": 1})])
    assert KEY not in str(caught.value)
    ready = OpenCage(KEY, domain=server.domain, scheme="http", proxies={}, timeout=5)
    server.queue.extend([(403, b"", {})])
    table = ge.geocode(UNKNOWN, online=ready, cache=cache)
    assert table["status"].tolist() == ["unresolved"]
    assert KEY not in table.to_csv()
    assert KEY.encode() not in cache.read_bytes()


def test_the_passwords_of_hosts_and_proxies_are_no_part_of_a_key(socket_enabled):
    from geoevents.geocoding.online.service import services_of

    (service,) = services_of(
        [("nominatim", {"user_agent": "t", "domain": "me:pa55word@host.example", "proxies": {"http": "a:hunter22@p"}})]
    )
    row = service.key("x", "sy").row()
    assert "pa55word" not in str(row)
    assert service.domain == "host.example"
    assert service.redactor.text("see http://a:hunter22@p") == "see http://***"


@pytest.mark.parametrize("domain", ["me:{key}@{host}", "{host}/maps?token={key}&x", "{host}/maps?x=1&api_key={key}"])
def test_a_key_in_the_address_of_a_service_is_not_told(server, cache, caplog, domain):
    """The address is what geopy and the HTTP library write into the log."""
    secret = "s3cr3t-abcdefgh"
    spec = server.spec(domain=domain.format(key=secret, host=server.domain))
    server.queue.extend([(403, secret.encode(), {})])
    with caplog.at_level(logging.DEBUG), OnlineChain([spec], cache=cache, wait_s=0.01) as chain:
        table = ge.geocode(UNKNOWN, online=chain)
    assert len(server.seen) == 1
    logged = caplog.text + "".join(str(r.__dict__) for r in caplog.records)
    assert "q=" in logged
    for text in (logged, table.to_csv(), str(chain.summary), str(chain.asks), cache.read_bytes().decode("latin-1")):
        assert secret not in text


def test_a_key_in_the_name_of_a_service_is_not_told():
    with pytest.raises(OptionError, match="no online service 'opencagee'"):
        ge.geocode("x", online="opencagee:s3cr3t")


def test_the_answer_is_a_geodataframe_like_any_other(server, cache):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    table = ask(server, cache, [UNKNOWN, "Idlib"])
    assert isinstance(table, gpd.GeoDataFrame)
    assert table.crs == "EPSG:4326"
    assert list(table.dtypes) == list(ge.geocode(["Idlib"]).dtypes)
