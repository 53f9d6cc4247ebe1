"""The basemap's land holds the cities of every continent, in both details, and simplifying loses no shape unseen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.shapes import decode, to_grid
from geoevents.gazetteer.sources import natural_earth

BASEMAP = Path(__file__).parents[2] / "gazetteer" / "world" / "basemap.parquet"

CITIES = {
    "Bogotá": (-74.08, 4.61), "Manaus": (-60.02, -3.12), "Brasília": (-47.88, -15.79), "São Paulo": (-46.63, -23.55),
    "Córdoba": (-64.18, -31.42), "La Paz": (-68.15, -16.50), "Guatemala": (-90.51, 14.63), "Mexico": (-99.13, 19.43),
    "Wichita": (-97.34, 37.69), "Denver": (-104.99, 39.74), "Winnipeg": (-97.14, 49.90), "Fairbanks": (-147.72, 64.84),
    "Paris": (2.35, 48.86), "Kyiv": (30.52, 50.45), "Novosibirsk": (82.92, 55.03), "Homs": (36.72, 34.73),
    "Delhi": (77.21, 28.61), "Xi'an": (108.94, 34.34), "Kano": (8.52, 12.00), "Nairobi": (36.82, -1.29),
    "Johannesburg": (28.05, -26.20), "Antananarivo": (47.52, -18.91), "Alice Springs": (133.88, -23.70),
    "Hamilton": (175.28, -37.79), "Kandy": (80.64, 7.29), "the South Pole station": (0.0, -89.9),
}  # fmt: skip
SEAS = {"Atlantic": (-40.0, 30.0), "Pacific": (-140.0, 0.0), "Gulf of Mexico": (-90.0, 25.0), "Tasman": (160.0, -38.0)}

# km² of the continents and islands; published figures are 147 to 149 million
LAND_KM2 = (144e6, 151e6)


@pytest.fixture(scope="module", params=["fine", "coarse"])
def land(request: pytest.FixtureRequest) -> np.ndarray:
    table = pq.read_table(BASEMAP)
    rows = zip(table["detail"].to_pylist(), table["layer"].to_pylist(), strict=True)
    return np.array(decode(table.filter([row == (request.param, "land") for row in rows])))


def test_cities_lie_on_land(land: np.ndarray) -> None:
    tree = shapely.STRtree(land)
    inside = {name for name, at in CITIES.items() if len(tree.query(shapely.Point(at), predicate="intersects"))}
    assert inside == set(CITIES)
    assert not [name for name, at in SEAS.items() if len(tree.query(shapely.Point(at), predicate="intersects"))]


def test_there_is_as_much_land_as_on_earth(land: np.ndarray) -> None:
    def flat(xy: np.ndarray) -> np.ndarray:
        return np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))]) * 6371.0088

    least, most = LAND_KM2
    assert least < shapely.area(shapely.transform(land, flat)).sum() < most


def test_a_line_loses_only_what_collapses() -> None:
    line = shapely.MultiLineString([[(0, 0), (1, 1)], [(5, 5), (5.000001, 5)], [(2, 2), (3, 3), (3, 4)]])
    (kept,) = to_grid(np.array([line]))
    assert kept.equals_exact(shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3), (3, 4)]]), 1e-9)


def test_a_polygon_that_rounding_parts_keeps_its_land() -> None:
    waist = [(0, 0), (1, 0.999999), (2, 0), (2, 2), (1, 1.000001), (0, 2)]
    (parted,) = natural_earth._simplified(np.array([shapely.Polygon(waist)]), 1e-7)
    assert parted.geom_type == "MultiPolygon"
    assert len(parted.geoms) == 2
    assert parted.area == pytest.approx(2)


@pytest.mark.parametrize("shape", [shapely.box(0, 0, 3, 3), shapely.LineString([(0, 0), (3, 3)])])
def test_a_lost_shape_stops_the_build(shape: shapely.Geometry, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [shapely.transform(shape, lambda xy, by=by: xy + by) for by in range(5, 4000, 5)]
    monkeypatch.setattr(natural_earth, "to_grid", lambda shapes: np.array([type(shape)(), *shapes[1:]]))
    with pytest.raises(GazetteerError, match="whole shapes at"):
        natural_earth._simplified(np.array([shape, *others]), 0.004)
