"""ACLED (Armed Conflict Location and Event Data) exports to event columns."""

from __future__ import annotations

import pandas as pd

from geoevents.model.taxonomy import ACLED_GEO_PRECISION, ACLED_INTER, ACLED_TIME_PRECISION
from geoevents.model.time import parse_dates
from geoevents.model.words import several

__all__ = ["acled_to_events", "is_acled"]

_NEEDED = frozenset({"event_id_cnty", "event_date", "event_type", "actor1", "latitude", "longitude"})
_RENAMED = {
    "event_id_cnty": "event_id",
    "location": "place",
    "fatalities": "fatalities_best",
    "inter1": "actor1_role",
    "inter2": "actor2_role",
}


def is_acled(names: list[str]) -> bool:
    """Tell whether a table's columns are those of an ACLED export."""
    return set(names) >= _NEEDED


def acled_to_events(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Name and translate the columns of an ACLED export.

    ``time_precision`` 2 and 3 give the mid-point of a week or month: the event then spans that week or month.
    ``inter`` codes become their names; exports that write names already keep them. ``source``, a list of publishers
    divided by semicolons, becomes one report each.

    Returns
    -------
    named : pandas.DataFrame
        For :func:`geoevents.model.events.make_events`.
    notes : list of str
    """
    out = table.rename(columns=_RENAMED)
    notes: list[str] = []
    time, geo = (_codes(table, name) for name in ("time_precision", "geo_precision"))
    read = parse_dates(out["event_date"])
    notes.extend(read.notes)
    week, month = ((time == n).fillna(False).to_numpy(dtype=bool) for n in (2, 3))
    day = read.first
    first = day.mask(week, day - pd.Timedelta(days=3)).mask(month, day - pd.to_timedelta(day.dt.day - 1, unit="D"))
    last = read.last.mask(week, day + pd.Timedelta(days=3)).mask(month, first + pd.offsets.MonthEnd(0))
    given = out["event_date"].astype("string")
    bad = pd.Series(read.bad, index=out.index)
    # a date that cannot be read goes on as it is, to be refused by name
    out["date_start"] = first.dt.strftime("%Y-%m-%d").astype("string").mask(bad, given)
    out["date_end"] = last.dt.strftime("%Y-%m-%d").astype("string").mask(bad, pd.NA)
    out["date_precision"] = time.map(ACLED_TIME_PRECISION)
    places = pd.DataFrame.from_dict(ACLED_GEO_PRECISION, orient="index")
    out["precision"] = geo.map(places["precision"])
    out["uncertainty_km"] = geo.map(places["uncertainty_km"]).astype("float64")
    for role in ("actor1_role", "actor2_role"):
        if role in out.columns:
            codes = pd.to_numeric(out[role], errors="coerce")
            names = codes.map(ACLED_INTER).astype("string")
            text = out[role].astype("string").mask(codes.notna(), pd.NA)
            out[role] = names.fillna(text)
    for name, codes, known in (
        ("time_precision", time, ACLED_TIME_PRECISION),
        ("geo_precision", geo, ACLED_GEO_PRECISION),
    ):
        unknown = int((~codes.isin(list(known))).sum())
        if unknown and name in table.columns:
            notes.append(f"{several(unknown, 'row')} with a {name} that the codebook does not know")
    if "source" in out.columns:
        cells = out["source"].astype("string").fillna("")
        out["reports"] = pd.Series(
            [[{"source": name.strip()} for name in str(cell).split(";") if name.strip()] for cell in cells],
            index=out.index,
        )
    out["source"] = "ACLED"
    return out.drop(columns="event_date"), notes


def _codes(table: pd.DataFrame, name: str) -> pd.Series:
    if name not in table.columns:
        return pd.Series(pd.NA, index=table.index, dtype="Int64")
    numbers = pd.to_numeric(table[name], errors="coerce")
    return numbers.where(numbers % 1 == 0).astype("Float64").astype("Int64")
