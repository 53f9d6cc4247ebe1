"""How answers are put into words: labels, shares and sources within a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.geocoding.answer import Answer
from geoevents.geocoding.expression import Direction
from geoevents.geocoding.named import source_of

__all__ = ["listed", "plainly", "relation", "share_of", "side_of"]

_SHARES = {1 / 3: "third", 1 / 2: "half", 1 / 4: "quarter", 1 / 6: "sixth"}


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
