"""An event table that has names and positions (UCDP GED, ACLED, our own) to draft places: a gazetteer of where it was.

The sources' own codes say which rows are points: UCDP's ``where_prec`` 1 and 2, ACLED's ``geo_precision`` 1 and 2, and
``exact`` and ``near`` of our own event tables. The others are divisions and countries, whose coordinates stand in for
them: they are left out, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geoevents.gazetteer.adding.drafts import SPOT_KM, Drafts, Refused, Table, columns_of, plain, private_id, text_of
from geoevents.gazetteer.adding.naming import name_fault, names_and_kind
from geoevents.gazetteer.adding.rows import Spot, spots
from geoevents.gazetteer.sources.entry import Entry
from geoevents.model.geo import distance_km
from geoevents.model.taxonomy import ACLED_GEO_PRECISION, UCDP_WHERE_PREC, PlacePrecision

__all__ = ["LAYOUTS", "layout_of", "read_event_places"]

_OWN = {name: PlacePrecision(name, km, name) for name, km in (("exact", 5.0), ("near", 25.0))}

LAYOUTS: dict[str, tuple[str, frozenset[str], Mapping[Any, PlacePrecision]]] = {
    "ucdp": ("UCDP GED", frozenset({"wherecoordinates", "whereprec", "latitude", "longitude"}), UCDP_WHERE_PREC),
    "acled": (
        "ACLED", frozenset({"eventidcnty", "location", "geoprecision", "latitude", "longitude"}), ACLED_GEO_PRECISION,
    ),
    "events": ("geoevents event table", frozenset({"eventid", "place", "precision", "uncertaintykm"}), _OWN),
}  # fmt: skip
"""Layout -> what to call it, columns that only it has, and its codes of precision."""

_SAME_KM = 2.0
"""Positions of one name this close to each other are one place, read off two maps."""

_EXACT_KM = SPOT_KM

_POINTS = ("town", "suburb", "site", "airbase", "mountain")
_RANK = 8
_DIVISIONS = ("country", "admin1", "admin2")


@dataclass(slots=True)
class _Cluster:
    """Rows of one name in one division, within :data:`_SAME_KM` of the first."""

    lon: float
    lat: float
    country: str
    near_km: float
    spread_km: float = 0.0
    rows: int = 1
    exact: bool = False


def layout_of(names: Sequence[Any]) -> str:
    """Layout of an event table by its columns; empty if it is none."""
    forms = {plain(name) for name in names}
    return next((layout for layout, (_, needed, _) in LAYOUTS.items() if needed <= forms), "")


def read_event_places(
    tables: Sequence[Table], layer: str, *, country: str = "", source: str = "",
    columns: Mapping[str, str] | None = None,
) -> Drafts:  # fmt: skip
    """Make one place of all rows with the same name, the same divisions and about the same position.

    One name at several positions gives several places. A place whose rows are all only "near" its point gets the extent
    that the code stands for (25 km), unless what it is laid on knows the place; one with exact rows the usual one of a
    spot, or their spread.

    Parameters
    ----------
    tables : sequence of Table
        All of one layout.
    layer : str
        What ids begin with.
    country, source, columns
        As for :func:`geoevents.gazetteer.adding.tables.read_tables`.
    """
    layout = layout_of(list(tables[0].frame.columns))
    label, _, codes = LAYOUTS[layout]
    drafts = Drafts(f"places of {label} events")
    groups: dict[tuple[str, str, str], list[_Cluster]] = {}
    for table in tables:
        shaped = hasattr(table.frame, "crs")
        found = columns_of(table.frame.columns, layout, columns, free=("geometry",) if shaped else ())
        records: list[Any] = table.frame.to_dict("records")
        for number, row, spot in zip(table.numbers(), records, spots(table, found), strict=True):
            drafts.rows += 1
            cells = {ours: text_of(row.get(theirs)) for ours, theirs in found.items() if ours != "geometry"}
            reason, precision = _fault(cells, spot, found, codes)
            if precision is None:
                shown = {ours: cells[ours] for ours in found if ours in cells}
                drafts.refuse(Refused(table.name, number, reason, shown))
                continue
            clusters = groups.setdefault((cells["name"], cells.get("admin1", ""), cells.get("admin2", "")), [])
            _take(clusters, spot, precision, cells.get("country", ""))
    for (name, *_), clusters in groups.items():
        for cluster in clusters:
            drafts.places.append(_entry(name, cluster, layer, country, source or label))
            if not cluster.exact:
                drafts.doubtful.add(drafts.places[-1].place_id)
    drafts.places = list({place.place_id: place for place in drafts.places}.values())
    return drafts


def _fault(
    cells: Mapping[str, str], spot: Spot, found: Mapping[str, str], codes: Mapping[Any, PlacePrecision]
) -> tuple[str, PlacePrecision | None]:
    """Precision of a row that is a place; or why it is none."""
    code = cells.get("precision", "")
    whole = code.removesuffix(".0")  # as tables write a number that a blank in the column made a fraction
    known = codes.get(int(whole) if whole.isdigit() else code)
    fault = name_fault(cells.get("name", ""))
    if fault:
        return fault, None
    if spot.fault:
        return spot.fault, None
    if known is None:
        return f"{found['precision']} {code!r} is no code of the codebook", None
    if known.precision not in ("exact", "near"):
        return f"{found['precision']} {code}: {known.meaning}, whose position is a stand-in", None
    division = next((word for word in _DIVISIONS if plain(cells["name"]) == plain(cells.get(word, ""))), None)
    if division is not None:
        return f"{cells['name']!r} is the row's own {division}, not a place in it", None
    return "", known


def _take(clusters: list[_Cluster], spot: Spot, precision: PlacePrecision, country: str) -> None:
    """Count a row to the place it belongs to, or begin a new one."""
    exact = precision.precision == "exact"
    for cluster in clusters:
        away = distance_km(cluster.lon, cluster.lat, spot.lon, spot.lat)
        if away <= _SAME_KM:
            cluster.rows += 1
            cluster.exact |= exact
            cluster.spread_km = max(cluster.spread_km, away)
            return
    clusters.append(_Cluster(spot.lon, spot.lat, country, precision.uncertainty_km, exact=exact))


def _entry(text: str, cluster: _Cluster, layer: str, country: str, source: str) -> Entry:
    names, kind = names_and_kind(text)
    extent = cluster.near_km
    if cluster.exact:  # 0: of no stated size, so that a larger gazetteer may say it
        extent = cluster.spread_km + _EXACT_KM / 2 if cluster.spread_km > _EXACT_KM / 2 else 0.0
    code = cluster.country.upper()
    return Entry(
        place_id=private_id(layer, text, cluster.lon, cluster.lat), name=names[0],
        kind=kind if kind in _POINTS else "town" if not kind else "site", lon=cluster.lon, lat=cluster.lat,
        country=code if len(code) == 2 else country.upper(), rank=_RANK, source=source,
        extent_km=round(extent, 2), names=names,
    )  # fmt: skip
