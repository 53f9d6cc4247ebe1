"""Tables that the browser tests draw."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

HOSTILE = [
    "<img src=x onerror=window.__hit=1>",
    "</script><script>window.__hit=2</script>",
    "{{7*7}}",
    "{% for i in range(3) %}x{% endfor %}",
    "${window.__hit=3}",
    "javascript:window.__hit=4",
    "a\u202eb\u2066c",
    '"><svg onload=window.__hit=5>',
    "<!--<script>",
    "&lt;b&gt;&amp;",
]


def day(text: str | None) -> Any:
    return pd.NaT if text is None else pd.Timestamp(text)


def events() -> gpd.GeoDataFrame:
    """Seven events: a dot, two at one spot, an area, a circle, a line, one undated; two more without a place."""
    valley = shapely.LineString([(40.1, 35.35), (40.4, 34.95), (40.95, 34.45)])
    east = shapely.Polygon([(39.6, 34.4), (41.4, 34.4), (41.4, 36.0), (39.6, 36.0)])
    rows: list[dict[str, Any]] = [
        {"event_id": "dot", "date_start": day("2017-09-14"), "date_end": day("2017-09-14"), "event_type": "Protests",
         "sub_event_type": "Peaceful protest", "actor1": "Protesters", "place": "إدلب", "precision": "exact",
         "uncertainty_km": 2.0, "status": "confirmed", "geometry": shapely.Point(36.63, 35.93)},
        {"event_id": "spot-1", "date_start": day("2017-09-10"), "date_end": day("2017-09-10"), "event_type": "Battles",
         "actor1": "Side A", "actor2": "Side B", "place": "Homs", "precision": "exact", "uncertainty_km": 3.0,
         "fatalities_best": 4, "fatalities_low": 2, "fatalities_high": 9, "status": "reported", "source": "Monitor",
         "geometry": shapely.Point(36.72, 34.73)},
        {"event_id": "spot-2", "date_start": day("2017-09-01"), "date_end": day("2017-09-30"),
         "date_precision": "month", "event_type": "Battles", "actor1": "Side A", "place": "Homs", "precision": "exact",
         "uncertainty_km": 3.0, "fatalities_best": 6, "geometry": shapely.Point(36.72, 34.73)},
        {"event_id": "area", "date_start": day("2017-09-20"), "date_end": day("2017-09-20"), "event_type": "Battles",
         "actor1": "Side C", "actor1_role": "Rebel group", "actor2": "Side B", "actor2_role": "State forces",
         "place": "the eastern governorate", "precision": "admin1", "uncertainty_km": 120.0, "status": "claimed",
         "notes": "First line.\nSecond line.", "casualties": "unknown",
         "reports": [
             {"source": "The Daily", "attributed_to": "A ministry", "stance": "claims", "quote": "They fired first",
              "url": "https://example.org/a", "date": "2017-09-21"},
             {"source": "The Agency", "attributed_to": "Side C", "stance": "denies", "quote": "We did not"},
         ], "geometry": east},
        {"event_id": "circle", "date_start": day("2017-09-12"), "date_end": day("2017-09-12"),
         "event_type": "Explosions/Remote violence", "place": "near Raqqa", "precision": "near", "uncertainty_km": 15.0,
         "fatalities_best": 3, "geometry": shapely.Point(39.01, 36.45)},
        {"event_id": "line", "date_start": day("2017-10-02"), "date_end": day("2017-10-02"), "event_type": "Battles",
         "place": "along the river", "precision": "area", "uncertainty_km": 70.0, "geometry": valley},
        {"event_id": "undated", "event_type": "Battles", "place": "Hama", "precision": "exact", "uncertainty_km": 2.0,
         "geometry": shapely.Point(36.75, 35.13)},
        {"event_id": "talks", "date_start": day("2017-09-19"), "date_end": day("2017-09-19"), "event_type": "CONSULT",
         "actor1": "General A", "actor2": "General B", "geometry": None},
        {"event_id": "threat", "event_type": "THREATEN", "actor1": "Side B", "actor2": "Side C", "geometry": None},
    ]  # fmt: skip
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def zones() -> gpd.GeoDataFrame:
    """Two zones that follow each other in time, the first with an illustrative boundary."""
    rows = [
        {"zone_id": "z1", "name": "First zone", "kind": "de-escalation", "valid_from": day("2017-05-06"),
         "valid_to": day("2017-09-15"), "boundary_status": "illustrative", "legal_basis": "A memorandum",
         "guarantors": "Three states", "source": "https://example.org/zone",
         "geometry": shapely.box(36.0, 35.4, 37.2, 36.4)},
        {"zone_id": "z2", "name": "Second zone", "kind": "no-fly", "valid_from": day("2017-09-16"),
         "valid_to": day(None), "boundary_status": "published", "geometry": shapely.box(39.0, 34.0, 42.0, 36.6)},
    ]  # fmt: skip
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def hostile_events() -> gpd.GeoDataFrame:
    """One event for every hostile string, which stands in each of its texts."""
    texts = ["event_id", "event_type", "sub_event_type", "actor1", "actor1_role", "actor2", "actor2_role", "place",
             "precision", "date_precision", "status", "source", "notes", "extra <b>column"]  # fmt: skip
    rows = []
    for i, bad in enumerate(HOSTILE):
        row: dict[str, Any] = dict.fromkeys(texts, bad)
        row["date_start"] = row["date_end"] = day(f"2017-09-{i + 1:02d}")
        row["uncertainty_km"] = 1.0
        row["reports"] = [{"source": bad, "attributed_to": bad, "stance": bad, "quote": bad, "url": bad}]
        row["geometry"] = None if i % 3 == 2 else shapely.Point(36 + i / 2, 35)
        rows.append(row)
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def hostile_zones() -> gpd.GeoDataFrame:
    """One zone for every hostile string."""
    texts = ["zone_id", "name", "kind", "party", "legal_basis", "guarantors", "boundary_status", "source"]
    rows: list[dict[str, Any]] = [
        dict.fromkeys(texts, bad) | {"geometry": shapely.box(30 + i, 30, 30.9 + i, 31)} for i, bad in enumerate(HOSTILE)
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def many(count: int) -> gpd.GeoDataFrame:
    """Events on a grid, every third of them somewhere within 25 km."""
    index = pd.RangeIndex(count)
    kinds = ["Battles", "Protests", "Riots", "Violence against civilians"]
    table = pd.DataFrame(
        {
            "event_id": index.astype(str),
            "date_start": pd.Timestamp("2015-01-01") + pd.to_timedelta(index % 1461, unit="D"),
            "event_type": [kinds[i % 7 % 4] for i in index],
            "fatalities_best": index % 11,
            "precision": ["near" if i % 3 == 0 else "exact" for i in index],
            "uncertainty_km": [25.0 if i % 3 == 0 else 2.0 for i in index],
        }
    )
    table["date_end"] = table["date_start"]
    lon, lat = 36 + (index * 7919 % 6007) / 1001, 33 + (index * 104729 % 4001) / 1001
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
