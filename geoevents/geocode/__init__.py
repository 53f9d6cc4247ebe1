"""Place expressions -> geometries with an uncertainty. The room bears the name of its public function.

Python binds ``geoevents.geocode`` to this room as soon as any of its modules is imported, whatever the package's front
hall says. So the room can be called, and does what :func:`geoevents.geocode.frame.geocode` does.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geoevents.gazetteer.index import Gazetteer

__all__: list[str] = []


class _Room(ModuleType):
    """A module that is called as its function."""

    def __call__(
        self,
        queries: str | Sequence[str] | pd.Series[Any],
        *,
        country: str | Sequence[str | None] | pd.Series[Any] | None = None,
        within: str | Sequence[str | None] | pd.Series[Any] | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> gpd.GeoDataFrame:
        """See :func:`geoevents.geocode.frame.geocode`."""
        from geoevents.geocode.frame import geocode

        return geocode(queries, country=country, within=within, gazetteer=gazetteer)


sys.modules[__name__].__class__ = _Room
