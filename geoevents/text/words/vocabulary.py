"""The words that report events: the table of triggers and of weapons, made ready for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geoevents.model.taxonomy import ACLED_EVENT_TYPES
from geoevents.text.tables import WordSet, rows, words
from geoevents.text.words.tokens import Token

__all__ = [
    "Kind", "acting_forms", "event_type", "force_nouns", "is_light", "kind_of", "kinds_by_form", "present_forms",
    "refine", "taking_forms", "weapon_rows", "weapon_words",
]  # fmt: skip

_AT_PLACES = frozenset(
    ["shell", "bombard", "storm", "bomb", "pound", "pummel", "raid", "loot", "torch", "ransack", "raze"]
)
_SMALL_ARMS = frozenset(
    ["sniper", "snipers", "arms", "gun", "machine", "rifle", "rifles", "kalashnikov", "kalashnikovs"]
)
_HEAVY_ARMS = frozenset(["artillery", "mortar", "mortars", "rocket", "rockets", "tank", "shell", "shells", "grad"])
_BURIED = "Remote explosive/landmine/IED"
_VOWELS = frozenset("aeiou")
_LAID = frozenset(["mine", "mines", "ied", "ieds", "landmine", "landmines", "roadside", "device", "devices"])
_AIR_OF = frozenset(["base", "bases", "field", "port", "station", "defence", "defences", "defense", "defenses"])
_LIGHT = frozenset([
    "carried", "carry", "carrying", "carries", "launched", "launch", "launching", "launches", "conducted",
    "conduct", "conducting", "staged", "stage", "mounted", "mount", "held", "hold", "holding", "made", "make",
    "perpetrated", "committed", "suffered", "reported", "came", "under", "claimed", "responsibility", "began",
    "started", "triggered", "erupted", "broke", "involved", "continued", "resumed", "answered", "responded",
    "retaliated", "replied", "reacted", "with", "attempted",
    "subjected", "exposed",
    "delivered", "deliver", "delivering", "delivers", "completed", "inflicted", "inflict", "inflicting", "dealt",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of triggers; one of the words of ``before`` stands before it, of ``beside`` right before."""

    lemma: str
    group: str
    sub_event: str
    plover: str
    frame: str
    needs: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()
    open: bool = False
    before: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def result(self) -> bool:
        """Whether it tells what an act led to, rather than the act."""
        return self.frame in {"result", "perish", "leave"}


def event_type(sub_event: str, plover: str) -> str:
    """Return ACLED's event type of a sub-event; statements and diplomacy keep their PLOVER type."""
    return next((t for t, subs in ACLED_EVENT_TYPES.items() if sub_event in subs), plover)


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _forms(lemma: str, pos: str, irregular: str) -> list[tuple[str, str]]:
    """Return ``(form, part)``; part is ``base``, ``past``, ``ing`` or ``plural`` (also the third person)."""
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third = lemma[:-1] + "ies"
    if pos == "n":
        return [(lemma, "noun"), (third, "noun")]
    given = irregular.split("|") if irregular else []
    ing = [g for g in given if g.endswith("ing")] or [lemma.removesuffix("e") + "ing"]
    past = [g for g in given if not g.endswith("ing")] or [_past(lemma)]
    return [
        *((p, "past") for p in past),
        *((p, "ing") for p in ing),
        *[(lemma, "base") for _ in [0] if lemma not in past],
        (third, "base"),
    ]


def _sites(needs: str) -> frozenset[str]:
    """Return the words for places that can be held, where a row of the table asks for them."""
    return (words("feature") | words("building") | words("site")) - words("route") if "@site" in needs else frozenset()


@cache
def kinds_by_form() -> dict[str, list[tuple[str, str, Kind]]]:
    """Return the ways to read a form: part of speech, the row's ``pos`` and the row."""
    out: dict[str, list[tuple[str, str, Kind]]] = {}
    for r in rows("triggers"):
        kind = Kind(
            r["lemma"], r["group"], r["sub_event_type"], r["plover"], r["frame"],
            frozenset(w for w in r["needs"].split("|") if w and w[0] not in "!+<~@") | _sites(r["needs"]),
            frozenset(w[1:] for w in r["needs"].split("|") if w[:1] == "+"),
            frozenset(w[1:] for w in r["needs"].split("|") if w[:1] == "!"), r["open"] == "1",
            frozenset(w[1:] for w in r["needs"].split("|") if w[:1] == "<"),
            frozenset(w[1:] for w in r["needs"].split("|") if w[:1] == "~"),
        )  # fmt: skip
        for form, part in _forms(r["lemma"], r["pos"], r["forms"]):
            out.setdefault(form, []).append((part, r["pos"], kind))
    return out


