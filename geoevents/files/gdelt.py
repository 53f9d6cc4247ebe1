"""GDELT event tables (with a header) to event columns."""

from __future__ import annotations

import pandas as pd

from geoevents.files.synonyms import plain
from geoevents.model.taxonomy import CAMEO_ROOTS, GDELT_GEO_TYPE
from geoevents.model.words import several

__all__ = ["gdelt_to_events", "is_gdelt"]

_RENAMED = {
    "globaleventid": "event_id",
    "sqldate": "date_start",
    "actor1name": "actor1",
    "actor2name": "actor2",
    "eventcode": "sub_event_type",
    "actiongeofullname": "place",
    "actiongeolat": "latitude",
    "actiongeolong": "longitude",
}
"""GDELT's columns, without capitals and underscores -> ours. Its country codes are FIPS 10-4, not ISO, and stay."""

_NEEDED = frozenset({"globaleventid", "sqldate", "eventrootcode", "actiongeotype", "actiongeolat", "actiongeolong"})


def is_gdelt(names: list[str]) -> bool:
    """Tell whether a table's columns are those of GDELT's events, however they are capitalised."""
    return {_bare(name) for name in names} >= _NEEDED


def gdelt_to_events(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Name and translate the columns of GDELT's events.

    ``event_type`` is what the CAMEO root code says, ``sub_event_type`` the whole code. ``ActionGeo_Type`` gives the
    precision: what GDELT places at the middle of a country or state is no place there. ``SOURCEURL`` becomes the
    report.

    Returns
    -------
    named : pandas.DataFrame
        For :func:`geoevents.model.events.make_events`.
    notes : list of str
    """
    forms = {_bare(name): str(name) for name in reversed(table.columns)}
    out = table.rename(columns={forms[theirs]: ours for theirs, ours in _RENAMED.items() if theirs in forms})
    root = table[forms["eventrootcode"]].astype("string").str.strip().str.removesuffix(".0").str.zfill(2)
    out["event_type"] = root.map(CAMEO_ROOTS)
    kind = pd.to_numeric(table[forms["actiongeotype"]], errors="coerce")
    out["precision"] = kind.map(GDELT_GEO_TYPE)
    if "sourceurl" in forms:
        cells = table[forms["sourceurl"]].astype("string").fillna("")
        out["reports"] = pd.Series([[{"url": str(c)}] if str(c).strip() else [] for c in cells], index=out.index)
    out["source"] = "GDELT"
    notes = []
    for name, unknown in (("EventRootCode", out["event_type"].isna()), ("ActionGeo_Type", out["precision"].isna())):
        if unknown.any():
            notes.append(f"{several(int(unknown.sum()), 'row')} with an {name} that the codebook does not know")
    return out, notes


def _bare(name: object) -> str:
    return plain(name).replace("_", "")
