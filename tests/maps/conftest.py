"""A small table of events and one of zones."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    rows = pd.DataFrame(
        {
            "event_id": ["a-1", "a-2", "b", "c", "d"],
            "date_start": pd.to_datetime(["2017-09-20", "2017-09-20", "2017-09-01", None, "2016-01-05"]),
            "date_end": pd.to_datetime(["2017-09-20", "2017-09-22", "2017-09-30", None, None]),
            "date_precision": ["day", "range", "month", None, "day"],
            "event_type": ["Battles", "Battles", "Protests", "Strategic developments", "Battles"],
            "sub_event_type": ["Armed clash", "Armed clash", "Peaceful protest", "Agreement", None],
            "actor1": ["Side A", "Side A", "Protesters", None, "Side A"],
            "actor1_role": ["State forces", "State forces", "Protesters", None, "Rebel group"],
            "fatalities_best": pd.array([4, 0, None, 0, 12], dtype="Int64"),
            "fatalities_low": pd.array([4, 0, None, 0, 3], dtype="Int64"),
            "fatalities_high": pd.array([9, 0, None, 0, 12], dtype="Int64"),
            "place": ["Idlib", "Idlib", "Idlib", None, "Idlib"],
            "precision": ["exact", "exact", "admin1", None, "near"],
            "uncertainty_km": [2.5, 2.5, 60.0, None, 15.0],
            "reports": [
                [
                    {"source": "Agency", "attributed_to": "ministry", "stance": "claims", "quote": "they attacked"},
                    {"source": "Paper", "stance": "denies", "url": "https://example.org/1", "date": "2017-09-21"},
                ],
                [],
                None,
                [{"source": "Agency"}],
                None,
            ],
            "notes": ["one", None, "three", "", "five"],
            "mood": ["x", "y", None, 3, "z"],
        }
    )
    shape = [
        shapely.Point(36.63, 35.93),
        shapely.Point(36.63, 35.93),
        shapely.box(36.0, 35.4, 37.2, 36.3),
        None,
        shapely.Point(36.7, 35.9),
    ]
    return gpd.GeoDataFrame(rows, geometry=shape, crs="EPSG:4326")


@pytest.fixture
def zones() -> gpd.GeoDataFrame:
    rows = pd.DataFrame(
        {
            "zone_id": ["z1", "z2"],
            "name": ["Zone one", "Zone two"],
            "kind": ["de-escalation", "no-fly"],
            "party": [None, "Side A"],
            "valid_from": pd.to_datetime(["2017-05-06", None]),
            "valid_to": pd.to_datetime([None, "2017-11-05"]),
            "legal_basis": ["memorandum", None],
            "guarantors": ["A; B", None],
            "boundary_status": ["illustrative", "published"],
            "source": ["text", None],
        }
    )
    ring = shapely.box(36.0, 35.4, 37.2, 36.3)
    return gpd.GeoDataFrame(rows, geometry=[ring, shapely.box(35, 33, 36, 34)], crs="EPSG:4326")
