"""Whether two drafts tell one event: their parties, places, days and kinds, and how far apart they are told."""

from __future__ import annotations

from collections.abc import Sequence

from geoevents.model.taxonomy import ACLED_EVENT_TYPES
from geoevents.text.places.words import REGIONS
from geoevents.text.reading.drafts import Draft, status
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import fold

__all__ = [
    "LEAD",
    "REACH",
    "VIOLENCE",
    "actors_fit",
    "again",
    "date_fits",
    "meant",
    "other_version",
    "overlap",
    "place_fits",
]

VIOLENCE = frozenset(["force", "casualty", "damage", "repel", "take"])
_SMALL = frozenset([
    "the", "of", "in", "near", "to", "and", "a", "between", "outside", "village", "town", "city", "province",
    "region", "district",
])  # fmt: skip
"""Words of a place that are none of its names."""
LEAD = 1
"""Sentences that open a text and say in short what it tells."""
REACH = 6
"""Sentences that lie between a first account and a second one at most; further apart they are two events."""


def again(event: Draft, draft: Draft) -> bool:
    """Tell whether ``draft`` tells ``event`` a second time."""
    if event.item >= 0 and draft.item >= 0 and event.item != draft.item:
        return False  # two items of a list
    if event.sentence < draft.since <= draft.sentence and not (draft.place and event.place):
        return False  # "In another engagement, …"
    distance = draft.sentence - event.sentence
    if event.more and event.group == "casualty" and event.sentence <= LEAD < draft.sentence and draft.place:
        return False  # "two were killed, one in A and one in B": a lead, not the account of A
    if draft.another and draft.group != "casualty":
        return False  # "a second strike, on a bakery", "they also shelled X"
    if not (draft.place or draft.own_date) and 0 < distance <= 2 and event.group in VIOLENCE:
        if draft.agent_again and event.actor1 and draft.actor1 and _kin(event.actor1, draft.actor1):
            return draft.group in VIOLENCE  # "The attackers threw grenades"
        fought = event.sub_event not in ACLED_EVENT_TYPES["Explosions/Remote violence"] or draft.agent_again
        if draft.group == "repel" and event.group == "force" and draft.paragraph == event.paragraph and fought:
            return True  # "The attackers were repulsed after an hour"
    toll = draft.group == "casualty" and event.group in VIOLENCE and 0 < distance <= 3
    if draft.late and not draft.place and toll:  # "died in hospital on Monday"
        return actors_fit(event, draft, loose=True) or draft.paragraph == event.paragraph
    if _toll_of(event, draft, distance):
        return True
    wide = toll and _of_a_wide_one(event, draft, distance)
    if wide or _goes_on(event, draft, distance) or own_version(event, draft):
        return True
    named = bool(draft.place and event.place) and overlap(draft.place, event.place)
    reach = REACH if named else 2
    if draft.part and event.group in VIOLENCE and draft.group in VIOLENCE and 0 < distance <= reach:
        bystanders = draft.actor1 is None and draft.actor2 is not None and draft.actor2.kind == "civilian"
        fit = (actors_fit(event, draft, loose=True) or bystanders) and (not draft.noun or _kinds_fit(event, draft))
        return fit and place_fits(event, draft) and date_fits(event, draft)
    if not toll and (distance == 0 or distance > REACH or event.group != draft.group):
        return False
    if draft.past and draft.own_date and draft.date is not None and not (event.own_date and event.date is not None):
        return False  # "The market had been hit in August"
    # a day that the act only has from its paragraph does not keep off those that are said to have died on another
    lent = not event.own_date and draft.paragraph == event.paragraph and distance == 1
    other_day = draft.own_date and draft.date is not None and not lent and not _one_day(event, draft)
    there = draft.pointing and bool(draft.place and event.place) and overlap(draft.place, event.place)
    loose = not (draft.actor1 or (draft.place and not there) or other_day)
    if toll and not (draft.place or other_day or draft.another) and distance <= 2 and _of_the_sides(event, draft):
        return True
    if toll and loose and distance <= 2:
        # "It said five were killed": of the act told just before; in a clash, of either side
        dead = draft.actor2
        either = (
            dead is not None
            and any(
                x and (_kin(x, dead) or (_same(x, dead) and event.sub_event in ACLED_EVENT_TYPES["Battles"]))
                for x in (event.actor1, event.actor2)
            )
        ) or (dead is not None and event.actor2 is not None and (_same(event.actor2, dead) or _sent(event, dead)))
        bystanders = (
            dead is not None
            and dead.kind == "civilian"
            and (event.sub_event in ACLED_EVENT_TYPES["Explosions/Remote violence"] or event.sub_event == "Armed clash")
        )
        fallen = dead is not None and dead.kind == "armed" and distance == 1 and event.item < 0 and draft.item < 0
        fallen = fallen and event.sub_event in ACLED_EVENT_TYPES["Battles"]
        blown = event.sub_event in ACLED_EVENT_TYPES["Explosions/Remote violence"] and distance == 1
        victim = event.actor2
        blown = blown and draft.paragraph == event.paragraph and event.item == draft.item and dead is not None
        # "A bomb blew up a police pickup. Two policemen died"
        alike = victim is None or (dead is not None and (_same(victim, dead) or victim.inter == dead.inter == 1))
        blown = blown and alike and dead is not None and dead.inter in {1, 7}
        if either or bystanders or fallen or blown or (draft.paragraph == event.paragraph and actors_fit(event, draft)):
            return True
    if not (actors_fit(event, draft) and place_fits(event, draft) and date_fits(event, draft)):
        return False
    if not (draft.actor1 or draft.actor2 or draft.place or draft.own_date):
        # "The planes bombed the village twice": no name of its own, so it goes on about what was just told
        return draft.sentence - event.sentence <= 2 and _kinds_fit(event, draft)
    shared = sum(1 for a, b in ((event.actor1, draft.actor1), (event.actor2, draft.actor2)) if a and b and _same(a, b))
    crossed = sum(1 for a, b in ((event.actor1, draft.actor2), (event.actor2, draft.actor1)) if a and b and _same(a, b))
    if draft.group in {"consult", "agree"}:
        return max(shared, crossed) >= 1
    placed = bool(event.place and draft.place) and overlap(event.place, draft.place)
    placed = placed or (toll and bool(event.more) and bool(draft.place) and place_fits(event, draft))
    late = (
        draft.place and not event.place and distance <= 2 and not draft.own_date and draft.sub_event == event.sub_event
    )
    if late and event.group == draft.group and not (draft.actor1 or (draft.actor2 and not event.actor2)):
        return True  # "attacked a convoy. It came under attack near X"
    stormed = draft.noun and draft.sub_event == "Armed clash" and draft.actor1 is not None and not draft.part
    if stormed and event.sub_event in ACLED_EVENT_TYPES["Explosions/Remote violence"] and event.actor1 is not None:
        return False  # "was shelled by X. In the afternoon an assault by X was beaten back"
    if placed and not _kinds_fit(event, draft) and not toll:
        return False
    if placed:
        return shared >= 1 or not (draft.actor1 and event.actor1)
    again = draft.sub_event == event.sub_event and draft.count in {None, event.count}
    return not draft.place and shared >= 1 and draft.noun and again and not draft.own_date


