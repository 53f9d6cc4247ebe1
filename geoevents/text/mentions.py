"""``geoevents.geoparse``: the places that a text names, each with its words, its role and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd

from geoevents.errors import InputError
from geoevents.gazetteer.index import Gazetteer
from geoevents.geocoding.frame import geocode
from geoevents.geocoding.resolve import Resolver
from geoevents.text import lexicon
from geoevents.text.document import read_document
from geoevents.text.events import check_text

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
    prior = document.country
    rows: list[dict[str, Any]] = []
    queries: list[str] = []
    if spans is not None:
        for start, end in spans:
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
                raise InputError(
                    f"span {(start, end)!r} does not lie in the text", f"keep 0 <= start < end <= {len(text)}"
                )
            rows.append({"start": start, "end": end, "literal": True, "role": "given"})
            queries.append(_query(text[start:end]))
    else:
        for sentence, mention in document.places:
            start, end = sentence.tokens[mention.first].start, sentence.tokens[mention.last - 1].end
            known = lexicon.country(mention.country) if mention.country and mention.role != "place" else None
            rows.append({"start": start, "end": end, "literal": mention.role == "place", "role": mention.role})
            queries.append(known.name if known is not None else _query(text[start:end]))
    table = geocode(queries, country=prior or None, gazetteer=names)
    for at, name in enumerate(("start", "end")):
        table.insert(at, name, [int(r[name]) for r in rows])
    table.insert(2, "text", _strings([text[r["start"] : r["end"]] for r in rows]))
    table.insert(3, "literal", [bool(r["literal"]) for r in rows])
    table.insert(4, "role", _strings([str(r["role"]) for r in rows]))
    return table


def _query(words: str) -> str:
    """Return a demonym's country, else the words on one line."""
    from geoevents.text.tokens import tokenize

    tokens = tokenize(words)
    hit = lexicon.demonyms().at(tokens, 0) if tokens else None
    return hit[1].name if hit is not None and hit[0] == len(tokens) else " ".join(words.split())


def _strings(values: Sequence[str]) -> Any:
    import pandas as pd

    return pd.array(list(values), dtype="str")
