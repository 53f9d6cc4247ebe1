"""Where an event was whose own sentence does not say: what the sentences before it in its paragraph are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from geoevents.text.places.mention import PlaceMention
from geoevents.text.reading.drafts import Draft
from geoevents.text.tables import words
from geoevents.text.times.day_of_event import DIPLOMACY
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import fold

__all__ = ["carry_places"]

_NEVER = DIPLOMACY | {"retreat"}
_SCENE = frozenset(["in", "at", "near", "on", "outside", "around", "inside", "across", "within", "over", "off"])
"""Words before a place that make it one where something happens."""
_FEW = 3
"""Acts told together that can all have been in one place, at most."""
_FIGHTING = words("warfare") | {
    "operation", "operations", "raid", "clash", "clashes", "firefight", "encounter", "engagement", "formations",
    "forces", "patrol", "patrols", "convoy", "checkpoint", "terrorists", "infiltrate", "infiltration", "fighting",
    "battle", "battles", "siege", "besieged", "offensive", "attack", "assault", "gunfight", "hideout",
}  # fmt: skip
"""Words for what a sentence that tells no event of its own is about, where one behind it does."""
_SITES = words("building") - {"camp", "base", "centre", "center", "compound", "complex", "square"}
_BACK = 3
"""Sentences before an event that can say where it was, at most."""


def carry_places(
    events: Sequence[Draft],
    sentences: Sequence[Sentence],
    places: Mapping[int, Sequence[PlaceMention]],
    over: Mapping[int, int],
    text: str,
) -> list[Draft]:
    """Return the events, those without a place of their own with that of what was told before them.

    "Clashes broke out in Umm Ruwaba on 6 February. Shops were looted by armed men on the 8th." The place of the last
    event of the paragraph counts, else the one place that a sentence before it names; both are nearer than what a
    heading says. ``places`` has the places of a sentence by its number, ``over`` the offset of the place that a heading
    names over it.
    """
    out: list[Draft] = []
    told: dict[int, Draft] = {}
    talks = {d.sentence for d in events if d.group in _NEVER}
    for d in sorted(events, key=lambda d: d.at):
        paragraph = sentences[d.sentence].paragraph
        here = d.place_start >= _begin(sentences, d.sentence) or _is_site(d.place)
        own = bool(d.place) and here and not _from_heading(d, sentences, over)
        if own and d.group not in _NEVER:
            told[paragraph] = d
        elif not own and _open(d) and not _says_where(places.get(d.sentence, ())):
            before = told.get(paragraph)
            if before is not None and d.sentence - before.sentence <= _BACK:
                skip = _part(before.place) if not before.place_query else 0
                d = replace(
                    d, place=before.place[skip:], place_start=before.place_start + skip, within=before.within,
                    place_country=before.place_country, place_query=before.place_query,
                )  # fmt: skip
            elif before is None and (only := _before(d, sentences, places, talks)) is not None:
                number, place = only
                tokens = sentences[number].tokens
                start, end = tokens[place.first].start, tokens[place.last - 1].end
                d = replace(d, place=text[start:end], place_start=start, place_country=place.country, place_query="")
        out.append(d)
    return out


def _from_heading(d: Draft, sentences: Sequence[Sentence], over: Mapping[int, int]) -> bool:
    """Tell a place that only the heading before the sentence names: "Kalehe: … Twelve people were killed"."""
    return d.place_start < sentences[d.sentence].start and d.place_start == over.get(d.sentence, -1)


def _part(place: str) -> int:
    """Return how long "western outskirts of" is at the start of a place: the next act need not have been just there."""
    cut = 0
    head = place.split(",")[0].split(" in ")[0]
    while (of := head.find(" of ", cut)) >= 0 and {fold(w) for w in head[cut:of].split()} <= _parts():
        cut = of + len(" of ")
        if head.startswith("the ", cut):
            cut += len("the ")
    return cut


@cache
def _parts() -> frozenset[str]:
    sides = words("direction") | words("direction_adjective")
    return sides | {"outskirts", "edge", "edges", "suburbs", "side", "part", "parts", "entrance", "centre", "center"}


def _begin(sentences: Sequence[Sentence], number: int) -> int:
    """Return where the paragraph of a sentence begins."""
    while number and sentences[number - 1].paragraph == sentences[number].paragraph:
        number -= 1
    return sentences[number].start


def _is_site(place: str) -> bool:
    """Tell "Kawergosk oil refinery", which "the refinery" means wherever it was named: not so a town or a camp."""
    head = place.split(",")[0].split(" in ")[0]
    return not _SITES.isdisjoint({fold(w) for w in head.split()})


def _says_where(places: Sequence[PlaceMention]) -> bool:
    return any(p.role == "place" and p.preposition in _SCENE for p in places)


def _open(d: Draft) -> bool:
    """Tell an act that can have been where the one before it was; sums and what is shot down need not have been."""
    return not d.reference and d.group not in _NEVER and d.group != "disrupt" and (d.count or 0) <= _FEW


def _comma_behind(sentence: Sentence, p: PlaceMention) -> bool:
    """Tell "At Bankilare, the market was deserted": a place that opens a sentence is what the paragraph is about."""
    return p.last < len(sentence.tokens) and sentence.tokens[p.last].low == ","


def _before(
    d: Draft, sentences: Sequence[Sentence], places: Mapping[int, Sequence[PlaceMention]], talks: Collection[int]
) -> tuple[int, PlaceMention] | None:
    """Return the only place of the nearest sentence before ``d`` in its paragraph that names one."""
    number = d.sentence - 1
    while number >= max(0, d.sentence - _BACK) and sentences[number].paragraph == sentences[d.sentence].paragraph:
        fronted = next((p for p in places.get(number, ()) if p.role == "place"), None)
        opens = fronted is not None and fronted.first <= 1 and _comma_behind(sentences[number], fronted)
        if number in talks or not (opens or any(t.low in _FIGHTING for t in sentences[number].tokens)):
            return None
        scenes = [p for p in places.get(number, ()) if p.role == "place" and not p.country and not p.aside]
        if scenes:
            first = sentences[number].tokens[scenes[0].first].low
            scene = scenes[0].preposition in _SCENE or first in words("direction") | {"near", "outside", "around"}
            return (number, scenes[0]) if scene else None
        number -= 1
    return None
