"""What stands on the map: named beside it, marked when it is chosen, and followed by the eye when the map is zoomed."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geoevents.maps.event_map import EventMap
from tests.browser import tables

TEXTS = """
window.drawnTexts = {};
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
  if (this.canvas.classList.contains('ge-canvas-labels')) (window.drawnTexts[text] ??= []).push([x, y]);
  return fillText.call(this, text, x, y, ...rest);
};
"""
ALEPPO = (37.16117, 36.20124)


def around_aleppo() -> gpd.GeoDataFrame:
    """Forty events on the city itself, one near it, and two far away, so that the view is wide."""
    rows: list[dict[str, Any]] = [
        {"event_id": f"city-{i}", "precision": "exact", "uncertainty_km": 2.0, "geometry": shapely.Point(*ALEPPO)}
        for i in range(40)
    ]
    rows.append({"event_id": "near", "precision": "near", "uncertainty_km": 25.0,
                 "geometry": shapely.Point(ALEPPO[0] + 0.05, ALEPPO[1] + 0.03)})  # fmt: skip
    for name, lon, lat in (("west", 34.0, 36.0), ("east", 42.0, 34.0)):
        rows.append(
            {"event_id": name, "precision": "exact", "uncertainty_km": 2.0, "geometry": shapely.Point(lon, lat)}
        )
    table = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    table["date_start"] = table["date_end"] = pd.Timestamp("2016-12-01")
    return table.assign(event_type="Battles")


@pytest.fixture(scope="module")
def page() -> str:
    made = EventMap(around_aleppo(), theme="light")
    return str(made.get_root().render())


def at_city(opened: Any) -> dict[str, float]:
    """The symbol that holds the city, in pixels of its canvas."""
    return dict(
        opened.js(
            """(() => {
              const { places } = m.data;
              const scene = m.currentScene();
              const c = scene.clusterOf[places.of[0]];
              const s = scene.symbols.find((one) => one.cluster === c);
              return { x: s.x, y: s.y, r: s.r, n: s.n };
            })()"""
        )
    )


def test_a_town_under_a_cluster_is_named_beside_it(open_page: Any, page: str) -> None:
    opened = open_page(page, script=TEXTS)
    opened.js("m.map.setView([36, 38], 7, {animate: false})")
    opened.settle()
    city = at_city(opened)
    assert city["n"] == 41
    places = opened.js("window.drawnTexts['Aleppo']")
    assert places, "the city has no name on the map"
    x, y = places[-1]
    # beside it, not on it, and not away from it
    assert abs(x - city["x"]) > city["r"] or abs(y - city["y"]) > city["r"]
    assert abs(x - city["x"]) < city["r"] + 40
    assert abs(y - city["y"]) < city["r"] + 40
    opened.clean()


def colored(opened: Any, canvas: str, property_: str, at: dict[str, float], radius: float) -> int:
    """Pixels of a canvas in the colour of a custom property, on a circle around a symbol."""
    return int(
        opened.js(
            """(() => {
              const { canvas, property, at, radius } = a;
              const drawn = document.querySelector(`.ge-canvas-${canvas}`);
              const copy = document.createElement('canvas');
              [copy.width, copy.height] = [drawn.width, drawn.height];
              const ctx = copy.getContext('2d', { willReadFrequently: true });
              ctx.fillStyle = getComputedStyle(m.container).getPropertyValue(property);
              ctx.fillRect(0, 0, 1, 1);
              const want = ctx.getImageData(0, 0, 1, 1).data;
              ctx.clearRect(0, 0, 1, 1);
              ctx.drawImage(drawn, 0, 0);
              let found = 0;
              for (let i = 0; i < 72; i++) {
                const turn = (i / 72) * 2 * Math.PI;
                const [x, y] = [at.x + radius * Math.cos(turn), at.y + radius * Math.sin(turn)].map(Math.round);
                const d = ctx.getImageData(x, y, 1, 1).data;
                if (d[3] > 0 && [0, 1, 2].every((k) => Math.abs(d[k] - want[k]) < 24)) found++;
              }
              return found;
            })()""",
            {"canvas": canvas, "property": property_, "at": at, "radius": radius},
        )
    )


def test_a_chosen_event_is_marked_where_a_cluster_holds_it(open_page: Any, page: str) -> None:
    opened = open_page(page)
    opened.js("m.map.setView([36, 38], 7, {animate: false})")
    opened.settle()
    city = at_city(opened)
    assert colored(opened, "symbols", "--ge-accent", city, city["r"] + 4.5) == 0
    opened.page.evaluate("() => window.geoevents.maps[0].select(40, true)")
    opened.settle()
    assert colored(opened, "symbols", "--ge-accent", city, city["r"] + 4.5) > 60
    # Its own place is not known to the spot: the circle it is somewhere in is drawn too.
    assert opened.js("document.querySelector('.ge-canvas-areas').style.display") == ""
    opened.page.evaluate("() => window.geoevents.maps[0].select(null)")
    opened.settle()
    assert colored(opened, "symbols", "--ge-accent", city, city["r"] + 4.5) == 0
    assert opened.js("document.querySelector('.ge-canvas-areas').style.display") == "none"
    opened.clean()


PICTURES = """() => new Promise((resolve) => {
  const m = window.geoevents.maps[0];
  const canvas = document.querySelector('.ge-canvas-symbols');
  const seen = new Set();
  m.map.once('zoomend', () => {
    const from = performance.now();
    const look = () => {
      seen.add(canvas.toDataURL());
      if (performance.now() - from < 600) requestAnimationFrame(look);
      else resolve(seen.size);
    };
    look();
  });
  m.map.setZoom(m.map.getZoom() + STEP);
})"""


@pytest.mark.parametrize(("step", "zoom"), [(4, 7), (-4, 11)])
def test_clusters_split_and_merge_in_steps_that_the_eye_follows(
    open_page: Any, page: str, step: int, zoom: int
) -> None:
    opened = open_page(page)
    opened.js(f"m.map.setView([{ALEPPO[1]}, {ALEPPO[0]}], {zoom}, {{animate: false}})")
    opened.settle()
    assert opened.page.evaluate(PICTURES.replace("STEP", str(step))) > 1
    opened.clean()


def test_without_motion_the_new_picture_stands_at_once(open_page: Any, page: str) -> None:
    opened = open_page(page, reduced_motion="reduce")
    opened.js(f"m.map.setView([{ALEPPO[1]}, {ALEPPO[0]}], 7, {{animate: false}})")
    opened.settle()
    assert opened.page.evaluate(PICTURES.replace("STEP", "4")) == 1
    opened.clean()


def test_counts_of_areas_leave_the_numbers_of_clusters_alone(open_page: Any) -> None:
    """However little room there is, a cluster's number is not covered."""
    rows = []
    for i in range(300):
        lon, lat = 36 + (i * 37 % 100) / 40, 34 + (i * 61 % 100) / 40
        vague = i % 30 == 0
        shape = shapely.Point(lon, lat).buffer(0.35) if vague else shapely.Point(lon, lat)
        rows.append({"event_id": str(i), "precision": "admin1" if vague else "exact",
                     "uncertainty_km": 60.0 if vague else 2.0, "geometry": shape})  # fmt: skip
    table = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326").assign(event_type="Battles")
    opened = open_page(EventMap(table))
    for zoom in (7, 8):
        opened.js("m.map.setView([35.2, 37.2], a, {animate: false})", zoom)
        covered = opened.js(
            """(() => {
              const { symbols } = m.currentScene();
              return symbols.filter((c, i) => c.kind === 'cluster' && symbols.slice(i + 1).some(
                (b) => b.kind === 'badge' && Math.abs(b.x - c.x) < b.r && Math.abs(b.y - c.y) < 10)).length;
            })()"""
        )
        assert covered == 0
        assert opened.js("m.currentScene().symbols.some((s) => s.kind === 'badge')")
    opened.clean()


