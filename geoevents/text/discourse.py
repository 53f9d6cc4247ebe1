"""Which sentences tell of the same event: joins drafts into events, and reports to the events they speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from geoevents.model.taxonomy import ACLED_EVENT_TYPES
from geoevents.text.drafts import Draft, Report
from geoevents.text.lexicon import Actor
from geoevents.text.tokens import fold

__all__ = ["join", "status"]

_VIOLENCE = frozenset(["force", "casualty", "damage", "repel", "take"])
_ACTS = _VIOLENCE | {"protest", "riot"}
"""Groups of acts that can lead to casualties and damage."""
_TOLL_REACH = 3
"""Sentences from an act to the figures told of it at most."""
_REACH = 6
"""Sentences that lie between a first account and a second one at most; further apart they are two events."""


def status(reports: Sequence[Report]) -> str:
    """Return the verification status that a set of reports amounts to.

    ``reported`` when the text says so itself, ``claimed`` when only parties do, ``denied`` when it is only denied,
    ``disputed`` when one side denies what another says.
    """
    told = [r for r in reports if r.stance in {"states", "claims"}]
    denied = [r for r in reports if r.stance == "denies"]
    if denied:
        return "disputed" if told else "denied"
    return "claimed" if told and all(r.attributed_to for r in told) else "reported"


def join(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the events that ``drafts`` tell of, in the order of the text."""
    events = [d for d in _within_sentences(drafts) if not d.reference]
    references = [d for d in drafts if d.reference]
    merged: list[Draft] = []
    for d in events:
        if d.reports and all(r.stance == "denies" for r in d.reports):
            target = _meant(_near(merged, d), d)
            if target is not None:
                _add_reports(target, d.reports)
                continue
        same = next((e for e in reversed(_near(merged, d)) if _again(e, d)), None)
        if same is not None:
            _absorb(same, d)
        elif not d.weak:
            merged.append(d)
    for r in references:
        if r.toll:
            _count(_near(merged, r), r)
            continue
        target = _meant(_near(merged, r), r)
        if target is not None:
            # "the attack" in the text's own voice tells nothing new about who says so
            _add_reports(target, [x for x in r.reports if x.attributed_to])
            if r.own_date and r.date is not None and r.date.first is not None and not (target.date and target.own_date):
                target.date, target.own_date = r.date, True  # "The attacks took place on Saturday"
        elif (
            r.place
            and r.own_date
            and r.date is not None
            and r.group in _VIOLENCE
            and (r.noun or r.alone)
            and not r.weak
        ):
            r.reference = False
            # "the strike on the post took place on 2 October": told nowhere else
            insort(merged, r, key=_sentence)
    return merged


def _sentence(draft: Draft) -> int:
    return draft.sentence


def _near(events: Sequence[Draft], draft: Draft) -> Sequence[Draft]:
    """Return the events so near to ``draft`` that it can speak of them: a bounded number, however long the text."""
    first = bisect_left(events, draft.sentence - _REACH, key=_sentence)
    return events[first : bisect_right(events, draft.sentence + _REACH, key=_sentence)]


