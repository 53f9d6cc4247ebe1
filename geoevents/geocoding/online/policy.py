"""The rules of online services and the layout of their answers, from ``services.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["KEEP_UNKNOWN_DAYS", "Policy", "Sort", "kind_of", "policy_for"]

KEEP_DAYS = 180
KEEP_UNKNOWN_DAYS = 30
"""How long "not found" is kept: gazetteers grow, and the name may be there next month."""

_PATHS = ("outline", "rank", "name", "country_code", "admin1", "weight")


@dataclass(frozen=True, slots=True)
class Policy:
    """A service's rules and where its answers keep things; the fields as ``services.toml`` documents them."""

    service: str
    title: str
    prefix: str
    credit: str = ""
    terms: str = ""
    min_delay_s: float = 0.0
    own_user_agent: bool = False
    keep_days: float = KEEP_DAYS
    country: str = ""
    ask: Mapping[str, Any] = field(default_factory=dict)
    box: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of place: ours, its precision ('': by size), and the radius in km assumed where nothing is known."""

    kind: str
    precision: str
    km: float


_UNKNOWN = Sort("site", "", 10.0)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("geoevents.geocoding.online").joinpath("services.toml").read_text(encoding="utf-8"))


def policy_for(service: str) -> Policy:
    """Return a service's policy by geopy's name for it; one without rules for a service that is not in the table.

    Parameters
    ----------
    service : str
        ``nominatim``, ``photon``, ...; of a geocoder of another make, the name of its class.
    """
    entry = _entry(service)
    return Policy(
        service=service,
        title=entry.get("title", service),
        prefix="osm" if "osm_id" in " ".join(entry.get("id", ())) else service,
        credit=entry.get("credit", ""),
        terms=entry.get("terms", ""),
        min_delay_s=float(entry.get("min_delay_s", 0.0)),
        own_user_agent=bool(entry.get("own_user_agent", False)),
        keep_days=float(entry.get("keep_days", KEEP_DAYS)),
        country=entry.get("country", ""),
        ask=entry.get("ask", {}),
        box=tuple(entry.get("box", ())),
        kind=tuple(entry.get("kind", ())),
        identity=tuple(entry.get("id", ())),
        paths={name: entry[name] for name in _PATHS if name in entry},
    )


def _entry(service: str) -> dict[str, Any]:
    entry: dict[str, Any] = _table()["service"].get(service, {})
    base = entry.get("same_as")
    return {**_entry(base), **entry} if base else entry


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: called for called, words in _table()["called"].items() for word in words}


def kind_of(words: Sequence[str], rank: int | None) -> tuple[str, Sort]:
    """Tell what a place is from a service's words for it.

    Parameters
    ----------
    words : sequence of str
        In lower case, the surest first.
    rank : int or None
        OpenStreetMap's address rank, for "administrative".

    Returns
    -------
    called : str
        A word for people; empty if none is known.
    sort : Sort
    """
    kinds = _table()["kinds"]
    known = _words()
    for word in words:
        called = known.get(word, "")
        if not called and word == "administrative" and rank is not None:
            called = next((r["called"] for r in _table()["ranks"] if rank <= r["upto"]), "")
        if called:
            return called, Sort(**kinds[called])
    return "", _UNKNOWN
