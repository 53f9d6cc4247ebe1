"""Who says what stands in a quotation of several sentences: its speaker is named before or behind it, only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.text.claims.attributions import Claim
from geoevents.text.reading.drafts import Draft
from geoevents.text.words.sentences import Sentence

__all__ = ["Quotation"]

_OPENING, _CLOSING, _EITHER = "“„«", "”»", '"'
_MARKS = frozenset(_OPENING + _CLOSING + _EITHER)


class Quotation:
    """Follows quotation marks from sentence to sentence."""

    def __init__(self) -> None:
        self.open = False
        self._by = ""
        self._waiting: list[Draft] = []
        self._paragraph = -1

    def follow(self, sentence: Sentence, drafts: Sequence[Draft], claims: Sequence[Claim]) -> None:
        """Give drafts of one sentence, and those before it in its quotation, to the speaker that the quotation has."""
        tokens = sentence.tokens
        if sentence.paragraph != self._paragraph:
            goes_on = self.open and bool(tokens) and tokens[0].low in _MARKS  # each paragraph opens it again
            self._paragraph, self.open, self._waiting = sentence.paragraph, False, []
            self._by = self._by if goes_on else ""
        inside, start = self.open, sentence.start
        for i, t in enumerate(tokens):
            if t.low not in _MARKS:
                continue
            if inside and t.low not in _OPENING:
                self._within(drafts, start, t.start)
                behind = next((c for c in claims if c.cue[0] in {i + 1, i + 2} or c.at in {i + 1, i + 2}), None)
                if behind is not None:
                    self._settle(behind.source.name)
                inside, self._by, self._waiting = False, "", []
            elif not inside and t.low not in _CLOSING:
                inside, start = True, t.start
                before = next((c for c in reversed(claims) if c.at < i and c.cue[1] >= i - 1), None)
                self._by = before.source.name if before is not None else self._by
        if inside:
            self._within(drafts, start, sentence.end)
        self.open = inside

    def _within(self, drafts: Sequence[Draft], start: int, end: int) -> None:
        self._waiting += [d for d in drafts if start <= d.at < end]
        if self._by:
            self._settle(self._by)
            self._waiting = []

    def _settle(self, name: str) -> None:
        """Let ``name`` say what nobody is said to have said."""
        for d in self._waiting:
            if not any(r.attributed_to for r in d.reports):
                d.reports = [replace(r, attributed_to=name) for r in d.reports]
