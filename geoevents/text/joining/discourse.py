"""Which sentences tell of the same event: joins drafts into events, and reports to the events they speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from geoevents.model.taxonomy import ACLED_EVENT_TYPES
from geoevents.text.joining.protests import intervened, join_protest, met_a_protest
from geoevents.text.joining.repulses import repulsed
from geoevents.text.joining.sameness import (
    REACH,
    VIOLENCE,
    actors_fit,
    again,
    date_fits,
    meant,
    other_version,
    overlap,
    place_fits,
)
from geoevents.text.joining.sums import without_sums
from geoevents.text.joining.two_words import hurled_back, same_deed, sub_event_of_both
from geoevents.text.places.words import REGIONS
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.numbers import Count
from geoevents.text.words.tokens import fold

__all__ = ["join"]

_ACTS = VIOLENCE | {"protest", "riot", "disperse"}
"""Groups of acts that can lead to casualties and damage."""
_TOLL_REACH = 3
"""Sentences from an act to the figures told of it at most."""


def join(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the events that ``drafts`` tell of, in the order of the text."""
    events = [d for d in _within_sentences(drafts) if not d.reference]
    references = [d for d in drafts if d.reference]
    deniers = {(d.sentence, x.attributed_to) for d in references for x in d.reports if x.stance == "denies"}
    merged: list[Draft] = []
    for d in events:
        if d.reports and all(r.stance == "denies" for r in d.reports):
            target = meant(_near(merged, d), d)
            if target is not None:
                _add_reports(target, d.reports)
                continue
            if not _elsewhere_told(d):
                continue  # "denied that live bullets had been used"
        version = next((e for e in reversed(_near(merged, d)) if other_version(e, d)), None)
        if version is not None:
            _add_reports(version, [replace(r, stance="denies") for r in d.reports])
            continue
        if any(_holds_out(r, d) for r in references) and any(e.group == "take" for e in _near(merged, d)):
            continue
        crowd = next((e for e in reversed(_near(merged, d)) if met_a_protest(e, d)), None)
        if crowd is not None:
            join_protest(crowd, d)
            continue
        same = next((e for e in reversed(_near(merged, d)) if again(e, d)), None)
        if same is not None and not d.place and all(r.stance == "denies" and not r.attributed_to for r in same.reports):
            continue  # "… is withdrawn. The shots were fired at a wedding": what happened instead
        if same is not None:
            _absorb(same, d)
        elif not (d.weak or (d.late and not (d.place or d.actor1))):
            merged.append(d)
    for r in references:
        if r.toll:
            _count(_near(merged, r), r)
            continue
        told = [x for x in r.reports if x.stance != "denies"]
        if told and all((r.sentence, x.attributed_to) in deniers for x in told):
            continue  # "said it had nothing to do with the incident"
        target = meant(_near(merged, r), r)
        if target is not None and r.checked:
            target.reports = list(r.reports)  # "An airstrike was all over Facebook. We went there and found no trace"
            continue
        if target is not None and r.alone and r.group == "any" and target.actor1 is None:
            continue  # "said it had nothing to do with it", where nobody is said to have done it
        if target is not None:
            # "the attack" in the text's own voice tells nothing new about who says so
            _add_reports(target, [x for x in r.reports if x.attributed_to or x.stance == "denies"])
            if target.actor1 is None and _owns_up(r) and not _both_state(target.actor2, r.actor1):
                target.actor1 = r.actor1  # "said it had carried out the attack"
            if r.own_date and r.date is not None and r.date.first is not None and not (target.date and target.own_date):
                target.date, target.own_date = r.date, True  # "The attacks took place on Saturday"
            if r.place and r.place_start > target.place_start and _wide(target) and not _wide(r):
                # "in a rural area of X department. The attack took place in the municipality of Y"
                target.place, target.place_country, target.place_start = r.place, r.place_country, r.place_start
                target.place_query, target.more = r.place_query, ()
        elif (
            r.place and r.own_date and r.date is not None and r.group in VIOLENCE and (r.noun or r.alone) and not r.weak
        ):
            r.reference = False
            # "the strike on the post took place on 2 October": told nowhere else
            insort(merged, r, key=_sentence)
    for e in merged:
        e.actor1 = e.actor1 or e.hunter
        if e.actor1 is not None and e.actor1.kind == "crowd" and e.sub_event == "Attack":
            e.sub_event = "Mob violence"
    return without_sums([e for e in merged if not e.withheld or _taken_back(e)])


def _owns_up(r: Draft) -> bool:
    """Tell whether a party says that an act told before was its own."""
    who = r.actor1
    own = [x for x in r.reports if who is not None and x.attributed_to == who.name]
    return who is not None and who.kind == "armed" and any(x.stance != "denies" for x in own)


