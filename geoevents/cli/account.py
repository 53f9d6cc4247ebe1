"""Says what was placed on the map, what was not and why, and which events lie in zones in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.cli.console import clean, count

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geoevents.cli.inputs import Account

__all__ = ["describe", "lines_of", "reject_table", "unused_options", "zone_lines"]

TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".xls", ".xlsx", ".ods", ".geojson", ".kml")

MAX_NAMED = 30
"""Events of one article that are named one by one; articles have fewer."""

MAX_REASONS = 8
MAX_IN_ZONE = 3


def describe(event: Any) -> str:
    """Say an event in a few words: date, who did what to whom, where, and who says so."""
    import pandas as pd

    from geoevents.model.time import say_interval

    def word(name: str) -> str:
        value = event.get(name)
        return "" if value is None or pd.isna(value) else clean(value, limit=60)

    what = word("sub_event_type") or word("event_type") or "event"
    who = " – ".join(filter(None, [word("actor1"), word("actor2")]))
    parts = [say_interval(event["date_start"], event["date_end"]), f"{what}: {who}" if who else what]
    if not event["geometry"].is_empty:
        parts.append(f"{word('place') or 'a place'} ({word('precision')}, within {event['uncertainty_km']:,.0f} km)")
    elif word("place"):
        parts.append(f"{word('place')!r} not placed")
    return ", ".join([*parts, *_said(event["reports"])])


_STANCES = {"denies": "denied by {}", "declines": "{} declined to comment"}


def _said(reports: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Give who says so, who denies it and who declined to comment; a party that also states it only states it."""
    by_stance: dict[str, list[str]] = {}
    for report in reports:
        if party := clean(report.get("attributed_to") or "", limit=60):
            form = _STANCES.get(report.get("stance") or "", "according to {}")
            by_stance.setdefault(form, []).append(party)
    asserting = by_stance.get("according to {}", [])
    for form in ("according to {}", *_STANCES.values()):
        parties = [p for p in by_stance.get(form, []) if "declined" not in form or p not in asserting]
        if parties:
            yield form.format(" and ".join(dict.fromkeys(parties)))


def _why_unplaced(event: Any) -> str:
    note = event.get("place_note")
    known = isinstance(note, str) and note.strip()
    return f" ({clean(note, limit=160)})" if known else " (the text names no place for it)"


def unused_options(
    accounts: Sequence[Account], *, published: str, source: str, columns: Sequence[str]
) -> Iterator[str]:
    """Tell which options had nothing to work on."""
    kinds = {account.what for account in accounts}
    for option, value, kind, needed in (
        ("--published", published, "article", "an article"),
        ("--source", source, "article", "an article"),
        ("--columns", columns, "events", "a table of events"),
    ):
        if value and kind not in kinds:
            yield f"note: {option} has no effect: no input is {needed}"


def lines_of(account: Account) -> Iterator[str]:
    """Give the lines about one input."""
    report = account.report
    if account.what == "zones":
        yield f"{clean(account.name)}: {count(report.taken, 'zone')} of {report.rows:,} ({report.format})"
    else:
        placed = int((~account.table.geometry.is_empty).sum())
        what = "row" if account.what != "article" else "event" if report.rejects.empty else "record"
        noun = count(report.rows, what)
        yield f"{clean(account.name)}: {placed:,} of {noun} on the map ({report.format})"
    if account.what == "article":
        if account.table.empty:
            table = Path(account.name).suffix.lower() in TABLE_ENDINGS
            yield "  no event was found in its words" + ("; it does not look like the table it is named as" * table)
        yield from _named(account.table)
        yield from _grouped("refused", report.rejects, "record")
    else:
        yield from _grouped("refused", report.rejects)
        yield from _grouped("without a place on the map", report.unplaced)
    for note in report.notes:
        yield f"  note: {clean(note, limit=300)}"


def _named(events: gpd.GeoDataFrame) -> Iterator[str]:
    on_map = ~events.geometry.is_empty
    for label, chosen in (("on the map", events[on_map]), ("no place", events[~on_map])):
        for event in chosen.head(MAX_NAMED).to_dict("records"):
            yield f"  {label}: {describe(event)}{_why_unplaced(event) if label == 'no place' else ''}"
        if len(chosen) > MAX_NAMED:
            yield f"  {label}: {count(len(chosen) - MAX_NAMED, 'more event')}"


def _grouped(label: str, table: pd.DataFrame, noun: str = "row") -> Iterator[str]:
    """Count rows by reason, with the first row of each."""
    if table.empty:
        return
    from geoevents.files.report import grouped

    yield f"  {count(len(table), noun)} {label}:"
    reasons = grouped(table)
    for reason, number in reasons[:MAX_REASONS]:
        yield f"    {number:,} × {clean(reason, limit=200)}"
    if len(reasons) > MAX_REASONS:
        yield f"    {sum(n for _, n in reasons[MAX_REASONS:]):,} × other reasons"
    if len(table) == 1 or len(reasons) > 1 or "…" in reasons[0][0]:
        first = table.iloc[0]
        yield f"    first: {noun} {first['row']}, {clean(first['reason'], limit=200)}"


def zone_lines(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, found: pd.DataFrame) -> Iterator[str]:
    """Give, for each zone in force that holds events, a line with their number and a few of them by name."""
    for label in zones.index:
        here = found[found["zone"] == label]
        if here.empty:
            continue
        zone = zones.loc[label]
        inside, partly = here[here["share"] >= 0.5], here[here["share"] < 0.5]
        kind = "" if zone["kind"] == "other" or zone["kind"] in zone["name"].lower() else f"{zone['kind']}, "
        name = f"{clean(zone['name'])} ({kind}{zone['boundary_status']} boundary)"
        if len(inside):
            more = f"; {len(partly):,} more may lie in it" if len(partly) else ""
            yield f"{count(len(inside), 'event')} {'lies' if len(inside) == 1 else 'lie'} in {name}{more}"
        else:
            yield f"{count(len(partly), 'event')} may lie in {name}"
        for event in inside["event"].head(MAX_IN_ZONE):
            yield f"  {describe(events.loc[event])}"


def reject_table(accounts: Sequence[Account]) -> pd.DataFrame:
    """Put the refused rows of all inputs in one table, with the input's name first."""
    import pandas as pd

    parts = []
    for account in accounts:
        rejects = account.report.rejects.astype(object)
        if len(rejects):
            rejects = rejects.rename(columns={"input": "input_given"})
            rejects.insert(0, "input", account.name)
            parts.append(pd.DataFrame(rejects))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["input", "row", "reason"])
