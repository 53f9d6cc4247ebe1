"""The gazetteer: names in, candidate places out, over the compiled and memory-mapped index.

Opening takes milliseconds and a look-up reads only the pages it touches; shapely is imported when a shape is asked for,
pyarrow when the basemap is.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.errors import GazetteerError, OptionError
from geoevents.gazetteer.names import name_hash
from geoevents.gazetteer.ranking import order_hits
from geoevents.gazetteer.search import NameIndex, Strings
from geoevents.gazetteer.spatial import Grid, Shapes
from geoevents.gazetteer.store import Store
from geoevents.model.places import KINDS, Candidate, Place

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["DIVISIONS", "Gazetteer"]

DIVISIONS: tuple[str, ...] = ("country", "admin1", "admin2", "admin3")
"""Kinds that :meth:`Gazetteer.containing` answers with."""

_DATA = Path(__file__).parent / "data"

_default: Gazetteer | None = None
_lock = Lock()


class Gazetteer:
    """Named places with their spellings and shapes; read-only, safe between threads; :meth:`default` is embedded.

    Examples
    --------
    >>> world = Gazetteer.default()
    >>> [c.place.kind for c in world.lookup("Idlib", country="SY", limit=2)]
    ['town', 'admin1']
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        labels = json.loads(bytes(store.buffer("labels.json")))
        self._kinds: list[str] = labels["kind"]
        self._countries: list[str] = labels["country"]
        self._admin1: list[str] = labels["admin1"]
        self._sources: list[str] = labels["source"]
        self._names = NameIndex(store)
        self._columns: dict[str, NDArray[Any]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer.open, (self._store.folder,)  # other processes open the same files

    def __deepcopy__(self, memo: object) -> Gazetteer:
        return self  # memory maps cannot be copied, and nothing here changes

    @classmethod
    def default(cls) -> Gazetteer:
        """Return the embedded gazetteer, opened once per process.

        Raises
        ------
        GazetteerError
            Where the package was built without it.
        """
        global _default
        with _lock:
            if _default is None:
                _default = cls.open(_DATA)
        return _default

    @classmethod
    def open(cls, folder: str | Path) -> Gazetteer:
        """Open a compiled folder.

        Raises
        ------
        GazetteerError
            Where it is missing, damaged or of another version.
        """
        return cls(Store(Path(folder)))

    def __len__(self) -> int:
        return len(self._column("rank"))

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self):,} places in {self._store.folder}>"

    # -- names -------------------------------------------------------------------------------------------------------

    def has_name(self, name: str) -> bool:
        """Whether some place bears exactly this name, after folding. Takes a few microseconds."""
        return self._names.has(name)

    def lookup(
        self,
        name: str,
        *,
        country: str | None = None,
        kinds: Collection[str] | None = None,
        limit: int = 20,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        """Find the places that a name may mean, best first.

        Places that bear the name exactly come first, then those with a spelling of the same transliteration key that
        is like enough; places like the name by a small slip are only looked for when both are missing.

        Parameters
        ----------
        name : str
            In Latin, Arabic or Cyrillic script; other scripts are found exactly.
        country : str, optional
            ISO 3166-1 alpha-2 code of the country it is probably in. It orders, it does not filter: that country's
            exact hits come first, its good key hits second, then the rest of the world.
        kinds : collection of str, optional
            Keep only these kinds (``model.places.KINDS``).
        limit : int
            How many at most.
        fuzzy : bool
            Whether to look for slips of the pen at all.

        Returns
        -------
        list of Candidate
            Each place once, with its spelling that met the name, the stage and the likeness.

        Raises
        ------
        OptionError
            For a kind that does not exist, or a country that is no code of two letters.
        """
        wanted, home = None if kinds is None else self._kind_codes(kinds), self._country_code(country)
        if limit < 1:
            return []
        hits = order_hits(self._names.find(name, home, wanted, fuzzy), self._facts, home)[:limit]
        return [Candidate(self.at(hit.row), hit.matched, hit.stage, round(hit.similarity, 4)) for hit in hits]

    def _facts(self, row: int) -> tuple[int, int, int, int]:
        """Country code, rank, population, and whether it is a lower division, for ordering."""
        country, rank, population, kind = (
            int(self._column(name)[row]) for name in ("country", "rank", "population", "kind")
        )
        return country, rank, population, int(self._kinds[kind] in ("admin2", "admin3"))

    def _kind_codes(self, kinds: Collection[str]) -> NDArray[np.int64]:
        wrong = [kinds] if isinstance(kinds, str) else sorted(set(kinds) - set(KINDS))
        if wrong:
            raise OptionError(f"{wrong[0]!r} is no list of kinds of places", f"give a list of {', '.join(KINDS)}")
        return np.array([code for code, kind in enumerate(self._kinds) if kind in kinds], dtype=np.int64)

    def _country_code(self, country: str | None) -> int:
        if country and len(country) != 2:
            raise OptionError(f"{country!r} is no ISO 3166-1 alpha-2 code", "give two letters, as in SY")
        return self._countries.index(country.upper()) if country and country.upper() in self._countries else -1

    def _column(self, name: str) -> NDArray[Any]:
        """Return a column of the place table."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._store.array(f"place_{name}")
        return found

    @cached_property
    def _ids(self) -> tuple[Strings, NDArray[np.uint64], NDArray[np.int32]]:
        return Strings(self._store, "id"), self._store.array("id_hash"), self._store.array("id_hash_of")

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes(self._store)

    @cached_property
    def _grid(self) -> Grid:
        return Grid(self._store)

    # -- places ------------------------------------------------------------------------------------------------------

    def at(self, row: int) -> Place:
        """Return the place in a row, 0 to ``len(gazetteer) - 1``."""
        if not 0 <= row < len(self):
            raise GazetteerError(f"there is no row {row}", f"rows run from 0 to {len(self) - 1}")
        return Place(
            row=row,
            place_id=self._ids[0][row],
            name=self._names.strings[int(self._column("name")[row])],
            kind=self._kinds[self._column("kind")[row]],
            lon=float(self._column("lon")[row]),
            lat=float(self._column("lat")[row]),
            country=self._countries[self._column("country")[row]],
            admin1=self._admin1[self._column("admin1")[row]],
            population=int(self._column("population")[row]),
            rank=int(self._column("rank")[row]),
            has_shape=bool(self._column("shape")[row] >= 0),
            source=self._sources[self._column("source")[row]],
        )

    def place(self, place_id: str) -> Place:
        """Return the place with this id.

        Raises
        ------
        GazetteerError
            Where there is none.
        """
        ids, hashes, rows = self._ids
        at = int(np.searchsorted(hashes, np.uint64(name_hash(place_id))))
        if at < len(hashes):
            row = int(rows[at])
            if ids[row] == place_id:
                return self.at(row)
        raise GazetteerError(f"no place has the id {place_id!r}", "look it up by name with lookup()")

    def names(self, place: Place) -> list[str]:
        """All spellings of a place, the preferred one first."""
        first = self._column("name")
        return [self._names.strings[i] for i in range(int(first[place.row]), int(first[place.row + 1]))]

    def local_name(self, place: Place) -> str:
        """The name in its country's own script; empty where that is Latin or none is known."""
        index = int(self._column("local")[place.row])
        return self._names.strings[index] if index >= 0 else ""

    def extent_km(self, place: Place) -> float:
        """Radius in km about ``lon, lat`` that should hold the place, as its source or size suggests.

        For towns from their inhabitants (0.5 to 25 km); for divisions known only by name an estimate of their size;
        for curated places the doubt about their position included; 0 where the shape says it.
        """
        return round(float(self._column("extent_km")[place.row]), 2)

    def children(self, place: Place, kinds: Collection[str] | None = None) -> list[Place]:
        """Return what a division or country holds, most important first.

        Without ``kinds`` the next level down (a country's divisions, a division's places); with ``kinds`` everything
        of those kinds inside, at any depth.
        """
        parent = self._column("parent")
        rows = np.flatnonzero(parent == place.row)
        if kinds is None:
            if place.kind == "country":
                rows = rows[np.isin(self._column("kind")[rows], self._kind_codes(("admin1",)))]
        else:
            found, level = [rows], rows
            while len(level):
                level = np.flatnonzero(np.isin(parent, level))
                found.append(level)
            rows = np.concatenate(found)
            rows = rows[np.isin(self._column("kind")[rows], self._kind_codes(kinds))]
        order = np.lexsort((rows, -self._column("population")[rows].astype(np.int64), self._column("rank")[rows]))
        return [self.at(int(row)) for row in rows[order]]

    def parent(self, place: Place) -> Place | None:
        """Return the division or country that a place is filed under."""
        row = int(self._column("parent")[place.row])
        return self.at(row) if row >= 0 else None

    # -- shapes ------------------------------------------------------------------------------------------------------

    def geometry(self, place: Place) -> BaseGeometry:
        """Return the place's shape, or its point; EPSG:4326, lon-lat."""
        import shapely

        index = int(self._column("shape")[place.row])
        return shapely.Point(place.lon, place.lat) if index < 0 else self._shapes[index]

    def containing(self, lon: float, lat: float, *, kinds: Collection[str] = DIVISIONS) -> list[Place]:
        """Return the divisions and countries whose shape holds a point, smallest first.

        Parameters
        ----------
        lon, lat : float
            Degrees, EPSG:4326.
        kinds : collection of str
            Which kinds count.
        """
        rows = self._shapes.holding(lon, lat, self._column("kind"), self._kind_codes(kinds))
        return [self.at(row) for row in rows]

    def near(
        self, lon: float, lat: float, km: float, *, kinds: Collection[str] | None = None, limit: int | None = None
    ) -> list[tuple[Place, float]]:
        """Return the places around a point with their distances in km, nearest first.

        Distances are great-circle ones on a sphere of 6371.0088 km, within 0.6 % of the geodesic.

        Parameters
        ----------
        lon, lat : float
            Degrees, EPSG:4326.
        km : float
            Radius in km.
        kinds : collection of str, optional
            Keep these kinds, by their representative points; without it, everything that is a spot (towns, sites, air
            bases), not divisions, regions and rivers.
        limit : int, optional
            How many at most.

        Raises
        ------
        OptionError
            For a position or radius that is no number, or a latitude beyond the poles.
        """
        rows, distance = self._grid.within(lon, lat, km)
        keep = np.isin(self._column("kind")[rows], self._kind_codes(DIVISIONS if kinds is None else kinds))
        if kinds is None:
            keep = ~keep & (self._column("shape")[rows] < 0)
        chosen = zip(rows[keep][:limit].tolist(), distance[keep][:limit].tolist(), strict=True)
        return [(self.at(row), round(km_away, 3)) for row, km_away in chosen]

    # -- zones and maps ----------------------------------------------------------------------------------------------

    @cached_property
    def _zones(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = json.loads(bytes(self._store.buffer("zones.json")))
        return found

    def zone_sets(self) -> list[str]:
        """Names of the zone sets that :meth:`zone_set` takes."""
        return sorted(self._zones)

    def zone_set(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a named zone set, columns as in ``model.zones`` and more.

        ``valid_from`` and ``valid_to`` are dates or None, ``geometry`` a shape in EPSG:4326.

        Raises
        ------
        GazetteerError
            For a name that does not exist.
        """
        import shapely

        if name not in self._zones:
            raise GazetteerError(f"there is no zone set {name!r}", f"use one of {', '.join(self.zone_sets())}")
        days = ("valid_from", "valid_to")
        return [
            row | {day: date.fromisoformat(row[day]) if row[day] else None for day in days}
            | {"geometry": shapely.from_wkb(row["geometry"])}
            for row in self._zones[name]
        ]  # fmt: skip

    def basemap(self, detail: str = "fine") -> pa.Table:
        """Return the shapes of an offline basemap.

        Parameters
        ----------
        detail : {"fine", "coarse"}
            ``fine`` is of the 1:10 million class, ``coarse`` the whole world in few bytes.

        Returns
        -------
        pyarrow.Table
            ``layer`` (land, lake, river, border, border_disputed, admin1), ``rank`` (from which zoom on, roughly),
            ``name``, ``geometry`` (WKB, EPSG:4326 lon-lat) and its bounds ``minx, miny, maxx, maxy``.
        """
        if detail not in ("fine", "coarse"):
            raise OptionError(f"there is no detail {detail!r}", "use 'fine' or 'coarse'")
        return self._store.table(f"basemap-{detail}.parquet")

    def labels(self) -> pa.Table:
        """Return the labels of a map: countries, divisions, towns, rivers, lakes and regions, most important first.

        Returns
        -------
        pyarrow.Table
            ``lon, lat, name, local`` (in the country's own script, nullable), ``kind, rank, min_zoom, population``.
        """
        return self._store.table("labels.parquet")

    @property
    def attribution(self) -> list[dict[str, str]]:
        """Whom to name: ``[{"name", "text", "url", "license"}, ...]``."""
        return [dict(item) for item in self._store.manifest["attribution"]]

    @property
    def counts(self) -> dict[str, int]:
        """How many places, names, keys, shapes and zone sets there are."""
        return dict(self._store.manifest["counts"])

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return self._store.size_bytes

    def damaged(self) -> list[str]:
        """Names of files that are not what was compiled; reads all of them, about a second."""
        return self._store.damaged()
