"""What tables call the columns of events and zones: the names by which a column is recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["EVENT_SYNONYMS", "LABELS", "REPORT_COLUMNS", "REPORT_SYNONYMS", "ZONE_SYNONYMS", "is_known_header", "plain"]

EVENT_SYNONYMS: dict[str, tuple[str, ...]] = {
    "event_id": (
        "event_id", "event_id_cnty", "eventid", "incident_id", "incident_no", "id", "uid", "uuid", "globaleventid",
    ),
    "date_start": (
        "date_start", "start_date", "startdate", "date_from", "from_date", "date_begin", "event_date", "incident_date",
        "date_of_event", "date_of_incident", "date", "datetime", "date_time", "day_date", "sqldate", "timestamp",
        "time", "when", "begin", "start", "occurred", "datum", "fecha", "تاريخ", "التاريخ", "дата",
    ),
    "date_end": (
        "date_end", "end_date", "enddate", "date_to", "to_date", "date_until", "until", "end", "дата_окончания",
    ),
    "date_precision": ("date_precision",),
    "event_type": (
        "event_type", "eventtype", "type_of_violence", "incident_type", "type_of_event", "category", "type", "kind",
        "тип", "тип_события", "نوع", "نوع_الحدث",
    ),
    "sub_event_type": (
        "sub_event_type", "subtype", "sub_type", "subevent_type", "sub_category", "subcategory", "method",
    ),
    "actor1": (
        "actor1", "actor_1", "actor_a", "side_a", "actor1name", "perpetrator", "attacker", "belligerent", "actor",
        "actors",
    ),
    "actor1_role": ("actor1_role", "inter1", "actor1_type"),
    "actor2": ("actor2", "actor_2", "actor_b", "side_b", "actor2name", "target", "victim", "opponent"),
    "actor2_role": ("actor2_role", "inter2", "actor2_type"),
    "fatalities_best": (
        "fatalities_best", "best", "best_death", "best_est", "fatalities", "deaths", "killed", "dead", "death_toll",
        "total_fatalities", "nkill", "tote", "muertos", "morts", "погибшие", "قتلى", "القتلى",
    ),
    "fatalities_low": ("fatalities_low", "low", "low_death", "low_est", "fatalities_min", "deaths_low", "killed_min"),
    "fatalities_high": (
        "fatalities_high", "high", "high_death", "high_est", "fatalities_max", "deaths_high", "killed_max",
    ),
    "place": (
        "place", "place_name", "placename", "location", "location_name", "where_coordinates", "where", "toponym",
        "site", "town", "city", "village", "settlement", "locality", "actiongeo_fullname", "geo_fullname", "ort",
        "lieu",
        "lugar", "место", "населенный_пункт", "город", "مكان", "المكان", "الموقع", "المدينة",
    ),
    "precision": ("precision", "place_precision"),
    "uncertainty_km": ("uncertainty_km", "radius_km"),
    "status": ("status", "verification_status"),
    "reports": ("reports",),
    "source": ("source", "sources", "source_name", "publisher", "reported_by", "источник", "المصدر"),
    "notes": (
        "notes", "note", "description", "summary", "details", "comment", "comments", "remarks", "text",
        "where_description",
        "описание", "الوصف", "وصف", "ملاحظات",
    ),
    "longitude": (
        "longitude", "long", "lng", "lon", "x", "x_coord", "decimallongitude", "actiongeo_long",
        "centroid_lon",
        "lon_dd", "lange", "laenge", "langengrad", "laengengrad", "longitud", "долгота", "خط_الطول",
    ),
    "latitude": (
        "latitude", "lat", "y", "y_coord", "decimallatitude", "actiongeo_lat", "centroid_lat", "lat_dd",
        "breite", "breitengrad", "latitud", "широта", "خط_العرض",
    ),
    "geometry": ("geometry", "geom", "wkt", "the_geom", "geom_wkt", "footprintwkt", "shape"),
    "country": ("country", "country_name", "iso2", "iso_2", "country_code", "iso3", "countrycode", "страна", "البلد"),
    "admin1": (
        "admin1", "adm_1", "adm1", "governorate", "province", "state", "oblast", "adm1_en", "admin1name", "محافظة",
        "المحافظة",
    ),
}  # fmt: skip
"""Event column -> names of it in files, the surest first. ``longitude``, ``latitude``, ``country`` and ``admin1`` are
no columns of the event table, but say where a place is."""

LABELS: tuple[str, ...] = ("name", "title", "label")
"""Names of a column that holds what a feature on a map is called."""

REPORT_SYNONYMS: dict[str, tuple[str, ...]] = {
    "attributed_to": ("attributed_to", "according_to", "claimed_by", "attribution"),
    "stance": ("stance",),
    "quote": ("quote", "quotation", "headline"),
    "url": ("url", "link", "source_url", "sourceurl"),
    "date": ("report_date", "source_date", "published", "date_published", "publication_date"),
}
"""Field of a report -> names of it in files that have one report a row."""

REPORT_COLUMNS: dict[str, str] = {"report_date" if name == "date" else name: name for name in REPORT_SYNONYMS}
"""What a caller calls the column of a report's field -> the field; ``date`` is that of the event."""

ZONE_SYNONYMS: dict[str, tuple[str, ...]] = {
    "zone_id": ("zone_id", "id", "code", "pcode"),
    "name": ("name", "zone_name", "zone", "title", "label", "name_en"),
    "kind": ("kind", "zone_kind", "zone_type", "type", "category"),
    "party": ("party", "controlled_by", "side", "owner"),
    "valid_from": (
        "valid_from",
        "validfrom",
        "from_date",
        "date_from",
        "start_date",
        "date_start",
        "begin",
        "start",
        "from",
    ),
    "valid_to": ("valid_to", "validto", "to_date", "date_to", "end_date", "date_end", "until", "end", "to"),
    "legal_basis": ("legal_basis", "agreement", "basis", "reference"),
    "guarantors": ("guarantors", "guarantor"),
    "boundary_status": ("boundary_status",),
    "source": ("source", "sources", "publisher"),
    "geometry": ("geometry", "geom", "wkt", "the_geom", "geom_wkt", "shape"),
}
"""Zone column -> names of it in files, the surest first."""

_KNOWN = frozenset(
    name.replace("_", "")
    for names in (*EVENT_SYNONYMS.values(), *REPORT_SYNONYMS.values(), *ZONE_SYNONYMS.values())
    for name in names
)


def plain(name: object) -> str:
    """Bring a column's name to the form of the tables above: ``"Event Date "`` and ``eventDate`` to ``event_date``."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", unicodedata.normalize("NFKC", str(name)).strip().strip("\"'\ufeff"))
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "_", bare).strip("_")


def is_known_header(names: Iterable[str]) -> bool:
    """Tell whether a row looks like a table's header: short fields, at least one of them a column we know."""
    fields = [name.strip() for name in names]
    if any(len(field) > 80 for field in fields):
        return False
    found = [plain(field) for field in fields]
    return any(name.replace("_", "") in _KNOWN for name in found)
