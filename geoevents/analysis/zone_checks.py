"""Which events lie in which zones, on the days the zones hold, and how much of each event's place does."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.model._columns import distinct
from geoevents.model.geo import circle
from geoevents.model.time import overlap

__all__ = ["place_areas", "zones_in_force"]


def place_areas(events: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the whole area in which each event may have happened.

    A point becomes the circle of its ``uncertainty_km``; a polygon is that area already; a line becomes a corridor
    of no width, which counts by length. Events without a place stay empty.

    Parameters
    ----------
    events : geopandas.GeoDataFrame
        EPSG:4326, with ``uncertainty_km`` (km).

    Returns
    -------
    geopandas.GeoSeries
        EPSG:4326, with the index of ``events``.
    """
    shapes = np.array(events.geometry, dtype=object)
    radius = events["uncertainty_km"].to_numpy(dtype=float, na_value=np.nan)
    made: dict[tuple[float, float, float], Any] = {}
    single = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes) & (radius > 0)
    for i in np.flatnonzero(single):  # many events share one town
        key = (float(shapes[i].x), float(shapes[i].y), float(radius[i]))
        if key not in made:
            made[key] = circle(*key)
        shapes[i] = made[key]
    return gpd.GeoSeries(shapes, index=events.index, crs="EPSG:4326")


def zones_in_force(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find the zones that held where and when an event happened.

    Parameters
    ----------
    events : geopandas.GeoDataFrame
        With ``date_start``, ``date_end`` and ``uncertainty_km``; see :mod:`geoevents.model.events`.
    zones : geopandas.GeoDataFrame
        With ``zone_id``, ``valid_from`` and ``valid_to``; see :mod:`geoevents.model.zones`.

    Returns
    -------
    pandas.DataFrame
        One row for each event and zone that share ground and at least one day, in the order of both tables:

        - ``event``: label of the event in ``events.index``;
        - ``zone``: label of the zone in ``zones.index``; ``zone_id``;
        - ``share``: how much of the event's place, its uncertainty included, lies in the zone: 0 to 1. It is a share
          of area (or of length for a line), not a probability.

    Notes
    -----
    An event without a date is in no zone: nothing says that the zone held then.
    """
    if not len(events) or not len(zones):
        return pd.DataFrame(columns=["event", "zone", "zone_id", "share"])
    zone_shapes = np.array(zones.geometry, dtype=object)
    tree = shapely.STRtree(zone_shapes)
    at = np.flatnonzero((events["date_start"].notna() & ~events.geometry.is_empty).to_numpy())
    at = at[np.unique(tree.query(_boxes(events.iloc[at]))[0])]
    # many events share one place: what is asked of it is asked once
    codes, places = distinct(np.array(place_areas(events.iloc[at]), dtype=object))
    touching = pd.DataFrame(dict(zip(("place", "zone"), tree.query(places, predicate="intersects"), strict=True)))
    found = pd.DataFrame({"event": at, "place": codes}).merge(touching, on="place")
    first = events["date_start"].to_numpy(dtype="datetime64[D]")
    last = events["date_end"].where(events["date_end"].notna(), events["date_start"]).to_numpy("datetime64[D]")
    opens, closes = (zones[name].to_numpy(dtype="datetime64[D]") for name in ("valid_from", "valid_to"))
    event, zone = found["event"].to_numpy(), found["zone"].to_numpy()
    found = found[overlap(first[event], last[event], opens[zone], closes[zone])]
    pairs = found[["place", "zone"]].drop_duplicates()
    shares = [_share(places[p], zone_shapes[z]) for p, z in pairs.itertuples(index=False)]
    found = found.merge(pairs.assign(share=np.array(shares, dtype=float)), on=["place", "zone"])
    found = found[found["share"] > 0].sort_values(["event", "zone"], ignore_index=True)
    event, zone = found["event"].to_numpy(), found["zone"].to_numpy()
    return pd.DataFrame({
        "event": events.index[event],
        "zone": zones.index[zone],
        "zone_id": zones["zone_id"].to_numpy()[zone],
        "share": found["share"],
    })  # fmt: skip


def _boxes(events: gpd.GeoDataFrame) -> np.ndarray:
    """Boxes in degrees that hold each event's whole place, to sort out the far ones before any circle is drawn."""
    west, south, east, north = shapely.bounds(np.array(events.geometry, dtype=object)).T
    km = np.nan_to_num(events["uncertainty_km"].to_numpy(dtype=float, na_value=0.0))
    up = km / 110.5  # the shortest degree of latitude
    widest = np.clip(np.maximum(np.abs(south), np.abs(north)) + up, 0, 89)
    aside = up / np.cos(np.radians(widest))
    return np.asarray(shapely.box(west - aside, south - up, east + aside, north + up))


def _share(place: Any, zone: Any) -> float:
    """Share of a place that lies in a zone: of its area, or of its length, or of its points."""
    inside = shapely.intersection(place, zone)
    for measure in (shapely.area, shapely.length):
        whole = float(measure(_flat(place)))
        if whole > 0:
            return min(1.0, float(measure(_flat(inside))) / whole)
    count = len(shapely.get_coordinates(place))
    return len(shapely.get_coordinates(inside)) / count if count else 0.0


def _flat(shape: Any) -> Any:
    """Bring degrees to an equal-area plane (the cylindrical one: x = longitude, y = sine of latitude)."""
    return shapely.transform(shape, lambda xy: np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))]))