def _toll_of(event: Draft, draft: Draft, distance: int) -> bool:
    """Tell the bare toll right behind an act: "A bomb blew up a police car near X. Two policemen died"."""
    if draft.group != "casualty" or distance != 1 or event.group != "force" or draft.paragraph != event.paragraph:
        return False
    if draft.place or draft.own_date or draft.actor1 is not None or draft.item != event.item or draft.another:
        return False
    told = draft.fatalities != (None, None, None) or draft.injured != (None, None, None)
    return told and event.fatalities == event.injured == (None, None, None) and not event.more


def _of_a_wide_one(event: Draft, draft: Draft, distance: int) -> bool:
    """Tell "shelled villages in X district. A woman died in Y": the one place where somebody died of what was wide."""
    remote = event.sub_event in ACLED_EVENT_TYPES["Explosions/Remote violence"] and distance == 1
    if not remote or draft.paragraph != event.paragraph or draft.actor1 is not None or draft.own_date or draft.another:
        return False
    named = [fold(w) for w in event.place.split()]
    return bool(draft.place and named) and named[-1] in REGIONS and draft.fatal and not draft.past


def _of_the_sides(event: Draft, draft: Draft) -> bool:
    """Tell losses told of one side of ``event`` and inflicted by the other: "dozens of the attackers were killed"."""
    if draft.actor1 is None or event.group in {"protest", "riot"}:
        return False
    pairs = [(event.actor1, event.actor2)]
    if event.sub_event in ACLED_EVENT_TYPES["Battles"]:
        pairs.append((event.actor2, event.actor1))
    for doer, other in pairs:
        if doer is not None and (doer == draft.actor1 or _same(doer, draft.actor1)):
            dead = draft.actor2
            return dead is None or other is None or _same(other, dead) or _kin(other, dead)
    return False


