"""Pages of real and made-up events, opened with the network cut: what Python counted is what the page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge


@pytest.mark.parametrize(("width", "theme"), [(1200, "light"), (390, "dark")])
def test_a_published_table_offline(open_page: Any, shared_data: Path, width: int, theme: str) -> None:
    events = ge.read_events(shared_data / "events" / "ucdp_ged_syria_dev.csv.gz")
    zones = ge.read_zones("syria-2017")
    event_map = ge.EventMap(events, zones, title="Syria", theme=theme)
    assert event_map.requests == ()
    opened = open_page(event_map, viewport={"width": width, "height": 800})
    opened.clean()
    stats = opened.stats()
    placed = int((~(events.geometry.is_empty | events.geometry.isna())).sum())
    deaths = int(events["fatalities_best"].sum())
    assert (stats["events"], stats["visible"], stats["placed"]) == (len(events), len(events), placed)
    assert stats["unplaced"] == len(events) - placed
    assert stats["fatalities"] == stats["fatalitiesVisible"] == deaths
    assert stats["zones"] == len(zones)


def made_up() -> gpd.GeoDataFrame:
    table = pd.DataFrame(
        {
            "event_id": ["a", "b", "c"],
            "date_start": pd.to_datetime(["2017-09-20", "2017-09-21", None]),
            "fatalities_best": pd.array([3, None, 4], dtype="Int64"),
            "uncertainty_km": [2.0, 40.0, None],
            "notes": ["first", "second", "third"],
        }
    )
    shape = [shapely.Point(36.6, 35.9), shapely.box(36.2, 35.5, 37, 36.2), None]
    return gpd.GeoDataFrame(table, geometry=shape, crs="EPSG:4326")


def test_every_row_shows_its_own_card(open_page: Any) -> None:
    opened = open_page(ge.EventMap(made_up()))
    stats = opened.stats()
    assert (stats["events"], stats["placed"], stats["unplaced"], stats["fatalities"]) == (3, 2, 1, 7)
    for row, words in enumerate(["first", "second", "third"]):
        opened.page.evaluate("row => window.geoevents.maps[0].select(row)", row)
        assert words in opened.page.inner_text(".ge-panel")
    opened.clean()


def test_folium_layers_beside_ours(open_page: Any) -> None:
    event_map = ge.EventMap(made_up())
    folium.Marker([35.9, 36.6], tooltip="a marker").add_to(event_map)
    folium.GeoJson(shapely.box(36, 35, 37, 36).__geo_interface__, name="square").add_to(event_map)
    folium.FeatureGroup(name="group").add_to(event_map)
    folium.LayerControl().add_to(event_map)
    assert event_map.requests == ()
    opened = open_page(event_map)
    assert opened.stats()["events"] == 3
    marker = opened.page.locator("img.leaflet-marker-icon")
    assert marker.count() == 1
    assert marker.evaluate("image => image.decode().then(() => image.naturalWidth)") > 10, "its picture is in the page"
    assert opened.page.locator(".leaflet-control-layers").count() == 1
    opened.clean()


def test_a_frame_in_another_page_shows_the_map(open_page: Any) -> None:
    outer = f"<!DOCTYPE html><html><body>{ge.EventMap(made_up()).embed()}</body></html>"
    opened = open_page(outer, ready=False)
    frame = opened.page.locator("iframe").element_handle().content_frame()
    frame.wait_for_function("() => window.geoevents && window.geoevents.maps.length")
    stats = frame.evaluate("async () => { await window.geoevents.ready; return window.geoevents.maps[0].stats(); }")
    assert stats["events"] == 3
    opened.clean()


def test_without_scripts_a_sentence_says_what_it_holds(open_page: Any) -> None:
    page = ge.EventMap(made_up(), title="Three events").to_html()
    opened = open_page(page, ready=False, java_script_enabled=False)
    assert "Three events: 3 events (1 without a known place)" in opened.page.inner_text("body")
    opened.clean()


def test_a_foreign_script_is_refused_by_the_policy(open_page: Any) -> None:
    page = ge.EventMap(made_up()).to_html()
    opened = open_page(page.replace("</body>", "<script>window.foreign = true</script></body>"))
    assert opened.stats()["events"] == 3
    assert opened.page.evaluate("window.foreign") is None
    assert any("Content Security Policy" in words for words in opened.problems)


def test_other_data_meet_the_same_page(open_page: Any) -> None:
    empty = open_page(ge.EventMap())
    assert empty.stats()["events"] == 0
    empty.clean()
    far = gpd.GeoDataFrame(geometry=[shapely.Point(179.9, -17), shapely.Point(-179.9, 66)], crs="EPSG:4326")
    spread = open_page(ge.EventMap(far))
    assert spread.stats()["placed"] == 2
    spread.clean()


def test_folium_popups_need_no_server(open_page: Any) -> None:
    event_map = ge.EventMap(made_up())
    folium.Marker([35.9, 36.6], popup=folium.Popup("what a <b>popup</b> says")).add_to(event_map)
    table = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"a": "x"}, "geometry": {"type": "Point", "coordinates": [37, 35.5]}},
    ]}  # fmt: skip
    folium.GeoJson(table, popup=folium.GeoJsonPopup(["a"])).add_to(event_map)
    assert event_map.requests == ()
    opened = open_page(event_map)
    shown = opened.page.evaluate(
        "() => { const map = Object.entries(window).find(([k]) => /^map_\\d+$/.test(k))[1]; const shown = [];"
        " map.eachLayer((layer) => { if (layer.getPopup?.() && layer.openPopup) { layer.openPopup();"
        " shown.push(document.querySelector('.leaflet-popup-content')?.innerText ?? ''); } }); return shown; }"
    )
    assert any("what a popup says" in text for text in shown)
    assert opened.stats()["events"] == 3
    opened.clean()
