"""Maps in the pages of a site: frames that find their height, pages with cached parts, pieces under a strict policy."""

from __future__ import annotations

import mimetypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.conftest import Opened, lacking

SITE = "http://site.example"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data: blob:"
SETTLED = "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"


@dataclass
class Site:
    """A folder as a web server would show it, under a policy, without a network."""

    context: Any
    folder: Path
    policy: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, route: Any) -> None:
        path = self.folder / urlsplit(route.request.url).path.lstrip("/")
        self.asked.append(path.name)
        if not path.is_file():
            route.fulfill(status=404, body="none")
            return
        kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
        headers = {"Content-Type": kind or "application/octet-stream", "Cache-Control": "max-age=3600"}
        if self.policy:
            headers["Content-Security-Policy"] = self.policy
        route.fulfill(body=path.read_bytes(), headers=headers)

    def open(self, path: str, *, ready: bool = True) -> Opened:
        page = self.context.new_page()
        opened = Opened(page)
        page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: opened.problems.append(f"error: {error}"))
        page.on(
            "request", lambda r: None if r.url.startswith((SITE, "data:", "blob:")) else opened.requests.append(r.url)
        )
        page.goto(f"{SITE}/{path}")
        if ready:
            page.wait_for_function("() => window.geoevents?.maps.length > 0")
            page.evaluate("() => window.geoevents.ready")
            opened.settle()
        return opened


@pytest.fixture
def serve(browser: Any) -> Iterator[Callable[..., Site]]:
    contexts = []

    def serve_(folder: Path, policy: str = "", **options: Any) -> Site:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 1000}, **options})
        contexts.append(context)
        context.set_offline(True)
        site = Site(context, folder, policy)
        context.route("**/*", site.answer)
        return site

    yield serve_
    for context in contexts:
        context.close()


def a_map(**options: Any) -> EventMap:
    return EventMap(tables.events(), tables.zones(), **{"title": "Nine events", **options})


def html(*pieces: str) -> str:
    body = "\n".join(pieces)
    head = '<meta charset="utf-8"><title>Site</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>'


# -- (a) one file in a frame


@pytest.mark.parametrize("form", ["file", "page"])
def test_a_frame_finds_its_height_on_a_server(serve: Any, tmp_path: Path, form: Any) -> None:
    embedded = a_map().embed(tmp_path, form=form, height="300px")
    (tmp_path / "index.html").write_text(html("<h1>Story</h1>", embedded.snippet), encoding="utf-8")
    opened = serve(tmp_path).open("index.html", ready=False)
    frame = opened.page.locator("iframe")
    opened.page.wait_for_function("() => document.querySelector('iframe').height !== '300'")
    wide = frame.bounding_box()
    assert 440 <= wide["height"] <= 900
    inside = frame.element_handle().content_frame()
    assert inside.evaluate("() => window.geoevents.maps[0].stats().events") == 9
    opened.page.set_viewport_size({"width": 420, "height": 1000})
    opened.page.wait_for_function(
        "(before) => document.querySelector('iframe').clientHeight < before - 100", arg=wide["height"]
    )
    narrow = frame.bounding_box()["height"]
    opened.page.wait_for_timeout(200)
    assert frame.bounding_box()["height"] == narrow, "it comes to rest"
    opened.clean()


def test_a_frame_finds_its_height_from_a_disk(open_page: Any, tmp_path: Path) -> None:
    embedded = a_map().embed(tmp_path, name="disk", height="300px")
    opened = open_page(html(embedded.snippet), ready=False, viewport={"width": 900, "height": 700})
    opened.page.wait_for_function("() => document.querySelector('iframe').height !== '300'")
    assert 440 <= opened.page.locator("iframe").bounding_box()["height"] <= 700, "no higher than the window"
    assert [Path(urlsplit(url).path).name for url in opened.requests] == ["disk.html"]
    assert opened.problems == []


@pytest.mark.parametrize(
    "message",
    [
        "{type: 'geoevents:height', height: 1500}",
        "{type: 'geoevents:height', height: 'NaN'}",
        "{type: 'geoevents:height', height: -5}",
        "'geoevents:height'",
        "null",
    ],
)
def test_others_cannot_set_the_height(serve: Any, tmp_path: Path, message: str) -> None:
    embedded = a_map().embed(tmp_path, height="300px")
    (tmp_path / "rude.html").write_text(html(f"<script>parent.postMessage({message}, '*')</script>"), encoding="utf-8")
    body = html(embedded.snippet, '<iframe id="rude" src="rude.html" height="50"></iframe>')
    (tmp_path / "index.html").write_text(body, encoding="utf-8")
    opened = serve(tmp_path).open("index.html", ready=False)
    opened.page.wait_for_function("() => document.querySelector('iframe').height !== '300'")
    height = opened.js("document.querySelector('iframe').height")
    opened.page.evaluate(f"() => window.postMessage({message}, '*')")
    opened.page.evaluate("() => { document.getElementById('rude').src += '?again'; }")
    opened.page.wait_for_timeout(300)
    assert opened.js("[...document.querySelectorAll('iframe')].map((f) => f.height)") == [height, "50"]
    opened.clean()


