"""Acts that one sentence tells in two words but that are one deed: "stormed and seized the outpost"."""

from __future__ import annotations

from geoevents.text.joining.sameness import actors_fit, date_fits, overlap, place_fits
from geoevents.text.reading.drafts import Draft

__all__ = ["hurled_back", "same_deed", "sub_event_of_both"]

_GENERAL = frozenset(["Armed clash", "Attack"])


def same_deed(a: Draft, b: Draft) -> bool:
    """Tell whether two acts of one sentence, ``a`` told first, are one deed."""
    if a.reference or b.reference or a.sentence != b.sentence:
        return False
    if _named_again(a, b) or _one_round(a, b) or _hit_there(a, b):
        return True
    if not (place_fits(a, b) and date_fits(a, b)):
        return False
    if a.group == b.group == "agree":
        return True  # "brokered a truce, which both sides signed"
    there = not (a.place and b.place) or overlap(a.place, b.place)
    if not there or any(r.stance == "denies" for r in [*a.reports, *b.reports]):
        return False
    same = a.actor1 is None or b.actor1 is None or a.actor1 == b.actor1
    if a.group == "force" and a.cause >= 0 and a.cause == b.clause:
        return same and b.group in {"force", "casualty"}  # "was hit in March, when a shell killed a nurse"
    if a.group == "force" and b.group == "take":
        # "stormed and seized the outpost"; shelling and taking a town are two
        return a.sub_event in _GENERAL and same and not b.another and not _crossed(a, b)
    if a.group == "force" and b.group == "arrest":
        return a.sub_event in _GENERAL and same and a.actor2 is None  # "raided a house and captured a financier"
    if a.group == "force" and b.group == "repel" and hurled_back(a, b):
        return True
    if a.group == "force" and b.group == "repel":
        return b.actor1 is None and b.actor2 is None and a.actor1 is not None  # "tried to storm X but were driven back"
    if a.group == "repel" and b.group == "force":
        return b.sub_event in _GENERAL and b.clause > a.clause and b.actor2 is None  # "drove off men who attacked X"
    if a.group == b.group == "force" and {a.sub_event, b.sub_event} <= _GENERAL and a.noun != b.noun:
        noun = a if a.noun else b
        return not (noun.actor1 or noun.actor2)  # "a gunfight erupted when police raided a house"
    return False


def _one_round(a: Draft, b: Draft) -> bool:
    """Tell "raided a hamlet, beat a farmer and broke windows": verbs of one subject, whose place the first has."""
    if a.noun or b.noun or not {a.sub_event, b.sub_event} <= _GENERAL or b.another or b.at <= a.at:
        return False
    if a.group != "force" or b.group != "force" or (a.actor2 is not None and b.actor2 not in (None, a.actor2)):
        return False
    own = b.place and not a.at < b.place_start < b.at and not overlap(a.place, b.place)
    doers = a.actor1 is not None and b.actor1 in (None, a.actor1)
    told = [r.attributed_to for r in a.reports] == [r.attributed_to for r in b.reports]
    days = not (a.own_date and b.own_date) or a.date == b.date
    return doers and told and days and not own


def _hit_there(a: Draft, b: Draft) -> bool:
    """Tell "fired at X with rockets; a school was hit": what the act before it hit, where it took place."""
    if a.noun or b.noun or a.group != "force" or b.group != "force" or b.at <= a.at or a.clause == b.clause:
        return False
    own = b.actor1 or b.actor2 or b.another or b.count is not None or b.past or (b.own_date and b.date != a.date)
    here = bool(a.place) and (not b.place or (b.place_start == a.place_start and not a.more))
    return here and not own and a.sub_event == b.sub_event and a.sub_event not in _GENERAL


def _named_again(a: Draft, b: Draft) -> bool:
    """Tell "a plane bombed a truck; X said the strike was its own": one act, which a noun names again."""
    if not (b.part and b.noun and b.at > a.at) or a.noun or a.group != b.group or a.sub_event != b.sub_event:
        return False
    return actors_fit(a, b, loose=True) and place_fits(a, b) and date_fits(a, b)


def hurled_back(a: Draft, b: Draft) -> bool:
    """Tell "engaged them and thwarted their attempt": the same side fights and repels."""
    foe = a.actor2 is None or b.actor2 in (None, a.actor2)
    return a.sub_event in _GENERAL and a.actor1 is not None and a.actor1 == b.actor1 and foe


def _crossed(a: Draft, b: Draft) -> bool:
    """Tell "A attacked X, and B took it": the one who takes is the one who was attacked."""
    return b.actor1 is not None and a.actor2 == b.actor1


def sub_event_of_both(a: Draft, b: Draft) -> str:
    """Return the sub-event that names a deed told in two words: territory taken says more than the fight for it."""
    told_by = a.cause >= 0 and a.cause == b.clause and a.sub_event in _GENERAL
    if b.sub_event == "Attack" and b.actor2 is not None and b.actor2.kind == "civilian" and a.actor2 is None:
        return "Attack"
    return b.sub_event if b.group in {"take", "arrest"} or told_by else a.sub_event
