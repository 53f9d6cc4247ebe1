"""Where the rows of a table lie: columns of numbers, of WKT, or the shapes of a layer; and what of them is no place."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from geoevents.gazetteer.adding.drafts import Table
from geoevents.model._columns import as_numbers
from geoevents.model.geo import radius_km, representative_point

__all__ = ["Spot", "middle_of", "spots"]


_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){9,}")
"""WKB as text: an octet for the byte order, four for the type, four at least for numbers."""


class Spot(NamedTuple):
    """Where a row lies: lon-lat in degrees, and a shape unless it is a point; or the reason why it lies nowhere."""

    lon: float
    lat: float
    shape: Any
    fault: str


def middle_of(shape: Any) -> tuple[float, float]:
    """Lon and lat of a point of a shape, from which it reaches the less far: the better of two.

    One is the centroid, moved onto the shape; the other the middle of the smallest circle around it, which does better
    for long and crooked shapes, as far as it lies inside.
    """
    points = [representative_point(shape)]
    if shape.geom_type.endswith("Polygon"):
        stretch = max(0.05, math.cos(math.radians(points[0][1])))
        around = shapely.minimum_bounding_circle(shapely.transform(shape, lambda xy: xy * (stretch, 1.0)))
        lon, lat = around.centroid.x / stretch, around.centroid.y
        if shapely.intersects_xy(shape, lon, lat):
            points.append((lon, lat))
    return min(points, key=lambda point: radius_km(shape, *point)) if len(points) > 1 else points[0]


def spots(table: Table, found: dict[str, str]) -> list[Spot]:
    """One spot per row of a table, EPSG:4326.

    Parameters
    ----------
    table : Table
        A GeoDataFrame in EPSG:4326, or a table with the columns of ``found``.
    found : dict of str to str
        ``latitude`` and ``longitude``, or ``geometry`` (WKT): names of columns.
    """
    frame = table.frame
    shapes: list[Any] = [None] * len(frame)
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = frame.geometry.tolist()
    elif "geometry" in found:
        with np.errstate(invalid="ignore"):  # coordinates that are no numbers are refused below, row by row
            shapes = [_shape(value) for value in frame[found["geometry"]]]
    if "latitude" not in found or "longitude" not in found:
        return [_of_shape(shape) for shape in shapes]
    numbers = [as_numbers(frame[found[axis]], degrees=True)[0].tolist() for axis in ("longitude", "latitude")]
    pairs = zip(*numbers, strict=True)
    given = zip(frame[found["longitude"]], frame[found["latitude"]], strict=True)
    out = []
    for shape, (lon, lat), (lon_text, lat_text) in zip(shapes, pairs, given, strict=True):
        if shape is not None and not shape.is_empty and shape.geom_type != "Point":
            out.append(_of_shape(shape))
        elif -180 <= lon <= 180 and -90 <= lat <= 90:
            out.append(Spot(round(lon, 5), round(lat, 5), None, ""))
        elif lon != lon and lat != lat and shape is not None:
            out.append(_of_shape(shape))
        else:
            out.append(Spot(0.0, 0.0, None, f"latitude {lat_text!r}, longitude {lon_text!r} is no position"))
    return out


def _shape(value: Any) -> Any:
    if isinstance(value, shapely.Geometry):
        return value
    if isinstance(value, bytes):
        return shapely.from_wkb(value, on_invalid="ignore")
    if isinstance(value, str) and _HEX.fullmatch(value):  # as databases write it out
        return shapely.from_wkb(value, on_invalid="ignore")
    if isinstance(value, str) and value.strip():
        return shapely.from_wkt(value.split(";", 1)[-1], on_invalid="ignore")
    return None


def _of_shape(shape: Any) -> Spot:
    if shape is None or shape.is_empty:
        return Spot(0.0, 0.0, None, "it has no position")
    west, south, east, north = shape.bounds
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return Spot(0.0, 0.0, None, "some of its coordinates are no numbers")
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return Spot(
            0.0, 0.0, None, f"its position ({west:g} {south:g}) is not in degrees, and no other system is stated"
        )
    shape = shapely.force_2d(shape)
    if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if shape.geom_type == "Point":
        return Spot(round(shape.x, 5), round(shape.y, 5), None, "")
    if not shape.is_valid:
        parts = shapely.get_parts(shapely.make_valid(shape))
        flat = [p for p in shapely.get_parts(parts) if shapely.get_dimensions(p) == shapely.get_dimensions(shape)]
        shape = shapely.union_all(flat)
    if not shape.geom_type.endswith(("Polygon", "LineString")):
        return Spot(0.0, 0.0, None, f"a {shape.geom_type} is no point, line or area")
    return Spot(*middle_of(shape), shape, "")
