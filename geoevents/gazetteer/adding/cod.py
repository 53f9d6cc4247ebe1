"""OCHA's common operational boundaries (COD-AB) to draft places: p-codes become ids, levels become kinds.

Three generations of column names are in use: ``NAME_EN`` and ``PCODE`` beside the codes of the levels above; then
``ADM2_EN``, ``ADM2_PCODE``; then ``adm2_name``, ``adm2_name1``, ``adm2_pcode``. One table holds one level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from geoevents.gazetteer.adding.drafts import Drafts, Refused, Table, plain, text_of
from geoevents.gazetteer.adding.naming import name_fault
from geoevents.gazetteer.adding.rows import middle_of
from geoevents.gazetteer.names import fold, script
from geoevents.gazetteer.sources.entry import Entry

__all__ = ["KINDS_OF_LEVELS", "SOURCE", "is_boundaries", "read_boundaries"]

KINDS_OF_LEVELS: tuple[str, ...] = ("country", "admin1", "admin2", "admin3")
SOURCE = "OCHA COD-AB"

_RANKS = {"country": 0, "admin1": 3, "admin2": 6, "admin3": 7}
_CODE = re.compile(r"adm(?:in)?([0-5])pcode?")
_ORDER = ("en", "", "ref", "fr", "es", "pt")
"""Languages from which the preferred name is taken, the first that has one in Latin script."""


def is_boundaries(names: Sequence[Any]) -> bool:
    """Whether a table's columns are those of one level of boundaries."""
    forms = {plain(name) for name in names}
    coded = any(_CODE.fullmatch(form) for form in forms)
    named = any(re.match(r"adm(?:in)?\d(?:name|[a-z]{2}$|ref)", form) for form in forms)
    return (coded and named) or ({"pcode"} <= forms and any(form.startswith("namee") for form in forms))


def read_boundaries(tables: Sequence[Table]) -> Drafts:
    """Read the levels of one country or several, in any order; each is a GeoDataFrame in EPSG:4326.

    A row without a shape, a code or a name is refused, and one whose code another row has had.
    """
    drafts = Drafts("OCHA administrative boundaries (COD-AB)")
    seen: set[str] = set()
    for table in sorted(tables, key=lambda t: _level(t)[0]):
        level, code_column = _level(table)
        above = {
            int(match[1]): column
            for column in table.frame.columns
            if (match := _CODE.fullmatch(plain(column))) and int(match[1]) < level
        }
        names = _name_columns(table, level)
        shapes = table.frame.geometry.tolist()
        records: list[Any] = table.frame.drop(columns=table.frame.geometry.name).to_dict("records")
        for number, row, shape in zip(table.numbers(), records, shapes, strict=True):
            drafts.rows += 1
            code = text_of(row.get(code_column))
            given = _names(row, names, code)
            reason = ""
            if level >= len(KINDS_OF_LEVELS):
                reason = f"a division of level {level}; levels 0 to {len(KINDS_OF_LEVELS) - 1} are kept"
            elif not code:
                reason = "it has no p-code"
            elif not given:
                reason = "it has no name"
            elif shape is None or shape.is_empty or not shape.geom_type.endswith("Polygon"):
                reason = "it has no area" if shape is None or shape.is_empty else f"a {shape.geom_type} is no area"
            elif code in seen:
                reason = f"the p-code {code!r} stands above already"
            if reason:
                drafts.refuse(Refused(table.name, number, reason, row))
                continue
            seen.add(code)
            kind = KINDS_OF_LEVELS[level]
            lon, lat = middle_of(shape)
            parents = [text_of(row.get(above[n])) for n in sorted(above, reverse=True)]
            drafts.places.append(Entry(
                place_id=f"cod:{code}", name=given[0], kind=kind, lon=lon, lat=lat, country=_country(row, above, code),
                rank=_RANKS[kind], source=SOURCE, parent=next((f"cod:{p}" for p in parents if p), ""), names=given,
                geometry=shape,
            ))  # fmt: skip
    return drafts


def _level(table: Table) -> tuple[int, str]:
    """Level of a table's rows, and the column of their p-codes."""
    numbered = {int(m[1]): str(c) for c in table.frame.columns if (m := _CODE.fullmatch(plain(c)))}
    own = next((str(c) for c in table.frame.columns if plain(c) == "pcode"), None)
    if own is not None:  # the numbered ones belong to the levels above
        return (max(numbered) + 1 if numbered else 0), own
    return max(numbered), numbered[max(numbered)]


def _name_columns(table: Table, level: int) -> list[str]:
    """Columns with names of a table's own level, those for the preferred name first."""
    former = any(plain(c) == "pcode" for c in table.frame.columns)
    own = rf"adm(?:in)?{level}(?:name|alt|ref)?n?\d?(?P<language>[a-z]{{2}}|ref)?\d?"
    pattern = re.compile(r"nam(?:e)?(?P<language>[a-z]{2})?(?:ref)?" if former else own)
    found: list[tuple[bool, int, int, str]] = []
    for column in table.frame.columns:
        match = pattern.fullmatch(plain(column))
        if match and plain(column) != "geometry":
            language = match["language"] or ""
            place = _ORDER.index(language) if language in _ORDER else len(_ORDER)
            found.append(("alt" in plain(column), place, len(found), str(column)))
    return [column for *_, column in sorted(found)]


def _names(row: dict[str, Any], columns: list[str], code: str) -> list[str]:
    """All names of a row, a Latin one first where there is one; what is a code or a number is none."""
    texts = [text_of(row.get(column)) for column in columns]
    texts = [
        text for text in dict.fromkeys(texts) if text != code and not name_fault(text) and fold(text) and script(text)
    ]
    return sorted(texts, key=lambda text: script(text) != "latin")


def _country(row: dict[str, Any], above: dict[int, str], code: str) -> str:
    """ISO 3166-1 alpha-2 code, with which p-codes of most countries begin; empty where they do otherwise."""
    for text in (text_of(row.get(above[0])) if 0 in above else "", code):
        letters = re.match(r"[A-Za-z]*", text)
        if letters and len(letters[0]) == 2:
            return letters[0].upper()
    return ""
