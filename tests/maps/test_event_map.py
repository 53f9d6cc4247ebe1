"""EventMap is a folium.Map: its options, and other layers and plugins on it; event layers on a plain map."""

from __future__ import annotations

import subprocess
import sys

import folium
import geopandas as gpd
import pandas as pd
import pytest
import xyzservices
from folium import plugins

from geoevents.errors import InputError, OptionError
from geoevents.maps.event_map import EventMap
from geoevents.maps.layers import EventLayer, ZoneLayer
from tests.maps.common import Scripts, column, config, frames
from tests.maps.test_page import csp_hash, directives


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"titel": "x"}, "did you mean title"),
        ({"zoom_strat": 3}, "did you mean zoom_start"),
        ({"qqqqq": 1}, "EventMap's own options are title, subtitle"),
        ({"position": "x}</style>"}, "'relative'"),
        ({"theme": "blue"}, "'auto', 'light', 'dark'"),
        ({"basemap": "online"}, "'offline', 'none'"),
        ({"zoom_control": "middle"}, "folium.Map refuses"),
        ({"location": "Idlib"}, "folium.Map refuses"),
        ({"card_columns": ["mood"]}, "without events"),
        ({"cluster": "no"}, "True, False"),
        ({"locale": "xx-@@"}, "BCP 47"),
        ({"locale": None}, "BCP 47"),
        ({"zoom_start": "a"}, "zoom_start='a'"),
        ({"tiles": 5}, "folium.Map refuses"),
        ({"tiles": "NoSuchTiles"}, "'NoSuchTiles' is no provider"),
        ({"tiles": "https://tiles.example/{z}/{x}/{y}.png"}, "attribution"),
    ],
)
def test_options_that_do_not_exist(options: dict[str, object], hint: str) -> None:
    with pytest.raises(OptionError, match=hint):
        EventMap(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, 5])
def test_card_columns_of_no_kind(events: gpd.GeoDataFrame, wrong: object) -> None:
    with pytest.raises(OptionError, match=f"card_columns={wrong}"):
        EventMap(events, card_columns=wrong)  # type: ignore[arg-type]


def test_no_title_is_no_text() -> None:
    assert config(EventMap(title=None, subtitle=None).to_html())["title"] == ""  # type: ignore[arg-type]


def test_card_columns_must_be_a_list(events: gpd.GeoDataFrame) -> None:
    with pytest.raises(OptionError, match=r"give a list: \['mood'\]"):
        EventMap(events, card_columns="mood")


def test_folium_options_are_passed_on() -> None:
    page = EventMap(
        location=[35, 36.5], zoom_start=9, control_scale=True, scroll_wheel_zoom=False, no_touch=True, height=300
    ).to_html()
    assert config(page)["bounds"] is None, "a chosen view is not overridden"
    script = Scripts(page).found[-1][2]
    assert '"scrollWheelZoom": false' in script
    assert '"zoom": 9' in script
    assert "[35.0, 36.5]" in script
    assert "L.control.scale()" in script
    assert "L_NO_TOUCH=true" in page
    assert "height:300.0px" in page


def test_it_is_a_folium_map(events: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events)
    assert isinstance(event_map, folium.Map)
    assert event_map.get_root().render().startswith("<!DOCTYPE html>")


def test_the_basemap_can_be_left_out(events: gpd.GeoDataFrame) -> None:
    page = EventMap(events, basemap="none").to_html()
    assert not frames(page).keys() & {"base", "labels"}
    assert config(page)["basemap"] == {"kind": "none"}
    assert config(page)["attribution"]