def test_names_keep_clear_of_the_boxes(open_page: Any, page: str) -> None:
    opened = open_page(page, script=TEXTS)
    opened.js("(window.drawnTexts = {}, m.stage.request('labels'))")
    opened.settle()
    inside = opened.js(
        """(() => {
          const o = m.stage.toCanvas([0, 0]);
          const standing = [...document.querySelectorAll('.ge-header, .ge-legend, .ge-time')];
          const boxes = standing.map((e) => e.getBoundingClientRect());
          return Object.entries(window.drawnTexts).filter(([, at]) => {
            const [x, y] = at.at(-1);
            return boxes.some((b) => x - o.x > b.left && x - o.x < b.right && y - o.y > b.top && y - o.y < b.bottom);
          }).map(([text]) => text);
        })()"""
    )
    assert len(opened.js("Object.keys(window.drawnTexts)")) > 10
    assert inside == []
    opened.clean()


def test_the_first_look_says_according_to_whom(open_page: Any) -> None:
    table = around_aleppo()
    table["source"] = (
        ["A monitor"] * 30 + ["An agency"] * 5 + ["A ministry"] * 4 + ["<b>x</b>"] * 3 + ["Y"] * (len(table) - 42)
    )
    opened = open_page(EventMap(table))
    line = opened.page.inner_text(".ge-attribution summary")
    assert line.startswith("A monitor, An agency, A ministry, 2 others \u00b7 ")
    opened.clean()


