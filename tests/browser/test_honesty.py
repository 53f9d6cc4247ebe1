"""A place is drawn as well as it is known: areas as areas, never a dot on their middle."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(EventMap(tables.events(), theme="light"))


def symbols(opened: Any) -> dict[str, list[str]]:
    """Kinds of the symbols that stand for the place of each event, by event id."""
    found = opened.page.evaluate(
        """async () => {
          const m = window.geoevents.maps[0];
          const texts = await m.data.texts();
          const { places } = m.data;
          const out = {};
          for (let row = 0; row < m.data.events.count; row++) {
            const p = places.of[row];
            const scene = m.currentScene();
            out[texts.id(row)] = p < 0 ? [] : scene.symbols.filter((s) => s.place === p).map((s) => s.kind);
          }
          return out;
        }"""
    )
    return dict(found)


def test_kind_of_symbol(opened: Any) -> None:
    opened.js("m.map.setView([35.2, 38.6], 8, {animate: false})")
    kinds = symbols(opened)
    assert kinds["dot"] == ["dot"]
    assert kinds["spot-1"] == kinds["spot-2"] == ["cluster"]
    assert kinds["area"] == kinds["circle"] == kinds["line"] == ["badge"]
    assert kinds["talks"] == kinds["threat"] == []


def test_an_approximate_place_too_small_to_show_is_a_ring(opened: Any) -> None:
    opened.js("m.map.setView([36.4, 39.0], 4, {animate: false})")
    assert symbols(opened)["circle"] in (["ring"], [])
    opened.js("m.setFilter({place: ['near Raqqa']})")
    assert symbols(opened)["circle"] == ["ring"]


def ink(opened: Any, canvas: str, lon: float, lat: float, half: int = 12) -> float:
    """Mean opacity of a canvas around a position."""
    return float(
        opened.js(
            f"""(() => {{
              const p = m.map.latLngToContainerPoint([{lat}, {lon}]);
              const c = document.querySelector('.ge-canvas-{canvas}');
              const at = m.stage.toCanvas(p);
              const d = c.getContext('2d').getImageData(at.x - {half}, at.y - {half}, {2 * half}, {2 * half}).data;
              let sum = 0;
              for (let i = 3; i < d.length; i += 4) sum += d[i];
              return sum / (d.length / 4) / 255;
            }})()"""
        )
    )


def test_an_area_is_inked_inside_and_not_outside(opened: Any) -> None:
    opened.js("m.setFilter({place: ['the eastern governorate']})")
    opened.js("m.map.setView([35.2, 40.5], 7, {animate: false})")
    opened.settle()
    assert ink(opened, "areas", 41.0, 35.6) > 0.02
    assert ink(opened, "areas", 42.2, 35.6) == 0
    assert ink(opened, "areas", 39.0, 35.2) == 0


def test_ink_of_an_area_does_not_grow_with_its_size(opened: Any) -> None:
    opened.js("m.setFilter({place: ['the eastern governorate']})")
    inks = []
    for zoom in (5, 7, 9):
        opened.js("m.map.setView([35.6, 41.0], a, {animate: false})", zoom)
        opened.settle()
        inks.append(ink(opened, "areas", 41.0, 35.6, half=6))
    assert inks[0] > inks[1] >= inks[2] > 0


def test_events_of_one_place_are_counted_in_one_symbol(open_page: Any) -> None:
    table = tables.events()
    area = table[table["event_id"] == "area"]
    import pandas as pd

    opened = open_page(EventMap(pd.concat([area] * 12, ignore_index=True)))
    opened.js("m.map.setView([35.2, 40.5], 7, {animate: false})")
    found = opened.js("m.currentScene().symbols.map((s) => [s.kind, s.n])")
    assert found == [["badge", 12]]
    assert opened.js("m.currentScene().areas.length") == 1


def test_the_legend_explains_what_is_on_the_map(opened: Any) -> None:
    legend = opened.page.inner_text(".ge-legend")
    for words in ("Place named", "Somewhere in this area", "Somewhere in this circle", "Somewhere along this line"):
        assert words in legend
    assert "Zones" not in legend


def test_illustrative_boundaries_are_dashed_and_said_so(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events(), tables.zones()))
    assert "illustrative" in opened.page.inner_text(".ge-legend")
    assert opened.js("document.querySelectorAll('.ge-legend .ge-dashed').length") == 1
    opened.js("m.setTime('2017-09-16', null)")
    assert "illustrative" not in opened.page.inner_text(".ge-legend")
    assert opened.js("document.querySelectorAll('.ge-legend .ge-dashed').length") == 0


def test_symbols_stay_on_their_places_while_the_map_is_zoomed_and_dragged(opened: Any) -> None:
    opened.js("m.setFilter({place: ['Hama']})")
    opened.js("m.map.setView([35.13, 36.75], 6, {animate: false})")
    opened.settle()
    for _ in range(3):
        at = opened.js("m.map.latLngToContainerPoint([35.13, 36.75])")
        opened.page.mouse.move(at["x"], at["y"])
        opened.page.mouse.wheel(0, -240)
        opened.page.wait_for_timeout(500)
        opened.page.mouse.down()
        opened.page.mouse.move(at["x"] + 60, at["y"] - 20, steps=5)
        opened.page.mouse.up()
        opened.page.wait_for_timeout(600)
        seen = opened.js(
            """(() => {
              const s = m.currentScene().symbols[0];
              const canvas = document.querySelector('.ge-canvas-symbols').getBoundingClientRect();
              const map = m.container.getBoundingClientRect();
              const p = m.map.latLngToContainerPoint([35.13, 36.75]);
              return [canvas.left - map.left + s.x - p.x, canvas.top - map.top + s.y - p.y];
            })()"""
        )
        assert abs(seen[0]) <= 1
        assert abs(seen[1]) <= 1
    assert opened.js("m.map.getZoom()") > 6
