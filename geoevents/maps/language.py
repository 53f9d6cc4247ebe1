"""The words of the page, by language: tables in ``languages/``, of which one travels in each page.

A table maps a key to words, or to their plural forms by the categories of the Unicode CLDR (``one``, ``few``, ``other``
and so on); ``{name}`` in them stands for a value. Codes of the data have keys such as ``precision.near``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

__all__ = ["Language", "language_of", "languages"]

DEFAULT: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the page.

    Attributes
    ----------
    tag : str
        BCP 47 tag.
    direction : {"ltr", "rtl"}
    words : mapping
        Key -> words, or plural category -> words. What a language lacks is in English.
    """

    tag: str
    direction: str
    words: MappingProxyType[str, Any]

    def frame(self) -> dict[str, Any]:
        """Return what the page's configuration holds of it."""
        return {"tag": self.tag, "direction": self.direction, "words": dict(self.words)}


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of all languages that the page speaks, sorted."""
    folder = files("geoevents.maps").joinpath("languages")
    return tuple(sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")))


@cache
def language_of(locale: str) -> Language:
    """Return the language for a locale: its own where the page speaks it, else English.

    Parameters
    ----------
    locale : str
        BCP 47 tag, such as ``"ar-SY"``.
    """
    tag = locale.split("-")[0].lower()
    tag = tag if tag in languages() else DEFAULT
    words = {**_table(DEFAULT), **_table(tag)}
    return Language(tag, "rtl" if tag in RIGHT_TO_LEFT else "ltr", MappingProxyType(words))


@cache
def _table(tag: str) -> dict[str, Any]:
    text = files("geoevents.maps").joinpath("languages", f"{tag}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
