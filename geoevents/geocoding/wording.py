"""How answers are put into words: labels, shares and sources within a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.geocoding.answer import Answer
from geoevents.geocoding.expressions.expression import Direction
from geoevents.model.places import Place

__all__ = ["KIND_WORDS", "describe", "listed", "plainly", "relation", "share_of", "side_of", "source_of"]

KIND_WORDS: dict[str, str] = {
    "admin1": "first-order division",
    "admin2": "second-order division",
    "admin3": "third-order division",
}
"""How a kind is called in a sentence, where it is not called by its own name."""

_SOURCE_LEVEL = {"admin1": " admin-1", "country": " countries"}
_SHARES = {1 / 3: "third", 1 / 2: "half", 1 / 4: "quarter", 1 / 6: "sixth"}


def source_of(place: Place) -> str:
    """Source of a place as a sentence should name it: "Natural Earth admin-1"."""
    return place.source + (_SOURCE_LEVEL.get(place.kind, "") if place.source == "Natural Earth" else "")


def describe(place: Place) -> str:
    """Kind and whereabouts: "town in Idlib, SY"."""
    where = ", ".join(x for x in (place.admin1 if place.admin1 != place.name else "", place.country) if x)
    kind = KIND_WORDS.get(place.kind, place.kind)
    return f"{kind} in {where}" if where and place.kind != "country" else kind


def side_of(direction: Direction | None) -> str:
    """Adjective of a direction: "western"; "central" for none."""
    return f"{direction.name}ern" if direction else "central"


def share_of(share: float) -> str:
    """Say a share in words: "third", "half"; others in per cent."""
    return next((word for value, word in _SHARES.items() if abs(value - share) < 1e-6), f"{share:.0%}")


def relation(found: Answer) -> str:
    """Say how something lies to its context: "in Idlib governorate", "near Homs", "east of Deir ez-Zor"."""
    by_itself = ("near ", "along ", "north", "south", "east", "west")
    return found.label if found.label.startswith(by_itself) else f"in {found.label}"


def plainly(answer: Answer) -> str:
    """Label and source of an answer, for use within a sentence: "Idlib governorate, Natural Earth admin-1"."""
    place = answer.place
    if place is None:
        return answer.label
    return f"{answer.label}, {source_of(place)}"


def listed(names: Sequence[str]) -> str:
    """Join names: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
