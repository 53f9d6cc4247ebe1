"""The gazetteer: names in, candidate places out, over compiled and memory-mapped layers.

The embedded layer lies at the bottom; layers of the user's own names lie above it, by priority, and the higher wins.
Opening takes milliseconds and a look-up reads only the pages it touches; shapely is imported when a shape is asked for,
pyarrow when the basemap is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError, OptionError
from geoevents.gazetteer.inventory import Inventory
from geoevents.gazetteer.layer import LEVELS, Layer, LayerInfo, opened
from geoevents.gazetteer.map_data import MapData
from geoevents.gazetteer.merged import find_names, rows_holding, rows_named, rows_near
from geoevents.gazetteer.stack import Stack
from geoevents.model.places import KINDS, Candidate, Place

if TYPE_CHECKING:
    import os

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["DIVISIONS", "Gazetteer"]

DIVISIONS: tuple[str, ...] = tuple(LEVELS)
"""Kinds that :meth:`Gazetteer.containing` answers with."""

_DATA = Path(__file__).parent / "data"

_embedded: Gazetteer | None = None
_default: tuple[object, Gazetteer] | None = None
_lock = Lock()


class Gazetteer(MapData, Inventory):
    """Named places with their spellings and shapes, in layers; read-only, safe between threads.

    :meth:`default` holds the embedded places and those that the user added, :meth:`embedded` the embedded ones alone;
    :meth:`plus` lays more on top for this process.

    Examples
    --------
    >>> world = Gazetteer.embedded()
    >>> [c.place.kind for c in world.lookup("Idlib", country="SY", limit=2)]
    ['town', 'admin1']
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._stack = Stack(self._layers)
        super().__init__(self._layers[0])

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, ([layer.store.handle() for layer in self._layers],)  # other processes open the same files

    def __deepcopy__(self, memo: object) -> Gazetteer:
        return self  # memory maps cannot be copied, and nothing here changes

    @classmethod
    def default(cls) -> Gazetteer:
        """Return the embedded gazetteer with the user's added ones on it, opened once per process and state of them.

        An added gazetteer that is damaged or of an older version is left out, with a warning that names it.

        Raises
        ------
        GazetteerError
            Where the package was built without its gazetteer.
        """
        from geoevents.gazetteer.home import open_added, state

        global _default
        base = cls.embedded()
        now = state()
        if not now:
            return base
        with _lock:
            if _default is None or _default[0] != (now, base):
                added = open_added()
                _default = (now, base), cls((base._base, *added)) if added else base
            return _default[1]

    @classmethod
    def embedded(cls) -> Gazetteer:
        """Return the gazetteer that the package brings, opened once per process.

        Raises
        ------
        GazetteerError
            Where the package was built without it.
        """
        global _embedded
        with _lock:
            if _embedded is None:
                _embedded = cls.open(_DATA)
        return _embedded

    @classmethod
    def open(cls, folder: str | Path) -> Gazetteer:
        """Open a compiled folder.

        Raises
        ------
        GazetteerError
            Where it is missing, damaged or of another version.
        """
        return cls([opened(Path(folder))])

    def plus(
        self,
        *tables: str | os.PathLike[str] | pd.DataFrame,
        name: str = "plus",
        **options: Any,
    ) -> Gazetteer:
        """Return this gazetteer with more places on top, in this process only; nothing is written.

        Parameters
        ----------
        *tables : path or pandas.DataFrame
            Files or tables of one gazetteer: a GeoNames country dump, OCHA boundaries (all levels together), a table
            or layer with names and positions, or an event table that has both. Paths: CSV, JSON lines, Parquet,
            Excel, GeoJSON, GeoPackage, KML, shapefile, or a dump's ``.zip`` or ``.txt``.
        name : str
            What to call the layer.
        **options
            ``format, kind, country, source, columns``: as for :func:`geoevents.gazetteer.adding.read_places`.

        Raises
        ------
        InputError
            Where no place can be made of what is given.
        OptionError
            For an option that does not exist.

        Examples
        --------
        >>> import pandas as pd
        >>> own = pd.DataFrame({"name": ["Checkpoint 7"], "lat": [35.9], "lon": [36.6]})
        >>> Gazetteer.embedded().plus(own).lookup("checkpoint 7")[0].place.source
        'plus'
        """
        from geoevents.gazetteer.adding import layer_of

        return Gazetteer((*self._layers, layer_of(self, tables, name=name, **options)))

    def __len__(self) -> int:
        return len(self._stack)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self):,} places: {', '.join(layer.info.name for layer in self._layers)}>"

    def is_added(self, place: Place) -> bool:
        """Whether a place comes from a layer that was laid on the lowest one: it is there on purpose."""
        return place.row >= self._stack.offsets[1]

    def called(self, place: Place) -> list[str]:
        """What each layer that has the place calls it first, the highest layer first."""
        return [self.at(row).name for row in self._stack.group(place.row)]

    def layer_of(self, place: Place) -> LayerInfo:
        """Return the layer that a place comes from."""
        return self._locate(place.row)[0].info

    # -- names -------------------------------------------------------------------------------------------------------

    def has_name(self, name: str) -> bool:
        """Whether some place bears exactly this name, after folding. Takes a few microseconds."""
        if self._base.index.has(name):
            return True
        return any(layer.index.has(name) for layer in self._layers[1:])

    def known(self, folded: Iterable[str]) -> list[str]:
        """Return those of some names, folded already, that some place bears, in their order.

        For guesses, of which hardly any is a name: they take a quarter of the time that :meth:`has_name` takes.
        """
        if len(self._layers) == 1:
            return self._base.index.known(folded)
        return [name for name in folded if self.has_name(name)]

    def rows(self, name: str) -> list[int]:
        """Rows of the places that bear exactly this name, after folding; a few microseconds. See :meth:`at`.

        Each place once; within a layer the more important ones first.
        """
        return self._base.index.rows(name) if len(self._layers) == 1 else rows_named(self._stack, name)

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
        is like enough, the letters read as the country's spelling has them. Places like the name by a small slip are
        only looked for when both are missing.

        Parameters
        ----------
        name : str
            In any script; Chinese, Japanese and Korean ones by sound only in the countries of these scripts.
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
        _check_kinds(kinds)
        if country and len(country) != 2:
            raise OptionError(f"{country!r} is no ISO 3166-1 alpha-2 code", "give two letters, as in SY")
        if limit < 1:
            return []
        found = find_names(self._stack, name, country, kinds, fuzzy, limit)[:limit]
        return [Candidate(self.at(hit.row), hit.matched, hit.stage, round(hit.similarity, 4)) for hit in found]

    # -- places ------------------------------------------------------------------------------------------------------

    def at(self, row: int) -> Place:
        """Return the place in a row, 0 to ``len(gazetteer) - 1``."""
        if not 0 <= row < len(self):
            raise GazetteerError(f"there is no row {row}", f"rows run from 0 to {len(self) - 1}")
        layer, local = self._locate(row)
        return layer.at(local, row - local)

    def _locate(self, row: int) -> tuple[Layer, int]:
        number, local = self._stack.locate(row)
        return self._layers[number], local

    def place(self, place_id: str) -> Place:
        """Return the place with this id, or the same place in a higher layer.

        Raises
        ------
        GazetteerError
            Where there is none.
        """
        row = self._stack.find(place_id)
        if row < 0:
            raise GazetteerError(f"no place has the id {place_id!r}", "look it up by name with lookup()")
        return self.at(self._stack.top(row))

    def names(self, place: Place) -> list[str]:
        """All spellings of a place, the preferred one first."""
        layer, row = self._locate(place.row)
        return layer.names(row)

    def local_name(self, place: Place) -> str:
        """The name in its country's own script; empty where that is Latin or none is known."""
        layer, row = self._locate(place.row)
        index = int(layer.column("local")[row])
        return layer.index.strings[index] if index >= 0 else ""

    def extent_km(self, place: Place) -> float:
        """Radius in km about ``lon, lat`` that should hold the place, as its source or size suggests.

        For towns from their inhabitants (0.5 to 25 km); for divisions known only by name an estimate of their size;
        for curated places the doubt about their position included; 0 where the shape says it. Beside a division's
        shape it says that the shape is an estimate.
        """
        layer, row = self._locate(place.row)
        return round(float(layer.column("extent_km")[row]), 2)

    def children(self, place: Place, kinds: Collection[str] | None = None) -> list[Place]:
        """Return what a division or country holds, most important first.

        Without ``kinds`` the next level down (a country's divisions, a division's places); with ``kinds`` everything
        of those kinds inside, at any depth. A division of an added layer holds the lower layers' towns that lie in it.
        """
        _check_kinds(kinds)
        if kinds is None:
            rows = self._stack.children(place.row)
            wanted: Collection[str] | None = ("admin1",) if place.kind == "country" else None
        else:
            rows, wanted = self._stack.descendants(place.row), kinds
        found = [self.at(row) for row in rows.tolist() if wanted is None or self._stack.kind(row) in wanted]
        return sorted(found, key=lambda p: (p.rank, -p.population, p.row))

    def parent(self, place: Place) -> Place | None:
        """Return the division or country that a place is filed under."""
        row = self._stack.parent(place.row)
        return self.at(row) if row >= 0 else None

    # -- shapes ------------------------------------------------------------------------------------------------------

    def geometry(self, place: Place) -> BaseGeometry:
        """Return the place's shape, or its point; EPSG:4326, lon-lat."""
        import shapely

        layer, row = self._locate(place.row)
        index = int(layer.column("shape")[row])
        return shapely.Point(place.lon, place.lat) if index < 0 else layer.shapes[index]

    def containing(self, lon: float, lat: float, *, kinds: Collection[str] = DIVISIONS) -> list[Place]:
        """Return the divisions and countries whose shape holds a point, smallest first.

        Divisions of which the shape is only an estimate are left out: their neighbours' overlap with them.

        Parameters
        ----------
        lon, lat : float
            Degrees, EPSG:4326.
        kinds : collection of str
            Which kinds count.
        """
        _check_kinds(kinds)
        return [self.at(row) for row in rows_holding(self._stack, lon, lat, kinds)]

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
        _check_kinds(kinds)
        rows, away = rows_near(self._stack, lon, lat, km, kinds)
        found = zip(rows[:limit].tolist(), away[:limit].tolist(), strict=True)
        return [(self.at(row), round(distance, 3)) for row, distance in found]

    def peers(self, place: Place, km: float, *, kinds: Collection[str]) -> tuple[NDArray[np.float64], ...]:
        """Distances and positions of the places around one that are at least as important as it, nearest first.

        As :meth:`near` finds them, without the place itself, as arrays: for those who only measure.

        Returns
        -------
        tuple of three arrays
            Distance in km, longitude and latitude in degrees.
        """
        _check_kinds(kinds)
        rows, away = rows_near(self._stack, place.lon, place.lat, km, kinds, place.rank)
        rows, away = rows[rows != place.row], away[rows != place.row]
        return away.round(3), self._stack.values("lon", rows), self._stack.values("lat", rows)


def _check_kinds(kinds: Collection[str] | None) -> None:
    if kinds is None:
        return
    wrong = [kinds] if isinstance(kinds, str) else sorted(set(kinds) - set(KINDS))
    if wrong:
        raise OptionError(f"{wrong[0]!r} is no list of kinds of places", f"give a list of {', '.join(KINDS)}")


def _reopen(handles: list[Any]) -> Gazetteer:
    from geoevents.gazetteer.store import reopened

    return Gazetteer([Layer(reopened(handle)) for handle in handles])
