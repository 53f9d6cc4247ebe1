"""Pins: names of which the places are known already, since a text around them tells which are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geoevents.gazetteer.names import fold
from geoevents.geocoding.candidates import Found
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.rank import Scored
from geoevents.geocoding.readings import Reading
from geoevents.model.places import Candidate, Place

__all__ = ["NOTHING_MORE", "PINNED", "Pins", "pinned_readings"]

PINNED = 0.99
"""Confidence of a pinned reading by itself: whoever pins it knows how sure that is."""

NOTHING_MORE = Found([])
"""What the look-up of a pinned name found besides: it was none."""


@dataclass(frozen=True, slots=True, eq=False)
class Pins:
    """What names stand for in one text.

    Attributes
    ----------
    places : mapping of str to tuple of Place
        By the folded name, with or without its feature word; several places are readings about as likely, the
        likeliest first.
    namesakes : mapping of str to tuple of Place
        Likewise, what goes by the name in the same spot, such as the division around a town: meant where a construction
        calls for its kind ("northern Hama" is a part of the governorate, "5 km north of Hama" begins at the city).
    """

    places: Mapping[str, tuple[Place, ...]]
    namesakes: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    def of(self, name: Name, prefer: tuple[str, ...] = ()) -> tuple[Place, ...]:
        """Return the places of a name, with its feature word first; none where it is not pinned.

        ``prefer`` are the kinds that the construction around the name calls for.
        """
        for key in (fold(name.text), fold(name.name)):
            found = self.places.get(key)
            if found:
                everyone = dict.fromkeys((*found, *self.namesakes.get(key, ()))) if prefer and not name.kinds else ()
                kinds = {place.kind for place in everyone}
                kind = next((kind for kind in prefer if kind in kinds), "")
                return tuple(place for place in everyone if place.kind == kind) or found
        return ()


def pinned_readings(name: Name, places: tuple[Place, ...], spellings: Mapping[str, list[str]]) -> list[Reading]:
    """Return the readings of a pinned name; ``spellings`` are the names of the places by their ids."""
    whole, bare = fold(name.text), name.name or name.text
    readings = []
    for place in places:
        met = name.text if whole in map(fold, spellings[place.place_id]) else bare
        readings.append(Reading(Scored(Candidate(place, met, "exact", 1.0), 1.0, True), PINNED))
    return readings
