"""Weighs whether a segment of a run names a place, and in what role: pure decisions on the words beside it."""

from __future__ import annotations

from geoevents.text.recognition.context import Beside
from geoevents.text.recognition.lexis import (
    DAY,
    LOCAL,
    OPENER,
    TITLE,
    armed,
    capital_names,
    flags,
    left_weights,
    offices,
    reaching,
    right_places,
    right_weights,
    striking,
)  # fmt: skip
from geoevents.text.recognition.segment import Segment
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["ACCEPTED", "SURE", "closes", "is_embedded", "role_of", "weigh"]

ACCEPTED = 1.0
"""Evidence from which a segment is a place."""
SURE = 4.0
"""Evidence from which it makes the same name a place elsewhere in the text."""

_KIND = 4.0
"""Evidence that a word for a kind after a name is ("Karari locality")."""
_AROUND = frozenset(["area", "region", "wide", "side", "bound"])
_CLOSING = frozenset(["start", ",", ";", ")", "(", "-", "–", "—"])
_VERBS = frozenset(["is", "was", "has", "had", "will", "would", "said", "says", "were", "could", "may", "who"])
_SAINTS = ("st ", "saint ")
_IN_RUN = {"office": 1.5, "local": 2.5, "site": 0.0, "press": -6.0, "body": -0.5, "common": -1.0, "glued": -1.0}
_PROPER = frozenset(["country", "region", "demonym", "abbreviation"])
_ACTING = frozenset(["will", "has", "have", "would", "is", "was", "wants", "could", "may", "should", "must"])
_WHERE = frozenset(["in", "at", "near", "across", "inside", "throughout", "within"])
_SCENES = frozenset(["in", "at", "near", "from", "to", "into", "across", "inside", "outside", "throughout", "around",
                     "between", "over", "of", "through", "toward", "towards", "within", "on", "off", "along", "via",
                     "reached", "left", "entered", "leaving", "visited", "visiting", "bombed", "shelled"])  # fmt: skip


def weigh(segment: Segment, left: Beside, right: Beside) -> float:
    """Return the evidence that ``segment`` names a place, from itself and what stands beside it."""
    score = segment.prior
    proper = segment.kind in _PROPER
    before, after = segment.before, segment.after
    if before == "word":
        score -= 1.0 if proper else 4.0
    elif before.startswith("of_"):
        score += 2.0
    elif before:
        score += _left(before[1:])
    elif left.mark in {"", "'"} or left.word == "the":
        weight = _left(left.word)
        if left.word == "the" and (proper or segment.kind == "feature"):
            weight = 0.0
        elif left.word == "the" and not after and right.mark == "" and _right(segment, right.word) > 1:
            weight = max(0.0, _left(left.mark))  # "in the Zamzam camp", but not "in the Zamzam"
        score += weight
    elif left.mark == "start" and segment.kind == "unlisted":
        score -= 1.0
    if after == "word":
        score -= 0.5 if proper or segment.kind == "feature" else 3.5 if " " not in segment.key else 2.0
    elif after.startswith("="):
        score += right_weights().get(after[1:], 0)
    elif after in {"body", "site", "press"} and segment.kind == "demonym":
        score -= 4.0  # "American Airlines"
    elif after:
        score += _IN_RUN[after]
    elif right.mark == "":
        score += _right(segment, right.word)
    elif right.mark == "'s" and not proper:
        owned = right_weights().get(right.word, 0) > 1 or flags().get(right.word, 0) & LOCAL
        score += 2.0 if owned else 0.0
    if segment.kind in {"unlisted", "place"} and not after and left.word in striking()[0] and closes(right):
        score += 3.0 if segment.kind == "unlisted" else 1.0  # "shells hit Minova."
    if segment.kind == "unlisted" and not after and left.word == "around" and closes(right):
        score += 1.0  # "around Kitshanga.", but not "around Apple products"
    if segment.key.startswith(_SAINTS) and (after in {"site", "body", "local"} or right.mark == "'s"):
        score -= 3.0  # "St. James United Methodist Church"
    if right.word[:1].isdigit() and right.mark == "" and segment.prior < 1.0 and not after:
        score -= 3.0  # "Class 3", "Exit 5"
    return score


def _left(word: str) -> float:
    weight = left_weights().get(word)
    if weight is None and word.startswith("of_"):
        return 0.5
    return weight or 0.0


def _right(segment: Segment, word: str) -> float:
    weight = float(right_weights().get(word, 0))
    if word in reaching()[0]:
        weight = max(weight, _KIND)
    if weight < 0 and (segment.kind in _PROPER or segment.kind == "feature" or segment.large or segment.prior >= 3):
        return 0.0
    return weight


def closes(right: Beside) -> bool:
    """Whether the words after a name go on with something else: no verb whose subject it could be."""
    if right.mark:
        return right.mark in _CLOSING
    return bool(flags().get(right.word, 0) & (OPENER | DAY)) and right.word not in _VERBS


def is_embedded(segment: Segment) -> bool:
    """Whether the segment belongs to the name of an organisation or office."""
    return segment.before in {"of_body", "of_office"} or segment.after in {"office", "local", "site", "press", "body"}


def _is_office(word: str) -> bool:
    """Whether a word written small is an office's or a force's: "governor", "prosecutors", "police", "militia"."""
    return bool(flags().get(word, 0) & TITLE) or word in words("police") or word in offices() or word in armed()


def role_of(segment: Segment, left: Beside, right: Beside) -> str:
    """Return the role of a segment that was taken for a place."""
    if segment.kind == "demonym":
        return "demonym"
    if is_embedded(segment):
        return "organisation"
    if segment.after == "" and right.mark == "" and _is_office(right.word) and left.word not in _SCENES:
        return "organisation"  # "the Donetsk governor", "Kharkiv prosecutors"
    if segment.after.startswith("="):
        return "place" if segment.after[1:] in _AROUND else "organisation"  # "US-made", "Moscow-based"
    state = segment.kind == "country"
    if not state and segment.key not in capital_names():
        return "place"
    before = segment.before[1:] if segment.before.startswith("=") else left.word if left.mark == "" else ""
    if left.word == "the" and not segment.before:
        before = left.mark
    noun = right.word if right.mark == "" else ""
    if state and noun and before not in _WHERE and not flags().get(noun, 0) & OPENER and noun not in right_places():
        return "actor"  # "the US forces", "US officials"
    if right.mark == "'s":
        return "actor" if before not in _SCENES else "place"
    if before in _SCENES or before.startswith("of_"):
        return "place"
    if before in {"with", "by", "against"} and state:
        return "actor"
    if before in acting_forms() | lexicon.reporting_words() and state and before not in words("direction"):
        return "actor"
    verb = right.word if right.mark == "" else ""
    if verb in lexicon.reporting() or verb in acting_forms() or verb in _ACTING or (state and verb.endswith("ed")):
        return "actor"
    return "place"
