"""Synthetic event tables of any size: seeded, with the columns, skew and notes of published conflict data."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geoevents.model.events import EVENT_COLUMNS

__all__ = ["synthetic_events"]

TYPES = {
    "Battles": ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
    "Explosions/Remote violence": [
        "Shelling/artillery/missile attack", "Air/drone strike", "Remote explosive/landmine/IED", "Suicide bomb",
    ],
    "Violence against civilians": ["Attack", "Abduction/forced disappearance", "Sexual violence"],
    "Protests": ["Peaceful protest", "Protest with intervention"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Strategic developments": ["Agreement", "Arrests", "Change to group/activity", "Looting/property destruction"],
}  # fmt: skip
TYPE_WEIGHTS = [0.30, 0.34, 0.16, 0.09, 0.04, 0.07]
ROLES = ["State forces", "Rebel group", "Political militia", "Identity militia", "Civilians", "External/other forces"]
VERBS = [
    "clashed with", "shelled positions of", "carried out an air strike on", "ambushed a convoy of",
    "detonated a mine against", "exchanged fire with", "abducted members of", "withdrew before",
]  # fmt: skip
TAILS = [
    "", "", "", "", "", "", "", "", " Material damage was reported.",
    " The toll could not be verified.", " Both sides claimed success.", " Residents fled to nearby villages.",
    " Fighting lasted several hours.",
]  # fmt: skip
SYLLABLES = ["ba", "da", "ha", "ka", "ma", "na", "qa", "ra", "sa", "ta", "zo", "in", "un", "ya", "al", "el", "or", "im"]


def words(rng: np.random.Generator, count: int, low: int, high: int) -> np.ndarray:
    """Distinct made-up names of ``low`` to ``high`` syllables."""
    names: dict[str, None] = {}
    while len(names) < count:
        names.setdefault("".join(rng.choice(SYLLABLES, rng.integers(low, high + 1))).capitalize())
    return np.array(list(names), dtype=object)


def synthetic_events(rows: int, *, seed: int = 20170920) -> gpd.GeoDataFrame:
    """Return ``rows`` made-up events (EPSG:4326) with the columns of the event table.

    Places follow a Zipf law over towns, a tenth of the events has its own coordinates, actors and types are skewed,
    and each note is an English sentence or two of about 120 characters that names the event's own actors, place,
    date, numbers and source.
    """
    rng = np.random.default_rng(seed)
    towns = max(50, min(20_000, rows // 20))
    town_names = words(rng, towns, 2, 4)
    town_lon, town_lat = rng.uniform(35.7, 48.5, towns), rng.uniform(29.5, 37.3, towns)
    town = np.minimum(rng.zipf(1.3, rows) - 1, 10**9) % towns
    own = rng.random(rows) < 0.1
    lon = np.where(own, town_lon[town] + rng.normal(0, 0.1, rows), town_lon[town]).round(4)
    lat = np.where(own, town_lat[town] + rng.normal(0, 0.1, rows), town_lat[town]).round(4)

    actors = np.array([f"{name} {kind}" for name, kind in zip(
        words(rng, 300, 2, 2), rng.choice(["Brigade", "Forces", "Militia", "Front", "Army"], 300), strict=True)],
        dtype=object)  # fmt: skip
    first, second = ((rng.zipf(1.5, rows) - 1) % 300 for _ in range(2))
    roles = rng.integers(0, len(ROLES), 300)
    kind = rng.choice(len(TYPES), rows, p=TYPE_WEIGHTS)
    names = list(TYPES)
    sub = np.empty(rows, dtype=object)
    for number, options in enumerate(TYPES.values()):
        at = kind == number
        sub[at] = np.array(options, dtype=object)[rng.integers(0, len(options), int(at.sum()))]
    day = np.sort(np.datetime64("2011-01-01") + rng.integers(0, 4000, rows))
    length = np.where(rng.random(rows) < 0.08, rng.integers(1, 31, rows), 0)
    best = np.minimum(rng.zipf(1.9, rows) - 1, 900)
    spread = np.where(rng.random(rows) < 0.2, rng.integers(0, 6, rows), 0)
    sources = np.array([f"{name} {word}" for name, word in zip(
        words(rng, 120, 2, 3), rng.choice(["News", "Observatory", "Agency", "Times"], 120), strict=True)],
        dtype=object)  # fmt: skip
    source = sources[(rng.zipf(1.4, rows) - 1) % 120]
    verb, tail = rng.integers(0, len(VERBS), rows), rng.integers(0, len(TAILS), rows)
    km, wounded = rng.integers(1, 30, rows), rng.integers(0, 40, rows)
    notes = [
        f"On {d:%d %b}, {a} {VERBS[v]} {b} {k} km from {t}; {w} wounded, {f} killed ({s}).{TAILS[e]}"
        for d, a, v, b, k, t, w, f, s, e in zip(
            pd.DatetimeIndex(day), actors[first], verb, actors[second], km, town_names[town], wounded, best, source,
            tail, strict=True)
    ]  # fmt: skip
    precision = rng.choice(["exact", "near", "admin2", "admin1"], rows, p=[0.6, 0.25, 0.1, 0.05])
    radius = {"exact": 2.0, "near": 15.0, "admin2": 25.0, "admin1": 80.0}
    table = pd.DataFrame(
        {
            "event_id": [f"SYN{number:07d}" for number in range(rows)],
            "date_start": day.astype("datetime64[s]"),
            "date_end": (day + length).astype("datetime64[s]"),
            "date_precision": np.where(length > 0, "range", "day"),
            "event_type": np.array(names, dtype=object)[kind],
            "sub_event_type": sub,
            "actor1": actors[first],
            "actor1_role": np.array(ROLES, dtype=object)[roles[first]],
            "actor2": actors[second],
            "actor2_role": np.array(ROLES, dtype=object)[roles[second]],
            "fatalities_best": pd.array(best, dtype="Int64"),
            "fatalities_low": pd.array(np.maximum(best - spread, 0), dtype="Int64"),
            "fatalities_high": pd.array(best + spread, dtype="Int64"),
            "place": town_names[town],
            "precision": precision,
            "uncertainty_km": pd.Series(precision).map(radius).to_numpy(),
            "status": rng.choice(["reported", "claimed", "confirmed"], rows, p=[0.85, 0.1, 0.05]),
            "source": source,
            "notes": notes,
        }
    )
    categories = [name for name in table.columns if EVENT_COLUMNS[name] == "category"]
    table[categories] = table[categories].astype("category")
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
