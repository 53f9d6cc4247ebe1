"""What is asked for out of a service's answer, checked: positions, boxes, outlines and names that make sense."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from geoevents.geocoding.online.policy import Policy

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["AnswerError", "Reading", "read_location"]

_LONGEST_NAME, _LONGEST_ADDRESS = 200, 500
"""Characters that are kept of a service's texts."""

_JOINERS = "\u200c\u200d"
"""Not printable by themselves, but part of words in Persian and in Indian scripts."""

_APART_DEGREES = 0.25
"""A position this far from its box in degrees, or further by the box's own size, does not belong to it."""

_DETAIL = 2000
"""Outlines are straightened by their extent divided by this: a country's coast of a million vertices is no help."""


class AnswerError(ValueError):
    """A service's answer that has no usable position."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a service named; JSON-like, for it is what the cache keeps.

    ``box`` is south, west, north, east in degrees; ``outline`` a GeoJSON geometry; ``words`` what the service calls the
    kind of place, the surest first; ``weight`` the service's own measure of importance, NaN-free: None if it has none.
    """

    name: str
    address: str
    lat: float
    lon: float
    words: tuple[str, ...] = ()
    rank: int | None = None
    box: tuple[float, ...] | None = None
    outline: dict[str, Any] | None = None
    id: str = ""
    country: str = ""
    admin1: str = ""
    weight: float | None = None

    def record(self) -> dict[str, Any]:
        """Return it as a mapping that JSON can hold."""
        return asdict(self)

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Reading:
        """Make one of such a mapping."""
        values = {**record, "words": tuple(record["words"])}
        values["box"] = tuple(record["box"]) if record.get("box") else None
        return cls(**values)


def read_location(location: Any, policy: Policy) -> Reading:
    """Take what is asked for out of a geopy location.

    Raises
    ------
    AnswerError
        If it has no position on Earth.
    """
    lat, lon = _number(location.latitude), _number(location.longitude)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        raise AnswerError("the answer has no position")  # which geopy reads as 0, 0
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    paths = policy.paths

    def told(name: str) -> str:
        value = _at(raw, paths.get(name, ""))
        return _plain(value, _LONGEST_NAME) if isinstance(value, str | int | float) and value is not True else ""

    address = _plain(location.address, _LONGEST_ADDRESS)
    parts = [_at(raw, path) for path in policy.identity]
    box = _box([_at(raw, p) for p in policy.box])
    if box is not None and _far_from(box, lat, lon):
        raise AnswerError("the answer's position is not in its box")
    rank = _number(_at(raw, paths.get("rank", "")))
    country = told("country_code").upper()
    return Reading(
        name=told("name") or address.split(",")[0].strip(),
        address=address,
        lat=lat,
        lon=lon,
        words=tuple(str(w).lower() for w in (_at(raw, p) for p in policy.kind) if isinstance(w, str) and w),
        rank=None if rank is None else int(rank),
        box=box,
        outline=_outline(_at(raw, paths.get("outline", ""))),
        id=_plain("/".join(str(p) for p in parts), _LONGEST_NAME)
        if parts and all(isinstance(p, str | int) for p in parts)
        else "",
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        admin1=told("admin1"),
        weight=_number(_at(raw, paths.get("weight", ""))),
    )


def _plain(text: Any, limit: int) -> str:
    """Make one line of a service's text, without what a terminal or a database would stumble over."""
    words = " ".join(str(text).split())
    return "".join(c for c in words if c.isprintable() or c in _JOINERS)[:limit]


def _far_from(box: Sequence[float], lat: float, lon: float) -> bool:
    """Whether a point is further from a box than the box is large: then one of the two is wrong."""
    south, west, north, east = box
    width = east - west if east >= west else east - west + 360  # over the antimeridian
    reach = max(width, north - south, _APART_DEGREES)
    if not south - reach <= lat <= north + reach:
        return True
    around = width + 2 * reach
    return around < 360 and (lon - west + reach) % 360 > around


def _at(raw: Any, path: str) -> Any:
    """Follow a dotted path into nested mappings and lists; None where it leads nowhere."""
    if not path:
        return None
    for step in path.split("."):
        if isinstance(raw, Mapping):
            raw = raw.get(step)
        elif isinstance(raw, Sequence) and not isinstance(raw, str) and step.isdigit() and int(step) < len(raw):
            raw = raw[int(step)]
        else:
            return None
    return raw


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _box(values: Sequence[Any]) -> tuple[float, ...] | None:
    numbers = [n for n in (_number(v) for v in values) if n is not None]
    if len(numbers) != 4:
        return None
    south, west, north, east = numbers
    fits = -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180
    return (south, west, north, east) if fits else None


def _outline(value: Any) -> dict[str, Any] | None:
    """Check a GeoJSON geometry and straighten it; None for a point, which says nothing of the size, and for rubbish."""
    import numpy as np
    import shapely
    from shapely.geometry import mapping, shape

    if not isinstance(value, Mapping) or value.get("type") in (None, "Point", "MultiPoint"):
        return None
    try:
        found = shape(dict(value))
        xy = shapely.get_coordinates(found)
        if not len(xy) or not np.isfinite(xy).all() or (np.abs(xy) > (180, 90)).any():
            return None
        west, south, east, north = found.bounds
        found = found.simplify(max(east - west, north - south) / _DETAIL, preserve_topology=True)
        found = _largest_kind(shapely.set_precision(shapely.make_valid(found), 1e-6))
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return None
    if found.is_empty or shapely.get_dimensions(found) < 1:
        return None
    return dict(mapping(found))


def _largest_kind(found: BaseGeometry) -> BaseGeometry:
    """Return the areas of a collection, or its lines where it has no areas; readers of tables know no collections."""
    import shapely

    if found.geom_type != "GeometryCollection":
        return found
    parts = shapely.get_parts(shapely.get_parts(found))
    sizes = shapely.get_dimensions(parts)
    return shapely.union_all(parts[sizes == sizes.max()]) if len(parts) else found
