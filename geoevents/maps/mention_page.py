"""The page of a text: its words with the places marked, beside the map; complete in one file, asks no server.

All words are data: they stand in an inert script element as JSON, and the page's script puts them into the page as
text. The policy allows the page's own script and style by their hashes, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geoevents import __version__
from geoevents.errors import OptionError
from geoevents.maps import assets
from geoevents.maps.arrays import clean_text
from geoevents.maps.basemap import attribution, base_frames
from geoevents.maps.content import safe_json
from geoevents.maps.extent import WIDEST_ACROSS_DEG
from geoevents.maps.language import check_locale, language_of
from geoevents.maps.opening import PAGE_STYLE, opening, utf8
from geoevents.maps.payload import SCALE, WIRE, shapes_frame
from geoevents.maps.policy import Policy
from geoevents.maps.shapes import ShapeBook

__all__ = ["mention_page"]

ELEMENT = "reading"
THEMES = ("auto", "light", "dark")
FINENESS = 900
"""Shapes are drawn to this share of their width: finer than the screen they are looked at on."""
LEAST_SPAN = 0.6
"""Degrees that the first view shows at least."""
FEW = 5
"""From more places on, the first view leaves out the few that lie far from all others."""
MOST = 0.85
FAR_OUT = 2.0
"""It shows this share of them, the ones nearest to the middle, where that halves its size: a text on one province that
quotes two capitals is about the province."""


def mention_page(
    text: str, mentions: gpd.GeoDataFrame, *, title: str = "", theme: str = "auto", locale: str = "en"
) -> bytes:
    """Return the page of a text as UTF-8.

    Parameters
    ----------
    text : str
    mentions : GeoDataFrame
        As ``geoevents.geoparse`` returns them for ``text``: offsets, roles and answers.
    title : str
        Plain text above the words.
    theme : {"auto", "light", "dark"}
        Colours; ``auto`` follows the reader's system.
    locale : str
        BCP 47 tag for words and numbers, as for ``EventMap``. The text keeps its own language and direction.

    Raises
    ------
    OptionError
        If ``theme`` is none of these, or ``locale`` no language tag.
    """
    if theme not in THEMES:
        raise OptionError(f"theme={theme!r} is not possible", f"choose one of {', '.join(map(repr, THEMES))}")
    check_locale(locale)
    return b"".join(_pieces(text, mentions, title, theme, locale))


def _pieces(text: str, mentions: gpd.GeoDataFrame, title: str, theme: str, locale: str) -> Iterator[bytes]:
    language = language_of(locale)
    told, shapes = _told(text, mentions)
    extent = _extent(mentions)
    code, style = assets.script("reading"), assets.style("reading")
    script = f'\ngeoevents.read("{ELEMENT}");\n'
    policy = Policy()
    for sheet in (PAGE_STYLE, style):
        policy.allow_style(sheet)
    for body in (code, script):
        policy.allow_script(body)
    name = clean_text(title) or language.say("reading.title")
    held = language.say("fallback.holds", name=name, what=language.say("reading.mentions", n=len(mentions)))
    head = f"<style>{PAGE_STYLE}</style>\n<style>{style}</style>\n<script>{code}</script>"
    yield opening(policy, head, title=name, fallback=f"{held} {language.say('fallback.page')}", language=language)
    yield utf8(f'<div id="{ELEMENT}"></div>\n')
    frames = [shapes_frame(shapes) if len(shapes) else None, *base_frames(extent, language.tag)]
    for frame in frames:
        if frame is not None:
            yield utf8(f'<script type="application/octet-stream" id="{ELEMENT}-{frame.name}">')
            yield frame.base64()
            yield b"</script>\n"
    config = {
        "wire": WIRE,
        "version": __version__,
        "title": clean_text(title) or "",
        "bounds": [round(edge, 5) for edge in extent] if extent is not None else None,
        "attribution": attribution(),
        "options": {"theme": theme, "locale": locale},
        "language": language.frame("reading"),
        "basemap": {"kind": "offline"},
    }
    for frame_name, value in (("config", config), ("mentions", told)):
        yield utf8(f'<script type="application/json" id="{ELEMENT}-{frame_name}">{safe_json(value)}</script>\n')
    yield utf8(f"<script>{script}</script>\n</body>\n</html>\n")


def _told(text: str, mentions: gpd.GeoDataFrame) -> tuple[dict[str, Any], ShapeBook]:
    """Return the text in runs, the mentions and the places they mean, and the places' shapes."""
    book = ShapeBook(SCALE)
    shape_of = book.add(_drawn(np.asarray(mentions.geometry.array, dtype=object)))
    places: dict[tuple[Any, ...], int] = {}
    rows: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    spans: list[tuple[int, int, int]] = []
    for at, row in enumerate(mentions.to_dict("records")):
        place = -1
        if shape_of[at] >= 0:
            key = (row.get("place_id"), row["name"], row["lat"], row["lon"], row["precision"], int(shape_of[at]))
            place = places.setdefault(key, len(places))
            if place == len(found):
                found.append(_place(row, int(shape_of[at])))
        rows.append({
            "text": _text(row["text"]), "literal": bool(row["literal"]), "role": _text(row["role"]),
            "status": _text(row["status"]), "explanation": _text(row["explanation"]), "place": place,
        })  # fmt: skip
        spans.append((int(row["start"]), int(row["end"]), at))
    return {"runs": list(_runs(text, spans)), "mentions": rows, "places": found}, book


