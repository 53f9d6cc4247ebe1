"""The comparison of pictures: what readers would notice is found, what they would not is forgiven."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.browser.golden.compare import BLOCK, difference, drawn, reduced

image = pytest.importorskip("PIL.Image")
draw = pytest.importorskip("PIL.ImageDraw")

INK, PAPER, ACCENT, BUTTON = "#1d1c1a", "#f7f5f0", "#0b5fa5", "#d9d5cc"
FINE = 8
"""Pixels in which a picture is drawn for one that it has: edges are then soft."""


def scene(
    *,
    moved: float = 0,
    accent: str = ACCENT,
    button: bool = True,
    label: bool = True,
    dots: tuple[str, ...] = (),
    edges: str = "BOX",
) -> Any:
    """A page in small: a box with lines of "text", a button with a cross on it, a curve, a "name" of three letters."""
    fine = image.new("RGB", (320 * FINE, 200 * FINE), PAPER)
    pen = draw.Draw(fine)

    def at(*where: float) -> list[float]:
        return [(one + moved) * FINE for one in where]

    pen.ellipse(at(150, 40, 300, 180), outline=accent, width=2 * FINE)
    pen.rectangle(at(10, 10, 120, 90), fill="#ffffff", outline=BUTTON, width=FINE)
    for row in range(3):
        for word in range(8):
            x, y = 16 + word * 12, 16 + row * 12
            pen.line(at(x, y + 8, x + 4, y, x + 8, y + 8), fill=INK, width=int(1.2 * FINE))
    if button:
        pen.line(at(100, 74, 112, 86), fill=INK, width=int(1.5 * FINE))
        pen.line(at(112, 74, 100, 86), fill=INK, width=int(1.5 * FINE))
    if label:
        for letter in range(3):
            pen.ellipse(at(40 + letter * 7, 140, 45 + letter * 7, 147), outline=INK, width=FINE)
    for number, color in enumerate(dots):
        pen.ellipse(at(200 + number * 14, 100, 208 + number * 14, 108), fill=color)
    return fine.resize((320, 200), image.Resampling[edges])


def found(one: Any, other: Any) -> Any:
    return difference(np.asarray(one), np.asarray(other))


def test_a_picture_is_like_itself() -> None:
    same = found(scene(), scene())
    assert not same
    assert not same.mask.any()


@pytest.mark.parametrize("moved", [0.25, 0.5, 0.75, 1.0])
def test_a_pixels_shift_and_softer_edges_are_forgiven(moved: float) -> None:
    assert not found(scene(), scene(moved=moved))
    assert not found(scene(moved=moved), scene())


@pytest.mark.parametrize("edges", ["BILINEAR", "HAMMING", "BICUBIC", "LANCZOS"])
def test_other_softness_of_edges_is_forgiven(edges: str) -> None:
    other = scene(edges=edges)
    assert other != scene()
    assert not found(scene(), other)
    assert not found(other, scene())


@pytest.mark.parametrize(
    "other",
    [{"button": False}, {"label": False}, {"accent": "#a5500b"}, {"accent": "#3d8fd5"}, {"moved": 3}],
    ids=["no button", "no name", "another hue", "a paler accent", "moved by 3 px"],
)
def test_what_a_reader_would_notice_is_found(other: dict[str, Any]) -> None:
    assert found(scene(), scene(**other))
    assert found(scene(**other), scene())


@pytest.mark.parametrize("dots", [(), ("#b4451c",), ("#b4451c", "#b07500")])
def test_a_dot_more_less_or_of_another_colour_is_found(dots: tuple[str, ...]) -> None:
    assert found(scene(dots=("#b4451c", "#2f76c6")), scene(dots=dots))


def test_a_slight_change_of_all_the_ground_is_forgiven_and_a_great_one_is_not() -> None:
    white, grey = (np.full((50, 50, 3), level, dtype=np.uint8) for level in (255, 235))
    assert not difference(white, grey)
    assert difference(white, np.full((50, 50, 3), 200, dtype=np.uint8)).of_all == 1


def test_the_worst_square_is_where_the_differences_are() -> None:
    one = np.zeros((200, 300, 3), dtype=np.uint8)
    other = one.copy()
    other[150:160, 250:260] = 255
    worst = difference(one, other)
    assert worst.mask.sum() == 100
    assert worst.of_all == pytest.approx(100 / 60_000)
    assert worst.of_block == pytest.approx(100 / BLOCK**2)
    x, y = worst.at
    assert x <= 250 <= 260 <= x + BLOCK
    assert y <= 150 <= 160 <= y + BLOCK
    assert "around" in str(worst)


def test_many_small_differences_are_found_by_their_share_of_the_picture() -> None:
    one = np.zeros((400, 400, 3), dtype=np.uint8)
    other = one.copy()
    other[::20, ::20] = 255
    spread = difference(one, other)
    assert spread.of_block < 0.01
    assert spread


def test_pictures_smaller_than_a_square_are_compared() -> None:
    one = np.zeros((10, 300, 3), dtype=np.uint8)
    assert not difference(one, one)
    assert difference(one, one + np.uint8(255)).of_block == 1


def test_other_sizes_are_told() -> None:
    one = np.zeros((10, 20, 3), dtype=np.uint8)
    with pytest.raises(ValueError, match="20 x 10 and 10 x 20"):
        difference(one, one.transpose(1, 0, 2))


def test_what_is_kept_has_few_colours_and_looks_the_same() -> None:
    pixels = np.asarray(scene(dots=("#b4451c", "#2f76c6"))).copy()
    pixels[100:, :200] += np.linspace(0, 6, 200, dtype=np.uint8)[:, None]
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 128
    kept = reduced(image.fromarray(pixels))
    assert kept.mode == "P"
    assert len(kept.getcolors()) <= 128
    assert not difference(pixels, np.asarray(kept.convert("RGB")), threshold=20).mask.any()


def test_what_has_too_many_colours_for_a_palette_is_kept_as_well_as_one_can() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    assert len(reduced(image.fromarray(pixels)).getcolors()) > 192


def test_the_picture_of_the_differences_shows_all_three() -> None:
    one, other = np.asarray(scene()), np.asarray(scene(button=False))
    seen = drawn(one, other, difference(one, other).mask)
    assert seen.shape == (200, 3 * 320 + 16, 3)
    assert (seen[:, :320] == one).all()
    assert (seen[:, 328:648] == other).all()
    assert (seen[:, 656:] == (214, 0, 40)).all(axis=2).sum() == difference(one, other).mask.sum()
