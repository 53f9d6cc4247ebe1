"""Airports and air bases (airportsdata)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from geoevents.gazetteer.sources.entry import Entry, tidy_names

__all__ = ["read_airports"]

_MILITARY = re.compile(r"\b(air ?base|air force|afb|naval|military|army|air station)\b", re.IGNORECASE)
_GENERIC = re.compile(r"\s+(?:international\s+)?(?:air ?base|air ?port|air ?field|aerodrome)$", re.IGNORECASE)
_PRIVATE_STRIPS = frozenset({"US", "CA", "AU", "BR"})
"""Countries whose strips without an international code are farm and club strips, thousands of them."""

EXTENT_KM = 3.0
"""Reach of an airfield with its runway (2 to 4 km) and dispersed buildings."""


def read_airports(folder: Path) -> list[Entry]:
    """Read the airports: ``airbase`` where the name says military, else ``site``."""
    with (folder / "airportsdata/airports.csv").open(encoding="utf-8", newline="") as handle:
        rows = sorted(csv.DictReader(handle), key=lambda row: row["icao"])
    entries = []
    for row in rows:
        name = " ".join(row["name"].split())
        military = bool(_MILITARY.search(name))
        strip = not row["iata"] and (row["country"] in _PRIVATE_STRIPS or not _GENERIC.search(name))
        if not name or (strip and not military):
            continue
        entries.append(
            Entry(
                place_id=f"ap:{row['icao']}", name=name, kind="airbase" if military else "site",
                lon=round(float(row["lon"]), 5), lat=round(float(row["lat"]), 5), country=row["country"],
                rank=6 if military or row["iata"] else 8, source="airportsdata", extent_km=EXTENT_KM,
                names=tidy_names(name, _spellings(name, military)),
            )
        )  # fmt: skip
    return entries


def _spellings(name: str, military: bool) -> list[str]:
    """The ways reports write the generic part of an airfield's name."""
    bare = _GENERIC.sub("", name)
    if bare == name or not bare:
        return []
    words = ["Airport", "Airbase", "Airfield", "Military Airport", *(["Air Base"] if military else [])]
    return [f"{bare} {word}" for word in words]
