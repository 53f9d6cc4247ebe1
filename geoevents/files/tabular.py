"""Any table to event columns: columns recognised by their names or as the caller maps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geoevents.errors import MissingColumnsError, OptionError
from geoevents.files.synonyms import EVENT_SYNONYMS, LABELS, REPORT_COLUMNS, REPORT_SYNONYMS, plain
from geoevents.model.time import MISSING_WORDS
from geoevents.model.words import several

__all__ = ["find_columns", "numbers_where_plain", "to_events"]

_ALIASES = {
    "date": "date_start",
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "fatalities": "fatalities_best",
}
"""Short words a caller may use for our columns."""

_PLAIN_NUMBER = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?"


def find_columns(
    names: list[str], synonyms: Mapping[str, tuple[str, ...]], given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Find which column of a file is which of ours.

    Parameters
    ----------
    names : list of str
        The file's columns.
    synonyms : mapping
        Our column -> its names in files, the surest first.
    given : mapping, optional
        Our column -> the file's, as the caller says; it wins.

    Returns
    -------
    dict of str to str
        Our column -> the file's. No column of the file is used twice.

    Raises
    ------
    OptionError
        If ``given`` names a column that is none of ours, or one of the file's twice.
    MissingColumnsError
        If ``given`` names a column that the file does not have.
    """
    found: dict[str, str] = {}
    if given is not None and not isinstance(given, Mapping):
        raise OptionError(f"columns= does not take {given!r}", "give a mapping such as {'place': 'Where'}")
    for ours, theirs in (given or {}).items():
        name = _ALIASES.get(ours, ours)
        if name not in synonyms:
            known = (*synonyms, *REPORT_COLUMNS)
            raise OptionError(f"columns= knows no event column {ours!r}", f"choose from {', '.join(known)}")
        if theirs not in names:
            raise MissingColumnsError(f"there is no column {theirs!r}", f"the table has {_listed(names)}")
        if theirs in found.values():
            raise OptionError(f"columns= names the column {theirs!r} twice", "name a column of the file once")
        found[name] = theirs
    forms: dict[str, str] = {}
    for name in names:
        forms.setdefault(plain(name).replace("_", ""), name)
    taken = set(found.values())
    for ours, known in synonyms.items():
        if ours in found:
            continue
        for form in known:
            theirs_found = forms.get(form.replace("_", ""))
            if theirs_found is not None and theirs_found not in taken:
                found[ours] = theirs_found
                taken.add(theirs_found)
                break
    return found


