"""A map as files for a site: names by content, the same bytes each time, and what cannot be is refused by name."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest
from folium import plugins

from geoevents.errors import OptionError, OutputError
from geoevents.maps.embed import pack
from geoevents.maps.event_map import EventMap
from tests.maps.test_page import directives

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("file", "page", "fragment")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_map_gives_the_same_files(events: gpd.GeoDataFrame, tmp_path: Path, form: Any) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    first, again = (EventMap(events, title="Same").embed(folder, form=form) for folder in folders)
    assert first.snippet == again.snippet
    assert [file.name for file in first.files] == [file.name for file in again.files]
    assert [file.read_bytes() for file in first.files] == [file.read_bytes() for file in again.files]
    assert sorted(first.files) == sorted(folders[0].iterdir()), "and no other file"
    assert first.files[-1].read_text(encoding="utf-8").strip() == first.snippet


@pytest.mark.parametrize("form", ["page", "fragment"])
def test_names_and_integrity_are_those_of_the_content(events: gpd.GeoDataFrame, tmp_path: Path, form: Any) -> None:
    embedded = EventMap(events).embed(tmp_path, form=form, name="syria")
    markup = (tmp_path / "syria.html").read_text("utf-8") if form == "page" else embedded.snippet
    hashed = [file for file in embedded.files if file.suffix != ".html"]
    assert {file.suffix for file in hashed} == {".bin", ".css", ".js"}
    for file in hashed:
        data = file.read_bytes()
        assert file.stem.rpartition("-")[2] == hashlib.sha256(data).hexdigest()[:16]
        integrity = base64.b64encode(hashlib.sha384(data).digest()).decode()
        assert re.search(rf'"{re.escape(file.name)}" (?:data-)?integrity="sha384-{re.escape(integrity)}"', markup)


def test_nothing_is_inline(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    event_map = EventMap(events)
    page = event_map.embed(tmp_path, form="page", name="page").files[-2].read_text("utf-8")
    piece = event_map.embed(tmp_path, form="fragment").snippet
    for markup in (page, piece):
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", markup) == []
        assert "<style" not in markup
        assert " style=" not in markup
        assert not re.search(r"\son\w+=", markup)
    rules = directives(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'"))  # type: ignore[index]
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == ["'self'"]


def test_the_pack_holds_every_frame(events: gpd.GeoDataFrame) -> None:
    content = EventMap(events).content()
    data = pack(content)
    assert data[:8] == b"GEOPACK1"
    length = int.from_bytes(data[8:12], "little")
    index = json.loads(data[12 : 12 + length])
    assert index["config"] == json.loads(json.dumps(content.config()))
    frames, at = list(content.frames()), 12 + length
    assert index["frames"] == [[frame.name, len(frame.data)] for frame in frames]
    for frame in frames:
        assert data[at : at + len(frame.data)] == frame.data
        at += len(frame.data)
    assert at == len(data)


def test_folium_layers_in_a_page_of_parts(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    event_map = EventMap(events)
    plugins.Draw().add_to(event_map)
    folium.Marker([35, 36], popup="<b>x</b>").add_to(event_map)
    embedded = event_map.embed(tmp_path, form="page")
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "leaflet.draw" in page
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
    written = "".join(file.read_text("utf-8") for file in embedded.files if file.suffix == ".js")
    assert "L.Control.Draw" in written


@pytest.mark.parametrize(
    ("add", "named"),
    [
        (lambda m: plugins.Draw().add_to(m), "the Draw"),
        (lambda m: plugins.MiniMap().add_to(m), "the MiniMap"),
        (lambda m: folium.LayerControl().add_to(m), "the LayerControl"),
        (lambda m: folium.Marker([1, 2]).add_to(m), "the Marker"),
        (lambda m: folium.TileLayer("OpenStreetMap").add_to(m), "the TileLayer"),
        (lambda m: m.fit_bounds([[1, 2], [3, 4]]), "the FitBounds"),
    ],
)
def test_what_a_fragment_cannot_hold(events: gpd.GeoDataFrame, tmp_path: Path, add: Any, named: str) -> None:
    event_map = EventMap(events)
    add(event_map)
    with pytest.raises(OptionError, match=f"'fragment' cannot hold {named}.*choose 'page'"):
        event_map.embed(tmp_path, form="fragment")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["control_scale", "no_touch", "disable_3d"])
def test_options_a_fragment_cannot_hold(tmp_path: Path, option: str) -> None:
    with pytest.raises(OptionError, match=f"{option}=True"):
        EventMap(**{option: True}).embed(tmp_path, form="fragment")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"form": "frame"}, "'file', 'page', 'fragment'"),
        ({"name": "../x"}, "name='../x'"),
        ({"name": ""}, "name=''"),
        ({"url": 'x" onload="y'}, "no address"),
        ({"url": "javascript:alert(1)//"}, "no address"),
        ({"height": "80vh"}, "does not go with form='file'"),
        ({"height": 'x"', "form": "fragment"}, "CSS length"),
        ({"isolated": False}, "do not go with a folder"),
        ({"width": "50%"}, "do not go with a folder"),
    ],
)
def test_options_that_do_not_fit(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        EventMap().embed(tmp_path, **options)
    assert list(tmp_path.iterdir()) == []


def test_form_without_a_folder() -> None:
    with pytest.raises(OptionError, match="name a folder as well"):
        EventMap().embed(form="page")  # type: ignore[call-overload]


def test_folders_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="it is no folder"):
        EventMap().embed(tmp_path / "file")
    with pytest.raises(OutputError, match="its parent does not exist"):
        EventMap().embed(tmp_path / "a" / "b")


def test_the_types_for_authors_are_those_of_the_script(tmp_path: Path) -> None:
    web = ROOT / "web"
    compiler = web / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.exists():
        pytest.skip("web/node_modules is missing: run `python tools/hatch_build.py web`")
    from tools.hatch_build import node_command

    def check(types: str) -> str:
        folder = web / "types"
        copy = tmp_path / "types"
        copy.mkdir(exist_ok=True)
        (copy / "geoevents.d.ts").write_text(types, encoding="utf-8")
        text = (folder / "check.ts").read_text(encoding="utf-8").replace("../src/", f"{web.as_posix()}/src/")
        (copy / "check.ts").write_text(text, encoding="utf-8")
        settings = {
            "extends": f"{web.as_posix()}/tsconfig.json",
            "compilerOptions": {"typeRoots": [f"{web.as_posix()}/node_modules/@types"]},
            "include": [f"{copy.as_posix()}/check.ts", f"{web.as_posix()}/src/types.d.ts"],
        }
        (copy / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
        command = [*node_command(), str(compiler), "--noEmit", "-p", str(copy)]
        return subprocess.run(command, cwd=web, capture_output=True, text=True, check=False).stdout

    types = (web / "types" / "geoevents.d.ts").read_text(encoding="utf-8")
    assert check(types) == ""
    assert "check.ts" in check(types.replace("setUndated(shown: boolean): void;", "")), "what is missing is found"


def test_the_types_travel_beside_the_script() -> None:
    static = ROOT / "geoevents" / "maps" / "static"
    assert (static / "geoevents.d.ts").read_text("utf-8") == (ROOT / "web/types/geoevents.d.ts").read_text("utf-8")
