"""How fast the shapes of place expressions are made: ``python -m benchmarks.geometry``.

Closed forms are run over towns of the embedded gazetteer, each timed as the fastest of several rounds and checked
against the geodesic; the operations on whole countries once each, on shapes that no operation has touched yet.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from geoevents.gazetteer.index import Gazetteer
from geoevents.model.figures import band, disc, ring, wedge
from geoevents.model.geo import buffer_km, circle, radius_km, representative_point
from geoevents.model.geodesic import ellipsoid
from geoevents.model.growth import along_outline, shared_outline
from geoevents.model.parts import central_part, mainland, part

TOWNS = 200
COUNTRIES = ("SY", "FJ", "NO", "US", "RU", "CA", "AQ")
LIMIT_US = 60.0
"""Microseconds that a shape may cost for which a formula serves."""

FORMS: dict[str, Callable[..., Any]] = {
    "within 20 km of A": lambda x, y, *_: disc(x, y, 20.0),
    "30 km from A": lambda x, y, *_: ring(x, y, 25.0, 35.0),
    "north of A": lambda x, y, *_: wedge(x, y, 0.0, 45.0, 3.0, 60.0),
    "30 km northeast of A": lambda x, y, *_: wedge(x, y, 45.0, 22.5, 26.0, 34.0, at_km=30.0),
    "between A and B": lambda x, y, p, q: band(x, y, p, q, 8.0),
}


def pairs(gazetteer: Gazetteer) -> list[tuple[float, float, float, float]]:
    """Positions of towns from everywhere, each with a town that lies 20 to 200 km away."""
    found: list[tuple[float, float, float, float]] = []
    for row in range(0, len(gazetteer), len(gazetteer) // (4 * TOWNS)):
        place = gazetteer.at(row)
        if place.kind == "town" and len(found) < TOWNS:
            others = [o for o, km in gazetteer.near(place.lon, place.lat, 200.0, kinds=["town"], limit=30) if km > 20]
            found += [(place.lon, place.lat, o.lon, o.lat) for o in others[:1]]
    return found


def closed_forms(places: list[tuple[float, float, float, float]], rounds: int) -> bool:
    """Print shapes per second; return whether all keep to the limit."""
    print(f"{'closed form, with point and radius':<38}{'us':>8}{'per s':>10}")
    kept = True
    for name, form in FORMS.items():
        best = float("inf")
        for _ in range(rounds):
            started = time.process_time()
            for at in places:
                form(*at)
            best = min(best, (time.process_time() - started) / len(places))
        kept &= best * 1e6 <= LIMIT_US
        print(f"{name:<38}{best * 1e6:8.1f}{1 / best:10,.0f}")
    return kept


def accuracy(places: list[tuple[float, float, float, float]]) -> None:
    """Print by how much a circle's corners and edges miss the geodesic distance."""
    off = [0.0, 0.0]
    for x, y, _, _ in places:
        shape = circle(x, y, 20.0)
        for i, geometry in enumerate((shape, shapely.segmentize(shape, 0.001))):
            xy = shapely.get_coordinates(geometry)
            n = len(xy)
            metres = ellipsoid().inv(np.full(n, x), np.full(n, y), xy[:, 0], xy[:, 1])[2]
            off[i] = max(off[i], float(np.abs(metres / 20_000 - 1).max()))
    print(f"circle of 20 km: corners within {off[0] * 2e7:.3f} mm, edges within {100 * off[1]:.2f} % of the radius")


def whole_countries(gazetteer: Gazetteer) -> None:
    """Print milliseconds of the operations on whole countries."""
    operations: dict[str, Callable[[Any], Any]] = {
        "within 25 km": lambda g: buffer_km(g, 25.0),
        "border, 10 km deep": lambda g: along_outline(g, 10.0),
        "northern third": lambda g: part(g, 0.0),
        "northeastern third": lambda g: part(g, 45.0),
        "central third": central_part,
        "mainland": mainland,
        "point and radius": lambda g: radius_km(g, *representative_point(g)),
    }
    print(f"\n{'ms':<26}" + "".join(f"{code:>9}" for code in COUNTRIES))
    shapes = [gazetteer.geometry(gazetteer.place(f"ne:{code}")) for code in COUNTRIES]
    print(f"{'vertices':<26}" + "".join(f"{shapely.get_num_coordinates(g):9,}" for g in shapes))
    for name, operation in operations.items():
        row = []
        for geometry in shapes:
            started = time.process_time()
            operation(geometry)
            row.append(1000 * (time.process_time() - started))
        print(f"{name:<26}" + "".join(f"{ms:9.1f}" for ms in row))
    started = time.process_time()
    shared_outline(shapes[COUNTRIES.index("US")], shapes[COUNTRIES.index("CA")], 3.0)
    print(f"border that the US and Canada share: {1000 * (time.process_time() - started):.1f} ms")


def main() -> None:
    """Measure and print; exit code 1 where a closed form takes longer than the limit."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.geometry", description=__doc__)
    reader.add_argument("--rounds", type=int, default=15, help="rounds over the towns")
    rounds = reader.parse_args().rounds
    gazetteer = Gazetteer.embedded()
    places = pairs(gazetteer)
    kept = closed_forms(places, rounds)
    accuracy(places)
    whole_countries(gazetteer)
    print(f"closed forms within {LIMIT_US:.0f} us each: {'yes' if kept else 'no'}")
    raise SystemExit(not kept)


if __name__ == "__main__":
    main()
