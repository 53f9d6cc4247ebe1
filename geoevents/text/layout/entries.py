"""The grammar of one line of a notice: how often, what, where ("Near Abu Kamal, two strikes destroyed a bunker")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geoevents.text.layout.counted import act_at, content_start, quantity_at
from geoevents.text.layout.spots import Spot, spot_at
from geoevents.text.parties.subjects import aside_start
from geoevents.text.places.words import REGIONS
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import Kind, acting_forms, is_light

__all__ = ["Entry", "entries_in"]

Known = Callable[[int, int], bool]

_SEPARATORS = frozenset([",", ":", "–", "—", "-", "|", ")"])
_JOINTS = frozenset([",", "and", "plus", "as", "well"])
_AUXILIARIES = frozenset(["were", "was", "have", "has", "been", "also", "out", "there", "took", "place", "occurred"])
_TARGETED = frozenset(["against", "on", "targeting"])
_LEADING = frozenset(["of", "on", "at", "in", "near", "outside", "around"])
"""Words that lead to a place behind the noun."""
_ABOUT = frozenset([
    "at", "least", "about", "some", "more", "than", "over", "up", "to", "a", "total", "of", "around", "approximately",
    "nearly", "almost", "further", "another", "additional", "roughly",
])  # fmt: skip
"""Words before a number that leave it the number."""
_LONGEST_SUBJECT = 20
_MOST_JOINED = 20


@dataclass(slots=True)
class Entry:
    """What one line of a notice tells.

    Attributes
    ----------
    kind : Kind
        The row of the table of triggers for its noun.
    at : int
        Token of the noun ("strikes").
    first, last : int
        The tokens ``[first, last)`` of the line.
    quantity : int
        Token where the number starts.
    count : int or None
        ``None`` where only words like "several" tell it.
    agent : tuple of int
        The tokens of who did it; empty where the line does not tell.
    after : int
        Token where the words about the targets start.
    spots : list of Spot
        Where; empty for a sum over several places.
    """

    kind: Kind
    at: int
    first: int
    last: int
    quantity: int
    count: int | None
    agent: tuple[int, int]
    after: int
    spots: list[Spot] = field(default_factory=list)


def entries_in(
    t: Sequence[Token], first: int, last: int, dates: Sequence[tuple[int, int]], known: Known, *, item: bool = False
) -> list[Entry]:
    """Return the entries that the tokens ``[first, last)`` of one sentence tell.

    Parameters
    ----------
    t : sequence of Token
    first, last : int
    dates : sequence of (int, int)
        The tokens of the sentence's dates.
    known : callable
        Tells whether the tokens ``[a, b)`` are a name that a gazetteer has; asked only of names without a preposition.
    item : bool
        Whether the sentence opens an item of a list.

    Returns
    -------
    list of Entry
        Those that name no place smaller than a country may be sums over those that follow; whether they are, only the
        whole notice tells.
    """
    out: list[Entry] = []
    for a, b in _segments(t, first, last):
        found = _Line(t, b, dates, known, item).read(a)
        if found:
            out += found
        elif out:
            out[-1].last = b  # "…; one other was damaged"
    return out


def _segments(t: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    cuts = [i for i in range(first, last) if t[i].low == ";"]
    return list(zip([first, *(c + 1 for c in cuts)], [*cuts, last], strict=True))


class _Line:
    """One segment of a sentence, up to the token ``last``."""

    def __init__(
        self, t: Sequence[Token], last: int, dates: Sequence[tuple[int, int]], known: Known, item: bool
    ) -> None:
        self.t, self.last, self.dates, self.known, self.item = t, last, dates, known, item

    def read(self, first: int) -> list[Entry]:
        t, last = self.t, self.last
        spots, i = self._fronted(content_start(t, first, last))
        found = self._counted(i, single=bool(spots))
        if found is None:
            return []
        q, count, kind, at = found
        agent = self._agent(i, q)
        if agent is None or (t[q].low in {"a", "an"} and self._told_finer(spots, at)):
            return []
        entry = Entry(kind, at, first, last, q, count, agent, at + 1, spots)
        if not any(s.fine and s.sure for s in spots):
            behind, end = self._behind(at + 1)
            if behind:
                entry.spots, entry.after = _inside(behind, [s for s in spots if not s.fine]), end
        if not entry.spots and not (agent[0] < agent[1] or self._reported(at + 1)):
            return []  # "two strikes": somewhere in a sentence that is about something else
        return [entry, *self._listed(entry)]

    def _told_finer(self, spots: Sequence[Spot], at: int) -> bool:
        """Tell the prose of "In X State, an airstrike on the market of Y": a region in front, the place behind."""
        t = self.t
        if not spots or t[spots[-1].end - 1].low not in REGIONS:
            return False
        return any(
            t[k].capital and t[k - 1].low in _LEADING and self._day_end(k) is None for k in range(at + 2, self.last)
        )

    def _day_end(self, i: int) -> int | None:
        return next((b for a, b in self.dates if a <= i < b), None)

    def _fronted(self, start: int) -> tuple[list[Spot], int]:
        """Read dates, places and linking words before the number; return the places and where the rest starts."""
        t, last, i = self.t, self.last, start
        spots: list[Spot] = []
        while i < last:
            after = self._day_end(i) or self._link_end(i, start)
            if after is not None:
                i = after
                continue
            if quantity_at(t, i, single=bool(spots)) is not None:
                break
            spot = spot_at(t, i, last, bare=i == start or t[i - 1].low in _SEPARATORS | {"(", "["})
            if spot is None:
                break
            group = [spot]
            while (more := self._next_place(group[-1].end)) is not None:
                if more[0] == "in":
                    group[-1].widen(more[1])
                else:
                    group.append(more[1])
            if not self._closed(spot, group[-1].end):
                break
            i = group[-1].end
            if spots and (spot.near or not spots[-1].fine):
                # "In Syria, near Raqqah": the first is where the second lies
                spots = _inside(group, [s for s in spots if s.country])
            elif spots:
                spots[-1].widen(spot)
            else:
                spots = group
        return spots, i

    def _link_end(self, i: int, start: int) -> int | None:
        """Return the token after a mark or a phrase that only links: "Separately,", "In addition,"."""
        t = self.t
        if t[i].low in _SEPARATORS or t[i].low in {"(", "[", "]"} or t[i].low in words("notice_link"):
            return i + 1
        if t[i].kind != "word" or (t[i].capital and i > start):
            return None
        for j in range(i + 1, min(i + 5, self.last)):
            if t[j].low == ",":
                return j + 1 if j > i + 1 else None
            if t[j].kind != "word" or t[j].capital:
                return None
        return None

    def _closed(self, spot: Spot, end: int) -> bool:
        """Tell whether a place before the number ends where a mark, a number or a date follows."""
        t = self.t
        if end >= self.last:
            return False
        if spot.bare:
            listed = t[end].low in _SEPARATORS - {","} | {"("} or (t[end].low == "," and self.item)
            spot.sure = spot.end - spot.first > 1 or bool(spot.country) or self.known(spot.first, spot.end)
            return listed and t[spot.first].low not in words("heading_word") | words("adverb")
        if t[end].low in _SEPARATORS | {"(", "[", "]", "there"} or self._day_end(end) is not None:
            return True
        return quantity_at(t, end, single=True) is not None or t[end].low in _ABOUT

    def _counted(self, i: int, *, single: bool) -> tuple[int, int | None, Kind, int] | None:
        """Return the first number from ``i`` on with its noun: token of the number, value, kind, token of the noun."""
        t = self.t
        for q in range(i, min(i + _LONGEST_SUBJECT + 1, self.last)):
            if self._day_end(q) is not None:
                continue
            hit = quantity_at(t, q, single=single or q > i)
            if hit is not None and hit[1] < self.last:
                act = act_at(t, hit[1], self.last)
                if act is not None:
                    return q, hit[0], *act
                if t[q].low not in {"a", "an"}:
                    return None
            if t[q].low == ";" or t[q].low in words("subordinator"):
                return None
        return None

    def _agent(self, i: int, q: int) -> tuple[int, int] | None:
        """Return the tokens between what stands in front and the number: nobody, or who did it; else ``None``."""
        t, end = self.t, q
        while end > i and t[end - 1].low in _ABOUT:
            end -= 1
        if i >= end or (t[i].low == "there" and t[end - 1].low in words("be")):
            return q, q
        verb = end - 1 - (t[end - 1].low == "out")
        if verb < i or not (is_light(t[verb].low) or t[verb].low in words("notice_verb")):
            return None
        if verb > i and t[verb - 1].low in words("modal") | words("negation") | {"to"}:
            return None  # "could conduct two strikes"
        stop = verb
        while stop > i and t[stop - 1].low in words("perfect") | words("adverb"):
            stop -= 1
        if t[stop - 1].low != ")":  # which closes a short name: "the Rapid Support Forces (RSF) launched"
            stop = aside_start(t, i, stop)  # "the enemy, supported by aviation, carried out"
        verbs = words("be") | words("modal") | acting_forms() | lexicon.reporting_words()
        if any(x.low in {":", "“", '"'} or x.low in verbs for x in t[i:stop]):
            return None
        return i, stop

    def _reported(self, i: int) -> bool:
        """Tell "18 strikes were conducted", "… against ISIL"."""
        t = self.t
        if i >= self.last:
            return False
        return t[i].low in _TARGETED or (t[i].low in words("be") and i + 1 < self.last and is_light(t[i + 1].low))

    def _behind(self, i: int) -> tuple[list[Spot], int]:
        """Read the place after the noun: "were conducted near X", "against ISIL targets in X and Y"."""
        t, last = self.t, self.last
        spots: list[Spot] = []
        end = j = i
        target = False
        while j < last and j - i <= _LONGEST_SUBJECT:
            after = self._day_end(j)
            if after is not None:
                j = after
                continue
            spot = spot_at(t, j, last)
            if spot is not None:
                spots.append(spot)
                j = end = spot.end
                while (more := self._next_place(j)) is not None:
                    if more[0] == "in":
                        spots[-1].widen(more[1])
                    else:
                        spots.append(more[1])
                    j = end = more[1].end
                if spots[-1].fine or j >= last or t[j].low not in words("preposition"):
                    break
                continue
            if t[j].low in _TARGETED:
                target = True
            elif not (target and t[j].kind in {"word", "possessive"}) and not (
                t[j].low in _AUXILIARIES or is_light(t[j].low) or t[j].low in words("notice_verb")
            ):
                break
            j += 1
        fine = [s for s in spots if s.fine]
        return (_inside(fine, [s for s in spots if not s.fine]) if fine else spots), end

    def _next_place(self, i: int) -> tuple[str, Spot] | None:
        """Return a place joined to the one that ends at ``i``: another ("and") or the larger one around it ("in")."""
        t, last = self.t, self.last
        if i + 1 >= last:
            return None
        if t[i].low in {",", "("}:
            spot = spot_at(t, i + 1, last, bare=True)
            if spot is None or spot.near or not self._ended(spot.end):
                return None
            listed = t[i].low == "," and self._list_goes_on(spot.end)
            return ("and" if listed and spot.fine else "in"), spot
        if t[i].low == "and":
            spot = spot_at(t, i + 1, last, bare=True)
            return ("and", spot) if spot is not None and self._ended(spot.end) else None
        if t[i].low in {"in", "of"}:
            spot = spot_at(t, i, last)
            return ("in", spot) if spot is not None else None
        return None

    def _ended(self, i: int) -> bool:
        """Tell whether a name ends at ``i``: "Raqqah, Syria," but not "Raqqah, Coalition aircraft"."""
        t = self.t
        if i >= self.last or t[i].kind in {"mark", "number"} or quantity_at(t, i, single=True) is not None:
            return True
        return t[i].low in words("preposition") | words("subordinator") | words("coordinator") | words("be")

    def _list_goes_on(self, i: int) -> bool:
        for _ in range(_MOST_JOINED):
            if i >= self.last or _low(self.t, i) not in {",", "and"}:
                return False
            if _low(self.t, i) == "and" or _low(self.t, i + 1) == "and":
                return True
            spot = spot_at(self.t, i + 1, self.last, bare=True)
            if spot is None:
                return False
            i = spot.end
        return False

    def _listed(self, before: Entry) -> list[Entry]:
        """Read "two strikes near A, three near B and one near C": further numbers with a place of their own."""
        t, last = self.t, self.last
        out: list[Entry] = []
        if not before.spots or before.after == before.at + 1:
            return out
        i = before.after
        while i < last:
            j = i
            while j < last and t[j].low in _JOINTS:
                j += 1
            hit = quantity_at(t, j) if i < j < last else None
            if hit is None:
                break
            act = act_at(t, hit[1], last)
            kind, at = act if act is not None else (before.kind, hit[1] - 1)
            spot = spot_at(t, at + 1, last)
            if spot is None:
                break
            spot.country = spot.country or before.spots[0].country
            out.append(Entry(kind, at, j, last, j, hit[0], before.agent, spot.end, [spot]))
            i = spot.end
            while (more := self._next_place(i)) is not None and more[0] == "in":
                spot.widen(more[1])
                i = out[-1].after = more[1].end
        return out


def _inside(spots: list[Spot], around: Sequence[Spot]) -> list[Spot]:
    """Put places into the country named before them."""
    for spot in spots:
        if around and not spot.country:
            spot.country = around[0].country
    return spots


def _low(t: Sequence[Token], i: int) -> str:
    return t[i].low if i < len(t) else ""
