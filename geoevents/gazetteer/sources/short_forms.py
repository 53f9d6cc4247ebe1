"""How the English-language press shortens the first word of a name: "St. Louis", "Mt. Pleasant", "Ft. Worth"."""

from __future__ import annotations

from geoevents.gazetteer.sources.natural_earth import read_rows

__all__ = ["short_forms"]

ENGLISH = frozenset({
    "AG", "AU", "BB", "BS", "BZ", "CA", "DM", "GB", "GD", "GG", "IE", "IM", "JE", "JM", "KN", "LC", "MS", "NZ", "TT",
    "US", "VC", "VG", "VI", "ZA",
})  # fmt: skip
"""Countries whose press writes so of its own places (ISO 3166-1 alpha-2)."""

_SHORT = {row["long"]: row["short"] for row in read_rows("short_forms.csv")}
_LONG = {short: long for long, short in _SHORT.items()}


def short_forms(name: str, country: str) -> list[str]:
    """Return the other way of writing a name: "St. Johns County" of "Saint Johns County", and the reverse.

    Parameters
    ----------
    name : str
        As the source has it.
    country : str
        ISO 3166-1 alpha-2 code; elsewhere nothing is returned.
    """
    first, _, rest = name.partition(" ")
    other = (_SHORT.get(first) or _LONG.get(first)) if country in ENGLISH and rest else None
    return [f"{other} {rest}"] if other else []
