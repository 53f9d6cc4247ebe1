"""Distances, bearings and destinations between points, on WGS 84. Degrees lon, lat (EPSG:4326) and km."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["EARTH_RADIUS_KM", "apart_km", "bearing_deg", "destination", "distance_km", "ellipsoid", "haversine_km"]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in km (IUGG), for spherical estimates."""


@lru_cache(maxsize=1)
def ellipsoid() -> Any:
    """Return the WGS 84 geodesic calculator (metres); pyproj is imported on first use, since it costs 70 ms."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def haversine_km(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> NDArray[np.float64]:
    """Great-circle distance in km on a sphere, within 0.6 % of the geodesic; fast, for sorting and pre-selection.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : array_like
        Degrees; broadcast against each other.
    """
    la1, la2 = np.radians(lat1), np.radians(lat2)
    h = np.sin((la2 - la1) / 2) ** 2
    h = h + np.cos(la1) * np.cos(la2) * np.sin(np.radians(np.subtract(lon2, lon1)) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0))))


def apart_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in km between two points in degrees, as :func:`haversine_km`, without arrays."""
    la1, la2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance in km between two points in degrees, WGS 84."""
    return float(ellipsoid().inv(lon1, lat1, lon2, lat2)[2]) / 1000


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Initial bearing in degrees, 0 to 360 clockwise from north, of the geodesic from the first point to the second."""
    return float(ellipsoid().inv(lon1, lat1, lon2, lat2)[0]) % 360


def destination(lon: float, lat: float, bearing: float, km: float) -> tuple[float, float]:
    """Return lon, lat of the point ``km`` away in direction ``bearing`` (degrees clockwise from north)."""
    x, y, _ = ellipsoid().fwd(lon, lat, bearing, km * 1000)
    return float(x), float(y)
