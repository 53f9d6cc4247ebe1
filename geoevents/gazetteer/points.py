"""The points that stand for countries: those that the other gazetteers give, where they lie in the country.

The pole or centroid of a country's shape is nobody's convention: it lies hundreds of km from the point that published
tables put on the country, and their rows would not meet ours. ``points.csv`` says where others put it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoevents.gazetteer.rows import read_csv
from geoevents.model.geo import distance_km
from geoevents.model.parts import mainland

__all__ = ["CountryPoint", "read_points", "settle"]

POINT_COLUMNS = ("country", "lat", "lon", "source")

OFF_SHORE_KM = 120.0
"""A point in the sea between a country's islands moves to the nearest of them, up to so far; one further out is left
for the middle of the shape."""

_BEACH_DEG = 0.05
"""How far around the nearest spot of the coast the point is put inland (5 km), so that rounding keeps it on land."""


class CountryPoint(NamedTuple):
    """Where published tables put a country: ISO 3166-1 alpha-2 code, degrees, the public work that says so."""

    country: str
    lon: float
    lat: float
    source: str


def read_points(path: Path) -> Iterator[CountryPoint]:
    """Read ``points.csv``.

    Raises
    ------
    GazetteerError
        Naming file and row, for anything missing, doubled or badly formed.
    """
    seen: set[str] = set()
    for row in read_csv(path, POINT_COLUMNS):
        country = row.text("country")
        if len(country) != 2 or not country.isupper():
            raise row.wrong(f"{country!r} is no ISO 3166-1 alpha-2 code", "use two capital letters")
        if country in seen:
            raise row.wrong(f"{country} stands twice", "remove one row")
        seen.add(country)
        yield CountryPoint(country, row.number("lon", -180, 180), row.number("lat", -90, 90), row.text("source"))


def settle(shape: BaseGeometry, lon: float, lat: float) -> tuple[float, float] | None:
    """Return the point where it lies in the mainland of a shape, else the nearest one that does, else None.

    Parameters
    ----------
    shape : shapely geometry
        The country, EPSG:4326 lon-lat.
    lon, lat : float
        Degrees.

    Returns
    -------
    tuple of float or None
        lon, lat in degrees to 1e-5; None where the shape is further away than :data:`OFF_SHORE_KM`.
    """
    land = mainland(shape)
    if land.intersects(shapely.Point(lon, lat)):
        return lon, lat
    scale = np.array([max(0.05, math.cos(math.radians(lat))), 1.0])
    flat, spot = (shapely.transform(g, lambda xy: xy * scale) for g in (land, shapely.Point(lon, lat)))
    beach = shapely.buffer(shapely.get_point(shapely.shortest_line(flat, spot), 0), _BEACH_DEG)
    found = max(shapely.get_parts(beach.intersection(flat)), key=lambda part: float(part.area)).representative_point()
    x, y = round(found.x / scale[0], 5), round(found.y, 5)
    return (x, y) if distance_km(lon, lat, x, y) <= OFF_SHORE_KM and land.intersects(shapely.Point(x, y)) else None
