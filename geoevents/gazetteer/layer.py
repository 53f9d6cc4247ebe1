"""One compiled store of places: the part of a gazetteer that knows its own rows, names, shapes and neighbours."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.errors import GazetteerError
from geoevents.gazetteer.memo import Memo
from geoevents.gazetteer.names import name_hash
from geoevents.gazetteer.search import NameIndex, Strings
from geoevents.gazetteer.spatial import Boxes, Grid, Shapes
from geoevents.gazetteer.store import Store
from geoevents.model.places import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EMBEDDED", "LEVELS", "Layer", "LayerInfo", "opened"]

EMBEDDED = "embedded"
"""Name of the layer that the package brings."""

LEVELS: dict[str, int] = {"country": 0, "admin1": 1, "admin2": 2, "admin3": 3}
"""Division -> its level."""

_MOST_BOXES = 16
"""Sets of kinds of which the bounds are kept, 40 bytes for each shape."""


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """What is known about one layer of a gazetteer.

    Attributes
    ----------
    name : str
        What the user calls it; ``embedded`` for the one that the package brings.
    priority : int
        Layers of higher priority win; the embedded one has 0.
    source : str
        Whom its places name as their source.
    file, format : str
        The file it was made of and what that was recognised as.
    license, attribution : str
        As given when it was added.
    counts : dict of str to int
        Places, names, shapes and so on; ``refused``: rows of the file that became no place.
    folder : Path or None
        Where it lies on disk; None for one that lives in this process only.
    """

    name: str
    priority: int
    source: str = ""
    file: str = ""
    format: str = ""
    license: str = ""
    attribution: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    folder: Path | None = None


class Layer:
    """The places of one store; rows are its own, from 0."""

    def __init__(self, store: Store) -> None:
        self.store = store
        labels = json.loads(bytes(store.buffer("labels.json")))
        self.kinds: list[str] = labels["kind"]
        self.countries: list[str] = labels["country"]
        self._country_codes = {country: code for code, country in enumerate(self.countries) if country}
        self.divisions: list[str] = labels["admin1"]
        self.sources: list[str] = labels["source"]
        self.index = NameIndex(store, self.countries)
        self._columns: dict[str, NDArray[Any]] = {}
        self._boxes: Memo[bytes, Boxes] = Memo(_MOST_BOXES)

    def __len__(self) -> int:
        return len(self.column("rank"))

    @property
    def info(self) -> LayerInfo:
        """Where it comes from and what is in it."""
        facts = self.store.manifest.get("layer", {"name": EMBEDDED, "priority": 0})
        return LayerInfo(**facts, counts=dict(self.store.manifest["counts"]), folder=self.store.folder)

    def column(self, name: str) -> NDArray[Any]:
        """Return a column of the place table."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self.store.array(f"place_{name}")
        return found

    @cached_property
    def _ids(self) -> tuple[Strings, NDArray[np.uint64], NDArray[np.int32]]:
        return Strings(self.store, "id"), self.store.array("id_hash"), self.store.array("id_hash_of")

    @cached_property
    def shapes(self) -> Shapes:
        """Its lines and polygons."""
        return Shapes(self.store)

    def holding(self, lon: float, lat: float, kinds: Collection[str]) -> list[tuple[float, int]]:
        """Area in square degrees and row of the places of these kinds whose shape holds a point, in no order.

        Divisions of which the shape is only an estimate hold nothing.
        """
        asked = self.is_kind(kinds)
        key = asked.tobytes()
        boxes = self._boxes.get(key)
        if boxes is None:
            place = self.shapes.place
            drawn = asked[self.column("kind")[place]] & ~self._estimated[place]
            boxes = self._boxes.put(key, self.shapes.boxes(np.flatnonzero(drawn)))
        return self.shapes.holding(lon, lat, boxes)

    @cached_property
    def _estimated(self) -> NDArray[np.bool_]:
        """Which rows are divisions of which any shape is an estimate."""
        found: NDArray[np.bool_] = self.is_kind(LEVELS)[self.column("kind")] & (self.column("extent_km") > 0)
        return found

    @cached_property
    def grid(self) -> Grid:
        """Its places by position."""
        return Grid(self.store)

    @cached_property
    def spots(self) -> NDArray[np.bool_]:
        """Which rows are spots (towns, sites, air bases) and not divisions, regions or rivers."""
        divisions = self.kind_codes(("country", "admin1", "admin2", "admin3"))
        found: NDArray[np.bool_] = ~np.isin(self.column("kind"), divisions) & (self.column("shape") < 0)
        return found

    def kind_codes(self, kinds: Collection[str]) -> NDArray[np.int64]:
        """Codes of those kinds that occur here."""
        return np.array([code for code, kind in enumerate(self.kinds) if kind in kinds], dtype=np.int64)

    def is_kind(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        """For each code of a kind, whether it is one of those."""
        return np.array([kind in kinds for kind in self.kinds])

    def country_code(self, country: str | None) -> int:
        """Code of a country, -1 where none is given or it does not occur here."""
        return self._country_codes.get(country.upper(), -1) if country else -1

    @cached_property
    def _views(self) -> dict[str, memoryview]:
        """Columns that give plain Python numbers: many rows are read one at a time."""
        names = ("name", "kind", "lon", "lat", "country", "admin1", "population", "rank", "shape", "source")
        return {name: self.store.view(f"place_{name}") for name in names}

    @cached_property
    def _lower(self) -> frozenset[int]:
        return frozenset(code for code, kind in enumerate(self.kinds) if kind in ("admin2", "admin3"))

    def facts(self, row: int) -> tuple[int, int, int, int]:
        """Country code, rank, population, and whether it is a lower division, for ordering."""
        of = self._views
        return of["country"][row], of["rank"][row], of["population"][row], int(of["kind"][row] in self._lower)

    def at(self, row: int, offset: int = 0) -> Place:
        """Return the place in a row; ``offset`` is added to the row that it states."""
        of = self._views
        return Place(
            row=row + offset,
            place_id=self._ids[0][row],
            name=self.index.strings[of["name"][row]],
            kind=self.kinds[of["kind"][row]],
            lon=of["lon"][row],
            lat=of["lat"][row],
            country=self.countries[of["country"][row]],
            admin1=self.divisions[of["admin1"][row]],
            population=of["population"][row],
            rank=of["rank"][row],
            has_shape=of["shape"][row] >= 0,
            source=self.sources[of["source"][row]],
        )

    def kind(self, row: int) -> str:
        """Kind of the place in a row."""
        return self.kinds[int(self.column("kind")[row])]

    def row_of(self, place_id: str) -> int:
        """Row of the place with this id, -1 if there is none."""
        ids, hashes, rows = self._ids
        at = int(np.searchsorted(hashes, np.uint64(name_hash(place_id))))
        if at < len(hashes):
            row = int(rows[at])
            if ids[row] == place_id:
                return row
        return -1

    def place_id(self, row: int) -> str:
        """Id of the place in a row."""
        ids: Strings = self._ids[0]
        return ids[row]

    def names(self, row: int) -> list[str]:
        """All spellings of a place, the preferred one first."""
        first = self.column("name")
        return [self.index.strings[i] for i in range(int(first[row]), int(first[row + 1]))]

    def links(self, name: str) -> list[tuple[int, str]]:
        """Rows of an added layer and the ids of places in layers below: ``same`` place, or ``parent`` division."""
        if f"{name}_row.bin" not in self.store.manifest["files"]:
            return []
        ids = Strings(self.store, f"{name}_id")
        return [(int(row), ids[i]) for i, row in enumerate(self.store.array(f"{name}_row"))]

    def linked_rows(self, name: str, below: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any]] | None:
        """Rows of this layer and those of the stack below that its links lead to, -1 for none.

        None where it was laid on another stack than that of the stamps ``below``: then only the ids of
        :meth:`links` say where they lead.
        """
        if self.store.manifest.get("laid_on") != list(below):
            return None
        return self.store.array(f"{name}_row"), self.store.array(f"{name}_to")

    @property
    def stamp(self) -> str:
        """What changes when its rows become others."""
        found: str = self.store.manifest["files"]["id.blob"]["sha256"]
        return found


def opened(folder: Path) -> Layer:
    """Open the layer in a compiled folder.

    Raises
    ------
    GazetteerError
        Where it is missing, damaged or of another version.
    """
    try:
        return Layer(Store(folder))
    except (KeyError, TypeError, ValueError) as error:  # a manifest or table of labels that is not ours
        raise GazetteerError(f"the compiled gazetteer in {folder} is damaged: {error}", "make it again") from error
