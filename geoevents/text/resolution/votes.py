"""What the other names of a text say for each option of a name: their countries, divisions, distances, containers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geoevents.text.resolution.scene import Groups, Scene

__all__ = ["VOTES", "beliefs", "votes"]

VOTES: tuple[str, ...] = ("by_places", "by_countries", "by_divisions", "local", "wide", "contained")
"""What the other names say for a place; ``weights.toml`` says of each what it is."""

_A_PRIORI = 0.3
"""Weight of what speaks for nothing, in mentions: one unsure name is no landslide."""

_TINY = 0.02
"""Share of the votes that says nothing for a country or division."""

_LOG_TINY = np.log(_TINY)

_LEAST = 1e-4
"""Less than that is what rounding leaves of nothing."""

_COUNTRY = 0


def beliefs(scores: NDArray[np.float32], scene: Scene) -> NDArray[np.float32]:
    """Turn scores into probabilities, which add up to 1 over the options of each subject."""
    top = np.maximum.reduceat(scores, scene.starts)
    raised: NDArray[np.float32] = np.exp(scores - top[scene.of], dtype=np.float32)
    total: NDArray[np.float32] = np.add.reduceat(raised, scene.starts)
    return np.divide(raised, total[scene.of], dtype=np.float32)


def votes(scene: Scene, share: NDArray[np.float32]) -> NDArray[np.float32]:
    """Count the votes of all names for each option, without those of the name itself.

    Parameters
    ----------
    scene : Scene
    share : ndarray of float32
        How likely each option is so far.

    Returns
    -------
    ndarray of float32, shape (n, len(VOTES))
    """
    cast = share * scene.weight[scene.of]
    a_country = scene.level == _COUNTRY
    places, named = np.where(a_country, 0.0, cast), np.where(a_country, cast, 0.0)
    out = np.zeros((len(share), len(VOTES)), dtype=np.float32)
    others, of_named = _of_others(scene, places), _of_others(scene, named)
    shares = _share_of_votes(
        scene.groups, np.concatenate((places, named, places)), np.concatenate((others, of_named, others))
    )
    out[:, :3] = shares.reshape(3, -1).T
    out[:, 2] = np.where(a_country, out[:, 0], out[:, 2])
    out[:, 3] = np.log(_A_PRIORI + scene.local @ share)
    out[:, 4] = np.log(_A_PRIORI + scene.wide @ share)
    for number, subject in enumerate(scene.subjects):
        if subject.held is not None:
            out[scene.span(number), 5] = (subject.held * share[scene.span(subject.inside)]).sum(axis=1)
    return out


def _of_others(scene: Scene, cast: NDArray[np.float32]) -> NDArray[np.float32]:
    """All votes that are not of an option's own name, for each option."""
    others: NDArray[np.float32] = cast.sum() - np.add.reduceat(cast, scene.starts)[scene.of]
    return others


def _share_of_votes(groups: Groups, cast: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logarithm of the share of the other names' votes that go to each option's group; 0 where it has no group."""
    group = groups.of
    total = np.bincount(group, cast)
    own = np.bincount(groups.own, cast)[groups.own]
    part = (total[group] - own + _A_PRIORI * _TINY) / (others + _A_PRIORI)
    return np.where(groups.known, np.log(np.maximum(part, _LEAST)) - _LOG_TINY, 0.0).astype(np.float32)
