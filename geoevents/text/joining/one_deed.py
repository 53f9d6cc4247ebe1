"""Acts of one sentence of which the second goes on about the first: "X was attacked, and gendarmes drove them off"."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.reading.drafts import Draft

__all__ = ["one_deed"]


def one_deed(kept: Sequence[Draft]) -> list[Draft]:
    """Let "and gendarmes drove the attackers off" say who fought whom in the attack that its sentence tells."""
    out = list(kept)
    for d in [x for x in out if x.group == "repel" and not x.place and not x.reference]:
        told = next((x for x in out if x.group == "force" and not x.reference and x.at < d.at), None)
        if told is not None and told.place and not told.actor1:
            told.actor1, told.actor2 = d.actor1, d.actor2 or told.actor2
            told.fatalities = d.fatalities if told.fatalities == (None, None, None) else told.fatalities
            out.remove(d)
    return out
