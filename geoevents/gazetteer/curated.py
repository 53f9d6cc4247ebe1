"""The hand-written tables of ``gazetteer/curated``: reads them, checks every row, and builds their shapes.

The compile step calls :func:`load_curated` once with a look-up into the source places it has just read::

    tables = load_curated(folder, find, river)
    tables.places       # CuratedPlace: new entries with their names, shape and size (place_id "cur:...")
    tables.names        # CuratedName: further names, of source places and of curated ones alike
    tables.local_names  # CuratedName: names that are the ones of their places' own countries
    tables.zone_sets    # {"syria-2017": (zone row, ...)}: model.zones columns, geometry as a shape, plus notes and why

``find(place_id)`` gives a :class:`Known` source place or ``None``; ``river(name)`` gives all lines that the source of
rivers draws under that name, lakes on the way included, or ``None``. Both are only asked for what the tables name.

Tables speak of places as ``"Name id"`` (``"Duma gn:170592"``): the id decides, and the name must be one of the names
which that place has, so that a reader can check a row and a slip of the pen is an error. What is wrong raises
:class:`~geoevents.errors.GazetteerError` with the file and the row.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geoevents.errors import GazetteerError
from geoevents.gazetteer.constructions import evaluate
from geoevents.gazetteer.rows import Row, read_csv, read_toml
from geoevents.model.geo import radius_km, representative_point
from geoevents.model.places import KINDS
from geoevents.model.zone_terms import BOUNDARY_STATUSES, ZONE_COLUMNS, ZONE_KINDS

__all__ = ["CuratedName", "CuratedPlace", "CuratedTables", "Known", "load_curated"]

ALIAS_COLUMNS = ("alias", "lang", "place_id", "place", "source", "note")
LOCAL_COLUMNS = ("name", "lang", "place_id", "place", "source")
PLACE_COLUMNS = ("place_id", "name", "kind", "country", "lon", "lat", "size_km", "rank", "names", "source", "note")

_RANKS: dict[str, int] = {"river": 3, "sea": 2, "lake": 4, "region": 4, "valley": 4, "mountain": 5}
_DEFAULT_RANK = 7
_ID = re.compile(r"[a-z]+:\S+")
_OWN_ID = re.compile(r"cur:[a-z0-9]+(-[a-z0-9]+)*")


class Known(NamedTuple):
    """What the compile step knows of one source place.

    ``names`` are all its names in any script; ``geometry`` its shape, or its point, EPSG:4326 lon-lat.
    """

    names: Collection[str]
    geometry: BaseGeometry


Find = Callable[[str], Known | None]
River = Callable[[str], BaseGeometry | None]


@dataclass(frozen=True, slots=True)
class CuratedPlace:
    """A place that the sources lack.

    Attributes
    ----------
    place_id, name, kind : str
        As in :class:`geoevents.model.places.Place`.
    country : str
        ISO 3166-1 alpha-2 code of the country that holds most of it.
    countries : tuple of str
        All countries it lies in, that one first.
    lon, lat : float
        Representative point in degrees.
    size_km : float
        Distance in km from that point to the furthest part of the place, doubt about its position included.
    rank : int
        Importance, 0 (country) to 10 (hamlet).
    names : tuple of str
        Further names; ``name`` is not among them.
    source : str
        The public work that the entry rests on.
    note : str
        Why it is here and lies where it does.
    shape : shapely geometry or None
        Line or polygon, EPSG:4326; None for a point.
    """

    place_id: str
    name: str
    kind: str
    country: str
    countries: tuple[str, ...]
    lon: float
    lat: float
    size_km: float
    rank: int
    names: tuple[str, ...]
    source: str
    note: str
    shape: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class CuratedName:
    """One more name of a place: ``lang`` is an ISO 639 code, with ``-Latn`` for a romanisation."""

    place_id: str
    name: str
    lang: str
    source: str


@dataclass(frozen=True, slots=True)
class CuratedTables:
    """Everything in the folder, in the order of its files."""

    places: tuple[CuratedPlace, ...]
    names: tuple[CuratedName, ...]
    local_names: tuple[CuratedName, ...] = ()
    zone_sets: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)


def load_curated(folder: Path, find: Find, river: River) -> CuratedTables:
    """Read, check and evaluate the curated tables.

    Parameters
    ----------
    folder : Path
        The folder with ``aliases.csv``, ``local_names.csv``, ``places.csv``, ``rivers.toml``, ``regions/*.toml`` and
        ``zones/*.toml``.
    find : callable
        ``place_id -> Known | None`` over the source places.
    river : callable
        ``name -> geometry | None`` over the source rivers' own names.

    Returns
    -------
    CuratedTables

    Raises
    ------
    GazetteerError
        Naming file and row, for anything missing, doubled, unknown or badly formed.
    """
    book = _Book(find, river)
    for row in read_csv(folder / "places.csv", PLACE_COLUMNS):
        book.add(row, _point_of(row))
    for row in read_toml(folder / "rivers.toml", "river"):
        book.add(row, None)
    if not (regions := sorted((folder / "regions").glob("*.toml"))):
        raise GazetteerError(f"{folder / 'regions'} does not exist", "restore it; every curated table must be there")
    for path in regions:
        for row in read_toml(path, "region"):
            book.add(row, None)
    places = tuple(book.place(place_id) for place_id in book.rows)
    names = tuple(_alias(row, "alias", book) for row in read_csv(folder / "aliases.csv", ALIAS_COLUMNS))
    local = tuple(_alias(row, "name", book) for row in read_csv(folder / "local_names.csv", LOCAL_COLUMNS))
    _refuse_doubles(names)
    zone_sets = {
        path.stem: tuple(_zone(row, book) for row in read_toml(path, "zone"))
        for path in sorted((folder / "zones").glob("*.toml"))
    }
    return CuratedTables(places, names, local, zone_sets)


class _Book:
    """The rows under their ids; shapes are built when first asked for, since regions rest on each other."""

    def __init__(self, find: Find, river: River) -> None:
        self.rows: dict[str, tuple[Row, BaseGeometry | None]] = {}
        self._find, self._river = find, river
        self._shapes: dict[str, BaseGeometry] = {}
        self._open: list[str] = []

    def add(self, row: Row, point: Point | None) -> None:
        place_id = row.text("place_id" if point else "id")
        if not _OWN_ID.fullmatch(place_id):
            raise row.wrong(f"the id is {place_id!r}", "write cur: and small letters, digits and single hyphens")
        if place_id in self.rows:
            raise row.wrong(f"the id {place_id!r} stands twice (also {self.rows[place_id][0].where})", "rename one")
        self.rows[place_id] = (row, point)

    def place(self, place_id: str) -> CuratedPlace:
        row, point = self.rows[place_id]
        kind = row.choice("kind", KINDS)
        if isinstance(point, Point):
            countries, size_km, lon, lat = [row.text("country")], row.number("size_km", 0.05, 500), point.x, point.y
            names = [name for name in (part.strip() for part in row["names"].split("|")) if name]
            rank = int(row.number("rank", 0, 10)) if row["rank"] else _RANKS.get(kind, _DEFAULT_RANK)
            note = row["note"].strip()
        else:
            shape = self.shape(place_id)
            countries, names = row.get("countries", []), row.get("names", [])
            lon, lat = _stand_in(row, shape)
            size_km = radius_km(shape, lon, lat) + row.number("accuracy_km", 0.05, 300)
            rank = int(row.number("rank", 0, 10)) if "rank" in row else _RANKS.get(kind, _DEFAULT_RANK)
            note = row.text("why")
        for code in countries:
            if not re.fullmatch(r"[A-Z]{2}", code):
                raise row.wrong(f"{code!r} is no ISO 3166-1 alpha-2 code", "use two capital letters")
        if not countries:
            raise row.wrong("no country is given", "name all that it lies in, the main one first")
        name = row.text("name")
        if len(set(names)) < len(names) or name in names:
            raise row.wrong("a name stands twice", "remove one")
        return CuratedPlace(
            place_id, name, kind, countries[0], tuple(countries), lon, lat, round(size_km, 2), rank, tuple(names),
            row.text("source"), note, None if isinstance(point, Point) else self._shapes[place_id],
        )  # fmt: skip

    def shape(self, place_id: str) -> BaseGeometry:
        """The shape, or the point, of one curated place."""
        row, point = self.rows[place_id]
        if isinstance(point, Point):
            return point
        if place_id not in self._shapes:
            if place_id in self._open:
                raise row.wrong(f"it rests on itself: {' -> '.join([*self._open, place_id])}", "break the circle")
            self._open.append(place_id)
            self._shapes[place_id] = self.build(row)
            self._open.pop()
        return self._shapes[place_id]

    def build(self, row: Row) -> BaseGeometry:
        """Evaluate a row's ``shape`` construction, or join the source rivers it names as ``joins``."""
        if "joins" in row:
            lines = [self._river(name) for name in row["joins"]]
            missing = [name for name, line in zip(row["joins"], lines, strict=True) if line is None]
            if missing:
                raise row.wrong(f"the source has no river {missing[0]!r}", "use its name there, letter by letter")
            return shapely.set_precision(shapely.line_merge(shapely.union_all(lines)), 1e-5)
        construction = row.get("shape")
        if not isinstance(construction, Mapping):
            raise row.wrong("there is no 'shape'", "describe it as a construction")
        try:
            return evaluate(construction, self.resolve)
        except GazetteerError as error:
            if error.message.startswith(row.where):
                raise
            raise row.wrong(error.message, error.remedy) from error

    def resolve(self, reference: str) -> BaseGeometry:
        """The shape behind ``"Name id"``."""
        name, _, place_id = reference.rpartition(" ")
        if not name or not _ID.fullmatch(place_id):
            raise GazetteerError(f"{reference!r} names no place", "write 'Name id', as in 'Duma gn:170592'")
        return self.check(name, place_id)

    def check(self, name: str, place_id: str) -> BaseGeometry:
        """The shape of a place after making sure that it exists and bears the name."""
        if place_id in self.rows:
            row, point = self.rows[place_id]
            known = row["names"].split("|") if point else row.get("names", [])
            known = Known([row.text("name"), *known], self.shape(place_id))
        else:
            found = None if place_id.startswith("cur:") else self._find(place_id)
            if found is None:
                raise GazetteerError(f"no place has the id {place_id!r} ({name})", "look its id up in the sources")
            known = found
        if _plain(name) not in {_plain(other) for other in known.names}:
            some = ", ".join(sorted(known.names)[:5])
            raise GazetteerError(f"{place_id} is not called {name!r}", f"use one of its names ({some}, ...)")
        return known.geometry


def _plain(name: str) -> str:
    """A name without case, marks, spaces and punctuation, to compare spellings of one script."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def _stand_in(row: Row, shape: BaseGeometry) -> tuple[float, float]:
    """The row's own ``point``, where others put the place, else the middle of the shape; lon, lat in degrees."""
    given = row.get("point")
    if given is None:
        lon, lat = representative_point(shape)
        return round(lon, 5), round(lat, 5)
    if not isinstance(given, list) or len(given) != 2 or not all(isinstance(value, int | float) for value in given):
        raise row.wrong(f"'point' is {given!r}", "write [lon, lat]")
    if not shape.intersects(Point(given)):
        raise row.wrong(f"the point {given} lies outside the shape", "move it, or leave it out")
    return float(given[0]), float(given[1])


def _point_of(row: Row) -> Point:
    return Point(row.number("lon", -180, 180), row.number("lat", -90, 90))


def _alias(row: Row, column: str, book: _Book) -> CuratedName:
    try:
        book.check(row.text("place"), row.text("place_id"))
    except GazetteerError as error:
        raise row.wrong(error.message, error.remedy) from error
    if not re.fullmatch(r"[a-z]{2,3}(-Latn)?", row.text("lang")):
        raise row.wrong(f"'lang' is {row['lang']!r}", "use an ISO 639 code, with -Latn for a romanisation")
    return CuratedName(row.text("place_id"), row.text(column), row["lang"], row.text("source"))


def _refuse_doubles(names: tuple[CuratedName, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for name in names:
        if (name.place_id, name.name) in seen:
            raise GazetteerError(f"aliases.csv gives {name.name!r} to {name.place_id} twice", "remove one row")
        seen.add((name.place_id, name.name))


def _zone(row: Row, book: _Book) -> dict[str, Any]:
    zone: dict[str, Any] = {
        "zone_id": row.text("id"),
        "name": row.text("name"),
        "kind": row.choice("kind", ZONE_KINDS),
        "party": row.text("party"),
        "valid_from": _day(row, "valid_from"),
        "valid_to": _day(row, "valid_to"),
        "legal_basis": row.text("legal_basis"),
        "guarantors": row.text("guarantors"),
        "boundary_status": row.choice("boundary_status", BOUNDARY_STATUSES),
        "source": row.text("source"),
        "geometry": book.build(row),
    }
    if list(zone) != list(ZONE_COLUMNS):
        raise row.wrong("a zone row no longer has the columns of the zone table", "bring curated.py up to date")
    return {**zone, "notes": row.text("notes"), "why": row.text("why")}


def _day(row: Row, key: str) -> dt.date | None:
    """A TOML date, or None where the row leaves the end open."""
    value = row.get(key)
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise row.wrong(f"{key!r} is {value!r}", "write a date without quotes, as in 2017-05-06")
    return value
