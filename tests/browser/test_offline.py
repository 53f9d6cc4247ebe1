"""Pages of real and made-up events, opened with the network cut: what Python counted is what the page shows."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge
from tests.browser import tables


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
    assert "Three events: 3 events (1 without a place)" in opened.page.inner_text("body")
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


def use_everything(opened: Any) -> None:
    """Every feature of the page, one after the other, as a reader would use them."""
    page = opened.page

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()

    press("Filter")
    page.evaluate("() => document.querySelectorAll('.ge-facet').forEach((one) => { one.open = true; })")
    for name in opened.js("[...document.querySelectorAll('.ge-facet')].map((one, i) => i)"):
        box = page.locator(".ge-facet").nth(name).locator("input[type=checkbox]").first
        box.click()
        opened.js("m.setFilter({})")
    page.get_by_role("searchbox").first.fill("homs")
    page.wait_for_function("() => window.geoevents.maps[0].stats().visible === 2")
    press("Reset filters")
    page.wait_for_function("() => window.geoevents.maps[0].stats().visible === 9")
    page.keyboard.press("Escape")
    press("Table")
    page.wait_for_selector("[role=gridcell]")
    for column in opened.js("m.ui.table.sortable"):
        opened.js("m.setState({sort: {column: a, descending: true}})", column)
    page.locator("[role=gridcell]").first.click()
    page.wait_for_selector(".ge-card-title")
    page.keyboard.press("Escape")
    opened.js("m.setState({table: false})")
    for bins in ("day", "week", "month", "auto"):
        opened.js("m.setState({play: {mode: 'cumulative', speed: 4, bins: a}})", bins)
    page.locator(".ge-brush").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_function("() => window.geoevents.maps[0].getState().time !== null")
    page.keyboard.press("Space")
    opened.js("m.setTime(null, null)")
    press("Compare periods")
    page.wait_for_selector(".ge-divider:visible")
    page.locator(".ge-divider").focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("Escape")
    press("Measure")
    for _ in range(3):
        page.locator(".geoevents").first.press("Enter")
        page.locator(".geoevents").first.press("ArrowRight")
    opened.js("m.setState({measure: null})")
    for notation in ("mgrs", "dms", "decimal"):
        opened.js("m.setState({coordinates: a})", notation)
    for column in opened.js("Object.keys(m.data.events.categories)"):
        opened.js("m.setColor(a)", column)
        opened.settle()
    for zoom in (2, 5, 9, 14):
        opened.js("m.setState({zoom: a})", zoom)
        opened.settle()
    page.mouse.move(400, 300)
    page.mouse.move(640, 400)
    for kind in ("png", "svg"):
        page.evaluate("(type) => window.geoevents.maps[0].picture({type})", kind)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
    page.emulate_media(media="print")
    page.wait_for_selector(".ge-sheet-picture")
    page.emulate_media(media="screen")
    page.wait_for_selector(".ge-header")
    press("Share")
    page.wait_for_selector(".ge-share-count:not(:empty)")
    for kind in ("CSV", "GeoJSON", "PNG", "SVG"):
        with page.expect_download() as download:
            press(f"Save as {kind}")
        assert download.value.failure() is None
        page.wait_for_function("() => document.querySelector('.ge-share-told').textContent.startsWith('Saved')")
    press("Copy: Link to this view")
    page.wait_for_function("() => location.hash.startsWith('#ge=1;')")
    # What the page makes itself and hands to the browser is no request.
    opened.requests[:] = [url for url in opened.requests if not url.startswith("blob:")]


def check_policy(opened: Any) -> dict[str, list[str]]:
    """The policy as the page has it: nothing inline but what it names by the hash of its text."""
    content = opened.js("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    rules = {name: sources for name, *sources in (part.split() for part in content.split(";"))}
    assert rules["default-src"] == ["'none'"]
    assert "unsafe-inline" not in content
    assert "unsafe-eval" not in content
    texts = opened.js(
        "Object.fromEntries(['script', 'style'].map((tag) => [tag, [...document.querySelectorAll(tag)]"
        ".filter((one) => !one.type && !one.src).map((one) => one.textContent)]))"
    )
    for tag, bodies in texts.items():
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in bodies}
        assert set(rules[f"{tag}-src"]) == hashes, "these texts, and no others"
    return rules


def whole() -> ge.EventMap:
    return ge.EventMap(tables.events(), tables.zones(), title="Nine events", card_columns=["casualties"])


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("en-US", "dark")])
def test_every_feature_with_the_network_cut(open_page: Any, locale: str, scheme: str) -> None:
    event_map = ge.EventMap(tables.events(), tables.zones(), title="Nine", card_columns=["casualties"], locale=locale)
    opened = open_page(event_map, accept_downloads=True, color_scheme=scheme)
    use_everything(opened)
    rules = check_policy(opened)
    assert rules["img-src"] == ["data:", "blob:"]
    assert "connect-src" not in rules
    opened.clean()


@pytest.mark.parametrize("locale", ["ar", "fr", "uk", "ru"])
def test_every_language_with_the_network_cut(open_page: Any, locale: str) -> None:
    opened = open_page(ge.EventMap(tables.events(), tables.zones(), locale=locale))
    for tool in opened.page.locator(".ge-tool").all():
        tool.click()
        opened.settle()
    opened.js("m.select(3)")
    opened.page.evaluate("() => window.geoevents.maps[0].picture({type: 'svg'})")
    check_policy(opened)
    opened.clean()


def test_folium_layers_without_tiles_with_the_network_cut(open_page: Any) -> None:
    event_map = whole()
    folium.Marker([35.9, 36.6], popup="a marker").add_to(event_map)
    folium.GeoJson(shapely.box(36, 35, 37, 36).__geo_interface__, name="square").add_to(event_map)
    folium.Circle([35, 38], 20_000).add_to(event_map)
    folium.LayerControl().add_to(event_map)
    assert event_map.requests == ()
    opened = open_page(event_map, accept_downloads=True)
    use_everything(opened)
    opened.clean()


KEY = "k3y-0f-s0mebody"


def test_tiles_come_from_the_hosts_named_and_their_key_goes_nowhere_else(open_page: Any, tmp_path: Path) -> None:
    tile = tmp_path / "tile.png"
    tile.write_bytes(
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
    )
    url = f"https://{{s}}.tiles.example/{{z}}/{{x}}/{{y}}.png?key={KEY}"
    event_map = ge.EventMap(tables.events(), tables.zones(), title="Tiles", tiles=url, attr="Tiles by the makers")
    opened = open_page(event_map, accept_downloads=True, serve={"https://*.tiles.example/**": tile})
    opened.page.wait_for_selector("img.leaflet-tile-loaded")
    assert check_policy(opened)["img-src"] == ["data:", "blob:", *event_map.requests]
    credit = opened.page.locator(".leaflet-control-attribution")
    assert credit.is_visible()
    assert "Tiles by the makers" in credit.inner_text()
    asked = {re.sub(r"^(https://[^/]+)/.*", r"\1", address) for address in opened.requests}
    assert asked
    assert asked <= set(event_map.requests)
    opened.page.get_by_role("button", name="Share", exact=True).click()
    opened.page.wait_for_selector(".ge-share-count:not(:empty)")
    for kind in ("CSV", "GeoJSON", "PNG", "SVG"):
        with opened.page.expect_download() as download:
            opened.page.get_by_role("button", name=f"Save as {kind}").click()
        path = tmp_path / f"file.{kind}"
        download.value.save_as(path)
        assert KEY.encode() not in path.read_bytes(), kind
        opened.page.wait_for_function("() => document.querySelector('.ge-share-told').textContent.startsWith('Saved')")
    for field in opened.page.locator(".ge-share .ge-field:read-only").all():
        assert KEY not in field.input_value()
    assert KEY not in opened.js("JSON.stringify(m.getState())")
    assert opened.problems == []
