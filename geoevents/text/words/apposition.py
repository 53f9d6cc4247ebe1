"""Joins the parts of one actor's phrase ("fighters of the RSF"); marks appositions, which stand outside the clause."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geoevents.text.parties.cast import ActorMention, Scan, country_at, stops
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["join", "mark_asides"]

_OWNERS = frozenset([
    "fighters", "fighter", "militants", "members", "member", "troops", "forces", "soldiers", "positions", "position",
    "units", "unit", "representatives", "delegates", "convoy", "vehicle", "base", "fleet", "warplanes", "aircraft",
    "jets", "drones", "vehicles", "commander", "commanders", "officers", "officer", "officials", "patrol",
    "checkpoint", "gunmen", "part", "cells", "post", "camp", "barracks", "remnant", "suspects", "ranks", "column",
    "elements", "remnants", "those", "delegation", "delegations", "artillery", "heroes", "eagles", "falcons", "lions",
    "hawks", "crews", "crew", "pilots", "snipers", "men", "guards", "personnel", "tanks", "tank", "engineers", "sons",
    "detachment", "detachments", "contingent", "company", "platoon", "squadron", "battalion", "brigade", "regiment",
    "team", "teams",
])  # fmt: skip
_GROUPS = frozenset([
    "cell", "cells", "squad", "squads", "group", "groups", "band", "bands",
    "wave", "dozens", "hundreds", "scores", "number", "handful",
])  # fmt: skip
"""What stands before "of" and a party, and is that party."""
_BELIEVED = frozenset(["believed", "thought", "presumed", "suspected", "understood", "said", "reported"])
_KINDS_OF_GROUP = frozenset(
    ["group", "militia", "movement", "gang", "cartel", "faction", "organisation", "organization"]
)


def _named_by(scan: Scan, kind: ActorMention, name: ActorMention) -> bool:
    """Tell "the militia" and the name right behind it that says which."""
    fits = name.known and not name.bare and name.actor.kind == "armed" and not kind.actor.side
    return fits and scan.tokens[kind.last - 1].low in _KINDS_OF_GROUP


def _group_of(scan: Scan, m: ActorMention, free: int) -> ActorMention:
    """Let "a cell of X" be X, with the preposition that stands before the whole phrase."""
    tokens, start = scan.tokens, m.first - 2
    if m.preposition != "of" or m.actor.kind != "armed" or start < free or tokens[start].low not in _GROUPS:
        return m
    while start > free and tokens[start - 1].low in words("determiner") - {"of"}:
        start -= 1
    led = tokens[start - 1].low if start else ""
    return replace(m, first=start, preposition=led if led in words("preposition") else "")


def join(scan: Scan) -> None:
    """Join phrases that name one actor together: "RSF delegates", "fighters of the RSF", "groups led by X"."""
    out: list[ActorMention] = []
    for m in scan.found:
        before = out[-1] if out else None
        if before is not None and before.last == m.first and before.known and m.bare:
            keep = before.actor
            out[-1] = replace(before, last=m.last, asset=m.asset)
            if keep.kind == "ministry":
                out[-1].actor = Actor(scan.surface(before.first, m.last), "official", 0, keep.country)
            elif m.actor.kind == "official" and keep.kind == "country":
                out[-1].actor = replace(m.actor, name=scan.title(before.first, m.last))
            continue
        if before is not None and before.last == m.first and _named_by(scan, before, m):
            out[-1] = replace(before, last=m.last, actor=m.actor, known=True, bare=False)
            continue  # "the Lebanese group Hezbollah"
        if before is not None:
            gap = [t.low for t in scan.tokens[before.last : m.first]]
            head = scan.tokens[before.last - 1].low
            if gap == ["'s"] and before.known and m.bare and before.actor.kind == "armed":
                out[-1] = replace(before, last=m.last, asset=m.asset)  # "Hamas's armed wing", "the RSF's positions"
                continue
            owns = head in _OWNERS or before.asset or (before.actor.kind == "armed" and not before.known)
            owns = owns and before.actor.kind != "civilian"
            # "the military police of the National Army"
            owns = owns or (head in words("police") and m.known and not m.bare and m.actor.kind == "armed")
            if gap == ["from"] and before.asset:
                owns = False  # "seized a checkpoint from X"
            if gap in (["of"], ["from"], ["belonging", "to"]) and owns and m.actor.kind in {"armed", "country"}:
                asset = before.asset or head in {"positions", "position", "base", "convoy", "warplanes", "aircraft"}
                owned = asset and m.known
                out[-1] = replace(before, last=m.last, actor=m.actor, known=m.known, asset=owned, bare=m.bare)
                continue
            if (
                len(gap) == 2
                and gap[1] == "by"
                and gap[0] in words("backed") | {"headed", "commanded", "dominated"}
                and not before.known
            ):
                start = before.first
                while start < before.last - 1 and scan.tokens[start].low in words("determiner"):
                    start += 1
                name = f"{scan.surface(start, before.last)} {' '.join(gap)} {m.actor.name}"
                inter = before.actor.inter or m.actor.inter
                out[-1] = replace(
                    before,
                    last=m.last,
                    actor=replace(before.actor, name=name[:1].upper() + name[1:], inter=inter, side=m.actor.side),
                    known=True,
                    bare=False,
                )
                continue
            unnamed = (before.bare or not before.known) and before.actor.kind == m.actor.kind == "armed"
            if gap == ["loyal", "to"] and m.known and unnamed:
                out[-1] = replace(before, last=m.last, actor=m.actor, known=True, bare=False)
                continue
            if gap and gap[-1] in {"by", "to", "with"} and len(gap) <= 4 and any(g in words("backed") for g in gap):
                m.aside = True
        out.append(m)
    for m in list(out):
        _known_as(scan, m, out)
    scan.found = _members(scan, [_believed(scan, m) for m in out])
    scan.found = [_group_of(scan, m, scan.found[k - 1].last if k else 0) for k, m in enumerate(scan.found)]


def _known_as(scan: Scan, m: ActorMention, found: list[ActorMention]) -> None:
    """Widen a name to the left over what it names: "allied groups known as the Joint Forces"."""
    t, k = scan.tokens, m.first
    if k < 3 or t[k - 1].low != "as" or t[k - 2].low not in {"known", "named", "styled"}:
        return
    first = k - 2
    kind = next((x for x in found if x.last == first and not x.known), None)
    if kind is not None:
        found.remove(kind)  # "clan militias known as X"
        m.first, m.preposition = kind.first, kind.preposition
        return
    while first and t[first - 1].kind == "word" and not t[first - 1].capital and t[first - 1].low not in stops():
        first -= 1
    if first == k - 2 or any(x is not m and x.last > first and x.first < k for x in found):
        return
    before = t[first - 1].low if first else ""
    m.first, m.preposition = first, before if before in words("preposition") else ""


def _believed(scan: Scan, m: ActorMention) -> ActorMention:
    """Read "warplanes believed to be Russian" as Russia's."""
    t, k = scan.tokens, m.last
    if (
        m.known
        or k + 3 >= len(t)
        or t[k].low not in _BELIEVED
        or t[k + 1].low != "to"
        or t[k + 2].low not in {"be", "have"}
    ):
        return m
    at = k + 4 if t[k + 2].low == "have" else k + 3
    whose = country_at(t, at, lexicon.demonyms(), scan.text) if at < len(t) else None
    if whose is None or m.actor.kind != "armed":
        return m
    return replace(m, last=whose[0], actor=lexicon.state_forces(whose[1].iso2), known=True, bare=False)