def _count(events: Sequence[Draft], toll: Draft) -> None:
    """Give figures told by themselves ("Two dead and five wounded") to the act told in or before their sentence."""
    near = [e for e in events if e.group in _VIOLENCE and 0 <= toll.sentence - e.sentence <= _TOLL_REACH]
    near = [e for e in near if e.paragraph == toll.paragraph or toll.sentence - e.sentence == 1 or toll.revised]
    event = max(near, key=lambda e: (e.sentence, e.at), default=None)
    if toll.place and (event is None or event.sentence < toll.sentence):
        # "The bodies of five were found in X. They had been killed when …"
        after = [e for e in events if e.group in _VIOLENCE and 0 < e.sentence - toll.sentence <= 2]
        event = next((e for e in after if e.paragraph == toll.paragraph and _place_fits(e, toll)), event)
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
            act = before[-1] if before else next((a for a in acts if a.at > d.at), None)
            if act is not None and _fits(act, d):
                _absorb(act, d, result=True)
            elif loose and _fits(loose[-1], d):
                _absorb(loose[-1], d, result=True)
            elif (
                all(r.stance == "denies" for r in d.reports)
                or _tells(d)
                or (d.group == "damage" and d.place and d.own_date and d.date)
                or (d.actor1 and (d.actor2 or d.place or d.item >= 0 or (d.own_date and d.date)))
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
        # "The town was attacked, and gendarmes drove the attackers off"
        for d in [x for x in kept if x.group == "repel" and not x.place and not x.reference]:
            told = next((x for x in kept if x.group == "force" and not x.reference and x.at < d.at), None)
            if told is not None and told.place and not told.actor1:
                told.actor1, told.actor2 = d.actor1, d.actor2 or told.actor2
                told.fatalities = d.fatalities if told.fatalities == (None, None, None) else told.fatalities
                kept.remove(d)
        # "carried out an attack, striking …": a noun and a verb of one act
        pruned: list[Draft] = []
        for d in kept:
            twin = next((p for p in pruned if not p.reference and not d.reference and _twins(p, d)), None)
            if twin is not None:
                _absorb(twin, d)
            else:
                pruned.append(d)
        out += sorted([*pruned, *loose], key=lambda d: d.at)
    return out


def _tells(d: Draft) -> bool:
    """Tell a death that is reported as such from one that is only mentioned: somewhere, some day, by or of so many."""
    return d.fatal and (
        bool(d.place or d.actor1) or d.fatalities != (None, None, None) or (d.own_date and d.date is not None)
    )


def _twins(a: Draft, b: Draft) -> bool:
    """Tell whether a noun and a verb in one sentence speak of one act."""
    if a.group != b.group or a.group not in _VIOLENCE or a.clause != b.clause:
        return False
    # "six strikes struck …", "two shells fired by X landed …"
    reduced = a.arms and b.actor1 is None and not b.arms and a.at < b.at  # "a drone launched by X hit …"
    if a.noun == b.noun and not (a.arms and b.arms) and not reduced:
        return False
    return (
        _actors_fit(a, b)
        and _place_fits(a, b)
        and _date_fits(a, b)
        and (a.place == b.place or not (a.place and b.place))
    )


def _fits(act: Draft, result: Draft) -> bool:
    """Tell whether a result ("killing five") can be the act's: nothing it says stands against it."""
    if result.follows and result.at > act.at and act.clause == result.clause:
        return True
    return _place_fits(act, result) and _date_fits(act, result)


def _again(event: Draft, draft: Draft) -> bool:
    """Tell whether ``draft`` tells ``event`` a second time."""
    if event.item >= 0 and draft.item >= 0 and event.item != draft.item:
        return False  # two items of a list
    distance = draft.sentence - event.sentence
    if draft.another and draft.group != "casualty":
        return False  # "a second strike, on a bakery", "they also shelled X"
    if not (draft.place or draft.own_date) and 0 < distance <= 2 and event.group in _VIOLENCE:
        if draft.agent_again and event.actor1 and draft.actor1 and _kin(event.actor1, draft.actor1):
            return draft.group in _VIOLENCE  # "The attackers threw grenades"
        if draft.group == "repel" and event.group == "force" and draft.paragraph == event.paragraph:
            return True  # "The attackers were repulsed after an hour"
    toll = draft.group == "casualty" and event.group in _VIOLENCE and 0 < distance <= 3
    if not toll and (distance == 0 or distance > _REACH or event.group != draft.group):
        return False
    if draft.past and draft.own_date and draft.date is not None and not (event.own_date and event.date is not None):
        return False  # "The market had been hit in August"
    other_day = draft.own_date and draft.date is not None and not _one_day(event, draft)
    loose = not (draft.actor1 or draft.place or other_day)
    if toll and loose and distance <= 2:
        # "It said five were killed": of the act told just before; in a clash, of either side
        dead = draft.actor2
        either = (
            dead is not None
            and any(
                x and (_kin(x, dead) or (_same(x, dead) and event.sub_event in ACLED_EVENT_TYPES["Battles"]))
                for x in (event.actor1, event.actor2)
            )
        ) or (dead is not None and event.actor2 is not None and _same(event.actor2, dead))
        bystanders = (
            dead is not None
            and dead.kind == "civilian"
            and (event.sub_event in ACLED_EVENT_TYPES["Explosions/Remote violence"] or event.sub_event == "Armed clash")
        )
        if either or bystanders or (draft.paragraph == event.paragraph and _actors_fit(event, draft)):
            return True
    if not (_actors_fit(event, draft) and _place_fits(event, draft) and _date_fits(event, draft)):
        return False
    if not (draft.actor1 or draft.actor2 or draft.place or draft.own_date):
        # "The planes bombed the village twice": no name of its own, so it goes on about what was just told
        return draft.sentence - event.sentence <= 2 and _kinds_fit(event, draft)
    shared = sum(1 for a, b in ((event.actor1, draft.actor1), (event.actor2, draft.actor2)) if a and b and _same(a, b))
    crossed = sum(1 for a, b in ((event.actor1, draft.actor2), (event.actor2, draft.actor1)) if a and b and _same(a, b))
    if draft.group in {"consult", "agree"}:
        return max(shared, crossed) >= 1
    placed = bool(event.place and draft.place) and _overlap(event.place, draft.place)
    late = (
        draft.place and not event.place and distance <= 2 and not draft.own_date and draft.sub_event == event.sub_event
    )
    if late and event.group == draft.group and not (draft.actor1 or (draft.actor2 and not event.actor2)):
        return True  # "attacked a convoy. It came under attack near X"
    if placed and not _kinds_fit(event, draft) and not toll:
        return False
    if placed:
        return shared >= 1 or not (draft.actor1 and event.actor1)
    again = draft.sub_event == event.sub_event and draft.count in {None, event.count}
    return not draft.place and shared >= 1 and draft.noun and again and not draft.own_date


def _meant(events: Sequence[Draft], reference: Draft) -> Draft | None:
    """Return the event that "the attack" or a denial speaks of: the last one told before, else the next one."""
    fitting = [e for e in events if _groups_meet(e, reference) and _points_to(e, reference)]
    before = [e for e in fitting if e.sentence <= reference.sentence]
    after = [e for e in fitting if reference.sentence < e.sentence <= reference.sentence + _REACH]
    near = [e for e in before if reference.sentence - e.sentence <= _REACH]
    return near[-1] if near else after[0] if after else None


def _groups_meet(event: Draft, reference: Draft) -> bool:
    return reference.group == "any" or event.group == reference.group or {event.group, reference.group} <= _VIOLENCE


def _kinds_fit(a: Draft, b: Draft) -> bool:
    """Tell whether two words for violence can name one act: a shelling is no air strike, "attack" is anything."""
    general = {"Armed clash", "Attack"}
    return a.group != b.group or a.sub_event == b.sub_event or bool(general & {a.sub_event, b.sub_event})


def _points_to(event: Draft, reference: Draft) -> bool:
    if event.sentence == reference.sentence and reference.at <= event.at:
        return False
    if reference.group == "any":
        return event.sentence == reference.sentence - 1 and status(event.reports) == "claimed"
    if not _kinds_fit(event, reference):
        return False
    if (
        reference.own_date
        and reference.date is not None
        and event.date is not None
        and not _same_days(event, reference)
    ):
        return False
    placed = bool(event.place and reference.place) and _overlap(event.place, reference.place)
    if any(r.stance == "denies" for r in reference.reports) and not reference.pointing and not placed:
        # "no base was attacked" denies in general; only what names a party of the event denies the event
        pairs = [(event.actor1, reference.actor1), (event.actor2, reference.actor2)]
        if event.group != reference.group or not any(x and y and _same(x, y) for x, y in pairs):
            return False
    return _actors_fit(event, reference, loose=True) and _place_fits(event, reference) and _date_fits(event, reference)


def _same(a: Actor, b: Actor) -> bool:
    x, y = fold(a.name), fold(b.name)
    if x == y or (len(x) > 4 and x in y) or (len(y) > 4 and y in x):
        return True
    return (
        bool(a.country)
        and a.country == b.country
        and {a.kind, b.kind} <= {"armed", "country", "ministry"}
        and a.inter in {0, 1}
        and b.inter in {0, 1}
    )


def _kin(a: Actor, b: Actor) -> bool:
    """Tell whether a bare phrase ("the militants") can mean a party named elsewhere."""
    bare = [x for x in (a, b) if not x.country and not x.side and len(x.name.split()) <= 2]
    if not bare or a.kind != b.kind:
        return False
    return a.inter == b.inter or (a.inter in {0, 2, 3, 4} and b.inter in {0, 2, 3, 4})


def _actors_fit(a: Draft, b: Draft, *, loose: bool = False) -> bool:
    pairs = [(a.actor1, b.actor1), (a.actor2, b.actor2)]
    if a.group in {"consult", "agree"}:
        return (
            any(x and y and _same(x, y) for x in (a.actor1, a.actor2) for y in (b.actor1, b.actor2)) or b.actor1 is None
        )
    return all(x is None or y is None or _same(x, y) or (loose and _kin(x, y)) for x, y in pairs)


def _names(place: str) -> set[str]:
    small = {
        "the",
        "of",
        "in",
        "near",
        "to",
        "and",
        "a",
        "between",
        "outside",
        "village",
        "town",
        "city",
        "province",
        "region",
        "district",
    }
    return {fold(w) for w in place.replace("-", " ").replace(",", " ").split()} - small


def _overlap(a: str, b: str) -> bool:
    x, y = _names(a), _names(b)
    return bool(x) and bool(y) and (x <= y or y <= x)


def _place_fits(a: Draft, b: Draft) -> bool:
    if not (a.place and b.place):
        return True
    places = [[d.place, *(words for words, _, _ in d.more)] for d in (a, b)]
    return any(_overlap(x, y) for x in places[0] for y in places[1])


def _date_fits(a: Draft, b: Draft) -> bool:
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None or x.last is None or y.last is None:
        return True
    if not (a.own_date and b.own_date):
        return True
    return x.first <= y.last and y.first <= x.last


def _same_days(a: Draft, b: Draft) -> bool:
    """Tell whether the days of two drafts meet, wherever they were told; unknown days meet all."""
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None or x.last is None or y.last is None:
        return True
    return x.first <= y.last and y.first <= x.last


def _one_day(a: Draft, b: Draft) -> bool:
    """Tell whether two accounts are dated alike."""
    return a.date is not None and b.date is not None and a.date.first == b.date.first and a.date.last == b.date.last


def _absorb(event: Draft, other: Draft, *, result: bool = False) -> None:
    event.actor1 = event.actor1 or other.actor1
    # of "dozens of attackers were killed" the attackers are no victims of the attack
    toll = (
        other.sentence != event.sentence
        and other.result
        and other.actor2 is not None
        and other.actor2.kind == "armed"
        and event.sub_event in ACLED_EVENT_TYPES["Battles"]
    )
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
    if not event.place or (other.place and not result and len(other.place) > len(event.place)):
        event.place, event.place_country, event.place_start = other.place, other.place_country, other.place_start
        event.more = other.more
    if event.date is None or (not event.own_date and other.own_date and other.date is not None):
        event.date, event.own_date = other.date, other.own_date
    elsewhere = next((p for p, _, _ in event.more if other.place and _overlap(p, other.place)), "")
    if elsewhere and not _overlap(event.place, other.place):
        event.tolls += ((elsewhere, other.fatalities),)  # "A and B were shelled; a man was killed in B"
    elif other.fatalities != (None, None, None) and (event.fatalities == (None, None, None) or event.provisional):
        event.fatalities, event.provisional = other.fatalities, other.provisional
    if event.injured == (None, None, None):
        event.injured = other.injured
    if event.count is None:
        event.count, event.count_text = other.count, other.count_text
    # "Two were killed in the attack" goes on in the voice of whoever told the attack
    goes_on = other.result and event.paragraph == other.paragraph
    _add_reports(event, [r for r in other.reports if r.attributed_to] if goes_on else other.reports)


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