def test_a_hostile_source_is_a_name_like_any_other(open_page: Any) -> None:
    for bad in [tables.HOSTILE[1], tables.HOSTILE[6], "long " * 40]:
        opened = open_page(EventMap(around_aleppo().assign(source=bad)))
        told, rest = opened.page.text_content(".ge-attribution summary").split(" \u00b7 ", 1)
        name = bad.strip().translate(dict.fromkeys((*range(8234, 8239), *range(8294, 8298))))
        assert told == (name if len(name) <= 64 else name[:63] + "\u2026")
        assert "GeoNames" in rest
        assert opened.page.evaluate("() => window.__hit") is None
        opened.clean()


def test_a_card_without_a_sub_type_says_its_type_once(open_page: Any, page: str) -> None:
    opened = open_page(page)
    opened.page.evaluate("() => window.geoevents.maps[0].select(0)")
    assert opened.page.inner_text(".ge-panel-body").count("Battles") == 1
    opened.clean()


def test_deaths_that_nobody_counted_are_not_none(open_page: Any) -> None:
    table = around_aleppo()
    table["fatalities_best"] = pd.array([3] + [pd.NA] * (len(table) - 1), dtype="Int64")
    table.loc[1:, ["date_start", "date_end"]] = pd.Timestamp("2017-02-01")
    opened = open_page(EventMap(table))
    assert "3 deaths" in opened.page.inner_text(".ge-numbers")
    opened.js("m.setTime('2017-01-01', '2018-01-01')")
    assert "deaths" not in opened.page.inner_text(".ge-numbers")
    assert "not known for 42 events" in opened.page.inner_text(".ge-summary")
    opened.js("m.setTime('2019-01-01', '2020-01-01')")
    assert "No event" in opened.page.inner_text(".ge-summary")
    opened.clean()


def test_the_tooltip_of_a_cluster_tells_its_deaths(open_page: Any) -> None:
    table = around_aleppo()
    table["fatalities_best"] = [2] * 40 + [1] * (len(table) - 40)
    opened = open_page(EventMap(table))
    opened.js("m.map.setView([36, 38], 7, {animate: false})")
    opened.settle()
    at = opened.js(
        "(() => { const s = m.currentScene().symbols.find((one) => one.n === 41);"
        " const o = m.stage.toCanvas([0, 0]); return { x: s.x - o.x, y: s.y - o.y }; })()"
    )
    opened.page.mouse.move(at["x"], at["y"])
    opened.page.wait_for_selector(".ge-tip:visible")
    assert opened.page.inner_text(".ge-tip").split("\n") == ["41 events", "81 deaths"]
    opened.clean()


def test_extents_over_each_other_are_no_dark_patch(open_page: Any) -> None:
    rows = [
        {"event_id": str(i), "precision": "exact", "uncertainty_km": 5.0,
         "geometry": shapely.Point(37 + 0.011 * (i % 5), 36 + 0.009 * (i // 5))}
        for i in range(25)
    ]  # fmt: skip
    table = gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326").assign(event_type="Battles")
    opened = open_page(EventMap(table, theme="light"))
    opened.js("m.map.setView([36.018, 37.022], 14, {animate: false})")
    opened.settle()
    # half of the ink at a spot that all of them cover, between the dots
    median = opened.js(
        """(() => {
          const drawn = document.querySelector('.ge-canvas-symbols');
          const copy = document.createElement('canvas');
          [copy.width, copy.height] = [drawn.width, drawn.height];
          const ctx = copy.getContext('2d', { willReadFrequently: true });
          ctx.drawImage(drawn, 0, 0);
          const { x, y } = m.stage.toCanvas([m.map.getSize().x / 2 + 60, m.map.getSize().y / 2 + 60]);
          const d = ctx.getImageData(x, y, 60, 60).data;
          return [...d.filter((_, i) => i % 4 === 3)].sort((p, q) => p - q)[1800] / 255;
        })()"""
    )
    assert 0 < median < 0.35
    opened.clean()
