"""A GeoNames country dump to draft places: 19 columns divided by tabs, as GeoNames' readme for its export lists them.

geonameid, name, asciiname, alternatenames (divided by commas), latitude, longitude, feature class, feature code,
country code, cc2, admin1 code, admin2 code, admin3 code, admin4 code, population, elevation, dem, timezone,
modification date.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geoevents.errors import InputError
from geoevents.gazetteer.adding.drafts import Drafts, Refused, text_of, whole_number
from geoevents.gazetteer.adding.naming import name_fault
from geoevents.gazetteer.sources.entry import Entry, tidy_names
from geoevents.gazetteer.sources.geonames import is_usable_name
from geoevents.gazetteer.sources.ranks import town_extent_km, town_rank

__all__ = ["FIELDS", "is_dump", "read_dump"]

FIELDS: tuple[str, ...] = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country_code", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation",
    "dem", "timezone", "modification_date",
)  # fmt: skip

_ID = re.compile(r"[0-9]{1,10}", re.ASCII)
_SEATS = frozenset({"PPLC", "PPLG", "PPLA", "PPLA2", "PPLA3"})
_DIVISIONS = {"ADM1": 1, "ADM2": 2, "ADM3": 3}

_MOST_BYTES = 4_000_000_000
"""The dump of all countries is 1.6 GB; more than this is a mistake or an attack."""

_MOST_LETTERS = 1_000_000
"""Length of a line at most: GeoNames cuts the alternate names at 10,000 characters."""

UNKNOWN_SIZE_RANK = 8
"""A dump lists every hamlet; most places without a number of inhabitants are small."""


class _Feature(NamedTuple):
    kind: str
    rank: int
    extent_km: float
    why: str


@lru_cache(maxsize=1)
def _features() -> dict[tuple[str, str], _Feature]:
    with Path(__file__).with_name("feature_codes.csv").open(encoding="utf-8", newline="") as handle:
        return {
            (row["class"], row["code"]): _Feature(
                row["kind"], int(row["rank"] or 9), float(row["extent_km"] or 0), row["why"]
            )
            for row in csv.DictReader(handle)
        }


def _feature(of_class: str, code: str) -> _Feature | None:
    known = _features()
    for form in (code, f"{code[:3]}*", "*"):
        if (of_class, form) in known:
            return known[of_class, form]
    return None


def is_dump(path: Path) -> bool:
    """Whether a file is a GeoNames dump: its first line has the 19 columns, or it is an archive of such a file."""
    try:
        with _lines(path, "replace") as lines:
            return _looks_right(next(lines, "").rstrip("\r\n").split("\t"))
    except (OSError, InputError, UnicodeDecodeError, zipfile.BadZipFile, EOFError):
        return False


def _looks_right(fields: list[str]) -> bool:
    if len(fields) != len(FIELDS) or not _ID.fullmatch(fields[0]) or len(fields[6]) > 1:
        return False
    try:
        return -90 <= float(fields[4]) <= 90 and -180 <= float(fields[5]) <= 180
    except ValueError:
        return False


class _lines:  # noqa: N801 - a function with a clean end
    """The lines of a dump, from the text itself or from the archive it is published in."""

    def __init__(self, path: Path, errors: str = "strict") -> None:
        self._path = path
        self._errors = errors
        self._archive: zipfile.ZipFile | None = None

    def __enter__(self) -> Iterator[str]:
        if zipfile.is_zipfile(self._path):
            self._archive = zipfile.ZipFile(self._path)
            members = [m for m in self._archive.infolist() if m.filename.lower().endswith(".txt")]
            members = [m for m in members if "readme" not in m.filename.lower()]
            if len(members) != 1:
                self._archive.close()
                raise InputError(f"{self._path.name!r} holds {len(members)} tables", "give a dump of one country")
            if members[0].file_size > _MOST_BYTES:
                self._archive.close()
                raise InputError(f"{self._path.name!r} unpacks to {members[0].file_size / 1e9:.1f} GB", "is it a dump?")
            self._text = io.TextIOWrapper(
                self._archive.open(members[0]), encoding="utf-8-sig", errors=self._errors, newline="\n"
            )
        else:
            self._text = self._path.open(encoding="utf-8-sig", errors=self._errors, newline="\n")  # type: ignore[assignment]
        return iter(self._line, "")

    def _line(self) -> str:
        line = self._text.readline(_MOST_LETTERS)
        if len(line) == _MOST_LETTERS:
            raise InputError(
                f"{self._path.name!r} has a line of more than {_MOST_LETTERS:,} characters", "is it a dump?"
            )
        return line

    def __exit__(self, *error: object) -> None:
        self._text.close()
        if self._archive is not None:
            self._archive.close()


def read_dump(path: Path) -> Drafts:
    """Read a country dump, ``.zip`` or ``.txt``.

    Raises
    ------
    InputError
        Where the file cannot be read.
    """
    drafts = Drafts("GeoNames country dump")
    filed: list[tuple[str, ...]] = []
    levels: dict[str, int] = {}
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    seen: set[str] = set()
    try:
        with _lines(path) as lines:
            for line in lines:
                fields = line.rstrip("\r\n").split("\t")
                if fields == [""]:
                    continue
                drafts.rows += 1
                row = dict(zip(FIELDS, fields, strict=False))
                reason = _fault(fields)
                if reason:
                    drafts.refuse(Refused(path.name, drafts.rows, reason, row))
                    continue
                place, codes = _entry(row), _codes(row)
                if place.place_id in seen:
                    continue
                seen.add(place.place_id)
                drafts.places.append(place)
                filed.append(known.setdefault(codes, codes))
                if row["feature_code"] in _DIVISIONS:
                    levels[place.place_id] = _DIVISIONS[row["feature_code"]]
    except (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile, RuntimeError) as error:
        raise InputError(f"{path.name!r} cannot be read as a GeoNames dump: {error}", "fetch it again") from error
    divisions = _division_ids(drafts.places, filed, levels)
    for place, codes in zip(drafts.places, filed, strict=True):
        place.parent = _parent(place.place_id, codes, divisions, levels.get(place.place_id, len(codes)))
    return drafts


def _fault(fields: list[str]) -> str:
    """Say why a line is no place; empty if it is one."""
    if len(fields) != len(FIELDS):
        return f"the line has {len(fields)} fields, not {len(FIELDS)}"
    if not _looks_right(fields):
        return f"id {fields[0]!r}, latitude {fields[4]!r} and longitude {fields[5]!r} are not those of a place"
    fault = name_fault(text_of(fields[1]))
    if fault:
        return fault
    code = fields[7]
    feature = _feature(fields[6], code)
    if feature is None and fields[6] == "A":
        former = code.endswith("H")
        return f"{code}: {'a former division' if former else 'a division below the third order'}, which is not kept"
    if feature is None:
        return f"the feature class {fields[6]!r} is none of GeoNames'"
    return "" if feature.kind else f"{fields[6]}.{code}: {feature.why}"


def _codes(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("country_code", "admin1_code", "admin2_code", "admin3_code"))


def _division_ids(
    places: list[Entry], filed: list[tuple[str, ...]], levels: dict[str, int]
) -> dict[tuple[str, ...], str]:
    """Codes of a division (country, first-order, ...) -> its id."""
    found: dict[tuple[str, ...], str] = {}
    for place, codes in zip(places, filed, strict=True):
        level = levels.get(place.place_id)
        if level and all(codes[: level + 1]):
            found.setdefault(codes[: level + 1], place.place_id)
    return found


def _parent(place_id: str, codes: tuple[str, ...], divisions: dict[tuple[str, ...], str], level: int) -> str:
    """Id of the smallest division of the dump that a place is filed under by its codes; empty for none."""
    for length in range(level, 1, -1):
        parent = divisions.get(codes[:length], "") if codes[length - 1] else ""
        if parent and parent != place_id:
            return parent
    return ""


def _entry(row: dict[str, str]) -> Entry:
    code = row["feature_code"]
    feature = _feature(row["feature_class"], code)
    assert feature is not None  # noqa: S101 - _fault refused the others
    people = whole_number(row["population"])
    rank, extent = feature.rank, feature.extent_km
    if row["feature_class"] == "P":
        rank = town_rank(code, people)
        if not people and code not in _SEATS:
            rank = max(rank, UNKNOWN_SIZE_RANK)
        extent = town_extent_km(people)
    others = [
        row["asciiname"],
        *(name for name in row["alternatenames"].split(",") if is_usable_name(name) and not name_fault(name)),
    ]
    name = text_of(row["name"])
    return Entry(
        place_id=f"gn:{row['geonameid']}", name=name, kind=feature.kind, lon=round(float(row["longitude"]), 5),
        lat=round(float(row["latitude"]), 5), country=row["country_code"].strip().upper(), population=people,
        rank=rank, source="GeoNames", extent_km=extent, names=tidy_names(name, others),
    )  # fmt: skip
