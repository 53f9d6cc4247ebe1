"""A real Chromium without a network, and pages opened in it that must not complain."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def lacking(reason: str) -> None:
    """Skip on a developer's machine, fail where the browser tests have to run."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Opened:
    """A page in the browser, and what went wrong in it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def js(self, expression: str, argument: Any = None) -> Any:
        """Evaluate JavaScript; ``m`` is the first map's handle."""
        return self.page.evaluate(f"(a) => {{ const m = window.geoevents?.maps[0]; return ({expression}); }}", argument)

    def stats(self) -> dict[str, int]:
        return self.js("m.stats()")

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    def clean(self) -> None:
        """Assert that the page asked for nothing and complained about nothing."""
        assert self.requests == []
        assert self.problems == []


# For a module, not for the session: two drivers cannot run at once, and some tests bring their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        lacking("no Chromium on this machine: install the chromium package")
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=found, args=["--no-sandbox", "--force-color-profile=srgb"])
        yield chromium
        chromium.close()


def answer_with(file: Path) -> Callable[[Any], None]:
    """A route handler that answers with a file."""
    return lambda route: route.fulfill(path=file)


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open a map, or HTML, as a file and wait until it has drawn.

    ``serve`` answers requests that match a pattern with a file; other options are those of a browser context.
    """
    contexts = []

    def open_(
        what: Any, *, ready: bool = True, script: str = "", serve: dict[str, Path] | None = None, **options: Any
    ) -> Opened:
        path = tmp_path / f"page-{len(contexts)}.html"
        if isinstance(what, str):
            path.write_text(what, encoding="utf-8")
        else:
            what.save(path)
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.set_offline(True)
        for pattern, file in (serve or {}).items():
            context.route(pattern, answer_with(file))
        page = context.new_page()
        opened = Opened(page)
        page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: opened.problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (opened.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))

        def on_request(request: Any) -> None:
            if request.url != path.as_uri() and not request.url.startswith("data:"):
                opened.requests.append(request.url)

        page.on("request", on_request)
        if script:
            page.add_init_script(script)
        page.goto(path.as_uri())
        if ready:
            page.evaluate("() => window.geoevents.ready")
            opened.settle()
        return opened

    yield open_
    for context in contexts:
        context.close()
