"""Nothing covers anything, at any size; colours follow the system; what cannot be shown says why."""

from __future__ import annotations

import re
from typing import Any

import folium
import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

BOXES = """() => {
  const all = ['.ge-header', '.ge-legend', '.ge-attribution', '.ge-time', '.ge-panel', '.leaflet-control-zoom',
    '.leaflet-control-layers'];
  const map = document.querySelector('.leaflet-container').getBoundingClientRect();
  const out = {};
  for (const name of all) {
    const e = document.querySelector(name);
    if (!e || e.hidden || getComputedStyle(e).display === 'none') continue;
    const b = e.getBoundingClientRect();
    out[name] = [b.left - map.left, b.top - map.top, b.right - map.left, b.bottom - map.top];
  }
  return [out, map.width, map.height];
}"""


def overlaps(opened: Any) -> list[str]:
    boxes, width, height = opened.page.evaluate(BOXES)
    found = []
    for name, (x0, y0, x1, y1) in boxes.items():
        if x0 < -1 or y0 < -1 or x1 > width + 1 or y1 > height + 1:
            found.append(f"{name} leaves the map")
        for other, (u0, v0, u1, v1) in boxes.items():
            if name < other and x0 < u1 - 1 and u0 < x1 - 1 and y0 < v1 - 1 and v0 < y1 - 1:
                found.append(f"{name} and {other}")
    return found


def full_map() -> EventMap:
    page = EventMap(
        tables.events(), tables.zones(), title="Attacks and talks in eastern Syria, September 2017", subtitle="A test"
    )
    folium.FeatureGroup(name="A group").add_to(page)
    folium.LayerControl().add_to(page)
    return page


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1000, 640), (760, 480), (390, 844), (360, 640)])
def test_controls_keep_apart(open_page: Any, width: int, height: int) -> None:
    opened = open_page(full_map(), viewport={"width": width, "height": height})
    assert overlaps(opened) == []
    opened.page.evaluate("() => window.geoevents.maps[0].select(3)")
    opened.page.wait_for_timeout(300)
    if width >= 760:
        assert overlaps(opened) == []
    opened.clean()


def test_an_open_legend_on_a_phone_covers_nothing(open_page: Any) -> None:
    opened = open_page(full_map(), viewport={"width": 390, "height": 844})
    opened.page.click(".ge-legend summary")
    opened.page.wait_for_timeout(200)
    assert opened.js("document.querySelector('.ge-legend').open")
    assert overlaps(opened) == []


def test_the_sheet_on_a_phone_leaves_the_map_in_sight(open_page: Any) -> None:
    opened = open_page(full_map(), viewport={"width": 390, "height": 844}, has_touch=True)
    opened.page.evaluate("() => window.geoevents.maps[0].select(3)")
    box = opened.page.locator(".ge-panel").bounding_box()
    assert box["width"] == 390
    assert box["y"] > 300
    assert box["y"] + box["height"] == 844
    opened.page.wait_for_timeout(400)
    at = opened.js("m.map.latLngToContainerPoint([35.2, 40.5])")
    assert 0 <= at["x"] <= 390
    assert 0 <= at["y"] <= box["y"]


def test_the_first_view_shows_all_data_beside_the_boxes(open_page: Any) -> None:
    opened = open_page(full_map())
    legend = opened.page.locator(".ge-legend").bounding_box()
    for lat, lon in ((35.93, 36.63), (34.4, 41.4), (36.45, 39.01)):
        at = opened.js("m.map.latLngToContainerPoint(a)", [lat, lon])
        assert legend["x"] + legend["width"] < at["x"] < 1280


def test_auto_follows_the_system(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), theme="auto"), color_scheme="light")

    def land() -> str:
        return str(opened.js("m.theme.land"))

    light = land()
    opened.page.emulate_media(color_scheme="dark")
    opened.settle()
    dark = land()
    assert light != dark
    assert opened.js("getComputedStyle(m.container).getPropertyValue('color-scheme')") == "dark"
    opened.page.emulate_media(color_scheme="light")
    opened.settle()
    assert land() == light


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stays(open_page: Any, theme: str) -> None:
    other = "dark" if theme == "light" else "light"
    opened = open_page(EventMap(tables.events(), theme=theme), color_scheme=other)
    assert opened.js("m.container.dataset.geScheme") == theme


def test_forced_colours(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()), forced_colors="active")
    assert opened.js("m.theme.ink") == "CanvasText"
    opened.clean()


@pytest.mark.parametrize(("old", "new"), [('"wire":1,', '"wire":9,')])
def test_another_wire_version_is_refused_in_sight(open_page: Any, old: str, new: str) -> None:
    page = EventMap(tables.events()).to_html()
    assert page.count(old) == 1
    opened = open_page(page.replace(old, new), ready=False)
    message = opened.page.evaluate("() => window.geoevents.ready.then(() => '', (e) => e.message)")
    assert "version 1" in message
    assert "version 9" in message
    assert message in opened.page.inner_text("[role=alert]")
    opened.clean()


def test_a_browser_that_cannot_unpack_is_told_so(open_page: Any) -> None:
    script = "delete window.DecompressionStream"
    opened = open_page(EventMap(tables.events()), ready=False, script=script)
    message = opened.page.evaluate("() => window.geoevents.ready.then(() => '', (e) => e.message)")
    assert "DecompressionStream" in message
    assert message in opened.page.inner_text("[role=alert]")
    opened.clean()


def test_a_damaged_frame_is_reported(open_page: Any) -> None:
    page = EventMap(tables.events()).to_html()
    damaged, count = re.subn(r'(id="map_1-events"[^>]*>)[^<]{200}', r"\1", page)
    assert count == 1
    opened = open_page(damaged, ready=False)
    message = opened.page.evaluate("() => window.geoevents.ready.then(() => '', (e) => e.message)")
    assert message
    assert opened.page.is_visible("[role=alert]")
