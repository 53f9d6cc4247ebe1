"""``geoevents geocode``: where a name or a place expression is, and how sure that is.

Answers to queries are written without pandas, geopandas or pyarrow: a single one takes little more than Python needs to
start. Tables (``--input``) are :mod:`geoevents.cli.geocode_table`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geoevents.errors import OptionError

if TYPE_CHECKING:
    from geoevents.geocoding.online.chain import OnlineChain
    from geoevents.model.places import Match

__all__ = ["register"]


class Format(StrEnum):
    """How answers are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    geojson = "geojson"
    csv = "csv"


_ENDINGS = {".csv": Format.csv, ".jsonl": Format.jsonl, ".geojson": Format.geojson, ".json": Format.json}
_NUMBERS = ("timeout", "min_delay_seconds")
"""Options of online services that are numbers; any other may be a key that looks like one."""

_TABLE_FORMATS = (Format.csv, Format.jsonl, Format.geojson)


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("geocode")(geocode)


def geocode(
    queries: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY...", help="A name or place expression; '-' reads lines from standard input."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Country that is likely: ISO code or name. A prior, not a filter.")
    ] = None,
    within: Annotated[list[str] | None, typer.Option(help="A place that must hold the answer; repeatable.")] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="How to write the answers; by default what --output ends with."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without it.")
    ] = None,
    input: Annotated[
        str | None,
        typer.Option("--input", "-i", help="Table to answer row by row, of any size; '-' is standard input."),
    ] = None,
    column: Annotated[
        str | None, typer.Option(help="Column of --input with the place; one called like a place without it.")
    ] = None,
    country_column: Annotated[str | None, typer.Option(help="Column with the country that is likely.")] = None,
    within_column: Annotated[
        list[str] | None, typer.Option(help="Column with a place that must hold the answer; repeatable.")
    ] = None,
    unresolved: Annotated[
        Path | None, typer.Option(help="CSV file for the rows of --input that were not resolved, with the reason.")
    ] = None,
    geometry: Annotated[
        bool,
        typer.Option(
            "--geometry/--no-geometry", help="Whether --input's answers in CSV or JSON lines have their outlines."
        ),
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what an interrupted run left beside --output.")
    ] = False,
    online: Annotated[
        list[str] | None,
        typer.Option(help="Service to ask for names that the gazetteer does not know, as geopy calls it; repeatable."),
    ] = None,
    user_agent: Annotated[
        str | None, typer.Option(help="Names your project to online services; Nominatim requires it.")
    ] = None,
    online_option: Annotated[
        list[str] | None,
        typer.Option(help="SERVICE.NAME=VALUE, an option of the service; env:VARIABLE takes the value from there."),
    ] = None,
    online_cache: Annotated[
        Path | None, typer.Option(help="File that keeps online answers; one in your cache folder without it.")
    ] = None,
) -> None:
    """Find places by name or expression, offline: "Idlib", "30 km north of Raqqa", "western Idlib governorate".

    With --input, every row of a table is answered: its columns stay as they came, those of the answer follow. Outlines
    are left out unless --geometry asks for them: that of a country, repeated in many rows, is longer than any table.
    """
    from geoevents.cli.inputs import checked_country

    if bool(queries) == (input is not None):
        raise OptionError("nothing is asked" if input is None else "QUERY and --input are both given",
                          "give QUERY... or --input FILE")  # fmt: skip
    if input is None:
        table_only = {"--column": column, "--country-column": country_column, "--within-column": within_column,
                      "--unresolved": unresolved, "--resume": resume, "--geometry": geometry}  # fmt: skip
        if odd := [name for name, value in table_only.items() if value]:
            raise OptionError(f"{odd[0]} is for a table", "give --input FILE with it")
    if output is not None:
        from geoevents.atomic import check_writable

        check_writable(output)  # told before any work is done
    if country is not None:
        checked_country(country)
    if format is None and output is not None:
        format = _ENDINGS.get(output.suffix.lower())  # noqa: A001
    if input is not None:
        from geoevents.cli.geocode_table import TableJob, run_table

        job = TableJob(
            input=input,
            output=output,
            format=_table_format(format, output),
            column=column,
            country_column=country_column,
            within_columns=tuple(within_column or ()),
            country=country,
            within=tuple(within or ()),
            unresolved=unresolved,
            geometry=geometry,
            resume=resume,
        )
        _check_apart(job)
        with _chain(online, user_agent, online_option, online_cache) as chain:
            run_table(job, online=chain)
        return
    from geoevents.geocoding.resolve import Resolver
    from geoevents.geocoding.stream import Answers

    with _chain(online, user_agent, online_option, online_cache) as chain:
        answers = Answers(Resolver(), online=chain)
        matches = [answers.answer(q, country, tuple(within or ())) for q in _lines(queries or ())]
    style = format or Format.text
    text = _WRITERS[style](matches)
    if output is None:
        sys.stdout.write(text)
    else:
        from geoevents.atomic import write_atomic

        with write_atomic(output) as scratch:
            scratch.write_text(text, encoding="utf-8", newline="")
    missing = sum(m.geometry is None for m in matches)
    if missing and style is not Format.text:
        print(f"{len(matches) - missing} of {len(matches)} queries resolved", file=sys.stderr)
    if chain is not None:
        from geoevents.cli.geocode_table import tell_online

        tell_online(chain.summary)


