"""Whether two pictures of a page look the same: a pixel's shift is forgiven, a missing button is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

THRESHOLD = 48
"""Levels of a channel (0-255) by which a pixel must leave the range of its counterpart's surroundings to differ."""
BLOCK = 40
"""Side of the square in which differences are counted for the worst, px: as large as a button."""
MOST_OF_ALL = 0.001
"""Share of the picture that may differ."""
MOST_OF_BLOCK = 0.016
"""Share of any square that may differ: 25 px, fewer than an icon or a name of three letters has. The same page drawn in
twice the pixels and made smaller differs from itself by 17."""
PALETTES = (64, 96, 128, 192, 256)


@dataclass(frozen=True)
class Difference:
    """What differs between two pictures.

    Attributes
    ----------
    mask : ndarray of bool, shape (height, width)
        The pixels.
    of_all, of_block : float
        Their share of the picture, and of the square where most of them are.
    at : (int, int)
        Left and top of that square, px.
    """

    mask: np.ndarray
    of_all: float
    of_block: float
    at: tuple[int, int]

    def __bool__(self) -> bool:
        return self.of_all > MOST_OF_ALL or self.of_block > MOST_OF_BLOCK

    def __str__(self) -> str:
        x, y = self.at
        return (
            f"{self.of_all:.2%} of the picture differ (at most {MOST_OF_ALL:.2%} may), and {self.of_block:.1%} of the"
            f" {BLOCK} px around {x + BLOCK // 2}, {y + BLOCK // 2} (at most {MOST_OF_BLOCK:.1%})"
        )


def difference(golden: np.ndarray, actual: np.ndarray, *, threshold: int = THRESHOLD) -> Difference:
    """Compare two pictures of one size.

    A pixel differs if one of its channels lies outside the range of the 3 x 3 pixels at its place in the other picture
    by more than ``threshold``; each picture is held against the other, or what has vanished would not be seen.

    Parameters
    ----------
    golden, actual : ndarray of uint8, shape (height, width, 3)
    threshold : int

    Raises
    ------
    ValueError
        The sizes differ.
    """
    if golden.shape != actual.shape:
        raise ValueError(f"pictures of {size_of(golden)} and {size_of(actual)} px")
    mask = _outside(actual, golden, threshold) | _outside(golden, actual, threshold)
    of_block, at = _worst(mask)
    return Difference(mask, float(mask.mean()), of_block, at)


def size_of(picture: np.ndarray) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"


def _outside(picture: np.ndarray, other: np.ndarray, threshold: int) -> np.ndarray:
    """Pixels of a picture that are far from all that the other one has at their place and next to it."""
    low, high = _extremes(other)
    values = picture.astype(np.int16)
    return ((values < low.astype(np.int16) - threshold) | (values > high.astype(np.int16) + threshold)).any(axis=2)


def _extremes(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest value among each pixel and its eight neighbours, channel by channel."""
    low = high = picture
    for axis in (0, 1):
        wide = ((1, 1), (0, 0), (0, 0)) if axis == 0 else ((0, 0), (1, 1), (0, 0))
        count = picture.shape[axis]
        lows, highs = np.pad(low, wide, mode="edge"), np.pad(high, wide, mode="edge")
        shifted = [range(k, k + count) for k in range(3)]
        low = np.minimum.reduce([lows.take(rows, axis=axis) for rows in shifted])
        high = np.maximum.reduce([highs.take(rows, axis=axis) for rows in shifted])
    return low, high


def _worst(mask: np.ndarray) -> tuple[float, tuple[int, int]]:
    """The greatest share of marked pixels in any square, wherever it begins, and its left and top."""
    high, wide = (min(BLOCK, side) for side in mask.shape)
    sums = np.pad(mask.astype(np.int32).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    counts = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    top, left = np.unravel_index(counts.argmax(), counts.shape)
    return float(counts[top, left] / (high * wide)), (int(left), int(top))


def reduced(picture: Any) -> Any:
    """Return an image with as few colours as look the same: with half the threshold, no pixel differs.

    Parameters
    ----------
    picture : PIL.Image.Image

    Returns
    -------
    PIL.Image.Image
        In mode "P"; with the most colours that a palette holds where fewer are not enough. Large areas keep their
        colours as they are.
    """
    pixels = np.asarray(picture.convert("RGB"))
    colors, index, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    for most in PALETTES:
        palette = _palette(colors, counts, most)
        away = np.square(colors[:, None].astype(np.int32) - palette[None]).sum(axis=2)
        nearest = away.argmin(axis=1).astype(np.uint8)[index.reshape(pixels.shape[:2])]
        if not difference(pixels, palette[nearest], threshold=THRESHOLD // 2).mask.any():
            break
    small = picture.convert("P")
    small.putdata(nearest.ravel())
    small.putpalette(palette.tobytes())
    return small


def _palette(colors: np.ndarray, counts: np.ndarray, most: int) -> np.ndarray:
    """The colours of large areas, and those by which an octree stands for the others."""
    from PIL import Image

    large = np.argsort(-counts, kind="stable")[: most // 3]
    others = np.delete(colors, large, axis=0)
    if len(colors) <= most:
        return colors
    few = Image.fromarray(others[None]).quantize(most - len(large), method=Image.Quantize.FASTOCTREE, dither=0)
    used = np.asarray(few.getpalette("RGB"), dtype=np.uint8).reshape(-1, 3)[: most - len(large)]
    return np.unique(np.concatenate([colors[large], used]), axis=0)


def drawn(golden: np.ndarray, actual: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return the two pictures side by side and, below them, the actual one faint with all that differs in red."""
    faint = (actual // 4 + 191).astype(np.uint8)
    faint[mask] = (214, 0, 40)
    gap = np.full((actual.shape[0], 8, 3), 128, dtype=np.uint8)
    return np.concatenate([golden, gap, actual, gap, faint], axis=1)
