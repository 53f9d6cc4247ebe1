"""Servers that do what no server should: send on to others, drip, never end, and answer with what breaks terminals."""

from __future__ import annotations

import json
import socket
import sqlite3
import threading
import time

import pytest

import geoevents as ge
from geoevents.errors import InputError, OptionError
from geoevents.geocoding.online.cache import OnlineCache
from geoevents.geocoding.online.chain import OnlineChain
from tests.nominatim import NominatimServer, place

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

UNKNOWN = "Qwxyzabad"


@pytest.fixture
def server(socket_enabled):
    server = NominatimServer()
    yield server
    server.close()


def ask(server, query=UNKNOWN, **options):
    chain = OnlineChain([server.spec(**options)], cache=False, wait_s=0.01, retries=0)
    with chain:
        return ge.geocode(query, online=chain).iloc[0]


def reply(server, *results):
    server.queue.append((200, json.dumps(results).encode(), {}))


@pytest.fixture
def other(socket_enabled):
    other = NominatimServer()
    other.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    yield other
    other.close()


def test_another_host_is_not_followed_to(server, other):
    target = f"http://user:pa55@{other.domain}/search?q={UNKNOWN}&key=s3cr3t"
    server.queue.append((302, b"", {"Location": target}))
    row = ask(server)
    assert other.seen == []
    assert row["status"] == "unresolved"
    assert "sends on to '127.0.0.1', a host that was not named" in row["explanation"]
    assert "pa55" not in row["explanation"]
    assert "s3cr3t" not in row["explanation"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "//[", "http://\x1b[31m/"])
def test_addresses_that_lead_nowhere(server, location):
    server.queue.append((302, b"", {"Location": location}))
    row = ask(server)
    assert row["status"] == "unresolved"
    assert "\x1b" not in row["explanation"]


def test_a_redirect_on_the_same_host_is_followed(server):
    server.places[UNKNOWN.lower()] = [place(UNKNOWN, 36.2, 37.3)]
    server.queue.append((301, b"", {"Location": f"/search?format=json&q={UNKNOWN}"}))
    assert ask(server)["status"] == "resolved"
    assert len(server.seen) == 2


def test_the_users_own_geocoder_is_left_as_it_was(server):
    from geopy.geocoders import Nominatim

    mine = Nominatim(user_agent="t", domain=server.domain, scheme="http", proxies={})
    hooks, before = dict(mine.adapter.session.hooks), [t.max_retries for t in mine.adapter.session.adapters.values()]
    with OnlineChain([mine], cache=False) as chain:
        ge.geocode(UNKNOWN, online=chain)
    assert server.seen
    assert mine.adapter.session.hooks == hooks
    assert [t.max_retries for t in mine.adapter.session.adapters.values()] == before


class Raw:
    """A server that sends what it is given, piece by piece, until nobody listens."""

    def __init__(self, head, piece, pause):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._head, self._piece, self._pause = head, piece, pause
        self.sent = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.domain = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def _run(self):
        client, _ = self._socket.accept()
        with client:
            client.recv(65_536)
            try:
                client.sendall(b"HTTP/1.1 200 OK\r\n" + self._head + b"\r\n[")
                while self.sent < 400_000_000:
                    client.sendall(self._piece)
                    self.sent += len(self._piece)
                    time.sleep(self._pause)
            except OSError:
                pass

    def spec(self):
        options = {"domain": self.domain, "scheme": "http", "user_agent": "t", "timeout": 0.3, "proxies": {}}
        return ("nominatim", options | {"min_delay_seconds": 0})

    def close(self):
        self._socket.close()
        self._thread.join()


def test_an_answer_that_drips_is_given_up(socket_enabled):
    server = Raw(b"Content-Length: 100000\r\n", b" ", 0.1)
    started = time.monotonic()
    assert "no answer in time" in ask(server)["explanation"]
    assert time.monotonic() - started < 5
    server.close()


def test_an_answer_without_end_is_not_read_to_its_end(socket_enabled):
    server = Raw(b"", b" " * 1_000_000, 0)
    assert "cannot be read" in ask(server)["explanation"]
    server.close()
    assert server.sent < 100_000_000


@pytest.mark.parametrize("after", ["9" * 400, "Fri, 31 Dec 2199 23:59:59 GMT"])
def test_a_retry_after_of_ages(server, after):
    server.queue.append((429, b"", {"Retry-After": after}))
    assert "(429), to be asked again in more than a year" in ask(server)["explanation"]


def test_names_are_one_line_that_no_terminal_stumbles_over(server):
    name = "<b>Q\x1b[31m\r\n\u202eزَمان\u200cها\x00" + "x" * 100_000
    reply(server, place(name, 36.2, 37.3, osm_type="no\x1bde", display_name=f"{name}, \ud800 Syria"))
    row = ask(server)
    assert row["name"].startswith("<b>Q[31m زَمان\u200cها" + "x")
    assert len(row["name"]) == 200
    for text in (row["name"], row["explanation"], row["place_id"]):
        assert all(c.isprintable() or c == "\u200c" for c in text)
        text.encode()


