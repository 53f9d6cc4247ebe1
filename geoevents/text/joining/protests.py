"""Protests and what police or crowds do at them: told in two verbs, or in two sentences, they are one event."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.text.joining.sameness import date_fits, place_fits
from geoevents.text.reading.drafts import Draft

__all__ = ["intervened", "join_protest", "met_a_protest"]

_EXCESSIVE = "Excessive force against protesters"
_RANK = {
    "Peaceful protest": 0, "Protest with intervention": 1, "Violent demonstration": 2, _EXCESSIVE: 3,
}  # fmt: skip
"""Of what is told of one protest the gravest names it."""
_REACH = 2
"""Sentences from a protest to what the police did at it, at most."""


def _at_protest(d: Draft) -> bool:
    return d.group in {"protest", "riot", "disperse"} or d.sub_event == _EXCESSIVE


def _meet(a: Draft, b: Draft) -> bool:
    plain = a.group in {"protest", "riot"} and b.group in {"protest", "riot"}
    alike = plain and a.group == b.group
    return _at_protest(a) and _at_protest(b) and not alike and place_fits(a, b) and date_fits(a, b)


def met_a_protest(event: Draft, draft: Draft) -> bool:
    """Tell whether ``draft`` tells what became of the protest ``event``: police broke it up, the crowd threw stones."""
    near = 0 < draft.sentence - event.sentence <= _REACH and event.item == draft.item and not draft.another
    told = draft.group == "disperse" or draft.sub_event == _EXCESSIVE or draft.group == "riot"
    return near and told and event.group in {"protest", "riot"} and _meet(event, draft)


def join_protest(event: Draft, other: Draft) -> None:
    """Let ``event`` take what ``other`` says of it."""
    if event.more and event.group == "protest" and other.at > event.place_start and event.sentence == other.sentence:
        event.met_at = other.at  # of the places told behind it nothing is said
    police = [d for d in (event, other) if d.group == "disperse" or d.sub_event == _EXCESSIVE]
    police = police if event.sentence == other.sentence else []  # else the protest is the record, and its crowd acts
    if _RANK.get(other.sub_event, 0) > _RANK.get(event.sub_event, 0):
        event.sub_event, event.plover = other.sub_event, other.plover
    for d in police:
        if d.actor1 is not None and d.actor1.kind == "armed":
            crowd = next((x for x in (other.actor2, event.actor1, other.actor1) if x and x.kind == "crowd"), None)
            event.actor1, event.actor2 = d.actor1, crowd or event.actor2
            break
    if not event.place:
        event.place, event.place_country, event.place_start = other.place, other.place_country, other.place_start
        event.place_query = other.place_query
    if event.date is None or (not event.own_date and other.own_date and other.date is not None):
        event.date, event.own_date = other.date, other.own_date
    if other.fatalities != (None, None, None):
        event.fatalities = other.fatalities
    if event.injured == (None, None, None):
        event.injured = other.injured
    told = {(r.attributed_to, r.start) for r in event.reports}
    event.reports += [r for r in other.reports if r.attributed_to and (r.attributed_to, r.start) not in told]
    if event.group == "protest":
        event.group = other.group if other.group != "casualty" else "disperse"


def intervened(kept: Sequence[Draft], loose: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Join the drafts of one sentence that tell of one protest; ``loose`` are results that no act took."""
    out: list[Draft] = []
    for d in kept:
        if not _joined(out, d):
            out.append(d)
    return out, [d for d in loose if not _joined(out, d)]


def _joined(events: Sequence[Draft], d: Draft) -> bool:
    """Join ``d`` to the protest among ``events`` that it tells of; tell whether there is one."""
    same = next((e for e in events if not (e.reference or d.reference) and _meet(e, d)), None)
    if same is not None:
        join_protest(same, d)
    return same is not None
