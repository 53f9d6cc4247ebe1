"""One sentence -> drafts of the events it reports, each with its parties, place, date and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geoevents.text.actors import ActorMention, Cast, find_actors
from geoevents.text.claims import Claim, find_claims
from geoevents.text.clauses import Parties, clause_at, clause_starts, parties
from geoevents.text.dates import DateMention
from geoevents.text.lexicon import Actor
from geoevents.text.numbers import Count, casualties, dead, occurrences
from geoevents.text.places import NameBook, PlaceMention, find_places
from geoevents.text.sentences import Sentence
from geoevents.text.tables import words
from geoevents.text.triggers import Trigger, find_triggers, kind_of, refine

__all__ = ["Draft", "Report", "SentenceReader"]

_PROTESTERS = Actor("Protesters", "crowd", 6)
_SPEECH = frozenset(["threat", "accuse"])
_DIPLOMACY = frozenset(["consult", "agree", *_SPEECH])
_DIRECT_PLACE = frozenset(["act", "take", "weak", "result", "happen"])
_FALSE = frozenset(["false", "untrue", "baseless", "unfounded", "fabricated", "incorrect"])
_ASSERTIONS = frozenset(["claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "statement"])
_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
_DEVICES = frozenset(["explosive", "mine", "landmine", "ied", "bomb", "booby"])


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
    they do so by "there" or "such".
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
    noun: bool = False
    result: bool = False
    own_date: bool = True
    place_start: int = -1


class SentenceReader:
    """Reads sentences in order, with what was said before in mind.

    Parameters
    ----------
    text : str
    book : NameBook
        The gazetteer, as far as recognising names goes.
    cast : Cast
        Who has been spoken of; updated as sentences are read.
    common : frozenset of str
        Words the text also writes in lower case.
    """

    def __init__(self, text: str, book: NameBook, cast: Cast, common: frozenset[str]) -> None:
        self.text, self.book, self.cast, self.common = text, book, cast, common
        self._paragraph = -1
        self._carried: DateMention | None = None
        self._last_country = ""

    def read(self, number: int, sentence: Sentence, dates: Sequence[DateMention]) -> tuple[list[Draft], list[PlaceMention]]:
        """Return the drafts and the place mentions of one sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._carried = sentence.paragraph, None
        tokens = sentence.tokens
        mentions = find_actors(self.text, tokens, self.cast)
        claims = find_claims(self.text, tokens, mentions, self.cast)
        triggers = find_triggers(tokens)
        places = find_places(self.text, tokens, mentions, self.book, self.common)
        view = _View(self, number, sentence, dates, mentions, claims, triggers, places)
        drafts = [d for t in triggers if (d := view.draft(t)) is not None]
        drafts += view.rebuttals()
        known = [d.date for d in drafts if d.date is not None and d.own_date and d.group not in _SPEECH]
        plain = [d for d in dates if d.first is not None and not d.future]
        self._carried = known[-1] if known else plain[-1] if plain else self._carried
        return drafts, places


