"""Places from all over the world for the property tests: towns near and far, the antimeridian, both poles, areas."""

from __future__ import annotations

from functools import lru_cache

import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.answer import Answer
from geoevents.geocoding.extent import size_km
from geoevents.model.geo import radius_km
from geoevents.model.places import Place

EDGES_OF_THE_WORLD = [
    (179.4, -16.5), (-179.9, -16.8), (178.4, -18.1), (177.5, 64.7), (-172.0, 64.4), (-176.6, -43.9), (15.6, 78.2),
    (-62.3, 82.5), (166.7, -77.8), (-68.3, -54.8), (0.0, 51.5), (-160.0, 21.9), (-176.2, -13.3), (173.0, 1.4),
]  # fmt: skip
"""Lon, lat where a town is looked for: Fiji, Chukotka, Chatham, Svalbard, Alert, McMurdo, Ushuaia, Greenwich, ..."""

COUNTRIES = [
    "SY", "UA", "FJ", "KI", "NZ", "SD", "TD", "NP", "BO", "PE", "LS", "ZA", "IT", "CH", "AZ", "PH", "JP", "IS", "CL",
    "NO", "EG", "ML", "VU", "TO", "WS", "TV", "PG", "GE", "AM", "LB", "IQ", "TR", "SS", "KE", "BR",
]  # fmt: skip


def gazetteer() -> Gazetteer:
    return Gazetteer.embedded()


@lru_cache(maxsize=1000)
def answer(place: Place) -> Answer:
    """Return a place as what an expression about it starts from."""
    if place.has_shape:
        geometry = gazetteer().geometry(place)
        radius = radius_km(geometry, place.lon, place.lat)
    else:
        geometry, radius = shapely.Point(place.lon, place.lat), size_km(gazetteer(), place)
    return Answer(
        geometry, place.lon, place.lat, radius, place.name, place.name, place.kind, "exact", 1.0, places=(place,)
    )


@lru_cache(maxsize=1)
def towns() -> list[Place]:
    """Some 250 towns from everywhere, those at the edges of the world first."""
    g = gazetteer()
    found = [near[0][0] for xy in EDGES_OF_THE_WORLD if (near := g.near(*xy, 400.0, kinds=["town"], limit=1))]
    found += [p for row in range(0, len(g), max(1, len(g) // 600)) if (p := g.at(row)).kind == "town"]
    return found


@lru_cache(maxsize=1)
def areas() -> list[Place]:
    """Countries, and of each its first, middle and last division that has a shape."""
    g = gazetteer()
    countries = [g.place(f"ne:{code}") for code in COUNTRIES]
    found = [c for c in countries if shapely.get_num_coordinates(g.geometry(c)) < 6000]
    for country in countries:
        divisions = [d for d in g.children(country, kinds=["admin1"]) if d.has_shape]
        found += [divisions[i] for i in sorted({0, len(divisions) // 2, len(divisions) - 1}) if divisions]
    return found


@lru_cache(maxsize=1)
def neighbours() -> list[tuple[Place, Place]]:
    """Pairs of areas that touch: divisions of one country, and countries."""
    g = gazetteer()
    pairs = []
    for code in COUNTRIES:
        divisions = [d for d in g.children(g.place(f"ne:{code}"), kinds=["admin1"]) if d.has_shape][:8]
        for i, one in enumerate(divisions):
            touching = [d for d in divisions[i + 1 :] if g.geometry(one).intersection(g.geometry(d)).length > 0.05]
            pairs += [(one, other) for other in touching[:1]]
    known = ["SY IQ", "SY TR", "CL AR", "US CA", "NO SE", "RU NO", "TD SD", "CH IT", "NP CN", "LS ZA", "UA RU"]
    return pairs + [tuple(g.place(f"ne:{code}") for code in pair.split()) for pair in known]  # type: ignore[misc]


@lru_cache(maxsize=1)
def rivers() -> list[Place]:
    """Some 30 rivers that are lines."""
    g = gazetteer()
    places = [p for row in range(0, len(g), 5) if (p := g.at(row)).kind == "river" and p.has_shape]
    return [p for p in places if g.geometry(p).geom_type.endswith("LineString")][:: max(1, len(places) // 30)]
