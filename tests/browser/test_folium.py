"""folium's own layers and plugins beside ours, their libraries served from the packages that npm installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import folium
import pytest
import shapely
from folium import plugins

from geoevents.maps.event_map import EventMap
from geoevents.maps.layers import EventLayer, ZoneLayer
from tests.browser import tables
from tests.browser.conftest import lacking

MODULES = Path(__file__).resolve().parents[2] / "web" / "node_modules"
LIBRARIES = {
    "**/leaflet.draw.js": "leaflet-draw/dist/leaflet.draw.js",
    "**/leaflet.draw.css": "leaflet-draw/dist/leaflet.draw.css",
    "**/Control.MiniMap*.js": "leaflet-minimap/dist/Control.MiniMap.min.js",
    "**/Control.MiniMap*.css": "leaflet-minimap/dist/Control.MiniMap.min.css",
    "**/d3.min.js": "d3/d3.min.js",
    "**/leaflet.js": "leaflet/dist/leaflet.js",
    "**/leaflet.css": "leaflet/dist/leaflet.css",
}
LEAFLET_MAP = "Object.entries(window).find(([name]) => /^map_\\w+$/.test(name))[1]"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pattern of an address -> the file that answers it."""
    files = {pattern: MODULES / name for pattern, name in LIBRARIES.items()}
    if not all(file.exists() for file in files.values()):
        lacking("web/node_modules is missing: run `python tools/hatch_build.py web`")
    tile = tmp_path_factory.mktemp("tiles") / "tile.svg"
    tile.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>', encoding="utf-8")
    return {"**/*.png": tile, "**/ows?*": tile, **files}


def crowd(event_map: folium.Map) -> None:
    """Draw, MiniMap, a WMS layer, a choropleth and a layer control."""
    plugins.Draw(export=False).add_to(event_map)
    plugins.MiniMap().add_to(event_map)
    folium.WmsTileLayer("https://wms.example/ows", layers="roads", name="Roads", transparent=True).add_to(event_map)
    boxes = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": name, "properties": {"name": name}, "geometry": shapely.geometry.mapping(box)}
            for name, box in (("west", shapely.box(36, 35, 37, 36)), ("east", shapely.box(37, 35, 38, 36)))
        ],
    }
    folium.Choropleth(
        json.loads(json.dumps(boxes)), data={"west": 1.0, "east": 5.0}, key_on="feature.id", name="Choropleth",
        bins=[0, 2, 4, 6],
    ).add_to(event_map)  # fmt: skip
    folium.LayerControl(collapsed=False).add_to(event_map)


def test_plugins_on_an_event_map(open_page: Any, served: dict[str, Path]) -> None:
    event_map = EventMap(tables.events(), tables.zones(), title="Nine events")
    crowd(event_map)
    opened = open_page(event_map, serve=served)
    page = opened.page
    assert opened.stats()["visible"] == 9
    assert page.locator(".leaflet-draw-toolbar a:visible").count() >= 4
    assert page.locator(".leaflet-control-minimap").count() == 1
    assert page.locator("path.leaflet-interactive").count() >= 2, "the choropleth"
    page.wait_for_function("() => document.querySelector('.leaflet-layer img[src*=\"wms.example\"]')")
    boxes = page.locator(".leaflet-control-layers-overlays input")
    assert {"Roads", "Choropleth"} <= {
        text.strip() for text in page.locator(".leaflet-control-layers label").all_inner_texts()
    }
    before = page.locator("path.leaflet-interactive").count()
    page.locator(".leaflet-control-layers-overlays label", has_text="Choropleth").locator("input").evaluate(
        "box => box.click()"
    )
    assert page.locator("path.leaflet-interactive").count() < before
    assert boxes.count() >= 2
    drawn = page.evaluate(
        f"() => {{ const map = {LEAFLET_MAP}; let made = 0; map.on('draw:created', () => made++);"
        " map.fire('draw:created', {layerType: 'marker', layer: L.marker([35, 36])}); return made; }"
    )
    assert drawn == 1
    opened.js("m.setFilter({event_type: ['Battles']})")
    assert opened.stats()["visible"] == 5, "ours still answers"
    hosts = set(event_map.requests)
    assert all(any(url.startswith(host) for host in hosts) for url in opened.requests), "only what the map says it asks"
    assert opened.problems == []


def test_our_layers_on_a_plain_map(open_page: Any, served: dict[str, Path]) -> None:
    plain = folium.Map([35, 38], zoom_start=6, tiles=None)
    EventLayer(tables.events()).add_to(plain)
    ZoneLayer(tables.zones()).add_to(plain)
    crowd(plain)
    opened = open_page(plain, ready=False, serve=served)
    opened.page.wait_for_function("() => window.geoevents?.maps.length === 1")
    opened.page.evaluate("() => window.geoevents.ready")
    assert opened.stats()["visible"] == 9
    assert opened.js("m.map instanceof window.L.Map")
    assert opened.page.locator(".leaflet-control-minimap").count() == 1
    assert opened.page.locator(".leaflet-draw-toolbar").count() >= 1
    assert opened.page.locator("path.leaflet-interactive").count() >= 2
    opened.page.evaluate("() => window.geoevents.maps[0].select(3)")
    assert "eastern governorate" in opened.page.inner_text(".ge-panel")
