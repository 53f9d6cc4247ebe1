"""The words of the page, by language: tables in ``languages/``, of which one travels in each page.

A table maps a key to words, or to their plural forms by the categories of the Unicode CLDR (``one``, ``few``, ``other``
and so on); ``{name}`` in them stands for a value. Codes of the data have keys such as ``precision.near``; keys of the
page of a text begin with ``reading.``, those of words that are told where scripts are off with ``fallback.``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from geoevents.errors import OptionError

__all__ = ["Language", "check_locale", "language_of", "languages", "plural_form"]

DEFAULT: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar"})
LOCALE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
GROUPED: Final = MappingProxyType({"fr": "\u202f", "ru": "\u00a0", "uk": "\u00a0"})
"""What stands between the thousands of a number; a comma in all other languages."""
SHARED: Final = (
    "cannot_show", "centre", "close", "color.place", "color.precision", "comma", "coordinates", "coordinates_centre",
    "coordinates_help", "copied", "damaged", "legend", "map_data", "not_copied", "other_values", "place.exact",
    "precision.exact", "precision.near", "scale", "scale_at", "source", "within", "zoom_in", "zoom_out",
)  # fmt: skip
"""Words of the map's page that the page of a text has use for, too."""


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
    locale : str
        The locale it was asked for with where it is of this language, such as ``"ar-SY"``; else the tag.
    """

    tag: str
    direction: str
    words: MappingProxyType[str, Any]
    locale: str

    def frame(self, page: Literal["map", "reading"] = "map") -> dict[str, Any]:
        """Return what the configuration of a page holds of it: the words that this page has use for."""
        if page == "map":
            words = {key: said for key, said in self.words.items() if not key.startswith(("reading.", "fallback."))}
        else:
            words = {key: said for key, said in self.words.items() if key.startswith("reading.") or key in SHARED}
        return {"tag": self.tag, "direction": self.direction, "words": words}

    def say(self, key: str, **values: str | int) -> str:
        """Return the words of ``key`` with its values; the number ``n`` chooses the plural form."""
        words = self.words[key]
        if not isinstance(words, str):
            n = values["n"]
            words = words.get(plural_form(self.tag, n) if isinstance(n, int) else "other", words["other"])
        return str(words).format(**{name: self._written(value) for name, value in values.items()})

    def _written(self, value: str | int) -> str:
        return value if isinstance(value, str) else f"{value:,}".replace(",", GROUPED.get(self.tag, ","))


def check_locale(locale: object) -> None:
    """Raise an OptionError if ``locale`` is no language tag."""
    if not isinstance(locale, str) or not LOCALE.fullmatch(locale):
        raise OptionError(f"locale={locale!r} is no language tag", "write one as BCP 47 does, such as 'en' or 'ar-SY'")


def plural_form(tag: str, n: int) -> str:
    """Return the plural category of a whole number in one of the page's languages, by the rules of the CLDR."""
    if tag == "ar":
        few = {0: "zero", 1: "one", 2: "two"}
        return few.get(n) or ("few" if 3 <= n % 100 <= 10 else "many" if n % 100 >= 11 else "other")
    if tag in ("ru", "uk"):
        if n % 10 == 1 and n % 100 != 11:
            return "one"
        return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"
    if tag == "fr":
        return "one" if n < 2 else "many" if n % 1_000_000 == 0 else "other"
    return "one" if n == 1 else "other"


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
    asked = locale.split("-")[0].lower()
    tag = asked if asked in languages() else DEFAULT
    words = {**_table(DEFAULT), **_table(tag)}
    direction = "rtl" if tag in RIGHT_TO_LEFT else "ltr"
    return Language(tag, direction, MappingProxyType(words), locale if tag == asked else tag)


@cache
def _table(tag: str) -> dict[str, Any]:
    text = files("geoevents.maps").joinpath("languages", f"{tag}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
