"""Who was killed, hurt or taken by the grammar of the clause, where no table has the noun: people, whoever they are."""

from __future__ import annotations

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.subjects import aside_start
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import force_nouns, weapon_words

__all__ = ["unlisted_victim"]

_CIVILIANS = Actor("Civilians", "civilian", 7)
_DONE_TO_PEOPLE = frozenset(["abduct", "arrest", "sexual"])
_PHRASE = 8
"""Tokens of the noun phrase, at most."""
_NO_PEOPLE = frozenset([
    "number", "numbers", "toll", "power", "supply", "fire", "attack", "hopes", "hope", "bill", "plan", "plans", "deal",
    "process", "truce", "talks", "power", "electricity", "weapons", "arms", "ammunition", "goods", "shipment", "trees",
    "crops", "opportunity", "total", "rest", "others", "more", "dead", "least", "most", "place", "body", "bodies",
    "major", "majors", "captain", "captains", "general", "generals", "brigadier", "private", "privates", "commander",
    "commanders", "mutineers", "mutineer", "remnants", "elements", "occupiers", "attackers", "personnel", "fighters",
])  # fmt: skip


def unlisted_victim(view: View, t: Trigger) -> Actor | None:
    """Return "Civilians" for a plain noun that only people can be: the object of "abducted", the subject of "was shot".

    Names, numbers alone, animals, weapons and places are left out.
    """
    deadly = t.kind.group == "casualty" and t.kind.frame in {"result", "act"}
    if t.noun or not (deadly or t.kind.group in _DONE_TO_PEOPLE):
        return None
    led_by = next((x for x in reversed(view.triggers) if x.at < t.at and x.kind.group in {"force", "repel"}), None)
    if led_by is not None and (against := view.sides(led_by).patient) is not None and against.actor.kind == "armed":
        return None  # "crushed a force, killing 73 mutineers"
    first, last = clause_at(view.starts, len(view.tokens), t.at)
    tokens = view.tokens
    stop = words("preposition") | words("subordinator") | words("pronoun") | words("coordinator") | words("perfect")
    if t.passive:
        end = t.at
        while end > first and tokens[end - 1].low in words("be") | words("perfect") | words("adverb"):
            end -= 1
        end = aside_start(tokens, first, end)
        start = end
        while start > first and end - start < _PHRASE and tokens[start - 1].kind in {"word", "number"}:
            if tokens[start - 1].low in stop | words("be"):
                break
            start -= 1
        if start > first and tokens[start - 1].low in words("preposition"):
            return None  # the object of a preposition: the head stands before it
    else:
        start = end = t.at + 1
        while end < last and end - start < _PHRASE and tokens[end].kind in {"word", "number"}:
            if tokens[end].low in stop - words("determiner"):
                break
            end += 1
    if t.passive and t.kind.group in {"abduct", "casualty"} and _person(view, start, end):
        return _CIVILIANS  # "Alhassane Ag Gao was abducted"
    led = [x for x in tokens[start:end] if x.low in words("determiner") | words("cardinal") or x.kind == "number"]
    head = tokens[end - 1] if end > start else None
    if head is None or not led or head.capital or head.kind != "word" or head in led:
        return None
    taken = weapon_words() | force_nouns() | words("time") | words("feature") | words("building") | words("animal")
    if head.low in taken | _NO_PEOPLE | words("adverb") | words("warfare") or head.low.endswith(("ing", "ed", "ly")):
        return None
    return _CIVILIANS


def _person(view: View, start: int, end: int) -> bool:
    """Tell the name of a person, of two words at least, from a date and from a party."""
    tokens = view.tokens
    dated = words("month") | words("not_a_place") | words("feature")
    named = [x for x in tokens[start:end] if x.kind == "word"]
    if len(named) < 2 or not all(x.capital or x.glued for x in named) or any(x.low in dated for x in named):
        return False
    held = any(m.first < end and m.last > start and m.actor.kind != "person" for m in view.mentions)
    return not held and not any(p.first < end and p.last > start and p.role == "place" for p in view.places)
