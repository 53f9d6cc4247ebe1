"""Acts that consist in speaking: threats, warnings, accusations."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geoevents.text.acts.alleged import tells_alleged
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.noun_parties import Parties
from geoevents.text.reading.drafts import Draft
from geoevents.text.reading.making import make
from geoevents.text.reading.view import View
from geoevents.text.tables import words
from geoevents.text.words.lexicon import Actor, capitals
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import kind_of

__all__ = ["promise", "speech"]

_REPRISALS = frozenset(["reprisal", "reprisals", "retaliation", "revenge", "consequences"])
_REPLIES = frozenset(["respond", "retaliate", "avenge"])
"""Verbs of what one will do to whoever attacks."""
_BRINGS = frozenset(["mean", "lead", "trigger", "result", "cause", "bring", "have", "face", "start", "provoke", "end"])
_WORST = frozenset(["war", "escalation", "consequences", "retaliation", "bloodshed"])
_PUBLIC = frozenset(["country", "ministry", "armed"])
_ANSWERING = frozenset(["answer", "respond", "retaliate", "react", "avenge"])
_LEAVING = frozenset(["leave", "evacuate", "withdraw", "surrender", "quit", "vacate", "go", "flee"])
_CHARGED = 14
"""Tokens from "accused" to the "of" of what, at most."""
_WRITINGS = frozenset([
    "leaflet", "leaflets", "pamphlet", "pamphlets", "letter", "letters", "message", "messages", "audio", "video",
])  # fmt: skip
_WRITTEN = 8
"""Tokens from "a leaflet" to its verb, at most."""
_OBJECT = 3
"""Words of an object such as "commercial shipping companies", at most."""
_ULTIMATUM = 14
"""Tokens from "gave" to what is demanded in "gave the residents of the town 48 hours to leave", at most."""


def speech(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    """Return the act that a verb of speech tells: a warning, a threat, an accusation."""
    own = next((c for c in view.claims if c.at == t.at), None)
    lemma = t.kind.lemma
    if lemma == "blame" and own is None and view.tokens[min(t.at + 1, len(view.tokens) - 1)].low == "on":
        return None  # "an attack blamed on X": who did it, by what nobody in particular says
    if lemma in _REPLIES:
        return _reply(view, t, claim)
    if t.negated or t.irreal:
        return None
    if lemma in {"accuse", "blame"} and own is not None and tells_alleged(view, own):
        return None  # its act is told instead
    if t.kind.frame == "blame":
        # without a speaker it would be the text's own verdict
        if claim is None:
            return None
        sides = view.sides(t)
        blamed = sides.agent.actor if sides.agent else None
        return make(view, t, sides, claim, False, pair=(claim.source, blamed), spoken=claim)
    subject = own.source if own is not None else None
    sides = view.sides(t)
    if lemma == "threaten" and t.passive and sides.agent is None:
        return _threatened(view, t, claim)
    if subject is None and sides.agent is not None:
        subject = sides.agent.actor
    if subject is None and claim is not None and view.tokens[t.at - 1].low in words("pronoun"):
        subject = claim.source  # "…, which he blamed on X"
    after = [m for m in view.mentions if not m.aside and 0 < m.first - t.at <= 2 and m.preposition == ""]
    if lemma == "blame" and not after:  # "blamed the attack on X"
        after = [m for m in view.mentions if not m.aside and 0 < m.first - t.at <= 8 and m.preposition == "on"]
    target = after[0].actor if after else _addressed(view, t)
    if lemma == "give" and not _LEAVING & {x.low for x in view.tokens[t.at + 1 : t.at + _ULTIMATUM]}:
        return None  # "gave the council two hours"
    charge = {"of", "for", "over", "on"} & {x.low for x in view.tokens[t.at + 1 : t.at + _CHARGED]}
    if lemma in {"accuse", "blame"} and not t.noun and not charge:
        return None  # "It blamed the army": for what was told before
    if t.noun:
        subject, target = _in_noun(view, t)
        if subject is None and not (target is not None and view.warlike):
            return None
    if lemma in {"warn", "vow", "pledge"}:
        harm = _threatened_act(view, t, own)
        if harm is None and not _answer(view, own):
            return None
        if harm is not None and (target is None or (after and target.kind in {"civilian", "official"})):
            hit = view.sides(harm).patient
            target = hit.actor if hit else target
    elif lemma == "threaten" and not t.noun:
        harm = _threatened_act(view, t, own)
        reprisal = any(x.low in _REPRISALS for x in view.tokens[t.at + 1 : t.at + 8])
        if harm is None and target is None and not reprisal:
            return None
        if target is None and harm is not None:
            hit = view.sides(harm).patient
            target = hit.actor if hit else None
    elif target is None and t.kind.group == "accuse":
        party = subject is not None and subject.kind in {"country", "ministry", "armed"}
        if not party or not any(x.low == "of" for x in view.tokens[t.at + 1 : t.at + 7]):
            return None
    public = {"country", "ministry", "armed"}
    if target is None and not t.noun and (capital := capitals().at(view.tokens, t.at + 1)) is not None:
        target = Actor(capital[1].name, "country", 0, capital[1].iso2)  # "accused Moscow of …"
    if target is None and own is not None and lemma == "warn" and _grave(view, own):
        target = next((m.actor for m in view.mentions if m.first >= own.first and m.actor.kind == "country"), None)
    if subject is None and lemma in {"give", "threaten", "warn"}:
        subject = _signed(view, t)
    if subject is None and not t.noun:
        return None
    if not (view.warlike or any(x is not None and x.kind in public for x in (subject, target))):
        return None
    return make(view, t, sides, claim, False, pair=(subject, target), spoken=own)


def _signed(view: View, t: Trigger) -> Actor | None:
    """Return whose the writing is that speaks: "a leaflet signed by X gave him 72 hours to go"."""
    k = next((k for k in range(t.at - 1, max(-1, t.at - _WRITTEN), -1) if view.tokens[k].low in _WRITINGS), None)
    if k is None:
        return None
    return next((m.actor for m in view.mentions if k < m.first < t.at and m.preposition in {"by", "of", "from"}), None)


def _reply(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    """Return the threat in "said it would respond to any attack", where no verb of threat tells it."""
    modal = any(x.low in {"will", "would", "ll", "shall"} for x in view.tokens[max(0, t.at - 3) : t.at])
    if claim is None or t.noun or t.negated or t.conditional or not modal or not view.warlike:
        return None
    if claim.source.kind not in _PUBLIC | {"official"} or _told_by_verb(view, t):
        return None
    return make(
        view, replace(t, kind=kind_of("threaten")), Parties(), claim, False, pair=(claim.source, None), spoken=claim
    )


def _told_by_verb(view: View, t: Trigger) -> bool:
    """Tell whether "warned", "vowed", "threatened" or another act to come tells the threat already."""
    return any(
        x is not t and ((x.kind.group == "threat" and x.kind.lemma not in _REPLIES) or (x.irreal and x.at < t.at))
        for x in view.triggers
    )


def _threatened(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    """Return the threat in "those who do not pay are threatened with death": by whoever the sentence speaks of."""
    before = [m for m in view.mentions if m.last <= t.at and not m.aside]
    doer = next((m.actor for m in before if m.actor.kind == "armed"), view.last_agent)
    victim = next((m.actor for m in reversed(before) if m.actor.kind == "civilian"), None)
    after = {x.low for x in view.tokens[t.at + 1 : t.at + 4]}
    if doer is None or "with" not in after:
        return None
    victim = victim or Actor("Civilians", "civilian", 7)
    return make(view, t, Parties(), claim, False, pair=(doer, victim))


def _addressed(view: View, t: Trigger) -> Actor | None:
    """Return the object of a verb of speech where no table knows the noun: "warned all shipping companies"."""
    if t.noun or t.kind.lemma not in {"warn", "threaten"}:
        return None
    first = t.at + 1
    while first < len(view.tokens) and view.tokens[first].low in words("determiner"):
        first += 1
    last = first
    while last < len(view.tokens) and _plain_noun(view.tokens[last], opens=last == first):
        last += 1
    plural = last > first and view.tokens[last - 1].low.endswith("s")
    plural = plural and not any(x.low in _REPRISALS for x in view.tokens[first:last])
    if t.kind.lemma == "threaten" and (last >= len(view.tokens) or view.tokens[last].low != "with"):
        return None  # "threatened reprisals": with what, not whom
    if not plural or last - first > _OBJECT or any(m.first < last and first < m.last for m in view.mentions):
        return None
    name = view.surface(first, last)
    return Actor(name[:1].upper() + name[1:], "civilian", 7)


def _plain_noun(token: Token, *, opens: bool) -> bool:
    closed = words("preposition") | words("subordinator") | words("coordinator") | words("pronoun") | words("modal")
    led = opens or not token.low.endswith("ing")  # "shipping companies", but not "companies dealing with X"
    return token.kind == "word" and not token.capital and token.low not in closed and led


def _in_noun(view: View, t: Trigger) -> tuple[Actor | None, Actor | None]:
    """Return who threatens whom in "X issued a death threat to Y", "Y received threats from X"."""
    subject = next((m.actor for m in reversed(view.mentions) if m.last <= t.at and m.preposition == ""), None)
    after = [m for m in view.mentions if 0 < m.first - t.at <= 6 and not m.aside]
    target = next((m.actor for m in after if m.preposition in {"to", "against", "on"}), None)
    if any(x.low in {"received", "receiving", "receive"} for x in view.tokens[max(0, t.at - 4) : t.at]):
        return next((m.actor for m in after if m.preposition in {"from", "by"}), None), subject
    return subject, target


def _threatened_act(view: View, t: Trigger, own: Claim | None) -> Trigger | None:
    """Return the violence that a warning announces."""
    first, last = (own.first, own.last) if own is not None else (t.at + 1, len(view.tokens))
    for x in view.triggers:
        if (
            first <= x.at < last
            and x.irreal
            and not x.noun
            and x.kind.group in {"force", "take", "casualty", "damage", "disrupt", "abduct", "arrest"}
            and x.kind.frame != "perish"  # what people die of is no one's threat
            and not x.conditional
        ):
            return x
    return None


def _answer(view: View, own: Claim | None) -> bool:
    """Tell a warning to do something: "would answer any attack", "will retaliate", "would do so if"."""
    low = [t.low for t in view.tokens[own.first : own.last]] if own is not None else []
    if own is not None and "against" in [t.low for t in view.tokens[own.at + 1 : own.at + 8]]:
        return True  # "warned villagers against helping the army"
    if any(a in {"will", "would"} and b in _ANSWERING for a, b in pairwise(low)):
        return True
    if any(a in {"be", "been"} and b == "met" for a, b in pairwise(low)):
        return True  # "that any strike would be met with a response"
    if own is not None and any(x.low in _ANSWERING for x in view.tokens[own.at + 1 : own.at + 3]):
        return True  # "vowed to retaliate"
    if own is not None and _grave(view, own):
        return True
    if _REPRISALS & set(low[:4]) or any(a == "legitimate" and b in {"target", "targets"} for a, b in pairwise(low)):
        return True  # "vowed revenge", "that ships would be legitimate targets"
    # "that it would expand the operation if …": what the speaker itself will do, on a condition
    promised = any(
        a in {"it", "they", "we", "he", "she"} and b in {"will", "would"} and c not in words("be") | words("perfect")
        for a, b, c in zip(low, low[1:], low[2:], strict=False)
    )
    return promised and bool({"if", "unless"} & set(low))


def _grave(view: View, own: Claim) -> bool:
    """Tell "that its admission would mean a war": what is said to follow is the threat."""
    low = view.low[own.first : own.last]
    return any(
        a in {"will", "would"} and b in _BRINGS and not _WORST.isdisjoint(low[k + 2 : k + 10])
        for k, (a, b) in enumerate(pairwise(low))
    )


def promise(view: View, t: Trigger, claim: Claim | None) -> Draft | None:
    """Read "we will strike if …" as a threat by whoever says so; other things that did not happen are dropped."""
    if any(x.kind.group == "threat" and not x.negated for x in view.triggers):
        return None  # told by its own verb
    if t.noun and claim is not None and t.kind.group in {"force", "take"} and _answered(view, t, claim):
        attacker = view.sides(t).agent
        pair = (claim.source, attacker.actor if attacker is not None else None)
        return make(
            view, replace(t, kind=kind_of("threaten"), noun=False), Parties(), claim, False, pair=pair, spoken=claim
        )
    if t.noun or t.kind.group not in {"force", "take"} or claim is None or t.negated or _hypothesis(view, t):
        return None
    condition = any(x.low in {"if", "unless", "until"} for x in view.tokens[claim.first : claim.last])
    modal = any(x.low in {"will", "would", "ll", "shall"} for x in view.tokens[max(0, t.at - 3) : t.at])
    if not (condition and modal):
        return None
    sides = view.sides(t)
    return make(
        view,
        replace(t, kind=kind_of("threaten")),
        Parties(),
        claim,
        False,
        pair=(claim.source, sides.patient.actor if sides.patient else None),
        spoken=claim,
    )


def _hypothesis(view: View, t: Trigger) -> bool:
    """Tell the condition itself ("if they attack …") from what follows on it ("… we will strike")."""
    modal = any(x.low in {"will", "would", "ll", "shall"} for x in view.tokens[max(0, t.at - 3) : t.at])
    return t.conditional and not modal


def _answered(view: View, t: Trigger, claim: Claim) -> bool:
    """Tell "said it would respond to any attack"."""
    low = [x.low for x in view.tokens[claim.first : t.at]]
    return any(a in {"will", "would", "ll"} and b in _ANSWERING for a, b in pairwise(low))
