"""``geoevents.geoparse``: the places that a text names, each with its words, its role and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd

from geoevents.errors import InputError
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.frame import tabulate
from geoevents.geocoding.resolve import Resolver
from geoevents.text.document import read_document
from geoevents.text.events import check_text
from geoevents.text.places import PlaceMention
from geoevents.text.recognition.mention import Mention
from geoevents.text.resolution import resolve
from geoevents.text.sentences import Sentence

__all__ = ["MENTION_COLUMNS", "geoparse"]

MENTION_COLUMNS: tuple[str, ...] = ("start", "end", "text", "literal", "role")
"""Columns of a mention before those of ``geocode``: offsets in the text, its words, whether the place itself is meant,
and its role: ``place``, ``demonym`` ("Syrian"), ``actor`` (a country or capital that acts: "Moscow said"), ``given``
(a span of the caller's)."""


def geoparse(
    text: str,
    *,
    spans: Iterable[tuple[int, int]] | None = None,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Find and resolve the places that a text names.

    Parameters
    ----------
    text : str
        Prose in English; page debris is left out.
    spans : iterable of (int, int), optional
        Offsets of mentions found by other means: exactly these are resolved, one row each, in their order.
    country : str, optional
        ISO 3166-1 alpha-2 code or name of the country that places are likely in; a prior, not a filter.
    gazetteer : Gazetteer, optional
        Where names are looked up; the embedded one by default.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, one row per mention in the order of the text: :data:`MENTION_COLUMNS`, then the columns of
        :func:`geoevents.geocode`. ``text[start:end]`` is always the row's ``text``. A spatial expression is one
        mention ("the Euphrates valley to the east of Deir ez-Zor"). Names inside the names of organisations and
        persons are none.

    Raises
    ------
    InputError
        If ``text`` is no string, or a span does not lie in it.
    """
    check_text(text)
    names = gazetteer if gazetteer is not None else Gazetteer.default()
    home = Resolver(names).country(country) if country else None
    document = read_document(text, names, country=home.country if home is not None else "")
    mentions = [_mention(sentence, mention) for sentence, mention in document.places]
    if spans is not None:
        given: list[Mention] = []
        for start, end in spans:
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
                raise InputError(
                    f"span {(start, end)!r} does not lie in the text", f"keep 0 <= start < end <= {len(text)}"
                )
            given.append(Mention(start, end, start, end, role="given"))
        others = [m for m in mentions if not any(m.start < g.end and g.start < m.end for g in given)]
        mentions = [*given, *others]
    matches = resolve(mentions, text, names, country=home.country if home is not None else "")
    if spans is not None:
        mentions, matches = given, matches[: len(given)]
    table = tabulate(matches)
    for at, name in enumerate(("start", "end")):
        table.insert(at, name, [int(getattr(m, name)) for m in mentions])
    table.insert(2, "text", _strings([text[m.start : m.end] for m in mentions]))
    table.insert(3, "literal", [m.literal for m in mentions])
    table.insert(4, "role", _strings([m.role for m in mentions]))
    return table


def _mention(sentence: Sentence, found: PlaceMention) -> Mention:
    """Make a mention of what the event reader found."""
    start, end = sentence.tokens[found.first].start, sentence.tokens[found.last - 1].end
    country = found.country if found.role != "place" else ""
    return Mention(start, end, start, end, found.role, found.role == "place", country)


def _strings(values: Sequence[str]) -> Any:
    import pandas as pd

    return pd.array(list(values), dtype="str")