def to_events(
    table: pd.DataFrame, *, columns: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """Name the columns of a table as the event table does.

    Parameters
    ----------
    table : pandas.DataFrame
        As read; a GeoDataFrame brings its geometry.
    columns : mapping, optional
        Our column, or a report's field (``attributed_to``, ``stance``, ``quote``, ``url``, ``report_date``) -> the
        table's, where the names do not say it.

    Returns
    -------
    named : pandas.DataFrame
        For :func:`geoevents.model.events.make_events`, with ``country`` and ``admin1`` where the table has them.
    found : dict of str to str
        Our column -> the table's.
    notes : list of str
        What had to be assumed.

    Raises
    ------
    MissingColumnsError
        If the table has neither coordinates nor shapes nor names of places, or not a column that ``columns`` names.
    OptionError
        If ``columns`` names a column that is none of ours, or one of the table's twice, or fields of reports for a
        table that has a column of whole reports.
    """
    names = [str(name) for name in table.columns]
    shaped = isinstance(table, gpd.GeoDataFrame)
    pool = [name for name in names if not (shaped and name == table.geometry.name)]
    # a table that brings shapes needs no column of WKT
    synonyms = {ours: known for ours, known in EVENT_SYNONYMS.items() if not (shaped and ours == "geometry")}
    ours_given, reported = _given(names, columns)
    found = find_columns([name for name in pool if name not in reported.values()], synonyms, ours_given)
    notes: list[str] = []
    out = pd.DataFrame(table).rename(columns={theirs: ours for ours, theirs in found.items() if ours != theirs})
    clash = list(out.columns[out.columns.duplicated()].unique())
    if clash:  # the table has, say, both "date" (taken as date_start) and an unused "date_start"
        out = pd.DataFrame(table)
        spare = {c: f"{c}_given" for c in clash if c in names and found.get(c) != c}
        out = out.rename(columns=spare).rename(columns={t: o for o, t in found.items() if o != t})
    if shaped:
        if table.geometry.name != "geometry":
            out = out.rename(columns={table.geometry.name: "geometry"})
        out["geometry"] = table.geometry.to_crs("EPSG:4326") if table.crs is not None else table.geometry
    elif "geometry" in found:
        out, said = _from_wkt(out)
        notes.extend(said)
    if "date_start" not in found:
        dated = _from_parts(names, table)
        if dated is not None:
            out["date_start"] = dated
    if not ({"longitude", "latitude"} <= set(out.columns) or "geometry" in out.columns):
        pair = _coordinate_pair(names, table)
        if pair is not None:
            out["latitude"], out["longitude"] = pair
    if shaped and "place" not in out.columns:  # what a placemark or feature is called
        label = find_columns([n for n in pool if n not in found.values()], {"place": LABELS}).get("place")
        if label is not None:
            shapeless = table.geometry.isna() | table.geometry.is_empty  # a person's name is not to be looked up
            out["place"] = out[label].astype("string").mask(shapeless.to_numpy(), pd.NA)
    if "place" not in out.columns and "admin1" in out.columns:
        out["place"] = out["admin1"]
    if "reports" in out.columns and reported:
        raise OptionError(
            f"columns= names {', '.join(sorted(reported))}, but the table has a column of whole reports",
            "leave these names out, or rename the column of reports",
        )
    if "reports" not in out.columns:
        reports = _reports(table, pool, found, reported)
        if reports is not None:
            out["reports"] = reports
    has_place = {"longitude", "latitude"} <= set(out.columns) or "geometry" in out.columns or "place" in out.columns
    if not has_place:
        half = next((n for n in ("longitude", "latitude") if n in out.columns), None)
        lack = f"has a {half} but no other coordinate" if half else "has neither coordinates nor names of places"
        raise MissingColumnsError(
            f"the table {lack}; its columns are {_listed(names)}",
            "say which is which with columns: latitude=..., longitude=... or place=...",
        )
    if "date_start" not in out.columns:
        notes.append("no column holds dates: the events are undated")
    return out, found, notes


def numbers_where_plain(table: pd.DataFrame, *, keep: set[str]) -> pd.DataFrame:
    """Turn columns of text that hold nothing but plainly written numbers into numbers.

    A column with a leading zero (``007``), an exponent or a number of more than 15 digits stays text: its spelling
    may matter. Columns in ``keep`` stay as they are.
    """
    out = table.copy(deep=False)
    for name in table.columns:
        column = table[name]
        if name in keep or not pd.api.types.is_string_dtype(column.dtype) or column.dtype == object:
            continue
        given = column[column.notna() & (column != "")]
        # most columns are text, which the first value shows
        if not len(given) or not all(bool(part.str.fullmatch(_PLAIN_NUMBER).all()) for part in (given[:1], given)):
            continue
        whole = not bool(given.str.contains(".", regex=False).any())
        out[name] = pd.to_numeric(column.replace("", pd.NA)).astype("Int64" if whole else "Float64")
    return out


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(n[:40]) for n in names[:25])
    return shown + (f" and {len(names) - 25} more" if len(names) > 25 else "")


