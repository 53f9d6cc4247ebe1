"""Who does what to whom in a clause."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.arms import aimed_at, behind_arms, beside, eligible, over_it, planted, sender
from geoevents.text.parties.cast import ActorMention
from geoevents.text.parties.noun_parties import Parties, adjective, first_of_list, holder, noun_parties
from geoevents.text.parties.subjects import (
    antecedent,
    aside_start,
    launcher,
    resumes,
    unlisted_agent,
    unlisted_subject,
    verb_start,
)
from geoevents.text.tables import words
from geoevents.text.words.clauses import clause_at
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, is_light

__all__ = ["Parties", "parties"]

_OFFICES = frozenset(["commander", "chief", "head", "leader", "minister", "president", "envoy", "counterpart"])
_TO_HOLDER = 9
"""Tokens from a verb to who held what was attacked, at most."""
_NAME = 6
"""Words of a person's name with titles, at most."""
_RIGHT_AFTER = 3
"""Tokens from a passive to who did it, at most, where both stand in a relative clause."""


def parties(
    text: str,
    tokens: Sequence[Token],
    trigger: Trigger,
    triggers: Sequence[Trigger],
    mentions: Sequence[ActorMention],
    starts: Sequence[int],
    cues: Sequence[tuple[int, int]],
) -> Parties:
    """Return who acts on whom in the event of ``trigger``.

    ``cues`` are the stretches of attributions ("the ministry said"), whose parties speak and do not act.
    """
    first, last = clause_at(starts, len(tokens), trigger.at)
    usable = [m for m in mentions if eligible(m) and not any(a <= m.first < b for a, b in cues)]
    inside = [m for m in usable if m.first >= first and m.last <= last]
    if trigger.noun:
        found = noun_parties(text, tokens, trigger, triggers, inside, first)
        if found.agent is None and first and tokens[first].low in {"which", "who", "that"} and _carried(tokens, first):
            found.agent = antecedent(tokens, usable, first)  # "warplanes, which carried out four raids, were seen"
        return found
    if (contact := _contact(tokens, trigger, usable, first)) is not None:
        return contact
    later = [t.at for t in triggers if t.at > trigger.at and t.at < last and not t.noun]
    end = min([*later, _next_verb(tokens, trigger.at, last)])
    after = [m for m in inside if trigger.at < m.first < end]
    before = _subject(tokens, trigger, triggers, inside, usable, first, starts)
    if not trigger.passive and (sent_by := sender(tokens, inside, first, trigger.at)) is not None:
        before = sent_by
    if not trigger.passive and not trigger.participle and (before is None or not before.known):
        before = _named_beside(tokens, mentions, trigger.at) or before
    if (before is None or not before.known) and not trigger.passive:
        before = launcher(tokens, trigger, mentions, cues) or before
    if before is None and not trigger.passive:
        before = unlisted_subject(text, tokens, trigger, first)
    if trigger.passive and trigger.kind.frame == "mutual":
        return _between(after)  # "shots were exchanged between A and B"
    if trigger.passive:
        by = next((m for m in after if m.preposition == "by" and not holder(tokens, m)), None)
        if by is None and tokens[trigger.at - 1].low == "and":
            # "was stopped by armed youths and looted"
            by = next((m for m in reversed(inside) if m.preposition == "by" and m.last <= trigger.at), None)
        if by is None:
            # "who were abducted by gunmen": an aside, but of this verb
            aside = (m for m in mentions if m.preposition == "by" and m.aside and m.actor.kind == "armed")
            by = next((m for m in aside if 0 < m.first - trigger.at <= _RIGHT_AFTER), None)
        if before is None and tokens[trigger.at - 1].low not in words("be"):
            # "the release of two teachers kidnapped at X"
            before = next((m for m in inside if m.last == trigger.at and m.preposition not in {"by", "from"}), None)
        if before is None and (trigger.kind.frame == "arms" or trigger.kind.lemma == "fire"):
            before = aimed_at(tokens, after)
        by = by or behind_arms(tokens, trigger, mentions, cues) or _same_hands(tokens, trigger, triggers, usable)
        by = by or launcher(tokens, trigger, mentions, cues)
        by = by or unlisted_agent(text, tokens, trigger, last, usable)
        people = trigger.kind.group in {"abduct", "arrest", "casualty"}
        if before is None and people and tokens[trigger.at - 1].low == ",":
            # "nine workers, taken from a hotel by gunmen"
            before = next((m for m in usable if m.last == trigger.at - 1 and m.actor.kind != "official"), None)
        return Parties(by, before)
    if trigger.kind.frame == "mutual":
        both = _mutual(trigger, before, after, inside)
        return Parties(_by_name(text, tokens, both.agent), _by_name(text, tokens, both.patient))
    if trigger.kind.frame == "take":
        return Parties(before, next((m for m in after if m.preposition == "from"), None))
    if trigger.kind.frame == "oust":
        return Parties(before, next((m for m in after if m.preposition == ""), None))
    if trigger.kind.frame == "happen" or (trigger.kind.lemma == "go" and trigger.kind.frame == "arms"):
        met = next((m for m in after if over_it(m) or beside(tokens, m)), None)
        return Parties(planted(tokens, inside, first, trigger.at), met)
    if trigger.kind.frame == "suffer":
        # "a patrol came under fire from X", "the town came under Russian shelling"
        doer = next((m for m in after if m.preposition in {"from", "by"}), None)
        return Parties(doer or adjective(text, tokens, trigger.at + 1, min(trigger.at + 4, last)), before)
    if trigger.kind.frame == "perish":
        return Parties(None, before)
    if trigger.kind.frame in {"lose", "fell"}:
        # "the army lost the town to X", "the town fell to X"
        winner = next((m for m in after if m.preposition in {"to", "of", "into"}), None)
        return Parties(winner, before if trigger.kind.frame == "lose" else None)
    at = {"at", "into"} if trigger.kind.frame == "arms" or trigger.kind.lemma in {"open", "fire"} else set()
    direct = next(
        (
            m
            for m in after
            if (m.preposition == "" and not _cut_off(tokens, trigger.at, m.first))
            or m.preposition in {"against", "on"}
            or (m.preposition in at and m.actor.kind == "armed" and (m.known or m.preposition == "into"))
        ),
        None,
    )
    if direct is None and after and after[0].preposition == "of" and after[0].first - trigger.at <= 6:
        direct = after[0]  # "killed dozens of civilians"
    if direct is None and trigger.kind.group in {"force", "damage", "take"}:
        # "struck a checkpoint manned by X", "attacked a hill held by X"
        near = (m for m in inside if 0 < m.first - trigger.at <= _TO_HOLDER and m.preposition == "by")
        direct = next((m for m in near if holder(tokens, m)), None)
    if direct is None and trigger.kind.group == "disrupt":
        direct = next((m for m in after if m.preposition == "from" and m.actor.kind == "armed"), None)
    if direct is None:
        direct = _them(tokens, trigger, before, usable)
    if direct is None and trigger.kind.sub_event in {"Remote explosive/landmine/IED", "Suicide bomb"}:
        direct = next((m for m in after if over_it(m) or beside(tokens, m)), None)
    if direct is None and before is not None and before.first > first and tokens[first].low in {"which", "whom"}:
        direct = antecedent(tokens, usable, first)  # "the rebels, whom the army had bombed"
        if direct is None and tokens[first].low == "whom":
            direct = ActorMention(first, first + 1, Actor("Civilians", "civilian", 7), False, unlisted=True)
    if direct is not None and before is not None and direct.actor == before.actor and not direct.known:
        direct = None
    return Parties(before, direct)