@pytest.mark.parametrize(
    ("tiles", "attr", "host"),
    [
        ("OpenStreetMap", None, "https://tile.openstreetmap.org"),
        (xyzservices.providers.OpenTopoMap, None, "https://c.tile.opentopomap.org"),
        ("https://tiles.example.org/{z}/{x}/{y}.png", "me", "https://tiles.example.org"),
    ],
)
def test_tiles_on_request(events: gpd.GeoDataFrame, tiles: object, attr: str | None, host: str) -> None:
    event_map = EventMap(events, tiles=tiles, attr=attr)
    page = event_map.to_html()
    assert host in event_map.requests
    rules = directives(Scripts(page).policy)
    assert set(rules["img-src"]) == {"data:", "blob:", *event_map.requests}
    assert config(page)["basemap"] == {"kind": "tiles"}
    assert "base" not in frames(page)
    assert '<meta name="referrer" content="strict-origin">' in page, "servers of tiles want to know whose page it is"
    assert '<meta name="referrer" content="no-referrer">' in EventMap(events).to_html()


def test_layers_added_later_are_shown_with_the_others(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events)
    group = folium.FeatureGroup("group").add_to(event_map)
    EventLayer(events.head(2), card_columns=["mood"]).add_to(group)
    ZoneLayer(zones).add_to(event_map)
    page = event_map.to_html()
    assert frames(page)["events"].num_rows == 7
    assert column(frames(page)["zones"], "name") == ["Zone one", "Zone two"]
    assert frames(page)["text"].column("name").to_pylist() == ["event_id", "notes", "mood"]
    assert page.count("geoevents.attach(") == 1


def everything(event_map: folium.Map) -> folium.Map:
    square = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}
    folium.GeoJson(square, name="square", tooltip="a square").add_to(event_map)
    group = folium.FeatureGroup(name="group").add_to(event_map)
    folium.Marker([35.5, 36.5], popup="popup", tooltip="tip").add_to(group)
    folium.Marker([35.6, 36.6], icon=folium.Icon(color="red", icon="info-sign")).add_to(group)
    folium.WmsTileLayer("https://wms.example.org/ows", layers="roads", name="roads").add_to(event_map)
    plugins.Draw(export=True).add_to(event_map)
    plugins.MiniMap().add_to(event_map)
    plugins.HeatMap([[35.5, 36.5, 1.0]]).add_to(event_map)
    folium.LayerControl().add_to(event_map)
    return event_map


def test_other_layers_and_plugins(events: gpd.GeoDataFrame) -> None:
    event_map = everything(EventMap(events))
    page = event_map.to_html()
    parsed = Scripts(page)
    script = parsed.found[-1][2]
    for words in (
        "L.geoJson",
        "L.marker",
        "L.featureGroup",
        "L.tileLayer.wms",
        "L.Control.Draw",
        "MiniMap",
        "heatLayer",
    ):
        assert words in script
    assert "L.control.layers" in script
    asked = [a.get("src") or a.get("href") for tag, a in parsed.tags if tag in ("script", "link")]
    asked = [url for url in asked if url]
    assert any("leaflet.draw" in url for url in asked)
    assert not any("jquery" in url for url in asked), "the page's own script lends what popups need"
    assert any("awesome-markers.js" in url for url in asked), "an icon needs it"
    assert not any(url.endswith(("/leaflet.js", "/leaflet.css")) or "bootstrap.bundle" in url for url in asked)
    assert len(asked) == len(set(asked))

    rules = directives(parsed.policy)
    outside = set(asked)
    assert outside == {s for name in ("script-src", "style-src") for s in rules[name] if s.startswith("https:")}
    assert {"https://wms.example.org", "https://tile.openstreetmap.org"} <= set(event_map.requests)
    assert set(rules["img-src"]) - {"data:", "blob:"} <= set(event_map.requests)
    inline = [t for tag, a, t in parsed.found if tag == "script" and not a.get("src") and not a.get("type")]
    assert {csp_hash(text) for text in inline} <= set(rules["script-src"])
    assert "'unsafe-inline'" not in parsed.policy
    assert "'unsafe-eval'" not in parsed.policy
    bundle = next(i for i, (tag, a, t) in enumerate(parsed.found) if tag == "script" and not a)
    first_link = next(i for i, (tag, a, t) in enumerate(parsed.found) if tag == "script" and a.get("src"))
    assert bundle < first_link, "plugins find Leaflet"


