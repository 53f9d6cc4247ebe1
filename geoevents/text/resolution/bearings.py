"""Where a name lies that the gazetteer does not know: by what the names about it in the text mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geoevents.text.resolution.scene import LOCAL_KM, Scene, nearness, square_km

__all__ = ["Bearings"]

_OF_COUNTRY = 0.05
"""A country says little about where in it a place lies: it counts where nothing else is named."""


class Bearings:
    """The places of a text, by how many others lie about each, and how near in the text these are named.

    Parameters
    ----------
    scene : Scene
    share : ndarray of float32
        How likely each option is.
    """

    def __init__(self, scene: Scene, share: NDArray[np.float32]) -> None:
        self._scene = scene
        top = np.maximum.reduceat(share, scene.starts)
        size = len(share)
        at = np.minimum.reduceat(np.where(share >= top[scene.of], np.arange(size), size), scene.starts)
        self._best = at - scene.starts
        self._sure = top * scene.weight * np.where(scene.level[at] == 0, np.float32(_OF_COUNTRY), np.float32(1))
        xyz = scene.xyz[at]
        self._close = np.reciprocal(1 + square_km(xyz, xyz) / np.float32(LOCAL_KM**2), dtype=np.float32)

    def option(self, subject: int) -> int:
        """Return the likeliest option of a subject."""
        return int(self._best[subject])

    def by_subject(self, listed: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """For each subject, which other one tells best where it should lie, and how much speaks for there.

        Parameters
        ----------
        listed : ndarray of float32
            How much speaks for each subject's own options: only those of which more does tell others where to lie.
        """
        votes = self._scene.near * self._sure * (listed[None, :] > listed[:, None])
        support = votes * (votes @ self._close)
        return support.argmax(axis=1), np.sqrt(support.max(axis=1))

    def by_offset(self, at: int) -> int:
        """Which subject tells best where a name at an offset of the text should lie; -1 where nothing does."""
        subjects = self._scene.subjects
        gaps = np.array([min(abs(at - other) for other in s.at) for s in subjects], dtype=np.float32)
        votes = nearness(gaps) * self._sure
        support = votes * (self._close @ votes)
        best = int(support.argmax())
        return best if support[best] > 0 else -1
