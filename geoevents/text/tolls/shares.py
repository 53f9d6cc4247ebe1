"""Whose the dead and the hurt of a sentence are: an act's, or of an act told before ("Seven dead were brought in")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geoevents.text.acts.mood import cumulative, irreal, negated
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.hearsay import retracted
from geoevents.text.places.extents import expression
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.tolls.casualties import UNKNOWN, casualties, dead, hurt, risen_to
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.numbers import Count
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["HURT", "died_after", "figures_of", "provisional", "tolls"]

_AT = frozenset(["in", "at", "near", "outside"])
HURT = frozenset(["wound", "injure", "maim", "hurt"])
"""Verbs of which nobody dies."""
_SLAIN = frozenset(["lynch", "execute", "massacre", "assassinate", "murder"])
"""Verbs of acts, not of results, whose object dies."""
_SLAYING = frozenset([
    "killing", "murder", "massacre", "assassination", "execution", "slaying", "beheading", "lynching", "slaughter",
])  # fmt: skip
"""Nouns of which those die who stand after "of": "the killing of twelve herders"."""
_FIRST = frozenset(["initially", "originally", "wrote", "preliminary", "provisional"])
_FIRST_SAID = frozenset(["first", "reported", "said", "put", "spoken", "announced"])
_MORE = frozenset(["more", "another", "others", "further", "additional", "other"])
_REPLACING = frozenset(["toll", "figure", "number", "count"])
_WORDS = frozenset([
    "dead", "wounded", "injured", "deaths", "fatalities", "hurt", "killed", "toll", "lives", "bodies", "body",
    "injuries", "died", "lost", "losing", "figure", "number", "count", "kia", "wia",
])  # fmt: skip


def figures_of(view: View, t: Trigger, first: int, last: int) -> tuple[Count, Count]:
    """Return how many died and how many were hurt by what ``t`` tells in the clause ``tokens[first:last]``."""
    killed, wounded = _figures(view, t, first, last)
    return (risen_to(view.tokens) if killed == UNKNOWN and t.kind.group in {"force", "casualty"} else killed), wounded


def _figures(view: View, t: Trigger, first: int, last: int) -> tuple[Count, Count]:
    tokens, group = view.tokens, t.kind.group
    first = _whole(view, first)
    if t.noun and t.kind.lemma in _SLAYING and t.at + 1 < last and tokens[t.at + 1].low == "of":
        told = dead(tokens, first, last)
        return (
            told if told != UNKNOWN else casualties(tokens, t.at + 1, passive=False, first=first, last=last)
        ), UNKNOWN
    if t.noun or group not in {"casualty", "force", "take", "repel", "damage", "sexual"}:
        return (dead(tokens, first, last), hurt(tokens, first, last)) if group == "force" else (UNKNOWN, UNKNOWN)
    if t.kind.frame == "leave":
        return dead(tokens, t.at, last), hurt(tokens, t.at, last)
    if t.kind.lemma in HURT:
        return UNKNOWN, casualties(tokens, t.at, passive=t.passive, first=first, last=last)
    if t.kind.lemma == "lose" and "men" in t.kind.needs:
        return casualties(tokens, t.at, passive=False, first=first, last=last), UNKNOWN
    if group == "casualty" or t.kind.lemma in _SLAIN:
        if t.kind.frame != "perish" and not t.passive and t.kind.needs & {"lives", "life"}:
            return dead(tokens, max(first, t.at - 1), last), hurt(tokens, t.at, last)
        passive = t.passive or t.kind.frame == "perish"
        killed = casualties(tokens, t.at, passive=passive, first=first, last=last)
        if passive and killed == UNKNOWN:
            killed = _before_a_relative(view, t, first)
        return killed, hurt(tokens, t.at, last)
    if any(x.kind.frame == "leave" and first <= x.at < last for x in view.triggers):
        return UNKNOWN, UNKNOWN
    return dead(tokens, first, last), hurt(tokens, first, last)


def _before_a_relative(view: View, t: Trigger, first: int) -> Count:
    """Count the subject of "a man who was wounded when shells hit the market died", which its own verb is far from."""
    tokens = view.tokens
    if tokens[first].low not in words("subordinator") | {"who", "whom", "when", "that", "which", "whose"}:
        return UNKNOWN
    told = any(first <= x.at < t.at and not x.noun for x in view.triggers)
    apart = first > 1 and any(x.low == "," for x in tokens[first : t.at])
    if not (told or apart):
        return UNKNOWN
    # "four members of X, a force that helps the army, were killed"
    who = first if apart else next((k for k in range(first + 1) if tokens[k].low in {"who", "whom"}), None)
    return casualties(tokens, who, passive=True, first=0, last=who) if who else UNKNOWN


def _whole(view: View, first: int) -> int:
    """Return where the subject of a clause that opens with "and" starts: "A woman, 34, and her son were killed"."""
    if view.tokens[first].low != "and" or first not in view.starts:
        return first
    before = max((s for s in view.starts if s < first), default=first)
    verbs = any(before <= x.at < first for x in view.triggers) or any(
        t.low in words("be") | words("perfect") or t.low in acting_forms() for t in view.tokens[before:first]
    )
    return first if verbs else before


def died_after(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Tell "two more have since died", "a third soldier died on Tuesday": to be added to those told before."""
    low = [t.low for t in tokens[first:at]]
    return bool(_MORE & set(low)) and bool(
        {"since", "later", "subsequently"} & {*low, *(t.low for t in tokens[at : at + 4])}
    )


