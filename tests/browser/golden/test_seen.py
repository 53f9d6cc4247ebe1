"""What changes on a real page is seen by the comparison, and what does not change is not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.browser.golden import pictures
from tests.browser.golden.compare import difference, reduced
from tests.browser.golden.pages import article
from tests.browser.golden.pictures import FREEZE, check, still

image = pytest.importorskip("PIL.Image")


@pytest.fixture(scope="module")
def html() -> str:
    return article(Path()).to_html()


def open_(open_page: Any, html: str, **options: Any) -> Any:
    return open_page(html, script=FREEZE, reduced_motion="reduce", timezone_id="UTC", locale="en", **options)


@pytest.fixture
def opened(open_page: Any, html: str) -> Any:
    return open_(open_page, html)


def found(one: Any, other: Any) -> Any:
    return difference(np.asarray(one), np.asarray(other))


def test_the_same_page_drawn_twice_is_the_same(opened: Any, open_page: Any, html: str) -> None:
    first, second = still(opened), still(open_(open_page, html))
    assert not found(first, second)
    assert not found(reduced(first).convert("RGB"), second)


def test_the_same_page_with_other_edges_is_the_same(opened: Any, open_page: Any, html: str) -> None:
    fine = open_(open_page, html, device_scale_factor=2)
    shot = image.open(io.BytesIO(fine.page.screenshot(animations="disabled", caret="hide")))
    other = shot.convert("RGB").resize((1280, 800), image.Resampling.BOX)
    before = still(opened)
    assert (np.asarray(before) != np.asarray(other)).any(axis=2).mean() > 0.01
    assert not found(before, other), str(found(before, other))


CHANGES = {
    "a button is missing": "document.querySelector('.ge-tool:last-child').style.visibility = 'hidden'",
    "the zoom is missing": "document.querySelector('.leaflet-control-zoom').style.visibility = 'hidden'",
    "the accent is another": "m.container.style.setProperty('--ge-accent', '#a5500b')",
    "the legend has moved": "document.querySelector('.ge-legend').style.translate = '6px 0'",
    "a line of the legend is missing": "document.querySelector('.ge-type:last-child').style.visibility = 'hidden'",
    "a name is missing": "m.data.labels = m.data.labels.filter((one) => one.name !== 'Aleppo'); m.restyle()",
    "a zone is missing": "m.data.zones.pop(); m.restyle()",
    "the attribution is missing": "document.querySelector('.ge-attribution').style.visibility = 'hidden'",
    "a number is longer": "document.querySelector('.ge-numbers').firstChild.data = '129 events'",
    "a colour is another": "m.container.style.setProperty('--ge-c0', '#8a2f7c'); m.restyle()",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_that_readers_notice_is_found(opened: Any, change: str) -> None:
    before = still(opened)
    opened.js(f"(() => {{ {change}; }})()")
    after = still(opened)
    seen = found(before, after)
    assert seen, str(seen)
    kept = found(reduced(before).convert("RGB"), after)
    assert kept, str(kept)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path / "golden")
    return tmp_path


def picture(level: int, size: tuple[int, int] = (60, 50)) -> Any:
    return image.new("RGB", size, (level, level, level))


def test_a_difference_is_told_with_its_pictures_and_the_remedy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "RENEWING", False)
    with pytest.raises(AssertionError, match=r"no golden picture.*make golden"):
        check("page", picture(250), folder)
    monkeypatch.setattr(pictures, "RENEWING", True)
    check("page", picture(250), folder)
    monkeypatch.setattr(pictures, "RENEWING", False)
    check("page", picture(245), folder)
    with pytest.raises(AssertionError, match=r"100\.00% of the picture") as told:
        check("page", picture(100), folder)
    for name in ("page-actual.png", "page-difference.png"):
        assert str(folder / name) in str(told.value)
        image.open(folder / name).load()
    with pytest.raises(AssertionError, match="50 x 60 px, the golden picture 60 x 50"):
        check("page", picture(250, (50, 60)), folder)


def test_only_what_differs_is_renewed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "RENEWING", True)
    check("page", picture(250), folder)
    path = folder / "golden" / "page.png"
    kept = path.read_bytes()
    check("page", picture(245), folder)
    assert path.read_bytes() == kept
    check("page", picture(100), folder)
    assert path.read_bytes() != kept


def test_a_page_that_does_not_come_to_rest_is_told(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "TRIES", 3)
    opened.js("void setInterval(() => { document.querySelector('.ge-title').append('x'); }, 20)")
    with pytest.raises(AssertionError, match="come to rest"):
        still(opened)
