"""What every source hands over: one entry per place, with all its names and, where there is one, its shape."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

__all__ = ["Entry", "tidy_names"]


@dataclass(slots=True)
class Entry:
    """One place as a source knows it; fields as in :class:`geoevents.model.places.Place`.

    Attributes
    ----------
    extent_km : float
        Radius in km around ``lon, lat`` that should hold the place (its built-up area, or for a division without a
        shape an estimate of its size); 0 where the shape says it.
    parent : str
        ``place_id`` of the division or country that holds it, empty where unknown.
    names : list of str
        All names, the preferred one first.
    """

    place_id: str
    name: str
    kind: str
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    rank: int = 9
    source: str = ""
    extent_km: float = 0.0
    parent: str = ""
    names: list[str] = field(default_factory=list)
    geometry: BaseGeometry | None = None


def tidy_names(name: str, others: list[str]) -> list[str]:
    """``name`` and the other names, each once, stripped, the rest in sorted order."""
    rest = {" ".join(other.split()) for other in others if other}
    rest.discard(name)
    rest.discard("")
    return [name, *sorted(rest)]
