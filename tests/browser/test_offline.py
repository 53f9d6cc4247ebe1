"""Pages of real and made-up events, opened with the network cut."""

from __future__ import annotations

from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geoevents as ge
from tests.browser.drive import opened

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
def test_a_published_table_offline(shared_data: Path, tmp_path: Path, width: int, scheme: str) -> None:
    events = ge.read_events(shared_data / "events" / "ucdp_ged_syria_dev.csv.gz")
    zones = ge.read_zones("syria-2017")
    target = tmp_path / "syria.html"
    ge.EventMap(events, zones, title="Syria", theme=scheme).save(target)
    placed = int((~(events.geometry.is_empty | events.geometry.isna())).sum())
    deaths = int(events["fatalities_best"].sum())
    with opened(target, width=width) as visit:
        stats = visit.ready()
        visit.page.wait_for_timeout(500)
        assert visit.requests == [target.as_uri()]
        assert visit.complaints == []
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


def test_every_row_shows_its_own_card(tmp_path: Path) -> None:
    ge.EventMap(made_up()).save(tmp_path / "map.html")
    with opened(tmp_path / "map.html") as visit:
        stats = visit.ready()
        assert (stats["events"], stats["placed"], stats["unplaced"], stats["fatalities"]) == (3, 2, 1, 7)
        for row, words in enumerate(["first", "second", "third"]):
            visit.page.evaluate("row => window.geoevents.maps[0].select(row)", row)
            assert words in visit.page.inner_text("body")
        assert visit.complaints == []


def test_layers_of_folium_beside_ours(tmp_path: Path) -> None:
    event_map = ge.EventMap(made_up())
    folium.Marker([35.9, 36.6], tooltip="a marker").add_to(event_map)
    folium.GeoJson(shapely.box(36, 35, 37, 36).__geo_interface__, name="square").add_to(event_map)
    folium.FeatureGroup(name="group").add_to(event_map)
    folium.LayerControl().add_to(event_map)
    assert event_map.requests == ()
    event_map.save(tmp_path / "map.html")
    with opened(tmp_path / "map.html") as visit:
        assert visit.ready()["events"] == 3
        assert visit.page.locator("img.leaflet-marker-icon").count() == 1
        assert visit.page.locator(".leaflet-control-layers").count() == 1
        visit.page.wait_for_timeout(300)
        assert visit.requests[:1] == [(tmp_path / "map.html").as_uri()]
        assert [url for url in visit.requests[1:] if not url.startswith(("data:", "blob:"))] == []
        assert visit.complaints == []


def test_a_frame_in_another_page_shows_the_map(tmp_path: Path) -> None:
    (tmp_path / "outer.html").write_text(f"<!DOCTYPE html><body>{ge.EventMap(made_up()).embed()}", encoding="utf-8")
    with opened(tmp_path / "outer.html") as visit:
        frame = visit.page.frames[1]
        frame.wait_for_function("() => window.geoevents && window.geoevents.maps.length")
        stats = frame.evaluate("async () => { await window.geoevents.ready; return window.geoevents.maps[0].stats(); }")
        assert stats["events"] == 3
        assert visit.complaints == []


def test_without_scripts_a_sentence_says_what_it_holds(tmp_path: Path) -> None:
    page = ge.EventMap(made_up(), title="Three events").to_html()
    (tmp_path / "map.html").write_text(page.replace("<script>", '<script type="text/off">'), encoding="utf-8")
    with opened(tmp_path / "map.html") as visit:
        assert "Three events: 3 events (1 without a known place)" in visit.page.locator("noscript").inner_text()


def test_a_damaged_script_is_refused_by_the_policy(tmp_path: Path) -> None:
    page = ge.EventMap(made_up()).to_html()
    extra = page.replace("</body>", "<script>window.foreign = true</script></body>")
    (tmp_path / "map.html").write_text(extra, encoding="utf-8")
    with opened(tmp_path / "map.html") as visit:
        assert visit.ready()["events"] == 3
        assert visit.page.evaluate("window.foreign") is None
        assert any("Content Security Policy" in words for words in visit.complaints)
