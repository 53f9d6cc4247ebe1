"""Six pages as readers see them, held against pictures that somebody has looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.golden.pages import PAGES, PUBLISHED, article_events
from tests.browser.golden.pictures import FREEZE, check, still

pytest.importorskip("PIL.Image")
pytestmark = pytest.mark.slow

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
MODES: dict[str, dict[str, Any]] = {
    "light": DESKTOP,
    "dark": {**DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "arabic": DESKTOP,
    # A4 on its side
    "print": {"viewport": {"width": 1123, "height": 794}},
}


@pytest.fixture(scope="module")
def html(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """The HTML of a page by its name and language; only the page asked for last is kept."""
    kept: dict[str, Any] = {}
    written: dict[tuple[str, str], str] = {}

    def html_(name: str, locale: str) -> str:
        if name not in kept:
            data = request.getfixturevalue("shared_data") if name in PUBLISHED else Path()
            kept.clear()
            written.clear()
            kept[name] = PAGES[name](data)
        if (name, locale) not in written:
            kept[name].locale = locale
            written[name, locale] = kept[name].to_html()
        return written[name, locale]

    return html_


@pytest.fixture
def drawn(open_page: Any, html: Callable[[str, str], str]) -> Callable[[str, str], Any]:
    """Opens a page in a mode, with its day and its motion stopped."""

    def drawn_(name: str, mode: str) -> Any:
        language = "ar" if mode == "arabic" else "en"
        opened = open_page(
            html(name, language), script=FREEZE, reduced_motion="reduce", device_scale_factor=1, timezone_id="UTC",
            locale=language, **MODES[mode],
        )  # fmt: skip
        if mode == "print":
            opened.page.emulate_media(media="print")
            opened.page.wait_for_selector(".ge-sheet-picture")
        return opened

    return drawn_


# The mode changes faster than the page, which takes longer to make.
@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name in PAGES for mode in MODES])
def test_page(drawn: Any, tmp_path: Path, name: str, mode: str) -> None:
    opened = drawn(name, mode)
    check(f"{name}-{mode}", still(opened), tmp_path)
    opened.clean()


def test_card(drawn: Any, tmp_path: Path) -> None:
    opened = drawn("article", "light")
    opened.js("m.select(a)", int((article_events()["place"] == "Khan Shaykhun").argmax()))
    opened.page.wait_for_selector(".ge-card-title")
    check("article-card", still(opened), tmp_path)
    opened.clean()


def test_table(drawn: Any, tmp_path: Path) -> None:
    opened = drawn("article", "light")
    opened.page.get_by_role("button", name="Table", exact=True).click()
    opened.page.wait_for_selector(".ge-table [role=row]")
    check("article-table", still(opened), tmp_path)
    opened.clean()
