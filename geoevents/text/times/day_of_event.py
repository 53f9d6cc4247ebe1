"""When: the date of one event among those that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.places.extents import comma_after
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention
from geoevents.text.words.clauses import clause_at

__all__ = ["DIPLOMACY", "SPEECH", "date_of"]

SPEECH = frozenset(["threat", "accuse"])
"""Groups of triggers whose act is a statement."""
DIPLOMACY = frozenset(["consult", "agree", *SPEECH])
_AFTERWARDS = frozenset([
    "released", "freed", "rescued", "returned", "buried", "reopened", "escaped", "hospitalised", "hospitalized",
    "evacuated", "discharged", "ransomed", "reunited", "extinguished",
])  # fmt: skip
"""Verbs for what came of an act later."""
_PAST_DAY = ("past day", "last day", "previous day", "past 24 hours", "last 24 hours")
_SOON = 2
"""Days after what happened on which the dead are counted, at most."""
_PAST_ANOTHER = 8
"""Tokens that another verb or noun of an event between a date and a trigger weighs."""


def date_of(view: View, t: Trigger, claim: Claim | None, first: int, last: int) -> tuple[DateMention | None, bool]:
    """Return the date of the event in clause ``[first, last)``, and whether its own sentence tells it.

    The nearest date of its clause, else one that opens the sentence, else the sentence's only one, else that of the
    statement that tells it, else the last one of its paragraph.
    """
    free = [
        (i, d) for i, d in view.date_at
        if not d.future and d.first is not None and not any(a <= i < b for a, b in view.cues)
        and (d.rule != "after" or first <= i < last)
    ]  # fmt: skip
    if free and t.kind.group == "casualty" and all(d.spoken for _, d in free):
        return view.carried or _just_before(view, free[0][1]) or free[0][
            1
        ], False  # "two officials said on Sunday that 13 had died"
    free = [x for x in free if not x[1].spoken] or free  # "said on Wednesday that they had attacked it on Monday"
    free = [x for x in free if not _ranks(view, x[1])] or ([] if t.noun else free)
    free = [x for x in free if not _lasts_since(view, x[0], first)]
    if t.noun and (relative := _told_of(view, t, last, free)) is not None:
        return relative, True
    vague = next((d for i, d in view.date_at if d.rule == "vague" and (first <= i < last or i <= 1)), None)
    if vague is not None and not free:
        return vague, True  # "years ago": some day, but none told before
    inside = [(i, d) for i, d in free if first <= i < last]
    inside = [x for x in inside if not (_anothers(view, t, x[0]) or _of_participle(view, t, x[0]))]
    if inside:
        return min(inside, key=lambda x: _distance(view, t, x[0]))[1], True
    fronted = [d for i, d in free if i <= 1]
    if fronted:
        return fronted[0], True
    aside = [x for x in free if _in_relative(view, x[0], first)]
    if free and len(aside) == len(free) and not t.kind.result and t.kind.group not in SPEECH:
        return view.carried, False  # "retook the hills which rebels had seized on Monday"
    others = free and (_anothers(view, t, free[0][0]) or _of_participle(view, t, free[0][0]))
    if len({(d.first, d.last) for _, d in free}) == 1 and not others:
        return free[0][1], True
    if free and not t.noun and all(_aftermath(view, t, i) for i, _ in free):
        return view.carried, False
    told = [
        d for i, d in view.date_at if claim is not None and d.first is not None and claim.cue[0] <= i < claim.cue[1]
    ]
    if told and not free:
        # the day of the words: the act's own where no other was told before
        carried = view.carried if t.kind.group not in SPEECH else None
        return (told[0], True) if carried is None or not _goes_on(view, t) else (carried, False)
    if view.dates or t.kind.group in SPEECH:
        return None, False
    # "Near Manbij, six strikes …": an entry of a list, under the day that its first entry names
    listed = any(p.first <= 1 and comma_after(view, p) for p in view.places if p.role == "place")
    listed = listed or _of_all(view)
    return view.carried or (view.opening if listed else None), False


def _just_before(view: View, said: DateMention) -> DateMention | None:
    """Return the day that the text began with, where what was said of the dead was said soon after it."""
    opening = view.opening
    if opening is None or opening.first is None or opening.last is None or said.first is None:
        return None
    return opening if 0 <= (said.first - opening.last).days <= _SOON else None


def _of_all(view: View) -> bool:
    """Tell a text whose first sentence says of which day it tells: "Over the past day, 11 November, …"."""
    opening = view.opening
    if opening is None or opening.first != opening.last:
        return False
    said = view.text[opening.start : opening.end].lower()
    return any(w in said for w in _PAST_DAY)


def _ranks(view: View, d: DateMention) -> bool:
    """Tell "the worst attack since January", where the day is only how far back there was none like it."""
    return view.text[d.start : d.end].lower().startswith("since")


def _lasts_since(view: View, at: int, first: int) -> bool:
    """Tell "shells were fired by X, which has besieged the city since May": what a relative clause says of X."""
    start, _ = clause_at(view.starts, len(view.tokens), at)
    low = view.low[start : at + 1]
    led = start > first and low[:1] in (["which"], ["who"], ["where"])
    return led and "since" in low and not {"has", "have"}.isdisjoint(low)


def _told_of(view: View, t: Trigger, last: int, free: Sequence[tuple[int, DateMention]]) -> DateMention | None:
    """Return the day that a relative clause tells of a noun: "the attack in which ten people died in March 2015"."""
    if last >= len(view.tokens) or view.tokens[last].low not in {"which", "that"}:
        return None
    if view.tokens[last].low == "which" and view.tokens[last - 1].low not in {"in", "during"}:
        return None
    end = next((s for s in view.starts if s > last), len(view.tokens))
    led = any(last < x.at < end and x.kind.group == "casualty" for x in view.triggers)
    before = [d for i, d in free if t.at < i < last]
    return next((d for i, d in free if last < i < end), None) if led and not before else None


def _in_relative(view: View, at: int, first: int) -> bool:
    """Tell a day that a relative clause with an act of its own tells: "the town which rebels had seized on Monday"."""
    start, end = clause_at(view.starts, len(view.tokens), at)
    if start <= first or view.tokens[start].low not in {"which", "who", "that", "where"}:
        return False
    had = any(x.low == "had" for x in view.tokens[start:at])
    return had and any(start < x.at < end and not x.noun for x in view.triggers)


def _goes_on(view: View, t: Trigger) -> bool:
    """Tell words about an act told before: "the ambush killed nine, X said on Thursday", "five were killed, X said"."""
    return t.kind.group == "casualty" or any(x.noun and x.definite for x in view.triggers)


def _anothers(view: View, t: Trigger, at: int) -> bool:
    """Tell a date that a later verb of the sentence brings along: "attacked X and, the day before, seized Y"."""
    if at > t.at and not t.noun and _aftermath(view, t, at):
        return True  # "were abducted and released on the following day"
    if at <= t.at or not at or view.tokens[at - 1].low not in {",", "and", "then"}:
        return False
    joined = {x.low for x in view.tokens[max(t.at + 1, at - 2) : at]} & words("coordinator")
    return bool(joined) and any(x.at > at and not x.noun for x in view.triggers)


def _aftermath(view: View, t: Trigger, at: int) -> bool:
    """Tell whether a verb for what came after an act stands between it and a date: "and were freed on"."""
    low = [x.low for x in view.tokens[t.at + 1 : at]]
    return "and" in low and any(w in _AFTERWARDS for w in low[low.index("and") :]) and at - t.at <= _PAST_ANOTHER


def _of_participle(view: View, t: Trigger, at: int) -> bool:
    """Tell the day of "blocked the road for the nine workers, taken from a hotel on 28 May": that of the participle."""
    return any(
        t.at < x.at < at and x.passive and not x.noun and view.tokens[x.at - 1].low == "," for x in view.triggers
    )


def _distance(view: View, t: Trigger, at: int) -> int:
    """Return how far a date is from a trigger; one that follows another trigger is that one's."""
    between = sum(1 for x in view.triggers if min(t.at, at) < x.at < max(t.at, at) and not x.kind.result)
    owned = at < t.at and any(x.at < at for x in view.triggers) and any(at < i for i, _ in view.date_at)
    return abs(at - t.at) + _PAST_ANOTHER * (between + owned)
