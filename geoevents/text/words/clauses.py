"""Where the clauses of a sentence start."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.tables import words
from geoevents.text.words.lexicon import reporting_words
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["clause_at", "clause_starts"]

_SPLITTERS = frozenset([
    "when", "while", "whereas", "after", "before", "because", "although", "though", "that", "if", "unless",
    "whether", "until", "who", "whom", "which", "whose", "where",
])  # fmt: skip
_MARKS = frozenset([";", ":", "“", "”", '"', "—"])
_QUOTES = frozenset(['"', "“", "”"])
_LEADING = frozenset(["when", "while", "after", "before", "as", "because", "although", "though", "since"])
_LEAD = 6
"""Tokens within which a sentence opens with a subordinate clause."""
_SCARE = 4
"""Tokens from one quotation mark to the next at most that only set a word or two apart."""


def clause_starts(tokens: Sequence[Token], triggers: Sequence[Trigger], claims: Sequence[Claim]) -> list[int]:
    """Return the tokens where clauses start, 0 first."""
    starts = {0}
    verbs = [t.at for t in triggers if not t.noun]
    scare = _scare_quotes(tokens) | _bracketed_marks(tokens)
    for i, token in enumerate(tokens):
        if i in scare:
            continue
        if token.low == "that" and _points(tokens, i):
            continue
        if token.low in _SPLITTERS or token.low in _MARKS:
            if token.low in {"after", "before", "until"} and not _governed(tokens, i, triggers):
                continue  # "after noon prayers on Friday, killing ten"
            starts.add(i + (token.low in _MARKS))
        elif token.low == "," and i + 1 < len(tokens) and tokens[i + 1].low in {"and", "but", "while", "so"}:
            # ", and a drone struck …": a new clause if a verb of its own follows
            if any(v > i for v in verbs) and _has_verb(tokens, max(starts), i):
                starts.add(i + 1)
        elif (
            token.low == "as"
            and not token.capital
            and tokens[i - 1].low not in {"such", "known", "described"}
            and any(v > i for v in verbs)
            and (any(v < i for v in verbs) or _gives_reason(tokens, i, verbs))
        ):
            starts.add(i)
    led = _led_in(tokens, triggers)
    if led is not None:
        starts.add(led)
    for claim in claims:
        starts.update(x for x in (claim.first, claim.cue[0]) if 0 < x < len(tokens))
    return sorted(s for s in starts if s < len(tokens))


def _gives_reason(tokens: Sequence[Token], i: int, verbs: Sequence[int]) -> bool:
    """Tell "put the toll at three, as a woman had died": behind a comma, a subject and its verb."""
    near = any(i < v <= i + 2 * _SCARE for v in verbs)
    if {x.low for x in tokens[i + 2 : i + 3]} & {"result", "part", "consequence", "whole", "rule"}:
        return False  # "units of X, as a result of decisive action, liberated Y"
    return near and tokens[i - 1].low == "," and tokens[i + 1].low in words("determiner") | words("cardinal")


def _has_verb(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell a clause from the first of two subjects: "The president, X, and his counterpart, Y, met"."""
    verbs = (
        acting_forms() | words("be") | words("perfect") | words("irregular_past") | words("modal") | reporting_words()
    )
    return any(
        t.low in verbs or (t.low.endswith(("ed", "s")) and t.kind == "word" and not t.capital)
        for t in tokens[first:last]
    )


def _points(tokens: Sequence[Token], i: int) -> bool:
    """Tell "seized that city on Monday", "in that area": what follows "that" is a place, and ends there."""
    if i + 2 >= len(tokens) or tokens[i + 1].low not in words("feature"):
        return False
    after = tokens[i + 2]
    return after.kind in {"mark", "number"} or after.low in words("preposition") | words("subordinator") | {"and"}


def _led_in(tokens: Sequence[Token], triggers: Sequence[Trigger]) -> int | None:
    """Return where the main clause starts after one that leads in: "Two days after A attacked B, C shot …"."""
    lead = next((i for i, t in enumerate(tokens[:_LEAD]) if t.low in _LEADING and not t.glued), None)
    if lead is None:
        return None
    verbs = [t for t in triggers if not t.noun and t.at > lead]
    comma = next((i for i in range(lead, len(tokens)) if tokens[i].low == "," and any(v.at < i for v in verbs)), None)
    if comma is None:
        return None
    following = next((v for v in verbs if v.at > comma), None)
    if following is None or following.participle or tokens[comma + 1].low in _SPLITTERS | words("coordinator"):
        return None
    return comma + 1


def _governed(tokens: Sequence[Token], i: int, triggers: Sequence[Trigger]) -> bool:
    """Tell "after a mine went off" from "after noon, killing …": is a verb of the table in the clause of ``i``."""
    following = [t for t in triggers if t.at > i and not t.noun]
    if not following:
        return False
    first = following[0]
    k = first.at - 1
    while k > i and tokens[k].low in words("adverb"):
        k -= 1
    if tokens[k].low in words("coordinator") and any(t.at < i and not t.noun for t in triggers):
        return False  # "burned houses before dawn on Friday and took seven men away"
    if tokens[k].low == "," and sum(t.low == "," for t in tokens[i:k]) == 0:
        return False  # "came into X before dawn, killed two and left"
    return not (first.participle and any(t.low == "," for t in tokens[i : first.at]))


def _bracketed_marks(tokens: Sequence[Token]) -> set[int]:
    """Return the colons and semicolons between brackets ("Asif (age: 33 years)"), which start no clause."""
    out: set[int] = set()
    opened = -1
    for i, token in enumerate(tokens):
        if token.low == "(":
            opened = i
        elif token.low == ")" and opened >= 0:
            out.update(k for k in range(opened, i) if tokens[k].low in {":", ";"})
            opened = -1
    return out


def _scare_quotes(tokens: Sequence[Token]) -> set[int]:
    """Return the quotation marks around a word or two (had "neutralised" ten), which start no clause."""
    marks = [i for i, t in enumerate(tokens) if t.low in _QUOTES]
    out: set[int] = set()
    k = 0
    while k + 1 < len(marks):
        if marks[k + 1] - marks[k] <= _SCARE and tokens[marks[k + 1] - 1].kind == "word":
            out.update(marks[k : k + 2])
            k += 1
        k += 1
    return out


def clause_at(starts: Sequence[int], length: int, at: int) -> tuple[int, int]:
    """Return the tokens ``[first, last)`` of the clause that holds token ``at``."""
    first, last = 0, length
    for s in starts:
        if s <= at:
            first = s
        else:
            last = s
            break
    return first, last