def test_a_map_of_its_own_height_is_as_high_as_its_page(serve: Any, tmp_path: Path) -> None:
    embedded = a_map(height=320).embed(tmp_path)
    (tmp_path / "index.html").write_text(html(embedded.snippet), encoding="utf-8")
    opened = serve(tmp_path).open("index.html", ready=False)
    opened.page.wait_for_function("() => document.querySelector('iframe').height === '320'")
    opened.clean()


# -- (b) a page with parts of its own


def test_pages_share_the_script(serve: Any, tmp_path: Path) -> None:
    first = a_map().embed(tmp_path, form="page", name="first")
    second = EventMap(tables.many(40)).embed(tmp_path, form="page", name="second")
    shared = {file.name for file in first.files} & {file.name for file in second.files}
    assert {name.split("-")[0] + Path(name).suffix for name in shared} >= {"geoevents.js", "geoevents.css"}
    site = serve(tmp_path)
    one = site.open("first.html")
    assert one.stats()["events"] == 9
    assert one.js("[m.container.clientWidth, m.container.clientHeight]") == [1280, 1000], "the style sheets came"
    one.clean()
    two = site.open("second.html")
    assert two.stats()["events"] == 40
    two.clean()


def test_a_changed_file_is_refused(serve: Any, tmp_path: Path) -> None:
    embedded = a_map().embed(tmp_path, form="page")
    data = next(file for file in embedded.files if file.suffix == ".bin")
    data.write_bytes(data.read_bytes()[:-1] + b"x")
    opened = serve(tmp_path).open("map.html", ready=False)
    opened.page.wait_for_selector(".ge-fail")
    assert "not as they were written" in opened.page.inner_text(".ge-fail")
    data.unlink()
    opened = serve(tmp_path).open("map.html", ready=False)
    opened.page.wait_for_selector(".ge-fail")
    assert "Publish all files" in opened.page.inner_text(".ge-fail")


def test_words_for_readers_without_scripts(serve: Any, tmp_path: Path) -> None:
    a_map().embed(tmp_path, form="page")
    opened = serve(tmp_path, java_script_enabled=False).open("map.html", ready=False)
    assert "Nine events: 9 events (2 without a place) and 2 zones." in opened.page.inner_text("body")


# -- (c) a piece of the site's page