def _from_wkt(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Read a column of WKT; what is none stays in ``geometry_given``."""
    values = table["geometry"]
    shapes = np.full(len(table), None, dtype=object)
    wrong = 0
    for i, value in enumerate(values):
        if isinstance(value, shapely.Geometry):
            shapes[i] = value
        elif isinstance(value, bytes):
            shapes[i] = shapely.from_wkb(value, on_invalid="ignore")
        elif isinstance(value, str) and value.strip():
            shapes[i] = shapely.from_wkt(value.split(";", 1)[-1], on_invalid="ignore")
            wrong += shapes[i] is None
    out = table.rename(columns={"geometry": "geometry_given"}) if wrong else table.drop(columns="geometry")
    out["geometry"] = gpd.GeoSeries(shapes, index=table.index, crs="EPSG:4326")
    return out, [f"not WKT, kept in geometry_given: {several(wrong, 'value')} of the geometry column"] if wrong else []


def _from_parts(names: list[str], table: pd.DataFrame) -> pd.Series | None:
    """Put dates together from columns of year, month and day."""
    forms = {plain(name).removeprefix("date_").removeprefix("i"): name for name in reversed(names)}
    if "year" not in forms:
        return None
    parts = [table[forms[p]] if p in forms else None for p in ("year", "month", "day")]

    def digits(column: pd.Series | None, width: int) -> pd.Series:
        if column is None:
            return pd.Series("", index=table.index, dtype="string")
        text = column.astype("string").str.strip().str.removesuffix(".0").fillna("")
        text = text.mask(text.str.lower().isin(MISSING_WORDS) | (text == "0"), "")
        return text.mask(text.str.fullmatch(r"\d").fillna(False), text.str.zfill(width))

    year, month, day = digits(parts[0], 4), digits(parts[1], 2), digits(parts[2], 2)
    dated = year + ("-" + month).mask(month == "", "") + ("-" + day).mask((day == "") | (month == ""), "")
    return dated.mask(year == "", pd.NA)


def _coordinate_pair(names: list[str], table: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """Split a column of ``latitude, longitude`` pairs."""
    for name in names:
        if plain(name) in (
            "coordinates",
            "coords",
            "latlon",
            "lat_lon",
            "latlng",
            "lat_lng",
            "lat_long",
            "gps",
            "geolocation",
        ):
            text = table[name].astype("string")
            pair = text.str.extract(r"^\s*\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\s*$")
            if bool(pair[0].notna().any()):
                # what is no pair goes on as it is, to be refused with its value
                odd = text.notna() & pair[0].isna() & (text.str.strip() != "")
                return pair[0].mask(odd, text), pair[1].mask(odd, text)
    return None


def _given(names: list[str], columns: Mapping[str, str] | None) -> tuple[Mapping[str, str] | None, dict[str, str]]:
    """Part what a caller says of columns into those of events and those of reports, by the reports' own fields."""
    if not isinstance(columns, Mapping):
        return columns, {}
    reported = {REPORT_COLUMNS[ours]: theirs for ours, theirs in columns.items() if ours in REPORT_COLUMNS}
    ours_given = {ours: theirs for ours, theirs in columns.items() if ours not in REPORT_COLUMNS}
    for theirs in reported.values():
        if theirs not in names:
            raise MissingColumnsError(f"there is no column {theirs!r}", f"the table has {_listed(names)}")
        if list(columns.values()).count(theirs) > 1:
            raise OptionError(f"columns= names the column {theirs!r} twice", "name a column of the file once")
    return ours_given, reported


def _reports(
    table: pd.DataFrame, names: list[str], found: dict[str, str], given: Mapping[str, str]
) -> pd.Series | None:
    """Make one report a row from columns that hold its fields."""
    free = [name for name in names if name not in found.values() and name not in given.values()]
    synonyms = {ours: known for ours, known in REPORT_SYNONYMS.items() if ours not in given}
    fields = {**find_columns(free, synonyms), **given}
    if not fields.keys() & {"attributed_to", "stance", "quote", "url"}:
        return None
    if "source" in found:
        fields = {"source": found["source"], **fields}
    texts = {ours: table[theirs].astype("string").fillna("").tolist() for ours, theirs in fields.items()}
    made: list[list[dict[str, Any]]] = []
    for values in zip(*texts.values(), strict=True):
        report = {name: value for name, value in zip(texts, values, strict=True) if value.strip()}
        made.append([report] if report else [])
    return pd.Series(made, index=table.index)
