"""The field's own vocabularies as data: event types, actor codes and precision codes, and what they mean here.

Types are kept in the terms of the dataset they come from: a UCDP "State-based conflict" is not called an ACLED
"Battle", because UCDP's three types do not say what happened (shelling, clash or raid), only between whom.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "ACLED_EVENT_TYPES",
    "ACLED_GEO_PRECISION",
    "ACLED_INTER",
    "ACLED_TIME_PRECISION",
    "CAMEO_ROOTS",
    "DEFAULT_UNCERTAINTY_KM",
    "GDELT_GEO_TYPE",
    "PLOVER_TYPES",
    "UCDP_DATE_PREC",
    "UCDP_TYPE_OF_VIOLENCE",
    "UCDP_WHERE_PREC",
    "PlacePrecision",
]


class PlacePrecision(NamedTuple):
    """What a dataset's code for location precision means on the scale of ``model.places``.

    ``uncertainty_km`` is the radius in km to draw around the dataset's point where no shape is known.
    """

    precision: str
    uncertainty_km: float
    meaning: str


ACLED_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ),
}  # fmt: skip
"""ACLED's event types in its order of precedence, each with its sub-event types."""

ACLED_INTER: dict[int, str] = {
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/other forces",
}
"""ACLED's ``inter1`` and ``inter2``: what kind of actor. In ACLED, actor1 and actor2 do not say who attacked whom."""

ACLED_GEO_PRECISION: dict[int, PlacePrecision] = {
    1: PlacePrecision("exact", 5.0, "named town"),
    2: PlacePrecision("near", 25.0, "near a town, or part of a region represented by a town"),
    3: PlacePrecision("area", 100.0, "larger region, represented by a natural feature or a provincial capital"),
}
ACLED_TIME_PRECISION: dict[int, str] = {1: "day", 2: "week", 3: "month"}

UCDP_TYPE_OF_VIOLENCE: dict[int, str] = {
    1: "State-based conflict",
    2: "Non-state conflict",
    3: "One-sided violence",
}
"""UCDP GED's ``type_of_violence`` in UCDP's own terms; they say between whom, not what happened."""

UCDP_WHERE_PREC: dict[int, PlacePrecision] = {
    1: PlacePrecision("exact", 5.0, "exact place"),
    2: PlacePrecision("near", 25.0, "within about 25 km of a known point"),
    3: PlacePrecision("admin2", 40.0, "second-order division"),
    4: PlacePrecision("admin1", 100.0, "first-order division"),
    5: PlacePrecision("area", 60.0, "linear feature or fuzzy polygon"),
    6: PlacePrecision("country", 400.0, "country"),
    7: PlacePrecision("area", 300.0, "international waters or airspace"),
}
"""UCDP GED's ``where_prec``. The radii are of the size such places have; a shape, where one is known, is better."""

UCDP_DATE_PREC: dict[int, str] = {1: "day", 2: "range", 3: "week", 4: "month", 5: "year"}
"""UCDP GED's ``date_prec``: 1 exact day, 2 within 2 to 6 days, 3 the week, 4 the month or 8 to 31 days, 5 longer
than a month, up to a year. ``date_start`` and ``date_end`` hold the days themselves."""

GDELT_GEO_TYPE: dict[int, str] = {1: "country", 2: "admin1", 3: "exact", 4: "exact", 5: "admin1"}
"""GDELT's ``*Geo_Type``: 1 country, 2 US state, 3 US city, 4 world city, 5 world state -> our precision. Its
coordinates are the middle of whichever it is; 0 is no place."""

DEFAULT_UNCERTAINTY_KM: dict[str, float] = {
    "exact": 5.0,
    "near": 25.0,
    "area": 60.0,
    "admin2": 40.0,
    "admin1": 100.0,
    "country": 400.0,
}
"""Radius in km drawn around a point whose source states its precision but no radius. A point of which nothing is
stated counts as ``exact``: a named place, which has an extent of its own; never as a survey mark."""

PLOVER_TYPES: tuple[str, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

CAMEO_ROOTS: dict[str, str] = {
    "01": "make public statement",
    "02": "appeal",
    "03": "express intent to cooperate",
    "04": "consult",
    "05": "diplomatic cooperation",
    "06": "material cooperation",
    "07": "provide aid",
    "08": "yield",
    "09": "investigate",
    "10": "demand",
    "11": "disapprove",
    "12": "reject",
    "13": "threaten",
    "14": "protest",
    "15": "exhibit force posture",
    "16": "reduce relations",
    "17": "coerce",
    "18": "assault",
    "19": "fight",
    "20": "unconventional mass violence",
}
"""CAMEO's root codes, as GDELT uses them."""
