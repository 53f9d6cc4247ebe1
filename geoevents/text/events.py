"""``geoevents.extract_events``: prose -> a table of events, dated, placed and attributed as far as the text tells."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from geoevents.gazetteer.index import Gazetteer
from geoevents.model.events import EVENT_COLUMNS, make_events
from geoevents.text.event_rows import EventReader
from geoevents.text.reading.told_records import Records

__all__ = ["EXTRA_COLUMNS", "extract_events"]

EXTRA_COLUMNS: tuple[str, ...] = ("plover", "count", "count_text", "date_text", "place_note", "target", "injured")
"""Columns besides :data:`geoevents.model.events.EVENT_COLUMNS`: the PLOVER type; how often it happened, as a number and
in the text's words; the words of the date; how the place was understood, or why it is not on the map; where a line of a
notice tells it, what was struck and how; how many were hurt."""


def extract_events(
    text: str,
    *,
    published: str | date | None = None,
    source: str | None = None,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
    records: Records | None = None,
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
    records : iterable of mapping, or callable, optional
        Events found by other means, a language model or an annotator, in place of the rules: mappings with the keys
        :data:`geoevents.text.reading.told_records.KEYS`, or a function of the text that returns them. ``quote`` has to
        stand in the text, and so have the words of ``place`` and (unless it is ISO 8601) ``date``; ``sub_event_type``
        is ACLED's, or ``plover`` is given. Places, dates and actors are resolved as always. Records that the text does
        not hold are no events: they are listed in ``attrs["refused"]``, each with the reason.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, columns :data:`geoevents.model.events.EVENT_COLUMNS` and :data:`EXTRA_COLUMNS`, in the order of the
        text. An event without a place keeps an empty geometry. Places are resolved together, as by
        :func:`geoevents.geoparse`: one that the gazetteer does not know gets the division that the names about it lie
        in, and ``place_note`` says so. What is told of several places at once ("shelled A and B") is one event
        per place; figures of all of them together stay with the first, so that sums hold. ``actor1`` acts and
        ``actor2`` suffers; two who clash or meet stand in the order of the text. ``event_type`` is ACLED's, for
        statements and diplomacy PLOVER's. ``status`` is ``claimed`` when only parties say so, ``reported`` when the
        text does, ``denied`` and ``disputed`` likewise. ``reports`` lists who says so, with offsets in ``text``.
        ``attrs["published"]`` is the day counted from; of a page, ``attrs["text"]`` is the text that offsets point to.

    Raises
    ------
    InputError
        If ``text`` is no string, ``published`` no date, or ``records`` nothing of the kind.

    Examples
    --------
    >>> import geoevents as ge
    >>> found = ge.extract_events("Gunmen abducted two aid workers near Zalingei on 6 June, a charity said.",
    ...                           published="2023-06-09", country="SD")
    >>> found[["sub_event_type", "actor1", "place", "status"]].iloc[0].tolist()
    ['Abduction/forced disappearance', 'Gunmen', 'near Zalingei', 'claimed']
    """
    reader = _reader(country, gazetteer if gazetteer is not None else Gazetteer.default())
    read = reader.read(text, published=published, source=source, records=records)
    table = pd.DataFrame(read.rows, columns=[*EVENT_COLUMNS, *EXTRA_COLUMNS])
    events, _ = make_events(table)
    for name in ("count", "injured"):
        events[name] = events[name].astype("Int64")
    for name in ("plover", "count_text", "date_text", "place_note", "target"):
        events[name] = events[name].astype("string")
    events.attrs["published"] = read.published.isoformat() if read.published is not None else ""
    if records is not None:
        events.attrs["refused"] = [{"record": r.record, "reason": r.reason} for r in read.refused]
    if read.text != text:
        events.attrs["text"] = read.text
    return events


@lru_cache(maxsize=8)
def _reader(country: str | None, names: Gazetteer) -> EventReader:
    return EventReader(country=country, gazetteer=names)