class _View:
    """All that was found in one sentence."""

    def __init__(
        self,
        reader: SentenceReader,
        number: int,
        sentence: Sentence,
        dates: Sequence[DateMention],
        mentions: Sequence[ActorMention],
        claims: Sequence[Claim],
        triggers: Sequence[Trigger],
        places: Sequence[PlaceMention],
    ) -> None:
        self.reader, self.number, self.sentence, self.tokens = reader, number, sentence, sentence.tokens
        self.text = reader.text
        self.dates, self.mentions, self.claims, self.triggers, self.places = dates, mentions, claims, triggers, places
        self.starts = clause_starts(self.tokens, triggers, claims)
        self.cues = [c.cue for c in claims]
        index = {t.start: i for i, t in enumerate(self.tokens)}
        self.date_at = [(index.get(d.start, _token_at(self.tokens, d.start)), d) for d in dates]

    # ------------------------------------------------------------------------------------------------ which drafts
    def draft(self, t: Trigger) -> Draft | None:
        claim = self._claim_over(t.at)
        if t.kind.group in _SPEECH:
            return self._speech(t, claim)
        if any(a <= t.at < b for a, b in self.cues) and not self._responsible(t):
            return None
        if claim is not None and self._accused(claim):
            return None  # "accused X of attacking": what is alleged is no event
        if t.kind.group == "force" and self._object_of_repel(t):
            return None
        if t.irreal and not (t.definite and t.noun):
            return self._promise(t, claim)
        sides = self._sides(t)
        denial = t.negated or (claim is not None and claim.stance == "denies")
        if t.negated and (claim is None or claim.stance == "denies"):
            return None
        definite = t.noun and t.definite and self.tokens[t.at].low != "fighting"
        weak = t.kind.frame == "weak"
        bare = definite and (t.irreal or not self._stands_alone(t, sides))
        if t.kind.group == "consult" and t.noun and not definite and not self._held(t):
            return None  # "talks" in passing, "peace talks are planned"
        reference = weak or bare or t.negated
        draft = self._make(t, sides, claim, reference)
        around = [x.low for x in self.tokens[max(0, t.at - 4) : t.at + 4]]
        draft.pointing = any(w in {"there", "such"} for w in around[-4:])
        if denial:
            draft.reports = [replace(r, stance="denies") for r in draft.reports]
        return draft

    def rebuttals(self) -> list[Draft]:
        """Return denials that name no event: "X said that the rebels' claim was false"."""
        out = []
        for c in self.claims:
            low = [t.low for t in self.tokens[c.first : c.last]]
            if _FALSE & set(low) and _ASSERTIONS & set(low) and not any(c.first <= t.at < c.last for t in self.triggers):
                report = replace(self._reports(c, None)[0], stance="denies")
                out.append(Draft(
                    self.number, self.sentence.paragraph, self.tokens[c.at].start, "any", "", "", None, None, "", "", None,
                    (None, None, None), None, "", [report], reference=True, pointing=True,
                ))  # fmt: skip
        return out

    def _stands_alone(self, t: Trigger, sides: Parties) -> bool:
        """Tell whether "the attack …" brings enough of its own to be an event nobody told before."""
        return (sides.agent is not None and sides.patient is not None) or self._place_of(t, sides) is not None

    def _held(self, t: Trigger) -> bool:
        before = [x.low for x in self.tokens[max(0, t.at - 5) : t.at]]
        after = [x.low for x in self.tokens[t.at + 1 : t.at + 4]]
        return any(w in {"held", "hold", "holding", "attended", "during"} for w in before) or any(w in {"held", "took"} for w in after)

    def _claim_over(self, at: int) -> Claim | None:
        over = [c for c in self.claims if c.first <= at < c.last]
        return max(over, key=lambda c: c.first) if over else None

    def _responsible(self, t: Trigger) -> bool:
        return self._responsibility_claim(t) is not None

    def _responsibility_claim(self, t: Trigger) -> Claim | None:
        for c in self.claims:
            after = [x.low for x in self.tokens[c.at + 1 : c.at + 4]]
            if "responsibility" in after[:2]:
                return c
            if self.tokens[c.at].low in {"claimed", "claims"} and after[:1] in (["the"], ["this"]) and t.noun and t.at - c.at <= 3:
                return c
        return None

    def _accused(self, claim: Claim) -> bool:
        return self.tokens[claim.at].low in {"accused", "accuses", "blamed", "blames"}

    def _object_of_repel(self, t: Trigger) -> bool:
        return t.noun and any(x.kind.group == "repel" and 0 < t.at - x.at <= 5 for x in self.triggers)

    # -------------------------------------------------------------------------------------------- speech as an act
    def _speech(self, t: Trigger, claim: Claim | None) -> Draft | None:
        own = next((c for c in self.claims if c.at == t.at), None)
        lemma = t.kind.lemma
        if t.negated or t.irreal:
            return None
        if lemma in {"instigate", "orchestrate", "mastermind"}:
            # blame laid in what somebody says; without a speaker it would be the text's own verdict
            if claim is None:
                return None
            sides = self._sides(t)
            blamed = sides.agent.actor if sides.agent else None
            return self._make(t, sides, claim, False, pair=(claim.source, blamed), spoken=claim)
        subject = own.source if own is not None else None
        sides = self._sides(t)
        if subject is None and sides.agent is not None:
            subject = sides.agent.actor
        after = [m for m in self.mentions if not m.aside and 0 < m.first - t.at <= 2 and m.preposition == ""]
        target = after[0].actor if after else None
        if lemma == "warn":
            harm = self._threatened_act(t, own)
            if harm is None:
                return None
            if target is None or target.kind in {"civilian", "official"}:
                hit = self._sides(harm).patient
                target = hit.actor if hit else target
        elif lemma == "threaten":
            harm = self._threatened_act(t, own)
            if harm is None and target is None:
                return None
            if target is None and harm is not None:
                hit = self._sides(harm).patient
                target = hit.actor if hit else None
        elif target is None:
            return None
        if subject is None:
            return None
        return self._make(t, sides, claim, False, pair=(subject, target), spoken=own)

    def _threatened_act(self, t: Trigger, own: Claim | None) -> Trigger | None:
        """Return the violence that a warning announces."""
        first, last = (own.first, own.last) if own is not None else (t.at + 1, len(self.tokens))
        for x in self.triggers:
            if first <= x.at < last and x.irreal and not x.noun and x.kind.group in {"force", "take", "casualty", "damage"} and not self._after_condition(x):
                return x
        return None

    def _after_condition(self, t: Trigger) -> bool:
        return t.conditional

    def _promise(self, t: Trigger, claim: Claim | None) -> Draft | None:
        """Read "we will strike if …" as a threat by whoever says so; other things that did not happen are dropped."""
        if t.noun or t.kind.group not in {"force", "take"} or claim is None or t.negated or t.conditional:
            return None
        if any(x.kind.group == "threat" and not x.negated for x in self.triggers):
            return None
        condition = any(x.low in {"if", "unless", "until"} for x in self.tokens[t.at + 1 : claim.last])
        modal = any(x.low in {"will", "would", "ll", "shall"} for x in self.tokens[max(0, t.at - 3) : t.at])
        if not (condition and modal):
            return None
        sides = self._sides(t)
        return self._make(replace(t, kind=kind_of("threaten")), Parties(), claim, False, pair=(claim.source, sides.patient.actor if sides.patient else None), spoken=claim)

    # ------------------------------------------------------------------------------------------------- the details
    def _sides(self, t: Trigger) -> Parties:
        cues = self.cues
        claim = self._responsibility_claim(t)
        if claim is not None:
            cues = [c for c in cues if c != claim.cue]
        sides = parties(self.text, self.tokens, t, self.triggers, self.mentions, self.starts, cues)
        if t.kind.lemma == "die" and sides.patient is None:
            return Parties(None, sides.agent)
        if t.kind.lemma in {"strike", "hit"} and not t.noun and not t.passive and _DEVICES & {x.low for x in self.tokens[t.at + 1 : t.at + 6]}:
            return Parties(None, sides.agent)  # "a convoy hit a mine"
        if sides.agent is None and not t.noun and not t.passive:
            sides.agent = self._pronoun(t)
        return sides

    def _pronoun(self, t: Trigger) -> ActorMention | None:
        """Return the speaker for "it", "they", "we" right before a verb in what somebody says."""
        claim = self._claim_over(t.at)
        k = t.at - 1
        while k > 0 and self.tokens[k].low in words("adverb") | words("perfect") | words("modal") | words("be"):
            k -= 1
        if claim is None or k < 0 or self.tokens[k].low not in _PRONOUNS or claim.source.kind not in {"armed", "ministry", "country"}:
            return None
        return ActorMention(k, k + 1, claim.source, True)

    def _captured(self, t: Trigger) -> ActorMention | None:
        """Return who was captured, where it was no place."""
        if t.kind.frame != "take" or t.noun:
            return None
        near = [m for m in self.mentions if not m.aside and not m.asset]
        if t.passive:
            return None
        return next((m for m in near if 0 < m.first - t.at <= 2 and m.preposition == "" and m.actor.kind in {"armed", "civilian"}), None)

    def _make(
        self,
        t: Trigger,
        sides: Parties,
        claim: Claim | None,
        reference: bool,
        *,
        pair: tuple[Actor | None, Actor | None] | None = None,
        spoken: Claim | None = None,
    ) -> Draft:
        first, last = clause_at(self.starts, len(self.tokens), t.at)
        agent = sides.agent.actor if sides.agent else None
        patient = sides.patient.actor if sides.patient else None
        responsible = self._responsibility_claim(t)
        if responsible is not None and agent is None:
            agent, claim = responsible.source, responsible
        if pair is not None:
            agent, patient = pair
        captured = self._captured(t)
        if captured is not None:
            patient = captured.actor
            person = captured.actor.kind == "civilian"
            t = replace(t, kind=kind_of("kidnap" if person else "ambush"))
        if t.kind.group in {"protest", "riot"}:
            agent, patient = (_PROTESTERS if agent is None or agent.kind == "civilian" else agent), None
        place = None if spoken is not None or (t.kind.group in _SPEECH and t.kind.lemma != "threaten") else self._place_of(t, sides)
        when, own_date = self._date_of(t, claim if pair is None else None, first, last)
        figures: Count = (None, None, None)
        if t.kind.lemma in {"kill", "die", "behead", "execute", "massacre"} and not t.noun:
            figures = casualties(self.tokens, t.at, passive=t.passive or t.kind.lemma == "die", first=first, last=last)
        elif t.kind.group in {"force", "take", "casualty"}:
            figures = dead(self.tokens, first, last)
        count, span = occurrences(self.tokens, t.at, first, last, noun=t.noun)
        if t.kind.group == "casualty":
            count, span = None, None
        text = self._surface(*span) if span is not None else ""
        prior = max([x.at + 1 for x in self.triggers if x.at < t.at and not x.noun], default=0)
        near = self.tokens[max(first, t.at - 8, prior if t.kind.frame != "result" else 0) : min(last, t.at + 6)]
        sub = self._sub_event(t, agent, patient, refine(t.kind, near), figures)
        expression, country, start = self._expression(place)
        return Draft(
            self.number, self.sentence.paragraph, self.tokens[t.at].start, t.kind.group, sub, t.kind.plover, agent,
            patient, expression, country, when, figures, count, text, self._reports(claim, spoken),
            reference=reference, noun=t.noun, result=t.kind.frame == "result", own_date=own_date, place_start=start,
        )  # fmt: skip

    def _sub_event(self, t: Trigger, agent: Actor | None, patient: Actor | None, sub: str, figures: Count) -> str:
        if sub == "Armed clash" and t.kind.frame == "act" and patient is not None and patient.kind == "civilian":
            return "Attack"
        if t.kind.group == "casualty" and patient is not None and patient.kind == "armed":
            return "Armed clash"
        if t.kind.group == "take" and agent is not None and agent.inter == 1:
            return "Government regains territory"
        return sub

    def _reports(self, claim: Claim | None, spoken: Claim | None) -> list[Report]:
        start, end = self.sentence.start, self.sentence.end
        told = spoken or claim
        if told is None:
            return [Report("", "states", start, end)]
        a, b = told.first, told.last
        while a < b and self.tokens[a].low in {",", ":", '"', "“"}:
            a += 1
        while b > a and self.tokens[b - 1].low in {",", '"', "”", ".", "“"}:
            b -= 1
        if a < b:
            start, end = self.tokens[a].start, self.tokens[b - 1].end
        return [Report(told.source.name, told.stance, start, end)]

    def _surface(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _date_of(self, t: Trigger, claim: Claim | None, first: int, last: int) -> tuple[DateMention | None, bool]:
        free = [
            (i, d) for i, d in self.date_at
            if not d.future and d.first is not None and not any(a <= i < b for a, b in self.cues)
        ]  # fmt: skip
        inside = [(i, d) for i, d in free if first <= i < last]
        if inside:
            return min(inside, key=lambda x: abs(x[0] - t.at))[1], True
        fronted = [d for i, d in free if i <= 1]
        if fronted:
            return fronted[0], True
        if len({(d.first, d.last) for _, d in free}) == 1:
            return free[0][1], True
        told = [d for i, d in self.date_at if claim is not None and d.first is not None and claim.cue[0] <= i < claim.cue[1]]
        if told and not free:
            return told[0], True
        carries = not self.dates and t.kind.group not in _SPEECH
        return (self.reader._carried, False) if carries else (None, False)

    def _place_of(self, t: Trigger, sides: Parties) -> PlaceMention | None:
        first, last = clause_at(self.starts, len(self.tokens), t.at)
        usable = [
            p for p in self.places
            if p.role == "place" and first <= p.first < last and not any(a <= p.first < b for a, b in self.cues)
            and p.preposition not in {"of", "to", "as", "by"} and not self._of_actor(p, t)
        ]  # fmt: skip
        following = [x.at for x in self.triggers if x.at > t.at and x.at < last and not x.noun and x.kind.frame != "result"]
        limit = following[0] if following else last
        verb_before = max([x.at for x in self.triggers if x.at < t.at and not x.noun], default=-1)
        after = [p for p in usable if t.at < p.first < limit and (p.preposition or t.kind.frame in _DIRECT_PLACE or self._spatial(p))]
        if after:
            return after[0]
        joined = next((x for x in reversed(self.triggers) if first <= x.at < t.at and not x.noun), None)
        if t.kind.group in _DIPLOMACY and t.kind.lemma != "threaten":
            # "met in X and signed": one predicate's place is the other's
            pair = joined is not None and any(x.low == "and" for x in self.tokens[joined.at : t.at])
            return self._place_of(joined, sides) if joined is not None and pair and t.kind.group not in _SPEECH else None
        later = [p for p in usable if p.first >= limit] if t.passive or t.noun else []
        before = [p for p in usable if p.first < t.at and (p.first > verb_before or p.first <= first + 2 or not following)]
        if before and (t.kind.group != "threat" or any(x.kind.group == "force" and first <= x.at < t.at for x in self.triggers)):
            return before[-1]
        if t.kind.group == "threat":
            return None
        fronted = [p for p in self.places if p.role == "place" and p.first <= 2 and p.preposition in {"in", "at", ""} and self._comma_after(p)]
        return later[0] if later else fronted[0] if fronted and t.kind.group not in _DIPLOMACY else None

    def _comma_after(self, p: PlaceMention) -> bool:
        return p.last < len(self.tokens) and self.tokens[p.last].low == ","

    def _spatial(self, p: PlaceMention) -> bool:
        return self.tokens[p.first].low in {"near", "outside", "around", "between"} | words("direction") | words("feature")

    def _of_actor(self, p: PlaceMention, t: Trigger) -> bool:
        """Tell a place that belongs to a party's name: "the forces in Syria met"."""
        if p.first > t.at:
            return False
        holder = next((m for m in self.mentions if m.last in {p.first - 1, p.first - 2} and not m.asset), None)
        return holder is not None and p.preposition in {"in", "from", "at"} and t.kind.group in _DIPLOMACY

    def _expression(self, place: PlaceMention | None) -> tuple[str, str, int]:
        """Return the words of a place with the larger place named right after it, and the country they speak of."""
        if place is None:
            return "", "", -1
        last, country = place.last, place.country
        t = self.tokens
        following = [p for p in self.places if p.role == "place" and p.first >= place.last]
        for p in following:
            gap = [x.low for x in t[last : p.first]]
            direct = gap in (["in"], ["in", "the"], ["of"], ["of", "the"])
            comma = gap in ([","], [",", "in"], [",", "in", "the"]) and (bool(p.country) or t[p.last - 1].low in words("feature") or t[p.first].low in words("direction"))
            ended = p.last >= len(t) or t[p.last].low in {",", ".", ";", ")"} or bool(country)
            if not direct and not (comma and (ended or p.country or t[p.first].low in words("direction"))):
                break
            last, country = p.last, p.country or country
        if not country:
            named = [p.country for p in self.places if p.role == "place" and p.country]
            actors = [m for m in self.mentions if m.actor.kind == "country" and m.preposition == "in"]
            country = named[0] if named else actors[0].actor.country if actors else ""
        return self._surface(place.first, last), country, t[place.first].start


def _token_at(tokens: Sequence[object], start: int) -> int:
    for i, token in enumerate(tokens):
        if token.end > start:  # type: ignore[attr-defined]
            return i
    return len(tokens)


def span_of(mention: DateMention | None) -> tuple[date | None, date | None, str]:
    """Return first day, last day and precision of a date, ``unknown`` without one."""
    if mention is None or mention.first is None:
        return None, None, "unknown"
    return mention.first, mention.last, mention.precision