def _elsewhere_told(denial: Draft) -> bool:
    """Tell a denial that names a place or a day of its own from one of something said before."""
    own = bool(denial.place) and denial.place_start >= min(r.start for r in denial.reports)
    return own or (denial.own_date and denial.date is not None)


def _holds_out(denial: Draft, d: Draft) -> bool:
    """Tell "said an attack on it had been beaten back and that it was still in their hands" of a place taken before."""
    if denial.group != "take" or denial.sentence != d.sentence or d.group not in {"force", "repel"} or d.own_date:
        return False
    by = {r.attributed_to for r in denial.reports if r.stance == "denies"}
    own = bool(d.place) and d.place_start >= min(r.start for r in d.reports)
    return bool(by) and by == {r.attributed_to for r in d.reports} and not own and not d.actor2


def _both_state(a: Actor | None, b: Actor | None) -> bool:
    """Tell soldiers and an army: whose men were struck did not strike them."""
    return a is not None and b is not None and a.kind == b.kind == "armed" and a.inter == b.inter == 1


def _wide(draft: Draft) -> bool:
    """Tell an event whose place is a province or a district."""
    named = [fold(w) for w in draft.place.split(",")[0].split(" in ")[0].split()]
    return bool(named) and (named[-1] in REGIONS or named[0] in REGIONS)


def _taken_back(event: Draft) -> bool:
    """Tell whether what was only repeated is denied; it is then told by nobody."""
    denied = [r for r in event.reports if r.stance == "denies"]
    event.reports = denied or event.reports
    return bool(denied)


def _sentence(draft: Draft) -> int:
    return draft.sentence


def _near(events: Sequence[Draft], draft: Draft) -> Sequence[Draft]:
    """Return the events so near to ``draft`` that it can speak of them: a bounded number, however long the text."""
    if not events or (events[0].sentence >= draft.sentence - REACH and events[-1].sentence <= draft.sentence + REACH):
        return events  # as in most texts
    first = bisect_left(events, draft.sentence - REACH, key=_sentence)
    return events[first : bisect_right(events, draft.sentence + REACH, key=_sentence)]


def _count(events: Sequence[Draft], toll: Draft) -> None:
    """Give figures told by themselves ("Two dead and five wounded") to the act told in or before their sentence."""
    near = [e for e in events if e.group in VIOLENCE and 0 <= toll.sentence - e.sentence <= _TOLL_REACH]
    near = [e for e in near if e.paragraph == toll.paragraph or toll.sentence - e.sentence == 1 or toll.revised]
    event = max(near, key=lambda e: (e.sentence, e.at), default=None)
    if toll.place and (event is None or event.sentence < toll.sentence):
        # "The bodies of five were found in X. They had been killed when …"
        after = [e for e in events if e.group in VIOLENCE and 0 < e.sentence - toll.sentence <= 2]
        event = next((e for e in after if e.paragraph == toll.paragraph and place_fits(e, toll)), event)
    if event is None and toll.revised:
        event = _outgrown(events, toll)
    if event is None:
        return
    if not event.place and toll.place and event.paragraph == toll.paragraph:
        event.place, event.place_country, event.place_start = toll.place, toll.place_country, toll.place_start
    if toll.item >= 0 and event.item >= 0 and toll.item != event.item:
        return
    unknown = (None, None, None)
    if toll.fatalities != unknown and (event.fatalities == unknown or toll.revised):
        event.fatalities = toll.fatalities
    if toll.injured != unknown and (event.injured == unknown or toll.revised):
        event.injured = toll.injured
    _add_reports(event, [x for x in toll.reports if x.attributed_to])


def _outgrown(events: Sequence[Draft], toll: Draft) -> Draft | None:
    """Return the one act told before whose dead a figure that replaces another can be of: those who died later too."""
    now = toll.fatalities[0]
    if now is None:
        return None
    before = [e for e in events if e.group in VIOLENCE and e.sentence < toll.sentence and e.fatalities[0] is not None]
    fits = [e for e in before if 0 < now - (e.fatalities[0] or 0) <= (e.fatalities[0] or 0)]
    return fits[-1] if len(fits) == 1 else None


