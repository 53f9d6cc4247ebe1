"""Any mix of articles, event tables and zone files to one table of events and one of zones, with an account of each."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import GeoEventsError, InputError, OptionError, QueryError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geoevents.files.report import ReadReport
    from geoevents.files.sniff import Sniffed

__all__ = [
    "Account",
    "Wishes",
    "checked_country",
    "combine",
    "gather",
    "open_input",
    "parse_columns",
    "read_input",
    "read_records_file",
    "read_zones_input",
]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks of the reading of inputs.

    Attributes
    ----------
    published, source : str
        Date and publisher of articles; empty where not said.
    country : str
        ISO code or name of the country that places are likely in; empty where not said.
    geocode : bool
        Whether to look up places of table rows without coordinates, and shapes of divisions.
    columns : mapping of str to str
        Our column -> the file's. Where there are several inputs, a table that has none of these columns is read
        without them, and the account says so.
    several : bool
        Whether there are several inputs.
    records : sequence or None
        Events of the one article that were found by other means; None where the rules shall read it.
    """

    published: str = ""
    source: str = ""
    country: str = ""
    geocode: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)
    records: Sequence[Any] | None = None
    several: bool = False


@dataclass(slots=True)
class Account:
    """What became of one input.

    Attributes
    ----------
    name : str
        The input, as the user named it.
    what : str
        ``"article"``, ``"events"`` or ``"zones"``.
    table : geopandas.GeoDataFrame
        Its events or zones.
    report : ReadReport
        What was taken and refused.
    title : str
        Of an article, where its file states one.
    """

    name: str
    what: str
    table: gpd.GeoDataFrame
    report: ReadReport
    title: str = ""


def parse_columns(texts: Sequence[str], *, option: str = "--columns", example: str = "place=Where") -> dict[str, str]:
    """Read an option of pairs such as ``--columns``: ``place=Where,date=When``.

    Raises
    ------
    OptionError
        If a part is not of the form ``name=column``.
    """
    found: dict[str, str] = {}
    for text in texts:
        for part in text.split(","):
            name, equals, column = part.partition("=")
            if not equals or not name.strip() or not column.strip():
                raise OptionError(f"{option} does not take {part!r}", f"write name=column, for example {example}")
            found[name.strip()] = column.strip()
    return found


def gather(
    inputs: Sequence[str], zones: Sequence[str], wishes: Wishes, *, step: Callable[[str], None]
) -> list[Account]:
    """Read all inputs and zones, in the order given; ``step`` is told the name of each as its turn comes."""
    accounts: list[Account] = []
    for i, name in enumerate(inputs):
        step(name)
        account = read_input(name, wishes)
        if name in inputs[:i]:
            account.report.add_note("this input is named more than once: what it holds is there as often")
        accounts.append(account)
    for name in zones:
        step(name)
        accounts.append(read_zones_input(name))
    return accounts


def checked_country(text: str) -> str:
    """Check ``--country``; a name that nothing knows would be left aside in silence.

    Raises
    ------
    QueryError
        If no country has this name or code.
    """
    from geoevents.geocoding.resolve import Resolver

    if text and Resolver().country(text) is None:
        raise QueryError(f"the country {text!r} is not known", "give its ISO code (SY) or its name (Syria)")
    return text


def open_input(name: str) -> Sniffed:
    """Open one input and tell its format; ``-`` is standard input, where there is no file of that name."""
    from geoevents.files.sniff import sniff

    return sniff("/dev/stdin" if name == "-" and not Path(name).exists() else name)


def read_input(name: str, wishes: Wishes) -> Account:
    """Read one input: an article, a table of events or a file of zones, whichever its content is."""
    from geoevents.files.load import load_table
    from geoevents.files.read import events_from, holds_zones, zones_from

    sniffed = open_input(name)
    if sniffed.kind == "text":
        return _read_article(name, sniffed, wishes)
    raw = load_table(sniffed)
    if holds_zones(raw):
        table = zones_from(sniffed, raw)
        return Account(name, "zones", table, table.attrs["report"])
    foreign = wishes.several and not set(wishes.columns.values()) & {str(name) for name in raw.table.columns}
    if wishes.columns and foreign:
        raw.notes.append("it has none of the columns that --columns names, and was read without them")
    table = events_from(
        sniffed,
        raw,
        columns=None if foreign else wishes.columns or None,
        geocode=_geocoder(wishes.country) if wishes.geocode else None,
        divisions=_divisions if wishes.geocode else None,
    )
    return Account(name, "events", table, table.attrs["report"])