def _goes_on(event: Draft, draft: Draft, distance: int) -> bool:
    """Tell a second account that brings no place and no day of its own: "the group said it had fired at the ship"."""
    if draft.place or draft.own_date or not event.place or event.group != "force" or draft.group != "force":
        return False
    if not 0 < distance <= 2 or draft.paragraph - event.paragraph > 1 or draft.past or event.more:
        return False
    if draft.sub_event != event.sub_event or draft.sub_event in {"Armed clash", "Attack"} or draft.item != event.item:
        return False
    counted = draft.count is not None and event.count is not None and draft.count != event.count
    return actors_fit(event, draft) and not counted and not (draft.actor1 is None and draft.actor2 is None)


def own_version(event: Draft, draft: Draft) -> bool:
    """Tell how whoever is said to have done it tells it himself: "the army said it had struck a base there"."""
    if not 0 < draft.sentence - event.sentence <= 2 or event.group != "force" or draft.group != "force":
        return False
    doer = draft.actor1
    if doer is None or event.actor1 is None or not _same(event.actor1, doer) or draft.own_date or draft.another:
        return False
    sayers = {r.attributed_to for r in draft.reports}
    others = {r.attributed_to for r in event.reports}
    own = sayers == {doer.name} and bool(others - {"", doer.name})
    return (
        own and event.sub_event == draft.sub_event and place_fits(event, draft) and draft.count in (None, event.count)
    )


def other_version(event: Draft, draft: Draft) -> bool:
    """Tell an account that lays what somebody else has told of to another: "they said the shells were the army's"."""
    if not 0 < draft.sentence - event.sentence <= 2 or not draft.part or event.group != draft.group:
        return False
    sayers = {r.attributed_to for r in draft.reports}
    told = all(sayers) and not sayers & {r.attributed_to for r in event.reports}
    doers = event.actor1 is not None and draft.actor1 is not None and not _same(event.actor1, draft.actor1)
    return (
        told and doers and event.sub_event == draft.sub_event and place_fits(event, draft) and date_fits(event, draft)
    )


def meant(events: Sequence[Draft], reference: Draft) -> Draft | None:
    """Return the event that "the attack" or a denial speaks of: the last one told before, else the next one."""
    fitting = [e for e in events if _groups_meet(e, reference) and _points_to(e, reference)]
    before = [e for e in fitting if e.sentence <= reference.sentence]
    after = [e for e in fitting if reference.sentence < e.sentence <= reference.sentence + REACH]
    near = [e for e in before if reference.sentence - e.sentence <= REACH]
    if reference.denier is not None:
        own = [e for e in near if _can_be_of(e, reference.denier)]
        near = own or ([] if reference.alone else near)  # "denied any role": in what may have been its doing
    return near[-1] if near else after[0] if after else None


def _can_be_of(event: Draft, denier: Actor) -> bool:
    """Tell whether an act may be laid to who denies it: it has no doer, a nameless one, or that very party."""
    doer = event.actor1
    if doer is None or _same(doer, denier) or denier.kind not in {"armed", "country", "ministry"}:
        return True
    nameless = not (doer.country or doer.side) and doer.name.endswith(("s", "men")) and doer.name[1:].islower()
    return nameless and doer.inter in {0, 2, 3, 4} and denier.inter not in {0, 1}


def _groups_meet(event: Draft, reference: Draft) -> bool:
    return reference.group == "any" or event.group == reference.group or {event.group, reference.group} <= VIOLENCE


def _kinds_fit(a: Draft, b: Draft) -> bool:
    """Tell whether two words for violence can name one act: a shelling is no air strike, "attack" is anything."""
    general = {"Armed clash", "Attack"}
    suicide = "Suicide bomb" in {a.sub_event, b.sub_event} and "Air/drone strike" not in {a.sub_event, b.sub_event}
    if suicide and {a.sub_event, b.sub_event} <= set(ACLED_EVENT_TYPES["Explosions/Remote violence"]):
        return True  # "blew himself up", "the bomb"
    return a.group != b.group or a.sub_event == b.sub_event or bool(general & {a.sub_event, b.sub_event})


