"""Any table or layer with names and positions to draft places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geoevents.errors import MissingColumnsError
from geoevents.gazetteer.adding.drafts import Drafts, Refused, Table, columns_of, private_id, text_of, whole_number
from geoevents.gazetteer.adding.naming import kind_of, name_fault, names_and_kind
from geoevents.gazetteer.adding.rows import Spot, spots
from geoevents.gazetteer.sources.entry import Entry
from geoevents.gazetteer.sources.ranks import town_extent_km, town_rank

__all__ = ["read_tables"]

_LISTS = re.compile(r"\s*[|;,،]\s*")
_DIVISIONS = {"country": 0, "admin1": 3, "admin2": 6, "admin3": 7}
_MOST_WORDS = 8

_UNKNOWN_RANK = 8
"""Importance of a place of which nothing but its position is known: a village's."""


def read_tables(
    tables: Sequence[Table],
    layer: str,
    *,
    kind: str = "",
    country: str = "",
    source: str = "",
    columns: Mapping[str, str] | None = None,
) -> Drafts:
    """Read tables with a name and a position in each row.

    Parameters
    ----------
    tables : sequence of Table
        Their columns are recognised by name (``columns.toml``).
    layer : str
        What ids begin with.
    kind : str
        Kind of the rows that do not say it. Without it: what a word of the name says ("X camp"), else a town, or a
        region for an area.
    country : str
        ISO 3166-1 alpha-2 code of the rows that do not say it; without it, the country they lie in.
    source : str
        What the places name as their source.
    columns : mapping, optional
        Our word (name, latitude, ...) -> the table's column.

    Raises
    ------
    MissingColumnsError
        Where a table has no names or no positions.
    """
    drafts = Drafts("table of places")
    strange: dict[str, int] = {}
    known: dict[str, Entry] = {}
    for table in tables:
        shaped = hasattr(table.frame, "geometry") and hasattr(table.frame, "crs")
        found = columns_of(table.frame.columns, "table", columns, free=("geometry",) if shaped else ())
        _check(table, found, shaped)
        records: list[Any] = table.frame.to_dict("records")
        for number, row, spot in zip(table.numbers(), records, spots(table, found), strict=True):
            drafts.rows += 1
            cells = {ours: text_of(row.get(theirs)) for ours, theirs in found.items() if ours != "geometry"}
            reason = spot.fault or name_fault(cells["name"])
            entry = None if reason else _entry(cells, spot, layer, kind, country, source or layer)
            if isinstance(entry, str):
                reason = entry
            elif entry is not None:
                word = cells.get("kind", "")
                if word and not kind_of(word):
                    strange[word] = strange.get(word, 0) + 1
                twin = known.setdefault(entry.place_id, entry)
                if twin is entry:
                    drafts.places.append(entry)
                elif twin.name == entry.name and (twin.lon, twin.lat) == (entry.lon, entry.lat):
                    twin.names = list(dict.fromkeys([*twin.names, *entry.names]))
                else:
                    reason = f"the id {entry.place_id.partition(':')[2]!r} stands above already, for {twin.name!r}"
            if reason:
                shown = {name: value for name, value in row.items() if not hasattr(value, "geom_type")}
                drafts.refuse(Refused(table.name, number, reason, shown))
    if strange:
        words = sorted(strange, key=lambda word: (-strange[word], word))
        some = ", ".join(repr(word[:40]) for word in words[:_MOST_WORDS]) + (
            ", ..." if len(words) > _MOST_WORDS else ""
        )
        number = sum(strange.values())
        drafts.notes.append(f"rows of kinds that are not known, which were not heeded: {number:,} ({some})")
    return drafts


def _check(table: Table, found: Mapping[str, str], shaped: bool) -> None:
    placed = shaped or "geometry" in found or {"latitude", "longitude"} <= found.keys()
    if "name" in found and placed:
        return
    lack = "names of places" if placed else "positions" if "name" in found else "names and positions of places"
    shown = ", ".join(repr(str(name)) for name in list(table.frame.columns)[:20])
    remedy = "say which is which with columns: name=..., latitude=..., longitude=..."
    raise MissingColumnsError(f"{table.name!r} has no column of {lack}; its columns are {shown}", remedy)


def _entry(cells: Mapping[str, str], spot: Spot, layer: str, kind: str, country: str, source: str) -> Entry | str:
    """Make a place of a row, or say why it is none."""
    names, said = names_and_kind(cells["name"])
    kind = (kind_of(cells.get("kind", "")) or kind) or said
    if spot.shape is None:
        kind = kind or "town"
        if kind in _DIVISIONS:
            return f"{cells['name']!r} is a division ({kind}) without a shape"
    elif spot.shape.geom_type.endswith("LineString"):
        if kind not in ("river", "road", "border", "valley"):
            return f"a line that is {kind or 'of no stated kind'}: state a kind such as river, road or border"
    else:
        kind = kind or "region"
    people = _whole(cells.get("population", ""))
    if kind == "town" and people:
        rank, extent = town_rank("", people), town_extent_km(people)
    else:
        rank, extent = _DIVISIONS.get(kind, _UNKNOWN_RANK), 0.0
    given = _positive(cells.get("extent_km", ""))
    code = cells.get("country", "").upper()
    others = [part.strip("'\" ") for part in _LISTS.split(cells.get("alternates", "").strip("[]{}()"))]
    own_id = cells.get("id", "")
    return Entry(
        place_id=f"{layer}:{own_id}" if own_id else private_id(layer, cells["name"], spot.lon, spot.lat),
        name=names[0], kind=kind, lon=spot.lon, lat=spot.lat, country=code if _is_code(code) else country.upper(),
        population=people, rank=rank, source=source, extent_km=0.0 if spot.shape is not None else (given or extent),
        names=list(dict.fromkeys([*names, *(other for other in others if not name_fault(other))])), geometry=spot.shape,
    )  # fmt: skip


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha()


def _positive(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return 0.0
    return number if 0 < number < 20_000 else 0.0


def _whole(text: str) -> int:
    digits = re.sub(r"[\s,.'’](?=\d{3}\b)", "", text).partition(".")[0]
    return whole_number(digits)
