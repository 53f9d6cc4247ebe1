"""Notices: lines that each tell how often something happened where, under a common day, country and doer.

A strike notice, a general staff's list or a monitor's count names the doer, the enemy and the day once, in the sentence
that sums up, and then one place a line. Read as prose, the lines lose what the notice says once, and the sum is one
event too many. Here the sum gives to the lines what it says, and is no event itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from geoevents.text.acts.triggers import find_triggers
from geoevents.text.claims.attributions import find_claims
from geoevents.text.layout.counted import act_at, content_start, names_act
from geoevents.text.layout.entries import Entry
from geoevents.text.layout.notice_lines import Line, day_of, injured_of, read_line, report_of, toll_of
from geoevents.text.layout.outline import Heading
from geoevents.text.layout.spots import spot_at
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.cast import Cast
from geoevents.text.places.mention import NameBook
from geoevents.text.reading.drafts import Draft, Report
from geoevents.text.tables import words
from geoevents.text.times.dates import DateMention
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.numbers import number_at
from geoevents.text.words.sentences import Sentence
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import is_light, refine

__all__ = ["Notice", "read_notice"]

_ACTING = frozenset(["armed", "civilian", "crowd", "country", "ministry"])
_FOLLOWED_BY = frozenset(["following", "follows", "below", ":"])


@dataclass(slots=True)
class Notice:
    """What a text tells line by line.

    Attributes
    ----------
    drafts : dict of int to list of Draft
        The events of a sentence, by its number.
    taken : set of int
        Sentences that are read: those of ``drafts``, and those that sum them up or tell more of them.
    days : dict of int to DateMention
        The day that its sums give to a sentence that is left to the rules for prose, by its number.
    """

    drafts: dict[int, list[Draft]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    days: dict[int, DateMention] = field(default_factory=dict)


@dataclass(slots=True)
class _Said:
    """What a sum or an introduction says of the lines that follow."""

    agent: Actor | None = None
    patient: Actor | None = None
    date: DateMention | None = None
    country: str = ""
    paragraph: int = -1


def read_notice(
    text: str,
    sentences: Sequence[Sentence],
    headings: Sequence[Heading],
    dates: Sequence[DateMention],
    book: NameBook,
    *,
    published: date | None = None,
    country: str = "",
) -> Notice:
    """Read the lines of a text that count acts of violence by place.

    Parameters
    ----------
    text : str
    sentences : sequence of Sentence
    headings : sequence of Heading
        What stands over each block, by :attr:`Sentence.paragraph`.
    dates : sequence of DateMention
        In the order of the text.
    book : NameBook
    published : datetime.date, optional
        The day of the lines where neither they nor a heading nor a sum name one.
    country : str
        ISO2 code of the country that the text speaks of first of all.

    Returns
    -------
    Notice
        Sentences that also tell something else (a denial, a capture, what somebody claims) are left to the rules for
        prose.
    """
    starts = [d.start for d in dates]
    cast = Cast(country=country)
    lines: dict[int, Line] = {}
    for number, s in enumerate(sentences):
        own = dates[bisect_left(starts, s.start) : bisect_left(starts, s.end)]
        line = read_line(text, number, s, headings[s.paragraph], own, book, cast)
        if line is not None and not _shared_out(s.tokens):
            lines[number] = line
    if not any(not line.sums for line in lines.values()):
        return Notice()
    return _Reader(text, sentences, headings, dates, starts, lines, published, cast).run()


def _shared_out(t: Sequence[Token]) -> bool:
    """Tell "eight shellings were recorded: five in A, two in B and one in C", which is prose."""
    colon = next((i for i, x in enumerate(t) if x.low == ":"), len(t))
    numbers = [n for k in range(colon + 1, len(t) - 1) if (n := number_at(t, k)) is not None]
    return sum(end < len(t) and t[end].low in {"in", "near", "at"} for _, end in numbers) > 1


class _Reader:
    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        headings: Sequence[Heading],
        dates: Sequence[DateMention],
        starts: Sequence[int],
        lines: dict[int, Line],
        published: date | None,
        cast: Cast,
    ) -> None:
        self.text, self.sentences, self.headings, self.dates, self.starts = text, sentences, headings, dates, starts
        self.lines, self.published, self.cast = lines, published, cast
        self.out = Notice()
        self.said = _Said()
        self.heading: Heading | None = None
        self.last = max(number for number, line in lines.items() if not line.sums)
        self.most: int | None = None
        self.lemmas = {e.kind.lemma for line in lines.values() for e in line.entries}

    def run(self) -> Notice:
        """Go through the sentences in order."""
        before: Line | None = None
        for number, s in enumerate(self.sentences):
            heading = self.headings[s.paragraph]
            if self.heading is not None and (heading.day, heading.place) != (self.heading.day, self.heading.place):
                self._turn(heading)
            self.heading = heading
            line = self.lines.get(number)
            if line is not None and line.sums:
                if self._is_sum(line):
                    self._sum_up(line)
                    self.out.taken.add(number)
                before = None
            elif line is not None:
                self.out.drafts[number] = self._drafts(line)
                self.most = max(self.most or 0, *(d.count or 0 for d in self.out.drafts[number]))
                self.out.taken.add(number)
                before = line
            elif before is not None and self._continues(s, before):
                self.out.taken.add(number)
            else:
                before = None
                if self._introduce(s, number, follows=number < self.last):
                    self.out.taken.add(number)
            if self.said.date is not None and number not in self.out.taken:
                self.out.days[number] = self.said.date
        return self.out

    def _turn(self, heading: Heading) -> None:
        """Begin a section: a new day or country takes the place of what the sum said of them."""
        old = self.heading
        if old is not None and heading.day is not None and heading.day != old.day:
            self.said.date = None
        if heading.place:
            self.said.country = ""

    def _is_sum(self, line: Line) -> bool:
        """Tell whether lines with places follow, or went before and came to no more than this one."""
        if line.number < self.last:
            return True
        count = line.entries[0].count
        return self.most is not None and (count is None or count >= self.most)

    def _sum_up(self, line: Line) -> None:
        entry = line.entries[0]
        agent, patient = self._parties(line, entry)
        country = next((s.country for s in entry.spots if s.country), "") if len(entry.spots) == 1 else ""
        self.said = _Said(
            agent or self.said.agent, patient or self.said.patient, line.date or self.said.date, country,
            line.sentence.paragraph,
        )  # fmt: skip

    def _introduce(self, s: Sentence, number: int, *, follows: bool) -> bool:
        """Take day and doer of a sentence that speaks of the acts without counting them; tell whether that is all.

        "On Monday coalition aircraft conducted strikes against ISIL" tells no event beside the lines that follow.
        """
        t = s.tokens
        if follows and self._goes_on(s, number):
            return True
        if not names_act(t):
            return False
        found = next((a for i in range(len(t)) if (a := act_at(t, i, min(i + 1, len(t)))) is not None), None)
        leads = t[-1].low == ":" or any(x.low in _FOLLOWED_BY for x in t)
        if found is None or not (leads or found[0].lemma in self.lemmas):
            return False
        if t[-1].low == ":" and number + 1 not in self.lines:
            return False  # what follows the colon is prose
        own = self.dates[bisect_left(self.starts, s.start) : bisect_left(self.starts, s.end)]
        day = day_of(own)
        if day is not None and day.first == day.last:
            self.said.date = day
        triggers = find_triggers(t)
        carried = any(is_light(x.low) for x in t[max(0, found[1] - 6) : found[1]])
        alone = all(x.at == found[1] and not (x.negated or x.irreal) for x in triggers)
        placed = any((spot := spot_at(t, i, len(t))) is not None and spot.fine for i in range(found[1], len(t)))
        if not (leads or carried) or placed or not (alone and follows):
            return False
        mentions = find_actors(self.text, t, self.cast)
        if any(c.stance == "denies" for c in find_claims(self.text, t, mentions, self.cast)):
            return False
        armed = [m for m in mentions if m.actor.kind == "armed" and not m.aside]
        self.said.agent = next((m.actor for m in armed if m.last <= found[1]), self.said.agent)
        self.said.patient = next((m.actor for m in armed if m.first > found[1]), self.said.patient)
        return True

    def _goes_on(self, s: Sentence, number: int) -> bool:
        """Read "On Oct. 20, Coalition forces continued to attack ISIL in Syria and Iraq" before the sums of both."""
        following = self.lines.get(number + 1)
        opens = number == 0 and following is not None  # the first sentence of a release, before its headings
        if following is None or not (opens or (following.sums and following.sentence.paragraph == s.paragraph)):
            return False
        t = s.tokens
        triggers = find_triggers(t)
        if not triggers or any(x.noun or x.negated or x.irreal or x.kind.group != "force" for x in triggers):
            return False
        if any((spot := spot_at(t, i, len(t))) is not None and spot.fine for i in range(triggers[0].at, len(t))):
            return False
        armed = [m for m in find_actors(self.text, t, self.cast) if m.actor.kind == "armed" and not m.aside]
        day = day_of(self.dates[bisect_left(self.starts, s.start) : bisect_left(self.starts, s.end)])
        self.said = _Said(
            next((m.actor for m in armed if m.last <= triggers[0].at), None),
            next((m.actor for m in armed if m.first > triggers[0].at), None), day, "", s.paragraph,
        )  # fmt: skip
        return True

    def _parties(self, line: Line, entry: Entry) -> tuple[Actor | None, Actor | None]:
        usable = [m for m in line.mentions if m.actor.kind in _ACTING and not m.aside and (m.known or not m.asset)]
        a, b = entry.agent
        # "Coalition aircraft", but of "fighter and bomber aircraft" nobody: their words end elsewhere
        agent = next((m.actor for m in usable if a < m.last <= b and ((m.known and a <= m.first) or m.last == b)), None)
        if agent is None:
            hits = (lexicon.demonyms().at(line.sentence.tokens, i) for i in range(entry.quantity, entry.at))
            adjective = next((h for h in hits if h is not None), None)
            agent = lexicon.state_forces(adjective[1].iso2) if adjective is not None else None
        told = line.claim
        if agent is None and told is not None and told.source.kind == "armed":
            own = line.sentence.tokens[told.at].low in {"announced", "claimed", "acknowledged", "confirmed"}
            agent = told.source if own else None  # "the coalition announced 24 air raids"
        by = next((m.actor for m in usable if m.first > entry.at and m.preposition == "by"), None)
        behind = [m for m in usable if entry.at < m.first < entry.last and m.preposition != "by"]
        spots = [(s.first, s.end) for s in entry.spots]
        hit = [m for m in behind if m.actor.kind != "country" and not any(x <= m.first < y for x, y in spots)]
        return agent or by, hit[0].actor if hit else None

    def _drafts(self, line: Line) -> list[Draft]:
        s, t, over = line.sentence, line.sentence.tokens, line.heading
        out: list[Draft] = []
        day = line.date or self.said.date or over.day or self._opening()
        if line.date is not None and self.said.date is None and over.day is None:
            self.said.date = line.date
        for entry in line.entries:
            if not entry.spots:
                continue  # figures without a place, as behind "destroyed ; Coalition forces conducted 18 strikes"
            agent, patient = self._parties(line, entry)
            end = min([e.quantity for e in line.entries if e.quantity > entry.at] + [entry.last])
            targets = self._words(t, self._after_day(t, entry.after), end)
            text = self.text[t[entry.quantity].start : t[entry.at].end]
            near = [*t[slice(*entry.agent)], *t[max(entry.quantity, entry.at - 4) : entry.at + 1]]
            places = []
            for spot in entry.spots:
                start = t[spot.first].start
                country = spot.country or self.said.country or over.country
                places.append((self.text[start : t[spot.end - 1].end], country, start))
            place, country, start = places[0]
            report = report_of(line)
            out.append(
                Draft(
                    line.number, s.paragraph, t[entry.at].start, entry.kind.group, refine(entry.kind, near),
                    entry.kind.plover, agent or self.said.agent, patient or self.said.patient, place, country, day,
                    toll_of(line, entry.at, end), entry.count, text, [report], noun=True, clause=entry.quantity,
                    own_date=line.date is not None, place_start=start, more=tuple(places[1:]), item=t[entry.at].start,
                    target=targets, within=over.place if over.fine else "",
                    injured=injured_of(line, entry.at, end),
                )
            )  # fmt: skip
        return out

    def _opening(self) -> DateMention | None:
        if self.published is None:
            return None
        return DateMention(0, 0, self.published, self.published, "day", "published")

    def _after_day(self, t: Sequence[Token], i: int) -> int:
        """Return the token after a date that stands at ``i``: "two strikes near X on Monday"."""
        if i >= len(t):
            return i
        day = next(
            (d for d in self.dates[max(0, bisect_left(self.starts, t[i].start) - 1) :][:2] if d.end > t[i].start), None
        )
        if day is None or day.start > t[i].start:
            return i
        return next((k for k in range(i, len(t)) if t[k].start >= day.end), len(t))

    def _words(self, t: Sequence[Token], first: int, last: int) -> str:
        """Return the words about the targets, without the marks and linking words around them."""
        a, b = first, last
        loose = {",", ".", ";", "and", "that", "which", ":", "–", "—", "-", "(", ")"}
        while a < b and t[a].low in loose:
            a += 1
        while b > a and t[b - 1].low in loose:
            b -= 1
        return " ".join(self.text[t[a].start : t[b - 1].end].split()) if a < b else ""

    def _continues(self, s: Sentence, before: Line) -> bool:
        """Read "The strikes destroyed a bunker": more of the entry told just before."""
        t = s.tokens
        first = content_start(t)
        if s.paragraph > before.sentence.paragraph + 1 or first >= len(t):
            return False
        entry = before.entries[-1]
        verb = first + 1
        if t[first].low in words("definite") | {"both", "all", "one"}:
            act = act_at(t, first + 1, len(t))
            if act is None or not (act[0].lemma == entry.kind.lemma or act[0].sub_event == entry.kind.sub_event):
                return False
            verb = act[1] + 1
        elif t[first].low not in {"they", "it", "targets"}:
            return False
        triggers = find_triggers(t)
        if any(x.irreal or x.kind.group not in {"force", "damage", "casualty"} for x in triggers) or verb >= len(t):
            return False
        mentions = find_actors(self.text, t, self.cast)
        if find_claims(self.text, t, mentions, self.cast):
            return False
        more = replace(before, sentence=s, triggers=triggers, mentions=mentions, date=None)
        _, patient = self._parties(more, replace(entry, at=verb - 1, last=len(t), agent=(0, 0), spots=[]))
        told = self.out.drafts[before.number][-1]
        told.target = "; ".join(filter(None, [told.target, self._words(t, verb, len(t))]))
        told.actor2 = patient or told.actor2
        told.reports.append(Report("", "states", s.start, s.end))
        if told.fatalities == (None, None, None):
            told.fatalities = toll_of(more, first, len(t))
        return True
