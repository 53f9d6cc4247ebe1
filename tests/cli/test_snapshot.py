"""``geoevents snapshot``: what is refused before a browser starts, and pictures of a real one."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path
from typing import Any
from xml.dom import minidom

import pytest

from geoevents.cli.main import run
from geoevents.errors import BrowserError, OptionError
from geoevents.maps import browser_pipe
from geoevents.maps.event_map import EventMap
from geoevents.maps.snapshot import snapshot
from tests.browser import tables

HAS_BROWSER = any(map(shutil.which, browser_pipe.NAMES)) and sys.platform != "win32"
needs_browser = pytest.mark.skipif(not HAS_BROWSER and not os.environ.get("CI"), reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "a map, 100 %.html"
    EventMap(tables.events(), tables.zones(), title="A <b>map</b>").save(path)
    return path


def refused(capsys: Any, *words: str) -> str:
    assert run(["snapshot", *words]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert told.count("\n") == 1
    return str(told)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "x.gif"], "end the name with .png, .pdf, .svg"),
        (["-o", "x.png", "--size", "big"], "write it as 1600x900"),
        (["-o", "x.png", "--size", "10x900"], "from 200 to 8000"),
        (["-o", "x.png", "--scale", "99"], "from 0.5 to 8"),
        (["-o", "x.png", "--theme", "auto"], "choose light or dark"),
        (["-o", "x.png", "--state", "zoom=5"], "#ge=..."),
        (["-o", "x.png", "--browser", "no-such-browser"], "give the path of a Chromium"),
        (["-o", "x.png", "--wait", "-1"], "above 0"),
    ],
)
def test_options_are_refused_by_name(
    capsys: Any, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert words in refused(capsys, str(page), *options)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_page_is_refused(capsys: Any, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n")
    assert "is no page" in refused(capsys, str(tmp_path / "x.csv"), "-o", str(tmp_path / "x.png"))
    assert "cannot read" in refused(capsys, str(tmp_path / "none.html"), "-o", str(tmp_path / "x.png"))


def test_without_a_browser_the_remedy_is_told(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_pipe.shutil, "which", lambda _: None)
    monkeypatch.setattr(browser_pipe, "PLACES", ())
    monkeypatch.delenv("GEOEVENTS_BROWSER", raising=False)
    with pytest.raises(BrowserError, match="install one"):
        snapshot(page, tmp_path / "x.png")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_browser_that_ends_early_or_is_silent_is_told_of(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\necho 'no display at all' >&2\nexit 1\n")
    fake.chmod(0o755)
    with pytest.raises(BrowserError, match="no display at all"):
        snapshot(page, tmp_path / "x.png", browser=str(fake))
    fake.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(browser_pipe, "START_S", 0.5)
    with pytest.raises(BrowserError, match="did not answer in time"):
        snapshot(page, tmp_path / "x.png", browser=str(fake))
    assert not (tmp_path / "x.png").exists()


def png_size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    return struct.unpack(">II", data[16:24])


@needs_browser
def test_png_svg_and_pdf(capsys: Any, page: Path, tmp_path: Path) -> None:
    assert run(["snapshot", str(page), "-o", str(tmp_path / "x.png"), "--size", "640x480", "--scale", "2"]) == 0
    assert "x.png (" in capsys.readouterr().out
    assert png_size(tmp_path / "x.png") == (1280, 960)
    assert run(["snapshot", str(page), "-o", str(tmp_path / "y.png"), "--size", "640x480", "--picture"]) == 0
    assert png_size(tmp_path / "y.png") == (640, 480)
    assert (
        run(["snapshot", str(page), "-o", str(tmp_path / "x.svg"), "--state", "#ge=1;time:(2017-09-10,2017-09-13)"])
        == 0
    )
    words = {node.firstChild.data for node in minidom.parse(str(tmp_path / "x.svg")).getElementsByTagName("text")}
    assert "A <b>map</b>" in words
    assert any("Sep 10, 2017 – Sep 12, 2017" in one for one in words)
    assert run(["snapshot", str(page), "-o", str(tmp_path / "x.pdf")]) == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


@needs_browser
def test_theme_and_state_that_a_page_cannot_show(capsys: Any, page: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "x.png")
    assert "version" in refused(capsys, str(page), "-o", out, "--state", "#ge=2;zoom:4")
    light = tmp_path / "light.html"
    EventMap(tables.events(), theme="light").save(light)
    assert "is not made for theme 'dark'" in refused(capsys, str(light), "-o", out, "--theme", "dark")
    other = tmp_path / "other.html"
    other.write_text("<!doctype html><title>x</title>")
    assert "holds no map" in refused(capsys, str(other), "-o", out)
    broken = tmp_path / "broken.html"
    broken.write_text(page.read_text("utf-8").replace('"wire":1', '"wire":9'), "utf-8")
    assert "cannot be shown" in refused(capsys, str(broken), "-o", out)
    assert not Path(out).exists()


@needs_browser
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_address_leads_anywhere(page: Path, tmp_path: Path) -> None:
    """A page that asks for things gets none, by name or by number, on this machine or elsewhere."""
    import http.server
    import threading

    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        port = server.server_address[1]
        hosts = f"http://127.0.0.1:{port} http://localhost:{port}"
        text = page.read_text("utf-8").replace("img-src data:", f"img-src {hosts} data:")
        text = text.replace("</body>", "".join(f'<img src="{host}/a">' for host in hosts.split()) + "</body>")
        asking = tmp_path / "asking.html"
        asking.write_text(text, "utf-8")
        snapshot(asking, tmp_path / "x.png", size=(400, 300))
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_the_library_refuses_what_the_command_does(page: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="gif"):
        snapshot(page, tmp_path / "x.png", kind="gif")  # type: ignore[arg-type]
