"""All that was found in one sentence, side by side, and what follows from it for one trigger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.parties.cast import ActorMention, Cast
from geoevents.text.parties.clause_parties import Parties, parties
from geoevents.text.places.mention import PlaceMention
from geoevents.text.places.recent import RecentPlaces
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention
from geoevents.text.words.clauses import clause_at, clause_starts
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import is_light, weapon_words

__all__ = ["DEVICES", "View", "carrying"]

_ATTEMPT = 8
"""Tokens from a verb of repelling to who was repelled, at most."""
_OPENS = 4
"""Tokens from the start of a clause to the noun that is its subject, at most."""
_ABOARD = frozenset(["with", "carrying", "transporting", "bringing", "taking", "of"])
_TO_HAVE = 4
"""Tokens from "claimed" to "to have fired", at most."""
_CARRIED = 6
"""Tokens from "launched" to the noun that it carries, at most."""
_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
_ONTO = frozenset([
    "strike", "hit", "step", "run", "drive", "roll", "go", "pass", "tread", "trigger", "activate", "trip", "touch",
    "ride", "walk", "set",
])  # fmt: skip
"""Verbs of those who come upon a mine: with it as their object the subject is who was hit."""
DEVICES = frozenset(["explosive", "mine", "landmine", "ied", "bomb", "booby", "mines", "ieds", "landmines"])


class View:
    """All that was found in one sentence."""

    def __init__(
        self,
        text: str,
        carried: DateMention | None,
        opening: DateMention | None,
        number: int,
        sentence: Sentence,
        dates: Sequence[DateMention],
        mentions: Sequence[ActorMention],
        claims: Sequence[Claim],
        triggers: Sequence[Trigger],
        named: Sequence[PlaceMention],
        recalled: Sequence[tuple[int, int]],
        warlike: bool,
        published: date | None,
        recent: RecentPlaces,
        cast: Cast,
        last_topic: Actor | None = None,
        last_agent: Actor | None = None,
    ) -> None:
        self.last_topic, self.last_agent = last_topic, last_agent
        self.last_kind = ""  # the sub-event of the act told last
        self.last_patient: Actor | None = None  # whom the sentence before tells to have been struck
        self.published, self.recent, self.cast = published, recent, cast
        self.number, self.sentence, self.tokens = number, sentence, sentence.tokens
        self.text, self.carried, self.opening, self.warlike = text, carried, opening, warlike
        self.dates, self.mentions, self.claims, self.triggers = dates, mentions, claims, triggers
        self._named, self._recalled = named, recalled
        self.cues = [c.cue for c in claims]
        # the words of the sentence, folded, and each of them once: most rules look for words that it does not have
        self.low = [t.low for t in sentence.tokens]
        self.words = frozenset(self.low)

    # Most sentences of an archive tell nothing: what only rules about an act ask for is worked out when they do.

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places of the sentence, without those that only tell which other event a day is counted from."""
        return [p for p in self._named if not any(a <= p.first < b for a, b in self._recalled)]

    @cached_property
    def starts(self) -> list[int]:
        """The tokens where clauses start."""
        return clause_starts(self.tokens, self.triggers, self.claims)

    @cached_property
    def date_at(self) -> list[tuple[int, DateMention]]:
        """The dates, each with its token."""
        if not self.dates:
            return []
        index = {t.start: i for i, t in enumerate(self.tokens)}
        # "a week after gunmen fired": the day is that of what is told next
        at = [d.end - 1 if d.rule == "after" else d.start for d in self.dates]
        return [(index.get(k, _token_at(self.tokens, k)), d) for k, d in zip(at, self.dates, strict=True)]

    def claim_over(self, at: int) -> Claim | None:
        """Return the innermost attribution whose content holds token ``at``."""
        over = [c for c in self.claims if c.first <= at < c.last]
        return max(over, key=lambda c: c.first) if over else None

    def surface(self, first: int, last: int) -> str:
        """Return the words of tokens ``[first, last)``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def responsibility_claim(self, t: Trigger) -> Claim | None:
        """Return "X claimed responsibility for …", "X claimed the attack": X speaks and acts."""
        if t.kind.plover != "ASSAULT":
            return None  # "arrested over an attack for which X claimed responsibility"
        for c in self.claims:
            after = [x.low for x in self.tokens[c.at + 1 : c.at + 4]]
            if {"responsibility", "credit"} & set(after[:2]):
                return c
            if (
                self.tokens[c.at].low in {"claimed", "claims"}
                and (after[:1] in (["the"], ["this"], ["a"], ["an"]) or after[1:2] == ["'s"])
                and t.noun
                and t.at - c.at <= 3 + (after[1:2] == ["'s"])
            ):
                return c
        return None

    def sides(self, t: Trigger) -> Parties:
        """Return who does it to whom."""
        cues = self.cues
        claim = self.responsibility_claim(t)
        if claim is not None:
            cues = [c for c in cues if c != claim.cue]
        sides = parties(self.text, self.tokens, t, self.triggers, self.mentions, self.starts, cues)
        if (
            t.kind.lemma in _ONTO
            and not t.noun
            and not t.passive
            and DEVICES & {x.low for x in self.tokens[t.at + 1 : t.at + 6]}
        ):
            laid = next((m for m in self.mentions if m.preposition == "by" and m.first > t.at and not m.aside), None)
            planted = laid is not None and self.tokens[laid.first - 2].low in {"planted", "laid", "buried", "placed"}
            # "a convoy hit a mine laid by X", "a car with members of X hit a mine"
            return Parties(laid if planted else None, sides.agent or self._aboard(t))
        if (
            not (sides.agent or t.noun or t.passive)
            and t.kind.group == "take"
            and (lead := carrying(self, t)) is not None
        ):
            # "A counterattack by X drove Y out of Z"
            sides.agent = parties(self.text, self.tokens, lead, self.triggers, self.mentions, self.starts, cues).agent
        k = t.at - 1
        while k > 0 and self.tokens[k].low in weapon_words():
            k -= 1  # "a coalition air strike"
        led = self.tokens[k].low in {"coalition", "allied"} and not any(m.last == k + 1 for m in self.mentions)
        if t.noun and led and sides.agent is None and (allies := self.cast.allies()) is not None:
            sides.agent = ActorMention(k, k + 1, allies, True)  # "a Coalition strike"
        if (
            t.noun
            and self.tokens[max(0, t.at - 2)].low in {"their", "its"}
            and t.at <= 3
            and self.last_topic is not None
        ):
            # "Their last assault was repelled by X": of the party spoken of before
            after = next((x for x in self.triggers if x.at > t.at and x.passive and x.kind.group == "repel"), None)
            if after is not None and sides.agent is None:
                sides.agent = ActorMention(t.at - 2, t.at, self.last_topic, True)
                sides.patient = (
                    sides.patient
                    or parties(self.text, self.tokens, after, self.triggers, self.mentions, self.starts, cues).agent
                )
        if t.noun and t.kind.group == "force" and sides.patient is None:
            # "A second attack was pushed back by X": who repels it was attacked
            back = next((x for x in self.triggers if x.at > t.at and not x.noun), None)
            if back is not None and back.passive and back.kind.group == "repel":
                sides.patient = parties(
                    self.text, self.tokens, back, self.triggers, self.mentions, self.starts, cues
                ).agent
        if t.kind.group == "repel" and sides.patient is None:
            noun = next((x for x in self.triggers if x.noun and 0 < x.at - t.at <= 5), None)
            if noun is not None:
                sides.patient = parties(
                    self.text,
                    self.tokens,
                    noun,
                    self.triggers,
                    [m for m in self.mentions if m.first > noun.at],
                    self.starts,
                    cues,
                ).agent
        if t.kind.group == "repel" and sides.patient is None and not t.passive:
            # "repulsed an attempt by the militia to storm the camp"
            sides.patient = next(
                (m for m in self.mentions if m.preposition == "by" and not m.aside and 0 < m.first - t.at <= _ATTEMPT),
                None,
            )
        if t.kind.frame in {"perish", "lose"}:
            sides.patient = sides.patient or self.pronoun(t)  # "it said it had lost two men"
        elif sides.agent is None and not t.noun and not t.passive:
            sides.agent = self.pronoun(t) or self._left_out(t)
        if sides.agent is None and t.noun and (deed := self._deed_in(t)) is not None:
            sides.agent = self.sides(deed).agent  # "it had captured two soldiers in an ambush"
        if sides.agent is None and t.noun and (carrier := self._carrier(t)) is not None:
            sides.agent = self.pronoun(t, carrier)  # "they launched an attack on X"
        if sides.agent is None and t.noun and self.tokens[t.at - 1].low in words("preposition") | {"air", "drone"}:
            # "the army said it had killed fighters in air raids"
            said = self.claim_over(t.at)
            verb = said.first + 1 if said is not None else len(self.tokens)
            if said is not None and verb < t.at and said.source.kind == "armed" and self.tokens[verb].low == "had":
                spoken = self.tokens[said.first].low in _PRONOUNS
                sides.agent = ActorMention(said.first, verb, said.source, True) if spoken else None
        return sides

    def _left_out(self, t: Trigger) -> ActorMention | None:
        """Return whose text it is, for the verb that opens an item of its list: "- raided a post", "- also hit X"."""
        ours, skipped = self.cast.ours, words("adverb") | words("coordinator") | {"-", "–", "—", "•", "*", ".", ")"}
        if ours is None or ours.kind != "armed" or t.participle:
            return None
        opens = all(x.low in skipped or x.kind == "number" for x in self.tokens[: t.at])
        return ActorMention(t.at, t.at, ours, True) if opens else None

    def _aboard(self, t: Trigger) -> ActorMention | None:
        """Return who is in the vehicle that is the subject: "a car with members of X", "a bus carrying pilgrims"."""
        first, _ = clause_at(self.starts, len(self.tokens), t.at)
        inside = [m for m in self.mentions if first <= m.first and m.last <= t.at and not m.aside]
        return next((m for m in inside if self.tokens[m.first - 1].low in _ABOARD), None)

    def _deed_in(self, t: Trigger) -> Trigger | None:
        """Return the active verb of what was done "in" the act ``t``, in the same clause."""
        k = t.at - 1
        while k > 0 and t.at - k < _OPENS and self.tokens[k].low not in words("preposition") | {","}:
            k -= 1
        if self.tokens[k].low not in {"in", "during"}:
            return None
        first, _ = clause_at(self.starts, len(self.tokens), t.at)
        before = [x for x in self.triggers if first <= x.at < t.at]
        lead = before[-1] if before else None
        fits = lead is not None and not (lead.noun or lead.passive or lead.kind.frame == "perish")
        return lead if fits and lead is not None and lead.kind.group in {"casualty", "take", "abduct"} else None

    def _carrier(self, t: Trigger) -> int | None:
        """Return the verb that carries the noun ``t``, where its subject is a pronoun."""
        near = range(max(1, t.at - _CARRIED), t.at)
        return next((k for k in near if is_light(self.tokens[k].low) and self._after_pronoun(k)), None)

    def _after_pronoun(self, k: int) -> bool:
        """Tell "they launched", "it had also carried out"."""
        while k > 1 and self.tokens[k - 1].low in words("perfect") | words("adverb") | words("negation"):
            k -= 1
        return self.tokens[k - 1].low in _PRONOUNS

    def pronoun(self, t: Trigger, verb: int | None = None) -> ActorMention | None:
        """Return the speaker for "it", "they", "we" right before a verb in what somebody says."""
        claim = self.claim_over(t.at)
        k = (t.at if verb is None else verb) - 1
        if verb is None and t.kind.lemma == "down":
            k = next((i for i in range(t.at, max(-1, t.at - 4), -1) if self.tokens[i].low == "shot"), t.at) - 1
        light = words("adverb") | words("perfect") | words("modal") | words("be") | words("negation")
        while k > 0 and self.tokens[k].low in light | {"did", "does", "do"}:
            k -= 1
        outside = claim is None or claim.source.kind not in {"armed", "ministry", "country"}
        if k >= 0 and self.tokens[k].low == "they" and outside:
            ours = self.cast.ours
            own = ours if ours is not None and ours.kind == "armed" and ours.inter in {2, 3, 4} else None
            meant = own or self.last_agent or self.last_topic
            if meant is not None:
                return ActorMention(k, k + 1, meant, True)  # "They had also looted a house"
        it = k >= 0 and self.tokens[k].low == "it" and claim is None and not t.noun
        others = it and any(m.last <= k and m.actor.kind in {"armed", "country", "ministry"} for m in self.mentions)
        if it and self.last_agent is not None and not others:
            return ActorMention(k, k + 1, self.last_agent, True)  # "On Thursday it had looted X"
        if k >= 0 and claim is not None and claim.at == k and self.tokens[min(k + 1, t.at)].low == "having":
            return ActorMention(claim.cue[0], claim.at, claim.source, True)  # "police deny having opened fire"
        done = k > 0 and self.tokens[k].low == "to" and self.tokens[k + 1].low == "have" and claim is not None
        if done and claim is not None and claim.source.kind in {"armed", "ministry", "country"}:
            near = 0 < k - claim.at <= _TO_HAVE or self.tokens[k - 1].low == "and"
            if near and self.tokens[k - 1].low not in {"believed", "thought", "appears", "seems", "appeared"}:
                return ActorMention(claim.cue[0], claim.at, claim.source, True)  # "… and to have hit a tank"
        if k > 0 and self.tokens[k].low == "to" and claim is not None and claim.at == k - 1:
            return ActorMention(claim.cue[0], claim.at, claim.source, True)  # "X claimed to have sabotaged it"
        quoted = any(x.low in {'"', "“"} for x in self.tokens[: t.at])
        if (
            k >= 0
            and self.tokens[k].low == "we"
            and not quoted
            and claim is not None
            and claim.source != self.cast.ours
        ):
            # "The enemy says that we attacked": the text's own side
            return ActorMention(k, k + 1, self.cast.ours, True) if self.cast.ours is not None else None
        if (
            claim is None
            or k < 0
            or self.tokens[k].low not in _PRONOUNS
            or claim.source.kind not in {"armed", "ministry", "country"}
        ):
            return None
        return ActorMention(k, k + 1, claim.source, True)


def carrying(view: View, t: Trigger) -> Trigger | None:
    """Return the noun that is the subject of the verb ``t``: "a counterattack by X drove Y out"."""
    first, _ = clause_at(view.starts, len(view.tokens), t.at)
    lead = next((x for x in reversed(view.triggers) if first <= x.at < t.at), None)
    fits = lead is not None and lead.noun and lead.kind.group == "force" and lead.at - first <= _OPENS
    return lead if fits and lead is not None and not any(x.low == "," for x in view.tokens[lead.at : t.at]) else None


def _token_at(tokens: Sequence[Token], start: int) -> int:
    for i, token in enumerate(tokens):
        if token.end > start:
            return i
    return len(tokens)
