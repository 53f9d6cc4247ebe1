"""The event table: its columns, their types, and the check that sorts rows into events and rejects."""

from __future__ import annotations

__all__ = ["DATE_PRECISIONS", "EVENT_COLUMNS", "EVENT_STATUSES", "REPORT_FIELDS", "STANCES"]

EVENT_COLUMNS: dict[str, str] = {
    "event_id": "string",
    "date_start": "date",
    "date_end": "date",
    "date_precision": "category",
    "event_type": "category",
    "sub_event_type": "category",
    "actor1": "category",
    "actor1_role": "category",
    "actor2": "category",
    "actor2_role": "category",
    "fatalities_best": "count",
    "fatalities_low": "count",
    "fatalities_high": "count",
    "place": "string",
    "precision": "category",
    "uncertainty_km": "km",
    "status": "category",
    "reports": "reports",
    "source": "category",
    "notes": "string",
    "geometry": "geometry",
}
"""Column -> logical type. ``date``: ``datetime64`` at midnight, ``NaT`` when unknown; ``date_end`` is the last day,
inclusive, as the datasets publish it (interval arithmetic is half-open and lives in ``model.time``).
``count``: nullable ``Int64``. ``km``: ``float64``, NaN only where there is no place. ``geometry``: EPSG:4326 lon-lat;
empty where the event has no known place (it stays in the table)."""

DATE_PRECISIONS: tuple[str, ...] = ("day", "week", "month", "year", "range", "unknown")
EVENT_STATUSES: tuple[str, ...] = ("reported", "claimed", "disputed", "denied", "confirmed")
STANCES: tuple[str, ...] = ("states", "claims", "denies", "declines")

REPORT_FIELDS: tuple[str, ...] = ("source", "attributed_to", "stance", "quote", "start", "end", "date", "url")
"""Keys of one report (a dict) in ``reports``: who published it, the party it is attributed to ("according to the
ministry"), that party's stance, the words, their character offsets in the source text, date and link. Missing keys
mean unknown."""