def _points_to(event: Draft, reference: Draft) -> bool:
    if event.sentence == reference.sentence and reference.at <= event.at:
        return False
    denied = {r.attributed_to: r.start for r in reference.reports if r.stance == "denies"}
    if not (event.withheld or reference.checked) and any(
        r.stance != "denies" and r.start < denied.get(r.attributed_to, -1) for r in event.reports
    ):
        return False  # nobody denies what he has told himself
    if reference.group == "any" or not (reference.sub_event or reference.plover):
        # "the army called it a lie", "said it still held the town": of what somebody else claimed just before
        sayers = {r.attributed_to for r in event.reports if r.start < reference.reports[0].start}
        here = event.sentence == reference.sentence
        told = status(event.reports) == "claimed" and not sayers & {r.attributed_to for r in reference.reports}
        near = 1 + (event.paragraph == reference.paragraph)
        looked = reference.checked and event.paragraph == reference.paragraph
        return 0 <= reference.sentence - event.sentence <= near and (told or here or event.withheld or looked)
    taken = event.group == reference.group == "take"  # "A took X"; "B denied that it had lost X"
    # "denied that it had hit civilians": by whatever means
    remote = set(ACLED_EVENT_TYPES["Explosions/Remote violence"])
    doer, deed = reference.actor1, event.actor1
    hits = any(r.stance == "denies" for r in reference.reports) and {event.sub_event, reference.sub_event} <= remote
    hits = hits and doer is not None and deed is not None and _same(doer, deed) and not reference.place
    if not (taken or hits or _kinds_fit(event, reference)):
        return False
    if (
        reference.own_date
        and reference.date is not None
        and event.date is not None
        and not _same_days(event, reference)
    ):
        return False
    placed = bool(event.place and reference.place) and overlap(event.place, reference.place)
    if any(r.stance == "denies" for r in reference.reports) and not reference.pointing and not placed:
        # "no base was attacked" denies in general; only what names a party of the event denies the event
        # or that answers at once what somebody else has just claimed
        pairs = [(event.actor1, reference.actor1), (event.actor2, reference.actor2)]
        sayers = {r.attributed_to for r in event.reports}
        answers = status(event.reports) == "claimed" and 0 <= reference.sentence - event.sentence <= 1
        answers = answers and not sayers & {r.attributed_to for r in reference.reports}
        named = any(x and y and _same(x, y) for x, y in pairs)
        if event.group != reference.group or not (named or answers):
            return False
    return actors_fit(event, reference, loose=True) and place_fits(event, reference) and date_fits(event, reference)


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


def _sent(event: Draft, dead: Actor) -> bool:
    """Tell whether soldiers of a country can be those of a mission of several that was struck."""
    struck = event.actor2
    if struck is None or struck.kind != "armed" or struck.country or struck.side or len(struck.name.split()) < 3:
        return False
    return struck.name[:1].isupper() and dead.kind == "armed" and dead.inter == 1


def actors_fit(a: Draft, b: Draft, *, loose: bool = False) -> bool:
    """Tell whether the parties of two drafts can be the same; ``loose`` lets a bare phrase mean a party named."""
    pairs = [(a.actor1, b.actor1), (a.actor2, b.actor2)]
    if a.group in {"consult", "agree"}:
        return (
            any(x and y and _same(x, y) for x in (a.actor1, a.actor2) for y in (b.actor1, b.actor2)) or b.actor1 is None
        )
    return all(x is None or y is None or _same(x, y) or (loose and _kin(x, y)) for x, y in pairs)


def _names(place: str) -> set[str]:
    return {fold(w) for w in place.replace("-", " ").replace(",", " ").split()} - _SMALL


def overlap(a: str, b: str) -> bool:
    """Tell whether the names in the words of one place are among those of the other."""
    x, y = _names(a), _names(b)
    return bool(x) and bool(y) and (x <= y or y <= x)


def place_fits(a: Draft, b: Draft) -> bool:
    """Tell whether the places of two drafts can be the same."""
    if not (a.place and b.place):
        return True
    places = [[d.place, *(words for words, _, _ in d.more)] for d in (a, b)]
    return any(overlap(x, y) for x in places[0] for y in places[1])


def date_fits(a: Draft, b: Draft) -> bool:
    """Tell whether the days that two drafts name themselves meet."""
    return not (a.own_date and b.own_date) or _same_days(a, b)


def _same_days(a: Draft, b: Draft) -> bool:
    """Tell whether the days of two drafts meet, wherever they were told; unknown days meet all."""
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None or x.last is None or y.last is None:
        return True
    return x.first <= y.last and y.first <= x.last


def _one_day(a: Draft, b: Draft) -> bool:
    """Tell whether two accounts are dated alike."""
    return a.date is not None and b.date is not None and a.date.first == b.date.first and a.date.last == b.date.last
