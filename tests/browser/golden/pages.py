"""The pages that golden pictures are of: from an empty map to a million events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

import geoevents as ge
from benchmarks.synthetic import synthetic_events
from geoevents.maps.event_map import EventMap

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
UCDP = "Uppsala Conflict Data Program, UCDP GED, CC BY 4.0"


def none(_: Path) -> EventMap:
    """A map of nothing yet."""
    events = ge.read_events(EXAMPLES / "events.csv", geocode=ge.geocode).iloc[:0]
    return EventMap(events, title="Attacks in Idlib", subtitle="Reports of September 2017")


def one(_: Path) -> EventMap:
    """A single event, known to a few kilometres."""
    row = {
        "event_id": "only", "date_start": pd.Timestamp("2017-09-19"), "date_end": pd.Timestamp("2017-09-19"),
        "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike", "actor1": "Unknown aircraft",
        "place": "Kafr Nabl", "precision": "near", "uncertainty_km": 5.0, "fatalities_best": 3, "fatalities_low": 1,
        "fatalities_high": 5, "status": "reported", "source": "Monitor", "geometry": shapely.Point(36.56, 35.61),
    }  # fmt: skip
    events = gpd.GeoDataFrame([row], geometry="geometry", crs="EPSG:4326")
    return EventMap(events, title="Air strike near Kafr Nabl")


def article_events() -> gpd.GeoDataFrame:
    told = ge.extract_events((EXAMPLES / "briefing.txt").read_text("utf-8"), source="Example agency")
    table = ge.read_events(EXAMPLES / "events.csv", geocode=ge.geocode)
    return pd.concat([told, table[table["date_start"].dt.year == 2017]], ignore_index=True)


def article(_: Path) -> EventMap:
    """What a news text tells, beside a table of the year and the zones in force then."""
    events = article_events()
    zones = pd.concat([ge.read_zones("syria-2017"), ge.read_zones(EXAMPLES / "zones.geojson")], ignore_index=True)
    return EventMap(events, zones, title="Syria in 2017", subtitle="A made-up briefing and public events of the year")


def syria(data: Path) -> EventMap:
    """A published table of one country, with all its columns."""
    events = ge.read_events(data / "events" / "ucdp_ged_syria_dev.csv.gz").assign(source=UCDP)
    return EventMap(events, title="Organized violence in Syria, 2016–2019")


def world(data: Path) -> EventMap:
    """A published table of all the world."""
    events = ge.read_events(data / "events" / "ucdp_ged_points_176k.parquet").assign(source=UCDP)
    return EventMap(events, title="Organized violence, 1989–2020")


def million(_: Path) -> EventMap:
    """As many events as a page has to carry."""
    return EventMap(synthetic_events(1_000_000), title="A million made-up events")


PAGES: dict[str, Callable[[Path], EventMap]] = {
    page.__name__: page for page in (none, one, article, syria, world, million)
}
PUBLISHED = ("syria", "world")
"""Pages whose data lie beside the checkout, if at all."""
