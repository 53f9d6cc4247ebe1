"""How layers lie on each other: which places hide which, and who is filed under whom across layers.

Rows are global here: a layer's own row plus the number of places in the layers below it. Links between layers are
stored as place ids, so that they outlive a new version of what lies below; an id that is gone is a link less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.gazetteer.layer import LEVELS, Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Stack"]

_ANY = -1  # of no level: above all divisions


class Stack:
    """Layers, the lowest first."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        self.offsets = [0]
        for layer in layers:
            self.offsets.append(self.offsets[-1] + len(layer))
        self._parents: dict[int, int] = {}

    def __len__(self) -> int:
        return self.offsets[-1]

    def locate(self, row: int) -> tuple[int, int]:
        """Number of the layer that holds a row, and the row in it."""
        if len(self.layers) == 1:
            return 0, row
        number = bisect_right(self.offsets, row) - 1
        return number, row - self.offsets[number]

    def kind(self, row: int) -> str:
        """Kind of the place in a row."""
        number, local = self.locate(row)
        return self.layers[number].kind(local)

    def values(self, column: str, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Values of a column of numbers in some rows."""
        if len(self.layers) == 1:
            found: NDArray[Any] = self.layers[0].column(column)[rows]
            return found
        places = [self.locate(row) for row in rows.tolist()]
        return np.array([self.layers[number].column(column)[local] for number, local in places])

    # -- the same place in several layers ----------------------------------------------------------------------------

    @cached_property
    def _over(self) -> dict[int, int]:
        """Row of a hidden place -> the row of the place right above it."""
        return {below: row for row, below in self._linked("same")}

    def _linked(self, name: str) -> list[tuple[int, int]]:
        """Links of all layers as pairs of rows."""
        found: list[tuple[int, int]] = []
        for number, layer in enumerate(self.layers):
            known = layer.linked_rows(name, self.stamps(number)) if number else None
            if known is not None:
                rows, to = known
                kept = to >= 0
                found += zip((rows[kept] + self.offsets[number]).tolist(), to[kept].tolist(), strict=True)
                continue
            for row, place_id in layer.links(name) if number else ():
                below = self.find(place_id, number)
                if below >= 0:
                    found.append((row + self.offsets[number], below))
        return found

    def stamps(self, under: int | None = None) -> list[str]:
        """What tells whether the layers, or those below a layer, are those that another was laid on."""
        return [layer.stamp for layer in self.layers[:under]]

    def find(self, place_id: str, under: int | None = None) -> int:
        """Row of an id in the highest layer that has it, -1 if none; ``under``: only in layers below that one."""
        for number in reversed(range(len(self.layers) if under is None else under)):
            row = self.layers[number].row_of(place_id)
            if row >= 0:
                return row + self.offsets[number]
        return -1

    def top(self, row: int) -> int:
        """Row of the place that stands for this one: itself, or the highest one that supersedes it."""
        if len(self.layers) > 1:
            while (above := self._over.get(row)) is not None:
                row = above
        return row

    @cached_property
    def _hidden(self) -> list[NDArray[np.bool_]]:
        masks = [np.zeros(len(layer), dtype=bool) for layer in self.layers]
        for row in self._over:
            number, local = self.locate(row)
            masks[number][local] = True
        return masks

    def is_hidden(self, row: int) -> bool:
        """Whether a higher layer has the same place."""
        return len(self.layers) > 1 and row in self._over

    def visible(self, number: int, rows: NDArray[Any]) -> NDArray[np.bool_]:
        """Which of a layer's own rows no higher layer hides."""
        if len(self.layers) == 1:
            return np.ones(len(rows), dtype=bool)
        shown: NDArray[np.bool_] = ~self._hidden[number][rows]
        return shown

    # -- who is filed under whom -------------------------------------------------------------------------------------

    def parent(self, row: int) -> int:
        """Row of the division or country that a place is filed under, -1 if none.

        A spot of a lower layer that lies in a division of a higher one belongs there, unless it is filed under a
        smaller one already.
        """
        if len(self.layers) == 1:
            return int(self.layers[0].column("parent")[row])
        known = self._parents.get(row)
        if known is None:
            adopter = self._adopters(np.array([row]))[0]
            known = self._parents[row] = int(adopter) if adopter >= 0 else self._filed(row)
        return known

    @cached_property
    def _filed_above(self) -> dict[int, int]:
        return dict(self._linked("parent"))

    def _filed(self, row: int) -> int:
        linked = self._filed_above.get(row)
        if linked is None:
            number, local = self.locate(row)
            own = int(self.layers[number].column("parent")[local])
            linked = own + self.offsets[number] if own >= 0 else -1
        return self.top(linked) if linked >= 0 else -1

    @cached_property
    def _areas(self) -> Any:
        """Divisions with a shape in the added layers: a search tree, and their rows, levels and areas."""
        import shapely

        rows, shapes = [], []
        for number, layer in enumerate(self.layers):
            if not number:
                continue
            for index, local in enumerate(layer.store.array("shape_place").tolist()):
                if layer.kind(local) not in LEVELS or layer.column("extent_km")[local] > 0:  # an estimated shape
                    continue
                shape = layer.shapes[index]
                if shape.geom_type.endswith("Polygon"):
                    rows.append(local + self.offsets[number])
                    shapes.append(shape)
        levels = [LEVELS[self.kind(row)] for row in rows]
        return shapely.STRtree(shapes), np.array(rows, dtype=np.int64), np.array(levels), shapely.area(shapes)

    def _adopters(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each row the smallest division of a higher layer that it belongs in, -1 for none or for no spot."""
        import shapely

        tree, areas, levels, sizes = self._areas
        found = np.full(len(rows), -1, dtype=np.int64)
        if not len(areas):
            return found
        places = [self.locate(row) for row in rows.tolist()]
        spots = np.array([bool(self.layers[n].spots[local]) for n, local in places])
        lon = np.array([self.layers[n].column("lon")[local] for n, local in places])
        lat = np.array([self.layers[n].column("lat")[local] for n, local in places])
        above = np.array([self.offsets[n + 1] for n, _ in places])
        of, area = tree.query(shapely.points(lon, lat), predicate="intersects")
        keep = spots[of] & (areas[area] >= above[of])
        of, area = of[keep], area[keep]
        for index in np.lexsort((area, -sizes[area])).tolist():  # the smallest last
            row = int(rows[of[index]])
            filed = self._filed(row)
            if filed < 0 or levels[area[index]] >= LEVELS.get(self.kind(filed), _ANY):
                found[of[index]] = self.top(int(areas[area[index]]))
        return found

    def children(self, row: int) -> NDArray[np.int64]:
        """Rows that are filed right under a place."""
        if len(self.layers) == 1:
            return np.flatnonzero(self.layers[0].column("parent") == row)
        found = {self.top(r) for r in self._filed_under([row])} | set(self._inside(row).tolist())
        return np.array(sorted(r for r in found if r != row and self.parent(r) == row), dtype=np.int64)

    def descendants(self, row: int) -> NDArray[np.int64]:
        """Rows that lie in a place at any depth."""
        if len(self.layers) == 1:
            return self._descend([row])
        filed = {self.top(r) for r in self._descend([row]).tolist()} | set(self._inside(row).tolist())
        filed.discard(row)
        rows = np.array(sorted(filed), dtype=np.int64)
        adopters = self._adopters(rows).tolist() if len(rows) else []
        within = {row: True}
        return rows[[a < 0 or self._lies_in(a, row, within) for a in adopters]] if adopters else rows

    def _lies_in(self, row: int, division: int, known: dict[int, bool]) -> bool:
        if row not in known:
            known[row] = False  # guards against divisions filed in a circle
            above = self.parent(row)
            known[row] = above >= 0 and self._lies_in(above, division, known)
        return known[row]

    def _filed_under(self, rows: Iterable[int]) -> list[int]:
        """Rows filed under any of these, hidden ones included, by what each layer says."""
        above = {r for row in rows for r in self.group(row)}
        found = []
        for number, layer in enumerate(self.layers):
            low, high = self.offsets[number], self.offsets[number + 1]
            own = [r - low for r in above if low <= r < high]
            if own:
                found += (np.flatnonzero(np.isin(layer.column("parent"), own)) + low).tolist()
        if len(self.layers) > 1:
            found += [row for row, parent in self._filed_above.items() if parent in above]
        return found

    def _descend(self, rows: list[int]) -> NDArray[np.int64]:
        found: dict[int, None] = {}
        while rows:
            rows = [r for r in self._filed_under(rows) if r not in found]
            found.update(dict.fromkeys(rows))
        return np.array(list(found), dtype=np.int64)

    @cached_property
    def _under(self) -> dict[int, list[int]]:
        """Row -> the hidden rows that it stands for."""
        found: dict[int, list[int]] = {}
        for row in sorted(self._over, reverse=True):
            found.setdefault(self.top(row), []).append(row)
        return found

    def group(self, row: int) -> list[int]:
        """Rows of one place in all layers that have it, the highest first."""
        if len(self.layers) == 1:
            return [row]
        row = self.top(row)
        return [row, *self._under.get(row, ())]

    def _inside(self, row: int) -> NDArray[np.int64]:
        """Spots of the layers below that lie within a division's shape."""
        import shapely

        number, local = self.locate(row)
        layer = self.layers[number]
        index = int(layer.column("shape")[local])
        if not number or index < 0 or layer.kind(local) not in LEVELS:
            return np.empty(0, dtype=np.int64)
        shape = layer.shapes[index]
        shapely.prepare(shape)
        west, south, east, north = shape.bounds
        found = []
        for below in range(number):
            lon, lat = self.layers[below].column("lon"), self.layers[below].column("lat")
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            near = near[self.layers[below].spots[near] & self.visible(below, near)]
            inside = shapely.intersects_xy(shape, lon[near], lat[near])
            found.append(near[inside] + self.offsets[below])
        return np.concatenate(found).astype(np.int64)
