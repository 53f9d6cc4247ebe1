"""An event as one sentence tells it, before sentences are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from geoevents.text.times.dates import DateMention
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.numbers import Count

__all__ = ["Draft", "Report", "rumoured", "spread", "status"]

_RUMOURERS = frozenset([
    "channels", "pages", "users", "accounts", "networks", "posts", "rumours", "rumors", "messages", "sites", "websites",
    "profiles",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One account of an event: who says so, how, and the words; offsets in the text."""

    attributed_to: str
    stance: str
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it.

    ``reference`` marks words that only point to an event told elsewhere ("the attack", a denial); ``pointing`` that
    they do so by "there" or "such". ``place_query`` is what to look up where the place is told by a short form ("edge
    of the city"). ``weak`` marks words that only meet another account ("incident"), ``alone`` a denial that is one's
    own deed's, ``agent_again`` says that who acts was spoken of before ("the attackers"), ``another`` that it is a
    further act ("a second strike"), ``past`` that the text's own voice says "had" happened. ``follows`` marks what an
    act of the same clause led to (", killing three"); ``cause`` is the clause that tells of what, if any ("killed
    when …"). ``part`` marks more of an act told before ("during the raid they …"), ``late`` a death of wounds;
    ``of_noun`` is where the noun stands of which a relative clause tells it. ``more`` holds the
    further places of "in A and near B" (words, country, offset); ``shares`` the first of them, in the drafts that
    :func:`spread` makes for the further ones. ``item`` numbers the items of lists, which tell of different events
    however alike they are; ``target`` is what was struck and how, ``within`` the place that a heading names around
    ``place``. ``toll`` marks figures told by themselves, ``revised`` those that replace earlier ones ("the death toll
    rose to"), ``provisional`` those that later ones replace ("at first"). ``met_at`` is
    where the sentence tells what police did at a protest, if there are ``more`` places behind it. ``withheld`` marks
    an earlier account that is only repeated, and counts if it is then taken back ("our last note listed …"),
    ``checked`` a denial by who went to look ("found everything intact"); ``hunter`` did it if no account says who.
    ``since`` is the sentence from which on another act is told ("In another engagement, …"). ``sweeping`` marks
    an act all over a region ("pounded areas across the Strip"); ``mutual`` a fight of two sides ("clashes");
    ``more_died`` those who died later, too ("two more have since died"); ``denier`` is who denies what is told
    elsewhere.
    """

    sentence: int
    paragraph: int
    at: int
    group: str
    sub_event: str
    plover: str
    actor1: Actor | None
    actor2: Actor | None
    place: str
    place_country: str
    date: DateMention | None
    fatalities: Count
    count: int | None
    count_text: str
    reports: list[Report]
    reference: bool = False
    pointing: bool = False
    more: tuple[tuple[str, str, int], ...] = ()
    shares: str = ""
    noun: bool = False
    arms: bool = False
    fatal: bool = False
    follows: bool = False
    cause: int = -1
    alone: bool = False
    weak: bool = False
    mutual: bool = False
    more_died: bool = False
    past: bool = False
    part: bool = False
    late: bool = False
    of_noun: int = -1
    another: bool = False
    agent_again: bool = False
    clause: int = 0
    result: bool = False
    own_date: bool = True
    place_start: int = -1
    place_query: str = ""
    tolls: tuple[tuple[str, Count], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    item: int = -1
    injured: Count = (None, None, None)
    toll: bool = False
    revised: bool = False
    provisional: bool = False
    withheld: bool = False
    checked: bool = False
    hunter: Actor | None = None
    since: int = -1
    sweeping: bool = False
    target: str = ""
    met_at: int = -1
    within: str = ""
    denier: Actor | None = None


def spread(drafts: Sequence[Draft]) -> list[Draft]:
    """Make one event per place of "shelled A and B"; figures told of all of them together stay with the first."""
    out: list[Draft] = []
    for d in drafts:
        out.append(d)
        out += [
            replace(
                d, place=words, place_country=country, place_start=start, place_query="",
                fatalities=next((c for p, c in d.tolls if p == words), (None, None, None)),
                injured=(None, None, None), count=next((n for p, n in d.counts if p == words), None), count_text="",
                reports=[replace(r) for r in d.reports], more=(), shares=d.place, **_kind_elsewhere(d, start),
            )
            for words, country, start in d.more
        ]  # fmt: skip
    return out


def _kind_elsewhere(d: Draft, start: int) -> dict[str, Any]:
    """Return what a protest was where nothing is told of it: "in A, where police used tear gas, and in B"."""
    if d.met_at < 0 or start < d.met_at:
        return {}
    crowd = next((a for a in (d.actor1, d.actor2) if a is not None and a.kind == "crowd"), None)
    return {"sub_event": "Peaceful protest", "plover": "PROTEST", "actor1": crowd, "actor2": None}


def rumoured(report: Report) -> bool:
    """Tell what only "channels", "some pages", "users of social networks" say, who are nobody's side."""
    return not _RUMOURERS.isdisjoint(report.attributed_to.lower().split())


def status(reports: Sequence[Report]) -> str:
    """Return the verification status that a set of reports amounts to.

    ``reported`` when the text says so itself, ``claimed`` when only parties do or nobody
    vouches for it, ``denied`` when it is only denied,
    ``disputed`` when one side denies what another says.
    """
    told = [r for r in reports if r.stance in {"states", "claims"}]
    denied = [r for r in reports if r.stance == "denies"]
    if denied:
        told = [r for r in told if not rumoured(r)]
    if denied:
        return "disputed" if told else "denied"
    if reports and all(r.stance == "declines" for r in reports):
        return "claimed"  # "the UN could not verify reports that militants had killed 50"
    return "claimed" if told and all(r.attributed_to for r in told) else "reported"