def _table_format(given: Format | None, output: Path | None) -> str:
    if given is None and output is not None:
        raise OptionError(f"--output cannot tell a format from {output.name!r}", "end the name with .csv, .jsonl or "
                          ".geojson, or give --format")  # fmt: skip
    if given is not None and given not in _TABLE_FORMATS:
        raise OptionError(f"a table is not written as {given.value}", f"choose one of {', '.join(_TABLE_FORMATS)}")
    return (given or Format.csv).value


def _check_apart(job: Any) -> None:
    """Check that no file is read and written, or written twice."""
    import os

    from geoevents.atomic import check_writable
    from geoevents.cli.geocode_parts import ENDINGS

    files = {"--input": job.input, "--output": job.output, "--unresolved": job.unresolved}
    if job.unresolved is not None:
        check_writable(job.unresolved)
    taken: dict[str, str] = {}
    for option, name in files.items():
        if name is None or (option == "--input" and name == "-"):
            continue
        path = os.path.realpath(Path(name).expanduser())
        for ending in ("",) if option == "--input" else ("", *ENDINGS):
            other = taken.setdefault(path + ending, option)
            if other != option:
                what = (
                    f"{option} {str(name)!r}" if not ending else f"the draft {Path(path + ending).name!r} of {option}"
                )
                raise OptionError(f"{what} is also {other} or its draft", "name another file")


@contextmanager
def _chain(
    names: Sequence[str] | None, user_agent: str | None, options: Sequence[str] | None, cache: Path | None
) -> Iterator[OnlineChain | None]:
    """Make the chain of online services that the options name; None without any."""
    if not names:
        if user_agent or options or cache:
            raise OptionError("no online service is named", "give --online NAME, for example --online nominatim")
        yield None
        return
    from geoevents.geocoding.online.chain import OnlineChain

    services = [(name, dict(_options_of(name, names, options or ()))) for name in names]
    with OnlineChain(services, user_agent=user_agent, cache=cache) as chain:
        yield chain


def _options_of(service: str, services: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Give the options of one service: ``nominatim.domain=localhost``, ``opencage.api_key=env:OPENCAGE_KEY``."""
    import os

    for text in texts:
        left, equals, value = text.partition("=")
        owner, dot, name = left.partition(".")
        if not equals or not dot or owner not in services:
            # What stands behind the equals sign may be a key, and without one all of it: it is not told.
            odd = f"--online-option does not take {left!r}" if equals else "an --online-option has no '='"
            raise OptionError(odd, f"write SERVICE.NAME=VALUE, as in {services[0]}.domain=HOST")
        if owner != service:
            continue
        if name in _NUMBERS:
            try:
                yield name, float(value)
            except ValueError:
                raise OptionError(f"{left} is no number", "give the seconds as a number") from None
        elif value.startswith("env:"):
            variable = value.removeprefix("env:")
            if variable not in os.environ:
                raise OptionError(f"the environment has no variable {variable!r}", "set it, or give the value itself")
            yield name, os.environ[variable]
        else:
            yield name, value


def _lines(queries: Sequence[str]) -> Iterable[str]:
    for query in queries:
        if query == "-":
            yield from (line.rstrip("\n") for line in sys.stdin)
        else:
            yield query


def _geometry(match: Match) -> dict[str, Any] | None:
    if match.geometry is None:
        return None
    import shapely

    found: dict[str, Any] = json.loads(shapely.to_geojson(match.geometry))
    return found


def _json(matches: Sequence[Match]) -> str:
    from geoevents.cli.geocode_rows import record

    records = [record(m) | {"geometry": _geometry(m)} for m in matches]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _jsonl(matches: Sequence[Match]) -> str:
    from geoevents.cli.geocode_rows import record

    lines = (json.dumps(record(m) | {"geometry": _geometry(m)}, ensure_ascii=False, allow_nan=False) for m in matches)
    return "".join(f"{line}\n" for line in lines)


def _geojson(matches: Sequence[Match]) -> str:
    from geoevents.cli.geocode_rows import record

    features = [{"type": "Feature", "geometry": _geometry(m), "properties": record(m)} for m in matches]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"


def _csv(matches: Sequence[Match]) -> str:
    """Write one row for each query; the geometry as WKT, the alternatives as JSON."""
    import csv
    import io

    import shapely

    from geoevents.cli.geocode_rows import record
    from geoevents.model.places import GEOCODE_COLUMNS

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(GEOCODE_COLUMNS)
    for match in matches:
        values = record(match)
        values["alternatives"] = json.dumps(values["alternatives"], ensure_ascii=False)
        values["geometry"] = shapely.to_wkt(match.geometry, rounding_precision=6) if match.geometry is not None else ""
        writer.writerow(["" if values[c] is None else values[c] for c in GEOCODE_COLUMNS])
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


_WRITERS = {
    Format.text: _text, Format.json: _json, Format.jsonl: _jsonl, Format.geojson: _geojson, Format.csv: _csv,
}  # fmt: skip
