"""Honest, interactive maps of conflict events: places resolved offline, drawn with their uncertainty.

Everything held is a GeoDataFrame (EPSG:4326); a map is a ``folium.Map``. Names are imported when first used, so that
``import geoevents`` costs nothing that is not needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geoevents.errors import GeoEventsError
    from geoevents.files.read import read_events, read_zones
    from geoevents.files.report import ReadReport
    from geoevents.gazetteer.index import Gazetteer
    from geoevents.geocoding.frame import geocode
    from geoevents.geocoding.geopy_adapter import GazetteerGeocoder
    from geoevents.maps.event_map import EventMap
    from geoevents.maps.layers import EventLayer, ZoneLayer
    from geoevents.text.events import extract_events
    from geoevents.text.mentions import geoparse

__version__ = "0.1.0"

__all__ = [
    "EventLayer",
    "EventMap",
    "Gazetteer",
    "GazetteerGeocoder",
    "GeoEventsError",
    "ReadReport",
    "ZoneLayer",
    "extract_events",
    "geocode",
    "geoparse",
    "read_events",
    "read_zones",
]

_HOME = {
    "EventLayer": "geoevents.maps.layers",
    "EventMap": "geoevents.maps.event_map",
    "Gazetteer": "geoevents.gazetteer.index",
    "GazetteerGeocoder": "geoevents.geocoding.geopy_adapter",
    "GeoEventsError": "geoevents.errors",
    "ReadReport": "geoevents.files.report",
    "ZoneLayer": "geoevents.maps.layers",
    "extract_events": "geoevents.text.events",
    "geocode": "geoevents.geocoding.frame",
    "geoparse": "geoevents.text.mentions",
    "read_events": "geoevents.files.read",
    "read_zones": "geoevents.files.read",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'geoevents' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