def kind_of(lemma: str) -> Kind:
    """Return the row of the table for ``lemma``."""
    return next(kind for ways in kinds_by_form().values() for _, _, kind in ways if kind.lemma == lemma)


@cache
def acting_forms() -> WordSet:
    """Past forms of the verbs of the table; no noun phrase runs across one."""
    past = (form for form, ways in kinds_by_form().items() for part, _, _ in ways if part == "past")
    return WordSet(past) - words("backed")  # "Kurdish-led forces"


@cache
def present_forms() -> frozenset[str]:
    """Forms of the plain present of verbs that are acts of violence, and no other form of theirs."""
    out = {
        form
        for form, ways in kinds_by_form().items()
        if not any(part == "past" for part, _, _ in ways)
        for part, pos, kind in ways
        if part == "base" and "v" in pos and kind.plover in {"ASSAULT", "COERCE"} and form == kind.lemma
    }
    return frozenset(out)


@cache
def taking_forms() -> WordSet:
    """Past forms of the verbs whose object is a place even where no gazetteer knows its name: "recaptured X"."""
    return WordSet(
        form
        for form, ways in kinds_by_form().items()
        for part, _, kind in ways
        if part == "past" and (kind.group == "take" or kind.lemma in _AT_PLACES) and not kind.needs
    )


@cache
def force_nouns() -> WordSet:
    """Nouns of acts of violence that are "on" a place: "attack on X"."""
    return WordSet(
        form
        for form, ways in kinds_by_form().items()
        for part, pos, kind in ways
        if "n" in pos and part in {"noun", "base"} and kind.group == "force" and kind.frame == "act"
    )


@cache
def weapon_rows() -> tuple[tuple[frozenset[str], str], ...]:
    """Return words for weapons with the sub-event that they make of an attack; the first row that fits decides."""
    return tuple((frozenset(r["words"].split("|")), r["sub_event_type"]) for r in rows("weapons"))


@cache
def weapon_words() -> WordSet:
    """Return the words that name weapons and what they do."""
    return WordSet(w for row, _ in weapon_rows() for w in row)


def refine(kind: Kind, near: Sequence[Token], *, always: bool = False) -> str:
    """Return the sub-event of a use of force, made specific by the weapons named near it; ``always`` of others too."""
    if kind.group != "force" and not always:
        return kind.sub_event
    # "inside the air base" says nothing of aircraft
    low = {t.low for k, t in enumerate(near) if t.low != "air" or not _AIR_OF & {x.low for x in near[k + 1 : k + 2]}}
    if kind.lemma in {"shell", "shelling"}:
        return kind.sub_event
    if kind.lemma == "fire" and _SMALL_ARMS & low and not _HEAVY_ARMS & low:
        return "Armed clash"  # "killed by sniper fire"
    if kind.sub_event in {"Suicide bomb", "Mob violence"}:
        return kind.sub_event
    if kind.lemma == "assault" and "sexually" in low:
        return "Sexual violence"
    if {"grenade", "grenades"} & low and {"drone", "drones", "uav", "uavs", "quadcopter"} & low:
        low -= {"grenade", "grenades"}  # dropped from the air
    if "guided" in low and {"missile", "missiles"} & low and not {"air", "aerial"} & low:
        low -= {"guided"}  # "an anti-tank guided missile"
    if {"drone", "drones", "uav", "uavs"} & low:
        low -= {"suicide"}  # "suicide drones"
    if kind.lemma == "bomb" and not {"suicide", "chlorine", "sarin", "chemical"} & low:
        return kind.sub_event  # "bombed missile launchers"
    named = (sub for weapons, sub in weapon_rows() if weapons & low)
    if kind.frame == "arms" and kind.lemma not in {"rip", "tear"} and kind.sub_event != _BURIED:
        # bombs that fall or are fired were not laid
        named = (sub for sub in named if sub != _BURIED)
    told = next(named, kind.sub_event)
    dropped = kind.lemma == "strike" and told == _BURIED and "bombs" in low and not low & _LAID
    return kind.sub_event if dropped else told  # "was struck with bombs"


def is_light(word: str) -> bool:
    """Tell whether a verb only carries the noun after it ("launched an attack")."""
    return word in _LIGHT