def provisional(tokens: Sequence[Token]) -> bool:
    """Tell a sentence whose figures a later one may replace: "at first spoke of", "I wrote that … two lives"."""
    low = [t.low for t in tokens]
    if _FIRST & set(low):
        return True
    if _FIRST_SAID.isdisjoint(low):
        return False
    return any(a in {"at", "had", "earlier", "first"} and b in _FIRST_SAID for a, b in pairwise(low))


def tolls(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the figures of clauses that tell no act: "The death toll later rose to nine", "one wounded".

    They are references: they make no event, and are given to the one that was told before.
    """
    tokens = view.tokens
    if _WORDS.isdisjoint(view.words):
        return []
    told = {d.clause for d in drafts if d.group in {"casualty", "force", "take", "repel", "damage"}}
    out: list[Draft] = []
    for start in view.starts:
        first, last = clause_at(view.starts, len(tokens), start)
        at = next((k for k in range(first, last) if tokens[k].low in _WORDS), None)
        if first in told or at is None:
            continue
        if retracted(tokens, at):
            continue  # "Messages that spoke of nine dead were wrong"
        if cumulative(tokens) or negated(tokens, at, True) or any(irreal(tokens, at, True)):
            continue
        killed, wounded = dead(tokens, first, last), hurt(tokens, first, last)
        if (killed, wounded) == (UNKNOWN, UNKNOWN):
            continue
        claim = view.claim_over(at)
        by = claim.source.name if claim is not None else ""
        report = Report(by, claim.stance if claim is not None else "states", tokens[first].start, tokens[last - 1].end)
        if report.stance == "denies":
            continue
        found = tokens[at].low == "bodies" or any(tokens[k].low == "bodies" for k in range(at, last))
        there = [p for p in view.places if first <= p.first < last and p.role == "place" and p.preposition in _AT]
        place, country, where = expression(view, there[0] if found and there else None)
        out.append(Draft(
            view.number, view.sentence.paragraph, tokens[at].start, "casualty", "Attack", "ASSAULT", None, None,
            place, country, None, killed, None, "", [report], reference=True, toll=True, place_start=where,
            injured=wounded, own_date=False,
            revised=any(tokens[k].low in _REPLACING for k in range(first, last)),
        ))  # fmt: skip
    return out
