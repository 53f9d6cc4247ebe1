"""Who is held responsible: "the governor blamed X", "an attack blamed on X", "for which he held X responsible"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.text.parties.cast import ActorMention
from geoevents.text.reading.drafts import Draft, Report, status
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import weapon_words

__all__ = ["Blame", "assign", "blames"]

_BLAME = frozenset(["blamed", "blames", "blame", "blaming"])
_DENIED = frozenset(["denied", "denies", "denying", "rejected", "rejects", "refuted"])
_PUT_ON = frozenset(["attributed", "ascribed", "attributes", "attributing"])
_FINGERS = frozenset(["finger", "fingers"])
_OWNED = frozenset(["responsibility", "credit", "behind"])
_CLAIMED = frozenset(["claimed", "claims"])
_WORDS = _BLAME | _PUT_ON | _FINGERS | _OWNED | _CLAIMED | {"responsible"}
"""One of these is in every sentence that blames."""
_SHOTS = frozenset(["shots", "shot", "shooting", "deed", "act", "acts", "incident", "incidents"])
_REACH = 8
"""Tokens from "blamed the attack" to "on X", at most."""
_NEAR = 3
"""Tokens from "blamed" to whom, at most."""
_BACK = 2
"""Sentences from an act to who is blamed for it, at most."""
_ACTS = frozenset(["force", "casualty", "damage", "abduct", "take", "sexual"])


@dataclass(frozen=True, slots=True)
class Blame:
    """Who is blamed in a sentence, by whom (empty where the text does not say), whether somebody answers, the words."""

    sentence: int
    at: int
    culprit: Actor
    by: str
    answered: bool
    start: int
    end: int


def blames(view: View) -> list[Blame]:
    """Return whom the words of a sentence blame for something; what is denied blames nobody."""
    if _WORDS.isdisjoint(view.words):
        return []
    t = view.tokens
    out: list[Blame] = []
    for i, token in enumerate(t):
        culprit: ActorMention | None = None
        if token.low in _OWNED and (owner := _owner(view, i)) is not None:
            out.append(
                Blame(view.number, token.start, owner, owner.name, False, view.sentence.start, view.sentence.end)
            )
            continue
        if token.low in _CLAIMED and (boaster := _boaster(view, i)) is not None:
            whole = view.sentence
            out.append(Blame(view.number, token.start, boaster, boaster.name, False, whole.start, whole.end))
            continue
        if token.low in _FINGERS and i and t[i - 1].low in words("determiner"):
            culprit = _armed(view, i, _REACH, {"at", "to", "towards"})  # "pointed the finger at X"
        if token.low in _BLAME or token.low in _PUT_ON:
            if any(x.low in words("negation") | words("modal") for x in t[max(0, i - 3) : i]):
                continue
            on = {"on", "to"} if token.low in _PUT_ON else {"on"}
            culprit = _armed(view, i, _REACH, on)
            if culprit is None and token.low in _BLAME:
                culprit = _armed(view, i, _NEAR, {""})
        elif token.low == "responsible" and {"held", "holds", "hold", "holding"} & {
            x.low for x in t[max(0, i - 8) : i]
        }:
            culprit = next(
                (m for m in reversed(view.mentions) if m.last == i and m.actor.kind in {"armed", "country"}), None
            )
        if culprit is None:
            continue
        own = next((c for c in view.claims if c.at == i), None)
        claim = own or view.claim_over(i)
        by = claim.source.name if claim is not None else _speaker(view, i)
        denied = any(x.low in _DENIED for x in t)
        out.append(Blame(view.number, token.start, culprit.actor, by, denied, view.sentence.start, view.sentence.end))
    return out


def _owner(view: View, i: int) -> Actor | None:
    """Return whose own words make the deed theirs: "X claimed responsibility", "X said it was behind the blast"."""
    t = view.tokens
    if t[i].low == "behind":
        said = view.claim_over(i)
        own = i >= 2 and t[i - 1].low in words("be") and t[i - 2].low in {"it", "they", "he", "fighters"}
        return said.source if said is not None and own and said.source.kind == "armed" else None
    claim = next((c for c in view.claims if 0 < i - c.at <= 2 and c.stance == "claims"), None)
    if claim is not None:
        return claim.source if claim.source.kind == "armed" else None
    by = next((k for k in range(i + 1, min(i + 5, len(t) - 1)) if t[k].low == "claimed" and t[k + 1].low == "by"), None)
    named = next((m for m in view.mentions if by is not None and 0 < m.first - by <= _NEAR), None)
    return named.actor if named is not None and named.actor.kind == "armed" else None


def _boaster(view: View, i: int) -> Actor | None:
    """Return whose deed it was by their own words: "X claimed it", "X claimed the shots, the rocket"."""
    claim = next((c for c in view.claims if c.at == i and c.stance == "claims"), None)
    if claim is None or claim.source.kind != "armed":
        return None
    after = view.low[i + 1 : i + 4]
    it = after[:1] in (["it"], ["them"]) and (after[1:2] in ([], ["."], [","]) or after[1] in words("preposition"))
    arms = after[:1] in (["the"], ["this"], ["these"], ["those"]) and bool((weapon_words() | _SHOTS) & set(after[1:3]))
    return claim.source if it or arms else None


def _armed(view: View, at: int, reach: int, prepositions: set[str]) -> ActorMention | None:
    """Return the first armed party after ``at`` that one of ``prepositions`` leads in."""
    return next(
        (
            m for m in view.mentions
            if 0 < m.first - at <= reach and m.preposition in prepositions and m.actor.kind in {"armed", "country"}
            and not _stopped(view.tokens[at + 1 : m.first])
        ),
        None,
    )  # fmt: skip


def _stopped(tokens: Sequence[Token]) -> bool:
    return any(t.low in {".", ";", ":", "that"} for t in tokens)


def _speaker(view: View, at: int) -> str:
    before = next((m for m in reversed(view.mentions) if m.last <= at and not m.preposition and at - m.last <= 2), None)
    return before.actor.name if before is not None else ""


def assign(events: list[Draft], found: Sequence[Blame]) -> list[Draft]:
    """Give an act whose doer is not told to who is blamed for it in its sentence or in one of the next.

    The blame is then no event of its own. One that the party blamed denies in the same breath leaves the doer open.
    """
    settled: set[tuple[int, Actor]] = set()
    for b in found:
        near = [
            e for e in events
            if 0 <= b.sentence - e.sentence <= _BACK and e.group in _ACTS and e.actor2 != b.culprit
            and (e.sentence < b.sentence or e.at < b.at or e.sentence == b.sentence)
        ]  # fmt: skip
        last = max((e.sentence for e in near), default=-1)
        unknown = [
            e for e in near if e.sentence == last and (e.actor1 is None or (e.actor1.inter == 3 and not e.actor1.side))
        ]
        if not unknown:
            continue
        if b.answered:
            if b.sentence == last:  # "shelling, which X blamed on Y, but Y denied": no accusation by itself
                settled.add((b.sentence, b.culprit))
            continue
        unknown[-1].actor1 = b.culprit
        settled.add((b.sentence, b.culprit))
        if (
            b.by
            and status(unknown[-1].reports) != "denied"
            and all(r.attributed_to != b.by for r in unknown[-1].reports)
        ):
            unknown[-1].reports.append(Report(b.by, "claims", b.start, b.end))
    return [
        e for e in events if not (e.group == "accuse" and e.actor2 is not None and (e.sentence, e.actor2) in settled)
    ]
