"""Hostile options: a policy names hosts and nothing else, and keys of tile servers stay where their owner put them."""

from __future__ import annotations

import json
from pathlib import Path

import folium
import geopandas as gpd
import pytest

from geoevents.maps.event_map import EventMap
from tests.maps.common import HOSTILE, Scripts, config
from tests.maps.test_page import directives

KEY = "k3y-0f-s0mebody"
ADDRESSES = {
    "https://tiles.example.org/{z}/{x}/{y}.png?apikey=" + KEY: ("https://tiles.example.org",),
    "https://{s}.tiles.example.org/{z}/{x}/{y}.png": tuple(f"https://{s}.tiles.example.org" for s in "abc"),
    "https://user:pass@tiles.example.org/{z}/{x}/{y}.png": ("https://tiles.example.org",),
    "https://kärtchen.example/{z}/{x}/{y}.png": ("https://xn--krtchen-5wa.example",),
    "https://kärtchen.example:8080/{z}/{x}/{y}.png": ("https://xn--krtchen-5wa.example:8080",),
    "HTTPS://TILES.example.org:8443/{z}/{x}/{y}.png": ("https://tiles.example.org:8443",),
    "https://*.example.org/{z}/{x}/{y}.png": (),
    "https://*/{z}/{x}/{y}.png": (),
    "https://{nothing}.example.org/{z}/{x}/{y}.png": (),
    "https://tiles{s.example.org/{z}/{x}/{y}.png": (),
    "https://a.example; script-src *; x/{z}/{x}/{y}.png": ("https://a.example",),
    "https://a.example,b.example/{z}/{x}/{y}.png": ("https://a.example",),
    "https:\\\\a.example/{z}/{x}/{y}.png": (),
    "javascript:alert(1)//{z}": (),
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_policy_names_exactly_the_hosts_of_tiles(events: gpd.GeoDataFrame, url: str) -> None:
    event_map = EventMap(events, tiles=url, attr="The makers")
    assert event_map.requests == ADDRESSES[url]
    rules = directives(Scripts(event_map.to_html()).policy)
    assert rules["img-src"] == ["data:", "blob:", *ADDRESSES[url]]
    assert rules["default-src"] == ["'none'"]
    assert all(source.startswith("'sha256-") for source in rules["script-src"])
    assert "connect-src" not in rules


def test_options_that_stand_in_an_address_are_filled_in() -> None:
    event_map = EventMap()
    folium.TileLayer("https://{host}/{z}/{x}/{y}.png", attr="x", host="tiles.example.org").add_to(event_map)
    assert event_map.requests == ("https://tiles.example.org",)


def test_a_key_is_in_the_line_of_its_layer_and_nowhere_else(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    event_map = EventMap(events, tiles=f"https://tiles.example.org/{{z}}/{{x}}/{{y}}.png?key={KEY}", attr="The makers")
    wms = f"https://wms.example.org/?token={KEY}-wms"
    folium.WmsTileLayer(wms, layers="roads", attr="The state", name="roads").add_to(event_map)
    page = event_map.to_html()
    assert KEY not in json.dumps(config(page))
    assert KEY not in Scripts(page).policy
    holding = [text for tag, attributes, text in Scripts(page).found if KEY in text]
    assert len(holding) == 1, "the script that makes the layers"
    assert page.count(KEY) == holding[0].count(KEY) == 2
    for form in ("file", "page"):
        embedded = event_map.embed(tmp_path / form, form=form, name=form)  # type: ignore[call-overload]
        assert KEY not in embedded.snippet
        assert KEY not in embedded.policy
        with_key = [file.suffix for file in embedded.files if KEY.encode() in file.read_bytes()]
        assert with_key == ([".html"] if form == "file" else [".js"])


@pytest.mark.parametrize("bad", [text for text in HOSTILE if "\ud800" not in text])
def test_hostile_words_stand_in_settings_as_they_are(events: gpd.GeoDataFrame, bad: str) -> None:
    table = events.assign(**{bad: "x"})
    page = EventMap(table, title=bad, subtitle=bad, card_columns=[bad]).to_html()
    settings = config(page)
    assert (settings["title"], settings["subtitle"], settings["card_columns"]) == (bad, bad, [bad])
    tags = [tag for tag, _ in Scripts(page).tags]
    assert not {"img", "svg", "iframe", "object", "base"}.intersection(tags)
    for words in ("font_size", "height", "width"):
        with pytest.raises((ValueError, TypeError)):
            EventMap(**{words: f"1px}}</style>{bad}"}).to_html()