def _within_sentences(drafts: Sequence[Draft]) -> list[Draft]:
    """Let "killing three", "destroying two houses" join the act of their sentence."""
    out: list[Draft] = []
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(d.sentence, []).append(d)
    for group in by_sentence.values():
        acts = [d for d in group if not d.result and not d.reference and d.group in _ACTS]
        kept = [d for d in group if not d.result]
        loose: list[Draft] = []
        for d in group:
            if not d.result:
                continue
            before = [a for a in acts if a.at < d.at]
            own = next((a for a in acts if a.at == d.of_noun), None)
            if own is not None:  # "an attack on X, in which two were killed"
                _absorb(own, replace(d, place="", more=()), result=True)
                continue
            act = before[-1] if before else next((a for a in acts if a.at > d.at), None)
            if act is not None and not before and _plundered(d, act):
                acts.remove(act)
                kept.remove(act)
                loose.append(d)  # "killed two policemen and made off with their rifles"
                continue
            if act is not None and _fits(act, d):
                _absorb(act, d, result=True)
            elif loose and _fits(loose[-1], d):
                _absorb(loose[-1], d, result=True)
            elif (
                all(r.stance == "denies" for r in d.reports)
                or (d.group == "damage" and d.another and d.place)
                or _tells(d)
                or (d.group == "damage" and d.place and d.own_date and d.date)
                or (d.actor1 and (d.another or d.actor2 or d.place or d.item >= 0 or (d.own_date and d.date)))
            ):
                loose.append(d)
            elif d.group == "casualty" and d.actor2 is not None and not (d.actor1 or d.place or d.reference):
                d.weak = True  # "Three soldiers were wounded": of the act told before, or nothing
                loose.append(d)
        # "two were killed and a third was kidnapped": by the same, in the same place
        for d in kept:
            led = [x for x in reversed(group) if x.at < d.at and not x.reference and x.group in _ACTS]
            told = next((x for x in led if x.place), led[0] if led else None)
            if d.group in {"abduct", "arrest"} and told is not None and not (d.actor1 or d.place):
                d.actor1, d.place = told.actor1, told.place
                d.place_country, d.place_start, d.place_query = told.place_country, told.place_start, told.place_query
        kept = repulsed(kept)
        kept, loose = intervened(kept, loose)
        # "carried out an attack, striking …": a noun and a verb of one act
        pruned: list[Draft] = []
        for d in kept:
            twin = next((p for p in pruned if not p.reference and not d.reference and _twins(p, d)), None)
            deed = None if twin is not None else next((p for p in reversed(pruned) if same_deed(p, d)), None)
            if twin is not None:
                _absorb(twin, d)
            elif deed is not None:
                sub_event = sub_event_of_both(deed, d)
                back = hurled_back(deed, d) and d.group == "repel"
                named = deed.actor2 is not None and bool(deed.actor2.country or deed.actor2.side)
                if back and not (deed.place or named or deed.own_date):
                    deed.group = "repel"  # "engaged them and thwarted their attempt": of what was told before
                d = replace(d, group="force") if back else d
                _absorb(deed, replace(d, actor1=None, actor2=d.actor1) if deed.group == "repel" else d)
                deed.sub_event = sub_event
            else:
                pruned.append(d)
        out += sorted([*pruned, *loose], key=lambda d: d.at)
    return out


def _plundered(d: Draft, act: Draft) -> bool:
    """Tell what killers took along: it is part of the killing, which has its place and party."""
    return (
        d.group == "casualty" and d.fatal and act.group == "damage" and not act.another
        and d.actor1 is not None and d.actor1 == act.actor1 and (not act.place or overlap(act.place, d.place))
    )  # fmt: skip


def _tells(d: Draft) -> bool:
    """Tell a death that is reported as such from one that is only mentioned: somewhere, some day, by or of so many."""
    days = d.own_date and d.date is not None and d.date.precision == "range" and d.date.first != d.date.last
    counted = d.fatalities != (None, None, None) and not days
    return d.fatal and (bool(d.place or d.actor1) or counted)


def _twins(a: Draft, b: Draft) -> bool:
    """Tell whether a noun and a verb in one sentence speak of one act."""
    if a.group != b.group or a.group not in VIOLENCE or a.clause != b.clause:
        return False
    # "six strikes struck …", "two shells fired by X landed …"
    reduced = a.arms and b.actor1 is None and not b.arms and a.at < b.at  # "a drone launched by X hit …"
    # "targeted a post with shells and hit it"
    goes_on = not (a.noun or b.noun or b.actor2 or b.another) and a.sub_event == b.sub_event and a.at < b.at
    goes_on = goes_on and b.actor1 in (None, a.actor1) and a.place == b.place and b.count is None
    if a.noun == b.noun and not (a.arms and b.arms) and not (reduced or goes_on):
        return False
    return (
        actors_fit(a, b) and place_fits(a, b) and date_fits(a, b) and (a.place == b.place or not (a.place and b.place))
    )


