"""Places: what the gazetteer knows, what a look-up found, and what a query was resolved to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:  # a look-up that needs no geometry must not pay for shapely
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "GEOCODE_COLUMNS",
    "KINDS",
    "PRECISIONS",
    "STAGES",
    "STATUSES",
    "Candidate",
    "Kind",
    "Match",
    "Place",
    "Precision",
    "Stage",
    "Status",
]

Kind = Literal[
    "country", "admin1", "admin2", "admin3", "region", "town", "suburb", "site", "airbase",
    "river", "valley", "lake", "sea", "mountain", "road", "border", "area",
]  # fmt: skip
"""What a place is. ``region`` is a named area without an administration (the Badia); ``area`` is a shape
derived from other places ("western Idlib governorate", "between A and B"); ``site`` is a camp, base, crossing,
dam, refinery or other single facility."""

Precision = Literal["exact", "near", "area", "admin2", "admin1", "country"]
"""How well a place is known. ``exact``: the named place itself; ``near``: close to it; ``area``: a region, part,
corridor or line; ``admin2``, ``admin1``, ``country``: only the division is known."""

Status = Literal["resolved", "ambiguous", "unresolved"]
Stage = Literal["exact", "key", "fuzzy"]
"""How a name was found: letter by letter after folding, by its transliteration key, or by likeness."""

KINDS: tuple[str, ...] = get_args(Kind)
PRECISIONS: tuple[str, ...] = get_args(Precision)
STATUSES: tuple[str, ...] = get_args(Status)
STAGES: tuple[str, ...] = get_args(Stage)

GEOCODE_COLUMNS: tuple[str, ...] = (
    "query", "status", "name", "place_id", "kind", "country", "admin1", "lat", "lon", "precision",
    "uncertainty_km", "confidence", "source", "explanation", "alternatives", "geometry",
)  # fmt: skip
"""Columns of ``geoevents.geocode``'s table, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a gazetteer.

    Attributes
    ----------
    row : int
        Position in its gazetteer; only meaningful together with that gazetteer.
    place_id : str
        Stable identifier with its source's prefix: ``gn:170063`` (GeoNames), ``ne:SYR-1634`` (Natural Earth),
        ``cur:al-tanf`` (curated here), ``ap:OSLK`` (airportsdata).
    name : str
        Preferred name, Latin script.
    kind : Kind
        What it is.
    lon, lat : float
        Representative point in degrees, EPSG:4326; inside the shape where there is one.
    country : str
        ISO 3166-1 alpha-2 code, upper case; empty where none applies.
    admin1 : str
        Name of the first-order division that holds it; empty where unknown.
    population : int
        Inhabitants; 0 means unknown, not empty.
    rank : int
        Importance from 0 (capital, country) to 10 (hamlet); from feature code and population.
    has_shape : bool
        Whether the gazetteer holds a line or polygon for it.
    source : str
        Where the entry comes from, as readers should see it ("GeoNames", "Natural Earth", ...).
    """

    row: int
    place_id: str
    name: str
    kind: str
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    rank: int = 9
    has_shape: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes
    ----------
    place : Place
    matched : str
        The gazetteer's own spelling that met the query.
    stage : Stage
        How it was found.
    similarity : float
        Likeness of the whole folded strings, 0 to 1; 1 for ``exact``.
    """

    place: Place
    matched: str
    stage: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to one place query; the fields are the columns of :data:`GEOCODE_COLUMNS`, and ``stand_in``.

    ``geometry`` is the whole region meant (EPSG:4326, lon-lat), or ``None`` when unresolved;
    ``lon``, ``lat`` a representative point inside it; ``uncertainty_km`` the radius in km around that point
    which holds the geometry, never 0. ``alternatives`` are other readings in descending confidence, each a mapping
    with ``name, place_id, kind, country, admin1, lat, lon, confidence``. ``stand_in`` marks an area that answers for a
    name that the gazetteer does not know.
    """

    query: str
    status: str
    name: str = ""
    place_id: str = ""
    kind: str = ""
    country: str = ""
    admin1: str = ""
    lat: float = float("nan")
    lon: float = float("nan")
    precision: str = ""
    uncertainty_km: float = float("nan")
    confidence: float = 0.0
    source: str = ""
    explanation: str = ""
    alternatives: tuple[dict[str, Any], ...] = field(default=())
    geometry: BaseGeometry | None = None
    stand_in: bool = False
