"""Which place each name of a text means: rounds of votes, in which what has become likely speaks for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geoevents.geocoding.wording import country_name
from geoevents.model.places import Place
from geoevents.text.resolution.bearings import Bearings
from geoevents.text.resolution.options import Options
from geoevents.text.resolution.scene import Scene, Subject, stage
from geoevents.text.resolution.votes import VOTES, beliefs, votes
from geoevents.text.resolution.weights import Weights, weights

__all__ = ["Choice", "Decision", "decide", "rounds"]

ROUNDS = 3
"""So many rounds of votes; a fourth changed one choice in a thousand."""

_CITY, _CITY_SHARE, _EVEN = 1_000_000, 0.95, 0.51
"""A bare name that a town shares with the first-order division around it means the one as often as the other; mostly
the town where that has so many inhabitants or is a capital, or where the division goes by another name in the first
place; see :mod:`geoevents.geocoding.readings`. Corpora of news do not tell: they take the point of the one for that of
the other. Where chances are even, the votes say which comes first."""

_NO_FOCUS, _SURE = 0.3, 30.0
"""Focus of a text without any, and the odds beyond which nothing changes."""

_SAID = 0.35
"""What makes at least this share of the lead over the runner-up is told as a reason."""

_SUPPORT = 0.05
"""Least support by which a name is told as one that lies near."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What a subject means.

    Attributes
    ----------
    options : Options
    order : list of int
        Of its options, the likeliest first; at most six.
    shares : list of float
        How likely each of these is, 0 to 1, if any is.
    why : str
        What decided, as a sentence goes on: "named with 'Texas' after it"; empty where nothing had to.
    none : float
        How likely none of them is meant, 0 to 1.
    guide : Place or None
        The place of the text about which it should lie then.
    """

    options: Options
    order: list[int]
    shares: list[float]
    why: str
    none: float = 0.0
    guide: Place | None = None

    @property
    def place(self) -> Place:
        """The likeliest."""
        return self.options.places[self.order[0]]


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What the subjects of a text mean, each in its turn; and where names lie that mean none."""

    choices: list[Choice]
    bearings: Bearings | None


def decide(subjects: Sequence[Subject], words: Sequence[str], *, home: int = 0) -> Decision:
    """Decide what each subject means.

    Parameters
    ----------
    subjects : sequence of Subject
    words : sequence of str
        What each is called in the text.
    home : int
        The book's number of the country that is expected; 0 for none.
    """
    if not subjects:
        return Decision([], None)
    scene, w = stage(subjects), weights()
    given = np.where(scene.country == home, np.float32(w.home), np.float32(0)) if home else None
    counted, scores = rounds(scene, w, given)
    share = beliefs(scores, scene)
    bearings = Bearings(scene, share)
    guides, none = _none(scene, scores, bearings, w)
    choices = [
        _choice(scene, n, words, counted, share, w, unlisted)
        for n, unlisted in enumerate(zip(none, guides, strict=True))
    ]
    return Decision(choices, bearings)


def _none(
    scene: Scene, scores: NDArray[np.float32], bearings: Bearings, w: Weights
) -> tuple[list[Place | None], list[float]]:
    """For each subject, about which place it should lie, and how likely none of its options is meant."""
    if len(scene.subjects) == 1:
        return [None], [0.0]
    bias, weight = w.none
    top = np.maximum.reduceat(scores, scene.starts)
    listed = top + np.log(np.add.reduceat(np.exp(scores - top[scene.of]), scene.starts))
    guides, focus = bearings.by_subject(listed)
    odds = np.clip(bias + weight * np.log(_NO_FOCUS + focus) - listed, -_SURE, _SURE)
    places = [scene.subjects[n].options.places[bearings.option(n)] for n in guides.tolist()]
    return places, (1 / (1 + np.exp(-odds))).tolist()


def rounds(
    scene: Scene, w: Weights, given: NDArray[np.float32] | None = None, number: int = ROUNDS
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Let the names vote; returns the last votes, and the scores of the options with them."""
    own = scene.own @ w.own
    if given is not None:
        own = own + given
    counted = np.zeros((len(own), len(VOTES)), dtype=np.float32)
    scores = own
    for _ in range(number if len(scene.subjects) > 1 else 0):
        counted = votes(scene, beliefs(scores, scene))
        scores = own + counted @ w.votes
    return counted, scores


def _choice(
    scene: Scene, number: int, words: Sequence[str], counted: NDArray[np.float32], share: NDArray[np.float32],
    w: Weights, unlisted: tuple[float, Place | None],
) -> Choice:  # fmt: skip
    options = scene.subjects[number].options
    none, guide = unlisted
    if len(options.places) == 1:
        return Choice(options, [0], [1.0], "", none if options.level[0] else 0.0, guide)
    span = scene.span(number)
    own = _town_and_division(options, share[span])
    order = np.argsort(-own, kind="stable")[:6].tolist()
    first, second = span.start + order[0], span.start + order[1]
    lead = (counted[first] - counted[second]) * w.votes
    renown = float((scene.own[first] - scene.own[second]) @ w.own)
    why = _why(scene, number, first, words, lead.tolist(), renown, share)
    none = none if options.level[order[0]] else 0.0  # there is no country of a name that no list has
    return Choice(options, order, [float(own[i]) for i in order], why, none, guide)


def _town_and_division(options: Options, share: NDArray[np.float32]) -> NDArray[np.float32]:
    """Part what a bare name means between a town and the division around it that has the same name."""
    if options.seat is None:
        return share
    town, division, own_name = options.seat
    both = share[town] + share[division]
    place = options.places[town]
    greater = _CITY_SHARE if place.population >= _CITY or place.rank == 0 or not own_name else 0.5
    parted = share.copy()
    if greater == 0.5:
        first = _EVEN if share[division] > share[town] else 1 - _EVEN
        parted[town], parted[division] = both * (1 - first), both * first
    else:
        parted[town], parted[division] = both * greater, both * (1 - greater)
    return parted


def _why(
    scene: Scene, number: int, chosen: int, words: Sequence[str], lead: list[float], renown: float,
    share: NDArray[np.float32],
) -> str:  # fmt: skip
    """Put into words what made the likeliest option lead over the next."""
    total = sum(x for x in (*lead, renown) if x > 0)
    if total <= 0:
        return ""
    by = dict(zip(VOTES, lead, strict=True))
    if by["contained"] >= _SAID * total:
        return f"named with {words[scene.subjects[number].inside]!r} after it"
    reasons = []
    place = scene.subjects[number].options.places[chosen - scene.span(number).start]
    if by["local"] + by["wide"] >= _SAID * total:
        near = _neighbours(scene, chosen, share, words)
        if near:
            reasons.append(f"near {' and '.join(near)} in this text")
    if not reasons and by["by_divisions"] + by["by_places"] + by["by_countries"] >= _SAID * total:
        land = place.admin1 if place.admin1 != place.name else ""
        land = land or country_name(place.country)
        reasons.append(f"as other places of this text in {land}" if land else "")
    if renown >= _SAID * total:
        reasons.append("the best known of that name")
    return ", ".join(r for r in reasons if r)


def _neighbours(scene: Scene, chosen: int, share: NDArray[np.float32], words: Sequence[str]) -> list[str]:
    """The one or two names that lie nearest to an option."""
    support = np.add.reduceat(scene.local[chosen] * share, scene.starts)
    best = np.argsort(-support, kind="stable")[:2].tolist()
    return [words[n] for n in best if support[n] >= _SUPPORT]
