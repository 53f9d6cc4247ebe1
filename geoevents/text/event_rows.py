"""Texts -> rows of events, one text after the other: what ``extract_events`` makes its table of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import shapely

from geoevents.errors import InputError
from geoevents.files.page import is_page, read_page
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.resolve import Resolver
from geoevents.model.days import stated_day
from geoevents.model.places import Match
from geoevents.text.event_places import EventPlaces
from geoevents.text.parties.local_forces import with_local_forces
from geoevents.text.parties.regimes import of_their_day
from geoevents.text.reading.document import Document, read_document
from geoevents.text.reading.drafts import Draft, Report, status
from geoevents.text.reading.told_records import Records, Refused, read_records
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import event_type

__all__ = ["EventReader", "ReadText", "check_text", "read_events"]

_EMPTY = shapely.Point()
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SURROGATE = re.compile("[\ud800-\udfff]")

Given = str | Mapping[str, Any]
"""A text, or a mapping with ``text`` and, where known, ``published`` and ``source``."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What reading one text gave.

    Attributes
    ----------
    rows : list of dict
        One for each event: :data:`geoevents.model.events.EVENT_COLUMNS` and
        :data:`geoevents.text.events.EXTRA_COLUMNS`. Days are ISO 8601, what is not known is None, an event without a
        place has an empty point as its ``geometry`` (shapely, EPSG:4326).
    published : datetime.date or None
        The day that relative dates were counted from.
    text : str
        What the offsets of reports count in: of a page its article.
    refused : list of Refused
        Of records that the caller gave, those that are no event of the text, with the reason.
    """

    rows: list[dict[str, Any]]
    published: date | None
    text: str
    refused: list[Refused] = field(default_factory=list)


class EventReader:
    """Reads texts with one gazetteer; what it learned of names it keeps from text to text, up to a bound.

    Parameters
    ----------
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that places are likely in; a prior, not a filter.
    gazetteer : Gazetteer, optional
        Where names are looked up; by default the embedded one and those that the user added.
    """

    def __init__(self, *, country: str | None = None, gazetteer: Gazetteer | None = None) -> None:
        self._names = gazetteer if gazetteer is not None else Gazetteer.default()
        home = Resolver(self._names).country(country) if country else None
        self._country = home.country if home is not None else ""
        self._places = EventPlaces(self._names, country=self._country)

    def read(
        self,
        text: str,
        *,
        published: str | date | None = None,
        source: str | None = None,
        records: Records | None = None,
    ) -> ReadText:
        """Find the events that a text reports; the arguments are those of :func:`geoevents.extract_events`.

        Raises
        ------
        InputError
            If ``text`` is no string, ``published`` no date, or ``records`` nothing of the kind.
        """
        check_text(text)
        if is_page(text):
            page = read_page(text)
            text = page.text
            published, source = published or stated_day(page.published), source or page.source or None
        day = _published(published)
        refused: list[Refused] = []
        if records is None:
            document = read_document(text, self._names, published=day, country=self._country)
        else:
            document, refused = read_records(text, records, self._names, published=day, country=self._country)
        matches = self._places.resolve(document)
        drafts = document.events
        if records is None:
            named = document.named
            drafts = [with_local_forces(draft, match, named) for draft, match in zip(drafts, matches, strict=True)]
        drafts = [of_their_day(draft, text, document.published) for draft in drafts]
        rows = [
            _row(document, draft, match, source, n)
            for n, (draft, match) in enumerate(zip(drafts, matches, strict=True))
        ]
        if rows and (records is not None or _SURROGATE.search(text + (source or ""))):
            rows = [{name: _encodable(value) for name, value in row.items()} for row in rows]
        return ReadText(rows, document.published, text, refused)


def read_events(
    texts: Iterable[Given], *, country: str | None = None, gazetteer: Gazetteer | None = None
) -> Iterator[list[dict[str, Any]]]:
    """Find the events of many texts, one after the other; memory does not grow with their number.

    Parameters
    ----------
    texts : iterable of str or mapping
        The texts, or mappings with ``text`` and, where known, ``published`` (a date, or ISO 8601) and ``source``.
    country, gazetteer
        As for :class:`EventReader`.

    Yields
    ------
    list of dict
        The rows of each text, see :class:`ReadText`.

    Raises
    ------
    InputError
        If a text is no string, or its ``published`` no date.
    """
    reader = EventReader(country=country, gazetteer=gazetteer)
    for given in texts:
        if isinstance(given, Mapping):
            text, published = given.get("text"), given.get("published")
            yield reader.read(text, published=published, source=given.get("source")).rows  # type: ignore[arg-type]
        else:
            yield reader.read(given).rows


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
        "source": source or None,
        "notes": " ".join(words.split()),
        "geometry": match.geometry if match is not None and placed else _EMPTY,
        "plover": draft.plover,
        "count": draft.count,
        "count_text": draft.count_text or None,
        "date_text": (document.text[when.start : when.end] or None) if when is not None else None,
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
    told = {
        "source": source,
        "attributed_to": report.attributed_to or None,
        "stance": report.stance,
        "quote": document.text[report.start : report.end],
        "start": report.start,
        "end": report.end,
        "date": document.published.isoformat() if document.published is not None else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _encodable(value: Any) -> Any:
    """Return a text, or what is told of reports, without lone surrogates, which no encoding can hold."""
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {name: _encodable(item) for name, item in value.items()}
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
