"""The weights of what speaks for a place; they are data, in ``weights.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from geoevents.text.resolution.options import OWN
from geoevents.text.resolution.votes import VOTES

__all__ = ["Weights", "weights"]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Natural logarithms of odds for one unit of each thing that speaks for a place; ``none``: against all of them."""

    own: NDArray[np.float32]
    votes: NDArray[np.float32]
    home: float
    none: tuple[float, float]


@cache
def weights() -> Weights:
    """Return the weights of the table."""
    table = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    own, votes = table["own"], table["votes"]
    return Weights(
        own=np.array([own[name] for name in OWN], dtype=np.float32),
        votes=np.array([votes[name] for name in VOTES], dtype=np.float32),
        home=float(table["given"]["home"]),
        none=(float(table["none"]["bias"]), float(table["none"]["focus"])),
    )