def test_two_pieces_under_a_strict_policy(serve: Any, tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    left = a_map().embed(maps, form="fragment", name="left", url="/maps/", height="400px")
    right = EventMap(tables.many(40), location=[35, 38], zoom_start=7).embed(
        maps, form="fragment", name="right", url="/maps"
    )
    (tmp_path / "story.html").write_text(html("<p>Before</p>", left.snippet, right.snippet), encoding="utf-8")
    assert left.policy in STRICT
    site = serve(tmp_path, STRICT)
    opened = site.open("story.html")
    assert opened.js("window.geoevents.maps.map((one) => [one.prefix, one.stats().events])") == [
        ["left", 9],
        ["right", 40],
    ]
    assert opened.js("window.geoevents.maps.map((one) => one.container.clientHeight)") == [400, 600]
    assert opened.js("window.geoevents.maps[1].getState().zoom") == 7
    assert opened.page.locator(".geoevents-fallback").count() == 0
    right_map = opened.page.locator("#right")
    right_map.get_by_role("button", name="Share").click()
    right_map.get_by_role("button", name="Table").click()
    opened.settle()
    opened.js("m.select(3)")
    assert opened.page.evaluate("async () => (await geoevents.maps[0].picture({type: 'png'})).size") > 1000
    opened.clean()


def test_a_piece_that_comes_later(serve: Any, tmp_path: Path) -> None:
    first = a_map().embed(tmp_path, form="fragment", name="first")
    (tmp_path / "story.html").write_text(html(first.snippet, '<div id="room"></div>'), encoding="utf-8")
    opened = serve(tmp_path, STRICT).open("story.html")
    opened.page.evaluate(
        "() => { const like = document.getElementById('first'); const late = document.createElement('div');"
        " Object.assign(late.dataset, {geoevents: like.dataset.geoevents, integrity: like.dataset.integrity});"
        " late.className = 'geoevents-map'; document.getElementById('room').append(late);"
        " geoevents.scan(); geoevents.scan(); return geoevents.ready; }"
    )
    assert opened.js("window.geoevents.maps.map((one) => one.stats().events)") == [9, 9]
    assert len(set(opened.js("window.geoevents.maps.map((one) => one.prefix)"))) == 2
    opened.clean()


@pytest.mark.parametrize(
    "color", ["rgb(230, 230, 230)", "oklch(0.9 0.02 250)", "color(display-p3 0.1 0.9 0.9)", "lab(90 0 0)", "#0f6"]
)
def test_a_piece_looks_like_the_page_around_it(serve: Any, tmp_path: Path, color: str) -> None:
    """A site's own switch decides, whatever the reader's system has."""
    piece = a_map().embed(tmp_path, form="fragment", name="map").snippet
    style = f"<style>html {{ color: #222; background: #fff }} html.dark {{ color: {color}; background: #111 }}</style>"
    (tmp_path / "story.html").write_text(html(style, piece), encoding="utf-8")
    opened = serve(tmp_path, color_scheme="dark").open("story.html")
    assert opened.js("m.container.dataset.geScheme") == "light"
    opened.js("document.documentElement.className = 'dark'")
    opened.page.wait_for_function("() => geoevents.maps[0].container.dataset.geScheme === 'dark'")
    opened.clean()


@pytest.mark.parametrize("address", ["https://elsewhere.example/a.bin", "//elsewhere.example/a.bin"])
def test_data_of_another_site_are_not_asked_for(serve: Any, tmp_path: Path, address: str) -> None:
    piece = a_map().embed(tmp_path, form="fragment", name="map")
    data = next(file.name for file in piece.files if file.suffix == ".bin")
    (tmp_path / "story.html").write_text(html(piece.snippet.replace(data, address)), encoding="utf-8")
    opened = serve(tmp_path).open("story.html", ready=False)
    opened.page.wait_for_selector(".ge-fail")
    assert "https://elsewhere.example" in opened.page.inner_text(
        ".ge-fail"
    ) or "another site" in opened.page.inner_text(".ge-fail")
    opened.clean()


@pytest.mark.parametrize(
    "settings", ["{", "5", '{"crs": "__proto__", "center": [1, 2], "zoom": 3}', '{"center": "x", "zoom": 2}']
)
def test_a_piece_that_is_wrong_keeps_no_other_from_being_a_map(serve: Any, tmp_path: Path, settings: str) -> None:
    piece = a_map().embed(tmp_path, form="fragment", name="good")
    data = next(file.name for file in piece.files if file.suffix == ".bin")
    bad = f"<div class='geoevents-map' data-geoevents='{data}' data-map='{settings}'><p>Scripts are off</p></div>"
    (tmp_path / "story.html").write_text(html(bad, piece.snippet), encoding="utf-8")
    opened = serve(tmp_path, STRICT).open("story.html", ready=False)
    opened.page.wait_for_function("() => window.geoevents?.maps.some((one) => one.prefix === 'good')")
    assert (
        opened.page.evaluate(
            "async () => { const one = geoevents.maps.find((map) => map.prefix === 'good');"
            " await one.ready; return one.stats().events; }"
        )
        == 9
    )
    opened.page.wait_for_selector(".geoevents.geoevents-map .ge-fail, .geoevents-map:first-of-type .ge-header")
    assert opened.page.get_by_text("Scripts are off").count() == 0
    opened.clean()


@pytest.mark.parametrize("bad", tables.HOSTILE)
def test_hostile_titles(serve: Any, tmp_path: Path, bad: str) -> None:
    for form in ("file", "page", "fragment"):
        embedded = EventMap(tables.events().head(2), title=bad, subtitle=bad).embed(tmp_path, form=form, name=form)  # type: ignore[call-overload]
        (tmp_path / f"in-{form}.html").write_text(html(embedded.snippet), encoding="utf-8")
    site = serve(tmp_path)
    for form in ("file", "page", "fragment"):
        opened = site.open(f"in-{form}.html", ready=form == "fragment")
        opened.page.wait_for_timeout(50)
        assert opened.page.evaluate("window.__hit") is None
        assert opened.page.locator("img[src=x]").count() == 0
        opened.clean()


# -- a real generator of static sites


def test_a_site_made_by_mkdocs(serve: Any, tmp_path: Path) -> None:
    try:
        import mkdocs  # noqa: F401
    except ImportError:
        lacking("mkdocs is not installed: install the extra test")
    docs, theme = tmp_path / "docs", tmp_path / "theme"
    docs.mkdir()
    theme.mkdir()
    pieces = [
        a_map().embed(docs / "maps", form="fragment", name="first", url="maps/").snippet,
        EventMap(tables.many(40)).embed(docs / "maps", form="fragment", name="second", url="maps/").snippet,
    ]
    frame = EventMap(tables.many(30)).embed(docs / "maps", name="third", url="maps/", height="300px")
    (docs / "index.md").write_text("# Two maps\n\nOne:\n\n{}\n\nAnother:\n\n{}\n".format(*pieces), encoding="utf-8")
    (docs / "frame.md").write_text(f"# A frame\n\n{frame.snippet}\n", encoding="utf-8")
    layout = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Site</title></head>'
    (theme / "main.html").write_text(layout + "<body>{{ page.content }}</body></html>", encoding="utf-8")
    settings = 'site_name: Site\nuse_directory_urls: false\nplugins: []\ntheme:\n  name: null\n  custom_dir: "theme"\n'
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    built = tmp_path / "built"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(built)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    opened = serve(built, STRICT).open("index.html")
    assert opened.js("window.geoevents.maps.map((one) => one.stats().events)") == [9, 40]
    opened.clean()
    framed = serve(built).open("frame.html", ready=False)
    framed.page.wait_for_function("() => document.querySelector('iframe').height !== '300'")
    framed.clean()
    shutil.rmtree(built)