def read_zones_input(name: str) -> Account:
    """Read a zone file, or the built-in set of that name."""
    from geoevents.files.read import read_zones

    table = read_zones(name)
    return Account(name, "zones", table, table.attrs["report"])


def _refused(refused: Sequence[Mapping[str, Any]], records: Sequence[Any]) -> pd.DataFrame:
    """Put the records that are no events of their article in a table, each with its number and the reason."""
    import pandas as pd

    rows = [
        {
            "row": next((n for n, record in enumerate(records, 1) if record == r["record"]), 0),
            "reason": r["reason"],
            "record": json.dumps(r["record"], ensure_ascii=False),
        }
        for r in refused
    ]
    return pd.DataFrame(rows, columns=["row", "reason", "record"])


def read_records_file(name: str) -> list[Any]:
    """Read the records of a file: one JSON list, or JSON lines.

    Raises
    ------
    InputError
        If it is not JSON, or no list.
    """
    from geoevents.files.encodings import decode

    text = decode(open_input(name).data)[0].strip()
    try:
        if text.startswith("["):
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise InputError(f"{name!r} is no JSON: {error}", "give a list of records, or a record in each line") from None


def _read_article(name: str, sniffed: Any, wishes: Wishes) -> Account:
    from geoevents.files.article import read_article
    from geoevents.files.report import ReadReport
    from geoevents.model.days import stated_day
    from geoevents.text.events import extract_events

    article = read_article(sniffed)
    events = extract_events(
        article.text,
        published=wishes.published or stated_day(article.published),
        source=wishes.source or article.source or None,
        country=wishes.country or None,
        records=wishes.records,
    )
    rejects = _refused(events.attrs.pop("refused", []), wishes.records or ())
    found = len(events) + len(rejects)
    report = ReadReport(sniffed.name, sniffed.label, rows=found, taken=len(events), rejects=rejects)
    return Account(name, "article", events, report, article.title)


def _geocoder(country: str) -> Callable[..., Any]:
    """Return ``geocode`` with a country for rows that name none."""
    from geoevents.geocoding.frame import geocode

    def ask(
        queries: Sequence[str], *, country: Sequence[str | None], within: Sequence[str | None] | None = None
    ) -> Any:
        return geocode(queries, country=[c or default for c in country], within=within)

    default = country or None
    return ask


_KINDS = {"admin2": ("admin2",), "admin1": ("admin1",), "country": ("country",)}


def _divisions(name: str, precision: str, country: str, admin1: str) -> Any:
    """Look up the shape of a division, region or country; None where nothing of that kind has the name."""
    from geoevents.geocoding.frame import geocode

    inside = country.partition(" (")[0] or None  # "Russia (Soviet Union)"
    try:
        within = [admin1] if precision == "admin2" and admin1 else None
        answer = geocode([name.partition(" (")[0]], country=[inside], within=within).iloc[0]
    except GeoEventsError:
        return None
    if answer["status"] == "unresolved" or (precision in _KINDS and answer["kind"] not in _KINDS[precision]):
        return None
    if precision == "area" and answer["precision"] in _KINDS and answer["status"] == "ambiguous":
        return None  # a division that stands for a name nobody knows: the row's own circle says more
    return answer["geometry"]


def combine(tables: Sequence[gpd.GeoDataFrame], empty: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put tables of one kind together, in order; columns that only some have are blank in the others."""
    import pandas as pd

    filled = [table for table in tables if len(table)]
    if not filled:
        return empty
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    plain = [table.astype(dict.fromkeys(table.select_dtypes("category"), "string")) for table in filled]
    for table in plain:
        table.attrs = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # older pandas: columns that are blank in one of the tables
        whole = pd.concat(plain, ignore_index=True)
    known = [name for name in empty.columns if name in whole.columns]
    types = {n: "category" for n in known if isinstance(empty[n].dtype, pd.CategoricalDtype)}
    return whole[[*known, *(n for n in whole.columns if n not in known)]].astype(types)
