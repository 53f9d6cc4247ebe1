"""``geoevents gazetteer get`` against a real HTTP server on loopback: what it asks, checks, keeps and tells."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from geoevents.cli.main import run
from geoevents.errors import OptionError
from geoevents.gazetteer.adding.download import SERVER, cache_folder, fetch, plan
from geoevents.gazetteer.index import Gazetteer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LINE = "9000001\tQirbazan\tQirbazan\t\t35.9\t36.6\tP\tPPL\tSY\t\t\t\t\t\t0\t\t300\tAsia/Damascus\t2020-01-01\n"


def archive(text: str = LINE, name: str = "SY.txt") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("readme.txt", "The columns are ...")
        packed.writestr(name, text)
    return out.getvalue()


class Server:
    """Serves what it is told to; notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.files: dict[str, bytes] = {"/SY.zip": archive()}
        self.status = 200
        self.short = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers["User-Agent"]))
                body = outer.files.get(self.path)
                if body is None or outer.status != 200:
                    self.send_error(404 if body is None else outer.status)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) - outer.short])

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOEVENTS_HOME", str(tmp_path / "home"))
    for proxy in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.upper(), raising=False)


def get(server: Server, *args: str) -> int:
    return run(["gazetteer", "get", "geonames:sy", "--from", server.url, *args])


def test_it_fetches_checks_caches_and_adds(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert get(server) == 0
    told = capsys.readouterr()
    assert told.out == "added geonames-sy: 1 place, 0 of them known before; priority 10\n"
    assert f"fetching {server.url}/SY.zip" in told.err
    assert Gazetteer.default().lookup("Qirbazan")[0].place.place_id == "gn:9000001"
    assert [path for path, _ in server.asked] == ["/SY.zip"]
    assert server.asked[0][1].startswith("geoevents/")
    kept, stamp = sorted(cache_folder().iterdir())
    assert stamp.read_text().split()[0] == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert get(server) == 0
    assert len(server.asked) == 1
    assert "is in the cache" in capsys.readouterr().err
    assert get(server, "--fresh") == 0
    assert len(server.asked) == 2


def test_a_changed_file_in_the_cache_is_not_trusted(server: Server) -> None:
    assert get(server) == 0
    kept = min(cache_folder().iterdir())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert get(server) == 0
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>Welcome to the hotel's network</html>", "is no zip archive"),
        (archive()[:-30], "is no zip archive"),
        (archive("name,lat,lon\nA,1,2\n"), "is no GeoNames dump; it holds readme.txt, SY.txt"),
        (archive().replace(b"The columns", b"The_columns") if b"The columns" in archive() else b"", "is no zip"),
    ],
)
def test_what_is_no_dump_is_refused_and_not_kept(
    server: Server, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files["/SY.zip"] = content
    assert get(server) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("error: ")
    assert told in error
    assert list(cache_folder().iterdir()) == []
    assert Gazetteer.default() is Gazetteer.embedded()


def test_a_damaged_member_is_refused(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("SY.txt", LINE)
    server.files["/SY.zip"] = out.getvalue().replace(b"Qirbazan\tQirbazan", b"Qirbazan\tQirbazaN")
    assert get(server) == 2
    assert "SY.txt is damaged" in capsys.readouterr().err


@pytest.mark.parametrize(("status", "told"), [(404, "there is no dump at"), (503, "answers 503"), (429, "answers 429")])
def test_answers_that_are_none(server: Server, status: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    if status == 404:
        server.files.clear()
    server.status = status
    assert get(server) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("error: ")
    assert told in error


def test_a_transfer_cut_short_is_no_file(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.short = 100
    assert get(server) == 2
    assert "error: " in capsys.readouterr().err
    assert list(cache_folder().iterdir()) == []


def test_no_server_is_one_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.close()
    assert get(server) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith(f"error: cannot fetch {server.url}/SY.zip: ")
    assert error.endswith("check the connection, or name a mirror or a file with --from")


def test_a_folder_is_a_mirror_too(tmp_path: Path) -> None:
    (tmp_path / "SY.zip").write_bytes(archive())
    assert run(["gazetteer", "get", "geonames:SY", "--from", str(tmp_path), "--name", "here"]) == 0
    assert Gazetteer.default().layers[-1].name == "here"
    assert run(["gazetteer", "get", "geonames:SY", "--from", str(tmp_path / "nothing")]) == 2


def test_plans_touch_nothing(tmp_path: Path) -> None:
    wanted = plan("geonames:sy")
    assert (wanted.code, wanted.source, wanted.cached) == ("SY", f"{SERVER}SY.zip", False)
    assert plan("geonames:SY", mirror="https://example.org/dumps/").source == "https://example.org/dumps/SY.zip"
    assert plan("geonames:SY", mirror="https://example.org/x.zip").source == "https://example.org/x.zip"
    assert plan("geonames:SY", mirror="https://example.org/").target != wanted.target
    assert not cache_folder().exists()
    for spec in ("SY", "geonames:", "geonames:SYR", "geonames:../x"):
        with pytest.raises(OptionError):
            plan(spec)
    with pytest.raises(OptionError, match="neither http nor https"):
        plan("geonames:SY", mirror="file:///etc")
    (tmp_path / "SY.zip").write_bytes(archive())
    assert fetch(plan("geonames:SY", mirror=str(tmp_path))).is_file()
    assert plan("geonames:SY", mirror=str(tmp_path)).cached
