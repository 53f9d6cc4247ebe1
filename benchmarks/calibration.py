"""What places mean in reports, measured on a table of place strings with known coordinates.

``python -m benchmarks.calibration TABLE.csv [--country SY] [--names COLUMN]`` reads a table with the columns ``input``,
``lat``, ``lon`` and mostly ``country`` (name or ISO code), and prints what the figures in ``geoevents.geocoding``
(``extent``, ``footprints``, ``readings``, ``within``) rest on:

``anchors``      how far the known points lie from the town that a plain name, "near", "outskirts" or a direction
                 names, by the town's inhabitants: quantiles in km, and how many the answer holds. Points further than
                 60 km away mean another place of the name and are left out.
``namesakes``    how often a listed place was meant, by how many places of the world bear the name letter by letter;
                 small places only. ``--names`` gives a column with the coder's own name ("Sloviansk town").
``districts``    how far the points lie from the seat of a district that is not listed.
``confidence``   whether answers of a stated confidence hold the known point as often as they say.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geoevents.geocoding.answer import Answer, Context
from geoevents.geocoding.candidates import LookUps, candidates
from geoevents.geocoding.evaluate import Evaluator
from geoevents.geocoding.expressions.expression import DirectionOf, Expression, Name, Near, Outskirts, Within
from geoevents.geocoding.expressions.grammar import as_name, parse
from geoevents.geocoding.merits import merits
from geoevents.geocoding.rank import rank
from geoevents.geocoding.resolve import Resolver
from geoevents.geocoding.together import settled
from geoevents.model.geo import haversine_km

INHABITANTS = (0, 1, 2_000, 10_000, 50_000, 200_000, 500_000, 10**9)
NAMESAKES = (0, 1, 2, 3, 5, 9, 10**6)
CONFIDENCE = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
ANOTHER_PLACE_KM = 60.0
LISTED_KM = 25.0
SMALL_RANK = 5
SHARES = (0.5, 0.8, 0.9, 0.95)


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    reader.add_argument("tables", nargs="+", type=Path)
    reader.add_argument("--country", help="for tables without such a column")
    reader.add_argument("--names", help="column with the coder's own name of the place")
    options = reader.parse_args()
    table = pd.concat([pd.read_csv(path) for path in options.tables], ignore_index=True)
    if options.country:
        table["country"] = options.country
    resolver = Resolver()
    print_anchors(table, resolver)
    if options.names:
        print_namesakes(table, options.names, resolver)
    print_confidence(table, resolver)


def rows(table: pd.DataFrame, column: str) -> Iterator[tuple[str, str, float, float]]:
    """Different texts with their country and known lat, lon."""
    kept = table.dropna(subset=[column, "lat", "lon"]).drop_duplicates([column, "country"])
    for row in kept[[column, "country", "lat", "lon"]].itertuples(index=False):
        yield str(row[0]), str(row[1]), float(row[2]), float(row[3])


def split(node: Expression) -> tuple[str, Name, Expression] | None:
    """What is said of a name, the name, and what to resolve in order to find it."""
    inner, contexts = (node.inner, node.contexts) if isinstance(node, Within) else (node, ())
    anchor = inner.anchor if isinstance(inner, Near | Outskirts | DirectionOf) else inner
    if not isinstance(anchor, Name) or not anchor.name:
        return None
    said = "plain name" if inner is anchor else type(inner).__name__
    return said, anchor, Within(node.text, anchor, contexts) if contexts else anchor


def print_anchors(table: pd.DataFrame, resolver: Resolver) -> None:
    """Distances of the known points from towns and from the seats of districts."""
    evaluator: Evaluator = resolver._evaluator
    far: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for text, country, lat, lon in rows(table, "input"):
        node = parse(text)
        parts = split(node)
        context, _ = resolver.context(country, None)
        if parts is None or context is None:
            continue
        said, _, place = parts
        found = evaluator.evaluate(place, context if said == "plain name" else context.wanting("town"))
        if not isinstance(found, Answer) or found.stand_in or found.place is None or found.place.kind != "town":
            continue
        km = min(float(haversine_km(a.lon, a.lat, lon, lat)) for a in (found.readings or (found,)))
        whole = evaluator.evaluate(node, context)
        held = isinstance(whole, Answer) and holds(settled(whole), lon, lat)
        if found.kind == "admin2":
            far["districts without a shape", "from the seat"].append((km, held))
        elif found.kind == "town" and km < ANOTHER_PLACE_KM:
            far[f"anchors: {said}", _class(found.place.population, INHABITANTS)].append((km, held))
    print("km from the place named, and share that the answer holds")
    for (said, kind), measured in sorted(far.items()):
        kms = [km for km, _ in measured]
        quantiles = "  ".join(f"{q:.0%} {np.quantile(kms, q):5.1f}" for q in SHARES)
        held = sum(h for _, h in measured) / len(measured)
        print(f"  {said:26s} {kind:22s} n {len(kms):4d}   {quantiles}   held {held:.2f}")


def print_namesakes(table: pd.DataFrame, column: str, resolver: Resolver) -> None:
    """How often a listed place was meant, by the number of its namesakes."""
    counted: dict[str, list[bool]] = defaultdict(list)
    for text, country, lat, lon in rows(table, column):
        context, _ = resolver.context(country, None)
        name = as_name(text)
        if context is None or "town" not in name.kinds:
            continue
        found = candidates(LookUps(resolver.gazetteer), name, context)
        if not found.candidates:
            continue
        own = merits(resolver.gazetteer, found.candidates, context, name.kinds, name.name)
        scored = rank(resolver.gazetteer, own, context, name.kinds, whole=found.whole)
        accepted = [s.place for s in scored if s.accepted]
        best = scored[0]
        small = best.place.kind == "town" and best.place.rank >= SMALL_RANK
        if not accepted or best.candidate.stage != "exact" or not small:
            continue
        same = sum(c.stage == "exact" and c.place.kind in ("town", "suburb") for c in found.candidates)
        km = min(float(haversine_km(p.lon, p.lat, lon, lat)) for p in accepted)
        counted[_class(same, NAMESAKES)].append(km <= LISTED_KM)
    print(
        f"share of small places of which a listed one lies within {LISTED_KM:g} km, by places of the name in the world"
    )
    for kind, hits in sorted(counted.items()):
        print(f"  {kind:22s} n {len(hits):4d}   {sum(hits) / len(hits):.2f}")


def print_confidence(table: pd.DataFrame, resolver: Resolver) -> None:
    """Share of answers that hold the known point, by their confidence."""
    counted: dict[str, list[bool]] = defaultdict(list)
    for text, country, lat, lon in rows(table, "input"):
        context, _ = resolver.context(country, None)
        found = resolver._evaluator.evaluate(parse(text), context or Context())
        if isinstance(found, Answer) and not found.stand_in:
            counted[_class(found.confidence, CONFIDENCE)].append(holds(found, lon, lat))
    print("share of likeliest readings that hold the known point, by confidence")
    for kind, hits in sorted(counted.items()):
        print(f"  {kind:22s} n {len(hits):4d}   {sum(hits) / len(hits):.2f}")


def holds(answer: Answer, lon: float, lat: float) -> bool:
    """Whether the geometry or its circle holds a point."""
    if answer.is_area and answer.geometry.distance(shapely.Point(lon, lat)) < 1e-9:
        return True
    return float(haversine_km(answer.lon, answer.lat, lon, lat)) <= answer.radius_km


def _class(value: float, bounds: Sequence[float]) -> str:
    low = max(b for b in bounds if b <= value)
    high = min((b for b in bounds if b > value), default=low)
    return f"{low:>9,} to {high:,}" if high < 10**6 else f"{low:>9,} and more"


if __name__ == "__main__":
    main()
