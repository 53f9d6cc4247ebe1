"""The gazetteer: names in, candidate places out, over the compiled and memory-mapped index.

Opening takes milliseconds and a look-up reads only the pages it touches; shapely is imported when a shape is asked for,
pyarrow when the basemap is.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.errors import GazetteerError, OptionError
from geoevents.gazetteer.names import edits, fold, key, name_hash
from geoevents.gazetteer.ranking import FUZZY_LEAST, KEY_LEAST, Hit, best_spellings, order_hits
from geoevents.gazetteer.store import Store
from geoevents.model.places import KINDS, Candidate, Place

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["DIVISIONS", "Gazetteer"]

DIVISIONS: tuple[str, ...] = ("country", "admin1", "admin2", "admin3")
"""Kinds that :meth:`Gazetteer.containing` answers with."""

_EARTH_KM = 6371.0088
_DATA = Path(__file__).parent / "data"
_MOST_SPELLINGS = 800
"""Spellings of one key that are compared at most, the more important places first: bounds a look-up to about 10 ms."""

_default: Gazetteer | None = None
_lock = Lock()


class Gazetteer:
    """Named places with their spellings, positions and shapes; read-only, safe to share between threads.

    Use :meth:`default` for the embedded one.

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
        self._exact = store.words("exact_hash")
        self._exact_of = store.array("exact_hash_of")
        self._name_place = store.array("name_place")
        self._place_name = store.array("place_name")
        self._rank = store.array("place_rank")
        self._kind = store.array("place_kind")
        self._country = store.array("place_country")
        self._population = store.array("place_population")
        self._shape_of = store.array("place_shape")
        self._lon, self._lat = store.array("place_lon"), store.array("place_lat")
        self._shapes: dict[int, BaseGeometry] = {}

    @classmethod
    def default(cls) -> Gazetteer:
        """Return the embedded gazetteer, opened once per process.

        Raises
        ------
        GazetteerError
            Where the package was built without it.
        """
        global _default  # noqa: PLW0603
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
        return len(self._rank)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self):,} places in {self._store.folder}>"

    # -- names -------------------------------------------------------------------------------------------------------

    def has_name(self, name: str) -> bool:
        """Whether some place bears exactly this name, after folding. Takes a few microseconds."""
        folded = fold(name)
        if not folded:
            return False
        wanted = name_hash(folded)
        at = bisect_left(self._exact, wanted)
        return at < len(self._exact) and self._exact[at] == wanted

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
            For a kind that does not exist.
        """
        folded = fold(name)
        if not folded or limit < 1:
            return []
        wanted = self._kind_codes(kinds)
        home = self._country_code(country)
        exact = self._hits("exact", [folded], wanted)
        hits = [Hit(row, self._name(index), "exact", 1.0) for row, index in self._first_per_place(exact, home, folded)]
        skeleton = key(name)
        if len(skeleton) > 1:
            taken = {hit.row for hit in hits}
            spellings = self._spellings(self._hits("key", [skeleton], wanted), home, taken)
            hits += best_spellings(folded, spellings, "key", KEY_LEAST)
            if not hits and fuzzy and len(skeleton) > 2:
                spellings = self._spellings(self._hits("key", edits(skeleton), wanted), home, taken)
                hits = best_spellings(folded, spellings, "fuzzy", FUZZY_LEAST)
        ordered = order_hits(hits, self._facts, home)[:limit]
        return [Candidate(self.at(hit.row), hit.matched, hit.stage, round(hit.similarity, 4)) for hit in ordered]

    def _facts(self, row: int) -> tuple[int, int, int, int]:
        """Country code, rank, population, and whether it is a second-order division, for ordering."""
        second = self._kinds[self._kind[row]] in ("admin2", "admin3")
        return int(self._country[row]), int(self._rank[row]), int(self._population[row]), int(second)

    def _kind_codes(self, kinds: Collection[str] | None) -> NDArray[np.int64] | None:
        if kinds is None:
            return None
        wrong = sorted(set(kinds) - set(KINDS))
        if wrong:
            raise OptionError(f"there is no kind of place {wrong[0]!r}", f"use {', '.join(KINDS)}")
        return np.array([code for code, kind in enumerate(self._kinds) if kind in kinds], dtype=np.int64)

    def _country_code(self, country: str | None) -> int:
        return self._countries.index(country.upper()) if country and country.upper() in self._countries else -1

    @cached_property
    def _key(self) -> tuple[memoryview, NDArray[np.int32]]:
        return self._store.words("key_hash"), self._store.array("key_hash_of")

    def _hits(self, which: str, texts: list[str], kinds: NDArray[np.int64] | None) -> NDArray[np.int32]:
        """Name indices under the hashes of ``texts``, more important places first within each text."""
        words, of = (self._exact, self._exact_of) if which == "exact" else self._key
        parts = []
        for text in texts:
            wanted = name_hash(text)
            low = bisect_left(words, wanted)
            if low < len(words) and words[low] == wanted:
                parts.append(of[low : bisect_right(words, wanted, low)])
        found: NDArray[np.int32] = np.concatenate(parts) if parts else np.empty(0, np.int32)
        if kinds is not None and len(found):
            found = found[np.isin(self._kind[self._name_place[found]], kinds)]
        return found

    def _first_per_place(self, found: NDArray[np.int32], home: int, folded: str) -> Iterator[tuple[int, int]]:
        del home, folded
        seen: set[int] = set()
        for index in found.tolist():
            row = int(self._name_place[index])
            if row not in seen:
                seen.add(row)
                yield row, index

    def _spellings(self, found: NDArray[np.int32], home: int, taken: set[int]) -> list[tuple[int, str]]:
        """Place row and spelling of at most :data:`_MOST_SPELLINGS` hits, the home country's before others."""
        if len(found) > _MOST_SPELLINGS:
            rows = self._name_place[found]
            order = np.lexsort((self._rank[rows], self._country[rows] != home))
            found = found[order[:_MOST_SPELLINGS]]
        rows_of = self._name_place[found].tolist()
        return [(row, self._name(index)) for row, index in zip(rows_of, found.tolist(), strict=True) if row not in taken]

    def _name(self, index: int) -> str:
        return self._string("name", index)

    def _string(self, which: str, index: int) -> str:
        data, offsets = self._text[which]
        return str(data[offsets[index] : offsets[index + 1]], "utf-8")

    @cached_property
    def _text(self) -> dict[str, tuple[Any, NDArray[np.uint32]]]:
        return {
            which: (self._store.buffer(f"{which}.blob"), self._store.array(f"{which}_offset"))
            for which in ("name", "id")
        }  # fmt: skip

    # -- places ------------------------------------------------------------------------------------------------------

    def at(self, row: int) -> Place:
        """Return the place in a row, 0 to ``len(gazetteer) - 1``."""
        if not 0 <= row < len(self):
            raise GazetteerError(f"there is no row {row}", f"rows run from 0 to {len(self) - 1}")
        return Place(
            row=row,
            place_id=self._string("id", row),
            name=self._name(int(self._place_name[row])),
            kind=self._kinds[self._kind[row]],
            lon=float(self._lon[row]),
            lat=float(self._lat[row]),
            country=self._countries[self._country[row]],
            admin1=self._admin1[self._store_array("place_admin1")[row]],
            population=int(self._population[row]),
            rank=int(self._rank[row]),
            has_shape=bool(self._shape_of[row] >= 0),
            source=self._sources[self._store_array("place_source")[row]],
        )

    def _store_array(self, name: str) -> NDArray[Any]:
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = self._store.array(name)
        return found

    @cached_property
    def _arrays(self) -> dict[str, NDArray[Any]]:
        return {}

    def place(self, place_id: str) -> Place:
        """Return the place with this id.

        Raises
        ------
        GazetteerError
            Where there is none.
        """
        hashes, rows = self._store_array("id_hash"), self._store_array("id_hash_of")
        at = int(np.searchsorted(hashes, np.uint64(name_hash(place_id))))
        if at < len(hashes):
            row = int(rows[at])
            if self._string("id", row) == place_id:
                return self.at(row)
        raise GazetteerError(f"no place has the id {place_id!r}", "look it up by name with lookup()")

    def names(self, place: Place) -> list[str]:
        """All spellings of a place, the preferred one first."""
        return [self._name(i) for i in range(int(self._place_name[place.row]), int(self._place_name[place.row + 1]))]

    def local_name(self, place: Place) -> str:
        """The name in its country's own script; empty where that is Latin or none is known."""
        index = int(self._store_array("place_local")[place.row])
        return self._name(index) if index >= 0 else ""

    def extent_km(self, place: Place) -> float:
        """Radius in km about ``lon, lat`` that should hold the place, as its source or size suggests.

        For towns from their inhabitants (0.5 to 25 km); for divisions known only by name an estimate of their size;
        for curated places the doubt about their position included; 0 where the shape says it.
        """
        return round(float(self._store_array("place_extent_km")[place.row]), 2)

    def children(self, place: Place, kinds: Collection[str] | None = None) -> list[Place]:
        """Return what a division or country holds, most important first.

        Without ``kinds`` the next level down (a country's divisions, a division's places); with ``kinds`` everything
        of those kinds inside, at any depth.
        """
        parent = self._store_array("place_parent")
        wanted = self._kind_codes(kinds)
        rows = np.flatnonzero(parent == place.row)
        if wanted is None:
            if place.kind == "country":
                first = [code for code, kind in enumerate(self._kinds) if kind == "admin1"]
                rows = rows[np.isin(self._kind[rows], first)]
        else:
            found, level = [rows], rows
            while len(level):
                level = np.flatnonzero(np.isin(parent, level))
                found.append(level)
            rows = np.concatenate(found)
            rows = rows[np.isin(self._kind[rows], wanted)]
        order = np.lexsort((rows, -self._population[rows].astype(np.int64), self._rank[rows]))
        return [self.at(int(row)) for row in rows[order]]

    def parent(self, place: Place) -> Place | None:
        """Return the division or country that a place is filed under."""
        row = int(self._store_array("place_parent")[place.row])
        return self.at(row) if row >= 0 else None

    # -- shapes ------------------------------------------------------------------------------------------------------

    def geometry(self, place: Place) -> BaseGeometry:
        """Return the place's shape, or its point; EPSG:4326, lon-lat."""
        import shapely

        index = int(self._shape_of[place.row])
        return shapely.Point(place.lon, place.lat) if index < 0 else self._shape(index)

    def _shape(self, index: int) -> BaseGeometry:
        import shapely

        found = self._shapes.get(index)
        if found is None:
            offsets = self._store_array("shape_offset")
            data = self._store.buffer("shape.blob")[int(offsets[index]) : int(offsets[index + 1])]
            found = shapely.from_wkb(data)
            if len(self._shapes) > 512:
                self._shapes.clear()
            self._shapes[index] = found
        return found

    def containing(self, lon: float, lat: float, *, kinds: Collection[str] = DIVISIONS) -> list[Place]:
        """Return the divisions and countries whose shape holds a point, smallest first.

        Parameters
        ----------
        lon, lat : float
            Degrees, EPSG:4326.
        kinds : collection of str
            Which kinds count.
        """
        import shapely

        bounds = self._store_array("shape_bounds")
        inside = (bounds[:, 0] <= lon) & (lon <= bounds[:, 2]) & (bounds[:, 1] <= lat) & (lat <= bounds[:, 3])
        rows, areas = self._store_array("shape_place"), self._store_array("shape_area")
        codes = self._kind_codes(kinds)
        found = []
        for index in np.flatnonzero(inside):
            if self._kind[rows[index]] in codes:
                shape = self._shape(int(index))
                if shapely.intersects_xy(shape, lon, lat):
                    found.append((float(areas[index]), int(rows[index])))
        return [self.at(row) for _, row in sorted(found)]

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
        """
        rows = self._around(lon, lat, km)
        wanted = self._kind_codes(kinds)
        if wanted is None:
            second = [code for code, kind in enumerate(self._kinds) if kind in DIVISIONS]
            rows = rows[(self._shape_of[rows] < 0) & ~np.isin(self._kind[rows], second)]
        else:
            rows = rows[np.isin(self._kind[rows], wanted)]
        distance = _haversine_km(lon, lat, self._lon[rows], self._lat[rows])
        order = np.lexsort((rows, distance))
        order = order[distance[order] <= km][:limit]
        return [(self.at(int(rows[i])), round(float(distance[i]), 3)) for i in order]

    def _around(self, lon: float, lat: float, km: float) -> NDArray[np.int64]:
        """Rows in the 1-degree cells that a circle touches."""
        cells, of = self._store_array("cell"), self._store_array("cell_row")
        dlat = km / 110.5
        south, north = max(-90.0, lat - dlat), min(90.0, lat + dlat)
        widest = np.cos(np.radians(max(abs(south), abs(north))))
        dlon = 180.0 if widest * 111.3 * 180 <= km else min(180.0, km / (111.3 * widest))
        columns = np.unique(np.floor(np.arange(lon - dlon, lon + dlon + 1.0, 1.0) + 180.0).astype(int) % 360)
        columns = np.unique(np.append(columns, int(np.floor(lon + dlon + 180.0)) % 360))
        parts = []
        for line in range(int(np.floor(south + 90)), min(179, int(np.floor(north + 90))) + 1):
            for run in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
                low = np.searchsorted(cells, line * 360 + run[0])
                high = np.searchsorted(cells, line * 360 + run[-1], side="right")
                parts.append(of[low:high])
        return np.concatenate(parts).astype(np.int64) if parts else np.empty(0, np.int64)

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
        import datetime as dt

        import shapely

        if name not in self._zones:
            raise GazetteerError(f"there is no zone set {name!r}", f"use one of {', '.join(self.zone_sets())}")
        rows = []
        for zone in self._zones[name]:
            row = dict(zone)
            for column in ("valid_from", "valid_to"):
                row[column] = dt.date.fromisoformat(row[column]) if row[column] else None
            row["geometry"] = shapely.from_wkb(row["geometry"])
            rows.append(row)
        return rows

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
        return self._table(f"basemap-{detail}.parquet")

    def labels(self) -> pa.Table:
        """Return the labels of a map: countries, divisions, towns, rivers, lakes and regions, most important first.

        Returns
        -------
        pyarrow.Table
            ``lon, lat, name, local`` (in the country's own script, nullable), ``kind, rank, min_zoom, population``.
        """
        return self._table("labels.parquet")

    def _table(self, name: str) -> pa.Table:
        import pyarrow.parquet as pq

        return pq.read_table(self._store.path(name), memory_map=True)

    # -- about -------------------------------------------------------------------------------------------------------

    @property
    def attribution(self) -> list[dict[str, str]]:
        """Whom to name: ``[{"text", "url", "license"}, ...]``."""
        return [dict(item) for item in self._store.manifest["attribution"]]

    @property
    def counts(self) -> dict[str, int]:
        """How many places, names, keys, shapes and zone sets there are."""
        return dict(self._store.manifest["counts"])

    def damaged(self) -> list[str]:
        """Names of files that are not what was compiled; reads all of them, about a second."""
        return self._store.damaged()


def _haversine_km(
    lon: float, lat: float, lons: NDArray[np.float64], lats: NDArray[np.float64]
) -> NDArray[np.float64]:
    phi, phis = np.radians(lat), np.radians(lats)
    half = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
