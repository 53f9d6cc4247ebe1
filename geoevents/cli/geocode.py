"""``geoevents geocode``: where a name or a place expression is, and how sure that is.

Text, JSON, GeoJSON and CSV are written without pandas, geopandas or pyarrow: a single query is answered in the time it
takes Python to start.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geoevents.model.places import Match

__all__ = ["register"]


class Format(StrEnum):
    """How answers are written."""

    text = "text"
    json = "json"
    geojson = "geojson"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("geocode")(geocode)


def geocode(
    queries: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", help="A name or place expression; '-' reads lines from standard input."),
    ],
    country: Annotated[
        str | None, typer.Option(help="Country that is likely: ISO code or name. A prior, not a filter.")
    ] = None,
    within: Annotated[list[str] | None, typer.Option(help="A place that must hold the answer; repeatable.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the answers.")] = Format.text,  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
) -> None:
    """Find places by name or expression, offline: "Idlib", "30 km north of Raqqa", "western Idlib governorate"."""
    from geoevents.cli.inputs import checked_country
    from geoevents.geocoding.resolve import Resolver

    if output is not None:
        from geoevents.atomic import check_writable

        check_writable(output)  # told before any work is done
    if country is not None:
        checked_country(country)
    resolver = Resolver()
    matches = [resolver.resolve(q, country=country, within=within or None) for q in _lines(queries)]
    text = _WRITERS[format](matches)
    if output is None:
        sys.stdout.write(text)
    else:
        from geoevents.atomic import write_atomic

        with write_atomic(output) as scratch:
            scratch.write_text(text, encoding="utf-8", newline="")
    missing = sum(m.geometry is None for m in matches)
    if missing and format is not Format.text:
        print(f"{len(matches) - missing} of {len(matches)} queries resolved", file=sys.stderr)


def _lines(queries: Sequence[str]) -> Iterable[str]:
    for query in queries:
        if query == "-":
            yield from (line.rstrip("\n") for line in sys.stdin)
        else:
            yield query


def _record(match: Match) -> dict[str, Any]:
    """One answer as plain values; NaN, which JSON does not know, is null."""
    from geoevents.model.places import GEOCODE_COLUMNS

    out: dict[str, Any] = {}
    for name in GEOCODE_COLUMNS:
        value = getattr(match, name)
        if name == "geometry":
            continue
        if name == "alternatives":
            value = [dict(a) for a in value]
        elif isinstance(value, float):
            value = None if value != value else value
        out[name] = value
    return out


def _geometry(match: Match) -> dict[str, Any] | None:
    if match.geometry is None:
        return None
    import shapely

    found: dict[str, Any] = json.loads(shapely.to_geojson(match.geometry))
    return found


def _json(matches: Sequence[Match]) -> str:
    records = [_record(m) | {"geometry": _geometry(m)} for m in matches]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _geojson(matches: Sequence[Match]) -> str:
    features = [{"type": "Feature", "geometry": _geometry(m), "properties": _record(m)} for m in matches]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"


def _csv(matches: Sequence[Match]) -> str:
    """Write one row for each query; the geometry as WKT, the alternatives as JSON."""
    import csv
    import io

    import shapely

    from geoevents.model.places import GEOCODE_COLUMNS

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(GEOCODE_COLUMNS)
    for match in matches:
        record = _record(match)
        record["alternatives"] = json.dumps(record["alternatives"], ensure_ascii=False)
        record["geometry"] = shapely.to_wkt(match.geometry, rounding_precision=6) if match.geometry is not None else ""
        writer.writerow(["" if record[c] is None else record[c] for c in GEOCODE_COLUMNS])
    return out.getvalue()


def _text(matches: Sequence[Match]) -> str:
    return "\n".join(_block(match) for match in matches)


def _block(match: Match) -> str:
    """Show one answer to people: what, where, how sure, what else it could be."""
    from geoevents.cli.console import clean

    if match.geometry is None:
        return f"{clean(match.query) or '(empty)'}\n  unresolved: {clean(match.explanation, limit=400)}\n"
    where = ", ".join(x for x in (match.admin1 if match.admin1 != match.name else "", match.country) if x)
    head = f"{clean(match.name)} ({match.kind}{', ' + clean(where) if where else ''})"
    lines = [
        f"{clean(match.query)}",
        f"  {match.status}: {head}",
        f"  where: {abs(match.lat):.4f} {'N' if match.lat >= 0 else 'S'}, "
        f"{abs(match.lon):.4f} {'E' if match.lon >= 0 else 'W'}, within {_km(match.uncertainty_km)} "
        f"({match.geometry.geom_type.lower()}, precision {match.precision}, confidence {match.confidence:.2f})",
        f"  why: {clean(match.explanation, limit=600)}",
    ]
    for other in match.alternatives:
        place = ", ".join(x for x in (other["admin1"], other["country"]) if x and x != other["name"])
        lines.append(
            f"  or: {clean(other['name'])} ({other['kind']}{', ' + clean(place) if place else ''}), "
            f"{other['lat']:.4f}, {other['lon']:.4f}, {other['confidence']:.2f}"
        )
    return "\n".join(lines) + "\n"


def _km(km: float) -> str:
    return f"{km:.1f} km" if km < 20 else f"{km:,.0f} km"


_WRITERS = {Format.text: _text, Format.json: _json, Format.geojson: _geojson, Format.csv: _csv}