def _carried(tokens: Sequence[Token], first: int) -> bool:
    """Tell a relative clause whose verb only carries a noun: "who had launched an attack"."""
    k = first + 1
    while k < len(tokens) and tokens[k].low in words("perfect") | words("adverb"):
        k += 1
    return k < len(tokens) and is_light(tokens[k].low)


def _contact(tokens: Sequence[Token], trigger: Trigger, usable: Sequence[ActorMention], first: int) -> Parties | None:
    """Read "(bandits freed) 30 students they had abducted": the phrase before the pronoun is what it was done to."""
    if trigger.passive or trigger.participle or trigger.kind.frame not in {"act", "take"}:
        return None
    at = verb_start(tokens, max(first - 2, 0), trigger.at) - 1
    if at < 1 or tokens[at].low not in {"they", "he", "she"}:
        return None
    end = at - (tokens[at - 1].low in {"that", "whom", "which"} and at > 1)
    taken = next((m for m in usable if m.last == end and m.actor.kind in {"armed", "civilian"}), None)
    if taken is None:
        return None
    led = [m for m in usable if m.last <= taken.first and m.preposition == "" and m.actor != taken.actor]
    return Parties(led[-1] if led else None, taken)


def _them(
    tokens: Sequence[Token], trigger: Trigger, before: ActorMention | None, usable: Sequence[ActorMention]
) -> ActorMention | None:
    """Return who is meant by "killed them", "killed five of them": those named last who are not the subject."""
    after = [t.low for t in tokens[trigger.at + 1 : trigger.at + 1 + _RIGHT_AFTER]]
    if "them" not in after or not set(after[: after.index("them")]) <= words("cardinal") | words("determiner"):
        return None
    people = [
        m for m in usable
        if m.last <= trigger.at and m.actor.kind in {"armed", "civilian", "crowd"}
        and (before is None or m.actor != before.actor)
    ]  # fmt: skip
    people = [m for m in people if m.preposition not in {"from", "by", "with"}] or people
    return people[-1] if people else None


