"""Opens a page in headless Chromium with the network cut, and notes everything it asks for and complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Visit:
    """One open page: ``page`` is Playwright's, the lists hold what happened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def ready(self) -> dict[str, Any]:
        """Wait until the map has drawn; return its counts."""
        found: dict[str, Any] = self.page.evaluate(
            "async () => { await window.geoevents.ready; return window.geoevents.maps[0].stats(); }"
        )
        return found


@contextmanager
def opened(path: Path, *, width: int = 1200, height: int = 800) -> Iterator[Visit]:
    """Open a file in a browser that cannot reach any network."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and CI must have one")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
            page = context.new_page()
            visit = Visit(page)
            page.on("request", lambda request: visit.requests.append(request.url))
            page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            page.on(
                "console",
                lambda message: visit.complaints.append(message.text) if message.type in ("error", "warning") else None,
            )

            def dismiss(dialog: Any) -> None:
                visit.dialogs.append(dialog.message)
                dialog.dismiss()

            page.on("dialog", dismiss)
            page.goto(path.as_uri())
            yield visit
        finally:
            browser.close()
