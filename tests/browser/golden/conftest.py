"""A browser that draws alike on every machine: one family of fonts, no graphics card, the day of the pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import NAMES, lacking
from tests.browser.golden.fonts import font_config

ARGS = [
    "--no-sandbox", "--force-color-profile=srgb", "--disable-gpu", "--disable-lcd-text", "--font-render-hinting=none",
    "--disable-font-subpixel-positioning", "--hide-scrollbars",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        lacking("no Chromium on this machine: install the chromium package")
    try:
        fonts = font_config(tmp_path_factory.mktemp("fonts"))
    except LookupError as error:
        lacking(str(error))
    with playwright.sync_playwright() as engine:
        env = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        chromium = engine.chromium.launch(executable_path=found, args=ARGS, env=env)
        yield chromium
        chromium.close()
