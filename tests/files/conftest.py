"""Small files of every kind, made here."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely


@pytest.fixture
def write(tmp_path):
    """Write text or bytes to a file and return its path."""

    def make(name, content, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return make


CSV = "date,place,lat,lon,killed\n2017-09-20,Idlib,35.93,36.63,4\n2017-09-21,Hama,35.13,36.75,0\n"


@pytest.fixture
def points():
    """Two events as a GeoDataFrame."""
    return gpd.GeoDataFrame(
        {"date": ["2017-09-20", "2017-09-21"], "place": ["Idlib", "حماة"]},
        geometry=gpd.points_from_xy([36.63, 36.75], [35.93, 35.13]),
        crs=4326,
    )


def fake_geocode(queries, *, country=None, within=None):
    """Answer as ``geoevents.geocode`` does, knowing one town, one governorate and nothing else."""
    known = {
        "Tabqa": ("near", 5.0, shapely.Point(38.55, 35.84)),
        "Daraa governorate": ("admin1", 60.0, shapely.box(35.8, 32.4, 36.6, 33.2)),
    }
    rows = []
    for i, query in enumerate(queries):
        precision, km, shape = known.get(query, ("", float("nan"), None))
        rows.append({
            "query": query,
            "status": "resolved" if shape is not None else "unresolved",
            "precision": precision,
            "uncertainty_km": km,
            "explanation": f"{query} in {country[i] if country else None}" if shape is not None else "no such name",
            "geometry": shape,
        })  # fmt: skip
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=4326)


@pytest.fixture
def geocode():
    """A geocoder of two places."""
    return fake_geocode
