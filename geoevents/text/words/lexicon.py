"""The tables of countries, actors and head nouns, made ready for look-up over tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from geoevents.model.taxonomy import ACLED_INTER
from geoevents.text.tables import WordSet, rows
from geoevents.text.words.tokens import PhraseTable

__all__ = [
    "Actor", "Country", "Noun", "actors", "capitals", "coalition", "countries", "country", "demonyms", "nouns",
    "opponent", "peoples", "reporting", "reporting_words", "shared", "state_forces",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country as prose names it; ``iso2`` is its ISO 3166-1 alpha-2 code."""

    iso2: str
    name: str
    demonym: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of a conflict.

    ``kind`` is ``armed``, ``ministry``, ``monitor``, ``civilian``, ``crowd``, ``official``, ``person`` or
    ``country``; ``inter`` is ACLED's actor code, 0 where unknown; ``country`` an ISO2 code or empty. ``guessed`` says
    that the words name no country ("the police"), so that it is that of which the text speaks.
    """

    name: str
    kind: str
    inter: int = 0
    country: str = ""
    side: str = ""
    guessed: bool = field(default=False, compare=False)

    @property
    def role(self) -> str:
        """ACLED's words for :attr:`inter`, empty where unknown."""
        return ACLED_INTER.get(self.inter, "")


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun of actor phrases; ``alone`` says that it names an actor without any other word."""

    kind: str
    inter: int
    name: str
    alone: bool


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def _country_rows() -> tuple[tuple[Country, dict[str, str]], ...]:
    return tuple((Country(r["iso2"], r["name"], _split(r["demonyms"])[0]), r) for r in rows("countries"))


@cache
def countries() -> PhraseTable[Country]:
    """Names of countries."""
    return PhraseTable((name, c) for c, r in _country_rows() for name in [r["name"], *_split(r["aliases"])])


@cache
def demonyms() -> PhraseTable[Country]:
    """Adjectives and inhabitants' names of countries."""
    return PhraseTable((name, c) for c, r in _country_rows() for name in _split(r["demonyms"]))


@cache
def capitals() -> PhraseTable[Country]:
    """Capitals whose name stands for a government."""
    return PhraseTable((name, c) for c, r in _country_rows() for name in _split(r["capital"]))


@cache
def country(iso2: str) -> Country | None:
    """Return the country of an ISO2 code, or ``None``."""
    return next((c for c, _ in _country_rows() if c.iso2 == iso2), None)


@cache
def peoples() -> PhraseTable[bool]:
    """Adjectives of peoples, languages, faiths and regions, which name no place."""
    return PhraseTable((w, True) for r in rows("peoples") for w in _split(r["words"]))


@cache
def actors() -> PhraseTable[Actor]:
    """Actors by name and alias."""
    return PhraseTable(
        (name, actor)
        for actor, r in zip(_all_actors(), rows("actors"), strict=True)
        for name in [r["name"], *_split(r["aliases"])]
    )


@cache
def shared() -> PhraseTable[dict[str, Actor]]:
    """Short names that several parties bear: name -> ISO2 code of a country -> whom it means there."""
    by_name = {a.name: a for a in _all_actors()}
    bearers: dict[str, dict[str, Actor]] = {}
    for r in rows("shared_names"):
        for name in _split(r["words"]):
            for iso2 in _split(r["countries"]):
                bearers.setdefault(name, {})[iso2] = by_name[r["actor"]] if r["actor"] else state_forces(iso2)
    return PhraseTable(bearers.items())


@cache
def coalition(iso2: str) -> Actor | None:
    """Return whom "the coalition" means in a country, or ``None``."""
    for r in rows("shared_names"):
        if "the coalition" in _split(r["words"]) and iso2 in _split(r["countries"]):
            return next(a for a in _all_actors() if a.name == r["actor"])
    return None


@cache
def _all_actors() -> tuple[Actor, ...]:
    out = []
    for r in rows("actors"):
        inter = int(r["inter"]) if r["inter"].isdigit() else 0
        kind = r["inter"] if not inter else {7: "civilian", 6: "crowd", 5: "crowd"}.get(inter, "armed")
        out.append(Actor(r["name"], kind, inter, r["country"], r["side"]))
    return tuple(out)


@cache
def state_forces(iso2: str) -> Actor:
    """Return the armed forces of a country: the table's own row, or one in the same style."""
    for r in rows("actors"):
        if r["state"] == "1" and r["country"] == iso2:
            return Actor(r["name"], "armed", 1, iso2, r["side"])
    known = country(iso2)
    return Actor(f"Military Forces of {known.name if known else iso2}", "armed", 1, iso2, known.name if known else "")


@cache
def opponent(iso2: str) -> Actor | None:
    """Return the other side of a war of two sides that the forces of a country fight, or ``None``."""
    name = next((r["opponent"] for r in rows("opponents") if r["country"] == iso2), "")
    return next((a for a in _all_actors() if a.name == name), None)


@cache
def nouns() -> PhraseTable[Noun]:
    """Head nouns of actor phrases."""
    return PhraseTable(
        (form, Noun(r["class"], int(r["inter"] or 0), r["name"], r["alone"] == "1"))
        for r in rows("actor_nouns")
        for noun in _split(r["nouns"])
        for form in (noun, _plural(noun))
    )


def _plural(noun: str) -> str:
    """Return the plural of a noun in the singular; what is plural or has none stays."""
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun in {"child", "schoolchild"}:
        return noun + "ren"
    if noun.endswith(("ss", "ch", "sh", "x")):
        return noun + "es"
    if noun.endswith(("s", "people", "police", "media", "staff", "personnel")):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


@cache
def reporting() -> dict[str, tuple[str, str]]:
    """Reporting verbs: folded form -> stance, sense (``say`` or ``see``)."""
    return {form: (r["stance"], r["sense"]) for r in rows("reporting") for form in _split(r["forms"])}


@cache
def reporting_words() -> WordSet:
    """The forms of :func:`reporting`."""
    return WordSet(reporting())
