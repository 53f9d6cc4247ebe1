"""The names of one text, each once, with what each may mean and how near to one another they stand in the text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geoevents.text.resolution.options import Options

__all__ = ["LOCAL_KM", "Scene", "Subject", "holding", "nearness", "square_km", "stage"]

_NEAR_CHARS = 1000.0
"""Names this many characters apart tell half as much about each other as neighbours do."""

_FAR = 0.15
"""What a name at the other end of a text tells at least."""

LOCAL_KM, WIDE_KM = 60.0, 400.0
"""Places so far apart support each other half as much as neighbours do: within a county, and within a country."""

_HELD_KM = 80.0
"""Lower divisions hold what lies within so many km of their point: few are larger, and many shapes are estimates."""

_COUNTRY, _FIRST, _LOWER = 0, 1, 2
_EARTH_KM = 6371.0
_BITS = np.float32


@dataclass(slots=True, eq=False)
class Subject:
    """A name with all its mentions: one place, unless a container parts them.

    Attributes
    ----------
    options : Options
        At least one.
    mentions : list of int
        Numbers of its mentions.
    at : list of int
        Offsets of these in the text.
    trust : float
        How much its vote counts, 0 to 1.
    inside : int
        Number of the subject that is named as what holds it ("Texas" in "Paris, Texas"); -1 for none.
    held : ndarray of float32 or None
        For each option and each one of the container, 1 where the second holds the first.
    """

    options: Options
    mentions: list[int]
    at: list[int]
    trust: float = 1.0
    inside: int = -1
    held: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Options by what they have in common.

    Attributes
    ----------
    of : ndarray of int64
        For each option the number of its group.
    own : ndarray of int64
        For each option the number of its group within its own subject.
    known : ndarray of bool
        For each option whether it has a group.
    """

    of: NDArray[np.int64]
    own: NDArray[np.int64]
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The options of all subjects in one row of arrays.

    Attributes
    ----------
    subjects : sequence of Subject
    starts : ndarray of int64
        Where the options of each subject begin.
    of : ndarray of int64
        For each option the number of its subject.
    own : ndarray of float32, shape (n, len(OWN))
        What speaks for each option by itself.
    country : ndarray of int64
        For each option the number of its country.
    groups : Groups
        The options by country, once more by country, and by first-order division, one after the other: what is counted
        in all three ways is counted at once, in half the time.
    level : ndarray of int64
        As in :class:`Options`.
    weight : ndarray of float32
        For each subject how much its vote counts: more for one that is named more often.
    xyz : ndarray of float32, shape (n, 3)
        As in :class:`Options`.
    near : ndarray of float32, shape (subjects, subjects)
        How much each subject tells about each other one by standing near to it in the text; 0 about itself.
    local, wide : ndarray of float32, shape (n, n)
        How much the presence of the second option supports the first, 0 to 1; 0 within one subject.
    """

    subjects: Sequence[Subject]
    starts: NDArray[np.int64]
    of: NDArray[np.int64]
    own: NDArray[np.float32]
    country: NDArray[np.int64]
    groups: Groups
    level: NDArray[np.int64]
    weight: NDArray[np.float32]
    xyz: NDArray[np.float32]
    near: NDArray[np.float32]
    local: NDArray[np.float32]
    wide: NDArray[np.float32]

    def span(self, number: int) -> slice:
        """Return where the options of a subject are."""
        start = int(self.starts[number])
        return slice(start, start + len(self.subjects[number].options.places))


def stage(subjects: Sequence[Subject]) -> Scene:
    """Lay the options of all subjects out side by side."""
    all_options = [s.options for s in subjects]
    sizes = np.array([len(o.places) for o in all_options])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    of = np.repeat(np.arange(len(subjects)), sizes)
    level = np.concatenate([o.level for o in all_options])
    xyz = np.concatenate([o.xyz for o in all_options])
    weight = np.array([s.trust * math.log2(1 + len(s.mentions)) for s in subjects], dtype=_BITS)
    near = _together(subjects)
    apart = square_km(xyz, xyz)
    pull = (near * weight)[of[:, None], of[None, :]]
    pull[:, level == _COUNTRY] = 0.0  # a country's label point is near to nothing in particular
    local = pull / (1.0 + apart * _BITS(1 / LOCAL_KM**2))
    wide = pull / (1.0 + apart * _BITS(1 / WIDE_KM**2))
    country = np.concatenate([o.country for o in all_options])
    admin1 = np.concatenate([o.admin1 for o in all_options])
    return Scene(
        subjects, starts, of, np.concatenate([o.own for o in all_options]), country, _groups(of, country, admin1),
        level, weight, xyz, near, local, wide,
    )  # fmt: skip


def _groups(of: NDArray[np.int64], country: NDArray[np.int64], admin1: NDArray[np.int64]) -> Groups:
    countries, divisions = int(country.max()) + 1, int(admin1.max()) + 1
    _, own = np.unique(of * countries + country, return_inverse=True)
    _, held = np.unique(of * divisions + admin1, return_inverse=True)
    most = len(of)  # no number of a group within subjects is as large
    return Groups(
        np.concatenate((country, country + countries, admin1 + 2 * countries)),
        np.concatenate((own, own + most, held + 2 * most)),
        np.concatenate((country > 0, country > 0, admin1 > 0)),
    )


def _together(subjects: Sequence[Subject]) -> NDArray[np.float32]:
    """How much each subject tells about each other one by standing near to it in the text; 0 about itself."""
    at = np.array([a for s in subjects for a in s.at], dtype=_BITS)
    sizes = [len(s.at) for s in subjects]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    gaps = np.abs(at[:, None] - at[None, :])
    gaps = np.minimum.reduceat(np.minimum.reduceat(gaps, starts, axis=0), starts, axis=1)
    near = nearness(gaps)
    np.fill_diagonal(near, 0.0)
    return near


def nearness(gaps: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much names tell about each other that stand so many characters apart: 1 for neighbours."""
    near: NDArray[np.float32] = _BITS(_FAR) + _BITS(1 - _FAR) / (1.0 + gaps * _BITS(1 / _NEAR_CHARS))
    return near


def square_km(some: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Squares of the distances between unit vectors, straight through the Earth, in square km."""
    apart: NDArray[np.float32] = np.maximum(0.0, 2.0 - 2.0 * (some @ others.T)) * _BITS(_EARTH_KM**2)
    return apart


def holding(inner: Options, outer: Options) -> NDArray[np.float32] | None:
    """Which options of a name hold which of another: 1 or 0 for each pair; None where none holds any."""
    level = outer.level[None, :]
    same_country = (inner.country[:, None] == outer.country[None, :]) & (inner.country[:, None] > 0)
    same_first = (inner.admin1[:, None] == outer.admin1[None, :]) & (inner.admin1[:, None] > 0)
    close = square_km(inner.xyz, outer.xyz) < _HELD_KM**2
    holds = np.where(level == _COUNTRY, same_country, np.where(level == _FIRST, same_first, close))
    holds &= ~((inner.level[:, None] <= level) & (level <= _LOWER))
    return holds.astype(_BITS) if holds.any() else None
