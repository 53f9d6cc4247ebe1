"""Countries: ISO 3166 codes with names in ten languages and their own (Unicode CLDR), facts from GeoNames."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from geoevents.gazetteer.sources.entry import Entry, tidy_names

__all__ = ["LANGUAGES", "read_territories", "read_territory_names"]

LANGUAGES: tuple[str, ...] = ("ar", "de", "en", "es", "fa", "fr", "he", "ru", "tr", "uk")


def read_territory_names(folder: Path) -> dict[str, dict[str, str]]:
    """Language -> CLDR territory code, with its variants ("EU-alt-short") -> name."""
    return {language: _names(folder, language) for language in LANGUAGES}


def _names(folder: Path, language: str) -> dict[str, str]:
    text = (folder / f"package/main/{language}/territories.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)["main"][language]["localeDisplayNames"]["territories"]
    return names


def _own_names(folder: Path) -> dict[str, str]:
    """ISO code -> what the country is called in its own language, where that is none of those above."""
    with (Path(__file__).parent / "country_languages.csv").open(encoding="utf-8", newline="") as handle:
        return {row["country"]: _names(folder, row["language"])[row["country"]] for row in csv.DictReader(handle)}


def read_territories(folder: Path, facts: dict[str, dict[str, Any]], shapes: dict[str, Any]) -> list[Entry]:
    """One entry per country that has a shape.

    Parameters
    ----------
    folder : Path
        The unpacked name tables.
    facts : dict
        GeoNames country facts by ISO code.
    shapes : dict
        ISO code -> shape.
    """
    tables = read_territory_names(folder)
    with (Path(__file__).parent / "country_names.csv").open(encoding="utf-8", newline="") as handle:
        extra = {row["country"]: row["names"].split("|") for row in csv.DictReader(handle)}
    own = _own_names(folder)
    entries = []
    for code in sorted(shapes):
        fact = facts.get(code, {})
        preferred = str(fact.get("name") or tables["en"].get(code, code))
        names = [table[k] for table in tables.values() for k in sorted(table) if k.split("-alt-")[0] == code]
        names = [name for name in names if len(name) > 2 or not name.isascii()]
        point = max(getattr(shapes[code], "geoms", [shapes[code]]), key=lambda part: part.area).representative_point()
        entries.append(
            Entry(
                place_id=f"ne:{code}", name=preferred, kind="country", lon=round(point.x, 5), lat=round(point.y, 5),
                country=code, population=int(fact.get("population") or 0), rank=0, source="Natural Earth",
                names=tidy_names(preferred, [*names, own.get(code, ""), *extra.get(code, [])]), geometry=shapes[code],
            )
        )  # fmt: skip
    return entries
