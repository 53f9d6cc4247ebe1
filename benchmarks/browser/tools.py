"""The tools that are compared: how each makes its page, and when that page has drawn all events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.page import folium_fast_cluster, geoevents, geopandas_explore, lonboard


def empty_page(_: Any) -> Callable[[Path], None]:
    """What a browser takes for nothing."""
    return lambda target: target.write_text("<!DOCTYPE html><title>Empty</title><p>Nothing.", encoding="utf-8")


def folium_geojson(events: Any) -> Callable[[Path], None]:
    import folium

    shown = events.assign(**{name: events[name].astype(str) for name in ("date_start", "date_end")})
    columns = [name for name in shown.columns if name != "geometry"]

    def build(target: Path) -> None:
        page = folium.Map(tiles=None)
        layer = folium.GeoJson(
            shown.to_json(drop_id=True),
            marker=folium.CircleMarker(radius=4),
            popup=folium.GeoJsonPopup(fields=columns),
        ).add_to(page)
        page.fit_bounds(layer.get_bounds())
        page.save(target)

    return build


def fast_cluster(events: Any) -> Callable[[Path], None]:
    """FastMarkerCluster with the map brought to its events, as all others do."""
    west, south, east, north = events.total_bounds.tolist()
    return folium_fast_cluster(events, bounds=[[south, west], [north, east]])


def kepler(events: Any) -> Callable[[Path], None]:
    import pandas as pd
    from ipywidgets.embed import embed_minimal_html
    from keplergl import KeplerGl

    table = pd.DataFrame(events.drop(columns="geometry"))
    table = table.astype({name: str for name in table.columns if not name.startswith("fatalities")})
    table = table.assign(longitude=events.geometry.x, latitude=events.geometry.y)

    def build(target: Path) -> None:
        # Its own HTML export asks servers for a script that npm does not have; the widget holds the same code.
        embed_minimal_html(target, views=[KeplerGl(data={"events": table}, height=800)], drop_defaults=False)

    return build


LOADED = "load"
"""Drawn when all scripts of the page have run and two frames have passed: generous to what draws later."""
INSTANCES = "instances"
"""Drawn when the instanced WebGL draw calls of one frame count as many instances as events, and two frames."""
READY = "ready"
"""Drawn when ``geoevents.ready`` has resolved and two frames have passed."""

CLUSTER_FILTER = """async (painted) => {
  const layer = window[Object.keys(window).find((k) => k.startsWith("fast_marker_cluster_"))];
  const half = layer.getLayers().filter((_, i) => i % 2);
  return painted(() => { layer.clearLayers(); layer.addLayers(half); });
}"""
JSON_FILTER = """async (painted) => {
  const layer = window[Object.keys(window).find((k) => /^geo_json_[0-9a-f]{32}$/.test(k))];
  const half = layer.getLayers().filter((_, i) => i % 2);
  return painted(() => { for (const one of half) layer.removeLayer(one); });
}"""
EVENTS_FILTER = """async (painted) => {
  const map = geoevents.maps[0];
  const types = ["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests"];
  const took = [];
  for (let i = 0; i < 5; i++) {
    await new Promise((r) => setTimeout(r, 400));
    took.push(await painted(() => map.setFilter({ event_type: i % 2 ? types.slice(0, 2) : types.slice(1) })));
  }
  map.setFilter({});
  return took.sort((a, b) => a - b)[2];
}"""


@dataclass(frozen=True)
class Tool:
    """One tool of the comparison."""

    prepare: Callable[[Any], Callable[[Path], None]]
    drawn: str
    largest: int
    distribution: str
    filter: str = ""
    plays: bool = False


TOOLS: dict[str, Tool] = {
    "empty page": Tool(empty_page, LOADED, 1_000, ""),
    "geoevents": Tool(geoevents, READY, 10_000_000, "geoevents", EVENTS_FILTER, plays=True),
    "folium FastMarkerCluster": Tool(fast_cluster, LOADED, 100_000, "folium", CLUSTER_FILTER),
    "folium GeoJson": Tool(folium_geojson, LOADED, 100_000, "folium", JSON_FILTER),
    "geopandas.explore": Tool(geopandas_explore, LOADED, 100_000, "geopandas", JSON_FILTER),
    "lonboard": Tool(lonboard, INSTANCES, 1_000_000, "lonboard"),
    "kepler.gl": Tool(kepler, INSTANCES, 100_000, "keplergl"),
}
