"""An attack and its repulse that one sentence tells: "The town was attacked, and gendarmes drove the attackers off"."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.joining.sameness import overlap
from geoevents.text.reading.drafts import Draft

__all__ = ["repulsed"]

_UNKNOWN = (None, None, None)
_FIGHTS = frozenset(["Armed clash", "Attack"])


def repulsed(kept: Sequence[Draft]) -> list[Draft]:
    """Return the acts of a sentence with each repulse joined to the attack on the same place that it ended."""
    out = list(kept)
    for d in [x for x in out if x.group == "repel" and not x.reference]:
        told = next((x for x in out if x.group == "force" and not x.reference and _same_spot(x, d)), None)
        if told is None or not told.place or told.sub_event not in _FIGHTS:
            continue
        if told.actor1 is None:
            told.actor1, told.actor2 = d.actor1, d.actor2 or told.actor2
        else:
            told.actor2 = told.actor2 or d.actor1
        told.fatalities = d.fatalities if told.fatalities == _UNKNOWN else told.fatalities
        out.remove(d)
    return out


def _same_spot(a: Draft, b: Draft) -> bool:
    return not (a.place and b.place) or overlap(a.place, b.place)
