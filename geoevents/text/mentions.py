"""``geoevents.geoparse``: the places that a text names, each with its words, its role and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.frame import tabulate
from geoevents.geocoding.resolve import Resolver
from geoevents.text.located import MENTION_COLUMNS, locate
from geoevents.text.recognition.given import Supplied

__all__ = ["MENTION_COLUMNS", "geoparse"]


def geoparse(
    text: str,
    *,
    spans: Iterable[tuple[int, int]] | None = None,
    mentions: Supplied | None = None,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Find and resolve the places that a text names.

    Parameters
    ----------
    text : str
        Prose; page debris is left out. The rules around names are English, names are found in every script that has
        capitals, and after the common cues in Arabic, Persian and Hebrew.
    spans : iterable of (int, int), optional
        Offsets of mentions found by other means: exactly these are resolved, one row each, in their order. The other
        places that the text names serve as context.
    mentions : callable or iterable, optional
        Recognition by other means: a spaCy ``Doc`` or pipeline, a function that asks a language model, or a list. What
        it gives are pairs ``(start, end)``, triples ``(start, end, label)``, mappings with ``start`` and ``end``, or
        objects with ``start_char``, ``end_char`` and ``label_``; a callable is called with the text. Entities labelled
        as something else than a place are left aside.
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that places are likely in; a prior, not a filter.
    gazetteer : Gazetteer, optional
        Where names are looked up; by default the embedded one and those that the user added.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, one row per mention in the order of the text: :data:`MENTION_COLUMNS`, then the columns of
        :func:`geoevents.geocode`. ``text[start:end]`` is always the row's ``text``. A spatial expression is one
        mention ("the Euphrates valley to the east of Deir ez-Zor"). Names of persons are none; names inside those of
        organisations are kept, with ``literal`` false.

    Raises
    ------
    InputError
        If ``text`` is no string, or a span does not lie in it.
    OptionError
        If both ``spans`` and ``mentions`` are given.

    Examples
    --------
    >>> import geoevents as ge
    >>> table = ge.geoparse("Shelling was heard near Idlib, the Syrian agency said.")
    >>> list(table["text"]), list(table["literal"])
    (['near Idlib', 'Syrian'], [True, False])
    """
    names = gazetteer if gazetteer is not None else Gazetteer.default()
    home = Resolver(names).country(country) if country else None
    rows = locate(text, names, country=home.country if home is not None else "", spans=spans, mentions=mentions)
    columns: dict[str, Any] = {name: [getattr(row.mention, name) for row in rows] for name in ("start", "end")}
    columns = {name: np.array(values, dtype=np.int64) for name, values in columns.items()}
    columns["text"] = _strings([row.text for row in rows])
    columns["literal"] = np.array([row.mention.literal for row in rows], dtype=bool)
    columns["role"] = _strings([row.mention.role for row in rows])
    return tabulate([row.match for row in rows], columns)


def _strings(values: Sequence[str]) -> Any:
    return pd.array(list(values), dtype="str")
