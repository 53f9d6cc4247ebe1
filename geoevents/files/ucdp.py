"""UCDP GED (Uppsala Conflict Data Program, Georeferenced Event Dataset) to event columns.

Both published layouts are read: the candidate files of the 2010s (41 columns, ``conflict_new_id``) and the full one
(49 or 50 columns, ``where_description``), as CSV or any other table. Columns of ours take the place of theirs where
they mean the same; all others stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from geoevents.files.shapes import Divisions, give_shapes
from geoevents.model.taxonomy import ACLED_INTER, UCDP_DATE_PREC, UCDP_TYPE_OF_VIOLENCE, UCDP_WHERE_PREC
from geoevents.model.words import several

__all__ = ["is_ucdp", "ucdp_to_events"]

_NEEDED = frozenset({
    "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "date_start", "date_end",
    "best", "low", "high",
})  # fmt: skip

_RENAMED = {
    "id": "event_id",
    "side_a": "actor1",
    "side_b": "actor2",
    "best": "fatalities_best",
    "low": "fatalities_low",
    "high": "fatalities_high",
    "where_coordinates": "place",
    "adm_1": "admin1",
    "adm_2": "admin2",
}
ORGANISED = "Organised armed group"
"""UCDP's notion of an actor that is neither a government nor civilians."""

_ARTICLE = re.compile(r"\s*(.*?)\s*,\s*(\d{4}-\d{2}-\d{2})\s*,\s*(.*?)\s*", re.DOTALL)


def is_ucdp(names: list[str]) -> bool:
    """Tell whether a table's columns are those of UCDP GED."""
    return set(names) >= _NEEDED


def ucdp_to_events(table: pd.DataFrame, *, divisions: Divisions | None = None) -> tuple[pd.DataFrame, list[str]]:
    """Name and translate the columns of UCDP GED.

    Parameters
    ----------
    table : pandas.DataFrame
        As read, numbers as text or as numbers.
    divisions : callable, optional
        Looks up the shapes of places known only as a division, region or country (``where_prec`` 3 to 6). Without
        it they are points with the radius usual for their precision.

    Returns
    -------
    named : pandas.DataFrame
        For :func:`geoevents.model.events.make_events`.
    notes : list of str

    Notes
    -----
    ``event_type`` keeps UCDP's own terms. Roles are filled as far as UCDP implies them: a side called "Government of
    ..." is state forces, the target of one-sided violence is civilians, every other side an organised armed group.
    """
    out = table.rename(columns=_RENAMED)
    notes: list[str] = []
    out["event_id"] = out["event_id"].astype("string").str.removesuffix(".0")
    where, violence, when = (_codes(table, name) for name in ("where_prec", "type_of_violence", "date_prec"))
    places = pd.DataFrame.from_dict(UCDP_WHERE_PREC, orient="index")
    out["precision"] = where.map(places["precision"])
    out["uncertainty_km"] = where.map(places["uncertainty_km"]).astype("float64")
    out["date_precision"] = when.map(UCDP_DATE_PREC)
    out["event_type"] = violence.map(UCDP_TYPE_OF_VIOLENCE)
    for name, codes, what in (
        ("where_prec", where, places["precision"]),
        ("type_of_violence", violence, UCDP_TYPE_OF_VIOLENCE),
    ):
        unknown = int((~codes.isin(list(what.keys()))).sum())
        if unknown:
            notes.append(f"{several(unknown, 'row')} with a {name} that the codebook does not know")
    for actor in ("actor1", "actor2"):
        side = out[actor].astype("string")
        role = pd.Series(ORGANISED, index=out.index, dtype="string")
        role = role.mask(side.str.startswith("Government of").fillna(False).astype(bool), ACLED_INTER[1])
        if actor == "actor2":
            role = role.mask((violence == 3).fillna(False).astype(bool), ACLED_INTER[7])
        out[f"{actor}_role"] = role.mask(side.fillna("").str.strip() == "", pd.NA)
    out["reports"] = _reports(table)
    out["source"] = "UCDP GED"
    if "where_description" in out.columns and "notes" not in out.columns:
        out = out.rename(columns={"where_description": "notes"})
    if divisions is not None:
        column = {"admin2": "admin2", "admin1": "admin1", "country": "country"}
        names = out["place"].astype("string")
        for precision, from_column in column.items():
            if from_column in out.columns:
                own = out[from_column].astype("string")
                use = (out["precision"] == precision) & own.notna() & (own != "")
                names = names.mask(use.fillna(False), own)
        rows = where.isin([3, 4, 5, 6]).to_numpy(dtype=bool)
        out, said = give_shapes(out, np.asarray(rows), names, divisions)
        notes.extend(said)
    return out, notes


def _codes(table: pd.DataFrame, name: str) -> pd.Series:
    if name not in table.columns:
        return pd.Series(pd.NA, index=table.index, dtype="Int64")
    numbers = pd.to_numeric(table[name], errors="coerce")
    return numbers.where(numbers % 1 == 0).astype("Float64").astype("Int64")


def _reports(table: pd.DataFrame) -> pd.Series:
    """Read ``source_article``: ``"office,date,headline";"office,date,headline"``."""
    if "source_article" not in table.columns:
        return pd.Series([[] for _ in range(len(table))], index=table.index)
    made: list[list[dict[str, Any]]] = []
    for cell in table["source_article"].astype("string").fillna(""):
        reports = []
        for article in re.split(r'"\s*;\s*"', str(cell).strip().strip('"')):
            match = _ARTICLE.fullmatch(article)
            if match:
                parts = {"source": match[1], "date": match[2], "quote": match[3]}
                reports.append({key: value for key, value in parts.items() if value})
            elif article.strip():
                reports.append({"source": article.strip()})
        made.append(reports)
    return pd.Series(made, index=table.index)
