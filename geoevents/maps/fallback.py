"""What readers are told whose scripts are off: what a map holds, and how to see it."""

from __future__ import annotations

from typing import Literal

from geoevents.maps.arrays import clean_text
from geoevents.maps.content import Content
from geoevents.maps.language import language_of

__all__ = ["Remedy", "describe", "name_of"]

Remedy = Literal["trust", "server"]
"""Allow scripts, or trust the notebook; or allow scripts and open the map on a web server."""


def describe(content: Content, remedy: Remedy = "trust") -> str:
    """Return a sentence on what a map holds, and one on how to see it, in the language of the map."""
    language, counts = language_of(content.locale), content.counts
    what = language.say("events", n=counts["events"])
    if counts["unplaced"]:
        what += f" ({language.say('without_place', n=counts['unplaced'])})"
    if counts["zones"]:
        what = language.say("fallback.both", a=what, b=language.say("fallback.zones", n=counts["zones"]))
    held = language.say("fallback.holds", name=name_of(content.title, content.locale), what=what)
    return f"{held} {language.say(f'fallback.{remedy}')}"


def name_of(title: str, locale: str) -> str:
    """Return the title of a map, and of one without a title what it is."""
    return clean_text(title) or language_of(locale).say("map_of_events")