def _cut_off(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Tell "struck a ship off Aden on Sunday, the agency said": behind the comma is no object any more."""
    gap = [t.low for t in tokens[at + 1 : first]]
    return "," in gap and "and" not in gap and bool(words("preposition") & set(gap[: gap.index(",")]))


def _named_beside(tokens: Sequence[Token], mentions: Sequence[ActorMention], at: int) -> ActorMention | None:
    """Return the name in an apposition right before the verb: "a coalition of armed groups, the CPC, attacked"."""
    beside = next((m for m in mentions if m.aside and m.last + 1 == at and m.known and m.actor.kind == "armed"), None)
    if beside is None or tokens[at - 1].low != "," or not beside.first or tokens[beside.first - 1].low != ",":
        return None
    return beside


def _finite(tokens: Sequence[Token], k: int, past: Container[str]) -> bool:
    """Tell a verb in the past from a participle behind "who" or "by"."""
    token = tokens[k]
    if token.kind != "word" or token.capital or not (token.low in past or token.low.endswith("ed")):
        return False
    return (
        tokens[k - 1].low not in words("be") | {"who", "which", "that"}
        and tokens[min(k + 1, len(tokens) - 1)].low != "by"
    )


def _between(after: Sequence[ActorMention]) -> Parties:
    """Return the parties of "between A and B", "by A and B"."""
    led = next((k for k, m in enumerate(after) if m.preposition in {"between", "by"}), None)
    if led is None:
        return Parties()
    rest = [m for m in after[led + 1 :] if m.preposition in {"", "with"} and m.actor != after[led].actor]
    return Parties(after[led], rest[0] if rest else None)


def _same_hands(
    tokens: Sequence[Token], trigger: Trigger, triggers: Sequence[Trigger], usable: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the doer of the passive that this one goes on from: "was stopped by gunmen, and two men were abducted"."""
    if trigger.kind.plover not in {"ASSAULT", "COERCE"} or trigger.kind.frame == "perish":
        return None
    by = next((m for m in reversed(usable) if m.preposition == "by" and m.last <= trigger.at), None)
    if by is None or by.actor.kind != "armed" or not (by.first and tokens[by.first - 1].low == "by"):
        return None
    between = [t.low for t in tokens[by.last : trigger.at]]
    if "and" not in between or {";", ":", "but", "while", "when", "after"} & set(between):
        return None
    verb = [t.low for t in tokens[max(0, by.first - 8) : by.first - 1]]
    passive = any(a in words("be") and (b in acting_forms() or b.endswith("ed")) for a, b in pairwise(verb))
    return by if passive and not any(t.noun and by.last <= t.at < trigger.at for t in triggers) else None


def _subject(
    tokens: Sequence[Token],
    trigger: Trigger,
    triggers: Sequence[Trigger],
    inside: Sequence[ActorMention],
    usable: Sequence[ActorMention],
    first: int,
    starts: Sequence[int],
) -> ActorMention | None:
    """Return the subject: the last free noun phrase before the verb, or that of the verb it is joined to."""
    if resumes(tokens, first, trigger):
        return antecedent(tokens, usable, first)
    earlier = [t for t in triggers if t.at < trigger.at and not t.noun]
    if not trigger.participle and earlier and _modifier(tokens, earlier[-1]):
        # "a bomb targeting a patrol wounded four": what stands before the participle does it
        cut = earlier[-1].at
        free = [m for m in inside if m.last <= cut and m.preposition == ""]
        return free[-1] if free else None
    previous = earlier[-1] if earlier else None
    joint = None
    if previous is not None and previous.at >= first:
        joints = words("coordinator") | {","}
        joint = next((i for i in range(trigger.at - 1, previous.at, -1) if tokens[i].low in joints), None)
        fresh = [m for m in inside if joint is not None and joint < m.first < trigger.at and m.preposition == ""]
        if joint is not None and not fresh and not trigger.participle and _has_own_subject(tokens, joint, trigger.at):
            return None
        if trigger.participle or (joint is not None and not fresh):
            return (
                _subject(tokens, previous, triggers, inside, usable, first, starts)
                if not previous.passive
                else next((m for m in inside if m.preposition == "by" and previous.at < m.first < trigger.at), None)
            )
        if joint is None:
            fresh = [m for m in inside if previous.at < m.first < trigger.at and m.preposition == ""]
            return fresh[-1] if fresh else None
        return fresh[-1]
    # "killed after gunmen ambushed …": the word before the subject opens its clause
    free = [m for m in inside if m.last <= trigger.at and (m.preposition == "" or (first and m.first - 1 == first))]
    act = next((t.at for t in reversed(triggers) if first <= t.at < trigger.at and t.noun), None)
    led = act is not None and not trigger.passive and trigger.kind.result
    if act is not None and led and not any(x.low == "," for x in tokens[act : trigger.at]):
        free = [m for m in free if m.last <= act]  # "a strike on a school sheltering families killed ten"
    cut = aside_start(tokens, first, verb_start(tokens, first, trigger.at))
    free = [m for m in free if m.last <= cut] or free  # "the army, with the support of X, captured"
    if len(free) > 1 and not trigger.passive and tokens[trigger.at - 1].low in {"and", ","}:
        # "rebels took six farmers from their fields and shot them": the subject of the verb it is joined to
        past = words("irregular_past") | acting_forms()
        verb = next((k for k in range(free[0].last, free[-1].first) if _finite(tokens, k, past)), None)
        free = [m for m in free if verb is None or m.last <= verb]
    if free:
        return first_of_list(tokens, free)
    opening = tokens[first].low
    told = opening == "that" and _has_own_subject(tokens, first, trigger.at)
    noun = tokens[min(first + 1, trigger.at)]
    if opening == "which" and noun.kind == "word" and noun.low not in words("preposition") | words("adverb"):
        # "bombs which helicopters dropped": who dropped them stands between
        told = not any(t.kind == "mark" for t in tokens[first : trigger.at])
        told = told and _has_own_subject(tokens, first, trigger.at)
    if opening in {"who", "which", "that"} and first and not told:
        # "fighters who had come by boat burned …", "rebels, who took …"
        about = antecedent(tokens, usable, first)
        if about is not None:
            return about
    if (opening in {"which", "who"} and not told) or (
        opening in words("coordinator") and not _has_own_subject(tokens, first, trigger.at)
    ):
        if previous is None:
            if not first:
                return None
            # "members of X went from house to house, and killed six": the verb before is none of the table
            begin = clause_at(starts, len(tokens), first - 1)[0]
            lead = [m for m in usable if begin <= m.first and m.last <= first and m.preposition == ""]
            return first_of_list(tokens, lead) if lead and opening in words("coordinator") else None
        back = clause_at(starts, len(tokens), previous.at)
        return _subject(
            tokens, previous, triggers, [m for m in usable if back[0] <= m.first < back[1]], usable, back[0], starts
        )
    return None


def _next_verb(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return where another verb, of whatever meaning, takes over: "raided a camp and freed four hostages"."""
    for k in range(at + 2, last):
        joined = tokens[k - 1].low in words("coordinator") and tokens[k].kind == "word" and not tokens[k].capital
        if joined and (tokens[k].low.endswith("ed") or tokens[k].low in words("irregular_past")):
            return k
    return last


def _modifier(tokens: Sequence[Token], t: Trigger) -> bool:
    return (
        t.participle
        and t.at > 0
        and tokens[t.at - 1].kind == "word"
        and tokens[t.at - 1].low not in words("coordinator")
    )


def _has_own_subject(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether words other than adverbs and auxiliaries stand between a coordinator and a verb."""
    light = words("adverb") | words("be") | words("perfect") | words("modal") | words("negation") | words("coordinator")
    return any(t.kind in {"word", "number"} and t.low not in light for t in tokens[start + 1 : at])


def _by_name(text: str, tokens: Sequence[Token], m: ActorMention | None) -> ActorMention | None:
    """Return the person whose name stands between commas behind an office: "his counterpart, Paul Kagame, met …"."""
    if m is None or m.actor.kind == "person":
        return m
    office = (
        m.actor.kind == "official" or m.preposition == "of" or any(t.low in _OFFICES for t in tokens[m.first : m.last])
    )
    if not office:
        return m
    first = m.last + 1
    end = first
    while end < len(tokens) and end - first < _NAME and (tokens[end].capital or (tokens[end].glued and end > first)):
        end += 1
    if (
        m.last >= len(tokens)
        or tokens[m.last].low != ","
        or end == first
        or tokens[min(end, len(tokens) - 1)].low != ","
    ):
        return m
    name = " ".join(text[tokens[first].start : tokens[end - 1].end].split())
    return replace(m, first=first, last=end, actor=Actor(name, "person", 0, m.actor.country), known=True, bare=False)


def _mutual(
    trigger: Trigger,
    before: ActorMention | None,
    after: Sequence[ActorMention],
    inside: Sequence[ActorMention],
) -> Parties:
    """Read "A and B met", "A met with B", "A signed a truce with B"."""
    other = next(
        (
            m
            for m in after
            if m.preposition in {"with", "against", "by"} or (m.preposition == "" and m.first - trigger.at <= 2)
        ),
        None,
    )
    if other is not None and before is not None and other.actor != before.actor:
        return Parties(before, other)
    subjects = [m for m in inside if m.last <= trigger.at and m.preposition in {"", "between"}]
    names: list[ActorMention] = []
    led = [before, *subjects] if before is not None and before.last <= trigger.at else subjects
    for m in sorted(led, key=lambda m: m.first):
        if all(m.actor != x.actor for x in names):
            names.append(m)
    if len(names) >= 2:
        return Parties(names[-2], names[-1])
    return Parties(before, other)
