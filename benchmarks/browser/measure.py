"""One page in a fresh headless Chromium with software graphics: what it takes to open, hold, filter and move it."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from typing import Any

from benchmarks.browser.assets import serve
from benchmarks.browser.tools import TOOLS

PROBES = (Path(__file__).resolve().parent / "probes.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ("--no-sandbox", "--enable-unsafe-swiftshader")
SIZE = {"width": 1280, "height": 800}
STEPS, STEP_PX = 24, 12


def chromium() -> str:
    """Path of the browser."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise SystemExit("no Chromium on this machine: install the chromium package")
    return found


def open_page(engine: Any, tool: str, page_file: Path, events: int, patience: float) -> dict[str, Any]:
    """Measure one page; what could not be measured is missing, and "why" says the reason."""
    kind = TOOLS[tool]
    missing: set[str] = set()
    errors: list[str] = []
    browser = engine.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
    try:
        page = browser.new_context(viewport=SIZE).new_page()
        page.set_default_timeout(patience * 1000)
        page.route(re.compile("^https?://"), serve(missing))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error).splitlines()[0]))
        settings = f"const BENCH = {{drawn: '{kind.drawn}', events: {events}}};"
        page.add_init_script(f"(() => {{ {settings} {PROBES} }})();")
        found: dict[str, Any] = {}
        try:
            page.goto(page_file.as_uri(), wait_until="commit")
            page.wait_for_function("() => window.benchProbe.drawn !== null || window.benchProbe.failed", polling=50)
        except Exception as error:
            if "Timeout" not in type(error).__name__ and "Timeout" not in str(error):
                raise
            reason = f"; {errors[0][:80]}" if errors else ""
            return {"why": f"not drawn within {patience:.0f} s{reason}", "missing": sorted(missing), "errors": errors}
        found["drawn"] = page.evaluate("() => benchProbe.drawn")
        if found["drawn"] is None:
            return {"why": page.evaluate("() => benchProbe.failed")[:80], "missing": sorted(missing)}
        try:
            after(page, kind, found)
        except Exception as error:
            found["why"] = str(error).splitlines()[0][:80]
        found["missing"] = sorted(missing)
        return found
    finally:
        browser.close()


def after(page: Any, kind: Any, found: dict[str, Any]) -> None:
    """Measure what happens on a page that has drawn."""
    page.wait_for_timeout(800)
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.enable")
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    heap = devtools.send("Runtime.getHeapUsage")
    found["heap"], found["buffers"] = heap["usedSize"], heap.get("backingStorageSize", 0)
    devtools.send("HeapProfiler.disable")
    if kind.distribution:
        found["pan"] = pan(page)
        page.wait_for_timeout(500)
    if kind.plays:
        found["step"], found["play"] = page.evaluate("() => benchProbe.play()")
        page.wait_for_timeout(500)
    if kind.filter:
        found["filter"] = page.evaluate(f"() => ({kind.filter})(benchProbe.painted)")


def pan(page: Any) -> float:
    """Drag the map with the mouse, out and back in two directions; return the longest time between frames."""
    x, y = SIZE["width"] / 2, 300
    page.mouse.move(x, y)
    page.evaluate("() => { benchProbe.stop = benchProbe.watch(); }")
    for dx, dy in ((-1, 0), (1, 0), (0, 1), (0, -1)):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, STEPS + 1):
            page.mouse.move(x + dx * step * STEP_PX, y + dy * step * STEP_PX * 0.6)
            time.sleep(0.012)
        page.mouse.up()
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    return page.evaluate("() => benchProbe.stop()")