def _place(row: Mapping[Any, Any], shape: int) -> dict[str, Any]:
    alternatives = row.get("alternatives")
    listed = alternatives if isinstance(alternatives, Iterable) and not isinstance(alternatives, str) else ()
    return {
        **{name: _text(row[name]) for name in ("name", "kind", "country", "admin1", "precision", "source")},
        "lat": round(float(row["lat"]), 5),
        "lon": round(float(row["lon"]), 5),
        "km": round(float(row["uncertainty_km"]), 2),
        "confidence": round(float(row["confidence"]), 3),
        "alternatives": [
            {name: _text(other.get(name)) for name in ("name", "kind", "country", "admin1")} for other in listed
        ],
        "shape": shape,
    }


def _runs(text: str, spans: list[tuple[int, int, int]]) -> Iterator[tuple[str, int]]:
    """Give the text in pieces, each with its mention or -1; of mentions that overlap, the first is marked."""
    position = 0
    for start, end, at in sorted(spans):
        if start < position:
            continue
        if start > position:
            yield _text(text[position:start]), -1
        yield _text(text[start:end]), at
        position = end
    if position < len(text):
        yield _text(text[position:]), -1


def _drawn(shapes: np.ndarray) -> np.ndarray:
    """Leave out of each shape what no screen shows: the outline of a country, as it is kept, is longer than a text."""
    out = shapes.copy()
    for at in np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes))):
        west, south, east, north = shapely.bounds(shapes[at])
        simple = shapely.simplify(shapes[at], max(east - west, north - south) / FINENESS)
        out[at] = shapes[at] if shapely.is_empty(simple) else simple
    return out


def _extent(mentions: gpd.GeoDataFrame) -> tuple[float, float, float, float] | None:
    """Return what the text is about, in degrees: its places smaller than countries, else the countries.

    West is greater than east where the places lie on both sides of the date line.
    """
    known = mentions[~mentions.geometry.is_empty]
    for chosen in (
        known[known["literal"] & (known["precision"] != "country")],
        known[known["precision"] != "country"],
        known,
    ):
        if len(chosen):
            xy = chosen[["lon", "lat"]].to_numpy(float, copy=True)
            eastward = np.where(xy[:, 0] < 0, xy[:, 0] + 360.0, xy[:, 0])
            if np.ptp(xy[:, 0]) > WIDEST_ACROSS_DEG > np.ptp(eastward):
                xy[:, 0] = eastward
            order = np.argsort(np.hypot(*(xy - np.median(xy, axis=0)).T), kind="stable")
            inner = xy[order[: max(FEW, int(MOST * len(xy)))]]
            edges, closer = (np.concatenate([part.min(axis=0), part.max(axis=0)]) for part in (xy, inner))
            if _span(edges) > FAR_OUT * max(_span(closer), LEAST_SPAN):
                edges = closer
            wide, high = (max(LEAST_SPAN - (edges[i + 2] - edges[i]), 0) / 2 for i in (0, 1))
            west, east = max(edges[0] - wide, -180.0), edges[2] + wide
            if xy[:, 0].max() <= 180.0:
                east = min(east, 180.0)
            south, north = max(edges[1] - high, -85.0), min(edges[3] + high, 85.0)
            return _around(float(west)), float(south), _around(float(east)), float(north)
    return None


def _around(lon: float) -> float:
    return lon - 360.0 if lon > 180.0 else lon


def _span(edges: np.ndarray) -> float:
    return float(max(edges[2] - edges[0], edges[3] - edges[1]))


def _text(value: object) -> str:
    return (clean_text(value) or "") if isinstance(value, str) else ""