def _members(scan: Scan, found: list[ActorMention]) -> list[ActorMention]:
    """Widen "members of X", "the leader of X" to the left; they stand for X."""
    t = scan.tokens
    for earlier, m in pairwise(found):
        # "officers of A and of B"
        gap = [x.low for x in t[earlier.last : m.first]]
        if m.preposition == "of" and gap == ["and", "of"]:
            m.preposition = earlier.preposition
    for m in found:
        whole = m.actor.kind != "official" or t[m.last - 1].low in {"group", "government"}
        if m.preposition == "of" and whole and m.first >= 2 and t[m.first - 2].low in _OWNERS:
            if m.actor.kind == "official" and any(x.last == m.first - 1 for x in found):
                continue  # "soldiers of the government"
            first = m.first - 2
            while first and t[first - 1].low in words("determiner") - {"of"}:
                first -= 1
            if first >= 2 and t[first - 1].low == "of" and (t[first - 2].low in words("cardinal") | {"some"}):
                first -= 2  # "one of the vehicles of X"
            before = t[first - 1].low if first else ""
            m.first, m.preposition = first, before if before in words("preposition") else ""
    return found


def _clause(scan: Scan, first: int, last: int) -> bool:
    """Tell "In X, a bomb on a car killed an officer, …": a verb with an object makes a clause, and no apposition."""
    t = scan.tokens
    if t[first].low in {"who", "which", "whose", "whom", "where", "including", "among"}:
        return False
    return any(
        t[k].low in acting_forms()
        and not t[k].low.endswith("ing")
        and t[k - 1].low not in words("preposition") | words("determiner")
        and (t[k + 1].low in words("determiner") | words("cardinal") or t[k + 1].kind == "number")
        for k in range(first + 1, last - 1)
    )


def _acts(scan: Scan, k: int, last: int) -> bool:
    """Tell a verb with something behind it, right after the name of a party."""
    t = scan.tokens
    return k + 1 < last and t[k].low in acting_forms() and t[k + 1].low not in words("preposition") | {","}


def mark_asides(scan: Scan) -> None:
    """Mark what stands in an apposition: between commas, opened by an article or a relative word."""
    t = scan.tokens
    commas = [i for i, x in enumerate(t) if x.low in {",", "(", ")", "–", "—", ";"}]
    for m in scan.found:
        # "eleven men, among them a commander, Abu Alaa, lost …": a name between commas is who was just spoken of
        named = m.actor.kind == "person" and m.first - 1 in commas and m.last in commas
        if named and any(x.last == m.first - 1 for x in scan.found):
            m.aside = True
        inside = m.first > 1 and t[m.first - 1].low == "(" and m.last < len(t) and t[m.last].low == ")"
        if inside and t[m.first - 2].capital and not any(x.last == m.first - 1 for x in scan.found):
            m.aside = True  # "near Svatovo (Luhansk People's Republic)": where
    for left, right in pairwise([*commas, len(t)]):
        if left + 1 >= right or t[left + 1].low not in words("apposition_start"):
            continue
        holder = any(m.last == left or (m.last == left - 1 and t[left - 1].low == ")") for m in scan.found)
        if t[left].low != "(" and not holder and t[left + 1].low not in {"who", "which", "whose"}:
            continue
        if right == len(t) and t[left + 1].low not in {"who", "which", "whose"}:
            continue
        if any(x.low in lexicon.reporting() for x in t[left + 1 : right]) or _clause(scan, left + 1, right):
            continue
        if any(m.first == left + 1 and m.known and _acts(scan, m.last, right) for m in scan.found):
            continue  # "In a new victory of our forces, the X Forces liberated this morning …"
        for m in scan.found:
            # "X, which rebels had attacked, …": who acts in the relative clause
            acts = t[left + 1].low in {"which", "whom", "where"} and m.first == left + 2
            if left < m.first and m.last <= right and not acts:
                m.aside = True