def test_a_plain_marker_asks_for_nothing(events: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events)
    folium.Marker([35, 36]).add_to(event_map)
    folium.CircleMarker([35, 36]).add_to(event_map)
    folium.GeoJson({"type": "Point", "coordinates": [36, 35]}).add_to(event_map)
    folium.LayerControl().add_to(event_map)
    assert event_map.requests == ()


def test_own_icons_ask_for_their_picture_only() -> None:
    event_map = EventMap()
    folium.Marker([35, 36], icon=folium.CustomIcon("https://img.example.org/a.png")).add_to(event_map)
    folium.Marker([35, 36], icon=folium.DivIcon(html="x")).add_to(event_map)
    assert event_map.requests == ("https://img.example.org",)


def test_text_of_other_elements_cannot_end_the_script() -> None:
    event_map = EventMap()
    folium.Marker([35, 36], popup="</script><script>alert(1)</script>").add_to(event_map)
    parsed = Scripts(event_map.to_html())
    inline = [t for tag, a, t in parsed.found if tag == "script" and not a.get("src") and not a.get("type")]
    assert len(inline) == 3  # all of Leaflet, the page's script, the map's lines
    assert "alert(1)" in inline[-1]


@pytest.mark.parametrize("grouped", [False, True])
def test_layers_on_a_plain_map(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, grouped: bool) -> None:
    plain = folium.Map(tiles=None)
    host = folium.FeatureGroup().add_to(plain) if grouped else plain
    EventLayer(events).add_to(host)
    ZoneLayer(zones).add_to(host)
    page = plain.get_root().render()
    name = plain.get_name()
    assert frames(page)["events"].num_rows == 5
    assert frames(page)["zones"].num_rows == 2
    assert config(page)["basemap"] == {"kind": "none"}
    assert page.count(f'geoevents.attach({name}, "{name}");') == 1
    assert f'id="{name}-events"' in page
    script = page.index(f"var {name} = L.map(")
    assert page.index("leaflet.js") < page.index("window.geoevents") < script < page.index("geoevents.attach(")


def test_hostile_text_on_a_plain_map_meets_no_template() -> None:
    words = "{{7*7}}{% for i in [1] %}x{% endfor %}</script>"
    table = gpd.GeoDataFrame({"notes": [words]}, geometry=gpd.points_from_xy([1], [2]), crs=4326)
    plain = folium.Map(tiles=None)
    EventLayer(table).add_to(plain)
    page = plain.get_root().render()
    assert frames(page)["text"].to_pylist()[1]["data"].decode() == words
    assert "49" not in [word.strip("{}") for word in page.split()]


def test_bounds_are_known_to_folium(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    assert EventMap(events, zones).get_bounds() == [[33.0, 35.0], [36.3, 37.2]]
    assert EventLayer(events.iloc[3:4]).get_bounds() == [[None, None], [None, None]]
    event_map = EventMap(events)
    event_map.fit_bounds(event_map.get_bounds())
    assert "fitBounds" in event_map.to_html()


def test_a_layer_on_no_map(events: gpd.GeoDataFrame) -> None:
    with pytest.raises(InputError, match="EventLayer is on no map"):
        EventLayer(events).render()


def test_two_maps_in_one_figure_have_their_own_frames(events: gpd.GeoDataFrame) -> None:
    first, second = EventMap(events, basemap="none"), EventMap(events.head(1), basemap="none")
    figure = folium.Figure()
    for event_map in (first, second):
        figure.add_child(event_map)
    page = figure.render()
    for event_map in (first, second):
        assert page.count(f'id="{event_map.get_name()}-events"') == 1
    assert page.count("<script>") - page.count('<script type="') < 6


def test_importing_the_package_does_not_import_folium() -> None:
    code = "import sys, geoevents; sys.exit(any(n.split('.')[0] in ('folium', 'branca') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_is_asked_of_the_table_but_a_geometry() -> None:
    table = gpd.GeoDataFrame(geometry=gpd.points_from_xy([36.5], [35.5]), crs=4326)
    page = EventMap(table).to_html()
    assert column(frames(page)["events"], "lon") == [3650000]
    assert isinstance(table, pd.DataFrame)
