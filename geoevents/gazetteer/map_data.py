"""What the lowest layer holds besides places: named zone sets, and the shapes and labels of the offline basemap."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError, OptionError
from geoevents.gazetteer.layer import Layer
from geoevents.gazetteer.local_names import is_same_name

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MapData"]


class MapData:
    """Zone sets and basemap of a layer; a gazetteer has those of its lowest one."""

    def __init__(self, base: Layer) -> None:
        self._base = base

    @cached_property
    def _zones(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = json.loads(bytes(self._base.store.buffer("zones.json")))
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
        return self._base.store.table(f"basemap-{detail}.parquet")

    def labels(self) -> pa.Table:
        """Return the labels of a map: countries, divisions, towns, rivers, lakes and regions, most important first.

        Returns
        -------
        pyarrow.Table
            ``lon, lat, name, local`` (in the country's own script, nullable), ``kind, country`` (ISO 3166 code, of
            countries only), ``rank, min_zoom, population``.
        """
        return self._base.store.table("labels.parquet")

    @staticmethod
    def without_other_names(labels: pa.Table) -> pa.Table:
        """Return rows of :meth:`labels` without local names that are not the name beside them, such as former ones."""
        import pyarrow as pa

        names, locals_, kinds = (labels[column].to_pylist() for column in ("name", "local", "kind"))
        kept = [
            local if local is None or kind not in ("town", "admin1") or is_same_name(name, local) else None
            for name, local, kind in zip(names, locals_, kinds, strict=True)
        ]
        return labels.set_column(labels.column_names.index("local"), "local", pa.array(kept, pa.string()))