@pytest.mark.parametrize("fields", [
    {"lat": None}, {"lon": "181"}, {"boundingbox": ["10", "11", "10", "11"]},
    {"boundingbox": ["-17", "-16", "179.9", "-179.9"]},
])  # fmt: skip
def test_a_position_far_from_its_box_is_no_answer(server, fields):
    reply(server, place(UNKNOWN, 36.2, 37.3) | fields)
    row = ask(server)
    assert row["status"] == "unresolved"
    assert "its answer cannot be read" in row["explanation"]


def test_a_position_at_the_edge_of_a_box_over_the_antimeridian(server):
    reply(server, place(UNKNOWN, -17, 179.9, boundingbox=["-18", "-16", "-179.9", "-179.7"]))
    assert ask(server)["status"] == "resolved"


def test_an_outline_of_mixed_parts_is_its_areas(server):
    line = {"type": "LineString", "coordinates": [[37, 36], [38, 36]]}
    area = {"type": "Polygon", "coordinates": [[[37, 36], [37.1, 36.1], [37.1, 36], [37, 36]]]}
    mixed = {"type": "GeometryCollection", "geometries": [line, area]}
    reply(server, place(UNKNOWN, 36.05, 37.08, geojson=mixed))
    assert ask(server).geometry.geom_type == "Polygon"


@pytest.mark.parametrize("code", ["ßß", "الم", "s\ny", ["s"], True])
def test_a_country_that_is_no_code(server, code):
    reply(server, place(UNKNOWN, 36.2, 37.3, address={"country_code": code, "state": True}))
    row = ask(server)
    assert (row["country"], row["admin1"]) == ("", "")


@pytest.mark.parametrize("query", ["x" * 100_000, "😀😀", "\x1b\x07", "\ud800", "Qwx " * 200])
def test_what_is_no_name_is_not_asked(server, query):
    assert ask(server, query)["status"] == "unresolved"
    assert server.seen == []


# -- the file that keeps answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("writes", [("turns",), ("answers",), ("turns", "answers")])
def test_a_disk_that_fills_up_costs_no_answer(server, tmp_path, writes):
    names = [f"Qwxyz{c}bad" for c in "abc"]
    server.places |= {name.lower(): [place(name, 36.2, 37.3)] for name in names}
    cache = tmp_path / "answers.sqlite3"
    with OnlineChain([server.spec(min_delay_seconds=0.01)], cache=cache) as chain:
        assert ge.geocode(names[0], online=chain)["status"].tolist() == ["resolved"]
        with sqlite3.connect(cache) as db:
            for table in writes:
                db.execute(
                    f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table}"
                    " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
                )
        db.close()
        table = ge.geocode([*names, names[2]], online=chain)
        assert table["status"].tolist() == ["resolved"] * 4
        assert "disk is full" in table.attrs["online"]["cache"]
        ge.geocode(names, online=chain)
    assert len(server.seen) == 3


def test_an_answer_from_a_clock_that_ran_ahead_grows_old(server, tmp_path, monkeypatch):
    cache = tmp_path / "answers.sqlite3"
    monkeypatch.setattr("geoevents.geocoding.online.cache.time.time", lambda: 4e9)
    for _ in range(2):
        with OnlineChain([server.spec()], cache=cache) as chain:
            ge.geocode(UNKNOWN, online=chain)
        monkeypatch.undo()
    assert len(server.seen) == 2


def test_an_interrupt_leaves_no_turn_half_taken(tmp_path, monkeypatch):
    cache = OnlineCache(tmp_path / "answers.sqlite3")

    def interrupt():
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("geoevents.geocoding.online.cache.time.time", interrupt)
        with pytest.raises(KeyboardInterrupt):
            cache.turn("x", "y", 1.0)
    assert cache.turn("x", "y", 0.01) == 0.0
    cache.close()


@pytest.mark.parametrize("agent", [5, "x\r\nEvil: 1", "projé ☃", b"x"])
def test_a_user_agent_that_is_no_header(agent):
    with pytest.raises(OptionError, match="printable ASCII"):
        ge.geocode(UNKNOWN, online="nominatim", user_agent=agent, cache=False)


@pytest.mark.parametrize("option", [
    {"timeout": "x"}, {"timeout": -1}, {"timeout": True}, {"domain": 5}, {"min_delay_seconds": float("nan")}, {5: 6},
])  # fmt: skip
def test_options_that_make_no_sense_are_said_before_anything_is_asked(server, option):
    name, options = server.spec()
    with pytest.raises(OptionError):
        ge.geocode(UNKNOWN, online=[(name, options | option)], cache=False)
    assert server.seen == []


@pytest.mark.parametrize("option", [{"retries": -1}, {"retries": "x"}, {"patience": 0}, {"wait_s": float("nan")}])
def test_numbers_of_a_chain(server, option):
    with pytest.raises(OptionError, match=f"{next(iter(option))} is"):
        OnlineChain([server.spec()], cache=False, **option)


def test_a_closed_chain_says_so(server):
    chain = OnlineChain([server.spec()], cache=False)
    chain.close()
    with pytest.raises(InputError, match="closed"):
        ge.geocode(UNKNOWN, online=chain)
