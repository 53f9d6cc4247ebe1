"""``geoevents.extract_events``: prose -> a table of events, dated, placed and attributed as far as the text tells."""

from __future__ import annotations

import re
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geoevents.errors import InputError
from geoevents.files.page import is_page, read_page
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.events import EVENT_COLUMNS, make_events
from geoevents.model.places import Match
from geoevents.model.time import stated_day
from geoevents.text.discourse import status
from geoevents.text.document import Document, read_document
from geoevents.text.drafts import Draft, Report
from geoevents.text.lexicon import Actor
from geoevents.text.vocabulary import event_type

__all__ = ["EXTRA_COLUMNS", "check_text", "extract_events"]

EXTRA_COLUMNS: tuple[str, ...] = ("plover", "count", "count_text", "date_text", "place_note", "target", "injured")
"""Columns besides :data:`geoevents.model.events.EVENT_COLUMNS`: the PLOVER type; how often it happened, as a number and
in the text's words; the words of the date; how the place was understood, or why it is not on the map; where a line of a
notice tells it, what was struck and how; how many were hurt."""

_EMPTY = shapely.Point()
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def extract_events(
    text: str,
    *,
    published: str | date | None = None,
    source: str | None = None,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Find the events that a text reports.

    Parameters
    ----------
    text : str
        An article, a briefing, a monitor's report, a notice, in English; page debris around it is recognised and left
        out. A whole HTML page, from its doctype or ``<html`` on, is read as its article; what its head states stands in
        for ``published`` and ``source``.
    published : str or datetime.date, optional
        Day of publication, ISO 8601 as text; relative dates ("on Wednesday") count from it. Searched for in the text
        when not given; without one they stay unknown.
    source : str, optional
        The publisher, as it shall appear in ``source`` and in every report.
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that places are likely in; a prior, not a filter. By default
        the country that the text itself speaks of first of all.
    gazetteer : Gazetteer, optional
        Where names are looked up; the embedded one by default.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, columns :data:`geoevents.model.events.EVENT_COLUMNS` and :data:`EXTRA_COLUMNS`, in the order of the
        text. An event without a place, or with one that the gazetteer does not know, keeps an empty geometry; none
        takes its place from another sentence. What is told of several places at once ("shelled A and B") is one event
        per place; figures of all of them together stay with the first, so that sums hold. ``actor1`` acts and
        ``actor2`` suffers; two who clash or meet stand in the order of the text. ``event_type`` is ACLED's, for
        statements and diplomacy PLOVER's. ``status`` is ``claimed`` when only parties say so, ``reported`` when the
        text does, ``denied`` and ``disputed`` likewise. ``reports`` lists who says so, with offsets in ``text``.
        ``attrs["published"]`` is the day counted from; of a page, ``attrs["text"]`` is the text that offsets point to.

    Raises
    ------
    InputError
        If ``text`` is no string, or ``published`` no date.

    Examples
    --------
    >>> import geoevents as ge
    >>> found = ge.extract_events("Gunmen abducted two aid workers near Zalingei on 6 June, a charity said.",
    ...                           published="2023-06-09", country="SD")
    >>> found[["sub_event_type", "actor1", "place", "status"]].iloc[0].tolist()
    ['Abduction/forced disappearance', 'Gunmen', 'near Zalingei', 'claimed']
    """
    check_text(text)
    page = read_page(text) if is_page(text) else None
    if page is not None:
        text = page.text
        published, source = published or stated_day(page.published), source or page.source or None
    day = _published(published)
    names = gazetteer if gazetteer is not None else Gazetteer.default()
    resolver = Resolver(names)
    home = resolver.country(country) if country else None
    document = read_document(text, names, published=day, country=home.country if home is not None else "")
    known: dict[tuple[str, str, str], Match] = {}
    rows = []
    for n, draft in enumerate(document.events):
        match = None
        if draft.place:
            key = (draft.place_query or draft.place, draft.place_country or document.country, draft.within)
            if key not in known:
                known[key] = _resolve(resolver, *key)
            match = known[key]
        rows.append(_row(document, draft, match, source, n))
    table = pd.DataFrame(rows, columns=[*EVENT_COLUMNS, *EXTRA_COLUMNS])
    events, _ = make_events(table, source=source)
    for name in ("count", "injured"):
        events[name] = events[name].astype("Int64")
    for name in ("plover", "count_text", "date_text", "place_note", "target"):
        events[name] = events[name].astype("string")
    events.attrs["published"] = document.published.isoformat() if document.published is not None else ""
    if page is not None:
        events.attrs["text"] = text
    return events


def _resolve(resolver: Resolver, place: str, country: str, within: str) -> Match:
    """Resolve a place, inside the one that a heading names over it if it is known there."""
    if within:
        match = resolver.resolve(place, country=country or None, within=within)
        if match.status != "unresolved":
            return match
    return resolver.resolve(place, country=country or None)


def check_text(text: object) -> None:
    """Raise :class:`InputError` unless ``text`` is a string."""
    if not isinstance(text, str):
        raise InputError(f"{type(text).__name__} is no text", "give the words of the article as a string")


def _published(value: str | date | None) -> date | None:
    if value is None or isinstance(value, datetime):
        return value.date() if value is not None else None
    if isinstance(value, date):
        return value
    found = _ISO.match(str(value).strip())
    if found is not None:
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            pass
    raise InputError(f"published {value!r} is no date", "write it as YYYY-MM-DD")


def _row(document: Document, draft: Draft, match: Match | None, source: str | None, n: int) -> dict[str, Any]:
    when = draft.date
    sentence = document.sentences[draft.sentence]
    words = document.text[sentence.start : sentence.end]
    placed = match is not None and match.geometry is not None and not match.geometry.is_empty
    best, low, high = draft.fatalities
    spoken = draft.group in {"threat", "accuse"}
    return {
        "event_id": blake2b(f"{source or ''}\n{n}\n{words}".encode(errors="replace"), digest_size=6).hexdigest(),
        "date_start": when.first.isoformat() if when is not None and when.first is not None else None,
        "date_end": when.last.isoformat() if when is not None and when.last is not None else None,
        "date_precision": when.precision if when is not None and when.first is not None else "unknown",
        "event_type": event_type(draft.sub_event, draft.plover),
        "sub_event_type": draft.sub_event or None,
        **_actor("actor1", draft.actor1),
        **_actor("actor2", draft.actor2),
        "fatalities_best": best,
        "fatalities_low": low,
        "fatalities_high": high,
        "place": draft.place or None,
        "precision": match.precision if match is not None and placed else None,
        "uncertainty_km": match.uncertainty_km if match is not None and placed else None,
        # that a party warned or accused is told by the text; what it said is only its claim
        "status": "reported" if spoken else status(draft.reports),
        "reports": [_report(document, r, source) for r in draft.reports],
        "source": source,
        "notes": " ".join(words.split()),
        "geometry": match.geometry if match is not None and placed else _EMPTY,
        "plover": draft.plover,
        "count": draft.count,
        "count_text": draft.count_text or None,
        "date_text": document.text[when.start : when.end] if when is not None else None,
        "place_note": _place_note(draft, match),
        "target": draft.target or None,
        "injured": draft.injured[0],
    }


def _place_note(draft: Draft, match: Match | None) -> str | None:
    note = match.explanation if match is not None else ""
    if draft.more:
        note += f"; told of {len(draft.more) + 1} places at once, figures of all of them are with this one"
    elif draft.shares:
        note += f"; told together with {draft.shares}, where figures of both are"
    return note.removeprefix("; ") or None


def _actor(column: str, actor: Actor | None) -> dict[str, str | None]:
    return {column: actor.name if actor else None, f"{column}_role": (actor.role or None) if actor else None}


def _report(document: Document, report: Report, source: str | None) -> dict[str, Any]:
    return {
        "source": source,
        "attributed_to": report.attributed_to or None,
        "stance": report.stance,
        "quote": document.text[report.start : report.end],
        "start": report.start,
        "end": report.end,
        "date": document.published.isoformat() if document.published is not None else None,
    }