def _fits(act: Draft, result: Draft) -> bool:
    """Tell whether a result ("killing five") can be the act's: nothing it says stands against it."""
    if result.follows and result.at > act.at and act.clause == result.clause:
        return True
    if act.noun and act.clause == result.clause and act.at < result.at and result.place_start < act.at:
        return result.actor1 in (None, act.actor1) and date_fits(act, result)  # "In X state, shelling of Y killed …"
    if (act.another or act.agent_again) and result.at < act.at and result.cause < 0 and result.clause != act.clause:
        return False  # "14 soldiers were killed, said X, who added that jets had then bombed the attackers"
    if act.group in {"protest", "riot"} and _soldiers(result) and result.actor1 != act.actor1:
        return False  # "soldiers shot a boy when youths threw stones"
    if result.cause >= 0 and result.cause == act.clause and result.at < act.at:
        return date_fits(act, result)  # "two were killed in X state when a mine went off near Y"
    return place_fits(act, result) and date_fits(act, result)


def _soldiers(d: Draft) -> bool:
    return d.actor1 is not None and d.actor1.kind == "armed"


def _absorb(event: Draft, other: Draft, *, result: bool = False) -> None:
    if other.group == "repel" and event.group == "force":
        other = replace(other, actor1=other.actor2, actor2=other.actor1)  # who was repelled had attacked
    event.actor1 = event.actor1 or other.actor1
    # of "dozens of attackers were killed" the attackers are no victims of the attack
    toll = (
        other.sentence != event.sentence
        and other.result
        and other.actor2 is not None
        and other.actor2.kind == "armed"
        and event.sub_event in ACLED_EVENT_TYPES["Battles"]
    )
    if other.sub_event == "Excessive force against protesters" and event.group == "force":
        event.sub_event = other.sub_event
    fallen = result and other.actor2 is not None and other.actor2.kind == "armed"
    if fallen and event.sub_event == "Attack" and event.group == "force" and event.actor2 is None:
        event.sub_event = "Armed clash"  # "two soldiers died when gunmen ambushed a bus"
    # nor are those who were killed between them a side of a fight
    toll = toll or (event.mutual and other.group == "casualty" and other.actor2 is not None and other.actor2.inter == 7)
    if event.actor2 is None and not toll and event.group not in {"protest", "riot"}:
        event.actor2 = other.actor2
    if (
        (result or other.group == "casualty")
        and event.actor2 is not None
        and event.actor2.kind == "civilian"
        and event.sub_event == "Armed clash"
        and event.group == "force"
    ):
        event.sub_event = "Attack"
    if not event.place or (
        other.place and not result and len(other.place) > len(event.place) and other.place_start >= event.place_start
    ):
        event.place, event.place_country, event.place_start = other.place, other.place_country, other.place_start
        event.more = other.more
    if event.date is None or (not event.own_date and other.own_date and other.date is not None):
        event.date, event.own_date = other.date, other.own_date
    elsewhere = next(
        (p for p, _, start in event.more if other.place and overlap(p, other.place) and start < other.at), ""
    )  # not of "fired at A, killing two, and at B"
    if elsewhere and not overlap(event.place, other.place):
        event.tolls += ((elsewhere, other.fatalities),)  # "A and B were shelled; a man was killed in B"
    elif other.more_died and event.fatalities[0] is not None and other.fatalities[0] is not None:
        # "Two more have since died"
        event.fatalities = tuple(
            None if a is None or b is None else a + b for a, b in zip(event.fatalities, other.fatalities, strict=True)
        )  # type: ignore[assignment]
    elif other.fatalities != (None, None, None) and (event.fatalities == (None, None, None) or event.provisional):
        event.fatalities, event.provisional = other.fatalities, other.provisional
    if event.injured == (None, None, None):
        event.injured = other.injured
    if event.count is None:
        event.count, event.count_text = other.count, other.count_text
    # "Two were killed in the attack" goes on in the voice of whoever told the attack
    more = other.result or other.part or other.agent_again or other.group == "repel"
    goes_on = more and event.paragraph == other.paragraph
    _add_reports(event, [r for r in other.reports if r.attributed_to] if goes_on else other.reports)


def _plus(a: Count, b: Count) -> Count:
    best, low, high = (None if x is None or y is None else x + y for x, y in zip(a, b, strict=True))
    return best, low, high


def _add_reports(event: Draft, reports: Sequence[Report]) -> None:
    for r in reports:
        here = next(
            (
                i
                for i, x in enumerate(event.reports)
                if (x.start, x.end) == (r.start, r.end) and x.attributed_to == r.attributed_to
            ),
            None,
        )
        if here is None:
            event.reports.append(replace(r))
